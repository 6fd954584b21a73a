/* src/link/link.h - one object for one act, and how the acts hang together.
 *
 *   claims.c   claims of responsibility, denials and blame go to the act they speak of
 *   merge.c    drafts -> clusters     each draft joins the best earlier cluster, or begins one
 *   compose.c  cluster -> toc_event   the trigger that says most, fields from all mentions
 *   toll.c     dead and hurt of one act, settled against each other
 *   spared.c   "nobody was hurt": figures of none
 *   relate.c   links                  retaliation, response, denials and accusations, parts
 *   infer.c    what no sentence said  place from neighbours, dateline; confidence; used flags
 *
 * Weights and cue phrases are data (data/link/). */
#ifndef TOC_LINK_H
#define TOC_LINK_H

#include "event/story.h"

/* (NAME, "word in data/link/weights.tsv"): added up for a draft and a cluster; above THRESHOLD
 * they are one act. For confidence: the ones that begin with C_. */
/* clang-format off */
#define TOC_WEIGHT_MAP(X)                                                                     \
    X(THRESHOLD, "threshold") X(SAME_METHOD, "same-method") X(NEAR_METHOD, "near-method")     \
    X(OPEN_METHOD, "open-method") X(OTHER_METHOD, "other-method") X(DEFINITE, "definite")     \
    X(SAME_LEMMA, "same-lemma") X(GOVERNED, "governed") X(SAME_SENTENCE, "same-sentence")     \
    X(NEXT_SENTENCE, "next-sentence") X(NEAR_SENTENCE, "near-sentence") X(FAR, "far")         \
    X(SAME_VICTIM, "same-victim") X(OTHER_VICTIM, "other-victim") X(SAME_ACTOR, "same-actor") \
    X(OTHER_ACTOR, "other-actor") X(SAME_TIME, "same-time") X(OTHER_TIME, "other-time")       \
    X(SAME_PLACE, "same-place") X(OTHER_PLACE, "other-place") X(OTHER_STATUS, "other-status") \
    X(SAME_TOLL, "same-toll") X(OTHER_TOLL, "other-toll") X(PLURAL, "plural") X(PART, "part") \
    X(INDEFINITE, "indefinite") X(HARM, "harm") X(WEAK, "weak") X(VERBAL, "verbal")           \
    X(LEAD, "lead") X(C_BASE, "c-base") X(C_VERB, "c-verb") X(C_ACTOR, "c-actor")             \
    X(C_PATIENT, "c-patient") X(C_METHOD, "c-method") X(C_MENTIONS, "c-mentions")             \
    X(C_TOLL, "c-toll") X(C_PLACE, "c-place") X(C_TIME, "c-time") X(C_PLURAL, "c-plural")     \
    X(C_UNREAL, "c-unreal")
/* clang-format on */
typedef enum toc_weight {
#define X(name, word) TOC_W_##name,
    TOC_WEIGHT_MAP(X)
#undef X
        TOC_W_COUNT
} toc_weight;

typedef struct toc_link_data {
    int32_t weights[TOC_W_COUNT];
    int32_t
        type_weights[TOC_TYPE_COUNT]; /* "c-assault" ...: added to the confidence of its events */
    toc_dict cues;                    /* table link_cue: phrase type */
    bool has_cues;
    uint32_t col_cue_type;
    toc_dict near; /* table method_near: method methods that may name the same act */
    bool has_near;
    toc_dict futures; /* table future: what the promise of an act is */
    bool has_futures;
    toc_dict spared; /* table spared: words that say that nobody was killed or hurt */
    bool has_spared;
} toc_link_data;

tocsin_status toc_link_open(toc_link_data *out, const toc_pack *packs, size_t count,
                            tocsin_error *err);

/* Fills record->events, links and used flags from the story's drafts; drafts that are no events of
 * their own go to record->silences. */
void toc_link_story(const toc_link_data *data, toc_story *story);

/* ---------------------------------------------------------------- between the files of link/ */
void toc_merge(const toc_link_data *data, toc_story *story);
void toc_claims_attach(toc_story *story);
void toc_compose(toc_story *story, uint32_t root, toc_event *out);
/* Settles killed and injured of a composed event against each other. */
void toc_toll_settle(const toc_story *story, uint32_t root, toc_event *out);
/* Takes those who died off figures of those hit that other events of the same place and day report. */
void toc_tolls_across(toc_story *story, const uint32_t *event_of);
/* Gives acts of violence figures of none where the text says so. */
void toc_spared(const toc_link_data *data, toc_story *story);
/* Their times or places cannot be the same. */
bool toc_apart(const toc_story *story, const toc_event *a, const toc_event *b);
void toc_relate(const toc_link_data *data, toc_story *story, const uint32_t *event_of);
void toc_infer(const toc_link_data *data, toc_story *story);

#endif
