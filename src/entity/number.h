/* src/entity/number.h - how many: numbers of a text that count something, with ranges and bounds.
 *
 *   "at least 12 soldiers"   12..open, counted = soldiers      "two of the five drivers"  2..2 of 5
 *   "dozens of protesters"   24..99                            "no casualties"            0..0
 *
 * Ages, calibres, clock times, distances, money, percentages, ordinals, street and model numbers
 * count nothing and are left out; so is whatever when.h read as a time (run it first). Words and
 * units stand in data/time/numbers.tsv. */
#ifndef TOC_NUMBER_H
#define TOC_NUMBER_H

#include "entity/numeral.h"
#include "entity/scene.h"

typedef struct toc_number_data {
    toc_numeral_data numerals;
} toc_number_data;

tocsin_status toc_number_open(toc_number_data *out, const toc_pack *packs, size_t count,
                              toc_arena *arena, tocsin_error *err);

/* Fills scene->numbers, in text order, and chunk->number of the noun phrases counted (for a number
 * that stands alone: of its own chunk). */
void toc_numbers_find(const toc_number_data *data, toc_scene *scene);

typedef enum toc_count_kind {
    TOC_COUNT_NOT_SAID, /* a bare plural, a mass noun: *out is not present */
    TOC_COUNT_SAID,     /* a number word */
    TOC_COUNT_ARTICLE,  /* "a soldier", "another soldier": one, said by the article */
    TOC_COUNT_SINGULAR  /* "the soldier", "General Smith": one by its form alone */
} toc_count_kind;

/* How many a chunk speaks of; out->spans is the number, or the whole chunk where one is implied. */
toc_count_kind toc_count_of_chunk(const toc_scene *scene, uint32_t chunk, toc_count *out);

#endif
