/* tests/input/test_input.c - title, language, dates, limits of whole articles. */
#include "input/input.h"

#include "base/calendar.h"
#include "base/limits.h"
#include "check.h"
#include "data_pack.h"

static toc_input_data data;
static toc_arena arena;

static tocsin_status read(toc_article *out, tocsin_article in)
{
    toc_arena_free(&arena);
    *out = (toc_article){.arena = &arena};
    in.size = sizeof in;
    in.len = in.bytes == NULL ? 0 : strlen(in.bytes);
    return toc_input_read(&data, out, &in, 0, NULL);
}

static const struct {
    const char *text, *language;
    bool english;
} LANGUAGES[] = {
    {"The rebels attacked the convoy on Monday and killed three of the drivers, police said.", "en",
     true},
    {"GUERRILLAS ATTACKED THE FARM AND THE ARMY SAID THAT TWO SOLDIERS WERE KILLED.", "en", true},
    {"Gunmen kill five in Kabul", "en", true},
    {"Two shot dead", "en", true},
    {"Los rebeldes atacaron el convoy el lunes por la noche y mataron a tres soldados, dijo la "
     "policia de la ciudad.",
     "es", false},
    {"Die Rebellen haben am Montag einen Konvoi angegriffen und drei Fahrer getötet, wie die "
     "Polizei mitteilte.",
     "de", false},
    {"Повстанцы атаковали колонну в понедельник вечером, сообщила полиция.", "ru", false},
    {"قال مسؤول أمني إن مسلحين هاجموا قافلة عسكرية مساء الاثنين جنوب المدينة", "ar", false},
};

int main(void)
{
    toc_pack pack;
    data_pack(&pack);
    toc_arena engine;
    toc_arena_init(&engine);
    toc_arena_init(&arena);
    toc_input_open(&data, &pack, 1, &engine, NULL);
    toc_article out;

    CHECK(read(&out, (tocsin_article){.bytes = "Body.\n", .title = " A\ntitle "}) == TOCSIN_OK &&
              toc_slice_is(out.text, "A title\n\nBody.\n"),
          "\"%.*s\"", (int)out.text.len, out.text.ptr);
    CHECK(out.body_start == 9 && toc_slice_is(out.title, "A title") && out.zones.count == 1 &&
              out.zones.items[0].kind == TOC_ZONE_TITLE,
          "body at %u", out.body_start);
    CHECK(read(&out, (tocsin_article){.bytes = "Five die in Kabul KABUL (AFP) - Five men died.",
                                      .title = "Five die in Kabul"}) == TOCSIN_OK &&
              out.zones.count == 3 && out.zones.items[1].kind == TOC_ZONE_TITLE &&
              out.zones.items[1].span.start == 19 && out.zones.items[1].span.end == 36 &&
              out.zones.items[2].kind == TOC_ZONE_DATELINE,
          "title again: %u zones", out.zones.count);
    CHECK(toc_slice_is(out.id, "-"), "no id is \"-\"");
    CHECK(read(&out, (tocsin_article){.bytes = NULL}) == TOCSIN_OK && out.text.len == 0,
          "no bytes");
    CHECK(read(&out, (tocsin_article){.bytes = " \n\n ", .id = "x"}) == TOCSIN_OK &&
              out.text.len == 4 && toc_slice_is(out.id, "x"),
          "white space");

    CHECK(read(&out, (tocsin_article){.bytes = "Two men.", .published = "2020-07-13"}) ==
                  TOCSIN_OK &&
              out.published.day == toc_day_of(2020, 7, 13) &&
              strcmp(out.published_from, "given") == 0,
          "given date");
    CHECK(read(&out, (tocsin_article){.bytes = "LIMA, 3 JAN 90 (EFE) -- TWO MEN.",
                                      .published = "2020-07-13"}) == TOCSIN_OK &&
              out.published.day == toc_day_of(2020, 7, 13),
          "the given date wins");
    CHECK(read(&out, (tocsin_article){.bytes = "Two men.", .published = "yesterday"}) ==
                  TOCSIN_OK &&
              out.published.day == TOC_NO_DAY && out.published_from == NULL &&
              out.warnings.count == 1,
          "bad date: %u warnings", out.warnings.count);

    for (size_t i = 0; i < sizeof LANGUAGES / sizeof *LANGUAGES; i++) {
        const tocsin_status status = read(&out, (tocsin_article){.bytes = LANGUAGES[i].text});
        CHECK(status == TOCSIN_OK && toc_slice_is(out.language, LANGUAGES[i].language) &&
                  out.english == LANGUAGES[i].english,
              "text %zu: %.*s", i, (int)out.language.len, out.language.ptr);
        CHECK((out.warnings.count > 0) == !out.english, "text %zu: %u warnings", i,
              out.warnings.count);
    }
    CHECK(read(&out, (tocsin_article){.bytes = "Hola a todos.", .language = "en-GB"}) ==
                  TOCSIN_OK &&
              out.english,
          "given language");

    tocsin_error err = {0};
    out = (toc_article){.arena = &arena};
    const tocsin_article big = {.size = sizeof big, .bytes = "0123456789", .len = 10};
    CHECK(toc_input_read(&data, &out, &big, 9, &err) == TOCSIN_LIMIT && err.message[0] != '\0',
          "over max_bytes");
    CHECK(toc_input_read(&data, &out, &big, 10, &err) == TOCSIN_OK, "at max_bytes");
    const tocsin_article huge = {.size = sizeof huge, .bytes = "x", .len = TOC_MAX_TEXT_BYTES + 1};
    CHECK(toc_input_read(&data, &out, &huge, 0, &err) == TOCSIN_LIMIT, "over the ceiling");
    toc_arena_free(&arena);
    toc_arena_free(&engine);
    toc_pack_close(&pack);
    return check_done();
}
