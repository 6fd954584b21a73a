/* src/store/link.c - what came, changed or went (table todo) -> stories and incidents, in transactions
 * of a few hundred reports.
 *
 *   TOC_TODO_INDEX   new: into the lists of index.c, then
 *   TOC_TODO_PAIRS   its pairs are weighed anew (table near); whose pairs changed, and the report itself:
 *   TOC_TODO_STORY   what hangs together with it by such pairs is clustered anew
 *
 * A run that ends early leaves the rest in todo for the next. */
#include <stdlib.h>

#include "store/store.h"

#define CHUNK "400" /* reports that are new, a transaction */

typedef struct linker {
    const tocsin_store *store;
    toc_index index;
    toc_shelf *shelf;
    toc_arena arena;
    toc_ties ties;
    sqlite3_stmt *near, *pair, *part, *write;
    bool failed;
} linker;

/* ---------------------------------------------------------------- statements */
static tocsin_status open_linker(linker *l, tocsin_store *store, tocsin_error *err)
{
    *l = (linker){.store = store};
    toc_arena_init(&l->arena);
    tocsin_status status = toc_index_open(&l->index, store, err);
    if (status == TOCSIN_OK && (l->shelf = toc_shelf_open(store, err)) == NULL)
        status = TOCSIN_INPUT;
    if (status == TOCSIN_OK) status = toc_ties_read(&l->ties, &l->arena, store, err);
    if (status != TOCSIN_OK) return status;
    const struct {
        sqlite3_stmt **statement;
        const char *sql;
    } ALL[] = {
        {&l->near, "select b from near where a=?"},
        {&l->pair, "insert or ignore into near values(?,?)"},
        {&l->part, "delete from near where a=? and b=?"},
        {&l->write, "update report set near=?, copy_of=? where doc=?"},
    };
    for (size_t i = 0; i < sizeof ALL / sizeof *ALL; i++)
        if ((*ALL[i].statement = toc_store_prepare(store, ALL[i].sql, err)) == NULL)
            return TOCSIN_INPUT;
    return TOCSIN_OK;
}

static void close_linker(linker *l)
{
    sqlite3_stmt *const all[] = {l->near, l->pair, l->part, l->write};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) sqlite3_finalize(all[i]);
    toc_index_close(&l->index);
    toc_arena_free(&l->arena);
}

static tocsin_status state_of(const linker *l, tocsin_error *err)
{
    if (l->arena.failed || l->shelf->arena.failed)
        return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for linking reports");
    return l->failed || l->index.failed ? toc_store_fail(l->store, err) : TOCSIN_OK;
}

static void run(linker *l, sqlite3_stmt *s, int64_t a, int64_t b)
{
    sqlite3_reset(s);
    sqlite3_bind_int64(s, 1, a);
    sqlite3_bind_int64(s, 2, b);
    if (sqlite3_step(s) != SQLITE_DONE) l->failed = true;
    sqlite3_reset(s);
}

static void read_ids(linker *l, sqlite3_stmt *s, int64_t of, toc_ids *out)
{
    int step;
    sqlite3_reset(s);
    sqlite3_bind_int64(s, 1, of);
    while ((step = sqlite3_step(s)) == SQLITE_ROW)
        toc_push(&l->arena, out, sqlite3_column_int64(s, 0));
    if (step != SQLITE_DONE) l->failed = true;
    sqlite3_reset(s);
}

static void read_todo(linker *l, const char *sql, toc_ids *out)
{
    sqlite3_stmt *s = toc_store_prepare(l->store, sql, NULL);
    int step = SQLITE_ERROR;
    while (s != NULL && (step = sqlite3_step(s)) == SQLITE_ROW)
        toc_push(&l->arena, out, sqlite3_column_int64(s, 0));
    if (step != SQLITE_DONE) l->failed = true;
    sqlite3_finalize(s);
}

/* ---------------------------------------------------------------- pairs */
static void index_new(linker *l)
{
    toc_ids docs = {0};
    read_todo(l, "select doc from todo where what=3 order by doc limit " CHUNK, &docs);
    for (uint32_t i = 0; i < docs.count; i++) {
        const toc_report *r = toc_shelf_get(l->shelf, docs.items[i]);
        if (r != NULL) toc_index_add(&l->index, r);
    }
    sqlite3_stmt *s =
        toc_store_prepare(l->store, "update todo set what=2 where doc=? and what=?2", NULL);
    for (uint32_t i = 0; s != NULL && i < docs.count; i++) run(l, s, docs.items[i], TOC_TODO_INDEX);
    if (s == NULL) l->failed = true;
    sqlite3_finalize(s);
}

static void change_pair(linker *l, sqlite3_stmt *how, int64_t a, int64_t b)
{
    run(l, how, a, b);
    run(l, how, b, a);
    toc_index_todo(&l->index, b, TOC_TODO_STORY);
}

/* Brings the rows of near to what they should be for one report. */
static void weigh(linker *l, int64_t doc)
{
    toc_ids found = {0}, now = {0}, former = {0};
    const toc_report *r = toc_shelf_get(l->shelf, doc);
    if (r == NULL) return;
    toc_index_candidates(&l->index, &l->arena, r, &found);
    for (uint32_t i = 0; i < found.count; i++) {
        const toc_report *other = toc_shelf_get(l->shelf, found.items[i]);
        if (other != NULL && toc_report_alike(r, other) >= TOC_STORE_JOIN)
            toc_push(&l->arena, &now, found.items[i]);
    }
    read_ids(l, l->near, doc, &former);
    toc_ids_sort(&former);
    for (uint32_t i = 0, k = 0; i < now.count || k < former.count;) {
        if (k == former.count || (i < now.count && now.items[i] < former.items[k]))
            change_pair(l, l->pair, doc, now.items[i++]);
        else if (i == now.count || former.items[k] < now.items[i])
            change_pair(l, l->part, doc, former.items[k++]);
        else
            i++, k++;
    }
}

static void weigh_all(linker *l)
{
    toc_ids docs = {0};
    read_todo(l, "select doc from todo where what=2", &docs);
    for (uint32_t i = 0; i < docs.count && !l->arena.failed; i++) weigh(l, docs.items[i]);
    if (sqlite3_exec(l->store->db, "update todo set what=1 where what=2", NULL, NULL, NULL) !=
        SQLITE_OK)
        l->failed = true;
}

/* ---------------------------------------------------------------- stories */
typedef struct id_set { /* open addressing; 0 is no id */
    int64_t *slots;
    uint32_t mask, count;
} id_set;

/* False: it was there. */
static bool add_id(toc_arena *arena, id_set *set, int64_t id)
{
    if (2 * (set->count + 1) > set->mask + 1 || set->slots == NULL) {
        id_set more = {.mask = set->slots == NULL ? 1023 : 2 * set->mask + 1};
        more.slots = TOC_NEW_N(arena, int64_t, (size_t)more.mask + 1);
        if (more.slots == NULL) return false;
        for (uint32_t i = 0; set->slots != NULL && i <= set->mask; i++)
            if (set->slots[i] != 0) add_id(arena, &more, set->slots[i]);
        *set = more;
    }
    uint32_t at = (uint32_t)toc_mix((uint64_t)id, 0) & set->mask;
    while (set->slots[at] != 0 && set->slots[at] != id) at = (at + 1) & set->mask;
    if (set->slots[at] == id) return false;
    set->slots[at] = id;
    set->count++;
    return true;
}

static int by_order(const void *a, const void *b)
{
    const toc_report *x = *(toc_report *const *)a, *y = *(toc_report *const *)b;
    return toc_report_before(x, y) ? -1 : toc_report_before(y, x);
}

/* What hangs together with a report, in the order in which it is told. */
static void gather(linker *l, id_set *seen, int64_t doc, toc_reports *out)
{
    toc_ids reached = {0};
    toc_push(&l->arena, &reached, doc);
    for (uint32_t i = 0; i < reached.count; i++) {
        toc_report *r = toc_shelf_get(l->shelf, reached.items[i]);
        if (r != NULL) toc_push(&l->arena, out, r);
        toc_ids others = {0};
        read_ids(l, l->near, reached.items[i], &others);
        for (uint32_t k = 0; k < others.count; k++)
            if (add_id(&l->arena, seen, others.items[k]))
                toc_push(&l->arena, &reached, others.items[k]);
    }
    if (out->count > 0) qsort(out->items, out->count, sizeof *out->items, by_order);
}

static void write_report(linker *l, toc_report *r)
{
    const int64_t copy_of = r->original == r ? 0 : r->original->id;
    if (r->near == r->new_near && r->copy_of == copy_of) return;
    r->near = r->new_near;
    r->copy_of = copy_of;
    sqlite3_reset(l->write);
    sqlite3_bind_int64(l->write, 1, r->near);
    if (copy_of != 0)
        sqlite3_bind_int64(l->write, 2, copy_of);
    else
        sqlite3_bind_null(l->write, 2);
    sqlite3_bind_int64(l->write, 3, r->id);
    if (sqlite3_step(l->write) != SQLITE_DONE) l->failed = true;
    sqlite3_reset(l->write);
}

static void cluster_all(linker *l, toc_ids *old_stories, toc_ids *new_stories)
{
    toc_ids docs = {0};
    id_set seen = {0};
    read_todo(l, "select doc from todo where what=1", &docs);
    for (uint32_t i = 0; i < docs.count && !l->arena.failed; i++) {
        toc_reports together = {0};
        if (!add_id(&l->arena, &seen, docs.items[i])) continue;
        gather(l, &seen, docs.items[i], &together);
        toc_store_cluster(&l->arena, &together, &l->ties);
        for (uint32_t k = 0; k < together.count && !l->arena.failed; k++) {
            toc_report *r = together.items[k];
            if (r->near != 0) toc_push(&l->arena, old_stories, r->near);
            toc_push(&l->arena, new_stories, r->new_near);
            write_report(l, r);
        }
    }
    toc_ids_sort(old_stories);
    toc_ids_sort(new_stories);
    if (sqlite3_exec(l->store->db, "delete from todo where what=1", NULL, NULL, NULL) != SQLITE_OK)
        l->failed = true;
}

/* ---------------------------------------------------------------- in transactions */
static tocsin_status link_chunk(tocsin_store *store, tocsin_error *err)
{
    linker l;
    toc_ids old_stories = {0}, new_stories = {0};
    tocsin_status status = open_linker(&l, store, err);
    if (status == TOCSIN_OK) {
        index_new(&l);
        weigh_all(&l);
        cluster_all(&l, &old_stories, &new_stories);
        status = state_of(&l, err);
    }
    if (status == TOCSIN_OK) status = toc_store_run(store, "delete from touched", err);
    if (status == TOCSIN_OK)
        status = toc_store_far(l.shelf, &l.index, &l.ties, &old_stories, &new_stories, err);
    if (status == TOCSIN_OK) status = toc_store_tell(store, err);
    close_linker(&l);
    return status;
}

tocsin_status tocsin_store_link(tocsin_store *store, tocsin_error *err)
{
    tocsin_status status = tocsin_store_commit(store, err);
    int64_t some = 0;
    while (status == TOCSIN_OK &&
           (some = toc_store_number(store, "select exists(select 1 from todo)")) > 0) {
        status = toc_store_run(store,
                               "begin immediate;"
                               "create temp table if not exists touched(doc integer primary key)",
                               err);
        const bool begun = status == TOCSIN_OK;
        if (begun) status = link_chunk(store, err);
        if (status == TOCSIN_OK) status = toc_store_run(store, "commit", err);
        if (begun && status != TOCSIN_OK) {
            toc_shelf_close(store); /* it says what was to be written */
            sqlite3_exec(store->db, "rollback", NULL, NULL, NULL);
        }
    }
    return status == TOCSIN_OK && some < 0 ? toc_store_fail(store, err) : status;
}

/* ---------------------------------------------------------------- out of the store */
static const char UNLINK[] =
    "insert into todo select doc, 1 from report where story=(select story from report where doc=?1)"
    "  or near in (select b from far where a=(select near from report where doc=?1)) on conflict do nothing;"
    "insert into todo select b, 1 from near where a=?1 on conflict do nothing;"
    "delete from far where a=(select near from report where doc=?1) or b=(select near from report where doc=?1);"
    "delete from near where a=?1; delete from near where b=?1;"
    "insert or ignore into former select i.key, d.ext, i.n from incident i join doc d on d.id=i.doc"
    "  where i.id in (select incident from event where doc=?1);"
    "delete from incident where id in (select incident from event where doc=?1);"
    "delete from todo where doc=?1; delete from report where doc=?1;";

tocsin_status toc_store_unlink(tocsin_store *store, int64_t doc, tocsin_error *err)
{
    toc_index index;
    toc_shelf *shelf = NULL;
    tocsin_status status = toc_index_open(&index, store, err);
    if (status == TOCSIN_OK && (shelf = toc_shelf_open(store, err)) == NULL) status = TOCSIN_INPUT;
    const toc_report *r = shelf == NULL ? NULL : toc_shelf_get(shelf, doc);
    if (r != NULL && r->near != 0) toc_index_drop(&index, r);
    if (status == TOCSIN_OK && index.failed) status = toc_store_fail(store, err);
    toc_index_close(&index);
    toc_shelf_close(store); /* its row may be that of another one next */
    return status == TOCSIN_OK ? toc_store_run_for(store, UNLINK, doc, err) : status;
}
