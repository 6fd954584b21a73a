/* tools/gazetteer/build.c - the builder's store; see build.h. */
#include "build.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "entity/geonames.h"

uint32_t build_place(build *b, toc_gaz_source place)
{
    toc_push(&b->arena, &b->places, place);
    const unit_sum none = {0, 0, 0, INT32_MAX, INT32_MIN, INT32_MAX, INT32_MIN, 0};
    toc_push(&b->arena, &b->sums, none);
    return b->places.count - 1;
}

static void one_name(build *b, uint32_t place, toc_slice words, uint32_t marks)
{
    if (words.len == 0) return;
    const toc_gaz_name name = {words, place, marks};
    toc_push(&b->arena, &b->names, name);
}

static toc_slice replaced(build *b, toc_slice s, size_t at, size_t len, const char *with)
{
    const size_t n = strlen(with);
    char *out = toc_alloc(&b->arena, s.len - len + n + 1);
    if (out == NULL) return s;
    memcpy(out, s.ptr, at);
    memcpy(out + at, with, n);
    memcpy(out + at + n, s.ptr + at + len, s.len - at - len);
    return (toc_slice){out, s.len - len + n};
}

void build_name(build *b, uint32_t place, toc_slice words, uint32_t marks)
{
    static const char *const PAIRS[][2] = {
        {"Saint ", "St "}, {"St. ", "Saint "}, {"St ", "Saint "},  {"Sainte ", "Ste "},
        {"Mount ", "Mt "}, {"Mt. ", "Mount "}, {"Mt ", "Mount "},  {"Fort ", "Ft "},
        {"Ft. ", "Fort "}, {"Saint-", "St-"},  {"Santa ", "Sta "},
    };
    one_name(b, place, words, marks);
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
        const size_t n = strlen(PAIRS[i][0]);
        if (words.len > n && memcmp(words.ptr, PAIRS[i][0], n) == 0) {
            one_name(b, place, replaced(b, words, 0, n, PAIRS[i][1]), marks | TOC_GAZ_ALT);
            break;
        }
    }
    for (size_t i = 1; i + 1 < words.len; i++) /* "St. John's" is cut into John 's by tokenisers */
        if (words.ptr[i] == '\'' && words.ptr[i + 1] == 's' &&
            (i + 2 == words.len || words.ptr[i + 2] == ' '))
            one_name(b, place, replaced(b, words, i, 1, " "), marks | TOC_GAZ_ALT);
    for (size_t i = 1; i + 2 < words.len; i++) { /* "Cote d'Ivoire" is also cut into d' Ivoire */
        const bool quote = words.ptr[i] == '\'';
        const char c = words.ptr[i - 1];
        if (quote && (c == 'd' || c == 'l' || c == 'L' || c == 'D') &&
            (i == 1 || words.ptr[i - 2] == ' ' || words.ptr[i - 2] == '-'))
            one_name(b, place, replaced(b, words, i, 1, "' "), marks | TOC_GAZ_ALT);
    }
}

/* Generic heads of administrative names; longest of each ending first. */
static const char *const HEADS[] = {
    " Autonomous Region",
    " Autonomous Province",
    " Metropolitan City",
    " Federal District",
    " Special Region",
    " Governorate",
    " Municipality",
    " Department",
    " Prefecture",
    " Autonomous Okrug",
    " Province",
    " District",
    " Oblast",
    " Oblast'",
    " Region",
    " County",
    " Voivodeship",
    " Division",
    " Territory",
    " Canton",
    " Parish",
    " State",
    " Krai",
    " Kray",
    " Rayon",
    " Raion",
    " Okrug",
    " Emirate",
    " Republic",
    " Shahrestan",
    " Tehsil",
    " Regency",
    " Woreda",
    " Zone",
    " City",
    " Borough",
    " Wilayah",
    " Wilaya",
};
static const char *const FRONTS[] = {
    "Departamento del ",
    "Departamento de ",
    "Provincia de ",
    "Province of ",
    "Region of ",
    "State of ",
    "Muhafazat ",
    "Wilayat ",
    "Mohafazat ",
    "Republic of ",
    "Departement de ",
    "Canton of ",
    "Estado de ",
    "Region de ",
    "City of ",
    "Ostan-e ",
    "Wilaya de ",
    "Wilaya d'",
    "Gobernaci\xc3\xb3n de ",
    "Provincia del ",
    "Provinz ",
    "Distrito de ",
    "Municipio de ",
};

bool build_strip_head(toc_slice words, toc_slice *out)
{
    for (size_t i = 0; i < sizeof FRONTS / sizeof *FRONTS; i++) {
        const size_t n = strlen(FRONTS[i]);
        if (words.len > n + 2 && memcmp(words.ptr, FRONTS[i], n) == 0) {
            *out = toc_slice_sub(words, n, words.len);
            return true;
        }
    }
    for (size_t i = 0; i < sizeof HEADS / sizeof *HEADS; i++) {
        const size_t n = strlen(HEADS[i]);
        if (words.len > n + 1 && memcmp(words.ptr + words.len - n, HEADS[i], n) == 0) {
            *out = toc_slice_sub(words, 0, words.len - n);
            return true;
        }
    }
    return false;
}

void build_name_and_short(build *b, uint32_t place, toc_slice words, uint32_t marks)
{
    build_name(b, place, words, marks);
    toc_slice bare;
    if (build_strip_head(words, &bare)) build_name(b, place, bare, marks | TOC_GAZ_SHORT);
}

void build_index(build *b, uint64_t hash, uint32_t place)
{
    if (b->index_used * 2 >= b->index_slots) {
        const uint32_t bigger = b->index_slots == 0 ? 1u << 16 : b->index_slots * 2;
        index_slot *slots = TOC_NEW_N(&b->arena, index_slot, bigger);
        if (slots == NULL) return;
        for (uint32_t i = 0; i < b->index_slots; i++) {
            if (b->index[i].hash == 0) continue;
            uint32_t at = (uint32_t)b->index[i].hash & (bigger - 1);
            while (slots[at].hash != 0) at = (at + 1) & (bigger - 1);
            slots[at] = b->index[i];
        }
        b->index = slots;
        b->index_slots = bigger;
    }
    uint32_t at = (uint32_t)hash & (b->index_slots - 1);
    while (b->index[at].hash != 0) at = (at + 1) & (b->index_slots - 1);
    b->index[at] = (index_slot){hash, place};
    b->index_used++;
}

bool build_next(const build *b, uint64_t hash, uint32_t *at, uint32_t *place)
{
    if (b->index_slots == 0) return false;
    for (;; (*at)++) {
        const index_slot *slot = &b->index[((uint32_t)hash + *at) & (b->index_slots - 1)];
        if (slot->hash == 0) return false;
        if (slot->hash != hash) continue;
        (*at)++;
        *place = slot->place;
        return true;
    }
}

uint64_t build_code_hash(toc_slice code)
{
    return toc_mix(toc_hash_slice(code), 1);
}

uint64_t build_name_hash(uint8_t country, toc_slice words)
{
    uint64_t hashes[TOC_GAZ_MAX_WORDS], key = TOC_GAZ_SEED + country;
    const size_t n = toc_gaz_words(words, hashes, TOC_GAZ_MAX_WORDS);
    for (size_t i = 0; i < n && i < TOC_GAZ_MAX_WORDS; i++) key = toc_gaz_key(key, hashes[i]);
    return key == 0 ? 1 : key;
}

uint8_t build_state_of(const build *b, toc_slice iso2)
{
    for (uint32_t i = 1; i < b->states.count; i++)
        if (toc_slice_is(iso2, b->iso2[i]) && iso2.len > 0) return (uint8_t)i;
    return 0;
}

uint8_t build_state_of3(const build *b, toc_slice iso3)
{
    for (uint32_t i = 1; i < b->states.count; i++)
        if (toc_slice_is(iso3, b->states.items[i].iso3)) return (uint8_t)i;
    return 0;
}

void build_add_town(build *b, uint32_t unit, const toc_gaz_source *town, int64_t population)
{
    if (unit >= b->sums.count) return;
    unit_sum *s = &b->sums.items[unit];
    s->lat += town->lat_e5;
    s->lon += town->lon_e5;
    s->population += population;
    s->towns++;
    if (town->lat_e5 < s->low_lat) s->low_lat = town->lat_e5;
    if (town->lat_e5 > s->high_lat) s->high_lat = town->lat_e5;
    if (town->lon_e5 < s->low_lon) s->low_lon = town->lon_e5;
    if (town->lon_e5 > s->high_lon) s->high_lon = town->lon_e5;
}

/* What a level is worth on top of (or below) its people: a country is named far more often than
 * a town of its size, a district far less. */
static uint8_t unit_weight(const toc_gaz_source *place, const unit_sum *sum)
{
    const int people = toc_people_weight(sum->population);
    int w = people;
    if (place->kind == TOC_PLACE_COUNTRY) w = people + 17 < 72 ? 72 : people + 17;
    if (place->kind == TOC_PLACE_ADMIN1) w = people < 35 ? 35 : people;
    if (place->kind == TOC_PLACE_ADMIN2) w = people < 25 ? 15 : people - 10;
    return (uint8_t)(w > 115 ? 115 : w);
}

void build_weigh_units(build *b)
{
    for (uint32_t i = 0; i < b->places.count; i++) {
        toc_gaz_source *place = &b->places.items[i];
        const unit_sum *s = &b->sums.items[i];
        if (place->kind != TOC_PLACE_COUNTRY && place->kind != TOC_PLACE_ADMIN1 &&
            place->kind != TOC_PLACE_ADMIN2)
            continue;
        if ((place->flags & TOC_GAZ_OWN) == 0 || s->towns > 0)
            place->weight = unit_weight(place, s);
        if ((place->flags & TOC_GAZ_NO_POINT) == 0 || s->towns == 0) continue;
        /* between the towns' mean, which leans to the crowded side, and the middle of their box */
        const int64_t mean_lat = s->lat / s->towns, mean_lon = s->lon / s->towns;
        place->lat_e5 = (int32_t)((mean_lat + ((int64_t)s->low_lat + s->high_lat) / 2) / 2);
        place->lon_e5 = (int32_t)((mean_lon + ((int64_t)s->low_lon + s->high_lon) / 2) / 2);
        place->flags &= (uint8_t)~TOC_GAZ_NO_POINT;
    }
}

toc_slice build_read(build *b, const char *path)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL) return (toc_slice){NULL, 0};
    fseek(f, 0, SEEK_END);
    const long size = ftell(f);
    rewind(f);
    char *bytes = size < 0 ? NULL : toc_alloc(&b->arena, (size_t)size + 1);
    const size_t got = bytes == NULL ? 0 : fread(bytes, 1, (size_t)size, f);
    fclose(f);
    return (toc_slice){bytes, got};
}
