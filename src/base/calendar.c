/* src/base/calendar.c - calendar arithmetic by Howard Hinnant's days_from_civil: eras of 400 years
 * (146,097 days) that begin on the first of March. */
#include "base/calendar.h"

static int32_t floor_div(int32_t a, int32_t b)
{
    return a >= 0 ? a / b : -((-a + b - 1) / b);
}

int32_t toc_day_of(int32_t year, int32_t month, int32_t day)
{
    year += floor_div(month - 1, 12);
    month = month - 1 - 12 * floor_div(month - 1, 12); /* 0 January .. 11 */
    if (month < 2) year--;
    const int32_t era = floor_div(year, 400);
    const int32_t of_era = year - era * 400;
    const int32_t of_year = (153 * ((month + 10) % 12) + 2) / 5; /* 0 March .. 11 February */
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year + day - 1 - 719468;
}

toc_date toc_date_of(int32_t day)
{
    const int32_t since = day + 719468;
    const int32_t era = floor_div(since, 146097);
    const int32_t of_era = since - era * 146097;
    const int32_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const int32_t of_year = of_era - (365 * year + year / 4 - year / 100);
    const int32_t m = (5 * of_year + 2) / 153;
    const int32_t month = m < 10 ? m + 3 : m - 9;
    return (toc_date){year + era * 400 + (month <= 2), month, of_year - (153 * m + 2) / 5 + 1};
}

int32_t toc_month_length(int32_t year, int32_t month)
{
    return toc_day_of(year, month + 1, 1) - toc_day_of(year, month, 1);
}

bool toc_date_valid(int32_t year, int32_t month, int32_t day)
{
    return year >= TOC_YEAR_MIN && year <= TOC_YEAR_MAX && month >= 1 && month <= 12 && day >= 1 &&
           day <= toc_month_length(year, month);
}

int32_t toc_day_add_months(int32_t day, int32_t months)
{
    const toc_date d = toc_date_of(day);
    const int32_t first = toc_day_of(d.year, d.month + months, 1);
    const int32_t next = toc_day_of(d.year, d.month + months + 1, 1);
    return first + (d.day <= next - first ? d.day : next - first) - 1;
}

int32_t toc_weekday(int32_t day)
{
    return (day % 7 + 7 + 3) % 7 + 1; /* 1970-01-01 was a Thursday */
}

void toc_iso_week(int32_t day, int32_t *year, int32_t *week)
{
    const int32_t thursday = day - toc_weekday(day) + 4;
    *year = toc_date_of(thursday).year;
    *week = (thursday - toc_day_of(*year, 1, 1)) / 7 + 1;
}

int32_t toc_day_of_week(int32_t year, int32_t week)
{
    const int32_t fourth = toc_day_of(year, 1, 4); /* always in week 1 */
    return fourth - toc_weekday(fourth) + 1 + 7 * (week - 1);
}

int32_t toc_easter(int32_t year)
{
    const int32_t golden = year % 19, century = year / 100, rest = year % 100;
    const int32_t d =
        (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    const int32_t e = (32 + 2 * (century % 4) + 2 * (rest / 4) - d - rest % 4) % 7;
    const int32_t f = d + e - 7 * ((golden + 11 * d + 22 * e) / 451) + 114;
    return toc_day_of(year, f / 31, f % 31 + 1);
}

int32_t toc_nth_weekday(int32_t year, int32_t month, int32_t nth, int32_t weekday)
{
    if (nth < 0) {
        const int32_t last = toc_day_of(year, month + 1, 0);
        return last - (toc_weekday(last) - weekday + 7) % 7;
    }
    const int32_t first = toc_day_of(year, month, 1);
    return first + (weekday - toc_weekday(first) + 7) % 7 + 7 * (nth - 1);
}

bool toc_date_read(toc_slice s, int32_t *day)
{
    static const char SHAPE[] = "dddd-dd-dd";
    if (s.len < sizeof SHAPE - 1) return false;
    int32_t part[3] = {0};
    for (size_t i = 0, n = 0; i < sizeof SHAPE - 1; i++) {
        const bool digit = s.ptr[i] >= '0' && s.ptr[i] <= '9';
        if (digit != (SHAPE[i] == 'd') || (!digit && s.ptr[i] != '-')) return false;
        if (digit)
            part[n] = part[n] * 10 + (s.ptr[i] - '0');
        else
            n++;
    }
    if (!toc_date_valid(part[0], part[1], part[2])) return false;
    *day = toc_day_of(part[0], part[1], part[2]);
    return true;
}
