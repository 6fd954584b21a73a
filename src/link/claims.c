/* src/link/claims.c - "claimed responsibility for the blast", "no group has claimed", "blamed X".
 *
 * The act is the one under "for" (or in the object), else the last violent one told before, else
 * the next. A claim with a negated subject or verb says that nobody claimed it. */
#include "event/tree.h"
#include "link/link.h"

static uint32_t root_of(const toc_story *story, uint32_t draft)
{
    const uint32_t parent = story->drafts.items[draft].parent;
    return parent == TOC_NONE ? draft : parent;
}

static bool is_act(const toc_story *story, uint32_t draft)
{
    const toc_draft *d = &story->drafts.items[root_of(story, draft)];
    return d->event.type == TOC_TYPE_ASSAULT && d->event.status != TOC_STATUS_DID_NOT_OCCUR;
}

/* "for attacking the bridge": the verb behind "for". TOC_NONE: there is none. */
static uint32_t clause_of(const toc_story *story, uint32_t t)
{
    const toc_text *text = story->scene->text;
    const uint32_t verb = toc_child(text, t, TOC_DEP_advcl);
    const uint32_t mark = verb == TOC_NONE ? TOC_NONE : toc_child(text, verb, TOC_DEP_mark);
    return mark != TOC_NONE && toc_lemma_is(text, mark, "for") ? verb : TOC_NONE;
}

static uint32_t act_of(const toc_story *story, uint32_t claim)
{
    const toc_draft *d = &story->drafts.items[claim];
    static const char *const SLOTS[] = {"for", "obj", "of", "in"};
    const uint32_t clause =
        d->frame.claim == TOC_CLAIM_BLAMED ? clause_of(story, d->token) : TOC_NONE;
    if (clause != TOC_NONE) {
        const uint32_t act = story->draft_of[clause];
        return act != TOC_NONE && is_act(story, act) ? root_of(story, act) : TOC_NONE;
    }
    for (size_t s = 0; s < sizeof SLOTS / sizeof *SLOTS; s++) {
        uint32_t heads[TOC_SLOT_ROOM];
        const size_t n = toc_slot_fill(story, d, toc_slice_of(SLOTS[s]), heads, TOC_SLOT_ROOM);
        for (size_t i = 0; i < n; i++) {
            const uint32_t act = story->draft_of[heads[i]];
            if (act != TOC_NONE && act != claim && is_act(story, act)) return root_of(story, act);
        }
        /* "blamed the government for rising prices": for no act at all */
        if (s == 0 && n > 0 && d->frame.claim == TOC_CLAIM_BLAMED) return TOC_NONE;
    }
    for (uint32_t i = claim; i-- > 0;)
        if (is_act(story, i)) return root_of(story, i);
    for (uint32_t i = claim + 1; i < story->drafts.count; i++)
        if (is_act(story, i)) return root_of(story, i);
    return TOC_NONE;
}

static void add_claimant(toc_story *story, toc_event *e, const toc_draft *d, toc_claim claim)
{
    uint32_t heads[TOC_SLOT_ROOM];
    static const char *const BLAMED[] = {"on", "to", "obj", "by"};
    static const char *const CLAIMED[] = {"subj", "by", "poss"};
    const char *const *slots = claim == TOC_CLAIM_BLAMED ? BLAMED : CLAIMED;
    const size_t slot_count = claim == TOC_CLAIM_BLAMED ? 4 : 3;
    for (size_t s = 0; s < slot_count; s++) {
        const size_t n = toc_slot_fill(story, d, toc_slice_of(slots[s]), heads, TOC_SLOT_ROOM);
        bool found = false;
        for (size_t i = 0; i < n; i++) {
            if (story->draft_of[heads[i]] != TOC_NONE ||
                !toc_is_class(story, heads[i], TOC_LIT("actor")))
                continue;
            const uint32_t entity = story->entity_of[heads[i]];
            if (entity != TOC_NONE) toc_push(story->arena, &e->claim_by, entity);
            if (claim != TOC_CLAIM_DENIED) toc_role_add(story, e, TOC_ROLE_PERPETRATOR, heads[i]);
            found = true;
        }
        if (found) return;
    }
}

/* "Denied that troops had shot at the van", "denied the attack": the act that a denial is of. */
static uint32_t denied_act(const toc_story *story, uint32_t denial)
{
    const toc_draft *d = &story->drafts.items[denial];
    static const char *const SLOTS[] = {"comp", "obj"};
    for (size_t s = 0; s < sizeof SLOTS / sizeof *SLOTS; s++) {
        uint32_t heads[TOC_SLOT_ROOM];
        const size_t n = toc_slot_fill(story, d, toc_slice_of(SLOTS[s]), heads, TOC_SLOT_ROOM);
        for (size_t i = 0; i < n; i++) {
            const uint32_t act = story->draft_of[heads[i]];
            if (act == TOC_NONE || act == denial || !is_act(story, act)) continue;
            /* "denied that any of its men had died": no word of who did it */
            const toc_frame *frame = &story->drafts.items[act].frame;
            if (!frame->weak && !toc_slice_is(frame->slots[TOC_SLOT_PATIENT], "subj"))
                return root_of(story, act);
        }
    }
    return TOC_NONE;
}

/* "Our forces annihilated the post", "we burned it": who does it tells of it. */
static void first_person(toc_story *story)
{
    const toc_text *text = story->scene->text;
    static const char *const WORDS[] = {"we", "our"};
    for (uint32_t i = 0; i < story->drafts.count; i++) {
        toc_draft *d = &story->drafts.items[i];
        toc_event *e = &story->drafts.items[root_of(story, i)].event;
        if (d->noun || !is_act(story, i) || e->claim != TOC_CLAIM_NONE) continue;
        uint32_t heads[TOC_SLOT_ROOM];
        const size_t n = toc_slot_fill(story, d, TOC_LIT("subj"), heads, TOC_SLOT_ROOM);
        for (size_t k = 0; k < n; k++) {
            const uint32_t owner = toc_child(text, heads[k], TOC_DEP_nmod_poss);
            for (size_t w = 0; w < sizeof WORDS / sizeof *WORDS; w++)
                if (toc_lemma_is(text, heads[k], WORDS[w]) ||
                    (owner != TOC_NONE &&
                     toc_tok(text, owner)->fold == toc_hash(WORDS[w], strlen(WORDS[w]))))
                    e->claim = TOC_CLAIM_CLAIMED;
        }
    }
}

void toc_claims_attach(toc_story *story)
{
    for (uint32_t i = 0; i < story->drafts.count; i++) {
        const toc_draft *d = &story->drafts.items[i];
        const bool denial =
            d->frame.claim == TOC_CLAIM_NONE && d->event.method == TOC_METHOD_DENIAL;
        if (d->frame.claim == TOC_CLAIM_NONE && !denial) continue;
        const uint32_t act = denial ? denied_act(story, i) : act_of(story, i);
        if (act == TOC_NONE) continue;
        toc_event *e = &story->drafts.items[act].event;
        const bool nobody = d->event.status == TOC_STATUS_DID_NOT_OCCUR;
        if (nobody && d->frame.claim == TOC_CLAIM_BLAMED) continue;
        const toc_claim claim = denial   ? TOC_CLAIM_DENIED
                                : nobody ? TOC_CLAIM_UNCLAIMED
                                         : d->frame.claim;
        /* a claim outweighs blame, and both outweigh "nobody has claimed it yet" */
        if (e->claim == TOC_CLAIM_CLAIMED) continue;
        if (e->claim != TOC_CLAIM_NONE && claim == TOC_CLAIM_UNCLAIMED) continue;
        e->claim = claim;
        toc_push(story->arena, &e->claim_spans, d->event.trigger);
        if (claim != TOC_CLAIM_UNCLAIMED) add_claimant(story, e, d, claim);
    }
    first_person(story);
}
