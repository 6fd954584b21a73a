/* src/event/cast.c - the learned decision about who has which part; see cast.h. */
#include "event/cast.h"

#include "event/addressee.h"

/* ---------------------------------------------------------------- the model */
tocsin_status toc_cast_open(toc_event_data *out, const toc_pack *packs, size_t count,
                            tocsin_error *err)
{
    toc_slice model = {NULL, 0};
    for (size_t i = count; i-- > 0 && model.ptr == NULL;)
        model = toc_pack_section(&packs[i], "model/cast");
    if (model.ptr == NULL) return TOCSIN_OK;
    if (model.len < TOC_CAST_HEADER_BYTES || memcmp(model.ptr, "TCST", 4) != 0 ||
        toc_read_u32(model.ptr + 4) != TOC_CAST_FORMAT)
        return toc_fail(err, TOCSIN_PACK_DAMAGED, "The model of parts is not one of format %u.",
                        TOC_CAST_FORMAT);
    const uint32_t slots = toc_read_u32(model.ptr + 8);
    if (slots == 0 || (slots & (slots - 1)) != 0 ||
        TOC_CAST_HEADER_BYTES + (uint64_t)slots * TOC_CAST_WIDTH * sizeof(int16_t) > model.len)
        return toc_fail(err, TOCSIN_PACK_DAMAGED, "The model of parts is shorter than it says.");
    for (size_t i = 0; i < TOC_CAST_MARGINS; i++)
        out->cast_margins[i] = (int32_t)toc_read_u32(model.ptr + 12 + 4 * i);
    out->cast = model.ptr + TOC_CAST_HEADER_BYTES;
    out->cast_mask = slots - 1;
    return TOCSIN_OK;
}

void toc_cast_scores(const toc_event_data *data, const toc_story *story,
                     const toc_cast_candidate *candidate, int32_t scores[TOC_CAST_PARTS])
{
    uint64_t features[TOC_CAST_FEATURES];
    const size_t n = toc_cast_features(story, candidate, features);
    memset(scores, 0, TOC_CAST_PARTS * sizeof *scores);
    for (size_t i = 0; i < n; i++) {
        const unsigned char *w =
            (const unsigned char *)data->cast +
            (size_t)((uint32_t)features[i] & data->cast_mask) * TOC_CAST_WIDTH * sizeof(int16_t);
        for (size_t p = 0; p < TOC_CAST_PARTS; p++)
            scores[p] += (int16_t)(w[2 * p] | w[2 * p + 1] << 8);
    }
}

/* ---------------------------------------------------------------- what follows from it */
/* People who are hurt are victims, abducted or threatened ones recipients (spec gold.md). */
static toc_role role_of(const toc_draft *d, toc_cast_part part)
{
    switch (part) {
    case TOC_CAST_PERPETRATOR: return TOC_ROLE_PERPETRATOR;
    case TOC_CAST_TARGET: return TOC_ROLE_TARGET;
    case TOC_CAST_INSTRUMENT: return TOC_ROLE_INSTRUMENT;
    case TOC_CAST_VICTIM:
        if (d->event.type != TOC_TYPE_ASSAULT || d->event.method == TOC_METHOD_ABDUCTION)
            return TOC_ROLE_RECIPIENT;
        return d->frame.harms != 0 ? TOC_ROLE_VICTIM : TOC_ROLE_TARGET;
    case TOC_CAST_NONE:
    case TOC_CAST_PARTS: break;
    }
    return TOC_ROLE_NONE;
}

/* Kept whatever is decided: an emitter that knows its form may weigh it against other signs. */
static void remember(toc_story *story, const toc_cast_candidate *c, toc_role role, int32_t score)
{
    toc_event *e = &story->drafts.items[c->draft].event;
    if (c->filler == TOC_NONE && score < TOC_CAST_HINT_LEAST) return;
    const toc_hint hint = {{role, c->entity, TOC_NONE, toc_filler_span(story, c->head)}, score};
    toc_push(story->arena, &e->hints, hint);
}

static void decide(toc_story *story, const toc_cast_candidate *c)
{
    const int32_t *margins = story->data->cast_margins;
    toc_draft *d = &story->drafts.items[c->draft];
    int32_t scores[TOC_CAST_PARTS];
    toc_cast_scores(story->data, story, c, scores);
    unsigned best = TOC_CAST_PERPETRATOR;
    for (unsigned p = best + 1; p < TOC_CAST_PARTS; p++)
        if (scores[p] > scores[best]) best = p;
    remember(story, c, role_of(d, best), scores[best] - scores[TOC_CAST_NONE]);
    if (c->filler == TOC_NONE) {
        const int32_t least = margins[c->gap == 0 ? TOC_CAST_MARGIN_ADD : TOC_CAST_MARGIN_FAR];
        if (scores[best] - scores[TOC_CAST_NONE] > least)
            toc_role_add(story, &d->event, role_of(d, best), c->head);
        return;
    }
    toc_filler *filler = &d->event.roles.items[c->filler];
    const toc_cast_part part = toc_cast_part_of(filler->role);
    if (scores[TOC_CAST_NONE] - scores[part] > margins[TOC_CAST_MARGIN_DROP] &&
        scores[TOC_CAST_NONE] > scores[best])
        filler->role = TOC_ROLE_NONE;
    else if (best != (unsigned)part && scores[best] - scores[part] > margins[TOC_CAST_MARGIN_MOVE])
        filler->role = role_of(d, best);
}

void toc_cast_apply(toc_story *story)
{
    if (story->data->cast == NULL) return;
    toc_cast_candidates candidates = {0};
    toc_cast_candidates_find(story, &candidates);
    for (uint32_t i = 0; i < candidates.count; i++) decide(story, &candidates.items[i]);
    for (uint32_t i = 0; i < story->drafts.count; i++) { /* what was dropped */
        toc_event *e = &story->drafts.items[i].event;
        uint32_t kept = 0;
        for (uint32_t k = 0; k < e->roles.count; k++)
            if (e->roles.items[k].role != TOC_ROLE_NONE) e->roles.items[kept++] = e->roles.items[k];
        e->roles.count = kept;
    }
}
