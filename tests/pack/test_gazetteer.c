/* tests/pack/test_gazetteer.c - what is written is found again; damaged bytes are refused or harmless. */
#include "pack/gazetteer.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "check.h"

enum { KIND_TOWN = 1, KIND_ADMIN1 = 4, KIND_COUNTRY = 5 };

static const toc_gaz_source PLACES[] = {
    {3300000, 4400000, 99237, {"Iraq", 4}, TOC_GAZ_NONE, TOC_GAZ_NONE, 0, 1, KIND_COUNTRY, 90, 0},
    {3050000, 4750000, 89341, {"Basra", 5}, 1, TOC_GAZ_NONE, 0, 1, KIND_ADMIN1, 60, 0},
    {3050852, 4778360, 99532, {"Basra", 5}, 1, TOC_GAZ_NONE, 0, 1, KIND_TOWN, 64, TOC_GAZ_SEAT1},
    {3437555, 4100000, 1, {"Al Qaim", 7}, TOC_GAZ_NONE, TOC_GAZ_NONE, 0, 1, KIND_TOWN, 48, 0},
    {3976000,
     -9850000,
     6252001,
     {"United States", 13},
     TOC_GAZ_NONE,
     TOC_GAZ_NONE,
     0,
     2,
     KIND_COUNTRY,
     97,
     0},
};
#define NAME(s, place, marks)                  \
    {                                          \
        {(s), sizeof(s) - 1}, (place), (marks) \
    }
static const toc_gaz_name NAMES[] = {
    NAME("Iraq", 0, 0),
    NAME("Basra", 1, 0),
    NAME("Basra", 2, 0),
    NAME("Basra Governorate", 1, 0),
    NAME("al-Qa'im", 3, 0),
    NAME("Iraqi", 0, TOC_GAZ_ADJ),
    NAME("US", 4, TOC_GAZ_EXACT),
    NAME("United States of America", 4, TOC_GAZ_ALT),
    NAME("--", 4, 0),
};
static const toc_gaz_state_source STATES[] = {{"", TOC_GAZ_NONE}, {"IRQ", 0}, {"USA", 4}};

static char *blob;
static size_t blob_len;

static uint32_t find(const toc_gaz *gaz, const char *name, bool *more)
{
    uint64_t words[TOC_GAZ_MAX_WORDS], key = TOC_GAZ_SEED;
    const size_t n = toc_gaz_words(toc_slice_of(name), words, TOC_GAZ_MAX_WORDS);
    for (size_t i = 0; i < n; i++) key = toc_gaz_key(key, words[i]);
    return toc_gaz_find(gaz, key, more);
}

static void test_names(const toc_gaz *gaz)
{
    static const struct {
        const char *name;
        bool found, more;
        uint32_t place, marks, same_name;
    } CASES[] = {
        {"Iraq", true, false, 0, 0, 1},
        {"IRAQ", true, false, 0, 0, 1},
        {"Basra", true, true, 2, 0, 2}, /* the heavier one first */
        {"Basra Governorate", true, false, 1, 0, 1},
        {"Al Qaim", true, false, 3, 0, 1},
        {"Al", false, true, 0, 0, 0}, /* a beginning only */
        {"United States", false, true, 0, 0, 0},
        {"united states of america", true, false, 4, TOC_GAZ_ALT, 1},
        {"Iraqi", true, false, 0, TOC_GAZ_ADJ, 1},
        {"U.S.", true, false, 4, TOC_GAZ_EXACT, 1},
        {"Kuwait", false, false, 0, 0, 0},
        {"", false, false, 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        bool more = true;
        const uint32_t at = find(gaz, CASES[i].name, &more);
        CHECK((at != TOC_GAZ_NONE) == CASES[i].found && more == CASES[i].more,
              "\"%s\": %u, more %d", CASES[i].name, at, more);
        if (at == TOC_GAZ_NONE || !CASES[i].found) continue;
        const uint32_t p = toc_gaz_posting(gaz, at);
        uint32_t n = 1;
        while ((toc_gaz_posting(gaz, at + n - 1) & TOC_GAZ_LAST) == 0) n++;
        CHECK((p & TOC_GAZ_INDEX) == CASES[i].place &&
                  (p & ~TOC_GAZ_INDEX & ~(uint32_t)TOC_GAZ_LAST) == CASES[i].marks &&
                  n == CASES[i].same_name,
              "\"%s\": place %u marks %x of %u", CASES[i].name, p & TOC_GAZ_INDEX, p >> 24, n);
    }
}

static void test_places(const toc_gaz *gaz)
{
    const toc_gaz_place basra = toc_gaz_at(gaz, 2);
    CHECK(basra.lat_e5 == 3050852 && basra.lon_e5 == 4778360 && basra.geoname == 99532 &&
              basra.kind == KIND_TOWN && basra.flags == TOC_GAZ_SEAT1,
          "Basra at %d %d", basra.lat_e5, basra.lon_e5);
    CHECK(toc_slice_is(toc_gaz_string(gaz, basra.name), "Basra"), "name");
    CHECK(toc_gaz_admin1(gaz, basra.admin1) == 1 && toc_gaz_admin1(gaz, 0) == TOC_GAZ_NONE,
          "admin1");
    CHECK(toc_gaz_at(gaz, 4).lon_e5 == -9850000, "negative degrees");
    CHECK(toc_gaz_state(gaz, basra.country) == 0, "state %u", toc_gaz_state(gaz, basra.country));
    char iso3[4];
    toc_gaz_iso3(gaz, basra.country, iso3);
    CHECK(strcmp(iso3, "IRQ") == 0, "%s", iso3);
    CHECK(toc_gaz_at(gaz, 9999).flags == TOC_GAZ_NO_POINT, "out of range");
    CHECK(toc_gaz_posting(gaz, 9999) == TOC_GAZ_LAST, "posting out of range");
}

static void test_skeletons(void)
{
    static const struct {
        const char *a, *b;
        bool same;
    } CASES[] = {
        {"Menbeij", "Manbij", true},         {"al-Hudaydah", "Hodeidah", true},
        {"Nassiriya", "An Nasiriyah", true}, {"Quraytayn", "Al Qaryatayn", true},
        {"Tel Abyad", "Tall Abyad", true},   {"Qaim", "Al Kaim", false}, /* two consonants: none */
        {"Kirkuk", "Kirkut", false},         {"Dara", "Dura", false},
        {"Mosul", "Masila", false},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const uint64_t a = toc_gaz_skeleton(toc_slice_of(CASES[i].a));
        const uint64_t b = toc_gaz_skeleton(toc_slice_of(CASES[i].b));
        CHECK((a == b && a != 0) == CASES[i].same, "%s, %s", CASES[i].a, CASES[i].b);
    }
    CHECK(toc_gaz_skeleton(TOC_LIT("")) == 0, "empty");
}

/* Every prefix is refused; every changed byte is refused or read without a wild access. */
static void test_damage(void)
{
    toc_gaz gaz;
    tocsin_error err = {0};
    size_t accepted = 0;
    for (size_t len = 0; len < 64; len++)
        accepted += toc_gaz_view(&gaz, (toc_slice){blob, len}, &err) == TOCSIN_OK;
    CHECK(accepted == 0, "%zu short blobs accepted", accepted);
    CHECK(err.status == TOCSIN_PACK_DAMAGED, "status %d", (int)err.status);
    char *copy = malloc(blob_len);
    size_t reads = 0;
    for (size_t at = 0; copy != NULL && at < blob_len; at++) {
        memcpy(copy, blob, blob_len);
        copy[at] = (char)~copy[at];
        if (toc_gaz_view(&gaz, (toc_slice){copy, blob_len}, NULL) != TOCSIN_OK) continue;
        for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
            uint64_t words[TOC_GAZ_MAX_WORDS], key = TOC_GAZ_SEED;
            bool more;
            const size_t n = toc_gaz_words(NAMES[i].words, words, TOC_GAZ_MAX_WORDS);
            for (size_t k = 0; k < n; k++) key = toc_gaz_key(key, words[k]);
            const toc_gaz_place p = toc_gaz_at(
                &gaz, toc_gaz_posting(&gaz, toc_gaz_find(&gaz, key, &more)) & TOC_GAZ_INDEX);
            reads += toc_gaz_string(&gaz, p.name).len + (toc_gaz_admin1(&gaz, p.admin1) != 0);
        }
    }
    CHECK(reads > 0, "damaged copies were read");
    free(copy);
}

int main(void)
{
    tocsin_error err = {0};
    char *again;
    size_t again_len;
    const size_t n = sizeof PLACES / sizeof *PLACES, names = sizeof NAMES / sizeof *NAMES;
    CHECK(toc_gaz_write(&blob, &blob_len, PLACES, n, NAMES, names, STATES, 3, &err) == TOCSIN_OK,
          "%s", err.message);
    CHECK(toc_gaz_write(&again, &again_len, PLACES, n, NAMES, names, STATES, 3, &err) ==
                  TOCSIN_OK &&
              again_len == blob_len && memcmp(again, blob, blob_len) == 0,
          "the same bytes twice");
    toc_gaz gaz;
    CHECK(toc_gaz_view(&gaz, (toc_slice){blob, blob_len}, &err) == TOCSIN_OK, "%s", err.message);
    test_names(&gaz);
    test_places(&gaz);
    test_skeletons();
    test_damage();
    free(blob);
    free(again);
    return check_done();
}
