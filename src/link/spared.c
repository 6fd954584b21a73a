/* src/link/spared.c - "a bomb went off; nobody was hurt": that an act hurt or killed none is a figure too.
 *
 * The words stand behind the act, in its sentence or one of the next two, before another act of violence; they
 * count for the last act told, and only where no mention of it gives a figure. */
#include "event/tree.h"
#include "link/link.h"

#define SENTENCES 2u /* behind the act's own */
#define WORDS 6u     /* of a phrase of table `spared` */
#define REACH 32u    /* events that are looked at on either side */

static bool violent(const toc_event *e)
{
    return (e->type == TOC_TYPE_ASSAULT || e->type == TOC_TYPE_PROTEST) &&
           e->status != TOC_STATUS_DID_NOT_OCCUR && e->status != TOC_STATUS_HYPOTHETICAL;
}

/* Token of the next act of violence behind that of event `i`, at most `end`. */
static uint32_t until_next(const toc_record *record, uint32_t i, uint32_t end)
{
    const uint32_t token = record->events.items[i].token;
    const uint32_t from = i > REACH ? i - REACH : 0;
    for (uint32_t k = from; k < record->events.count && k < i + REACH; k++) {
        const toc_event *other = &record->events.items[k];
        if (k != i && violent(other) && other->token > token && other->token < end)
            end = other->token;
    }
    return end;
}

static void none_of(toc_story *story, toc_event *e, toc_harm harm, toc_span words)
{
    toc_count *count = &e->casualties[harm];
    if (count->present) return;
    *count = (toc_count){.present = true};
    toc_push(story->arena, &count->spans, words);
}

static void spare(const toc_link_data *data, toc_story *story, uint32_t i)
{
    const toc_text *text = story->scene->text;
    toc_event *e = &story->scene->record->events.items[i];
    const uint32_t own = toc_tok(text, e->token)->sentence,
                   last = own + SENTENCES < text->sentences.count ? own + SENTENCES
                                                                  : text->sentences.count - 1;
    const uint32_t end = until_next(story->scene->record, i, text->sentences.items[last].last);
    for (uint32_t t = e->token + 1; t < end; t++) {
        uint64_t keys[WORDS];
        toc_hit hits[2];
        size_t n = 0;
        const uint32_t border = text->sentences.items[toc_tok(text, t)->sentence].last;
        while (n < WORDS && t + n < border) keys[n] = toc_tok(text, t + (uint32_t)n)->fold, n++;
        if (toc_dict_match(&data->spared, keys, n, hits, 2) == 0) continue;
        const toc_span words = {toc_tok(text, t)->start,
                                toc_tok(text, t + (uint32_t)hits[0].words - 1)->end};
        toc_slice harms = toc_dict_cell(&data->spared, hits[0].row, 1), harm;
        while (toc_slice_cut(&harms, ' ', &harm)) {
            if (toc_slice_is(harm, "killed")) none_of(story, e, TOC_HARM_KILLED, words);
            if (toc_slice_is(harm, "injured")) none_of(story, e, TOC_HARM_INJURED, words);
        }
        return;
    }
}

void toc_spared(const toc_link_data *data, toc_story *story)
{
    const toc_record *record = story->scene->record;
    for (uint32_t i = 0; data->has_spared && i < record->events.count; i++) {
        const toc_event *e = &record->events.items[i];
        if (violent(e) &&
            (!e->casualties[TOC_HARM_KILLED].present || !e->casualties[TOC_HARM_INJURED].present))
            spare(data, story, i);
    }
}
