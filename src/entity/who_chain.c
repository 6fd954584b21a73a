/* src/entity/who_chain.c - coreference: which mentions are one entity, and what it is called.
 *
 * One walk in text order. A name looks its keys up in a map (whole name, last name, first name); a
 * definite description looks for the nearest antecedent that nothing speaks against; a pronoun
 * takes the nearest fitting mention of its own or the previous sentence, subjects first. */
#include "entity/who_parts.h"

#define LOOK_BACK 48u     /* mentions that a description or pronoun looks back over */
#define NEAR_SENTENCES 4u /* for descriptions by another word */
#define PRONOUN_SENTENCES 1u

typedef struct chain_entity {
    uint32_t first, last; /* mentions */
    uint32_t name;        /* mention with the fullest name; TOC_NONE */
    uint32_t words;       /* of that name */
    toc_entity_kind kind;
    bool person, land, male, female;
    who_number number;
    who_code code;
    uint64_t full_key; /* of a person's name of two words or more; 0 none */
    uint64_t actor;
} chain_entity;

typedef struct slot {
    uint64_t key;
    uint32_t entity;
} slot;

typedef struct chain {
    who *w;
    TOC_ARRAY(chain_entity) entities;
    TOC_ARRAY(uint32_t) order; /* mentions in text order */
    slot *map;
    uint32_t mask;
} chain;

enum { KEY_ACTOR = 1, KEY_NAME, KEY_LAST, KEY_FIRST, KEY_NOUN, KEY_OWNED };

/* Key of "the Spanish government" apart from other governments; 0 without a country. */
static uint64_t owned_key(const who_mention *m)
{
    return m->code.country.len == 0 ? 0 : toc_mix(m->key, toc_hash_slice(m->code.country));
}

/* ---------------------------------------------------------------- the map of keys */
static slot *slot_of(chain *c, unsigned type, uint64_t key)
{
    key = toc_mix(key, type);
    if (key == 0) key = 1;
    uint32_t at = (uint32_t)key & c->mask;
    while (c->map[at].key != 0 && c->map[at].key != key) at = (at + 1) & c->mask;
    return &c->map[at];
}

static uint32_t known(chain *c, unsigned type, uint64_t key)
{
    if (key == 0) return TOC_NONE;
    const slot *s = slot_of(c, type, key);
    return s->key == 0 ? TOC_NONE : s->entity;
}

static void learn(chain *c, unsigned type, uint64_t key, uint32_t entity)
{
    if (key == 0) return;
    slot *s = slot_of(c, type, key);
    s->key = toc_mix(key, type) == 0 ? 1 : toc_mix(key, type);
    s->entity = entity;
}

/* ---------------------------------------------------------------- fitting */
static bool clash(toc_slice a, toc_slice b)
{
    return a.len > 0 && b.len > 0 && !toc_slice_eq(a, b);
}

/* Sectors of people with guns who may be called by each other's words. */
static bool armed(toc_slice sector)
{
    return toc_slice_is(sector, "UAF") || toc_slice_is(sector, "REB") ||
           toc_slice_is(sector, "CRM") || toc_slice_is(sector, "PRM");
}

static bool sectors_fit(toc_slice a, toc_slice b)
{
    return !clash(a, b) || (armed(a) && armed(b)) || toc_slice_is(a, "UNK") ||
           toc_slice_is(b, "UNK");
}

static bool numbers_fit(who_number a, who_number b)
{
    return a == WHO_ANY || b == WHO_ANY || a == b;
}

static bool kinds_fit(toc_entity_kind a, toc_entity_kind b)
{
    if (a == b) return true;
    const bool people_a = a == TOC_ENTITY_PERSON || a == TOC_ENTITY_CIVILIAN ||
                          a == TOC_ENTITY_GROUP || a == TOC_ENTITY_MILITARY;
    const bool people_b = b == TOC_ENTITY_PERSON || b == TOC_ENTITY_CIVILIAN ||
                          b == TOC_ENTITY_GROUP || b == TOC_ENTITY_MILITARY;
    return (people_a && people_b) ||
           (a == TOC_ENTITY_ORGANISATION &&
            (b == TOC_ENTITY_GROUP || b == TOC_ENTITY_GOVERNMENT)) ||
           (b == TOC_ENTITY_ORGANISATION && (a == TOC_ENTITY_GROUP || a == TOC_ENTITY_GOVERNMENT));
}

/* Every content word before the head of m stands in a mention of the entity, too. */
static bool words_known(const chain *c, const who_mention *m, uint32_t entity)
{
    const who *w = c->w;
    for (uint32_t i = m->first; i < m->head; i++) {
        const toc_token *t = &w->tokens[i];
        if (t->upos != TOC_ADJ && t->upos != TOC_NOUN && t->upos != TOC_PROPN &&
            t->upos != TOC_VERB)
            continue;
        bool found = false;
        const uint32_t ends[2] = {c->entities.items[entity].first, c->entities.items[entity].last};
        for (int k = 0; k < 2 && !found; k++) {
            const who_mention *o = &w->mentions.items[ends[k]];
            for (uint32_t j = o->first; j < o->last; j++)
                if (w->tokens[j].fold == t->fold ||
                    (t->lemma_fold != 0 && w->tokens[j].lemma_fold == t->lemma_fold))
                    found = true;
        }
        if (!found) return false;
    }
    return true;
}

static uint32_t sentences_between(const who *w, uint32_t a, uint32_t b)
{
    return w->tokens[w->mentions.items[b].head].sentence -
           w->tokens[w->mentions.items[a].head].sentence;
}

/* ---------------------------------------------------------------- names */
/* Are the words of one among those of the other? */
static bool among(const who *w, const who_mention *few, const who_mention *many)
{
    for (uint32_t i = few->first; i < few->last; i++) {
        bool found = w->tokens[i].fold == 0;
        for (uint32_t k = many->first; k < many->last && !found; k++)
            found = w->tokens[k].fold == w->tokens[i].fold;
        if (!found) return false;
    }
    return true;
}

static bool one_name(const chain *c, const who_mention *m, uint32_t e)
{
    if (c->entities.items[e].name == TOC_NONE) return false;
    if (m->actor != 0 && c->entities.items[e].actor != 0)
        return false; /* the dictionary knows both, as two */
    const who_mention *o = &c->w->mentions.items[c->entities.items[e].name];
    return among(c->w, m, o) || among(c->w, o, m);
}

static uint32_t name_entity(chain *c, const who_mention *m)
{
    uint32_t e = known(c, KEY_ACTOR, m->actor);
    if (e != TOC_NONE) return e;
    e = known(c, KEY_NAME, m->key);
    if (e != TOC_NONE) {
        const uint64_t other = c->entities.items[e].actor;
        if (other == 0 || m->actor == 0 || other == m->actor) return e;
    }
    if (!m->person) return TOC_NONE;
    if (m->first_key == m->last_key &&
        m->actor == 0) { /* one word: of the last full name that has it */
        e = known(c, KEY_LAST, m->last_key);
        if (e == TOC_NONE) e = known(c, KEY_FIRST, m->last_key);
        return e != TOC_NONE && c->entities.items[e].person ? e : TOC_NONE;
    }
    /* "Aguilar Marroquin" after "Ruth Aguilar Marroquin", or the full name after the bare last name */
    const uint32_t candidates[3] = {known(c, KEY_LAST, m->last_key),
                                    known(c, KEY_LAST, m->first_key),
                                    known(c, KEY_FIRST, m->first_key)};
    for (size_t i = 0; i < 3; i++)
        if (candidates[i] != TOC_NONE && c->entities.items[candidates[i]].person &&
            one_name(c, m, candidates[i]))
            return candidates[i];
    return TOC_NONE;
}

/* ---------------------------------------------------------------- descriptions */
static bool description_fits(const chain *c, const who_mention *m, uint32_t e, bool same_noun)
{
    const chain_entity *entity = &c->entities.items[e];
    if (entity->land || clash(m->code.country, entity->code.country)) return false;
    if (!numbers_fit(m->number, entity->number) || !kinds_fit(m->kind, entity->kind)) return false;
    if (!sectors_fit(m->code.sector, entity->code.sector)) return false;
    if (same_noun)
        return !m->modified || words_known(c, m, e) ||
               (m->code.sector.len > 0 && toc_slice_eq(m->code.sector, entity->code.sector) &&
                m->number != WHO_ONE);
    return true;
}

static uint32_t description_entity(chain *c, uint32_t index, uint32_t at)
{
    const who *w = c->w;
    const who_mention *m = &w->mentions.items[index];
    const bool bare = m->form == WHO_A && m->number != WHO_ONE &&
                      w->tokens[m->first].upos != TOC_NUM && w->tokens[m->first].upos != TOC_DET;
    const uint32_t owned = known(c, KEY_OWNED, owned_key(m));
    const uint32_t same = owned != TOC_NONE ? owned : known(c, KEY_NOUN, m->key);
    /* "American troops" again; "rebels" again */
    const bool again = bare && same != TOC_NONE && m->code.country.len > 0 &&
                       m->code.sector.len > 0 &&
                       toc_slice_eq(m->code.country, c->entities.items[same].code.country) &&
                       toc_slice_eq(m->code.sector, c->entities.items[same].code.sector);
    if (m->form != WHO_THE && !again && !(bare && armed(m->code.sector))) return TOC_NONE;
    if (same != TOC_NONE && description_fits(c, m, same, true)) return same;
    if (m->form != WHO_THE || !(m->notes & WHO_ROUGH)) return TOC_NONE;
    if (w->tokens[m->head].upos == TOC_PROPN && m->last > m->first + 2 &&
        w->match_of[m->head] == TOC_NONE &&
        !w->scene->text->sentences.items[w->tokens[m->head].sentence].caps)
        return TOC_NONE; /* "the Defense Unit" is a name of its own, "the Front" is not */
    for (uint32_t k = at, seen = 0; k-- > 0 && seen < LOOK_BACK; seen++) {
        const who_mention *o = &w->mentions.items[c->order.items[k]];
        if (sentences_between(w, c->order.items[k], index) > NEAR_SENTENCES) break;
        if (o->form == WHO_PRONOUN || o->form == WHO_NONE || o->entity == TOC_NONE ||
            o->entity == same)
            continue;
        if (o->last + 1 == m->first && w->tokens[o->last].upos == TOC_ADP)
            continue; /* "members of the group" */
        /* a group is called "the group", people with guns "the attackers" */
        const bool named_group = o->form == WHO_NAME && (o->kind == TOC_ENTITY_GROUP ||
                                                         o->kind == TOC_ENTITY_ORGANISATION);
        const bool body = m->kind == TOC_ENTITY_GROUP || m->kind == TOC_ENTITY_ORGANISATION;
        const bool gunmen = o->form != WHO_NAME && armed(o->code.sector);
        if (!(body && named_group) &&
            !(gunmen && (armed(m->code.sector) || m->code.sector.len == 0)))
            continue;
        if (description_fits(c, m, o->entity, false)) return o->entity;
    }
    return TOC_NONE;
}

/* ---------------------------------------------------------------- pronouns */
typedef enum pronoun_kind {
    PRONOUN_NONE,
    PRONOUN_HE,
    PRONOUN_SHE,
    PRONOUN_IT,
    PRONOUN_THEY
} pronoun_kind;

static pronoun_kind pronoun_of(uint64_t fold)
{
    static const struct {
        const char *word;
        pronoun_kind kind;
    } WORDS[] = {{"he", PRONOUN_HE},          {"him", PRONOUN_HE},      {"his", PRONOUN_HE},
                 {"himself", PRONOUN_HE},     {"she", PRONOUN_SHE},     {"her", PRONOUN_SHE},
                 {"hers", PRONOUN_SHE},       {"herself", PRONOUN_SHE}, {"it", PRONOUN_IT},
                 {"its", PRONOUN_IT},         {"itself", PRONOUN_IT},   {"they", PRONOUN_THEY},
                 {"them", PRONOUN_THEY},      {"their", PRONOUN_THEY},  {"theirs", PRONOUN_THEY},
                 {"themselves", PRONOUN_THEY}};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (fold == toc_hash(WORDS[i].word, strlen(WORDS[i].word))) return WORDS[i].kind;
    return PRONOUN_NONE;
}

static bool pronoun_fits(const chain_entity *e, pronoun_kind kind)
{
    const bool thing = e->kind == TOC_ENTITY_VEHICLE || e->kind == TOC_ENTITY_WEAPON ||
                       e->kind == TOC_ENTITY_FACILITY;
    switch (kind) {
    case PRONOUN_HE: return e->person && e->number != WHO_MANY && !e->female;
    case PRONOUN_SHE: return e->person && e->number != WHO_MANY && !e->male;
    case PRONOUN_IT: return !e->person && e->number != WHO_MANY && e->kind != TOC_ENTITY_CIVILIAN;
    case PRONOUN_THEY:
        return !thing && (e->number != WHO_ONE ||
                          (!e->person && !e->land && e->kind != TOC_ENTITY_GOVERNMENT));
    case PRONOUN_NONE: break;
    }
    return false;
}

static bool subject(const who *w, const who_mention *m)
{
    const unsigned rel = w->tokens[m->head].deprel;
    return rel == TOC_DEP_nsubj || rel == TOC_DEP_nsubj_pass;
}

static uint32_t pronoun_entity(const chain *c, uint32_t index, uint32_t at)
{
    const who *w = c->w;
    const who_mention *m = &w->mentions.items[index];
    const pronoun_kind kind = pronoun_of(m->key);
    if (kind == PRONOUN_NONE) return TOC_NONE;
    uint32_t best = TOC_NONE;
    int best_score = 0;
    for (uint32_t k = at, seen = 0; k-- > 0 && seen < LOOK_BACK; seen++) {
        const who_mention *o = &w->mentions.items[c->order.items[k]];
        const uint32_t far = sentences_between(w, c->order.items[k], index);
        if (far > PRONOUN_SENTENCES) break;
        if (o->entity == TOC_NONE || o->form == WHO_NONE ||
            !pronoun_fits(&c->entities.items[o->entity], kind))
            continue;
        /* owner and thing owned are two: "the group's leader said its ..." is left to nearness */
        const int score = 40 - (int)(far * 12) - (int)seen + (subject(w, o) ? 15 : 0) +
                          (o->form == WHO_NAME ? 4 : 0) + (o->form == WHO_PRONOUN ? 4 : 0) -
                          (o->chunk == TOC_NONE ? 20 : 0);
        if (best == TOC_NONE || score > best_score) {
            best = o->entity;
            best_score = score;
        }
    }
    return best;
}

/* ---------------------------------------------------------------- entities */
static unsigned weight(const who_code *code)
{
    return (code->label.len > 0 ? 8u : 0u) +
           (code->sector.len > 0 || code->whole.len > 0 ? 3u : 0u) +
           (code->country.len > 0 ? 2u : 0u);
}

static uint32_t new_entity(chain *c, uint32_t index)
{
    const who_mention *m = &c->w->mentions.items[index];
    const chain_entity e = {.first = index,
                            .last = index,
                            .name = TOC_NONE,
                            .kind = m->kind,
                            .person = m->person,
                            .land = m->land && m->kind != TOC_ENTITY_CIVILIAN,
                            .number = m->number};
    toc_push(c->w->arena, &c->entities, e);
    return c->entities.count - 1;
}

static void join(chain *c, uint32_t e, uint32_t index)
{
    who_mention *m = &c->w->mentions.items[index];
    if (e >= c->entities.count) return;
    chain_entity *entity = &c->entities.items[e];
    m->entity = e;
    entity->last = index;
    if (m->notes & WHO_MALE) entity->male = true;
    if (m->notes & WHO_FEMALE) entity->female = true;
    if (m->form == WHO_PRONOUN) {
        const pronoun_kind kind = pronoun_of(m->key);
        if (kind == PRONOUN_HE) entity->male = true;
        if (kind == PRONOUN_SHE) entity->female = true;
        return;
    }
    if (weight(&m->code) > weight(&entity->code)) {
        const who_code old = entity->code;
        entity->code = m->code;
        if (m->code.country.len == 0 && m->code.prefix.len == 0)
            entity->code.country = old.country, entity->code.prefix = old.prefix;
    } else if (entity->code.country.len == 0 && entity->code.label.len == 0) {
        entity->code.country = m->code.country;
        entity->code.prefix = m->code.prefix;
    }
    if (m->acting) entity->kind = TOC_ENTITY_GOVERNMENT;
    if (m->form == WHO_NONE) return;
    if (m->form != WHO_NAME) {
        learn(c, KEY_NOUN, m->key, e);
        learn(c, KEY_OWNED, owned_key(m), e);
        return;
    }
    const uint32_t words = m->demonym ? 0 : m->last - m->first;
    if (entity->name == TOC_NONE || words > entity->words) {
        entity->name = index;
        entity->words = words;
        if (m->kind != TOC_ENTITY_UNKNOWN && !entity->land) entity->kind = m->kind;
    }
    if (m->actor != 0) entity->actor = m->actor;
    learn(c, KEY_ACTOR, m->actor, e);
    learn(c, KEY_NAME, m->key, e);
    if (!m->person) return;
    entity->person = true;
    learn(c, KEY_LAST, m->last_key, e);
    if (m->first_key == m->last_key) return;
    for (uint32_t i = m->first + 1; i < m->last; i++) /* two family names: either may stand alone */
        if (c->w->tokens[i].flags & TOC_TOKEN_UPPER_FIRST)
            learn(c, KEY_LAST, c->w->tokens[i].fold, e);
    learn(c, KEY_FIRST, m->first_key, e);
    entity->full_key = m->key;
}

/* ---------------------------------------------------------------- the record */
static toc_span words_of(const who *w, const who_mention *m)
{
    uint32_t first = m->first;
    while (m->form != WHO_NAME && first < m->head && w->tokens[first].upos == TOC_DET) first++;
    return (toc_span){w->tokens[first].start, w->tokens[m->last - 1].end};
}

static uint32_t count_words(toc_slice s)
{
    uint32_t n = 1;
    for (size_t i = 0; i < s.len; i++) n += s.ptr[i] == ' ';
    return n;
}

/* The words with every run of white space as one space. */
static toc_slice one_line(toc_arena *arena, toc_slice s)
{
    char *out = NULL;
    size_t n = 0;
    for (size_t i = 0; i < s.len && out == NULL; i++)
        if (s.ptr[i] == '\n' || s.ptr[i] == '\t' || s.ptr[i] == '\r' ||
            (s.ptr[i] == ' ' && i > 0 && s.ptr[i - 1] == ' '))
            out = toc_alloc(arena, s.len + 1);
    if (out == NULL) return s;
    for (size_t i = 0; i < s.len; i++) {
        const bool space =
            s.ptr[i] == ' ' || s.ptr[i] == '\n' || s.ptr[i] == '\t' || s.ptr[i] == '\r';
        if (!space)
            out[n++] = s.ptr[i];
        else if (n > 0 && out[n - 1] != ' ')
            out[n++] = ' ';
    }
    return (toc_slice){out, n};
}

/* "Greek officials" of "Greek and Turkish officials". */
static toc_slice shared_name(const who *w, const who_mention *m)
{
    const toc_record *record = w->scene->record;
    const toc_slice first =
        toc_record_words(record, (toc_span){w->tokens[m->first].start, w->tokens[m->last - 1].end});
    const toc_slice noun =
        toc_record_words(record, (toc_span){w->tokens[m->shares].start, w->tokens[m->shares].end});
    char *out = toc_alloc(w->scene->arena, first.len + noun.len + 1);
    if (out == NULL) return first;
    memcpy(out, first.ptr, first.len);
    out[first.len] = ' ';
    memcpy(out + first.len + 1, noun.ptr, noun.len);
    return (toc_slice){out, first.len + noun.len + 1};
}

/* "Gunmen" that begin a sentence are "gunmen": a description's capital there is the sentence's. */
static toc_slice small_start(const who *w, const who_mention *m, toc_slice name)
{
    uint32_t first = m->first, last;
    while (first < m->head && w->tokens[first].upos == TOC_DET) first++;
    const toc_token *t = &w->tokens[first];
    const toc_sentence *sentence = &w->scene->text->sentences.items[t->sentence];
    toc_row row;
    bool demonym;
    if (first != sentence->first || sentence->caps || t->ner != TOC_NER_O || t->upos == TOC_PROPN ||
        w->match_of[first] != TOC_NONE || name.len < 2 || name.ptr[0] < 'A' || name.ptr[0] > 'Z' ||
        name.ptr[1] < 'a' || name.ptr[1] > 'z' ||
        toc_who_country(w, first, m->last, &row, &last, &demonym))
        return name;
    char *out = toc_alloc(w->scene->arena, name.len);
    if (out == NULL) return name;
    memcpy(out, name.ptr, name.len);
    out[0] = (char)(out[0] - 'A' + 'a');
    return (toc_slice){out, name.len};
}

static void put_entities(chain *c)
{
    who *w = c->w;
    toc_record *record = w->scene->record;
    const uint32_t base = record->entities.count;
    for (uint32_t e = 0; e < c->entities.count; e++) {
        const chain_entity *from = &c->entities.items[e];
        toc_entity entity = {.kind =
                                 from->kind == TOC_ENTITY_NONE ? TOC_ENTITY_UNKNOWN : from->kind};
        const who_mention *named =
            &w->mentions.items[from->name == TOC_NONE ? from->first : from->name];
        entity.name = one_line(w->scene->arena, toc_record_words(record, words_of(w, named)));
        if (named->form != WHO_NAME && named->form != WHO_PRONOUN)
            entity.name = small_start(w, named, entity.name);
        who_code code = from->code;
        if (named->form != WHO_NAME && named->form != WHO_PRONOUN && code.party.len > 0)
            entity.name = code.label = code.party;
        /* the dictionary's name where the text has only a short form of it */
        if (from->code.label.len > 0 && count_words(from->code.label) > count_words(entity.name))
            entity.name = from->code.label;
        if (named->shares != 0) entity.name = shared_name(w, named);
        if (from->land && named->demonym && from->code.dict == &w->data->countries)
            entity.name = toc_dict_cell(from->code.dict, from->code.row, 0);
        const who_mention actor = {.code = code};
        toc_who_actor_put(w, &actor, &entity);
        toc_push(record->arena, &record->entities, entity);
    }
    if (record->arena->failed) return;
    for (uint32_t k = 0; k < c->order.count; k++) {
        const who_mention *m = &w->mentions.items[c->order.items[k]];
        if (m->entity == TOC_NONE) continue;
        const toc_mention mention = {
            .span = {w->tokens[m->first].start, w->tokens[m->last - 1].end},
            .head = m->head,
            .named = m->form == WHO_NAME,
            .pronoun = m->form == WHO_PRONOUN,
            .shares = m->shares};
        toc_push(record->arena, &record->entities.items[base + m->entity].mentions, mention);
        if (m->chunk != TOC_NONE) w->scene->chunks.items[m->chunk].entity = base + m->entity;
    }
}

static bool start(chain *c)
{
    who *w = c->w;
    uint32_t *at = TOC_NEW_N(w->arena, uint32_t, w->count);
    uint32_t size = 64;
    while (size < w->mentions.count * 24) size *= 2;
    c->map = TOC_NEW_N(w->arena, slot, size);
    c->mask = size - 1;
    if (at == NULL || c->map == NULL) return false;
    for (uint32_t i = 0; i < w->count; i++) at[i] = TOC_NONE;
    for (uint32_t i = 0; i < w->mentions.count; i++) {
        const who_mention *m = &w->mentions.items[i];
        if (m->chunk == TOC_NONE || w->mention_of[m->chunk] == i)
            at[m->head] = i; /* others were given up */
    }
    for (uint32_t i = 0; i < w->count; i++)
        if (at[i] != TOC_NONE) toc_push(w->arena, &c->order, at[i]);
    return !w->arena->failed;
}

void toc_who_chain(who *w)
{
    chain c = {.w = w};
    if (!start(&c)) return;
    for (uint32_t k = 0; k < c.order.count; k++) {
        const uint32_t index = c.order.items[k];
        const who_mention *m = &w->mentions.items[index];
        uint32_t e = m->merge == TOC_NONE ? TOC_NONE : w->mentions.items[m->merge].entity;
        if (e == TOC_NONE) {
            if (m->form == WHO_NAME)
                e = name_entity(&c, m);
            else if (m->form == WHO_PRONOUN)
                e = pronoun_entity(&c, index, k);
            else
                e = description_entity(&c, index, k);
        }
        if (e == TOC_NONE && m->form == WHO_PRONOUN) continue;
        if (e == TOC_NONE) e = new_entity(&c, index);
        join(&c, e, index);
        if (w->arena->failed) return;
    }
    put_entities(&c);
}
