/* src/emit/muc4.h - the words of the MUC-4 form, and its parts between two files. */
#ifndef TOC_MUC4_H
#define TOC_MUC4_H

#include "emit/parts.h"
#include "pack/dict.h"

/* The value that the words say for a slot of table `muc4`; empty: none. The last match counts
 * (the head stands at the end), of two that end together the longer. */
toc_slice toc_muc4_value(const toc_emit_data *data, toc_slice words, const char *slot);
/* The guidelines' name of a country ("COL" is "COLOMBIA") and whether acts there, or of its people,
 * are asked for. Empty: a country that the form does not know. */
toc_slice toc_muc4_country(const toc_emit_data *data, const char *code, bool *relevant);
/* "3", "1", "PLURAL" for a noun phrase; "" when it cannot be told. */
void toc_muc4_number(toc_slice words, char out[16]);
/* A record with an index of what its words name; lives in the record's arena, NULL: out of memory. */
typedef struct toc_muc4_page toc_muc4_page;
toc_muc4_page *toc_muc4_page_of(const toc_record *record, const toc_emit_data *data);
/* The shortest complete noun phrase for the words of a span; `organisations`: the name of an
 * organisation before its people is left out. */
toc_slice toc_muc4_phrase(const toc_muc4_page *page, toc_span span, bool organisations);
/* "Colonel Waldemar Franklin Quintero": title and name. `named`: the words are known to end in a name. */
void toc_muc4_split_title(const toc_muc4_page *page, toc_slice words, bool named, toc_slice *title,
                          toc_slice *name);

/* One template's targets: fields phys_target and hum_target. */
void toc_muc4_targets(toc_buf *out, const toc_muc4_page *page, const toc_record *record,
                      const toc_emit_data *data, const toc_event *event);
/* Would the filler be a thing, not people? */
bool toc_muc4_is_thing(const toc_record *record, const toc_emit_data *data,
                       const toc_filler *filler);
/* Soldiers, police, armed groups. */
bool toc_muc4_is_armed(const toc_record *record, const toc_filler *filler);
bool toc_muc4_is_state(const toc_record *record, const toc_filler *filler);

#endif
