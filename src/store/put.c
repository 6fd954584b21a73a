/* src/store/put.c - a coded article into the tables doc and event. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

#include "api.h"
#include "base/sha256.h"
#include "store/store.h"

#define LEVEL 3 /* zstd: a third smaller than level 1, still far faster than coding */

/* Of everything that coding depends on besides the pack: same sum, same record. */
static void sum_of(const tocsin_article *article, char hex[65])
{
    const char *const fields[] = {article->title, article->published, article->url, article->source,
                                  article->language};
    toc_buf all = {0};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (fields[i] != NULL) toc_buf_text(&all, fields[i]);
        toc_buf_char(&all, '\0');
    }
    toc_buf_char(&all, (char)('0' + (int)article->from));
    toc_buf_put(&all, article->bytes, article->len);
    unsigned char sum[32];
    toc_sha256(all.failed ? "" : all.ptr, all.failed ? 0 : all.len, sum);
    toc_sha256_hex(sum, hex);
    toc_buf_free(&all);
}

static const char *name_of(const tocsin_article *article)
{
    return article->id == NULL ? "-" : article->id;
}

bool tocsin_store_has(const tocsin_store *store, const tocsin_engine *engine,
                      const tocsin_article *article)
{
    char sum[65];
    sum_of(article, sum);
    sqlite3_stmt *find =
        toc_store_prepare(store, "select 1 from doc where ext=? and sha=? and pack=?", NULL);
    if (find == NULL) return false;
    sqlite3_bind_text(find, 1, name_of(article), -1, SQLITE_STATIC);
    sqlite3_bind_text(find, 2, sum, -1, SQLITE_STATIC);
    sqlite3_bind_text(find, 3, tocsin_pack_sha256(engine), -1, SQLITE_STATIC);
    const bool has = sqlite3_step(find) == SQLITE_ROW;
    sqlite3_finalize(find);
    return has;
}

/* What an article is about: violence that happened before what was said of it, then what is surest,
 * then what is told first. TOC_NONE: no events. */
static uint32_t main_event(const toc_record *record)
{
    uint32_t best = TOC_NONE;
    int32_t most = 0;
    for (uint32_t i = 0; i < record->events.count; i++) {
        const toc_event *e = &record->events.items[i];
        const bool real = e->status == TOC_STATUS_OCCURRED || e->status == TOC_STATUS_ONGOING ||
                          e->status == TOC_STATUS_ALLEGED;
        const bool deed = toc_type_quad(e->type) == 4;
        const int32_t score = (e->type == TOC_TYPE_ASSAULT ? 2000
                               : deed                      ? 1000
                                                           : 0) +
                              (real ? 500 : 0) + e->confidence_permille / 2;
        if (best != TOC_NONE && score <= most) continue;
        best = i;
        most = score;
    }
    return best;
}

static void bind_slice(sqlite3_stmt *s, int at, toc_slice text)
{
    if (text.len > 0)
        sqlite3_bind_text64(s, at, text.ptr, text.len, SQLITE_STATIC, SQLITE_UTF8);
    else
        sqlite3_bind_null(s, at);
}

static void bind_day(sqlite3_stmt *s, int at, int32_t day)
{
    if (day != TOC_NO_DAY)
        sqlite3_bind_int(s, at, day);
    else
        sqlite3_bind_null(s, at);
}

static void bind_count(sqlite3_stmt *s, int at, const toc_count *count)
{
    if (count->present) sqlite3_bind_int64(s, at, count->low);
    if (count->present && count->high != TOC_OPEN) sqlite3_bind_int64(s, at + 1, count->high);
}

static bool put_event(sqlite3_stmt *s, int64_t doc, uint32_t n, const toc_event *e)
{
    char id[16];
    snprintf(id, sizeof id, "e%u", n + 1);
    sqlite3_reset(s);
    sqlite3_clear_bindings(s);
    sqlite3_bind_int64(s, 1, doc);
    sqlite3_bind_int64(s, 2, n);
    sqlite3_bind_text(s, 3, id, -1, SQLITE_TRANSIENT);
    bind_slice(s, 4, toc_slice_of(toc_type_word(e->type)));
    bind_slice(s, 5, toc_slice_of(toc_method_word(e->method)));
    bind_slice(s, 6, toc_slice_of(toc_status_word(e->status)));
    bind_slice(s, 7, e->criminal ? TOC_LIT("criminal") : TOC_LIT(""));
    sqlite3_bind_int(s, 8, e->confidence_permille);
    bind_day(s, 9, e->earliest.day);
    bind_day(s, 10, e->latest.day);
    if (e->has_place && e->has_point) {
        sqlite3_bind_double(s, 11, e->lat_e5 / 1e5);
        sqlite3_bind_double(s, 12, e->lon_e5 / 1e5);
    }
    if (e->has_place) {
        bind_slice(s, 13, toc_slice_of(e->country));
        bind_slice(s, 14, e->admin1);
        bind_slice(s, 15, toc_slice_of(toc_at_word(e->place_precision)));
    }
    bind_count(s, 16, &e->casualties[TOC_HARM_KILLED]);
    bind_count(s, 18, &e->casualties[TOC_HARM_INJURED]);
    sqlite3_bind_int64(s, 20, e->roles.count);
    return sqlite3_step(s) == SQLITE_DONE;
}

static bool put_events(const tocsin_store *store, int64_t doc, const toc_record *record)
{
    sqlite3_stmt *s = toc_store_prepare(
        store, "insert into event values(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,null)", NULL);
    bool good = s != NULL;
    for (uint32_t i = 0; good && i < record->events.count; i++)
        good = put_event(s, doc, i, &record->events.items[i]);
    sqlite3_finalize(s);
    return good;
}

static void bind_words(sqlite3_stmt *s, int at, const toc_store_words *words)
{
    sqlite3_bind_blob64(s, at, words->count == 0 ? "" : (const void *)words->items,
                        words->count * sizeof *words->items, SQLITE_TRANSIENT);
}

/* Row of table doc; 0: it could not be written. */
static int64_t put_doc(const tocsin_store *store, const tocsin_engine *engine,
                       const tocsin_article *article, tocsin_doc *doc)
{
    const toc_record *record = &doc->record;
    size_t len;
    const char *json = tocsin_doc_json(doc, &len);
    char sum[65];
    toc_store_words words = {0}, names = {0};
    toc_store_words_of(&doc->arena, record->text, &words, &names);
    sqlite3_stmt *s = toc_store_prepare(
        store,
        "insert into doc(ext,sha,pack,published,day,source,url,title,main,record,words,names)"
        " values(?,?,?,?,?,?,?,?,?,?,?,?)",
        NULL);
    const size_t room = json == NULL ? 0 : ZSTD_compressBound(len);
    char *packed = malloc(room + 1);
    int64_t row = 0;
    if (s != NULL && json != NULL && packed != NULL && !doc->arena.failed) {
        const size_t size = ZSTD_compress(packed, room, json, len, LEVEL);
        const uint32_t main = main_event(record);
        sum_of(article, sum);
        sqlite3_bind_text(s, 1, name_of(article), -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 2, sum, -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 3, tocsin_pack_sha256(engine), -1, SQLITE_STATIC);
        if (article->published != NULL)
            sqlite3_bind_text(s, 4, article->published, -1, SQLITE_STATIC);
        bind_day(s, 5, record->published_from == NULL ? TOC_NO_DAY : record->published.day);
        bind_slice(s, 6, record->source);
        bind_slice(s, 7, record->url);
        bind_slice(s, 8, record->title);
        if (main != TOC_NONE) sqlite3_bind_int64(s, 9, main);
        sqlite3_bind_blob64(s, 10, packed, ZSTD_isError(size) ? 0 : size, SQLITE_TRANSIENT);
        bind_words(s, 11, &words);
        bind_words(s, 12, &names);
        if (sqlite3_step(s) == SQLITE_DONE) row = sqlite3_last_insert_rowid(store->db);
    }
    sqlite3_finalize(s);
    free(packed);
    return row;
}

static bool forget(const tocsin_store *store, const char *name)
{
    sqlite3_stmt *s = toc_store_prepare(store, "delete from doc where ext=?", NULL);
    if (s == NULL) return false;
    sqlite3_bind_text(s, 1, name, -1, SQLITE_STATIC);
    const bool good = sqlite3_step(s) == SQLITE_DONE;
    sqlite3_finalize(s);
    return good;
}

tocsin_status tocsin_store_put(tocsin_store *store, const tocsin_engine *engine,
                               const tocsin_article *article, tocsin_doc *doc, tocsin_error *err)
{
    if (!store->batch) {
        const tocsin_status status = toc_store_run(store, "begin immediate", err);
        if (status != TOCSIN_OK) return status;
        store->batch = true;
    }
    bool good = forget(store, name_of(article));
    const int64_t row = good ? put_doc(store, engine, article, doc) : 0;
    good = row != 0 && put_events(store, row, &doc->record) &&
           sqlite3_exec(store->db, "insert or replace into meta values('linked','no')", NULL, NULL,
                        NULL) == SQLITE_OK;
    return good ? TOCSIN_OK : toc_store_fail(store, err);
}

tocsin_status tocsin_store_commit(tocsin_store *store, tocsin_error *err)
{
    if (!store->batch) return TOCSIN_OK;
    store->batch = false;
    return toc_store_run(store, "commit", err);
}
