/* src/event/source.c - who says so (reported_by) and who claims, denies or is blamed for it. */
#include "event/story.h"
#include "event/tree.h"

static bool covers(const toc_spans *spans, uint32_t at)
{
    for (uint32_t i = 0; i < spans->count; i++)
        if (spans->items[i].start <= at && at < spans->items[i].end) return true;
    return false;
}

static uint32_t length(const toc_spans *spans)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < spans->count; i++) n += spans->items[i].end - spans->items[i].start;
    return n;
}

/* The innermost attribution whose content covers the trigger says who reports it. */
static void reported(toc_story *story, toc_draft *d)
{
    toc_record *record = story->scene->record;
    const toc_sentence *sentence = &story->scene->text->sentences.items[d->sentence];
    const toc_attribution *best = NULL;
    for (uint32_t i = 0; i < record->attributions.count; i++) {
        toc_attribution *a = &record->attributions.items[i];
        if (!a->has_source || !covers(&a->content, d->event.trigger.start)) continue;
        /* only cues of the trigger's own sentence: others may stand where the prefilter did not look */
        if (a->cue.items[0].start < sentence->start || a->cue.items[0].start >= sentence->end) continue;
        if (best == NULL || length(&a->content) < length(&best->content)) best = a;
    }
    if (best == NULL) return;
    const toc_reporter reporter = {best->entity, best->source.items[0]};
    toc_push(story->arena, &d->event.reported_by, reporter);
}

void toc_sources_find(toc_story *story)
{
    for (uint32_t i = 0; i < story->drafts.count; i++) reported(story, &story->drafts.items[i]);
}
