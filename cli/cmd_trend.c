/* cli/cmd_trend.c - tocsin trend: how many incidents, by time, place, actor, type. */
#include <string.h>

#include "filters.h"

#define TIMES "day|week|month|year"
#define KINDS "place|admin1|country|actor|type|method|status|scope|source"

static const cli_option OPTIONS[] = {
    CLI_FILTER_OPTIONS,
    {"by", TIMES "|" KINDS, "what is counted (week)"},
    {"each", KINDS, "with a time: a row for each of these, the largest ones"},
    {"of", "incidents|reports|killed|injured", "of what (incidents); killed and injured: at least"},
    {"top", "N", "so many rows (20; with --each 10)"},
    {"to", "table|csv|jsonl|svg", "form of the output"},
    {"color", "auto|always|never", "colours"},
    CLI_ENGINE_OPTIONS,
    {0}};

static bool print(void *ctx, const char *line, size_t len)
{
    (void)ctx;
    return fwrite(line, 1, len, stdout) == len;
}

static bool read_trend(const cli_args *args, tocsin_trend *trend)
{
    long top;
    tocsin_trend_init(trend, sizeof *trend);
    if (cli_choice(args, "by", TIMES "|" KINDS, 0) < 0 || cli_choice(args, "each", KINDS, 0) < 0 ||
        cli_choice(args, "of", "incidents|reports|killed|injured", 0) < 0 ||
        cli_choice(args, "to", "table|csv|jsonl|svg", 0) < 0 ||
        cli_choice(args, "color", "auto|always|never", 0) < 0 ||
        !cli_number(args, "top", 1, 10000, 0, &top))
        return false;
    const char *values[] = {cli_value(args, "by"), cli_value(args, "of"), cli_value(args, "to")};
    if (values[0] != NULL) trend->by = values[0];
    if (values[1] != NULL) trend->of = values[1];
    if (values[2] != NULL) trend->form = values[2];
    trend->each = cli_value(args, "each");
    trend->top = (size_t)top;
    trend->color = cli_color(args, stdout);
    trend->columns = cli_columns(stdout);
    return true;
}

static int run(const cli_args *args)
{
    cli_filters filters;
    tocsin_trend trend;
    tocsin_error err;
    tocsin_store *store = NULL;
    tocsin_status status = TOCSIN_USAGE;
    if (cli_filters_read(&filters, args) && read_trend(args, &trend)) {
        status = tocsin_store_open(&store, cli_value(args, "db"), false, &err);
        if (status == TOCSIN_OK)
            status = tocsin_store_trend(store, &filters.query, &trend, print, NULL, &err);
        if (status != TOCSIN_OK) cli_complain("%s", err.message);
    }
    tocsin_store_close(store);
    cli_filters_close(&filters);
    return status == TOCSIN_OK ? CLI_OK : CLI_USAGE;
}

static const char *const EXAMPLES[] = {
    "tocsin trend --db news.db --country Iraq --type assault --by week",
    "tocsin trend --db news.db --along 'Samawah-Diwaniya' --within 15km --by month --each method",
    "tocsin trend --db news.db --by actor --role perpetrator --of killed --time 2020",
    "tocsin trend --db news.db --by week --each place --to svg > places.svg", NULL};

const cli_command cmd_trend = {
    "trend", "--db FILE", "how many incidents, by time, place, actor, type",
    OPTIONS, EXAMPLES,    run};
