/* src/store/trend.c - how many incidents, reports, killed, injured: by day, week, month, year, or by place,
 * actor, type ... Times have no gaps: a week without incidents is a week of none. */
#include <stdio.h>
#include <stdlib.h>

#include "base/calendar.h"
#include "store/chart.h"
#include "store/store.h"

#define MOST_BUCKETS 20000

/* ---------------------------------------------------------------- words of a trend */
enum { BY_DAY, BY_WEEK, BY_MONTH, BY_YEAR };
static const struct {
    const char *name;
    int32_t longest; /* what is known no better than so many days is in no bucket */
} TIMES[] = {{"day", 1}, {"week", 6}, {"month", 30}, {"year", 365}};

static const struct kind {
    const char *name, *label, *join;
} KINDS[] = {
    {"place", "s.name||ifnull(', '||i.country,'')", " left join spot s on s.id=i.spot"},
    {"admin1", "i.admin1||ifnull(', '||i.country,'')", ""},
    {"country", "i.country", ""},
    {"actor", "iif(p.label<>'',p.label,p.name)",
     " join event e on e.incident=i.id join actors t on t.doc=e.doc and t.n=e.n join party p on p.id=t.party"},
    {"type", "ifnull(i.type,'statement')", ""},
    {"method", "i.method", ""},
    {"status", "i.status", ""},
    {"scope", "ifnull(i.scope,'political')", ""},
    {"source", "d.source", " join event e on e.incident=i.id join doc d on d.id=e.doc"}};

static const struct {
    const char *name, *sum;
} MEASURES[] = {{"incidents", "count(*)"},
                {"reports", "sum((select count(distinct doc) from event where incident=x.id))"},
                {"killed", "sum((select killed_low from incident where id=x.id))"},
                {"injured", "sum((select injured_low from incident where id=x.id))"}};

static tocsin_status no_word(tocsin_error *err, const char *word, const char *what)
{
    return toc_fail(err, TOCSIN_USAGE, "\"%s\" is nothing that a trend is counted %s.",
                    word == NULL ? "" : word, what);
}

static const struct kind *kind_of(const char *word)
{
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        if (word != NULL && strcmp(KINDS[i].name, word) == 0) return &KINDS[i];
    return NULL;
}

static int time_of(const char *word)
{
    for (size_t i = 0; i < sizeof TIMES / sizeof *TIMES; i++)
        if (word != NULL && strcmp(TIMES[i].name, word) == 0) return (int)i;
    return -1;
}

/* ---------------------------------------------------------------- buckets of time */
static int32_t down(int32_t number, int32_t by)
{
    return (number - (number < 0 ? by - 1 : 0)) / by;
}

static int32_t bucket_of(int time, int32_t day)
{
    const toc_date date = toc_date_of(day);
    switch (time) {
    case BY_WEEK: return down(day + 3, 7); /* day 0 was a Thursday */
    case BY_MONTH: return date.year * 12 + date.month - 1;
    case BY_YEAR: return date.year;
    default: return day;
    }
}

static void name_bucket(int time, int32_t bucket, char out[16])
{
    int32_t year, week;
    const toc_date date = toc_date_of(bucket);
    switch (time) {
    case BY_WEEK:
        toc_iso_week(bucket * 7 - 3, &year, &week);
        snprintf(out, 16, "%04d-W%02d", (int)year % 10000, (int)week % 100);
        break;
    case BY_MONTH: {
        const int32_t in = down(bucket, 12);
        snprintf(out, 16, "%04d-%02d", (int)in % 10000, (int)(bucket - in * 12 + 1) % 100);
        break;
    }
    case BY_YEAR: snprintf(out, 16, "%04d", (int)bucket % 10000); break;
    default:
        snprintf(out, 16, "%04d-%02d-%02d", (int)date.year % 10000, (int)date.month % 100,
                 (int)date.day % 100);
    }
}

/* ---------------------------------------------------------------- counting */
typedef struct counted { /* so many of a label on a day */
    toc_slice label;
    int32_t bucket;
    bool dated;
    int64_t value;
    uint32_t name; /* number of the label */
} counted;

typedef struct counter {
    toc_arena arena;
    TOC_ARRAY(counted) all;
    toc_chart chart;
    int time; /* -1: by a kind */
    size_t top;
} counter;

/* A row for each label and day. `kind` NULL: one label. */
static sqlite3_stmt *prepare(const tocsin_store *store, const tocsin_query *query,
                             const struct kind *kind, size_t measure, tocsin_error *err)
{
    toc_buf sql = {0};
    unsigned roles = 0; /* of the actors: those asked for, else who does it */
    toc_slice rest = toc_slice_of(query == NULL ? NULL : query->role), word;
    while (toc_slice_cut(&rest, ',', &word)) roles |= 1u << toc_role_of(toc_slice_trim(word));
    if (roles == 0) roles = 1u << TOC_ROLE_PERPETRATOR;
    toc_buf_printf(
        &sql,
        "with actors as (select * from part where (1<<role)&%u),"
        " x as (select distinct i.id as id, i.day_from as day, ifnull(i.day_to,i.day_from)-i.day_from as days, %s as label"
        "  from temp.asked a join incident i on i.id=a.id%s)"
        " select label, day, days, %s from x group by 1, 2, 3 order by 1, 2, 3",
        roles, kind == NULL ? "''" : kind->label, kind == NULL ? "" : kind->join,
        MEASURES[measure].sum);
    toc_buf_char(&sql, '\0');
    sqlite3_stmt *s = sql.failed ? NULL : toc_store_prepare(store, sql.ptr, err);
    toc_buf_free(&sql);
    return s;
}

static bool read_counts(counter *c, sqlite3_stmt *s)
{
    int step;
    while ((step = sqlite3_step(s)) == SQLITE_ROW) {
        const char *label = (const char *)sqlite3_column_text(s, 0);
        counted one = {.value = sqlite3_column_int64(s, 3), .label = TOC_LIT("unknown")};
        if (label != NULL)
            one.label = toc_dup(&c->arena, (toc_slice){label, (size_t)sqlite3_column_bytes(s, 0)});
        one.dated = c->time >= 0 && sqlite3_column_type(s, 1) != SQLITE_NULL &&
                    sqlite3_column_int(s, 2) <= TIMES[c->time].longest;
        if (one.dated) one.bucket = bucket_of(c->time, sqlite3_column_int(s, 1));
        if (one.value > 0) toc_push(&c->arena, &c->all, one);
    }
    return step == SQLITE_DONE;
}

typedef struct named {
    toc_slice name;
    int64_t total;
    uint32_t at;
} named;

static int by_total(const void *a, const void *b)
{
    const named *x = a, *y = b;
    if (x->total != y->total) return x->total > y->total ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at; /* labels come in their order */
}

/* The labels, largest first; the number of each count's label becomes its place among them. What is beyond
 * `top` is left out. */
static named *rank_labels(counter *c, size_t *kept)
{
    TOC_ARRAY(named) labels = {0};
    for (uint32_t i = 0; i < c->all.count; i++) {
        counted *one = &c->all.items[i];
        if (i == 0 || !toc_slice_eq(one->label, c->all.items[i - 1].label)) {
            const named label = {one->label, 0, labels.count};
            toc_push(&c->arena, &labels, label);
        }
        if (c->arena.failed) return NULL;
        one->name = labels.count - 1;
        if (c->time < 0 || one->dated) labels.items[one->name].total += one->value;
    }
    uint32_t *place = TOC_NEW_N(&c->arena, uint32_t, labels.count + 1);
    if (place == NULL) return NULL;
    if (labels.count > 0) qsort(labels.items, labels.count, sizeof *labels.items, by_total);
    for (uint32_t i = 0; i < labels.count; i++) place[labels.items[i].at] = i;
    for (uint32_t i = 0; i < c->all.count; i++) c->all.items[i].name = place[c->all.items[i].name];
    *kept = labels.count < c->top ? labels.count : c->top;
    while (*kept > 0 && labels.items[*kept - 1].total == 0) --*kept;
    for (size_t i = *kept; i < labels.count; i++) {
        c->chart.left += labels.items[i].total;
        c->chart.left_rows += labels.items[i].total > 0;
    }
    return labels.items == NULL ? TOC_NEW(&c->arena, named) : labels.items;
}

/* From the first to the last bucket that holds something. */
static tocsin_status name_buckets(counter *c, int32_t *first, tocsin_error *err)
{
    int32_t last = INT32_MIN;
    *first = INT32_MAX;
    for (uint32_t i = 0; i < c->all.count; i++) {
        if (!c->all.items[i].dated) continue;
        if (c->all.items[i].bucket < *first) *first = c->all.items[i].bucket;
        if (c->all.items[i].bucket > last) last = c->all.items[i].bucket;
    }
    c->chart.buckets = last < *first ? 0 : (size_t)((int64_t)last - *first) + 1;
    if (c->chart.buckets > MOST_BUCKETS)
        return toc_fail(
            err, TOCSIN_USAGE,
            "from the first to the last there are %zu %ss: ask for a period, or by longer"
            " ones.",
            c->chart.buckets, c->chart.by);
    c->chart.bucket_names = TOC_NEW_N(&c->arena, toc_slice, c->chart.buckets + 1);
    for (size_t i = 0; c->chart.bucket_names != NULL && i < c->chart.buckets; i++) {
        char name[16];
        name_bucket(c->time, *first + (int32_t)i, name);
        c->chart.bucket_names[i] = toc_dup(&c->arena, toc_slice_of(name));
    }
    return TOCSIN_OK;
}

static tocsin_status fill(counter *c, tocsin_error *err)
{
    size_t kept = 0;
    int32_t first = 0;
    tocsin_status status = TOCSIN_OK;
    const named *labels = rank_labels(c, &kept);
    if (c->time >= 0) status = name_buckets(c, &first, err);
    toc_slice *names = TOC_NEW_N(&c->arena, toc_slice, kept + 1);
    for (size_t i = 0; labels != NULL && names != NULL && i < kept; i++) names[i] = labels[i].name;
    if (c->time >= 0) {
        c->chart.rows = kept;
        c->chart.row_names = names;
    } else {
        c->chart.rows = 1;
        c->chart.buckets = kept;
        c->chart.bucket_names = names;
    }
    c->chart.values = TOC_NEW_N(&c->arena, int64_t, c->chart.rows * c->chart.buckets + 1);
    if (status != TOCSIN_OK) return status;
    if (c->arena.failed) return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for a trend");
    for (uint32_t i = 0; i < c->all.count; i++) {
        const counted *one = &c->all.items[i];
        if (c->time >= 0 && !one->dated) {
            c->chart.undated += one->value;
            continue;
        }
        if (one->name >= kept) continue;
        const size_t at =
            c->time < 0 ? one->name : one->name * c->chart.buckets + (size_t)(one->bucket - first);
        c->chart.values[at] += one->value;
    }
    return TOCSIN_OK;
}

/* ---------------------------------------------------------------- in a form */
static const struct {
    const char *name;
    void (*put)(toc_buf *, const toc_chart *);
} FORMS[] = {{"table", toc_chart_table},
             {"csv", toc_chart_csv},
             {"jsonl", toc_chart_jsonl},
             {"svg", toc_chart_svg}};
enum {
    FORM_COUNT = sizeof FORMS / sizeof *FORMS,
    MEASURE_COUNT = sizeof MEASURES / sizeof *MEASURES
};

static tocsin_status print(const toc_chart *chart, size_t form, tocsin_line_fn line, void *ctx,
                           tocsin_error *err)
{
    toc_buf out = {0};
    FORMS[form].put(&out, chart);
    toc_slice rest = {out.ptr, out.len}, one;
    const bool failed = out.failed;
    while (!failed && rest.len > 0 && toc_slice_cut(&rest, '\n', &one))
        if (!line(ctx, one.ptr, one.len + 1)) break; /* with its newline */
    toc_buf_free(&out);
    return failed ? toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for a trend") : TOCSIN_OK;
}

void tocsin_trend_init(tocsin_trend *trend, size_t size)
{
    memset(trend, 0, size);
    trend->size = size;
    trend->form = "table";
    trend->by = "week";
    trend->of = "incidents";
}

tocsin_status tocsin_store_trend(tocsin_store *store, const tocsin_query *query,
                                 const tocsin_trend *trend, tocsin_line_fn line, void *ctx,
                                 tocsin_error *err)
{
    size_t form = 0, measure = 0;
    while (form < FORM_COUNT && strcmp(FORMS[form].name, trend->form) != 0) form++;
    while (measure < MEASURE_COUNT && strcmp(MEASURES[measure].name, trend->of) != 0) measure++;
    counter c = {.time = time_of(trend->by)};
    const struct kind *kind = kind_of(c.time < 0 ? trend->by : trend->each);
    if (form == FORM_COUNT) return no_word(err, trend->form, "as");
    if (measure == MEASURE_COUNT) return no_word(err, trend->of, "of");
    if (c.time < 0 && kind == NULL) return no_word(err, trend->by, "by");
    if (c.time >= 0 && trend->each != NULL && kind == NULL)
        return no_word(err, trend->each, "each");
    if (c.time < 0 && trend->each != NULL)
        return toc_fail(err, TOCSIN_USAGE,
                        "a trend is counted each %s by day, week, month or year.", trend->each);
    tocsin_status status = toc_store_ask(store, query, err);
    sqlite3_stmt *s = status == TOCSIN_OK ? prepare(store, query, kind, measure, err) : NULL;
    if (status == TOCSIN_OK && s == NULL) status = TOCSIN_INPUT;
    toc_arena_init(&c.arena);
    c.top = trend->top > 0 ? trend->top : trend->each != NULL ? 10 : 20;
    c.chart = (toc_chart){.by = trend->by,
                          .of = trend->of,
                          .each = trend->each,
                          .timed = c.time >= 0,
                          .color = trend->color,
                          .columns = trend->columns == 0 ? 100 : trend->columns};
    if (status == TOCSIN_OK && !read_counts(&c, s)) status = toc_store_fail(store, err);
    if (status == TOCSIN_OK) status = fill(&c, err);
    if (status == TOCSIN_OK) status = print(&c.chart, form, line, ctx, err);
    sqlite3_finalize(s);
    toc_arena_free(&c.arena);
    return status;
}
