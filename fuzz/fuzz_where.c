/* fuzz/fuzz_where.c - places. Bytes that begin as a gazetteer stand as one, and a fixed text is
 * read with it: every index must be checked. Any other bytes are a text, read with a small good
 * gazetteer: places must lie inside it, in order, the same twice. */
#include "entity/where.h"

#include "fuzz.h"

static const char *const NAMES[] = {"Iraq", "Mosul", "Al-Qa'im", "Baghdad", "Springfield", "Anbar"};
enum { NAME_COUNT = sizeof NAMES / sizeof *NAMES };

/* A gazetteer of a country, a province, towns, an adjective, two places of one name. */
static toc_slice small_gazetteer(void)
{
    toc_gaz_source places[NAME_COUNT + 1];
    toc_gaz_name names[NAME_COUNT + 4];
    for (uint32_t i = 0; i <= NAME_COUNT; i++) {
        const char *name = NAMES[i < NAME_COUNT ? i : 4];
        places[i] = (toc_gaz_source){.lat_e5 = 3300000 + 50000 * (int32_t)i,
                                     .lon_e5 = 4400000,
                                     .name = toc_slice_of(name),
                                     .admin1 = i == 1 || i == 2 ? 5 : TOC_GAZ_NONE,
                                     .admin2 = TOC_GAZ_NONE,
                                     .country = 1,
                                     .kind = TOC_PLACE_TOWN,
                                     .weight = 60};
        names[i] = (toc_gaz_name){toc_slice_of(name), i, 0};
    }
    places[0].kind = TOC_PLACE_COUNTRY;
    places[5].kind = TOC_PLACE_ADMIN1;
    places[3].flags = TOC_GAZ_CAPITAL;
    names[NAME_COUNT + 1] = (toc_gaz_name){TOC_LIT("Iraqi"), 0, TOC_GAZ_ADJ};
    names[NAME_COUNT + 2] = (toc_gaz_name){TOC_LIT("IQ"), 0, TOC_GAZ_EXACT};
    names[NAME_COUNT + 3] = (toc_gaz_name){TOC_LIT("Baghdad"), 3, TOC_GAZ_SKELETON};
    const toc_gaz_state_source states[] = {{"", TOC_GAZ_NONE}, {"IRQ", 0}};
    char *blob = NULL;
    size_t len = 0;
    DEMAND(toc_gaz_write(&blob, &len, places, NAME_COUNT + 1, names, NAME_COUNT + 4, states, 2,
                         NULL) == TOCSIN_OK);
    return (toc_slice){blob, len};
}

static uint64_t find(const toc_where_data *data, const tocsin_article *in)
{
    const fuzz_engine *engine = fuzz_open();
    toc_arena arena;
    toc_arena_init(&arena);
    toc_article article = {.arena = &arena};
    uint64_t sum = 1;
    if (toc_input_read(&engine->input, &article, in, 0, NULL) == TOCSIN_OK) {
        toc_text text = {.article = &article, .arena = &arena, .text = article.text};
        toc_segment(&engine->segment, &text);
        toc_record record = {.arena = &arena, .text = article.text};
        toc_scene scene = {.text = &text, .record = &record, .arena = &arena};
        toc_where_find(data, &scene);
        uint32_t at = 0;
        for (uint32_t i = 0; i < record.places.count; i++) {
            const toc_place *p = &record.places.items[i];
            DEMAND(p->span.start >= at && p->span.start < p->span.end &&
                   p->span.end <= article.text.len);
            DEMAND(((unsigned char)article.text.ptr[p->span.start] & 0xc0) != 0x80);
            DEMAND(p->lat_e5 >= -10000000 && p->lat_e5 <= 10000000);
            at = p->span.start;
            sum = toc_mix(sum, p->span.end + (uint64_t)p->kind + toc_hash_slice(p->why));
        }
    }
    toc_arena_free(&arena);
    return sum;
}

static toc_where_data with(const toc_gaz *gaz)
{
    toc_where_data data;
    DEMAND(toc_where_open(&data, &fuzz_open()->pack, 1, NULL, NULL) == TOCSIN_OK);
    data.gaz = *gaz;
    return data;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const char TEXT[] = "BAGHDAD, April 11 (Xinhua) -- Troops left Al-Qa'im, Anbar, on the "
                               "Mosul-Baghdad highway 10 km "
                               "north of Mosul. Springfield and Bagdadh, Iraq. The Iraqi capital. "
                               "IQ said. IN MOSUL TWO DIED.";
    static toc_slice good;
    toc_gaz gaz;
    const toc_slice given = {(const char *)bytes, len};
    if (len >= 8 && memcmp(bytes, "TOCGAZ01", 8) == 0) {
        if (toc_gaz_view(&gaz, given, NULL) != TOCSIN_OK) return 0;
        const toc_where_data data = with(&gaz);
        const tocsin_article in = {.size = sizeof in, .bytes = TEXT, .len = sizeof TEXT - 1};
        find(&data, &in);
        return 0;
    }
    if (good.ptr == NULL) good = small_gazetteer();
    DEMAND(toc_gaz_view(&gaz, good, NULL) == TOCSIN_OK);
    const toc_where_data data = with(&gaz);
    const tocsin_article in = {.size = sizeof in, .bytes = (const char *)bytes, .len = len};
    DEMAND(find(&data, &in) == find(&data, &in));
    return 0;
}
