/* tests/emit/emit_data.h - the tables of the forms, compiled from a folder of data/. */
#ifndef EMIT_DATA_H
#define EMIT_DATA_H

#include <stdio.h>

#include "emit/emit.h"

typedef struct sample_data {
    toc_pack pack;
    toc_emit_data data;
} sample_data;

static bool sample_data_open(sample_data *out, const char *dir)
{
    toc_pack_part *parts;
    size_t count, len;
    char *bytes;
    tocsin_error err = {0};
    if (toc_dict_compile_dir(dir, &parts, &count, NULL, NULL, &err) != TOCSIN_OK) {
        fprintf(stderr, "%s\n", err.message);
        return false;
    }
    const bool good = toc_pack_write(&bytes, &len, parts, count, &err) == TOCSIN_OK &&
                      toc_pack_from_bytes(&out->pack, bytes, len, "data", &err) == TOCSIN_OK &&
                      toc_emit_open(&out->data, &out->pack, 1, &err) == TOCSIN_OK;
    toc_dict_parts_free(parts, count);
    if (!good) fprintf(stderr, "%s\n", err.message);
    return good;
}

#endif
