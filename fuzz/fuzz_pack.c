/* fuzz/fuzz_pack.c - damaged packs. The bytes are opened as a pack file, and then stand as the
 * sections of tables in a pack that is well-formed itself: readers must check every index. */
#include "fuzz.h"

static void read_with(const toc_pack *pack)
{
    fuzz_engine engine = {.pack = *pack};
    toc_arena_init(&engine.arena);
    if (toc_input_open(&engine.input, pack, 1, &engine.arena, NULL) == TOCSIN_OK &&
        toc_segment_open(&engine.segment, pack, 1, &engine.arena, NULL) == TOCSIN_OK) {
        static const char TEXT[] = "KABUL, April 11 (Xinhua) -- Gen. Lee cannot go [TEXT] to the "
                                   "U.S. Army.\n\nBy Jane Doe\n\nRead more";
        const tocsin_article in = {.size = sizeof in, .bytes = TEXT, .len = sizeof TEXT - 1};
        fuzz_read(&engine, &in);
    }
    toc_arena_free(&engine.arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    char *copy = malloc(len + 1);
    if (copy == NULL) return 0;
    if (len > 0) memcpy(copy, bytes, len);
    toc_pack pack;
    tocsin_error err = {0};
    if (toc_pack_from_bytes(&pack, copy, len, "fuzz", &err) == TOCSIN_OK) {
        toc_pack_verify(&pack, "fuzz", &err);
        read_with(&pack);
        toc_pack_close(&pack);
    } else {
        DEMAND(err.message[0] != '\0');
    }
    const toc_pack_part parts[] = {{"dict/frame", bytes, len},
                                   {"dict/abbreviation", bytes, len},
                                   {"dict/contraction", bytes, len}};
    char *packed;
    size_t packed_len;
    if (toc_pack_write(&packed, &packed_len, parts, sizeof parts / sizeof *parts, NULL) !=
        TOCSIN_OK)
        return 0;
    DEMAND(toc_pack_from_bytes(&pack, packed, packed_len, "fuzz", NULL) == TOCSIN_OK);
    read_with(&pack);
    toc_pack_close(&pack);
    return 0;
}
