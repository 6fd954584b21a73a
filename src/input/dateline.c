/* src/input/dateline.c - where and when a text was filed:
 *
 *   KABUL, April 11 (Xinhua) -- One person ...        place, date, agency, dash
 *   DUNCANNON, Pa. (WHTM) – Police say ...            place, region, agency, dash
 *   SAN SALVADOR, 3 JAN 90 (ACAN-EFE) -- [TEXT] ...   in capitals throughout
 *   KUWAIT CITY, July 25: To protect ...              a colon for the dash */
#include "input/frame_parts.h"
#include "input/stated_date.h"

#define DATELINE_BYTES 140 /* from its first letter to its dash */
#define RUN_IN_BYTES 400   /* a headline without a line end before the dateline */

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
size_t toc_frame_date(toc_slice text, size_t at, size_t limit)
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
static bool read_place(const toc_frame *f, dateline *d, size_t at, size_t limit, size_t *end)
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
    if (words > 0 && toc_frame_has(f, at, stop, "label")) return false; /* "UPDATE -" */
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
    return !mixed || toc_frame_has(f, bracket, limit, "agency") ||
           (shut != NULL && text.ptr[bracket - 1] == '(' &&
            call_letters(text, bracket, (size_t)(shut - text.ptr)));
}

/* "(RNN) - Two people are dead": who reports it, without a place. */
static bool agency_only(const toc_frame *f, size_t at, size_t limit, dateline *d)
{
    const toc_slice text = f->text;
    *d = (dateline){.start = at, .place = {(uint32_t)at, (uint32_t)at}, .agency = true};
    if (at >= limit || text.ptr[at] != '(') return false;
    const char *close = memchr(text.ptr + at, ')', limit - at);
    if (close == NULL) return false;
    const size_t shut = (size_t)(close - text.ptr);
    if (!call_letters(text, at + 1, shut) && !toc_frame_has(f, at + 1, shut, "agency"))
        return false;
    const size_t on = skip_space(text, shut + 1, limit), dash = dash_at(text, on);
    d->end = on + dash;
    return dash > 0 && d->end < text.len && is_space(text.ptr[d->end]);
}

/* True when a dateline begins at `at`. `strict`: it must have an agency (in running text). */
static bool read_dateline(const toc_frame *f, size_t at, size_t limit, bool strict, dateline *d)
{
    const toc_slice text = f->text;
    if (limit > at + DATELINE_BYTES) limit = at + DATELINE_BYTES;
    *d = (dateline){.start = at};
    size_t on;
    if (!read_place(f, d, at, limit, &on)) return false;
    for (uint32_t part = 0; part < 4; part++) {
        on = skip_space(text, on, limit);
        if (on < limit && text.ptr[on] == ',') on = skip_space(text, on + 1, limit);
        const size_t date_end = toc_frame_date(text, on, limit);
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
        if (toc_frame_date(text, inner, shut) > inner)
            d->date = true;
        else if (part == 0 && !toc_frame_has(f, inner, shut, "agency") && f->caps)
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

static void take_dateline(toc_frame *f, const dateline *d)
{
    toc_article *a = f->article;
    toc_frame_zone(f, TOC_ZONE_DATELINE, d->start, d->end);
    if (!toc_frame_has(f, d->place.start, d->place.end, "nowhere")) a->dateline_place = d->place;
    f->dateline = true;
    int32_t day;
    if (a->published_from == NULL &&
        toc_stated_date(toc_slice_sub(f->text, d->start, d->end), &day)) {
        a->published = (toc_moment){day, -1};
        a->published_from = "stated";
    }
}

/* At the paragraph's beginning, or after a headline that was run into it. */
void toc_dateline_find(toc_frame *f, size_t start, size_t end)
{
    dateline d;
    if (agency_only(f, start, end, &d)) {
        toc_frame_zone(f, TOC_ZONE_DATELINE, d.start, d.end);
        return;
    }
    if (read_dateline(f, start, end, false, &d)) {
        take_dateline(f, &d);
        return;
    }
    const size_t limit = end < start + RUN_IN_BYTES ? end : start + RUN_IN_BYTES;
    for (size_t at = start + 1; at < limit && !f->caps; at++) {
        if (f->text.ptr[at] != '(' || !toc_frame_has(f, at + 1, limit, "agency")) continue;
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

/* "patna: a young boy was kidnapped": behind a line of publication, where case was lost. */
void toc_dateline_lower(toc_frame *f, size_t start, size_t end)
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
