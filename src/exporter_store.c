/* src/exporter_store.c - the incidents of a store as rows of a table: the record of the report that tells an incident
 * best is read back, what reports and analysts say otherwise is laid over its event, and that event makes the row. */
#include <stdlib.h>

#include "api.h"
#include "base/calendar.h"
#include "record/read.h"
#include "store/store.h"

typedef struct walk {
    tocsin_export *table;
    tocsin_store *store;
    const toc_input_data *input;
    toc_export_options options;
    tocsin_status status;
    tocsin_error *err;
} walk;

/* ---------------------------------------------------------------- what the line of an incident says */
static void put_change(toc_arena *arena, toc_incident *incident, toc_moment at)
{
    uint32_t i = incident->changes.count;
    if (at.day == TOC_NO_DAY) return;
    for (uint32_t k = 0; k < i; k++)
        if (incident->changes.items[k].day == at.day &&
            incident->changes.items[k].minute == at.minute)
            return;
    toc_push(arena, &incident->changes, at);
    if (incident->changes.count == i) return;
    for (toc_moment *m = incident->changes.items; i > 0; i--) {
        if (m[i - 1].day < at.day || (m[i - 1].day == at.day && m[i - 1].minute < at.minute)) break;
        m[i] = m[i - 1];
        m[i - 1] = at;
    }
}

/* "2024-06-01T10:00:00Z" */
static toc_moment moment_of(toc_slice text)
{
    toc_moment at = {TOC_NO_DAY, -1};
    if (!toc_date_read(text, &at.day)) return (toc_moment){TOC_NO_DAY, -1};
    const char *c = text.ptr + 10;
    if (text.len >= 16 && *c == 'T' && c[1] >= '0' && c[1] <= '2' && c[4] >= '0' && c[4] <= '5')
        at.minute =
            (int16_t)(((c[1] - '0') * 10 + (c[2] - '0')) * 60 + (c[4] - '0') * 10 + (c[5] - '0'));
    if (at.minute >= 24 * 60) at.minute = -1;
    return at;
}

static void read_reports(toc_arena *arena, const toc_store_telling *telling, toc_incident *incident)
{
    for (uint32_t i = 0; i < telling->reports.count; i++) {
        const toc_store_report *r = &telling->reports.items[i];
        const toc_telling t = {.doc = toc_slice_of(r->doc),
                               .event = toc_slice_of(r->event),
                               .source = toc_slice_of(r->source),
                               .url = toc_slice_of(r->url),
                               .title = toc_slice_of(r->title),
                               .day = r->day,
                               .copy = r->copy};
        toc_push(arena, &incident->reports, t);
        put_change(arena, incident, (toc_moment){r->day, -1});
    }
}

/* What sources say of the killed, unless an analyst has the last word. */
static void read_toll(toc_incident *incident, toc_node line)
{
    const toc_node disputed = toc_node_get(line, "disputed"),
                   corrections = toc_node_get(line, "corrections");
    for (size_t i = 0; i < toc_node_count(corrections); i++)
        if (toc_slice_is(toc_node_text(toc_node_get(toc_node_at(corrections, i), "field")),
                         "killed"))
            return;
    for (size_t i = 0; i < toc_node_count(disputed); i++) {
        const toc_node d = toc_node_at(disputed, i);
        if (!toc_slice_is(toc_node_text(toc_node_get(d, "field")), "casualties.killed")) continue;
        const int64_t low = toc_node_fixed(toc_node_get(d, "low"), 0, -1),
                      best = toc_node_fixed(toc_node_get(d, "best"), 0, -1),
                      high = toc_node_fixed(toc_node_get(d, "high"), 0, -1);
        if (low < 0 || best < low || high < best || high >= TOC_OPEN) continue;
        incident->has_toll = true;
        incident->low = (uint32_t)low;
        incident->best = (uint32_t)best;
        incident->high = (uint32_t)high;
    }
}

static void read_corrections(toc_arena *arena, toc_incident *incident, toc_node line)
{
    const toc_node list = toc_node_get(line, "corrections");
    for (size_t i = 0; i < toc_node_count(list); i++)
        put_change(arena, incident,
                   moment_of(toc_node_text(toc_node_get(toc_node_at(list, i), "at"))));
}

/* ---------------------------------------------------------------- one incident */
static tocsin_status put_incident(walk *w, toc_arena *arena, toc_node line)
{
    toc_store_telling telling;
    toc_incident incident = {.id = toc_node_text(toc_node_get(line, "id"))};
    toc_article article = {.arena = arena};
    tocsin_status status = toc_store_tell_of(w->store, arena, incident.id, &telling, w->err);
    if (status == TOCSIN_OK)
        status = toc_input_read(w->input, &article, &telling.article, 0, w->err);
    if (status != TOCSIN_OK) return status;
    toc_record record = {.arena = arena, .text = article.text, .body_start = article.body_start};
    status = toc_record_read(&record, telling.record, w->err);
    if (status != TOCSIN_OK) return status;
    if (telling.event >= record.events.count)
        return toc_fail(w->err, TOCSIN_INPUT, "%s: incident %.*s has no event.", w->store->path,
                        (int)incident.id.len, incident.id.ptr);
    toc_event_overlay(&record, &record.events.items[telling.event], line);
    read_reports(arena, &telling, &incident);
    read_corrections(arena, &incident, line);
    read_toll(&incident, line);
    toc_export_options options = w->options;
    options.incident = &incident;
    return toc_export_event(w->table, &record, telling.event, &options) && !arena->failed
               ? TOCSIN_OK
               : toc_fail(w->err, TOCSIN_NO_MEMORY, "out of memory for an export");
}

static bool step(void *ctx, const char *text, size_t len)
{
    walk *w = ctx;
    toc_arena arena;
    toc_node line = NULL;
    toc_arena_init(&arena);
    const toc_slice copy = toc_dup(&arena, (toc_slice){text, len}); /* with a NUL */
    w->status = copy.len == 0 ? toc_fail(w->err, TOCSIN_NO_MEMORY, "out of memory for an export")
                              : toc_node_read(&line, copy, w->err);
    if (w->status == TOCSIN_OK) w->status = put_incident(w, &arena, line);
    toc_node_free(line);
    toc_arena_free(&arena);
    return w->status == TOCSIN_OK;
}

tocsin_status tocsin_export_incidents(tocsin_export *table, tocsin_store *store,
                                      const tocsin_engine *engine, const tocsin_query *query,
                                      const tocsin_options *opts, tocsin_error *err)
{
    tocsin_options options;
    tocsin_error own;
    tocsin_options_init(&options, sizeof options);
    if (opts != NULL)
        memcpy(&options, opts, opts->size < sizeof options ? opts->size : sizeof options);
    walk w = {.table = table, .store = store, .status = TOCSIN_OK, .err = err != NULL ? err : &own};
    w.options = toc_export_options_of(table, &options);
    toc_engine_tables(engine, &w.input, &w.options.data, &w.options.forms);
    const tocsin_status status = tocsin_store_incidents(store, query, step, &w, w.err);
    return w.status != TOCSIN_OK ? w.status : status;
}
