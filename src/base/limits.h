/* src/base/limits.h - every ceiling in one place, each with its reason. */
#ifndef TOC_LIMITS_H
#define TOC_LIMITS_H

#define TOC_ARENA_FIRST_BYTES ((size_t)64 << 10)  /* a short article fits */
#define TOC_ARENA_BLOCK_BYTES ((size_t)8 << 20)   /* no block doubles beyond this */
#define TOC_ARENA_LARGE_BYTES ((size_t)256 << 10) /* an array from here on grows in its own block */

#define TOC_MAX_TEXT_BYTES ((size_t)64 << 20)  /* offsets are uint32_t; no article is longer */
#define TOC_MAX_SENTENCE_TOKENS 200            /* the parser is linear; longer is no sentence */
#define TOC_MAX_PHRASE_WORDS 16                /* longest dictionary phrase */
#define TOC_MAX_DEPTH 64                       /* nesting of JSON input, chains of heads walked */
#define TOC_MAX_DICT_LINE_BYTES ((size_t)4096) /* a dictionary line; longer is an error */
#define TOC_MAX_DICT_FILE_BYTES ((size_t)64 << 20)
#define TOC_MAX_PACK_PART_BYTES ((size_t)512 << 20) /* a model or gazetteer, decompressed */

#endif
