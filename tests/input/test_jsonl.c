/* tests/input/test_jsonl.c - JSON lines: what is read, what is refused and where. */
#include "base/limits.h"
#include "tocsin/tocsin.h"

#include <stdlib.h>
#include <string.h>

#include "check.h"

static const struct {
    const char *line;
    const char *wrong; /* part of the message; NULL: it is read */
    const char *id, *text, *date;
    tocsin_from from;
} CASES[] = {
    {"{\"id\":\"a\",\"text\":\"Two died.\",\"date\":\"2020-07-13\"}", NULL, "a", "Two died.",
     "2020-07-13", TOCSIN_FROM_TEXT},
    {"{\"id\":7,\"html\":\"<p>x\"}", NULL, "7", "<p>x", NULL, TOCSIN_FROM_HTML},
    {" { \"text\" : \"a\\u0000b\\n\\u00e9\" } ", NULL, NULL, "a", NULL,
     TOCSIN_FROM_TEXT}, /* NUL inside: see below */
    {"{\"text\":\"x\",\"title\":null,\"more\":{\"text\":[1,{\"id\":[]}]},\"options\":{\"a\":true}}",
     NULL, NULL, "x", NULL, TOCSIN_FROM_TEXT},
    {"{\"text\":\"\"}", NULL, NULL, "", NULL, TOCSIN_FROM_TEXT},
    {"{\"id\":\"a\"}", "neither", NULL, NULL, NULL, 0},
    {"{\"text\":\"a\",\"html\":\"b\"}", "both", NULL, NULL, NULL, 0},
    {"{\"text\":\"a\",\"text\":\"b\"}", "\"text\" is given twice", NULL, NULL, NULL, 0},
    {"{\"text\":5}", "\"text\" must be a string, not a number", NULL, NULL, NULL, 0},
    {"{\"text\":[\"a\"]}", "\"text\" must be a string, not an array", NULL, NULL, NULL, 0},
    {"{\"text\":{}}", "not an object", NULL, NULL, NULL, 0},
    {"{\"date\":true,\"text\":\"a\"}", "\"date\" must be a string", NULL, NULL, NULL, 0},
    {"[]", "not a JSON object", NULL, NULL, NULL, 0},
    {"\"text\"", "not a JSON object", NULL, NULL, NULL, 0},
    {"12", "not a JSON object", NULL, NULL, NULL, 0},
    {"{\"text\":\"a\"", "byte", NULL, NULL, NULL, 0},
    {"{\"text\":\"a\"} x", "byte", NULL, NULL, NULL, 0},
    {"", "byte", NULL, NULL, NULL, 0},
    {"{\"text\":\"a\\q\"}", "byte", NULL, NULL, NULL, 0},
};

static tocsin_status read(tocsin_line **out, tocsin_article *article, const char *line, size_t len,
                          tocsin_error *err)
{
    *article = (tocsin_article){.size = sizeof *article};
    *err = (tocsin_error){0};
    return tocsin_line_read(out, article, line, len, err);
}

static void check_deep(size_t depth, bool fine)
{
    const size_t len = 20 + 2 * depth;
    char *line = malloc(len + 1);
    if (line == NULL) return;
    size_t at = (size_t)sprintf(line, "{\"text\":\"a\",\"x\":");
    memset(line + at, '[', depth);
    memset(line + at + depth, ']', depth);
    memcpy(line + at + 2 * depth, "}", 2);
    tocsin_line *out;
    tocsin_article article;
    tocsin_error err;
    const tocsin_status status = read(&out, &article, line, at + 2 * depth + 1, &err);
    CHECK((status == TOCSIN_OK) == fine, "depth %zu: %s", depth, err.message);
    tocsin_line_free(out);
    free(line);
}

int main(void)
{
    tocsin_line *out;
    tocsin_article a;
    tocsin_error err;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const tocsin_status status = read(&out, &a, CASES[i].line, strlen(CASES[i].line), &err);
        if (CASES[i].wrong != NULL) {
            CHECK(status == TOCSIN_INPUT && strstr(err.message, CASES[i].wrong) != NULL,
                  "case %zu: \"%s\"", i, err.message);
            CHECK(out == NULL || CASES[i].id == NULL || strcmp(a.id, CASES[i].id) == 0,
                  "case %zu: id", i);
            tocsin_line_free(out);
            continue;
        }
        CHECK(status == TOCSIN_OK, "case %zu: %s", i, err.message);
        if (status != TOCSIN_OK) continue;
        CHECK(strcmp(a.bytes, CASES[i].text) == 0 && a.from == CASES[i].from, "case %zu: \"%s\"", i,
              a.bytes);
        CHECK(CASES[i].id == NULL ? a.id == NULL : a.id != NULL && strcmp(a.id, CASES[i].id) == 0,
              "case %zu: id", i);
        CHECK(CASES[i].date == NULL
                  ? a.published == NULL
                  : a.published != NULL && strcmp(a.published, CASES[i].date) == 0,
              "case %zu: date", i);
        tocsin_line_free(out);
    }
    CHECK(read(&out, &a, CASES[2].line, strlen(CASES[2].line), &err) == TOCSIN_OK && a.len == 6,
          "NUL: %zu bytes", a.len);
    tocsin_line_free(out);
    CHECK(read(&out, &a, "{\"text\":5}", 10, &err) == TOCSIN_INPUT && err.offset > 7 &&
              err.offset <= 10,
          "offset %d", (int)err.offset);
    check_deep(10, true);
    check_deep(TOC_MAX_DEPTH - 1, true);
    check_deep(TOC_MAX_DEPTH, false);
    check_deep(200000, false);
    const size_t huge = (size_t)100 << 20;
    char *line = calloc(1, huge);
    if (line != NULL)
        CHECK(read(&out, &a, line, huge, &err) == TOCSIN_LIMIT && out == NULL,
              "a line of 100 MB is read");
    free(line);
    return check_done();
}
