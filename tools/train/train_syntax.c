/* tools/train/train_syntax.c - trains tagger, parser, arc labels and lemma tables from treebanks.
 *
 *   tocsin-train-syntax CLUSTERS OUT TRAIN.conllu...
 *
 * Averaged perceptrons over the library's own feature functions (src/syntax/features.c). A third
 * of the sentences is doubled in capitals, a sixth with capitals lost as bad machine translation
 * loses them. Rare words are forgotten now and then, so that the models learn what to do without
 * them. The parser learns on tags that a tagger predicted which had not seen the sentence. All
 * arithmetic is in integers, all orders come from one seeded generator: the same files give the same
 * bytes. Collins 2002; Goldberg and Nivre 2013. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "perceptron.h"
#include "syntax/conllu.h"
#include "syntax/format.h"
#include "train_lemmas.h"
#include "whole_file.h"

#define TAG_BITS 16 /* 1 << bits lines of 64 bytes, src/syntax/weights.h */
#define MOVE_BITS 17
#define LABEL_BITS 16
#define RELABEL_BITS 16
#define LEAST 16  /* smaller weights are left out, in 1/256 of a training step */
#define TAGGERS 3 /* models of different orders whose mean is kept */
#define PARSERS 3
#define TAG_EPOCHS 8
#define PARSE_EPOCHS 8
#define FOLDS 4 /* taggers for the parser's training, each blind to its part */
#define WORD_DROP \
    25          /* a word seen n times is forgotten for a visit in WORD_DROP of WORD_DROP + 100 n */
#define FORMS 3 /* each text as it is, in capitals, as bad translation */

typedef struct sample {
    toc_words words; /* as the library reads them */
    uint8_t tag[TOC_MAX_SENTENCE_TOKENS], rel[TOC_MAX_SENTENCE_TOKENS];
    int32_t head[TOC_MAX_SENTENCE_TOKENS]; /* count: the root */
    bool copy;                             /* altered copy: not for lemmas */
} sample;

static sample *samples;
static uint32_t sample_count, sample_room;
static uint32_t state = 20241124;

static uint32_t random_below(uint32_t n)
{
    state = state * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)state * n) >> 32);
}

/* ---------------------------------------------------------------- data */
static void add_sample(const toc_clusters *clusters, const toc_text *text, uint32_t sentence,
                       bool copy)
{
    const toc_sentence *s = &text->sentences.items[sentence];
    if (s->last - s->first > TOC_MAX_SENTENCE_TOKENS || s->first == s->last) return;
    if (sample_count == sample_room) {
        sample_room = sample_room == 0 ? 1024 : sample_room * 2;
        samples = realloc(samples, sample_room * sizeof *samples);
    }
    sample *x = &samples[sample_count++];
    memset(x, 0, sizeof *x);
    x->copy = copy;
    toc_words_read(clusters, text, sentence, &x->words);
    for (uint32_t i = 0; i < x->words.count; i++) {
        const toc_token *t = &text->tokens.items[s->first + i];
        x->tag[i] = t->upos;
        x->rel[i] = t->deprel;
        x->head[i] = t->head == TOC_NONE ? (int32_t)x->words.count : (int32_t)(t->head - s->first);
    }
}

/* The treebank again with other letters: in capitals, or without commas, articles and capitals. */
static char *altered(const char *conllu, size_t len, bool capitals)
{
    char *out = malloc(len + 1);
    memcpy(out, conllu, len);
    out[len] = '\0';
    for (char *line = out; line < out + len;) {
        char *end = memchr(line, '\n', (size_t)(out + len - line));
        if (end == NULL) end = out + len;
        char *form = *line == '#' ? NULL : memchr(line, '\t', (size_t)(end - line));
        for (char *p = form == NULL ? end : form + 1; p < end && *p != '\t'; p++) {
            if (capitals && *p >= 'a' && *p <= 'z') *p = (char)(*p - 32);
            if (!capitals && p == form + 1 && *p >= 'A' && *p <= 'Z' && random_below(3) == 0)
                *p = (char)(*p + 32);
        }
        line = end + 1;
    }
    return out;
}

static toc_arena arenas[64];
static toc_text texts[64];
static toc_article articles[64];
static uint32_t text_count;

static bool load(const toc_clusters *clusters, const char *path)
{
    const toc_slice corpus = whole_file(path);
    for (int form = 0; form < FORMS; form++) {
        char *changed = form == 0 ? NULL : altered(corpus.ptr, corpus.len, form == 1);
        toc_text *text = &texts[text_count];
        tocsin_error err;
        toc_arena_init(&arenas[text_count]);
        if (toc_conllu_read(text, &articles[text_count], &arenas[text_count],
                            form == 0 ? corpus : (toc_slice){changed, corpus.len}, true,
                            &err) != TOCSIN_OK)
            return fprintf(stderr, "%s: %s\n", path, err.message), false;
        for (uint32_t i = 0; i < text->sentences.count; i++)
            if (form == 0 || (form == 1 ? i % 3 == 0 : i % 6 == 1))
                add_sample(clusters, text, i, form != 0);
        text_count++;
        free(changed);
    }
    free((char *)(uintptr_t)corpus.ptr);
    return true;
}

static void shuffle(uint32_t *order, uint32_t n)
{
    for (uint32_t i = n; i > 1; i--) {
        const uint32_t j = random_below(i), kept = order[i - 1];
        order[i - 1] = order[j];
        order[j] = kept;
    }
}

/* ---------------------------------------------------------------- words that are not known */
/* How often each lower-case form stands in the unaltered sentences, by hash. */
static uint64_t *form_keys;
static uint32_t *form_counts;
#define FORM_SLOTS (1u << 17)

static uint32_t form_slot(uint64_t key)
{
    uint32_t at = (uint32_t)key & (FORM_SLOTS - 1);
    while (form_keys[at] != 0 && form_keys[at] != key) at = (at + 1) & (FORM_SLOTS - 1);
    return at;
}

static void count_forms(void)
{
    form_keys = calloc(FORM_SLOTS, sizeof *form_keys);
    form_counts = calloc(FORM_SLOTS, sizeof *form_counts);
    for (uint32_t i = 0; i < sample_count; i++)
        for (uint32_t k = 0; !samples[i].copy && k < samples[i].words.count; k++) {
            const uint32_t at = form_slot(samples[i].words.word[k].lower);
            form_keys[at] = samples[i].words.word[k].lower;
            form_counts[at]++;
        }
}

/* Gives some rare words a form that nothing is known of, as new words have it in unseen text
 * (Kiperwasser and Goldberg 2016); restore() undoes it. */
static void forget(toc_words *words, uint64_t *kept)
{
    for (uint32_t i = 0; i < words->count; i++) {
        kept[i] = words->word[i].lower;
        const uint32_t n = form_counts[form_slot(kept[i])];
        if (random_below(1000) * (100 * n + WORD_DROP) < 1000 * WORD_DROP)
            words->word[i].lower = toc_mix(kept[i], random_below(UINT32_MAX));
    }
}

static void restore(toc_words *words, const uint64_t *kept)
{
    for (uint32_t i = 0; i < words->count; i++) words->word[i].lower = kept[i];
}

/* ---------------------------------------------------------------- tagger */
static uint8_t best_of(const scored *s, uint32_t first, uint32_t end)
{
    uint32_t best = first;
    for (uint32_t k = first + 1; k < end; k++)
        if (s->scores[k] > s->scores[best]) best = k;
    return (uint8_t)best;
}

static void learn(perceptron *p, scored *s, uint32_t right, uint32_t guess)
{
    if (right != guess) {
        perceptron_update(p, s, right, 1);
        perceptron_update(p, s, guess, -1);
    }
    p->clock++;
}

static uint8_t guess_tag(const perceptron *p, const toc_words *words, int32_t at, scored *s)
{
    s->n = toc_tag_word_features(words, at, s->features);
    s->n += toc_tag_before_features(words, at, s->features + s->n);
    perceptron_score(p, s);
    return best_of(s, 1, TOC_UPOS_COUNT);
}

static void train_tagger(perceptron *p, const uint32_t *order_in, uint32_t n, bool report)
{
    perceptron_init(p, TOC_UPOS_COUNT);
    uint32_t *order = malloc(n * sizeof *order);
    memcpy(order, order_in, n * sizeof *order);
    for (int epoch = 0; epoch < TAG_EPOCHS; epoch++) {
        uint32_t right = 0, all = 0;
        shuffle(order, n);
        for (uint32_t q = 0; q < n; q++) {
            sample *x = &samples[order[q]];
            uint64_t kept[TOC_MAX_SENTENCE_TOKENS] = {0};
            forget(&x->words, kept);
            for (uint32_t i = 0; i < x->words.count; i++, all++) {
                scored s;
                const uint8_t guess = guess_tag(p, &x->words, (int32_t)i, &s);
                x->words.word[i].upos = guess;
                right += guess == x->tag[i];
                learn(p, &s, x->tag[i], guess);
            }
            restore(&x->words, kept);
        }
        if (report)
            printf("tagger epoch %d: %.4f, %u features\n", epoch, (double)right / all, p->count);
    }
    perceptron_average(p);
    free(order);
}

/* ---------------------------------------------------------------- parser */
/* How many gold arcs each transition makes impossible (arc-hybrid). */
static void costs(const sample *x, const toc_configuration *c, int32_t *cost)
{
    const int32_t s0 = c->depth > 0 ? c->stack[c->depth - 1] : -1,
                  s1 = c->depth > 1 ? c->stack[c->depth - 2] : -1;
    const int32_t b = c->next, count = (int32_t)x->words.count;
    cost[0] = cost[1] = cost[2] = 0;
    for (int32_t i = 0; i < c->depth; i++) {
        if (x->head[c->stack[i]] == b) cost[0]++;
        if (b < count && i + 1 < c->depth && x->head[b] == c->stack[i]) cost[0]++;
    }
    if (s0 < 0) return;
    int32_t dependants = 0;
    for (int32_t i = b; i < count; i++) dependants += x->head[i] == s0;
    cost[1] = dependants + (s1 >= 0 && x->head[s0] == s1) + (x->head[s0] > b);
    cost[2] = dependants + (x->head[s0] >= b);
}

static void reset(toc_words *words)
{
    for (uint32_t i = 0; i <= words->count; i++) {
        toc_word *w = &words->word[i];
        w->head = w->left1 = w->left2 = w->right1 = w->right2 = -1;
        w->lefts = w->rights = w->rel = 0;
    }
}

/* Makes one transition's arc and names it. */
static void name_arc(sample *x, perceptron *labels, int32_t head, int32_t child)
{
    toc_words *words = &x->words;
    if (head == (int32_t)words->count) {
        words->word[child].rel = TOC_DEP_root;
        return;
    }
    scored s;
    s.n = toc_label_features(words, head, child, s.features);
    perceptron_score(labels, &s);
    const uint8_t label = best_of(&s, TOC_DEP_root + 1, TOC_DEP_COUNT);
    if (x->head[child] == head && x->rel[child] > TOC_DEP_root)
        learn(labels, &s, x->rel[child], label);
    words->word[child].rel = label;
}

static void name_again(sample *x, perceptron *relabels, uint32_t *right, uint32_t *all)
{
    toc_tree tree;
    toc_words *words = &x->words;
    toc_tree_read(words, &tree);
    for (uint32_t k = 0; k < words->count; k++) {
        const int32_t child = tree.order[k], head = words->word[child].head;
        if (head == (int32_t)words->count) continue;
        scored s;
        s.n = toc_relabel_features(words, &tree, child, s.features);
        perceptron_score(relabels, &s);
        const uint8_t label = best_of(&s, TOC_DEP_root + 1, TOC_DEP_COUNT);
        if (x->head[child] == head && x->rel[child] > TOC_DEP_root) {
            learn(relabels, &s, x->rel[child], label);
            *right += label == x->rel[child];
            ++*all;
        }
        words->word[child].rel = label;
    }
}

typedef struct parser_models {
    perceptron moves, labels, relabels;
} parser_models;

typedef struct tally {
    uint32_t moves_right, moves, labels_right, labels;
} tally;

static void train_sentence(sample *x, parser_models *m, bool explore, tally *t)
{
    toc_configuration c = {.depth = 0, .next = 0};
    reset(&x->words);
    uint64_t kept[TOC_MAX_SENTENCE_TOKENS] = {0};
    forget(&x->words, kept);
    while (c.depth > 0 || c.next < (int32_t)x->words.count) {
        int32_t cost[3], least = INT32_MAX;
        scored s;
        s.n = toc_move_features(&x->words, &c, TOC_FIRST_LOOK, s.features);
        s.n += toc_move_features(&x->words, &c, TOC_SECOND_LOOK, s.features + s.n);
        perceptron_score(&m->moves, &s);
        costs(x, &c, cost);
        int guess = -1, best = -1;
        for (int k = 0; k < 3; k++) {
            if (!toc_move_legal(&x->words, &c, k)) continue;
            if (guess < 0 || s.scores[k] > s.scores[guess]) guess = k;
            if (cost[k] < least || (cost[k] == least && s.scores[k] > s.scores[best])) {
                least = cost[k];
                best = k;
            }
        }
        if (best < 0) break; /* one is always legal before the end */
        t->moves++;
        t->moves_right += cost[guess] == least;
        learn(&m->moves, &s, cost[guess] > least ? (uint32_t)best : (uint32_t)guess,
              (uint32_t)guess);
        int32_t head, child;
        toc_move_make(&x->words, &c, explore && random_below(10) < 9 ? guess : best, &head, &child);
        if (child >= 0) name_arc(x, &m->labels, head, child);
    }
    name_again(x, &m->relabels, &t->labels_right, &t->labels);
    restore(&x->words, kept);
}

static void train_parser(parser_models *m, uint32_t *order)
{
    perceptron_init(&m->moves, 3);
    perceptron_init(&m->labels, TOC_DEP_COUNT);
    perceptron_init(&m->relabels, TOC_DEP_COUNT);
    for (int epoch = 0; epoch < PARSE_EPOCHS; epoch++) {
        tally t = {0};
        shuffle(order, sample_count);
        for (uint32_t i = 0; i < sample_count; i++)
            train_sentence(&samples[order[i]], m, epoch > 1, &t);
        printf("parser epoch %d: %.4f, names %.4f, %u + %u + %u features\n", epoch,
               (double)t.moves_right / t.moves, (double)t.labels_right / t.labels, m->moves.count,
               m->labels.count, m->relabels.count);
        fflush(stdout);
    }
    perceptron_average(&m->moves);
    perceptron_average(&m->labels);
    perceptron_average(&m->relabels);
}

/* The mean of several parsers that saw the sentences in different orders: what they share stays. */
static void train_parsers(parser_models *sum, uint32_t *order)
{
    train_parser(sum, order);
    for (int k = 1; k < PARSERS; k++) {
        parser_models m;
        train_parser(&m, order);
        perceptron_add(&sum->moves, &m.moves);
        perceptron_add(&sum->labels, &m.labels);
        perceptron_add(&sum->relabels, &m.relabels);
        perceptron_free(&m.moves);
        perceptron_free(&m.labels);
        perceptron_free(&m.relabels);
    }
    perceptron_divide(&sum->moves, PARSERS);
    perceptron_divide(&sum->labels, PARSERS);
    perceptron_divide(&sum->relabels, PARSERS);
}

/* Tags as unseen text would get them, by a tagger that has not seen the sentence. */
static void tag_in_folds(void)
{
    uint32_t *part = calloc(sample_count, sizeof *part);
    for (uint32_t fold = 0; fold < FOLDS; fold++) {
        uint32_t n = 0;
        for (uint32_t i = 0; i < sample_count; i++)
            if (i * FOLDS / sample_count != fold) part[n++] = i;
        perceptron p;
        train_tagger(&p, part, n, false);
        for (uint32_t i = 0; i < sample_count; i++) {
            if (i * FOLDS / sample_count != fold) continue;
            scored s;
            for (uint32_t k = 0; k < samples[i].words.count; k++)
                samples[i].words.word[k].upos = guess_tag(&p, &samples[i].words, (int32_t)k, &s);
        }
        perceptron_free(&p);
    }
    free(part);
}

static bool write_model(const char *path, const perceptron *tags, const parser_models *m,
                        const lemma_tables *lemmas)
{
    toc_buf out = {0};
    unsigned char head[SYNTAX_HEADER_BYTES] = "TSYN";
    const uint32_t fields[] = {SYNTAX_VERSION,     TAG_BITS,
                               MOVE_BITS,          LABEL_BITS,
                               RELABEL_BITS,       lemmas->lemma_slots,
                               lemmas->rule_slots, (uint32_t)lemmas->strings.len};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        train_put(head + 4 + 4 * i, fields[i], 4);
    toc_buf_put(&out, head, sizeof head);
    perceptron_pack_labels(tags, TAG_BITS, LEAST, &out);
    perceptron_pack_moves(&m->moves, MOVE_BITS, LEAST, &out);
    perceptron_pack_labels(&m->labels, LABEL_BITS, LEAST, &out);
    perceptron_pack_labels(&m->relabels, RELABEL_BITS, LEAST, &out);
    toc_buf_put(&out, lemmas->lemmas.ptr, lemmas->lemmas.len);
    toc_buf_put(&out, lemmas->rules.ptr, lemmas->rules.len);
    toc_buf_put(&out, lemmas->strings.ptr, lemmas->strings.len);
    FILE *f = fopen(path, "wb");
    const bool good =
        f != NULL && !out.failed && fwrite(out.ptr, 1, out.len, f) == out.len && fclose(f) == 0;
    toc_buf_free(&out);
    return good;
}

int main(int argc, char **argv)
{
    if (argc < 4)
        return fprintf(stderr, "usage: tocsin-train-syntax CLUSTERS OUT TRAIN.conllu...\n"), 2;
    toc_clusters clusters = {0};
    if (!toc_clusters_view(&clusters, whole_file(argv[1])))
        return fprintf(stderr, "%s: no clusters\n", argv[1]), 1;
    for (int i = 3; i < argc; i++)
        if (!load(&clusters, argv[i])) return fprintf(stderr, "%s: cannot be read\n", argv[i]), 1;
    printf("%u sentences\n", sample_count);
    uint32_t *order = calloc(sample_count, sizeof *order);
    for (uint32_t i = 0; i < sample_count; i++) order[i] = i;
    perceptron tags;
    parser_models parser;
    lemma_tables lemmas = {0};
    count_forms();
    train_tagger(&tags, order, sample_count, true);
    for (int k = 1; k < TAGGERS; k++) {
        perceptron more;
        train_tagger(&more, order, sample_count, true);
        perceptron_add(&tags, &more);
        perceptron_free(&more);
    }
    perceptron_divide(&tags, TAGGERS);
    tag_in_folds();
    train_parsers(&parser, order);
    train_lemmas(texts, text_count, FORMS, &lemmas);
    if (!write_model(argv[2], &tags, &parser, &lemmas)) return perror(argv[2]), 1;
    return 0;
}
