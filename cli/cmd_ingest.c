/* cli/cmd_ingest.c - tocsin ingest: articles into a database, linked to incidents. */
#include <stdlib.h>
#include <unistd.h>

#include "inputs.h"
#include "progress.h"

enum { BATCH = 64 }; /* documents a transaction: what a crash can cost, they are coded again */

static const cli_option OPTIONS[] = {
    {"db", "FILE", "the database; made when it is not there"},
    {"from", "auto|text|html|jsonl", "form of the input (auto: by name, else by the first byte)"},
    {"date", "YYYY-MM-DD", "publication date of what has none"},
    {"progress", NULL, "show progress on stderr"},
    {"no-progress", NULL, "never show it"},
    CLI_ENGINE_OPTIONS,
    {0}};
_Static_assert(sizeof OPTIONS / sizeof *OPTIONS <= CLI_MAX_OPTIONS, "room for the values");

typedef struct ingest {
    tocsin_engine *engine;
    tocsin_store *store;
    const char *date;
    size_t documents, failed, known, events;
} ingest;

/* TOCSIN_OK: it is in the database, or its own fault was named. Else the database is at fault. */
static tocsin_status take(ingest *in, input_doc *doc, tocsin_error *fatal)
{
    tocsin_article article;
    tocsin_line *line = NULL;
    tocsin_doc *coded = NULL;
    tocsin_status status = TOCSIN_OK;
    in->documents++;
    if (inputs_article(doc, in->date, &article, &line, &doc->err)) {
        if (tocsin_store_has(in->store, in->engine, &article)) {
            in->known++;
        } else if (tocsin_code(&coded, in->engine, &article, NULL, &doc->err) == TOCSIN_OK) {
            in->events += tocsin_doc_event_count(coded);
            status = tocsin_store_put(in->store, in->engine, &article, coded, fatal);
        }
    }
    if (doc->err.status != TOCSIN_OK) {
        cli_complain("%s: %s", doc->name != NULL ? doc->name : "-", doc->err.message);
        in->failed++;
    }
    tocsin_doc_free(coded);
    tocsin_line_free(line);
    return status;
}

static tocsin_status take_all(ingest *in, inputs *from, progress *shown, tocsin_error *err)
{
    input_doc doc;
    tocsin_status status = TOCSIN_OK;
    while (status == TOCSIN_OK && !cli_interrupted() && inputs_next(from, &doc)) {
        if (!cli_interrupted()) status = take(in, &doc, err); /* else it may be half a document */
        free(doc.bytes);
        free(doc.name);
        if (status == TOCSIN_OK && in->documents % BATCH == 0)
            status = tocsin_store_commit(in->store, err);
        progress_step(shown, from);
    }
    if (status == TOCSIN_OK) status = tocsin_store_link(in->store, err);
    if (status == TOCSIN_OK && !cli_interrupted()) tocsin_store_tidy(in->store);
    return status;
}

static int run(const cli_args *args)
{
    ingest in = {0};
    const int from = cli_choice(args, "from", "auto|text|html|jsonl", INPUT_AUTO);
    if (from < 0 || !cli_date(args, "date", &in.date)) return CLI_USAGE;
    if (cli_value(args, "db") == NULL) {
        cli_complain("ingest: --db FILE says where the records go");
        return CLI_USAGE;
    }
    tocsin_error err;
    if ((in.engine = cli_engine(args)) == NULL) return CLI_USAGE;
    tocsin_status status = tocsin_store_open(&in.store, cli_value(args, "db"), true, &err);
    inputs files;
    bool opened = false;
    if (status == TOCSIN_OK && (opened = inputs_open(&files, args, from))) {
        progress shown;
        progress_open(&shown, cli_given(args, "progress") ||
                                  (isatty(STDERR_FILENO) && !cli_given(args, "no-progress")));
        cli_catch_interrupt();
        status = take_all(&in, &files, &shown, &err);
        progress_close(&shown);
        inputs_close(&files);
    }
    if (status != TOCSIN_OK) cli_complain("%s", err.message);
    tocsin_store_close(in.store);
    tocsin_engine_free(in.engine);
    if (status != TOCSIN_OK) return CLI_USAGE;
    if (isatty(STDERR_FILENO))
        fprintf(stderr, "%zu documents: %zu new, with %zu events; %zu known; %zu failed\n",
                in.documents, in.documents - in.known - in.failed, in.events, in.known, in.failed);
    if (cli_interrupted()) return CLI_INTERRUPTED;
    return opened && in.failed == 0 ? CLI_OK : CLI_SOME_FAILED;
}

static const char *const EXAMPLES[] = {
    "tocsin ingest --db news.db news/                   # every file below news/",
    "tocsin ingest --db news.db --from jsonl < feed.jsonl  # again: only what is new is coded",
    "tocsin incidents --db news.db --to jsonl           # what happened, told by whom", NULL};

const cli_command cmd_ingest = {
    "ingest", "--db FILE [FILE...]", "articles into a database of incidents", OPTIONS, EXAMPLES,
    run};
