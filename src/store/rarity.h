/* src/store/rarity.h - how rare a word is in news: section "model/rarity" of the pack, trained by
 * tools/train/train_rarity.c. A file: magic, version, count, 0, then `count` entries in the order of
 * their keys, each (key << 8 | rarity), all 32 bits, little endian. Rarity is minus log2 of the share
 * of reports that have the word, in 1/16; words that are not listed are rarer than all that are. */
#ifndef TOC_RARITY_H
#define TOC_RARITY_H

#include "base/hash.h"

#define TOC_RARITY_MAGIC "TRAR"
#define TOC_RARITY_VERSION 1u
#define TOC_RARITY_HEADER_BYTES 16
#define TOC_RARITY_FOLD_ROOM 48

/* 24 bits of the hash of a folded word: enough to compare two reports. */
static inline uint32_t toc_rarity_key(const char *fold, size_t len)
{
    const uint64_t hash = toc_hash(fold, len);
    return (uint32_t)(hash ^ hash >> 32) & 0xffffffu;
}

typedef struct toc_rarity {
    const unsigned char *entries; /* NULL: no model, every word is as rare as any */
    uint32_t count;
} toc_rarity;

/* A section of the pack; what is damaged is no model. */
void toc_rarity_view(toc_rarity *out, toc_slice section);
uint32_t toc_rarity_of(const toc_rarity *rarity, uint32_t key);

#endif
