/* src/event/persons.c - who among the killed and the hurt are the same people: "A man was shot. He died" is one
 * dead, "one was killed and another wounded" one dead and one hurt. */
#include "base/utf8.h"
#include "event/casualty.h"
#include "event/tree.h"

#define BACK_DEATH 6u /* sentences between a death and "another was hurt" */

/* "A man", "another", "three others": people who are not those told of before. From WEAK_NEW words on:
 * only where nobody like them was. */
#define WEAK_NEW 10u
bool toc_fresh(const toc_story *story, uint32_t head, bool strong)
{
    static const char *const NEW[] = {"another", "other",  "others", "else",   "additional",
                                      "further", "second", "third",  "fourth", "remaining",
                                      "a",       "an",     "one",    "more"};
    const toc_text *text = story->scene->text;
    const toc_chunk *chunk = toc_chunk_with(story, head);
    const uint32_t first = chunk == NULL ? head : chunk->first,
                   last = chunk == NULL ? head + 1 : chunk->last + 1;
    for (uint32_t t = first; t < last && t < text->tokens.count; t++)
        for (size_t i = 0; i < (strong ? WEAK_NEW : sizeof NEW / sizeof *NEW); i++)
            if (toc_tok(text, t)->fold == toc_hash(NEW[i], strlen(NEW[i]))) return true;
    return false;
}

/* "A girl was also hit": somebody besides those told of before. */
bool toc_also(const toc_story *story, const toc_draft *d)
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

bool toc_of_them_all(const toc_story *story, const toc_draft *d)
{
    static const char *const THEY[] = {"they", "them", "all", "both"};
    const toc_text *text = story->scene->text;
    const uint32_t subject = toc_child(text, d->token, TOC_DEP_nsubj);
    return subject != TOC_NONE && toc_word_of(story, subject, THEY, sizeof THEY / sizeof *THEY);
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
    const toc_chunk *chunk = toc_chunk_with(story, head);
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
    if (!d->event.casualties[TOC_HARM_INJURED].present || !toc_really(d)) return false;
    uint32_t k = i;
    /* "A second child was hit": not the one of whose death the text has told */
    if (d->victim != TOC_NONE && (toc_fresh(story, d->victim, true) || toc_also(story, d)))
        for (; k > 0 && d->sentence - story->drafts.items[k - 1].sentence <= BACK_DEATH; k--)
            if (story->drafts.items[k - 1].event.casualties[TOC_HARM_KILLED].present &&
                toc_really(&story->drafts.items[k - 1]))
                return true;
    k = i;
    while (k > 0 && story->drafts.items[k - 1].sentence == d->sentence) k--;
    for (; k < story->drafts.count && story->drafts.items[k].sentence == d->sentence; k++) {
        const toc_draft *other = &story->drafts.items[k];
        const toc_count *killed = &other->event.casualties[TOC_HARM_KILLED];
        if (k == i || !killed->present || killed->low == 0 || killed->high == TOC_OPEN ||
            other->event.casualties[TOC_HARM_INJURED].present || other->victim == TOC_NONE ||
            d->victim == TOC_NONE || other->victim == d->victim ||
            toc_chunk_with(story, other->victim) == toc_chunk_with(story, d->victim))
            continue;
        const toc_draft *later = other->token > d->token ? other : d;
        /* "four were shot and one was killed": one of the four */
        if (later == other && d->frame.mortal &&
            d->event.casualties[TOC_HARM_INJURED].low > killed->low)
            continue;
        const toc_chunk *new = toc_chunk_with(story, later->victim);
        const bool counted = new != NULL &&new->number != TOC_NONE;
        if (later->fresh || counted || unlike(story, d->victim, other->victim)) return true;
    }
    return false;
}

/* Who was shot and died was killed, and is not one of the wounded. */
void toc_deaths_settle(toc_story *story)
{
    bool *apart = TOC_NEW_N(story->arena, bool, (size_t)story->drafts.count + 1);
    if (apart == NULL) return;
    for (uint32_t i = 0; i < story->drafts.count; i++)
        apart[i] = story->drafts.items[i].apart = beside_the_dead(story, i);
    for (uint32_t i = 0; i < story->drafts.count; i++) {
        toc_draft *d = &story->drafts.items[i];
        toc_count *hurt = &d->event.casualties[TOC_HARM_INJURED];
        if (!one_exactly(hurt) || !toc_really(d) || apart[i]) continue;
        for (uint32_t k = 0; k < story->drafts.count && hurt->present; k++) {
            const toc_draft *other = &story->drafts.items[k];
            const toc_count *killed = &other->event.casualties[TOC_HARM_KILLED];
            if (!killed->present || killed->high == 0 || !toc_really(other) ||
                !same_victim(story, d, other))
                continue;
            /* "was pronounced dead" tells of no act of its own: it is this one that killed */
            if (other->frame.weak && !d->event.casualties[TOC_HARM_KILLED].present)
                d->event.casualties[TOC_HARM_KILLED] = *hurt;
            *hurt = (toc_count){0};
        }
    }
}
