/* src/link/toll.c - how many were killed and hurt in one act, out of all that its mentions say.
 *
 *   "Six people were shot. One died at a hospital."       6 hit, 1 killed        -> 1 killed, 5 hurt
 *   "Six were shot. One died, three were wounded."        6 hit, 1 and 3         -> 1 killed, 5 hurt
 *
 * A figure of those hit (frame word `mortal`) holds the dead too; a figure of the wounded does not. */
#include "link/link.h"

#define REACH 32u    /* events that are looked at on either side */
#define SENTENCES 8u /* between two reports of one act */

static bool larger(const toc_count *old, const toc_count *new)
{
    return new->present && (!old->present || (old->high != 0 && new->low > old->low));
}

/* "Killed his wife, then himself": who killed himself is one more than those he killed. */
static bool add_self(const toc_story *story, uint32_t root, toc_event *out)
{
    const toc_draft *drafts = story->drafts.items;
    bool self = false;
    for (uint32_t i = root; i != TOC_NONE; i = drafts[i].next) {
        if (!toc_kills_himself(story, &drafts[i].event)) continue;
        self = true;
        for (uint32_t k = root; k != TOC_NONE; k = drafts[k].next) {
            const toc_count *others = &drafts[k].event.casualties[TOC_HARM_KILLED];
            if (k == i || drafts[k].frame.weak || drafts[k].sentence != drafts[i].sentence ||
                !others->present || toc_kills_himself(story, &drafts[k].event))
                continue;
            toc_count *killed = &out->casualties[TOC_HARM_KILLED];
            if (others->low == 0 || others->low + 1 <= killed->low || others->high == TOC_OPEN)
                continue;
            killed->low = killed->high = others->low + 1;
            for (uint32_t s = 0; s < drafts[i].event.casualties[TOC_HARM_KILLED].spans.count; s++)
                toc_push(story->arena, &killed->spans,
                         drafts[i].event.casualties[TOC_HARM_KILLED].spans.items[s]);
        }
    }
    return self;
}

/* "A woman was shot. She was taken to hospital, where they say she died": a death without a figure is that
 * of the one person who was hit. */
static bool died_of_it(const toc_story *story, uint32_t root, toc_event *out, const toc_count *hit)
{
    const toc_draft *drafts = story->drafts.items;
    if (out->casualties[TOC_HARM_KILLED].present || !hit->present || hit->low == 0 ||
        hit->high != hit->low)
        return false;
    for (uint32_t i = root; i != TOC_NONE; i = drafts[i].next) {
        if (drafts[i].frame.harms != 1u << TOC_HARM_KILLED || drafts[i].noun || drafts[i].fresh ||
            drafts[i].event.status != TOC_STATUS_OCCURRED)
            continue;
        if (hit->low > 1 && !toc_of_them_all(story, &drafts[i])) continue;
        out->casualties[TOC_HARM_KILLED] = *hit;
        return true;
    }
    return false;
}

void toc_toll_settle(const toc_story *story, uint32_t root, toc_event *out)
{
    const toc_draft *drafts = story->drafts.items;
    const toc_count *killed = &out->casualties[TOC_HARM_KILLED];
    toc_count hit = {0}, wounded = {0};
    const bool self = add_self(story, root, out);
    for (uint32_t i = root; i != TOC_NONE; i = drafts[i].next) {
        const toc_count *hurt = &drafts[i].event.casualties[TOC_HARM_INJURED];
        /* a mention that tells dead and hurt apart has taken the dead off already */
        const bool open = drafts[i].frame.mortal && !(drafts[i].fresh && hurt->low > 1) &&
                          !drafts[i].apart && !drafts[i].event.casualties[TOC_HARM_KILLED].present;
        if (larger(open ? &hit : &wounded, hurt)) *(open ? &hit : &wounded) = *hurt;
    }
    if (died_of_it(story, root, out, hit.present ? &hit : &wounded)) {
        if (!hit.present) wounded = (toc_count){0};
        out->casualties[TOC_HARM_INJURED] = wounded;
        return;
    }
    if (!hit.present || !killed->present || killed->low == 0) return;
    const uint32_t died = killed->low - self; /* of those hit */
    if (died == 0) return;
    if (hit.low <= died) {
        out->casualties[TOC_HARM_INJURED] = wounded;
        return;
    }
    /* "all four were taken to hospital": the four who were shot, one of whom died there */
    if (wounded.present && wounded.low > 1 && wounded.low == hit.low) wounded = (toc_count){0};
    hit.low -= died;
    if (hit.high != TOC_OPEN) hit.high = hit.high > died ? hit.high - died : 0;
    out->casualties[TOC_HARM_INJURED] = larger(&wounded, &hit) ? hit : wounded;
}

typedef struct extent {   /* where an event is told */
    uint32_t first, last; /* sentences */
    uint32_t hit;         /* figure of those hit, the dead not taken off; 0: none */
    uint32_t draft;       /* that reports them */
    uint32_t death;       /* draft with the figure of the killed, TOC_NONE */
} extent;

static bool real(const toc_event *e)
{
    return e->status == TOC_STATUS_OCCURRED || e->status == TOC_STATUS_ONGOING ||
           e->status == TOC_STATUS_ALLEGED;
}

static extent *extents(const toc_story *story, const uint32_t *event_of)
{
    const toc_record *record = story->scene->record;
    extent *all = TOC_NEW_N(story->arena, extent, (size_t)record->events.count + 1);
    if (all == NULL) return NULL;
    for (uint32_t i = 0; i < record->events.count; i++)
        all[i] = (extent){UINT32_MAX, 0, 0, TOC_NONE, TOC_NONE};
    for (uint32_t i = 0; i < story->drafts.count; i++) {
        const toc_draft *d = &story->drafts.items[i];
        const uint32_t root = d->parent == TOC_NONE ? i : d->parent;
        if (event_of[root] == TOC_NONE) continue;
        extent *x = &all[event_of[root]];
        const toc_count *hurt = &d->event.casualties[TOC_HARM_INJURED];
        if (d->sentence < x->first) x->first = d->sentence;
        if (d->sentence > x->last) x->last = d->sentence;
        const toc_event *e = &record->events.items[event_of[root]];
        const toc_count *killed = &d->event.casualties[TOC_HARM_KILLED];
        if (killed->present && killed->low == e->casualties[TOC_HARM_KILLED].low &&
            x->death == TOC_NONE)
            x->death = i;
        if (!hurt->present || hurt->low != e->casualties[TOC_HARM_INJURED].low ||
            hurt->low <= x->hit)
            continue;
        if (hurt->low > 1 && (!d->frame.mortal || d->fresh)) continue;
        x->hit = hurt->low;
        x->draft = i;
    }
    return all;
}

static bool near(const extent *a, const extent *b)
{
    return a->first <= b->last + SENTENCES && b->first <= a->last + SENTENCES;
}

/* "Five people were shot at the park. ... Bryant, 22, died on Thursday." */
void toc_tolls_across(toc_story *story, const uint32_t *event_of)
{
    toc_record *record = story->scene->record;
    const extent *all = extents(story, event_of);
    if (all == NULL) return;
    for (uint32_t i = 0; i < record->events.count; i++) {
        toc_event *e = &record->events.items[i];
        if (all[i].hit == 0 || e->type != TOC_TYPE_ASSAULT || !real(e) ||
            e->casualties[TOC_HARM_KILLED].present)
            continue;
        uint32_t died = 0;
        const uint32_t low = i > REACH ? i - REACH : 0;
        const uint32_t high = record->events.count - i > REACH ? i + REACH : record->events.count;
        for (uint32_t k = low; k < high; k++) {
            const toc_event *other = &record->events.items[k];
            const toc_count *killed = &other->casualties[TOC_HARM_KILLED];
            if (k == i || other->type != TOC_TYPE_ASSAULT || !real(other) || !killed->present ||
                killed->low > all[i].hit)
                continue;
            if (toc_kills_himself(story, other) || !near(&all[i], &all[k]) ||
                toc_apart(story, e, other))
                continue;
            if (all[i].hit == 1 && (all[k].death == TOC_NONE ||
                                    !toc_one_person(story, &story->drafts.items[all[i].draft],
                                                    &story->drafts.items[all[k].death])))
                continue;
            if (killed->low > died) died = killed->low;
        }
        toc_count *hurt = &e->casualties[TOC_HARM_INJURED];
        if (died == 0) continue;
        if (died >= hurt->low) {
            *hurt = (toc_count){0};
            continue;
        }
        hurt->low -= died;
        if (hurt->high != TOC_OPEN) hurt->high = hurt->high > died ? hurt->high - died : hurt->low;
    }
}
