/* src/store/answer.h - what answer.c (CSV, GeoJSON) and table.c share: an incident that was asked for. */
#ifndef TOC_ANSWER_H
#define TOC_ANSWER_H

#include "store/store.h"

typedef enum toc_form { TOC_FORM_TABLE, TOC_FORM_JSONL, TOC_FORM_CSV, TOC_FORM_GEOJSON } toc_form;

typedef struct toc_number {
    bool known;
    int64_t value;
} toc_number;

typedef struct toc_answer_row { /* texts live until the next row; what is unknown is empty */
    int64_t id;                 /* row of table incident */
    bool far;                   /* its distance from the place or road asked for is known */
    int64_t hectometres;
    toc_slice key, type, method, status, scope;
    int64_t confidence;  /* in thousands */
    toc_number from, to; /* days */
    toc_slice place, admin1, country, precision, line;
    toc_number lat_e5, lon_e5;
    toc_number toll[4]; /* killed low, high (unknown: open), injured low, high */
    int64_t reports;
    toc_slice sources, doc, url, title;
} toc_answer_row;

typedef struct toc_answerer {
    const tocsin_store *store;
    toc_form form;
    bool words, color, near;
    uint32_t columns;
    size_t count; /* rows before this one */
    sqlite3_stmt *who, *trigger;
    toc_words_of of;
    toc_answer_row row;
    toc_buf roles[TOC_ROLE_COUNT]; /* names by toc_role, "; " between */
    toc_buf quote, cell, out;
} toc_answerer;

/* One incident as lines of a table, with the head before the first. */
void toc_answer_table(toc_answerer *a);

#endif
