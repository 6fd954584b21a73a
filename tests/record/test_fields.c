/* tests/record/test_fields.c - the field table against itself, the documentation, the emitter; and the
 * check of written records: good.json holds, every change of broken.tsv is found and named. */
#include "../emit/sample.h"
#include "check.h"
#include "emit/emit.h"
#include "record/check.h"
#include "record/fields.h"

static char *read_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    char *bytes = calloc(1, 1 << 16);
    const size_t n = f == NULL || bytes == NULL ? 0 : fread(bytes, 1, (1 << 16) - 1, f);
    CHECK(n > 0, "%s cannot be read", path);
    if (f != NULL) fclose(f);
    return bytes;
}

static bool is_part(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

static bool has_word(const char *page, const char *word)
{
    for (const char *at = page; (at = strstr(at, word)) != NULL; at++)
        if ((at == page || !is_part(at[-1])) && !is_part(at[strlen(word)])) return true;
    return false;
}

static void test_table(void)
{
    char *page = read_file("docs/RECORD.md");
    for (size_t i = 0; i < toc_object_count; i++) {
        const toc_object *object = toc_objects[i];
        int fields = 0;
        for (const toc_field *f = object->fields; f->name != NULL; f++, fields++) {
            CHECK(has_word(page, f->name), "docs/RECORD.md does not speak of %s.%s", object->name,
                  f->name);
            CHECK(toc_field_find(object, toc_slice_of(f->name)) == fields, "%s.%s is there twice",
                  object->name, f->name);
            CHECK(f->doc != NULL && f->doc[0] >= '0' && f->doc[0] <= 'Z',
                  "%s.%s without a sentence", object->name, f->name);
            CHECK((f->shape == TOC_SHAPE_OBJECT) == (f->object != NULL), "%s.%s: object",
                  object->name, f->name);
            CHECK((f->shape == TOC_SHAPE_WORD) == (f->words > 1), "%s.%s: words", object->name,
                  f->name);
            CHECK((f->shape == TOC_SHAPE_ID) == (f->letter != '\0'), "%s.%s: letter", object->name,
                  f->name);
            bool known = f->object == NULL; /* inner objects come first */
            for (size_t k = 0; k < i; k++) known = known || toc_objects[k] == f->object;
            CHECK(known, "%s.%s: its object comes later", object->name, f->name);
        }
        CHECK(fields > 0 && fields <= 32, "%s has %d fields", object->name, fields);
    }
    free(page);
}

static void check_line(const char *line, const char *want)
{
    tocsin_error err = {.status = TOCSIN_OK};
    const tocsin_status status = toc_record_check(toc_slice_of(line), &err);
    if (*want == '\0')
        CHECK(status == TOCSIN_OK, "refused: %s\n%s", err.message, line);
    else
        CHECK(status == TOCSIN_INPUT && strncmp(err.message, want, strlen(want)) == 0,
              "\"%s\", not \"%s\"", status == TOCSIN_OK ? "good" : err.message, want);
}

static void test_broken(void)
{
    char *good = read_file("tests/record/good.json"), *table = read_file("tests/record/broken.tsv");
    check_line(good, "");
    size_t lines = 0;
    for (char *line = strtok(table, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        if (*line == '#') continue;
        char *to = strchr(line, '\t'), *want = to != NULL ? strchr(to + 1, '\t') : NULL;
        CHECK(want != NULL, "%s: three cells", line);
        if (want == NULL) continue;
        *to++ = *want++ = '\0';
        want[strcspn(want, "\t")] = '\0';
        const char *at = strstr(good, line);
        CHECK(at != NULL, "good.json has no %s", line);
        if (at == NULL) continue;
        toc_buf changed = {0};
        toc_buf_put(&changed, good, (size_t)(at - good));
        toc_buf_text(&changed, to);
        toc_buf_text(&changed, at + strlen(line));
        char *text = toc_buf_take(&changed, NULL);
        check_line(text, want);
        free(text);
        lines++;
    }
    CHECK(lines > 80, "%zu lines", lines);
    free(good);
    free(table);
}

static void test_other_lines(void)
{
    static const struct {
        const char *line, *want; /* "": a record */
    } CASES[] = {
        {"{\"tocsin\":\"1\",\"doc\":{\"id\":\"x\"},\"events\":[]}", ""},
        {"{\"tocsin\":\"1\",\"doc\":{\"id\":\"x\"},\"error\":\"it is gone\"}", ""},
        {"{\"tocsin\":\"1\",\"doc\":{\"id\":\"x\"}}",
         "record with neither \"events\" nor \"error\""},
        {"{\"tocsin\":\"1\",\"doc\":{\"id\":\"x\"},\"events\":{}}", "events: an object"},
        {"{\"tocsin\":\"1\",\"doc\":{\"id\":\"x\"},\"events\":[1]}", "events[0]: a number"},
        {"{\"tocsin\":\"1\",\"doc\":[],\"events\":[]}", "doc: a list, where an object belongs"},
        {"{\"tocsin\":\"1\",\"doc\":{\"id\":\"x\"},\"events\":[",
         "byte 41: parse error: premature EOF"},
        {"{\"tocsin\":\"1\",\"doc\":{\"id\":\"x\"},\"events\":[]} {}",
         "byte 45: parse error: trailing garbage"},
        {"{}", "record without \"tocsin\""},
        {"", "byte 0:"},
        {"[]", "not a JSON object"},
        {"7", "not a JSON object"},
        {"null", "not a JSON object"},
        {"\"x\"", "not a JSON object"},
        {"not JSON", "byte 1: lexical error"},
        {"{\"tocsin\":\"\xff\"}", "byte "}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check_line(CASES[i].line, CASES[i].want);
}

static void test_emitter(void)
{
    toc_arena arena;
    toc_arena_init(&arena);
    toc_record record = sample_record(&arena);
    record.pack_sha256 =
        TOC_LIT("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
    static const toc_emit_options OPTIONS[] = {
        {0},
        {.mentions_all = true, .with_text = true, .with_predicates = true},
        {.min_permille = 500},
        {.min_permille = 1000}};
    for (size_t i = 0; i < sizeof OPTIONS / sizeof *OPTIONS; i++) {
        toc_buf out = {0};
        toc_emit_json(&out, &record, &OPTIONS[i]);
        char *line = toc_buf_take(&out, NULL);
        check_line(line, "");
        free(line);
    }
    toc_arena_free(&arena);
}

int main(void)
{
    test_table();
    test_broken();
    test_other_lines();
    test_emitter();
    return check_done();
}
