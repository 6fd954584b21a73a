/* src/link/link.c - opens the weights and runs the steps of link/ in order. */
#include "link/link.h"

#include <stdlib.h>

#include "base/utf8.h"

static int32_t number(toc_slice cell)
{
    const bool negative = cell.len > 0 && cell.ptr[0] == '-';
    int32_t value = 0;
    for (size_t i = negative;
         i < cell.len && cell.ptr[i] >= '0' && cell.ptr[i] <= '9' && value < 100000; i++)
        value = value * 10 + (cell.ptr[i] - '0');
    return negative ? -value : value;
}

tocsin_status toc_link_open(toc_link_data *out, const toc_pack *packs, size_t count,
                            tocsin_error *err)
{
    static const char *const WORDS[] = {
#define X(name, word) word,
        TOC_WEIGHT_MAP(X)
#undef X
    };
    (void)err;
    *out = (toc_link_data){0};
    toc_dict dict;
    if (toc_dict_view(&dict, packs, count, "link_weight")) {
        /* the user's layer comes first: read the built-in one first, so that the user's wins */
        for (uint32_t layer = dict.layers; layer-- > 0;)
            for (uint32_t i = 0; i < toc_dict_rows(&dict, layer); i++) {
                const toc_slice word = toc_dict_cell(&dict, (toc_row){layer, i}, 0);
                const int32_t value = number(toc_dict_cell(&dict, (toc_row){layer, i}, 1));
                for (size_t w = 0; w < TOC_W_COUNT; w++)
                    if (toc_slice_is(word, WORDS[w])) out->weights[w] = value;
                if (word.len > 2 && word.ptr[0] == 'c' && word.ptr[1] == '-')
                    out->type_weights[toc_type_of(toc_slice_sub(word, 2, word.len))] = value;
            }
        out->type_weights[TOC_TYPE_NONE] = 0; /* where the words that are no type went */
    }
    out->has_cues = toc_dict_view(&out->cues, packs, count, "link_cue");
    out->col_cue_type = toc_dict_col(&out->cues, "type");
    out->has_futures = toc_dict_view(&out->futures, packs, count, "future");
    out->has_spared = toc_dict_view(&out->spared, packs, count, "spared");
    out->has_near = toc_dict_view(&out->near, packs, count, "method_near");
    return TOCSIN_OK;
}

/* Strings the members of each cluster together, root first, in text order. */
static void chain(toc_story *story)
{
    for (uint32_t i = story->drafts.count; i-- > 0;) {
        toc_draft *d = &story->drafts.items[i];
        if (d->parent == TOC_NONE) continue;
        toc_draft *root = &story->drafts.items[d->parent];
        d->next = root->next;
        root->next = i;
    }
}

/* "X will visit Y" is an agreement that holds now, not a visit that does not. */
static void promise(const toc_link_data *data, toc_event *e)
{
    if (!data->has_futures || e->status != TOC_STATUS_PLANNED) return;
    const uint64_t key = toc_fold_hash(toc_slice_of(toc_type_word(e->type)));
    toc_hit hit;
    if (toc_dict_match(&data->futures, &key, 1, &hit, 1) == 0) return;
    const toc_slice cameo = toc_dict_cell(&data->futures, hit.row, 2);
    e->type = toc_type_of(toc_dict_cell(&data->futures, hit.row, 1));
    e->mode = TOC_MODE_NONE;
    e->method = TOC_METHOD_NONE;
    e->status = TOC_STATUS_OCCURRED;
    memset(e->cameo, 0, sizeof e->cameo);
    if (cameo.len < sizeof e->cameo) memcpy(e->cameo, cameo.ptr, cameo.len);
}

typedef struct place_of_event {
    uint32_t start, index;
} place_of_event;

static int by_start(const void *a, const void *b)
{
    const place_of_event *x = a, *y = b;
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* Puts the events in the order in which the text first speaks of them: a cluster's first draft need
 * not be its root. */
static void order(toc_story *story, uint32_t *event_of)
{
    toc_record *record = story->scene->record;
    const uint32_t count = record->events.count;
    place_of_event *places = TOC_NEW_N(story->arena, place_of_event, (size_t)count + 1);
    toc_event *events = TOC_NEW_N(story->arena, toc_event, (size_t)count + 1);
    uint32_t *moved = TOC_NEW_N(story->arena, uint32_t, (size_t)count + 1);
    if (places == NULL || events == NULL || moved == NULL) return;
    for (uint32_t i = 0; i < count; i++) {
        const toc_event *e = &record->events.items[i];
        places[i] = (place_of_event){e->trigger.start, i};
        for (uint32_t k = 0; k < e->mentions.count; k++)
            if (e->mentions.items[k].start < places[i].start)
                places[i].start = e->mentions.items[k].start;
    }
    qsort(places, count, sizeof *places, by_start);
    for (uint32_t i = 0; i < count; i++) {
        events[i] = record->events.items[places[i].index];
        moved[places[i].index] = i;
    }
    if (count > 0) memcpy(record->events.items, events, count * sizeof *events);
    for (uint32_t i = 0; i < story->drafts.count; i++)
        if (event_of[i] != TOC_NONE) event_of[i] = moved[event_of[i]];
}

void toc_link_story(const toc_link_data *data, toc_story *story)
{
    toc_record *record = story->scene->record;
    toc_merge(data, story);
    toc_claims_attach(story);
    chain(story);
    uint32_t *event_of = TOC_NEW_N(story->arena, uint32_t, (size_t)story->drafts.count + 1);
    if (event_of == NULL) return;
    for (uint32_t i = 0; i < story->drafts.count; i++) {
        event_of[i] = TOC_NONE;
        if (story->drafts.items[i].dead) continue;
        toc_event event;
        toc_compose(story, i, &event);
        promise(data, &event);
        event_of[i] = record->events.count;
        toc_push(story->arena, &record->events, event);
    }
    toc_tolls_across(story, event_of);
    toc_spared(data, story);
    order(story, event_of);
    for (uint32_t i = 0; i < story->drafts.count; i++)
        if (story->drafts.items[i].parent != TOC_NONE)
            event_of[i] = event_of[story->drafts.items[i].parent];
    toc_relate(data, story, event_of);
    toc_infer(data, story);
}
