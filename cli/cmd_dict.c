/* cli/cmd_dict.c - tocsin dict import: what can be used of the dictionaries of TABARI and PETRARCH? */
#include <string.h>

#include "cli.h"

static const cli_option OPTIONS[] = {
    {"from", "auto|tabari|petrarch", "what the files must be (auto: their form says it)"},
    {"out", "DIR", "write actors and agents there, as tables for --data"},
    {"quiet", NULL, "say only how much could be read"},
    {"help", NULL, "this help"},
    {"h", NULL, NULL},
    {0}};

static void print(void *ctx, const char *message)
{
    if (!*(const bool *)ctx) puts(message);
}

static int import(const cli_args *args)
{
    if (args->file_count != 2 || strcmp(args->files[0], "import") != 0) {
        cli_complain("dict: what to do and one folder, please: tocsin dict import FOLDER");
        return CLI_USAGE;
    }
    static const char FORMS[] = "auto|tabari|petrarch";
    const int from = cli_choice(args, "from", FORMS, 0);
    if (from < 0) return CLI_USAGE;
    bool quiet = cli_given(args, "quiet");
    tocsin_dict_counts n = {.size = sizeof n};
    tocsin_error err;
    if (tocsin_dict_import(args->files[1], cli_value(args, "out"), print, &quiet, &n, &err) !=
        TOCSIN_OK) {
        cli_complain("%s", err.message);
        return CLI_USAGE;
    }
    if ((from == 1 && n.format[0] != 't') || (from == 2 && n.format[0] != 'p')) {
        cli_complain("%s: the verbs are those of %s", args->files[1], n.format);
        return CLI_USAGE;
    }
    fprintf(
        stderr,
        "%s: %zu files of %s: %zu actor phrases, %zu agents, %zu verbs with %zu patterns, %zu synonym sets, "
        "%zu discards; %zu lines cannot be used\n",
        args->files[1], n.files, n.format, n.actors, n.agents, n.verbs, n.patterns, n.synonym_sets,
        n.discards, n.unusable_lines);
    return n.unusable_lines > 0 ? CLI_SOME_FAILED : CLI_OK;
}

static const char *const EXAMPLES[] = {
    "tocsin dict import tabari/             # every line that cannot be used, and why",
    "tocsin dict import --out mine tabari/ && tocsin code --data mine news/",
    "tocsin code --dict tabari/ --to cameo < feed.jsonl", NULL};

const cli_command cmd_dict = {"dict",  "import DIR", "read dictionaries of TABARI or PETRARCH",
                              OPTIONS, EXAMPLES,     import};
