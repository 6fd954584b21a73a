/* src/entity/where_scan.c - words of the text and the gazetteer names among them. */
#include "base/utf8.h"
#include "entity/where_inner.h"

static bool is_dash(toc_slice s)
{
    return toc_slice_is(s, "-") || toc_slice_is(s, "\xe2\x80\x93") ||
           toc_slice_is(s, "\xe2\x80\x90") || toc_slice_is(s, "\xe2\x80\x91");
}

/* Words of names of classes ("city", "General"), of one word each. */
static uint32_t classes_of(const where_doc *d, uint64_t hash)
{
    static const struct {
        const char *word;
        uint32_t bit;
    } CLASSES[] = {
        {"common", WORD_COMMON}, {"town", WORD_TOWN},       {"admin1", WORD_ADMIN1},
        {"admin2", WORD_ADMIN2}, {"road", WORD_ROAD},       {"water", WORD_WATER},
        {"site", WORD_SITE},     {"title", WORD_TITLE},     {"org", WORD_ORG},
        {"given", WORD_GIVEN},   {"speech", WORD_SPEECH},   {"side", WORD_SIDE},
        {"street", WORD_STREET}, {"country", WORD_COUNTRY}, {"area", WORD_AREA},
        {"unit", WORD_UNIT},     {"in", WORD_IN},           {"to", WORD_TO},
        {"local", WORD_LOCAL},   {"part", WORD_PART},       {"capital", WORD_CAPITAL},
        {"link", WORD_LINK},
    };
    if (!d->data->has_words) return 0;
    toc_hit hits[4];
    const size_t n = toc_dict_match(&d->data->words, &hash, 1, hits, 4);
    uint32_t bits = 0;
    for (size_t i = 0; i < n; i++) {
        toc_slice cell = toc_dict_cell(&d->data->words, hits[i].row, d->data->class_col);
        for (toc_slice word; cell.len > 0 && toc_slice_cut(&cell, ' ', &word);)
            for (size_t k = 0; k < sizeof CLASSES / sizeof *CLASSES; k++)
                if (toc_slice_is(word, CLASSES[k].word)) bits |= CLASSES[k].bit;
    }
    return bits;
}

enum { LOUD_WORDS = 6 }; /* fewer capitals may well be a list of names */

/* A sentence where nearly every longer word has a capital (headline) or only capitals. */
static bool is_loud(const toc_text *text, const toc_sentence *s)
{
    if (s->caps) return true;
    uint32_t upper = 0, words = 0;
    for (uint32_t i = s->first; i < s->last && i < text->tokens.count; i++) {
        const toc_token *t = &text->tokens.items[i];
        if ((t->flags & TOC_TOKEN_LETTER) == 0 || t->end - t->start < 4) continue;
        words++;
        upper += (t->flags & TOC_TOKEN_UPPER_FIRST) != 0;
    }
    return words >= LOUD_WORDS && upper * 10 >= words * 8;
}

static void add_word(where_doc *d, uint32_t token, uint32_t start, uint32_t end, uint64_t hash,
                     uint16_t flags)
{
    const toc_slice s = toc_slice_sub(d->scene->text->text, start, end);
    size_t at = 0, letters = 0, upper = 0;
    const bool first_upper = toc_is_upper(toc_utf8_next(s, &at));
    for (at = 0; at < s.len;) {
        const uint32_t c = toc_utf8_next(s, &at);
        letters += toc_is_letter(c);
        upper += toc_is_upper(c);
    }
    if (first_upper) flags |= AT_UPPER;
    if (letters >= 2 && letters == upper) flags |= AT_CAPS;
    if (s.len > 1 && s.ptr[s.len - 1] == '.') flags |= AT_PERIOD;
    const where_word w = {hash, token, start, end, 0, flags};
    toc_push(d->arena, &d->words, w);
}

/* A token with hyphens or slashes inside gives several words. */
static void split_token(where_doc *d, uint32_t token, uint16_t flags)
{
    const toc_token *t = &d->scene->text->tokens.items[token];
    const toc_slice text = d->scene->text->text;
    for (uint32_t at = t->start; at < t->end;) {
        uint32_t end = at;
        while (end < t->end && text.ptr[end] != '-' && text.ptr[end] != '/') end++;
        const uint64_t hash = toc_fold_hash(toc_slice_sub(text, at, end));
        if (hash != 0) {
            add_word(d, token, at, end, hash, flags);
            flags = (uint16_t)((flags & AT_LOUD) | AT_HYPHEN);
        }
        at = end + 1;
    }
}

void where_words(where_doc *d)
{
    const toc_text *text = d->scene->text;
    for (uint32_t s = 0; s < text->sentences.count; s++) {
        const toc_sentence *sentence = &text->sentences.items[s];
        const uint16_t loud = is_loud(text, sentence) ? AT_LOUD : 0;
        uint16_t flags = AT_BREAK | AT_START;
        for (uint32_t i = sentence->first; i < sentence->last && i < text->tokens.count; i++) {
            const toc_token *t = &text->tokens.items[i];
            const toc_slice w = toc_token_words(text, i);
            const bool hyphen =
                memchr(w.ptr, '-', w.len) != NULL || memchr(w.ptr, '/', w.len) != NULL;
            if (t->fold == 0) {
                const bool tight = i > sentence->first &&
                                   (text->tokens.items[i - 1].flags & TOC_TOKEN_SPACE_AFTER) == 0 &&
                                   (t->flags & TOC_TOKEN_SPACE_AFTER) == 0;
                if (is_dash(w) && tight)
                    flags |= AT_HYPHEN;
                else
                    flags |= toc_slice_is(w, ",") && (flags & AT_BREAK) == 0 ? AT_BREAK | AT_COMMA
                                                                             : AT_BREAK;
            } else {
                if (hyphen)
                    split_token(d, i, flags | loud);
                else
                    add_word(d, i, t->start, t->end, t->fold, flags | loud);
                flags = 0;
            }
            d->tagged = d->tagged || t->ner != TOC_NER_O;
        }
    }
}

/* Capitals of the words must be those of a name, unless capitals say nothing here. */
static bool looks_named(const where_doc *d, uint32_t first, uint32_t end, uint32_t posting)
{
    const where_word *w = &d->words.items[first], *last = &d->words.items[end - 1];
    const uint32_t p = where_posting(d, posting);
    const bool own = (where_at(d, p & WHERE_REF).flags & TOC_GAZ_OWN) != 0;
    if ((p & TOC_GAZ_EXACT) != 0) {
        for (uint32_t i = first; i < end; i++)
            if ((d->words.items[i].flags & (AT_CAPS | AT_UPPER)) == 0) return false;
        const toc_slice text = where_text(d, w);
        bool caps = end - first > 1 || (w->flags & AT_CAPS) != 0;
        if (memchr(text.ptr, '\'', text.len) != NULL ||
            (unsigned char)text.ptr[text.len > 1] >= 0x80)
            caps = false; /* "N'T" */
        return caps;
    }
    if ((w->flags & AT_LOUD) != 0 && !own && end - first > 1 &&
        (where_is(d, w, "the") || where_is(d, w, "a")))
        return false; /* "THE VILLAGES" */
    if ((w->flags & AT_UPPER) == 0 &&
        !(end - first > 1 && (d->words.items[first + 1].flags & AT_HYPHEN) != 0))
        return false;
    return (last->flags & AT_UPPER) != 0 || (own && end - first > 1);
}

/* The user's places of a name hide ours. */
static uint32_t find(const where_doc *d, uint64_t key, bool *more)
{
    uint32_t found = toc_gaz_find(d->gaz, key, more);
    bool user_more;
    if (d->data->import.places > 0) { /* holds ours of that name, too */
        const uint32_t more_of_it = toc_gaz_find(&d->data->import, key, &user_more);
        *more = *more || user_more;
        if (more_of_it != TOC_GAZ_NONE) found = (more_of_it + d->data->user.postings) | WHERE_USER;
    }
    if (d->data->user.places == 0) return found;
    const uint32_t user = toc_gaz_find(&d->data->user, key, &user_more);
    *more = *more || user_more;
    return user == TOC_GAZ_NONE ? found : user | WHERE_USER;
}

static uint32_t longest(const where_doc *d, uint32_t first, uint32_t *posting)
{
    uint64_t key = TOC_GAZ_SEED;
    uint32_t best = first;
    for (uint32_t i = first; i < d->words.count && i - first < TOC_GAZ_MAX_WORDS; i++) {
        if (i > first && (d->words.items[i].flags & AT_BREAK) != 0) break;
        key = toc_gaz_key(key, d->words.items[i].hash);
        bool more;
        const uint32_t found = find(d, key, &more);
        if (found != TOC_GAZ_NONE && looks_named(d, first, i + 1, found)) {
            best = i + 1;
            *posting = found;
        }
        if (!more) break;
    }
    return best;
}

void where_scan(where_doc *d)
{
    for (uint32_t i = 0; i < d->words.count; i++)
        d->words.items[i].classes = classes_of(d, d->words.items[i].hash);
    for (uint32_t i = 0; i < d->words.count;) {
        const where_word *w = &d->words.items[i];
        const bool capital =
            (w->flags & AT_UPPER) != 0 ||
            (i + 1 < d->words.count &&
             (d->words.items[i + 1].flags & (AT_HYPHEN | AT_UPPER)) == (AT_HYPHEN | AT_UPPER));
        uint32_t posting = TOC_GAZ_NONE;
        const uint32_t end = capital ? longest(d, i, &posting) : i;
        if (end == i) {
            i++;
            continue;
        }
        const where_hit hit = {
            .word = i, .end = end, .posting = posting, .surface = TOC_NONE, .inside = TOC_NONE};
        toc_push(d->arena, &d->hits, hit);
        i = end;
    }
}

/* ------------------------------------------------------------------ before the scene is read */
/* The words from the first of a sentence on are, or begin, a name of the gazetteer. */
static bool opens_with_name(const where_doc *d, const toc_text *text, const toc_sentence *s)
{
    uint64_t key = TOC_GAZ_SEED;
    bool more = true;
    for (uint32_t i = s->first; i < s->last && more; i++) {
        if (text->tokens.items[i].fold == 0) return false;
        key = toc_gaz_key(key, text->tokens.items[i].fold);
        if (find(d, key, &more) != TOC_GAZ_NONE) return true;
    }
    return more;
}

/* A capital, or something that may be one. */
static bool has_capital(toc_slice word)
{
    for (size_t i = 0; i < word.len; i++)
        if ((word.ptr[i] >= 'A' && word.ptr[i] <= 'Z') || (unsigned char)word.ptr[i] >= 0x80)
            return true;
    return false;
}

/* "The" of "The coach": no name begins so, unless the gazetteer has one ("The Hague"). */
static bool opens_plainly(const where_doc *d, const toc_text *text, const toc_sentence *s)
{
    static const char *const WORDS[] = {
        "the",   "a",    "an",    "this",  "that",   "these", "those", "he",   "she",  "it",
        "they",  "we",   "you",   "his",   "her",    "its",   "their", "our",  "my",   "your",
        "in",    "on",   "at",    "by",    "for",    "from",  "with",  "of",   "to",   "after",
        "as",    "when", "while", "if",    "before", "since", "but",   "and",  "or",   "who",
        "there", "what", "which", "where", "how",    "not",   "no",    "some", "both", "each"};
    const uint64_t fold = text->tokens.items[s->first].fold;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (fold == toc_hash(WORDS[i], strlen(WORDS[i]))) return !opens_with_name(d, text, s);
    return false;
}

unsigned toc_where_foresee(const toc_where_data *data, const toc_text *text, uint32_t sentence)
{
    const where_doc d = {.data = data, .gaz = &data->gaz};
    const toc_sentence *s = &text->sentences.items[sentence];
    const uint32_t heads = WORD_TOWN | WORD_ADMIN1 | WORD_ADMIN2 | WORD_AREA | WORD_ROAD |
                           WORD_SITE | WORD_WATER | WORD_CAPITAL;
    unsigned may = 0;
    for (uint32_t i = s->first; i < s->last && may != (TOC_WHERE_MAY_PLACE | TOC_WHERE_MAY_COUNTRY);
         i++) {
        const toc_token *t = &text->tokens.items[i];
        if (has_capital(toc_token_words(text, i)) && (i > s->first || !opens_plainly(&d, text, s)))
            return TOC_WHERE_MAY_PLACE | TOC_WHERE_MAY_COUNTRY;
        if ((t->flags & TOC_TOKEN_DIGIT) != 0) may |= TOC_WHERE_MAY_PLACE; /* "highway 5" */
        const uint32_t classes = t->fold == 0 ? 0 : classes_of(&d, t->fold);
        if ((classes & WORD_COUNTRY) != 0) may |= TOC_WHERE_MAY_PLACE | TOC_WHERE_MAY_COUNTRY;
        if ((classes & heads) != 0) may |= TOC_WHERE_MAY_PLACE;
    }
    return may;
}

/* ------------------------------------------------------------------ transliterations */
enum { SURE = 30, SKELETON_WORDS = 3 };

static void find_countries(where_doc *d)
{
    for (uint32_t i = 0; i < d->hits.count; i++) {
        const where_hit *hit = &d->hits.items[i];
        if (hit->score < SURE || hit->posting == TOC_GAZ_NONE) continue;
        const uint32_t p = where_posting(d, hit->posting);
        d->about[where_at(d, p & WHERE_REF).country] = true;
    }
    d->about[0] = false;
}

/* A posting of the skeleton of words [first, end) with a place in a country of the text. */
static uint32_t skeleton_at(const where_doc *d, uint32_t first, uint32_t end)
{
    const toc_slice text = d->scene->text->text;
    bool more;
    const uint64_t key = toc_gaz_skeleton(
        toc_slice_sub(text, d->words.items[first].start, d->words.items[end - 1].end));
    const uint32_t posting = key == 0 ? TOC_GAZ_NONE : toc_gaz_find(d->gaz, key, &more);
    for (uint32_t at = posting; posting != TOC_GAZ_NONE; at++) {
        const uint32_t p = where_posting(d, at);
        if (d->about[where_at(d, p & WHERE_REF).country]) return posting;
        if ((p & TOC_GAZ_LAST) != 0) break;
    }
    return TOC_GAZ_NONE;
}

/* A name may begin here: "Qabasin", "al-Latmana". */
static bool may_begin(const where_doc *d, uint32_t i)
{
    const where_word *w = &d->words.items[i];
    if ((w->flags & (AT_LOUD | AT_START | AT_ACTOR)) != 0) return false;
    if ((w->classes & ~(uint32_t)WORD_PART) != 0) return false;
    const where_word *next = where_word_at(d, i + 1);
    return (w->flags & AT_UPPER) != 0 ||
           (next->flags & (AT_HYPHEN | AT_UPPER)) == (AT_HYPHEN | AT_UPPER);
}

void where_scan_skeletons(where_doc *d)
{
    find_countries(d);
    TOC_ARRAY(where_hit) all = {0};
    uint32_t hit = 0;
    for (uint32_t i = 0; i < d->words.count;) {
        if (hit < d->hits.count && d->hits.items[hit].word == i) {
            i = d->hits.items[hit].end;
            toc_push(d->arena, &all, d->hits.items[hit]);
            hit++;
            continue;
        }
        const uint32_t stop = hit < d->hits.count ? d->hits.items[hit].word : d->words.count;
        uint32_t found = TOC_GAZ_NONE, end = i + 1;
        if (may_begin(d, i)) {
            while (end < stop && end - i < SKELETON_WORDS &&
                   (d->words.items[end].flags & (AT_BREAK | AT_UPPER)) == AT_UPPER &&
                   (d->words.items[end].classes & ~(uint32_t)WORD_PART) == 0)
                end++;
            for (; end > i; end--) {
                found = skeleton_at(d, i, end);
                if (found != TOC_GAZ_NONE) break;
            }
        }
        if (found == TOC_GAZ_NONE) {
            i++;
            continue;
        }
        const where_hit fresh = {.word = i,
                                 .end = end,
                                 .posting = found,
                                 .surface = TOC_NONE,
                                 .inside = TOC_NONE,
                                 .skeleton = true};
        toc_push(d->arena, &all, fresh);
        i = end;
    }
    d->hits.items = all.items;
    d->hits.count = all.count;
    d->hits.room = all.room;
}
