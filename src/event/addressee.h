/* src/event/addressee.h - what roles.c and addressee.c share. */
#ifndef TOC_ADDRESSEE_H
#define TOC_ADDRESSEE_H

#include "event/story.h"

/* First token of a chunk with the possessor before it ("[Somalia's] fighters"). */
uint32_t toc_with_possessor(const toc_story *story, const toc_chunk *chunk);
/* Span of the phrase that a filler's head stands for. */
toc_span toc_filler_span(const toc_story *story, uint32_t head);

/* Somebody is known to do it (perpetrator), or a known actor to be whom it is done to. */
bool toc_side_filled(const toc_story *story, const toc_event *e, bool perpetrator);

/* Each adds recipients to a draft that has none yet; the list adds those joined to the last one. */
void toc_address_pattern(toc_story *story, toc_draft *d);
void toc_address_object(toc_story *story, toc_draft *d);
void toc_address_order(toc_story *story, toc_draft *d);
void toc_address_list(toc_story *story, toc_draft *d);

#endif
