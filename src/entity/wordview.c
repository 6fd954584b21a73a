/* src/entity/wordview.c - cutting tokens into words at hyphens and between digits and letters. */
#include "entity/wordview.h"

#include "base/limits.h"
#include "base/utf8.h"

#define MAX_CUT_BYTES 64 /* a longer token is no word: left whole */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Bytes of a hyphen or dash at s[at] (ASCII '-', U+2010..U+2015), 0 if there is none. */
static size_t hyphen_at(toc_slice s, size_t at)
{
    if (s.ptr[at] == '-') return 1;
    if (s.len - at >= 3 && (unsigned char)s.ptr[at] == 0xe2 &&
        (unsigned char)s.ptr[at + 1] == 0x80) {
        const unsigned char c = (unsigned char)s.ptr[at + 2];
        if (c >= 0x90 && c <= 0x95) return 3;
    }
    return 0;
}

/* "3rd", "1990s": letters that belong to the digits before them. */
static bool digit_suffix(toc_slice s)
{
    static const char *const SUFFIXES[] = {"s", "st", "nd", "rd", "th"};
    for (size_t i = 0; i < sizeof SUFFIXES / sizeof *SUFFIXES; i++) {
        size_t n = 0;
        while (n < s.len && is_alpha(s.ptr[n]) && SUFFIXES[i][n] != '\0' &&
               (s.ptr[n] | 32) == SUFFIXES[i][n])
            n++;
        if (SUFFIXES[i][n] == '\0' && (n == s.len || !is_alpha(s.ptr[n]))) return true;
    }
    return false;
}

/* 2020-07-11, 1990-91-...: digits with two hyphens stay together, the date reader wants them. */
static bool numeric_date(toc_slice s)
{
    size_t hyphens = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '-')
            hyphens++;
        else if (!is_digit(s.ptr[i]) && !(s.ptr[i] == 'T' && i == 10) &&
                 !(s.ptr[i] == ':' && i > 10))
            return false;
    }
    return hyphens == 2;
}

static uint8_t shape_of(toc_slice s)
{
    uint8_t flags = 0;
    uint32_t letters = 0, upper = 0;
    for (size_t at = 0; at < s.len;) {
        const bool first = at == 0;
        const uint32_t c = toc_utf8_next(s, &at);
        if (c >= '0' && c <= '9') flags |= TOC_TOKEN_DIGIT;
        if (!toc_is_letter(c)) continue;
        letters++;
        if (!toc_is_upper(c)) continue;
        upper++;
        if (first) flags |= TOC_TOKEN_UPPER_FIRST;
    }
    if (letters > 0) flags |= TOC_TOKEN_LETTER;
    if (letters > 1 && letters == upper) flags |= TOC_TOKEN_UPPER_ALL;
    return flags;
}

static void put(toc_wordview *view, toc_arena *arena, toc_word word, const toc_token *token)
{
    const toc_slice bytes = toc_slice_sub(view->text->text, word.start, word.end);
    if (bytes.len == 1 && !is_digit(bytes.ptr[0]) && !is_alpha(bytes.ptr[0]))
        word.mark = bytes.ptr[0];
    const bool whole = word.start == token->start && word.end == token->end;
    word.fold = word.mark != 0 && word.mark != '%' && word.mark != '$' ? 0
                : whole                                                ? token->fold
                                                                       : toc_fold_hash(bytes);
    word.flags = whole ? token->flags : shape_of(bytes);
    if (word.end == token->end)
        word.flags = (uint8_t)((word.flags & ~TOC_TOKEN_SPACE_AFTER) |
                               (token->flags & TOC_TOKEN_SPACE_AFTER));
    toc_push(arena, &view->words, word);
}

/* A space is missing before byte i: "Jan.3", "3,2019". */
static bool run_together(toc_slice s, size_t from, size_t i)
{
    if (i <= from || i + 1 >= s.len) return false;
    if (s.ptr[i - 1] == '.' && i >= from + 3 && is_alpha(s.ptr[i - 2]) && is_alpha(s.ptr[i - 3]))
        return is_digit(s.ptr[i]);
    if (s.ptr[i] != ',' && s.ptr[i - 1] != ',') return false;
    const size_t comma = s.ptr[i] == ',' ? i : i - 1;
    size_t before = comma, after = comma + 1;
    while (before > 0 && is_digit(s.ptr[before - 1])) before--;
    while (after < s.len && is_digit(s.ptr[after])) after++;
    return comma - before > 0 && comma - before <= 2 && after - comma == 5;
}

/* End of the piece that begins at `from`; *skip is the bytes of the hyphen behind it. */
static size_t piece_end(toc_slice s, size_t from, size_t *skip)
{
    *skip = 0;
    for (size_t i = from; i < s.len; i++) {
        const size_t hyphen = i > from && i + 1 < s.len ? hyphen_at(s, i) : 0;
        if (hyphen > 0 && i + hyphen < s.len) {
            *skip = hyphen;
            return i;
        }
        if (run_together(s, from, i)) return i;
        if (i > from && is_digit(s.ptr[i - 1]) && is_alpha(s.ptr[i]) && is_digit(s.ptr[from]) &&
            !digit_suffix(toc_slice_sub(s, i, s.len)))
            return i;
    }
    return s.len;
}

void toc_wordview_fill(toc_wordview *view, const toc_text *text, const toc_sentence *sentence,
                       toc_arena *arena)
{
    view->text = text;
    view->words.count = 0;
    view->caps = sentence->caps;
    bool joined = false;
    uint32_t behind = UINT32_MAX; /* end of the word before */
    for (uint32_t t = sentence->first; t < sentence->last; t++) {
        const toc_token *token = &text->tokens.items[t];
        const toc_slice s = toc_token_words(text, t);
        if (s.len == 0) continue;
        const bool adjacent = behind == token->start;
        if (hyphen_at(s, 0) == s.len && adjacent && (token->flags & TOC_TOKEN_SPACE_AFTER) == 0 &&
            t + 1 < sentence->last) {
            joined = true; /* "third - quarter" as the treebank cuts it */
            behind = token->end;
            continue;
        }
        const bool whole = (token->flags & (TOC_TOKEN_LETTER | TOC_TOKEN_DIGIT)) == 0 ||
                           s.len > MAX_CUT_BYTES || numeric_date(s);
        for (size_t from = 0; from < s.len;) {
            size_t skip = 0;
            const size_t end = whole ? s.len : piece_end(s, from, &skip);
            put(view, arena,
                (toc_word){.start = token->start + (uint32_t)from,
                           .end = token->start + (uint32_t)end,
                           .token = t,
                           .joined = joined && (from > 0 || adjacent),
                           .glued = from > 0 ? !joined : adjacent && !joined},
                token);
            joined = skip > 0;
            from = end + skip;
        }
        behind = token->end;
        joined = false;
    }
}

int32_t toc_word_digits(const toc_wordview *view, uint32_t word)
{
    if (word >= view->words.count) return -1;
    const toc_slice s = toc_word_bytes(view, word);
    if (s.len == 0 || s.len > 9) return -1;
    int32_t value = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (!is_digit(s.ptr[i])) return -1;
        value = value * 10 + (s.ptr[i] - '0');
    }
    return value;
}
