/* src/legacy/sentence.h - one sentence as the sparse parser sees it.
 *
 *   words      GONDOR , ROHAN AND BREE WELCOMED THE TALKS
 *   marks      ACTOR  CONJ ACTOR CONJ ACTOR VERB  DET
 *   mentions   0      .    1     .    2                      group 0, 0, 0: one compound
 *   clauses    [ ............................ ) between conjunctions outside of compounds
 *
 * Clauses between commas that are short enough are left out of `words` before phrases are found. */
#ifndef TOC_LEGACY_SENTENCE_H
#define TOC_LEGACY_SENTENCE_H

#include "legacy/legacy.h"

enum { TOC_LEGACY_MAX_WORDS = 256, TOC_LEGACY_MAX_CODES = 8, TOC_LEGACY_CODE_ROOM = 64 };

typedef enum toc_legacy_mark {
    TOC_LEGACY_PLAIN,
    TOC_LEGACY_IS_ACTOR,
    TOC_LEGACY_IS_AGENT,
    TOC_LEGACY_IS_NOUN,
    TOC_LEGACY_IS_ADJECTIVE,
    TOC_LEGACY_IS_VERB,
    TOC_LEGACY_IS_TIME,
    TOC_LEGACY_IS_CONJUNCTION,
    TOC_LEGACY_IS_COMMA,
    TOC_LEGACY_IS_DETERMINER,
    TOC_LEGACY_IS_PRONOUN,
} toc_legacy_mark;

typedef struct toc_legacy_word {
    toc_slice upper;
    uint32_t start, end;              /* bytes of the working text */
    bool capital, lower_seen;         /* "Restore"; holds a lower-case letter */
    bool hyphen_before, hyphen_after; /* "AL" and "QAEDA" of "Al-Qaeda" */
    bool listed;                      /* a comma or conjunction between the members of a compound */
    uint8_t mark;
    uint8_t upos;     /* of its token, where PETRARCH wants it; 0: unknown */
    uint32_t root;    /* of the phrase that begins here; NONE */
    uint32_t inside;  /* word where the phrase begins that this word is part of; NONE */
    uint32_t mention; /* that begins here; NONE */
} toc_legacy_word;

typedef struct toc_legacy_mention {
    uint32_t first, last; /* words [first, last), without a part that stands apart */
    char codes[TOC_LEGACY_MAX_CODES][TOC_LEGACY_CODE_ROOM];
    uint32_t count; /* of codes; 0: null, nobody */
    uint32_t group; /* mentions of one compound have one */
    bool pronoun;
    toc_span span;
} toc_legacy_mention;

typedef struct toc_legacy_clause {
    uint32_t first, last;
} toc_legacy_clause;

typedef enum toc_legacy_verdict {
    TOC_LEGACY_FINE,
    TOC_LEGACY_DISCARDED,
    TOC_LEGACY_TOO_COMPLEX,
    TOC_LEGACY_TOO_SHORT,
} toc_legacy_verdict;

typedef struct toc_legacy_sentence {
    const toc_legacy_suite *suite;
    const toc_legacy_options *options;
    toc_arena *arena;
    int32_t day;
    TOC_ARRAY(toc_legacy_word) words;
    TOC_ARRAY(toc_legacy_mention) mentions;
    TOC_ARRAY(toc_legacy_clause) clauses;
    uint32_t conjunctions; /* outside of compounds */
    toc_legacy_verdict verdict;
    int32_t shift;         /* days, from a time phrase */
    toc_slice first_actor; /* plain code of the first actor in it, for FORWARD; empty: none */
    const char *carried;   /* FORWARD: code that a pronoun without antecedent has; NULL */
} toc_legacy_sentence;

/* legacy_words.c: the words of the text between two bytes. */
void toc_legacy_words(toc_legacy_sentence *s, toc_slice text, uint32_t start, uint32_t end);
/* marks.c: phrases, comma clauses, nouns; or phrases and discards only. */
void toc_legacy_marks(toc_legacy_sentence *s);
void toc_legacy_phrases(toc_legacy_sentence *s);
/* actors.c: mentions with their agents, pronouns, compounds, clauses. */
void toc_legacy_mentions(toc_legacy_sentence *s);

/* The word behind the phrase that begins at a word. */
static inline uint32_t toc_legacy_after(const toc_legacy_sentence *s, uint32_t word)
{
    uint32_t next = word + 1;
    while (next < s->words.count && s->words.items[next].inside == word) next++;
    return next;
}

/* actors.c: adds an agent's code ("~GOV", "NGO~") to an actor's unless it holds it already. */
void toc_legacy_add_agent(char code[TOC_LEGACY_CODE_ROOM], toc_slice agent, bool anywhere);

/* match.c */
typedef struct toc_legacy_match {
    uint32_t source, target; /* mentions; NONE */
    uint32_t first, last;    /* words [first, last) that it covers, the verb among them */
} toc_legacy_match;
/* Does the pattern fit around the verb whose words are [verb, verb_end), within [low, high)? */
bool toc_legacy_pattern_fits(const toc_legacy_sentence *s, const toc_legacy_pattern *pattern,
                             uint32_t verb, uint32_t verb_end, toc_legacy_clause within,
                             toc_legacy_match *out);
/* events.c */
typedef struct toc_legacy_event {
    const char *source, *target;                /* actor codes; "---" */
    toc_span source_span, target_span, trigger; /* empty: none */
    toc_slice code, rule_file;
    uint32_t rule_line;
} toc_legacy_event;
typedef TOC_ARRAY(toc_legacy_event) toc_legacy_events;
void toc_legacy_events_find(toc_legacy_sentence *s, toc_legacy_events *out);

#endif
