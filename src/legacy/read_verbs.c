/* src/legacy/read_verbs.c - verb dictionaries: TABARI's flat list and PETRARCH's blocks.
 *
 *   TABARI                          PETRARCH
 *   <SYNSETS>                       &TALKS
 *   &TALKS                          +NEGOTIATIONS
 *   +NEGOTIATIONS
 *   </SYNSETS>                      --- MEET [040] ---
 *   MEET [031:031] ;note            MEET {MET MEETS MEETING}
 *   { MET_ MEETING_ }               +SIT_DOWN
 *   - * &TALKS [032]                - * &TALKS (IN CAPITAL) [042]      # note */
#include <stdlib.h>

#include "legacy/suite.h"

typedef enum section { IN_VERBS, IN_SETS, IN_TIME, IN_ATTRIBUTION } section;

typedef struct verbs_state {
    section section;
    uint32_t set;   /* whose elements come; NONE */
    uint32_t block; /* whose patterns come; NONE */
    uint32_t verb;  /* TABARI: whose forms come */
    bool lost;      /* the verb could not be read: its patterns need no words of their own */
    toc_legacy_code code, back; /* PETRARCH: of the block */
} verbs_state;

static toc_legacy_endings pattern_endings(const toc_legacy_suite *suite)
{
    if (suite->flavour == TOC_LEGACY_TABARI)
        return (toc_legacy_endings){TOC_LEGACY_OPEN, TOC_LEGACY_EXACT};
    return (toc_legacy_endings){TOC_LEGACY_NOUN, TOC_LEGACY_EXACT};
}

/* PETRARCH 2 writes prepositional phrases in parentheses. */
static toc_slice petrarch_words(toc_arena *arena, toc_slice words)
{
    char *out = toc_alloc(arena, words.len + 1);
    size_t n = 0;
    if (out == NULL) return TOC_LIT("");
    for (size_t i = 0; i < words.len; i++) {
        /* "DID N'T" is one word here */
        if (words.ptr[i] == ' ' && i + 4 <= words.len && memcmp(words.ptr + i, " N'T", 4) == 0)
            continue;
        out[n++] = words.ptr[i] == '(' || words.ptr[i] == ')' ? ' ' : words.ptr[i];
    }
    return (toc_slice){out, n};
}

/* ---------------------------------------------------------------- synonym sets */
static void set_line(toc_legacy_reader *r, verbs_state *s, toc_slice line)
{
    toc_legacy_suite *suite = r->suite;
    toc_slice name =
        toc_legacy_upper(&suite->arena, toc_slice_trim(toc_slice_sub(line, 1, line.len)));
    while (name.len > 0 && name.ptr[name.len - 1] == '_') name.len--; /* "no plurals" */
    if (name.len == 0) {
        toc_legacy_complain(r, r->line, "\"&\" is followed by no name of a synonym set");
        s->set = TOC_LEGACY_NONE;
        return;
    }
    s->set = toc_legacy_set_of(r, name);
    if (s->set < suite->sets.count) suite->sets.items[s->set].defined = true;
}

static void element_line(toc_legacy_reader *r, const verbs_state *s, toc_slice line)
{
    toc_legacy_phrase phrase;
    if (s->set == TOC_LEGACY_NONE) {
        toc_legacy_complain(r, r->line, "\"+\" with no synonym set above it");
        return;
    }
    toc_slice words = toc_slice_sub(line, 1, line.len);
    if (r->suite->flavour != TOC_LEGACY_TABARI) words = petrarch_words(&r->suite->arena, words);
    if (!toc_legacy_phrase_read(r, words, pattern_endings(r->suite), &phrase)) return;
    if (s->set < r->suite->sets.count)
        toc_push(&r->suite->arena, &r->suite->sets.items[s->set].elements, phrase);
}

/* Names of sets are needed to split "&TIES_MEMOS": they are looked up in the whole file first. */
static void find_sets(toc_legacy_reader *r)
{
    toc_legacy_reader ahead = *r;
    ahead.report = NULL;
    const uint32_t known = r->suite->sets.count; /* of another file */
    toc_slice line;
    verbs_state s = {0};
    while (toc_legacy_line(&ahead, &line))
        if (line.ptr[0] == '&') set_line(&ahead, &s, line);
    for (uint32_t i = known; i < r->suite->sets.count; i++) r->suite->sets.items[i].defined = false;
}

/* ---------------------------------------------------------------- patterns */
static int by_length(const void *a, const void *b)
{
    const toc_legacy_pattern *x = a, *y = b;
    if (x->length != y->length) return x->length > y->length ? -1 : 1;
    return x->line < y->line ? -1 : x->line > y->line;
}

/* PETRARCH keeps the last of patterns that are the same. */
static int by_length_last(const void *a, const void *b)
{
    const toc_legacy_pattern *x = a, *y = b;
    if (x->length != y->length) return x->length > y->length ? -1 : 1;
    return x->line > y->line ? -1 : x->line < y->line;
}

static void sort_patterns(toc_legacy_suite *suite)
{
    for (uint32_t i = 0; i < suite->blocks.count; i++) {
        toc_legacy_block *block = &suite->blocks.items[i];
        if (block->patterns.count > 1)
            qsort(block->patterns.items, block->patterns.count, sizeof *block->patterns.items,
                  suite->flavour == TOC_LEGACY_TABARI ? by_length : by_length_last);
    }
}

/* In trees the grammar says who is who. */
static void drop_actors(toc_legacy_phrase *phrase)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < phrase->count; i++)
        if (phrase->items[i].kind == TOC_LEGACY_WORD || phrase->items[i].kind == TOC_LEGACY_SET)
            phrase->items[kept++] = phrase->items[i];
    phrase->count = kept;
}

static void pattern_line(toc_legacy_reader *r, const verbs_state *s, toc_slice line)
{
    toc_slice words, code, more;
    toc_legacy_pattern pattern;
    toc_legacy_code forth, back;
    if (s->block == TOC_LEGACY_NONE) {
        if (!s->lost) toc_legacy_complain(r, r->line, "a pattern with no verb above it");
        return;
    }
    if (!toc_legacy_split_code(r, toc_slice_sub(line, 1, line.len), &words, &code, &more)) return;
    if (r->suite->flavour != TOC_LEGACY_TABARI) words = petrarch_words(&r->suite->arena, words);
    if (!toc_legacy_pattern_read(r, words, pattern_endings(r->suite), &pattern)) return;
    if (!toc_legacy_code_read(r, code, &forth, &back)) return;
    if (r->suite->flavour == TOC_LEGACY_PETRARCH2) {
        drop_actors(&pattern.before);
        drop_actors(&pattern.after);
    }
    pattern.code = forth;
    pattern.back = back;
    if (s->block < r->suite->blocks.count)
        toc_push(&r->suite->arena, &r->suite->blocks.items[s->block].patterns, pattern);
}

static void new_block(toc_legacy_reader *r, verbs_state *s, toc_slice name)
{
    const toc_legacy_block block = {.name = toc_legacy_upper(&r->suite->arena, name)};
    toc_push(&r->suite->arena, &r->suite->blocks, block);
    s->block = r->suite->blocks.count - 1;
}

static void add_verb(toc_legacy_reader *r, const verbs_state *s, toc_legacy_phrase phrase,
                     toc_slice lemma)
{
    const toc_legacy_verb verb = {.code = s->code,
                                  .back = s->back,
                                  .block = s->block,
                                  .file = r->file,
                                  .line = r->line,
                                  .lemma = lemma};
    toc_push(&r->suite->arena, &r->suite->verbs, verb);
    toc_legacy_root_add(r->suite, TOC_LEGACY_ROOT_VERB, phrase, r->suite->verbs.count - 1);
    r->entries++;
}

static void check_sets(toc_legacy_reader *r)
{
    for (uint32_t i = 0; i < r->suite->sets.count; i++) {
        const toc_legacy_set *set = &r->suite->sets.items[i];
        if (set->name.len > 0 && !set->defined)
            toc_legacy_complain(
                r, set->line,
                "the synonym set &%.*s is nowhere defined: patterns with it never match",
                (int)(set->name.len > 40 ? 40 : set->name.len), set->name.ptr);
    }
}

/* ---------------------------------------------------------------- TABARI */
static const toc_legacy_endings TABARI_VERB = {TOC_LEGACY_OPEN, TOC_LEGACY_VERB};

static bool section_line(verbs_state *s, toc_slice line)
{
    static const struct {
        const char *tag;
        section section;
    } TAGS[] = {{"<SYNSETS>", IN_SETS},
                {"<TIME>", IN_TIME},
                {"<ATTRIB>", IN_ATTRIBUTION},
                {"</", IN_VERBS}};
    for (size_t i = 0; i < sizeof TAGS / sizeof *TAGS; i++) {
        const size_t n = strlen(TAGS[i].tag);
        if (line.len < n || memcmp(line.ptr, TAGS[i].tag, n) != 0) continue;
        s->section = TAGS[i].section;
        return true;
    }
    return false;
}

static void time_line(toc_legacy_reader *r, toc_slice line)
{
    toc_slice words, code, more;
    toc_legacy_phrase phrase;
    if (line.ptr[0] == '-') return; /* patterns around a time phrase: its own shift is enough */
    if (!toc_legacy_split_code(r, line, &words, &code, &more)) return;
    if (!toc_legacy_phrase_read(r, words, (toc_legacy_endings){TOC_LEGACY_OPEN, TOC_LEGACY_EXACT},
                                &phrase))
        return;
    toc_legacy_actor shift = {.file = r->file, .line = r->line};
    const toc_legacy_dated dated = {.code = toc_dup(&r->suite->arena, code)};
    toc_push(&r->suite->arena, &shift.codes, dated);
    toc_push(&r->suite->arena, &r->suite->actors, shift);
    toc_legacy_root_add(r->suite, TOC_LEGACY_ROOT_TIME, phrase, r->suite->actors.count - 1);
    r->entries++;
}

static void verb_line(toc_legacy_reader *r, verbs_state *s, toc_slice line)
{
    toc_slice words, code, more;
    toc_legacy_phrase phrase;
    s->block = TOC_LEGACY_NONE;
    s->lost = true;
    if (!toc_legacy_split_code(r, line, &words, &code, &more)) return;
    if (!toc_legacy_phrase_read(r, words, TABARI_VERB, &phrase)) return;
    if (!toc_legacy_code_read(r, code, &s->code, &s->back)) return;
    new_block(r, s, words);
    add_verb(r, s, phrase,
             r->suite->blocks.count == 0 ? words : r->suite->blocks.items[s->block].name);
}

static void forms_line(toc_legacy_reader *r, const verbs_state *s, toc_slice line)
{
    if (s->block == TOC_LEGACY_NONE) {
        toc_legacy_complain(r, r->line, "forms in { } with no verb above them");
        return;
    }
    const char *close = memchr(line.ptr, '}', line.len);
    if (close == NULL) toc_legacy_complain(r, r->line, "\"{\" without \"}\"");
    toc_slice rest = toc_slice_sub(line, 1, close == NULL ? line.len : (size_t)(close - line.ptr));
    toc_slice word;
    while (toc_slice_cut(&rest, ' ', &word)) {
        toc_legacy_phrase phrase;
        word = toc_slice_trim(word);
        if (word.len > 0 && toc_legacy_phrase_read(r, word, TABARI_VERB, &phrase))
            add_verb(r, s, phrase, word);
    }
}

void toc_legacy_read_verbs(toc_legacy_reader *r)
{
    verbs_state s = {.set = TOC_LEGACY_NONE, .block = TOC_LEGACY_NONE, .verb = TOC_LEGACY_NONE};
    toc_slice line;
    find_sets(r);
    while (toc_legacy_line(r, &line)) {
        line = toc_slice_trim(line);
        const char c = line.ptr[0];
        if (c == '~') break;
        if (c == '<' && section_line(&s, line)) continue;
        if (s.section == IN_TIME)
            time_line(r, line);
        else if (c == '&')
            set_line(r, &s, line);
        else if (s.section == IN_SETS && c == '+')
            element_line(r, &s, line);
        else if (c == '-')
            pattern_line(r, &s, line);
        else if (c == '{')
            forms_line(r, &s, line);
        else
            verb_line(r, &s, line);
    }
    check_sets(r);
    sort_patterns(r->suite);
}

/* ---------------------------------------------------------------- PETRARCH */
/* "--- ABANDON [345] ---" */
static void block_line(toc_legacy_reader *r, verbs_state *s, toc_slice line)
{
    while (line.len > 0 && line.ptr[0] == '-') line = toc_slice_sub(line, 1, line.len);
    const char *open = line.len == 0 ? NULL : memchr(line.ptr, '[', line.len);
    toc_slice name = toc_slice_sub(line, 0, open == NULL ? line.len : (size_t)(open - line.ptr));
    while (name.len > 0 && strchr(" \t-", name.ptr[name.len - 1]) != NULL) name.len--;
    s->set = TOC_LEGACY_NONE;
    s->code = s->back = (toc_legacy_code){.text = TOC_LIT("---")};
    toc_slice words, code, more;
    if (open != NULL && toc_legacy_split_code(r, line, &words, &code, &more))
        toc_legacy_code_read(r, code, &s->code, &s->back);
    s->back.text = s->back.text.len == 3 && s->back.text.ptr[0] == '-' ? TOC_LIT("") : s->back.text;
    new_block(r, s, toc_slice_trim(name));
}

/* "+BEEF_UP", "WIRE_+TAP": the word behind "+" is the verb, the others stand as they are. */
static bool petrarch_verb(toc_legacy_reader *r, toc_slice word, toc_legacy_phrase *out)
{
    uint32_t head = 0;
    char *plain = toc_alloc(&r->suite->arena, word.len + 1);
    if (plain == NULL) return false;
    size_t n = 0;
    for (size_t i = 0; i < word.len; i++) {
        if (word.ptr[i] == '+') continue;
        if (word.ptr[i] == '_' && memchr(word.ptr + i, '+', word.len - i) != NULL) head++;
        plain[n++] = word.ptr[i];
    }
    const toc_legacy_endings endings = {TOC_LEGACY_EXACT, TOC_LEGACY_EXACT};
    if (!toc_legacy_phrase_read(r, (toc_slice){plain, n}, endings, out)) return false;
    if (head < out->count) out->items[head].ending = TOC_LEGACY_VERB;
    return true;
}

static void petrarch_forms(toc_legacy_reader *r, const verbs_state *s, toc_slice forms,
                           toc_slice lemma)
{
    toc_slice word;
    while (toc_slice_cut(&forms, ' ', &word)) {
        toc_legacy_phrase phrase;
        word = toc_slice_trim(word);
        if (word.len == 0 || !petrarch_verb(r, word, &phrase)) continue;
        for (uint32_t i = 0; i < phrase.count; i++) phrase.items[i].ending = TOC_LEGACY_EXACT;
        add_verb(r, s, phrase, lemma);
    }
}

static void petrarch_verb_line(toc_legacy_reader *r, const verbs_state *s, toc_slice line)
{
    if (s->block == TOC_LEGACY_NONE) {
        toc_legacy_complain(r, r->line,
                            "a verb outside of a block: blocks begin with \"--- NAME [CODE] ---\"");
        return;
    }
    verbs_state own = *s;
    const char *open = memchr(line.ptr, '[', line.len);
    toc_slice words = line, code, more;
    if (open != NULL) {
        if (!toc_legacy_split_code(r, line, &words, &code, &more)) return;
        if (!toc_legacy_code_read(r, code, &own.code, &own.back)) return;
    }
    const char *brace = words.len == 0 ? NULL : memchr(words.ptr, '{', words.len);
    const size_t end = brace == NULL ? words.len : (size_t)(brace - words.ptr);
    const toc_slice word = toc_slice_trim(toc_slice_sub(words, 0, end));
    toc_legacy_phrase phrase;
    if (!petrarch_verb(r, word, &phrase)) return;
    const toc_slice lemma = toc_legacy_upper(&r->suite->arena, word);
    add_verb(r, &own, phrase, lemma);
    if (brace == NULL) return;
    const char *close = memchr(brace, '}', words.len - end);
    if (close == NULL) toc_legacy_complain(r, r->line, "\"{\" without \"}\"");
    petrarch_forms(
        r, &own,
        toc_slice_sub(words, end + 1, close == NULL ? words.len : (size_t)(close - words.ptr)),
        lemma);
}

void toc_legacy_read_petrarch_verbs(toc_legacy_reader *r)
{
    verbs_state s = {.set = TOC_LEGACY_NONE, .block = TOC_LEGACY_NONE, .verb = TOC_LEGACY_NONE};
    toc_slice line;
    find_sets(r);
    while (toc_legacy_line(r, &line)) {
        line = toc_slice_trim(line);
        const char c = line.ptr[0];
        if (line.len >= 3 && memcmp(line.ptr, "---", 3) == 0)
            block_line(r, &s, line);
        else if (c == '&')
            set_line(r, &s, line);
        else if (c == '+' && s.set != TOC_LEGACY_NONE)
            element_line(r, &s, line);
        else if (c == '-')
            pattern_line(r, &s, line);
        else if (c == '~')
            toc_legacy_transform_read(r, line);
        else
            petrarch_verb_line(r, &s, line);
    }
    check_sets(r);
    sort_patterns(r->suite);
}
