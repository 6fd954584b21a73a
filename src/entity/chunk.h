/* src/entity/chunk.h - base noun phrases over the tagged text.
 *
 *   The/DET heavily/ADV armed/ADJ men/NOUN of/ADP the/DET Nigerian/ADJ army/NOUN killed/VERB him/PRON
 *   [------------ 0 ------------]          [---------- 1 -----------]             [2]
 *
 * From determiner to head noun, no following modifiers; a possessor and what it possesses are two
 * chunks ("the rebels" | "convoy"), a possessive pronoun is one of its own. Names that the
 * recogniser marked are never split, so "Ministry of Defense" stays together. Where a sentence is
 * parsed the tree decides what adjacent nouns belong to each other; without a tree the tags do. */
#ifndef TOC_CHUNK_H
#define TOC_CHUNK_H

#include "entity/scene.h"

/* Sets scene->chunks (in text order, disjoint) and scene->chunk_of from upos, ner and, where
 * known, heads. Sentences outside the story (datelines, bylines) are chunked too. */
void toc_chunks_find(toc_scene *scene);

#endif
