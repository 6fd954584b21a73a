/* src/store/sphere.h - how far things are from a place or a road, along the surface of a sphere. */
#ifndef TOC_SPHERE_H
#define TOC_SPHERE_H

#include <stdbool.h>
#include <stddef.h>

#define TOC_EARTH_KM 6371.0

typedef struct toc_vec { /* a point on the sphere: of length 1 */
    double x, y, z;
} toc_vec;
toc_vec toc_vec_of(double lat, double lon);

/* One point: a place; more: a road, of which each piece is the shortest way between its ends. */
typedef struct toc_route {
    const toc_vec *points;
    size_t count;
} toc_route;
/* From a point to what is nearest of the route; the same from a line (its ends), 0 where they cross. Kilometres. */
double toc_route_km(const toc_route *route, toc_vec point);
double toc_route_line_km(const toc_route *route, toc_vec a, toc_vec b);

/* Degrees; west <= east, both within -180 .. 180. */
typedef struct toc_box {
    double south, west, north, east;
} toc_box;
/* Boxes that together hold everything within `km` of the route (and more), at most `room`, at least two
 * for each piece between points, or it is false that they do. How many. */
size_t toc_route_boxes(const toc_route *route, double km, toc_box *out, size_t room);

#endif
