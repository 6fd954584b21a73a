/* src/syntax/syntax.h - part of speech, lemma and dependency tree, by integer models in the pack.
 *
 *   tagger   averaged perceptron, left to right          Collins 2002
 *   lemmas   table of exceptions, then suffix rules
 *   parser   arc-hybrid transitions, dynamic oracle      Kuhlmann et al. 2011, Goldberg and Nivre 2013
 *   labels   a second perceptron names each arc as it is made: the parser's features need names;
 *            a third names all arcs again, from the root down, when the tree stands
 *
 * Features are 64-bit mixes of hashes, looked up in tables of one-byte weights that lie in the pack
 * as they are (weights.h): nothing to parse at start. Ties go to the lower number. */
#ifndef TOC_SYNTAX_H
#define TOC_SYNTAX_H

#include "pack/dict.h"
#include "pack/pack.h"
#include "text/token.h"

typedef struct toc_clusters { /* word clusters; see format.h for the layout */
    const char *slots;
    uint32_t mask;
} toc_clusters;

typedef struct toc_weights { /* lines of weights.h */
    const unsigned char *lines;
    uint32_t mask;
} toc_weights;

typedef struct toc_closed_word {
    uint64_t hash; /* toc_lower_hash of the word */
    uint8_t upos;
} toc_closed_word;

typedef struct toc_closed { /* words that need no tagger; see closed.c */
    toc_closed_word *slots;
    uint32_t mask;
} toc_closed;

typedef struct toc_syntax {
    bool has_model;
    toc_weights tags, moves, labels, relabels;
    const char *lemmas, *rules, *strings;
    uint32_t lemma_mask, rule_mask, string_bytes;
    toc_clusters clusters;
    toc_closed closed;  /* table `closed` */
    toc_dict countries; /* table `country` */
    toc_dict irregular; /* table `irregular`: lemmas of forms that the model never saw */
    toc_dict agents;    /* table `agent`: words for people and bodies are nouns */
    bool has_countries, has_irregular, has_agents;
} toc_syntax;

/* Without models in the pack everything is tagged NONE and nothing is parsed: no error. */
tocsin_status toc_syntax_open(toc_syntax *out, const toc_pack *packs, size_t count,
                              toc_arena *arena, tocsin_error *err);

/* upos, lemma, lemma_fold and cluster of a sentence's tokens. */
void toc_syntax_tag(const toc_syntax *syntax, toc_text *text, uint32_t sentence);
/* head and deprel of a tagged sentence; margin: how sure its closest decision on average was. */
void toc_syntax_parse(const toc_syntax *syntax, toc_text *text, uint32_t sentence);

/* ---------------------------------------------------------------- word clusters */
bool toc_clusters_view(toc_clusters *out, toc_slice section);
/* Fine cluster of a folded word, 1..; 0: unknown word. */
uint16_t toc_cluster_of(const toc_clusters *clusters, uint64_t fold);
/* The coarse cluster that a fine one belongs to. */
#define TOC_CLUSTER_COARSE(fine) ((fine) >> 4)

#endif
