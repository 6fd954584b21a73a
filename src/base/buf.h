/* src/base/buf.h - a growing output buffer with a sticky failure, and locale-free printing. */
#ifndef TOC_BUF_H
#define TOC_BUF_H

#include "base/slice.h"

typedef struct toc_buf {
    char *ptr; /* malloc'ed */
    size_t len, room;
    bool failed; /* out of memory once: what follows is dropped */
} toc_buf;

void toc_buf_free(toc_buf *buf);
void toc_buf_put(toc_buf *buf, const void *bytes, size_t len);
void toc_buf_slice(toc_buf *buf, toc_slice s);
void toc_buf_text(toc_buf *buf, const char *s);
void toc_buf_char(toc_buf *buf, char c);
void toc_buf_int(toc_buf *buf, int64_t value);
/* A fixed-point number: value / 10^places, trailing zeros cut ("31.65" for 3165000, 5). */
void toc_buf_fixed(toc_buf *buf, int64_t value, unsigned places);
/* A JSON string with its quotes; `s` is valid UTF-8. */
void toc_buf_json(toc_buf *buf, toc_slice s);
/* printf for %s %d %u %zu and the like; no floats (they depend on the locale). */
void toc_buf_printf(toc_buf *buf, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    ;
/* The contents with a NUL behind them, now the caller's to free(); NULL if it failed. */
char *toc_buf_take(toc_buf *buf, size_t *len);

#endif
