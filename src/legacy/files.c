/* src/legacy/files.c - reads a folder of dictionaries into memory. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"
#include "legacy/files.h"

enum { MAX_FILES = 256 };

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Names of regular files, sorted; at most MAX_FILES. */
static size_t list_names(DIR *d, const char *dir, char **names)
{
    size_t count = 0;
    const struct dirent *entry;
    while (count < MAX_FILES && (entry = readdir(d)) != NULL) {
        char path[8192];
        struct stat st;
        if (entry->d_name[0] == '.') continue;
        snprintf(path, sizeof path, "%s/%s", dir, entry->d_name);
        if (stat(path, &st) != 0 || !S_ISREG(st.st_mode)) continue;
        names[count] = strdup(entry->d_name);
        if (names[count] != NULL) count++;
    }
    qsort(names, count, sizeof *names, by_name);
    return count;
}

tocsin_status toc_legacy_files_read(toc_legacy_files *out, const char *dir, tocsin_error *err)
{
    *out = (toc_legacy_files){0};
    DIR *d = opendir(dir);
    if (d == NULL)
        return toc_fail(err, TOCSIN_IO, "%s: not a folder of dictionaries: %s", dir,
                        strerror(errno));
    char **names = calloc(MAX_FILES, sizeof *names);
    out->names = calloc(MAX_FILES, sizeof *out->names);
    out->texts = calloc(MAX_FILES, sizeof *out->texts);
    tocsin_status status = TOCSIN_OK;
    size_t count = 0;
    if (names == NULL || out->names == NULL || out->texts == NULL)
        status = toc_fail(err, TOCSIN_NO_MEMORY, "%s: out of memory", dir);
    else
        count = list_names(d, dir, names);
    closedir(d);
    for (size_t i = 0; i < count; i++) {
        char path[8192];
        snprintf(path, sizeof path, "%s/%s", dir, names[i]);
        if (status == TOCSIN_OK) status = toc_file_read(path, &out->texts[out->count], err);
        if (status == TOCSIN_OK)
            out->names[out->count++] = toc_slice_of(names[i]);
        else
            free(names[i]);
    }
    free(names);
    if (status != TOCSIN_OK) toc_legacy_files_free(out);
    return status;
}

void toc_legacy_files_free(toc_legacy_files *files)
{
    for (size_t i = 0; files->names != NULL && files->texts != NULL && i < files->count; i++) {
        free((void *)(uintptr_t)files->names[i].ptr);
        free((void *)(uintptr_t)files->texts[i].ptr);
    }
    free(files->names);
    free(files->texts);
    *files = (toc_legacy_files){0};
}

tocsin_status toc_legacy_file_write(const char *dir, const char *name, toc_slice bytes,
                                    tocsin_error *err)
{
    char path[8192];
    if (mkdir(dir, 0777) != 0 && errno != EEXIST)
        return toc_fail(err, TOCSIN_IO, "%s: cannot be made: %s", dir, strerror(errno));
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *f = fopen(path, "wb");
    if (f == NULL)
        return toc_fail(err, TOCSIN_IO, "%s: cannot be written: %s", path, strerror(errno));
    const bool good = fwrite(bytes.ptr, 1, bytes.len, f) == bytes.len;
    if (fclose(f) == 0 && good) return TOCSIN_OK;
    return toc_fail(err, TOCSIN_IO, "%s: cannot be written: %s", path, strerror(errno));
}
