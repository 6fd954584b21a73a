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
        if (strlen(command->options[i].name) == len &&
            memcmp(command->options[i].name, name, len) == 0)
            return i;
    return -1;
}

#define MOST_LETTERS 24u

unsigned cli_slips(const char *word, const char *name)
{
    /* distance of Damerau: rows of prefixes of `word`, columns of prefixes of `name` */
    const size_t n = strlen(word), m = strlen(name);
    unsigned rows[3][MOST_LETTERS + 1];
    if (n > MOST_LETTERS || m > MOST_LETTERS) return MOST_LETTERS;
    for (size_t i = 0; i <= n; i++) {
        unsigned *row = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        for (size_t j = 0; j <= m; j++) {
            if (i == 0 || j == 0) {
                row[j] = (unsigned)(i + j);
                continue;
            }
            const unsigned differs = word[i - 1] != name[j - 1];
            unsigned best = above[j - 1] + differs;
            if (above[j] + 1 < best) best = above[j] + 1;
            if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
            const bool swapped =
                i > 1 && j > 1 && word[i - 1] == name[j - 2] && word[i - 2] == name[j - 1];
            if (swapped && before[j - 2] + 1 < best) best = before[j - 2] + 1;
            row[j] = best;
        }
    }
    const unsigned slips = rows[n % 3][m];
    return slips <= 2 && slips < m ? slips : MOST_LETTERS;
}

static void unknown_option(const cli_command *command, const char *word)
{
    char name[MOST_LETTERS + 2] = "";
    const char *typed = word + strspn(word, "-"), *nearest = NULL;
    unsigned fewest = MOST_LETTERS;
    if (strcspn(typed, "=") <= MOST_LETTERS) memcpy(name, typed, strcspn(typed, "="));
    for (const cli_option *o = command->options; o->name != NULL; o++) {
        const unsigned slips = o->name[1] == '\0' ? MOST_LETTERS : cli_slips(name, o->name);
        if (slips >= fewest) continue;
        fewest = slips;
        nearest = o->name;
    }
    if (nearest != NULL)
        cli_complain("%s: no option %s; did you mean --%s? (see tocsin %s --help)", command->name,
                     word, nearest, command->name);
    else
        cli_complain("%s: no option %s (see tocsin %s --help)", command->name, word, command->name);
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
        unknown_option(out->command, word);
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

bool cli_number(const cli_args *args, const char *name, long low, long high, long otherwise,
                long *out)
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

/* Does the calendar have it? */
static bool is_date(const char *s)
{
    static const char SHAPE[] = "0000-00-00";
    static const char DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (strlen(s) != sizeof SHAPE - 1) return false;
    for (size_t i = 0; s[i] != '\0'; i++)
        if (SHAPE[i] == '0' ? s[i] < '0' || s[i] > '9' : s[i] != SHAPE[i]) return false;
    const int year = (s[0] - '0') * 1000 + (s[1] - '0') * 100 + (s[2] - '0') * 10 + s[3] - '0';
    const int month = (s[5] - '0') * 10 + s[6] - '0', day = (s[8] - '0') * 10 + s[9] - '0';
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month >= 1 && month <= 12 && day >= 1 && day <= DAYS[month - 1] + (leap && month == 2);
}

bool cli_date(const cli_args *args, const char *name, const char **out)
{
    *out = cli_value(args, name);
    if (*out == NULL || is_date(*out)) return true;
    cli_complain("%s: --%s wants a date as YYYY-MM-DD, not \"%s\"", args->command->name, name,
                 *out);
    return false;
}

bool cli_share(const cli_args *args, const char *name, double *out)
{
    const char *value = cli_value(args, name);
    if (value == NULL) return true;
    char *end;
    *out = strtod(value, &end); /* the program never calls setlocale: '.' is the point */
    if (*value != '\0' && *end == '\0' && *out >= 0 && *out <= 1) return true;
    cli_complain("%s: --%s wants a number from 0 to 1, not \"%s\"", args->command->name, name,
                 value);
    return false;
}

bool cli_degrees(const cli_args *args, const char *name, double *out)
{
    const char *value = cli_value(args, name);
    if (value == NULL) return true;
    char *end;
    *out = strtod(value, &end);
    if (*value != '\0' && *end == '\0' && *out >= 0.0001 && *out <= 90) return true;
    cli_complain("%s: --%s wants degrees from 0.0001 to 90, not \"%s\"", args->command->name, name,
                 value);
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
