/* src/store/cluster.c - reports that hang together to stories: copies of one text count once, then
 * average link over all pairs.
 *
 * Average link, not single link: one odd report must not chain two incidents. Two stories can only be
 * joined if some pair of their reports is alike enough to be joined itself; so what hangs together by
 * such pairs can be worked out alone, and gives what working out the whole store would give. */
#include <stdlib.h>

#include "store/store.h"

#define LEAST (TOC_STORE_ONE * 3 / 100) /* pairs below do not even count into an average */
#define MOST \
    600u /* reports joined by average link at once; more are first cut at a higher similarity */
#define STEP (TOC_STORE_ONE / 50)

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
    int32_t join;
    const toc_ties *ties;
    const toc_reports *reports;
    story *stories;
    uint32_t count, room;
    proposal *heap;
    uint32_t heap_count, heap_room;
} clusters;

typedef struct pair { /* of originals, a < b */
    uint32_t a, b;
    int32_t score;
} pair;
typedef TOC_ARRAY(pair) pairs_of;

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
        if (score >= c->join) propose(c, (proposal){score, n.story, k});
    }
}

/* ---------------------------------------------------------------- from reports to stories */
static uint32_t root_of(uint32_t *parent, uint32_t s)
{
    while (parent[s] != s) s = parent[s] = parent[parent[s]];
    return s;
}

static void unite(uint32_t *parent, uint32_t a, uint32_t b)
{
    a = root_of(parent, a);
    b = root_of(parent, b);
    if (a != b) parent[a > b ? a : b] = a > b ? b : a; /* the first of them stands for all */
}

/* The reports that are no copies; the others know of which. */
static void originals(toc_arena *arena, const toc_reports *reports, const toc_ties *ties,
                      toc_reports *out)
{
    uint32_t tied;
    uint32_t *parent = TOC_NEW_N(arena, uint32_t, reports->count);
    if (parent == NULL) return;
    for (uint32_t i = 0; i < reports->count; i++) parent[i] = i;
    for (uint32_t i = 0; i < reports->count; i++)
        for (uint32_t k = 0; k < i; k++)
            if (toc_report_copies(reports->items[k], reports->items[i]) &&
                toc_ties_of(ties, reports->items[k]->id, &tied) == NULL &&
                toc_ties_of(ties, reports->items[i]->id, &tied) == NULL)
                unite(parent, k, i);
    for (uint32_t i = 0; i < reports->count; i++) {
        toc_report *const r = reports->items[i];
        r->original = reports->items[root_of(parent, i)];
        if (r->original == r) toc_push(arena, out, r);
    }
}

static void all_pairs(toc_arena *arena, const toc_reports *reports, pairs_of *out)
{
    const int32_t least = reports->count > MOST ? TOC_STORE_JOIN : LEAST;
    for (uint32_t b = 0; b < reports->count; b++)
        for (uint32_t a = 0; a < b; a++) {
            const pair p = {a, b, toc_report_alike(reports->items[a], reports->items[b])};
            if (p.score >= least) toc_push(arena, out, p);
        }
}

/* Of what hangs together by pairs from `join` on, the most reports. */
static uint32_t largest(const pairs_of *pairs, int32_t join, uint32_t *parent, uint32_t *size,
                        uint32_t count)
{
    uint32_t most = 0;
    for (uint32_t i = 0; i < count; i++) parent[i] = i, size[i] = 0;
    for (uint32_t i = 0; i < pairs->count; i++)
        if (pairs->items[i].score >= join) unite(parent, pairs->items[i].a, pairs->items[i].b);
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t n = ++size[root_of(parent, i)];
        if (n > most) most = n;
    }
    return most;
}

static int32_t join_of(toc_arena *arena, const pairs_of *pairs, uint32_t count)
{
    int32_t join = TOC_STORE_JOIN;
    if (count <= MOST) return join;
    uint32_t *parent = TOC_NEW_N(arena, uint32_t, count), *size = TOC_NEW_N(arena, uint32_t, count);
    if (parent == NULL || size == NULL) return join;
    while (join < TOC_STORE_ONE && largest(pairs, join, parent, size, count) > MOST) join += STEP;
    return join;
}

/* Did an analyst say that some report of the one does not belong to the other? */
static bool parted(const clusters *c, const story *x, const story *y)
{
    for (uint32_t i = 0; c->ties->count > 0 && i < x->members.count; i++)
        for (uint32_t k = 0; k < y->members.count; k++)
            if (toc_ties_part(c->ties, c->reports->items[x->members.items[i]]->id,
                              c->reports->items[y->members.items[k]]->id))
                return true;
    return false;
}

static void average_link(clusters *c, const pairs_of *pairs)
{
    for (uint32_t i = 0; i < pairs->count; i++) {
        const pair *p = &pairs->items[i];
        toc_push(c->arena, &c->stories[p->a].near, ((neighbour){p->b, p->score}));
        toc_push(c->arena, &c->stories[p->b].near, ((neighbour){p->a, p->score}));
        if (p->score >= c->join) propose(c, (proposal){p->score, p->a, p->b});
    }
    while (c->heap_count > 0 && !c->arena->failed) {
        const proposal p = take(c);
        const story *x = &c->stories[p.a], *y = &c->stories[p.b];
        if (!x->gone && !y->gone && c->count < c->room && !parted(c, x, y)) join(c, p.a, p.b);
    }
}

static int64_t first_of(const story *s, const toc_reports *reports)
{
    uint32_t first = s->members.items[0];
    for (uint32_t m = 1; m < s->members.count; m++)
        if (s->members.items[m] < first) first = s->members.items[m];
    return reports->items[first]->id;
}

void toc_store_cluster(toc_arena *arena, const toc_reports *reports, const toc_ties *ties)
{
    toc_reports firsts = {0};
    pairs_of pairs = {0};
    originals(arena, reports, ties, &firsts);
    all_pairs(arena, &firsts, &pairs);
    clusters c = {.arena = arena, .count = firsts.count, .room = 2 * firsts.count + 1};
    c.ties = ties;
    c.reports = &firsts;
    c.join = join_of(arena, &pairs, firsts.count);
    c.stories = TOC_NEW_N(arena, story, c.room);
    if (c.stories == NULL) return;
    for (uint32_t i = 0; i < firsts.count; i++) toc_push(arena, &c.stories[i].members, i);
    average_link(&c, &pairs);
    free(c.heap);
    for (uint32_t s = 0; s < c.count && !arena->failed; s++)
        for (uint32_t m = 0; !c.stories[s].gone && m < c.stories[s].members.count; m++)
            firsts.items[c.stories[s].members.items[m]]->new_near =
                first_of(&c.stories[s], &firsts);
    for (uint32_t i = 0; i < reports->count && !arena->failed; i++)
        reports->items[i]->new_near = reports->items[i]->original->new_near;
}
