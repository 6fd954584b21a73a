/* src/entity/where_capital.c - "the capital", "the Iraqi capital", "the capital of Iraq". */
#include "entity/where_inner.h"

static uint8_t state_of(const where_doc *d, const char *iso3)
{
    if (iso3[0] == '\0') return 0;
    for (uint32_t i = 1; i < d->gaz->states && i < 256; i++) {
        char code[4];
        toc_gaz_iso3(d->gaz, (uint8_t)i, code);
        if (memcmp(code, iso3, 4) == 0) return (uint8_t)i;
    }
    return 0;
}

/* First place that ends behind a byte. */
static uint32_t first_behind(const where_doc *d, uint32_t byte)
{
    uint32_t low = 0, high = d->places.count;
    while (low < high) {
        const uint32_t mid = (low + high) / 2;
        if (d->places.items[mid].span.end <= byte)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

enum { OF_BYTES = 8, BACK = 20 };

/* The country that the words name, or the one named last before. */
static const toc_place *country_of(const where_doc *d, const toc_chunk *c)
{
    const toc_span span = toc_chunk_span(d->scene, c);
    const toc_slice text = d->scene->text->text;
    const uint32_t at = first_behind(d, span.start);
    for (uint32_t i = at;
         i < d->places.count && d->places.items[i].span.start < span.end + OF_BYTES; i++) {
        const toc_place *p = &d->places.items[i];
        if (p->span.end <= span.end) return p; /* "the Iraqi capital" */
        const toc_slice between =
            p->span.start < span.end ? TOC_LIT("") : toc_slice_sub(text, span.end, p->span.start);
        if (where_same(toc_slice_trim(between), "of")) return p;
    }
    for (uint32_t i = at, k = 0; i-- > 0 && k < BACK; k++) {
        const toc_place *p = &d->places.items[i];
        if (p->country[0] != '\0' && p->kind != TOC_PLACE_DEMONYM && !p->actor_use) return p;
    }
    return NULL;
}

uint32_t where_capital_of(const where_doc *d, const toc_chunk *c)
{
    const toc_place *p = country_of(d, c);
    if (p == NULL) return TOC_GAZ_NONE;
    if (p->kind == TOC_PLACE_ADMIN1) return TOC_GAZ_NONE; /* "the capital of Anbar" */
    return toc_gaz_capital(d->gaz, state_of(d, p->country));
}

const where_word *where_word_of(const where_doc *d, const toc_token *token, uint32_t *at)
{
    while (*at < d->words.count && d->words.items[*at].start < token->start) ++*at;
    const where_word *w = where_word_at(d, *at);
    return *at < d->words.count && w->start == token->start ? w : NULL;
}

/* True when the text names that capital somewhere. */
static bool named(const where_doc *d, uint32_t capital)
{
    for (uint32_t s = 0; s < d->surfaces.count; s++)
        if (d->surfaces.items[s].resolved && d->surfaces.items[s].best.place == capital)
            return true;
    return false;
}

/* Runs on sorted places; leaves the list to be sorted again. */
void where_capitals(where_doc *d)
{
    const toc_scene *scene = d->scene;
    uint32_t at = 0;
    for (uint32_t c = 0; c < scene->chunks.count; c++) {
        const toc_chunk *chunk = &scene->chunks.items[c];
        const toc_token *head = &scene->text->tokens.items[chunk->head];
        const where_word *w = where_word_of(d, head, &at);
        if (w == NULL || (w->classes & WORD_CAPITAL) == 0) continue;
        const toc_slice det = toc_token_words(scene->text, chunk->first);
        if (!where_same(det, "the")) continue;
        const uint32_t capital = where_capital_of(d, chunk);
        if (capital == TOC_GAZ_NONE || named(d, capital)) continue;
        const toc_gaz_place p = where_at(d, capital);
        toc_place place = {.kind = TOC_PLACE_TOWN,
                           .precision = TOC_AT_TOWN,
                           .has_point = true,
                           .lat_e5 = p.lat_e5,
                           .lon_e5 = p.lon_e5,
                           .geoname = p.geoname};
        place.span = (toc_span){head->start, head->end};
        place.name = where_name(d, capital);
        toc_gaz_iso3(d->gaz, p.country, place.country);
        place.why = TOC_LIT("the capital of the country named here");
        where_add(d, &place);
    }
}
