/* src/event/stems.c - the prefilter: which tokens could begin or head an event.
 *
 * Every word of every pattern is inflected (regular English, and table `irregular` for the rest)
 * into one hash of forms. A sentence without such a form cannot hold an event, so nothing else
 * need be worked out about it; and triggers.c looks only where this hash points, with or without
 * the prefilter, so that turning it off cannot change a record. */
#include "base/utf8.h"
#include "event/cast.h"
#include "event/place_choice.h"

#define WORD_ROOM 64

typedef struct stem_table {
    toc_stem *slots;
    uint32_t mask, count;
    toc_arena *arena;
} stem_table;

static void add_hash(stem_table *table, uint64_t form, uint64_t lemma)
{
    if (form == 0 || table->slots == NULL) return;
    if ((table->count + 1) * 2 > table->mask) {
        const uint32_t mask = table->mask * 2 + 1;
        toc_stem *slots = TOC_NEW_N(table->arena, toc_stem, (size_t)mask + 1);
        if (slots == NULL) return;
        for (uint32_t i = 0; i <= table->mask; i++) {
            if (table->slots[i].form == 0) continue;
            uint32_t at = (uint32_t)table->slots[i].form & mask;
            while (slots[at].form != 0) at = (at + 1) & mask;
            slots[at] = table->slots[i];
        }
        table->slots = slots;
        table->mask = mask;
    }
    uint32_t at = (uint32_t)form & table->mask;
    for (; table->slots[at].form != 0; at = (at + 1) & table->mask)
        if (table->slots[at].form == form && table->slots[at].lemma == lemma) return;
    table->slots[at] = (toc_stem){form, lemma};
    table->count++;
}

static void add_form(stem_table *table, const char *word, size_t len, const char *suffix, uint64_t lemma)
{
    char form[WORD_ROOM + 8];
    const size_t n = strlen(suffix);
    if (len + n > sizeof form) return;
    memcpy(form, word, len);
    memcpy(form + len, suffix, n);
    add_hash(table, toc_hash(form, len + n), lemma);
}

static bool vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* Regular inflections of a folded lemma, as noun and as verb: stop, stops, stopped, stopping. */
static void inflect(stem_table *table, const char *w, size_t n)
{
    const uint64_t lemma = toc_hash(w, n);
    add_hash(table, lemma, lemma);
    if (n < 3) return;
    const char last = w[n - 1], before = w[n - 2];
    const bool hiss = last == 's' || last == 'x' || last == 'z' || (last == 'h' && (before == 'c' || before == 's'));
    if (last == 'y' && !vowel(before)) {
        add_form(table, w, n - 1, "ies", lemma);
        add_form(table, w, n - 1, "ied", lemma);
        add_form(table, w, n, "ing", lemma);
        return;
    }
    add_form(table, w, n, hiss || last == 'o' ? "es" : "s", lemma);
    if (last == 'e') {
        add_form(table, w, n, "d", lemma);
        add_form(table, w, n - 1, "ing", lemma);
        return;
    }
    add_form(table, w, n, "ed", lemma);
    add_form(table, w, n, "ing", lemma);
    if (!vowel(last) && vowel(before) && last != 'w' && last != 'x' && last != 'y') {
        char doubled[3] = {last, 0, 0};
        char form[8];
        memcpy(form, doubled, 1);
        memcpy(form + 1, "ed", 3);
        add_form(table, w, n, form, lemma);
        memcpy(form + 1, "ing", 4);
        add_form(table, w, n, form, lemma);
    }
}

/* One word of a pattern is enough: without it the pattern cannot match. The last long one is taken,
 * which is the rarer one in "carry out attack", "set * on fire", "take to street". */
static void add_pattern(stem_table *table, toc_slice pattern)
{
    char best[WORD_ROOM];
    size_t best_len = 0, at = 0;
    while (at < pattern.len) {
        size_t end = at;
        while (end < pattern.len && pattern.ptr[end] != ' ' && pattern.ptr[end] != '-') end++;
        char folded[WORD_ROOM];
        const size_t n = toc_fold(toc_slice_sub(pattern, at, end), folded, sizeof folded);
        if (n > 0 && folded[0] != '@' && folded[0] != '*' && (n > 3 || best_len == 0)) {
            memcpy(best, folded, n);
            best_len = n;
        }
        at = end + 1;
    }
    if (best_len > 0) inflect(table, best, best_len);
}

static void add_irregular(stem_table *table, const toc_pack *packs, size_t count)
{
    toc_dict dict;
    if (!toc_dict_view(&dict, packs, count, "irregular")) return;
    for (uint32_t layer = 0; layer < dict.layers; layer++) {
        for (uint32_t i = 0; i < toc_dict_rows(&dict, layer); i++) {
            const uint64_t form = toc_fold_hash(toc_dict_cell(&dict, (toc_row){layer, i}, 0));
            const uint64_t lemma = toc_fold_hash(toc_dict_cell(&dict, (toc_row){layer, i}, 1));
            uint64_t known[4];
            const toc_event_data view = {.stems = table->slots, .stem_mask = table->mask};
            if (toc_stems_of(&view, lemma, known, 4) > 0) add_hash(table, form, lemma);
        }
    }
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
    stem_table table = {.mask = 4095, .arena = arena};
    table.slots = TOC_NEW_N(arena, toc_stem, table.mask + 1);
    for (uint32_t layer = 0; layer < out->events.layers; layer++)
        for (uint32_t i = 0; i < toc_dict_rows(&out->events, layer); i++)
            add_pattern(&table, toc_dict_cell(&out->events, (toc_row){layer, i}, 0));
    add_irregular(&table, packs, count);
    if (arena->failed) return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for the event lexicon");
    out->stems = table.slots;
    out->stem_mask = table.mask;
    return toc_cast_open(out, packs, count, err);
}

size_t toc_stems_of(const toc_event_data *data, uint64_t form, uint64_t *lemmas, size_t room)
{
    if (data->stems == NULL || form == 0) return 0;
    size_t n = 0;
    for (uint32_t at = (uint32_t)form & data->stem_mask; data->stems[at].form != 0 && n < room;
         at = (at + 1) & data->stem_mask)
        if (data->stems[at].form == form) lemmas[n++] = data->stems[at].lemma;
    return n;
}

uint32_t toc_stems_mark(const toc_event_data *data, toc_text *text)
{
    uint32_t candidates = 0;
    for (uint32_t s = 0; s < text->sentences.count; s++) {
        toc_sentence *sentence = &text->sentences.items[s];
        sentence->candidate = false;
        for (uint32_t t = sentence->first; t < sentence->last; t++) {
            uint64_t lemma;
            if (toc_stems_of(data, text->tokens.items[t].fold, &lemma, 1) == 0) continue;
            text->tokens.items[t].flags |= TOC_TOKEN_STEM;
            sentence->candidate = true;
        }
        if (sentence->zone != 0 && sentence->zone != TOC_ZONE_TITLE && sentence->zone != TOC_ZONE_CAPTION)
            sentence->candidate = false;
        candidates += sentence->candidate;
    }
    return candidates;
}
