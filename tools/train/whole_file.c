/* tools/train/whole_file.c - see whole_file.h. */
#include "whole_file.h"

#include <stdio.h>
#include <stdlib.h>

static char *bytes_of(FILE *f, size_t *len)
{
    if (f == NULL || fseek(f, 0, SEEK_END) != 0) return NULL;
    const long end = ftell(f);
    if (end < 0) return NULL;
    rewind(f);
    *len = (size_t)end;
    char *bytes = malloc(*len + 1);
    if (bytes == NULL || fread(bytes, 1, *len, f) != *len) {
        free(bytes);
        return NULL;
    }
    bytes[*len] = '\0';
    return bytes;
}

toc_slice whole_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    toc_slice out = {0};
    out.ptr = bytes_of(f, &out.len);
    if (out.ptr == NULL) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(1);
    }
    fclose(f);
    return out;
}
