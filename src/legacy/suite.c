/* src/legacy/suite.c - opens a folder of dictionaries: which file is what, in which order. */
#include <stdlib.h>

#include "legacy/files.h"
#include "legacy/legacy.h"

typedef enum file_kind {
    KIND_UNKNOWN,
    KIND_VERBS,
    KIND_ACTORS,
    KIND_AGENTS,
    KIND_DISCARDS,
    KIND_OPTIONS,
    KIND_UNUSED, /* known, but nothing that coding needs: issues, prepositions, projects, codes */
} file_kind;

/* ---------------------------------------------------------------- what is it? */
static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool holds(toc_slice s, const char *word)
{
    const size_t n = strlen(word);
    for (size_t i = 0; i + n <= s.len; i++) {
        size_t k = 0;
        while (k < n && lower(s.ptr[i + k]) == word[k]) k++;
        if (k == n) return true;
    }
    return false;
}

static file_kind kind_by_name(toc_slice name)
{
    static const struct {
        const char *word;
        file_kind kind;
    } NAMES[] = {{"ontology", KIND_UNUSED}, {"issue", KIND_UNUSED},   {"preposition", KIND_UNUSED},
                 {"project", KIND_UNUSED},  {"readme", KIND_UNUSED},  {"license", KIND_UNUSED},
                 {"options", KIND_OPTIONS}, {"config", KIND_OPTIONS}, {"discard", KIND_DISCARDS},
                 {"agents", KIND_AGENTS},   {"actors", KIND_ACTORS},  {"verb", KIND_VERBS}};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (holds(name, NAMES[i].word)) return NAMES[i].kind;
    return KIND_UNKNOWN;
}

typedef struct shape { /* how many lines look like what */
    size_t blocks, patterns, transforms, agents, codes, settings, phrases;
} shape;

static shape shape_of(toc_slice text)
{
    shape s = {0};
    toc_slice line;
    while (toc_slice_cut(&text, '\n', &line)) {
        line = toc_slice_trim(line);
        if (line.len == 0 || line.len > 4096 || memchr("#;/<", line.ptr[0], 4) != NULL) continue;
        const bool code = memchr(line.ptr, '[', line.len) != NULL;
        if (line.len > 6 && memcmp(line.ptr, "---", 3) == 0 &&
            memcmp(line.ptr + line.len - 3, "---", 3) == 0)
            s.blocks++;
        else if (line.ptr[0] == '~' && line.len > 1 && line.ptr[1] == ' ')
            s.transforms++;
        else if (line.ptr[0] == '-' && memchr(line.ptr, '*', line.len) != NULL)
            s.patterns++;
        else if (holds(line, "set:") || holds(line, "label:"))
            s.settings++;
        else if (holds(line, "[~") || holds(line, "~]"))
            s.agents++;
        else if (code)
            s.codes++;
        else
            s.phrases++;
    }
    return s;
}

static file_kind kind_of(toc_slice name, const shape *s)
{
    const file_kind named = kind_by_name(name);
    if (named != KIND_UNKNOWN) return named;
    if (s->blocks > 0 || s->patterns > 0) return KIND_VERBS;
    if (s->settings > s->codes) return KIND_OPTIONS;
    if (s->agents > s->codes) return KIND_AGENTS;
    return s->codes > 0 ? KIND_ACTORS : KIND_UNKNOWN;
}

/* PETRARCH 2 writes prepositional phrases in parentheses, and no "SAID *". */
static toc_legacy_flavour flavour_of(toc_slice text, const shape *s)
{
    if (s->blocks == 0) return TOC_LEGACY_TABARI;
    size_t parentheses = 0;
    toc_slice line;
    while (toc_slice_cut(&text, '\n', &line))
        if (line.len > 2 && line.ptr[0] == '-' && line.ptr[1] == ' ' &&
            memchr(line.ptr, '(', line.len) != NULL &&
            memchr(line.ptr, '#',
                   (size_t)((const char *)memchr(line.ptr, '(', line.len) - line.ptr)) == NULL)
            parentheses++;
    return s->transforms > 0 || parentheses > 0 ? TOC_LEGACY_PETRARCH2 : TOC_LEGACY_PETRARCH1;
}

/* ---------------------------------------------------------------- reading */
static void read_one(toc_legacy_reader *r, file_kind kind, toc_legacy_counts *counts)
{
    const size_t before = r->entries;
    size_t *tally = &counts->files;
    switch (kind) {
    case KIND_VERBS:
        if (r->suite->flavour == TOC_LEGACY_TABARI)
            toc_legacy_read_verbs(r);
        else
            toc_legacy_read_petrarch_verbs(r);
        tally = &counts->verbs;
        break;
    case KIND_ACTORS:
        toc_legacy_read_actors(r);
        tally = &counts->actors;
        break;
    case KIND_AGENTS:
        toc_legacy_read_agents(r);
        tally = &counts->agents;
        break;
    case KIND_DISCARDS:
        toc_legacy_read_discards(r);
        tally = &counts->discards;
        break;
    case KIND_OPTIONS: toc_legacy_read_options(r); break;
    case KIND_UNKNOWN:
        toc_legacy_complain(
            r, 0,
            "no dictionary that is known: name it ...verbs, ...actors, ...agents, ...discards or ...options");
        break;
    case KIND_UNUSED: break;
    }
    if (tally != &counts->files) *tally += r->entries - before;
    counts->files++;
}

typedef struct opening {
    toc_legacy_suite *suite;
    const toc_slice *names, *texts;
    file_kind *kinds;
    size_t count;
    toc_legacy_report report;
    void *ctx;
    toc_legacy_counts *counts;
} opening;

static void read_kind(opening *o, file_kind kind)
{
    for (size_t i = 0; i < o->count; i++) {
        if (o->kinds[i] != kind) continue;
        toc_legacy_reader r = {.suite = o->suite,
                               .report = o->report,
                               .ctx = o->ctx,
                               .file = (uint32_t)i,
                               .rest = o->texts[i]};
        read_one(&r, kind, o->counts);
        o->counts->problems += r.problems;
    }
}

static void find_kinds(opening *o)
{
    for (size_t i = 0; i < o->count; i++) {
        const shape s = shape_of(o->texts[i]);
        toc_push(&o->suite->arena, &o->suite->files, toc_dup(&o->suite->arena, o->names[i]));
        o->kinds[i] = kind_of(o->names[i], &s);
        if (o->kinds[i] != KIND_VERBS) continue;
        const toc_legacy_flavour flavour = flavour_of(o->texts[i], &s);
        if (flavour > o->suite->flavour) o->suite->flavour = flavour;
    }
}

static void count_patterns(const toc_legacy_suite *suite, toc_legacy_counts *counts)
{
    for (uint32_t i = 0; i < suite->blocks.count; i++)
        counts->patterns += suite->blocks.items[i].patterns.count;
    for (uint32_t i = 0; i < suite->sets.count; i++)
        counts->sets += suite->sets.items[i].name.len > 0;
}

tocsin_status toc_legacy_open_bytes(toc_legacy_suite **out, const toc_slice *names,
                                    const toc_slice *texts, size_t count, toc_legacy_report report,
                                    void *ctx, toc_legacy_counts *counts, tocsin_error *err)
{
    toc_legacy_counts unused;
    *out = NULL;
    toc_legacy_suite *suite = calloc(1, sizeof *suite);
    if (suite == NULL) return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for dictionaries");
    toc_arena_init(&suite->arena);
    opening o = {suite, names,  texts, TOC_NEW_N(&suite->arena, file_kind, count + 1),
                 count, report, ctx,   counts == NULL ? &unused : counts};
    *o.counts = (toc_legacy_counts){0};
    if (o.kinds != NULL) find_kinds(&o);
    toc_legacy_options_default(&suite->options, suite->flavour);
    for (int kind = KIND_UNKNOWN; o.kinds != NULL && kind <= KIND_UNUSED; kind++)
        read_kind(&o, (file_kind)kind);
    toc_legacy_roots_index(suite);
    count_patterns(suite, o.counts);
    tocsin_status status = TOCSIN_OK;
    if (suite->arena.failed)
        status = toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for dictionaries");
    else if (suite->verbs.count == 0)
        status = toc_fail(err, TOCSIN_DICT_SYNTAX,
                          "there is no verb dictionary among the %zu files", count);
    if (status != TOCSIN_OK) {
        toc_legacy_free(suite);
        return status;
    }
    *out = suite;
    return TOCSIN_OK;
}

tocsin_status toc_legacy_open(toc_legacy_suite **out, const char *dir, toc_legacy_report report,
                              void *ctx, toc_legacy_counts *counts, tocsin_error *err)
{
    *out = NULL;
    toc_legacy_files files;
    tocsin_status status = toc_legacy_files_read(&files, dir, err);
    if (status != TOCSIN_OK) return status;
    tocsin_error inner = {0};
    status = toc_legacy_open_bytes(out, files.names, files.texts, files.count, report, ctx, counts,
                                   &inner);
    toc_legacy_files_free(&files);
    return status == TOCSIN_OK ? status : toc_fail(err, status, "%s: %s", dir, inner.message);
}

void toc_legacy_free(toc_legacy_suite *suite)
{
    if (suite == NULL) return;
    toc_arena_free(&suite->arena);
    free(suite);
}
