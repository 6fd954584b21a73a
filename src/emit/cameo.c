/* src/emit/cameo.c - dyadic event data: (source, target, code) for every pair of one who does it and
 * one whom it is done to; "---" where no target is known. A line a document.
 *
 * As such data sets do, it leaves out what no known actor did and what the text only mentions beside
 * the act it reports ("after the invasion"); the record has both. */
#include "emit/parts.h"

/* What the text reports as real; plans, threats of an act and denials are events of other words. */
static bool reported(const toc_event *e)
{
    return e->status == TOC_STATUS_NONE || e->status == TOC_STATUS_OCCURRED ||
           e->status == TOC_STATUS_ONGOING || e->status == TOC_STATUS_ALLEGED ||
           e->status == TOC_STATUS_ATTEMPTED;
}

/* ISO codes as CAMEO has them. */
static const char *iso(const char *country)
{
    return strcmp(country, "XKX") == 0 ? "KOS" : country;
}

/* What the act is coded as: an announced act of force or of protest is a threat. */
static toc_slice coded(const toc_emit_data *data, const toc_event *e)
{
    const toc_slice code = toc_cameo_code(data, e);
    if (reported(e)) return code;
    if (e->status == TOC_STATUS_PLANNED && e->type == TOC_TYPE_AGREE)
        return code; /* being ready to do it is the act */
    const bool announced = e->status == TOC_STATUS_PLANNED || e->status == TOC_STATUS_THREATENED;
    return announced ? toc_cameo_threat(data, code) : (toc_slice){NULL, 0};
}

/* International: of no country. */
static bool body(toc_slice code)
{
    static const char *const BODIES[] = {"IGO", "NGO", "IMG", "MNC", "INT", "NGM", "ISM"};
    for (size_t i = 0; i < sizeof BODIES / sizeof *BODIES; i++)
        if (code.len >= 3 && memcmp(code.ptr, BODIES[i], 3) == 0) return true;
    return false;
}

/* The one country that the text names, by places and actors; "" when there are several. */
static const char *only_country(const toc_record *record)
{
    const char *only = "";
    for (uint32_t i = 0; i < record->places.count + record->entities.count; i++) {
        if (i >= record->places.count &&
            body(record->entities.items[i - record->places.count].actor.code))
            continue;
        const char *country = i < record->places.count
                                  ? record->places.items[i].country
                                  : record->entities.items[i - record->places.count].actor.country;
        if (country[0] == '\0' || strcmp(only, country) == 0) continue;
        if (only[0] != '\0') return "";
        only = country;
    }
    return only;
}

/* "MIL" without a country is domestic: of the country where it happens, or of the only one named. */
static toc_slice code_of(const toc_record *record, const toc_event *e, const toc_actor *actor)
{
    if (actor == NULL || actor->code.len == 0) return TOC_LIT("---");
    if (actor->country[0] != '\0' || actor->sector[0] == '\0') return actor->code;
    if (body(actor->code)) return actor->code;
    const char *country = e->country[0] != '\0' ? e->country : only_country(record);
    char *bytes = country[0] == '\0' ? NULL : toc_alloc(record->arena, actor->code.len + 3);
    if (bytes == NULL) return actor->code;
    memcpy(bytes, iso(country), 3);
    memcpy(bytes + 3, actor->code.ptr, actor->code.len);
    return (toc_slice){bytes, actor->code.len + 3};
}

typedef struct party {
    uint32_t entity; /* TOC_NONE */
    toc_slice code;
} party;
typedef TOC_ARRAY(party) parties;

static void add_party(toc_arena *arena, parties *list, uint32_t entity, toc_slice code)
{
    const party p = {entity, code};
    toc_push(arena, list, p);
}

/* "The computers of South Korean officers", "Palestinian homes": whose they are; NULL: nobody's. */
static const toc_entity *owner_in(const toc_record *record, toc_span span)
{
    for (uint32_t i = 0; i < record->entities.count; i++) {
        const toc_entity *e = &record->entities.items[i];
        for (uint32_t k = 0; e->has_actor && e->actor.code.len > 0 && k < e->mentions.count; k++)
            if (e->mentions.items[k].span.start >= span.start &&
                e->mentions.items[k].span.end <= span.end)
                return e;
    }
    return NULL;
}

static bool suffers(const toc_filler *f)
{
    return f->role == TOC_ROLE_RECIPIENT || f->role == TOC_ROLE_VICTIM ||
           f->role == TOC_ROLE_TARGET;
}

static toc_slice military(const toc_record *record, toc_slice land)
{
    char *bytes = land.len == 3 ? toc_alloc(record->arena, 6) : NULL;
    if (bytes == NULL) return land;
    memcpy(bytes, land.ptr, 3);
    memcpy(bytes + 3, "MIL", 3);
    return (toc_slice){bytes, 6};
}

/* "Russian aircraft bombed Afghan homes": whose weapon it is, whose homes. */
static void add_owners(const toc_record *record, const toc_event *e, bool source, parties *list)
{
    for (uint32_t i = 0; i < e->roles.count; i++) {
        const toc_filler *f = &e->roles.items[i];
        const bool doer = f->role == TOC_ROLE_INSTRUMENT || f->role == TOC_ROLE_PERPETRATOR;
        const toc_actor *actor = NULL;
        if (source && f->role == TOC_ROLE_INSTRUMENT) actor = toc_filler_actor(record, f);
        if (actor == NULL && (source ? doer : suffers(f))) {
            const toc_entity *owner = owner_in(record, f->span);
            if (owner != NULL) actor = &owner->actor;
        }
        if (actor == NULL || actor->code.len == 0) continue;
        toc_slice code = code_of(record, e, actor);
        if (source && e->type == TOC_TYPE_ASSAULT && !e->criminal)
            code = military(record, code); /* aircraft and tanks of a country are its military */
        add_party(record->arena, list, f->entity, code);
    }
}

/* Beside "Palestinian refugees" the West Bank that they live in is no second party. */
static void drop_bare(parties *list)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        const toc_slice code = list->items[i].code;
        bool closer = false;
        for (uint32_t k = 0; k < list->count; k++)
            closer = closer || (code.len == 3 && list->items[k].code.len > 3 &&
                                memcmp(code.ptr, list->items[k].code.ptr, 3) == 0);
        if (!closer) list->items[kept++] = list->items[i];
    }
    list->count = kept;
}

/* "Withdrew its troops from Somalia", "sent monitors to Nepal": the land is meant, where nobody else is. */
static void add_way(const toc_record *record, const toc_event *e, parties *list)
{
    for (uint32_t i = 0; i < e->roles.count; i++) {
        const toc_filler *f = &e->roles.items[i];
        if (f->role != TOC_ROLE_ORIGIN && f->role != TOC_ROLE_DESTINATION) continue;
        if (f->place == TOC_NONE || record->places.items[f->place].country[0] == '\0') continue;
        add_party(record->arena, list, f->entity,
                  toc_slice_of(iso(record->places.items[f->place].country)));
    }
}

/* "[Israeli] tanks shelled": the tanks are the instrument, the country's military does it. */
static bool owns_weapon(const toc_event *e, const toc_filler *doer)
{
    for (uint32_t i = 0; i < e->roles.count; i++) {
        const toc_filler *f = &e->roles.items[i];
        if (f->role == TOC_ROLE_INSTRUMENT && f->span.start <= doer->span.start &&
            doer->span.end < f->span.end)
            return e->type == TOC_TYPE_ASSAULT && !e->criminal;
    }
    return false;
}

static void collect(const toc_record *record, const toc_event *e, bool source, parties *list)
{
    for (uint32_t i = 0; i < e->roles.count; i++) {
        const toc_filler *f = &e->roles.items[i];
        if (source ? f->role != TOC_ROLE_PERPETRATOR : !suffers(f)) continue;
        const toc_actor *actor = toc_filler_actor(record, f);
        toc_slice code = code_of(record, e, actor);
        const toc_place *place = f->place == TOC_NONE ? NULL : &record->places.items[f->place];
        if (toc_slice_is(code, "---") && place != NULL && place->country[0] != '\0')
            code = toc_slice_of(iso(place->country)); /* a town stands for its country */
        if (source && owns_weapon(e, f) && !toc_slice_is(code, "---"))
            code = military(record, code);
        add_party(record->arena, list, f->entity, code);
    }
    drop_bare(list);
    /* beside a coded party the uncoded ones ("the statement") say nothing more */
    uint32_t coded = 0;
    for (uint32_t i = 0; i < list->count; i++)
        if (!toc_slice_is(list->items[i].code, "---")) list->items[coded++] = list->items[i];
    if (coded > 0) list->count = coded;
    if (coded == 0) {
        list->count = 0;
        add_owners(record, e, source, list);
        if (!source && list->count == 0) add_way(record, e, list);
    }
    if (list->count == 0) add_party(record->arena, list, TOC_NONE, TOC_LIT("---"));
}

typedef struct dyad {
    toc_slice source, target;
} dyad;
typedef TOC_ARRAY(dyad) dyads;

/* Where it happens stands for who is not named: an arrest in Italy is Italy's, a bomb in Kabul is meant for
 * Afghanistan. "" when the text gives no place or another kind of act is coded. */
static const char *land_of(const toc_event *e, bool source)
{
    static const toc_mode STATE[] = {TOC_MODE_ARREST,      TOC_MODE_DEPORT,      TOC_MODE_CURFEW,
                                     TOC_MODE_MARTIAL_LAW, TOC_MODE_INVESTIGATE, TOC_MODE_CONVICT};
    const bool own = e->type == TOC_TYPE_THREATEN && e->mode == TOC_MODE_RESTRICT;
    bool fits = !source && e->mode != TOC_MODE_RESIGN &&
                (toc_type_quad(e->type) == 4 || e->type == TOC_TYPE_RETREAT || own);
    for (size_t i = 0; source && i < sizeof STATE / sizeof *STATE; i++)
        fits = fits || e->mode == STATE[i];
    if (e->place == TOC_NONE || !fits) return "";
    return iso(e->country);
}

static void add_land(const toc_record *record, const toc_event *e, bool source, parties *list,
                     const parties *others)
{
    if (list->count != 1 || !toc_slice_is(list->items[0].code, "---")) return;
    const toc_slice land = toc_slice_of(land_of(e, source));
    for (uint32_t i = 0; i < others->count; i++)
        if (land.len == 0 || toc_slice_eq(others->items[i].code, land)) return;
    list->count = 0;
    add_party(record->arena, list, TOC_NONE, land);
}

/* A bomb goes off in Iraq, nobody says whose it was: unidentified armed men of that country (UAF). Thousands
 * march in Kyiv: people of that country (CVL). */
static void add_unknown(const toc_record *record, const toc_event *e, parties *sources)
{
    static const toc_mode ARMED[] = {TOC_MODE_EXPLOSIVES, TOC_MODE_SUICIDE_ATTACK,
                                     TOC_MODE_HEAVY_WEAPONS};
    const bool crowd = e->type == TOC_TYPE_PROTEST;
    bool fits = crowd || e->method == TOC_METHOD_ASSASSINATION;
    for (size_t i = 0; i < sizeof ARMED / sizeof *ARMED; i++) fits = fits || e->mode == ARMED[i];
    if (!fits || e->country[0] == '\0' || sources->count != 1 || e->criminal ||
        !toc_slice_is(sources->items[0].code, "---"))
        return;
    char *bytes = toc_alloc(record->arena, 6);
    if (bytes == NULL) return;
    memcpy(bytes, iso(e->country), 3);
    memcpy(bytes + 3, crowd ? "CVL" : "UAF", 3);
    sources->items[0].code = (toc_slice){bytes, 6};
}

/* A leader who promises his own country reforms tells nobody else: in acts of speech the source's bare
 * country is no target. */
static void drop_own_land(const toc_event *e, const parties *sources, parties *targets)
{
    if (toc_type_quad(e->type) != 1 && toc_type_quad(e->type) != 3) return;
    if (e->mode == TOC_MODE_RESTRICT) return; /* a curfew is threatened at home */
    if (sources->count != 1 || targets->count != 1) return;
    const toc_slice source = sources->items[0].code, target = targets->items[0].code;
    if (target.len == 3 && source.len > 3 && memcmp(source.ptr, target.ptr, 3) == 0)
        targets->items[0] = (party){TOC_NONE, TOC_LIT("---")};
}

/* Nobody does it to himself, and a pair is listed once, however many fillers give it. */
static void add_dyad(toc_arena *arena, dyads *list, const party *source, const party *target)
{
    if (source->entity != TOC_NONE && source->entity == target->entity) return;
    for (uint32_t i = 0; i < list->count; i++)
        if (toc_slice_eq(list->items[i].source, source->code) &&
            toc_slice_eq(list->items[i].target, target->code))
            return;
    const dyad d = {source->code, target->code};
    toc_push(arena, list, d);
}

/* Acts that both sides do to each other: who meets is met, who clashes with somebody is clashed with, but
 * who is killed in a clash kills nobody. */
static bool mutual(const toc_event *e)
{
    for (uint32_t i = 0; i < e->roles.count; i++)
        if (e->roles.items[i].role == TOC_ROLE_VICTIM) return false;
    return e->mutual || e->type == TOC_TYPE_CONSULT || e->method == TOC_METHOD_ARMED_CLASH;
}

/* Several do it together and nobody is named whom it is done to: they do it to each other. */
static bool among_themselves(const toc_event *e, const parties *left, const parties *right)
{
    return left->count > 1 && right->count == 1 && right->items[0].entity == TOC_NONE &&
           toc_slice_is(right->items[0].code, "---") && (mutual(e) || e->type == TOC_TYPE_AGREE);
}

static void find_dyads(const toc_record *record, const toc_event *e, dyads *list)
{
    parties left = {0}, right = {0};
    collect(record, e, true, &left);
    collect(record, e, false, &right);
    const bool together = among_themselves(e, &left, &right);
    add_land(record, e, true, &left, &right);
    add_unknown(record, e, &left);
    if (!together) add_land(record, e, false, &right, &left);
    if (together) right = left;
    drop_own_land(e, &left, &right);
    for (uint32_t i = 0; i < left.count; i++)
        for (uint32_t j = 0; j < right.count; j++) {
            if (toc_slice_is(left.items[i].code, "---")) continue;
            add_dyad(record->arena, list, &left.items[i], &right.items[j]);
            if (!together && mutual(e) && !toc_slice_is(right.items[j].code, "---"))
                add_dyad(record->arena, list, &right.items[j], &left.items[i]);
        }
}

static void put_dyads(toc_buf *out, const dyads *list, toc_slice code)
{
    for (uint32_t i = 0; i < list->count; i++) {
        toc_json_sep(out);
        toc_buf_char(out, '{');
        toc_json_slice(out, "source", list->items[i].source);
        toc_json_slice(out, "target", list->items[i].target);
        toc_json_slice(out, "code", code);
        toc_buf_char(out, '}');
    }
}

static void put_event(toc_buf *out, const toc_record *record, const toc_event *e, toc_slice code)
{
    dyads list = {0};
    find_dyads(record, e, &list);
    put_dyads(out, &list, code);
}

/* "Claimed responsibility for", "denied any part in": a statement of its own (015, 016). */
static void put_claim(toc_buf *out, const toc_record *record, const toc_event *e)
{
    if (e->claim != TOC_CLAIM_CLAIMED && e->claim != TOC_CLAIM_DENIED) return;
    parties targets = {0}, nobody = {0};
    collect(record, e, false, &targets);
    add_land(record, e, false, &targets, &nobody);
    dyads list = {0};
    for (uint32_t i = 0; i < e->claim_by.count; i++) {
        const toc_entity *who = &record->entities.items[e->claim_by.items[i]];
        const party source = {e->claim_by.items[i],
                              code_of(record, e, who->has_actor ? &who->actor : NULL)};
        for (uint32_t k = 0; k < targets.count && !toc_slice_is(source.code, "---"); k++)
            add_dyad(record->arena, &list, &source, &targets.items[k]);
    }
    put_dyads(out, &list, e->claim == TOC_CLAIM_CLAIMED ? TOC_LIT("015") : TOC_LIT("016"));
}

void toc_emit_cameo(toc_buf *out, const toc_record *record, const toc_emit_options *options)
{
    toc_buf_char(out, '{');
    toc_json_key(out, "id");
    toc_buf_json(out, record->id);
    toc_json_key(out, "events");
    toc_buf_char(out, '[');
    for (uint32_t i = 0; i < record->events.count; i++) {
        const toc_event *e = &record->events.items[i];
        const toc_slice code = coded(options->data, e);
        if (code.len > 0 && !e->background && toc_event_kept(e, options))
            put_event(out, record, e, code);
        if (options->data != NULL && toc_event_kept(e, options)) put_claim(out, record, e);
    }
    toc_buf_text(out, "]}\n");
}
