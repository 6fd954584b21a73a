/* tools/train/place_features.c - what event/place_choice.c sees, for train_place.py.
 *
 *   place-features PACK < sentences.tsv > features.txt
 *
 * A line in: event start, event end, "start-end,start-end" of the places where it happened (empty:
 * the sentence does not say), text; offsets in bytes. For each place of each trigger that
 * covers the event a line out: sentence number, 1 or 0, names of the features. */
#include <stdio.h>
#include <stdlib.h>

#include "entity/chunk.h"
#include "entity/names.h"
#include "entity/number.h"
#include "entity/when.h"
#include "entity/where.h"
#include "entity/who.h"
#include "event/place_choice.h"
#include "input/input.h"
#include "syntax/syntax.h"
#include "text/segment.h"

typedef struct stages {
    toc_pack packs[1];
    toc_arena arena;
    toc_input_data input;
    toc_segment_data segment;
    toc_syntax syntax;
    toc_names_data names;
    toc_number_data numbers;
    toc_when_data when;
    toc_where_data where;
    toc_who_data who;
    toc_event_data event;
} stages;

static bool open_stages(stages *e, const char *pack)
{
    tocsin_error err;
    toc_arena_init(&e->arena);
    if (toc_pack_open(&e->packs[0], pack, &err) == TOCSIN_OK &&
        toc_input_open(&e->input, e->packs, 1, &e->arena, &err) == TOCSIN_OK &&
        toc_segment_open(&e->segment, e->packs, 1, &e->arena, &err) == TOCSIN_OK &&
        toc_syntax_open(&e->syntax, e->packs, 1, &e->arena, &err) == TOCSIN_OK &&
        toc_names_open(&e->names, e->packs, 1, &e->arena, &err) == TOCSIN_OK &&
        toc_number_open(&e->numbers, e->packs, 1, &e->arena, &err) == TOCSIN_OK &&
        toc_when_open(&e->when, e->packs, 1, &e->arena, &err) == TOCSIN_OK &&
        toc_where_open(&e->where, e->packs, 1, &e->arena, &err) == TOCSIN_OK &&
        toc_who_open(&e->who, e->packs, 1, &e->arena, &err) == TOCSIN_OK &&
        toc_event_open(&e->event, e->packs, 1, &e->arena, &err) == TOCSIN_OK)
        return true;
    fprintf(stderr, "place-features: %s\n", err.message);
    return false;
}

static bool covers(const char *gold, uint32_t start, uint32_t end)
{
    while (*gold >= '0' && *gold <= '9') {
        char *rest;
        const unsigned long from = strtoul(gold, &rest, 10), to = strtoul(rest + 1, &rest, 10);
        if (from < end && start < to) return true;
        gold = *rest == ',' ? rest + 1 : rest;
    }
    return false;
}

static void print_draft(const toc_story *story, const toc_draft *d, const char *gold,
                        unsigned long line)
{
    const toc_sites sites = toc_sites_of(story, d->sentence);
    for (uint32_t s = 0; s < sites.count; s++) {
        uint16_t ids[TOC_PLACE_FEATURES_MAX];
        const size_t n = toc_place_features(story, d, &sites, s, ids);
        const toc_span span = story->scene->record->places.items[sites.items[s].place].span;
        printf("%lu %u %d", line, d->token, covers(gold, span.start, span.end));
        for (size_t i = 0; i < n; i++) {
            char name[TOC_PLACE_FEATURE_NAME];
            toc_place_feature_name(ids[i], name);
            printf(" %s", name);
        }
        printf("\n");
    }
}

/* The event's word is the trigger, or the verb that carries it. */
static bool speaks_of(const toc_story *story, const toc_draft *d, unsigned long start,
                      unsigned long end)
{
    if (d->event.trigger.start < end && start < d->event.trigger.end) return true;
    if (d->support == TOC_NONE) return false;
    const toc_token *t = &story->scene->text->tokens.items[d->support];
    return t->start < end && start < t->end;
}

static void read_line(const stages *e, char *line, unsigned long number)
{
    char *rest;
    const unsigned long start = strtoul(line, &rest, 10), end = strtoul(rest + 1, &rest, 10);
    if (*rest != '\t') return;
    char *gold = rest + 1, *body = strchr(gold, '\t');
    if (body == NULL) return;
    *body++ = '\0';
    body[strcspn(body, "\n")] = '\0';
    toc_arena arena;
    toc_arena_init(&arena);
    toc_article article = {.arena = &arena};
    tocsin_error err;
    if (toc_input_plain(&article, toc_slice_of(body), &err) == TOCSIN_OK) {
        toc_record record = {.arena = &arena, .text = article.text};
        record.published.day = TOC_NO_DAY;
        toc_text text = {.article = &article, .arena = &arena, .text = article.text};
        toc_segment(&e->segment, &text);
        toc_relevant(&e->event, &text);
        for (uint32_t s = 0; s < text.sentences.count; s++) {
            toc_syntax_tag(&e->syntax, &text, s);
            if (text.sentences.items[s].candidate) toc_syntax_parse(&e->syntax, &text, s);
        }
        toc_scene scene = {.text = &text, .record = &record, .arena = &arena};
        toc_names_tag(&e->names, &text);
        toc_chunks_find(&scene);
        toc_when_find(&e->when, &scene, &article);
        toc_numbers_find(&e->numbers, &scene);
        toc_where_find(&e->where, &scene);
        toc_who_find(&e->who, &scene, record.published);
        toc_story story;
        toc_story_tell(&story, &e->event, &article, &scene, false);
        for (uint32_t i = 0; i < story.drafts.count; i++) {
            const toc_draft *d = &story.drafts.items[i];
            if (speaks_of(&story, d, start, end)) print_draft(&story, d, gold, number);
        }
    }
    toc_arena_free(&arena);
}

int main(int argc, char **argv)
{
    static stages engine;
    if (argc != 2 || !open_stages(&engine, argv[1])) return 2;
    char *line = NULL;
    size_t room = 0;
    for (unsigned long number = 1; getline(&line, &room, stdin) > 0; number++)
        read_line(&engine, line, number);
    free(line);
    return 0;
}
