/* src/entity/when_atoms.c - expressions that name their own place in the calendar: dates in words
 * and digits, months, weekdays, seasons, holidays, clocks, parts of the day. */
#include "entity/when_words.h"

typedef const when_line *line_p;

static bool capital(line_p line, uint32_t i)
{
    return when_capital(line, i);
}

static char mark(line_p line, uint32_t i)
{
    return toc_word_mark(&line->view, i);
}

static bool letters(line_p line, uint32_t i)
{
    return when_letters(line, i);
}

static int32_t day_number(line_p line, uint32_t i)
{
    toc_numeral n;
    if (when_numeral(line, i, &n) == 0 || n.words > 2 || n.low < 1 || n.low > 31) return 0;
    if (n.kind == TOC_NUMERAL_EXACT && n.bare &&
        line->view.words.items[i].end - line->view.words.items[i].start <= 2)
        return (int32_t)n.low;
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
    return mark(line, at) == '.' && line->view.words.items[at].glued && w->end - w->start <= 4 &&
           at + 1 < line->view.words.count;
}

/* The colon of "10:35" when the tokeniser cut it. */
static bool clock_colon(line_p line, uint32_t at)
{
    return mark(line, at) == ':' && line->view.words.items[at].glued &&
           toc_word_digits(&line->view, at + 1) >= 0 && line->view.words.items[at + 1].glued;
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
    const bool joined = number + 1 < line->view.words.count &&
                        line->view.words.items[number + 1].joined &&
                        line->view.words.items[number].joined;
    if (day > 0 && !joined && !clock_colon(line, number + 1) &&
        !(when_tag_at(line, number + 1, WHEN_AMPM) != NULL && number == at)) {
        e->day = (int8_t)day;
        at = number + numeral_words(line, number);
        e->last = at;
        /* "July 9-11, 2020": the year stands behind the range */
        const uint32_t year = when_year_behind(line, at, true, e);
        if (year == 1 && mark(line, at) == 0 && e->year_short && when_counted_noun(line, at + 1))
            e->year = YEAR_UNKNOWN;
        else
            e->last = at + year;
        return true;
    }
    const uint32_t year = when_year_behind(line, at, false, e);
    e->last = at + year;
    /* "March on", "May we", "the Long March": these two need a preposition or the like before them */
    if (year == 0 && (month->flags & TAG_WORD) &&
        (month->value == 3 || month->value == 5 || line->view.caps))
        e->weak = when_tag_before(line, i, WHEN_PREP) == NULL;
    /* "Jan Kavan": an abbreviation without its full stop, before a name */
    const toc_word *w = &line->view.words.items[i];
    if (year == 0 && w->end - w->start <= 4 && (month->flags & TAG_WORD) == 0 && at == i + 1 &&
        at < line->view.words.count && capital(line, at) && letters(line, at) &&
        toc_word_bytes(&line->view, i).ptr[w->end - w->start - 1] != '.')
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
    e->last = at + when_year_behind(line, at, true, e);
    return true;
}

/* "6 and 9 August", "25-27 June": the first number of it. */
static bool day_of_range(line_p line, uint32_t i, when_expr *e)
{
    const int32_t day = day_number(line, i);
    if (day == 0) return false;
    const uint32_t at = i + numeral_words(line, i);
    if (at >= line->view.words.count) return false;
    const bool link = line->view.words.items[at].joined || when_word_is(line, at, "and") ||
                      when_word_is(line, at, "to") || when_word_is(line, at, "or");
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

/* "on the 11th", "Sunday the 12th", "the morning of the 12th": the month is found later. */
static bool day_alone(line_p line, uint32_t i, when_expr *e)
{
    toc_numeral n;
    if (i < 2 || !when_word_is(line, i - 1, "the") || when_numeral(line, i, &n) != 1) return false;
    if (n.kind != TOC_NUMERAL_ORDINAL || !n.digits || n.low < 1 || n.low > 31) return false;
    if (letters(line, i + 1) && when_tag_at(line, i + 1, WHEN_PREP) == NULL &&
        when_tag_at(line, i + 1, WHEN_GONE) == NULL)
        return false;
    if (when_word_is(line, i + 1, "of") ||
        (i + 1 < line->view.words.count && line->view.words.items[i + 1].joined))
        return false;
    if (when_tag_at(line, i - 2, WHEN_PREP) == NULL &&
        when_tag_at(line, i - 2, WHEN_WEEKDAY) == NULL)
        return false;
    e->day = (int8_t)n.low;
    e->last = i + 1;
    return true;
}

/* 9/11, the September 11 attacks: days that became names. */
static bool named_day(line_p line, uint32_t i, when_expr *e)
{
    const when_tag *tag = when_tag_at(line, i, WHEN_NAMEDDAY);
    if (tag == NULL) return false;
    const toc_date d = toc_date_of(tag->value);
    e->year = d.year;
    e->month = (int8_t)d.month;
    e->day = (int8_t)d.day;
    e->last = i + tag->words - (tag->words > 2); /* without "attacks" */
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
    const toc_slice s =
        toc_slice_sub(view->text->text, start, view->words.items[view->words.count - 1].end);
    size_t at = 0, digits[3];
    int32_t part[3];
    if (!two_numbers(s, &at, &part[0], &digits[0]) || at >= s.len) return false;
    const char sign = s.ptr[at];
    if ((sign != '/' && sign != '-' && sign != '.') || (sign == '-' && digits[0] != 4))
        return false;
    at++;
    if (!two_numbers(s, &at, &part[1], &digits[1]) || at >= s.len || s.ptr[at] != sign)
        return false;
    at++;
    if (!two_numbers(s, &at, &part[2], &digits[2])) return false;
    if (digits[1] > 2 || (at < s.len && (s.ptr[at] == sign || s.ptr[at] == '/'))) return false;
    if (digits[0] == 4 && digits[2] <= 2) {
        *e = (when_expr){
            .first = i, .year = part[0], .month = (int8_t)part[1], .day = (int8_t)(part[2] & 63)};
    } else if (digits[0] <= 2 && (digits[2] == 4 || (digits[2] == 2 && sign == '/'))) {
        const bool day_first_order = sign == '.' || part[0] > 12;
        *e = (when_expr){.first = i,
                         .year = part[2],
                         .year_short = digits[2] == 2,
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
        const int hour = (tail.ptr[1] - '0') * 10 + tail.ptr[2] - '0',
                  minute = (tail.ptr[4] - '0') * 10 + tail.ptr[5] - '0';
        if (hour >= 0 && hour < 24 && minute >= 0 && minute < 60)
            e->minute = (int16_t)(hour * 60 + minute);
    }
    e->last = last + 1;
    return true;
}

static bool weekday(line_p line, uint32_t i, when_expr *e)
{
    const when_tag *tag = when_tag_at(line, i, WHEN_WEEKDAY);
    const bool plural = tag == NULL;
    if (plural) tag = when_tag_at(line, i, WHEN_WEEKDAYS);
    if (tag == NULL || ((tag->flags & TAG_SHORT) && !capital(line, i))) return false;
    e->weekday = (int8_t)tag->value;
    e->last = i + tag->words;
    if (plural) e->kind = WHEN_REPEAT;
    if (tag->flags & TAG_SHORT) {
        e->last += abbreviated(line, i, e->last);
        e->weak = true;
    }
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
    e->weak = upos == TOC_VERB ||
              ((tag->flags & TAG_WORD) && e->kind != WHEN_REPEAT &&
               !(i > 0 && (when_word_is(line, i - 1, "in") || when_word_is(line, i - 1, "by"))));
    /* "Charlie Winter" */
    if (i > 0 && !line->view.caps && capital(line, i) && capital(line, i - 1) && i > 1 &&
        letters(line, i - 1) && when_tag_before(line, i, WHEN_PREP) == NULL &&
        line->view.words.items[i].token != line->view.words.items[i - 1].token)
        e->weak = true;
    if (when_word_is(line, i + 1, "of") && !when_word_is(line, i + 2, "that") &&
        toc_word_digits(&line->view, i + 2) < 0)
        e->weak = true;
    const char next = mark(line, i + 1);
    if ((tag->flags & TAG_WORD) && upos != TOC_VERB && i > 0 && when_word_is(line, i - 1, "the") &&
        (next == '.' || next == ',' || i + 1 >= line->view.words.count ||
         when_word_is(line, i + 1, "and")))
        e->weak = false; /* "the fall and winter", not "the fall in prices" */
    return true;
}

typedef struct clock_reading {
    int32_t hour, minute;
    uint32_t next; /* word behind what was read */
    bool colon;    /* 10:35: a clock without more */
    bool four;     /* 0735: needs "GMT" or "hours" */
    bool said;     /* a.m., o'clock, in the morning, GMT: no doubt */
} clock_reading;

/* The figures of a clock: 10:35, 10.35, 10, 0735, ten. */
static bool clock_figures(line_p line, uint32_t i, clock_reading *out)
{
    const toc_slice s = toc_word_bytes(&line->view, i);
    size_t at = 0, digits, two;
    *out = (clock_reading){.next = i + 1};
    const bool number = two_numbers(s, &at, &out->hour, &digits);
    if (number && digits <= 2 && at + 3 <= s.len && (s.ptr[at] == ':' || s.ptr[at] == '.')) {
        out->colon = s.ptr[at++] == ':';
        if (!two_numbers(s, &at, &out->minute, &two) || two != 2) return false;
        return at == s.len || s.ptr[at] == ':';
    }
    if (number && at == s.len && digits <= 2 && mark(line, i + 1) == ':' &&
        line->view.words.items[i + 1].glued) {
        out->minute = toc_word_digits(&line->view, i + 2);
        out->next = i + 3;
        out->colon = true;
        return true;
    }
    if (number && at == s.len) {
        out->four = digits == 4;
        if (out->four) {
            out->minute = out->hour % 100;
            out->hour /= 100;
        }
        return digits != 3;
    }
    toc_numeral n;
    if (when_numeral(line, i, &n) == 0 || n.kind != TOC_NUMERAL_EXACT || n.digits) return false;
    out->hour = n.low <= 12 ? (int32_t)n.low : 0;
    out->next = i + n.words;
    return out->hour > 0;
}

/* "4 in the morning", "10 o'clock at night": the part of the day gives the half. */
static void clock_part(line_p line, clock_reading *c)
{
    const bool at_night = c->said && when_word_is(line, c->next, "at");
    const bool in_the = when_word_is(line, c->next, "in") && when_word_is(line, c->next + 1, "the");
    const uint32_t skip = at_night ? 1 : 2;
    const when_tag *part = at_night || in_the ? when_tag_at(line, c->next + skip, WHEN_PART) : NULL;
    if (part == NULL || c->hour > 12) return;
    const bool afternoon = part->value == PART_AF || part->value == PART_EV ||
                           (part->value == PART_NI && c->hour >= 6);
    if (c->hour < 12 && afternoon) c->hour += 12;
    c->next += skip + part->words;
    c->said = true;
}

/* 10:35 a.m., 10 a.m., 0735 GMT, 5 o'clock, 4 in the morning */
static bool clock_time(line_p line, uint32_t i, when_expr *e)
{
    clock_reading c;
    if (!clock_figures(line, i, &c) || c.hour > 24 || c.minute < 0 || c.minute > 59) return false;
    const when_tag *ampm = when_tag_at(line, c.next, WHEN_AMPM);
    if (ampm != NULL && !c.four) {
        if (c.hour > 12) return false;
        c.hour = c.hour % 12 + ampm->value;
        c.next += ampm->words;
        c.said = e->meridiem = true;
    } else {
        const bool hours =
            c.four && (when_word_is(line, c.next, "hours") || when_word_is(line, c.next, "hrs"));
        if (hours || when_tag_at(line, c.next, WHEN_OCLOCK) != NULL) {
            c.next++;
            c.said = true;
        }
        clock_part(line, &c);
    }
    const when_tag *zone = when_tag_at(line, c.next, WHEN_ZONE);
    if (zone != NULL && (zone->words > 1 || capital(line, c.next))) {
        c.next += zone->words;
        c.said = true;
    }
    if (c.four && !c.said && i > 0 && when_word_is(line, i - 1, "at"))
        c.said = c.hour < 24 && !when_counted_noun(line, c.next); /* "at 1835" */
    if (!c.said && !c.colon) return false;
    /* "3:10" may be a score or a verse */
    e->weak = !c.said && i > 0 && when_tag_before(line, i, WHEN_PREP) == NULL &&
              !when_word_is(line, i - 1, "at") && c.hour < 13;
    e->meridiem = e->meridiem || c.four || c.hour > 12;
    e->minute = (int16_t)(c.hour * 60 + c.minute);
    e->last = c.next;
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
        named_day, numeric,    month_first, day_first, day_of_range, day_alone,
        weekday,   clock_time, when_year,   named,     part_of_day};
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
