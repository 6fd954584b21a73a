/* tests/emit/test_forms.c - CSV, GeoJSON, CAMEO pairs and the digest of the sample record. */
#include "check.h"
#include "emit/emit.h"
#include "sample.h"

typedef void (*emitter)(toc_buf *out, const toc_record *record, const toc_emit_options *options);

static char *emit(emitter form, const toc_record *record, toc_emit_options options)
{
    toc_buf out = {0};
    form(&out, record, &options);
    char *text = toc_buf_take(&out, NULL);
    return text == NULL ? calloc(1, 1) : text;
}

static void check_all(emitter form, const toc_record *record, toc_emit_options options,
                      const char *want)
{
    char *got = emit(form, record, options);
    CHECK(strcmp(got, want) == 0, "got\n%s\nwant\n%s", got, want);
    free(got);
}

static void check_has(emitter form, const toc_record *record, toc_emit_options options,
                      const char *words, bool has)
{
    char *got = emit(form, record, options);
    CHECK((strstr(got, words) != NULL) == has, "%s \"%s\" in\n%s", words, has ? "lacks" : "has", got);
    free(got);
}

static void test_csv(toc_record *record, toc_emit_options sure)
{
    check_all(toc_emit_csv, record, sure,
              "\"a/1.txt\",2021-03-02,e2,assault,explosives,bombing,183,political,occurred,0.91,"
              "2021-03-01,2021-03-01,day,\"Dunmar\",\"Dun\",RUR,31.65,-0.04407,town,"
              "\"The Red Dawn\",\"RURREB\",,,\"at least three soldiers\",\"---\",,,\"A car bomb\","
              "3,,,,,,,,,,,claimed,\"The Red Dawn\",\"police\",,\"car bomb\"\n");
    size_t columns = 1, commas = 0;
    for (const char *c = toc_emit_csv_head(); *c != '\0'; c++) columns += *c == ',';
    char *row = emit(toc_emit_csv, record, sure);
    for (const char *c = row; *c != '\0'; c++) commas += *c == ',';
    CHECK(columns == commas + 1, "%zu columns, %zu commas", columns, commas);
    free(row);
    const toc_slice id = record->id;
    record->id = TOC_LIT("a \"b\", c");
    check_has(toc_emit_csv, record, sure, "\"a \"\"b\"\", c\",2021", true);
    record->id = id;
}

static void test_geojson(const toc_record *record)
{
    check_has(toc_emit_geojson, record, (toc_emit_options){0},
              "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"e1\","
              "\"geometry\":null,",
              true);
    check_has(toc_emit_geojson, record, (toc_emit_options){0},
              "\"geometry\":{\"type\":\"Point\",\"coordinates\":[-0.04407,31.65]},"
              "\"properties\":{\"doc\":\"a/1.txt\",\"type\":\"assault\"",
              true);
    check_all(toc_emit_geojson, record, (toc_emit_options){.min_permille = 1000},
              "{\"type\":\"FeatureCollection\",\"features\":[]}\n");
}

static void test_cameo(toc_record *record)
{
    check_all(toc_emit_cameo, record, (toc_emit_options){0},
              "{\"id\":\"a/1.txt\",\"events\":[{\"source\":\"---\",\"target\":\"---\",\"code\":\"ASSAULT\"},"
              "{\"source\":\"RURREB\",\"target\":\"---\",\"code\":\"183\"}]}\n");
    toc_event *bombing = &record->events.items[1];
    const toc_filler victim = bombing->roles.items[1];
    bombing->roles.items[1] = bombing->roles.items[0]; /* does it to himself: no pair is left */
    bombing->roles.items[1].role = TOC_ROLE_VICTIM;
    check_has(toc_emit_cameo, record, (toc_emit_options){0}, "RURREB", false);
    bombing->roles.items[1] = victim;
    bombing->type = TOC_TYPE_CONSULT; /* both are met, whoever does the visiting */
    record->entities.items[1].has_actor = true;
    record->entities.items[1].actor.code = TOC_LIT("RURMIL");
    check_has(toc_emit_cameo, record, (toc_emit_options){0},
              "{\"source\":\"RURREB\",\"target\":\"RURMIL\",\"code\":\"183\"},"
              "{\"source\":\"RURMIL\",\"target\":\"RURREB\",\"code\":\"183\"}",
              true);
    bombing->type = TOC_TYPE_AGREE;
    bombing->roles.items[1].role = TOC_ROLE_PERPETRATOR; /* two agree: with each other */
    check_has(toc_emit_cameo, record, (toc_emit_options){0}, "\"source\":\"RURMIL\",\"target\":\"RURREB\"", true);
    bombing->type = TOC_TYPE_ASSAULT; /* two attack, but not each other */
    check_has(toc_emit_cameo, record, (toc_emit_options){0}, "\"target\":\"RURREB\"", false);
    bombing->roles.items[1].role = TOC_ROLE_VICTIM;
    record->entities.items[1].has_actor = false;
    bombing->status = TOC_STATUS_HYPOTHETICAL;
    check_has(toc_emit_cameo, record, (toc_emit_options){0}, "183", false);
    bombing->status = TOC_STATUS_OCCURRED;
}

static void test_brief(toc_record *record, toc_emit_options sure)
{
    check_all(toc_emit_brief, record, sure,
              "a/1.txt  Blast in Dunmar  2021-03-02 (given)  1 event\n"
              "  e2  assault / bombing  cameo 183  91%\n"
              "    who     The Red Dawn [RURREB] -> at least three soldiers\n"
              "    with    A car bomb\n"
              "    when    2021-03-01  \"Monday\"\n"
              "    where   Dunmar, Dun, RUR  31.65 -0.04407 (town)\n"
              "    people  at least 3 killed\n"
              "    claim   claimed by The Red Dawn\n"
              "    source  police\n"
              "    text    \"DUNMAR (Ruritania) - A car bomb killed at least three soldiers on Monday, "
              "police said.\"\n\n");
    check_has(toc_emit_brief, record, sure, "\033[", false);
    sure.color = true;
    check_has(toc_emit_brief, record, sure, "\033[31mat least 3 killed\033[0m", true);
    const toc_slice title = record->title;
    record->title = TOC_LIT("A\033[2Jtitle");
    check_has(toc_emit_brief, record, sure, "\033[2J", false); /* articles do not steer terminals */
    record->title = title;
    check_has(toc_emit_brief, record, (toc_emit_options){.min_permille = 1000}, "no events\n", true);
}

int main(void)
{
    toc_arena arena;
    toc_arena_init(&arena);
    toc_record record = sample_record(&arena);
    const toc_emit_options sure = {.min_permille = 500};
    test_csv(&record, sure);
    test_geojson(&record);
    test_cameo(&record);
    test_brief(&record, sure);
    toc_arena_free(&arena);
    return check_done();
}
