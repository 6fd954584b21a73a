/* src/legacy/tree.h - PETRARCH 2 over dependency trees in the place of its constituents.
 *
 *   Obama asked Congress to help Iran
 *     verb asked   subject Obama, object Congress, complement [help: -> Iran 070]
 *     deeds        [Congress -> Iran 070] inside [Obama ... 020]  =  Obama -> Congress 023
 *
 * A noun phrase means the codes of its actors with those of its agents; a verb phrase means deeds;
 * a deed inside another verb's complement is combined with that verb (levels.c) or rewritten by a
 * transformation (transform.c). */
#ifndef TOC_LEGACY_TREE_H
#define TOC_LEGACY_TREE_H

#include "legacy/sentence.h"

enum { TOC_LEGACY_MAX_PARTIES = 16, TOC_LEGACY_MAX_NESTED = 12 };

typedef struct toc_legacy_tree {
    const toc_text *text;
    uint32_t first, last; /* tokens of the sentence */
    toc_legacy_sentence *s;
    uint32_t *word_of;  /* by token - first: the word that begins in it; NONE */
    uint32_t *token_of; /* by word: the token that it begins in; NONE */
} toc_legacy_tree;

typedef struct toc_legacy_parties { /* everybody on one side of a deed */
    const char *codes[TOC_LEGACY_MAX_PARTIES];
    toc_span spans[TOC_LEGACY_MAX_PARTIES];
    uint32_t count;
} toc_legacy_parties;

typedef struct toc_legacy_deed {
    toc_legacy_parties source, target;
    toc_slice code; /* empty: none */
    toc_slice verb; /* name of the verb's block, for transformations */
    uint32_t token; /* of the verb */
    bool rewritten; /* by a transformation: says more than another deed of the two */
    uint32_t file, line;
} toc_legacy_deed;
typedef TOC_ARRAY(toc_legacy_deed) toc_legacy_deeds;

/* noun_phrases.c: adds the codes of the noun phrase under a token, and of those joined to it.
 * `subject` is what a reflexive or a pronoun of the complement refers to; may be NULL. */
void toc_legacy_noun_phrase(const toc_legacy_tree *t, uint32_t head,
                            const toc_legacy_parties *subject, toc_legacy_parties *out);

/* verb_codes.c */
typedef struct toc_legacy_verb_code {
    toc_slice code; /* empty: none */
    toc_slice block;
    bool both; /* %: who does it does it to each other */
    uint32_t file, line;
} toc_legacy_verb_code;
void toc_legacy_verb_find(const toc_legacy_tree *t, uint32_t verb, bool passive,
                          toc_legacy_verb_code *out);
/* The word where the phrase of the verb dictionary begins that the token belongs to; NONE. */
uint32_t toc_legacy_verb_word(const toc_legacy_tree *t, uint32_t verb);
/* Is the way from a token up to `top` free of clauses? *child: the last token below top on it. */
bool toc_legacy_within(const toc_legacy_tree *t, uint32_t token, uint32_t top, uint32_t *child);

/* levels.c: codes of CAMEO that hold others: 02 ask for, 03 intend, 10 demand, 12 refuse, 13 threaten. */
toc_slice toc_legacy_compose(toc_arena *arena, toc_slice outer, toc_slice inner);
toc_slice toc_legacy_negate(toc_arena *arena, toc_slice code); /* empty: nothing to report */

/* transform.c: "~ a (a b ATTACK) SAY = a b 015". False: no transformation fits. */
bool toc_legacy_transform(const toc_legacy_suite *suite, toc_arena *arena, toc_slice outer_verb,
                          const toc_legacy_parties *source, const toc_legacy_deed *inner,
                          toc_legacy_deed *out);

/* verb_phrases.c: the events of a parsed sentence whose phrases are marked. */
void toc_legacy_deeds_find(const toc_legacy_tree *t, toc_legacy_events *out);

#endif
