/* tools/train/place_features.c - what event/place_choice.c sees, for train_place.py.
 *
 *   place-features PACK < sentences.tsv > features.txt
 *
 * A line in: event start, event end, "start-end,start-end" of the places where it happened (empty:
 * the sentence does not say), text; offsets in bytes. For each place of each trigger that
 * covers the event a line out: sentence number, 1 or 0, names of the features. */
#include <stdio.h>
#include <stdlib.h>

#include "api.h"
#include "event/place_choice.h"

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

static void read_line(const tocsin_engine *engine, char *line, unsigned long number)
{
    char *rest;
    const unsigned long start = strtoul(line, &rest, 10), end = strtoul(rest + 1, &rest, 10);
    if (*rest != '\t') return;
    char *gold = rest + 1, *body = strchr(gold, '\t');
    if (body == NULL) return;
    *body++ = '\0';
    tocsin_article article;
    tocsin_article_init(&article, sizeof article);
    article.bytes = body;
    article.len = strcspn(body, "\n");
    article.language = "en";
    tocsin_doc *doc;
    toc_story story;
    tocsin_error err;
    if (toc_story_of(&doc, &story, engine, &article, true, &err) != TOCSIN_OK) {
        fprintf(stderr, "place-features: line %lu: %s\n", number, err.message);
        return;
    }
    for (uint32_t i = 0; i < story.drafts.count; i++) {
        const toc_draft *d = &story.drafts.items[i];
        if (speaks_of(&story, d, start, end)) print_draft(&story, d, gold, number);
    }
    tocsin_doc_free(doc);
}

int main(int argc, char **argv)
{
    tocsin_engine *engine = NULL;
    tocsin_error err;
    if (argc != 2) return 2;
    if (tocsin_open(&engine, argv[1], NULL, &err) != TOCSIN_OK) {
        fprintf(stderr, "place-features: %s\n", err.message);
        return 2;
    }
    char *line = NULL;
    size_t room = 0;
    for (unsigned long number = 1; getline(&line, &room, stdin) > 0; number++)
        read_line(engine, line, number);
    free(line);
    tocsin_engine_free(engine);
    return 0;
}
