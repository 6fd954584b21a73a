/* cli/cmd_recode.c - tocsin recode: all articles of a database once more, with the dictionaries of today. */
#include <unistd.h>

#include "cli.h"

static const cli_option OPTIONS[] = {{"db", "FILE", "the database that tocsin ingest made"},
                                     {"diff", NULL, "print what changed, a line of JSON each"},
                                     {"progress", NULL, "show progress on stderr"},
                                     {"no-progress", NULL, "never show it"},
                                     CLI_ENGINE_OPTIONS,
                                     {0}};
_Static_assert(sizeof OPTIONS / sizeof *OPTIONS <= CLI_MAX_OPTIONS, "room for the values");

static bool shown;

static bool print(void *ctx, const char *line, size_t len)
{
    (void)ctx;
    return fwrite(line, 1, len, stdout) == len;
}

static bool step(void *ctx, size_t documents)
{
    (void)ctx;
    if (shown) fprintf(stderr, "\r%zu documents ", documents);
    return !cli_interrupted();
}

static int run(const cli_args *args)
{
    tocsin_error err;
    tocsin_store *store = NULL;
    tocsin_recode_counts counts = {.size = sizeof counts};
    if (cli_value(args, "db") == NULL || args->file_count != 0) {
        cli_complain("recode: --db FILE says which database; nothing else is read");
        return CLI_USAGE;
    }
    tocsin_engine *engine = cli_engine(args);
    if (engine == NULL) return CLI_USAGE;
    shown =
        cli_given(args, "progress") || (isatty(STDERR_FILENO) && !cli_given(args, "no-progress"));
    cli_catch_interrupt();
    tocsin_status status = tocsin_store_open(&store, cli_value(args, "db"), false, &err);
    if (status == TOCSIN_OK)
        status = tocsin_store_recode(store, engine, step, cli_given(args, "diff") ? print : NULL,
                                     NULL, &counts, &err);
    if (shown)
        fprintf(stderr, "\r%zu documents coded anew, %zu changes\n", counts.documents,
                counts.changes);
    if (status != TOCSIN_OK) cli_complain("%s", err.message);
    tocsin_store_close(store);
    tocsin_engine_free(engine);
    if (cli_interrupted()) return CLI_INTERRUPTED;
    return status == TOCSIN_OK ? CLI_OK : CLI_USAGE;
}

static const char *const EXAMPLES[] = {
    "tocsin recode --db news.db --diff             # after a new version: corrections stay",
    "tocsin recode --db news.db --diff --data mine # with dictionaries of your own", NULL};

const cli_command cmd_recode = {"recode", "--db FILE", "code a database anew, show what changed",
                                OPTIONS,  EXAMPLES,    run};
