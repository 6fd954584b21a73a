/* src/base/calendar.h - days and dates: proleptic Gregorian, ISO weeks, Easter; no clock, no zones.
 *
 * A day is its number since 1970-01-01 (negative before). Years are astronomical: 0 is 1 BC, -489
 * is 490 BC. Months 1..12, days of the month 1..31, weekdays 1 (Monday) .. 7 (Sunday). */
#ifndef TOC_CALENDAR_H
#define TOC_CALENDAR_H

#include "base/slice.h"

#define TOC_YEAR_MIN (-9999) /* what fits every format that we print */
#define TOC_YEAR_MAX 9999

typedef struct toc_date {
    int32_t year, month, day;
} toc_date;

/* The day of a date. Out-of-range months and days carry over: month 13 is next January, day 0 the
 * last of the month before. */
int32_t toc_day_of(int32_t year, int32_t month, int32_t day);
toc_date toc_date_of(int32_t day);
bool toc_date_valid(int32_t year, int32_t month, int32_t day);
int32_t toc_month_length(int32_t year, int32_t month);
/* The same day of the month `months` later (or earlier), or the last one of a shorter month. */
int32_t toc_day_add_months(int32_t day, int32_t months);

int32_t toc_weekday(int32_t day);
/* ISO 8601 week: the week of a year's first Thursday is its week 1. */
void toc_iso_week(int32_t day, int32_t *year, int32_t *week);
/* Monday of an ISO week. */
int32_t toc_day_of_week(int32_t year, int32_t week);
/* Easter Sunday of the Western churches (anonymous Gregorian computus). */
int32_t toc_easter(int32_t year);
/* Day of the nth (1..5; -1: last) weekday of a month. */
int32_t toc_nth_weekday(int32_t year, int32_t month, int32_t nth, int32_t weekday);

/* "2020-07-11", also as the head of a longer string ("2020-07-11T10:00"). */
bool toc_date_read(toc_slice s, int32_t *day);

#endif
