/* src/entity/who_code.c - what the words of one noun phrase say of the actor.
 *
 *   a     former  CIA      official          head "official" (weak), modifiers from right to left:
 *         strong  actor    head              CIA gives country and sector, "former" decides: USAELI
 *   unidentified   armed man                 longest agent phrase "armed man": UAF
 *   Nigerian       army                      country + role: NGAMIL */
#include "entity/who_parts.h"

static bool has_sector(const who_mention *m)
{
    return m->code.sector.len > 0 || m->code.whole.len > 0;
}

static void take_country(who_mention *m, const who_code *from)
{
    if (m->code.country.len > 0) return;
    m->code.country = from->country;
    m->code.prefix = from->prefix;
    if (m->code.prefix.len == 0 && from->whole.len >= 3)
        m->code.prefix = toc_slice_sub(from->whole, 0, 3);
    if (m->code.prefix.len == 0) m->code.prefix = from->country;
    if (m->code.dict == NULL) {
        m->code.dict = from->dict;
        m->code.row = from->row;
    }
}

/* Fighters and troops act as their group does; one of its leaders, officials or spokesmen is somebody
 * himself. */
static bool speaks_for_none(const who_mention *m)
{
    if (m->form == WHO_NAME || (m->notes & WHO_TITLE)) return false;
    return (m->notes & WHO_MEMBER) && (!(m->notes & WHO_WEAK) || m->number == WHO_MANY);
}

/* What a named actor before a noun says of it: "Taliban fighters" are Taliban, a "CIA official" is of the
 * CIA, "Hamas prisoners" are of its country at most. */
void toc_who_inherit(who_mention *m, const who_mention *from, bool whole)
{
    const who_code *code = &from->code;
    if (!from->land && whole && (m->notes & WHO_STRONG) == 0) {
        const bool weak = !has_sector(m) || (m->notes & WHO_WEAK);
        if ((weak && (code->sector.len > 0 || code->whole.len > 0)) ||
            ((m->notes & WHO_MEMBER) && (code->whole.len > 0 || code->sector.len > 0) &&
             (from->kind == TOC_ENTITY_GROUP || from->kind == TOC_ENTITY_MILITARY ||
              from->kind == TOC_ENTITY_ORGANISATION ||
              (from->kind == TOC_ENTITY_GOVERNMENT && code->actor)))) {
            m->code.sector = code->sector;
            m->code.role = code->role;
            m->code.whole = code->whole;
            if (speaks_for_none(m)) m->code.party = code->label.len > 0 ? code->label : code->party;
            if (code->dict != NULL) {
                m->code.dict = code->dict;
                m->code.row = code->row;
                m->code.actor = code->actor;
            }
            if (code->country.len > 0)
                m->code.country = code->country, m->code.prefix = code->prefix;
            if (m->kind == TOC_ENTITY_NONE || (m->kind == TOC_ENTITY_UNKNOWN && m->agent.found))
                m->kind = from->kind;
        }
    }
    take_country(m, code);
}

static void head_agent(const who *w, who_mention *m, const agent_row *agent)
{
    m->agent = *agent;
    m->notes |= agent->notes & ~(unsigned)(WHO_STRONG | WHO_MODIFIER);
    m->kind = agent->kind;
    m->code.sector = agent->sector;
    m->code.role = agent->code;
    m->code.country = m->code.prefix = agent->country;
    m->code.dict = &w->data->agents;
    m->code.row = agent->row;
}

/* One modifier, a run of tokens that ends before `last`; returns where it begins. */
static uint32_t modifier(const who *w, who_mention *m, uint32_t first, uint32_t last)
{
    const uint32_t i = last - 1;
    if (w->match_of[i] != TOC_NONE) {
        const who_match *match = &w->matches.items[w->match_of[i]];
        if (match->first >= first && match->last <= last && match->kind != TOC_ENTITY_PERSON) {
            who_mention actor = {.kind = match->kind};
            toc_who_code_actor(w, &actor.code, match);
            toc_who_inherit(m, &actor, true);
            m->modified = true;
            return match->first;
        }
    }
    for (uint32_t s = i >= first + 3 ? i - 3 : first; s <= i; s++) {
        toc_row row;
        uint32_t end;
        bool demonym;
        if (!toc_who_country(w, s, last, &row, &end, &demonym) || end != last) continue;
        m->modified = true;
        if (demonym && toc_who_ethnic(w, s)) return s;
        who_code code = {0};
        toc_who_code_country(w, &code, row);
        take_country(m, &code);
        return s;
    }
    const agent_row agent = toc_who_agent(w, first, last, i);
    if (agent.found && agent.last == last && (agent.notes & (WHO_MODIFIER | WHO_STRONG))) {
        const bool people = m->kind != TOC_ENTITY_VEHICLE && m->kind != TOC_ENTITY_WEAPON &&
                            m->kind != TOC_ENTITY_FACILITY;
        const bool decides = (agent.notes & WHO_STRONG) && people && !(m->notes & WHO_STRONG);
        const bool state = toc_slice_is(agent.sector, "MIL") || toc_slice_is(agent.sector, "COP") ||
                           toc_slice_is(agent.sector, "SPY");
        const bool employed =
            state && people && w->tokens[i].upos != TOC_ADJ && toc_slice_is(m->code.sector, "CVL");
        const bool vague = !people && (toc_slice_is(agent.sector, "CVL") ||
                                       toc_slice_is(agent.sector, "UNK")); /* "public bus" */
        if (agent.sector.len > 0 && !vague &&
            (decides || !has_sector(m) || employed || (m->notes & WHO_WEAK)) &&
            !(m->notes & WHO_STRONG)) {
            m->code.sector = agent.sector;
            m->code.role = agent.code;
            m->code.whole = TOC_LIT("");
            m->code.row = agent.row;
            m->code.dict = &w->data->agents;
            m->code.actor = false;
            if (m->notes & WHO_WEAK) m->notes &= ~(unsigned)WHO_WEAK;
            if (agent.notes & WHO_STRONG) m->notes |= WHO_STRONG;
        }
        m->modified = true;
        return agent.first;
    }
    const unsigned upos = w->tokens[i].upos;
    if (upos == TOC_ADJ || upos == TOC_NOUN || upos == TOC_PROPN) m->modified = true;
    return i;
}

void toc_who_state(who_mention *m)
{
    if ((m->notes & WHO_STATE) && !has_sector(m) && m->code.country.len > 0)
        m->code.sector = m->code.role = TOC_LIT("GOV");
    if ((m->notes & WHO_ARMY) && !has_sector(m) && m->code.country.len > 0)
        m->code.sector = m->code.role = TOC_LIT("MIL");
}

void toc_who_compose(const who *w, who_mention *m, uint32_t first, uint32_t last, uint32_t head)
{
    uint32_t at = head;
    const agent_row agent = toc_who_agent(w, first, last, head);
    if (agent.found) {
        head_agent(w, m, &agent);
        at = agent.first;
    } else if (w->match_of[head] != TOC_NONE && w->matches.items[w->match_of[head]].last <= last) {
        const who_match *match = &w->matches.items[w->match_of[head]];
        m->kind = match->kind;
        m->actor = match->name;
        toc_who_code_actor(w, &m->code, match);
        at = match->first > first ? match->first : first;
    }
    while (at > first) {
        const toc_token *t = &w->tokens[at - 1];
        if (t->upos == TOC_DET || t->upos == TOC_NUM || t->upos == TOC_PUNCT ||
            t->upos == TOC_ADP) {
            at--;
            continue;
        }
        at = modifier(w, m, first, at);
    }
    toc_who_state(m);
    /* "Ministry of Defense of Iran" as one name: a country behind the head */
    for (uint32_t i = agent.found ? agent.last : head + 1; i < last && m->code.country.len == 0;
         i++) {
        toc_row row;
        uint32_t end;
        bool demonym;
        if (!toc_who_country(w, i, last, &row, &end, &demonym) || demonym) continue;
        who_code code = {0};
        toc_who_code_country(w, &code, row);
        take_country(m, &code);
    }
}

/* ---------------------------------------------------------------- into the record */
static void put3(char out[4], toc_slice code)
{
    if (code.len != 3) return;
    memcpy(out, code.ptr, 3);
    out[3] = '\0';
}

/* Bodies of no country have PLOVER's codes in its place. */
static toc_slice body_of(toc_slice code)
{
    static const struct {
        const char *begins, *body;
    } BODIES[] = {{"IGOUNO", "UNO"}, {"IGOEUREEC", "EUR"}, {"IGO", "IGO"}, {"NGO", "NGO"},
                  {"IMG", "IMG"},    {"MNC", "MNC"},       {"ISM", "ISM"}};
    for (size_t i = 0; i < sizeof BODIES / sizeof *BODIES; i++) {
        const size_t n = strlen(BODIES[i].begins);
        if (code.len >= n && memcmp(code.ptr, BODIES[i].begins, n) == 0)
            return toc_slice_of(BODIES[i].body);
    }
    return TOC_LIT("");
}

void toc_who_actor_put(const who *w, const who_mention *m, toc_entity *entity)
{
    who_code whose = m->code;
    const who_code *code = &whose;
    if ((m->notes & WHO_WORLD) && whose.whole.len == 0 && whose.prefix.len == 0)
        whose.prefix = TOC_LIT("IGO");
    if (code->country.len == 0 && code->sector.len == 0 && code->whole.len == 0) return;
    toc_actor actor = {.label = code->label};
    put3(actor.country, toc_slice_is(code->country, "KOS") ? TOC_LIT("XKX")
                                                           : code->country); /* as places have it */
    put3(actor.sector, code->sector);
    if (code->whole.len > 0) {
        actor.code = code->whole;
    } else {
        char *bytes = toc_alloc(w->scene->arena, code->prefix.len + code->role.len + 1);
        if (bytes == NULL) return;
        if (code->prefix.len > 0) memcpy(bytes, code->prefix.ptr, code->prefix.len);
        if (code->role.len > 0) memcpy(bytes + code->prefix.len, code->role.ptr, code->role.len);
        actor.code = (toc_slice){bytes, code->prefix.len + code->role.len};
    }
    if (actor.country[0] == '\0') put3(actor.country, body_of(actor.code));
    if (code->dict != NULL)
        actor.dictionary = toc_dict_where(code->dict, code->row, w->scene->arena);
    entity->actor = actor;
    entity->has_actor = true;
}
