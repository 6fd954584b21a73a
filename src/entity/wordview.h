/* src/entity/wordview.h - a sentence as the grammars of times and numbers want it: words cut finer
 * than tokens, hyphens taken out.
 *
 *   tokens   mid-November | 's | 45 | - | day | 9mm
 *   words    mid  November  's   45    day  9  mm       November and day are `joined`
 *
 * Whatever the tokeniser does with hyphens and units, the grammar sees the same words. */
#ifndef TOC_WORDVIEW_H
#define TOC_WORDVIEW_H

#include "pack/dict.h"
#include "text/token.h"

typedef struct toc_word {
    uint32_t start, end; /* bytes of the working text */
    uint32_t token;
    uint64_t fold; /* toc_fold_hash of its bytes; 0 for punctuation */
    char mark;     /* the sign when it is a single ASCII sign, else 0 */
    uint8_t flags; /* TOC_TOKEN_UPPER_FIRST ... of the word itself; SPACE_AFTER as the token's */
    bool joined;   /* a hyphen without spaces stands before it */
    bool glued;    /* no white space and no hyphen before it */
} toc_word;

typedef struct toc_wordview {
    const toc_text *text;
    TOC_ARRAY(toc_word) words;
    bool caps; /* a sentence in capitals: shape says nothing */
} toc_wordview;

/* Refills *view with the words of a sentence; the array is reused and grows in the arena. */
void toc_wordview_fill(toc_wordview *view, const toc_text *text, const toc_sentence *sentence,
                       toc_arena *arena);

static inline toc_slice toc_word_bytes(const toc_wordview *view, uint32_t word)
{
    return toc_slice_sub(view->text->text, view->words.items[word].start,
                         view->words.items[word].end);
}

/* The mark of a word, 0 for words with letters or digits and behind the end. */
static inline char toc_word_mark(const toc_wordview *view, uint32_t word)
{
    return word < view->words.count ? view->words.items[word].mark : 0;
}

/* Digits only ("1990"): their value; -1 otherwise and for more than 9 digits. */
int32_t toc_word_digits(const toc_wordview *view, uint32_t word);

#endif
