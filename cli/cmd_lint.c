/* cli/cmd_lint.c - tocsin lint: are the dictionaries below DIR right? */
#include "cli.h"

static const cli_option OPTIONS[] = {
    {"no-examples", NULL, "check the form only, do not run the examples"}, CLI_ENGINE_OPTIONS, {0}};

static void print(void *ctx, const char *message)
{
    (void)ctx;
    puts(message);
}

static int lint(const cli_args *args)
{
    tocsin_engine *engine = NULL;
    if (args->file_count > 1) {
        cli_complain("lint: one folder, please");
        return CLI_USAGE;
    }
    if (!cli_given(args, "no-examples") && (engine = cli_engine(args)) == NULL) return CLI_USAGE;
    tocsin_lint_counts n = {.size = sizeof n};
    tocsin_error err;
    const tocsin_status status =
        tocsin_lint(engine, args->file_count > 0 ? args->files[0] : "data", print, NULL, &n, &err);
    tocsin_engine_free(engine);
    if (status != TOCSIN_OK) {
        cli_complain("%s", err.message);
        return CLI_USAGE;
    }
    if (n.patterns > 0)
        fprintf(stderr,
                "%zu patterns, %zu with an example, %zu without; "
                "%zu sentences must match, %zu must not\n",
                n.patterns, n.with_example, n.patterns - n.with_example, n.must_match, n.must_not);
    fprintf(stderr, "%zu findings\n", n.findings);
    return n.findings > 0 ? CLI_SOME_FAILED : CLI_OK;
}

static const char *const EXAMPLES[] = {"tocsin lint data", "tocsin lint --data mine mine", NULL};

const cli_command cmd_lint = {"lint",  "[DIR]",  "check dictionaries and run their examples",
                              OPTIONS, EXAMPLES, lint};
