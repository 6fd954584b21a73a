/* cli/cmd_validate.c - tocsin validate: are these lines records? */
#include <stdlib.h>

#include "inputs.h"

static const cli_option OPTIONS[] = {
    {"quiet", NULL, "say nothing, exit with 1 when a line is none"},
    {"help", NULL, "this help"},
    {"h", NULL, NULL},
    {0}};

static bool check(const input_doc *line, bool quiet)
{
    tocsin_error err = line->err;
    if (err.status == TOCSIN_OK && tocsin_record_check(line->bytes, line->len, &err) == TOCSIN_OK)
        return true;
    if (!quiet) cli_complain("%s: %s", line->name != NULL ? line->name : "-", err.message);
    return false;
}

static int validate(const cli_args *args)
{
    inputs in;
    input_doc line;
    unsigned long long records = 0, broken = 0;
    const bool quiet = cli_given(args, "quiet");
    if (!inputs_open(&in, args, INPUT_JSONL)) return CLI_SOME_FAILED;
    while (inputs_next(&in, &line)) {
        records++;
        broken += !check(&line, quiet);
        free(line.bytes);
        free(line.name);
    }
    inputs_close(&in);
    if (!quiet) printf("%llu record%s, %llu broken\n", records, records == 1 ? "" : "s", broken);
    return broken > 0 ? CLI_SOME_FAILED : CLI_OK;
}

static const char *const EXAMPLES[] = {"tocsin validate records.jsonl",
                                       "tocsin code news/ | tocsin validate", NULL};

const cli_command cmd_validate = {
    "validate", "[FILE...]", "check records, one a line, against the codebook",
    OPTIONS,    EXAMPLES,    validate};
