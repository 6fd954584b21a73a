/* src/record/validate.h - does a record hold what docs/RECORD.md promises? For tests and fuzzing. */
#ifndef TOC_VALIDATE_H
#define TOC_VALIDATE_H

#include "record/record.h"

/* True when every span lies inside the text on character boundaries, every index inside its array,
 * every code inside its list, every count and interval in order. Else *why says what is wrong first,
 * e.g. "events[3].roles[0]: the span is outside the text" (room for its NUL). */
bool toc_record_validate(const toc_record *record, char *why, size_t room);

#endif
