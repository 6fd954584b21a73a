/* src/legacy/marks.c - which phrases of the dictionaries stand where; clauses between commas that
 * are left out; verbs that are nouns here. */
#include "legacy/sentence.h"

#include "base/hash.h"

enum { MAX_ITEMS = 32, PETRARCH_GAP = 3 };

/* ---------------------------------------------------------------- phrases */
static bool word_in(toc_slice word, const char *const *list)
{
    for (; *list != NULL; list++)
        if (toc_slice_is(word, *list)) return true;
    return false;
}

static bool is_conjunction(toc_slice word)
{
    static const char *const WORDS[] = {"AND", "OR", "NOR", "BUT", NULL};
    return word_in(word, WORDS);
}

static uint8_t grammar_of(const toc_legacy_word *w)
{
    const toc_slice word = w->upper;
    static const char *const DETERMINERS[] = {"A", "AN", "THE", NULL};
    static const char *const PRONOUNS[] = {"HE", "SHE", "IT", "THEY", "HIM", "HER", "THEM", NULL};
    if (is_conjunction(word)) return TOC_LEGACY_IS_CONJUNCTION;
    if (word_in(word, DETERMINERS)) return TOC_LEGACY_IS_DETERMINER;
    if (word_in(word, PRONOUNS)) return TOC_LEGACY_IS_PRONOUN;
    return w->upos == TOC_ADJ ? TOC_LEGACY_IS_ADJECTIVE : TOC_LEGACY_PLAIN;
}

/* Words that a phrase with other words in between may reach over. */
static uint32_t reach(const toc_legacy_sentence *s, uint32_t from)
{
    const uint32_t most =
        s->suite->flavour == TOC_LEGACY_TABARI ? TOC_LEGACY_MAX_WORDS : PETRARCH_GAP + 1;
    uint32_t end = from;
    while (end < s->words.count && end - from < most &&
           s->words.items[end].mark != TOC_LEGACY_IS_COMMA &&
           !is_conjunction(s->words.items[end].upper))
        end++;
    return end;
}

static bool free_word(const toc_legacy_sentence *s, uint32_t word, const toc_legacy_item *item)
{
    const toc_legacy_word *w = &s->words.items[word];
    return w->inside == TOC_LEGACY_NONE && w->root == TOC_LEGACY_NONE &&
           toc_legacy_word_is(item, w->upper);
}

/* Greedy: the first place of every word that is free to move; words that are joined follow at once. */
static bool root_fits(const toc_legacy_sentence *s, const toc_legacy_root *root, uint32_t word,
                      uint32_t *at)
{
    const toc_legacy_phrase *p = &root->phrase;
    uint32_t k = 0, from = word, end = word + 1;
    while (k < p->count) {
        uint32_t run = k; /* items [k, run] are joined */
        while (run + 1 < p->count && p->items[run].joined) run++;
        bool found = false;
        for (uint32_t start = from; start < end && !found; start++) {
            found = start + (run - k) < s->words.count;
            for (uint32_t i = k; found && i <= run; i++) {
                at[i] = start + (i - k);
                found = p->items[i].kind == TOC_LEGACY_WORD && free_word(s, at[i], &p->items[i]);
            }
        }
        if (!found) return false;
        from = at[run] + 1;
        end = reach(s, from);
        k = run + 1;
    }
    /* PETRARCH takes "pro-Norland" for one word, which is not Norland */
    return s->suite->flavour == TOC_LEGACY_TABARI || root->kind == TOC_LEGACY_ROOT_VERB ||
           (!s->words.items[word].hyphen_before && !s->words.items[at[p->count - 1]].hyphen_after);
}

typedef struct best_root {
    uint32_t root, at[MAX_ITEMS];
} best_root;

static bool better(const toc_legacy_suite *suite, uint32_t new, uint32_t old)
{
    if (old == TOC_LEGACY_NONE) return true;
    const toc_legacy_root *a = &suite->roots.items[new], *b = &suite->roots.items[old];
    if (a->length != b->length) return a->length > b->length;
    if (a->kind != b->kind) return a->kind < b->kind;
    /* of two verbs PETRARCH keeps the one that it read last */
    return a->kind == TOC_LEGACY_ROOT_VERB && suite->flavour != TOC_LEGACY_TABARI ? new > old
                                                                                  : new < old;
}

static void try_roots(const toc_legacy_sentence *s, toc_slice beginning, uint32_t word,
                      best_root *best)
{
    const toc_legacy_suite *suite = s->suite;
    uint32_t r = suite->buckets[toc_hash_slice(beginning) & suite->bucket_mask];
    for (; r != TOC_LEGACY_NONE; r = suite->roots.items[r].next) {
        uint32_t at[MAX_ITEMS];
        const toc_legacy_root *root = &suite->roots.items[r];
        if (root->phrase.count > MAX_ITEMS || !toc_slice_eq(root->phrase.items[0].word, beginning))
            continue;
        if (!better(suite, r, best->root) || !root_fits(s, root, word, at)) continue;
        best->root = r;
        memcpy(best->at, at, root->phrase.count * sizeof *at);
    }
}

/* Every beginning of the word, and what it may have lost before its ending: DEPLOR(E)ING, DEN(Y)IED. */
static void find_root(const toc_legacy_sentence *s, uint32_t word, best_root *best)
{
    const toc_slice upper = s->words.items[word].upper;
    best->root = TOC_LEGACY_NONE;
    for (size_t n = upper.len < s->suite->longest_word ? upper.len : s->suite->longest_word; n > 0;
         n--)
        try_roots(s, toc_slice_sub(upper, 0, n), word, best);
    char restored[64];
    if (upper.len < 4 || upper.len > sizeof restored) return;
    const toc_slice ending = toc_slice_sub(upper, upper.len - 3, upper.len);
    const char lost = toc_slice_is(ending, "ING")                                  ? 'E'
                      : toc_slice_is(ending, "IES") || toc_slice_is(ending, "IED") ? 'Y'
                                                                                   : 0;
    if (lost == 0) return;
    memcpy(restored, upper.ptr, upper.len - 3);
    restored[upper.len - 3] = lost;
    try_roots(s, (toc_slice){restored, upper.len - 2}, word, best);
}

static uint8_t mark_of(uint8_t kind)
{
    static const uint8_t MARKS[] = {[TOC_LEGACY_ROOT_DISCARD] = TOC_LEGACY_PLAIN,
                                    [TOC_LEGACY_ROOT_ACTOR] = TOC_LEGACY_IS_ACTOR,
                                    [TOC_LEGACY_ROOT_AGENT] = TOC_LEGACY_IS_AGENT,
                                    [TOC_LEGACY_ROOT_NOUN_WORD] = TOC_LEGACY_IS_NOUN,
                                    [TOC_LEGACY_ROOT_ADJECTIVE] = TOC_LEGACY_IS_ADJECTIVE,
                                    [TOC_LEGACY_ROOT_TIME] = TOC_LEGACY_IS_TIME,
                                    [TOC_LEGACY_ROOT_VERB] = TOC_LEGACY_IS_VERB};
    return MARKS[kind];
}

static void clear_marks(toc_legacy_sentence *s)
{
    for (uint32_t i = 0; i < s->words.count; i++) {
        toc_legacy_word *w = &s->words.items[i];
        if (w->mark != TOC_LEGACY_IS_COMMA || w->upper.ptr[0] == ',')
            w->mark = w->upper.ptr[0] == ',' ? TOC_LEGACY_IS_COMMA : TOC_LEGACY_PLAIN;
        w->root = w->inside = w->mention = TOC_LEGACY_NONE;
        w->listed = false;
    }
}

static void find_phrases(toc_legacy_sentence *s)
{
    clear_marks(s);
    for (uint32_t i = 0; i < s->words.count; i++) {
        toc_legacy_word *w = &s->words.items[i];
        if (w->inside != TOC_LEGACY_NONE || w->mark == TOC_LEGACY_IS_COMMA) continue;
        best_root best;
        find_root(s, i, &best);
        if (best.root == TOC_LEGACY_NONE) {
            w->mark = grammar_of(w);
            continue;
        }
        const toc_legacy_root *root = &s->suite->roots.items[best.root];
        w->mark = mark_of(root->kind);
        w->root = best.root;
        for (uint32_t k = 1; k < root->phrase.count; k++) s->words.items[best.at[k]].inside = i;
    }
}

/* ---------------------------------------------------------------- discards */
static void verdict(toc_legacy_sentence *s, toc_slice code)
{
    if (code.len >= 3 && memcmp(code.ptr, "###", 3) == 0)
        s->verdict = TOC_LEGACY_DISCARDED;
    else if (s->verdict == TOC_LEGACY_FINE && code.len >= 3 && memcmp(code.ptr, "+++", 3) == 0)
        s->verdict = TOC_LEGACY_TOO_COMPLEX;
}

static int32_t days(toc_slice code)
{
    int32_t n = 0;
    for (size_t i = 1; i < code.len && code.ptr[i] >= '0' && code.ptr[i] <= '9' && n < 10000; i++)
        n = n * 10 + (code.ptr[i] - '0');
    return code.len > 0 && code.ptr[0] == '-' ? -n : n;
}

static void weigh_root(toc_legacy_sentence *s, const toc_legacy_root *root)
{
    const toc_legacy_suite *suite = s->suite;
    switch ((toc_legacy_root_kind)root->kind) {
    case TOC_LEGACY_ROOT_DISCARD: s->verdict = TOC_LEGACY_DISCARDED; break;
    case TOC_LEGACY_ROOT_ACTOR:
        verdict(s, toc_legacy_actor_code(&suite->actors.items[root->entry], s->day));
        break;
    case TOC_LEGACY_ROOT_VERB:
        if (toc_slice_is(suite->verbs.items[root->entry].code.text, "###"))
            s->verdict = TOC_LEGACY_DISCARDED;
        break;
    case TOC_LEGACY_ROOT_TIME: {
        const toc_slice code = suite->actors.items[root->entry].codes.items[0].code;
        if (!s->options->time_shift) break;
        verdict(s, code);
        s->shift += days(code);
        break;
    }
    case TOC_LEGACY_ROOT_AGENT:
    case TOC_LEGACY_ROOT_NOUN_WORD:
    case TOC_LEGACY_ROOT_ADJECTIVE: break;
    }
}

static void weigh_roots(toc_legacy_sentence *s)
{
    for (uint32_t i = 0; i < s->words.count; i++)
        if (s->words.items[i].root != TOC_LEGACY_NONE)
            weigh_root(s, &s->suite->roots.items[s->words.items[i].root]);
}

/* ---------------------------------------------------------------- compounds: "A, B and the bad C" */
static bool is_mark(const toc_legacy_sentence *s, uint32_t word, toc_legacy_mark mark)
{
    return word < s->words.count && s->words.items[word].mark == mark;
}

static bool is_party(const toc_legacy_sentence *s, uint32_t word)
{
    return is_mark(s, word, TOC_LEGACY_IS_ACTOR) || is_mark(s, word, TOC_LEGACY_IS_AGENT);
}

/* Part of a noun phrase by its word class, where there is one. */
static bool is_modifier(const toc_legacy_sentence *s, uint32_t word)
{
    if (word >= s->words.count || s->words.items[word].mark != TOC_LEGACY_PLAIN) return false;
    const unsigned upos = s->words.items[word].upos;
    return upos == TOC_ADJ || upos == TOC_NOUN || upos == TOC_NUM;
}

static uint32_t over_modifiers(const toc_legacy_sentence *s, uint32_t word)
{
    while (is_mark(s, word, TOC_LEGACY_IS_DETERMINER) ||
           is_mark(s, word, TOC_LEGACY_IS_ADJECTIVE) || is_mark(s, word, TOC_LEGACY_IS_NOUN) ||
           is_modifier(s, word))
        word = toc_legacy_after(s, word);
    return word;
}

/* Behind an actor with its agents and nouns: "Gondor security officials". */
static uint32_t over_party(const toc_legacy_sentence *s, uint32_t word)
{
    word = toc_legacy_after(s, word);
    while (is_party(s, word) || is_mark(s, word, TOC_LEGACY_IS_NOUN) ||
           is_mark(s, word, TOC_LEGACY_IS_ADJECTIVE))
        word = toc_legacy_after(s, word);
    return word;
}

static void find_list(toc_legacy_sentence *s, uint32_t first)
{
    uint32_t separators[TOC_LEGACY_MAX_WORDS], count = 0, word = over_party(s, first);
    bool conjunction = false;
    for (;;) {
        uint32_t next = word;
        if (is_mark(s, next, TOC_LEGACY_IS_COMMA)) separators[count++] = next++;
        if (is_mark(s, next, TOC_LEGACY_IS_CONJUNCTION)) separators[count++] = next++;
        if (next == word) break;
        const bool joined = next > word && is_mark(s, next - 1, TOC_LEGACY_IS_CONJUNCTION);
        if (joined && toc_slice_is(s->words.items[next - 1].upper, "BUT")) {
            while (count > 0 && separators[count - 1] >= word) count--;
            break;
        }
        next = over_modifiers(s, next);
        if (!is_party(s, next)) {
            while (count > 0 && separators[count - 1] >= word) count--;
            break;
        }
        conjunction = conjunction || joined;
        word = over_party(s, next);
    }
    for (uint32_t i = 0; conjunction && i < count; i++) {
        s->words.items[separators[i]].mark = TOC_LEGACY_IS_CONJUNCTION;
        s->words.items[separators[i]].listed = true;
    }
}

static void find_lists(toc_legacy_sentence *s)
{
    for (uint32_t i = 0; i < s->words.count; i++)
        if (is_party(s, i) && !(i > 0 && is_party(s, i - 1))) find_list(s, i);
}

/* ---------------------------------------------------------------- clauses between commas */
static bool in_range(toc_legacy_range range, uint32_t words)
{
    return range.max > 0 && words >= range.min && words <= range.max;
}

/* Leaves out the words of short clauses between commas, with the commas at both ends. */
static bool drop_comma_clauses(toc_legacy_sentence *s)
{
    const toc_legacy_options *o = s->options;
    bool *drop = TOC_NEW_N(s->arena, bool, s->words.count + 1);
    uint32_t start = 0, dropped = 0;
    bool aside = false; /* the clause before was left out */
    bool verb =
        false; /* seen in what stays: else the clause behind an aside has the sentence's verb */
    if (drop == NULL) return false;
    for (uint32_t i = 0; i <= s->words.count; i++) {
        if (i < s->words.count && s->words.items[i].mark != TOC_LEGACY_IS_COMMA) continue;
        const bool first = start == 0, last = i == s->words.count;
        const toc_legacy_range range = first ? o->comma_begin : last ? o->comma_end : o->comma;
        const bool goes =
            !(first && last) && !(last && aside && !verb) && in_range(range, i - start);
        if (goes) {
            for (uint32_t k = first ? 0 : start - 1; k < i; k++) drop[k] = true;
            if (!last) drop[i] = true;
            dropped += i - start;
        } else {
            for (uint32_t k = start; k < i; k++)
                verb = verb || s->words.items[k].mark == TOC_LEGACY_IS_VERB;
        }
        aside = goes && !first;
        start = i + 1;
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < s->words.count; i++)
        if (!drop[i]) s->words.items[kept++] = s->words.items[i];
    s->words.count = kept;
    return dropped > 0;
}

/* ---------------------------------------------------------------- nouns that look like verbs */
static void mark_nouns(toc_legacy_sentence *s)
{
    bool lower = false;
    for (uint32_t i = 0; i < s->words.count; i++) lower = lower || s->words.items[i].lower_seen;
    for (uint32_t i = 1; i < s->words.count; i++) {
        toc_legacy_word *w = &s->words.items[i];
        if (w->mark != TOC_LEGACY_IS_VERB) continue;
        const bool named = w->capital && lower;
        const bool other = w->upos == TOC_NOUN || w->upos == TOC_PROPN || w->upos == TOC_ADJ;
        if (named || other || s->words.items[i - 1].mark == TOC_LEGACY_IS_DETERMINER)
            w->mark = TOC_LEGACY_IS_NOUN;
    }
}

void toc_legacy_phrases(toc_legacy_sentence *s)
{
    find_phrases(s);
    weigh_roots(s);
}

void toc_legacy_marks(toc_legacy_sentence *s)
{
    uint32_t words = 0;
    for (uint32_t i = 0; i < s->words.count; i++)
        words += s->words.items[i].mark != TOC_LEGACY_IS_COMMA;
    if (words < s->options->min_words) {
        s->verdict = TOC_LEGACY_TOO_SHORT;
        return;
    }
    find_phrases(s);
    weigh_roots(s);
    if (s->verdict != TOC_LEGACY_FINE) return;
    find_lists(s);
    if (drop_comma_clauses(s)) {
        find_phrases(s);
        find_lists(s);
    }
    mark_nouns(s);
}
