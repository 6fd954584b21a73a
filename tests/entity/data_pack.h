/* tests/entity/data_pack.h - the repository's data/ compiled in memory (tests run in the root). */
#ifndef DATA_PACK_H
#define DATA_PACK_H

#include "pack/dict.h"

#include <stdio.h>
#include <stdlib.h>

static inline void data_pack(toc_pack *pack)
{
    toc_pack_part *parts;
    size_t count, len;
    char *bytes;
    tocsin_error err = {0};
    if (toc_dict_compile_dir("data", &parts, &count, NULL, NULL, &err) != TOCSIN_OK ||
        toc_pack_write(&bytes, &len, parts, count, &err) != TOCSIN_OK ||
        toc_pack_from_bytes(pack, bytes, len, "data", &err) != TOCSIN_OK) {
        fprintf(stderr, "%s\n", err.message);
        exit(1);
    }
    toc_dict_parts_free(parts, count);
}

#endif
