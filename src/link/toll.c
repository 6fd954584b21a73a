/* src/link/toll.c - how many were killed and hurt in one act, out of all that its mentions say.
 *
 *   "Six people were shot. One died at a hospital."       6 hit, 1 killed        -> 1 killed, 5 hurt
 *   "Six were shot. One died, three were wounded."        6 hit, 1 and 3         -> 1 killed, 5 hurt
 *
 * A figure of those hit (frame word `mortal`) holds the dead too; a figure of the wounded does not. */
#include "link/link.h"

static bool larger(const toc_count *old, const toc_count *new)
{
    return new->present && (!old->present || (old->high != 0 && new->low > old->low));
}

void toc_toll_settle(const toc_story *story, uint32_t root, toc_event *out)
{
    const toc_draft *drafts = story->drafts.items;
    const toc_count *killed = &out->casualties[TOC_HARM_KILLED];
    toc_count hit = {0}, wounded = {0};
    for (uint32_t i = root; i != TOC_NONE; i = drafts[i].next) {
        const toc_count *hurt = &drafts[i].event.casualties[TOC_HARM_INJURED];
        /* a mention that tells dead and hurt apart has taken the dead off already */
        const bool open = drafts[i].frame.mortal && !drafts[i].event.casualties[TOC_HARM_KILLED].present;
        if (larger(open ? &hit : &wounded, hurt)) *(open ? &hit : &wounded) = *hurt;
    }
    if (!hit.present || !killed->present || killed->low == 0) return;
    if (hit.low <= killed->low) {
        out->casualties[TOC_HARM_INJURED] = wounded;
        return;
    }
    hit.low -= killed->low;
    if (hit.high != TOC_OPEN) hit.high = hit.high > killed->low ? hit.high - killed->low : 0;
    out->casualties[TOC_HARM_INJURED] = larger(&wounded, &hit) ? hit : wounded;
}
