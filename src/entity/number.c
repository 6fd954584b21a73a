/* src/entity/number.c - a grammar over number words: [bound] numeral [range] [bound] [of N] noun. */
#include "entity/number.h"

typedef struct reader {
    const toc_numeral_data *data;
    toc_scene *scene;
    toc_wordview view;
    uint32_t time; /* first of record->times that may still overlap */
} reader;

typedef struct reading { /* a number being read; words of the view */
    uint32_t first, last;
    uint32_t low, high, of;
    uint32_t sized; /* token of "family" in "a family of four", TOC_NONE */
    uint32_t noun;  /* word where the search for the noun begins */
} reading;

static uint32_t class_at(const reader *r, uint32_t word, toc_numeral_class kind)
{
    toc_numword w;
    return word < r->view.words.count ? toc_numword_at(r->data, &r->view, word, kind, &w) : 0;
}

static bool word_is(const reader *r, uint32_t word, const char *lower)
{
    if (word >= r->view.words.count) return false;
    const toc_slice s = toc_word_bytes(&r->view, word);
    size_t i = 0;
    for (; i < s.len && lower[i] != '\0'; i++)
        if ((s.ptr[i] >= 'A' && s.ptr[i] <= 'Z' ? s.ptr[i] + 32 : s.ptr[i]) != lower[i])
            return false;
    return i == s.len && lower[i] == '\0';
}

static bool joined(const reader *r, uint32_t word)
{
    return word < r->view.words.count && r->view.words.items[word].joined;
}

static bool letters(const reader *r, uint32_t word)
{
    return word < r->view.words.count && (r->view.words.items[word].flags & TOC_TOKEN_LETTER) != 0;
}

static bool capital(const reader *r, uint32_t word)
{
    return word < r->view.words.count &&
           (r->view.words.items[word].flags & TOC_TOKEN_UPPER_FIRST) != 0;
}

static uint8_t upos(const reader *r, uint32_t word)
{
    return r->scene->text->tokens.items[r->view.words.items[word].token].upos;
}

/* Does a time expression cover the word? Times are in text order, so the cursor only moves on. */
static bool in_time(reader *r, uint32_t word)
{
    const toc_word *w = &r->view.words.items[word];
    const toc_record *record = r->scene->record;
    while (r->time < record->times.count && record->times.items[r->time].span.end <= w->start)
        r->time++;
    return r->time < record->times.count && record->times.items[r->time].span.start < w->end;
}

/* "Flight 103", "MiG-29", "$5", "#4": the number is a name or an amount of money; so is the second
 * in "the ages of 21 and 58". */
static bool labelled(const reader *r, uint32_t at)
{
    while (at > 2 &&
           (word_is(r, at - 1, "and") || word_is(r, at - 1, "or") || word_is(r, at - 1, "to")) &&
           (r->view.words.items[at - 2].flags & TOC_TOKEN_DIGIT) != 0 &&
           (class_at(r, at - 3, TOC_NUMWORD_LABEL) == 1 ||
            (at > 3 && class_at(r, at - 4, TOC_NUMWORD_LABEL) == 2)))
        at -= 2;
    if (at == 0) return false;
    const char mark = toc_word_mark(&r->view, at - 1);
    const toc_slice sign = toc_word_bytes(&r->view, at - 1);
    if (toc_slice_is(sign, "\xc2\xa3") || toc_slice_is(sign, "\xe2\x82\xac") ||
        toc_slice_is(sign, "\xc2\xa5"))
        return true;                                                        /* pound, euro, yen */
    if (mark == '[' && toc_word_mark(&r->view, at + 1) == ']') return true; /* a footnote */
    if (mark == '#' || mark == '$' || (mark == '/' && r->view.words.items[at].glued)) return true;
    if (r->view.words.items[at].joined && letters(r, at - 1)) return true;
    if (r->view.words.items[at].glued &&
        (letters(r, at - 1) || (r->view.words.items[at - 1].flags & TOC_TOKEN_DIGIT)))
        return true;
    for (uint32_t back = 1; back <= 3 && back <= at; back++) {
        const uint32_t n = class_at(r, at - back, TOC_NUMWORD_LABEL);
        if (n != back) continue;
        const toc_slice s = toc_word_bytes(&r->view, at - back);
        if (s.len <= 2 && back == 1 && !(mark == '.')) { /* "F 16", not "a 16" */
            if (!capital(r, at - 1) || r->view.caps) continue;
        }
        return true;
    }
    if (mark == '.' && at > 1 && class_at(r, at - 2, TOC_NUMWORD_LABEL) == 1 &&
        r->view.words.items[at - 1].glued)
        return true; /* No. 5 */
    return class_at(r, at - 1, TOC_NUMWORD_CURRENCY) == 1;
}

/* "John Smith, 34, ..." and "Smith (34)". */
static bool age_apposed(const reader *r, uint32_t at, uint32_t end, const toc_numeral *n)
{
    if (!n->bare || n->low > 120 || at < 2) return false;
    const char before = toc_word_mark(&r->view, at - 1), after = toc_word_mark(&r->view, end);
    if (before != ',' && before != '(') return false;
    if (!capital(r, at - 2)) return false;
    return after == ',' || after == ')' || after == ';' || after == '.' ||
           end >= r->view.words.count || word_is(r, end, "of") || word_is(r, end, "from") ||
           word_is(r, end, "and");
}

/* What stands behind makes it a measure, money, an age, a compound ("four-door"), an address. */
static bool measured(const reader *r, uint32_t end)
{
    if (end >= r->view.words.count) return false;
    toc_numword unit;
    if (toc_numword_in(r->data, &r->view, end,
                       1u << TOC_NUMWORD_MEASURE | 1u << TOC_NUMWORD_CURRENCY |
                           1u << TOC_NUMWORD_AGE,
                       &unit) > 0)
        return true;
    if (joined(r, end) && letters(r, end)) return true;
    if (toc_word_mark(&r->view, end) == '%' ||
        (toc_word_mark(&r->view, end) == ':' && r->view.words.items[end].glued))
        return true;
    if ((toc_word_mark(&r->view, end) == '/' || toc_word_mark(&r->view, end) == '.') &&
        r->view.words.items[end].glued && end + 1 < r->view.words.count &&
        r->view.words.items[end + 1].glued)
        return true;
    for (uint32_t i = end; i < end + 4 && i < r->view.words.count && capital(r, i) && !r->view.caps;
         i++)
        if (class_at(r, i, TOC_NUMWORD_STREET) > 0) return i > end;
    return false;
}

/* Words in front that bound the number; *kind is the last strong one. */
static uint32_t bounds_before(const reader *r, uint32_t word, toc_numeral_class *kind)
{
    const uint32_t kinds = 1u << TOC_NUMWORD_LEAST | 1u << TOC_NUMWORD_OVER |
                           1u << TOC_NUMWORD_MOST | 1u << TOC_NUMWORD_UNDER |
                           1u << TOC_NUMWORD_ABOUT | 1u << TOC_NUMWORD_BETWEEN |
                           1u << TOC_NUMWORD_EXACTLY;
    uint32_t at = word;
    *kind = TOC_NUMWORD_ABSENT;
    for (int k = 0; k < 3; k++) {
        toc_numword found;
        const uint32_t n = toc_numword_in(r->data, &r->view, at, kinds, &found);
        if (n == 0) break;
        if (*kind == TOC_NUMWORD_ABSENT || *kind == TOC_NUMWORD_EXACTLY ||
            *kind == TOC_NUMWORD_ABOUT)
            *kind = found.kind;
        at += n;
    }
    return at - word;
}

static void apply_bound(reading *out, toc_numeral_class kind)
{
    if (kind == TOC_NUMWORD_LEAST || kind == TOC_NUMWORD_OR_MORE) {
        out->high = TOC_OPEN;
    } else if (kind == TOC_NUMWORD_OVER) {
        if (out->low < TOC_OPEN - 1 && out->low == out->high) out->low++;
        out->high = TOC_OPEN;
    } else if (kind == TOC_NUMWORD_MOST || kind == TOC_NUMWORD_OR_LESS) {
        if (out->low == out->high && out->low > 1) out->low = 1;
    } else if (kind == TOC_NUMWORD_UNDER) {
        if (out->high > 0 && out->high != TOC_OPEN) out->high--;
        out->low = out->high > 0 ? 1 : 0;
    }
}

/* "5-7", "5 to 7", "between 5 and 7": the upper end. */
static void upper_end(const reader *r, reading *out, toc_numeral_class bound)
{
    uint32_t at = out->last;
    const bool hyphen = joined(r, at);
    const bool and_ = word_is(r, at, "and") && bound == TOC_NUMWORD_BETWEEN;
    if (!hyphen && !and_ && !word_is(r, at, "to") && !word_is(r, at, "or")) return;
    if (!hyphen) at++;
    toc_numeral n;
    if (!toc_numeral_at(r->data, &r->view, at, &n) || n.kind != TOC_NUMERAL_EXACT ||
        n.hundredths % 100 != 0 || n.low <= out->low || (hyphen && n.low / 10 > out->low) ||
        (hyphen && n.bare && out->low > 99 && n.low > 999))
        return;
    out->high = n.high;
    out->last = at + n.words;
}

/* "of the five", "of its 12" behind a number. */
static void out_of(const reader *r, reading *out)
{
    static const char *const DETERMINERS[] = {"the", "those", "these", "its",  "their", "his",
                                              "her", "our",   "a",     "some", "all"};
    if (!word_is(r, out->last, "of")) return;
    uint32_t at = out->last + 1;
    for (size_t i = 0; i < sizeof DETERMINERS / sizeof *DETERMINERS; i++)
        if (word_is(r, at, DETERMINERS[i])) {
            at++;
            break;
        }
    if (class_at(r, at, TOC_NUMWORD_OTHER) > 0) at++;
    out->noun = at;
    toc_numeral n;
    if (!toc_numeral_at(r->data, &r->view, at, &n) || n.kind != TOC_NUMERAL_EXACT ||
        n.low < out->low || n.hundredths % 100 != 0)
        return;
    out->of = n.low;
    out->last = at + n.words;
    out->noun = out->last;
}

/* The tagger knows "one" the pronoun, "both ... and", "No, ..." and "a second". */
static bool no_number(const reader *r, uint32_t at, const toc_numeral *n)
{
    const uint8_t tag = upos(r, at);
    if (tag == TOC_PRON || tag == TOC_CCONJ || tag == TOC_INTJ)
        return n->low <= 2 && !word_is(r, at, "none") &&
               !(tag == TOC_PRON && word_is(r, at, "both"));
    return false;
}

/* The number word at a word: a numeral, "no", "no one", "both". */
static bool numeral_of(const reader *r, uint32_t at, bool bounded, toc_numeral *out)
{
    toc_numword w;
    const uint32_t n =
        toc_numword_in(r->data, &r->view, at, 1u << TOC_NUMWORD_NONE | 1u << TOC_NUMWORD_BOTH, &w);
    if (n == 0) return toc_numeral_at(r->data, &r->view, at, out);
    if (bounded || joined(r, at) || joined(r, at + n)) return false;
    const bool one = word_is(r, at + n, "one");
    *out = (toc_numeral){.kind = TOC_NUMERAL_EXACT, .words = n + one, .low = w.low, .high = w.low};
    return one || w.kind != TOC_NUMWORD_BOTH || letters(r, at + n);
}

/* "two-thirds" */
static bool is_fraction(const reader *r, uint32_t end)
{
    toc_numeral n;
    return joined(r, end) && toc_numeral_at(r->data, &r->view, end, &n) &&
           n.kind == TOC_NUMERAL_ORDINAL;
}

static bool more_digits(const reader *r, uint32_t word)
{
    return joined(r, word) && (r->view.words.items[word].flags & TOC_TOKEN_DIGIT) != 0;
}

/* "or more", "others" behind the number. */
static void bounds_behind(const reader *r, reading *out)
{
    static const toc_numeral_class BEHIND[] = {TOC_NUMWORD_OR_MORE, TOC_NUMWORD_OR_LESS,
                                               TOC_NUMWORD_OR_SO, TOC_NUMWORD_OTHER};
    for (size_t i = 0; i < sizeof BEHIND / sizeof *BEHIND; i++) {
        const uint32_t n = class_at(r, out->last, BEHIND[i]);
        if (n == 0 || word_is(r, out->last + n, "than")) continue;
        apply_bound(out, BEHIND[i]);
        out->last += n;
    }
    out->noun = out->last;
}

/* The count that begins at a word; *next is where to go on reading in any case. */
static bool read_number(reader *r, uint32_t word, reading *out, uint32_t *next)
{
    toc_numeral_class bound;
    const uint32_t at = word + bounds_before(r, word, &bound);
    toc_numeral number = {0};
    *out = (reading){.first = word, .sized = TOC_NONE};
    *next = word + 1;
    if (at >= r->view.words.count || !numeral_of(r, at, at > word, &number)) return false;
    out->last = *next = at + number.words;
    while (number.digits && more_digits(r, *next)) (*next)++; /* 3-1, 555-1234 */
    if (number.kind == TOC_NUMERAL_ORDINAL || number.hundredths % 100 != 0 ||
        no_number(r, at, &number) || in_time(r, at) || labelled(r, at))
        return false;
    if (at == word && at > 0 && joined(r, at) && letters(r, at - 1)) return false; /* MiG-29 */
    out->low = number.low;
    out->high = number.high;
    if (number.kind == TOC_NUMERAL_EXACT) upper_end(r, out, bound);
    if (number.digits && more_digits(r, out->last)) return false;
    if (measured(r, out->last) || age_apposed(r, at, out->last, &number) ||
        is_fraction(r, out->last))
        return false;
    apply_bound(out, bound);
    if (bound == TOC_NUMWORD_EXACTLY)
        out->first = at; /* "the three", "another two" say no more than the number */
    bounds_behind(r, out);
    if (measured(r, out->last)) return false;
    out_of(r, out);
    if (at > 1 && word_is(r, at - 1, "of") && class_at(r, at - 2, TOC_NUMWORD_SIZED) == 2)
        out->sized = r->view.words.items[at - 2].token;
    *next = out->last;
    return true;
}

/* A word that can stand between a number and the noun it counts. */
static bool in_phrase(const reader *r, uint32_t word)
{
    const toc_word *w = &r->view.words.items[word];
    if (w->joined) return true;
    if ((w->flags & (TOC_TOKEN_LETTER | TOC_TOKEN_DIGIT)) == 0) return false;
    switch (upos(r, word)) {
    case TOC_ADJ:
    case TOC_NOUN:
    case TOC_PROPN:
    case TOC_X:
    case TOC_NUM: return true;
    case TOC_UPOS_NONE: { /* not tagged: everything up to a word of grammar */
        static const char *const STOPS[] = {"were",  "was",  "are",  "is",  "had", "have",  "has",
                                            "been",  "will", "and",  "or",  "in",  "of",    "to",
                                            "from",  "at",   "by",   "on",  "who", "that",  "when",
                                            "after", "as",   "with", "for", "but", "while", "be"};
        for (size_t i = 0; i < sizeof STOPS / sizeof *STOPS; i++)
            if (word_is(r, word, STOPS[i])) return false;
        return true;
    }
    default: return false;
    }
}

/* The token of the noun counted, TOC_NONE when the number stands alone. */
static uint32_t noun_of(const reader *r, const reading *n)
{
    const toc_scene *scene = r->scene;
    if (n->noun >= r->view.words.count) return n->sized;
    const uint32_t token = r->view.words.items[n->noun].token;
    const uint32_t behind = r->view.words.items[n->last - 1].token;
    if (scene->chunk_of != NULL) {
        uint32_t chunk = scene->chunk_of[token];
        if (chunk == TOC_NONE && upos(r, n->noun) == TOC_DET &&
            token + 1 < scene->text->tokens.count)
            chunk = scene->chunk_of[token + 1];
        if (chunk != TOC_NONE && chunk < scene->chunks.count) {
            const toc_chunk *c = &scene->chunks.items[chunk];
            /* in the number's own chunk, or right behind "of" */
            if (c->head > behind && c->head < scene->text->tokens.count &&
                upos(r, n->noun) != TOC_PRON)
                return c->head;
        }
        return n->sized;
    }
    uint32_t head = TOC_NONE, steps = 0;
    for (uint32_t i = n->noun; i < r->view.words.count && steps < 6 && in_phrase(r, i);
         i++, steps++)
        head = r->view.words.items[i].token;
    return head != TOC_NONE ? head : n->sized;
}

/* "burned 3 vehicles in a convoy of 4": the first number is out of the second. */
static void out_of_body(toc_scene *scene, const reading *n)
{
    if (n->sized == TOC_NONE || scene->numbers.count == 0) return;
    toc_number *before = &scene->numbers.items[scene->numbers.count - 1];
    const toc_token *tokens = scene->text->tokens.items;
    if (before->counted == TOC_NONE || before->of != 0 || before->high > n->low ||
        n->low != n->high)
        return;
    if (tokens[before->counted].sentence != tokens[n->sized].sentence ||
        before->counted >= n->sized || n->sized - before->counted > 4)
        return;
    before->of = n->low;
}

static void keep(reader *r, const reading *n)
{
    toc_scene *scene = r->scene;
    out_of_body(scene, n);
    const uint32_t first = r->view.words.items[n->first].token,
                   last = r->view.words.items[n->last - 1].token + 1;
    const toc_number number = {.first = first,
                               .last = last,
                               .low = n->low,
                               .high = n->high,
                               .of = n->of,
                               .counted = noun_of(r, n)};
    if (n->low == 0 && n->high == 0 && number.counted == TOC_NONE && n->last - n->first < 2 &&
        !word_is(r, n->first, "none") && !word_is(r, n->first, "nobody") &&
        !word_is(r, n->first, "zero"))
        return;
    toc_push(scene->arena, &scene->numbers, number);
    if (scene->chunk_of == NULL) return;
    uint32_t chunk = number.counted != TOC_NONE ? scene->chunk_of[number.counted] : TOC_NONE;
    for (uint32_t t = last; number.counted == TOC_NONE && chunk == TOC_NONE && t-- > first;)
        chunk = scene->chunk_of[t]; /* "three more": the phrase is "three" */
    /* "two of the three drivers": both phrases speak of the two */
    const uint32_t both[2] = {chunk, scene->chunk_of[first]};
    for (size_t i = 0; i < 2; i++)
        if (both[i] != TOC_NONE && both[i] < scene->chunks.count &&
            scene->chunks.items[both[i]].number == TOC_NONE &&
            (i == 0 ||
             scene->text->tokens.items[scene->chunks.items[both[i]].head].upos == TOC_NUM))
            scene->chunks.items[both[i]].number = scene->numbers.count - 1;
}

tocsin_status toc_number_open(toc_number_data *out, const toc_pack *packs, size_t count,
                              toc_arena *arena, tocsin_error *err)
{
    return toc_numeral_open(&out->numerals, packs, count, arena, err);
}

void toc_numbers_find(const toc_number_data *data, toc_scene *scene)
{
    reader r = {.data = &data->numerals, .scene = scene};
    const toc_text *text = scene->text;
    for (uint32_t s = 0; s < text->sentences.count; s++) {
        const toc_sentence *sentence = &text->sentences.items[s];
        if (sentence->zone == TOC_ZONE_FURNITURE || sentence->zone == TOC_ZONE_BYLINE ||
            sentence->zone == TOC_ZONE_DATELINE)
            continue;
        toc_wordview_fill(&r.view, text, sentence, scene->arena);
        for (uint32_t i = 0; i < r.view.words.count;) {
            reading n;
            uint32_t next = i + 1;
            toc_numword any;
            const bool maybe = (r.view.words.items[i].flags & TOC_TOKEN_DIGIT) != 0 ||
                               word_is(&r, i, "a") || word_is(&r, i, "an") ||
                               toc_numword_at(r.data, &r.view, i, TOC_NUMWORD_ABSENT, &any) > 0;
            if (maybe && read_number(&r, i, &n, &next)) keep(&r, &n);
            i = next;
        }
    }
}

/* The form of a noun that speaks of one. */
static bool singular(const toc_scene *scene, const toc_chunk *c)
{
    const toc_token *head = &scene->text->tokens.items[c->head];
    if (head->upos == TOC_PRON || head->upos == TOC_NUM || head->upos == TOC_ADJ) return false;
    for (uint32_t t = c->head + 1; t < c->last; t++)
        if (scene->text->tokens.items[t].upos == TOC_CCONJ) return false;
    const toc_slice s = toc_token_words(scene->text, c->head);
    if (head->upos == TOC_PROPN) return true;
    if (s.len == 0 || head->upos != TOC_NOUN) return false;
    if (head->lemma.len > 0)
        return head->lemma_fold == head->fold && !toc_slice_is(s, "people") &&
               !toc_slice_is(s, "police");
    return (s.ptr[s.len - 1] | 32) != 's';
}

toc_count_kind toc_count_of_chunk(const toc_scene *scene, uint32_t chunk, toc_count *out)
{
    *out = (toc_count){0};
    if (chunk >= scene->chunks.count) return TOC_COUNT_NOT_SAID;
    const toc_chunk *c = &scene->chunks.items[chunk];
    const toc_token *tokens = scene->text->tokens.items;
    if (c->number != TOC_NONE && c->number < scene->numbers.count) {
        const toc_number *n = &scene->numbers.items[c->number];
        const toc_span span = {tokens[n->first].start, tokens[n->last - 1].end};
        out->present = true;
        out->low = n->low;
        out->high = n->high;
        out->of = n->of;
        toc_push(scene->arena, &out->spans, span);
        return TOC_COUNT_SAID;
    }
    if (!singular(scene, c)) return TOC_COUNT_NOT_SAID;
    static const char *const ONE[] = {"a", "an", "another", "one"};
    const uint64_t first = tokens[c->first].fold;
    toc_count_kind kind = TOC_COUNT_SINGULAR;
    for (size_t i = 0; i < sizeof ONE / sizeof *ONE; i++)
        if (first == toc_hash(ONE[i], strlen(ONE[i]))) kind = TOC_COUNT_ARTICLE;
    out->present = true;
    out->low = out->high = 1;
    toc_push(scene->arena, &out->spans, toc_chunk_span(scene, c));
    return kind;
}
