/* src/api.h - the handles of tocsin.h, for the files that implement it. */
#ifndef TOC_API_H
#define TOC_API_H

#include "base/buf.h"
#include "emit/emit.h"
#include "event/story.h"
#include "record/record.h"
#include "tocsin/tocsin.h"

struct tocsin_doc {
    toc_arena arena;
    toc_record record;
    tocsin_options options;
    const toc_emit_data *forms; /* the engine's, which outlives its documents */
    toc_buf json, written;
};

/* For trainers: reads an article up to its drafts, before what the model of parts (event/cast.h) says
 * and before link/. The caller frees the document, in whose arena the story lives. */
tocsin_status toc_story_of(tocsin_doc **out, toc_story *story, const tocsin_engine *engine,
                           const tocsin_article *article, tocsin_error *err);

#endif
