/* src/event/place_sites.c - the places of a sentence as phrases: see place_choice.h. */
#include "event/place_choice.h"
#include "event/place_preps.h"
#include "event/tree.h"

static bool area_word(const toc_story *story, uint32_t t)
{
    const uint8_t upos = toc_tok(story->scene->text, t)->upos;
    return (upos == TOC_NOUN || upos == TOC_PROPN) && toc_is_class(story, t, TOC_LIT("area"));
}

static bool same_chunk(const toc_scene *scene, uint32_t a, uint32_t b)
{
    return scene->chunk_of[a] != TOC_NONE && scene->chunk_of[a] == scene->chunk_of[b];
}

/* The token of [first, last) whose head lies outside. */
static uint32_t top_of(const toc_text *text, uint32_t first, uint32_t last)
{
    for (uint32_t t = first; t < last; t++) {
        const uint32_t head = toc_tok(text, t)->head;
        if (head == TOC_NONE || head < first || head >= last) return t;
    }
    return last - 1;
}

/* From the place to the whole phrase that it names: "the southern city of X", "the X district". */
static void find_phrase(const toc_story *story, toc_site *site)
{
    const toc_scene *scene = story->scene;
    const toc_text *text = scene->text;
    const toc_sentence *s = &text->sentences.items[toc_tok(text, site->first)->sentence];
    site->anchor = top_of(text, site->first, site->last);
    site->phrase = site->first;
    const uint32_t chunk = scene->chunk_of[site->anchor];
    if (chunk != TOC_NONE) {
        const toc_chunk *c = &scene->chunks.items[chunk];
        site->phrase = c->first < site->first ? c->first : site->first;
        if (c->head >= site->last && story->draft_of[c->head] == TOC_NONE) {
            site->anchor = c->head;
            site->named_area = area_word(story, c->head);
            site->modifier = !site->named_area;
        }
    }
    /* "the town of X", at most "in the area of the town of X" */
    for (int turn = 0; turn < 2 && site->phrase >= s->first + 2; turn++) {
        if (!toc_lemma_is(text, site->phrase - 1, "of")) break;
        const uint32_t noun = site->phrase - 2;
        if (!area_word(story, noun) || story->place_of[noun] != TOC_NONE) break;
        site->named_area = true;
        site->anchor = noun;
        const uint32_t above = scene->chunk_of[noun];
        site->phrase = above == TOC_NONE ? noun : scene->chunks.items[above].first;
    }
}

static uint8_t prep_before(const toc_story *story, const toc_site *site)
{
    const toc_text *text = story->scene->text;
    const uint32_t first = text->sentences.items[toc_tok(text, site->first)->sentence].first;
    uint32_t t = site->phrase;
    while (t > first &&
           (toc_tok(text, t - 1)->upos == TOC_DET || toc_tok(text, t - 1)->upos == TOC_ADJ ||
            (toc_tok(text, t - 1)->flags & TOC_TOKEN_QUOTE) != 0))
        t--;
    if (t == first) return PREP_NONE;
    return place_prep_of(toc_tok(text, t - 1)->fold, toc_tok(text, t - 1)->upos);
}

/* What may stand between two names in one phrase: "X, in the Y", "X district of northern Y". */
static bool links_names(const toc_story *story, uint32_t from, uint32_t to)
{
    const toc_text *text = story->scene->text;
    if (to < from || to - from > 7) return false;
    for (uint32_t t = from; t < to; t++) {
        const toc_token *token = toc_tok(text, t);
        if (token->upos == TOC_DET || token->upos == TOC_ADJ || token->upos == TOC_NUM) continue;
        if (token->upos == TOC_PUNCT) {
            const toc_slice w = toc_token_words(text, t);
            if (w.len == 1 && (w.ptr[0] == ',' || w.ptr[0] == '(' || w.ptr[0] == '-')) continue;
            return false;
        }
        if (toc_lemma_is(text, t, "in") || toc_lemma_is(text, t, "of") ||
            toc_lemma_is(text, t, "near"))
            continue;
        if (token->upos == TOC_PROPN && story->place_of[t] == TOC_NONE) continue;
        if (story->draft_of[t] != TOC_NONE) return false;
        if (area_word(story, t) || same_chunk(story->scene, t, to)) continue;
        return false;
    }
    return true;
}

/* "X and Y", "X, Y and Z": true when a coordination joins the two. */
static bool joins_names(const toc_story *story, uint32_t from, uint32_t to)
{
    const toc_text *text = story->scene->text;
    if (to <= from || to - from > 5) return false;
    bool joint = false;
    for (uint32_t t = from; t < to; t++) {
        const toc_token *token = toc_tok(text, t);
        if (token->upos == TOC_CCONJ) {
            joint = true;
            continue;
        }
        const toc_slice w = toc_token_words(text, t);
        if (token->upos == TOC_PUNCT && w.len == 1 && w.ptr[0] == ',') continue;
        if (token->upos == TOC_DET || token->upos == TOC_ADJ || token->upos == TOC_ADP) continue;
        if (area_word(story, t) && story->place_of[t] == TOC_NONE) continue;
        return false;
    }
    return joint;
}

static bool coarse(const toc_place *p)
{
    return p->kind == TOC_PLACE_COUNTRY || p->kind == TOC_PLACE_ADMIN1 ||
           p->kind == TOC_PLACE_REGION;
}

/* Neighbours in the sentence: the first of "X, Y" is the finer, but in "the Y suburb of X" the second. */
static void relate_sites(const toc_story *story, toc_sites *sites)
{
    const toc_text *text = story->scene->text;
    for (uint32_t i = 0; i + 1 < sites->count; i++) {
        toc_site *a = &sites->items[i], *b = &sites->items[i + 1];
        const toc_place *x = &story->scene->record->places.items[a->place];
        const toc_place *y = &story->scene->record->places.items[b->place];
        const bool of_it = b->phrase <= a->first && b->named_area; /* "the Y suburb of X" */
        if (of_it || (a->named_area && a->anchor >= a->last && a->anchor + 1 < b->first &&
                      toc_lemma_is(text, a->anchor + 1, "of") && coarse(x) >= coarse(y))) {
            a->outer = true;
            b->inner = true;
            b->prep = a->prep;
            if (b->phrase > a->phrase) b->phrase = a->phrase;
        } else if (joins_names(story, a->last, b->first)) {
            b->joined = i;
            if (b->prep == PREP_NONE || b->prep == PREP_OTHER) b->prep = a->prep;
        } else if (links_names(story, a->last, b->first)) {
            const bool list = coarse(x) && !coarse(y) && x->kind != TOC_PLACE_REGION;
            if (list) continue; /* "in Iraq, Baghdad ..." */
            if (!coarse(x) && !coarse(y) && b->prep == PREP_NONE && x->kind == y->kind) {
                b->joined = i; /* "X, Y and Z" */
                b->prep = a->prep;
                continue;
            }
            a->inner = true;
            b->outer = true;
        }
    }
}

toc_sites toc_sites_of(const toc_story *story, uint32_t sentence)
{
    const toc_text *text = story->scene->text;
    const toc_sentence *s = &text->sentences.items[sentence];
    toc_sites out = {TOC_NEW_N(story->arena, toc_site, (size_t)(s->last - s->first) + 1), 0};
    if (out.items == NULL) return out;
    for (uint32_t t = s->first; t < s->last; t++) {
        const uint32_t p = story->place_of[t];
        if (p == TOC_NONE) continue;
        uint32_t last = t + 1;
        while (last < s->last && story->place_of[last] == p) last++;
        const toc_place *place = &story->scene->record->places.items[p];
        if (place->kind != TOC_PLACE_DEMONYM && !place->actor_use) {
            toc_site *site = &out.items[out.count++];
            *site = (toc_site){.place = p, .first = t, .last = last, .joined = TOC_NONE};
            find_phrase(story, site);
            site->prep = prep_before(story, site);
        }
        t = last - 1;
    }
    relate_sites(story, &out);
    return out;
}
