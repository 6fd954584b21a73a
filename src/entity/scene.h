/* src/entity/scene.h - who, where, when, how many of one document: what entity/ hands to event/.
 *
 *   tokens   three  masked  gunmen  attacked  the  Red  Cross  hospital  in  Kunduz  on  Monday
 *   chunks   [------- 0 ---------]            [-------- 1 -----------]      [2]         [3]
 *
 * A chunk is a base noun phrase (determiner to head noun, no following modifiers), found from
 * parts of speech in every sentence, parsed or not. who.c gives chunks their entity, where.c
 * their place, when.c their time; number.c reads counts. A chunk may have several (a country is a
 * place and an actor). Results go straight into the record's arrays. */
#ifndef TOC_SCENE_H
#define TOC_SCENE_H

#include "record/record.h"
#include "text/token.h"

/* token.ner */
typedef enum toc_ner {
    TOC_NER_O,
    TOC_NER_B_PER,
    TOC_NER_I_PER,
    TOC_NER_B_ORG,
    TOC_NER_I_ORG,
    TOC_NER_B_LOC,
    TOC_NER_I_LOC,
    TOC_NER_B_MISC,
    TOC_NER_I_MISC,
    TOC_NER_COUNT
} toc_ner;

/* A number in words or digits that counts something (dates, ages, calibres are not here). */
typedef struct toc_number {
    uint32_t first, last; /* tokens [first, last), "at least" and the like included */
    uint32_t low, high;   /* high TOC_OPEN: no upper bound */
    uint32_t of;          /* "three of four": 4; else 0 */
    uint32_t counted; /* token of the noun counted; TOC_NONE when it stands alone ("three died") */
} toc_number;

typedef struct toc_chunk {
    uint32_t first, last; /* tokens [first, last) */
    uint32_t head;        /* token index of the head noun */
    uint32_t entity;      /* index into record->entities, TOC_NONE */
    uint32_t place;       /* index into record->places */
    uint32_t time;        /* index into record->times */
    uint32_t number;      /* index into scene->numbers: the count of this noun */
} toc_chunk;

typedef struct toc_scene {
    toc_text *text;
    toc_record *record; /* entities, places, times are filled there */
    toc_arena *arena;
    TOC_ARRAY(toc_chunk) chunks; /* in text order */
    TOC_ARRAY(toc_number) numbers;
    uint32_t *chunk_of; /* [tokens] chunk that a token belongs to, TOC_NONE */
    /* [tokens] kept by event/classes.c; NULL: not yet asked */
    const struct toc_word_rows **rows_of;
} toc_scene;

/* The chunk that a token belongs to; NULL: none. */
static inline const toc_chunk *toc_chunk_at(const toc_scene *scene, uint32_t token)
{
    if (token == TOC_NONE || scene->chunk_of == NULL || scene->chunk_of[token] == TOC_NONE)
        return NULL;
    return &scene->chunks.items[scene->chunk_of[token]];
}

/* "three of the drivers": the span of a chunk in bytes. */
static inline toc_span toc_chunk_span(const toc_scene *scene, const toc_chunk *chunk)
{
    const toc_token *tokens = scene->text->tokens.items;
    return (toc_span){tokens[chunk->first].start, tokens[chunk->last - 1].end};
}

#endif
