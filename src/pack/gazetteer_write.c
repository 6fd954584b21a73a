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
    uint32_t marks; /* the place's weight in the low byte */
} entry;

enum { WEIGHT = 0xff };

typedef struct writer {
    toc_arena arena;
    const toc_gaz_source *places;
    size_t count;
    entry *list;
    size_t entry_count;
    uint32_t *unit_number; /* [places] number in its unit list */
    uint32_t admin1s, admin2s;
    toc_buf places_out, units_out, states_out, slots_out, postings_out, strings_out;
    uint32_t slots;
    uint32_t *string_slots, string_mask; /* offset + 1 of each string */
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
    const int x_rank = (int)(x->marks & WEIGHT) - 15 * x_alt,
              y_rank = (int)(y->marks & WEIGHT) - 15 * y_alt;
    if (x_rank != y_rank) return x_rank > y_rank ? -1 : 1;
    return x->place < y->place ? -1 : 1;
}

/* Entries of a name: each beginning, and the whole. With out NULL only counted. */
static size_t entries_of(const writer *w, const toc_gaz_name *name, entry *out)
{
    if (name->place >= w->count) return 0;
    const uint32_t marks = name->marks | w->places[name->place].weight;
    if ((name->marks & TOC_GAZ_SKELETON) != 0) {
        const uint64_t key = toc_gaz_skeleton(name->words);
        if (key != 0 && out != NULL) *out = (entry){key, name->place, marks};
        return key != 0;
    }
    uint64_t words[TOC_GAZ_MAX_WORDS];
    const size_t n = toc_gaz_words(name->words, words, TOC_GAZ_MAX_WORDS);
    if (n > TOC_GAZ_MAX_WORDS) return 0;
    uint64_t key = TOC_GAZ_SEED;
    for (size_t k = 0; k < n && out != NULL; k++) {
        key = toc_gaz_key(key, words[k]);
        out[k] = k + 1 == n ? (entry){key, name->place, marks} : (entry){key, TOC_GAZ_NONE, 0};
    }
    return n;
}

/* In one block of the right size: a dump of the whole world has tens of millions. */
static bool collect(writer *w, const toc_gaz_name *names, size_t name_count)
{
    size_t count = 0;
    for (size_t i = 0; i < name_count; i++) count += entries_of(w, &names[i], NULL);
    w->list = malloc((count + 1) * sizeof *w->list);
    if (w->list == NULL) return false;
    for (size_t i = 0; i < name_count; i++)
        w->entry_count += entries_of(w, &names[i], w->list + w->entry_count);
    qsort(w->list, w->entry_count, sizeof *w->list, by_key);
    return true;
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

/* Strings that are there already are shared: there are ninety places called San Antonio. */
static uint32_t put_string(writer *w, toc_slice s)
{
    if (s.len > UINT16_MAX) s.len = UINT16_MAX;
    uint32_t at = (uint32_t)toc_hash_slice(s) & w->string_mask;
    for (; w->string_slots[at] != 0; at = (at + 1) & w->string_mask) {
        const char *old = w->strings_out.ptr + w->string_slots[at] - 1;
        const size_t len = (size_t)((unsigned char)old[0] | (unsigned char)old[1] << 8);
        if (len == s.len && memcmp(old + 2, s.ptr, s.len) == 0) return w->string_slots[at] - 1;
    }
    const uint32_t offset = (uint32_t)w->strings_out.len;
    put_u16(&w->strings_out, (uint32_t)s.len);
    toc_buf_put(&w->strings_out, s.ptr, s.len);
    if (!w->strings_out.failed) w->string_slots[at] = offset + 1;
    return offset;
}

static bool put_places(writer *w)
{
    w->string_mask = 63;
    while (w->string_mask / 2 < w->count) w->string_mask = w->string_mask * 2 + 1;
    w->string_slots = TOC_NEW_N(&w->arena, uint32_t, (size_t)w->string_mask + 1);
    if (w->string_slots == NULL) return false;
    memset(w->string_slots, 0, ((size_t)w->string_mask + 1) * sizeof *w->string_slots);
    for (size_t i = 0; i < w->count; i++) {
        const toc_gaz_source *p = &w->places[i];
        put_u32(&w->places_out, (uint32_t)p->lat_e5);
        put_u32(&w->places_out, (uint32_t)p->lon_e5);
        put_u32(&w->places_out, p->geoname);
        put_u32(&w->places_out, put_string(w, p->name));
        put_u16(&w->places_out, p->admin1 < w->count ? w->unit_number[p->admin1] : p->unit1);
        put_u16(&w->places_out, p->admin2 < w->count ? w->unit_number[p->admin2] : 0);
        const char b[4] = {(char)p->country, (char)p->kind, (char)p->weight, (char)p->flags};
        toc_buf_put(&w->places_out, b, 4);
    }
    return true;
}

/* Entries [first, last) share a key: their postings, one for each place. */
static uint32_t put_postings(writer *w, size_t first, size_t last)
{
    uint32_t kept[TOC_GAZ_MAX_SAME_NAME], n = 0;
    for (size_t i = first; i < last && n < TOC_GAZ_MAX_SAME_NAME; i++) {
        const entry *e = &w->list[i];
        if (e->place == TOC_GAZ_NONE) break;
        bool again = false;
        for (uint32_t k = 0; k < n; k++) again = again || (kept[k] & TOC_GAZ_INDEX) == e->place;
        if (!again) kept[n++] = e->place | (e->marks & ~(uint32_t)WEIGHT);
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
    const entry *list = w->list;
    uint64_t keys = 0;
    for (size_t i = 0; i < w->entry_count; i++) keys += i == 0 || list[i].key != list[i - 1].key;
    const uint64_t slots = keys + keys / 8 + 16;
    if (slots > UINT32_MAX / GAZ_SLOT_BYTES) return false;
    w->slots = (uint32_t)slots;
    uint32_t *table = calloc(slots, 2 * sizeof *table);
    if (table == NULL) return false;
    for (size_t first = 0, last; first < w->entry_count; first = last) {
        for (last = first; last < w->entry_count && list[last].key == list[first].key;) last++;
        const bool more = list[last - 1].place == TOC_GAZ_NONE;
        const uint32_t value = put_postings(w, first, last) | (more ? GAZ_MORE : 0);
        uint32_t slot = gaz_slot(list[first].key, w->slots);
        while (table[2 * (size_t)slot] != 0) slot = slot + 1 == w->slots ? 0 : slot + 1;
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
    put_u32(blob, w->slots);
    put_u32(blob, (uint32_t)(w->postings_out.len / 4));
    uint32_t at = GAZ_HEADER_BYTES;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        put_u32(blob, at);
        at += (uint32_t)parts[i]->len;
    }
    uint64_t stamp = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        stamp = toc_mix(stamp, toc_hash_slice((toc_slice){parts[i]->ptr, parts[i]->len}));
    put_u32(blob, (uint32_t)(stamp >> 32));
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
    bool good = collect(&w, names, name_count);
    number_units(&w);
    good = good && !w.arena.failed && put_places(&w);
    for (size_t i = 0; i < state_count; i++) {
        put_u32(&w.states_out, states[i].place);
        toc_buf_put(&w.states_out, states[i].iso3, 4);
        put_u32(&w.states_out, capital_of(&w, i));
    }
    good = good && put_slots(&w);
    free(w.list);
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
