/* src/store/telling.c - what an incident is told from: article and record of its best telling, all its reports. */
#include <stdlib.h>

#include "base/calendar.h"
#include "store/store.h"

static const char *text_in(toc_arena *arena, sqlite3_stmt *s, int column)
{
    const toc_slice text = {(const char *)sqlite3_column_text(s, column),
                            (size_t)sqlite3_column_bytes(s, column)};
    return text.ptr == NULL ? "" : toc_dup(arena, text).ptr;
}

static toc_slice blob_in(sqlite3_stmt *s, int column)
{
    return (toc_slice){sqlite3_column_blob(s, column), (size_t)sqlite3_column_bytes(s, column)};
}

/* Columns record and input: the record, or else the article, into the arena; empty: damaged. */
static toc_slice unpacked(const tocsin_store *store, toc_arena *arena, sqlite3_stmt *s, bool record)
{
    size_t len = 0;
    const toc_slice input = blob_in(s, 1);
    char *text = record ? toc_squeeze_record(store->squeeze, blob_in(s, 0), input, &len)
                        : toc_squeeze_out(store->squeeze, input.ptr, input.len, &len);
    const toc_slice kept =
        text == NULL ? (toc_slice){"", 0} : toc_dup(arena, (toc_slice){text, len});
    free(text);
    return kept;
}

static tocsin_status read_best(const tocsin_store *store, toc_arena *arena, toc_slice id,
                               toc_store_telling *out, tocsin_error *err)
{
    sqlite3_stmt *s = toc_store_prepare(
        store,
        "select d.record, d.input, i.n from incident i join doc d on d.id=i.doc where i.key=?",
        err);
    if (s == NULL) return TOCSIN_INPUT;
    toc_slice input = {"", 0};
    sqlite3_bind_text64(s, 1, id.ptr, id.len, SQLITE_STATIC, SQLITE_UTF8);
    if (sqlite3_step(s) == SQLITE_ROW) {
        out->record = unpacked(store, arena, s, true);
        input = unpacked(store, arena, s, false);
        out->event = (uint32_t)sqlite3_column_int64(s, 2);
    }
    sqlite3_finalize(s);
    if (arena->failed) return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for an incident");
    tocsin_article_init(&out->article, sizeof out->article);
    if (out->record.len > 0 && toc_store_unwrap(input, &out->article)) return TOCSIN_OK;
    return toc_fail(err, TOCSIN_INPUT, "%s: the article of incident %.*s is damaged.", store->path,
                    (int)id.len, id.ptr);
}

tocsin_status toc_store_tell_of(const tocsin_store *store, toc_arena *arena, toc_slice id,
                                toc_store_telling *out, tocsin_error *err)
{
    *out = (toc_store_telling){.event = 0};
    const tocsin_status status = read_best(store, arena, id, out, err);
    if (status != TOCSIN_OK) return status;
    sqlite3_stmt *s = toc_store_prepare(
        store,
        "select d.ext, e.id, d.source, d.url, d.title, d.day, r.copy_of is not null from event e"
        " join doc d on d.id=e.doc left join report r on r.doc=d.id"
        " where e.incident=(select id from incident where key=?) order by d.day is null, d.day, d.ext, e.n",
        err);
    if (s == NULL) return TOCSIN_INPUT;
    sqlite3_bind_text64(s, 1, id.ptr, id.len, SQLITE_STATIC, SQLITE_UTF8);
    int step;
    while ((step = sqlite3_step(s)) == SQLITE_ROW) {
        toc_store_report r = {.doc = text_in(arena, s, 0),
                              .event = text_in(arena, s, 1),
                              .source = text_in(arena, s, 2),
                              .url = text_in(arena, s, 3),
                              .title = text_in(arena, s, 4)};
        r.day = sqlite3_column_type(s, 5) == SQLITE_NULL ? TOC_NO_DAY : sqlite3_column_int(s, 5);
        r.copy = sqlite3_column_int(s, 6) != 0;
        toc_push(arena, &out->reports, r);
    }
    sqlite3_finalize(s);
    if (arena->failed) return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for an incident");
    return step == SQLITE_DONE ? TOCSIN_OK : toc_store_fail(store, err);
}
