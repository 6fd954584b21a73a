/* src/store/open.c - the database file: made when it is not there, refused when it is not ours. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "store/store.h"

#define APPLICATION_ID 0x54435349 /* "TCSI": file(1) and we know our own files by it */

#define WAIT_MS 5000                    /* for another writer */
#define TIDY_BYTES ((int64_t)256 << 20) /* a file up to this is copied in about two seconds */
#define TIDY_SHARE 32                   /* when a page in so many is free */

/* What version 2 had and later ones kept. */
static const char SCHEMA[] =
    "create table meta(key text primary key, value text) strict;"
    /* input: what was coded, as put.c packs it, and what came out (squeeze.c); record: what came out, up to version 5; main: n of the event that it is about */
    "create table doc(id integer primary key, ext text not null unique, sha text not null, pack text not null,"
    "  published text, day integer, source text, url text, title text, main integer, input blob not null,"
    "  record blob not null) strict;"
    "create table event(doc integer not null references doc(id) on delete cascade, n integer not null, id text not null,"
    "  type text, method text, status text, scope text, confidence integer not null, day_from integer, day_to integer,"
    "  lat real, lon real, country text, admin1 text, precision text, killed_low integer, killed_high integer,"
    "  injured_low integer, injured_high integer, roles integer not null, incident integer,"
    "  primary key(doc, n)) strict, without rowid;"
    "create index event_incident on event(incident);"
    "create table redirect(old text primary key, new text not null) strict;"
    /* linking: report.c, index.c, link.c, far.c, tell.c */
    "create table report(doc integer primary key, day integer not null, rank integer not null, day_from integer, day_to integer,"
    "  lat integer, lon integer, fine integer, killed integer, near integer, story integer, copy_of integer,"
    "  names integer not null, words blob not null, sketch blob not null) strict;"
    "create index report_near on report(near);"
    "create index report_story on report(story);"
    "create table report_key(key integer not null, day integer not null, rank integer not null, doc integer not null,"
    "  primary key(key, day, rank, doc)) strict, without rowid;"
    "create table name_key(key integer not null, doc integer not null, primary key(key, doc)) strict, without rowid;"
    "create table near(a integer not null, b integer not null, primary key(a, b)) strict, without rowid;"
    "create table far(a integer not null, b integer not null, primary key(a, b)) strict, without rowid;"
    "create index far_b on far(b);"
    "create table todo(doc integer primary key, what integer not null) strict;"
    "create table former(key text primary key, ext text not null, n integer not null) strict;";

/* Version 3: the fields of an incident as columns, corrected where an analyst said so (correct.c); links and claims of
 * events; a dictionary for zstd. */
static const char VERSION_3[] =
    "drop table if exists incident; drop index if exists event_day;"
    "create table incident(id integer primary key, key text not null unique, main integer not null, doc integer not null, n integer not null,"
    "  wrong integer not null default 0, corrected integer not null default 0, type text, method text, status text, scope text,"
    "  confidence integer not null, day_from integer, day_to integer, lat real, lon real, country text, admin1 text, precision text,"
    "  killed_low integer, killed_high integer, injured_low integer, injured_high integer) strict;"
    "create index incident_doc on incident(doc);"
    "create index incident_day on incident(day_from);"
    "alter table event add column start integer;"
    "create table link(doc integer not null references doc(id) on delete cascade, n integer not null, type text not null, other integer not null,"
    "  primary key(doc, n, type, other)) strict, without rowid;"
    "create table claim(doc integer not null references doc(id) on delete cascade, n integer not null, claim text not null, who text,"
    "  primary key(doc, n)) strict, without rowid;"
    "create table dict(id integer primary key, bytes blob not null) strict;"
    /* ext, start: the event by which the incident is found again (start null: the main event of that document) */
    "create table correction(id integer primary key, at text not null, author text not null, verb text not null,"
    "  ext text, start integer, field text, value text, was text) strict;"
    "create index correction_ext on correction(ext);"
    /* documents that are one incident (merge), or on two sides of a split */
    "create table tie(correction integer not null, side integer not null, ext text not null, primary key(correction, side, ext)) strict, without rowid;"
    "create index tie_ext on tie(ext);"
    "insert into todo select doc, 1 from report where true on conflict do nothing;";

/* Version 4: the lists of words by week. */
static const char VERSION_4[] =
    "drop table report_key;"
    "create table report_key(week integer not null, key integer not null, day integer not null, rank integer not null, doc integer not null,"
    "  primary key(week, key, day, rank, doc)) strict, without rowid;"
    "delete from name_key; delete from near;"
    "insert into todo select doc, 3 from report where true on conflict do update set what=3;"
    "create index redirect_new on redirect(new);";

/* Version 6: sums need not be that long. What stood in columns input and record stays as it was (squeeze.c). */
static const char VERSION_6[] =
    "update doc set sha=substr(sha,1,32), pack=substr(pack,1,16)||iif(length(pack)>64,'+'||substr(pack,66,16),'');";

static const char *const STEPS[] = {VERSION_3, VERSION_4, TOC_STORE_VERSION_5,
                                    VERSION_6}; /* from 2 on */

/* A limit of the disk, of a quota or of the process: SQLite calls only the first of them full. */
static bool is_full(const tocsin_store *store)
{
    const int code = sqlite3_extended_errcode(store->db);
    return (code & 0xff) == SQLITE_FULL || code == SQLITE_IOERR_WRITE ||
           code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_SHMSIZE;
}

tocsin_status toc_store_fail(const tocsin_store *store, tocsin_error *err)
{
    if (is_full(store))
        return toc_fail(
            err, TOCSIN_INPUT,
            "%s: it cannot be written, there is no room; what was stored before is safe.",
            store->path);
    switch (sqlite3_errcode(store->db)) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return toc_fail(err, TOCSIN_INPUT, "%s: another program is writing to it; try again later.",
                        store->path);
    case SQLITE_READONLY:
        return toc_fail(err, TOCSIN_INPUT, "%s: it may not be written to.", store->path);
    case SQLITE_NOTADB:
        return toc_fail(err, TOCSIN_INPUT, "%s: not a tocsin database.", store->path);
    case SQLITE_CANTOPEN:
        return toc_fail(err, TOCSIN_INPUT,
                        "%s: cannot be opened (is its folder there, and may you write in it?)",
                        store->path);
    case SQLITE_NOMEM: return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for the database");
    default: return toc_fail(err, TOCSIN_INPUT, "%s: %s", store->path, sqlite3_errmsg(store->db));
    }
}

tocsin_status toc_store_run(const tocsin_store *store, const char *sql, tocsin_error *err)
{
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK ? TOCSIN_OK
                                                                       : toc_store_fail(store, err);
}

tocsin_status toc_store_run_for(const tocsin_store *store, const char *sql, int64_t number,
                                tocsin_error *err)
{
    while (*sql != '\0') {
        sqlite3_stmt *s = NULL;
        if (sqlite3_prepare_v2(store->db, sql, -1, &s, &sql) != SQLITE_OK)
            return toc_store_fail(store, err);
        if (s == NULL) break; /* spaces behind the last one */
        if (sqlite3_bind_parameter_count(s) > 0) sqlite3_bind_int64(s, 1, number);
        int step;
        while ((step = sqlite3_step(s)) == SQLITE_ROW) continue;
        sqlite3_finalize(s);
        if (step != SQLITE_DONE) return toc_store_fail(store, err);
    }
    return TOCSIN_OK;
}

sqlite3_stmt *toc_store_prepare(const tocsin_store *store, const char *sql, tocsin_error *err)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) != SQLITE_OK)
        toc_store_fail(store, err);
    return statement;
}

/* SQL function record_of(doc.record, doc.input): the record of a document; NULL for what is damaged. */
static void record_of(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const tocsin_store *store = sqlite3_user_data(context);
    size_t len;
    toc_slice blobs[2];
    for (int i = 0; i < 2; i++)
        blobs[i] =
            (toc_slice){sqlite3_value_blob(values[i]), (size_t)sqlite3_value_bytes(values[i])};
    char *text = store->squeeze == NULL
                     ? NULL
                     : toc_squeeze_record(store->squeeze, blobs[0], blobs[1], &len);
    if (text != NULL) sqlite3_result_text64(context, text, len, free, SQLITE_UTF8);
}

/* SQL function body(blob): the bytes of an article out of its input, as it came. */
static void body(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const tocsin_store *store = sqlite3_user_data(context);
    size_t len = 0;
    tocsin_article article;
    tocsin_article_init(&article, sizeof article);
    char *input = store->squeeze == NULL
                      ? NULL
                      : toc_squeeze_out(store->squeeze, sqlite3_value_blob(values[0]),
                                        (size_t)sqlite3_value_bytes(values[0]), &len);
    if (input != NULL && toc_store_unwrap((toc_slice){input, len}, &article))
        sqlite3_result_text64(context, article.bytes, article.len, SQLITE_TRANSIENT, SQLITE_UTF8);
    free(input);
}

/* SQL function incident_key(text): a short stable name made of it. */
static void incident_key(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    char key[24];
    const char *text = (const char *)sqlite3_value_text(values[0]);
    if (text == NULL) return;
    snprintf(key, sizeof key, "i%012llx",
             (unsigned long long)(toc_hash(text, (size_t)sqlite3_value_bytes(values[0])) >> 16));
    sqlite3_result_text(context, key, -1, SQLITE_TRANSIENT);
}

/* SQL function km(lat, lon, lat, lon): along the surface of a sphere (haversine); NULL where one is. */
static void km(sqlite3_context *context, int count, sqlite3_value **values)
{
    const double degree = 3.14159265358979323846 / 180, radius = 6371;
    double at[4];
    (void)count; /* four, as it is registered */
    for (int i = 0; i < 4; i++) {
        if (sqlite3_value_type(values[i]) == SQLITE_NULL) return;
        at[i] = sqlite3_value_double(values[i]) * degree;
    }
    const double north = sin((at[2] - at[0]) / 2), east = sin((at[3] - at[1]) / 2);
    const double h = north * north + cos(at[0]) * cos(at[2]) * east * east;
    sqlite3_result_double(context, 2 * radius * asin(sqrt(h > 1 ? 1 : h)));
}

int64_t toc_store_number(const tocsin_store *store, const char *sql)
{
    sqlite3_stmt *statement = toc_store_prepare(store, sql, NULL);
    const int64_t n = statement != NULL && sqlite3_step(statement) == SQLITE_ROW
                          ? sqlite3_column_int64(statement, 0)
                          : -1;
    sqlite3_finalize(statement);
    return n;
}

tocsin_status toc_store_lines(const tocsin_store *store, sqlite3_stmt *s, tocsin_line_fn line,
                              void *ctx, size_t *rows, tocsin_error *err)
{
    toc_buf out = {0};
    int step;
    while ((step = sqlite3_step(s)) == SQLITE_ROW) {
        out.len = 0;
        toc_buf_text(&out, (const char *)sqlite3_column_text(s, 0));
        toc_buf_char(&out, '\n');
        if (rows != NULL) ++*rows;
        if (out.failed || !line(ctx, out.ptr, out.len)) break;
    }
    tocsin_status status = TOCSIN_OK;
    if (out.failed) status = toc_fail(err, TOCSIN_NO_MEMORY, "out of memory");
    if (step != SQLITE_DONE && step != SQLITE_ROW) status = toc_store_fail(store, err);
    sqlite3_finalize(s);
    toc_buf_free(&out);
    return status;
}

/* Brings the file from a version, 0: there is nothing yet, to this one. */
static tocsin_status migrate(tocsin_store *store, int64_t version, tocsin_error *err)
{
    toc_buf sql = {0};
    toc_buf_text(&sql,
                 version == 0 ? "pragma page_size=16384; begin immediate;" : "begin immediate;");
    if (version == 0) toc_buf_printf(&sql, "%s pragma application_id=%d;", SCHEMA, APPLICATION_ID);
    for (int64_t step = version < 2 ? 2 : version; step < TOC_STORE_VERSION; step++)
        toc_buf_text(&sql, STEPS[step - 2]);
    if (version > 0 && version < 5) toc_buf_text(&sql, TOC_STORE_FILL_5);
    toc_buf_printf(&sql, "pragma user_version=%d; commit;", TOC_STORE_VERSION);
    toc_buf_char(&sql, '\0');
    const tocsin_status status = sql.failed ? toc_fail(err, TOCSIN_NO_MEMORY, "out of memory")
                                            : toc_store_run(store, sql.ptr, err);
    if (status != TOCSIN_OK) sqlite3_exec(store->db, "rollback", NULL, NULL, NULL);
    toc_buf_free(&sql);
    return status;
}

static tocsin_status check(tocsin_store *store, bool may_make, tocsin_error *err)
{
    const int64_t tables = toc_store_number(store, "select count(*) from sqlite_schema");
    if (tables < 0) return toc_store_fail(store, err);
    if (tables == 0 && may_make) return migrate(store, 0, err);
    if (toc_store_number(store, "pragma application_id") != APPLICATION_ID)
        return toc_fail(err, TOCSIN_INPUT, "%s: not a tocsin database.", store->path);
    const int64_t version = toc_store_number(store, "pragma user_version");
    if (version >= 2 && version < TOC_STORE_VERSION) return migrate(store, version, err);
    if (version != TOC_STORE_VERSION)
        return toc_fail(
            err, TOCSIN_INPUT,
            "%s: made by another version of tocsin (its form is %lld, this program's %d).",
            store->path, (long long)version, TOC_STORE_VERSION);
    return TOCSIN_OK;
}

static tocsin_status add_functions(tocsin_store *store, tocsin_error *err)
{
    static const struct {
        const char *name;
        int count;
        void (*function)(sqlite3_context *, int, sqlite3_value **);
    } FUNCTIONS[] = {{"record_of", 2, record_of},
                     {"body", 1, body},
                     {"incident_key", 1, incident_key},
                     {"km", 4, km}};
    for (size_t i = 0; i < sizeof FUNCTIONS / sizeof *FUNCTIONS; i++)
        if (sqlite3_create_function(store->db, FUNCTIONS[i].name, FUNCTIONS[i].count,
                                    SQLITE_UTF8 | SQLITE_DETERMINISTIC, store,
                                    FUNCTIONS[i].function, NULL, NULL) != SQLITE_OK)
            return toc_store_fail(store, err);
    return TOCSIN_OK;
}

/* Opens the file and looks whether it is ours. */
static tocsin_status open_file(tocsin_store *store, const char *name, int flags, tocsin_error *err)
{
    const bool make_new = (flags & SQLITE_OPEN_CREATE) != 0;
    if (sqlite3_open_v2(name, &store->db, flags, NULL) != SQLITE_OK)
        return toc_store_fail(store, err);
    tocsin_status status = add_functions(store, err);
    if (status == TOCSIN_OK) status = toc_lookup_functions(store, err);
    sqlite3_busy_timeout(store->db, WAIT_MS);
    /* before the check, which reads what is compressed when it brings a file up to date */
    if (status == TOCSIN_OK && store->squeeze == NULL &&
        (store->squeeze = toc_squeeze_open(store)) == NULL)
        status = toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for the database");
    if (status == TOCSIN_OK) status = check(store, make_new, err);
    if (status != TOCSIN_OK || (flags & SQLITE_OPEN_READONLY) != 0) return status;
    return toc_store_run(
        store,
        "pragma journal_mode=wal; pragma synchronous=normal;"
        "pragma foreign_keys=on; pragma cache_size=-65536; pragma temp_store=memory;"
        "pragma mmap_size=1000000000",
        err);
}

/* A database in a folder where nothing may be written cannot have the companion files of a WAL; while
 * there is none, nobody writes, and it can be read as it stands. */
static tocsin_status open_frozen(tocsin_store *store, const char *path, tocsin_error *err)
{
    toc_buf name = {0};
    toc_buf_text(&name, path);
    toc_buf_put(&name, "-wal", sizeof "-wal");
    const bool frozen = !name.failed && access(name.ptr, F_OK) != 0;
    name.len = 0;
    toc_buf_text(&name, "file:");
    for (const char *c = path; *c != '\0'; c++)
        if (strchr("%?#", *c) == NULL)
            toc_buf_char(&name, *c);
        else
            toc_buf_printf(&name, "%%%02x", (unsigned)*c);
    toc_buf_put(&name, "?immutable=1", sizeof "?immutable=1");
    tocsin_status status = TOCSIN_INPUT;
    if (frozen && !name.failed) {
        sqlite3_close(store->db);
        store->db = NULL;
        status = open_file(store, name.ptr, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err);
    }
    toc_buf_free(&name);
    return status;
}

tocsin_status tocsin_store_open(tocsin_store **out, const char *path, bool make_new,
                                tocsin_error *err)
{
    *out = NULL;
    tocsin_store *store = calloc(1, sizeof *store);
    if (store == NULL || (store->path = strdup(path)) == NULL) {
        free(store);
        return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for the database");
    }
    tocsin_status status = TOCSIN_OK;
    if (!make_new && access(path, F_OK) != 0)
        status =
            toc_fail(err, TOCSIN_INPUT, "%s: no such database; tocsin ingest makes one.", path);
    if (status == TOCSIN_OK) {
        status = open_file(store, path, SQLITE_OPEN_READWRITE | (make_new ? SQLITE_OPEN_CREATE : 0),
                           err);
        const int code = sqlite3_errcode(store->db);
        if (status != TOCSIN_OK && !make_new &&
            (code == SQLITE_CANTOPEN || code == SQLITE_READONLY || code == SQLITE_IOERR))
            status = open_frozen(store, path, err);
    }
    if (status != TOCSIN_OK) {
        tocsin_store_close(store);
        return status;
    }
    *out = store;
    return TOCSIN_OK;
}

void tocsin_store_tidy(tocsin_store *store)
{
    const int64_t pages = toc_store_number(store, "pragma page_count"),
                  free_pages = toc_store_number(store, "pragma freelist_count"),
                  page_bytes = toc_store_number(store, "pragma page_size");
    if (store->batch || pages * page_bytes > TIDY_BYTES || free_pages * TIDY_SHARE < pages) return;
    sqlite3_exec(store->db, "vacuum", NULL, NULL,
                 NULL); /* refused while others read or write: fine */
}

void tocsin_store_close(tocsin_store *store)
{
    if (store == NULL) return;
    toc_squeeze_close(store->squeeze);
    toc_shelf_close(store);
    sqlite3_close(store->db);
    free(store->path);
    free(store);
}
