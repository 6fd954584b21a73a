/* cli/cmd_gazetteer.c - tocsin gazetteer import: a GeoNames dump into a folder of user data. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "progress.h"

enum { MOST_COMPLAINTS = 100 }; /* on a terminal nobody reads a million lines */

static const cli_option OPTIONS[] = {
    {"out", "DIR", "folder of your own dictionaries to write to (read it with --data DIR)"},
    {"progress", NULL, "show lines, rate and share on stderr even if it is no terminal"},
    {"no-progress", NULL, "never show them"},
    {"pack", "FILE", "data pack that the places are laid over"},
    {"help", NULL, "this help"},
    {"h", NULL, NULL},
    {0}};

typedef struct show {
    bool progress;
    double began, shown;
    uint64_t total_bytes, complaints;
} show;

static void clear_line(const show *s)
{
    if (s->progress && s->shown > 0) fputs("\r\033[K", stderr);
}

static void bad(void *ctx, const char *message)
{
    show *s = ctx;
    if (++s->complaints > MOST_COMPLAINTS) return;
    clear_line(s);
    cli_complain("%s", message);
}

static bool step(void *ctx, uint64_t lines, uint64_t bytes)
{
    show *s = ctx;
    const double now = progress_clock();
    if (!s->progress || now - s->shown < 0.2) return true;
    s->shown = now;
    const double passed = now - s->began;
    fprintf(stderr, "\r%llu lines, %.0f/s", (unsigned long long)lines,
            passed > 0 ? (double)lines / passed : 0.0);
    if (s->total_bytes > 0)
        fprintf(stderr, ", %.0f %%", 100 * (double)bytes / (double)s->total_bytes);
    fputs("   ", stderr);
    return true;
}

static uint64_t size_of_all(const cli_args *args)
{
    uint64_t total = 0;
    struct stat st;
    for (size_t i = 1; i < args->file_count; i++) {
        if (stat(args->files[i], &st) != 0 || !S_ISREG(st.st_mode)) return 0;
        total += (uint64_t)st.st_size;
    }
    return total;
}

static int report(const show *s, const tocsin_import_counts *n, const char *dir)
{
    const double passed = progress_clock() - s->began;
    if (s->complaints > MOST_COMPLAINTS)
        cli_complain("%llu more lines that cannot be read",
                     (unsigned long long)(s->complaints - MOST_COMPLAINTS));
    fprintf(
        stderr,
        "%llu lines in %.1f s: %llu places with %llu names into %s; %llu were known, %llu are of kinds that news does "
        "not name, %llu cannot be read\n",
        (unsigned long long)n->lines, passed, (unsigned long long)n->places,
        (unsigned long long)n->names, dir, (unsigned long long)n->known,
        (unsigned long long)n->unused, (unsigned long long)n->bad);
    return n->bad > 0 ? CLI_SOME_FAILED : CLI_OK;
}

static int import(const cli_args *args)
{
    const char *dir = cli_value(args, "out");
    if (args->file_count < 2 || strcmp(args->files[0], "import") != 0 || dir == NULL) {
        cli_complain("gazetteer: tocsin gazetteer import FILE... --out DIR, please");
        return CLI_USAGE;
    }
    tocsin_engine *engine = cli_engine(args);
    if (engine == NULL) return CLI_USAGE;
    show s = {.began = progress_clock(), .total_bytes = size_of_all(args)};
    s.progress =
        !cli_given(args, "no-progress") && (cli_given(args, "progress") || isatty(STDERR_FILENO));
    const tocsin_import_options options = {
        .size = sizeof options, .bad = bad, .step = step, .ctx = &s};
    tocsin_import_counts n = {.size = sizeof n};
    tocsin_error err;
    const tocsin_status status =
        tocsin_gazetteer_import(engine, (const char *const *)(args->files + 1),
                                args->file_count - 1, dir, &options, &n, &err);
    tocsin_engine_free(engine);
    clear_line(&s);
    if (status == TOCSIN_OK) return report(&s, &n, dir);
    cli_complain("%s", err.message);
    return status == TOCSIN_INPUT ? CLI_SOME_FAILED : CLI_USAGE;
}

static const char *const EXAMPLES[] = {
    "tocsin gazetteer import IQ.txt --out mine/     # from geonames.org",
    "tocsin gazetteer import allCountries.txt --out mine/",
    "tocsin code --data mine/ article.txt           # with these places too", NULL};

const cli_command cmd_gazetteer = {
    "gazetteer", "import FILE...", "add the places of GeoNames dumps", OPTIONS, EXAMPLES, import};
