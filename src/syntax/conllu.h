/* src/syntax/conllu.h - CoNLL-U in and out (universaldependencies.org/format.html). */
#ifndef TOC_CONLLU_H
#define TOC_CONLLU_H

#include "base/buf.h"
#include "text/token.h"

/* Reads sentences and words as given; `gold` also takes UPOS, LEMMA, HEAD and DEPREL. The working
 * text (text->text and its article) is put together from forms and SpaceAfter. Multiword tokens
 * are kept by their words; empty nodes are dropped. Errors name the line. */
tocsin_status toc_conllu_read(toc_text *text, toc_article *article, toc_arena *arena,
                              toc_slice input, bool gold, tocsin_error *err);
/* Prints tokens, tags, lemmas, heads. `source` (may be empty) is the CoNLL-U that was read: its
 * comments, multiword rows and MISC column are kept. */
void toc_conllu_print(toc_buf *out, const toc_text *text, toc_slice source);

#endif
