/* src/entity/who.h - who: entities with all their mentions, and their actor codes.
 *
 *   who_data.c    the tables: actors, agents, countries; looking words up
 *   who_code.c    what a noun phrase says: kind, country, sector ("Iraqi driver", "CIA official")
 *   who_names.c   the mentions in a chunk: names inside, and the phrase itself
 *   who_near.c    what stands around a mention: its owner, "of the army", "in Baghdad"
 *   who_ties.c    mentions that grammar makes one: appositions, short forms, "who"
 *   who_shared.c  parties that share a noun ("Greek and Turkish officials")
 *   who.c         all of it, in order
 *   who_chain.c   coreference: names, descriptions, pronouns
 *
 * Tables: actor, agent, country (formats: data/README.md). Precision first: a mention that fits
 * no antecedent well is an entity of its own. */
#ifndef TOC_WHO_H
#define TOC_WHO_H

#include "entity/scene.h"
#include "pack/dict.h"

/* A demonym or capital: these columns are no keys of the country table. */
typedef struct toc_who_word {
    uint64_t key; /* of its words, mixed */
    toc_row row;  /* of table country */
    bool capital;
} toc_who_word;

typedef struct toc_who_data {
    bool has_actors, has_agents, has_countries, has_says;
    toc_dict actors, agents, countries, says;
    uint32_t actor_kind, actor_code, actor_sector, actor_country, actor_from, actor_to;
    uint32_t agent_kind, agent_sector, agent_code, agent_country, agent_note;
    uint32_t country_iso3, country_cameo, country_sector;
    toc_who_word *words; /* [word_count], by key */
    uint32_t word_count;
} toc_who_data;

/* The packs must outlive the data; the arena holds the index of demonyms. Missing tables: nothing
 * of that kind is found. */
tocsin_status toc_who_open(toc_who_data *out, const toc_pack *packs, size_t count, toc_arena *arena,
                           tocsin_error *err);

/* Fills record->entities and chunk->entity; wants chunks, and names where they are marked.
 * `published` chooses among dated rows of the dictionary (day TOC_NO_DAY: unknown). */
void toc_who_find(const toc_who_data *data, toc_scene *scene, toc_moment published);

#endif
