/* src/event/classes.c - word classes: what the conditions of frames ask for. */
#include "base/utf8.h"
#include "event/story.h"
#include "event/tree.h"

bool toc_class_listed(toc_slice list, toc_slice name)
{
    toc_slice word;
    while (toc_slice_cut(&list, ' ', &word))
        if (toc_slice_eq(word, name)) return true;
    return false;
}

/* Singular of a plural that is its own lemma: taken for a name, as at the head of a sentence or in
 * capitals ("Warplanes bombed", "GUNMEN"), or kept whole ("troops", "supplies"). 0 when it is none. */
static uint64_t singular_of(const toc_text *text, uint32_t t)
{
    char word[64];
    const size_t n = toc_fold(toc_token_words(text, t), word, sizeof word);
    const toc_token *token = toc_tok(text, t);
    const bool kept = token->upos == TOC_NOUN && token->lemma_fold == token->fold;
    if (n < 4 || (token->upos != TOC_PROPN && !kept)) return 0;
    if (n > 3 && memcmp(word + n - 3, "men", 3) == 0) {
        word[n - 2] = 'a';
        return toc_hash(word, n);
    }
    if (word[n - 1] != 's' || word[n - 2] == 's') return 0;
    if (n > 4 && memcmp(word + n - 3, "ies", 3) == 0) {
        word[n - 3] = 'y';
        return toc_hash(word, n - 2);
    }
    const bool hiss = word[n - 2] == 'e' && strchr("sxzh", word[n - 3]) != NULL;
    return toc_hash(word, hiss ? n - 2 : n - 1);
}

uint64_t toc_fold_before(const toc_text *text, uint32_t t)
{
    const toc_token *token = toc_tok(text, t);
    const uint32_t first = text->sentences.items[token->sentence].first;
    if (t == first) return 0;
    /* "year-old": the hyphen is a token */
    const bool hyphen = toc_tok(text, t - 1)->fold == 0 && t - 1 > first &&
                        toc_tok(text, t - 1)->end == token->start;
    return toc_tok(text, hyphen ? t - 2 : t - 1)->fold;
}

/* Rows of a table for the phrase that ends at `t` (the word alone, or with the word before it). */
static size_t find_rows(const toc_event_data *data, const toc_dict *dict, const toc_text *text,
                        uint32_t t, toc_hit *hits, size_t room)
{
    const toc_token *token = toc_tok(text, t);
    /* a lemma counts as a word of a class if the prefilter knows the form as one of its forms */
    const bool strict = dict == &data->classes;
    const bool known =
        token->lemma_fold != 0 && (!strict || toc_form_of(data, token->fold, token->lemma_fold));
    const uint64_t word = known ? token->lemma_fold : token->fold;
    const uint64_t keys[2] = {toc_fold_before(text, t), word};
    size_t found = 0;
    if (keys[0] != 0) {
        found = toc_dict_match(dict, keys, 2, hits, room);
        size_t kept = 0;
        for (size_t i = 0; i < found; i++)
            if (hits[i].words == 2) hits[kept++] = hits[i];
        found = kept;
    }
    found += toc_dict_match(dict, &word, 1, hits + found, room - found);
    if (found < room && token->fold != word && token->fold != 0)
        found += toc_dict_match(dict, &token->fold, 1, hits + found, room - found);
    const uint64_t singular = found < room ? singular_of(text, t) : 0;
    if (singular != 0 && (!strict || toc_form_of(data, token->fold, singular)))
        found += toc_dict_match(dict, &singular, 1, hits + found, room - found);
    return found;
}

enum { WORD_ROWS = 8 }; /* of one table */

/* Rows of tables `class` and `agent` for the phrase that ends at a token: looked up once, since many
 * conditions ask about the same words. */
struct toc_word_rows {
    uint8_t pairs, classes, agents; /* pairs: the first of the classes, of two words */
    toc_row rows[];                 /* classes, then agents */
};

static const struct toc_word_rows *rows_of(const toc_story *story, uint32_t t)
{
    static const struct toc_word_rows NONE = {0};
    const toc_event_data *data = story->data;
    toc_scene *scene = story->scene;
    if (scene->rows_of == NULL)
        scene->rows_of = TOC_NEW_N(scene->arena, const struct toc_word_rows *,
                                   (size_t)scene->text->tokens.count + 1);
    if (scene->rows_of == NULL) return &NONE;
    if (scene->rows_of[t] != NULL) return scene->rows_of[t];
    toc_hit hits[2 * WORD_ROWS];
    const size_t n = data->has_classes
                         ? find_rows(data, &data->classes, scene->text, t, hits, WORD_ROWS)
                         : 0,
                 more = data->has_agents
                            ? find_rows(data, &data->agents, scene->text, t, hits + n, WORD_ROWS)
                            : 0;
    if (n + more == 0) {
        scene->rows_of[t] = &NONE;
        return &NONE;
    }
    struct toc_word_rows *rows =
        toc_alloc(scene->arena, sizeof *rows + (n + more) * sizeof *rows->rows);
    if (rows == NULL) return &NONE;
    rows->classes = (uint8_t)n;
    rows->agents = (uint8_t)more;
    for (size_t i = 0; i < n; i++) rows->pairs = (uint8_t)(rows->pairs + (hits[i].words == 2));
    for (size_t i = 0; i < n + more; i++) rows->rows[i] = hits[i].row;
    scene->rows_of[t] = rows;
    return rows;
}

static toc_slice classes_at(const toc_story *story, const struct toc_word_rows *rows, uint32_t i)
{
    return toc_dict_cell(&story->data->classes, rows->rows[i], story->data->col_class);
}

size_t toc_pair_keys(const toc_story *story, uint32_t token, uint64_t *keys, size_t room)
{
    const struct toc_word_rows *rows = rows_of(story, token);
    size_t found = 0;
    for (uint32_t i = 0; i < rows->pairs; i++) {
        toc_slice list = classes_at(story, rows, i), name;
        while (found < room && toc_slice_cut(&list, ' ', &name))
            keys[found++] = toc_class_key(name);
    }
    return found;
}

static bool kind_is(toc_entity_kind kind, toc_slice name)
{
    if (toc_slice_is(name, toc_entity_word(kind))) return true;
    const bool human = kind == TOC_ENTITY_PERSON || kind == TOC_ENTITY_GROUP ||
                       kind == TOC_ENTITY_CIVILIAN || kind == TOC_ENTITY_MILITARY;
    const bool actor = human || kind == TOC_ENTITY_ORGANISATION || kind == TOC_ENTITY_GOVERNMENT ||
                       kind == TOC_ENTITY_MEDIA;
    if (toc_slice_is(name, "person")) return human;
    return toc_slice_is(name, "actor") && actor;
}

/* "$2 million", "€28": currency signs have no letters to look up. */
static bool is_money(const toc_text *text, uint32_t t)
{
    static const char *const SIGNS[] = {"$", "\xe2\x82\xac", "\xc2\xa3", "\xc2\xa5", "US$", "A$"};
    const toc_slice words = toc_token_words(text, t);
    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++) {
        const size_t n = strlen(SIGNS[i]);
        if (words.len >= n && memcmp(words.ptr, SIGNS[i], n) == 0) return true;
    }
    return false;
}

/* "President Omar Said", "rebel leader Prachanda": a named person is of the class of the title. */
static bool title_is(const toc_story *story, uint32_t t, const toc_chunk *chunk, toc_slice name)
{
    if (toc_tok(story->scene->text, t)->upos != TOC_PROPN) return false;
    for (uint32_t k = chunk->first; k < t; k++) {
        const struct toc_word_rows *rows = rows_of(story, k);
        for (uint32_t i = 0; i < rows->classes; i++) {
            const toc_slice list = classes_at(story, rows, i);
            if (toc_class_listed(list, name) && (toc_class_listed(list, TOC_LIT("person")) ||
                                                 toc_class_listed(list, TOC_LIT("leader"))))
                return true;
        }
    }
    return false;
}

/* "Chad", "Moscow denied": a country, or its capital where it acts. */
static bool stands_for_state(const toc_story *story, uint32_t at)
{
    const toc_place *place = &story->scene->record->places.items[at];
    return place->kind == TOC_PLACE_COUNTRY || (place->actor_use && place->country[0] != '\0');
}

bool toc_is_class(const toc_story *story, uint32_t t, toc_slice name)
{
    const toc_event_data *data = story->data;
    const toc_text *text = story->scene->text;
    const struct toc_word_rows *rows = rows_of(story, t);
    for (uint32_t i = 0; i < rows->classes; i++)
        if (toc_class_listed(classes_at(story, rows, i), name)) return true;
    for (uint32_t i = rows->classes; i < (uint32_t)rows->classes + rows->agents; i++)
        if (kind_is(
                toc_entity_of(toc_dict_cell(&data->agents, rows->rows[i], data->col_agent_kind)),
                name))
            return true;
    if (toc_slice_is(name, "money") && is_money(text, t)) return true;
    const uint8_t upos = toc_tok(text, t)->upos;
    if (upos == TOC_PRON && (toc_slice_is(name, "person") || toc_slice_is(name, "actor"))) {
        static const char *const PEOPLE[] = {
            "he", "him", "she",     "her",        "they",    "them",     "who",      "whom",  "i",
            "we", "us",  "himself", "themselves", "someone", "somebody", "everyone", "anyone"};
        for (size_t i = 0; i < sizeof PEOPLE / sizeof *PEOPLE; i++)
            if (toc_tok(text, t)->fold == toc_hash(PEOPLE[i], strlen(PEOPLE[i]))) return true;
    }
    const uint32_t chunk = story->scene->chunk_of == NULL ? TOC_NONE : story->scene->chunk_of[t];
    if (chunk == TOC_NONE) return false;
    const toc_chunk *c = &story->scene->chunks.items[chunk];
    /* a bare number stands for people: "killed 12" */
    if (upos == TOC_NUM && c->time == TOC_NONE)
        return toc_slice_is(name, "person") || toc_slice_is(name, "actor");
    if (c->place != TOC_NONE && toc_slice_is(name, "place")) return true;
    if (c->place != TOC_NONE && stands_for_state(story, c->place) &&
        (toc_slice_is(name, "actor") || toc_slice_is(name, "country")))
        return true;
    if (c->time != TOC_NONE && toc_slice_is(name, "time")) return true;
    if (title_is(story, t, c, name)) return true;
    if (c->entity == TOC_NONE) return false;
    const toc_entity *e = &story->scene->record->entities.items[c->entity];
    /* somebody whom the dictionary knows in office: what he does is politics without another word for it */
    if (toc_slice_is(name, "officeholder"))
        return e->has_actor && e->kind == TOC_ENTITY_PERSON && e->actor.label.len > 0 &&
               strcmp(e->actor.sector, "GOV") == 0;
    return kind_is(e->kind, name);
}

/* What names, places and times may add to what the words say. */
static bool scene_may_say(const toc_story *story, uint32_t t, toc_slice name)
{
    if (toc_tok(story->scene->text, t)->upos == TOC_PROPN) return true; /* "President Omar Said" */
    if (toc_slice_is(name, "place")) return (story->early->may & TOC_WHERE_MAY_PLACE) != 0;
    if (toc_slice_is(name, "country")) return (story->early->may & TOC_WHERE_MAY_COUNTRY) != 0;
    return toc_slice_is(name, "actor") || toc_slice_is(name, "time") ||
           toc_slice_is(name, "officeholder") || toc_entity_of(name) != TOC_ENTITY_NONE;
}

toc_answer toc_class_answer(const toc_story *story, uint32_t t, toc_slice name)
{
    if (toc_is_class(story, t, name)) return TOC_YES;
    return story->early != NULL && scene_may_say(story, t, name) ? TOC_MAYBE : TOC_NO;
}

/* ---------------------------------------------------------------- conditions of a frame */
static bool among(toc_slice words, const char *word)
{
    toc_slice one;
    while (toc_slice_cut(&words, '|', &one))
        if (toc_slice_is(one, word)) return true;
    return false;
}

/* "[Israeli] strikes", "[US] strikes": who is named inside of a noun phrase. */
static bool names_state(const toc_story *story, uint32_t t)
{
    const uint32_t at = story->place_of == NULL ? TOC_NONE : story->place_of[t];
    if (at == TOC_NONE) return false;
    const toc_place_kind kind = story->scene->record->places.items[at].kind;
    return kind == TOC_PLACE_DEMONYM || kind == TOC_PLACE_COUNTRY;
}

static toc_answer filler_fits(const toc_story *story, uint32_t head, toc_slice words)
{
    toc_slice word;
    toc_answer best = TOC_NO;
    while (best != TOC_YES && toc_slice_cut(&words, '|', &word)) {
        if (word.len == 0) continue;
        if (word.ptr[0] == '@') {
            const toc_answer is = toc_class_answer(story, head, toc_slice_sub(word, 1, word.len));
            if (is > best) best = is;
        } else {
            const uint64_t key = toc_fold_hash(word);
            const toc_token *token = toc_tok(story->scene->text, head);
            if (token->fold == key ||
                (token->lemma_fold == key && toc_form_of(story->data, token->fold, key)))
                best = TOC_YES;
        }
    }
    return best;
}

/* A word of the class anywhere in the sentence, outside of the trigger's own words: what stands in its
 * gap is not one of them ("called on [Turkey] to amend"). */
static toc_answer sentence_fits(const toc_story *story, const toc_draft *draft, toc_slice words)
{
    const toc_sentence *s = &story->scene->text->sentences.items[draft->sentence];
    toc_answer best = TOC_NO;
    for (uint32_t t = s->first; t < s->last && best != TOC_YES; t++) {
        const bool gap = t >= draft->gap_first && t < draft->gap_last;
        if (t >= draft->first && t < draft->last && !gap) continue;
        const toc_answer fits = filler_fits(story, t, words);
        if (fits > best) best = fits;
    }
    return best;
}

/* "dozens of prisoners", "a number of villages", "some of its troops": what is counted. */
static uint32_t counted_by(const toc_story *story, uint32_t head)
{
    const toc_text *text = story->scene->text;
    if (toc_tok(text, head)->upos != TOC_NUM &&
        toc_class_answer(story, head, TOC_LIT("quantity")) == TOC_NO)
        return TOC_NONE;
    for (uint32_t c = toc_next_child(text, head, TOC_NONE); c != TOC_NONE;
         c = toc_next_child(text, head, c))
        if (toc_tok(text, c)->deprel == TOC_DEP_nmod && toc_case_of(text, c) == toc_hash("of", 2))
            return c;
    return TOC_NONE;
}

/* Phrases or times decide about the fillers of a slot: nothing can be said before they are known. */
static bool slot_waits(const toc_story *story, const toc_draft *draft, toc_slice slot)
{
    if (toc_slice_is(slot, "gap") || toc_slice_is(slot, "poss") || toc_slice_is(slot, "mod"))
        return true;
    if (draft->noun || !(toc_slice_is(slot, "subj") || toc_slice_is(slot, "obj"))) return false;
    return draft->frame.harms != 0 || toc_nominal_gerund(story->scene->text, draft);
}

/* Where the tree gives none, a phrase beside the trigger may fill the slot: that right behind it the
 * slot of a preposition or the object's (slots.c), that before it the subject's (surface.c). */
static bool may_be_filled(const toc_story *story, const toc_draft *draft, toc_slice slot)
{
    const toc_text *text = story->scene->text;
    const toc_sentence *s = &text->sentences.items[draft->sentence];
    if (toc_slice_is(slot, "subj"))
        return !draft->noun && draft->token > s->first && toc_is_verb(text, draft->token);
    if (draft->last >= s->last) return false;
    if (toc_slice_is(slot, "obj")) /* "captured [Lubwe] last Wednesday" */
        return !draft->noun && toc_tok(text, draft->last)->upos == TOC_PROPN;
    return toc_tok(text, draft->last)->fold == toc_fold_hash(slot);
}

static toc_answer slot_holds(const toc_story *story, const toc_draft *draft, const toc_condition *c)
{
    uint32_t heads[TOC_SLOT_ROOM];
    const size_t n = toc_slot_fill(story, draft, c->slot, heads, TOC_SLOT_ROOM);
    /* before the times are known: an object may turn out to be one, and is none then */
    const bool unsure = story->early != NULL && (n == 0 ? may_be_filled(story, draft, c->slot)
                                                        : toc_slice_is(c->slot, "obj"));
    if (toc_slice_is(c->words, "?") || toc_slice_is(c->words, "-")) {
        if (unsure) return TOC_MAYBE;
        return (n > 0) == (c->words.ptr[0] == '?') ? TOC_YES : TOC_NO;
    }
    toc_answer best = n == 0 && unsure ? TOC_MAYBE : TOC_NO;
    for (size_t i = 0; i < n && best != TOC_YES; i++) {
        const uint32_t whole = counted_by(story, heads[i]);
        toc_answer fits = filler_fits(story, heads[i], c->words);
        if (fits != TOC_YES && whole != TOC_NONE) {
            const toc_answer counted = filler_fits(story, whole, c->words);
            if (counted > fits) fits = story->early == NULL ? counted : TOC_MAYBE;
        }
        if (fits != TOC_YES && toc_slice_is(c->slot, "poss") && among(c->words, "@country") &&
            names_state(story, heads[i]))
            fits = TOC_YES;
        if (fits > best) best = fits;
    }
    return best == TOC_YES && unsure ? TOC_MAYBE : best;
}

static toc_answer condition_holds(const toc_story *story, const toc_draft *draft,
                                  const toc_condition *c)
{
    toc_answer holds;
    if (toc_slice_is(c->slot, "doc"))
        holds = sentence_fits(story, draft, c->words);
    else if (story->early != NULL && (!story->early->parsed || slot_waits(story, draft, c->slot)))
        holds = TOC_MAYBE;
    else
        holds = slot_holds(story, draft, c);
    return c->negative ? TOC_YES - holds : holds;
}

toc_answer toc_frame_holds(const toc_story *story, const toc_draft *draft)
{
    toc_answer worst = TOC_YES;
    for (uint32_t i = 0; i < draft->frame.condition_count && worst != TOC_NO; i++) {
        const toc_answer holds = condition_holds(story, draft, &draft->frame.conditions[i]);
        if (holds < worst) worst = holds;
    }
    return worst;
}
