/* src/input/article.h - what input/ makes of bytes: a decoded, valid UTF-8 working text with its
 * frame (title, dateline, byline, captions) marked, and the facts stated around it. */
#ifndef TOC_ARTICLE_H
#define TOC_ARTICLE_H

#include "base/error.h"
#include "record/record.h"

typedef enum toc_zone_kind { /* parts of the text that are no sentences of the story */
                             TOC_ZONE_DATELINE = 1, /* "KABUL, April 11 (Xinhua) --" */
                             TOC_ZONE_BYLINE,       /* "Hai Lam", "By Jane Doe" */
                             TOC_ZONE_CAPTION,      /* "(Photo: US Marines)" */
                             TOC_ZONE_FURNITURE,    /* "Read more:", "[END]", wire tags */
                             TOC_ZONE_TITLE
} toc_zone_kind;

typedef struct toc_zone {
    toc_span span;
    toc_zone_kind kind;
} toc_zone;

typedef struct toc_article {
    toc_arena *arena;
    toc_slice text; /* working text: title, "\n\n", body; valid UTF-8, no NUL */
    toc_slice id, source, url, title, language;
    uint32_t body_start; /* where the body begins in the text; 0 without a title */
    bool english;
    toc_moment published; /* given by the sender or stated by page, dateline or byline */
    const char *published_from;
    toc_span dateline_place;   /* words of the dateline's place; empty span: none */
    TOC_ARRAY(toc_zone) zones; /* in text order, not overlapping */
    TOC_ARRAY(toc_slice) warnings;
} toc_article;

#endif
