/* tools/train/train_lemmas.c - lemma tables: suffix rules and exceptions; see train_lemmas.h. */
#include "train_lemmas.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "syntax/features.h"
#include "syntax/format.h"

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
    return upos != 0 && upos != TOC_PUNCT && upos != TOC_SYM && upos != TOC_X && upos != TOC_NUM;
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
    for (size_t i = 0; i < n; i++)
        small[i] = s.ptr[i] >= 'A' && s.ptr[i] <= 'Z' ? (char)(s.ptr[i] + 32) : s.ptr[i];
    return toc_dup(arena, (toc_slice){small, n});
}

static void collect_pairs(toc_arena *arena, const toc_text *texts, uint32_t text_count,
                          uint32_t step)
{
    pairs = calloc(PAIR_SLOTS, sizeof *pairs);
    for (uint32_t x = 0; x < text_count; x += step) { /* the unaltered texts */
        for (uint32_t t = 0; t < texts[x].tokens.count; t++) {
            const toc_token *token = &texts[x].tokens.items[t];
            if (!lemma_tag(token->upos) || token->lemma.len == 0 || toc_slice_is(token->lemma, "_"))
                continue;
            const toc_slice form = lowered(arena, toc_token_words(&texts[x], t));
            const toc_slice lemma =
                token->upos == TOC_PROPN ? lowered(arena, token->lemma) : token->lemma;
            const uint64_t key = toc_mix(toc_lemma_key(form, token->upos), toc_hash_slice(lemma));
            uint32_t at = (uint32_t)key & (PAIR_SLOTS - 1);
            while (pairs[at].votes > 0 && pairs[at].key != key) at = (at + 1) & (PAIR_SLOTS - 1);
            if (pairs[at].votes == 0) pairs[at] = (pair){key, form, lemma, token->upos, 0};
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

void train_put(unsigned char *p, uint64_t v, unsigned bytes)
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
    while (toc_read_u64((const char *)table_bytes + (size_t)at * each) != 0)
        at = (at + 1) & (slots - 1);
    unsigned char *p = table_bytes + (size_t)at * each;
    train_put(p, key, 8);
    return p;
}

void train_lemmas(const toc_text *texts, uint32_t text_count, uint32_t step, lemma_tables *out)
{
    toc_arena arena;
    toc_arena_init(&arena);
    toc_buf *const strings = &out->strings;
    collect_pairs(&arena, texts, text_count, step);
    edits = calloc(EDIT_SLOTS, sizeof *edits);
    rule *rules = calloc(EDIT_SLOTS, sizeof *rules);
    for (uint32_t i = 0; i < PAIR_SLOTS; i++) {
        const pair *p = &pairs[i];
        uint8_t strip;
        toc_slice tail;
        if (p->votes == 0 || !edit_of(p->form, p->lemma, &strip, &tail)) continue;
        for (size_t n = 1; n <= RULE_MAX_SUFFIX && n <= p->form.len; n++) {
            if (n < strip) continue;
            const uint64_t key =
                toc_rule_key(toc_slice_sub(p->form, p->form.len - n, p->form.len), p->upos);
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
    out->rule_slots = slots_for(kept);
    unsigned char *rule_table = calloc(out->rule_slots, RULE_BYTES);
    for (uint32_t i = 0; i < EDIT_SLOTS; i++) {
        if (rules[i].best == NULL) continue;
        unsigned char *p = insert(rule_table, out->rule_slots, RULE_BYTES, rules[i].key);
        const edit *e = rules[i].best;
        train_put(p + 8, string_put(strings, (toc_slice){e->tail, e->tail_len}), 4);
        train_put(p + 12, e->tail_len, 2);
        train_put(p + 14, e->strip, 2);
    }
    /* exceptions: the likeliest lemma where the longest rule says otherwise */
    uint32_t exceptions = 0;
    unsigned char *lemma_table = NULL;
    for (int pass = 0; pass < 2; pass++) {
        if (pass == 1) {
            out->lemma_slots = slots_for(exceptions);
            lemma_table = calloc(out->lemma_slots, LEMMA_BYTES);
        }
        for (uint32_t i = 0; i < PAIR_SLOTS; i++) {
            const pair *p = &pairs[i];
            if (p->votes == 0) continue;
            const rule *r = NULL;
            for (size_t n = p->form.len < RULE_MAX_SUFFIX ? p->form.len : RULE_MAX_SUFFIX;
                 n > 0 && r == NULL; n--) {
                const uint64_t key =
                    toc_rule_key(toc_slice_sub(p->form, p->form.len - n, p->form.len), p->upos);
                uint32_t at = (uint32_t)key & (EDIT_SLOTS - 1);
                while (rules[at].total > 0 && rules[at].key != key)
                    at = (at + 1) & (EDIT_SLOTS - 1);
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
            uint32_t at = (uint32_t)key & (out->lemma_slots - 1);
            unsigned char *slot;
            while (slot = lemma_table + (size_t)at * LEMMA_BYTES,
                   toc_read_u64((char *)slot) != 0 && toc_read_u64((char *)slot) != key)
                at = (at + 1) & (out->lemma_slots - 1);
            uint32_t best = p->votes;
            for (uint32_t k = 0; k < PAIR_SLOTS && best > 0; k++)
                if (pairs[k].votes > best && pairs[k].upos == p->upos &&
                    toc_slice_eq(pairs[k].form, p->form))
                    best = 0;
            if (best == 0) continue;
            train_put(slot, key, 8);
            train_put(slot + 8, string_put(strings, p->lemma), 4);
            train_put(slot + 12, p->lemma.len, 4);
        }
    }
    toc_buf_put(&out->lemmas, lemma_table, (size_t)out->lemma_slots * LEMMA_BYTES);
    toc_buf_put(&out->rules, rule_table, (size_t)out->rule_slots * RULE_BYTES);
    printf("lemmas: %u rules, %u exceptions\n", kept, exceptions);
    free(rule_table);
    free(lemma_table);
    free(rules);
    toc_arena_free(&arena);
}
