/* src/store/chart.h - counts, as trend.c finds them and chart.c draws them. */
#ifndef TOC_CHART_H
#define TOC_CHART_H

#include "base/arena.h"
#include "base/buf.h"

typedef struct toc_chart {
    const char *by, *of, *each; /* "week", "incidents", "place"; each NULL: one row */
    bool timed;                 /* buckets are days, weeks ...: in their order, none left out */
    size_t rows, buckets;
    toc_slice *row_names;    /* one, empty, without each */
    toc_slice *bucket_names; /* "2020-W28", "Gao, MLI" */
    int64_t *values;         /* rows * buckets */
    int64_t undated;         /* timed: what is known too vaguely for a bucket */
    size_t left_rows;        /* rows, or buckets, that `top` left out, and what they hold */
    int64_t left;
    bool color;
    uint32_t columns;
} toc_chart;

void toc_chart_table(toc_buf *out, const toc_chart *chart);
void toc_chart_csv(toc_buf *out, const toc_chart *chart);
void toc_chart_jsonl(toc_buf *out, const toc_chart *chart);
void toc_chart_svg(toc_buf *out, const toc_chart *chart);

#endif
