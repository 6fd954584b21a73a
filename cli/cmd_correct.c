/* cli/cmd_correct.c - tocsin correct: what an analyst says of an incident, against the program. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli.h"

static const cli_option OPTIONS[] = {
    {"db", "FILE", "the database that tocsin ingest made"},
    {"author", "NAME", "who says so (else $USER)"},
    {"at", "TIME", "when, as 2024-05-15T12:00:00Z (else now)"},
    {"with-text", NULL, "list: each with its article, as a test case"},
    {"help", NULL, "this help"},
    {"h", NULL, NULL},
    {0}};

static bool print(void *ctx, const char *line, size_t len)
{
    (void)ctx;
    return fwrite(line, 1, len, stdout) == len;
}

/* Operands behind the verb. */
static bool want(const cli_args *args, size_t least, size_t most, const char *what)
{
    if (args->file_count >= least + 1 && args->file_count <= most + 1) return true;
    cli_complain("correct %s: wants %s (see tocsin correct --help)", args->files[0], what);
    return false;
}

static tocsin_status set(tocsin_store *store, const cli_args *args, tocsin_correction *c,
                         tocsin_error *err)
{
    tocsin_status status = TOCSIN_OK;
    c->verb = TOCSIN_SET;
    for (size_t i = 2; status == TOCSIN_OK && i < args->file_count; i++) {
        char *equals = strchr(args->files[i], '=');
        c->field = args->files[i];
        c->value = "";
        if (equals != NULL) {
            *equals = '\0';
            c->value = equals + 1;
        }
        status = tocsin_store_correct(store, c, err);
    }
    return status;
}

/* TOCSIN_USAGE without a message: words were said. */
static tocsin_status dispatch(tocsin_store *store, const cli_args *args, tocsin_correction *c,
                              tocsin_error *err)
{
    enum { MANY = 1 << 20 };
    const char *verb = args->files[0];
    err->message[0] = '\0';
    if (args->file_count > 1) c->incident = args->files[1];
    if (strcmp(verb, "list") == 0)
        return want(args, 0, 0, "nothing more")
                   ? tocsin_store_corrections(store, cli_given(args, "with-text"), print, NULL, err)
                   : TOCSIN_USAGE;
    if (strcmp(verb, "set") == 0)
        return want(args, 2, MANY, "an incident and FIELD=VALUE") ? set(store, args, c, err)
                                                                  : TOCSIN_USAGE;
    if (strcmp(verb, "undo") == 0) {
        char *end = NULL;
        const long long number =
            want(args, 1, 1, "the number of a correction") ? strtoll(args->files[1], &end, 10) : -1;
        if (end == NULL || *end != '\0' || number <= 0) {
            if (end != NULL)
                cli_complain("correct undo: \"%s\" is no number of a correction", args->files[1]);
            return TOCSIN_USAGE;
        }
        return tocsin_store_uncorrect(store, number, err);
    }
    if (strcmp(verb, "wrong") == 0) {
        c->verb = TOCSIN_WRONG;
        if (!want(args, 1, 1, "an incident")) return TOCSIN_USAGE;
    } else if (strcmp(verb, "merge") == 0) {
        c->verb = TOCSIN_MERGE;
        if (!want(args, 2, 2, "two incidents")) return TOCSIN_USAGE;
        c->other = args->files[2];
    } else if (strcmp(verb, "split") == 0) {
        c->verb = TOCSIN_SPLIT;
        if (!want(args, 2, MANY, "an incident and the reports that go")) return TOCSIN_USAGE;
        c->docs = (const char *const *)args->files + 2;
        c->doc_count = args->file_count - 2;
    } else {
        cli_complain("correct: no \"%s\"; there is set, wrong, split, merge, undo, list", verb);
        return TOCSIN_USAGE;
    }
    return tocsin_store_correct(store, c, err);
}

static int run(const cli_args *args)
{
    tocsin_error err;
    tocsin_store *store;
    tocsin_correction c;
    char now[32];
    const time_t clock = time(NULL);
    struct tm utc;
    tocsin_correction_init(&c, sizeof c);
    if (cli_value(args, "db") == NULL || args->file_count == 0) {
        cli_complain("correct: --db FILE says which database, then set, wrong, split, merge, undo "
                     "or list");
        return CLI_USAGE;
    }
    if (gmtime_r(&clock, &utc) == NULL ||
        strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", &utc) == 0)
        return CLI_USAGE;
    c.author = cli_value(args, "author") != NULL ? cli_value(args, "author") : getenv("USER");
    if (c.author == NULL || *c.author == '\0') c.author = "unknown";
    c.at = cli_value(args, "at") != NULL ? cli_value(args, "at") : now;
    tocsin_status status = tocsin_store_open(&store, cli_value(args, "db"), false, &err);
    if (status == TOCSIN_OK) status = dispatch(store, args, &c, &err);
    if (status != TOCSIN_OK && err.message[0] != '\0') cli_complain("%s", err.message);
    tocsin_store_close(store);
    return status == TOCSIN_OK ? CLI_OK : CLI_USAGE;
}

static const char *const EXAMPLES[] = {
    "tocsin correct --db news.db set i0123456789ab killed=4-6 method=bombing",
    "tocsin correct --db news.db split i0123456789ab feed-17 feed-23   # these tell of another one",
    "tocsin correct --db news.db merge i0123456789ab icdef01234567",
    "tocsin correct --db news.db wrong i0123456789ab       # there was no such incident",
    "tocsin correct --db news.db undo 3",
    "tocsin correct --db news.db --with-text list > cases.jsonl",
    NULL};

const cli_command cmd_correct = {"correct",
                                 "--db FILE VERB ...",
                                 "corrections of incidents, with author and time",
                                 OPTIONS,
                                 EXAMPLES,
                                 run};
