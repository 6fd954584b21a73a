/* src/event/story.h - what happened, while it is being worked out.
 *
 *   attribution.c   who said what       cue, source, content of every reported statement
 *                (attribution_content.c by the tree, attribution_order.c by marks and word order)
 *   triggers.c   tokens -> drafts       words of table `event` over the parse
 *   veto.c       drafts go          those of sport, fiction, history, animals (table `veto`)
 *   roles.c      drafts get fillers     slots.c reads syntax, the frame says which slot is whom
 *   status.c     did it happen          negation, plans, threats, hypotheses
 *   casualty.c   how many were hurt, what was destroyed
 *   cast.c       a learned second opinion on who has which part
 *   owner.c      whose arms
 *   setting.c    when; place_choice.c where
 *   source.c     who says so, who claims it
 *   (link/)      one object for one act -> record->events */
#ifndef TOC_STORY_H
#define TOC_STORY_H

#include "entity/scene.h"
#include "entity/where.h"
#include "pack/dict.h"

#define TOC_FRAME_CONDITIONS 8
#define TOC_SLOT_PATIENT TOC_ROLE_COUNT /* becomes victim, target or recipient */

typedef struct toc_condition {
    toc_slice slot;  /* "obj", "with", "doc" ... */
    bool negative;   /* slot!@class */
    toc_slice words; /* "@person", "truce|ceasefire", "?", "-" */
} toc_condition;

/* The last cell of an event row, parsed (docs/DICTIONARIES.md). */
typedef struct toc_frame {
    toc_slice slots[TOC_ROLE_COUNT + 1]; /* comma lists; [TOC_SLOT_PATIENT] for patient= */
    bool has_roles;
    uint8_t harms; /* bit 1 << toc_harm */
    toc_effect effect;
    toc_event_status status;
    toc_claim claim; /* no act of its own: claims, denies or blames somebody for one */
    bool criminal, weak, none, twoway;
    bool mortal; /* who is hurt may have died of it: "shot", not "wounded" */
    uint8_t least; /* so many suffer it at least: "double homicide"; 0: the row does not say */
    uint32_t condition_count;
    toc_condition conditions[TOC_FRAME_CONDITIONS];
} toc_frame;

/* False when a word of it is unknown (*bad says which). */
bool toc_frame_parse(toc_slice cell, toc_frame *out, toc_slice *bad);

/* Gives a frame that names no roles the default ones of its type. */
void toc_frame_defaults(toc_frame *frame, toc_type type, bool noun);

typedef struct toc_pattern_word {      /* a word of a pattern, of a condition or of a class */
    uint64_t lemma;                    /* fold */
    uint32_t first_class;              /* in word_classes */
    uint16_t class_count, asked_count; /* all; those in front that patterns ask for */
    bool root;                         /* a pattern may begin with it */
} toc_pattern_word;

typedef struct toc_stem { /* an inflected form of such a word */
    uint64_t form;        /* fold; 0: free slot */
    uint32_t word;
    bool root;
} toc_stem;

typedef struct toc_event_data {
    toc_dict events, classes, agents, status_cues, says, weights, veto;
    bool has_events, has_classes, has_agents, has_status, has_says, has_weights, has_veto;
    uint32_t col_pos, col_type, col_method, col_mode, col_cameo, col_frame, col_class,
        col_agent_kind, col_veto_sense, col_veto_pos, col_veto_marks, col_veto_type;
    const toc_row *veto_classes; /* rows of table `veto` whose word is a class */
    uint32_t veto_class_count;
    const toc_where_data *where; /* what places a sentence may name; NULL: any */
    bool unfiltered; /* look for triggers in every told sentence, whatever the prefilter says */
    const int16_t *place_weights; /* place_choice.h; NULL: events get no places */
    const toc_stem *stems;        /* open addressing by form */
    uint32_t stem_mask;
    const char *cast; /* weights of section model/cast, NULL: none (cast.h) */
    uint32_t cast_mask;
    int32_t cast_margins[4];
    const toc_pattern_word *words;
    uint32_t word_count, class_count;
    const uint16_t *word_classes; /* class ids */
    const uint64_t *class_keys;   /* [class_count] key of "@name" in the trie */
} toc_event_data;

tocsin_status toc_event_open(toc_event_data *out, const toc_pack *packs, size_t count,
                             toc_arena *arena, tocsin_error *err);

typedef struct toc_draft {
    toc_event event;
    toc_frame frame;
    toc_row row;
    uint32_t token;       /* head of the trigger */
    uint32_t first, last; /* tokens of the trigger, [first, last) */
    uint32_t gap_first, gap_last;
    uint32_t sentence;
    uint32_t support; /* light verb that carries a noun trigger ("launched an attack") */
    bool noun;
    bool definite;   /* "the attack": points back */
    uint32_t victim; /* head of the one phrase that says who was hurt, TOC_NONE */
    bool fresh; /* those hurt are new to the text or set against others ("a man", "three more") */
    bool apart; /* its hurt are others than the dead of its sentence */
    bool dead;  /* merged into another or judged to be no event */
    uint32_t parent; /* draft that this one is merged into */
    uint32_t next;   /* next draft of the same cluster, in text order */
} toc_draft;

typedef struct toc_story {
    const toc_event_data *data;
    const toc_article *article;
    toc_scene *scene;
    toc_arena *arena;
    TOC_ARRAY(toc_draft) drafts; /* in text order */
    bool every_sentence;         /* attributions of sentences without events too */
    uint32_t *draft_of;          /* [tokens] draft whose trigger has this head token, TOC_NONE */
    uint32_t *entity_of;         /* [tokens] entity of the mention with this head, TOC_NONE */
    uint32_t *place_of;          /* [tokens] place whose words hold the token */
    uint32_t *time_of;           /* [tokens] time expression whose words hold the token */
    const struct toc_foresight *early; /* NULL: everything about the scene is known */
} toc_story;

/* An answer about a scene of which names, places and times are not known yet. */
typedef enum toc_answer { TOC_NO, TOC_MAYBE, TOC_YES } toc_answer;

/* What is known of a sentence before the scene is read: its words and tags, perhaps its tree. */
typedef struct toc_foresight {
    bool parsed;
    unsigned may; /* places that its phrases may turn out to be (toc_event_places) */
} toc_foresight;

/* Bits of toc_where_foresee. */
unsigned toc_event_places(const toc_event_data *data, const toc_text *text, uint32_t sentence);

/* Everything in order: triggers, roles, status, casualties, setting, sources. The story's drafts
 * live in the scene's arena. */
void toc_story_tell(toc_story *story, const toc_event_data *data, const toc_article *article,
                    toc_scene *scene, bool every_sentence);

/* Keys of the trie of patterns that a token with this fold may take: lemmas of which it is a form,
 * and their classes. At most room. */
#define TOC_PATTERN_KEYS 48
size_t toc_pattern_keys(const toc_event_data *data, uint64_t fold, uint64_t *keys, size_t room);
/* Those and the classes of all phrases that end in such a word: what a walk that cannot see the word before must
 * reckon with. */
size_t toc_pattern_keys_open(const toc_event_data *data, uint64_t fold, uint64_t *keys,
                             size_t room);
/* Keys of the classes of the two words that end at the token: "military aid". At most room. */
size_t toc_pair_keys(const toc_story *story, uint32_t token, uint64_t *keys, size_t room);
/* Key of the class of that name (without '@') in the trie; 0: the name is too long. */
uint64_t toc_class_key(toc_slice name);
/* `fold` is an inflected form of the lexicon's word `lemma`. */
bool toc_form_of(const toc_event_data *data, uint64_t fold, uint64_t lemma);
/* Numbers of a word (by its fold) and of a class, TOC_NONE when no row has them. */
uint32_t toc_lexicon_word(const toc_event_data *data, uint64_t lemma);
uint32_t toc_lexicon_class(const toc_event_data *data, toc_slice name);
/* Some pattern may begin at such a token. */
bool toc_pattern_begins(const toc_event_data *data, uint64_t fold);
/* Tokens between two words of a pattern, and tokens that '*' may span. */
#define TOC_PATTERN_SKIP 4
#define TOC_PATTERN_GAP 7
#define TOC_PATTERN_ROWS 96 /* of one pattern */

/* A sentence of the story, its title or a caption: one that may report an event. */
static inline bool toc_sentence_told(const toc_sentence *s)
{
    return s->zone == 0 || s->zone == TOC_ZONE_TITLE || s->zone == TOC_ZONE_CAPTION;
}

/* Prefilter: marks the sentences that could hold an event. False: no event can come of the text. */
bool toc_relevant(const toc_event_data *data, toc_text *text);

/* The word (with its compound or multiword) belongs to a class of table `class`, or to an entity
 * or agent kind of that name. `name` is without the '@'. */
bool toc_is_class(const toc_story *story, uint32_t token, toc_slice name);
/* `name` is one of the classes of a cell of table `class`. */
bool toc_class_listed(toc_slice cell, toc_slice name);
/* The word before a token that may be of one phrase with it, a hyphen between; 0: none. */
uint64_t toc_fold_before(const toc_text *text, uint32_t token);
/* toc_is_class before the scene is read: MAYBE when the scene may make it so. */
toc_answer toc_class_answer(const toc_story *story, uint32_t token, toc_slice name);

void toc_triggers_find(toc_story *story);
/* Some trigger of the sentence may come to make an event. It is tagged, and parsed if `known` says so;
 * of the scene only the text is there. What is not foreseen, toc_triggers_find does not find. */
bool toc_triggers_foresee(const toc_event_data *data, toc_scene *scene, uint32_t sentence,
                          const toc_foresight *known);
/* Reads table `veto`; drops the drafts that it forbids. */
tocsin_status toc_veto_open(toc_event_data *data, const toc_pack *packs, size_t count,
                            toc_arena *arena, tocsin_error *err);
void toc_veto_apply(toc_story *story);
/* "Died in police firing on the crowd": a verb of the lexicon as a noun, whose doer stands before it. */
bool toc_nominal_gerund(const toc_text *text, const toc_draft *draft);
/* Head tokens of the phrases that fill a slot of the draft's trigger; at most room. */
#define TOC_SLOT_ROOM 12
size_t toc_slot_fill(const toc_story *story, const toc_draft *draft, toc_slice slot,
                     uint32_t *heads, size_t room);
/* surface.c: patients of a verb of harm by the order of words, for triggers whose tree names none; at
 * most room, which is above 0. The phrase before the trigger; the object, in headlines and passives
 * the phrase before it. */
size_t toc_surface_subject(const toc_story *story, const toc_draft *draft, uint32_t *heads,
                           size_t room);
/* "[Germany] donated [six million euros]", "[Sudan] threatened to": who acts where the sentence begins with a
 * phrase, the verb and another phrase, whatever the tree says; TOC_NONE. */
uint32_t toc_surface_actor(const toc_story *story, const toc_draft *draft);
/* Who does what a verb in the active tells, by the order of words alone; TOC_NONE: nobody. */
uint32_t toc_surface_doer(const toc_story *story, const toc_draft *draft);
/* "was (also) shot": a passive auxiliary stands before the trigger. */
bool toc_surface_passive(const toc_story *story, const toc_draft *draft);
size_t toc_surface_object(const toc_story *story, const toc_draft *draft, uint32_t *heads,
                          size_t room);
/* Conditions of the frame hold for this trigger; MAYBE only in a story that is `early`. */
toc_answer toc_frame_holds(const toc_story *story, const toc_draft *draft);

/* Fills record->attributions from all parsed sentences. */
void toc_attributions_find(toc_story *story);
void toc_roles_fill(toc_story *story);
void toc_status_set(toc_story *story);
/* Fills record->predicates: every verb, and every noun that reports a happening, in parsed sentences. */
void toc_predicates_find(toc_story *story);
void toc_casualties_count(toc_story *story);
/* The one hurt in `a` and the one hurt in `b` may be one person: the later is not told of as new. */
bool toc_one_person(const toc_story *story, const toc_draft *a, const toc_draft *b);
/* "They died": the subject is everybody who was told of. */
bool toc_of_them_all(const toc_story *story, const toc_draft *d);
/* The killed of this event are, or hold, who did it ("killed himself"). */
bool toc_kills_himself(const toc_story *story, const toc_event *event);
/* Gives acts without a perpetrator the owner of the arms that they name. */
void toc_owners_find(toc_story *story);
void toc_setting_find(toc_story *story);
void toc_sources_find(toc_story *story);

/* Adds a filler unless the role has it already. Times never fill a role. */
void toc_role_add(toc_story *story, toc_event *event, toc_role role, uint32_t head);
void toc_evidence_add(toc_story *story, toc_event *event, const char *field, toc_span span);

#endif
