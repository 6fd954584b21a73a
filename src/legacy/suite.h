/* src/legacy/suite.h - the dictionaries of KEDS, TABARI and PETRARCH as structs.
 *
 *   .actors .agents  --> roots  (phrase -> actor, agent, noun, adjective)      roots.c finds them
 *   .verbs           --> roots  (phrase -> verb) + patterns + synonym sets     match.c tries them
 *   .options         --> toc_legacy_options
 *   discards         --> roots  (phrase -> discard)
 *
 * A phrase is a row of items. An item is a word (upper case), a synonym set, or a place for an
 * actor; `joined` says that the next item must follow at once, else other words may come between.
 * A suite lives in one arena and is immutable once it is open. */
#ifndef TOC_LEGACY_SUITE_H
#define TOC_LEGACY_SUITE_H

#include "base/arena.h"
#include "base/calendar.h"
#include "base/error.h"

#define TOC_LEGACY_NONE UINT32_MAX

typedef enum toc_legacy_item_kind {
    TOC_LEGACY_WORD,
    TOC_LEGACY_SET,        /* &NAME, {A | B} */
    TOC_LEGACY_SOURCE,     /* $ */
    TOC_LEGACY_TARGET,     /* + */
    TOC_LEGACY_BOTH,       /* % a compound actor: both source and target */
    TOC_LEGACY_SKIP,       /* ^ an actor, whoever it is */
    TOC_LEGACY_ATTRIBUTED, /* @ the actor it is attributed to */
} toc_legacy_item_kind;

typedef enum toc_legacy_ending {
    TOC_LEGACY_OPEN, /* a stem: any word that begins so */
    TOC_LEGACY_NOUN, /* whole word, or with S, 'S, ES */
    TOC_LEGACY_VERB, /* whole word, or with S, ES, D, ED, EN, ING */
    TOC_LEGACY_EXACT,
} toc_legacy_ending;

typedef struct toc_legacy_item {
    uint8_t kind, ending;
    bool joined;    /* the next item is the next word */
    uint32_t set;   /* index in suite->sets */
    toc_slice word; /* upper case */
} toc_legacy_item;

typedef TOC_ARRAY(toc_legacy_item) toc_legacy_phrase;

typedef struct toc_legacy_set {
    toc_slice name; /* without "&"; empty: {A | B} */
    bool defined;   /* else it was only used so far */
    uint32_t line;  /* of the first use or the definition */
    TOC_ARRAY(toc_legacy_phrase) elements;
} toc_legacy_set;

typedef struct toc_legacy_code {
    toc_slice text;   /* "064"; "---": no event; "###": discard; "+++": too complex; empty: none */
    bool subordinate; /* ?: only if nothing else is coded */
    bool dominant;    /* !: then nothing else is coded */
} toc_legacy_code;

typedef struct toc_legacy_pattern {
    toc_legacy_phrase before, after; /* of the verb, in reading order */
    bool verb_joined;                /* the verb and the first item of `after` */
    bool compound;                   /* holds %: source and target are one compound */
    toc_legacy_code code, back;      /* back: with source and target swapped */
    uint32_t length, line;           /* longer ones are tried first */
} toc_legacy_pattern;

/* PETRARCH 2: `- NOUN (PREP NOUN) * NOUN (PREP NOUN) [CODE]`, heads of phrases only. */
typedef struct toc_legacy_verb {
    toc_legacy_code code, back;
    uint32_t block;      /* whose patterns it has */
    uint32_t file, line; /* where it stands */
    toc_slice lemma;     /* PETRARCH 2: names the verb in transformations */
} toc_legacy_verb;

/* "~ a (b . ATTACK) SAY = a b 112" of PETRARCH 2. */
typedef struct toc_legacy_rewrite {
    char source, inner_source, inner_target, new_source, new_target; /* letters; '.', '_' */
    toc_slice inner_verb, verb, code;                                /* upper case; "Q" any */
    uint32_t line;
} toc_legacy_rewrite;

typedef struct toc_legacy_block {
    toc_slice name;
    TOC_ARRAY(toc_legacy_pattern) patterns;
} toc_legacy_block;

typedef struct toc_legacy_dated {
    toc_slice code;   /* "HOBGOV", "ELR/GAL" */
    int32_t from, to; /* days, both included; INT32_MIN and INT32_MAX: open */
    bool limited;
} toc_legacy_dated;

typedef struct toc_legacy_actor {
    TOC_ARRAY(toc_legacy_dated) codes;
    uint32_t file, line;
} toc_legacy_actor;

typedef enum toc_legacy_root_kind { /* who wins on the same words: the lower */
                                    TOC_LEGACY_ROOT_DISCARD,
                                    TOC_LEGACY_ROOT_ACTOR,
                                    TOC_LEGACY_ROOT_AGENT,
                                    TOC_LEGACY_ROOT_NOUN_WORD,
                                    TOC_LEGACY_ROOT_ADJECTIVE,
                                    TOC_LEGACY_ROOT_TIME,
                                    TOC_LEGACY_ROOT_VERB,
} toc_legacy_root_kind;

typedef struct toc_legacy_root {
    toc_legacy_phrase phrase;
    uint8_t kind;
    uint8_t head; /* item that is the verb of a multi-word verb */
    uint32_t
        entry; /* actors: suite->actors; verbs: suite->verbs; agents and times: suite->actors */
    uint32_t length; /* letters */
    uint32_t next;   /* with the same first word */
} toc_legacy_root;

typedef enum toc_legacy_code_mode {
    TOC_LEGACY_BY_CLAUSE,
    TOC_LEGACY_BY_SENTENCE,
    TOC_LEGACY_ALL
} toc_legacy_code_mode;

typedef struct toc_legacy_range {
    uint32_t min, max; /* words; max 0: none */
} toc_legacy_range;

typedef struct toc_legacy_options {
    uint32_t min_words;
    toc_legacy_range comma, comma_begin, comma_end; /* clauses between commas that are left out */
    uint32_t max_verbs, max_conjunctions;           /* more: too complex; 0: no limit */
    bool need_prior_actor; /* no actor before the first verb: too complex */
    toc_legacy_code_mode mode;
    bool convert_agents; /* an agent without an actor is one: "~GOV", "---GOV" */
    bool time_shift, forward, dominant;
    bool need_dyad;            /* an event needs source and target */
    uint32_t new_actor_length; /* names of so many words at most are actors of their own; 0: none */
    toc_slice source, target;  /* DEFAULT codes; empty: none */
    bool source_prior, target_after;
} toc_legacy_options;

typedef enum toc_legacy_flavour {
    TOC_LEGACY_TABARI = 1,
    TOC_LEGACY_PETRARCH1,
    TOC_LEGACY_PETRARCH2,
} toc_legacy_flavour;

typedef struct toc_legacy_suite {
    toc_arena arena;
    toc_legacy_flavour flavour;
    toc_legacy_options options;
    TOC_ARRAY(toc_slice) files; /* names, for messages and rules */
    TOC_ARRAY(toc_legacy_set) sets;
    TOC_ARRAY(toc_legacy_root) roots;
    TOC_ARRAY(toc_legacy_actor) actors; /* also agents ("~GOV", "NGO~") and time shifts ("-7") */
    TOC_ARRAY(toc_legacy_verb) verbs;
    TOC_ARRAY(toc_legacy_block) blocks;
    TOC_ARRAY(toc_legacy_rewrite) rewrites;
    uint32_t *buckets; /* first root of a hash of its first word */
    uint32_t bucket_mask;
    uint32_t longest_word; /* of any root's first word */
} toc_legacy_suite;

/* ---------------------------------------------------------------- reading (reader.c, read_*.c) */
typedef struct toc_legacy_reader {
    toc_legacy_suite *suite;
    void (*report)(void *ctx, const char *file, uint32_t line,
                   const char *message); /* may be NULL */
    void *ctx;
    uint32_t file; /* of suite->files */
    toc_slice rest;
    uint32_t line; /* number of the line read last */
    size_t problems, entries;
    bool html_comment; /* inside <!-- ... --> */
} toc_legacy_reader;

/* The next line, without its end, comments of whole lines left out; false at the end. Lines over
 * the limit are reported and skipped. NULs count as spaces. */
bool toc_legacy_line(toc_legacy_reader *r, toc_slice *line);
/* "file:line: what is wrong; hint" */
void toc_legacy_complain(toc_legacy_reader *r, uint32_t line, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 3, 4)))
#endif
    ;
toc_slice toc_legacy_upper(toc_arena *arena, toc_slice s);

/* Endings that a format gives its words. */
typedef struct toc_legacy_endings {
    toc_legacy_ending plain;  /* without a mark */
    toc_legacy_ending closed; /* with "_" behind it */
} toc_legacy_endings;

/* "AL GORE", "SET_UP", "BAN=", "{ A | B_C } D", "&SET_X": items in reading order. False: reported,
 * nothing usable. */
bool toc_legacy_phrase_read(toc_legacy_reader *r, toc_slice text, toc_legacy_endings endings,
                            toc_legacy_phrase *out);
/* The pattern around "*", without its code. */
bool toc_legacy_pattern_read(toc_legacy_reader *r, toc_slice text, toc_legacy_endings endings,
                             toc_legacy_pattern *out);
/* Splits "WORDS [CODE] more" at its first code; false when there are no brackets (reported). */
bool toc_legacy_split_code(toc_legacy_reader *r, toc_slice line, toc_slice *words, toc_slice *code,
                           toc_slice *more);
/* "012", "012:013", "023?", "031!" between brackets. */
bool toc_legacy_code_read(toc_legacy_reader *r, toc_slice text, toc_legacy_code *code,
                          toc_legacy_code *back);
uint32_t toc_legacy_set_of(toc_legacy_reader *r, toc_slice name);

void toc_legacy_read_actors(toc_legacy_reader *r);
void toc_legacy_read_agents(toc_legacy_reader *r);
void toc_legacy_read_discards(toc_legacy_reader *r);
void toc_legacy_read_verbs(toc_legacy_reader *r);          /* TABARI */
void toc_legacy_read_petrarch_verbs(toc_legacy_reader *r); /* PETRARCH 1 and 2 */
void toc_legacy_read_options(toc_legacy_reader *r);
void toc_legacy_transform_read(toc_legacy_reader *r, toc_slice line); /* transform.c */

void toc_legacy_options_default(toc_legacy_options *out, toc_legacy_flavour flavour);
/* One setting, "SET: CODE = ALL", "COMMA: OFF", "comma_min: 4"; false: not known or not well formed. */
bool toc_legacy_option_set(toc_legacy_options *out, toc_arena *arena, toc_slice name,
                           toc_slice value);

/* ---------------------------------------------------------------- roots (roots.c) */
void toc_legacy_root_add(toc_legacy_suite *suite, toc_legacy_root_kind kind,
                         toc_legacy_phrase phrase, uint32_t entry);
void toc_legacy_roots_index(toc_legacy_suite *suite);
/* Does the word (upper case) meet the item? Only for TOC_LEGACY_WORD. */
bool toc_legacy_word_is(const toc_legacy_item *item, toc_slice word);

/* The code of an actor on a day: the first limit that holds, else the one without; "---": none. */
toc_slice toc_legacy_actor_code(const toc_legacy_actor *actor, int32_t day);

#endif
