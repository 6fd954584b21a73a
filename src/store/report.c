/* src/store/report.c - what linking knows of a report: one compact row, so that reading a report's
 * neighbours does not read their records. Words are four bytes each: key and weight. */
#include <stdlib.h>

#include "store/store.h"

#define SHELF_SLOTS 4096u
#define SHELF_MOST 20000u /* about 2 KB each */

/* ---------------------------------------------------------------- writing */
static void put_u32(char *p, uint32_t n)
{
    for (int i = 0; i < 4; i++) p[i] = (char)(n >> (8 * i));
}

static void bind_known(sqlite3_stmt *s, int at, bool known, int64_t value)
{
    if (known) sqlite3_bind_int64(s, at, value);
}

static void bind_event(sqlite3_stmt *s, const toc_event *e)
{
    const toc_count *killed = &e->casualties[TOC_HARM_KILLED];
    const bool point = e->has_place && e->has_point;
    const int32_t first = e->earliest.day != TOC_NO_DAY ? e->earliest.day : e->latest.day,
                  last = e->latest.day != TOC_NO_DAY ? e->latest.day : e->earliest.day;
    bind_known(s, 4, first != TOC_NO_DAY, first);
    bind_known(s, 5, last != TOC_NO_DAY, last);
    bind_known(s, 6, point, e->lat_e5);
    bind_known(s, 7, point, e->lon_e5);
    sqlite3_bind_int(s, 8, e->place_precision == TOC_AT_TOWN || e->place_precision == TOC_AT_EXACT);
    bind_known(s, 9, killed->present, killed->low);
}

bool toc_report_put(const tocsin_store *store, int64_t doc, const char *name,
                    const toc_record *record, uint32_t main, const toc_profile *profile)
{
    sqlite3_stmt *s = toc_store_prepare(
        store,
        "insert into report(doc,day,rank,day_from,day_to,lat,lon,fine,killed,names,words,sketch)"
        " values(?,?,?,?,?,?,?,?,?,?,?,?)",
        NULL);
    const size_t bytes = 4 * (size_t)profile->words.count;
    char *words = malloc(bytes + 1);
    bool good = s != NULL && words != NULL;
    if (good) {
        for (uint32_t i = 0; i < profile->words.count; i++)
            put_u32(words + 4 * (size_t)i,
                    profile->words.items[i].key << 8 | profile->words.items[i].weight);
        char sketch[2 * TOC_SKETCH];
        for (int i = 0; i < TOC_SKETCH; i++) {
            sketch[2 * i] = (char)(profile->sketch[i] & 0xff);
            sketch[2 * i + 1] = (char)(profile->sketch[i] >> 8);
        }
        sqlite3_bind_int64(s, 1, doc);
        sqlite3_bind_int64(s, 2,
                           record->published_from == NULL ? TOC_NO_DAY : record->published.day);
        sqlite3_bind_int64(s, 3, (int64_t)(toc_hash(name, strlen(name)) >> 16));
        bind_event(s, &record->events.items[main]);
        sqlite3_bind_int64(s, 10, profile->names);
        sqlite3_bind_blob64(s, 11, words, bytes, SQLITE_STATIC);
        sqlite3_bind_blob64(s, 12, sketch, sizeof sketch, SQLITE_STATIC);
        good = sqlite3_step(s) == SQLITE_DONE;
    }
    sqlite3_finalize(s);
    free(words);
    return good;
}

/* ---------------------------------------------------------------- reading */
static uint64_t root(uint64_t n)
{
    uint64_t r = 0;
    for (uint64_t bit = (uint64_t)1 << 31; bit != 0; bit >>= 1)
        if ((r | bit) * (r | bit) <= n) r |= bit;
    return r;
}

static void read_words(toc_arena *arena, const unsigned char *p, size_t count, uint32_t names,
                       toc_report *out)
{
    uint64_t square = 0;
    for (size_t i = 0; i < count; i++, p += 4) {
        const toc_word word = {(uint32_t)(p[1] | p[2] << 8 | p[3] << 16), p[0]};
        toc_push(arena, &out->words, word);
        square += (uint64_t)word.weight * word.weight;
        if (i < names) toc_push(arena, &out->names, word.key);
    }
    if (out->words.count == 0) return;
    toc_word *const words = out->words.items;
    qsort(words, out->words.count, sizeof *words, toc_word_by_weight);
    for (uint32_t i = 0; i < out->words.count && out->key_count < TOC_STORE_KEYS; i++)
        out->keys[out->key_count++] = words[i].key;
    qsort(words, out->words.count, sizeof *words, toc_word_by_key);
    const uint64_t length = root(square << 16); /* in 1/256 */
    for (uint32_t i = 0; i < out->words.count && length > 0; i++)
        words[i].weight = (uint32_t)(((uint64_t)words[i].weight * TOC_STORE_ONE << 8) / length);
}

static int32_t day_at(sqlite3_stmt *s, int column)
{
    return sqlite3_column_type(s, column) == SQLITE_NULL ? TOC_NO_DAY
                                                         : sqlite3_column_int(s, column);
}

static toc_report *read_row(toc_arena *arena, sqlite3_stmt *s, int64_t id)
{
    toc_report *r = TOC_NEW(arena, toc_report);
    if (r == NULL) return NULL;
    r->id = id;
    r->day = (int32_t)sqlite3_column_int64(s, 0);
    r->rank = sqlite3_column_int64(s, 1);
    r->from = day_at(s, 2);
    r->to = day_at(s, 3);
    r->has_point = sqlite3_column_type(s, 4) != SQLITE_NULL;
    r->lat_e5 = sqlite3_column_int(s, 4);
    r->lon_e5 = sqlite3_column_int(s, 5);
    r->fine = sqlite3_column_int(s, 6) != 0;
    r->has_killed = sqlite3_column_type(s, 7) != SQLITE_NULL;
    r->killed = sqlite3_column_int64(s, 7);
    r->near = sqlite3_column_int64(s, 8);
    r->story = sqlite3_column_int64(s, 9);
    r->copy_of = sqlite3_column_int64(s, 10);
    read_words(arena, sqlite3_column_blob(s, 12), (size_t)sqlite3_column_bytes(s, 12) / 4,
               (uint32_t)sqlite3_column_int(s, 11), r);
    const unsigned char *sketch = sqlite3_column_blob(s, 13);
    for (int i = 0; i < TOC_SKETCH && 2 * i + 1 < sqlite3_column_bytes(s, 13); i++)
        r->sketch[i] = (uint16_t)(sketch[2 * i] | sketch[2 * i + 1] << 8);
    return r;
}

/* ---------------------------------------------------------------- the shelf */
toc_shelf *toc_shelf_open(tocsin_store *store, tocsin_error *err)
{
    const int64_t version = toc_store_number(store, "pragma data_version");
    if (store->shelf != NULL &&
        (store->shelf->version != version || store->shelf->count > SHELF_MOST))
        toc_shelf_close(store);
    if (store->shelf != NULL) return store->shelf;
    toc_shelf *shelf = calloc(1, sizeof *shelf);
    if (shelf != NULL) shelf->slots = calloc(SHELF_SLOTS, sizeof *shelf->slots);
    if (shelf == NULL || shelf->slots == NULL) {
        free(shelf);
        toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for linking");
        return NULL;
    }
    shelf->store = store;
    shelf->version = version;
    shelf->mask = SHELF_SLOTS - 1;
    toc_arena_init(&shelf->arena);
    store->shelf = shelf;
    shelf->read = toc_store_prepare(
        store,
        "select day,rank,day_from,day_to,lat,lon,fine,killed,near,story,copy_of,names,words,sketch"
        " from report where doc=?",
        err);
    if (shelf->read != NULL) return shelf;
    toc_shelf_close(store);
    return NULL;
}

void toc_shelf_close(tocsin_store *store)
{
    toc_shelf *const shelf = store->shelf;
    if (shelf == NULL) return;
    sqlite3_finalize(shelf->read);
    free(shelf->slots);
    toc_arena_free(&shelf->arena);
    free(shelf);
    store->shelf = NULL;
}

static toc_report **slot_of(toc_report **slots, uint32_t mask, int64_t id)
{
    uint32_t at = (uint32_t)toc_mix((uint64_t)id, 0) & mask;
    while (slots[at] != NULL && slots[at]->id != id) at = (at + 1) & mask;
    return &slots[at];
}

static void grow(toc_shelf *shelf)
{
    const uint32_t mask = shelf->mask * 2 + 1;
    toc_report **slots = calloc((size_t)mask + 1, sizeof *slots);
    if (slots == NULL) {
        shelf->arena.failed = true;
        return;
    }
    for (uint32_t i = 0; i <= shelf->mask; i++)
        if (shelf->slots[i] != NULL) *slot_of(slots, mask, shelf->slots[i]->id) = shelf->slots[i];
    free(shelf->slots);
    shelf->slots = slots;
    shelf->mask = mask;
}

toc_report *toc_shelf_get(toc_shelf *shelf, int64_t id)
{
    if (shelf->arena.failed) return NULL;
    toc_report **slot = slot_of(shelf->slots, shelf->mask, id);
    if (*slot != NULL) return *slot;
    toc_report *report = NULL;
    sqlite3_reset(shelf->read);
    sqlite3_bind_int64(shelf->read, 1, id);
    if (sqlite3_step(shelf->read) == SQLITE_ROW) report = read_row(&shelf->arena, shelf->read, id);
    sqlite3_reset(shelf->read);
    if (report == NULL) return NULL;
    *slot = report;
    if (++shelf->count > shelf->mask / 2) grow(shelf);
    return report;
}
