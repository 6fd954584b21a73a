/* src/text/tokenize.c - a piece between white space into tokens, as UD English-EWT has them:
 *
 *   "didn't   ->  " did n't          U.S.-led,  ->  U.S. - led ,          $3,000  ->  $ 3,000
 *
 * Outer marks come off first, from both ends; the word inside is cut at clitics, hyphens, slashes
 * and missing spaces. Numbers, abbreviations and addresses stay whole. */
#include "text/scan.h"

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
    if (letter || digit || end - start > 1 || s->p[start] == '&' || s->p[start] == '%' ||
        s->p[start] == '$')
        t.fold = toc_fold_hash(word);
    if (toc_is_letter(first) && toc_is_upper(first)) t.flags |= TOC_TOKEN_UPPER_FIRST;
    if (uppers >= 2 && !lower) t.flags |= TOC_TOKEN_UPPER_ALL;
    if (digit) t.flags |= TOC_TOKEN_DIGIT;
    if (letter) t.flags |= TOC_TOKEN_LETTER;
    if (is_quote(s, start, end)) t.flags |= TOC_TOKEN_QUOTE;
    if (end == s->len || is_space(s->p[end]) || wide_space(s, end) > 0)
        t.flags |= TOC_TOKEN_SPACE_AFTER;
    toc_push(s->text->arena, &s->text->tokens, t);
}

/* "Iran 's", "Iran ’ s" as tokenised text has them: a clitic parted from its word, and from its mark. */
static bool parted_clitic(segmenter *s, uint32_t start, uint32_t end)
{
    uint32_t bytes;
    if (start == 0 || s->text->tokens.count == 0 || (s->p[end - 1] | 0x20) != 's') return false;
    if (is_apostrophe(s, start, &bytes) && start + bytes + 1 == end) {
        add_token(s, start, end);
        return true;
    }
    toc_token *mark = &s->text->tokens.items[s->text->tokens.count - 1];
    if (end != start + 1 || mark->end + 1 != start || mark->start == 0 ||
        !is_space(s->p[mark->start - 1]) || !is_apostrophe(s, mark->start, &bytes) ||
        mark->start + bytes != mark->end)
        return false;
    const toc_slice word = TOC_LIT("'s");
    mark->end = end;
    mark->form = toc_hash_slice(word);
    mark->fold = toc_fold_hash(word);
    mark->flags = TOC_TOKEN_LETTER | TOC_TOKEN_SPACE_AFTER;
    return true;
}

/* Kinds of the table abbreviation. */
static const char *const KINDS[] = {"title",  "rank",  "name",  "end",
                                    "number", "other", "whole", "unit"};

/* What the table says of a word without its period: kinds or-ed together, 0 when it is not there. */
unsigned toc_scan_kinds(const segmenter *s, uint32_t start, uint32_t end)
{
    if (!s->data->has_abbreviations || end <= start || end - start > 14) return 0;
    const uint64_t key = toc_fold_hash((toc_slice){s->p + start, end - start});
    toc_hit hits[4];
    unsigned kinds = 0;
    const size_t n = toc_dict_match(&s->data->abbreviations, &key, 1, hits, 4);
    for (size_t i = 0; i < n; i++) {
        const toc_slice cell = toc_dict_cell(&s->data->abbreviations, hits[i].row, 1);
        /* "Sat." is a day, "sat." is not; "mr. roe" only where nothing has a capital */
        const bool capital = hits[i].form.len > 0 && is_upper(hits[i].form.ptr[0]);
        if (capital && !is_upper(s->p[start]) && !(s->lower && toc_slice_is(cell, KINDS[0])))
            continue;
        for (unsigned k = 0; k < sizeof KINDS / sizeof *KINDS; k++)
            if (toc_slice_is(cell, KINDS[k])) kinds |= 1u << k;
    }
    return kinds;
}

/* Words that begin sentences and no names: closed classes of grammar. */
bool toc_scan_opener(const segmenter *s, uint32_t at)
{
    static const char *const WORDS[] = {
        "the",     "he",      "she",     "it",        "they",      "we",     "you",   "his",
        "her",     "its",     "their",   "our",       "this",      "that",   "these", "those",
        "there",   "a",       "an",      "in",        "on",        "at",     "but",   "and",
        "or",      "as",      "after",   "before",    "while",     "when",   "where", "if",
        "for",     "from",    "with",    "by",        "to",        "of",     "some",  "many",
        "most",    "more",    "no",      "not",       "all",       "both",   "each",  "another",
        "other",   "however", "since",   "during",    "although",  "though", "so",    "then",
        "what",    "who",     "how",     "why",       "also",      "under",  "about", "one",
        "two",     "three",   "several", "meanwhile", "according", "once",   "until", "because",
        "despite", "only",    "even"};
    while (at < s->len && (s->p[at] == '"' || s->p[at] == '\'' || wide_mark(s, at) > 0))
        at += wide_mark(s, at) > 0 ? wide_mark(s, at) : 1;
    uint32_t end = at;
    while (end < s->len && is_alpha(s->p[end]) && end - at < 12) end++;
    if (end == at || !is_upper(s->p[at])) return false;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if ((s->p[at] | 0x20) != WORDS[i][0]) continue;
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
    const unsigned kinds = toc_scan_kinds(s, start, dot);
    if ((kinds & (TITLE | RANK | NAME | END | NUMBER | OTHER)) == 0) return false;
    uint32_t where;
    const char next = next_byte(s, dot + 1, &where);
    if (kinds & (END | OTHER | TITLE | NAME)) return true;
    if ((kinds & NUMBER) && is_digit(next)) return true;
    return (kinds & RANK) && is_upper(next) && !toc_scan_opener(s, where);
}

/* "U.S.", "J.", "a.m.": single letters with periods. */
bool toc_scan_initials(const segmenter *s, uint32_t start, uint32_t end)
{
    if (end - start < 2 || s->p[end - 1] != '.') return false;
    for (uint32_t i = start; i < end; i++)
        if ((i - start) % 2 == 0 ? !is_alpha(s->p[i]) || (unsigned char)s->p[i] >= 0x80
                                 : s->p[i] != '.')
            return false;
    return true;
}

static bool is_address(const segmenter *s, uint32_t start, uint32_t end)
{
    const toc_slice w = {s->p + start, end - start};
    if (w.len > 7 && (memcmp(w.ptr, "http://", 7) == 0 || memcmp(w.ptr, "https:/", 7) == 0))
        return true;
    if (w.len > 4 && memcmp(w.ptr, "www.", 4) == 0) return true;
    const char *at = memchr(w.ptr, '@', w.len);
    if (at == NULL || at == w.ptr) return false;
    for (size_t i = 0; i < w.len; i++)
        if (strchr("\"<>()[]", w.ptr[i]) != NULL) return false;
    return memchr(at, '.', w.len - (size_t)(at - w.ptr)) != NULL;
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
                for (uint32_t j = 0; j < n; j++)
                    same = same && (s->p[tail + j] | 0x20) == TAILS[k][j];
                if (same) return i;
            }
        if (n == 1 && (s->p[tail] | 0x20) == 't' && i > start + 1 && (s->p[i - 1] | 0x20) == 'n')
            return i - 1;
        if (n == 0 && (s->p[i - 1] | 0x20) == 's') return i; /* "the rebels'" */
    }
    return end;
}

/* Length of the first word of two written as one ("can|not", "gon|na"); 0: it is one word. */
static uint32_t contraction(const segmenter *s, uint32_t start, uint32_t end)
{
    if (!s->data->has_contractions || end - start > 8) return 0;
    for (uint32_t i = start; i < end; i++)
        if (!is_alpha(s->p[i]) || (unsigned char)s->p[i] >= 0x80)
            return 0; /* the length counts ASCII letters */
    const uint64_t key = toc_fold_hash((toc_slice){s->p + start, end - start});
    toc_hit hit;
    if (toc_dict_match(&s->data->contractions, &key, 1, &hit, 1) == 0) return 0;
    const toc_slice cell = toc_dict_cell(&s->data->contractions, hit.row, 1);
    const uint32_t n = cell.len == 1 && is_digit(cell.ptr[0]) ? (uint32_t)(cell.ptr[0] - '0') : 0;
    return n < end - start ? n : 0;
}

/* A word without outer punctuation: clitics, hyphens, slashes, units. */
static void split_word(segmenter *s, uint32_t start, uint32_t end)
{
    if (is_address(s, start, end) || (toc_scan_kinds(s, start, end) & WHOLE)) {
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
            const bool number = is_digit(s->p[i - 1]) && is_digit(next) && mark == 1 &&
                                stop - start > 6; /* telephone */
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
        if ((s->p[i] == '.' || s->p[i] == ',' || s->p[i] == ';' || s->p[i] == ':' ||
             s->p[i] == '?') &&
            i > from + 2 && is_lower(s->p[i - 1]) && is_lower(s->p[i - 2]) &&
            is_upper(s->p[i + 1])) {
            add_token(s, from, i);
            add_token(s, i, i + 1);
            from = i + 1;
        }
        if (s->p[i] == ',' && i > from && is_alpha(s->p[i - 1]) &&
            is_alpha(s->p[i + 1])) { /* "Baltimore,MD" */
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
        if ((!is_alpha(s->p[i]) && strchr("()[]{}\"", s->p[i]) != NULL) ||
            (wide > 0 && !is_apostrophe(s, i, &bytes) && i + wide <= stop)) {
            const uint32_t n = wide > 0 ? wide : 1;
            add_token(s, from, i);
            add_token(s, i, i + n);
            from = i + n;
            i = from - 1;
        }
    }
    /* "10km", "5am": number and unit; not "2nd", "1980s", "9mm" with letters in front */
    uint32_t digits = from;
    while (digits < stop && (is_digit(s->p[digits]) || s->p[digits] == '.' || s->p[digits] == ','))
        digits++;
    const uint32_t unit = stop - digits;
    if (digits > from && is_digit(s->p[digits - 1]) &&
        (toc_scan_kinds(s, digits, digits + unit) & UNIT)) {
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
    if (end - start < 2 || end - start > 4 || (s->p[start] != ':' && s->p[start] != ';'))
        return false;
    for (uint32_t i = start; i < end; i++)
        if (is_digit(s->p[i]) || (is_alpha(s->p[i]) && strchr("DPpO", s->p[i]) == NULL) ||
            s->p[i] == '"')
            return false;
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
        if (toc_scan_initials(s, start, end)) return 0;
        return owns_period(s, start, end - 1) ? 0 : 1;
    }
    if (!is_alpha(c) && strchr(",;:!?)]}>\"%'*`", c) != NULL) {
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
    if (!is_alpha(c) && strchr("([{\"'`$#*<>,;:!?&/~|=+", c) != NULL) {
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
void toc_scan_piece(segmenter *s, uint32_t start, uint32_t end)
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
    if (parted_clitic(s, start, end)) return;
    uint32_t n;
    while (start < end && (n = head_mark(s, start, end)) > 0 && n < end - start) {
        add_token(s, start, start + n);
        start += n;
    }
    uint32_t tails[32], count = 0, stop = end;
    while (stop > start + 1 && count < 32 && (n = tail_mark(s, start, stop)) > 0 &&
           n < stop - start) {
        /* the rebels' keeps its clitic handling, which knows the plural */
        if (s->p[stop - 1] == '\'' && n == 1 && clitic(s, start, stop) < stop &&
            clitic(s, start, stop) == stop - 1)
            break;
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
