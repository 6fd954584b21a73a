/* tools/train/perceptron.h - an averaged perceptron over exact feature keys, and its packed form.
 *
 * Collins 2002. A feature gets weights when it was in its MIN_UPDATES-th update; rarer ones would
 * only learn their sentence by heart. Integers only, so the same input gives the same bytes. */
#ifndef PERCEPTRON_H
#define PERCEPTRON_H

#include "base/buf.h"
#include "syntax/features.h"

#define MOST_LABELS 64

typedef struct perceptron {
    uint64_t *keys; /* [mask + 1] open addressing; 0 free */
    uint32_t *rows; /* [mask + 1] row of a key */
    int32_t *now;   /* [room][width] */
    int64_t *sum;   /* [room][width] sum of change times clock */
    uint8_t *seen;  /* sketch of updates that a feature was in */
    uint32_t mask, count, room, width;
    int64_t clock;
} perceptron;

typedef struct scored { /* a decision: its features, their rows, the score of each label */
    uint64_t features[TOC_MAX_FEATURES];
    uint32_t rows[TOC_MAX_FEATURES];
    size_t n;
    int32_t scores[MOST_LABELS];
} scored;

void perceptron_init(perceptron *p, uint32_t width);
void perceptron_free(perceptron *p);
/* Fills rows and scores for s->features[0..n). */
void perceptron_score(const perceptron *p, scored *s);
void perceptron_update(perceptron *p, scored *s, uint32_t label, int32_t by);
/* Replaces weights by their averages, in 1/WEIGHT_UNIT steps. */
void perceptron_average(perceptron *p);
/* Adds the averaged weights of `from`. */
void perceptron_add(perceptron *to, const perceptron *from);
void perceptron_divide(perceptron *p, int32_t by);
/* Appends 1 << bits lines (src/syntax/weights.h) of an averaged perceptron. Weights below `least` are dropped. */
void perceptron_pack_moves(const perceptron *p, unsigned bits, int32_t least, toc_buf *out);
void perceptron_pack_labels(const perceptron *p, unsigned bits, int32_t least, toc_buf *out);

#endif
