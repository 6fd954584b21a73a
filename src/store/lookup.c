/* src/store/lookup.c - what asking looks things up by: where an incident was (R*Tree), who took part, the
 * words of the articles (FTS5). Written with each report; dropped with it.
 *
 *   spot         names of places; event.spot and incident.spot lead here
 *   party, part  who: name, name and code of the dictionary; in which role in which event
 *   incident_at  box and days of each incident with a point, kept by triggers on table incident
 *   fulltext     which article has which words, without their order: ask.c looks at the text where
 *                the order counts
 *
 * Rows are numbered by a hash of what they hold: no number depends on the order in which articles come. */
#include <stdlib.h>

#include "base/hash.h"
#include "input/encoding.h"
#include "input/html.h"
#include "store/store.h"

#define A_NAME 48 /* bits */

/* ---------------------------------------------------------------- tables */
/* Corners of the box of `it`, an incident: of its line where it was on a road. */
#define SIDE(which, at)                                           \
    "cast(round(100000*" which "(json_extract(new.line,'$[0][" at \
    "]'),json_extract(new.line,'$[1][" at "]'))) as integer)"
#define POINT(column) "cast(round(new." column "*100000) as integer)"
/* An analyst may have moved one of them beyond the other. */
#define FIRST_DAY "min(coalesce(new.day_from,new.day_to,0),coalesce(new.day_to,new.day_from,0))"
#define LAST_DAY "max(coalesce(new.day_from,new.day_to,0),coalesce(new.day_to,new.day_from,0))"
#define ITS_DAYS FIRST_DAY "," LAST_DAY
#define ITS_BOX                                                                                               \
    "insert into incident_at values(new.id,"                                                                  \
    " ifnull(" SIDE("min", "1") "," POINT("lat") "), ifnull(" SIDE("max", "1") "," POINT(                     \
        "lat") "), ifnull(" SIDE("min",                                                                       \
                                 "0") "," POINT("lon") "), ifnull(" SIDE("max",                               \
                                                                         "0") "," POINT("lon") "), " ITS_DAYS \
                                                                                               ");"

const char TOC_STORE_VERSION_5[] =
    "alter table event add column spot integer; alter table event add column line text;"
    "alter table incident add column spot integer; alter table incident add column line text;"
    "create index incident_long on incident(day_to) where day_to-ifnull(day_from,-9999999)>31;"
    "create table spot(id integer primary key, name text not null) strict;"
    "create table party(id integer primary key, name text not null, label text not null, code text not null, country text not null) strict;"
    "create table part(party integer not null, doc integer not null, n integer not null, role integer not null,"
    "  primary key(party, doc, n, role)) strict, without rowid;"
    "create virtual table incident_at using rtree_i32(id, lat0, lat1, lon0, lon1, day0, day1);"
    "create virtual table fulltext using fts5(text, content='', detail=none, columnsize=0, tokenize=\"unicode61 remove_diacritics 2\");"
    "create trigger incident_new after insert on incident when new.lat is not null begin " ITS_BOX
    " end;"
    "create trigger incident_gone after delete on incident begin delete from incident_at where id=old.id; end;"
    /* an analyst knows the place better than the report did */
    "create trigger incident_moved after update of lat, lon on incident when new.lat is not null begin"
    "  update incident set line=null, precision=iif(precision in ('exact','town'),precision,'exact') where id=new.id;"
    "  delete from incident_at where id=new.id;"
    "  insert into incident_at values(new.id," POINT("lat") "," POINT("lat") "," POINT("lon") "," POINT(
        "lon") ","
               "   " ITS_DAYS "); end;"
               "create trigger incident_dated after update of day_from, day_to on incident begin"
               "  update incident_at set day0=" FIRST_DAY ", day1=" LAST_DAY
               " where id=new.id; end;";

/* Of what is there already. */
const char TOC_STORE_FILL_5[] =
    "insert or ignore into spot select name_key(v), v from"
    "  (select json_extract(p.value,'$.name') as v from doc d, json_each(record_of(d.record,d.input),'$.places') p) where v<>'';"
    "update event set spot=name_key(f.name), line=f.line from"
    "  (select d.id as doc, e.key as n, json_extract(p.value,'$.name') as name,"
    "    iif(json_extract(e.value,'$.place.precision')='road', json_extract(p.value,'$.geometry.coordinates'), null) as line"
    "   from doc d, json_each(record_of(d.record,d.input),'$.events') e, json_each(record_of(d.record,d.input),'$.places') p"
    "   where json_extract(p.value,'$.id')=json_extract(e.value,'$.place.ref')) f where event.doc=f.doc and event.n=f.n;"
    "create temp table takes_part as select d.id as doc, e.key as n, role_number(json_extract(r.value,'$.role')) as role,"
    "   json_extract(x.value,'$.name') as name, ifnull(json_extract(x.value,'$.actor.label'),'') as label,"
    "   ifnull(json_extract(x.value,'$.actor.code'),'') as code, ifnull(json_extract(x.value,'$.actor.country'),'') as country"
    "  from doc d, json_each(record_of(d.record,d.input),'$.events') e, json_each(e.value,'$.roles') r, json_each(record_of(d.record,d.input),'$.entities') x"
    "  where json_extract(x.value,'$.id')=json_extract(r.value,'$.entity') and (json_extract(x.value,'$.actor') is not null"
    "   or exists(select 1 from json_each(x.value,'$.mentions') m where json_extract(m.value,'$.named')));"
    "insert or ignore into party select name_key(name||'|'||label||'|'||code||'|'||country), name, label, code, country from takes_part;"
    "insert or ignore into part select name_key(name||'|'||label||'|'||code||'|'||country), doc, n, role from takes_part;"
    "drop table takes_part;"
    "insert into fulltext(rowid, text) select id, plain(input) from doc;"
    "update incident set spot=e.spot, line=iif(incident.corrected,null,e.line) from event e where e.doc=incident.doc and e.n=incident.n;"
    "insert into incident_at select new.id,"
    " ifnull(" SIDE("min", "1") "," POINT("lat") "), ifnull(" SIDE("max", "1") "," POINT("lat") "), ifnull(" SIDE(
        "min",
        "0") "," POINT("lon") "), ifnull(" SIDE("max",
                                                "0") "," POINT("lon") "), " ITS_DAYS
                                                                      " from incident new where new.lat is not null;";

/* ---------------------------------------------------------------- the text of an article */
bool toc_store_text(toc_arena *arena, toc_slice input, toc_slice *out)
{
    tocsin_article article;
    toc_decoded decoded;
    tocsin_article_init(&article, sizeof article);
    if (!toc_store_unwrap(input, &article)) return false;
    const toc_slice bytes = {article.bytes, article.len};
    const bool html = article.from == TOCSIN_FROM_HTML;
    if (toc_decode(&decoded, bytes, html ? toc_html_charset(bytes) : TOC_LIT(""), arena, NULL) !=
        TOCSIN_OK)
        return false;
    toc_slice body = decoded.text, title = toc_slice_of(article.title);
    if (html) {
        toc_page
            page; /* by structure alone: what is dropped must be what was put, whatever the data */
        if (toc_html_read(&page, body, NULL, arena, NULL) != TOCSIN_OK) return false;
        body = page.text;
        if (title.len == 0) title = page.title;
    }
    char *text = toc_alloc(arena, title.len + body.len + 3);
    if (text == NULL) return false;
    if (title.len > 0) memcpy(text, title.ptr, title.len);
    memcpy(text + title.len, "\n\n", 2);
    if (body.len > 0) memcpy(text + title.len + 2, body.ptr, body.len);
    const size_t skip = title.len == 0 ? 2 : 0;
    *out = (toc_slice){text + skip, title.len + body.len + 2 - skip};
    return true;
}

/* SQL function plain(blob): the text of an article out of its input. */
static void plain(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const tocsin_store *store = sqlite3_user_data(context);
    size_t len = 0;
    toc_slice text;
    toc_arena arena;
    toc_arena_init(&arena);
    char *input = store->squeeze == NULL
                      ? NULL
                      : toc_squeeze_out(store->squeeze, sqlite3_value_blob(values[0]),
                                        (size_t)sqlite3_value_bytes(values[0]), &len);
    if (input != NULL && toc_store_text(&arena, (toc_slice){input, len}, &text))
        sqlite3_result_text64(context, text.ptr, text.len, SQLITE_TRANSIENT, SQLITE_UTF8);
    free(input);
    toc_arena_free(&arena);
}

/* ---------------------------------------------------------------- numbers of names */
static int64_t key_of(toc_slice name)
{
    return (int64_t)(toc_hash(name.ptr, name.len) >> (64 - A_NAME));
}

static toc_slice text_of(sqlite3_value *value)
{
    const char *text = (const char *)sqlite3_value_text(value);
    return (toc_slice){text, text == NULL ? 0 : (size_t)sqlite3_value_bytes(value)};
}

/* SQL function name_key(text): the row of a name. */
static void name_key(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const toc_slice name = text_of(values[0]);
    if (name.ptr != NULL) sqlite3_result_int64(context, key_of(name));
}

/* SQL function role_number(text) */
static void role_number(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    sqlite3_result_int64(context, toc_role_of(text_of(values[0])));
}

tocsin_status toc_lookup_functions(tocsin_store *store, tocsin_error *err)
{
    static const struct {
        const char *name;
        void (*function)(sqlite3_context *, int, sqlite3_value **);
    } FUNCTIONS[] = {{"plain", plain}, {"name_key", name_key}, {"role_number", role_number}};
    toc_html_open();
    for (size_t i = 0; i < sizeof FUNCTIONS / sizeof *FUNCTIONS; i++)
        if (sqlite3_create_function(store->db, FUNCTIONS[i].name, 1,
                                    SQLITE_UTF8 | SQLITE_DETERMINISTIC, store,
                                    FUNCTIONS[i].function, NULL, NULL) != SQLITE_OK)
            return toc_store_fail(store, err);
    return toc_ask_functions(store, err);
}

/* ---------------------------------------------------------------- rows of a report */
static bool step_once(sqlite3_stmt *s)
{
    const bool good = sqlite3_step(s) == SQLITE_DONE;
    sqlite3_reset(s);
    return good;
}

static void bind_text(sqlite3_stmt *s, int at, toc_slice text)
{
    sqlite3_bind_text64(s, at, text.ptr == NULL ? "" : text.ptr, text.len, SQLITE_STATIC,
                        SQLITE_UTF8);
}

bool toc_lookup_spot(const tocsin_store *store, toc_slice name, int64_t *row)
{
    *row = key_of(name);
    sqlite3_stmt *s = toc_store_prepare(store, "insert or ignore into spot values(?,?)", NULL);
    if (s == NULL) return false;
    sqlite3_bind_int64(s, 1, *row);
    bind_text(s, 2, name);
    const bool good = step_once(s);
    sqlite3_finalize(s);
    return good;
}

static bool is_named(const toc_entity *entity)
{
    for (uint32_t i = 0; i < entity->mentions.count; i++)
        if (entity->mentions.items[i].named) return true;
    return false;
}

/* Somebody in an event: into party and part. Who has neither a name nor a code cannot be asked for. */
static bool put_part(sqlite3_stmt *party, sqlite3_stmt *part, toc_buf *key, int64_t doc, uint32_t n,
                     toc_role role, const toc_entity *who)
{
    if (!who->has_actor && !is_named(who)) return true;
    const toc_slice none = TOC_LIT("");
    const toc_slice fields[] = {who->name, who->has_actor ? who->actor.label : none,
                                who->has_actor ? who->actor.code : none,
                                toc_slice_of(who->has_actor ? who->actor.country : "")};
    key->len = 0;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (i > 0) toc_buf_char(key, '|');
        toc_buf_slice(key, fields[i]);
        bind_text(party, (int)i + 2, fields[i]);
    }
    if (key->failed) return false;
    const int64_t row = key_of((toc_slice){key->ptr, key->len});
    sqlite3_bind_int64(party, 1, row);
    sqlite3_bind_int64(part, 1, row);
    sqlite3_bind_int64(part, 2, doc);
    sqlite3_bind_int64(part, 3, n);
    sqlite3_bind_int64(part, 4, role);
    return step_once(party) && step_once(part);
}

static bool put_parts(const tocsin_store *store, int64_t doc, const toc_record *record)
{
    sqlite3_stmt *party = toc_store_prepare(store, "insert or ignore into party values(?,?,?,?,?)",
                                            NULL),
                 *part =
                     toc_store_prepare(store, "insert or ignore into part values(?,?,?,?)", NULL);
    toc_buf key = {0};
    bool good = party != NULL && part != NULL;
    for (uint32_t n = 0; n < record->events.count; n++) {
        const toc_event *e = &record->events.items[n];
        for (uint32_t i = 0; good && i < e->roles.count; i++) {
            const toc_filler *f = &e->roles.items[i];
            if (f->entity < record->entities.count)
                good = put_part(party, part, &key, doc, n, f->role,
                                &record->entities.items[f->entity]);
        }
    }
    sqlite3_finalize(party);
    sqlite3_finalize(part);
    toc_buf_free(&key);
    return good;
}

bool toc_lookup_put(const tocsin_store *store, int64_t doc, const toc_record *record)
{
    return put_parts(store, doc, record) &&
           toc_store_run_for(
               store,
               "insert into fulltext(rowid, text) select id, plain(input) from doc where id=?1",
               doc, NULL) == TOCSIN_OK;
}

tocsin_status toc_lookup_drop(const tocsin_store *store, int64_t doc, tocsin_error *err)
{
    return toc_store_run_for(
        store,
        "insert into fulltext(fulltext, rowid, text) select 'delete', id, plain(input) from doc where id=?1;"
        "delete from part where doc=?1 and party in (select p.id from doc d, json_each(record_of(d.record,d.input),'$.entities') x,"
        " party p on p.id=name_key(json_extract(x.value,'$.name')||'|'||ifnull(json_extract(x.value,'$.actor.label'),'')"
        "||'|'||ifnull(json_extract(x.value,'$.actor.code'),'')||'|'||ifnull(json_extract(x.value,'$.actor.country'),''))"
        " where d.id=?1)",
        doc, err);
}
