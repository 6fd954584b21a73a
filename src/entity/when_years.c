/* src/entity/when_years.c - years, decades, centuries, quarters and halves. */
#include "entity/when_words.h"

typedef const when_line *line_p;

static char mark(line_p line, uint32_t i)
{
    return toc_word_mark(&line->view, i);
}

bool when_capital(const when_line *line, uint32_t i)
{
    return line->view.caps || (line->view.words.items[i].flags & TOC_TOKEN_UPPER_FIRST) != 0;
}

bool when_letters(const when_line *line, uint32_t i)
{
    return i < line->view.words.count && (line->view.words.items[i].flags & TOC_TOKEN_LETTER) != 0;
}

static bool numword(line_p line, uint32_t i, toc_numeral_class kind)
{
    toc_numword w;
    return toc_numword_at(&line->data->numerals, &line->view, i, kind, &w) > 0;
}

/* Letters in lower case that a number would count: "1990 troops". */
bool when_counted_noun(const when_line *line, uint32_t i)
{
    if (i >= line->view.words.count) return false;
    const toc_word *w = &line->view.words.items[i];
    if ((w->flags & TOC_TOKEN_LETTER) == 0 || (w->flags & TOC_TOKEN_UPPER_FIRST)) return false;
    const uint8_t upos = line->view.text->tokens.items[w->token].upos;
    if (upos == TOC_VERB || upos == TOC_AUX || upos == TOC_ADP || upos == TOC_ADV ||
        upos == TOC_PRON || upos == TOC_DET)
        return false;
    const toc_token *t = &line->view.text->tokens.items[w->token];
    if (upos == TOC_NOUN && t->lemma_fold != 0 && t->lemma_fold != t->fold) return true;
    if (numword(line, i, TOC_NUMWORD_PLURAL)) return true;
    const toc_slice s = toc_word_bytes(&line->view, i);
    return s.len > 3 && s.ptr[s.len - 1] == 's' && s.ptr[s.len - 2] != 's' &&
           s.ptr[s.len - 2] != 'u' && s.ptr[s.len - 2] != 'a';
}

/* A number of four digits that can be read as a year by itself. */
static bool year_here(line_p line, uint32_t i, int32_t *year)
{
    const int32_t value = toc_word_digits(&line->view, i);
    if (value < 1000 || value > 2100 ||
        line->view.words.items[i].end - line->view.words.items[i].start != 4)
        return false;
    *year = value;
    return true;
}

/* "'90", "90" behind a month or day; the century is found when it is resolved. */
static uint32_t short_year(line_p line, uint32_t i, bool mark_needed, int32_t *year)
{
    uint32_t at = i;
    const toc_slice s = i < line->view.words.count ? toc_word_bytes(&line->view, i) : TOC_LIT("");
    const bool curly = s.len == 3 && memcmp(s.ptr, "\xe2\x80\x99", 3) == 0;
    if (mark(line, at) == '\'' || mark(line, at) == '`' || curly)
        at++;
    else if (s.len == 3 && s.ptr[0] == '\'' && s.ptr[1] >= '0' && s.ptr[1] <= '9' &&
             s.ptr[2] >= '0' && s.ptr[2] <= '9') {
        *year = (s.ptr[1] - '0') * 10 + s.ptr[2] - '0';
        return 1;
    } else if (mark_needed)
        return 0;
    const int32_t value = toc_word_digits(&line->view, at);
    if (at >= line->view.words.count ||
        line->view.words.items[at].end - line->view.words.items[at].start != 2 || value < 0)
        return 0;
    if (at > i && !line->view.words.items[at].glued) return 0;
    *year = value;
    return at - i + 1;
}

/* A year behind a month or a day: "1990", ", 1990", "'90", "of 1990", "490 BC". Words, 0 none. */
uint32_t when_year_behind(const when_line *line, uint32_t i, bool day_known, when_expr *e)
{
    const uint32_t at = mark(line, i) == ',' || when_word_is(line, i, "of") ? i + 1 : i;
    const int32_t value = toc_word_digits(&line->view, at);
    const when_tag *era = when_tag_at(line, at + 1, WHEN_ERA);
    if (value > 0 && value < 4000 && era != NULL && when_capital(line, at + 1)) {
        e->year = era->value < 0 ? 1 - value : value;
        return at - i + 2;
    }
    if (year_here(line, at, &e->year)) return at - i + 1;
    if (at > i || !day_known) {
        const uint32_t n = at == i ? short_year(line, i, true, &e->year) : 0;
        e->year_short = n > 0;
        return n;
    }
    const uint32_t n = short_year(line, i, !line->view.caps, &e->year);
    e->year_short = n > 0;
    return n;
}

/* 493 BC, AD 70 */
static bool year_of_era(line_p line, uint32_t i, when_expr *e)
{
    const int32_t value = toc_word_digits(&line->view, i);
    const when_tag *behind = when_tag_at(line, i + 1, WHEN_ERA);
    if (value > 0 && value < 4000 && behind != NULL && when_capital(line, i + 1)) {
        e->year = behind->value < 0 ? 1 - value : value;
        e->last = i + 2;
        return true;
    }
    const when_tag *before = when_tag_at(line, i, WHEN_ERA);
    const int32_t next = toc_word_digits(&line->view, i + 1);
    if (before == NULL || before->value < 0 || next <= 0 || next > 2100) return false;
    e->year = next;
    e->last = i + 2;
    return true;
}

/* The number is a price, a measure, a count of something. */
static bool no_year(line_p line, uint32_t i)
{
    const char before = i > 0 ? mark(line, i - 1) : 0;
    if (i > 0 && line->view.words.items[i].glued &&
        (before == 0 || strchr("(-/'\"", before) == NULL))
        return true;
    if (i > 0 && (numword(line, i - 1, TOC_NUMWORD_CURRENCY) || mark(line, i - 1) == '#'))
        return true;
    const uint32_t number = before == '.' ? 2 : 1; /* No. 1976 */
    if (i >= number && (when_word_is(line, i - number, "no") || when_word_is(line, i - 1, "no.")))
        return true;
    if (when_tag_at(line, i + 1, WHEN_ZONE) != NULL || when_tag_at(line, i + 1, WHEN_UNITS) != NULL)
        return true;
    if (numword(line, i + 1, TOC_NUMWORD_CURRENCY) || numword(line, i + 1, TOC_NUMWORD_SCALE))
        return true;
    return numword(line, i + 1, TOC_NUMWORD_MEASURE) &&
           when_tag_at(line, i + 1, WHEN_PREP) == NULL &&
           when_tag_at(line, i + 1, WHEN_UNIT) == NULL;
}

/* Four digits. Those of the last century are nearly always years, older ones need a preposition,
 * brackets or a range; the rest are kept as possible (maybe_year) until the text is known. */
static bool year_in_digits(line_p line, uint32_t i, when_expr *e)
{
    if (!year_here(line, i, &e->year) || no_year(line, i)) return false;
    e->last = i + 1;
    const toc_word *words = line->view.words.items;
    const bool modern = e->year >= 1900 && e->year <= 2040, counts = when_counted_noun(line, i + 1);
    if (i > 0 && when_word_is(line, i - 1, "year")) return true;
    if (i > 0 && when_word_is(line, i - 1, "the") && when_letters(line, i + 1)) { /* the 1967 war */
        e->maybe_year = !modern;
        return true;
    }
    if (modern) {
        static const char *const PREPS[] = {"in", "since", "during", "of"};
        for (size_t k = 0; counts && i > 0 && k < sizeof PREPS / sizeof *PREPS; k++)
            if (when_word_is(line, i - 1, PREPS[k])) return true;
        return !counts;
    }
    if (e->year < 1100) return false;
    const char next = mark(line, i + 1);
    const bool edge = i == 0 || mark(line, i - 1) == '(' || mark(line, i - 1) == ',' ||
                      when_tag_before(line, i, WHEN_MONTH) != NULL;
    const bool sure = (when_tag_before(line, i, WHEN_PREP) != NULL && !counts) || words[i].joined ||
                      (edge && (next == ')' || next == '-' || next == ',')) ||
                      (i + 1 < line->view.words.count && words[i + 1].joined);
    e->maybe_year = !sure;
    return sure || (!counts && (i == 0 || !when_letters(line, i - 1) ||
                                (words[i - 1].flags & TOC_TOKEN_UPPER_FIRST) == 0));
}

/* The end of "1915-17", the beginning of "499-493 BC", "in 490" in a text about such years. */
static bool year_of_range(line_p line, uint32_t i, when_expr *e)
{
    const toc_word *w = &line->view.words.items[i];
    const int32_t value = toc_word_digits(&line->view, i);
    if (value <= 0) return false;
    e->last = i + 1;
    int32_t before;
    if (w->joined && i > 0 && value <= 99 && w->end - w->start == 2 &&
        year_here(line, i - 1, &before) && value > before % 100) {
        e->year = before - before % 100 + value;
        return true;
    }
    const bool joined = i + 1 < line->view.words.count && line->view.words.items[i + 1].joined;
    const uint32_t end = joined ? i + 1 : i + 2;
    const when_tag *era = when_tag_at(line, end + 1, WHEN_ERA);
    const int32_t until = toc_word_digits(&line->view, end);
    if ((joined || when_word_is(line, i + 1, "to") || when_word_is(line, i + 1, "and")) &&
        era != NULL && era->value < 0 && when_capital(line, end + 1) && until > 0 &&
        until < value && value < 4000) {
        e->year = 1 - value;
        return true;
    }
    if (value < 100 || value > 999 || w->end - w->start != 3 ||
        when_tag_before(line, i, WHEN_PREP) == NULL)
        return false;
    if (when_counted_noun(line, i + 1) || numword(line, i + 1, TOC_NUMWORD_MEASURE) ||
        when_tag_at(line, i + 1, WHEN_UNITS) != NULL)
        return false;
    e->year = 1 - value;
    e->maybe_bc = true;
    return true;
}

/* "nineteen ninety-six", "the year two thousand", "in '99" */
static bool year_in_words(line_p line, uint32_t i, when_expr *e)
{
    const bool prep = when_tag_before(line, i, WHEN_PREP) != NULL;
    if (prep || when_tag_before(line, i, WHEN_MOD) != NULL) {
        const uint32_t n = short_year(line, i, true, &e->year);
        if (n > 0 && !when_counted_noun(line, i + n)) {
            e->year_short = true;
            e->last = i + n;
            return true;
        }
    }
    toc_numeral first, second;
    if (when_numeral(line, i, &first) == 0 || first.digits || first.kind != TOC_NUMERAL_EXACT)
        return false;
    if (first.low >= 13 && first.low <= 20 && when_numeral(line, i + first.words, &second) > 0 &&
        !second.digits && second.kind == TOC_NUMERAL_EXACT && second.low >= 10 &&
        second.low <= 99) {
        e->year = (int32_t)(first.low * 100 + second.low);
        e->last = i + first.words + second.words;
        return true;
    }
    const bool said = i > 0 && when_word_is(line, i - 1, "year");
    if (first.low < 1900 || first.low > 2100 || !(said || (prep && first.low != 2000)))
        return false;
    e->year = (int32_t)first.low;
    e->last = i + first.words;
    return true;
}

/* 1990s, '90s, the nineties */
static bool decade(line_p line, uint32_t i, when_expr *e)
{
    const toc_slice s = toc_word_bytes(&line->view, i);
    size_t digits = 0;
    while (digits < s.len && s.ptr[digits] >= '0' && s.ptr[digits] <= '9') digits++;
    uint32_t at = i;
    bool quote = false;
    if ((mark(line, i) == '\'' || mark(line, i) == '`' ||
         (s.len == 3 && memcmp(s.ptr, "\xe2\x80\x99", 3) == 0)) &&
        i + 1 < line->view.words.count) {
        quote = true;
        at = i + 1;
    }
    const toc_slice w = toc_word_bytes(&line->view, at);
    const size_t skip = !quote && w.len > 0 && w.ptr[0] == '\'' ? 1 : 0;
    if (w.len >= skip + 3 && (w.ptr[w.len - 1] | 32) == 's' && w.ptr[skip] >= '0' &&
        w.ptr[skip] <= '9') {
        const size_t end = w.ptr[w.len - 2] == '\'' ? w.len - 2 : w.len - 1;
        int32_t value = 0;
        size_t n = 0;
        for (size_t k = skip; k < end; k++, n++) {
            if (w.ptr[k] < '0' || w.ptr[k] > '9') return false;
            value = value * 10 + (w.ptr[k] - '0');
            if (n > 4) return false;
        }
        const when_tag *tag = when_tag_at(line, at + 1, WHEN_ERA);
        const bool era = tag != NULL && tag->value < 0 && when_capital(line, at + 1);
        if (n == 3 && era && value % 10 == 0) { /* the 460s BC */
            e->year = 1 - value;
            e->year_digits = 3;
            e->last = at + 2;
            return true;
        }
        if (value % 10 != 0 || (n != 4 && n != 2) || (n == 4 && (value < 1000 || value > 2100)))
            return false;
        if (n == 2 && !quote && skip == 0 &&
            !(i > 0 &&
              (when_word_is(line, i - 1, "the") || when_tag_at(line, i - 1, WHEN_MOD) != NULL)))
            return false;
        e->year = value;
        e->year_digits = n == 4 && value % 100 == 0 && value < 2000 ? 2 : 3;
        e->year_short = n == 2;
        e->last = at + 1;
        return true;
    }
    const when_tag *tag = when_tag_at(line, i, WHEN_DECADE);
    if (tag == NULL ||
        (i > 0 && (when_word_is(line, i - 1, "his") || when_word_is(line, i - 1, "her") ||
                   when_word_is(line, i - 1, "their"))))
        return false;
    e->year = tag->value;
    e->year_digits = 3;
    e->year_short = true;
    e->last = i + tag->words;
    return true;
}

/* the 20th century; the 4th century BC */
static bool century(line_p line, uint32_t i, when_expr *e)
{
    toc_numeral n;
    if (when_numeral(line, i, &n) == 0 || n.kind != TOC_NUMERAL_ORDINAL || n.low < 1 || n.low > 40)
        return false;
    uint32_t at = i + n.words;
    const when_tag *unit = when_tag_at(line, at, WHEN_UNIT);
    if (unit == NULL) unit = when_tag_at(line, at, WHEN_UNITS);
    if (unit == NULL || unit->value != UNIT_CENTURY) return false;
    at++;
    e->year = (int32_t)(n.low - 1) * 100;
    e->year_digits = 2;
    const when_tag *era = when_tag_at(line, at, WHEN_ERA);
    if (era != NULL && when_capital(line, at)) {
        at++;
        if (era->value < 0) e->year = -(int32_t)n.low * 100 + 1;
    }
    e->last = at;
    return true;
}

/* the third quarter, Q3, first half, fiscal 1989, fiscal first quarter */
static bool quarter(line_p line, uint32_t i, when_expr *e)
{
    uint32_t at = i;
    const when_tag *fiscal = when_tag_at(line, at, WHEN_FISCAL);
    if (fiscal != NULL) {
        at += fiscal->words;
        e->fiscal = true;
        const bool said = when_word_is(line, at, "year");
        if (year_here(line, at + said, &e->year)) {
            e->last = at + said + 1;
            return true;
        }
    }
    const toc_slice s = at < line->view.words.count ? toc_word_bytes(&line->view, at) : TOC_LIT("");
    if (s.len == 2 && s.ptr[0] == 'Q' && s.ptr[1] >= '1' && s.ptr[1] <= '4') {
        e->quarter = (int8_t)(s.ptr[1] - '0');
        e->last = at + 1;
        return true;
    }
    const when_tag *half = when_tag_at(line, at, WHEN_HALF);
    if (half != NULL) {
        e->half = (int8_t)half->value;
        e->last = at + half->words;
        e->weak = true; /* of what? joins with a year */
        return true;
    }
    toc_numeral n;
    if (when_numeral(line, at, &n) == 0 || n.kind != TOC_NUMERAL_ORDINAL || n.low > 4) return false;
    at += n.words;
    if (!e->fiscal && when_tag_at(line, at, WHEN_FISCAL) != NULL) {
        at++;
        e->fiscal = true;
    }
    const when_tag *unit = when_tag_at(line, at, WHEN_UNIT);
    const bool plural = unit == NULL;
    if (plural) unit = when_tag_at(line, at, WHEN_UNITS);
    if (unit == NULL || unit->value != UNIT_QUARTER) return false;
    e->quarter = (int8_t)n.low;
    e->last = at + 1;
    return true;
}

bool when_year(const when_line *line, uint32_t word, when_expr *out)
{
    static const when_parser PARSERS[] = {year_of_era, year_in_digits, year_of_range, year_in_words,
                                          decade,      century,        quarter};
    return when_longest(PARSERS, sizeof PARSERS / sizeof *PARSERS, line, word, out);
}
