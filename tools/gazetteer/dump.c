/* tools/gazetteer/dump.c - files in GeoNames' dump format: cities500.txt of the package, and the
 * dumps that a user adds (IQ.txt, allCountries.txt from geonames.org). */
#include "build.h"

#include "entity/geonames.h"

static uint64_t id_hash(uint32_t geoname)
{
    return toc_mix(geoname, 2);
}

/* The place of a line; TOC_GAZ_NONE when it is none of ours or is there already. */
static uint32_t place_of(build *b, const toc_geoname *g)
{
    toc_gaz_source place = {.lat_e5 = g->lat_e5,
                            .lon_e5 = g->lon_e5,
                            .geoname = g->id,
                            .name = g->name,
                            .admin1 = TOC_GAZ_NONE,
                            .admin2 = TOC_GAZ_NONE,
                            .country = build_state_of(b, g->country),
                            .kind = g->kind,
                            .weight = g->weight,
                            .flags = g->flags};
    uint32_t at = 0, known;
    if (place.country == 0 || place.kind == 0 || build_next(b, id_hash(g->id), &at, &known))
        return TOC_GAZ_NONE;
    const toc_slice code1 = codes_admin1(b, g);
    place.admin1 = build_by_code(b, code1);
    if (g->admin2.len > 0) place.admin2 = build_by_code(b, build_joined(b, code1, '.', g->admin2));
    uint32_t unit =
        TOC_GAZ_NONE; /* provinces and districts are known by their codes: a better point */
    if (place.kind == TOC_PLACE_ADMIN1) unit = place.admin1;
    if (place.kind == TOC_PLACE_ADMIN2) unit = place.admin2;
    if (unit == TOC_GAZ_NONE) {
        const uint32_t index = build_place(b, place);
        build_index(b, id_hash(place.geoname), index);
        return index;
    }
    toc_gaz_source *old = &b->places.items[unit];
    old->geoname = place.geoname;
    old->lat_e5 = place.lat_e5;
    old->lon_e5 = place.lon_e5;
    old->flags &= (uint8_t)~TOC_GAZ_NO_POINT;
    return unit;
}

static void dump_line(build *b, const toc_geoname *g)
{
    const uint32_t index = place_of(b, g);
    if (index == TOC_GAZ_NONE) return;
    const toc_gaz_source place = b->places.items[index];
    if (g->populated) {
        build_add_town(b, b->states.items[place.country].place, &place, g->population);
        build_add_town(b, place.admin1, &place, g->population);
        build_add_town(b, place.admin2, &place, g->population);
    }
    build_name(b, index, g->name, 0);
    build_index(b, build_name_hash(place.country, g->name), index);
    toc_slice bare;
    if (build_strip_head(g->name, &bare) && toc_name_useful(bare))
        build_name(b, index, bare, TOC_GAZ_ALT | TOC_GAZ_SHORT);
    toc_slice others = g->others;
    for (toc_slice form; others.len > 0 && toc_slice_cut(&others, ',', &form);) {
        if (!toc_name_useful(form)) continue;
        build_name(b, index, form, TOC_GAZ_ALT);
        build_index(b, build_name_hash(place.country, form), index);
    }
}

bool dump_read(build *b, const char *path)
{
    toc_slice text = build_read(b, path);
    if (text.ptr == NULL) return false;
    for (toc_slice line; toc_slice_cut(&text, '\n', &line);) {
        toc_geoname g;
        if (toc_geoname_read(line, &g) == NULL) dump_line(b, &g);
    }
    return true;
}
