/* src/store/pairs.c - how alike are two reports: the cosine of their words, corrected by what their
 * main events say of place, day and toll. A function of the two alone.
 *
 * The corrections and the thresholds of cluster.c and far.c were set on development reports of
 * shootings (docs/ACCURACY.md): logits of "the same incident" by cosine and by each of the facts. */
#include "store/store.h"

#define PERCENT(n) (TOC_STORE_ONE * (n) / 100)
#define PERMILLE(n) (TOC_STORE_ONE * (n) / 1000)
#define LOOK PERCENT(8) /* below, no fact makes two reports one */
#define COPY_PERCENT 75 /* of the runs of three words of both that are the same */
#define COPY_LEAST 8    /* so many bins of the sketch must say something */
#define COPY_DAYS 3
#define KM 899 /* in 1e-5 degrees of latitude */

int32_t toc_report_cosine(const toc_report *a, const toc_report *b)
{
    uint64_t sum = 0;
    for (uint32_t i = 0, k = 0; i < a->words.count && k < b->words.count;) {
        const uint32_t x = a->words.items[i].key, y = b->words.items[k].key;
        if (x == y) sum += (uint64_t)a->words.items[i].weight * b->words.items[k].weight;
        i += x <= y;
        k += y <= x;
    }
    return (int32_t)(sum / TOC_STORE_ONE);
}

/* Square of the distance in 1e-5 degrees of latitude: a plane, with Bhaskara's cosine of the mean latitude. */
static int64_t square_apart(const toc_report *a, const toc_report *b)
{
    const int64_t mean = ((int64_t)a->lat_e5 + b->lat_e5) / 2, square = mean * mean / 100000,
                  full = (int64_t)32400 * 100000;
    int64_t east = (int64_t)a->lon_e5 - b->lon_e5;
    if (east < 0) east = -east;
    if (east > 18000000) east = 36000000 - east;
    const int64_t north = (int64_t)a->lat_e5 - b->lat_e5;
    /* cos = (32400 - 4 x^2) / (32400 + x^2), x in degrees */
    east = east * ((full - 4 * square) / 1000) / ((full + square) / 1000);
    return north * north + east * east;
}

static bool within(int64_t square, int64_t km)
{
    return square <= km * KM * km * KM;
}

static int32_t by_place(const toc_report *a, const toc_report *b)
{
    if (!a->has_point || !b->has_point) return 0;
    const int64_t apart = square_apart(a, b);
    if (a->fine && b->fine)
        return within(apart, 1) ? PERCENT(7) : within(apart, 30) ? PERCENT(2) : -PERCENT(5);
    return within(apart, 100) ? PERCENT(6) : within(apart, 400) ? 0 : -PERCENT(4);
}

static int32_t by_day(const toc_report *a, const toc_report *b)
{
    if (a->from == TOC_NO_DAY || b->from == TOC_NO_DAY) return 0;
    const int32_t gap = (a->from > b->from ? a->from : b->from) - (a->to < b->to ? a->to : b->to);
    return gap <= 0 ? PERCENT(5) : gap == 1 ? PERCENT(2) : -PERCENT(6);
}

static int32_t days_apart(const toc_report *a, const toc_report *b)
{
    const int32_t days = a->day - b->day;
    return days < 0 ? -days : days;
}

static bool same_time(const toc_report *a, const toc_report *b, int32_t days)
{
    if (a->day == TOC_NO_DAY || b->day == TOC_NO_DAY) return a->day == b->day;
    return days_apart(a, b) <= days;
}

int32_t toc_report_alike(const toc_report *a, const toc_report *b)
{
    if (!same_time(a, b, TOC_STORE_WINDOW)) return 0;
    int32_t score = toc_report_cosine(a, b);
    if (score < LOOK) return score;
    score += by_place(a, b) + by_day(a, b);
    if (a->has_killed && b->has_killed) score += a->killed == b->killed ? PERCENT(4) : -PERCENT(1);
    if (a->day != TOC_NO_DAY) score += PERMILLE(20) - PERMILLE(8) * days_apart(a, b);
    return score < 0 ? 0 : score;
}

bool toc_report_copies(const toc_report *a, const toc_report *b)
{
    if (!same_time(a, b, COPY_DAYS)) return false;
    int same = 0, all = 0;
    for (int i = 0; i < TOC_SKETCH; i++) {
        same += a->sketch[i] != 0 && a->sketch[i] == b->sketch[i];
        all += a->sketch[i] != 0 || b->sketch[i] != 0;
    }
    return all >= COPY_LEAST && same * 100 >= all * COPY_PERCENT;
}

bool toc_report_before(const toc_report *a, const toc_report *b)
{
    return a->day != b->day ? a->day < b->day : a->rank < b->rank;
}
