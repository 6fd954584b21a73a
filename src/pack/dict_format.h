/* src/pack/dict_format.h - layout of a section "dict/<table>", shared by dict.c and dict_compile.c.
 *
 *   0  "TDIC"            4  format version       8  rows        12 cols      16 files
 *  20  nodes            24  edge slots (2^n)    28  postings    32 string bytes
 *  36  first bits (2^n, 64 or more)         40..63 zero
 *  64  col_names   u32 [cols]              offsets of strings
 *      file_names  u32 [files]
 *      row_files   { u32 file, line } [rows]
 *      cells       u32 [rows][cols]        offset of a string
 *      nodes       { u32 first posting, count } [nodes]; node 0 is the root; top bit of count: edges
 *                                         leave the node
 *      postings    { u32 row; u32 form } [postings]: form is a string offset, top bit: exact form
 *      edges       { u64 key; u32 parent, child } [slots], open addressing, child 0: free
 *      firsts      u64 [first bits / 64]  bit dict_first_bit(key) is set for each key that leaves the root
 *      strings     { u16 length; bytes } ...; offset 0 is the empty string */
#ifndef TOC_DICT_FORMAT_H
#define TOC_DICT_FORMAT_H

#include <stdint.h>

#include "base/hash.h"

#define DICT_FORMAT 3u
#define DICT_HEADER_BYTES 64u
#define DICT_EDGE_BYTES 16u
#define DICT_NODE_BYTES 8u
#define DICT_POSTING_BYTES 8u
#define DICT_EXACT 0x80000000u
#define DICT_INNER 0x80000000u
#define DICT_FIRST_BITS 16u /* of the filter for a key that leaves the root, at least */

/* Where an edge is looked for first: its low half; and, of the root, which bit it sets: the high half. */
static inline uint64_t dict_edge_hash(uint64_t key, uint32_t parent)
{
    return toc_mix(key, parent);
}

static inline uint32_t dict_first_bit(uint64_t edge_hash, uint32_t mask)
{
    return (uint32_t)(edge_hash >> 32) & mask;
}

#endif
