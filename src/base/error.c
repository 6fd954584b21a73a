/* src/base/error.c - see error.h. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

#if defined(__GNUC__)
__attribute__((format(printf, 5, 0)))
#endif
static tocsin_status
fill(tocsin_error *err, tocsin_status status, uint32_t line, uint64_t offset, const char *format,
     va_list args)
{
    if (err != NULL) {
        err->status = status;
        err->line = line;
        err->offset = offset;
        vsnprintf(err->message, sizeof err->message, format, args);
    }
    return status;
}

tocsin_status toc_fail(tocsin_error *err, tocsin_status status, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fill(err, status, 0, 0, format, args);
    va_end(args);
    return status;
}

tocsin_status toc_fail_at(tocsin_error *err, tocsin_status status, uint32_t line, uint64_t offset,
                          const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fill(err, status, line, offset, format, args);
    va_end(args);
    return status;
}

const char *tocsin_status_text(tocsin_status status)
{
    switch (status) {
#define X(name, value, text) \
    case TOCSIN_##name: return text;
        TOCSIN_STATUS_MAP(X)
#undef X
    }
    return "unknown status";
}
