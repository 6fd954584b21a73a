/* src/syntax/format.h - layout of the sections "model/syntax" and "model/clusters".
 *
 * syntax    0 "TSYN"  4 version  8 tag bits  12 move bits  16 label bits  20 relabel bits
 *          24 lemma slots  28 rule slots  32 string bytes  36..63 zero; then, each where the one
 *          before ends:
 *          tags, moves, labels, relabels   [1 << bits] lines of 64 bytes, see weights.h
 *          lemmas  { u64 key; u32 string; u32 length } [slots], open addressing, key 0 free
 *          rules   { u64 key; u32 string; u16 length; u16 strip } [slots]
 *          strings bytes
 * clusters  0 "TCLU"  4 version  8 slots  12..63 zero; then
 *          { u32 top half of the fold; u16 fine cluster; u16 zero } [slots], cluster 0 free */
#ifndef TOC_SYNTAX_FORMAT_H
#define TOC_SYNTAX_FORMAT_H

#define SYNTAX_VERSION 2u
#define CLUSTERS_VERSION 1u
#define SYNTAX_HEADER_BYTES 64u /* of clusters too */
#define LEMMA_BYTES 16u
#define RULE_BYTES 16u
#define CLUSTER_BYTES 8u
#define RULE_MAX_SUFFIX 6u

#endif
