/* cli/main.c - tocsin COMMAND ...: the table of commands. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

static const cli_command *const COMMANDS[] = {
    &cmd_code,    &cmd_ingest,    &cmd_incidents, &cmd_query,   &cmd_trend,   &cmd_export,
    &cmd_correct, &cmd_chain,     &cmd_recode,    &cmd_parse,   &cmd_explain, &cmd_lint,
    &cmd_dict,    &cmd_gazetteer, &cmd_codebook,  &cmd_validate};
enum { COMMAND_COUNT = sizeof COMMANDS / sizeof *COMMANDS };

static void usage(FILE *out)
{
    fputs(
        "tocsin reads news and writes down what happened: who did what to whom, when, where, with\n"
        "what result, and who says so.\n\n",
        out);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        fprintf(out, "  tocsin %-9s %-12s %s\n", COMMANDS[i]->name, COMMANDS[i]->operands,
                COMMANDS[i]->text);
    fputs(
        "\n  tocsin COMMAND --help     options and examples of a command\n"
        "  tocsin --version          version of program and data pack\n"
        "  tocsin --generate complete-bash\n"
        "                            completion for bash: source it\n\n"
        "Exit status: 0 all went well; 1 some input failed, each was named; 2 usage or data pack.\n",
        out);
}

static int version(void)
{
    static const cli_option NO_OPTIONS[] = {{0}};
    static const cli_command ITSELF = {.name = "--version", .options = NO_OPTIONS};
    const cli_args args = {.command = &ITSELF};
    printf("tocsin %s\n", tocsin_version());
    tocsin_engine *engine = cli_engine(&args);
    if (engine == NULL) return CLI_USAGE;
    printf("data pack %s, sha256 %s\n", tocsin_pack_version(engine), tocsin_pack_sha256(engine));
    tocsin_engine_free(engine);
    return CLI_OK;
}

static void complete_bash(void)
{
    puts("# bash completion for tocsin: made by `tocsin --generate complete-bash`");
    puts(
        "_tocsin() {\n    local word=${COMP_WORDS[COMP_CWORD]} last=${COMP_WORDS[COMP_CWORD-1]} options=");
    puts("    COMPREPLY=()");
    printf("    if [ \"$COMP_CWORD\" = 1 ]; then options=\"");
    for (size_t i = 0; i < COMMAND_COUNT; i++) printf("%s ", COMMANDS[i]->name);
    puts("--help --version --generate\"; else\n    case ${COMP_WORDS[1]}:$last in");
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        for (const cli_option *o = COMMANDS[i]->options; o->name != NULL; o++)
            if (o->value != NULL && strchr(o->value, '|') != NULL) {
                printf("    %s:--%s) options=\"", COMMANDS[i]->name, o->name);
                for (const char *c = o->value; *c != '\0'; c++) putchar(*c == '|' ? ' ' : *c);
                puts("\";;");
            }
        printf("    %s:*) options=\"", COMMANDS[i]->name);
        for (const cli_option *o = COMMANDS[i]->options; o->name != NULL; o++)
            if (o->name[1] != '\0') printf("--%s ", o->name);
        puts("\";;");
    }
    puts(
        "    esac; fi\n    case $options:$word in *--*:-*) ;; *--*:*) [ \"$COMP_CWORD\" = 1 ] || options=;; esac");
    puts("    [ -n \"$options\" ] && COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n}");
    puts("complete -o default -F _tocsin tocsin");
}

static const cli_command *command_of(const char *name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(name, COMMANDS[i]->name) == 0) return COMMANDS[i];
    return NULL;
}

static int unknown_command(const char *name)
{
    const char *nearest = NULL;
    unsigned fewest = 3;
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        const unsigned slips = cli_slips(name, COMMANDS[i]->name);
        if (slips >= fewest) continue;
        fewest = slips;
        nearest = COMMANDS[i]->name;
    }
    if (nearest != NULL)
        cli_complain("no command \"%s\"; did you mean \"%s\"? (see tocsin --help)", name, nearest);
    else
        cli_complain("no command \"%s\" (see tocsin --help)", name);
    return CLI_USAGE;
}

static int run(const cli_command *command, int argc, char **argv)
{
    cli_args args;
    if (!cli_parse(&args, command, argc, argv)) return CLI_USAGE;
    if (cli_given(&args, "help") || cli_given(&args, "h")) {
        cli_help(command, stdout);
        return CLI_OK;
    }
    return command->run(&args);
}

static int help(const char *of)
{
    const cli_command *command = of != NULL ? command_of(of) : NULL;
    if (of != NULL && command == NULL) return unknown_command(of);
    if (command != NULL)
        cli_help(command, stdout);
    else
        usage(stdout);
    return CLI_OK;
}

static int dispatch(int argc, char **argv)
{
    const char *first = argc > 1 ? argv[1] : "";
    if (strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0 || strcmp(first, "help") == 0)
        return help(argc > 2 ? argv[2] : NULL);
    if (strcmp(first, "--version") == 0 || strcmp(first, "-V") == 0) return version();
    if (strcmp(first, "--generate") == 0) {
        if (argc != 3 || strcmp(argv[2], "complete-bash") != 0) {
            cli_complain("--generate wants complete-bash");
            return CLI_USAGE;
        }
        complete_bash();
        return CLI_OK;
    }
    if (*first == '\0') {
        usage(stderr);
        return CLI_USAGE;
    }
    const cli_command *command = command_of(first);
    return command != NULL ? run(command, argc - 2, argv + 2) : unknown_command(first);
}

int main(int argc, char **argv)
{
    const int status = dispatch(argc, argv);
    const bool flushed = fflush(stdout) == 0;
    if (!flushed || ferror(stdout)) {
        cli_complain("standard output cannot be written%s%s", flushed ? "" : ": ",
                     flushed ? "" : strerror(errno));
        return CLI_SOME_FAILED;
    }
    return status;
}
