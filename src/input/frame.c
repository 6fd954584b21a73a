/* src/input/frame.c - see frame.h. Every paragraph is looked at once: at its first words (phrases
 * of the frame table), at its brackets, and for a dateline:
 *
 *   KABUL, April 11 (Xinhua) -- One person ...        place, date, agency, dash
 *   DUNCANNON, Pa. (WHTM) – Police say ...            place, region, agency, dash
 *   SAN SALVADOR, 3 JAN 90 (ACAN-EFE) -- [TEXT] ...   in capitals throughout
 *   KUWAIT CITY, July 25: To protect ...              a colon for the dash */
#include "input/frame.h"

#include "base/utf8.h"
#include "input/stated_date.h"

#define PHRASE_WORDS 6      /* of the frame table */
#define DATELINE_BYTES 140  /* from its first letter to its dash */
#define RUN_IN_BYTES 400    /* a headline without a line end before the dateline */
#define SHORT_PARAGRAPH 200 /* furniture is short: longer paragraphs only lose the phrase */
#define BRACKET_BYTES 80
#define WRAP_LINES 300 /* enough to see how lines are broken */

typedef struct frame {
    const toc_input_data *data;
    toc_article *article;
    toc_slice text;
    bool caps;     /* the body is in capitals: case tells nothing */
    bool dateline; /* found: there is only one */
} frame;

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_word_byte(char c)
{
    /* 0xc2 and 0xe2 begin signs, spaces, dashes and quotation marks, not letters */
    const unsigned char u = (unsigned char)c;
    return is_upper(c) || is_lower(c) || (c >= '0' && c <= '9') ||
           (u >= 0x80 && u != 0xc2 && u != 0xe2);
}

/* A capital letter, or the first byte of a letter that is not ASCII. */
static bool is_capital(char c)
{
    return is_upper(c) || ((unsigned char)c >= 0xc3 && (unsigned char)c != 0xe2);
}

static void add_zone(frame *f, toc_zone_kind kind, size_t start, size_t end)
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
static toc_slice phrase_at(const frame *f, size_t at, size_t limit, const char *kind, size_t *end)
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

static bool has_kind(const frame *f, size_t at, size_t limit, const char *kind)
{
    size_t end;
    return phrase_at(f, at, limit, kind, &end).len > 0;
}

/* ---------------------------------------------------------------- dateline */
/* Bytes of a dash or another sign that ends a dateline at `at`; 0: none. */
static size_t dash_at(toc_slice text, size_t at)
{
    if (at >= text.len) return 0;
    if (text.ptr[at] == '-' || text.ptr[at] == '_') {
        size_t n = 1;
        while (at + n < text.len && n < 3 && text.ptr[at + n] == text.ptr[at]) n++;
        return n;
    }
    if (text.len - at >= 3 && memcmp(text.ptr + at, "\xe2\x80", 2) == 0 &&
        ((unsigned char)text.ptr[at + 2] >= 0x92 && (unsigned char)text.ptr[at + 2] <= 0x95))
        return 3;
    return 0;
}

static size_t skip_space(toc_slice text, size_t at, size_t limit)
{
    while (at < limit && is_space(text.ptr[at])) at++;
    return at;
}

/* A word in capitals ("KABUL", "St", "D.C.", "AL-HASAKAH"): its end, or `at`. */
static size_t caps_word(toc_slice text, size_t at, size_t limit)
{
    size_t end = at;
    uint32_t uppers = 0, lowers = 0;
    while (end < limit &&
           (is_word_byte(text.ptr[end]) ||
            ((text.ptr[end] == '-' || text.ptr[end] == '\'' || text.ptr[end] == '.') && end > at &&
             end + 1 < limit && is_word_byte(text.ptr[end + 1])) ||
            (text.ptr[end] == '.' && end > at && end - at <= 4))) {
        uppers += is_capital(text.ptr[end]);
        lowers += is_lower(text.ptr[end]);
        end++;
    }
    return uppers >= 1 && lowers <= uppers / 4 && uppers + lowers >= 2 ? end : at;
}

/* A capitalised word: its end, or `at`. */
static size_t title_word(toc_slice text, size_t at, size_t limit)
{
    size_t end = at;
    while (end < limit &&
           (is_word_byte(text.ptr[end]) || text.ptr[end] == '.' || text.ptr[end] == '\'' ||
            (text.ptr[end] == '-' && end + 1 < limit && is_word_byte(text.ptr[end + 1]))))
        end++;
    return end > at && (is_capital(text.ptr[at])) ? end : at;
}

/* One word of a date ("11", "April", "Nov.", "90", "Monday", "NO", "DATE"). */
static bool date_word(toc_slice w)
{
    static const char *const WORDS[] = {
        "january",   "february",  "march",   "april",    "may",      "june",   "july",
        "august",    "september", "october", "november", "december", "monday", "tuesday",
        "wednesday", "thursday",  "friday",  "saturday", "sunday",   "no",     "date"};
    if (w.len > 0 && w.ptr[0] >= '0' && w.ptr[0] <= '9') return w.len <= 4;
    if (w.len < 2) return false;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        const size_t n = strlen(WORDS[i]); /* cut short to three letters or more: not "DECATUR" */
        size_t k = 0;
        while (k < n && k < w.len && (w.ptr[k] | 0x20) == WORDS[i][k]) k++;
        if (k == w.len && (k == n || k >= 3)) return true;
    }
    return false;
}

/* Words of a date from `at` on: their end; `at` when there are none or no number among them. */
static size_t date_run(toc_slice text, size_t at, size_t limit)
{
    size_t end = at;
    bool number = false, no = false;
    for (uint32_t words = 0; words < 5; words++) {
        size_t start = skip_space(text, end, limit);
        if (start < limit && text.ptr[start] == ',' && words > 0)
            start = skip_space(text, start + 1, limit);
        size_t stop = start;
        while (stop < limit && is_word_byte(text.ptr[stop])) stop++;
        const toc_slice w = toc_slice_sub(text, start, stop);
        if (!date_word(w)) break;
        number |= w.ptr[0] >= '0' && w.ptr[0] <= '9';
        no |= (w.ptr[0] | 0x20) == 'n' && (w.ptr[1] | 0x20) == 'o' && w.len == 2;
        end = stop < limit && text.ptr[stop] == '.' ? stop + 1 : stop;
    }
    return number || no ? end : at;
}

typedef struct dateline {
    size_t start, end; /* end: behind the dash and its space */
    toc_span place;
    bool agency, date, month;
} dateline;

/* "RNN", "WMC-TV", "KTNV", "CBS4": letters of a station or agency that the table does not have. */
static bool call_letters(toc_slice text, size_t from, size_t end)
{
    size_t upper = 0;
    for (size_t i = from; i < end; i++) {
        upper += is_upper(text.ptr[i]);
        const bool other = (text.ptr[i] >= '0' && text.ptr[i] <= '9') || text.ptr[i] == '-' ||
                           text.ptr[i] == ' ' || text.ptr[i] == '/';
        if (!is_upper(text.ptr[i]) && !other) return false;
    }
    return upper >= 2 && end - from <= 14;
}

/* Words of the place, region after a comma or in brackets among them. False: no place here. */
static bool read_place(const frame *f, dateline *d, size_t at, size_t limit, size_t *end)
{
    const toc_slice text = f->text;
    size_t stop = at;
    uint32_t words = 0;
    for (; words < 5; words++) {
        const size_t start = words == 0 ? at : skip_space(text, stop, limit);
        if (words > 0 && (start == stop || start - stop > 2)) break;
        const size_t next = caps_word(text, start, limit);
        if (next == start || date_word(toc_slice_sub(text, start, next))) break;
        stop = next;
    }
    bool mixed = false;
    if (words > 0 && has_kind(f, at, stop, "label")) return false; /* "UPDATE -" */
    if (words == 0) { /* "Kabul (Reuters) -": one or two words, only with an agency */
        stop = title_word(text, at, limit);
        if (stop == at) return false;
        const size_t second = skip_space(text, stop, limit);
        if (second < limit && is_upper(text.ptr[second])) stop = title_word(text, second, limit);
        mixed = true;
    }
    d->place = (toc_span){(uint32_t)at, (uint32_t)stop};
    size_t on = skip_space(text, stop, limit);
    if (on < limit && text.ptr[on] == ',') { /* ", Ind.", ", Afghanistan", ", Farah Province" */
        size_t region = skip_space(text, on + 1, limit);
        for (uint32_t i = 0; i < 3 && region < limit; i++) {
            const size_t next = title_word(text, region, limit);
            if (next == region || date_word(toc_slice_sub(text, region, next))) break;
            d->place.end = (uint32_t)next;
            stop = next;
            region = skip_space(text, next, limit);
            if (region < limit && text.ptr[region] == ',')
                region = skip_space(text, region + 1, limit);
        }
    }
    *end = stop;
    const size_t bracket = skip_space(text, stop, limit) + 1;
    const char *shut = bracket < limit ? memchr(text.ptr + bracket, ')', limit - bracket) : NULL;
    return !mixed || has_kind(f, bracket, limit, "agency") ||
           (shut != NULL && text.ptr[bracket - 1] == '(' &&
            call_letters(text, bracket, (size_t)(shut - text.ptr)));
}

/* "(RNN) - Two people are dead": who reports it, without a place. */
static bool agency_only(const frame *f, size_t at, size_t limit, dateline *d)
{
    const toc_slice text = f->text;
    *d = (dateline){.start = at, .place = {(uint32_t)at, (uint32_t)at}, .agency = true};
    if (at >= limit || text.ptr[at] != '(') return false;
    const char *close = memchr(text.ptr + at, ')', limit - at);
    if (close == NULL) return false;
    const size_t shut = (size_t)(close - text.ptr);
    if (!call_letters(text, at + 1, shut) && !has_kind(f, at + 1, shut, "agency")) return false;
    const size_t on = skip_space(text, shut + 1, limit), dash = dash_at(text, on);
    d->end = on + dash;
    return dash > 0 && d->end < text.len && is_space(text.ptr[d->end]);
}

/* True when a dateline begins at `at`. `strict`: it must have an agency (in running text). */
static bool read_dateline(const frame *f, size_t at, size_t limit, bool strict, dateline *d)
{
    const toc_slice text = f->text;
    if (limit > at + DATELINE_BYTES) limit = at + DATELINE_BYTES;
    *d = (dateline){.start = at};
    size_t on;
    if (!read_place(f, d, at, limit, &on)) return false;
    for (uint32_t part = 0; part < 4; part++) {
        on = skip_space(text, on, limit);
        if (on < limit && text.ptr[on] == ',') on = skip_space(text, on + 1, limit);
        const size_t date_end = date_run(text, on, limit);
        if (date_end > on) {
            d->date = true;
            for (size_t i = on; i < date_end; i++)
                d->month |= is_upper(text.ptr[i]) || is_lower(text.ptr[i]);
            on = date_end;
            continue;
        }
        if (on >= limit || text.ptr[on] != '(') break;
        const char *close = memchr(text.ptr + on, ')', limit - on);
        if (close == NULL) return false;
        const size_t inner = on + 1, shut = (size_t)(close - text.ptr);
        if (date_run(text, inner, shut) > inner)
            d->date = true;
        else if (part == 0 && !has_kind(f, inner, shut, "agency") && f->caps)
            d->place.end = (uint32_t)shut + 1; /* "LIMA (PERU)" */
        else
            d->agency = true;
        on = shut + 1;
    }
    const bool spaced = on < limit && is_space(text.ptr[on]);
    on = skip_space(text, on, limit);
    const size_t dash = dash_at(text, on);
    if (dash == 0) {
        const bool colon = on < limit && text.ptr[on] == ':' && d->month && !strict;
        if (!colon) return false;
        d->end = on + 1;
        return true;
    }
    /* "AL-QAIDA", "F-16": a bare hyphen inside a word is no dash */
    const bool after =
        on + dash >= text.len || is_space(text.ptr[on + dash]) || text.ptr[on + dash] == '[';
    if (!after && (!d->agency || !d->date) && !(spaced && dash > 1) && !d->agency) return false;
    if (!spaced && !d->agency && !d->date && dash == 1 && !after) return false;
    if ((f->caps || strict) && !d->agency && !d->date) return false;
    if (strict && !d->agency) return false;
    d->end = on + dash;
    return true;
}

static void take_dateline(frame *f, const dateline *d)
{
    toc_article *a = f->article;
    add_zone(f, TOC_ZONE_DATELINE, d->start, d->end);
    if (!has_kind(f, d->place.start, d->place.end, "nowhere")) a->dateline_place = d->place;
    f->dateline = true;
    int32_t day;
    if (a->published_from == NULL &&
        toc_stated_date(toc_slice_sub(f->text, d->start, d->end), &day)) {
        a->published = (toc_moment){day, -1};
        a->published_from = "stated";
    }
}

/* At the paragraph's beginning, or after a headline that was run into it. */
static void find_dateline(frame *f, size_t start, size_t end)
{
    dateline d;
    if (agency_only(f, start, end, &d)) {
        add_zone(f, TOC_ZONE_DATELINE, d.start, d.end);
        return;
    }
    if (read_dateline(f, start, end, false, &d)) {
        take_dateline(f, &d);
        return;
    }
    const size_t limit = end < start + RUN_IN_BYTES ? end : start + RUN_IN_BYTES;
    for (size_t at = start + 1; at < limit && !f->caps; at++) {
        if (f->text.ptr[at] != '(' || !has_kind(f, at + 1, limit, "agency")) continue;
        /* back to the first of the capitals before the bracket */
        size_t from = at;
        const size_t least = at > start + DATELINE_BYTES ? at - DATELINE_BYTES : start;
        size_t place = at;
        while (from > least) {
            size_t word = from;
            while (word > least && is_space(f->text.ptr[word - 1])) word--;
            size_t begin = word;
            while (begin > least && !is_space(f->text.ptr[begin - 1])) begin--;
            if (begin == word || (begin > start && !is_space(f->text.ptr[begin - 1]))) break;
            size_t stop = word;
            while (stop > begin && (f->text.ptr[stop - 1] == ',' || f->text.ptr[stop - 1] == '.'))
                stop--;
            const bool caps = caps_word(f->text, begin, stop) == stop && stop > begin;
            if (!caps && !date_word(toc_slice_sub(f->text, begin, stop)) && place < at) break;
            if (caps) place = begin;
            from = begin;
        }
        if (place < at && read_dateline(f, place, end, true, &d)) {
            take_dateline(f, &d);
            return;
        }
    }
}

/* ---------------------------------------------------------------- paragraphs */
static size_t count_words(const frame *f, size_t start, size_t end, uint32_t *capital,
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
        else if (!has_kind(f, from, at, "name"))
            ++*plain;
    }
    return words;
}

/* "By Jane Doe and John Roe", "By STAFF WRITER". */
static bool is_byline(const frame *f, size_t start, size_t end)
{
    size_t after;
    uint32_t capital, plain;
    if (end - start > 90 || phrase_at(f, start, end, "byline", &after).len == 0) return false;
    if (f->text.ptr[end - 1] == '.' && after + 12 > end) return false;
    const size_t words = count_words(f, after, end, &capital, &plain);
    return words >= 1 && words <= 10 && capital >= 1 && plain == 0;
}

/* "Hai Lam": two to four capitalised words and nothing else. */
static bool is_lone_name(const frame *f, size_t start, size_t end)
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
static bool stands_out(const frame *f, size_t start, size_t after, size_t end)
{
    if (memchr(f->text.ptr + start, ' ', after - start) != NULL) return true;
    const size_t next = skip_space(f->text, after, end);
    return next >= end || !is_lower(f->text.ptr[next]);
}

static bool starts_publication(const frame *f, size_t start, size_t end, size_t *after)
{
    int32_t day;
    if (phrase_at(f, start, end, "dated", after).len == 0) return false;
    const size_t limit = *after + 60 < end ? *after + 60 : end;
    size_t at = *after;
    while (at < limit && (is_space(f->text.ptr[at]) || f->text.ptr[at] == ':')) at++;
    const size_t stop = date_run(f->text, at, limit);
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
static void find_brackets(frame *f, size_t start, size_t end)
{
    for (size_t at = start; at < end; at++) {
        const char open = f->text.ptr[at];
        if (open != '(' && open != '[') continue;
        const size_t limit = at + 1 + BRACKET_BYTES < end ? at + 1 + BRACKET_BYTES : end;
        const char *close = memchr(f->text.ptr + at, open == '(' ? ')' : ']', limit - at);
        if (close == NULL) continue;
        const size_t shut = (size_t)(close - f->text.ptr);
        if (open == '[' && has_kind(f, at + 1, shut, "bracket"))
            add_zone(f, TOC_ZONE_FURNITURE, at, shut + 1);
        if (open == '(' && has_kind(f, at + 1, shut, "caption") &&
            memchr(f->text.ptr + at, ':', shut - at) != NULL)
            add_zone(f, TOC_ZONE_CAPTION, at, shut + 1);
        at = shut;
    }
}

/* The last word or words of the text that only say that it ends. */
static size_t end_mark(const frame *f, size_t start, size_t end)
{
    size_t at = end;
    while (at > start && !is_space(f->text.ptr[at - 1]) && end - at < 12) at--;
    if (at > start && !is_space(f->text.ptr[at - 1])) return end; /* inside of a longer word */
    size_t after;
    if (at >= end || phrase_at(f, at, end, "end", &after).len == 0 || after < end) return end;
    size_t before = at;
    while (before > start && is_space(f->text.ptr[before - 1])) before--;
    /* alone in its paragraph, or after a full stop */
    if (before > start && strchr(".!?\"'", f->text.ptr[before - 1]) == NULL &&
        (unsigned char)f->text.ptr[before - 1] < 0x80)
        return end;
    return at;
}

/* "patna: a young boy was kidnapped": behind a line of publication, where case was lost. */
static void lower_dateline(frame *f, size_t start, size_t end)
{
    const size_t limit = start + 30 < end ? start + 30 : end;
    size_t at = start;
    uint32_t words = 0;
    while (at < limit && (is_lower(f->text.ptr[at]) || f->text.ptr[at] == ' '))
        words += f->text.ptr[at++] == ' ';
    if (at == start || at + 1 >= limit || f->text.ptr[at] != ':' || f->text.ptr[at + 1] != ' ' ||
        words > 1 || f->dateline)
        return;
    const dateline d = {.start = start, .end = at + 1, .place = {(uint32_t)start, (uint32_t)at}};
    take_dateline(f, &d);
}

static void one_paragraph(frame *f, size_t start, size_t end, uint32_t index, bool last)
{
    size_t after;
    const bool brief = end - start <= SHORT_PARAGRAPH;
    if (starts_publication(f, start, end, &after)) {
        const bool all = end - after < 80 && brief && f->text.ptr[end - 1] != '.';
        add_zone(f, TOC_ZONE_FURNITURE, start, all ? end : after);
        if (all) return;
        start = skip_space(f->text, after, end);
        lower_dateline(f, start, end);
    } else if (is_byline(f, start, end) || (last && index > 0 && is_lone_name(f, start, end))) {
        add_zone(f, TOC_ZONE_BYLINE, start, end);
        return;
    } else if (brief && phrase_at(f, start, end, "caption", &after).len > 0 &&
               (after >= end || f->text.ptr[after] == ':' || after - start > 8)) {
        add_zone(f, TOC_ZONE_CAPTION, start, end);
        return;
    } else if (brief && phrase_at(f, start, end, "furniture", &after).len > 0 &&
               stands_out(f, start, after, end) &&
               (f->text.ptr[end - 1] != '.' || end - start < 100)) {
        add_zone(f, TOC_ZONE_FURNITURE, start, end);
        return;
    }
    if (!f->dateline && start < f->article->body_start + 3000) {
        const uint32_t zones = f->article->zones.count;
        find_dateline(f, start, end);
        if (f->article->zones.count > zones) start = f->article->zones.items[zones].span.end;
    }
    const size_t stop = last ? end_mark(f, start, end) : end;
    find_brackets(f, start, stop);
    if (stop < end) add_zone(f, TOC_ZONE_FURNITURE, stop, end);
}

bool toc_frame_is_furniture(const toc_input_data *data, toc_slice paragraph)
{
    const frame f = {.data = data, .text = paragraph};
    size_t end;
    const toc_slice kind = phrase_at(&f, 0, paragraph.len, NULL, &end);
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
static size_t paragraph_end(const frame *f, size_t at, bool wrapped)
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
    frame f = {.data = data, .article = article, .text = article->text};
    const toc_slice body = toc_slice_sub(article->text, article->body_start, article->text.len);
    f.caps = mostly_capitals(body);
    const bool wrapped = toc_hard_wrapped(body);
    size_t at = article->body_start;
    if (at > 0) {
        add_zone(&f, TOC_ZONE_TITLE, 0, article->title.len);
        const size_t again = title_again(article);
        if (again > 0) add_zone(&f, TOC_ZONE_TITLE, at, at + again);
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
