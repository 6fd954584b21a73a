/* src/event/casualty.h - between the files that count who was hurt and what was damaged.
 *
 *   figure.c     how many one noun phrase stands for
 *   casualty.c   the figure of each draft
 *   persons.c    which of the hurt are the dead told of elsewhere
 *   damage.c     things */
#ifndef TOC_CASUALTY_H
#define TOC_CASUALTY_H

#include "event/story.h"

/* The noun phrase that holds token `t` (headed: whose head it is); NULL: none. */
const toc_chunk *toc_chunk_with(const toc_story *story, uint32_t t);
const toc_chunk *toc_chunk_headed(const toc_story *story, uint32_t t);
/* "A total of six people": the phrase that says how many; NULL: none. */
const toc_chunk *toc_measured_by(const toc_story *story, uint32_t head);
bool toc_plural(const toc_story *story, uint32_t t);
/* "him", "another": one person. */
bool toc_one_pronoun(const toc_story *story, uint32_t t);
/* The token's fold is one of `n` lower-case words. */
bool toc_word_of(const toc_story *story, uint32_t t, const char *const *words, size_t n);
/* The figure of the phrase with this head; `allow_one`: a singular or a name is one, a pronoun what it points
 * back to. False: the phrase says none. Sets low, high, of and adds a span, leaves `present`. */
bool toc_figure(const toc_story *story, uint32_t head, bool allow_one, toc_count *out);

/* The act happened, as far as the text says. */
bool toc_really(const toc_draft *d);
/* The phrase tells of new people ("a man", "another"; strong: set against others: "another"). */
bool toc_fresh(const toc_story *story, uint32_t head, bool strong);
/* "was also hit" */
bool toc_also(const toc_story *story, const toc_draft *d);
/* Takes those off the hurt of each draft of whose death another one tells. */
void toc_deaths_settle(toc_story *story);

void toc_damage_count(toc_story *story, toc_draft *d);

#endif
