/* src/event/roles.c - fills the roles of each draft from the slots that its frame names. */
#include "base/utf8.h"
#include "event/addressee.h"
#include "event/casualty.h"
#include "event/tree.h"

#define SHARED_WORDS 12u /* how far before its noun a joined adjective may stand */

void toc_evidence_add(toc_story *story, toc_event *event, const char *field, toc_span span)
{
    const toc_evidence item = {field, span};
    toc_push(story->arena, &event->evidence, item);
}

/* The possessor in front of a chunk ("Somalia's fighters") belongs to the phrase. */
uint32_t toc_with_possessor(const toc_story *story, const toc_chunk *chunk)
{
    const toc_text *text = story->scene->text;
    const uint32_t first = chunk->first;
    if (first < 2 || toc_tok(text, first - 1)->upos != TOC_PART ||
        toc_tok(text, first - 1)->sentence != toc_tok(text, first)->sentence)
        return first;
    const toc_chunk *owner = toc_chunk_at(story->scene, first - 2);
    return owner != NULL && owner->last + 1 == first && owner->time == TOC_NONE ? owner->first
                                                                                : first;
}

/* Span of a filler: its chunk if it heads it, else the word (a modifier: "Israeli" in a chunk). */
toc_span toc_filler_span(const toc_story *story, uint32_t head)
{
    const toc_chunk *chunk = toc_chunk_at(story->scene, head);
    const toc_token *token = toc_tok(story->scene->text, head);
    if (chunk == NULL || chunk->head != head) return (toc_span){token->start, token->end};
    toc_span span = toc_chunk_span(story->scene, chunk);
    span.start = toc_tok(story->scene->text, toc_with_possessor(story, chunk))->start;
    /* "hundreds of employees", "the government of Brazil" */
    const uint32_t c = story->scene->chunk_of[head] + 1;
    const toc_chunk *next = c < story->scene->chunks.count ? &story->scene->chunks.items[c] : NULL;
    if (next != NULL && next->first == chunk->last + 1 && next->time == TOC_NONE &&
        toc_lemma_is(story->scene->text, chunk->last, "of"))
        span.end = toc_chunk_span(story->scene, next).end;
    return span;
}

static uint32_t entity_at(const toc_story *story, uint32_t head)
{
    const toc_chunk *chunk = toc_chunk_at(story->scene, head);
    if (chunk != NULL && chunk->head == head && chunk->entity != TOC_NONE) return chunk->entity;
    return story->entity_of[head];
}

static uint32_t place_at(const toc_story *story, uint32_t head)
{
    const toc_chunk *chunk = toc_chunk_at(story->scene, head);
    if (chunk != NULL && chunk->head == head && chunk->place != TOC_NONE) return chunk->place;
    return story->place_of[head];
}

static bool empty_word(const toc_story *story, uint32_t head)
{
    const toc_token *token = toc_tok(story->scene->text, head);
    if (token->fold == 0) return true;
    static const char *const WORDS[] = {"which", "what",  "that", "this", "it",
                                        "there", "where", "when", "one"};
    if (token->upos != TOC_PRON && token->upos != TOC_DET && token->upos != TOC_SCONJ &&
        token->upos != TOC_ADV)
        return false;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (token->fold == toc_hash(WORDS[i], strlen(WORDS[i])))
            return entity_at(story, head) == TOC_NONE;
    return false;
}

/* "Greek" of "Greek and Turkish officials" at token t, where `noun` is the noun. */
static bool shares(const toc_story *story, uint32_t t, uint32_t noun)
{
    const uint32_t e = story->entity_of[t];
    if (e == TOC_NONE) return false;
    const toc_entity *entity = &story->scene->record->entities.items[e];
    for (uint32_t i = 0; i < entity->mentions.count; i++)
        if (entity->mentions.items[i].head == t) return entity->mentions.items[i].shares == noun;
    return false;
}

#define SPEECH_NEAR 3u

/* "I" and "we" in somebody's words are whoever says them; TOC_NONE: nobody known. */
static uint32_t speaker_of(const toc_story *story, uint32_t head)
{
    static const char *const WORDS[] = {"i", "we", "me", "us"};
    const toc_record *record = story->scene->record;
    const toc_token *token = toc_tok(story->scene->text, head);
    bool first_person = false;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        first_person = first_person || token->fold == toc_hash(WORDS[i], strlen(WORDS[i]));
    if (!first_person || token->upos != TOC_PRON) return TOC_NONE;
    const uint32_t low = toc_attribution_from(record, token->start);
    for (uint32_t i = low > SPEECH_NEAR ? low - SPEECH_NEAR : 0;
         i < record->attributions.count && i < low + SPEECH_NEAR; i++) {
        const toc_attribution *a = &record->attributions.items[i];
        for (uint32_t k = 0; k < a->content.count && a->entity != TOC_NONE; k++)
            if (a->content.items[k].start <= token->start && token->end <= a->content.items[k].end)
                return a->entity;
    }
    return TOC_NONE;
}

/* "Ethiopia said it would allow": the words that a pronoun of the same sentence stands for; the pronoun
 * itself when there are none. */
static uint32_t spelt_out(const toc_story *story, uint32_t head)
{
    const toc_text *text = story->scene->text;
    const uint32_t e = entity_at(story, head);
    if (toc_tok(text, head)->upos != TOC_PRON || e == TOC_NONE) return head;
    const toc_entity *entity = &story->scene->record->entities.items[e];
    uint32_t found = head;
    for (uint32_t i = 0; i < entity->mentions.count; i++) {
        const uint32_t t = entity->mentions.items[i].head;
        if (t >= head || toc_tok(text, t)->sentence != toc_tok(text, head)->sentence) continue;
        if (toc_tok(text, t)->upos != TOC_PRON && entity_at(story, t) == e) found = t;
    }
    return found;
}

static void add_one(toc_story *story, toc_event *event, toc_role role, uint32_t head)
{
    head = spelt_out(story, head);
    toc_filler filler = {role, entity_at(story, head), place_at(story, head),
                         toc_filler_span(story, head)};
    if (filler.entity == TOC_NONE) filler.entity = speaker_of(story, head);
    for (uint32_t i = 0; i < event->roles.count; i++) {
        const toc_filler *known = &event->roles.items[i];
        if (known->role != role) continue;
        if (known->span.start == filler.span.start) return;
        if (filler.entity != TOC_NONE && known->entity == filler.entity) return;
    }
    toc_push(story->arena, &event->roles, filler);
}

/* What an act is done to or told to is a thing or a party, no other act ("denied the attack"). */
static bool can_suffer(const toc_story *story, toc_role role, uint32_t head)
{
    const uint8_t upos = toc_tok(story->scene->text, head)->upos;
    if (role != TOC_ROLE_RECIPIENT && role != TOC_ROLE_TARGET) return true;
    if (entity_at(story, head) != TOC_NONE || place_at(story, head) != TOC_NONE) return true;
    if (upos == TOC_SCONJ || upos == TOC_ADV || upos == TOC_ADP || upos == TOC_VERB) return false;
    return story->draft_of == NULL || story->draft_of[head] == TOC_NONE;
}

void toc_role_add(toc_story *story, toc_event *event, toc_role role, uint32_t head)
{
    const toc_chunk *chunk = toc_chunk_at(story->scene, head);
    if (chunk != NULL && chunk->time != TOC_NONE) return;
    if (empty_word(story, head) || !can_suffer(story, role, head)) return;
    const uint32_t from = head > SHARED_WORDS ? head - SHARED_WORDS : 0;
    for (uint32_t t = from; t < head; t++)
        if (shares(story, t, head)) add_one(story, event, role, t);
    add_one(story, event, role, head);
}

/* "Met Jordan's visiting King Abdullah": who stands before an apostrophe is never the phrase itself. */
static uint32_t owned_head(const toc_story *story, uint32_t head)
{
    const toc_text *text = story->scene->text;
    const toc_chunk *chunk = toc_chunk_at(story->scene, head);
    if (chunk == NULL || chunk->last + 1 >= text->tokens.count) return head;
    const toc_token *mark = toc_tok(text, chunk->last);
    const toc_chunk *next = toc_chunk_at(story->scene, chunk->last + 1);
    if (next == NULL && chunk->last + 2 < text->tokens.count) /* "Jordan's [visiting] King" */
        next = toc_chunk_at(story->scene, chunk->last + 2);
    if (mark->upos != TOC_PART || mark->fold != toc_fold_hash(TOC_LIT("'s")) || next == NULL ||
        next->first > chunk->last + 2 || next->first <= chunk->last ||
        toc_tok(text, next->first)->sentence != mark->sentence)
        return head;
    return next->head;
}

/* "Palestinian leader Yasser Arafat": the tree may make the title the head where the phrase has the name;
 * who hangs outside of the phrase stands for it. */
static uint32_t phrase_head(const toc_story *story, uint32_t head, bool possessor)
{
    if (!possessor) head = owned_head(story, head);
    const toc_chunk *chunk = toc_chunk_at(story->scene, head);
    if (chunk == NULL || chunk->head <= head || story->entity_of[head] != TOC_NONE ||
        chunk->entity == TOC_NONE)
        return head;
    const uint32_t up = toc_tok(story->scene->text, head)->head;
    return up == TOC_NONE || up < chunk->first || up >= chunk->last ? chunk->head : head;
}

/* Fillers of the first slot of a comma list that has any. */
static size_t first_filled(const toc_story *story, const toc_draft *d, toc_slice list,
                           uint32_t *heads, toc_slice *slot)
{
    toc_slice word;
    while (toc_slice_cut(&list, ',', &word)) {
        if (word.len == 0) continue;
        if (word.ptr[word.len - 1] == '?') word.len--;
        const size_t n = toc_slot_fill(story, d, word, heads, TOC_SLOT_ROOM);
        size_t kept = 0;
        for (size_t i = 0; i < n; i++) {
            const toc_chunk *chunk = toc_chunk_at(story->scene, heads[i]);
            if (heads[i] == d->token || (chunk != NULL && chunk->time != TOC_NONE)) continue;
            heads[kept++] = phrase_head(story, heads[i], toc_slice_is(word, "poss"));
        }
        if (kept > 0) {
            *slot = word;
            return kept;
        }
    }
    return 0;
}

/* What suffers it: people who are hurt are victims, whoever is coerced or addressed is a
 * recipient, all else is a target (spec gold.md). */
static toc_role patient_role(const toc_story *story, const toc_draft *d, uint32_t head)
{
    const bool people =
        toc_is_class(story, head, TOC_LIT("person")) || toc_one_pronoun(story, head);
    if (d->event.type == TOC_TYPE_ASSAULT) {
        if (people && d->event.method == TOC_METHOD_ABDUCTION)
            return TOC_ROLE_RECIPIENT; /* taken, not hurt */
        const bool hurt = (d->frame.harms & ~(1u << TOC_HARM_ARRESTED)) != 0;
        return hurt && people ? TOC_ROLE_VICTIM : TOC_ROLE_TARGET;
    }
    if (d->event.type == TOC_TYPE_COERCE)
        return people || toc_is_class(story, head, TOC_LIT("actor")) ? TOC_ROLE_RECIPIENT
                                                                     : TOC_ROLE_TARGET;
    return TOC_ROLE_RECIPIENT;
}

/* "The blast killed three": the subject is no perpetrator but a weapon, or another event. */
static bool can_act(const toc_story *story, const toc_draft *d, uint32_t head)
{
    if (toc_is_class(story, head, TOC_LIT("actor"))) return true;
    if (story->draft_of != NULL && story->draft_of[head] != TOC_NONE) return false;
    if (toc_is_class(story, head, TOC_LIT("weapon")) ||
        toc_is_class(story, head, TOC_LIT("attack")))
        return false;
    const toc_chunk *chunk = toc_chunk_at(story->scene, head);
    if (chunk != NULL && chunk->entity != TOC_NONE) {
        const toc_entity *e = &story->scene->record->entities.items[chunk->entity];
        if (e->kind == TOC_ENTITY_WEAPON || e->kind == TOC_ENTITY_FACILITY) return false;
        if (e->kind == TOC_ENTITY_VEHICLE) return e->has_actor;
    }
    if (toc_tok(story->scene->text, head)->upos == TOC_PROPN) return true;
    /* a capital for its government that the tagger took for an adjective; nationalities are owner.c's */
    const uint32_t place = place_at(story, head);
    if (toc_tok(story->scene->text, head)->upos == TOC_ADJ && place != TOC_NONE &&
        story->scene->record->places.items[place].kind == TOC_PLACE_TOWN)
        return true;
    /* what nobody classed is a thing, and things do not act: "the decision rejects", "a report accuses" */
    if (toc_tok(story->scene->text, head)->upos == TOC_NOUN) return false;
    return d->event.type != TOC_TYPE_ASSAULT && d->event.type != TOC_TYPE_COERCE &&
           d->event.type != TOC_TYPE_PROTEST && d->event.type != TOC_TYPE_MOBILIZE;
}

static void fill_patient(toc_story *story, toc_draft *d)
{
    uint32_t heads[TOC_SLOT_ROOM];
    toc_slice slot;
    const size_t n = first_filled(story, d, d->frame.slots[TOC_SLOT_PATIENT], heads, &slot);
    for (size_t i = 0; i < n; i++)
        toc_role_add(story, &d->event, patient_role(story, d, heads[i]), heads[i]);
}

static bool lists(toc_slice list, const char *slot)
{
    toc_slice word;
    while (toc_slice_cut(&list, ',', &word))
        if (toc_slice_is(word, slot)) return true;
    return false;
}

/* "The worker was drugged and kidnapped": the worker fills both subject and object of
 * "kidnapped"; where the frame says what becomes of the object, nobody acts on himself. */
static bool suffers(const toc_story *story, const toc_draft *d, uint32_t head)
{
    static const uint8_t SUFFERING[] = {TOC_SLOT_PATIENT, TOC_ROLE_VICTIM, TOC_ROLE_TARGET,
                                        TOC_ROLE_RECIPIENT};
    bool asked = false;
    for (size_t i = 0; i < sizeof SUFFERING; i++)
        asked = asked || lists(d->frame.slots[SUFFERING[i]], "obj");
    if (!asked) return false;
    uint32_t objects[TOC_SLOT_ROOM];
    const size_t n = toc_slot_fill(story, d, TOC_LIT("obj"), objects, TOC_SLOT_ROOM);
    for (size_t i = 0; i < n; i++)
        if (objects[i] == head) return true;
    return false;
}

/* "A and B said they would meet": who speaks, where nobody else is known to be meant. */
static size_t who_said(const toc_story *story, uint32_t pronoun, uint32_t *heads)
{
    const toc_text *text = story->scene->text;
    const toc_token *token = toc_tok(text, pronoun);
    if (token->upos != TOC_PRON || entity_at(story, pronoun) != TOC_NONE ||
        token->head == TOC_NONE || empty_word(story, pronoun))
        return 0;
    const uint32_t verb = token->head;
    if (toc_tok(text, verb)->deprel != TOC_DEP_ccomp || toc_tok(text, verb)->head == TOC_NONE)
        return 0;
    const toc_draft above = {.token = toc_tok(text, verb)->head,
                             .first = toc_tok(text, verb)->head,
                             .last = toc_tok(text, verb)->head + 1,
                             .support = TOC_NONE};
    return toc_slot_fill(story, &above, TOC_LIT("subj"), heads, TOC_SLOT_ROOM);
}

/* "In Oran, police shot dead an emir": where the tree names nobody, the order of words may. */
static size_t doer_of_order(const toc_story *story, const toc_draft *d, uint32_t *heads,
                            toc_slice *slot)
{
    const uint32_t head = toc_surface_doer(story, d);
    if (head == TOC_NONE) return 0;
    *slot = TOC_LIT("subj");
    heads[0] = phrase_head(story, head, false);
    return 1;
}

static void fill_perpetrator(toc_story *story, toc_draft *d)
{
    uint32_t heads[TOC_SLOT_ROOM];
    toc_slice slot;
    size_t n = first_filled(story, d, d->frame.slots[TOC_ROLE_PERPETRATOR], heads, &slot);
    const bool subject = lists(d->frame.slots[TOC_ROLE_PERPETRATOR], "subj");
    if (n > 0 && subject && toc_slice_is(slot, "obj") && heads[0] > d->last)
        n = 0; /* "deployed more men": who did it is told, but not found */
    if (n == 0 && subject) n = doer_of_order(story, d, heads, &slot);
    if (n == 1) {
        uint32_t speakers[TOC_SLOT_ROOM];
        const size_t more = who_said(story, heads[0], speakers);
        if (more > 0) memcpy(heads, speakers, more * sizeof *heads), n = more;
    }
    for (size_t i = 0; i < n; i++) {
        if (toc_slice_is(slot, "subj") && !d->noun && suffers(story, d, heads[i])) continue;
        if (can_act(story, d, heads[i]))
            toc_role_add(story, &d->event, TOC_ROLE_PERPETRATOR, heads[i]);
        else if (toc_is_class(story, heads[i], TOC_LIT("weapon")))
            toc_role_add(story, &d->event, TOC_ROLE_INSTRUMENT, heads[i]);
    }
    if (!d->frame.twoway) return;
    static const char *const OTHERS[] = {"between", "with", "and"};
    for (size_t k = 0; k < 2; k++) {
        const size_t more = toc_slot_fill(story, d, toc_slice_of(OTHERS[k]), heads, TOC_SLOT_ROOM);
        for (size_t i = 0; i < more; i++)
            if (can_act(story, d, heads[i]))
                toc_role_add(story, &d->event, TOC_ROLE_PERPETRATOR, heads[i]);
    }
}

/* "Car bomb", "roadside bomb": the noun that the modifier makes a weapon of, not the car. */
static uint32_t armed_noun(const toc_story *story, uint32_t t)
{
    const toc_chunk *chunk = toc_chunk_at(story->scene, t);
    if (chunk == NULL) return TOC_NONE;
    const uint32_t next = t + 1 < chunk->last ? t + 1 : TOC_NONE;
    return next != TOC_NONE && toc_tok(story->scene->text, next)->upos == TOC_NOUN &&
                   toc_is_class(story, next, TOC_LIT("weapon"))
               ? next
               : TOC_NONE;
}

static void fill_plain(toc_story *story, toc_draft *d, toc_role role)
{
    uint32_t heads[TOC_SLOT_ROOM];
    toc_slice slot;
    if (d->frame.slots[role].len == 0) return;
    const size_t n = first_filled(story, d, d->frame.slots[role], heads, &slot);
    for (size_t i = 0; i < n; i++) {
        /* "with a gun", but also "with the army": an instrument is a thing */
        if (role == TOC_ROLE_INSTRUMENT && !toc_is_class(story, heads[i], TOC_LIT("weapon")) &&
            !toc_is_class(story, heads[i], TOC_LIT("vehicle")))
            continue;
        const uint32_t weapon = role == TOC_ROLE_INSTRUMENT && toc_slice_is(slot, "mod")
                                    ? armed_noun(story, heads[i])
                                    : TOC_NONE;
        toc_role_add(story, &d->event, role, weapon != TOC_NONE ? weapon : heads[i]);
    }
}

void toc_roles_fill(toc_story *story)
{
    for (uint32_t i = 0; i < story->drafts.count; i++) {
        toc_draft *d = &story->drafts.items[i];
        fill_perpetrator(story, d);
        fill_patient(story, d);
        static const toc_role PLAIN[] = {
            TOC_ROLE_VICTIM,      TOC_ROLE_TARGET, TOC_ROLE_RECIPIENT,  TOC_ROLE_INSTRUMENT,
            TOC_ROLE_BENEFICIARY, TOC_ROLE_ORIGIN, TOC_ROLE_DESTINATION};
        const unsigned quad = toc_type_quad(d->event.type);
        const bool verbal = quad == 1 || quad == 3;
        if (verbal) toc_address_pattern(story, d);
        for (size_t k = 0; k < sizeof PLAIN / sizeof *PLAIN; k++)
            if (PLAIN[k] != TOC_ROLE_RECIPIENT || !verbal ||
                !toc_side_filled(story, &d->event, false))
                fill_plain(story, d, PLAIN[k]);
        if (verbal) toc_address_object(story, d);
        toc_address_order(story, d);
        if (verbal) toc_address_list(story, d);
    }
}
