/* src/store/recode.c - all articles of a store once more, with the engine of today: in batches, each document
 * replaced where its pack is another one, so that a run that is stopped goes on where it was. Corrections
 * stay (correct.c finds their events again). What changed is the difference of the incidents before and after. */
#include <stdlib.h>
#include <string.h>

#include "store/store.h"

#define BATCH 64

static tocsin_status recode_one(tocsin_store *store, const tocsin_engine *engine, int64_t row,
                                tocsin_error *err)
{
    sqlite3_stmt *s = toc_store_prepare(store, "select ext, input from doc where id=?", err);
    if (s == NULL) return TOCSIN_INPUT;
    tocsin_status status = TOCSIN_OK;
    tocsin_doc *doc = NULL;
    char *input = NULL, *ext = NULL;
    size_t len = 0;
    tocsin_article article;
    tocsin_article_init(&article, sizeof article);
    sqlite3_bind_int64(s, 1, row);
    if (sqlite3_step(s) == SQLITE_ROW) {
        ext = strdup((const char *)sqlite3_column_text(s, 0));
        input = toc_squeeze_out(store->squeeze, sqlite3_column_blob(s, 1),
                                (size_t)sqlite3_column_bytes(s, 1), &len);
    }
    sqlite3_finalize(s);
    if (ext == NULL || input == NULL || !toc_store_unwrap((toc_slice){input, len}, &article))
        status = toc_fail(err, TOCSIN_INPUT, "%s: the article of row %lld is damaged.", store->path,
                          (long long)row);
    article.id = ext;
    if (status == TOCSIN_OK) status = tocsin_code(&doc, engine, &article, NULL, err);
    if (status == TOCSIN_OK) status = tocsin_store_put(store, engine, &article, doc, err);
    tocsin_doc_free(doc);
    free(input);
    free(ext);
    return status;
}

/* Up to BATCH rows that another pack made, after `from`. */
static uint32_t old_rows(const tocsin_store *store, const char *pack, int64_t from, int64_t last,
                         int64_t rows[BATCH])
{
    uint32_t count = 0;
    sqlite3_stmt *s = toc_store_prepare(
        store, "select id from doc where id>? and id<=? and pack<>? order by id limit ?", NULL);
    if (s == NULL) return 0;
    sqlite3_bind_int64(s, 1, from);
    sqlite3_bind_int64(s, 2, last);
    sqlite3_bind_text(s, 3, pack, -1, SQLITE_STATIC);
    sqlite3_bind_int(s, 4, BATCH);
    while (sqlite3_step(s) == SQLITE_ROW && count < BATCH)
        rows[count++] = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return count;
}

static tocsin_status recode_all(tocsin_store *store, const tocsin_engine *engine,
                                tocsin_recode_counts *counts, bool (*step)(void *, size_t),
                                void *ctx, tocsin_error *err)
{
    char pack[TOC_STORE_PACK_ROOM];
    toc_store_pack_of(engine, pack);
    const int64_t last = toc_store_number(
        store, "select max(id) from doc"); /* what is put anew gets a row behind it */
    int64_t rows[BATCH], at = 0;
    uint32_t count;
    tocsin_status status = TOCSIN_OK;
    while (status == TOCSIN_OK && (count = old_rows(store, pack, at, last, rows)) > 0) {
        for (uint32_t i = 0; i < count && status == TOCSIN_OK; i++) {
            status = recode_one(store, engine, rows[i], err);
            at = rows[i];
            counts->documents++;
        }
        if (status == TOCSIN_OK) status = tocsin_store_commit(store, err);
        if (status == TOCSIN_OK && step != NULL && !step(ctx, counts->documents)) break;
    }
    return status == TOCSIN_OK ? tocsin_store_link(store, err) : status;
}

/* ---------------------------------------------------------------- what changed */
static bool remember(void *ctx, const char *line, size_t len)
{
    sqlite3_stmt *s = ctx;
    sqlite3_reset(s);
    sqlite3_bind_text64(s, 1, line, len, SQLITE_STATIC, SQLITE_UTF8);
    return sqlite3_step(s) == SQLITE_DONE;
}

/* All incidents as they are now, into a temporary table. Offsets and ids of records are not what happened. */
static tocsin_status snapshot(tocsin_store *store, const char *table, tocsin_error *err)
{
    toc_buf sql = {0};
    toc_buf_printf(&sql, "create temp table %s(id text primary key, line text)", table);
    toc_buf_char(&sql, '\0');
    tocsin_status status = toc_store_run(store, sql.ptr, err);
    sql.len = 0;
    toc_buf_printf(
        &sql,
        "insert into %s select json_extract(?1,'$.id'), json_set(json_remove(?1,'$.id','$.responsibility.spans','$.time.ref','$.place.ref','$.damage',"
        "'$.casualties.killed.spans','$.casualties.injured.spans','$.casualties.abducted.spans','$.casualties.arrested.spans','$.casualties.displaced.spans'),"
        "'$.roles',(select json_group_array(r) from (select distinct json_extract(value,'$.role')||' '||json_extract(value,'$.text') as r from"
        " json_each(?1,'$.roles') order by 1)),'$.reports',(select json_group_array(json_extract(value,'$.doc')) from json_each(?1,'$.reports')))",
        table);
    toc_buf_char(&sql, '\0');
    sqlite3_stmt *s = status == TOCSIN_OK ? toc_store_prepare(store, sql.ptr, err) : NULL;
    if (s != NULL)
        status = tocsin_store_incidents(store, NULL, remember, s, err);
    else if (status == TOCSIN_OK)
        status = TOCSIN_INPUT;
    sqlite3_finalize(s);
    toc_buf_free(&sql);
    return status;
}

static const char DIFFERENCE[] =
    "select json_patch('{}',json_object('change',what,'id',id,'field',field,'was',was,'now',now)), what from ("
    " select 'gone' as what, o.id as id, null as field, json_extract(o.line,'$.reports') as was, (select new from redirect where old=o.id) as now"
    "  from recode_was o where o.id not in (select id from recode_now)"
    " union all select 'new', n.id, null, null, json_extract(n.line,'$.reports') from recode_now n where n.id not in (select id from recode_was)"
    " union all select 'changed', o.id, f.field, o.line->>('$.'||f.field), n.line->>('$.'||f.field)"
    "  from recode_was o join recode_now n on n.id=o.id and n.line<>o.line,"
    "   (select 'type' as field union all select 'mode' union all select 'method' union all select 'cameo' union all select 'scope'"
    "    union all select 'status' union all select 'roles' union all select 'time' union all select 'place' union all select 'casualties'"
    "    union all select 'responsibility' union all select 'reports') f"
    "  where o.line->('$.'||f.field) is not n.line->('$.'||f.field)"
    ") order by id, what, field";

static tocsin_status print_difference(const tocsin_store *store, tocsin_recode_counts *counts,
                                      tocsin_line_fn line, void *ctx, tocsin_error *err)
{
    sqlite3_stmt *s = toc_store_prepare(store, DIFFERENCE, err);
    return s == NULL ? TOCSIN_INPUT : toc_store_lines(store, s, line, ctx, &counts->changes, err);
}

tocsin_status tocsin_store_recode(tocsin_store *store, const tocsin_engine *engine,
                                  bool (*step)(void *ctx, size_t documents), tocsin_line_fn change,
                                  void *ctx, tocsin_recode_counts *counts, tocsin_error *err)
{
    tocsin_recode_counts own = {0};
    tocsin_recode_counts *const c = counts != NULL ? counts : &own;
    c->documents = c->changes = 0;
    tocsin_status status = tocsin_store_link(store, err);
    if (status == TOCSIN_OK && change != NULL) status = snapshot(store, "recode_was", err);
    if (status == TOCSIN_OK) status = recode_all(store, engine, c, step, ctx, err);
    if (status == TOCSIN_OK && change != NULL) status = snapshot(store, "recode_now", err);
    if (status == TOCSIN_OK && change != NULL)
        status = print_difference(store, c, change, ctx, err);
    sqlite3_exec(store->db, "drop table if exists recode_was; drop table if exists recode_now",
                 NULL, NULL, NULL);
    return status;
}
