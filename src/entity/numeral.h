/* src/entity/numeral.h - numbers in words and digits, by themselves: "twenty-three", "1,500",
 * "2 1/2", "half a dozen", "several", "third". What they count is number.h's business, what they
 * date when.h's. Words come from table `numeral` (data/time/numbers.tsv). */
#ifndef TOC_NUMERAL_H
#define TOC_NUMERAL_H

#include "entity/wordview.h"

typedef enum toc_numeral_kind {
    TOC_NUMERAL_NONE,
    TOC_NUMERAL_EXACT,   /* twelve, 1,500, a dozen */
    TOC_NUMERAL_VAGUE,   /* dozens, several */
    TOC_NUMERAL_ORDINAL, /* third, 3rd */
} toc_numeral_kind;

typedef struct toc_numeral {
    toc_numeral_kind kind;
    uint32_t words;     /* how many words it covers */
    int64_t hundredths; /* of an exact number: "2 1/2" is 250 */
    uint32_t low, high; /* whole numbers; equal unless vague */
    bool digits;        /* begins with digits */
    bool bare;          /* one word of digits only: "1990" */
} toc_numeral;

/* Classes of number words, the third column of the table. */
/* clang-format off */
#define TOC_NUMERAL_CLASS_MAP(X)                                                          \
    X(UNIT, "unit") X(TENS, "tens") X(SCALE, "scale") X(GROUP, "group") X(VAGUE, "vague") \
    X(MANY, "many") X(ORDINAL, "ordinal") X(HALF, "half") X(NONE, "none") X(BOTH, "both") \
    X(LEAST, "least") X(OVER, "over") X(ABOUT, "about") X(MOST, "most") X(UNDER, "under") \
    X(EXACTLY, "exactly") X(OR_MORE, "or-more") X(OR_LESS, "or-less") X(OR_SO, "or-so")   \
    X(OTHER, "other") X(MEASURE, "measure") X(LABEL, "label") X(SIZED, "sized")           \
    X(CURRENCY, "currency") X(AGE, "age") X(BETWEEN, "between") X(STREET, "street") X(PLURAL, "plural")
/* clang-format on */
typedef enum toc_numeral_class {
    TOC_NUMWORD_ABSENT,
#define X(name, word) TOC_NUMWORD_##name,
    TOC_NUMERAL_CLASS_MAP(X)
#undef X
        TOC_NUMWORD_COUNT
} toc_numeral_class;

typedef struct toc_numword {
    toc_numeral_class kind;
    uint32_t low, high;
} toc_numword;

typedef struct toc_numeral_data {
    toc_dict dict;
    toc_numword *rows[TOC_DICT_LAYERS]; /* [rows of the layer] */
} toc_numeral_data;

tocsin_status toc_numeral_open(toc_numeral_data *out, const toc_pack *packs, size_t count,
                               toc_arena *arena, tocsin_error *err);

/* The longest phrase that begins at a word and whose class is in `classes` (a bit a class);
 * returns its words, 0 if none. */
uint32_t toc_numword_in(const toc_numeral_data *data, const toc_wordview *view, uint32_t word,
                        uint32_t classes, toc_numword *out);
/* The same for one class; with TOC_NUMWORD_ABSENT any will do. */
static inline uint32_t toc_numword_at(const toc_numeral_data *data, const toc_wordview *view,
                                      uint32_t word, toc_numeral_class kind, toc_numword *out)
{
    return toc_numword_in(data, view, word, kind == TOC_NUMWORD_ABSENT ? UINT32_MAX : 1u << kind,
                          out);
}

/* The number that begins at a word. False: none there. */
bool toc_numeral_at(const toc_numeral_data *data, const toc_wordview *view, uint32_t word,
                    toc_numeral *out);

#endif
