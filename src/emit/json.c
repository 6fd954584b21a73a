/* src/emit/json.c - the record as one line of JSON; field order is that of docs/RECORD.md.
 *
 * Ids are indexes: event 0 is "e1", entity 0 "n1", place 0 "p1", time 0 "t1", whatever options
 * leave out, so that the same thing has the same id in every run over the text. */
#include "emit/parts.h"

typedef struct printer {
    toc_buf *out;
    const toc_record *record;
    const toc_emit_options *options;
} printer;

/* ---------------------------------------------------------------- spans and ids */
static void put_id(toc_buf *out, const char *key, char letter, uint32_t index)
{
    toc_json_key(out, key);
    toc_buf_printf(out, "\"%c%u\"", letter, index + 1);
}

static void put_offsets(const printer *p, toc_span span)
{
    const uint32_t body = p->record->body_start;
    const bool in_title = span.start < body;
    if (in_title) toc_json_text(p->out, "in", "title");
    toc_json_int(p->out, "start", span.start - (in_title ? 0 : body));
    toc_json_int(p->out, "end", span.end - (in_title ? 0 : body));
}

/* start, end, text: the fields of a span, for an object that is already open. */
static void put_span_fields(const printer *p, toc_span span)
{
    put_offsets(p, span);
    toc_json_key(p->out, "text");
    toc_buf_json(p->out, toc_record_words(p->record, span));
}

static void put_span(const printer *p, toc_span span)
{
    toc_json_sep(p->out);
    toc_buf_char(p->out, '{');
    put_span_fields(p, span);
    toc_buf_char(p->out, '}');
}

static void put_span_array(const printer *p, const char *key, const toc_spans *spans)
{
    if (spans->count == 0) return;
    toc_json_key(p->out, key);
    toc_buf_char(p->out, '[');
    for (uint32_t i = 0; i < spans->count; i++) put_span(p, spans->items[i]);
    toc_buf_char(p->out, ']');
}

/* One span as an object, several as a list. */
static void put_span_or_array(const printer *p, const char *key, const toc_spans *spans)
{
    if (spans->count == 1) {
        toc_json_key(p->out, key);
        toc_buf_char(p->out, '{');
        put_span_fields(p, spans->items[0]);
        toc_buf_char(p->out, '}');
    } else {
        put_span_array(p, key, spans);
    }
}

static void open_list(const printer *p, const char *key)
{
    toc_json_key(p->out, key);
    toc_buf_char(p->out, '[');
}

static void open_item(const printer *p)
{
    toc_json_sep(p->out);
    toc_buf_char(p->out, '{');
}

/* ---------------------------------------------------------------- the document */
static void put_document(const printer *p)
{
    const toc_record *r = p->record;
    toc_json_text(p->out, "tocsin", "1");
    if (r->pack_version.len > 0 || r->pack_sha256.len > 0) {
        toc_json_key(p->out, "pack");
        toc_buf_char(p->out, '{');
        toc_json_slice(p->out, "version", r->pack_version);
        toc_json_slice(p->out, "sha256", r->pack_sha256);
        toc_buf_char(p->out, '}');
    }
    toc_json_key(p->out, "doc");
    toc_buf_char(p->out, '{');
    toc_json_slice(p->out, "id", r->id);
    toc_json_slice(p->out, "source", r->source);
    toc_json_slice(p->out, "url", r->url);
    toc_json_slice(p->out, "title", r->title);
    toc_json_slice(p->out, "language", r->language);
    toc_json_slice(p->out, "sha256", r->sha256);
    toc_json_int(p->out, "bytes", (int64_t)(r->text.len - r->body_start));
    if (r->published.day != TOC_NO_DAY && r->published_from != NULL) {
        toc_json_moment(p->out, "published", (toc_moment){r->published.day, -1});
        toc_json_text(p->out, "published_from", r->published_from);
    }
    toc_buf_char(p->out, '}');
    if (p->options->with_text) {
        toc_json_key(p->out, "text");
        toc_buf_json(p->out, toc_slice_sub(r->text, r->body_start, r->text.len));
    }
}

/* ---------------------------------------------------------------- events */
static void put_roles(const printer *p, const toc_event *e)
{
    if (e->roles.count == 0) return;
    open_list(p, "roles");
    for (uint32_t i = 0; i < e->roles.count; i++) {
        const toc_filler *f = &e->roles.items[i];
        open_item(p);
        toc_json_text(p->out, "role", toc_role_word(f->role));
        if (f->entity != TOC_NONE) put_id(p->out, "entity", 'n', f->entity);
        if (f->place != TOC_NONE) put_id(p->out, "place", 'p', f->place);
        put_span_fields(p, f->span);
        toc_buf_char(p->out, '}');
    }
    toc_buf_char(p->out, ']');
}

static void put_time(const printer *p, const toc_event *e)
{
    if (e->time == TOC_NONE && e->earliest.day == TOC_NO_DAY && e->latest.day == TOC_NO_DAY) return;
    toc_json_key(p->out, "time");
    toc_buf_char(p->out, '{');
    if (e->time != TOC_NONE) put_id(p->out, "ref", 't', e->time);
    toc_json_moment(p->out, "earliest", e->earliest);
    toc_json_moment(p->out, "latest", e->latest);
    toc_json_text(
        p->out, "precision",
        toc_when_word(e->time_precision == TOC_WHEN_NONE ? TOC_WHEN_UNKNOWN : e->time_precision));
    toc_buf_char(p->out, '}');
}

static void put_place(const printer *p, const toc_event *e)
{
    if (e->place == TOC_NONE && !e->has_place) return;
    toc_json_key(p->out, "place");
    toc_buf_char(p->out, '{');
    if (e->place != TOC_NONE) put_id(p->out, "ref", 'p', e->place);
    if (e->has_place && e->has_point) toc_json_point(p->out, e->lat_e5, e->lon_e5);
    if (e->has_place) {
        toc_json_text(p->out, "country", e->country);
        toc_json_slice(p->out, "admin1", e->admin1);
    }
    toc_json_text(p->out, "precision",
                  toc_at_word(!e->has_place || e->place_precision == TOC_AT_NONE
                                  ? TOC_AT_UNKNOWN
                                  : e->place_precision));
    toc_buf_char(p->out, '}');
}

static void put_bounds(const printer *p, const toc_count *c)
{
    toc_json_int(p->out, "low", c->low);
    toc_json_key(p->out, "high");
    if (c->high == TOC_OPEN)
        toc_buf_text(p->out, "null");
    else
        toc_buf_int(p->out, c->high);
}

static void put_casualties(const printer *p, const toc_event *e)
{
    bool any = false;
    for (unsigned h = 1; h < TOC_HARM_COUNT; h++) {
        const toc_count *c = &e->casualties[h];
        if (!c->present) continue;
        if (!any) {
            toc_json_key(p->out, "casualties");
            toc_buf_char(p->out, '{');
        }
        any = true;
        toc_json_key(p->out, toc_harm_word(h));
        toc_buf_char(p->out, '{');
        put_bounds(p, c);
        if (c->of > 0) toc_json_int(p->out, "of", c->of);
        put_span_array(p, "spans", &c->spans);
        toc_buf_char(p->out, '}');
    }
    if (any) toc_buf_char(p->out, '}');
}

static void put_damage(const printer *p, const toc_event *e)
{
    if (e->damage.count == 0) return;
    open_list(p, "damage");
    for (uint32_t i = 0; i < e->damage.count; i++) {
        const toc_damage *d = &e->damage.items[i];
        open_item(p);
        toc_json_slice(p->out, "what", d->what);
        if (d->count.present) {
            toc_json_key(p->out, "count");
            toc_buf_char(p->out, '{');
            put_bounds(p, &d->count);
            toc_buf_char(p->out, '}');
            if (d->count.of > 0) toc_json_int(p->out, "of", d->count.of);
        }
        toc_json_text(p->out, "effect", toc_effect_word(d->effect));
        put_span_array(p, "spans", &d->spans);
        toc_buf_char(p->out, '}');
    }
    toc_buf_char(p->out, ']');
}

static void put_responsibility(const printer *p, const toc_event *e)
{
    if (e->claim == TOC_CLAIM_NONE) return;
    toc_json_key(p->out, "responsibility");
    toc_buf_char(p->out, '{');
    toc_json_text(p->out, "claim", toc_claim_word(e->claim));
    if (e->claim_by.count > 0) {
        open_list(p, "by");
        for (uint32_t i = 0; i < e->claim_by.count; i++) {
            toc_json_sep(p->out);
            toc_buf_printf(p->out, "\"n%u\"", e->claim_by.items[i] + 1);
        }
        toc_buf_char(p->out, ']');
    }
    put_span_array(p, "spans", &e->claim_spans);
    toc_buf_char(p->out, '}');
}

static void put_reported_by(const printer *p, const toc_event *e)
{
    if (e->reported_by.count == 0) return;
    open_list(p, "reported_by");
    for (uint32_t i = 0; i < e->reported_by.count; i++) {
        open_item(p);
        if (e->reported_by.items[i].entity != TOC_NONE)
            put_id(p->out, "entity", 'n', e->reported_by.items[i].entity);
        put_span_fields(p, e->reported_by.items[i].span);
        toc_buf_char(p->out, '}');
    }
    toc_buf_char(p->out, ']');
}

static void put_links(const printer *p, const toc_event *e)
{
    bool any = false;
    for (uint32_t i = 0; i < e->links.count; i++) {
        const toc_link *l = &e->links.items[i];
        if (!toc_link_kept(p->record, l, p->options)) continue;
        if (!any) open_list(p, "links");
        any = true;
        open_item(p);
        toc_json_text(p->out, "type", toc_link_word(l->type));
        put_id(p->out, "event", 'e', l->event);
        put_span_array(p, "spans", &l->spans);
        toc_buf_char(p->out, '}');
    }
    if (any) toc_buf_char(p->out, ']');
}

static void put_evidence(const printer *p, const toc_event *e)
{
    if (e->evidence.count == 0) return;
    open_list(p, "evidence");
    for (uint32_t i = 0; i < e->evidence.count; i++) {
        open_item(p);
        toc_json_text(p->out, "field", e->evidence.items[i].field);
        put_offsets(p, e->evidence.items[i].span);
        toc_buf_char(p->out, '}');
    }
    toc_buf_char(p->out, ']');
}

static void put_event(const printer *p, const toc_event *e, uint32_t index)
{
    open_item(p);
    put_id(p->out, "id", 'e', index);
    toc_json_text(p->out, "type", toc_type_word(e->type));
    toc_json_text(p->out, "mode", toc_mode_word(e->mode));
    toc_json_text(p->out, "method", toc_method_word(e->method));
    toc_json_text(p->out, "cameo", e->cameo);
    toc_json_slice(p->out, "code", e->code);
    toc_json_key(p->out, "trigger");
    toc_buf_char(p->out, '{');
    put_span_fields(p, e->trigger);
    toc_json_slice(p->out, "lemma", e->lemma);
    toc_buf_char(p->out, '}');
    put_span_array(p, "mentions", &e->mentions);
    if (e->criminal) toc_json_text(p->out, "scope", "criminal");
    toc_json_text(p->out, "status",
                  toc_status_word(e->status == TOC_STATUS_NONE ? TOC_STATUS_OCCURRED : e->status));
    toc_json_key(p->out, "confidence");
    toc_buf_fixed(p->out, e->confidence_permille, 3);
    put_roles(p, e);
    put_time(p, e);
    put_place(p, e);
    put_casualties(p, e);
    put_damage(p, e);
    put_responsibility(p, e);
    put_reported_by(p, e);
    put_links(p, e);
    put_evidence(p, e);
    toc_buf_char(p->out, '}');
}

/* ---------------------------------------------------------------- things */
static void put_entity(const printer *p, const toc_entity *n, uint32_t index)
{
    open_item(p);
    put_id(p->out, "id", 'n', index);
    toc_json_text(p->out, "kind",
                  toc_entity_word(n->kind == TOC_ENTITY_NONE ? TOC_ENTITY_UNKNOWN : n->kind));
    toc_json_slice(p->out, "name", n->name);
    open_list(p, "mentions");
    for (uint32_t i = 0; i < n->mentions.count; i++) {
        open_item(p);
        put_span_fields(p, n->mentions.items[i].span);
        toc_json_key(p->out, "named");
        toc_buf_text(p->out, n->mentions.items[i].named ? "true" : "false");
        toc_buf_char(p->out, '}');
    }
    toc_buf_char(p->out, ']');
    if (n->has_actor) {
        toc_json_key(p->out, "actor");
        toc_buf_char(p->out, '{');
        toc_json_slice(p->out, "code", n->actor.code);
        toc_json_slice(p->out, "label", n->actor.label);
        toc_json_text(p->out, "country", n->actor.country);
        toc_json_text(p->out, "sector", n->actor.sector);
        toc_json_slice(p->out, "dictionary", n->actor.dictionary);
        toc_buf_char(p->out, '}');
    }
    toc_buf_char(p->out, '}');
}

static void put_place_item(const printer *p, const toc_place *l, uint32_t index)
{
    open_item(p);
    put_id(p->out, "id", 'p', index);
    put_span_fields(p, l->span);
    toc_json_text(p->out, "kind", toc_place_word(l->kind));
    toc_json_slice(p->out, "name", l->name);
    if (l->has_point) toc_json_point(p->out, l->lat_e5, l->lon_e5);
    toc_json_text(p->out, "country", l->country);
    toc_json_slice(p->out, "admin1", l->admin1);
    toc_json_slice(p->out, "admin2", l->admin2);
    toc_json_slice(p->out, "parent", l->parent);
    if (l->geoname > 0) toc_json_int(p->out, "geoname", l->geoname);
    if (l->has_line) toc_json_line(p->out, l->line_e5);
    toc_buf_char(p->out, '}');
}

static void put_time_item(const printer *p, const toc_time *t, uint32_t index)
{
    open_item(p);
    put_id(p->out, "id", 't', index);
    put_span_fields(p, t->span);
    toc_json_text(p->out, "type", toc_timex_word(t->type));
    toc_json_slice(p->out, "value", t->value);
    toc_json_slice(p->out, "mod", t->mod);
    toc_json_moment(p->out, "earliest", t->earliest);
    toc_json_moment(p->out, "latest", t->latest);
    toc_buf_char(p->out, '}');
}

static void put_attribution(const printer *p, const toc_attribution *a)
{
    open_item(p);
    if (a->has_source && a->source.count == 1) {
        toc_json_key(p->out, "source");
        toc_buf_char(p->out, '{');
        if (a->entity != TOC_NONE) put_id(p->out, "entity", 'n', a->entity);
        put_span_fields(p, a->source.items[0]);
        toc_buf_char(p->out, '}');
    } else if (a->has_source) {
        put_span_array(p, "source", &a->source);
    }
    put_span_or_array(p, "cue", &a->cue);
    put_span_or_array(p, "content", &a->content);
    toc_buf_char(p->out, '}');
}

static void put_predicate(const printer *p, const toc_predicate *q)
{
    open_item(p);
    put_span_fields(p, q->span);
    toc_json_slice(p->out, "lemma", q->lemma);
    toc_json_int(p->out, "factuality", q->factuality);
    toc_json_key(p->out, "negated");
    toc_buf_text(p->out, q->negated ? "true" : "false");
    if (!toc_span_empty(q->source)) {
        toc_json_key(p->out, "source");
        toc_buf_char(p->out, '{');
        put_span_fields(p, q->source);
        toc_buf_char(p->out, '}');
    }
    toc_buf_char(p->out, '}');
}

/* ---------------------------------------------------------------- what to list */
typedef struct wanted { /* one flag a thing */
    bool *entities, *places, *times, *attributions;
} wanted;

static void want(bool *flags, uint32_t count, uint32_t index)
{
    if (index < count) flags[index] = true;
}

static void want_event(const printer *p, const toc_event *e, wanted *w)
{
    const toc_record *r = p->record;
    for (uint32_t i = 0; i < e->roles.count; i++) {
        want(w->entities, r->entities.count, e->roles.items[i].entity);
        want(w->places, r->places.count, e->roles.items[i].place);
    }
    for (uint32_t i = 0; i < e->claim_by.count; i++)
        want(w->entities, r->entities.count, e->claim_by.items[i]);
    for (uint32_t i = 0; i < e->reported_by.count; i++)
        want(w->entities, r->entities.count, e->reported_by.items[i].entity);
    want(w->places, r->places.count, e->place);
    want(w->times, r->times.count, e->time);
}

static bool holds(const toc_spans *spans, toc_span inner)
{
    for (uint32_t i = 0; i < spans->count; i++)
        if (spans->items[i].start <= inner.start && inner.end <= spans->items[i].end) return true;
    return false;
}

/* An attribution is wanted when a kept event stands in what it says. Without a threshold link/ has
 * already found that out. */
static void want_attributions(const printer *p, wanted *w)
{
    const toc_record *r = p->record;
    for (uint32_t i = 0; i < r->attributions.count; i++) {
        const toc_attribution *a = &r->attributions.items[i];
        bool holds_event = a->used && p->options->min_permille == 0;
        for (uint32_t k = 0; a->used && !holds_event && k < r->events.count; k++)
            holds_event = toc_event_kept(&r->events.items[k], p->options) &&
                          holds(&a->content, r->events.items[k].trigger);
        w->attributions[i] = holds_event;
        if (holds_event) want(w->entities, r->entities.count, a->entity);
    }
}

static bool choose(const printer *p, wanted *w)
{
    const toc_record *r = p->record;
    toc_arena *arena = r->arena;
    w->entities = toc_alloc(arena, r->entities.count + 1u);
    w->places = toc_alloc(arena, r->places.count + 1u);
    w->times = toc_alloc(arena, r->times.count + 1u);
    w->attributions = toc_alloc(arena, r->attributions.count + 1u);
    if (arena->failed) return false;
    if (p->options->mentions_all) {
        memset(w->entities, 1, r->entities.count);
        memset(w->places, 1, r->places.count);
        memset(w->times, 1, r->times.count);
        memset(w->attributions, 1, r->attributions.count);
        return true;
    }
    for (uint32_t i = 0; i < r->events.count; i++)
        if (toc_event_kept(&r->events.items[i], p->options)) want_event(p, &r->events.items[i], w);
    want_attributions(p, w);
    return true;
}

/* A list of the wanted things; none: no list. */
#define PUT_LIST(name, flags, put_call)                     \
    do {                                                    \
        bool any = false;                                   \
        for (uint32_t i = 0; i < record->name.count; i++) { \
            if ((flags) != NULL && !(flags)[i]) continue;   \
            if (!any) open_list(&p, #name);                 \
            any = true;                                     \
            put_call;                                       \
        }                                                   \
        if (any) toc_buf_char(out, ']');                    \
    } while (0)

void toc_emit_json(toc_buf *out, const toc_record *record, const toc_emit_options *options)
{
    const printer p = {out, record, options};
    const bool *const all = NULL;
    wanted w;
    if (!choose(&p, &w)) {
        out->failed = true;
        return;
    }
    toc_buf_char(out, '{');
    put_document(&p);
    open_list(&p, "events");
    for (uint32_t i = 0; i < record->events.count; i++)
        if (toc_event_kept(&record->events.items[i], options))
            put_event(&p, &record->events.items[i], i);
    toc_buf_char(out, ']');
    PUT_LIST(entities, w.entities, put_entity(&p, &record->entities.items[i], i));
    PUT_LIST(places, w.places, put_place_item(&p, &record->places.items[i], i));
    PUT_LIST(times, w.times, put_time_item(&p, &record->times.items[i], i));
    PUT_LIST(attributions, w.attributions, put_attribution(&p, &record->attributions.items[i]));
    if (options->with_predicates)
        PUT_LIST(predicates, all, put_predicate(&p, &record->predicates.items[i]));
    PUT_LIST(warnings, all, (toc_json_sep(out), toc_buf_json(out, record->warnings.items[i])));
    toc_buf_char(out, '}');
}
