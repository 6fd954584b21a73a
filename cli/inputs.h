/* cli/inputs.h - files, folders, standard input, JSON lines: one document after the other. */
#ifndef CLI_INPUTS_H
#define CLI_INPUTS_H

#include <stdint.h>

#include "cli.h"

enum { INPUT_AUTO, INPUT_TEXT, INPUT_HTML, INPUT_JSONL }; /* order of "auto|text|html|jsonl" */

typedef struct input_doc {
    char *bytes; /* malloc'ed, the taker's; NULL when it could not be read */
    size_t len;
    char *name;       /* malloc'ed: "a/b.txt", "lines.jsonl:17", "-" */
    int from;         /* INPUT_TEXT, INPUT_HTML, INPUT_JSONL (one line) */
    tocsin_error err; /* status OK when bytes are there */
} input_doc;

typedef struct inputs {
    char **paths; /* folders unfolded; "-" is standard input */
    size_t count, at;
    int from;
    FILE *lines; /* of the JSON lines file that is being read */
    uint32_t line;
    uint64_t total_bytes, read_bytes; /* total 0: not known */
} inputs;

/* False, with words on stderr, when memory is out. A path that is not there becomes a document
 * that could not be read. */
bool inputs_open(inputs *in, const cli_args *args, int from);
bool inputs_next(inputs *in, input_doc *out); /* false: no more */
/* The document as an article: the fields of a line, or its bytes; its own name where it has no id, `date`
 * (may be NULL) where it has none. *line holds what the article points to: free it after the article.
 * False: *err says why, and article->id still names it. */
bool inputs_article(const input_doc *doc, const char *date, tocsin_article *article,
                    tocsin_line **line, tocsin_error *err);
void inputs_close(inputs *in);

#endif
