/* src/legacy/reader.c - lines of a dictionary, and what is said about those that cannot be used. */
#include <stdarg.h>
#include <stdio.h>

#include "base/limits.h"
#include "legacy/suite.h"

void toc_legacy_complain(toc_legacy_reader *r, uint32_t line, const char *format, ...)
{
    r->problems++;
    if (r->report == NULL) return;
    char message[320];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    /* what comes from the file may hold anything: a message is one printable line */
    for (char *c = message; *c != '\0'; c++)
        if ((unsigned char)*c < ' ' || *c == 127) *c = '?';
    r->report(r->ctx, r->suite->files.items[r->file].ptr, line, message);
}

toc_slice toc_legacy_upper(toc_arena *arena, toc_slice s)
{
    char *out = toc_alloc(arena, s.len + 1);
    if (out == NULL) return TOC_LIT("");
    for (size_t i = 0; i < s.len; i++) {
        const char c = s.ptr[i];
        out[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    }
    return (toc_slice){out, s.len};
}

static toc_slice without_html_comments(toc_legacy_reader *r, toc_slice line)
{
    for (;;) {
        if (r->html_comment) {
            size_t at = 0;
            while (at + 3 <= line.len && memcmp(line.ptr + at, "-->", 3) != 0) at++;
            if (at + 3 > line.len) return TOC_LIT("");
            r->html_comment = false;
            line = toc_slice_sub(line, at + 3, line.len);
        }
        const toc_slice trimmed = toc_slice_trim(line);
        if (trimmed.len < 4 || memcmp(trimmed.ptr, "<!--", 4) != 0) return line;
        r->html_comment = true;
        line = toc_slice_sub(trimmed, 4, trimmed.len);
    }
}

/* Up to a ";" or "#" that is not inside the brackets of a code: "[###]". */
static toc_slice without_comment(toc_slice line)
{
    bool inside = false;
    for (size_t i = 0; i < line.len; i++) {
        if (line.ptr[i] == '[') inside = true;
        if (line.ptr[i] == ']') inside = false;
        if (!inside && (line.ptr[i] == ';' || line.ptr[i] == '#')) return toc_slice_sub(line, 0, i);
    }
    return line;
}

static void blank_nuls(toc_arena *arena, toc_slice *line)
{
    if (line->len == 0 || memchr(line->ptr, 0, line->len) == NULL) return;
    char *copy = toc_alloc(arena, line->len + 1);
    if (copy == NULL) return;
    for (size_t i = 0; i < line->len; i++) copy[i] = line->ptr[i] == '\0' ? ' ' : line->ptr[i];
    line->ptr = copy;
}

bool toc_legacy_line(toc_legacy_reader *r, toc_slice *line)
{
    while (toc_slice_cut(&r->rest, '\n', line)) {
        r->line++;
        if (line->len > TOC_MAX_DICT_LINE_BYTES) {
            toc_legacy_complain(r, r->line, "the line has %zu bytes; at most %zu can be read",
                                line->len, TOC_MAX_DICT_LINE_BYTES);
            continue;
        }
        blank_nuls(&r->suite->arena, line);
        if (line->len > 0 && line->ptr[0] == '/') continue;
        *line = without_comment(without_html_comments(r, *line));
        while (line->len > 0 && strchr(" \t\r", line->ptr[line->len - 1]) != NULL) line->len--;
        if (line->len > 0) return true;
    }
    return false;
}

bool toc_legacy_split_code(toc_legacy_reader *r, toc_slice line, toc_slice *words, toc_slice *code,
                           toc_slice *more)
{
    const char *open = line.len == 0 ? NULL : memchr(line.ptr, '[', line.len);
    if (open == NULL) {
        toc_legacy_complain(r, r->line, "no code: add one in brackets, as in \"%.*s [023]\"",
                            (int)(line.len > 40 ? 40 : line.len), line.ptr);
        return false;
    }
    const size_t at = (size_t)(open - line.ptr);
    const char *close = memchr(open, ']', line.len - at);
    if (close == NULL) {
        toc_legacy_complain(r, r->line, "the code has no \"]\" at its end");
        return false;
    }
    const size_t end = (size_t)(close - line.ptr);
    *words = toc_slice_trim(toc_slice_sub(line, 0, at));
    *code = toc_slice_trim(toc_slice_sub(line, at + 1, end));
    *more = toc_slice_trim(toc_slice_sub(line, end + 1, line.len));
    if (code->len > 0) return true;
    toc_legacy_complain(r, r->line, "the brackets hold no code: [---] says that there is no event");
    return false;
}

static bool code_char(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
           c == '+' || c == '#';
}

static bool one_code(toc_legacy_reader *r, toc_slice text, toc_legacy_code *out)
{
    *out = (toc_legacy_code){0};
    text = toc_slice_trim(text);
    while (text.len > 0 && (text.ptr[text.len - 1] == '?' || text.ptr[text.len - 1] == '!')) {
        if (text.ptr[text.len - 1] == '?')
            out->subordinate = true;
        else
            out->dominant = true;
        text = toc_slice_trim(toc_slice_sub(text, 0, text.len - 1));
    }
    bool good = text.len > 0 && text.len <= 12;
    for (size_t i = 0; good && i < text.len; i++) good = code_char(text.ptr[i]);
    if (good)
        out->text = toc_dup(&r->suite->arena, text);
    else
        toc_legacy_complain(r, r->line,
                            "\"%.*s\" is no event code: letters and digits, [---], [###] or [+++]",
                            (int)(text.len > 40 ? 40 : text.len), text.ptr);
    return good;
}

bool toc_legacy_code_read(toc_legacy_reader *r, toc_slice text, toc_legacy_code *code,
                          toc_legacy_code *back)
{
    *back = (toc_legacy_code){0};
    toc_slice first = {0};
    toc_slice rest = text;
    toc_slice_cut(&rest, ':', &first);
    if (rest.ptr != NULL && toc_slice_trim(first).len == 0)
        *code = (toc_legacy_code){.text = TOC_LIT("---")}; /* ":173" */
    else if (!one_code(r, first, code))
        return false;
    return rest.ptr == NULL || one_code(r, rest, back);
}
