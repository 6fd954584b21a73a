/* src/pack/dict_files.c - reads a folder of dictionaries, in an order that no file system decides. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"
#include "pack/dict.h"

typedef struct listing {
    char **names; /* below the folder: "lexicon/assault.tsv" */
    size_t count, room;
    bool failed;
} listing;

static void add_name(listing *list, const char *name)
{
    if (list->count == list->room) {
        const size_t room = list->room == 0 ? 64 : list->room * 2;
        char **names = realloc(list->names, room * sizeof *names);
        if (names == NULL) {
            list->failed = true;
            return;
        }
        list->names = names;
        list->room = room;
    }
    char *copy = strdup(name);
    if (copy == NULL)
        list->failed = true;
    else
        list->names[list->count++] = copy;
}

/* Folders are at most `depth` deep: a symbolic link in a circle must end. */
static void walk(listing *list, const char *dir, const char *below, unsigned depth)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", dir, below);
    DIR *d = opendir(path);
    if (d == NULL) return;
    const struct dirent *entry;
    while ((entry = readdir(d)) != NULL) {
        if (entry->d_name[0] == '.') continue;
        char name[2048];
        const int n =
            snprintf(name, sizeof name, "%s%s%s", below, *below ? "/" : "", entry->d_name);
        struct stat st;
        char full[8192];
        snprintf(full, sizeof full, "%s/%s", dir, name);
        if (n < 0 || (size_t)n >= sizeof name || stat(full, &st) != 0) continue;
        const size_t len = (size_t)n;
        if (S_ISDIR(st.st_mode) && depth > 0) walk(list, dir, name, depth - 1);
        if (S_ISREG(st.st_mode) && len > 4 && strcmp(name + len - 4, ".tsv") == 0)
            add_name(list, name);
    }
    closedir(d);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

tocsin_status toc_dict_compile_dir(const char *dir, toc_pack_part **parts, size_t *part_count,
                                   toc_dict_report report, void *ctx, tocsin_error *err)
{
    *parts = NULL;
    *part_count = 0;
    toc_dict_source *files;
    size_t count;
    tocsin_status status = toc_dict_files_read(dir, &files, &count, err);
    if (status != TOCSIN_OK) return status;
    status = toc_dict_compile(files, count, parts, part_count, report, ctx, err);
    toc_dict_files_free(files, count);
    return status;
}

tocsin_status toc_dict_files_read(const char *dir, toc_dict_source **out, size_t *out_count,
                                  tocsin_error *err)
{
    *out = NULL;
    *out_count = 0;
    struct stat st;
    if (stat(dir, &st) != 0 || !S_ISDIR(st.st_mode))
        return toc_fail(err, TOCSIN_IO, "%s: not a folder of dictionaries", dir);
    listing list = {0};
    walk(&list, dir, "", 4);
    if (list.count > 0) qsort(list.names, list.count, sizeof *list.names, by_name);
    toc_dict_source *files = calloc(list.count + 1, sizeof *files);
    tocsin_status status = TOCSIN_OK;
    if (files == NULL || list.failed)
        status = toc_fail(err, TOCSIN_NO_MEMORY, "%s: out of memory", dir);
    size_t got = 0;
    for (size_t i = 0; files != NULL && status == TOCSIN_OK && i < list.count; i++) {
        char path[8192];
        snprintf(path, sizeof path, "%s/%s", dir, list.names[i]);
        toc_slice text;
        status = toc_file_read(path, &text, err);
        if (status == TOCSIN_OK) {
            files[got++] = (toc_dict_source){list.names[i], text};
            list.names[i] = NULL; /* now the source's */
        }
    }
    for (size_t i = 0; i < list.count; i++) free(list.names[i]);
    free(list.names);
    if (status != TOCSIN_OK) {
        toc_dict_files_free(files, got);
        return status;
    }
    *out = files;
    *out_count = got;
    return TOCSIN_OK;
}

void toc_dict_files_free(toc_dict_source *files, size_t count)
{
    if (files == NULL) return;
    for (size_t i = 0; i < count; i++) {
        free((void *)(uintptr_t)files[i].name);
        free((void *)(uintptr_t)files[i].text.ptr);
    }
    free(files);
}
