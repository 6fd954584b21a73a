/* tests/syntax/test_damage.c - models that are cut off, changed or none at all: refused with a sentence,
 * or, where only weights are wrong, parsed into some tree. Never a crash. */
#include "models.h"

#include <string.h>

#include "check.h"
#include "syntax/format.h"

static const char WORDS[] =
    "Gunmen killed 12,000 Iraqis in the North of Kabul , officials said .\nWAS THE PRESIDENT SHOT ?";

/* Opens a pack and, if that works, parses; checks that there is a sentence or a tree. */
static tocsin_status try_pack(const toc_pack *pack, const char *what)
{
    toc_syntax s;
    tocsin_error err = {0};
    const tocsin_status status = toc_syntax_open(&s, pack, 1, NULL, &err);
    if (status != TOCSIN_OK) {
        CHECK(status == TOCSIN_MODEL && strncmp(err.message, "model/", 6) == 0,
              "%s: status %d, \"%s\"", what, (int)status, err.message);
        return status;
    }
    toc_arena arena;
    toc_arena_init(&arena);
    toc_article article;
    toc_text text;
    CHECK(words_parse(&s, &arena, &article, &text, WORDS, false), "%s: not parsed", what);
    for (uint32_t t = 0; t < text.tokens.count; t++) {
        const toc_token *token = &text.tokens.items[t];
        const toc_sentence *x = &text.sentences.items[token->sentence];
        CHECK(token->head == TOC_NONE || (token->head >= x->first && token->head < x->last),
              "%s: word %u under %u", what, t, token->head);
        CHECK(token->upos < TOC_UPOS_COUNT && token->deprel < TOC_DEP_COUNT,
              "%s: word %u tagged %u, %u", what, t, token->upos, token->deprel);
    }
    toc_arena_free(&arena);
    return status;
}

static tocsin_status try_models(toc_slice syntax, toc_slice clusters, const char *what)
{
    toc_pack pack;
    CHECK(models_pack(&pack, syntax, clusters), "%s: no pack", what);
    const tocsin_status status = try_pack(&pack, what);
    toc_pack_close(&pack);
    return status;
}

static void cut_off(toc_slice syntax, toc_slice clusters)
{
    const size_t LENGTHS[] = {1, 4, 36, 63, 64, 65, 1000, syntax.len / 2, syntax.len - 1};
    for (size_t i = 0; i < sizeof LENGTHS / sizeof *LENGTHS; i++)
        CHECK(try_models((toc_slice){syntax.ptr, LENGTHS[i]}, clusters, "syntax cut off") ==
                  TOCSIN_MODEL,
              "%zu bytes of syntax are taken", LENGTHS[i]);
    const size_t SHORT[] = {1, 63, 64, clusters.len - 1};
    for (size_t i = 0; i < sizeof SHORT / sizeof *SHORT; i++)
        CHECK(try_models(syntax, (toc_slice){clusters.ptr, SHORT[i]}, "clusters cut off") ==
                  TOCSIN_MODEL,
              "%zu bytes of clusters are taken", SHORT[i]);
}

/* A number of the header, and one with which it must be refused. */
static const struct {
    uint32_t at, value;
} HEADERS[] = {
    {0, 0x474e5954},  {4, 1},           {4, 3},   {8, 21},          {8, 32},
    {12, 0xffffffff}, {16, 31},         {20, 26}, {20, 20},         {24, 3},
    {24, 0},          {24, 0x80000000}, {28, 0},  {28, 0x40000000}, {28, 5},
    {32, 0xffffffff}, {32, 0x7fffffff},
};

/* The bytes of a section of a pack in memory, to be changed. */
static char *section(const toc_pack *pack, const char *name, size_t *len)
{
    const toc_slice s = toc_pack_section(pack, name);
    *len = s.len;
    return (char *)(uintptr_t)s.ptr;
}

static void headers(toc_slice syntax, toc_slice clusters)
{
    toc_pack pack;
    CHECK(models_pack(&pack, syntax, clusters), "no pack");
    size_t len;
    char *bytes = section(&pack, "model/syntax", &len);
    for (size_t i = 0; i < sizeof HEADERS / sizeof *HEADERS; i++) {
        for (uint32_t k = 0; k < 4; k++)
            bytes[HEADERS[i].at + k] = (char)(HEADERS[i].value >> (8 * k));
        CHECK(try_pack(&pack, "header") == TOCSIN_MODEL, "%u at byte %u is taken", HEADERS[i].value,
              HEADERS[i].at);
        memcpy(bytes, syntax.ptr, SYNTAX_HEADER_BYTES);
    }
    CHECK(try_pack(&pack, "mended header") == TOCSIN_OK, "the header as it was is refused");
    toc_pack_close(&pack);
    CHECK(try_models(clusters, clusters, "clusters as syntax") == TOCSIN_MODEL,
          "clusters are no syntax");
    CHECK(try_models(clusters, syntax, "syntax as clusters") == TOCSIN_MODEL,
          "syntax is no clusters");
    CHECK(try_models(
              (toc_slice){"GGUF is something else altogether, and so is the rest of this section",
                          69},
              clusters, "foreign") == TOCSIN_MODEL,
          "a foreign file is taken");
}

/* Any bytes behind the header are some weights: wrong, but harmless. All of a table, and here and there. */
static void wrong_weights(toc_slice syntax, toc_slice clusters)
{
    toc_pack pack;
    CHECK(models_pack(&pack, syntax, clusters), "no pack");
    size_t len, word_len;
    char *bytes = section(&pack, "model/syntax", &len),
         *words = section(&pack, "model/clusters", &word_len);
    uint64_t state = 1;
    for (int round = 0; round < 6; round++) {
        const size_t step = round < 3 ? 1009 : 1; /* a little more each time, then everything */
        for (size_t at = SYNTAX_HEADER_BYTES + (size_t)round; at < len; at += step)
            bytes[at] = round == 3   ? (char)0xff
                        : round == 4 ? (char)0x80
                                     : (char)((state = toc_mix(state, at)) >> 24);
        for (size_t at = SYNTAX_HEADER_BYTES + (size_t)round; at < word_len; at += step)
            words[at] = (char)((state = toc_mix(state, at)) >> 24);
        CHECK(try_pack(&pack, "wrong weights") == TOCSIN_OK, "round %d is refused", round);
    }
    toc_pack_close(&pack);
}

int main(void)
{
    const toc_slice syntax = model_bytes("syntax"), clusters = model_bytes("clusters");
    CHECK(syntax.len > SYNTAX_HEADER_BYTES && clusters.len > SYNTAX_HEADER_BYTES, "no models");
    if (check_failed > 0) return check_done();
    CHECK(try_models(syntax, clusters, "whole") == TOCSIN_OK, "the models themselves");
    CHECK(try_models(syntax, (toc_slice){NULL, 0}, "no clusters") == TOCSIN_OK, "syntax alone");
    CHECK(try_models((toc_slice){NULL, 0}, clusters, "no syntax") == TOCSIN_OK,
          "clusters alone: nothing is tagged");
    cut_off(syntax, clusters);
    headers(syntax, clusters);
    wrong_weights(syntax, clusters);
    free((char *)(uintptr_t)syntax.ptr);
    free((char *)(uintptr_t)clusters.ptr);
    return check_done();
}
