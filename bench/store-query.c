/* bench/store-query.c - how long answers take.
 *
 *   tocsin-store-query DB
 *
 * Asks a database that tocsin-store-curve made 50 times each kind of question, each time about another place, time or
 * word, and prints the median and the longest, in milliseconds of wall-clock time with all lines of the answer. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "tocsin/tocsin.h"

enum { ROUNDS = 50 };

static uint64_t state = 7;

static double draw(double low, double high)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return low + (high - low) * (double)(state >> 40) / (double)(1 << 24);
}

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static bool count(void *ctx, const char *line, size_t len)
{
    (void)line, (void)len;
    ++*(size_t *)ctx;
    return true;
}

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* Kinds of questions; places and days are those of store-curve.c. */
typedef enum kind {
    NEAR,
    NEAR_TIME,
    ROAD,
    ROAD_TIME,
    TIME,
    TIME_TYPE,
    WORD,
    WORDS,
    PHRASE,
    KINDS
} kind;
static const char *const NAMES[] = {"within 25 km of a point",
                                    "within 200 km, in a month",
                                    "within 15 km of a road of three towns",
                                    "within 50 km of a road, in three months",
                                    "in a day",
                                    "of a type, in a week, the 20 deadliest",
                                    "one rare word",
                                    "two words",
                                    "a phrase"};

static void ask(tocsin_query *q, kind k, double route[6], char text[64], char period[32])
{
    static const char *const RARE[] = {"bida", "kodu", "pami", "zosu", "tegi", "rino"};
    const int month = (int)draw(0, 12), day = 1 + (int)draw(0, 28);
    tocsin_query_init(q, sizeof *q);
    q->order = TOCSIN_ORDER_NEWEST;
    route[0] = draw(0, 90);
    route[1] = draw(-140, 140);
    for (int i = 2; i < 6; i++) route[i] = route[i - 2] + draw(-1, 1);
    for (int i = 0; i < 6; i += 2) route[i] = route[i] > 90 ? 90 : route[i];
    if (k == NEAR || k == NEAR_TIME) {
        q->lat = route[0];
        q->lon = route[1];
        q->within_km = k == NEAR ? 25 : 200;
    }
    if (k == ROAD || k == ROAD_TIME) {
        q->route = route;
        q->route_points = 3;
        q->within_km = k == ROAD ? 15 : 50;
    }
    snprintf(period, 32, "2022-%02d", month + 1);
    if (k == ROAD_TIME) snprintf(period, 32, "2022-%02d/2022-%02d", month % 10 + 1, month % 10 + 3);
    if (k == TIME) snprintf(period, 32, "2022-%02d-%02d", month + 1, day);
    if (k == TIME_TYPE) {
        snprintf(period, 32, "2022-W%02d", month * 4 + 1);
        q->type = "assault";
        q->order = TOCSIN_ORDER_KILLED;
        q->limit = 20;
    }
    if (k == NEAR_TIME || k == ROAD_TIME || k == TIME || k == TIME_TYPE) q->time = period;
    const char *one = RARE[(int)draw(0, 6)], *two = RARE[(int)draw(0, 6)];
    if (k == WORD) snprintf(text, 64, "%s", one);
    if (k == WORDS) snprintf(text, 64, "%s %s", one, two);
    if (k == PHRASE) snprintf(text, 64, "\"%s police\"", one);
    if (k >= WORD) {
        q->text = text;
        q->main_only = true;
    }
}

int main(int argc, char **argv)
{
    tocsin_store *store;
    tocsin_error err;
    if (argc != 2) return fputs("usage: tocsin-store-query DB\n", stderr), 2;
    if (tocsin_store_open(&store, argv[1], false, &err) != TOCSIN_OK)
        return fprintf(stderr, "tocsin-store-query: %s\n", err.message), 2;
    printf("%-44s %9s %9s %9s\n", "", "median", "longest", "answers");
    for (int k = 0; k < KINDS; k++) {
        double took[ROUNDS], route[6];
        size_t lines = 0;
        for (int i = 0; i < ROUNDS; i++) {
            char text[64], period[32];
            tocsin_query query;
            tocsin_answer answer;
            ask(&query, (kind)k, route, text, period);
            tocsin_answer_init(&answer, sizeof answer);
            const double began = now_ms();
            if (tocsin_store_query(store, &query, &answer, count, &lines, &err) != TOCSIN_OK)
                return fprintf(stderr, "tocsin-store-query: %s\n", err.message), 1;
            took[i] = now_ms() - began;
        }
        qsort(took, ROUNDS, sizeof *took, by_size);
        printf("%-44s %9.2f %9.2f %9.1f\n", NAMES[k], took[ROUNDS / 2], took[ROUNDS - 1],
               (double)lines / ROUNDS);
    }
    tocsin_store_close(store);
    return 0;
}
