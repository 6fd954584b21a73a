/* src/event/tree.h - walking the dependency tree of one sentence.
 *
 * Sentences are short (TOC_MAX_SENTENCE_TOKENS), so children are found by scanning; every climb
 * is bounded by TOC_MAX_DEPTH, since a damaged model could hand out a circle. */
#ifndef TOC_TREE_H
#define TOC_TREE_H

#include "base/limits.h"
#include "record/record.h"
#include "text/token.h"

static inline const toc_token *toc_tok(const toc_text *text, uint32_t t)
{
    return &text->tokens.items[t];
}

/* The child of `t` after `from` (TOC_NONE: the first), in text order; TOC_NONE: no more. */
uint32_t toc_next_child(const toc_text *text, uint32_t t, uint32_t from);
/* The first child of `t` with that relation, TOC_NONE if there is none. */
uint32_t toc_child(const toc_text *text, uint32_t t, toc_deprel deprel);
/* True when `t` hangs below `top` (or is it). */
bool toc_below(const toc_text *text, uint32_t t, uint32_t top);
/* The token's lemma is this (lower case) word. */
bool toc_lemma_is(const toc_text *text, uint32_t t, const char *lemma);
/* Fold of the preposition that marks the phrase ("case" child, a fixed one's first word): 0 none. */
uint64_t toc_case_of(const toc_text *text, uint32_t t);

bool toc_is_verb(const toc_text *text, uint32_t t);
/* Passive: "was attacked", "attacked by", "the attacked convoy", "(having been) killed". */
bool toc_is_passive(const toc_text *text, uint32_t t);
/* Base-form infinitive with "to", or gerund: its subject is somebody else's. */
bool toc_is_gerund(const toc_text *text, uint32_t t);

#endif
