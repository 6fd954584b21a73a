/* src/event/setting.c - when and where an event happened, by syntax, with abstention.
 *
 * A time belongs to the trigger it hangs on in the tree; places are weighed in place_choice.c.
 * What no sentence says stays open here; link/ lets coreferent mentions share theirs, and emits an
 * inferred place last. */
#include "event/place_choice.h"
#include "event/tree.h"

/* Steps from a token up to the trigger; large when the trigger does not dominate it. Another
 * event's trigger on the way ends it: the words are that event's. */
static unsigned steps_to(const toc_story *story, const toc_draft *d, uint32_t t)
{
    const toc_text *text = story->scene->text;
    unsigned steps = 0;
    for (unsigned depth = 0; depth < TOC_MAX_DEPTH && t != TOC_NONE; depth++) {
        if (t == d->token || t == d->support || (t >= d->first && t < d->last)) return steps;
        if (depth > 0 && story->draft_of[t] != TOC_NONE) return 100;
        const uint8_t rel = toc_tok(text, t)->deprel;
        /* clause borders cost more than phrase borders */
        steps += rel == TOC_DEP_ccomp || rel == TOC_DEP_parataxis || rel == TOC_DEP_acl_relcl ||
                         rel == TOC_DEP_conj
                     ? 3
                     : 1;
        t = toc_tok(text, t)->head;
    }
    return 60;
}

static unsigned distance(const toc_story *story, const toc_draft *d, uint32_t t)
{
    const uint32_t gap = t < d->token ? d->token - t : t - d->token;
    return steps_to(story, d, t) * 4 + (gap > 40 ? 40 : gap);
}

static void set_time(toc_story *story, toc_draft *d, uint32_t time)
{
    const toc_time *t = &story->scene->record->times.items[time];
    d->event.time = time;
    d->event.earliest = t->earliest;
    d->event.latest = t->latest;
    d->event.time_precision = t->precision;
}

static void find_time(toc_story *story, toc_draft *d)
{
    const toc_sentence *s = &story->scene->text->sentences.items[d->sentence];
    unsigned best = 200;
    uint32_t chosen = TOC_NONE;
    for (uint32_t t = s->first; t < s->last; t++) {
        const uint32_t time = story->time_of[t];
        if (time == TOC_NONE) continue;
        const toc_time *x = &story->scene->record->times.items[time];
        if ((x->type != TOC_TIMEX_DATE && x->type != TOC_TIMEX_TIME) ||
            x->earliest.day == TOC_NO_DAY)
            continue;
        const unsigned far = distance(story, d, t);
        if (far < best) {
            best = far;
            chosen = time;
        }
    }
    if (chosen != TOC_NONE) set_time(story, d, chosen);
}

void toc_setting_find(toc_story *story)
{
    for (uint32_t i = 0; i < story->drafts.count; i++) find_time(story, &story->drafts.items[i]);
    toc_places_choose(story);
}
