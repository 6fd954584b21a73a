/* tests/entity/test_names.c - names found by the model in models/, in our own sentences, in capitals too. */
#include "entity/names.h"

#include <stdlib.h>

#include "check.h"
#include "text/segment.h"

static const struct {
    const char *text, *names; /* "words/TYPE|..." */
} CASES[] = {
    {"Gunmen killed five people in Baghdad on Monday.", "Baghdad/LOC"},
    {"Angela Merkel met Barack Obama in Berlin.", "Angela Merkel/PER|Barack Obama/PER|Berlin/LOC"},
    {"The soldiers left without a word.", ""},
    {"He said the talks in Pakistan had failed.", "Pakistan/LOC"},
    {"PRESIDENT GEORGE BUSH ARRIVED IN LONDON.", "GEORGE BUSH/PER|LONDON/LOC"},
    {"", ""},
    {"...", ""},
};

static char *file(const char *path, size_t *len)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL) return NULL;
    fseek(f, 0, SEEK_END);
    *len = (size_t)ftell(f);
    rewind(f);
    char *bytes = malloc(*len + 1);
    if (bytes != NULL && fread(bytes, 1, *len, f) != *len) *len = 0;
    fclose(f);
    return bytes;
}

static void tag(const toc_segment_data *segments, const toc_names_data *names, size_t i)
{
    static const char *const TYPES[] = {"", "PER", "ORG", "LOC", "MISC"};
    toc_arena arena;
    toc_arena_init(&arena);
    toc_article article = {.arena = &arena, .text = toc_slice_of(CASES[i].text), .english = true};
    toc_text text = {.article = &article, .arena = &arena, .text = article.text};
    toc_segment(segments, &text);
    toc_names_tag(names, &text);
    char got[512] = "";
    size_t n = 0;
    for (uint32_t t = 0; t < text.tokens.count; t++) {
        const unsigned ner = text.tokens.items[t].ner;
        CHECK(ner % 2 == 1 || ner == 0 ||
                  (t > 0 && (text.tokens.items[t - 1].ner == ner ||
                             text.tokens.items[t - 1].ner + 1u == ner)),
              "case %zu: token %u goes on with nothing", i, t);
        if (ner % 2 == 0) continue;
        uint32_t last = t + 1;
        while (last < text.tokens.count && text.tokens.items[last].ner == ner + 1) last++;
        const uint32_t start = text.tokens.items[t].start, end = text.tokens.items[last - 1].end;
        n += (size_t)snprintf(got + n, sizeof got - n, "%s%.*s/%s", n > 0 ? "|" : "",
                              (int)(end - start), text.text.ptr + start, TYPES[(ner + 1) / 2 % 5]);
    }
    CHECK(strcmp(got, CASES[i].names) == 0, "case %zu: \"%s\", not \"%s\"", i, got, CASES[i].names);
    toc_arena_free(&arena);
}

/* A model section that lies about its size must be refused. */
static void damaged(void)
{
    char bytes[80] = "TNER\1\0\0\0\4\0\0\0\4\0\0\0";
    toc_pack_part part = {.bytes = bytes, .len = sizeof bytes};
    snprintf(part.name, sizeof part.name, "model/names");
    toc_arena arena;
    toc_arena_init(&arena);
    for (int k = 0; k < 2; k++) {
        char *out;
        size_t len;
        tocsin_error err;
        toc_pack pack;
        toc_names_data names;
        if (k == 1) memcpy(bytes, "TREN", 4);
        CHECK(toc_pack_write(&out, &len, &part, 1, &err) == TOCSIN_OK &&
                  toc_pack_from_bytes(&pack, out, len, "test", &err) == TOCSIN_OK,
              "%s", err.message);
        CHECK(toc_names_open(&names, &pack, 1, &arena, &err) == TOCSIN_PACK_DAMAGED,
              "damaged model %d was taken", k);
        toc_pack_close(&pack);
    }
    toc_arena_free(&arena);
}

int main(void)
{
    const char *path = getenv("TOCSIN_PACK");
    damaged();
    toc_arena arena;
    toc_arena_init(&arena);
    tocsin_error err;
    toc_pack pack;
    toc_segment_data segments;
    toc_names_data names;
    size_t len = 0;
    char *bytes = file(path == NULL ? "tocsin.pack" : path, &len);
    if (bytes != NULL && toc_pack_from_bytes(&pack, bytes, len, "pack", &err) == TOCSIN_OK) {
        CHECK(toc_segment_open(&segments, &pack, 1, &arena, &err) == TOCSIN_OK &&
                  toc_names_open(&names, &pack, 1, &arena, &err) == TOCSIN_OK,
              "%s", err.message);
        for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) tag(&segments, &names, i);
        toc_pack_close(&pack);
    }
    toc_arena_free(&arena);
    return check_done();
}
