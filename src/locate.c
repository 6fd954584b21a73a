/* src/locate.c - a place by its name, for people who ask: "Tripoli", "Tripoli, Libya". */
#include <stdio.h>

#include "api.h"
#include "base/utf8.h"

enum { TOWN_BONUS = 10, CAPITAL_BONUS = 5, FORMER_MALUS = 20, SAME_PLACE_E5 = 30000 };

typedef struct finder {
    const toc_where_data *where;
    tocsin_kind kind;
    toc_slice rest; /* what stands behind the comma; empty: nothing */
    toc_gaz_place best, second;
    int32_t best_score, second_score; /* -1: there is none */
    size_t others;
    const toc_gaz *best_from, *second_from; /* whose strings */
} finder;

static uint64_t key_of(toc_slice name)
{
    uint64_t words[TOC_GAZ_MAX_WORDS], key = TOC_GAZ_SEED;
    const size_t n = toc_gaz_words(name, words, TOC_GAZ_MAX_WORDS);
    if (n == 0 || n > TOC_GAZ_MAX_WORDS) return 0;
    for (size_t i = 0; i < n; i++) key = toc_gaz_key(key, words[i]);
    return key;
}

/* Is one of the places of this name that one? */
static bool leads_to(const toc_gaz *gaz, toc_slice name, uint32_t place)
{
    bool more;
    const uint64_t key = key_of(name);
    if (key == 0 || place == TOC_GAZ_NONE) return false;
    for (uint32_t at = toc_gaz_find(gaz, key, &more); at != TOC_GAZ_NONE; at++) {
        const uint32_t p = toc_gaz_posting(gaz, at);
        if ((p & TOC_GAZ_INDEX) == place) return true;
        if ((p & TOC_GAZ_LAST) != 0) break;
    }
    return false;
}

static bool is_iso3(const toc_gaz *gaz, uint8_t country, toc_slice word)
{
    char iso3[4];
    toc_gaz_iso3(gaz, country, iso3);
    if (word.len != 3 || iso3[0] == '\0') return false;
    for (size_t i = 0; i < 3; i++)
        if (toc_upper((unsigned char)word.ptr[i]) != (unsigned char)iso3[i]) return false;
    return true;
}

/* Does the place lie in all that stands behind its name? Numbers of countries and provinces are those of the
 * built-in gazetteer, whichever layer the place is from. */
static bool lies_in(const toc_gaz *gaz, const toc_gaz_place *place, toc_slice rest)
{
    toc_slice part;
    while (rest.len > 0 && toc_slice_cut(&rest, ',', &part)) {
        part = toc_slice_trim(part);
        if (!is_iso3(gaz, place->country, part) &&
            !leads_to(gaz, part, toc_gaz_state(gaz, place->country)) &&
            !leads_to(gaz, part, toc_gaz_admin1(gaz, place->admin1)) &&
            !leads_to(gaz, part, toc_gaz_admin2(gaz, place->admin2)))
            return false;
    }
    return true;
}

static bool is_kind(const finder *f, const toc_gaz_place *place)
{
    switch (f->kind) {
    case TOCSIN_PROVINCE: return place->kind == TOC_PLACE_ADMIN1;
    case TOCSIN_COUNTRY: return place->kind == TOC_PLACE_COUNTRY;
    case TOCSIN_ANY_PLACE: break;
    }
    return place->kind != 0 && place->kind != TOC_PLACE_CONTINENT &&
           (place->flags & TOC_GAZ_NO_POINT) == 0;
}

static int32_t apart(int32_t a, int32_t b)
{
    return a > b ? a - b : b - a;
}

/* Two rows may be one place: a town and its district. */
static bool same(const toc_gaz_place *a, const toc_gaz_place *b)
{
    return a->country == b->country && apart(a->lat_e5, b->lat_e5) < SAME_PLACE_E5 &&
           apart(a->lon_e5, b->lon_e5) < SAME_PLACE_E5;
}

static void weigh(finder *f, const toc_gaz *gaz, const toc_gaz_place *place)
{
    const int32_t score = place->weight + (place->kind == TOC_PLACE_TOWN ? TOWN_BONUS : 0) +
                          ((place->flags & TOC_GAZ_CAPITAL) != 0 ? CAPITAL_BONUS : 0) -
                          ((place->flags & TOC_GAZ_FORMER) != 0 ? FORMER_MALUS : 0);
    const bool again = f->best_score >= 0 && same(place, &f->best);
    if (score > f->best_score) {
        if (f->best_score >= 0 && !again) {
            f->second = f->best;
            f->second_score = f->best_score;
            f->second_from = f->best_from;
        }
        f->others += f->best_score >= 0 && !again;
        f->best = *place;
        f->best_score = score < 0 ? 0 : score;
        f->best_from = gaz;
        return;
    }
    if (again || place->kind != f->best.kind) return;
    f->others++;
    if (score <= f->second_score) return;
    f->second = *place;
    f->second_score = score;
    f->second_from = gaz;
}

static void look_up(finder *f, const toc_gaz *gaz, uint64_t key)
{
    bool more;
    if (gaz->places == 0 || key == 0) return;
    for (uint32_t at = toc_gaz_find(gaz, key, &more); at != TOC_GAZ_NONE; at++) {
        const uint32_t p = toc_gaz_posting(gaz, at);
        const toc_gaz_place place = toc_gaz_at(gaz, p & TOC_GAZ_INDEX);
        if ((p & TOC_GAZ_ADJ) == 0 && ((p & TOC_GAZ_CONTEXT) == 0 || f->rest.len > 0) &&
            is_kind(f, &place) && lies_in(&f->where->gaz, &place, f->rest))
            weigh(f, gaz, &place);
        if ((p & TOC_GAZ_LAST) != 0) break;
    }
}

static toc_slice name_at(const toc_gaz *gaz, uint32_t index)
{
    return index == TOC_GAZ_NONE ? (toc_slice){"", 0}
                                 : toc_gaz_string(gaz, toc_gaz_at(gaz, index).name);
}

/* "Samawah, Muthanna, Iraq" */
static void put_full(const finder *f, const toc_gaz *from, const toc_gaz_place *place, char *out,
                     size_t room)
{
    const toc_gaz *gaz = &f->where->gaz;
    const toc_slice parts[] = {
        toc_gaz_string(from, place->name),
        place->kind == TOC_PLACE_ADMIN1 ? (toc_slice){"", 0}
                                        : name_at(gaz, toc_gaz_admin1(gaz, place->admin1)),
        place->kind == TOC_PLACE_COUNTRY ? (toc_slice){"", 0}
                                         : name_at(gaz, toc_gaz_state(gaz, place->country))};
    size_t len = 0;
    out[0] = '\0';
    for (size_t i = 0; i < 3; i++) {
        if (parts[i].len == 0 || (i > 0 && toc_slice_eq(parts[i], parts[0]))) continue;
        const int n = snprintf(out + len, room - len, "%s%.*s", len > 0 ? ", " : "",
                               (int)parts[i].len, parts[i].ptr);
        if (n < 0 || (size_t)n >= room - len) break;
        len += (size_t)n;
    }
}

static void look_everywhere(finder *f, uint64_t key)
{
    look_up(f, &f->where->user, key);
    if (f->best_score >= 0) return; /* the user's places hide those that are called so */
    look_up(f, f->where->import.places > 0 ? &f->where->import : &f->where->gaz, key);
    if (f->best_score < 0) look_up(f, &f->where->gaz, key);
}

/* A country may be named by its code. */
static void look_for_code(finder *f, toc_slice word)
{
    const toc_gaz *gaz = &f->where->gaz;
    for (uint32_t i = 1; i < gaz->states && i < 256; i++) {
        const uint32_t index = toc_gaz_state(gaz, (uint8_t)i);
        if (!is_iso3(gaz, (uint8_t)i, word) || index == TOC_GAZ_NONE) continue;
        const toc_gaz_place place = toc_gaz_at(gaz, index);
        weigh(f, gaz, &place);
    }
}

tocsin_status tocsin_locate(tocsin_spot *out, const tocsin_engine *engine, const char *name,
                            tocsin_kind kind, tocsin_error *err)
{
    finder f = {.where = toc_engine_where(engine),
                .kind = kind,
                .rest = toc_slice_of(name),
                .best_score = -1,
                .second_score = -1};
    const size_t size = out->size;
    toc_slice first = {"", 0};
    *out = (tocsin_spot){.size = size};
    toc_slice_cut(&f.rest, ',', &first);
    first = toc_slice_trim(first);
    if (kind == TOCSIN_COUNTRY) look_for_code(&f, first);
    if (f.best_score < 0) look_everywhere(&f, key_of(first));
    if (f.best_score < 0) look_everywhere(&f, toc_gaz_skeleton(first));
    if (f.best_score < 0)
        return toc_fail(err, TOCSIN_USAGE, "the gazetteer has no %s called \"%s\".",
                        kind == TOCSIN_COUNTRY    ? "country"
                        : kind == TOCSIN_PROVINCE ? "province"
                                                  : "place",
                        name);
    const toc_gaz *gaz = &f.where->gaz;
    put_full(&f, f.best_from, &f.best, out->name, sizeof out->name);
    toc_gaz_iso3(gaz, f.best.country, out->country);
    const toc_slice admin1 = name_at(gaz, toc_gaz_admin1(gaz, f.best.admin1));
    snprintf(out->admin1, sizeof out->admin1, "%.*s", (int)admin1.len, admin1.ptr);
    out->has_point = (f.best.flags & TOC_GAZ_NO_POINT) == 0;
    out->lat = f.best.lat_e5 / 1e5;
    out->lon = f.best.lon_e5 / 1e5;
    out->others = f.others;
    if (f.second_score >= 0) put_full(&f, f.second_from, &f.second, out->other, sizeof out->other);
    return TOCSIN_OK;
}
