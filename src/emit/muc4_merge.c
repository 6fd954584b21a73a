/* src/emit/muc4_merge.c - which acts of a record are one incident of the form: sums of weights over pairs
 * of acts, table muc4_merge. */
#include "base/utf8.h"
#include "emit/muc4.h"

#define MOST_TEMPLATES 64u /* a text with more is a chronicle; an act is compared with that many */
#define MOST_ACTS 8u       /* of an incident that an act is compared with */

/* What stands in no row of table muc4_method is an ATTACK. */
toc_slice toc_muc4_type(const toc_emit_data *data, const toc_event *e)
{
    const toc_slice type = data != NULL ? data->muc4_type[e->method] : (toc_slice){NULL, 0};
    return type.len > 0 ? type : TOC_LIT("ATTACK");
}

/* Two acts of one type are one incident unless the form can tell them apart: by place, date or
 * perpetrator. An act without a method is told apart from a more special one only by its parties. */
static bool same_place(const toc_record *record, const toc_event *a, const toc_event *b)
{
    if (a->has_place && b->has_place && strcmp(a->country, b->country) != 0) return false;
    if (a->place >= record->places.count || b->place >= record->places.count) return true;
    const toc_place *p = &record->places.items[a->place], *q = &record->places.items[b->place];
    return p->kind == TOC_PLACE_COUNTRY || q->kind == TOC_PLACE_COUNTRY ||
           toc_slice_eq(p->name, q->name);
}

static bool same_time(const toc_event *a, const toc_event *b)
{
    if (a->latest.day == TOC_NO_DAY || b->latest.day == TOC_NO_DAY) return true;
    const int32_t a_first = a->earliest.day == TOC_NO_DAY ? a->latest.day : a->earliest.day;
    const int32_t b_first = b->earliest.day == TOC_NO_DAY ? b->latest.day : b->earliest.day;
    return a_first <= b->latest.day && b_first <= a->latest.day;
}

static bool shares(const toc_event *a, const toc_event *b, bool perpetrators)
{
    for (uint32_t i = 0; i < a->roles.count; i++)
        for (uint32_t k = 0; k < b->roles.count; k++) {
            const toc_filler *f = &a->roles.items[i], *g = &b->roles.items[k];
            if ((f->role == TOC_ROLE_PERPETRATOR) != perpetrators ||
                (g->role == TOC_ROLE_PERPETRATOR) != perpetrators)
                continue;
            if (f->entity != TOC_NONE && f->entity == g->entity) return true;
        }
    return false;
}

static bool has_perpetrator(const toc_event *e)
{
    for (uint32_t i = 0; i < e->roles.count; i++)
        if (e->roles.items[i].role == TOC_ROLE_PERPETRATOR) return true;
    return false;
}

static bool same_incident(const toc_record *record, const toc_emit_data *data, const toc_event *a,
                          const toc_event *b)
{
    if (a->status != b->status &&
        (a->status == TOC_STATUS_ATTEMPTED || b->status == TOC_STATUS_ATTEMPTED ||
         a->status == TOC_STATUS_THREATENED || b->status == TOC_STATUS_THREATENED))
        return false;
    if (a->type != b->type || !same_place(record, a, b) || !same_time(a, b)) return false;
    const bool same_type = toc_slice_eq(toc_muc4_type(data, a), toc_muc4_type(data, b));
    if (!same_type && a->method != TOC_METHOD_NONE && b->method != TOC_METHOD_NONE) return false;
    if (!same_type) return shares(a, b, false);
    return !has_perpetrator(a) || !has_perpetrator(b) || shares(a, b, true);
}

static void absorb(toc_arena *arena, toc_event *into, const toc_event *e)
{
    for (uint32_t i = 0; i < e->roles.count; i++) toc_push(arena, &into->roles, e->roles.items[i]);
    for (uint32_t i = 0; i < e->hints.count; i++) toc_push(arena, &into->hints, e->hints.items[i]);
    for (uint32_t i = 0; i < e->damage.count; i++)
        toc_push(arena, &into->damage, e->damage.items[i]);
    for (uint32_t i = 0; i < e->reported_by.count; i++)
        toc_push(arena, &into->reported_by, e->reported_by.items[i]);
    toc_push(arena, &into->mentions, e->trigger);
    for (uint32_t i = 0; i < e->mentions.count; i++)
        toc_push(arena, &into->mentions, e->mentions.items[i]);
    into->background = into->background && e->background;
    for (unsigned h = 1; h < TOC_HARM_COUNT; h++)
        if (!into->casualties[h].present) into->casualties[h] = e->casualties[h];
    if (into->claim == TOC_CLAIM_NONE) into->claim = e->claim;
    if (into->method == TOC_METHOD_NONE) {
        into->method = e->method;
        into->mode = e->mode;
    }
    if (into->latest.day == TOC_NO_DAY) {
        into->earliest = e->earliest;
        into->latest = e->latest;
    }
    const bool better = into->place == TOC_NONE && e->place != TOC_NONE;
    if (better || !into->has_place) {
        into->place = e->place;
        into->has_place = e->has_place;
        memcpy(into->country, e->country, sizeof into->country);
    }
}

/* Who claimed it, or is blamed for it, did it as far as the form is concerned. */
static void add_claimants(const toc_record *record, toc_event *into, const toc_event *e)
{
    if (e->claim != TOC_CLAIM_CLAIMED && e->claim != TOC_CLAIM_BLAMED) return;
    for (uint32_t i = 0; i < e->claim_by.count; i++) {
        const uint32_t n = e->claim_by.items[i];
        bool listed = n >= record->entities.count || record->entities.items[n].mentions.count == 0;
        for (uint32_t k = 0; !listed && k < into->roles.count; k++)
            listed = into->roles.items[k].role == TOC_ROLE_PERPETRATOR &&
                     into->roles.items[k].entity == n;
        if (listed) continue;
        const toc_filler f = {TOC_ROLE_PERPETRATOR, n, TOC_NONE,
                              record->entities.items[n].mentions.items[0].span};
        toc_push(record->arena, &into->roles, f);
    }
}

/* A copy whose lists may grow without touching the record's. */
static toc_event copy_of(toc_arena *arena, const toc_event *e)
{
    toc_event copy = *e;
    memset(&copy.roles, 0, sizeof copy.roles);
    memset(&copy.hints, 0, sizeof copy.hints);
    memset(&copy.damage, 0, sizeof copy.damage);
    memset(&copy.reported_by, 0, sizeof copy.reported_by);
    memset(&copy.mentions, 0, sizeof copy.mentions);
    copy.claim = TOC_CLAIM_NONE;
    absorb(arena, &copy, e);
    return copy;
}

/* ---------------------------------------------------------------- pairs of acts */
static bool is_named(const toc_record *record, uint32_t entity)
{
    if (entity >= record->entities.count) return false;
    const toc_entity *n = &record->entities.items[entity];
    for (uint32_t i = 0; i < n->mentions.count; i++)
        if (n->mentions.items[i].named) return true;
    return false;
}

static toc_slice last_word(const toc_record *record, const toc_filler *f)
{
    const toc_slice words = toc_record_words(record, f->span);
    size_t at = words.len;
    while (at > 0 && words.ptr[at - 1] != ' ' && words.ptr[at - 1] != '\n') at--;
    return toc_slice_sub(words, at, words.len);
}

/* "entity": they share somebody; "name": both name somebody and share nobody; "head": a noun; "other": neither;
 * "none": one of them has nobody. */
static toc_slice compare(const toc_record *record, const toc_event *a, const toc_event *b,
                         toc_muc4_part part)
{
    bool in_a = false, in_b = false, name_a = false, name_b = false, head = false;
    for (uint32_t i = 0; i < a->roles.count; i++) {
        const toc_filler *f = &a->roles.items[i];
        if (toc_muc4_part_of(f->role) != part) continue;
        in_a = true;
        name_a = name_a || is_named(record, f->entity);
        for (uint32_t k = 0; k < b->roles.count; k++) {
            const toc_filler *g = &b->roles.items[k];
            if (toc_muc4_part_of(g->role) != part) continue;
            if (f->entity != TOC_NONE && f->entity == g->entity) return TOC_LIT("entity");
            head =
                head || toc_fold_hash(last_word(record, f)) == toc_fold_hash(last_word(record, g));
        }
    }
    for (uint32_t k = 0; k < b->roles.count; k++) {
        if (toc_muc4_part_of(b->roles.items[k].role) != part) continue;
        in_b = true;
        name_b = name_b || is_named(record, b->roles.items[k].entity);
    }
    return !in_a && !in_b     ? TOC_LIT("nobody")
           : !in_a || !in_b   ? TOC_LIT("none")
           : head             ? TOC_LIT("head")
           : name_a && name_b ? TOC_LIT("name")
                              : TOC_LIT("other");
}

/* They share a phrase that a model saw a part for. */
static bool share_hint(const toc_event *a, const toc_event *b)
{
    for (uint32_t i = 0; i < a->hints.count; i++)
        for (uint32_t k = 0; k < b->hints.count; k++) {
            const toc_hint *x = &a->hints.items[i], *y = &b->hints.items[k];
            if (x->score > 0 && y->score > 0 && x->filler.entity != TOC_NONE &&
                x->filler.entity == y->filler.entity)
                return true;
        }
    return false;
}

static toc_slice compare_place(const toc_record *record, const toc_event *a, const toc_event *b)
{
    if (!a->has_place || !b->has_place) return TOC_LIT("none");
    if (strcmp(a->country, b->country) != 0) return TOC_LIT("country");
    if (a->place >= record->places.count || b->place >= record->places.count)
        return TOC_LIT("inferred");
    const toc_place *p = &record->places.items[a->place], *q = &record->places.items[b->place];
    if (toc_slice_eq(p->name, q->name)) return TOC_LIT("same");
    if (p->kind == TOC_PLACE_COUNTRY || q->kind == TOC_PLACE_COUNTRY) return TOC_LIT("wide");
    if (toc_slice_eq(p->parent, q->name) || toc_slice_eq(q->parent, p->name) ||
        (toc_slice_eq(p->admin1, q->admin1) &&
         (p->kind == TOC_PLACE_ADMIN1 || q->kind == TOC_PLACE_ADMIN1)))
        return TOC_LIT("in");
    return TOC_LIT("other");
}

static toc_slice compare_day(const toc_event *a, const toc_event *b)
{
    if (a->latest.day == TOC_NO_DAY && b->latest.day == TOC_NO_DAY) return TOC_LIT("none");
    if (a->latest.day == TOC_NO_DAY || b->latest.day == TOC_NO_DAY) return TOC_LIT("one");
    if (a->latest.day == b->latest.day && a->earliest.day == b->earliest.day)
        return TOC_LIT("same");
    if (same_time(a, b)) return TOC_LIT("overlap");
    const int32_t apart = a->latest.day > b->latest.day ? a->latest.day - b->latest.day
                                                        : b->latest.day - a->latest.day;
    return apart <= 1 ? TOC_LIT("next") : apart <= 7 ? TOC_LIT("week") : TOC_LIT("other");
}

static void weigh_pair(const toc_muc4_view *view, const toc_event *a, const toc_event *b,
                       toc_muc4_sum *sum)
{
    const toc_record *record = view->record;
    toc_muc4_sum_begin(sum, view->data, record->arena, "merge");
    const toc_slice type[] = {toc_muc4_type(view->data, a), toc_muc4_type(view->data, b)};
    const toc_slice people = compare(record, a, b, TOC_MUC4_SUFFERER),
                    doers = compare(record, a, b, TOC_MUC4_DOER),
                    place = compare_place(record, a, b), day = compare_day(a, b);
    const bool same_type = toc_slice_eq(type[0], type[1]);
    toc_muc4_sum_add(sum, "rule",
                     same_incident(record, view->data, a, b) ? TOC_LIT("yes") : TOC_LIT("no"));
    toc_muc4_sum_add(sum, "type", same_type ? TOC_LIT("same") : TOC_LIT("other"));
    toc_muc4_sum_add(sum, "first", type[0]);
    toc_muc4_sum_add(sum, "second", type[1]);
    toc_muc4_sum_add(sum, "method",
                     a->method == b->method ? TOC_LIT("same")
                     : a->method == TOC_METHOD_NONE || b->method == TOC_METHOD_NONE
                         ? TOC_LIT("one")
                         : TOC_LIT("other"));
    toc_muc4_sum_add(sum, "status", a->status == b->status ? TOC_LIT("same") : TOC_LIT("other"));
    toc_muc4_sum_add(sum, "people", people);
    toc_muc4_sum_add(sum, "doers", doers);
    toc_muc4_sum_add(sum, "weapons", compare(record, a, b, TOC_MUC4_WEAPON));
    toc_muc4_sum_add(sum, "place", place);
    toc_muc4_sum_add(sum, "day", day);
    toc_muc4_sum_add(sum, same_type ? "people-same" : "people-other", people);
    toc_muc4_sum_add(sum, same_type ? "place-same" : "place-other", place);
    toc_muc4_sum_add(sum, same_type ? "day-same" : "day-other", day);
    toc_muc4_sum_add(sum, "hint", share_hint(a, b) ? TOC_LIT("yes") : TOC_LIT("no"));
    uint32_t least = toc_muc4_to_act(a, b->trigger);
    for (uint32_t i = 0; i < b->mentions.count; i++) {
        const uint32_t d = toc_muc4_to_act(a, b->mentions.items[i]);
        if (d < least) least = d;
    }
    toc_muc4_sum_count(sum, "distance", least / 150u);
    toc_muc4_sum_count(sum, same_type ? "distance-same" : "distance-other", least / 150u);
    toc_muc4_sum_count(sum, "acts", view->violent);
    toc_muc4_sum_count(sum, "mentions", a->mentions.count);
    toc_muc4_sum_add(sum, "lemma",
                     toc_slice_eq(a->lemma, b->lemma) ? TOC_LIT("same") : TOC_LIT("other"));
    toc_muc4_sum_add(sum, "word", b->lemma);
    toc_muc4_sum_add(sum, "background", b->background ? TOC_LIT("yes") : TOC_LIT("no"));
    uint32_t start = b->trigger.start;
    while (start > 0 && record->text.ptr[start - 1] == ' ') start--;
    uint32_t at = start;
    while (at > 0 && record->text.ptr[at - 1] != ' ' && record->text.ptr[at - 1] != '\n') at--;
    toc_muc4_sum_add(sum, "before", toc_slice_sub(record->text, at, start));
    for (unsigned h = 1; h <= TOC_HARM_INJURED && h < TOC_HARM_COUNT; h++)
        if (a->casualties[h].present && b->casualties[h].present)
            toc_muc4_sum_add(sum, toc_harm_word(h),
                             a->casualties[h].low == b->casualties[h].low ? TOC_LIT("same")
                                                                          : TOC_LIT("other"));
}

/* The incident whose acts are most like this one, by the mean of their sums; TOC_NONE: none is. */
static uint32_t like(const toc_muc4_view *view, const toc_event *e,
                     const toc_muc4_incidents *incidents)
{
    uint32_t best = TOC_NONE;
    int32_t most = 0;
    const uint32_t from = incidents->count > MOST_TEMPLATES ? incidents->count - MOST_TEMPLATES : 0;
    for (uint32_t i = from; i < incidents->count && view->data->has_muc4_merge; i++) {
        const toc_muc4_incident *n = &incidents->items[i];
        int32_t total = 0, acts = 0;
        for (uint32_t k = n->acts.count > MOST_ACTS ? n->acts.count - MOST_ACTS : 0;
             k < n->acts.count; k++, acts++) {
            toc_muc4_sum sum;
            weigh_pair(view, n->acts.items[k], e, &sum);
            total += sum.total;
        }
        if (acts == 0 || total / acts <= most) continue;
        most = total / acts;
        best = i;
    }
    return best;
}

void toc_muc4_join(const toc_muc4_view *view, const toc_event *e, toc_muc4_incidents *incidents)
{
    toc_arena *arena = view->record->arena;
    uint32_t k = view->data != NULL ? like(view, e, incidents) : TOC_NONE;
    if (k == TOC_NONE) {
        k = incidents->count;
        const toc_muc4_incident item = {.event = copy_of(arena, e)};
        toc_push(arena, incidents, item);
        if (k == incidents->count) return; /* out of memory */
    } else {
        absorb(arena, &incidents->items[k].event, e);
    }
    incidents->items[k].told++;
    toc_push(arena, &incidents->items[k].acts, e);
    add_claimants(view->record, &incidents->items[k].event, e);
}

void toc_muc4_put_pairs(toc_buf *out, const toc_muc4_view *view, const toc_muc4_incident *incident,
                        const toc_muc4_incident *first)
{
    toc_json_int(out, "act", incident - first);
    toc_json_key(out, "pairs");
    toc_buf_char(out, '[');
    for (const toc_muc4_incident *n = first; n < incident && incident->acts.count > 0; n++) {
        toc_muc4_sum sum;
        if (n->acts.count == 0) continue;
        weigh_pair(view, n->acts.items[0], incident->acts.items[0], &sum);
        toc_json_sep(out);
        toc_buf_char(out, '{');
        toc_json_int(out, "with", n - first);
        toc_muc4_sum_put(out, &sum);
        toc_buf_char(out, '}');
    }
    toc_buf_char(out, ']');
}
