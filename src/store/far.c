/* src/store/far.c - stories of one incident over any distance of days (a trial, an anniversary): they
 * share rare names and are alike in their words. What changed is compared anew; an incident is what
 * hangs together by such pairs of stories (table far). */
#include <stdlib.h>

#include "store/store.h"

#define JOIN (TOC_STORE_ONE * 31 / 100) /* average similarity of all pairs of their reports */
#define NAMES 3u          /* shared by two stories, each held by half of its reports */
#define MOST_MEMBERS 400u /* reports of a story that are looked at */

typedef struct far_links {
    toc_shelf *shelf;
    toc_index *index;
    const toc_ties *ties;
    toc_arena arena;
    sqlite3_stmt *members, *all, *near_of, *others, *drop, *add, *move, *touch;
    bool failed;
} far_links;

/* ---------------------------------------------------------------- rows */
static void read_ids(far_links *f, sqlite3_stmt *s, int64_t of, int64_t limit, toc_ids *out)
{
    int step;
    sqlite3_reset(s);
    sqlite3_bind_int64(s, 1, of);
    if (limit > 0) sqlite3_bind_int64(s, 2, limit);
    while ((step = sqlite3_step(s)) == SQLITE_ROW)
        toc_push(&f->arena, out, sqlite3_column_int64(s, 0));
    if (step != SQLITE_DONE) f->failed = true;
    sqlite3_reset(s);
}

static void run(far_links *f, sqlite3_stmt *s, int64_t a, int64_t b)
{
    sqlite3_reset(s);
    sqlite3_bind_int64(s, 1, a);
    if (b != 0) sqlite3_bind_int64(s, 2, b);
    if (sqlite3_step(s) != SQLITE_DONE) f->failed = true;
    sqlite3_reset(s);
}

/* ---------------------------------------------------------------- one story */
typedef struct story {
    toc_reports members; /* originals, in the order in which they are told */
    toc_words names;     /* key, how many members have it; those of half of them */
} story;

static int by_order(const void *a, const void *b)
{
    const toc_report *x = *(toc_report *const *)a, *y = *(toc_report *const *)b;
    return toc_report_before(x, y) ? -1 : toc_report_before(y, x);
}

static int by_key(const void *a, const void *b)
{
    const toc_word *x = a, *y = b;
    return x->key < y->key ? -1 : x->key > y->key;
}

static void read_story(far_links *f, int64_t near, story *out)
{
    toc_ids ids = {0};
    toc_words all = {0};
    *out = (story){0};
    read_ids(f, f->members, near, 0, &ids);
    for (uint32_t i = 0; i < ids.count; i++) {
        toc_report *r = toc_shelf_get(f->shelf, ids.items[i]);
        if (r != NULL) toc_push(&f->arena, &out->members, r);
    }
    if (out->members.count == 0) return;
    qsort(out->members.items, out->members.count, sizeof *out->members.items, by_order);
    if (out->members.count > MOST_MEMBERS) out->members.count = MOST_MEMBERS;
    for (uint32_t i = 0; i < out->members.count; i++)
        for (uint32_t k = 0; k < out->members.items[i]->names.count; k++)
            toc_push(&f->arena, &all, ((toc_word){out->members.items[i]->names.items[k], 1}));
    if (all.count > 0) qsort(all.items, all.count, sizeof *all.items, by_key);
    for (uint32_t i = 0, end; i < all.count; i = end) {
        for (end = i; end < all.count && all.items[end].key == all.items[i].key;) end++;
        const uint32_t held = end - i, size = out->members.count;
        if (size <= 2 || 2 * held >= size)
            toc_push(&f->arena, &out->names, ((toc_word){all.items[i].key, held}));
    }
}

static bool has_name(const story *s, uint32_t key)
{
    const toc_word wanted = {key, 0};
    return s->names.count > 0 &&
           bsearch(&wanted, s->names.items, s->names.count, sizeof *s->names.items, by_key) != NULL;
}

static int64_t average(const story *x, const story *y)
{
    int64_t sum = 0;
    for (uint32_t i = 0; i < x->members.count; i++)
        for (uint32_t k = 0; k < y->members.count; k++)
            sum += toc_report_cosine(x->members.items[i], y->members.items[k]);
    return sum / ((int64_t)x->members.count * y->members.count);
}

/* ---------------------------------------------------------------- pairs of stories */
typedef struct shared { /* a rare name of ours that a report of another story has */
    int64_t near;
    uint32_t name;
} shared;
typedef TOC_ARRAY(shared) shared_names;

static int by_story(const void *a, const void *b)
{
    const shared *x = a, *y = b;
    if (x->near != y->near) return x->near < y->near ? -1 : 1;
    return x->name < y->name ? -1 : x->name > y->name;
}

static int64_t near_of(far_links *f, int64_t doc)
{
    toc_ids found = {0};
    read_ids(f, f->near_of, doc, 0, &found);
    return found.count > 0 ? found.items[0] : 0;
}

static void shared_of(far_links *f, int64_t near, const story *ours, shared_names *out)
{
    for (uint32_t i = 0; i < ours->names.count; i++) {
        toc_ids docs = {0};
        toc_index_named(f->index, &f->arena, ours->names.items[i].key, &docs);
        if (docs.count > TOC_STORE_RARE) continue;
        for (uint32_t k = 0; k < docs.count; k++) {
            const shared s = {near_of(f, docs.items[k]), ours->names.items[i].key};
            if (s.near != near && s.near != 0) toc_push(&f->arena, out, s);
        }
    }
    if (out->count > 0) qsort(out->items, out->count, sizeof *out->items, by_story);
}

static void link_pair(far_links *f, int64_t a, int64_t b)
{
    run(f, f->add, a, b);
    run(f, f->add, b, a);
}

/* Stories that an analyst merged with this one. */
static void link_merged(far_links *f, int64_t near)
{
    toc_ids docs = {0};
    read_ids(f, f->all, near, 0, &docs);
    for (uint32_t i = 0; i < docs.count; i++) {
        uint32_t count;
        const toc_tie *tie = toc_ties_of(f->ties, docs.items[i], &count);
        for (uint32_t t = 0; t < count; t++)
            for (uint32_t k = 0; tie[t].merge && k < f->ties->count; k++) {
                const toc_tie *other = &f->ties->items[k];
                if (other->correction != tie[t].correction || other->side == tie[t].side) continue;
                const int64_t there = near_of(f, other->doc);
                if (there != 0 && there != near) link_pair(f, near, there);
            }
    }
}

/* Did an analyst say that some report of the one does not belong to the other? */
static bool parted(far_links *f, int64_t a, int64_t b)
{
    toc_ids ours = {0}, theirs = {0};
    if (f->ties->count == 0) return false;
    read_ids(f, f->all, a, 0, &ours);
    read_ids(f, f->all, b, 0, &theirs);
    for (uint32_t i = 0; i < ours.count; i++)
        for (uint32_t k = 0; k < theirs.count; k++)
            if (toc_ties_part(f->ties, ours.items[i], theirs.items[k])) return true;
    return false;
}

/* Rows of far for one story. */
static void link_story(far_links *f, int64_t near)
{
    story ours, theirs;
    shared_names names = {0};
    if (f->ties->count > 0) link_merged(f, near);
    read_story(f, near, &ours);
    if (ours.members.count == 0) return;
    shared_of(f, near, &ours, &names);
    for (uint32_t i = 0, end; i < names.count && !f->arena.failed; i = end) {
        uint32_t distinct = 0, common = 0;
        for (end = i; end < names.count && names.items[end].near == names.items[i].near; end++)
            distinct += end == i || names.items[end].name != names.items[end - 1].name;
        if (distinct < NAMES) continue;
        read_story(f, names.items[i].near, &theirs);
        for (uint32_t k = i; k < end; k++)
            if (k == i || names.items[k].name != names.items[k - 1].name)
                common += has_name(&theirs, names.items[k].name);
        if (common < NAMES || theirs.members.count == 0 || average(&ours, &theirs) < JOIN) continue;
        if (!parted(f, near, names.items[i].near)) link_pair(f, near, names.items[i].near);
    }
}

/* ---------------------------------------------------------------- incidents */
static bool holds(const toc_ids *ids, int64_t id)
{
    for (uint32_t i = 0; i < ids->count; i++)
        if (ids->items[i] == id) return true;
    return false;
}

/* All stories that hang together with the first one found, by pairs. */
static void reach(far_links *f, toc_ids *found)
{
    for (uint32_t i = 0; i < found->count; i++) {
        toc_ids others = {0};
        read_ids(f, f->others, found->items[i], 0, &others);
        for (uint32_t k = 0; k < others.count; k++)
            if (!holds(found, others.items[k])) toc_push(&f->arena, found, others.items[k]);
    }
}

/* The story told first goes first: an order that no arrival changes. */
static void in_order(far_links *f, toc_ids *stories)
{
    toc_reports firsts = {0};
    for (uint32_t i = 0; i < stories->count; i++) {
        toc_report *r = toc_shelf_get(f->shelf, stories->items[i]);
        if (r != NULL) toc_push(&f->arena, &firsts, r);
    }
    if (firsts.count < 2 || firsts.count != stories->count) return; /* or a story that is no more */
    qsort(firsts.items, firsts.count, sizeof *firsts.items, by_order);
    for (uint32_t i = 0; i < firsts.count; i++) stories->items[i] = firsts.items[i]->id;
}

static void write_incident(far_links *f, const toc_ids *stories)
{
    int64_t first = stories->items[0];
    for (uint32_t k = 1; k < stories->count; k++)
        if (stories->items[k] < first) first = stories->items[k];
    for (uint32_t k = 0; k < stories->count; k++) {
        run(f, f->move, stories->items[k], first);
        run(f, f->touch, stories->items[k], 0);
    }
}

/* Incidents of stories that hang together: one, unless an analyst parted some of them; then each takes
 * in what it reaches without a conflict, the story told first before the others. */
static void divide(far_links *f, toc_ids *stories)
{
    toc_ids taken = {0};
    in_order(f, stories);
    for (uint32_t i = 0; i < stories->count; i++) {
        toc_ids group = {0};
        if (holds(&taken, stories->items[i])) continue;
        toc_push(&f->arena, &group, stories->items[i]);
        for (uint32_t g = 0; g < group.count; g++) {
            toc_ids others = {0};
            read_ids(f, f->others, group.items[g], 0, &others);
            in_order(f, &others);
            for (uint32_t k = 0; k < others.count; k++) {
                bool fits = !holds(&taken, others.items[k]) && !holds(&group, others.items[k]);
                for (uint32_t j = 0; fits && j < group.count; j++)
                    fits = !parted(f, group.items[j], others.items[k]);
                if (fits) toc_push(&f->arena, &group, others.items[k]);
            }
        }
        for (uint32_t g = 0; g < group.count; g++) toc_push(&f->arena, &taken, group.items[g]);
        write_incident(f, &group);
    }
}

static void settle(far_links *f, toc_ids *starts)
{
    toc_ids done = {0}; /* of more than one story */
    toc_ids_sort(starts);
    for (uint32_t i = 0; i < starts->count && !f->arena.failed; i++) {
        toc_ids together = {0};
        if (holds(&done, starts->items[i])) continue;
        toc_push(&f->arena, &together, starts->items[i]);
        reach(f, &together);
        for (uint32_t k = 0; together.count > 1 && k < together.count; k++)
            toc_push(&f->arena, &done, together.items[k]);
        if (together.count > 1 && f->ties->count > 0)
            divide(f, &together);
        else if (together.count > 0)
            write_incident(f, &together);
    }
}

static void forget(far_links *f, int64_t near, toc_ids *starts)
{
    read_ids(f, f->others, near, 0, starts);
    run(f, f->drop, near, 0);
}

static tocsin_status prepare(far_links *f, const tocsin_store *store, tocsin_error *err)
{
    const struct {
        sqlite3_stmt **statement;
        const char *sql;
    } ALL[] = {
        {&f->members, "select doc from report where near=? and copy_of is null"},
        {&f->all, "select doc from report where near=?"},
        {&f->near_of, "select near from report where doc=?"},
        {&f->others, "select b from far where a=?"},
        {&f->drop, "delete from far where a=?1 or b=?1"},
        {&f->add, "insert or ignore into far values(?,?)"},
        {&f->move, "update report set story=?2 where near=?1 and story is not ?2"},
        {&f->touch, "insert or ignore into touched select doc from report where near=?"},
    };
    for (size_t i = 0; i < sizeof ALL / sizeof *ALL; i++)
        if ((*ALL[i].statement = toc_store_prepare(store, ALL[i].sql, err)) == NULL)
            return TOCSIN_INPUT;
    return TOCSIN_OK;
}

tocsin_status toc_store_far(toc_shelf *shelf, toc_index *index, const toc_ties *ties,
                            const toc_ids *old_stories, const toc_ids *new_stories,
                            tocsin_error *err)
{
    far_links f = {.shelf = shelf, .index = index, .ties = ties};
    toc_ids starts = {0};
    toc_arena_init(&f.arena);
    tocsin_status status = prepare(&f, shelf->store, err);
    if (status == TOCSIN_OK) {
        for (uint32_t i = 0; i < old_stories->count; i++)
            forget(&f, old_stories->items[i], &starts);
        for (uint32_t i = 0; i < new_stories->count; i++) {
            forget(&f, new_stories->items[i], &starts);
            toc_push(&f.arena, &starts, new_stories->items[i]);
        }
        for (uint32_t i = 0; i < new_stories->count; i++) link_story(&f, new_stories->items[i]);
        settle(&f, &starts);
    }
    sqlite3_stmt *const all[] = {f.members, f.all, f.near_of, f.others,
                                 f.drop,    f.add, f.move,    f.touch};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) sqlite3_finalize(all[i]);
    if (status == TOCSIN_OK && f.failed) status = toc_store_fail(shelf->store, err);
    if (status == TOCSIN_OK && f.arena.failed)
        status = toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for linking reports");
    toc_arena_free(&f.arena);
    return status;
}
