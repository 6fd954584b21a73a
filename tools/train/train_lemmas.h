/* tools/train/train_lemmas.h - lemma tables from tagged texts. */
#ifndef TRAIN_LEMMAS_H
#define TRAIN_LEMMAS_H

#include "base/buf.h"
#include "text/token.h"

typedef struct lemma_tables { /* as src/syntax/format.h lays them out */
    toc_buf lemmas, rules, strings;
    uint32_t lemma_slots, rule_slots;
} lemma_tables;

/* Suffix rules that two thirds of the types with that suffix follow; then every type that the rules
 * get wrong. Reads every step-th text. */
void train_lemmas(const toc_text *texts, uint32_t text_count, uint32_t step, lemma_tables *out);
/* Little-endian number. */
void train_put(unsigned char *p, uint64_t v, unsigned bytes);

#endif
