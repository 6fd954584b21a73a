/* cli/cmd_query.c - tocsin query: which incidents, with their words and sources. */
#include <unistd.h>

#include "filters.h"

static const cli_option OPTIONS[] = {
    CLI_FILTER_OPTIONS,
    {"to", "table|jsonl|csv|geojson", "form of the output (table on a terminal, else jsonl)"},
    {"words", NULL, "with each incident its reports: source, day, and the sentence"},
    {"explain", NULL, "the same"},
    {"sort", "newest|oldest|nearest|killed|confidence|reports", "which come first"},
    {"limit", "N", "only the first so many"},
    {"color", "auto|always|never", "colours"},
    CLI_ENGINE_OPTIONS,
    {0}};
#define FORMS "table|jsonl|csv|geojson"
#define SORTS "newest|oldest|nearest|killed|confidence|reports"

static bool print(void *ctx, const char *line, size_t len)
{
    (void)ctx;
    return fwrite(line, 1, len, stdout) == len;
}

static bool read_answer(const cli_args *args, tocsin_query *query, tocsin_answer *answer)
{
    static const char *const WORDS[] = {"table", "jsonl", "csv", "geojson"};
    static const tocsin_order ORDERS[] = {TOCSIN_ORDER_NEWEST,     TOCSIN_ORDER_OLDEST,
                                          TOCSIN_ORDER_NEAREST,    TOCSIN_ORDER_KILLED,
                                          TOCSIN_ORDER_CONFIDENCE, TOCSIN_ORDER_REPORTS};
    long limit;
    const int form = cli_choice(args, "to", FORMS, isatty(STDOUT_FILENO) ? 0 : 1),
              sort = cli_choice(args, "sort", SORTS, 0);
    tocsin_answer_init(answer, sizeof *answer);
    if (form < 0 || sort < 0 || cli_choice(args, "color", "auto|always|never", 0) < 0) return false;
    if (!cli_number(args, "limit", 1, 1000000000, 0, &limit)) return false;
    if (sort == 2 && query->within_km <= 0) {
        cli_complain("query: --sort nearest goes with --near or --along");
        return false;
    }
    query->order = ORDERS[sort];
    query->limit = (size_t)limit;
    answer->form = WORDS[form];
    answer->words = cli_given(args, "words") || cli_given(args, "explain");
    answer->color = cli_color(args, stdout);
    answer->columns = cli_columns(stdout);
    return true;
}

/* For people at a terminal: what is not to be seen in the table. */
static void say_what_is_not_there(const tocsin_answer *answer, const char *around)
{
    if (answer->coarse_left > 0)
        cli_complain("%zu more %s only known by province or country%s%s (--coarse shows them)",
                     answer->coarse_left, answer->coarse_left == 1 ? "is" : "are",
                     around != NULL ? ": " : "", around != NULL ? around : "");
    if (answer->count == 0) cli_complain("there is no such incident");
}

static int run(const cli_args *args)
{
    cli_filters filters;
    tocsin_answer answer;
    tocsin_error err;
    tocsin_store *store = NULL;
    tocsin_status status = TOCSIN_USAGE;
    err.message[0] = '\0';
    if (cli_filters_read(&filters, args) && read_answer(args, &filters.query, &answer)) {
        status = tocsin_store_open(&store, cli_value(args, "db"), false, &err);
        if (status == TOCSIN_OK)
            status = tocsin_store_query(store, &filters.query, &answer, print, NULL, &err);
        if (status != TOCSIN_OK) cli_complain("%s", err.message);
        if (status == TOCSIN_OK) say_what_is_not_there(&answer, filters.query.around);
    }
    tocsin_store_close(store);
    cli_filters_close(&filters);
    return status == TOCSIN_OK ? CLI_OK : CLI_USAGE;
}

static const char *const EXAMPLES[] = {
    "tocsin query --db news.db --along 'Samawah-Diwaniya' --within 15km --type assault --since 2020-07-01 --words",
    "tocsin query --db news.db --near 'Tripoli, Libya' --within 40 --method airstrike,shelling --to geojson > map.geojson",
    "tocsin query --db news.db --actor IRNMIL --role perpetrator --time 2020-W28 --sort killed --limit 20",
    "tocsin query --db news.db --text '\"fuel convoy\" OR tanker*' --country Iraq --to csv > tankers.csv",
    "tocsin query --db news.db i0123456789ab --words    # one incident, by an id that may be an old one",
    NULL};

const cli_command cmd_query = {
    "query", "--db FILE [ID...]", "incidents by place, road, time, actor, words", OPTIONS, EXAMPLES,
    run};
