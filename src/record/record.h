/* src/record/record.h - the event record as structs: what the stages fill and the emitters print.
 *
 * This is docs/RECORD.md (record version 1) in C. No linguistics here. Everything lives in the
 * document's arena. All offsets are bytes of the WORKING TEXT: the title (if given), a blank
 * line, then the body. `body_start` tells them apart; emit/ turns a span before it into
 * {"in":"title"} and subtracts it from all others. Indexes into the record's own arrays are
 * uint32_t with TOC_NONE for "no such". */
#ifndef TOC_RECORD_H
#define TOC_RECORD_H

#include "base/arena.h"
#include "record/codes.h"

#define TOC_NONE UINT32_MAX
#define TOC_OPEN UINT32_MAX  /* upper bound of "at least 12" */
#define TOC_NO_DAY INT32_MIN /* an unknown end of an interval */

typedef struct toc_span {
    uint32_t start, end; /* [start, end) */
} toc_span;
typedef TOC_ARRAY(toc_span) toc_spans;

/* A moment: days since 1970-01-01 (proleptic Gregorian), minute of that day or -1. */
typedef struct toc_moment {
    int32_t day; /* TOC_NO_DAY: unknown */
    int16_t minute;
} toc_moment;

/* How many. Unknown is `present` false; zero is a statement. */
typedef struct toc_count {
    bool present;
    uint32_t low, high; /* both included; high TOC_OPEN: no upper bound */
    uint32_t of;        /* "three of four": 4; 0 when not said */
    toc_spans spans;    /* the words it was read from */
} toc_count;

/* A time expression, TIMEX3. */
typedef struct toc_time {
    toc_span span;
    toc_timex_type type;
    toc_slice value;             /* "2020-07-11TNI", "P10M", "XXXX-WXX-3", "PRESENT_REF" */
    toc_slice mod;               /* TIMEX3 mod: START, MID, END, APPROX ...; empty: none */
    toc_moment earliest, latest; /* of DATE and TIME; unknown ends for the rest */
    toc_time_precision precision;
    bool used; /* an event refers to it */
} toc_time;

/* One mention of a place, resolved. Mentions of one place share name and coordinates. */
typedef struct toc_place {
    toc_span span;
    toc_place_kind kind;
    toc_slice name; /* of the gazetteer entry, or the words for an unknown name */
    bool has_point;
    int32_t lat_e5, lon_e5;   /* degrees * 100000 */
    char country[4];          /* ISO 3166-1 alpha-3, "" unknown */
    toc_slice admin1, admin2; /* names */
    toc_slice parent;         /* what contains it, if the text or the gazetteer says */
    uint32_t geoname;         /* GeoNames id, 0: none */
    toc_place_precision precision;
    bool has_line;      /* a road between two towns: its ends */
    int32_t line_e5[4]; /* lat, lon, lat, lon */
    bool actor_use;     /* metonymy: here the name stands for its government */
    toc_slice why;      /* the linear evidence in words, for `explain` */
    bool used;
} toc_place;

typedef struct toc_mention {
    toc_span span; /* the base noun phrase: determiner to head noun */
    uint32_t head; /* token index of the head word */
    bool named;    /* a proper name, not a description or pronoun */
    bool pronoun;
    uint32_t
        shares; /* not printed: "Greek" of "Greek and Turkish officials": token of the noun; 0: none */
} toc_mention;

typedef struct toc_actor {
    toc_slice code;  /* CAMEO actor code "IRNMIL"; empty: none */
    toc_slice label; /* canonical name in the dictionary */
    char country[4];
    char sector[4];       /* PLOVER sector */
    toc_slice dictionary; /* "actors/iran.tsv:17" */
} toc_actor;

typedef struct toc_entity {
    toc_entity_kind kind;
    toc_slice name;                  /* fullest name or first description */
    TOC_ARRAY(toc_mention) mentions; /* in text order */
    bool has_actor;
    toc_actor actor;
    bool used;
} toc_entity;

typedef struct toc_filler {
    toc_role role;
    uint32_t entity, place; /* TOC_NONE when there is none */
    toc_span span;
} toc_filler;

/* Not printed: a phrase that may have a part in the act, and how sure a model is of it
 * (event/cast.h); below zero it says that the phrase has none. */
typedef struct toc_hint {
    toc_filler filler;
    int32_t score;
} toc_hint;

typedef struct toc_damage {
    toc_slice what; /* "vehicles", without number and determiner */
    toc_count count;
    toc_effect effect;
    toc_spans spans;
} toc_damage;

typedef struct toc_reporter {
    uint32_t entity;
    toc_span span;
} toc_reporter;

typedef struct toc_link {
    toc_link_type type;
    uint32_t event; /* index into events */
    toc_spans spans;
} toc_link;

typedef struct toc_evidence {
    const char *field; /* "type", "status", "place", "casualties.killed", ... static strings */
    toc_span span;
} toc_evidence;

typedef struct toc_event {
    toc_type type;
    toc_mode mode;
    toc_method method;
    char cameo[6];  /* "" none */
    toc_slice code; /* by the user's event dictionaries (WEIS, CAMEO ...); empty: ours made it */
    toc_span trigger;
    toc_slice lemma;
    uint32_t token;      /* head token of the trigger: coreference and scope look at the tree */
    toc_slice place_why; /* why this place, with the weights; empty: inferred or none */
    toc_slice rule;      /* dictionary line that fired: "lexicon/assault.tsv:17" */
    toc_spans mentions;
    uint32_t carriers; /* of the mentions: verbs that only carry a noun ("launched an attack") */
    bool criminal;     /* scope */
    bool mutual;       /* not printed: both sides do it to each other */
    bool background; /* not printed: only named by nouns, in sentences that report something else */
    toc_event_status status;
    uint16_t confidence_permille; /* 0..1000, calibrated */
    TOC_ARRAY(toc_filler) roles;
    TOC_ARRAY(toc_hint) hints;
    uint32_t time, place; /* refs into times and places, TOC_NONE */
    toc_moment earliest, latest;
    toc_time_precision time_precision;
    bool has_place; /* resolved: then the fields below, copied so that "inferred" can differ */
    bool has_point;
    int32_t lat_e5, lon_e5;
    char country[4];
    toc_slice admin1;
    toc_place_precision place_precision;
    toc_count casualties[TOC_HARM_COUNT]; /* by toc_harm; [0] unused */
    TOC_ARRAY(toc_damage) damage;
    toc_claim claim;
    TOC_ARRAY(uint32_t) claim_by; /* entities */
    toc_spans claim_spans;
    TOC_ARRAY(toc_reporter) reported_by;
    TOC_ARRAY(toc_link) links;
    TOC_ARRAY(toc_evidence) evidence;
} toc_event;

typedef struct toc_attribution {
    bool has_source;
    toc_spans source; /* one or more pieces */
    uint32_t entity;
    toc_spans cue;
    toc_spans content;
    bool used;
    bool names; /* a thing is named, asked for or judged; nothing is stated about it */
} toc_attribution;

typedef struct toc_predicate {
    toc_span span;
    toc_slice lemma;
    int8_t factuality; /* -3..3: 3 certain, 0 open, -3 certainly not */
    bool negated;
    toc_span source; /* whose claim it is; empty span: the author's */
} toc_predicate;

/* A sentence with trigger words that gave no event, and why: for `explain`. */
typedef struct toc_silence {
    toc_span span;
    toc_slice why;
} toc_silence;

typedef struct toc_record {
    toc_arena *arena;
    toc_slice text;      /* the working text: title, blank line, body */
    uint32_t body_start; /* 0 without a title */
    toc_slice id, source, url, title, language;
    toc_slice sha256; /* hex, of the decoded body */
    toc_moment published;
    const char *published_from; /* "given", "stated", "inferred"; NULL unknown */
    toc_slice pack_version, pack_sha256;
    TOC_ARRAY(toc_event) events;
    TOC_ARRAY(toc_entity) entities;
    TOC_ARRAY(toc_place) places;
    TOC_ARRAY(toc_time) times;
    TOC_ARRAY(toc_attribution) attributions;
    TOC_ARRAY(toc_predicate) predicates;
    TOC_ARRAY(toc_silence) silences;
    TOC_ARRAY(toc_slice) warnings;
} toc_record;

/* The first attribution whose cue begins at or after a byte. Attributions stand in text order of their
 * cues, or nearly: look a few further. */
static inline uint32_t toc_attribution_from(const toc_record *record, uint32_t start)
{
    uint32_t low = 0, high = record->attributions.count;
    while (low < high) {
        const uint32_t mid = low + (high - low) / 2;
        if (record->attributions.items[mid].cue.items[0].start < start)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* The words of a span. */
static inline toc_slice toc_record_words(const toc_record *record, toc_span span)
{
    return toc_slice_sub(record->text, span.start, span.end);
}

#endif
