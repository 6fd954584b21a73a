/* src/input/html.c - see html.h. The tree is walked without recursion: pages may nest as deep as
 * they like. */
#include "input/html.h"

#include <limits.h>
#include <strings.h>

#include <libxml/HTMLparser.h>

#include "base/buf.h"
#include "input/html_main.h"
#include "input/html_meta.h"

#define CHARSET_SCAN_BYTES 4096 /* the standard says 1024; some pages need more */

toc_slice toc_html_charset(toc_slice bytes)
{
    const size_t n = bytes.len < CHARSET_SCAN_BYTES ? bytes.len : CHARSET_SCAN_BYTES;
    for (size_t i = 0; i + 8 < n; i++) {
        if (strncasecmp(bytes.ptr + i, "charset", 7) != 0) continue;
        size_t at = i + 7;
        while (at < n && (bytes.ptr[at] == ' ' || bytes.ptr[at] == '=' || bytes.ptr[at] == '"' ||
                          bytes.ptr[at] == '\''))
            at++;
        const size_t start = at;
        while (at < n && (bytes.ptr[at] == '-' || bytes.ptr[at] == '_' ||
                          (bytes.ptr[at] >= '0' && bytes.ptr[at] <= '9') ||
                          ((bytes.ptr[at] | 0x20) >= 'a' && (bytes.ptr[at] | 0x20) <= 'z')))
            at++;
        if (at > start) return toc_slice_sub(bytes, start, at);
    }
    return TOC_LIT("");
}

void toc_html_open(void)
{
    xmlInitParser(); /* must have happened before threads parse */
}

tocsin_status toc_html_read(toc_page *out, toc_slice html, const toc_page_names *names,
                            toc_arena *arena, tocsin_error *err)
{
    *out = (toc_page){.published = TOC_NO_DAY};
    out->text = out->title = out->author = out->site = out->url = out->language = TOC_LIT("");
    bool blank = true;
    for (size_t i = 0; i < html.len && blank; i++)
        blank =
            html.ptr[i] == ' ' || html.ptr[i] == '\n' || html.ptr[i] == '\r' || html.ptr[i] == '\t';
    if (blank) return TOCSIN_OK;
    if (html.len > INT_MAX) return toc_fail(err, TOCSIN_LIMIT, "the page is too long");
    htmlDocPtr doc = htmlReadMemory(html.ptr, (int)html.len, NULL, "UTF-8",
                                    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                        HTML_PARSE_NONET);
    if (doc == NULL) return toc_fail(err, TOCSIN_INPUT, "the page cannot be parsed as HTML");
    toc_html_meta(out, doc, arena);
    toc_html_main(out, doc, names == NULL ? &toc_page_no_names : names, arena);
    xmlFreeDoc(doc);
    return arena->failed ? toc_fail(err, TOCSIN_NO_MEMORY, "out of memory while reading a page")
                         : TOCSIN_OK;
}
