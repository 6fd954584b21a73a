/* src/legacy/legacy_words.c - a sentence as capitals and commas. Hyphens, underscores and slashes part
 * words; quotation marks and brackets are nothing; apostrophes and periods inside a word stay. */
#include "legacy/sentence.h"

static bool word_byte(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           c >= 0x80 || c == '\'' || c == '.' || c == '&' || c == '$' || c == '%';
}

/* Length of a typographic apostrophe or quotation mark (U+2018..U+201F) at the byte. */
static size_t typographic(toc_slice text, uint32_t at)
{
    const unsigned char *p = (const unsigned char *)text.ptr + at;
    return at + 3 <= text.len && p[0] == 0xe2 && p[1] == 0x80 && p[2] >= 0x93 && p[2] <= 0x9f ? 3
                                                                                              : 0;
}

static bool is_apostrophe(toc_slice text, uint32_t at)
{
    return typographic(text, at) > 0 && (unsigned char)text.ptr[at + 2] == 0x99;
}

/* "Friday." -> "Friday", "U.N." and "U.S.A." stay, "U.S" gets its period. */
static toc_slice without_period(char *word, size_t len)
{
    size_t end = len;
    while (end > 0 && word[end - 1] == '.') end--;
    if (end > 0 && end < len && memchr(word, '.', end) != NULL) end++;
    size_t begin = 0;
    while (begin < end && (word[begin] == '\'' || word[begin] == '.')) begin++;
    while (end > begin + 1 && word[end - 1] == '\'' && word[end - 2] != 'S') end--;
    return (toc_slice){word + begin, end - begin};
}

static void add_word(toc_legacy_sentence *s, toc_slice text, uint32_t start, uint32_t end)
{
    char *upper = toc_alloc(s->arena, end - start + 1);
    if (upper == NULL || s->words.count >= TOC_LEGACY_MAX_WORDS) return;
    toc_legacy_word w = {.start = start,
                         .end = end,
                         .root = TOC_LEGACY_NONE,
                         .inside = TOC_LEGACY_NONE,
                         .mention = TOC_LEGACY_NONE};
    size_t n = 0;
    for (uint32_t i = start; i < end; i++) {
        const char c = text.ptr[i];
        if (is_apostrophe(text, i)) {
            upper[n++] = '\'';
            i += 2;
            continue;
        }
        const bool small = c >= 'a' && c <= 'z';
        if (n == 0) w.capital = c >= 'A' && c <= 'Z';
        w.lower_seen = w.lower_seen || small;
        upper[n++] = small ? (char)(c - 'a' + 'A') : c;
    }
    w.upper = without_period(upper, n);
    while (w.end > w.start + 1 && text.ptr[w.end - 1] == '.' && w.upper.len < w.end - w.start)
        w.end--;
    if (w.upper.len == 0) return;
    w.hyphen_before = start > 0 && text.ptr[start - 1] == '-';
    w.hyphen_after =
        end + 1 < text.len && text.ptr[end] == '-' && word_byte((unsigned char)text.ptr[end + 1]);
    toc_push(s->arena, &s->words, w);
}

static void add_comma(toc_legacy_sentence *s, uint32_t at)
{
    const toc_legacy_word w = {.upper = TOC_LIT(","),
                               .start = at,
                               .end = at + 1,
                               .mark = TOC_LEGACY_IS_COMMA,
                               .root = TOC_LEGACY_NONE,
                               .inside = TOC_LEGACY_NONE,
                               .mention = TOC_LEGACY_NONE};
    if (s->words.count < TOC_LEGACY_MAX_WORDS) toc_push(s->arena, &s->words, w);
}

/* The comma of "12,000" parts nothing. */
static bool inside_number(toc_slice text, uint32_t at, uint32_t start, uint32_t end)
{
    return at > start && at + 1 < end && text.ptr[at - 1] >= '0' && text.ptr[at - 1] <= '9' &&
           text.ptr[at + 1] >= '0' && text.ptr[at + 1] <= '9';
}

void toc_legacy_words(toc_legacy_sentence *s, toc_slice text, uint32_t start, uint32_t end)
{
    uint32_t at = start;
    while (at < end) {
        uint32_t to = at;
        while (to < end && word_byte((unsigned char)text.ptr[to])) {
            const size_t mark = typographic(text, to);
            if (mark > 0 && !(is_apostrophe(text, to) && to > at)) break;
            to += mark > 0 ? 3 : 1;
        }
        if (to > end) to = end;
        if (to > at) {
            add_word(s, text, at, to);
            at = to;
            continue;
        }
        if (text.ptr[at] == ',' && !inside_number(text, at, start, end)) add_comma(s, at);
        const size_t mark = typographic(text, at);
        at += mark > 0 ? (uint32_t)mark : 1;
    }
}
