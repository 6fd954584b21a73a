/* src/entity/where.h - the places of a document: found, resolved to the gazetteer, explained.
 *
 *   where_scan.c      words of the text -> gazetteer names, longest first
 *   where_mark.c      which of them are places here: a sum of printable evidence
 *   where_actor.c     names of the actor dictionary are none
 *   where_resolve.c   which place of that name: population, votes, containment, nearness
 *   where_named.c     places that the gazetteer lacks, named by a head word or a tag
 *   where_shape.c     roads between towns, distances and directions, "the town"
 *   where_user.c      places of the user's dictionaries, laid over the gazetteer
 *   where.c           opens the data, runs the steps, fills the record
 *
 * The gazetteer is read in place from the pack; opening parses nothing. */
#ifndef TOC_WHERE_H
#define TOC_WHERE_H

#include "entity/scene.h"
#include "pack/dict.h"
#include "pack/gazetteer.h"
#include "pack/pack.h"

/* Sections of the file that an import makes: places, and the stamp of the gazetteer below them. */
#define TOC_IMPORT_PLACES "import/places"
#define TOC_IMPORT_BASE "import/base"

typedef struct toc_where_data {
    toc_gaz gaz;    /* gaz.places 0: the packs have none, nothing is found */
    toc_gaz user;   /* rows of table place of a user's pack; places 0: none */
    toc_gaz import; /* dumps that the user imported (where_import.h); places 0: none */
    bool has_words;
    toc_dict words; /* table placeword: word class */
    uint32_t class_col;
    bool has_actors;
    toc_dict actors; /* table actor: names that are no places, or hold places' names */
    uint32_t actor_kind_col, actor_country_col;
} toc_where_data;

/* Views into packs, which must outlive the data. Missing sections are no error. Rows of table
 * `place` in packs[1] (the user's) are laid over the gazetteer; that part lives in the arena. */
tocsin_status toc_where_open(toc_where_data *out, const toc_pack *packs, size_t count,
                             toc_arena *arena, tocsin_error *err);

/* Fills record->places (one object a mention, in text order) and chunk->place. Runs after names
 * and chunks; without their tags it falls back on spelling and context. */
void toc_where_find(const toc_where_data *data, toc_scene *scene);

/* What toc_where_find may come to find in a sentence, looking at capitals and head words
 * alone: bits. Never misses a place that a chunk of the sentence then has. */
enum { TOC_WHERE_MAY_PLACE = 1, TOC_WHERE_MAY_COUNTRY = 2 };
unsigned toc_where_foresee(const toc_where_data *data, const toc_text *text, uint32_t sentence);

#endif
