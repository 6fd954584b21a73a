/* src/base/file.c - see file.h. */
#include "base/file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

tocsin_status toc_file_read(const char *path, toc_slice *out, tocsin_error *err)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        return toc_fail(err, TOCSIN_IO, "%s: cannot be opened: %s", path, strerror(errno));
    fseek(f, 0, SEEK_END);
    const long size = ftell(f);
    rewind(f);
    if (size < 0 || (size_t)size > TOC_MAX_DICT_FILE_BYTES) {
        fclose(f);
        return toc_fail(err, TOCSIN_LIMIT, "%s: too large for a dictionary", path);
    }
    char *bytes = malloc((size_t)size + 1);
    const size_t got = bytes == NULL ? 0 : fread(bytes, 1, (size_t)size, f);
    fclose(f);
    if (bytes == NULL) return toc_fail(err, TOCSIN_NO_MEMORY, "%s: out of memory", path);
    *out = (toc_slice){bytes, got};
    return TOCSIN_OK;
}
