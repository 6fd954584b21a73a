/* cli/cmd_parse.c - tocsin parse: tokens, tags, lemmas, heads as CoNLL-U. */
#include <stdlib.h>

#include "inputs.h"

#define FROM "text|jsonl|conllu"

static const cli_option OPTIONS[] = {
    {"from", FROM, "form of the input; conllu: its tokens and sentences are kept"},
    {"to", "conllu", "form of the output"},
    CLI_ENGINE_OPTIONS,
    {0}};

/* False, with words on stderr, when the document cannot be parsed. */
static bool parse_doc(const tocsin_engine *engine, const input_doc *doc, bool conllu)
{
    tocsin_error err;
    tocsin_article article;
    tocsin_line *line;
    char *out = NULL;
    size_t len = 0;
    if (inputs_article(doc, NULL, &article, &line, &err) &&
        tocsin_parse(&out, &len, engine, article.bytes, article.len, conllu, &err) == TOCSIN_OK)
        fwrite(out, 1, len, stdout);
    else
        cli_complain("%s: %s", doc->name != NULL ? doc->name : "-", err.message);
    free(out);
    tocsin_line_free(line);
    return err.status == TOCSIN_OK;
}

static int parse_files(const cli_args *args)
{
    const int from = cli_choice(args, "from", FROM, 0);
    if (from < 0 || cli_choice(args, "to", "conllu", 0) < 0) return CLI_USAGE;
    tocsin_engine *engine = cli_engine(args);
    if (engine == NULL) return CLI_USAGE;
    inputs in;
    bool good = inputs_open(&in, args, from == 1 ? INPUT_JSONL : INPUT_TEXT);
    input_doc doc;
    while (in.count > 0 && inputs_next(&in, &doc)) {
        if (!parse_doc(engine, &doc, from == 2)) good = false;
        free(doc.bytes);
        free(doc.name);
    }
    inputs_close(&in);
    tocsin_engine_free(engine);
    return good ? CLI_OK : CLI_SOME_FAILED;
}

static const char *const EXAMPLES[] = {"tocsin parse article.txt",
                                       "tocsin parse --from conllu < treebank.conllu", NULL};

const cli_command cmd_parse = {"parse", "[FILE...]", "sentences and their grammar as CoNLL-U",
                               OPTIONS, EXAMPLES,    parse_files};
