/* src/store/period.c - periods of ISO 8601 -> days. */
#include "base/calendar.h"
#include "store/store.h"

/* `digits` digits at *at, which moves behind them. */
static bool number(toc_slice s, size_t *at, size_t digits, int32_t *out)
{
    *out = 0;
    if (s.len - *at < digits) return false;
    for (size_t end = *at + digits; *at < end; ++*at) {
        if (s.ptr[*at] < '0' || s.ptr[*at] > '9') return false;
        *out = *out * 10 + (s.ptr[*at] - '0');
    }
    return true;
}

static bool skip(toc_slice s, size_t *at, char c)
{
    const bool there = *at < s.len && s.ptr[*at] == c;
    if (there) ++*at;
    return there;
}

/* Weeks of a year: the last of December is in the last one, or in the first of the next. */
static int32_t weeks_of(int32_t year)
{
    int32_t in_year, week;
    toc_iso_week(toc_day_of(year, 12, 28), &in_year, &week);
    return week;
}

/* A year, month, week or day. */
static bool one(toc_slice s, int32_t *from, int32_t *to)
{
    size_t at = 0;
    int32_t year, month, day;
    if (!number(s, &at, 4, &year)) return false;
    *from = toc_day_of(year, 1, 1);
    *to = toc_day_of(year, 12, 31);
    if (at == s.len) return true;
    if (!skip(s, &at, '-')) return false;
    if (skip(s, &at, 'W')) {
        int32_t week;
        if (!number(s, &at, 2, &week) || week < 1 || week > weeks_of(year)) return false;
        *from = toc_day_of_week(year, week);
        *to = *from + 6;
        return at == s.len;
    }
    if (!number(s, &at, 2, &month) || month < 1 || month > 12) return false;
    *from = toc_day_of(year, month, 1);
    *to = toc_day_of(year, month, toc_month_length(year, month));
    if (at == s.len) return true;
    if (!skip(s, &at, '-') || !number(s, &at, 2, &day) || !toc_date_valid(year, month, day))
        return false;
    *from = *to = toc_day_of(year, month, day);
    return at == s.len;
}

bool toc_period_read(toc_slice s, int32_t *from, int32_t *to)
{
    int32_t ignored;
    toc_slice first;
    if (s.len == 0 || !toc_slice_cut(&s, '/', &first) || !one(first, from, to)) return false;
    return s.ptr == NULL || (one(s, &ignored, to) && *to >= *from);
}
