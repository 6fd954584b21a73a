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

static inline uint64_t toc_four_prints(const unsigned char *p)
{
    uint64_t v;
    memcpy(&v, p,
           8); /* compared lane by lane, so the order of bytes within the word does not matter */
    return v;
}

/* Is one of the four 16-bit lanes zero? May say so wrongly of a lane above a zero one, never the reverse. */
static inline uint64_t toc_zero_lane(uint64_t v)
{
    return (v - 0x0001000100010001u) & ~v & 0x8000800080008000u;
}

static inline const unsigned char *toc_weight_line(const unsigned char *lines, uint32_t mask,
                                                   uint64_t feature)
{
    return lines + (size_t)((uint32_t)feature & mask) * WEIGHT_LINE_BYTES;
}

static inline void toc_add_move(const unsigned char *line, uint64_t feature, int32_t scores[3])
{
    const uint32_t print = (uint32_t)(feature >> 48);
    const unsigned char pair[2] = {(unsigned char)print, (unsigned char)(print >> 8)};
    uint16_t lane;
    memcpy(&lane, pair, 2);
    const uint64_t all = lane * UINT64_C(0x0001000100010001);
    for (uint32_t four = 0; four < MOVE_SLOTS; four += 4) {
        if (!toc_zero_lane(toc_four_prints(line + 2 * four) ^ all)) continue;
        for (uint32_t s = four; s < four + 4; s++) {
            if (line[2 * s] != pair[0] || line[2 * s + 1] != pair[1]) continue;
            const int8_t *code = (const int8_t *)line + MOVE_CODES + 3 * s;
            for (uint32_t m = 0; m < 3; m++) scores[m] += toc_weight_of(code[m]);
        }
    }
}

static inline void toc_add_labels(const unsigned char *line, uint64_t feature,
                                  int32_t scores[LABEL_SCORES])
{
    const uint32_t print = (uint32_t)(feature >> 48);
    const unsigned char pair[2] = {(unsigned char)print, (unsigned char)(print >> 8)};
    uint16_t lane;
    memcpy(&lane, pair, 2);
    const uint64_t all = lane * UINT64_C(0x0001000100010001);
    for (uint32_t four = 0; four < LABEL_SLOTS; four += 4) {
        if (!toc_zero_lane(toc_four_prints(line + 2 * four) ^ all)) continue;
        for (uint32_t s = four; s < four + 4; s++) {
            if (line[2 * s] != pair[0] || line[2 * s + 1] != pair[1]) continue;
            const unsigned char *code = line + LABEL_CODES + 2 * LABEL_PAIRS * s;
            for (uint32_t k = 0; k < LABEL_PAIRS; k++)
                scores[code[2 * k]] += toc_weight_of((int8_t)code[2 * k + 1]);
        }
    }
}

/* scores[0 .. LABEL_SCORES) of n features. */
static inline void toc_score_labels(const toc_weights *weights, const uint64_t *features, size_t n,
                                    int32_t scores[LABEL_SCORES])
{
    const unsigned char *lines[TOC_MAX_FEATURES];
    for (size_t i = 0; i < n; i++) {
        lines[i] = toc_weight_line(weights->lines, weights->mask, features[i]);
        __builtin_prefetch(lines[i]);
    }
    memset(scores, 0, LABEL_SCORES * sizeof *scores);
    for (size_t i = 0; i < n; i++) toc_add_labels(lines[i], features[i], scores);
}

#endif
