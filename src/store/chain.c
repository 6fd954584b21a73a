/* src/store/chain.c - what led to what: the links that reports draw between their events (retaliation,
 * response, denial), drawn between incidents.
 *
 * A report tells in passing of what its main event answers ("in retaliation for Monday's bombing"). What
 * is told in passing is an incident of its own only as long as no report is about it: here it stands for the
 * incident of the same kind, day and place that reports are about. */
#include <stdlib.h>
#include <string.h>

#include "store/store.h"

#define MOST 200u /* incidents of a chain */
#define NEAR_KM "30"

/* For an incident told in passing (?1) the one that reports are about, else itself. */
static const char BASE[] =
    "select ifnull((select m.id from incident a join incident m on m.main=1 and m.id<>a.id and not m.wrong and m.type is a.type"
    "   and (m.method is a.method or a.method is null)"
    "   and m.day_from between a.day_from-7 and ifnull(a.day_to,a.day_from)+1 and m.country is a.country"
    "   and (ifnull(km(m.lat,m.lon,a.lat,a.lon),1e9)<=" NEAR_KM
    " or (m.admin1 is a.admin1 and a.precision='admin1'))"
    "   where a.id=?1 and a.main=0 and a.day_from is not null and ifnull(a.day_to,a.day_from)-a.day_from<=3"
    "   order by abs(m.day_from-a.day_from), m.confidence desc, m.key limit 1), ?1)";

/* Links from (n, other) or to (other, n) the events of an incident: type, other incident, number of reports, a report. */
#define LINKS(ours, other)                                                                                             \
    "select l.type, o.incident, count(distinct d.ext), min(d.ext) from event e join link l on l.doc=e.doc and l." ours \
    "=e.n"                                                                                                             \
    " join event o on o.doc=l.doc and o.n=l." other " join doc d on d.id=l.doc"                                        \
    " where e.incident=?1 and o.incident<>?1 and l.type<>'same-as' group by 1, 2 order by 3 desc, 1, 2"

/* Incidents told in passing that stand for ?1. */
static const char PASSING[] =
    "select a.id from incident m join incident a on a.main=0 and a.type is m.type and (m.method is a.method or a.method is null)"
    "  and a.day_from between m.day_from-4 and m.day_from+7 and a.country is m.country where m.id=?1 and m.main=1";

static const char LINE[] =
    "select json_patch('{}', json_object('id',i.key,'type',i.type,'method',i.method,'status',i.status,"
    " 'from',iif(i.day_from is null,null,date(i.day_from*86400,'unixepoch')),'country',i.country,'admin1',i.admin1,"
    " 'killed',i.killed_low,'text',substr(json_extract(record_of(d.record,d.input),'$.events['||i.n||'].trigger.text'),1,200),"
    " 'reports',(select count(distinct doc) from event where incident=i.id),"
    " 'claims',json((select nullif(json_group_array(json(c)),'[]') from (select json_patch('{}',json_object('claim',claim,'by',who,'doc',min(x.ext))) as c"
    "    from event e join claim k on k.doc=e.doc and k.n=e.n join doc x on x.id=e.doc where e.incident=i.id group by claim, who order by claim, who)))))"
    " from incident i join doc d on d.id=i.doc where i.id=?1";

typedef struct edge {
    int64_t from, to;
    char type[24], doc[128];
    int64_t reports;
} edge;

typedef struct chain {
    const tocsin_store *store;
    toc_arena arena;
    sqlite3_stmt *base, *from, *to, *passing, *line;
    toc_ids nodes;
    TOC_ARRAY(edge) edges;
} chain;

static int64_t base_of(chain *c, int64_t incident)
{
    sqlite3_reset(c->base);
    sqlite3_bind_int64(c->base, 1, incident);
    const int64_t base =
        sqlite3_step(c->base) == SQLITE_ROW ? sqlite3_column_int64(c->base, 0) : incident;
    sqlite3_reset(c->base);
    return base;
}

static void reach(chain *c, int64_t node)
{
    for (uint32_t i = 0; i < c->nodes.count; i++)
        if (c->nodes.items[i] == node) return;
    if (c->nodes.count < MOST) toc_push(&c->arena, &c->nodes, node);
}

static void add_edge(chain *c, const edge *e)
{
    for (uint32_t i = 0; i < c->edges.count; i++) {
        edge *known = &c->edges.items[i];
        if (known->from != e->from || known->to != e->to || strcmp(known->type, e->type) != 0)
            continue;
        known->reports += e->reports;
        return;
    }
    toc_push(&c->arena, &c->edges, *e);
}

static void copy_text(char *out, size_t room, sqlite3_stmt *s, int column)
{
    const char *text = (const char *)sqlite3_column_text(s, column);
    size_t len = text == NULL ? 0 : strlen(text);
    if (len >= room) len = room - 1;
    if (len > 0) memcpy(out, text, len);
    out[len] = '\0';
}

/* Links of one incident as it stands in the reports; `node` is what it stands for. */
static void follow(chain *c, int64_t node, int64_t incident, bool back)
{
    toc_ids others = {0};
    TOC_ARRAY(edge) found = {0};
    sqlite3_stmt *const s = back ? c->to : c->from;
    sqlite3_reset(s);
    sqlite3_bind_int64(s, 1, incident);
    while (sqlite3_step(s) == SQLITE_ROW) {
        edge e = {.reports = sqlite3_column_int64(s, 2)};
        copy_text(e.type, sizeof e.type, s, 0);
        copy_text(e.doc, sizeof e.doc, s, 3);
        toc_push(&c->arena, &found, e);
        toc_push(&c->arena, &others, sqlite3_column_int64(s, 1));
    }
    sqlite3_reset(s);
    for (uint32_t i = 0; i < found.count; i++) {
        const int64_t other = base_of(c, others.items[i]);
        edge e = found.items[i];
        if (other == node) continue;
        reach(c, other);
        if (back) continue; /* drawn when the other one is followed: each link once */
        e.from = node;
        e.to = other;
        add_edge(c, &e);
    }
}

static void follow_all(chain *c)
{
    for (uint32_t n = 0; n < c->nodes.count && !c->arena.failed; n++) {
        const int64_t node = c->nodes.items[n];
        toc_ids stands = {0};
        toc_push(&c->arena, &stands, node);
        sqlite3_reset(c->passing);
        sqlite3_bind_int64(c->passing, 1, node);
        while (sqlite3_step(c->passing) == SQLITE_ROW)
            toc_push(&c->arena, &stands, sqlite3_column_int64(c->passing, 0));
        sqlite3_reset(c->passing);
        for (uint32_t i = 0; i < stands.count; i++) {
            if (base_of(c, stands.items[i]) != node) continue;
            follow(c, node, stands.items[i], false);
            follow(c, node, stands.items[i], true);
        }
    }
}

/* ---------------------------------------------------------------- printing */
static void put_key(chain *c, toc_buf *out, int64_t incident)
{
    sqlite3_stmt *s = toc_store_prepare(c->store, "select key from incident where id=?", NULL);
    if (s == NULL) return;
    sqlite3_bind_int64(s, 1, incident);
    if (sqlite3_step(s) == SQLITE_ROW)
        toc_buf_json(out, toc_slice_of((const char *)sqlite3_column_text(s, 0)));
    sqlite3_finalize(s);
}

static void put_links(chain *c, toc_buf *out, int64_t node)
{
    bool first = true;
    for (uint32_t i = 0; i < c->edges.count; i++) {
        const edge *e = &c->edges.items[i];
        if (e->from != node) continue;
        toc_buf_text(out, first ? ",\"links\":[{\"type\":" : ",{\"type\":");
        toc_buf_json(out, toc_slice_of(e->type));
        toc_buf_text(out, ",\"incident\":");
        put_key(c, out, e->to);
        toc_buf_text(out, ",\"reports\":");
        toc_buf_int(out, e->reports);
        toc_buf_text(out, ",\"doc\":");
        toc_buf_json(out, toc_slice_of(e->doc));
        toc_buf_char(out, '}');
        first = false;
    }
    if (!first) toc_buf_char(out, ']');
}

typedef struct dated {
    int64_t node, day;
} dated;

static int by_day(const void *a, const void *b)
{
    const dated *x = a, *y = b;
    if (x->day != y->day) return x->day < y->day ? -1 : 1;
    return x->node < y->node ? -1 : x->node > y->node;
}

/* In the order of their days: what came before what. */
static void in_order(chain *c)
{
    dated *all = TOC_NEW_N(&c->arena, dated, c->nodes.count);
    sqlite3_stmt *s = toc_store_prepare(c->store, "select day_from from incident where id=?", NULL);
    for (uint32_t i = 0; all != NULL && s != NULL && i < c->nodes.count; i++) {
        sqlite3_reset(s);
        sqlite3_bind_int64(s, 1, c->nodes.items[i]);
        all[i] = (dated){c->nodes.items[i], INT64_MAX};
        if (sqlite3_step(s) == SQLITE_ROW && sqlite3_column_type(s, 0) != SQLITE_NULL)
            all[i].day = sqlite3_column_int64(s, 0);
    }
    sqlite3_finalize(s);
    if (all == NULL || s == NULL) return;
    qsort(all, c->nodes.count, sizeof *all, by_day);
    for (uint32_t i = 0; i < c->nodes.count; i++) c->nodes.items[i] = all[i].node;
}

static tocsin_status print(chain *c, tocsin_line_fn line, void *ctx, tocsin_error *err)
{
    toc_buf out = {0};
    in_order(c);
    for (uint32_t i = 0; i < c->nodes.count && !out.failed; i++) {
        sqlite3_reset(c->line);
        sqlite3_bind_int64(c->line, 1, c->nodes.items[i]);
        const char *object = sqlite3_step(c->line) == SQLITE_ROW
                                 ? (const char *)sqlite3_column_text(c->line, 0)
                                 : NULL;
        if (object == NULL) continue;
        out.len = 0;
        toc_buf_put(&out, object, strlen(object) - 1); /* without its closing brace */
        put_links(c, &out, c->nodes.items[i]);
        toc_buf_text(&out, "}\n");
        if (!out.failed && !line(ctx, out.ptr, out.len)) break;
    }
    const bool failed = out.failed || c->arena.failed;
    toc_buf_free(&out);
    return failed ? toc_fail(err, TOCSIN_NO_MEMORY, "out of memory") : TOCSIN_OK;
}

tocsin_status tocsin_store_chain(tocsin_store *store, const char *incident, tocsin_line_fn line,
                                 void *ctx, tocsin_error *err)
{
    chain c = {.store = store};
    tocsin_status status = tocsin_store_link(store, err);
    if (status != TOCSIN_OK) return status;
    const int64_t start = toc_store_incident_of(store, incident);
    if (start == 0)
        return toc_fail(err, TOCSIN_USAGE, "%s: there is no incident \"%s\".", store->path,
                        incident);
    toc_arena_init(&c.arena);
    c.base = toc_store_prepare(store, BASE, err);
    c.from = toc_store_prepare(store, LINKS("n", "other"), err);
    c.to = toc_store_prepare(store, LINKS("other", "n"), err);
    c.passing = toc_store_prepare(store, PASSING, err);
    c.line = toc_store_prepare(store, LINE, err);
    status = TOCSIN_INPUT;
    if (c.base != NULL && c.from != NULL && c.to != NULL && c.passing != NULL && c.line != NULL) {
        reach(&c, base_of(&c, start));
        follow_all(&c);
        status = print(&c, line, ctx, err);
    }
    sqlite3_finalize(c.base);
    sqlite3_finalize(c.from);
    sqlite3_finalize(c.to);
    sqlite3_finalize(c.passing);
    sqlite3_finalize(c.line);
    toc_arena_free(&c.arena);
    return status;
}
