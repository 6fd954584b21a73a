/* tests/legacy/test_petrarch.c - PETRARCH 2 over hand-made trees: who, to whom, combined codes,
 * transformations, negation; and how CAMEO codes combine. */
#include "check.h"
#include "event/tree_text.h"
#include "legacy/tree.h"
#include "record/validate.h"
#include "small.h"

static const char PETRARCH_ACTORS[] =
    "NORLAND [NOR]\nSUDMARK [SUD]\nOSTIA [OST]\nWESTEN_LEAGUE [WES]\n";
static const char PETRARCH_AGENTS[] =
    "!CHIEF! = CHIEF, CHIEFTAIN\nSOLDIER {} [~MIL]\nARMY!CHIEF! [~MIL]\nPRESIDENT [~GOV]\nWIFE {WIVES} [~CVL]\nREBEL [~REB]\n";
static const char PETRARCH_VERBS[] =
    "&TREATY\n+PACT\n+PEACE_ACCORD\n\n"
    "--- SAY [010] ---\nSAY {SAID SAYS}\n\n"
    "--- WANT [030] ---\nWANT\nPLAN [030]\n\n"
    "--- ASK [020] ---\nASK\n\n"
    "--- FIGHT [190] ---\nATTACK\nSHOOT {SHOT}\n- * (AT {BORDER POST}) [193]\n\n"
    "--- HELP [070] ---\nHELP\n- * &TREATY [057]\n+HELP_OUT [072]\n\n"
    "--- PRESENT [---] ---\nPRESENT\n- * EVIDENCE [1124]\n- * (BEFORE JUDGE) [:173]\n\n"
    "--- MEET [040] ---\nMEET {MET}\n\n"
    "--- ALLOW [080] ---\nALLOW\n\n"
    "~ a (a b FIGHT) SAY = a b 015\n~ a (b . FIGHT) SAY = a b 112\n~ a (_ b FIGHT) WANT = a b 138\n~ a (a b Q) SAY = a b Q\n";

static const struct {
    const char *tree, *want;
} TREES[] = {
    {"Norland/N/PROPN/2/nsubj attacked/attack/VERB/0/root Sudmark/S/PROPN/2/obj", "NOR>SUD:190"},
    {"Sudmark/S/PROPN/3/nsubj:pass was/be/AUX/3/aux:pass attacked/attack/VERB/0/root by/by/ADP/5/case Norland/N/PROPN/3/obl:agent",
     "NOR>SUD:190"},
    {"Sudmark/S/PROPN/3/nsubj:pass was/be/AUX/3/aux:pass attacked/attack/VERB/0/root in/in/ADP/5/case Norland/N/PROPN/3/obl",
     "NOR>SUD:190"},
    {"the/the/DET/2/det attack/attack/NOUN/0/root of/of/ADP/4/case Norland/N/PROPN/2/nmod on/on/ADP/6/case Sudmark/S/PROPN/2/nmod",
     ""},
    /* noun phrases */
    {"Norland/N/PROPN/2/compound soldiers/soldier/NOUN/3/nsubj attacked/attack/VERB/0/root the/the/DET/5/det wives/wife/NOUN/3/obj "
     "of/of/ADP/8/case Sudmark/S/PROPN/8/compound rebels/rebel/NOUN/5/nmod",
     "NORMIL>SUDCVLREB:190"},
    {"Norland/N/PROPN/4/nsubj and/and/CCONJ/3/cc Ostia/O/PROPN/1/conj attacked/attack/VERB/0/root rebels/rebel/NOUN/4/obj",
     "NOR>---REB:190 OST>---REB:190"},
    {"pro/pro/ADJ/3/amod -Norland/N/PROPN/1/compound rebels/rebel/NOUN/4/nsubj attacked/attack/VERB/0/root Sudmark/S/PROPN/4/obj",
     "---REB>SUD:190"},
    /* patterns: phrases and prepositions of the verb's own clause */
    {"Norland/N/PROPN/2/nsubj attacked/attack/VERB/0/root Sudmark/S/PROPN/2/obj at/at/ADP/7/case a/a/DET/7/det border/border/NOUN/7/compound post/post/NOUN/2/obl",
     "NOR>SUD:193"},
    {"Norland/N/PROPN/2/nsubj helped/help/VERB/0/root a/a/DET/4/det pact/pact/NOUN/2/obj with/with/ADP/6/case Sudmark/S/PROPN/4/nmod",
     "NOR>SUD:057"},
    {"Norland/N/PROPN/2/nsubj helped/help/VERB/0/root out/out/ADV/2/advmod Sudmark/S/PROPN/2/obj",
     "NOR>SUD:072"},
    {"Evidence/evidence/NOUN/5/nsubj:pass against/against/ADP/3/case Sudmark/S/PROPN/1/nmod was/be/AUX/5/aux:pass presented/present/VERB/0/root "
     "by/by/ADP/7/case Norland/N/PROPN/5/obl:agent",
     "NOR>SUD:1124"},
    {"Norland/N/PROPN/2/nsubj presented/present/VERB/0/root Sudmark/S/PROPN/2/obj before/before/ADP/6/case a/a/DET/6/det judge/judge/NOUN/2/obl",
     ""},
    {"Sudmark/S/PROPN/3/nsubj:pass was/be/AUX/3/aux:pass presented/present/VERB/0/root before/before/ADP/6/case a/a/DET/6/det judge/judge/NOUN/3/obl "
     "by/by/ADP/8/case Norland/N/PROPN/3/obl:agent",
     "NOR>SUD:173"},
    /* verbs on verbs */
    {"Norland/N/PROPN/2/nsubj asked/ask/VERB/0/root Sudmark/S/PROPN/2/obj to/to/PART/5/mark help/help/VERB/2/xcomp Ostia/O/PROPN/5/obj",
     "NOR>SUD:023"},
    {"Norland/N/PROPN/2/nsubj plans/plan/VERB/0/root to/to/PART/4/mark help/help/VERB/2/xcomp out/out/ADV/4/advmod Ostia/O/PROPN/4/obj",
     "NOR>OST:0332"},
    {"Norland/N/PROPN/2/nsubj wants/want/VERB/0/root to/to/PART/4/mark attack/attack/VERB/2/xcomp Ostia/O/PROPN/4/obj",
     "NOR>OST:138"},
    {"Norland/N/PROPN/2/nsubj said/say/VERB/0/root it/it/PRON/4/nsubj attacked/attack/VERB/2/ccomp Ostia/O/PROPN/4/obj",
     "NOR>OST:015"},
    {"Norland/N/PROPN/2/nsubj said/say/VERB/0/root Sudmark/S/PROPN/4/nsubj attacked/attack/VERB/2/ccomp Ostia/O/PROPN/4/obj",
     "NOR>SUD:112"},
    {"Norland/N/PROPN/2/nsubj said/say/VERB/0/root it/it/PRON/5/nsubj will/will/AUX/5/aux help/help/VERB/2/ccomp Ostia/O/PROPN/5/obj",
     "NOR>OST:070"},
    {"Norland/N/PROPN/4/nsubj did/do/AUX/4/aux not/not/PART/4/advmod allow/allow/VERB/0/root Ostia/O/PROPN/4/obj",
     "NOR>OST:124"},
    {"Norland/N/PROPN/2/nsubj attacked/attack/VERB/0/root Sudmark/S/PROPN/2/obj and/and/CCONJ/5/cc helped/help/VERB/2/conj Ostia/O/PROPN/5/obj",
     "NOR>SUD:190 NOR>OST:070"},
    {"Norland/N/PROPN/2/nsubj met/meet/VERB/0/root Sudmark/S/PROPN/2/obj to/to/PART/5/mark help/help/VERB/2/advcl Ostia/O/PROPN/5/obj",
     "NOR>SUD:040"},
    {"Norland/N/PROPN/4/nsubj and/and/CCONJ/3/cc Sudmark/S/PROPN/1/conj met/meet/VERB/0/root",
     "NOR>SUD:040 SUD>NOR:040"},
    /* trees that are none: circles, heads outside, everything a root */
    {"Norland/N/PROPN/2/nsubj attacked/attack/VERB/1/root Sudmark/S/PROPN/2/obj", ""},
    {"Norland/N/PROPN/9/nsubj attacked/attack/VERB/9/root Sudmark/S/PROPN/9/obj", ""},
    {"attacked/attack/VERB/0/root attacked/attack/VERB/1/xcomp attacked/attack/VERB/2/xcomp Sudmark/S/PROPN/3/obj",
     ""},
};

static void tree_case(const toc_legacy_suite *suite, const char *tree, const char *want)
{
    tree_text t;
    tree_text_make(&t, tree);
    for (uint32_t i = 0; i < t.text.tokens.count;
         i++) /* heads beyond the sentence must do no harm */
        if (t.text.tokens.items[i].head != TOC_NONE && t.text.tokens.items[i].head > 100)
            t.text.tokens.items[i].head = TOC_NONE;
    char out[400], why[200];
    toc_legacy_code_record(suite, &t.text, TOC_LIT(""), NULL, &t.record);
    print_events(&t.record, out, sizeof out);
    CHECK(strcmp(out, want) == 0, "\"%.*s\": %s, not %s", (int)t.text.text.len, t.text.text.ptr,
          out, want);
    CHECK(toc_record_validate(&t.record, why, sizeof why), "%s", why);
    toc_arena_free(&t.arena);
}

static const struct {
    const char *outer, *inner, *want;
} LEVELS[] = {
    {"030", "072", "0332"}, {"020", "070", "023"},  {"100", "085", "1054"}, {"030", "042", "042"},
    {"130", "190", "138"},  {"130", "162", "1311"}, {"050", "085", "085"},  {"170", "070", "170"},
    {"030", "190", "030"},  {"", "190", "190"},     {"010", "", "010"},     {"030", "0834", "0344"},
    {"010", "070", "070"},  {"120", "061", "1211"}, {"120", "190", "120"},  {"110", "193", "112"},
    {"030", "124", "124"},
};

static void levels(void)
{
    toc_arena arena;
    toc_arena_init(&arena);
    for (size_t i = 0; i < sizeof LEVELS / sizeof *LEVELS; i++) {
        const toc_slice got = toc_legacy_compose(&arena, toc_slice_of(LEVELS[i].outer),
                                                 toc_slice_of(LEVELS[i].inner));
        CHECK(toc_slice_is(got, LEVELS[i].want), "%s over %s: %.*s", LEVELS[i].outer,
              LEVELS[i].inner, (int)got.len, got.ptr);
    }
    CHECK(toc_slice_is(toc_legacy_negate(&arena, TOC_LIT("061")), "1211"),
          "no economic cooperation");
    CHECK(toc_legacy_negate(&arena, TOC_LIT("190")).len == 0, "no fight is nothing to report");
    toc_arena_free(&arena);
}

int main(void)
{
    const toc_slice names[] = {TOC_LIT("p.actors.txt"), TOC_LIT("p.agents.txt"),
                               TOC_LIT("p.verbs.txt")};
    const toc_slice texts[] = {toc_slice_of(PETRARCH_ACTORS), toc_slice_of(PETRARCH_AGENTS),
                               toc_slice_of(PETRARCH_VERBS)};
    complaints heard = {0};
    toc_legacy_suite *suite;
    tocsin_error err = {0};
    CHECK(toc_legacy_open_bytes(&suite, names, texts, 3, hear, &heard, NULL, &err) == TOCSIN_OK &&
              heard.count == 0,
          "%zu complaints, the first in line %u; %s", heard.count, heard.line, err.message);
    if (suite == NULL) return check_done();
    CHECK(suite->flavour == TOC_LEGACY_PETRARCH2, "flavour %d", suite->flavour);
    for (size_t i = 0; i < sizeof TREES / sizeof *TREES; i++)
        tree_case(suite, TREES[i].tree, TREES[i].want);
    toc_legacy_free(suite);
    levels();
    return check_done();
}
