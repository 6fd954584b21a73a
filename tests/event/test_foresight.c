/* tests/event/test_foresight.c - what tags and trees rule out before names, places and times are read. */
#include "check.h"

#include "tree_text.h"

static const char EVENTS[] =
    "@table event: pattern pos type method mode cameo frame\n"
    "meet\tv\tconsult\t\t\t040\tperpetrator=subj doc:@polity|@country\n"
    "praise\tv\tsupport\t\t\t051\tperpetrator=subj recipient=obj subj:@person subj!@business\n"
    "fall\tv\tcoerce\t\t\t192\tpatient=subj to:@armed\n"
    "bring\tv\taid\t\t\t073\tperpetrator=subj obj:@supply\n"
    "pause\tv\tconcede\t\t\t087\tperpetrator=subj obj:-\n"
    "beat\tv\tassault\t\t\t182\tpatient=obj harm=injured obj:@person doc!@sport\n"
    "beat odds\tv\t\t\t\t\tnone\n"
    "unrest\tn\tassault\t\t\t190\tweak\n";
static const char CLASSES[] =
    "@table class: word class\nparliament\tpolity\nrebel\tarmed\nrice\tsupply\n"
    "ton\tquantity\nshop\tbusiness\nleague\tsport\n";

static const struct {
    const char *tree;
    bool parsed, may_country, possible;
} CASES[] = {
    /* tags: a row for verbs does not hold for a noun */
    {"the/the/DET/2/det meet/meet/NOUN/0/root ended/end/VERB/2/acl", false, true, false},
    {"they/they/PRON/2/nsubj meet/meet/VERB/0/root", false, true, true},
    {"they/they/PRON/2/nsubj meet/meet/VERB/0/root", false, false, false},
    {"they/they/PRON/2/nsubj meet/meet/VERB/0/root parliament/parliament/NOUN/2/obj", false, false,
     true},
    /* slots wait for the tree ... */
    {"prices/price/NOUN/2/nsubj fell/fall/VERB/0/root", false, true, true},
    {"prices/price/NOUN/2/nsubj fell/fall/VERB/0/root", true, true, false},
    {"towns/town/NOUN/2/nsubj fell/fall/VERB/0/root to/to/ADP/4/case rebels/rebel/NOUN/2/obl", true,
     true, true},
    {"towns/town/NOUN/2/nsubj fell/fall/VERB/0/root to/to/ADP/4/case earth/earth/NOUN/2/obl", true,
     true, false},
    /* a phrase behind the preposition that the tree lost */
    {"towns/town/NOUN/2/nsubj fell/fall/VERB/0/root to/to/ADP/2/dep rebels/rebel/NOUN/2/dep", true,
     true, true},
    {"they/they/PRON/2/nsubj brought/bring/VERB/0/root rice/rice/NOUN/2/obj", true, true, true},
    {"they/they/PRON/2/nsubj brought/bring/VERB/0/root peace/peace/NOUN/2/obj", true, true, false},
    {"they/they/PRON/2/nsubj brought/bring/VERB/0/root tons/ton/NOUN/2/obj of/of/ADP/5/case "
     "rice/rice/NOUN/3/nmod",
     true, true, true},
    /* ... or for the scene: who is a person, what is a time */
    {"shops/shop/NOUN/2/nsubj praised/praise/VERB/0/root him/he/PRON/2/obj", true, true, false},
    {"Omar/Omar/PROPN/2/nsubj praised/praise/VERB/0/root him/he/PRON/2/obj", true, true, true},
    {"they/they/PRON/2/nsubj paused/pause/VERB/0/root Monday/Monday/PROPN/2/obj", true, true, true},
    {"they/they/PRON/2/nsubj beat/beat/VERB/0/root walls/wall/NOUN/2/obj", true, true, true},
    /* what must not be in the sentence is there */
    {"they/they/PRON/2/nsubj beat/beat/VERB/0/root the/the/DET/4/det league/league/NOUN/2/obj",
     true, true, false},
    {"unrest/unrest/NOUN/0/root", true, true, false},
};

int main(void)
{
    const toc_dict_source files[] = {{"e.tsv", toc_slice_of(EVENTS)},
                                     {"c.tsv", toc_slice_of(CLASSES)},
                                     {"i.tsv", TOC_LIT("@table irregular: form lemma\nfell\tfall\n"
                                                       "brought\tbring\n")}};
    toc_pack pack;
    toc_arena arena;
    toc_event_data data;
    CHECK(tree_events(&data, &pack, &arena, files, 3), "the event tables do not open");
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        tree_text t;
        tree_text_make(&t, CASES[i].tree);
        const toc_foresight known = {.parsed = CASES[i].parsed,
                                     .may = CASES[i].may_country ? TOC_WHERE_MAY_COUNTRY : 0};
        toc_scene bare = {.text = &t.text, .arena = &t.arena};
        const bool possible = toc_triggers_foresee(&data, &bare, 0, &known);
        CHECK(possible == CASES[i].possible, "case %zu \"%s\": %spossible", i, CASES[i].tree,
              possible ? "" : "not ");
        toc_arena_free(&t.arena);
    }
    toc_arena_free(&arena);
    toc_pack_close(&pack);
    return check_done();
}
