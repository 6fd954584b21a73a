/* src/store/answer.c - the incidents that were asked for, as a table for people, as CSV and as GeoJSON.
 *
 * Every form prints the same fields of the same row: the incident's columns, which hold analysts'
 * corrections, and what its surest telling says of who took part. */
#include <math.h>
#include <stdio.h>

#include "base/calendar.h"
#include "emit/emit.h"
#include "emit/parts.h"
#include "store/answer.h"

/* ---------------------------------------------------------------- rows */
static const char ROWS[] =
    "select a.km, i.key, i.type, i.method, i.status, ifnull(i.scope,'political'), i.confidence, i.day_from, i.day_to,"
    " s.name, i.admin1, i.country, i.precision, i.lat, i.lon, i.line, i.killed_low, i.killed_high, i.injured_low, i.injured_high,"
    " (select count(distinct doc) from event where incident=i.id),"
    " (select group_concat(source,'; ') from (select distinct r.source as source from event e join doc r on r.id=e.doc"
    "   where e.incident=i.id and r.source<>'' order by 1)),"
    " d.ext, d.url, d.title, record_of(d.record,d.input), i.n, d.input, e.start, i.id"
    " from temp.asked a join incident i on i.id=a.id join doc d on d.id=i.doc join event e on e.doc=i.doc and e.n=i.n"
    " left join spot s on s.id=i.spot order by a.rank";

/* Role and name of who takes part: the name of somebody who has one, else the words. */
static const char ROLES[] =
    "with who as materialized (select json_extract(x.value,'$.id') as id, json_extract(x.value,'$.name') as name,"
    "   exists(select 1 from json_each(x.value,'$.mentions') m where json_extract(m.value,'$.named')) as named"
    "  from json_each(?1,'$.entities') x)"
    " select distinct json_extract(r.value,'$.role'), iif(w.named,w.name,json_extract(r.value,'$.text'))"
    " from json_each(?1,'$.events['||?2||'].roles') r left join who w on w.id=json_extract(r.value,'$.entity')";

static toc_slice text_at(sqlite3_stmt *s, int column)
{
    const char *text = (const char *)sqlite3_column_text(s, column);
    return (toc_slice){text == NULL ? "" : text, (size_t)sqlite3_column_bytes(s, column)};
}

static toc_number number_at(sqlite3_stmt *s, int column)
{
    return (toc_number){sqlite3_column_type(s, column) != SQLITE_NULL,
                        sqlite3_column_int64(s, column)};
}

static toc_number e5_at(sqlite3_stmt *s, int column)
{
    return (toc_number){sqlite3_column_type(s, column) != SQLITE_NULL,
                        (int64_t)floor(sqlite3_column_double(s, column) * 1e5 + 0.5)};
}

static void read_roles(toc_answerer *a, toc_slice record, int64_t n)
{
    for (size_t i = 0; i < TOC_ROLE_COUNT; i++) a->roles[i].len = 0;
    sqlite3_reset(a->who);
    sqlite3_bind_text64(a->who, 1, record.ptr, record.len, SQLITE_STATIC, SQLITE_UTF8);
    sqlite3_bind_int64(a->who, 2, n);
    while (record.len > 0 && sqlite3_step(a->who) == SQLITE_ROW) {
        toc_buf *const into = &a->roles[toc_role_of(text_at(a->who, 0)) % TOC_ROLE_COUNT];
        if (into->len > 0) toc_buf_text(into, "; ");
        toc_put_words(into, text_at(a->who, 1), SIZE_MAX);
    }
    sqlite3_reset(a->who);
}

static void read_row(toc_answerer *a, sqlite3_stmt *s)
{
    toc_answer_row *const r = &a->row;
    r->far = sqlite3_column_type(s, 0) != SQLITE_NULL;
    r->hectometres = (int64_t)(sqlite3_column_double(s, 0) * 10 + 0.5);
    toc_slice *const texts[] = {&r->key, &r->type, &r->method, &r->status, &r->scope};
    for (int i = 0; i < 5; i++) *texts[i] = text_at(s, i + 1);
    r->confidence = sqlite3_column_int64(s, 6);
    r->from = number_at(s, 7);
    r->to = number_at(s, 8);
    r->place = text_at(s, 9);
    r->admin1 = text_at(s, 10);
    r->country = text_at(s, 11);
    r->precision = text_at(s, 12);
    r->lat_e5 = e5_at(s, 13);
    r->lon_e5 = e5_at(s, 14);
    r->line = text_at(s, 15);
    for (int i = 0; i < 4; i++) r->toll[i] = number_at(s, 16 + i);
    r->reports = sqlite3_column_int64(s, 20);
    r->sources = text_at(s, 21);
    r->doc = text_at(s, 22);
    r->url = text_at(s, 23);
    r->title = text_at(s, 24);
    read_roles(a, text_at(s, 25), sqlite3_column_int64(s, 26));
    r->id = sqlite3_column_int64(s, 29);
}

static toc_slice trigger_of(toc_answerer *a, toc_slice record, int64_t n)
{
    sqlite3_reset(a->trigger);
    sqlite3_bind_text64(a->trigger, 1, record.ptr, record.len, SQLITE_STATIC, SQLITE_UTF8);
    sqlite3_bind_int64(a->trigger, 2, n);
    return sqlite3_step(a->trigger) == SQLITE_ROW ? text_at(a->trigger, 0) : (toc_slice){"", 0};
}

static void read_quote(toc_answerer *a, sqlite3_stmt *s)
{
    a->quote.len = 0;
    const toc_slice input = {sqlite3_column_blob(s, 27), (size_t)sqlite3_column_bytes(s, 27)};
    toc_words_main(a->store, &a->quote, input, sqlite3_column_int64(s, 28),
                   trigger_of(a, text_at(s, 25), sqlite3_column_int64(s, 26)));
}

/* ---------------------------------------------------------------- fields of CSV and GeoJSON */
typedef enum field_form { TEXT, NUMBER } field_form;
static const struct field {
    const char *name;
    field_form form;
} FIELDS[] = {{"id", TEXT},
              {"type", TEXT},
              {"method", TEXT},
              {"status", TEXT},
              {"scope", TEXT},
              {"confidence", NUMBER},
              {"date", TEXT},
              {"date_to", TEXT},
              {"place", TEXT},
              {"admin1", TEXT},
              {"country", TEXT},
              {"lat", NUMBER},
              {"lon", NUMBER},
              {"place_precision", TEXT},
              {"perpetrator", TEXT},
              {"recipient", TEXT},
              {"victim", TEXT},
              {"target", TEXT},
              {"weapon", TEXT},
              {"killed_low", NUMBER},
              {"killed_high", NUMBER},
              {"injured_low", NUMBER},
              {"injured_high", NUMBER},
              {"reports", NUMBER},
              {"source", TEXT},
              {"doc", TEXT},
              {"url", TEXT},
              {"title", TEXT},
              {"quote", TEXT},
              {"distance_km", NUMBER},
              {"words", TEXT}};
enum { FIELD_COUNT = sizeof FIELDS / sizeof *FIELDS };

static void put_day(toc_buf *out, toc_number day)
{
    if (day.known) toc_put_moment(out, (toc_moment){(int32_t)day.value, -1});
}

static void put_number(toc_buf *out, toc_number number, unsigned places)
{
    if (number.known) toc_buf_fixed(out, number.value, places);
}

static void gather_quote(void *ctx, const toc_quote *quote)
{
    toc_buf *const out = ctx;
    if (out->len > 0) toc_buf_text(out, " | ");
    toc_buf_slice(out, quote->source.len > 0 ? quote->source : quote->doc);
    if (quote->published.len > 0) toc_buf_char(out, ' ');
    toc_buf_slice(out, quote->published);
    toc_buf_text(out, ": ");
    toc_put_words(out, quote->words, SIZE_MAX);
}

static void put_field(toc_answerer *a, toc_buf *out, size_t field)
{
    const toc_answer_row *r = &a->row;
    static const toc_role ROLE[] = {TOC_ROLE_PERPETRATOR, TOC_ROLE_RECIPIENT, TOC_ROLE_VICTIM,
                                    TOC_ROLE_TARGET, TOC_ROLE_INSTRUMENT};
    const toc_slice texts[] = {r->key, r->type, r->method, r->status, r->scope};
    if (field < 5) toc_buf_slice(out, texts[field]);
    if (field >= 14 && field < 19)
        toc_buf_put(out, a->roles[ROLE[field - 14]].ptr, a->roles[ROLE[field - 14]].len);
    if (field >= 19 && field < 23) put_number(out, r->toll[field - 19], 0);
    switch (field) {
    case 5: toc_buf_fixed(out, r->confidence, 3); break;
    case 6: put_day(out, r->from.known ? r->from : r->to); break;
    case 7:
        if (r->from.known && r->to.value != r->from.value) put_day(out, r->to);
        break;
    case 8: toc_put_words(out, r->place, SIZE_MAX); break;
    case 9: toc_buf_slice(out, r->admin1); break;
    case 10: toc_buf_slice(out, r->country); break;
    case 11: put_number(out, r->lat_e5, 5); break;
    case 12: put_number(out, r->lon_e5, 5); break;
    case 13: toc_buf_slice(out, r->precision); break;
    case 23: toc_buf_int(out, r->reports); break;
    case 24: toc_put_words(out, r->sources, SIZE_MAX); break;
    case 25: toc_buf_slice(out, r->doc); break;
    case 26: toc_buf_slice(out, r->url); break;
    case 27: toc_put_words(out, r->title, SIZE_MAX); break;
    case 28: toc_buf_put(out, a->quote.ptr, a->quote.len); break;
    case 29:
        if (r->far) toc_buf_fixed(out, r->hectometres, 1);
        break;
    case 30:
        if (a->words) toc_words_each(&a->of, r->id, gather_quote, out);
        break;
    default: break;
    }
}

/* Columns that a query does not fill are left out. */
static bool is_shown(const toc_answerer *a, size_t field)
{
    return field < 29 || (field == 29 ? a->near : a->words);
}

static void put_csv_head(toc_answerer *a)
{
    for (size_t i = 0; i < FIELD_COUNT && is_shown(a, i); i++) {
        if (i > 0) toc_buf_char(&a->out, ',');
        toc_buf_text(&a->out, FIELDS[i].name);
    }
    if (a->words && !a->near) toc_buf_text(&a->out, ",words");
    toc_buf_char(&a->out, '\n');
}

/* As RFC 4180 quotes, with LF alone (emit/csv.c). */
static void put_csv_cell(toc_buf *out, toc_slice cell)
{
    bool quoted = false;
    for (size_t i = 0; i < cell.len; i++) quoted = quoted || strchr(",\"\n\r", cell.ptr[i]) != NULL;
    if (quoted) toc_buf_char(out, '"');
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.ptr[i] == '"') toc_buf_char(out, '"');
        toc_buf_char(out, cell.ptr[i]);
    }
    if (quoted) toc_buf_char(out, '"');
}

static void put_csv(toc_answerer *a)
{
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        if (!is_shown(a, i)) continue;
        if (i > 0) toc_buf_char(&a->out, ',');
        a->cell.len = 0;
        put_field(a, &a->cell, i);
        put_csv_cell(&a->out, (toc_slice){a->cell.ptr, a->cell.len});
    }
    toc_buf_char(&a->out, '\n');
}

/* What is only known by its country gets no pin in its middle (emit/geojson.c). */
static void put_geometry(toc_answerer *a)
{
    const toc_answer_row *r = &a->row;
    toc_buf *const out = &a->out;
    toc_json_key(out, "geometry");
    if (r->line.len > 0) {
        toc_buf_text(out, "{\"type\":\"LineString\",\"coordinates\":");
        toc_buf_slice(out, r->line);
        toc_buf_char(out, '}');
    } else if (!r->lat_e5.known || toc_slice_is(r->precision, "country") || r->precision.len == 0) {
        toc_buf_text(out, "null");
    } else {
        toc_buf_text(out, "{\"type\":\"Point\",\"coordinates\":[");
        toc_buf_fixed(out, r->lon_e5.value, 5);
        toc_buf_char(out, ',');
        toc_buf_fixed(out, r->lat_e5.value, 5);
        toc_buf_text(out, "]}");
    }
}

static void put_geojson(toc_answerer *a)
{
    toc_buf *const out = &a->out;
    toc_buf_text(out, a->count > 0 ? ",{\"type\":\"Feature\"" : "{\"type\":\"Feature\"");
    toc_json_slice(out, "id", a->row.key);
    put_geometry(a);
    toc_json_key(out, "properties");
    toc_buf_char(out, '{');
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        a->cell.len = 0;
        if (is_shown(a, i)) put_field(a, &a->cell, i);
        if (a->cell.len == 0) continue;
        const toc_slice cell = {a->cell.ptr, a->cell.len};
        toc_json_key(out, FIELDS[i].name);
        if (FIELDS[i].form == NUMBER)
            toc_buf_slice(out, cell);
        else
            toc_buf_json(out, cell);
    }
    toc_buf_text(out, "}}\n");
}

/* ---------------------------------------------------------------- all of them */
static void put_row(toc_answerer *a, sqlite3_stmt *s)
{
    read_row(a, s);
    if (a->form != TOC_FORM_TABLE) read_quote(a, s);
    if (a->form == TOC_FORM_TABLE)
        toc_answer_table(a);
    else if (a->form == TOC_FORM_CSV)
        put_csv(a);
    else
        put_geojson(a);
}

static tocsin_status print_rows(toc_answerer *a, tocsin_line_fn line, void *ctx, tocsin_error *err)
{
    sqlite3_stmt *s = toc_store_prepare(a->store, ROWS, err);
    int step = SQLITE_DONE;
    bool wanted = s != NULL;
    if (wanted && a->form == TOC_FORM_CSV) put_csv_head(a);
    if (wanted && a->form == TOC_FORM_GEOJSON) toc_buf_text(&a->out, TOC_GEOJSON_HEAD);
    while (wanted && (step = sqlite3_step(s)) == SQLITE_ROW) {
        put_row(a, s);
        a->count++;
        wanted = !a->out.failed && line(ctx, a->out.ptr, a->out.len);
        a->out.len = 0;
    }
    if (wanted && a->form == TOC_FORM_GEOJSON) toc_buf_text(&a->out, TOC_GEOJSON_TAIL);
    if (wanted && a->out.len > 0) line(ctx, a->out.ptr, a->out.len);
    sqlite3_finalize(s);
    if (s == NULL || (step != SQLITE_DONE && step != SQLITE_ROW))
        return toc_store_fail(a->store, err);
    return a->out.failed ? toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for an answer")
                         : TOCSIN_OK;
}

void tocsin_answer_init(tocsin_answer *answer, size_t size)
{
    memset(answer, 0, size);
    answer->size = size;
    answer->form = "table";
}

static tocsin_status form_of(const char *word, toc_form *out, tocsin_error *err)
{
    static const char *const WORDS[] = {"table", "jsonl", "csv", "geojson"};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (word != NULL && strcmp(WORDS[i], word) == 0) return *out = (toc_form)i, TOCSIN_OK;
    return toc_fail(err, TOCSIN_USAGE, "\"%s\" is no form of an answer.", word == NULL ? "" : word);
}

static tocsin_status print_all(tocsin_store *store, toc_answerer *a, tocsin_line_fn line, void *ctx,
                               tocsin_error *err)
{
    a->count = (size_t)toc_store_number(store, "select count(*) from temp.asked");
    if (a->form == TOC_FORM_JSONL) return toc_store_asked_json(store, a->words, line, ctx, err);
    a->count = 0;
    a->near =
        toc_store_number(store, "select exists(select 1 from temp.asked where km is not null)") > 0;
    tocsin_status status = TOCSIN_INPUT;
    a->who = toc_store_prepare(store, ROLES, err);
    a->trigger =
        toc_store_prepare(store, "select json_extract(?1,'$.events['||?2||'].trigger.text')", err);
    if (a->who != NULL && a->trigger != NULL) status = toc_words_open(&a->of, store, err);
    if (status == TOCSIN_OK) status = print_rows(a, line, ctx, err);
    return status;
}

tocsin_status tocsin_store_query(tocsin_store *store, const tocsin_query *query,
                                 tocsin_answer *answer, tocsin_line_fn line, void *ctx,
                                 tocsin_error *err)
{
    toc_answerer a = {.store = store,
                      .words = answer->words,
                      .color = answer->color,
                      .columns = answer->columns == 0 ? 120 : answer->columns};
    tocsin_status status = form_of(answer->form, &a.form, err);
    if (status == TOCSIN_OK) status = toc_store_ask(store, query, err);
    if (status == TOCSIN_OK) status = print_all(store, &a, line, ctx, err);
    answer->count = a.count;
    if (status == TOCSIN_OK) status = toc_store_coarse(store, query, &answer->coarse_left, err);
    sqlite3_finalize(a.who);
    sqlite3_finalize(a.trigger);
    toc_words_close(&a.of);
    for (size_t i = 0; i < TOC_ROLE_COUNT; i++) toc_buf_free(&a.roles[i]);
    toc_buf_free(&a.quote);
    toc_buf_free(&a.cell);
    toc_buf_free(&a.out);
    return status;
}
