/* tests/pack/test_build.c - data and models folders in, a pack out; what must be refused. */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include "base/sha256.h"
#include "check.h"
#include "pack/dict.h"

static char dir[] = "/tmp/tocsin-build-XXXXXX";

static const char *below(const char *name)
{
    static char paths[8][256];
    static unsigned turn;
    char *path = paths[turn++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", dir, name);
    return path;
}

static void write_bytes(const char *name, const void *bytes, size_t len)
{
    FILE *f = fopen(below(name), "wb");
    CHECK(f != NULL && fwrite(bytes, 1, len, f) == len, "%s", name);
    if (f != NULL) fclose(f);
}

static void write_text(const char *name, const char *text)
{
    write_bytes(name, text, strlen(text));
}

static tocsin_status build(tocsin_error *err)
{
    return tocsin_pack_build(below("out.pack"), below("data"), below("models"), below("gaz.bin"),
                             err);
}

static void test_whole(void)
{
    char packed[256];
    const char weights[] = "weights weights weights weights";
    const size_t n = ZSTD_compress(packed, sizeof packed, weights, sizeof weights, 3);
    write_bytes("models/toy.zst", packed, n);
    write_text("gaz.bin", "GAZ");
    write_text("data/VERSION", "7.1\n");
    write_text("data/actors.tsv",
               "@table actor: name aliases kind code\nRuritania Army\tRA\tmilitary\tRURMIL\n");
    tocsin_error err = {0};
    CHECK(build(&err) == TOCSIN_OK, "%s", err.message);
    toc_pack pack;
    CHECK(toc_pack_open(&pack, below("out.pack"), &err) == TOCSIN_OK, "%s", err.message);
    if (pack.bytes == NULL) return;
    CHECK(toc_pack_verify(&pack, "out.pack", &err) == TOCSIN_OK, "%s", err.message);
    const toc_slice model = toc_pack_section(&pack, "model/toy");
    CHECK(toc_slice_eq(model, (toc_slice){weights, sizeof weights}), "%zu bytes", model.len);
    CHECK(toc_slice_is(toc_pack_section(&pack, "gazetteer"), "GAZ"), "gazetteer");
    CHECK(toc_slice_is(toc_pack_section(&pack, "meta"), "7.1"), "version");
    toc_dict actors;
    CHECK(toc_dict_view(&actors, &pack, 1, "actor"), "no table actor");
    char sum[65];
    memcpy(sum, pack.sha256, sizeof sum);
    toc_pack_close(&pack);
    CHECK(build(&err) == TOCSIN_OK && toc_pack_open(&pack, below("out.pack"), &err) == TOCSIN_OK,
          "%s", err.message);
    CHECK(strcmp(sum, pack.sha256) == 0, "a second build differs");
    toc_pack_close(&pack);

    char manifest[256], hex[65];
    unsigned char digest[32];
    toc_sha256(packed, n, digest);
    toc_sha256_hex(digest, hex);
    snprintf(manifest, sizeof manifest, "# file\tsha256\nother.zst\tx\ntoy.zst\tTOY1\t%s\t-\n",
             hex);
    write_text("models/MANIFEST.tsv", manifest);
    CHECK(build(&err) == TOCSIN_OK, "%s", err.message);
}

static void test_refused(void)
{
    tocsin_error err = {0};
    char manifest[128];
    snprintf(manifest, sizeof manifest, "toy.zst\t%064d\n", 0);
    write_text("models/MANIFEST.tsv", manifest);
    CHECK(build(&err) == TOCSIN_MODEL && strstr(err.message, "SHA-256") != NULL, "%s", err.message);
    remove(below("models/MANIFEST.tsv"));
    write_text("models/bad.zst", "this is no zstd frame");
    CHECK(build(&err) == TOCSIN_MODEL && strstr(err.message, "bad.zst") != NULL, "%s", err.message);
    remove(below("models/bad.zst"));
    write_text("data/bad.tsv", "no table line\n");
    CHECK(build(&err) == TOCSIN_DICT_SYNTAX, "%s", err.message);
    remove(below("data/bad.tsv"));
    CHECK(tocsin_pack_build(below("none/out.pack"), below("data"), NULL, NULL, &err) == TOCSIN_IO,
          "%s", err.message);
    CHECK(tocsin_pack_build(below("out.pack"), below("absent"), NULL, NULL, &err) == TOCSIN_IO,
          "%s", err.message);
}

int main(void)
{
    if (mkdtemp(dir) == NULL || mkdir(below("data"), 0700) != 0 ||
        mkdir(below("models"), 0700) != 0)
        return 1;
    test_whole();
    test_refused();
    static const char *const FILES[] = {
        "data/actors.tsv", "data/VERSION", "models/toy.zst", "gaz.bin",
        "out.pack",        "data",         "models",         ""};
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++)
        if (remove(below(FILES[i])) != 0) fprintf(stderr, "left behind: %s\n", below(FILES[i]));
    return check_done();
}
