/* cli/cmd_chain.c - tocsin chain: what an incident answers, and what answered it. */
#include "cli.h"

static const cli_option OPTIONS[] = {{"db", "FILE", "the database that tocsin ingest made"},
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
    tocsin_error err;
    tocsin_store *store;
    if (cli_value(args, "db") == NULL || args->file_count != 1) {
        cli_complain("chain: --db FILE says which database, then comes the id of an incident");
        return CLI_USAGE;
    }
    tocsin_status status = tocsin_store_open(&store, cli_value(args, "db"), false, &err);
    if (status == TOCSIN_OK) status = tocsin_store_chain(store, args->files[0], print, NULL, &err);
    if (status != TOCSIN_OK) cli_complain("%s", err.message);
    tocsin_store_close(store);
    return status == TOCSIN_OK ? CLI_OK : CLI_USAGE;
}

static const char *const EXAMPLES[] = {
    "tocsin chain --db news.db i0123456789ab    # a line of JSON an incident, in the order of days",
    NULL};

const cli_command cmd_chain = {
    "chain", "--db FILE ID", "what led to what: retaliation, response, claim and denial",
    OPTIONS, EXAMPLES,       run};
