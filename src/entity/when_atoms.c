/* src/entity/when_atoms.c - expressions that name their own place in the calendar: dates in words
 * and digits, months, weekdays, years, decades, centuries, quarters, seasons, holidays, clocks. */
#include "entity/when_words.h"

typedef const when_line *line_p;

static bool capital(line_p line, uint32_t i)
{
    return line->view.caps || (line->view.words.items[i].flags & TOC_TOKEN_UPPER_FIRST) != 0;
}

static char mark(line_p line, uint32_t i)
{
    return toc_word_mark(&line->view, i);
}

/* Letters in lower case that a number would count: "1990 troops". */
static bool counted_noun(line_p line, uint32_t i)
{
    if (i >= line->view.words.count) return false;
    const toc_word *w = &line->view.words.items[i];
    if ((w->flags & TOC_TOKEN_LETTER) == 0 || (w->flags & TOC_TOKEN_UPPER_FIRST)) return false;
    const uint8_t upos = line->view.text->tokens.items[w->token].upos;
    if (upos == TOC_VERB || upos == TOC_AUX || upos == TOC_ADP || upos == TOC_ADV || upos == TOC_PRON || upos == TOC_DET) return false;
    const toc_slice s = toc_word_bytes(&line->view, i);
    return s.len > 3 && s.ptr[s.len - 1] == 's' && s.ptr[s.len - 2] != 's' && s.ptr[s.len - 2] != 'u' && s.ptr[s.len - 2] != 'a';
}

static bool numword(line_p line, uint32_t i, toc_numeral_class kind)
{
    toc_numword w;
    return toc_numword_at(&line->data->numerals, &line->view, i, kind, &w) > 0;
}

static bool letters(line_p line, uint32_t i)
{
    return i < line->view.words.count && (line->view.words.items[i].flags & TOC_TOKEN_LETTER) != 0;
}

/* A number of four digits that can be read as a year by itself. */
static bool year_here(line_p line, uint32_t i, int32_t *year)
{
    const int32_t value = toc_word_digits(&line->view, i);
    if (value < 1000 || value > 2100 || line->view.words.items[i].end - line->view.words.items[i].start != 4) return false;
    *year = value;
    return true;
}

/* "'90", "90" behind a month or day; the century is found when it is resolved. */
static uint32_t short_year(line_p line, uint32_t i, bool mark_needed, int32_t *year)
{
    uint32_t at = i;
    const toc_slice s = i < line->view.words.count ? toc_word_bytes(&line->view, i) : TOC_LIT("");
    const bool curly = s.len == 3 && memcmp(s.ptr, "\xe2\x80\x99", 3) == 0;
    if (mark(line, at) == '\'' || mark(line, at) == '`' || curly) at++;
    else if (s.len == 3 && s.ptr[0] == '\'' && s.ptr[1] >= '0' && s.ptr[1] <= '9' && s.ptr[2] >= '0' && s.ptr[2] <= '9') {
        *year = (s.ptr[1] - '0') * 10 + s.ptr[2] - '0';
        return 1;
    } else if (mark_needed) return 0;
    const int32_t value = toc_word_digits(&line->view, at);
    if (at >= line->view.words.count || line->view.words.items[at].end - line->view.words.items[at].start != 2 || value < 0) return 0;
    if (at > i && !line->view.words.items[at].glued) return 0;
    *year = value;
    return at - i + 1;
}

/* A year behind a month or a day: "1990", ", 1990", "'90", "of 1990", "490 BC". Words, 0 none. */
static uint32_t year_behind(line_p line, uint32_t i, bool day_known, when_expr *e)
{
    const uint32_t at = mark(line, i) == ',' || when_word_is(line, i, "of") ? i + 1 : i;
    const int32_t value = toc_word_digits(&line->view, at);
    const when_tag *era = when_tag_at(line, at + 1, WHEN_ERA);
    if (value > 0 && value < 4000 && era != NULL && capital(line, at + 1)) {
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

static int32_t day_number(line_p line, uint32_t i)
{
    toc_numeral n;
    if (when_numeral(line, i, &n) == 0 || n.words > 2 || n.low < 1 || n.low > 31) return 0;
    if (n.kind == TOC_NUMERAL_EXACT && n.bare && line->view.words.items[i].end - line->view.words.items[i].start <= 2) return (int32_t)n.low;
    return n.kind == TOC_NUMERAL_ORDINAL ? (int32_t)n.low : 0;
}

static uint32_t numeral_words(line_p line, uint32_t i)
{
    toc_numeral n;
    return when_numeral(line, i, &n);
}

/* The full stop of "Sept", if the tokeniser left it apart and it does not end the sentence: 0, 1. */
static uint32_t abbreviated(line_p line, uint32_t word, uint32_t at)
{
    const toc_word *w = &line->view.words.items[word];
    return mark(line, at) == '.' && line->view.words.items[at].glued && w->end - w->start <= 4 && at + 1 < line->view.words.count;
}

/* The colon of "10:35" when the tokeniser cut it. */
static bool clock_colon(line_p line, uint32_t at)
{
    return mark(line, at) == ':' && line->view.words.items[at].glued && toc_word_digits(&line->view, at + 1) >= 0 &&
           line->view.words.items[at + 1].glued;
}

/* July | July 11 | July 11, 2020 | July 2020 | July of 2020 */
static bool month_first(line_p line, uint32_t i, when_expr *e)
{
    const when_tag *month = when_tag_at(line, i, WHEN_MONTH);
    if (month == NULL) return false;
    e->month = (int8_t)month->value;
    uint32_t at = i + month->words;
    at += abbreviated(line, i, at);
    e->last = at;
    const uint32_t number = when_word_is(line, at, "the") ? at + 1 : at;
    const int32_t day = day_number(line, number);
    const bool joined = number < line->view.words.count && line->view.words.items[number].joined;
    if (day > 0 && !joined && !clock_colon(line, number + 1) && !(when_tag_at(line, number + 1, WHEN_AMPM) != NULL && number == at)) {
        e->day = (int8_t)day;
        at = number + numeral_words(line, number);
        e->last = at;
        /* "July 9-11, 2020": the year stands behind the range */
        const uint32_t year = year_behind(line, at, true, e);
        if (year == 1 && mark(line, at) == 0 && e->year_short && counted_noun(line, at + 1)) e->year = YEAR_UNKNOWN;
        else e->last = at + year;
        return true;
    }
    const uint32_t year = year_behind(line, at, false, e);
    e->last = at + year;
    /* "March on", "May we", "the Long March": these two need a preposition or the like before them */
    if (year == 0 && (month->flags & TAG_WORD) && (month->value == 3 || month->value == 5 || line->view.caps))
        e->weak = when_tag_before(line, i, WHEN_PREP) == NULL;
    /* "Jan Kavan": an abbreviation without its full stop, before a name */
    const toc_word *w = &line->view.words.items[i];
    if (year == 0 && w->end - w->start <= 4 && (month->flags & TAG_WORD) == 0 && at == i + 1 && at < line->view.words.count && capital(line, at) &&
        letters(line, at) && toc_word_bytes(&line->view, i).ptr[w->end - w->start - 1] != '.')
        e->weak = when_tag_before(line, i, WHEN_PREP) == NULL || line->view.caps;
    const uint8_t upos = line->view.text->tokens.items[line->view.words.items[i].token].upos;
    if (year == 0 && (upos == TOC_AUX || upos == TOC_VERB)) e->weak = true;
    return true;
}

/* 11 July 2020 | the 11th of July | 3 JAN 90 */
static bool day_first(line_p line, uint32_t i, when_expr *e)
{
    const int32_t day = day_number(line, i);
    if (day == 0) return false;
    uint32_t at = i + numeral_words(line, i);
    if (when_word_is(line, at, "day") && when_word_is(line, at + 1, "of")) at++;
    const bool of = when_word_is(line, at, "of");
    const when_tag *month = when_tag_at(line, at + of, WHEN_MONTH);
    if (month == NULL) return false;
    e->day = (int8_t)day;
    e->month = (int8_t)month->value;
    at += (uint32_t)of + month->words;
    at += abbreviated(line, at - 1, at);
    e->last = at + year_behind(line, at, true, e);
    return true;
}

/* "6 and 9 August", "25-27 June": the first number of it. */
static bool day_of_range(line_p line, uint32_t i, when_expr *e)
{
    const int32_t day = day_number(line, i);
    if (day == 0) return false;
    const uint32_t at = i + numeral_words(line, i);
    if (at >= line->view.words.count) return false;
    const bool link = line->view.words.items[at].joined || when_word_is(line, at, "and") || when_word_is(line, at, "to") || when_word_is(line, at, "or");
    const uint32_t next = line->view.words.items[at].joined ? at : at + 1;
    when_expr other;
    when_expr_init(&other, next);
    if (!link || !day_first(line, next, &other)) return false;
    e->day = (int8_t)day;
    e->month = other.month;
    e->year = other.year;
    e->year_short = other.year_short;
    e->last = at;
    return true;
}

static bool two_numbers(toc_slice s, size_t *at, int32_t *value, size_t *digits)
{
    *value = 0;
    *digits = 0;
    while (*at < s.len && s.ptr[*at] >= '0' && s.ptr[*at] <= '9' && *digits < 5) {
        *value = *value * 10 + (s.ptr[(*at)++] - '0');
        (*digits)++;
    }
    return *digits > 0 && *digits < 5;
}

/* 2020-07-11, 7/11/2020, 11.07.2020: month first unless it cannot be. */
static bool numeric(line_p line, uint32_t i, when_expr *e)
{
    const toc_wordview *view = &line->view;
    if ((view->words.items[i].flags & TOC_TOKEN_DIGIT) == 0) return false;
    const uint32_t start = view->words.items[i].start;
    const toc_slice s = toc_slice_sub(view->text->text, start, view->words.items[view->words.count - 1].end);
    size_t at = 0, digits[3];
    int32_t part[3];
    if (!two_numbers(s, &at, &part[0], &digits[0]) || at >= s.len) return false;
    const char sign = s.ptr[at];
    if ((sign != '/' && sign != '-' && sign != '.') || (sign == '-' && digits[0] != 4)) return false;
    at++;
    if (!two_numbers(s, &at, &part[1], &digits[1]) || at >= s.len || s.ptr[at] != sign) return false;
    at++;
    if (!two_numbers(s, &at, &part[2], &digits[2])) return false;
    if (digits[1] > 2 || (at < s.len && (s.ptr[at] == sign || s.ptr[at] == '/'))) return false;
    if (digits[0] == 4 && digits[2] <= 2) {
        *e = (when_expr){.first = i, .year = part[0], .month = (int8_t)part[1], .day = (int8_t)(part[2] & 63)};
    } else if (digits[0] <= 2 && (digits[2] == 4 || (digits[2] == 2 && sign == '/'))) {
        const bool day_first_order = sign == '.' || part[0] > 12;
        *e = (when_expr){.first = i, .year = part[2], .year_short = digits[2] == 2,
                         .month = (int8_t)((day_first_order ? part[1] : part[0]) & 63),
                         .day = (int8_t)((day_first_order ? part[0] : part[1]) & 63)};
    } else {
        return false;
    }
    e->year_digits = 4;
    e->minute = -1;
    if (!toc_date_valid(e->year_short ? 2000 : e->year, e->month, e->day)) return false;
    uint32_t last = i;
    while (last < view->words.count && view->words.items[last].end < start + at) last++;
    if (last == view->words.count) return false;
    const toc_slice tail = toc_slice_sub(view->text->text, start + at, view->words.items[last].end);
    if (tail.len >= 6 && tail.ptr[0] == 'T' && tail.ptr[3] == ':') {
        const int hour = (tail.ptr[1] - '0') * 10 + tail.ptr[2] - '0', minute = (tail.ptr[4] - '0') * 10 + tail.ptr[5] - '0';
        if (hour >= 0 && hour < 24 && minute >= 0 && minute < 60) e->minute = (int16_t)(hour * 60 + minute);
    }
    e->last = last + 1;
    return true;
}

static bool weekday(line_p line, uint32_t i, when_expr *e)
{
    const when_tag *tag = when_tag_at(line, i, WHEN_WEEKDAY);
    const bool plural = tag == NULL;
    if (plural) tag = when_tag_at(line, i, WHEN_WEEKDAYS);
    if (tag == NULL || !capital(line, i)) return false;
    e->weekday = (int8_t)tag->value;
    e->last = i + tag->words;
    if (plural) e->kind = WHEN_REPEAT;
    if (tag->flags & TAG_SHORT) {
        e->last += abbreviated(line, i, e->last);
        e->weak = true;
    }
    return true;
}

/* 1990 by itself; "nineteen ninety-six"; "493 BC"; "'99"; "the year 2000". */
static bool year(line_p line, uint32_t i, when_expr *e)
{
    const toc_word *w = &line->view.words.items[i];
    const int32_t value = toc_word_digits(&line->view, i);
    const when_tag *era = when_tag_at(line, i + 1, WHEN_ERA);
    e->last = i + 1;
    if (value > 0 && value < 4000 && era != NULL && capital(line, i + 1)) {
        e->year = era->value < 0 ? 1 - value : value;
        e->last = i + 2;
        return true;
    }
    const when_tag *before = when_tag_at(line, i, WHEN_ERA);
    if (before != NULL && before->value > 0 && toc_word_digits(&line->view, i + 1) > 0 && toc_word_digits(&line->view, i + 1) < 2100) {
        e->year = toc_word_digits(&line->view, i + 1);
        e->last = i + 2;
        return true;
    }
    const bool prep = when_tag_before(line, i, WHEN_PREP) != NULL;
    if (value >= 100 && value < 1000 && (w->end - w->start) == 3 && prep && !counted_noun(line, i + 1) &&
        !numword(line, i + 1, TOC_NUMWORD_MEASURE) && when_tag_at(line, i + 1, WHEN_UNITS) == NULL) {
        e->year = 1 - value;
        e->maybe_bc = true;
        return true;
    }
    if (year_here(line, i, &e->year)) {
        const bool modern = value >= 1900 && value <= 2040;
        const bool said = when_word_is(line, i - (i > 0), "year") && i > 0;
        if (w->glued && i > 0 && mark(line, i - 1) != '(' && mark(line, i - 1) != '-' && mark(line, i - 1) != '/' && mark(line, i - 1) != '\'' && mark(line, i - 1) != '"') return false;
        if (i > 0 && (numword(line, i - 1, TOC_NUMWORD_CURRENCY) || mark(line, i - 1) == '#')) return false;
        if (numword(line, i + 1, TOC_NUMWORD_MEASURE) && !when_tag_at(line, i + 1, WHEN_PREP) && when_tag_at(line, i + 1, WHEN_UNIT) == NULL) return false;
        if (numword(line, i + 1, TOC_NUMWORD_CURRENCY) || numword(line, i + 1, TOC_NUMWORD_SCALE)) return false;
        if (when_tag_at(line, i + 1, WHEN_ZONE) != NULL || when_tag_at(line, i + 1, WHEN_UNITS) != NULL) return false;
        const bool counts = counted_noun(line, i + 1);
        if (i > 0 && when_word_is(line, i - 1, "the") && letters(line, i + 1)) { /* the 1967 war, the 1992 protests */
            e->maybe_year = !modern;
            return true;
        }
        const bool edge = i == 0 || mark(line, i - 1) == '(' || mark(line, i - 1) == ',' || when_tag_before(line, i, WHEN_MONTH) != NULL;
        if (said) return true;
        if (modern) return !counts || (i > 0 && (when_word_is(line, i - 1, "in") || when_word_is(line, i - 1, "since") || when_word_is(line, i - 1, "during") || when_word_is(line, i - 1, "of")));
        if (value < 1100) return false;
        e->maybe_year = !counts && (i == 0 || !letters(line, i - 1) || (line->view.words.items[i - 1].flags & TOC_TOKEN_UPPER_FIRST) == 0);
        const bool sure = (prep && !counts) || (edge && (mark(line, i + 1) == ')' || mark(line, i + 1) == '-' || mark(line, i + 1) == ',')) ||
               (i + 1 < line->view.words.count && line->view.words.items[i + 1].joined) || w->joined;
        if (sure) e->maybe_year = false;
        return sure || e->maybe_year;
    }
    /* the end of "1915-17", of "499-493 BC" its beginning */
    int32_t before_year;
    if (w->joined && i > 0 && value >= 0 && value <= 99 && w->end - w->start == 2 && year_here(line, i - 1, &before_year) && value > before_year % 100) {
        e->year = before_year - before_year % 100 + value;
        return true;
    }
    const bool range = i + 1 < line->view.words.count && (line->view.words.items[i + 1].joined || when_word_is(line, i + 1, "to") || when_word_is(line, i + 1, "and"));
    const uint32_t end = i + 1 < line->view.words.count && line->view.words.items[i + 1].joined ? i + 1 : i + 2;
    const int32_t until = range ? toc_word_digits(&line->view, end) : -1;
    const when_tag *until_era = range ? when_tag_at(line, end + 1, WHEN_ERA) : NULL;
    if (value > 0 && until > 0 && until < value && until_era != NULL && until_era->value < 0 && capital(line, end + 1)) {
        e->year = 1 - value;
        return true;
    }
    if (prep || when_tag_before(line, i, WHEN_MOD) != NULL) {
        const uint32_t n = short_year(line, i, true, &e->year);
        if (n > 0 && !counted_noun(line, i + n)) {
            e->year_short = true;
            e->last = i + n;
            return true;
        }
    }
    toc_numeral first, second;
    if (when_numeral(line, i, &first) == 0 || first.digits || first.kind != TOC_NUMERAL_EXACT) return false;
    if (first.low >= 13 && first.low <= 20 && when_numeral(line, i + first.words, &second) > 0 && !second.digits &&
        second.kind == TOC_NUMERAL_EXACT && second.low >= 10 && second.low <= 99) {
        e->year = (int32_t)(first.low * 100 + second.low);
        e->last = i + first.words + second.words;
        return true;
    }
    if (first.low >= 1900 && first.low < 2100 && ((i > 0 && when_word_is(line, i - 1, "year")) || (prep && first.low != 2000))) {
        e->year = (int32_t)first.low;
        e->last = i + first.words;
        return true;
    }
    return false;
}

/* 1990s, '90s, the nineties */
static bool decade(line_p line, uint32_t i, when_expr *e)
{
    const toc_slice s = toc_word_bytes(&line->view, i);
    size_t digits = 0;
    while (digits < s.len && s.ptr[digits] >= '0' && s.ptr[digits] <= '9') digits++;
    uint32_t at = i;
    bool quote = false;
    if ((mark(line, i) == '\'' || mark(line, i) == '`' || (s.len == 3 && memcmp(s.ptr, "\xe2\x80\x99", 3) == 0)) && i + 1 < line->view.words.count) {
        quote = true;
        at = i + 1;
    }
    const toc_slice w = toc_word_bytes(&line->view, at);
    const size_t skip = !quote && w.len > 0 && w.ptr[0] == '\'' ? 1 : 0;
    if (w.len >= skip + 3 && (w.ptr[w.len - 1] | 32) == 's' && w.ptr[skip] >= '0' && w.ptr[skip] <= '9') {
        const size_t end = w.ptr[w.len - 2] == '\'' ? w.len - 2 : w.len - 1;
        int32_t value = 0;
        size_t n = 0;
        for (size_t k = skip; k < end; k++, n++) {
            if (w.ptr[k] < '0' || w.ptr[k] > '9') return false;
            value = value * 10 + (w.ptr[k] - '0');
            if (n > 4) return false;
        }
        const when_tag *tag = when_tag_at(line, at + 1, WHEN_ERA);
        const bool era = tag != NULL && tag->value < 0 && capital(line, at + 1);
        if (n == 3 && era && value % 10 == 0) { /* the 460s BC */
            e->year = 1 - value;
            e->year_digits = 3;
            e->last = at + 2;
            return true;
        }
        if (value % 10 != 0 || (n != 4 && n != 2) || (n == 4 && (value < 1000 || value > 2100))) return false;
        if (n == 2 && !quote && skip == 0 && !(i > 0 && (when_word_is(line, i - 1, "the") || when_tag_at(line, i - 1, WHEN_MOD) != NULL))) return false;
        e->year = value;
        e->year_digits = n == 4 && value % 100 == 0 && value < 2000 ? 2 : 3;
        e->year_short = n == 2;
        e->last = at + 1;
        return true;
    }
    const when_tag *tag = when_tag_at(line, i, WHEN_DECADE);
    if (tag == NULL || (i > 0 && (when_word_is(line, i - 1, "his") || when_word_is(line, i - 1, "her") || when_word_is(line, i - 1, "their")))) return false;
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
    if (when_numeral(line, i, &n) == 0 || n.kind != TOC_NUMERAL_ORDINAL || n.low < 1 || n.low > 40) return false;
    uint32_t at = i + n.words;
    const when_tag *unit = when_tag_at(line, at, WHEN_UNIT);
    if (unit == NULL) unit = when_tag_at(line, at, WHEN_UNITS);
    if (unit == NULL || unit->value != UNIT_CENTURY) return false;
    at++;
    e->year = (int32_t)(n.low - 1) * 100;
    e->year_digits = 2;
    const when_tag *era = when_tag_at(line, at, WHEN_ERA);
    if (era != NULL && capital(line, at)) {
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

static bool named(line_p line, uint32_t i, when_expr *e)
{
    const when_tag *tag = when_tag_at(line, i, WHEN_HOLIDAY);
    if (tag != NULL && capital(line, i)) {
        e->holiday = tag->value;
        e->last = i + tag->words;
        return true;
    }
    tag = when_tag_at(line, i, WHEN_SEASON);
    if (tag == NULL) {
        tag = when_tag_at(line, i, WHEN_SEASONS);
        if (tag == NULL) return false;
        e->kind = WHEN_REPEAT;
    }
    e->season = (uint8_t)tag->value;
    e->last = i + tag->words;
    const uint8_t upos = line->view.text->tokens.items[line->view.words.items[i].token].upos;
    e->weak = upos == TOC_VERB || ((tag->flags & TAG_WORD) && e->kind != WHEN_REPEAT &&
               !(i > 0 && (when_word_is(line, i - 1, "in") || when_word_is(line, i - 1, "by"))));
    /* "Charlie Winter" */
    if (i > 0 && !line->view.caps && capital(line, i) && capital(line, i - 1) && i > 1 && letters(line, i - 1) &&
        when_tag_before(line, i, WHEN_PREP) == NULL && line->view.words.items[i].token != line->view.words.items[i - 1].token)
        e->weak = true;
    if (when_word_is(line, i + 1, "of") && !when_word_is(line, i + 2, "that") && toc_word_digits(&line->view, i + 2) < 0) e->weak = true;
    const char next = mark(line, i + 1);
    if ((tag->flags & TAG_WORD) && upos != TOC_VERB && i > 0 && when_word_is(line, i - 1, "the") &&
        (next == '.' || next == ',' || i + 1 >= line->view.words.count || when_word_is(line, i + 1, "and")))
        e->weak = false; /* "the fall and winter", not "the fall in prices" */
    return true;
}

/* 10:35 a.m., 10 a.m., 0735 GMT, 5 o'clock, 4 in the morning; the part of day gives the half. */
static bool clock_time(line_p line, uint32_t i, when_expr *e)
{
    const toc_slice s = toc_word_bytes(&line->view, i);
    size_t colon = 0;
    while (colon < s.len && s.ptr[colon] != ':' && s.ptr[colon] != '.') colon++;
    int32_t hour, minute = 0;
    size_t at = 0, digits;
    bool exact = false, military = false;
    toc_numeral n = {0};
    uint32_t next = i + 1;
    if (two_numbers(s, &at, &hour, &digits) && digits <= 2 && at == colon && colon + 3 <= s.len) {
        size_t from = colon + 1, two;
        if (!two_numbers(s, &from, &minute, &two) || two != 2 || (from < s.len && s.ptr[from] != ':')) return false;
        exact = s.ptr[colon] == ':';
    } else if (at == s.len && digits <= 2 && mark(line, next) == ':' && line->view.words.items[next].glued) {
        minute = toc_word_digits(&line->view, next + 1);
        next += 2;
        exact = true;
    } else if (at == s.len && digits == 4) {
        minute = hour % 100;
        hour /= 100;
        military = true;
    } else if (at != s.len || digits == 0 || digits > 2) {
        if (when_numeral(line, i, &n) == 0 || n.kind != TOC_NUMERAL_EXACT || n.low > 12 || n.digits || n.low == 0) return false;
        hour = (int32_t)n.low;
        next = i + n.words;
    }
    if (hour > 24 || minute < 0 || minute > 59) return false;
    bool said = false;
    const when_tag *ampm = when_tag_at(line, next, WHEN_AMPM);
    if (ampm != NULL && !military) {
        if (hour > 12) return false;
        if (hour == 12) hour = 0;
        hour += ampm->value;
        next += ampm->words;
        said = true;
    } else if (when_tag_at(line, next, WHEN_OCLOCK) != NULL) {
        next++;
        said = true;
    } else if (military && (when_word_is(line, next, "hours") || when_word_is(line, next, "hrs"))) {
        next++;
        said = true;
    }
    const bool in_the = (when_word_is(line, next, "in") && when_word_is(line, next + 1, "the")) || (said && when_word_is(line, next, "at"));
    const when_tag *part = in_the ? when_tag_at(line, next + (when_word_is(line, next, "at") ? 1 : 2), WHEN_PART) : NULL;
    if (part != NULL && ampm == NULL && hour <= 12) {
        const bool afternoon = part->value == PART_AF || part->value == PART_EV || (part->value == PART_NI && hour >= 6);
        if (hour < 12 && afternoon) hour += 12;
        next += (when_word_is(line, next, "at") ? 1u : 2u) + part->words;
        said = true;
    }
    const uint32_t bracket = mark(line, next) == '(' ? 0 : next;
    const when_tag *zone = bracket > 0 ? when_tag_at(line, next, WHEN_ZONE) : NULL;
    if (zone != NULL && capital(line, next)) {
        next += zone->words;
        said = true;
    }
    if (!said && !exact) {
        /* "at 7 this morning", "at 10 Wednesday" */
        return false;
    }
    if (!said && i > 0 && when_tag_before(line, i, WHEN_PREP) == NULL && !when_word_is(line, i - 1, "at") && hour < 13) e->weak = true;
    e->minute = (int16_t)(hour * 60 + minute);
    e->last = next;
    return true;
}

/* A part of the day by itself: "the morning", "night", "noon"; weak where it is an everyday word. */
static bool part_of_day(line_p line, uint32_t i, when_expr *e)
{
    const when_tag *tag = when_tag_at(line, i, WHEN_PART);
    if (tag == NULL) {
        tag = when_tag_at(line, i, WHEN_PARTS);
        if (tag == NULL) return false;
        e->kind = WHEN_REPEAT;
        e->weak = true;
    }
    e->part = (uint8_t)tag->value;
    e->last = i + tag->words;
    return true;
}

bool when_absolute(const when_line *line, uint32_t word, when_expr *out)
{
    static bool (*const PARSERS[])(line_p, uint32_t, when_expr *) = {
        numeric, month_first, day_first, day_of_range, weekday, clock_time, year, decade, century, quarter, named, part_of_day};
    bool found = false;
    if (word >= line->view.words.count) return false;
    for (size_t p = 0; p < sizeof PARSERS / sizeof *PARSERS; p++) {
        when_expr e;
        when_expr_init(&e, word);
        if (!PARSERS[p](line, word, &e) || e.last <= e.first) continue;
        if (!found || e.last > out->last) *out = e;
        found = true;
    }
    return found;
}
