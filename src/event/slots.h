/* src/event/slots.h - between slots.c and slots_harm.c. */
#ifndef TOC_SLOTS_H
#define TOC_SLOTS_H

#include "event/story.h"

typedef struct toc_heads { /* head tokens of the phrases found */
    uint32_t *items;
    size_t count, room;
} toc_heads;

/* "who", "which", "that", "whom" */
bool toc_is_relative(const toc_text *text, uint32_t t);

/* Correct what the tree says of subject, object and gap of a word of harm. */
void toc_harmed_subject(const toc_story *story, const toc_draft *d, toc_heads *out);
void toc_harmed_object(const toc_story *story, const toc_draft *d, toc_heads *out);
void toc_harmed_gap(const toc_story *story, const toc_draft *d, toc_heads *out);

#endif
