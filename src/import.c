/* src/import.c - tocsin_gazetteer_import: dumps of place names into a folder of user data. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "api.h"
#include "entity/where_import.h"

typedef struct importer {
    const tocsin_import_options *options;
    uint64_t bytes_before; /* of the files that were read */
    uint64_t bytes;
} importer;

static void bad(void *ctx, const char *file, uint64_t line, const char *what)
{
    const importer *m = ctx;
    char message[512];
    snprintf(message, sizeof message, "%s:%llu: %s", file, (unsigned long long)line, what);
    if (m->options->bad != NULL) m->options->bad(m->options->ctx, message);
}

static bool step(void *ctx, uint64_t lines, uint64_t bytes)
{
    importer *m = ctx;
    m->bytes = bytes;
    return m->options->step == NULL ||
           m->options->step(m->options->ctx, lines, m->bytes_before + bytes);
}

static tocsin_status read_dump(toc_import *import, importer *m, const char *path, tocsin_error *err)
{
    FILE *in = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (in == NULL)
        return toc_fail(err, TOCSIN_IO, "%s: cannot be opened: %s", path, strerror(errno));
    const int first = getc(in);
    ungetc(first, in);
    const toc_import_report report = {bad, step, m};
    tocsin_status status;
    if (first == 'P' && strcmp(path, "-") != 0 && strlen(path) > 4 &&
        strcmp(path + strlen(path) - 4, ".zip") == 0)
        status = toc_fail(err, TOCSIN_INPUT,
                          "%s: an archive; unpack it and import the .txt file in it", path);
    else
        status = toc_import_read(import, in, strcmp(path, "-") == 0 ? "standard input" : path,
                                 &report, err);
    if (in != stdin) fclose(in);
    m->bytes_before += m->bytes;
    m->bytes = 0;
    return status;
}

/* Under another name first: a file that is cut off is never found under the right one. */
static tocsin_status write_file(const char *path, const char *bytes, size_t len, tocsin_error *err)
{
    char draft[4096 + 16];
    snprintf(draft, sizeof draft, "%s.new", path);
    FILE *f = fopen(draft, "wb");
    if (f == NULL)
        return toc_fail(err, TOCSIN_IO, "%s: cannot be written: %s", draft, strerror(errno));
    bool good = fwrite(bytes, 1, len, f) == len;
    good = fclose(f) == 0 && good;
    if (good && rename(draft, path) == 0) return TOCSIN_OK;
    unlink(draft);
    return toc_fail(err, TOCSIN_IO, "%s: cannot be written: %s", path, strerror(errno));
}

static tocsin_status write_pack(const char *path, const toc_gaz *base, const char *blob, size_t len,
                                tocsin_error *err)
{
    const unsigned char stamp[4] = {
        (unsigned char)(base->stamp & 0xff), (unsigned char)(base->stamp >> 8 & 0xff),
        (unsigned char)(base->stamp >> 16 & 0xff), (unsigned char)(base->stamp >> 24)};
    const toc_pack_part parts[] = {{TOC_IMPORT_BASE, stamp, sizeof stamp},
                                   {TOC_IMPORT_PLACES, blob, len}};
    char *bytes;
    size_t all;
    tocsin_status status = toc_pack_write(&bytes, &all, parts, 2, err);
    if (status != TOCSIN_OK) return status;
    status = write_file(path, bytes, all, err);
    free(bytes);
    return status;
}

tocsin_status tocsin_gazetteer_import(const tocsin_engine *engine, const char *const *files,
                                      size_t count, const char *dir,
                                      const tocsin_import_options *given,
                                      tocsin_import_counts *counts, tocsin_error *err)
{
    const size_t room = counts->size;
    tocsin_import_options options = {.size = sizeof options};
    if (given != NULL)
        memcpy(&options, given, given->size < sizeof options ? given->size : sizeof options);
    const toc_pack *packs;
    size_t pack_count;
    const toc_gaz *base = toc_engine_gazetteer(engine, &packs, &pack_count);
    char path[4096];
    const int n = snprintf(path, sizeof path, "%s/" TOC_IMPORT_FILE, dir);
    if (base->places == 0)
        return toc_fail(err, TOCSIN_USAGE, "the data pack has no gazetteer to lay places over");
    if (n < 0 || (size_t)n >= sizeof path)
        return toc_fail(err, TOCSIN_USAGE, "%s: too long a name", dir);
    /* before the dump is read: that takes a minute */
    if (mkdir(dir, 0777) != 0 && errno != EEXIST)
        return toc_fail(err, TOCSIN_IO, "%s: cannot be made: %s", dir, strerror(errno));
    if (access(dir, W_OK | X_OK) != 0)
        return toc_fail(err, TOCSIN_IO, "%s: cannot be written: %s", dir, strerror(errno));
    toc_import *import = toc_import_begin(base, packs, pack_count);
    if (import == NULL) return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for an import");
    importer m = {.options = &options};
    tocsin_status status = TOCSIN_OK;
    for (size_t i = 0; i < count && status == TOCSIN_OK; i++)
        status = read_dump(import, &m, files[i], err);
    char *blob = NULL;
    size_t len = 0;
    toc_import_counts c = {0};
    if (status == TOCSIN_OK) status = toc_import_finish(import, &blob, &len, &c, err);
    toc_import_free(import);
    if (status == TOCSIN_OK) status = write_pack(path, base, blob, len, err);
    free(blob);
    const tocsin_import_counts out = {room, c.lines, c.bad, c.known, c.unused, c.places, c.names};
    memcpy(counts, &out, room < sizeof out ? room : sizeof out);
    return status;
}
