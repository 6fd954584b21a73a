/* src/store/ask.c - which incidents: a query becomes one statement with what it asks for and no more, so that
 * SQLite chooses the index that leaves least. What finds little stands as "id in (...)": boxes of the R*Tree,
 * rows of parties, documents with the words. */
#include <stdlib.h>

#include "base/calendar.h"
#include "pack/gazetteer.h"
#include "store/sphere.h"
#include "store/store.h"

#define MOST_BOXES 200 /* of a road; SQLite joins 500 at most */
#define MOST_POINTS 100
#define ON_THE_MAP "('exact','town','road')" /* precisions of a place */

typedef struct bound { /* a value of the statement */
    char kind;         /* 'i', 'd', 't' */
    int64_t number;
    double real;
    toc_slice text;
} bound;

typedef struct ask {
    const tocsin_store *store;
    const tocsin_query *query;
    toc_arena arena;
    toc_buf sql;
    TOC_ARRAY(bound) values;
    toc_route route;
    int32_t from, to; /* days; TOC_NO_DAY: open */
    bool dated;
} ask;

/* ---------------------------------------------------------------- functions of SQL */
/* off_route(lat, lon, line): kilometres from the route that is asked about. */
static void off_route(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const tocsin_store *store = sqlite3_user_data(context);
    if (store->route == NULL || sqlite3_value_type(values[0]) == SQLITE_NULL) return;
    const char *line = (const char *)sqlite3_value_text(values[2]);
    double at[4];
    int n = 0;
    for (const char *c = line; c != NULL && *c != '\0' && n < 4;) {
        char *end;
        at[n] = strtod(c, &end);
        if (end == c)
            c++;
        else
            n++, c = end;
    }
    const double km =
        n == 4 ? toc_route_line_km(store->route, toc_vec_of(at[1], at[0]), toc_vec_of(at[3], at[2]))
               : toc_route_km(store->route, toc_vec_of(sqlite3_value_double(values[0]),
                                                       sqlite3_value_double(values[1])));
    sqlite3_result_double(context, km);
}

/* holds(text, words): are these words in a row in it? Capitals, accents and hyphens do not count. */
static void holds(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    uint64_t text[32], words[8];
    size_t n[2];
    uint64_t *const into[] = {text, words};
    const size_t room[] = {sizeof text / sizeof *text, sizeof words / sizeof *words};
    for (int i = 0; i < 2; i++) {
        const char *s = (const char *)sqlite3_value_text(values[i]);
        n[i] =
            toc_gaz_words((toc_slice){s == NULL ? "" : s, (size_t)sqlite3_value_bytes(values[i])},
                          into[i], room[i]);
        if (n[i] > room[i]) n[i] = room[i];
    }
    bool found = false;
    for (size_t at = 0; n[1] > 0 && !found && at + n[1] <= n[0]; at++)
        found = memcmp(text + at, words, n[1] * sizeof *words) == 0;
    sqlite3_result_int(context, found);
}

tocsin_status toc_ask_functions(tocsin_store *store, tocsin_error *err)
{
    if (sqlite3_create_function(store->db, "off_route", 3, SQLITE_UTF8, store, off_route, NULL,
                                NULL) != SQLITE_OK ||
        sqlite3_create_function(store->db, "holds", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, store,
                                holds, NULL, NULL) != SQLITE_OK)
        return toc_store_fail(store, err);
    return TOCSIN_OK;
}

/* ---------------------------------------------------------------- pieces of the statement */
static void add_int(ask *a, const char *sql, int64_t number)
{
    toc_buf_text(&a->sql, sql);
    const bound value = {.kind = 'i', .number = number};
    toc_push(&a->arena, &a->values, value);
}

static void add_real(ask *a, const char *sql, double real)
{
    toc_buf_text(&a->sql, sql);
    const bound value = {.kind = 'd', .real = real};
    toc_push(&a->arena, &a->values, value);
}

static void add_text(ask *a, const char *sql, toc_slice text)
{
    toc_buf_text(&a->sql, sql);
    const bound value = {.kind = 't', .text = text};
    toc_push(&a->arena, &a->values, value);
}

/* " and i.COLUMN in (?,?)" of a list of words. */
static void add_words(ask *a, const char *column, const char *list)
{
    if (list == NULL) return;
    toc_slice rest = toc_slice_of(list), word;
    toc_buf_text(&a->sql, " and ");
    toc_buf_text(&a->sql, column);
    for (bool first = true; toc_slice_cut(&rest, ',', &word); first = false)
        add_text(a, first ? " in (?" : ",?", toc_slice_trim(word));
    toc_buf_text(&a->sql, ")");
}

/* Are these words of the codebook? */
static tocsin_status check_words(const char *what, const char *list, unsigned (*of)(toc_slice),
                                 tocsin_error *err)
{
    toc_slice rest = toc_slice_of(list), word;
    while (list != NULL && toc_slice_cut(&rest, ',', &word)) {
        word = toc_slice_trim(word);
        if (of(word) == 0)
            return toc_fail(err, TOCSIN_USAGE, "\"%.*s\" is no %s of the codebook.",
                            (int)(word.len < 60 ? word.len : 60), word.ptr, what);
    }
    return TOCSIN_OK;
}

static unsigned scope_of(toc_slice word)
{
    return toc_slice_is(word, "political") ? 1 : toc_slice_is(word, "criminal") ? 2 : 0;
}

static tocsin_status check_query(const tocsin_query *q, tocsin_error *err)
{
    tocsin_status status = check_words("type", q->type, toc_type_of, err);
    if (status == TOCSIN_OK) status = check_words("method", q->method, toc_method_of, err);
    if (status == TOCSIN_OK) status = check_words("status", q->status, toc_status_of, err);
    if (status == TOCSIN_OK) status = check_words("scope", q->scope, scope_of, err);
    return status == TOCSIN_OK ? check_words("role", q->role, toc_role_of, err) : status;
}

/* ---------------------------------------------------------------- days */
static tocsin_status read_period(const char *text, int32_t *from, int32_t *to, tocsin_error *err)
{
    if (toc_period_read(toc_slice_of(text), from, to)) return TOCSIN_OK;
    return toc_fail(err, TOCSIN_USAGE,
                    "\"%s\" is no day, week, month or year (2020-07-11, 2020-W28, 2020-07, 2020),"
                    " nor two of them with a slash between.",
                    text);
}

static tocsin_status read_days(ask *a, tocsin_error *err)
{
    const tocsin_query *q = a->query;
    int32_t from, to, other;
    tocsin_status status = TOCSIN_OK;
    a->from = INT32_MIN / 2;
    a->to = INT32_MAX / 2;
    a->dated = q->time != NULL || q->since != NULL || q->until != NULL;
    if (q->time != NULL) status = read_period(q->time, &a->from, &a->to, err);
    if (status == TOCSIN_OK && q->since != NULL) {
        status = read_period(q->since, &from, &other, err);
        if (status == TOCSIN_OK && from > a->from) a->from = from;
    }
    if (status == TOCSIN_OK && q->until != NULL) {
        status = read_period(q->until, &other, &to, err);
        if (status == TOCSIN_OK && to < a->to) a->to = to;
    }
    return status;
}

/* Few last longer than a month, and these have an index of their own: the others are found by their first day. */
static void add_days(ask *a)
{
    if (!a->dated) return;
    add_int(a, " and ifnull(i.day_to,i.day_from)>=?", a->from);
    add_int(a, " and ifnull(i.day_from,i.day_to)<=?", a->to);
    if (a->route.count > 0 || a->query->has_box) return; /* the R*Tree knows days */
    add_int(a, " and i.id in (select id from incident where day_from between ?", a->from - 31);
    add_int(a,
            " and ? union select id from incident where day_to-ifnull(day_from,-9999999)>31"
            " and day_to>=?)",
            a->to);
    const bound since = {.kind = 'i', .number = a->from};
    toc_push(&a->arena, &a->values, since);
}

/* ---------------------------------------------------------------- place */
static tocsin_status read_route(ask *a, tocsin_error *err)
{
    const tocsin_query *q = a->query;
    const double own[] = {q->lat, q->lon};
    const double *at = q->route_points > 0 ? q->route : own;
    const size_t count = q->route_points > 0 ? q->route_points : q->within_km > 0;
    if (count > MOST_POINTS)
        return toc_fail(err, TOCSIN_USAGE, "a road has at most %d points.", MOST_POINTS);
    if (count > 0 && !(q->within_km > 0 && q->within_km <= 20100))
        return toc_fail(err, TOCSIN_USAGE,
                        "how far around a place is more than 0 and at most 20100 km.");
    toc_vec *points = TOC_NEW_N(&a->arena, toc_vec, count + 1);
    if (points == NULL) return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for a query");
    for (size_t i = 0; i < count; i++) {
        if (!(at[2 * i] >= -90 && at[2 * i] <= 90 && at[2 * i + 1] >= -180 && at[2 * i + 1] <= 180))
            return toc_fail(err, TOCSIN_USAGE,
                            "a point has a latitude of -90 to 90 and a longitude of"
                            " -180 to 180 degrees.");
        points[i] = toc_vec_of(at[2 * i], at[2 * i + 1]);
    }
    a->route = (toc_route){points, count};
    if (q->has_box && !(q->south >= -90 && q->south <= q->north && q->north <= 90 &&
                        q->west >= -180 && q->west <= 180 && q->east >= -180 && q->east <= 180))
        return toc_fail(err, TOCSIN_USAGE,
                        "a box has its south below its north, in degrees: south,west,north,east.");
    return TOCSIN_OK;
}

static int64_t down(double degrees) /* the R*Tree has hundred-thousandths */
{
    return (int64_t)(degrees * 1e5 + 1e8) - 100000000 - 1;
}

static void add_box(ask *a, toc_box box, bool first)
{
    add_int(a,
            first ? "i.id in (select id from incident_at where lat1>=?"
                  : " union select id from incident_at where lat1>=?",
            down(box.south));
    add_int(a, " and lat0<=?", down(box.north) + 3);
    add_int(a, " and lon1>=?", down(box.west));
    add_int(a, " and lon0<=?", down(box.east) + 3);
    if (!a->dated) return;
    add_int(a, " and day1>=?", a->from);
    add_int(a, " and day0<=?", a->to);
}

/* " (?,?)" of the provinces around. */
static void add_around(ask *a)
{
    toc_slice rest = toc_slice_of(a->query->around), one;
    toc_buf_text(&a->sql, "i.precision='admin1' and i.country||'/'||i.admin1 in (");
    for (bool first = true; toc_slice_cut(&rest, ';', &one); first = false)
        add_text(a, first ? "?" : ",?", toc_slice_trim(one));
    toc_buf_text(&a->sql, ")");
}

/* A line touches a box with its own. */
static void add_within_box(ask *a, bool over)
{
    const tocsin_query *q = a->query;
    add_real(a, " and (i.line is not null or i.lat>=?", q->south);
    add_real(a, " and i.lat<=?", q->north);
    add_real(a, over ? " and (i.lon>=?" : " and i.lon>=?", q->west);
    add_real(a, over ? " or i.lon<=?))" : " and i.lon<=?)", q->east);
}

/* In the boxes, and where these are only around a road, near it. */
static void add_near(ask *a)
{
    const tocsin_query *q = a->query;
    toc_box boxes[MOST_BOXES];
    if (a->route.count > 0) {
        const size_t count = toc_route_boxes(&a->route, q->within_km, boxes, MOST_BOXES);
        for (size_t i = 0; i < count; i++) add_box(a, boxes[i], i == 0);
        add_real(a, ") and off_route(i.lat,i.lon,i.line)<=?", q->within_km);
    }
    if (!q->has_box) return;
    const bool over = q->west > q->east; /* the date line: in two pieces */
    if (a->route.count > 0) toc_buf_text(&a->sql, " and ");
    add_box(a, (toc_box){q->south, q->west, q->north, over ? 180 : q->east}, true);
    if (over) add_box(a, (toc_box){q->south, -180, q->north, q->east}, false);
    toc_buf_text(&a->sql, ")");
    if (a->route.count == 0) add_within_box(a, over);
}

/* What is only known by its province or country is not on the map: it is left out unless the query is
 * `coarse`. Then it is there if it was in a province around, or, where none is named, by the point that
 * stands for it. `only`: nothing but what is left out for that. */
static void add_place(ask *a, bool only)
{
    const tocsin_query *q = a->query;
    if (a->route.count == 0 && !q->has_box) return;
    toc_buf_text(&a->sql, " and (");
    if (q->around != NULL && only) {
        add_around(a);
    } else {
        if (q->around != NULL && q->coarse) {
            add_around(a);
            toc_buf_text(&a->sql, " or ");
        }
        add_near(a);
        if (!q->coarse || q->around != NULL)
            toc_buf_text(&a->sql, only ? " and ifnull(i.precision,'') not in " ON_THE_MAP
                                       : " and i.precision in " ON_THE_MAP);
    }
    toc_buf_text(&a->sql, ")");
}

/* ---------------------------------------------------------------- who */
static bool is_code(const char *s) /* of an actor: "IRN", "IRNMIL" */
{
    return strlen(s) >= 3 && strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == strlen(s);
}

static void add_actor(ask *a)
{
    const tocsin_query *q = a->query;
    if (q->actor == NULL && q->actor_country == NULL && q->role == NULL) return;
    toc_buf_text(
        &a->sql,
        " and i.id in (select e.incident from part t join event e on e.doc=t.doc and e.n=t.n where 1");
    if (q->actor != NULL || q->actor_country != NULL)
        toc_buf_text(&a->sql, " and t.party in (select id from party where 1");
    if (q->actor != NULL) {
        add_text(a, " and (holds(name,?)", toc_slice_of(q->actor));
        add_text(a, " or holds(label,?)", toc_slice_of(q->actor));
        if (is_code(q->actor)) add_text(a, " or code glob ?||'*'", toc_slice_of(q->actor));
        toc_buf_text(&a->sql, ")");
    }
    if (q->actor_country != NULL) add_words(a, "country", q->actor_country);
    if (q->actor != NULL || q->actor_country != NULL) toc_buf_text(&a->sql, ")");
    toc_slice rest = toc_slice_of(q->role), word;
    for (bool first = true; q->role != NULL && toc_slice_cut(&rest, ',', &word); first = false)
        add_int(a, first ? " and t.role in (?" : ",?", toc_role_of(toc_slice_trim(word)));
    toc_buf_text(&a->sql, q->role == NULL ? ")" : "))");
}

/* ---------------------------------------------------------------- ids */
static tocsin_status add_ids(ask *a, tocsin_error *err)
{
    for (size_t n = 0; n < a->query->id_count; n++) {
        const int64_t row = toc_store_incident_of(a->store, a->query->ids[n]);
        if (row == 0)
            return toc_fail(err, TOCSIN_USAGE, "%s: there is no incident \"%s\".", a->store->path,
                            a->query->ids[n]);
        add_int(a, n == 0 ? " and i.id in (?" : ",?", row);
    }
    if (a->query->id_count > 0) toc_buf_text(&a->sql, ")");
    return TOCSIN_OK;
}

/* ---------------------------------------------------------------- all of it */
static const char *order_of(const ask *a)
{
    switch (a->query->order) {
    case TOCSIN_ORDER_MAIN: return "i.main desc";
    case TOCSIN_ORDER_NEWEST: return "i.day_from is null, i.day_from desc, i.main desc";
    case TOCSIN_ORDER_OLDEST: return "i.day_from is null, i.day_from, i.main desc";
    case TOCSIN_ORDER_NEAREST: return "far is null, far";
    case TOCSIN_ORDER_KILLED: return "i.killed_low is null, i.killed_low desc, i.injured_low desc";
    case TOCSIN_ORDER_CONFIDENCE: return "i.confidence desc";
    case TOCSIN_ORDER_REPORTS:
        return "(select count(distinct doc) from event where incident=i.id) desc";
    }
    return "i.main desc";
}

static tocsin_status add_filters(ask *a, bool coarse, tocsin_error *err)
{
    const tocsin_query *q = a->query;
    add_words(a, "i.type", q->type);
    add_words(a, "i.method", q->method);
    add_words(a, "i.status", q->status);
    add_words(a, "ifnull(i.scope,'political')", q->scope);
    add_words(a, "i.country", q->country);
    if (q->admin1 != NULL) add_text(a, " and i.admin1=? collate nocase", toc_slice_of(q->admin1));
    if (q->killed > 0) add_int(a, " and i.killed_low>=?", q->killed);
    if (q->injured > 0) add_int(a, " and i.injured_low>=?", q->injured);
    if (q->min_confidence > 0)
        add_int(a, " and i.confidence>=?", (int64_t)(q->min_confidence * 1000 + 0.5));
    if (q->main_only) toc_buf_text(&a->sql, " and i.main=1");
    add_days(a);
    add_place(a, coarse);
    add_actor(a);
    tocsin_status status = add_ids(a, err);
    if (status == TOCSIN_OK && q->text != NULL) {
        status = toc_store_said(a->store, q->text, err);
        toc_buf_text(
            &a->sql,
            " and i.id in (select e.incident from temp.said s join event e on e.doc=s.doc)");
    }
    return status;
}

static sqlite3_stmt *prepare(ask *a, tocsin_error *err)
{
    toc_buf_char(&a->sql, '\0');
    if (a->sql.failed || a->arena.failed) {
        toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for a query");
        return NULL;
    }
    sqlite3_stmt *s = toc_store_prepare(a->store, a->sql.ptr, err);
    for (uint32_t i = 0; s != NULL && i < a->values.count; i++) {
        const bound *v = &a->values.items[i];
        const int at = (int)i + 1;
        if (v->kind == 'i')
            sqlite3_bind_int64(s, at, v->number);
        else if (v->kind == 'd')
            sqlite3_bind_double(s, at, v->real);
        else
            sqlite3_bind_text64(s, at, v->text.ptr, v->text.len, SQLITE_STATIC, SQLITE_UTF8);
    }
    return s;
}

static tocsin_status run(tocsin_store *store, ask *a, int64_t *count, tocsin_error *err)
{
    sqlite3_stmt *s = prepare(a, err);
    if (s == NULL) return err == NULL ? TOCSIN_INPUT : err->status;
    store->route = &a->route;
    int step;
    while ((step = sqlite3_step(s)) == SQLITE_ROW)
        if (count != NULL) *count = sqlite3_column_int64(s, 0);
    store->route = NULL;
    sqlite3_finalize(s);
    return step == SQLITE_DONE ? TOCSIN_OK : toc_store_fail(store, err);
}

/* A caller's query of an earlier version has fewer fields. */
static tocsin_query copy_of(const tocsin_query *query)
{
    tocsin_query own;
    tocsin_query_init(&own, sizeof own);
    if (query != NULL) memcpy(&own, query, query->size < sizeof own ? query->size : sizeof own);
    own.size = sizeof own;
    return own;
}

static tocsin_status open_ask(ask *a, const tocsin_store *store, const tocsin_query *query,
                              tocsin_error *err)
{
    *a = (ask){.store = store, .query = query};
    toc_arena_init(&a->arena);
    tocsin_status status = check_query(query, err);
    if (status == TOCSIN_OK) status = read_days(a, err);
    return status == TOCSIN_OK ? read_route(a, err) : status;
}

static void close_ask(ask *a)
{
    toc_buf_free(&a->sql);
    toc_arena_free(&a->arena);
}

tocsin_status toc_store_ask(tocsin_store *store, const tocsin_query *query, tocsin_error *err)
{
    tocsin_error own;
    if (err == NULL) err = &own;
    tocsin_status status = tocsin_store_link(store, err);
    if (status == TOCSIN_OK)
        status = toc_store_run(store,
                               "create temp table if not exists asked(rank integer primary key,"
                               " id integer not null, km real); delete from temp.asked",
                               err);
    if (status != TOCSIN_OK) return status;
    ask a;
    const tocsin_query q = copy_of(query);
    status = open_ask(&a, store, &q, err);
    toc_buf_text(&a.sql, "insert into temp.asked(rank, id, km) select null, i.id, ");
    toc_buf_text(&a.sql, a.route.count > 0 ? "iif(i.precision in " ON_THE_MAP
                                             ",off_route(i.lat,i.lon,i.line),null) as far"
                                           : "null as far");
    toc_buf_text(&a.sql, " from incident i where not i.wrong");
    if (status == TOCSIN_OK) status = add_filters(&a, false, err);
    toc_buf_text(&a.sql, " order by ");
    toc_buf_text(&a.sql, order_of(&a));
    toc_buf_text(&a.sql, ", i.key");
    if (q.limit > 0) add_int(&a, " limit ?", (int64_t)q.limit);
    if (status == TOCSIN_OK) status = run(store, &a, NULL, err);
    close_ask(&a);
    return status;
}

tocsin_status toc_store_coarse(tocsin_store *store, const tocsin_query *query, size_t *count,
                               tocsin_error *err)
{
    ask a;
    const tocsin_query q = copy_of(query);
    int64_t number = 0;
    *count = 0;
    tocsin_status status = open_ask(&a, store, &q, err);
    if (status == TOCSIN_OK && (a.route.count > 0 || q.has_box) && !q.coarse) {
        toc_buf_text(&a.sql, "select count(*) from incident i where not i.wrong");
        status = add_filters(&a, true, err);
        if (status == TOCSIN_OK) status = run(store, &a, &number, err);
        *count = (size_t)number;
    }
    close_ask(&a);
    return status;
}
