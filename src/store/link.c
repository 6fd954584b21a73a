/* src/store/link.c - all stored reports into incidents: the stories of cluster.c, then one incident
 * for the main event of each story and one for each event that its reports mention besides. */
#include <stdlib.h>
#include <string.h>

#include "store/store.h"

/* ---------------------------------------------------------------- reading */
static bool read_words(toc_arena *arena, sqlite3_stmt *s, int column, toc_store_words *out)
{
    const size_t bytes = (size_t)sqlite3_column_bytes(s, column),
                 count = bytes / sizeof *out->items;
    if (count == 0) return true;
    out->items = TOC_NEW_N(arena, toc_store_word, count);
    if (out->items == NULL) return false;
    memcpy(out->items, sqlite3_column_blob(s, column), count * sizeof *out->items);
    out->count = out->room = (uint32_t)count;
    return true;
}

static tocsin_status read_reports(const tocsin_store *store, toc_arena *arena, toc_reports *out,
                                  tocsin_error *err)
{
    sqlite3_stmt *s = toc_store_prepare(
        store, "select id, day, words, names from doc where main is not null order by day, ext",
        err);
    if (s == NULL) return TOCSIN_INPUT;
    int step;
    while ((step = sqlite3_step(s)) == SQLITE_ROW && !arena->failed) {
        toc_report r = {.id = sqlite3_column_int64(s, 0), .day = TOC_STORE_NO_DAY};
        if (sqlite3_column_type(s, 1) != SQLITE_NULL) r.day = sqlite3_column_int(s, 1);
        if (!read_words(arena, s, 2, &r.words) || !read_words(arena, s, 3, &r.names)) break;
        toc_push(arena, out, r);
    }
    sqlite3_finalize(s);
    if (arena->failed) return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for linking reports");
    return step == SQLITE_DONE ? TOCSIN_OK : toc_store_fail(store, err);
}

/* ---------------------------------------------------------------- writing */
/* An incident is named after the least name among its reports: the same set, the same id. */
static const char INCIDENTS[] =
    "create temp table former as select key, doc from incident where main=1;"
    "delete from incident;"
    "update event set incident=null;"
    /* its best telling: the surest, with most parties, of the first name */
    "insert into incident(key, main, doc, n)"
    "  select key, 1, id, main from (select incident_key(min(d.ext) over (partition by d.story)) as key, d.story, d.id, d.main,"
    "    row_number() over (partition by d.story order by e.confidence desc, e.roles desc, d.ext) as rank"
    "    from doc d join event e on e.doc=d.id and e.n=d.main) where rank=1;"
    "update event set incident=(select i.id from doc d join doc r on r.story=d.story join incident i on i.doc=r.id and i.main=1 where d.id=event.doc)"
    "  where exists(select 1 from doc d where d.id=event.doc and d.main=event.n);"
    /* what the reports of a story mention besides, told apart by kind, place and day */
    "create temp table aside as select e.doc, e.n, d.ext, e.confidence, e.roles,"
    "    d.story||'|'||ifnull(e.type,'')||'|'||ifnull(e.method,'')||'|'||ifnull(e.status,'')||'|'||ifnull(e.country,'')||'|'||ifnull(e.admin1,'')||'|'||ifnull(e.day_from,'') as same"
    "  from event e join doc d on d.id=e.doc where e.n is not d.main;"
    "create temp table best as select same, doc, n, first from (select same, doc, n, min(ext||'#'||n) over (partition by same) as first,"
    "    row_number() over (partition by same order by confidence desc, roles desc, ext, n) as rank from aside) where rank=1;"
    "create index best_same on best(same);"
    "insert into incident(key, main, doc, n) select incident_key(first), 0, doc, n from best;"
    "update event set incident=(select i.id from aside a join best b on b.same=a.same join incident i on i.doc=b.doc and i.n=b.n"
    "    where a.doc=event.doc and a.n=event.n) where incident is null;"
    /* incidents that have become part of another one lead there */
    "insert or replace into redirect select f.key, i.key from former f join doc d on d.id=f.doc join event e on e.doc=d.id and e.n=d.main"
    "  join incident i on i.id=e.incident where f.key<>i.key and not exists(select 1 from incident x where x.key=f.key);"
    "delete from redirect where old in (select key from incident);"
    "drop table former; drop table aside; drop table best;"
    "insert or replace into meta values('linked','yes');";

static tocsin_status write_stories(const tocsin_store *store, const toc_reports *reports,
                                   tocsin_error *err)
{
    sqlite3_stmt *s = toc_store_prepare(store, "update doc set story=? where id=?", err);
    if (s == NULL) return TOCSIN_INPUT;
    bool good = true;
    for (uint32_t i = 0; good && i < reports->count; i++) {
        sqlite3_reset(s);
        sqlite3_bind_int64(s, 1, reports->items[i].story);
        sqlite3_bind_int64(s, 2, reports->items[i].id);
        good = sqlite3_step(s) == SQLITE_DONE;
    }
    sqlite3_finalize(s);
    return good ? TOCSIN_OK : toc_store_fail(store, err);
}

static tocsin_status link_all(tocsin_store *store, tocsin_error *err)
{
    toc_arena arena;
    toc_arena_init(&arena);
    toc_reports reports = {0};
    toc_similars pairs = {0};
    tocsin_status status = toc_store_run(store, "begin immediate", err);
    const bool begun = status == TOCSIN_OK;
    if (begun) status = read_reports(store, &arena, &reports, err);
    if (status == TOCSIN_OK) {
        toc_store_similar(&arena, &reports, &pairs);
        toc_store_cluster(&arena, &reports, &pairs);
        if (arena.failed)
            status = toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for linking reports");
    }
    if (status == TOCSIN_OK) status = write_stories(store, &reports, err);
    if (status == TOCSIN_OK) status = toc_store_run(store, INCIDENTS, err);
    if (status == TOCSIN_OK) status = toc_store_run(store, "commit", err);
    if (begun && status != TOCSIN_OK) sqlite3_exec(store->db, "rollback", NULL, NULL, NULL);
    toc_arena_free(&arena);
    return status;
}

static bool is_linked(const tocsin_store *store)
{
    sqlite3_stmt *s =
        toc_store_prepare(store, "select value='yes' from meta where key='linked'", NULL);
    const bool linked =
        s != NULL && (sqlite3_step(s) != SQLITE_ROW || sqlite3_column_int(s, 0) != 0);
    sqlite3_finalize(s);
    return linked;
}

tocsin_status tocsin_store_link(tocsin_store *store, tocsin_error *err)
{
    const tocsin_status status = tocsin_store_commit(store, err);
    if (status != TOCSIN_OK || is_linked(store)) return status;
    return link_all(store, err);
}
