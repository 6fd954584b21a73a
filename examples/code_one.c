/* examples/code_one.c - the library in one page: code a file and print its record.
 *
 *   cc code_one.c $(pkg-config --cflags --libs tocsin) -o code_one
 *   ./code_one $(pkg-config --variable=pack tocsin) article.txt */
#include <stdio.h>
#include <stdlib.h>

#include <tocsin/tocsin.h>

static char *read_file(const char *path, size_t *len)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL) return NULL;
    char *bytes = malloc(1 << 20);
    *len = bytes == NULL ? 0 : fread(bytes, 1, 1 << 20, f);
    fclose(f);
    return bytes;
}

int main(int argc, char **argv)
{
    tocsin_engine *engine;
    tocsin_doc *doc;
    tocsin_error err;
    tocsin_article article;
    tocsin_article_init(&article, sizeof article);
    if (argc != 3) {
        fprintf(stderr, "usage: code_one PACK FILE\n");
        return 2;
    }
    char *bytes = read_file(argv[2], &article.len);
    if (bytes == NULL) {
        perror(argv[2]);
        return 1;
    }
    article.bytes = bytes;
    article.id = argv[2];
    if (tocsin_open(&engine, argv[1], NULL, &err) != TOCSIN_OK) {
        fprintf(stderr, "%s\n", err.message);
        return 2;
    }
    if (tocsin_code(&doc, engine, &article, NULL, &err) != TOCSIN_OK) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    puts(tocsin_doc_json(doc, NULL));
    fprintf(stderr, "%zu events\n", tocsin_doc_event_count(doc));
    tocsin_doc_free(doc);
    tocsin_engine_free(engine);
    free(bytes);
    return 0;
}
