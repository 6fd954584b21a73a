/* cli/filters.h - which incidents: the options that query and trend share. */
#ifndef CLI_FILTERS_H
#define CLI_FILTERS_H

#include "cli.h"

#define FILTERS_POINTS 100

/* clang-format off */
#define CLI_FILTER_OPTIONS                                                                  \
    {"db", "FILE", "the database that tocsin ingest made"},                                  \
    {"type", "WORDS", "only of these types: assault,protest ..."},                           \
    {"method", "WORDS", "only done in these ways: bombing,mine ..."},                        \
    {"status", "WORDS", "only occurred, ongoing, planned, denied ..."},                      \
    {"scope", "political|criminal", "only political or only criminal ones"},                 \
    {"actor", "NAME", "only with somebody of this name, or CAMEO code (IRNMIL, IRN)"},       \
    {"actor-country", "COUNTRY", "only with somebody from there"},                           \
    {"role", "WORDS", "... who is perpetrator, target, victim, recipient ..."},              \
    {"country", "COUNTRY", "only there: name or ISO 3166-1 alpha-3"},                        \
    {"admin1", "NAME", "only in this province"},                                             \
    {"near", "PLACE", "only around a place, by name or as LAT,LON"},                         \
    {"along", "PLACES", "only along a road: 'Samawah-Diwaniya', 'Gao;Ansongo;16.0,0.5'"},    \
    {"within", "KM", "how far around it (15, 15km; default 25)"},                            \
    {"box", "S,W,N,E", "only in this box of degrees"},                                       \
    {"coarse", NULL, "around places also what is only known by its province or country"},    \
    {"time", "PERIOD", "only then: 2020, 2020-01, 2020-W28, 2020-07-11, 2020-03/2020-05"},   \
    {"since", "PERIOD", "only from its beginning on"},                                       \
    {"until", "PERIOD", "only up to its end"},                                               \
    {"killed", "N", "only with at least so many killed"},                                    \
    {"injured", "N", "only with at least so many injured"},                                  \
    {"min-confidence", "0..1", "leave out incidents that are less certain"},                 \
    {"main", NULL, "only what a report is about, not what it mentions besides"},             \
    {"text", "WORDS", "only told in a report with these words: 'convoy AND (fuel OR oil*)'"}
/* clang-format on */

typedef struct cli_filters { /* the query points into it */
    tocsin_query query;
    double route[2 * FILTERS_POINTS];
    char admin1[64], countries[2][256];
    char around[2048];     /* provinces of the places that are named */
    tocsin_engine *engine; /* opened when a place is named */
} cli_filters;
/* Reads the options. Names of places are looked up in the pack; which was taken stands on stderr when it could
 * be another. False: words on stderr. */
bool cli_filters_read(cli_filters *out, const cli_args *args);
void cli_filters_close(cli_filters *filters);

#endif
