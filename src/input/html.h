/* src/input/html.h - main text and metadata of a web page (libxml2 behind it). */
#ifndef TOC_HTML_H
#define TOC_HTML_H

#include "base/error.h"
#include "record/record.h"

typedef struct toc_page {
    toc_slice text; /* paragraphs of the article, blank lines between; valid UTF-8 */
    toc_slice title, author, site, url, language;
    int32_t published; /* day; TOC_NO_DAY: not stated */
} toc_page;

/* Once before the first page, in one thread. */
void toc_html_open(void);

/* Charset that a page's first bytes declare (a view into them); empty: none. */
toc_slice toc_html_charset(toc_slice bytes);

/* Reads a page of valid UTF-8. Bad markup is no error; TOCSIN_LIMIT: more nodes than a page has. */
tocsin_status toc_html_read(toc_page *out, toc_slice html, toc_arena *arena, tocsin_error *err);

#endif
