/* src/base/utf8.h - UTF-8 by hand where a library call a character would cost too much:
 * decoding, and the fold that makes dictionary keys. Text that reaches the library's inside is
 * valid UTF-8 (input/ repairs it), so decoding here never fails; on bad bytes it moves by one. */
#ifndef TOC_UTF8_H
#define TOC_UTF8_H

#include "base/slice.h"

/* The code point at *at, which moves behind it. Bad byte: U+FFFD, one byte. At the end: 0. */
uint32_t toc_utf8_next(toc_slice s, size_t *at);
/* Writes a code point (1 to 4 bytes), returns how many. */
size_t toc_utf8_put(char out[4], uint32_t c);
/* Offset of the first byte that is no valid UTF-8, or s.len. */
size_t toc_utf8_valid(toc_slice s);

bool toc_is_upper(uint32_t c);
bool toc_is_letter(uint32_t c);
uint32_t toc_lower(uint32_t c); /* simple mapping: Latin, Greek, Cyrillic */
uint32_t toc_upper(uint32_t c); /* its way back; a letter without a single capital stays */

/* Key of a word in every dictionary: lower case, no diacritics (Latin), no apostrophes and
 * periods ("U.S." = "us", "Sana'a" = "sanaa"). Writes at most room bytes, returns the length.
 * A word that folds to nothing gives 0. */
size_t toc_fold(toc_slice word, char *out, size_t room);
/* Hash of the folded word; 0 when it folds to nothing (a hyphen, a quotation mark). */
uint64_t toc_fold_hash(toc_slice word);

#endif
