/* src/input/input.c - see input.h. */
#include "input/input.h"

#include "base/buf.h"
#include "base/calendar.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "input/encoding.h"
#include "input/frame.h"
#include "input/html.h"
#include "input/language.h"

#define SURE_BYTES 80      /* the detector is sure only of longer texts */
#define LANGUAGE_WORDS 400 /* words looked at before the detector is asked */

tocsin_status toc_input_open(toc_input_data *out, const toc_pack *packs, size_t count,
                             toc_arena *arena, tocsin_error *err)
{
    (void)err;
    *out = (toc_input_data){0};
    toc_html_open();
    toc_page_names_open(&out->names, packs, count, arena);
    out->has_frame = toc_dict_view(&out->frame, packs, count, "frame");
    return TOCSIN_OK;
}

/* ---------------------------------------------------------------- language */
/* Short words are compared whole, as the eight bytes that they take with zeros behind them. */
enum { SHORT_WORD = 8 };

static bool short_word_in(const char words[][SHORT_WORD], size_t count, const char *w)
{
    for (size_t i = 0; i < count; i++)
        if (memcmp(words[i], w, SHORT_WORD) == 0) return true;
    return false;
}

/* Words of two letters or more that English has and its neighbours do not have in such numbers. */
static bool english_word(const char *w)
{
    static const char WORDS[][SHORT_WORD] = {
        "the",  "of",   "and", "to",   "that", "was",   "were", "with",  "by",  "from",
        "has",  "have", "had", "been", "his",  "their", "its",  "which", "who", "said",
        "they", "he",   "she", "it",   "this", "are",   "not",  "but",   "an",  "as",
        "is",   "in",   "on",  "at",   "for",  "after", "when", "would"};
    return short_word_in(WORDS, sizeof WORDS / sizeof *WORDS, w);
}

/* Short words that English does not have and its neighbours in the Latin script cannot do without. */
static bool foreign_word(const char *w)
{
    static const char WORDS[][SHORT_WORD] = {
        "de",  "la",  "el",   "los", "las", "del", "y",  "en",  "der", "die", "das",
        "und", "ist", "le",   "les", "des", "et",  "du", "il",  "di",  "che", "e",
        "da",  "do",  "em",   "van", "het", "een", "og", "och", "i",   "na",  "ve",
        "bir", "dan", "yang", "di",  "o",   "w",   "z",  "ya",  "wa",  "oo",  "ka"};
    return short_word_in(WORDS, sizeof WORDS / sizeof *WORDS, w);
}

typedef struct shares {
    uint32_t english; /* per cent of the words */
    uint32_t the;     /* how often */
    uint32_t foreign;
    bool ascii;
} shares;

static shares word_shares(toc_slice text)
{
    uint32_t words = 0, known = 0;
    shares out = {.ascii = true};
    for (size_t at = 0; at < text.len && words < LANGUAGE_WORDS;) {
        char word[SHORT_WORD] = {0};
        size_t n = 0;
        bool high = false;
        while (at < text.len) {
            const unsigned char c = (unsigned char)text.ptr[at];
            const char low = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
            if (!((low >= 'a' && low <= 'z') || c >= 0x80)) break;
            high |= c >= 0x80;
            if (n < sizeof word) word[n] = low;
            n++;
            at++;
        }
        if (n == 0) {
            at++;
            continue;
        }
        words++;
        if (!high && n <= 5 && english_word(word)) known++;
        if (high) out.ascii = false;
        if (n == 3 && memcmp(word, "the", 3) == 0) out.the++;
        if (!high && n <= 4 && foreign_word(word)) out.foreign++;
    }
    out.english = words == 0 ? 0 : known * 100 / words;
    return out;
}

bool toc_looks_english(toc_slice text)
{
    return word_shares(text).english >= 20;
}

static void set_language(toc_article *out, const tocsin_article *in, toc_slice body)
{
    if (in->language != NULL && in->language[0] != '\0') {
        out->language = toc_dup(out->arena, toc_slice_of(in->language));
    } else {
        const toc_slice sample = body.len > 0 ? body : out->text;
        if (sample.len == 0) {
            toc_push(out->arena, &out->warnings, TOC_LIT("the document is empty"));
            return;
        }
        const shares s = word_shares(sample);
        bool reliable = true;
        const char *code = "en";
        /* nothing else has so many of these words; else ask the detector, which is slower */
        if (s.english < 28 || s.the == 0)
            code = toc_language_detect(sample.ptr, sample.len, &reliable);
        /* it guesses wildly at headlines and names */
        const bool brief = sample.len < SURE_BYTES && s.ascii && (s.foreign == 0 || s.english > 20);
        if (brief || (!reliable && (s.english >= 20 || (s.ascii && s.foreign == 0)))) code = "en";
        out->language = toc_slice_of(code);
    }
    const toc_slice l = out->language;
    out->english = l.len >= 2 && (l.ptr[0] | 0x20) == 'e' && (l.ptr[1] | 0x20) == 'n' &&
                   (l.len == 2 || l.ptr[2] == '-' || l.ptr[2] == '_');
    if (!out->english && out->text.len > 0) {
        toc_buf buf = {0};
        toc_buf_printf(&buf, "language is %.*s, not English: no events are read",
                       (int)(l.len < 40 ? l.len : 40), l.ptr);
        if (!buf.failed)
            toc_push(out->arena, &out->warnings,
                     toc_dup(out->arena, (toc_slice){buf.ptr, buf.len}));
        toc_buf_free(&buf);
    }
}

/* ---------------------------------------------------------------- text */
/* A string of the sender's as one line of valid UTF-8. */
static toc_slice one_line(toc_article *out, const char *s)
{
    toc_decoded decoded;
    if (s == NULL ||
        toc_decode(&decoded, toc_slice_of(s), TOC_LIT(""), out->arena, NULL) != TOCSIN_OK)
        return TOC_LIT("");
    toc_slice line = toc_dup(out->arena, decoded.text);
    union {
        const char *in;
        char *out;
    } own = {.in = line.ptr};
    for (size_t i = 0; i < line.len; i++)
        if ((unsigned char)own.out[i] < ' ') own.out[i] = ' ';
    return toc_slice_trim(line);
}

static tocsin_status too_long(tocsin_error *err, size_t len, size_t most)
{
    return toc_fail_at(err, TOCSIN_LIMIT, 0, most, "the text has %zu bytes; the limit is %zu", len,
                       most);
}

/* title, blank line, body. */
static tocsin_status join(toc_article *out, toc_slice title, toc_slice body, tocsin_error *err)
{
    if (title.len + body.len + 2 > TOC_MAX_TEXT_BYTES)
        return too_long(err, title.len + body.len, TOC_MAX_TEXT_BYTES);
    const size_t head = title.len == 0 ? 0 : title.len + 2;
    char *text = toc_alloc(out->arena, head + body.len + 1);
    if (text == NULL)
        return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for a text of %zu bytes", body.len);
    if (head > 0) {
        memcpy(text, title.ptr, title.len);
        memcpy(text + title.len, "\n\n", 2);
    }
    if (body.len > 0) memcpy(text + head, body.ptr, body.len);
    out->text = (toc_slice){text, head + body.len};
    out->title = (toc_slice){text, title.len};
    out->body_start = (uint32_t)head;
    return TOCSIN_OK;
}

/* A page's text without the paragraphs that are furniture by their words. */
static toc_slice without_furniture(const toc_input_data *data, toc_arena *arena, toc_slice text)
{
    toc_buf buf = {0};
    size_t at = 0;
    while (at < text.len) {
        size_t end = at;
        while (end < text.len && text.ptr[end] != '\n') end++;
        const toc_slice paragraph = toc_slice_sub(text, at, end);
        if (paragraph.len > 0 && !toc_frame_is_furniture(data, paragraph)) {
            if (buf.len > 0) toc_buf_text(&buf, "\n\n");
            toc_buf_slice(&buf, paragraph);
        }
        at = end + 1;
    }
    if (!buf.failed) text = toc_dup(arena, (toc_slice){buf.len == 0 ? "" : buf.ptr, buf.len});
    toc_buf_free(&buf);
    return text;
}

static void set_published(toc_article *out, const tocsin_article *in, const toc_page *page)
{
    int32_t day;
    out->published = (toc_moment){TOC_NO_DAY, -1};
    out->published_from = NULL;
    if (in->published != NULL && in->published[0] != '\0') {
        if (toc_date_read(toc_slice_of(in->published), &day)) {
            out->published = (toc_moment){day, -1};
            out->published_from = "given";
        } else {
            toc_push(out->arena, &out->warnings,
                     TOC_LIT("publication date is not of the form YYYY-MM-DD: ignored"));
        }
    }
    if (out->published_from == NULL && page->published != TOC_NO_DAY) {
        out->published = (toc_moment){page->published, -1};
        out->published_from = "stated";
    }
}

static void init(toc_article *out)
{
    toc_arena *arena = out->arena;
    *out = (toc_article){.arena = arena, .text = {"", 0}, .published = {TOC_NO_DAY, -1}};
    out->id = out->source = out->url = out->title = out->language = TOC_LIT("");
}

tocsin_status toc_input_plain(toc_article *out, toc_slice bytes, tocsin_error *err)
{
    init(out);
    toc_decoded decoded;
    if (bytes.len > TOC_MAX_TEXT_BYTES) return too_long(err, bytes.len, TOC_MAX_TEXT_BYTES);
    const tocsin_status status = toc_decode(&decoded, bytes, TOC_LIT(""), out->arena, err);
    if (status != TOCSIN_OK) return status;
    if (decoded.warning.len > 0) toc_push(out->arena, &out->warnings, decoded.warning);
    out->english = true;
    out->language = TOC_LIT("en");
    return join(out, TOC_LIT(""), decoded.text, err);
}

tocsin_status toc_input_read(const toc_input_data *data, toc_article *out, const tocsin_article *in,
                             size_t max_bytes, tocsin_error *err)
{
    init(out);
    const size_t most =
        max_bytes == 0 || max_bytes > TOC_MAX_TEXT_BYTES ? TOC_MAX_TEXT_BYTES : max_bytes;
    if (in->len > most) return too_long(err, in->len, most);
    out->id = one_line(out, in->id);
    if (out->id.len == 0) out->id = TOC_LIT("-");
    out->url = one_line(out, in->url);
    out->source = one_line(out, in->source);
    toc_slice title = one_line(out, in->title);
    toc_slice body = {in->bytes == NULL ? "" : in->bytes, in->bytes == NULL ? 0 : in->len};
    const bool html = in->from == TOCSIN_FROM_HTML;
    toc_page page = {.published = TOC_NO_DAY};
    toc_decoded decoded;
    tocsin_status status =
        toc_decode(&decoded, body, html ? toc_html_charset(body) : TOC_LIT(""), out->arena, err);
    if (status != TOCSIN_OK) return status;
    if (decoded.warning.len > 0) toc_push(out->arena, &out->warnings, decoded.warning);
    body = decoded.text;
    if (html) {
        status = toc_html_read(&page, body, &data->names, out->arena, err);
        if (status != TOCSIN_OK) return status;
        body = without_furniture(data, out->arena, page.text);
        if (title.len == 0) title = page.title;
        if (out->url.len == 0) out->url = page.url;
        if (out->source.len == 0) out->source = page.site;
    }
    if (html || decoded.warning.len > 0) { /* offsets do not count in the input anyway */
        bool changed;
        body = toc_mojibake_undo(body, out->arena, &changed);
        if (changed)
            toc_push(out->arena, &out->warnings,
                     TOC_LIT("UTF-8 read twice as Windows-1252: undone"));
    }
    status = join(out, title, body, err);
    if (status != TOCSIN_OK) return status;
    set_published(out, in, &page);
    set_language(out, in, toc_slice_sub(out->text, out->body_start, out->text.len));
    toc_frame_mark(data, out);
    if (out->arena->failed)
        return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory while reading the text");
    return TOCSIN_OK;
}
