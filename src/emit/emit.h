/* src/emit/emit.h - a finished record in each of the forms that people and programs read.
 *
 * Emitters append to a buffer and change nothing; the same record and options give the same bytes.
 * Nothing here decides about language: what an event means was decided before. */
#ifndef TOC_EMIT_H
#define TOC_EMIT_H

#include "base/buf.h"
#include "pack/dict.h"
#include "record/record.h"

typedef struct toc_emit_data { /* opened once an engine; forms.c */
    toc_dict muc4; /* table muc4: what words say about the closed lists of the MUC-4 form */
    bool has_muc4;
    uint32_t col_slot, col_value;
    toc_dict muc4_countries; /* table muc4_country */
    bool has_muc4_countries;
    toc_slice muc4_place[TOC_PLACE_COUNT];   /* "CITY"; table muc4_place */
    toc_slice muc4_type[TOC_METHOD_COUNT];   /* "BOMBING"; table muc4_method */
    toc_slice muc4_weapon[TOC_METHOD_COUNT]; /* "GUN": what the method says without a word for it */
    toc_dict muc4_weights; /* table muc4_weight: which acts and fillers belong into a form */
    toc_dict muc4_merge;   /* table muc4_merge: which acts are one incident */
    bool has_muc4_weights, has_muc4_merge;
    toc_dict cameo; /* table cameo: the codes of that codebook with their PLOVER type and mode */
    bool has_cameo;
} toc_emit_data;
tocsin_status toc_emit_open(toc_emit_data *out, const toc_pack *packs, size_t count,
                            tocsin_error *err);

typedef struct toc_emit_options {
    bool mentions_all;     /* json: every entity, place, time, attribution; else the events' only */
    bool with_text;        /* json: the decoded text */
    bool with_predicates;  /* json: every reported happening */
    uint16_t min_permille; /* events less certain are left out, in every form */
    bool color;            /* brief and explain: ANSI colours */
    uint32_t columns;      /* brief: lines are wrapped to that many; 0: 100 */
    int32_t coarsen_e5;    /* csv, geojson: points move to the middle of such cells; 0: none */
    const toc_emit_data *data; /* muc4 and cameo; NULL: without their tables */
} toc_emit_options;

typedef struct toc_emit_incident { /* what stands in a feature of many reports */
    toc_slice id, sources, urls;
    uint32_t reports;
} toc_emit_incident;

/* One line of JSON, without its newline (docs/RECORD.md). */
void toc_emit_json(toc_buf *out, const toc_record *record, const toc_emit_options *options);

/* The other forms, complete with their newlines. */
void toc_emit_csv(toc_buf *out, const toc_record *record, const toc_emit_options *options);
void toc_emit_brief(toc_buf *out, const toc_record *record, const toc_emit_options *options);
void toc_emit_geojson(toc_buf *out, const toc_record *record, const toc_emit_options *options);
void toc_emit_cameo(toc_buf *out, const toc_record *record, const toc_emit_options *options);
void toc_emit_muc4(toc_buf *out, const toc_record *record, const toc_emit_options *options);
void toc_emit_explain(toc_buf *out, const toc_record *record, const toc_emit_options *options);
void toc_emit_explain_html(toc_buf *out, const toc_record *record, const toc_emit_options *options);

/* The codebook as Markdown or as JSON Schema. */
void toc_emit_codebook(toc_buf *out, bool json_schema);

/* The feature of one event, on a line; an incident (NULL: none) instead of its document. */
void toc_emit_feature(toc_buf *out, const toc_record *record, uint32_t event,
                      const toc_emit_incident *incident, const toc_emit_options *options);

/* Around the features of all documents. */
#define TOC_GEOJSON_HEAD "{\"type\":\"FeatureCollection\",\"features\":[\n"
#define TOC_GEOJSON_TAIL "]}\n"

/* The header row of csv, with its newline. */
const char *toc_emit_csv_head(void);

#endif
