/* src/event/place_preps.h - the prepositions that place_choice.c tells apart, and their groups. */
#ifndef TOC_PLACE_PREPS_H
#define TOC_PLACE_PREPS_H

#include "base/hash.h"
#include "text/token.h"

typedef enum place_prep_group {
    GROUP_IN,   /* "in", "at" */
    GROUP_NEAR, /* "near", "outside", "over" */
    GROUP_TO,
    GROUP_FROM,
    GROUP_OF,
    GROUP_ACTOR, /* "by", "against", "with": what follows acts or suffers */
    GROUP_NONE,
    GROUP_COUNT
} place_prep_group;

/* clang-format off */
#define PLACE_PREP_MAP(X)                                                                       \
    X(NONE, "none", NONE) X(OTHER, "other", NONE) X(IN, "in", IN) X(AT, "at", IN)               \
    X(INSIDE, "inside", IN) X(WITHIN, "within", IN) X(THROUGHOUT, "throughout", IN)             \
    X(ACROSS, "across", IN) X(NEAR, "near", NEAR) X(ON, "on", NEAR) X(OUTSIDE, "outside", NEAR) \
    X(AROUND, "around", NEAR) X(ALONG, "along", NEAR) X(OVER, "over", NEAR)                     \
    X(THROUGH, "through", NEAR) X(OFF, "off", NEAR) X(BETWEEN, "between", NEAR)                 \
    X(BEHIND, "behind", NEAR) X(UNDER, "under", NEAR) X(TO, "to", TO) X(INTO, "into", TO)       \
    X(TOWARD, "toward", TO) X(TOWARDS, "towards", TO) X(FROM, "from", FROM) X(OF, "of", OF)     \
    X(BY, "by", ACTOR) X(AGAINST, "against", ACTOR) X(WITH, "with", ACTOR) X(FOR, "for", ACTOR) \
    X(ABOUT, "about", ACTOR) X(AFTER, "after", ACTOR)
/* clang-format on */
typedef enum place_prep {
#define X(name, word, group) PREP_##name,
    PLACE_PREP_MAP(X)
#undef X
        PREP_COUNT
} place_prep;

static inline uint8_t place_prep_of(uint64_t fold, uint8_t upos)
{
    static const char *const WORDS[] = {
#define X(name, word, group) word,
        PLACE_PREP_MAP(X)
#undef X
    };
    for (uint8_t i = PREP_OTHER + 1; i < PREP_COUNT; i++)
        if (fold == toc_hash(WORDS[i], strlen(WORDS[i]))) return i;
    return upos == TOC_ADP ? PREP_OTHER : PREP_NONE;
}

#endif
