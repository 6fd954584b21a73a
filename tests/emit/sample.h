/* tests/emit/sample.h - a record by hand: one bombing with most fields, one claim, a title. */
#ifndef SAMPLE_H
#define SAMPLE_H

#include <stdio.h>
#include <stdlib.h>

#include "base/calendar.h"
#include "record/record.h"

static const char SAMPLE_TEXT[] =
    "Blast in Dunmar\n\n"
    "DUNMAR (Ruritania) - A car bomb killed at least three soldiers on Monday, police said.\n"
    "The Red Dawn said it carried out the attack. \"Caf\xc3\xa9s\" stayed shut.";

/* The first place of `words` at or after `from`. */
static toc_span sample_find(const toc_record *record, const char *words, uint32_t from)
{
    const char *at = strstr(record->text.ptr + from, words);
    if (at == NULL) {
        fprintf(stderr, "sample has no \"%s\"\n", words);
        exit(1);
    }
    const uint32_t start = (uint32_t)(at - record->text.ptr);
    return (toc_span){start, start + (uint32_t)strlen(words)};
}

static void sample_entity(toc_record *r, const char *words, toc_entity_kind kind, bool named,
                          const char *code)
{
    toc_entity n = {.kind = kind, .name = toc_slice_of(words), .used = true};
    toc_mention m = {.span = sample_find(r, words, r->body_start), .named = named};
    toc_push(r->arena, &n.mentions, m);
    if (code != NULL) {
        n.has_actor = true;
        n.actor = (toc_actor){.code = toc_slice_of(code),
                              .label = toc_slice_of(words),
                              .country = "RUR",
                              .sector = "REB",
                              .dictionary = TOC_LIT("actors/toy.tsv:3")};
    }
    toc_push(r->arena, &r->entities, n);
}

static void sample_role(toc_record *r, toc_event *e, toc_role role, uint32_t entity,
                        const char *words)
{
    const toc_filler f = {role, entity, TOC_NONE, sample_find(r, words, r->body_start)};
    toc_push(r->arena, &e->roles, f);
}

static void sample_evidence(toc_record *r, toc_event *e, const char *field, const char *words)
{
    const toc_evidence v = {field, sample_find(r, words, r->body_start)};
    toc_push(r->arena, &e->evidence, v);
}

static void sample_things(toc_record *r)
{
    sample_entity(r, "The Red Dawn", TOC_ENTITY_GROUP, true, "RURREB");
    sample_entity(r, "at least three soldiers", TOC_ENTITY_MILITARY, false, NULL);
    sample_entity(r, "police", TOC_ENTITY_GOVERNMENT, false, NULL);
    const toc_place place = {.span = sample_find(r, "DUNMAR", r->body_start),
                             .kind = TOC_PLACE_TOWN,
                             .name = TOC_LIT("Dunmar"),
                             .has_point = true,
                             .lat_e5 = 3165000,
                             .lon_e5 = -4407,
                             .country = "RUR",
                             .admin1 = TOC_LIT("Dun"),
                             .precision = TOC_AT_TOWN,
                             .used = true};
    toc_push(r->arena, &r->places, place);
    const toc_moment day = {toc_day_of(2021, 3, 1), -1};
    const toc_time time = {.span = sample_find(r, "Monday", 0),
                           .type = TOC_TIMEX_DATE,
                           .value = TOC_LIT("2021-03-01"),
                           .earliest = day,
                           .latest = day,
                           .precision = TOC_WHEN_DAY,
                           .used = true};
    toc_push(r->arena, &r->times, time);
}

static toc_event sample_bombing(toc_record *r)
{
    toc_event e = {.type = TOC_TYPE_ASSAULT,
                   .mode = TOC_MODE_EXPLOSIVES,
                   .method = TOC_METHOD_BOMBING,
                   .cameo = "183",
                   .trigger = sample_find(r, "car bomb", 0),
                   .lemma = TOC_LIT("bomb"),
                   .rule = TOC_LIT("lexicon/assault.tsv:7"),
                   .status = TOC_STATUS_OCCURRED,
                   .confidence_permille = 910,
                   .time = 0,
                   .place = 0,
                   .has_place = true,
                   .has_point = true,
                   .lat_e5 = 3165000,
                   .lon_e5 = -4407,
                   .country = "RUR",
                   .admin1 = TOC_LIT("Dun"),
                   .place_precision = TOC_AT_TOWN,
                   .time_precision = TOC_WHEN_DAY,
                   .claim = TOC_CLAIM_CLAIMED};
    e.earliest = e.latest = r->times.items[0].earliest;
    const toc_span again = sample_find(r, "the attack", 0),
                   three = sample_find(r, "at least three", 0);
    toc_push(r->arena, &e.mentions, again);
    toc_push(r->arena, &e.claim_spans, again);
    toc_push(r->arena, &e.claim_by, 0u);
    toc_count *killed = &e.casualties[TOC_HARM_KILLED];
    *killed = (toc_count){.present = true, .low = 3, .high = TOC_OPEN};
    toc_push(r->arena, &killed->spans, three);
    sample_role(r, &e, TOC_ROLE_PERPETRATOR, 0, "The Red Dawn");
    sample_role(r, &e, TOC_ROLE_VICTIM, 1, "at least three soldiers");
    sample_role(r, &e, TOC_ROLE_INSTRUMENT, TOC_NONE, "A car bomb");
    sample_evidence(r, &e, "place", "DUNMAR");
    const toc_reporter said = {2, sample_find(r, "police", 0)};
    toc_push(r->arena, &e.reported_by, said);
    return e;
}

static toc_record sample_record(toc_arena *arena)
{
    toc_record r = {.arena = arena,
                    .text = {SAMPLE_TEXT, sizeof SAMPLE_TEXT - 1},
                    .body_start = 17,
                    .id = TOC_LIT("a/1.txt"),
                    .title = TOC_LIT("Blast in Dunmar"),
                    .language = TOC_LIT("en"),
                    .published = {toc_day_of(2021, 3, 2), -1},
                    .published_from = "given",
                    .pack_version = TOC_LIT("0.1"),
                    .pack_sha256 = TOC_LIT("00ff")};
    sample_things(&r);
    toc_event blast = {.type = TOC_TYPE_ASSAULT,
                       .method = TOC_METHOD_BOMBING,
                       .trigger = sample_find(&r, "Blast", 0),
                       .lemma = TOC_LIT("blast"),
                       .status = TOC_STATUS_OCCURRED,
                       .confidence_permille = 300,
                       .time = TOC_NONE,
                       .place = TOC_NONE,
                       .earliest = {TOC_NO_DAY, -1},
                       .latest = {TOC_NO_DAY, -1}};
    const toc_event bombing = sample_bombing(&r);
    const toc_link same = {.type = TOC_LINK_SAME_AS, .event = 1};
    toc_push(arena, &blast.links, same);
    toc_push(arena, &r.events, blast);
    toc_push(arena, &r.events, bombing);
    toc_attribution said = {.has_source = true, .entity = 2, .used = true};
    const toc_span source = sample_find(&r, "police", 0), cue = sample_find(&r, "said", 0),
                   content =
                       sample_find(&r, "A car bomb killed at least three soldiers on Monday", 0);
    toc_push(arena, &said.source, source);
    toc_push(arena, &said.cue, cue);
    toc_push(arena, &said.content, content);
    toc_push(arena, &r.attributions, said);
    const toc_predicate killed = {.span = sample_find(&r, "killed", 0),
                                  .lemma = TOC_LIT("kill"),
                                  .factuality = 3,
                                  .source = source};
    toc_push(arena, &r.predicates, killed);
    const toc_silence quiet = {sample_find(&r, "\"Caf\xc3\xa9s\" stayed shut.", 0),
                               TOC_LIT("no pattern of the lexicon matches \"shut\" here")};
    toc_push(arena, &r.silences, quiet);
    return r;
}

#endif
