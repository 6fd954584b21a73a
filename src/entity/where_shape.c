/* src/entity/where_shape.c - places made of others: "the A-B highway", "10 km north of X",
 * "southern X", "the town". */
#include "entity/where_inner.h"

static bool is(const where_doc *d, uint32_t word, const char *s)
{
    return word < d->words.count && where_is(d, &d->words.items[word], s);
}

static bool unbroken(const where_doc *d, uint32_t word)
{
    return word < d->words.count && (d->words.items[word].flags & AT_BREAK) == 0;
}

/* ------------------------------------------------------------------ roads */
/* Words [first, end) of a road with ends a and b = a + 1; false: there is none at hit a.
 *   Samawah-Diwaniya highway | Baghdad to Basra road | highway between (from, linking) A and B */
static bool road_at(const where_doc *d, uint32_t a, uint32_t *first, uint32_t *end)
{
    if (a + 1 >= d->hits.count) return false;
    const where_hit *x = &d->hits.items[a], *y = &d->hits.items[a + 1];
    const bool hyphen = x->end == y->word && (d->words.items[y->word].flags & AT_HYPHEN) != 0;
    const bool joined = x->end + 1 == y->word && unbroken(d, x->end) && unbroken(d, y->word) &&
                        (is(d, x->end, "to") || is(d, x->end, "and") || is(d, x->end, "with"));
    if (!hyphen && !joined) return false;
    for (uint32_t i = y->end; i <= y->end + 1 && unbroken(d, i); i++) {
        if ((d->words.items[i].classes & WORD_ROAD) == 0) continue;
        *first = x->word;
        *end = i + 1;
        return !is(d, x->end, "and") || (d->words.items[i].flags & AT_UPPER) == 0;
    }
    if (!joined) return false;
    for (uint32_t back = 1; back <= 3 && back < x->word; back++) {
        const uint32_t link = x->word - back;
        if ((d->words.items[link].classes & WORD_LINK) != 0 &&
            (d->words.items[link - 1].classes & WORD_ROAD) != 0 && unbroken(d, link)) {
            *first = link - 1;
            *end = y->end;
            return true;
        }
        if (!unbroken(d, link)) break;
    }
    return false;
}

enum { ROAD = 34 }; /* evidence for both ends, in tenths of a logit */

void where_roads_mark(where_doc *d)
{
    uint32_t first, end;
    for (uint32_t i = 0; i + 1 < d->hits.count; i++) {
        if (!road_at(d, i, &first, &end)) continue;
        for (uint32_t k = i; k < i + 2; k++) {
            d->hits.items[k].score += ROAD;
            d->hits.items[k].seen |= SEEN_HEAD;
            d->hits.items[k].head = TOC_PLACE_NONE;
        }
    }
}

enum { ROAD_MAX_KM = 1500 };

static void road(where_doc *d, uint32_t i, uint32_t first, uint32_t end)
{
    if (d->place_of_hit[i] == TOC_NONE || d->place_of_hit[i + 1] == TOC_NONE) return;
    const toc_place a = d->places.items[d->place_of_hit[i]];
    const toc_place b = d->places.items[d->place_of_hit[i + 1]];
    if (!a.has_point || !b.has_point || a.kind == TOC_PLACE_COUNTRY || b.kind == TOC_PLACE_COUNTRY)
        return;
    if (where_km(a.lat_e5, a.lon_e5, b.lat_e5, b.lon_e5) > ROAD_MAX_KM) return;
    toc_place out = {
        .kind = TOC_PLACE_ROAD, .precision = TOC_AT_ROAD, .has_point = true, .has_line = true};
    out.span = (toc_span){d->words.items[first].start, d->words.items[end - 1].end};
    out.name = where_say(d, "%s-%s", a.name, b.name);
    out.line_e5[0] = a.lat_e5;
    out.line_e5[1] = a.lon_e5;
    out.line_e5[2] = b.lat_e5;
    out.line_e5[3] = b.lon_e5;
    out.lat_e5 = (int32_t)(((int64_t)a.lat_e5 + b.lat_e5) / 2);
    out.lon_e5 = (int32_t)(((int64_t)a.lon_e5 + b.lon_e5) / 2);
    if (memcmp(a.country, b.country, sizeof a.country) == 0) memcpy(out.country, a.country, 4);
    if (toc_slice_eq(a.admin1, b.admin1)) out.admin1 = a.admin1;
    out.why = where_say(d, "a road between %s and %s: its midpoint", a.name, b.name);
    where_add(d, &out);
}

/* ------------------------------------------------------------------ distances and sides */
static uint32_t number_of(toc_slice s)
{
    uint32_t v = 0;
    bool point = false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '.') point = true;
        if (s.ptr[i] == ',' || s.ptr[i] == '.' || point) continue;
        if (s.ptr[i] < '0' || s.ptr[i] > '9' || v > 100000) return 0;
        v = v * 10 + (uint32_t)(s.ptr[i] - '0');
    }
    return v;
}

/* Unit steps to the north and east in thousandths; false: no direction ("central"). */
static bool direction(toc_slice s, int *north, int *east)
{
    static const struct {
        const char *word;
        int north, east;
    } SIDES[] = {
        {"north", 1000, 0},        {"south", -1000, 0},       {"east", 0, 1000},
        {"west", 0, -1000},        {"northeast", 707, 707},   {"northwest", 707, -707},
        {"southeast", -707, 707},  {"southwest", -707, -707}, {"north-east", 707, 707},
        {"north-west", 707, -707}, {"south-east", -707, 707}, {"south-west", -707, -707},
    };
    for (size_t i = 0; i < sizeof SIDES / sizeof *SIDES; i++) {
        if (!where_same(s, SIDES[i].word)) continue;
        *north = SIDES[i].north;
        *east = SIDES[i].east;
        return true;
    }
    return false;
}

/* "10 km": the word of the number before the unit word, or TOC_NONE. */
static uint32_t distance_in(const where_doc *d, uint32_t unit_word, int64_t *metres)
{
    const uint32_t n = number_of(where_text(d, &d->words.items[unit_word - 1]));
    const toc_slice unit = where_text(d, &d->words.items[unit_word]);
    const char first = (char)(unit.ptr[0] | 32),
               second = unit.len > 1 ? (char)(unit.ptr[1] | 32) : ' ';
    const bool mile = first == 'm' && second == 'i', metre = first == 'm' && second == 'e';
    if (n == 0 || n > 1000000) return TOC_NONE;
    *metres = (int64_t)n * (mile ? 1609 : metre ? 1 : 1000);
    return unit_word - 1;
}

/* "10 km (6 miles) north of X": the word of the number, or TOC_NONE; *metres, *north, *east. */
static uint32_t distance_before(const where_doc *d, const where_hit *hit, int64_t *metres,
                                int *north, int *east)
{
    if (hit->word < 3 || !unbroken(d, hit->word)) return TOC_NONE;
    uint32_t at = hit->word - 1;
    if (!is(d, at, "of") && !is(d, at, "from")) return TOC_NONE;
    at--;
    *north = *east = 0;
    bool side = direction(where_text(d, &d->words.items[at]), north, east);
    if (side && at > 0 &&
        (d->words.items[at].flags & AT_HYPHEN) != 0) { /* north-east, in two words */
        int north2, east2;
        if (direction(where_text(d, &d->words.items[at - 1]), &north2, &east2)) {
            *north = (*north + north2) * 707 / 1000;
            *east = (*east + east2) * 707 / 1000;
            at--;
        }
    }
    if (!side) return TOC_NONE;
    for (uint32_t back = 1; back <= 5 && back < at; back++) {
        if ((d->words.items[at - back].classes & WORD_UNIT) == 0) continue;
        if (distance_in(d, at - back, metres) == TOC_NONE) return TOC_NONE;
        uint32_t number = at - back - 1;
        for (uint32_t i = 1; i <= 2 && i < number; i++) /* "10 km (6 miles) north": the first */
            if ((d->words.items[number - i].classes & WORD_UNIT) != 0 &&
                number_of(where_text(d, &d->words.items[number - i - 1])) > 0)
                return distance_in(d, number - i, metres);
        return *metres > 500000 ? TOC_NONE : number;
    }
    return TOC_NONE;
}

static void distance(where_doc *d, uint32_t i)
{
    const where_hit *hit = &d->hits.items[i];
    int64_t metres = 0;
    int north, east;
    const uint32_t from = distance_before(d, hit, &metres, &north, &east);
    if (from == TOC_NONE) return;
    toc_place out = d->places.items[d->place_of_hit[i]];
    if (!out.has_point || out.kind == TOC_PLACE_COUNTRY || out.kind == TOC_PLACE_DEMONYM) return;
    out.parent = out.name;
    out.span.start = d->words.items[from].start;
    out.name = toc_record_words(d->scene->record, out.span);
    out.why = where_say(d, "%s, computed from %s", out.name, out.parent);
    out.kind = TOC_PLACE_REGION;
    out.precision = TOC_AT_TOWN;
    out.geoname = 0;
    /* metres * thousandths: 1 degree of latitude = 111.2 km, of longitude less */
    out.lat_e5 += (int32_t)(metres * north / 1112);
    const int64_t ten_degrees_km = where_km(out.lat_e5, 0, out.lat_e5, 1000000);
    if (ten_degrees_km > 0) out.lon_e5 += (int32_t)(metres * east / ten_degrees_km);
    where_add(d, &out);
}

/* "southern Iraq": an area of it; the point stays the whole's, the precision is coarse. */
static void side_of(where_doc *d, uint32_t i)
{
    const where_hit *hit = &d->hits.items[i];
    if (hit->word == 0 || !unbroken(d, hit->word)) return;
    const where_word *side = &d->words.items[hit->word - 1];
    toc_place *place = &d->places.items[d->place_of_hit[i]];
    const bool large = place->kind == TOC_PLACE_COUNTRY || place->kind == TOC_PLACE_ADMIN1 ||
                       place->kind == TOC_PLACE_REGION;
    if ((side->classes & WORD_SIDE) == 0 || !large) return;
    uint32_t start = side->start;
    if ((side->flags & AT_HYPHEN) != 0 && hit->word >= 2 &&
        (d->words.items[hit->word - 2].classes & WORD_SIDE) != 0)
        start = d->words.items[hit->word - 2].start; /* "south-eastern" */
    place->precision = place->kind == TOC_PLACE_ADMIN1 ? TOC_AT_ADMIN1 : TOC_AT_COUNTRY;
    place->kind = TOC_PLACE_REGION;
    place->parent = place->name;
    place->span.start = start;
    place->name = toc_record_words(d->scene->record, place->span);
    place->geoname = 0;
}

void where_shape(where_doc *d)
{
    uint32_t first, end;
    for (uint32_t i = 0; i < d->hits.count; i++) {
        if (d->place_of_hit[i] == TOC_NONE) continue;
        if (road_at(d, i, &first, &end)) road(d, i, first, end);
        distance(d, i);
        side_of(d, i);
    }
}

/* ------------------------------------------------------------------ the town */
enum { CAPITAL_PLACES = 60 };

/* Levels that a head noun can stand for. */
static bool level_fits(uint32_t classes, unsigned kind)
{
    if (classes & WORD_COUNTRY) return kind == TOC_PLACE_COUNTRY;
    if (classes & (WORD_ADMIN1 | WORD_ADMIN2))
        return kind == TOC_PLACE_ADMIN1 || kind == TOC_PLACE_ADMIN2;
    if (classes & WORD_TOWN) return kind == TOC_PLACE_TOWN || kind == TOC_PLACE_DISTRICT;
    if (classes & WORD_AREA)
        return kind == TOC_PLACE_REGION || kind == TOC_PLACE_DISTRICT || kind == TOC_PLACE_TOWN ||
               kind == TOC_PLACE_ADMIN2;
    if (classes & WORD_ROAD) return kind == TOC_PLACE_ROAD;
    if (classes & WORD_SITE) return kind == TOC_PLACE_FACILITY;
    return false;
}

/* The mention of a gazetteer place that is nearest to place index `at` of the record. */
static uint32_t nearest_of(const toc_record *record, uint32_t place, const where_doc *d,
                           uint32_t at)
{
    if (place == TOC_GAZ_NONE) return TOC_NONE;
    const toc_gaz_place p = where_at(d, place);
    for (uint32_t step = 0; step < record->places.count; step++) {
        for (int side = 0; side < 2; side++) {
            const uint32_t i = side == 0 ? at + step : at - 1 - step;
            if (i >= record->places.count) continue;
            const toc_place *m = &record->places.items[i];
            if (m->kind == TOC_PLACE_TOWN && m->lat_e5 == p.lat_e5 && m->lon_e5 == p.lon_e5)
                return i;
        }
        if (step > CAPITAL_PLACES) break;
    }
    return TOC_NONE;
}

enum { ANAPHORA_SENTENCES = 4, ANAPHORA_PLACES = 30 };

/* Chunks like "the town" get the place of that level named last, not long before. */
void where_anaphora(where_doc *d)
{
    toc_scene *scene = d->scene;
    const toc_token *tokens = scene->text->tokens.items;
    uint32_t word = 0, behind = 0; /* places [0, behind) begin before the chunk */
    for (uint32_t c = 0; c < scene->chunks.count; c++) {
        toc_chunk *chunk = &scene->chunks.items[c];
        const toc_token *head = &tokens[chunk->head];
        while (behind < scene->record->places.count &&
               scene->record->places.items[behind].span.start < head->start)
            behind++;
        const where_word *w = where_word_of(d, head, &word);
        if (chunk->place != TOC_NONE || w == NULL) continue;
        const toc_slice det = toc_token_words(scene->text, chunk->first);
        const bool definite =
            where_same(det, "the") || where_same(det, "this") || where_same(det, "that");
        if (w->classes == 0 || !definite || chunk->last - chunk->first > 3) continue;
        if ((w->classes & WORD_CAPITAL) != 0) {
            chunk->place = nearest_of(scene->record, where_capital_of(d, chunk), d, behind);
            continue;
        }
        for (uint32_t back = 1; back <= behind && back <= ANAPHORA_PLACES; back++) {
            const toc_place *p = &scene->record->places.items[behind - back];
            if (!level_fits(w->classes, p->kind)) continue;
            uint32_t s = head->sentence;
            const uint32_t first = s > ANAPHORA_SENTENCES ? s - ANAPHORA_SENTENCES : 0;
            if ((w->classes & WORD_COUNTRY) == 0 && first < scene->text->sentences.count &&
                p->span.start < scene->text->sentences.items[first].start)
                break;
            chunk->place = behind - back;
            break;
        }
    }
}
