/* src/store/quote.c - the words behind an incident: for each of its reports who published it, when, and the
 * sentence that tells of it. */
#include <stdlib.h>

#include "emit/parts.h"
#include "store/store.h"

static const char REPORTS[] =
    "select r.ext, r.source, r.published, r.url, o.ext, r.input, e.start,"
    "  json_extract(record_of(r.record,r.input),'$.events['||e.n||'].trigger.text')"
    " from event e join doc r on r.id=e.doc left join report c on c.doc=r.id left join doc o on o.id=c.copy_of"
    " where e.incident=? order by r.published, r.ext, e.n";

tocsin_status toc_words_open(toc_words_of *of, const tocsin_store *store, tocsin_error *err)
{
    *of = (toc_words_of){store, toc_store_prepare(store, REPORTS, err)};
    return of->reports == NULL ? TOCSIN_INPUT : TOCSIN_OK;
}

void toc_words_close(toc_words_of *of)
{
    sqlite3_finalize(of->reports);
    of->reports = NULL;
}

static toc_slice text_at(sqlite3_stmt *s, int column)
{
    const char *text = (const char *)sqlite3_column_text(s, column);
    return (toc_slice){text == NULL ? "" : text, (size_t)sqlite3_column_bytes(s, column)};
}

/* The sentence around the trigger. What was cut out of a page when it was coded moves the offset: then the
 * trigger's words are looked for. */
static toc_slice sentence_of(toc_slice text, size_t start, toc_slice trigger)
{
    toc_record record = {.text = text};
    toc_event event = {0};
    const bool there = trigger.len > 0 && start <= text.len && trigger.len <= text.len - start &&
                       memcmp(text.ptr + start, trigger.ptr, trigger.len) == 0;
    for (size_t at = 0; !there && trigger.len > 0; at++) {
        if (at + trigger.len > text.len) return (toc_slice){"", 0};
        if (memcmp(text.ptr + at, trigger.ptr, trigger.len) != 0) continue;
        start = at;
        break;
    }
    if (trigger.len == 0) return (toc_slice){"", 0};
    event.trigger = (toc_span){(uint32_t)start, (uint32_t)(start + trigger.len)};
    return toc_event_quote(&record, &event);
}

void toc_words_main(const tocsin_store *store, toc_buf *out, toc_slice input, int64_t start,
                    toc_slice trigger)
{
    toc_arena arena;
    toc_slice text;
    size_t len = 0;
    toc_arena_init(&arena);
    char *bytes = toc_squeeze_out(store->squeeze, input.ptr, input.len, &len);
    if (bytes != NULL && toc_store_text(&arena, (toc_slice){bytes, len}, &text))
        toc_put_words(out, sentence_of(text, (size_t)start, trigger), 2 * TOC_QUOTE_BYTES);
    free(bytes);
    toc_arena_free(&arena);
}

void toc_words_each(toc_words_of *of, int64_t incident, void (*each)(void *, const toc_quote *),
                    void *ctx)
{
    sqlite3_stmt *const s = of->reports;
    sqlite3_reset(s);
    sqlite3_bind_int64(s, 1, incident);
    while (sqlite3_step(s) == SQLITE_ROW) {
        toc_quote quote = {text_at(s, 0), text_at(s, 1), text_at(s, 2),
                           text_at(s, 3), text_at(s, 4), {"", 0}};
        toc_arena arena;
        toc_slice text;
        size_t len = 0;
        toc_arena_init(&arena);
        char *input = toc_squeeze_out(of->store->squeeze, sqlite3_column_blob(s, 5),
                                      (size_t)sqlite3_column_bytes(s, 5), &len);
        if (input != NULL && toc_store_text(&arena, (toc_slice){input, len}, &text))
            quote.words = sentence_of(text, (size_t)sqlite3_column_int64(s, 6), text_at(s, 7));
        each(ctx, &quote);
        free(input);
        toc_arena_free(&arena);
    }
    sqlite3_reset(s);
}

static void put_quote(void *ctx, const toc_quote *quote)
{
    toc_buf *const out = ctx;
    toc_buf words = {0};
    toc_put_words(&words, quote->words, SIZE_MAX);
    toc_json_sep(out);
    toc_buf_char(out, '{');
    toc_json_slice(out, "doc", quote->doc);
    toc_json_slice(out, "source", quote->source);
    toc_json_slice(out, "published", quote->published);
    toc_json_slice(out, "url", quote->url);
    toc_json_slice(out, "copy_of", quote->copy_of);
    toc_json_slice(out, "text", (toc_slice){words.ptr, words.len});
    toc_buf_char(out, '}');
    out->failed = out->failed || words.failed;
    toc_buf_free(&words);
}

void toc_words_json(toc_words_of *of, toc_buf *out, int64_t incident)
{
    toc_buf_text(out, ",\"words\":[");
    toc_words_each(of, incident, put_quote, out);
    toc_buf_char(out, ']');
}
