/* src/link/relate.c - links between acts: what answers what, what is about what.
 *
 * Cue phrases (table link_cue: "in retaliation for", "in response to") stand between the act that
 * answers and the act named after them. A denial or an accusation is about the act in its
 * complement, else a denial is about the last accusation. */
#include "event/tree.h"
#include "link/link.h"

static void add_link(toc_story *story, uint32_t from, uint32_t to, toc_link_type type,
                     toc_span span)
{
    toc_event *e = &story->scene->record->events.items[from];
    if (from == to) return;
    for (uint32_t i = 0; i < e->links.count; i++)
        if (e->links.items[i].event == to) return;
    toc_link link = {.type = type, .event = to};
    if (span.end > span.start) toc_push(story->arena, &link.spans, span);
    toc_push(story->arena, &e->links, link);
}

/* Event of the draft nearest to a token on one side of it, in its sentence. */
static uint32_t nearest(const toc_story *story, const uint32_t *event_of, uint32_t t, bool after)
{
    const toc_text *text = story->scene->text;
    const toc_sentence *s = &text->sentences.items[toc_tok(text, t)->sentence];
    for (uint32_t step = 0; step < s->last - s->first; step++) {
        const uint32_t at = after ? t + step : t - step;
        if (at < s->first || at >= s->last) break;
        if (story->draft_of[at] != TOC_NONE && event_of[story->draft_of[at]] != TOC_NONE)
            return event_of[story->draft_of[at]];
    }
    return TOC_NONE;
}

static void link_cues(const toc_link_data *data, toc_story *story, const uint32_t *event_of)
{
    const toc_text *text = story->scene->text;
    uint64_t keys[TOC_MAX_PHRASE_WORDS];
    for (uint32_t i = 0; i < text->sentences.count; i++) {
        const toc_sentence *s = &text->sentences.items[i];
        if (!s->candidate) continue;
        for (uint32_t t = s->first; t < s->last; t++) {
            size_t n = 0;
            for (uint32_t k = t; k < s->last && n < 6; k++) keys[n++] = toc_tok(text, k)->fold;
            toc_hit hits[4];
            if (toc_dict_match(&data->cues, keys, n, hits, 4) == 0) continue;
            const uint32_t end = t + hits[0].words;
            const toc_slice word = toc_dict_cell(&data->cues, hits[0].row, data->col_cue_type);
            const toc_link_type type = toc_slice_is(word, "retaliation-for")
                                           ? TOC_LINK_RETALIATION_FOR
                                           : TOC_LINK_RESPONSE_TO;
            const uint32_t cause = end < s->last ? nearest(story, event_of, end, true) : TOC_NONE;
            const uint32_t answer =
                t > s->first ? nearest(story, event_of, t - 1, false) : TOC_NONE;
            if (cause != TOC_NONE && answer != TOC_NONE)
                add_link(story, answer, cause, type,
                         (toc_span){toc_tok(text, t)->start, toc_tok(text, end - 1)->end});
            t = end - 1;
        }
    }
}

/* Denials and accusations. */
static void link_about(toc_story *story, const uint32_t *event_of)
{
    uint32_t last_accusation = TOC_NONE;
    for (uint32_t i = 0; i < story->drafts.count; i++) {
        const toc_draft *d = &story->drafts.items[i];
        const uint32_t e = event_of[i];
        if (e == TOC_NONE || d->noun) continue;
        const bool denial = d->event.method == TOC_METHOD_DENIAL,
                   accusation = d->event.type == TOC_TYPE_ACCUSE;
        if (!denial && !accusation) continue;
        uint32_t about = TOC_NONE;
        for (uint32_t k = i + 1;
             k < story->drafts.count && story->drafts.items[k].sentence == d->sentence; k++)
            if (event_of[k] != TOC_NONE &&
                toc_below(story->scene->text, story->drafts.items[k].token, d->token)) {
                about = event_of[k];
                break;
            }
        if (denial && about == TOC_NONE) about = last_accusation;
        if (about != TOC_NONE) add_link(story, e, about, TOC_LINK_ABOUT, (toc_span){0, 0});
        if (accusation) last_accusation = e;
    }
}

/* What an act commonly answers where no cue says so: the last act of a type told at most so many sentences
 * before it. The first line that finds one counts. */
static const struct answer {
    toc_type type, to;
    toc_method method;    /* of the answer; none: any */
    toc_method to_method; /* of what it answers; none: any */
    toc_link_type link;
    uint32_t sentences;
} ANSWERS[] = {
    {TOC_TYPE_REJECT, TOC_TYPE_ASSAULT, TOC_METHOD_DENIAL, TOC_METHOD_NONE, TOC_LINK_ABOUT, 4},
    {TOC_TYPE_REJECT, TOC_TYPE_COERCE, TOC_METHOD_DENIAL, TOC_METHOD_NONE, TOC_LINK_ABOUT, 2},
    {TOC_TYPE_ACCUSE, TOC_TYPE_ASSAULT, TOC_METHOD_NONE, TOC_METHOD_NONE, TOC_LINK_ABOUT, 1},
    {TOC_TYPE_ASSAULT, TOC_TYPE_PROTEST, TOC_METHOD_NONE, TOC_METHOD_NONE, TOC_LINK_RESPONSE_TO, 1},
    {TOC_TYPE_RETREAT, TOC_TYPE_COERCE, TOC_METHOD_RELEASE, TOC_METHOD_ARREST, TOC_LINK_FOLLOWS, 2},
    {TOC_TYPE_RETREAT, TOC_TYPE_ASSAULT, TOC_METHOD_RELEASE, TOC_METHOD_ABDUCTION, TOC_LINK_FOLLOWS, 4},
};

static bool answers(const struct answer *rule, const toc_event *e, const toc_event *to)
{
    return e->type == rule->type && to->type == rule->to &&
           (rule->method == TOC_METHOD_NONE || e->method == rule->method) &&
           (rule->to_method == TOC_METHOD_NONE || to->method == rule->to_method) &&
           to->status != TOC_STATUS_DID_NOT_OCCUR;
}

static void link_answers(toc_story *story, const uint32_t *event_of)
{
    toc_record *record = story->scene->record;
    for (uint32_t i = 0; i < story->drafts.count; i++) {
        const toc_draft *d = &story->drafts.items[i];
        if (event_of[i] == TOC_NONE || d->parent != TOC_NONE) continue;
        const toc_event *e = &record->events.items[event_of[i]];
        if (e->links.count > 0 || e->status == TOC_STATUS_DID_NOT_OCCUR) continue;
        uint32_t to = TOC_NONE;
        for (size_t r = 0; r < sizeof ANSWERS / sizeof *ANSWERS && to == TOC_NONE; r++) {
            for (uint32_t k = i; k-- > 0 && to == TOC_NONE;) {
                const toc_draft *before = &story->drafts.items[k];
                if (before->sentence + ANSWERS[r].sentences < d->sentence) break;
                if (event_of[k] == TOC_NONE || event_of[k] == event_of[i]) continue;
                if (answers(&ANSWERS[r], e, &record->events.items[event_of[k]])) to = event_of[k];
            }
            if (to != TOC_NONE) add_link(story, event_of[i], to, ANSWERS[r].link, (toc_span){0, 0});
        }
    }
}

void toc_relate(const toc_link_data *data, toc_story *story, const uint32_t *event_of)
{
    if (data->has_cues) link_cues(data, story, event_of);
    link_about(story, event_of);
    link_answers(story, event_of);
}
