/* src/entity/names.c - the walk of the name tagger; see names.h for the model. */
#include "entity/names.h"

#include <stdlib.h>

/* ---------------------------------------------------------------- opening */
static bool power_of_two(uint32_t n)
{
    return n != 0 && (n & (n - 1)) == 0;
}

static tocsin_status open_model(toc_names_data *out, toc_slice model, tocsin_error *err)
{
    if (model.ptr == NULL) return TOCSIN_OK;
    if (model.len < TOC_NAMES_HEADER_BYTES || memcmp(model.ptr, "TNER", 4) != 0 ||
        toc_read_u32(model.ptr + 4) != TOC_NAMES_FORMAT)
        return toc_fail(err, TOCSIN_PACK_DAMAGED, "The name model is not one of format %u.",
                        TOC_NAMES_FORMAT);
    const uint32_t slots = toc_read_u32(model.ptr + 8);
    if (!power_of_two(slots) || slots < TOC_NAMES_LINE ||
        TOC_NAMES_HEADER_BYTES + (uint64_t)slots * TOC_NAMES_SLOT_BYTES > model.len)
        return toc_fail(err, TOCSIN_PACK_DAMAGED, "The name model is shorter than it says.");
    out->slots = model.ptr + TOC_NAMES_HEADER_BYTES;
    out->slot_mask = slots - 1;
    return TOCSIN_OK;
}

static int by_value(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static void index_demonyms(toc_names_data *data, toc_arena *arena)
{
    const uint32_t col = toc_dict_col(&data->countries, "demonyms");
    TOC_ARRAY(uint64_t) keys = {0};
    for (uint32_t layer = 0; layer < data->countries.layers; layer++)
        for (uint32_t i = 0; i < toc_dict_rows(&data->countries, layer); i++) {
            toc_slice cell = toc_dict_cell(&data->countries, (toc_row){layer, i}, col), form;
            while (toc_slice_cut(&cell, '|', &form)) {
                uint64_t key[4];
                if (toc_phrase_keys(form, key, 4) == 1) toc_push(arena, &keys, key[0]);
            }
        }
    if (keys.count > 0) qsort(keys.items, keys.count, sizeof *keys.items, by_value);
    data->demonyms = keys.items;
    data->demonym_count = keys.count;
}

tocsin_status toc_names_open(toc_names_data *out, const toc_pack *packs, size_t count,
                             toc_arena *arena, tocsin_error *err)
{
    *out = (toc_names_data){0};
    toc_slice model = {NULL, 0}, gaz = {NULL, 0};
    for (size_t i = count; i-- > 0;) {
        if (model.ptr == NULL) model = toc_pack_section(&packs[i], "model/names");
        if (gaz.ptr == NULL) gaz = toc_pack_section(&packs[i], "gazetteer");
    }
    out->has_actors = toc_dict_view(&out->actors, packs, count, "actor");
    out->has_agents = toc_dict_view(&out->agents, packs, count, "agent");
    out->has_countries = toc_dict_view(&out->countries, packs, count, "country");
    out->actor_kind = toc_dict_col(&out->actors, "kind");
    out->agent_kind = toc_dict_col(&out->agents, "kind");
    if (out->has_countries) index_demonyms(out, arena);
    if (gaz.ptr != NULL) {
        const tocsin_status status = toc_gaz_view(&out->gaz, gaz, err);
        if (status != TOCSIN_OK) return status;
    }
    if (arena->failed) return toc_fail(err, TOCSIN_NO_MEMORY, "Out of memory.");
    return open_model(out, model, err);
}

/* ---------------------------------------------------------------- deciding */
/* Labels: 0 outside; 1 + 4 type + {0 begin, 1 inside, 2 last, 3 unit}. */
bool toc_names_follows(unsigned before, unsigned label)
{
    const bool open = before != 0 && (before - 1) % 4 < 2; /* begin or inside: must go on */
    const bool goes_on = label != 0 && ((label - 1) % 4 == 1 || (label - 1) % 4 == 2);
    if (open != goes_on) return false;
    return !open || (before - 1) / 4 == (label - 1) / 4;
}

static const int8_t *weights_of(const toc_names_data *data, uint64_t feature)
{
    const uint32_t print = toc_names_print(feature);
    const char *p =
        data->slots + (size_t)toc_names_line(feature, data->slot_mask) * TOC_NAMES_SLOT_BYTES;
    for (uint32_t slot = 0; slot < TOC_NAMES_LINE; slot++, p += TOC_NAMES_SLOT_BYTES) {
        const uint32_t found = toc_read_u32(p) & 0xffffff;
        if (found == 0) return NULL;
        if (found == print) return (const int8_t *)p + 3;
    }
    return NULL;
}

static unsigned decide(const toc_names_data *data, const toc_name_token *tokens, uint32_t first,
                       uint32_t last, uint32_t i)
{
    uint64_t features[TOC_NAMES_FEATURES];
    int32_t scores[TOC_NAMES_LABELS] = {0};
    const size_t n = toc_names_features(tokens, first, last, i, 0, features);
    for (size_t f = 0; f < n; f++) /* every look-up misses the cache: ask for all of them first */
        __builtin_prefetch(data->slots + (size_t)toc_names_line(features[f], data->slot_mask) *
                                             TOC_NAMES_SLOT_BYTES);
    for (size_t f = 0; f < n; f++) {
        const int8_t *w = weights_of(data, features[f]);
        if (w == NULL) continue;
        for (size_t y = 0; y < TOC_NAMES_LABELS; y++) scores[y] += w[y];
    }
    const unsigned before = i > first ? tokens[i - 1].label : 0;
    unsigned best = TOC_NAMES_LABELS;
    for (unsigned y = 0; y < TOC_NAMES_LABELS; y++) {
        if (!toc_names_follows(before, y)) continue;
        if (i + 1 == last && y != 0 && (y - 1) % 4 < 2)
            continue; /* no name goes on beyond the end */
        if (best == TOC_NAMES_LABELS || scores[y] > scores[best]) best = y;
    }
    return best < TOC_NAMES_LABELS ? best : 0;
}

/* A word in small letters that is no noun and in no dictionary, where no name is open: not worth a decision. */
static bool plain(const toc_text *text, const toc_name_token *tokens, uint32_t first, uint32_t i)
{
    const unsigned marked = TOC_TOKEN_UPPER_FIRST | TOC_TOKEN_UPPER_ALL | TOC_TOKEN_DIGIT;
    const unsigned upos = text->tokens.items[i].upos;
    if (upos == TOC_UPOS_NONE || upos == TOC_NOUN || upos == TOC_PROPN || upos == TOC_ADJ ||
        upos == TOC_X)
        return false;
    if (text->tokens.items[i].flags & marked) return false;
    if (i > first && tokens[i - 1].label != 0 && (tokens[i - 1].label - 1) % 4 < 2) return false;
    return tokens[i].dict == 0;
}

/* ---------------------------------------------------------------- one type per name and document */
typedef struct name_votes {
    uint64_t key;
    uint32_t votes[3];
} name_votes;

static uint64_t span_key(const toc_text *text, uint32_t first, uint32_t last)
{
    uint64_t key = last - first;
    for (uint32_t i = first; i < last; i++) key = toc_mix(key, text->tokens.items[i].fold);
    return key == 0 ? 1 : key;
}

static uint32_t span_end(const toc_text *text, uint32_t i)
{
    const unsigned inside = text->tokens.items[i].ner + 1u;
    uint32_t last = i + 1;
    while (last < text->tokens.count && text->tokens.items[last].ner == inside) last++;
    return last;
}

static bool begins(const toc_token *t)
{
    return t->ner % 2 == 1;
}

static void agree(const toc_text *text)
{
    uint32_t spans = 0, size = 16;
    for (uint32_t i = 0; i < text->tokens.count; i++) spans += begins(&text->tokens.items[i]);
    while (size < spans * 3) size *= 2;
    name_votes *map = TOC_NEW_N(text->arena, name_votes, size);
    if (map == NULL) return;
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < text->tokens.count; i++) {
            toc_token *t = &text->tokens.items[i];
            if (!begins(t)) continue;
            const uint32_t last = span_end(text, i);
            const uint64_t key = span_key(text, i, last);
            uint32_t at = (uint32_t)key & (size - 1);
            while (map[at].key != 0 && map[at].key != key) at = (at + 1) & (size - 1);
            const unsigned type = (t->ner - 1u) / 2;
            if (type > 2) continue;
            if (pass == 0) {
                map[at].key = key;
                map[at].votes[type]++;
                continue;
            }
            unsigned best = type;
            for (unsigned k = 0; k < 3; k++)
                if (map[at].votes[k] > 2 * map[at].votes[best]) best = k;
            for (uint32_t k = i; k < last; k++)
                text->tokens.items[k].ner =
                    (uint8_t)(text->tokens.items[k].ner - 2 * type + 2 * best);
        }
}

static void tag_sentence(const toc_names_data *data, toc_text *text, uint32_t s,
                         toc_name_token *tokens)
{
    const toc_sentence *sentence = &text->sentences.items[s];
    for (uint32_t i = sentence->first; i < sentence->last; i++) {
        if (!sentence->caps && plain(text, tokens, sentence->first, i)) continue;
        const unsigned y = decide(data, tokens, sentence->first, sentence->last, i);
        tokens[i].label = (uint8_t)y;
        if (y == 0) continue;
        const bool first = (y - 1) % 4 == 0 || (y - 1) % 4 == 3;
        text->tokens.items[i].ner = (uint8_t)(1 + 2 * ((y - 1) / 4) + (first ? 0 : 1));
    }
}

void toc_names_tag(const toc_names_data *data, toc_text *text)
{
    for (uint32_t i = 0; i < text->tokens.count; i++) text->tokens.items[i].ner = TOC_NER_O;
    if (data->slots == NULL) return;
    toc_arena scratch;
    toc_arena_init(&scratch);
    toc_name_token *tokens = toc_names_prepare(data, text, &scratch);
    for (uint32_t s = 0; tokens != NULL && s < text->sentences.count; s++)
        tag_sentence(data, text, s, tokens);
    toc_arena_end(&scratch, text->arena);
    toc_names_mend(text);
    agree(text);
}
