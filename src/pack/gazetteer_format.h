/* src/pack/gazetteer_format.h - the numbers that reader and writer of the gazetteer share. */
#ifndef TOC_GAZETTEER_FORMAT_H
#define TOC_GAZETTEER_FORMAT_H

#include <stdint.h>

#define GAZ_MAGIC "TOCGAZ01"
#define GAZ_HEADER_BYTES 64u /* magic, version, 12 fields, stamp */
#define GAZ_AT_STAMP 60u
#define GAZ_PLACE_BYTES 24u
#define GAZ_STATE_BYTES 12u
#define GAZ_SLOT_BYTES 8u
#define GAZ_MORE 0x80000000u       /* in a slot's value: longer names begin so */
#define GAZ_NO_POSTING 0x7fffffffu /* a beginning that is no name itself */

/* Where a key is looked for first: its low half scaled to the number of slots, which need be no
 * power of two. */
static inline uint32_t gaz_slot(uint64_t key, uint32_t slots)
{
    return (uint32_t)((key & UINT32_MAX) * slots >> 32);
}

/* The part of a key that tells slots apart; 0 marks a free slot. */
static inline uint32_t gaz_tag(uint64_t key)
{
    const uint32_t tag = (uint32_t)(key >> 32);
    return tag == 0 ? 1 : tag;
}

#endif
