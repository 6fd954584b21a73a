/* src/legacy/noun_phrases.c - who a noun phrase means: its actors' codes with its agents'.
 *
 *   "Iraq's national security adviser"       actor IRQ, agents GOV, MIL       IRQGOVMIL
 *   "exiled leaders of Egypt's Brotherhood"  agent OPP; below "of" EGY, MUS   EGYOPPMUS
 *
 * Actors are looked for in the phrase itself, then in the phrases below its prepositions, then in
 * clauses that describe it; agents in the same places. */
#include "legacy/tree.h"

#include <stdio.h>

typedef enum tier { TIER_OWN, TIER_PREPOSITION, TIER_CLAUSE, TIERS } tier;

static const toc_token *token(const toc_legacy_tree *t, uint32_t i)
{
    return &t->text->tokens.items[i];
}

static bool clause_below(unsigned deprel)
{
    return deprel == TOC_DEP_acl || deprel == TOC_DEP_acl_relcl || deprel == TOC_DEP_advcl || deprel == TOC_DEP_ccomp ||
           deprel == TOC_DEP_xcomp || deprel == TOC_DEP_parataxis || deprel == TOC_DEP_csubj;
}

/* How a token belongs to the phrase; TIERS: not at all (or to another that is joined to it). */
static tier tier_of(const toc_legacy_tree *t, uint32_t head, uint32_t i)
{
    tier found = TIER_OWN;
    for (int depth = 0; depth < TOC_LEGACY_MAX_WORDS && i != head; depth++) {
        const toc_token *at = token(t, i);
        if (at->head == TOC_NONE || at->head < t->first || at->head >= t->last) return TIERS;
        if (at->deprel == TOC_DEP_conj && at->head == head) return TIERS;
        if (clause_below(at->deprel)) found = TIER_CLAUSE;
        else if ((at->deprel == TOC_DEP_nmod || at->deprel == TOC_DEP_appos || at->deprel == TOC_DEP_obl) && found == TIER_OWN)
            found = TIER_PREPOSITION;
        i = at->head;
    }
    return i == head ? found : TIERS;
}

typedef struct collected {
    toc_slice actors[TIERS][TOC_LEGACY_MAX_CODES], agents[TIERS][TOC_LEGACY_MAX_CODES];
    uint32_t actor_count[TIERS], agent_count[TIERS];
    bool former;
    toc_span span;
} collected;

static void collect_word(const toc_legacy_tree *t, uint32_t word, tier at, collected *c)
{
    const toc_legacy_word *w = &t->s->words.items[word];
    const toc_legacy_suite *suite = t->s->suite;
    if (toc_slice_is(w->upper, "FORMER")) c->former = true;
    if (w->root == TOC_LEGACY_NONE) return;
    const toc_legacy_root *root = &suite->roots.items[w->root];
    if (root->kind != TOC_LEGACY_ROOT_ACTOR && root->kind != TOC_LEGACY_ROOT_AGENT) return;
    const toc_slice code = toc_legacy_actor_code(&suite->actors.items[root->entry], t->s->day);
    if (toc_slice_is(code, "---") || code.len == 0) return;
    if (root->kind == TOC_LEGACY_ROOT_ACTOR && c->actor_count[at] < TOC_LEGACY_MAX_CODES) c->actors[at][c->actor_count[at]++] = code;
    if (root->kind == TOC_LEGACY_ROOT_AGENT && c->agent_count[at] < TOC_LEGACY_MAX_CODES) c->agents[at][c->agent_count[at]++] = code;
    if (c->span.end == 0 || w->start < c->span.start) c->span.start = w->start;
    const uint32_t end = t->s->words.items[toc_legacy_after(t->s, word) - 1].end;
    if (end > c->span.end) c->span.end = end;
}

static void collect_phrase(const toc_legacy_tree *t, uint32_t head, collected *c)
{
    for (uint32_t i = t->first; i < t->last; i++) {
        const uint32_t word = t->word_of[i - t->first];
        if (word == TOC_LEGACY_NONE || token(t, i)->upos == TOC_PRON) continue;
        const tier at = tier_of(t, head, i);
        if (at == TIERS) continue;
        /* a token may be two words, "U.N.-led" */
        for (uint32_t k = word; k < t->s->words.count && t->token_of[k] == i; k++) collect_word(t, k, at, c);
    }
}

static bool known(const toc_legacy_parties *p, const char *code)
{
    for (uint32_t i = 0; i < p->count; i++)
        if (strcmp(p->codes[i], code) == 0) return true;
    return false;
}

static void add_party(const toc_legacy_tree *t, toc_slice actor, const collected *c, tier from, tier to, toc_legacy_parties *out)
{
    char code[TOC_LEGACY_CODE_ROOM];
    if (out->count == TOC_LEGACY_MAX_PARTIES || actor.len >= sizeof code) return;
    snprintf(code, sizeof code, "%.*s", (int)actor.len, actor.ptr);
    for (unsigned at = from; at <= to; at++)
        for (uint32_t i = 0; i < c->agent_count[at]; i++)
            toc_legacy_add_agent(code, c->former ? TOC_LIT("~ELI") : c->agents[at][i], true);
    if (strcmp(code, "---") == 0 || known(out, code)) return;
    const toc_slice kept = toc_dup(t->s->arena, toc_slice_of(code));
    out->spans[out->count] = c->span;
    out->codes[out->count++] = kept.ptr;
}

static void add_actor(const toc_legacy_tree *t, toc_slice codes, const collected *c, tier from, tier to, toc_legacy_parties *out)
{
    toc_slice one;
    while (toc_slice_cut(&codes, '/', &one)) add_party(t, one, c, from, to, out);
}

static bool add_pronoun(const toc_legacy_tree *t, uint32_t head, const toc_legacy_parties *subject, toc_legacy_parties *out)
{
    static const char *const WORDS[] = {"IT", "HE", "SHE", "THEY", "HIM", "THEM", "ITSELF", "HIMSELF", "HERSELF", "THEMSELVES", NULL};
    const uint32_t word = t->word_of[head - t->first];
    if (token(t, head)->upos != TOC_PRON || word == TOC_LEGACY_NONE || subject == NULL) return false;
    for (const char *const *w = WORDS; *w != NULL; w++) {
        if (!toc_slice_is(t->s->words.items[word].upper, *w)) continue;
        for (uint32_t i = 0; i < subject->count && out->count < TOC_LEGACY_MAX_PARTIES; i++) {
            if (known(out, subject->codes[i])) continue;
            out->spans[out->count] = (toc_span){t->s->words.items[word].start, t->s->words.items[word].end};
            out->codes[out->count++] = subject->codes[i];
        }
        return true;
    }
    return false;
}

static void one_phrase(const toc_legacy_tree *t, uint32_t head, const toc_legacy_parties *subject, toc_legacy_parties *out)
{
    collected c = {.former = false};
    if (add_pronoun(t, head, subject, out)) return;
    collect_phrase(t, head, &c);
    for (tier at = TIER_OWN; at < TIERS; at++) {
        if (c.actor_count[at] == 0) continue;
        const tier agents_to = at;
        for (uint32_t i = 0; i < c.actor_count[at]; i++) add_actor(t, c.actors[at][i], &c, TIER_OWN, agents_to, out);
        return;
    }
    for (tier at = TIER_OWN; at < TIERS; at++) {
        if (c.agent_count[at] == 0) continue;
        add_party(t, TOC_LIT("---"), &c, at, at, out);
        return;
    }
}

void toc_legacy_noun_phrase(const toc_legacy_tree *t, uint32_t head, const toc_legacy_parties *subject,
                            toc_legacy_parties *out)
{
    one_phrase(t, head, subject, out);
    for (uint32_t i = t->first; i < t->last; i++)
        if (token(t, i)->deprel == TOC_DEP_conj && token(t, i)->head == head && token(t, i)->upos != TOC_VERB)
            one_phrase(t, i, subject, out);
}
