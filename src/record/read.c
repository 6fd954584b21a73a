/* src/record/read.c - see read.h. The line was checked: fields have their types; what is missing reads as
 * empty. Spans are held against the text, which comes from elsewhere. */
#include "record/read.h"

#include <stdlib.h>

#include "base/calendar.h"
#include "record/check.h"

typedef struct reader {
    toc_record *record;
    toc_arena *arena;
    toc_node entities, places, times; /* lists whose items have ids */
    bool good;                        /* every span so far is of this text */
} reader;

/* ---------------------------------------------------------------- values */
static toc_slice text_of(const reader *r, toc_node object, const char *key)
{
    const toc_slice text = toc_node_text(toc_node_get(object, key));
    return text.len == 0 ? (toc_slice){"", 0} : toc_dup(r->arena, text);
}

static void word_into(char *out, size_t room, toc_node node)
{
    const toc_slice text = toc_node_text(node);
    const size_t n = text.len < room ? text.len : room - 1;
    if (n > 0) memcpy(out, text.ptr, n);
    out[n] = '\0';
}

static uint32_t offset_of(toc_node object, const char *key)
{
    const int64_t n = toc_node_fixed(toc_node_get(object, key), 0, UINT32_MAX);
    return n < 0 || n > UINT32_MAX ? UINT32_MAX : (uint32_t)n;
}

static toc_span span_of(reader *r, toc_node object)
{
    const toc_record *record = r->record;
    const bool in_title = toc_slice_is(toc_node_text(toc_node_get(object, "in")), "title");
    const uint32_t shift = in_title ? 0 : record->body_start;
    const size_t limit = in_title ? record->body_start : record->text.len - record->body_start;
    const uint32_t start = offset_of(object, "start"), end = offset_of(object, "end");
    if (start > end || end > limit) {
        r->good = false;
        return (toc_span){0, 0};
    }
    return (toc_span){start + shift, end + shift};
}

/* A list of spans, or one. */
static void spans_of(reader *r, toc_node node, toc_spans *out)
{
    if (toc_node_get(node, "start") != NULL) toc_push(r->arena, out, span_of(r, node));
    for (size_t i = 0; i < toc_node_count(node); i++)
        toc_push(r->arena, out, span_of(r, toc_node_at(node, i)));
}

static toc_moment moment_of(toc_node object, const char *key)
{
    const toc_slice text = toc_node_text(toc_node_get(object, key));
    toc_moment m = {TOC_NO_DAY, -1};
    if (text.len == 0 || !toc_date_read(text, &m.day)) return (toc_moment){TOC_NO_DAY, -1};
    const char *clock = text.len >= 16 ? text.ptr + text.len - 6 : ""; /* "T21:30" */
    if (*clock == 'T')
        m.minute = (int16_t)(((clock[1] - '0') * 10 + clock[2] - '0') * 60 + (clock[4] - '0') * 10 +
                             clock[5] - '0');
    return m;
}

/* Where in its list is the thing with this id? TOC_NONE: nowhere. */
static uint32_t ref_of(toc_node list, toc_node id)
{
    const toc_slice name = toc_node_text(id);
    if (name.len == 0) return TOC_NONE;
    for (size_t i = 0; i < toc_node_count(list); i++)
        if (toc_slice_eq(toc_node_text(toc_node_get(toc_node_at(list, i), "id")), name))
            return (uint32_t)i;
    return TOC_NONE;
}

static uint32_t count_value(toc_node object, const char *key, uint32_t otherwise)
{
    const int64_t n = toc_node_fixed(toc_node_get(object, key), 0, -1);
    return n < 0 || n >= TOC_OPEN ? otherwise : (uint32_t)n;
}

/* low, high, of; without its spans */
static toc_count bounds_of(toc_node node)
{
    if (node == NULL) return (toc_count){.present = false};
    toc_count c = {.present = true, .low = count_value(node, "low", 0)};
    c.high = count_value(node, "high", TOC_OPEN);
    c.of = count_value(node, "of", 0);
    if (c.high < c.low) c.high = TOC_OPEN;
    return c;
}

static int32_t degrees_of(toc_node object, const char *key, int32_t limit_e5, bool *there)
{
    const int64_t n = toc_node_fixed(toc_node_get(object, key), 5, INT64_MAX);
    if (n < -limit_e5 || n > limit_e5) {
        *there = false;
        return 0;
    }
    return (int32_t)n;
}

/* ---------------------------------------------------------------- lists of things */
static void read_actor(const reader *r, toc_entity *n, toc_node node)
{
    if (node == NULL) return;
    n->has_actor = true;
    n->actor.code = text_of(r, node, "code");
    n->actor.label = text_of(r, node, "label");
    n->actor.dictionary = text_of(r, node, "dictionary");
    word_into(n->actor.country, sizeof n->actor.country, toc_node_get(node, "country"));
    word_into(n->actor.sector, sizeof n->actor.sector, toc_node_get(node, "sector"));
}

static void read_entities(reader *r)
{
    for (size_t i = 0; i < toc_node_count(r->entities); i++) {
        const toc_node node = toc_node_at(r->entities, i), spans = toc_node_get(node, "mentions");
        toc_entity n = {.name = text_of(r, node, "name"), .used = true};
        n.kind = (toc_entity_kind)toc_entity_of(toc_node_text(toc_node_get(node, "kind")));
        for (size_t k = 0; k < toc_node_count(spans); k++) {
            toc_mention m = {.span = span_of(r, toc_node_at(spans, k))};
            m.named = toc_node_true(toc_node_get(toc_node_at(spans, k), "named"));
            toc_push(r->arena, &n.mentions, m);
        }
        read_actor(r, &n, toc_node_get(node, "actor"));
        toc_push(r->arena, &r->record->entities, n);
    }
}

static void read_line(toc_place *p, toc_node geometry)
{
    const toc_node points = toc_node_get(geometry, "coordinates");
    if (toc_node_count(points) < 2) return;
    p->has_line = true;
    for (unsigned i = 0; i < 4 && p->has_line; i++) { /* GeoJSON: longitude first */
        const int64_t n = toc_node_fixed(
            toc_node_at(toc_node_at(points, i / 2), i % 2 == 0 ? 1 : 0), 5, INT64_MAX);
        p->has_line = n >= -18000000 && n <= 18000000;
        p->line_e5[i] = p->has_line ? (int32_t)n : 0;
    }
}

static void read_places(reader *r)
{
    for (size_t i = 0; i < toc_node_count(r->places); i++) {
        const toc_node node = toc_node_at(r->places, i);
        toc_place p = {.span = span_of(r, node), .name = text_of(r, node, "name"), .used = true};
        p.kind = (toc_place_kind)toc_place_of(toc_node_text(toc_node_get(node, "kind")));
        p.has_point = true;
        p.lat_e5 = degrees_of(node, "lat", 9000000, &p.has_point);
        p.lon_e5 = degrees_of(node, "lon", 18000000, &p.has_point);
        word_into(p.country, sizeof p.country, toc_node_get(node, "country"));
        p.admin1 = text_of(r, node, "admin1");
        p.admin2 = text_of(r, node, "admin2");
        p.parent = text_of(r, node, "parent");
        p.geoname = count_value(node, "geoname", 0);
        read_line(&p, toc_node_get(node, "geometry"));
        toc_push(r->arena, &r->record->places, p);
    }
}

static void read_times(reader *r)
{
    for (size_t i = 0; i < toc_node_count(r->times); i++) {
        const toc_node node = toc_node_at(r->times, i);
        toc_time t = {.span = span_of(r, node), .value = text_of(r, node, "value"), .used = true};
        t.mod = text_of(r, node, "mod");
        t.type = (toc_timex_type)toc_timex_of(toc_node_text(toc_node_get(node, "type")));
        t.earliest = moment_of(node, "earliest");
        t.latest = moment_of(node, "latest");
        toc_push(r->arena, &r->record->times, t);
    }
}

/* ---------------------------------------------------------------- events */
/* What an incident can say otherwise than the event. */
static void read_act(toc_event *e, toc_node node)
{
    const toc_slice status = toc_node_text(toc_node_get(node, "status"));
    e->type = (toc_type)toc_type_of(toc_node_text(toc_node_get(node, "type")));
    e->mode = (toc_mode)toc_mode_of(toc_node_text(toc_node_get(node, "mode")));
    e->method = (toc_method)toc_method_of(toc_node_text(toc_node_get(node, "method")));
    word_into(e->cameo, sizeof e->cameo, toc_node_get(node, "cameo"));
    e->criminal = toc_slice_is(toc_node_text(toc_node_get(node, "scope")), "criminal");
    e->status = (toc_event_status)toc_status_of(status);
    const int64_t share = toc_node_fixed(toc_node_get(node, "confidence"), 3, 0);
    e->confidence_permille = (uint16_t)(share < 0 ? 0 : share > 1000 ? 1000 : share);
}

static void read_setting(toc_event *e, toc_node node)
{
    const toc_node time = toc_node_get(node, "time"), place = toc_node_get(node, "place");
    e->earliest = moment_of(time, "earliest");
    e->latest = moment_of(time, "latest");
    e->time_precision =
        (toc_time_precision)toc_when_of(toc_node_text(toc_node_get(time, "precision")));
    e->has_point = place != NULL;
    e->lat_e5 = degrees_of(place, "lat", 9000000, &e->has_point);
    e->lon_e5 = degrees_of(place, "lon", 18000000, &e->has_point);
    word_into(e->country, sizeof e->country, toc_node_get(place, "country"));
    e->place_precision =
        (toc_place_precision)toc_at_of(toc_node_text(toc_node_get(place, "precision")));
    e->has_place = e->has_point || e->country[0] != '\0' ||
                   toc_node_text(toc_node_get(place, "admin1")).len > 0;
}

static void read_roles(reader *r, toc_event *e, toc_node list)
{
    for (size_t i = 0; i < toc_node_count(list); i++) {
        const toc_node node = toc_node_at(list, i);
        toc_filler f = {.span = span_of(r, node)};
        f.role = (toc_role)toc_role_of(toc_node_text(toc_node_get(node, "role")));
        f.entity = ref_of(r->entities, toc_node_get(node, "entity"));
        f.place = ref_of(r->places, toc_node_get(node, "place"));
        toc_push(r->arena, &e->roles, f);
    }
}

static void read_harm(reader *r, toc_event *e, toc_node event)
{
    const toc_node casualties = toc_node_get(event, "casualties"),
                   damage = toc_node_get(event, "damage");
    for (unsigned h = 1; h < TOC_HARM_COUNT; h++) {
        const toc_node node = toc_node_get(casualties, toc_harm_word(h));
        e->casualties[h] = bounds_of(node);
        spans_of(r, toc_node_get(node, "spans"), &e->casualties[h].spans);
    }
    for (size_t i = 0; i < toc_node_count(damage); i++) {
        const toc_node node = toc_node_at(damage, i);
        toc_damage d = {.what = text_of(r, node, "what")};
        d.count = bounds_of(toc_node_get(node, "count"));
        d.count.of = count_value(node, "of", 0);
        d.effect = (toc_effect)toc_effect_of(toc_node_text(toc_node_get(node, "effect")));
        spans_of(r, toc_node_get(node, "spans"), &d.spans);
        toc_push(r->arena, &e->damage, d);
    }
}

static void read_said(reader *r, toc_event *e, toc_node event, toc_node events)
{
    const toc_node claim = toc_node_get(event, "responsibility"), by = toc_node_get(claim, "by"),
                   said = toc_node_get(event, "reported_by"), links = toc_node_get(event, "links");
    e->claim = (toc_claim)toc_claim_of(toc_node_text(toc_node_get(claim, "claim")));
    for (size_t i = 0; i < toc_node_count(by); i++) {
        const uint32_t who = ref_of(r->entities, toc_node_at(by, i));
        if (who != TOC_NONE) toc_push(r->arena, &e->claim_by, who);
    }
    spans_of(r, toc_node_get(claim, "spans"), &e->claim_spans);
    for (size_t i = 0; i < toc_node_count(said); i++) {
        const toc_node node = toc_node_at(said, i);
        const toc_reporter reporter = {ref_of(r->entities, toc_node_get(node, "entity")),
                                       span_of(r, node)};
        toc_push(r->arena, &e->reported_by, reporter);
    }
    for (size_t i = 0; i < toc_node_count(links); i++) {
        const toc_node node = toc_node_at(links, i);
        toc_link l = {.event = ref_of(events, toc_node_get(node, "event"))};
        l.type = (toc_link_type)toc_link_of(toc_node_text(toc_node_get(node, "type")));
        spans_of(r, toc_node_get(node, "spans"), &l.spans);
        if (l.event != TOC_NONE) toc_push(r->arena, &e->links, l);
    }
}

static void read_events(reader *r, toc_node list)
{
    for (size_t i = 0; i < toc_node_count(list); i++) {
        const toc_node node = toc_node_at(list, i);
        toc_event e = {.trigger = span_of(r, toc_node_get(node, "trigger"))};
        e.lemma = text_of(r, toc_node_get(node, "trigger"), "lemma");
        e.code = text_of(r, node, "code");
        spans_of(r, toc_node_get(node, "mentions"), &e.mentions);
        read_act(&e, node);
        read_setting(&e, node);
        e.admin1 = text_of(r, toc_node_get(node, "place"), "admin1");
        e.time = ref_of(r->times, toc_node_get(toc_node_get(node, "time"), "ref"));
        e.place = ref_of(r->places, toc_node_get(toc_node_get(node, "place"), "ref"));
        read_roles(r, &e, toc_node_get(node, "roles"));
        read_harm(r, &e, node);
        read_said(r, &e, node, list);
        toc_push(r->arena, &r->record->events, e);
    }
}

static void read_document(const reader *r, toc_node root)
{
    static const char *const FROM[] = {"given", "stated", "inferred"};
    toc_record *record = r->record;
    const toc_node doc = toc_node_get(root, "doc"), pack = toc_node_get(root, "pack");
    const toc_slice from = toc_node_text(toc_node_get(doc, "published_from"));
    record->id = text_of(r, doc, "id");
    record->source = text_of(r, doc, "source");
    record->url = text_of(r, doc, "url");
    record->title = text_of(r, doc, "title");
    record->language = text_of(r, doc, "language");
    record->sha256 = text_of(r, doc, "sha256");
    record->pack_version = text_of(r, pack, "version");
    record->pack_sha256 = text_of(r, pack, "sha256");
    record->published = moment_of(doc, "published");
    record->published_from = NULL;
    for (size_t i = 0; i < sizeof FROM / sizeof *FROM; i++)
        if (toc_slice_is(from, FROM[i])) record->published_from = FROM[i];
}

tocsin_status toc_record_read(toc_record *record, toc_slice json, tocsin_error *err)
{
    toc_node root;
    tocsin_status status = toc_record_check(json, err); /* its depth, too: the tree is recursive */
    if (status == TOCSIN_OK) status = toc_node_read(&root, json, err);
    if (status != TOCSIN_OK) return status;
    reader r = {.record = record,
                .arena = record->arena,
                .entities = toc_node_get(root, "entities"),
                .places = toc_node_get(root, "places"),
                .times = toc_node_get(root, "times"),
                .good = true};
    read_document(&r, root);
    read_entities(&r);
    read_places(&r);
    read_times(&r);
    read_events(&r, toc_node_get(root, "events"));
    toc_node_free(root);
    if (record->arena->failed) return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for a record");
    return r.good ? TOCSIN_OK : toc_fail(err, TOCSIN_INPUT, "the record is not of this text");
}

void toc_event_overlay(const toc_record *record, toc_event *event, toc_node incident)
{
    const toc_event was = *event;
    const toc_node casualties = toc_node_get(incident, "casualties");
    read_act(event, incident);
    read_setting(event, incident);
    event->admin1 = toc_dup(record->arena,
                            toc_node_text(toc_node_get(toc_node_get(incident, "place"), "admin1")));
    const bool moved = event->lat_e5 != was.lat_e5 || event->lon_e5 != was.lon_e5;
    if (moved || strcmp(event->country, was.country) != 0 ||
        !toc_slice_eq(event->admin1, was.admin1))
        event->place = TOC_NONE; /* the place of the text is no longer where it was */
    if (event->earliest.day != was.earliest.day || event->latest.day != was.latest.day) {
        event->time = TOC_NONE;
        event->time_precision = TOC_WHEN_DAY; /* an analyst gives days */
    }
    if (moved && event->has_point) event->place_precision = TOC_AT_EXACT;
    for (unsigned h = 1; h < TOC_HARM_COUNT; h++) {
        const toc_count now = bounds_of(toc_node_get(casualties, toc_harm_word(h)));
        toc_count *count = &event->casualties[h];
        if (now.present == count->present && now.low == count->low && now.high == count->high)
            continue;
        *count = now; /* a figure of somebody else: the words of the text are not behind it */
    }
}
