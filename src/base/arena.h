/* src/base/arena.h - a bump allocator: everything of one document is freed in one go.
 *
 * Out of memory is sticky: toc_alloc returns NULL and sets `failed`, toc_push drops the element;
 * whoever owns the arena looks at `failed` at the end and reports TOCSIN_NO_MEMORY. Code in
 * between checks pointers it writes through, and nothing else.
 *
 * With TOC_ARENA_MALLOC defined every allocation is a malloc of its own, so that
 * AddressSanitizer sees overruns. */
#ifndef TOC_ARENA_H
#define TOC_ARENA_H

#include "base/slice.h"

typedef struct toc_arena {
    struct toc_arena_block *blocks; /* newest first */
    struct toc_arena_block
        *large;        /* one grown array each, so that it can move without leaving a hole */
    char *at, *end;    /* free part of the newest block */
    size_t used_bytes; /* given out in all */
    bool failed;       /* memory ran out once */
} toc_arena;

void toc_arena_init(toc_arena *arena);
void toc_arena_free(toc_arena *arena);
/* Ends a stage's own arena: frees it, and marks `kept` failed if memory ran out in it. */
void toc_arena_end(toc_arena *scratch, toc_arena *kept);
/* Zeroed, aligned to 16. NULL only when memory is out (then `failed` is set). */
void *toc_alloc(toc_arena *arena, size_t bytes);
/* A copy with a NUL behind it (not counted). Empty when memory is out. */
toc_slice toc_dup(toc_arena *arena, toc_slice s);

#define TOC_NEW(arena, type) ((type *)toc_alloc((arena), sizeof(type)))
#define TOC_NEW_N(arena, type, n) ((type *)toc_alloc_n((arena), (n), sizeof(type)))
void *toc_alloc_n(toc_arena *arena, size_t n, size_t each_bytes); /* overflow: NULL, failed */

/* Growing arrays: struct { T *items; uint32_t count, room; }. What a small one leaves behind when it
 * grows stays in the arena; a large one has a block of its own and gives the old one back. */
#define TOC_ARRAY(type)       \
    struct {                  \
        type *items;          \
        uint32_t count, room; \
    }
/* Appends value; drops it (and marks the arena failed) when memory is out. */
#define toc_push(arena, array, value)                                                   \
    do {                                                                                \
        if (toc_grow((arena), (void **)&(array)->items, (array)->count, &(array)->room, \
                     sizeof *(array)->items))                                           \
            (array)->items[(array)->count++] = (value);                                 \
    } while (0)
bool toc_grow(toc_arena *arena, void **items, uint32_t count, uint32_t *room, size_t each_bytes);

#endif
