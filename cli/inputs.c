/* cli/inputs.c - see inputs.h. Order: as named; a folder's files in byte order of their paths. */
#include "inputs.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_DOC_BYTES ((size_t)256 << 20) /* beyond it we do not even read to the end */
#define MAX_FOLDER_DEPTH 32               /* links may go in circles */

static bool add_path(inputs *in, const char *path)
{
    char **paths = realloc(in->paths, (in->count + 1) * sizeof *paths);
    if (paths == NULL) return false;
    in->paths = paths;
    paths[in->count] = strdup(path);
    return paths[in->count++] != NULL;
}

static int visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static bool unfold(inputs *in, const char *path, unsigned depth)
{
    struct stat st;
    const bool there = strcmp(path, "-") != 0 && stat(path, &st) == 0;
    if (!there || !S_ISDIR(st.st_mode) || depth == 0) {
        if (there && S_ISREG(st.st_mode)) in->total_bytes += (uint64_t)st.st_size;
        return add_path(in, path);
    }
    struct dirent **entries;
    const int n = scandir(path, &entries, visible, by_name);
    if (n < 0) return add_path(in, path); /* reading it will say why */
    bool good = true;
    for (int i = 0; i < n; i++) {
        char below[4096];
        const int len = snprintf(below, sizeof below, "%s%s%s", path,
                                 path[strlen(path) - 1] == '/' ? "" : "/", entries[i]->d_name);
        if (good && len > 0 && (size_t)len < sizeof below) good = unfold(in, below, depth - 1);
        free(entries[i]);
    }
    free(entries);
    return good;
}

bool inputs_open(inputs *in, const cli_args *args, int from)
{
    *in = (inputs){.from = from};
    bool good = args->file_count > 0 || add_path(in, "-");
    for (size_t i = 0; good && i < args->file_count; i++) {
        const size_t before = in->count;
        good = *args->files[i] == '\0' ? add_path(in, "")
                                       : unfold(in, args->files[i], MAX_FOLDER_DEPTH);
        if (good && in->count == before)
            cli_complain("%s: no files in this folder", args->files[i]);
    }
    if (!good) {
        cli_complain("out of memory");
        inputs_close(in);
    }
    return good;
}

void inputs_close(inputs *in)
{
    if (in->lines != NULL && in->lines != stdin) fclose(in->lines);
    for (size_t i = 0; i < in->count; i++) free(in->paths[i]);
    free(in->paths);
    *in = (inputs){0};
}

static void fail(input_doc *out, tocsin_status status, const char *what)
{
    free(out->bytes);
    out->bytes = NULL;
    out->err = (tocsin_error){.status = status};
    snprintf(out->err.message, sizeof out->err.message, "%s", what);
}

static bool ends_with(const char *path, const char *end)
{
    const size_t n = strlen(path), m = strlen(end);
    return n > m && strcasecmp(path + n - m, end) == 0;
}

/* By the name, else by the first bytes. The stream stays where it was. */
static int kind_of(const char *path, FILE *f)
{
    if (ends_with(path, ".jsonl") || ends_with(path, ".ndjson")) return INPUT_JSONL;
    if (ends_with(path, ".html") || ends_with(path, ".htm")) return INPUT_HTML;
    if (ends_with(path, ".txt")) return INPUT_TEXT;
    const int c = getc(f);
    if (c != EOF) ungetc(c, f);
    return c == '{' ? INPUT_JSONL : c == '<' ? INPUT_HTML : INPUT_TEXT;
}

/* Everything to the end of the stream, or to the end of the line (its newline dropped). */
static void read_bytes(input_doc *out, FILE *f, bool line)
{
    size_t room = 0;
    int c;
    bool over = false;
    while ((c = getc_unlocked(f)) != EOF && !(line && c == '\n')) {
        if (out->len >= MAX_DOC_BYTES) {
            over = true;
            if (!line) break;
            continue;
        }
        if (out->len == room) {
            room = room == 0 ? 4096 : room * 2;
            char *bytes = realloc(out->bytes, room);
            if (bytes == NULL) {
                fail(out, TOCSIN_NO_MEMORY, "out of memory");
                return;
            }
            out->bytes = bytes;
        }
        out->bytes[out->len++] = (char)c;
    }
    if (out->bytes == NULL) out->bytes = calloc(1, 1);
    if (out->bytes == NULL) fail(out, TOCSIN_NO_MEMORY, "out of memory");
    if (ferror(f)) fail(out, TOCSIN_IO, strerror(errno));
    if (over) fail(out, TOCSIN_LIMIT, "longer than 256 MB: no article");
}

static char *line_name(const char *path, uint32_t line)
{
    const size_t room = strlen(path) + 16;
    char *name = malloc(room);
    if (name != NULL) snprintf(name, room, "%s:%u", path, line);
    return name;
}

static bool next_line(inputs *in, input_doc *out)
{
    const char *path = in->paths[in->at - 1];
    for (;;) {
        const int c = getc_unlocked(in->lines);
        if (c == EOF) {
            if (in->lines != stdin) fclose(in->lines);
            in->lines = NULL;
            return false;
        }
        in->line++;
        in->read_bytes++;
        if (c == '\n') continue; /* an empty line is no document */
        ungetc(c, in->lines);
        *out = (input_doc){.from = INPUT_JSONL, .name = line_name(path, in->line)};
        read_bytes(out, in->lines, true);
        in->read_bytes += out->len;
        return true;
    }
}

bool inputs_next(inputs *in, input_doc *out)
{
    while (in->lines != NULL || in->at < in->count) {
        if (in->lines != NULL) {
            if (next_line(in, out)) return true;
            continue;
        }
        const char *path = in->paths[in->at++];
        struct stat st;
        const bool is_stdin = strcmp(path, "-") == 0;
        if (is_stdin && isatty(STDIN_FILENO) && isatty(STDERR_FILENO))
            fputs("(reads what you type; Ctrl-D on a line of its own ends it)\n", stderr);
        FILE *f = is_stdin ? stdin : fopen(path, "rb");
        const int why = errno;
        const bool folder =
            f != NULL && !is_stdin && fstat(fileno(f), &st) == 0 && S_ISDIR(st.st_mode);
        *out = (input_doc){.from = in->from};
        if (f != NULL && !folder && in->from == INPUT_AUTO) out->from = kind_of(path, f);
        if (f != NULL && !folder && out->from == INPUT_JSONL) {
            in->lines = f;
            in->line = 0;
            continue;
        }
        out->name = strdup(path);
        if (f == NULL || folder) {
            fail(out, TOCSIN_IO, folder ? "a folder too deep to read" : strerror(why));
            if (folder) fclose(f);
            return true;
        }
        read_bytes(out, f, false);
        in->read_bytes += out->len;
        if (!is_stdin) fclose(f);
        return true;
    }
    return false;
}

bool inputs_article(const input_doc *doc, const char *date, tocsin_article *article,
                    tocsin_line **line, tocsin_error *err)
{
    tocsin_article_init(article, sizeof *article);
    *line = NULL;
    *err = doc->err;
    if (err->status == TOCSIN_OK && doc->from == INPUT_JSONL) {
        tocsin_line_read(line, article, doc->bytes, doc->len, err);
    } else {
        article->from = doc->from == INPUT_HTML ? TOCSIN_FROM_HTML : TOCSIN_FROM_TEXT;
        article->bytes = doc->bytes;
        article->len = doc->len;
    }
    if (article->id == NULL || *article->id == '\0')
        article->id = doc->name != NULL ? doc->name : "-";
    if (article->published == NULL) article->published = date;
    return err->status == TOCSIN_OK;
}
