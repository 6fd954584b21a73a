/* src/entity/when_value.c - expressions to TIMEX3 values and intervals of days. */
#include "entity/when_words.h"

#include <stdio.h>

#define VALUE_ROOM 48
#define NEAR_MONTH_DAYS 45   /* the same for a bare month: its first day */
#define NEAR_DAYS 3          /* "the 11th" may lie so far ahead in this month */
#define QUARTER_MEMORY 3     /* "a year earlier" within so many expressions compares quarters */
#define NEAR_FUTURE_DAYS 120 /* news looks back further than ahead: a date beyond is last year's */

typedef struct found_date { /* a date being worked out */
    when_point point;       /* grain NONE: its year is open */
    char value[VALUE_ROOM]; /* set when the point's own form is not wanted */
} found_date;

static const struct {
    const char *suffix;
    int16_t from, to;
} PARTS[] = {{"", 0, 0},
#define X(name, suffix, from, to) {suffix, from, to},
             WHEN_PART_MAP(X)
#undef X
};

static const char *const MODS[] = {"",
#define X(name) #name,
                                   WHEN_MOD_MAP(X)
#undef X
};

static const char *const SEASONS[] = {"", "SP", "SU", "FA", "WI"};

static int32_t year_of(int32_t day)
{
    return toc_date_of(day).year;
}

static int32_t month_index(int32_t day) /* months since year 0 */
{
    const toc_date d = toc_date_of(day);
    return d.year * 12 + d.month - 1;
}

static when_point months(when_grain grain, int32_t first, int32_t count)
{
    return (when_point){grain, toc_day_of(0, first + 1, 1),
                        toc_day_of(0, first + 1 + count, 1) - 1};
}

when_point when_stretch(when_grain grain, int32_t day)
{
    const int32_t month = month_index(day), year = year_of(day);
    switch (grain) {
    case GRAIN_WEEKEND:
        return (when_point){grain, day - toc_weekday(day) + 6, day - toc_weekday(day) + 7};
    case GRAIN_WEEK:
        return (when_point){grain, day - toc_weekday(day) + 1, day - toc_weekday(day) + 7};
    case GRAIN_MONTH: return months(grain, month, 1);
    case GRAIN_QUARTER: return months(grain, month - (month % 12 + 12) % 12 % 3, 3);
    case GRAIN_SEASON: return months(grain, month - ((month % 12 + 12) % 12 + 1) % 3, 3);
    case GRAIN_HALF: return months(grain, month - (month % 12 + 12) % 12 % 6, 6);
    case GRAIN_YEAR: return months(grain, year * 12, 12);
    case GRAIN_DECADE: /* BC they count down: the 460s BC are 469 to 460 */
        return months(grain, (year > 0 ? year - year % 10 : 1 - ((1 - year) / 10 * 10 + 9)) * 12,
                      120);
    case GRAIN_CENTURY: return months(grain, (year - (year % 100 + 100) % 100) * 12, 1200);
    case GRAIN_NONE:
    case GRAIN_DAY: break;
    }
    return (when_point){grain, day, day};
}

/* A winter bears the year of its January. */
static when_point season_of(int32_t year, int32_t season)
{
    return months(GRAIN_SEASON,
                  season == SEASON_WI ? year * 12 - 1 : year * 12 + 2 + 3 * (season - 1), 3);
}

static int put_year(char *out, size_t room, int32_t year)
{
    return year > 0 ? snprintf(out, room, "%04d", year) : snprintf(out, room, "BC%04d", 1 - year);
}

static void point_value(when_point p, char *out)
{
    const toc_date d = toc_date_of(p.from);
    char year[16];
    put_year(year, sizeof year, d.year);
    int32_t week_year, week;
    toc_iso_week(p.from, &week_year, &week);
    switch (p.grain) {
    case GRAIN_DAY: snprintf(out, VALUE_ROOM, "%s-%02d-%02d", year, d.month, d.day); break;
    case GRAIN_WEEKEND: snprintf(out, VALUE_ROOM, "%04d-W%02d-WE", week_year, week); break;
    case GRAIN_WEEK: snprintf(out, VALUE_ROOM, "%04d-W%02d", week_year, week); break;
    case GRAIN_MONTH: snprintf(out, VALUE_ROOM, "%s-%02d", year, d.month); break;
    case GRAIN_QUARTER: snprintf(out, VALUE_ROOM, "%s-Q%d", year, (d.month - 1) / 3 + 1); break;
    case GRAIN_SEASON:
        put_year(year, sizeof year, year_of(p.to));
        snprintf(out, VALUE_ROOM, "%s-%s", year, SEASONS[d.month >= 3 ? d.month / 3 : SEASON_WI]);
        break;
    case GRAIN_HALF: snprintf(out, VALUE_ROOM, "%s-H%d", year, d.month > 6 ? 2 : 1); break;
    case GRAIN_DECADE: snprintf(out, VALUE_ROOM, "%.*s", (int)strlen(year) - 1, year); break;
    case GRAIN_CENTURY:
        if (d.year > 0 || d.year == 0)
            put_year(year, sizeof year, d.year == 0 ? 1 : d.year);
        else
            put_year(year, sizeof year, year_of(p.to));
        snprintf(out, VALUE_ROOM, "%.*s", (int)strlen(year) - 2, year);
        break;
    case GRAIN_NONE:
    case GRAIN_YEAR: snprintf(out, VALUE_ROOM, "%s", year); break;
    }
}

/* ---------------------------------------------------------------- lengths */
static void length_value(const when_expr *e, char *out)
{
    static const struct {
        const char *letter;
        int32_t times;
        bool time;
    } LETTERS[] = {{"", 1, false},    {"S", 1, true},  {"M", 1, true},   {"H", 1, true},
                   {"D", 1, false},   {"D", 1, false}, {"WE", 1, false}, {"W", 1, false},
                   {"W", 2, false},   {"M", 1, false}, {"Q", 1, false},  {"Y", 1, false},
                   {"M", 6, false},   {"Y", 1, false}, {"Y", 10, false}, {"Y", 100, false},
                   {"Y", 1000, false}};
    const char *letter = LETTERS[e->unit].letter, *t = LETTERS[e->unit].time ? "T" : "";
    if (e->amount == AMOUNT_VAGUE) {
        letter = e->unit == UNIT_DECADE       ? "E"
                 : e->unit == UNIT_CENTURY    ? "C"
                 : e->unit == UNIT_MILLENNIUM ? "L"
                                              : letter;
        snprintf(out, VALUE_ROOM, "P%sX%s", t, letter);
        return;
    }
    const int64_t amount = e->amount * LETTERS[e->unit].times;
    const int64_t whole = amount / 100, rest = amount % 100;
    if (rest == 0)
        snprintf(out, VALUE_ROOM, "P%s%lld%s", t, (long long)whole, letter);
    else if (e->unit == UNIT_YEAR && rest * 12 % 100 == 0) {
        if (whole > 0)
            snprintf(out, VALUE_ROOM, "P%lldY%lldM", (long long)whole, (long long)rest * 12 / 100);
        else
            snprintf(out, VALUE_ROOM, "P%lldM", (long long)rest * 12 / 100);
    } else if (e->unit == UNIT_HOUR) {
        if (whole > 0)
            snprintf(out, VALUE_ROOM, "PT%lldH%lldM", (long long)whole, (long long)rest * 60 / 100);
        else
            snprintf(out, VALUE_ROOM, "PT%lldM", (long long)rest * 60 / 100);
    } else if (e->unit == UNIT_MINUTE && whole > 0) {
        snprintf(out, VALUE_ROOM, "PT%lldM%lldS", (long long)whole, (long long)rest * 60 / 100);
    } else if (rest % 10 == 0)
        snprintf(out, VALUE_ROOM, "P%s%lld.%lld%s", t, (long long)whole, (long long)rest / 10,
                 letter);
    else
        snprintf(out, VALUE_ROOM, "P%s%lld.%02lld%s", t, (long long)whole, (long long)rest, letter);
}

static int32_t unit_days(int32_t unit)
{
    static const int32_t DAYS[] = {0,  0,  0,  0,   1,   1,    7,     7,     14,
                                   30, 91, 91, 182, 365, 3652, 36524, 365242};
    return DAYS[unit];
}

/* "a few months ago": between two and nine of them. */
static void length_ago(const when_expr *e, const when_context *c, toc_time *out)
{
    const bool from_dct = e->anchor == ANCHOR_DCT;
    if (from_dct ? !c->has_dct : c->last.grain == GRAIN_NONE) return;
    const int32_t late = from_dct ? c->dct_latest : c->last.to,
                  early = from_dct ? c->dct : c->last.from;
    const int32_t days = unit_days(e->unit);
    const int32_t low = e->amount == AMOUNT_VAGUE
                            ? 2 * days
                            : (int32_t)(e->amount < 100000 ? e->amount : 100000) * days / 100;
    const int32_t high = e->amount == AMOUNT_VAGUE ? 9 * days : low;
    out->earliest = (toc_moment){e->shift < 0 ? early - high : early + low, -1};
    out->latest = (toc_moment){e->shift < 0 ? late - low : late + high, -1};
    out->precision = e->unit <= UNIT_NIGHT       ? TOC_WHEN_DAY
                     : e->unit <= UNIT_FORTNIGHT ? TOC_WHEN_WEEK
                     : e->unit <= UNIT_SEASON    ? TOC_WHEN_MONTH
                                                 : TOC_WHEN_YEAR;
}

static void repeat_value(const when_expr *e, char *out)
{
    if (e->unit != UNIT_NONE && e->anchor == ANCHOR_NONE)
        length_value(e, out);
    else if (e->weekday != 0)
        snprintf(out, VALUE_ROOM, "XXXX-WXX-%d%s", e->weekday, PARTS[e->part].suffix);
    else if (e->month != 0 && e->day != 0)
        snprintf(out, VALUE_ROOM, "XXXX-%02d-%02d", e->month, e->day);
    else if (e->month != 0)
        snprintf(out, VALUE_ROOM, "XXXX-%02d", e->month);
    else if (e->season != 0)
        snprintf(out, VALUE_ROOM, "XXXX-%s", SEASONS[e->season]);
    else if (e->part != 0)
        snprintf(out, VALUE_ROOM, "XXXX-XX-XX%s", PARTS[e->part].suffix);
    else
        snprintf(out, VALUE_ROOM, "XXXX");
}

/* ---------------------------------------------------------------- dates */
/* The stretch `shift` units from a base; grain NONE when the base is too coarse. */
static when_point shifted(when_point base, int32_t unit, int32_t shift)
{
    const int32_t day = base.from, month = month_index(day);
    switch ((when_unit)unit) {
    case UNIT_DAY:
    case UNIT_NIGHT:
        return base.grain == GRAIN_DAY ? (when_point){GRAIN_DAY, day + shift, day + shift}
                                       : (when_point){GRAIN_NONE, 0, 0};
    case UNIT_WEEKEND: return when_stretch(GRAIN_WEEKEND, day + 7 * shift);
    case UNIT_WEEK:
    case UNIT_FORTNIGHT:
        return base.grain <= GRAIN_WEEK ? when_stretch(GRAIN_WEEK, day + 7 * shift)
                                        : (when_point){GRAIN_NONE, 0, 0};
    case UNIT_MONTH:
        return base.grain <= GRAIN_MONTH ? months(GRAIN_MONTH, month + shift, 1)
                                         : (when_point){GRAIN_NONE, 0, 0};
    case UNIT_QUARTER: return when_stretch(GRAIN_QUARTER, toc_day_of(0, month + 1 + 3 * shift, 1));
    case UNIT_SEASON: return when_stretch(GRAIN_SEASON, toc_day_of(0, month + 1 + 3 * shift, 1));
    case UNIT_HALF: return when_stretch(GRAIN_HALF, toc_day_of(0, month + 1 + 6 * shift, 1));
    case UNIT_YEAR: return when_stretch(GRAIN_YEAR, toc_day_of(year_of(day) + shift, 1, 1));
    case UNIT_DECADE:
        return when_stretch(GRAIN_DECADE, toc_day_of(year_of(day) + 10 * shift, 1, 1));
    case UNIT_CENTURY:
        return when_stretch(GRAIN_CENTURY, toc_day_of(year_of(day) + 100 * shift, 1, 1));
    case UNIT_MILLENNIUM:
    case UNIT_NONE:
    case UNIT_SECOND:
    case UNIT_MINUTE:
    case UNIT_HOUR: break;
    }
    return (when_point){GRAIN_NONE, 0, 0};
}

static int32_t clamp_shift(int32_t shift)
{
    return shift < -9000 ? -9000 : shift > 9000 ? 9000 : shift;
}

/* The stretch that "last week", "two days later", "the quarter" mean. */
static when_point anchored(const when_expr *e, const when_context *c)
{
    const when_point dct = {c->has_dct ? GRAIN_DAY : GRAIN_NONE, c->dct, c->dct};
    const bool from_last =
        c->last.grain != GRAIN_NONE &&
        (e->anchor == ANCHOR_LAST || (c->narrative && (e->unit != UNIT_DAY || e->counted)));
    const when_point base = from_last ? c->last : dct;
    if (base.grain == GRAIN_NONE) return base;
    if (!from_last && !c->exact && e->unit < UNIT_YEAR) return (when_point){GRAIN_NONE, 0, 0};
    if (e->unit == UNIT_QUARTER && e->shift == SHIFT_LATEST)
        return c->quarter.grain == GRAIN_QUARTER
                   ? c->quarter
                   : shifted(dct.grain == GRAIN_NONE ? base : dct, UNIT_QUARTER, -1);
    if (e->unit == UNIT_WEEKEND && e->shift == SHIFT_LATEST) /* the one that runs or is over */
        return shifted(base, UNIT_WEEKEND, toc_weekday(base.from) >= 6 ? 0 : -1);
    if (e->shift == SHIFT_LATEST) return shifted(base, e->unit, e->unit >= UNIT_QUARTER ? -1 : 0);
    const bool compares =
        e->counted && !c->narrative && (e->unit == UNIT_YEAR || e->unit == UNIT_QUARTER);
    if (compares && c->quarter.grain == GRAIN_QUARTER &&
        (c->quarter_age <= QUARTER_MEMORY || e->unit == UNIT_QUARTER))
        return shifted(c->quarter, UNIT_QUARTER,
                       (e->unit == UNIT_YEAR ? 4 : 1) * clamp_shift(e->shift));
    if (compares && e->unit == UNIT_QUARTER && c->has_dct) /* of the last quarter that is over */
        return shifted(shifted(dct, UNIT_QUARTER, -1), UNIT_QUARTER, clamp_shift(e->shift));
    if (e->counted && e->unit == UNIT_DECADE)
        return shifted(base, UNIT_YEAR, 10 * clamp_shift(e->shift));
    if (e->unit == UNIT_NIGHT) return shifted(base, UNIT_DAY, from_last ? 0 : -1);
    return shifted(base, e->unit, clamp_shift(e->shift));
}

/* The century of "'99". */
static int32_t full_year(int32_t year, bool is_short, const when_context *c)
{
    if (!is_short) return year;
    const int32_t near = c->narrative && c->last.grain != GRAIN_NONE ? year_of(c->last.from)
                         : c->has_dct                                ? year_of(c->dct)
                                                                     : 2000;
    const int32_t century = near - (near % 100 + 100) % 100;
    return year <= near - century + 10 ? century + year : century - 100 + year;
}

static when_point calendar_point(const when_expr *e, int32_t year)
{
    if (e->holiday != 0) {
        const int32_t day = when_holiday_day(e->holiday, year);
        return (when_point){GRAIN_DAY, day, day};
    }
    if (e->quarter != 0) return months(GRAIN_QUARTER, year * 12 + 3 * (e->quarter - 1), 3);
    if (e->half != 0) return months(GRAIN_HALF, year * 12 + 6 * (e->half - 1), 6);
    if (e->season != 0) return season_of(year, e->season);
    if (e->month == 0) return when_stretch(GRAIN_YEAR, toc_day_of(year, 1, 1));
    if (e->day == 0) return months(GRAIN_MONTH, year * 12 + e->month - 1, 1);
    const int32_t day = toc_day_of(
        year, e->month,
        e->day <= toc_month_length(year, e->month) ? e->day : toc_month_length(year, e->month));
    return (when_point){GRAIN_DAY, day, day};
}

static bool has_calendar(const when_expr *e)
{
    return e->holiday != 0 || e->quarter != 0 || e->half != 0 || e->season != 0 || e->month != 0;
}

/* The year of "July 11", "in April", "the third quarter". */
static int32_t choose_year(const when_expr *e, const when_context *c)
{
    const bool on_last = (c->narrative || e->rel_last_time) && c->last.grain != GRAIN_NONE;
    const int32_t base = on_last ? c->last.from : c->dct, year = year_of(base);
    const when_point here = calendar_point(e, year);
    if (e->has_rel) {
        if (e->rel == 0) return year;
        if (e->rel < 0) return here.to < base ? year : year - 1;
        return here.from > base ? year : year + 1;
    }
    if (on_last) {
        if (c->last.grain >= GRAIN_HALF) return year;
        /* forward more readily than back */
        const int32_t months_off = month_index(here.from) - month_index(base);
        if (e->season == SEASON_WI) return months_off < -6 ? year + 1 : year;
        return months_off < -7 ? year + 1 : months_off > 9 ? year - 1 : year;
    }
    if (here.grain == GRAIN_DAY) { /* nearest, the past preferred */
        const int32_t ahead = e->future ? 183 : NEAR_FUTURE_DAYS;
        if (here.from - base > ahead) return year - 1;
        return base - here.from > 365 - ahead ? year + 1 : year;
    }
    if (e->future && e->quarter == 0) return here.to < base ? year + 1 : year;
    if (here.from - base > NEAR_MONTH_DAYS || (here.from > base && e->quarter != 0 && !e->future))
        return year - 1;
    return year;
}

/* "Monday": the latest up to the day of writing, the next one where the clause looks forward. */
static when_point weekday_point(const when_expr *e, const when_context *c)
{
    const bool on_last = (c->narrative || e->rel_last_time) && c->last.grain == GRAIN_DAY;
    if (!on_last && (!c->has_dct || !c->exact)) return (when_point){GRAIN_NONE, 0, 0};
    const int32_t base = on_last ? c->last.from : c->dct;
    const int32_t back = (toc_weekday(base) - e->weekday + 7) % 7; /* days since it, 0 today */
    int32_t day = base - back;
    if (e->has_rel) {
        if (e->rel < 0)
            day = back == 0 ? base - 7 : base - back;
        else if (e->rel > 0)
            day = base - back + 7;
        else
            day = base - back + (e->future && back > 0 ? 7 : 0);
    } else if (on_last) {
        day = back <= 3 ? base - back : base - back + 7; /* nearest */
    } else if (e->future && back > 0) {
        day = base - back + 7;
    }
    return (when_point){GRAIN_DAY, day, day};
}

/* "the 11th": of the month the story is in, or the latest that is not far ahead. */
static when_point day_alone_point(const when_expr *e, const when_context *c)
{
    const bool on_last =
        c->narrative && c->last.grain != GRAIN_NONE && c->last.grain <= GRAIN_MONTH;
    if (!on_last && (!c->has_dct || !c->exact)) return (when_point){GRAIN_NONE, 0, 0};
    const int32_t base = on_last ? c->last.from : c->dct;
    toc_date d = toc_date_of(base);
    if (!on_last && e->day > d.day + NEAR_DAYS && !e->future) d.month--;
    if (!on_last && e->day < d.day && e->future) d.month++;
    const int32_t first = toc_day_of(d.year, d.month, 1);
    if (e->day > toc_day_of(d.year, d.month + 1, 1) - first) return (when_point){GRAIN_NONE, 0, 0};
    return (when_point){GRAIN_DAY, first + e->day - 1, first + e->day - 1};
}

static void open_year(const when_expr *e, char *value)
{
    if (e->month != 0 && e->day != 0)
        snprintf(value, VALUE_ROOM, "XXXX-%02d-%02d", e->month, e->day);
    else if (e->month != 0)
        snprintf(value, VALUE_ROOM, "XXXX-%02d", e->month);
    else if (e->quarter != 0)
        snprintf(value, VALUE_ROOM, "XXXX-Q%d", e->quarter);
    else if (e->half != 0)
        snprintf(value, VALUE_ROOM, "XXXX-H%d", e->half);
    else if (e->season != 0)
        snprintf(value, VALUE_ROOM, "XXXX-%s", SEASONS[e->season]);
    else if (e->weekday != 0)
        snprintf(value, VALUE_ROOM, "XXXX-WXX-%d", e->weekday);
    else if (e->day != 0)
        snprintf(value, VALUE_ROOM, "XXXX-XX-%02d", e->day);
    else if (e->holiday != 0 && (e->holiday >> 24) == 1) {
        const toc_date d = toc_date_of(when_holiday_day(e->holiday, 2000));
        snprintf(value, VALUE_ROOM, "XXXX-%02d-%02d", d.month, d.day);
    } else if (e->unit == UNIT_WEEK || e->unit == UNIT_WEEKEND || e->unit == UNIT_FORTNIGHT)
        snprintf(value, VALUE_ROOM, e->unit == UNIT_WEEKEND ? "XXXX-WXX-WE" : "XXXX-WXX");
    else if (e->unit == UNIT_MONTH)
        snprintf(value, VALUE_ROOM, "XXXX-XX");
    else if (e->unit >= UNIT_QUARTER)
        snprintf(value, VALUE_ROOM, "XXXX");
    else
        snprintf(value, VALUE_ROOM, "XXXX-XX-XX");
}

static found_date date_of(const when_expr *e, const when_context *c)
{
    found_date d = {{GRAIN_NONE, 0, 0}, ""};
    if (e->anchor != ANCHOR_NONE) {
        when_expr base = *e;
        if (has_calendar(e)) base.counted = false; /* its own quarter, not the last one spoken of */
        d.point = anchored(&base, c);
        if (d.point.grain == GRAIN_YEAR && has_calendar(e))
            d.point = calendar_point(e, year_of(d.point.from));
        else if (d.point.grain == GRAIN_WEEK && e->weekday != 0)
            d.point = (when_point){GRAIN_DAY, d.point.from + e->weekday - 1,
                                   d.point.from + e->weekday - 1};
        else if (d.point.grain == GRAIN_MONTH && e->day != 0)
            d.point = (when_point){GRAIN_DAY, d.point.from + e->day - 1, d.point.from + e->day - 1};
        /* "that day" of a month: the month is known */
        if (d.point.grain == GRAIN_NONE && e->unit <= UNIT_NIGHT && c->last.grain == GRAIN_MONTH &&
            e->shift == 0 && e->anchor == ANCHOR_LAST) {
            char month[VALUE_ROOM];
            point_value(c->last, month);
            snprintf(d.value, VALUE_ROOM, "%.*s-XX", VALUE_ROOM - 4, month);
            return d;
        }
    } else if (e->year != YEAR_UNKNOWN) {
        const int32_t year = full_year(e->year, e->year_short, c);
        if (e->year_digits == 3)
            d.point = when_stretch(GRAIN_DECADE, toc_day_of(year, 1, 1));
        else if (e->year_digits == 2)
            d.point = months(GRAIN_CENTURY, year * 12, 1200);
        else
            d.point = calendar_point(e, year);
    } else if (has_calendar(e)) {
        if (c->has_dct || (c->narrative && c->last.grain != GRAIN_NONE))
            d.point = calendar_point(e, choose_year(e, c));
    } else if (e->day != 0) {
        d.point = day_alone_point(e, c);
    } else if (e->weekday != 0) {
        d.point = weekday_point(e, c);
    } else if (c->last.grain == GRAIN_DAY) { /* a part of the day or a clock alone */
        d.point = c->last;
    } else if (c->has_dct && c->exact && !c->narrative) {
        d.point = (when_point){GRAIN_DAY, c->dct, c->dct};
    }
    if (e->week_of && d.point.grain == GRAIN_DAY) d.point = when_stretch(GRAIN_WEEK, d.point.from);
    if (e->offset != 0 && d.point.grain == GRAIN_DAY) {
        const when_point moved = shifted(d.point, e->offset_unit, e->offset);
        if (moved.grain != GRAIN_NONE) d.point = moved;
    }
    if (d.point.grain == GRAIN_NONE)
        open_year(e, d.value);
    else
        point_value(d.point, d.value);
    return d;
}

static toc_time_precision precision_of(when_grain grain)
{
    switch (grain) {
    case GRAIN_DAY: return TOC_WHEN_DAY;
    case GRAIN_WEEKEND:
    case GRAIN_WEEK: return TOC_WHEN_WEEK;
    case GRAIN_MONTH:
    case GRAIN_QUARTER:
    case GRAIN_SEASON: return TOC_WHEN_MONTH;
    case GRAIN_HALF:
    case GRAIN_YEAR: return TOC_WHEN_YEAR;
    case GRAIN_NONE:
    case GRAIN_DECADE:
    case GRAIN_CENTURY: break;
    }
    return TOC_WHEN_UNKNOWN;
}

/* Days and minutes of a part or clock on a day; START, MID, END take thirds of longer stretches. */
static void interval(const when_expr *e, when_point p, toc_time *out)
{
    out->precision = precision_of(p.grain);
    int32_t from = p.from, to = p.to;
    const int32_t third = (to - from + 1) / 3;
    if (third > 0) {
        if (e->mod == MOD_START) to = from + third;
        if (e->mod == MOD_END) from = to - third;
        if (e->mod == MOD_MID) from += third, to -= third;
    }
    out->earliest = (toc_moment){from, -1};
    out->latest = (toc_moment){to, -1};
    if (p.grain != GRAIN_DAY) return;
    if (e->minute >= 0) {
        const int32_t day = from + e->minute / 1440;
        out->earliest = out->latest = (toc_moment){day, (int16_t)(e->minute % 1440)};
        out->precision = TOC_WHEN_HOUR;
    } else if (e->part != PART_NONE) {
        out->earliest.minute = (int16_t)(PARTS[e->part].from % 1440);
        out->earliest.day += PARTS[e->part].from / 1440;
        out->latest.minute = (int16_t)(PARTS[e->part].to % 1440);
        out->latest.day += PARTS[e->part].to / 1440;
    }
}

static void resolve_date(const when_expr *e, when_context *c, toc_time *out, char *value)
{
    found_date d = date_of(e, c);
    snprintf(value, VALUE_ROOM, "%s", d.value);
    const bool day = d.point.grain == GRAIN_DAY || d.point.grain == GRAIN_NONE;
    const size_t len = strlen(value);
    if (e->minute >= 0 && day) {
        snprintf(value + len, VALUE_ROOM - len, "T%02d:%02d", e->minute / 60, e->minute % 60);
        out->type = TOC_TIMEX_TIME;
    } else if (e->part != PART_NONE && day) {
        snprintf(value + len, VALUE_ROOM - len, "%s",
                 e->part == PART_EH || e->part == PART_DAWN ? "TMO"
                 : e->part == PART_DUSK                     ? "TEV"
                                                            : PARTS[e->part].suffix);
        out->type = TOC_TIMEX_TIME;
    }
    if (d.point.grain == GRAIN_NONE) {
        if (c->has_dct && !e->future) out->latest = (toc_moment){c->dct_latest, -1};
        return;
    }
    interval(e, d.point, out);
    const int32_t year = year_of(d.point.from);
    if (c->narrative && (year < c->year_from || year > c->year_to)) return; /* an aside */
    if (e->counted && !c->narrative && e->unit >= UNIT_QUARTER) return;
    if (c->narrative && e->anchor == ANCHOR_LAST && !e->counted && e->shift < 0)
        return; /* "the previous year" looks back */
    if (d.point.grain < GRAIN_DECADE &&
        !(e->anchor == ANCHOR_DCT && e->unit >= UNIT_MONTH && e->shift > 0))
        c->last = d.point;
    if (d.point.grain == GRAIN_QUARTER && !e->future) {
        c->quarter = d.point;
        c->quarter_age = 0;
    }
}

void when_resolve(const when_expr *e, when_context *c, toc_time *out, toc_arena *arena)
{
    static const char *const REFS[] = {"", "PRESENT_REF", "PAST_REF", "FUTURE_REF"};
    char value[VALUE_ROOM] = "";
    c->quarter_age++;
    *out = (toc_time){.span = {e->start, e->end},
                      .earliest = {TOC_NO_DAY, -1},
                      .latest = {TOC_NO_DAY, -1},
                      .precision = TOC_WHEN_UNKNOWN};
    switch ((when_kind)e->kind) {
    case WHEN_DATE_EXPR:
        out->type = TOC_TIMEX_DATE;
        resolve_date(e, c, out, value);
        break;
    case WHEN_LENGTH:
        out->type = TOC_TIMEX_DURATION;
        length_value(e, value);
        if (e->amount_ago) length_ago(e, c, out);
        break;
    case WHEN_REPEAT:
        out->type = TOC_TIMEX_SET;
        repeat_value(e, value);
        break;
    case WHEN_REFERENCE:
        out->type = TOC_TIMEX_DATE;
        snprintf(value, VALUE_ROOM, "%s", REFS[e->reference]);
        break;
    }
    out->value = toc_dup(arena, toc_slice_of(value));
    out->mod = toc_slice_of(MODS[e->mod]);
}
