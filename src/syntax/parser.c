/* src/syntax/parser.c - arc-hybrid transitions, each arc named as it is made, and once more when all stand. */
#include "syntax/features.h"
#include "syntax/weights.h"

/* Leads that decide, see toc_look; a name so sure is not asked again when the tree is complete. */
#define MOVE_LEAD (55 * WEIGHT_UNIT)
#define LABEL_LEAD (30 * WEIGHT_UNIT)

static void look(const toc_weights *weights, const toc_words *words, const toc_configuration *c,
                 toc_look part, int32_t scores[3])
{
    uint64_t features[TOC_MAX_FEATURES];
    const unsigned char *lines[TOC_MAX_FEATURES];
    const size_t n = toc_move_features(words, c, part, features);
    for (size_t i = 0; i < n; i++) {
        lines[i] = toc_weight_line(weights->lines, weights->mask, features[i]);
        __builtin_prefetch(lines[i]);
    }
    for (size_t i = 0; i < n; i++) toc_add_move(lines[i], features[i], scores);
}

/* The best legal move, and its lead on the next best one. */
static int lead_of(const bool legal[3], const int32_t scores[3], int32_t *lead)
{
    int best = -1;
    int32_t second = INT32_MIN;
    for (int m = 0; m < 3; m++) {
        if (!legal[m]) continue;
        if (best < 0 || scores[m] > scores[best]) {
            if (best >= 0) second = scores[best];
            best = m;
        } else if (scores[m] > second) {
            second = scores[m];
        }
    }
    *lead = scores[best] - second;
    return best;
}

static int best_move(const toc_syntax *syntax, const toc_words *words, const toc_configuration *c,
                     uint32_t *margin)
{
    int only = -1, count = 0;
    bool legal[3];
    for (int m = 0; m < 3; m++)
        if ((legal[m] = toc_move_legal(words, c, m))) only = m, count++;
    if (count == 1) return only; /* forced: no need to look */
    int32_t scores[3] = {0}, lead;
    look(&syntax->moves, words, c, TOC_FIRST_LOOK, scores);
    int best = lead_of(legal, scores, &lead);
    if (lead < MOVE_LEAD) {
        look(&syntax->moves, words, c, TOC_SECOND_LOOK, scores);
        best = lead_of(legal, scores, &lead);
    }
    *margin += (uint32_t)lead / (WEIGHT_UNIT / 2);
    return best;
}

/* The best label of an arc; sure, when its lead on the next best one is wide. */
static uint8_t best_label(const toc_weights *weights, const uint64_t *features, size_t n,
                          bool *sure)
{
    int32_t scores[LABEL_SCORES] = {0}, lead;
    toc_add_scores(weights, features, n, scores);
    const uint8_t best = toc_best_score(scores, TOC_DEP_root + 1, TOC_DEP_COUNT, &lead);
    *sure = lead >= LABEL_LEAD;
    return best;
}

/* The arcs that are not sure again, from the root down: the governor's name is final, its other
 * children are known. */
static void name_again(const toc_syntax *syntax, toc_words *words)
{
    toc_tree tree;
    uint64_t features[TOC_MAX_FEATURES];
    toc_tree_read(words, &tree);
    for (uint32_t k = 0; k < words->count; k++) {
        const int32_t child = tree.order[k];
        toc_word *word = &words->word[child];
        if (word->rel_sure) continue;
        const size_t n = toc_relabel_features(words, &tree, child, features);
        word->rel = best_label(&syntax->relabels, features, n, &word->rel_sure);
    }
}

static void name_first(const toc_syntax *syntax, toc_words *words, int32_t head, int32_t child)
{
    toc_word *word = &words->word[child];
    if (head == (int32_t)words->count) {
        word->rel = TOC_DEP_root;
        word->rel_sure = true;
        return;
    }
    uint64_t features[TOC_MAX_FEATURES];
    const size_t n = toc_label_features(words, head, child, features);
    word->rel = best_label(&syntax->labels, features, n, &word->rel_sure);
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
        name_first(syntax, &words, head, child);
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
    const uint32_t mean = moves == 0 ? 0 : margin / moves;
    s->margin = (uint16_t)(mean > 65535 ? 65535 : mean);
}
