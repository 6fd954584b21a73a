/* src/entity/names_mend.c - what grammar knows of a name's boundaries and the tagger missed.
 *
 *   Jennifer | M. Anderson         one person: an initial, or what the tree calls flat, goes on
 *   Aaron | McLeran (untagged)     one person: the tree says so
 *   CCNG , Inc.                    one organisation: an abbreviation of one word behind a comma
 *   Rita packed, Frisco 's for dinner    no name ends with a verb or a phrase in small letters
 */
#include "entity/names.h"

static bool same_type(const toc_token *t, toc_ner begin)
{
    return t->ner == begin || t->ner == (toc_ner)(begin + 1);
}

static bool is_sign(const toc_text *text, uint32_t i, char sign)
{
    const toc_token *t = &text->tokens.items[i];
    return t->end == t->start + 1 && text->text.ptr[t->start] == sign;
}

static bool with_stop(const toc_text *text, uint32_t i)
{
    const toc_token *t = &text->tokens.items[i];
    return t->end > t->start + 1 && text->text.ptr[t->end - 1] == '.' &&
           (t->flags & TOC_TOKEN_UPPER_FIRST);
}

/* "M." of "Jennifer M. Anderson". */
static bool initial(const toc_text *text, uint32_t i)
{
    const toc_token *t = &text->tokens.items[i];
    return with_stop(text, i) && t->end == t->start + 2;
}

/* "Inc.", "Ltd.": not "U.S.", whose stops stand inside too. */
static bool abbreviation(const toc_text *text, uint32_t i)
{
    const toc_token *t = &text->tokens.items[i];
    if (!with_stop(text, i) || initial(text, i)) return false;
    const char second = text->text.ptr[t->start + 1];
    return second >= 'a' && second <= 'z';
}

/* Does the tree make token i a further part of the person's name that ends before it? */
static bool flat_part(const toc_text *text, uint32_t i)
{
    const toc_token *t = &text->tokens.items[i];
    if (t->deprel != TOC_DEP_flat || t->head == TOC_NONE || t->head >= i) return false;
    for (uint32_t k = t->head; k < i; k++)
        if (!same_type(&text->tokens.items[k], TOC_NER_B_PER)) return false;
    return true;
}

/* In a shouted sentence capitals say nothing, so only the tree does: "JORGE SEDANO | GONZALEZ". */
static void join_shouted(const toc_text *text, uint32_t i)
{
    toc_token *t = &text->tokens.items[i];
    const toc_token *before = t - 1;
    if (before->sentence != t->sentence || !same_type(before, TOC_NER_B_PER)) return;
    if (t->upos != TOC_PROPN || !flat_part(text, i)) return;
    if (t->ner == TOC_NER_B_PER || t->ner == TOC_NER_O) t->ner = TOC_NER_B_PER + 1;
}

static void join_person(const toc_text *text, uint32_t i)
{
    toc_token *t = &text->tokens.items[i];
    const toc_token *before = t - 1;
    if (before->sentence != t->sentence || !same_type(before, TOC_NER_B_PER)) return;
    if (t->ner == TOC_NER_B_PER && (initial(text, i) || flat_part(text, i)))
        t->ner = TOC_NER_B_PER + 1;
    else if (t->ner == TOC_NER_O && before->ner == TOC_NER_B_PER && t->upos == TOC_PROPN &&
             (t->flags & TOC_TOKEN_UPPER_FIRST) && !(t->flags & TOC_TOKEN_UPPER_ALL) &&
             flat_part(text, i))
        t->ner = TOC_NER_B_PER + 1;
}

static void join_organisation(const toc_text *text, uint32_t i)
{
    toc_token *t = &text->tokens.items[i];
    if (t->ner != TOC_NER_B_ORG && (t->ner != TOC_NER_O || t->upos != TOC_PROPN)) return;
    if (!abbreviation(text, i)) return;
    if (i + 1 < text->tokens.count && t[1].sentence == t->sentence &&
        (t[1].ner == TOC_NER_B_ORG + 1 ||
         (t->ner == TOC_NER_O && (t[1].flags & (TOC_TOKEN_UPPER_FIRST | TOC_TOKEN_DIGIT)))))
        return; /* "Mr. Brown", "Jan. 5" */
    if (!is_sign(text, i - 1, ',') || t[-2].sentence != t->sentence ||
        !same_type(&t[-2], TOC_NER_B_ORG))
        return;
    t[-1].ner = t->ner = TOC_NER_B_ORG + 1;
}

static bool never_last(const toc_token *t)
{
    switch (t->upos) {
    case TOC_ADP:
    case TOC_VERB:
    case TOC_AUX:
    case TOC_PRON:
    case TOC_DET:
    case TOC_SCONJ:
    case TOC_CCONJ: return true;
    default: return false;
    }
}

/* A lone word at a sentence's start that is no name by its word class has its capital from there. */
static bool only_capital(const toc_text *text, uint32_t i)
{
    const toc_token *t = &text->tokens.items[i];
    if (text->sentences.items[t->sentence].first != i || (t->flags & TOC_TOKEN_UPPER_ALL))
        return false;
    return t->upos == TOC_ADJ || t->upos == TOC_ADV || t->upos == TOC_INTJ;
}

/* Cuts the span [first, last) behind its last capital or number where a verb or a preposition follows. */
static void cut_tail(const toc_text *text, uint32_t first, uint32_t last)
{
    toc_token *tokens = text->tokens.items;
    const unsigned marked = TOC_TOKEN_UPPER_FIRST | TOC_TOKEN_UPPER_ALL | TOC_TOKEN_DIGIT;
    uint32_t end = last, cut = last;
    while (end > first && !(tokens[end - 1].flags & marked)) {
        end--;
        const bool joined = end > first && tokens[end - 1].upos == TOC_PUNCT &&
                            tokens[end - 1].end == tokens[end].start; /* "Saudi-led coalition" */
        if (never_last(&tokens[end]) && !joined) cut = end;
    }
    if (end == first) return; /* all in small letters: as the tagger has it */
    while (cut < last && cut > end && tokens[cut - 1].upos == TOC_PUNCT) cut--;
    for (uint32_t i = cut; i < last; i++) tokens[i].ner = TOC_NER_O;
}

void toc_names_mend(const toc_text *text)
{
    const uint32_t count = text->tokens.count;
    for (uint32_t i = 1; i < count; i++) {
        if (text->sentences.items[text->tokens.items[i].sentence].caps) {
            join_shouted(text, i);
            continue;
        }
        join_person(text, i);
        if (i >= 2) join_organisation(text, i);
    }
    for (uint32_t i = 0; i < count;) {
        const toc_token *t = &text->tokens.items[i];
        uint32_t last = i + 1;
        if (t->ner != TOC_NER_O)
            while (last < count && text->tokens.items[last].ner == t->ner + t->ner % 2) last++;
        if (t->ner % 2 == 1 && last > i + 1 && !text->sentences.items[t->sentence].caps)
            cut_tail(text, i, last);
        if (last == i + 1 && (t->ner == TOC_NER_B_PER || t->ner == TOC_NER_B_ORG) &&
            !text->sentences.items[t->sentence].caps && only_capital(text, i))
            text->tokens.items[i].ner = TOC_NER_O;
        i = last;
    }
}
