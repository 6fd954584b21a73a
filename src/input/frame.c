/* src/input/frame.c - see frame.h. Every paragraph is looked at once: at its first words (phrases
 * of the frame table), at its brackets, and for a dateline (dateline.c). */
#include "base/utf8.h"
#include "input/frame_parts.h"
#include "input/stated_date.h"

#define PHRASE_WORDS 6      /* of the frame table */
#define SHORT_PARAGRAPH 200 /* furniture is short: longer paragraphs only lose the phrase */
#define BRACKET_BYTES 80
#define WRAP_LINES 300 /* enough to see how lines are broken */

void toc_frame_zone(toc_frame *f, toc_zone_kind kind, size_t start, size_t end)
{
    toc_article *a = f->article;
    while (end > start && is_space(f->text.ptr[end - 1])) end--;
    while (start < end && is_space(f->text.ptr[start])) start++;
    if (start >= end) return;
    if (a->zones.count > 0 && a->zones.items[a->zones.count - 1].span.end > start)
        return; /* inside another */
    const toc_zone zone = {{(uint32_t)start, (uint32_t)end}, kind};
    toc_push(a->arena, &a->zones, zone);
}

/* ---------------------------------------------------------------- phrases */
/* Kind of the longest phrase of the table that begins at `at`, *end behind it; empty: none. */
toc_slice toc_frame_phrase(const toc_frame *f, size_t at, size_t limit, const char *kind,
                           size_t *end)
{
    uint64_t keys[PHRASE_WORDS];
    size_t ends[PHRASE_WORDS], count = 0;
    if (!f->data->has_frame) return TOC_LIT("");
    while (at < limit && count < PHRASE_WORDS) {
        while (at < limit && (is_space(f->text.ptr[at]) || f->text.ptr[at] == '-')) at++;
        const size_t start = at;
        while (at < limit && (is_word_byte(f->text.ptr[at]) || f->text.ptr[at] == '\'') &&
               at - start < 64)
            at++;
        if (at == start) break;
        keys[count] = toc_fold_hash(toc_slice_sub(f->text, start, at));
        ends[count++] = at;
    }
    toc_hit hits[8];
    const size_t n = toc_dict_match(&f->data->frame, keys, count, hits, 8);
    for (size_t i = 0; i < n; i++) {
        const toc_slice found = toc_dict_cell(&f->data->frame, hits[i].row, 1);
        if (kind != NULL && !toc_slice_is(found, kind)) continue;
        *end = ends[hits[i].words - 1];
        return found;
    }
    return TOC_LIT("");
}

bool toc_frame_has(const toc_frame *f, size_t at, size_t limit, const char *kind)
{
    size_t end;
    return toc_frame_phrase(f, at, limit, kind, &end).len > 0;
}

/* ---------------------------------------------------------------- paragraphs */
static size_t count_words(const toc_frame *f, size_t start, size_t end, uint32_t *capital,
                          uint32_t *plain)
{
    size_t words = 0;
    *capital = *plain = 0;
    for (size_t at = start; at < end;) {
        if (!is_word_byte(f->text.ptr[at])) {
            at++;
            continue;
        }
        const size_t from = at;
        while (at < end && (is_word_byte(f->text.ptr[at]) || f->text.ptr[at] == '\'' ||
                            f->text.ptr[at] == '-' || f->text.ptr[at] == '.'))
            at++;
        words++;
        if (is_capital(f->text.ptr[from]))
            ++*capital;
        else if (!toc_frame_has(f, from, at, "name"))
            ++*plain;
    }
    return words;
}

/* "By Jane Doe and John Roe", "By STAFF WRITER". */
static bool is_byline(const toc_frame *f, size_t start, size_t end)
{
    size_t after;
    uint32_t capital, plain;
    if (end - start > 90 || toc_frame_phrase(f, start, end, "byline", &after).len == 0)
        return false;
    if (f->text.ptr[end - 1] == '.' && after + 12 > end) return false;
    const size_t words = count_words(f, after, end, &capital, &plain);
    return words >= 1 && words <= 10 && capital >= 1 && plain == 0;
}

/* "Hai Lam": two to four capitalised words and nothing else. */
static bool is_lone_name(const toc_frame *f, size_t start, size_t end)
{
    uint32_t capital, plain;
    if (f->caps || end - start > 40) return false;
    for (size_t i = start; i < end; i++) {
        const char c = f->text.ptr[i];
        if (!is_upper(c) && !is_lower(c) && (unsigned char)c < 0x80 && c != ' ' && c != '.' &&
            c != '-' && c != '\'')
            return false;
    }
    const size_t words = count_words(f, start, end, &capital, &plain);
    return words >= 2 && words <= 4 && capital == words && plain == 0 &&
           is_lower(f->text.ptr[end - 1]);
}

/* A phrase of one word ("Comments") is furniture only when no sentence goes on behind it. */
static bool stands_out(const toc_frame *f, size_t start, size_t after, size_t end)
{
    if (memchr(f->text.ptr + start, ' ', after - start) != NULL) return true;
    const size_t next = skip_space(f->text, after, end);
    return next >= end || !is_lower(f->text.ptr[next]);
}

static bool starts_publication(const toc_frame *f, size_t start, size_t end, size_t *after)
{
    int32_t day;
    if (toc_frame_phrase(f, start, end, "dated", after).len == 0) return false;
    const size_t limit = *after + 60 < end ? *after + 60 : end;
    size_t at = *after;
    while (at < limit && (is_space(f->text.ptr[at]) || f->text.ptr[at] == ':')) at++;
    const size_t stop = toc_frame_date(f->text, at, limit);
    if (stop == at || !toc_stated_date(toc_slice_sub(f->text, at, stop), &day)) return false;
    *after = stop;
    toc_article *a = f->article;
    if (a->published_from == NULL) {
        a->published = (toc_moment){day, -1};
        a->published_from = "stated";
    }
    return true;
}

/* "(Photo: US Marines)", "[WORDS INDISTINCT]": notes in brackets between start and end. */
static void find_brackets(toc_frame *f, size_t start, size_t end)
{
    for (size_t at = start; at < end; at++) {
        const char open = f->text.ptr[at];
        if (open != '(' && open != '[') continue;
        const size_t limit = at + 1 + BRACKET_BYTES < end ? at + 1 + BRACKET_BYTES : end;
        const char *close = memchr(f->text.ptr + at, open == '(' ? ')' : ']', limit - at);
        if (close == NULL) continue;
        const size_t shut = (size_t)(close - f->text.ptr);
        if (open == '[' && toc_frame_has(f, at + 1, shut, "bracket"))
            toc_frame_zone(f, TOC_ZONE_FURNITURE, at, shut + 1);
        if (open == '(' && toc_frame_has(f, at + 1, shut, "caption") &&
            memchr(f->text.ptr + at, ':', shut - at) != NULL)
            toc_frame_zone(f, TOC_ZONE_CAPTION, at, shut + 1);
        at = shut;
    }
}

/* The last word or words of the text that only say that it ends. */
static size_t end_mark(const toc_frame *f, size_t start, size_t end)
{
    size_t at = end;
    while (at > start && !is_space(f->text.ptr[at - 1]) && end - at < 12) at--;
    if (at > start && !is_space(f->text.ptr[at - 1])) return end; /* inside of a longer word */
    size_t after;
    if (at >= end || toc_frame_phrase(f, at, end, "end", &after).len == 0 || after < end)
        return end;
    size_t before = at;
    while (before > start && is_space(f->text.ptr[before - 1])) before--;
    /* alone in its paragraph, or after a full stop */
    if (before > start && strchr(".!?\"'", f->text.ptr[before - 1]) == NULL &&
        (unsigned char)f->text.ptr[before - 1] < 0x80)
        return end;
    return at;
}

static void one_paragraph(toc_frame *f, size_t start, size_t end, uint32_t index, bool last)
{
    size_t after;
    const bool brief = end - start <= SHORT_PARAGRAPH;
    if (starts_publication(f, start, end, &after)) {
        const bool all = end - after < 80 && brief && f->text.ptr[end - 1] != '.';
        toc_frame_zone(f, TOC_ZONE_FURNITURE, start, all ? end : after);
        if (all) return;
        start = skip_space(f->text, after, end);
        toc_dateline_lower(f, start, end);
    } else if (is_byline(f, start, end) || (last && index > 0 && is_lone_name(f, start, end))) {
        toc_frame_zone(f, TOC_ZONE_BYLINE, start, end);
        return;
    } else if (brief && toc_frame_phrase(f, start, end, "caption", &after).len > 0 &&
               (after >= end || f->text.ptr[after] == ':' || after - start > 8)) {
        toc_frame_zone(f, TOC_ZONE_CAPTION, start, end);
        return;
    } else if (brief && toc_frame_phrase(f, start, end, "furniture", &after).len > 0 &&
               stands_out(f, start, after, end) &&
               (f->text.ptr[end - 1] != '.' || end - start < 100)) {
        toc_frame_zone(f, TOC_ZONE_FURNITURE, start, end);
        return;
    }
    if (!f->dateline && start < f->article->body_start + 3000) {
        const uint32_t zones = f->article->zones.count;
        toc_dateline_find(f, start, end);
        if (f->article->zones.count > zones) start = f->article->zones.items[zones].span.end;
    }
    const size_t stop = last ? end_mark(f, start, end) : end;
    find_brackets(f, start, stop);
    if (stop < end) toc_frame_zone(f, TOC_ZONE_FURNITURE, stop, end);
}

bool toc_frame_is_furniture(const toc_input_data *data, toc_slice paragraph)
{
    const toc_frame f = {.data = data, .text = paragraph};
    size_t end;
    const toc_slice kind = toc_frame_phrase(&f, 0, paragraph.len, NULL, &end);
    if (paragraph.len > SHORT_PARAGRAPH) return false;
    if (toc_slice_is(kind, "caption")) return end < paragraph.len && paragraph.ptr[end] == ':';
    return toc_slice_is(kind, "furniture") && stands_out(&f, 0, end, paragraph.len);
}

/* ---------------------------------------------------------------- the text */
static bool mostly_capitals(toc_slice text)
{
    size_t upper = 0, lower = 0;
    for (size_t i = 0; i < text.len && i < 4000; i++) {
        upper += is_upper(text.ptr[i]);
        lower += is_lower(text.ptr[i]);
    }
    return upper > 4 * lower;
}

/* End of the paragraph that begins at `at`: a line, or lines to a blank one in a text whose lines
 * are short (wrapped by hand). */
static size_t paragraph_end(const toc_frame *f, size_t at, bool wrapped)
{
    for (size_t i = at; i < f->text.len; i++) {
        if (f->text.ptr[i] != '\n') continue;
        if (!wrapped) return i;
        size_t next = i + 1;
        while (next < f->text.len &&
               (f->text.ptr[next] == ' ' || f->text.ptr[next] == '\r' || f->text.ptr[next] == '\t'))
            next++;
        if (next >= f->text.len || f->text.ptr[next] == '\n') return i;
    }
    return f->text.len;
}

bool toc_hard_wrapped(toc_slice text)
{
    size_t longest = 0, from = 0;
    uint32_t lines = 0, pairs = 0, full = 0;
    for (size_t i = 0; i <= text.len && lines < WRAP_LINES; i++) {
        if (i < text.len && text.ptr[i] != '\n') continue;
        if (i - from > longest) longest = i - from;
        if (longest > 120) return false;
        lines++;
        from = i + 1;
    }
    from = lines = 0;
    for (size_t i = 0; i + 1 < text.len && lines < WRAP_LINES; i++) {
        if (text.ptr[i] != '\n') continue;
        size_t word = i + 1;
        while (word < text.len && !is_space(text.ptr[word])) word++;
        if (i > from && word > i + 1) { /* neither this line nor the next is blank */
            pairs++;
            full += i - from + (word - i) > longest;
        }
        lines++;
        from = i + 1;
    }
    return longest >= 40 && full >= 2 && full * 10 >= pairs * 6;
}

/* A body that begins with its own title, run into the first sentence: end of the title there. */
static size_t title_again(const toc_article *a)
{
    const toc_slice body = toc_slice_sub(a->text, a->body_start, a->text.len);
    const size_t n = a->title.len;
    if (n < 10 || body.len <= n || memcmp(body.ptr, a->title.ptr, n) != 0) return 0;
    return is_space(body.ptr[n]) ? n : 0;
}

void toc_frame_mark(const toc_input_data *data, toc_article *article)
{
    toc_frame f = {.data = data, .article = article, .text = article->text};
    const toc_slice body = toc_slice_sub(article->text, article->body_start, article->text.len);
    f.caps = mostly_capitals(body);
    const bool wrapped = toc_hard_wrapped(body);
    size_t at = article->body_start;
    if (at > 0) {
        toc_frame_zone(&f, TOC_ZONE_TITLE, 0, article->title.len);
        const size_t again = title_again(article);
        if (again > 0) toc_frame_zone(&f, TOC_ZONE_TITLE, at, at + again);
        at += again;
    }
    size_t text_end = f.text.len;
    while (text_end > article->body_start && is_space(f.text.ptr[text_end - 1])) text_end--;
    uint32_t index = 0;
    while (at < text_end) {
        at = skip_space(f.text, at, text_end);
        size_t end = paragraph_end(&f, at, wrapped);
        const size_t next = end + 1;
        if (end > text_end) end = text_end;
        while (end > at && is_space(f.text.ptr[end - 1])) end--;
        if (end > at) one_paragraph(&f, at, end, index++, end == text_end);
        at = next;
    }
}
