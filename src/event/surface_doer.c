/* src/event/surface_doer.c - who acts, read off the order of words where the tree names nobody.
 *
 *   In Oran, [police] shot dead an emir            the phrase before the verb
 *   [Youths] on bicycles today burned the post     behind a phrase under a preposition, a day, an adverb
 *   [Rebels] entered the hamlet and took 12 men    the doer of the verb that "and" joins
 *   [Workers] who were not paid put up barricades  behind a relative clause
 *
 * Only for a verb in the active: what it is done to must follow it. */
#include "event/story.h"
#include "event/tree.h"

#define MAX_STEPS 24u
#define MAX_CLAUSE 12u /* tokens of a relative clause between a noun and its verb */
#define MAX_NAME 10u   /* tokens between two commas */

static bool is_word(const toc_text *text, uint32_t t, const char *word)
{
    return toc_tok(text, t)->fold == toc_hash(word, strlen(word));
}

static bool is_comma(const toc_text *text, uint32_t t)
{
    const toc_token *token = toc_tok(text, t);
    return token->end == token->start + 1 && text->text.ptr[token->start] == ',';
}

static bool is_who(const toc_text *text, uint32_t t)
{
    return is_word(text, t, "who") || is_word(text, t, "which") || is_word(text, t, "that");
}

/* Where the phrase of a day that ends before `t` begins, its preposition included; `t`: there is none. */
static uint32_t before_day(const toc_story *story, uint32_t t, uint32_t first)
{
    const toc_text *text = story->scene->text;
    const uint32_t end = t;
    while (t > first && story->time_of[t - 1] != TOC_NONE) t--;
    if (t == end) {
        const toc_chunk *chunk = toc_chunk_at(story->scene, t - 1);
        if (chunk == NULL || chunk->time == TOC_NONE || chunk->last != t) return end;
        t = chunk->first;
    }
    if (t > first && toc_tok(text, t - 1)->upos == TOC_ADP) t--;
    return t;
}

/* The finite verb before "and" at `t`; TOC_NONE: a participle, an infinitive or none. */
static uint32_t verb_before(const toc_text *text, uint32_t t, uint32_t first)
{
    while (t-- > first) {
        if (toc_tok(text, t)->upos != TOC_VERB || toc_is_gerund(text, t)) continue;
        return toc_is_passive(text, t) ? TOC_NONE : t;
    }
    return TOC_NONE;
}

/* The noun before the "who" or "that" that opens the clause in which token `t` stands. */
static uint32_t before_clause(const toc_text *text, uint32_t t, uint32_t first)
{
    for (uint32_t k = t; k > first && t - k < MAX_CLAUSE; k--) {
        if (toc_tok(text, k - 1)->upos == TOC_PUNCT) return TOC_NONE;
        if (is_who(text, k - 1)) return k - 1;
    }
    return TOC_NONE;
}

/* "Smith, 24, of Springfield, shot": where the words between two commas begin. */
static uint32_t before_inset(const toc_text *text, uint32_t t, uint32_t first)
{
    for (uint32_t k = t - 1; k > first + 1 && t - k <= MAX_NAME; k--)
        if (is_comma(text, k - 1)) return k - 1;
    return TOC_NONE;
}

static uint32_t subject_of(const toc_story *story, uint32_t verb)
{
    const toc_draft above = {.token = verb,
                             .first = verb,
                             .last = verb + 1,
                             .sentence = toc_tok(story->scene->text, verb)->sentence,
                             .support = TOC_NONE};
    uint32_t heads[TOC_SLOT_ROOM];
    return toc_slot_fill(story, &above, TOC_LIT("subj"), heads, TOC_SLOT_ROOM) > 0 ? heads[0]
                                                                                   : TOC_NONE;
}

static uint32_t doer_before(const toc_story *story, uint32_t t, uint32_t first)
{
    const toc_text *text = story->scene->text;
    for (unsigned step = 0; step < MAX_STEPS && t > first && t != TOC_NONE; step++) {
        const uint8_t upos = toc_tok(text, t - 1)->upos;
        const toc_chunk *chunk = toc_chunk_at(story->scene, t - 1);
        const uint32_t day = before_day(story, t, first);
        if (day < t) {
            t = day;
        } else if (chunk != NULL && chunk->last > t) {
            return upos == TOC_NOUN || upos == TOC_PROPN ? t - 1 : TOC_NONE; /* "[police shot]" */
        } else if (chunk != NULL && is_who(text, chunk->head)) {
            t = chunk->first > first && is_comma(text, chunk->first - 1) ? chunk->first - 1
                                                                         : chunk->first;
        } else if (chunk != NULL) {
            const bool under = chunk->first > first &&
                               toc_tok(text, chunk->first - 1)->upos == TOC_ADP &&
                               story->time_of[chunk->first] == TOC_NONE;
            if (!under) return chunk->head;
            t = chunk->first - 1;
        } else if (upos == TOC_ADV || upos == TOC_AUX || upos == TOC_PART) {
            t--;
        } else if (upos == TOC_CCONJ) {
            const uint32_t verb = verb_before(text, t - 1, first);
            if (verb == TOC_NONE) return TOC_NONE;
            const uint32_t subject = subject_of(story, verb);
            if (subject != TOC_NONE && story->time_of[subject] == TOC_NONE) return subject;
            t = verb;
        } else if (is_comma(text, t - 1)) {
            t = before_inset(text, t - 1, first);
        } else if (upos == TOC_VERB) {
            t = before_clause(text, t - 1, first);
        } else {
            return TOC_NONE;
        }
    }
    return TOC_NONE;
}

/* Something follows that it is done to: the verb is no participle of the phrase before it. */
static bool has_object(const toc_story *story, const toc_draft *d)
{
    uint32_t heads[TOC_SLOT_ROOM];
    if (d->last > d->first + 1 && toc_tok(story->scene->text, d->last - 1)->upos == TOC_NOUN)
        return true;
    const size_t n = toc_slot_fill(story, d, TOC_LIT("obj"), heads, TOC_SLOT_ROOM);
    for (size_t i = 0; i < n; i++)
        if (heads[i] >= d->last) return true;
    return false;
}

uint32_t toc_surface_doer(const toc_story *story, const toc_draft *d)
{
    const toc_text *text = story->scene->text;
    const uint32_t first = text->sentences.items[d->sentence].first;
    if (d->noun || toc_is_passive(text, d->token) || toc_surface_passive(story, d) ||
        toc_is_gerund(text, d->token) || !has_object(story, d))
        return TOC_NONE;
    const uint32_t head = doer_before(story, d->first, first);
    if (head == TOC_NONE || head >= d->first) return TOC_NONE;
    const toc_chunk *chunk = toc_chunk_at(story->scene, head);
    return chunk != NULL && chunk->time != TOC_NONE ? TOC_NONE : head;
}
