/* tests/event/test_relevance.c - the prefilter: what it keeps, what it drops, inflected forms. */
#include "check.h"

#include "tree_text.h"

static const char EVENTS[] = "@table event: pattern pos type method mode cameo frame\n"
                             "attack\tv\tassault\t\t\t190\tperpetrator=subj patient=obj\n"
                             "seize\tv\tcoerce\t\t\t171\tpatient=obj obj:@firearm|convoy\n"
                             "agree\tv\tagree\t\t\t030\tperpetrator=subj subj:@actor\n"
                             "heart attack\tn\t\t\t\t\tnone\n"
                             "set * on fire\tv\tassault\tarson\t\t180\tpatient=gap\n"
                             "promise @giveact\tv\taid\t\t\t033\tperpetrator=subj\n"
                             "unrest\tn\tassault\t\t\t190\tweak\n"
                             "shoot\tv\tassault\t\t\t190\tpatient=obj\n";
static const char CLASSES[] =
    "@table class: word class\nrifle\tfirearm\nbus bomb\tfirearm\nrelease\tgiveact\nfisherman\tfirearm\n";
static const char IRREGULAR[] = "@table irregular: form lemma\nshot\tshoot\n";

/* Words alone count here: no tags, no heads. candidate: kept for parsing; relevant: a text of it has events. */
static const struct {
    const char *text;
    bool candidate, relevant;
} CASES[] = {
    {"They attacked it", true, true},
    {"Attacking was easy", true, true},
    {"They attach it", false, false},
    {"A quiet morning", false, false},
    {"They agreeing now", true, true},
    {"They shot it", true, true},
    /* conditions: a word or a member of the class must stand somewhere */
    {"They seized power", false, false},
    {"They seized the convoys", true, true},
    {"They seized two rifles", true, true},
    {"They seized the old bus bombs", true, true},
    {"They seized the old bombs", false, false},
    {"They seized fishermen", true, true},
    /* rows that block make nothing; what they block is left for the trigger finder to see */
    {"his heart failed", false, false},
    {"his heart attack", true, true},
    /* weak words need another */
    {"more unrest there", true, false},
    /* gaps, classes, what may stand between */
    {"They set two cars on fire", true, true},
    {"They set one two three four five six seven eight on fire", false, false},
    {"They promised an early release", true, true},
    {"They promised one two three four five release", false, false},
    {"They promised nothing", false, false},
};

static void check_case(const toc_event_data *data, size_t i)
{
    char tree[512];
    size_t n = 0;
    toc_slice rest = toc_slice_of(CASES[i].text), word;
    while (toc_slice_cut(&rest, ' ', &word))
        n += (size_t)snprintf(tree + n, sizeof tree - n, "%.*s////0/ ", (int)word.len, word.ptr);
    tree_text t;
    tree_text_make(&t, tree);
    const bool relevant = toc_relevant(data, &t.text);
    CHECK(relevant == CASES[i].relevant, "\"%s\" is %srelevant", CASES[i].text,
          relevant ? "" : "not ");
    const bool candidate = t.text.sentences.items[0].candidate;
    CHECK(candidate == CASES[i].candidate, "\"%s\" is %sa candidate", CASES[i].text,
          candidate ? "" : "not ");
    toc_arena_free(&t.arena);
}

int main(void)
{
    const toc_dict_source files[] = {{"e.tsv", toc_slice_of(EVENTS)},
                                     {"c.tsv", toc_slice_of(CLASSES)},
                                     {"i.tsv", toc_slice_of(IRREGULAR)}};
    toc_pack pack;
    toc_arena arena;
    toc_event_data data;
    CHECK(tree_events(&data, &pack, &arena, files, 3), "the event tables do not open");
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) check_case(&data, i);
    toc_arena_free(&arena);
    toc_pack_close(&pack);
    return check_done();
}
