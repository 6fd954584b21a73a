/* src/legacy/record.c - what the user's dictionaries give becomes the events of the record. */
#include <stdio.h>

#include "legacy/tree.h"

enum { CONFIDENCE_PERMILLE = 800 };

/* An entity of its own for every mention and code: the same words may stand for two ("LORIEN
 * [ELR/GAL]"). */
static uint32_t entity_of(toc_record *record, const char *code, toc_span span)
{
    toc_arena *arena = record->arena;
    for (uint32_t i = record->entities.count; i-- > 0;) {
        const toc_entity *e = &record->entities.items[i];
        if (e->mentions.count == 1 && e->mentions.items[0].span.start == span.start &&
            e->mentions.items[0].span.end == span.end && e->has_actor &&
            toc_slice_is(e->actor.code, code))
            return i;
    }
    toc_entity e = {.kind = TOC_ENTITY_NONE,
                    .name = toc_record_words(record, span),
                    .has_actor = true,
                    .used = true};
    e.actor.code = toc_dup(arena, toc_slice_of(code));
    e.actor.label = e.name;
    const toc_mention mention = {.span = span, .named = true};
    toc_push(arena, &e.mentions, mention);
    toc_push(arena, &record->entities, e);
    return record->entities.count - 1;
}

static void add_filler(toc_record *record, toc_event *e, toc_role role, const char *code,
                       toc_span span)
{
    if (strcmp(code, "---") == 0) return;
    if (span.end <= span.start) span = e->trigger; /* a code that DEFAULT gives has no words */
    const toc_filler f = {
        .role = role, .entity = entity_of(record, code, span), .place = TOC_NONE, .span = span};
    toc_push(record->arena, &e->roles, f);
}

static toc_slice rule_of(toc_arena *arena, const toc_legacy_event *e)
{
    char text[320];
    const int n = snprintf(text, sizeof text, "%.*s:%u",
                           (int)(e->rule_file.len > 256 ? 256 : e->rule_file.len), e->rule_file.ptr,
                           (unsigned)e->rule_line);
    return toc_dup(arena, (toc_slice){text, n < 0 ? 0 : (size_t)n});
}

static void add_event(toc_record *record, const toc_legacy_event *from, int32_t shift)
{
    toc_event e = {.trigger = from->trigger,
                   .code = from->code,
                   .confidence_permille = CONFIDENCE_PERMILLE,
                   .status = TOC_STATUS_OCCURRED,
                   .time = TOC_NONE,
                   .place = TOC_NONE,
                   .token = TOC_NONE,
                   .rule = rule_of(record->arena, from)};
    e.lemma = toc_record_words(record, from->trigger);
    e.earliest = e.latest = (toc_moment){TOC_NO_DAY, -1};
    if (shift != 0 && record->published.day != TOC_NO_DAY) {
        e.earliest.day = e.latest.day = record->published.day + shift;
        e.time_precision = TOC_WHEN_DAY;
    }
    add_filler(record, &e, TOC_ROLE_PERPETRATOR, from->source, from->source_span);
    add_filler(record, &e, TOC_ROLE_RECIPIENT, from->target, from->target_span);
    toc_push(record->arena, &record->events, e);
}

/* ---------------------------------------------------------------- settings of one record */
/* Lines "NAME<TAB>VALUE". What cannot be read is a warning of the record. */
static void read_settings(toc_legacy_options *o, toc_slice settings, toc_record *record)
{
    toc_slice line, name;
    while (toc_slice_cut(&settings, '\n', &line)) {
        toc_slice value = line;
        if (line.len == 0 || !toc_slice_cut(&value, '\t', &name)) continue;
        if (toc_legacy_option_set(o, record->arena, name, value.ptr == NULL ? TOC_LIT("") : value))
            continue;
        char text[128];
        snprintf(text, sizeof text, "the option %.*s is not known or its value cannot be read",
                 (int)(name.len > 60 ? 60 : name.len), name.ptr);
        toc_push(record->arena, &record->warnings, toc_dup(record->arena, toc_slice_of(text)));
    }
}

static void carry(toc_legacy_story *story, toc_slice code)
{
    if (code.len == 0 || code.len >= sizeof story->code) return;
    memcpy(story->code, code.ptr, code.len);
    story->code[code.len] = '\0';
}

/* PETRARCH: tokens beside the words, and their word classes. */
static bool lay_beside(toc_legacy_sentence *s, const toc_text *text, const toc_sentence *sentence,
                       toc_legacy_tree *t)
{
    *t = (toc_legacy_tree){text, sentence->first, sentence->last, s, NULL, NULL};
    t->word_of = TOC_NEW_N(s->arena, uint32_t, (size_t)(t->last - t->first) + 1);
    t->token_of = TOC_NEW_N(s->arena, uint32_t, (size_t)s->words.count + 1);
    if (t->word_of == NULL || t->token_of == NULL) return false;
    for (uint32_t i = t->first; i < t->last; i++) t->word_of[i - t->first] = TOC_LEGACY_NONE;
    uint32_t token = t->first;
    for (uint32_t w = 0; w < s->words.count; w++) {
        t->token_of[w] = TOC_LEGACY_NONE;
        while (token < t->last && text->tokens.items[token].end <= s->words.items[w].start) token++;
        if (token == t->last || text->tokens.items[token].start >= s->words.items[w].end) continue;
        t->token_of[w] = token;
        s->words.items[w].upos = text->tokens.items[token].upos;
        if (t->word_of[token - t->first] == TOC_LEGACY_NONE) t->word_of[token - t->first] = w;
    }
    return true;
}

static void code_words(toc_legacy_sentence *s, toc_legacy_story *story, toc_legacy_events *events)
{
    toc_legacy_marks(s);
    if (s->verdict != TOC_LEGACY_FINE) return;
    toc_legacy_mentions(s);
    toc_legacy_events_find(s, events);
    if (s->options->forward) carry(story, s->first_actor);
}

static void code_sentence(const toc_legacy_suite *suite, const toc_legacy_options *options,
                          const toc_text *text, const toc_sentence *sentence,
                          toc_legacy_story *story, toc_record *record)
{
    toc_legacy_sentence s = {
        .suite = suite,
        .options = options,
        .arena = record->arena,
        .day = record->published.day == TOC_NO_DAY ? toc_day_of(2000, 1, 1) : record->published.day,
        .carried = options->forward && story->code[0] != '\0' ? story->code : NULL};
    toc_legacy_events events = {0};
    toc_legacy_words(&s, text->text, sentence->start, sentence->end);
    toc_legacy_tree tree;
    const bool petrarch =
        suite->flavour != TOC_LEGACY_TABARI && lay_beside(&s, text, sentence, &tree);
    if (petrarch && suite->flavour == TOC_LEGACY_PETRARCH2) {
        toc_legacy_phrases(&s);
        if (s.verdict == TOC_LEGACY_FINE) toc_legacy_deeds_find(&tree, &events);
    } else {
        code_words(&s, story, &events);
    }
    for (uint32_t i = 0; i < events.count; i++) add_event(record, &events.items[i], s.shift);
}

void toc_legacy_code_record(const toc_legacy_suite *suite, const toc_text *text, toc_slice settings,
                            toc_legacy_story *story, toc_record *record)
{
    toc_legacy_story own = {{0}};
    toc_legacy_options options = suite->options;
    record->events.count = 0;
    read_settings(&options, settings, record);
    for (uint32_t i = 0; i < text->sentences.count; i++) {
        const toc_sentence *sentence = &text->sentences.items[i];
        if (sentence->zone == 0 || sentence->zone == TOC_ZONE_TITLE)
            code_sentence(suite, &options, text, sentence, story == NULL ? &own : story, record);
    }
}
