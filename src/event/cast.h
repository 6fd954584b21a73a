/* src/event/cast.h - who has which part in the violence that an article tells of: a learned second
 * opinion on the fillers that the frames found, and on phrases that no frame reaches ("The victims
 * were two priests").
 *
 *   cast.c           the model, the decision about each noun phrase near a violent act
 *   cast_features.c  what a decision looks at (shared with tools/train/train_cast.c)
 *
 * A margin perceptron with 16-bit weights chooses among TOC_CAST_PARTS for each candidate. Model
 * section "model/cast": "TCST" u32 format, u32 slots (a power of two), i32 margins[TOC_CAST_MARGINS],
 * padding to 64 bytes, then i16 weight[slots][TOC_CAST_WIDTH]. Features are hashed into the slots. */
#ifndef TOC_CAST_H
#define TOC_CAST_H

#include "event/story.h"

#define TOC_CAST_FORMAT 1u
#define TOC_CAST_HEADER_BYTES 64u
#define TOC_CAST_WIDTH 8u /* weights a slot, of which TOC_CAST_PARTS are used: one aligned load */
#define TOC_CAST_FEATURES 72u
#define TOC_CAST_HINT_LEAST (-12000) /* scores over NONE from which on a phrase is remembered */
#define TOC_CAST_REACH 3u /* sentences between a phrase and the act that it may belong to */

typedef enum toc_cast_part {
    TOC_CAST_NONE,
    TOC_CAST_PERPETRATOR,
    TOC_CAST_VICTIM,
    TOC_CAST_TARGET,
    TOC_CAST_INSTRUMENT,
    TOC_CAST_PARTS
} toc_cast_part;

typedef struct toc_cast_candidate {
    uint32_t head;   /* token */
    uint32_t entity; /* TOC_NONE when it has none */
    uint32_t draft;  /* the violent act that it may belong to */
    int32_t gap;     /* sentences from the act to the phrase */
    uint32_t filler; /* index into that draft's roles when a frame gave it one, TOC_NONE */
    bool inner;      /* an actor's name inside another phrase: "FMLN guerrillas" */
} toc_cast_candidate;

/* The candidates of the whole document, in text order; arrays live in the story's arena. */
typedef TOC_ARRAY(toc_cast_candidate) toc_cast_candidates;
void toc_cast_candidates_find(const toc_story *story, toc_cast_candidates *out);
/* Features of one candidate; returns how many. */
size_t toc_cast_features(const toc_story *story, const toc_cast_candidate *candidate,
                         uint64_t out[TOC_CAST_FEATURES]);
/* The part that a role of the record stands for. */
toc_cast_part toc_cast_part_of(toc_role role);

/* Margins between scores from which on the model overrules the frames (i32 each in the header). */
enum {
    TOC_CAST_MARGIN_DROP, /* NONE above the part that a frame gave */
    TOC_CAST_MARGIN_MOVE, /* another part above it */
    TOC_CAST_MARGIN_ADD,  /* a part above NONE where no frame gave one, in the act's own sentence */
    TOC_CAST_MARGIN_FAR,  /* the same in another sentence */
    TOC_CAST_MARGINS
};

/* A damaged model section is an error, a missing one is none: then frames decide alone. */
tocsin_status toc_cast_open(toc_event_data *out, const toc_pack *packs, size_t count,
                            tocsin_error *err);
/* Scores of all parts for one candidate. */
void toc_cast_scores(const toc_event_data *data, const toc_story *story,
                     const toc_cast_candidate *candidate, int32_t scores[TOC_CAST_PARTS]);
/* Adds, moves and drops fillers of the violent drafts. */
void toc_cast_apply(toc_story *story);

#endif
