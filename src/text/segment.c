/* src/text/segment.c - one pass over the text: white space pieces -> tokens -> sentences.
 *
 *   "The rebels' convoy, he said, didn't stop."
 *    The|rebels|'|convoy|,|he|said|,|did|n't|stop|.
 *
 * A sentence ends at ". ! ?" before white space and something that can begin one, at a blank line,
 * at the borders of the frame's zones, and at a line end where the text is not wrapped by hand. */
#include "base/limits.h"
#include "input/frame.h"
#include "text/scan.h"

#define CASE_BYTES 2000 /* of a paragraph, to see whether it has capitals */

tocsin_status toc_segment_open(toc_segment_data *out, const toc_pack *packs, size_t count,
                               toc_arena *arena, tocsin_error *err)
{
    (void)arena, (void)err;
    *out = (toc_segment_data){0};
    out->has_contractions = toc_dict_view(&out->contractions, packs, count, "contraction");
    out->has_abbreviations = toc_dict_view(&out->abbreviations, packs, count, "abbreviation");
    return TOCSIN_OK;
}

/* ---------------------------------------------------------------- sentences */
/* Double quotation marks open and close; the straight one does either. */
static void turn_quote(segmenter *s, const toc_token *token)
{
    const char *p = s->p + token->start;
    const uint32_t n = token->end - token->start;
    const unsigned char last = (unsigned char)p[n - 1];
    if (p[0] == '"') s->open_quote = !s->open_quote;
    if (n == 2 && p[0] == '`') s->open_quote = true;
    if (n == 2 && p[0] == '\'') s->open_quote = false;
    if (n == 2 && (unsigned char)p[0] == 0xc2) s->open_quote = last == 0xab;
    if (n == 3 && (last == 0x9c || last == 0x9e)) s->open_quote = true;
    if (n == 3 && last == 0x9d) s->open_quote = false;
}

static void end_sentence(segmenter *s)
{
    toc_text *text = s->text;
    const uint32_t last = text->tokens.count;
    if (s->first >= last) return;
    const bool was_open = s->open_quote;
    uint32_t letters = 0, uppers = 0, words = 0;
    for (uint32_t t = s->first; t < last; t++) {
        toc_token *token = &text->tokens.items[t];
        token->sentence = text->sentences.count;
        words += (token->flags & TOC_TOKEN_LETTER) != 0;
        if (token->flags & TOC_TOKEN_QUOTE) turn_quote(s, token);
        for (uint32_t i = token->start; i < token->end; i++) {
            letters += is_alpha(s->p[i]);
            uppers += is_upper(s->p[i]);
        }
    }
    const toc_sentence sentence = {.first = s->first,
                                   .last = last,
                                   .start = text->tokens.items[s->first].start,
                                   .end = text->tokens.items[last - 1].end,
                                   .paragraph = s->paragraph,
                                   .caps = words >= 3 && uppers * 10 > letters * 7,
                                   .quoted = was_open};
    toc_push(text->arena, &text->sentences, sentence);
    s->first = last;
}

/* Too long for the parser: cut at the last ';' or ',' of its second half, else where it is. */
static void cut_long(segmenter *s)
{
    toc_text *text = s->text;
    while (text->tokens.count - s->first > TOC_MAX_SENTENCE_TOKENS) {
        uint32_t cut = s->first + TOC_MAX_SENTENCE_TOKENS;
        for (uint32_t t = cut; t > s->first + TOC_MAX_SENTENCE_TOKENS / 2; t--) {
            const char c = s->p[text->tokens.items[t - 1].start];
            if (c == ';' || c == ',') {
                cut = t;
                break;
            }
        }
        const uint32_t total = text->tokens.count;
        text->tokens.count = cut;
        end_sentence(s);
        text->tokens.count = total;
    }
}

/* What may follow "8 p.m.": a day, a month, a zone ("EST"). */
static bool time_word(const segmenter *s, uint32_t at)
{
    static const char *const WORDS[] = {
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "jan",  "feb", "mar",  "apr",   "may",
        "jun", "jul", "aug", "sep", "oct", "nov", "dec", "east", "pac", "cent", "local", "green"};
    uint32_t end = at;
    bool lower = false;
    for (; end < s->len && is_alpha(s->p[end]) && end - at < 12; end++)
        lower |= is_lower(s->p[end]);
    if (end - at >= 2 && end - at <= 4 && !lower) return true;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if (end == at || (s->p[at] | 0x20) != WORDS[i][0]) continue;
        const size_t n = strlen(WORDS[i]);
        size_t k = 0;
        while (k < n && k < end - at && (s->p[at + k] | 0x20) == WORDS[i][k]) k++;
        if (k == n) return true;
    }
    return false;
}

/* The last token closes a sentence if what follows can begin one. */
static bool ends_here(const segmenter *s, uint32_t next)
{
    const toc_text *text = s->text;
    if (text->tokens.count == s->first) return false;
    uint32_t t = text->tokens.count - 1;
    while (t > s->first &&
           ((text->tokens.items[t].flags & TOC_TOKEN_QUOTE) ||
            s->p[text->tokens.items[t].start] == ')' || s->p[text->tokens.items[t].start] == ']' ||
            s->p[text->tokens.items[t].start] == '\''))
        t--;
    const toc_token *token = &text->tokens.items[t];
    const char c = s->p[token->end - 1];
    if (c != '.' && c != '!' && c != '?' &&
        !(token->end - token->start == 3 && memcmp(s->p + token->start, "\xe2\x80\xa6", 3) == 0))
        return false;
    char n = next < s->len ? s->p[next] : '\0';
    uint32_t look = next;
    while (look < s->len && ((!is_alpha(s->p[look]) && strchr("\"'`([", s->p[look]) != NULL) ||
                             wide_mark(s, look) > 0))
        look += wide_mark(s, look) > 0 ? wide_mark(s, look) : 1;
    if (look < s->len) n = s->p[look];
    const bool can_begin = (s->lower && is_lower(n)) || is_upper(n) || is_digit(n) ||
                           (unsigned char)n >= 0xc3 || (n == '-' || n == '*');
    if (token->end - token->start == 1 && c == '.') {
        /* "General. Soleimani": no end after a title, whatever follows */
        if (t > s->first) {
            const toc_token *before = &text->tokens.items[t - 1];
            if (before->end == token->start &&
                (toc_scan_kinds(s, before->start, before->end) & TITLE))
                return false;
        }
        return can_begin;
    }
    if (c == '.' && !toc_scan_initials(s, token->start, token->end) && s->p[token->start] != '.') {
        const unsigned kinds = toc_scan_kinds(s, token->start, token->end - 1);
        if (kinds & END) return can_begin && !is_digit(n);
        return (kinds & NAME) && toc_scan_opener(s, next);
    }
    if (c == '.' && toc_scan_initials(s, token->start, token->end)) {
        if (token->end - token->start == 2) return false; /* "J. Smith" */
        /* "the U.S. The convoy": only before a word that names do not begin with */
        if (toc_scan_opener(s, next)) return true;
        return token->end - token->start == 4 && (s->p[token->start + 2] | 0x20) == 'm' &&
               is_lower(s->p[token->start]) && can_begin && !is_digit(n) && !time_word(s, look);
    }
    /* "Get out!" he said */
    return can_begin || (c != '.' && !(is_lower(n) && t + 1 < text->tokens.count));
}

/* Does the paragraph at `at` do without capitals? Then case tells nothing about where sentences begin. */
static bool lower_paragraph(const segmenter *s, uint32_t at)
{
    uint32_t letters = 0, uppers = 0, breaks = 0, first = 0;
    for (uint32_t i = at; i < s->len && i - at < CASE_BYTES && breaks < 2; i++) {
        if (s->p[i] == '\n')
            breaks += s->wrapped ? 1 : 2;
        else if (s->p[i] != ' ' && s->p[i] != '\r')
            breaks = 0;
        if (is_lower(s->p[i]) || is_upper(s->p[i])) {
            if (letters++ == 0) first = is_lower(s->p[i]);
            uppers += is_upper(s->p[i]);
        }
    }
    return first && uppers * 50 < letters;
}

static void line_end(segmenter *s, uint32_t breaks, uint32_t next)
{
    if (breaks >= 2 || (breaks == 1 && !s->wrapped)) {
        end_sentence(s);
        s->paragraph++;
        s->lower = lower_paragraph(s, next);
        s->open_quote = false; /* a quotation that goes on opens again */
    } else if (ends_here(s, next)) {
        end_sentence(s);
    }
}

static void set_zones(toc_text *text)
{
    const toc_article *article = text->article;
    uint32_t z = 0;
    for (uint32_t i = 0; i < text->sentences.count; i++) {
        toc_sentence *sentence = &text->sentences.items[i];
        while (z < article->zones.count && article->zones.items[z].span.end <= sentence->start) z++;
        if (z < article->zones.count && article->zones.items[z].span.start <= sentence->start &&
            sentence->end <= article->zones.items[z].span.end)
            sentence->zone = (uint8_t)article->zones.items[z].kind;
    }
}

static bool is_note(const segmenter *s, const toc_zone *zone)
{
    return zone->kind == TOC_ZONE_FURNITURE && s->p[zone->span.start] == '[';
}

/* The next zone that ends behind `at`; NULL: none. Zones that are passed or begin here end the open
 * sentence, unless they are an editor's notes. */
static const toc_zone *zone_at(segmenter *s, uint32_t at)
{
    const toc_article *a = s->text->article;
    while (s->zone < a->zones.count && a->zones.items[s->zone].span.end <= at) {
        const toc_zone *passed = &a->zones.items[s->zone];
        if (!is_note(s, passed)) end_sentence(s);
        if (passed->kind != TOC_ZONE_CAPTION && !is_note(s, passed))
            s->lower = lower_paragraph(s, at);
        s->zone++;
    }
    if (s->zone == a->zones.count) return NULL;
    const toc_zone *zone = &a->zones.items[s->zone];
    if (zone->span.start == at && !is_note(s, zone)) end_sentence(s);
    return zone;
}

/* How far a piece that begins at `at` may reach: to the next border of a zone. */
static uint32_t zone_limit(segmenter *s, uint32_t at)
{
    const toc_zone *zone = zone_at(s, at);
    if (zone == NULL) return s->len;
    return zone->span.start > at ? zone->span.start : zone->span.end;
}

static bool in_note(const segmenter *s, uint32_t at)
{
    const toc_article *a = s->text->article;
    return s->zone < a->zones.count && a->zones.items[s->zone].span.start <= at &&
           is_note(s, &a->zones.items[s->zone]);
}

/* "the base.The convoy": a missing space after the full stop. */
static void split_run_on(segmenter *s)
{
    toc_text *text = s->text;
    const uint32_t count = text->tokens.count;
    if (count < s->first + 3) return;
    const toc_token *stop = &text->tokens.items[count - 2];
    const char mark = s->p[stop->start];
    if (stop->end - stop->start != 1 || (mark != '.' && mark != '?') ||
        (stop->flags & TOC_TOKEN_SPACE_AFTER) ||
        !(text->tokens.items[count - 1].flags & TOC_TOKEN_UPPER_FIRST))
        return;
    text->tokens.count = count - 1;
    end_sentence(s);
    text->tokens.count = count;
}

/* Room for about as many tokens as English of that length has, so that the array seldom moves. */
static void reserve(toc_text *text)
{
    const uint32_t room = (uint32_t)(text->text.len / 5 + 32);
    text->tokens.items = TOC_NEW_N(text->arena, toc_token, room);
    text->tokens.count = 0;
    text->tokens.room = text->tokens.items == NULL ? 0 : room;
}

void toc_segment(const toc_segment_data *data, toc_text *text)
{
    const toc_slice body = toc_slice_sub(text->text, text->article->body_start, text->text.len);
    segmenter s = {.data = data,
                   .text = text,
                   .p = text->text.ptr,
                   .len = (uint32_t)text->text.len,
                   .wrapped = toc_hard_wrapped(body)};
    reserve(text);
    uint32_t at = 0, breaks = 0;
    s.lower = lower_paragraph(&s, 0);
    while (at < s.len) {
        uint32_t wide;
        while (at < s.len && (wide = is_space(s.p[at]) ? 1 : wide_space(&s, at)) > 0) {
            breaks +=
                s.p[at] == '\n' || (s.p[at] == '\r' && (at + 1 == s.len || s.p[at + 1] != '\n'));
            at += wide;
        }
        if (at >= s.len) break;
        const uint32_t limit = zone_limit(&s, at);
        if (in_note(&s, at)) {
            at = limit; /* "[WORDS INDISTINCT]" is not there for the sentence around it */
            continue;
        }
        line_end(&s, breaks, at);
        breaks = 0;
        uint32_t end = at;
        while (end < limit && !is_space(s.p[end]) && wide_space(&s, end) == 0) end++;
        toc_scan_piece(&s, at, end);
        cut_long(&s);
        split_run_on(&s);
        at = end;
    }
    end_sentence(&s);
    set_zones(text);
}
