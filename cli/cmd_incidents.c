/* cli/cmd_incidents.c - tocsin incidents: what the database knows, one incident a line. */
#include <stdlib.h>

#include "cli.h"

static const cli_option OPTIONS[] = {
    {"db", "FILE", "the database that tocsin ingest made"},
    {"to", "jsonl", "form of the output"},
    {"type", "WORD", "only of this type: assault, protest, coerce ..."},
    {"method", "WORD", "only done in this way: bombing, arrest ..."},
    {"status", "WORD", "only occurred, planned, denied ..."},
    {"country", "CODE", "only there (ISO 3166-1 alpha-3, as IRQ)"},
    {"near", "LAT,LON", "only around this point"},
    {"within", "KM", "how far around it (default 25)"},
    {"since", "YYYY-MM-DD", "only on or after this day"},
    {"until", "YYYY-MM-DD", "only on or before it"},
    {"killed", "N", "only with at least so many killed"},
    {"min-confidence", "0..1", "leave out incidents that are less certain"},
    {"help", NULL, "this help"},
    {"h", NULL, NULL},
    {0}};

static bool print(void *ctx, const char *line, size_t len)
{
    (void)ctx;
    return fwrite(line, 1, len, stdout) == len;
}

/* "31.66,45.11" */
static bool read_point(const cli_args *args, tocsin_query *query)
{
    const char *near = cli_value(args, "near");
    long km;
    if (!cli_number(args, "within", 1, 20000, 25, &km)) return false;
    if (near == NULL) return true;
    char *end;
    query->lat = strtod(near, &end);
    const bool comma = end != near && *end == ',';
    const char *second = comma ? end + 1 : end;
    query->lon = comma ? strtod(second, &end) : 0;
    const bool good = comma && end != second && *end == '\0' && query->lat >= -90 &&
                      query->lat <= 90 && query->lon >= -180 && query->lon <= 180;
    if (!good) cli_complain("incidents: --near wants degrees as LAT,LON, not \"%s\"", near);
    query->within_km = (double)km;
    return good;
}

static bool read_query(const cli_args *args, tocsin_query *query)
{
    long killed;
    tocsin_query_init(query, sizeof *query);
    query->type = cli_value(args, "type");
    query->method = cli_value(args, "method");
    query->status = cli_value(args, "status");
    query->country = cli_value(args, "country");
    if (!cli_date(args, "since", &query->since) || !cli_date(args, "until", &query->until))
        return false;
    if (!cli_number(args, "killed", 0, 1000000, 0, &killed)) return false;
    query->killed = (uint32_t)killed;
    return cli_share(args, "min-confidence", &query->min_confidence) && read_point(args, query);
}

static int run(const cli_args *args)
{
    tocsin_query query;
    if (cli_choice(args, "to", "jsonl", 0) < 0 || !read_query(args, &query)) return CLI_USAGE;
    if (cli_value(args, "db") == NULL) {
        cli_complain("incidents: --db FILE says which database");
        return CLI_USAGE;
    }
    tocsin_error err;
    tocsin_store *store;
    tocsin_status status = tocsin_store_open(&store, cli_value(args, "db"), false, &err);
    if (status == TOCSIN_OK) status = tocsin_store_incidents(store, &query, print, NULL, &err);
    if (status != TOCSIN_OK) cli_complain("%s", err.message);
    tocsin_store_close(store);
    return status == TOCSIN_OK ? CLI_OK : CLI_USAGE;
}

static const char *const EXAMPLES[] = {
    "tocsin incidents --db news.db > incidents.jsonl",
    "tocsin incidents --db news.db --type assault --near 31.66,45.11 --within 40 --since 2020-07-01",
    NULL};

const cli_command cmd_incidents = {
    "incidents", "--db FILE", "incidents of a database, with all their reports",
    OPTIONS,     EXAMPLES,    run};
