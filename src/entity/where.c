/* src/entity/where.c - see where.h. */
#include "entity/where.h"

#include "entity/where_inner.h"

/* Its numbers of countries and provinces are those of the gazetteer that it was made for. */
static tocsin_status open_import(toc_where_data *out, const toc_pack *pack, tocsin_error *err)
{
    const toc_slice places = toc_pack_section(pack, TOC_IMPORT_PLACES),
                    base = toc_pack_section(pack, TOC_IMPORT_BASE);
    if (places.len == 0) return TOCSIN_OK;
    if (out->gaz.places == 0 || base.len != 4 || toc_read_u32(base.ptr) != out->gaz.stamp)
        return toc_fail(err, TOCSIN_PACK_VERSION,
                        "the imported places were made for another data pack: import them again");
    const tocsin_status status = toc_gaz_view(&out->import, places, err);
    if (status == TOCSIN_OK && (uint64_t)out->import.places + out->user.places > TOC_GAZ_INDEX)
        return toc_fail(err, TOCSIN_LIMIT, "more than %u places of your own", TOC_GAZ_INDEX);
    return status;
}

tocsin_status toc_where_open(toc_where_data *out, const toc_pack *packs, size_t count,
                             toc_arena *arena, tocsin_error *err)
{
    *out = (toc_where_data){0};
    out->has_words = toc_dict_view(&out->words, packs, count, "placeword");
    if (out->has_words) out->class_col = toc_dict_col(&out->words, "class");
    out->has_actors = toc_dict_view(&out->actors, packs, count, "actor");
    if (out->has_actors) {
        out->actor_kind_col = toc_dict_col(&out->actors, "kind");
        out->actor_country_col = toc_dict_col(&out->actors, "country");
    }
    tocsin_status status = TOCSIN_OK;
    bool found = false;
    for (size_t i = count;
         i-- > 0 && !found;) { /* a user's gazetteer stands for the built-in one */
        const toc_slice section = toc_pack_section(&packs[i], "gazetteer");
        found = section.len > 0;
        if (found) status = toc_gaz_view(&out->gaz, section, err);
    }
    if (status == TOCSIN_OK && count > 1) status = where_user_open(out, packs, count, arena, err);
    for (size_t i = 1; i < count && status == TOCSIN_OK; i++)
        status = open_import(out, &packs[i], err);
    return status;
}

/* ------------------------------------------------------------------ surfaces */
static uint32_t find_surface(const where_doc *d, const uint32_t *table, uint32_t mask, uint64_t key,
                             uint32_t *slot)
{
    for (*slot = (uint32_t)key & mask; table[*slot] != 0; *slot = (*slot + 1) & mask)
        if (d->surfaces.items[table[*slot] - 1].key == key) return table[*slot] - 1;
    return TOC_NONE;
}

static uint64_t surface_key(const where_hit *hit, uint32_t inside)
{
    return toc_mix(toc_mix((uint64_t)hit->posting + 1, hit->head), (uint64_t)inside + 1);
}

/* Names that are said to be in something first, so that bare mentions can join them. */
static void make_surfaces(where_doc *d)
{
    uint32_t mask = 15;
    while (mask < d->hits.count * 2) mask = mask * 2 + 1;
    uint32_t *table = TOC_NEW_N(d->arena, uint32_t, (size_t)mask + 1);
    uint32_t *bare = TOC_NEW_N(d->arena, uint32_t, (size_t)mask + 1); /* posting -> surface */
    if (table == NULL || bare == NULL) return;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = d->hits.count; i-- > 0;) { /* backwards: any order will do */
            where_hit *hit = &d->hits.items[i];
            if (hit->score <= 0 || (hit->inside != TOC_NONE) != (pass == 0)) continue;
            uint32_t inside = TOC_NONE;
            if (hit->inside != TOC_NONE) inside = d->hits.items[hit->inside].posting;
            uint32_t slot;
            uint64_t key = surface_key(hit, inside);
            const uint64_t bare_key = surface_key(hit, TOC_NONE);
            uint32_t s = TOC_NONE;
            if (pass == 1) { /* a bare mention joins the same name with a container */
                uint32_t at = (uint32_t)bare_key & mask;
                for (; bare[at] != 0; at = (at + 1) & mask)
                    if (surface_key(&d->hits.items[d->surfaces.items[bare[at] - 1].first_hit],
                                    TOC_NONE) == bare_key)
                        break;
                if (bare[at] != 0) s = bare[at] - 1;
            }
            if (s == TOC_NONE) s = find_surface(d, table, mask, key, &slot);
            if (s == TOC_NONE) {
                const where_surface fresh = {.key = key,
                                             .posting = hit->posting,
                                             .first_hit = i,
                                             .inside = TOC_NONE,
                                             .head = hit->head,
                                             .adjective = hit->adjective,
                                             .kept = true};
                toc_push(d->arena, &d->surfaces, fresh);
                s = d->surfaces.count - 1;
                table[slot] = d->surfaces.count;
                uint32_t at = (uint32_t)bare_key & mask;
                while (bare[at] != 0) at = (at + 1) & mask;
                bare[at] = d->surfaces.count;
            }
            hit->surface = s;
            d->surfaces.items[s].count++;
            if (i < d->surfaces.items[s].first_hit) d->surfaces.items[s].first_hit = i;
        }
    }
    for (uint32_t i = 0; i < d->hits.count; i++) {
        const where_hit *hit = &d->hits.items[i];
        if (hit->inside == TOC_NONE || hit->surface == TOC_NONE) continue;
        d->surfaces.items[hit->surface].inside = d->hits.items[hit->inside].surface;
    }
}

/* ------------------------------------------------------------------ the record */
static void put_words(toc_buf *why, uint16_t seen)
{
    static const struct {
        uint16_t bit;
        const char *words;
    } EVIDENCE[] = {
        {SEEN_PREPOSITION, "preposition"}, {SEEN_HEAD, "head word"},
        {SEEN_COMMA, "place, place"},      {SEEN_TAG, "tagged as place"},
        {SEEN_DATELINE, "dateline"},       {SEEN_LIST, "list of places"},
        {SEEN_RUN, "longer name?"},        {SEEN_COMMON, "common word?"},
        {SEEN_PERSON, "person?"},          {SEEN_ORG, "organisation?"},
    };
    for (size_t i = 0; i < sizeof EVIDENCE / sizeof *EVIDENCE; i++) {
        if ((seen & EVIDENCE[i].bit) == 0) continue;
        toc_buf_text(why, ", ");
        toc_buf_text(why, EVIDENCE[i].words);
    }
}

static void put_term(toc_buf *why, const char *name, int value)
{
    if (value == 0) return;
    toc_buf_text(why, value > 0 ? " +" : " ");
    toc_buf_int(why, value);
    toc_buf_char(why, ' ');
    toc_buf_text(why, name);
}

static void put_choice(const where_doc *d, toc_buf *why, const where_choice *c)
{
    const toc_gaz_place p = where_at(d, c->place);
    char iso3[4];
    toc_gaz_iso3(d->gaz, p.country, iso3);
    toc_buf_slice(why, where_name(d, c->place));
    toc_buf_printf(why, " (%s, %s) %d:", toc_place_word(p.kind), iso3, (int)c->total);
    put_term(why, "size and level", c->prior);
    put_term(why, "country", c->country);
    put_term(why, "province", c->admin1);
    put_term(why, "place, place", c->inside);
    put_term(why, "near others", c->near);
}

/* "place 32: preposition; Tripoli (town, LBY) 80: +52 size and level +14 country; not Tripoli..." */
static toc_slice why_of(where_doc *d, const where_hit *hit, const where_surface *s)
{
    toc_buf why = {0};
    toc_buf_printf(&why, "a place by %d", (int)hit->score);
    put_words(&why, hit->seen);
    toc_buf_text(&why, "; ");
    put_choice(d, &why, &s->best);
    if (s->second.place != TOC_GAZ_NONE) {
        toc_buf_text(&why, "; not ");
        put_choice(d, &why, &s->second);
    }
    const toc_slice out =
        why.failed ? TOC_LIT("") : toc_dup(d->scene->arena, (toc_slice){why.ptr, why.len});
    toc_buf_free(&why);
    return out;
}

static toc_place_precision precision_of(unsigned kind)
{
    switch (kind) {
    case TOC_PLACE_TOWN: return TOC_AT_TOWN;
    case TOC_PLACE_DISTRICT:
    case TOC_PLACE_FACILITY: return TOC_AT_EXACT;
    case TOC_PLACE_ADMIN2:
    case TOC_PLACE_ADMIN1: return TOC_AT_ADMIN1;
    case TOC_PLACE_ROAD: return TOC_AT_ROAD;
    case TOC_PLACE_COUNTRY:
    case TOC_PLACE_REGION:
    case TOC_PLACE_DEMONYM: return TOC_AT_COUNTRY;
    default: return TOC_AT_UNKNOWN;
    }
}

static toc_slice unit_name(const where_doc *d, uint32_t place)
{
    if (place == TOC_GAZ_NONE) return TOC_LIT("");
    return where_name(d, place);
}

static toc_place place_of(where_doc *d, const where_hit *hit)
{
    const where_surface *s = &d->surfaces.items[hit->surface];
    const toc_gaz_place p = where_at(d, s->best.place);
    toc_place out = {.kind = p.kind, .actor_use = hit->actor};
    out.span = (toc_span){d->words.items[hit->word].start, d->words.items[hit->end - 1].end};
    out.name = where_name(d, s->best.place);
    toc_gaz_place point = p; /* a district without a known centre has that of its province */
    if ((point.flags & TOC_GAZ_NO_POINT) != 0)
        point = where_at(d, toc_gaz_admin1(d->gaz, p.admin1));
    out.has_point = (point.flags & TOC_GAZ_NO_POINT) == 0;
    out.lat_e5 = point.lat_e5;
    out.lon_e5 = point.lon_e5;
    out.geoname = p.geoname;
    toc_gaz_iso3(d->gaz, p.country, out.country);
    out.admin1 = unit_name(d, toc_gaz_admin1(d->gaz, p.admin1));
    out.admin2 = unit_name(d, toc_gaz_admin2(d->gaz, p.admin2));
    out.parent = out.admin1;
    if (p.kind == TOC_PLACE_ADMIN1 || out.parent.len == 0)
        out.parent = unit_name(d, toc_gaz_state(d->gaz, p.country));
    if (p.kind == TOC_PLACE_COUNTRY) out.parent = TOC_LIT("");
    if (hit->adjective) out.kind = TOC_PLACE_DEMONYM;
    out.precision = precision_of(out.kind);
    out.why = why_of(d, hit, s);
    return out;
}

void where_add(where_doc *d, const toc_place *place)
{
    toc_push(d->arena, &d->places, *place);
}

/* A sentence of evidence with two pieces of text in it ("%s"). */
toc_slice where_say(where_doc *d, const char *format, toc_slice a, toc_slice b)
{
    toc_buf buf = {0};
    for (const char *c = format; *c != '\0'; c++) {
        if (c[0] == '%' && c[1] == 's') {
            toc_buf_slice(&buf, a);
            a = b;
            c++;
        } else {
            toc_buf_char(&buf, *c);
        }
    }
    const toc_slice out =
        buf.failed ? TOC_LIT("") : toc_dup(d->scene->arena, (toc_slice){buf.ptr, buf.len});
    toc_buf_free(&buf);
    return out;
}

/* Farther away than this a place says nothing about where another one is. */
enum { NEAREST_WORDS = 400 };

uint32_t where_nearest(const where_doc *d, uint32_t word)
{
    uint32_t low = 0, high = d->hits.count;
    while (low < high) { /* first hit behind the word */
        const uint32_t mid = (low + high) / 2;
        if (d->hits.items[mid].word < word)
            low = mid + 1;
        else
            high = mid;
    }
    uint32_t best = TOC_NONE, best_far = NEAREST_WORDS;
    for (uint32_t k = 0; k < 2 * d->hits.count; k++) { /* outwards in both directions */
        const uint32_t step = k / 2;
        const uint32_t at = k % 2 == 0 ? low - 1 - step : low + step;
        if (step > 40) break;
        if (at >= d->hits.count) continue;
        const where_hit *hit = &d->hits.items[at];
        if (d->place_of_hit[at] == TOC_NONE) continue;
        const toc_place *place = &d->places.items[d->place_of_hit[at]];
        const bool local = place->has_point && place->kind != TOC_PLACE_COUNTRY &&
                           place->kind != TOC_PLACE_CONTINENT && place->kind != TOC_PLACE_DEMONYM &&
                           place->kind != TOC_PLACE_REGION;
        const uint32_t far = hit->word < word ? word - hit->word : hit->word - word + 3;
        if (local && far < best_far) {
            best = at;
            best_far = far;
        }
    }
    return best;
}

static void fill_places(where_doc *d)
{
    for (uint32_t i = 0; i < d->hits.count; i++) {
        const where_hit *hit = &d->hits.items[i];
        d->place_of_hit[i] = TOC_NONE;
        if (hit->surface == TOC_NONE || !d->surfaces.items[hit->surface].resolved) continue;
        if (d->surfaces.items[hit->surface].foreign) continue;
        d->place_of_hit[i] = d->places.count;
        const toc_place place = place_of(d, hit);
        where_add(d, &place);
    }
}

/* Text order; of two that begin together the longer one first. Insertion into a nearly sorted
 * list would do, but an adversary may write a text of nothing but roads: merge sort. */
static bool before(const toc_place *a, const toc_place *b)
{
    if (a->span.start != b->span.start) return a->span.start < b->span.start;
    return a->span.end > b->span.end;
}

static void sort_places(where_doc *d)
{
    const uint32_t n = d->places.count;
    /* the copy has the room of the original: capitals are added to whichever of them stays */
    toc_place *from = d->places.items,
              *to = TOC_NEW_N(d->arena, toc_place, (size_t)d->places.room + 1);
    if (to == NULL) return;
    for (uint32_t width = 1; width < n; width *= 2) {
        for (uint32_t left = 0; left < n; left += 2 * width) {
            const uint32_t middle = n - left < width ? n : left + width;
            const uint32_t right = n - middle < width ? n : middle + width;
            uint32_t i = left, k = middle;
            for (uint32_t at = left; at < right; at++) {
                const bool second = i == middle || (k < right && before(&from[k], &from[i]));
                to[at] = from[second ? k++ : i++];
            }
        }
        toc_place *const swap = from;
        from = to;
        to = swap;
    }
    d->places.items = from;
}

static void fill_record(where_doc *d)
{
    toc_record *record = d->scene->record;
    sort_places(d);
    const uint32_t before_capitals = d->places.count;
    where_capitals(d);
    if (d->places.count > before_capitals) sort_places(d);
    for (uint32_t i = 0; i < d->places.count; i++) {
        if (d->places.items[i].kind == TOC_PLACE_NONE) continue; /* withdrawn */
        toc_push(record->arena, &record->places, d->places.items[i]);
    }
}

/* A chunk has the place that is or holds its head noun, the longest of several ("10 km north of
 * Mosul" before "Mosul"). A demonym or another modifier does not place its noun: "US troops" are
 * the government's, wherever they are. */
static void fill_chunks(const where_doc *d)
{
    const toc_scene *scene = d->scene;
    if (scene->chunk_of == NULL) return;
    uint32_t first = 0;
    for (uint32_t i = 0; i < scene->record->places.count; i++) {
        toc_place *place = &scene->record->places.items[i];
        while (first < scene->chunks.count &&
               toc_chunk_span(scene, &scene->chunks.items[first]).end <= place->span.start)
            first++;
        for (uint32_t k = first; k < scene->chunks.count; k++) {
            toc_chunk *c = &scene->chunks.items[k];
            const toc_span span = toc_chunk_span(scene, c);
            if (span.start >= place->span.end) break;
            const toc_token *head = &scene->text->tokens.items[c->head];
            const bool holds = head->start >= place->span.start && head->end <= place->span.end;
            if (holds && place->kind != TOC_PLACE_DEMONYM && c->place == TOC_NONE) c->place = i;
            if (!holds && place->kind == TOC_PLACE_COUNTRY && place->span.start >= span.start &&
                head->start >= place->span.end)
                place->actor_use = true;
        }
    }
}

void toc_where_find(const toc_where_data *data, toc_scene *scene)
{
    if (data->gaz.places == 0) return;
    toc_arena scratch;
    toc_arena_init(&scratch);
    where_doc d = {.data = data, .gaz = &data->gaz, .scene = scene, .arena = &scratch};
    where_words(&d);
    where_scan(&d);
    where_mark(&d);
    make_surfaces(&d);
    where_resolve(&d);
    d.place_of_hit = TOC_NEW_N(d.arena, uint32_t, (size_t)d.hits.count + 1);
    if (d.place_of_hit != NULL) {
        fill_places(&d);
        where_named(&d);
        where_shape(&d);
        fill_record(&d);
        fill_chunks(&d);
        where_anaphora(&d);
    }
    toc_arena_end(&scratch, scene->arena);
}
