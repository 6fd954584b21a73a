/* tests/emit/test_forms.c - CSV, GeoJSON, CAMEO pairs and the digest of the sample record. */
#include "check.h"
#include "emit/parts.h"
#include "emit_data.h"
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
    CHECK((strstr(got, words) != NULL) == has, "%s \"%s\" in\n%s", words, has ? "lacks" : "has",
          got);
    free(got);
}

static void test_csv(toc_record *record, toc_emit_options sure)
{
    check_all(toc_emit_csv, record, sure,
              "a/1.txt,2021-03-02,e2,assault,explosives,bombing,183,political,occurred,0.91,"
              "2021-03-01,2021-03-01,day,Dunmar,Dun,RUR,31.65,-0.04407,town,"
              "The Red Dawn,RURREB,,,at least three soldiers,---,,,A car bomb,"
              "3,,,,,,,,,,,claimed,The Red Dawn,police,,car bomb\n");
    size_t columns = 1, commas = 0;
    for (const char *c = toc_emit_csv_head(); *c != '\0'; c++) columns += *c == ',';
    char *row = emit(toc_emit_csv, record, sure);
    for (const char *c = row; *c != '\0'; c++) commas += *c == ',';
    CHECK(columns == commas + 1, "%zu columns, %zu commas", columns, commas);
    free(row);
    static const struct {
        const char *id, *cell; /* quotes only where the cell needs them */
    } CELLS[] = {{"a \"b\", c", "\"a \"\"b\"\", c\",2021"},
                 {"a\"b", "\"a\"\"b\",2021"},
                 {"a\nb", "\"a\nb\",2021"},
                 {"a\rb", "\"a\rb\",2021"},
                 {"a; b's", "a; b's,2021"},
                 {"", ",2021"}};
    const toc_slice id = record->id;
    for (size_t i = 0; i < sizeof CELLS / sizeof *CELLS; i++) {
        record->id = toc_slice_of(CELLS[i].id);
        char *got = emit(toc_emit_csv, record, sure);
        CHECK(strncmp(got, CELLS[i].cell, strlen(CELLS[i].cell)) == 0, "%zu: %s", i, got);
        free(got);
    }
    record->id = id;
    check_has(toc_emit_csv, record, (toc_emit_options){0}, "\r", false); /* lines end with LF */
    check_has(toc_emit_csv, record, (toc_emit_options){0}, "same-as e2,Blast\na/1.txt,", true);
}

static void test_geojson(toc_record *record)
{
    check_has(toc_emit_geojson, record, (toc_emit_options){0},
              "{\"type\":\"Feature\",\"id\":\"a/1.txt#e1\",\"geometry\":null,", true);
    check_has(
        toc_emit_geojson, record, (toc_emit_options){0},
        "\"geometry\":{\"type\":\"Point\",\"coordinates\":[-0.04407,31.65]},"
        "\"properties\":{\"doc\":\"a/1.txt\",\"id\":\"e2\",\"type\":\"assault\",\"mode\":\"explosives\","
        "\"method\":\"bombing\",\"cameo\":\"183\",\"status\":\"occurred\",\"confidence\":0.91,"
        "\"date\":\"2021-03-01\",\"date_precision\":\"day\",\"place\":\"Dunmar\",\"admin1\":\"Dun\","
        "\"country\":\"RUR\",\"place_precision\":\"town\",\"perpetrator\":\"The Red Dawn\","
        "\"victim\":\"at least three soldiers\",\"weapon\":\"A car bomb\",\"killed_low\":3,"
        "\"claim\":\"claimed\",\"quote\":\"DUNMAR (Ruritania) - A car bomb killed at least three "
        "soldiers on Monday, police said.\"}}\n",
        true);
    toc_event *e = &record->events.items[1];
    toc_place *place = &record->places.items[0];
    place->has_line = true;
    place->line_e5[0] = 3165000, place->line_e5[1] = -4407, place->line_e5[2] = 3200000,
    place->line_e5[3] = 10050;
    static const struct {
        toc_place_precision precision;
        const char *geometry;
    } SHAPES[] = {
        {TOC_AT_ROAD,
         "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[-0.04407,31.65],[0.1005,32]]}"},
        {TOC_AT_TOWN, "\"geometry\":{\"type\":\"Point\",\"coordinates\":[-0.04407,31.65]}"},
        {TOC_AT_COUNTRY, "#e2\",\"geometry\":null"}}; /* no pin for "somewhere in Ruritania" */
    for (size_t i = 0; i < sizeof SHAPES / sizeof *SHAPES; i++) {
        e->place_precision = SHAPES[i].precision;
        check_has(toc_emit_geojson, record, (toc_emit_options){0}, SHAPES[i].geometry, true);
    }
    place->has_line = false; /* a road whose ends are not known keeps its point */
    e->place_precision = TOC_AT_ROAD;
    check_has(toc_emit_geojson, record, (toc_emit_options){0}, "\"Point\"", true);
    e->place_precision = TOC_AT_TOWN;
    check_has(toc_emit_geojson, record, (toc_emit_options){0},
              "\"quote\":\"Blast in Dunmar\"}}\n,{\"type\":\"Feature\"", true);
    check_all(toc_emit_geojson, record, (toc_emit_options){.min_permille = 1000}, "");
}

static void test_cameo_code(const toc_emit_data *data)
{
    static const struct {
        toc_type type;
        toc_mode mode;
        const char *rule, *code;
    } CASES[] = {{TOC_TYPE_ASSAULT, TOC_MODE_NONE, "183", "183"},
                 {TOC_TYPE_ASSAULT, TOC_MODE_NONE, "", "18"},
                 {TOC_TYPE_ASSAULT, TOC_MODE_AERIAL, "", "19"},
                 {TOC_TYPE_AGREE, TOC_MODE_NONE, "", "03"},
                 {TOC_TYPE_CONSULT, TOC_MODE_VISIT, "", "04"},
                 {TOC_TYPE_ACCUSE, TOC_MODE_INVESTIGATE, "", "09"},
                 {TOC_TYPE_ACCUSE, TOC_MODE_NONE, "", "11"},
                 {TOC_TYPE_PROTEST, TOC_MODE_HUNGER, "", "14"},
                 {TOC_TYPE_NONE, TOC_MODE_NONE, "010", "010"},
                 {TOC_TYPE_NONE, TOC_MODE_NONE, "", ""}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        toc_event e = {.type = CASES[i].type, .mode = CASES[i].mode};
        memcpy(e.cameo, CASES[i].rule, strlen(CASES[i].rule) + 1);
        const toc_slice code = toc_cameo_code(data, &e);
        CHECK(toc_slice_is(code, CASES[i].code), "case %zu: %.*s", i, (int)code.len, code.ptr);
    }
    for (unsigned type = 1; type < TOC_TYPE_COUNT; type++) {
        const toc_event e = {.type = (toc_type)type};
        CHECK(toc_cameo_code(data, &e).len == 2, "%s has no root", toc_type_word(type));
        CHECK(toc_cameo_code(NULL, &e).len == 0, "%s without the table", toc_type_word(type));
    }
}

static void test_cameo(toc_record *record, const toc_emit_data *data)
{
    check_all(toc_emit_cameo, record, (toc_emit_options){.data = data},
              "{\"id\":\"a/1.txt\",\"events\":["
              "{\"source\":\"RURREB\",\"target\":\"RUR\",\"code\":\"183\"},"
              "{\"source\":\"RURREB\",\"target\":\"RUR\",\"code\":\"015\"}]}\n"); /* and says so */
    check_all(
        toc_emit_cameo, record, (toc_emit_options){0}, /* no code: no event, never a word for it */
        "{\"id\":\"a/1.txt\",\"events\":[{\"source\":\"RURREB\",\"target\":\"RUR\",\"code\":\"183\"}]}\n");
    toc_event *bombing = &record->events.items[1];
    const toc_filler victim = bombing->roles.items[1];
    bombing->roles.items[1] = bombing->roles.items[0]; /* does it to himself: no pair is left */
    bombing->roles.items[1].role = TOC_ROLE_VICTIM;
    check_has(toc_emit_cameo, record, (toc_emit_options){0}, "RURREB", false);
    bombing->roles.items[1] = victim;
    bombing->background = true; /* only spoken of beside the news */
    check_has(toc_emit_cameo, record, (toc_emit_options){0}, "RURREB", false);
    bombing->background = false;
    record->entities.items[1].has_actor =
        true; /* police of no country are those of where it happens */
    record->entities.items[1].actor = (toc_actor){.code = TOC_LIT("COP"), .sector = "COP"};
    check_has(toc_emit_cameo, record, (toc_emit_options){0}, "\"target\":\"RURCOP\"", true);
    record->entities.items[1].actor = (toc_actor){.code = TOC_LIT("IGOUNO"), .sector = "PKO"};
    check_has(toc_emit_cameo, record, (toc_emit_options){0}, "\"target\":\"IGOUNO\"", true);
    bombing->type = TOC_TYPE_CONSULT; /* both are met, whoever does the visiting */
    record->entities.items[1].has_actor = true;
    record->entities.items[1].actor = (toc_actor){.code = TOC_LIT("RURMIL")};
    check_has(toc_emit_cameo, record, (toc_emit_options){0}, "\"target\":\"RURREB\"",
              false); /* a victim does nothing */
    bombing->roles.items[1].role = TOC_ROLE_RECIPIENT;
    check_has(toc_emit_cameo, record, (toc_emit_options){0},
              "{\"source\":\"RURREB\",\"target\":\"RURMIL\",\"code\":\"183\"},"
              "{\"source\":\"RURMIL\",\"target\":\"RURREB\",\"code\":\"183\"}",
              true);
    bombing->type = TOC_TYPE_ACCUSE; /* in acts of speech a bare own country is nobody else */
    record->entities.items[1].actor = (toc_actor){.code = TOC_LIT("RUR"), .country = "RUR"};
    check_has(toc_emit_cameo, record, (toc_emit_options){0}, "\"target\":\"RUR\"", false);
    record->entities.items[1].actor = (toc_actor){.code = TOC_LIT("RURMIL")};
    bombing->type = TOC_TYPE_AGREE;
    bombing->roles.items[1].role = TOC_ROLE_PERPETRATOR; /* two agree: with each other */
    check_has(toc_emit_cameo, record, (toc_emit_options){0},
              "\"source\":\"RURMIL\",\"target\":\"RURREB\"", true);
    bombing->type = TOC_TYPE_ASSAULT; /* two attack, but not each other */
    check_has(toc_emit_cameo, record, (toc_emit_options){0}, "\"target\":\"RURREB\"", false);
    bombing->roles.items[1].role = TOC_ROLE_VICTIM;
    record->entities.items[1].has_actor = false;
    bombing->status = TOC_STATUS_PLANNED; /* an announced attack is a threat */
    check_has(toc_emit_cameo, record, (toc_emit_options){.data = data}, "\"code\":\"1383\"", true);
    bombing->status = TOC_STATUS_OCCURRED;
    const toc_filler bomber = bombing->roles.items[0];
    bombing->roles.items[0].role = TOC_ROLE_ORIGIN; /* nobody is said to have done it */
    check_has(toc_emit_cameo, record, (toc_emit_options){0}, "\"source\":\"RURUAF\"", true);
    bombing->roles.items[0] = bomber;
    bombing->place = TOC_NONE; /* nothing says where: no target */
    check_has(toc_emit_cameo, record, (toc_emit_options){0}, "\"target\":\"---\"", true);
    bombing->place = 0;
    bombing->status = TOC_STATUS_HYPOTHETICAL;
    check_has(toc_emit_cameo, record, (toc_emit_options){0}, "183", false);
    bombing->status = TOC_STATUS_OCCURRED;
}

static void test_brief(toc_record *record, toc_emit_options sure)
{
    check_all(
        toc_emit_brief, record, sure,
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
    sure.columns = 60; /* colours take no columns */
    check_has(
        toc_emit_brief, record, sure,
        "\n\033[2m    text    \033[0m\033[2m\"DUNMAR (Ruritania) - A car bomb killed at least\n"
        "            three soldiers on Monday, police said.\"\033[0m\n",
        true);
    sure.columns = 0;
    const toc_slice title = record->title;
    record->title = TOC_LIT("A\033[2Jtitle");
    check_has(toc_emit_brief, record, sure, "\033[2J", false); /* articles do not steer terminals */
    record->title = title;
    check_has(toc_emit_brief, record, (toc_emit_options){.min_permille = 1000}, "no events\n",
              true);
    check_has(toc_emit_brief, record, (toc_emit_options){0}, "    link    same-as e2\n", true);
    static const uint32_t WIDTHS[] = {40, 57, 80, 120, 200};
    toc_slice *place = &record->places.items[0].name;
    for (size_t i = 0; i < sizeof WIDTHS / sizeof *WIDTHS;
         i++) { /* no line is longer, no word is lost */
        char *narrow = emit(toc_emit_brief, record, (toc_emit_options){.columns = WIDTHS[i]});
        char *wide = emit(toc_emit_brief, record, (toc_emit_options){.columns = 10000});
        size_t column = 0, most = 0;
        for (const char *c = narrow; *c != '\0'; c++) {
            column = *c == '\n' ? 0 : column + ((*c & 0xc0) != 0x80);
            if (column > most) most = column;
        }
        CHECK(most <= WIDTHS[i] && (WIDTHS[i] > 100 || most > WIDTHS[i] / 2),
              "%u columns: %zu in\n%s", WIDTHS[i], most, narrow);
        const char *a = narrow, *b = wide;
        do {
            a += strspn(a, " \n");
            b += strspn(b, " \n");
        } while (*a != '\0' && *a++ == *b++);
        CHECK(*a == '\0' && *b == '\0', "%u columns: \"%s\" is not \"%s\"", WIDTHS[i], a, b);
        free(narrow);
        free(wide);
    }
    const toc_slice town = *place; /* a word that does not fit anywhere stands alone and whole */
    *place = TOC_LIT("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch");
    check_has(
        toc_emit_brief, record, (toc_emit_options){.columns = 40},
        "\n    where   Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch,\n            Dun, RUR",
        true);
    *place = town;
}

/* "It said": the form says who; what nobody could resolve stays as it was written. */
static void test_reporters(toc_record *record)
{
    const toc_span it = sample_find(record, "it carried", 0);
    const toc_span pronoun = {it.start, it.start + 2};
    const toc_mention mention = {.span = pronoun, .pronoun = true};
    const toc_reporter group = {0, pronoun}, nobody = {TOC_NONE, pronoun},
                       words = {0, sample_find(record, "The Red Dawn", 0)};
    const struct {
        toc_reporter by[2];
        uint32_t count;
        const char *brief, *csv;
    } CASES[] = {
        {{group}, 1, "    source  The Red Dawn\n", ",The Red Dawn,"},
        {{nobody}, 1, "    source  it\n", ",it,"},
        {{words, group}, 2, "    source  The Red Dawn\n", ",The Red Dawn,"},
        {{nobody, group}, 2, "    source  it, The Red Dawn\n", ",it; The Red Dawn,"},
    };
    toc_push(record->arena, &record->entities.items[0].mentions, mention);
    toc_event *bombing = &record->events.items[1];
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        bombing->reported_by.count = 0;
        for (uint32_t k = 0; k < CASES[i].count; k++)
            toc_push(record->arena, &bombing->reported_by, CASES[i].by[k]);
        check_has(toc_emit_brief, record, (toc_emit_options){0}, CASES[i].brief, true);
        check_has(toc_emit_csv, record, (toc_emit_options){0}, CASES[i].csv, true);
    }
}

int main(void)
{
    sample_data tables;
    if (!sample_data_open(&tables, "data/codebook")) return 1;
    toc_arena arena;
    toc_arena_init(&arena);
    toc_record record = sample_record(&arena);
    const toc_emit_options sure = {.min_permille = 500};
    test_csv(&record, sure);
    test_geojson(&record);
    test_cameo_code(&tables.data);
    test_cameo(&record, &tables.data);
    test_brief(&record, sure);
    test_reporters(&record);
    toc_arena_free(&arena);
    toc_pack_close(&tables.pack);
    return check_done();
}
