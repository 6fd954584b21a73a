/* src/entity/names_features.c - what the name tagger looks at: words, shapes, affixes, clusters and
 * what the dictionaries know, in a window of two tokens on either side, and the labels before. */
#include <stdlib.h>

#include "base/utf8.h"
#include "entity/names.h"
#include "syntax/syntax.h"

enum { /* toc_name_token.dict */
       DICT_COUNTRY = 1 << 0,
       DICT_DEMONYM = 1 << 1,
       DICT_PERSON = 1 << 2, /* a person of the actor table */
       DICT_BODY = 1 << 3,   /* another actor */
       DICT_AGENT = 1 << 4,  /* an agent noun: "minister", "army" */
       DICT_PLACE = 1 << 5,  /* in the gazetteer */
       DICT_CITY = 1 << 6,   /* there with more than 100,000 people, or more than one word */
       DICT_INSIDE = 1 << 7, /* not the first word of what was found */
};

/* ---------------------------------------------------------------- dictionaries */
static void mark(toc_name_token *tokens, uint32_t first, uint32_t last, unsigned bit)
{
    for (uint32_t i = first; i < last; i++)
        tokens[i].dict |= (uint8_t)(bit | (i > first ? DICT_INSIDE : 0));
}

static size_t window(const toc_text *text, uint32_t i, uint32_t end, uint64_t *keys, uint32_t *ends)
{
    size_t n = 0;
    const toc_token *t = text->tokens.items;
    if (t[i].fold == 0) return 0;
    for (; i < end && n < 6; i++) {
        if (t[i].fold == 0) {
            if (text->text.ptr[t[i].start] == '-') continue;
            break;
        }
        keys[n] = t[i].fold;
        ends[n++] = i + 1;
    }
    return n;
}

static void mark_places(const toc_names_data *data, toc_name_token *tokens, uint32_t i,
                        const uint64_t *keys, const uint32_t *ends, size_t n)
{
    uint64_t key = TOC_GAZ_SEED;
    uint32_t found = TOC_GAZ_NONE, last = 0;
    for (size_t k = 0; k < n; k++) {
        bool more = false;
        key = toc_gaz_key(key, keys[k]);
        const uint32_t posting = toc_gaz_find(&data->gaz, key, &more);
        if (posting != TOC_GAZ_NONE) found = posting, last = ends[k];
        if (!more) break;
    }
    if (found == TOC_GAZ_NONE) return;
    unsigned weight = 0;
    for (uint32_t step = 0; step < 32; step++) {
        const uint32_t posting = toc_gaz_posting(&data->gaz, found + step);
        const toc_gaz_place place = toc_gaz_at(&data->gaz, posting & TOC_GAZ_INDEX);
        if (!(posting & TOC_GAZ_ADJ) && place.weight > weight) weight = place.weight;
        if (posting & TOC_GAZ_LAST) break;
    }
    mark(tokens, i, last, DICT_PLACE | (weight >= 50 || last - i > 1 ? DICT_CITY : 0u));
}

static int by_value(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static void mark_dictionaries(const toc_names_data *data, const toc_text *text,
                              toc_name_token *tokens, uint32_t i, uint32_t end, bool caps)
{
    uint64_t keys[6];
    uint32_t ends[6];
    toc_hit hits[8];
    const size_t n = window(text, i, end, keys, ends);
    if (n == 0) return;
    if (data->has_agents && toc_dict_match(&data->agents, keys, n, hits, 8) > 0)
        mark(tokens, i, ends[hits[0].words - 1], DICT_AGENT);
    if (!caps && !(text->tokens.items[i].flags & TOC_TOKEN_UPPER_FIRST)) return;
    if (data->has_countries && toc_dict_match(&data->countries, keys, n, hits, 8) > 0)
        mark(tokens, i, ends[hits[0].words - 1], DICT_COUNTRY);
    if (data->demonym_count > 0 &&
        bsearch(keys, data->demonyms, data->demonym_count, sizeof *keys, by_value) != NULL)
        mark(tokens, i, i + 1, DICT_DEMONYM);
    const size_t found = data->has_actors ? toc_dict_match(&data->actors, keys, n, hits, 8) : 0;
    for (size_t k = 0; k < found; k++) {
        const uint32_t last = ends[hits[k].words - 1];
        const toc_slice words = toc_slice_sub(text->text, text->tokens.items[i].start,
                                              text->tokens.items[last - 1].end);
        if (hits[k].form.len > 0 && hits[k].form.ptr[0] == '?') continue; /* ambiguous */
        if (hits[k].exact && !toc_slice_eq(words, hits[k].form)) continue;
        const toc_slice kind = toc_dict_cell(&data->actors, hits[k].row, data->actor_kind);
        mark(tokens, i, last, toc_slice_is(kind, "person") ? DICT_PERSON : DICT_BODY);
        break;
    }
    if (data->gaz.places > 0) mark_places(data, tokens, i, keys, ends, n);
}

/* ---------------------------------------------------------------- words */
/* "Al-Qaida" -> "Xx-Xx": classes of characters, runs squeezed. */
static uint64_t shape_of(toc_slice word, bool caps)
{
    char out[12];
    size_t n = 0;
    for (size_t at = 0; at < word.len && n < sizeof out;) {
        const uint32_t c = toc_utf8_next(word, &at);
        char k = '-';
        if (c >= '0' && c <= '9')
            k = '9';
        else if (toc_is_letter(c))
            k = caps ? 'C' : toc_is_upper(c) ? 'X' : 'x';
        else if (c < 0x80)
            k = (char)c;
        if (n < 2 || out[n - 1] != k || out[n - 2] != k) out[n++] = k;
    }
    return toc_hash(out, n);
}

toc_name_token *toc_names_prepare(const toc_names_data *data, const toc_text *text,
                                  toc_arena *arena)
{
    toc_name_token *tokens = TOC_NEW_N(arena, toc_name_token, text->tokens.count + 1u);
    if (tokens == NULL) return NULL;
    for (uint32_t s = 0; s < text->sentences.count; s++) {
        const toc_sentence *sentence = &text->sentences.items[s];
        for (uint32_t i = sentence->first; i < sentence->last; i++) {
            toc_name_token *t = &tokens[i];
            const toc_slice word = toc_token_words(text, i);
            char key[64];
            const size_t n = toc_fold(word, key, sizeof key);
            t->word = text->tokens.items[i].fold != 0 ? text->tokens.items[i].fold
                                                      : text->tokens.items[i].form;
            t->form = sentence->caps ? t->word : text->tokens.items[i].form;
            t->shape = shape_of(word, sentence->caps);
            for (size_t k = 0; k < 3; k++) {
                t->prefix[k] = n > k + 1 ? toc_hash(key, k + 2) : 0;
                t->suffix[k] = n > k + 1 ? toc_hash(key + n - (k + 2), k + 2) : 0;
            }
            t->cluster = text->tokens.items[i].cluster;
            t->coarse = TOC_CLUSTER_COARSE(t->cluster);
            mark_dictionaries(data, text, tokens, i, sentence->last, sentence->caps);
        }
    }
    return tokens;
}

/* ---------------------------------------------------------------- features */
size_t toc_names_features(const toc_name_token *tokens, uint32_t first, uint32_t last, uint32_t i,
                          unsigned style, uint64_t out[TOC_NAMES_FEATURES])
{
    static const toc_name_token EDGE = {.word = 1, .form = 1, .shape = 1};
    const toc_name_token *t = &tokens[i];
    const toc_name_token *l1 = i > first ? t - 1 : &EDGE, *l2 = i > first + 1 ? t - 2 : &EDGE;
    const toc_name_token *r1 = i + 1 < last ? t + 1 : &EDGE, *r2 = i + 2 < last ? t + 2 : &EDGE;
    const uint64_t y1 = i > first ? l1->label + 1u : 0, y2 = i > first + 1 ? l2->label + 1u : 0;
    const uint64_t edge = i == first;
    size_t n = 0;
#define ADD(a, b) (out[n] = toc_mix(toc_mix(n + 1, a), b), n++)
    ADD(0, 0);
    ADD(t->word, 0);
    ADD(t->form, 0);
    ADD(l1->word, 0);
    ADD(r1->word, 0);
    ADD(l2->word, 0);
    ADD(r2->word, 0);
    ADD(l1->word, t->word);
    ADD(t->word, r1->word);
    ADD(t->shape, edge);
    ADD(l1->shape, t->shape);
    ADD(t->shape, r1->shape);
    ADD(toc_mix(l1->shape, t->shape), r1->shape);
    for (size_t k = 0; k < 3; k++) {
        ADD(t->prefix[k], 0);
        ADD(t->suffix[k], 0);
    }
    ADD(t->suffix[1], t->shape);
    ADD(t->cluster, 0);
    ADD(t->cluster, t->shape);
    ADD(l1->cluster, 0);
    ADD(r1->cluster, 0);
    ADD(l2->cluster, 0);
    ADD(r2->cluster, 0);
    ADD(l1->cluster, t->cluster);
    ADD(t->cluster, r1->cluster);
    ADD(toc_mix(l1->cluster, t->cluster), r1->cluster);
    ADD(t->coarse, t->shape);
    ADD(toc_mix(l1->coarse, t->coarse), r1->coarse);
    ADD(toc_mix(l1->coarse, l2->coarse), t->shape);
    ADD(toc_mix(r1->coarse, r2->coarse), t->shape);
    ADD(t->dict, t->shape);
    ADD(t->dict, edge);
    ADD(toc_mix(l1->dict, t->dict), r1->dict);
    ADD(l1->dict, t->shape);
    ADD(r1->dict, t->shape);
    ADD(t->dict, t->coarse);
    ADD(y1, 0);
    ADD(y1, y2);
    ADD(y1, t->word);
    ADD(y1, t->shape);
    ADD(y1, t->cluster);
    ADD(y1, toc_mix(t->shape, r1->shape));
    ADD(toc_mix(y1, y2), t->coarse);
    ADD(y1, l1->word);
    ADD(y1, t->dict);
    ADD(toc_mix(y1, l1->cluster), t->shape);
    ADD(style, t->shape);
    ADD(toc_mix(style, t->shape), t->dict);
    ADD(toc_mix(style, t->shape), t->coarse);
    ADD(style, y1);
#undef ADD
    return n;
}
