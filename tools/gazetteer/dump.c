/* tools/gazetteer/dump.c - files in GeoNames' dump format: cities500.txt of the package, and the
 * dumps that a user adds (IQ.txt, allCountries.txt from geonames.org). */
#include "build.h"

enum {
    ID,
    NAME,
    ASCII,
    ALTERNATES,
    LAT,
    LON,
    CLASS,
    CODE,
    COUNTRY,
    COUNTRIES,
    ADMIN1,
    ADMIN2,
    ADMIN3,
    ADMIN4,
    POPULATION,
    DUMP_CELLS
};

static uint8_t town_flags(toc_slice code)
{
    if (toc_slice_is(code, "PPLC")) return TOC_GAZ_CAPITAL;
    if (toc_slice_is(code, "PPLA")) return TOC_GAZ_SEAT1;
    if (toc_slice_is(code, "PPLA2")) return TOC_GAZ_SEAT2;
    if (toc_slice_is(code, "PPLX")) return TOC_GAZ_SECTION;
    if (toc_slice_is(code, "PPLQ") || toc_slice_is(code, "PPLH") || toc_slice_is(code, "PPLW"))
        return TOC_GAZ_FORMER;
    return 0;
}

static int64_t whole_number(toc_slice s)
{
    int64_t v = 0;
    for (size_t i = 0; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9' && i < 15; i++)
        v = v * 10 + (s.ptr[i] - '0');
    return v;
}

/* Kind of a feature that is no populated place; 0: nothing that news would name. */
static uint8_t kind_of(toc_slice code)
{
    static const struct {
        const char *code;
        uint8_t kind;
    } CODES[] = {
        {"ADM1", TOC_PLACE_ADMIN1},   {"ADM2", TOC_PLACE_ADMIN2},    {"ADM3", TOC_PLACE_DISTRICT},
        {"RGN", TOC_PLACE_REGION},    {"RGNE", TOC_PLACE_REGION},    {"ISL", TOC_PLACE_REGION},
        {"ISLS", TOC_PLACE_REGION},   {"PEN", TOC_PLACE_REGION},     {"VAL", TOC_PLACE_REGION},
        {"DSRT", TOC_PLACE_REGION},   {"STM", TOC_PLACE_WATER},      {"LK", TOC_PLACE_WATER},
        {"BAY", TOC_PLACE_WATER},     {"GULF", TOC_PLACE_WATER},     {"STRT", TOC_PLACE_WATER},
        {"RSV", TOC_PLACE_WATER},     {"CNL", TOC_PLACE_WATER},      {"MT", TOC_PLACE_MOUNTAIN},
        {"MTS", TOC_PLACE_MOUNTAIN},  {"PK", TOC_PLACE_MOUNTAIN},    {"PASS", TOC_PLACE_FACILITY},
        {"AIRB", TOC_PLACE_FACILITY}, {"AIRF", TOC_PLACE_FACILITY},  {"AIRP", TOC_PLACE_FACILITY},
        {"CMP", TOC_PLACE_FACILITY},  {"CMPRF", TOC_PLACE_FACILITY}, {"MILB", TOC_PLACE_FACILITY},
        {"INSM", TOC_PLACE_FACILITY}, {"PRN", TOC_PLACE_FACILITY},   {"DAM", TOC_PLACE_FACILITY},
        {"PRT", TOC_PLACE_FACILITY},  {"OILF", TOC_PLACE_FACILITY},  {"BDG", TOC_PLACE_FACILITY},
        {"PRK", TOC_PLACE_FACILITY},  {"MNMT", TOC_PLACE_FACILITY},  {"SQR", TOC_PLACE_FACILITY},
    };
    for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++)
        if (toc_slice_is(code, CODES[i].code)) return CODES[i].kind;
    return 0;
}

/* What a place is worth: its people, and more for a seat of government. */
static uint8_t weight_of(const toc_gaz_source *place, int64_t people)
{
    unsigned weight = build_weight(people);
    if (place->flags & (TOC_GAZ_CAPITAL | TOC_GAZ_SEAT1)) weight = weight < 40 ? 44 : weight + 4;
    if (place->flags & TOC_GAZ_CAPITAL) weight += 8;
    if (place->flags & TOC_GAZ_SEAT2 && weight < 25) weight = 25;
    if (place->kind != TOC_PLACE_TOWN && place->kind != TOC_PLACE_DISTRICT && weight < 20)
        weight = 20;
    return (uint8_t)weight;
}

static uint64_t id_hash(uint32_t geoname) { return toc_mix(geoname, 2); }

/* The place of a line; TOC_GAZ_NONE when it is none of ours or is there already. */
static uint32_t place_of(build *b, const toc_slice *cell, int64_t people)
{
    toc_gaz_source place = {.name = cell[NAME], .admin1 = TOC_GAZ_NONE, .admin2 = TOC_GAZ_NONE};
    place.country = build_state_of(b, cell[COUNTRY]);
    place.geoname = (uint32_t)whole_number(cell[ID]);
    const bool populated = toc_slice_is(cell[CLASS], "P");
    place.flags = populated ? town_flags(cell[CODE]) : 0;
    place.kind = !populated                             ? kind_of(cell[CODE])
                 : (place.flags & TOC_GAZ_SECTION) != 0 ? TOC_PLACE_DISTRICT
                                                        : TOC_PLACE_TOWN;
    uint32_t at = 0, known;
    if (place.country == 0 || place.kind == 0 || !build_degrees(cell[LAT], &place.lat_e5) ||
        !build_degrees(cell[LON], &place.lon_e5) ||
        build_next(b, id_hash(place.geoname), &at, &known))
        return TOC_GAZ_NONE;
    place.weight = weight_of(&place, people);
    const toc_slice code1 = build_joined(b, cell[COUNTRY], '.', cell[ADMIN1]);
    place.admin1 = build_by_code(b, code1);
    if (cell[ADMIN2].len > 0)
        place.admin2 = build_by_code(b, build_joined(b, code1, '.', cell[ADMIN2]));
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

static void dump_line(build *b, const toc_slice *cell)
{
    const int64_t people = whole_number(cell[POPULATION]);
    const uint32_t index = place_of(b, cell, people);
    if (index == TOC_GAZ_NONE) return;
    const toc_gaz_source place = b->places.items[index];
    if (toc_slice_is(cell[CLASS], "P")) {
        build_add_town(b, b->states.items[place.country].place, &place, people);
        build_add_town(b, place.admin1, &place, people);
        build_add_town(b, place.admin2, &place, people);
    }
    build_name(b, index, cell[NAME], 0);
    build_index(b, build_name_hash(place.country, cell[NAME]), index);
    toc_slice bare;
    if (build_strip_head(cell[NAME], &bare) && build_useful(bare))
        build_name(b, index, bare, TOC_GAZ_ALT | TOC_GAZ_SHORT);
    toc_slice alternates = cell[ALTERNATES];
    for (toc_slice form; alternates.len > 0 && toc_slice_cut(&alternates, ',', &form);) {
        if (!build_useful(form)) continue;
        build_name(b, index, form, TOC_GAZ_ALT);
        build_index(b, build_name_hash(place.country, form), index);
    }
}

bool dump_read(build *b, const char *path)
{
    toc_slice text = build_read(b, path);
    if (text.ptr == NULL) return false;
    for (toc_slice line; toc_slice_cut(&text, '\n', &line);) {
        toc_slice cell[DUMP_CELLS];
        size_t n = 0;
        for (toc_slice one; n < DUMP_CELLS && toc_slice_cut(&line, '\t', &one);) cell[n++] = one;
        if (n == DUMP_CELLS) dump_line(b, cell);
    }
    return true;
}
