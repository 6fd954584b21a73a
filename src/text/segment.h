/* src/text/segment.h - sentences and tokens of an article, Universal Dependencies English style. */
#ifndef TOC_SEGMENT_H
#define TOC_SEGMENT_H

#include "pack/dict.h"
#include "text/token.h"

typedef struct toc_segment_data {
    toc_dict abbreviations; /* table abbreviation: word kind */
    toc_dict contractions;  /* table contraction: word, length of its first part */
    bool has_abbreviations, has_contractions;
} toc_segment_data;

tocsin_status toc_segment_open(toc_segment_data *out, const toc_pack *packs, size_t count,
                               toc_arena *arena, tocsin_error *err);

/* Fills text->tokens and text->sentences; linear in the text. */
void toc_segment(const toc_segment_data *data, toc_text *text);

#endif
