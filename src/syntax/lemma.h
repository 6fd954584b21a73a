/* src/syntax/lemma.h - the lemma of a tagged form: a slice of the form, the pack or the arena. `caps`:
 * the sentence is in capitals, so a name's lemma is written as names are. */
#ifndef TOC_LEMMA_H
#define TOC_LEMMA_H

#include "syntax/features.h"

toc_slice toc_lemma_of(const toc_syntax *syntax, toc_arena *arena, toc_slice form, uint8_t upos,
                       bool caps);

#endif
