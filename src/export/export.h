/* src/export/export.h - records in the layouts of other people's data sets (docs/FORMATS.md).
 *
 * A form gives at most one row an event. What a layout calls things (countries, kinds of actor, types of
 * act) are tables below data/export/; the rules of its codebook are here, one file a form. */
#ifndef TOC_EXPORT_H
#define TOC_EXPORT_H

#include "base/buf.h"
#include "emit/emit.h"
#include "pack/dict.h"
#include "record/record.h"

typedef enum toc_form {
    TOC_FORM_ACLED,
    TOC_FORM_GED,
    TOC_FORM_GDELT,
    TOC_FORM_POLECAT,
    TOC_FORM_ICEWS,
    TOC_FORM_HXL,
    TOC_FORM_CAP,
    TOC_FORM_GPKG,   /* rows are lines of TABs that toc_gpkg_save reads */
    TOC_FORM_GEOJSON /* of a store; what stands around and between features comes from emit.h */
} toc_form;

typedef struct toc_export_data {      /* opened once an engine; tables.c */
    toc_dict state, sector;           /* registers of states; kinds of actor */
    toc_dict acled_event, acled_rank; /* act -> event type; order of the sub-event types */
    toc_dict goldstein, score;        /* by CAMEO code; by PLOVER type and mode */
} toc_export_data;
/* Missing tables leave cells empty. */
void toc_export_open(toc_export_data *out, const toc_pack *packs, size_t count);

typedef struct toc_telling {                  /* a report of an incident */
    toc_slice doc, event, source, url, title; /* event: which one of the document's: "e2" */
    int32_t day;                              /* of publication; TOC_NO_DAY */
    bool copy;                                /* the same text as another one's */
} toc_telling;

/* What a store knows of an event beyond the report that tells it best. */
typedef struct toc_incident {
    toc_slice id;
    TOC_ARRAY(toc_telling) reports; /* by day, then name */
    TOC_ARRAY(toc_moment) changes;  /* when it became known and what it was changed by, in order */
    bool has_toll;                  /* of the killed, over all sources */
    uint32_t low, best, high;
} toc_incident;

typedef struct toc_export_options {
    bool strict;           /* leave out what the layout cannot say, instead of its stand-in */
    bool provenance;       /* three columns at the end: document, event, spans */
    uint16_t min_permille; /* events less certain are left out */
    int32_t
        coarsen_e5; /* points move to the middle of cells of that many degrees * 100000; 0: they stay */
    toc_slice cap_status, cap_sender; /* empty: "Draft", "tocsin" */
    const toc_export_data *data;
    const toc_emit_data *forms;
    const toc_incident *incident; /* whose rows these are; NULL: of a document */
} toc_export_options;

typedef enum toc_export_result {
    TOC_ROW_WRITTEN,
    TOC_ROW_NONE,  /* not an event of this data set */
    TOC_ROW_STRICT /* it would need a stand-in for something unknown */
} toc_export_result;

/* Column names, with the newline; "" when the form has none (gdelt, cap, gpkg). */
void toc_export_head(toc_buf *out, toc_form form, const toc_export_options *options);
/* The row of one event, one line with its newline; in ACLED's layout a line for each day of several. */
toc_export_result toc_export_row(toc_buf *out, toc_form form, const toc_record *record,
                                 uint32_t event, const toc_export_options *options);
/* Which events are no rows of ACLED beside another: of two between the same actors in one place on one day only
 * the higher type is. A flag an event, in the record's arena; NULL: out of memory. */
bool *toc_acled_lower(const toc_record *record, const toc_export_options *options);
/* The same for one event: what must be alike (0: it is no row), and its rank, the higher type the lower. */
uint64_t toc_acled_key(const toc_record *record, uint32_t event, const toc_export_options *options,
                       unsigned *rank);
/* The day that rows are ordered by; INT32_MAX when unknown. */
int32_t toc_export_day(const toc_record *record, uint32_t event);

/* Writes a GeoPackage 1.3 at a path that is not there yet; each of `rows` is a row of TOC_FORM_GPKG. */
tocsin_status toc_gpkg_save(const char *path, const toc_slice *rows, size_t count, bool provenance,
                            tocsin_error *err);

#endif
