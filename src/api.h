/* src/api.h - the handles of tocsin.h, for the files that implement it. */
#ifndef TOC_API_H
#define TOC_API_H

#include "base/buf.h"
#include "emit/emit.h"
#include "record/record.h"
#include "tocsin/tocsin.h"

struct tocsin_doc {
    toc_arena arena;
    toc_record record;
    tocsin_options options;
    const toc_emit_data *forms; /* the engine's, which outlives its documents */
    toc_buf json, written;
};

#endif
