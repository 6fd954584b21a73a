/* src/entity/chunk.c - one pass over the tags of each sentence; see chunk.h. */
#include "entity/chunk.h"

/* A noun phrase under construction. */
typedef struct phrase {
    const toc_token *tokens;
    uint32_t end;   /* of the sentence */
    uint32_t noun;  /* last noun, name or number in it; TOC_NONE: none yet */
    uint32_t quote; /* a quotation mark opened inside; TOC_NONE: none */
    bool parsed, determined;
} phrase;

static bool inside_name(const toc_token *t)
{
    return t->ner != TOC_NER_O && t->ner % 2 == 0; /* the I- tags are even */
}

static bool nounish(const toc_token *t)
{
    return t->upos == TOC_NOUN || t->upos == TOC_PROPN || t->ner != TOC_NER_O;
}

static bool modifier(const toc_token *t)
{
    return t->upos == TOC_ADJ || t->upos == TOC_NUM || t->upos == TOC_SYM;
}

/* A hyphen or slash with no space on either side: "Samawah-Diwaniya". */
static bool joint(const toc_token *tokens, uint32_t i, uint32_t first, uint32_t end)
{
    const toc_token *t = &tokens[i];
    return i > first && i + 1 < end && (t->upos == TOC_PUNCT || t->upos == TOC_SYM) &&
           t->end - t->start <= 3 && tokens[i - 1].end == t->start &&
           t->end == tokens[i + 1].start && t->fold == 0 && !(t->flags & TOC_TOKEN_QUOTE);
}

/* Days that stand behind a noun without being part of its phrase ("officials Monday said"). */
static bool day_word(const toc_token *t)
{
    static const char *const DAYS[] = {"monday",   "tuesday",   "wednesday", "thursday",
                                       "friday",   "saturday",  "sunday",    "today",
                                       "tomorrow", "yesterday", "tonight"};
    for (size_t i = 0; i < sizeof DAYS / sizeof *DAYS; i++)
        if (t->fold == toc_hash(DAYS[i], strlen(DAYS[i]))) return true;
    return false;
}

/* "old" of "a 16-year-old", which stands for a person where no noun follows. */
static bool age_word(const toc_token *tokens, uint32_t i, uint32_t first, uint32_t end)
{
    const toc_token *t = &tokens[i];
    if (t->fold != toc_hash("old", 3) && t->fold != toc_hash("olds", 4)) return false;
    static const char *const UNITS[] = {"year", "years", "month", "months", "yr"};
    const uint32_t unit = i > first + 1 && joint(tokens, i - 1, first, end) ? i - 2 : i - 1;
    if (i <= first || unit <= first) return false;
    for (size_t k = 0; k < sizeof UNITS / sizeof *UNITS; k++)
        if (tokens[unit].fold == toc_hash(UNITS[k], strlen(UNITS[k]))) return true;
    return false;
}

/* Is there a noun ahead that what stands at i could modify? Looks over adjectives, participles,
 * hyphens and adverbs, at most a few tokens. */
static bool noun_ahead(const phrase *p, uint32_t i)
{
    const uint32_t limit = i + 6 < p->end ? i + 6 : p->end;
    for (uint32_t k = i; k < limit; k++) {
        const toc_token *t = &p->tokens[k];
        if (nounish(t)) return true;
        if (modifier(t) || t->upos == TOC_ADV || t->upos == TOC_VERB) continue;
        if (t->upos == TOC_CCONJ && k + 1 < limit && p->tokens[k + 1].upos == TOC_ADJ) continue;
        if (joint(p->tokens, k, i > 0 ? i - 1 : 0, p->end)) continue;
        return false;
    }
    return false;
}

static bool modifies_ahead(const phrase *p, uint32_t i)
{
    const toc_token *t = &p->tokens[i];
    return t->head != TOC_NONE && t->head > i && t->head < p->end && t->head - i <= 8 &&
           (t->deprel == TOC_DEP_amod || t->deprel == TOC_DEP_compound ||
            t->deprel == TOC_DEP_nummod || t->deprel == TOC_DEP_nmod_unmarked ||
            t->deprel == TOC_DEP_nmod_desc || t->deprel == TOC_DEP_flat);
}

/* Arguments of one verb side by side: "gave soldiers food". */
static bool argument(const toc_token *t)
{
    return t->deprel == TOC_DEP_nsubj || t->deprel == TOC_DEP_obj || t->deprel == TOC_DEP_iobj ||
           t->deprel == TOC_DEP_obl_unmarked;
}

/* Does the noun at i go on with the phrase whose last noun stands before it? */
static bool goes_on(const phrase *p, uint32_t i)
{
    if (p->noun == TOC_NONE) return true;
    const toc_token *last = &p->tokens[p->noun], *t = &p->tokens[i];
    if (day_word(t) && (i + 1 >= p->end || !nounish(&p->tokens[i + 1]))) return false;
    if (!p->parsed || last->head == TOC_NONE) return true;
    if (modifies_ahead(p, p->noun) || last->head == i) return true;
    if (t->head == p->noun ||
        (t->head != TOC_NONE && t->head < p->noun && t->deprel == TOC_DEP_flat))
        return true;
    if (last->upos == TOC_PROPN && t->upos == TOC_NOUN)
        return true; /* "US troops", whatever the tree says */
    return !(argument(last) && argument(t) && !modifies_ahead(p, i));
}

static bool participle(const toc_token *t)
{
    const uint32_t n = t->end - t->start;
    return t->upos == TOC_VERB && n > 3;
}

/* Can token i be part of the phrase that began before it? */
static bool takes(phrase *p, uint32_t first, uint32_t i)
{
    const toc_token *t = &p->tokens[i], *before = i > first ? &p->tokens[i - 1] : NULL;
    if (inside_name(t) && before != NULL) return true;
    if (t->ner != TOC_NER_O) return goes_on(p, i);
    switch (t->upos) {
    case TOC_NOUN:
    case TOC_PROPN: return goes_on(p, i);
    case TOC_X: return p->noun == TOC_NONE || p->tokens[p->noun].upos == TOC_PROPN;
    case TOC_DET: return p->noun == TOC_NONE;
    case TOC_NUM:
        if (p->noun == TOC_NONE) return true;
        if (p->parsed && modifies_ahead(p, p->noun)) return true;
        return before != NULL && nounish(before) &&
               (i + 1 >= p->end || !nounish(&p->tokens[i + 1]));
    case TOC_SYM:
        return joint(p->tokens, i, first, p->end) || p->noun == TOC_NONE ||
               (before != NULL && before->upos == TOC_NUM);
    case TOC_ADJ:
        if (p->noun == TOC_NONE) return true;
        if (before != NULL && before->upos == TOC_PUNCT && joint(p->tokens, i - 1, first, p->end))
            return true;
        if (before != NULL && before->upos == TOC_PROPN && (t->flags & TOC_TOKEN_UPPER_FIRST) &&
            noun_ahead(p, i + 1))
            return true; /* "South Korean leader" */
        return p->parsed && modifies_ahead(p, p->noun) && p->tokens[p->noun].head > i;
    case TOC_ADV: return p->noun == TOC_NONE && noun_ahead(p, i + 1) && !nounish(&p->tokens[i + 1]);
    case TOC_VERB:
        if (!participle(t) || !noun_ahead(p, i + 1)) return false;
        if (before != NULL && joint(p->tokens, i - 1, first, p->end)) return true;
        if (p->parsed) return modifies_ahead(p, i);
        return p->noun == TOC_NONE && p->determined;
    case TOC_CCONJ: /* "Iraqi and American soldiers" */
        return p->noun == TOC_NONE && before != NULL && before->upos == TOC_ADJ && i + 2 < p->end &&
               p->tokens[i + 1].upos == TOC_ADJ && noun_ahead(p, i + 2);
    case TOC_PUNCT:
        if (t->flags & TOC_TOKEN_QUOTE) { /* "the 'Islamic State' group" */
            if (p->quote == TOC_NONE && p->noun == TOC_NONE && noun_ahead(p, i + 1)) {
                p->quote = i;
                return true;
            }
            const bool closes =
                p->quote != TOC_NONE && i + 1 < p->end && nounish(&p->tokens[i + 1]);
            if (closes) p->quote = TOC_NONE;
            return closes;
        }
        if (joint(p->tokens, i, first, p->end))
            return noun_ahead(p, i + 1) || inside_name(&p->tokens[i + 1]) ||
                   age_word(p->tokens, i + 1, first, p->end);
        return p->noun == TOC_NONE && before != NULL && before->upos == TOC_ADJ && i + 2 < p->end &&
               t->end - t->start == 1 && p->tokens[i + 1].upos == TOC_ADJ && noun_ahead(p, i + 1);
    default: return false;
    }
}

/* A phrase may begin here. */
static bool begins(const phrase *p, uint32_t i)
{
    const toc_token *t = &p->tokens[i];
    if (nounish(t)) return true;
    switch (t->upos) {
    case TOC_DET:
    case TOC_NUM: return true;
    case TOC_ADJ: /* "at least three men": the count's bound is no part of the phrase */
        return noun_ahead(p, i + 1) &&
               !(i > 0 && p->tokens[i - 1].upos == TOC_ADP &&
                 (t->fold == toc_hash("least", 5) || t->fold == toc_hash("most", 4)));
    case TOC_SYM: return i + 1 < p->end && p->tokens[i + 1].upos == TOC_NUM; /* "$ 5 million" */
    case TOC_X: return (t->flags & TOC_TOKEN_UPPER_FIRST) != 0;
    case TOC_ADV:
    case TOC_VERB: /* "heavily armed men", "wounded soldiers": only if the tree says so */
        return p->parsed && t->deprel == (t->upos == TOC_VERB ? TOC_DEP_amod : TOC_DEP_advmod) &&
               t->head != TOC_NONE && t->head > i && t->head < p->end && t->head - i < 6 &&
               (nounish(&p->tokens[t->head]) || modifies_ahead(p, t->head)) && noun_ahead(p, i + 1);
    default: return false;
    }
}

/* The head: by the tree the token governed from outside, the last such; without one the last noun
 * before the first preposition ("Ministry of Defense"). */
static uint32_t head_of(const phrase *p, uint32_t first, uint32_t last)
{
    uint32_t head = TOC_NONE;
    if (age_word(p->tokens, last - 1, first, p->end)) return last - 1;
    if (p->parsed)
        for (uint32_t i = first; i < last; i++) {
            const toc_token *t = &p->tokens[i];
            if (t->head >= first && t->head < last) continue;
            if (nounish(t) || t->upos == TOC_NUM || t->upos == TOC_ADJ) head = i;
        }
    if (head != TOC_NONE) return head;
    for (uint32_t i = first; i < last; i++) {
        if (p->tokens[i].upos == TOC_ADP && head != TOC_NONE) {
            while (i + 1 < last && inside_name(&p->tokens[i + 1])) i++;
        } else if (nounish(&p->tokens[i])) {
            head = i;
        }
    }
    for (uint32_t i = last; head == TOC_NONE && i-- > first;)
        if (p->tokens[i].upos == TOC_NUM || p->tokens[i].upos == TOC_ADJ || i == first) head = i;
    return head;
}

static void add(toc_scene *scene, uint32_t first, uint32_t last, uint32_t head)
{
    const toc_chunk chunk = {first, last, head, TOC_NONE, TOC_NONE, TOC_NONE, TOC_NONE};
    for (uint32_t i = first; i < last; i++) scene->chunk_of[i] = scene->chunks.count;
    toc_push(scene->arena, &scene->chunks, chunk);
}

/* Takes the phrase that begins at i; returns where it ends. */
static uint32_t phrase_at(toc_scene *scene, phrase *p, uint32_t i)
{
    const uint32_t first = i;
    p->noun = p->quote = TOC_NONE;
    p->determined = false;
    while (i < p->end && (i == first || takes(p, first, i))) {
        const toc_token *t = &p->tokens[i];
        if (nounish(t)) p->noun = i;
        if (t->upos == TOC_DET || t->upos == TOC_ADJ || t->upos == TOC_NUM) p->determined = true;
        i++;
    }
    uint32_t last = i;
    while (last > first + 1 &&
           (p->tokens[last - 1].upos == TOC_PUNCT || p->tokens[last - 1].upos == TOC_ADV ||
            p->tokens[last - 1].upos == TOC_CCONJ) &&
           p->tokens[last - 1].ner == TOC_NER_O)
        last--;
    if (p->noun == TOC_NONE) { /* "the wounded", "three": an adjective needs its article */
        const toc_token *t = &p->tokens[last - 1];
        const bool adjective =
            t->upos == TOC_ADJ && p->tokens[first].upos != TOC_ADJ && last > first + 1;
        if (t->upos != TOC_NUM && t->upos != TOC_X && !adjective) return last;
    }
    add(scene, first, last, head_of(p, first, last));
    return last;
}

void toc_chunks_find(toc_scene *scene)
{
    const toc_text *text = scene->text;
    scene->chunks.count = 0;
    scene->chunk_of = TOC_NEW_N(scene->arena, uint32_t, text->tokens.count + 1u);
    if (scene->chunk_of == NULL) return;
    for (uint32_t i = 0; i <= text->tokens.count; i++) scene->chunk_of[i] = TOC_NONE;
    for (uint32_t s = 0; s < text->sentences.count; s++) {
        const toc_sentence *sentence = &text->sentences.items[s];
        phrase p = {
            .tokens = text->tokens.items, .end = sentence->last, .parsed = sentence->parsed};
        for (uint32_t i = sentence->first; i < sentence->last;) {
            const toc_token *t = &p.tokens[i];
            if (t->upos == TOC_PRON && t->ner == TOC_NER_O && t->deprel != TOC_DEP_expl) {
                add(scene, i, i + 1, i);
                i++;
            } else if (begins(&p, i)) {
                i = phrase_at(scene, &p, i);
            } else {
                i++;
            }
        }
    }
    if (scene->arena->failed) scene->chunks.count = 0;
}
