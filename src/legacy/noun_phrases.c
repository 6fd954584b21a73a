/* src/legacy/noun_phrases.c - who a noun phrase means: its actors' codes with its agents'.
 *
 *   "Iraq's national security adviser"       actor IRQ, agents GOV, MIL       IRQGOVMIL
 *   "exiled leaders of Egypt's Brotherhood"  agent OPP; below "of" EGY, MUS   EGYOPPMUS
 *
 * Actors are looked for in the phrase itself, then in the phrases below its prepositions, then in
 * clauses that describe it; agents in the same places. */
#include "legacy/tree.h"

#include <stdio.h>

enum { MAX_NESTED_NOUNS = 6 };

static const toc_token *token(const toc_legacy_tree *t, uint32_t i)
{
    return &t->text->tokens.items[i];
}

/* ---------------------------------------------------------------- words of the phrase itself */
/* Relations inside a base noun phrase. */
static bool inner_relation(unsigned deprel)
{
    switch (deprel) {
    case TOC_DEP_amod:
    case TOC_DEP_case_:
    case TOC_DEP_compound:
    case TOC_DEP_det:
    case TOC_DEP_fixed:
    case TOC_DEP_flat:
    case TOC_DEP_goeswith:
    case TOC_DEP_nmod_desc:
    case TOC_DEP_nmod_poss:
    case TOC_DEP_nmod_unmarked:
    case TOC_DEP_nummod:
    case TOC_DEP_punct: return true;
    default: return false;
    }
}

/* "Norland Prime Minister Olin": names and titles side by side, however they are attached. */
static bool beside(const toc_legacy_tree *t, uint32_t head, uint32_t i)
{
    const uint32_t from = i < head ? i : head, to = i < head ? head : i;
    const unsigned relation = token(t, i)->deprel;
    if (relation != TOC_DEP_appos && relation != TOC_DEP_advcl && relation != TOC_DEP_nmod &&
        relation != TOC_DEP_dep && relation != TOC_DEP_parataxis)
        return false;
    for (uint32_t k = from; k <= to; k++)
        if (token(t, k)->upos != TOC_PROPN && token(t, k)->upos != TOC_ADJ &&
            token(t, k)->upos != TOC_NOUN)
            return false;
    return true;
}

static bool is_own(const toc_legacy_tree *t, uint32_t head, uint32_t i)
{
    for (int depth = 0; depth < TOC_LEGACY_MAX_WORDS && i != head; depth++) {
        const toc_token *at = token(t, i);
        if (at->head == TOC_NONE || at->head < t->first || at->head >= t->last) return false;
        const bool joined =
            at->deprel == TOC_DEP_conj && at->head != head; /* "the oil and gas minister" */
        if (!inner_relation(at->deprel) && !joined && !(at->head == head && beside(t, head, i)))
            return false;
        i = at->head;
    }
    return i == head;
}

typedef struct collected {
    toc_slice actors[TOC_LEGACY_MAX_CODES], agents[TOC_LEGACY_MAX_CODES];
    uint32_t actor_count, agent_count;
    bool former;
    toc_span span;
} collected;

static void collect_word(const toc_legacy_tree *t, uint32_t word, collected *c)
{
    const toc_legacy_word *w = &t->s->words.items[word];
    const toc_legacy_suite *suite = t->s->suite;
    if (toc_slice_is(w->upper, "FORMER")) c->former = true;
    if (w->root == TOC_LEGACY_NONE) return;
    const toc_legacy_root *root = &suite->roots.items[w->root];
    if (root->kind != TOC_LEGACY_ROOT_ACTOR && root->kind != TOC_LEGACY_ROOT_AGENT) return;
    const toc_slice code = toc_legacy_actor_code(&suite->actors.items[root->entry], t->s->day);
    if (toc_slice_is(code, "---") || code.len == 0) return;
    if (root->kind == TOC_LEGACY_ROOT_ACTOR && c->actor_count < TOC_LEGACY_MAX_CODES)
        c->actors[c->actor_count++] = code;
    if (root->kind == TOC_LEGACY_ROOT_AGENT && c->agent_count < TOC_LEGACY_MAX_CODES)
        c->agents[c->agent_count++] = code;
    if (c->span.end == 0 || w->start < c->span.start) c->span.start = w->start;
    const uint32_t end = t->s->words.items[toc_legacy_after(t->s, word) - 1].end;
    if (end > c->span.end) c->span.end = end;
}

static void collect_own(const toc_legacy_tree *t, uint32_t head, collected *c)
{
    for (uint32_t i = t->first; i < t->last; i++) {
        const uint32_t word = t->word_of[i - t->first];
        if (word == TOC_LEGACY_NONE || token(t, i)->upos == TOC_PRON || !is_own(t, head, i))
            continue;
        for (uint32_t k = word; k < t->s->words.count && t->token_of[k] == i; k++)
            collect_word(t, k, c);
    }
}

/* ---------------------------------------------------------------- what is below it */
typedef enum below { BELOW_PREPOSITION, BELOW_CLAUSE, BELOW_KINDS } below;

static bool is_below(const toc_token *at, below kind)
{
    switch (at->deprel) {
    case TOC_DEP_nmod:
    case TOC_DEP_appos: return kind == BELOW_PREPOSITION;
    case TOC_DEP_obl:
    case TOC_DEP_obl_agent:
    case TOC_DEP_obj:
    case TOC_DEP_xcomp:
    case TOC_DEP_acl:
    case TOC_DEP_acl_relcl: return kind == BELOW_CLAUSE;
    default: return false;
    }
}

/* The nearest actor below a phrase that names none itself: prepositions first, then clauses. */
static void collect_below(const toc_legacy_tree *t, uint32_t head, int depth, collected *c)
{
    for (int kind = 0; kind < BELOW_KINDS && depth < MAX_NESTED_NOUNS; kind++)
        for (uint32_t i = t->first; i < t->last && c->actor_count == 0; i++) {
            if (token(t, i)->head != head || i == head || !is_below(token(t, i), (below)kind))
                continue;
            collected found = *c;
            collect_own(t, i, &found);
            if (found.actor_count == 0) collect_below(t, i, depth + 1, &found);
            for (uint32_t k = t->first; k < t->last && found.actor_count > 0;
                 k++) /* "between A and B" */
                if (token(t, k)->head == i && token(t, k)->deprel == TOC_DEP_conj &&
                    token(t, k)->upos != TOC_VERB)
                    collect_own(t, k, &found);
            if (found.actor_count > 0 || (c->agent_count == 0 && found.agent_count > 0)) *c = found;
        }
}

static bool known(const toc_legacy_parties *p, const char *code)
{
    for (uint32_t i = 0; i < p->count; i++)
        if (strcmp(p->codes[i], code) == 0) return true;
    return false;
}

static void add_party(const toc_legacy_tree *t, toc_slice actor, const collected *c,
                      toc_legacy_parties *out)
{
    char code[TOC_LEGACY_CODE_ROOM];
    if (out->count == TOC_LEGACY_MAX_PARTIES || actor.len >= sizeof code) return;
    snprintf(code, sizeof code, "%.*s", (int)actor.len, actor.ptr);
    for (uint32_t i = 0; i < c->agent_count; i++)
        toc_legacy_add_agent(code, c->former ? TOC_LIT("~ELI") : c->agents[i], true);
    if (strcmp(code, "---") == 0 || known(out, code)) return;
    const toc_slice kept = toc_dup(t->s->arena, toc_slice_of(code));
    out->spans[out->count] = c->span;
    out->codes[out->count++] = kept.ptr;
}

/* ---------------------------------------------------------------- the phrase */
static bool add_pronoun(const toc_legacy_tree *t, uint32_t head, const toc_legacy_parties *subject,
                        toc_legacy_parties *out)
{
    static const char *const WORDS[] = {"IT",     "HE",      "SHE",     "THEY",       "HIM", "THEM",
                                        "ITSELF", "HIMSELF", "HERSELF", "THEMSELVES", NULL};
    const uint32_t word = t->word_of[head - t->first];
    if (token(t, head)->upos != TOC_PRON || word == TOC_LEGACY_NONE || subject == NULL)
        return false;
    for (const char *const *w = WORDS; *w != NULL; w++) {
        if (!toc_slice_is(t->s->words.items[word].upper, *w)) continue;
        for (uint32_t i = 0; i < subject->count && out->count < TOC_LEGACY_MAX_PARTIES; i++) {
            if (known(out, subject->codes[i])) continue;
            out->spans[out->count] =
                (toc_span){t->s->words.items[word].start, t->s->words.items[word].end};
            out->codes[out->count++] = subject->codes[i];
        }
        return true;
    }
    return false;
}

static void one_phrase(const toc_legacy_tree *t, uint32_t head, const toc_legacy_parties *subject,
                       toc_legacy_parties *out)
{
    collected c = {.former = false};
    if (add_pronoun(t, head, subject, out)) return;
    collect_own(t, head, &c);
    if (c.actor_count == 0) collect_below(t, head, 0, &c);
    for (uint32_t i = 0; i < c.actor_count; i++) {
        toc_slice codes = c.actors[i], one;
        while (toc_slice_cut(&codes, '/', &one)) add_party(t, one, &c, out);
    }
    if (c.actor_count == 0 && c.agent_count > 0) add_party(t, TOC_LIT("---"), &c, out);
}

/* "A, B and C": each may be attached to the one before it. */
static bool joined_to(const toc_legacy_tree *t, uint32_t head, uint32_t i)
{
    for (int depth = 0; depth < TOC_LEGACY_MAX_PARTIES && i != head; depth++) {
        const toc_token *at = token(t, i);
        if (at->deprel != TOC_DEP_conj || at->upos == TOC_VERB || at->head < t->first ||
            at->head >= t->last)
            return false;
        i = at->head;
    }
    return i == head;
}

void toc_legacy_noun_phrase(const toc_legacy_tree *t, uint32_t head,
                            const toc_legacy_parties *subject, toc_legacy_parties *out)
{
    one_phrase(t, head, subject, out);
    for (uint32_t i = t->first; i < t->last; i++)
        if (i != head && joined_to(t, head, i)) one_phrase(t, i, subject, out);
}
