/* src/event/stems.c - which words of the text may stand for which words of the lexicon.
 *
 * Every word of a pattern, of a condition and of a class is inflected (regular English, and table
 * `irregular` for the rest) into one hash of forms. What a token may stand for in the trie comes
 * from here alone, not from its tag or lemma, so the prefilter (relevance.c) can walk the same trie
 * over the same keys before anything else is known of a sentence. */
#include <stdlib.h>

#include "base/utf8.h"
#include "event/cast.h"
#include "event/place_choice.h"

#define WORD_ROOM 64
#define NO_WORD UINT32_MAX

typedef struct key_set { /* open addressing, 0 free */
    uint64_t *slots;
    uint32_t mask, count;
} key_set;

typedef struct class_link { /* a word is, or may end, a member of a class */
    uint32_t word;
    uint16_t class_id;
    bool whole; /* the row is this one word */
} class_link;

typedef struct stem_table {
    toc_stem *slots;
    uint32_t mask, count;
    TOC_ARRAY(toc_pattern_word) words;
    TOC_ARRAY(uint64_t) classes; /* "@name" keys by id */
    TOC_ARRAY(class_link) links;
    TOC_ARRAY(uint16_t) word_classes; /* ids, those of a word together */
    key_set asked;                    /* "@name" keys of all patterns */
    key_set roots;                    /* first keys of all patterns */
    toc_arena *arena;
} stem_table;

static bool set_grow(toc_arena *arena, key_set *set)
{
    const key_set old = *set;
    set->mask = old.slots == NULL ? 1023 : old.mask * 2 + 1;
    set->slots = TOC_NEW_N(arena, uint64_t, (size_t)set->mask + 1);
    if (set->slots == NULL) {
        *set = old;
        return false;
    }
    for (uint32_t i = 0; old.slots != NULL && i <= old.mask; i++) {
        if (old.slots[i] == 0) continue;
        uint32_t at = (uint32_t)old.slots[i] & set->mask;
        while (set->slots[at] != 0) at = (at + 1) & set->mask;
        set->slots[at] = old.slots[i];
    }
    return true;
}

static bool set_has(const key_set *set, uint64_t key)
{
    if (set->slots == NULL || key == 0) return false;
    uint32_t at = (uint32_t)key & set->mask;
    while (set->slots[at] != 0 && set->slots[at] != key) at = (at + 1) & set->mask;
    return set->slots[at] == key;
}

static void set_add(toc_arena *arena, key_set *set, uint64_t key)
{
    if (key == 0 || set_has(set, key)) return;
    if ((set->slots == NULL || (set->count + 1) * 2 > set->mask) && !set_grow(arena, set)) return;
    uint32_t at = (uint32_t)key & set->mask;
    while (set->slots[at] != 0) at = (at + 1) & set->mask;
    set->slots[at] = key;
    set->count++;
}

static bool table_grow(stem_table *table)
{
    const uint32_t mask = table->mask * 2 + 1;
    toc_stem *slots = TOC_NEW_N(table->arena, toc_stem, (size_t)mask + 1);
    if (slots == NULL) return false;
    for (uint32_t i = 0; i <= table->mask; i++) {
        if (table->slots[i].form == 0) continue;
        uint32_t at = (uint32_t)table->slots[i].form & mask;
        while (slots[at].form != 0) at = (at + 1) & mask;
        slots[at] = table->slots[i];
    }
    table->slots = slots;
    table->mask = mask;
    return true;
}

static void add_hash(stem_table *table, uint64_t form, uint32_t word)
{
    if (form == 0 || table->slots == NULL) return;
    if ((table->count + 1) * 2 > table->mask && !table_grow(table)) return;
    uint32_t at = (uint32_t)form & table->mask;
    for (; table->slots[at].form != 0; at = (at + 1) & table->mask)
        if (table->slots[at].form == form && table->slots[at].word == word) return;
    table->slots[at] = (toc_stem){.form = form, .word = word};
    table->count++;
}

static void add_form(stem_table *table, const char *stem, size_t len, const char *suffix,
                     uint32_t word)
{
    char form[WORD_ROOM + 8];
    const size_t n = strlen(suffix);
    if (len + n > sizeof form) return;
    memcpy(form, stem, len);
    memcpy(form + len, suffix, n);
    add_hash(table, toc_hash(form, len + n), word);
}

static bool vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static void add_forms(stem_table *table, const char *w, size_t n, const char *const *suffixes,
                      uint32_t word)
{
    for (; *suffixes != NULL; suffixes++) add_form(table, w, n, *suffixes, word);
}

/* Regular inflections of a folded lemma, as noun, verb and adjective: stop, stops, stopped, stopping;
 * agree, agreed, agreeing; deadly, deadliest. */
static void inflect(stem_table *table, const char *w, size_t n, uint32_t word)
{
    static const char *const Y[] = {"ies", "ied", "iest", NULL}, *const E[] = {"ing", "est", NULL};
    static const char *const PLAIN[] = {"ed", "ing", "est", NULL};
    if (n < 3) {
        static const char *const SHORT[] = {"s", "es", "ing",
                                            NULL}; /* "sit-ins", "goes", "going" */
        add_forms(table, w, n, SHORT, word);
        return;
    }
    const char last = w[n - 1], before = w[n - 2];
    const bool hiss = last == 's' || last == 'x' || last == 'z' ||
                      (last == 'h' && (before == 'c' || before == 's'));
    if (last == 'y' && !vowel(before)) {
        add_forms(table, w, n - 1, Y, word);
        add_form(table, w, n, "ing", word);
        return;
    }
    add_form(table, w, n, hiss || last == 'o' ? "es" : "s", word);
    if (n > 3 && memcmp(w + n - 3, "man", 3) == 0) add_form(table, w, n - 2, "en", word);
    if (last == 'e') {
        add_form(table, w, n, "d", word);
        add_forms(table, w, before == 'e' || before == 'o' || before == 'y' ? n : n - 1, E,
                  word); /* agree, shoe, dye */
        return;
    }
    add_forms(table, w, n, PLAIN, word);
    if (!vowel(last) && vowel(before) && last != 'w' && last != 'x' && last != 'y') {
        const char doubled[] = {last, 'e', 'd', 0}, going[] = {last, 'i', 'n', 'g', 0};
        add_form(table, w, n, doubled, word);
        add_form(table, w, n, going, word);
    }
}

static uint32_t word_of(const stem_table *table, uint64_t lemma)
{
    if (table->words.count == 0) return NO_WORD;
    for (uint32_t at = (uint32_t)lemma & table->mask; table->slots[at].form != 0;
         at = (at + 1) & table->mask)
        if (table->slots[at].form == lemma &&
            table->words.items[table->slots[at].word].lemma == lemma)
            return table->slots[at].word;
    return NO_WORD;
}

/* The number of a word, new with its forms when it is not there yet. */
static uint32_t add_word(stem_table *table, toc_slice text)
{
    char folded[WORD_ROOM];
    const size_t n = toc_fold(text, folded, sizeof folded);
    if (n == 0 || table->slots == NULL) return NO_WORD;
    const uint64_t lemma = toc_hash(folded, n);
    const uint32_t known = word_of(table, lemma);
    if (known != NO_WORD) return known;
    const uint32_t word = table->words.count;
    toc_push(table->arena, &table->words, ((toc_pattern_word){.lemma = lemma}));
    if (table->words.count == word) return NO_WORD;
    add_hash(table, lemma, word);
    inflect(table, folded, n, word);
    return word;
}

static void add_pattern(stem_table *table, toc_slice pattern)
{
    bool first = true;
    size_t at = 0;
    while (at < pattern.len) {
        size_t end = at;
        while (end < pattern.len && pattern.ptr[end] != ' ' && pattern.ptr[end] != '-') end++;
        toc_slice word = toc_slice_sub(pattern, at, end);
        at = end + 1;
        if (word.len > 2 &&
            memcmp(word.ptr + word.len - 2, "'s", 2) == 0) { /* the tokeniser splits it off */
            word.len -= 2;
            add_word(table, TOC_LIT("s"));
        }
        const uint64_t key = toc_fold_hash(word);
        if (key == 0) continue;
        if (word.ptr[0] == '@')
            set_add(table->arena, &table->asked, key);
        else if (word.ptr[0] != '*')
            add_word(table, word);
        if (first) set_add(table->arena, &table->roots, key);
        first = false;
    }
}

uint64_t toc_class_key(toc_slice name)
{
    char key[64];
    if (name.len == 0 || name.len >= sizeof key) return 0;
    key[0] = '@';
    memcpy(key + 1, name.ptr, name.len);
    return toc_fold_hash((toc_slice){key, name.len + 1});
}

/* The words that conditions of a frame name: "obj:control|town" */
static void add_condition_words(stem_table *table, toc_slice frame)
{
    toc_slice cell;
    while (toc_slice_cut(&frame, ' ', &cell)) {
        const char *colon = memchr(cell.ptr, ':', cell.len);
        if (colon == NULL) continue;
        toc_slice words = toc_slice_sub(cell, (size_t)(colon - cell.ptr) + 1, cell.len), word;
        while (toc_slice_cut(&words, '|', &word))
            if (word.len > 0 && word.ptr[0] != '@') add_word(table, word);
    }
}

static uint32_t class_id(stem_table *table, uint64_t key)
{
    for (uint32_t i = 0; i < table->classes.count; i++)
        if (table->classes.items[i] == key) return i;
    if (key != 0 && table->classes.count < UINT16_MAX) toc_push(table->arena, &table->classes, key);
    return table->classes.count - 1;
}

static void link_row(stem_table *table, toc_slice text, toc_slice names)
{
    uint64_t keys[2];
    const size_t n = toc_phrase_keys(text, keys, 2);
    size_t at = text.len;
    while (at > 0 && text.ptr[at - 1] != ' ' && text.ptr[at - 1] != '-') at--;
    const uint32_t word = n == 0 ? NO_WORD : add_word(table, toc_slice_sub(text, at, text.len));
    if (word == NO_WORD) return;
    toc_slice name;
    while (toc_slice_cut(&names, ' ', &name)) {
        const uint64_t key = toc_class_key(name);
        if (key == 0) continue;
        const class_link link = {
            .word = word, .class_id = (uint16_t)class_id(table, key), .whole = n == 1};
        toc_push(table->arena, &table->links, link);
    }
}

static int by_word(const void *a, const void *b)
{
    const class_link *x = a, *y = b;
    if (x->word != y->word) return x->word < y->word ? -1 : 1;
    if (x->whole != y->whole) return x->whole ? -1 : 1;
    return x->class_id < y->class_id ? -1 : x->class_id > y->class_id;
}

/* Classes of every word: those that patterns ask for first. */
static void add_classes(stem_table *table, const toc_dict *dict, uint32_t col)
{
    for (uint32_t layer = 0; layer < dict->layers; layer++)
        for (uint32_t i = 0; i < toc_dict_rows(dict, layer); i++)
            link_row(table, toc_dict_cell(dict, (toc_row){layer, i}, 0),
                     toc_dict_cell(dict, (toc_row){layer, i}, col));
    if (table->links.count > 0)
        qsort(table->links.items, table->links.count, sizeof *table->links.items, by_word);
    for (uint32_t i = 0; i < table->links.count;) {
        uint32_t end = i;
        toc_pattern_word *word = &table->words.items[table->links.items[i].word];
        word->first_class = table->word_classes.count;
        for (int asked = 1; asked >= 0; asked--)
            for (end = i; end < table->links.count &&
                          table->links.items[end].word == table->links.items[i].word;
                 end++) {
                const class_link *link = &table->links.items[end];
                if (asked !=
                    (link->whole && set_has(&table->asked, table->classes.items[link->class_id])))
                    continue;
                toc_push(table->arena, &table->word_classes, link->class_id);
                word->class_count++;
                word->asked_count = (uint16_t)(word->asked_count + asked);
            }
        i = end;
    }
}

static void add_irregular(stem_table *table, const toc_pack *packs, size_t count)
{
    toc_dict dict;
    if (!toc_dict_view(&dict, packs, count, "irregular")) return;
    for (uint32_t layer = 0; layer < dict.layers; layer++) {
        for (uint32_t i = 0; i < toc_dict_rows(&dict, layer); i++) {
            const uint64_t form = toc_fold_hash(toc_dict_cell(&dict, (toc_row){layer, i}, 0));
            const uint64_t lemma = toc_fold_hash(toc_dict_cell(&dict, (toc_row){layer, i}, 1));
            const uint32_t word = word_of(table, lemma);
            if (word != NO_WORD) add_hash(table, form, word);
        }
    }
}

/* Which words may begin a pattern, by themselves or by a class. */
static void mark_roots(stem_table *table)
{
    for (uint32_t i = 0; i < table->words.count; i++) {
        toc_pattern_word *word = &table->words.items[i];
        word->root = set_has(&table->roots, word->lemma);
        for (uint32_t k = 0; k < word->asked_count; k++)
            word->root =
                word->root ||
                set_has(&table->roots,
                        table->classes.items[table->word_classes.items[word->first_class + k]]);
    }
    if (table->words.count == 0) return;
    for (uint32_t i = 0; table->slots != NULL && i <= table->mask; i++)
        if (table->slots[i].form != 0)
            table->slots[i].root = table->words.items[table->slots[i].word].root;
}

tocsin_status toc_event_open(toc_event_data *out, const toc_pack *packs, size_t count,
                             toc_arena *arena, tocsin_error *err)
{
    *out = (toc_event_data){0};
    out->has_events = toc_dict_view(&out->events, packs, count, "event");
    out->has_classes = toc_dict_view(&out->classes, packs, count, "class");
    out->has_agents = toc_dict_view(&out->agents, packs, count, "agent");
    out->has_status = toc_dict_view(&out->status_cues, packs, count, "status");
    out->has_says = toc_dict_view(&out->says, packs, count, "says");
    out->has_weights = toc_dict_view(&out->weights, packs, count, "link_weight");
    out->place_weights = toc_place_weights(packs, count, arena);
    out->col_pos = toc_dict_col(&out->events, "pos");
    out->col_type = toc_dict_col(&out->events, "type");
    out->col_method = toc_dict_col(&out->events, "method");
    out->col_mode = toc_dict_col(&out->events, "mode");
    out->col_cameo = toc_dict_col(&out->events, "cameo");
    out->col_frame = toc_dict_col(&out->events, "frame");
    out->col_class = toc_dict_col(&out->classes, "class");
    out->col_agent_kind = toc_dict_col(&out->agents, "kind");
    stem_table table = {.mask = (1u << 16) - 1, .arena = arena};
    table.slots = TOC_NEW_N(arena, toc_stem, (size_t)table.mask + 1);
    for (uint32_t layer = 0; layer < out->events.layers; layer++)
        for (uint32_t i = 0; i < toc_dict_rows(&out->events, layer); i++) {
            add_pattern(&table, toc_dict_cell(&out->events, (toc_row){layer, i}, 0));
            add_condition_words(&table,
                                toc_dict_cell(&out->events, (toc_row){layer, i}, out->col_frame));
        }
    if (out->has_classes && table.slots != NULL) add_classes(&table, &out->classes, out->col_class);
    if (table.slots != NULL) add_irregular(&table, packs, count);
    mark_roots(&table);
    if (arena->failed)
        return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for the event lexicon");
    out->stems = table.slots;
    out->stem_mask = table.mask;
    out->words = table.words.items;
    out->word_count = table.words.count;
    out->word_classes = table.word_classes.items;
    out->class_keys = table.classes.items;
    out->class_count = table.classes.count;
    const tocsin_status status = toc_veto_open(out, packs, count, arena, err);
    return status != TOCSIN_OK ? status : toc_cast_open(out, packs, count, err);
}

static size_t keys_of(const toc_event_data *data, uint64_t fold, bool open, uint64_t *keys,
                      size_t room)
{
    if (data->stems == NULL || fold == 0) return 0;
    size_t n = 0;
    for (uint32_t at = (uint32_t)fold & data->stem_mask; data->stems[at].form != 0;
         at = (at + 1) & data->stem_mask) {
        if (data->stems[at].form != fold) continue;
        const toc_pattern_word *word = &data->words[data->stems[at].word];
        if (n < room) keys[n++] = word->lemma;
        const uint32_t count = open ? word->class_count : word->asked_count;
        for (uint32_t k = 0; k < count && n < room; k++)
            keys[n++] = data->class_keys[data->word_classes[word->first_class + k]];
    }
    return n;
}

size_t toc_pattern_keys(const toc_event_data *data, uint64_t fold, uint64_t *keys, size_t room)
{
    return keys_of(data, fold, false, keys, room);
}

size_t toc_pattern_keys_open(const toc_event_data *data, uint64_t fold, uint64_t *keys, size_t room)
{
    return keys_of(data, fold, true, keys, room);
}

bool toc_form_of(const toc_event_data *data, uint64_t fold, uint64_t lemma)
{
    if (fold == lemma) return true;
    if (data->stems == NULL || fold == 0) return false;
    for (uint32_t at = (uint32_t)fold & data->stem_mask; data->stems[at].form != 0;
         at = (at + 1) & data->stem_mask)
        if (data->stems[at].form == fold && data->words[data->stems[at].word].lemma == lemma)
            return true;
    return false;
}

uint32_t toc_lexicon_word(const toc_event_data *data, uint64_t lemma)
{
    if (data->stems == NULL || lemma == 0) return TOC_NONE;
    for (uint32_t at = (uint32_t)lemma & data->stem_mask; data->stems[at].form != 0;
         at = (at + 1) & data->stem_mask)
        if (data->stems[at].form == lemma && data->words[data->stems[at].word].lemma == lemma)
            return data->stems[at].word;
    return TOC_NONE;
}

uint32_t toc_lexicon_class(const toc_event_data *data, toc_slice name)
{
    const uint64_t key = toc_class_key(name);
    for (uint32_t i = 0; i < data->class_count; i++)
        if (data->class_keys[i] == key) return i;
    return TOC_NONE;
}

bool toc_pattern_begins(const toc_event_data *data, uint64_t fold)
{
    if (data->stems == NULL || fold == 0) return false;
    for (uint32_t at = (uint32_t)fold & data->stem_mask; data->stems[at].form != 0;
         at = (at + 1) & data->stem_mask)
        if (data->stems[at].form == fold && data->stems[at].root) return true;
    return false;
}
