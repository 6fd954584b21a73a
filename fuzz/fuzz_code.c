/* fuzz/fuzz_code.c - the whole way of an article with the full pack: any bytes give a valid record, the
 * same one twice and without the prefilter, in every form. The first byte chooses plain text or HTML,
 * title and options. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "fuzz.h"
#include "record/check.h"
#include "record/validate.h"

static tocsin_doc *code(const tocsin_engine *engine, const tocsin_article *article,
                        bool no_prefilter, bool all)
{
    tocsin_options options;
    tocsin_options_init(&options, sizeof options);
    options.no_prefilter = no_prefilter;
    options.mentions_all = options.with_predicates = all;
    options.with_text = true;
    tocsin_doc *doc = NULL;
    tocsin_error err;
    const tocsin_status status = tocsin_code(&doc, engine, article, &options, &err);
    DEMAND((status == TOCSIN_OK) == (doc != NULL));
    return doc;
}

static void check(tocsin_doc *doc)
{
    char why[200];
    if (!toc_record_validate(&doc->record, why, sizeof why)) {
        fprintf(stderr, "%s\n", why);
        abort();
    }
    for (int format = TOCSIN_FORMAT_JSONL; format <= TOCSIN_FORMAT_EXPLAIN_HTML; format++) {
        const char *text;
        size_t len;
        tocsin_error err;
        DEMAND(tocsin_doc_write(doc, (tocsin_format)format, format % 2 == 0, &text, &len, &err) ==
               TOCSIN_OK);
        const toc_slice written = {text, len};
        DEMAND(len == 0 || toc_utf8_valid(written) == len);
        DEMAND(len == 0 || text[len - 1] == '\n');
        if (format != TOCSIN_FORMAT_JSONL || toc_record_check(written, &err) == TOCSIN_OK) continue;
        fprintf(stderr, "%s\n", err.message);
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static tocsin_engine *engine;
    tocsin_error err;
    if (engine == NULL && tocsin_open(&engine, TOCSIN_PACK_FILE, NULL, &err) != TOCSIN_OK) {
        fprintf(stderr, "%s\n", err.message);
        abort();
    }
    if (len == 0) return 0;
    const unsigned choice = bytes[0];
    tocsin_article article;
    tocsin_article_init(&article, sizeof article);
    article.from = (choice & 1) != 0 ? TOCSIN_FROM_HTML : TOCSIN_FROM_TEXT;
    article.id = "x";
    article.bytes = (const char *)bytes + 1;
    article.len = len - 1;
    if ((choice & 2) != 0) article.title = "Bomb kills three in Mosul";
    if ((choice & 4) != 0) article.published = "2019-05-03";
    if ((choice & 8) != 0) article.language = "en";
    const bool all = (choice & 16) != 0;
    tocsin_doc *first = code(engine, &article, false, all),
               *again = code(engine, &article, true, all);
    DEMAND((first == NULL) == (again == NULL));
    if (first != NULL) {
        size_t n, m;
        const char *one = tocsin_doc_json(first, &n), *two = tocsin_doc_json(again, &m);
        DEMAND(one != NULL && two != NULL && n == m && memcmp(one, two, n) == 0);
        check(first);
    }
    tocsin_doc_free(first);
    tocsin_doc_free(again);
    return 0;
}
