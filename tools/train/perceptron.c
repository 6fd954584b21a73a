/* tools/train/perceptron.c - see perceptron.h. */
#include "perceptron.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "syntax/weights.h"

#define MIN_UPDATES 4
#define SEEN_BITS 24
#define NO_ROW UINT32_MAX

static void *cleared(size_t n, size_t each)
{
    void *p = calloc(n, each);
    if (p == NULL) {
        fputs("out of memory\n", stderr);
        exit(1);
    }
    return p;
}

void perceptron_init(perceptron *p, uint32_t width)
{
    *p = (perceptron){.mask = (1u << 16) - 1, .width = width, .clock = 1};
    p->keys = cleared(p->mask + 1u, sizeof *p->keys);
    p->rows = cleared(p->mask + 1u, sizeof *p->rows);
    p->seen = cleared(1u << SEEN_BITS, 1);
}

void perceptron_free(perceptron *p)
{
    free(p->keys);
    free(p->rows);
    free(p->now);
    free(p->sum);
    free(p->seen);
    *p = (perceptron){0};
}

static uint32_t place_of(const perceptron *p, uint64_t key)
{
    uint32_t at = (uint32_t)(key >> 20) & p->mask;
    while (p->keys[at] != 0 && p->keys[at] != key) at = (at + 1) & p->mask;
    return at;
}

static void grow_map(perceptron *p)
{
    uint64_t *keys = p->keys;
    uint32_t *rows = p->rows;
    const uint32_t old = p->mask;
    p->mask = old * 2 + 1;
    p->keys = cleared(p->mask + 1u, sizeof *p->keys);
    p->rows = cleared(p->mask + 1u, sizeof *p->rows);
    for (uint32_t i = 0; i <= old; i++) {
        if (keys[i] == 0) continue;
        const uint32_t at = place_of(p, keys[i]);
        p->keys[at] = keys[i];
        p->rows[at] = rows[i];
    }
    free(keys);
    free(rows);
}

static uint32_t new_row(perceptron *p, uint64_t key)
{
    if (p->count * 2u > p->mask) grow_map(p);
    if (p->count == p->room) {
        p->room = p->room == 0 ? 4096 : p->room * 2;
        if (p->width == 0) exit(1); /* not initialised */
        p->now = realloc(p->now, (size_t)p->room * p->width * sizeof *p->now);
        p->sum = realloc(p->sum, (size_t)p->room * p->width * sizeof *p->sum);
        if (p->now == NULL || p->sum == NULL) exit(1);
    }
    const uint32_t at = place_of(p, key);
    p->keys[at] = key;
    p->rows[at] = p->count;
    memset(p->now + (size_t)p->count * p->width, 0, p->width * sizeof *p->now);
    memset(p->sum + (size_t)p->count * p->width, 0, p->width * sizeof *p->sum);
    return p->count++;
}

void perceptron_score(const perceptron *p, scored *s)
{
    for (size_t i = 0; i < s->n; i++)
        __builtin_prefetch(&p->keys[(uint32_t)(s->features[i] >> 20) & p->mask]);
    for (size_t i = 0; i < s->n; i++) {
        const uint32_t at = place_of(p, s->features[i]);
        s->rows[i] = p->keys[at] == 0 ? NO_ROW : p->rows[at];
        if (s->rows[i] != NO_ROW) __builtin_prefetch(p->now + (size_t)s->rows[i] * p->width);
    }
    memset(s->scores, 0, sizeof s->scores);
    for (size_t i = 0; i < s->n; i++) {
        if (s->rows[i] == NO_ROW) continue;
        const int32_t *row = p->now + (size_t)s->rows[i] * p->width;
        for (uint32_t k = 0; k < p->width; k++) s->scores[k] += row[k];
    }
}

void perceptron_update(perceptron *p, scored *s, uint32_t label, int32_t by)
{
    for (size_t i = 0; i < s->n; i++) {
        if (s->rows[i] == NO_ROW) {
            uint8_t *seen = &p->seen[s->features[i] & ((1u << SEEN_BITS) - 1)];
            if (by > 0 && *seen < 255) ++*seen; /* an update is a pair of calls: counted once */
            if (*seen < MIN_UPDATES) continue;
            const uint32_t at = place_of(p, s->features[i]);
            s->rows[i] = p->keys[at] != 0 ? p->rows[at] : new_row(p, s->features[i]);
        }
        const size_t at = (size_t)s->rows[i] * p->width + label;
        p->now[at] += by;
        p->sum[at] += (int64_t)by * p->clock;
    }
}

void perceptron_average(perceptron *p)
{
    const size_t n = (size_t)p->count * p->width;
    for (size_t i = 0; i < n; i++) {
        const int64_t total = ((int64_t)p->now[i] * p->clock - p->sum[i]) * WEIGHT_UNIT;
        p->now[i] = (int32_t)((2 * total + (total < 0 ? -p->clock : p->clock)) / (2 * p->clock));
    }
}

void perceptron_add(perceptron *to, const perceptron *from)
{
    for (uint32_t i = 0; i <= from->mask; i++) {
        if (from->keys[i] == 0) continue;
        const uint32_t at = place_of(to, from->keys[i]);
        const uint32_t row = to->keys[at] != 0 ? to->rows[at] : new_row(to, from->keys[i]);
        for (uint32_t k = 0; k < to->width; k++)
            to->now[(size_t)row * to->width + k] +=
                from->now[(size_t)from->rows[i] * from->width + k];
    }
}

void perceptron_divide(perceptron *p, int32_t by)
{
    const size_t n = (size_t)p->count * p->width;
    for (size_t i = 0; i < n; i++) p->now[i] /= by;
}

/* ---------------------------------------------------------------- packing */
typedef struct packed { /* one slot that would like to stand in a line */
    uint32_t line, weight;
    uint64_t key;
    unsigned char codes[2 * LABEL_PAIRS];
} packed;

static int by_line(const void *a, const void *b)
{
    const packed *x = a, *y = b;
    if (x->line != y->line) return x->line < y->line ? -1 : 1;
    if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    return memcmp(x->codes, y->codes, sizeof x->codes);
}

static uint32_t size_of(int32_t v)
{
    return v < 0 ? (uint32_t)-v : (uint32_t)v;
}

/* The code whose square is nearest. */
static int8_t code_of(int32_t weight)
{
    const uint32_t v = size_of(weight);
    int32_t c = 0;
    while (c < 127 && (uint32_t)(c * c + c) < v) c++;
    return (int8_t)(weight < 0 ? -c : c);
}

static void lay_lines(packed *slots, uint32_t count, unsigned bits, uint32_t slots_in_line,
                      uint32_t code_at, uint32_t code_bytes, toc_buf *out)
{
    qsort(slots, count, sizeof *slots, by_line);
    unsigned char *lines = cleared((size_t)WEIGHT_LINE_BYTES << bits, 1);
    uint32_t kept = 0, in_line = 0;
    for (uint32_t i = 0; i < count; i++) {
        in_line = i > 0 && slots[i].line == slots[i - 1].line ? in_line + 1 : 0;
        if (in_line >= slots_in_line) continue;
        unsigned char *line = lines + (size_t)slots[i].line * WEIGHT_LINE_BYTES;
        line[2 * in_line] = (unsigned char)(slots[i].key >> 48);
        line[2 * in_line + 1] = (unsigned char)(slots[i].key >> 56);
        memcpy(line + code_at + (size_t)in_line * code_bytes, slots[i].codes, code_bytes);
        kept++;
    }
    printf("%u slots of %u kept in %u lines\n", kept, count, 1u << bits);
    toc_buf_put(out, lines, (size_t)WEIGHT_LINE_BYTES << bits);
    free(lines);
}

void perceptron_pack_moves(const perceptron *p, unsigned bits, int32_t least, toc_buf *out)
{
    packed *slots = cleared(p->count + 1u, sizeof *slots);
    uint32_t n = 0;
    for (uint32_t i = 0; i <= p->mask; i++) {
        if (p->keys[i] == 0) continue;
        const int32_t *w = p->now + (size_t)p->rows[i] * p->width;
        packed s = {.key = p->keys[i], .line = (uint32_t)p->keys[i] & ((1u << bits) - 1)};
        for (uint32_t m = 0; m < 3; m++) {
            s.codes[m] = (unsigned char)code_of(w[m]);
            s.weight += size_of(w[m]);
        }
        if (s.weight >= (uint32_t)least) slots[n++] = s;
    }
    lay_lines(slots, n, bits, MOVE_SLOTS, MOVE_CODES, 3, out);
    free(slots);
}

void perceptron_pack_labels(const perceptron *p, unsigned bits, int32_t least, toc_buf *out)
{
    packed *slots = cleared((size_t)p->count * (p->width / LABEL_PAIRS + 1) + 1, sizeof *slots);
    uint32_t n = 0;
    for (uint32_t i = 0; i <= p->mask; i++) {
        if (p->keys[i] == 0) continue;
        int32_t w[MOST_LABELS];
        memcpy(w, p->now + (size_t)p->rows[i] * p->width, p->width * sizeof *w);
        for (;;) { /* the three heaviest, then the next three */
            packed s = {.key = p->keys[i], .line = (uint32_t)p->keys[i] & ((1u << bits) - 1)};
            for (uint32_t k = 0; k < LABEL_PAIRS; k++) {
                uint32_t best = 0;
                for (uint32_t y = 1; y < p->width; y++)
                    if (size_of(w[y]) > size_of(w[best])) best = y;
                if (size_of(w[best]) < (uint32_t)least) break;
                s.codes[2 * k] = (unsigned char)best;
                s.codes[2 * k + 1] = (unsigned char)code_of(w[best]);
                s.weight += size_of(w[best]);
                w[best] = 0;
            }
            if (s.weight == 0) break;
            slots[n++] = s;
        }
    }
    lay_lines(slots, n, bits, LABEL_SLOTS, LABEL_CODES, 2 * LABEL_PAIRS, out);
    free(slots);
}
