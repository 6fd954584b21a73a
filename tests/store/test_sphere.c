/* tests/store/test_sphere.c - distances along the earth, and boxes that miss nothing. */
#include "store/sphere.h"

#include <math.h>
#include <stdint.h>

#include "check.h"

/* Distances by the haversine formula and, across a way, by the textbook's cross-track formula. */
static const struct {
    double points[6]; /* lat, lon */
    size_t count;
    double lat, lon, km;
} POINTS[] = {
    {{31.332, 45.2944}, 1, 31.332, 45.2944, 0},
    {{0, 0}, 1, 0, 90, 10007.5},                     /* a quarter of the equator */
    {{52.5167, 13.3833}, 1, 48.8567, 2.3508, 876.0}, /* Berlin, Paris */
    {{0, 0, 0, 10}, 2, 1, 5, 111.2},                 /* a degree beside the way */
    {{0, 0, 0, 10}, 2, 0, 12, 222.4},                /* two degrees behind its end */
    {{0, 0, 0, 10}, 2, 0, -1, 111.2},                /* before its beginning */
    {{31.332, 45.2944, 31.9929, 44.9255}, 2, 31.52845, 45.20377, 1.6}, /* Rumaitha */
    {{50, 0, 50, 60}, 2, 50, 30, 444.2},     /* the shortest way runs north of the parallel */
    {{0, 179, 0, -179}, 2, 0.5, 180, 55.6},  /* over the date line */
    {{80, 0, 80, 180}, 2, 90, 50, 0},        /* over the pole */
    {{0, 0, 0, 10, 10, 10}, 3, 5, 9, 110.8}, /* the second piece is nearer */
    {{20, 20, 20, 20}, 2, 21, 20, 111.2},    /* two points that are one */
};

static const struct {
    double points[4], line[4], km;
} LINES[] = {
    {{0, 0, 0, 10}, {-1, 5, 1, 5}, 0},       /* they cross */
    {{0, 0, 0, 10}, {1, 2, 1, 8}, 111.2},    /* side by side */
    {{0, 0, 0, 10}, {1, 12, -1, 12}, 222.4}, /* an end and a middle */
    {{0, 0, 0, 10},
     {-1, 185, 1, 185},
     19448.1}, /* crosses the great circle on the other side of the earth */
};

static double draw(uint64_t *state, double low, double high)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return low + (high - low) * (double)(*state >> 40) / (double)((uint64_t)1 << 24);
}

static bool inside(const toc_box *boxes, size_t count, double lat, double lon)
{
    for (size_t i = 0; i < count; i++)
        if (lat >= boxes[i].south && lat <= boxes[i].north && lon >= boxes[i].west &&
            lon <= boxes[i].east)
            return true;
    return false;
}

/* Whatever is within the distance is in a box; boxes are not the whole earth. */
static void check_boxes(void)
{
    uint64_t state = 7;
    size_t near = 0, missed = 0, far = 0, found = 0, bad = 0;
    for (int round = 0; round < 300; round++) {
        const double top = round % 3 == 0 ? 89.9 : 60;
        double at[6];
        toc_vec points[3];
        toc_box boxes[64];
        at[0] = draw(&state, -top, top);
        at[1] = draw(&state, -180, 180);
        for (int i = 1; i < 3; i++) {
            at[2 * i] = fmax(-90, fmin(90, at[2 * i - 2] + draw(&state, -3, 3)));
            at[2 * i + 1] = remainder(at[2 * i - 1] + draw(&state, -4, 4), 360);
        }
        for (int i = 0; i < 3; i++) points[i] = toc_vec_of(at[2 * i], at[2 * i + 1]);
        const toc_route route = {points, 1 + (size_t)(round % 3)};
        const double km = draw(&state, 1, 200);
        const size_t count = toc_route_boxes(&route, km, boxes, 64);
        for (size_t i = 0; i < count; i++)
            bad += !(boxes[i].south <= boxes[i].north && boxes[i].west <= boxes[i].east &&
                     boxes[i].west >= -180 && boxes[i].east <= 180);
        for (int k = 0; k < 300; k++) {
            const double lat = fmax(-90, fmin(90, at[0] + draw(&state, -6, 6))),
                         lon = remainder(at[1] + draw(&state, -9, 9), 360);
            const bool within = toc_route_km(&route, toc_vec_of(lat, lon)) <= km;
            near += within;
            missed += within && !inside(boxes, count, lat, lon);
            far += !within;
            found += !within && inside(boxes, count, lat, lon);
        }
    }
    CHECK(near > 3000 && missed == 0, "%zu of %zu near points are in no box", missed, near);
    CHECK(found * 2 < far, "%zu of %zu far points are in a box", found, far);
    CHECK(bad == 0, "%zu boxes are none", bad);
}

int main(void)
{
    for (size_t i = 0; i < sizeof POINTS / sizeof *POINTS; i++) {
        toc_vec points[3];
        for (size_t k = 0; k < POINTS[i].count; k++)
            points[k] = toc_vec_of(POINTS[i].points[2 * k], POINTS[i].points[2 * k + 1]);
        const toc_route route = {points, POINTS[i].count};
        const double km = toc_route_km(&route, toc_vec_of(POINTS[i].lat, POINTS[i].lon));
        CHECK(fabs(km - POINTS[i].km) < 0.1 + POINTS[i].km * 1e-4, "point %zu: %.2f km, not %.2f",
              i, km, POINTS[i].km);
    }
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
        const double *p = LINES[i].points, *l = LINES[i].line;
        const toc_vec points[] = {toc_vec_of(p[0], p[1]), toc_vec_of(p[2], p[3])};
        const toc_route route = {points, 2};
        const double km = toc_route_line_km(&route, toc_vec_of(l[0], l[1]), toc_vec_of(l[2], l[3]));
        CHECK(fabs(km - LINES[i].km) < 0.1 + LINES[i].km * 1e-4, "line %zu: %.2f km, not %.2f", i,
              km, LINES[i].km);
    }
    check_boxes();
    return check_done();
}
