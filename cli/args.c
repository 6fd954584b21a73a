/* cli/args.c - reads a command line by a table of options, and prints the table as help. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

void cli_complain(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("tocsin: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}

static int find(const cli_command *command, const char *name, size_t len)
{
    for (int i = 0; command->options[i].name != NULL; i++)
        if (strlen(command->options[i].name) == len && memcmp(command->options[i].name, name, len) == 0)
            return i;
    return -1;
}

/* One option at argv[*at]; moves *at over its value. */
static bool read_option(cli_args *out, int argc, char **argv, int *at)
{
    const char *word = argv[*at];
    const bool is_long = word[1] == '-';
    const char *name = word + (is_long ? 2 : 1);
    const char *equals = is_long ? strchr(name, '=') : NULL;
    const size_t len = equals != NULL ? (size_t)(equals - name) : is_long ? strlen(name) : 1;
    const int i = (is_long && len < 2) ? -1 : find(out->command, name, len);
    if (i < 0 || (!is_long && name[1] != '\0')) {
        cli_complain("%s: no option %s (see tocsin %s --help)", out->command->name, word,
                     out->command->name);
        return false;
    }
    const bool wants = out->command->options[i].value != NULL;
    if (!wants && equals != NULL) {
        cli_complain("%s: --%s takes no value", out->command->name, out->command->options[i].name);
        return false;
    }
    if (!wants) {
        out->values[i] = "";
    } else if (equals != NULL) {
        out->values[i] = equals + 1;
    } else if (*at + 1 < argc) {
        out->values[i] = argv[++*at];
    } else {
        cli_complain("%s: --%s wants %s", out->command->name, out->command->options[i].name,
                     out->command->options[i].value);
        return false;
    }
    return true;
}

bool cli_parse(cli_args *out, const cli_command *command, int argc, char **argv)
{
    *out = (cli_args){.command = command, .files = argv};
    bool only_files = false;
    for (int i = 0; i < argc; i++) {
        if (!only_files && strcmp(argv[i], "--") == 0)
            only_files = true;
        else if (only_files || argv[i][0] != '-' || argv[i][1] == '\0')
            out->files[out->file_count++] = argv[i]; /* at or before i: nothing unread is lost */
        else if (!read_option(out, argc, argv, &i))
            return false;
    }
    return true;
}

const char *cli_value(const cli_args *args, const char *name)
{
    const int i = find(args->command, name, strlen(name));
    return i < 0 ? NULL : args->values[i];
}

bool cli_given(const cli_args *args, const char *name)
{
    return cli_value(args, name) != NULL;
}

bool cli_number(const cli_args *args, const char *name, long low, long high, long otherwise, long *out)
{
    const char *value = cli_value(args, name);
    *out = otherwise;
    if (value == NULL) return true;
    char *end;
    *out = strtol(value, &end, 10);
    if (*value != '\0' && *end == '\0' && *out >= low && *out <= high) return true;
    cli_complain("%s: --%s wants a number from %ld to %ld, not \"%s\"", args->command->name, name,
                 low, high, value);
    return false;
}

int cli_choice(const cli_args *args, const char *name, const char *words, int otherwise)
{
    const char *value = cli_value(args, name);
    if (value == NULL) return otherwise;
    const size_t len = strlen(value);
    int index = 0;
    for (const char *at = words; at != NULL; index++) {
        const char *bar = strchr(at, '|');
        const size_t n = bar != NULL ? (size_t)(bar - at) : strlen(at);
        if (n == len && memcmp(at, value, n) == 0) return index;
        at = bar != NULL ? bar + 1 : NULL;
    }
    cli_complain("%s: --%s is one of %s, not \"%s\"", args->command->name, name, words, value);
    return -1;
}

void cli_help(const cli_command *command, FILE *out)
{
    fprintf(out, "tocsin %s [OPTIONS] %s\n    %s\n\nOptions\n", command->name, command->operands,
            command->text);
    for (const cli_option *o = command->options; o->name != NULL; o++) {
        if (o->text == NULL) continue;
        char left[96];
        snprintf(left, sizeof left, "%s%s%s%s", o->name[1] == '\0' ? "-" : "--", o->name,
                 o->value != NULL ? " " : "", o->value != NULL ? o->value : "");
        if (strlen(left) > 22)
            fprintf(out, "  %s\n  %-22s  %s\n", left, "", o->text);
        else
            fprintf(out, "  %-22s  %s\n", left, o->text);
    }
    fputs("\nExamples\n", out);
    for (const char *const *e = command->examples; *e != NULL; e++) fprintf(out, "  %s\n", *e);
}
