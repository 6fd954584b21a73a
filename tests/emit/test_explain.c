/* tests/emit/test_explain.c - the marked article, on the terminal and as a page; MUC-4 templates. */
#include "check.h"
#include "emit/emit.h"
#include "emit/muc4.h"
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

static void check_has(emitter form, const toc_record *record, toc_emit_options options,
                      const char *words, bool has)
{
    char *got = emit(form, record, options);
    CHECK((strstr(got, words) != NULL) == has, "%s \"%s\" in\n%s", words, has ? "lacks" : "has",
          got);
    free(got);
}

static void test_explain(const toc_record *record)
{
    static const char *const HAS[] = {
        "[Blast|e1] in Dunmar\n\nDUNMAR (Ruritania) - A [car bomb|e2] killed",
        "it carried out [the attack|e2].",
        "e2  assault, mode explosives, method bombing, CAMEO 183, occurred, confidence 0.91\n",
        "  trigger        assault / bombing  <- \"car bomb\"  (lexicon/assault.tsv:7)\n",
        "  perpetrator    The Red Dawn [RURREB]  <- \"The Red Dawn\"  (actors/toy.tsv:3)\n",
        "  time           2021-03-01  <- \"Monday\"  (2021-03-01)\n",
        "  killed         at least 3  <- \"at least three\"\n",
        "no event:\n  no event       \"\"Caf\xc3\xa9s\" stayed shut.\"  (no pattern of the lexicon"};
    for (size_t i = 0; i < sizeof HAS / sizeof *HAS; i++)
        check_has(toc_emit_explain, record, (toc_emit_options){0}, HAS[i], true);
    check_has(toc_emit_explain, record, (toc_emit_options){.min_permille = 500}, "Blast|e1", false);
}

static void test_html(toc_record *record)
{
    static const char *const HAS[] = {
        "<title>Blast in Dunmar</title>",
        "<mark class=\"trigger e2\" title=\"e2 instrument: A car bomb\ne2 trigger: assault / bombing "
        "(lexicon/assault.tsv:7)\">car bomb</mark>",
        "<mark class=\"no-event\" title=\"no event: (no pattern of the lexicon matches &quot;shut&quot; "
        "here)\">&quot;Caf",
        "<div class=\"card\" id=\"e2\"><h2>e2 assault / bombing, occurred</h2>"};
    for (size_t i = 0; i < sizeof HAS / sizeof *HAS; i++)
        check_has(toc_emit_explain_html, record, (toc_emit_options){0}, HAS[i], true);
    const toc_slice id = record->id;
    record->id = TOC_LIT("<script>alert(1)</script>");
    check_has(toc_emit_explain_html, record, (toc_emit_options){0}, "<script>alert", false);
    record->id = id;
    /* Without its tags the article is the text again, however marks overlap. */
    char *page = emit(toc_emit_explain_html, record, (toc_emit_options){0});
    const char *from = strstr(page, "<article>"), *to = strstr(page, "</article>");
    char text[1024];
    size_t n = 0;
    for (const char *c = from; from != NULL && c < to && n + 1 < sizeof text; c++) {
        if (*c == '<')
            while (*c != '>') c++;
        else if (strncmp(c, "&quot;", 6) == 0)
            text[n++] = '"', c += 5;
        else
            text[n++] = *c;
    }
    text[n] = '\0';
    CHECK(strcmp(text, SAMPLE_TEXT) == 0, "%s", text);
    free(page);
}

/* With the table each feature that weighs is named, and the sum is that of its weights. */
static void test_muc4_weights(toc_record *record, toc_emit_data *data)
{
    toc_muc4_sum with, without;
    toc_muc4_sum_begin(&without, data, record->arena, "incident");
    toc_muc4_sum_add(&without, "status", TOC_LIT("No-Such/Status"));
    toc_muc4_sum_add(&without, "empty", TOC_LIT(""));
    CHECK(without.total == 0 && without.why.count == 2, "%d of %u", (int)without.total,
          without.why.count);
    CHECK(toc_slice_is(without.why.items[1], "incident status nosuchstatus"), "%.*s",
          (int)without.why.items[1].len, without.why.items[1].ptr);
    data->has_muc4_weights = true;
    toc_muc4_sum_begin(&with, data, record->arena, "incident");
    const int32_t bias = with.total;
    CHECK(bias != 0 && with.why.count == 1, "bias %d", (int)bias);
    toc_muc4_sum_add(&with, "status", TOC_LIT("no such status"));
    CHECK(with.total == bias && with.why.count == 1, "%d", (int)with.total);
    toc_muc4_sum_add(&with, "day", TOC_LIT("older"));
    CHECK(with.total < bias && with.why.count == 2, "old acts: %d", (int)with.total);
    data->has_muc4_weights = false;
}

/* Number and nationality belong to who did it, not to who suffered it. */
static void test_muc4_phrase(toc_record *record, toc_emit_data *data)
{
    const toc_muc4_page *page = toc_muc4_page_of(record, data);
    const toc_span span = sample_find(record, "at least three soldiers", record->body_start);
    static const struct {
        toc_muc4_words kind;
        const char *words;
    } CASES[] = {{TOC_MUC4_THING, "soldiers"},
                 {TOC_MUC4_PEOPLE, "soldiers"},
                 {TOC_MUC4_DOERS, "three soldiers"}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const toc_slice got = toc_muc4_phrase(page, span, CASES[i].kind);
        CHECK(toc_slice_is(got, CASES[i].words), "%zu: %.*s", i, (int)got.len, got.ptr);
    }
}

/* The same act told again is one incident; by another method on another day, with others hurt, it is not;
 * without the table each act is one. */
static void test_muc4_join(toc_record *record, toc_emit_data *data, toc_event *act)
{
    toc_event other = *act;
    other.method = TOC_METHOD_ABDUCTION;
    other.status = TOC_STATUS_THREATENED;
    other.earliest.day = other.latest.day = act->latest.day - 400;
    memset(&other.roles, 0, sizeof other.roles);
    const bool table = data->has_muc4_merge;
    CHECK(table, "no table muc4_merge");
    const struct {
        const toc_event *second;
        bool table;
        uint32_t incidents;
    } CASES[] = {{act, true, 1}, {&other, true, 2}, {act, false, 2}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        data->has_muc4_merge = CASES[i].table;
        toc_muc4_view view;
        toc_muc4_view_open(&view, toc_muc4_page_of(record, data), record, data);
        toc_muc4_incidents incidents = {0};
        toc_muc4_join(&view, act, &incidents);
        toc_muc4_join(&view, CASES[i].second, &incidents);
        CHECK(incidents.count == CASES[i].incidents, "%zu: %u", i, incidents.count);
        CHECK(incidents.items[0].told == 3 - incidents.count, "%zu: told %u", i,
              incidents.items[0].told);
    }
    data->has_muc4_merge = table;
}

/* A phrase that a model saw a part for is a candidate unless it has the part already or is a named body. */
static void test_muc4_hints(toc_record *record, const toc_event *from)
{
    const toc_span soldiers = sample_find(record, "three soldiers", record->body_start),
                   cafes = sample_find(record, "Caf\xc3\xa9s", record->body_start);
    static const struct {
        toc_role role;
        bool cafes, body, added;
    } CASES[] = {{TOC_ROLE_TARGET, true, false, true},
                 {TOC_ROLE_PERPETRATOR, true, false, true},
                 {TOC_ROLE_VICTIM, false, false, false},     /* the record gives it already */
                 {TOC_ROLE_PERPETRATOR, false, true, false}, /* the Red Dawn: weighed as a body */
                 {TOC_ROLE_BENEFICIARY, true, false, false}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        toc_muc4_incident n = {.told = 1};
        for (uint32_t k = 0; k < from->roles.count; k++)
            toc_push(record->arena, &n.event.roles, from->roles.items[k]);
        uint32_t entity = CASES[i].body ? 0 : TOC_NONE;
        for (uint32_t k = 0; k < from->roles.count && !CASES[i].cafes && !CASES[i].body; k++)
            if (from->roles.items[k].role == TOC_ROLE_VICTIM) entity = from->roles.items[k].entity;
        const toc_hint low = {{CASES[i].role, entity, TOC_NONE, CASES[i].cafes ? cafes : soldiers},
                              -50};
        const toc_hint high = {low.filler, 70};
        toc_push(record->arena, &n.event.hints, low);
        toc_push(record->arena, &n.event.hints, high);
        toc_muc4_add_hints(record, &n);
        CHECK(n.given == from->roles.count && n.event.roles.count == n.given + CASES[i].added,
              "%zu: %u of %u", i, n.event.roles.count, n.given);
        int32_t score;
        uint32_t count;
        const bool any = toc_muc4_hint_of(&n.event, &low.filler, &score, &count);
        CHECK(count == 2 * any && score == 70 * any, "%zu: %d, %u", i, (int)score, count);
        const toc_filler other = {TOC_ROLE_INSTRUMENT, entity, TOC_NONE, low.filler.span};
        CHECK(!toc_muc4_hint_of(&n.event, &other, &score, &count), "%zu: another part", i);
    }
}

static void test_muc4(toc_record *record, toc_emit_data *data)
{
    const toc_emit_options options = {.min_permille = 500, .data = data};
    static const struct {
        const char *words, *slot, *value;
    } VALUES[] = {{"a powerful car bomb", "instrument", "VEHICLE BOMB"},
                  {"TWO MACHINE GUNS", "instrument", "MACHINE GUN"},
                  {"the bank branches", "phys", "FINANCIAL"},
                  {"the mayor's office", "phys", "GOVERNMENT OFFICE OR RESIDENCE"},
                  {"police officers", "hum", "LAW ENFORCEMENT"},
                  {"a bomb", "hum", ""},
                  {"wounding", "harm", "INJURY"},
                  {"attack", "harm", ""},
                  {"blew up", "ruin", "DESTROYED"},
                  {"six women", "number", "PLURAL"},
                  {"the headquarters", "number", "1"},
                  {"two", "count", "-"},
                  {"two", "skip", ""},
                  {"", "phys", ""},
                  {"glass of water", "instrument", ""}};
    for (size_t i = 0; i < sizeof VALUES / sizeof *VALUES; i++) {
        const toc_slice got = toc_muc4_value(data, toc_slice_of(VALUES[i].words), VALUES[i].slot);
        CHECK(toc_slice_is(got, VALUES[i].value), "%s: %.*s", VALUES[i].words, (int)got.len,
              got.ptr);
    }
    static const struct {
        const char *words, *number;
    } NUMBERS[] = {{"three policemen", "3"},
                   {"12 TOWERS", "12"},
                   {"soldiers", "PLURAL"},
                   {"a soldier", "1"},
                   {"", ""}};
    for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++) {
        char number[16];
        toc_muc4_number(toc_slice_of(NUMBERS[i].words), number);
        CHECK(strcmp(number, NUMBERS[i].number) == 0, "%s: %s", NUMBERS[i].words, number);
    }
    check_has(toc_emit_muc4, record, options, "\"templates\":[]",
              true);                /* only soldiers, and in RUR */
    data->has_muc4_weights = false; /* all forms, with what is seen of them */
    toc_event *e = &record->events.items[1];
    strcpy(e->country, "COL");
    record->entities.items[1].kind = TOC_ENTITY_CIVILIAN;
    e->place_why = (toc_slice){NULL, 0}; /* inferred: the dateline's town is not where it was */
    check_has(toc_emit_muc4, record, options, "\"incident_location\":[\"COLOMBIA\"]", true);
    e->place_why = TOC_LIT("beside the act");
    check_has(
        toc_emit_muc4, record, options,
        "{\"id\":\"a/1.txt\",\"templates\":[{\"incident_type\":\"BOMBING\",\"stage\":\"ACCOMPLISHED\","
        "\"incident_date\":\"2021-03-01\",\"incident_location\":[\"COLOMBIA\",\"DUNMAR (CITY)\"],"
        "\"instrument\":[{\"id\":\"car bomb\",\"type\":\"VEHICLE BOMB\",\"relevance\":0,",
        true);
    check_has(
        toc_emit_muc4, record, options,
        "\"perp_individual\":[],\"perp_org\":[{\"name\":\"The Red Dawn\",\"confidence\":\"CLAIMED OR ADMITTED\"}],",
        true);
    check_has(toc_emit_muc4, record, options,
              "\"perp_category\":\"TERRORIST ACT\",\"hum_target\":[{\"description\":"
              "\"soldiers\",\"type\":\"ACTIVE MILITARY\",\"number\":\"PLURAL\","
              "\"effect\":[\"DEATH\"]",
              true);
    check_has(toc_emit_muc4, record, options, "\"why\":[\"incident bias one\",\"incident method ",
              true);
    const uint32_t time = e->time;
    e->time = TOC_NONE; /* the day is a guess: on or before that of the text */
    check_has(toc_emit_muc4, record, options, "\"incident_date\":\"/", true);
    e->time = time;
    check_has(toc_emit_muc4, record, options, "\"incident_date\":\"2021-03-01\"", true);
    test_muc4_weights(record, data);
    test_muc4_hints(record, e);
    test_muc4_phrase(record, data);
    test_muc4_join(record, data, e);
    toc_slice *place = &record->places.items[0].name;
    static const struct {
        const char *name;
        toc_place_kind kind;
        const char *printed;
    } PLACES[] = {{"Medell\xc3\xad"
                   "n",
                   TOC_PLACE_TOWN, "\"MEDELLIN (CITY)\""},
                  {"\xc3\x91"
                   "uble",
                   TOC_PLACE_ADMIN1, "\"NUBLE (DEPARTMENT)\""},
                  {"\xc3\xb1"
                   "uble \n river",
                   TOC_PLACE_WATER, "\"NUBLE RIVER (RIVER)\""},
                  {"Stra\xc3\x9f"
                   "e 5",
                   TOC_PLACE_FACILITY, "\"STRASSE 5\""},
                  {"\xd0\xba\xd0\xb8\xd0\xb5\xd0\xb2", TOC_PLACE_TOWN,
                   "\"\xd0\x9a\xd0\x98\xd0\x95\xd0\x92 (CITY)\""},
                  {"the \"Golden\" hotel", TOC_PLACE_FACILITY, "\"THE \\\"GOLDEN\\\" HOTEL\""}};
    for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++) {
        record->places.items[0].kind = PLACES[i].kind;
        *place = toc_slice_of(PLACES[i].name);
        check_has(toc_emit_muc4, record, options, PLACES[i].printed, true);
    }
    record->places.items[0].kind = TOC_PLACE_TOWN;
    *place = TOC_LIT("Dunmar");
    static const struct {
        toc_method method;
        const char *printed;
    } METHODS[] = {{TOC_METHOD_ARSON, "\"incident_type\":\"ARSON\""},
                   {TOC_METHOD_ABDUCTION, "\"incident_type\":\"KIDNAPPING\""},
                   {TOC_METHOD_AMBUSH, "\"incident_type\":\"ATTACK\""},
                   {TOC_METHOD_NONE, "\"incident_type\":\"ATTACK\""}};
    const toc_method method = e->method;
    for (size_t i = 0; i < sizeof METHODS / sizeof *METHODS; i++) {
        e->method = METHODS[i].method;
        check_has(toc_emit_muc4, record, options, METHODS[i].printed, true);
    }
    e->roles.items[2].role =
        TOC_ROLE_BENEFICIARY; /* without a word for it the method says the weapon */
    e->method = TOC_METHOD_FIREARMS;
    check_has(toc_emit_muc4, record, options, "\"instrument\":[{\"type\":\"GUN\"}]", true);
    e->roles.items[2].role = TOC_ROLE_INSTRUMENT;
    e->method = method;
    static const struct {
        const char *country;
        bool listed;
    } COUNTRIES[] = {{"COL", true}, {"PER", true}, {"ESP", false}, {"RUR", false}};
    for (size_t i = 0; i < sizeof COUNTRIES / sizeof *COUNTRIES; i++) {
        strcpy(e->country, COUNTRIES[i].country);
        check_has(toc_emit_muc4, record, options, "\"templates\":[]", !COUNTRIES[i].listed);
    }
    strcpy(e->country, "COL");
    e->status = TOC_STATUS_HYPOTHETICAL;
    check_has(toc_emit_muc4, record, options, "\"templates\":[]", true);
    e->status = TOC_STATUS_OCCURRED;
    strcpy(e->country, "RUR");
}

int main(void)
{
    sample_data tables;
    if (!sample_data_open(&tables, "data/muc4")) return 1;
    toc_arena arena;
    toc_arena_init(&arena);
    toc_record record = sample_record(&arena);
    test_explain(&record);
    test_html(&record);
    test_muc4(&record, &tables.data);
    toc_arena_free(&arena);
    toc_pack_close(&tables.pack);
    return check_done();
}
