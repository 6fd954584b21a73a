/* src/event/veto.c - triggers of another world: sport, fiction, history, animals ...
 *
 * Each word of table `veto` that stands in the sentence is a sign of a sense; its marks say how much
 * it weighs, by where it stands towards the trigger:
 *
 *   any         somewhere in the sentence, outside of the trigger
 *   SLOT        it fills that slot of the trigger (slots.c): subj, obj, with, in ...
 *   clause      in the clause that holds the trigger, or in one above it
 *   frame       the trigger is told inside of it: "in the novel, a spy kidnaps", "the play about the
 *               murder", "the film shows how rebels storm"
 *
 * Of a word's marks that hold the heaviest counts. Marks below zero speak for an event. The trigger is
 * dropped when one sense has LIMIT or more. All of it rests on one sentence, so the prefilter, which
 * leaves sentences out, cannot change it. */
#include <stdlib.h>

#include "base/utf8.h"
#include "event/story.h"
#include "event/tree.h"

#define LIMIT 6
#define MAX_SIGNS 96
#define MAX_WORDS 3 /* of a row's phrase */
#define SENSES 9

static const char *const SENSE[SENSES] = {"sport",   "business", "health", "weather", "accident",
                                          "history", "fiction",  "figure", "animal"};

typedef struct sign {
    toc_row row;
    uint32_t first, last; /* tokens; TOC_NONE: it stands nowhere, only `any` can hold */
} sign;

/* "subj:6" -> subj, 6. */
static bool mark_of(toc_slice *cell, toc_slice *where, int *weight)
{
    toc_slice mark;
    if (!toc_slice_cut(cell, ' ', &mark)) return false;
    size_t colon = 0;
    while (colon < mark.len && mark.ptr[colon] != ':') colon++;
    *where = toc_slice_sub(mark, 0, colon);
    *weight = 0;
    bool below = false;
    for (size_t i = colon + 1; i < mark.len; i++) {
        if (mark.ptr[i] == '-') below = true;
        if (mark.ptr[i] >= '0' && mark.ptr[i] <= '9' && *weight < 100)
            *weight = *weight * 10 + (mark.ptr[i] - '0');
    }
    if (below) *weight = -*weight;
    return true;
}

/* The word is of the row's part of speech (`v`, `name`, else anything but a verb), and no piece of a name that the
 * row does not have: "Troy Fraser", "the Side", a place, an actor of the dictionary. */
static bool is_sign(const toc_story *story, toc_row row, uint32_t first, uint32_t last)
{
    const toc_text *text = story->scene->text;
    const toc_event_data *data = story->data;
    const toc_slice pos = toc_dict_cell(&data->veto, row, data->col_veto_pos);
    if (toc_slice_is(pos, "name")) return true;
    if (toc_is_verb(text, last - 1) != toc_slice_is(pos, "v")) return false;
    if (toc_tok(text, last - 1)->upos != TOC_PROPN) return true;
    if (story->place_of[last - 1] != TOC_NONE) return false;
    const uint32_t chunk = story->scene->chunk_of[last - 1];
    if (chunk == TOC_NONE) return true;
    const toc_chunk *c = &story->scene->chunks.items[chunk];
    if (c->entity != TOC_NONE && story->scene->record->entities.items[c->entity].has_actor)
        return false;
    for (uint32_t t = c->first; t < c->last; t++)
        if ((t < first || t >= last) && toc_tok(text, t)->upos == TOC_PROPN) return false;
    return true;
}

static size_t signs_at(const toc_story *story, const toc_sentence *s, uint32_t t, sign *out,
                       size_t room)
{
    const toc_text *text = story->scene->text;
    uint64_t lemmas[MAX_WORDS], folds[MAX_WORDS];
    uint32_t at[MAX_WORDS]; /* a hyphen between two words is a token of its own */
    size_t n = 0;
    for (uint32_t k = t; k < s->last && n < MAX_WORDS; k++) {
        const toc_token *token = toc_tok(text, k);
        if (token->fold == 0) {
            if (token->end != token->start + 1 || text->text.ptr[token->start] != '-') break;
            continue;
        }
        folds[n] = token->fold;
        lemmas[n] = token->lemma_fold != 0 ? token->lemma_fold : token->fold;
        at[n++] = k;
    }
    toc_hit hits[8];
    size_t found = toc_dict_match(&story->data->veto, lemmas, n, hits, 8);
    if (found == 0) found = toc_dict_match(&story->data->veto, folds, n, hits, 8);
    size_t count = 0;
    for (size_t i = 0; i < found && count < room && hits[i].words == hits[0].words; i++)
        if (is_sign(story, hits[i].row, t, at[hits[i].words - 1] + 1))
            out[count++] = (sign){hits[i].row, t, at[hits[i].words - 1] + 1};
    return count;
}

static size_t signs_of(const toc_story *story, const toc_sentence *s, sign *signs)
{
    size_t n = 0;
    for (uint32_t t = s->first; t < s->last && n < MAX_SIGNS; t++) {
        if (toc_tok(story->scene->text, t)->fold == 0) continue;
        const size_t added = signs_at(story, s, t, signs + n, MAX_SIGNS - n);
        n += added;
        if (added > 0) t = signs[n - 1].last - 1;
    }
    return n;
}

/* The noun stands under the clause of `v` as what it is told in ("in the novel"), or as the subject
 * of a verb above the trigger ("the film shows"). */
static bool sets(const toc_text *text, uint32_t noun, uint32_t v, bool above)
{
    const toc_token *token = toc_tok(text, noun);
    if (token->head != v) return false;
    if (above && (token->deprel == TOC_DEP_nsubj || token->deprel == TOC_DEP_nsubj_pass))
        return true;
    static const char *const IN[] = {"in", "of", "from", "throughout", "during", "for"};
    const uint64_t preposition = toc_case_of(text, noun);
    for (size_t i = 0; preposition != 0 && i < sizeof IN / sizeof *IN; i++)
        if (preposition == toc_hash(IN[i], strlen(IN[i]))) return true;
    return token->deprel == TOC_DEP_nmod_poss;
}

/* The climb from a trigger may pass this relation and still be inside of what is told. */
static bool inside(const toc_text *text, uint32_t t)
{
    const toc_deprel rel = (toc_deprel)toc_tok(text, t)->deprel;
    if (rel == TOC_DEP_parataxis || rel == TOC_DEP_root) return false;
    if (rel != TOC_DEP_advcl) return true;
    const uint32_t mark = toc_child(text, t, TOC_DEP_mark);
    return mark == TOC_NONE || toc_lemma_is(text, mark, "as") || toc_lemma_is(text, mark, "when") ||
           toc_lemma_is(text, mark, "with");
}

static bool frames(const toc_text *text, uint32_t noun, const toc_draft *d)
{
    uint32_t v = d->token;
    for (unsigned depth = 0; depth < TOC_MAX_DEPTH && v != TOC_NONE; depth++) {
        if (v == noun) return depth > 0;
        const bool above = depth > 0 && toc_is_verb(text, v);
        uint32_t up = noun; /* "the villain of the film", "the film's hero": one or two nouns up */
        for (unsigned i = 0; i < 2 && up != TOC_NONE; i++, up = toc_tok(text, up)->head) {
            if (sets(text, up, v, above || v == d->support)) return true;
            if (toc_tok(text, up)->deprel != TOC_DEP_nmod &&
                toc_tok(text, up)->deprel != TOC_DEP_nmod_poss)
                break;
        }
        if (!inside(text, v)) return false;
        v = toc_tok(text, v)->head;
    }
    return false;
}

/* The trigger stands in the clause of the sign's nearest verb, or below it. */
static bool shares_clause(const toc_text *text, uint32_t t, const toc_draft *d)
{
    for (unsigned depth = 0; depth < TOC_MAX_DEPTH; depth++) {
        const uint32_t up = toc_tok(text, t)->head;
        if (t == d->token || up == TOC_NONE || (depth > 0 && toc_is_verb(text, t))) break;
        t = up;
    }
    return toc_below(text, d->token, t);
}

static bool holds(const toc_story *story, const toc_draft *d, const sign *s, toc_slice where)
{
    if (toc_slice_is(where, "any")) return true;
    if (s->first == TOC_NONE) return false;
    if (toc_slice_is(where, "clause")) return shares_clause(story->scene->text, s->last - 1, d);
    if (toc_slice_is(where, "frame")) return frames(story->scene->text, s->last - 1, d);
    uint32_t heads[TOC_SLOT_ROOM];
    const size_t n = toc_slot_fill(story, d, where, heads, TOC_SLOT_ROOM);
    for (size_t i = 0; i < n; i++)
        if (heads[i] >= s->first && heads[i] < s->last) return true;
    const toc_token *token = toc_tok(story->scene->text, s->last - 1); /* what the tree says */
    return toc_slice_is(where, "obj") && token->head == d->token && token->deprel == TOC_DEP_obj;
}

static bool list_has(toc_slice list, const char *word)
{
    toc_slice item;
    while (toc_slice_cut(&list, ' ', &item))
        if (toc_slice_is(item, word) || toc_slice_is(item, "*")) return true;
    return false;
}

static void weigh(const toc_story *story, const toc_draft *d, const sign *s, int *sums)
{
    const toc_event_data *data = story->data;
    const toc_slice types = toc_dict_cell(&data->veto, s->row, data->col_veto_type);
    if (types.len > 0 && !list_has(types, toc_type_word(d->event.type))) return;
    toc_slice marks = toc_dict_cell(&data->veto, s->row, data->col_veto_marks), where;
    int weight, best = 0;
    while (mark_of(&marks, &where, &weight))
        if (abs(weight) > abs(best) && holds(story, d, s, where)) best = weight;
    const toc_slice senses = toc_dict_cell(&data->veto, s->row, data->col_veto_sense);
    for (size_t i = 0; best != 0 && i < SENSES; i++)
        if (list_has(senses, SENSE[i])) sums[i] += best;
}

/* A date or year of long ago: "in June 1812", "the ninth century", "1926". */
#define OLD_DECADE 195
static bool is_old(toc_slice value)
{
    if (value.len >= 2 && value.ptr[0] == 'B' && value.ptr[1] == 'C') return true;
    int digits = 0, n = 0;
    while (n < 3 && (size_t)n < value.len && value.ptr[n] >= '0' && value.ptr[n] <= '9')
        digits = digits * 10 + (value.ptr[n++] - '0');
    if (n == 3) return digits < OLD_DECADE;
    return n == 2 && digits < OLD_DECADE / 10;
}

/* And no number that only looks like one ("before 1700", "1760 Macomber Street"). */
static bool is_past(const toc_story *story, const toc_time *time, const toc_sentence *s, uint32_t t)
{
    const toc_text *text = story->scene->text;
    if (time->type != TOC_TIMEX_DATE || !is_old(time->value)) return false;
    const toc_token *token = toc_tok(text, t);
    if (token->start != time->span.start || token->end != time->span.end) return true;
    if (t + 1 < s->last && toc_tok(text, t + 1)->upos == TOC_PROPN) return false;
    static const char *const IN[] = {"in", "of", "since", "until", "from", "by", "the"};
    for (size_t i = 0; t > s->first && i < sizeof IN / sizeof *IN; i++)
        if (toc_tok(text, t - 1)->fold == toc_hash(IN[i], strlen(IN[i]))) return true;
    return false;
}

/* Classes that the program knows by itself; the others are those of table `class`. */
static uint32_t class_at(const toc_story *story, const toc_draft *d, toc_slice name, uint32_t t,
                         const sign *signs, size_t n)
{
    const toc_sentence *s = &story->scene->text->sentences.items[d->sentence];
    const toc_record *record = story->scene->record;
    for (; t < s->last; t++) {
        bool taken = t >= d->first && t < d->last;
        for (size_t i = 0; i < n && !taken; i++)
            taken = t >= signs[i].first && t < signs[i].last; /* "the defender" is not armed */
        if (taken) continue;
        if (toc_slice_is(name, "old-time")) {
            const uint32_t time = story->time_of[t];
            if (time != TOC_NONE && is_past(story, &record->times.items[time], s, t)) return t;
        } else if (toc_is_class(story, t, name)) {
            return t;
        }
    }
    return TOC_NONE;
}

static void weigh_classes(const toc_story *story, const toc_draft *d, const sign *signs, size_t n,
                          bool plus, int *sums)
{
    const toc_event_data *data = story->data;
    const uint32_t first = story->scene->text->sentences.items[d->sentence].first;
    for (uint32_t i = 0; i < data->veto_class_count; i++) {
        const toc_row row = data->veto_classes[i];
        toc_slice marks = toc_dict_cell(&data->veto, row, data->col_veto_marks), where;
        int weight = 0;
        if (!mark_of(&marks, &where, &weight) || (weight > 0) != plus) continue;
        toc_slice name = toc_dict_cell(&data->veto, row, 0);
        name = toc_slice_sub(name, 1, name.len);
        int best[SENSES] = {0}; /* however many words of the class there are, it counts once */
        for (uint32_t t = class_at(story, d, name, first, signs, n); t != TOC_NONE;
             t = class_at(story, d, name, t + 1, signs, n)) {
            int one[SENSES] = {0};
            weigh(story, d, &(sign){row, t, t + 1}, one);
            for (size_t k = 0; k < SENSES; k++)
                if (abs(one[k]) > abs(best[k])) best[k] = one[k];
        }
        for (size_t k = 0; k < SENSES; k++) sums[k] += best[k];
    }
}

/* The same word in the sentence again, by the same row. */
static bool is_again(const toc_text *text, const sign *signs, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (signs[k].row.layer == signs[i].row.layer && signs[k].row.index == signs[i].row.index &&
            toc_tok(text, signs[k].last - 1)->fold == toc_tok(text, signs[i].last - 1)->fold)
            return true;
    return false;
}

static int heaviest(const int *sums)
{
    int best = 0;
    for (size_t i = 0; i < SENSES; i++)
        if (sums[i] > best) best = sums[i];
    return best;
}

static bool vetoed(const toc_story *story, const toc_draft *d, const sign *signs, size_t n)
{
    int sums[SENSES] = {0};
    for (size_t i = 0; i < n; i++)
        if ((signs[i].first < d->first || signs[i].last > d->last) &&
            !is_again(story->scene->text, signs, i))
            weigh(story, d, &signs[i], sums);
    weigh_classes(story, d, signs, 0, true, sums);
    if (heaviest(sums) < LIMIT) return false;
    weigh_classes(story, d, signs, n, false,
                  sums); /* what speaks for an event is asked for only then */
    return heaviest(sums) >= LIMIT;
}

void toc_veto_apply(toc_story *story)
{
    const toc_text *text = story->scene->text;
    sign *signs = TOC_NEW_N(story->arena, sign, MAX_SIGNS);
    if (!story->data->has_veto || signs == NULL) return;
    uint32_t kept = 0, sentence = TOC_NONE;
    size_t n = 0;
    for (uint32_t i = 0; i < story->drafts.count; i++) {
        const toc_draft *d = &story->drafts.items[i];
        if (d->sentence != sentence)
            n = signs_of(story, &text->sentences.items[sentence = d->sentence], signs);
        if (!vetoed(story, d, signs, n)) story->drafts.items[kept++] = *d;
    }
    story->drafts.count = kept;
}

tocsin_status toc_veto_open(toc_event_data *data, const toc_pack *packs, size_t count,
                            toc_arena *arena, tocsin_error *err)
{
    data->has_veto = toc_dict_view(&data->veto, packs, count, "veto");
    if (!data->has_veto) return TOCSIN_OK;
    data->col_veto_sense = toc_dict_col(&data->veto, "sense");
    data->col_veto_marks = toc_dict_col(&data->veto, "marks");
    data->col_veto_pos = toc_dict_col(&data->veto, "pos");
    data->col_veto_type = toc_dict_col(&data->veto, "type");
    uint32_t n = 0, rows = 0;
    for (uint32_t layer = 0; layer < data->veto.layers; layer++)
        rows += toc_dict_rows(&data->veto, layer);
    toc_row *classes = TOC_NEW_N(arena, toc_row, (size_t)rows + 1);
    if (classes == NULL) return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for table veto");
    for (uint32_t layer = 0; layer < data->veto.layers; layer++)
        for (uint32_t i = 0; i < toc_dict_rows(&data->veto, layer); i++) {
            const toc_row row = {layer, i};
            const toc_slice word = toc_dict_cell(&data->veto, row, 0);
            if (word.len > 1 && word.ptr[0] == '@') classes[n++] = row;
        }
    data->veto_classes = classes;
    data->veto_class_count = n;
    return TOCSIN_OK;
}
