/* tools/train/train_rarity.c - how rare a word is in news, as a model of the pack (store/rarity.h).
 *
 *   tocsin-train-rarity WORDS.tsv OUT
 *
 * WORDS.tsv: "word TAB rarity", of tools/train/rarity_corpus.py. Words of one key: the commonest counts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "store/rarity.h"

static int by_entry(const void *a, const void *b)
{
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static bool put(FILE *out, uint32_t n)
{
    const unsigned char bytes[4] = {(unsigned char)n, (unsigned char)(n >> 8),
                                    (unsigned char)(n >> 16), (unsigned char)(n >> 24)};
    return fwrite(bytes, 1, 4, out) == 4;
}

int main(int argc, char **argv)
{
    FILE *in = argc == 3 ? fopen(argv[1], "r") : NULL, *out = in ? fopen(argv[2], "wb") : NULL;
    uint32_t *entries = malloc(sizeof *entries << 20), count = 0, kept = 0;
    if (out == NULL || entries == NULL) {
        fprintf(stderr, "usage: tocsin-train-rarity WORDS.tsv OUT\n");
        free(entries);
        return 2;
    }
    char line[512], fold[TOC_RARITY_FOLD_ROOM];
    while (fgets(line, sizeof line, in) != NULL && count < 1u << 20) {
        char *const tab = strchr(line, '\t');
        if (tab == NULL) continue;
        const size_t n = toc_fold((toc_slice){line, (size_t)(tab - line)}, fold, sizeof fold);
        const long rarity = strtol(tab, NULL, 10);
        if (n > 0 && rarity >= 0 && rarity <= 255)
            entries[count++] = toc_rarity_key(fold, n) << 8 | (uint32_t)rarity;
    }
    qsort(entries, count, sizeof *entries, by_entry);
    for (uint32_t i = 0; i < count; i++)
        if (kept == 0 || entries[kept - 1] >> 8 != entries[i] >> 8) entries[kept++] = entries[i];
    bool good = fwrite(TOC_RARITY_MAGIC, 1, 4, out) == 4 && put(out, TOC_RARITY_VERSION) &&
                put(out, kept) && put(out, 0);
    for (uint32_t i = 0; i < kept; i++) good = put(out, entries[i]) && good;
    good = fclose(out) == 0 && good;
    fclose(in);
    free(entries);
    fprintf(stderr, "%u words\n", kept);
    return good ? 0 : 1;
}
