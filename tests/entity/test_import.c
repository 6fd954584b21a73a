/* tests/entity/test_import.c - dumps laid over a small gazetteer: what is kept, and what a name leads to. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>

#include "entity/where.h"
#include "entity/where_import.h"
#include "record/codes.h"

#define ROW(id, name, others, lat, code_class, country, admin1, people)                          \
    id "\t" name "\t" name "\t" others "\t" lat "\t43.3\t" code_class "\t" country "\t\t" admin1 \
       "\t\t\t\t" people "\t\t\t\t\n"

static const char COUNTRIES[] = "@table country: name iso3 iso2\nIraq\tIRQ\tIQ\nFrance\tFRA\tFR\n";

enum { IRAQ, FRANCE, ANBAR, RAMADI, PARIS, HIT };

static toc_gaz_source place(const char *name, uint8_t country, uint8_t kind, uint8_t weight,
                            uint32_t geoname, uint32_t admin1)
{
    return (toc_gaz_source){.name = toc_slice_of(name),
                            .country = country,
                            .kind = kind,
                            .weight = weight,
                            .geoname = geoname,
                            .admin1 = admin1,
                            .admin2 = TOC_GAZ_NONE,
                            .lat_e5 = 3300000,
                            .lon_e5 = 4300000};
}

static toc_slice make_base(void)
{
    const toc_gaz_source places[] = {
        [IRAQ] = place("Iraq", 1, TOC_PLACE_COUNTRY, 90, 99237, TOC_GAZ_NONE),
        [FRANCE] = place("France", 2, TOC_PLACE_COUNTRY, 90, 3017382, TOC_GAZ_NONE),
        [ANBAR] = place("Al Anbar", 1, TOC_PLACE_ADMIN1, 60, 0, ANBAR),
        [RAMADI] = place("Ramadi", 1, TOC_PLACE_TOWN, 50, 90000, ANBAR),
        [PARIS] = place("Paris", 2, TOC_PLACE_TOWN, 63, 2988507, TOC_GAZ_NONE),
        [HIT] = place("Hit", 1, TOC_PLACE_TOWN, 40, 90001, ANBAR)};
    enum { COUNT = sizeof places / sizeof *places };
    toc_gaz_name names[COUNT];
    for (uint32_t i = 0; i < COUNT; i++) names[i] = (toc_gaz_name){places[i].name, i, 0};
    const toc_gaz_state_source states[] = {{"", TOC_GAZ_NONE}, {"IRQ", IRAQ}, {"FRA", FRANCE}};
    char *blob = NULL;
    size_t len = 0;
    tocsin_error err;
    toc_gaz_write(&blob, &len, places, COUNT, names, COUNT, states, 3, &err);
    return (toc_slice){blob, len};
}

/* The i-th place of a name; kind 0: there is none. */
static toc_gaz_place called(const toc_gaz *gaz, const char *name, unsigned i)
{
    uint64_t words[TOC_GAZ_MAX_WORDS], key = TOC_GAZ_SEED;
    const size_t n = toc_gaz_words(toc_slice_of(name), words, TOC_GAZ_MAX_WORDS);
    for (size_t k = 0; k < n; k++) key = toc_gaz_key(key, words[k]);
    bool more;
    uint32_t at = toc_gaz_find(gaz, key, &more);
    for (unsigned k = 0; at != TOC_GAZ_NONE; at++, k++) {
        const uint32_t posting = toc_gaz_posting(gaz, at);
        if (k == i) return toc_gaz_at(gaz, posting & TOC_GAZ_INDEX);
        if ((posting & TOC_GAZ_LAST) != 0) break;
    }
    return (toc_gaz_place){0};
}

static struct {
    unsigned calls;
    uint64_t last_line;
    bool stop;
} seen;

static void bad(void *ctx, const char *file, uint64_t line, const char *what)
{
    (void)ctx;
    (void)file;
    seen.calls += what != NULL;
    seen.last_line = line;
}

static bool step(void *ctx, uint64_t lines, uint64_t bytes)
{
    (void)ctx;
    return !seen.stop || lines > bytes;
}

static tocsin_status import(const toc_gaz *base, const toc_pack *packs, const char *text,
                            size_t len, toc_slice *out, toc_import_counts *counts,
                            tocsin_error *err)
{
    FILE *in = tmpfile();
    if (in == NULL) return TOCSIN_IO;
    fwrite(text, 1, len, in);
    rewind(in);
    toc_import *m = toc_import_begin(base, packs, 1);
    const toc_import_report report = {bad, step, NULL};
    tocsin_status status = toc_import_read(m, in, "dump", &report, err);
    char *blob = NULL;
    size_t blob_len = 0;
    if (status == TOCSIN_OK) status = toc_import_finish(m, &blob, &blob_len, counts, err);
    toc_import_free(m);
    fclose(in);
    *out = (toc_slice){blob, blob_len};
    return status;
}

static void good_lines(const toc_gaz *base, const toc_pack *packs)
{
    static const char DUMP[] = ROW("90000", "Ramadi", "", "33.4", "P\tPPLA", "IQ", "01",
                                   "200000") /* known: says what 01 is */
        ROW("90001", "Hit", "", "33.6", "P\tPPL", "IQ", "01",
            "50000") ROW("71", "Qaryat Paris", "Paris,baris", "33.5", "P\tPPL", "IQ", "01", "900")
            ROW("72", "Wadi Horan", "", "33.1", "T\tVAL", "IQ", "01", "0")
                ROW("73", "Hotel Hit", "", "33.1", "S\tHTL", "IQ", "01", "0")
                    ROW("74", "Nowhere", "", "33.1", "P\tPPL", "XX", "01", "0")
                        ROW("75", "Anbar Governorate", "Al Anbar", "33", "A\tADM1", "IQ", "07", "0")
                            ROW("76", "Far Camp", "", "32", "S\tCMPRF", "IQ", "07", "0");
    toc_slice blob;
    toc_import_counts n = {0};
    tocsin_error err = {0};
    toc_gaz gaz;
    const tocsin_status status = import(base, packs, DUMP, sizeof DUMP - 1, &blob, &n, &err);
    CHECK(status == TOCSIN_OK && toc_gaz_view(&gaz, blob, &err) == TOCSIN_OK, "import: %s",
          err.message);
    if (status != TOCSIN_OK) return;
    CHECK(n.lines == 8 && n.bad == 0 && n.known == 3 && n.unused == 2 && n.places == 3,
          "%u lines, %u bad, %u known, %u unused, %u kept", (unsigned)n.lines, (unsigned)n.bad,
          (unsigned)n.known, (unsigned)n.unused, (unsigned)n.places);
    const toc_gaz_place village = called(&gaz, "Qaryat Paris", 0),
                        valley = called(&gaz, "wadi horan", 0);
    CHECK(village.geoname == 71 && village.lat_e5 == 3350000 &&
              village.admin1 == toc_gaz_at(base, RAMADI).admin1,
          "village: %u in %u", village.geoname, village.admin1);
    CHECK(valley.kind == TOC_PLACE_REGION && valley.country == 1, "valley: %u", valley.kind);
    /* the province code that no known town has is known by the province's name */
    CHECK(called(&gaz, "Far Camp", 0).admin1 == toc_gaz_at(base, ANBAR).admin1, "camp in %u",
          called(&gaz, "Far Camp", 0).admin1);
    /* a name of the base leads to its places first, then to the new ones */
    CHECK(called(&gaz, "Paris", 0).geoname == 2988507 && called(&gaz, "Paris", 1).geoname == 71,
          "Paris: %u, %u", called(&gaz, "Paris", 0).geoname, called(&gaz, "Paris", 1).geoname);
    CHECK(called(&gaz, "Ramadi", 0).kind == 0 && called(&gaz, "baris", 0).kind == 0 &&
              called(&gaz, "Nowhere", 0).kind == 0,
          "what was known, romanised by machine, or in no country is there");
    free((void *)(uintptr_t)blob.ptr);
}

static void bad_lines(const toc_gaz *base, const toc_pack *packs)
{
    const size_t long_line = TOC_GEONAMES_LINE_BYTES + 10;
    char *text = malloc(long_line + 4096);
    if (text == NULL) return;
    memset(text, 'x', long_line);
    const int more = snprintf(text + long_line, 4096, "\n\n\t\t\t\n%s%s",
                              ROW("x", "A", "", "33", "P\tPPL", "IQ", "01", "1"),
                              ROW("80", "Last One", "", "33", "P\tPPL", "IQ", "01", "1"));
    toc_slice blob;
    toc_import_counts n = {0};
    tocsin_error err = {0};
    seen.calls = 0;
    const tocsin_status status =
        import(base, packs, text, long_line + (size_t)more, &blob, &n, &err);
    CHECK(status == TOCSIN_OK && n.places == 1 && n.bad == 3 && seen.calls == 3 &&
              seen.last_line == 4,
          "status %d, %u places, %u bad, %u calls, last line %u", status, (unsigned)n.places,
          (unsigned)n.bad, seen.calls, (unsigned)seen.last_line);
    free((void *)(uintptr_t)blob.ptr);
    CHECK(import(base, packs, "", 0, &blob, &n, &err) == TOCSIN_INPUT && blob.ptr == NULL,
          "an empty dump");
    CHECK(import(base, packs, "a\tb\n", 4, &blob, &n, &err) == TOCSIN_INPUT,
          "a dump without a good line");
    /* asked to stop after the first 16,384 lines */
    char *lines = malloc(20000 * 2);
    for (size_t i = 0; lines != NULL && i < 20000; i++) memcpy(lines + 2 * i, "x\n", 2);
    seen.stop = true;
    CHECK(lines == NULL || import(base, packs, lines, 40000, &blob, &n, &err) == TOCSIN_IO,
          "told to stop");
    seen.stop = false;
    free(lines);
    free(text);
}

/* What was made for one gazetteer is not laid over another. */
static void stamps(const toc_slice base, const toc_gaz *gaz)
{
    for (uint32_t change = 0; change < 2; change++) {
        const char stamp[4] = {(char)(gaz->stamp + change), (char)(gaz->stamp >> 8),
                               (char)(gaz->stamp >> 16), (char)(gaz->stamp >> 24)};
        const toc_pack_part first[] = {{"gazetteer", base.ptr, base.len}},
                            second[] = {{TOC_IMPORT_BASE, stamp, 4},
                                        {TOC_IMPORT_PLACES, base.ptr, base.len}};
        toc_pack packs[2];
        char *bytes;
        size_t len;
        tocsin_error err = {0};
        toc_pack_write(&bytes, &len, first, 1, &err);
        toc_pack_from_bytes(&packs[0], bytes, len, "base", &err);
        toc_pack_write(&bytes, &len, second, 2, &err);
        toc_pack_from_bytes(&packs[1], bytes, len, "import", &err);
        toc_arena arena;
        toc_arena_init(&arena);
        toc_where_data data;
        const tocsin_status status = toc_where_open(&data, packs, 2, &arena, &err);
        CHECK(status == (change == 0 ? TOCSIN_OK : TOCSIN_PACK_VERSION), "stamp %u: status %d %s",
              change, status, err.message);
        CHECK(change == 1 || data.import.places == gaz->places, "%u places laid over",
              data.import.places);
        toc_arena_free(&arena);
        toc_pack_close(&packs[0]);
        toc_pack_close(&packs[1]);
    }
}

int main(void)
{
    const toc_dict_source file = {"c.tsv", toc_slice_of(COUNTRIES)};
    toc_pack_part *parts;
    size_t count, len;
    char *bytes;
    tocsin_error err = {0};
    toc_pack pack;
    const bool good = toc_dict_compile(&file, 1, &parts, &count, NULL, NULL, &err) == TOCSIN_OK &&
                      toc_pack_write(&bytes, &len, parts, count, &err) == TOCSIN_OK &&
                      toc_pack_from_bytes(&pack, bytes, len, "test", &err) == TOCSIN_OK;
    const toc_slice base = make_base();
    toc_gaz gaz;
    CHECK(good && base.ptr != NULL && toc_gaz_view(&gaz, base, &err) == TOCSIN_OK, "set up: %s",
          err.message);
    toc_dict_parts_free(parts, count);
    good_lines(&gaz, &pack);
    bad_lines(&gaz, &pack);
    stamps(base, &gaz);
    free((void *)(uintptr_t)base.ptr);
    toc_pack_close(&pack);
    return check_done();
}
