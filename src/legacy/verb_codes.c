/* src/legacy/verb_codes.c - the code of a verb in a tree: its patterns are tried on the words of its
 * own clause, put into the order subject, verb, objects - what a passive has turned is turned back. */
#include "legacy/tree.h"

static const toc_token *token(const toc_legacy_tree *t, uint32_t i)
{
    return &t->text->tokens.items[i];
}

static bool other_clause(const toc_token *at)
{
    switch (at->deprel) {
    case TOC_DEP_ccomp:
    case TOC_DEP_xcomp:
    case TOC_DEP_advcl:
    case TOC_DEP_advcl_relcl:
    case TOC_DEP_acl:
    case TOC_DEP_acl_relcl:
    case TOC_DEP_parataxis:
    case TOC_DEP_csubj:
    case TOC_DEP_csubj_pass: return true;
    case TOC_DEP_conj: return at->upos == TOC_VERB || at->upos == TOC_AUX;
    default: return false;
    }
}

bool toc_legacy_within(const toc_legacy_tree *t, uint32_t i, uint32_t top, uint32_t *child)
{
    for (int depth = 0; depth < TOC_LEGACY_MAX_WORDS && i != top; depth++) {
        const toc_token *at = token(t, i);
        if (other_clause(at) || at->head == TOC_NONE || at->head < t->first || at->head >= t->last)
            return false;
        *child = i;
        i = at->head;
    }
    return i == top;
}

static bool is_subject(unsigned deprel)
{
    return deprel == TOC_DEP_nsubj || deprel == TOC_DEP_nsubj_pass || deprel == TOC_DEP_nsubj_outer;
}

uint32_t toc_legacy_verb_word(const toc_legacy_tree *t, uint32_t verb)
{
    const uint32_t first = t->word_of[verb - t->first];
    for (uint32_t k = first;
         first != TOC_LEGACY_NONE && k < t->s->words.count && t->token_of[k] == verb; k++) {
        const uint32_t word =
            t->s->words.items[k].inside == TOC_LEGACY_NONE ? k : t->s->words.items[k].inside;
        const uint32_t root = t->s->words.items[word].root;
        if (root != TOC_LEGACY_NONE && t->s->suite->roots.items[root].kind == TOC_LEGACY_ROOT_VERB)
            return word;
    }
    return TOC_LEGACY_NONE;
}

typedef struct layout { /* the words of the clause in the order of a pattern */
    toc_legacy_sentence s;
    uint32_t verb, verb_end;
} layout;

static void add_word(layout *l, const toc_legacy_tree *t, uint32_t word)
{
    toc_legacy_word w = t->s->words.items[word];
    w.inside = w.mention = TOC_LEGACY_NONE;
    if (w.mark == TOC_LEGACY_IS_COMMA) return;
    toc_push(t->s->arena, &l->s.words, w);
}

/* Words of one side: subjects (or not), before the verb or behind it. */
static void add_side(layout *l, const toc_legacy_tree *t, uint32_t verb, uint32_t first,
                     uint32_t last, bool subjects, bool before)
{
    for (uint32_t k = 0; k < t->s->words.count; k++) {
        const uint32_t i = t->token_of[k];
        uint32_t child = TOC_LEGACY_NONE;
        if ((k >= first && k < last) || i == TOC_LEGACY_NONE || (k < first) != before) continue;
        if (i == verb || !toc_legacy_within(t, i, verb, &child) || child == TOC_LEGACY_NONE)
            continue;
        if (is_subject(token(t, child)->deprel) == subjects) add_word(l, t, k);
    }
}

static void lay_out(layout *l, const toc_legacy_tree *t, uint32_t verb, uint32_t word, bool passive)
{
    const uint32_t end = toc_legacy_after(t->s, word);
    *l = (layout){.s = *t->s};
    l->s.words.items = NULL, l->s.words.count = l->s.words.room = 0;
    l->s.mentions.count = 0;
    if (!passive) add_side(l, t, verb, word, end, true, true);
    add_side(l, t, verb, word, end, false, true);
    l->verb = l->s.words.count;
    for (uint32_t k = word; k < end; k++) add_word(l, t, k);
    l->verb_end = l->s.words.count;
    if (passive) add_side(l, t, verb, word, end, true, true);
    add_side(l, t, verb, word, end, false, false);
    add_side(l, t, verb, word, end, true, false); /* "said Obama" */
}

static bool usable(const toc_legacy_code *code)
{
    return code->text.len > 0 && !toc_slice_is(code->text, "---");
}

static void choose(toc_legacy_verb_code *out, const toc_legacy_code *code,
                   const toc_legacy_code *back, bool passive, uint32_t line)
{
    const toc_legacy_code *one = passive && usable(back) ? back : code;
    out->code = usable(one) ? one->text : TOC_LIT("");
    out->line = line;
}

void toc_legacy_verb_find(const toc_legacy_tree *t, uint32_t verb, bool passive,
                          toc_legacy_verb_code *out)
{
    const toc_legacy_suite *suite = t->s->suite;
    *out = (toc_legacy_verb_code){.code = TOC_LIT("")};
    const uint32_t word = toc_legacy_verb_word(t, verb);
    if (word == TOC_LEGACY_NONE) return;
    const toc_legacy_verb *known =
        &suite->verbs.items[suite->roots.items[t->s->words.items[word].root].entry];
    out->file = known->file;
    choose(out, &known->code, &known->back, passive, known->line);
    if (known->block >= suite->blocks.count) return;
    const toc_legacy_block *block = &suite->blocks.items[known->block];
    out->block = block->name;
    layout l;
    lay_out(&l, t, verb, word, passive);
    const toc_legacy_clause all = {0, l.s.words.count};
    for (uint32_t i = 0; i < block->patterns.count; i++) {
        const toc_legacy_pattern *p = &block->patterns.items[i];
        toc_legacy_match match;
        if (!toc_legacy_pattern_fits(&l.s, p, l.verb, l.verb_end, all, &match)) continue;
        choose(out, &p->code, &p->back, passive, p->line);
        out->both = p->compound;
        return;
    }
}
