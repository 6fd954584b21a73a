/* cli/cmd_code.c - tocsin code: articles in, records out, in the order of the input.
 *
 *   reader (main thread) --> ring of slots --> workers --> writer (main thread)
 *
 * The reader fills the ring's free slots; when there is none it waits for the oldest and writes
 * it. So at most RING documents are in memory, and output order is input order. */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "inputs.h"
#include "progress.h"

enum { MAX_JOBS = 64, SLOTS_A_JOB = 4 };

typedef struct code_setup { /* the same for every document */
    const tocsin_engine *engine;
    tocsin_options options;
    tocsin_format format;
    tocsin_export *table; /* of the formats that are tables; else NULL */
    const char *output;   /* NULL: standard output */
    const char *date;
    bool color;
} code_setup;

typedef struct slot {
    input_doc doc;
    char *out; /* what goes to standard output; malloc'ed */
    size_t out_len;
    size_t events;
    tocsin_error err;
    bool taken, done;
} slot;

typedef struct ring {
    const code_setup *setup;
    slot *slots;
    size_t room;
    size_t head, next, tail; /* written, to be taken, to be filled; they only grow */
    bool closed;
    pthread_mutex_t lock;
    pthread_cond_t filled, finished;
} ring;

/* ---------------------------------------------------------------- one document */
static void keep(slot *s, const char *text, size_t len, bool newline)
{
    s->out = malloc(len + 1);
    if (s->out == NULL) return;
    memcpy(s->out, text, len);
    if (newline) s->out[len] = '\n';
    s->out_len = len + newline;
}

static void write_doc(const code_setup *setup, slot *s, tocsin_doc *doc)
{
    size_t len = 0;
    const char *text = NULL;
    s->events = tocsin_doc_event_count(doc);
    if (setup->table != NULL) {
        tocsin_export_add(setup->table, doc, &s->err);
    } else if (setup->format == TOCSIN_FORMAT_JSONL) {
        text = tocsin_doc_json(doc, &len);
        if (text == NULL)
            s->err = (tocsin_error){.status = TOCSIN_NO_MEMORY, .message = "out of memory"};
        else
            keep(s, text, len, true);
    } else if (tocsin_doc_write(doc, setup->format, setup->color, &text, &len, &s->err) ==
               TOCSIN_OK) {
        keep(s, text, len, false);
    }
}

/* A document that could not be read still has its line, so that who counts lines counts right. */
static void write_error(const code_setup *setup, slot *s, const char *id)
{
    if (setup->format != TOCSIN_FORMAT_JSONL) return;
    const size_t len = tocsin_error_record(NULL, 0, id, &s->err);
    s->out = malloc(len + 2);
    if (s->out == NULL) return;
    tocsin_error_record(s->out, len + 1, id, &s->err);
    s->out[len] = '\n';
    s->out_len = len + 1;
}

static void work(const code_setup *setup, slot *s)
{
    tocsin_article article;
    tocsin_line *line;
    tocsin_doc *doc = NULL;
    if (inputs_article(&s->doc, setup->date, &article, &line, &s->err))
        tocsin_code(&doc, setup->engine, &article, &setup->options, &s->err);
    if (s->err.status == TOCSIN_OK) write_doc(setup, s, doc);
    if (s->err.status != TOCSIN_OK) write_error(setup, s, article.id);
    tocsin_doc_free(doc);
    tocsin_line_free(line);
    free(s->doc.bytes);
    s->doc.bytes = NULL;
}

/* ---------------------------------------------------------------- the ring */
static void *worker(void *given)
{
    ring *r = given;
    pthread_mutex_lock(&r->lock);
    for (;;) {
        while (r->next == r->tail && !r->closed) pthread_cond_wait(&r->filled, &r->lock);
        if (r->next == r->tail) break;
        slot *s = &r->slots[r->next++ % r->room];
        pthread_mutex_unlock(&r->lock);
        work(r->setup, s);
        pthread_mutex_lock(&r->lock);
        s->done = true;
        pthread_cond_signal(&r->finished);
    }
    pthread_mutex_unlock(&r->lock);
    return NULL;
}

typedef struct tally {
    size_t documents, failed, events;
    bool written; /* something, so that the next needs what stands between two */
} tally;

static void write_out(const code_setup *setup, slot *s, tally *t)
{
    if (s->out_len > 0) {
        if (t->written) fputs(tocsin_format_between(setup->format), stdout);
        fwrite(s->out, 1, s->out_len, stdout);
        t->written = true;
    }
    t->documents++;
    if (s->err.status != TOCSIN_OK) {
        const char *name = s->doc.name != NULL ? s->doc.name : "-";
        if (strncmp(s->err.message, name, strlen(name)) == 0)
            cli_complain("%s", s->err.message);
        else
            cli_complain("%s: %s", name, s->err.message);
        t->failed++;
    }
    t->events += s->events;
    free(s->doc.name);
    free(s->out);
    *s = (slot){0};
}

/* Waits for the oldest document and writes it. */
static void write_oldest(ring *r, tally *t)
{
    slot *s = &r->slots[r->head % r->room];
    pthread_mutex_lock(&r->lock);
    while (!s->done) pthread_cond_wait(&r->finished, &r->lock);
    pthread_mutex_unlock(&r->lock);
    write_out(r->setup, s, t);
    r->head++;
}

/* The next document, unless it is time to stop: asked to, or nobody takes what we write. */
static bool next(inputs *in, input_doc *doc)
{
    if (cli_interrupted() || ferror(stdout) || !inputs_next(in, doc)) return false;
    if (!cli_interrupted()) return true;
    free(doc->bytes); /* half of it, perhaps */
    free(doc->name);
    return false;
}

static void code_threaded(ring *r, inputs *in, progress *shown, tally *t)
{
    input_doc doc;
    while (next(in, &doc)) {
        if (r->tail - r->head == r->room) {
            write_oldest(r, t);
            progress_step(shown, in);
        }
        pthread_mutex_lock(&r->lock);
        r->slots[r->tail++ % r->room] = (slot){.doc = doc};
        pthread_cond_signal(&r->filled);
        pthread_mutex_unlock(&r->lock);
    }
    for (; r->head < r->tail; progress_step(shown, in)) write_oldest(r, t);
}

static void code_single(const code_setup *setup, inputs *in, progress *shown, tally *t)
{
    slot s = {0};
    while (next(in, &s.doc)) {
        work(setup, &s);
        write_out(setup, &s, t);
        progress_step(shown, in);
    }
}

static bool code_all(const code_setup *setup, inputs *in, progress *shown, size_t jobs, tally *t)
{
    if (jobs <= 1) {
        code_single(setup, in, shown, t);
        return true;
    }
    ring r = {.setup = setup, .room = jobs * SLOTS_A_JOB};
    pthread_t threads[MAX_JOBS];
    size_t started = 0;
    r.slots = calloc(r.room, sizeof *r.slots);
    if (r.slots == NULL) return false;
    pthread_mutex_init(&r.lock, NULL);
    pthread_cond_init(&r.filled, NULL);
    pthread_cond_init(&r.finished, NULL);
    while (started < jobs && pthread_create(&threads[started], NULL, worker, &r) == 0) started++;
    if (started > 0)
        code_threaded(&r, in, shown, t);
    else
        code_single(setup, in, shown, t);
    pthread_mutex_lock(&r.lock);
    r.closed = true;
    pthread_cond_broadcast(&r.filled);
    pthread_mutex_unlock(&r.lock);
    for (size_t i = 0; i < started; i++) pthread_join(threads[i], NULL);
    pthread_cond_destroy(&r.finished);
    pthread_cond_destroy(&r.filled);
    pthread_mutex_destroy(&r.lock);
    free(r.slots);
    return true;
}

/* ---------------------------------------------------------------- the command */
/* In the order of TOCSIN_FORMAT_MAP, which has the two of `explain` between geojson and acled. */
#define FORMATS "jsonl|csv|brief|muc4|cameo|geojson|acled|ged|gdelt|polecat|icews|hxl|cap|gpkg"

static const cli_option OPTIONS[] = {
    {"from", "auto|text|html|jsonl", "form of the input (auto: by name, else by the first byte)"},
    {"to", FORMATS, "form of the output (on a terminal brief, else jsonl)"},
    {"date", "YYYY-MM-DD",
     "publication date of what has none; anchors \"yesterday\" and \"July 11\""},
    {"mentions", "events|all", "list what the events refer to, or everything that was found"},
    {"output", "FILE", "write to FILE (gpkg needs one)"},
    {"o", "FILE", "the same"},
    {"strict", NULL, "acled to gpkg: leave out rows that would need a stand-in, and count them"},
    {"provenance", NULL, "acled to gpkg: columns for document, event and spans"},
    {"coarsen", "DEGREES", "move points to the middle of cells of that size"},
    {"cap-status", "Draft|Actual|Exercise|System|Test", "status of alerts (default Draft)"},
    {"cap-sender", "NAME", "sender of alerts (default tocsin)"},
    {"with-text", NULL, "carry the decoded text in the record"},
    {"with-predicates", NULL, "list every reported happening with its factuality"},
    {"min-confidence", "0..1", "leave out events that are less certain"},
    {"no-prefilter", NULL, "work on every sentence; slower, same records"},
    {"dict", "DIR", "code with the TABARI or PETRARCH dictionaries in DIR instead of ours"},
    {"jobs", "N", "threads (default 1); the output does not change"},
    {"progress", NULL, "show progress on stderr"},
    {"no-progress", NULL, "never show it"},
    {"exit-status", NULL, "exit with 4 when no event was found"},
    {"e", NULL, "the same"},
    {"color", "auto|always|never", "colours in brief"},
    CLI_ENGINE_OPTIONS,
    {0}};
_Static_assert(sizeof OPTIONS / sizeof *OPTIONS <= CLI_MAX_OPTIONS, "room for the values");

/* Where the records go: a table, a file, standard output. */
static bool open_table(const cli_args *args, code_setup *setup)
{
    tocsin_error err;
    const bool table = setup->format >= TOCSIN_FORMAT_ACLED;
    if (setup->format == TOCSIN_FORMAT_GPKG && setup->output == NULL) {
        cli_complain("code: --to gpkg makes a file: name it with -o FILE");
        return false;
    }
    if (!table) {
        if (setup->output == NULL || freopen(setup->output, "wb", stdout) != NULL) return true;
        cli_complain("%s: %s", setup->output, strerror(errno));
        return false;
    }
    tocsin_export_options options;
    tocsin_export_options_init(&options, sizeof options);
    options.strict = cli_given(args, "strict");
    options.provenance = cli_given(args, "provenance");
    options.cap_status = cli_value(args, "cap-status");
    options.cap_sender = cli_value(args, "cap-sender");
    if (tocsin_export_new(&setup->table, setup->format, &options, &err) == TOCSIN_OK) return true;
    cli_complain("code: %s", err.message);
    return false;
}

/* The whole table, and what --strict left out. */
static bool write_table(const cli_args *args, const code_setup *setup)
{
    tocsin_error err;
    const char *text;
    size_t len = 0, rows, left_out;
    tocsin_status status;
    if (setup->output != NULL)
        status = tocsin_export_save(setup->table, setup->output, &err);
    else if ((status = tocsin_export_text(setup->table, &text, &len, &err)) == TOCSIN_OK)
        fwrite(text, 1, len, stdout);
    if (status != TOCSIN_OK) {
        cli_complain("%s", err.message);
        return false;
    }
    tocsin_export_counts(setup->table, &rows, &left_out);
    if (cli_given(args, "strict"))
        cli_complain("--strict left out %zu of %zu rows", left_out, rows + left_out);
    return true;
}

static bool read_setup(const cli_args *args, code_setup *setup, int *from, long *jobs)
{
    *setup = (code_setup){.color = false};
    tocsin_options_init(&setup->options, sizeof setup->options);
    *from = cli_choice(args, "from", "auto|text|html|jsonl", INPUT_AUTO);
    const int to = cli_choice(args, "to", FORMATS,
                              isatty(STDOUT_FILENO) ? TOCSIN_FORMAT_BRIEF : TOCSIN_FORMAT_JSONL);
    const int mentions = cli_choice(args, "mentions", "events|all", 0);
    const int color = cli_choice(args, "color", "auto|always|never", 0);
    if (*from < 0 || to < 0 || mentions < 0 || color < 0) return false;
    if (!cli_number(args, "jobs", 1, MAX_JOBS, 1, jobs)) return false;
    if (!cli_share(args, "min-confidence", &setup->options.min_confidence)) return false;
    if (!cli_date(args, "date", &setup->date)) return false;
    setup->format = (tocsin_format)(to > TOCSIN_FORMAT_GEOJSON && cli_given(args, "to")
                                        ? to + TOCSIN_FORMAT_ACLED - TOCSIN_FORMAT_EXPLAIN
                                        : to);
    setup->options.mentions_all = mentions == 1;
    setup->options.with_text = cli_given(args, "with-text");
    setup->options.with_predicates = cli_given(args, "with-predicates");
    setup->options.no_prefilter = cli_given(args, "no-prefilter");
    setup->options.columns = cli_columns(stdout);
    setup->color = cli_color(args, stdout);
    setup->output =
        cli_value(args, "output") != NULL ? cli_value(args, "output") : cli_value(args, "o");
    return cli_degrees(args, "coarsen", &setup->options.coarsen) && open_table(args, setup);
}

/* One story in the order of the input, which is why one thread codes it. */
static bool use_dict(const cli_args *args, tocsin_engine *engine, code_setup *setup, long *jobs)
{
    const char *dir = cli_value(args, "dict");
    if (dir == NULL) return true;
    tocsin_error err;
    if (tocsin_use_dict(engine, dir, NULL, NULL, &err) != TOCSIN_OK) {
        cli_complain("%s", err.message);
        return false;
    }
    *jobs = 1;
    setup->options.story = tocsin_story_new();
    return true;
}

static int code_files(const cli_args *args)
{
    code_setup setup;
    int from;
    long jobs;
    if (!read_setup(args, &setup, &from, &jobs)) return CLI_USAGE;
    tocsin_engine *engine = cli_engine(args);
    if (engine == NULL) return CLI_USAGE;
    if (!use_dict(args, engine, &setup, &jobs)) {
        tocsin_engine_free(engine);
        return CLI_USAGE;
    }
    setup.engine = engine;
    inputs in;
    tally t = {0};
    int status = CLI_SOME_FAILED;
    if (inputs_open(&in, args, from)) {
        progress shown;
        const bool watched = isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO);
        progress_open(&shown,
                      cli_given(args, "progress") || (watched && !cli_given(args, "no-progress")));
        fputs(tocsin_format_head(setup.format), stdout);
        cli_catch_interrupt();
        if (!code_all(&setup, &in, &shown, (size_t)jobs, &t))
            cli_complain("out of memory");
        else if (t.failed == 0)
            status = CLI_OK;
        if (setup.table != NULL && !write_table(args, &setup)) status = CLI_SOME_FAILED;
        fputs(tocsin_format_tail(setup.format), stdout);
        progress_close(&shown);
        inputs_close(&in);
    }
    tocsin_export_free(setup.table);
    tocsin_story_free(setup.options.story);
    tocsin_engine_free(engine);
    if (cli_interrupted()) {
        cli_complain("interrupted: %zu documents are written, the rest is not", t.documents);
        return CLI_INTERRUPTED;
    }
    const bool asked = cli_given(args, "exit-status") || cli_given(args, "e");
    return status == CLI_OK && asked && t.events == 0 ? CLI_NO_EVENT : status;
}

static const char *const EXAMPLES[] = {
    "tocsin code article.txt                         # a digest on the terminal",
    "tocsin code --jobs 4 news/ > records.jsonl      # every file below news/",
    "tocsin code --from jsonl --to csv < feed.jsonl  # one event a line",
    "tocsin code --date 2020-07-13 --min-confidence 0.7 --to geojson page.html",
    "tocsin code --to acled --strict --provenance news/ > table.csv",
    "tocsin code --to gpkg --coarsen 0.1 -o map.gpkg news/   # for QGIS",
    NULL};

const cli_command cmd_code = {"code",  "[FILE...]", "articles in, one record a line out",
                              OPTIONS, EXAMPLES,    code_files};
