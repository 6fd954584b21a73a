/* src/entity/where_user.c - table `place` of a user's dictionaries, laid over the gazetteer.
 *
 * The rows become a small gazetteer of their own when the data is opened; its country and
 * province numbers are those of the built-in one, so that votes and containment work across. */
#include <stdlib.h>

#include "entity/geonames.h"
#include "entity/where_inner.h"

enum { USER_WEIGHT = 60 };

typedef struct rows { /* columns of table place */
    uint32_t name, aliases, kind, country, admin1, lat, lon;
} rows;

/* First place of a kind called so in a country (0: any) of the built-in gazetteer. */
static bool built_in(const toc_gaz *gaz, toc_slice name, unsigned kind, uint8_t country,
                     toc_gaz_place *out)
{
    uint64_t words[TOC_GAZ_MAX_WORDS], key = TOC_GAZ_SEED;
    const size_t n = toc_gaz_words(name, words, TOC_GAZ_MAX_WORDS);
    if (n == 0 || n > TOC_GAZ_MAX_WORDS) return false;
    for (size_t i = 0; i < n; i++) key = toc_gaz_key(key, words[i]);
    bool more;
    for (uint32_t at = toc_gaz_find(gaz, key, &more); at != TOC_GAZ_NONE; at++) {
        const uint32_t p = toc_gaz_posting(gaz, at);
        *out = toc_gaz_at(gaz, p & TOC_GAZ_INDEX);
        if (out->kind == kind && (country == 0 || out->country == country)) return true;
        if ((p & TOC_GAZ_LAST) != 0) break;
    }
    return false;
}

static uint8_t state_of(const toc_gaz *gaz, toc_slice iso3)
{
    for (uint32_t i = 1; i < gaz->states && i < 256; i++) {
        char code[4];
        toc_gaz_iso3(gaz, (uint8_t)i, code);
        if (toc_slice_is(iso3, code)) return (uint8_t)i;
    }
    return 0;
}

typedef struct user_places {
    TOC_ARRAY(toc_gaz_source) places;
    TOC_ARRAY(toc_gaz_name) names;
} user_places;

static void add_forms(user_places *u, toc_arena *arena, uint32_t place, toc_slice forms)
{
    for (toc_slice form; forms.len > 0 && toc_slice_cut(&forms, '|', &form);) {
        toc_gaz_name name = {toc_slice_trim(form), place, 0};
        while (name.words.len > 1 && (name.words.ptr[0] == '=' || name.words.ptr[0] == '?')) {
            name.marks |= name.words.ptr[0] == '=' ? TOC_GAZ_EXACT : TOC_GAZ_CONTEXT;
            name.words = toc_slice_sub(name.words, 1, name.words.len);
        }
        if (name.words.len > 0) toc_push(arena, &u->names, name);
    }
}

/* A row without a point takes that of the place of this name that we have. */
static void add_row(user_places *u, toc_arena *arena, const toc_gaz *gaz, const toc_dict *dict,
                    const rows *col, toc_row row)
{
    const unsigned kind = toc_place_of(toc_dict_cell(dict, row, col->kind));
    toc_gaz_source place = {.name = toc_dict_cell(dict, row, col->name),
                            .admin1 = TOC_GAZ_NONE,
                            .admin2 = TOC_GAZ_NONE,
                            .weight = USER_WEIGHT,
                            .flags = TOC_GAZ_OWN,
                            .kind = (uint8_t)(kind == 0 ? TOC_PLACE_TOWN : kind)};
    place.country = state_of(gaz, toc_dict_cell(dict, row, col->country));
    toc_gaz_place ours;
    if (!toc_degrees(toc_dict_cell(dict, row, col->lat), 90, &place.lat_e5) ||
        !toc_degrees(toc_dict_cell(dict, row, col->lon), 180, &place.lon_e5)) {
        if (!built_in(gaz, place.name, place.kind, place.country, &ours)) {
            place.flags |= TOC_GAZ_NO_POINT;
        } else {
            place.lat_e5 = ours.lat_e5;
            place.lon_e5 = ours.lon_e5;
            place.unit1 = ours.admin1;
        }
    }
    const toc_slice admin1 = toc_dict_cell(dict, row, col->admin1);
    if (admin1.len > 0 && built_in(gaz, admin1, TOC_PLACE_ADMIN1, place.country, &ours))
        place.unit1 = ours.admin1;
    toc_push(arena, &u->places, place);
    add_forms(u, arena, u->places.count - 1, place.name);
    add_forms(u, arena, u->places.count - 1, toc_dict_cell(dict, row, col->aliases));
}

tocsin_status where_user_open(toc_where_data *data, const toc_pack *packs, size_t count,
                              toc_arena *arena, tocsin_error *err)
{
    toc_dict dict; /* of the user's pack alone */
    if (data->gaz.places == 0 || !toc_dict_view(&dict, packs + 1, count - 1, "place"))
        return TOCSIN_OK;
    const rows col = {.name = toc_dict_col(&dict, "name"),
                      .aliases = toc_dict_col(&dict, "aliases"),
                      .kind = toc_dict_col(&dict, "kind"),
                      .country = toc_dict_col(&dict, "country"),
                      .admin1 = toc_dict_col(&dict, "admin1"),
                      .lat = toc_dict_col(&dict, "lat"),
                      .lon = toc_dict_col(&dict, "lon")};
    user_places u = {0};
    for (uint32_t i = 0; i < toc_dict_rows(&dict, 0); i++)
        add_row(&u, arena, &data->gaz, &dict, &col, (toc_row){0, i});
    if (u.places.count == 0) return TOCSIN_OK;
    const toc_gaz_state_source none = {.place = TOC_GAZ_NONE};
    char *blob;
    size_t len;
    tocsin_status status = toc_gaz_write(&blob, &len, u.places.items, u.places.count, u.names.items,
                                         u.names.count, &none, 1, err);
    if (status != TOCSIN_OK) return status;
    const toc_slice copy = toc_dup(arena, (toc_slice){blob, len});
    free(blob);
    if (copy.len == 0)
        return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for the user's places");
    return toc_gaz_view(&data->user, copy, err);
}
