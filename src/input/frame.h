/* src/input/frame.h - the frame of a news text: dateline, byline, captions, wire furniture. */
#ifndef TOC_FRAME_H
#define TOC_FRAME_H

#include "input/input.h"

/* Fills zones, dateline_place and, when a dateline states a full date and none was given,
 * `published` of an article whose text is set. Zones lie in the body, in order, disjoint. */
void toc_frame_mark(const toc_input_data *data, toc_article *article);

/* A paragraph of a page that is no part of its article ("Read more: ...", "Photo: ..."). */
bool toc_frame_is_furniture(const toc_input_data *data, toc_slice paragraph);

/* True when lines are broken inside sentences to fit a width: most line ends stand where the next
 * line's first word would not have fitted. */
bool toc_hard_wrapped(toc_slice text);

#endif
