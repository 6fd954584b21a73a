/* src/text/token.h - sentences and tokens, the arrays that every later stage annotates.
 *
 *   text      "The rebels' convoy left. ..."
 *   tokens    The | rebels | ' | convoy | left | .      Universal Dependencies tokenisation
 *   sentence  tokens [first, last)
 *
 * All indexes are document-wide. text/ fills spans, hashes and shape; syntax/ fills upos, lemma,
 * head, deprel; entity/ fills ner. */
#ifndef TOC_TOKEN_H
#define TOC_TOKEN_H

#include "base/hash.h"
#include "input/article.h"

/* Universal POS tags, in the order of the tag numbers in models. */
/* clang-format off */
#define TOC_UPOS_MAP(X)                                                                         \
    X(ADJ) X(ADP) X(ADV) X(AUX) X(CCONJ) X(DET) X(INTJ) X(NOUN) X(NUM) X(PART) X(PRON) X(PROPN) \
    X(PUNCT) X(SCONJ) X(SYM) X(VERB) X(X)
/* clang-format on */
typedef enum toc_upos {
    TOC_UPOS_NONE,
#define X(name) TOC_##name,
    TOC_UPOS_MAP(X)
#undef X
        TOC_UPOS_COUNT
} toc_upos;

/* Universal dependency relations, subtypes that English uses among them (':' is '_' here). */
/* clang-format off */
#define TOC_DEPREL_MAP(X)                                                                       \
    X(root, "root") X(acl, "acl") X(acl_relcl, "acl:relcl") X(advcl, "advcl")                   \
    X(advcl_relcl, "advcl:relcl") X(advmod, "advmod") X(amod, "amod") X(appos, "appos")         \
    X(aux, "aux") X(aux_pass, "aux:pass") X(case_, "case") X(cc, "cc")                          \
    X(cc_preconj, "cc:preconj") X(ccomp, "ccomp") X(compound, "compound")                       \
    X(compound_prt, "compound:prt") X(conj, "conj") X(cop, "cop") X(csubj, "csubj")             \
    X(csubj_pass, "csubj:pass") X(csubj_outer, "csubj:outer") X(dep, "dep") X(det, "det")       \
    X(det_predet, "det:predet") X(discourse, "discourse") X(dislocated, "dislocated")           \
    X(expl, "expl") X(fixed, "fixed") X(flat, "flat") X(goeswith, "goeswith") X(iobj, "iobj")   \
    X(list, "list") X(mark, "mark") X(nmod, "nmod") X(nmod_desc, "nmod:desc")                   \
    X(nmod_poss, "nmod:poss") X(nmod_unmarked, "nmod:unmarked") X(nsubj, "nsubj")               \
    X(nsubj_pass, "nsubj:pass") X(nsubj_outer, "nsubj:outer") X(nummod, "nummod") X(obj, "obj") \
    X(obl, "obl") X(obl_agent, "obl:agent") X(obl_unmarked, "obl:unmarked") X(orphan, "orphan") \
    X(parataxis, "parataxis") X(punct, "punct") X(reparandum, "reparandum")                     \
    X(vocative, "vocative") X(xcomp, "xcomp")
/* clang-format on */
typedef enum toc_deprel {
    TOC_DEP_NONE,
#define X(name, word) TOC_DEP_##name,
    TOC_DEPREL_MAP(X)
#undef X
        TOC_DEP_COUNT
} toc_deprel;

enum {                                 /* toc_token.flags */
       TOC_TOKEN_UPPER_FIRST = 1 << 0, /* "Kabul" */
       TOC_TOKEN_UPPER_ALL = 1 << 1,   /* "NATO", two letters or more */
       TOC_TOKEN_DIGIT = 1 << 2,       /* holds a digit */
       TOC_TOKEN_LETTER = 1 << 3,      /* holds a letter */
       TOC_TOKEN_SPACE_AFTER = 1 << 4, /* white space or end of text follows */
       TOC_TOKEN_QUOTE = 1 << 5,       /* a quotation mark */
       TOC_TOKEN_STEM = 1 << 6,        /* could head an event: set by the prefilter */
};

typedef struct toc_token {
    uint32_t start, end; /* bytes of the working text */
    uint64_t form;       /* toc_hash of the exact bytes */
    uint64_t fold;       /* toc_fold_hash: the key of every dictionary; 0: nothing to look up */
    toc_slice lemma;     /* lower case except names; set by syntax, else empty */
    uint64_t lemma_fold; /* toc_fold_hash of the lemma; 0 until syntax has run */
    uint32_t head;       /* governor's token index; TOC_NONE: root or not parsed */
    uint32_t sentence;
    uint16_t cluster; /* word cluster, 0: unknown word */
    uint8_t flags;
    uint8_t upos;   /* toc_upos; 0 until tagged */
    uint8_t xpos;   /* Penn tag number in the tagger's model, 0 unknown */
    uint8_t deprel; /* toc_deprel; 0 until parsed */
    uint8_t ner;    /* toc_ner, see entity/names.h */
    uint8_t spare;
} toc_token;

typedef struct toc_sentence {
    uint32_t first, last; /* tokens [first, last) */
    uint32_t start, end;  /* bytes */
    uint32_t paragraph;
    uint8_t zone;   /* toc_zone_kind, 0: story */
    bool caps;      /* mostly capitals: look at lower case forms, distrust shape */
    bool quoted;    /* begins inside a quotation that an earlier sentence opened */
    bool candidate; /* holds a stem: worth parsing */
    bool parsed;
    uint16_t margin; /* parser's score margin, averaged: low means distrust the tree */
} toc_sentence;

typedef struct toc_text {
    const toc_article *article;
    toc_arena *arena;
    toc_slice text; /* = article->text */
    TOC_ARRAY(toc_token) tokens;
    TOC_ARRAY(toc_sentence) sentences;
} toc_text;

static inline toc_slice toc_token_words(const toc_text *text, uint32_t token)
{
    return toc_slice_sub(text->text, text->tokens.items[token].start,
                         text->tokens.items[token].end);
}

/* Words of the tag numbers and back ("" and 0 for what is unknown). */
const char *toc_upos_word(unsigned upos);
const char *toc_deprel_word(unsigned deprel);
unsigned toc_upos_of(toc_slice word);
unsigned toc_deprel_of(toc_slice word);

#endif
