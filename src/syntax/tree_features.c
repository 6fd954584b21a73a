/* src/syntax/tree_features.c - what the names of a finished tree's arcs are decided by. */
#include "syntax/features.h"

void toc_tree_read(const toc_words *words, toc_tree *tree)
{
    const int32_t count = (int32_t)words->count;
    for (int32_t i = 0; i <= count; i++)
        tree->before[i] = tree->after[i] = tree->marker[i] = tree->auxiliary[i] = tree->first[i] =
            tree->last[i] = -1;
    for (int32_t i = 0; i < count; i++) {
        const int32_t head = words->word[i].head;
        const uint8_t upos = words->word[i].upos;
        if (tree->last[head] >= 0) {
            tree->before[i] = tree->last[head];
            tree->after[tree->last[head]] = i;
        } else {
            tree->first[head] = i;
        }
        tree->last[head] = i;
        if (tree->marker[head] < 0 && (upos == TOC_ADP || upos == TOC_SCONJ || upos == TOC_PART))
            tree->marker[head] = i;
        if (upos == TOC_AUX) tree->auxiliary[head] = i;
    }
    int32_t known = 0;
    for (int32_t c = tree->first[count]; c >= 0; c = tree->after[c]) tree->order[known++] = c;
    for (int32_t k = 0; k < known; k++)
        for (int32_t c = tree->first[tree->order[k]]; c >= 0; c = tree->after[c])
            tree->order[known++] = c;
}

#define ADD(number, value) out[n++] = toc_mix((value), (number))
#define PAIR(a, b) toc_mix((a), (b) + 17)

size_t toc_relabel_features(const toc_words *words, const toc_tree *tree, int32_t child,
                            uint64_t *out)
{
    static const toc_word NOWHERE = {.lower = 3, .upos = TOC_UPOS_COUNT};
    const int32_t count = (int32_t)words->count, head = words->word[child].head;
#define AT(i) ((i) < 0 || (i) >= count ? &NOWHERE : &words->word[i])
    const toc_word *c = &words->word[child], *h = &words->word[head],
                   *g = head < count ? AT(h->head) : &NOWHERE;
    const toc_word *before = AT(child - 1), *after = AT(child + 1);
    const toc_word *left = AT(tree->before[child]), *right = AT(tree->after[child]);
    const toc_word *first = AT(tree->first[child]), *last = AT(tree->last[child]);
    const toc_word *marker = AT(tree->marker[child]), *aux = AT(tree->auxiliary[child]);
    const toc_word *hfirst = AT(tree->first[head]), *hlast = AT(tree->last[head]);
    const toc_word *hmarker = AT(tree->marker[head]), *haux = AT(tree->auxiliary[head]);
    const uint64_t side = head > child, p = h->upos, q = c->upos, pq = side << 16 | p << 8 | q;
    const int32_t length = head > child ? head - child : child - head;
    const uint64_t far = length > 7 ? 7 : length > 4 ? 5 : (uint64_t)length;
    const uint64_t hcoarse = TOC_CLUSTER_COARSE(h->cluster),
                   ccoarse = TOC_CLUSTER_COARSE(c->cluster);
    const uint64_t frame = (uint64_t)h->rel << 8 | g->upos; /* what the governor is */
    /* siblings before are final; those after have the parser's first names, known too well in training */
    const uint64_t left_rel = tree->before[child] >= 0 ? left->rel : 0;
    size_t n = 0;
    ADD(301, pq);
    ADD(302, PAIR(h->lower, side));
    ADD(303, PAIR(c->lower, side));
    ADD(304, PAIR(h->lower, c->lower));
    ADD(305, PAIR(h->lower, side << 8 | q));
    ADD(306, PAIR(c->lower, side << 8 | p));
    ADD(307, PAIR(c->lower, pq << 1));
    ADD(308, PAIR(h->lower, pq << 1));
    ADD(309, pq << 8 | far);
    ADD(310, PAIR(c->lower, side << 8 | far));
    ADD(311, PAIR(before->lower, pq));
    ADD(312, PAIR(after->lower, pq));
    ADD(313, pq << 16 | (uint64_t)before->upos << 8 | after->upos);
    ADD(314, PAIR(marker->lower, pq));
    ADD(315, PAIR(marker->lower, h->lower));
    ADD(316, PAIR(PAIR(marker->lower, c->lower), p));
    ADD(317, PAIR(PAIR(marker->lower, ccoarse), pq));
    ADD(318, PAIR(PAIR(marker->lower, hcoarse), pq));
    ADD(319, PAIR(PAIR(marker->lower, c->cluster), side));
    ADD(320, PAIR(first->lower, pq));
    ADD(321, PAIR(last->lower, pq));
    ADD(322, pq << 16 | (uint64_t)first->upos << 8 | last->upos);
    ADD(323, PAIR(aux->lower, pq));
    ADD(324, PAIR(haux->lower, pq));
    ADD(325, PAIR(PAIR(haux->lower, h->suffix[1]), pq));
    ADD(326, PAIR(hmarker->lower, pq));
    ADD(327, pq << 16 | (uint64_t)hfirst->upos << 8 | hlast->upos);
    ADD(328, pq << 8 | left->upos);
    ADD(329, pq << 8 | right->upos);
    ADD(330, pq << 16 | (uint64_t)left->upos << 8 | right->upos);
    ADD(331, pq << 8 | left_rel);
    ADD(332, PAIR(c->lower, left_rel << 8 | p));
    ADD(333, PAIR(h->lower, left_rel << 8 | q));
    ADD(334, PAIR(left->lower, pq));
    ADD(335, PAIR(right->lower, pq));
    ADD(336, pq << 16 | frame);
    ADD(337, PAIR(h->lower, frame << 8 | q));
    ADD(338, PAIR(c->lower, frame << 8 | p));
    ADD(339, PAIR(g->lower, pq));
    ADD(340, PAIR((uint64_t)h->cluster << 16 | c->cluster, side));
    ADD(341, PAIR(c->cluster, pq));
    ADD(342, PAIR(h->cluster, pq));
    ADD(343, PAIR(hcoarse << 16 | ccoarse, pq));
    ADD(344, PAIR(PAIR(h->lower, ccoarse), side << 8 | q));
    ADD(345, PAIR(PAIR(c->lower, hcoarse), side << 8 | p));
    ADD(346, PAIR(c->suffix[2], pq));
    ADD(347, PAIR(h->suffix[2], pq));
    ADD(348, PAIR(c->suffix[1], PAIR(marker->lower, pq)));
    ADD(349, PAIR(c->shape, pq));
    ADD(350, PAIR(PAIR(c->shape, h->shape), pq));
    ADD(351, pq << 16 | (uint64_t)(tree->before[child] < 0) << 9 |
                 (uint64_t)(tree->after[child] < 0) << 8 | left_rel);
    ADD(352, PAIR(PAIR(h->lower, marker->lower), q << 8 | left_rel));
    ADD(353, PAIR(PAIR(first->lower, hfirst->lower), pq));
    ADD(354, side);
#undef AT
    return n;
}
