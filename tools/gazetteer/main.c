/* tools/gazetteer/main.c - tocsin-gazetteer DATA MODULES OUT [DUMP...]: place names into a blob.
 *
 * DATA is the data folder, MODULES the node_modules folder that `npm ci` made from
 * tools/gazetteer/package.json. Without MODULES (no network, no npm) the blob holds only what
 * DATA has, and a line on stderr says so. DUMPs are further files in GeoNames' dump format, as
 * allCountries.txt or IQ.txt from geonames.org: villages, rivers, hills, camps. The same files give the same bytes. */
#include <stdio.h>
#include <stdlib.h>

#include "build.h"

static bool write_file(const char *path, const char *bytes, size_t len)
{
    FILE *f = fopen(path, "wb");
    if (f == NULL) return false;
    const bool good = fwrite(bytes, 1, len, f) == len;
    return fclose(f) == 0 && good;
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fprintf(stderr, "usage: tocsin-gazetteer DATA MODULES OUT [DUMP...]\n");
        return 2;
    }
    build *b = calloc(1, sizeof *b);
    if (b == NULL) return 2;
    toc_arena_init(&b->arena);
    int status = 2;
    char *blob = NULL;
    size_t len = 0;
    tocsin_error err = {0};
    bool good = own_countries(b, argv[1]);
    if (good && !packages_read(b, argv[2]))
        fprintf(stderr,
                "tocsin-gazetteer: %s: packages not found; the gazetteer holds only the places of "
                "%s/places\n",
                argv[2], argv[1]);
    for (int i = 4; good && i < argc; i++) {
        good = dump_read(b, argv[i]);
        if (!good) fprintf(stderr, "tocsin-gazetteer: %s: cannot be read\n", argv[i]);
    }
    if (good) build_weigh_units(b);
    good = good && own_places(b, argv[1]) && !b->arena.failed;
    if (good) own_skeletons(b);
    if (!good) {
        fprintf(stderr, "tocsin-gazetteer: nothing written\n");
    } else if (toc_gaz_write(&blob, &len, b->places.items, b->places.count, b->names.items,
                             b->names.count, b->states.items, b->states.count, &err) != TOCSIN_OK) {
        fprintf(stderr, "tocsin-gazetteer: %s\n", err.message);
    } else if (!write_file(argv[3], blob, len)) {
        fprintf(stderr, "tocsin-gazetteer: %s: cannot be written\n", argv[3]);
    } else {
        printf("%u places, %u names, %zu bytes\n", b->places.count, b->names.count, len);
        status = 0;
    }
    free(blob);
    toc_arena_free(&b->arena);
    free(b);
    return status;
}
