/* src/entity/names.h - names of persons, organisations and places, by a learned tagger.
 *
 *   names.c           the model, the walk over the tokens, one type per name and document
 *   names_features.c  what a decision looks at (shared with tools/train/train_names.c)
 *   names_mend.c      what grammar knows of a name's boundaries and the tagger missed
 *
 * An averaged perceptron with 8-bit weights decides token by token, left to right, among the labels
 * "outside" and begin, inside, last, unit of each type. Model section "model/names":
 *
 *   "TNER" u32 format, u32 feature slots, padding to 64 bytes
 *   feature slots  { u24 fingerprint, i8 weight[TOC_NAMES_LABELS] }
 *
 * A power of two; fingerprint 0 is a free slot. A feature stands in one of the four slots of its line
 * of 64 bytes, the heaviest first. Word clusters are those that the syntax models use: the tokens
 * carry them. */
#ifndef TOC_NAMES_H
#define TOC_NAMES_H

#include "entity/scene.h"
#include "pack/dict.h"
#include "pack/gazetteer.h"

#define TOC_NAMES_FORMAT 3u
#define TOC_NAMES_LABELS 13u /* O, then B I L U of PER, ORG, LOC */
#define TOC_NAMES_HEADER_BYTES 64u
#define TOC_NAMES_SLOT_BYTES 16u
#define TOC_NAMES_LINE 4u /* slots */
#define TOC_NAMES_FEATURES 64u

typedef struct toc_names_data {
    const char *slots; /* NULL: no model, nothing is tagged */
    uint32_t slot_mask;
    bool has_actors, has_agents, has_countries;
    toc_dict actors, agents, countries;
    uint32_t actor_kind, agent_kind;
    uint64_t *demonyms; /* [demonym_count] keys of one-word demonyms, sorted */
    uint32_t demonym_count;
    toc_gaz gaz;
} toc_names_data;

/* A damaged model section is an error, a missing one is none. */
tocsin_status toc_names_open(toc_names_data *out, const toc_pack *packs, size_t count,
                             toc_arena *arena, tocsin_error *err);

/* Sets token.ner of the whole document; the tokens' clusters are set (syntax.h). */
void toc_names_tag(const toc_names_data *data, toc_text *text);

/* ---------------------------------------------------------------- for names.c and the trainer */
/* Mends the spans of token.ner; wants upos and the tree. */
void toc_names_mend(const toc_text *text);

typedef struct toc_name_token { /* what features are made of */
    uint64_t word, form, shape, prefix[3], suffix[3];
    uint16_t cluster, coarse;
    uint8_t dict;  /* bits of the dictionaries, names_features.c */
    uint8_t label; /* decided, or known in training */
} toc_name_token;

/* First slot of a feature's line. */
static inline uint32_t toc_names_line(uint64_t feature, uint32_t mask)
{
    return (uint32_t)feature & mask & ~(TOC_NAMES_LINE - 1);
}
/* A slot's fingerprint of a feature: never 0. */
static inline uint32_t toc_names_print(uint64_t feature)
{
    return (uint32_t)(feature >> 40) | 1u;
}
/* One entry a token of the text, in the arena; NULL when memory is out. */
toc_name_token *toc_names_prepare(const toc_names_data *data, const toc_text *text,
                                  toc_arena *arena);
/* Features of token i of the sentence [first, last); labels of the tokens before it are set.
 * `style` says whose manner of marking names is meant (0 at work, others in training). */
size_t toc_names_features(const toc_name_token *tokens, uint32_t first, uint32_t last, uint32_t i,
                          unsigned style, uint64_t out[TOC_NAMES_FEATURES]);
/* May `label` follow `before` (0 at the sentence's start)? */
bool toc_names_follows(unsigned before, unsigned label);

#endif
