/* src/event/figure.c - how many people or things one noun phrase stands for: its number, one for a singular or
 * a name, the number of the phrase that a pronoun points back to. */
#include "event/casualty.h"
#include "event/tree.h"

const toc_chunk *toc_chunk_headed(const toc_story *story, uint32_t t)
{
    if (t == TOC_NONE || story->scene->chunk_of[t] == TOC_NONE) return NULL;
    const toc_chunk *chunk = &story->scene->chunks.items[story->scene->chunk_of[t]];
    return chunk->head == t ? chunk : NULL;
}

/* The phrase that a noun stands in, be it the head or not ("her son Ethan"). */
const toc_chunk *toc_chunk_with(const toc_story *story, uint32_t t)
{
    const uint32_t c = t == TOC_NONE ? TOC_NONE : story->scene->chunk_of[t];
    return c == TOC_NONE ? NULL : &story->scene->chunks.items[c];
}

/* "A total of six people", "a group of villagers": the phrase that says how many. */
const toc_chunk *toc_measured_by(const toc_story *story, uint32_t head)
{
    const toc_text *text = story->scene->text;
    if (!toc_is_class(story, head, TOC_LIT("quantity"))) return NULL;
    for (uint32_t c = toc_next_child(text, head, TOC_NONE); c != TOC_NONE;
         c = toc_next_child(text, head, c)) {
        const toc_chunk *chunk = toc_chunk_with(story, c);
        if (toc_tok(text, c)->deprel == TOC_DEP_nmod && toc_case_of(text, c) == toc_hash("of", 2) &&
            chunk != NULL && chunk->number != TOC_NONE)
            return chunk;
    }
    return NULL;
}

bool toc_plural(const toc_story *story, uint32_t t)
{
    const toc_token *token = toc_tok(story->scene->text, t);
    return token->upos == TOC_NOUN && token->fold != token->lemma_fold;
}

/* "shot him", "and another wounded": one person. */
bool toc_one_pronoun(const toc_story *story, uint32_t t)
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

#define BACK_SENTENCES 2u /* between "four men" and "they were shot" */

bool toc_word_of(const toc_story *story, uint32_t t, const char *const *words, size_t n)
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
    const toc_chunk *chunk = toc_chunk_with(story, head);
    const bool pronoun = toc_word_of(story, head, THEY, sizeof THEY / sizeof *THEY);
    const bool phrase = chunk != NULL && toc_plural(story, head) &&
                        toc_word_of(story, chunk->first, THE, sizeof THE / sizeof *THE) &&
                        toc_is_class(story, head, TOC_LIT("person"));
    if (!pronoun && !phrase) return NULL;
    const toc_token *token = toc_tok(scene->text, head);
    uint32_t c = scene->chunk_of[head];
    for (uint32_t t = head; c == TOC_NONE && t-- > 0;) c = scene->chunk_of[t];
    for (; c != TOC_NONE && c-- > 0;) {
        const toc_chunk *back = &scene->chunks.items[c];
        /* false alarm: chunk_of names no chunk where there is none */
        const toc_token *other = toc_tok(scene->text, back->head); // NOLINT(clang-analyzer-*)
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
bool toc_figure(const toc_story *story, uint32_t head, bool allow_one, toc_count *out)
{
    const toc_scene *scene = story->scene;
    const toc_chunk *chunk = toc_chunk_with(story, head);
    if (chunk != NULL && chunk->number == TOC_NONE && toc_measured_by(story, head) != NULL)
        chunk = toc_measured_by(story, head);
    if (allow_one && (chunk == NULL || chunk->number == TOC_NONE)) {
        static const char *const BOTH[] = {"both"};
        const bool both = toc_word_of(story, head, BOTH, 1) ||
                          (chunk != NULL && toc_word_of(story, chunk->first, BOTH, 1));
        const toc_chunk *back = both ? NULL : pointed_at(story, head);
        if (both) {
            out->low = out->high = 2;
            const toc_span word = {toc_tok(scene->text, head)->start,
                                   toc_tok(scene->text, head)->end};
            toc_push(story->arena, &out->spans, word);
            return true;
        }
        if (back != NULL) chunk = back;
    }
    if (chunk == NULL) {
        if (!allow_one || !toc_one_pronoun(story, head)) return false;
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
    if (!allow_one || (token->upos == TOC_PRON && !toc_one_pronoun(story, head)) ||
        toc_plural(story, head))
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
