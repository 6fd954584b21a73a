/* src/store/sphere.c - see sphere.h. Vectors instead of angles: no case for the poles or the date line.
 *
 *          p           n = a x b is upright on the plane through a, b and the middle of the earth;
 *          |           the angle between p and that plane is asin(p.n); its foot q lies between
 *     a ---q--- b      a and b when it is on the inner side of both, else an end is nearest. */
#include "store/sphere.h"

#include <math.h>

#define DEGREE (3.14159265358979323846 / 180)
#define TINY 1e-12

static double dot(toc_vec a, toc_vec b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

static toc_vec cross(toc_vec a, toc_vec b)
{
    return (toc_vec){a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

static toc_vec scaled(toc_vec a, double by)
{
    return (toc_vec){a.x * by, a.y * by, a.z * by};
}

static toc_vec plus(toc_vec a, toc_vec b)
{
    return (toc_vec){a.x + b.x, a.y + b.y, a.z + b.z};
}

/* The angle between two points: exact for near ones too, as acos of the dot product is not. */
static double angle(toc_vec a, toc_vec b)
{
    const toc_vec n = cross(a, b);
    return atan2(sqrt(dot(n, n)), dot(a, b));
}

toc_vec toc_vec_of(double lat, double lon)
{
    const double across = cos(lat * DEGREE);
    return (toc_vec){across * cos(lon * DEGREE), across * sin(lon * DEGREE), sin(lat * DEGREE)};
}

static double leg_angle(toc_vec a, toc_vec b, toc_vec p)
{
    const double first = angle(a, p), second = angle(b, p), ends = first < second ? first : second;
    toc_vec n = cross(a, b);
    const double length = sqrt(dot(n, n));
    if (length < TINY) return ends; /* one point, or two opposite ones: any way is the shortest */
    n = scaled(n, 1 / length);
    const double height = dot(p, n);
    const toc_vec foot = plus(p, scaled(n, -height));
    if (dot(cross(a, foot), n) < 0 || dot(cross(foot, b), n) < 0) return ends;
    return fabs(asin(height > 1 ? 1 : height < -1 ? -1 : height));
}

double toc_route_km(const toc_route *route, toc_vec p)
{
    double least = route->count == 0 ? 4 : angle(route->points[0], p);
    for (size_t i = 1; i < route->count; i++) {
        const double leg = leg_angle(route->points[i - 1], route->points[i], p);
        if (leg < least) least = leg;
    }
    return least * TOC_EARTH_KM;
}

/* Do the shortest ways between a, b and c, d meet? Each has its ends on two sides of the other. */
static bool meet(toc_vec a, toc_vec b, toc_vec c, toc_vec d)
{
    const toc_vec n = cross(a, b), m = cross(c, d);
    const double ca = dot(n, c), da = dot(n, d), ac = dot(m, a), bc = dot(m, b);
    return ca * da < 0 && ac * bc < 0 && dot(plus(a, b), plus(c, d)) > 0;
}

double toc_route_line_km(const toc_route *route, toc_vec a, toc_vec b)
{
    const toc_route line = {(const toc_vec[]){a, b}, 2};
    double least = toc_route_km(route, a);
    const double other = toc_route_km(route, b);
    if (other < least) least = other;
    for (size_t i = 0; i < route->count; i++) {
        const double km = toc_route_km(&line, route->points[i]);
        if (km < least) least = km;
        if (i > 0 && meet(route->points[i - 1], route->points[i], a, b)) return 0;
    }
    return least;
}

/* ---------------------------------------------------------------- boxes */
static size_t put_box(toc_box *out, size_t room, size_t count, toc_box box)
{
    if (box.south < -90) box.south = -90;
    if (box.north > 90) box.north = 90;
    if (box.east - box.west >= 360 || box.south <= -90 || box.north >= 90) {
        box.west = -180;
        box.east = 180;
    }
    toc_box rest = box; /* what lies beyond the date line stands on the other side of the map */
    const bool beyond = box.west < -180 || box.east > 180;
    if (box.west < -180) {
        rest.west = box.west + 360;
        rest.east = 180;
        box.west = -180;
    } else if (box.east > 180) {
        rest.west = -180;
        rest.east = box.east - 360;
        box.east = 180;
    }
    if (count < room) out[count++] = box;
    if (beyond && count < room) out[count++] = rest;
    return count;
}

/* Around the shortest way between two points that are not far from each other. */
static toc_box box_around(toc_vec a, toc_vec b, double radius)
{
    const double lat_a = asin(a.z) / DEGREE, lat_b = asin(b.z) / DEGREE;
    double lon_a = atan2(a.y, a.x) / DEGREE, lon_b = atan2(b.y, b.x) / DEGREE;
    if (lon_b - lon_a > 180) lon_a += 360;
    if (lon_a - lon_b > 180) lon_b += 360;
    /* between its ends the way may bulge by an eighth of its length, squared, for a tangent of 1 */
    const double length = angle(a, b), high = fabs(lat_a) > fabs(lat_b) ? fabs(lat_a) : fabs(lat_b);
    const double reach = radius + length * length / 2 + 1e-5;
    const double top = high * DEGREE + reach;
    const double sine = sin(reach) / cos(top < 1.57 ? high * DEGREE + reach / 2 : 1.57);
    const double north = reach / DEGREE,
                 east = top >= 1.57 || sine >= 1 ? 360 : asin(sine) / DEGREE * 1.01;
    return (toc_box){
        (lat_a < lat_b ? lat_a : lat_b) - north, (lon_a < lon_b ? lon_a : lon_b) - east,
        (lat_a > lat_b ? lat_a : lat_b) + north, (lon_a > lon_b ? lon_a : lon_b) + east};
}

#define STEP (100 / TOC_EARTH_KM) /* so long a piece of a way has a box of its own */

static toc_vec between(toc_vec a, toc_vec b, double share)
{
    const double whole = angle(a, b);
    if (whole < TINY) return a;
    const toc_vec p = plus(scaled(a, sin((1 - share) * whole)), scaled(b, sin(share * whole)));
    const double length = sqrt(dot(p, p));
    return length < TINY ? a : scaled(p, 1 / length);
}

size_t toc_route_boxes(const toc_route *route, double km, toc_box *out, size_t room)
{
    const double radius = km / TOC_EARTH_KM;
    size_t count = 0;
    if (route->count == 1)
        count = put_box(out, room, count, box_around(route->points[0], route->points[0], radius));
    for (size_t i = 1; i < route->count; i++) {
        const toc_vec a = route->points[i - 1], b = route->points[i];
        const size_t most = (room - count) / (2 * (route->count - i)); /* boxes for this piece */
        size_t pieces = (size_t)ceil(angle(a, b) / STEP);
        if (pieces > most) pieces = most;
        if (pieces == 0) pieces = 1;
        for (size_t k = 0; k < pieces; k++)
            count = put_box(out, room, count,
                            box_around(between(a, b, (double)k / (double)pieces),
                                       between(a, b, (double)(k + 1) / (double)pieces), radius));
    }
    return count;
}
