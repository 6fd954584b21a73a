/* src/base/error.h - fills the caller's tocsin_error; the status comes back for `return`. */
#ifndef TOC_ERROR_H
#define TOC_ERROR_H

#include "tocsin/tocsin.h"

/* err may be NULL. The message is a complete sentence or "file:line: what is wrong". */
tocsin_status toc_fail(tocsin_error *err, tocsin_status status, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 3, 4)))
#endif
    ;
/* The same with the line or byte that the message is about. */
tocsin_status toc_fail_at(tocsin_error *err, tocsin_status status, uint32_t line, uint64_t offset,
                          const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 5, 6)))
#endif
    ;

#endif
