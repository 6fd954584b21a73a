/* src/entity/when_relative.c - expressions that count from the day of writing or from the time last
 * spoken of, lengths of time, repetitions, and plain references to now, past and future. */
#include "entity/when_words.h"

typedef const when_line *line_p;

typedef struct amount { /* "three", "a few", "a", "two to three" */
    int64_t hundredths; /* AMOUNT_VAGUE */
    uint32_t words;
    bool article, digits;
} amount;

static char mark(line_p line, uint32_t i)
{
    return toc_word_mark(&line->view, i);
}

static bool joined(line_p line, uint32_t i)
{
    return i < line->view.words.count && line->view.words.items[i].joined;
}

/* A unit, singular or plural, also behind "more", "full", "consecutive"; *at moves behind it. */
static const when_tag *unit_at(line_p line, uint32_t *at, bool *plural)
{
    uint32_t i = *at;
    for (int k = 0; k < 2; k++) {
        const when_tag *unit = when_tag_at(line, i, WHEN_UNIT);
        *plural = unit == NULL;
        if (unit == NULL) unit = when_tag_at(line, i, WHEN_UNITS);
        if (unit != NULL) {
            *at = i + unit->words;
            return unit;
        }
        if (when_tag_at(line, i, WHEN_BETWEEN) == NULL) return NULL;
        i++;
    }
    return NULL;
}

static bool amount_at(line_p line, uint32_t i, amount *out)
{
    *out = (amount){0};
    toc_numeral n;
    const when_tag *vague = when_tag_at(line, i, WHEN_VAGUE);
    if (vague != NULL) {
        *out = (amount){vague->value == AMOUNT_VAGUE ? AMOUNT_VAGUE : vague->value * 100,
                        vague->words, false, false};
        return true;
    }
    if (when_numeral(line, i, &n) > 0 && n.kind != TOC_NUMERAL_ORDINAL) {
        *out = (amount){n.kind == TOC_NUMERAL_VAGUE ? AMOUNT_VAGUE : n.hundredths, n.words, false,
                        n.digits};
        uint32_t at = i + n.words;
        const bool range =
            joined(line, at) || when_word_is(line, at, "to") || when_word_is(line, at, "or");
        if (range && !joined(line, at)) at++;
        toc_numeral second;
        if (range && when_numeral(line, at, &second) > 0 && second.kind == TOC_NUMERAL_EXACT)
            out->words = at + second.words - i;
        return true;
    }
    if (when_tag_at(line, i, WHEN_ARTICLE) != NULL) {
        *out = (amount){100, 1, true, false};
        return true;
    }
    return false;
}

static void set_shift(when_expr *e, when_anchor anchor, int32_t unit, int32_t shift)
{
    e->anchor = (uint8_t)anchor;
    e->unit = (uint8_t)unit;
    e->shift = shift;
}

static void set_length(when_expr *e, int64_t hundredths, int32_t unit)
{
    e->kind = WHEN_LENGTH;
    e->amount = hundredths;
    e->unit = (uint8_t)unit;
}

/* "ago", "earlier", "later" behind an amount of units makes a date of it. Words taken. */
static uint32_t apply_after(line_p line, uint32_t at, when_expr *e)
{
    const when_tag *after = when_tag_at(line, at, WHEN_AFTER);
    if (after == NULL) return 0;
    const uint32_t behind = at + after->words;
    const bool plain = after->extra == 1 || after->extra == 5 || when_word_is(line, at, "later") ||
                       when_word_is(line, at, "earlier");
    const char next = mark(line, behind);
    const bool ends = behind >= line->view.words.count || next == '.' || next == ',' ||
                      next == ';' || next == ')';
    if (!plain && !ends) return 0;
    if (when_word_is(line, at, "on") || when_word_is(line, at, "back")) return 0;
    if (when_word_is(line, behind, "than")) return 0;
    if (e->kind != WHEN_LENGTH) return 0;
    const int32_t sign = after->value < 0 ? -1 : 1;
    const when_anchor anchor = after->value == -1 || after->value == 1 ? ANCHOR_DCT : ANCHOR_LAST;
    const bool whole =
        e->amount > 0 && (e->amount % 100 == 0 || e->unit >= UNIT_YEAR) && e->amount < 2000000;
    if (!whole || e->unit < UNIT_DAY) {
        e->amount_ago = true;
        e->anchor = (uint8_t)anchor;
        e->shift = sign;
        return after->words;
    }
    e->kind = WHEN_DATE_EXPR;
    e->counted = true;
    e->anchor = (uint8_t)anchor;
    e->shift = sign * (int32_t)(e->amount / 100);
    if (e->unit == UNIT_FORTNIGHT) {
        e->unit = UNIT_WEEK;
        e->shift *= 2;
    }
    if (e->unit == UNIT_NIGHT || e->unit == UNIT_WEEKEND)
        e->unit = e->unit == UNIT_NIGHT ? UNIT_DAY : UNIT_WEEK;
    e->amount = 0;
    return after->words;
}

/* three years | a 45-day | a week ago | two days later | 18 years old */
static bool length(line_p line, uint32_t i, when_expr *e)
{
    amount a = {0};
    if (!amount_at(line, i, &a) && !when_word_is(line, i, "half")) return false;
    uint32_t at = i + a.words;
    bool plural, half = false;
    if (a.words > 0 && when_word_is(line, at, "half") &&
        (when_word_is(line, i, "a") || !a.article)) { /* a half century */
        at++;
        half = true;
    }
    const when_tag *unit = a.words > 0 ? unit_at(line, &at, &plural) : NULL;
    if (unit == NULL && when_word_is(line, i, "half")) { /* half an hour */
        uint32_t k = i + 1;
        if (when_tag_at(line, k, WHEN_ARTICLE) != NULL) k++;
        unit = unit_at(line, &k, &plural);
        if (unit == NULL) return false;
        a = (amount){50, 1, false, false};
        at = k;
    }
    if (unit == NULL) return false;
    if (half && a.article) a.hundredths = 50;
    if (a.article && plural) return false;
    if (plural && unit->value == UNIT_QUARTER && joined(line, at - 1))
        return false; /* three-quarters of it */
    if (a.article && (unit->value == UNIT_SECOND || unit->value == UNIT_QUARTER ||
                      unit->value == UNIT_NIGHT || unit->value == UNIT_WEEKEND))
        return false;
    if (!plural && !a.article && a.hundredths != 100 && !joined(line, at - 1) &&
        unit->value == UNIT_SECOND)
        return false;
    if (!plural && !a.article && a.digits && a.hundredths > 100 && !joined(line, at - 1) &&
        unit->value != UNIT_YEAR && unit->value != UNIT_HOUR && unit->value != UNIT_DAY &&
        unit->value != UNIT_MONTH && unit->value != UNIT_WEEK)
        return false;
    set_length(e, a.hundredths, unit->value);
    /* "a year and a half" */
    if (when_word_is(line, at, "and") && when_word_is(line, at + 1, "a") &&
        when_word_is(line, at + 2, "half") && a.hundredths > 0) {
        e->amount += 50;
        at += 3;
    } else if (when_word_is(line, at, "or") &&
               (when_word_is(line, at + 1, "so") || when_word_is(line, at + 1, "two") ||
                when_word_is(line, at + 1, "more"))) {
        e->mod = when_word_is(line, at + 1, "more") ? MOD_EQUAL_OR_MORE : MOD_APPROX;
        at += 2; /* "a week or so" */
    }
    e->last = at;
    at += apply_after(line, at, e);
    if (e->kind == WHEN_LENGTH && !e->amount_ago &&
        (when_word_is(line, at, "old") || when_word_is(line, at, "olds")))
        return false; /* an age */
    if (e->kind == WHEN_LENGTH && when_word_is(line, at, "of") && when_word_is(line, at + 1, "age"))
        return false;
    if (joined(line, at) && when_word_is(line, at, "long")) at++;
    e->last = at;
    return true;
}

/* months ago, for weeks, decades-long, month-long */
static bool bare_units(line_p line, uint32_t i, when_expr *e)
{
    uint32_t at = i;
    bool plural;
    const when_tag *unit = unit_at(line, &at, &plural);
    if (unit == NULL || at != i + 1) return false;
    const bool is_long = joined(line, at) && when_word_is(line, at, "long");
    set_length(e, plural ? AMOUNT_VAGUE : 100, unit->value);
    e->last = at;
    if (is_long) {
        e->last = at + 1;
        return true;
    }
    if (!plural) return false;
    const uint32_t after = apply_after(line, at, e);
    if (after > 0) {
        e->last = at + after;
        return true;
    }
    if (unit->value == UNIT_NIGHT || unit->value == UNIT_SECOND) return false;
    if (i > 0 && when_tag_at(line, i - 1, WHEN_LASTING) != NULL) return true;
    if (when_word_is(line, at, "of") && unit->value >= UNIT_WEEK)
        return true; /* months of fighting */
    return when_word_is(line, at, "or") || when_word_is(line, at, "and");
}

/* Unit names of "this week": what a shift can move. */
static bool shift_unit(line_p line, uint32_t at, int32_t shift, when_anchor anchor, when_expr *e)
{
    uint32_t i = at;
    const when_tag *fiscal = when_tag_at(line, i, WHEN_FISCAL);
    if (fiscal != NULL) i += fiscal->words;
    const when_tag *unit = when_tag_at(line, i, WHEN_UNIT);
    const when_tag *part = when_tag_at(line, i, WHEN_PART);
    const when_tag *period = when_tag_at(line, i, WHEN_PERIOD);
    if (part != NULL && (unit == NULL || part->words >= unit->words)) {
        if (part->value == PART_NOON || part->value == PART_MIDNIGHT || part->value == PART_EH) {
            if (shift == 0) return false;
        }
        if (shift == 1) anchor = ANCHOR_LAST; /* "the next morning" */
        set_shift(e, anchor, UNIT_DAY, shift == SHIFT_LATEST ? 0 : shift);
        e->part = (uint8_t)part->value;
        e->last = i + part->words;
        return true;
    }
    if (unit == NULL && period != NULL && toc_slice_is(toc_word_bytes(&line->view, i), "period") &&
        shift == SHIFT_LATEST) {
        set_shift(e, anchor, UNIT_QUARTER, shift);
        e->last = i + 1;
        return true;
    }
    if (unit == NULL) return false;
    e->fiscal = fiscal != NULL;
    e->last = i + unit->words;
    switch (unit->value) {
    case UNIT_SECOND:
    case UNIT_MINUTE:
    case UNIT_HOUR: return false;
    case UNIT_DAY:
        if (anchor == ANCHOR_DCT) {
            if (shift != 1) return false; /* "this day", "the last day" say little */
            anchor = ANCHOR_LAST;         /* "the next day" */
        }
        break;
    default: break;
    }
    set_shift(e, anchor, unit->value, shift);
    return true;
}

static bool shift_named(line_p line, uint32_t at, int32_t shift, bool last_time, when_expr *e)
{
    when_expr name;
    when_expr_init(&name, at);
    if (!when_absolute(line, at, &name) || name.kind != WHEN_DATE_EXPR) return false;
    if (name.month == 0 && name.weekday == 0 && name.season == 0 && name.holiday == 0 &&
        name.quarter == 0 && name.half == 0)
        return false;
    if (name.year != YEAR_UNKNOWN || (name.day != 0 && last_time)) return false;
    const uint32_t first = e->first;
    const when_tag *day = when_tag_at(line, at, WHEN_WEEKDAY);
    *e = name;
    e->first = first;
    e->weak = day != NULL && (day->flags & TAG_SHORT) != 0;
    e->has_rel = true;
    e->rel = (int8_t)(shift == SHIFT_LATEST ? -1 : shift);
    e->rel_last_time = last_time;
    return true;
}

/* last week | this morning | next Friday | the past two months | the following year | that day */
static bool shifted(line_p line, uint32_t i, when_expr *e)
{
    const when_tag *tag = when_tag_at(line, i, WHEN_SHIFT);
    const bool back = tag == NULL;
    if (back) tag = when_tag_at(line, i, WHEN_BACK);
    if (tag == NULL) return false;
    const uint32_t at = i + tag->words;
    const bool past = when_word_is(line, i, "past");
    amount a;
    if (tag->value != SHIFT_LATEST && amount_at(line, at, &a) && !a.article) {
        uint32_t k = at + a.words;
        bool plural;
        const when_tag *unit = unit_at(line, &k, &plural);
        if (unit != NULL && (plural || a.hundredths == 100)) {
            set_length(e, a.hundredths, unit->value);
            e->last = k;
            if (when_word_is(line, k, "or") && when_word_is(line, k + 1, "so")) {
                e->last = k + 2;
                e->mod = MOD_APPROX;
            }
            return true;
        }
    }
    if (shift_named(line, at, tag->value, back, e)) return true;
    if (back && tag->value != 0 && joined(line, at)) return false;
    if (past && when_tag_at(line, at, WHEN_UNIT) != NULL &&
        when_tag_at(line, at, WHEN_PART) == NULL) {
        const int32_t unit = when_tag_at(line, at, WHEN_UNIT)->value;
        if (unit <= UNIT_MINUTE || unit == UNIT_QUARTER) return false;
        set_length(e, 100, unit);
        if (unit == UNIT_WEEKEND) {
            e->kind = WHEN_DATE_EXPR;
            set_shift(e, ANCHOR_DCT, unit, -1);
        }
        e->last = at + 1;
        return true;
    }
    if (shift_unit(line, at, tag->value, back ? ANCHOR_LAST : ANCHOR_DCT, e)) return true;
    const when_tag *units = when_tag_at(line, at, WHEN_UNITS);
    if (units != NULL && units->value != UNIT_SECOND &&
        (past || when_word_is(line, i, "coming") || when_word_is(line, i, "upcoming"))) {
        set_length(e, AMOUNT_VAGUE, units->value);
        e->last = at + 1;
        return true;
    }
    return false;
}

/* today, yesterday's, tonight, overnight */
static bool deictic(line_p line, uint32_t i, when_expr *e)
{
    const when_tag *tag = when_tag_at(line, i, WHEN_DEICTIC);
    if (tag != NULL) {
        set_shift(e, ANCHOR_DCT, UNIT_DAY, tag->value);
        e->part = (uint8_t)tag->extra;
    } else if ((tag = when_tag_at(line, i, WHEN_OVERNIGHT)) != NULL) {
        set_shift(e, ANCHOR_LAST, UNIT_NIGHT, 0);
        e->part = PART_NI;
    } else {
        return false;
    }
    e->last = i + tag->words;
    return true;
}

/* the day before | the night before | the year after: nothing follows that it could belong to */
static bool before_after(line_p line, uint32_t i, when_expr *e)
{
    if (!when_word_is(line, i, "the")) return false;
    const when_tag *unit = when_tag_at(line, i + 1, WHEN_UNIT),
                   *part = when_tag_at(line, i + 1, WHEN_PART);
    if (unit == NULL && part == NULL) return false;
    const when_tag *after = when_tag_at(line, i + 2, WHEN_AFTER);
    if (after == NULL || when_word_is(line, i + 2, "on") || joined(line, i + 2)) return false;
    const uint32_t end = i + 2 + after->words;
    const char next = mark(line, end);
    const bool ends = end >= line->view.words.count || next == '.' || next == ',' || next == ';' ||
                      next == ')' || next == '-';
    const bool sure = when_word_is(line, i + 2, "earlier") || when_word_is(line, i + 2, "later");
    if (!ends && !sure) return false;
    if (unit != NULL && unit->value < UNIT_DAY) return false;
    set_shift(e, ANCHOR_LAST, unit != NULL ? unit->value : UNIT_DAY, after->value < 0 ? -1 : 1);
    if (unit == NULL) e->part = (uint8_t)part->value;
    e->last = end;
    return true;
}

/* year-earlier, year-ago, "a year ago" is length */
static bool unit_ago(line_p line, uint32_t i, when_expr *e)
{
    const when_tag *unit = when_tag_at(line, i, WHEN_UNIT);
    if (unit == NULL || unit->value < UNIT_WEEK || !joined(line, i + 1)) return false;
    const when_tag *after = when_tag_at(line, i + 1, WHEN_AFTER);
    if (after == NULL || !(after->extra == 1 || when_word_is(line, i + 1, "earlier"))) return false;
    set_shift(e, after->extra == 1 ? ANCHOR_DCT : ANCHOR_LAST, unit->value, -1);
    e->counted = true;
    e->last = i + 2;
    return true;
}

/* the year, the week, the quarter, the weekend: the running one */
static bool the_unit(line_p line, uint32_t i, when_expr *e)
{
    if (!when_word_is(line, i, "the")) return false;
    uint32_t at = i + 1;
    const when_tag *fiscal = when_tag_at(line, at, WHEN_FISCAL);
    if (fiscal != NULL) at += fiscal->words;
    if (when_word_is(line, at, "full")) at++;
    const when_tag *unit = when_tag_at(line, at, WHEN_UNIT);
    if (unit == NULL) return false;
    if (unit->value == UNIT_WEEK && when_word_is(line, at + 1, "of")) {
        when_expr day;
        when_expr_init(&day, at + 2);
        if (when_absolute(line, at + 2, &day) && day.day != 0 && day.month != 0) {
            day.first = i;
            day.week_of = true;
            *e = day;
            return true;
        }
    }
    if (joined(line, at + 1) || when_word_is(line, at + 1, "of") ||
        when_word_is(line, at + 1, "that") || when_word_is(line, at + 1, "when"))
        return false;
    if (unit->value == UNIT_WEEKEND)
        set_shift(e, ANCHOR_DCT, UNIT_WEEKEND, SHIFT_LATEST);
    else if (unit->value == UNIT_QUARTER)
        set_shift(e, ANCHOR_LAST, UNIT_QUARTER, SHIFT_LATEST);
    else if (unit->value == UNIT_DAY || unit->value == UNIT_WEEK || unit->value == UNIT_MONTH ||
             unit->value == UNIT_YEAR) {
        set_shift(e, ANCHOR_LAST, unit->value, 0);
        e->weak = unit->value != UNIT_YEAR;
        if (unit->value == UNIT_YEAR) e->anchor = ANCHOR_DCT;
    } else
        return false;
    e->fiscal = fiscal != NULL;
    e->last = at + 1;
    return true;
}

/* every Monday, each July, every two weeks, daily, per month */
static bool repeated(line_p line, uint32_t i, when_expr *e)
{
    const when_tag *set = when_tag_at(line, i, WHEN_SET);
    if (set != NULL) {
        const uint32_t token = line->view.words.items[i].token;
        if (set->flags & TAG_ADJECTIVE && line->view.text->tokens.items[token].upos == TOC_NOUN)
            return false;
        if ((line->view.words.items[i].flags & TOC_TOKEN_UPPER_FIRST) && !line->view.caps && i > 0)
            return false; /* The Daily Star */
        e->kind = WHEN_REPEAT;
        e->amount = (int64_t)(set->value >> 8) * 100;
        e->unit = (uint8_t)(set->value & 255);
        e->last = i + set->words;
        return true;
    }
    const when_tag *every = when_tag_at(line, i, WHEN_EVERY);
    if (every == NULL) return false;
    uint32_t at = i + every->words;
    amount a = {100, 0, true, false};
    if (amount_at(line, at, &a) && !a.article)
        at += a.words;
    else
        a.hundredths = 100;
    const uint32_t named_at = at;
    bool plural;
    const when_tag *unit = unit_at(line, &at, &plural);
    if (unit != NULL && unit->value != UNIT_SECOND) {
        e->kind = WHEN_REPEAT;
        e->amount = a.hundredths > 0 ? a.hundredths * every->value : a.hundredths;
        e->unit = (uint8_t)unit->value;
        e->last = at;
        return true;
    }
    if (when_word_is(line, i, "per") || a.words > 0) return false;
    when_expr name;
    when_expr_init(&name, named_at);
    if (!when_absolute(line, named_at, &name) || name.year != YEAR_UNKNOWN || name.quarter != 0 ||
        name.half != 0)
        return false;
    name.first = i;
    name.kind = WHEN_REPEAT;
    name.weak = false;
    *e = name;
    return true;
}

static bool reference(line_p line, uint32_t i, when_expr *e)
{
    const when_tag *tag = when_tag_at(line, i, WHEN_REF);
    uint32_t at = i;
    if (tag == NULL) {
        tag = when_tag_at(line, i, WHEN_REFADJ);
        if (tag == NULL) return false;
        const when_tag *units = when_tag_at(line, i + 1, WHEN_UNITS);
        if (units != NULL && tag->value == REF_PAST && units->value >= UNIT_DAY &&
            units->value != UNIT_QUARTER) {
            set_length(e, AMOUNT_VAGUE, units->value); /* recent years */
            e->last = i + 2;
            return true;
        }
        if (joined(line, i)) return false;
        e->narrative_only = (tag->flags & TAG_NARRATIVE) != 0;
    } else if (tag->value == REF_PAST && tag->words > 1) { /* "the past three weeks" is none */
        toc_numeral n;
        const uint32_t behind = i + tag->words;
        if (when_tag_at(line, behind, WHEN_UNIT) != NULL ||
            when_tag_at(line, behind, WHEN_UNITS) != NULL ||
            when_tag_at(line, behind, WHEN_VAGUE) != NULL ||
            when_tag_at(line, behind, WHEN_SEASON) != NULL ||
            when_tag_at(line, behind, WHEN_MONTH) != NULL || when_numeral(line, behind, &n) > 0)
            return false;
    }
    at += tag->words;
    e->kind = WHEN_REFERENCE;
    e->reference = (uint8_t)tag->value;
    e->last = at;
    return true;
}

/* the end of the year, month's end */
static bool period_end(line_p line, uint32_t i, when_expr *e)
{
    const when_tag *tag = when_tag_at(line, i, WHEN_YEAREND);
    const bool month = tag == NULL;
    if (month) tag = when_tag_at(line, i, WHEN_MONTHEND);
    if (tag == NULL) return false;
    set_shift(e, month ? ANCHOR_LAST : ANCHOR_DCT, month ? UNIT_MONTH : UNIT_YEAR, 0);
    e->mod = MOD_END;
    e->last = i + tag->words;
    return true;
}

bool when_relative(const when_line *line, uint32_t word, when_expr *out)
{
    static const when_parser PARSERS[] = {shifted,  length,    deictic,  before_after,
                                          repeated, reference, unit_ago, bare_units,
                                          the_unit, period_end};
    return when_longest(PARSERS, sizeof PARSERS / sizeof *PARSERS, line, word, out);
}
