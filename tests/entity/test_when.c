/* tests/entity/test_when.c - time expressions: what is found, its TIMEX3 value, its days. */
#include "entity/when.h"

#include "base/calendar.h"
#include "check.h"
#include "data_pack.h"
#include "plain_text.h"

typedef struct when_case {
    const char *published; /* NULL unknown */
    const char *text;
    const char *times; /* "words=value" of each, bars between */
} when_case;

static const when_case CASES[] = {
    /* news: counted from the day of writing, 2020-07-15, a Wednesday */
    {"2020-07-15", "The convoy was hit on July 11.", "July 11=2020-07-11"},
    {"2020-07-15", "It was hit on the night of July 11.", "the night of July 11=2020-07-11TNI"},
    {"2020-07-15", "In the early hours of January 8, missiles fell.",
     "the early hours of January 8=2020-01-08TMO"},
    {"2020-01-05", "The blast of December 30 killed two.", "December 30=2019-12-30"},
    {"2020-12-20", "A vote was set for January 10.", "January 10=2021-01-10"},
    {"2020-07-15", "Gunmen attacked on Monday.", "Monday=2020-07-13"},
    {"2020-07-15", "He will arrive on Friday.", "Friday=2020-07-17"},
    {"2020-07-15", "They met last Wednesday.", "last Wednesday=2020-07-08"},
    {"2020-07-15", "They met Monday night and this morning.",
     "Monday night=2020-07-13TNI|this morning=2020-07-15TMO"},
    {"2020-07-15", "It happened yesterday; talks resume tomorrow.",
     "yesterday=2020-07-14|tomorrow=2020-07-16"},
    {"2020-07-15", "Last week and next month are busy.", "Last week=2020-W28|next month=2020-08"},
    {"2020-07-15", "He was killed in January this year.", "January this year=2020-01"},
    {"2020-07-15", "He left two weeks ago, not three years ago.",
     "two weeks ago=2020-W27|three years ago=2017"},
    {"2020-07-15", "A few months ago they withdrew.", "A few months ago=PXM"},
    {"2020-07-15", "He got a 45-day sentence for three years of fraud.",
     "45-day=P45D|three years=P3Y"},
    {"2020-07-15", "Raids are daily, and every Monday they march.",
     "daily=P1D|every Monday=XXXX-WXX-1"},
    {"2020-07-15", "Sales fell in the third quarter of 1990.", "the third quarter of 1990=1990-Q3"},
    {"2020-07-15", "In the late 1980s and early 1991 it grew.",
     "the late 1980s=198|early 1991=1991"},
    {"2020-07-15", "It fell at 10:35 a.m. on Tuesday.", "10:35 a.m. on Tuesday=2020-07-14T10:35"},
    {"2020-07-15", "It is now quiet; recently it was not.", "now=PRESENT_REF|recently=PAST_REF"},
    {"2020-07-15", "Fighting raged on July 9-11.", "July 9=2020-07-09|11=2020-07-11"},
    {"2020-07-15", "It happened on 3 May 2019 and on 2018-11-30.",
     "3 May 2019=2019-05-03|2018-11-30=2018-11-30"},
    {"2020-07-15", "They will strike on Thanksgiving Day.", "Thanksgiving Day=2020-11-26"},
    {"1990-01-10", "SAN SALVADOR, 3 JAN 90 -- TWO WERE KILLED ON 28 DECEMBER.",
     "3 JAN 90=1990-01-03|28 DECEMBER=1989-12-28"},
    {"2020-07-15", "The 20th century ended.", "The 20th century=19"},
    {"2020-07-15", "He died two days after July 4, in the week of March 2.",
     "two days after July 4=2020-07-06|the week of March 2=2020-W10"},
    {"2020-07-15", "The attack came on Sunday. Two days later the town fell.",
     "Sunday=2020-07-12|Two days later=2020-07-14"},
    /* no day of writing: years stay open */
    {NULL, "The convoy was hit on July 11.", "July 11=XXXX-07-11"},
    {NULL, "He spoke on Wednesday.", "Wednesday=XXXX-WXX-3"},
    /* ... but for a known event, a weekday with a date and an office, and never for a name alone */
    {NULL,
     "Rebels hit a convoy on July 11. Tension grew after the assassination of Qasem Soleimani in "
     "January this year.",
     "July 11=2020-07-11|January this year=2020-01"},
    {NULL, "Rebels hit a convoy on July 11. Qasem Soleimani spoke in January this year.",
     "July 11=XXXX-07-11|January this year=XXXX-01"},
    {NULL, "On Saturday, July 12, troops left. President Obama was told.",
     "Saturday, July 12=2014-07-12"},
    {NULL, "On Saturday, July 12, troops left. Former President Obama was told.",
     "Saturday, July 12=XXXX-07-12"},
    {NULL, "On Saturday, July 11, troops left.", "Saturday, July 11=XXXX-07-11"},
    {NULL, "The minister spoke today (July 28, 2022) in Dhaka. He arrived on Tuesday.",
     "today=2022-07-28|July 28, 2022=2022-07-28|Tuesday=2022-07-26"},
    /* a history: carried from the date before */
    {NULL,
     "War began in 1914. In August 1914 he left. On 10 September he came home. The next day he "
     "died.",
     "1914=1914|August 1914=1914-08|10 September=1914-09-10|The next day=1914-09-11"},
    {NULL, "In 490 BC they won. In 480 BC they lost.", "490 BC=BC0490|480 BC=BC0480"},
    {"2020-07-15", "It fell around 11:30 Tuesday night. Schools would be closed Friday.",
     "around 11:30 Tuesday night=2020-07-14T23:30|Friday=2020-07-17"},
    {"1990-01-10", "IT OCCURRED AT 2350 ON 8 JANUARY AT NO 1976.",
     "2350 ON 8 JANUARY=1990-01-08T23:50"},
    {"2020-07-12", "They met over the weekend.", "the weekend=2020-W28-WE"},
    /* days that became names, days without a month, missing spaces */
    {"2020-07-15", "Since the Sept. 11 attacks they guard it.", "Sept. 11=2001-09-11"},
    {"2020-07-15", "He recalled 9/11. She called 911.", "9/11=2001-09-11"},
    {"2020-07-15", "They left on the morning of the 12th.",
     "the morning of the 12th=2020-07-12TMO"},
    {"2020-07-15", "It began on Jan.3,2019 and at 7:15pm on Tuesday.",
     "Jan.3,2019=2019-01-03|7:15pm on Tuesday=2020-07-14T19:15"},
    {"2020-07-15", "Half an hour later 1990 people ran.", "Half an hour later=PT30M"},
    /* everyday words */
    {"2020-07-15", "We may march on; the second man will fall.", ""},
    {"2020-07-15", "He paid $1990 for 2000 sheets.", ""},
    {"2020-07-15", "They won 3-1 and sat down.", ""},
};

static void run(const toc_when_data *data, const when_case *c)
{
    toc_arena arena;
    toc_arena_init(&arena);
    toc_article article = {
        .arena = &arena, .text = toc_slice_of(c->text), .published = {TOC_NO_DAY, -1}};
    if (c->published != NULL && toc_date_read(toc_slice_of(c->published), &article.published.day))
        article.published_from = "given";
    toc_text text;
    plain_read(&text, &arena, article.text);
    toc_record record = {.arena = &arena, .text = article.text};
    toc_scene scene = {.text = &text, .record = &record, .arena = &arena};
    toc_when_find(data, &scene, &article);
    char got[512] = "";
    size_t at = 0;
    for (uint32_t i = 0; i < record.times.count && at < sizeof got; i++) {
        const toc_time *t = &record.times.items[i];
        const toc_slice words = toc_record_words(&record, t->span);
        at += (size_t)snprintf(got + at, sizeof got - at, "%s%.*s=%.*s", i > 0 ? "|" : "",
                               (int)words.len, words.ptr, (int)t->value.len, t->value.ptr);
    }
    CHECK(strcmp(got, c->times) == 0, "%s: %s", c->text, got);
    toc_arena_free(&arena);
}

/* A dateline without a year: the weekdays and the years named give it. */
static void run_dateline(const toc_when_data *data)
{
    static const char TEXT[] = "KABUL, April 11. Police said on Monday that one man died. In 2015 "
                               "7,450 were hurt. It began last year.";
    toc_arena arena;
    toc_arena_init(&arena);
    toc_article article = {
        .arena = &arena, .text = toc_slice_of(TEXT), .published = {TOC_NO_DAY, -1}};
    const toc_zone zone = {{0, 16}, TOC_ZONE_DATELINE};
    toc_push(&arena, &article.zones, zone);
    toc_text text;
    plain_read(&text, &arena, article.text);
    text.article = &article;
    toc_record record = {.arena = &arena, .text = article.text};
    toc_scene scene = {.text = &text, .record = &record, .arena = &arena};
    toc_when_find(data, &scene, &article);
    CHECK(record.published_from != NULL && record.published.day == toc_day_of(2016, 4, 11),
          "dateline: day %d", record.published.day);
    static const char *const VALUES[] = {"2016-04-11", "2016-04-11", "2015", "2015"};
    CHECK(record.times.count == 4, "dateline: %u times", record.times.count);
    for (uint32_t i = 0; i < record.times.count && i < 4; i++)
        CHECK(toc_slice_is(record.times.items[i].value, VALUES[i]), "dateline: %.*s",
              (int)record.times.items[i].value.len, record.times.items[i].value.ptr);
    toc_arena_free(&arena);
}

/* Every kind that a known event names has its words. */
static void check_kinds(const toc_when_data *data)
{
    const uint32_t col = toc_dict_col(&data->events, "kind");
    const uint32_t rows = toc_dict_rows(&data->events, 0);
    CHECK(rows >= 600, "%u known events", rows);
    for (uint32_t i = 0; i < rows; i++) {
        toc_slice rest = toc_dict_cell(&data->events, (toc_row){0, i}, col), kind;
        const toc_slice name = toc_dict_cell(&data->events, (toc_row){0, i}, 0);
        CHECK(rest.len > 0, "%.*s has no kind", (int)name.len, name.ptr);
        while (toc_slice_cut(&rest, ' ', &kind)) {
            uint64_t keys[4];
            toc_hit hits[4];
            const size_t n = toc_phrase_keys(kind, keys, 4);
            if (toc_dict_match(&data->event_kinds, keys, n, hits, 4) == 0 || hits[0].words != n)
                CHECK(false, "%.*s: kind %.*s has no words", (int)name.len, name.ptr, (int)kind.len,
                      kind.ptr);
        }
    }
}

/* The interval of the first time in a text, days as dates. */
static const struct {
    const char *text;
    int32_t from[3], to[3];
    toc_time_precision precision;
} INTERVALS[] = {
    {"It was hit on the night of July 11.", {2020, 7, 11}, {2020, 7, 12}, TOC_WHEN_DAY},
    {"In early June it rained.", {2020, 6, 1}, {2020, 6, 11}, TOC_WHEN_MONTH},
    {"A few months ago they left.", {2019, 10, 19}, {2020, 5, 16}, TOC_WHEN_MONTH},
    {"Last week they left.", {2020, 7, 6}, {2020, 7, 12}, TOC_WHEN_WEEK},
    {"At 9 p.m. Monday they left.", {2020, 7, 13}, {2020, 7, 13}, TOC_WHEN_HOUR},
};

int main(void)
{
    toc_pack pack;
    data_pack(&pack);
    toc_arena kept;
    toc_arena_init(&kept);
    toc_when_data data;
    tocsin_error err = {0};
    CHECK(toc_when_open(&data, &pack, 1, &kept, &err) == TOCSIN_OK, "%s", err.message);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) run(&data, &CASES[i]);
    run_dateline(&data);
    check_kinds(&data);
    for (size_t i = 0; i < sizeof INTERVALS / sizeof *INTERVALS; i++) {
        toc_arena arena;
        toc_arena_init(&arena);
        const toc_article article = {.arena = &arena,
                                     .text = toc_slice_of(INTERVALS[i].text),
                                     .published = {toc_day_of(2020, 7, 15), -1},
                                     .published_from = "given"};
        toc_text text;
        plain_read(&text, &arena, article.text);
        toc_record record = {.arena = &arena, .text = article.text};
        toc_scene scene = {.text = &text, .record = &record, .arena = &arena};
        toc_when_find(&data, &scene, &article);
        CHECK(record.times.count == 1, "%s: %u times", INTERVALS[i].text, record.times.count);
        if (record.times.count == 1) {
            const toc_time *t = &record.times.items[0];
            const int32_t *f = INTERVALS[i].from, *l = INTERVALS[i].to;
            const toc_date from = toc_date_of(t->earliest.day), to = toc_date_of(t->latest.day);
            CHECK(t->earliest.day == toc_day_of(f[0], f[1], f[2]) &&
                      t->latest.day == toc_day_of(l[0], l[1], l[2]) &&
                      t->precision == INTERVALS[i].precision,
                  "%s: %d-%d-%d .. %d-%d-%d %s", INTERVALS[i].text, from.year, from.month, from.day,
                  to.year, to.month, to.day, toc_when_word(t->precision));
        }
        toc_arena_free(&arena);
    }
    toc_arena_free(&kept);
    toc_pack_close(&pack);
    return check_done();
}
