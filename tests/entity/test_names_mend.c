/* tests/entity/test_names_mend.c - boundaries of names that grammar mends, and those that it leaves. */
#include "entity/names.h"

#include "check.h"
#include "tagged.h"

static const struct {
    const char *text, *names; /* words, joined by '|' */
    bool caps;                /* a shouted sentence */
} CASES[] = {
    {"Jennifer/PROPN/B-PER M./PROPN/B-PER Anders/PROPN/I-PER spoke/VERB", "Jennifer M. Anders",
     false},
    {"told/VERB Anna/PROPN/B-PER Paul/PROPN/B-PER stories/NOUN", "Anna|Paul", false},
    {"by/ADP/2:case Aaron/PROPN/0:root/B-PER Lerner/PROPN/2:flat", "Aaron Lerner", false},
    {"by/ADP/2:case Aaron/PROPN/0:root/B-PER Monday/PROPN/2:obl_unmarked", "Aaron", false},
    {"of/ADP Kast/PROPN/B-ORG ~,/PUNCT Inc./PROPN said/VERB", "Kast , Inc.", false},
    {"of/ADP Kast/PROPN/B-ORG ~,/PUNCT Ltd./PROPN/B-ORG said/VERB", "Kast , Ltd.", false},
    {"of/ADP Kast/PROPN/B-ORG ~,/PUNCT Mr./PROPN Brown/PROPN said/VERB", "Kast", false},
    {"of/ADP Kast/PROPN/B-ORG ~,/PUNCT U.S./PROPN officials/NOUN said/VERB", "Kast", false},
    {"of/ADP Kast/PROPN/B-ORG ~,/PUNCT Norel/PROPN/B-ORG said/VERB", "Kast|Norel", false},
    {"Rita/PROPN/B-LOC packed/VERB/I-LOC winds/NOUN", "Rita", false},
    {"to/ADP Del/PROPN/B-ORG Rio/PROPN/I-ORG for/ADP/I-ORG dinner/NOUN/I-ORG", "Del Rio", false},
    {"the/DET District/PROPN/B-LOC of/ADP/I-LOC Columbia/PROPN/I-LOC", "District of Columbia",
     false},
    {"the/DET Sand/PROPN/B-LOC Hill/PROPN/I-LOC park/NOUN/I-LOC", "Sand Hill park", false},
    {"the/DET Lydian/ADJ/B-ORG ~-/PUNCT/I-ORG ~led/VERB/I-ORG coalition/NOUN/I-ORG",
     "Lydian - led coalition", false},
    {"air/NOUN/B-ORG to/ADP/I-ORG asia/NOUN/I-ORG", "air to asia", false},
    {"Prime/ADJ/B-PER rib/NOUN was/AUX tough/ADJ", "", false},
    {"Gates/PROPN/B-PER arrived/VERB", "Gates", false},
    {"see/VERB Gentle/ADJ/B-PER tomorrow/NOUN", "Gentle", false},
    {"by/ADP/2:case ANNA/PROPN/0:root/B-PER LERNER/PROPN/2:flat/B-PER", "ANNA LERNER", true},
    {"by/ADP/2:case ANNA/PROPN/0:root/B-PER LERNER/PROPN/2:flat", "ANNA LERNER", true},
    {"by/ADP/2:case ANNA/PROPN/0:root/B-PER LERNER/PROPN/2:conj/B-PER", "ANNA|LERNER", true},
    {"by/ADP/2:case ANNA/PROPN/0:root/B-PER TODAY/NOUN/2:flat", "ANNA", true},
    {"by/ADP/2:case GENERAL/NOUN/0:root ANNA/PROPN/2:flat/B-PER", "ANNA", true},
};

static void mend(size_t k)
{
    tagged t;
    tagged_make(&t, CASES[k].text);
    for (uint32_t i = 0; i < t.text.sentences.count; i++)
        t.text.sentences.items[i].caps = CASES[k].caps;
    toc_names_mend(&t.text);
    char got[256] = "";
    size_t n = 0;
    for (uint32_t i = 0; i < t.text.tokens.count; i++) {
        const toc_token *token = &t.text.tokens.items[i];
        if (token->ner == TOC_NER_O) continue;
        n += (size_t)snprintf(got + n, sizeof got - n, "%s%.*s",
                              n == 0                ? ""
                              : token->ner % 2 == 1 ? "|"
                                                    : " ",
                              (int)(token->end - token->start), t.text.text.ptr + token->start);
    }
    CHECK(strcmp(got, CASES[k].names) == 0, "case %zu: \"%s\", not \"%s\"", k, got, CASES[k].names);
    toc_arena_free(&t.arena);
}

int main(void)
{
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) mend(k);
    return check_done();
}
