/* src/text/words.c - names of Universal Dependencies tags and relations, both ways. */
#include "text/token.h"

static const char *const UPOS[] = {"",
#define X(name) #name,
                                   TOC_UPOS_MAP(X)
#undef X
};

static const char *const DEPRELS[] = {"",
#define X(name, word) word,
                                      TOC_DEPREL_MAP(X)
#undef X
};

const char *toc_upos_word(unsigned upos)
{
    return upos < TOC_UPOS_COUNT ? UPOS[upos] : "";
}

const char *toc_deprel_word(unsigned deprel)
{
    return deprel < TOC_DEP_COUNT ? DEPRELS[deprel] : "";
}

unsigned toc_upos_of(toc_slice word)
{
    for (unsigned i = 1; i < TOC_UPOS_COUNT; i++)
        if (toc_slice_is(word, UPOS[i])) return i;
    return 0;
}

unsigned toc_deprel_of(toc_slice word)
{
    for (unsigned i = 1; i < TOC_DEP_COUNT; i++)
        if (toc_slice_is(word, DEPRELS[i])) return i;
    return 0;
}
