/* src/emit/marks.h - every stretch of text that a record points to, for `explain`. */
#ifndef TOC_MARKS_H
#define TOC_MARKS_H

#include "emit/parts.h"

typedef struct toc_mark {
    toc_span span;
    uint32_t event;    /* index; TOC_NONE: of a sentence that gave no event */
    const char *field; /* "trigger", "perpetrator", "time", "killed", ... */
    toc_slice note;    /* rule or evidence in words; empty: none */
} toc_mark;
typedef TOC_ARRAY(toc_mark) toc_marks;

/* In text order; longer ones first where they begin together. */
void toc_marks_collect(const toc_record *record, const toc_emit_options *options, toc_marks *out);
/* The value of a field of an event in words ("2021-03-01", "The Red Dawn [RURREB]"). */
void toc_put_value(toc_buf *out, const toc_record *record, const toc_mark *mark);

#endif
