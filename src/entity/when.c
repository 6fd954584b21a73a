/* src/entity/when.c - time expressions over a document: found sentence by sentence, then resolved in
 * text order, because each may count from the one before. */
#include "entity/when_words.h"

#include "entity/when_infer.h"

#include <stdlib.h>

#define MIN_SPREAD_YEARS 20
#define NEAR_YEARS 30
#define LAST_OLD_YEAR 2100 /* years from here on are no bare numbers */

tocsin_status toc_when_open(toc_when_data *out, const toc_pack *packs, size_t count,
                            toc_arena *arena, tocsin_error *err)
{
    *out = (toc_when_data){0};
    tocsin_status status = toc_numeral_open(&out->numerals, packs, count, arena, err);
    if (status == TOCSIN_OK) status = when_words_open(out, packs, count, arena, err);
    if (status == TOCSIN_OK) status = when_infer_open(out, packs, count, arena, err);
    return status;
}

static void find_all(const toc_when_data *data, const toc_scene *scene, when_exprs *out)
{
    const toc_text *text = scene->text;
    when_line line = {.data = data};
    when_exprs found = {0};
    for (uint32_t s = 0; s < text->sentences.count; s++) {
        const toc_sentence *sentence = &text->sentences.items[s];
        if (sentence->zone == TOC_ZONE_FURNITURE || sentence->zone == TOC_ZONE_BYLINE) continue;
        toc_wordview_fill(&line.view, text, sentence, scene->arena);
        when_line_type(&line, scene->arena);
        const uint32_t before = out->count;
        when_sentence(&line, &found, out, scene->arena);
        for (uint32_t i = before; i < out->count; i++) {
            out->items[i].sentence = s;
            out->items[i].new_paragraph =
                s > 0 && text->sentences.items[s - 1].paragraph != sentence->paragraph;
        }
    }
}

/* A history rather than news: at least two dates with a year of their own that lie more than a
 * month before the day of writing and few that need that day; or no such day at all. */
static bool is_narrative(const when_exprs *exprs, const when_context *c)
{
    uint32_t old = 0, news = 0;
    for (uint32_t i = 0; i < exprs->count; i++) {
        const when_expr *e = &exprs->items[i];
        if (e->kind != WHEN_DATE_EXPR) continue;
        if (e->year != YEAR_UNKNOWN && e->year_digits == 4 && !e->year_short && !e->maybe_bc) {
            const int32_t day =
                toc_day_of(e->year, e->month != 0 ? e->month : 12, e->day != 0 ? e->day : 28);
            if (!c->has_dct || day < c->dct - 31) old++;
        } else if ((e->weekday != 0 && e->month == 0) || e->anchor == ANCHOR_DCT) {
            news++;
        }
    }
    return old >= 2 && old > 2 * news;
}

static int by_value(const void *a, const void *b)
{
    const int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return x < y ? -1 : x > y;
}

/* Years that a history is about: around the median of those it names, so that the year of a book
 * or a film does not carry on to the next "April 9". */
static void story_years(const when_exprs *exprs, when_context *c, toc_arena *arena)
{
    c->year_from = INT32_MIN;
    c->year_to = INT32_MAX;
    int32_t *years = TOC_NEW_N(arena, int32_t, exprs->count);
    uint32_t n = 0;
    for (uint32_t i = 0; i < exprs->count && years != NULL; i++) {
        const when_expr *e = &exprs->items[i];
        if (e->kind == WHEN_DATE_EXPR && e->year != YEAR_UNKNOWN && e->year_digits == 4 &&
            !e->year_short && !e->maybe_bc)
            years[n++] = e->year;
    }
    if (n < 5) return;
    qsort(years, n, sizeof *years, by_value);
    const int32_t median = years[n / 2];
    for (uint32_t i = 0; i < n; i++)
        years[i] = years[i] < median ? median - years[i] : years[i] - median;
    qsort(years, n, sizeof *years, by_value);
    const int32_t spread =
        years[n / 2] * 6 > MIN_SPREAD_YEARS ? years[n / 2] * 6 : MIN_SPREAD_YEARS;
    c->year_from = median - spread;
    c->year_to = median + spread;
}

/* Drops what only the kind of text makes a time: "former" in news, "in 490" without others BC,
 * "the 1777 campaign" where no sure year of that time is named. */
static void drop_unlikely(when_exprs *exprs, bool narrative)
{
    bool sure[LAST_OLD_YEAR + NEAR_YEARS + 1] = {false};
    uint32_t bc = 0, kept = 0;
    for (uint32_t i = 0; i < exprs->count; i++) {
        const when_expr *e = &exprs->items[i];
        bc += e->year != YEAR_UNKNOWN && e->year < 1 && !e->maybe_bc;
        if (!e->maybe_year && e->year > 0 && e->year <= LAST_OLD_YEAR + NEAR_YEARS &&
            e->year_digits == 4)
            sure[e->year] = true;
    }
    for (uint32_t i = 0; i < exprs->count; i++) {
        const when_expr *e = &exprs->items[i];
        bool near = !e->maybe_year;
        for (int32_t off = -NEAR_YEARS; !near && off <= NEAR_YEARS; off++) {
            const int32_t y = e->year + off;
            near = y > 0 && y <= LAST_OLD_YEAR + NEAR_YEARS && sure[y];
        }
        if (!near || (e->narrative_only && !narrative) || (e->maybe_bc && bc < 3)) continue;
        exprs->items[kept++] = *e;
    }
    exprs->count = kept;
}

static void mark_chunks(toc_scene *scene, uint32_t time, const when_expr *e)
{
    if (scene->chunk_of == NULL || e->token >= scene->text->tokens.count) return;
    const uint32_t chunk = scene->chunk_of[e->token];
    if (chunk == TOC_NONE || chunk >= scene->chunks.count) return;
    const toc_token *head = &scene->text->tokens.items[scene->chunks.items[chunk].head];
    if (head->start >= e->start && head->end <= e->end) scene->chunks.items[chunk].time = time;
}

void toc_when_find(const toc_when_data *data, toc_scene *scene, const toc_article *article)
{
    when_exprs exprs = {0};
    find_all(data, scene, &exprs);
    when_context context = {.has_dct = article->published_from != NULL &&
                                       article->published.day != TOC_NO_DAY,
                            .exact = true};
    context.dct = context.dct_latest = context.has_dct ? article->published.day : 0;
    context.narrative = is_narrative(&exprs, &context);
    drop_unlikely(&exprs, context.narrative);
    story_years(&exprs, &context, scene->arena);
    if (!context.has_dct) {
        when_infer(data, scene, &exprs, &context);
        if (context.has_dct) context.narrative = is_narrative(&exprs, &context);
    }
    for (uint32_t i = 0; i < exprs.count; i++) {
        toc_time time;
        when_resolve(&exprs.items[i], &context, &time, scene->arena);
        toc_push(scene->arena, &scene->record->times, time);
        mark_chunks(scene, scene->record->times.count - 1, &exprs.items[i]);
    }
}
