/* src/export/case.c - see case.h. */
#include "export/case.h"

#include "base/calendar.h"
#include "base/hash.h"

/* ---------------------------------------------------------------- parties */
static toc_slice sector_of(const toc_record *record, const toc_filler *f, const toc_actor *actor)
{
    if (actor != NULL && actor->sector[0] != '\0') return toc_slice_of(actor->sector);
    if (f == NULL || f->entity >= record->entities.count)
        return f != NULL && f->role == TOC_ROLE_VICTIM ? TOC_LIT("UNK") : TOC_LIT("");
    switch (record->entities.items[f->entity].kind) {
    case TOC_ENTITY_MILITARY: return TOC_LIT("MIL");
    case TOC_ENTITY_GOVERNMENT: return TOC_LIT("GOV");
    case TOC_ENTITY_CIVILIAN: return TOC_LIT("CVL");
    case TOC_ENTITY_PERSON:
    case TOC_ENTITY_GROUP: return TOC_LIT("UNK");
    case TOC_ENTITY_ORGANISATION: return f->role == TOC_ROLE_TARGET ? TOC_LIT("") : TOC_LIT("UNK");
    case TOC_ENTITY_MEDIA: return TOC_LIT("JRN");
    case TOC_ENTITY_VEHICLE:
    case TOC_ENTITY_FACILITY:
    case TOC_ENTITY_WEAPON:
    case TOC_ENTITY_NONE:
    case TOC_ENTITY_UNKNOWN:
    case TOC_ENTITY_COUNT: break;
    }
    return f->role == TOC_ROLE_VICTIM || f->role == TOC_ROLE_PERPETRATOR ? TOC_LIT("UNK")
                                                                         : TOC_LIT("");
}

/* Force is used by who is armed: a government does it by its forces, a named group without a known kind
 * is an armed one. */
static toc_side side_of(const toc_case *c, const toc_side_party *p, bool doer)
{
    const bool force = c->event->type == TOC_TYPE_ASSAULT;
    const toc_slice side = toc_table_cell(&c->options->data->sector, p->sector, "side");
    if (toc_slice_is(side, "state")) return TOC_SIDE_STATE;
    if (toc_slice_is(side, "armed")) return TOC_SIDE_ARMED;
    if (p->sector.len == 0) return TOC_SIDE_THING;
    if (doer && force && toc_slice_is(p->sector, "GOV")) return TOC_SIDE_STATE;
    if (doer && force && p->named && toc_slice_is(p->sector, "UNK")) return TOC_SIDE_ARMED;
    return TOC_SIDE_PEOPLE;
}

/* "Azure Front", where nobody marked it as a name: two words with capitals and none without, but for
 * those inside of names. */
static bool looks_named(toc_slice name)
{
    static const char *const INSIDE[] = {"of", "for", "the", "and", "in", "de", "al"};
    unsigned capitals = 0;
    toc_slice word;
    while (toc_slice_cut(&name, ' ', &word)) {
        bool inside = word.len == 0;
        for (size_t i = 0; i < sizeof INSIDE / sizeof *INSIDE; i++)
            inside = inside || toc_slice_is(word, INSIDE[i]);
        if (inside) continue;
        if (word.ptr[0] < 'A' || word.ptr[0] > 'Z') return false;
        capitals++;
    }
    return capitals >= 2;
}

static toc_side_party party_of(const toc_case *c, const toc_filler *f, uint32_t entity, bool doer)
{
    const toc_record *record = c->record;
    toc_side_party p = {.filler = f};
    if (entity < record->entities.count) {
        const toc_entity *n = &record->entities.items[entity];
        p.actor = n->has_actor ? &n->actor : NULL;
        p.name = f != NULL ? toc_filler_name(record, f) : n->name;
        for (uint32_t i = 0; i < n->mentions.count; i++)
            p.named = p.named || n->mentions.items[i].named;
        if (!p.named && looks_named(n->name)) {
            p.named = true;
            p.name = n->name;
        }
    } else if (f != NULL) {
        p.name = toc_filler_name(record, f);
    }
    if (p.actor != NULL && p.actor->label.len > 0) {
        p.name = p.actor->label;
        p.named = true;
    }
    p.sector = sector_of(record, f, p.actor);
    if (f == NULL && p.sector.len == 0)
        p.sector = TOC_LIT("UNK"); /* who claims an act is somebody */
    p.side = side_of(c, &p, doer);
    const char *own = p.actor != NULL ? p.actor->country : "";
    p.own_country = toc_state_cell(c->options->data, own, "name").len > 0;
    memcpy(p.country, p.own_country ? own : c->event->country, sizeof p.country);
    return p;
}

/* Named ones first, then those of a known kind, things last; else the order of the text. */
static unsigned worth(const toc_side_party *p)
{
    return (p->named ? 4u : 0u) + (p->actor != NULL ? 2u : 0u) +
           (p->side != TOC_SIDE_THING ? 8u : 0u);
}

static void add(toc_parties *list, const toc_side_party *p)
{
    if (list->count == TOC_PARTIES || p->name.len == 0) return;
    unsigned at = list->count;
    for (unsigned i = 0; i < list->count; i++) {
        const toc_filler *a = list->items[i].filler, *b = p->filler;
        if (a != NULL && b != NULL && a->entity != TOC_NONE && a->entity == b->entity) return;
    }
    for (; at > 0 && worth(&list->items[at - 1]) < worth(p); at--)
        list->items[at] = list->items[at - 1];
    list->items[at] = *p;
    list->count++;
}

static void find_parties(toc_case *c)
{
    static const toc_role SUFFER[] = {TOC_ROLE_VICTIM, TOC_ROLE_RECIPIENT, TOC_ROLE_TARGET};
    const toc_event *e = c->event;
    for (uint32_t i = 0; i < e->roles.count; i++) {
        const toc_filler *f = &e->roles.items[i];
        if (f->role != TOC_ROLE_PERPETRATOR) continue;
        const toc_side_party p = party_of(c, f, f->entity, true);
        add(&c->doers, &p);
    }
    if (c->doers.count == 0 && e->claim == TOC_CLAIM_CLAIMED)
        for (uint32_t i = 0; i < e->claim_by.count; i++) {
            const toc_side_party p = party_of(c, NULL, e->claim_by.items[i], true);
            add(&c->doers, &p);
        }
    for (size_t k = 0; k < sizeof SUFFER / sizeof *SUFFER; k++)
        for (uint32_t i = 0; i < e->roles.count; i++) {
            const toc_filler *f = &e->roles.items[i];
            if (f->role != SUFFER[k]) continue;
            const toc_side_party p = party_of(c, f, f->entity, false);
            add(&c->others, &p);
        }
}

bool toc_parties_any(const toc_parties *list, toc_side side)
{
    for (unsigned i = 0; i < list->count; i++)
        if (list->items[i].side == side) return true;
    return false;
}

const toc_side_party *toc_parties_first(const toc_parties *list)
{
    return list->count > 0 && list->items[0].side != TOC_SIDE_THING ? &list->items[0] : NULL;
}

/* ---------------------------------------------------------------- when and where */
int32_t toc_export_day(const toc_record *record, uint32_t event)
{
    const toc_event *e = &record->events.items[event];
    if (e->earliest.day != TOC_NO_DAY) return e->earliest.day;
    if (e->latest.day != TOC_NO_DAY) return e->latest.day;
    return INT32_MAX;
}

unsigned toc_case_day(const toc_case *c, int32_t *day)
{
    const toc_event *e = c->event;
    *day = TOC_NO_DAY;
    if (c->from == TOC_NO_DAY) return 0;
    const int32_t days = c->to - c->from + 1;
    *day = c->from;
    if (days == 1) return 1;
    if (days == 2 && (e->time_precision == TOC_WHEN_HOUR || e->time_precision == TOC_WHEN_DAY))
        return 1; /* a night */
    *day = c->from + (days - 1) / 2;
    if (days <= 7) return 2;
    if (days > 31) return 0;
    const toc_slice mod =
        e->time < c->record->times.count ? c->record->times.items[e->time].mod : TOC_LIT("");
    if (toc_slice_is(mod, "START")) *day = c->from;
    if (toc_slice_is(mod, "END")) *day = c->to;
    return 3;
}

int32_t toc_case_or_published(const toc_case *c, bool *stated)
{
    int32_t day;
    *stated = toc_case_day(c, &day) > 0;
    if (*stated) return day;
    return c->record->published_from != NULL ? c->record->published.day : TOC_NO_DAY;
}

bool toc_case_real(const toc_case *c)
{
    return c->event->status == TOC_STATUS_NONE || c->event->status == TOC_STATUS_OCCURRED ||
           c->event->status == TOC_STATUS_ONGOING || c->event->status == TOC_STATUS_ALLEGED;
}

void toc_export_case(toc_case *out, const toc_record *record, uint32_t event,
                     const toc_export_options *options)
{
    const toc_event *e = &record->events.items[event];
    *out = (toc_case){.record = record, .event = e, .index = event, .options = options};
    out->from = e->earliest.day != TOC_NO_DAY ? e->earliest.day : e->latest.day;
    out->to = e->latest.day != TOC_NO_DAY ? e->latest.day : e->earliest.day;
    if (out->to < out->from) out->to = out->from;
    out->has_point = e->has_place && e->has_point;
    out->lat_e5 = toc_coarse(e->lat_e5, options->coarsen_e5, 9000000);
    out->lon_e5 = toc_coarse(e->lon_e5, options->coarsen_e5, 18000000);
    out->place = e->place < record->places.count ? &record->places.items[e->place] : NULL;
    if (options->incident != NULL) { /* its name outlives what is known of it */
        out->hash = toc_hash(options->incident->id.ptr, options->incident->id.len);
        find_parties(out);
        return;
    }
    const uint64_t words[2] = {toc_hash(record->sha256.ptr, record->sha256.len),
                               toc_hash(record->id.ptr, record->id.len)};
    const uint32_t at[2] = {e->trigger.start, e->trigger.end};
    out->hash = toc_hash(words, sizeof words) ^ (toc_hash(at, sizeof at) * 3);
    find_parties(out);
}

/* ---------------------------------------------------------------- any form */
void toc_export_head(toc_buf *out, toc_form form, const toc_export_options *options)
{
    switch (form) {
    case TOC_FORM_ACLED: toc_put_head(out, TOC_ACLED_COLUMNS, 31, ',', options); break;
    case TOC_FORM_GED: toc_put_head(out, TOC_GED_COLUMNS, 49, ',', options); break;
    case TOC_FORM_POLECAT: toc_put_head(out, TOC_POLECAT_COLUMNS, 40, '\t', options); break;
    case TOC_FORM_ICEWS: toc_put_head(out, TOC_ICEWS_COLUMNS, 20, '\t', options); break;
    case TOC_FORM_HXL: toc_hxl_head(out, options); break;
    case TOC_FORM_GDELT: /* its files have none */
    case TOC_FORM_CAP:
    case TOC_FORM_GPKG:
    case TOC_FORM_GEOJSON: break;
    }
}

toc_export_result toc_export_row(toc_buf *out, toc_form form, const toc_record *record,
                                 uint32_t event, const toc_export_options *options)
{
    toc_case c;
    if (record->events.items[event].confidence_permille < options->min_permille)
        return TOC_ROW_NONE;
    toc_export_case(&c, record, event, options);
    switch (form) {
    case TOC_FORM_ACLED: return toc_put_acled(out, &c);
    case TOC_FORM_GED: return toc_put_ged(out, &c);
    case TOC_FORM_GDELT: return toc_put_gdelt(out, &c);
    case TOC_FORM_POLECAT: return toc_put_polecat(out, &c);
    case TOC_FORM_ICEWS: return toc_put_icews(out, &c);
    case TOC_FORM_HXL: return toc_put_hxl(out, &c);
    case TOC_FORM_CAP: return toc_put_cap(out, &c);
    case TOC_FORM_GPKG: return toc_put_gpkg(out, &c);
    case TOC_FORM_GEOJSON: return toc_put_feature(out, &c);
    }
    return TOC_ROW_NONE;
}
