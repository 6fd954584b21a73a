/* src/event/attribution_order.c - statements that marks and the order of words give away, whatever the
 * tree makes of them: quotations with their speaker, "..., the mayor said.", "Coast guard: ...". */
#include "event/addressee.h"
#include "event/attribution_parts.h"

toc_range toc_quotation_after(const toc_text *text, uint32_t from)
{
    const toc_sentence *s = &text->sentences.items[toc_tok(text, from)->sentence];
    uint32_t open = from;
    while (open < s->last && !toc_is_quote(text, open)) open++;
    if (open + 1 >= s->last) return (toc_range){from, from};
    uint32_t close = open + 1;
    while (close < s->last && !toc_is_quote(text, close)) close++;
    return (toc_range){open, close < s->last ? close + 1 : close};
}

/* The quotation that ends right before `end`: first to last mark, with the sentences before that it
 * began in. Empty if there is none. */
#define MAX_QUOTED_SENTENCES 8
static toc_range quotation_before(const toc_text *text, uint32_t end)
{
    const toc_range none = {end, end};
    uint32_t at = toc_tok(text, end - 1)->sentence;
    const toc_sentence *s = &text->sentences.items[at];
    uint32_t close = end;
    while (close > s->first && toc_is_mark(text, close - 1)) close--;
    if (close <= s->first + 1 || !toc_is_quote(text, close - 1)) return none;
    uint32_t open = close - 1;
    while (open > s->first && !toc_is_quote(text, open - 1)) open--;
    if (open > s->first) return (toc_range){open - 1, close};
    for (unsigned i = 0; i < MAX_QUOTED_SENTENCES && at > 0 && s->quoted; i++) {
        if ((s - 1)->paragraph != s->paragraph) break;
        s = &text->sentences.items[--at];
        if (s->quoted) continue;
        for (uint32_t t = s->last; t-- > s->first;)
            if (toc_is_quote(text, t)) return (toc_range){t, close};
        return none;
    }
    return (toc_range){s->first, close};
}

/* "...," said the mayor, who ...; "...," the mayor of X said: the quotation is what was said, whatever
 * the tree makes of it, and the phrase beside the verb the speaker. */
bool toc_said_quoted(toc_story *story, uint32_t cue, toc_attribution *a)
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
        if (!toc_is_mark(text, cue + 1) && toc_tok(text, cue + 1)->upos != TOC_ADP &&
            toc_tok(text, cue + 1)->upos != TOC_ADV && !toc_is_quote(text, cue + 1) &&
            story->time_of[cue + 1] == TOC_NONE)
            return false;
        while (first > s->first && !toc_is_quote(text, first - 1)) first--;
        if (first == s->first || chunk_of[first] == TOC_NONE) return false;
        for (uint32_t t = first; t < cue; t++) /* another verb between: a clause of its own */
            if (toc_is_verb(text, t) && toc_tok(text, t)->deprel != TOC_DEP_acl_relcl &&
                toc_tok(text, t)->deprel != TOC_DEP_acl && !toc_below(text, t, first))
                return false;
        speaker = first;
    }
    const toc_range quote = quotation_before(text, first);
    if (quote.first >= quote.last) return false;
    toc_range_add(story, &a->content, quote);
    const toc_chunk *c = &story->scene->chunks.items[chunk_of[speaker]];
    toc_range who = toc_range_of(text, c->head);
    who.first = speaker;
    for (uint32_t t = c->head + 1; t < s->last && t < who.last; t++)
        if (t == cue || toc_is_verb(text, t) || toc_lemma_is(text, t, "who")) who.last = t;
    if (who.last <= c->head) who.last = c->head + 1;
    if (speaker < cue && who.last > cue) who.last = cue;
    toc_range_add(story, &a->source, who);
    a->has_source = a->source.count > 0;
    a->entity = story->entity_of[c->head];
    const toc_range more = toc_quotation_after(text, who.last > cue ? who.last : cue + 1);
    if (more.first > cue) toc_range_add(story, &a->content, more); /* "...," he said, "..." */
    return a->content.count > 0;
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
bool toc_said_last(toc_story *story, uint32_t cue, toc_attribution *a)
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
    toc_range_add(story, &a->source, (toc_range){first, end});
    toc_range_add(story, &a->content, (toc_range){from, first});
    a->has_source = a->source.count > 0;
    a->entity = story->entity_of[head];
    return a->content.count > 0;
}

/* "1015 Coast guard: marines blew up three boats": a speaker, a colon, what is said; of a log or a transcript. */
void toc_said_colon(toc_story *story, const toc_sentence *s)
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
    toc_range_add(story, &a.source, (toc_range){name, t});
    const toc_span cue = {toc_tok(text, t)->start, toc_tok(text, t)->end};
    toc_push(story->arena, &a.cue, cue);
    toc_range_add(story, &a.content, (toc_range){t + 1, s->last});
    a.has_source = a.source.count > 0;
    toc_said_push(story, &a);
}
