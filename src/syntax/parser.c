/* src/syntax/parser.c - arc-hybrid transitions, each arc named as it is made, and once more when all stand. */
#include "syntax/features.h"
#include "syntax/weights.h"

static int best_move(const toc_syntax *syntax, const toc_words *words, const toc_configuration *c,
                     uint32_t *margin)
{
    int only = -1, legal = 0;
    for (int m = 0; m < 3; m++)
        if (toc_move_legal(words, c, m)) only = m, legal++;
    if (legal == 1) return only; /* forced: no need to look */
    uint64_t features[TOC_MAX_FEATURES];
    const size_t n = toc_move_features(words, c, features);
    const unsigned char *lines[TOC_MAX_FEATURES];
    for (size_t i = 0; i < n; i++) {
        lines[i] = toc_weight_line(syntax->moves.lines, syntax->moves.mask, features[i]);
        __builtin_prefetch(lines[i]);
    }
    int32_t scores[3] = {0};
    for (size_t i = 0; i < n; i++) toc_add_move(lines[i], features[i], scores);
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
    *margin += (uint32_t)(scores[best] - second) / (WEIGHT_UNIT / 2);
    return best;
}

static uint8_t best_label(const toc_weights *weights, const uint64_t *features, size_t n)
{
    int32_t scores[LABEL_SCORES];
    toc_score_labels(weights, features, n, scores);
    uint8_t best = TOC_DEP_root + 1;
    for (uint8_t t = TOC_DEP_root + 2; t < TOC_DEP_COUNT; t++)
        if (scores[t] > scores[best]) best = t;
    return best;
}

/* All arcs again, from the root down: the governor's name is final, its other children are known. */
static void name_again(const toc_syntax *syntax, toc_words *words)
{
    toc_tree tree;
    uint64_t features[TOC_MAX_FEATURES];
    toc_tree_read(words, &tree);
    for (uint32_t k = 0; k < words->count; k++) {
        const int32_t child = tree.order[k];
        if (words->word[child].head == (int32_t)words->count) continue;
        const size_t n = toc_relabel_features(words, &tree, child, features);
        words->word[child].rel = best_label(&syntax->relabels, features, n);
    }
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
        if (child < 0) continue;
        uint64_t features[TOC_MAX_FEATURES];
        words.word[child].rel = head == (int32_t)words.count
                                    ? (uint8_t)TOC_DEP_root
                                    : best_label(&syntax->labels, features,
                                                 toc_label_features(&words, head, child, features));
    }
    name_again(syntax, &words);
    for (uint32_t i = 0; i < words.count; i++) {
        toc_token *token = &text->tokens.items[s->first + i];
        const int32_t head = words.word[i].head;
        token->head =
            head < 0 || head == (int32_t)words.count ? TOC_NONE : s->first + (uint32_t)head;
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
