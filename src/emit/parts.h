/* src/emit/parts.h - what several emitters need: pieces of JSON, dates, names, which events count. */
#ifndef TOC_PARTS_H
#define TOC_PARTS_H

#include "emit/emit.h"

/* JSON by hand: a comma goes in front unless the buffer ends in '{' or '['. */
void toc_json_sep(toc_buf *out);
void toc_json_key(toc_buf *out, const char *key);
void toc_json_text(toc_buf *out, const char *key, const char *value); /* nothing when "" */
void toc_json_slice(toc_buf *out, const char *key, toc_slice value);  /* nothing when empty */
void toc_json_int(toc_buf *out, const char *key, int64_t value);
/* "2020-07-11" or "2020-07-11T21:30"; nothing when the day is unknown. */
void toc_put_moment(toc_buf *out, toc_moment moment);
void toc_json_moment(toc_buf *out, const char *key, toc_moment moment);
/* "lat":..,"lon":.. of degrees * 100000 */
void toc_json_point(toc_buf *out, int32_t lat_e5, int32_t lon_e5);

/* The middle of the cell of `cell_e5` degrees * 100000 that a latitude (limit_e5: of 90) or longitude (180) is in;
 * 0: the value itself. */
int32_t toc_coarse(int32_t value_e5, int32_t cell_e5, int32_t limit_e5);

/* "geometry" of a road: line_e5 as in toc_place */
void toc_json_line(toc_buf *out, const int32_t line_e5[4]);
/* In capitals; Latin letters without their marks ("MEDELLIN"): the telegraph's alphabet, in which
 * older forms and their texts are written. */
void toc_put_capitals(toc_buf *out, toc_slice words);

/* Is the event certain enough for these options? */
static inline bool toc_event_kept(const toc_event *event, const toc_emit_options *options)
{
    return event->confidence_permille >= options->min_permille;
}
/* Is what it leads to? */
static inline bool toc_link_kept(const toc_record *record, const toc_link *link,
                                 const toc_emit_options *options)
{
    return link->event < record->events.count &&
           toc_event_kept(&record->events.items[link->event], options);
}
static inline bool toc_span_empty(toc_span span)
{
    return span.end <= span.start;
}
/* The words of a span with line breaks and runs of spaces as one space, at most `most` bytes
 * (cut between words, "..." behind). */
void toc_put_words(toc_buf *out, toc_slice words, size_t most);
/* The best name of a filler: of its entity when that is named, else its words. */
toc_slice toc_filler_name(const toc_record *record, const toc_filler *filler);
/* The words for the i-th who reports an event; of a pronoun the name of its entity. Empty: a pronoun for
 * one of those before. */
toc_slice toc_reporter_name(const toc_record *record, const toc_event *event, uint32_t i);
/* About the sentence that holds the trigger, at most 2 * TOC_QUOTE_BYTES. For the eye: the full stop
 * of an abbreviation may cut it. */
#define TOC_QUOTE_BYTES ((size_t)180)
toc_slice toc_event_quote(const toc_record *record, const toc_event *event);
/* The actor of a filler's entity; NULL: none. */
const toc_actor *toc_filler_actor(const toc_record *record, const toc_filler *filler);
/* The event's CAMEO code; when its rule gave none, the root of the codebook that most codes of its
 * type and mode stand under ("18" for assault); empty: none. */
toc_slice toc_cameo_code(const toc_emit_data *data, const toc_event *event);
/* The code of announcing an act of that code, by column `threat` of the codebook; empty: of no such kind. */
toc_slice toc_cameo_threat(const toc_emit_data *data, toc_slice code);
/* "3", "3-9", "at least 12" */
void toc_put_count(toc_buf *out, const toc_count *count);

#endif
