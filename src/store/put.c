/* src/store/put.c - a coded article into the tables doc and event. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/sha256.h"
#include "store/store.h"

/* Everything that coding depends on besides the pack: six fields that end in NUL (without one: not
 * given; a byte before each says so), the form of the bytes, the bytes. Same bytes, same record. */
static void input_of(const tocsin_article *article, toc_buf *all)
{
    const char *const fields[] = {article->title,  article->published, article->url,
                                  article->source, article->language,  article->settings};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        toc_buf_char(all, fields[i] != NULL ? '+' : '-');
        if (fields[i] != NULL) toc_buf_text(all, fields[i]);
        toc_buf_char(all, '\0');
    }
    toc_buf_char(all, (char)('0' + (int)article->from));
    toc_buf_put(all, article->bytes, article->len);
}

bool toc_store_unwrap(toc_slice input, tocsin_article *article)
{
    input = toc_squeeze_input(input);
    const char **const fields[] = {&article->title,  &article->published, &article->url,
                                   &article->source, &article->language,  &article->settings};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const char *end = input.len < 2 ? NULL : memchr(input.ptr, '\0', input.len);
        if (end == NULL) return false;
        *fields[i] = *input.ptr == '+' ? input.ptr + 1 : NULL;
        input = toc_slice_sub(input, (size_t)(end - input.ptr) + 1, input.len);
    }
    if (input.len == 0) return false;
    article->from = (tocsin_from)(*input.ptr - '0');
    article->bytes = input.ptr + 1;
    article->len = input.len - 1;
    return true;
}

/* Half of its SHA-256: what tells apart the versions of one article, not all articles of the world. */
static void sum_of(const toc_buf *input, char hex[65])
{
    unsigned char sum[32];
    toc_sha256(input->failed ? "" : input->ptr, input->failed ? 0 : input->len, sum);
    toc_sha256_hex(sum, hex);
    hex[32] = '\0';
}

static const char *name_of(const tocsin_article *article)
{
    return article->id == NULL ? "-" : article->id;
}

void toc_store_pack_of(const tocsin_engine *engine, char name[TOC_STORE_PACK_ROOM])
{
    const toc_pack *packs;
    size_t count;
    toc_engine_gazetteer(engine, &packs, &count);
    snprintf(name, TOC_STORE_PACK_ROOM, "%.16s%s%.16s", tocsin_pack_sha256(engine),
             count > 1 ? "+" : "", count > 1 ? packs[1].sha256 : "");
}

bool tocsin_store_has(const tocsin_store *store, const tocsin_engine *engine,
                      const tocsin_article *article)
{
    char sum[65], pack[TOC_STORE_PACK_ROOM];
    toc_buf input = {0};
    toc_store_pack_of(engine, pack);
    input_of(article, &input);
    sum_of(&input, sum);
    toc_buf_free(&input);
    sqlite3_stmt *find =
        toc_store_prepare(store, "select 1 from doc where ext=? and sha=? and pack=?", NULL);
    if (find == NULL) return false;
    sqlite3_bind_text(find, 1, name_of(article), -1, SQLITE_STATIC);
    sqlite3_bind_text(find, 2, sum, -1, SQLITE_STATIC);
    sqlite3_bind_text(find, 3, pack, -1, SQLITE_STATIC);
    const bool has = sqlite3_step(find) == SQLITE_ROW;
    sqlite3_finalize(find);
    return has;
}

/* What an article is about: violence that happened before what was said of it, what hurt people before
 * what did not, then what is surest, then what is told first. TOC_NONE: no events. */
static uint32_t main_event(const toc_record *record)
{
    uint32_t best = TOC_NONE;
    int32_t most = 0;
    for (uint32_t i = 0; i < record->events.count; i++) {
        const toc_event *e = &record->events.items[i];
        const bool real = e->status == TOC_STATUS_OCCURRED || e->status == TOC_STATUS_ONGOING ||
                          e->status == TOC_STATUS_ALLEGED;
        const bool deed = toc_type_quad(e->type) == 4;
        const bool hurt =
            e->casualties[TOC_HARM_KILLED].high > 0 || e->casualties[TOC_HARM_INJURED].high > 0;
        const int32_t score = (e->type == TOC_TYPE_ASSAULT ? 2000
                               : deed                      ? 1000
                                                           : 0) +
                              (real ? 500 : 0) + (hurt ? 250 : 0) + e->confidence_permille / 2;
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

/* Where it was, by name; of a road also its ends, as GeoJSON has them. */
static bool bind_place(const tocsin_store *store, sqlite3_stmt *s, const toc_record *record,
                       const toc_event *e)
{
    const toc_place *p = e->place < record->places.count ? &record->places.items[e->place] : NULL;
    if (p == NULL || p->name.len == 0) return true;
    int64_t spot;
    if (!toc_lookup_spot(store, p->name, &spot)) return false;
    sqlite3_bind_int64(s, 22, spot);
    if (!p->has_line || !e->has_place || e->place_precision != TOC_AT_ROAD) return true;
    toc_buf line = {0};
    for (int i = 0; i < 4; i += 2) {
        toc_buf_text(&line, i == 0 ? "[[" : ",[");
        toc_buf_fixed(&line, p->line_e5[i + 1], 5);
        toc_buf_char(&line, ',');
        toc_buf_fixed(&line, p->line_e5[i], 5);
        toc_buf_char(&line, ']');
    }
    toc_buf_char(&line, ']');
    if (!line.failed) sqlite3_bind_text64(s, 23, line.ptr, line.len, SQLITE_TRANSIENT, SQLITE_UTF8);
    toc_buf_free(&line);
    return true;
}

static bool put_event(const tocsin_store *store, sqlite3_stmt *s, int64_t doc, uint32_t n,
                      const toc_record *record)
{
    const toc_event *e = &record->events.items[n];
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
    sqlite3_bind_int64(s, 21, e->trigger.start);
    return bind_place(store, s, record, e) && sqlite3_step(s) == SQLITE_DONE;
}

/* What a report says of an event beyond the event: what it answers, and who says that he did it. */
static bool put_links(sqlite3_stmt *link, sqlite3_stmt *claim, int64_t doc, uint32_t n,
                      const toc_record *record)
{
    const toc_event *e = &record->events.items[n];
    bool good = true;
    for (uint32_t i = 0; good && i < e->links.count; i++) {
        sqlite3_reset(link);
        sqlite3_bind_int64(link, 1, doc);
        sqlite3_bind_int64(link, 2, n);
        bind_slice(link, 3, toc_slice_of(toc_link_word(e->links.items[i].type)));
        sqlite3_bind_int64(link, 4, e->links.items[i].event);
        good = sqlite3_step(link) == SQLITE_DONE;
    }
    if (e->claim == TOC_CLAIM_NONE) return good;
    sqlite3_reset(claim);
    sqlite3_clear_bindings(claim);
    sqlite3_bind_int64(claim, 1, doc);
    sqlite3_bind_int64(claim, 2, n);
    bind_slice(claim, 3, toc_slice_of(toc_claim_word(e->claim)));
    if (e->claim_by.count > 0)
        bind_slice(claim, 4, record->entities.items[e->claim_by.items[0]].name);
    return good && sqlite3_step(claim) == SQLITE_DONE;
}

static bool put_events(const tocsin_store *store, int64_t doc, const toc_record *record)
{
    sqlite3_stmt *event = toc_store_prepare(
                     store,
                     "insert into event values(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,null,?,?,?)",
                     NULL),
                 *link =
                     toc_store_prepare(store, "insert or ignore into link values(?,?,?,?)", NULL),
                 *claim = toc_store_prepare(store, "insert into claim values(?,?,?,?)", NULL);
    bool good = event != NULL && link != NULL && claim != NULL;
    for (uint32_t i = 0; good && i < record->events.count; i++)
        good = put_event(store, event, doc, i, record) && put_links(link, claim, doc, i, record);
    sqlite3_finalize(event);
    sqlite3_finalize(link);
    sqlite3_finalize(claim);
    return good;
}

/* Row of table doc; 0: it could not be written. */
static int64_t put_doc(const tocsin_store *store, const tocsin_engine *engine,
                       const tocsin_article *article, tocsin_doc *doc, uint32_t main)
{
    const toc_record *record = &doc->record;
    size_t len;
    const char *json = tocsin_doc_json(doc, &len);
    char sum[65], pack[TOC_STORE_PACK_ROOM];
    toc_buf input = {0};
    toc_store_pack_of(engine, pack);
    input_of(article, &input);
    sum_of(&input, sum);
    sqlite3_stmt *s = toc_store_prepare(
        store,
        "insert into doc(ext,sha,pack,published,day,source,url,title,main,input,record)"
        " values(?,?,?,?,?,?,?,?,?,?,x'')",
        NULL);
    bool good = s != NULL && json != NULL && !input.failed;
    if (good) {
        sqlite3_bind_text(s, 1, name_of(article), -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 2, sum, -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 3, pack, -1, SQLITE_STATIC);
        if (article->published != NULL)
            sqlite3_bind_text(s, 4, article->published, -1, SQLITE_STATIC);
        bind_day(s, 5, record->published_from == NULL ? TOC_NO_DAY : record->published.day);
        bind_slice(s, 6, record->source);
        bind_slice(s, 7, record->url);
        bind_slice(s, 8, record->title);
        if (main != TOC_NONE) sqlite3_bind_int64(s, 9, main);
        good = toc_squeeze_bind(store->squeeze, s, 10, (toc_slice){input.ptr, input.len},
                                (toc_slice){json, len}) &&
               sqlite3_step(s) == SQLITE_DONE;
    }
    sqlite3_finalize(s);
    toc_buf_free(&input);
    return good ? sqlite3_last_insert_rowid(store->db) : 0;
}

/* A report of something: into the queue of linking. */
static bool put_report(const tocsin_store *store, const tocsin_engine *engine,
                       const tocsin_article *article, tocsin_doc *doc, uint32_t main, int64_t row)
{
    const toc_pack *packs;
    size_t count;
    toc_rarity rarity = {0};
    toc_profile profile;
    toc_engine_gazetteer(engine, &packs, &count);
    if (count > 0) toc_rarity_view(&rarity, toc_pack_section(&packs[0], "model/rarity"));
    toc_profile_of(&doc->arena, doc->record.text, &rarity, &profile);
    return !doc->arena.failed &&
           toc_report_put(store, row, name_of(article), &doc->record, main, &profile) &&
           toc_store_run_for(store, "insert into todo values(?1, 3)", row, NULL) == TOCSIN_OK;
}

static tocsin_status forget(tocsin_store *store, const char *name, tocsin_error *err)
{
    sqlite3_stmt *s = toc_store_prepare(store, "select id from doc where ext=?", err);
    if (s == NULL) return TOCSIN_INPUT;
    sqlite3_bind_text(s, 1, name, -1, SQLITE_STATIC);
    const int step = sqlite3_step(s);
    const int64_t row = step == SQLITE_ROW ? sqlite3_column_int64(s, 0) : 0;
    sqlite3_finalize(s);
    if (step == SQLITE_DONE) return TOCSIN_OK;
    if (step != SQLITE_ROW) return toc_store_fail(store, err);
    tocsin_status status = toc_store_unlink(store, row, err);
    if (status == TOCSIN_OK) status = toc_lookup_drop(store, row, err);
    if (status != TOCSIN_OK) return status;
    return toc_store_run_for(store, "delete from doc where id=?1", row, err);
}

tocsin_status tocsin_store_put(tocsin_store *store, const tocsin_engine *engine,
                               const tocsin_article *article, tocsin_doc *doc, tocsin_error *err)
{
    if (!store->batch) {
        const tocsin_status begun = toc_store_run(store, "begin immediate", err);
        if (begun != TOCSIN_OK) return begun;
        store->batch = true;
    }
    const tocsin_status status = forget(store, name_of(article), err);
    if (status != TOCSIN_OK) return status;
    const uint32_t main = main_event(&doc->record);
    const int64_t row = put_doc(store, engine, article, doc, main);
    const bool good = row != 0 && put_events(store, row, &doc->record) &&
                      toc_lookup_put(store, row, &doc->record) &&
                      (main == TOC_NONE || put_report(store, engine, article, doc, main, row));
    return good && toc_squeeze_learn(store, row) ? TOCSIN_OK : toc_store_fail(store, err);
}

tocsin_status tocsin_store_commit(tocsin_store *store, tocsin_error *err)
{
    if (!store->batch) return TOCSIN_OK;
    store->batch = false;
    return toc_store_run(store, "commit", err);
}
