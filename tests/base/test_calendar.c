/* tests/base/test_calendar.c - days to dates and back, weeks, Easter, bad dates. */
#include "base/calendar.h"

#include "check.h"

int main(void)
{
    static const struct {
        int32_t year, month, day, number, weekday, iso_year, iso_week;
    } DAYS[] = {
        {1970, 1, 1, 0, 4, 1970, 1},          {2000, 2, 29, 11016, 2, 2000, 9},
        {2020, 7, 11, 18454, 6, 2020, 28},    {1969, 12, 31, -1, 3, 1970, 1},
        {2021, 1, 3, 18630, 7, 2020, 53},     {1989, 11, 9, 7252, 4, 1989, 45},
        {1582, 10, 15, -141427, 5, 1582, 41}, {1, 1, 1, -719162, 1, 1, 1},
    };
    for (size_t i = 0; i < sizeof DAYS / sizeof *DAYS; i++) {
        const int32_t day = toc_day_of(DAYS[i].year, DAYS[i].month, DAYS[i].day);
        int32_t year, week;
        toc_iso_week(day, &year, &week);
        CHECK(day == DAYS[i].number && toc_weekday(day) == DAYS[i].weekday &&
                  year == DAYS[i].iso_year && week == DAYS[i].iso_week,
              "case %zu: day %d weekday %d week %d-%d", i, day, toc_weekday(day), year, week);
        CHECK(toc_day_of_week(year, week) == day - toc_weekday(day) + 1, "case %zu: Monday", i);
    }
    for (int32_t day = -1200000; day < 1200000; day += 37) {
        const toc_date d = toc_date_of(day);
        if (toc_day_of(d.year, d.month, d.day) != day || !toc_date_valid(d.year, d.month, d.day))
            CHECK(false, "day %d comes back as %d-%d-%d", day, d.year, d.month, d.day);
    }
    static const int32_t EASTER[][3] = {
        {1998, 4, 12}, {2000, 4, 23}, {2020, 4, 12}, {2024, 3, 31}, {1916, 4, 23}};
    for (size_t i = 0; i < sizeof EASTER / sizeof *EASTER; i++)
        CHECK(toc_easter(EASTER[i][0]) == toc_day_of(EASTER[i][0], EASTER[i][1], EASTER[i][2]),
              "Easter %d", EASTER[i][0]);
    CHECK(toc_nth_weekday(1998, 11, 4, 4) == toc_day_of(1998, 11, 26), "Thanksgiving 1998");
    CHECK(toc_nth_weekday(2021, 5, -1, 1) == toc_day_of(2021, 5, 31), "Memorial Day 2021");
    CHECK(toc_day_add_months(toc_day_of(2020, 1, 31), 1) == toc_day_of(2020, 2, 29),
          "a month after 31 January");
    CHECK(toc_day_add_months(toc_day_of(2020, 3, 15), -15) == toc_day_of(2018, 12, 15),
          "15 months before");
    CHECK(toc_month_length(1900, 2) == 28 && toc_month_length(2000, 2) == 29, "February");
    int32_t day = 7;
    CHECK(toc_date_read(TOC_LIT("2020-07-11T10:00"), &day) && day == 18454, "day %d", day);
    static const char *const BAD[] = {"2020-13-01", "2021-02-29", "2020-7-11", "20200711",
                                      "2020-07",    "",           "2020/07/11"};
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
        CHECK(!toc_date_read(toc_slice_of(BAD[i]), &day), "\"%s\" was read", BAD[i]);
    return check_done();
}
