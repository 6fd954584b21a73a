/* src/emit/muc4_choose.c - who belongs into a form: fillers that the record gives the act and that the
 * sums speak against go; named bodies that have no part yet come in if the sums speak for them. */
#include "emit/muc4.h"

#define MOST_ENTITIES 256u /* of a text that are looked at */

/* Same body under two names, as far as its code says: "ELN" and "National Liberation Army". */
static bool same_body(const toc_record *record, uint32_t a, uint32_t b)
{
    const toc_actor *x = &record->entities.items[a].actor, *y = &record->entities.items[b].actor;
    return record->entities.items[a].has_actor && record->entities.items[b].has_actor &&
           x->code.len > 6 && toc_slice_eq(x->code, y->code);
}

/* What changes: all is weighed against the incident as it was, then done. */
typedef struct choice {
    bool *drop;   /* by filler */
    int32_t best; /* the highest sum of a filler that stays */
    TOC_ARRAY(toc_filler) add;
} choice;

static bool same_body_in(const toc_record *record, const toc_filler *items, uint32_t count,
                         const bool *drop, uint32_t entity)
{
    for (uint32_t i = 0; i < count; i++)
        if (items[i].role == TOC_ROLE_PERPETRATOR && items[i].entity < record->entities.count &&
            (drop == NULL || !drop[i]) &&
            (items[i].entity == entity || same_body(record, items[i].entity, entity)))
            return true;
    return false;
}

/* An entity as a perpetrator, if it is a named body. */
static bool body_at(const toc_record *record, uint32_t entity, toc_filler *out)
{
    const toc_entity *e = &record->entities.items[entity];
    if (e->mentions.count == 0) return false;
    *out = (toc_filler){TOC_ROLE_PERPETRATOR, entity, TOC_NONE, e->mentions.items[0].span};
    return toc_muc4_is_body(record, out);
}

/* Named bodies that the text as a whole says did it become perpetrators, others are none. */
static void choose_bodies(const toc_muc4_view *view, const toc_event *e, choice *out)
{
    const toc_record *record = view->record;
    for (uint32_t n = 0; n < record->entities.count && n < MOST_ENTITIES; n++) {
        toc_filler f;
        if (!body_at(record, n, &f)) continue;
        toc_muc4_sum sum;
        toc_muc4_weigh_body(view, e, n, &sum);
        for (uint32_t i = 0; i < e->roles.count && sum.total < 0; i++)
            if (e->roles.items[i].role == TOC_ROLE_PERPETRATOR && e->roles.items[i].entity == n)
                out->drop[i] = true;
        if (sum.total > 0 && !same_body_in(record, e->roles.items, e->roles.count, out->drop, n) &&
            !same_body_in(record, out->add.items, out->add.count, NULL, n))
            toc_push(record->arena, &out->add, f);
    }
}

static void choose_fillers(const toc_muc4_view *view, const toc_muc4_incident *incident,
                           choice *out)
{
    const toc_event *e = &incident->event;
    for (uint32_t i = 0; i < e->roles.count; i++) {
        const toc_filler *f = &e->roles.items[i];
        if (f->role == TOC_ROLE_PERPETRATOR && toc_muc4_is_body(view->record, f)) continue;
        toc_muc4_sum sum;
        toc_muc4_weigh_filler(view, incident, i, &sum);
        out->drop[i] = out->drop[i] || sum.total < 0;
        if (sum.total >= 0 && sum.total > out->best) out->best = sum.total;
    }
}

/* Who is left, and how sure the surest of them is. */
static void weigh_choice(const toc_muc4_view *view, const choice *made, toc_muc4_incident *incident)
{
    const toc_event *e = &incident->event;
    uint32_t people = 0, things = 0, doers = 0, bodies = made->add.count;
    for (uint32_t i = 0; i < e->roles.count; i++) {
        const toc_filler *f = &e->roles.items[i];
        const toc_muc4_part part = toc_muc4_part_of(f->role);
        if (made->drop[i] || part == TOC_MUC4_NO_PART || part == TOC_MUC4_WEAPON) continue;
        if (part == TOC_MUC4_DOER && toc_muc4_is_body(view->record, f))
            bodies++;
        else if (part == TOC_MUC4_DOER)
            doers++;
        else if (toc_muc4_is_thing(view->record, view->data, f))
            things++;
        else
            people++;
    }
    toc_muc4_sum_count(&incident->sum, "kept-people", people);
    toc_muc4_sum_count(&incident->sum, "kept-things", things);
    toc_muc4_sum_count(&incident->sum, "kept-doers", doers);
    toc_muc4_sum_count(&incident->sum, "kept-bodies", bodies);
    toc_muc4_sum_count(&incident->sum, "kept-all", people + things + doers + bodies);
    toc_muc4_sum_count(&incident->sum, "kept-best", (uint32_t)made->best / 60u);
}

void toc_muc4_choose(const toc_muc4_view *view, toc_muc4_incident *incident)
{
    toc_event *e = &incident->event;
    choice made = {.drop = TOC_NEW_N(view->record->arena, bool, e->roles.count + 1u)};
    if (made.drop == NULL) return;
    choose_bodies(view, e, &made);
    choose_fillers(view, incident, &made);
    weigh_choice(view, &made, incident);
    for (uint32_t i = 0; i < e->roles.count; i++)
        if (made.drop[i]) e->roles.items[i].role = TOC_ROLE_NONE;
    for (uint32_t i = 0; i < made.add.count; i++)
        toc_push(view->record->arena, &e->roles, made.add.items[i]);
}

/* ---------------------------------------------------------------- for the trainer */
static void put_bodies(toc_buf *out, const toc_muc4_view *view, const toc_event *e)
{
    const toc_record *record = view->record;
    toc_json_key(out, "bodies");
    toc_buf_char(out, '[');
    for (uint32_t n = 0; n < record->entities.count && n < MOST_ENTITIES; n++) {
        toc_filler f;
        if (!body_at(record, n, &f)) continue;
        toc_muc4_sum sum;
        toc_muc4_weigh_body(view, e, n, &sum);
        const toc_slice name = toc_muc4_name(record, &f);
        toc_json_sep(out);
        toc_buf_char(out, '{');
        toc_json_slice(out, "name", name.len > 0 ? name : toc_filler_name(record, &f));
        toc_muc4_sum_put(out, &sum);
        toc_buf_char(out, '}');
    }
    toc_buf_char(out, ']');
}

static void put_doers(toc_buf *out, const toc_muc4_view *view, const toc_muc4_incident *incident)
{
    const toc_event *e = &incident->event;
    toc_json_key(out, "doers");
    toc_buf_char(out, '[');
    for (uint32_t i = 0; i < e->roles.count; i++) {
        const toc_filler *f = &e->roles.items[i];
        if (f->role != TOC_ROLE_PERPETRATOR || toc_muc4_is_body(view->record, f)) continue;
        toc_json_sep(out);
        toc_buf_char(out, '{');
        toc_json_slice(out, "name", toc_muc4_doer(view, f));
        toc_muc4_put_why(out, view, incident, f);
        toc_buf_char(out, '}');
    }
    toc_buf_char(out, ']');
}

void toc_muc4_put_choice(toc_buf *out, const toc_muc4_view *view, const toc_muc4_incident *incident)
{
    put_bodies(out, view, &incident->event);
    put_doers(out, view, incident);
}
