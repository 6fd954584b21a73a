/* src/entity/where_inner.h - what the steps of where share; see where.h for the steps.
 *
 *   words      In | al | Qaim | , | Iraq          hyphens part words, ',' is a break before Iraq
 *   hits       [al Qaim] [Iraq]                   with scores of evidence
 *   surfaces   one for each different name        resolved together: one sense a document
 *   places     of hits, of names the gazetteer lacks, of roads and distances; sorted at the end */
#ifndef TOC_WHERE_INNER_H
#define TOC_WHERE_INNER_H

#include "base/buf.h"
#include "entity/where.h"

enum {                         /* classes of words: table placeword */
       WORD_COMMON = 1 << 0,   /* usually no place, though there is one of that name */
       WORD_TOWN = 1 << 1,     /* "city", "village": heads of names of towns */
       WORD_ADMIN1 = 1 << 2,   /* "province", "governorate", "state" */
       WORD_ADMIN2 = 1 << 3,   /* "county", "district" */
       WORD_ROAD = 1 << 4,     /* "highway", "road" */
       WORD_WATER = 1 << 5,    /* "river", "sea" */
       WORD_SITE = 1 << 6,     /* "airport", "camp", "base", "crossing" */
       WORD_TITLE = 1 << 7,    /* "Mr", "General" */
       WORD_ORG = 1 << 8,      /* "University", "Post", "Bank": a run with it names no place */
       WORD_GIVEN = 1 << 9,    /* "John" */
       WORD_SPEECH = 1 << 10,  /* "said", "announced" */
       WORD_SIDE = 1 << 11,    /* "north", "southern", "central" */
       WORD_STREET = 1 << 12,  /* "Street", "Avenue" */
       WORD_COUNTRY = 1 << 13, /* "country", "nation" */
       WORD_AREA = 1 << 14,    /* "area", "region", "neighbourhood" */
       WORD_UNIT = 1 << 15,    /* "km", "miles" */
       WORD_IN = 1 << 16,      /* prepositions that a place follows: "in", "near" */
       WORD_TO = 1 << 17,      /* those that others follow too: "from", "of" */
       WORD_CAPITAL = 1 << 20, /* "capital" */
       WORD_PART = 1 << 19,    /* "Wadi", "Kafr", "Ciudad": names of places begin with it */
       WORD_LINK = 1 << 21,    /* "between", "linking": a road's two ends follow */
       WORD_LOCAL =
           1 << 18 /* "Mayor", "Sheriff", "High": what a town has; no sign of another name */
};

enum {                 /* where_word.flags */
       AT_BREAK = 1,   /* something that names do not cross stands before it */
       AT_COMMA = 2,   /* ... and it is a comma */
       AT_UPPER = 4,   /* begins with a capital */
       AT_CAPS = 8,    /* two letters or more, all capitals */
       AT_HYPHEN = 16, /* joined to the word before by a hyphen */
       AT_START = 32,  /* first of its sentence */
       AT_PERIOD = 64, /* written with a period: "Miss." */
       AT_LOUD = 128,  /* in a sentence whose capitals say nothing */
       AT_ACTOR = 256  /* part of a name of the actor dictionary */
};

typedef struct where_word {
    uint64_t hash;
    uint32_t token, start, end;
    uint32_t classes;
    uint16_t flags;
} where_word;

typedef struct where_hit {
    uint32_t word, end; /* words [word, end) */
    uint32_t posting;   /* first posting, TOC_GAZ_NONE for a name that the gazetteer lacks */
    uint32_t surface;
    int32_t score;  /* evidence that it is a place; kept when > 0 */
    uint16_t seen;  /* SEEN_ bits: which evidence, for `why` */
    uint8_t head;   /* toc_place_kind that a head beside it asks for, 0 none */
    bool adjective; /* demonym only */
    bool skeleton;  /* found by its consonants */
    bool actor;     /* stands for a government here */

    uint32_t inside; /* hit that contains it: "X, Y"; TOC_NONE */
} where_hit;

enum { /* where_hit.seen */
       SEEN_PREPOSITION = 1 << 0,
       SEEN_HEAD = 1 << 1,
       SEEN_COMMA = 1 << 2,
       SEEN_TAG = 1 << 3,
       SEEN_DATELINE = 1 << 4,
       SEEN_REPEAT = 1 << 5,
       SEEN_KNOWN = 1 << 6,
       SEEN_RUN = 1 << 7,
       SEEN_COMMON = 1 << 8,
       SEEN_PERSON = 1 << 9,
       SEEN_LIST = 1 << 10,
       SEEN_ORG = 1 << 11
};

typedef struct where_choice { /* a candidate with its terms */
    uint32_t place;
    int32_t total;
    int16_t prior, country, admin1, inside, near;
} where_choice;

typedef struct where_surface { /* a name (and the place it is said to be in), all its mentions */
    uint64_t key;
    uint32_t posting, first_hit, count;
    uint32_t inside; /* surface that contains it by "X, Y"; TOC_NONE */
    uint8_t head;
    uint8_t country; /* number of the country of this name, 0: none is called so */
    bool adjective, kept, resolved;
    bool foreign; /* a small place far from all that the text is about: hardly the one meant */
    uint32_t country_share, admin1_share; /* its own part in the votes */
    where_choice best, second;
} where_surface;

typedef struct where_doc {
    const toc_where_data *data;
    const toc_gaz *gaz;
    toc_scene *scene;
    toc_arena *arena; /* the stage's own; what goes into the record lives in the scene's */
    TOC_ARRAY(where_word) words;
    TOC_ARRAY(where_hit) hits;
    TOC_ARRAY(where_surface) surfaces;
    TOC_ARRAY(toc_place) places; /* what goes into the record, not yet in text order */
    uint32_t *place_of_hit;      /* [hits] index into places, TOC_NONE */
    bool about[256];             /* states that a sure hit lies in */
    uint8_t actors[256];         /* how many names of actors of each state, at most 255 */
    uint8_t focus;               /* state that most points to; 0: nothing does */
    bool tagged;                 /* the document has name tags */
} where_doc;

/* Postings and places of the user carry this bit; bit 31 of a posting is free. Behind the rows of
 * his tables come the places of his imported dumps, numbered on. A place reference is its index
 * with the bit. */
#define WHERE_USER 0x80000000u
#define WHERE_REF (TOC_GAZ_INDEX | WHERE_USER)

static inline uint32_t where_posting(const where_doc *d, uint32_t at)
{
    if ((at & WHERE_USER) == 0) return toc_gaz_posting(d->gaz, at);
    const toc_gaz *user = &d->data->user;
    at &= ~WHERE_USER;
    if (at < user->postings) return toc_gaz_posting(user, at) | WHERE_USER;
    return (toc_gaz_posting(&d->data->import, at - user->postings) + user->places) | WHERE_USER;
}

/* The gazetteer that holds a place, and its index there. */
static inline const toc_gaz *where_part(const where_doc *d, uint32_t ref, uint32_t *index)
{
    *index = ref & ~WHERE_USER;
    if ((ref & WHERE_USER) == 0) return d->gaz;
    if (*index < d->data->user.places) return &d->data->user;
    *index -= d->data->user.places;
    return &d->data->import;
}

static inline toc_gaz_place where_at(const where_doc *d, uint32_t ref)
{
    uint32_t index;
    const toc_gaz *part = where_part(d, ref, &index);
    return toc_gaz_at(part, index);
}

static inline toc_slice where_name(const where_doc *d, uint32_t ref)
{
    uint32_t index;
    const toc_gaz *part = where_part(d, ref, &index);
    return toc_gaz_string(part, toc_gaz_at(part, index).name);
}

static inline const where_word *where_word_at(const where_doc *d, uint32_t i)
{
    static const where_word NO_WORD = {0, TOC_NONE, 0, 0, 0, AT_BREAK};
    return i < d->words.count ? &d->words.items[i] : &NO_WORD;
}

static inline toc_slice where_text(const where_doc *d, const where_word *w)
{
    return toc_slice_sub(d->scene->text->text, w->start, w->end);
}

/* The same letters, whatever their case; `lower` is ASCII in lower case. */
static inline bool where_same(toc_slice s, const char *lower)
{
    size_t i = 0;
    for (; i < s.len && lower[i] != '\0'; i++)
        if ((s.ptr[i] >= 'A' && s.ptr[i] <= 'Z' ? s.ptr[i] + 32 : s.ptr[i]) != lower[i])
            return false;
    return i == s.len && lower[i] == '\0';
}

static inline bool where_is(const where_doc *d, const where_word *w, const char *lower)
{
    return where_same(where_text(d, w), lower);
}

/* where_scan.c */
void where_words(where_doc *d);
void where_scan(where_doc *d);
/* Adds hits for transliterations the gazetteer writes otherwise, in the countries of the text. */
void where_scan_skeletons(where_doc *d);
/* where_actor.c: names of the actor dictionary are no places, and places inside them hardly */
void where_actors(where_doc *d);
/* where_mark.c */
void where_mark(where_doc *d);
/* where_resolve.c */
void where_resolve(where_doc *d);
bool where_contains(const where_doc *d, uint32_t outer, uint32_t inner);
/* Number of the country among the places of a name; 0: none is one. */
uint8_t where_state_named(const where_doc *d, uint32_t posting);
uint32_t where_km(int32_t lat1, int32_t lon1, int32_t lat2, int32_t lon2);
/* where_named.c: names that the gazetteer lacks, with a head or a tag */
void where_named(where_doc *d);
/* where_shape.c: roads between two places, distances, sides, "the town" */
void where_roads_mark(where_doc *d);
void where_shape(where_doc *d);
void where_anaphora(where_doc *d);
/* where_capital.c: "the capital" that the text does not name becomes a place of its own */
void where_capitals(where_doc *d);
/* Place index of the capital that chunk c means; TOC_GAZ_NONE: it means none. */
uint32_t where_capital_of(const where_doc *d, const toc_chunk *c);
/* The word at a token's first byte; words are looked for from *at on, which moves forward. */
const where_word *where_word_of(const where_doc *d, const toc_token *token, uint32_t *at);
/* where_user.c */
tocsin_status where_user_open(toc_where_data *data, const toc_pack *packs, size_t count,
                              toc_arena *arena, tocsin_error *err);
/* where.c */
void where_add(where_doc *d, const toc_place *place);
/* The resolved hit below country level that stands nearest to a word; TOC_NONE. */
uint32_t where_nearest(const where_doc *d, uint32_t word);
toc_slice where_say(where_doc *d, const char *format, toc_slice a, toc_slice b);

#endif
