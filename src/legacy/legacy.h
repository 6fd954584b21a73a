/* src/legacy/legacy.h - codes with the dictionaries of KEDS, TABARI or PETRARCH in place of ours.
 *
 * What only those formats need stands in this folder: their grammar, their sparse left-to-right
 * matching of patterns, dated actors, agents, complexity filter, WEIS codes, options. The way of
 * an article stays as it is; at its end toc_legacy_code_record puts the events that the user's
 * dictionaries give in the place of the record's own. See docs/DICTIONARIES.md. */
#ifndef TOC_LEGACY_H
#define TOC_LEGACY_H

#include "base/buf.h"
#include "legacy/suite.h"
#include "text/token.h"

typedef struct toc_legacy_counts { /* what was read, for people */
    size_t files, actors, agents, verbs, patterns, sets, discards, problems;
} toc_legacy_counts;

/* Called for every line that cannot be used: file below the folder, 1-based line, what and a hint. */
typedef void (*toc_legacy_report)(void *ctx, const char *file, uint32_t line, const char *message);

/* Reads all files in dir. report may be NULL; out is freed with toc_legacy_free. TOCSIN_IO: the
 * folder or a file cannot be read; TOCSIN_DICT_SYNTAX: no verb dictionary in it. */
tocsin_status toc_legacy_open(toc_legacy_suite **out, const char *dir, toc_legacy_report report,
                              void *ctx, toc_legacy_counts *counts, tocsin_error *err);
void toc_legacy_free(toc_legacy_suite *suite);

/* Its actors and agents as rows of our tables `actor` and `agent`, each a whole file. */
void toc_legacy_export(const toc_legacy_suite *suite, toc_buf *actors, toc_buf *agents);

/* What FORWARD carries from one record to the next. Zeroed: nothing yet. */
typedef struct toc_legacy_story {
    char code[32]; /* of the first actor of the record before */
} toc_legacy_story;

/* Replaces record->events. `settings`: lines "NAME: VALUE" for this record only, may be empty;
 * `story` may be NULL. */
void toc_legacy_code_record(const toc_legacy_suite *suite, const toc_text *text, toc_slice settings,
                            toc_legacy_story *story, toc_record *record);

/* Reads one dictionary from memory, as the file `name` would be: for tests and fuzzing. */
tocsin_status toc_legacy_open_bytes(toc_legacy_suite **out, const toc_slice *names,
                                    const toc_slice *texts, size_t count, toc_legacy_report report,
                                    void *ctx, toc_legacy_counts *counts, tocsin_error *err);

#endif
