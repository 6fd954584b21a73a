/* src/syntax/parser.c - arc-hybrid transitions, each arc labelled as it is made. */
#include "syntax/features.h"

static int best_move(const toc_syntax *syntax, const toc_words *words, const toc_configuration *c, uint32_t *margin)
{
    int only = -1, legal = 0;
    for (int m = 0; m < 3; m++)
        if (toc_move_legal(words, c, m)) only = m, legal++;
    if (legal == 1) return only; /* forced: no need to look */
    uint64_t features[TOC_MAX_FEATURES];
    const size_t n = toc_move_features(words, c, features);
    const int8_t *rows[TOC_MAX_FEATURES];
    for (size_t i = 0; i < n; i++) {
        rows[i] = syntax->moves + (size_t)((uint32_t)features[i] & syntax->move_mask) * TOC_MOVE_ROW;
#if defined(__GNUC__)
        __builtin_prefetch(rows[i]);
#endif
    }
    int32_t scores[TOC_MOVE_ROW] = {0};
    for (size_t i = 0; i < n; i++)
        for (size_t m = 0; m < 3; m++) scores[m] += rows[i][m];
    int best = -1;
    int32_t second = INT32_MIN;
    for (int m = 0; m < 3; m++) {
        if (!toc_move_legal(words, c, m)) continue;
        if (best < 0 || scores[m] > scores[best]) {
            if (best >= 0) second = scores[best];
            best = m;
        } else if (scores[m] > second) {
            second = scores[m];
        }
    }
    *margin += (uint32_t)(scores[best] - second);
    return best;
}

static uint8_t best_label(const toc_syntax *syntax, const toc_words *words, int32_t head, int32_t child)
{
    uint64_t features[TOC_MAX_FEATURES];
    const size_t n = toc_label_features(words, head, child, features);
    int32_t scores[TOC_LABEL_ROW] = {0};
    for (size_t i = 0; i < n; i++) {
        const int8_t *row = syntax->labels + (size_t)((uint32_t)features[i] & syntax->label_mask) * TOC_LABEL_ROW;
        for (size_t t = 0; t < TOC_LABEL_ROW; t++) scores[t] += row[t];
    }
    uint8_t best = TOC_DEP_root + 1;
    for (uint8_t t = TOC_DEP_root + 2; t < TOC_LABEL_ROW; t++)
        if (scores[t] > scores[best]) best = t;
    return best;
}

void toc_syntax_parse(const toc_syntax *syntax, toc_text *text, uint32_t sentence)
{
    toc_sentence *s = &text->sentences.items[sentence];
    if (!syntax->has_model || s->first == s->last) return;
    toc_words words;
    toc_words_read(&syntax->clusters, text, sentence, &words);
    toc_configuration c = {.depth = 0, .next = 0};
    uint32_t margin = 0, moves = 0;
    while (c.depth > 0 || c.next < (int32_t)words.count) {
        int32_t head, child;
        toc_move_make(&words, &c, best_move(syntax, &words, &c, &margin), &head, &child);
        moves++;
        if (child >= 0)
            words.word[child].rel = head == (int32_t)words.count ? (uint8_t)TOC_DEP_root : best_label(syntax, &words, head, child);
    }
    for (uint32_t i = 0; i < words.count; i++) {
        toc_token *token = &text->tokens.items[s->first + i];
        const int32_t head = words.word[i].head;
        token->head = head < 0 || head == (int32_t)words.count ? TOC_NONE : s->first + (uint32_t)head;
        token->deprel = words.word[i].rel;
    }
    /* a sentence over the limit comes only from given tokens (CoNLL-U): the rest hangs on its first word */
    for (uint32_t t = s->first + words.count; t < s->last; t++) {
        text->tokens.items[t].head = s->first;
        text->tokens.items[t].deprel = TOC_DEP_dep;
    }
    s->parsed = true;
    s->margin = (uint16_t)(margin / moves > 65535 ? 65535 : margin / moves);
}
