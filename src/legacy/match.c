/* src/legacy/match.c - fits a pattern around a verb: backwards from the verb through what stands
 * before "*", forwards through what stands behind it.
 *
 * Items are met in order; words may lie between two of them unless they are joined. A synonym set
 * opens a phrase of its own inside the pattern, so the rest of the pattern is a chain of
 * continuations. Depth is bounded by the dictionary (items, nested sets), never by the text, and
 * all trying by a budget, so that no pattern can take long. */
#include "legacy/sentence.h"

enum { MAX_DEPTH = 96, BUDGET = 20000 };

typedef struct rest { /* what is still to be met */
    const toc_legacy_phrase *phrase;
    uint32_t next;         /* items met, in the direction of the search */
    bool joined_behind;    /* a set's own joint, when its phrase is done */
    const struct rest *up; /* then go on there */
} rest;

typedef struct search {
    const toc_legacy_sentence *s;
    toc_legacy_clause within;
    bool backwards;
    uint32_t source, target; /* mentions met; NONE */
    int32_t reached;         /* the position behind the last word met */
    int depth, budget;
} search;

static bool meet(search *m, const rest *r, int32_t at, bool joined);

static uint32_t item_index(const search *m, const rest *r)
{
    return m->backwards ? r->phrase->count - 1 - r->next : r->next;
}

/* Is the item joined to the one that the search comes to next? */
static bool joined_next(const search *m, const rest *r, uint32_t index)
{
    if (r->next + 1 >= r->phrase->count) return r->joined_behind;
    return m->backwards ? r->phrase->items[index - 1].joined : r->phrase->items[index].joined;
}

static bool inside(const search *m, int32_t at)
{
    return at >= (int32_t)m->within.first && at < (int32_t)m->within.last;
}

static bool blocks(const search *m, int32_t at)
{
    return m->s->words.items[at].mark == TOC_LEGACY_IS_COMMA;
}

/* ---------------------------------------------------------------- actors */
static uint32_t mention_at(const search *m, int32_t at)
{
    const toc_legacy_word *w = &m->s->words.items[at];
    if (!m->backwards) return w->mention;
    /* from behind, an actor is met at its last word */
    const uint32_t head = w->inside == TOC_LEGACY_NONE ? (uint32_t)at : w->inside;
    const uint32_t mention = m->s->words.items[head].mention;
    return mention != TOC_LEGACY_NONE && m->s->mentions.items[mention].last == (uint32_t)at + 1
               ? mention
               : TOC_LEGACY_NONE;
}

/* Where to go on behind a mention, with all members of its compound; *members counts them. */
static int32_t beyond(const search *m, uint32_t mention, uint32_t *members)
{
    const toc_legacy_mention *known = &m->s->mentions.items[mention];
    int32_t to = m->backwards ? (int32_t)known->first - 1 : (int32_t)known->last;
    *members = 0;
    for (uint32_t i = 0; i < m->s->mentions.count; i++) {
        const toc_legacy_mention *other = &m->s->mentions.items[i];
        if (other->group != known->group || other->count == 0) continue;
        ++*members;
        if (m->backwards && (int32_t)other->first - 1 < to) to = (int32_t)other->first - 1;
        if (!m->backwards && (int32_t)other->last > to) to = (int32_t)other->last;
    }
    return to;
}

static bool meet_actor(search *m, const rest *r, const toc_legacy_item *item, int32_t at,
                       bool joined)
{
    const uint32_t mention = mention_at(m, at);
    uint32_t members;
    if (mention == TOC_LEGACY_NONE || m->s->mentions.items[mention].count == 0) return false;
    const int32_t to = beyond(m, mention, &members);
    if (item->kind == TOC_LEGACY_BOTH && members < 2) return false;
    const uint32_t source = m->source, target = m->target;
    if (item->kind == TOC_LEGACY_SOURCE || item->kind == TOC_LEGACY_BOTH) m->source = mention;
    if (item->kind == TOC_LEGACY_TARGET || item->kind == TOC_LEGACY_BOTH) m->target = mention;
    const rest next = {r->phrase, r->next + 1, r->joined_behind, r->up};
    if (meet(m, &next, to, joined)) return true;
    m->source = source;
    m->target = target;
    return false;
}

/* ---------------------------------------------------------------- words and sets */
static bool meet_set(search *m, const rest *r, const toc_legacy_item *item, int32_t at, bool joined)
{
    const toc_legacy_set *set = &m->s->suite->sets.items[item->set];
    const rest behind = {r->phrase, r->next + 1, r->joined_behind, r->up};
    for (uint32_t i = 0; i < set->elements.count; i++) {
        const rest element = {&set->elements.items[i], 0, joined, &behind};
        if (meet(m, &element, at, true)) return true;
    }
    return false;
}

static bool meet_item(search *m, const rest *r, int32_t at)
{
    const uint32_t index = item_index(m, r);
    const toc_legacy_item *item = &r->phrase->items[index];
    const bool joined = joined_next(m, r, index);
    if (item->kind == TOC_LEGACY_SET) return meet_set(m, r, item, at, joined);
    if (item->kind != TOC_LEGACY_WORD) return meet_actor(m, r, item, at, joined);
    if (!toc_legacy_word_is(item, m->s->words.items[at].upper)) return false;
    const rest next = {r->phrase, r->next + 1, r->joined_behind, r->up};
    return meet(m, &next, m->backwards ? at - 1 : at + 1, joined);
}

static bool meet(search *m, const rest *r, int32_t at, bool joined)
{
    if (--m->budget < 0 || m->depth >= MAX_DEPTH) return false;
    while (r != NULL && r->next >= r->phrase->count) r = r->up;
    if (r == NULL) {
        m->reached = at;
        return true;
    }
    const int32_t step = m->backwards ? -1 : 1;
    bool found = false;
    m->depth++;
    for (; inside(m, at) && !blocks(m, at) && !found && m->budget >= 0; at += step) {
        found = meet_item(m, r, at);
        if (joined) break;
    }
    m->depth--;
    return found;
}

bool toc_legacy_pattern_fits(const toc_legacy_sentence *s, const toc_legacy_pattern *pattern,
                             uint32_t verb, uint32_t verb_end, toc_legacy_clause within,
                             toc_legacy_match *out)
{
    search m = {.s = s,
                .within = within,
                .source = TOC_LEGACY_NONE,
                .target = TOC_LEGACY_NONE,
                .budget = BUDGET};
    *out = (toc_legacy_match){TOC_LEGACY_NONE, TOC_LEGACY_NONE, verb, verb_end};
    if (pattern->after.count > 0) {
        const rest after = {&pattern->after, 0, false, NULL};
        if (!meet(&m, &after, (int32_t)verb_end, pattern->verb_joined)) return false;
        out->last = (uint32_t)m.reached;
    }
    if (pattern->before.count > 0) {
        const rest before = {&pattern->before, 0, false, NULL};
        m.backwards = true;
        if (!meet(&m, &before, (int32_t)verb - 1,
                  pattern->before.items[pattern->before.count - 1].joined))
            return false;
        out->first = (uint32_t)(m.reached + 1);
    }
    out->source = m.source;
    out->target = m.target;
    return true;
}
