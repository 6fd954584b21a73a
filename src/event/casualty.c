/* src/event/casualty.c - how many were killed, hurt, taken, arrested, driven out; what was destroyed.
 *
 * A frame's harm= says what happens to its patient; the number on the patient's noun phrase is
 * the figure. Several patients add up when each is counted ("a soldier and two children": 3). A
 * noun that is counted itself ("12 deaths", "no casualties") carries its own number, and "the
 * death toll rose to 9" gets it from the verb. Numbers outside the trigger's own clause are never
 * taken: background incidents in the same article are the second source of error. */
#include "base/utf8.h"
#include "event/story.h"
#include "event/tree.h"

static const toc_chunk *chunk_headed(const toc_story *story, uint32_t t)
{
    if (t == TOC_NONE || story->scene->chunk_of[t] == TOC_NONE) return NULL;
    const toc_chunk *chunk = &story->scene->chunks.items[story->scene->chunk_of[t]];
    return chunk->head == t ? chunk : NULL;
}

/* The phrase that a noun stands in, be it the head or not ("her son Ethan"). */
static const toc_chunk *chunk_with(const toc_story *story, uint32_t t)
{
    const uint32_t c = t == TOC_NONE ? TOC_NONE : story->scene->chunk_of[t];
    return c == TOC_NONE ? NULL : &story->scene->chunks.items[c];
}

/* "A total of six people", "a group of villagers": the phrase that says how many. */
static const toc_chunk *measured_by(const toc_story *story, uint32_t head)
{
    const toc_text *text = story->scene->text;
    if (!toc_is_class(story, head, TOC_LIT("quantity"))) return NULL;
    for (uint32_t c = toc_next_child(text, head, TOC_NONE); c != TOC_NONE;
         c = toc_next_child(text, head, c)) {
        const toc_chunk *chunk = chunk_with(story, c);
        if (toc_tok(text, c)->deprel == TOC_DEP_nmod && toc_case_of(text, c) == toc_hash("of", 2) &&
            chunk != NULL && chunk->number != TOC_NONE)
            return chunk;
    }
    return NULL;
}

static bool plural(const toc_story *story, uint32_t t)
{
    const toc_token *token = toc_tok(story->scene->text, t);
    return token->upos == TOC_NOUN && token->fold != token->lemma_fold;
}

/* "shot him", "and another wounded": one person. */
static bool one_pronoun(const toc_story *story, uint32_t t)
{
    static const char *const ONE[] = {"he",      "him", "himself", "she",    "her",  "herself",
                                      "another", "one", "third",   "fourth", "fifth"};
    for (size_t i = 0; i < sizeof ONE / sizeof *ONE; i++)
        if (toc_tok(story->scene->text, t)->fold == toc_hash(ONE[i], strlen(ONE[i]))) return true;
    return false;
}

/* A name that is known to be a person's, or not known to be anything else. */
static bool one_name(const toc_story *story, const toc_chunk *chunk)
{
    if (toc_tok(story->scene->text, chunk->head)->upos != TOC_PROPN || chunk->place != TOC_NONE ||
        chunk->time != TOC_NONE)
        return false;
    if (chunk->entity == TOC_NONE) return true;
    const toc_entity_kind kind = story->scene->record->entities.items[chunk->entity].kind;
    return kind == TOC_ENTITY_PERSON || kind == TOC_ENTITY_NONE;
}

#define BACK_DEATH 6u     /* between a death and "another was hurt" */
#define BACK_SENTENCES 2u /* between "four men" and "they were shot" */

static bool word_of(const toc_story *story, uint32_t t, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (toc_tok(story->scene->text, t)->fold == toc_hash(words[i], strlen(words[i])))
            return true;
    return false;
}

/* "They were shot", "the teens were taken": the counted people whom the words point back to. */
static const toc_chunk *pointed_at(const toc_story *story, uint32_t head)
{
    static const char *const THEY[] = {"they", "them", "all"};
    static const char *const THE[] = {"the", "these", "those", "both"};
    const toc_scene *scene = story->scene;
    const toc_chunk *chunk = chunk_with(story, head);
    const bool pronoun = word_of(story, head, THEY, sizeof THEY / sizeof *THEY);
    const bool phrase = chunk != NULL && plural(story, head) &&
                        word_of(story, chunk->first, THE, sizeof THE / sizeof *THE) &&
                        toc_is_class(story, head, TOC_LIT("person"));
    if (!pronoun && !phrase) return NULL;
    const toc_token *token = toc_tok(scene->text, head);
    uint32_t c = scene->chunk_of[head];
    for (uint32_t t = head; c == TOC_NONE && t-- > 0;) c = scene->chunk_of[t];
    for (; c != TOC_NONE && c-- > 0;) {
        const toc_chunk *back = &scene->chunks.items[c];
        const toc_token *other = toc_tok(scene->text, back->head);
        if (token->sentence - other->sentence > BACK_SENTENCES) return NULL;
        if (back->number == TOC_NONE || back->time != TOC_NONE) continue;
        const char digit = scene->text->text.ptr[other->start]; /* ages and calibres are digits */
        if (other->upos == TOC_NUM ? digit >= '0' && digit <= '9'
                                   : !toc_is_class(story, back->head, TOC_LIT("person")))
            continue;
        const toc_number *n = &scene->numbers.items[back->number];
        if (n->low < 2 || n->high != n->low) continue;
        const bool same = other->lemma_fold == token->lemma_fold ||
                          toc_is_class(story, head, TOC_LIT("hurtperson"));
        if (pronoun || same) return back;
    }
    return NULL;
}

/* "Fox 8", "22News": the number is part of what it is called. */
static bool of_a_name(const toc_scene *scene, const toc_chunk *chunk)
{
    if (toc_tok(scene->text, chunk->head)->upos != TOC_PROPN) return false;
    const toc_number *n = &scene->numbers.items[chunk->number];
    return n->first >= chunk->head;
}

/* "[Three aid] [workers]": a phrase that the tree has cut in two; else the phrase itself. */
static const toc_chunk *cut_off_number(const toc_scene *scene, const toc_chunk *chunk)
{
    if (chunk->first == 0) return chunk;
    const toc_chunk *left = toc_chunk_at(scene, chunk->first - 1);
    const toc_token *before = left == NULL ? NULL : toc_tok(scene->text, chunk->first - 1);
    const bool one = before != NULL && left->last == chunk->first && left->number != TOC_NONE &&
                     left->time == TOC_NONE && left->place == TOC_NONE &&
                     before->sentence == toc_tok(scene->text, chunk->first)->sentence &&
                     (before->upos == TOC_PROPN || before->upos == TOC_NOUN ||
                      before->upos == TOC_ADJ || before->upos == TOC_NUM);
    return one ? left : chunk;
}

/* The figure of one noun phrase: its number, 1 for a singular or a named person. */
static bool figure(const toc_story *story, uint32_t head, bool allow_one, toc_count *out)
{
    const toc_scene *scene = story->scene;
    const toc_chunk *chunk = chunk_with(story, head);
    if (chunk != NULL && chunk->number == TOC_NONE && measured_by(story, head) != NULL)
        chunk = measured_by(story, head);
    if (allow_one && (chunk == NULL || chunk->number == TOC_NONE)) {
        static const char *const BOTH[] = {"both"};
        const bool both = word_of(story, head, BOTH, 1) ||
                          (chunk != NULL && word_of(story, chunk->first, BOTH, 1));
        const toc_chunk *back = both ? NULL : pointed_at(story, head);
        if (both) {
            out->low = out->high = 2;
            const toc_span word = {toc_tok(scene->text, head)->start, toc_tok(scene->text, head)->end};
            toc_push(story->arena, &out->spans, word);
            return true;
        }
        if (back != NULL) chunk = back;
    }
    if (chunk == NULL) {
        if (!allow_one || !one_pronoun(story, head)) return false;
        const toc_span word = {toc_tok(scene->text, head)->start, toc_tok(scene->text, head)->end};
        out->low = out->high = 1;
        toc_push(story->arena, &out->spans, word);
        return true;
    }
    if (chunk->number == TOC_NONE && toc_tok(scene->text, head)->upos == TOC_NOUN)
        chunk = cut_off_number(scene, chunk);
    const toc_span span = toc_chunk_span(scene, chunk);
    if (chunk->number != TOC_NONE && !of_a_name(scene, chunk)) {
        const toc_number *n = &scene->numbers.items[chunk->number];
        out->low = n->low;
        out->high = n->high;
        out->of = n->of;
        toc_push(story->arena, &out->spans, span);
        return true;
    }
    if (toc_is_class(story, head, TOC_LIT("two"))) { /* "a couple", "the twins" */
        out->low = out->high = 2;
        toc_push(story->arena, &out->spans, span);
        return true;
    }
    const toc_token *token = toc_tok(scene->text, head);
    if (!allow_one || (token->upos == TOC_PRON && !one_pronoun(story, head)) || plural(story, head))
        return false;
    const bool named = token->upos == TOC_PRON || one_name(story, chunk);
    const uint8_t first = toc_tok(scene->text, chunk->first)->upos;
    const bool aged =
        token->upos == TOC_ADJ && toc_is_class(story, head, TOC_LIT("person")); /* "a 3-year-old" */
    const bool singular = token->upos == TOC_NOUN &&
                          (first == TOC_DET || first == TOC_ADJ || first == TOC_NOUN ||
                           first == TOC_PRON || first == TOC_PROPN || first == TOC_NUM) &&
                          toc_is_class(story, head, TOC_LIT("person")) &&
                          !toc_is_class(story, head, TOC_LIT("crowd"));
    if (!named && !singular && !aged) return false;
    out->low = out->high = 1;
    toc_push(story->arena, &out->spans, span);
    return true;
}

static uint32_t sum(uint32_t a, uint32_t b)
{
    return a == TOC_OPEN || b == TOC_OPEN || a > TOC_OPEN - 1 - b ? TOC_OPEN : a + b;
}

/* "A man", "another", "three others": people who are not those told of before. From WEAK_NEW words on:
 * only where nobody like them was. */
#define WEAK_NEW 10u
static bool fresh(const toc_story *story, uint32_t head, bool strong)
{
    static const char *const NEW[] = {"another",    "other",   "others",    "else",   "additional",
                                      "further",    "second",  "third",     "fourth", "remaining",
                                      "a",          "an",      "one",       "more"};
    const toc_text *text = story->scene->text;
    const toc_chunk *chunk = chunk_with(story, head);
    const uint32_t first = chunk == NULL ? head : chunk->first,
                   last = chunk == NULL ? head + 1 : chunk->last + 1;
    for (uint32_t t = first; t < last && t < text->tokens.count; t++)
        for (size_t i = 0; i < (strong ? WEAK_NEW : sizeof NEW / sizeof *NEW); i++)
            if (toc_tok(text, t)->fold == toc_hash(NEW[i], strlen(NEW[i]))) return true;
    return false;
}

/* "A girl was also hit": somebody besides those told of before. */
static bool also(const toc_story *story, const toc_draft *d)
{
    const toc_text *text = story->scene->text;
    const uint32_t first = text->sentences.items[d->sentence].first;
    for (uint32_t t = d->first; t > first && t + 3 > d->first; t--) {
        const uint8_t upos = toc_tok(text, t - 1)->upos;
        if (toc_tok(text, t - 1)->fold == toc_hash("also", 4)) return true;
        if (upos != TOC_ADV && upos != TOC_AUX) return false;
    }
    return false;
}

/* "Three people, a man, a woman and a child, were shot": the first phrase counts the rest. Moves it
 * alone to the front; how many phrases remain. */
static size_t without_members(const toc_story *story, uint32_t *heads, size_t n, bool allow_one)
{
    uint32_t total = 0, most = 0;
    size_t whole = 0;
    for (size_t i = 0; i < n; i++) {
        toc_count one = {0};
        if (!figure(story, heads[i], allow_one, &one) || one.high == TOC_OPEN ||
            one.low > TOC_OPEN / TOC_SLOT_ROOM)
            return n;
        total += one.low;
        if (one.low <= most) continue;
        most = one.low;
        whole = i;
    }
    if (n < 3 || most != total - most) return n;
    heads[0] = heads[whole];
    return 1;
}

/* Sum over the phrases; false when one of them has no figure and none is known. */
static bool figures(const toc_story *story, const uint32_t *heads, size_t n, bool allow_one,
                    toc_count *out)
{
    bool open = false, any = false;
    for (size_t i = 0; i < n; i++) {
        bool again = false; /* two words of one phrase */
        for (size_t k = 0; k < i; k++)
            again = again || (chunk_with(story, heads[i]) != NULL &&
                              chunk_with(story, heads[k]) == chunk_with(story, heads[i]));
        if (again) continue;
        toc_count one = {.spans = out->spans};
        if (!figure(story, heads[i], allow_one, &one)) {
            open = true; /* "a soldier and villagers": at least */
            continue;
        }
        out->spans = one.spans;
        out->low = any ? sum(out->low, one.low) : one.low;
        out->high = any ? sum(out->high, one.high) : one.high;
        if (one.of != 0) out->of = one.of;
        any = true;
    }
    if (any && open) out->high = TOC_OPEN;
    out->present = any;
    return any;
}

/* "the toll rose to 9", "the dead numbered 12": a number under the verb that governs the noun. */
static bool toll_of_verb(const toc_story *story, const toc_draft *d, toc_count *out)
{
    const toc_text *text = story->scene->text;
    const uint32_t verb = toc_tok(text, d->token)->head;
    if (verb == TOC_NONE || toc_tok(text, d->token)->deprel != TOC_DEP_nsubj) return false;
    uint32_t heads[TOC_SLOT_ROOM];
    toc_draft on_verb = *d;
    on_verb.token = verb;
    on_verb.noun = false;
    on_verb.first = verb;
    on_verb.last = verb + 1;
    static const char *const SLOTS[] = {"to", "at", "obj"};
    for (size_t i = 0; i < sizeof SLOTS / sizeof *SLOTS; i++) {
        const size_t n =
            toc_slot_fill(story, &on_verb, toc_slice_of(SLOTS[i]), heads, TOC_SLOT_ROOM);
        if (n > 0 && figures(story, heads, 1, false, out)) return true;
    }
    return false;
}

/* "Was shot along with three others": they suffered the same. */
static size_t with_others(const toc_story *story, const toc_draft *d, uint32_t *heads, size_t n)
{
    const toc_text *text = story->scene->text;
    const uint32_t last = text->sentences.items[d->sentence].last;
    if (n == 0 || n == TOC_SLOT_ROOM || d->noun) return n;
    for (uint32_t t = d->last; t + 2 < last && t < d->last + 4; t++) {
        const bool along = toc_tok(text, t)->fold == toc_hash("along", 5) ||
                           toc_tok(text, t)->fold == toc_hash("together", 8);
        if (!along || toc_tok(text, t + 1)->fold != toc_hash("with", 4)) continue;
        const toc_chunk *chunk = toc_chunk_at(story->scene, t + 2);
        if (chunk == NULL || (chunk->number == TOC_NONE &&
                              !toc_is_class(story, chunk->head, TOC_LIT("person"))))
            return n;
        for (size_t i = 0; i < n; i++)
            if (chunk_with(story, heads[i]) == chunk) return n;
        heads[n++] = chunk->head;
        return n;
    }
    return n;
}

/* "Aged between 20 and 37", "ages 5 and 8" */
static bool told_age(const toc_story *story, uint32_t head)
{
    static const char *const WORDS[] = {"aged", "age", "ages", "between"};
    const toc_text *text = story->scene->text;
    const toc_token *token = toc_tok(text, head);
    const char digit = text->text.ptr[token->start];
    if (token->upos != TOC_NUM || digit < '0' || digit > '9') return false;
    for (uint32_t t = head; t > 0 && head - t < 5; t--) {
        if (word_of(story, t - 1, WORDS, sizeof WORDS / sizeof *WORDS)) return true;
        const uint8_t upos = toc_tok(text, t - 1)->upos;
        if (upos != TOC_NUM && upos != TOC_CCONJ && upos != TOC_PUNCT) return false;
    }
    return false;
}

static bool count_harm(const toc_story *story, toc_draft *d, toc_count *out)
{
    uint32_t heads[TOC_SLOT_ROOM];
    toc_slice list = d->frame.slots[TOC_SLOT_PATIENT], slot;
    if (d->noun ||
        toc_tok(story->scene->text, d->token)->upos == TOC_ADJ) { /* "12 deaths", "four dead" */
        const toc_chunk *own = chunk_headed(story, d->token);
        if (own == NULL) own = chunk_with(story, d->token);
        if (own != NULL && own->number != TOC_NONE && own->last == d->last &&
            figures(story, &own->head, 1, false, out)) {
            d->victim = own->head;
            return true;
        }
    }
    for (int victims = 0; victims < 2; victims++) {
        while (toc_slice_cut(&list, ',', &slot)) {
            if (slot.len == 0) continue;
            const size_t n = toc_slot_fill(story, d, slot, heads, TOC_SLOT_ROOM);
            size_t people = 0;
            for (size_t i = 0; i < n; i++)
                if (!told_age(story, heads[i]))
                    heads[people++] = heads[i];
            const size_t told = people;
            people = 0;
            for (size_t i = 0; i < told; i++)
                if (toc_is_class(story, heads[i], TOC_LIT("person")) ||
                    (chunk_with(story, heads[i]) != NULL &&
                     chunk_with(story, heads[i])->number != TOC_NONE) ||
                    measured_by(story, heads[i]) != NULL ||
                    toc_tok(story->scene->text, heads[i])->upos == TOC_PROPN ||
                    toc_tok(story->scene->text, heads[i])->fold == toc_hash("both", 4) ||
                    toc_tok(story->scene->text, heads[i])->fold == toc_hash("all", 3) ||
                    one_pronoun(story, heads[i]))
                    heads[people++] = heads[i];
            for (size_t i = 0; i < people; i++) d->fresh = d->fresh || fresh(story, heads[i], false);
            d->fresh = d->fresh || also(story, d);
            people = with_others(story, d, heads, people);
            if (people == 1) d->victim = heads[0];
            people = without_members(story, heads, people, true);
            if (people > 0) return figures(story, heads, people, true, out);
        }
        list = d->frame.slots[TOC_ROLE_VICTIM];
    }
    return d->noun && toll_of_verb(story, d, out);
}

static bool real(const toc_draft *d)
{
    const toc_event_status s = d->event.status;
    return s == TOC_STATUS_OCCURRED || s == TOC_STATUS_ONGOING || s == TOC_STATUS_ALLEGED;
}

/* "A homicide", "the fatal shooting", "was found shot and killed": a killing in the singular has
 * at least one victim, unless the text names several without a number. */
static bool one_at_least(const toc_story *story, const toc_draft *d, toc_count *out)
{
    if (d->frame.weak || d->frame.harms != 1u << TOC_HARM_KILLED || !real(d)) return false;
    if (d->noun && plural(story, d->token)) return false;
    uint32_t heads[TOC_SLOT_ROOM];
    toc_slice list = d->frame.slots[TOC_SLOT_PATIENT], slot;
    while (toc_slice_cut(&list, ',', &slot)) {
        const size_t n = slot.len == 0 ? 0 : toc_slot_fill(story, d, slot, heads, TOC_SLOT_ROOM);
        for (size_t i = 0; i < n; i++)
            if (plural(story, heads[i]) || toc_is_class(story, heads[i], TOC_LIT("crowd")) ||
                toc_tok(story->scene->text, heads[i])->upos == TOC_PRON)
                return false;
    }
    const toc_text *text = story->scene->text;
    const toc_span span = {toc_tok(text, d->first)->start, toc_tok(text, d->last - 1)->end};
    *out = (toc_count){.present = true, .low = 1, .high = TOC_OPEN};
    toc_push(story->arena, &out->spans, span);
    return true;
}

/* "Two of the three vehicles": the noun that is counted, for the number that stands for it. */
static uint32_t counted_noun(const toc_story *story, uint32_t head)
{
    const toc_chunk *chunk = chunk_with(story, head);
    if (chunk == NULL || chunk->number == TOC_NONE ||
        toc_tok(story->scene->text, head)->upos != TOC_NUM)
        return head;
    const uint32_t counted = story->scene->numbers.items[chunk->number].counted;
    return counted == TOC_NONE ? head : counted;
}

static bool is_thing(const toc_story *story, uint32_t head)
{
    return toc_is_class(story, head, TOC_LIT("vehicle")) ||
           toc_is_class(story, head, TOC_LIT("facility")) ||
           toc_is_class(story, head, TOC_LIT("weapon")) ||
           toc_is_class(story, head, TOC_LIT("thing"));
}

/* The noun phrase without its number and determiner. */
static toc_slice bare_name(const toc_story *story, const toc_chunk *chunk)
{
    const toc_text *text = story->scene->text;
    uint32_t first = chunk->first;
    if (chunk->number != TOC_NONE) {
        const toc_number *n = &story->scene->numbers.items[chunk->number];
        if (n->last > first && n->last <= chunk->head) first = n->last;
    }
    while (first < chunk->head &&
           (toc_tok(text, first)->upos == TOC_DET || toc_tok(text, first)->upos == TOC_NUM ||
            toc_tok(text, first)->upos == TOC_ADV))
        first++;
    return toc_slice_sub(text->text, toc_tok(text, first)->start,
                         toc_tok(text, chunk->last - 1)->end);
}

static void count_damage(toc_story *story, toc_draft *d)
{
    uint32_t heads[TOC_SLOT_ROOM];
    toc_slice list = d->frame.slots[TOC_SLOT_PATIENT], slot;
    while (toc_slice_cut(&list, ',', &slot)) {
        if (slot.len == 0) continue;
        const size_t n = toc_slot_fill(story, d, slot, heads, TOC_SLOT_ROOM);
        for (size_t i = 0; i < n; i++) {
            const toc_chunk *chunk = chunk_headed(story, counted_noun(story, heads[i]));
            if (chunk == NULL || !is_thing(story, chunk->head)) continue;
            toc_damage damage = {.what = bare_name(story, chunk), .effect = d->frame.effect};
            if (figure(story, heads[i], false, &damage.count)) {
                damage.count.present = true;
            } else if (!plural(story, heads[i]) &&
                       toc_tok(story->scene->text, heads[i])->upos == TOC_NOUN) {
                damage.count.present = true;
                damage.count.low = damage.count.high = 1;
            }
            toc_push(story->arena, &damage.spans, toc_chunk_span(story->scene, chunk));
            toc_push(story->arena, &d->event.damage, damage);
        }
        if (n > 0) return;
    }
}

bool toc_of_them_all(const toc_story *story, const toc_draft *d)
{
    static const char *const THEY[] = {"they", "them", "all", "both"};
    const toc_text *text = story->scene->text;
    const uint32_t subject = toc_child(text, d->token, TOC_DEP_nsubj);
    return subject != TOC_NONE && word_of(story, subject, THEY, sizeof THEY / sizeof *THEY);
}

static bool one_exactly(const toc_count *c)
{
    return c->present && c->low == 1 && c->high == 1;
}

static bool of_himself(const toc_story *story, const toc_count *count)
{
    static const char *const SELF[] = {"himself", "herself"};
    if (!count->present) return false;
    for (uint32_t s = 0; s < count->spans.count; s++) {
        const toc_slice words = toc_record_words(story->scene->record, count->spans.items[s]);
        for (size_t i = 0; i < sizeof SELF / sizeof *SELF; i++)
            if (toc_fold_hash(words) == toc_hash(SELF[i], strlen(SELF[i]))) return true;
    }
    return false;
}

bool toc_kills_himself(const toc_story *story, const toc_event *e)
{
    return of_himself(story, &e->casualties[TOC_HARM_KILLED]);
}

static bool harms_himself(const toc_story *story, const toc_event *e)
{
    return of_himself(story, &e->casualties[TOC_HARM_KILLED]) ||
           of_himself(story, &e->casualties[TOC_HARM_INJURED]);
}

/* The people hurt by one act are those killed by the other: the same phrase ("shot and killed
 * him"), the same person, or one victim each where a single death is all that is told. */
static bool same_victim(const toc_story *story, const toc_draft *hurt, const toc_draft *killed)
{
    for (uint32_t i = 0; i < hurt->event.roles.count; i++) {
        const toc_filler *a = &hurt->event.roles.items[i];
        for (uint32_t k = 0; k < killed->event.roles.count; k++) {
            const toc_filler *b = &killed->event.roles.items[k];
            if (a->role == TOC_ROLE_VICTIM && b->role == TOC_ROLE_VICTIM && a->entity != TOC_NONE &&
                a->entity == b->entity)
                return true;
        }
    }
    return one_exactly(&hurt->event.casualties[TOC_HARM_INJURED]) &&
           killed->event.casualties[TOC_HARM_KILLED].low == 1 &&
           toc_one_person(story, hurt, killed);
}

/* "The 19-year-old", "Smith, 24,": fold of the number, 0: no age is told. */
static uint64_t age_of(const toc_story *story, uint32_t head)
{
    const toc_text *text = story->scene->text;
    const toc_chunk *chunk = chunk_with(story, head);
    if (chunk == NULL) return 0;
    for (uint32_t t = chunk->first; t < chunk->last; t++)
        if (toc_tok(text, t)->upos == TOC_NUM && t + 2 < chunk->last &&
            (toc_tok(text, t + 2)->fold == toc_hash("year", 4) ||
             toc_tok(text, t + 1)->fold == toc_hash("year", 4)))
            return toc_tok(text, t)->fold;
    const uint32_t t = chunk->last;
    const uint32_t last = text->sentences.items[toc_tok(text, head)->sentence].last;
    const bool inset = t + 2 < last && toc_tok(text, t)->upos == TOC_PUNCT &&
                       toc_tok(text, t + 1)->upos == TOC_NUM &&
                       toc_tok(text, t + 2)->upos == TOC_PUNCT &&
                       text->text.ptr[toc_tok(text, t)->start] == ',';
    return inset ? toc_tok(text, t + 1)->fold : 0;
}

/* "The woman" is not "a man", the 19-year-old not the 14-year-old; nor is one name the other. */
static bool unlike(const toc_story *story, uint32_t a, uint32_t b)
{
    static const char *const PAIRS[][2] = {
        {"male", "female"}, {"child", "adult"}, {"policemen", "culprit"}};
    const uint64_t age_a = age_of(story, a), age_b = age_of(story, b);
    if (age_a != 0 && age_b != 0) return age_a != age_b;
    static const char *const HE[] = {"he", "him", "himself"}, *const SHE[] = {"she", "her",
                                                                              "herself"};
    const toc_text *text = story->scene->text;
    enum { KINDS = 2 * sizeof PAIRS / sizeof *PAIRS };
    bool is[2][KINDS] = {{false}};
    const uint32_t both[2] = {a, b};
    for (int k = 0; k < 2; k++) {
        for (size_t i = 0; i < KINDS; i++)
            is[k][i] = toc_is_class(story, both[k], toc_slice_of(PAIRS[i / 2][i % 2]));
        for (size_t i = 0; i < 3; i++) {
            is[k][0] = is[k][0] || toc_tok(text, both[k])->fold == toc_hash(HE[i], strlen(HE[i]));
            is[k][1] = is[k][1] || toc_tok(text, both[k])->fold == toc_hash(SHE[i], strlen(SHE[i]));
        }
    }
    for (size_t i = 0; i < KINDS; i += 2)
        if ((is[0][i] && is[1][i + 1]) || (is[0][i + 1] && is[1][i])) return true;
    const uint32_t x = story->entity_of[a], y = story->entity_of[b];
    return x != TOC_NONE && y != TOC_NONE && x != y && toc_tok(text, a)->upos == TOC_PROPN &&
           toc_tok(text, b)->upos == TOC_PROPN;
}

bool toc_one_person(const toc_story *story, const toc_draft *a, const toc_draft *b)
{
    if (toc_kills_himself(story, &a->event) || toc_kills_himself(story, &b->event))
        return harms_himself(story, &a->event) && harms_himself(story, &b->event);
    if (a->victim != TOC_NONE && b->victim != TOC_NONE && unlike(story, a->victim, b->victim))
        return false;
    /* who is told of as new in the later of the two was not in the earlier one */
    return !(a->token > b->token ? a : b)->fresh;
}

/* "One was killed and another injured", "1 dead, 1 injured": the sentence sets the hurt against its dead. */
static bool beside_the_dead(const toc_story *story, uint32_t i)
{
    const toc_draft *d = &story->drafts.items[i];
    if (!d->event.casualties[TOC_HARM_INJURED].present || !real(d)) return false;
    uint32_t k = i;
    /* "A second child was hit": not the one of whose death the text has told */
    if (d->victim != TOC_NONE && (fresh(story, d->victim, true) || also(story, d)))
        for (; k > 0 && d->sentence - story->drafts.items[k - 1].sentence <= BACK_DEATH; k--)
            if (story->drafts.items[k - 1].event.casualties[TOC_HARM_KILLED].present &&
                real(&story->drafts.items[k - 1]))
                return true;
    k = i;
    while (k > 0 && story->drafts.items[k - 1].sentence == d->sentence) k--;
    for (; k < story->drafts.count && story->drafts.items[k].sentence == d->sentence; k++) {
        const toc_draft *other = &story->drafts.items[k];
        const toc_count *killed = &other->event.casualties[TOC_HARM_KILLED];
        if (k == i || !killed->present || killed->low == 0 || killed->high == TOC_OPEN ||
            other->event.casualties[TOC_HARM_INJURED].present || other->victim == TOC_NONE ||
            d->victim == TOC_NONE || other->victim == d->victim ||
            chunk_with(story, other->victim) == chunk_with(story, d->victim))
            continue;
        const toc_draft *later = other->token > d->token ? other : d;
        /* "four were shot and one was killed": one of the four */
        if (later == other && d->frame.mortal &&
            d->event.casualties[TOC_HARM_INJURED].low > killed->low)
            continue;
        const toc_chunk *new = chunk_with(story, later->victim);
        const bool counted = new != NULL && new->number != TOC_NONE;
        if (later->fresh || counted || unlike(story, d->victim, other->victim)) return true;
    }
    return false;
}

/* Who was shot and died was killed, and is not one of the wounded. */
static void death_after_injury(toc_story *story)
{
    bool *apart = TOC_NEW_N(story->arena, bool, (size_t)story->drafts.count + 1);
    if (apart == NULL) return;
    for (uint32_t i = 0; i < story->drafts.count; i++)
        apart[i] = story->drafts.items[i].apart = beside_the_dead(story, i);
    for (uint32_t i = 0; i < story->drafts.count; i++) {
        toc_draft *d = &story->drafts.items[i];
        toc_count *hurt = &d->event.casualties[TOC_HARM_INJURED];
        if (!one_exactly(hurt) || !real(d) || apart[i]) continue;
        for (uint32_t k = 0; k < story->drafts.count && hurt->present; k++) {
            const toc_draft *other = &story->drafts.items[k];
            const toc_count *killed = &other->event.casualties[TOC_HARM_KILLED];
            if (!killed->present || killed->high == 0 || !real(other) ||
                !same_victim(story, d, other))
                continue;
            /* "was pronounced dead" tells of no act of its own: it is this one that killed */
            if (other->frame.weak && !d->event.casualties[TOC_HARM_KILLED].present)
                d->event.casualties[TOC_HARM_KILLED] = *hurt;
            *hurt = (toc_count){0};
        }
    }
}

/* Takes a part away from a figure; what is left of an open one stays open. */
static void count_without(toc_count *whole, const toc_count *part)
{
    if (part->low >= whole->low) {
        *whole = (toc_count){0};
        return;
    }
    whole->low -= part->low;
    if (whole->high != TOC_OPEN) whole->high -= part->low;
}

/* "Six people were shot, one fatally", "two of them fatally": one of the six was killed. */
static void fatal_part(toc_story *story, toc_draft *d)
{
    const toc_scene *scene = story->scene;
    const toc_sentence *s = &scene->text->sentences.items[d->sentence];
    toc_count *hurt = &d->event.casualties[TOC_HARM_INJURED];
    if (!hurt->present || d->event.casualties[TOC_HARM_KILLED].present) return;
    for (uint32_t t = d->last + 1; t < s->last; t++) {
        if (toc_tok(scene->text, t)->upos == TOC_VERB) return;
        if (toc_tok(scene->text, t)->upos != TOC_ADV || !toc_is_class(story, t, TOC_LIT("deadly")))
            continue;
        for (uint32_t k = t - 1; k > d->last && k + 4 > t; k--) {
            const uint32_t c = scene->chunk_of[k];
            const bool counted = c != TOC_NONE && scene->chunks.items[c].number != TOC_NONE;
            if (!counted && !one_pronoun(story, k)) continue;
            toc_count part = {.present = true, .low = 1, .high = 1};
            if (counted) {
                const toc_number *n = &scene->numbers.items[scene->chunks.items[c].number];
                part.low = n->low;
                part.high = n->high;
            }
            const toc_span span = {toc_tok(scene->text, k)->start, toc_tok(scene->text, t)->end};
            toc_push(story->arena, &part.spans, span);
            d->event.casualties[TOC_HARM_KILLED] = part;
            count_without(hurt, &part);
            return;
        }
        return;
    }
}

/* Does the word hang on the draft's trigger or on the verb that it is an argument of? */
static bool beside(const toc_story *story, const toc_draft *d, uint32_t t)
{
    const toc_text *text = story->scene->text;
    uint32_t up = toc_tok(text, t)->head;
    if (up != TOC_NONE && toc_tok(text, up)->upos == TOC_ADV) up = toc_tok(text, up)->head;
    return up != TOC_NONE && (up == d->token || up == toc_tok(text, d->token)->head);
}

/* "31 homicides so far this year", "100 people killed as of June 15": a count over many acts, no act. */
static bool statistic(const toc_story *story, const toc_draft *d)
{
    const toc_text *text = story->scene->text;
    const toc_sentence *s = &text->sentences.items[d->sentence];
    if (d->frame.harms >> (TOC_HARM_INJURED + 1) != 0 || d->definite) return false;
    for (uint32_t i = 0; i < d->event.roles.count; i++)
        if (d->event.roles.items[i].role == TOC_ROLE_PERPETRATOR) return false;
    const bool acts = d->noun && plural(story, d->token);
    for (uint32_t t = s->first; t < s->last; t++) {
        const uint32_t time = story->time_of[t];
        const bool since = t > s->first && toc_tok(text, t - 1)->fold == toc_hash("since", 5);
        const bool years =
            time != TOC_NONE &&
            (since || (acts && story->scene->record->times.items[time].value.len == 4));
        if ((years || toc_is_class(story, t, TOC_LIT("tally"))) && beside(story, d, t)) return true;
    }
    return false;
}

void toc_casualties_count(toc_story *story)
{
    for (uint32_t i = 0; i < story->drafts.count; i++) {
        toc_draft *d = &story->drafts.items[i];
        if (d->frame.effect != TOC_EFFECT_NONE) count_damage(story, d);
        if (d->frame.harms == 0 || statistic(story, d)) continue;
        toc_count count = {0};
        if (!count_harm(story, d, &count) && !one_at_least(story, d, &count)) continue;
        for (unsigned harm = 1; harm < TOC_HARM_COUNT; harm++) {
            if (!(d->frame.harms & (1u << harm))) continue;
            /* "12 casualties" are dead or hurt, nobody knows how many of which; none is none */
            const bool both = (d->frame.harms & (d->frame.harms - 1)) != 0;
            if (both && count.high != 0) continue;
            d->event.casualties[harm] = count;
        }
    }
    for (uint32_t i = 0; i < story->drafts.count; i++) fatal_part(story, &story->drafts.items[i]);
    death_after_injury(story);
}
