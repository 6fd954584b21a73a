/* src/record/read.h - a written record (docs/RECORD.md) back as the structs that it was printed from. */
#ifndef TOC_READ_H
#define TOC_READ_H

#include "record/node.h"
#include "record/record.h"

/* Reads a line that toc_record_check passes, with a NUL behind it. record->arena, text and body_start are set;
 * everything is copied into the arena. Lists that the writer shortened stay so: refs are indexes into what is there.
 * Not written, and so empty: rules, reasons, heads, precision of places. TOCSIN_INPUT: it is not of this text. */
tocsin_status toc_record_read(toc_record *record, toc_slice json, tocsin_error *err);

/* Fields of an incident over those of the event that tells it best: what kind of act, when, where, how many were
 * hurt. What the object does not have stays. */
void toc_event_overlay(const toc_record *record, toc_event *event, toc_node incident);

#endif
