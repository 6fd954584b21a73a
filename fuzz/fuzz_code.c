/* fuzz/fuzz_code.c - the whole way of an article with the full pack: any bytes give a valid record, the
 * same one twice and without the prefilter, in every form. The first byte chooses plain text or HTML,
 * title and options. */
#include <libxml/parser.h>
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

/* Cells of a line; a comma between quotes parts none. *at is moved behind the line. */
static size_t cells_of(const char *text, size_t len, size_t *at, char between)
{
    size_t cells = 1;
    bool quoted = false;
    for (; *at < len && text[*at] != '\n'; (*at)++) {
        if (between == ',' && text[*at] == '"') quoted = !quoted;
        if (text[*at] == between && !quoted) cells++;
    }
    DEMAND(*at < len && !quoted);
    (*at)++;
    return cells;
}

/* Every row has its columns, every alert is XML. */
static void check_table(const char *text, size_t len, tocsin_format format, size_t columns)
{
    const bool comma =
        format == TOCSIN_FORMAT_ACLED || format == TOCSIN_FORMAT_GED || format == TOCSIN_FORMAT_HXL;
    for (size_t at = 0, start; at < len;) {
        start = at;
        const size_t cells = cells_of(text, len, &at, comma ? ',' : '\t');
        if (format != TOCSIN_FORMAT_CAP) {
            DEMAND(cells == columns);
            continue;
        }
        xmlDocPtr xml = xmlReadMemory(text + start, (int)(at - start), "cap", "UTF-8",
                                      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
        DEMAND(xml != NULL);
        xmlFreeDoc(xml);
    }
}

static void check_tables(tocsin_doc *doc)
{
    static const size_t COLUMNS[] = {31, 49, 61, 40, 20, 26, 0, 0}; /* from acled on */
    for (int format = TOCSIN_FORMAT_ACLED; format <= TOCSIN_FORMAT_GPKG; format++) {
        tocsin_export_options options;
        tocsin_export *table;
        tocsin_error err;
        const char *text;
        size_t len;
        tocsin_export_options_init(&options, sizeof options);
        options.provenance = format % 2 == 0;
        DEMAND(tocsin_export_new(&table, (tocsin_format)format, &options, &err) == TOCSIN_OK);
        DEMAND(tocsin_export_add(table, doc, &err) == TOCSIN_OK);
        const tocsin_status status = tocsin_export_text(table, &text, &len, &err);
        DEMAND((status == TOCSIN_OK) == (format != TOCSIN_FORMAT_GPKG)); /* which is a file */
        if (status == TOCSIN_OK) {
            const toc_slice written = {text, len};
            DEMAND(len == 0 || toc_utf8_valid(written) == len);
            check_table(text, len, (tocsin_format)format,
                        COLUMNS[format - TOCSIN_FORMAT_ACLED] + (options.provenance ? 3 : 0));
        }
        tocsin_export_free(table);
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
        check_tables(first);
    }
    tocsin_doc_free(first);
    tocsin_doc_free(again);
    return 0;
}
