/* src/syntax/features.c - see features.h. A template's number goes into the mix of its feature. */
#include "syntax/features.h"

#include "base/utf8.h"

uint64_t toc_lower_hash(const char *p, size_t n)
{
    char small[64];
    if (n > sizeof small) n = sizeof small;
    for (size_t i = 0; i < n; i++) small[i] = p[i] >= 'A' && p[i] <= 'Z' ? (char)(p[i] + 32) : p[i];
    return toc_hash(small, n);
}

/* "Al-Asad" -> "Xx-Xx": runs of one class are one sign, at most eight. */
static uint64_t shape_of(toc_slice w)
{
    char shape[8], last = 0;
    size_t n = 0;
    for (size_t i = 0; i < w.len && n < sizeof shape; i++) {
        const char c = w.ptr[i];
        const char s = c >= 'A' && c <= 'Z'                                 ? 'X'
                       : (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80 ? 'x'
                       : c >= '0' && c <= '9'                               ? 'd'
                                                                            : c;
        if (s != last) shape[n++] = s;
        last = s;
    }
    return toc_hash(shape, n);
}

/* Headlines and shouts are tagged otherwise than running text: a capital says less there. */
static uint8_t manner_of(const toc_text *text, uint32_t first, uint32_t last)
{
    uint32_t words = 0, capitals = 0, shouts = 0;
    for (uint32_t t = first; t < last; t++) {
        const uint8_t flags = text->tokens.items[t].flags;
        words += (flags & TOC_TOKEN_LETTER) != 0;
        capitals += (flags & TOC_TOKEN_UPPER_FIRST) != 0;
        shouts += (flags & TOC_TOKEN_UPPER_ALL) != 0;
    }
    return shouts * 2 > words ? 2 : capitals * 2 > words ? 1 : capitals == 0 ? 3 : 0;
}

void toc_words_read(const toc_clusters *clusters, const toc_text *text, uint32_t sentence,
                    toc_words *words)
{
    const toc_sentence *s = &text->sentences.items[sentence];
    words->count =
        s->last - s->first < TOC_MAX_SENTENCE_TOKENS ? s->last - s->first : TOC_MAX_SENTENCE_TOKENS;
    words->manner = manner_of(text, s->first, s->first + words->count);
    for (uint32_t i = 0; i <= words->count; i++) {
        toc_word *w = &words->word[i];
        *w = (toc_word){.head = -1, .left1 = -1, .left2 = -1, .right1 = -1, .right2 = -1};
        if (i == words->count) break; /* the root has no form */
        const toc_slice form = toc_token_words(text, s->first + i);
        w->lower = toc_lower_hash(form.ptr, form.len);
        for (size_t n = 1; n <= 4; n++)
            if (form.len >= n) w->suffix[n - 1] = toc_lower_hash(form.ptr + form.len - n, n);
        w->prefix[0] = toc_lower_hash(form.ptr, 1);
        w->prefix[1] = toc_lower_hash(form.ptr, form.len < 3 ? form.len : 3);
        w->shape = shape_of(form);
        w->cluster = toc_cluster_of(clusters, text->tokens.items[s->first + i].fold);
        w->upos = text->tokens.items[s->first + i].upos;
    }
}

static const toc_word NOWHERE = {.lower = 3,
                                 .head = -1,
                                 .left1 = -1,
                                 .left2 = -1,
                                 .right1 = -1,
                                 .right2 = -1,
                                 .upos = TOC_UPOS_COUNT};

static const toc_word *word_at(const toc_words *words, int32_t i)
{
    return i < 0 || i >= (int32_t)words->count ? &NOWHERE : &words->word[i];
}

/* The root counts as a word for the parser. */
static const toc_word *node_at(const toc_words *words, int32_t i)
{
    return i < 0 || i > (int32_t)words->count ? &NOWHERE : &words->word[i];
}

#define ADD(number, value) out[n++] = toc_mix((value), (number))
#define PAIR(a, b) toc_mix((a), (b) + 17)

size_t toc_tag_before_features(const toc_words *words, int32_t at, uint64_t *out)
{
    const toc_word *w = word_at(words, at), *r = word_at(words, at + 1);
    const uint64_t t1 = at > 0 ? word_at(words, at - 1)->upos : 40,
                   t2 = at > 1 ? word_at(words, at - 2)->upos : 41;
    size_t n = 0;
    ADD(14, t1);
    ADD(15, PAIR(t1, t2));
    ADD(16, PAIR(w->lower, t1));
    ADD(17, PAIR(r->lower, t1));
    ADD(26, PAIR(TOC_CLUSTER_COARSE(w->cluster), t1));
    ADD(29, PAIR(w->suffix[2], t1));
    ADD(34, PAIR(r->cluster, t1));
    ADD(39, PAIR(PAIR(w->lower, t1), r->suffix[1]));
    ADD(40, PAIR(PAIR(w->lower, t1), t2));
    ADD(41, PAIR(PAIR(w->suffix[3], w->shape), t1));
    return n;
}

size_t toc_tag_word_features(const toc_words *words, int32_t at, uint64_t *out)
{
    const toc_word *w = word_at(words, at), *l = word_at(words, at - 1),
                   *ll = word_at(words, at - 2);
    const toc_word *r = word_at(words, at + 1), *rr = word_at(words, at + 2);
    size_t n = 0;
    ADD(1, w->lower);
    ADD(2, l->lower);
    ADD(3, r->lower);
    ADD(4, ll->lower);
    ADD(5, rr->lower);
    for (size_t i = 0; i < 4; i++)
        if (w->suffix[i] != 0) ADD(6 + i, w->suffix[i]);
    ADD(10, w->prefix[0]);
    ADD(11, w->prefix[1]);
    ADD(12, w->shape);
    ADD(13, PAIR(w->shape, at == 0));
    ADD(18, PAIR(r->lower, w->lower));
    ADD(19, PAIR(l->lower, w->lower));
    ADD(20, r->suffix[2]);
    ADD(21, l->suffix[2]);
    ADD(22, w->cluster);
    ADD(23, TOC_CLUSTER_COARSE(w->cluster));
    ADD(24, l->cluster);
    ADD(25, r->cluster);
    ADD(27, PAIR(r->cluster, w->cluster));
    ADD(28, PAIR(l->cluster, w->cluster));
    ADD(30, 0);
    ADD(31, PAIR(w->shape, (uint64_t)words->manner << 1 | (at == 0)));
    ADD(32, PAIR(w->cluster, PAIR(w->shape, words->manner)));
    ADD(33, PAIR(PAIR(TOC_CLUSTER_COARSE(l->cluster), TOC_CLUSTER_COARSE(w->cluster)),
                 TOC_CLUSTER_COARSE(r->cluster)));
    ADD(35, rr->cluster);
    ADD(36, PAIR(w->lower, TOC_CLUSTER_COARSE(r->cluster)));
    ADD(37, PAIR(w->suffix[2], r->suffix[1]));
    ADD(38, PAIR(l->shape, PAIR(w->shape, r->shape)));
    ADD(42, ll->cluster);
    return n;
}

size_t toc_move_features(const toc_words *words, const toc_configuration *c, toc_look look,
                         uint64_t *out)
{
    const int32_t i0 = c->depth > 0 ? c->stack[c->depth - 1] : -1,
                  i1 = c->depth > 1 ? c->stack[c->depth - 2] : -1;
    const int32_t i2 = c->depth > 2 ? c->stack[c->depth - 3] : -1;
    const toc_word *s0 = node_at(words, i0), *s1 = node_at(words, i1), *s2 = node_at(words, i2);
    const toc_word *b0 = node_at(words, c->next), *b1 = node_at(words, c->next + 1),
                   *b2 = node_at(words, c->next + 2);
    const toc_word *s0l = node_at(words, s0->left1), *s0r = node_at(words, s0->right1),
                   *s1l = node_at(words, s1->left1);
    const toc_word *s1r = node_at(words, s1->right1), *b0l = node_at(words, b0->left1);
    const toc_word *s0l2 = node_at(words, s0->left2), *s0r2 = node_at(words, s0->right2),
                   *b0l2 = node_at(words, b0->left2);
    const uint64_t p0 = s0->upos, p1 = s1->upos, p2 = s2->upos, q0 = b0->upos, q1 = b1->upos,
                   q2 = b2->upos;
    const uint64_t gap = i0 < 0 ? 0 : c->next - i0 > 6 ? 6 : (uint64_t)(c->next - i0);
    const uint64_t v0 = s0->lefts > 3 ? 3 : s0->lefts, v1 = s0->rights > 3 ? 3 : s0->rights,
                   vb = b0->lefts > 3 ? 3 : b0->lefts;
    const uint64_t pq = p0 << 8 | q0;
    size_t n = 0;
    if (look == TOC_FIRST_LOOK) { /* tags and single words: few lines, most of them in the cache */
        ADD(101, s0->lower);
        ADD(102, b0->lower);
        ADD(103, s1->lower);
        ADD(104, b1->lower);
        ADD(105, p0);
        ADD(106, q0);
        ADD(107, p1);
        ADD(113, pq);
        ADD(114, PAIR(s0->lower, q0));
        ADD(115, PAIR(b0->lower, p0));
        ADD(116, PAIR(s0->lower, pq));
        ADD(117, PAIR(b0->lower, pq));
        ADD(118, pq << 8 | q1);
        ADD(119, pq << 8 | p1);
        ADD(120, q0 << 16 | q1 << 8 | q2);
        ADD(121, p0 << 16 | p1 << 8 | p2);
        ADD(122, pq << 16 | p1 << 8 | q1);
        ADD(123, pq << 8 | s0l->upos);
        ADD(124, pq << 8 | s0r->upos);
        ADD(125, pq << 8 | b0l->upos);
        ADD(126, p1 << 16 | (uint64_t)s1r->upos << 8 | p0);
        ADD(127, p1 << 16 | (uint64_t)s1l->upos << 8 | p0);
        ADD(129, PAIR(s1->lower, p0));
        ADD(130, PAIR(s0->lower, p1));
        ADD(131, p0 << 8 | p1);
        ADD(132, pq << 8 | gap);
        ADD(133, PAIR(s0->lower, gap));
        ADD(134, PAIR(b0->lower, gap));
        ADD(136, p0 << 16 | v0 << 8 | v1);
        ADD(137, PAIR(s0->lower, v0 << 8 | v1));
        ADD(138, q0 << 8 | vb);
        ADD(139, PAIR(b0->lower, vb));
        ADD(140, pq << 8 | s0l->rel);
        ADD(141, pq << 8 | s0r->rel);
        ADD(142, pq << 8 | b0l->rel);
        ADD(145, p1 << 16 | (uint64_t)s1l->rel << 8 | s1r->rel);
        ADD(146, p0 << 16 | (uint64_t)s0l2->upos << 8 | s0l->upos);
        ADD(147, p0 << 16 | (uint64_t)s0r2->upos << 8 | s0r->upos);
        ADD(148, q0 << 16 | (uint64_t)b0l2->upos << 8 | b0l->upos);
        ADD(163, 0);
        return n;
    }
    ADD(108, PAIR(s0->lower, p0));
    ADD(109, PAIR(b0->lower, q0));
    ADD(110, PAIR(s1->lower, p1));
    ADD(111, PAIR(b1->lower, q1));
    ADD(112, PAIR(s0->lower, b0->lower));
    ADD(128, PAIR(s0->lower, s1->lower));
    ADD(135, PAIR(PAIR(s0->lower, b0->lower), gap));
    ADD(143, PAIR(s0->lower, (uint64_t)s0l->rel << 8 | s0r->rel));
    ADD(144, PAIR(b0->lower, b0l->rel));
    ADD(149, PAIR(b0->lower, b1->lower));
    ADD(150, PAIR(s0l->lower, p0));
    ADD(151, PAIR(s0r->lower, p0));
    ADD(152, PAIR(b0l->lower, q0));
    ADD(153, PAIR(s0->lower, q0 << 8 | q1));
    ADD(154, PAIR(s1->lower, pq));
    ADD(155, PAIR(PAIR(s1->lower, s0->lower), q0));
    ADD(156, PAIR(s0r->lower, PAIR(s0->lower, q0)));
    ADD(157, (uint64_t)s0->cluster << 16 | b0->cluster);
    ADD(158, (uint64_t)s0->cluster << 16 | pq);
    ADD(159, (uint64_t)b0->cluster << 16 | pq);
    ADD(160, (uint64_t)s1->cluster << 16 | s0->cluster);
    ADD(161, PAIR((uint64_t)TOC_CLUSTER_COARSE(s0->cluster) << 16 | TOC_CLUSTER_COARSE(b0->cluster),
                  pq));
    ADD(162, PAIR((uint64_t)TOC_CLUSTER_COARSE(s1->cluster) << 16 | TOC_CLUSTER_COARSE(s0->cluster),
                  q0 << 8 | b0->cluster >> 4));
    return n;
}

size_t toc_label_features(const toc_words *words, int32_t head, int32_t child, uint64_t *out)
{
    const toc_word *h = node_at(words, head), *c = node_at(words, child);
    const toc_word *cl = node_at(words, c->left1), *cr = node_at(words, c->right1);
    const toc_word *hl = node_at(words, h->left1), *hr = node_at(words, h->right1);
    const toc_word *before = word_at(words, child - 1), *after = word_at(words, child + 1);
    const uint64_t side = head > child, p = h->upos, q = c->upos, pq = side << 16 | p << 8 | q;
    const int32_t length = head > child ? head - child : child - head;
    const uint64_t far = length > 5 ? 5 : (uint64_t)length;
    size_t n = 0;
    ADD(201, PAIR(h->lower, side));
    ADD(202, PAIR(c->lower, side));
    ADD(203, pq);
    ADD(204, PAIR(h->lower, c->lower));
    ADD(205, PAIR(h->lower, side << 8 | q));
    ADD(206, PAIR(c->lower, side << 8 | p));
    ADD(207, PAIR(c->lower, pq));
    ADD(208, PAIR(h->lower, pq));
    ADD(209, pq << 8 | far);
    ADD(210, PAIR(cl->lower, pq));
    ADD(211, PAIR(cr->lower, pq));
    ADD(212, pq << 8 | cl->upos);
    ADD(213, pq << 8 | cr->upos);
    ADD(214, PAIR(before->lower, pq));
    ADD(215, PAIR(after->lower, pq));
    ADD(216, pq << 16 | (uint64_t)before->upos << 8 | after->upos);
    ADD(217, pq << 8 | hl->upos);
    ADD(218, pq << 8 | hr->upos);
    ADD(219, PAIR(cl->lower, h->lower));
    ADD(220, pq << 8 | cl->rel);
    ADD(221, pq << 8 | hl->rel);
    ADD(222, pq << 8 | hr->rel);
    ADD(223, PAIR(c->lower, side << 8 | far));
    ADD(224, PAIR(c->suffix[2], pq));
    ADD(225, PAIR(h->suffix[2], pq));
    ADD(226, PAIR(cl->lower, c->lower));
    ADD(227, PAIR(PAIR(cl->lower, hl->lower), p));
    ADD(228, PAIR((uint64_t)h->cluster << 16 | c->cluster, side));
    ADD(229, PAIR(c->cluster, pq));
    ADD(230, PAIR(h->cluster, pq));
    ADD(231, PAIR(PAIR(cl->lower, TOC_CLUSTER_COARSE(c->cluster)), pq));
    ADD(232, PAIR(PAIR(cl->lower, TOC_CLUSTER_COARSE(h->cluster)), pq));
    ADD(233, side);
    return n;
}

bool toc_move_legal(const toc_words *words, const toc_configuration *c, int move)
{
    const int32_t count = (int32_t)words->count;
    if (move == 0) return c->next < count;
    if (move == 1)
        return c->depth > 0 && !(c->next == count && c->depth > 1); /* one word under the root */
    return c->depth > 1;
}

void toc_move_make(toc_words *words, toc_configuration *c, int move, int32_t *head, int32_t *child)
{
    *head = *child = -1;
    if (move == 0) {
        c->stack[c->depth++] = c->next++;
        return;
    }
    *child = c->stack[--c->depth];
    *head = move == 1 ? c->next : c->stack[c->depth - 1];
    toc_word *h = &words->word[*head];
    words->word[*child].head = *head;
    if (move == 1) {
        h->left2 = h->left1;
        h->left1 = *child;
        h->lefts++;
    } else {
        h->right2 = h->right1;
        h->right1 = *child;
        h->rights++;
    }
}

uint64_t toc_lemma_key(toc_slice lower, uint8_t upos)
{
    return toc_mix(toc_hash_slice(lower), (uint64_t)upos + 301);
}

uint64_t toc_rule_key(toc_slice suffix, uint8_t upos)
{
    return toc_mix(toc_hash_slice(suffix), (uint64_t)upos + 401);
}
