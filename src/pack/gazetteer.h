/* src/pack/gazetteer.h - the place names of the world in one position-independent blob.
 *
 *   header   "TOCGAZ01", format version, counts and byte offsets of the parts, stamp (all u32); the
 *            stamp is a hash of the parts: what was made for one gazetteer is not laid over another
 *   places   24 bytes each: lat, lon (int32, degrees * 100000), geonameid u32, name u32 (string
 *            offset), admin1 u16, admin2 u16 (numbers in the unit lists, 0 none), country u8,
 *            kind u8, weight u8, flags u8
 *   units    u32 place index of each admin1, then of each admin2 (number 0 is unused)
 *   states   12 bytes each: place index u32, iso3 char[4], capital u32; number 0: "no country"
 *   slots    open-addressing slots of 8 bytes: tag u32, value u32; one in nine stays free
 *   postings u32 each: places of one name, best first, the last one marked
 *   strings  u16 length + bytes, without NUL; equal ones once
 *
 * A name is looked up word by word: key(0) = seed, key(i) = mix(key(i-1), fold hash of word i).
 * Every beginning of a name is in the table too and says whether longer names go on from it, so
 * a text costs one probe a token. The slot is chosen by the low half of the key and told apart by
 * its high half: two keys that agree in both are taken for one (chance below 1e-9 a probe).
 *
 * A view reads straight from the mapped bytes; opening parses nothing, and every index that is
 * followed is checked, so damaged bytes give wrong places, never a wild read. */
#ifndef TOC_GAZETTEER_H
#define TOC_GAZETTEER_H

#include "base/error.h"
#include "base/hash.h"

#define TOC_GAZ_FORMAT 3u
#define TOC_GAZ_SEED 0x51ed270b0a7c4d1fu
#define TOC_GAZ_NONE UINT32_MAX
#define TOC_GAZ_MAX_WORDS 9u      /* longest name kept */
#define TOC_GAZ_MAX_SAME_NAME 48u /* places of one name kept, best first */

enum {                        /* flags of a place */
       TOC_GAZ_CAPITAL = 1,   /* of a country */
       TOC_GAZ_SEAT1 = 2,     /* of an admin1 */
       TOC_GAZ_SEAT2 = 4,     /* of an admin2 */
       TOC_GAZ_SECTION = 8,   /* a part of a town */
       TOC_GAZ_OWN = 16,      /* from our own tables: names are chosen by hand */
       TOC_GAZ_FORMER = 32,   /* no longer exists */
       TOC_GAZ_NO_POINT = 64, /* lat and lon mean nothing */
       TOC_GAZ_MILITARY = 128,
};

enum {                            /* marks of a posting, above the 24 bits of the place index */
       TOC_GAZ_ALT = 1 << 24,     /* not the main name */
       TOC_GAZ_ADJ = 1 << 25,     /* demonym: "Iraqi" */
       TOC_GAZ_EXACT = 1 << 26,   /* only written in capitals: "US" */
       TOC_GAZ_CONTEXT = 1 << 27, /* only behind "X, ": "Miss." */
       TOC_GAZ_SHORT = 1 << 28,   /* a generic head was stripped: "Anbar" for "Anbar Governorate" */
       TOC_GAZ_SKELETON = 1 << 29, /* the key is the name's skeleton, see toc_gaz_skeleton */
       TOC_GAZ_LAST = 1 << 30      /* last posting of its name */
};
#define TOC_GAZ_INDEX 0xffffffu

typedef struct toc_gaz { /* a view */
    const char *bytes;
    uint32_t len;
    uint32_t places, admin1s, admin2s, states, slots, postings;
    uint32_t at_places, at_units, at_states, at_slots, at_postings, at_strings;
    uint32_t stamp;
} toc_gaz;

typedef struct toc_gaz_place {
    int32_t lat_e5, lon_e5;
    uint32_t geoname;
    uint32_t name;           /* string offset */
    uint16_t admin1, admin2; /* unit numbers, 0: none; an admin1 has its own number */
    uint8_t country;         /* state number, 0: none */
    uint8_t kind;            /* toc_place_kind of record/codes.h */
    uint8_t weight;          /* 10 log10 of the population, or what its level is worth */
    uint8_t flags;
} toc_gaz_place;

/* A view of section bytes. Fails with TOCSIN_PACK_DAMAGED when they are no gazetteer. */
tocsin_status toc_gaz_view(toc_gaz *out, toc_slice bytes, tocsin_error *err);

static inline uint64_t toc_gaz_key(uint64_t before, uint64_t word)
{
    return toc_mix(before, word);
}
/* Key of the consonant skeleton of a transliterated name, in a key space of its own: articles (al-,
 * an-, ash- ...), vowels, doubling and final h dropped, q = k, dh = d, ch = sh; names of three
 * consonants keep their vowels as a, i, u. "Dhuluiya" = "Ad Dulu'iyah", "Menbeij" = "Manbij".
 * 0: too short to tell names apart. */
uint64_t toc_gaz_skeleton(toc_slice name);
/* First posting of the name with this key, or TOC_GAZ_NONE; *more: longer names begin so. */
uint32_t toc_gaz_find(const toc_gaz *gaz, uint64_t key, bool *more);
/* A posting: index and marks. Out of range: a last one of place 0. */
uint32_t toc_gaz_posting(const toc_gaz *gaz, uint32_t at);
/* Place by index; out of range gives a place without kind. */
toc_gaz_place toc_gaz_at(const toc_gaz *gaz, uint32_t index);
toc_slice toc_gaz_string(const toc_gaz *gaz, uint32_t offset);
/* Place index of a unit number (TOC_GAZ_NONE for 0) and of a state; its ISO 3166-1 alpha-3. */
uint32_t toc_gaz_admin1(const toc_gaz *gaz, uint16_t number);
uint32_t toc_gaz_admin2(const toc_gaz *gaz, uint16_t number);
uint32_t toc_gaz_state(const toc_gaz *gaz, uint8_t number);
uint32_t toc_gaz_capital(const toc_gaz *gaz, uint8_t number); /* place index, TOC_GAZ_NONE */
void toc_gaz_iso3(const toc_gaz *gaz, uint8_t number, char iso3[4]);

/* ---------------------------------------------------------------- writing */
typedef struct toc_gaz_source { /* a place as the builder has it */
    int32_t lat_e5, lon_e5;
    uint32_t geoname;
    toc_slice name;
    uint32_t admin1, admin2; /* source index of the unit, TOC_GAZ_NONE */
    uint16_t unit1;  /* without admin1: its unit number in the blob that this is laid over */
    uint8_t country; /* state number */
    uint8_t kind, weight, flags;
} toc_gaz_source;

typedef struct toc_gaz_name {
    toc_slice words; /* as written; folded by the writer */
    uint32_t place;  /* source index */
    uint32_t marks;  /* TOC_GAZ_ALT ... */
} toc_gaz_name;

typedef struct toc_gaz_state_source {
    char iso3[4];
    uint32_t place; /* source index, TOC_GAZ_NONE */
} toc_gaz_state_source;

/* Lays out the blob; *out is malloc'ed. states[0] is "no country". The same input gives the same
 * bytes; names that fold to nothing or to more than TOC_GAZ_MAX_WORDS words are left out. */
tocsin_status toc_gaz_write(char **out, size_t *out_len, const toc_gaz_source *places, size_t count,
                            const toc_gaz_name *names, size_t name_count,
                            const toc_gaz_state_source *states, size_t state_count,
                            tocsin_error *err);

/* Fold hashes of the words of a name (spaces, hyphens and slashes part words). At most room. */
size_t toc_gaz_words(toc_slice name, uint64_t *hashes, size_t room);

#endif
