/* tests/entity/test_provinces.c - towns of the gazetteer that was built stand in their provinces.
 * Without the place name packages there are no provinces of towns, and only that is checked. */
#include <stdlib.h>

#include "check.h"
#include "pack/gazetteer.h"
#include "record/codes.h"

static const struct {
    const char *town, *country, *admin1;
} CASES[] = {
    {"Hanoi", "VNM", "Hanoi"},
    {"Ho Chi Minh City", "VNM", "Ho Chi Minh City"},
    {"Vung Tau", "VNM", "Ba Ria-Vung Tau"}, /* a division until 2025 */
    {"Kandahar", "AFG", "Kandahar"},
    {"Lashkar Gah", "AFG", "Helmand"},
    {"Mosul", "IRQ", "Nineveh"},
    {"Maiduguri", "NGA", "Borno"},
    {"Gao", "MLI", "Gao"},
    {"Goma", "COD", "North Kivu"},
    {"Homs", "SYR", "Homs"},
    {"Taiz", "YEM", "Taiz"},
    {"Medellin", "COL", "Antioquia"},
    {"Culiacan", "MEX", "Sinaloa"},
    {"Donetsk", "UKR", "Donetsk"},
    {"Grozny", "RUS", "Chechnya"},
    {"Quetta", "PAK", "Balochistan"},
    {"Drammen", "NOR", "Buskerud"}, /* their codes in the list of towns are no more */
    {"Hawassa", "ETH", "Sidama"},
};

enum { PACKAGED = 100000, A_TOWN = 40 /* ten thousand people */, ENOUGH = 10 };

static uint32_t first_posting(const toc_gaz *gaz, toc_slice name)
{
    uint64_t words[TOC_GAZ_MAX_WORDS], key = TOC_GAZ_SEED;
    const size_t n = toc_gaz_words(name, words, TOC_GAZ_MAX_WORDS);
    bool more;
    for (size_t i = 0; i < n && i < TOC_GAZ_MAX_WORDS; i++) key = toc_gaz_key(key, words[i]);
    return toc_gaz_find(gaz, key, &more);
}

/* The province that the largest town of the name stands in; "" for none. */
static toc_slice province_of(const toc_gaz *gaz, const char *town, const char *country)
{
    toc_gaz_place best = {0};
    uint32_t at = first_posting(gaz, toc_slice_of(town));
    for (unsigned k = 0; at != TOC_GAZ_NONE && k < TOC_GAZ_MAX_SAME_NAME; k++, at++) {
        const uint32_t posting = toc_gaz_posting(gaz, at);
        const toc_gaz_place p = toc_gaz_at(gaz, posting & TOC_GAZ_INDEX);
        char iso3[4];
        toc_gaz_iso3(gaz, p.country, iso3);
        if (p.kind == TOC_PLACE_TOWN && p.weight > best.weight && strcmp(iso3, country) == 0)
            best = p;
        if ((posting & TOC_GAZ_LAST) != 0) break;
    }
    const uint32_t unit = toc_gaz_admin1(gaz, best.admin1);
    return unit == TOC_GAZ_NONE ? TOC_LIT("") : toc_gaz_string(gaz, toc_gaz_at(gaz, unit).name);
}

/* 1: a town of the province's name stands in it; -1: such towns stand in others only; 0: none. */
static int has_namesake(const toc_gaz *gaz, const toc_gaz_place *unit)
{
    int found = 0;
    uint32_t at = first_posting(gaz, toc_gaz_string(gaz, unit->name));
    for (unsigned k = 0; at != TOC_GAZ_NONE && k < TOC_GAZ_MAX_SAME_NAME; k++, at++) {
        const uint32_t posting = toc_gaz_posting(gaz, at);
        const toc_gaz_place p = toc_gaz_at(gaz, posting & TOC_GAZ_INDEX);
        if (p.kind == TOC_PLACE_TOWN && p.country == unit->country && p.weight >= A_TOWN) {
            if (p.admin1 == unit->admin1) return 1;
            found = -1;
        }
        if ((posting & TOC_GAZ_LAST) != 0) break;
    }
    return found;
}

/* Provinces are named after their capitals: where most of these stand in other provinces, the
 * codes of the towns and of the provinces are of different lists. */
static void no_country_is_permuted(const toc_gaz *gaz)
{
    unsigned right[256] = {0}, wrong[256] = {0}, countries = 0;
    for (uint32_t i = 0; i < gaz->places; i++) {
        const toc_gaz_place p = toc_gaz_at(gaz, i);
        if (p.kind != TOC_PLACE_ADMIN1) continue;
        const int found = has_namesake(gaz, &p);
        right[p.country] += found > 0;
        wrong[p.country] += found < 0;
    }
    for (unsigned c = 1; c < 256; c++) {
        if (right[c] + wrong[c] < ENOUGH) continue;
        char iso3[4];
        toc_gaz_iso3(gaz, (uint8_t)c, iso3);
        countries++;
        CHECK(right[c] > wrong[c], "%s: %u towns in provinces of their name, %u in others", iso3,
              right[c], wrong[c]);
    }
    CHECK(countries > 30, "%u countries looked at", countries);
}

int main(void)
{
    const char *path = getenv("TOCSIN_GAZETTEER");
    FILE *f = fopen(path == NULL ? "gazetteer.bin" : path, "rb");
    CHECK(f != NULL, "no gazetteer at %s", path == NULL ? "gazetteer.bin" : path);
    if (f == NULL) return check_done();
    fseek(f, 0, SEEK_END);
    const size_t len = (size_t)ftell(f);
    rewind(f);
    char *bytes = malloc(len + 1);
    toc_gaz gaz;
    tocsin_error err = {0};
    const bool good = bytes != NULL && fread(bytes, 1, len, f) == len &&
                      toc_gaz_view(&gaz, (toc_slice){bytes, len}, &err) == TOCSIN_OK;
    fclose(f);
    CHECK(good, "%s", err.message);
    if (good) {
        const bool packaged = gaz.places > PACKAGED;
        for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
            const toc_slice got = province_of(&gaz, CASES[i].town, CASES[i].country);
            CHECK(packaged ? toc_slice_is(got, CASES[i].admin1)
                           : got.len == 0 || toc_slice_is(got, CASES[i].admin1),
                  "%s: %.*s, not %s", CASES[i].town, (int)got.len, got.ptr, CASES[i].admin1);
        }
        if (packaged) no_country_is_permuted(&gaz);
    }
    free(bytes);
    return check_done();
}
