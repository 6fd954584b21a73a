/* src/input/html.h - main text and metadata of a web page (libxml2 behind it). */
#ifndef TOC_HTML_H
#define TOC_HTML_H

#include "base/error.h"
#include "pack/dict.h"
#include "record/record.h"

typedef struct toc_page {
    toc_slice text; /* paragraphs of the article, blank lines between; valid UTF-8 */
    toc_slice title, author, site, url, language;
    int32_t published; /* day; TOC_NO_DAY: not stated */
} toc_page;

/* Kinds of table `page` (data/text/page.tsv). */
#define TOC_PAGE_PART_MAP(X) \
    X(FURNITURE, "furniture") X(ARTICLE, "article") X(GOOD, "good") X(POOR, "poor")
typedef enum toc_page_part {
#define X(name, word) TOC_PAGE_##name,
    TOC_PAGE_PART_MAP(X)
#undef X
        TOC_PAGE_PARTS
} toc_page_part;

typedef struct toc_page_names {
    const char *const *pieces[TOC_PAGE_PARTS]; /* of class and id names, NULL behind the last */
} toc_page_names;

extern const toc_page_names toc_page_no_names;
void toc_page_names_open(toc_page_names *out, const toc_pack *packs, size_t count,
                         toc_arena *arena);
/* One of the pieces stands in s, at the beginning of a part ("post-tags", "postTags", not "stages"). */
bool toc_page_name_holds(toc_slice s, const char *const *pieces);

/* Once before the first page, in one thread. */
void toc_html_open(void);

/* Charset that a page's first bytes declare (a view into them); empty: none. */
toc_slice toc_html_charset(toc_slice bytes);

/* Reads a page of valid UTF-8; names NULL: the article is found by structure alone. Bad markup is no
 * error; TOCSIN_LIMIT: more nodes than a page has. */
tocsin_status toc_html_read(toc_page *out, toc_slice html, const toc_page_names *names,
                            toc_arena *arena, tocsin_error *err);

#endif
