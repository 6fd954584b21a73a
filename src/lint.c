/* src/lint.c - checks a folder of dictionaries: syntax, codes, duplicates, and the examples.
 *
 * An example under a row of table `event` is coded with the engine: "#+" must give an event that
 * this row found, or one of the same codes; "#-" must give none of this row. Under any
 * other table it must, or must not, find the row's own line as an actor; under one of table `veto`
 * "#+" must give no event, "#-" one. */
#include <stdio.h>
#include <stdlib.h>

#include "api.h"
#include "event/story.h"
#include "pack/dict.h"

typedef struct linter {
    const tocsin_engine *engine;
    tocsin_lint_fn report;
    void *ctx;
    tocsin_lint_counts n;
    toc_dict_source file;
    toc_slice table;
    uint32_t counted; /* row of table event whose example was counted last */
} linter;

static void say(linter *l, const char *file, uint32_t line, const char *message)
{
    char text[512];
    snprintf(text, sizeof text, "%s:%u: %s", file, line, message);
    l->n.findings++;
    l->report(l->ctx, text);
}

static void from_compiler(void *ctx, const char *file, uint32_t line, const char *message)
{
    say(ctx, file, line, message);
}

/* Line `number` of a file. */
static toc_slice line_of(toc_slice text, uint32_t number)
{
    toc_slice line = {NULL, 0};
    for (uint32_t i = 0; i < number; i++)
        if (!toc_slice_cut(&text, '\n', &line)) return (toc_slice){NULL, 0};
    return line;
}

static toc_slice cell_of(toc_slice row, unsigned column)
{
    toc_slice cell = {NULL, 0};
    for (unsigned i = 0; i <= column; i++)
        if (!toc_slice_cut(&row, '\t', &cell)) return (toc_slice){"", 0};
    return toc_slice_trim(cell);
}

static toc_slice table_of(toc_slice text)
{
    toc_slice line;
    while (toc_slice_cut(&text, '\n', &line)) {
        if (line.len < 8 || line.ptr[0] != '@') continue;
        toc_slice rest = toc_slice_sub(line, 1, line.len), name;
        toc_slice_cut(&rest, ':', &name);
        if (name.len > 6 && memcmp(name.ptr, "table ", 6) == 0)
            name = toc_slice_sub(name, 6, name.len);
        return toc_slice_trim(name);
    }
    return (toc_slice){"", 0};
}

/* ---------------------------------------------------------------- rows of table event */
static void check_event_row(linter *l, uint32_t line, toc_slice row)
{
    const toc_slice pos = cell_of(row, 1), type = cell_of(row, 2), method = cell_of(row, 3),
                    mode = cell_of(row, 4);
    toc_frame frame;
    toc_slice bad = {"", 0};
    char text[256];
    if (pos.len != 1 || strchr("vna", pos.ptr[0]) == NULL)
        say(l, l->file.name, line, "pos is not v, n or a");
    if (type.len > 0 && toc_type_of(type) == 0)
        say(l, l->file.name, line, "type is not in the codebook");
    if (method.len > 0 && toc_method_of(method) == 0)
        say(l, l->file.name, line, "method is not in the codebook");
    if (mode.len > 0 && toc_mode_of(mode) == 0)
        say(l, l->file.name, line, "mode is not in the codebook");
    if (!toc_frame_parse(cell_of(row, 6), &frame, &bad)) {
        snprintf(text, sizeof text, "the frame word \"%.*s\" is unknown",
                 (int)(bad.len > 60 ? 60 : bad.len), bad.ptr);
        say(l, l->file.name, line, text);
    }
}

static void check_rows(linter *l)
{
    toc_slice rest = l->file.text, line;
    uint32_t number = 0;
    while (toc_slice_cut(&rest, '\n', &line)) {
        number++;
        if (line.len == 0 || line.ptr[0] == '#' || line.ptr[0] == '@') continue;
        if (!toc_slice_is(l->table, "event")) continue;
        l->n.patterns++;
        check_event_row(l, number, line);
    }
}

/* ---------------------------------------------------------------- examples */
static bool event_found(const tocsin_doc *doc, const char *where, toc_slice row, bool by_kind)
{
    const unsigned type = toc_type_of(cell_of(row, 2)), method = toc_method_of(cell_of(row, 3));
    for (uint32_t i = 0; i < doc->record.events.count; i++) {
        const toc_event *e = &doc->record.events.items[i];
        if (toc_slice_is(e->rule, where)) return true;
        if (by_kind && e->type == type && e->method == method &&
            toc_slice_is(cell_of(row, 5), e->cameo))
            return true;
    }
    return false;
}

/* A row that claims, denies or blames makes no event: it tells of one. */
static bool claim_found(const tocsin_doc *doc, toc_claim claim)
{
    for (uint32_t i = 0; i < doc->record.events.count; i++)
        if (doc->record.events.items[i].claim == claim) return true;
    return false;
}

static bool actor_found(const tocsin_doc *doc, const char *where)
{
    for (uint32_t i = 0; i < doc->record.entities.count; i++)
        if (doc->record.entities.items[i].has_actor &&
            toc_slice_is(doc->record.entities.items[i].actor.dictionary, where))
            return true;
    return false;
}

static void count_example(void *ctx, toc_example example)
{
    linter *l = ctx;
    if (!toc_slice_is(l->table, "event")) return;
    if (!example.must_match) {
        l->n.must_not++;
        return;
    }
    l->n.must_match++;
    if (l->counted != example.row_line) l->n.with_example++;
    l->counted = example.row_line;
}

static void run_example(void *ctx, toc_example example)
{
    linter *l = ctx;
    const bool events = toc_slice_is(l->table, "event");
    const bool veto = toc_slice_is(l->table, "veto");
    if (!events && !veto && !toc_slice_is(l->table, "actor")) return;
    const toc_slice row = line_of(l->file.text, example.row_line);
    toc_frame frame = {0};
    toc_slice bad;
    if (events && toc_frame_parse(cell_of(row, 6), &frame, &bad) && frame.weak) return;
    tocsin_article article;
    tocsin_article_init(&article, sizeof article);
    article.bytes = example.text.ptr;
    article.len = example.text.len;
    article.language = "en";
    tocsin_options options;
    tocsin_options_init(&options, sizeof options);
    options.mentions_all = !events;
    tocsin_doc *doc;
    tocsin_error err;
    if (tocsin_code(&doc, l->engine, &article, &options, &err) != TOCSIN_OK) {
        say(l, l->file.name, example.line, err.message);
        return;
    }
    char where[320];
    snprintf(where, sizeof where, "%s:%u", l->file.name, example.row_line);
    /* a blocking row must leave no event; any other row must be the one that fires */
    bool match =
        events ? event_found(doc, where, row, example.must_match) : actor_found(doc, where);
    if (events && frame.claim != TOC_CLAIM_NONE) match = claim_found(doc, frame.claim);
    if (veto || (events && frame.none)) match = doc->record.events.count == 0;
    if (match != example.must_match)
        say(l, l->file.name, example.line,
            example.must_match ? "the example does not match its row"
                               : "the example matches, and must not");
    tocsin_doc_free(doc);
}

tocsin_status tocsin_lint(const tocsin_engine *engine, const char *dir, tocsin_lint_fn report,
                          void *ctx, tocsin_lint_counts *counts, tocsin_error *err)
{
    linter l = {.engine = engine, .report = report, .ctx = ctx, .n.size = sizeof l.n};
    toc_dict_source *files;
    size_t count, part_count;
    tocsin_status status = toc_dict_files_read(dir, &files, &count, err);
    if (status != TOCSIN_OK) return status;
    toc_pack_part *parts;
    status = toc_dict_compile(files, count, &parts, &part_count, from_compiler, &l, err);
    if (status == TOCSIN_OK) toc_dict_parts_free(parts, part_count);
    for (size_t i = 0; status == TOCSIN_OK && i < count; i++) {
        l.file = files[i];
        l.table = table_of(files[i].text);
        l.counted = 0;
        check_rows(&l);
        toc_dict_examples(files[i], count_example, &l);
        if (engine != NULL) toc_dict_examples(files[i], run_example, &l);
    }
    toc_dict_files_free(files, count);
    const size_t room = counts->size < sizeof l.n ? counts->size : sizeof l.n;
    l.n.size = counts->size;
    memcpy(counts, &l.n, room);
    return status;
}
