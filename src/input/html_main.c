/* src/input/html_main.c - main text by paragraph scores, in the manner of Readability (Arc90):
 *
 *   1. every element gets its numbers bottom-up: text of its own (through inline elements), of
 *      which in links; commas; all text below
 *   2. a paragraph gives points to its parent and half of them to its grandparent
 *   3. the container with the most points (less its share of links) is the article; siblings
 *      that look like it are taken along
 *   4. its blocks are printed, less those that are mostly links
 *
 * Elements of page furniture, by tag or by class and id, are left out before all that. */
#include "input/html_main.h"

#include <strings.h>

#include "base/buf.h"

#define TEXT_NODES 64 /* of a title or name: nested ones must not cost a page squared */
#define TEXT_BYTES 2000

typedef struct node_info {
    bool skip; /* not part of any article */
    bool block;
    uint32_t own, own_link; /* bytes of text in this block itself */
    uint32_t all, all_link; /* bytes of text below, links among them */
    uint32_t paragraph;     /* bytes of paragraphs below */
    uint32_t commas;        /* in own */
    int32_t score;          /* points * 100 */
} node_info;

static bool one_of(const char *name, const char *const *names)
{
    for (; *names != NULL; names++)
        if (strcasecmp(name, *names) == 0) return true;
    return false;
}

static const char *tag(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && node->name != NULL ? (const char *)node->name : "";
}

static node_info *info(const xmlNode *node)
{
    return node == NULL || node->type != XML_ELEMENT_NODE ? NULL : node->_private;
}

toc_slice toc_html_attribute(const xmlNode *node, const char *name)
{
    if (node->type != XML_ELEMENT_NODE) return TOC_LIT("");
    for (const xmlAttr *a = node->properties; a != NULL; a = a->next)
        if (strcasecmp((const char *)a->name, name) == 0 && a->children != NULL &&
            a->children->content != NULL)
            return toc_slice_of((const char *)a->children->content);
    return TOC_LIT("");
}

xmlNode *toc_html_next(xmlNode *node, const xmlNode *root, bool skip)
{
    if (!skip && node->type == XML_ELEMENT_NODE && node->children != NULL) return node->children;
    while (node != NULL && node != root) {
        if (node->next != NULL) return node->next;
        node = node->parent;
    }
    return NULL;
}

/* ---------------------------------------------------------------- what is furniture */
static const char *const FRAMES[] = {"form", "nav",    "aside", "footer", "figcaption",
                                     "menu", "dialog", "label", NULL};
static const char *const BLOCKS[] = {
    "html",     "body",    "div",    "p",  "article", "section", "main",    "header",     "footer",
    "aside",    "nav",     "ul",     "ol", "li",      "dl",      "dt",      "dd",         "table",
    "tbody",    "thead",   "tfoot",  "tr", "td",      "th",      "caption", "blockquote", "pre",
    "h1",       "h2",      "h3",     "h4", "h5",      "h6",      "figure",  "figcaption", "form",
    "fieldset", "address", "center", "hr", "details", "summary", NULL};

/* Class and id, cut to what a name may be: a page cannot make us compare for hours. */
static toc_slice label(const xmlNode *node, const char *name)
{
    toc_slice s = toc_html_attribute(node, name);
    if (s.len > 200) s.len = 200;
    return s;
}

/* By its tag: no text of an article whatever it holds. */
static bool never(const xmlNode *node)
{
    static const char *const CODE[] = {
        "script", "style", "noscript", "iframe", "svg",    "object", "embed", "template",
        "canvas", "video", "audio",    "title",  "meta",   "link",   "base",  "map",
        "select", "input", "textarea", "button", "applet", NULL};
    return one_of(tag(node), CODE);
}

/* By its tag, role, class or id: furniture, unless most of the page's text is in it. */
static bool furniture(const xmlNode *node, const toc_page_names *names)
{
    const char *name = tag(node);
    static const char *const ROOTS[] = {"html", "body", "article", "main", "p", NULL};
    if (one_of(name, FRAMES)) return true;
    const toc_slice style = label(node, "style");
    static const char *const HIDDEN[] = {"display:none", "display: none", "visibility:hidden",
                                         NULL};
    if (style.len > 0 && toc_page_name_holds(style, HIDDEN)) return true;
    const toc_slice class = label(node, "class"), id = label(node, "id");
    if (strcasecmp(name, "p") == 0)
        return class.len > 0 && toc_page_name_holds(class, names->pieces[TOC_PAGE_FURNITURE]);
    if (one_of(name, ROOTS)) return false;
    if (toc_slice_is(toc_html_attribute(node, "aria-hidden"), "true")) return true;
    const toc_slice role = toc_html_attribute(node, "role");
    static const char *const ROLES[] = {"navigation", "complementary", "banner", "contentinfo",
                                        "search",     "menu",          "dialog", NULL};
    if (role.len > 0 && role.len < 20 && toc_page_name_holds(role, ROLES)) return true;
    if (class.len == 0 && id.len == 0) return false;
    if (toc_page_name_holds(class, names->pieces[TOC_PAGE_ARTICLE]) ||
        toc_page_name_holds(id, names->pieces[TOC_PAGE_ARTICLE]))
        return false;
    return toc_page_name_holds(class, names->pieces[TOC_PAGE_FURNITURE]) ||
           toc_page_name_holds(id, names->pieces[TOC_PAGE_FURNITURE]);
}

/* ---------------------------------------------------------------- numbers bottom-up */
static uint32_t visible(const char *s, uint32_t *commas)
{
    uint32_t n = 0;
    bool gap = true;
    for (; *s != '\0'; s++) {
        const bool white = *s == ' ' || *s == '\n' || *s == '\t' || *s == '\r';
        if (!white || !gap) n++;
        gap = white;
        *commas += *s == ',';
    }
    return n;
}

static void give(xmlNode *node, int32_t points)
{
    node_info *i = info(node);
    if (i != NULL && i->score < (1 << 28)) i->score += points;
}

static void leave(xmlNode *node)
{
    node_info *i = info(node), *up = info(node->parent);
    if (i == NULL) return;
    static const char *const PARAGRAPHS[] = {"p", "pre", "blockquote", "li", "dd", NULL};
    static const char *const CONTAINERS[] = {"div",    "td",   "section", "article",
                                             "center", "main", "body",    NULL};
    const char *name = tag(node);
    if (i->block && i->own >= 25) {
        const bool paragraph = one_of(name, PARAGRAPHS), container = one_of(name, CONTAINERS);
        const uint32_t length = i->own / 100 > 3 ? 3 : i->own / 100;
        int32_t points = (int32_t)(100 + 100 * (i->commas > 20 ? 20 : i->commas) + 100 * length);
        points = (int32_t)((int64_t)points * (i->own - i->own_link) / i->own);
        if (container && i->own >= 80) {
            give(node, points);
            give(node->parent, points / 2);
        } else if (paragraph) {
            const bool item = strcasecmp(name, "li") == 0;
            give(node->parent, item ? points / 3 : points);
            if (node->parent != NULL) give(node->parent->parent, item ? points / 6 : points / 2);
        }
        if ((paragraph || container) && i->own_link * 2 < i->own) i->paragraph += i->own;
    }
    if (up == NULL) return;
    if (!i->block) {
        up->own += i->own;
        up->own_link += i->own_link;
        up->commas += i->commas;
    }
    up->all += i->all;
    up->all_link += i->all_link;
    up->paragraph += i->paragraph;
}

static void measure(xmlNode *root, toc_arena *arena)
{
    xmlNode *node = root;
    for (;;) {
        bool down = false;
        node_info *up = info(node->parent);
        if (node->type == XML_ELEMENT_NODE) {
            node_info *i = node->_private;
            if (i == NULL) i = node->_private = TOC_NEW(arena, node_info);
            if (i == NULL) return;
            *i = (node_info){.skip = i->skip || never(node), .block = one_of(tag(node), BLOCKS)};
            down = !i->skip && node->children != NULL;
        } else if (node->type == XML_TEXT_NODE && up != NULL && node->content != NULL) {
            uint32_t commas = 0;
            const uint32_t n = visible((const char *)node->content, &commas);
            up->own += n;
            up->all += n;
            up->commas += commas;
        }
        if (down) {
            node = node->children;
            continue;
        }
        while (node->next == NULL || node == root) {
            node_info *i = info(node);
            if (i != NULL && !i->skip) {
                if (strcasecmp(tag(node), "a") == 0) {
                    i->own_link = i->own;
                    i->all_link = i->all;
                }
                leave(node);
            }
            if (node == root || node->parent == NULL) return;
            node = node->parent;
        }
        node_info *i = info(node);
        if (i != NULL && !i->skip) {
            if (strcasecmp(tag(node), "a") == 0) {
                i->own_link = i->own;
                i->all_link = i->all;
            }
            leave(node);
        }
        node = node->next;
    }
}

/* Skips furniture that does not hold a good part of the page's paragraphs. */
static void drop_furniture(xmlNode *root, const toc_page_names *names)
{
    const node_info *whole = info(root);
    for (xmlNode *n = root; n != NULL;) {
        node_info *i = info(n);
        if (i != NULL && !i->skip && n != root && furniture(n, names) &&
            (uint64_t)i->paragraph * 10 < (uint64_t)whole->paragraph * 4)
            i->skip = true;
        n = toc_html_next(n, root, i != NULL && i->skip);
    }
}

/* ---------------------------------------------------------------- the container */
static int64_t merit(const xmlNode *node, const toc_page_names *names)
{
    const node_info *i = info(node);
    if (i == NULL || i->skip || i->score <= 0 || i->all == 0) return 0;
    int64_t score = i->score;
    const toc_slice class = label(node, "class"), id = label(node, "id");
    if (toc_page_name_holds(class, names->pieces[TOC_PAGE_GOOD]) ||
        toc_page_name_holds(id, names->pieces[TOC_PAGE_GOOD]))
        score += 1500;
    if (toc_page_name_holds(class, names->pieces[TOC_PAGE_POOR]) ||
        toc_page_name_holds(id, names->pieces[TOC_PAGE_POOR]))
        score -= 1500;
    if (toc_page_name_holds(class, names->pieces[TOC_PAGE_ARTICLE]) ||
        toc_page_name_holds(id, names->pieces[TOC_PAGE_ARTICLE]) ||
        toc_slice_is(toc_html_attribute(node, "itemprop"), "articleBody"))
        score += 3000;
    if (strcasecmp(tag(node), "article") == 0) score += 1000;
    return score * (int64_t)(i->all - i->all_link) / i->all;
}

static xmlNode *best_container(xmlNode *root, const toc_page_names *names)
{
    xmlNode *best = NULL;
    int64_t most = 0;
    for (xmlNode *n = root; n != NULL;) {
        const node_info *i = info(n);
        const int64_t value = i == NULL || !i->block ? 0 : merit(n, names);
        if (value > most) {
            most = value;
            best = n;
        }
        n = toc_html_next(n, root, i != NULL && i->skip);
    }
    return best;
}

/* An article cut into sections: the largest ancestor whose further text is nearly all paragraphs. */
static xmlNode *widen(xmlNode *best)
{
    const node_info *inner = info(best);
    for (xmlNode *up = best->parent; info(up) != NULL; up = up->parent) {
        const node_info *outer = info(up);
        const int64_t more = (int64_t)outer->all - inner->all,
                      links = (int64_t)outer->all_link - inner->all_link;
        const int64_t paragraphs = (int64_t)outer->paragraph - inner->paragraph;
        if (paragraphs * 2 > (int64_t)inner->paragraph && paragraphs * 10 > more * 6 &&
            links * 10 < more * 2) {
            best = up;
            inner = outer;
        }
    }
    return best;
}

/* ---------------------------------------------------------------- printing */
typedef struct printer {
    toc_buf *out;
    toc_buf line;
    uint32_t link; /* bytes of the line inside links */
    bool heading;  /* the line is a heading: printed once a paragraph follows */
    toc_buf held;
    toc_slice title; /* stands above the text already */
} printer;

static void put_text(printer *p, const char *s, bool link)
{
    for (; *s != '\0'; s++) {
        const bool nbsp = (unsigned char)s[0] == 0xc2 && (unsigned char)s[1] == 0xa0;
        if (*s == ' ' || *s == '\n' || *s == '\t' || *s == '\r' || nbsp) {
            if (p->line.len > 0 && p->line.ptr[p->line.len - 1] != ' ' &&
                p->line.ptr[p->line.len - 1] != '\n')
                toc_buf_char(&p->line, ' ');
            s += nbsp;
        } else {
            toc_buf_char(&p->line, *s);
            p->link += link;
        }
    }
}

/* Ends the open block. Link lists and single symbols are dropped; a heading waits for its text. */
static void end_block(printer *p)
{
    while (p->line.len > 0 &&
           (p->line.ptr[p->line.len - 1] == ' ' || p->line.ptr[p->line.len - 1] == '\n'))
        p->line.len--;
    const size_t n = p->line.len;
    if (n > 0) {
        const bool title = p->title.len > 0 && toc_slice_eq(p->title, (toc_slice){p->line.ptr, n});
        const bool links = title || p->link * 10 > n * 7 || (p->link * 2 > n && n < 60);
        if (p->heading) {
            p->held.len = 0;
            if (!links) toc_buf_put(&p->held, p->line.ptr, n);
        } else if (!links && n > 1) {
            if (p->held.len > 0) {
                if (p->out->len > 0) toc_buf_text(p->out, "\n\n");
                toc_buf_put(p->out, p->held.ptr, p->held.len);
                p->held.len = 0;
            }
            if (p->out->len > 0) toc_buf_text(p->out, "\n\n");
            toc_buf_put(p->out, p->line.ptr, n);
        }
    }
    p->line.len = 0;
    p->link = 0;
    p->heading = false;
}

static bool is_heading(const xmlNode *node)
{
    const char *name = tag(node);
    return (name[0] == 'h' || name[0] == 'H') && name[1] >= '1' && name[1] <= '6' &&
           name[2] == '\0';
}

/* A list, table or box inside the article that is mostly links. */
static bool link_box(const xmlNode *node)
{
    static const char *const BOXES[] = {"ul", "ol", "div", "section", "table", "dl", NULL};
    const node_info *i = info(node);
    return i != NULL && i->all > 0 && i->all_link * 2 > i->all && one_of(tag(node), BOXES) &&
           i->paragraph * 3 < i->all;
}

static void print_tree(printer *p, xmlNode *root)
{
    uint32_t links = 0; /* open <a> elements */
    xmlNode *n = root;
    while (n != NULL) {
        const node_info *i = info(n);
        bool down = false;
        if (n->type == XML_TEXT_NODE && n->content != NULL) {
            put_text(p, (const char *)n->content, links > 0);
        } else if (i != NULL && !i->skip && !(n != root && link_box(n))) {
            if (i->block) {
                end_block(p);
                p->heading = is_heading(n);
            }
            if (strcasecmp(tag(n), "br") == 0) {
                /* two in a row: a paragraph */
                if (p->line.len > 0 && p->line.ptr[p->line.len - 1] == '\n')
                    end_block(p);
                else if (p->line.len > 0)
                    toc_buf_char(&p->line, '\n');
            }
            down = n->children != NULL;
            if (down && strcasecmp(tag(n), "a") == 0) links++;
        }
        if (down) {
            n = n->children;
            continue;
        }
        while (n != root && n->next == NULL) {
            n = n->parent;
            if (strcasecmp(tag(n), "a") == 0) links--;
            if (info(n) != NULL && info(n)->block) end_block(p);
        }
        if (n == root) break;
        n = n->next;
    }
    end_block(p);
}

static bool joins(const xmlNode *node, const xmlNode *best, int64_t least,
                  const toc_page_names *names)
{
    const node_info *i = info(node);
    if (node == best) return true;
    if (i == NULL || i->skip || i->all == 0) return false;
    if (merit(node, names) >= least && i->all_link * 4 < i->all) return true;
    if (strcasecmp(tag(node), "p") == 0) {
        if (i->own > 80 && i->own_link * 4 < i->own) return true;
        return i->own > 0 && i->own <= 80 && i->own_link == 0 && i->commas > 0;
    }
    return false;
}

toc_slice toc_html_text(xmlNode *node, toc_arena *arena)
{
    toc_buf out = {0};
    printer p = {.out = &out};
    uint32_t seen = 0;
    for (xmlNode *n = node; n != NULL && seen < TEXT_NODES && p.line.len < TEXT_BYTES;
         n = toc_html_next(n, node,
                           strcasecmp(tag(n), "script") == 0 || strcasecmp(tag(n), "style") == 0),
                 seen++)
        if (n->type == XML_TEXT_NODE && n->content != NULL)
            put_text(&p, (const char *)n->content, false);
    toc_slice s = {p.line.len == 0 ? "" : p.line.ptr, p.line.len};
    s = toc_dup(arena, toc_slice_trim(s));
    toc_buf_free(&p.line);
    return s;
}

/* The text under the best container and what joins it. */
static void extract(toc_buf *out, xmlNode *root, toc_slice title, const toc_page_names *names)
{
    xmlNode *best = best_container(root, names);
    best = best == NULL ? root : widen(best);
    const int64_t least = merit(best, names) / 5 > 1000 ? merit(best, names) / 5 : 1000;
    printer p = {.out = out, .title = title};
    xmlNode *first = best->parent != NULL && best->parent->type == XML_ELEMENT_NODE && best != root
                         ? best->parent->children
                         : best;
    for (xmlNode *n = first; n != NULL; n = best == root ? NULL : n->next)
        if (joins(n, best, least, names)) print_tree(&p, n);
    toc_buf_free(&p.line);
    toc_buf_free(&p.held);
}

void toc_html_main(toc_page *page, xmlDoc *doc, const toc_page_names *names, toc_arena *arena)
{
    xmlNode *root = xmlDocGetRootElement(doc);
    if (root == NULL) return;
    measure(root, arena);
    if (info(root) == NULL) return;
    const uint32_t whole = info(root)->paragraph;
    drop_furniture(root, names);
    measure(root, arena);
    toc_buf out = {0};
    extract(&out, root, page->title, names);
    if (out.len * 5 < whole) { /* names of classes misled us: without them */
        for (xmlNode *n = root; n != NULL; n = toc_html_next(n, root, false))
            if (info(n) != NULL) info(n)->skip = one_of(tag(n), FRAMES);
        measure(root, arena);
        out.len = 0;
        extract(&out, root, page->title, names);
    }
    if (!out.failed) {
        const toc_slice text = toc_dup(arena, (toc_slice){out.len == 0 ? "" : out.ptr, out.len});
        if (text.len > page->text.len / 2)
            page->text = text; /* else JSON-LD's articleBody has more */
    }
    toc_buf_free(&out);
}
