/* src/export/case.h - one event as the exporters see it: parties with their side, days, a point; and the
 * cells of a row. */
#ifndef TOC_CASE_H
#define TOC_CASE_H

#include "emit/parts.h"
#include "export/export.h"

/* ---------------------------------------------------------------- tables.c; "" when a table has no such row */
toc_slice toc_table_cell(const toc_dict *dict, toc_slice key, const char *column);
toc_slice toc_state_cell(const toc_export_data *data, const char *iso3, const char *column);
toc_slice toc_ucdp_name(const toc_export_data *data, const char *iso3);
toc_slice toc_goldstein(const toc_export_data *data, toc_slice code);
toc_slice toc_plover_score(const toc_export_data *data, unsigned type, unsigned mode);

/* ---------------------------------------------------------------- case.c */
typedef enum toc_side {
    TOC_SIDE_THING, /* a building, a vehicle */
    TOC_SIDE_PEOPLE,
    TOC_SIDE_STATE, /* forces of a state; who governs, when he uses force */
    TOC_SIDE_ARMED  /* armed and not of a state */
} toc_side;

typedef struct toc_side_party {
    const toc_filler *filler; /* NULL: known by a claim only */
    const toc_actor *actor;   /* NULL: the dictionaries do not know it */
    toc_slice name;           /* canonical, else the words of the text */
    bool named;
    toc_slice sector; /* PLOVER; empty for things */
    char country[4];  /* ISO 3166-1 alpha-3: the actor's own, else of the event; "" unknown */
    bool own_country; /* the actor's own */
    toc_side side;
} toc_side_party;

enum { TOC_PARTIES = 12 };
typedef struct toc_parties {
    toc_side_party items[TOC_PARTIES];
    unsigned count;
} toc_parties;

typedef struct toc_case {
    const toc_record *record;
    const toc_event *event;
    uint32_t index;
    const toc_export_options *options;
    toc_parties doers, others; /* the best known first; victims before recipients and targets */
    int32_t from, to;          /* days; TOC_NO_DAY both, or neither */
    bool has_point;
    int32_t lat_e5, lon_e5; /* coarsened */
    const toc_place *place; /* NULL: none */
    uint64_t hash;          /* of document and place in it: the same in every run and version */
} toc_case;

void toc_export_case(toc_case *out, const toc_record *record, uint32_t event,
                     const toc_export_options *options);
/* How sure is the day: 1 stated, 2 a week, 3 a month, 0 worse. *day is the stated one, the middle of the week,
 * the first, middle or last of the month as it is told. */
unsigned toc_case_day(const toc_case *c, int32_t *day);
/* The day of the event, else that of publication (*stated false); TOC_NO_DAY: neither is known. */
int32_t toc_case_or_published(const toc_case *c, bool *stated);
/* Has it happened, by what the article says? */
bool toc_case_real(const toc_case *c);
bool toc_parties_any(const toc_parties *list, toc_side side);
/* The only or the first party that is no thing; NULL: there is none. */
const toc_side_party *toc_parties_first(const toc_parties *list);

/* ---------------------------------------------------------------- told.c */
uint32_t toc_case_tellings(const toc_case *c); /* 1 or more */
toc_telling toc_case_telling(const toc_case *c, uint32_t index);
/* Sources that are no copies of others; a report without a source counts for itself. */
unsigned toc_case_sources(const toc_case *c);
/* Day of the first or the last report; TOC_NO_DAY: unknown. */
int32_t toc_case_came(const toc_case *c, bool last);

/* ---------------------------------------------------------------- cells.c */
typedef struct toc_cells {
    toc_buf *out;
    toc_buf cell; /* what the next cell holds so far */
    char between; /* ',' (quoted as in RFC 4180) or a TAB */
    const char *missing;
    bool started;
} toc_cells;

toc_cells toc_cells_of(toc_buf *out, char between, const char *missing);
void toc_cell_end(toc_cells *r); /* writes what r->cell holds; line breaks and TABs become spaces */
void toc_cell(toc_cells *r, toc_slice text);
void toc_cell_word(toc_cells *r, const char *word);
void toc_cell_int(toc_cells *r, int64_t value);
void toc_cell_none(toc_cells *r, unsigned count); /* so many cells that stay empty */
/* Several values in a cell: the next one, "; " in front when there is one already. */
void toc_cell_add(toc_cells *r, toc_slice text, const char *between);
/* A cell of what the reports of a case say of themselves, each once. */
typedef enum toc_told { TOC_TOLD_SOURCE, TOC_TOLD_URL, TOC_TOLD_TITLE } toc_told;
void toc_cell_told(toc_cells *r, const toc_case *c, toc_told part,
                   const char *between); /* told.c */
/* "31.6500": degrees with four decimals, half up. */
void toc_put_degrees(toc_buf *out, int32_t e5);
void toc_cell_degrees(toc_cells *r, bool known, int32_t e5);
/* YYYY-MM-DD */
void toc_cell_day(toc_cells *r, int32_t day);
/* tocsin_doc, tocsin_event, tocsin_spans where asked for; ends the line and frees the cell. */
void toc_cells_done(toc_cells *r, const toc_case *c);
/* Names of columns between `between`, those of provenance behind them, a newline. */
void toc_put_head(toc_buf *out, const char *const *names, size_t count, char between,
                  const toc_export_options *options);

/* ---------------------------------------------------------------- one file a form */
extern const char *const TOC_ACLED_COLUMNS[31],
    *const TOC_GED_COLUMNS[49], *const TOC_POLECAT_COLUMNS[40], *const TOC_ICEWS_COLUMNS[20];
void toc_hxl_head(toc_buf *out, const toc_export_options *options);
typedef toc_export_result toc_export_put(toc_buf *out, const toc_case *c);
toc_export_put toc_put_acled, toc_put_ged, toc_put_gdelt, toc_put_polecat, toc_put_icews,
    toc_put_hxl, toc_put_cap, toc_put_gpkg, toc_put_feature;
#endif
