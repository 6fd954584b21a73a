/* src/syntax/features.h - what the models look at; shared by the library and its trainer.
 *
 * A sentence is copied into a toc_words: one row a word with the hashes that features are mixed
 * from. Index `count` is the artificial root, which the parser keeps at the end of the buffer. */
#ifndef TOC_FEATURES_H
#define TOC_FEATURES_H

#include "base/limits.h"
#include "syntax/syntax.h"

#define TOC_MAX_FEATURES 80

typedef struct toc_word {
    uint64_t lower;     /* hash of the lower-case form */
    uint64_t suffix[4]; /* of 1..4 bytes; 0: the word is shorter */
    uint64_t prefix[2]; /* of 1 and 3 bytes */
    uint64_t shape;
    uint16_t cluster;
    uint8_t upos;
    uint8_t rel;                          /* set when its arc is made */
    bool rel_sure;                        /* by a lead that a second look would not overturn */
    int32_t head;                         /* index into words; -1 none yet */
    int32_t left1, left2, right1, right2; /* outermost and next children so far; -1 none */
    uint8_t lefts, rights;
} toc_word;

typedef struct toc_words {
    uint32_t count;
    uint8_t
        manner; /* how the sentence is written: 0 running text, 1 most words begin with capitals, 2 all in capitals, 3 no capital at all */
    toc_word word[TOC_MAX_SENTENCE_TOKENS + 1]; /* [count] is the root */
} toc_words;

typedef struct toc_configuration { /* of the transition parser */
    int32_t stack[TOC_MAX_SENTENCE_TOKENS + 1];
    int32_t depth, next; /* stack size, first word of the buffer */
} toc_configuration;

typedef struct
    toc_tree { /* a finished tree, read off toc_words.head; all indexes of words, -1 none */
    int32_t order[TOC_MAX_SENTENCE_TOKENS]; /* governors before what hangs on them */
    int32_t before[TOC_MAX_SENTENCE_TOKENS + 1],
        after[TOC_MAX_SENTENCE_TOKENS + 1]; /* nearest children of the same governor */
    int32_t marker[TOC_MAX_SENTENCE_TOKENS +
                   1]; /* first child that is an adposition, conjunction or particle */
    int32_t auxiliary[TOC_MAX_SENTENCE_TOKENS + 1]; /* last child that is an auxiliary */
    int32_t first[TOC_MAX_SENTENCE_TOKENS + 1], last[TOC_MAX_SENTENCE_TOKENS + 1]; /* children */
} toc_tree;

/* Features of a move come in two parts: where the first part decides by a wide lead, the second, rarer
 * and seldom in the cache, is not looked at; what it would overturn is less than one decision in a
 * thousand (measured on 2,400 sentences of news). */
typedef enum toc_look { TOC_FIRST_LOOK, TOC_SECOND_LOOK } toc_look;

/* Of at most 64 bytes, A-Z as a-z. */
uint64_t toc_lower_hash(const char *bytes, size_t len);
/* Fills words from the sentence's tokens (at most TOC_MAX_SENTENCE_TOKENS of them). */
void toc_words_read(const toc_clusters *clusters, const toc_text *text, uint32_t sentence,
                    toc_words *words);
/* Feature hashes; the count. Of a tag: the words around, known from the start, and the tags before. */
size_t toc_tag_word_features(const toc_words *words, int32_t at, uint64_t *out);
size_t toc_tag_before_features(const toc_words *words, int32_t at, uint64_t *out);
size_t toc_move_features(const toc_words *words, const toc_configuration *c, toc_look look,
                         uint64_t *out);
size_t toc_label_features(const toc_words *words, int32_t head, int32_t child, uint64_t *out);
/* Of the arc over `child` in a finished tree: the governor has its final name. */
size_t toc_relabel_features(const toc_words *words, const toc_tree *tree, int32_t child,
                            uint64_t *out);
void toc_tree_read(const toc_words *words, toc_tree *tree);

/* Transitions: 0 shift, 1 left (top of stack under next word), 2 right (top under second). */
bool toc_move_legal(const toc_words *words, const toc_configuration *c, int move);
/* Performs it; for 1 and 2 *head and *child say which arc was made (label it before the next). */
void toc_move_make(toc_words *words, toc_configuration *c, int move, int32_t *head, int32_t *child);

/* ---------------------------------------------------------------- closed classes */
tocsin_status toc_closed_open(toc_closed *out, const toc_pack *packs, size_t count,
                              toc_arena *arena, tocsin_error *err);
/* The part of speech of a word of the table, by the hash of its lower-case form; NONE: not in it. */
uint8_t toc_closed_upos(const toc_closed *closed, uint64_t hash);

/* Keys of the lemma tables. */
uint64_t toc_lemma_key(toc_slice lower, uint8_t upos);
uint64_t toc_rule_key(toc_slice suffix, uint8_t upos);

#endif
