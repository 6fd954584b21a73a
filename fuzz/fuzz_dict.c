/* fuzz/fuzz_dict.c - any bytes as a dictionary file: compiled, viewed, matched. Once strictly (the
 * first bad line is an error), once with a reporter (bad lines are skipped). */
#include "fuzz.h"

static void ignore(void *ctx, const char *file, uint32_t line, const char *message)
{
    (void)ctx, (void)file, (void)line;
    DEMAND(message != NULL && message[0] != '\0');
}

static void example(void *ctx, toc_example found)
{
    const toc_slice *text = ctx;
    DEMAND(found.text.len <= text->len);
}

/* Every phrase of a table must be found by its own words. */
static void walk(const toc_pack *pack, const char *section)
{
    toc_dict dict;
    if (strncmp(section, "dict/", 5) != 0 || !toc_dict_view(&dict, pack, 1, section + 5)) return;
    for (uint32_t row = 0; row < toc_dict_rows(&dict, 0) && row < 64; row++) {
        const toc_row at = {0, row};
        uint32_t line;
        toc_dict_file(&dict, at, &line);
        uint64_t keys[TOC_MAX_PHRASE_WORDS];
        const size_t count =
            toc_phrase_keys(toc_dict_cell(&dict, at, 0), keys, TOC_MAX_PHRASE_WORDS);
        toc_hit hits[8];
        toc_dict_match(&dict, keys, count, hits, 8);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    toc_dict_source file = {"fuzz.tsv", {(const char *)bytes, len}};
    for (int strict = 0; strict < 2; strict++) {
        toc_pack_part *parts;
        size_t count;
        tocsin_error err = {0};
        const tocsin_status status =
            toc_dict_compile(&file, 1, &parts, &count, strict ? NULL : ignore, NULL, &err);
        if (status != TOCSIN_OK) {
            DEMAND(err.message[0] != '\0');
            continue;
        }
        char *packed;
        size_t packed_len;
        toc_pack pack;
        DEMAND(toc_pack_write(&packed, &packed_len, parts, count, NULL) == TOCSIN_OK);
        DEMAND(toc_pack_from_bytes(&pack, packed, packed_len, "fuzz", NULL) == TOCSIN_OK);
        for (size_t i = 0; i < count; i++) walk(&pack, parts[i].name);
        toc_pack_close(&pack);
        toc_dict_parts_free(parts, count);
    }
    toc_dict_examples(file, example, &file.text);
    return 0;
}
