/* src/record/fields.h - the one table of the record: every object, every field, what may stand in it.
 *
 * From it come the JSON schema, the codebook's list of fields (emit/codebook.c) and the check of
 * records that were written (check.h); a test holds docs/RECORD.md and the emitter to it. */
#ifndef TOC_FIELDS_H
#define TOC_FIELDS_H

#include "record/codes.h"

typedef enum toc_shape {
    TOC_SHAPE_TEXT,     /* a string that is not empty */
    TOC_SHAPE_ANY_TEXT, /* a string */
    TOC_SHAPE_WORD,     /* a word of the field's list */
    TOC_SHAPE_ID,       /* the field's letter and a number from 1: "e2" */
    TOC_SHAPE_DATE,     /* "2020-07-11" */
    TOC_SHAPE_MOMENT,   /* the same, or with the time of day: "2020-07-11T21:30" */
    TOC_SHAPE_CAMEO,    /* two to four digits */
    TOC_SHAPE_COUNTRY,  /* three capitals */
    TOC_SHAPE_SHA256,   /* 64 hexadecimal digits */
    TOC_SHAPE_INTEGER,  /* within the field's bounds */
    TOC_SHAPE_OPEN,     /* the same, or null */
    TOC_SHAPE_NUMBER,   /* within the field's bounds */
    TOC_SHAPE_TRUTH,    /* true or false */
    TOC_SHAPE_POINTS,   /* [[longitude, latitude], ...]: two or more */
    TOC_SHAPE_OBJECT    /* the field's object */
} toc_shape;

typedef enum toc_many {
    TOC_ONE,
    TOC_LIST,         /* never empty: a list without anything is left out */
    TOC_LIST_OR_NONE, /* may be empty */
    TOC_ONE_OR_LIST
} toc_many;

typedef enum toc_need {
    TOC_IF_KNOWN, /* left out when there is nothing to say */
    TOC_ALWAYS,
    TOC_EITHER /* of such fields of one object at least one is there */
} toc_need;

typedef struct toc_field {
    const char *name;
    toc_shape shape;
    toc_many many;
    toc_need need;
    const char *doc;                     /* a sentence without its full stop */
    const struct toc_object *object;     /* of OBJECT */
    const char *(*word)(unsigned value); /* of WORD: values 1 to words - 1 */
    unsigned words;
    char letter;       /* of ID */
    int64_t low, high; /* of INTEGER, OPEN and NUMBER */
} toc_field;

typedef struct toc_object {
    const char *name; /* "event": unique, name of the schema's definition */
    const char *doc;
    const toc_field *fields; /* ends with name NULL; at most 32 */
} toc_object;

#define TOC_UNBOUNDED INT64_MAX

/* The whole record, a line of JSON. */
extern const toc_object toc_object_record;
/* All objects, inner ones before those that hold them, the record last. */
extern const toc_object *const toc_objects[];
extern const size_t toc_object_count;

static inline bool toc_shape_is_string(toc_shape shape)
{
    return shape <= TOC_SHAPE_SHA256;
}
/* The field of that name; -1: the object has none. */
int toc_field_find(const toc_object *object, toc_slice name);
/* Is it a value of that string shape (WORD and ID ask the field)? */
bool toc_field_fits(const toc_field *field, toc_slice value);
/* What may stand in the field, for people: "a date", "one of agree, consult ...". */
const char *toc_shape_doc(toc_shape shape);
/* Its regular expression for the schema; NULL: none. An ID has "%c" where its letter goes. */
const char *toc_shape_pattern(toc_shape shape);

#endif
