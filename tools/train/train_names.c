/* tools/train/train_names.c - trains the name tagger: an averaged perceptron over predicted labels.
 *
 *   tocsin-train-names train PACK CLUSTERS CORPUS.tsv OUT
 *   tocsin-train-names tag   PACK CORPUS.tsv > lines of "begin-end-TYPE,..."
 *
 * PACK gives segmentation tables, dictionaries and gazetteer (for `tag`: also the models); CLUSTERS
 * is what tocsin-train-clusters made.
 * Corpus: tools/train/names_corpus.py. Every third sentence is seen in capitals once more.
 * Same input, same bytes out: the shuffle is seeded, weights are integers. */
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "entity/names.h"
#include "syntax/syntax.h"
#include "text/segment.h"
#include "whole_file.h"

#define EPOCHS 6u
#define MIN_COUNT 2u
#define SKETCH_BITS 25u
#define TABLE_BITS 21u
#define WEIGHT_SCALE 8 /* of int8 for an averaged weight of 1 */
#define KEEP_SLOT_BITS 18u
#define L TOC_NAMES_LABELS

typedef struct sample { /* a sentence ready for training */
    toc_name_token *tokens;
    uint8_t *gold;
    uint32_t count;
    unsigned style;
} sample;

typedef struct row {
    uint64_t key;
    int32_t weight[L], stamp[L];
    int64_t sum[L];
} row;

typedef struct trainer {
    TOC_ARRAY(sample) samples;
    toc_arena arena;
    toc_clusters clusters;
    uint8_t *sketch; /* how often features were seen, by hash */
    row *table;
    uint32_t rows;
    int32_t now;
    uint64_t seed;
} trainer;

/* ---------------------------------------------------------------- corpus */
static void segment(const toc_segment_data *data, toc_arena *arena, toc_slice words,
                    toc_article *article, toc_text *text)
{
    *article = (toc_article){.arena = arena, .text = words, .english = true};
    *text = (toc_text){.article = article, .arena = arena, .text = words};
    toc_segment(data, text);
}

static void set_clusters(const toc_clusters *clusters, toc_text *text)
{
    for (uint32_t i = 0; i < text->tokens.count; i++)
        text->tokens.items[i].cluster = toc_cluster_of(clusters, text->tokens.items[i].fold);
}

static toc_slice capitals(toc_arena *arena, toc_slice s)
{
    toc_slice copy = toc_dup(arena, s);
    char *p = toc_alloc(arena, s.len + 1);
    for (size_t i = 0; i < copy.len; i++)
        p[i] = (char)(s.ptr[i] >= 'a' && s.ptr[i] <= 'z' ? s.ptr[i] - 32 : s.ptr[i]);
    return (toc_slice){p, s.len};
}

/* Spans "3-8-PER,..." onto tokens: B I L U. A span that cuts a token is left out. */
static void gold_labels(const toc_text *text, toc_slice spans, uint8_t *gold)
{
    toc_slice item;
    while (toc_slice_cut(&spans, ',', &item)) {
        char *p = NULL;
        if (item.len < 7) continue;
        const unsigned long begin = strtoul(item.ptr, &p, 10), end = strtoul(p + 1, &p, 10);
        const unsigned type = p[1] == 'P' ? 0 : p[1] == 'O' ? 1 : 2;
        uint32_t first = 0;
        while (first < text->tokens.count && text->tokens.items[first].start < begin) first++;
        uint32_t last = first;
        while (last < text->tokens.count && text->tokens.items[last].end <= end) last++;
        if (last == first) continue;
        for (uint32_t i = first; i < last; i++) {
            const unsigned part = last - first == 1 ? 3 : i == first ? 0 : i + 1 == last ? 2 : 1;
            gold[i] = (uint8_t)(1 + 4 * type + part);
        }
    }
}

static void add_samples(trainer *t, const toc_segment_data *segments, const toc_names_data *names,
                        toc_slice words, toc_slice spans, unsigned style)
{
    toc_article *article = TOC_NEW(&t->arena, toc_article);
    toc_text text;
    segment(segments, &t->arena, words, article, &text);
    set_clusters(&t->clusters, &text);
    uint8_t *gold = toc_alloc(&t->arena, text.tokens.count + 1u);
    gold_labels(&text, spans, gold);
    toc_name_token *tokens = toc_names_prepare(names, &text, text.arena);
    for (uint32_t s = 0; s < text.sentences.count; s++) {
        const toc_sentence *x = &text.sentences.items[s];
        bool fine = true; /* a name over a sentence's end cannot be learned */
        for (uint32_t i = x->first; i < x->last; i++)
            fine = fine && toc_names_follows(i > x->first ? gold[i - 1] : 0, gold[i]);
        fine = fine &&
               (x->last == x->first || gold[x->last - 1] == 0 || (gold[x->last - 1] - 1) % 4 >= 2);
        const sample made = {tokens + x->first, gold + x->first, x->last - x->first, style};
        if (fine && made.count > 0) toc_push(&t->arena, &t->samples, made);
    }
}

static void read_corpus(trainer *t, const toc_segment_data *segments, const toc_names_data *names,
                        const char *path)
{
    toc_slice rest = whole_file(path), line;
    for (uint32_t n = 0; toc_slice_cut(&rest, '\n', &line); n++) {
        toc_slice style, spans;
        if (!toc_slice_cut(&line, '\t', &style) || !toc_slice_cut(&line, '\t', &spans) ||
            line.ptr == NULL || line.len == 0)
            continue;
        add_samples(t, segments, names, line, spans, (unsigned)(style.ptr[0] - '0'));
        if (style.ptr[0] == '0')
            add_samples(t, segments, names, line, spans, 0); /* the style that is wanted, twice */
        if (n % 3 == 0)
            add_samples(t, segments, names, capitals(&t->arena, line), spans,
                        (unsigned)(style.ptr[0] - '0'));
    }
}

/* ---------------------------------------------------------------- perceptron */
static row *row_of(trainer *t, uint64_t key, bool make)
{
    const uint32_t mask = (1u << TABLE_BITS) - 1;
    if (key == 0) key = 1;
    uint32_t at = (uint32_t)(key >> 20) & mask;
    while (t->table[at].key != 0 && t->table[at].key != key) at = (at + 1) & mask;
    if (t->table[at].key == key) return &t->table[at];
    if (!make || t->rows > mask / 8 * 7) return NULL;
    t->rows++;
    t->table[at].key = key;
    return &t->table[at];
}

static void change(trainer *t, row *r, unsigned y, int by)
{
    r->sum[y] += (int64_t)(t->now - r->stamp[y]) * r->weight[y];
    r->stamp[y] = t->now;
    r->weight[y] += by;
}

static void count_features(trainer *t)
{
    for (uint32_t s = 0; s < t->samples.count; s++) {
        const sample *x = &t->samples.items[s];
        for (uint32_t i = 0; i < x->count; i++) x->tokens[i].label = x->gold[i];
        for (uint32_t i = 0; i < x->count; i++) {
            uint64_t f[TOC_NAMES_FEATURES];
            const size_t n = toc_names_features(x->tokens, 0, x->count, i, x->style, f);
            for (size_t k = 0; k < n; k++) {
                uint8_t *c = &t->sketch[f[k] & ((1u << SKETCH_BITS) - 1)];
                if (*c < 255) (*c)++;
            }
        }
    }
}

static uint32_t learn(trainer *t, const sample *x)
{
    uint32_t wrong = 0;
    for (uint32_t i = 0; i < x->count; i++) {
        uint64_t f[TOC_NAMES_FEATURES];
        row *rows[TOC_NAMES_FEATURES];
        int32_t score[L] = {0};
        const size_t n = toc_names_features(x->tokens, 0, x->count, i, x->style, f);
        for (size_t k = 0; k < n; k++) {
            rows[k] = t->sketch[f[k] & ((1u << SKETCH_BITS) - 1)] < MIN_COUNT
                          ? NULL
                          : row_of(t, f[k], true);
            if (rows[k] == NULL) continue;
            for (unsigned y = 0; y < L; y++) score[y] += rows[k]->weight[y];
        }
        const unsigned before = i > 0 ? x->tokens[i - 1].label : 0, gold = x->gold[i];
        unsigned best = L;
        for (unsigned y = 0; y < L; y++) {
            if (!toc_names_follows(before, y) || (i + 1 == x->count && y != 0 && (y - 1) % 4 < 2))
                continue;
            if (best == L || score[y] > score[best]) best = y;
        }
        if (best == L) best = 0;
        t->now++;
        x->tokens[i].label = (uint8_t)best;
        if (best == gold) continue;
        wrong++;
        if (!toc_names_follows(before, gold))
            continue; /* an earlier mistake rules the right label out */
        for (size_t k = 0; k < n; k++) {
            if (rows[k] == NULL) continue;
            change(t, rows[k], gold, 1);
            change(t, rows[k], best, -1);
        }
    }
    return wrong;
}

static void shuffle(trainer *t)
{
    for (uint32_t i = t->samples.count; i > 1; i--) {
        t->seed = toc_mix(t->seed, i);
        const uint32_t k = (uint32_t)(t->seed % i);
        const sample x = t->samples.items[i - 1];
        t->samples.items[i - 1] = t->samples.items[k];
        t->samples.items[k] = x;
    }
}

/* ---------------------------------------------------------------- the model file */
static uint64_t size_of(const row *r)
{
    uint64_t sum = 0;
    for (unsigned y = 0; y < L; y++) sum += (uint64_t)(r->sum[y] < 0 ? -r->sum[y] : r->sum[y]);
    return sum;
}

static int by_size(const void *a, const void *b)
{
    const row *x = a, *y = b;
    const uint64_t p = size_of(x), q = size_of(y);
    if (p != q) return p > q ? -1 : 1;
    return x->key < y->key ? -1 : x->key > y->key;
}

static void write_model(trainer *t, const char *path)
{
    const uint32_t size = 1u << TABLE_BITS, slots = 1u << KEEP_SLOT_BITS;
    for (uint32_t i = 0; i < size; i++)
        for (unsigned y = 0; y < L && t->table[i].key != 0; y++) change(t, &t->table[i], y, 0);
    qsort(t->table, size, sizeof *t->table, by_size);
    unsigned char *table = calloc(slots, TOC_NAMES_SLOT_BYTES);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < size && table != NULL; i++) {
        const row *r = &t->table[i];
        if (r->key == 0) break;
        int8_t w[L];
        bool any = false;
        for (unsigned y = 0; y < L; y++) {
            const int64_t v = (r->sum[y] * WEIGHT_SCALE * 2 + (r->sum[y] < 0 ? -t->now : t->now)) /
                              (2 * (int64_t)t->now);
            w[y] = (int8_t)(v > 127 ? 127 : v < -127 ? -127 : v);
            any = any || w[y] != 0;
        }
        if (!any) continue;
        const uint32_t print = toc_names_print(r->key);
        unsigned char *p = table + (size_t)toc_names_line(r->key, slots - 1) * TOC_NAMES_SLOT_BYTES;
        unsigned slot = 0;
        while (slot < TOC_NAMES_LINE && (p[0] | p[1] | p[2]) != 0)
            p += TOC_NAMES_SLOT_BYTES, slot++;
        if (slot == TOC_NAMES_LINE) continue; /* four heavier ones are there */
        kept++;
        for (int k = 0; k < 3; k++) p[k] = (unsigned char)(print >> (8 * k));
        memcpy(p + 3, w, L);
    }
    fprintf(stderr, "%u features kept of %u\n", kept, t->rows);
    unsigned char head[TOC_NAMES_HEADER_BYTES] = "TNER";
    const uint32_t numbers[] = {TOC_NAMES_FORMAT, slots};
    for (int n = 0; n < 2; n++)
        for (int k = 0; k < 4; k++) head[4 + 4 * n + k] = (unsigned char)(numbers[n] >> (8 * k));
    FILE *f = fopen(path, "wb");
    if (f == NULL) exit(1);
    fwrite(head, 1, sizeof head, f);
    fwrite(table, TOC_NAMES_SLOT_BYTES, slots, f);
    fclose(f);
}

static void train(trainer *t, const char *out)
{
    t->sketch = calloc(1u << SKETCH_BITS, 1);
    t->table = calloc(1u << TABLE_BITS, sizeof *t->table);
    if (t->sketch == NULL || t->table == NULL) exit(1);
    count_features(t);
    for (unsigned epoch = 0; epoch < EPOCHS; epoch++) {
        uint32_t wrong = 0;
        shuffle(t);
        for (uint32_t s = 0; s < t->samples.count; s++) wrong += learn(t, &t->samples.items[s]);
        fprintf(stderr, "epoch %u: %u wrong of %u sentences, %u features\n", epoch + 1, wrong,
                t->samples.count, t->rows);
    }
    write_model(t, out);
}

/* ---------------------------------------------------------------- tagging, to measure */
static void tag(const toc_segment_data *segments, const toc_names_data *names,
                const toc_clusters *clusters, const char *path)
{
    static const char *const TYPES[] = {"PER", "ORG", "LOC"};
    toc_slice rest = whole_file(path), line;
    while (toc_slice_cut(&rest, '\n', &line)) {
        toc_slice style, spans;
        if (!toc_slice_cut(&line, '\t', &style) || !toc_slice_cut(&line, '\t', &spans) ||
            line.ptr == NULL)
            continue;
        toc_arena arena;
        toc_arena_init(&arena);
        toc_article article;
        toc_text text;
        segment(segments, &arena, line, &article, &text);
        set_clusters(clusters, &text);
        toc_names_tag(names, &text);
        const char *comma = "";
        for (uint32_t i = 0; i < text.tokens.count; i++) {
            if (text.tokens.items[i].ner % 2 == 0) continue;
            uint32_t last = i + 1;
            while (last < text.tokens.count &&
                   text.tokens.items[last].ner == text.tokens.items[i].ner + 1)
                last++;
            printf("%s%u-%u-%s", comma, text.tokens.items[i].start, text.tokens.items[last - 1].end,
                   TYPES[(text.tokens.items[i].ner - 1) / 2 % 3]);
            comma = ",";
        }
        printf("\n");
        toc_arena_free(&arena);
    }
}

int main(int argc, char **argv)
{
    const bool training = argc == 6 && strcmp(argv[1], "train") == 0;
    if (!training && !(argc == 4 && strcmp(argv[1], "tag") == 0)) {
        fputs(
            "usage: tocsin-train-names train PACK CLUSTERS CORPUS OUT | tocsin-train-names tag PACK CORPUS\n",
            stderr);
        return 2;
    }
    tocsin_error err;
    toc_pack pack;
    toc_segment_data segments;
    toc_names_data names;
    trainer t = {.seed = 7};
    toc_arena_init(&t.arena);
    if (toc_pack_open(&pack, argv[2], &err) != TOCSIN_OK ||
        toc_segment_open(&segments, &pack, 1, &t.arena, &err) != TOCSIN_OK ||
        toc_names_open(&names, &pack, 1, &t.arena, &err) != TOCSIN_OK) {
        fprintf(stderr, "tocsin-train-names: %s\n", err.message);
        return 1;
    }
    if (training) {
        if (!toc_clusters_view(&t.clusters, whole_file(argv[3])))
            return fprintf(stderr, "%s: no clusters\n", argv[3]), 1;
        read_corpus(&t, &segments, &names, argv[4]);
        train(&t, argv[5]);
    } else {
        toc_clusters_view(&t.clusters, toc_pack_section(&pack, "model/clusters"));
        tag(&segments, &names, &t.clusters, argv[3]);
    }
    toc_arena_free(&t.arena);
    toc_pack_close(&pack);
    return 0;
}
