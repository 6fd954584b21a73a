/* src/store/correct.c - analysts' corrections: kept beside the records with author and time, found again by
 * the documents that they are about, so that they outlive coding anew and ids that change. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "store/store.h"

/* The event that a correction is about: the main one of its document, or the one whose words begin there. */
#define ITS_EVENT                                                                                             \
    " join doc d on d.ext=c.ext join event e on e.doc=d.id and e.n=(select x.n from event x where x.doc=d.id" \
    " and iif(c.start is null, x.n=d.main, x.start=c.start) order by x.n limit 1)"

/* ---------------------------------------------------------------- fields */
typedef enum field_kind { WORD, TEXT, COUNTRY, POINT, DAY, COUNT } field_kind;
typedef struct field {
    const char *name;
    field_kind kind;
    const char *(*word)(unsigned); /* of a closed list */
    const char *path, *path2;      /* in the incident's JSON; of two numbers */
    const char *column, *column2;  /* of table incident; NULL: none */
} field;

static const char *scope_word(unsigned n)
{
    return n == 1 ? "political" : n == 2 ? "criminal" : "";
}

static const field FIELDS[] = {
    {"type", WORD, toc_type_word, "$.type", NULL, "type", NULL},
    {"mode", WORD, toc_mode_word, "$.mode", NULL, NULL, NULL},
    {"method", WORD, toc_method_word, "$.method", NULL, "method", NULL},
    {"status", WORD, toc_status_word, "$.status", NULL, "status", NULL},
    {"scope", WORD, scope_word, "$.scope", NULL, "scope", NULL},
    {"cameo", TEXT, NULL, "$.cameo", NULL, NULL, NULL},
    {"country", COUNTRY, NULL, "$.place.country", NULL, "country", NULL},
    {"admin1", TEXT, NULL, "$.place.admin1", NULL, "admin1", NULL},
    {"point", POINT, NULL, "$.place.lat", "$.place.lon", "lat", "lon"},
    {"from", DAY, NULL, "$.time.earliest", NULL, "day_from", NULL},
    {"to", DAY, NULL, "$.time.latest", NULL, "day_to", NULL},
    {"killed", COUNT, NULL, "$.casualties.killed", NULL, "killed_low", "killed_high"},
    {"injured", COUNT, NULL, "$.casualties.injured", NULL, "injured_low", "injured_high"},
    {"abducted", COUNT, NULL, "$.casualties.abducted", NULL, NULL, NULL},
    {"arrested", COUNT, NULL, "$.casualties.arrested", NULL, NULL, NULL},
    {"displaced", COUNT, NULL, "$.casualties.displaced", NULL, NULL, NULL},
};

static const field *field_of(const char *name)
{
    for (size_t i = 0; i < sizeof FIELDS / sizeof *FIELDS; i++)
        if (name != NULL && strcmp(FIELDS[i].name, name) == 0) return &FIELDS[i];
    return NULL;
}

typedef struct value { /* as SQL takes it; high < 0: open, or there is none */
    const char *text;
    double lat, lon;
    int64_t low, high;
    int32_t day;
} value;

static bool read_count(const char *text, value *out)
{
    char *end;
    out->low = out->high = strtol(text, &end, 10);
    if (end == text || out->low < 0 || out->low > 10000000) return false;
    if (strcmp(end, "+") == 0) return out->high = -1, true;
    if (*end == '-' && end[1] != '\0') out->high = strtol(end + 1, &end, 10);
    return *end == '\0' && out->high >= out->low && out->high <= 10000000;
}

static bool read_point(const char *text, value *out)
{
    char *end;
    out->lat = strtod(text, &end);
    if (end == text || *end != ',') return false;
    const char *second = end + 1;
    out->lon = strtod(second, &end);
    return end != second && *end == '\0' && out->lat >= -90 && out->lat <= 90 && out->lon >= -180 &&
           out->lon <= 180;
}

static bool is_word(const field *f, const char *text)
{
    for (unsigned n = 1; n < 256; n++)
        if (strcmp(f->word(n), text) == 0) return *text != '\0';
    return false;
}

static bool read_value(const field *f, const char *text, value *out)
{
    *out = (value){.text = text};
    switch (f->kind) {
    case WORD: return is_word(f, text);
    case TEXT: return *text != '\0';
    case COUNTRY: return strlen(text) == 3 && strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3;
    case POINT: return read_point(text, out);
    case DAY: return toc_date_read(toc_slice_of(text), &out->day) && strlen(text) == 10;
    case COUNT: return read_count(text, out);
    }
    return false;
}

/* ---------------------------------------------------------------- onto the rows */
static void bind_column(sqlite3_stmt *s, const field *f, const value *v)
{
    switch (f->kind) {
    case WORD:
    case TEXT:
    case COUNTRY: sqlite3_bind_text(s, 1, v->text, -1, SQLITE_STATIC); break;
    case POINT:
        sqlite3_bind_double(s, 1, v->lat);
        sqlite3_bind_double(s, 2, v->lon);
        break;
    case DAY: sqlite3_bind_int(s, 1, v->day); break;
    case COUNT:
        sqlite3_bind_int64(s, 1, v->low);
        if (v->high >= 0) sqlite3_bind_int64(s, 2, v->high);
        break;
    }
}

static bool set_columns(const tocsin_store *store, int64_t incident, const field *f,
                        const char *text)
{
    value v;
    if (f == NULL || f->column == NULL || !read_value(f, text, &v)) return true;
    toc_buf sql = {0};
    toc_buf_printf(&sql, "update incident set %s=?1%s%s%s where id=?3", f->column,
                   f->column2 == NULL ? "" : ", ", f->column2 == NULL ? "" : f->column2,
                   f->column2 == NULL ? "" : "=?2");
    toc_buf_char(&sql, '\0');
    sqlite3_stmt *s = sql.failed ? NULL : toc_store_prepare(store, sql.ptr, NULL);
    bool good = s != NULL;
    if (good) {
        bind_column(s, f, &v);
        sqlite3_bind_int64(s, 3, incident);
        good = sqlite3_step(s) == SQLITE_DONE;
    }
    sqlite3_finalize(s);
    toc_buf_free(&sql);
    return good;
}

tocsin_status toc_store_overlay(const tocsin_store *store, tocsin_error *err)
{
    sqlite3_stmt *s = toc_store_prepare(
        store,
        "select e.incident, c.verb, c.field, c.value from correction c" ITS_EVENT
        " where c.verb in ('set','wrong') and d.id in (select doc from touched) order by c.id",
        err);
    if (s == NULL) return TOCSIN_INPUT;
    int step;
    bool good = true;
    while (good && (step = sqlite3_step(s)) == SQLITE_ROW) {
        const int64_t incident = sqlite3_column_int64(s, 0);
        const bool wrong = strcmp((const char *)sqlite3_column_text(s, 1), "wrong") == 0;
        good = toc_store_run_for(store,
                                 wrong ? "update incident set wrong=1, corrected=1 where id=?1"
                                       : "update incident set corrected=1 where id=?1",
                                 incident, err) == TOCSIN_OK;
        if (good && !wrong)
            good = set_columns(store, incident, field_of((const char *)sqlite3_column_text(s, 2)),
                               (const char *)sqlite3_column_text(s, 3));
    }
    sqlite3_finalize(s);
    return good && step == SQLITE_DONE ? TOCSIN_OK : toc_store_fail(store, err);
}

/* ---------------------------------------------------------------- onto the JSON */
/* json_set of one field: *object becomes what it gives. */
static void set_json(const tocsin_store *store, char **object, const field *f, const char *text)
{
    value v;
    if (*object == NULL || f == NULL || !read_value(f, text, &v)) return;
    sqlite3_stmt *s = toc_store_prepare(
        store,
        f->kind == COUNT   ? "select json_set(?1,?2,json_object('low',?4,'high',?5))"
        : f->kind == POINT ? "select json_set(?1,?2,?4,?3,?5)"
                           : "select json_set(?1,?2,?4)",
        NULL);
    if (s == NULL) return;
    sqlite3_bind_text(s, 1, *object, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 2, f->path, -1, SQLITE_STATIC);
    if (f->path2 != NULL) sqlite3_bind_text(s, 3, f->path2, -1, SQLITE_STATIC);
    if (f->kind == COUNT) {
        sqlite3_bind_int64(s, 4, v.low);
        if (v.high >= 0) sqlite3_bind_int64(s, 5, v.high);
    } else if (f->kind == POINT) {
        sqlite3_bind_double(s, 4, v.lat);
        sqlite3_bind_double(s, 5, v.lon);
    } else {
        sqlite3_bind_text(s, 4, text, -1, SQLITE_STATIC);
    }
    const char *made =
        sqlite3_step(s) == SQLITE_ROW ? (const char *)sqlite3_column_text(s, 0) : NULL;
    if (made != NULL) {
        char *copy = strdup(made);
        free(*object);
        *object = copy;
    }
    sqlite3_finalize(s);
}

void toc_store_corrected(const tocsin_store *store, int64_t incident, const char *object,
                         toc_buf *out)
{
    sqlite3_stmt *s = toc_store_prepare(
        store,
        "select c.field, c.value, json_patch('{}', json_object('correction',c.id,'verb',c.verb,"
        "'field',c.field,'value',c.value,'author',c.author,'at',c.at)) from correction c" ITS_EVENT
        " where e.incident=? and c.verb in ('set','wrong') order by c.id",
        NULL);
    char *made = strdup(object);
    toc_buf notes = {0};
    if (s != NULL) sqlite3_bind_int64(s, 1, incident);
    while (s != NULL && sqlite3_step(s) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(s, 0);
        if (name != NULL)
            set_json(store, &made, field_of(name), (const char *)sqlite3_column_text(s, 1));
        toc_buf_text(&notes, notes.len == 0 ? ",\"corrections\":[" : ",");
        toc_buf_text(&notes, (const char *)sqlite3_column_text(s, 2));
    }
    sqlite3_finalize(s);
    if (made == NULL) out->failed = true;
    toc_buf_text(out, made == NULL ? object : made);
    if (notes.len > 0 && out->len > 0) {
        out->len--; /* its closing brace */
        toc_buf_put(out, notes.ptr, notes.len);
        toc_buf_text(out, "]}");
    }
    toc_buf_free(&notes);
    free(made);
}

/* ---------------------------------------------------------------- writing one down */
/* The row of an incident by its id, or by one that led there; 0: there is none. */
int64_t toc_store_incident_of(const tocsin_store *store, const char *key)
{
    sqlite3_stmt *s = toc_store_prepare(
        store,
        "select id from incident where key=?1 or key=(select new from redirect where old=?1)"
        " order by key<>?1 limit 1",
        NULL);
    if (s != NULL) sqlite3_bind_text(s, 1, key, -1, SQLITE_STATIC);
    const int64_t row = s != NULL && sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int64(s, 0) : 0;
    sqlite3_finalize(s);
    return row;
}

static tocsin_status known_incident(const tocsin_store *store, const char *key, int64_t *row,
                                    tocsin_error *err)
{
    *row = key == NULL ? 0 : toc_store_incident_of(store, key);
    if (*row != 0) return TOCSIN_OK;
    return toc_fail(err, TOCSIN_USAGE, "%s: there is no incident \"%s\".", store->path,
                    key == NULL ? "" : key);
}

/* Row of table correction with who and when; the event is the one that tells the incident best. */
static int64_t put_correction(const tocsin_store *store, const tocsin_correction *c,
                              int64_t incident)
{
    static const char *const VERBS[] = {"set", "wrong", "split", "merge"};
    sqlite3_stmt *s = toc_store_prepare(
        store,
        "insert into correction(at, author, verb, ext, start, field, value, was)"
        " select ?1, ?2, ?3, d.ext, iif(e.n=d.main, null, e.start), ?4, ?5,"
        " (select json_extract(record_of(d.record,d.input), '$.events['||e.n||']'||substr(?6,2)))"
        " from incident i join doc d on d.id=i.doc join event e on e.doc=i.doc and e.n=i.n where i.id=?7",
        NULL);
    if (s == NULL) return 0;
    const field *f = field_of(c->field);
    sqlite3_bind_text(s, 1, c->at, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 2, c->author, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 3, VERBS[c->verb], -1, SQLITE_STATIC);
    if (f != NULL) {
        sqlite3_bind_text(s, 4, c->field, -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 5, c->value, -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 6, f->path, -1, SQLITE_STATIC);
    }
    sqlite3_bind_int64(s, 7, incident);
    const bool good = sqlite3_step(s) == SQLITE_DONE && sqlite3_changes(store->db) == 1;
    sqlite3_finalize(s);
    return good ? sqlite3_last_insert_rowid(store->db) : 0;
}

/* The reports whose main event is this incident, on one side of a correction. */
static bool put_side(const tocsin_store *store, int64_t correction, int side, int64_t incident)
{
    sqlite3_stmt *s = toc_store_prepare(
        store,
        "insert into tie select ?1, ?2, d.ext from event e join doc d on d.id=e.doc and e.n=d.main"
        " where e.incident=?3",
        NULL);
    if (s == NULL) return false;
    sqlite3_bind_int64(s, 1, correction);
    sqlite3_bind_int(s, 2, side);
    sqlite3_bind_int64(s, 3, incident);
    const bool good = sqlite3_step(s) == SQLITE_DONE;
    sqlite3_finalize(s);
    return good;
}

static int moved_of(const tocsin_store *store, int64_t correction, const char *ext)
{
    sqlite3_stmt *s = toc_store_prepare(
        store, "update tie set side=1 where correction=? and ext=? and side=0", NULL);
    if (s == NULL) return -1;
    sqlite3_bind_int64(s, 1, correction);
    sqlite3_bind_text(s, 2, ext, -1, SQLITE_STATIC);
    const bool good = sqlite3_step(s) == SQLITE_DONE;
    sqlite3_finalize(s);
    return good ? sqlite3_changes(store->db) : -1;
}

static tocsin_status write_ties(const tocsin_store *store, const tocsin_correction *c, int64_t row,
                                int64_t incident, tocsin_error *err)
{
    int64_t other = 0;
    if (c->verb == TOCSIN_MERGE) {
        const tocsin_status status = known_incident(store, c->other, &other, err);
        if (status != TOCSIN_OK) return status;
        if (other == incident)
            return toc_fail(err, TOCSIN_USAGE, "%s: these are one incident.", store->path);
    }
    if (!put_side(store, row, 0, incident) || (other != 0 && !put_side(store, row, 1, other)))
        return toc_store_fail(store, err);
    for (size_t i = 0; c->verb == TOCSIN_SPLIT && i < c->doc_count; i++) {
        const int moved = moved_of(store, row, c->docs[i]);
        if (moved < 0) return toc_store_fail(store, err);
        if (moved == 0)
            return toc_fail(err, TOCSIN_USAGE, "%s: \"%s\" is no report that is about %s.",
                            store->path, c->docs[i], c->incident);
    }
    sqlite3_stmt *s =
        toc_store_prepare(store, "select count(distinct side) from tie where correction=?", err);
    if (s == NULL) return TOCSIN_INPUT;
    sqlite3_bind_int64(s, 1, row);
    const bool both = sqlite3_step(s) == SQLITE_ROW && sqlite3_column_int(s, 0) == 2;
    sqlite3_finalize(s);
    if (both) return TOCSIN_OK;
    return toc_fail(err, TOCSIN_USAGE,
                    c->verb == TOCSIN_SPLIT
                        ? "%s: a split leaves reports on both sides; name some of its reports."
                        : "%s: an incident that is only mentioned besides cannot be merged.",
                    store->path);
}

/* Whatever a correction is about is told anew. */
static const char AGAIN[] =
    "insert into todo select r.doc, 1 from correction c join doc d on d.ext=c.ext join report r on r.doc=d.id where c.id=?1"
    "  on conflict do nothing;"
    "insert into todo select r.doc, 1 from tie t join doc d on d.ext=t.ext join report r on r.doc=d.id where t.correction=?1"
    "  on conflict do nothing;";

static tocsin_status write_correction(const tocsin_store *store, const tocsin_correction *c,
                                      tocsin_error *err)
{
    int64_t incident;
    tocsin_status status = known_incident(store, c->incident, &incident, err);
    if (status != TOCSIN_OK) return status;
    const int64_t row = put_correction(store, c, incident);
    if (row == 0) return toc_store_fail(store, err);
    if (c->verb == TOCSIN_SPLIT || c->verb == TOCSIN_MERGE)
        status = write_ties(store, c, row, incident, err);
    return status == TOCSIN_OK ? toc_store_run_for(store, AGAIN, row, err) : status;
}

static tocsin_status in_transaction(tocsin_store *store, tocsin_status status, tocsin_error *err)
{
    if (status == TOCSIN_OK) status = toc_store_run(store, "commit", err);
    if (status != TOCSIN_OK)
        sqlite3_exec(store->db, "rollback", NULL, NULL, NULL);
    else
        status = tocsin_store_link(store, err);
    return status;
}

void tocsin_correction_init(tocsin_correction *correction, size_t size)
{
    memset(correction, 0, size);
    correction->size = size;
}

tocsin_status tocsin_store_correct(tocsin_store *store, const tocsin_correction *c,
                                   tocsin_error *err)
{
    const field *f = field_of(c->field);
    value v;
    if (c->author == NULL || c->at == NULL)
        return toc_fail(err, TOCSIN_USAGE, "a correction has an author and a time.");
    if (c->verb == TOCSIN_SET && f == NULL)
        return toc_fail(err, TOCSIN_USAGE, "\"%s\" is no field that can be corrected.",
                        c->field == NULL ? "" : c->field);
    if (c->verb == TOCSIN_SET && (c->value == NULL || !read_value(f, c->value, &v)))
        return toc_fail(err, TOCSIN_USAGE, "\"%s\" is no value of %s.",
                        c->value == NULL ? "" : c->value, f->name);
    tocsin_status status = tocsin_store_link(store, err);
    if (status == TOCSIN_OK) status = toc_store_run(store, "begin immediate", err);
    if (status != TOCSIN_OK) return status;
    return in_transaction(store, write_correction(store, c, err), err);
}

tocsin_status tocsin_store_uncorrect(tocsin_store *store, long long number, tocsin_error *err)
{
    tocsin_status status = tocsin_store_link(store, err);
    if (status == TOCSIN_OK) status = toc_store_run(store, "begin immediate", err);
    if (status != TOCSIN_OK) return status;
    status = toc_store_run_for(store, AGAIN, number, err);
    if (status == TOCSIN_OK)
        status = toc_store_run_for(store, "delete from tie where correction=?1", number, err);
    if (status == TOCSIN_OK)
        status = toc_store_run_for(store, "delete from correction where id=?1", number, err);
    if (status == TOCSIN_OK && sqlite3_changes(store->db) == 0)
        status =
            toc_fail(err, TOCSIN_USAGE, "%s: there is no correction %lld.", store->path, number);
    return in_transaction(store, status, err);
}

/* ---------------------------------------------------------------- reading them */
static const char LIST[] =
    "select json_patch('{}', json_object('correction',c.id,'verb',c.verb,"
    " 'incident',(select i.key from event e join incident i on i.id=e.incident where e.doc=d.id and e.n=(select x.n from event x where x.doc=d.id"
    "   and iif(c.start is null, x.n=d.main, x.start=c.start) order by x.n limit 1)),"
    " 'field',c.field,'value',c.value,'was',c.was,'author',c.author,'at',c.at,'doc',c.ext,'start',c.start,"
    " 'together',json(iif(c.verb='merge',(select json_group_array(ext) from (select ext from tie where correction=c.id order by ext)),null)),"
    " 'apart',json(iif(c.verb='split',(select json_group_array(json(docs)) from (select json_group_array(ext) as docs from"
    "    (select side, ext from tie where correction=c.id order by side, ext) group by side)),null)),"
    " 'input',json(iif(?1, json_patch('{}', json_object('id',c.ext,'date',d.published,'title',d.title,'source',d.source,'url',d.url,'text',body(d.input))),null))))"
    " from correction c left join doc d on d.ext=c.ext order by c.id";

tocsin_status tocsin_store_corrections(tocsin_store *store, bool with_text, tocsin_line_fn line,
                                       void *ctx, tocsin_error *err)
{
    sqlite3_stmt *s = toc_store_prepare(store, LIST, err);
    if (s == NULL) return TOCSIN_INPUT;
    sqlite3_bind_int(s, 1, with_text);
    return toc_store_lines(store, s, line, ctx, NULL, err);
}
