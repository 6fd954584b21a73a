/* tests/syntax/test_closed.c - words that need no tagger, from table `closed`. */
#include <string.h>

#include "check.h"
#include "syntax/features.h"

static tocsin_status open_table(toc_closed *out, toc_pack *pack, toc_arena *arena, const char *text,
                                tocsin_error *err)
{
    const toc_dict_source file = {"text/closed.tsv", toc_slice_of(text)};
    toc_pack_part *parts = NULL;
    size_t count = 0, len = 0;
    char *bytes = NULL;
    CHECK(toc_dict_compile(&file, 1, &parts, &count, NULL, NULL, err) == TOCSIN_OK, "compile");
    CHECK(toc_pack_write(&bytes, &len, parts, count, err) == TOCSIN_OK, "write");
    toc_dict_parts_free(parts, count);
    CHECK(toc_pack_from_bytes(pack, bytes, len, "test", err) == TOCSIN_OK, "read");
    return toc_closed_open(out, pack, 1, arena, err);
}

int main(void)
{
    static const char TABLE[] = "@table closed: upos words\nPUNCT\t. , -- “\nDET\tthe  a\n"
                                "PRON\tthem\nDET\tthem every\n";
    static const struct {
        const char *word;
        unsigned upos;
    } CASES[] = {
        {".", TOC_PUNCT},
        {"--", TOC_PUNCT},
        {"“", TOC_PUNCT},
        {"the", TOC_DET},
        {"The", TOC_DET},
        {"A", TOC_DET},
        {"every", TOC_DET},
        {"them", TOC_PRON}, /* the first row that has it */
        {"then", TOC_UPOS_NONE},
        {"", TOC_UPOS_NONE},
        {"-", TOC_UPOS_NONE},
        {"theatre", TOC_UPOS_NONE},
    };
    tocsin_error err = {0};
    toc_arena arena = {0};
    toc_pack pack;
    toc_closed closed;
    CHECK(open_table(&closed, &pack, &arena, TABLE, &err) == TOCSIN_OK, "%s", err.message);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const uint64_t hash = toc_lower_hash(CASES[i].word, strlen(CASES[i].word));
        CHECK(toc_closed_upos(&closed, hash) == CASES[i].upos, "\"%s\"", CASES[i].word);
    }
    toc_pack_close(&pack);
    CHECK(open_table(&closed, &pack, &arena, "@table closed: upos words\nDET\tthe\nNOWN\tcat\n",
                     &err) == TOCSIN_DICT_SYNTAX &&
              strstr(err.message, "closed.tsv:3") != NULL && strstr(err.message, "NOWN") != NULL,
          "%s", err.message);
    toc_pack_close(&pack);
    CHECK(toc_closed_open(&closed, &pack, 0, &arena, &err) == TOCSIN_OK &&
              toc_closed_upos(&closed, toc_lower_hash("the", 3)) == TOC_UPOS_NONE,
          "no table, no words");
    toc_arena_free(&arena);
    return check_done();
}
