/* src/text/scan.h - inside text/: the state of one pass over a text, what bytes are, and the way
 * from a piece between white space to tokens (tokenize.c), which sentences are made of (segment.c).
 * Nothing outside text/ includes this. */
#ifndef TOC_SCAN_H
#define TOC_SCAN_H

#include "base/utf8.h"
#include "text/segment.h"

typedef struct segmenter {
    const toc_segment_data *data;
    toc_text *text;
    const char *p;
    uint32_t len;
    bool wrapped; /* lines are broken inside sentences */
    bool lower;   /* the paragraph has no capitals: sentences begin in lower case */
    uint32_t paragraph;
    uint32_t first;  /* first token of the open sentence */
    bool open_quote; /* inside a quotation that an earlier sentence opened */
    uint32_t zone;   /* next zone to look at */
} segmenter;

static inline bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static inline bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static inline bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* Bytes of a space that is more than one byte (U+00A0, U+2000..200B, U+202F, U+3000); 0: none. */
static inline uint32_t wide_space(const segmenter *s, uint32_t at)
{
    const unsigned char *p = (const unsigned char *)s->p + at;
    if (s->len - at >= 2 && p[0] == 0xc2 && (p[1] == 0xa0 || p[1] == 0x85)) return 2;
    if (s->len - at < 3) return 0;
    if (p[0] == 0xe2 && p[1] == 0x80 &&
        ((p[2] >= 0x80 && p[2] <= 0x8b) || p[2] == 0xaf || p[2] == 0xa8 || p[2] == 0xa9))
        return 3;
    if (p[0] == 0xe3 && p[1] == 0x80 && p[2] == 0x80) return 3;
    return p[0] == 0xef && p[1] == 0xbb && p[2] == 0xbf ? 3 : 0;
}

/* Bytes of a punctuation mark that is more than one byte: quotes, dashes, ellipsis, bullets. */
static inline uint32_t wide_mark(const segmenter *s, uint32_t at)
{
    const unsigned char *p = (const unsigned char *)s->p + at;
    if (s->len - at >= 2 && p[0] == 0xc2 &&
        (p[1] == 0xab || p[1] == 0xbb || p[1] == 0xb7 || p[1] == 0xa7 || p[1] == 0xa3 ||
         p[1] == 0xa5 || p[1] == 0xa1 || p[1] == 0xbf))
        return 2;
    if (s->len - at >= 3 && p[0] == 0xe2 && p[1] == 0x80 && p[2] >= 0x90 && p[2] <= 0xbb) return 3;
    return s->len - at >= 3 && p[0] == 0xe2 && p[1] == 0x82 && p[2] >= 0xa0 ? 3 : 0;
}

static inline bool is_apostrophe(const segmenter *s, uint32_t at, uint32_t *bytes)
{
    *bytes = 1;
    if (s->p[at] == '\'') return true;
    *bytes = 3;
    return s->len - at >= 3 && memcmp(s->p + at, "\xe2\x80\x99", 3) == 0;
}

static inline bool is_dash(const segmenter *s, uint32_t at)
{
    return s->p[at] == '-' ||
           (s->len - at >= 3 && memcmp(s->p + at, "\xe2\x80", 2) == 0 &&
            (unsigned char)s->p[at + 2] >= 0x90 && (unsigned char)s->p[at + 2] <= 0x95);
}

static inline bool is_quote(const segmenter *s, uint32_t at, uint32_t end)
{
    const char c = s->p[at];
    if (c == '"' || c == '`') return true;
    if (end - at == 2 && s->p[at] == '\'' && s->p[at + 1] == '\'') return true;
    if (end - at == 2 && (unsigned char)c == 0xc2)
        return (unsigned char)s->p[at + 1] == 0xab || (unsigned char)s->p[at + 1] == 0xbb;
    return end - at == 3 && memcmp(s->p + at, "\xe2\x80", 2) == 0 &&
           (unsigned char)s->p[at + 2] >= 0x98 && (unsigned char)s->p[at + 2] <= 0x9f;
}

/* Kinds of the table abbreviation. */
enum { /* in the order of the words in tokenize.c */
       TITLE = 1 << 0,
       RANK = 1 << 1,
       NAME = 1 << 2,
       END = 1 << 3,
       NUMBER = 1 << 4,
       OTHER = 1 << 5,
       WHOLE = 1 << 6,
       UNIT = 1 << 7 /* written close to its number: "10km", "5am", "3m" */
};

/* Adds the tokens of the piece [start, end), which holds no white space. */
void toc_scan_piece(segmenter *s, uint32_t start, uint32_t end);
/* What the table says of a word without its period: kinds or-ed together, 0: not there. */
unsigned toc_scan_kinds(const segmenter *s, uint32_t start, uint32_t end);
/* "U.S.", "J.", "a.m.": single letters with periods. */
bool toc_scan_initials(const segmenter *s, uint32_t start, uint32_t end);
/* A capitalised word at `at` that begins sentences and no names ("The", "However"). */
bool toc_scan_opener(const segmenter *s, uint32_t at);

#endif
