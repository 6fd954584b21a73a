/* src/api.h - the handles of tocsin.h, for the files that implement it. */
#ifndef TOC_API_H
#define TOC_API_H

#include "base/buf.h"
#include "record/record.h"
#include "tocsin/tocsin.h"

struct tocsin_doc {
    toc_arena arena;
    toc_record record;
    tocsin_options options;
    toc_buf json, written;
};

#endif
