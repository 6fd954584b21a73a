/* src/entity/where_resolve.c - which place of a name: a linear score, every term printable.
 *
 *   total = prior (population, level, main name) + country vote + admin1 vote + inside + near
 *
 * Names vote for their country and province; each different name is resolved once, its mentions
 * share the result (one sense a document). Rounds: prior and containment first, then votes of
 * the winners, then nearness to them. After the feature table of docs (methods: places). */
#include "entity/where_inner.h"

enum {
    ROUNDS = 3,
    ALT = -14,
    SECTION = -8,
    SHORT = -4,
    HEAD_FITS = 45,
    HEAD_FAILS = -35,
    OWN = 6,
    INSIDE = 70,
    COUNTRY_NAMED = 8,
    COUNTRY_SHARE = 26,
    ADMIN1_SHARE = 60,
    FORMER = -20,
    NEAR_MAX = 36,
    NEIGHBOURS = 12,
    COUNTRY_FIRST = -60,
    FOREIGN_VOTES = 6,
    FOREIGN_WEIGHT = 50,
    FOREIGN_COUNTRY = 2,
    TOWN_OVER_UNIT = 10
};

/* Votes of one document, in 1/VOTE of a name. Each different name gives VOTE to what its winner
 * lies in, and spreads another VOTE over all that its candidates lie in: several towns whose names
 * occur together in one province only find it before any of them is settled. */
enum { VOTE = 840, ADJECTIVE_VOTE = 420, ACTOR_VOTE = 420 };
typedef struct votes {
    uint32_t country[256], admin1_total, country_total;
    bool named[256];
    uint32_t *admin1; /* by unit number, [admin1s] */
    uint32_t admin1s;
    uint16_t touched[TOC_GAZ_MAX_SAME_NAME]; /* units or countries of one name, scratch */
} votes;

/* Length of an arc by the equirectangular rule with an integer cosine table (5 degrees a step):
 * good to a few per cent, the same everywhere. */
uint32_t where_km(int32_t lat1, int32_t lon1, int32_t lat2, int32_t lon2)
{
    static const uint16_t COSINE[19] = {1000, 996, 985, 966, 940, 906, 866, 819, 766, 707,
                                        643,  574, 500, 423, 342, 259, 174, 87,  0};
    const int64_t dlat = (int64_t)lat1 - lat2;
    int64_t dlon = (int64_t)lon1 - lon2;
    if (dlon > 18000000) dlon -= 36000000;
    if (dlon < -18000000) dlon += 36000000;
    int64_t mid = ((int64_t)lat1 + lat2) / 2;
    if (mid < 0) mid = -mid;
    const size_t step = (size_t)(mid / 500000);
    const int64_t cosine =
        step >= 18 ? 0 : COSINE[step] - (COSINE[step] - COSINE[step + 1]) * (mid % 500000) / 500000;
    const int64_t y = dlat * 1112 / 100000, x = dlon * cosine / 1000 * 1112 / 100000; /* 0.1 km */
    const uint64_t square = (uint64_t)(x * x + y * y);
    uint64_t root = 0;
    for (uint64_t bit = (uint64_t)1 << 20; bit > 0; bit >>= 1)
        if ((root | bit) * (root | bit) <= square) root |= bit;
    return (uint32_t)(root / 10);
}

bool where_contains(const where_doc *d, uint32_t outer, uint32_t inner)
{
    if (outer == inner) return false;
    const toc_gaz_place o = where_at(d, outer), i = where_at(d, inner);
    if (o.kind == TOC_PLACE_COUNTRY)
        return i.kind != TOC_PLACE_COUNTRY && o.country != 0 && i.country == o.country;
    if (o.kind == TOC_PLACE_ADMIN1) return toc_gaz_admin1(d->gaz, i.admin1) == outer;
    if (o.kind == TOC_PLACE_ADMIN2) return toc_gaz_admin2(d->gaz, i.admin2) == outer;
    if (o.country == 0 || o.country != i.country || i.kind == TOC_PLACE_COUNTRY) return false;
    if (((o.flags | i.flags) & TOC_GAZ_NO_POINT) != 0) return false;
    const uint32_t km = where_km(o.lat_e5, o.lon_e5, i.lat_e5, i.lon_e5);
    if (o.kind == TOC_PLACE_TOWN) /* "Lajpat Nagar, Delhi" */
        return (i.kind == TOC_PLACE_DISTRICT || i.kind == TOC_PLACE_FACILITY) && km < 40;
    return o.kind == TOC_PLACE_REGION && km < 400; /* "Derna, Cyrenaica", England */
}

static int prior_of(toc_gaz_place p, uint32_t marks, uint8_t head)
{
    int prior = p.weight;
    if ((marks & TOC_GAZ_ALT) != 0 && (p.flags & TOC_GAZ_OWN) == 0) prior += ALT;
    if ((marks & TOC_GAZ_SHORT) != 0) prior += SHORT;
    if ((p.flags & TOC_GAZ_SECTION) != 0) prior += SECTION;
    if ((p.flags & TOC_GAZ_FORMER) != 0) prior += FORMER;
    if ((p.flags & TOC_GAZ_OWN) != 0) prior += OWN;
    if (p.kind == TOC_PLACE_TOWN) prior += TOWN_OVER_UNIT;
    if (head != 0) {
        const bool town = p.kind == TOC_PLACE_TOWN || p.kind == TOC_PLACE_DISTRICT;
        const bool unit = p.kind == TOC_PLACE_ADMIN1 || p.kind == TOC_PLACE_ADMIN2;
        bool fits = p.kind == head || (head == TOC_PLACE_TOWN && town);
        if (head == TOC_PLACE_ADMIN1 || head == TOC_PLACE_ADMIN2) fits = fits || unit;
        if (head != TOC_PLACE_REGION)
            prior += fits ? p.kind == head ? HEAD_FITS : HEAD_FITS - 15 : HEAD_FAILS;
    }
    return prior;
}

static int share(uint32_t part, uint32_t own, uint32_t total, int weight)
{
    if (total <= own || part <= own) return 0;
    return (int)((int64_t)weight * (part - own) / (total - own));
}

static int nearness(const where_doc *d, const where_surface *self, uint32_t self_index,
                    toc_gaz_place p)
{
    if ((p.flags & TOC_GAZ_NO_POINT) != 0 || p.kind == TOC_PLACE_COUNTRY) return 0;
    int sum = 0, seen = 0;
    for (uint32_t step = 1; step < 200 && seen < NEIGHBOURS; step++) {
        for (int side = 0; side < 2; side++) {
            const uint32_t at = side == 0 ? self_index - step : self_index + step;
            if (at >= d->surfaces.count) continue;
            const where_surface *o = &d->surfaces.items[at];
            if (!o->kept || !o->resolved || o->adjective || o == self) continue;
            const toc_gaz_place q = where_at(d, o->best.place);
            if (q.kind == TOC_PLACE_COUNTRY || q.kind == TOC_PLACE_CONTINENT ||
                (q.flags & TOC_GAZ_NO_POINT) != 0)
                continue;
            seen++;
            const uint32_t km = where_km(p.lat_e5, p.lon_e5, q.lat_e5, q.lon_e5);
            sum += km < 30 ? 9 : km < 100 ? 6 : km < 250 ? 3 : 0;
        }
    }
    return sum > NEAR_MAX ? NEAR_MAX : sum;
}

uint8_t where_state_named(const where_doc *d, uint32_t posting)
{
    for (uint32_t at = posting;; at++) {
        const uint32_t p = where_posting(d, at);
        const toc_gaz_place place = where_at(d, p & WHERE_REF);
        if (place.kind == TOC_PLACE_COUNTRY && (p & TOC_GAZ_ADJ) == 0) return place.country;
        if ((p & TOC_GAZ_LAST) != 0) return 0;
    }
}

static where_choice choice_of(const where_doc *d, uint32_t s, const votes *v, int round,
                              uint32_t posting)
{
    const where_surface *surface = &d->surfaces.items[s];
    const uint32_t marks = where_posting(d, posting);
    where_choice c = {.place = marks & WHERE_REF};
    const toc_gaz_place p = where_at(d, c.place);
    c.prior = (int16_t)prior_of(p, marks, surface->head);
    if (surface->head == 0 && p.kind != TOC_PLACE_COUNTRY && p.country != 0 &&
        surface->country == p.country)
        c.prior += COUNTRY_FIRST; /* "Guatemala", "Mexico": not their capitals */
    if (surface->inside != TOC_NONE) {
        const where_surface *outer = &d->surfaces.items[surface->inside];
        bool inside = false;
        for (uint32_t q = outer->posting; outer->posting != TOC_GAZ_NONE && !inside; q++) {
            const uint32_t o = where_posting(d, q);
            inside = where_contains(d, o & WHERE_REF, c.place);
            if ((o & TOC_GAZ_LAST) != 0) break;
        }
        if (inside) c.inside = INSIDE;
    }
    if (p.country != 0) {
        if (v->named[p.country] && p.kind != TOC_PLACE_COUNTRY) c.country += COUNTRY_NAMED;
        const toc_gaz_place own = where_at(d, surface->best.place);
        const bool mine = surface->kept && surface->resolved;
        const uint32_t country_own =
            surface->country_share + (mine && own.country == p.country ? VOTE : 0);
        c.country = (int16_t)(c.country + share(v->country[p.country], country_own,
                                                v->country_total, COUNTRY_SHARE));
        if (p.admin1 != 0 && p.admin1 < v->admin1s)
            c.admin1 =
                (int16_t)share(v->admin1[p.admin1],
                               surface->admin1_share + (mine && own.admin1 == p.admin1 ? VOTE : 0),
                               v->admin1_total, ADMIN1_SHARE);
    }
    if (round > 1) c.near = (int16_t)nearness(d, surface, s, p);
    c.total = c.prior + c.country + c.admin1 + c.inside + c.near;
    return c;
}

static void resolve_one(where_doc *d, uint32_t s, const votes *v, int round)
{
    where_surface *surface = &d->surfaces.items[s];
    where_choice best = {.place = TOC_GAZ_NONE}, second = best;
    const bool exact = surface->posting != TOC_GAZ_NONE &&
                       (where_posting(d, surface->posting) & TOC_GAZ_EXACT) != 0;
    for (uint32_t at = surface->posting; surface->posting != TOC_GAZ_NONE; at++) {
        const uint32_t p = where_posting(d, at);
        if ((p & TOC_GAZ_SKELETON) != 0 && !d->about[where_at(d, p & WHERE_REF).country]) {
            if ((p & TOC_GAZ_LAST) != 0) break;
            continue;
        }
        const bool loose = exact && (p & TOC_GAZ_EXACT) == 0; /* "US" is no town called Us */
        if ((surface->adjective || (p & TOC_GAZ_ADJ) == 0) && !loose) {
            const where_choice c = choice_of(d, s, v, round, at);
            if (best.place == TOC_GAZ_NONE || c.total > best.total) {
                second = best;
                best = c;
            } else if (second.place == TOC_GAZ_NONE || c.total > second.total) {
                second = c;
            }
        }
        if ((p & TOC_GAZ_LAST) != 0) break;
    }
    surface->best = best;
    surface->second = second;
    surface->resolved = best.place != TOC_GAZ_NONE;
}

static bool touch(votes *v, uint32_t *n, uint16_t value)
{
    for (uint32_t i = 0; i < *n; i++)
        if (v->touched[i] == value) return false;
    if (*n < TOC_GAZ_MAX_SAME_NAME) v->touched[(*n)++] = value;
    return true;
}

/* Spreads a vote over the countries (or provinces) of all candidates of a name. */
static void spread(where_doc *d, votes *v, where_surface *surface, bool country)
{
    uint32_t n = 0;
    for (uint32_t at = surface->posting;; at++) {
        const uint32_t p = where_posting(d, at);
        const toc_gaz_place place = where_at(d, p & WHERE_REF);
        const uint16_t unit = country ? place.country : place.admin1;
        if (unit != 0 && (p & TOC_GAZ_ADJ) == 0) touch(v, &n, unit);
        if ((p & TOC_GAZ_LAST) != 0) break;
    }
    if (n == 0) return;
    const uint32_t each = VOTE / n;
    if (country)
        surface->country_share = each;
    else
        surface->admin1_share = each;
    for (uint32_t i = 0; i < n; i++) {
        if (country)
            v->country[v->touched[i]] += each;
        else if (v->touched[i] < v->admin1s)
            v->admin1[v->touched[i]] += each;
    }
    if (country)
        v->country_total += each * n;
    else
        v->admin1_total += each * n;
}

static void count_votes(where_doc *d, votes *v)
{
    memset(v->country, 0, sizeof v->country);
    memset(v->admin1, 0, v->admin1s * sizeof *v->admin1);
    v->country_total = v->admin1_total = 0;
    for (uint32_t i = 1; i < 256; i++) {
        v->country[i] += d->actors[i] > 0 ? ACTOR_VOTE : 0;
        v->country_total += d->actors[i] > 0 ? ACTOR_VOTE : 0;
    }
    for (uint32_t s = 0; s < d->surfaces.count; s++) {
        where_surface *surface = &d->surfaces.items[s];
        if (surface->adjective && surface->resolved) {
            v->country[where_at(d, surface->best.place).country] += ADJECTIVE_VOTE;
            v->country_total += ADJECTIVE_VOTE;
        }
        if (!surface->kept || surface->adjective || surface->posting == TOC_GAZ_NONE) continue;
        spread(d, v, surface, true);
        spread(d, v, surface, false);
        if (!surface->resolved) continue;
        const toc_gaz_place p = where_at(d, surface->best.place);
        if (p.country != 0) {
            v->country[p.country] += VOTE;
            v->country_total += VOTE;
        }
        if (p.admin1 != 0 && p.admin1 < v->admin1s) {
            v->admin1[p.admin1] += VOTE;
            v->admin1_total += VOTE;
        }
    }
}

/* Countries named outright. */
static void name_countries(where_doc *d, votes *v)
{
    for (uint32_t s = 0; s < d->surfaces.count; s++) {
        const where_surface *surface = &d->surfaces.items[s];
        if (!surface->kept || surface->posting == TOC_GAZ_NONE) continue;
        const uint32_t first = where_posting(d, surface->posting);
        const toc_gaz_place p = where_at(d, first & WHERE_REF);
        if (p.kind == TOC_PLACE_COUNTRY) v->named[p.country] = true;
    }
}

/* The only places of this name are small and in a country that nothing else points to. */
static void mark_foreign(where_doc *d, const votes *v)
{
    if (v->country_total < FOREIGN_VOTES * VOTE) return;
    for (uint32_t s = 0; s < d->surfaces.count; s++) {
        where_surface *surface = &d->surfaces.items[s];
        if (!surface->resolved || surface->adjective || surface->best.inside > 0) continue;
        const toc_gaz_place p = where_at(d, surface->best.place);
        surface->foreign = p.kind != TOC_PLACE_COUNTRY && p.kind != TOC_PLACE_ADMIN1 &&
                           (p.flags & (TOC_GAZ_OWN | TOC_GAZ_CAPITAL)) == 0 &&
                           p.weight < FOREIGN_WEIGHT && surface->best.country <= FOREIGN_COUNTRY &&
                           surface->best.near == 0;
    }
}

void where_resolve(where_doc *d)
{
    votes *v = TOC_NEW(d->arena, votes);
    if (v == NULL) return;
    v->admin1 = TOC_NEW_N(d->arena, uint32_t, (size_t)d->gaz->admin1s + 1);
    if (v->admin1 == NULL) return;
    v->admin1s = d->gaz->admin1s;
    name_countries(d, v);
    for (uint32_t s = 0; s < d->surfaces.count; s++) {
        where_surface *surface = &d->surfaces.items[s];
        if (surface->posting != TOC_GAZ_NONE)
            surface->country = where_state_named(d, surface->posting);
    }
    for (int round = 0; round < ROUNDS; round++) {
        count_votes(d, v);
        for (uint32_t s = 0; s < d->surfaces.count; s++) resolve_one(d, s, v, round);
    }
    for (uint32_t i = 1; i < 256; i++)
        if (v->country[i] >= VOTE && v->country[i] > v->country[d->focus]) d->focus = (uint8_t)i;
    mark_foreign(d, v);
}
