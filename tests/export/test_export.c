/* tests/export/test_export.c - rows of the layouts for the sample record, moved to Mali; what a layout cannot say. */
#include <stdlib.h>

#include "../emit/sample.h"
#include "check.h"
#include "emit/parts.h"
#include "export/export.h"

typedef struct tables {
    toc_pack pack[2];
    toc_export_data data;
    toc_emit_data forms;
} tables;

static bool open_folder(toc_pack *out, const char *dir)
{
    toc_pack_part *parts;
    size_t count, len;
    char *bytes;
    tocsin_error err = {0};
    if (toc_dict_compile_dir(dir, &parts, &count, NULL, NULL, &err) != TOCSIN_OK) return false;
    const bool good = toc_pack_write(&bytes, &len, parts, count, &err) == TOCSIN_OK &&
                      toc_pack_from_bytes(out, bytes, len, dir, &err) == TOCSIN_OK;
    toc_dict_parts_free(parts, count);
    return good;
}

/* The bombing of the sample record (index 1) in Mali. */
static toc_record record_in_mali(toc_arena *arena)
{
    toc_record r = sample_record(arena);
    toc_event *e = &r.events.items[1];
    memcpy(e->country, "MLI", 4);
    memcpy(r.places.items[0].country, "MLI", 4);
    memcpy(r.entities.items[0].actor.country, "MLI", 4);
    r.entities.items[0].actor.code = TOC_LIT("MLIREB");
    r.source = TOC_LIT("Northern Wire");
    r.sha256 = TOC_LIT("00aa");
    return r;
}

static const struct {
    toc_form form;
    const char *row; /* without the id in front, and its comma or TAB */
} ROWS[] = {
    {TOC_FORM_ACLED,
     "2021-03-01,2021,1,Political violence,Explosions/Remote violence,Remote explosive/landmine/IED,The Red Dawn,,"
     "Rebel group,Military Forces of Mali,,State forces,State forces-Rebel group,,466,Western Africa,Mali,Dun,,,"
     "Dunmar,31.6500,-0.0441,1,Northern Wire,,\"DUNMAR (Ruritania) - A car bomb killed at least three soldiers on "
     "Monday, police said.\",3,,1614643200\n"},
    {TOC_FORM_GDELT,
     "20210301\t202103\t2021\t2021.1671\tMLIREB\tRED DAWN\tMLI\t\t\t\t\tREB\t\t\t\t\t\t\t\t\t\t\t\t\t1\t183\t183"
     "\t18\t4\t-10.0\t1\t1\t1\t\t1\tMali\tML\tML\t\t\t\tML\t\t\t\t\t\t\t\t\t4\tDunmar, Dun, Mali\tML\tML\t\t31.65"
     "\t-0.04407\tML\t20210302000000\t\n"},
    {TOC_FORM_ICEWS,
     "2021-03-01\tThe Red Dawn\tRebel\tMali\tBombs, not as an army does, kind open\t183\t-10.0\tat least three soldiers"
     "\tMilitary\tNULL\ta/1.txt\t1\tNorthern Wire\tDunmar\tNULL\tDun\tMali\t31.65\t-0.04407\n"},
    {TOC_FORM_HXL,
     "assault,bombing,occurred,2021-03-01,2021-03-01,2021-03-02,The Red Dawn,at least three soldiers,Mali,MLI,Dun,,"
     "Dunmar,31.65,-0.04407,town,3,,,,,A car bomb,\"DUNMAR (Ruritania) - A car bomb killed at least three soldiers "
     "on Monday, police said.\",Northern Wire,\n"},
};

static void test_rows(const toc_record *record, const toc_export_options *options)
{
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        toc_buf out = {0};
        const toc_export_result got = toc_export_row(&out, ROWS[i].form, record, 1, options);
        toc_buf_char(&out, '\0');
        const char *row = out.ptr + strcspn(out.ptr, ",\t");
        CHECK(got == TOC_ROW_WRITTEN && strcmp(row + (*row != '\0'), ROWS[i].row) == 0,
              "form %d gave\n%s\nwant\n%s", (int)ROWS[i].form, row, ROWS[i].row);
        toc_buf_free(&out);
    }
}

static toc_export_result result(toc_form form, const toc_record *record, uint32_t event,
                                const toc_export_options *options, const char *words)
{
    toc_buf out = {0};
    const toc_export_result got = toc_export_row(&out, form, record, event, options);
    toc_buf_char(&out, '\0');
    CHECK(got == TOC_ROW_WRITTEN ? strstr(out.ptr, words) != NULL : out.len == 1,
          "form %d: %d, no \"%s\" in\n%s", (int)form, (int)got, words, out.ptr);
    toc_buf_free(&out);
    return got;
}

/* What changes with one field of the event. */
static void test_rules(toc_record *record, toc_export_options options)
{
    toc_event *e = &record->events.items[1];
    toc_count *killed = &e->casualties[TOC_HARM_KILLED];
    const toc_event as_it_was = *e;
    CHECK(result(TOC_FORM_GED, record, 1, &options,
                 ",1,,,Mali: Government,,,Government of Mali - "
                 "The Red Dawn,") == TOC_ROW_WRITTEN,
          "ged");
    CHECK(result(TOC_FORM_GED, record, 1, &options, ",3,0,0,0,3,3,3,432,\n") == TOC_ROW_WRITTEN,
          "deaths of side a");
    *killed = (toc_count){.present = true, .low = 24, .high = 99}; /* dozens */
    CHECK(result(TOC_FORM_ACLED, record, 1, &options, ",12,,1614643200\n") == TOC_ROW_WRITTEN,
          "dozens");
    *killed = (toc_count){.present = false};
    CHECK(result(TOC_FORM_ACLED, record, 1, &options, ",0,,1614643200\n") == TOC_ROW_WRITTEN,
          "silent");
    CHECK(result(TOC_FORM_GED, record, 1, &options, "") == TOC_ROW_NONE, "no death, no row");
    options.strict = true;
    CHECK(result(TOC_FORM_ACLED, record, 1, &options, "") == TOC_ROW_STRICT, "silence is not 0");
    options.strict = false;
    e->status = TOC_STATUS_PLANNED;
    CHECK(result(TOC_FORM_ACLED, record, 1, &options, "") == TOC_ROW_NONE, "planned");
    CHECK(result(TOC_FORM_CAP, record, 1, &options, "<urgency>Expected</urgency>") ==
              TOC_ROW_WRITTEN,
          "planned");
    *e = as_it_was;
    e->place_precision = TOC_AT_COUNTRY;
    CHECK(result(TOC_FORM_ACLED, record, 1, &options, "") == TOC_ROW_NONE, "no pin for a country");
    CHECK(result(TOC_FORM_GDELT, record, 1, &options, "\t1\tMali\tML\tML\t") == TOC_ROW_WRITTEN,
          "country");
    *e = as_it_was;
    e->latest.day += 6; /* a week: its middle */
    e->time_precision = TOC_WHEN_WEEK;
    CHECK(result(TOC_FORM_ACLED, record, 1, &options, ",2021-03-04,2021,2,") == TOC_ROW_WRITTEN,
          "week");
    e->latest.day += 60;
    CHECK(result(TOC_FORM_ACLED, record, 1, &options, "") == TOC_ROW_NONE, "coarser than a month");
    *e = as_it_was;
    options.provenance = true;
    CHECK(result(TOC_FORM_ICEWS, record, 1, &options, "\ta/1.txt\te2\t{\"trigger\":[[") ==
              TOC_ROW_WRITTEN,
          "spans");
    options.coarsen_e5 = 50000;
    CHECK(result(TOC_FORM_ACLED, record, 1, &options, ",31.7500,-0.2500,2,") == TOC_ROW_WRITTEN,
          "coarse");
    CHECK(result(TOC_FORM_CAP, record, 1, &options, "<circle>31.75,-0.25 44</circle>") ==
              TOC_ROW_WRITTEN,
          "coarse");
    options.min_permille = 950;
    CHECK(result(TOC_FORM_HXL, record, 1, &options, "") == TOC_ROW_NONE, "not sure enough");
}

/* Of two events between the same actors in one place on one day the higher type is a row. */
static void test_lower(toc_arena *arena, const toc_export_options *options)
{
    toc_record record = record_in_mali(arena);
    toc_event again = record.events.items[1];
    again.method = TOC_METHOD_NONE;
    again.mode = TOC_MODE_FIREARMS; /* a battle */
    toc_push(arena, &record.events, again);
    again.earliest.day = again.latest.day += 1;
    toc_push(arena, &record.events, again); /* the next day */
    const bool *lower = toc_acled_lower(&record, options);
    static const bool WANT[] = {false, true, false, false};
    for (size_t i = 0; i < sizeof WANT / sizeof *WANT; i++)
        CHECK(lower != NULL && lower[i] == WANT[i], "event %zu", i);
}

/* A name without a mark is one when its words have capitals. */
static void test_named(toc_record *record, const toc_export_options *options)
{
    toc_entity *who = &record->entities.items[0];
    const toc_entity as_it_was = *who;
    who->has_actor = false;
    who->mentions.items[0].named = false;
    static const struct {
        const char *name, *actor;
    } CASES[] = {{"Azure Front", ",Azure Front,,Political militia,"},
                 {"Front of the Azure Coast", ",Front of the Azure Coast,,Political militia,"},
                 {"Gunmen", ",Unidentified Armed Group (Mali),,Political militia,"},
                 {"Two men", ",Unidentified Armed Group (Mali),,Political militia,"}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        who->name = toc_slice_of(CASES[i].name);
        CHECK(result(TOC_FORM_ACLED, record, 1, options, CASES[i].actor) == TOC_ROW_WRITTEN, "%s",
              CASES[i].name);
    }
    *who = as_it_was;
    who->mentions.items[0].named = true;
}

static void test_coarse(void)
{
    static const struct {
        int32_t value, cell, limit, want;
    } CASES[] = {{1627167, 0, 9000000, 1627167},         {1627167, 50000, 9000000, 1625000},
                 {-1, 100000, 9000000, -50000},          {0, 100000, 9000000, 50000},
                 {9000000, 100000, 9000000, 8950000},    {-9000000, 100000, 9000000, -8950000},
                 {18000000, 7000000, 18000000, 17500000}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const int32_t got = toc_coarse(CASES[i].value, CASES[i].cell, CASES[i].limit);
        CHECK(got == CASES[i].want, "case %zu: %d, not %d", i, got, CASES[i].want);
    }
}

int main(void)
{
    tables t;
    toc_arena arena;
    toc_arena_init(&arena);
    if (!open_folder(&t.pack[0], "data/export") || !open_folder(&t.pack[1], "data/codebook"))
        return 1;
    toc_export_open(&t.data, &t.pack[0], 1);
    tocsin_error err;
    if (toc_emit_open(&t.forms, &t.pack[1], 1, &err) != TOCSIN_OK) return 1;
    const toc_export_options options = {.data = &t.data, .forms = &t.forms};
    toc_record record = record_in_mali(&arena);
    test_rows(&record, &options);
    test_rules(&record, options);
    test_lower(&arena, &options);
    test_named(&record, &options);
    test_coarse();
    toc_arena_free(&arena);
    return check_done();
}
