/* src/base/hash.h - one 64-bit hash for words, features and dictionary keys.
 *
 * The mix is a bijection of either operand while the other stands still, so two words of one length
 * that differ within one step of eight bytes never share a key: one multiply by an odd number for
 * the second operand, then a round of xor-shift and multiply for both. Little endian by construction,
 * so the same on every machine: compiled packs and models depend on it (a change here means building
 * and training all of them anew). 0 is never returned by toc_hash: it marks "no word". */
#ifndef TOC_HASH_H
#define TOC_HASH_H

#include "base/slice.h"

static inline uint64_t toc_mix(uint64_t a, uint64_t b)
{
    uint64_t x = a ^ 0x9e3779b97f4a7c15u ^ b * 0xe7037ed1a0b428dbu; /* odd: no bit of b is lost */
    x = (x ^ x >> 32) * 0xd6e8feb86659fd93u;
    return x ^ x >> 32;
}

static inline uint64_t toc_hash(const void *bytes, size_t len)
{
    const unsigned char *p = bytes;
    uint64_t h = 0xa0761d6478bd642fu ^ len;
    while (len > 0) {
        uint64_t word = 0;
        const size_t n = len < 8 ? len : 8;
        /* false alarm: of whole numbers, hashed as bytes, the analyser knows only the first byte */
        // NOLINTNEXTLINE(clang-analyzer-*)
        for (size_t i = 0; i < n; i++) word |= (uint64_t)p[i] << (8 * i);
        h = toc_mix(h, word);
        p += n;
        len -= n;
    }
    return h == 0 ? 1 : h;
}

static inline uint64_t toc_hash_slice(toc_slice s)
{
    return toc_hash(s.ptr, s.len);
}

#endif
