/* src/event/status.c - did it happen: the words that dominate a trigger decide.
 *
 * The default is "occurred". A negation, a modal, or a governing word of table `status` ("plan",
 * "threaten", "foil", "deny") changes it; the nearest one decides. */
#include "event/story.h"
#include "event/tree.h"

#define MAX_CLIMB 5

static toc_event_status cue_status(const toc_story *story, uint32_t t)
{
    const toc_event_data *data = story->data;
    if (!data->has_status) return TOC_STATUS_NONE;
    toc_hit hits[4];
    const toc_token *token = toc_tok(story->scene->text, t);
    const uint64_t key = token->lemma_fold != 0 ? token->lemma_fold : token->fold;
    const size_t n = toc_dict_match(&data->status_cues, &key, 1, hits, 4);
    const uint32_t col = toc_dict_col(&data->status_cues, "effect");
    return n == 0 ? TOC_STATUS_NONE : toc_status_of(toc_dict_cell(&data->status_cues, hits[0].row, col));
}

/* Negation, auxiliaries and markers right under a word. */
static toc_event_status own_cues(const toc_story *story, uint32_t t, uint32_t *cue)
{
    const toc_text *text = story->scene->text;
    for (uint32_t c = toc_next_child(text, t, TOC_NONE); c != TOC_NONE; c = toc_next_child(text, t, c)) {
        const uint8_t rel = toc_tok(text, c)->deprel;
        if (rel != TOC_DEP_advmod && rel != TOC_DEP_det && rel != TOC_DEP_aux && rel != TOC_DEP_mark &&
            rel != TOC_DEP_amod && rel != TOC_DEP_case_)
            continue;
        const toc_event_status status = cue_status(story, c);
        if (status != TOC_STATUS_NONE) {
            *cue = c;
            return status;
        }
    }
    return TOC_STATUS_NONE;
}

static toc_event_status decide(const toc_story *story, const toc_draft *d, uint32_t *cue)
{
    const toc_text *text = story->scene->text;
    uint32_t t = d->token;
    toc_event_status status = own_cues(story, t, cue);
    for (unsigned climb = 0; status == TOC_STATUS_NONE && climb < MAX_CLIMB; climb++) {
        const toc_token *token = toc_tok(text, t);
        const uint32_t up = token->head;
        if (up == TOC_NONE) break;
        const uint8_t rel = token->deprel;
        const bool dominated = rel == TOC_DEP_xcomp || rel == TOC_DEP_ccomp || rel == TOC_DEP_obj ||
                               rel == TOC_DEP_acl || rel == TOC_DEP_obl || rel == TOC_DEP_nmod ||
                               rel == TOC_DEP_advcl || rel == TOC_DEP_nsubj_pass || rel == TOC_DEP_conj ||
                               rel == TOC_DEP_compound;
        if (!dominated) break;
        if (rel != TOC_DEP_conj && rel != TOC_DEP_advcl && up != d->support) {
            status = cue_status(story, up);
            *cue = up;
        }
        if (status == TOC_STATUS_NONE && rel != TOC_DEP_obl && rel != TOC_DEP_nmod && rel != TOC_DEP_advcl)
            status = own_cues(story, up, cue);
        t = up;
    }
    return status;
}

void toc_status_set(toc_story *story)
{
    for (uint32_t i = 0; i < story->drafts.count; i++) {
        toc_draft *d = &story->drafts.items[i];
        if (d->event.status != TOC_STATUS_NONE) continue;
        uint32_t cue = TOC_NONE;
        const toc_event_status status = decide(story, d, &cue);
        d->event.status = status == TOC_STATUS_NONE ? TOC_STATUS_OCCURRED : status;
        if (status == TOC_STATUS_NONE) continue;
        const toc_token *token = toc_tok(story->scene->text, cue);
        toc_evidence_add(story, &d->event, "status", (toc_span){token->start, token->end});
    }
}
