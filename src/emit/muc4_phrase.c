/* src/emit/muc4_phrase.c - the words of a filler as the form wants them: the shortest complete noun
 * phrase. Numbers, quantifiers and nationality go ("at least 10 Salvadoran women": WOMEN), an
 * organisation before its people has a slot of its own ("FMLN rebels": REBELS), what the head noun
 * is of stays ("offices of the Agrarian Bank"), a title parts from the name. */
#include <stdlib.h>

#include "base/utf8.h"
#include "emit/muc4.h"

typedef struct named_span {
    toc_span span;
    bool nation;         /* a demonym or country */
    const char *country; /* of a place, "" unknown */
    bool organisation;   /* its name */
} named_span;

struct toc_muc4_page {
    const toc_record *record;
    const toc_emit_data *data;
    TOC_ARRAY(named_span) spans; /* mentions and places, by start, the longer first */
};

static int by_start(const void *a, const void *b)
{
    const named_span *x = a, *y = b;
    if (x->span.start != y->span.start) return x->span.start < y->span.start ? -1 : 1;
    return x->span.end > y->span.end ? -1 : x->span.end < y->span.end;
}

toc_muc4_page *toc_muc4_page_of(const toc_record *record, const toc_emit_data *data)
{
    toc_muc4_page *page = TOC_NEW_N(record->arena, toc_muc4_page, 1);
    if (page == NULL) return NULL;
    page->record = record;
    page->data = data;
    for (uint32_t i = 0; i < record->entities.count; i++) {
        const toc_entity *e = &record->entities.items[i];
        const bool body = e->kind == TOC_ENTITY_ORGANISATION || e->kind == TOC_ENTITY_GROUP ||
                          e->kind == TOC_ENTITY_MILITARY || e->kind == TOC_ENTITY_GOVERNMENT;
        for (uint32_t k = 0; k < e->mentions.count; k++) {
            const named_span item = {e->mentions.items[k].span, false, "",
                                     body && e->mentions.items[k].named};
            toc_push(record->arena, &page->spans, item);
        }
    }
    for (uint32_t i = 0; i < record->places.count; i++) {
        const toc_place *p = &record->places.items[i];
        const named_span item = {p->span,
                                 p->kind == TOC_PLACE_DEMONYM || p->kind == TOC_PLACE_COUNTRY,
                                 p->country, false};
        toc_push(record->arena, &page->spans, item);
    }
    if (page->spans.count > 0)
        qsort(page->spans.items, page->spans.count, sizeof *page->spans.items, by_start);
    return page;
}

/* First entry that begins at or after a byte. */
static uint32_t entry_at(const toc_muc4_page *page, uint32_t start)
{
    uint32_t low = 0, high = page->spans.count;
    while (low < high) {
        const uint32_t mid = low + (high - low) / 2;
        if (page->spans.items[mid].span.start < start)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* The word that begins at `at`, up to white space. */
static toc_slice word_at(toc_slice text, uint32_t at, uint32_t end)
{
    uint32_t stop = at;
    while (stop < end && !is_space(text.ptr[stop])) stop++;
    return toc_slice_sub(text, at, stop);
}

static uint32_t after_space(toc_slice text, uint32_t at, uint32_t end)
{
    while (at < end && is_space(text.ptr[at])) at++;
    return at;
}

static bool is_skipped(const toc_muc4_page *page, toc_slice word, bool counted)
{
    if (word.len > 0 && word.ptr[0] >= '0' && word.ptr[0] <= '9') {
        if (counted) return false;
        for (size_t i = 0; i < word.len; i++)
            if ((word.ptr[i] < '0' || word.ptr[i] > '9') && word.ptr[i] != ',' &&
                word.ptr[i] != '.')
                return false;
        return true;
    }
    return toc_muc4_value(page->data, word, "skip").len > 0 ||
           (!counted && toc_muc4_value(page->data, word, "count").len > 0);
}

/* End of what stands before its head noun and is no part of the answer. */
static uint32_t skip_front(const toc_muc4_page *page, toc_span span, toc_muc4_words kind)
{
    const bool doers = kind == TOC_MUC4_DOERS;
    const toc_slice text = page->record->text;
    uint32_t at = span.start;
    for (;;) {
        uint32_t next = at;
        const toc_slice word = word_at(text, at, span.end);
        if (is_skipped(page, word, doers)) next = at + (uint32_t)word.len;
        for (uint32_t i = entry_at(page, at);
             next == at && i < page->spans.count && page->spans.items[i].span.start == at; i++) {
            const named_span *s = &page->spans.items[i];
            if (s->span.end < span.end &&
                ((s->nation && !doers) || (kind != TOC_MUC4_THING && s->organisation)))
                next = s->span.end;
        }
        next = after_space(text, next, span.end);
        if (next == at || next >= span.end) return at;
        at = next;
    }
}

/* "... of the Agrarian Bank": to the end of the phrase under "of", if it is one that was read. */
static uint32_t with_of(const toc_muc4_page *page, uint32_t end)
{
    const toc_slice text = page->record->text;
    const uint32_t limit = (uint32_t)text.len;
    uint32_t at = after_space(text, end, limit);
    const toc_slice of = word_at(text, at, limit);
    if (of.len != 2 || toc_fold_hash(of) != toc_hash("of", 2)) return end;
    at = after_space(text, at + 2, limit);
    for (int words = 0; words < 3; words++) { /* the phrase may begin before its name: "of the" */
        uint32_t longest = end;
        for (uint32_t i = entry_at(page, at);
             i < page->spans.count && page->spans.items[i].span.start == at; i++)
            if (page->spans.items[i].span.end > longest) longest = page->spans.items[i].span.end;
        if (longest > end) return longest;
        const toc_slice word = word_at(text, at, limit);
        if (!is_skipped(page, word, false)) return end;
        at = after_space(text, at + (uint32_t)word.len, limit);
    }
    return end;
}

toc_slice toc_muc4_phrase(const toc_muc4_page *page, toc_span span, toc_muc4_words kind)
{
    const uint32_t start = skip_front(page, span, kind);
    return toc_slice_sub(page->record->text, start, with_of(page, span.end));
}

void toc_muc4_split_title(const toc_muc4_page *page, toc_slice words, bool named, toc_slice *title,
                          toc_slice *name)
{
    const toc_slice empty = {NULL, 0};
    size_t cut = 0, rest = 0;
    for (size_t at = 0; at < words.len;) {
        while (at < words.len && is_space(words.ptr[at])) at++;
        size_t end = at;
        while (end < words.len && !is_space(words.ptr[end])) end++;
        const toc_slice word = toc_slice_sub(words, at, end);
        if (end < words.len && toc_muc4_value(page->data, word, "hum").len > 0)
            cut = end, rest = 0;
        else if (end > at)
            rest++;
        at = end;
    }
    *title = empty, *name = empty;
    if (cut > 0 && rest >= (named ? 1u : 2u)) {
        *title = toc_slice_sub(words, 0, cut);
        while (cut < words.len && is_space(words.ptr[cut])) cut++;
        *name = toc_slice_sub(words, cut, words.len);
    } else if (named) {
        *name = words;
    } else {
        *title = words;
    }
}

const char *toc_muc4_nation(const toc_muc4_page *page, toc_span phrase)
{
    for (uint32_t i = entry_at(page, phrase.start);
         i < page->spans.count && page->spans.items[i].span.start < phrase.end; i++) {
        const named_span *s = &page->spans.items[i];
        if (s->nation && s->country[0] != '\0') return s->country;
    }
    return NULL;
}

/* ---------------------------------------------------------------- beside a name */
#define TITLE_WORDS 6u
#define DESCRIPTION_BYTES 80u

/* Words that no title goes over. */
static bool ends_title(toc_slice word)
{
    static const char *const WORDS[] = {
        "the",  "a",    "an",   "of",   "by",  "that", "and", "or",    "to",  "in",     "on",
        "for",  "with", "at",   "as",   "was", "were", "is",  "are",   "has", "have",   "had",
        "from", "who",  "whom", "when", "but", "his",  "her", "their", "its", "against"};
    const uint64_t key = toc_fold_hash(word);
    if (key == 0) return true;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (key == toc_hash(WORDS[i], strlen(WORDS[i]))) return true;
    return strchr(".,;:()[]\"", word.ptr[word.len - 1]) != NULL ||
           strchr("()[]\"", word.ptr[0]) != NULL;
}

static toc_slice title_before(const toc_muc4_page *page, toc_span name)
{
    const toc_slice text = page->record->text, empty = {NULL, 0};
    uint32_t begin = name.start, at = name.start;
    for (unsigned n = 0; n < TITLE_WORDS; n++) {
        uint32_t end = at;
        while (end > 0 && is_space(text.ptr[end - 1])) end--;
        uint32_t start = end;
        while (start > 0 && !is_space(text.ptr[start - 1])) start--;
        if (start == end || ends_title(toc_slice_sub(text, start, end))) break;
        at = begin = start;
    }
    uint32_t end = name.start;
    while (end > begin && is_space(text.ptr[end - 1])) end--;
    const toc_slice title = toc_slice_sub(text, begin, end);
    return toc_muc4_value(page->data, title, "hum").len > 0 ? title : empty;
}

static toc_slice description_behind(const toc_muc4_page *page, toc_span name)
{
    const toc_slice text = page->record->text, empty = {NULL, 0};
    if (name.end >= text.len || text.ptr[name.end] != ',') return empty;
    uint32_t start = after_space(text, name.end + 1, (uint32_t)text.len), end = start;
    while (end < text.len && end - start < DESCRIPTION_BYTES &&
           strchr(",.;:()[]\"", text.ptr[end]) == NULL)
        end++;
    if (end - start >= DESCRIPTION_BYTES || end >= text.len) return empty;
    const toc_slice first = word_at(text, start, end);
    if (is_skipped(page, first, false)) start = after_space(text, start + (uint32_t)first.len, end);
    const toc_slice words = toc_slice_sub(text, start, end);
    return toc_muc4_value(page->data, words, "hum").len > 0 ? words : empty;
}

toc_slice toc_muc4_beside_name(const toc_muc4_page *page, toc_span name)
{
    const toc_slice title = title_before(page, name);
    return title.len > 0 ? title : description_behind(page, name);
}
