/* tests/store/test_period.c - periods of ISO 8601 that are, and that are none. */
#include <stdio.h>

#include "base/calendar.h"
#include "check.h"
#include "store/store.h"

static const struct {
    const char *text, *from, *to; /* NULL: is none */
} CASES[] = {
    {"2020", "2020-01-01", "2020-12-31"},
    {"2020-01", "2020-01-01", "2020-01-31"},
    {"2020-02", "2020-02-01", "2020-02-29"},
    {"2021-02", "2021-02-01", "2021-02-28"},
    {"2020-W28", "2020-07-06", "2020-07-12"},
    {"2020-W01", "2019-12-30", "2020-01-05"},
    {"2020-W53", "2020-12-28", "2021-01-03"},
    {"2020-07-11", "2020-07-11", "2020-07-11"},
    {"2020-01/2020-03", "2020-01-01", "2020-03-31"},
    {"2019-12-30/2020", "2019-12-30", "2020-12-31"},
    {"2021-W53", NULL, NULL}, /* a year of 52 weeks */
    {"2020-W00", NULL, NULL},
    {"2020-13", NULL, NULL},
    {"2021-02-29", NULL, NULL},
    {"2020-03/2020-01", NULL, NULL}, /* backwards */
    {"2020-01/", NULL, NULL},
    {"/2020", NULL, NULL},
    {"2020-1", NULL, NULL},
    {"20", NULL, NULL},
    {"2020-01-01T10:00", NULL, NULL},
    {"last week", NULL, NULL},
    {"", NULL, NULL},
};

int main(void)
{
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        int32_t from = 0, to = 0, want_from = 0, want_to = 0;
        const bool is_one = toc_period_read(toc_slice_of(CASES[i].text), &from, &to);
        CHECK(is_one == (CASES[i].from != NULL), "\"%s\": %s", CASES[i].text,
              is_one ? "a period" : "none");
        if (!is_one || CASES[i].from == NULL) continue;
        toc_date_read(toc_slice_of(CASES[i].from), &want_from);
        toc_date_read(toc_slice_of(CASES[i].to), &want_to);
        CHECK(from == want_from && to == want_to, "\"%s\": days %d to %d", CASES[i].text, from, to);
    }
    return check_done();
}
