/* tools/gazetteer/own.c - our own tables: data/places/countries.tsv and the place tables. */
#include <stdio.h>
#include <stdlib.h>

#include "build.h"

#include "entity/geonames.h"
#include "pack/dict.h"

enum { COUNTRY_CELLS = 9, PLACE_CELLS = 9 };

/* Cells of a line, missing ones empty. False for comments, blank and @table lines. */
static bool cells_of(toc_slice line, toc_slice *cells, size_t count)
{
    if (line.len == 0 || line.ptr[0] == '#' || line.ptr[0] == '@') return false;
    size_t n = 0;
    for (toc_slice cell; n < count && toc_slice_cut(&line, '\t', &cell);)
        cells[n++] = toc_slice_trim(cell);
    while (n < count) cells[n++] = TOC_LIT("");
    return cells[0].len > 0;
}

/* A form with its mark in front: "=US" only in capitals, "?Miss." only in context. */
static uint32_t take_mark(toc_slice *form)
{
    uint32_t marks = 0;
    while (form->len > 1 && (form->ptr[0] == '=' || form->ptr[0] == '?')) {
        marks |= form->ptr[0] == '=' ? TOC_GAZ_EXACT : TOC_GAZ_CONTEXT;
        *form = toc_slice_sub(*form, 1, form->len);
    }
    return marks;
}

static void add_forms(build *b, uint32_t place, toc_slice forms, uint32_t marks)
{
    for (toc_slice form; forms.len > 0 && toc_slice_cut(&forms, '|', &form);) {
        form = toc_slice_trim(form);
        const uint32_t mark = take_mark(&form);
        if (form.len > 0) build_name(b, place, form, marks | mark);
    }
}

static bool wrong(const char *file, uint32_t line, const char *what)
{
    fprintf(stderr, "tocsin-gazetteer: %s:%u: %s\n", file, line, what);
    return false;
}

static bool country_row(build *b, const toc_slice *cell, const char *file, uint32_t line)
{
    toc_gaz_source place = {.name = cell[0],
                            .admin1 = TOC_GAZ_NONE,
                            .admin2 = TOC_GAZ_NONE,
                            .kind = TOC_PLACE_COUNTRY,
                            .weight = 85,
                            .flags = TOC_GAZ_OWN};
    if (!toc_degrees(cell[7], 90, &place.lat_e5) || !toc_degrees(cell[8], 180, &place.lon_e5))
        return wrong(file, line, "a country needs latitude and longitude");
    const bool state = cell[3].len == 2;
    if (state) {
        if (b->states.count > 254) return wrong(file, line, "more than 254 countries");
        place.country = (uint8_t)b->states.count;
        memcpy(b->iso2[place.country], cell[3].ptr, 2);
        toc_gaz_state_source s = {.place = b->places.count};
        memcpy(s.iso3, cell[2].ptr, cell[2].len < 3 ? cell[2].len : 3);
        toc_push(&b->arena, &b->states, s);
    } else {
        place.country = build_state_of3(b, cell[2]);
        place.kind = TOC_PLACE_REGION;
        place.weight = 86;
    }
    const uint32_t index = build_place(b, place);
    build_name(b, index, cell[0], 0);
    add_forms(b, index, cell[1], 0);
    add_forms(b, index, cell[5], TOC_GAZ_ADJ);
    if (state) build_index(b, build_code_hash(cell[3]), index);
    build_index(b, build_name_hash(place.country, cell[0]), index);
    return true;
}

bool own_countries(build *b, const char *dir)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/places/countries.tsv", dir);
    toc_slice text = build_read(b, path);
    if (text.ptr == NULL) return wrong(path, 0, "cannot be read");
    const toc_gaz_state_source none = {.place = TOC_GAZ_NONE};
    toc_push(&b->arena, &b->states, none);
    uint32_t number = 0;
    for (toc_slice line; toc_slice_cut(&text, '\n', &line);) {
        toc_slice cell[COUNTRY_CELLS];
        number++;
        if (cells_of(line, cell, COUNTRY_CELLS) && !country_row(b, cell, path, number))
            return false;
    }
    return true;
}

/* Same level; parts of towns and towns are one, airfields are where we put them. */
static bool same_level(uint8_t a, uint8_t b)
{
    const bool town_a = a == TOC_PLACE_TOWN || a == TOC_PLACE_DISTRICT;
    const bool town_b = b == TOC_PLACE_TOWN || b == TOC_PLACE_DISTRICT;
    return a == b || (town_a && town_b);
}

enum { SAME_E5 = 60000 }; /* two thirds of a degree: towns of one name nearer than that are one */

static bool near_enough(const toc_gaz_source *a, const toc_gaz_source *b)
{
    if (a->kind != TOC_PLACE_TOWN && a->kind != TOC_PLACE_DISTRICT && a->kind != TOC_PLACE_FACILITY)
        return true;
    if ((b->flags & TOC_GAZ_NO_POINT) != 0) return true;
    return abs(a->lat_e5 - b->lat_e5) < SAME_E5 && abs(a->lon_e5 - b->lon_e5) < SAME_E5;
}

/* A place of the same level, country and name that a package has given; near it for towns. */
static uint32_t known(const build *b, const toc_gaz_source *row, toc_slice name)
{
    const uint64_t hash = build_name_hash(row->country, name);
    uint32_t at = 0, place, best = TOC_GAZ_NONE;
    int best_rank = 0;
    while (build_next(b, hash, &at, &place)) {
        const toc_gaz_source *p = &b->places.items[place];
        if (!same_level(row->kind, p->kind) || !near_enough(row, p)) continue;
        const bool main_name = build_name_hash(row->country, p->name) == hash;
        const int rank = p->weight + (main_name ? 200 : 0); /* Delhi before New Delhi */
        if (best == TOC_GAZ_NONE || rank > best_rank) {
            best = place;
            best_rank = rank;
        }
    }
    return best;
}

static uint32_t known_by_any(const build *b, const toc_gaz_source *row, toc_slice name,
                             toc_slice aliases)
{
    uint32_t place = known(b, row, name);
    for (toc_slice form;
         place == TOC_GAZ_NONE && aliases.len > 0 && toc_slice_cut(&aliases, '|', &form);) {
        form = toc_slice_trim(form);
        if (take_mark(&form) == 0) place = known(b, row, form);
    }
    return place;
}

/* What a hand-made row of a kind is worth when no people are counted. */
static uint8_t own_weight(unsigned kind)
{
    switch (kind) {
    case TOC_PLACE_CONTINENT: return 95;
    case TOC_PLACE_WATER: return 70;
    case TOC_PLACE_REGION: return 68;
    case TOC_PLACE_ADMIN1: return 60;
    case TOC_PLACE_TOWN: return 55;
    case TOC_PLACE_MOUNTAIN: return 60;
    case TOC_PLACE_FACILITY: return 50;
    case TOC_PLACE_DISTRICT: return 40;
    default: return 50;
    }
}

static bool place_row(build *b, const toc_slice *cell, const char *file, uint32_t line)
{
    const unsigned kind = toc_place_of(cell[2]);
    if (kind == 0) return wrong(file, line, "this kind of place is not in the list");
    toc_gaz_source place = {.name = cell[0],
                            .admin1 = TOC_GAZ_NONE,
                            .admin2 = TOC_GAZ_NONE,
                            .kind = (uint8_t)kind,
                            .weight = own_weight(kind),
                            .flags = TOC_GAZ_OWN};
    place.country = build_state_of3(b, cell[3]);
    if (place.country == 0 && cell[3].len > 0) return wrong(file, line, "unknown country code");
    const bool point =
        toc_degrees(cell[5], 90, &place.lat_e5) && toc_degrees(cell[6], 180, &place.lon_e5);
    if (!point) place.flags |= TOC_GAZ_NO_POINT;
    if (cell[4].len > 0) {
        const toc_gaz_source unit = {.kind = TOC_PLACE_ADMIN1, .country = place.country};
        place.admin1 = known(b, &unit, cell[4]);
    }
    uint32_t index = place.country == 0 ? TOC_GAZ_NONE : known_by_any(b, &place, cell[0], cell[1]);
    if (index == TOC_GAZ_NONE) {
        if (!point) return wrong(file, line, "a new place needs latitude and longitude");
        index = build_place(b, place);
        if (kind == TOC_PLACE_ADMIN1) b->places.items[index].admin1 = index;
        build_index(b, build_name_hash(place.country, cell[0]), index);
    } else {
        toc_gaz_source *old = &b->places.items[index];
        const bool town = same_level((uint8_t)kind, TOC_PLACE_TOWN);
        if (build_name_hash(0, old->name) != build_name_hash(0, cell[0])) old->name = cell[0];
        if (!town) old->flags |= TOC_GAZ_OWN;
        if (point && !town) {
            old->lat_e5 = place.lat_e5;
            old->lon_e5 = place.lon_e5;
            old->flags &= (uint8_t)~TOC_GAZ_NO_POINT;
        }
    }
    build_name_and_short(b, index, cell[0], 0);
    add_forms(b, index, cell[1], 0);
    return true;
}

/* States where names reach English in many transliterations. */
static bool transliterated(const char *iso3)
{
    static const char *const STATES[] = {
        "IRQ", "SYR", "LBY", "YEM", "EGY", "DZA", "MAR", "TUN", "SDN", "SSD", "SAU", "ARE",
        "LBN", "JOR", "PSE", "KWT", "OMN", "QAT", "BHR", "IRN", "AFG", "PAK", "SOM", "MRT",
        "TCD", "ERI", "DJI", "ETH", "TJK", "TKM", "UZB", "KGZ", "MLI", "ESH"};
    for (size_t i = 0; i < sizeof STATES / sizeof *STATES; i++)
        if (strcmp(iso3, STATES[i]) == 0) return true;
    return false;
}

void own_skeletons(build *b)
{
    const uint32_t count = b->places.count;
    for (uint32_t i = 0; i < count; i++) {
        const toc_gaz_source *p = &b->places.items[i];
        const bool town = same_level(p->kind, TOC_PLACE_TOWN) || p->kind == TOC_PLACE_ADMIN1 ||
                          p->kind == TOC_PLACE_ADMIN2;
        if (!town || !transliterated(b->states.items[p->country].iso3)) continue;
        toc_slice bare = p->name;
        build_strip_head(p->name, &bare);
        const toc_gaz_name name = {bare, i, TOC_GAZ_SKELETON | TOC_GAZ_ALT};
        toc_push(&b->arena, &b->names, name);
    }
}

bool own_places(build *b, const char *dir)
{
    toc_dict_source *files;
    size_t count;
    char path[4096];
    snprintf(path, sizeof path, "%s/places", dir);
    tocsin_error err;
    if (toc_dict_files_read(path, &files, &count, &err) != TOCSIN_OK)
        return wrong(path, 0, err.message);
    bool good = true;
    for (size_t i = 0; good && i < count; i++) {
        toc_slice text = toc_dup(&b->arena, files[i].text);
        const toc_slice head = TOC_LIT("@table place:");
        if (text.len < head.len || memcmp(text.ptr, head.ptr, head.len) != 0) continue;
        uint32_t number = 0;
        for (toc_slice line; good && toc_slice_cut(&text, '\n', &line);) {
            toc_slice cell[PLACE_CELLS];
            number++;
            if (cells_of(line, cell, PLACE_CELLS)) good = place_row(b, cell, files[i].name, number);
        }
    }
    toc_dict_files_free(files, count);
    return good;
}
