/* src/entity/where_named.c - places by name that the gazetteer lacks.
 *
 * "Hyland-Croy Road", "Kanawha River", "Highway 19", "the village of Godapitiya", and names that
 * the tagger calls places. Such a place lies near the resolved place that is named closest to it;
 * its precision says so. */
#include "base/utf8.h"
#include "entity/where_inner.h"

enum { RUN_WORDS = 5 };

static bool named_word(const where_word *w)
{
    return (w->flags & (AT_UPPER | AT_LOUD | AT_ACTOR)) == AT_UPPER;
}

static uint8_t kind_of(uint32_t classes)
{
    if (classes & (WORD_STREET | WORD_ROAD)) return TOC_PLACE_ROAD;
    if (classes & WORD_WATER) return TOC_PLACE_WATER;
    if (classes & WORD_ADMIN2) return TOC_PLACE_ADMIN2;
    if (classes & WORD_TOWN) return TOC_PLACE_TOWN;
    if (classes & WORD_SITE) return TOC_PLACE_FACILITY;
    return TOC_PLACE_DISTRICT;
}

/* Hits that touch words [first, end): the first of them, or the first behind. */
static uint32_t hits_at(const where_doc *d, uint32_t first)
{
    uint32_t low = 0, high = d->hits.count;
    while (low < high) {
        const uint32_t mid = (low + high) / 2;
        if (d->hits.items[mid].end <= first)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* True when the gazetteer has the whole name; else withdraws the shorter names inside it, the
 * first of which says where this one is ("Monywa General Hospital"): *inner, or TOC_NONE. */
static bool taken(where_doc *d, uint32_t first, uint32_t end, uint32_t *inner)
{
    *inner = TOC_NONE;
    const uint32_t from = hits_at(d, first);
    for (uint32_t i = from; i < d->hits.count && d->hits.items[i].word < end; i++) {
        const where_hit *hit = &d->hits.items[i];
        if (d->place_of_hit[i] != TOC_NONE && hit->word <= first && hit->end >= end) return true;
    }
    for (uint32_t i = from; i < d->hits.count && d->hits.items[i].word < end; i++) {
        if (d->place_of_hit[i] == TOC_NONE) continue;
        toc_place *place = &d->places.items[d->place_of_hit[i]];
        if (*inner == TOC_NONE && place->has_point && place->kind != TOC_PLACE_DEMONYM)
            *inner = d->place_of_hit[i];
        place->kind = TOC_PLACE_NONE;
        d->place_of_hit[i] = TOC_NONE;
    }
    return false;
}

static void add(where_doc *d, uint32_t first, uint32_t end, uint8_t kind, const char *why)
{
    uint32_t inner;
    if (taken(d, first, end, &inner)) return;
    toc_place place = {.kind = kind, .precision = TOC_AT_UNKNOWN};
    place.span = (toc_span){d->words.items[first].start, d->words.items[end - 1].end};
    place.name = toc_record_words(d->scene->record, place.span);
    const uint32_t near = inner == TOC_NONE ? where_nearest(d, first) : TOC_NONE;
    if (near != TOC_NONE) inner = d->place_of_hit[near];
    if (inner != TOC_NONE) {
        const toc_place *parent = &d->places.items[inner];
        place.has_point = true;
        place.lat_e5 = parent->lat_e5;
        place.lon_e5 = parent->lon_e5;
        memcpy(place.country, parent->country, sizeof place.country);
        place.admin1 = parent->admin1;
        place.parent = parent->name;
        place.precision =
            kind == TOC_PLACE_ROAD && parent->kind == TOC_PLACE_TOWN ? TOC_AT_TOWN : TOC_AT_ADMIN1;
        place.why = where_say(d, why, parent->name, TOC_LIT(""));
    } else {
        toc_gaz_iso3(d->gaz, d->focus, place.country);
        place.why = where_say(d, why, TOC_LIT("the country that the text is about"), TOC_LIT(""));
    }
    where_add(d, &place);
}

static bool has_digit(const where_doc *d, const where_word *w)
{
    const toc_slice s = where_text(d, w);
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] >= '0' && s.ptr[i] <= '9') return true;
    return false;
}

/* "Highway 19", "Interstate 64", "County Road 3", "I-64". Returns the end, or first. */
static uint32_t numbered_road(const where_doc *d, uint32_t first)
{
    const where_word *w = &d->words.items[first], *next = where_word_at(d, first + 1);
    if ((next->flags & AT_BREAK) != 0 || !has_digit(d, next)) return first;
    const bool road = (w->classes & WORD_ROAD) != 0 && named_word(w);
    const bool short_form = (next->flags & AT_HYPHEN) != 0 && w->end - w->start == 1 &&
                            (w->flags & AT_UPPER) != 0 && toc_slice_is(where_text(d, w), "I");
    return road || short_form ? first + 2 : first;
}

/* A word that can be the name itself, not what kind of thing it is: "Makassed", not "General". */
static bool own_word(const where_word *w)
{
    return (w->classes & ~(uint32_t)(WORD_GIVEN | WORD_PART)) == 0;
}

/* End of the longest name of capitalised words from `first` whose last word is a head. */
static uint32_t headed_run(const where_doc *d, uint32_t first, uint32_t *head_classes)
{
    const uint32_t heads = WORD_STREET | WORD_WATER | WORD_SITE | WORD_ROAD;
    uint32_t end = first, i = first + 1;
    bool own = own_word(&d->words.items[first]);
    for (; i < d->words.count && i - first < RUN_WORDS; i++) {
        const where_word *w = &d->words.items[i];
        if ((w->flags & AT_BREAK) != 0 || !named_word(w)) break;
        own = own || own_word(w);
        if ((w->classes & heads) != 0 && (own || (w->classes & WORD_SITE) == 0)) {
            end = i + 1;
            *head_classes = w->classes & heads;
        } else if ((w->classes & WORD_ORG) != 0) {
            end = first;
        }
    }
    const where_word *after = where_word_at(d, i);
    const bool goes_on =
        i - first < RUN_WORDS && (after->flags & AT_BREAK) == 0 && named_word(after);
    return goes_on ? first : end;
}

/* A word that has its capital from where it stands: "In", "The"; behind a stop any common one. */
static bool opens(const where_doc *d, const where_word *w)
{
    if ((w->classes & (WORD_IN | WORD_TO)) != 0 || where_is(d, w, "the") || where_is(d, w, "a") ||
        where_is(d, w, "an"))
        return true;
    return (w->flags & AT_BREAK) != 0 && (w->classes & WORD_COMMON) != 0;
}

static bool starts_name(const where_doc *d, uint32_t i)
{
    const where_word *w = &d->words.items[i];
    if (!named_word(w) || has_digit(d, w)) return false;
    if (opens(d, w) || (w->classes & (WORD_TITLE | WORD_ORG)) != 0) return false;
    if (i == 0 || (w->flags & AT_BREAK) != 0) return true;
    const where_word *before = &d->words.items[i - 1];
    return !named_word(before) || opens(d, before);
}

static void headed_names(where_doc *d)
{
    for (uint32_t i = 0; i < d->words.count; i++) {
        uint32_t classes = WORD_ROAD, end = numbered_road(d, i);
        if (end == i && starts_name(d, i)) end = headed_run(d, i, &classes);
        if (end == i) continue;
        add(d, i, end, kind_of(classes), "a head word in the name; placed with %s");
        i = end - 1;
    }
}

/* A capitalised run that may be a name of its own: no word of it says what else it is. */
static bool plain_name(const where_doc *d, uint32_t first, uint32_t end)
{
    const uint32_t other = WORD_TITLE | WORD_ORG | WORD_LOCAL | WORD_SIDE | WORD_IN | WORD_TO;
    for (uint32_t i = first; i < end; i++)
        if ((d->words.items[i].classes & other) != 0) return false;
    bool own = false;
    for (uint32_t i = first; i < end; i++) own = own || own_word(&d->words.items[i]);
    if (!own) return false; /* "Shiite Kurdish" */
    const where_word *one = &d->words.items[first];
    return end - first > 1 ||
           ((one->classes & (WORD_COMMON | WORD_GIVEN | WORD_TOWN | WORD_SITE)) == 0 &&
            (one->flags & AT_START) == 0);
}

/* "X District Attorney", "X district court": what a district has, not the district. */
static bool office(const where_word *w)
{
    return (w->flags & AT_BREAK) == 0 && (w->classes & (WORD_ORG | WORD_LOCAL | WORD_TITLE)) != 0;
}

/* The head that makes the run a place: "village of X", "X village"; 0: none. */
static uint32_t head_beside(const where_doc *d, uint32_t first, uint32_t end)
{
    const uint32_t heads = WORD_TOWN | WORD_ADMIN1 | WORD_ADMIN2 | WORD_AREA;
    const where_word *after = where_word_at(d, end), *next = where_word_at(d, end + 1);
    if ((after->flags & (AT_BREAK | AT_HYPHEN)) == 0 && (after->classes & heads) != 0 &&
        (after->classes & WORD_ORG) == 0 && !office(next) &&
        ((after->classes & WORD_LOCAL) == 0 || (next->flags & (AT_BREAK | AT_UPPER)) != AT_UPPER))
        return after->classes & heads;
    if (first < 2 ||
        ((d->words.items[first].flags | d->words.items[first - 1].flags) & AT_BREAK) != 0)
        return 0;
    const where_word *before = &d->words.items[first - 1], *head = &d->words.items[first - 2];
    const toc_slice link = where_text(d, before);
    const bool links =
        where_same(link, "of") || where_same(link, "called") || where_same(link, "named");
    return links && (head->flags & AT_UPPER) == 0 ? head->classes & (heads | WORD_SITE) : 0;
}

static bool any_place(const where_doc *d, uint32_t first, uint32_t end)
{
    for (uint32_t k = hits_at(d, first); k < d->hits.count && d->hits.items[k].word < end; k++)
        if (d->place_of_hit[k] != TOC_NONE) return true;
    return false;
}

/* The "al-" of "al-Adamiyah". */
static bool article_before(const where_doc *d, uint32_t i)
{
    if (i == 0 || (d->words.items[i].flags & (AT_HYPHEN | AT_BREAK)) != AT_HYPHEN) return false;
    const where_word *w = &d->words.items[i - 1];
    return w->end - w->start <= 3 && (w->flags & AT_UPPER) == 0;
}

/* A head with a capital belongs to the name: "Harabish District". */
static bool headed_by(const where_doc *d, uint32_t end, uint32_t head)
{
    const where_word *w = where_word_at(d, end);
    return (w->flags & (AT_BREAK | AT_UPPER)) == AT_UPPER && (w->classes & head) != 0;
}

/* "the village of Katarko", "Al-Rashidiyah District", "Wadi Barada": unknown to the gazetteer, known
 * by the head or by a first word that only names of places begin with. */
static void names_by_head(where_doc *d)
{
    for (uint32_t i = 0; i < d->words.count; i++) {
        if (!starts_name(d, i)) continue;
        const uint32_t first = article_before(d, i) ? i - 1 : i;
        uint32_t end = i + 1;
        while (end < d->words.count && end - i < RUN_WORDS && named_word(&d->words.items[end]) &&
               (d->words.items[end].flags & AT_BREAK) == 0 &&
               (d->words.items[end].classes &
                (WORD_TOWN | WORD_ADMIN1 | WORD_ADMIN2 | WORD_AREA)) == 0)
            end++;
        uint32_t head = plain_name(d, i, end) ? head_beside(d, first, end) : 0;
        if (head == 0 && end - i > 1 && (d->words.items[i].classes & WORD_PART) != 0 &&
            plain_name(d, i, end))
            head = WORD_TOWN; /* "Wadi Barada", "Kafr Naya" */
        if (head != 0 && !any_place(d, i, end))
            add(d, first, end + headed_by(d, end, head), kind_of(head),
                "named by its head word, not in the gazetteer; placed with %s");
        i = end - 1;
    }
}

static uint32_t run_end(const where_doc *d, uint32_t first, uint32_t stop)
{
    uint32_t end = first;
    while (end < stop && end - first < RUN_WORDS && named_word(&d->words.items[end]) &&
           (end == first || (d->words.items[end].flags & AT_BREAK) == 0))
        end++;
    return end;
}

/* "Daraya, Khan Alshih and Douma": between two places of a list stands a place. */
static void listed_names(where_doc *d)
{
    for (uint32_t i = 0; i + 1 < d->hits.count; i++) {
        const where_hit *a = &d->hits.items[i], *b = &d->hits.items[i + 1];
        if (d->place_of_hit[i] == TOC_NONE || d->place_of_hit[i + 1] == TOC_NONE) continue;
        if (a->adjective || b->adjective || b->word > a->end + RUN_WORDS + 2) continue;
        uint32_t first = a->end;
        if ((where_word_at(d, first)->flags & AT_COMMA) == 0) {
            if (!where_is(d, where_word_at(d, first), "and")) continue;
            first++;
        }
        const uint32_t end = first < b->word ? run_end(d, first, b->word) : first;
        if (end == first || !plain_name(d, first, end)) continue;
        const bool comma = end == b->word && (d->words.items[end].flags & AT_COMMA) != 0;
        const bool joined = end + 1 == b->word && where_is(d, &d->words.items[end], "and");
        if (comma || joined)
            add(d, first, end, TOC_PLACE_TOWN, "in a list of places; placed with %s");
    }
}

enum { APPOSITION_WORDS = 6 };

/* "Dhuluiya, 70 km north of Baghdad", "Highfield, a Harare township", "in Latmana, in Hama": what
 * stands behind the comma says that it is a place. */
static bool apposition(const where_doc *d, uint32_t first, uint32_t end)
{
    const where_word *w = where_word_at(d, end);
    if ((w->flags & AT_COMMA) == 0) return false;
    if (has_digit(d, w)) return (where_word_at(d, end + 1)->classes & WORD_UNIT) != 0;
    const bool placed = first > 0 && (d->words.items[first].flags & AT_BREAK) == 0 &&
                        (d->words.items[first - 1].classes & (WORD_IN | WORD_TO)) != 0;
    if ((w->classes & WORD_IN) != 0 && placed) return any_place(d, end + 1, end + 3);
    if (!where_is(d, w, "a") && !where_is(d, w, "an") && !where_is(d, w, "the")) return false;
    for (uint32_t i = end + 1; i < end + APPOSITION_WORDS; i++) {
        const where_word *h = where_word_at(d, i);
        if ((h->flags & AT_BREAK) != 0 || (h->classes & (WORD_TITLE | WORD_TO)) != 0) return false;
        if ((h->classes & (WORD_TOWN | WORD_AREA | WORD_ADMIN2)) != 0 && (h->flags & AT_UPPER) == 0)
            return true;
    }
    return false;
}

static void apposed_names(where_doc *d)
{
    for (uint32_t i = 0; i < d->words.count; i++) {
        if (!starts_name(d, i)) continue;
        const uint32_t end = run_end(d, i, d->words.count);
        if (end > i && plain_name(d, i, end) && !any_place(d, i, end) && apposition(d, i, end))
            add(d, i, end, TOC_PLACE_TOWN, "said to be a place behind it; placed with %s");
        if (end > i) i = end - 1;
    }
}

/* The tagger errs on every fourth name or so: a second sign is asked for, the word before. */
static bool placed_by_word(const where_doc *d, uint32_t first)
{
    if (first == 0 || (d->words.items[first].flags & AT_BREAK) != 0) return false;
    return (d->words.items[first - 1].classes & (WORD_IN | WORD_SIDE)) != 0;
}

/* Spans that the tagger calls places and that hold no hit. */
static void tagged_names(where_doc *d)
{
    const toc_text *text = d->scene->text;
    for (uint32_t i = 0; i < d->words.count; i++) {
        const toc_token *t = &text->tokens.items[d->words.items[i].token];
        if (t->ner != TOC_NER_B_LOC && t->ner != TOC_NER_I_LOC) continue;
        uint32_t end = i + 1;
        while (end < d->words.count && end - i < RUN_WORDS &&
               (d->words.items[end].flags & AT_BREAK) == 0 &&
               text->tokens.items[d->words.items[end].token].ner == TOC_NER_I_LOC)
            end++;
        const uint32_t hit = hits_at(d, i);
        bool free_of_hits = true;
        for (uint32_t k = hit; k < d->hits.count && d->hits.items[k].word < end; k++)
            free_of_hits = free_of_hits && d->place_of_hit[k] == TOC_NONE;
        if (free_of_hits && placed_by_word(d, i) && named_word(&d->words.items[i]) &&
            plain_name(d, i, end))
            add(d, i, end, TOC_PLACE_TOWN, "tagged as place, not in the gazetteer; placed with %s");
        i = end - 1;
    }
}

/* Names whose gazetteer places are all somewhere else. */
static void foreign_names(where_doc *d)
{
    for (uint32_t i = 0; i < d->hits.count; i++) {
        const where_hit *hit = &d->hits.items[i];
        if (hit->surface == TOC_NONE || !d->surfaces.items[hit->surface].foreign) continue;
        add(d, hit->word, hit->end, TOC_PLACE_TOWN,
            "no place of this name where the text is set; placed with %s");
    }
}

void where_named(where_doc *d)
{
    foreign_names(d);
    headed_names(d);
    names_by_head(d);
    listed_names(d);
    apposed_names(d);
    if (d->tagged) tagged_names(d);
}
