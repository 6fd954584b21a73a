/* src/api.h - the handles of tocsin.h, for the files that implement it. */
#ifndef TOC_API_H
#define TOC_API_H

#include "base/buf.h"
#include "emit/emit.h"
#include "entity/where.h"
#include "event/story.h"
#include "export/export.h"
#include "input/input.h"
#include "legacy/legacy.h"
#include "record/record.h"
#include "tocsin/tocsin.h"

/* File of a folder of user data that holds imported places. */
#define TOC_IMPORT_FILE "gazetteer.pack"

struct tocsin_doc {
    toc_arena arena;
    toc_record record;
    tocsin_options options;
    const toc_emit_data *forms; /* the engine's, which outlives its documents */
    const toc_export_data *tables;
    toc_buf json, written;
};

/* For trainers: reads an article up to its drafts, before link/; `cast`: with what the model of parts
 * (event/cast.h) says. The caller frees the document, in whose arena the story lives. */
tocsin_status toc_story_of(tocsin_doc **out, toc_story *story, const tocsin_engine *engine,
                           const tocsin_article *article, bool cast, tocsin_error *err);

/* The built-in gazetteer (no places: there is none) and the packs of an engine, which own both. */
const toc_gaz *toc_engine_gazetteer(const tocsin_engine *engine, const toc_pack **packs,
                                    size_t *count);

/* exporter.c: what a table asks for, with the settings of a document; tables and incident are still to be set. */
toc_export_options toc_export_options_of(const tocsin_export *table, const tocsin_options *options);
/* The row of one event, if it is one, into a table. False: out of memory. */
bool toc_export_event(tocsin_export *table, const toc_record *record, uint32_t event,
                      const toc_export_options *options);
/* What an engine knows of frames of texts, of other people's layouts, and of codebooks. */
void toc_engine_tables(const tocsin_engine *engine, const toc_input_data **input,
                       const toc_export_data **tables, const toc_emit_data **forms);
/* Its places, of all layers. */
const toc_where_data *toc_engine_where(const tocsin_engine *engine);

/* dict_import.c: opens the event dictionaries in dir; report hears "file:line: ..." and may be NULL. */
tocsin_status toc_dict_open(toc_legacy_suite **out, const char *dir, tocsin_lint_fn report,
                            void *ctx, toc_legacy_counts *counts, tocsin_error *err);

#endif
