/* tools/train/train_syntax.c - trains tagger, parser, arc labels and lemma tables from treebanks.
 *
 *   tocsin-train-syntax CLUSTERS OUT TRAIN.conllu...
 *
 * Averaged perceptrons over the library's own feature functions (src/syntax/features.c). A third
 * of the sentences is doubled in capitals, a sixth with articles, commas and capitals lost as bad
 * machine translation loses them. The parser learns on tags that a tagger predicted which had not
 * seen the sentence (four folds). All arithmetic is in integers, all orders come from one seeded
 * generator: the same files give the same bytes. Collins 2002; Goldberg and Nivre 2013. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "syntax/conllu.h"
#include "syntax/features.h"
#include "syntax/format.h"

#define TAG_BITS 18
#define MOVE_BITS 21
#define LABEL_BITS 18
#ifndef TAG_EPOCHS
#define TAG_EPOCHS 8
#endif
#ifndef PARSE_EPOCHS
#define PARSE_EPOCHS 15
#endif
#define FOLDS 4
#ifndef WEIGHT_SCALE
#define WEIGHT_SCALE 2 /* int8 weight for an averaged weight of 1; weights over 63 are cut */
#endif

typedef struct sample {
    toc_words words;   /* as the library reads them */
    uint8_t tag[TOC_MAX_SENTENCE_TOKENS], rel[TOC_MAX_SENTENCE_TOKENS];
    int32_t head[TOC_MAX_SENTENCE_TOKENS]; /* count: the root */
    bool copy;         /* altered copy: not for lemmas */
} sample;

typedef struct table { /* a perceptron's weights and their running sums */
    int32_t *now;
    int64_t *sum;
    uint32_t mask, row;
    int64_t clock;
} table;

static sample *samples;
static uint32_t sample_count, sample_room;
static uint32_t state = 20241124;

static uint32_t random_below(uint32_t n)
{
    state = state * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)state * n) >> 32);
}

static table table_new(unsigned bits, uint32_t row)
{
    table t = {.mask = (1u << bits) - 1, .row = row, .clock = 1};
    t.now = calloc((size_t)row << bits, sizeof *t.now);
    t.sum = calloc((size_t)row << bits, sizeof *t.sum);
    return t;
}

static void table_free(table *t)
{
    free(t->now);
    free(t->sum);
}

static void score(const table *t, const uint64_t *features, size_t n, int32_t *scores)
{
    memset(scores, 0, t->row * sizeof *scores);
    for (size_t i = 0; i < n; i++) {
        const int32_t *row = t->now + (size_t)((uint32_t)features[i] & t->mask) * t->row;
        for (uint32_t k = 0; k < t->row; k++) scores[k] += row[k];
    }
}

static void update(table *t, const uint64_t *features, size_t n, uint32_t label, int32_t by)
{
    for (size_t i = 0; i < n; i++) {
        const size_t at = (size_t)((uint32_t)features[i] & t->mask) * t->row + label;
        t->now[at] += by;
        t->sum[at] += (int64_t)by * t->clock;
    }
}

/* Averaged weights times WEIGHT_SCALE, cut to int8. */
static int8_t *quantised(const table *t)
{
    const size_t n = (size_t)(t->mask + 1) * t->row;
    int8_t *out = calloc(n, 1);
    for (size_t i = 0; i < n; i++) {
        const int64_t total = (int64_t)t->now[i] * t->clock - t->sum[i];
        int64_t q = (total * WEIGHT_SCALE * 2 + (total < 0 ? -t->clock : t->clock)) / (t->clock * 2);
        out[i] = (int8_t)(q > 127 ? 127 : q < -127 ? -127 : q);
    }
    return out;
}

/* ---------------------------------------------------------------- data */
static void add_sample(const toc_clusters *clusters, const toc_text *text, uint32_t sentence, bool copy)
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
            if (!capitals && p == form + 1 && *p >= 'A' && *p <= 'Z' && random_below(3) == 0) *p = (char)(*p + 32);
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
    FILE *f = fopen(path, "rb");
    if (f == NULL) return false;
    fseek(f, 0, SEEK_END);
    const size_t len = (size_t)ftell(f);
    rewind(f);
    char *bytes = malloc(len + 1);
    if (fread(bytes, 1, len, f) != len) return false;
    fclose(f);
    for (int form = 0; form < 3; form++) {
        char *changed = form == 0 ? bytes : altered(bytes, len, form == 1);
        toc_text *text = &texts[text_count];
        tocsin_error err;
        toc_arena_init(&arenas[text_count]);
        if (toc_conllu_read(text, &articles[text_count], &arenas[text_count], (toc_slice){changed, len}, true, &err) != TOCSIN_OK)
            return fprintf(stderr, "%s: %s\n", path, err.message), false;
        for (uint32_t i = 0; i < text->sentences.count; i++)
            if (form == 0 || (form == 1 ? i % 3 == 0 : i % 6 == 1)) add_sample(clusters, text, i, form != 0);
        text_count++;
        if (form > 0) free(changed);
    }
    free(bytes);
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

/* ---------------------------------------------------------------- tagger */
static uint8_t guess_tag(const table *t, const toc_words *words, int32_t at, uint64_t *features, size_t *n)
{
    int32_t scores[TOC_TAG_ROW];
    *n = toc_tag_features(words, at, features);
    score(t, features, *n, scores);
    uint8_t best = 1;
    for (uint8_t k = 2; k < TOC_TAG_ROW; k++)
        if (scores[k] > scores[best]) best = k;
    return best;
}

static void average(table *t)
{
    const size_t n = (size_t)(t->mask + 1) * t->row;
    for (size_t i = 0; i < n; i++) { /* keep some digits: ranks matter, not sizes */
        const int64_t total = (int64_t)t->now[i] * t->clock - t->sum[i];
        t->now[i] = (int32_t)(total * 64 / t->clock);
    }
}

static table train_tagger(const uint32_t *order_in, uint32_t n, bool report)
{
    table t = table_new(TAG_BITS, TOC_TAG_ROW);
    uint32_t *order = malloc(n * sizeof *order);
    memcpy(order, order_in, n * sizeof *order);
    for (int epoch = 0; epoch < TAG_EPOCHS; epoch++) {
        uint32_t right = 0, all = 0;
        shuffle(order, n);
        for (uint32_t q = 0; q < n; q++) {
            sample *x = &samples[order[q]];
            for (uint32_t i = 0; i < x->words.count; i++, t.clock++, all++) {
                uint64_t features[TOC_MAX_FEATURES];
                size_t count;
                const uint8_t guess = guess_tag(&t, &x->words, (int32_t)i, features, &count);
                x->words.word[i].upos = guess;
                if (guess == x->tag[i]) {
                    right++;
                    continue;
                }
                update(&t, features, count, x->tag[i], 1);
                update(&t, features, count, guess, -1);
            }
        }
        if (report) printf("tagger epoch %d: %.4f\n", epoch, (double)right / all);
    }
    free(order);
    return t;
}

/* ---------------------------------------------------------------- parser */
/* How many gold arcs each transition makes impossible (arc-hybrid). */
static void costs(const sample *x, const toc_configuration *c, int32_t *cost)
{
    const int32_t s0 = c->depth > 0 ? c->stack[c->depth - 1] : -1, s1 = c->depth > 1 ? c->stack[c->depth - 2] : -1;
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

static uint8_t guess_label(const table *t, const toc_words *words, int32_t head, int32_t child, uint64_t *features, size_t *n)
{
    int32_t scores[TOC_LABEL_ROW];
    *n = toc_label_features(words, head, child, features);
    score(t, features, *n, scores);
    uint8_t best = TOC_DEP_root + 1;
    for (uint8_t k = TOC_DEP_root + 2; k < TOC_LABEL_ROW; k++)
        if (scores[k] > scores[best]) best = k;
    return best;
}

static void train_sentence(sample *x, table *moves, table *labels, bool explore, uint32_t *right, uint32_t *all)
{
    toc_configuration c = {.depth = 0, .next = 0};
    reset(&x->words);
    while (c.depth > 0 || c.next < (int32_t)x->words.count) {
        uint64_t features[TOC_MAX_FEATURES];
        int32_t scores[TOC_MOVE_ROW], cost[3];
        const size_t n = toc_move_features(&x->words, &c, features);
        score(moves, features, n, scores);
        costs(x, &c, cost);
        int guess = -1, best = -1;
        int32_t least = INT32_MAX;
        for (int m = 0; m < 3; m++) {
            if (!toc_move_legal(&x->words, &c, m)) continue;
            if (guess < 0 || scores[m] > scores[guess]) guess = m;
            if (cost[m] < least || (cost[m] == least && scores[m] > scores[best])) {
                least = cost[m];
                best = m;
            }
        }
        if (cost[guess] > least) {
            update(moves, features, n, (uint32_t)best, 1);
            update(moves, features, n, (uint32_t)guess, -1);
        } else {
            ++*right;
        }
        ++*all;
        moves->clock++;
        const int move = explore && random_below(10) < 9 ? guess : best;
        int32_t head, child;
        toc_move_make(&x->words, &c, move, &head, &child);
        if (child < 0) continue;
        if (head == (int32_t)x->words.count) {
            x->words.word[child].rel = TOC_DEP_root;
            continue;
        }
        size_t count;
        const uint8_t label = guess_label(labels, &x->words, head, child, features, &count);
        if (x->head[child] == head && x->rel[child] > TOC_DEP_root) {
            if (label != x->rel[child]) {
                update(labels, features, count, x->rel[child], 1);
                update(labels, features, count, label, -1);
            }
            labels->clock++;
        }
        x->words.word[child].rel = label;
    }
}

/* ---------------------------------------------------------------- lemmas */
typedef struct edit {
    uint64_t key;
    char tail[16];
    uint8_t strip, tail_len;
    uint32_t votes, total;
} edit;

static edit *edits; /* open addressing by (suffix key, edit) */
#define EDIT_SLOTS (1u << 20)

static bool edit_of(toc_slice form, toc_slice lemma, uint8_t *strip, toc_slice *tail)
{
    size_t same = 0;
    while (same < form.len && same < lemma.len && form.ptr[same] == lemma.ptr[same]) same++;
    if (form.len - same > 9 || lemma.len - same > 15 || same == 0) return false;
    *strip = (uint8_t)(form.len - same);
    *tail = toc_slice_sub(lemma, same, lemma.len);
    return true;
}

static bool lemma_tag(uint8_t upos)
{
    return upos != 0 && upos != TOC_PROPN && upos != TOC_PUNCT && upos != TOC_SYM && upos != TOC_X && upos != TOC_NUM;
}

typedef struct pair {
    uint64_t key;
    toc_slice form, lemma;
    uint8_t upos;
    uint32_t votes;
} pair;

static pair *pairs; /* open addressing by (form, upos, lemma) */
#define PAIR_SLOTS (1u << 18)

static toc_slice lowered(toc_arena *arena, toc_slice s)
{
    char small[128];
    const size_t n = s.len < sizeof small ? s.len : sizeof small;
    for (size_t i = 0; i < n; i++) small[i] = s.ptr[i] >= 'A' && s.ptr[i] <= 'Z' ? (char)(s.ptr[i] + 32) : s.ptr[i];
    return toc_dup(arena, (toc_slice){small, n});
}

static void collect_pairs(toc_arena *arena)
{
    pairs = calloc(PAIR_SLOTS, sizeof *pairs);
    for (uint32_t x = 0; x < text_count; x += 3) { /* the unaltered texts */
        for (uint32_t t = 0; t < texts[x].tokens.count; t++) {
            const toc_token *token = &texts[x].tokens.items[t];
            if (!lemma_tag(token->upos) || token->lemma.len == 0 || toc_slice_is(token->lemma, "_")) continue;
            const toc_slice form = lowered(arena, toc_token_words(&texts[x], t));
            const uint64_t key = toc_mix(toc_lemma_key(form, token->upos), toc_hash_slice(token->lemma));
            uint32_t at = (uint32_t)key & (PAIR_SLOTS - 1);
            while (pairs[at].votes > 0 && pairs[at].key != key) at = (at + 1) & (PAIR_SLOTS - 1);
            if (pairs[at].votes == 0) pairs[at] = (pair){key, form, token->lemma, token->upos, 0};
            pairs[at].votes++;
        }
    }
}

static edit *vote(uint64_t suffix, uint8_t strip, toc_slice tail)
{
    const uint64_t key = toc_mix(suffix, toc_mix(toc_hash_slice(tail), strip));
    uint32_t at = (uint32_t)key & (EDIT_SLOTS - 1);
    while (edits[at].votes > 0 && edits[at].key != key) at = (at + 1) & (EDIT_SLOTS - 1);
    edit *e = &edits[at];
    if (e->votes == 0) {
        e->key = key;
        e->strip = strip;
        e->tail_len = (uint8_t)tail.len;
        memcpy(e->tail, tail.ptr, tail.len);
    }
    e->votes++;
    return e;
}

typedef struct rule {
    uint64_t key;
    edit *best;
    uint32_t total;
} rule;

static void put(unsigned char *p, uint64_t v, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++) p[i] = (unsigned char)(v >> (8 * i));
}

static uint32_t string_put(toc_buf *strings, toc_slice s)
{
    const uint32_t at = (uint32_t)strings->len;
    toc_buf_slice(strings, s);
    return at;
}

static uint32_t slots_for(uint32_t n)
{
    uint32_t slots = 64;
    while (slots < n * 2) slots *= 2;
    return slots;
}

static unsigned char *insert(unsigned char *table_bytes, uint32_t slots, size_t each, uint64_t key)
{
    uint32_t at = (uint32_t)key & (slots - 1);
    while (toc_read_u64((const char *)table_bytes + (size_t)at * each) != 0) at = (at + 1) & (slots - 1);
    unsigned char *p = table_bytes + (size_t)at * each;
    put(p, key, 8);
    return p;
}

/* Suffix rules that most types with that suffix follow; then every type that the rules get wrong. */
static void train_lemmas(toc_arena *arena, toc_buf *lemma_bytes, toc_buf *rule_bytes, toc_buf *strings,
                         uint32_t *lemma_slots, uint32_t *rule_slots)
{
    collect_pairs(arena);
    edits = calloc(EDIT_SLOTS, sizeof *edits);
    rule *rules = calloc(EDIT_SLOTS, sizeof *rules);
    for (uint32_t i = 0; i < PAIR_SLOTS; i++) {
        const pair *p = &pairs[i];
        uint8_t strip;
        toc_slice tail;
        if (p->votes == 0 || !edit_of(p->form, p->lemma, &strip, &tail)) continue;
        for (size_t n = 1; n <= RULE_MAX_SUFFIX && n <= p->form.len; n++) {
            if (n < strip) continue;
            const uint64_t key = toc_rule_key(toc_slice_sub(p->form, p->form.len - n, p->form.len), p->upos);
            edit *e = vote(key, strip, tail);
            uint32_t at = (uint32_t)key & (EDIT_SLOTS - 1);
            while (rules[at].total > 0 && rules[at].key != key) at = (at + 1) & (EDIT_SLOTS - 1);
            rules[at].key = key;
            rules[at].total++;
            if (rules[at].best == NULL || e->votes > rules[at].best->votes) rules[at].best = e;
        }
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < EDIT_SLOTS; i++) {
        if (rules[i].total == 0) continue;
        if (rules[i].total >= 2 && rules[i].best->votes * 3 >= rules[i].total * 2)
            kept++;
        else
            rules[i].best = NULL;
    }
    *rule_slots = slots_for(kept);
    unsigned char *rule_table = calloc(*rule_slots, RULE_BYTES);
    for (uint32_t i = 0; i < EDIT_SLOTS; i++) {
        if (rules[i].best == NULL) continue;
        unsigned char *p = insert(rule_table, *rule_slots, RULE_BYTES, rules[i].key);
        const edit *e = rules[i].best;
        put(p + 8, string_put(strings, (toc_slice){e->tail, e->tail_len}), 4);
        put(p + 12, e->tail_len, 2);
        put(p + 14, e->strip, 2);
    }
    /* exceptions: the likeliest lemma where the longest rule says otherwise */
    uint32_t exceptions = 0;
    unsigned char *lemma_table = NULL;
    for (int pass = 0; pass < 2; pass++) {
        if (pass == 1) {
            *lemma_slots = slots_for(exceptions);
            lemma_table = calloc(*lemma_slots, LEMMA_BYTES);
        }
        for (uint32_t i = 0; i < PAIR_SLOTS; i++) {
            const pair *p = &pairs[i];
            if (p->votes == 0) continue;
            const rule *r = NULL;
            for (size_t n = p->form.len < RULE_MAX_SUFFIX ? p->form.len : RULE_MAX_SUFFIX; n > 0 && r == NULL; n--) {
                const uint64_t key = toc_rule_key(toc_slice_sub(p->form, p->form.len - n, p->form.len), p->upos);
                uint32_t at = (uint32_t)key & (EDIT_SLOTS - 1);
                while (rules[at].total > 0 && rules[at].key != key) at = (at + 1) & (EDIT_SLOTS - 1);
                if (rules[at].best != NULL) r = &rules[at];
            }
            char made[160];
            size_t len = p->form.len;
            memcpy(made, p->form.ptr, len);
            if (r != NULL && r->best->strip < len) {
                len -= r->best->strip;
                memcpy(made + len, r->best->tail, r->best->tail_len);
                len += r->best->tail_len;
            }
            if (toc_slice_eq((toc_slice){made, len}, p->lemma)) continue;
            /* rivals of the same form and tag: more votes win */
            const uint64_t key = toc_lemma_key(p->form, p->upos);
            if (pass == 0) {
                exceptions++;
                continue;
            }
            uint32_t at = (uint32_t)key & (*lemma_slots - 1);
            unsigned char *slot;
            while (slot = lemma_table + (size_t)at * LEMMA_BYTES, toc_read_u64((char *)slot) != 0 && toc_read_u64((char *)slot) != key)
                at = (at + 1) & (*lemma_slots - 1);
            uint32_t best = p->votes;
            for (uint32_t k = 0; k < PAIR_SLOTS && best > 0; k++)
                if (pairs[k].votes > best && pairs[k].upos == p->upos && toc_slice_eq(pairs[k].form, p->form)) best = 0;
            if (best == 0) continue;
            put(slot, key, 8);
            put(slot + 8, string_put(strings, p->lemma), 4);
            put(slot + 12, p->lemma.len, 4);
        }
    }
    toc_buf_put(lemma_bytes, lemma_table, (size_t)*lemma_slots * LEMMA_BYTES);
    toc_buf_put(rule_bytes, rule_table, (size_t)*rule_slots * RULE_BYTES);
    printf("lemmas: %u rules, %u exceptions\n", kept, exceptions);
    free(rule_table);
    free(lemma_table);
    free(rules);
}

int main(int argc, char **argv)
{
    if (argc < 4) return fprintf(stderr, "usage: tocsin-train-syntax CLUSTERS OUT TRAIN.conllu...\n"), 2;
    toc_clusters clusters = {0};
    toc_buf cluster_bytes = {0};
    FILE *f = fopen(argv[1], "rb");
    char chunk[65536];
    for (size_t n; f != NULL && (n = fread(chunk, 1, sizeof chunk, f)) > 0;) toc_buf_put(&cluster_bytes, chunk, n);
    if (f == NULL || !toc_clusters_view(&clusters, (toc_slice){cluster_bytes.ptr, cluster_bytes.len}))
        return fprintf(stderr, "%s: no clusters\n", argv[1]), 1;
    fclose(f);
    for (int i = 3; i < argc; i++)
        if (!load(&clusters, argv[i])) return fprintf(stderr, "%s: cannot be read\n", argv[i]), 1;
    printf("%u sentences\n", sample_count);
    uint32_t *order = calloc(sample_count, sizeof *order), *part = calloc(sample_count, sizeof *part);
    for (uint32_t i = 0; i < sample_count; i++) order[i] = i;
    table tags = train_tagger(order, sample_count, true);
    int8_t *tag_weights = quantised(&tags);
    table_free(&tags);
    for (uint32_t fold = 0; fold < FOLDS; fold++) { /* tags as unseen text would get them */
        uint32_t n = 0;
        for (uint32_t i = 0; i < sample_count; i++)
            if (i * FOLDS / sample_count != fold) part[n++] = i;
        table t = train_tagger(part, n, false);
        average(&t);
        for (uint32_t i = 0; i < sample_count; i++) {
            if (i * FOLDS / sample_count != fold) continue;
            uint64_t features[TOC_MAX_FEATURES];
            size_t count;
            for (uint32_t k = 0; k < samples[i].words.count; k++)
                samples[i].words.word[k].upos = guess_tag(&t, &samples[i].words, (int32_t)k, features, &count);
        }
        table_free(&t);
    }
    table moves = table_new(MOVE_BITS, TOC_MOVE_ROW), labels = table_new(LABEL_BITS, TOC_LABEL_ROW);
    for (int epoch = 0; epoch < PARSE_EPOCHS; epoch++) {
        uint32_t right = 0, all = 0;
        shuffle(order, sample_count);
        for (uint32_t i = 0; i < sample_count; i++) train_sentence(&samples[order[i]], &moves, &labels, epoch > 1, &right, &all);
        printf("parser epoch %d: %.4f\n", epoch, (double)right / all);
        fflush(stdout);
    }
    int8_t *move_weights = quantised(&moves), *label_weights = quantised(&labels);
    toc_arena arena;
    toc_arena_init(&arena);
    toc_buf lemma_bytes = {0}, rule_bytes = {0}, strings = {0};
    uint32_t lemma_slots, rule_slots;
    train_lemmas(&arena, &lemma_bytes, &rule_bytes, &strings, &lemma_slots, &rule_slots);
    unsigned char head[SYNTAX_HEADER_BYTES] = "TSYN";
    const uint32_t fields[] = {SYNTAX_VERSION, TAG_BITS, MOVE_BITS, LABEL_BITS, lemma_slots, rule_slots, (uint32_t)strings.len};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) put(head + 4 + 4 * i, fields[i], 4);
    f = fopen(argv[2], "wb");
    bool good = f != NULL && fwrite(head, 1, sizeof head, f) == sizeof head;
    good = good && fwrite(tag_weights, TOC_TAG_ROW, 1u << TAG_BITS, f) == 1u << TAG_BITS;
    good = good && fwrite(move_weights, TOC_MOVE_ROW, 1u << MOVE_BITS, f) == 1u << MOVE_BITS;
    good = good && fwrite(label_weights, TOC_LABEL_ROW, 1u << LABEL_BITS, f) == 1u << LABEL_BITS;
    good = good && fwrite(lemma_bytes.ptr, 1, lemma_bytes.len, f) == lemma_bytes.len;
    good = good && fwrite(rule_bytes.ptr, 1, rule_bytes.len, f) == rule_bytes.len;
    good = good && fwrite(strings.ptr, 1, strings.len, f) == strings.len;
    if (!good || fclose(f) != 0) return perror(argv[2]), 1;
    return 0;
}
