/* tools/tocsin-pack.c - builds the data pack: tocsin-pack OUT DATA MODELS [GAZETTEER]. */
#include <stdio.h>

#include "tocsin/tocsin.h"

int main(int argc, char **argv)
{
    if (argc < 4 || argc > 5) {
        fputs("usage: tocsin-pack OUT DATA-FOLDER MODELS-FOLDER [GAZETTEER-FILE]\n", stderr);
        return 2;
    }
    tocsin_error err;
    if (tocsin_pack_build(argv[1], argv[2], argv[3], argc > 4 ? argv[4] : NULL, &err) !=
        TOCSIN_OK) {
        fprintf(stderr, "tocsin-pack: %s\n", err.message);
        return 1;
    }
    return 0;
}
