/* src/event/casualty.c - how many were killed, hurt, taken, arrested, driven out; what was destroyed.
 *
 * A frame's harm= says what happens to its patient; the number on the patient's noun phrase is
 * the figure. Several patients add up when each is counted ("a soldier and two children": 3). A
 * noun that is counted itself ("12 deaths", "no casualties") carries its own number, and "the
 * death toll rose to 9" gets it from the verb. Numbers outside the trigger's own clause are never
 * taken: background incidents in the same article are the second source of error. */
#include "event/casualty.h"
#include "event/tree.h"

static uint32_t sum(uint32_t a, uint32_t b)
{
    return a == TOC_OPEN || b == TOC_OPEN || a > TOC_OPEN - 1 - b ? TOC_OPEN : a + b;
}

/* "Three people, a man, a woman and a child, were shot": the first phrase counts the rest. Moves it
 * alone to the front; how many phrases remain. */
static size_t without_members(const toc_story *story, uint32_t *heads, size_t n, bool allow_one)
{
    uint32_t total = 0, most = 0;
    size_t whole = 0;
    for (size_t i = 0; i < n; i++) {
        toc_count one = {0};
        if (!toc_figure(story, heads[i], allow_one, &one) || one.high == TOC_OPEN ||
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
            again = again || (toc_chunk_with(story, heads[i]) != NULL &&
                              toc_chunk_with(story, heads[k]) == toc_chunk_with(story, heads[i]));
        if (again) continue;
        toc_count one = {.spans = out->spans};
        if (!toc_figure(story, heads[i], allow_one, &one)) {
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

/* "Was shot along with three others", "killed five children as well as his wife": they suffered the same. The
 * first token behind such words at `t`; TOC_NONE: none. */
static uint32_t behind_along(const toc_text *text, uint32_t t, uint32_t last)
{
    static const char *const WITH[] = {"along", "together"};
    if (t + 3 < last && toc_tok(text, t)->fold == toc_hash("as", 2) &&
        toc_tok(text, t + 1)->fold == toc_hash("well", 4) &&
        toc_tok(text, t + 2)->fold == toc_hash("as", 2))
        return t + 3;
    for (size_t i = 0; i < sizeof WITH / sizeof *WITH; i++)
        if (t + 2 < last && toc_tok(text, t)->fold == toc_hash(WITH[i], strlen(WITH[i])) &&
            toc_tok(text, t + 1)->fold == toc_hash("with", 4))
            return t + 2;
    return TOC_NONE;
}

static size_t with_others(const toc_story *story, const toc_draft *d, uint32_t *heads, size_t n)
{
    const toc_text *text = story->scene->text;
    const uint32_t last = text->sentences.items[d->sentence].last;
    if (n == 0 || n == TOC_SLOT_ROOM || d->noun) return n;
    uint32_t from = d->last; /* behind the verb and its object */
    for (size_t i = 0; i < n; i++) {
        const toc_chunk *object = toc_chunk_with(story, heads[i]);
        if (object != NULL && object->last > from) from = object->last;
    }
    for (uint32_t t = d->last; t < last && t < from + 4; t++) {
        uint32_t next = behind_along(text, t, last);
        if (next == TOC_NONE) continue;
        const toc_chunk *chunk = toc_chunk_at(story->scene, next);
        if (chunk != NULL && chunk->last < last &&
            toc_tok(text, next)->deprel == TOC_DEP_nmod_poss && chunk->last == next + 1)
            chunk = toc_chunk_at(story->scene, next + 1); /* "his" is a phrase of its own */
        if (chunk == NULL ||
            (chunk->number == TOC_NONE && !toc_is_class(story, chunk->head, TOC_LIT("person"))))
            return n;
        for (size_t i = 0; i < n; i++)
            if (toc_chunk_with(story, heads[i]) == chunk) return n;
        heads[n++] = chunk->head;
        return n;
    }
    return n;
}

/* "Aged between 20 and 37", "ages 5 and 8" */
static bool told_age(const toc_story *story, uint32_t head)
{
    const toc_text *text = story->scene->text;
    const toc_token *token = toc_tok(text, head);
    const char digit = text->text.ptr[token->start];
    if (token->upos != TOC_NUM || digit < '0' || digit > '9') return false;
    for (uint32_t t = head; t > 0 && head - t < 5; t--) {
        if (toc_is_class(story, t - 1, TOC_LIT("age")) || toc_lemma_is(text, t - 1, "between"))
            return true;
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
        const toc_chunk *own = toc_chunk_headed(story, d->token);
        if (own == NULL) own = toc_chunk_with(story, d->token);
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
                if (!told_age(story, heads[i])) heads[people++] = heads[i];
            const size_t told = people;
            people = 0;
            for (size_t i = 0; i < told; i++)
                if (toc_is_class(story, heads[i], TOC_LIT("person")) ||
                    (toc_chunk_with(story, heads[i]) != NULL &&
                     toc_chunk_with(story, heads[i])->number != TOC_NONE) ||
                    toc_measured_by(story, heads[i]) != NULL ||
                    toc_tok(story->scene->text, heads[i])->upos == TOC_PROPN ||
                    toc_tok(story->scene->text, heads[i])->fold == toc_hash("both", 4) ||
                    toc_tok(story->scene->text, heads[i])->fold == toc_hash("all", 3) ||
                    toc_one_pronoun(story, heads[i]))
                    heads[people++] = heads[i];
            for (size_t i = 0; i < people; i++)
                d->fresh = d->fresh || toc_fresh(story, heads[i], false);
            d->fresh = d->fresh || toc_also(story, d);
            people = with_others(story, d, heads, people);
            if (people == 1) d->victim = heads[0];
            people = without_members(story, heads, people, true);
            if (people > 0) return figures(story, heads, people, true, out);
        }
        list = d->frame.slots[TOC_ROLE_VICTIM];
    }
    return d->noun && toll_of_verb(story, d, out);
}

bool toc_really(const toc_draft *d)
{
    const toc_event_status s = d->event.status;
    return s == TOC_STATUS_OCCURRED || s == TOC_STATUS_ONGOING || s == TOC_STATUS_ALLEGED;
}

/* "A homicide", "the fatal shooting", "was found shot and killed": a killing in the singular has
 * at least one victim, unless the text names several without a number. */
static bool one_at_least(const toc_story *story, const toc_draft *d, toc_count *out)
{
    if (!toc_really(d)) return false;
    if (d->frame.least == 0 && (d->frame.weak || d->frame.harms != 1u << TOC_HARM_KILLED))
        return false;
    if (d->noun && toc_plural(story, d->token)) return false;
    uint32_t heads[TOC_SLOT_ROOM];
    toc_slice list = d->frame.slots[TOC_SLOT_PATIENT], slot;
    while (toc_slice_cut(&list, ',', &slot)) {
        const size_t n = slot.len == 0 ? 0 : toc_slot_fill(story, d, slot, heads, TOC_SLOT_ROOM);
        for (size_t i = 0; i < n; i++)
            if (toc_plural(story, heads[i]) || toc_is_class(story, heads[i], TOC_LIT("crowd")) ||
                toc_tok(story->scene->text, heads[i])->upos == TOC_PRON)
                return false;
    }
    const toc_text *text = story->scene->text;
    const toc_span span = {toc_tok(text, d->first)->start, toc_tok(text, d->last - 1)->end};
    const uint32_t least = d->frame.least == 0 ? 1 : d->frame.least;
    *out = (toc_count){.present = true, .low = least, .high = TOC_OPEN};
    toc_push(story->arena, &out->spans, span);
    return true;
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
            if (!counted && !toc_one_pronoun(story, k)) continue;
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
    const bool acts = d->noun && toc_plural(story, d->token);
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
        if (d->frame.effect != TOC_EFFECT_NONE) toc_damage_count(story, d);
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
    toc_deaths_settle(story);
}
