/* src/event/place_choice.h - where an event happened: which place of its sentence, or none.
 *
 * Every place of the trigger's sentence gets a sum of whole numbers, one for each feature that
 * holds: the preposition before it, how it hangs together with the trigger in the tree, how far
 * away it stands, what kind of place it is, whether a finer place stands in the same phrase
 * ("Mosul, Iraq"), whether it fills a role. The highest sum above zero wins; else the event has no
 * place of its own. Weights are table `place_weight` (data/link/places.tsv: feature weight), made
 * by tools/train/train_place.py from the features that the program itself prints. */
#ifndef TOC_PLACE_CHOICE_H
#define TOC_PLACE_CHOICE_H

#include "event/story.h"

#define TOC_PLACE_FEATURES_MAX 40
#define TOC_PLACE_FEATURE_NAME 40

/* One place of a sentence: tokens, the noun phrase that it stands in, what precedes that. */
typedef struct toc_site {
    uint32_t place;       /* index into record->places */
    uint32_t first, last; /* its tokens, [first, last) */
    uint32_t anchor; /* head of the phrase that the place names: "district" in "the X district" */
    uint32_t phrase; /* first token of that phrase */
    uint8_t prep;    /* index into the list of prepositions */
    bool outer;      /* a finer place stands in the same phrase */
    bool inner;      /* a coarser one does */
    bool named_area; /* "the town of X", "X district" */
    bool modifier;   /* "the X hotel" */
    uint32_t joined; /* site that this one is coordinated with ("X and Y"), TOC_NONE */
} toc_site;

typedef struct toc_sites {
    toc_site *items;
    uint32_t count;
} toc_sites;

/* The places of a sentence that an event can happen at, in text order; in the story's arena. */
toc_sites toc_sites_of(const toc_story *story, uint32_t sentence);
/* Ids of the features of site s for draft d; at most TOC_PLACE_FEATURES_MAX. */
size_t toc_place_features(const toc_story *story, const toc_draft *d, const toc_sites *sites,
                          uint32_t s, uint16_t *ids);
size_t toc_place_feature_count(void);
/* Name of a feature, as in the table; returns its length. */
size_t toc_place_feature_name(size_t id, char out[TOC_PLACE_FEATURE_NAME]);
/* Weights of all features from the packs; NULL when no pack has the table or memory is out. */
int16_t *toc_place_weights(const toc_pack *packs, size_t count, toc_arena *arena);

/* Sets the place of each draft. */
void toc_places_choose(toc_story *story);

#endif
