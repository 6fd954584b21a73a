/* src/event/surface.c - whom a verb of harm is done to, read off the order of words.
 *
 *   [Three other people] were also [hurt]        be + participle: the phrase before it suffers
 *   [Two men] [killed], [three] [wounded] in     a headline: a past form without object is passive
 *   [wounded] as many as [four others]           the phrase that follows at once is the object
 *
 * Short news sentences and headlines are where the parser errs most, and where the order of words
 * leaves least doubt. slots.c asks here only when the tree names nobody. */
#include "event/story.h"
#include "event/tree.h"

#define MAX_HOPS 3u
#define MAX_INSET 10u /* tokens between two commas: "John Smith, 24, of Springfield, was killed" */

static bool is_comma(const toc_text *text, uint32_t t)
{
    const toc_token *token = toc_tok(text, t);
    return token->upos == TOC_PUNCT && token->end == token->start + 1 &&
           text->text.ptr[token->start] == ',';
}

static bool word_in(const toc_text *text, uint32_t t, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (toc_tok(text, t)->fold == toc_hash(words[i], strlen(words[i]))) return true;
    return false;
}

static bool is_passive_aux(const toc_text *text, uint32_t t)
{
    static const char *const WORDS[] = {"be",   "is",    "are", "was",  "were",
                                        "been", "being", "got", "get",  "getting",
                                        "'re",  "'s",    "lay", "lies", "lie"};
    return word_in(text, t, WORDS, sizeof WORDS / sizeof *WORDS);
}

static bool is_who(const toc_text *text, uint32_t t)
{
    static const char *const WORDS[] = {"who", "which", "that", "whom"};
    return word_in(text, t, WORDS, sizeof WORDS / sizeof *WORDS);
}

/* People, or a number or name that may stand for them. */
static bool can_suffer(const toc_story *story, const toc_chunk *chunk)
{
    if (chunk->time != TOC_NONE) return false;
    if (chunk->number != TOC_NONE || toc_is_class(story, chunk->head, TOC_LIT("person")))
        return true;
    return toc_tok(story->scene->text, chunk->head)->upos == TOC_PROPN && chunk->place == TOC_NONE;
}

/* The phrase that ends right before token `t`, looking through insets between commas ("Smith, 24,")
 * and prepositional phrases ("two men from Ohio"). */
static const toc_chunk *phrase_before(const toc_story *story, uint32_t t, uint32_t first)
{
    const toc_text *text = story->scene->text;
    const toc_chunk *found = NULL;
    for (unsigned hop = 0; hop < MAX_HOPS && t > first; hop++) {
        if (is_comma(text, t - 1)) {
            uint32_t k = t - 1;
            while (k > first && t - 1 - k < MAX_INSET && !is_comma(text, k - 1)) k--;
            if (k <= first + 1 || !is_comma(text, k - 1)) return found;
            t = k - 1;
            continue;
        }
        const toc_chunk *chunk = toc_chunk_at(story->scene, t - 1);
        if (chunk == NULL || chunk->last != t) return found;
        if (is_who(text, chunk->head)) {
            t = chunk->first;
            if (t > first && is_comma(text, t - 1)) t--;
            if (t > first + 2 && toc_tok(text, t - 1)->upos == TOC_NUM && is_comma(text, t - 2))
                t -= 2; /* "Smith, 24, who was" */
            continue;
        }
        found = chunk;
        if (chunk->first <= first + 1 || toc_tok(text, chunk->first - 1)->upos != TOC_ADP)
            return found;
        /* "two men from Ohio": the phrase under the preposition is no subject, unless nothing stands before it */
        const toc_chunk *outer = toc_chunk_at(story->scene, chunk->first - 2);
        if (outer == NULL || outer->last != chunk->first - 1) return found;
        t = chunk->first - 1;
    }
    return found;
}

/* "Killed Alex Brown and his brother": what the tree or "and" joins on the right. */
static size_t with_right(const toc_story *story, const toc_chunk *chunk, uint32_t last,
                         uint32_t *heads, size_t room)
{
    const toc_text *text = story->scene->text;
    size_t n = 0;
    heads[n++] = chunk->head;
    for (uint32_t c = toc_next_child(text, chunk->head, TOC_NONE); c != TOC_NONE && n < room;
         c = toc_next_child(text, chunk->head, c)) {
        const toc_chunk *other = toc_chunk_at(story->scene, c);
        if (toc_tok(text, c)->deprel == TOC_DEP_conj && other != NULL && other->head == c &&
            can_suffer(story, other))
            heads[n++] = c;
    }
    if (n > 1 || n == room || chunk->last + 1 >= last ||
        toc_tok(text, chunk->last)->upos != TOC_CCONJ)
        return n;
    const toc_chunk *next = toc_chunk_at(story->scene, chunk->last + 1);
    if (next != NULL && toc_tok(text, chunk->last + 1)->deprel == TOC_DEP_nmod_poss &&
        next->last < last)
        next = toc_chunk_at(story->scene, next->last); /* "his" is a phrase of its own */
    if (next == NULL || !can_suffer(story, next)) return n;
    const bool clause = next->last < last && (toc_is_verb(text, next->last) ||
                                              toc_tok(text, next->last)->upos == TOC_ADV);
    if (!clause) heads[n++] = next->head;
    return n;
}

/* "A man and two boys were shot": what "and" joins on the left. */
static size_t with_left(const toc_story *story, const toc_chunk *chunk, uint32_t first,
                        uint32_t *heads, size_t room)
{
    const toc_text *text = story->scene->text;
    size_t n = 0;
    heads[n++] = chunk->head;
    while (n < room && chunk->first > first + 1) {
        uint32_t t = chunk->first - 1;
        /* a comma alone sets off an apposition: "the owner, James Baker, was shot" */
        const bool joint = toc_tok(text, t)->upos == TOC_CCONJ || (n > 1 && is_comma(text, t));
        if (toc_tok(text, t)->upos == TOC_CCONJ && t > first && is_comma(text, t - 1)) t--;
        if (!joint || t <= first) break;
        chunk = toc_chunk_at(story->scene, t - 1);
        if (chunk == NULL || chunk->last != t || !can_suffer(story, chunk)) break;
        heads[n++] = chunk->head;
    }
    return n;
}

/* The first token behind the trigger that is no adverb or particle. */
static uint32_t behind(const toc_text *text, const toc_draft *d, uint32_t last)
{
    uint32_t t = d->last;
    while (t < last && toc_tok(text, t)->upos == TOC_ADV && t < d->last + 3) t++;
    return t;
}

/* The phrase that begins at `t`, words that bound its number included ("as many as four others"). */
static const toc_chunk *phrase_at(const toc_story *story, uint32_t t, uint32_t last)
{
    if (t >= last) return NULL;
    const toc_chunk *chunk = toc_chunk_at(story->scene, t);
    if (chunk != NULL) return chunk->first == t ? chunk : NULL;
    for (uint32_t k = t + 1; k < last && k < t + 5; k++) {
        chunk = toc_chunk_at(story->scene, k);
        if (chunk == NULL) continue;
        const bool bound =
            chunk->number != TOC_NONE && story->scene->numbers.items[chunk->number].first <= t;
        return bound ? chunk : NULL;
    }
    return NULL;
}

static bool past_form(const toc_text *text, uint32_t t)
{
    static const char *const SAME[] = {"hurt", "hit"};
    const toc_token *token = toc_tok(text, t);
    if (token->upos == TOC_NOUN || token->upos == TOC_PROPN) return true; /* "[three men slain]" */
    if (!toc_is_verb(text, t) || toc_is_gerund(text, t)) return false;
    return token->fold != token->lemma_fold || word_in(text, t, SAME, sizeof SAME / sizeof *SAME);
}

size_t toc_surface_subject(const toc_story *story, const toc_draft *d, uint32_t *heads, size_t room)
{
    const toc_text *text = story->scene->text;
    const uint32_t first = text->sentences.items[d->sentence].first;
    uint32_t t = d->first;
    while (t > first &&
           (toc_tok(text, t - 1)->upos == TOC_ADV || toc_tok(text, t - 1)->upos == TOC_AUX ||
            toc_tok(text, t - 1)->fold == toc_hash("more", 4) || is_passive_aux(text, t - 1)))
        t--;
    if (t == d->first && t > first && toc_chunk_at(story->scene, t - 1) != NULL &&
        toc_chunk_at(story->scene, t - 1)->last > t && toc_tok(text, t - 1)->upos == TOC_NOUN &&
        toc_is_class(story, t - 1, TOC_LIT("person"))) {
        heads[0] = t - 1; /* "[three men slain]": the chunker has taken the participle along */
        return 1;
    }
    const toc_chunk *chunk = phrase_before(story, t, first);
    static const char *const LONE[] = {"another", "one"};
    if (chunk == NULL && t > first && word_in(text, t - 1, LONE, sizeof LONE / sizeof *LONE)) {
        heads[0] = t - 1; /* "left one man dead and another wounded" */
        return 1;
    }
    return chunk != NULL && can_suffer(story, chunk) ? with_left(story, chunk, first, heads, room)
                                                     : 0;
}

bool toc_surface_passive(const toc_story *story, const toc_draft *d)
{
    const toc_text *text = story->scene->text;
    const uint32_t first = text->sentences.items[d->sentence].first;
    for (uint32_t t = d->first;
         t > first && (toc_tok(text, t - 1)->upos == TOC_ADV || is_passive_aux(text, t - 1)); t--)
        if (is_passive_aux(text, t - 1)) return true;
    return false;
}

size_t toc_surface_object(const toc_story *story, const toc_draft *d, uint32_t *heads, size_t room)
{
    const toc_text *text = story->scene->text;
    const toc_sentence *s = &text->sentences.items[d->sentence];
    if (!toc_surface_passive(story, d)) {
        /* "shot at an officer": what follows is the preposition's */
        if (d->last - 1 > d->token && toc_tok(text, d->last - 1)->upos == TOC_ADP) return 0;
        const toc_chunk *chunk = phrase_at(story, behind(text, d, s->last), s->last);
        if (chunk != NULL && chunk->time == TOC_NONE)
            return can_suffer(story, chunk) ? with_right(story, chunk, s->last, heads, room) : 0;
        /* "Two killed in", "man shot, police say", but not "the striker shot wide" */
        const uint8_t next = d->last < s->last ? toc_tok(text, d->last)->upos : TOC_PUNCT;
        const bool along =
            d->last < s->last && toc_tok(text, d->last)->fold == toc_hash("along", 5);
        const bool ends = along || next == TOC_PUNCT || next == TOC_ADP || next == TOC_SCONJ ||
                          next == TOC_CCONJ || next == TOC_PART ||
                          (chunk != NULL && chunk->time != TOC_NONE);
        if (!ends || !past_form(text, d->token)) return 0;
    }
    return toc_surface_subject(story, d, heads, room);
}

uint32_t toc_surface_actor(const toc_story *story, const toc_draft *d)
{
    const toc_text *text = story->scene->text;
    const toc_sentence *s = &text->sentences.items[d->sentence];
    const toc_chunk *actor = toc_chunk_at(story->scene, s->first);
    const uint32_t next = d->token + 1;
    if (actor == NULL || actor->first != s->first || actor->last != d->token || next >= s->last ||
        actor->time != TOC_NONE || !toc_is_verb(text, d->token))
        return TOC_NONE;
    const toc_chunk *object = toc_chunk_at(story->scene, next);
    const bool before_noun = object != NULL && object->first == next && object->time == TOC_NONE;
    const bool named = actor->entity != TOC_NONE &&
                       toc_is_class(story, actor->head, TOC_LIT("actor")) &&
                       toc_tok(text, actor->head)->upos != TOC_NOUN;
    const bool before_verb = toc_tok(text, next)->fold == toc_hash("to", 2) && named;
    return before_noun || before_verb ? actor->head : TOC_NONE;
}
