/* tests/syntax/models.h - the repository's models/ in a pack in memory, and sentences of given words.
 * Tests run in the root. */
#ifndef MODELS_H
#define MODELS_H

#include <stdio.h>
#include <stdlib.h>
#include <zstd.h>

#include "base/buf.h"
#include "syntax/conllu.h"
#include "syntax/syntax.h"

/* The bytes of models/NAME.zst, malloc'ed; {NULL, 0}: cannot be read. */
static inline toc_slice model_bytes(const char *name)
{
    char path[64];
    snprintf(path, sizeof path, "models/%s.zst", name);
    FILE *f = fopen(path, "rb");
    toc_buf packed = {0};
    char chunk[65536];
    for (size_t n; f != NULL && (n = fread(chunk, 1, sizeof chunk, f)) > 0;)
        toc_buf_put(&packed, chunk, n);
    if (f != NULL) fclose(f);
    const unsigned long long size =
        packed.len > 0 ? ZSTD_getFrameContentSize(packed.ptr, packed.len) : 0;
    char *bytes = size > 0 && size < 100000000 ? malloc((size_t)size) : NULL;
    if (bytes != NULL && ZSTD_decompress(bytes, (size_t)size, packed.ptr, packed.len) != size) {
        free(bytes);
        bytes = NULL;
    }
    toc_buf_free(&packed);
    return (toc_slice){bytes, bytes == NULL ? 0 : (size_t)size};
}

/* A pack of the two sections; either may be {NULL, 0}. */
static inline bool models_pack(toc_pack *pack, toc_slice syntax, toc_slice clusters)
{
    toc_pack_part parts[2] = {{"", NULL, 0}, {"", NULL, 0}};
    size_t count = 0, len = 0;
    char *bytes = NULL;
    if (syntax.ptr != NULL)
        parts[count++] = (toc_pack_part){"model/syntax", syntax.ptr, syntax.len};
    if (clusters.ptr != NULL)
        parts[count++] = (toc_pack_part){"model/clusters", clusters.ptr, clusters.len};
    return toc_pack_write(&bytes, &len, parts, count, NULL) == TOCSIN_OK &&
           toc_pack_from_bytes(pack, bytes, len, "models", NULL) == TOCSIN_OK;
}

/* Words with a space between, sentences with a line break, as CoNLL-U; in capitals if asked for. */
static inline void words_conllu(toc_buf *out, const char *words, bool capitals)
{
    toc_slice rest = toc_slice_of(words), line, word;
    while (toc_slice_cut(&rest, '\n', &line)) {
        for (int n = 1; toc_slice_cut(&line, ' ', &word); n++) {
            toc_buf_int(out, n);
            toc_buf_char(out, '\t');
            for (size_t i = 0; i < word.len; i++) {
                const char c = word.ptr[i];
                toc_buf_char(out, capitals && c >= 'a' && c <= 'z' ? (char)(c - 32) : c);
            }
            toc_buf_text(out, "\t_\t_\t_\t_\t_\t_\t_\t_\n");
        }
        toc_buf_char(out, '\n');
    }
}

/* Reads, tags and parses; the text lives in the arena. */
static inline bool words_parse(const toc_syntax *syntax, toc_arena *arena, toc_article *article,
                               toc_text *text, const char *words, bool capitals)
{
    toc_buf conllu = {0};
    words_conllu(&conllu, words, capitals);
    const tocsin_status status =
        toc_conllu_read(text, article, arena, (toc_slice){conllu.ptr, conllu.len}, false, NULL);
    toc_buf_free(&conllu);
    for (uint32_t s = 0; status == TOCSIN_OK && s < text->sentences.count; s++) {
        toc_syntax_tag(syntax, text, s);
        toc_syntax_parse(syntax, text, s);
    }
    return status == TOCSIN_OK;
}

#endif
