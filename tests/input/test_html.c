/* tests/input/test_html.c - main text and metadata of made-up pages. */
#include "input/html.h"

#include <stdlib.h>

#include "base/calendar.h"
#include "check.h"
#include "data_pack.h"

#define P1                                                                                     \
    "Gunmen opened fire on a patrol near the town of Marwan on Monday, killing two soldiers, " \
    "officials said."
#define P2                                                                                        \
    "The attackers fled towards the hills, and a third soldier was taken to hospital, according " \
    "to a doctor."

static const struct {
    const char *html;
    const char *text, *title;
    const char *date; /* NULL: none */
} CASES[] = {
    {"<html><head><title>Two killed | The Daily</title></head><body><nav><a "
     "href=x>Home</a></nav><div class=story><h1>Two killed</h1><p>" P1 "</p><p>" P2
     "</p></div><div class=comments><p>I think, as I said, that this is bad, very bad, "
     "friends.</p></div></body></html>",
     P1 "\n\n" P2, "Two killed", NULL},
    {"<meta property='og:title' content='A title of a page'><script "
     "type='application/"
     "ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2016-05-12T08:00Z\"}"
     "</script><article><p>" P1 "<p>" P2 "</article>",
     P1 "\n\n" P2, "A title of a page", "2016-05-12"},
    {"<body><div>" P1 "<br><br>" P2 "</div><time datetime='2016-05-13'>yesterday</time></body>",
     P1 "\n\n" P2, "", "2016-05-13"},
    {"<p>" P1 "</p><ul><li><a href=1>Another story of ours</a><li><a href=2>One more story of "
     "ours</a></ul><p>" P2 "</p>",
     P1 "\n\n" P2, "", NULL},
    {"<link rel=canonical href='http://x.org/2016/05/14/two-killed'><p>" P1
     "</p><script>var a = '<p>no text, no text, no text';</script>",
     P1, "", "2016-05-14"},
    {"<form><div><p>" P1 "</p></div></form>", P1, "", NULL}, /* a page that is one form */
    {"<p>" P1 " <b>Two</b>\n<i>words</i>&nbsp;here</p>", P1 " Two words here", "", NULL},
    {"", "", "", NULL},
    {"   \n", "", "", NULL},
    {"<", "", "", NULL},
    {"<!-- -->", "", "", NULL},
    {"<script type='application/ld+json'>{\"a\":[[[[</script><p>" P1, P1, "", NULL},
};

static const struct {
    const char *bytes, *charset;
} CHARSETS[] = {
    {"<meta charset=\"utf-8\">", "utf-8"},
    {"<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>", "windows-1251"},
    {"<p>no declaration", ""},
    {"charset", ""},
};

static toc_page_names names;

/* A page that nests or repeats without end must be read in time that grows with its size. */
static void check_large(const char *piece, size_t times)
{
    const size_t n = strlen(piece);
    char *page = malloc(n * times + 1);
    if (page == NULL) return;
    for (size_t i = 0; i < times; i++) memcpy(page + i * n, piece, n);
    toc_arena arena;
    toc_arena_init(&arena);
    toc_page out;
    CHECK(toc_html_read(&out, (toc_slice){page, n * times}, &names, &arena, NULL) == TOCSIN_OK,
          "%zu times \"%s\"", times, piece);
    toc_arena_free(&arena);
    free(page);
}

/* Names of a page's parts: a piece counts where a part of the name begins. */
static const struct {
    const char *name;
    toc_page_part part;
    bool held;
} NAMES[] = {
    {"post-tags", TOC_PAGE_FURNITURE, true}, {"postTags", TOC_PAGE_FURNITURE, true},
    {"stages", TOC_PAGE_FURNITURE, false},   {"td-post-content", TOC_PAGE_ARTICLE, true},
    {"post-tags", TOC_PAGE_ARTICLE, false},  {"main story", TOC_PAGE_GOOD, true},
    {"promo-box", TOC_PAGE_POOR, true},      {"promo-box", TOC_PAGE_FURNITURE, true},
    {"history", TOC_PAGE_GOOD, false},       {"", TOC_PAGE_POOR, false},
};

int main(void)
{
    toc_pack pack;
    toc_arena engine;
    data_pack(&pack);
    toc_arena_init(&engine);
    toc_page_names_open(&names, NULL, 0, &engine); /* no table: no name says anything */
    CHECK(!toc_page_name_holds(TOC_LIT("comment"), names.pieces[TOC_PAGE_FURNITURE]), "no table");
    toc_page_names_open(&names, &pack, 1, &engine);
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        CHECK(toc_page_name_holds(toc_slice_of(NAMES[i].name), names.pieces[NAMES[i].part]) ==
                  NAMES[i].held,
              "name %zu: \"%s\"", i, NAMES[i].name);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        toc_arena arena;
        toc_arena_init(&arena);
        toc_page out;
        const tocsin_status status =
            toc_html_read(&out, toc_slice_of(CASES[i].html), &names, &arena, NULL);
        CHECK(status == TOCSIN_OK && toc_slice_is(out.text, CASES[i].text), "case %zu: \"%.*s\"", i,
              (int)out.text.len, out.text.ptr);
        CHECK(toc_slice_is(out.title, CASES[i].title), "case %zu: title \"%.*s\"", i,
              (int)out.title.len, out.title.ptr);
        int32_t day = TOC_NO_DAY;
        if (CASES[i].date != NULL) toc_date_read(toc_slice_of(CASES[i].date), &day);
        CHECK(out.published == day, "case %zu: day %d", i, out.published);
        toc_arena_free(&arena);
    }
    for (size_t i = 0; i < sizeof CHARSETS / sizeof *CHARSETS; i++) {
        const toc_slice found = toc_html_charset(toc_slice_of(CHARSETS[i].bytes));
        CHECK(toc_slice_is(found, CHARSETS[i].charset), "charset %zu: \"%.*s\"", i, (int)found.len,
              found.ptr);
    }
    check_large("<div>", 200000);
    check_large("<div class=date>May ", 50000);
    check_large("<h1>a", 50000);
    check_large("<a href=x>b", 50000);
    check_large("<p>Some words, and more.</p>", 50000);
    check_large("<table><tr><td>", 20000);
    toc_arena_free(&engine);
    toc_pack_close(&pack);
    return check_done();
}
