/* src/dict_import.c - tocsin dict import: reads the event dictionaries of TABARI and PETRARCH, says what
 * cannot be used, and writes actors and agents as tables of ours. */
#include <stdlib.h>

#include "api.h"
#include "legacy/files.h"

typedef struct listener {
    tocsin_lint_fn report;
    void *ctx;
} listener;

static void pass_on(void *given, const char *file, uint32_t line, const char *message)
{
    const listener *l = given;
    toc_buf buf = {0};
    if (line > 0)
        toc_buf_printf(&buf, "%s:%u: %s", file, (unsigned)line, message);
    else
        toc_buf_printf(&buf, "%s: %s", file, message);
    char *text = toc_buf_take(&buf, NULL);
    if (text != NULL) l->report(l->ctx, text);
    free(text);
}

tocsin_status toc_dict_open(toc_legacy_suite **out, const char *dir, tocsin_lint_fn report,
                            void *ctx, toc_legacy_counts *counts, tocsin_error *err)
{
    listener l = {report, ctx};
    return toc_legacy_open(out, dir, report == NULL ? NULL : pass_on, &l, counts, err);
}

static tocsin_status write_tables(const toc_legacy_suite *suite, const char *out_dir,
                                  tocsin_error *err)
{
    toc_buf actors = {0}, agents = {0};
    toc_legacy_export(suite, &actors, &agents);
    tocsin_status status = TOCSIN_OK;
    if (actors.failed || agents.failed)
        status = toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for the tables");
    if (status == TOCSIN_OK)
        status =
            toc_legacy_file_write(out_dir, "actors.tsv", (toc_slice){actors.ptr, actors.len}, err);
    if (status == TOCSIN_OK)
        status =
            toc_legacy_file_write(out_dir, "agents.tsv", (toc_slice){agents.ptr, agents.len}, err);
    toc_buf_free(&actors);
    toc_buf_free(&agents);
    return status;
}

tocsin_status tocsin_dict_import(const char *dir, const char *out_dir, tocsin_lint_fn report,
                                 void *ctx, tocsin_dict_counts *counts, tocsin_error *err)
{
    static const char *const FORMATS[] = {"", "tabari", "petrarch", "petrarch2"};
    toc_legacy_suite *suite;
    toc_legacy_counts found;
    tocsin_status status = toc_dict_open(&suite, dir, report, ctx, &found, err);
    if (status != TOCSIN_OK) return status;
    const tocsin_dict_counts filled = {
        counts->size, FORMATS[suite->flavour], found.files, found.actors,   found.agents,
        found.verbs,  found.patterns,          found.sets,  found.discards, found.problems};
    memcpy(counts, &filled, counts->size < sizeof filled ? counts->size : sizeof filled);
    if (out_dir != NULL) status = write_tables(suite, out_dir, err);
    toc_legacy_free(suite);
    return status;
}
