/* cli/cmd_codebook.c - tocsin codebook: types, methods, codes and fields, for people or programs. */
#include <stdlib.h>

#include "cli.h"

#define FORMS "markdown|json-schema"

static const cli_option OPTIONS[] = {{"to", FORMS, "form of the output"}, CLI_ENGINE_OPTIONS, {0}};

static int codebook(const cli_args *args)
{
    const int to = cli_choice(args, "to", FORMS, 0);
    if (to < 0) return CLI_USAGE;
    if (args->file_count > 0) {
        cli_complain("codebook: takes no files");
        return CLI_USAGE;
    }
    char *out;
    size_t len;
    tocsin_error err;
    if (tocsin_codebook(&out, &len, NULL, to == 0 ? "markdown" : "json-schema", &err) !=
        TOCSIN_OK) {
        cli_complain("%s", err.message);
        return CLI_USAGE;
    }
    fwrite(out, 1, len, stdout);
    free(out);
    return CLI_OK;
}

static const char *const EXAMPLES[] = {
    "tocsin codebook > codebook.md", "tocsin codebook --to json-schema > record.schema.json", NULL};

const cli_command cmd_codebook = {
    "codebook", "", "types, methods, codes and fields of a record", OPTIONS, EXAMPLES, codebook};
