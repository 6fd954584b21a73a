/* src/event/relevance.c - the prefilter: which sentences could hold an event.
 *
 * The trie of patterns is walked as triggers.c walks it, over the same keys, but with everything
 * allowed that only syntax could forbid: a word may be any part of speech, a phrase may fill any
 * slot. A condition "obj:convoy|@weapon" holds if the sentence has such a word at all. What is not
 * met here cannot be met there, so a text without such a sentence has no events, and nothing else
 * need be worked out about it. Rows that block (`none`) make no event; rows that say little alone
 * (`weak`) make none without another. */
#include "base/limits.h"
#include "base/utf8.h"
#include "event/story.h"

enum { NOTHING, WEAK, STRONG };

typedef struct walk {
    const toc_event_data *data;
    const toc_text *text;
    const toc_token *tokens;
    const toc_sentence *sentence;
    uint32_t layer;
    int found;
    bool known;                /* words and classes of the sentence are in the sets */
    bool placed;               /* `may` is known */
    unsigned may;              /* places that it may name */
    uint64_t *words, *classes; /* bit sets of what its forms may stand for */
} walk;

static bool has_bit(const uint64_t *set, uint32_t i)
{
    return (set[i / 64] >> (i % 64) & 1) != 0;
}

static void set_bit(uint64_t *set, uint32_t i)
{
    set[i / 64] |= (uint64_t)1 << (i % 64);
}

static size_t set_words(uint32_t count)
{
    return (size_t)count / 64 + 1;
}

static void know_sentence(walk *w)
{
    const toc_event_data *data = w->data;
    w->known = true;
    memset(w->words, 0, set_words(data->word_count) * sizeof *w->words);
    memset(w->classes, 0, set_words(data->class_count) * sizeof *w->classes);
    for (uint32_t t = w->sentence->first; t < w->sentence->last; t++) {
        const uint64_t fold = w->tokens[t].fold;
        if (fold == 0) continue;
        for (uint32_t at = (uint32_t)fold & data->stem_mask; data->stems[at].form != 0;
             at = (at + 1) & data->stem_mask) {
            if (data->stems[at].form != fold) continue;
            const toc_pattern_word *word = &data->words[data->stems[at].word];
            set_bit(w->words, data->stems[at].word);
            for (uint32_t k = 0; k < word->class_count; k++)
                set_bit(w->classes, data->word_classes[word->first_class + k]);
        }
    }
}

unsigned toc_event_places(const toc_event_data *data, const toc_text *text, uint32_t sentence)
{
    if (data->where == NULL) return TOC_WHERE_MAY_PLACE | TOC_WHERE_MAY_COUNTRY;
    return toc_where_foresee(data->where, text, sentence);
}

static bool may_be(walk *w, unsigned place)
{
    if (!w->placed)
        w->may =
            toc_event_places(w->data, w->text, (uint32_t)(w->sentence - w->text->sentences.items));
    w->placed = true;
    return (w->may & place) != 0;
}

/* Classes that more than words belong to: kinds of entities, places, numbers. */
static bool open_class(walk *w, toc_slice name)
{
    static const char *const OPEN[] = {"actor", "time", "money"};
    if (toc_slice_is(name, "place")) return may_be(w, TOC_WHERE_MAY_PLACE);
    if (toc_slice_is(name, "country")) return may_be(w, TOC_WHERE_MAY_COUNTRY);
    for (size_t i = 0; i < sizeof OPEN / sizeof *OPEN; i++)
        if (toc_slice_is(name, OPEN[i])) return true;
    return toc_entity_of(name) != TOC_ENTITY_NONE;
}

static bool row_of_class(const toc_event_data *data, const uint64_t *keys, size_t count,
                         toc_slice name)
{
    toc_hit hits[16];
    const size_t n = toc_dict_match(&data->classes, keys, count, hits, 16);
    for (size_t i = 0; i < n; i++)
        if (hits[i].words == count &&
            toc_class_listed(toc_dict_cell(&data->classes, hits[i].row, data->col_class), name))
            return true;
    return false;
}

/* A word of the sentence is in a row of the class, alone or with the word before it: the set only says
 * that one may end such a row ("league" of "Arab League"). */
static bool has_class(const walk *w, uint32_t id, toc_slice name)
{
    const toc_event_data *data = w->data;
    for (uint32_t t = w->sentence->first; t < w->sentence->last; t++) {
        const uint64_t fold = w->tokens[t].fold;
        for (uint32_t at = (uint32_t)fold & data->stem_mask; fold != 0 && data->stems[at].form != 0;
             at = (at + 1) & data->stem_mask) {
            if (data->stems[at].form != fold) continue;
            const toc_pattern_word *word = &data->words[data->stems[at].word];
            bool listed = false;
            for (uint32_t k = 0; k < word->class_count; k++)
                listed = listed || data->word_classes[word->first_class + k] == id;
            const uint64_t keys[2] = {toc_fold_before(w->text, t), word->lemma};
            if (listed && (row_of_class(data, keys + 1, 1, name) ||
                           (keys[0] != 0 && row_of_class(data, keys, 2, name))))
                return true;
        }
    }
    return false;
}

/* Some word of the sentence could be one of these. */
static bool could_fit(walk *w, toc_slice words)
{
    if (!w->known) know_sentence(w);
    toc_slice word;
    while (toc_slice_cut(&words, '|', &word)) {
        if (word.len == 0) continue;
        if (word.ptr[0] == '@') {
            const toc_slice name = toc_slice_sub(word, 1, word.len);
            if (open_class(w, name)) return true;
            const uint32_t id = toc_lexicon_class(w->data, name);
            if (id != TOC_NONE && has_bit(w->classes, id) && has_class(w, id, name)) return true;
        } else {
            const uint32_t id = toc_lexicon_word(w->data, toc_fold_hash(word));
            if (id != TOC_NONE && has_bit(w->words, id)) return true;
        }
    }
    return false;
}

static bool could_hold(walk *w, const toc_frame *frame)
{
    for (uint32_t i = 0; i < frame->condition_count; i++) {
        const toc_condition *c = &frame->conditions[i];
        if (c->negative || toc_slice_is(c->words, "?") || toc_slice_is(c->words, "-")) continue;
        if (!could_fit(w, c->words)) return false;
    }
    return true;
}

/* The best of the rows that end at a node. */
static int rows_at(walk *w, uint32_t node)
{
    toc_hit hits[TOC_PATTERN_ROWS];
    const size_t n = toc_dict_at(&w->data->events, w->layer, node, hits, TOC_PATTERN_ROWS);
    int best = NOTHING;
    for (size_t i = 0; i < n && best < STRONG; i++) {
        toc_frame frame;
        toc_slice bad;
        if (!toc_frame_parse(toc_dict_cell(&w->data->events, hits[i].row, w->data->col_frame),
                             &frame, &bad))
            continue;
        if (!frame.none && (!frame.weak || best == NOTHING) && could_hold(w, &frame))
            best = frame.weak ? WEAK : STRONG;
    }
    return best;
}

static void step(walk *w, uint32_t node, uint32_t t, unsigned depth);

/* Patterns are at most TOC_MAX_PHRASE_WORDS long, which bounds this recursion. */
static void extend(walk *w, uint32_t node, uint32_t last, unsigned depth)
{
    const uint32_t end = w->sentence->last;
    const int here = rows_at(w, node);
    if (here > w->found) w->found = here;
    if (depth == TOC_MAX_PHRASE_WORDS) return;
    for (uint32_t t = last + 1; t < end && t <= last + 1 + TOC_PATTERN_SKIP && w->found < STRONG;
         t++)
        step(w, node, t, depth);
    const uint32_t gap = toc_dict_step(&w->data->events, w->layer, node, TOC_KEY_GAP);
    for (uint32_t t = last + 2;
         gap != 0 && t < end && t <= last + TOC_PATTERN_GAP && w->found < STRONG; t++)
        step(w, gap, t, depth);
}

static void step(walk *w, uint32_t node, uint32_t t, unsigned depth)
{
    uint64_t keys[TOC_PATTERN_KEYS];
    const size_t n = toc_pattern_keys_open(w->data, w->tokens[t].fold, keys, TOC_PATTERN_KEYS);
    for (size_t i = 0; i < n && w->found < STRONG; i++) {
        const uint32_t child = toc_dict_step(&w->data->events, w->layer, node, keys[i]);
        if (child != 0) extend(w, child, t, depth + 1);
    }
}

static int look(walk *w)
{
    w->found = NOTHING;
    w->known = w->placed = false;
    for (w->layer = 0; w->layer < w->data->events.layers; w->layer++)
        for (uint32_t t = w->sentence->first; t < w->sentence->last && w->found < STRONG; t++)
            if (toc_pattern_begins(w->data, w->tokens[t].fold)) step(w, 0, t, 0);
    return w->found;
}

bool toc_relevant(const toc_event_data *data, toc_text *text)
{
    walk w = {.data = data,
              .text = text,
              .tokens = text->tokens.items,
              .words = TOC_NEW_N(text->arena, uint64_t, set_words(data->word_count)),
              .classes = TOC_NEW_N(text->arena, uint64_t, set_words(data->class_count))};
    bool relevant = false;
    for (uint32_t i = 0; i < text->sentences.count; i++) {
        toc_sentence *s = &text->sentences.items[i];
        w.sentence = s;
        const bool able = data->has_events && w.words != NULL && w.classes != NULL;
        const int found = toc_sentence_told(s) && able ? look(&w) : NOTHING;
        s->candidate = found > NOTHING;
        relevant = relevant || found == STRONG;
    }
    return relevant;
}
