/* src/event/attribution_content.c - what is said: the complement of a cue by the tree, or the clause
 * beside the cue's own. */
#include "event/attribution_parts.h"

/* The clause that a parenthetical "he said" interrupts, without the cue's own clause. */
static void interrupted(toc_story *story, uint32_t cue, toc_spans *out)
{
    const toc_text *text = story->scene->text;
    const uint32_t top = toc_tok(text, cue)->head;
    if (top == TOC_NONE || toc_tok(text, cue)->deprel != TOC_DEP_parataxis) return;
    toc_range_add_without(story, out, toc_range_of(text, top), toc_range_of(text, cue));
}

/* Where no complement was parsed: words stand behind the cue that may be what was said. */
static bool goes_on(const toc_story *story, uint32_t cue)
{
    const toc_text *text = story->scene->text;
    const toc_sentence *s = &text->sentences.items[toc_tok(text, cue)->sentence];
    if (cue + 2 >= s->last || toc_is_quote(text, cue + 1) || story->time_of[cue + 1] != TOC_NONE)
        return false;
    const uint8_t upos = toc_tok(text, cue + 1)->upos;
    if (upos == TOC_SCONJ) return true;
    const uint32_t chunk = story->scene->chunk_of[cue + 1];
    if (chunk == TOC_NONE) return false;
    const uint32_t end = story->scene->chunks.items[chunk].last; /* "told reporters." */
    return end < s->last && (toc_is_verb(text, end) || toc_tok(text, end)->upos != TOC_PUNCT);
}

/* "The plan failed," the minister said: where no complement was parsed, what stands before the
 * cue's clause, set off by a comma or a quotation mark, is what was said; before "he added." at the
 * head of a sentence it is the quotation of the sentence before. */
static void before_clause(toc_story *story, uint32_t cue, toc_spans *out)
{
    const toc_text *text = story->scene->text;
    const uint32_t at = toc_tok(text, cue)->sentence;
    const toc_sentence *s = &text->sentences.items[at];
    const uint32_t subject = toc_child(text, cue, TOC_DEP_nsubj);
    if (subject == TOC_NONE) return;
    const uint32_t own = toc_range_of(text, subject).first, first = own < cue ? own : cue;
    if (first > s->first + 1) {
        if (toc_tok(text, first - 1)->upos != TOC_PUNCT) return;
        toc_range_add(story, out, (toc_range){s->first, first});
        const toc_range more = toc_quotation_after(text, cue + 1); /* But, he said, "..." */
        if (more.first > cue) toc_range_add(story, out, more);
    } else if (at > 0 && first == s->first) {
        const toc_sentence *last = s - 1;
        if (last->paragraph == s->paragraph && last->last > last->first &&
            toc_is_quote(text, last->last - 1))
            toc_range_add(story, out, (toc_range){last->first, last->last});
    }
}

/* "that ...", "rebels have ...": a clause with a verb of its own begins. */
static bool begins_clause(const toc_story *story, uint32_t t)
{
    const toc_text *text = story->scene->text;
    if (toc_tok(text, t)->upos == TOC_SCONJ) return true;
    const uint32_t chunk = story->scene->chunk_of[t];
    if (chunk == TOC_NONE) return false;
    const uint32_t end = story->scene->chunks.items[chunk].last;
    return end < text->sentences.items[toc_tok(text, t)->sentence].last && toc_is_verb(text, end);
}

void toc_said_beside(toc_story *story, uint32_t cue, toc_spans *out)
{
    const toc_text *text = story->scene->text;
    if (!goes_on(story, cue)) {
        before_clause(story, cue, out);
        return;
    }
    if (!begins_clause(story, cue + 1)) return; /* "tell the truth" */
    const uint32_t first = toc_lemma_is(text, cue + 1, "that") ? cue + 2 : cue + 1;
    toc_range_add(story, out,
                  (toc_range){first, text->sentences.items[toc_tok(text, cue)->sentence].last});
}

/* Content that reaches into a quotation takes the rest of it, as far as its sentence goes. */
static toc_range with_quotation(const toc_text *text, uint32_t cue, toc_range r)
{
    const toc_sentence *s = &text->sentences.items[toc_tok(text, cue)->sentence];
    uint32_t open = s->quoted ? s->first : TOC_NONE;
    for (uint32_t t = s->first; t < s->last; t++) {
        if (!toc_is_quote(text, t)) continue;
        if (open == TOC_NONE) {
            open = t;
            continue;
        }
        if (open < r.last && t >= r.first && (cue < open || cue > t)) {
            if (open < r.first) r.first = open;
            if (t + 1 > r.last) r.last = t + 1;
        }
        open = TOC_NONE;
    }
    return r;
}

/* What follows in the cue's own clause goes on with what is said: "described himself as neutral", "accused
 * the mayor of lying". Times and places of the saying stand at its end too; they are left in. */
static uint32_t clause_end(const toc_text *text, uint32_t cue, uint32_t last)
{
    for (uint32_t c = toc_next_child(text, cue, TOC_NONE); c != TOC_NONE;
         c = toc_next_child(text, cue, c)) {
        const uint8_t rel = toc_tok(text, c)->deprel;
        if (c < last || (rel != TOC_DEP_obl && rel != TOC_DEP_xcomp && rel != TOC_DEP_advcl &&
                         rel != TOC_DEP_ccomp))
            continue;
        const toc_range more = toc_range_of(text, c);
        /* ", rushing off", "while troops patrolled" */
        if (rel == TOC_DEP_advcl &&
            (toc_is_mark(text, more.first - 1) ||
             (toc_child(text, c, TOC_DEP_mark) != TOC_NONE && !toc_is_gerund(text, c))))
            continue;
        if (more.first > cue && more.first <= last + 1 && more.last > last) last = more.last;
    }
    return last;
}

/* Returns whether the content is no clause, but a phrase and what follows it, or one under a preposition. */
bool toc_said_content(toc_story *story, uint32_t cue, toc_slice where, toc_spans *out)
{
    const toc_text *text = story->scene->text;
    uint32_t c = TOC_NONE;
    if (toc_said_where(where, "clause")) {
        c = toc_child(text, cue, TOC_DEP_ccomp);
        if (c == TOC_NONE) c = toc_child(text, cue, TOC_DEP_parataxis);
        if (c == TOC_NONE) interrupted(story, cue, out);
        if (out->count > 0) return false;
    }
    if (c == TOC_NONE && (toc_said_where(where, "to") || toc_said_where(where, "clause")))
        c = toc_child(text, cue, TOC_DEP_xcomp);
    if (c == TOC_NONE && toc_said_where(where, "clause") && toc_tok(text, cue)->upos == TOC_NOUN)
        c = toc_child(text, cue, TOC_DEP_acl);
    if (c == TOC_NONE && toc_said_where(where, "obj")) {
        c = toc_child(text, cue, TOC_DEP_obj);
        if (c == TOC_NONE) c = toc_child(text, cue, TOC_DEP_nsubj_pass);
    }
    for (uint32_t k = toc_next_child(text, cue, TOC_NONE); c == TOC_NONE && k != TOC_NONE;
         k = toc_next_child(text, cue, k)) {
        const uint64_t preposition = toc_case_of(text, k);
        toc_slice rest = where, word;
        while (preposition != 0 && toc_slice_cut(&rest, ',', &word))
            if (toc_hash_slice(word) == preposition) c = k;
    }
    if (c == TOC_NONE) return false;
    toc_range r = toc_range_of(text, c);
    const uint32_t phrase_end = r.last;
    if (c > cue) r.last = clause_end(text, cue, r.last);
    const bool beyond = r.last > phrase_end || toc_tok(text, c)->deprel == TOC_DEP_obl;
    if (toc_tok(text, c)->deprel == TOC_DEP_ccomp || toc_tok(text, c)->deprel == TOC_DEP_parataxis)
        r = with_quotation(text, cue, r);
    /* ", adding that ...": another statement begins */
    for (uint32_t t = (c > cue ? c : cue) + 1; c > cue && t < r.last; t++) {
        toc_slice other;
        if (toc_is_mark(text, t - 1) && toc_is_gerund(text, t) &&
            toc_said_row(story, t, 'v', &other))
            r.last = t;
    }
    /* "that" belongs to the cue's side, not to what was said */
    toc_range inner = r;
    if (toc_lemma_is(text, inner.first, "that") &&
        toc_tok(text, inner.first)->deprel == TOC_DEP_mark)
        inner.first++;
    if (cue >= inner.first && cue < inner.last)
        toc_range_add_without(story, out, inner, (toc_range){cue, cue + 1});
    else
        toc_range_add(story, out, inner);
    const uint8_t rel = toc_tok(text, c)->deprel;
    return beyond && !toc_is_verb(text, c) && rel != TOC_DEP_ccomp && rel != TOC_DEP_parataxis;
}
