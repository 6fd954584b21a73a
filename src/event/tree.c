/* src/event/tree.c - see tree.h. */
#include "event/tree.h"

#include "base/utf8.h"

uint32_t toc_next_child(const toc_text *text, uint32_t t, uint32_t from)
{
    const toc_sentence *s = &text->sentences.items[toc_tok(text, t)->sentence];
    for (uint32_t c = from == TOC_NONE ? s->first : from + 1; c < s->last; c++)
        if (toc_tok(text, c)->head == t && c != t) return c;
    return TOC_NONE;
}

uint32_t toc_child(const toc_text *text, uint32_t t, toc_deprel deprel)
{
    for (uint32_t c = toc_next_child(text, t, TOC_NONE); c != TOC_NONE;
         c = toc_next_child(text, t, c))
        if (toc_tok(text, c)->deprel == deprel) return c;
    return TOC_NONE;
}

bool toc_below(const toc_text *text, uint32_t t, uint32_t top)
{
    for (unsigned depth = 0; depth < TOC_MAX_DEPTH && t != TOC_NONE; depth++) {
        if (t == top) return true;
        t = toc_tok(text, t)->head;
    }
    return false;
}

bool toc_lemma_is(const toc_text *text, uint32_t t, const char *lemma)
{
    const toc_token *token = toc_tok(text, t);
    const uint64_t key = toc_hash(lemma, strlen(lemma));
    return token->lemma_fold == key || token->fold == key;
}

uint64_t toc_case_of(const toc_text *text, uint32_t t)
{
    const uint32_t c = toc_child(text, t, TOC_DEP_case_);
    return c == TOC_NONE ? 0 : toc_tok(text, c)->fold;
}

bool toc_is_verb(const toc_text *text, uint32_t t)
{
    const uint8_t upos = toc_tok(text, t)->upos;
    return upos == TOC_VERB || upos == TOC_AUX;
}

static bool ends(const toc_text *text, uint32_t t, const char *suffix)
{
    const toc_slice w = toc_token_words(text, t);
    const size_t n = strlen(suffix);
    if (w.len <= n) return false;
    for (size_t i = 0; i < n; i++)
        if ((char)toc_lower((unsigned char)w.ptr[w.len - n + i]) != suffix[i]) return false;
    return true;
}

bool toc_is_gerund(const toc_text *text, uint32_t t)
{
    return ends(text, t, "ing");
}

bool toc_is_passive(const toc_text *text, uint32_t t)
{
    bool subject = false, object = false;
    for (uint32_t c = toc_next_child(text, t, TOC_NONE); c != TOC_NONE;
         c = toc_next_child(text, t, c)) {
        const uint8_t rel = toc_tok(text, c)->deprel;
        if (rel == TOC_DEP_aux_pass || rel == TOC_DEP_obl_agent) return true;
        subject = subject || rel == TOC_DEP_nsubj_pass;
        object = object || rel == TOC_DEP_obj;
    }
    if (subject && !object)
        return true; /* "members of the group killed a priest" is mislabelled now and then */
    const toc_token *token = toc_tok(text, t);
    const bool reduced = token->deprel == TOC_DEP_acl || token->deprel == TOC_DEP_amod;
    const bool participle = !toc_is_gerund(text, t) && token->fold != token->lemma_fold;
    if (reduced) return participle;
    /* "shot in the head, he died": a participle clause without subject, object or auxiliary */
    return participle && token->deprel == TOC_DEP_advcl &&
           toc_child(text, t, TOC_DEP_nsubj) == TOC_NONE &&
           toc_child(text, t, TOC_DEP_obj) == TOC_NONE &&
           toc_child(text, t, TOC_DEP_aux) == TOC_NONE &&
           toc_child(text, t, TOC_DEP_mark) == TOC_NONE;
}
