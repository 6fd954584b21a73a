/* src/entity/numeral.c - a small automaton over number words. */
#include "entity/numeral.h"

#include <stdio.h>

#define MAX_VALUE ((int64_t)4000000000) /* more is printed as TOC_OPEN - 1 */
#define MAX_WORDS 16                    /* of a spelled number */
#define MAX_SCALES 4                    /* "hundred thousand million" */

static const char *const CLASSES[] = {"",
#define X(name, word) word,
                                      TOC_NUMERAL_CLASS_MAP(X)
#undef X
};

static bool read_uint(toc_slice s, uint32_t *out)
{
    uint64_t value = 0;
    if (s.len == 0) return false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9' || value > UINT32_MAX / 10) return false;
        value = value * 10 + (uint64_t)(s.ptr[i] - '0');
    }
    *out = (uint32_t)value;
    return true;
}

tocsin_status toc_numeral_open(toc_numeral_data *out, const toc_pack *packs, size_t count,
                               toc_arena *arena, tocsin_error *err)
{
    *out = (toc_numeral_data){0};
    if (!toc_dict_view(&out->dict, packs, count, "numeral")) return TOCSIN_OK;
    const uint32_t kind = toc_dict_col(&out->dict, "class"), low = toc_dict_col(&out->dict, "low"),
                   high = toc_dict_col(&out->dict, "high");
    for (uint32_t layer = 0; layer < out->dict.layers; layer++) {
        const uint32_t rows = toc_dict_rows(&out->dict, layer);
        out->rows[layer] = TOC_NEW_N(arena, toc_numword, rows);
        if (out->rows[layer] == NULL && rows > 0)
            return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory");
        for (uint32_t i = 0; i < rows; i++) {
            const toc_row row = {layer, i};
            toc_numword *word = &out->rows[layer][i];
            const toc_slice name = toc_dict_cell(&out->dict, row, kind);
            for (unsigned k = 1; k < TOC_NUMWORD_COUNT; k++)
                if (toc_slice_is(name, CLASSES[k])) word->kind = (toc_numeral_class)k;
            read_uint(toc_dict_cell(&out->dict, row, low), &word->low);
            if (!read_uint(toc_dict_cell(&out->dict, row, high), &word->high))
                word->high = word->low;
            if (word->kind == TOC_NUMWORD_ABSENT) {
                uint32_t line = 0;
                const toc_slice file = toc_dict_file(&out->dict, row, &line);
                return toc_fail(err, TOCSIN_DICT_SYNTAX, "%.*s:%u: unknown class \"%.*s\"",
                                (int)file.len, file.ptr, line, (int)name.len, name.ptr);
            }
        }
    }
    return TOCSIN_OK;
}

uint32_t toc_numword_in(const toc_numeral_data *data, const toc_wordview *view, uint32_t word,
                        uint32_t classes, toc_numword *out)
{
    uint64_t keys[6];
    size_t n = 0;
    if (word >= view->words.count || !toc_dict_begins(&data->dict, view->words.items[word].fold))
        return 0;
    while (n < sizeof keys / sizeof *keys && word + n < view->words.count &&
           view->words.items[word + n].fold != 0) {
        keys[n] = view->words.items[word + n].fold;
        n++;
    }
    if (n == 0) return 0;
    toc_hit hits[12];
    const size_t found = toc_dict_match(&data->dict, keys, n, hits, sizeof hits / sizeof *hits);
    for (size_t i = 0; i < found; i++) { /* a layer's hits are the longest first */
        const toc_numword *w = &data->rows[hits[i].row.layer][hits[i].row.index];
        if ((classes >> w->kind & 1) == 0) continue;
        *out = *w;
        return hits[i].words;
    }
    return 0;
}

/* Digits with commas and a decimal point: "1,500", "2.5". Value in hundredths, -1: none. */
static int64_t digits_value(toc_slice s)
{
    int64_t value = 0;
    size_t i = 0, group = 0;
    bool comma = false;
    for (; i < s.len && s.ptr[i] != '.'; i++) {
        if (s.ptr[i] == ',') {
            if (i == 0 || (comma && group != 3) || group > 3) return -1;
            comma = true;
            group = 0;
            continue;
        }
        if (s.ptr[i] < '0' || s.ptr[i] > '9') return -1;
        if (value < MAX_VALUE) value = value * 10 + (s.ptr[i] - '0');
        group++;
    }
    if (i == 0 || (comma && group != 3)) return -1;
    int64_t fraction = 0, scale = 10;
    const size_t point = i++;
    for (; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9') return -1;
        fraction += (s.ptr[i] - '0') * scale;
        scale /= 10;
    }
    if (point + 1 == s.len && point < s.len) return -1;
    return value * 100 + fraction;
}

/* "1/2", "3/4" or a sign like U+00BD, as the fraction behind a number; hundredths, 0: none. */
static int64_t fraction_at(const toc_wordview *view, uint32_t word)
{
    if (word >= view->words.count) return 0;
    const toc_slice s = toc_word_bytes(view, word);
    if (s.len == 3 && s.ptr[1] == '/' && s.ptr[0] >= '1' && s.ptr[0] <= '9' && s.ptr[2] >= '2' &&
        s.ptr[2] <= '9' && s.ptr[0] < s.ptr[2])
        return 100 * (s.ptr[0] - '0') / (s.ptr[2] - '0');
    if (toc_slice_is(s, "\xc2\xbd")) return 50;
    if (toc_slice_is(s, "\xc2\xbc")) return 25;
    if (toc_slice_is(s, "\xc2\xbe")) return 75;
    return 0;
}

/* 3rd, 21st: the value, 0 when it is none. */
static uint32_t digit_ordinal(toc_slice s)
{
    size_t n = 0;
    uint32_t value = 0;
    while (n < s.len && s.ptr[n] >= '0' && s.ptr[n] <= '9' && n < 6)
        value = value * 10 + (uint32_t)(s.ptr[n++] - '0');
    if (n == 0 || s.len != n + 2) return 0;
    const char a = (char)(s.ptr[n] | 32), b = (char)(s.ptr[n + 1] | 32);
    const bool suffix = (a == 's' && b == 't') || (a == 'n' && b == 'd') ||
                        (a == 'r' && b == 'd') || (a == 't' && b == 'h');
    return suffix ? value : 0;
}

static bool word_is(const toc_wordview *view, uint32_t word, const char *lower)
{
    if (word >= view->words.count) return false;
    const toc_slice s = toc_word_bytes(view, word);
    size_t i = 0;
    for (; i < s.len && lower[i] != '\0'; i++)
        if ((s.ptr[i] >= 'A' && s.ptr[i] <= 'Z' ? s.ptr[i] + 32 : s.ptr[i]) != lower[i])
            return false;
    return i == s.len && lower[i] == '\0';
}

static uint32_t whole(int64_t hundredths)
{
    const int64_t value = hundredths / 100;
    return value > MAX_VALUE ? (uint32_t)MAX_VALUE : (uint32_t)value;
}

static void set_exact(toc_numeral *out, uint32_t words, int64_t hundredths)
{
    out->kind = TOC_NUMERAL_EXACT;
    out->words = words;
    out->hundredths = hundredths;
    out->low = out->high = whole(hundredths);
}

/* million, dozen ... behind a value; multiplies. */
static uint32_t scales(const toc_numeral_data *data, const toc_wordview *view, uint32_t at,
                       int64_t *value)
{
    toc_numword w;
    for (;;) {
        const uint32_t n =
            toc_numword_in(data, view, at, 1u << TOC_NUMWORD_SCALE | 1u << TOC_NUMWORD_GROUP, &w);
        if (n == 0) return at;
        if (*value < MAX_VALUE * 100) *value *= w.low;
        at += n;
    }
}

/* Number in words from `at`: "two hundred and five thousand", "twenty-three". */
static bool spelled(const toc_numeral_data *data, const toc_wordview *view, uint32_t word,
                    toc_numeral *out)
{
    int64_t total = 0, group = 0; /* group: below the last scale of 1000 and more */
    int64_t floor = INT64_MAX;    /* what comes next must be smaller */
    uint32_t at = word, last = word;
    toc_numword w;
    bool ordinal = false;
    while (!ordinal && at - word < MAX_WORDS) {
        uint32_t n;
        const uint32_t from = at > word && word_is(view, at, "and") && floor >= 100 ? at + 1 : at;
        if ((n = toc_numword_at(data, view, from, TOC_NUMWORD_UNIT, &w)) > 0 && floor > 10) {
            if (from > at && group == 0 && total == 0) break;
            group += w.low;
            floor = 1;
        } else if ((n = toc_numword_at(data, view, from, TOC_NUMWORD_TENS, &w)) > 0 && floor > 99) {
            group += w.low;
            floor = 11;
        } else if ((n = toc_numword_at(data, view, from, TOC_NUMWORD_SCALE, &w)) > 0 &&
                   from == at && (group > 0 || at > word) && group < MAX_VALUE) {
            if (w.low == 100) {
                if (group == 0 || group >= 100) break;
                group *= 100;
                floor = 100;
            } else {
                if (group == 0) break;
                total += group * w.low;
                group = 0;
                floor = 1000;
            }
        } else if ((n = toc_numword_at(data, view, from, TOC_NUMWORD_ORDINAL, &w)) > 0 &&
                   (at == word || view->words.items[from].joined || from > at) &&
                   (floor > 10 || at == word) && w.low < floor) {
            group += w.low;
            ordinal = true;
        } else {
            break;
        }
        at = from + n;
        last = at;
        if (total > MAX_VALUE) break;
    }
    if (last == word) return false;
    if (ordinal) {
        *out = (toc_numeral){
            .kind = TOC_NUMERAL_ORDINAL, .words = last - word, .low = whole((total + group) * 100)};
        out->high = out->low;
        return true;
    }
    int64_t value = (total + group) * 100;
    if (word_is(view, last, "and") && word_is(view, last + 1, "a") &&
        toc_numword_at(data, view, last + 2, TOC_NUMWORD_HALF, &w) > 0) {
        value += 50; /* "one and a half" */
        last += 3;
    }
    last = scales(data, view, last, &value);
    set_exact(out, last - word, value);
    return true;
}

/* "a dozen", "a hundred", "half a dozen", "half a million", "one-half" is not here. */
static bool with_article(const toc_numeral_data *data, const toc_wordview *view, uint32_t word,
                         toc_numeral *out)
{
    toc_numword w;
    uint32_t at = word;
    int64_t value = 100;
    const uint32_t half = toc_numword_at(data, view, at, TOC_NUMWORD_HALF, &w);
    if (half > 0) {
        at += half;
        value = 50;
    }
    if (word_is(view, at, "a") || word_is(view, at, "an")) at++;
    if (at == word) {
        uint32_t n = toc_numword_at(data, view, at, TOC_NUMWORD_GROUP, &w);
        if (n == 0) return false; /* "dozen" alone */
    }
    const uint32_t end = scales(data, view, at, &value);
    if (end == at) return false;
    set_exact(out, end - word, value);
    return true;
}

bool toc_numeral_at(const toc_numeral_data *data, const toc_wordview *view, uint32_t word,
                    toc_numeral *out)
{
    if (word >= view->words.count) return false;
    const toc_word *w = &view->words.items[word];
    *out = (toc_numeral){0};
    if (w->fold == 0 && fraction_at(view, word) == 0) return false;
    if (w->flags & TOC_TOKEN_DIGIT) {
        const toc_slice s = toc_word_bytes(view, word);
        const uint32_t ordinal = digit_ordinal(s);
        if (ordinal > 0) {
            *out = (toc_numeral){.kind = TOC_NUMERAL_ORDINAL,
                                 .words = 1,
                                 .low = ordinal,
                                 .high = ordinal,
                                 .digits = true};
            return true;
        }
        int64_t value = digits_value(s);
        uint32_t at = word + 1;
        if (value < 0) {
            value = fraction_at(view, word);
            if (value == 0) return false;
        } else if (fraction_at(view, at) > 0) {
            value += fraction_at(view, at);
            at++;
        }
        const uint32_t end = scales(data, view, at, &value);
        set_exact(out, end - word, value);
        out->digits = true;
        out->bare = end == word + 1 && toc_word_digits(view, word) >= 0;
        return true;
    }
    toc_numword vague;
    if (with_article(data, view, word, out) || spelled(data, view, word, out)) return true;
    const uint32_t n = toc_numword_at(data, view, word, TOC_NUMWORD_VAGUE, &vague);
    if (n == 0) return false;
    *out =
        (toc_numeral){.kind = TOC_NUMERAL_VAGUE, .words = n, .low = vague.low, .high = vague.high};
    return true;
}
