/* src/store/similar.c - which pairs of reports are alike: cosine of their words, weighted by rarity.
 *
 * tf-idf in integers: (1 + log2 count) * log2(reports / reports with the word), vectors of length
 * TOC_STORE_ONE. Reports are compared with those of the WINDOW days before them, over an inverted
 * index that leaves out words of more than one report in COMMON. */
#include <stdlib.h>
#include <string.h>

#include "store/store.h"

#define WINDOW 7
#define COMMON 4
#define LEAST (TOC_STORE_ONE / 33) /* pairs below do not even count into an average */

/* log2 in 1/256, of n >= 1: the bits behind the leading one, as far as they go. */
static uint32_t log2_256(uint64_t n)
{
    uint32_t whole = 0;
    for (uint64_t m = n; m > 1; m >>= 1) whole++;
    uint64_t x = whole > 31 ? n >> (whole - 31) : n << (31 - whole); /* 1.31 fixed point */
    uint32_t part = 0;
    for (int bit = 7; bit >= 0; bit--) {
        x = x * x >> 31;
        if (x >> 32) {
            x >>= 1;
            part |= 1u << bit;
        }
    }
    return whole << 8 | part;
}

static uint64_t root(uint64_t n)
{
    uint64_t r = 0;
    for (uint64_t bit = (uint64_t)1 << 31; bit != 0; bit >>= 1)
        if ((r | bit) * (r | bit) <= n) r |= bit;
    return r;
}

typedef struct posting_list {
    uint32_t key, reports;
    uint32_t first; /* of `postings`, reports of them at most */
    uint32_t used, begin;
} posting_list;

typedef struct index {
    posting_list *lists; /* open addressing by key */
    uint32_t mask;
    uint32_t *reports; /* all postings: report numbers, in order */
} index;

static posting_list *list_of(const index *in, uint32_t key)
{
    uint32_t at = (key * 0x9e3779b1u) & in->mask;
    while (in->lists[at].reports != 0 && in->lists[at].key != key) at = (at + 1) & in->mask;
    return &in->lists[at];
}

/* Counts reports per word. False: out of memory. */
static bool count_words(toc_arena *arena, const toc_reports *reports, index *in)
{
    size_t all = 0;
    for (uint32_t i = 0; i < reports->count; i++) all += reports->items[i].words.count;
    uint32_t slots = 64;
    while (slots < all + all / 2 && slots < 1u << 30) slots *= 2;
    in->lists = TOC_NEW_N(arena, posting_list, slots);
    in->reports = TOC_NEW_N(arena, uint32_t, all + 1);
    in->mask = slots - 1;
    if (in->lists == NULL || in->reports == NULL) return false;
    for (uint32_t i = 0; i < reports->count; i++)
        for (uint32_t k = 0; k < reports->items[i].words.count; k++) {
            posting_list *list = list_of(in, reports->items[i].words.items[k].key);
            list->key = reports->items[i].words.items[k].key;
            list->reports++;
        }
    uint32_t first = 0;
    for (uint32_t i = 0; i < slots; i++) {
        in->lists[i].first = first;
        first += in->lists[i].reports;
    }
    return true;
}

static void weigh(toc_report *report, const index *in, uint32_t total)
{
    uint64_t square = 0;
    for (uint32_t k = 0; k < report->words.count; k++) {
        toc_store_word *w = &report->words.items[k];
        const uint32_t often = 256 + log2_256(w->count),
                       rare = log2_256(((uint64_t)total << 16) / list_of(in, w->key)->reports) -
                              (16 << 8);
        w->count = (uint32_t)((uint64_t)often * rare >> 8);
        square += (uint64_t)w->count * w->count;
    }
    const uint64_t length = root(square);
    for (uint32_t k = 0; k < report->words.count && length > 0; k++)
        report->words.items[k].count =
            (uint32_t)((uint64_t)report->words.items[k].count * TOC_STORE_ONE / length);
}

int32_t toc_store_cosine(const toc_report *a, const toc_report *b)
{
    uint64_t sum = 0;
    for (uint32_t i = 0, k = 0; i < a->words.count && k < b->words.count;) {
        if (a->words.items[i].key < b->words.items[k].key)
            i++;
        else if (a->words.items[i].key > b->words.items[k].key)
            k++;
        else
            sum += (uint64_t)a->words.items[i++].count * b->words.items[k++].count;
    }
    return (int32_t)(sum / TOC_STORE_ONE);
}

static bool near(const toc_report *a, const toc_report *b)
{
    return a->day == TOC_STORE_NO_DAY || b->day == TOC_STORE_NO_DAY ||
           (b->day - a->day <= WINDOW && a->day - b->day <= WINDOW);
}

void toc_store_similar(toc_arena *arena, toc_reports *reports, toc_similars *out)
{
    index in = {0};
    const uint32_t n = reports->count;
    if (!count_words(arena, reports, &in)) return;
    for (uint32_t i = 0; i < n; i++) weigh(&reports->items[i], &in, n);
    uint32_t *touched = TOC_NEW_N(arena, uint32_t, n + 1);
    bool *seen = TOC_NEW_N(arena, bool, n + 1);
    if (touched == NULL || seen == NULL) return;
    for (uint32_t i = 0; i < n; i++) {
        toc_report *report = &reports->items[i];
        uint32_t found = 0;
        for (uint32_t k = 0; k < report->words.count; k++) {
            posting_list *list = list_of(&in, report->words.items[k].key);
            if (n > 50 && list->reports > n / COMMON) continue;
            /* reports are in the order of their days: what is too old for this one is for all to come */
            while (report->day != TOC_STORE_NO_DAY && list->begin < list->used &&
                   !near(&reports->items[in.reports[list->first + list->begin]], report))
                list->begin++;
            for (uint32_t p = list->begin; p < list->used; p++) {
                const uint32_t other = in.reports[list->first + p];
                if (seen[other]) continue;
                seen[other] = true;
                touched[found++] = other;
            }
            in.reports[list->first + list->used++] = i;
        }
        for (uint32_t f = 0; f < found; f++) {
            seen[touched[f]] = false;
            const toc_similar pair = {touched[f], i,
                                      toc_store_cosine(&reports->items[touched[f]], report)};
            if (pair.score >= LEAST && near(&reports->items[touched[f]], report))
                toc_push(arena, out, pair);
        }
    }
}
