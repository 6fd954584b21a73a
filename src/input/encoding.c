/* src/input/encoding.c - see encoding.h. UTF-16 and Windows-1252 are decoded here, so that they
 * are the same on every machine; the rest is iconv's. */
#include "input/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <strings.h>
#include <uchardet/uchardet.h>

#include "base/buf.h"
#include "base/utf8.h"

#define SAMPLE_BYTES ((size_t)64 << 10) /* enough for uchardet and the binary check */

/* Windows-1252, bytes 0x80..0x9f; 0 is undefined there. */
static const uint16_t CP1252[32] = {0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
                                    0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

static uint32_t from_cp1252(unsigned char byte)
{
    if (byte < 0x80 || byte >= 0xa0) return byte;
    return CP1252[byte - 0x80] == 0 ? 0xfffd : CP1252[byte - 0x80];
}

static void put_code_point(toc_buf *buf, uint32_t c)
{
    char utf8[4];
    if (c == 0) c = ' ';
    toc_buf_put(buf, utf8, toc_utf8_put(utf8, c));
}

/* ---------------------------------------------------------------- is it text at all */
static const char *binary_kind(toc_slice bytes)
{
    static const struct {
        const char *magic;
        size_t len;
        const char *kind;
    } KINDS[] = {
        {"\x89PNG\r\n", 6, "a PNG image"},
        {"\xff\xd8\xff", 3, "a JPEG image"},
        {"GIF87a", 6, "a GIF image"},
        {"GIF89a", 6, "a GIF image"},
        {"PK\x03\x04", 4, "a ZIP archive"},
        {"%PDF-", 5, "a PDF file"},
        {"\x1f\x8b", 2, "a gzip file"},
        {"BZh", 3, "a bzip2 file"},
        {"\xfd"
         "7zXZ",
         5, "an xz file"},
        {"\x28\xb5\x2f\xfd", 4, "a zstd file"},
        {"7z\xbc\xaf", 4, "a 7-Zip archive"},
        {"Rar!\x1a", 5, "a RAR archive"},
        {"\x7f"
         "ELF",
         4, "a program"},
        {"MZ\x90", 3, "a program"},
        {"\xd0\xcf\x11\xe0", 4, "an old Microsoft Office file"},
        {"SQLite format 3", 15, "a SQLite database"},
        {"OggS", 4, "an Ogg file"},
        {"ID3", 3, "an MP3 file"},
        {"RIFF", 4, "a RIFF media file"},
        {"{\\rtf", 5, "an RTF file"},
    };
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        if (bytes.len >= KINDS[i].len && memcmp(bytes.ptr, KINDS[i].magic, KINDS[i].len) == 0) {
            const bool text_like = KINDS[i].magic[0] == 'B' || KINDS[i].magic[0] == 'I' ||
                                   KINDS[i].magic[0] == 'R' || KINDS[i].magic[0] == 'O';
            /* "BZhar", "ID3 tags", "RIFF": words too; then the bytes must not be all text */
            if (!text_like || memchr(bytes.ptr, 0, bytes.len < 512 ? bytes.len : 512) != NULL)
                return KINDS[i].kind;
        }
    return NULL;
}

/* 0x1a is no sign of binary data: encoders write it for a letter that they do not have. */
static bool mostly_control(toc_slice bytes)
{
    const size_t n = bytes.len < SAMPLE_BYTES ? bytes.len : SAMPLE_BYTES;
    size_t control = 0;
    for (size_t i = 0; i < n; i++) {
        const unsigned char c = (unsigned char)bytes.ptr[i];
        control += (c < 32 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1a &&
                    c != 0x1b) ||
                   c == 127;
    }
    return n >= 16 && control * 10 > n;
}

/* ---------------------------------------------------------------- UTF-16, UTF-32 */
typedef enum wide { WIDE_NONE, WIDE_16LE, WIDE_16BE, WIDE_32LE, WIDE_32BE } wide;

/* By byte order mark, else by where the NULs of Latin text stand. */
static wide wide_kind(toc_slice bytes, size_t *skip)
{
    const unsigned char *p = (const unsigned char *)bytes.ptr;
    *skip = 0;
    if (bytes.len >= 4 && p[0] == 0xff && p[1] == 0xfe && p[2] == 0 && p[3] == 0)
        return *skip = 4, WIDE_32LE;
    if (bytes.len >= 4 && p[0] == 0 && p[1] == 0 && p[2] == 0xfe && p[3] == 0xff)
        return *skip = 4, WIDE_32BE;
    if (bytes.len >= 2 && p[0] == 0xff && p[1] == 0xfe) return *skip = 2, WIDE_16LE;
    if (bytes.len >= 2 && p[0] == 0xfe && p[1] == 0xff) return *skip = 2, WIDE_16BE;
    const size_t n = bytes.len < SAMPLE_BYTES ? bytes.len & ~(size_t)1 : SAMPLE_BYTES;
    size_t even = 0, odd = 0;
    for (size_t i = 0; i + 1 < n; i += 2) {
        even += p[i] == 0;
        odd += p[i + 1] == 0;
    }
    if (n >= 8 && odd * 10 > n * 3 && even * 20 < n) return WIDE_16LE; /* 60 % of the odd bytes */
    if (n >= 8 && even * 10 > n * 3 && odd * 20 < n) return WIDE_16BE;
    return WIDE_NONE;
}

static uint32_t unit_at(const unsigned char *p, wide kind)
{
    switch (kind) {
    case WIDE_16LE: return (uint32_t)p[0] | (uint32_t)p[1] << 8;
    case WIDE_16BE: return (uint32_t)p[1] | (uint32_t)p[0] << 8;
    case WIDE_32LE:
        return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
    case WIDE_32BE:
        return (uint32_t)p[3] | (uint32_t)p[2] << 8 | (uint32_t)p[1] << 16 | (uint32_t)p[0] << 24;
    case WIDE_NONE: break;
    }
    return 0;
}

static void decode_wide(toc_buf *buf, toc_slice bytes, wide kind)
{
    const unsigned char *p = (const unsigned char *)bytes.ptr;
    const size_t step = kind == WIDE_16LE || kind == WIDE_16BE ? 2 : 4;
    for (size_t i = 0; i + step <= bytes.len; i += step) {
        uint32_t c = unit_at(p + i, kind);
        if (step == 2 && c >= 0xd800 && c <= 0xdbff && i + 4 <= bytes.len) {
            const uint32_t low = unit_at(p + i + 2, kind);
            if (low >= 0xdc00 && low <= 0xdfff) {
                c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
                i += 2;
            }
        }
        put_code_point(buf, c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff) ? 0xfffd : c);
    }
}

/* ---------------------------------------------------------------- eight-bit sets */
/* UTF-8 in which single bytes are of another set: these are read as Windows-1252; NUL becomes a
 * space. Returns how many bytes were changed. */
static size_t decode_mixed(toc_buf *buf, toc_slice bytes)
{
    size_t changed = 0, from = 0;
    while (from < bytes.len) {
        const toc_slice rest = toc_slice_sub(bytes, from, bytes.len);
        const size_t good = toc_utf8_valid(rest);
        for (size_t at = 0; at < good;) {
            const char *nul = memchr(rest.ptr + at, 0, good - at);
            const size_t stop = nul == NULL ? good : (size_t)(nul - rest.ptr);
            toc_buf_put(buf, rest.ptr + at, stop - at);
            if (nul != NULL) {
                toc_buf_char(buf, ' ');
                changed++;
            }
            at = stop + (nul != NULL);
        }
        from += good;
        if (from < bytes.len) {
            put_code_point(buf, from_cp1252((unsigned char)bytes.ptr[from]));
            changed++;
            from++;
        }
    }
    return changed;
}

/* True when most bytes above 127 are parts of valid UTF-8: a few are broken. */
static bool nearly_utf8(toc_slice bytes)
{
    size_t bad = 0, high = 0;
    for (size_t at = 0; at < bytes.len && at < SAMPLE_BYTES * 16;) {
        if ((unsigned char)bytes.ptr[at] < 0x80) {
            at++;
            continue;
        }
        const size_t before = at;
        const uint32_t c = toc_utf8_next(bytes, &at);
        if (c == 0xfffd && at - before == 1)
            bad++;
        else
            high++;
    }
    return high > bad;
}

/* With iconv; false when it knows no such charset. Bytes it cannot read become U+FFFD. */
static bool decode_iconv(toc_buf *buf, toc_slice bytes, const char *charset)
{
    iconv_t cd = iconv_open("UTF-8", charset);
    if (cd == (iconv_t)-1) return false;
    char room[4096];
    /* iconv's prototype lacks a const that its behaviour has */
    union {
        const char *in;
        char *out;
    } source = {.in = bytes.ptr};
    size_t left = bytes.len;
    while (left > 0) {
        char *to = room;
        size_t space = sizeof room;
        const size_t result = iconv(cd, &source.out, &left, &to, &space);
        const int why = errno;
        toc_buf_put(buf, room, sizeof room - space);
        if (result != (size_t)-1 || why == E2BIG) continue;
        toc_buf_text(buf, "\xef\xbf\xbd");
        if (why == EINVAL || left == 0) break; /* cut off inside a character */
        source.in++;
        left--;
    }
    iconv_close(cd);
    for (size_t i = 0; i < buf->len; i++)
        if (buf->ptr[i] == '\0') buf->ptr[i] = ' ';
    if (toc_utf8_valid((toc_slice){buf->ptr, buf->len}) < buf->len) return false;
    return true;
}

static bool latin1_like(const char *charset)
{
    static const char *const NAMES[] = {"windows-1252", "cp1252",   "iso-8859-1", "latin1",
                                        "latin-1",      "us-ascii", "ascii",      ""};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (strcasecmp(charset, NAMES[i]) == 0) return true;
    return false;
}

/* Letters, digits and "-_.:" only: what may be handed to iconv as a name. */
static bool charset_name(toc_slice s, char out[64])
{
    if (s.len == 0 || s.len >= 64) return false;
    for (size_t i = 0; i < s.len; i++) {
        const char c = s.ptr[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              c == '-' || c == '_' || c == '.' || c == ':'))
            return false;
        out[i] = c;
    }
    out[s.len] = '\0';
    return strncasecmp(out, "utf", 3) != 0; /* that was tried */
}

static void guess_charset(toc_slice bytes, char out[64])
{
    out[0] = '\0';
    uchardet_t detector = uchardet_new();
    if (detector == NULL) return;
    const size_t n = bytes.len < SAMPLE_BYTES * 4 ? bytes.len : SAMPLE_BYTES * 4;
    if (uchardet_handle_data(detector, bytes.ptr, n) == 0) {
        uchardet_data_end(detector);
        if (!charset_name(toc_slice_of(uchardet_get_charset(detector)), out)) out[0] = '\0';
    }
    uchardet_delete(detector);
}

static void decode_other(toc_buf *buf, toc_slice bytes, toc_slice declared, const char **how,
                         char charset[64])
{
    *how = "read as";
    if (charset_name(declared, charset) && !latin1_like(charset) &&
        decode_iconv(buf, bytes, charset))
        return;
    if (!charset_name(declared, charset)) {
        guess_charset(bytes, charset);
        *how = "no valid UTF-8, taken for";
        buf->len = 0;
        if (!latin1_like(charset) && decode_iconv(buf, bytes, charset)) return;
    }
    buf->len = 0;
    for (size_t i = 0; i < bytes.len; i++)
        put_code_point(buf, from_cp1252((unsigned char)bytes.ptr[i]));
    memcpy(charset, "windows-1252", sizeof "windows-1252");
}

static toc_slice warn(toc_arena *arena, const char *format_number, size_t number, const char *a,
                      const char *b)
{
    toc_buf buf = {0};
    if (format_number != NULL)
        toc_buf_printf(&buf, "%zu %s", number, format_number);
    else
        toc_buf_printf(&buf, "encoding: %s %s", a, b);
    const toc_slice out =
        buf.failed ? TOC_LIT("encoding repaired") : toc_dup(arena, (toc_slice){buf.ptr, buf.len});
    toc_buf_free(&buf);
    return out;
}

tocsin_status toc_decode(toc_decoded *out, toc_slice bytes, toc_slice declared, toc_arena *arena,
                         tocsin_error *err)
{
    *out = (toc_decoded){.text = {bytes.len == 0 ? "" : bytes.ptr, bytes.len}};
    if (bytes.len == 0) return TOCSIN_OK;
    const char *kind = binary_kind(bytes);
    if (kind != NULL) return toc_fail(err, TOCSIN_INPUT, "the input is %s, not text", kind);
    size_t skip;
    const wide unit = wide_kind(bytes, &skip);
    if (unit == WIDE_NONE && mostly_control(bytes))
        return toc_fail(
            err, TOCSIN_INPUT,
            "the input is binary data, not text: more than a tenth of it is control characters");
    const size_t good = unit == WIDE_NONE ? toc_utf8_valid(bytes) : 0;
    const bool nul = unit == WIDE_NONE && memchr(bytes.ptr, 0, bytes.len) != NULL;
    if (unit == WIDE_NONE && good == bytes.len && !nul) return TOCSIN_OK;
    toc_buf buf = {0};
    if (unit != WIDE_NONE) {
        decode_wide(&buf, toc_slice_sub(bytes, skip, bytes.len), unit);
        if (skip == 0) out->warning = TOC_LIT("encoding: UTF-16 without a byte order mark");
    } else if (good == bytes.len || nearly_utf8(bytes)) {
        const size_t changed = decode_mixed(&buf, bytes);
        out->warning = warn(arena,
                            good == bytes.len ? "NUL bytes replaced by spaces"
                                              : "bytes that are no valid UTF-8 replaced",
                            changed, NULL, NULL);
    } else {
        char charset[64];
        const char *how;
        decode_other(&buf, bytes, declared, &how, charset);
        out->warning = warn(arena, NULL, 0, how, charset);
    }
    if (!buf.failed) out->text = toc_dup(arena, (toc_slice){buf.len == 0 ? "" : buf.ptr, buf.len});
    const bool failed = buf.failed || arena->failed;
    toc_buf_free(&buf);
    return failed ? toc_fail(err, TOCSIN_NO_MEMORY, "out of memory while decoding") : TOCSIN_OK;
}

/* ---------------------------------------------------------------- mojibake */
/* The Windows-1252 byte of a code point; -1: it has none. */
static int to_cp1252(uint32_t c)
{
    if (c < 0x80 || (c >= 0xa0 && c <= 0xff)) return (int)c;
    for (int i = 0; i < 32; i++)
        if (CP1252[i] == c) return 0x80 + i;
    return c >= 0x80 && c < 0xa0 ? (int)c
                                 : -1; /* the C1 controls themselves, as Latin-1 has them */
}

/* One character that was written as two to four: its bytes in `utf8`, their number returned;
 * *next behind the run. 0: none here. */
static size_t mojibake_at(toc_slice text, size_t at, char utf8[4], size_t *next)
{
    const uint32_t lead = toc_utf8_next(text, &at);
    const size_t n = lead >= 0xc2 && lead <= 0xdf   ? 2
                     : lead >= 0xe0 && lead <= 0xef ? 3
                     : lead >= 0xf0 && lead <= 0xf4 ? 4
                                                    : 0;
    if (n == 0) return 0;
    utf8[0] = (char)lead;
    for (size_t i = 1; i < n; i++) {
        const int byte = to_cp1252(toc_utf8_next(text, &at));
        if (byte < 0x80 || byte > 0xbf) return 0;
        utf8[i] = (char)byte;
    }
    *next = at;
    return toc_utf8_valid((toc_slice){utf8, n}) == n ? n : 0;
}

toc_slice toc_mojibake_undo(toc_slice text, toc_arena *arena, bool *changed)
{
    *changed = false;
    char utf8[4];
    size_t next;
    toc_buf buf = {0};
    size_t from = 0, high = 0, runs = 0;
    for (size_t at = 0; at < text.len;) {
        if ((unsigned char)text.ptr[at] < 0xc3) {
            at++;
            continue;
        }
        high++;
        const size_t n = mojibake_at(text, at, utf8, &next);
        if (n > 0) {
            toc_buf_put(&buf, text.ptr + from, at - from);
            toc_buf_put(&buf, utf8, n);
            from = at = next;
            runs++;
        } else {
            toc_utf8_next(text, &at);
        }
    }
    /* certain only when nearly all that is not ASCII is such a run */
    if (runs > 0 && runs * 10 >= high * 9 && !buf.failed) {
        toc_buf_put(&buf, text.ptr + from, text.len - from);
        if (!buf.failed) {
            text = toc_dup(arena, (toc_slice){buf.ptr, buf.len});
            *changed = true;
        }
    }
    toc_buf_free(&buf);
    return text;
}
