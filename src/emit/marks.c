/* src/emit/marks.c - see marks.h. */
#include "emit/marks.h"

#include <stdlib.h>

typedef struct collector {
    const toc_record *record;
    toc_marks *out;
    uint32_t event;
} collector;

static void add(const collector *c, toc_span span, const char *field, toc_slice note)
{
    const toc_mark mark = {span, c->event, field, note};
    if (!toc_span_empty(span) && span.end <= c->record->text.len)
        toc_push(c->record->arena, c->out, mark);
}

static void add_all(const collector *c, const toc_spans *spans, const char *field)
{
    for (uint32_t i = 0; i < spans->count; i++)
        add(c, spans->items[i], field, (toc_slice){NULL, 0});
}

/* Evidence for a field whose own span is the same says nothing new. */
static bool marked(const collector *c, uint32_t from, const toc_evidence *v)
{
    for (uint32_t i = from; i < c->out->count; i++) {
        const toc_mark *m = &c->out->items[i];
        if (m->span.start == v->span.start && m->span.end == v->span.end &&
            strcmp(m->field, v->field) == 0)
            return true;
    }
    return false;
}

static void add_event(const collector *c, const toc_event *e)
{
    const toc_record *r = c->record;
    const toc_slice none = {NULL, 0};
    const uint32_t from = c->out->count;
    add(c, e->trigger, "trigger", e->rule);
    add_all(c, &e->mentions, "mention");
    for (uint32_t i = 0; i < e->roles.count; i++) {
        const toc_actor *actor = toc_filler_actor(r, &e->roles.items[i]);
        add(c, e->roles.items[i].span, toc_role_word(e->roles.items[i].role),
            actor != NULL ? actor->dictionary : none);
    }
    if (e->time < r->times.count)
        add(c, r->times.items[e->time].span, "time", r->times.items[e->time].value);
    if (e->place < r->places.count)
        add(c, r->places.items[e->place].span, "place",
            e->place_why.len > 0 ? e->place_why : r->places.items[e->place].why);
    for (unsigned h = 1; h < TOC_HARM_COUNT; h++)
        if (e->casualties[h].present) add_all(c, &e->casualties[h].spans, toc_harm_word(h));
    for (uint32_t i = 0; i < e->damage.count; i++) add_all(c, &e->damage.items[i].spans, "damage");
    add_all(c, &e->claim_spans, "responsibility");
    for (uint32_t i = 0; i < e->reported_by.count; i++)
        add(c, e->reported_by.items[i].span, "reported by", none);
    for (uint32_t i = 0; i < e->links.count; i++)
        add_all(c, &e->links.items[i].spans, toc_link_word(e->links.items[i].type));
    for (uint32_t i = 0; i < e->evidence.count; i++)
        if (!marked(c, from, &e->evidence.items[i]))
            add(c, e->evidence.items[i].span, e->evidence.items[i].field, TOC_LIT("evidence"));
}

static int in_order(const void *a, const void *b)
{
    const toc_mark *x = a, *y = b;
    if (x->span.start != y->span.start) return x->span.start < y->span.start ? -1 : 1;
    if (x->span.end != y->span.end) return x->span.end > y->span.end ? -1 : 1;
    if (x->event != y->event) return x->event < y->event ? -1 : 1;
    return strcmp(x->field, y->field);
}

void toc_marks_collect(const toc_record *record, const toc_emit_options *options, toc_marks *out)
{
    for (uint32_t i = 0; i < record->events.count; i++) {
        const collector c = {record, out, i};
        if (toc_event_kept(&record->events.items[i], options))
            add_event(&c, &record->events.items[i]);
    }
    const collector c = {record, out, TOC_NONE};
    for (uint32_t i = 0; i < record->silences.count; i++)
        add(&c, record->silences.items[i].span, "no event", record->silences.items[i].why);
    if (out->count > 0) qsort(out->items, out->count, sizeof *out->items, in_order);
}

static void put_role(toc_buf *out, const toc_record *record, const toc_event *e,
                     const toc_mark *mark)
{
    for (uint32_t i = 0; i < e->roles.count; i++) {
        const toc_filler *f = &e->roles.items[i];
        if (f->span.start != mark->span.start || f->span.end != mark->span.end ||
            strcmp(toc_role_word(f->role), mark->field) != 0)
            continue;
        toc_put_words(out, toc_filler_name(record, f), 80);
        const toc_actor *actor = toc_filler_actor(record, f);
        if (actor != NULL && actor->code.len > 0) {
            toc_buf_text(out, " [");
            toc_buf_slice(out, actor->code);
            toc_buf_char(out, ']');
        }
        return;
    }
}

static void put_harm(toc_buf *out, const toc_event *e, const char *field)
{
    for (unsigned h = 1; h < TOC_HARM_COUNT; h++)
        if (e->casualties[h].present && strcmp(toc_harm_word(h), field) == 0)
            toc_put_count(out, &e->casualties[h]);
}

static void put_place(toc_buf *out, const toc_record *record, const toc_event *e)
{
    if (e->place < record->places.count)
        toc_put_words(out, record->places.items[e->place].name, 80);
    if (e->has_place && e->country[0] != '\0') toc_buf_printf(out, ", %s", e->country);
    if (e->has_place && e->has_point) {
        toc_buf_text(out, " (");
        toc_buf_fixed(out, e->lat_e5, 5);
        toc_buf_text(out, ", ");
        toc_buf_fixed(out, e->lon_e5, 5);
        toc_buf_char(out, ')');
    }
}

void toc_put_value(toc_buf *out, const toc_record *record, const toc_mark *mark)
{
    if (mark->event >= record->events.count) return;
    const toc_event *e = &record->events.items[mark->event];
    if (strcmp(mark->field, "trigger") == 0) {
        toc_buf_printf(out, "%s%s%s",
                       e->type != TOC_TYPE_NONE ? toc_type_word(e->type) : "statement",
                       e->method != TOC_METHOD_NONE ? " / " : "", toc_method_word(e->method));
    } else if (strcmp(mark->field, "time") == 0) {
        toc_put_moment(out, e->earliest);
        if (e->latest.day != e->earliest.day) {
            toc_buf_text(out, " to ");
            toc_put_moment(out, e->latest);
        }
    } else if (strcmp(mark->field, "place") == 0) {
        put_place(out, record, e);
    } else if (strcmp(mark->field, "responsibility") == 0) {
        toc_buf_text(out, toc_claim_word(e->claim));
    } else if (strcmp(mark->field, "status") == 0) {
        toc_buf_text(out, toc_status_word(e->status));
    } else if (toc_harm_of(toc_slice_of(mark->field)) != 0) {
        put_harm(out, e, mark->field);
    } else {
        put_role(out, record, e, mark);
    }
}
