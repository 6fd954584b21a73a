/* tests/syntax/test_parse.c - tags, lemmas and trees of sentences that a reader of news meets, and the
 * same sentences in capitals. */
#include "models.h"

#include <string.h>

#include "check.h"

/* A word of the sentence (its first of that form), and what has to be true of it; NULL or 0: not asked. */
typedef struct fact {
    const char *word, *upos, *lemma, *rel, *head; /* head: the governor's form */
} fact;

static const struct {
    const char *words;
    fact facts[6];
} CASES[] = {
    {"Gunmen killed three soldiers in Mosul on Friday .",
     {{"Gunmen", "NOUN", "gunman", "nsubj", "killed"},
      {"killed", "VERB", "kill", "root", NULL},
      {"soldiers", "NOUN", "soldier", "obj", "killed"},
      {"three", "NUM", "three", "nummod", "soldiers"},
      {"Mosul", "PROPN", "Mosul", NULL, NULL},
      {"Friday", "PROPN", "Friday", "obl", "killed"}}},
    /* passives: the doer and the one it is done to */
    {"The mayor was shot by two masked men .",
     {{"mayor", "NOUN", "mayor", "nsubj:pass", "shot"},
      {"was", "AUX", "be", "aux:pass", "shot"},
      {"shot", "VERB", "shoot", "root", NULL},
      {"men", "NOUN", "man", "obl:agent", "shot"},
      {"by", "ADP", "by", "case", "men"}}},
    {"Five people have been arrested in connection with the attack .",
     {{"people", "NOUN", "people", "nsubj:pass", "arrested"},
      {"arrested", "VERB", "arrest", "root", NULL},
      {"been", "AUX", "be", "aux:pass", "arrested"}}},
    {"A bus carrying workers was hit by a roadside bomb .",
     {{"bus", "NOUN", "bus", "nsubj:pass", "hit"},
      {"carrying", "VERB", "carry", "acl", "bus"},
      {"workers", "NOUN", "worker", "obj", "carrying"},
      {"bomb", "NOUN", "bomb", "obl:agent", "hit"}}},
    /* questions */
    {"Who killed the president ?",
     {{"Who", "PRON", "who", "nsubj", "killed"},
      {"president", "NOUN", "president", "obj", "killed"},
      {"?", "PUNCT", NULL, "punct", "killed"}}},
    {"Did the army attack the village ?",
     {{"Did", "AUX", "do", "aux", "attack"},
      {"army", "NOUN", "army", "nsubj", "attack"},
      {"attack", "VERB", "attack", "root", NULL},
      {"village", "NOUN", "village", "obj", "attack"}}},
    {"Where were they born ?",
     {{"Where", "ADV", "where", "advmod", "born"}, {"they", "PRON", "they", NULL, "born"}}},
    /* coordination */
    {"Rebels burned houses and killed cattle .",
     {{"burned", "VERB", "burn", "root", NULL},
      {"killed", "VERB", "kill", "conj", "burned"},
      {"houses", "NOUN", "house", "obj", "burned"},
      {"cattle", "NOUN", "cattle", "obj", "killed"},
      {"and", "CCONJ", "and", "cc", "killed"}}},
    {"Police and soldiers surrounded the building .",
     {{"Police", "NOUN", "police", "nsubj", "surrounded"},
      {"soldiers", "NOUN", "soldier", "conj", "Police"}}},
    {"The blast killed a teacher and wounded two children .",
     {{"teacher", "NOUN", "teacher", "obj", "killed"},
      {"wounded", "VERB", "wound", "conj", "killed"},
      {"children", "NOUN", "child", "obj", "wounded"}}},
    /* who says what */
    {"Officials said the convoy was attacked near the border .",
     {{"said", "VERB", "say", "root", NULL},
      {"attacked", "VERB", "attack", "ccomp", "said"},
      {"convoy", "NOUN", "convoy", "nsubj:pass", "attacked"},
      {"border", "NOUN", "border", "obl", "attacked"}}},
    {"He denied that his fighters had bombed the town .",
     {{"denied", "VERB", "deny", "root", NULL},
      {"bombed", "VERB", "bomb", "ccomp", "denied"},
      {"fighters", "NOUN", "fighter", "nsubj", "bombed"},
      {"that", "SCONJ", "that", "mark", "bombed"},
      {"town", "NOUN", "town", "obj", "bombed"}}},
    /* clauses about a noun, purpose, negation, copula */
    {"The army captured two men who had attacked the station .",
     {{"men", "NOUN", "man", "obj", "captured"},
      {"attacked", "VERB", "attack", "acl:relcl", "men"},
      {"who", "PRON", "who", "nsubj", "attacked"}}},
    {"The rebels want to attack the capital .",
     {{"want", "VERB", "want", "root", NULL},
      {"attack", "VERB", "attack", "xcomp", "want"},
      {"capital", "NOUN", "capital", "obj", "attack"}}},
    {"The police did not open fire .",
     {{"not", "PART", "not", "advmod", "open"},
      {"open", "VERB", "open", "root", NULL},
      {"fire", "NOUN", "fire", "obj", "open"}}},
    {"The victims were farmers .",
     {{"farmers", "NOUN", "farmer", "root", NULL},
      {"were", "AUX", "be", "cop", "farmers"},
      {"victims", "NOUN", "victim", "nsubj", "farmers"}}},
    /* lemmas */
    {"She has taken 12,000 worse photographs than I took .",
     {{"taken", "VERB", "take", NULL, NULL},
      {"12,000", "NUM", "12000", NULL, NULL},
      {"worse", "ADJ", "bad", NULL, NULL},
      {"took", "VERB", "take", NULL, NULL},
      {"photographs", "NOUN", "photograph", NULL, NULL}}},
    {"Two Iraqis and four Americans met the women .",
     {{"Iraqis", "PROPN", "Iraqi", NULL, NULL},
      {"Americans", "PROPN", "American", NULL, NULL},
      {"women", "NOUN", "woman", "obj", "met"},
      {"met", "VERB", "meet", "root", NULL}}},
};

static uint32_t find(const toc_text *text, const char *word)
{
    for (uint32_t t = 0; t < text->tokens.count; t++)
        if (toc_slice_is(toc_token_words(text, t), word)) return t;
    return TOC_NONE;
}

static void check_fact(const toc_text *text, const char *words, const fact *f)
{
    const uint32_t t = find(text, f->word);
    CHECK(t != TOC_NONE, "%s: no word %s", words, f->word);
    if (t == TOC_NONE) return;
    const toc_token *token = &text->tokens.items[t];
    CHECK(f->upos == NULL || strcmp(toc_upos_word(token->upos), f->upos) == 0, "%s: %s is %s",
          words, f->word, toc_upos_word(token->upos));
    CHECK(f->lemma == NULL || toc_slice_is(token->lemma, f->lemma), "%s: lemma of %s is %.*s",
          words, f->word, (int)token->lemma.len, token->lemma.ptr);
    CHECK(f->rel == NULL || strcmp(toc_deprel_word(token->deprel), f->rel) == 0, "%s: %s is the %s",
          words, f->word, toc_deprel_word(token->deprel));
    if (f->rel != NULL && strcmp(f->rel, "root") == 0)
        CHECK(token->head == TOC_NONE, "%s: %s has a head", words, f->word);
    if (f->head == NULL) return;
    const toc_slice head =
        token->head == TOC_NONE ? TOC_LIT("nothing") : toc_token_words(text, token->head);
    CHECK(toc_slice_is(head, f->head), "%s: %s hangs on %.*s", words, f->word, (int)head.len,
          head.ptr);
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool same_letters(toc_slice a, toc_slice b)
{
    bool same = a.len == b.len;
    for (size_t i = 0; same && i < a.len; i++) same = lower(a.ptr[i]) == lower(b.ptr[i]);
    return same;
}

typedef struct agreement {
    uint32_t words, tags, heads, labels, lemmas;
} agreement;

static void compare(const toc_text *normal, const toc_text *shouted, agreement *a)
{
    CHECK(normal->tokens.count == shouted->tokens.count, "%u words, %u in capitals",
          normal->tokens.count, shouted->tokens.count);
    for (uint32_t t = 0; t < normal->tokens.count && t < shouted->tokens.count; t++) {
        const toc_token *x = &normal->tokens.items[t], *y = &shouted->tokens.items[t];
        a->words++;
        a->tags += x->upos == y->upos;
        a->heads += x->head == y->head;
        a->labels += x->head == y->head && x->deprel == y->deprel;
        a->lemmas += same_letters(x->lemma, y->lemma);
    }
}

/* In capitals a name's lemma is written as names are, unless it is spelled out. */
static void names_in_capitals(const toc_syntax *syntax)
{
    static const fact FACTS[] = {{"KABUL", "PROPN", "Kabul", NULL, NULL},
                                 {"AL-BAKR", "PROPN", "Al-Bakr", NULL, NULL},
                                 {"SOLDIERS", "NOUN", "soldier", NULL, NULL}};
    static const char WORDS[] =
        "General Hassan Al-Bakr said on Monday that the soldiers had left Kabul .";
    toc_arena arena;
    toc_arena_init(&arena);
    toc_article article;
    toc_text text;
    CHECK(words_parse(syntax, &arena, &article, &text, WORDS, true), "cannot be parsed");
    for (size_t i = 0; i < sizeof FACTS / sizeof *FACTS; i++) check_fact(&text, WORDS, &FACTS[i]);
    toc_arena_free(&arena);
}

int main(void)
{
    toc_pack pack;
    toc_syntax syntax;
    const toc_slice model = model_bytes("syntax"), clusters = model_bytes("clusters");
    CHECK(models_pack(&pack, model, clusters) &&
              toc_syntax_open(&syntax, &pack, 1, NULL, NULL) == TOCSIN_OK && syntax.has_model,
          "no models");
    if (check_failed > 0) return check_done();
    agreement a = {0};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        toc_arena arena;
        toc_arena_init(&arena);
        toc_article articles[2];
        toc_text normal, shouted;
        CHECK(words_parse(&syntax, &arena, &articles[0], &normal, CASES[i].words, false),
              "%s: cannot be parsed", CASES[i].words);
        CHECK(words_parse(&syntax, &arena, &articles[1], &shouted, CASES[i].words, true),
              "%s: cannot be parsed in capitals", CASES[i].words);
        for (const fact *f = CASES[i].facts; f < CASES[i].facts + 6 && f->word != NULL; f++)
            check_fact(&normal, CASES[i].words, f);
        compare(&normal, &shouted, &a);
        toc_arena_free(&arena);
    }
    /* within three points of what small letters give */
    CHECK(a.tags * 100 >= a.words * 97, "in capitals %u of %u tags are the same", a.tags, a.words);
    CHECK(a.heads * 100 >= a.words * 95, "in capitals %u of %u heads are the same", a.heads,
          a.words);
    CHECK(a.labels * 100 >= a.words * 95, "in capitals %u of %u arcs are the same", a.labels,
          a.words);
    CHECK(a.lemmas * 100 >= a.words * 97, "in capitals %u of %u lemmas are the same", a.lemmas,
          a.words);
    names_in_capitals(&syntax);
    toc_pack_close(&pack);
    free((char *)(uintptr_t)model.ptr);
    free((char *)(uintptr_t)clusters.ptr);
    return check_done();
}
