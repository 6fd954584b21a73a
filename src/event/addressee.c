/* src/event/addressee.c - whom an act of speech or diplomacy is addressed to where no slot names a known actor.
 *
 *   rejected [a U.S. request]       whose the object, or the pattern's own noun, is
 *   to [Iran], [Libya] and [Cuba]   the rest of a list of which the tree has the first
 *   praised the decision that [Egypt] took      else the next known actor of the clause (the rule of KEDS) */
#include "event/addressee.h"
#include "event/tree.h"

#define SPEAKER_BYTES 400u /* how far from its verb of saying a speaker may stand */

/* A known actor stands on that side ("Reagan's statement" is none: whose it is comes later). */
bool toc_side_filled(const toc_story *story, const toc_event *e, bool perpetrator)
{
    for (uint32_t i = 0; i < e->roles.count; i++) {
        const toc_role role = e->roles.items[i].role;
        const uint32_t entity = e->roles.items[i].entity;
        if (!perpetrator &&
            (entity == TOC_NONE || !story->scene->record->entities.items[entity].has_actor))
            continue;
        if (perpetrator
                ? role == TOC_ROLE_PERPETRATOR
                : role == TOC_ROLE_RECIPIENT || role == TOC_ROLE_VICTIM || role == TOC_ROLE_TARGET)
            return true;
    }
    return false;
}

/* A token that is, for sure, a known actor and no part in the event yet. */
static bool free_actor(const toc_story *story, const toc_event *e, uint32_t t)
{
    const uint32_t entity = story->entity_of[t];
    if (entity == TOC_NONE || !story->scene->record->entities.items[entity].has_actor) return false;
    const toc_entity_kind kind = story->scene->record->entities.items[entity].kind;
    if (kind == TOC_ENTITY_WEAPON || kind == TOC_ENTITY_VEHICLE || kind == TOC_ENTITY_FACILITY)
        return false;
    for (uint32_t i = 0; i < e->roles.count; i++)
        if (e->roles.items[i].entity == entity) return false;
    return toc_tok(story->scene->text, t)->upos != TOC_PRON;
}

/* Whose words the sentence reports ("..., a police spokesman said"). Attributions stand in text order
 * of their cues, which are near. */
static bool speaks(const toc_story *story, uint32_t t)
{
    const toc_record *record = story->scene->record;
    const uint32_t start = toc_tok(story->scene->text, t)->start;
    const uint32_t low =
        toc_attribution_from(record, start > SPEAKER_BYTES ? start - SPEAKER_BYTES : 0);
    for (uint32_t i = low; i < record->attributions.count; i++) {
        const toc_attribution *a = &record->attributions.items[i];
        if (a->cue.items[0].start > start + SPEAKER_BYTES) break;
        for (uint32_t k = 0; k < a->source.count; k++)
            if (a->source.items[k].start <= start && start < a->source.items[k].end) return true;
    }
    return false;
}

/* The actor at t takes part: as who the phrase headed by `noun` stands for ("Egypt's decision" is Egypt),
 * or beside it. */
static void stand_for(toc_story *story, toc_draft *d, uint32_t noun, uint32_t t)
{
    const toc_span span = toc_filler_span(story, noun);
    for (uint32_t i = 0; i < d->event.roles.count; i++) {
        toc_filler *f = &d->event.roles.items[i];
        if (f->role != TOC_ROLE_RECIPIENT || f->span.start != span.start || f->entity != TOC_NONE)
            continue;
        f->entity = story->entity_of[t];
        return;
    }
    toc_role_add(story, &d->event, TOC_ROLE_RECIPIENT, t);
}

/* Actors among the words before a noun, its possessor included: "a U.S. request", "Egypt's decision". */
static void actors_before(toc_story *story, toc_draft *d, uint32_t chunk)
{
    const toc_scene *scene = story->scene;
    const uint32_t head = scene->chunks.items[chunk].head;
    for (uint32_t t = toc_with_possessor(story, &scene->chunks.items[chunk]); t < head; t++)
        if (free_actor(story, &d->event, t)) stand_for(story, d, head, t);
}

/* The actor right behind it: "demands by the rebels", "the policy of Iran". */
static void actor_behind(toc_story *story, toc_draft *d, uint32_t chunk)
{
    static const char *const WORDS[] = {"by", "from", "of", "against", "for"};
    const toc_scene *scene = story->scene;
    if (chunk + 1 >= scene->chunks.count ||
        scene->chunks.items[chunk].last + 1 != scene->chunks.items[chunk + 1].first)
        return;
    const uint32_t head = scene->chunks.items[chunk + 1].head;
    for (size_t k = 0; k < sizeof WORDS / sizeof *WORDS; k++)
        if (toc_lemma_is(scene->text, scene->chunks.items[chunk].last, WORDS[k]) &&
            free_actor(story, &d->event, head))
            toc_role_add(story, &d->event, TOC_ROLE_RECIPIENT, head);
}

/* Whose request is rejected, whose decision is praised: he is meant. */
void toc_address_object(toc_story *story, toc_draft *d)
{
    const toc_scene *scene = story->scene;
    if (d->noun || toc_side_filled(story, &d->event, false)) return;
    uint32_t objects[TOC_SLOT_ROOM];
    const size_t n = toc_slot_fill(story, d, TOC_LIT("obj"), objects, TOC_SLOT_ROOM);
    for (size_t i = 0; i < n; i++) {
        const uint32_t chunk = scene->chunk_of[objects[i]];
        if (chunk == TOC_NONE || scene->chunks.items[chunk].head != objects[i]) continue;
        actors_before(story, d, chunk);
        if (!toc_side_filled(story, &d->event, false)) actor_behind(story, d, chunk);
    }
}

/* "Agreed to U.S. mediation with the rebels", "rejected a Senegalese peace plan": whose the pattern's own
 * noun is goes before whom the sentence names later. */
void toc_address_pattern(toc_story *story, toc_draft *d)
{
    const toc_text *text = story->scene->text;
    if (d->noun) return;
    for (uint32_t t = d->first; t < d->last; t++) {
        const toc_chunk *chunk = toc_chunk_at(story->scene, t);
        if (t == d->token || toc_tok(text, t)->upos != TOC_NOUN || chunk == NULL ||
            chunk->head != t || toc_side_filled(story, &d->event, false))
            continue;
        actors_before(story, d, story->scene->chunk_of[t]);
    }
}

/* "Iran, Libya, North Korea and Cuba": the tree often names the first of a list; whoever stands in it
 * by commas up to an "and" has the same part. */
void toc_address_list(toc_story *story, toc_draft *d)
{
    const toc_scene *scene = story->scene;
    const uint32_t end = scene->text->sentences.items[d->sentence].last;
    uint32_t last = TOC_NONE;
    for (uint32_t i = 0; i < d->event.roles.count; i++) {
        const toc_filler *f = &d->event.roles.items[i];
        if (f->role != TOC_ROLE_RECIPIENT || f->entity == TOC_NONE) continue;
        for (uint32_t t = d->last; t < end; t++)
            if (story->entity_of[t] == f->entity && toc_tok(scene->text, t)->start >= f->span.start)
                last = t;
    }
    uint32_t listed[TOC_SLOT_ROOM], n = 0, c = last == TOC_NONE ? TOC_NONE : scene->chunk_of[last];
    bool closed = false;
    while (c != TOC_NONE && c + 1 < scene->chunks.count && n < TOC_SLOT_ROOM && !closed) {
        uint32_t t = scene->chunks.items[c].last;
        const toc_chunk *next = &scene->chunks.items[++c];
        if (next->first >= end || next->first > t + 2 || next->first == t) break;
        for (; t < next->first; t++) {
            const toc_token *mark = toc_tok(scene->text, t);
            if (toc_lemma_is(scene->text, t, "and"))
                closed = true;
            else if (scene->text->text.ptr[mark->start] != ',')
                break;
        }
        const uint8_t rel = toc_tok(scene->text, next->head)->deprel;
        if (t < next->first || rel == TOC_DEP_nsubj || rel == TOC_DEP_nsubj_pass ||
            !free_actor(story, &d->event, next->head) || speaks(story, next->head))
            return;
        listed[n++] = next->head;
    }
    for (uint32_t i = 0; closed && i < n; i++)
        toc_role_add(story, &d->event, TOC_ROLE_RECIPIENT, listed[i]);
}

/* "In Serbia", "through the Peruvian capital" say where, not against whom. */
static bool where(const toc_story *story, uint32_t t)
{
    static const char *const WORDS[] = {"in",     "at",   "near",   "outside",    "inside",
                                        "around", "from", "across", "throughout", "through",
                                        "along",  "into", "toward", "towards",    "on"};
    if (toc_chunk_at(story->scene, t) != NULL) t = toc_chunk_at(story->scene, t)->head;
    const uint64_t word = toc_case_of(story->scene->text, t);
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (word == toc_hash(WORDS[i], strlen(WORDS[i]))) return true;
    return false;
}

/* Protests are against those who rule: a country, its government, forces, courts or parties. */
static bool rules(const toc_story *story, uint32_t t)
{
    static const char *const SECTORS[] = {"", "GOV", "MIL", "COP", "LEG", "JUD", "PTY", "PRE"};
    const toc_actor *actor = &story->scene->record->entities.items[story->entity_of[t]].actor;
    for (size_t i = 0; i < sizeof SECTORS / sizeof *SECTORS; i++)
        if (strcmp(actor->sector, SECTORS[i]) == 0) return actor->country[0] != '\0' || i > 0;
    return false;
}

/* "The Somali president X", "Chinese counterparts": people whom an adjective or possessor tells of are meant
 * themselves, and with them whoever is joined to them. */
static void add_whole(toc_story *story, toc_draft *d, uint32_t t)
{
    const toc_text *text = story->scene->text;
    const toc_chunk *chunk = toc_chunk_at(story->scene, t);
    const uint32_t head = chunk == NULL ? t : chunk->head;
    if (head != t &&
        (free_actor(story, &d->event, head) || toc_is_class(story, head, TOC_LIT("person"))))
        t = head;
    toc_role_add(story, &d->event, TOC_ROLE_RECIPIENT, t);
    for (uint32_t c = toc_next_child(text, t, TOC_NONE); c != TOC_NONE;
         c = toc_next_child(text, t, c))
        if (toc_tok(text, c)->deprel == TOC_DEP_conj && free_actor(story, &d->event, c))
            toc_role_add(story, &d->event, TOC_ROLE_RECIPIENT, c);
}

/* "..., government officials said": who stands right before a verb of saying is no addressee. */
static bool says_it(const toc_story *story, uint32_t t)
{
    const toc_chunk *chunk = toc_chunk_at(story->scene, t);
    const uint32_t next = chunk == NULL ? t + 1 : chunk->last;
    if (next >= story->scene->text->tokens.count || !story->data->has_says) return false;
    const toc_token *verb = toc_tok(story->scene->text, next);
    toc_hit hit;
    return verb->upos == TOC_VERB && verb->lemma_fold != 0 &&
           toc_dict_match(&story->data->says, &verb->lemma_fold, 1, &hit, 1) > 0;
}

/* "Withdraw its troops": the source's own. */
static bool owned(const toc_story *story, const toc_event *e, uint32_t t)
{
    const toc_chunk *chunk = toc_chunk_at(story->scene, t);
    if (chunk == NULL || chunk->head != t) return false;
    uint32_t whose = chunk->first;
    if (whose > 0 && toc_tok(story->scene->text, whose)->upos != TOC_PRON) whose--;
    const uint32_t entity = story->entity_of[whose];
    if (toc_tok(story->scene->text, whose)->upos != TOC_PRON || entity == TOC_NONE) return false;
    for (uint32_t i = 0; i < e->roles.count; i++)
        if (e->roles.items[i].role == TOC_ROLE_PERPETRATOR && e->roles.items[i].entity == entity)
            return strcmp(story->scene->record->entities.items[story->entity_of[t]].actor.sector,
                          "MIL") == 0;
    return false;
}

/* "After a court cleared him": who stands in a clause of time or reason is not addressed. */
static bool other_clause(const toc_text *text, uint32_t t)
{
    static const char *const WORDS[] = {"after", "before", "because",  "when",
                                        "while", "since",  "although", "though",
                                        "until", "if",     "unless",   "whereas"};
    const toc_token *token = toc_tok(text, t);
    if (token->deprel != TOC_DEP_mark) return false;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (token->fold == toc_hash(WORDS[i], strlen(WORDS[i]))) return true;
    return false;
}

/* Acts of speech and of diplomacy are always addressed to somebody, a protest is against somebody;
 * where syntax names nobody, the next known actor of the sentence is meant (the rule of KEDS and
 * TABARI). A source is only looked for before the verb; who is quoted behind it is no target. */
void toc_address_order(toc_story *story, toc_draft *d)
{
    const toc_type type = d->event.type;
    if (type == TOC_TYPE_ASSAULT || type == TOC_TYPE_COERCE || type == TOC_TYPE_MOBILIZE ||
        type == TOC_TYPE_RETREAT || d->frame.claim != TOC_CLAIM_NONE)
        return;
    const bool protest = type == TOC_TYPE_PROTEST;
    const toc_sentence *s = &story->scene->text->sentences.items[d->sentence];
    if (!protest && !toc_side_filled(story, &d->event, true))
        for (uint32_t t = d->first; t-- > s->first;)
            if (free_actor(story, &d->event, t)) {
                toc_role_add(story, &d->event, TOC_ROLE_PERPETRATOR, t);
                break;
            }
    if (!toc_side_filled(story, &d->event, true) || toc_side_filled(story, &d->event, false))
        return;
    for (uint32_t t = d->last; t < s->last; t++) {
        const toc_draft *other =
            story->draft_of[t] == TOC_NONE ? NULL : &story->drafts.items[story->draft_of[t]];
        /* another act begins; a protest's demand or complaint is its own */
        if (other != NULL && !other->noun && !(protest && toc_type_quad(other->event.type) == 3))
            return;
        if (!protest && other_clause(story->scene->text, t)) return;
        if (!free_actor(story, &d->event, t) || speaks(story, t) || says_it(story, t) ||
            owned(story, &d->event, t) || (protest && (where(story, t) || !rules(story, t))))
            continue;
        add_whole(story, d, t);
        return;
    }
}
