/* Words of spans are left out of a record and come back, byte for byte; what is not of the article is refused. */
#include "check.h"
#include "store/store.h"

static const char BODY[] = "He said \"no!\" and caf\xc3\xa9s\n burned.";

static tocsin_article article_of(const char *title)
{
    tocsin_article article;
    tocsin_article_init(&article, sizeof article);
    article.bytes = BODY;
    article.len = sizeof BODY - 1;
    article.title = title;
    return article;
}

static void test_both_ways(void)
{
    static const struct {
        const char *record, *left;
    } CASES[] = {
        {"{\"trigger\":{\"start\":3,\"end\":7,\"text\":\"said\",\"lemma\":\"say\"}}",
         "{\"trigger\":{\"start\":3!4;,\"lemma\":\"say\"}}"},
        {"[{\"in\":\"title\",\"start\":0,\"end\":4,\"text\":\"Cafe\"},{\"start\":0,\"end\":2,\"text\":\"He\"}]",
         "[{\"in\":\"title\",\"start\":0!4;},{\"start\":0!2;}]"},
        {"{\"start\":8,\"end\":13,\"text\":\"\\\"no!\\\"\"}", "{\"start\":8!5;}"},
        {"{\"start\":18,\"end\":34,\"text\":\"caf\xc3\xa9s\\n burned.\"}",
         NULL}, /* ends where the text does not */
        {"{\"start\":18,\"end\":32,\"text\":\"caf\xc3\xa9s\\n burned\"}", "{\"start\":18!14;}"},
        {"{\"field\":\"status\",\"start\":3,\"end\":7}", NULL}, /* evidence has no words */
        {"{\"start\":3,\"end\":7,\"text\":\"Said\"}", NULL},    /* another decoding of the bytes */
        {"{\"start\":3,\"end\":7,\"text\":\"sai\"}", NULL},
        {"{\"start\":7,\"end\":3,\"text\":\"said\"}", NULL},
        {"{\"start\":3,\"end\":99999999999999999999,\"text\":\"said\"}", NULL},
        {"{\"start\":0,\"end\":0,\"text\":\"\"}", "{\"start\":0!0;}"},
        {"{\"name\":\"\\\"start\\\":3,\\\"end\\\":7,\",\"text\":\"said\"}", NULL}, /* in a string */
        {"{\"end\":7,\"text\":\"said\"}", NULL},
        {"{\"title\":\"Stop! 5;\",\"start\":3,\"end\":7,\"text\":\"said\"}",
         "{\"title\":\"Stop! 5;\",\"start\":3!4;}"},
        {"", NULL},
    };
    const tocsin_article article = article_of("Cafe");
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        toc_buf left = {0}, again = {0};
        const char *want = CASES[i].left != NULL ? CASES[i].left : CASES[i].record;
        toc_buf_text(&left, "before");
        toc_spans_leave(&left, toc_slice_of(CASES[i].record), &article);
        const toc_slice got = toc_slice_sub((toc_slice){left.ptr, left.len}, 6, left.len);
        CHECK(toc_slice_is(got, want), "case %zu: %.*s", i, (int)got.len, got.ptr);
        CHECK(toc_spans_fill(&again, got, &article) &&
                  toc_slice_is((toc_slice){again.ptr, again.len}, CASES[i].record),
              "case %zu: back", i);
        toc_buf_free(&left);
        toc_buf_free(&again);
    }
}

static void test_refused(void)
{
    static const char *const CASES[] = {"!",
                                        "!4;",
                                        "{\"start\":3!",
                                        "{\"start\":3!x;}",
                                        "{\"start\":3!99;}",
                                        "{\"start\":99!1;}",
                                        "{\"in\":\"title\",\"start\":0!1;}",
                                        "{\"start\":3!99999999999999999999999;}",
                                        "{\"stop\":3!4;}"};
    const tocsin_article article = article_of(NULL);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        toc_buf out = {0};
        CHECK(!toc_spans_fill(&out, toc_slice_of(CASES[i]), &article), "%s", CASES[i]);
        toc_buf_free(&out);
    }
}

int main(void)
{
    test_both_ways();
    test_refused();
    return check_done();
}
