/* src/emit/muc4_hint.c - phrases that a model of the record's acts saw a part for (toc_hint): candidates for
 * the slots of a form beside the fillers that the record gives. */
#include "emit/muc4.h"

#define MOST_HINTS 96u /* of an incident that become candidates */

toc_muc4_part toc_muc4_part_of(toc_role role)
{
    switch (role) {
    case TOC_ROLE_PERPETRATOR: return TOC_MUC4_DOER;
    case TOC_ROLE_VICTIM:
    case TOC_ROLE_TARGET:
    case TOC_ROLE_RECIPIENT: return TOC_MUC4_SUFFERER;
    case TOC_ROLE_INSTRUMENT: return TOC_MUC4_WEAPON;
    case TOC_ROLE_NONE:
    case TOC_ROLE_BENEFICIARY:
    case TOC_ROLE_ORIGIN:
    case TOC_ROLE_DESTINATION:
    case TOC_ROLE_COUNT: break;
    }
    return TOC_MUC4_NO_PART;
}

static bool same_phrase(const toc_filler *a, const toc_filler *b)
{
    return (a->entity != TOC_NONE && a->entity == b->entity) || a->span.start == b->span.start;
}

bool toc_muc4_hint_of(const toc_event *e, const toc_filler *f, int32_t *score, uint32_t *count)
{
    *score = 0, *count = 0;
    for (uint32_t i = 0; i < e->hints.count; i++) {
        const toc_hint *h = &e->hints.items[i];
        if (toc_muc4_part_of(h->filler.role) != toc_muc4_part_of(f->role) ||
            !same_phrase(&h->filler, f))
            continue;
        if (*count == 0 || h->score > *score) *score = h->score;
        ++*count;
    }
    return *count > 0;
}

void toc_muc4_add_hints(const toc_record *record, toc_muc4_incident *incident)
{
    toc_event *e = &incident->event;
    incident->given = e->roles.count;
    for (uint32_t i = 0; i < e->hints.count && e->roles.count < incident->given + MOST_HINTS; i++) {
        const toc_filler *f = &e->hints.items[i].filler;
        const toc_muc4_part part = toc_muc4_part_of(f->role);
        bool known =
            part == TOC_MUC4_NO_PART || (part == TOC_MUC4_DOER && toc_muc4_is_body(record, f));
        for (uint32_t k = 0; !known && k < e->roles.count; k++)
            known = toc_muc4_part_of(e->roles.items[k].role) == part &&
                    same_phrase(&e->roles.items[k], f);
        if (!known) toc_push(record->arena, &e->roles, *f);
    }
}
