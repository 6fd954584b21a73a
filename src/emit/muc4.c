/* src/emit/muc4.c - the incident templates of MUC-4 (1992): one form for each act of political
 * violence that its guidelines call relevant. Line: {"id":..., "templates":[...]}. */
#include "emit/muc4.h"

#define HISTORY_DAYS 1100 /* an act older than that has another day that the text does not tell */
#define NO_WORDS ((toc_slice){NULL, 0})

/* ---------------------------------------------------------------- relevance */
static bool suffers(const toc_filler *f)
{
    return f->role == TOC_ROLE_RECIPIENT || f->role == TOC_ROLE_VICTIM ||
           f->role == TOC_ROLE_TARGET;
}

static bool told_as_real(const toc_event *e)
{
    return e->status == TOC_STATUS_NONE || e->status == TOC_STATUS_OCCURRED ||
           e->status == TOC_STATUS_ONGOING || e->status == TOC_STATUS_ALLEGED ||
           e->status == TOC_STATUS_ATTEMPTED || e->status == TOC_STATUS_THREATENED;
}

/* Clashes, ambushes of patrols and the like: all who suffer are armed, and it is not the state that
 * does it to civilians. Nobody named who suffers: not decided here. */
static bool among_armed(const toc_record *record, const toc_event *e)
{
    bool any = false;
    for (uint32_t i = 0; i < e->roles.count; i++) {
        if (!suffers(&e->roles.items[i])) continue;
        any = true;
        if (!toc_muc4_is_armed(record, &e->roles.items[i])) return false;
    }
    return any;
}

static bool has_party(const toc_event *e)
{
    for (uint32_t i = 0; i < e->roles.count; i++)
        if (e->roles.items[i].role == TOC_ROLE_PERPETRATOR || suffers(&e->roles.items[i]))
            return true;
    return false;
}

/* A link to one of the guidelines' countries: by place, or by one who does or suffers it. No country known
 * at all: not against it. */
static bool in_region(const toc_record *record, const toc_emit_data *data, const toc_event *e)
{
    bool known = e->has_place && e->country[0] != '\0', relevant = false;
    if (known && toc_muc4_country(data, e->country, &relevant).len > 0 && relevant) return true;
    for (uint32_t i = 0; i < e->roles.count; i++) {
        const toc_actor *actor = toc_filler_actor(record, &e->roles.items[i]);
        if (actor == NULL || actor->country[0] == '\0') continue;
        if (toc_muc4_country(data, actor->country, &relevant).len > 0 && relevant) return true;
        known = true;
    }
    return !known;
}

static bool relevant(const toc_record *record, const toc_emit_data *data, const toc_event *e)
{
    const bool violence = e->type == TOC_TYPE_ASSAULT || e->method == TOC_METHOD_ABDUCTION ||
                          (e->type == TOC_TYPE_THREATEN && e->mode == TOC_MODE_VIOLENCE);
    return violence && !e->criminal && told_as_real(e) && e->method != TOC_METHOD_ARMED_CLASH &&
           has_party(e) && !among_armed(record, e) && in_region(record, data, e);
}

/* ---------------------------------------------------------------- slots */
static void put_date(toc_buf *out, const toc_record *record, const toc_event *e)
{
    const int32_t first = e->earliest.day, last = e->latest.day;
    const int32_t published = record->published_from != NULL ? record->published.day : TOC_NO_DAY;
    if (last == TOC_NO_DAY && published == TOC_NO_DAY) return;
    toc_json_key(out, "incident_date");
    toc_buf_char(out, '"');
    const bool history = last != TOC_NO_DAY && published != TOC_NO_DAY &&
                         last < published - HISTORY_DAYS; /* not what the form is about */
    /* nothing in the text says the day, or it says a stretch of time only */
    const bool open = e->time == TOC_NONE || (first != TOC_NO_DAY && last - first > 1);
    if (published != TOC_NO_DAY && (last == TOC_NO_DAY || history || open)) { /* on or before */
        toc_buf_char(out, '/');
        toc_put_moment(out, (toc_moment){published, -1});
    } else if (first != TOC_NO_DAY && last - first <= 1) { /* "last night": the day it began */
        toc_put_moment(out, (toc_moment){first, -1});
    } else {
        toc_put_moment(out, (toc_moment){first, -1});
        toc_buf_char(out, '/');
        toc_put_moment(out, (toc_moment){last, -1});
    }
    toc_buf_char(out, '"');
}

static void put_place(toc_buf *out, toc_slice name, toc_slice kind)
{
    toc_buf words = {0}, text = {0};
    toc_put_words(&words, name,
                  SIZE_MAX); /* an unknown name keeps the text's: lines broken in them */
    toc_put_capitals(&text, (toc_slice){words.ptr, words.len});
    if (kind.len > 0) toc_buf_printf(&text, " (%.*s)", (int)kind.len, kind.ptr);
    toc_json_sep(out);
    toc_buf_json(out, (toc_slice){text.ptr, text.len});
    toc_buf_free(&words);
    toc_buf_free(&text);
}

/* The country of an act that has none of its own: the text's first place says it, most often the dateline. */
static const char *country_of(const toc_record *record, const toc_event *e)
{
    if (e->has_place && e->country[0] != '\0') return e->country;
    for (uint32_t i = 0; i < record->places.count; i++)
        if (record->places.items[i].country[0] != '\0') return record->places.items[i].country;
    return "";
}

/* The department of a town, if the text names it too: it is given then. */
static const toc_place *department_of(const toc_record *record, const toc_place *town)
{
    if (town->kind == TOC_PLACE_ADMIN1 || town->admin1.len == 0) return NULL;
    for (uint32_t i = 0; i < record->places.count; i++) {
        const toc_place *p = &record->places.items[i];
        if (p->kind == TOC_PLACE_ADMIN1 && toc_slice_eq(p->admin1, town->admin1) &&
            strcmp(p->country, town->country) == 0)
            return p;
    }
    return NULL;
}

static void put_location(toc_buf *out, const toc_record *record, const toc_emit_data *data,
                         const toc_event *e)
{
    bool relevant = false;
    const toc_slice country = toc_muc4_country(data, country_of(record, e), &relevant);
    const toc_place *place =
        e->place < record->places.count ? &record->places.items[e->place] : NULL;
    toc_json_key(out, "incident_location");
    toc_buf_char(out, '[');
    if (country.len > 0) put_place(out, country, NO_WORDS);
    if (place != NULL && e->place_why.len > 0 && place->kind != TOC_PLACE_COUNTRY &&
        place->kind != TOC_PLACE_DEMONYM) {
        const toc_place *department = department_of(record, place);
        if (department != NULL && data != NULL)
            put_place(out, department->name, data->muc4_place[TOC_PLACE_ADMIN1]);
        if (place->kind == TOC_PLACE_DISTRICT && place->parent.len > 0 && data != NULL)
            put_place(out, place->parent, data->muc4_place[TOC_PLACE_TOWN]);
        put_place(out, place->name, data != NULL ? data->muc4_place[place->kind] : NO_WORDS);
    }
    toc_buf_char(out, ']');
}

static void put_weapon(toc_buf *out, toc_slice id, toc_slice type)
{
    toc_json_sep(out);
    toc_buf_char(out, '{');
    toc_json_slice(out, "id", id);
    toc_json_slice(out, "type", type);
    toc_buf_char(out, '}');
}

/* The weapon that the words of the act itself say: "a car bomb exploded", "was shot". */
static toc_slice weapon_told(const toc_record *record, const toc_emit_data *data,
                             const toc_event *e, toc_slice *words)
{
    *words = toc_record_words(record, e->trigger);
    toc_slice type = toc_muc4_value(data, *words, "instrument");
    for (uint32_t i = 0; type.len == 0 && i < e->mentions.count; i++) {
        *words = toc_record_words(record, e->mentions.items[i]);
        type = toc_muc4_value(data, *words, "instrument");
    }
    return type;
}

static void put_instruments(toc_buf *out, const toc_muc4_view *view, const toc_record *record,
                            const toc_emit_data *data, const toc_muc4_incident *incident)
{
    const toc_event *e = &incident->event;
    TOC_ARRAY(toc_slice) given = {0};
    toc_json_key(out, "instrument");
    toc_buf_char(out, '[');
    const bool without = e->method == TOC_METHOD_ARSON || e->method == TOC_METHOD_ABDUCTION;
    for (uint32_t i = 0; !without && i < e->roles.count; i++) {
        if (e->roles.items[i].role != TOC_ROLE_INSTRUMENT) continue;
        const toc_slice id = toc_muc4_phrase(view->page, e->roles.items[i].span, TOC_MUC4_THING);
        const toc_slice type =
            toc_muc4_value(data, toc_record_words(record, e->roles.items[i].span), "instrument");
        bool known = type.len == 0; /* a vehicle that brought them is no weapon */
        for (uint32_t k = 0; k < given.count; k++)
            known = known || toc_slice_eq(given.items[k], id);
        if (known) continue;
        toc_json_sep(out);
        toc_buf_char(out, '{');
        toc_json_slice(out, "id", id);
        toc_json_slice(out, "type", type);
        toc_muc4_put_why(out, view, incident, &e->roles.items[i]);
        toc_buf_char(out, '}');
        toc_push(record->arena, &given, id);
    }
    const bool bombing = toc_slice_is(toc_muc4_type(data, e), "BOMBING");
    const bool by_method = !bombing && data != NULL && data->muc4_weapon[e->method].len > 0;
    if (given.count == 0 && by_method && !without) {
        put_weapon(out, NO_WORDS, data->muc4_weapon[e->method]);
    } else if (given.count == 0 && !without) {
        toc_slice words;
        const toc_slice type = weapon_told(record, data, e, &words);
        if (type.len > 0) put_weapon(out, bombing ? words : NO_WORDS, type);
    }
    toc_buf_char(out, ']');
}

static const char *confidence(const toc_record *record, const toc_event *e)
{
    bool authority = false;
    for (uint32_t i = 0; i < e->reported_by.count; i++) {
        const uint32_t n = e->reported_by.items[i].entity;
        if (n < record->entities.count)
            authority = authority || record->entities.items[n].kind == TOC_ENTITY_GOVERNMENT ||
                        record->entities.items[n].kind == TOC_ENTITY_MILITARY;
    }
    if (e->claim == TOC_CLAIM_CLAIMED) return "CLAIMED OR ADMITTED";
    if (e->claim == TOC_CLAIM_BLAMED || e->claim == TOC_CLAIM_DENIED ||
        e->status == TOC_STATUS_ALLEGED)
        return authority ? "SUSPECTED OR ACCUSED BY AUTHORITIES" : "SUSPECTED OR ACCUSED";
    return "REPORTED AS FACT";
}

/* The words of the text that name an entity: the mention at the filler's place if it is a name, else
 * the first one that is. Empty: it has no name. */
toc_slice toc_muc4_name(const toc_record *record, const toc_filler *f)
{
    toc_slice name = {NULL, 0};
    if (f->entity >= record->entities.count) return name;
    const toc_entity *n = &record->entities.items[f->entity];
    for (uint32_t i = 0; i < n->mentions.count; i++) {
        const toc_mention *m = &n->mentions.items[i];
        if (!m->named) continue;
        if (name.len == 0 || (m->span.start <= f->span.start && f->span.start < m->span.end))
            name = toc_record_words(record, m->span);
    }
    return name;
}

/* Organisations are named, but for the state's own bodies ("the army"). */
bool toc_muc4_is_body(const toc_record *record, const toc_filler *f)
{
    if (f->entity >= record->entities.count) return false;
    const toc_entity *n = &record->entities.items[f->entity];
    if (n->kind == TOC_ENTITY_GOVERNMENT) return true;
    const bool may_be = n->kind == TOC_ENTITY_ORGANISATION || n->kind == TOC_ENTITY_GROUP ||
                        n->kind == TOC_ENTITY_MILITARY;
    return may_be && toc_muc4_name(record, f).len > 0;
}

toc_slice toc_muc4_doer(const toc_muc4_view *view, const toc_filler *f)
{
    const toc_slice words =
        toc_muc4_name(view->record, f).len > 0 ? toc_filler_name(view->record, f) : NO_WORDS;
    return words.len > 0 ? words : toc_muc4_phrase(view->page, f->span, TOC_MUC4_DOERS);
}

static void put_perpetrators(toc_buf *out, const toc_muc4_view *view, const toc_record *record,
                             const toc_event *e)
{
    const char *category = "TERRORIST ACT"; /* as long as nobody says that the state did it */
    for (unsigned org = 0; org < 2; org++) {
        toc_json_key(out, org != 0 ? "perp_org" : "perp_individual");
        toc_buf_char(out, '[');
        for (uint32_t i = 0; i < e->roles.count; i++) {
            const toc_filler *f = &e->roles.items[i];
            if (f->role != TOC_ROLE_PERPETRATOR) continue;
            if (toc_muc4_is_state(record, f)) category = "STATE-SPONSORED VIOLENCE";
            if (toc_muc4_is_body(record, f) != (org != 0)) continue;
            toc_json_sep(out);
            if (org != 0) {
                toc_buf_char(out, '{');
                const toc_slice name = toc_muc4_name(record, f);
                toc_json_slice(out, "name", name.len > 0 ? name : toc_filler_name(record, f));
                toc_json_text(out, "confidence", confidence(record, e));
                toc_buf_char(out, '}');
            } else {
                toc_buf_json(out, toc_muc4_doer(view, f));
            }
        }
        toc_buf_char(out, ']');
    }
    toc_json_text(out, "perp_category", category);
}

/* ---------------------------------------------------------------- what belongs into a form */
static void put_template(toc_buf *out, const toc_muc4_view *view, const toc_record *record,
                         const toc_emit_options *options, const toc_muc4_incident *n,
                         const toc_muc4_incident *first)
{
    const toc_event *e = &n->event;
    toc_json_sep(out);
    toc_buf_char(out, '{');
    toc_json_slice(out, "incident_type", toc_muc4_type(options->data, e));
    toc_json_text(out, "stage",
                  e->status == TOC_STATUS_ATTEMPTED ? "ATTEMPTED"
                  : e->status == TOC_STATUS_THREATENED || e->type == TOC_TYPE_THREATEN
                      ? "THREATENED"
                      : "ACCOMPLISHED");
    put_date(out, record, e);
    put_location(out, record, options->data, e);
    put_instruments(out, view, record, options->data, n);
    put_perpetrators(out, view, record, e);
    toc_muc4_targets(out, view, record, options->data, n);
    toc_muc4_sum_put(out, &n->sum);
    if (options->data != NULL && !options->data->has_muc4_merge)
        toc_muc4_put_pairs(out, view, n, first);
    if (options->data != NULL && !options->data->has_muc4_weights)
        toc_muc4_put_choice(out, view, n);
    toc_buf_char(out, '}');
}

void toc_emit_muc4(toc_buf *out, const toc_record *record, const toc_emit_options *options)
{
    toc_muc4_incidents incidents = {0};
    toc_muc4_view view;
    const toc_muc4_page *page = toc_muc4_page_of(record, options->data);
    if (page == NULL) return;
    toc_muc4_view_open(&view, page, record, options->data);
    for (uint32_t i = 0; i < record->events.count; i++) {
        const toc_event *e = &record->events.items[i];
        if (!toc_event_kept(e, options) || !relevant(record, options->data, e)) continue;
        toc_muc4_join(&view, e, &incidents);
    }
    toc_buf_char(out, '{');
    toc_json_key(out, "id");
    toc_buf_json(out, record->id);
    toc_json_key(out, "templates");
    toc_buf_char(out, '[');
    for (uint32_t i = 0; i < incidents.count; i++) {
        toc_muc4_incident *n = &incidents.items[i];
        toc_muc4_add_hints(record, n);
        toc_muc4_weigh_incident(&view, n, i);
        if (options->data != NULL && options->data->has_muc4_weights) {
            toc_muc4_choose(&view, n);
            if (n->sum.total < 0 || !has_party(&n->event)) continue;
        }
        put_template(out, &view, record, options, n, incidents.items);
    }
    toc_buf_text(out, "]}\n");
}
