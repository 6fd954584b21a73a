/* src/pack/gazetteer_write.c - lays the place name blob out; see gazetteer.h for what it holds.
 *
 * Names become keys, keys with their places are sorted (key, then best place first), so neither
 * the order of a hash table nor an address decides a byte. */
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "pack/gazetteer.h"
#include "pack/gazetteer_format.h"
#include "pack/pack.h"

typedef struct entry {
    uint64_t key;
    uint32_t place; /* source index; TOC_GAZ_NONE: a beginning only */
    uint32_t marks;
    uint8_t weight;
} entry;

typedef TOC_ARRAY(entry) entries;

typedef struct writer {
    toc_arena arena;
    const toc_gaz_source *places;
    size_t count;
    entries list;
    uint32_t *unit_number; /* [places] number in its unit list */
    uint32_t admin1s, admin2s;
    toc_buf places_out, units_out, states_out, slots_out, postings_out, strings_out;
    uint32_t slot_mask;
} writer;

static void put_u32(toc_buf *buf, uint32_t v)
{
    const char b[4] = {(char)(v & 0xff), (char)(v >> 8 & 0xff), (char)(v >> 16 & 0xff),
                       (char)(v >> 24)};
    toc_buf_put(buf, b, 4);
}

static void put_u16(toc_buf *buf, uint32_t v)
{
    const char b[2] = {(char)(v & 0xff), (char)(v >> 8 & 0xff)};
    toc_buf_put(buf, b, 2);
}

static int by_key(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    if ((x->place == TOC_GAZ_NONE) != (y->place == TOC_GAZ_NONE))
        return x->place == TOC_GAZ_NONE ? 1 : -1; /* places first */
    if (x->place == y->place) return x->marks < y->marks ? -1 : x->marks > y->marks;
    const bool x_alt = (x->marks & TOC_GAZ_ALT) != 0, y_alt = (y->marks & TOC_GAZ_ALT) != 0;
    const int x_rank = x->weight - 15 * x_alt, y_rank = y->weight - 15 * y_alt;
    if (x_rank != y_rank) return x_rank > y_rank ? -1 : 1;
    return x->place < y->place ? -1 : 1;
}

static void collect(writer *w, const toc_gaz_name *names, size_t name_count)
{
    for (size_t i = 0; i < name_count; i++) {
        if (names[i].place < w->count && (names[i].marks & TOC_GAZ_SKELETON) != 0) {
            const uint64_t key = toc_gaz_skeleton(names[i].words);
            const entry e = {key, names[i].place, names[i].marks, w->places[names[i].place].weight};
            if (key != 0) toc_push(&w->arena, &w->list, e);
            continue;
        }
        uint64_t words[TOC_GAZ_MAX_WORDS];
        const size_t n = toc_gaz_words(names[i].words, words, TOC_GAZ_MAX_WORDS);
        if (n == 0 || n > TOC_GAZ_MAX_WORDS || names[i].place >= w->count) continue;
        uint64_t key = TOC_GAZ_SEED;
        for (size_t k = 0; k < n; k++) {
            key = toc_gaz_key(key, words[k]);
            const bool whole = k + 1 == n;
            const entry e = {key, whole ? names[i].place : TOC_GAZ_NONE, whole ? names[i].marks : 0,
                             whole ? w->places[names[i].place].weight : 0};
            toc_push(&w->arena, &w->list, e);
        }
    }
    if (w->list.count > 0) qsort(w->list.items, w->list.count, sizeof *w->list.items, by_key);
}

/* Numbers the places that are admin1 or admin2 of others. */
static void number_units(writer *w)
{
    w->unit_number = TOC_NEW_N(&w->arena, uint32_t, w->count);
    if (w->unit_number == NULL) return;
    for (int level = 1; level <= 2; level++) {
        uint32_t *count = level == 1 ? &w->admin1s : &w->admin2s;
        *count = 1;
        put_u32(&w->units_out, TOC_GAZ_NONE);
        for (size_t i = 0; i < w->count; i++) {
            const uint32_t u = level == 1 ? w->places[i].admin1 : w->places[i].admin2;
            if (u >= w->count || w->unit_number[u] != 0 || *count > UINT16_MAX) continue;
            w->unit_number[u] = (*count)++;
            put_u32(&w->units_out, u);
        }
    }
}

static uint32_t put_string(toc_buf *strings, toc_slice s)
{
    const uint32_t at = (uint32_t)strings->len;
    put_u16(strings, (uint32_t)(s.len > UINT16_MAX ? UINT16_MAX : s.len));
    toc_buf_put(strings, s.ptr, s.len > UINT16_MAX ? UINT16_MAX : s.len);
    return at;
}

static void put_places(writer *w)
{
    for (size_t i = 0; i < w->count; i++) {
        const toc_gaz_source *p = &w->places[i];
        put_u32(&w->places_out, (uint32_t)p->lat_e5);
        put_u32(&w->places_out, (uint32_t)p->lon_e5);
        put_u32(&w->places_out, p->geoname);
        put_u32(&w->places_out, put_string(&w->strings_out, p->name));
        put_u16(&w->places_out, p->admin1 < w->count ? w->unit_number[p->admin1] : p->unit1);
        put_u16(&w->places_out, p->admin2 < w->count ? w->unit_number[p->admin2] : 0);
        const char b[4] = {(char)p->country, (char)p->kind, (char)p->weight, (char)p->flags};
        toc_buf_put(&w->places_out, b, 4);
    }
}

/* Entries [first, last) share a key: their postings, one for each place. */
static uint32_t put_postings(writer *w, size_t first, size_t last)
{
    uint32_t kept[TOC_GAZ_MAX_SAME_NAME], n = 0;
    for (size_t i = first; i < last && n < TOC_GAZ_MAX_SAME_NAME; i++) {
        const entry *e = &w->list.items[i];
        if (e->place == TOC_GAZ_NONE) break;
        bool again = false;
        for (uint32_t k = 0; k < n; k++) again = again || (kept[k] & TOC_GAZ_INDEX) == e->place;
        if (!again) kept[n++] = e->place | e->marks;
    }
    if (n == 0) return GAZ_NO_POSTING;
    const uint32_t at = (uint32_t)(w->postings_out.len / 4);
    for (uint32_t k = 0; k < n; k++)
        put_u32(&w->postings_out, k + 1 == n ? kept[k] | TOC_GAZ_LAST : kept[k]);
    return at;
}

/* A beginning of longer names has an entry without place among those of its key. */
static bool put_slots(writer *w)
{
    const entry *list = w->list.items;
    uint32_t keys = 0;
    for (uint32_t i = 0; i < w->list.count; i++) keys += i == 0 || list[i].key != list[i - 1].key;
    uint64_t slots = 16;
    while (slots * 4 < (uint64_t)keys * 5) slots *= 2;
    w->slot_mask = (uint32_t)(slots - 1);
    uint32_t *table = calloc(slots, 2 * sizeof *table);
    if (table == NULL) return false;
    for (size_t first = 0, last; first < w->list.count; first = last) {
        for (last = first; last < w->list.count && list[last].key == list[first].key;) last++;
        const bool more = list[last - 1].place == TOC_GAZ_NONE;
        const uint32_t value = put_postings(w, first, last) | (more ? GAZ_MORE : 0);
        uint32_t slot = (uint32_t)list[first].key & w->slot_mask;
        while (table[2 * (size_t)slot] != 0) slot = (slot + 1) & w->slot_mask;
        table[2 * (size_t)slot] = gaz_tag(list[first].key);
        table[2 * (size_t)slot + 1] = value;
    }
    for (size_t i = 0; i < 2 * slots; i++) put_u32(&w->slots_out, table[i]);
    free(table);
    return true;
}

/* The weightiest place that is marked as the capital of a state. */
static uint32_t capital_of(const writer *w, size_t state)
{
    uint32_t best = TOC_GAZ_NONE;
    for (uint32_t i = 0; state > 0 && i < w->count; i++)
        if (w->places[i].country == state && (w->places[i].flags & TOC_GAZ_CAPITAL) != 0 &&
            (best == TOC_GAZ_NONE || w->places[i].weight > w->places[best].weight))
            best = i;
    return best;
}

static void finish(writer *w, toc_buf *blob, size_t state_count)
{
    toc_buf *const parts[] = {&w->places_out, &w->units_out,    &w->states_out,
                              &w->slots_out,  &w->postings_out, &w->strings_out};
    toc_buf_put(blob, GAZ_MAGIC, 8);
    put_u32(blob, TOC_GAZ_FORMAT);
    put_u32(blob, (uint32_t)w->count);
    put_u32(blob, w->admin1s);
    put_u32(blob, w->admin2s);
    put_u32(blob, (uint32_t)state_count);
    put_u32(blob, w->slot_mask);
    put_u32(blob, (uint32_t)(w->postings_out.len / 4));
    uint32_t at = GAZ_HEADER_BYTES;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        put_u32(blob, at);
        at += (uint32_t)parts[i]->len;
    }
    while (blob->len < GAZ_HEADER_BYTES) toc_buf_char(blob, '\0');
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        toc_buf_put(blob, parts[i]->ptr, parts[i]->len);
        blob->failed = blob->failed || parts[i]->failed;
        toc_buf_free(parts[i]);
    }
}

tocsin_status toc_gaz_write(char **out, size_t *out_len, const toc_gaz_source *places, size_t count,
                            const toc_gaz_name *names, size_t name_count,
                            const toc_gaz_state_source *states, size_t state_count,
                            tocsin_error *err)
{
    if (count > TOC_GAZ_INDEX || state_count > 255)
        return toc_fail(err, TOCSIN_LIMIT, "a gazetteer holds at most %u places and 255 countries",
                        TOC_GAZ_INDEX);
    writer w = {.places = places, .count = count};
    toc_arena_init(&w.arena);
    collect(&w, names, name_count);
    number_units(&w);
    bool good = !w.arena.failed;
    if (good) put_places(&w);
    for (size_t i = 0; i < state_count; i++) {
        put_u32(&w.states_out, states[i].place);
        toc_buf_put(&w.states_out, states[i].iso3, 4);
        put_u32(&w.states_out, capital_of(&w, i));
    }
    good = good && put_slots(&w);
    toc_buf blob = {0};
    finish(&w, &blob, state_count);
    toc_arena_free(&w.arena);
    if (!good || blob.failed) {
        toc_buf_free(&blob);
        return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for the gazetteer");
    }
    *out = toc_buf_take(&blob, out_len);
    return *out == NULL ? toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for the gazetteer")
                        : TOCSIN_OK;
}
