/* tools/train/train_cast.c - trains the model of parts (src/event/cast.h): an averaged margin
 * perceptron over the candidates of each article.
 *
 *   tocsin-train-cast PACK CORPUS OUT       trains on all articles
 *   tocsin-train-cast PACK CORPUS - FOLD    trains on four fifths, prints how it does on the fifth
 *
 * Corpus: tools/train/cast_corpus.py. A candidate's label is the part of the phrase in the keys whose
 * words it has. Same input, same bytes out: the shuffle is seeded, all arithmetic is in integers. */
#include <stdio.h>
#include <stdlib.h>

#include "api.h"
#include "base/utf8.h"
#include "event/cast.h"
#include "event/tree.h"
#include "whole_file.h"

#define EPOCHS 8
#define MARGIN 300
#define SLOT_BITS 16
#define FOLDS 5
#define SCALE 8 /* averaged weights are kept in 1/SCALE */
#define WORDS 24

static const int32_t MARGINS[TOC_CAST_MARGINS] = {14000, 14000, 3000, 4000};

typedef struct sample {
    uint32_t first, count; /* of `slots` */
    uint32_t article;
    uint8_t label;
} sample;

typedef struct trainer {
    TOC_ARRAY(sample) samples;
    TOC_ARRAY(uint32_t) slots;
    toc_arena arena;
    int32_t *weight, *stamp;
    int64_t *sum;
    int32_t now;
} trainer;

static void die(const char *why)
{
    fprintf(stderr, "tocsin-train-cast: %s\n", why);
    exit(1);
}

/* ---------------------------------------------------------------- labels */
/* Folds of the words of a key up to its first preposition ("OFFICES OF THE BANK": "OFFICES"),
 * articles left out. */
static size_t key_words(toc_slice key, uint64_t *out)
{
    static const char *const ENDS[] = {"of",  "from", "in", "at",  "who",
                                       "for", "with", "on", "near"};
    size_t n = 0;
    toc_slice word;
    while (n < WORDS && toc_slice_cut(&key, ' ', &word)) {
        const uint64_t fold = toc_fold_hash(word);
        bool ends = false;
        for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++)
            ends = ends || fold == toc_hash(ENDS[i], strlen(ENDS[i]));
        if (ends && n > 0) break;
        if (fold != 0 && fold != toc_hash("the", 3) && fold != toc_hash("a", 1)) out[n++] = fold;
    }
    return n;
}

static bool has(const uint64_t *list, size_t n, uint64_t x)
{
    for (size_t i = 0; i < n; i++)
        if (list[i] == x) return true;
    return false;
}

/* The phrase is the key, part of it or more than it, and holds the key's words up to its head. */
static bool names(const uint64_t *phrase, size_t n, uint64_t head, const uint64_t *key, size_t k)
{
    if (n == 0 || k == 0 || !has(key, k, head)) return false;
    bool in = true, out = true;
    for (size_t i = 0; i < n; i++) in = in && has(key, k, phrase[i]);
    for (size_t i = 0; i < k; i++) out = out && has(phrase, n, key[i]);
    return in || out;
}

static uint8_t label_of(const toc_story *story, const toc_cast_candidate *c, toc_slice keys)
{
    const toc_text *text = story->scene->text;
    uint64_t phrase[WORDS], key[WORDS];
    const uint32_t chunk = story->scene->chunk_of[c->head];
    const uint32_t first =
        c->inner || chunk == TOC_NONE ? c->head : story->scene->chunks.items[chunk].first;
    size_t n = 0;
    for (uint32_t t = first; t <= c->head && n < WORDS; t++)
        if (toc_tok(text, t)->fold != 0 && toc_tok(text, t)->upos != TOC_DET &&
            toc_tok(text, t)->upos != TOC_NUM)
            phrase[n++] = toc_tok(text, t)->fold;
    toc_slice line;
    while (toc_slice_cut(&keys, '\n', &line)) {
        toc_slice mark, part;
        if (!toc_slice_cut(&line, '\t', &mark) || !toc_slice_cut(&line, '\t', &part)) continue;
        if (!names(phrase, n, toc_tok(text, c->head)->fold, key, key_words(line, key))) continue;
        return (uint8_t)toc_cast_part_of(toc_role_of(part));
    }
    return TOC_CAST_NONE;
}

/* ---------------------------------------------------------------- corpus */
static toc_slice unescape(toc_arena *arena, toc_slice s)
{
    char *out = toc_alloc(arena, s.len + 1);
    size_t n = 0;
    if (out == NULL) die("out of memory");
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == '\\' && i + 1 < s.len)
            c = s.ptr[++i] == 'n' ? '\n' : s.ptr[i] == 't' ? '\t' : s.ptr[i];
        out[n++] = c;
    }
    return (toc_slice){out, n};
}

static void learn_article(trainer *t, const tocsin_engine *engine, uint32_t number, toc_slice head,
                          toc_slice keys)
{
    toc_slice mark, id, date;
    if (!toc_slice_cut(&head, '\t', &mark) || !toc_slice_cut(&head, '\t', &id) ||
        !toc_slice_cut(&head, '\t', &date))
        return;
    const toc_slice text = unescape(&t->arena, head);
    tocsin_article article;
    tocsin_article_init(&article, sizeof article);
    article.bytes = text.ptr;
    article.len = text.len;
    article.language = "en";
    article.published = date.len > 0 ? toc_dup(&t->arena, date).ptr : NULL;
    tocsin_doc *doc;
    toc_story story;
    tocsin_error err;
    if (toc_story_of(&doc, &story, engine, &article, false, &err) != TOCSIN_OK) die(err.message);
    if (story.drafts.count > 0) {
        toc_cast_candidates candidates = {0};
        toc_cast_candidates_find(&story, &candidates);
        uint8_t *labels = TOC_NEW_N(story.arena, uint8_t, candidates.count + 1u);
        bool *keyed = TOC_NEW_N(story.arena, bool, story.drafts.count);
        for (uint32_t i = 0; i < candidates.count; i++) {
            labels[i] = label_of(&story, &candidates.items[i], keys);
            if (labels[i] != TOC_CAST_NONE) keyed[candidates.items[i].draft] = true;
        }
        for (uint32_t i = 0; i < candidates.count; i++) {
            uint64_t features[TOC_CAST_FEATURES];
            /* an act without a key was not relevant to MUC-4; who has which part in it is not known */
            if (candidates.items[i].filler != TOC_NONE && !keyed[candidates.items[i].draft])
                continue;
            const size_t n = toc_cast_features(&story, &candidates.items[i], features);
            const sample s = {t->slots.count, (uint32_t)n, number, labels[i]};
            toc_push(&t->arena, &t->samples, s);
            for (size_t k = 0; k < n; k++)
                toc_push(&t->arena, &t->slots, (uint32_t)features[k] & ((1u << SLOT_BITS) - 1));
        }
    }
    tocsin_doc_free(doc);
}

static void read_corpus(trainer *t, const tocsin_engine *engine, const char *path)
{
    const toc_slice corpus = whole_file(path);
    const char *bytes = corpus.ptr;
    const size_t len = corpus.len;
    size_t at = 0;
    for (uint32_t number = 0; at < len; number++) {
        const size_t line = at;
        while (at < len && bytes[at] != '\n') at++;
        const size_t keys = at < len ? at + 1 : at;
        at = keys;
        while (at < len && bytes[at] == 'L') {
            while (at < len && bytes[at] != '\n') at++;
            if (at < len) at++;
        }
        learn_article(t, engine, number, (toc_slice){bytes + line, keys - line - 1},
                      (toc_slice){bytes + keys, at - keys});
    }
    free((char *)(uintptr_t)corpus.ptr);
}

/* ---------------------------------------------------------------- learning */
static void scores_of(const trainer *t, const sample *s, int64_t scores[TOC_CAST_PARTS])
{
    memset(scores, 0, TOC_CAST_PARTS * sizeof *scores);
    for (uint32_t i = 0; i < s->count; i++) {
        const int32_t *w = t->weight + (size_t)t->slots.items[s->first + i] * TOC_CAST_WIDTH;
        for (size_t p = 0; p < TOC_CAST_PARTS; p++) scores[p] += w[p];
    }
}

static void change(trainer *t, const sample *s, size_t part, int32_t by)
{
    for (uint32_t i = 0; i < s->count; i++) {
        const size_t at = (size_t)t->slots.items[s->first + i] * TOC_CAST_WIDTH + part;
        t->sum[at] += (int64_t)t->weight[at] * (t->now - t->stamp[at]);
        t->stamp[at] = t->now;
        t->weight[at] += by;
    }
}

static void train(trainer *t, uint32_t fold)
{
    uint32_t *order = TOC_NEW_N(&t->arena, uint32_t, t->samples.count + 1u);
    uint64_t seed = 20241124;
    if (order == NULL) die("out of memory");
    for (uint32_t i = 0; i < t->samples.count; i++) order[i] = i;
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        for (uint32_t i = t->samples.count; i > 1; i--) {
            seed = toc_mix(seed, i);
            const uint32_t k = (uint32_t)(seed % i), held = order[k];
            order[k] = order[i - 1];
            order[i - 1] = held;
        }
        for (uint32_t i = 0; i < t->samples.count; i++) {
            const sample *s = &t->samples.items[order[i]];
            if (s->article % FOLDS == fold) continue;
            int64_t scores[TOC_CAST_PARTS];
            scores_of(t, s, scores);
            size_t rival = s->label == 0 ? 1 : 0;
            for (size_t p = 0; p < TOC_CAST_PARTS; p++)
                if (p != s->label && scores[p] > scores[rival]) rival = p;
            t->now++;
            if (scores[s->label] - scores[rival] > MARGIN) continue;
            change(t, s, s->label, 10);
            change(t, s, rival, -10);
        }
    }
    for (size_t at = 0; at < (size_t)TOC_CAST_WIDTH << SLOT_BITS; at++) {
        t->sum[at] += (int64_t)t->weight[at] * (t->now - t->stamp[at]);
        const int64_t mean = t->now == 0 ? 0 : t->sum[at] * SCALE / t->now;
        t->weight[at] = (int32_t)(mean > INT16_MAX   ? INT16_MAX
                                  : mean < INT16_MIN ? INT16_MIN
                                                     : mean);
    }
}

/* Right, given and wanted for each part, at some margins over NONE. */
static void report(const trainer *t, uint32_t fold)
{
    for (int64_t margin = 0; margin <= 6000; margin += 1000) {
        uint32_t right[TOC_CAST_PARTS] = {0}, given[TOC_CAST_PARTS] = {0},
                 wanted[TOC_CAST_PARTS] = {0};
        for (uint32_t i = 0; i < t->samples.count; i++) {
            const sample *s = &t->samples.items[i];
            if (s->article % FOLDS != fold) continue;
            int64_t scores[TOC_CAST_PARTS];
            scores_of(t, s, scores);
            size_t best = 1;
            for (size_t p = 2; p < TOC_CAST_PARTS; p++)
                if (scores[p] > scores[best]) best = p;
            wanted[s->label]++;
            if (scores[best] - scores[0] <= margin) continue;
            given[best]++;
            right[best] += best == s->label;
        }
        printf("margin %5lld", (long long)margin);
        for (size_t p = 1; p < TOC_CAST_PARTS; p++)
            printf("  %s P %.3f R %.3f",
                   (const char *const[]){"", "perp", "victim", "target", "instr"}[p],
                   right[p] / (given[p] + 1e-9), right[p] / (wanted[p] + 1e-9));
        printf("\n");
    }
}

static void put_u32(FILE *f, uint32_t x)
{
    for (int k = 0; k < 4; k++) fputc((int)(x >> (8 * k) & 255), f);
}

static void write_model(const trainer *t, const char *path)
{
    FILE *f = fopen(path, "wb");
    if (f == NULL) die("cannot write the model");
    fwrite("TCST", 1, 4, f);
    put_u32(f, TOC_CAST_FORMAT);
    put_u32(f, 1u << SLOT_BITS);
    for (size_t i = 0; i < TOC_CAST_MARGINS; i++) put_u32(f, (uint32_t)MARGINS[i]);
    for (size_t i = 12 + 4 * TOC_CAST_MARGINS; i < TOC_CAST_HEADER_BYTES; i++) fputc(0, f);
    for (size_t at = 0; at < (size_t)TOC_CAST_WIDTH << SLOT_BITS; at++) {
        fputc(t->weight[at] & 255, f);
        fputc(t->weight[at] >> 8 & 255, f);
    }
    if (fclose(f) != 0) die("cannot write the model");
}

int main(int argc, char **argv)
{
    if (argc < 4) die("usage: tocsin-train-cast PACK CORPUS OUT|- [FOLD]");
    const uint32_t fold = argc > 4 ? (uint32_t)strtoul(argv[4], NULL, 10) : FOLDS;
    trainer t = {0};
    toc_arena_init(&t.arena);
    tocsin_engine *engine;
    tocsin_error err;
    if (tocsin_open(&engine, argv[1], NULL, &err) != TOCSIN_OK) die(err.message);
    read_corpus(&t, engine, argv[2]);
    tocsin_engine_free(engine);
    const size_t cells = (size_t)TOC_CAST_WIDTH << SLOT_BITS;
    t.weight = calloc(cells, sizeof *t.weight);
    t.stamp = calloc(cells, sizeof *t.stamp);
    t.sum = calloc(cells, sizeof *t.sum);
    if (t.arena.failed || t.weight == NULL || t.stamp == NULL || t.sum == NULL)
        die("out of memory");
    uint32_t parts[TOC_CAST_PARTS] = {0};
    for (uint32_t i = 0; i < t.samples.count; i++) parts[t.samples.items[i].label]++;
    printf("%u candidates: none %u, perpetrator %u, victim %u, target %u, instrument %u\n",
           t.samples.count, parts[0], parts[1], parts[2], parts[3], parts[4]);
    train(&t, fold);
    if (fold < FOLDS)
        report(&t, fold);
    else
        write_model(&t, argv[3]);
    free(t.weight);
    free(t.stamp);
    free(t.sum);
    toc_arena_free(&t.arena);
    return 0;
}
