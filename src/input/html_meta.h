/* src/input/html_meta.h - title, date, author, site of a parsed page. */
#ifndef TOC_HTML_META_H
#define TOC_HTML_META_H

#include <libxml/tree.h>

#include "input/html.h"

/* Sets all of the page but its text. Sources in order: JSON-LD, meta elements, microdata, <h1>
 * and <time>, the address. */
void toc_html_meta(toc_page *page, xmlDoc *doc, toc_arena *arena);

#endif
