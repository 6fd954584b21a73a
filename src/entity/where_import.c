/* src/entity/where_import.c - see where_import.h. */
#include "entity/where_import.h"

#include <stdlib.h>
#include <string.h>

#include "record/codes.h"

/* Grows by half; strings live in one buffer, so 12 million places do not make 12 million blocks. */
#define GROW(pointer, count, room) \
    ((count) < (room) || grow((void **)&(pointer), &(room), sizeof *(pointer)))

enum { MAX_NAME = 200 };

typedef struct kept_place {
    int32_t lat_e5, lon_e5;
    uint32_t geoname;
    uint32_t name, name_len; /* in the strings */
    uint32_t unit;           /* index into units; TOC_GAZ_NONE for copies of base places */
    uint16_t unit1;          /* of a copy */
    uint8_t country, kind, weight, flags;
} kept_place;

typedef struct kept_name {
    uint32_t place, at;
    uint16_t len, alt;
} kept_name;

typedef struct unit_code { /* "IQ.01": which province of the base is it? */
    uint64_t hash;
    uint16_t best;
    uint32_t votes; /* majority vote of towns that the base knows */
} unit_code;

struct toc_import {
    const toc_gaz *base;
    uint8_t states[26 * 26]; /* state number by ISO 3166-1 alpha-2 */
    uint32_t *by_id;         /* open addressing: base place + 1 by GeoNames id */
    uint32_t id_mask;
    uint32_t *copy_of; /* [base places] kept place + 1 */
    kept_place *places;
    size_t place_count, place_room;
    kept_name *names;
    size_t name_count, name_room;
    char *strings;
    size_t string_count, string_room;
    unit_code *units;
    size_t unit_count, unit_room;
    uint32_t *unit_slots; /* hash -> unit + 1 */
    uint32_t unit_mask;
    toc_import_counts counts;
};

static bool grow(void **pointer, size_t *room, size_t each)
{
    const size_t bigger = *room < 1024 ? 1024 : *room + *room / 2;
    void *fresh = realloc(*pointer, bigger * each);
    if (fresh == NULL) return false;
    *pointer = fresh;
    *room = bigger;
    return true;
}

static bool keep_string(toc_import *m, toc_slice s, uint32_t *at)
{
    while (m->string_count + s.len > m->string_room)
        if (m->string_room > UINT32_MAX / 2 || !grow((void **)&m->strings, &m->string_room, 1))
            return false;
    *at = (uint32_t)m->string_count;
    memcpy(m->strings + m->string_count, s.ptr, s.len);
    m->string_count += s.len;
    return true;
}

static uint32_t id_slot(const toc_import *m, uint32_t id)
{
    uint32_t at = (uint32_t)toc_mix(id, 2) & m->id_mask;
    while (m->by_id[at] != 0 && toc_gaz_at(m->base, m->by_id[at] - 1).geoname != id)
        at = (at + 1) & m->id_mask;
    return at;
}

static int code_of(toc_slice iso2)
{
    const bool code = iso2.len == 2 && iso2.ptr[0] >= 'A' && iso2.ptr[0] <= 'Z' &&
                      iso2.ptr[1] >= 'A' && iso2.ptr[1] <= 'Z';
    return code ? (iso2.ptr[0] - 'A') * 26 + iso2.ptr[1] - 'A' : -1;
}

/* Table `country` says which alpha-2 code belongs to which alpha-3 of the base. */
static void read_states(toc_import *m, const toc_pack *packs, size_t count)
{
    toc_dict dict;
    if (!toc_dict_view(&dict, packs, count, "country")) return;
    const uint32_t iso3 = toc_dict_col(&dict, "iso3"), iso2 = toc_dict_col(&dict, "iso2");
    for (uint32_t layer = 0; layer < dict.layers; layer++)
        for (uint32_t i = 0; i < toc_dict_rows(&dict, layer); i++) {
            const int code = code_of(toc_dict_cell(&dict, (toc_row){layer, i}, iso2));
            const toc_slice three = toc_dict_cell(&dict, (toc_row){layer, i}, iso3);
            for (uint32_t s = 1;
                 code >= 0 && m->states[code] == 0 && s < m->base->states && s < 256; s++) {
                char known[4];
                toc_gaz_iso3(m->base, (uint8_t)s, known);
                if (toc_slice_is(three, known)) m->states[code] = (uint8_t)s;
            }
        }
}

toc_import *toc_import_begin(const toc_gaz *base, const toc_pack *packs, size_t count)
{
    toc_import *m = calloc(1, sizeof *m);
    if (m == NULL) return NULL;
    m->base = base;
    m->id_mask = 1023;
    while (m->id_mask / 2 < base->places) m->id_mask = m->id_mask * 2 + 1;
    m->unit_mask = (1u << 17) - 1;
    m->by_id = calloc((size_t)m->id_mask + 1, sizeof *m->by_id);
    m->copy_of = calloc((size_t)base->places + 1, sizeof *m->copy_of);
    m->unit_slots = calloc((size_t)m->unit_mask + 1, sizeof *m->unit_slots);
    if (m->by_id == NULL || m->copy_of == NULL || m->unit_slots == NULL) {
        toc_import_free(m);
        return NULL;
    }
    read_states(m, packs, count);
    for (uint32_t i = 0; i < base->places; i++) {
        const uint32_t id = toc_gaz_at(base, i).geoname;
        if (id == 0) continue;
        const uint32_t at = id_slot(m, id);
        if (m->by_id[at] == 0) m->by_id[at] = i + 1;
    }
    return m;
}

void toc_import_free(toc_import *m)
{
    if (m == NULL) return;
    free(m->by_id);
    free(m->copy_of);
    free(m->places);
    free(m->names);
    free(m->strings);
    free(m->units);
    free(m->unit_slots);
    free(m);
}

/* ------------------------------------------------------------------ lines */
/* The unit of a province code; TOC_GAZ_NONE: there is no code, or there are too many. */
static uint32_t unit_of(toc_import *m, const toc_geoname *g)
{
    if (g->admin1.len == 0 || g->admin1.len > 20 || m->unit_count * 2 > m->unit_mask)
        return TOC_GAZ_NONE;
    const uint64_t hash = toc_mix(toc_hash_slice(g->country), toc_hash_slice(g->admin1));
    uint32_t at = (uint32_t)hash & m->unit_mask;
    for (; m->unit_slots[at] != 0; at = (at + 1) & m->unit_mask)
        if (m->units[m->unit_slots[at] - 1].hash == hash) return m->unit_slots[at] - 1;
    if (!GROW(m->units, m->unit_count, m->unit_room)) return TOC_GAZ_NONE;
    m->units[m->unit_count] = (unit_code){.hash = hash};
    m->unit_slots[at] = (uint32_t)++m->unit_count;
    return (uint32_t)m->unit_count - 1;
}

/* Boyer and Moore: what most towns say stands at the end. */
static void vote(unit_code *unit, uint16_t number)
{
    if (number == 0) return;
    if (unit->votes == 0) unit->best = number;
    if (unit->best == number)
        unit->votes++;
    else
        unit->votes--;
}

/* The number of the base's province of this name; 0: it has none. */
static uint16_t province_called(const toc_import *m, toc_slice name, uint8_t country)
{
    uint64_t words[TOC_GAZ_MAX_WORDS], key = TOC_GAZ_SEED;
    const size_t n = toc_gaz_words(name, words, TOC_GAZ_MAX_WORDS);
    if (n == 0 || n > TOC_GAZ_MAX_WORDS) return 0;
    for (size_t i = 0; i < n; i++) key = toc_gaz_key(key, words[i]);
    bool more;
    uint32_t at = toc_gaz_find(m->base, key, &more);
    for (unsigned k = 0; at != TOC_GAZ_NONE && k < TOC_GAZ_MAX_SAME_NAME; at++, k++) {
        const uint32_t posting = toc_gaz_posting(m->base, at);
        const toc_gaz_place p = toc_gaz_at(m->base, posting & TOC_GAZ_INDEX);
        if (p.kind == TOC_PLACE_ADMIN1 && p.country == country) return p.admin1;
        if ((posting & TOC_GAZ_LAST) != 0) break;
    }
    return 0;
}

static bool keep_name(toc_import *m, uint32_t place, toc_slice words, bool alt)
{
    uint32_t at;
    if (words.len == 0 || words.len > MAX_NAME) return true;
    if (!GROW(m->names, m->name_count, m->name_room) || !keep_string(m, words, &at)) return false;
    m->names[m->name_count++] = (kept_name){place, at, (uint16_t)words.len, alt};
    return true;
}

static bool keep_place(toc_import *m, const toc_geoname *g, uint8_t country, uint32_t unit)
{
    uint32_t name;
    if (m->place_count >=
        TOC_IMPORT_MAX - m->base->places) { /* copies of the base must find room */
        m->counts.unused++;
        return true;
    }
    if (!GROW(m->places, m->place_count, m->place_room) || !keep_string(m, g->name, &name))
        return false;
    const uint32_t index = (uint32_t)m->place_count++;
    m->places[index] =
        (kept_place){g->lat_e5, g->lon_e5, g->id,     name,    (uint32_t)g->name.len, unit, 0,
                     country,   g->kind,   g->weight, g->flags};
    m->counts.places++;
    bool good = keep_name(m, index, g->name, false);
    toc_slice others = g->others;
    for (toc_slice form; good && others.len > 0 && toc_slice_cut(&others, ',', &form);)
        if (toc_name_useful(form) && !toc_slice_eq(form, g->name))
            good = keep_name(m, index, form, true);
    return good;
}

/* False: no memory. */
static bool take(toc_import *m, const toc_geoname *g)
{
    const int code = code_of(g->country);
    const uint8_t country = code < 0 ? 0 : m->states[code];
    if (country == 0 || g->kind == 0) {
        m->counts.unused++;
        return true;
    }
    const uint32_t unit = unit_of(m, g);
    const uint32_t known = m->by_id[id_slot(m, g->id)];
    if (known != 0) {
        if (unit != TOC_GAZ_NONE) vote(&m->units[unit], toc_gaz_at(m->base, known - 1).admin1);
        m->counts.known++;
        return true;
    }
    if (g->kind ==
        TOC_PLACE_ADMIN1) { /* the base has all provinces, under ids of its own or none */
        toc_slice others = g->others;
        if (unit != TOC_GAZ_NONE) vote(&m->units[unit], province_called(m, g->name, country));
        for (toc_slice form;
             unit != TOC_GAZ_NONE && others.len > 0 && toc_slice_cut(&others, ',', &form);)
            vote(&m->units[unit], province_called(m, form, country));
        m->counts.known++;
        return true;
    }
    return keep_place(m, g, country, unit);
}

enum { STEP_LINES = 1 << 14 };

static void complain(const toc_import_report *report, toc_import *m, const char *file,
                     uint64_t line, const char *what)
{
    m->counts.bad++;
    if (report->bad != NULL) report->bad(report->ctx, file, line, what);
}

tocsin_status toc_import_read(toc_import *m, FILE *in, const char *name,
                              const toc_import_report *report, tocsin_error *err)
{
    char *line = malloc(TOC_GEONAMES_LINE_BYTES);
    if (line == NULL) return toc_fail(err, TOCSIN_NO_MEMORY, "%s: out of memory", name);
    tocsin_status status = TOCSIN_OK;
    uint64_t number = 1, bytes = 0;
    size_t len = 0;
    for (int c = 0; c != EOF && status == TOCSIN_OK;) {
        c = getc(in);
        bytes += c != EOF;
        if (c != '\n' && c != EOF) {
            if (len < TOC_GEONAMES_LINE_BYTES) line[len] = (char)c;
            len++;
            continue;
        }
        toc_geoname g;
        const char *what = len > TOC_GEONAMES_LINE_BYTES
                               ? "longer than 65,536 bytes"
                               : toc_geoname_read((toc_slice){line, len}, &g);
        if (len > 0 && what != NULL) complain(report, m, name, number, what);
        if (len > 0 && what == NULL && !take(m, &g))
            status = toc_fail(err, TOCSIN_NO_MEMORY, "%s:%llu: out of memory", name,
                              (unsigned long long)number);
        m->counts.lines += len > 0;
        len = 0;
        if (number++ % STEP_LINES == 0 && report->step != NULL &&
            !report->step(report->ctx, m->counts.lines, bytes))
            status = toc_fail(err, TOCSIN_IO, "%s: stopped", name);
    }
    if (status == TOCSIN_OK && ferror(in))
        status = toc_fail(err, TOCSIN_IO, "%s: cannot be read", name);
    free(line);
    return status;
}

/* ------------------------------------------------------------------ the blob */
/* A place of the base as one of ours; its index, TOC_GAZ_NONE without memory. */
static uint32_t copy_place(toc_import *m, uint32_t index)
{
    if (index >= m->base->places) return TOC_GAZ_NONE;
    if (m->copy_of[index] != 0) return m->copy_of[index] - 1;
    const toc_gaz_place p = toc_gaz_at(m->base, index);
    const toc_slice words = toc_gaz_string(m->base, p.name);
    uint32_t name;
    if (!GROW(m->places, m->place_count, m->place_room) || !keep_string(m, words, &name))
        return TOC_GAZ_NONE;
    m->places[m->place_count++] = (kept_place){
        p.lat_e5,  p.lon_e5, p.geoname, name,   (uint32_t)words.len, TOC_GAZ_NONE, p.admin1,
        p.country, p.kind,   p.weight,  p.flags};
    m->copy_of[index] = (uint32_t)m->place_count;
    return (uint32_t)m->place_count - 1;
}

/* The base's places of this name too. A form may be one of a hundred forms of the same key; that
 * the same posting comes twice does no harm. */
static bool add_base(toc_import *m, toc_slice words, toc_gaz_name **names, size_t *count,
                     size_t *room)
{
    uint64_t hashes[TOC_GAZ_MAX_WORDS], key = TOC_GAZ_SEED;
    const size_t n = toc_gaz_words(words, hashes, TOC_GAZ_MAX_WORDS);
    if (n == 0 || n > TOC_GAZ_MAX_WORDS) return true;
    for (size_t i = 0; i < n; i++) key = toc_gaz_key(key, hashes[i]);
    bool more;
    uint32_t at = toc_gaz_find(m->base, key, &more);
    for (unsigned k = 0; at != TOC_GAZ_NONE && k < TOC_GAZ_MAX_SAME_NAME; at++, k++) {
        const uint32_t posting = toc_gaz_posting(m->base, at);
        const uint32_t place = copy_place(m, posting & TOC_GAZ_INDEX);
        if (place == TOC_GAZ_NONE || !GROW(*names, *count, *room)) return false;
        const uint32_t marks = posting & ~(uint32_t)(TOC_GAZ_INDEX | TOC_GAZ_LAST);
        (*names)[(*count)++] = (toc_gaz_name){words, place, marks};
        if ((posting & TOC_GAZ_LAST) != 0) break;
    }
    return true;
}

static toc_slice string_at(const toc_import *m, uint32_t at, uint32_t len)
{
    return (toc_slice){m->strings + at, len};
}

/* Names of the dump first: copies make the strings grow, and move. */
static bool base_names(toc_import *m, toc_gaz_name **names, size_t *count, size_t *room)
{
    char words[MAX_NAME];
    for (size_t i = 0; i < m->name_count; i++) {
        const kept_name *k = &m->names[i];
        memcpy(words, m->strings + k->at, k->len);
        const size_t before = *count;
        if (!add_base(m, (toc_slice){words, k->len}, names, count, room)) return false;
        for (size_t n = before; n < *count; n++)
            (*names)[n].words = (toc_slice){NULL, i}; /* set when nothing moves */
    }
    for (size_t n = 0; n < *count; n++) {
        const kept_name *k = &m->names[(*names)[n].words.len];
        (*names)[n].words = string_at(m, k->at, k->len);
    }
    return true;
}

static toc_gaz_source source_of(const toc_import *m, const kept_place *p)
{
    return (toc_gaz_source){.lat_e5 = p->lat_e5,
                            .lon_e5 = p->lon_e5,
                            .geoname = p->geoname,
                            .name = string_at(m, p->name, p->name_len),
                            .admin1 = TOC_GAZ_NONE,
                            .admin2 = TOC_GAZ_NONE,
                            .unit1 = p->unit == TOC_GAZ_NONE ? p->unit1 : m->units[p->unit].best,
                            .country = p->country,
                            .kind = p->kind,
                            .weight = p->weight,
                            .flags = p->flags};
}

tocsin_status toc_import_finish(toc_import *m, char **out, size_t *out_len,
                                toc_import_counts *counts, tocsin_error *err)
{
    *counts = m->counts;
    if (m->counts.places == 0)
        return toc_fail(err, TOCSIN_INPUT, "no place that is not known already");
    toc_gaz_name *names = NULL;
    size_t count = 0, room = 0;
    bool good = base_names(m, &names, &count, &room);
    for (size_t i = 0; good && i < m->name_count; i++) {
        const kept_name *k = &m->names[i];
        good = GROW(names, count, room);
        if (good)
            names[count++] =
                (toc_gaz_name){string_at(m, k->at, k->len), k->place, k->alt ? TOC_GAZ_ALT : 0};
    }
    counts->names = m->name_count;
    toc_gaz_source *places = good ? malloc((m->place_count + 1) * sizeof *places) : NULL;
    if (places == NULL) {
        free(names);
        return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for %llu places",
                        (unsigned long long)m->counts.places);
    }
    for (size_t i = 0; i < m->place_count; i++) places[i] = source_of(m, &m->places[i]);
    const toc_gaz_state_source none = {.place = TOC_GAZ_NONE};
    const tocsin_status status =
        toc_gaz_write(out, out_len, places, m->place_count, names, count, &none, 1, err);
    free(places);
    free(names);
    return status;
}
