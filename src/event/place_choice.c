/* src/event/place_choice.c - see place_choice.h.
 *
 * Features are numbered group by group; a group is an enumeration with a word for each value. */
#include "event/place_choice.h"

#include <stdlib.h>

#include "base/buf.h"

#include "event/place_preps.h"
#include "event/tree.h"

/* clang-format off */
#define ATTACH_MAP(X)                                                                           \
    X(WITHIN, "within") X(SELF, "self") X(OBJECT, "object") X(SUBJECT, "subject")               \
    X(PASSIVE, "passive-subject") X(DEEPER, "deeper") X(CONJ, "conjunct") X(ADVCL, "adverbial") \
    X(RELATIVE, "relative") X(COMPLEMENT, "complement") X(ABOVE, "above") X(APART, "apart")
/* clang-format on */
enum {
#define X(name, word) ATTACH_##name,
    ATTACH_MAP(X)
#undef X
        ATTACH_COUNT
};
static const char *const ATTACHES[] = {
#define X(name, word) word,
    ATTACH_MAP(X)
#undef X
};

/* clang-format off */
#define FLAG_MAP(X)                                                                           \
    X(OUTER, "outer") X(INNER, "inner") X(AREA, "area-word") X(MODIFIER, "modifier")          \
    X(POSSESSIVE, "possessive") X(FRONTED, "fronted") X(ONLY, "only") X(FIRST, "first")       \
    X(NEAREST, "nearest") X(NEAREST_LEFT, "nearest-left") X(NEAREST_RIGHT, "nearest-right")   \
    X(TAKEN, "of-another-event") X(PERPETRATOR, "perpetrator") X(RECIPIENT, "recipient")      \
    X(VICTIM, "victim") X(TARGET, "target") X(ORIGIN, "origin") X(DESTINATION, "destination") \
    X(SOURCE, "source") X(PERSON, "of-person") X(JOINED, "joined")                            \
    X(COUNTRY_ELSE, "finer-elsewhere") X(UNPARSED, "unparsed") X(NOUN, "noun-trigger")        \
    X(PLACED, "no-point") X(SAID, "where-said")
/* clang-format on */
enum {
#define X(name, word) FLAG_##name,
    FLAG_MAP(X)
#undef X
        FLAG_COUNT
};
static const char *const FLAGS[] = {
#define X(name, word) word,
    FLAG_MAP(X)
#undef X
};

static const char *const PREPS[] = {
#define X(name, word, group) word,
    PLACE_PREP_MAP(X)
#undef X
};
static const uint8_t PREP_GROUPS[] = {
#define X(name, word, group) GROUP_##group,
    PLACE_PREP_MAP(X)
#undef X
};
static const char *const GROUPS[] = {"in", "near", "to", "from", "of", "actor", "none"};
/* Kinds that lie alike: a road is a place on a line, a mountain one in the country. */
static const char *const KINDS[] = {"none",   "spot",    "town",   "district", "province",
                                    "region", "country", "nature", "continent"};
static unsigned kind_group(toc_place_kind kind)
{
    static const uint8_t OF[TOC_PLACE_COUNT] = {
        [TOC_PLACE_FACILITY] = 1, [TOC_PLACE_ROAD] = 1,     [TOC_PLACE_TOWN] = 2,
        [TOC_PLACE_DISTRICT] = 3, [TOC_PLACE_ADMIN2] = 4,   [TOC_PLACE_ADMIN1] = 4,
        [TOC_PLACE_REGION] = 5,   [TOC_PLACE_COUNTRY] = 6,  [TOC_PLACE_WATER] = 7,
        [TOC_PLACE_MOUNTAIN] = 7, [TOC_PLACE_CONTINENT] = 8};
    return OF[kind];
}
static const char *const TYPES[] = {"other",    "assault", "coerce", "protest",
                                    "mobilize", "retreat", "talk"};
enum {
    TYPE_GROUPS = (int)(sizeof TYPES / sizeof *TYPES),
    KIND_GROUPS = (int)(sizeof KINDS / sizeof *KINDS),
    FAR = 6,
    FEW = 4,
    GAPS = 6
};

/* First id of each group. */
enum {
    F_ALWAYS = 0,
    F_PREP = 1,
    F_REL = F_PREP + PREP_COUNT,
    F_KIND = F_REL + TOC_DEP_COUNT,
    F_ATTACH = F_KIND + KIND_GROUPS,
    F_ATTACH_PREP = F_ATTACH + ATTACH_COUNT,
    F_TYPE_ATTACH = F_ATTACH_PREP + ATTACH_COUNT * GROUP_COUNT,
    F_TYPE_PREP = F_TYPE_ATTACH + ATTACH_COUNT * TYPE_GROUPS,
    F_UP = F_TYPE_PREP + GROUP_COUNT * TYPE_GROUPS,
    F_DOWN = F_UP + FAR + 1,
    F_UP_REL = F_DOWN + FAR + 1,
    F_DOWN_REL = F_UP_REL + TOC_DEP_COUNT,
    F_BEFORE = F_DOWN_REL + TOC_DEP_COUNT,
    F_BEHIND = F_BEFORE + GAPS,
    F_TRIGGERS = F_BEHIND + GAPS,
    F_VERBS = F_TRIGGERS + FEW,
    F_COMMAS = F_VERBS + FEW,
    F_FLAG = F_COMMAS + FEW,
    F_COUNT = F_FLAG + FLAG_COUNT
};

size_t toc_place_feature_count(void)
{
    return F_COUNT;
}

static size_t put(char *out, const char *group, const char *a, const char *b)
{
    const char *const parts[] = {group, a, b};
    size_t n = 0;
    for (size_t i = 0; i < 3; i++) {
        if (parts[i] == NULL) continue;
        if (n > 0 && n + 1 < TOC_PLACE_FEATURE_NAME) out[n++] = ':';
        for (const char *c = parts[i]; *c != '\0' && n + 1 < TOC_PLACE_FEATURE_NAME; c++)
            out[n++] = *c;
    }
    out[n] = '\0';
    return n;
}

size_t toc_place_feature_name(size_t id, char out[TOC_PLACE_FEATURE_NAME])
{
    static const char *const NUMBERS[] = {"0", "1", "2", "3", "4", "5", "6"};
    if (id >= F_FLAG) return put(out, "flag", FLAGS[id - F_FLAG], NULL);
    if (id >= F_COMMAS) return put(out, "commas", NUMBERS[id - F_COMMAS], NULL);
    if (id >= F_VERBS) return put(out, "verbs", NUMBERS[id - F_VERBS], NULL);
    if (id >= F_TRIGGERS) return put(out, "triggers", NUMBERS[id - F_TRIGGERS], NULL);
    if (id >= F_BEHIND) return put(out, "behind", NUMBERS[id - F_BEHIND], NULL);
    if (id >= F_BEFORE) return put(out, "before", NUMBERS[id - F_BEFORE], NULL);
    if (id >= F_DOWN_REL)
        return put(out, "place-side", toc_deprel_word((unsigned)(id - F_DOWN_REL)), NULL);
    if (id >= F_UP_REL)
        return put(out, "event-side", toc_deprel_word((unsigned)(id - F_UP_REL)), NULL);
    if (id >= F_DOWN) return put(out, "down", NUMBERS[id - F_DOWN], NULL);
    if (id >= F_UP) return put(out, "up", NUMBERS[id - F_UP], NULL);
    if (id >= F_TYPE_PREP)
        return put(out, "type", TYPES[(id - F_TYPE_PREP) / GROUP_COUNT],
                   GROUPS[(id - F_TYPE_PREP) % GROUP_COUNT]);
    if (id >= F_TYPE_ATTACH)
        return put(out, "type", TYPES[(id - F_TYPE_ATTACH) / ATTACH_COUNT],
                   ATTACHES[(id - F_TYPE_ATTACH) % ATTACH_COUNT]);
    if (id >= F_ATTACH_PREP)
        return put(out, "attach", ATTACHES[(id - F_ATTACH_PREP) / GROUP_COUNT],
                   GROUPS[(id - F_ATTACH_PREP) % GROUP_COUNT]);
    if (id >= F_ATTACH) return put(out, "attach", ATTACHES[id - F_ATTACH], NULL);
    if (id >= F_KIND) return put(out, "kind", KINDS[id - F_KIND], NULL);
    if (id >= F_REL) return put(out, "rel", toc_deprel_word((unsigned)(id - F_REL)), NULL);
    if (id >= F_PREP) return put(out, "prep", PREPS[id - F_PREP], NULL);
    return put(out, "always", NULL, NULL);
}

static int16_t number(toc_slice cell)
{
    const bool negative = cell.len > 0 && cell.ptr[0] == '-';
    int value = 0;
    for (size_t i = negative;
         i < cell.len && cell.ptr[i] >= '0' && cell.ptr[i] <= '9' && value < 3000; i++)
        value = value * 10 + (cell.ptr[i] - '0');
    return (int16_t)(negative ? -value : value);
}

enum { SLOTS = 1024 }; /* of a hash from names to features: more than twice as many */

static uint32_t slot_of(const uint64_t *keys, uint64_t key)
{
    uint32_t at = (uint32_t)key & (SLOTS - 1);
    while (keys[at] != 0 && keys[at] != key) at = (at + 1) & (SLOTS - 1);
    return at;
}

int16_t *toc_place_weights(const toc_pack *packs, size_t count, toc_arena *arena)
{
    toc_dict dict;
    if (!toc_dict_view(&dict, packs, count, "place_weight")) return NULL;
    int16_t *weights = TOC_NEW_N(arena, int16_t, F_COUNT);
    uint64_t *keys = TOC_NEW_N(arena, uint64_t, SLOTS);
    uint16_t *ids = TOC_NEW_N(arena, uint16_t, SLOTS);
    if (weights == NULL || keys == NULL || ids == NULL) return NULL;
    memset(keys, 0, SLOTS * sizeof *keys);
    char name[TOC_PLACE_FEATURE_NAME];
    for (size_t id = 0; id < F_COUNT; id++) {
        weights[id] = 0;
        const uint64_t key = toc_hash(name, toc_place_feature_name(id, name));
        const uint32_t at = slot_of(keys, key);
        keys[at] = key;
        ids[at] = (uint16_t)id;
    }
    for (uint32_t layer = dict.layers; layer-- > 0;) /* the user's rows last: they win */
        for (uint32_t i = 0; i < toc_dict_rows(&dict, layer); i++) {
            const toc_slice cell = toc_dict_cell(&dict, (toc_row){layer, i}, 0);
            const uint32_t at = slot_of(keys, toc_hash(cell.ptr, cell.len));
            if (keys[at] != 0)
                weights[ids[at]] = number(toc_dict_cell(&dict, (toc_row){layer, i}, 1));
        }
    return weights;
}

/* ------------------------------------------------------------------ features */
static bool in_trigger(const toc_draft *d, uint32_t t)
{
    return t == d->token || t == d->support || (t >= d->first && t < d->last);
}

typedef struct way { /* through the tree from the trigger to the site */
    unsigned up, down;
    uint8_t up_rel, down_rel; /* relations of the last steps below the common ancestor */
    bool found;
} way;

static way way_between(const toc_text *text, const toc_draft *d, uint32_t anchor)
{
    uint32_t chain[TOC_MAX_DEPTH];
    unsigned n = 0;
    for (uint32_t t = anchor; t != TOC_NONE && n < TOC_MAX_DEPTH; t = toc_tok(text, t)->head) {
        chain[n++] = t;
        if (in_trigger(d, t)) break;
    }
    way w = {.found = false};
    for (uint32_t t = d->token; t != TOC_NONE && w.up < TOC_MAX_DEPTH; t = toc_tok(text, t)->head) {
        for (unsigned i = 0; i < n; i++) {
            if (chain[i] != t && !(w.up == 0 && in_trigger(d, chain[i]))) continue;
            w.down = i;
            w.down_rel = i == 0 ? (uint8_t)TOC_DEP_NONE : toc_tok(text, chain[i - 1])->deprel;
            w.found = true;
            return w;
        }
        w.up_rel = toc_tok(text, t)->deprel;
        w.up++;
    }
    return w;
}

static unsigned attach_of(const way *w, const toc_site *site, const toc_draft *d)
{
    if (!w->found) return ATTACH_APART;
    if (w->up > 0) return ATTACH_ABOVE;
    if (w->down == 0 || (d->token >= site->phrase && d->token <= site->anchor))
        return ATTACH_WITHIN;
    switch (w->down_rel) {
    case TOC_DEP_compound:
    case TOC_DEP_amod:
    case TOC_DEP_nmod_desc:
        return w->down == 1 ? ATTACH_WITHIN : ATTACH_DEEPER; /* "the X bombing" */
    case TOC_DEP_obj: return ATTACH_OBJECT;
    case TOC_DEP_nsubj: return ATTACH_SUBJECT;
    case TOC_DEP_nsubj_pass: return ATTACH_PASSIVE;
    case TOC_DEP_conj: return ATTACH_CONJ;
    case TOC_DEP_advcl: return ATTACH_ADVCL;
    case TOC_DEP_acl:
    case TOC_DEP_acl_relcl: return ATTACH_RELATIVE;
    case TOC_DEP_ccomp:
    case TOC_DEP_xcomp:
    case TOC_DEP_parataxis: return ATTACH_COMPLEMENT;
    default: return w->down == 1 ? ATTACH_SELF : ATTACH_DEEPER;
    }
}

static unsigned type_group(toc_type type)
{
    static const uint8_t OF[TOC_TYPE_COUNT] = {[TOC_TYPE_ASSAULT] = 1,
                                               [TOC_TYPE_COERCE] = 2,
                                               [TOC_TYPE_PROTEST] = 3,
                                               [TOC_TYPE_MOBILIZE] = 4,
                                               [TOC_TYPE_RETREAT] = 5};
    const unsigned quad = toc_type_quad(type);
    return OF[type] == 0 && (quad == 1 || quad == 3) ? 6 : OF[type];
}

static unsigned gap_bucket(uint32_t gap)
{
    return gap <= 2 ? 0 : gap <= 4 ? 1 : gap <= 7 ? 2 : gap <= 12 ? 3 : gap <= 20 ? 4 : 5;
}

typedef struct bag {
    uint16_t *ids;
    size_t count;
} bag;

static void add(bag *b, size_t id)
{
    if (b->count < TOC_PLACE_FEATURES_MAX) b->ids[b->count++] = (uint16_t)id;
}

static void flag(bag *b, unsigned id, bool holds)
{
    if (holds) add(b, F_FLAG + (size_t)id);
}

static unsigned few(unsigned n)
{
    return n < FEW - 1 ? n : FEW - 1;
}

/* What stands between the trigger and the phrase. */
static void add_between(const toc_story *story, const toc_draft *d, const toc_site *site, bag *b)
{
    const toc_text *text = story->scene->text;
    const bool before = site->anchor < d->token;
    const uint32_t from = before ? site->last : d->last, to = before ? d->first : site->phrase;
    unsigned triggers = 0, verbs = 0, commas = 0;
    for (uint32_t t = from; t < to; t++) {
        triggers += story->draft_of[t] != TOC_NONE;
        verbs += toc_tok(text, t)->upos == TOC_VERB;
        const toc_slice w = toc_token_words(text, t);
        commas += w.len == 1 && w.ptr[0] == ',';
    }
    add(b, (size_t)(before ? F_BEFORE : F_BEHIND) + gap_bucket(to > from ? to - from : 0));
    add(b, F_TRIGGERS + (size_t)few(triggers));
    add(b, F_VERBS + (size_t)few(verbs));
    add(b, F_COMMAS + (size_t)few(commas));
}

static uint32_t far_from(const toc_site *site, const toc_draft *d)
{
    return site->first < d->token ? d->token - site->first : site->first - d->token;
}

static void add_order(const toc_draft *d, const toc_sites *sites, uint32_t s, bag *b)
{
    const toc_site *site = &sites->items[s];
    const bool left = site->first < d->token;
    bool nearest = true, side = true;
    for (uint32_t k = 0; k < sites->count; k++) {
        const toc_site *other = &sites->items[k];
        if (k == s || far_from(other, d) >= far_from(site, d)) continue;
        nearest = false;
        side = side && (other->first < d->token) != left;
    }
    flag(b, FLAG_ONLY, sites->count == 1);
    flag(b, FLAG_FIRST, s == 0 && sites->count > 1);
    flag(b, FLAG_NEAREST, nearest && sites->count > 1);
    flag(b, left ? FLAG_NEAREST_LEFT : FLAG_NEAREST_RIGHT, side && sites->count > 1);
}

static void add_roles(const toc_story *story, const toc_draft *d, const toc_site *site, bag *b)
{
    const toc_text *text = story->scene->text;
    const uint32_t start = toc_tok(text, site->first)->start,
                   end = toc_tok(text, site->last - 1)->end;
    bool has[TOC_ROLE_COUNT] = {false};
    for (uint32_t i = 0; i < d->event.roles.count; i++) {
        const toc_filler *f = &d->event.roles.items[i];
        if (f->span.start <= start && end <= f->span.end) has[f->role] = true;
    }
    flag(b, FLAG_PERPETRATOR, has[TOC_ROLE_PERPETRATOR]);
    flag(b, FLAG_RECIPIENT, has[TOC_ROLE_RECIPIENT]);
    flag(b, FLAG_VICTIM, has[TOC_ROLE_VICTIM]);
    flag(b, FLAG_TARGET, has[TOC_ROLE_TARGET]);
    flag(b, FLAG_ORIGIN, has[TOC_ROLE_ORIGIN]);
    flag(b, FLAG_DESTINATION, has[TOC_ROLE_DESTINATION]);
}

/* Attributions stand in the order of their sentences, and source and cue share one: those around a
 * byte are all that could name what stands there. */
#define ATTRIBUTION_REACH 4000u

static uint32_t attributions_near(const toc_record *record, uint32_t at)
{
    return toc_attribution_from(record, at > ATTRIBUTION_REACH ? at - ATTRIBUTION_REACH : 0);
}

static bool beyond_reach(const toc_attribution *a, uint32_t at)
{
    return a->cue.items[0].start > at + ATTRIBUTION_REACH;
}

/* "police in X said": the place of whoever is quoted. */
static bool in_source(const toc_story *story, const toc_site *site)
{
    const toc_record *record = story->scene->record;
    const uint32_t start = toc_tok(story->scene->text, site->first)->start;
    for (uint32_t i = attributions_near(record, start); i < record->attributions.count; i++) {
        const toc_attribution *a = &record->attributions.items[i];
        if (beyond_reach(a, start)) break;
        for (uint32_t k = 0; k < a->source.count; k++)
            if (a->source.items[k].start <= start && start < a->source.items[k].end) return true;
    }
    return false;
}

/* A finer place of the same country stands somewhere else in the sentence. */
static bool finer_elsewhere(const toc_story *story, const toc_sites *sites, uint32_t s)
{
    const toc_place *places = story->scene->record->places.items;
    const toc_place *here = &places[sites->items[s].place];
    if (here->kind != TOC_PLACE_COUNTRY && here->kind != TOC_PLACE_ADMIN1 &&
        here->kind != TOC_PLACE_REGION)
        return false;
    for (uint32_t k = 0; k < sites->count; k++) {
        const toc_place *p = &places[sites->items[k].place];
        if (k == s || memcmp(p->country, here->country, sizeof p->country) != 0) continue;
        if (p->kind != TOC_PLACE_COUNTRY && p->kind != TOC_PLACE_REGION && p->kind != here->kind)
            return true;
    }
    return false;
}

/* The phrase hangs on a person: "a resident of X", "the mayor of X". */
static bool of_person(const toc_story *story, const toc_site *site)
{
    const uint32_t head = toc_tok(story->scene->text, site->anchor)->head;
    if (head == TOC_NONE || story->draft_of[head] != TOC_NONE) return false;
    const uint8_t upos = toc_tok(story->scene->text, head)->upos;
    return (upos == TOC_NOUN || upos == TOC_PROPN) && toc_is_class(story, head, TOC_LIT("person"));
}

static bool of_another(const toc_story *story, const toc_draft *d, const toc_site *site)
{
    uint32_t t = toc_tok(story->scene->text, site->anchor)->head;
    for (unsigned depth = 0; depth < TOC_MAX_DEPTH && t != TOC_NONE; depth++) {
        if (in_trigger(d, t)) return false;
        if (story->draft_of[t] != TOC_NONE) return true;
        t = toc_tok(story->scene->text, t)->head;
    }
    return false;
}

/* "Earlier in X networks reported that ...", "told reporters in X that ...": the phrase hangs on the
 * verb that reports the event. `outside`: only where what is reported does not hold the place. */
static bool where_said(const toc_story *story, const toc_draft *d, const toc_site *site,
                       bool outside)
{
    const toc_text *text = story->scene->text;
    const toc_record *record = story->scene->record;
    uint32_t verb = toc_tok(text, site->anchor)->head;
    for (unsigned depth = 0; depth < 3 && verb != TOC_NONE && !toc_is_verb(text, verb); depth++)
        verb = toc_tok(text, verb)->head;
    if (verb == TOC_NONE || in_trigger(d, verb)) return false;
    /* "In X, officials said soldiers shot": that is where they shot */
    if (outside && site->first < verb) return false;
    const uint32_t start = toc_tok(text, verb)->start, event = toc_tok(text, d->token)->start,
                   here = toc_tok(text, site->first)->start;
    for (uint32_t i = attributions_near(record, start); i < record->attributions.count; i++) {
        const toc_attribution *a = &record->attributions.items[i];
        if (beyond_reach(a, start)) break;
        bool cue = false, content = false, within = false;
        for (uint32_t k = 0; k < a->cue.count; k++)
            cue = cue || (a->cue.items[k].start <= start && start < a->cue.items[k].end);
        for (uint32_t k = 0; k < a->content.count && cue; k++)
            content =
                content || (a->content.items[k].start <= event && event < a->content.items[k].end);
        for (uint32_t k = 0; k < a->content.count && outside; k++)
            within =
                within || (a->content.items[k].start <= here && here < a->content.items[k].end);
        if (content && !within) return true;
    }
    return false;
}

size_t toc_place_features(const toc_story *story, const toc_draft *d, const toc_sites *sites,
                          uint32_t s, uint16_t *ids)
{
    const toc_text *text = story->scene->text;
    const toc_site *site = &sites->items[s];
    const toc_place *place = &story->scene->record->places.items[site->place];
    const way w = way_between(text, d, site->anchor);
    const unsigned attach = attach_of(&w, site, d), group = PREP_GROUPS[site->prep];
    const toc_token *anchor = toc_tok(text, site->anchor);
    bag b = {ids, 0};
    add(&b, F_ALWAYS);
    add(&b, F_PREP + (size_t)site->prep);
    add(&b, F_REL + (size_t)anchor->deprel);
    add(&b, F_KIND + (size_t)kind_group(place->kind));
    add(&b, F_ATTACH + (size_t)attach);
    add(&b, F_ATTACH_PREP + (size_t)attach * GROUP_COUNT + group);
    add(&b, F_TYPE_ATTACH + (size_t)type_group(d->event.type) * ATTACH_COUNT + attach);
    add(&b, F_TYPE_PREP + (size_t)type_group(d->event.type) * GROUP_COUNT + group);
    if (w.found) {
        add(&b, F_UP + (size_t)(w.up < FAR ? w.up : FAR));
        add(&b, F_DOWN + (size_t)(w.down < FAR ? w.down : FAR));
        if (w.up > 0) add(&b, F_UP_REL + (size_t)w.up_rel);
        if (w.up > 0) add(&b, F_DOWN_REL + (size_t)w.down_rel);
    }
    add_between(story, d, site, &b);
    add_order(d, sites, s, &b);
    add_roles(story, d, site, &b);
    flag(&b, FLAG_OUTER, site->outer);
    flag(&b, FLAG_INNER, site->inner);
    flag(&b, FLAG_AREA, site->named_area);
    flag(&b, FLAG_MODIFIER, site->modifier);
    flag(&b, FLAG_JOINED, site->joined != TOC_NONE);
    flag(&b, FLAG_POSSESSIVE, toc_tok(text, site->first)->deprel == TOC_DEP_nmod_poss);
    flag(&b, FLAG_FRONTED, site->phrase <= text->sentences.items[d->sentence].first + 1);
    flag(&b, FLAG_SOURCE, in_source(story, site));
    flag(&b, FLAG_SAID, where_said(story, d, site, false));
    flag(&b, FLAG_PERSON, of_person(story, site));
    flag(&b, FLAG_TAKEN, of_another(story, d, site));
    flag(&b, FLAG_COUNTRY_ELSE, finer_elsewhere(story, sites, s));
    flag(&b, FLAG_UNPARSED, !text->sentences.items[d->sentence].parsed);
    flag(&b, FLAG_NOUN, d->noun);
    flag(&b, FLAG_PLACED, place->precision == TOC_AT_UNKNOWN || !place->has_point);
    return b.count;
}

/* ------------------------------------------------------------------ the choice */
static void set_place(toc_story *story, toc_draft *d, uint32_t place)
{
    const toc_place *p = &story->scene->record->places.items[place];
    toc_event *e = &d->event;
    e->place = place;
    e->has_place = true;
    e->has_point = p->has_point;
    e->lat_e5 = p->lat_e5;
    e->lon_e5 = p->lon_e5;
    memcpy(e->country, p->country, sizeof e->country);
    e->admin1 = p->admin1;
    e->place_precision = p->precision;
}

enum { REASONS = 5 }; /* the heaviest weights that `explain` names */

/* How the place was resolved, then why the event happened there. */
static toc_slice why(const toc_story *story, const toc_place *place, const uint16_t *ids, size_t n,
                     int32_t sum)
{
    const int16_t *weights = story->data->place_weights;
    bool named[TOC_PLACE_FEATURES_MAX] = {false};
    toc_buf buf = {0};
    toc_buf_slice(&buf, place->why);
    toc_buf_printf(&buf, "%shappened there by %d:", place->why.len > 0 ? "; " : "", (int)sum);
    for (unsigned k = 0; k < REASONS; k++) {
        size_t best = n;
        for (size_t i = 0; i < n; i++)
            if (!named[i] && (best == n || abs(weights[ids[i]]) > abs(weights[ids[best]])))
                best = i;
        if (best == n || weights[ids[best]] == 0) break;
        named[best] = true;
        char name[TOC_PLACE_FEATURE_NAME];
        toc_place_feature_name(ids[best], name);
        toc_buf_printf(&buf, "%s %+d %s", k > 0 ? "," : "", (int)weights[ids[best]], name);
    }
    const toc_slice out =
        buf.failed ? TOC_LIT("") : toc_dup(story->arena, (toc_slice){buf.ptr, buf.len});
    toc_buf_free(&buf);
    return out;
}

static void choose(toc_story *story, toc_draft *d, const toc_sites *sites)
{
    const int16_t *weights = story->data->place_weights;
    uint16_t ids[TOC_PLACE_FEATURES_MAX];
    int32_t best = 0;
    uint32_t chosen = TOC_NONE;
    for (uint32_t s = 0; s < sites->count; s++) {
        if (where_said(story, d, &sites->items[s], true)) continue; /* told there, not done */
        const size_t n = toc_place_features(story, d, sites, s, ids);
        int32_t sum = 0;
        for (size_t i = 0; i < n; i++) sum += weights[ids[i]];
        if (sum <= best) continue;
        best = sum;
        chosen = s;
    }
    if (chosen == TOC_NONE) return;
    set_place(story, d, sites->items[chosen].place);
    const size_t n = toc_place_features(story, d, sites, chosen, ids);
    d->event.place_why =
        why(story, &story->scene->record->places.items[sites->items[chosen].place], ids, n, best);
    for (uint32_t s = chosen + 1; s < sites->count; s++) { /* "in X and Y": there too */
        if (sites->items[s].joined != s - 1) continue;
        uint32_t first = s;
        while (first > chosen && sites->items[first].joined == first - 1) first--;
        if (first != chosen) continue;
        toc_place *too = &story->scene->record->places.items[sites->items[s].place];
        too->used = true;
        toc_evidence_add(story, &d->event, "place", too->span);
    }
}

void toc_places_choose(toc_story *story)
{
    if (story->data->place_weights == NULL) return;
    for (uint32_t i = 0; i < story->drafts.count;) {
        const uint32_t sentence = story->drafts.items[i].sentence;
        const toc_sites sites = toc_sites_of(story, sentence);
        for (; i < story->drafts.count && story->drafts.items[i].sentence == sentence; i++)
            if (sites.items != NULL) choose(story, &story->drafts.items[i], &sites);
    }
}
