/* tests/entity/test_chunk.c - base noun phrases from hand-set tags: "text" -> "[chunk*head] [...]". */
#include "entity/chunk.h"

#include "check.h"
#include "entity/tagged.h"

static const struct {
    const char *text, *chunks; /* chunks between '|'; the head word in capitals or after '*' */
} CASES[] = {
    {"The/DET rebels/NOUN attacked/VERB a/DET convoy/NOUN ~./PUNCT",
     "The rebels*rebels|a convoy*convoy"},
    {"heavily/ADV armed/ADJ men/NOUN fled/VERB", "armed men*men"},
    {"three/NUM masked/ADJ gunmen/NOUN of/ADP the/DET Nigerian/ADJ army/NOUN",
     "three masked gunmen*gunmen|the Nigerian army*army"},
    {"the/DET rebels/NOUN ~'/PART convoy/NOUN left/VERB", "the rebels*rebels|convoy*convoy"},
    {"his/PRON convoy/NOUN left/VERB him/PRON", "his*his|convoy*convoy|him*him"},
    {"the/DET Samawah/PROPN ~-/PUNCT ~Diwaniya/PROPN highway/NOUN",
     "the Samawah-Diwaniya highway*highway"},
    {"Taliban/PROPN ~-/PUNCT ~linked/VERB militants/NOUN struck/VERB",
     "Taliban-linked militants*militants"},
    {"the/DET wounded/VERB soldiers/NOUN died/VERB", "the wounded soldiers*soldiers"},
    {"the/DET wounded/ADJ were/AUX moved/VERB", "the wounded*wounded"},
    {"officials/NOUN Monday/PROPN said/VERB", "officials*officials|Monday*Monday"},
    {"Monday/PROPN night/NOUN", "Monday night*night"},
    {"Baghdad/PROPN ~,/PUNCT Iraq/PROPN", "Baghdad*Baghdad|Iraq*Iraq"},
    {"the/DET Ministry/PROPN/B-ORG of/ADP/I-ORG Defense/PROPN/I-ORG said/VERB",
     "the Ministry of Defense*Ministry"},
    {"Doctors/NOUN/B-ORG Without/ADP/I-ORG Borders/NOUN/I-ORG staff/NOUN left/VERB",
     "Doctors Without Borders staff*staff"},
    {"Iraqi/ADJ and/CCONJ American/ADJ soldiers/NOUN met/VERB",
     "Iraqi and American soldiers*soldiers"},
    {"soldiers/NOUN and/CCONJ police/NOUN met/VERB", "soldiers*soldiers|police*police"},
    {"three/NUM died/VERB", "three*three"},
    {"There/PRON/2:expl is/VERB/0:root a/DET/4:det bomb/NOUN/2:nsubj", "a bomb*bomb"},
    {"gave/VERB/0:root soldiers/NOUN/1:iobj food/NOUN/1:obj", "soldiers*soldiers|food*food"},
    {"Taliban/PROPN/3:compound senior/ADJ/3:amod commander/NOUN/4:nsubj spoke/VERB/0:root",
     "Taliban senior commander*commander"},
    {"they/PRON quickly/ADV left/VERB", "they*they"}, /* an adverb before a verb is no phrase */
    {"at/ADP least/ADJ three/NUM vehicles/NOUN burned/VERB", "three vehicles*vehicles"},
    {"for/ADP/3:case US/PROPN/3:nmod troops/NOUN/0:root", "US troops*troops"},
    {"the/DET said/VERB", ""},
    {"of/ADP and/CCONJ", ""},
};

int main(void)
{
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        tagged t;
        tagged_make(&t, CASES[i].text);
        toc_chunks_find(&t.scene);
        char got[512] = "";
        size_t n = 0;
        uint32_t end = 0;
        for (uint32_t c = 0; c < t.scene.chunks.count; c++) {
            const toc_chunk *chunk = &t.scene.chunks.items[c];
            CHECK(chunk->first >= end && chunk->head >= chunk->first && chunk->head < chunk->last,
                  "case %zu: chunk %u out of order", i, c);
            end = chunk->last;
            for (uint32_t k = chunk->first; k < chunk->last; k++)
                CHECK(t.scene.chunk_of[k] == c, "case %zu: token %u", i, k);
            const toc_slice words = toc_record_words(&t.record, toc_chunk_span(&t.scene, chunk));
            const toc_slice head = toc_token_words(&t.text, chunk->head);
            n += (size_t)snprintf(got + n, sizeof got - n, "%s%.*s*%.*s", c > 0 ? "|" : "",
                                  (int)words.len, words.ptr, (int)head.len, head.ptr);
        }
        CHECK(strcmp(got, CASES[i].chunks) == 0, "case %zu: \"%s\", not \"%s\"", i, got,
              CASES[i].chunks);
        toc_arena_free(&t.arena);
    }
    return check_done();
}
