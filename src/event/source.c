/* src/event/source.c - who says so (reported_by) and who claims, denies or is blamed for it. */
#include "event/story.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "event/tree.h"

static bool covers(const toc_spans *spans, uint32_t at)
{
    for (uint32_t i = 0; i < spans->count; i++)
        if (spans->items[i].start <= at && at < spans->items[i].end) return true;
    return false;
}

/* Bytes of the spans in one sentence: what they hold beyond it depends on the prefilter. */
static uint32_t length(const toc_spans *spans, const toc_sentence *in)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < spans->count; i++) {
        const toc_span s = spans->items[i];
        const uint32_t start = s.start > in->start ? s.start : in->start,
                       end = s.end < in->end ? s.end : in->end;
        if (start < end) n += end - start;
    }
    return n;
}

/* An attribution by the place of its cue, so that a sentence's own are found without a walk over all
 * of the document's. */
typedef struct cue {
    uint32_t start, attribution;
} cue;

static int by_start(const void *a, const void *b)
{
    const cue *x = a, *y = b;
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    return x->attribution < y->attribution ? -1 : x->attribution > y->attribution;
}

static uint32_t first_from(const cue *cues, uint32_t count, uint32_t start)
{
    uint32_t low = 0, high = count;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (cues[middle].start < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The words begin with a negation of table `status`: they name nobody. */
static bool is_nobody(const toc_story *story, toc_span span)
{
    const toc_slice words = toc_record_words(story->scene->record, span);
    uint64_t keys[3];
    toc_hit hits[4];
    toc_slice first = words, word;
    size_t n = 0;
    while (n < 3 && toc_slice_cut(&first, ' ', &word)) keys[n++] = toc_fold_hash(word);
    const size_t found = story->data->has_status && n > 0
                             ? toc_dict_match(&story->data->status_cues, keys, n, hits, 4)
                             : 0;
    for (size_t i = 0; i < found; i++)
        if (toc_slice_is(toc_dict_cell(&story->data->status_cues, hits[i].row, 1), "neg"))
            return true;
    return false;
}

/* The innermost attribution whose content covers the trigger says who reports it. Only cues of the
 * trigger's own sentence: others may stand where the prefilter did not look. */
static void reported(toc_story *story, toc_draft *d, const cue *cues, uint32_t count)
{
    const toc_record *record = story->scene->record;
    const toc_sentence *sentence = &story->scene->text->sentences.items[d->sentence];
    const toc_attribution *best = NULL;
    for (uint32_t i = first_from(cues, count, sentence->start);
         i < count && cues[i].start < sentence->end; i++) {
        const toc_attribution *a = &record->attributions.items[cues[i].attribution];
        if (!a->has_source || a->names || !covers(&a->content, d->event.trigger.start)) continue;
        const uint32_t own = length(&a->content, sentence),
                       least = best == NULL ? UINT32_MAX : length(&best->content, sentence);
        if (own < least || (own == least && a < best)) best = a;
    }
    if (best == NULL) return;
    if (is_nobody(story, best->source.items[0])) return; /* "no group has claimed", "nobody said" */
    const toc_reporter reporter = {best->entity, best->source.items[0]};
    toc_push(story->arena, &d->event.reported_by, reporter);
}

void toc_sources_find(toc_story *story)
{
    const toc_record *record = story->scene->record;
    const uint32_t count = record->attributions.count;
    cue *cues = TOC_NEW_N(story->arena, cue, (size_t)count + 1);
    if (cues == NULL) return;
    for (uint32_t i = 0; i < count; i++)
        cues[i] = (cue){record->attributions.items[i].cue.items[0].start, i};
    qsort(cues, count, sizeof *cues, by_start);
    for (uint32_t i = 0; i < story->drafts.count; i++)
        reported(story, &story->drafts.items[i], cues, count);
}
