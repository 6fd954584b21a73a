/* src/event/attribution_parts.h - what the files of attribution share. */
#ifndef TOC_ATTRIBUTION_PARTS_H
#define TOC_ATTRIBUTION_PARTS_H

#include "event/story.h"
#include "event/tree.h"

typedef struct toc_range {
    uint32_t first, last; /* tokens [first, last) */
} toc_range;

static inline bool toc_is_quote(const toc_text *text, uint32_t t)
{
    return (toc_tok(text, t)->flags & TOC_TOKEN_QUOTE) != 0;
}

/* Punctuation, but no quotation mark. */
static inline bool toc_is_mark(const toc_text *text, uint32_t t)
{
    return toc_tok(text, t)->upos == TOC_PUNCT && !toc_is_quote(text, t);
}

/* attribution.c */
/* Tokens of a subtree as one range (the outermost ones). */
toc_range toc_range_of(const toc_text *text, uint32_t top);
/* Appends a range without the punctuation at its ends, unless nothing is left. */
void toc_range_add(toc_story *story, toc_spans *out, toc_range r);
/* Appends a range without the tokens of another that lies in it. */
void toc_range_add_without(toc_story *story, toc_spans *out, toc_range whole, toc_range hole);
/* The row of table `says` for a cue of a part of speech, 'v' or 'n'; its cell of places where the
 * content may stand. */
bool toc_said_row(const toc_story *story, uint32_t t, char pos, toc_slice *content);
/* The cell names that place. */
bool toc_said_where(toc_slice content, const char *place);
/* Into the record, unless nothing is said in it. */
void toc_said_push(toc_story *story, const toc_attribution *a);

/* attribution_content.c: what is said, by the tree. Returns whether the content is no clause, but a
 * phrase and what follows it, or one under a preposition. */
bool toc_said_content(toc_story *story, uint32_t cue, toc_slice where, toc_spans *out);
/* The clause beside the cue's, where no complement was parsed. */
void toc_said_beside(toc_story *story, uint32_t cue, toc_spans *out);

/* attribution_order.c: statements that marks and the order of words give away. False: it is none. */
/* "...," said the mayor; "...," the mayor of X said. */
bool toc_said_quoted(toc_story *story, uint32_t cue, toc_attribution *a);
/* "Shells hit a school, the city's mayor said on Friday." */
bool toc_said_last(toc_story *story, uint32_t cue, toc_attribution *a);
/* "1015 Coast guard: marines blew up three boats". */
void toc_said_colon(toc_story *story, const toc_sentence *s);
/* The quotation that begins behind `from`, with no word but of the speaker's before it: to its closing
 * mark or the end of the sentence. Empty if there is none. */
toc_range toc_quotation_after(const toc_text *text, uint32_t from);

#endif
