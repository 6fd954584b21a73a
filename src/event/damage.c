/* src/event/damage.c - what was destroyed, damaged, looted or taken, and how many. */
#include "event/casualty.h"
#include "event/tree.h"

/* "Two of the three vehicles": the noun that is counted, for the number that stands for it. */
static uint32_t counted_noun(const toc_story *story, uint32_t head)
{
    const toc_chunk *chunk = toc_chunk_with(story, head);
    if (chunk == NULL || chunk->number == TOC_NONE ||
        toc_tok(story->scene->text, head)->upos != TOC_NUM)
        return head;
    const uint32_t counted = story->scene->numbers.items[chunk->number].counted;
    return counted == TOC_NONE ? head : counted;
}

static bool is_thing(const toc_story *story, uint32_t head)
{
    return toc_is_class(story, head, TOC_LIT("vehicle")) ||
           toc_is_class(story, head, TOC_LIT("facility")) ||
           toc_is_class(story, head, TOC_LIT("weapon")) ||
           toc_is_class(story, head, TOC_LIT("thing"));
}

/* The noun phrase without its number and determiner. */
static toc_slice bare_name(const toc_story *story, const toc_chunk *chunk)
{
    const toc_text *text = story->scene->text;
    uint32_t first = chunk->first;
    if (chunk->number != TOC_NONE) {
        const toc_number *n = &story->scene->numbers.items[chunk->number];
        if (n->last > first && n->last <= chunk->head) first = n->last;
    }
    while (first < chunk->head &&
           (toc_tok(text, first)->upos == TOC_DET || toc_tok(text, first)->upos == TOC_NUM ||
            toc_tok(text, first)->upos == TOC_ADV))
        first++;
    return toc_slice_sub(text->text, toc_tok(text, first)->start,
                         toc_tok(text, chunk->last - 1)->end);
}

void toc_damage_count(toc_story *story, toc_draft *d)
{
    uint32_t heads[TOC_SLOT_ROOM];
    toc_slice list = d->frame.slots[TOC_SLOT_PATIENT], slot;
    while (toc_slice_cut(&list, ',', &slot)) {
        if (slot.len == 0) continue;
        const size_t n = toc_slot_fill(story, d, slot, heads, TOC_SLOT_ROOM);
        for (size_t i = 0; i < n; i++) {
            const toc_chunk *chunk = toc_chunk_headed(story, counted_noun(story, heads[i]));
            if (chunk == NULL || !is_thing(story, chunk->head)) continue;
            toc_damage damage = {.what = bare_name(story, chunk), .effect = d->frame.effect};
            if (toc_figure(story, heads[i], false, &damage.count)) {
                damage.count.present = true;
            } else if (!toc_plural(story, heads[i]) &&
                       toc_tok(story->scene->text, heads[i])->upos == TOC_NOUN) {
                damage.count.present = true;
                damage.count.low = damage.count.high = 1;
            }
            toc_push(story->arena, &damage.spans, toc_chunk_span(story->scene, chunk));
            toc_push(story->arena, &d->event.damage, damage);
        }
        if (n > 0) return;
    }
}
