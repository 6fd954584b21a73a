/* src/api.c - the handles of tocsin.h: wiring only. The way of an article through the folders is
 * `code` below, top to bottom. */
#include "api.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/sha256.h"
#include "emit/emit.h"
#include "emit/parts.h"
#include "entity/chunk.h"
#include "entity/names.h"
#include "entity/number.h"
#include "entity/when.h"
#include "entity/when_infer.h"
#include "entity/where.h"
#include "entity/who.h"
#include "event/story.h"
#include "input/input.h"
#include "legacy/legacy.h"
#include "link/link.h"
#include "pack/dict.h"
#include "record/check.h"
#include "syntax/conllu.h"
#include "syntax/syntax.h"
#include "text/segment.h"

#define TEXT(x) #x
#define VERSION(major, minor, patch) TEXT(major) "." TEXT(minor) "." TEXT(patch)

struct tocsin_engine {
    toc_arena arena;   /* what the stages build at open; immutable afterwards */
    toc_pack packs[3]; /* built in; the user's dictionaries; his imported places */
    size_t pack_count;
    toc_slice version;
    toc_input_data input;
    toc_segment_data segment;
    toc_syntax syntax;
    toc_names_data names;
    toc_number_data numbers;
    toc_when_data when;
    toc_where_data where;
    toc_who_data who;
    toc_event_data event;
    toc_link_data link;
    toc_emit_data forms;
    toc_export_data tables;
    toc_legacy_suite *legacy; /* the user's event dictionaries; NULL: ours */
};

struct tocsin_story {
    toc_legacy_story carried;
};

const char *tocsin_version(void)
{
    return VERSION(TOCSIN_VERSION_MAJOR, TOCSIN_VERSION_MINOR, TOCSIN_VERSION_PATCH);
}

/* ---------------------------------------------------------------- engine */
static tocsin_status open_user_data(tocsin_engine *engine, const char *data_dir, tocsin_error *err)
{
    toc_pack_part *parts;
    size_t count;
    tocsin_status status = toc_dict_compile_dir(data_dir, &parts, &count, NULL, NULL, err);
    if (status != TOCSIN_OK) return status;
    char *bytes;
    size_t len;
    status = toc_pack_write(&bytes, &len, parts, count, err);
    toc_dict_parts_free(parts, count);
    if (status != TOCSIN_OK) return status;
    status = toc_pack_from_bytes(&engine->packs[1], bytes, len, data_dir, err);
    if (status == TOCSIN_OK) engine->pack_count = 2;
    return status;
}

static tocsin_status open_import(tocsin_engine *engine, const char *data_dir, tocsin_error *err)
{
    char path[4096];
    const int n = snprintf(path, sizeof path, "%s/" TOC_IMPORT_FILE, data_dir);
    if (n < 0 || (size_t)n >= sizeof path || access(path, F_OK) != 0) return TOCSIN_OK;
    const tocsin_status status = toc_pack_open(&engine->packs[2], path, err);
    if (status == TOCSIN_OK) engine->pack_count = 3;
    return status;
}

static tocsin_status open_stages(tocsin_engine *e, tocsin_error *err)
{
    const toc_pack *packs = e->packs;
    const size_t n = e->pack_count;
    tocsin_status status;
    if ((status = toc_input_open(&e->input, packs, n, &e->arena, err)) != TOCSIN_OK ||
        (status = toc_segment_open(&e->segment, packs, n, &e->arena, err)) != TOCSIN_OK ||
        (status = toc_syntax_open(&e->syntax, packs, n, &e->arena, err)) != TOCSIN_OK ||
        (status = toc_names_open(&e->names, packs, n, &e->arena, err)) != TOCSIN_OK ||
        (status = toc_number_open(&e->numbers, packs, n, &e->arena, err)) != TOCSIN_OK ||
        (status = toc_when_open(&e->when, packs, n, &e->arena, err)) != TOCSIN_OK ||
        (status = toc_where_open(&e->where, packs, n, &e->arena, err)) != TOCSIN_OK ||
        (status = toc_who_open(&e->who, packs, n, &e->arena, err)) != TOCSIN_OK ||
        (status = toc_event_open(&e->event, packs, n, &e->arena, err)) != TOCSIN_OK ||
        (status = toc_link_open(&e->link, packs, n, err)) != TOCSIN_OK ||
        (status = toc_emit_open(&e->forms, packs, n, err)) != TOCSIN_OK)
        return status;
    toc_export_open(&e->tables, packs, n);
    e->event.where = &e->where;
    return e->arena.failed ? toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for the data pack")
                           : TOCSIN_OK;
}

tocsin_status tocsin_open(tocsin_engine **out, const char *pack_path, const char *data_dir,
                          tocsin_error *err)
{
    *out = NULL;
    if (pack_path == NULL) return toc_fail(err, TOCSIN_USAGE, "no data pack given");
    tocsin_engine *engine = calloc(1, sizeof *engine);
    if (engine == NULL) return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for the engine");
    toc_arena_init(&engine->arena);
    tocsin_status status = toc_pack_open(&engine->packs[0], pack_path, err);
    if (status == TOCSIN_OK) engine->pack_count = 1;
    if (status == TOCSIN_OK && data_dir != NULL) status = open_user_data(engine, data_dir, err);
    if (status == TOCSIN_OK && data_dir != NULL) status = open_import(engine, data_dir, err);
    if (status == TOCSIN_OK) status = open_stages(engine, err);
    if (status != TOCSIN_OK) {
        tocsin_engine_free(engine);
        return status;
    }
    const toc_slice version = toc_pack_section(&engine->packs[0], "meta");
    engine->version =
        toc_dup(&engine->arena, version.ptr == NULL ? TOC_LIT("unversioned") : version);
    *out = engine;
    return TOCSIN_OK;
}

void tocsin_engine_free(tocsin_engine *engine)
{
    if (engine == NULL) return;
    for (size_t i = 0; i < engine->pack_count; i++) toc_pack_close(&engine->packs[i]);
    toc_legacy_free(engine->legacy);
    toc_arena_free(&engine->arena);
    free(engine);
}

/* ---------------------------------------------------------------- the user's event dictionaries */
tocsin_status tocsin_use_dict(tocsin_engine *engine, const char *dir, tocsin_lint_fn report,
                              void *ctx, tocsin_error *err)
{
    toc_legacy_suite *suite;
    const tocsin_status status = toc_dict_open(&suite, dir, report, ctx, NULL, err);
    if (status != TOCSIN_OK) return status;
    toc_legacy_free(engine->legacy);
    engine->legacy = suite;
    return TOCSIN_OK;
}

tocsin_story *tocsin_story_new(void)
{
    return calloc(1, sizeof(struct tocsin_story));
}

void tocsin_story_free(tocsin_story *story)
{
    free(story);
}

const toc_gaz *toc_engine_gazetteer(const tocsin_engine *engine, const toc_pack **packs,
                                    size_t *count)
{
    *packs = engine->packs;
    *count = engine->pack_count;
    return &engine->where.gaz;
}

void toc_engine_tables(const tocsin_engine *engine, const toc_input_data **input,
                       const toc_export_data **tables, const toc_emit_data **forms)
{
    *input = &engine->input;
    *tables = &engine->tables;
    *forms = &engine->forms;
}

const toc_where_data *toc_engine_where(const tocsin_engine *engine)
{
    return &engine->where;
}

const char *tocsin_pack_version(const tocsin_engine *engine)
{
    return engine->version.ptr;
}

const char *tocsin_pack_sha256(const tocsin_engine *engine)
{
    return engine->packs[0].sha256;
}

/* ---------------------------------------------------------------- syntax only */
tocsin_status tocsin_parse(char **out, size_t *out_len, const tocsin_engine *engine,
                           const char *text, size_t len, bool conllu_in, tocsin_error *err)
{
    *out = NULL;
    toc_arena arena;
    toc_arena_init(&arena);
    toc_article article = {.arena = &arena};
    toc_text parsed = {0};
    tocsin_status status;
    const toc_slice input = {text, len};
    if (conllu_in) {
        status = toc_conllu_read(&parsed, &article, &arena, input, false, err);
    } else {
        status = toc_input_plain(&article, input, err);
        if (status == TOCSIN_OK) {
            parsed = (toc_text){.article = &article, .arena = &arena, .text = article.text};
            toc_segment(&engine->segment, &parsed);
        }
    }
    for (uint32_t s = 0; status == TOCSIN_OK && s < parsed.sentences.count; s++) {
        toc_syntax_tag(&engine->syntax, &parsed, s);
        toc_syntax_parse(&engine->syntax, &parsed, s);
    }
    toc_buf buf = {0};
    if (status == TOCSIN_OK) {
        toc_conllu_print(&buf, &parsed, conllu_in ? input : TOC_LIT(""));
        *out = toc_buf_take(&buf, out_len);
        if (*out == NULL || arena.failed)
            status = toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for a parse");
    }
    toc_arena_free(&arena);
    return status;
}

/* ---------------------------------------------------------------- an article in */
void tocsin_article_init(tocsin_article *article, size_t size)
{
    memset(article, 0, size);
    article->size = size;
}

void tocsin_options_init(tocsin_options *opts, size_t size)
{
    const tocsin_options defaults = {.size = sizeof defaults, .max_bytes = TOC_MAX_TEXT_BYTES};
    memset(opts, 0, size);
    memcpy(opts, &defaults, size < sizeof defaults ? size : sizeof defaults);
    opts->size = size;
}

static toc_slice sha256_hex(toc_arena *arena, toc_slice bytes)
{
    unsigned char sum[32];
    char hex[65];
    toc_sha256(bytes.ptr, bytes.len, sum);
    toc_sha256_hex(sum, hex);
    return toc_dup(arena, (toc_slice){hex, 64});
}

static void describe(const tocsin_engine *engine, const toc_article *article, toc_record *record)
{
    record->arena = article->arena;
    record->text = article->text;
    record->body_start = article->body_start;
    record->id = article->id;
    record->source = article->source;
    record->url = article->url;
    record->title = article->title;
    record->language = article->language;
    record->published = article->published;
    record->published_from = article->published_from;
    record->sha256 = sha256_hex(
        article->arena, toc_slice_sub(article->text, article->body_start, article->text.len));
    record->pack_version = engine->version;
    record->pack_sha256 = toc_slice_of(engine->packs[0].sha256);
    for (uint32_t i = 0; i < article->warnings.count; i++)
        toc_push(article->arena, &record->warnings, article->warnings.items[i]);
}

static void read_scene(const tocsin_engine *engine, const toc_article *article, toc_scene *scene)
{
    toc_names_tag(&engine->names, scene->text);
    toc_chunks_find(scene);
    toc_when_find(&engine->when, scene, article);
    toc_numbers_find(&engine->numbers, scene);
    toc_where_find(&engine->where, scene);
    toc_who_find(&engine->who, scene, scene->record->published);
}

/* Tags and parses sentences that could hold an event until one still could with its tree; *tagged is
 * the first that it did not look at. False: none. */
static bool foresee(const tocsin_engine *engine, const toc_event_data *events, toc_scene *scene,
                    uint32_t *tagged)
{
    toc_text *text = scene->text;
    for (uint32_t s = 0; s < text->sentences.count; s++) {
        *tagged = s + 1;
        if (!text->sentences.items[s].candidate) continue;
        toc_syntax_tag(&engine->syntax, text, s);
        toc_foresight known = {.may = toc_event_places(events, text, s)};
        if (!toc_triggers_foresee(events, scene, s, &known)) continue;
        toc_syntax_parse(&engine->syntax, text, s);
        known.parsed = true;
        if (toc_triggers_foresee(events, scene, s, &known)) return true;
    }
    return false;
}

/* The drafts of an article; false: there is nothing in it to code. */
static bool tell(const tocsin_engine *engine, const toc_event_data *events,
                 const toc_article *article, const tocsin_options *opts, toc_text *text,
                 toc_record *record, toc_story *story)
{
    const bool relevant = toc_relevant(events, text);
    const bool everything = opts->mentions_all || opts->with_predicates;
    const bool all = everything || opts->no_prefilter || engine->legacy != NULL;
    if (!relevant && !all) return false;
    toc_scene *scene = TOC_NEW_N(article->arena, toc_scene, 1);
    if (scene == NULL) return false;
    *scene = (toc_scene){.text = text, .record = record, .arena = article->arena};
    uint32_t tagged = 0; /* candidates before it have their tags */
    if (!all && !foresee(engine, events, scene, &tagged)) return false;
    for (uint32_t s = 0; s < text->sentences.count; s++) {
        const toc_sentence *sentence = &text->sentences.items[s];
        if (s >= tagged || !sentence->candidate) toc_syntax_tag(&engine->syntax, text, s);
        if (sentence->candidate && !sentence->parsed) toc_syntax_parse(&engine->syntax, text, s);
    }
    read_scene(engine, article, scene);
    /* the other sentences get trees when names and places stand, and only for what asks for all of
     * them: a sentence that the prefilter drops has none with or without it */
    for (uint32_t s = 0; s < text->sentences.count && (everything || engine->legacy != NULL); s++)
        if (!text->sentences.items[s].candidate) toc_syntax_parse(&engine->syntax, text, s);
    if (opts->no_prefilter) {
        toc_event_data *unfiltered = TOC_NEW(article->arena, toc_event_data);
        if (unfiltered == NULL) return false;
        *unfiltered = *events;
        unfiltered->unfiltered = true;
        events = unfiltered;
    }
    toc_story_tell(story, events, article, scene, everything);
    if (opts->with_predicates && story->draft_of != NULL) toc_predicates_find(story);
    return true;
}

static void code(const tocsin_engine *engine, const toc_article *article,
                 const tocsin_options *opts, const char *settings, toc_record *record)
{
    toc_text text = {.article = article, .arena = article->arena, .text = article->text};
    describe(engine, article, record);
    if (!article->english && engine->legacy == NULL) return; /* the warning is there already */
    toc_segment(&engine->segment, &text);
    toc_story story;
    if (tell(engine, &engine->event, article, opts, &text, record, &story)) {
        toc_link_story(&engine->link, &story);
        if (record->events.count == 0 && !opts->mentions_all &&
            !opts->with_predicates) { /* a date inferred for nothing */
            record->published = article->published;
            record->published_from = article->published_from;
        }
    }
    if (engine->legacy == NULL) return;
    toc_legacy_code_record(engine->legacy, &text, toc_slice_of(settings),
                           opts->story == NULL ? NULL : &opts->story->carried, record);
}

tocsin_status tocsin_code(tocsin_doc **out, const tocsin_engine *engine,
                          const tocsin_article *article, const tocsin_options *opts,
                          tocsin_error *err)
{
    *out = NULL;
    tocsin_options options;
    tocsin_options_init(&options, sizeof options);
    if (opts != NULL)
        memcpy(&options, opts, opts->size < sizeof options ? opts->size : sizeof options);
    tocsin_doc *doc = calloc(1, sizeof *doc);
    if (doc == NULL) return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for a document");
    toc_arena_init(&doc->arena);
    doc->options = options;
    doc->forms = &engine->forms;
    doc->tables = &engine->tables;
    toc_article read = {.arena = &doc->arena};
    tocsin_status status = toc_input_read(&engine->input, &read, article, options.max_bytes, err);
    if (status == TOCSIN_OK) {
        const bool settings =
            article->size >= offsetof(tocsin_article, settings) + sizeof article->settings;
        code(engine, &read, &options, settings ? article->settings : NULL, &doc->record);
        if (doc->arena.failed)
            status = toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for a document");
    }
    if (status != TOCSIN_OK) {
        tocsin_doc_free(doc);
        return status;
    }
    *out = doc;
    return TOCSIN_OK;
}

tocsin_status toc_story_of(tocsin_doc **out, toc_story *story, const tocsin_engine *engine,
                           const tocsin_article *article, bool cast, tocsin_error *err)
{
    tocsin_options options;
    tocsin_options_init(&options, sizeof options);
    *out = NULL;
    *story = (toc_story){0};
    tocsin_doc *doc = calloc(1, sizeof *doc);
    if (doc == NULL) return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for a document");
    toc_arena_init(&doc->arena);
    toc_article *read = TOC_NEW_N(&doc->arena, toc_article, 1);
    toc_text *text = TOC_NEW_N(&doc->arena, toc_text, 1);
    toc_event_data *events = TOC_NEW_N(&doc->arena, toc_event_data, 1);
    tocsin_status status = TOCSIN_OK;
    if (read != NULL && text != NULL && events != NULL) {
        *read = (toc_article){.arena = &doc->arena};
        *events = engine->event;
        if (!cast) events->cast = NULL;
        status = toc_input_read(&engine->input, read, article, options.max_bytes, err);
        if (status == TOCSIN_OK) {
            *text = (toc_text){.article = read, .arena = &doc->arena, .text = read->text};
            describe(engine, read, &doc->record);
            toc_segment(&engine->segment, text);
            tell(engine, events, read, &options, text, &doc->record, story);
        }
    }
    if (status == TOCSIN_OK && doc->arena.failed)
        status = toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for a document");
    if (status != TOCSIN_OK)
        tocsin_doc_free(doc);
    else
        *out = doc;
    return status;
}

void tocsin_doc_free(tocsin_doc *doc)
{
    if (doc == NULL) return;
    toc_buf_free(&doc->json);
    toc_buf_free(&doc->written);
    toc_arena_free(&doc->arena);
    free(doc);
}

/* ---------------------------------------------------------------- its record out */
static toc_emit_options emit_options(const tocsin_doc *doc, bool color)
{
    return (toc_emit_options){.mentions_all = doc->options.mentions_all,
                              .with_text = doc->options.with_text,
                              .with_predicates = doc->options.with_predicates,
                              .min_permille = (uint16_t)(doc->options.min_confidence * 1000 + 0.5),
                              .color = color,
                              .columns = doc->options.columns,
                              .coarsen_e5 = (int32_t)(doc->options.coarsen * 100000 + 0.5),
                              .data = doc->forms};
}

const char *tocsin_doc_json(tocsin_doc *doc, size_t *len)
{
    const toc_emit_options options = emit_options(doc, false);
    if (doc->json.len == 0) {
        toc_emit_json(&doc->json, &doc->record, &options);
        toc_buf_char(&doc->json, '\0'); /* behind the text, not of it */
        if (!doc->json.failed) doc->json.len--;
    }
    if (len != NULL) *len = doc->json.failed ? 0 : doc->json.len;
    return doc->json.failed ? NULL : doc->json.ptr;
}

size_t tocsin_doc_event_count(const tocsin_doc *doc)
{
    const toc_emit_options options = emit_options(doc, false);
    size_t count = 0;
    for (uint32_t i = 0; i < doc->record.events.count; i++)
        count += toc_event_kept(&doc->record.events.items[i], &options);
    return count;
}

tocsin_status tocsin_doc_write(tocsin_doc *doc, tocsin_format format, bool color, const char **text,
                               size_t *len, tocsin_error *err)
{
    const toc_emit_options options = emit_options(doc, color);
    toc_buf *out = &doc->written;
    out->len = 0;
    switch (format) {
    case TOCSIN_FORMAT_JSONL:
        toc_emit_json(out, &doc->record, &options);
        toc_buf_char(out, '\n');
        break;
    case TOCSIN_FORMAT_CSV: toc_emit_csv(out, &doc->record, &options); break;
    case TOCSIN_FORMAT_BRIEF: toc_emit_brief(out, &doc->record, &options); break;
    case TOCSIN_FORMAT_MUC4: toc_emit_muc4(out, &doc->record, &options); break;
    case TOCSIN_FORMAT_CAMEO: toc_emit_cameo(out, &doc->record, &options); break;
    case TOCSIN_FORMAT_GEOJSON: toc_emit_geojson(out, &doc->record, &options); break;
    case TOCSIN_FORMAT_EXPLAIN: toc_emit_explain(out, &doc->record, &options); break;
    case TOCSIN_FORMAT_EXPLAIN_HTML: toc_emit_explain_html(out, &doc->record, &options); break;
    case TOCSIN_FORMAT_ACLED:
    case TOCSIN_FORMAT_GED:
    case TOCSIN_FORMAT_GDELT:
    case TOCSIN_FORMAT_POLECAT:
    case TOCSIN_FORMAT_ICEWS:
    case TOCSIN_FORMAT_HXL:
    case TOCSIN_FORMAT_CAP:
    case TOCSIN_FORMAT_GPKG:
        return toc_fail(err, TOCSIN_INPUT, "a table is of many documents: see tocsin_export_add");
    }
    if (out->failed) return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for the output");
    *text = out->len == 0 ? "" : out->ptr; /* csv of no event */
    *len = out->len;
    return TOCSIN_OK;
}

const char *tocsin_format_head(tocsin_format format)
{
    return format == TOCSIN_FORMAT_CSV       ? toc_emit_csv_head()
           : format == TOCSIN_FORMAT_GEOJSON ? TOC_GEOJSON_HEAD
                                             : "";
}

const char *tocsin_format_between(tocsin_format format)
{
    return format == TOCSIN_FORMAT_GEOJSON ? "," : "";
}

const char *tocsin_format_tail(tocsin_format format)
{
    return format == TOCSIN_FORMAT_GEOJSON ? TOC_GEOJSON_TAIL : "";
}

size_t tocsin_error_record(char *out, size_t room, const char *id, const tocsin_error *err)
{
    toc_buf buf = {0};
    toc_buf_text(&buf, "{\"tocsin\":\"1\",\"doc\":{\"id\":");
    toc_buf_json(&buf, toc_slice_of(id == NULL ? "-" : id));
    toc_buf_text(&buf, "},\"error\":");
    toc_buf_json(&buf, toc_slice_of(err->message));
    toc_buf_char(&buf, '}');
    const size_t len = buf.failed ? 0 : buf.len;
    if (room > 0) {
        const size_t n = len < room - 1 ? len : room - 1;
        if (n > 0) memcpy(out, buf.ptr, n);
        out[n] = '\0';
    }
    toc_buf_free(&buf);
    return len;
}

/* ---------------------------------------------------------------- codebook */
tocsin_status tocsin_record_check(const char *json, size_t len, tocsin_error *err)
{
    return toc_record_check((toc_slice){json, len}, err);
}

tocsin_status tocsin_codebook(char **out, size_t *out_len, const tocsin_engine *engine,
                              const char *form, tocsin_error *err)
{
    (void)engine;
    *out = NULL;
    const bool schema = strcmp(form, "json-schema") == 0;
    if (!schema && strcmp(form, "markdown") != 0)
        return toc_fail(err, TOCSIN_USAGE, "%s: the codebook comes as markdown or json-schema",
                        form);
    toc_buf buf = {0};
    toc_emit_codebook(&buf, schema);
    *out = toc_buf_take(&buf, out_len);
    return *out == NULL ? toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for the codebook")
                        : TOCSIN_OK;
}
