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
/* The shortest complete noun phrase for the words of a span. Of those who did it number and nationality
 * stay, of people the name of an organisation before them goes. */
typedef enum toc_muc4_words { TOC_MUC4_THING, TOC_MUC4_PEOPLE, TOC_MUC4_DOERS } toc_muc4_words;
toc_slice toc_muc4_phrase(const toc_muc4_page *page, toc_span span, toc_muc4_words kind);
/* "Colonel Waldemar Franklin Quintero": title and name. `named`: the words are known to end in a name. */
void toc_muc4_split_title(const toc_muc4_page *page, toc_slice words, bool named, toc_slice *title,
                          toc_slice *name);
/* The title before a name or the description behind its comma: "Attorney General Roberto Garcia",
 * "Bernardo Jaramillo, leader of the union". Empty: neither says what somebody is. */
toc_slice toc_muc4_beside_name(const toc_muc4_page *page, toc_span name);
/* The country that a phrase names its people by ("two Spanish priests"): ISO code, NULL: none. */
const char *toc_muc4_nation(const toc_muc4_page *page, toc_span phrase);

/* ---- what belongs into a form: sums of integer weights, table muc4_weight (muc4_sum.c) ---- */
/* "incident method bombing": subject, name and value of a feature (folded to one word), with its
 * weight. */
typedef struct toc_muc4_sum {
    const toc_emit_data *data;
    toc_arena *arena;
    const char *subject;
    const toc_dict *weights; /* NULL: no table */
    int32_t total;
    TOC_ARRAY(toc_slice) why; /* the features that weigh; without a table all of them */
} toc_muc4_sum;
void toc_muc4_sum_begin(toc_muc4_sum *sum, const toc_emit_data *data, toc_arena *arena,
                        const char *subject);
void toc_muc4_sum_add(toc_muc4_sum *sum, const char *name, toc_slice value);
/* A count, in steps: 0 1 2 3 4 (4-6) 7 (7-12) 13. */
void toc_muc4_sum_count(toc_muc4_sum *sum, const char *name, uint32_t n);
/* "relevance": total, "why": [...] */
void toc_muc4_sum_put(toc_buf *out, const toc_muc4_sum *sum);

/* One form in the making. */
typedef struct toc_muc4_incident {
    toc_event event; /* with lists of its own */
    uint32_t told;   /* acts of the record that are in it */
    TOC_ARRAY(const toc_event *) acts;
    uint32_t given; /* fillers that the record gives; behind them phrases that may be fillers */
    toc_muc4_sum sum;
} toc_muc4_incident;

typedef TOC_ARRAY(toc_muc4_incident) toc_muc4_incidents;

/* ---- phrases that may be fillers (muc4_hint.c) ---- */
typedef enum toc_muc4_part {
    TOC_MUC4_NO_PART,
    TOC_MUC4_DOER,
    TOC_MUC4_SUFFERER,
    TOC_MUC4_WEAPON
} toc_muc4_part;
toc_muc4_part toc_muc4_part_of(toc_role role);
/* Appends the hints that are no fillers yet to the roles; named bodies are looked at otherwise. */
void toc_muc4_add_hints(const toc_record *record, toc_muc4_incident *incident);
/* The best score of the hints that give the filler's phrase or entity its part, and how many do. */
bool toc_muc4_hint_of(const toc_event *event, const toc_filler *filler, int32_t *score,
                      uint32_t *count);

/* ---- what the sums look at (muc4_weigh.c) ---- */
typedef struct toc_muc4_view {
    const toc_muc4_page *page;
    const toc_record *record;
    const toc_emit_data *data;
    TOC_ARRAY(uint32_t) paragraphs; /* bytes where they begin */
    uint32_t violent, clashes;      /* acts of the text */
} toc_muc4_view;
void toc_muc4_view_open(toc_muc4_view *view, const toc_muc4_page *page, const toc_record *record,
                        const toc_emit_data *data);
/* Does the act belong into a form? `rank`: of how many incidents of the text it is the first, ... */
void toc_muc4_weigh_incident(const toc_muc4_view *view, toc_muc4_incident *incident, uint32_t rank);
/* Does the filler belong into its slot? Begins the sum: people, things and doers have weights of their own. */
void toc_muc4_weigh_filler(const toc_muc4_view *view, const toc_muc4_incident *incident,
                           uint32_t filler, toc_muc4_sum *sum);
/* Bytes from a span to the nearest words that tell of the incident. */
uint32_t toc_muc4_to_act(const toc_event *incident, toc_span span);
/* For the trainer, which runs without weights: what is seen of a filler of the incident. */
void toc_muc4_put_why(toc_buf *out, const toc_muc4_view *view, const toc_muc4_incident *incident,
                      const toc_filler *filler);
/* Did the named body do it, as far as the text as a whole says? `entity` has a named mention. */
void toc_muc4_weigh_body(const toc_muc4_view *view, const toc_event *incident, uint32_t entity,
                         toc_muc4_sum *sum);
/* The value of the closed list hum_type for a filler. */
toc_slice toc_muc4_people(const toc_record *record, const toc_emit_data *data,
                          const toc_filler *filler);

/* ---- which acts are one incident (muc4_merge.c) ---- */
toc_slice toc_muc4_type(const toc_emit_data *data, const toc_event *event);
/* Adds the act to the incident that it is most like, or as an incident of its own. Without table
 * muc4_merge each act is one. */
void toc_muc4_join(const toc_muc4_view *view, const toc_event *event,
                   toc_muc4_incidents *incidents);
/* For the trainer: what is seen of the first act of the incident beside that of each before it. */
void toc_muc4_put_pairs(toc_buf *out, const toc_muc4_view *view, const toc_muc4_incident *incident,
                        const toc_muc4_incident *first);

/* ---- who belongs into the form (muc4_choose.c) ---- */
/* Takes fillers out of the incident and adds named bodies, by their sums; what is left speaks for or
 * against the incident. */
void toc_muc4_choose(const toc_muc4_view *view, toc_muc4_incident *incident);
/* For the trainer: everybody who was looked at, with what is seen of them. */
void toc_muc4_put_choice(toc_buf *out, const toc_muc4_view *view,
                         const toc_muc4_incident *incident);
/* Organisations are named, but for the state's own bodies ("the army"). */
bool toc_muc4_is_body(const toc_record *record, const toc_filler *filler);
/* The words of the text that name the filler's entity; empty: it has no name. */
toc_slice toc_muc4_name(const toc_record *record, const toc_filler *filler);
/* The words for perp_individual. */
toc_slice toc_muc4_doer(const toc_muc4_view *view, const toc_filler *filler);
void toc_muc4_put_person(toc_buf *out, const toc_muc4_view *view, const toc_muc4_incident *incident,
                         const toc_filler *filler);

/* One template's targets: fields phys_target and hum_target. */
void toc_muc4_targets(toc_buf *out, const toc_muc4_view *view, const toc_record *record,
                      const toc_emit_data *data, const toc_muc4_incident *incident);
/* Would the filler be a thing, not people? */
bool toc_muc4_is_thing(const toc_record *record, const toc_emit_data *data,
                       const toc_filler *filler);
/* Soldiers, police, armed groups. */
bool toc_muc4_is_armed(const toc_record *record, const toc_filler *filler);
bool toc_muc4_is_state(const toc_record *record, const toc_filler *filler);

#endif
