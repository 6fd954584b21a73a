/* src/input/language.h - which language a text is in, by CLD2 (a C++ library behind this header). */
#ifndef TOC_LANGUAGE_H
#define TOC_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* BCP 47 code of valid UTF-8 text ("en", "zh-Hant"), a static string; "und" when unknown.
 * *reliable: the detector is sure of it. */
const char *toc_language_detect(const char *text, size_t len, bool *reliable);

#ifdef __cplusplus
}
#endif
#endif
