/* src/event/story.c - the stages of event/ in order, over the maps that they share. */
#include "event/story.h"

#include "event/cast.h"
#include "event/tree.h"

/* First token that begins at or after a byte. */
static uint32_t token_at(const toc_text *text, uint32_t start)
{
    uint32_t low = 0, high = text->tokens.count;
    while (low < high) {
        const uint32_t mid = low + (high - low) / 2;
        if (text->tokens.items[mid].start < start)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static void mark(const toc_text *text, toc_span span, uint32_t value, uint32_t *map)
{
    for (uint32_t t = token_at(text, span.start);
         t < text->tokens.count && text->tokens.items[t].end <= span.end; t++)
        map[t] = value;
}

static bool make_maps(toc_story *story)
{
    const toc_text *text = story->scene->text;
    const toc_record *record = story->scene->record;
    const size_t n = (size_t)text->tokens.count + 1;
    uint32_t **const maps[] = {&story->draft_of, &story->entity_of, &story->place_of,
                               &story->time_of};
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) {
        *maps[i] = TOC_NEW_N(story->arena, uint32_t, n);
        if (*maps[i] == NULL) return false;
        for (size_t t = 0; t < n; t++) (*maps[i])[t] = TOC_NONE;
    }
    for (uint32_t e = 0; e < record->entities.count; e++)
        for (uint32_t m = 0; m < record->entities.items[e].mentions.count; m++) {
            const uint32_t head = record->entities.items[e].mentions.items[m].head;
            if (head < text->tokens.count) story->entity_of[head] = e;
        }
    for (uint32_t p = record->places.count;
         p-- > 0;) /* "the A-B road" keeps its tokens from A and B */
        mark(text, record->places.items[p].span, p, story->place_of);
    for (uint32_t t = 0; t < record->times.count; t++)
        mark(text, record->times.items[t].span, t, story->time_of);
    return true;
}

void toc_story_tell(toc_story *story, const toc_event_data *data, const toc_article *article,
                    toc_scene *scene, bool every_sentence)
{
    *story = (toc_story){.data = data,
                         .article = article,
                         .scene = scene,
                         .arena = scene->arena,
                         .every_sentence = every_sentence};
    if (scene->chunk_of == NULL || !make_maps(story)) return;
    toc_attributions_find(story);
    toc_triggers_find(story);
    toc_roles_fill(story);
    toc_status_set(story);
    toc_casualties_count(story);
    toc_cast_apply(story);
    toc_owners_find(story);
    toc_setting_find(story);
    toc_sources_find(story);
}
