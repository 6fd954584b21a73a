/* src/text/segment.c - one pass over the text: white space pieces -> tokens -> sentences.
 *
 *   "The rebels' convoy, he said, didn't stop."
 *    The|rebels|'|convoy|,|he|said|,|did|n't|stop|.
 *
 * Hyphenated compounds, currency signs, percent signs and clitics are tokens of their own, as in
 * UD English-EWT; numbers, abbreviations, URLs and addresses stay whole. A sentence ends at ". ! ?"
 * before white space and something that can begin one, at a blank line, and at a line end where
 * the text is not wrapped by hand. */
#include "text/segment.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "input/frame.h"

typedef struct segmenter {
    const toc_segment_data *data;
    toc_text *text;
    const char *p;
    uint32_t len;
    bool wrapped;      /* lines are broken inside sentences */
    bool caps;         /* the text is in capitals: case tells nothing */
    uint32_t paragraph;
    uint32_t first;    /* first token of the open sentence */
    bool open_quote;   /* inside a quotation that an earlier sentence opened */
    uint32_t zone;     /* next zone to look at */
} segmenter;

tocsin_status toc_segment_open(toc_segment_data *out, const toc_pack *packs, size_t count,
                               toc_arena *arena, tocsin_error *err)
{
    (void)arena, (void)err;
    *out = (toc_segment_data){0};
    out->has_contractions = toc_dict_view(&out->contractions, packs, count, "contraction");
    out->has_abbreviations = toc_dict_view(&out->abbreviations, packs, count, "abbreviation");
    return TOCSIN_OK;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* Bytes of a space that is more than one byte (U+00A0, U+2000..200B, U+202F, U+3000); 0: none. */
static uint32_t wide_space(const segmenter *s, uint32_t at)
{
    const unsigned char *p = (const unsigned char *)s->p + at;
    if (s->len - at >= 2 && p[0] == 0xc2 && (p[1] == 0xa0 || p[1] == 0x85)) return 2;
    if (s->len - at < 3) return 0;
    if (p[0] == 0xe2 && p[1] == 0x80 && ((p[2] >= 0x80 && p[2] <= 0x8b) || p[2] == 0xaf || p[2] == 0xa8 || p[2] == 0xa9)) return 3;
    if (p[0] == 0xe3 && p[1] == 0x80 && p[2] == 0x80) return 3;
    return p[0] == 0xef && p[1] == 0xbb && p[2] == 0xbf ? 3 : 0;
}

/* Bytes of a punctuation mark that is more than one byte: quotes, dashes, ellipsis, bullets. */
static uint32_t wide_mark(const segmenter *s, uint32_t at)
{
    const unsigned char *p = (const unsigned char *)s->p + at;
    if (s->len - at >= 2 && p[0] == 0xc2 && (p[1] == 0xab || p[1] == 0xbb || p[1] == 0xb7 || p[1] == 0xa7 || p[1] == 0xa3 || p[1] == 0xa5 || p[1] == 0xa1 || p[1] == 0xbf)) return 2;
    if (s->len - at >= 3 && p[0] == 0xe2 && p[1] == 0x80 && p[2] >= 0x90 && p[2] <= 0xbb) return 3;
    return s->len - at >= 3 && p[0] == 0xe2 && p[1] == 0x82 && p[2] >= 0xa0 ? 3 : 0;
}

static bool is_apostrophe(const segmenter *s, uint32_t at, uint32_t *bytes)
{
    *bytes = 1;
    if (s->p[at] == '\'') return true;
    *bytes = 3;
    return s->len - at >= 3 && memcmp(s->p + at, "\xe2\x80\x99", 3) == 0;
}

static bool is_dash(const segmenter *s, uint32_t at)
{
    return s->p[at] == '-' || (s->len - at >= 3 && memcmp(s->p + at, "\xe2\x80", 2) == 0 &&
                               (unsigned char)s->p[at + 2] >= 0x90 && (unsigned char)s->p[at + 2] <= 0x95);
}

static bool is_quote(const segmenter *s, uint32_t at, uint32_t end)
{
    const char c = s->p[at];
    if (c == '"' || c == '`') return true;
    if (end - at == 2 && s->p[at] == '\'' && s->p[at + 1] == '\'') return true;
    if (end - at == 2 && (unsigned char)c == 0xc2) return (unsigned char)s->p[at + 1] == 0xab || (unsigned char)s->p[at + 1] == 0xbb;
    return end - at == 3 && memcmp(s->p + at, "\xe2\x80", 2) == 0 && (unsigned char)s->p[at + 2] >= 0x98 && (unsigned char)s->p[at + 2] <= 0x9f;
}

static void add_token(segmenter *s, uint32_t start, uint32_t end)
{
    if (start >= end) return;
    const toc_slice word = {s->p + start, end - start};
    toc_token t = {.start = start, .end = end, .form = toc_hash_slice(word), .head = TOC_NONE};
    bool letter = false, digit = false, lower = false;
    uint32_t uppers = 0;
    for (uint32_t i = start; i < end; i++) {
        const char c = s->p[i];
        if (is_digit(c)) digit = true;
        if (is_upper(c)) uppers++;
        if (c >= 'a' && c <= 'z') lower = true;
        if (is_alpha(c)) letter = true;
    }
    size_t at = 0;
    const uint32_t first = toc_utf8_next(word, &at);
    if (letter || digit || end - start > 1 || s->p[start] == '&' || s->p[start] == '%' || s->p[start] == '$') t.fold = toc_fold_hash(word);
    if (toc_is_letter(first) && toc_is_upper(first)) t.flags |= TOC_TOKEN_UPPER_FIRST;
    if (uppers >= 2 && !lower) t.flags |= TOC_TOKEN_UPPER_ALL;
    if (digit) t.flags |= TOC_TOKEN_DIGIT;
    if (letter) t.flags |= TOC_TOKEN_LETTER;
    if (is_quote(s, start, end)) t.flags |= TOC_TOKEN_QUOTE;
    if (end == s->len || is_space(s->p[end]) || wide_space(s, end) > 0) t.flags |= TOC_TOKEN_SPACE_AFTER;
    toc_push(s->text->arena, &s->text->tokens, t);
}

/* Kinds of the table abbreviation. */
static const char *const KINDS[] = {"title", "rank", "name", "end", "number", "other", "whole"};
enum { TITLE = 1 << 0, RANK = 1 << 1, NAME = 1 << 2, END = 1 << 3, NUMBER = 1 << 4, OTHER = 1 << 5, WHOLE = 1 << 6 };

/* What the table says of a word without its period: kinds or-ed together, 0 when it is not there. */
static unsigned kinds_of(const segmenter *s, uint32_t start, uint32_t end)
{
    if (!s->data->has_abbreviations || end <= start || end - start > 14) return 0;
    const uint64_t key = toc_fold_hash((toc_slice){s->p + start, end - start});
    toc_hit hits[4];
    unsigned kinds = 0;
    const size_t n = toc_dict_match(&s->data->abbreviations, &key, 1, hits, 4);
    for (size_t i = 0; i < n; i++) {
        if (hits[i].form.len > 0 && is_upper(hits[i].form.ptr[0]) && !is_upper(s->p[start])) continue;
        const toc_slice cell = toc_dict_cell(&s->data->abbreviations, hits[i].row, 1);
        for (unsigned k = 0; k < sizeof KINDS / sizeof *KINDS; k++)
            if (toc_slice_is(cell, KINDS[k])) kinds |= 1u << k;
    }
    return kinds;
}

/* Words that begin sentences and no names: closed classes of grammar. */
static bool begins_sentence(const segmenter *s, uint32_t at)
{
    static const char *const WORDS[] = {
        "the", "he", "she", "it", "they", "we", "you", "his", "her", "its", "their", "our", "this", "that", "these", "those",
        "there", "a", "an", "in", "on", "at", "but", "and", "or", "as", "after", "before", "while", "when", "where", "if", "for",
        "from", "with", "by", "to", "of", "some", "many", "most", "more", "no", "not", "all", "both", "each", "another", "other",
        "however", "since", "during", "although", "though", "so", "then", "what", "who", "how", "why", "also", "under", "about",
        "one", "two", "three", "several", "meanwhile", "according", "once", "until", "because", "despite", "only", "even"};
    while (at < s->len && (s->p[at] == '"' || s->p[at] == '\'' || wide_mark(s, at) > 0)) at += wide_mark(s, at) > 0 ? wide_mark(s, at) : 1;
    uint32_t end = at;
    while (end < s->len && is_alpha(s->p[end]) && end - at < 12) end++;
    if (end == at || !is_upper(s->p[at])) return false;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        const size_t n = strlen(WORDS[i]);
        size_t k = 0;
        while (k < n && k < end - at && (s->p[at + k] | 0x20) == WORDS[i][k]) k++;
        if (k == n && n == end - at) return true;
    }
    return false;
}

/* The first byte behind `at` that is no space or line end, NUL at the end; *where it stands. */
static char next_byte(const segmenter *s, uint32_t at, uint32_t *where)
{
    while (at < s->len && is_space(s->p[at])) at++;
    *where = at;
    return at < s->len ? s->p[at] : '\0';
}

/* Does the period at `dot` belong to the word [start, dot)? */
static bool owns_period(const segmenter *s, uint32_t start, uint32_t dot)
{
    const unsigned kinds = kinds_of(s, start, dot);
    if ((kinds & (TITLE | RANK | NAME | END | NUMBER | OTHER)) == 0) return false;
    uint32_t where;
    const char next = next_byte(s, dot + 1, &where);
    if (kinds & (END | OTHER | TITLE | NAME)) return true;
    if ((kinds & NUMBER) && is_digit(next)) return true;
    return (kinds & RANK) && is_upper(next) && !begins_sentence(s, where);
}

/* "U.S.", "J.", "a.m.": single letters with periods. */
static bool initials(const segmenter *s, uint32_t start, uint32_t end)
{
    if (end - start < 2 || s->p[end - 1] != '.') return false;
    for (uint32_t i = start; i < end; i++)
        if ((i - start) % 2 == 0 ? !is_alpha(s->p[i]) || (unsigned char)s->p[i] >= 0x80 : s->p[i] != '.') return false;
    return true;
}

static bool is_address(const segmenter *s, uint32_t start, uint32_t end)
{
    const toc_slice w = {s->p + start, end - start};
    if (w.len > 7 && (memcmp(w.ptr, "http://", 7) == 0 || memcmp(w.ptr, "https:/", 7) == 0)) return true;
    if (w.len > 4 && memcmp(w.ptr, "www.", 4) == 0) return true;
    const char *at = memchr(w.ptr, '@', w.len);
    for (size_t i = 0; i < w.len; i++)
        if (strchr("\"<>()[]", w.ptr[i]) != NULL) return false;
    return at != NULL && at > w.ptr && memchr(at, '.', w.len - (size_t)(at - w.ptr)) != NULL;
}

/* Where a clitic begins in [start, end): "did|n't", "Iran|'s"; end when there is none. */
static uint32_t clitic(const segmenter *s, uint32_t start, uint32_t end)
{
    static const char *const TAILS[] = {"s", "m", "d", "re", "ve", "ll"};
    for (uint32_t i = end; i-- > start + 1 && end - i <= 6;) {
        uint32_t bytes;
        if (!is_apostrophe(s, i, &bytes) || i + bytes > end) continue;
        const uint32_t tail = i + bytes, n = end - tail;
        for (size_t k = 0; k < sizeof TAILS / sizeof *TAILS; k++)
            if (strlen(TAILS[k]) == n && n > 0) {
                bool same = true;
                for (uint32_t j = 0; j < n; j++) same = same && (s->p[tail + j] | 0x20) == TAILS[k][j];
                if (same) return i;
            }
        if (n == 1 && (s->p[tail] | 0x20) == 't' && i > start + 1 && (s->p[i - 1] | 0x20) == 'n') return i - 1;
        if (n == 0 && (s->p[i - 1] | 0x20) == 's') return i; /* "the rebels'" */
    }
    return end;
}

/* Length of the first word of two written as one ("can|not", "gon|na"); 0: it is one word. */
static uint32_t contraction(const segmenter *s, uint32_t start, uint32_t end)
{
    if (!s->data->has_contractions || end - start > 8) return 0;
    for (uint32_t i = start; i < end; i++)
        if (!is_alpha(s->p[i]) || (unsigned char)s->p[i] >= 0x80) return 0; /* the length counts ASCII letters */
    const uint64_t key = toc_fold_hash((toc_slice){s->p + start, end - start});
    toc_hit hit;
    if (toc_dict_match(&s->data->contractions, &key, 1, &hit, 1) == 0) return 0;
    const toc_slice cell = toc_dict_cell(&s->data->contractions, hit.row, 1);
    const uint32_t n = cell.len == 1 && is_digit(cell.ptr[0]) ? (uint32_t)(cell.ptr[0] - '0') : 0;
    return n < end - start ? n : 0;
}

/* Units that are written close to their number and stand for a word: "10km", "5am", "3m". */
static bool is_unit(const char *w, uint32_t n)
{
    static const char *const UNITS[] = {"am", "pm", "km", "cm", "mm", "ft", "kg", "bn", "mn", "m", "k", "b"};
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++) {
        if (strlen(UNITS[i]) != n) continue;
        uint32_t k = 0;
        while (k < n && (w[k] | 0x20) == UNITS[i][k]) k++;
        if (k == n) return true;
    }
    return false;
}

/* A word without outer punctuation: clitics, hyphens, slashes, units. */
static void split_word(segmenter *s, uint32_t start, uint32_t end)
{
    if (is_address(s, start, end) || (kinds_of(s, start, end) & WHOLE)) {
        add_token(s, start, end);
        return;
    }
    const uint32_t cut = clitic(s, start, end);
    const uint32_t stop = cut;
    const uint32_t joint = stop == end ? contraction(s, start, end) : 0;
    if (joint > 0) {
        add_token(s, start, start + joint);
        add_token(s, start + joint, end);
        return;
    }
    uint32_t from = start;
    for (uint32_t i = start + 1; i + 1 < stop; i++) {
        const bool letters = is_alpha(s->p[i - 1]) || is_digit(s->p[i - 1]);
        uint32_t mark = is_dash(s, i) && letters ? (s->p[i] == '-' ? 1 : 3) : 0;
        if (mark > 0 && i + mark < stop) {
            const char next = s->p[i + mark];
            const bool number = is_digit(s->p[i - 1]) && is_digit(next) && mark == 1 && stop - start > 6; /* telephone */
            if (!number && (is_alpha(next) || is_digit(next))) {
                add_token(s, from, i);
                add_token(s, i, i + mark);
                from = i + mark;
                i = from;
                continue;
            }
        }
        /* "and/or", "km/h" but "9/11" */
        if (s->p[i] == '/' && is_alpha(s->p[i - 1]) && is_alpha(s->p[i + 1])) {
            add_token(s, from, i);
            add_token(s, i, i + 1);
            from = i + 1;
        }
        /* "the base.The convoy", "left,he": a missing space */
        if ((s->p[i] == '.' || s->p[i] == ',' || s->p[i] == ';' || s->p[i] == ':' || s->p[i] == '?') && i > from + 2 &&
            s->p[i - 1] >= 'a' && s->p[i - 1] <= 'z' && is_upper(s->p[i + 1]) && i + 2 < stop && s->p[i + 2] >= 'a' && s->p[i + 2] <= 'z') {
            add_token(s, from, i);
            add_token(s, i, i + 1);
            from = i + 1;
        }
        if (s->p[i] == ',' && i > from && is_alpha(s->p[i - 1]) && is_alpha(s->p[i + 1])) { /* "Baltimore,MD" */
            add_token(s, from, i);
            add_token(s, i, i + 1);
            from = i + 1;
        }
        if (s->p[i] == '.' && s->p[i + 1] == '.' && i > from) { /* "gone...and" */
            uint32_t dots = i;
            while (dots < stop && s->p[dots] == '.') dots++;
            add_token(s, from, i);
            if (dots < stop) add_token(s, i, dots);
            from = dots < stop ? dots : i;
            i = dots - 1;
            continue;
        }
        /* quotes and brackets inside a piece: "Al-Arabiya(channel)" */
        const uint32_t wide = wide_mark(s, i);
        uint32_t bytes;
        if (strchr("()[]{}\"", s->p[i]) != NULL || (wide > 0 && !is_apostrophe(s, i, &bytes) && i + wide <= stop)) {
            const uint32_t n = wide > 0 ? wide : 1;
            add_token(s, from, i);
            add_token(s, i, i + n);
            from = i + n;
            i = from - 1;
        }
    }
    /* "10km", "5am": number and unit; not "2nd", "1980s", "9mm" with letters in front */
    uint32_t digits = from;
    while (digits < stop && (is_digit(s->p[digits]) || s->p[digits] == '.' || s->p[digits] == ',')) digits++;
    const uint32_t unit = stop - digits;
    if (digits > from && is_digit(s->p[digits - 1]) && is_unit(s->p + digits, unit)) {
        add_token(s, from, digits);
        from = digits;
    }
    add_token(s, from, stop);
    if (cut < end) add_token(s, cut, end);
}

/* Length of the run of marks that stay together ("!!!", "?!", "====") at either end. */
static uint32_t mark_run(const segmenter *s, uint32_t start, uint32_t end, bool from_end)
{
    const char c = s->p[from_end ? end - 1 : start];
    const char *const together = c == '!' || c == '?' ? "!?" : NULL;
    uint32_t n = 0;
    while (n < end - start) {
        const char x = s->p[from_end ? end - 1 - n : start + n];
        if (x != c && (together == NULL || (x != '!' && x != '?'))) break;
        n++;
    }
    return n;
}

/* ":)" and the like: short pieces without letters or digits that begin with an eye. */
static bool is_face(const segmenter *s, uint32_t start, uint32_t end)
{
    if (end - start < 2 || end - start > 4 || (s->p[start] != ':' && s->p[start] != ';')) return false;
    for (uint32_t i = start; i < end; i++)
        if (is_digit(s->p[i]) || (is_alpha(s->p[i]) && strchr("DPpO", s->p[i]) == NULL) || s->p[i] == '"') return false;
    return true;
}

/* How many bytes at the end of [start, end) are closing punctuation that splits off. */
static uint32_t tail_mark(const segmenter *s, uint32_t start, uint32_t end)
{
    const char c = s->p[end - 1];
    if (c == '.') {
        if (end - start >= 3 && s->p[end - 2] == '.') {
            uint32_t n = 0;
            while (n < end - start && s->p[end - 1 - n] == '.') n++;
            return n;
        }
        if (initials(s, start, end)) return 0;
        return owns_period(s, start, end - 1) ? 0 : 1;
    }
    if (strchr(",;:!?)]}>\"%'*`", c) != NULL) {
        if (c == '\'' && end - start >= 2 && s->p[end - 2] == '\'') return 2;
        return strchr("!?*>", c) != NULL ? mark_run(s, start, end, true) : 1;
    }
    if (c == '-' && end - start >= 2) {
        uint32_t n = 0;
        while (n < end - start && s->p[end - 1 - n] == '-') n++;
        return n;
    }
    for (uint32_t n = 2; n <= 3 && n < end - start; n++)
        if (wide_mark(s, end - n) == n) return n;
    return 0;
}

static uint32_t head_mark(const segmenter *s, uint32_t start, uint32_t end)
{
    const char c = s->p[start];
    const uint32_t wide = wide_mark(s, start);
    if (wide > 0 && wide < end - start) return wide;
    if (strchr("([{\"'`$#*<>,;:!?&/~|=+", c) != NULL) {
        if ((c == '\'' || c == '`') && end - start > 2 && s->p[start + 1] == c) return 2;
        if (c == '+' && end - start > 1 && is_digit(s->p[start + 1])) return 0;
        return strchr("!?*=<>$~#", c) != NULL ? mark_run(s, start, end, false) : 1;
    }
    if (c == '-' || c == '.') {
        uint32_t n = 0;
        while (n < end - start && s->p[start + n] == c) n++;
        if (c == '-' && n == 1 && is_digit(s->p[start + 1])) return 0;
        if (c == '.' && n == 1 && is_digit(s->p[start + 1])) return 0;
        return n;
    }
    return 0;
}

/* One piece between white space. */
static void split_piece(segmenter *s, uint32_t start, uint32_t end)
{
    if (is_address(s, start, end)) {
        const uint32_t mark = strchr(".,;:)!?", s->p[end - 1]) != NULL ? 1 : 0;
        add_token(s, start, end - mark);
        add_token(s, end - mark, end);
        return;
    }
    if (is_face(s, start, end)) {
        add_token(s, start, end);
        return;
    }
    uint32_t n;
    while (start < end && (n = head_mark(s, start, end)) > 0 && n < end - start) {
        add_token(s, start, start + n);
        start += n;
    }
    uint32_t tails[32], count = 0, stop = end;
    while (stop > start + 1 && count < 32 && (n = tail_mark(s, start, stop)) > 0 && n < stop - start) {
        /* the rebels' keeps its clitic handling, which knows the plural */
        if (s->p[stop - 1] == '\'' && n == 1 && clitic(s, start, stop) < stop && clitic(s, start, stop) == stop - 1) break;
        tails[count++] = n;
        stop -= n;
    }
    if (start < stop) split_word(s, start, stop);
    while (count > 0) {
        n = tails[--count];
        add_token(s, stop, stop + n);
        stop += n;
    }
}

/* ---------------------------------------------------------------- sentences */
/* Double quotation marks open and close; the straight one does either. */
static void turn_quote(segmenter *s, const toc_token *token)
{
    const char *p = s->p + token->start;
    const uint32_t n = token->end - token->start;
    const unsigned char last = (unsigned char)p[n - 1];
    if (p[0] == '"') s->open_quote = !s->open_quote;
    if (n == 2 && p[0] == '`') s->open_quote = true;
    if (n == 2 && p[0] == '\'') s->open_quote = false;
    if (n == 2 && (unsigned char)p[0] == 0xc2) s->open_quote = last == 0xab;
    if (n == 3 && (last == 0x9c || last == 0x9e)) s->open_quote = true;
    if (n == 3 && last == 0x9d) s->open_quote = false;
}

static void end_sentence(segmenter *s)
{
    toc_text *text = s->text;
    const uint32_t last = text->tokens.count;
    if (s->first >= last) return;
    const bool was_open = s->open_quote;
    uint32_t letters = 0, uppers = 0, words = 0;
    for (uint32_t t = s->first; t < last; t++) {
        toc_token *token = &text->tokens.items[t];
        token->sentence = text->sentences.count;
        words += (token->flags & TOC_TOKEN_LETTER) != 0;
        if (token->flags & TOC_TOKEN_QUOTE) turn_quote(s, token);
        for (uint32_t i = token->start; i < token->end; i++) {
            letters += is_alpha(s->p[i]);
            uppers += is_upper(s->p[i]);
        }
    }
    const toc_sentence sentence = {.first = s->first, .last = last, .start = text->tokens.items[s->first].start,
                                   .end = text->tokens.items[last - 1].end, .paragraph = s->paragraph,
                                   .caps = words >= 3 && uppers * 10 > letters * 7, .quoted = was_open};
    toc_push(text->arena, &text->sentences, sentence);
    s->first = last;
}

/* Too long for the parser: cut at the last ';' or ',' of its second half, else where it is. */
static void cut_long(segmenter *s)
{
    toc_text *text = s->text;
    while (text->tokens.count - s->first > TOC_MAX_SENTENCE_TOKENS) {
        uint32_t cut = s->first + TOC_MAX_SENTENCE_TOKENS;
        for (uint32_t t = cut; t > s->first + TOC_MAX_SENTENCE_TOKENS / 2; t--) {
            const char c = s->p[text->tokens.items[t - 1].start];
            if (c == ';' || c == ',') {
                cut = t;
                break;
            }
        }
        const uint32_t total = text->tokens.count;
        text->tokens.count = cut;
        end_sentence(s);
        text->tokens.count = total;
    }
}

/* What may follow "8 p.m.": a day, a month, a zone ("EST"). */
static bool time_word(const segmenter *s, uint32_t at)
{
    static const char *const WORDS[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun", "jan", "feb", "mar", "apr", "may", "jun", "jul",
                                        "aug", "sep", "oct", "nov", "dec", "east", "pac", "cent", "local", "green"};
    uint32_t end = at;
    bool lower = false;
    for (; end < s->len && is_alpha(s->p[end]) && end - at < 12; end++) lower |= is_lower(s->p[end]);
    if (end - at >= 2 && end - at <= 4 && !lower) return true;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        const size_t n = strlen(WORDS[i]);
        size_t k = 0;
        while (k < n && k < end - at && (s->p[at + k] | 0x20) == WORDS[i][k]) k++;
        if (k == n) return true;
    }
    return false;
}

/* The last token closes a sentence if what follows can begin one. */
static bool ends_here(const segmenter *s, uint32_t next)
{
    const toc_text *text = s->text;
    if (text->tokens.count == s->first) return false;
    uint32_t t = text->tokens.count - 1;
    while (t > s->first && ((text->tokens.items[t].flags & TOC_TOKEN_QUOTE) || s->p[text->tokens.items[t].start] == ')' ||
                            s->p[text->tokens.items[t].start] == ']' || s->p[text->tokens.items[t].start] == '\''))
        t--;
    const toc_token *token = &text->tokens.items[t];
    const char c = s->p[token->end - 1];
    if (c != '.' && c != '!' && c != '?' && !(token->end - token->start == 3 && memcmp(s->p + token->start, "\xe2\x80\xa6", 3) == 0)) return false;
    char n = next < s->len ? s->p[next] : '\0';
    uint32_t look = next;
    while (look < s->len && (strchr("\"'`([", s->p[look]) != NULL || wide_mark(s, look) > 0)) look += wide_mark(s, look) > 0 ? wide_mark(s, look) : 1;
    if (look < s->len) n = s->p[look];
    const bool can_begin = is_upper(n) || is_digit(n) || (unsigned char)n >= 0xc3 || (n == '-' || n == '*');
    if (token->end - token->start == 1 && c == '.') {
        /* "General. Soleimani": no end after a title, whatever follows */
        if (t > s->first) {
            const toc_token *before = &text->tokens.items[t - 1];
            if (before->end == token->start && (kinds_of(s, before->start, before->end) & TITLE)) return false;
        }
        return can_begin;
    }
    if (c == '.' && !initials(s, token->start, token->end) && s->p[token->start] != '.') {
        const unsigned kinds = kinds_of(s, token->start, token->end - 1);
        if (kinds & END) return can_begin && !is_digit(n);
        return (kinds & NAME) && begins_sentence(s, next);
    }
    if (c == '.' && initials(s, token->start, token->end)) {
        if (token->end - token->start == 2) return false; /* "J. Smith" */
        /* "the U.S. The convoy": only before a word that names do not begin with */
        if (begins_sentence(s, next)) return true;
        return token->end - token->start == 4 && (s->p[token->start + 2] | 0x20) == 'm' && is_lower(s->p[token->start]) && can_begin && !is_digit(n) &&
               !time_word(s, look);
    }
    return can_begin || c != '.';
}

static void line_end(segmenter *s, uint32_t breaks, uint32_t next)
{
    if (breaks >= 2 || (breaks == 1 && !s->wrapped)) {
        end_sentence(s);
        s->paragraph++;
        s->open_quote = false; /* a quotation that goes on opens again */
    } else if (ends_here(s, next)) {
        end_sentence(s);
    }
}

static void set_zones(toc_text *text)
{
    const toc_article *article = text->article;
    uint32_t z = 0;
    for (uint32_t i = 0; i < text->sentences.count; i++) {
        toc_sentence *sentence = &text->sentences.items[i];
        while (z < article->zones.count && article->zones.items[z].span.end <= sentence->start) z++;
        if (z < article->zones.count && article->zones.items[z].span.start <= sentence->start &&
            sentence->end <= article->zones.items[z].span.end)
            sentence->zone = (uint8_t)article->zones.items[z].kind;
    }
}

static bool is_note(const segmenter *s, const toc_zone *zone)
{
    return zone->kind == TOC_ZONE_FURNITURE && s->p[zone->span.start] == '[';
}

/* The next zone that ends behind `at`; NULL: none. Zones that are passed or begin here end the open
 * sentence, unless they are an editor's notes. */
static const toc_zone *zone_at(segmenter *s, uint32_t at)
{
    const toc_article *a = s->text->article;
    while (s->zone < a->zones.count && a->zones.items[s->zone].span.end <= at) {
        if (!is_note(s, &a->zones.items[s->zone])) end_sentence(s);
        s->zone++;
    }
    if (s->zone == a->zones.count) return NULL;
    const toc_zone *zone = &a->zones.items[s->zone];
    if (zone->span.start == at && !is_note(s, zone)) end_sentence(s);
    return zone;
}

/* How far a piece that begins at `at` may reach: to the next border of a zone. */
static uint32_t zone_limit(segmenter *s, uint32_t at)
{
    const toc_zone *zone = zone_at(s, at);
    if (zone == NULL) return s->len;
    return zone->span.start > at ? zone->span.start : zone->span.end;
}

static bool in_note(const segmenter *s, uint32_t at)
{
    const toc_article *a = s->text->article;
    return s->zone < a->zones.count && a->zones.items[s->zone].span.start <= at && is_note(s, &a->zones.items[s->zone]);
}

/* "the base.The convoy": a missing space after the full stop. */
static void split_run_on(segmenter *s)
{
    toc_text *text = s->text;
    const uint32_t count = text->tokens.count;
    if (count < s->first + 3) return;
    const toc_token *stop = &text->tokens.items[count - 2];
    const char mark = s->p[stop->start];
    if (stop->end - stop->start != 1 || (mark != '.' && mark != '?') || (stop->flags & TOC_TOKEN_SPACE_AFTER) ||
        !(text->tokens.items[count - 1].flags & TOC_TOKEN_UPPER_FIRST))
        return;
    text->tokens.count = count - 1;
    end_sentence(s);
    text->tokens.count = count;
}

void toc_segment(const toc_segment_data *data, toc_text *text)
{
    const toc_slice body = toc_slice_sub(text->text, text->article->body_start, text->text.len);
    segmenter s = {.data = data, .text = text, .p = text->text.ptr, .len = (uint32_t)text->text.len, .wrapped = toc_hard_wrapped(body)};
    uint32_t at = 0, breaks = 0;
    while (at < s.len) {
        uint32_t wide;
        while (at < s.len && (is_space(s.p[at]) || (wide = wide_space(&s, at)) > 0)) {
            breaks += s.p[at] == '\n' || (s.p[at] == '\r' && (at + 1 == s.len || s.p[at + 1] != '\n'));
            at += is_space(s.p[at]) ? 1 : wide_space(&s, at);
        }
        if (at >= s.len) break;
        const uint32_t limit = zone_limit(&s, at);
        if (in_note(&s, at)) {
            at = limit; /* "[WORDS INDISTINCT]" is not there for the sentence around it */
            continue;
        }
        line_end(&s, breaks, at);
        breaks = 0;
        uint32_t end = at;
        while (end < limit && !is_space(s.p[end]) && wide_space(&s, end) == 0) end++;
        split_piece(&s, at, end);
        cut_long(&s);
        split_run_on(&s);
        at = end;
    }
    end_sentence(&s);
    set_zones(text);
}
