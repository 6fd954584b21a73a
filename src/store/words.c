/* src/store/words.c - the words of a report, counted, by hash. */
#include <stdlib.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "store/store.h"

#define WORD_ROOM 48

static int by_key(const void *a, const void *b)
{
    const toc_store_word *x = a, *y = b;
    return x->key < y->key ? -1 : x->key > y->key;
}

static void count_up(toc_store_words *words)
{
    if (words->count > 0) qsort(words->items, words->count, sizeof *words->items, by_key);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < words->count; i++)
        if (kept > 0 && words->items[kept - 1].key == words->items[i].key)
            words->items[kept - 1].count++;
        else
            words->items[kept++] = words->items[i];
    words->count = kept;
}

static bool is_inner(uint32_t c)
{
    return c == '\'' || c == '-' || c == 0x2019;
}

void toc_store_words_of(toc_arena *arena, toc_slice text, toc_store_words *words,
                        toc_store_words *names)
{
    uint32_t before[2] = {0, 0}; /* the two characters before the word */
    for (size_t at = 0; at < text.len;) {
        const size_t start = at;
        uint32_t c = toc_utf8_next(text, &at);
        if (!toc_is_letter(c) && !(c >= '0' && c <= '9')) {
            before[0] = before[1];
            before[1] = c;
            continue;
        }
        const bool capital = toc_is_upper(c);
        uint32_t letters = 1;
        size_t end = at;
        while (end < text.len) {
            size_t next = end;
            c = toc_utf8_next(text, &next);
            if (!toc_is_letter(c) && !(c >= '0' && c <= '9') && !is_inner(c)) break;
            letters++;
            end = next;
        }
        at = end;
        char fold[WORD_ROOM];
        const size_t n = toc_fold(toc_slice_sub(text, start, end), fold, sizeof fold);
        if (n > 0) {
            const uint64_t hash = toc_hash(fold, n);
            const toc_store_word word = {(uint32_t)(hash ^ hash >> 32), 1};
            toc_push(arena, words, word);
            const bool inside =
                before[1] == ' ' && (before[0] == ',' || (before[0] >= 'a' && before[0] <= 'z'));
            if (capital && inside && letters >= 3) toc_push(arena, names, word);
        }
        before[0] = 0;
        before[1] = 'a'; /* a word ended, whatever its letters: a name may follow a name */
    }
    count_up(words);
    count_up(names);
}
