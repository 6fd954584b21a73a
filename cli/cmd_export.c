/* cli/cmd_export.c - tocsin export: the incidents of a database in the layouts of other data sets. */
#include "cli.h"

#define FORMATS "acled|ged|gdelt|polecat|icews|hxl|cap|gpkg|geojson"

static const cli_option OPTIONS[] = {
    {"db", "FILE", "the database that tocsin ingest made"},
    {"to", FORMATS, "form of the output"},
    {"output", "FILE", "write to FILE (gpkg needs one)"},
    {"o", "FILE", "the same"},
    {"type", "WORD", "only of this type: assault, protest, coerce ..."},
    {"country", "CODE", "only there (ISO 3166-1 alpha-3, as IRQ)"},
    {"since", "YYYY-MM-DD", "only on or after this day"},
    {"until", "YYYY-MM-DD", "only on or before it"},
    {"min-confidence", "0..1", "leave out incidents that are less certain"},
    {"strict", NULL, "leave out rows that would need a stand-in, and count them"},
    {"provenance", NULL, "columns for document, event and spans of the best telling"},
    {"coarsen", "DEGREES", "move points to the middle of cells of that size"},
    {"cap-status", "Draft|Actual|Exercise|System|Test", "status of alerts (default Draft)"},
    {"cap-sender", "NAME", "sender of alerts (default tocsin)"},
    CLI_ENGINE_OPTIONS,
    {0}};
_Static_assert(sizeof OPTIONS / sizeof *OPTIONS <= CLI_MAX_OPTIONS, "room for the values");

static tocsin_format format_of(int choice)
{
    static const tocsin_format IN_ORDER[] = {
        TOCSIN_FORMAT_ACLED,   TOCSIN_FORMAT_GED,   TOCSIN_FORMAT_GDELT,
        TOCSIN_FORMAT_POLECAT, TOCSIN_FORMAT_ICEWS, TOCSIN_FORMAT_HXL,
        TOCSIN_FORMAT_CAP,     TOCSIN_FORMAT_GPKG,  TOCSIN_FORMAT_GEOJSON};
    return IN_ORDER[choice];
}

static const char *output_of(const cli_args *args)
{
    return cli_value(args, "output") != NULL ? cli_value(args, "output") : cli_value(args, "o");
}

static bool read_query(const cli_args *args, tocsin_query *query, tocsin_options *options)
{
    tocsin_query_init(query, sizeof *query);
    tocsin_options_init(options, sizeof *options);
    query->type = cli_value(args, "type");
    query->country = cli_value(args, "country");
    return cli_date(args, "since", &query->since) && cli_date(args, "until", &query->until) &&
           cli_share(args, "min-confidence", &options->min_confidence) &&
           cli_degrees(args, "coarsen", &options->coarsen);
}

static bool complete(const cli_args *args, int choice)
{
    const char *missing = cli_value(args, "db") == NULL   ? "--db FILE says which database"
                          : cli_value(args, "to") == NULL ? "--to says which form (" FORMATS ")"
                                                          : NULL;
    if (missing == NULL && format_of(choice) == TOCSIN_FORMAT_GPKG && output_of(args) == NULL)
        missing = "--to gpkg makes a file: name it with -o FILE";
    if (missing == NULL && args->file_count > 0) missing = "it reads the database only";
    if (missing != NULL) cli_complain("export: %s", missing);
    return missing == NULL;
}

static tocsin_status fill(const cli_args *args, tocsin_export *table, const tocsin_engine *engine,
                          const tocsin_query *query, const tocsin_options *options,
                          tocsin_error *err)
{
    tocsin_store *store;
    tocsin_status status = tocsin_store_open(&store, cli_value(args, "db"), false, err);
    if (status == TOCSIN_OK)
        status = tocsin_export_incidents(table, store, engine, query, options, err);
    tocsin_store_close(store);
    return status;
}

static tocsin_status write_out(const cli_args *args, tocsin_export *table, tocsin_error *err)
{
    const char *text;
    size_t len, rows, left_out;
    tocsin_status status;
    if (output_of(args) != NULL)
        status = tocsin_export_save(table, output_of(args), err);
    else if ((status = tocsin_export_text(table, &text, &len, err)) == TOCSIN_OK)
        fwrite(text, 1, len, stdout);
    tocsin_export_counts(table, &rows, &left_out);
    if (status == TOCSIN_OK && cli_given(args, "strict"))
        cli_complain("--strict left out %zu of %zu rows", left_out, rows + left_out);
    return status;
}

static int run(const cli_args *args)
{
    tocsin_query query;
    tocsin_options options;
    tocsin_export_options how;
    tocsin_export *table = NULL;
    tocsin_error err;
    const int choice = cli_choice(args, "to", FORMATS, 0);
    if (choice < 0 || !complete(args, choice) || !read_query(args, &query, &options))
        return CLI_USAGE;
    tocsin_export_options_init(&how, sizeof how);
    how.strict = cli_given(args, "strict");
    how.provenance = cli_given(args, "provenance");
    how.cap_status = cli_value(args, "cap-status");
    how.cap_sender = cli_value(args, "cap-sender");
    tocsin_engine *engine = cli_engine(args);
    if (engine == NULL) return CLI_USAGE;
    tocsin_status status = tocsin_export_new(&table, format_of(choice), &how, &err);
    if (status == TOCSIN_OK) status = fill(args, table, engine, &query, &options, &err);
    if (status == TOCSIN_OK) status = write_out(args, table, &err);
    if (status != TOCSIN_OK) cli_complain("%s", err.message);
    tocsin_export_free(table);
    tocsin_engine_free(engine);
    return status == TOCSIN_OK ? CLI_OK : CLI_USAGE;
}

static const char *const EXAMPLES[] = {
    "tocsin export --db news.db --to acled --strict > acled.csv",
    "tocsin export --db news.db --to gpkg --coarsen 0.1 -o incidents.gpkg   # for QGIS",
    "tocsin export --db news.db --to ged --provenance --since 2024-01-01 > ged.csv", NULL};

const cli_command cmd_export = {
    "export", "--db FILE", "incidents of a database in other people's layouts",
    OPTIONS,  EXAMPLES,    run};
