/* tests/entity/test_where.c - places found and resolved over a small gazetteer of its own. */
#include "entity/where.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "check.h"

enum {
    IRAQ,
    SYRIA,
    USA,
    LEBANON,
    ANBAR,
    TENNESSEE,
    NINEVEH,
    MOSUL,
    RAMADI,
    TRIPOLI_LB,
    LIBYA,
    TRIPOLI_LY,
    MEMPHIS,
    MEMPHIS_SMALL,
    POLICE,
    BENGHAZI,
    SAMAWAH,
    DIWANIYA,
    BAGHDAD,
    PLACES
};
#define NONE TOC_GAZ_NONE
#define P(name, lat, lon, admin1, country, kind, weight, flags)                              \
    {                                                                                        \
        lat * 1000, lon * 1000, 0, {name, sizeof(name) - 1}, admin1, NONE, 0, country, kind, \
            weight, flags                                                                    \
    }
static const toc_gaz_source TABLE[PLACES] = {
    [IRAQ] = P("Iraq", 3300, 4400, NONE, 1, TOC_PLACE_COUNTRY, 90, TOC_GAZ_OWN),
    [SYRIA] = P("Syria", 3500, 3800, NONE, 2, TOC_PLACE_COUNTRY, 88, TOC_GAZ_OWN),
    [USA] = P("United States", 3976, -9850, NONE, 3, TOC_PLACE_COUNTRY, 99, TOC_GAZ_OWN),
    [LEBANON] = P("Lebanon", 3383, 3583, NONE, 4, TOC_PLACE_COUNTRY, 80, TOC_GAZ_OWN),
    [LIBYA] = P("Libya", 2800, 1700, NONE, 5, TOC_PLACE_COUNTRY, 84, TOC_GAZ_OWN),
    [ANBAR] = P("Anbar", 3280, 4200, ANBAR, 1, TOC_PLACE_ADMIN1, 60, 0),
    [NINEVEH] = P("Nineveh", 3600, 4250, NINEVEH, 1, TOC_PLACE_ADMIN1, 60, 0),
    [TENNESSEE] = P("Tennessee", 3575, -8625, TENNESSEE, 3, TOC_PLACE_ADMIN1, 64, TOC_GAZ_OWN),
    [MOSUL] = P("Mosul", 3634, 4313, NINEVEH, 1, TOC_PLACE_TOWN, 62, 0),
    [RAMADI] = P("Ramadi", 3342, 4330, ANBAR, 1, TOC_PLACE_TOWN, 54, 0),
    [TRIPOLI_LB] = P("Tripoli", 3443, 3583, NONE, 4, TOC_PLACE_TOWN, 54, 0),
    [TRIPOLI_LY] = P("Tripoli", 3287, 1318, NONE, 5, TOC_PLACE_TOWN, 73, TOC_GAZ_CAPITAL),
    [MEMPHIS] = P("Memphis", 3514, -9004, TENNESSEE, 3, TOC_PLACE_TOWN, 58, 0),
    [MEMPHIS_SMALL] = P("Memphis", 4046, -9217, NONE, 3, TOC_PLACE_TOWN, 32, 0),
    [POLICE] = P("Police", 5355, 1457, NONE, 0, TOC_PLACE_TOWN, 45, 0),
    [BENGHAZI] = P("Benghazi", 3211, 2006, NONE, 5, TOC_PLACE_TOWN, 58, 0),
    [SAMAWAH] = P("Samawah", 3131, 4528, NONE, 1, TOC_PLACE_TOWN, 52, 0),
    [DIWANIYA] = P("Diwaniya", 3199, 4493, NONE, 1, TOC_PLACE_TOWN, 55, 0),
    [BAGHDAD] = P("Baghdad", 3334, 4440, NONE, 1, TOC_PLACE_TOWN, 80, TOC_GAZ_CAPITAL),
};
static const struct {
    const char *words;
    uint32_t place, marks;
} FORMS[] = {
    {"Iraqi", IRAQ, TOC_GAZ_ADJ},
    {"Syrian", SYRIA, TOC_GAZ_ADJ},
    {"US", USA, TOC_GAZ_EXACT},
    {"American", USA, TOC_GAZ_ADJ},
    {"Benghazi", BENGHAZI, TOC_GAZ_SKELETON | TOC_GAZ_ALT},
    {"Tenn.", TENNESSEE, TOC_GAZ_CONTEXT},
    {"Al-Anbar", ANBAR, 0},
};
static const char WORDS[] =
    "@table placeword: word class\n"
    "in\tin\nnear\tin\nbetween\tto link\nfrom\tto link\nlinking\tlink\nof\tto\nto\tto\nprovince\tadmin1\ncity\ttown\ntown\ttown\n"
    "police\tcommon\npost\torg\nsaid\tspeech\nhighway\troad\nroad\troad\nsouthern\tside\n"
    "north\tside\nkm\tunit\ngeneral\ttitle\ncountry\tcountry\ncapital\ttown "
    "capital\nwest\tside\nkilometers\tunit\n";

/* Words between spaces; ".,-()" are tokens of their own; one sentence a full stop. */
static void tokenise(toc_text *text)
{
    const toc_slice s = text->text;
    uint32_t first = 0, from = 0;
    for (uint32_t at = 0; at < s.len;) {
        uint32_t end = at + 1;
        const bool sign = strchr(".,-()", s.ptr[at]) != NULL;
        while (!sign && end < s.len && strchr(" ,-()", s.ptr[end]) == NULL &&
               !(s.ptr[end] == '.' && (end + 1 == s.len || s.ptr[end + 1] == ' ') && end - at > 4))
            end++;
        toc_token t = {
            .start = at, .end = end, .sentence = text->sentences.count, .head = TOC_NONE};
        const toc_slice w = toc_slice_sub(s, at, end);
        t.fold = toc_fold_hash(w);
        if (w.ptr[0] >= 'A' && w.ptr[0] <= 'Z') t.flags |= TOC_TOKEN_UPPER_FIRST;
        if (t.fold != 0) t.flags |= TOC_TOKEN_LETTER;
        if (w.ptr[0] >= '0' && w.ptr[0] <= '9') t.flags |= TOC_TOKEN_DIGIT;
        if (end == s.len || s.ptr[end] == ' ') t.flags |= TOC_TOKEN_SPACE_AFTER;
        toc_push(text->arena, &text->tokens, t);
        at = end;
        while (at < s.len && s.ptr[at] == ' ') at++;
        if (!toc_slice_is(w, ".") && at < s.len) continue;
        uint32_t small = 0;
        for (uint32_t i = from; i < end; i++) small += s.ptr[i] >= 'a' && s.ptr[i] <= 'z';
        const toc_sentence sentence = {.first = first,
                                       .last = text->tokens.count,
                                       .start = from,
                                       .end = end,
                                       .caps = small == 0};
        toc_push(text->arena, &text->sentences, sentence);
        first = text->tokens.count;
        from = at;
    }
}

static const struct {
    const char *text;
    const char *places; /* "words=name/country/kind" between "; ", in text order */
} CASES[] = {
    {"Two cars exploded in Mosul.", "Mosul=Mosul/IRQ/town"},
    {"Police said nothing.", ""},
    {"Fighting went on in Tripoli.", "Tripoli=Tripoli/LBY/town"},
    {"Fighting went on in Tripoli, Lebanon.",
     "Tripoli=Tripoli/LBN/town; Lebanon=Lebanon/LBN/country"},
    {"Clashes in Tripoli spread. Troops in Lebanon watched.",
     "Tripoli=Tripoli/LBN/town; Lebanon=Lebanon/LBN/country"}, /* the country named decides */
    {"A man from Memphis, Tenn. was held.", "Memphis=Memphis/USA/town; Tenn.=Tennessee/USA/admin1"},
    {"The Iraqi army entered Ramadi.", "Iraqi=Iraq/IRQ/demonym; Ramadi=Ramadi/IRQ/town"},
    {"US troops left Al-Anbar province.",
     "US=United States/USA/country; Al-Anbar=Anbar/IRQ/admin1"},
    {"They told us in Mosul.", "Mosul=Mosul/IRQ/town"}, /* "us" is no country */
    {"The Mosul Post wrote about it.", ""},
    {"BOMB KILLS TEN IN MOSUL CITY.", "MOSUL=Mosul/IRQ/town"},
    {"", ""},
    {"An attack on the Samawah-Diwaniya highway was reported.",
     "Samawah-Diwaniya highway=Samawah-Diwaniya/IRQ/road; Samawah=Samawah/IRQ/town; "
     "Diwaniya=Diwaniya/IRQ/town"},
    {"They drove on the road between Baghdad and Mosul.",
     "road between Baghdad and Mosul=Baghdad-Mosul/IRQ/road; Baghdad=Baghdad/IRQ/town; "
     "Mosul=Mosul/IRQ/town"},
    {"They drove on the road linking Baghdad and Mosul.",
     "road linking Baghdad and Mosul=Baghdad-Mosul/IRQ/road; Baghdad=Baghdad/IRQ/town; "
     "Mosul=Mosul/IRQ/town"},
    {"They drove to Baghdad and Mosul.", "Baghdad=Baghdad/IRQ/town; Mosul=Mosul/IRQ/town"},
    {"It fell 10 km north of Mosul.",
     "10 km north of Mosul=10 km north of Mosul/IRQ/region; Mosul=Mosul/IRQ/town"},
    {"It fell north of Mosul.", "Mosul=Mosul/IRQ/town"},
    {"Fighting went on in southern Iraq again.", "southern Iraq=southern Iraq/IRQ/region"},
    {"A car stood on Tigris Road in Mosul.",
     "Tigris Road=Tigris Road/IRQ/road; Mosul=Mosul/IRQ/town"},
    {"Shells hit Mosul, Kafr Nowhere and Ramadi.",
     "Mosul=Mosul/IRQ/town; Kafr Nowhere=Kafr Nowhere/IRQ/town; Ramadi=Ramadi/IRQ/town"},
    {"A bomb went off in Nowhereville, 70 km north of Baghdad.",
     "Nowhereville=Nowhereville/IRQ/town; 70 km north of Baghdad=70 km north of Baghdad/IRQ/region; "
     "Baghdad=Baghdad/IRQ/town"},
    {"It was Smith, the general of Baghdad.", "Baghdad=Baghdad/IRQ/town"},
    {"The town of Nowhereville near Mosul fell.",
     "Nowhereville=Nowhereville/IRQ/town; Mosul=Mosul/IRQ/town"},
    {"Bombs fell on Libya and in Bangazi.", "Libya=Libya/LBY/country; Bangazi=Benghazi/LBY/town"},
    {"Bombs fell on Lebanon and in Bangazi.", "Lebanon=Lebanon/LBN/country"},
    {"A car stood on Highway 19 near Ramadi.",
     "Highway 19=Highway 19/IRQ/road; Ramadi=Ramadi/IRQ/town"},
};

/* Points: degrees * 100000, and how sure. */
static const struct {
    const char *text;
    uint32_t place;
    int32_t lat, lon;
    toc_place_precision precision;
    bool line;
} POINTS[] = {
    {"A bomb in Mosul.", 0, 3634000, 4313000, TOC_AT_TOWN, false},
    {"On the Samawah-Diwaniya highway.", 0, 3165000, 4510500, TOC_AT_ROAD, true},
    {"It fell 10 km north of Mosul.", 0, 3642992, 4313000, TOC_AT_TOWN, false},
    {"It fell 100 kilometers west of Ramadi.", 0, 3342000, 4222126, TOC_AT_TOWN, false},
    {"Fighting in southern Iraq.", 0, 3300000, 4400000, TOC_AT_COUNTRY, false},
    {"A car on Tigris Road in Mosul.", 0, 3634000, 4313000, TOC_AT_TOWN, false},
};

static char *printed(const toc_record *record)
{
    static char out[2048];
    size_t n = 0;
    out[0] = '\0';
    for (uint32_t i = 0; i < record->places.count && n < sizeof out - 200; i++) {
        const toc_place *p = &record->places.items[i];
        const toc_slice words = toc_record_words(record, p->span);
        n += (size_t)snprintf(out + n, sizeof out - n, "%s%.*s=%.*s/%s/%s", i > 0 ? "; " : "",
                              (int)words.len, words.ptr, (int)p->name.len, p->name.ptr, p->country,
                              toc_place_word(p->kind));
    }
    return out;
}

static toc_scene prepare(const char *text, toc_arena *arena, toc_record *record, toc_text **out)
{
    const toc_slice s = toc_slice_of(text);
    toc_article *article = TOC_NEW(arena, toc_article);
    toc_text *t = TOC_NEW(arena, toc_text);
    *article = (toc_article){.arena = arena, .text = s};
    *t = (toc_text){.article = article, .arena = arena, .text = s};
    tokenise(t);
    *record = (toc_record){.arena = arena, .text = s};
    *out = t;
    return (toc_scene){.text = t, .record = record, .arena = arena};
}

static void run(const toc_where_data *data, const char *text, toc_arena *arena, toc_record *record)
{
    toc_arena_init(arena);
    toc_text *t = NULL;
    toc_scene scene = prepare(text, arena, record, &t);
    toc_where_find(data, &scene);
}

/* "the (Iraqi) capital": chunks from an article to one of these nouns. */
static void chunk_nouns(toc_scene *scene)
{
    static const char *const NOUNS[] = {"capital", "town", "country", "province", "road"};
    const toc_text *t = scene->text;
    for (uint32_t i = 0; i < t->tokens.count; i++) {
        if (!toc_slice_is(toc_token_words(t, i), "the")) continue;
        for (uint32_t k = i + 1; k < t->tokens.count && k < i + 3; k++)
            for (size_t n = 0; n < sizeof NOUNS / sizeof *NOUNS; n++)
                if (toc_slice_is(toc_token_words(t, k), NOUNS[n])) {
                    const toc_chunk c = {i, k + 1, k, TOC_NONE, TOC_NONE, TOC_NONE, TOC_NONE};
                    toc_push(scene->arena, &scene->chunks, c);
                }
    }
    scene->chunk_of = TOC_NEW_N(scene->arena, uint32_t, (size_t)t->tokens.count + 1);
}

/* What "the town" means: the name of the last chunk's place; how many places there are in all. */
static void test_anaphora(const toc_where_data *data)
{
    static const struct {
        const char *text, *name;
        uint32_t places;
    } ROWS[] = {
        {"Men came to Ramadi. Shots fell in the town again.", "Ramadi", 1},
        {"Men came to Ramadi in Anbar province. Shots fell in the town again.", "Ramadi", 2},
        {"Men came to Ramadi in Iraq. They left the country.", "Iraq", 2},
        {"Men came. Shots fell in the town again.", "", 0},
        {"Men came to Iraq. Shots fell in the town again.", "", 1},
        {"Men came to Mosul and Baghdad. Then in Mosul again. Shots fell in the Iraqi capital.",
         "Baghdad", 4},
        {"Men met in Libya. Shots fell in the capital of Libya.", "Tripoli", 3},
        {"Men met in Iraq. Shots fell in the capital.", "Baghdad", 2},
        {"Men met. Shots fell in the capital.", "", 0},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        toc_arena arena;
        toc_arena_init(&arena);
        toc_record record;
        toc_text *t = NULL;
        toc_scene scene = prepare(ROWS[i].text, &arena, &record, &t);
        chunk_nouns(&scene);
        toc_where_find(data, &scene);
        const uint32_t place =
            scene.chunks.count == 0 ? TOC_NONE : scene.chunks.items[scene.chunks.count - 1].place;
        const toc_slice name = place == TOC_NONE ? TOC_LIT("") : record.places.items[place].name;
        CHECK(toc_slice_is(name, ROWS[i].name) && record.places.count == ROWS[i].places,
              "\"%s\": \"%.*s\", %u places", ROWS[i].text, (int)name.len, name.ptr,
              record.places.count);
        toc_arena_free(&arena);
    }
}

/* Lists of every length around those at which they grow: the sorted copy takes the capitals that are added
 * behind it, and every place stays where the text has it. */
static void test_many(const toc_where_data *data)
{
    enum { MOST = 70, CAPITALS = 9 };
    static const char COUNTRY[] = "Men met in Libya. ", CAPITAL[] = "Shots fell in the capital. ";
    static char text[MOST * sizeof COUNTRY + CAPITALS * sizeof CAPITAL];
    for (uint32_t n = 1; n <= MOST; n++) {
        toc_arena arena;
        toc_arena_init(&arena);
        toc_record record;
        toc_text *t = NULL;
        size_t len = 0;
        for (uint32_t i = 0; i < n + CAPITALS; i++)
            len += (size_t)snprintf(text + len, sizeof text - len, "%s", i < n ? COUNTRY : CAPITAL);
        toc_scene scene = prepare(text, &arena, &record, &t);
        chunk_nouns(&scene);
        toc_where_find(data, &scene);
        bool good = record.places.count == n + CAPITALS;
        for (uint32_t i = 0; good && i < record.places.count; i++) {
            const toc_place *place = &record.places.items[i];
            good = toc_slice_is(place->name, i < n ? "Libya" : "Tripoli") &&
                   memcmp(place->country, "LBY", 4) == 0 &&
                   (i == 0 || place[-1].span.end <= place->span.start);
        }
        CHECK(good, "%u countries: %u places: %s", n, record.places.count, printed(&record));
        toc_arena_free(&arena);
    }
}

static bool make_pack(toc_pack *pack, tocsin_error *err)
{
    toc_gaz_name names[PLACES + sizeof FORMS / sizeof *FORMS];
    size_t n = 0;
    for (uint32_t i = 0; i < PLACES; i++) names[n++] = (toc_gaz_name){TABLE[i].name, i, 0};
    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++)
        names[n++] = (toc_gaz_name){toc_slice_of(FORMS[i].words), FORMS[i].place, FORMS[i].marks};
    const toc_gaz_state_source states[] = {{"", NONE},   {"IRQ", IRAQ},    {"SYR", SYRIA},
                                           {"USA", USA}, {"LBN", LEBANON}, {"LBY", LIBYA}};
    char *blob, *bytes;
    size_t blob_len, len, part_count;
    toc_pack_part *parts;
    const toc_dict_source file = {"places/words.tsv", {WORDS, sizeof WORDS - 1}};
    if (toc_gaz_write(&blob, &blob_len, TABLE, PLACES, names, n, states, 6, err) != TOCSIN_OK ||
        toc_dict_compile(&file, 1, &parts, &part_count, NULL, NULL, err) != TOCSIN_OK)
        return false;
    toc_pack_part both[2] = {parts[0], {"gazetteer", blob, blob_len}};
    const bool good = part_count == 1 && toc_pack_write(&bytes, &len, both, 2, err) == TOCSIN_OK &&
                      toc_pack_from_bytes(pack, bytes, len, "test", err) == TOCSIN_OK;
    toc_dict_parts_free(parts, part_count);
    free(blob);
    return good;
}

static const char USER[] = "@table place: name aliases kind country admin1 lat lon\n"
                           "Camp Nowhere\tNowhere Base|=NWB\tfacility\tIRQ\tAnbar\t33.5\t42.25\n"
                           "Tripoli\t\ttown\tIRQ\t\t30\t45\n" /* hides ours */
                           "Mosul\tOld Mosul\ttown\tIRQ\n";   /* our point */

static void test_user(const toc_pack *built_in)
{
    static const struct {
        const char *text, *places;
        int32_t lat;
    } ROWS[] = {
        {"They came to Camp Nowhere.", "Camp Nowhere=Camp Nowhere/IRQ/facility", 3350000},
        {"They came to Nowhere Base once.", "Nowhere Base=Camp Nowhere/IRQ/facility", 3350000},
        {"They came to Tripoli.", "Tripoli=Tripoli/IRQ/town", 3000000},
        {"They came to Old Mosul.", "Old Mosul=Mosul/IRQ/town", 3634000},
        {"They came to Benghazi.", "Benghazi=Benghazi/LBY/town", 3211000},
    };
    const toc_dict_source file = {"places/mine.tsv", {USER, sizeof USER - 1}};
    toc_pack packs[2] = {*built_in, {0}};
    toc_pack_part *parts;
    size_t part_count, len;
    char *bytes;
    tocsin_error err = {0};
    const bool made =
        toc_dict_compile(&file, 1, &parts, &part_count, NULL, NULL, &err) == TOCSIN_OK &&
        toc_pack_write(&bytes, &len, parts, part_count, &err) == TOCSIN_OK &&
        toc_pack_from_bytes(&packs[1], bytes, len, "user", &err) == TOCSIN_OK;
    CHECK(made, "%s", err.message);
    if (!made) return;
    toc_dict_parts_free(parts, part_count);
    toc_arena held, arena;
    toc_arena_init(&held);
    toc_where_data data;
    CHECK(toc_where_open(&data, packs, 2, &held, &err) == TOCSIN_OK, "%s", err.message);
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        toc_record record;
        run(&data, ROWS[i].text, &arena, &record);
        const char *got = printed(&record);
        CHECK(strcmp(got, ROWS[i].places) == 0 && record.places.items[0].lat_e5 == ROWS[i].lat,
              "\"%s\": got \"%s\"", ROWS[i].text, got);
        toc_arena_free(&arena);
    }
    toc_arena_free(&held);
    toc_pack_close(&packs[1]);
}

int main(void)
{
    toc_pack pack = {0};
    tocsin_error err = {0};
    toc_arena arena;
    toc_record record;
    CHECK(make_pack(&pack, &err), "%s", err.message);
    toc_where_data data;
    CHECK(toc_where_open(&data, &pack, 1, NULL, &err) == TOCSIN_OK, "%s", err.message);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        run(&data, CASES[i].text, &arena, &record);
        const char *got = printed(&record);
        CHECK(strcmp(got, CASES[i].places) == 0, "\"%s\": got \"%s\", not \"%s\"", CASES[i].text,
              got, CASES[i].places);
        for (uint32_t k = 0; k < record.places.count; k++)
            CHECK(record.places.items[k].why.len > 10, "place %u explains itself", k);
        toc_arena_free(&arena);
    }
    for (size_t i = 0; i < sizeof POINTS / sizeof *POINTS; i++) {
        run(&data, POINTS[i].text, &arena, &record);
        const toc_place *p = &record.places.items[POINTS[i].place];
        const bool there = record.places.count > POINTS[i].place;
        CHECK(there && p->has_point && p->lat_e5 == POINTS[i].lat && p->lon_e5 == POINTS[i].lon &&
                  p->precision == POINTS[i].precision && p->has_line == POINTS[i].line,
              "\"%s\": %d %d precision %s", POINTS[i].text, there ? p->lat_e5 : 0,
              there ? p->lon_e5 : 0, there ? toc_at_word(p->precision) : "");
        toc_arena_free(&arena);
    }
    test_anaphora(&data);
    test_many(&data);
    test_user(&pack);
    toc_where_data none;
    CHECK(toc_where_open(&none, NULL, 0, NULL, &err) == TOCSIN_OK, "no pack is no error");
    run(&none, "Two cars exploded in Mosul.", &arena, &record);
    CHECK(record.places.count == 0, "nothing found without data");
    toc_arena_free(&arena);
    toc_pack_close(&pack);
    return check_done();
}
