/* src/event/triggers.c - words of table `event` in the candidate sentences, best reading first.
 *
 * From every token the trie is walked over lemmas; between two words of a pattern determiners,
 * possessives, adverbs and the modifiers of the next word's noun phrase may be skipped, and '*'
 * stands for a few tokens of the clause. Of all readings of a sentence the longest wins, among
 * equals one marked `none` (it yields no event), then the one with more and positive conditions. */
#include <stdlib.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "event/story.h"
#include "event/tree.h"

#define MAX_READINGS 256
#define CARRIED \
    32u /* what is carried says more than the verb that carries it, which may be a word of a row too */

typedef struct reading {
    toc_draft draft;
    uint32_t words, weight;
    uint32_t tokens[TOC_MAX_PHRASE_WORDS]; /* those that carry pattern words */
} reading;

typedef struct matcher {
    toc_story *story;
    const toc_sentence *sentence;
    uint32_t layer;
    uint32_t path[TOC_MAX_PHRASE_WORDS];
    uint32_t gap_first, gap_last;
    uint32_t carried; /* verbs skipped because they only carry the next word */
    reading *readings;
    uint32_t count, room;
} matcher;

/* The form of a verb that is a noun's too ("gunmen shot and killed"): with more words of the pattern
 * beside it, it may be what the tagger did not see. `pattern` begins with the verb's lemma. */
static bool verb_form(const toc_token *token, toc_slice pattern)
{
    toc_slice first;
    if (token->upos != TOC_NOUN || !toc_slice_cut(&pattern, ' ', &first)) return false;
    const uint64_t verb = toc_fold_hash(first);
    return verb != token->fold && verb != token->lemma_fold;
}

/* "Three men slain", "were shot": an irregular participle that the tagger takes for a noun. */
static bool hidden_participle(const toc_story *story, uint32_t t)
{
    const toc_text *text = story->scene->text;
    const toc_token *token = toc_tok(text, t);
    if ((token->upos != TOC_NOUN && token->upos != TOC_PROPN) ||
        t == text->sentences.items[token->sentence].first)
        return false;
    const toc_event_data *data = story->data;
    bool past = false; /* a form of another word, and no plural */
    for (uint32_t at = (uint32_t)token->fold & data->stem_mask; data->stems[at].form != 0;
         at = (at + 1) & data->stem_mask)
        past = past || (data->stems[at].form == token->fold &&
                        data->words[data->stems[at].word].lemma != token->fold &&
                        token->fold == token->lemma_fold);
    if (!past) return false;
    const toc_token *before = toc_tok(text, t - 1);
    if (before->upos == TOC_AUX) return before->lemma_fold == toc_hash("be", 2);
    return (before->upos == TOC_NOUN || before->upos == TOC_ADJ) &&
           toc_class_answer(story, t - 1, TOC_LIT("person")) != TOC_NO;
}

/* "A shooting two days ago", "killed in shooting": a gerund that the tagger takes for a verb. */
static bool hidden_noun(const toc_story *story, uint32_t t, uint32_t first)
{
    const toc_text *text = story->scene->text;
    if (toc_tok(text, t)->upos != TOC_VERB || !toc_is_gerund(text, t)) return false;
    if (first < t || (story->early != NULL && !story->early->parsed)) return true;
    if (toc_child(text, t, TOC_DEP_det) != TOC_NONE) return true;
    const toc_sentence *s = &text->sentences.items[toc_tok(text, t)->sentence];
    if (t == s->first) return false;
    const uint8_t before = toc_tok(text, t - 1)->upos;
    if (before == TOC_DET || before == TOC_ADJ) return true;
    const uint8_t after = t + 1 < s->last ? toc_tok(text, t + 1)->upos : TOC_PUNCT;
    return before == TOC_ADP && (after == TOC_PUNCT || after == TOC_ADP || after == TOC_VERB);
}

/* The row's part of speech fits the head `t`; `first` is the first of the pattern's `words` in the text. */
static bool pos_fits(const toc_story *story, toc_slice pos, toc_slice pattern, uint32_t words,
                     uint32_t t, uint32_t first)
{
    const toc_token *token = toc_tok(story->scene->text, t);
    if (token->upos == 0 || pos.len == 0) return true;
    switch (pos.ptr[0]) {
    case 'v':
        if (token->upos == TOC_VERB || token->upos == TOC_AUX || hidden_participle(story, t))
            return true;
        if (words > 1 && verb_form(token, pattern)) return true;
        /* a participle that the tagger calls an adjective: "12 soldiers wounded", "the besieged town" */
        return token->upos == TOC_ADJ && token->fold != token->lemma_fold;
    case 'n':
        if (token->upos == TOC_NOUN || token->upos == TOC_PROPN) return true;
        return hidden_noun(story, t, first);
    default: return true;
    }
}

/* How much a frame asks for, below 64: what must be there counts more than what must not, and a
 * blocking row stands above all others on the same words. */
static uint32_t strength(const toc_frame *frame)
{
    uint32_t sum = frame->none ? 32 : 0, negative = 0;
    for (uint32_t i = 0; i < frame->condition_count; i++) {
        const toc_condition *c = &frame->conditions[i];
        const bool open = toc_slice_is(c->words, "?") || toc_slice_is(c->words, "-");
        if (c->negative)
            negative++;
        else
            sum += open ? 2 : 6;
    }
    sum += negative < 2 ? negative : 2;
    return sum < 63 ? sum : 63;
}

/* How closely the code of an act of speech says what it is about, 0 to 3: of rows that ask for as much,
 * 0231 goes before 023, 023 before 020. */
static uint32_t closeness(toc_slice code, toc_type type)
{
    const unsigned quad = toc_type_quad(type);
    if (type != TOC_TYPE_NONE && quad != 1 && quad != 3) return 0;
    if (code.len > 3) return 3;
    return code.len == 3 && code.ptr[2] != '0' ? 2 : code.len == 3;
}

/* Adds a reading for each row that ends here. */
static void take_rows(matcher *m, uint32_t node, uint32_t depth)
{
    const toc_event_data *data = m->story->data;
    toc_hit hits[TOC_PATTERN_ROWS];
    const size_t n = toc_dict_at(&data->events, m->layer, node, hits, TOC_PATTERN_ROWS);
    for (size_t i = 0; i < n && m->count < m->room; i++) {
        const toc_slice pos = toc_dict_cell(&data->events, hits[i].row, data->col_pos);
        const bool noun = pos.len > 0 && pos.ptr[0] == 'n';
        const uint32_t head = noun ? m->path[depth - 1] : m->path[0];
        if (!pos_fits(m->story, pos, toc_dict_cell(&data->events, hits[i].row, 0), depth, head,
                      m->path[0]))
            continue;
        reading *r = &m->readings[m->count];
        *r = (reading){.words = depth};
        toc_draft *d = &r->draft;
        toc_slice bad;
        if (!toc_frame_parse(toc_dict_cell(&data->events, hits[i].row, data->col_frame), &d->frame,
                             &bad))
            continue;
        if (m->story->early != NULL && (d->frame.none || d->frame.weak)) continue;
        d->row = hits[i].row;
        d->token = head;
        d->noun = noun;
        d->first = m->path[0];
        d->last = m->path[depth - 1] + 1;
        d->gap_first = m->gap_first;
        d->gap_last = m->gap_last;
        d->sentence = toc_tok(m->story->scene->text, head)->sentence;
        d->support = d->parent = d->next = d->victim = TOC_NONE;
        d->event.type = toc_type_of(toc_dict_cell(&data->events, d->row, data->col_type));
        d->event.method = toc_method_of(toc_dict_cell(&data->events, d->row, data->col_method));
        toc_frame_defaults(&d->frame, d->event.type, noun);
        if (toc_frame_holds(m->story, d) == TOC_NO) continue;
        r->weight = (depth * 64 + strength(&d->frame) + m->carried * CARRIED) * 4 +
                    closeness(toc_dict_cell(&data->events, d->row, data->col_cameo), d->event.type);
        for (uint32_t k = 0; k < depth; k++) r->tokens[k] = m->path[k];
        m->count++;
    }
}

/* Child nodes for a token. */
static size_t steps(matcher *m, uint32_t node, uint32_t t, uint32_t *out, size_t room)
{
    const toc_event_data *data = m->story->data;
    uint64_t keys[TOC_PATTERN_KEYS];
    size_t n =
        toc_pattern_keys(data, toc_tok(m->story->scene->text, t)->fold, keys, TOC_PATTERN_KEYS);
    if (node != 0) n += toc_pair_keys(m->story, t, keys + n, TOC_PATTERN_KEYS - n);
    size_t found = 0;
    for (size_t i = 0; i < n && found < room; i++) {
        const uint32_t child = toc_dict_step(&data->events, m->layer, node, keys[i]);
        bool known = child == 0;
        for (size_t k = 0; k < found; k++) known = known || out[k] == child;
        if (!known) out[found++] = child;
    }
    return found;
}

/* May stand between two words of a pattern. */
static bool skippable(const toc_story *story, uint32_t t, uint32_t next)
{
    const toc_token *token = toc_tok(story->scene->text, t);
    if (token->fold == 0)
        return token->upos == TOC_PUNCT && !(token->flags & TOC_TOKEN_QUOTE) &&
               token->end == token->start + 1 && story->scene->text->text.ptr[token->start] == '-';
    if (token->upos == TOC_DET || token->upos == TOC_ADV || story->early != NULL) return true;
    if (token->upos == TOC_PRON && token->deprel == TOC_DEP_nmod_poss) return true;
    const uint32_t chunk = story->scene->chunk_of == NULL ? TOC_NONE : story->scene->chunk_of[next];
    if (chunk == TOC_NONE) return false;
    const toc_chunk *phrase = &story->scene->chunks.items[chunk];
    return chunk == story->scene->chunk_of[t] || /* "from at least one wound" */
           (phrase->number != TOC_NONE && t < phrase->first &&
            story->scene->numbers.items[phrase->number].first <= t);
}

/* "Agreed to [expand] trade", "refused to [send] food": after "to" a verb that only carries its object
 * (class `carrier`) may stand before the word that the pattern asks for. */
static bool carrier(const toc_story *story, uint32_t last, uint32_t t)
{
    const toc_token *to = toc_tok(story->scene->text, last);
    return t == last + 1 && to->fold == toc_hash("to", 2) &&
           toc_tok(story->scene->text, t)->upos == TOC_VERB &&
           toc_is_class(story, t, TOC_LIT("carrier"));
}

/* Patterns are at most TOC_MAX_PHRASE_WORDS long, which bounds this recursion. */
static void extend(matcher *m, uint32_t node, uint32_t depth)
{
    take_rows(m, node, depth);
    if (depth == TOC_MAX_PHRASE_WORDS || m->count == m->room) return;
    const uint32_t last = m->path[depth - 1], end = m->sentence->last;
    uint32_t children[8];
    for (uint32_t t = last + 1, skipped = 0; t < end && skipped <= TOC_PATTERN_SKIP;
         t++, skipped++) {
        bool free_way = true;
        for (uint32_t k = last + 1; k < t; k++)
            free_way = free_way && (skippable(m->story, k, t) || carrier(m->story, last, k));
        if (!free_way) continue; /* "at least" leads to the noun behind it only */
        const bool carried = t > last + 1 && carrier(m->story, last, last + 1);
        const size_t n = steps(m, node, t, children, 8);
        m->carried += carried;
        for (size_t i = 0; i < n; i++) {
            m->path[depth] = t;
            extend(m, children[i], depth + 1);
        }
        m->carried -= carried;
    }
    const uint32_t gap = toc_dict_step(&m->story->data->events, m->layer, node, TOC_KEY_GAP);
    if (gap == 0) return;
    for (uint32_t t = last + 2; t < end && t <= last + TOC_PATTERN_GAP; t++) {
        const toc_token *before = toc_tok(m->story->scene->text, t - 1);
        if (before->upos == TOC_PUNCT && before->end == before->start + 1 &&
            strchr(",;:.", m->story->scene->text->text.ptr[before->start]) != NULL)
            break;
        const size_t n = steps(m, gap, t, children, 8);
        for (size_t i = 0; i < n; i++) {
            const uint32_t kept_first = m->gap_first, kept_last = m->gap_last;
            m->gap_first = last + 1;
            m->gap_last = t;
            m->path[depth] = t;
            extend(m, children[i], depth + 1);
            m->gap_first = kept_first;
            m->gap_last = kept_last;
        }
    }
}

static int by_weight(const void *a, const void *b)
{
    const reading *x = a, *y = b;
    if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
    if (x->draft.token != y->draft.token) return x->draft.token < y->draft.token ? -1 : 1;
    if (x->draft.row.layer != y->draft.row.layer)
        return x->draft.row.layer < y->draft.row.layer ? -1 : 1;
    return x->draft.row.index < y->draft.row.index ? -1 : x->draft.row.index > y->draft.row.index;
}

/* The verb that carries a noun trigger: "launched an attack", "the attack was carried out by". */
static uint32_t support_of(const toc_story *story, uint32_t t)
{
    const toc_text *text = story->scene->text;
    const uint8_t rel = toc_tok(text, t)->deprel;
    const uint32_t head = toc_tok(text, t)->head;
    if (head != TOC_NONE && (rel == TOC_DEP_obj || rel == TOC_DEP_nsubj_pass) &&
        toc_is_verb(text, head) && toc_is_class(story, head, TOC_LIT("light-verb")))
        return head;
    /* "clashes erupted in": what happens to happenings */
    if (head != TOC_NONE && rel == TOC_DEP_nsubj && toc_is_verb(text, head) &&
        toc_is_class(story, head, TOC_LIT("occurs")))
        return head;
    for (uint32_t c = toc_next_child(text, t, TOC_NONE); c != TOC_NONE;
         c = toc_next_child(text, t, c))
        if ((toc_tok(text, c)->deprel == TOC_DEP_acl ||
             toc_tok(text, c)->deprel == TOC_DEP_acl_relcl) &&
            toc_is_class(story, c, TOC_LIT("light-verb")))
            return c;
    return TOC_NONE;
}

static void finish(toc_story *story, toc_draft *d)
{
    const toc_event_data *data = story->data;
    const toc_text *text = story->scene->text;
    toc_event *e = &d->event;
    e->mode = toc_mode_of(toc_dict_cell(&data->events, d->row, data->col_mode));
    if (e->mode == TOC_MODE_NONE) e->mode = toc_method_mode(e->method);
    const toc_slice cameo = toc_dict_cell(&data->events, d->row, data->col_cameo);
    if (cameo.len < sizeof e->cameo) memcpy(e->cameo, cameo.ptr, cameo.len);
    e->trigger = (toc_span){toc_tok(text, d->first)->start, toc_tok(text, d->last - 1)->end};
    e->lemma = toc_tok(text, d->token)->lemma;
    e->token = d->token;
    e->rule = toc_dict_where(&data->events, d->row, story->arena);
    e->criminal = d->frame.criminal;
    e->status = d->frame.status;
    e->time = e->place = TOC_NONE;
    e->earliest.day = e->latest.day = TOC_NO_DAY;
    if (!d->noun) return;
    d->support = support_of(story, d->token);
    const uint32_t det = toc_child(text, d->token, TOC_DEP_det);
    d->definite =
        det != TOC_NONE && (toc_lemma_is(text, det, "the") || toc_lemma_is(text, det, "this") ||
                            toc_lemma_is(text, det, "that"));
}

static void match(matcher *m)
{
    const toc_story *story = m->story;
    for (m->layer = 0; m->layer < story->data->events.layers; m->layer++) {
        for (uint32_t t = m->sentence->first; t < m->sentence->last; t++) {
            uint32_t children[8];
            if (!toc_pattern_begins(story->data, toc_tok(story->scene->text, t)->fold)) continue;
            const size_t n = steps(m, 0, t, children, 8);
            for (size_t i = 0; i < n; i++) {
                m->path[0] = t;
                m->gap_first = m->gap_last = 0;
                extend(m, children[i], 1);
            }
        }
    }
}

bool toc_triggers_foresee(const toc_event_data *data, toc_scene *scene, uint32_t sentence,
                          const toc_foresight *known)
{
    toc_story story = {.data = data, .scene = scene, .arena = scene->arena, .early = known};
    matcher m = {.story = &story,
                 .sentence = &scene->text->sentences.items[sentence],
                 .readings = TOC_NEW_N(scene->arena, reading, 1),
                 .room = 1};
    if (m.readings == NULL) return true;
    match(&m);
    return m.count > 0;
}

static void read_sentence(toc_story *story, const toc_sentence *sentence, reading *readings)
{
    matcher m = {.story = story, .sentence = sentence, .readings = readings, .room = MAX_READINGS};
    match(&m);
    qsort(readings, m.count, sizeof *readings, by_weight);
    uint64_t *taken = toc_alloc_n(story->arena, sentence->last - sentence->first, sizeof *taken);
    if (taken == NULL) return;
    const uint32_t begin = story->drafts.count;
    for (uint32_t i = 0; i < m.count; i++) {
        const reading *r = &readings[i];
        bool clash = false;
        for (uint32_t k = 0; k < r->words; k++)
            clash = clash || taken[r->tokens[k] - sentence->first] != 0;
        if (clash) continue;
        for (uint32_t k = 0; k < r->words; k++) taken[r->tokens[k] - sentence->first] = 1;
        if (!r->draft.frame.none) toc_push(story->arena, &story->drafts, r->draft);
    }
    /* text order */
    for (uint32_t i = begin + 1; i < story->drafts.count; i++) {
        const toc_draft d = story->drafts.items[i];
        uint32_t k = i;
        for (; k > begin && story->drafts.items[k - 1].token > d.token; k--)
            story->drafts.items[k] = story->drafts.items[k - 1];
        story->drafts.items[k] = d;
    }
    for (uint32_t i = begin; i < story->drafts.count; i++) finish(story, &story->drafts.items[i]);
}

void toc_triggers_find(toc_story *story)
{
    toc_text *text = story->scene->text;
    if (!story->data->has_events) return;
    reading *readings = TOC_NEW_N(story->arena, reading, MAX_READINGS);
    if (readings == NULL) return;
    for (uint32_t s = 0; s < text->sentences.count; s++)
        if (text->sentences.items[s].candidate ||
            (story->data->unfiltered && toc_sentence_told(&text->sentences.items[s])))
            read_sentence(story, &text->sentences.items[s], readings);
    toc_veto_apply(story);
    for (uint32_t i = 0; i < story->drafts.count; i++) {
        const toc_draft *d = &story->drafts.items[i];
        story->draft_of[d->token] = i;
    }
}
