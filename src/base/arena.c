/* src/base/arena.c - see arena.h. Blocks double up to a ceiling; big requests get their own, and so
 * do arrays that have grown large. */
#include "base/arena.h"

#include <stdlib.h>

#include "base/limits.h"

#ifdef TOC_ARENA_MALLOC
#define LARGE_BYTES ((size_t)1) /* what is held beyond the growth of its array is found out */
#else
#define LARGE_BYTES TOC_ARENA_LARGE_BYTES
#endif

typedef struct toc_arena_block {
    struct toc_arena_block *next;
    size_t bytes; /* of data[]; keeps the header at 16 bytes, so data[] is aligned */
    char data[];
} toc_arena_block;

void toc_arena_init(toc_arena *arena)
{
    *arena = (toc_arena){0};
}

static void free_list(toc_arena_block *block)
{
    while (block != NULL) {
        toc_arena_block *next = block->next;
        free(block);
        block = next;
    }
}

void toc_arena_free(toc_arena *arena)
{
    free_list(arena->blocks);
    free_list(arena->large);
    toc_arena_init(arena);
}

void toc_arena_end(toc_arena *scratch, toc_arena *kept)
{
    kept->failed = kept->failed || scratch->failed;
    toc_arena_free(scratch);
}

static toc_arena_block *add_block(toc_arena *arena, size_t bytes)
{
    toc_arena_block *block = calloc(1, sizeof *block + bytes);
    if (block == NULL) {
        arena->failed = true;
        return NULL;
    }
    block->bytes = bytes;
    block->next = arena->blocks;
    arena->blocks = block;
    return block;
}

void *toc_alloc(toc_arena *arena, size_t bytes)
{
    if (bytes > SIZE_MAX / 2) {
        arena->failed = true;
        return NULL;
    }
    const size_t wanted = (bytes + 15) & ~(size_t)15;
    arena->used_bytes += wanted;
#ifdef TOC_ARENA_MALLOC
    toc_arena_block *own = add_block(arena, bytes);
    return own == NULL ? NULL : own->data;
#else
    if ((size_t)(arena->end - arena->at) < wanted) {
        size_t size = arena->blocks == NULL ? TOC_ARENA_FIRST_BYTES : arena->blocks->bytes * 2;
        if (size > TOC_ARENA_BLOCK_BYTES) size = TOC_ARENA_BLOCK_BYTES;
        if (size < wanted) size = wanted;
        toc_arena_block *block = add_block(arena, size);
        if (block == NULL) return NULL;
        arena->at = block->data;
        arena->end = block->data + size;
    }
    void *out = arena->at;
    arena->at += wanted;
    return out;
#endif
}

void *toc_alloc_n(toc_arena *arena, size_t n, size_t each_bytes)
{
    if (each_bytes != 0 && n > SIZE_MAX / 2 / each_bytes) {
        arena->failed = true;
        return NULL;
    }
    return toc_alloc(arena, n * each_bytes);
}

toc_slice toc_dup(toc_arena *arena, toc_slice s)
{
    char *copy = toc_alloc(arena, s.len + 1);
    if (copy == NULL) return (toc_slice){"", 0};
    if (s.len > 0) memcpy(copy, s.ptr, s.len);
    return (toc_slice){copy, s.len};
}

/* The list holds a handful of blocks: looking through it costs nothing beside copying one. */
static void *grow_large(toc_arena *arena, const void *items, size_t used_bytes, size_t bytes)
{
    toc_arena_block **at = &arena->large;
    while (*at != NULL && (const void *)(*at)->data != items) at = &(*at)->next;
    toc_arena_block *old = *at;
    toc_arena_block *block =
        old == NULL ? calloc(1, sizeof *block + bytes) : realloc(old, sizeof *block + bytes);
    if (block == NULL) {
        arena->failed = true;
        return NULL;
    }
    if (old == NULL) {
        if (used_bytes > 0) memcpy(block->data, items, used_bytes);
        block->next = arena->large;
        arena->large = block;
        arena->used_bytes += bytes;
    } else {
        arena->used_bytes += bytes - block->bytes;
        *at = block;
    }
    block->bytes = bytes;
    return block->data;
}

bool toc_grow(toc_arena *arena, void **items, uint32_t count, uint32_t *room, size_t each_bytes)
{
    if (count < *room) return true;
    if (*room > UINT32_MAX / 2 || *room > SIZE_MAX / 4 / each_bytes) {
        arena->failed = true;
        return false;
    }
    const uint32_t bigger = *room == 0 ? 4 : *room * 2;
    const size_t bytes = bigger * each_bytes;
    void *moved;
    if (bytes >= LARGE_BYTES) {
        moved = grow_large(arena, *items, count * each_bytes, bytes);
        if (moved == NULL) return false;
    } else {
        moved = toc_alloc(arena, bytes);
        if (moved == NULL) return false;
        if (count > 0) memcpy(moved, *items, count * each_bytes);
    }
    *items = moved;
    *room = bigger;
    return true;
}
