/* src/store/words.c - the words of a report by which it is compared, and a sketch of its text.
 *
 * A word weighs (1 + log2 of how often it stands there) * its rarity: tf-idf with the document
 * frequencies of a model, so that a pair of reports is as alike whatever else is stored. */
#include <stdlib.h>

#include "base/utf8.h"
#include "store/store.h"

#define WORD_MOST 2048u  /* of the heaviest words: no longer report is told apart better by more */
#define NAME_MOST 128u   /* names by which stories are sought over a distance of days */
#define SHINGLE 3        /* words in a row */
#define FREE 16u         /* 1 bit of rarity: what every second report has says nothing */
#define CEILING 160u     /* 10 bits above that are as much as any word says */
#define SINGLE UINT8_MAX /* a weight is a byte of the file */

typedef struct use { /* of a word: key, how often, as a name */
    uint32_t key, count, named;
} use;
typedef TOC_ARRAY(use) uses;

static int by_key(const void *a, const void *b)
{
    const use *x = a, *y = b;
    return x->key < y->key ? -1 : x->key > y->key;
}

static void count_up(uses *words)
{
    if (words->count > 0) qsort(words->items, words->count, sizeof *words->items, by_key);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < words->count; i++)
        if (kept > 0 && words->items[kept - 1].key == words->items[i].key) {
            words->items[kept - 1].count++;
            words->items[kept - 1].named |= words->items[i].named;
        } else {
            words->items[kept++] = words->items[i];
        }
    words->count = kept;
}

static bool is_inner(uint32_t c)
{
    return c == '\'' || c == '-' || c == 0x2019;
}

static bool is_word(uint32_t c)
{
    return toc_is_letter(c) || (c >= '0' && c <= '9');
}

/* One bin a hash: the least of each (one-permutation hashing). */
static void sketch(uint32_t least[TOC_SKETCH], uint64_t hash)
{
    uint32_t *const bin = &least[hash % TOC_SKETCH];
    const uint32_t value = (uint32_t)(hash >> 32);
    if (value < *bin) *bin = value;
}

static void read_words(toc_arena *arena, toc_slice text, uses *words, uint32_t least[TOC_SKETCH])
{
    uint32_t before[2] = {0, 0}; /* the two characters before the word */
    uint64_t run[SHINGLE] = {0};
    for (size_t at = 0; at < text.len;) {
        const size_t start = at;
        uint32_t c = toc_utf8_next(text, &at);
        if (!is_word(c)) {
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
            if (!is_word(c) && !is_inner(c)) break;
            letters++;
            end = next;
        }
        at = end;
        char fold[TOC_RARITY_FOLD_ROOM];
        const size_t n = toc_fold(toc_slice_sub(text, start, end), fold, sizeof fold);
        if (n > 0) {
            const bool inside =
                before[1] == ' ' && (before[0] == ',' || (before[0] >= 'a' && before[0] <= 'z'));
            const use word = {toc_rarity_key(fold, n), 1, capital && inside && letters >= 3};
            toc_push(arena, words, word);
            for (int k = 0; k + 1 < SHINGLE; k++) run[k] = run[k + 1];
            run[SHINGLE - 1] = toc_hash(fold, n);
            if (run[0] != 0) sketch(least, toc_mix(toc_mix(run[0], run[1]), run[2]));
        }
        before[0] = 0;
        before[1] = 'a'; /* a word ended, whatever its letters: a name may follow a name */
    }
}

/* log2 in 1/16, of n >= 1. */
static uint32_t log2_16(uint32_t n)
{
    uint32_t whole = 0;
    while (n >> (whole + 1) != 0) whole++;
    uint64_t x = (uint64_t)n << (31 - whole); /* 1.31 fixed point */
    uint32_t part = 0;
    for (int bit = 3; bit >= 0; bit--) {
        x = x * x >> 31;
        if (x >> 32) {
            x >>= 1;
            part |= 1u << bit;
        }
    }
    return whole << 4 | part;
}

/* In 1/4 bits. */
static uint32_t weight_of(const use *word, const toc_rarity *rarity)
{
    uint32_t rare = toc_rarity_of(rarity, word->key);
    rare = rare < FREE ? 0 : rare - FREE > CEILING ? CEILING : rare - FREE;
    const uint32_t weight = (16 + log2_16(word->count)) * rare >> 6;
    return weight > SINGLE ? SINGLE : weight;
}

int toc_word_by_weight(const void *a, const void *b)
{
    const toc_word *x = a, *y = b;
    if (x->weight != y->weight) return x->weight < y->weight ? 1 : -1;
    return x->key < y->key ? -1 : x->key > y->key;
}

int toc_word_by_key(const void *a, const void *b)
{
    const toc_word *x = a, *y = b;
    return x->key < y->key ? -1 : x->key > y->key;
}

/* The heaviest `most` words that are (no) names, by key, behind those that are there. */
static uint32_t take(toc_arena *arena, const uses *words, bool named, uint32_t most,
                     const toc_rarity *rarity, toc_words *out)
{
    const uint32_t first = out->count;
    for (uint32_t i = 0; i < words->count; i++) {
        const toc_word word = {words->items[i].key, weight_of(&words->items[i], rarity)};
        if ((words->items[i].named != 0) == named && word.weight > 0) toc_push(arena, out, word);
    }
    uint32_t count = out->count - first;
    if (count > most) {
        qsort(out->items + first, count, sizeof *out->items, toc_word_by_weight);
        out->count = first + most;
        count = most;
        qsort(out->items + first, count, sizeof *out->items, toc_word_by_key);
    }
    return count;
}

void toc_profile_of(toc_arena *arena, toc_slice text, const toc_rarity *rarity, toc_profile *out)
{
    uses words = {0};
    uint32_t least[TOC_SKETCH];
    for (int i = 0; i < TOC_SKETCH; i++) least[i] = UINT32_MAX;
    read_words(arena, text, &words, least);
    count_up(&words);
    *out = (toc_profile){0};
    out->names = take(arena, &words, true, NAME_MOST, rarity, &out->words);
    take(arena, &words, false, WORD_MOST, rarity, &out->words);
    for (int i = 0; i < TOC_SKETCH; i++)
        if (least[i] != UINT32_MAX) out->sketch[i] = (uint16_t)(least[i] % UINT16_MAX + 1);
}
