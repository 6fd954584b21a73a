/* src/event/attribution.c - who said what: cue, source and content of every reported statement.
 *
 * A cue verb (table `says`) has its content in a complement clause, in the clause it interrupts
 * ("X, he said"), in an infinitive, an object or under a preposition, as its row tells; its
 * source is its subject. "According to X" reports the rest of its sentence. A quotation that goes
 * on over the next sentences stays with its speaker. Spans are pieces of the text: what the cue's
 * own clause cuts out of the content is left out. */
#include "base/utf8.h"
#include "event/addressee.h"
#include "event/story.h"
#include "event/tree.h"

typedef struct range {
    uint32_t first, last; /* tokens [first, last) */
} range;

/* Tokens of a subtree as one range (the outermost ones). */
static range subtree(const toc_text *text, uint32_t top)
{
    const toc_sentence *s = &text->sentences.items[toc_tok(text, top)->sentence];
    range r = {top, top + 1};
    for (uint32_t t = s->first; t < s->last; t++) {
        if (!toc_below(text, t, top)) continue;
        if (t < r.first) r.first = t;
        if (t + 1 > r.last) r.last = t + 1;
    }
    return r;
}

static bool is_mark(const toc_text *text, uint32_t t)
{
    return toc_tok(text, t)->upos == TOC_PUNCT && !(toc_tok(text, t)->flags & TOC_TOKEN_QUOTE);
}

static range trimmed(const toc_text *text, range r)
{
    while (r.first < r.last && is_mark(text, r.first)) r.first++;
    while (r.last > r.first && is_mark(text, r.last - 1)) r.last--;
    return r;
}

static void add_range(toc_story *story, toc_spans *out, range r)
{
    const toc_text *text = story->scene->text;
    r = trimmed(text, r);
    if (r.first >= r.last) return;
    const toc_span span = {toc_tok(text, r.first)->start, toc_tok(text, r.last - 1)->end};
    toc_push(story->arena, out, span);
}

/* A range without the tokens of another that lies in it. */
static void add_without(toc_story *story, toc_spans *out, range whole, range hole)
{
    if (hole.last <= whole.first || hole.first >= whole.last) {
        add_range(story, out, whole);
        return;
    }
    add_range(story, out,
              (range){whole.first, hole.first > whole.first ? hole.first : whole.first});
    add_range(story, out, (range){hole.last < whole.last ? hole.last : whole.last, whole.last});
}

static bool list_has(toc_slice list, const char *name)
{
    toc_slice word;
    while (toc_slice_cut(&list, ',', &word))
        if (toc_slice_is(word, name)) return true;
    return false;
}

/* The row of table `says` for a cue; its content cell. */
static bool cue_row(const toc_story *story, uint32_t t, char pos, toc_slice *content)
{
    const toc_event_data *data = story->data;
    const toc_token *token = toc_tok(story->scene->text, t);
    toc_hit hits[4];
    const uint64_t key = token->lemma_fold != 0 ? token->lemma_fold : token->fold;
    const size_t n = toc_dict_match(&data->says, &key, 1, hits, 4);
    for (size_t i = 0; i < n; i++) {
        const toc_slice cell = toc_dict_cell(&data->says, hits[i].row, 1);
        if (cell.len != 1 || cell.ptr[0] != pos) continue;
        *content = toc_dict_cell(&data->says, hits[i].row, 2);
        return true;
    }
    return false;
}

/* The clause that a parenthetical "he said" interrupts, without the cue's own clause. */
static void interrupted(toc_story *story, uint32_t cue, toc_spans *out)
{
    const toc_text *text = story->scene->text;
    const uint32_t top = toc_tok(text, cue)->head;
    if (top == TOC_NONE || toc_tok(text, cue)->deprel != TOC_DEP_parataxis) return;
    add_without(story, out, subtree(text, top), subtree(text, cue));
}

static bool is_quote(const toc_text *text, uint32_t t)
{
    return (toc_tok(text, t)->flags & TOC_TOKEN_QUOTE) != 0;
}

/* The quotation that begins behind `from`, with no word but of the speaker's before it: to its closing
 * mark or the end of the sentence. */
static range quotation_after(const toc_text *text, uint32_t from)
{
    const toc_sentence *s = &text->sentences.items[toc_tok(text, from)->sentence];
    uint32_t open = from;
    while (open < s->last && !is_quote(text, open)) open++;
    if (open + 1 >= s->last) return (range){from, from};
    uint32_t close = open + 1;
    while (close < s->last && !is_quote(text, close)) close++;
    return (range){open, close < s->last ? close + 1 : close};
}

/* Where no complement was parsed: words stand behind the cue that may be what was said. */
static bool goes_on(const toc_story *story, uint32_t cue)
{
    const toc_text *text = story->scene->text;
    const toc_sentence *s = &text->sentences.items[toc_tok(text, cue)->sentence];
    if (cue + 2 >= s->last || is_quote(text, cue + 1) || story->time_of[cue + 1] != TOC_NONE)
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
    const uint32_t own = subtree(text, subject).first, first = own < cue ? own : cue;
    if (first > s->first + 1) {
        if (toc_tok(text, first - 1)->upos != TOC_PUNCT) return;
        add_range(story, out, (range){s->first, first});
        const range more = quotation_after(text, cue + 1); /* But, he said, "..." */
        if (more.first > cue) add_range(story, out, more);
    } else if (at > 0 && first == s->first) {
        const toc_sentence *last = s - 1;
        if (last->paragraph == s->paragraph && last->last > last->first &&
            is_quote(text, last->last - 1))
            add_range(story, out, (range){last->first, last->last});
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

static void beside_clause(toc_story *story, uint32_t cue, toc_spans *out)
{
    const toc_text *text = story->scene->text;
    if (!goes_on(story, cue)) {
        before_clause(story, cue, out);
        return;
    }
    if (!begins_clause(story, cue + 1)) return; /* "tell the truth" */
    const uint32_t first = toc_lemma_is(text, cue + 1, "that") ? cue + 2 : cue + 1;
    add_range(story, out, (range){first, text->sentences.items[toc_tok(text, cue)->sentence].last});
}

/* Content that reaches into a quotation takes the rest of it, as far as its sentence goes. */
static range with_quotation(const toc_text *text, uint32_t cue, range r)
{
    const toc_sentence *s = &text->sentences.items[toc_tok(text, cue)->sentence];
    uint32_t open = s->quoted ? s->first : TOC_NONE;
    for (uint32_t t = s->first; t < s->last; t++) {
        if (!is_quote(text, t)) continue;
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
        const range more = subtree(text, c);
        /* ", rushing off", "while troops patrolled" */
        if (rel == TOC_DEP_advcl &&
            (is_mark(text, more.first - 1) ||
             (toc_child(text, c, TOC_DEP_mark) != TOC_NONE && !toc_is_gerund(text, c))))
            continue;
        if (more.first > cue && more.first <= last + 1 && more.last > last) last = more.last;
    }
    return last;
}

/* The quotation that ends right before `end`: first to last mark, with the sentences before that it
 * began in. Empty if there is none. */
#define MAX_QUOTED_SENTENCES 8
static range quotation_before(const toc_text *text, uint32_t end)
{
    const range none = {end, end};
    uint32_t at = toc_tok(text, end - 1)->sentence;
    const toc_sentence *s = &text->sentences.items[at];
    uint32_t close = end;
    while (close > s->first && is_mark(text, close - 1)) close--;
    if (close <= s->first + 1 || !is_quote(text, close - 1)) return none;
    uint32_t open = close - 1;
    while (open > s->first && !is_quote(text, open - 1)) open--;
    if (open > s->first) return (range){open - 1, close};
    for (unsigned i = 0; i < MAX_QUOTED_SENTENCES && at > 0 && s->quoted; i++) {
        if ((s - 1)->paragraph != s->paragraph) break;
        s = &text->sentences.items[--at];
        if (s->quoted) continue;
        for (uint32_t t = s->last; t-- > s->first;)
            if (is_quote(text, t)) return (range){t, close};
        return none;
    }
    return (range){s->first, close};
}

/* "...," said the mayor, who ...; "...," the mayor of X said: the quotation is what was said, whatever
 * the tree makes of it, and the phrase beside the verb the speaker. */
static bool quoted_by(toc_story *story, uint32_t cue, toc_attribution *a)
{
    const toc_text *text = story->scene->text;
    const toc_sentence *s = &text->sentences.items[toc_tok(text, cue)->sentence];
    const uint32_t *chunk_of = story->scene->chunk_of;
    if (cue == s->first || cue + 1 >= s->last) return false;
    uint32_t first = cue, speaker = TOC_NONE;
    if (toc_tok(text, cue - 1)->upos == TOC_PUNCT) {
        if (chunk_of[cue + 1] == TOC_NONE) return false;
        speaker = cue + 1;
    } else {
        if (!is_mark(text, cue + 1) && toc_tok(text, cue + 1)->upos != TOC_ADP &&
            toc_tok(text, cue + 1)->upos != TOC_ADV && !is_quote(text, cue + 1) &&
            story->time_of[cue + 1] == TOC_NONE)
            return false;
        while (first > s->first && !is_quote(text, first - 1)) first--;
        if (first == s->first || chunk_of[first] == TOC_NONE) return false;
        for (uint32_t t = first; t < cue; t++) /* another verb between: a clause of its own */
            if (toc_is_verb(text, t) && toc_tok(text, t)->deprel != TOC_DEP_acl_relcl &&
                toc_tok(text, t)->deprel != TOC_DEP_acl && !toc_below(text, t, first))
                return false;
        speaker = first;
    }
    const range quote = quotation_before(text, first);
    if (quote.first >= quote.last) return false;
    add_range(story, &a->content, quote);
    const toc_chunk *c = &story->scene->chunks.items[chunk_of[speaker]];
    range who = subtree(text, c->head);
    who.first = speaker;
    for (uint32_t t = c->head + 1; t < s->last && t < who.last; t++)
        if (t == cue || toc_is_verb(text, t) || toc_lemma_is(text, t, "who")) who.last = t;
    if (who.last <= c->head) who.last = c->head + 1;
    if (speaker < cue && who.last > cue) who.last = cue;
    add_range(story, &a->source, who);
    a->has_source = a->source.count > 0;
    a->entity = story->entity_of[c->head];
    const range more = quotation_after(text, who.last > cue ? who.last : cue + 1);
    if (more.first > cue) add_range(story, &a->content, more); /* "...," he said, "..." */
    return a->content.count > 0;
}

/* Returns whether the content is no clause, but a phrase and what follows it, or one under a preposition. */
static bool content_of(toc_story *story, uint32_t cue, toc_slice where, toc_spans *out)
{
    const toc_text *text = story->scene->text;
    uint32_t c = TOC_NONE;
    if (list_has(where, "clause")) {
        c = toc_child(text, cue, TOC_DEP_ccomp);
        if (c == TOC_NONE) c = toc_child(text, cue, TOC_DEP_parataxis);
        if (c == TOC_NONE) interrupted(story, cue, out);
        if (out->count > 0) return false;
    }
    if (c == TOC_NONE && (list_has(where, "to") || list_has(where, "clause")))
        c = toc_child(text, cue, TOC_DEP_xcomp);
    if (c == TOC_NONE && list_has(where, "clause") && toc_tok(text, cue)->upos == TOC_NOUN)
        c = toc_child(text, cue, TOC_DEP_acl);
    if (c == TOC_NONE && list_has(where, "obj")) {
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
    range r = subtree(text, c);
    const uint32_t phrase_end = r.last;
    if (c > cue) r.last = clause_end(text, cue, r.last);
    const bool beyond = r.last > phrase_end || toc_tok(text, c)->deprel == TOC_DEP_obl;
    if (toc_tok(text, c)->deprel == TOC_DEP_ccomp || toc_tok(text, c)->deprel == TOC_DEP_parataxis)
        r = with_quotation(text, cue, r);
    /* ", adding that ...": another statement begins */
    for (uint32_t t = (c > cue ? c : cue) + 1; c > cue && t < r.last; t++) {
        toc_slice other;
        if (is_mark(text, t - 1) && toc_is_gerund(text, t) && cue_row(story, t, 'v', &other))
            r.last = t;
    }
    /* "that" belongs to the cue's side, not to what was said */
    range inner = r;
    if (toc_lemma_is(text, inner.first, "that") &&
        toc_tok(text, inner.first)->deprel == TOC_DEP_mark)
        inner.first++;
    if (cue >= inner.first && cue < inner.last)
        add_without(story, out, inner, (range){cue, cue + 1});
    else
        add_range(story, out, inner);
    const uint8_t rel = toc_tok(text, c)->deprel;
    return beyond && !toc_is_verb(text, c) && rel != TOC_DEP_ccomp && rel != TOC_DEP_parataxis;
}

/* What stands for the subject is a time or hangs under a preposition: "in a call on Monday, X said". */
static bool is_aside(const toc_story *story, uint32_t cue, uint32_t head)
{
    const toc_text *text = story->scene->text;
    if (toc_tok(text, head)->head == cue && toc_tok(text, head)->deprel == TOC_DEP_nsubj)
        return story->time_of[head] != TOC_NONE;
    if (toc_is_passive(text, cue)) return false;
    return story->time_of[head] != TOC_NONE || toc_case_of(text, head) != 0;
}

/* The nearest phrase before the cue that may speak: an entity of the record, in its clause. */
static size_t nearest_speaker(const toc_story *story, uint32_t cue, uint32_t *heads)
{
    const toc_text *text = story->scene->text;
    const uint32_t first = text->sentences.items[toc_tok(text, cue)->sentence].first;
    for (uint32_t t = cue; t-- > first;) {
        if (toc_is_verb(text, t) && toc_tok(text, t)->upos == TOC_VERB) return 0;
        if (story->entity_of[t] == TOC_NONE || story->time_of[t] != TOC_NONE ||
            toc_case_of(text, t) != 0)
            continue;
        heads[0] = t;
        return 1;
    }
    return 0;
}

static void source_of(toc_story *story, uint32_t cue, bool noun, toc_attribution *a)
{
    const toc_text *text = story->scene->text;
    const toc_draft as_draft = {
        .token = cue, .first = cue, .last = cue + 1, .noun = noun, .support = TOC_NONE};
    uint32_t heads[TOC_SLOT_ROOM];
    size_t n = toc_slot_fill(story, &as_draft, noun ? TOC_LIT("poss") : TOC_LIT("subj"), heads,
                             TOC_SLOT_ROOM);
    if (n == 0 && noun) n = toc_slot_fill(story, &as_draft, TOC_LIT("by"), heads, TOC_SLOT_ROOM);
    if (n == 0 && noun) n = toc_slot_fill(story, &as_draft, TOC_LIT("of"), heads, 1);
    a->entity = TOC_NONE;
    for (uint32_t v = cue, i = 0; n == 0 && !noun && i < 4;
         i++) { /* "..., noting that": who noted */
        const uint8_t rel = toc_tok(text, v)->deprel;
        if (rel != TOC_DEP_advcl && rel != TOC_DEP_conj && rel != TOC_DEP_xcomp) break;
        v = toc_tok(text, v)->head;
        if (v == TOC_NONE || toc_is_passive(text, v)) break;
        const uint32_t subject = toc_child(text, v, TOC_DEP_nsubj);
        if (subject != TOC_NONE) heads[n++] = subject;
    }
    if (n > 0 && !noun && is_aside(story, cue, heads[0])) n = nearest_speaker(story, cue, heads);
    if (n == 0 || (toc_lemma_is(text, heads[0], "it") && toc_is_passive(text, cue))) return;
    const range r = subtree(text, heads[0]);
    /* a relative clause in the source is no name of it; and the cue may hang inside */
    range own = {r.first, r.last};
    for (uint32_t c = toc_next_child(text, heads[0], TOC_NONE); c != TOC_NONE;
         c = toc_next_child(text, heads[0], c))
        if (toc_tok(text, c)->deprel == TOC_DEP_acl_relcl && c > heads[0]) {
            const range relative = subtree(text, c);
            if (relative.first < own.last && relative.first > heads[0]) own.last = relative.first;
        }
    if (cue >= own.first && cue < own.last) own = (range){heads[0], heads[0] + 1};
    add_range(story, &a->source, own);
    const uint32_t who = toc_child(text, cue, TOC_DEP_nsubj); /* "the mayor, who said": both */
    if (a->source.count > 0 && who != TOC_NONE && who > own.last &&
        toc_tok(text, cue)->deprel == TOC_DEP_acl_relcl && toc_tok(text, who)->upos == TOC_PRON)
        add_range(story, &a->source, (range){who, who + 1});
    a->has_source = a->source.count > 0;
    a->entity = story->entity_of[heads[0]];
}

static void push(toc_story *story, const toc_attribution *a)
{
    if (a->content.count > 0 && a->cue.count > 0)
        toc_push(story->arena, &story->scene->record->attributions, *a);
}

/* ---------------------------------------------------------------- "..., MINUSMA said on Friday." */
#define TAIL_WORDS \
    8u /* words between the cue and the end of its clause: "told reporters by phone on Friday" */

static bool is_char(const toc_text *text, uint32_t t, char c)
{
    const toc_token *token = toc_tok(text, t);
    return token->end == token->start + 1 && text->text.ptr[token->start] == c;
}

/* Nothing but a day, an addressee or a means follows the cue until its clause ends. */
static bool ends_clause(const toc_text *text, uint32_t cue, uint32_t last)
{
    for (uint32_t t = cue + 1; t < last && t <= cue + TAIL_WORDS; t++) {
        const uint8_t upos = toc_tok(text, t)->upos;
        if (is_char(text, t, '.') || is_char(text, t, ';') || t + 1 == last) return true;
        if (is_char(text, t, ','))
            return toc_tok(text, t + 1)->upos == TOC_CCONJ ||
                   toc_tok(text, t + 1)->upos == TOC_SCONJ;
        if (upos == TOC_VERB || upos == TOC_AUX || upos == TOC_SCONJ || upos == TOC_CCONJ ||
            upos == TOC_PUNCT)
            return false;
    }
    return cue + 1 == last;
}

/* The phrase that ends before `t`, with what "of", "in" or "at" puts behind it; its head in `head`.
 * TOC_NONE: there is none. */
static uint32_t phrase_from(const toc_story *story, uint32_t t, uint32_t first, uint32_t *head)
{
    const toc_text *text = story->scene->text;
    for (unsigned hop = 0; hop < 3 && t > first; hop++) {
        const toc_chunk *chunk = toc_chunk_at(story->scene, t - 1);
        if (chunk == NULL || chunk->last != t || chunk->time != TOC_NONE) return TOC_NONE;
        *head = chunk->head;
        const uint32_t own = toc_with_possessor(story, chunk);
        if (own <= first + 1 || toc_tok(text, own - 1)->upos != TOC_ADP) return own;
        t = own - 1;
    }
    return TOC_NONE;
}

/* "Shells hit a school, the city's mayor, Igor Martin, said": a clause, a comma, who says it, the cue at the end
 * of its clause. The order of words leaves no doubt, whatever the tree says. */
static bool closing(toc_story *story, uint32_t cue, toc_attribution *a)
{
    const toc_text *text = story->scene->text;
    const toc_sentence *s = &text->sentences.items[toc_tok(text, cue)->sentence];
    uint32_t t = cue, head = TOC_NONE, from = s->first;
    while (t > s->first + 2 &&
           (toc_tok(text, t - 1)->upos == TOC_ADV || toc_tok(text, t - 1)->upos == TOC_AUX))
        t--;
    const uint32_t end = t;
    if (t < s->first + 4 || !ends_clause(text, cue, s->last)) return false;
    if (is_char(text, t - 1, ')')) /* "the Rural Workers Movement (RWM) said" */
        for (t--; t > s->first + 2 && end - t < 6 && !is_char(text, t, '(');) t--;
    const bool inset = is_char(text, t - 1, ',');
    uint32_t first = phrase_from(story, inset ? t - 1 : t, s->first, &head);
    if (first == TOC_NONE || first < s->first + 3) return false;
    if (inset) {
        if (!is_char(text, first - 1, ',')) return false;
        first = phrase_from(story, first - 1, s->first, &head);
        if (first == TOC_NONE || first < s->first + 3) return false;
    }
    if (!is_char(text, first - 1, ',') || toc_tok(text, head)->upos == TOC_VERB) return false;
    bool told = false; /* a verb before the comma */
    for (uint32_t k = first - 1; k-- > s->first;) {
        if (is_char(text, k, ';')) {
            from = k + 1;
            break;
        }
        told = told || toc_is_verb(text, k);
    }
    if (!told) return false;
    add_range(story, &a->source, (range){first, end});
    add_range(story, &a->content, (range){from, first});
    a->has_source = a->source.count > 0;
    a->entity = story->entity_of[head];
    return a->content.count > 0;
}

/* "1015 Coast guard: marines blew up three boats": a speaker, a colon, what is said; of a log or a transcript. */
static void before_colon(toc_story *story, const toc_sentence *s)
{
    const toc_text *text = story->scene->text;
    uint32_t t = s->first, head = TOC_NONE;
    while (t < s->last && t < s->first + TAIL_WORDS && !is_char(text, t, ':')) t++;
    if (t + 3 >= s->last || t == s->first || !is_char(text, t, ':')) return;
    const uint32_t first = phrase_from(story, t, s->first, &head);
    if (first == TOC_NONE || first > s->first + 2 || !toc_is_class(story, head, TOC_LIT("actor")))
        return;
    if (first > s->first && story->time_of[first - 1] == TOC_NONE &&
        toc_tok(text, first - 1)->upos != TOC_NUM && toc_tok(text, first - 1)->upos != TOC_PUNCT)
        return;
    toc_attribution a = {.entity = story->entity_of[head]};
    uint32_t name = first; /* without the time of day before it */
    while (name < head &&
           (story->time_of[name] != TOC_NONE || toc_tok(text, name)->upos == TOC_NUM))
        name++;
    add_range(story, &a.source, (range){name, t});
    const toc_span cue = {toc_tok(text, t)->start, toc_tok(text, t)->end};
    toc_push(story->arena, &a.cue, cue);
    add_range(story, &a.content, (range){t + 1, s->last});
    a.has_source = a.source.count > 0;
    push(story, &a);
}

/* "I want", "we believe": who speaks is told elsewhere, nobody reports it. */
static bool is_own_words(const toc_text *text, uint32_t cue)
{
    const uint32_t subject = toc_child(text, cue, TOC_DEP_nsubj);
    static const char *const WE[] = {"i", "we", "you"};
    for (size_t i = 0; subject != TOC_NONE && i < sizeof WE / sizeof *WE; i++)
        if (toc_tok(text, subject)->fold == toc_hash(WE[i], strlen(WE[i]))) return true;
    return false;
}

static void verb_cue(toc_story *story, uint32_t t)
{
    const toc_text *text = story->scene->text;
    const bool noun = toc_tok(text, t)->upos == TOC_NOUN;
    toc_slice where;
    if (!cue_row(story, t, noun ? 'n' : 'v', &where)) return;
    if (!noun && is_own_words(text, t)) return;
    toc_attribution a = {0};
    add_range(story, &a.cue, (range){t, t + 1});
    if (!noun && list_has(where, "clause") && (quoted_by(story, t, &a) || closing(story, t, &a))) {
        push(story, &a);
        return;
    }
    a = (toc_attribution){.cue = a.cue};
    a.names = content_of(story, t, where, &a.content);
    if (a.content.count == 0 && !noun && list_has(where, "clause"))
        beside_clause(story, t, &a.content);
    source_of(story, t, noun, &a);
    const bool bare = toc_tok(text, t)->fold == toc_tok(text, t)->lemma_fold;
    if ((noun || bare || !toc_is_passive(text, t)) && !a.has_source) return;
    push(story, &a);
}

/* "according to the army": the rest of the sentence is the army's. */
static void according(toc_story *story, const toc_sentence *s, uint32_t t)
{
    const toc_text *text = story->scene->text;
    uint64_t keys[6];
    size_t n = 0;
    for (uint32_t k = t; k < s->last && n < 6; k++) keys[n++] = toc_tok(text, k)->fold;
    toc_hit hits[2];
    if (toc_dict_match(&story->data->says, keys, n, hits, 2) == 0 || hits[0].words < 2) return;
    const uint32_t end = t + hits[0].words;
    if (end >= s->last || story->scene->chunk_of[end] == TOC_NONE) return;
    const uint32_t head = story->scene->chunks.items[story->scene->chunk_of[end]].head;
    range who = subtree(text, head);
    if (who.first > end || who.first < t) who.first = end;
    who.first = end;
    if (who.last <= end) who.last = head + 1;
    toc_attribution a = {0};
    add_range(story, &a.cue, (range){t, end});
    add_range(story, &a.source, who);
    a.has_source = a.source.count > 0;
    a.entity = story->entity_of[head];
    add_without(story, &a.content, (range){s->first, s->last}, (range){t, who.last});
    push(story, &a);
}

/* A sentence inside a quotation that an attributed sentence opened is its speaker's too, and so is
 * one that is nothing but another quotation, in the same paragraph; in either case as far as the mark
 * that closes it. What stands inside of it may report something again. `speaker` is the attribution
 * that goes on, `before` how many there were before this sentence. Returns who speaks after it. */
#define MAX_QUOTATION_GAP 200
static uint32_t carry_on(toc_story *story, const toc_sentence *s, uint32_t speaker, uint32_t before)
{
    toc_record *record = story->scene->record;
    const toc_text *text = story->scene->text;
    if (s->first >= s->last) return speaker;
    const bool another = !s->quoted && is_quote(text, s->first) && s->start > 0 &&
                         s != text->sentences.items && (s - 1)->paragraph == s->paragraph;
    uint32_t end = s->first + 1;
    while (end < s->last && !is_quote(text, end)) end++;
    if (end < s->last) end++;
    const bool opens = s->quoted || is_quote(text, s->first);
    uint32_t own = TOC_NONE; /* somebody beside the quotation has a word to say of it */
    for (uint32_t i = before; i < record->attributions.count && own == TOC_NONE; i++)
        if (!opens ||
            record->attributions.items[i].cue.items[0].start >= toc_tok(text, end - 1)->start)
            own = i;
    if (own != TOC_NONE) return own;
    if (speaker == TOC_NONE || (!s->quoted && !another)) return TOC_NONE;
    toc_attribution *last = &record->attributions.items[speaker];
    if (last->content.count == 0 ||
        last->content.items[last->content.count - 1].end + MAX_QUOTATION_GAP <= s->start)
        return TOC_NONE;
    add_range(story, &last->content, (range){s->first, end});
    return speaker;
}

void toc_attributions_find(toc_story *story)
{
    const toc_text *text = story->scene->text;
    uint32_t speaker = TOC_NONE;
    if (!story->data->has_says) return;
    for (uint32_t i = 0; i < text->sentences.count; i++) {
        const toc_sentence *s = &text->sentences.items[i];
        if (!s->parsed || (!s->candidate && !story->every_sentence)) continue;
        const uint32_t before = story->scene->record->attributions.count;
        bool inside =
            s->quoted; /* of a quotation: what is reported there is its speaker's affair */
        for (uint32_t t = s->first; t < s->last; t++) {
            const uint8_t upos = toc_tok(text, t)->upos;
            if (is_quote(text, t)) inside = !inside;
            if ((upos == TOC_VERB || upos == TOC_NOUN) && !inside) verb_cue(story, t);
            if (upos == TOC_VERB || upos == TOC_ADP) according(story, s, t);
        }
        if (story->scene->record->attributions.count == before) before_colon(story, s);
        speaker = carry_on(story, s, speaker, before);
    }
}
