/* src/event/attribution.c - who said what: cue, source and content of every reported statement.
 *
 * A cue verb (table `says`) has its content in a complement clause, in the clause it interrupts
 * ("X, he said"), in an infinitive, an object or under a preposition, as its row tells; its
 * source is its subject. "According to X" reports the rest of its sentence. A quotation that goes
 * on over the next sentences stays with its speaker. Spans are pieces of the text: what the cue's
 * own clause cuts out of the content is left out. */
#include "event/attribution_parts.h"

/* Tokens of a subtree as one range (the outermost ones). */
toc_range toc_range_of(const toc_text *text, uint32_t top)
{
    const toc_sentence *s = &text->sentences.items[toc_tok(text, top)->sentence];
    toc_range r = {top, top + 1};
    for (uint32_t t = s->first; t < s->last; t++) {
        if (!toc_below(text, t, top)) continue;
        if (t < r.first) r.first = t;
        if (t + 1 > r.last) r.last = t + 1;
    }
    return r;
}

static toc_range trimmed(const toc_text *text, toc_range r)
{
    while (r.first < r.last && toc_is_mark(text, r.first)) r.first++;
    while (r.last > r.first && toc_is_mark(text, r.last - 1)) r.last--;
    return r;
}

void toc_range_add(toc_story *story, toc_spans *out, toc_range r)
{
    const toc_text *text = story->scene->text;
    r = trimmed(text, r);
    if (r.first >= r.last) return;
    const toc_span span = {toc_tok(text, r.first)->start, toc_tok(text, r.last - 1)->end};
    toc_push(story->arena, out, span);
}

/* A range without the tokens of another that lies in it. */
void toc_range_add_without(toc_story *story, toc_spans *out, toc_range whole, toc_range hole)
{
    if (hole.last <= whole.first || hole.first >= whole.last) {
        toc_range_add(story, out, whole);
        return;
    }
    toc_range_add(story, out,
                  (toc_range){whole.first, hole.first > whole.first ? hole.first : whole.first});
    toc_range_add(story, out,
                  (toc_range){hole.last < whole.last ? hole.last : whole.last, whole.last});
}

bool toc_said_where(toc_slice list, const char *name)
{
    toc_slice word;
    while (toc_slice_cut(&list, ',', &word))
        if (toc_slice_is(word, name)) return true;
    return false;
}

/* The row of table `says` for a cue; its content cell. */
bool toc_said_row(const toc_story *story, uint32_t t, char pos, toc_slice *content)
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
    const toc_range r = toc_range_of(text, heads[0]);
    /* a relative clause in the source is no name of it; and the cue may hang inside */
    toc_range own = {r.first, r.last};
    for (uint32_t c = toc_next_child(text, heads[0], TOC_NONE); c != TOC_NONE;
         c = toc_next_child(text, heads[0], c))
        if (toc_tok(text, c)->deprel == TOC_DEP_acl_relcl && c > heads[0]) {
            const toc_range relative = toc_range_of(text, c);
            if (relative.first < own.last && relative.first > heads[0]) own.last = relative.first;
        }
    if (cue >= own.first && cue < own.last) own = (toc_range){heads[0], heads[0] + 1};
    toc_range_add(story, &a->source, own);
    const uint32_t who = toc_child(text, cue, TOC_DEP_nsubj); /* "the mayor, who said": both */
    if (a->source.count > 0 && who != TOC_NONE && who > own.last &&
        toc_tok(text, cue)->deprel == TOC_DEP_acl_relcl && toc_tok(text, who)->upos == TOC_PRON)
        toc_range_add(story, &a->source, (toc_range){who, who + 1});
    a->has_source = a->source.count > 0;
    a->entity = story->entity_of[heads[0]];
}

void toc_said_push(toc_story *story, const toc_attribution *a)
{
    if (a->content.count > 0 && a->cue.count > 0)
        toc_push(story->arena, &story->scene->record->attributions, *a);
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
    if (!toc_said_row(story, t, noun ? 'n' : 'v', &where)) return;
    if (!noun && is_own_words(text, t)) return;
    toc_attribution a = {0};
    toc_range_add(story, &a.cue, (toc_range){t, t + 1});
    if (!noun && toc_said_where(where, "clause") &&
        (toc_said_quoted(story, t, &a) || toc_said_last(story, t, &a))) {
        toc_said_push(story, &a);
        return;
    }
    a = (toc_attribution){.cue = a.cue};
    a.names = toc_said_content(story, t, where, &a.content);
    if (a.content.count == 0 && !noun && toc_said_where(where, "clause"))
        toc_said_beside(story, t, &a.content);
    source_of(story, t, noun, &a);
    const bool bare = toc_tok(text, t)->fold == toc_tok(text, t)->lemma_fold;
    if ((noun || bare || !toc_is_passive(text, t)) && !a.has_source) return;
    toc_said_push(story, &a);
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
    toc_range who = toc_range_of(text, head);
    if (who.first > end || who.first < t) who.first = end;
    who.first = end;
    if (who.last <= end) who.last = head + 1;
    toc_attribution a = {0};
    toc_range_add(story, &a.cue, (toc_range){t, end});
    toc_range_add(story, &a.source, who);
    a.has_source = a.source.count > 0;
    a.entity = story->entity_of[head];
    toc_range_add_without(story, &a.content, (toc_range){s->first, s->last},
                          (toc_range){t, who.last});
    toc_said_push(story, &a);
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
    const bool another = !s->quoted && toc_is_quote(text, s->first) && s->start > 0 &&
                         s != text->sentences.items && (s - 1)->paragraph == s->paragraph;
    uint32_t end = s->first + 1;
    while (end < s->last && !toc_is_quote(text, end)) end++;
    if (end < s->last) end++;
    const bool opens = s->quoted || toc_is_quote(text, s->first);
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
    toc_range_add(story, &last->content, (toc_range){s->first, end});
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
            if (toc_is_quote(text, t)) inside = !inside;
            if ((upos == TOC_VERB || upos == TOC_NOUN) && !inside) verb_cue(story, t);
            if (upos == TOC_VERB || upos == TOC_ADP) according(story, s, t);
        }
        if (story->scene->record->attributions.count == before) toc_said_colon(story, s);
        speaker = carry_on(story, s, speaker, before);
    }
}
