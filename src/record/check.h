/* src/record/check.h - is a written record what the field table says? For lines of JSON from anywhere;
 * validate.h looks at a record in memory. */
#ifndef TOC_CHECK_H
#define TOC_CHECK_H

#include "base/error.h"
#include "base/slice.h"

/* One record, a JSON object. Fields, their types and lists by the table; beyond it: ranges and intervals
 * do not run backwards, ids are unique, what is referred to is there. On failure err->message begins
 * with the path: "events[1].roles[0].role: \"perp\" is none of perpetrator, recipient, ...". */
tocsin_status toc_record_check(toc_slice json, tocsin_error *err);

#endif
