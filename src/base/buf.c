/* src/base/buf.c - see buf.h. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void toc_buf_free(toc_buf *buf)
{
    free(buf->ptr);
    *buf = (toc_buf){0};
}

void toc_buf_put(toc_buf *buf, const void *bytes, size_t len)
{
    if (buf->failed || len == 0) return;
    if (buf->room - buf->len < len) {
        size_t room = buf->room < 256 ? 256 : buf->room;
        while (room - buf->len < len && room <= SIZE_MAX / 2) room *= 2;
        char *moved = room - buf->len < len ? NULL : realloc(buf->ptr, room);
        if (moved == NULL) {
            buf->failed = true;
            return;
        }
        buf->ptr = moved;
        buf->room = room;
    }
    memcpy(buf->ptr + buf->len, bytes, len);
    buf->len += len;
}

void toc_buf_slice(toc_buf *buf, toc_slice s)
{
    toc_buf_put(buf, s.ptr, s.len);
}

void toc_buf_text(toc_buf *buf, const char *s)
{
    toc_buf_put(buf, s, strlen(s));
}

void toc_buf_char(toc_buf *buf, char c)
{
    toc_buf_put(buf, &c, 1);
}

void toc_buf_int(toc_buf *buf, int64_t value)
{
    char digits[24];
    size_t n = sizeof digits;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do {
        digits[--n] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0) digits[--n] = '-';
    toc_buf_put(buf, digits + n, sizeof digits - n);
}

void toc_buf_fixed(toc_buf *buf, int64_t value, unsigned places)
{
    uint64_t unit = 1;
    for (unsigned i = 0; i < places; i++) unit *= 10;
    const uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    if (value < 0) toc_buf_char(buf, '-');
    toc_buf_int(buf, (int64_t)(size / unit));
    uint64_t rest = size % unit;
    if (rest == 0) return;
    char digits[24] = {'.'};
    size_t n = 1;
    while (rest > 0) {
        unit /= 10;
        digits[n++] = (char)('0' + rest / unit);
        rest %= unit;
    }
    toc_buf_put(buf, digits, n);
}

void toc_buf_json(toc_buf *buf, toc_slice s)
{
    static const char HEX[] = "0123456789abcdef";
    toc_buf_char(buf, '"');
    size_t from = 0;
    for (size_t i = 0; i < s.len; i++) {
        const unsigned char c = (unsigned char)s.ptr[i];
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        toc_buf_put(buf, s.ptr + from, i - from);
        from = i + 1;
        char escape[6] = {'\\', (char)c, 0, 0, 0, 0};
        size_t n = 2;
        switch (c) {
        case '"':
        case '\\': break;
        case '\n': escape[1] = 'n'; break;
        case '\t': escape[1] = 't'; break;
        case '\r': escape[1] = 'r'; break;
        default:
            memcpy(escape + 1, "u00", 3);
            escape[4] = HEX[c >> 4];
            escape[5] = HEX[c & 15];
            n = 6;
        }
        toc_buf_put(buf, escape, n);
    }
    if (s.len > from) toc_buf_put(buf, s.ptr + from, s.len - from);
    toc_buf_char(buf, '"');
}

void toc_buf_printf(toc_buf *buf, const char *format, ...)
{
    char small[512];
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    const int n = vsnprintf(small, sizeof small, format, args);
    va_end(args);
    if (n >= 0 && (size_t)n < sizeof small) {
        toc_buf_put(buf, small, (size_t)n);
    } else if (n >= 0) {
        char *big = malloc((size_t)n + 1);
        if (big == NULL) {
            buf->failed = true;
        } else {
            vsnprintf(big, (size_t)n + 1, format, again);
            toc_buf_put(buf, big, (size_t)n);
            free(big);
        }
    }
    va_end(again);
}

char *toc_buf_take(toc_buf *buf, size_t *len)
{
    toc_buf_put(buf, "", 1);
    if (buf->failed) {
        toc_buf_free(buf);
        return NULL;
    }
    char *out = buf->ptr;
    if (len != NULL) *len = buf->len - 1;
    *buf = (toc_buf){0};
    return out;
}
