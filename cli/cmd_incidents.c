/* cli/cmd_incidents.c - tocsin incidents: what the database knows, one incident a line. */
#include "cli.h"

static const cli_option OPTIONS[] = {{"db", "FILE", "the database that tocsin ingest made"},
                                     {"to", "jsonl", "form of the output"},
                                     {"help", NULL, "this help"},
                                     {"h", NULL, NULL},
                                     {0}};

static bool print(void *ctx, const char *line, size_t len)
{
    (void)ctx;
    return fwrite(line, 1, len, stdout) == len;
}

static int run(const cli_args *args)
{
    if (cli_choice(args, "to", "jsonl", 0) < 0) return CLI_USAGE;
    if (cli_value(args, "db") == NULL) {
        cli_complain("incidents: --db FILE says which database");
        return CLI_USAGE;
    }
    tocsin_error err;
    tocsin_store *store;
    tocsin_status status = tocsin_store_open(&store, cli_value(args, "db"), false, &err);
    if (status == TOCSIN_OK) status = tocsin_store_incidents(store, print, NULL, &err);
    if (status != TOCSIN_OK) cli_complain("%s", err.message);
    tocsin_store_close(store);
    return status == TOCSIN_OK ? CLI_OK : CLI_USAGE;
}

static const char *const EXAMPLES[] = {"tocsin incidents --db news.db > incidents.jsonl", NULL};

const cli_command cmd_incidents = {
    "incidents", "--db FILE", "incidents of a database, with all their reports",
    OPTIONS,     EXAMPLES,    run};
