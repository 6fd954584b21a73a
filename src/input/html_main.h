/* src/input/html_main.h - the article's paragraphs out of a parsed page. */
#ifndef TOC_HTML_MAIN_H
#define TOC_HTML_MAIN_H

#include <libxml/tree.h>

#include "input/html.h"

/* Sets page->text. Uses (and leaves set) the nodes' _private. */
void toc_html_main(toc_page *page, xmlDoc *doc, const toc_page_names *names, toc_arena *arena);

/* Value of an attribute as a view into the tree; empty when it has none (entities: its first part). */
toc_slice toc_html_attribute(const xmlNode *node, const char *name);
/* The next node in document order, not below `node` when skip is set; NULL behind `root`. */
xmlNode *toc_html_next(xmlNode *node, const xmlNode *root, bool skip);
/* Text below a node, white space squeezed: of the first elements only, for titles and names. */
toc_slice toc_html_text(xmlNode *node, toc_arena *arena);

#endif
