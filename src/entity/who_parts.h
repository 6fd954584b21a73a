/* src/entity/who_parts.h - what the files of who share. */
#ifndef TOC_WHO_PARTS_H
#define TOC_WHO_PARTS_H

#include "entity/who.h"

enum {                        /* agent_row.notes: words of the column `note` */
       WHO_WEAK = 1 << 0,     /* says nothing of its sector: "spokesman", "member", "group" */
       WHO_MODIFIER = 1 << 1, /* may give the sector to a weak head: "police" spokesman */
       WHO_STRONG = 1 << 2,   /* as a modifier it decides: "former", "rebel" */
       WHO_MEMBER = 1 << 3,   /* belongs to what is named before it: "Taliban" fighter */
       WHO_MALE = 1 << 4,
       WHO_FEMALE = 1 << 5,
       WHO_PLURAL = 1 << 6, /* takes "they" in the singular too: "police", "family" */
       WHO_TITLE = 1 << 7,  /* stands before a name: "General" */
       WHO_LENDS = 1 << 9,  /* only a modifier, nobody by itself: "presidential" */
       WHO_STATE =
           1 << 10, /* of the government when only a country stands before it: "Iraqi leader" */
       WHO_PART = 1 << 11, /* counts those behind "of": "thousands of Nigerians" */
       WHO_ARMY = 1 << 12, /* the military when only a country stands before it: "Serbian forces" */
       WHO_WORLD = 1 << 13, /* sent by several states where no other is named: "peacekeepers" */
       WHO_ROUGH = 1 << 8,  /* an antecedent of any sector will do: "attacker", "group" */
};

typedef struct agent_row {
    bool found;
    uint32_t first, last; /* tokens it covers */
    toc_row row;
    toc_entity_kind kind;
    toc_slice sector, code, country;
    unsigned notes;
} agent_row;

/* What is known of an actor; all slices point into the pack or the arena. */
typedef struct who_code {
    toc_slice country; /* ISO3, empty: none */
    toc_slice prefix;  /* CAMEO code of the country */
    toc_slice sector, role;
    toc_slice whole; /* a code that the dictionary gives as it is */
    toc_slice label; /* canonical name of a dictionary actor */
    toc_slice party; /* the same of the actor whose people these are: "JNIM fighters" */
    toc_row row;     /* that decided, in `dict` */
    const toc_dict *dict;
    bool actor; /* dict is the table of actors */
} who_code;

/* A dictionary actor in the text. */
typedef struct who_match {
    uint32_t first, last; /* tokens */
    toc_row row;
    uint64_t name; /* hash of the row's name: rows of one actor share it */
    toc_entity_kind kind;
    bool doubtful; /* ambiguous alias without support */
    bool expired;  /* the term ended before the document's date */
    bool early;    /* it has not begun yet */
} who_match;

typedef enum who_form {
    WHO_NAME,
    WHO_THE,
    WHO_A,
    WHO_NONE,
    WHO_PRONOUN
} who_form; /* NONE: "no group" */
typedef enum who_number { WHO_ANY, WHO_ONE, WHO_MANY } who_number;

typedef struct who_mention {
    uint32_t first, last, head; /* tokens; of a name the name alone */
    uint32_t chunk;             /* whose head this is; TOC_NONE: a name inside a chunk */
    who_form form;
    who_number number;
    toc_entity_kind kind;
    who_code code;
    unsigned notes;
    agent_row agent;              /* of the head or the title */
    uint64_t key;                 /* names: hash of all words; descriptions: of the head's lemma */
    uint64_t first_key, last_key; /* names: of the first and last word */
    uint64_t actor;               /* who_match.name, country row's hash; 0 none */
    bool person, land, acting, modified, demonym;
    uint32_t entity; /* index into chain's entities; TOC_NONE */
    uint32_t shares; /* "Greek" of "Greek and Turkish officials": the noun's token; 0: none */
    uint32_t merge;  /* mention that grammar ties it to: apposition, acronym, relative pronoun */
} who_mention;

typedef struct who {
    const toc_who_data *data;
    toc_scene *scene;
    const toc_token *tokens;
    uint32_t count; /* tokens */
    toc_moment published;
    toc_arena *arena; /* the stage's own; what goes into the record lives in the scene's */
    TOC_ARRAY(who_match) matches;    /* in text order, disjoint */
    uint32_t *match_of;              /* [tokens] */
    TOC_ARRAY(who_mention) mentions; /* in text order of heads */
    uint32_t *mention_of;            /* [chunks] the chunk's own mention; TOC_NONE */
} who;

static inline bool toc_who_is_word(const toc_token *t, const char *word)
{
    return t->fold == toc_hash(word, strlen(word));
}

static inline bool toc_who_is_sign(const who *w, uint32_t i, char sign)
{
    const toc_token *t = &w->tokens[i];
    return t->end == t->start + 1 && w->scene->text->text.ptr[t->start] == sign;
}

/* In one sentence. */
static inline bool toc_who_together(const who *w, uint32_t a, uint32_t b)
{
    return w->tokens[a].sentence == w->tokens[b].sentence;
}

/* The mention that is the chunk itself; NULL: none, or no such chunk. */
static inline who_mention *toc_who_at(who *w, uint32_t chunk)
{
    if (chunk >= w->scene->chunks.count || w->mention_of[chunk] == TOC_NONE) return NULL;
    return &w->mentions.items[w->mention_of[chunk]];
}

/* who_data.c */
void toc_who_actors(who *w);
/* The country whose name or demonym begins at token i; *last is where it ends. */
bool toc_who_country(const who *w, uint32_t i, uint32_t end, toc_row *row, uint32_t *last,
                     bool *demonym);
bool toc_who_capital(const who *w, uint32_t first, uint32_t last, toc_row *row);
/* The longest agent noun within [first, last) that covers the token `head`. */
agent_row toc_who_agent(const who *w, uint32_t first, uint32_t last, uint32_t head);
void toc_who_code_country(const who *w, who_code *code, toc_row row);
void toc_who_code_actor(const who *w, who_code *code, const who_match *match);
/* "ethnic Albanians", "ethnic Russian": a people, wherever it lives, not that country. */
bool toc_who_ethnic(const who *w, uint32_t i);
bool toc_who_says(const who *w, const toc_token *token);

/* who_code.c: fills kind, code, notes, agent of a phrase [first, last) with its head, from the words inside. */
void toc_who_compose(const who *w, who_mention *m, uint32_t first, uint32_t last, uint32_t head);
/* "Iraqi leader": a country and a head that speaks for a state. */
void toc_who_state(who_mention *m);
/* What stands before or after gives country and, for a weak head, sector. */
void toc_who_inherit(who_mention *m, const who_mention *from, bool whole);
/* Code and country in the record's form. */
void toc_who_actor_put(const who *w, const who_mention *m, toc_entity *entity);

/* who_names.c: finds the mentions in a chunk, in the order of their heads. */
void toc_who_mentions(who *w, uint32_t chunk);
/* The words [first, last) as a name that nothing is known of yet. */
who_mention toc_who_name(const who *w, uint32_t first, uint32_t last);

/* who_near.c: "Taliban's leader", "demonstrators in Baghdad". */
void toc_who_near(who *w);
/* The first place of the record that touches a span; NULL: none. */
const toc_place *toc_who_place(const who *w, toc_span span);

/* who_ties.c: "NAME, the leader of the group", "who". */
void toc_who_ties(who *w);

/* who_shared.c: "Greek and Turkish officials" are two parties. */
void toc_who_shared(who *w);

/* who_chain.c: gives every mention its entity, makes record->entities. */
void toc_who_chain(who *w);

#endif
