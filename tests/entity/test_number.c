/* tests/entity/test_number.c - counts, bounds and ranges; ages, calibres, times and names are none. */
#include "entity/number.h"

#include "check.h"
#include "data_pack.h"
#include "entity/when.h"
#include "plain_text.h"

static const struct {
    const char *text;
    const char
        *numbers; /* "low-high:noun" or "low-high/of:noun" of each, spaces between; + is open */
} CASES[] = {
    {"At least 12 soldiers were killed.", "12+:soldiers"},
    {"Dozens of protesters were hurt.", "24-99:protesters"},
    {"Several people died.", "3-9:people"},
    {"About 10 people died.", "10-10:people"},
    {"More than 200 villagers were displaced.", "201+:villagers"},
    {"Between 5 and 7 men were shot.", "5-7:men"},
    {"Some 5-7 gunmen were seen.", "5-7:gunmen"},
    {"A family of four was killed.", "4-4:family"},
    {"Two of the five drivers were freed.", "2-2/5:drivers"},
    {"Three of four vehicles were burned.", "3-3/4:vehicles"},
    {"They burned 3 vehicles in a convoy of 4 trucks.", "3-3/4:vehicles 4-4:trucks"},
    {"No casualties were reported.", "0-0:casualties"},
    {"No one was hurt.", "0-0:-"},
    {"Both men were arrested.", "2-2:men"},
    {"Three died.", "3-3:-"},
    {"A dozen militants were killed.", "12-12:militants"},
    {"Half a dozen houses were burned.", "6-6:houses"},
    {"Twenty-three people and one hundred and five cattle.", "23-23:people 105-105:cattle"},
    {"Hundreds of thousands of refugees were in the camps.", "100000-999999:refugees"},
    {"Fewer than ten rebels and as many as 50 soldiers.", "1-9:rebels 1-50:soldiers"},
    {"Another two were missing.", "2-2:-"},
    {"1,500 fighters and 2.5 million people were there.",
     "1500-1500:fighters 2500000-2500000:people"},
    {"40 or more were held.", "40+:-"},
    {"POLICE SAID 12 GUERRILLAS WERE KILLED.", "12-12:GUERRILLAS"},
    /* nothing is counted */
    {"It cost \xc2\xa3"
     "50 and a score of at least five.",
     "5+:-"},
    {"He said so. [6]", ""},
    {"A 23-year-old man was shot with a 9 mm pistol.", ""},
    {"The man, aged 40, was shot at 10:30 a.m.", ""},
    {"John Smith, 34, was arrested.", ""},
    {"Police seized 30 kg of cocaine and $5 million.", ""},
    {"It rose 20 percent in 2010.", ""},
    {"The third bomb hit 221 Baker Street.", ""},
    {"They won 3-1 on July 4.", ""},
    {"MiG-29 jets flew over the town.", ""},
    {"Flight 103 and Resolution 1701 were named.", ""},
    {"It is 10 km from the town, three years ago.", ""},
    {"Call 555-1234 or see page 12.", ""},
    {"Two-thirds of the town was in ruins.", ""},
};

static void describe(const toc_scene *scene, char *out, size_t room)
{
    size_t at = 0;
    out[0] = '\0';
    for (uint32_t i = 0; i < scene->numbers.count && at < room; i++) {
        const toc_number *n = &scene->numbers.items[i];
        at += (size_t)snprintf(out + at, room - at, "%s%u", i > 0 ? " " : "", n->low);
        if (n->high == TOC_OPEN)
            at += (size_t)snprintf(out + at, room - at, "+");
        else
            at += (size_t)snprintf(out + at, room - at, "-%u", n->high);
        if (n->of > 0) at += (size_t)snprintf(out + at, room - at, "/%u", n->of);
        const toc_slice noun =
            n->counted == TOC_NONE ? TOC_LIT("-") : toc_token_words(scene->text, n->counted);
        at += (size_t)snprintf(out + at, room - at, ":%.*s", (int)noun.len, noun.ptr);
    }
}

int main(void)
{
    toc_pack pack;
    data_pack(&pack);
    toc_arena kept;
    toc_arena_init(&kept);
    toc_when_data when;
    toc_number_data numbers;
    tocsin_error err = {0};
    CHECK(toc_when_open(&when, &pack, 1, &kept, &err) == TOCSIN_OK, "%s", err.message);
    CHECK(toc_number_open(&numbers, &pack, 1, &kept, &err) == TOCSIN_OK, "%s", err.message);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        toc_arena arena;
        toc_arena_init(&arena);
        const toc_article article = {.arena = &arena, .text = toc_slice_of(CASES[i].text)};
        toc_text text;
        plain_read(&text, &arena, article.text);
        for (uint32_t k = 0; k < text.tokens.count;
             k++) /* the words of content that end a phrase */
            if (text.tokens.items[k].fold == toc_hash("died", 4))
                text.tokens.items[k].upos = TOC_VERB;
        toc_record record = {.arena = &arena, .text = article.text};
        toc_scene scene = {.text = &text, .record = &record, .arena = &arena};
        toc_when_find(&when, &scene, &article);
        toc_numbers_find(&numbers, &scene);
        char got[256];
        describe(&scene, got, sizeof got);
        CHECK(strcmp(got, CASES[i].numbers) == 0, "%s: %s", CASES[i].text, got);
        toc_arena_free(&arena);
    }
    /* chunks: a number bound to its noun phrase, an article, a bare form */
    toc_arena arena;
    toc_arena_init(&arena);
    const toc_article article = {.arena = &arena,
                                 .text = TOC_LIT("three men shot a soldier near houses")};
    toc_text text;
    plain_read(&text, &arena, article.text);
    static const uint8_t TAGS[] = {TOC_NUM,  TOC_NOUN, TOC_VERB, TOC_DET,
                                   TOC_NOUN, TOC_ADP,  TOC_NOUN};
    for (uint32_t i = 0; i < text.tokens.count; i++) text.tokens.items[i].upos = TAGS[i];
    toc_record record = {.arena = &arena, .text = article.text};
    toc_scene scene = {.text = &text, .record = &record, .arena = &arena};
    uint32_t chunk_of[] = {0, 0, TOC_NONE, 1, 1, TOC_NONE, 2};
    scene.chunk_of = chunk_of;
    static const uint32_t RANGES[][3] = {{0, 2, 1}, {3, 5, 4}, {6, 7, 6}};
    for (size_t i = 0; i < 3; i++) {
        const toc_chunk chunk = {RANGES[i][0], RANGES[i][1], RANGES[i][2], TOC_NONE,
                                 TOC_NONE,     TOC_NONE,     TOC_NONE};
        toc_push(&arena, &scene.chunks, chunk);
    }
    toc_numbers_find(&numbers, &scene);
    static const toc_count_kind KINDS[] = {TOC_COUNT_SAID, TOC_COUNT_ARTICLE, TOC_COUNT_NOT_SAID};
    for (uint32_t i = 0; i < 3; i++) {
        toc_count count;
        const toc_count_kind kind = toc_count_of_chunk(&scene, i, &count);
        CHECK(kind == KINDS[i] && count.low == (i == 0   ? 3u
                                                : i == 1 ? 1u
                                                         : 0u),
              "chunk %u: kind %d, %u", i, (int)kind, count.low);
    }
    toc_arena_free(&arena);
    toc_arena_free(&kept);
    toc_pack_close(&pack);
    return check_done();
}
