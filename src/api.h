/* src/api.h - the handles of tocsin.h, for the files that implement it. */
#ifndef TOC_API_H
#define TOC_API_H

#include "base/buf.h"
#include "emit/emit.h"
#include "entity/where.h"
#include "event/story.h"
#include "export/export.h"
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

/* dict_import.c: opens the event dictionaries in dir; report hears "file:line: ..." and may be NULL. */
tocsin_status toc_dict_open(toc_legacy_suite **out, const char *dir, tocsin_lint_fn report,
                            void *ctx, toc_legacy_counts *counts, tocsin_error *err);

#endif
