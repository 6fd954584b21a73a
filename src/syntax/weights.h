/* src/syntax/weights.h - the weight tables of the models: what a line of 64 bytes holds.
 *
 * A feature is a 64-bit mix. Its low bits choose a line, one cache miss at most; its top 16 bits are
 * the print by which it is known there, so a feature that training never weighed adds nothing.
 *
 *   moves   u16 print[12]; i8 code[12][3]; 4 spare bytes
 *   labels  u16 print[8]; { u8 label; i8 code }[8][3]      a feature may have several slots of a line
 *
 * A code c stands for the weight c * |c|: fine steps where weights are small and most, coarse ones
 * where they are large. Lines are full when they are full: the trainer keeps the heaviest. */
#ifndef TOC_WEIGHTS_H
#define TOC_WEIGHTS_H

#include "syntax/features.h"

#define WEIGHT_LINE_BYTES 64u
#define WEIGHT_UNIT 256 /* the weight of one step of training */
#define MOVE_SLOTS 12u
#define MOVE_CODES 24u /* byte of the line where they begin */
#define LABEL_SLOTS 8u
#define LABEL_CODES 16u
#define LABEL_PAIRS 3u
#define LABEL_SCORES 256u /* room for any label byte, damaged ones too */

static inline int32_t toc_weight_of(int8_t code)
{
    return code < 0 ? -code * code : code * code;
}

/* Bit 15 of each 16-bit lane of v that is zero. */
static inline uint64_t toc_zero_lanes(uint64_t v)
{
    const uint64_t low = UINT64_C(0x7FFF7FFF7FFF7FFF);
    return ~(((v & low) + low) | v | low);
}

/* The slots of a line that have the print: of the bits set, bit b stands for slot toc_slot_of(b).
 * One word for all of them, so that the search has one branch for a hit and no more. */
static inline uint64_t toc_slots_with(const unsigned char *line, uint32_t slots, uint64_t feature)
{
    const uint64_t all = (feature >> 48) * UINT64_C(0x0001000100010001);
    uint64_t found = 0;
    for (uint32_t four = 0; four < slots / 4; four++)
        found |= toc_zero_lanes(toc_read_u64((const char *)line + 8 * four) ^ all) >> four;
    return found;
}

static inline uint32_t toc_slot_of(uint32_t bit)
{
    return 4 * (15 - (bit & 15)) + (bit >> 4);
}

static inline const unsigned char *toc_weight_line(const unsigned char *lines, uint32_t mask,
                                                   uint64_t feature)
{
    return lines + (size_t)((uint32_t)feature & mask) * WEIGHT_LINE_BYTES;
}

static inline void toc_add_move(const unsigned char *line, uint64_t feature, int32_t scores[3])
{
    for (uint64_t left = toc_slots_with(line, MOVE_SLOTS, feature); left != 0; left &= left - 1) {
        const uint32_t slot = toc_slot_of((uint32_t)__builtin_ctzll(left));
        const int8_t *code = (const int8_t *)line + MOVE_CODES + 3 * slot;
        for (uint32_t m = 0; m < 3; m++) scores[m] += toc_weight_of(code[m]);
    }
}

static inline void toc_add_labels(const unsigned char *line, uint64_t feature,
                                  int32_t scores[LABEL_SCORES])
{
    for (uint64_t left = toc_slots_with(line, LABEL_SLOTS, feature); left != 0; left &= left - 1) {
        const uint32_t slot = toc_slot_of((uint32_t)__builtin_ctzll(left));
        const unsigned char *code = line + LABEL_CODES + 2 * LABEL_PAIRS * slot;
        for (uint32_t k = 0; k < LABEL_PAIRS; k++)
            scores[code[2 * k]] += toc_weight_of((int8_t)code[2 * k + 1]);
    }
}

/* Asks for the lines of features that will be looked at soon. */
static inline void toc_fetch_lines(const toc_weights *weights, const uint64_t *features, size_t n)
{
    for (size_t i = 0; i < n; i++)
        __builtin_prefetch(toc_weight_line(weights->lines, weights->mask, features[i]));
}

/* Adds to scores[0 .. LABEL_SCORES) what n features say. */
static inline void toc_add_scores(const toc_weights *weights, const uint64_t *features, size_t n,
                                  int32_t scores[LABEL_SCORES])
{
    const unsigned char *lines[TOC_MAX_FEATURES];
    for (size_t i = 0; i < n; i++) {
        lines[i] = toc_weight_line(weights->lines, weights->mask, features[i]);
        __builtin_prefetch(lines[i]);
    }
    for (size_t i = 0; i < n; i++) toc_add_labels(lines[i], features[i], scores);
}

/* The first of the highest of scores[first .. end), and its lead on the next. */
static inline uint8_t toc_best_score(const int32_t *scores, uint8_t first, uint8_t end,
                                     int32_t *lead)
{
    uint8_t best = first;
    int32_t second = INT32_MIN / 2;
    for (uint8_t t = (uint8_t)(first + 1); t < end; t++) {
        if (scores[t] > scores[best]) {
            second = scores[best];
            best = t;
        } else if (scores[t] > second) {
            second = scores[t];
        }
    }
    *lead = scores[best] - second;
    return best;
}

#endif
