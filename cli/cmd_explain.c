/* cli/cmd_explain.c - tocsin explain: the article with the words behind every field marked. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "inputs.h"

static const cli_option OPTIONS[] = {
    {"html", "OUT", "write one self-contained page to OUT (- is standard output)"},
    {"from", "auto|text|html|jsonl", "form of the input"},
    {"date", "YYYY-MM-DD", "publication date"},
    {"min-confidence", "0..1", "leave out events that are less certain"},
    {"color", "auto|always|never", "colours"},
    CLI_ENGINE_OPTIONS,
    {0}};

typedef struct explain_setup {
    const tocsin_engine *engine;
    tocsin_options options;
    const char *date;
    bool html, color;
    FILE *out;
} explain_setup;

static bool explain_doc(const explain_setup *setup, const input_doc *input)
{
    tocsin_error err;
    tocsin_article article;
    tocsin_line *line;
    tocsin_doc *doc = NULL;
    const char *text = NULL;
    size_t len = 0;
    if (inputs_article(input, setup->date, &article, &line, &err))
        tocsin_code(&doc, setup->engine, &article, &setup->options, &err);
    if (err.status == TOCSIN_OK)
        tocsin_doc_write(doc, setup->html ? TOCSIN_FORMAT_EXPLAIN_HTML : TOCSIN_FORMAT_EXPLAIN,
                         setup->color, &text, &len, &err);
    if (err.status == TOCSIN_OK)
        fwrite(text, 1, len, setup->out);
    else
        cli_complain("%s: %s", input->name != NULL ? input->name : "-", err.message);
    tocsin_doc_free(doc);
    tocsin_line_free(line);
    return err.status == TOCSIN_OK;
}

static bool explain_all(explain_setup *setup, const cli_args *args, int from)
{
    inputs in;
    bool good = inputs_open(&in, args, from);
    input_doc doc;
    for (size_t i = 0; in.count > 0 && inputs_next(&in, &doc); i++) {
        if (setup->html && i == 1) {
            cli_complain("explain: a page holds one article; %s and what follows is left out",
                         doc.name);
            good = false;
        }
        if ((!setup->html || i == 0) && !explain_doc(setup, &doc)) good = false;
        free(doc.bytes);
        free(doc.name);
    }
    inputs_close(&in);
    return good;
}

static int explain_files(const cli_args *args)
{
    const char *html = cli_value(args, "html");
    explain_setup setup = {.html = html != NULL, .out = stdout};
    tocsin_options_init(&setup.options, sizeof setup.options);
    if (!cli_share(args, "min-confidence", &setup.options.min_confidence)) return CLI_USAGE;
    if (!cli_date(args, "date", &setup.date)) return CLI_USAGE;
    const int from = cli_choice(args, "from", "auto|text|html|jsonl", INPUT_AUTO);
    if (from < 0 || cli_choice(args, "color", "auto|always|never", 0) < 0) return CLI_USAGE;
    setup.color = cli_color(args, stdout);
    if (html != NULL && strcmp(html, "-") != 0) {
        setup.out = fopen(html, "wb");
        if (setup.out == NULL) {
            cli_complain("%s: cannot be written: %s", html, strerror(errno));
            return CLI_USAGE;
        }
    }
    tocsin_engine *engine = cli_engine(args);
    setup.engine = engine;
    int status = CLI_USAGE;
    if (engine != NULL) status = explain_all(&setup, args, from) ? CLI_OK : CLI_SOME_FAILED;
    if (setup.out != stdout && fclose(setup.out) != 0) {
        cli_complain("%s: cannot be written", html);
        status = CLI_SOME_FAILED;
    }
    tocsin_engine_free(engine);
    return status;
}

static const char *const EXAMPLES[] = {"tocsin explain article.txt",
                                       "tocsin explain article.txt --html article.html", NULL};

const cli_command cmd_explain = {
    "explain", "[FILE...]", "the article with every field's words marked",
    OPTIONS,   EXAMPLES,    explain_files};
