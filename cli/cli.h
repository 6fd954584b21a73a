/* cli/cli.h - the frame of the program: commands and options as tables.
 *
 * One table of options a command feeds the parser, --help, the completion and the test of the
 * manual. Everything in cli/ sees only tocsin.h, as any other program would. */
#ifndef CLI_H
#define CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "tocsin/tocsin.h"

/* exit status; the last one is what a shell gives a program that the signal stopped */
enum { CLI_OK = 0, CLI_SOME_FAILED = 1, CLI_USAGE = 2, CLI_NO_EVENT = 4, CLI_INTERRUPTED = 130 };

typedef struct cli_option {
    const char *name;  /* without its dashes; "x" of one letter is -x */
    const char *value; /* "FILE", "text|html": what follows; NULL for a switch */
    const char *text;
} cli_option;

#define CLI_MAX_OPTIONS 48

typedef struct cli_args { /* a parsed command line */
    const struct cli_command *command;
    const char *values[CLI_MAX_OPTIONS]; /* by index in command->options; "" for a switch */
    char **files;                        /* what is no option, in order */
    size_t file_count;
} cli_args;

typedef struct cli_command {
    const char *name, *operands, *text;
    const cli_option *options;   /* ends with {0} */
    const char *const *examples; /* command lines with a comment; ends with NULL */
    int (*run)(const cli_args *args);
} cli_command;

extern const cli_command cmd_code, cmd_ingest, cmd_incidents, cmd_query, cmd_trend, cmd_correct,
    cmd_chain, cmd_recode, cmd_export, cmd_parse, cmd_explain, cmd_lint, cmd_dict, cmd_gazetteer,
    cmd_codebook, cmd_validate;

/* Rows that every command which opens an engine has at the end of its table. */
/* clang-format off */
#define CLI_ENGINE_OPTIONS                                                                  \
    {"pack", "FILE", "data pack to use (else $TOCSIN_PACK, beside the program, installed)"}, \
    {"data", "DIR", "folder of your own dictionaries, laid over the built-in ones"},         \
    {"help", NULL, "this help"}, {"h", NULL, NULL}
/* clang-format on */

/* ---------------------------------------------------------------- args.c */
/* Reorders nothing and copies nothing. False (with words on stderr) when it cannot be read. */
bool cli_parse(cli_args *out, const cli_command *command, int argc, char **argv);
const char *cli_value(const cli_args *args, const char *name); /* NULL: not given */
bool cli_given(const cli_args *args, const char *name);
/* A whole number between low and high; `otherwise` when not given. False: words on stderr. */
bool cli_number(const cli_args *args, const char *name, long low, long high, long otherwise,
                long *out);
/* A date of the calendar, YYYY-MM-DD; NULL when not given. False: words on stderr. */
bool cli_date(const cli_args *args, const char *name, const char **out);
/* A number from 0 to 1; `*out` stays when not given. False: words on stderr. */
bool cli_share(const cli_args *args, const char *name, double *out);
/* Degrees, from 0.0001 to 90; `*out` stays when not given. False: words on stderr. */
bool cli_degrees(const cli_args *args, const char *name, double *out);
/* Is the value one of the words of the option's "a|b|c"? -1: no, with words on stderr. */
int cli_choice(const cli_args *args, const char *name, const char *words, int otherwise);
void cli_help(const cli_command *command, FILE *out);
/* Could `word` be a slip for `name`? How many letters are wrong, missing, too many or in wrong order; a large number
 * for what nobody would mistype. */
unsigned cli_slips(const char *word, const char *name);
void cli_complain(const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 1, 2)))
#endif
    ;

/* ---------------------------------------------------------------- interrupt.c */
/* From now on the first Ctrl-C (or SIGTERM) only asks to stop; the second one kills. */
void cli_catch_interrupt(void);
bool cli_interrupted(void);

/* ---------------------------------------------------------------- engine.c */
/* Opens the engine that --pack, --data and the surroundings name. NULL: words on stderr. */
tocsin_engine *cli_engine(const cli_args *args);
/* --color auto|always|never, NO_COLOR, and whether `out` is a terminal. */
bool cli_color(const cli_args *args, FILE *out);
/* Columns of the terminal behind `out`; 0: it is none, or does not say. */
unsigned cli_columns(FILE *out);

#endif
