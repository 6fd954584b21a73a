/* src/pack/build.c - data/ + models/ + gazetteer -> the one pack file.
 *
 *   data/ (every .tsv)     -> "dict/<table>"      (dict_compile.c)
 *   models/NAME.zst        -> "model/NAME"        decompressed, checked against MANIFEST.tsv
 *   the gazetteer file     -> "gazetteer"         as it is
 *   data/VERSION           -> "meta"              the version string; else the library's version
 *
 * The same files give the same bytes: names are taken in byte order, nothing asks the clock. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <zstd.h>

#include "base/limits.h"
#include "base/sha256.h"
#include "pack/dict.h"

#define MODEL_END ".zst"
#define MODEL_PREFIX "model/"

typedef struct part_list { /* what the pack will hold; bytes are malloc'ed and ours */
    toc_pack_part *items;
    size_t count, room;
} part_list;

static tocsin_status add_part(part_list *list, const char *name, char *bytes, size_t len,
                              tocsin_error *err)
{
    if (list->count == list->room) {
        const size_t room = list->room == 0 ? 32 : list->room * 2;
        toc_pack_part *items = realloc(list->items, room * sizeof *items);
        if (items == NULL) {
            free(bytes);
            return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for the pack");
        }
        list->items = items;
        list->room = room;
    }
    toc_pack_part *part = &list->items[list->count++];
    *part = (toc_pack_part){.bytes = bytes, .len = len};
    snprintf(part->name, sizeof part->name, "%s", name);
    return TOCSIN_OK;
}

/* A whole file, malloc'ed, with a NUL behind it. *out stays NULL when there is no such file. */
static tocsin_status read_file(const char *path, char **out, size_t *out_len, tocsin_error *err)
{
    *out = NULL;
    *out_len = 0;
    FILE *f = fopen(path, "rb");
    if (f == NULL && errno == ENOENT) return TOCSIN_OK;
    if (f == NULL)
        return toc_fail(err, TOCSIN_IO, "%s: cannot be opened: %s", path, strerror(errno));
    fseek(f, 0, SEEK_END);
    const long size = ftell(f);
    rewind(f);
    if (size < 0 || (size_t)size > TOC_MAX_PACK_PART_BYTES) {
        fclose(f);
        return toc_fail(err, TOCSIN_LIMIT, "%s: not a file, or too large for a pack", path);
    }
    char *bytes = malloc((size_t)size + 1);
    const size_t got = bytes == NULL ? 0 : fread(bytes, 1, (size_t)size, f);
    fclose(f);
    if (bytes == NULL) return toc_fail(err, TOCSIN_NO_MEMORY, "%s: out of memory", path);
    if (got != (size_t)size) {
        free(bytes);
        return toc_fail(err, TOCSIN_IO, "%s: cannot be read", path);
    }
    bytes[got] = '\0';
    *out = bytes;
    *out_len = got;
    return TOCSIN_OK;
}

/* The checksum that models/MANIFEST.tsv lists for a file: the cell of 64 hexadecimal digits in
 * the line whose first cell is the name. Empty: not listed. */
static toc_slice listed_sum(toc_slice manifest, const char *name)
{
    toc_slice line;
    while (toc_slice_cut(&manifest, '\n', &line)) {
        toc_slice cell, rest = toc_slice_trim(line);
        if (!toc_slice_cut(&rest, '\t', &cell) || !toc_slice_is(cell, name)) continue;
        while (toc_slice_cut(&rest, '\t', &cell))
            if (cell.len == 64 && strspn(cell.ptr, "0123456789abcdef") >= 64) return cell;
    }
    return (toc_slice){NULL, 0};
}

static tocsin_status check_sum(const char *path, const char *name, toc_slice manifest,
                               toc_slice bytes, tocsin_error *err)
{
    const toc_slice listed = listed_sum(manifest, name);
    if (listed.len == 0) return TOCSIN_OK;
    unsigned char sum[32];
    char hex[65];
    toc_sha256(bytes.ptr, bytes.len, sum);
    toc_sha256_hex(sum, hex);
    if (!toc_slice_is(listed, hex))
        return toc_fail(err, TOCSIN_MODEL,
                        "%s: its SHA-256 is %.16s..., MANIFEST.tsv lists %.16s...", path, hex,
                        listed.ptr);
    return TOCSIN_OK;
}

static tocsin_status unpack(const char *path, toc_slice packed, char **out, size_t *out_len,
                            tocsin_error *err)
{
    const unsigned long long size = ZSTD_getFrameContentSize(packed.ptr, packed.len);
    if (size == ZSTD_CONTENTSIZE_ERROR)
        return toc_fail(err, TOCSIN_MODEL, "%s: not a zstd file", path);
    if (size == ZSTD_CONTENTSIZE_UNKNOWN || size > TOC_MAX_PACK_PART_BYTES)
        return toc_fail(err, TOCSIN_MODEL, "%s: its zstd frame states no size, or too large a one",
                        path);
    char *bytes = malloc((size_t)size + 1);
    if (bytes == NULL) return toc_fail(err, TOCSIN_NO_MEMORY, "%s: out of memory", path);
    const size_t got = ZSTD_decompress(bytes, (size_t)size, packed.ptr, packed.len);
    if (ZSTD_isError(got) || got != size) {
        free(bytes);
        return toc_fail(err, TOCSIN_MODEL, "%s: cannot be decompressed: %s", path,
                        ZSTD_isError(got) ? ZSTD_getErrorName(got) : "shorter than it says");
    }
    *out = bytes;
    *out_len = got;
    return TOCSIN_OK;
}

static tocsin_status add_model(part_list *list, const char *dir, const char *name,
                               toc_slice manifest, tocsin_error *err)
{
    char path[4096], section[sizeof list->items->name];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    const size_t stem = strlen(name) - strlen(MODEL_END);
    if (stem + strlen(MODEL_PREFIX) >= sizeof section)
        return toc_fail(err, TOCSIN_LIMIT, "%s: its name is too long for a section", path);
    snprintf(section, sizeof section, MODEL_PREFIX "%.*s", (int)stem, name);
    char *packed, *bytes = NULL;
    size_t packed_len, len = 0;
    tocsin_status status = read_file(path, &packed, &packed_len, err);
    if (status != TOCSIN_OK || packed == NULL) return status;
    const toc_slice view = {packed, packed_len};
    status = check_sum(path, name, manifest, view, err);
    if (status == TOCSIN_OK) status = unpack(path, view, &bytes, &len, err);
    free(packed);
    return status == TOCSIN_OK ? add_part(list, section, bytes, len, err) : status;
}

static int is_model(const struct dirent *entry)
{
    const size_t len = strlen(entry->d_name), end = strlen(MODEL_END);
    return entry->d_name[0] != '.' && len > end &&
           strcmp(entry->d_name + len - end, MODEL_END) == 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name); /* alphasort would ask the locale */
}

/* A folder that does not exist has no models: the pack then holds dictionaries only. */
static tocsin_status add_models(part_list *list, const char *dir, tocsin_error *err)
{
    struct dirent **entries = NULL;
    const int count = scandir(dir, &entries, is_model, by_name);
    if (count < 0 && errno == ENOENT) return TOCSIN_OK;
    if (count < 0)
        return toc_fail(err, TOCSIN_IO, "%s: cannot be listed: %s", dir, strerror(errno));
    char path[4096], *manifest = NULL;
    size_t manifest_len = 0;
    snprintf(path, sizeof path, "%s/MANIFEST.tsv", dir);
    tocsin_status status = read_file(path, &manifest, &manifest_len, err);
    for (int i = 0; i < count; i++) {
        if (status == TOCSIN_OK)
            status =
                add_model(list, dir, entries[i]->d_name, (toc_slice){manifest, manifest_len}, err);
        free(entries[i]);
    }
    free(entries);
    free(manifest);
    return status;
}

/* Without table `place` when a gazetteer holds its rows. */
static tocsin_status add_dictionaries(part_list *list, const char *dir, bool gazetteer,
                                      tocsin_error *err)
{
    toc_pack_part *parts;
    size_t count;
    tocsin_status status = toc_dict_compile_dir(dir, &parts, &count, NULL, NULL, err);
    for (size_t i = 0; status == TOCSIN_OK && i < count; i++) {
        if (gazetteer && strcmp(parts[i].name, "dict/place") == 0) continue;
        char *bytes = (char *)(uintptr_t)parts[i].bytes; /* goes over to the list */
        parts[i].bytes = NULL;
        status = add_part(list, parts[i].name, bytes, parts[i].len, err);
    }
    toc_dict_parts_free(parts, count);
    return status;
}

static tocsin_status add_version(part_list *list, const char *data_dir, tocsin_error *err)
{
    char path[4096], *text;
    size_t len;
    snprintf(path, sizeof path, "%s/VERSION", data_dir);
    const tocsin_status status = read_file(path, &text, &len, err);
    if (status != TOCSIN_OK) return status;
    if (text == NULL) {
        text = strdup(tocsin_version());
        if (text == NULL) return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for the pack");
        len = strlen(text);
    }
    return add_part(list, "meta", text, strcspn(text, "\r\n"), err);
}

/* Beside the target first, then renamed: whoever maps the old file keeps it whole. */
static tocsin_status write_file(const char *path, const char *bytes, size_t len, tocsin_error *err)
{
    char beside[4096];
    snprintf(beside, sizeof beside, "%s.new", path);
    FILE *f = fopen(beside, "wb");
    if (f == NULL)
        return toc_fail(err, TOCSIN_IO, "%s: cannot be written: %s", beside, strerror(errno));
    const bool wrote = fwrite(bytes, 1, len, f) == len;
    if ((fclose(f) != 0) | !wrote || rename(beside, path) != 0) {
        const int why = errno;
        remove(beside);
        return toc_fail(err, TOCSIN_IO, "%s: cannot be written: %s", path, strerror(why));
    }
    return TOCSIN_OK;
}

tocsin_status tocsin_pack_build(const char *pack_path, const char *data_dir, const char *models_dir,
                                const char *gazetteer_path, tocsin_error *err)
{
    part_list list = {0};
    char *bytes = NULL;
    size_t len = 0;
    tocsin_status status = add_dictionaries(&list, data_dir, gazetteer_path != NULL, err);
    if (status == TOCSIN_OK && models_dir != NULL) status = add_models(&list, models_dir, err);
    if (status == TOCSIN_OK && gazetteer_path != NULL) {
        status = read_file(gazetteer_path, &bytes, &len, err);
        if (status == TOCSIN_OK && bytes != NULL)
            status = add_part(&list, "gazetteer", bytes, len, err);
        bytes = NULL;
    }
    if (status == TOCSIN_OK) status = add_version(&list, data_dir, err);
    if (status == TOCSIN_OK) status = toc_pack_write(&bytes, &len, list.items, list.count, err);
    if (status == TOCSIN_OK) status = write_file(pack_path, bytes, len, err);
    free(bytes);
    for (size_t i = 0; i < list.count; i++) free((void *)(uintptr_t)list.items[i].bytes);
    free(list.items);
    return status;
}
