/* src/input/frame_parts.h - what the files of the frame share. */
#ifndef TOC_FRAME_PARTS_H
#define TOC_FRAME_PARTS_H

#include "input/frame.h"

typedef struct toc_frame {
    const toc_input_data *data;
    toc_article *article;
    toc_slice text;
    bool caps;     /* the body is in capitals: case tells nothing */
    bool dateline; /* found: there is only one */
} toc_frame;

static inline bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static inline bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static inline bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static inline bool is_word_byte(char c)
{
    /* 0xc2 and 0xe2 begin signs, spaces, dashes and quotation marks, not letters */
    const unsigned char u = (unsigned char)c;
    return is_upper(c) || is_lower(c) || (c >= '0' && c <= '9') ||
           (u >= 0x80 && u != 0xc2 && u != 0xe2);
}

/* A capital letter, or the first byte of a letter that is not ASCII. */
static inline bool is_capital(char c)
{
    return is_upper(c) || ((unsigned char)c >= 0xc3 && (unsigned char)c != 0xe2);
}

static inline size_t skip_space(toc_slice text, size_t at, size_t limit)
{
    while (at < limit && is_space(text.ptr[at])) at++;
    return at;
}

/* frame.c */
/* Adds a zone without the spaces at its ends, unless it lies inside another. */
void toc_frame_zone(toc_frame *f, toc_zone_kind kind, size_t start, size_t end);
/* Kind of the longest phrase of the table that begins at `at`, *end behind it; empty: none. `kind` NULL: any. */
toc_slice toc_frame_phrase(const toc_frame *f, size_t at, size_t limit, const char *kind,
                           size_t *end);
bool toc_frame_has(const toc_frame *f, size_t at, size_t limit, const char *kind);

/* dateline.c */
/* Words of a date from `at` on: their end; `at` when there are none or no number among them. */
size_t toc_frame_date(toc_slice text, size_t at, size_t limit);
/* Looks for the dateline at the beginning of a paragraph, or behind a headline run into it. */
void toc_dateline_find(toc_frame *f, size_t start, size_t end);
/* A dateline in small letters, behind words that the table knows to stand before one. */
void toc_dateline_lower(toc_frame *f, size_t start, size_t end);

#endif
