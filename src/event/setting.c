/* src/event/setting.c - when and where an event happened, by syntax, with abstention.
 *
 * A time or place belongs to the trigger it hangs on in the tree; if none does, to the nearest
 * trigger of its clause. A place that acts ("Washington said"), a demonym, or the place where
 * something was said is never where it happened. What no sentence says stays open here; link/
 * lets coreferent mentions share theirs, and emits an inferred place last. */
#include "event/story.h"
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
        steps += rel == TOC_DEP_ccomp || rel == TOC_DEP_parataxis || rel == TOC_DEP_acl_relcl || rel == TOC_DEP_conj ? 3 : 1;
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
        if ((x->type != TOC_TIMEX_DATE && x->type != TOC_TIMEX_TIME) || x->earliest.day == TOC_NO_DAY) continue;
        const unsigned far = distance(story, d, t);
        if (far < best) {
            best = far;
            chosen = time;
        }
    }
    if (chosen != TOC_NONE) set_time(story, d, chosen);
}

static void set_place(toc_story *story, toc_draft *d, uint32_t place)
{
    const toc_place *p = &story->scene->record->places.items[place];
    toc_event *e = &d->event;
    e->place = place;
    e->has_place = true;
    e->has_point = p->has_point;
    e->lat_e5 = p->lat_e5;
    e->lon_e5 = p->lon_e5;
    memcpy(e->country, p->country, sizeof e->country);
    e->admin1 = p->admin1;
    e->place_precision = p->precision;
}

/* 0: no place where things happen; 1: named without a preposition; 2: "in Basra", "near Mosul". */
static unsigned locates(const toc_story *story, uint32_t t)
{
    const toc_text *text = story->scene->text;
    const uint32_t p = story->place_of[t];
    if (p == TOC_NONE) return 0;
    const toc_place *place = &story->scene->record->places.items[p];
    if (place->kind == TOC_PLACE_DEMONYM || place->kind == TOC_PLACE_CONTINENT || place->actor_use) return 0;
    uint32_t head = t;
    const uint32_t chunk = story->scene->chunk_of[t];
    if (chunk != TOC_NONE) head = story->scene->chunks.items[chunk].head;
    if (toc_case_of(text, head) != 0 && toc_is_class(story, toc_child(text, head, TOC_DEP_case_), TOC_LIT("locative")))
        return 2;
    const uint8_t rel = toc_tok(text, head)->deprel;
    if (head != t && toc_tok(text, t)->deprel == TOC_DEP_compound) return 1; /* "the Kabul hotel" */
    if (rel == TOC_DEP_nsubj || rel == TOC_DEP_nmod_poss || rel == TOC_DEP_obl_agent) return 0;
    return rel == TOC_DEP_appos || rel == TOC_DEP_conj || rel == TOC_DEP_nmod || rel == TOC_DEP_obj ||
                   rel == TOC_DEP_nsubj_pass || rel == TOC_DEP_obl
               ? 1
               : 0;
}

static void find_place(toc_story *story, toc_draft *d)
{
    const toc_sentence *s = &story->scene->text->sentences.items[d->sentence];
    unsigned best = 160;
    uint32_t chosen = TOC_NONE;
    for (uint32_t t = s->first; t < s->last; t++) {
        const unsigned strength = locates(story, t);
        if (strength == 0) continue;
        const toc_place *p = &story->scene->record->places.items[story->place_of[t]];
        unsigned far = distance(story, d, t) + (strength == 1 ? 30 : 0);
        if (p->kind == TOC_PLACE_COUNTRY || p->kind == TOC_PLACE_REGION) far += 28; /* the town or road beside it says more */
        if (far < best) {
            best = far;
            chosen = story->place_of[t];
        }
    }
    if (chosen != TOC_NONE) set_place(story, d, chosen);
}

void toc_setting_find(toc_story *story)
{
    for (uint32_t i = 0; i < story->drafts.count; i++) {
        find_time(story, &story->drafts.items[i]);
        find_place(story, &story->drafts.items[i]);
    }
}
