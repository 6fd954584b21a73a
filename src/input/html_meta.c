/* src/input/html_meta.c - see html_meta.h. */
#include "input/html_meta.h"

#include <strings.h>
#include <yajl/yajl_parse.h>

#include "base/calendar.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "input/html_main.h"
#include "input/stated_date.h"

#define MOST_LOOKS 400 /* elements whose text is read in search of a heading, date or name */

typedef struct facts {
    toc_arena *arena;
    /* by source, best first when read */
    toc_slice ld_headline, ld_author, ld_date, ld_body, ld_site;
    toc_slice meta_title, meta_author, meta_date, meta_site, url, title, heading, rel_author, time,
        shown;
    uint32_t headings; /* how many <h1> */
    uint32_t looks;    /* elements whose text was read */
} facts;

static void keep(toc_slice *field, facts *f, toc_slice value)
{
    if (field->len == 0 && value.len > 0) *field = toc_dup(f->arena, toc_slice_trim(value));
}

/* ---------------------------------------------------------------- JSON-LD */
typedef struct ld_parse {
    facts *f;
    uint32_t depth;
    toc_slice keys[TOC_MAX_DEPTH + 1]; /* key that is open at each depth */
} ld_parse;

static int ld_string(void *ctx, const unsigned char *bytes, size_t len)
{
    ld_parse *p = ctx;
    const toc_slice value = {(const char *)bytes, len};
    const toc_slice key = p->keys[p->depth];
    if (toc_slice_is(key, "headline")) keep(&p->f->ld_headline, p->f, value);
    if (toc_slice_is(key, "datePublished")) keep(&p->f->ld_date, p->f, value);
    if (toc_slice_is(key, "articleBody")) keep(&p->f->ld_body, p->f, value);
    if (toc_slice_is(key, "author")) keep(&p->f->ld_author, p->f, value);
    if (toc_slice_is(key, "name"))
        for (uint32_t d = p->depth; d > 0 && d + 2 >= p->depth; d--) {
            if (toc_slice_is(p->keys[d], "author")) keep(&p->f->ld_author, p->f, value);
            if (toc_slice_is(p->keys[d], "publisher")) keep(&p->f->ld_site, p->f, value);
        }
    return 1;
}

static int ld_key(void *ctx, const unsigned char *bytes, size_t len)
{
    ld_parse *p = ctx;
    p->keys[p->depth] = toc_dup(p->f->arena, (toc_slice){(const char *)bytes, len < 64 ? len : 64});
    return 1;
}

static int ld_open(void *ctx)
{
    ld_parse *p = ctx;
    if (p->depth >= TOC_MAX_DEPTH) return 0;
    p->depth++;
    p->keys[p->depth] = TOC_LIT("");
    return 1;
}

static int ld_array(void *ctx)
{
    ld_parse *p = ctx;
    const toc_slice key = p->keys[p->depth];
    if (!ld_open(ctx)) return 0;
    p->keys[p->depth] = key; /* "author": ["A", "B"] */
    return 1;
}

static int ld_close(void *ctx)
{
    ld_parse *p = ctx;
    p->depth--;
    return 1;
}

static void read_ld(facts *f, xmlNode *script)
{
    static const yajl_callbacks CALLBACKS = {
        NULL, NULL, NULL, NULL, NULL, ld_string, ld_open, ld_key, ld_close, ld_array, ld_close};
    const xmlNode *text = script->children;
    if (text == NULL || text->content == NULL) return;
    ld_parse p = {.f = f};
    p.keys[0] = TOC_LIT("");
    yajl_handle parser = yajl_alloc(&CALLBACKS, NULL, &p);
    if (parser == NULL) return;
    yajl_config(parser, yajl_allow_comments, 1);
    const toc_slice json = toc_slice_of((const char *)text->content);
    if (yajl_parse(parser, (const unsigned char *)json.ptr, json.len) == yajl_status_ok)
        yajl_complete_parse(parser);
    yajl_free(parser);
}

/* ---------------------------------------------------------------- elements */
static bool named(toc_slice s, const char *const *names)
{
    for (; *names != NULL; names++)
        if (s.len == strlen(*names) && strncasecmp(s.ptr, *names, s.len) == 0) return true;
    return false;
}

static void read_meta(facts *f, const xmlNode *node)
{
    static const char *const TITLES[] = {"og:title",       "twitter:title", "dc.title",
                                         "sailthru.title", "parsely-title", NULL};
    static const char *const DATES[] = {"article:published_time",
                                        "datepublished",
                                        "date",
                                        "pubdate",
                                        "publishdate",
                                        "publish-date",
                                        "dc.date.issued",
                                        "dc.date",
                                        "dc.date.created",
                                        "dcterms.created",
                                        "dcterms.date",
                                        "sailthru.date",
                                        "parsely-pub-date",
                                        "og:published_time",
                                        "article.published",
                                        "cxenseparse:recs:publishtime",
                                        "rnews:datepublished",
                                        "originalpublicationdate",
                                        "publication_date",
                                        "article_date_original",
                                        "timestamp",
                                        "og:article:published_time",
                                        "published_date",
                                        "displaydate",
                                        "weibo:article:create_at",
                                        NULL};
    static const char *const AUTHORS[] = {
        "author",         "article:author",  "dc.creator",      "byl",
        "parsely-author", "sailthru.author", "dcterms.creator", NULL};
    static const char *const SITES[] = {"og:site_name", "application-name", "dc.publisher", NULL};
    static const char *const URLS[] = {"og:url", NULL};
    toc_slice name = toc_html_attribute(node, "property");
    if (name.len == 0) name = toc_html_attribute(node, "name");
    if (name.len == 0) name = toc_html_attribute(node, "itemprop");
    const toc_slice value = toc_html_attribute(node, "content");
    if (named(name, TITLES)) keep(&f->meta_title, f, value);
    int32_t day;
    if (named(name, DATES) && toc_stated_date(value, &day)) keep(&f->meta_date, f, value);
    if (named(name, AUTHORS) && (value.len < 4 || strncasecmp(value.ptr, "http", 4) != 0))
        keep(&f->meta_author, f, value);
    if (named(name, SITES)) keep(&f->meta_site, f, value);
    if (named(name, URLS)) keep(&f->url, f, value);
}

/* Class or id of an element that shows when the page was published. */
static bool date_name(toc_slice name)
{
    static const char *const PIECES[] = {"date", "time", "publish", "posted", "byline", "meta"};
    if (name.len > 100) return false;
    for (size_t i = 0; i < sizeof PIECES / sizeof *PIECES; i++)
        for (size_t at = 0, n = strlen(PIECES[i]); at + n <= name.len; at++)
            if (strncasecmp(name.ptr + at, PIECES[i], n) == 0) return true;
    return false;
}

static void read_element(facts *f, xmlNode *node)
{
    const char *name = (const char *)node->name;
    if (strcasecmp(name, "meta") == 0) {
        read_meta(f, node);
    } else if (strcasecmp(name, "script") == 0) {
        if (toc_slice_is(toc_html_attribute(node, "type"), "application/ld+json")) read_ld(f, node);
    } else if (strcasecmp(name, "title") == 0) {
        if (f->title.len == 0) f->title = toc_html_text(node, f->arena);
    } else if (strcasecmp(name, "h1") == 0) {
        const toc_slice text =
            f->looks++ < MOST_LOOKS ? toc_html_text(node, f->arena) : TOC_LIT("");
        if (text.len > 0) f->headings++;
        if (f->heading.len == 0 || toc_slice_is(toc_html_attribute(node, "itemprop"), "headline"))
            f->heading = text;
    } else if (strcasecmp(name, "link") == 0) {
        if (toc_slice_is(toc_html_attribute(node, "rel"), "canonical"))
            keep(&f->url, f, toc_html_attribute(node, "href"));
    } else {
        const toc_slice prop = toc_html_attribute(node, "itemprop");
        const toc_slice when = toc_html_attribute(node, "datetime");
        const toc_slice class = toc_html_attribute(node, "class");
        int32_t day;
        if (f->shown.len == 0 && f->looks < MOST_LOOKS &&
            (date_name(class) || date_name(toc_html_attribute(node, "id")))) {
            const toc_slice text = toc_html_text(node, f->arena);
            f->looks++;
            if (text.len < 150 && toc_stated_date(text, &day)) f->shown = text;
        }
        if (when.len > 0 && toc_stated_date(when, &day)) keep(&f->time, f, when);
        if (toc_slice_is(prop, "datePublished")) {
            const toc_slice said = toc_html_attribute(node, "content");
            if (said.len > 0) keep(&f->meta_date, f, said);
        }
        if (f->rel_author.len == 0 && f->looks < MOST_LOOKS &&
            (toc_slice_is(toc_html_attribute(node, "rel"), "author") ||
             toc_slice_is(prop, "author"))) {
            const toc_slice text = toc_html_text(node, f->arena);
            f->looks++;
            if (text.len < 80) f->rel_author = text;
        }
    }
}

/* ---------------------------------------------------------------- choosing */
static bool begins_with(toc_slice s, toc_slice head)
{
    return s.len >= head.len && head.len > 0 && strncasecmp(s.ptr, head.ptr, head.len) == 0;
}

/* "Five killed in Kabul | The Daily Name" -> "Five killed in Kabul". */
static toc_slice without_site(toc_slice title, toc_slice site)
{
    static const char *const MARKS[] = {" | ",  " - ",        " \xe2\x80\x93 ", " \xe2\x80\x94 ",
                                        " :: ", " \xc2\xab ", " \xc2\xbb ",     " // "};
    size_t cut = title.len;
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
        const size_t n = strlen(MARKS[i]);
        for (size_t at = title.len; at-- > 1;)
            if (at + n <= title.len && memcmp(title.ptr + at, MARKS[i], n) == 0) {
                const toc_slice tail = toc_slice_sub(title, at + n, title.len);
                const bool named_site =
                    site.len > 0 && (begins_with(tail, site) || begins_with(site, tail));
                /* the last part is short beside the first, or the site's name */
                if ((named_site ||
                     (MARKS[i][1] == '|' ? at >= 8 : tail.len * 2 < at && tail.len < 40)) &&
                    at < cut)
                    cut = at;
                break;
            }
    }
    return toc_slice_sub(title, 0, cut);
}

static bool within(toc_slice s, toc_slice piece)
{
    for (size_t i = 0; i + piece.len <= s.len; i++)
        if (strncasecmp(s.ptr + i, piece.ptr, piece.len) == 0) return true;
    return false;
}

static void choose_title(toc_page *page, const facts *f)
{
    const toc_slice site = f->meta_site.len > 0 ? f->meta_site : f->ld_site;
    const toc_slice given = f->meta_title.len > 0 ? f->meta_title : f->title;
    const toc_slice bare = without_site(given, site);
    /* the one heading, unless it only adds to the page's title ("Local News | ...") or is the site's name */
    const bool one = f->headings == 1 && f->heading.len >= 8 && f->heading.len < 300;
    const bool heading =
        one && (within(given, f->heading)
                    ? f->heading.len * 3 > given.len
                    : f->heading.len >= 25 && !(bare.len > 0 && within(f->heading, bare)));
    if (heading)
        page->title = f->heading;
    else if (given.len > 0)
        page->title = bare;
    else
        page->title = f->heading.len > 0 ? f->heading : f->ld_headline;
}

/* "/2016/05/12/" in an address. */
static bool url_date(toc_slice url, int32_t *day)
{
    for (size_t i = 0; i + 11 <= url.len; i++) {
        if (url.ptr[i] != '/' || (url.ptr[i + 5] != '/' && url.ptr[i + 5] != '-')) continue;
        char iso[11];
        memcpy(iso, url.ptr + i + 1, 10);
        iso[4] = iso[7] = '-';
        if (url.ptr[i + 8] == url.ptr[i + 5] && toc_date_read((toc_slice){iso, 10}, day))
            return true;
    }
    return false;
}

static void choose_date(toc_page *page, const facts *f)
{
    int32_t day;
    if (toc_stated_date(f->ld_date, &day) || toc_stated_date(f->meta_date, &day) ||
        url_date(f->url, &day) || toc_stated_date(f->time, &day) || toc_stated_date(f->shown, &day))
        page->published = day;
}

void toc_html_meta(toc_page *page, xmlDoc *doc, toc_arena *arena)
{
    xmlNode *root = xmlDocGetRootElement(doc);
    facts f = {.arena = arena};
    for (xmlNode *n = root; n != NULL; n = toc_html_next(n, root, false))
        if (n->type == XML_ELEMENT_NODE) read_element(&f, n);
    if (root != NULL) page->language = toc_dup(arena, toc_html_attribute(root, "lang"));
    choose_title(page, &f);
    choose_date(page, &f);
    page->author = f.ld_author.len > 0     ? f.ld_author
                   : f.meta_author.len > 0 ? f.meta_author
                                           : f.rel_author;
    page->site = f.meta_site.len > 0 ? f.meta_site : f.ld_site.len > 0 ? f.ld_site : TOC_LIT("");
    page->url = f.url.len > 0 ? f.url : TOC_LIT("");
    page->text = f.ld_body.len > 0 ? f.ld_body : TOC_LIT("");
}
