/* src/entity/geonames.h - a line of GeoNames' dump format (allCountries.txt, IQ.txt, cities500.txt).
 *
 *   0 id  1 name  2 ascii name  3 other names, commas between them  4 latitude  5 longitude
 *   6 feature class  7 feature code  8 country (ISO 3166-1 alpha-2)  9 other countries
 *   10..13 admin codes  14 population  15 elevation  16 dem  17 time zone  18 changed
 *
 * Format: https://download.geonames.org/export/dump/readme.txt. */
#ifndef TOC_GEONAMES_H
#define TOC_GEONAMES_H

#include "pack/gazetteer.h"

#define TOC_GEONAMES_COLUMNS 19u
#define TOC_GEONAMES_LEAST 15u         /* what follows the population is not needed */
#define TOC_GEONAMES_LINE_BYTES 65536u /* the longest real line has 20,000 */

typedef struct toc_geoname { /* slices of the line */
    toc_slice name, others, country, admin1, admin2;
    uint32_t id;
    int32_t lat_e5, lon_e5;
    int64_t population;
    uint8_t kind;   /* toc_place_kind; 0: nothing that news would name */
    uint8_t flags;  /* TOC_GAZ_CAPITAL ... */
    uint8_t weight; /* of its people and its rank, see gazetteer.h */
    bool populated;
} toc_geoname;

/* Reads a line without its line feed. NULL when it is good, else what is wrong with it, in words. */
const char *toc_geoname_read(toc_slice line, toc_geoname *out);
/* "33.34058" -> 3334058; false when it is no number or above `most` degrees. */
bool toc_degrees(toc_slice text, unsigned most, int32_t *e5);
/* 10 log10(n) in whole numbers; 0 for nobody. */
uint8_t toc_people_weight(int64_t population);
/* A name that an English text may hold: in Latin letters, no code. */
bool toc_name_useful(toc_slice name);

#endif
