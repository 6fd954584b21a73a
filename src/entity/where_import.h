/* src/entity/where_import.h - GeoNames dumps -> places that are laid over the gazetteer.
 *
 * What comes out is a gazetteer of its own for toc_where_data.import: numbers of countries and
 * provinces are those of the base gazetteer, and every name in it leads to the places of the base
 * that are called so as well, so that looking a name up there is enough. Places that the base has
 * (same GeoNames id) are not taken again.
 *
 * Dumps are read as streams. Memory grows with the places that are kept, about 200 bytes each
 * with two names; places above TOC_IMPORT_MAX are counted as unused. */
#ifndef TOC_WHERE_IMPORT_H
#define TOC_WHERE_IMPORT_H

#include <stdio.h>

#include "entity/geonames.h"
#include "pack/dict.h"

typedef struct toc_import toc_import;

typedef struct toc_import_report {
    void (*bad)(void *ctx, const char *file, uint64_t line, const char *what); /* may be NULL */
    /* Now and then while reading; may be NULL. False: stop. */
    bool (*step)(void *ctx, uint64_t lines, uint64_t bytes);
    void *ctx;
} toc_import_report;

typedef struct toc_import_counts {
    uint64_t lines, bad, known, unused, places, names;
} toc_import_counts;

#define TOC_IMPORT_MAX 15000000u /* places, copies of the base's included; leaves room for tables */

/* The base must outlive the import; table `country` of the packs knows its countries' codes.
 * NULL: no memory. */
toc_import *toc_import_begin(const toc_gaz *base, const toc_pack *packs, size_t count);
/* Reads one dump to its end. Fails on memory, on reading, and when told to stop. */
tocsin_status toc_import_read(toc_import *import, FILE *in, const char *name,
                              const toc_import_report *report, tocsin_error *err);
/* The blob, malloc'ed. Fails with TOCSIN_INPUT when no place was kept. */
tocsin_status toc_import_finish(toc_import *import, char **out, size_t *out_len,
                                toc_import_counts *counts, tocsin_error *err);
void toc_import_free(toc_import *import); /* NULL is fine */

#endif
