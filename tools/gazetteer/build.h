/* tools/gazetteer/build.h - collects places and names for the gazetteer, then writes the blob.
 *
 *   data/places/countries.tsv   states: numbers, names, demonyms        own.c
 *   npm packages                provinces, districts, towns, airfields  packages.c, dump.c
 *   GeoNames dumps of the user  whatever they hold                      dump.c
 *   data/places/ (the rest)     regions, seas, spellings, better points own.c
 *
 * Later sources refer to earlier ones by country code, unit code and name. All memory is one
 * arena's, freed at the end. */
#ifndef TOC_TOOLS_GAZETTEER_BUILD_H
#define TOC_TOOLS_GAZETTEER_BUILD_H

#include "base/arena.h"
#include "entity/geonames.h"
#include "pack/gazetteer.h"
#include "record/codes.h"

typedef struct unit_sum { /* of the towns inside a country, province or district */
    int64_t lat, lon, population;
    int32_t low_lat, high_lat, low_lon, high_lon;
    uint32_t towns;
} unit_sum;

typedef struct index_slot { /* hash -> place; equal hashes stand in several slots */
    uint64_t hash;
    uint32_t place;
} index_slot;

typedef struct code_town { /* a town with the code of its division, see codes.c */
    toc_slice admin1;
    int32_t lat_e5, lon_e5;
    uint8_t country;
} code_town;

typedef struct build {
    toc_arena arena;
    TOC_ARRAY(toc_gaz_source) places;
    TOC_ARRAY(toc_gaz_name) names;
    TOC_ARRAY(toc_gaz_state_source) states;
    TOC_ARRAY(unit_sum) sums; /* [places] */
    char iso2[256][3];        /* [states] "" for none */
    TOC_ARRAY(code_town) code_towns;
    bool redrawn[256]; /* [states] the towns of the packages bear the codes of former divisions */
    bool former;       /* while those are read */
    index_slot *index; /* unit codes ("IQ.01") and names inside a country */
    uint32_t index_slots, index_used;
} build;

uint32_t build_place(build *b, toc_gaz_source place);
/* Adds a name of a place, and the forms that follow from it (St/Saint, d'X ...). */
void build_name(build *b, uint32_t place, toc_slice words, uint32_t marks);
/* The same, and the name without its generic head ("Anbar" of "Anbar Governorate"). */
void build_name_and_short(build *b, uint32_t place, toc_slice words, uint32_t marks);
bool build_strip_head(toc_slice words, toc_slice *out);

/* Index: a hash to places. build_next walks all places of a hash: *at begins at 0. */
void build_index(build *b, uint64_t hash, uint32_t place);
bool build_next(const build *b, uint64_t hash, uint32_t *at, uint32_t *place);
uint64_t build_code_hash(toc_slice code);
uint64_t build_name_hash(uint8_t country, toc_slice words);

uint8_t build_state_of(const build *b, toc_slice iso2);
uint8_t build_state_of3(const build *b, toc_slice iso3);
void build_add_town(build *b, uint32_t unit, const toc_gaz_source *town, int64_t population);
/* Points and weights of states, provinces and districts from the towns in them. */
void build_weigh_units(build *b);

/* A file as bytes in the arena; {NULL, 0} when it cannot be read. */
toc_slice build_read(build *b, const char *path);

/* Place of a unit code ("IQ.01"), TOC_GAZ_NONE; "a<sep>c" in the arena. */
uint32_t build_by_code(const build *b, toc_slice code);
toc_slice build_joined(build *b, toc_slice a, char sep, toc_slice c);

/* Codes of divisions where the packages disagree (codes.c). First all codes_town, then
 * codes_compare with the towns' file sets `redrawn`; then codes_admin1 gives the key ("IQ.01") of
 * a line's province, and codes_former that of a former division ("VN.former.44"). */
void codes_town(build *b, const code_town *town, toc_slice name);
void codes_compare(build *b, toc_slice dump);
toc_slice codes_former(build *b, toc_slice iso2, toc_slice admin1);
toc_slice codes_admin1(build *b, const toc_geoname *g);

/* Sources. False with a message on stderr when a file of ours is wrong. */
bool own_countries(build *b, const char *dir);
bool own_places(build *b, const char *dir);
void own_skeletons(build *b); /* keys for transliterations, of all places so far */
/* A file in GeoNames' dump format; places that are there already are left out. */
bool dump_read(build *b, const char *path);
/* False when the packages are not there. */
bool packages_read(build *b, const char *modules);

#endif
