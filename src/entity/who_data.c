/* src/entity/who_data.c - the tables behind who: opening them, looking words of the text up. */
#include <stdlib.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "entity/who_parts.h"

#define KEYS_MAX 10u

/* ---------------------------------------------------------------- opening */
static uint64_t mixed(const uint64_t *keys, size_t n)
{
    uint64_t key = n;
    for (size_t i = 0; i < n; i++) key = toc_mix(key, keys[i]);
    return key;
}

static int by_key(const void *a, const void *b)
{
    const toc_who_word *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    if (x->row.layer != y->row.layer) return x->row.layer < y->row.layer ? -1 : 1;
    return x->row.index < y->row.index ? -1 : x->row.index > y->row.index;
}

static void add_words(toc_who_data *data, toc_row row, toc_slice cell, bool capital, uint32_t room)
{
    toc_slice form;
    while (toc_slice_cut(&cell, '|', &form)) {
        uint64_t keys[KEYS_MAX];
        const size_t n = toc_phrase_keys(form, keys, KEYS_MAX);
        if (n > 0 && data->word_count < room)
            data->words[data->word_count++] = (toc_who_word){mixed(keys, n), row, capital};
    }
}

static void index_countries(toc_who_data *data, toc_arena *arena)
{
    const uint32_t demonyms = toc_dict_col(&data->countries, "demonyms");
    const uint32_t capital = toc_dict_col(&data->countries, "capital");
    uint32_t room = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t layer = 0; layer < data->countries.layers; layer++)
            for (uint32_t i = 0; i < toc_dict_rows(&data->countries, layer); i++) {
                const toc_row row = {layer, i};
                const toc_slice a = toc_dict_cell(&data->countries, row, demonyms);
                const toc_slice b = toc_dict_cell(&data->countries, row, capital);
                if (pass == 0) {
                    room += 2;
                    for (size_t k = 0; k < a.len; k++) room += a.ptr[k] == '|';
                    for (size_t k = 0; k < b.len; k++) room += b.ptr[k] == '|';
                } else {
                    add_words(data, row, a, false, room);
                    add_words(data, row, b, true, room);
                }
            }
        if (pass == 0) data->words = TOC_NEW_N(arena, toc_who_word, room + 1u);
        if (data->words == NULL) return;
    }
    qsort(data->words, data->word_count, sizeof *data->words, by_key);
}

tocsin_status toc_who_open(toc_who_data *out, const toc_pack *packs, size_t count, toc_arena *arena,
                           tocsin_error *err)
{
    *out = (toc_who_data){0};
    out->has_actors = toc_dict_view(&out->actors, packs, count, "actor");
    out->has_agents = toc_dict_view(&out->agents, packs, count, "agent");
    out->has_countries = toc_dict_view(&out->countries, packs, count, "country");
    out->has_says = toc_dict_view(&out->says, packs, count, "says");
    out->actor_kind = toc_dict_col(&out->actors, "kind");
    out->actor_code = toc_dict_col(&out->actors, "code");
    out->actor_sector = toc_dict_col(&out->actors, "sector");
    out->actor_country = toc_dict_col(&out->actors, "country");
    out->actor_from = toc_dict_col(&out->actors, "from");
    out->actor_to = toc_dict_col(&out->actors, "to");
    out->agent_kind = toc_dict_col(&out->agents, "kind");
    out->agent_sector = toc_dict_col(&out->agents, "sector");
    out->agent_code = toc_dict_col(&out->agents, "code");
    out->agent_country = toc_dict_col(&out->agents, "country");
    out->agent_note = toc_dict_col(&out->agents, "note");
    out->country_iso3 = toc_dict_col(&out->countries, "iso3");
    out->country_cameo = toc_dict_col(&out->countries, "cameo");
    out->country_sector = toc_dict_col(&out->countries, "sector");
    if (out->has_countries) index_countries(out, arena);
    return arena->failed ? toc_fail(err, TOCSIN_NO_MEMORY, "Out of memory.") : TOCSIN_OK;
}

/* ---------------------------------------------------------------- words to keys */
/* Keys of the words from token i on, hyphens and quotes skipped; ends[n] is the token behind key n.
 * Stays inside the sentence and before `end`. */
static size_t keys_at(const who *w, uint32_t i, uint32_t end, uint64_t *keys, uint32_t *ends)
{
    size_t n = 0;
    const uint32_t sentence = w->tokens[i].sentence;
    if (w->tokens[i].fold == 0) return 0;
    for (; i < end && n < KEYS_MAX && w->tokens[i].sentence == sentence; i++) {
        const toc_token *t = &w->tokens[i];
        if (t->fold == 0) {
            if (t->end - t->start > 3) break;
            const char c = w->scene->text->text.ptr[t->start];
            if (c == ',' || c == '(' || c == ')' || c == ';' || c == ':') break;
            continue;
        }
        keys[n] = t->fold;
        ends[n++] = i + 1;
    }
    return n;
}

static bool caps_sentence(const who *w, uint32_t i)
{
    return w->scene->text->sentences.items[w->tokens[i].sentence].caps;
}

/* Written like a name: its first word begins with a capital (or a digit). */
static bool name_like(const who *w, uint32_t first, uint32_t last)
{
    if (caps_sentence(w, first)) return true;
    const unsigned flags = w->tokens[first].flags;
    if (flags & (TOC_TOKEN_UPPER_FIRST | TOC_TOKEN_DIGIT)) return true;
    for (uint32_t i = first + 1; i < last; i++) /* "al-Qaida", "the Taliban" */
        if (w->tokens[i].flags & TOC_TOKEN_UPPER_FIRST) return last - first > 1 && first + 2 >= i;
    return false;
}

static bool exact_words(const who *w, uint32_t first, uint32_t last, toc_slice form)
{
    const toc_slice words = {w->scene->text->text.ptr + w->tokens[first].start,
                             w->tokens[last - 1].end - w->tokens[first].start};
    return toc_slice_eq(words, form);
}

/* ---------------------------------------------------------------- dated rows */
/* "2011", "2011-03", "2011-03-15" -> yyyymmdd; missing parts are those of the end or the start. */
static int32_t date_number(toc_slice s, bool end)
{
    int32_t part[3] = {0, end ? 12 : 1, end ? 31 : 1};
    toc_slice piece;
    for (int k = 0; k < 3 && toc_slice_cut(&s, '-', &piece); k++) {
        int32_t n = 0;
        for (size_t i = 0; i < piece.len && i < 4; i++)
            if (piece.ptr[i] >= '0' && piece.ptr[i] <= '9') n = n * 10 + (piece.ptr[i] - '0');
        part[k] = n;
    }
    return part[0] * 10000 + part[1] * 100 + part[2];
}

/* The same of days since 1970 (civil-from-days, Howard Hinnant). */
static int32_t day_number(int32_t day)
{
    const int64_t z = (int64_t)day + 719468;
    const int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    const int64_t doe = z - era * 146097;
    const int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    const int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const int64_t mp = (5 * doy + 2) / 153;
    const int64_t d = doy - (153 * mp + 2) / 5 + 1, m = mp < 10 ? mp + 3 : mp - 9;
    return (int32_t)((yoe + era * 400 + (m <= 2)) * 10000 + m * 100 + d);
}

/* How well a row's dates fit: 3 covers the date, 2 has ended, 1 has not begun. */
static int fit(const who *w, toc_row row, int32_t *from)
{
    const toc_slice a = toc_dict_cell(&w->data->actors, row, w->data->actor_from);
    const toc_slice b = toc_dict_cell(&w->data->actors, row, w->data->actor_to);
    *from = a.len == 0 ? 0 : date_number(a, false);
    /* undated: in office rather than out of it */
    if (w->published.day == TOC_NO_DAY)
        return toc_slice_is(toc_dict_cell(&w->data->actors, row, w->data->actor_sector), "ELI") ? 2
                                                                                                : 3;
    const int32_t now = day_number(w->published.day);
    if (*from > now) return 1;
    return b.len > 0 && date_number(b, true) < now ? 2 : 3;
}

/* ---------------------------------------------------------------- actors */
static bool doubtful(toc_slice form)
{
    return form.len > 0 && form.ptr[0] == '?';
}

/* The best actor among the hits at token i; they are sorted by length. */
static bool best_hit(const who *w, uint32_t i, const toc_hit *hits, size_t n, const uint32_t *ends,
                     who_match *out)
{
    bool found = false;
    uint32_t words = 0;
    int best = 0;
    int32_t best_from = 0;
    for (size_t k = 0; k < n; k++) {
        if (found && hits[k].words < words) break;
        const uint32_t last = ends[hits[k].words - 1];
        if (hits[k].exact ? !exact_words(w, i, last, hits[k].form) && !caps_sentence(w, i)
                          : !name_like(w, i, last))
            continue;
        int32_t from;
        /* certain forms first, then the row whose dates fit, then the younger one */
        const int score = fit(w, hits[k].row, &from) + (doubtful(hits[k].form) ? 0 : 4);
        if (found && (score < best || (score == best && from <= best_from))) continue;
        found = true;
        words = hits[k].words;
        best = score;
        best_from = from;
        *out = (who_match){.first = i,
                           .last = last,
                           .row = hits[k].row,
                           .doubtful = doubtful(hits[k].form),
                           .expired = (score & 3) == 2,
                           .early = (score & 3) == 1};
    }
    return found;
}

/* Keeps a doubtful match only when a certain form of the same actor stands in the document. */
static void drop_doubtful(who *w)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < w->matches.count; i++) {
        who_match m = w->matches.items[i];
        for (uint32_t k = 0; k < w->matches.count && m.doubtful; k++)
            if (w->matches.items[k].name == m.name && !w->matches.items[k].doubtful)
                m.doubtful = false;
        if (!m.doubtful) w->matches.items[kept++] = m;
    }
    w->matches.count = kept;
}

/* "Prime Minister Ismail" is not who is meant in "Prime Minister Ismail Haniyeh", nor is King Juan
 * Carlos in "Juan Carlos Onganía": the recogniser or the tree takes the next word into the name. */
static bool name_goes_on(const who *w, const who_match *m)
{
    if (m->last >= w->count) return false;
    const toc_token *t = &w->tokens[m->last];
    if (t->sentence != w->tokens[m->first].sentence || !(t->flags & TOC_TOKEN_UPPER_FIRST))
        return false;
    if (t->ner == TOC_NER_I_PER) return true;
    return t->ner == TOC_NER_O && t->upos == TOC_PROPN && t->deprel == TOC_DEP_flat &&
           !(t->flags & TOC_TOKEN_UPPER_ALL) && t->head != TOC_NONE && t->head >= m->first &&
           t->head < m->last && w->scene->chunk_of[m->last] == w->scene->chunk_of[m->last - 1];
}

void toc_who_actors(who *w)
{
    const toc_who_data *data = w->data;
    for (uint32_t i = 0; i < w->count; i++) w->match_of[i] = TOC_NONE;
    if (!data->has_actors) return;
    for (uint32_t i = 0; i < w->count;) {
        uint64_t keys[KEYS_MAX];
        uint32_t ends[KEYS_MAX];
        toc_hit hits[32];
        who_match m;
        const size_t n = keys_at(w, i, w->count, keys, ends);
        const size_t found = n == 0 ? 0 : toc_dict_match(&data->actors, keys, n, hits, 32);
        if (found == 0 || !best_hit(w, i, hits, found, ends, &m)) {
            i++;
            continue;
        }
        /* "Al-Taqaddum" is not "Taqaddum" */
        const toc_slice words = w->scene->text->text;
        if (m.last == i + 1 && w->tokens[i].start > 1 && words.ptr[w->tokens[i].start - 1] == '-' &&
            words.ptr[w->tokens[i].start - 2] != ' ') {
            i++;
            continue;
        }
        while (w->tokens[m.first].upos == TOC_DET && m.first + 1 < m.last)
            m.first++; /* "The Shining Path" */
        m.kind =
            (toc_entity_kind)toc_entity_of(toc_dict_cell(&data->actors, m.row, data->actor_kind));
        if (m.kind == TOC_ENTITY_PERSON && name_goes_on(w, &m)) {
            i++;
            continue;
        }
        m.name = toc_hash_slice(toc_dict_cell(&data->actors, m.row, 0));
        toc_push(w->arena, &w->matches, m);
        i = m.last;
    }
    drop_doubtful(w);
    for (uint32_t k = 0; k < w->matches.count; k++)
        for (uint32_t i = w->matches.items[k].first; i < w->matches.items[k].last; i++)
            w->match_of[i] = k;
}

void toc_who_code_actor(const who *w, who_code *code, const who_match *match)
{
    const toc_who_data *data = w->data;
    code->row = match->row;
    code->dict = &data->actors;
    code->actor = true;
    code->label = toc_dict_cell(&data->actors, match->row, 0);
    code->country = toc_dict_cell(&data->actors, match->row, data->actor_country);
    code->sector = toc_dict_cell(&data->actors, match->row, data->actor_sector);
    code->whole = toc_dict_cell(&data->actors, match->row, data->actor_code);
    if (match->kind != TOC_ENTITY_PERSON || (!match->expired && !match->early)) return;
    const toc_slice s = code->sector;
    if (!toc_slice_is(s, "GOV") && !toc_slice_is(s, "LEG") && !toc_slice_is(s, "JUD")) return;
    /* out of office: a former member of the elite, or not yet anybody */
    code->prefix = code->whole.len >= 3 ? toc_slice_sub(code->whole, 0, 3) : TOC_LIT("");
    code->whole = TOC_LIT("");
    code->sector = code->role = match->expired ? TOC_LIT("ELI") : TOC_LIT("");
}

/* ---------------------------------------------------------------- countries */
static bool find_word(const toc_who_data *data, uint64_t key, bool capital, toc_row *row)
{
    uint32_t low = 0, high = data->word_count;
    while (low < high) {
        const uint32_t mid = low + (high - low) / 2;
        if (data->words[mid].key < key)
            low = mid + 1;
        else
            high = mid;
    }
    for (; low < data->word_count && data->words[low].key == key; low++)
        if (data->words[low].capital == capital) {
            *row = data->words[low].row;
            return true;
        }
    return false;
}

bool toc_who_country(const who *w, uint32_t i, uint32_t end, toc_row *row, uint32_t *last,
                     bool *demonym)
{
    const toc_who_data *data = w->data;
    uint64_t keys[KEYS_MAX];
    uint32_t ends[KEYS_MAX];
    toc_hit hits[8];
    if (!data->has_countries || !name_like(w, i, i + 1)) return false;
    const size_t n = keys_at(w, i, end, keys, ends);
    size_t words = 0;
    const size_t found = n == 0 ? 0 : toc_dict_match(&data->countries, keys, n, hits, 8);
    for (size_t k = 0; k < found && words == 0; k++) {
        if (hits[k].exact && !exact_words(w, i, ends[hits[k].words - 1], hits[k].form)) continue;
        words = hits[k].words;
        *row = hits[k].row;
        *demonym = false;
    }
    for (size_t k = n < 4 ? n : 4; k > words; k--) {
        /* "us" is no country unless it is written so */
        if (k == 1 && w->tokens[i].end - w->tokens[i].start == 2 &&
            !(w->tokens[i].flags & TOC_TOKEN_UPPER_ALL))
            continue;
        if (!find_word(data, mixed(keys, k), false, row)) continue;
        words = k;
        *demonym = true;
    }
    if (words > 0) *last = ends[words - 1];
    return words > 0;
}

bool toc_who_ethnic(const who *w, uint32_t i)
{
    static const char ETHNIC[] = "ethnic";
    return i > 0 && w->tokens[i - 1].fold == toc_hash(ETHNIC, sizeof ETHNIC - 1) &&
           w->tokens[i - 1].sentence == w->tokens[i].sentence;
}

bool toc_who_capital(const who *w, uint32_t first, uint32_t last, toc_row *row)
{
    uint64_t keys[KEYS_MAX];
    uint32_t ends[KEYS_MAX];
    if (!name_like(w, first, last)) return false;
    const size_t n = keys_at(w, first, last, keys, ends);
    return n > 0 && ends[n - 1] == last && find_word(w->data, mixed(keys, n), true, row);
}

void toc_who_code_country(const who *w, who_code *code, toc_row row)
{
    code->country = toc_dict_cell(&w->data->countries, row, w->data->country_iso3);
    code->prefix = toc_dict_cell(&w->data->countries, row, w->data->country_cameo);
    if (code->prefix.len == 0) code->prefix = code->country;
    code->sector = toc_dict_cell(&w->data->countries, row, w->data->country_sector);
    if (toc_slice_is(code->country, "XKX"))
        code->country = TOC_LIT("KOS"); /* PLOVER's; XKX is GeoNames' */
    if (code->dict != NULL) return;
    code->dict = &w->data->countries;
    code->row = row;
}

/* ---------------------------------------------------------------- agents */
static unsigned notes_of(toc_slice cell)
{
    static const char *const WORDS[] = {"weak",   "modifier", "strong", "member", "male",
                                        "female", "plural",   "title",  "rough",  "lends",
                                        "state",  "part",     "army",   "world"};
    unsigned notes = 0;
    toc_slice word;
    while (toc_slice_cut(&cell, ' ', &word))
        for (unsigned i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
            if (toc_slice_is(word, WORDS[i])) notes |= 1u << i;
    return notes;
}

/* Singular keys of a word: its lemma, its form, and the form without a plural ending (names keep theirs). */
static size_t forms_of(const who *w, uint32_t i, uint64_t forms[4])
{
    const toc_token *t = &w->tokens[i];
    size_t n = 0;
    if (t->lemma_fold != 0) forms[n++] = t->lemma_fold;
    if (t->fold != t->lemma_fold) forms[n++] = t->fold;
    char key[64];
    size_t len = toc_fold(toc_token_words(w->scene->text, i), key, sizeof key);
    if (len > 3 && len < sizeof key && key[len - 1] == 's') {
        forms[n++] = toc_hash(key, --len);
        if (len > 3 && key[len - 1] == 'e' && key[len - 2] == 'i') {
            key[len - 2] = 'y';
            forms[n++] = toc_hash(key, len - 1);
        }
    }
    return n;
}

static void agent_hit(const who *w, const toc_hit *hit, uint32_t first, uint32_t last,
                      agent_row *best)
{
    if (best->found && best->last - best->first >= last - first) return;
    const toc_who_data *data = w->data;
    *best =
        (agent_row){.found = true,
                    .first = first,
                    .last = last,
                    .row = hit->row,
                    .kind = (toc_entity_kind)toc_entity_of(
                        toc_dict_cell(&data->agents, hit->row, data->agent_kind)),
                    .sector = toc_dict_cell(&data->agents, hit->row, data->agent_sector),
                    .code = toc_dict_cell(&data->agents, hit->row, data->agent_code),
                    .country = toc_dict_cell(&data->agents, hit->row, data->agent_country),
                    .notes = notes_of(toc_dict_cell(&data->agents, hit->row, data->agent_note))};
}

agent_row toc_who_agent(const who *w, uint32_t first, uint32_t last, uint32_t head)
{
    agent_row best = {0};
    if (!w->data->has_agents) return best;
    const uint32_t from = head >= first + 5 ? head - 5 : first;
    for (uint32_t s = from; s <= head; s++) {
        uint64_t keys[KEYS_MAX], forms[4];
        uint32_t ends[KEYS_MAX];
        const size_t n = keys_at(w, s, last, keys, ends);
        for (size_t k = 0; k < n; k++) {
            if (ends[k] <= head) continue;
            /* the phrase s .. ends[k]: its last word in the singular, and the head's when it is not the last */
            const uint64_t kept = keys[k];
            const size_t count = forms_of(w, ends[k] - 1, forms);
            toc_hit hits[8];
            for (size_t f = 0; f < count; f++) {
                keys[k] = forms[f];
                const size_t found = toc_dict_match(&w->data->agents, keys, k + 1, hits, 8);
                for (size_t h = 0; h < found; h++)
                    if (hits[h].words == k + 1 &&
                        (!hits[h].exact || exact_words(w, s, ends[k], hits[h].form)))
                        agent_hit(w, &hits[h], s, ends[k], &best);
            }
            keys[k] = kept;
            if (ends[k] == head + 1 && count > 0) keys[k] = forms[0]; /* "ministers of defense" */
        }
    }
    return best;
}

/* ---------------------------------------------------------------- verbs of saying */
bool toc_who_says(const who *w, const toc_token *token)
{
    toc_hit hits[4];
    return w->data->has_says && token->lemma_fold != 0 &&
           toc_dict_match(&w->data->says, &token->lemma_fold, 1, hits, 4) > 0;
}
