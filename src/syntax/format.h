/* src/syntax/format.h - layout of the sections "model/syntax" and "model/clusters".
 *
 * syntax    0 "TSYN"  4 version  8 tag bits  12 move bits  16 label bits  20 lemma slots
 *          24 rule slots  28 string bytes  32..63 zero; then, each where the one before ends:
 *          tags    int8 [1 << bits][TOC_TAG_ROW]
 *          moves   int8 [1 << bits][TOC_MOVE_ROW]
 *          labels  int8 [1 << bits][TOC_LABEL_ROW]
 *          lemmas  { u64 key; u32 string; u32 length } [slots], open addressing, key 0 free
 *          rules   { u64 key; u32 string; u16 length; u16 strip } [slots]
 *          strings bytes
 * clusters  0 "TCLU"  4 version  8 slots  12..63 zero; then
 *          { u32 top half of the fold; u16 fine cluster; u16 zero } [slots], cluster 0 free */
#ifndef TOC_SYNTAX_FORMAT_H
#define TOC_SYNTAX_FORMAT_H

#define SYNTAX_VERSION 1u
#define SYNTAX_HEADER_BYTES 64u
#define LEMMA_BYTES 16u
#define RULE_BYTES 16u
#define CLUSTER_BYTES 8u
#define RULE_MAX_SUFFIX 6u

#endif
