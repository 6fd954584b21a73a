/* tests/pack/test_dict.c - dictionaries: text to section and back. */
#include "pack/dict.h"

#include "check.h"
#include <stdlib.h>

static const char TEXT[] = "@table actor: name aliases code\n"
                           "# a comment\n"
                           "Islamic State\tISIS|=IS|Da'esh\tISI\n"
                           "#+ Islamic State fighters seized Palmyra.\n"
                           "#- The IS curve shifts outward.\n"
                           "Islamic State in Khorasan\tISIS-K\tISK\n"
                           "set * on fire\n";

static void count_example(void *ctx, toc_example example)
{
    int *n = ctx;
    n[example.must_match]++;
    n[2] = (int)example.row_line;
}

static void note(void *ctx, const char *file, uint32_t line, const char *message)
{
    (void)file, (void)message;
    *(uint32_t *)ctx = line;
}

int main(void)
{
    const toc_dict_source file = {"actors/test.tsv", toc_slice_of(TEXT)};
    toc_pack_part *parts;
    size_t part_count;
    tocsin_error err = {0};
    CHECK(toc_dict_compile(&file, 1, &parts, &part_count, NULL, NULL, &err) == TOCSIN_OK, "%s",
          err.message);
    CHECK(part_count == 1, "%zu parts", part_count);
    char *bytes;
    size_t len;
    CHECK(toc_pack_write(&bytes, &len, parts, part_count, &err) == TOCSIN_OK, "%s", err.message);
    toc_dict_parts_free(parts, part_count);
    toc_pack pack;
    CHECK(toc_pack_from_bytes(&pack, bytes, len, "test", &err) == TOCSIN_OK, "%s", err.message);
    CHECK(toc_pack_verify(&pack, "test", &err) == TOCSIN_OK, "%s", err.message);
    toc_dict dict;
    CHECK(toc_dict_view(&dict, &pack, 1, "actor"), "no table");
    CHECK(!toc_dict_view(&(toc_dict){0}, &pack, 1, "nothing"), "a table from nowhere");
    static const struct {
        const char *words;
        size_t hits;
        uint32_t longest;
        const char *code;
    } CASES[] = {
        {"Islamic State in Khorasan", 2, 4, "ISK"},
        {"islamic state", 1, 2, "ISI"},
        {"DAESH", 1, 1, "ISI"},
        {"isis", 1, 1, "ISI"},
        {"is", 1, 1, "ISI"}, /* exact: the caller looks at the words */
        {"Islamic", 0, 0, ""},
        {"state", 0, 0, ""},
    };
    const uint32_t code = toc_dict_col(&dict, "code");
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        uint64_t keys[8];
        toc_hit hits[8];
        const size_t n = toc_phrase_keys(toc_slice_of(CASES[i].words), keys, 8);
        const size_t found = toc_dict_match(&dict, keys, n, hits, 8);
        CHECK(found == CASES[i].hits &&
                  (found == 0 ||
                   (hits[0].words == CASES[i].longest &&
                    toc_slice_is(toc_dict_cell(&dict, hits[0].row, code), CASES[i].code))),
              "%s: %zu hits", CASES[i].words, found);
    }
    uint64_t key = toc_hash("set", 3);
    const uint32_t node = toc_dict_step(&dict, 0, 0, key);
    CHECK(node != 0 && toc_dict_step(&dict, 0, node, TOC_KEY_GAP) != 0, "gap");
    CHECK(toc_dict_begins(&dict, key) && toc_dict_begins(&dict, toc_hash("islamic", 7)) &&
              !toc_dict_begins(&dict, 0),
          "words that begin phrases");
    unsigned passed = 0; /* of words that begin none, the filter lets few pass */
    for (unsigned i = 0; i < 1000; i++) passed += toc_dict_begins(&dict, toc_hash(&i, sizeof i));
    CHECK(passed < 200, "%u of 1000 strangers passed", passed);
    uint32_t line;
    CHECK(toc_slice_is(toc_dict_file(&dict, (toc_row){0, 1}, &line), "actors/test.tsv") &&
              line == 6,
          "line %u", line);
    int n[3] = {0};
    toc_dict_examples(file, count_example, n);
    CHECK(n[0] == 1 && n[1] == 1 && n[2] == 3, "%d %d %d", n[0], n[1], n[2]);
    /* damage: truncated, foreign, flipped */
    char *copy = malloc(len);
    memcpy(copy, pack.bytes, len);
    toc_pack other;
    CHECK(toc_pack_from_bytes(&other, copy, len - 1, "cut", &err) == TOCSIN_PACK_DAMAGED,
          "cut pack accepted");
    copy = malloc(len);
    memcpy(copy, pack.bytes, len);
    copy[64 + 33] ^= 1;
    CHECK(toc_pack_from_bytes(&other, copy, len, "flip", &err) == TOCSIN_PACK_DAMAGED,
          "flipped table accepted");
    toc_pack_close(&pack);
    static const char *const BAD[] = {"no table first\n", "@table x: a b\none\ttwo\tthree\n",
                                      "@table x\n", "@table x: a\n\xff\xfe\n", "@table x: a\n'\n"};
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        const toc_dict_source bad = {"bad.tsv", toc_slice_of(BAD[i])};
        CHECK(toc_dict_compile(&bad, 1, &parts, &part_count, NULL, NULL, &err) ==
                      TOCSIN_DICT_SYNTAX &&
                  err.line > 0,
              "bad %zu: %s", i, err.message);
        uint32_t at = 0;
        CHECK(toc_dict_compile(&bad, 1, &parts, &part_count, note, &at, &err) == TOCSIN_OK &&
                  at > 0,
              "bad %zu not reported", i);
        toc_dict_parts_free(parts, part_count);
    }
    return check_done();
}
