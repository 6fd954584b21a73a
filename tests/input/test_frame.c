/* tests/input/test_frame.c - zones of made-up news texts, and texts that have none. */
#include "input/input.h"

#include "base/calendar.h"

#include "check.h"
#include "data_pack.h"

#define MOST 3

static const struct {
    const char *text;
    struct {
        toc_zone_kind kind;
        const char *words;
    } zones[MOST];
    const char *place;
    const char *date; /* stated in the frame; NULL: none */
} CASES[] = {
    {"KABUL, April 11 (Xinhua) -- A bomb killed two people.",
     {{TOC_ZONE_DATELINE, "KABUL, April 11 (Xinhua) --"}},
     "KABUL",
     NULL},
    {"BEIRUT (Reuters) - Two men were shot.",
     {{TOC_ZONE_DATELINE, "BEIRUT (Reuters) -"}},
     "BEIRUT",
     NULL},
    {"Beirut (AFP) \xe2\x80\x93 Two men were shot.",
     {{TOC_ZONE_DATELINE, "Beirut (AFP) \xe2\x80\x93"}},
     "Beirut",
     NULL},
    {"SALEM, Ore. (KTVX) \xe2\x80\x94 Police said a man died.",
     {{TOC_ZONE_DATELINE, "SALEM, Ore. (KTVX) \xe2\x80\x94"}},
     "SALEM, Ore.",
     NULL},
    {"HERAT, Afghanistan \xe2\x80\x93 A mother fought back.",
     {{TOC_ZONE_DATELINE, "HERAT, Afghanistan \xe2\x80\x93"}},
     "HERAT, Afghanistan",
     NULL},
    {"SAN MIGUEL, 3 JAN 90 (ACAN-EFE) -- [TEXT] TROOPS KILLED TWO REBELS.",
     {{TOC_ZONE_DATELINE, "SAN MIGUEL, 3 JAN 90 (ACAN-EFE) --"}, {TOC_ZONE_FURNITURE, "[TEXT]"}},
     "SAN MIGUEL",
     "1990-01-03"},
    {"CLANDESTINE, 4 JAN 90 (RADIO X) -- WE SAY NO.",
     {{TOC_ZONE_DATELINE, "CLANDESTINE, 4 JAN 90 (RADIO X) --"}},
     "",
     "1990-01-04"},
    {"MANAMA, July 25: The ministry tested soldiers.",
     {{TOC_ZONE_DATELINE, "MANAMA, July 25:"}},
     "MANAMA",
     NULL},
    {"(WXYZ) - Two people are dead.", {{TOC_ZONE_DATELINE, "(WXYZ) -"}}, "", NULL},
    {"(Two men) - police say - are dead.", {{0, NULL}}, "", NULL},
    {"DECATUR - Two people are dead.", {{TOC_ZONE_DATELINE, "DECATUR -"}}, "DECATUR", NULL},
    {"Toledo, Ohio (WXYZ) -- Two people are dead.",
     {{TOC_ZONE_DATELINE, "Toledo, Ohio (WXYZ) --"}},
     "Toledo, Ohio",
     NULL},
    {"Blast hits bus in Kabul KABUL, April 11 (Xinhua)-- One person was killed.",
     {{TOC_ZONE_DATELINE, "KABUL, April 11 (Xinhua)--"}},
     "KABUL",
     NULL},
    {"This story is from March 6, 2002 gaya: a boy escaped.",
     {{TOC_ZONE_FURNITURE, "This story is from March 6, 2002"}, {TOC_ZONE_DATELINE, "gaya:"}},
     "gaya",
     "2002-03-06"},
    {"By Jane Doe and John Roe\n\nTwo men were shot.",
     {{TOC_ZONE_BYLINE, "By Jane Doe and John Roe"}},
     "",
     NULL},
    {"Two men were shot.\n\nHai Lam\n", {{TOC_ZONE_BYLINE, "Hai Lam"}}, "", NULL},
    {"The Marines left the base. (Photo: US Marines)\nThey flew home.",
     {{TOC_ZONE_CAPTION, "(Photo: US Marines)"}},
     "",
     NULL},
    {"Two men were shot.\n\nRead more: Gang wars\n\nA third fled.",
     {{TOC_ZONE_FURNITURE, "Read more: Gang wars"}},
     "",
     NULL},
    {"Two men were shot, police said. Enditem", {{TOC_ZONE_FURNITURE, "Enditem"}}, "", NULL},
    {"HE SAID [WORDS INDISTINCT] THE ARMY [FMLN] ATTACKED.",
     {{TOC_ZONE_FURNITURE, "[WORDS INDISTINCT]"}},
     "",
     NULL},
    /* nothing to mark */
    {"By Tuesday the rebels had taken the town.", {{0, NULL}}, "", NULL},
    {"By Monday night Ali Khan was dead", {{0, NULL}}, "", NULL},
    {"PRESIDENT GARCIA -- WHO SPOKE TODAY -- DENIED IT.", {{0, NULL}}, "", NULL},
    {"The U.S. -- which left in 2011 -- returned.", {{0, NULL}}, "", NULL},
    {"F-16 jets bombed the town.", {{0, NULL}}, "", NULL},
    {"Comments by the minister angered them", {{0, NULL}}, "", NULL},
    {"UPDATE - Two men were shot.", {{0, NULL}}, "", NULL},
    {"He works for Reuters", {{0, NULL}}, "", NULL},
    {"Two men were shot. The group\n\nclaimed it.", {{0, NULL}}, "", NULL},
    {"(KABUL", {{0, NULL}}, "", NULL},
    {"[", {{0, NULL}}, "", NULL},
    {"", {{0, NULL}}, "", NULL},
};

int main(void)
{
    toc_pack pack;
    data_pack(&pack);
    toc_arena engine;
    toc_arena_init(&engine);
    toc_input_data data;
    CHECK(toc_input_open(&data, &pack, 1, &engine, NULL) == TOCSIN_OK && data.has_frame,
          "no table frame");
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        toc_arena arena;
        toc_arena_init(&arena);
        toc_article out = {.arena = &arena};
        const tocsin_article in = {
            .size = sizeof in, .bytes = CASES[i].text, .len = strlen(CASES[i].text)};
        const tocsin_status status = toc_input_read(&data, &out, &in, 0, NULL);
        CHECK(status == TOCSIN_OK && toc_slice_is(out.text, CASES[i].text),
              "case %zu: text changed", i);
        uint32_t count = 0;
        while (count < MOST && CASES[i].zones[count].words != NULL) count++;
        CHECK(out.zones.count == count, "case %zu \"%s\": %u zones", i, CASES[i].text,
              out.zones.count);
        for (uint32_t z = 0; z < out.zones.count && z < count; z++) {
            const toc_span span = out.zones.items[z].span;
            const toc_slice words = toc_slice_sub(out.text, span.start, span.end);
            CHECK(toc_slice_is(words, CASES[i].zones[z].words) &&
                      out.zones.items[z].kind == CASES[i].zones[z].kind,
                  "case %zu: zone %u is %d \"%.*s\"", i, z, (int)out.zones.items[z].kind,
                  (int)words.len, words.ptr);
        }
        const toc_slice place =
            toc_slice_sub(out.text, out.dateline_place.start, out.dateline_place.end);
        CHECK(toc_slice_is(place, CASES[i].place), "case %zu: place \"%.*s\"", i, (int)place.len,
              place.ptr);
        int32_t day = TOC_NO_DAY;
        if (CASES[i].date != NULL) toc_date_read(toc_slice_of(CASES[i].date), &day);
        CHECK(out.published.day == day && (day == TOC_NO_DAY) == (out.published_from == NULL),
              "case %zu: day %d", i, out.published.day);
        toc_arena_free(&arena);
    }
    toc_arena_free(&engine);
    toc_pack_close(&pack);
    return check_done();
}
