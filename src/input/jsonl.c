/* src/input/jsonl.c - one line of JSON as an article. yajl parses (a stream of callbacks, so depth
 * costs no stack); unknown keys are skipped whatever they hold. */
#include <yajl/yajl_parse.h>

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/limits.h"

#define FIELD_MAP(X) X(id) X(text) X(html) X(date) X(title) X(url) X(source) X(language) X(options)
typedef enum field {
#define X(name) FIELD_##name,
    FIELD_MAP(X)
#undef X
        FIELD_COUNT,
    FIELD_NONE = FIELD_COUNT
} field;

static const char *const NAMES[] = {
#define X(name) #name,
    FIELD_MAP(X)
#undef X
};

struct tocsin_line {
    toc_arena arena;
    toc_slice value[FIELD_COUNT]; /* with a NUL behind; ptr NULL: absent */
    bool seen[FIELD_COUNT];
    /* parsing */
    uint32_t depth;
    field key;           /* at depth 1: whose value comes */
    toc_buf settings;    /* "options": lines NAME<TAB>VALUE */
    const char *wrong;   /* what made a callback stop */
    const char *subject; /* the key it is about; NULL: none */
};

static int stop(tocsin_line *line, const char *wrong)
{
    line->wrong = wrong;
    line->subject = line->depth == 1 && line->key != FIELD_NONE ? NAMES[line->key] : NULL;
    return 0;
}

/* A value inside "options", whatever it is; nothing of what is deeper there. */
static bool setting(tocsin_line *line, toc_slice value)
{
    if (line->key != FIELD_options || line->depth != 2) return false;
    toc_buf_slice(&line->settings, value);
    return true;
}

/* A value that is no string: fine for keys that are not ours. */
static int other_value(tocsin_line *line, const char *wrong)
{
    if (line->depth == 0) return stop(line, "the line is not a JSON object");
    return line->depth == 1 && line->key != FIELD_NONE ? stop(line, wrong) : 1;
}

static int on_null(void *ctx)
{
    tocsin_line *line = ctx;
    if (line->depth == 0) return stop(line, "the line is not a JSON object");
    return 1; /* null: as if the key were not there */
}

static int on_boolean(void *ctx, int value)
{
    if (setting(ctx, value ? TOC_LIT("true") : TOC_LIT("false"))) return 1;
    return other_value(ctx, "must be a string, not true or false");
}

static int on_number(void *ctx, const char *digits, size_t len)
{
    tocsin_line *line = ctx;
    if (setting(line, (toc_slice){digits, len})) return 1;
    if (line->depth == 1 && line->key == FIELD_id) {
        line->value[FIELD_id] = toc_dup(&line->arena, (toc_slice){digits, len});
        return 1;
    }
    return other_value(line, "must be a string, not a number");
}

static int on_string(void *ctx, const unsigned char *bytes, size_t len)
{
    tocsin_line *line = ctx;
    if (line->depth == 0) return stop(line, "the line is not a JSON object");
    if (setting(line, (toc_slice){(const char *)bytes, len})) return 1;
    if (line->depth > 1 || line->key == FIELD_NONE) return 1;
    if (line->key == FIELD_options) return stop(line, "must be an object");
    line->value[line->key] = toc_dup(&line->arena, (toc_slice){(const char *)bytes, len});
    return 1;
}

static int on_key(void *ctx, const unsigned char *bytes, size_t len)
{
    tocsin_line *line = ctx;
    const toc_slice name = {(const char *)bytes, len};
    if (line->depth == 2 && line->key == FIELD_options) {
        toc_buf_char(&line->settings, '\n');
        toc_buf_slice(&line->settings, name);
        toc_buf_char(&line->settings, '\t');
    }
    if (line->depth != 1) return 1;
    line->key = FIELD_NONE;
    for (unsigned i = 0; i < FIELD_COUNT; i++)
        if (toc_slice_is(name, NAMES[i])) line->key = (field)i;
    if (line->key == FIELD_NONE) return 1;
    if (line->seen[line->key]) return stop(line, "is given twice");
    line->seen[line->key] = true;
    return 1;
}

static int deeper(tocsin_line *line)
{
    if (++line->depth > TOC_MAX_DEPTH) return stop(line, "the JSON is nested too deeply");
    return 1;
}

static int on_map_start(void *ctx)
{
    tocsin_line *line = ctx;
    if (line->depth == 1 && line->key != FIELD_NONE && line->key != FIELD_options)
        return stop(line, "must be a string, not an object");
    return deeper(line);
}

static int on_array_start(void *ctx)
{
    tocsin_line *line = ctx;
    if (line->depth == 0) return stop(line, "the line is not a JSON object");
    if (line->depth == 1 && line->key != FIELD_NONE)
        return stop(line, "must be a string, not an array");
    return deeper(line);
}

static int on_end(void *ctx)
{
    tocsin_line *line = ctx;
    line->depth--;
    return 1;
}

static const yajl_callbacks CALLBACKS = {on_null,   on_boolean,     NULL,         NULL,
                                         on_number, on_string,      on_map_start, on_key,
                                         on_end,    on_array_start, on_end};

/* "lexical error: invalid char in json text." without yajl's line feed. */
static tocsin_status bad_json(tocsin_line *line, yajl_handle parser, size_t len, yajl_status state,
                              tocsin_error *err)
{
    uint64_t at = yajl_get_bytes_consumed(parser);
    if (at > len) at = len; /* the end itself counts as a character there */
    if (line->arena.failed)
        return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory while reading a JSON line");
    if (state == yajl_status_client_canceled && line->subject != NULL)
        return toc_fail_at(err, TOCSIN_INPUT, 0, at, "byte %llu: \"%s\" %s", (unsigned long long)at,
                           line->subject, line->wrong);
    if (state == yajl_status_client_canceled)
        return toc_fail_at(err, TOCSIN_INPUT, 0, at, "byte %llu: %s", (unsigned long long)at,
                           line->wrong);
    unsigned char *said = yajl_get_error(parser, 0, NULL, 0);
    char reason[128] = "no valid JSON";
    if (said != NULL) {
        snprintf(reason, sizeof reason, "%s", (const char *)said);
        reason[strcspn(reason, "\n")] = '\0';
        yajl_free_error(parser, said);
    }
    return toc_fail_at(err, TOCSIN_INPUT, 0, at, "byte %llu: %s", (unsigned long long)at, reason);
}

/* A field as a C string without NULs inside; NULL when absent. */
static const char *text_of(tocsin_line *line, field which)
{
    const toc_slice s = line->value[which];
    if (s.ptr == NULL) return NULL;
    union {
        const char *in;
        char *out;
    } own = {.in = s.ptr};
    for (size_t i = 0; i < s.len; i++)
        if (own.out[i] == '\0') own.out[i] = ' ';
    return s.ptr;
}

static tocsin_status fill(tocsin_line *line, tocsin_article *article, tocsin_error *err)
{
    const bool html = line->value[FIELD_html].ptr != NULL;
    article->id = text_of(line, FIELD_id);
    if (html && line->value[FIELD_text].ptr != NULL)
        return toc_fail(err, TOCSIN_INPUT, "the line has both \"text\" and \"html\"");
    if (!html && line->value[FIELD_text].ptr == NULL)
        return toc_fail(err, TOCSIN_INPUT, "the line has neither \"text\" nor \"html\"");
    const toc_slice body = line->value[html ? FIELD_html : FIELD_text];
    article->from = html ? TOCSIN_FROM_HTML : TOCSIN_FROM_TEXT;
    article->bytes = body.ptr;
    article->len = body.len;
    article->title = text_of(line, FIELD_title);
    article->published = text_of(line, FIELD_date);
    article->url = text_of(line, FIELD_url);
    article->source = text_of(line, FIELD_source);
    article->language = text_of(line, FIELD_language);
    if (line->settings.len > 0)
        line->value[FIELD_options] =
            toc_dup(&line->arena, (toc_slice){line->settings.ptr, line->settings.len});
    article->settings = text_of(line, FIELD_options);
    return TOCSIN_OK;
}

static tocsin_status parse(tocsin_line *line, toc_slice json, tocsin_error *err)
{
    yajl_handle parser = yajl_alloc(&CALLBACKS, NULL, line);
    if (parser == NULL)
        return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory while reading a JSON line");
    yajl_config(parser, yajl_dont_validate_strings, 1); /* bad UTF-8 is repaired with the text */
    yajl_status state = yajl_parse(parser, (const unsigned char *)json.ptr, json.len);
    if (state == yajl_status_ok) state = yajl_complete_parse(parser);
    tocsin_status status = TOCSIN_OK;
    if (state != yajl_status_ok || line->arena.failed)
        status = bad_json(line, parser, json.len, state, err);
    yajl_free(parser);
    return status;
}

tocsin_status tocsin_line_read(tocsin_line **out, tocsin_article *article, const char *bytes,
                               size_t len, tocsin_error *err)
{
    *out = NULL;
    const size_t most = TOC_MAX_TEXT_BYTES + ((size_t)1 << 20); /* the text and what is around it */
    if (len > most)
        return toc_fail_at(err, TOCSIN_LIMIT, 0, most, "the line has %zu bytes; the limit is %zu",
                           len, most);
    tocsin_line *line = calloc(1, sizeof *line);
    if (line == NULL)
        return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory while reading a JSON line");
    toc_arena_init(&line->arena);
    line->key = FIELD_NONE;
    tocsin_status status = parse(line, (toc_slice){bytes, len}, err);
    if (status != TOCSIN_OK) {
        tocsin_line_free(line);
        return status;
    }
    *out = line;
    return fill(line, article, err);
}

void tocsin_line_free(tocsin_line *line)
{
    if (line == NULL) return;
    toc_buf_free(&line->settings);
    toc_arena_free(&line->arena);
    free(line);
}
