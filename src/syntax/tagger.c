/* src/syntax/tagger.c - parts of speech from left to right, then lemmas. */
#include "base/utf8.h"
#include "syntax/lemma.h"

static uint8_t best_tag(const toc_syntax *syntax, const toc_words *words, int32_t at)
{
    uint64_t features[TOC_MAX_FEATURES];
    const size_t n = toc_tag_features(words, at, features);
    int32_t scores[TOC_TAG_ROW] = {0};
    for (size_t i = 0; i < n; i++) {
        const int8_t *row = syntax->tags + (size_t)((uint32_t)features[i] & syntax->tag_mask) * TOC_TAG_ROW;
        for (size_t t = 0; t < TOC_TAG_ROW; t++) scores[t] += row[t];
    }
    uint8_t best = 1;
    for (uint8_t t = 2; t < TOC_TAG_ROW; t++)
        if (scores[t] > scores[best]) best = t;
    return best;
}

void toc_syntax_tag(const toc_syntax *syntax, toc_text *text, uint32_t sentence)
{
    const toc_sentence *s = &text->sentences.items[sentence];
    toc_words words;
    toc_words_read(&syntax->clusters, text, sentence, &words);
    for (uint32_t i = 0; i < words.count; i++) {
        toc_token *token = &text->tokens.items[s->first + i];
        const toc_slice form = toc_token_words(text, s->first + i);
        if (syntax->has_model) token->upos = words.word[i].upos = best_tag(syntax, &words, (int32_t)i);
        token->cluster = words.word[i].cluster;
        token->lemma = toc_lemma_of(syntax, text->arena, form, token->upos);
        token->lemma_fold = token->lemma.ptr == form.ptr && token->lemma.len == form.len ? token->fold : toc_fold_hash(token->lemma);
    }
}
