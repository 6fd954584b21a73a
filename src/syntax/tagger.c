/* src/syntax/tagger.c - parts of speech from left to right, then lemmas. */
#include "base/utf8.h"
#include "syntax/lemma.h"
#include "syntax/weights.h"

/* The first word from `at` on that table `closed` does not decide. */
static uint32_t open_word(const toc_closed *closed, toc_words *words, uint32_t at)
{
    for (; at < words->count; at++) {
        const uint8_t upos = toc_closed_upos(closed, words->word[at].lower);
        if (upos == TOC_UPOS_NONE) break;
        words->word[at].upos = upos;
    }
    return at;
}

/* Tags from left to right. A word's own features are fetched while the word before is decided. */
static void tag_words(const toc_syntax *syntax, toc_words *words)
{
    uint64_t own[2][TOC_MAX_FEATURES], after[TOC_MAX_FEATURES];
    const toc_weights *tags = &syntax->tags;
    unsigned turn = 0;
    uint32_t i = open_word(&syntax->closed, words, 0);
    size_t n = i < words->count ? toc_tag_word_features(words, (int32_t)i, own[0]) : 0;
    while (i < words->count) {
        const size_t m = toc_tag_before_features(words, (int32_t)i, after);
        toc_fetch_lines(tags, after, m);
        const uint32_t next = open_word(&syntax->closed, words, i + 1);
        size_t ahead = 0;
        if (next < words->count) {
            ahead = toc_tag_word_features(words, (int32_t)next, own[turn ^ 1]);
            toc_fetch_lines(tags, own[turn ^ 1], ahead);
        }
        int32_t scores[LABEL_SCORES] = {0}, lead;
        toc_add_scores(tags, own[turn], n, scores);
        toc_add_scores(tags, after, m, scores);
        words->word[i].upos = toc_best_score(scores, 1, TOC_UPOS_COUNT, &lead);
        i = next;
        n = ahead;
        turn ^= 1;
    }
}

/* "Gunmen shot five villagers": headlines and short sentences look like rows of nouns to a tagger
 * that learned from running text. A sentence without any verb gets one where a past form stands
 * between two noun phrases: an irregular one that the lemma table knows as a verb, or one in -ed. */
static bool past_form(const toc_syntax *syntax, toc_arena *arena, toc_slice form)
{
    const toc_slice lemma = toc_lemma_of(syntax, arena, form, TOC_VERB, false);
    if (lemma.len == 0 || form.len < 3) return false;
    const char last = form.ptr[form.len - 1];
    if (last == 's' || last == 'S' || last == 'g' || last == 'G') return false;
    return toc_fold_hash(lemma) != toc_fold_hash(form);
}

static bool nominal(uint8_t upos)
{
    return upos == TOC_NOUN || upos == TOC_PROPN || upos == TOC_NUM || upos == TOC_PRON ||
           upos == TOC_DET || upos == TOC_ADJ;
}

static void find_verb(const toc_syntax *syntax, toc_text *text, const toc_sentence *s,
                      toc_words *words)
{
    for (uint32_t i = 0; i < words->count; i++)
        if (words->word[i].upos == TOC_VERB || words->word[i].upos == TOC_AUX) return;
    for (uint32_t i = 1; i + 1 < words->count; i++) {
        const uint8_t before = words->word[i - 1].upos, after = words->word[i + 1].upos,
                      own = words->word[i].upos;
        if (own != TOC_NOUN && own != TOC_ADJ && own != TOC_PROPN) continue;
        if (before != TOC_NOUN && before != TOC_PROPN && before != TOC_NUM && before != TOC_PRON)
            continue;
        if (!nominal(after) && after != TOC_ADP && after != TOC_ADV) continue;
        if (!past_form(syntax, text->arena, toc_token_words(text, s->first + i))) continue;
        words->word[i].upos = TOC_VERB;
        return;
    }
}

/* "Suspected rebels burned a school": no sentence of running text begins with a verb in the past and has
 * another one behind its first noun phrase. */
static void opening_participle(const toc_syntax *syntax, const toc_text *text,
                               const toc_sentence *s, toc_words *words)
{
    if (words->count < 4 || words->word[0].upos != TOC_VERB ||
        !past_form(syntax, text->arena, toc_token_words(text, s->first)))
        return;
    uint32_t i = 1;
    while (i < words->count && nominal(words->word[i].upos) && words->word[i].upos != TOC_DET &&
           words->word[i].upos != TOC_PRON)
        i++;
    if (i < 2 || i == words->count || words->word[i - 1].upos == TOC_ADJ) return;
    if (words->word[i].upos == TOC_VERB || words->word[i].upos == TOC_AUX)
        words->word[0].upos = TOC_ADJ;
}

/* "Was beaten and humiliated", "was beaten by": a participle, where another or its agent follows. */
static void participles(const toc_syntax *syntax, const toc_text *text, const toc_sentence *s,
                        toc_words *words)
{
    for (uint32_t i = 1; i + 2 < words->count; i++) {
        if (words->word[i].upos != TOC_ADJ || words->word[i - 1].upos != TOC_AUX) continue;
        const bool agent = text->tokens.items[s->first + i + 1].fold == toc_hash("by", 2);
        const bool more = words->word[i + 1].upos == TOC_CCONJ && words->word[i + 2].upos == TOC_VERB;
        if ((agent || more) &&
            past_form(syntax, text->arena, toc_token_words(text, s->first + i)))
            words->word[i].upos = TOC_VERB;
    }
}

/* "Sudan threatened to": at the start of a sentence, where every word has a capital, the tagger takes the
 * names of countries for adjectives now and then. */
static void name_countries(const toc_syntax *syntax, const toc_text *text, const toc_sentence *s,
                           toc_words *words)
{
    for (uint32_t i = 0; syntax->has_countries && i < words->count; i++) {
        const toc_token *token = &text->tokens.items[s->first + i];
        if (words->word[i].upos != TOC_ADJ || !(token->flags & TOC_TOKEN_UPPER_FIRST)) continue;
        toc_hit hit;
        if (toc_dict_match(&syntax->countries, &token->fold, 1, &hit, 1) > 0 && !hit.exact)
            words->word[i].upos = TOC_PROPN;
    }
}

/* "The general denied", "the navy fired": what an article opens and a verb ends is a noun phrase, so a word
 * for somebody in front of that verb is its noun. */
static void name_agents(const toc_syntax *syntax, const toc_text *text, const toc_sentence *s,
                        toc_words *words)
{
    for (uint32_t i = 1; syntax->has_agents && i + 1 < words->count; i++) {
        if (words->word[i].upos != TOC_ADJ || words->word[i - 1].upos != TOC_DET) continue;
        if (words->word[i + 1].upos != TOC_VERB && words->word[i + 1].upos != TOC_AUX) continue;
        const toc_slice form = toc_token_words(text, s->first + i);
        if (form.ptr[form.len - 1] == 'd')
            continue; /* "the wounded", "the dead" stay what they are */
        toc_hit hit;
        if (toc_dict_match(&syntax->agents, &text->tokens.items[s->first + i].fold, 1, &hit, 1) > 0)
            words->word[i].upos = TOC_NOUN;
    }
}

void toc_syntax_tag(const toc_syntax *syntax, toc_text *text, uint32_t sentence)
{
    const toc_sentence *s = &text->sentences.items[sentence];
    toc_words words;
    toc_words_read(&syntax->clusters, text, sentence, &words);
    if (syntax->has_model) tag_words(syntax, &words);
    if (syntax->has_model) name_countries(syntax, text, s, &words);
    if (syntax->has_model) name_agents(syntax, text, s, &words);
    if (syntax->has_model) find_verb(syntax, text, s, &words);
    if (syntax->has_model) opening_participle(syntax, text, s, &words);
    if (syntax->has_model) participles(syntax, text, s, &words);
    /* "US troops", "IS militants": among small letters a word in capitals is no pronoun, beside a
     * noun or preposition no verb */
    for (uint32_t i = 0; !s->caps && i < words.count; i++) {
        if (!(text->tokens.items[s->first + i].flags & TOC_TOKEN_UPPER_ALL)) continue;
        const bool named = (i + 1 < words.count && words.word[i + 1].upos == TOC_NOUN) ||
                           (i > 0 && words.word[i - 1].upos == TOC_ADP);
        if (words.word[i].upos == TOC_PRON || (words.word[i].upos == TOC_AUX && named))
            words.word[i].upos = TOC_PROPN;
    }
    for (uint32_t i = 0; i < words.count; i++) {
        toc_token *token = &text->tokens.items[s->first + i];
        const toc_slice form = toc_token_words(text, s->first + i);
        if (syntax->has_model) token->upos = words.word[i].upos;
        token->cluster = words.word[i].cluster;
        token->lemma = toc_lemma_of(syntax, text->arena, form, token->upos, s->caps);
        token->lemma_fold = token->lemma.ptr == form.ptr && token->lemma.len == form.len
                                ? token->fold
                                : toc_fold_hash(token->lemma);
    }
    /* words over the limit, which only given tokens (CoNLL-U) have */
    for (uint32_t t = s->first + words.count; t < s->last; t++) {
        toc_token *token = &text->tokens.items[t];
        if (syntax->has_model) token->upos = TOC_X;
        token->lemma = toc_token_words(text, t);
        token->lemma_fold = token->fold;
    }
}
