/* cli/engine.c - finds the data pack. The library never looks around; the program does. */
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli.h"

#ifndef TOCSIN_PACK_INSTALLED
#define TOCSIN_PACK_INSTALLED "/usr/local/share/tocsin/tocsin.pack"
#endif

static const char *beside_program(char *path, size_t room, const char *below)
{
    const ssize_t n = readlink("/proc/self/exe", path, room - 1);
    if (n <= 0) return NULL;
    path[n] = '\0';
    char *slash = strrchr(path, '/');
    if (slash == NULL || (size_t)(slash + 1 - path) + strlen(below) >= room) return NULL;
    memcpy(slash + 1, below, strlen(below) + 1);
    return access(path, R_OK) == 0 ? path : NULL;
}

static const char *find_pack(const cli_args *args, char *path, size_t room)
{
    const char *given = cli_value(args, "pack");
    if (given == NULL) given = getenv("TOCSIN_PACK");
    if (given != NULL && *given != '\0') return given;
    const char *found = beside_program(path, room, "tocsin.pack");
    if (found == NULL) found = beside_program(path, room, "../share/tocsin/tocsin.pack");
    return found != NULL ? found : TOCSIN_PACK_INSTALLED;
}

tocsin_engine *cli_engine(const cli_args *args)
{
    char path[4096];
    tocsin_engine *engine;
    tocsin_error err;
    if (tocsin_open(&engine, find_pack(args, path, sizeof path), cli_value(args, "data"), &err) ==
        TOCSIN_OK)
        return engine;
    cli_complain("%s", err.message);
    return NULL;
}

bool cli_color(const cli_args *args, FILE *out)
{
    const int choice = cli_choice(args, "color", "auto|always|never", 0);
    if (choice != 0) return choice == 1;
    const char *no_color = getenv("NO_COLOR");
    return (no_color == NULL || *no_color == '\0') && isatty(fileno(out));
}

unsigned cli_columns(FILE *out)
{
    struct winsize size;
    return isatty(fileno(out)) && ioctl(fileno(out), TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}
