/* src/store/cluster.c - reports to stories: average link over similar pairs, then stories of one
 * incident over any distance of days (a trial, an anniversary) when they share rare names.
 *
 * Average link, not single link: one odd report must not chain two incidents. Thresholds were set on
 * development reports of shootings (docs/ACCURACY.md). */
#include <stdlib.h>
#include <string.h>

#include "store/store.h"

#define JOIN (TOC_STORE_ONE * 14 / 100)     /* average similarity from which two stories are one */
#define FAR_JOIN (TOC_STORE_ONE * 20 / 100) /* the same over any distance, with ... */
#define FAR_NAMES 3u                        /* ... that many shared names of ... */
#define RARE 30u                            /* ... so few reports each */
#define MOST_MEMBERS 400u /* members compared when two stories are weighed over a distance */

typedef struct neighbour {
    uint32_t story;
    int64_t sum; /* of the similarities of all pairs between the two */
} neighbour;

typedef struct story {
    TOC_ARRAY(neighbour) near;
    TOC_ARRAY(uint32_t) members;
    bool gone;
} story;

typedef struct proposal {
    int64_t score;
    uint32_t a, b; /* a < b */
} proposal;

typedef struct clusters {
    toc_arena *arena;
    story *stories;
    uint32_t count, room;
    proposal *heap;
    uint32_t heap_count, heap_room;
} clusters;

/* ---------------------------------------------------------------- a heap of proposals */
static bool before(const proposal *x, const proposal *y)
{
    if (x->score != y->score) return x->score > y->score;
    return x->a != y->a ? x->a < y->a : x->b < y->b;
}

static void propose(clusters *c, proposal p)
{
    if (c->heap_count == c->heap_room) {
        const uint32_t room = c->heap_room == 0 ? 1024 : c->heap_room * 2;
        proposal *more = realloc(c->heap, room * sizeof *more);
        if (more == NULL) {
            c->arena->failed = true;
            return;
        }
        c->heap = more;
        c->heap_room = room;
    }
    uint32_t at = c->heap_count++;
    for (; at > 0 && before(&p, &c->heap[(at - 1) / 2]); at = (at - 1) / 2)
        c->heap[at] = c->heap[(at - 1) / 2];
    c->heap[at] = p;
}

static proposal take(clusters *c)
{
    const proposal top = c->heap[0], last = c->heap[--c->heap_count];
    uint32_t at = 0;
    for (;;) {
        uint32_t child = 2 * at + 1;
        if (child >= c->heap_count) break;
        if (child + 1 < c->heap_count && before(&c->heap[child + 1], &c->heap[child])) child++;
        if (!before(&c->heap[child], &last)) break;
        c->heap[at] = c->heap[child];
        at = child;
    }
    c->heap[at] = last;
    return top;
}

/* ---------------------------------------------------------------- average link */
static int64_t average(const clusters *c, uint32_t a, uint32_t b, int64_t sum)
{
    return sum / ((int64_t)c->stories[a].members.count * c->stories[b].members.count);
}

static neighbour *neighbour_of(story *s, uint32_t other)
{
    for (uint32_t i = 0; i < s->near.count; i++)
        if (s->near.items[i].story == other) return &s->near.items[i];
    return NULL;
}

static void forget(story *s, uint32_t other)
{
    neighbour *n = neighbour_of(s, other);
    if (n != NULL) *n = s->near.items[--s->near.count];
}

static void join(clusters *c, uint32_t a, uint32_t b)
{
    const uint32_t k = c->count++;
    story *new = &c->stories[k];
    const uint32_t parts[2] = {a, b};
    for (int p = 0; p < 2; p++) {
        story *old = &c->stories[parts[p]];
        old->gone = true;
        for (uint32_t i = 0; i < old->members.count; i++)
            toc_push(c->arena, &new->members, old->members.items[i]);
        for (uint32_t i = 0; i < old->near.count; i++) {
            const neighbour n = old->near.items[i];
            if (c->stories[n.story].gone) continue;
            neighbour *known = neighbour_of(new, n.story);
            if (known != NULL)
                known->sum += n.sum;
            else
                toc_push(c->arena, &new->near, n);
        }
    }
    for (uint32_t i = 0; i < new->near.count; i++) {
        const neighbour n = new->near.items[i], back = {k, n.sum};
        story *other = &c->stories[n.story];
        forget(other, a);
        forget(other, b);
        toc_push(c->arena, &other->near, back);
        const int64_t score = average(c, n.story, k, n.sum);
        if (score >= JOIN) propose(c, (proposal){score, n.story, k});
    }
}

static void join_near(clusters *c, const toc_similars *pairs)
{
    for (uint32_t i = 0; i < pairs->count; i++) {
        const toc_similar *p = &pairs->items[i];
        toc_push(c->arena, &c->stories[p->a].near, ((neighbour){p->b, p->score}));
        toc_push(c->arena, &c->stories[p->b].near, ((neighbour){p->a, p->score}));
        if (p->score >= JOIN) propose(c, (proposal){p->score, p->a, p->b});
    }
    while (c->heap_count > 0 && !c->arena->failed) {
        const proposal p = take(c);
        if (!c->stories[p.a].gone && !c->stories[p.b].gone && c->count < c->room) join(c, p.a, p.b);
    }
}

/* ---------------------------------------------------------------- over any distance */
typedef struct name_use {
    uint32_t key, story, members; /* how many of the story's reports have it */
} name_use;
typedef TOC_ARRAY(name_use) name_uses;

static int by_name(const void *a, const void *b)
{
    const name_use *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    return x->story < y->story ? -1 : x->story > y->story;
}

static int by_pair(const void *a, const void *b)
{
    const toc_similar *x = a, *y = b;
    if (x->a != y->a) return x->a < y->a ? -1 : 1;
    return x->b < y->b ? -1 : x->b > y->b;
}

/* Uses of names that are rare among the reports and common in a story. */
static void rare_names(const clusters *c, const toc_reports *reports, name_uses *out)
{
    name_uses all = {0};
    for (uint32_t s = 0; s < c->count; s++) {
        if (c->stories[s].gone) continue;
        for (uint32_t m = 0; m < c->stories[s].members.count; m++) {
            const toc_store_words *names = &reports->items[c->stories[s].members.items[m]].names;
            for (uint32_t k = 0; k < names->count; k++)
                toc_push(c->arena, &all, ((name_use){names->items[k].key, s, 1}));
        }
    }
    if (all.count == 0) return;
    qsort(all.items, all.count, sizeof *all.items, by_name);
    for (uint32_t i = 0, end; i < all.count; i = end) {
        for (end = i; end < all.count && all.items[end].key == all.items[i].key;) end++;
        if (end - i > RARE) continue;
        for (uint32_t k = i; k < end;) {
            name_use use = {all.items[k].key, all.items[k].story, 0};
            for (; k < end && all.items[k].story == use.story; k++) use.members++;
            const uint32_t size = c->stories[use.story].members.count;
            if (size <= 2 || 2 * use.members >= size) toc_push(c->arena, out, use);
        }
    }
}

static int64_t average_of_all(const clusters *c, const toc_reports *reports, uint32_t a, uint32_t b)
{
    const story *x = &c->stories[a], *y = &c->stories[b];
    int64_t sum = 0, pairs = 0;
    for (uint32_t i = 0; i < x->members.count && i < MOST_MEMBERS; i++)
        for (uint32_t k = 0; k < y->members.count && k < MOST_MEMBERS; k++, pairs++)
            sum += toc_store_cosine(&reports->items[x->members.items[i]],
                                    &reports->items[y->members.items[k]]);
    return pairs == 0 ? 0 : sum / pairs;
}

static uint32_t root_of(uint32_t *parent, uint32_t s)
{
    while (parent[s] != s) s = parent[s] = parent[parent[s]];
    return s;
}

static void join_far(clusters *c, const toc_reports *reports, uint32_t *parent)
{
    name_uses uses = {0};
    rare_names(c, reports, &uses);
    toc_similars pairs = {0};
    for (uint32_t i = 0, end; i < uses.count; i = end) {
        for (end = i; end < uses.count && uses.items[end].key == uses.items[i].key;) end++;
        for (uint32_t a = i; a < end; a++)
            for (uint32_t b = a + 1; b < end; b++)
                toc_push(c->arena, &pairs,
                         ((toc_similar){uses.items[a].story, uses.items[b].story, 1}));
    }
    if (pairs.count > 0) qsort(pairs.items, pairs.count, sizeof *pairs.items, by_pair);
    for (uint32_t i = 0, end; i < pairs.count; i = end) {
        for (end = i; end < pairs.count && by_pair(&pairs.items[end], &pairs.items[i]) == 0;) end++;
        if (end - i < FAR_NAMES) continue;
        const uint32_t a = root_of(parent, pairs.items[i].a), b = root_of(parent, pairs.items[i].b);
        if (a != b && average_of_all(c, reports, pairs.items[i].a, pairs.items[i].b) >= FAR_JOIN)
            parent[a > b ? a : b] = a > b ? b : a;
    }
}

void toc_store_cluster(toc_arena *arena, toc_reports *reports, const toc_similars *pairs)
{
    clusters c = {.arena = arena, .count = reports->count, .room = 2 * reports->count + 1};
    c.stories = TOC_NEW_N(arena, story, c.room);
    uint32_t *parent = TOC_NEW_N(arena, uint32_t, c.room);
    if (c.stories == NULL || parent == NULL) return;
    for (uint32_t i = 0; i < reports->count; i++) toc_push(arena, &c.stories[i].members, i);
    join_near(&c, pairs);
    free(c.heap);
    for (uint32_t s = 0; s < c.count; s++) parent[s] = s;
    join_far(&c, reports, parent);
    for (uint32_t s = 0; s < c.count; s++)
        for (uint32_t m = 0; !c.stories[s].gone && m < c.stories[s].members.count; m++)
            reports->items[c.stories[s].members.items[m]].story = root_of(parent, s);
}
