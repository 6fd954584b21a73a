/* src/base/slice.h - a borrowed run of bytes: pointer and length, may hold NUL, not terminated. */
#ifndef TOC_SLICE_H
#define TOC_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct toc_slice {
    const char *ptr;
    size_t len;
} toc_slice;

#define TOC_LIT(s) ((toc_slice){(s), sizeof(s) - 1}) /* of a string literal */

static inline toc_slice toc_slice_of(const char *s)
{
    return (toc_slice){s, s == NULL ? 0 : strlen(s)};
}

static inline toc_slice toc_slice_sub(toc_slice s, size_t start, size_t end)
{
    return (toc_slice){start == 0 ? s.ptr : s.ptr + start, end - start}; /* s.ptr may be NULL */
}

static inline bool toc_slice_eq(toc_slice a, toc_slice b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool toc_slice_is(toc_slice a, const char *s)
{
    return toc_slice_eq(a, toc_slice_of(s));
}

/* Splits off what stands before the first `sep`; *rest becomes what stands after it. The last
 * piece comes with an empty rest; false when *rest is empty at the start (ptr NULL after the last
 * piece, so that a trailing separator gives one more, empty, piece). */
static inline bool toc_slice_cut(toc_slice *rest, char sep, toc_slice *piece)
{
    if (rest->ptr == NULL) return false;
    const char *at = rest->len == 0 ? NULL : memchr(rest->ptr, sep, rest->len);
    if (at == NULL) {
        *piece = *rest;
        *rest = (toc_slice){NULL, 0};
    } else {
        const size_t n = (size_t)(at - rest->ptr);
        *piece = (toc_slice){rest->ptr, n};
        *rest = (toc_slice){at + 1, rest->len - n - 1};
    }
    return true;
}

/* Without the spaces and tabs at both ends. */
static inline toc_slice toc_slice_trim(toc_slice s)
{
    while (s.len > 0 && (s.ptr[0] == ' ' || s.ptr[0] == '\t')) s.ptr++, s.len--;
    while (s.len > 0 &&
           (s.ptr[s.len - 1] == ' ' || s.ptr[s.len - 1] == '\t' || s.ptr[s.len - 1] == '\r'))
        s.len--;
    return s;
}

#endif
