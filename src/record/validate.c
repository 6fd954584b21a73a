/* src/record/validate.c - see validate.h. */
#include "record/validate.h"

#include <stdio.h>

#include "base/utf8.h"

typedef struct checker {
    const toc_record *record;
    char *why;
    size_t room;
    const char *list; /* what is being looked at: list[index].field */
    uint32_t index;
    bool good;
} checker;

static void wrong(checker *c, const char *field, const char *what)
{
    if (c->good && c->room > 0)
        snprintf(c->why, c->room, "%s[%u].%s: %s", c->list, c->index, field, what);
    c->good = false;
}

static void must(checker *c, bool holds, const char *field, const char *what)
{
    if (!holds) wrong(c, field, what);
}

/* A character of several bytes must not be cut. */
static bool on_boundary(toc_slice text, uint32_t at)
{
    return at == text.len || ((unsigned char)text.ptr[at] & 0xc0) != 0x80;
}

static void span(checker *c, toc_span s, const char *field)
{
    const toc_slice text = c->record->text;
    if (s.start >= s.end || s.end > text.len) {
        wrong(c, field, s.start >= s.end ? "the span is empty" : "the span is outside the text");
        return;
    }
    must(c, on_boundary(text, s.start) && on_boundary(text, s.end), field,
         "the span cuts a character");
    must(c, s.start >= c->record->body_start || s.end <= c->record->body_start, field,
         "the span is in title and text at once");
}

static void spans(checker *c, const toc_spans *list, const char *field)
{
    for (uint32_t i = 0; i < list->count; i++) span(c, list->items[i], field);
}

static void ref(checker *c, uint32_t index, uint32_t count, const char *field)
{
    must(c, index == TOC_NONE || index < count, field, "the index is outside its list");
}

static void words(checker *c, toc_slice s, const char *field)
{
    must(c, s.len == 0 || (s.ptr != NULL && toc_utf8_valid(s) == s.len), field, "not valid UTF-8");
}

static void country(checker *c, const char code[4], const char *field)
{
    bool good = code[3] == '\0' && (code[0] == '\0' || strlen(code) == 3);
    for (unsigned i = 0; code[0] != '\0' && i < 3; i++)
        good = good && code[i] >= 'A' && code[i] <= 'Z';
    must(c, good, field, "not three capitals");
}

static void point(checker *c, int32_t lat_e5, int32_t lon_e5, const char *field)
{
    must(c, lat_e5 >= -9000000 && lat_e5 <= 9000000 && lon_e5 >= -18000000 && lon_e5 <= 18000000,
         field, "the point is off the earth");
}

static void interval(checker *c, toc_moment earliest, toc_moment latest, const char *field)
{
    must(c,
         earliest.minute >= -1 && earliest.minute < 24 * 60 && latest.minute >= -1 &&
             latest.minute < 24 * 60,
         field, "a minute outside the day");
    must(c, earliest.day == TOC_NO_DAY || latest.day == TOC_NO_DAY || earliest.day <= latest.day,
         field, "it ends before it begins");
}

static void count(checker *c, const toc_count *n, const char *field)
{
    if (!n->present) return;
    must(c, n->low <= n->high, field, "low is above high");
    spans(c, &n->spans, field);
}

/* ---------------------------------------------------------------- events */
static void check_fields(checker *c, const toc_event *e)
{
    const toc_record *r = c->record;
    must(c,
         (unsigned)e->type < TOC_TYPE_COUNT && (unsigned)e->mode < TOC_MODE_COUNT &&
             (unsigned)e->method < TOC_METHOD_COUNT && (unsigned)e->status < TOC_STATUS_COUNT &&
             (unsigned)e->claim < TOC_CLAIM_COUNT,
         "type", "a code outside its list");
    must(c, e->type != TOC_TYPE_NONE || e->cameo[0] != '\0' || e->code.len > 0, "type",
         "neither a type nor a CAMEO code");
    words(c, e->code, "code");
    must(c,
         e->cameo[sizeof e->cameo - 1] == '\0' &&
             strspn(e->cameo, "0123456789") == strlen(e->cameo),
         "cameo", "not digits");
    must(c, e->confidence_permille <= 1000, "confidence", "above 1");
    span(c, e->trigger, "trigger");
    words(c, e->lemma, "trigger");
    spans(c, &e->mentions, "mentions");
    ref(c, e->time, r->times.count, "time");
    ref(c, e->place, r->places.count, "place");
    interval(c, e->earliest, e->latest, "time");
    if (e->has_place) country(c, e->country, "place");
    if (e->has_place && e->has_point) point(c, e->lat_e5, e->lon_e5, "place");
}

static void check_parts(checker *c, const toc_event *e)
{
    const toc_record *r = c->record;
    for (uint32_t i = 0; i < e->roles.count; i++) {
        const toc_filler *f = &e->roles.items[i];
        must(c, f->role > TOC_ROLE_NONE && f->role < TOC_ROLE_COUNT, "roles",
             "a role outside its list");
        ref(c, f->entity, r->entities.count, "roles");
        ref(c, f->place, r->places.count, "roles");
        span(c, f->span, "roles");
    }
    for (unsigned h = 1; h < TOC_HARM_COUNT; h++) count(c, &e->casualties[h], "casualties");
    for (uint32_t i = 0; i < e->damage.count; i++) {
        count(c, &e->damage.items[i].count, "damage");
        spans(c, &e->damage.items[i].spans, "damage");
    }
    spans(c, &e->claim_spans, "responsibility");
    for (uint32_t i = 0; i < e->claim_by.count; i++)
        must(c, e->claim_by.items[i] < r->entities.count, "responsibility", "no such entity");
    for (uint32_t i = 0; i < e->reported_by.count; i++) {
        ref(c, e->reported_by.items[i].entity, r->entities.count, "reported_by");
        span(c, e->reported_by.items[i].span, "reported_by");
    }
    for (uint32_t i = 0; i < e->links.count; i++) {
        must(c, e->links.items[i].event < r->events.count, "links", "no such event");
        must(c, e->links.items[i].event != c->index, "links", "to itself");
        spans(c, &e->links.items[i].spans, "links");
    }
    for (uint32_t i = 0; i < e->evidence.count; i++) {
        must(c, e->evidence.items[i].field != NULL, "evidence", "of no field");
        span(c, e->evidence.items[i].span, "evidence");
    }
}

/* Where the text first speaks of it: the trigger is the mention that says most, not always the first. */
static uint32_t begins(const toc_event *e)
{
    uint32_t at = e->trigger.start;
    for (uint32_t i = 0; i < e->mentions.count; i++)
        if (e->mentions.items[i].start < at) at = e->mentions.items[i].start;
    return at;
}

static void check_event(checker *c, uint32_t i)
{
    const toc_event *e = &c->record->events.items[i];
    check_fields(c, e);
    check_parts(c, e);
    must(c, i == 0 || begins(&c->record->events.items[i - 1]) <= begins(e), "trigger",
         "events are not in text order");
}

/* ---------------------------------------------------------------- things */
static void check_entity(checker *c, uint32_t i)
{
    const toc_entity *n = &c->record->entities.items[i];
    must(c, (unsigned)n->kind < TOC_ENTITY_COUNT, "kind", "outside its list");
    must(c, n->mentions.count > 0, "mentions", "none");
    words(c, n->name, "name");
    for (uint32_t k = 0; k < n->mentions.count; k++) span(c, n->mentions.items[k].span, "mentions");
    if (n->has_actor) {
        country(c, n->actor.country, "actor");
        words(c, n->actor.label, "actor");
        words(c, n->actor.code, "actor");
    }
}

static void check_place(checker *c, uint32_t i)
{
    const toc_place *p = &c->record->places.items[i];
    must(c, (unsigned)p->kind < TOC_PLACE_COUNT && (unsigned)p->precision < TOC_AT_COUNT, "kind",
         "outside its list");
    span(c, p->span, "span");
    country(c, p->country, "country");
    words(c, p->name, "name");
    words(c, p->admin1, "admin1");
    if (p->has_point) point(c, p->lat_e5, p->lon_e5, "lat");
}

static void check_time(checker *c, uint32_t i)
{
    const toc_time *t = &c->record->times.items[i];
    must(c, t->type > TOC_TIMEX_NONE && t->type < TOC_TIMEX_COUNT, "type", "outside its list");
    must(c, t->value.len > 0, "value", "empty");
    span(c, t->span, "span");
    interval(c, t->earliest, t->latest, "earliest");
}

static void check_attribution(checker *c, uint32_t i)
{
    const toc_attribution *a = &c->record->attributions.items[i];
    must(c, !a->has_source || a->source.count > 0, "source", "none, though it has one");
    must(c, a->cue.count > 0 && a->content.count > 0, "content", "without cue or content");
    spans(c, &a->source, "source");
    spans(c, &a->cue, "cue");
    spans(c, &a->content, "content");
    ref(c, a->entity, c->record->entities.count, "entity");
}

static void check_predicate(checker *c, uint32_t i)
{
    const toc_predicate *p = &c->record->predicates.items[i];
    must(c, p->factuality >= -3 && p->factuality <= 3, "factuality", "outside -3 to 3");
    span(c, p->span, "span");
    if (p->source.end > p->source.start) span(c, p->source, "source");
}

static void check_silence(checker *c, uint32_t i)
{
    span(c, c->record->silences.items[i].span, "span");
    words(c, c->record->silences.items[i].why, "why");
}

static void each(checker *c, const char *list, uint32_t count_of,
                 void (*check)(checker *c, uint32_t i))
{
    c->list = list;
    for (c->index = 0; c->good && c->index < count_of; c->index++) check(c, c->index);
}

bool toc_record_validate(const toc_record *record, char *why, size_t room)
{
    checker c = {.record = record, .why = why, .room = room, .list = "text", .good = true};
    if (room > 0) why[0] = '\0';
    words(&c, record->text, "bytes");
    must(&c, record->body_start <= record->text.len, "body_start", "behind the end");
    each(&c, "events", record->events.count, check_event);
    each(&c, "entities", record->entities.count, check_entity);
    each(&c, "places", record->places.count, check_place);
    each(&c, "times", record->times.count, check_time);
    each(&c, "attributions", record->attributions.count, check_attribution);
    each(&c, "predicates", record->predicates.count, check_predicate);
    each(&c, "silences", record->silences.count, check_silence);
    return c.good;
}
