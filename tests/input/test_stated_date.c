/* tests/input/test_stated_date.c - full dates in the forms of pages and datelines. */
#include "input/stated_date.h"

#include "base/calendar.h"
#include "check.h"

static const struct {
    const char *text;
    int32_t year, month, day; /* year 0: no date */
} CASES[] = {
    {"2016-05-12T08:00:00+02:00", 2016, 5, 12},
    {"20160512", 2016, 5, 12},
    {"May 12, 2016", 2016, 5, 12},
    {"Thu, 12 May 2016 08:00:00 GMT", 2016, 5, 12},
    {"Posted on September 1st, 2020 by the desk", 2020, 9, 1},
    {"BOGOTA, 3 JAN 90 (EFE) --", 1990, 1, 3},
    {"MANILA, Sept. 9, 2013 (UPI) --", 2013, 9, 9},
    {"23/05/2016", 2016, 5, 23},
    {"05/23/2016", 2016, 5, 23},
    {"05/05/2016", 2016, 5, 5},
    {"04/05/2016", 0, 0, 0}, /* April or May: not said */
    {"KABUL, April 11 (Xinhua) --", 0, 0, 0},
    {"31 February 2016", 0, 0, 0},
    {"", 0, 0, 0},
    {"99999999999999999999", 0, 0, 0},
    {"May 2016", 0, 0, 0},
};

int main(void)
{
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        int32_t day = 0;
        const bool found = toc_stated_date(toc_slice_of(CASES[i].text), &day);
        const bool wanted = CASES[i].year != 0;
        CHECK(found == wanted &&
                  (!found || day == toc_day_of(CASES[i].year, CASES[i].month, CASES[i].day)),
              "\"%s\": found %d, day %d", CASES[i].text, found, day);
    }
    return check_done();
}
