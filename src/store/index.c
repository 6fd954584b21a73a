/* src/store/index.c - which reports may be alike at all.
 *
 * A report stands in the lists of its 16 heaviest words, a list a day. Two reports are compared if they
 * share a list within a week of each other. In a list of more than PIVOTS reports, the PIVOTS of least
 * rank are compared with all, the others with these only: the work for a report does not grow with the
 * length of the lists, and which pairs are compared is the same in whatever order the reports come.
 * A report that a newcomer takes the place of a pivot from, or that gets one when a report goes, is
 * compared anew (table todo). */
#include <stdlib.h>

#include "store/store.h"

#define PIVOTS 48

/* ---------------------------------------------------------------- statements */
tocsin_status toc_index_open(toc_index *index, const tocsin_store *store, tocsin_error *err)
{
    *index = (toc_index){.store = store};
    const struct {
        sqlite3_stmt **statement;
        const char *sql;
    } ALL[] = {
        {&index->add, "insert or ignore into report_key values(?,?,?,?,?)"},
        {&index->drop,
         "delete from report_key where week=? and key=? and day=? and rank=? and doc=?"},
        {&index->before,
         "select count(*) from (select 1 from report_key where week=? and key=? and day=?"
         " and (rank,doc)<(?,?) order by rank, doc limit ?)"},
        {&index->at,
         "select doc from report_key where week=? and key=? and day=? order by rank, doc"
         " limit 1 offset ?"},
        {&index->range,
         "select day, doc from report_key where week=? and key=? and day between ? and ?"
         " order by day, rank, doc"},
        {&index->add_name, "insert or ignore into name_key values(?,?)"},
        {&index->drop_name, "delete from name_key where key=? and doc=?"},
        {&index->name_docs, "select doc from name_key where key=? limit ?"},
        {&index->todo, "insert into todo values(?,?)"
                       " on conflict do update set what=max(what,excluded.what)"},
    };
    for (size_t i = 0; i < sizeof ALL / sizeof *ALL; i++) {
        *ALL[i].statement = toc_store_prepare(store, ALL[i].sql, err);
        if (*ALL[i].statement == NULL) return TOCSIN_INPUT;
    }
    return TOCSIN_OK;
}

void toc_index_close(toc_index *index)
{
    sqlite3_stmt *const all[] = {index->add,       index->drop,      index->before,
                                 index->at,        index->range,     index->add_name,
                                 index->drop_name, index->name_docs, index->todo};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) sqlite3_finalize(all[i]);
}

static void bind(sqlite3_stmt *s, const int64_t *values, int count)
{
    sqlite3_reset(s);
    for (int i = 0; i < count; i++) sqlite3_bind_int64(s, i + 1, values[i]);
}

/* A statement without rows. */
static void run(toc_index *index, sqlite3_stmt *s, const int64_t *values, int count)
{
    bind(s, values, count);
    if (sqlite3_step(s) != SQLITE_DONE) index->failed = true;
    sqlite3_reset(s);
}

/* The number in the first row; -1: there is no row. */
static int64_t ask(toc_index *index, sqlite3_stmt *s, const int64_t *values, int count)
{
    bind(s, values, count);
    const int step = sqlite3_step(s);
    const int64_t answer = step == SQLITE_ROW ? sqlite3_column_int64(s, 0) : -1;
    if (step != SQLITE_ROW && step != SQLITE_DONE) index->failed = true;
    sqlite3_reset(s);
    return answer;
}

void toc_index_todo(toc_index *index, int64_t doc, int what)
{
    run(index, index->todo, (const int64_t[]){doc, what}, 2);
}

/* ---------------------------------------------------------------- words */
/* Lists of one week stand together in the file, so that what comes day by day is written in few places. */
static int64_t week_of(int64_t day)
{
    return (day - (day < 0 ? 6 : 0)) / 7;
}

/* How many stand before the report in the list, PIVOTS at most. */
static int64_t place_of(toc_index *index, const toc_report *r, uint32_t key)
{
    return ask(index, index->before,
               (const int64_t[]){week_of(r->day), key, r->day, r->rank, r->id, PIVOTS}, 6);
}

static int64_t doc_at(toc_index *index, const toc_report *r, uint32_t key, int64_t place)
{
    return ask(index, index->at, (const int64_t[]){week_of(r->day), key, r->day, place}, 4);
}

/* A name that is just becoming rare or common: stories that it holds together are linked anew. */
static void tell_named(toc_index *index, toc_arena *arena, uint32_t name)
{
    toc_ids docs = {0};
    toc_index_named(index, arena, name, &docs);
    if (docs.count != TOC_STORE_RARE + 1) return;
    for (uint32_t i = 0; i < docs.count; i++) toc_index_todo(index, docs.items[i], TOC_TODO_STORY);
}

static void tell_names(toc_index *index, const toc_report *r)
{
    toc_arena arena;
    toc_arena_init(&arena);
    for (uint32_t i = 0; i < r->names.count; i++) tell_named(index, &arena, r->names.items[i]);
    if (arena.failed) index->failed = true;
    toc_arena_free(&arena);
}

void toc_index_add(toc_index *index, const toc_report *r)
{
    for (uint32_t k = 0; k < r->key_count; k++) {
        run(index, index->add,
            (const int64_t[]){week_of(r->day), r->keys[k], r->day, r->rank, r->id}, 5);
        if (place_of(index, r, r->keys[k]) == PIVOTS) continue;
        const int64_t displaced = doc_at(index, r, r->keys[k], PIVOTS);
        if (displaced > 0) toc_index_todo(index, displaced, TOC_TODO_PAIRS);
    }
    for (uint32_t i = 0; i < r->names.count; i++)
        run(index, index->add_name, (const int64_t[]){r->names.items[i], r->id}, 2);
    tell_names(index, r);
}

void toc_index_drop(toc_index *index, const toc_report *r)
{
    for (uint32_t k = 0; k < r->key_count; k++) {
        const int64_t risen =
            place_of(index, r, r->keys[k]) < PIVOTS ? doc_at(index, r, r->keys[k], PIVOTS) : -1;
        if (risen > 0) toc_index_todo(index, risen, TOC_TODO_PAIRS);
        run(index, index->drop,
            (const int64_t[]){week_of(r->day), r->keys[k], r->day, r->rank, r->id}, 5);
    }
    tell_names(index, r);
    for (uint32_t i = 0; i < r->names.count; i++)
        run(index, index->drop_name, (const int64_t[]){r->names.items[i], r->id}, 2);
}

static int64_t sunday_of(int64_t week)
{
    return week * 7 + 6;
}

/* Reports of one list of words, within a week; of a day's list the pivots only, unless the report is a
 * pivot itself. */
static void candidates_of(toc_index *index, toc_arena *arena, const toc_report *r, uint32_t key,
                          toc_ids *out)
{
    const bool pivot = place_of(index, r, key) < PIVOTS, dated = r->day != TOC_NO_DAY;
    const int64_t last = dated ? (int64_t)r->day + TOC_STORE_WINDOW : r->day;
    int64_t day = dated ? (int64_t)r->day - TOC_STORE_WINDOW : r->day;
    while (day <= last) {
        int64_t today = day;
        int count = 0, step;
        const int64_t week = week_of(day), end = week_of(last) == week ? last : sunday_of(week);
        bind(index->range, (const int64_t[]){week, key, day, end}, 4);
        while ((step = sqlite3_step(index->range)) == SQLITE_ROW) {
            const int64_t at = sqlite3_column_int64(index->range, 0),
                          doc = sqlite3_column_int64(index->range, 1);
            count = at == today ? count + 1 : 1;
            today = at;
            if (!pivot && count > PIVOTS) break;
            if (doc != r->id) toc_push(arena, out, doc);
        }
        if (step != SQLITE_ROW && step != SQLITE_DONE) index->failed = true;
        sqlite3_reset(index->range);
        day = step == SQLITE_ROW ? today + 1 /* the rest of that day is left out */ : end + 1;
    }
}

static int by_id(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

void toc_ids_sort(toc_ids *ids)
{
    uint32_t kept = 0;
    if (ids->count > 0) qsort(ids->items, ids->count, sizeof *ids->items, by_id);
    for (uint32_t i = 0; i < ids->count; i++)
        if (kept == 0 || ids->items[kept - 1] != ids->items[i]) ids->items[kept++] = ids->items[i];
    ids->count = kept;
}

void toc_index_candidates(toc_index *index, toc_arena *arena, const toc_report *report,
                          toc_ids *out)
{
    for (uint32_t k = 0; k < report->key_count; k++)
        candidates_of(index, arena, report, report->keys[k], out);
    toc_ids_sort(out);
}

void toc_index_named(toc_index *index, toc_arena *arena, uint32_t name, toc_ids *out)
{
    int step;
    bind(index->name_docs, (const int64_t[]){name, TOC_STORE_RARE + 2}, 2);
    while ((step = sqlite3_step(index->name_docs)) == SQLITE_ROW)
        toc_push(arena, out, sqlite3_column_int64(index->name_docs, 0));
    if (step != SQLITE_DONE) index->failed = true;
    sqlite3_reset(index->name_docs);
}
