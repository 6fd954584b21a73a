/* src/store/rarity.c - looks a word up in the model of rarity. */
#include "store/rarity.h"

#define UNLISTED 176u /* 11 bits: one report of 2,048 */

static uint32_t read_u32(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

void toc_rarity_view(toc_rarity *out, toc_slice section)
{
    const unsigned char *p = (const unsigned char *)section.ptr;
    *out = (toc_rarity){0};
    if (section.len < TOC_RARITY_HEADER_BYTES || memcmp(p, TOC_RARITY_MAGIC, 4) != 0 ||
        read_u32(p + 4) != TOC_RARITY_VERSION ||
        (section.len - TOC_RARITY_HEADER_BYTES) / 4 < read_u32(p + 8))
        return;
    out->entries = p + TOC_RARITY_HEADER_BYTES;
    out->count = read_u32(p + 8);
}

uint32_t toc_rarity_of(const toc_rarity *rarity, uint32_t key)
{
    uint32_t low = 0, high = rarity->count;
    while (low < high) {
        const uint32_t mid = low + (high - low) / 2,
                       entry = read_u32(rarity->entries + 4 * (size_t)mid);
        if (entry >> 8 == key) return entry & 0xff;
        if (entry >> 8 < key)
            low = mid + 1;
        else
            high = mid;
    }
    return UNLISTED;
}
