/* src/entity/where_actor.c - what the actor dictionary knows is no place: "Hamas" (Hamm in German
 * is a town), "Isis", and the places inside "Kurdistan Workers' Party", "Voice of America". */
#include "base/limits.h"
#include "entity/where_inner.h"

enum { ACTOR = -40, IN_ACTOR = -50, MAX_HITS = 8 };

/* The longest name of the dictionary at word i; its end, and whether its words alone say that it
 * is no place (a government is called by its capital). */
static uint32_t actor_at(const where_doc *d, uint32_t i, bool *no_place, toc_slice *country)
{
    uint64_t keys[TOC_MAX_PHRASE_WORDS];
    uint32_t n = 0;
    while (n < TOC_MAX_PHRASE_WORDS && i + n < d->words.count &&
           (n == 0 || (d->words.items[i + n].flags & AT_BREAK) == 0)) {
        keys[n] = d->words.items[i + n].hash;
        n++;
    }
    toc_hit hits[MAX_HITS];
    const size_t found = toc_dict_match(&d->data->actors, keys, n, hits, MAX_HITS);
    for (size_t k = 0; k < found; k++) {
        const toc_slice form = hits[k].form;
        if (form.len > 0 && form.ptr[0] == '?') continue;
        const uint32_t end = i + hits[k].words;
        if (end > d->words.count) continue;
        const toc_slice words = toc_slice_sub(d->scene->text->text, d->words.items[i].start,
                                              d->words.items[end - 1].end);
        if (hits[k].exact && !toc_slice_eq(words, form)) continue;
        const toc_slice kind =
            toc_dict_cell(&d->data->actors, hits[k].row, d->data->actor_kind_col);
        *no_place = !toc_slice_is(kind, "government");
        *country = toc_dict_cell(&d->data->actors, hits[k].row, d->data->actor_country_col);
        return end;
    }
    return i;
}

/* "Houthi", "FARDC": the text is about their country. */
static void count_country(where_doc *d, toc_slice iso3)
{
    if (iso3.len != 3) return;
    if (toc_slice_is(iso3, "KOS"))
        iso3 = TOC_LIT("XKX"); /* Kosovo: PLOVER's code, GeoNames' code */
    for (uint32_t i = 1; i < d->gaz->states && i < 256; i++) {
        char code[4];
        toc_gaz_iso3(d->gaz, (uint8_t)i, code);
        if (!toc_slice_is(iso3, code)) continue;
        if (d->actors[i] < UINT8_MAX) d->actors[i]++;
        d->about[i] = true;
        return;
    }
}

void where_actors(where_doc *d)
{
    if (!d->data->has_actors) return;
    uint32_t at = 0;
    for (uint32_t i = 0; i < d->words.count; i++) {
        if ((d->words.items[i].flags & AT_UPPER) == 0) continue;
        bool no_place = false;
        toc_slice country;
        const uint32_t end = actor_at(d, i, &no_place, &country);
        if (end == i) continue;
        for (uint32_t k = i; k < end && no_place; k++) d->words.items[k].flags |= AT_ACTOR;
        count_country(d, country);
        while (at < d->hits.count && d->hits.items[at].end <= i) at++;
        for (uint32_t h = at; h < d->hits.count && d->hits.items[h].word < end; h++) {
            where_hit *hit = &d->hits.items[h];
            const bool same = hit->word <= i && hit->end >= end;
            if (same && !no_place) continue;
            hit->score += same ? ACTOR : IN_ACTOR;
            hit->seen |= SEEN_ORG;
            if (!same)
                hit->actor = true; /* "Islamic State of Iraq": nothing happens there by that */
        }
        i = end - 1;
    }
}
