/* tests/event/test_place.c - where events happened: phrases of places, features, the choice. */
#include "check.h"

#include "event/place_choice.h"
#include "tree_text.h"

static const char EVENTS[] = "@table event: pattern pos type method mode cameo frame\n"
                             "attack\tv\tassault\t\t\t190\tpatient=obj perpetrator=subj\n"
                             "bombing\tn\tassault\tbombing\t\t183\tpatient=of\n"
                             "withdraw\tv\tretreat\t\t\t087\tperpetrator=subj\n";
static const char CLASSES[] =
    "@table class: word class\ncity\tarea\nsuburb\tarea\ndistrict\tarea\nresident\tperson\n";
static const char WEIGHTS[] =
    "@table place_weight: feature weight\nalways\t-20\nprep:in\t60\nprep:from\t-60\nprep:against\t-90\n"
    "flag:outer\t-80\ntype:retreat:from\t120\nattach:within\t70\nattach:object\t60\nflag:nearest\t5\n"
    "flag:of-person\t-70\nno-such-feature\t500\n";

/* Words that name places, and their kinds. */
static const struct {
    const char *word;
    toc_place_kind kind;
} NAMES[] = {{"Mosul", TOC_PLACE_TOWN},
             {"Basra", TOC_PLACE_TOWN},
             {"Iraq", TOC_PLACE_COUNTRY},
             {"Dora", TOC_PLACE_DISTRICT},
             {"Iraqi", TOC_PLACE_DEMONYM}};

/* The place of the first draft, and "+X" for each further one where it happened too. */
static const struct {
    const char *tree, *place;
} CASES[] = {
    {"Rebels/rebel/NOUN/2/nsubj attacked/attack/VERB/0/root troops/troops/NOUN/2/obj in/in/ADP/5/case "
     "Mosul/Mosul/PROPN/2/obl",
     "Mosul"},
    /* the finer of two in one phrase, whichever comes first */
    {"Rebels/rebel/NOUN/2/nsubj attacked/attack/VERB/0/root in/in/ADP/4/case Mosul/Mosul/PROPN/2/obl ,/,/PUNCT/6/punct "
     "Iraq/Iraq/PROPN/4/appos",
     "Mosul"},
    {"Rebels/rebel/NOUN/2/nsubj attacked/attack/VERB/0/root in/in/ADP/6/case the/the/DET/6/det Mosul/Mosul/PROPN/6/compound "
     "suburb/suburb/NOUN/2/obl of/of/ADP/8/case Dora/Dora/PROPN/6/nmod",
     "Dora"},
    {"Rebels/rebel/NOUN/2/nsubj attacked/attack/VERB/0/root in/in/ADP/5/case the/the/DET/5/det city/city/NOUN/2/obl "
     "of/of/ADP/7/case Mosul/Mosul/PROPN/5/nmod",
     "Mosul"},
    {"Rebels/rebel/NOUN/2/nsubj attacked/attack/VERB/0/root in/in/ADP/4/case Mosul/Mosul/PROPN/2/obl and/and/CCONJ/6/cc "
     "Basra/Basra/PROPN/4/conj",
     "Mosul+Basra"},
    {"The/the/DET/3/det Mosul/Mosul/PROPN/3/compound bombing/bombing/NOUN/4/nsubj shocked/shock/VERB/0/root "
     "Basra/Basra/PROPN/4/obj",
     "Mosul"},
    {"Rebels/rebel/NOUN/2/nsubj attacked/attack/VERB/0/root Mosul/Mosul/PROPN/2/obj", "Mosul"},
    /* where it did not happen: nothing is better than that */
    {"Rebels/rebel/NOUN/4/nsubj from/from/ADP/3/case Mosul/Mosul/PROPN/1/nmod attacked/attack/VERB/0/root "
     "troops/troops/NOUN/4/obj",
     "-"},
    {"Rebels/rebel/NOUN/2/nsubj attacked/attack/VERB/0/root a/a/DET/4/det resident/resident/NOUN/2/obj of/of/ADP/6/case "
     "Mosul/Mosul/PROPN/4/nmod",
     "-"},
    {"Iraqi/Iraqi/ADJ/2/amod rebels/rebel/NOUN/3/nsubj attacked/attack/VERB/0/root troops/troops/NOUN/3/obj",
     "-"},
    /* "from" is where a withdrawal happens */
    {"Rebels/rebel/NOUN/2/nsubj withdraw/withdraw/VERB/0/root from/from/ADP/4/case Mosul/Mosul/PROPN/2/obl",
     "Mosul"},
};

static void find_places(tree_text *t)
{
    for (uint32_t i = 0; i < t->text.tokens.count; i++)
        for (size_t k = 0; k < sizeof NAMES / sizeof *NAMES; k++) {
            if (!toc_slice_is(toc_token_words(&t->text, i), NAMES[k].word)) continue;
            const toc_place place = {
                .kind = NAMES[k].kind,
                .span = {t->text.tokens.items[i].start, t->text.tokens.items[i].end},
                .has_point = true,
                .country = "IRQ",
                .name = toc_slice_of(NAMES[k].word)};
            toc_push(&t->arena, &t->record.places, place);
        }
}

static void describe(const toc_story *story, toc_buf *out)
{
    const toc_event *e = &story->drafts.items[0].event;
    const toc_record *record = story->scene->record;
    toc_buf_text(out, e->has_place ? "" : "-");
    if (e->has_place) toc_buf_slice(out, record->places.items[e->place].name);
    for (uint32_t i = 0; i < e->evidence.count; i++) {
        if (strcmp(e->evidence.items[i].field, "place") != 0) continue;
        toc_buf_text(out, "+");
        toc_buf_slice(out, toc_record_words(record, e->evidence.items[i].span));
    }
}

static void names_are_distinct(void)
{
    static char names[2048][TOC_PLACE_FEATURE_NAME];
    const size_t n = toc_place_feature_count();
    CHECK(n > 100 && n <= 2048, "%zu features", n);
    for (size_t i = 0; i < n && i < 2048; i++) {
        const size_t len = toc_place_feature_name(i, names[i]);
        CHECK(len > 0 && len + 1 < TOC_PLACE_FEATURE_NAME && strlen(names[i]) == len,
              "feature %zu: \"%s\"", i, names[i]);
        size_t same = i;
        for (size_t k = 0; k < i; k++)
            if (strcmp(names[i], names[k]) == 0) same = k;
        CHECK(same == i, "features %zu and %zu: %s", same, i, names[i]);
    }
}

int main(void)
{
    const toc_dict_source files[] = {{"e.tsv", toc_slice_of(EVENTS)},
                                     {"c.tsv", toc_slice_of(CLASSES)},
                                     {"w.tsv", toc_slice_of(WEIGHTS)}};
    toc_pack pack;
    toc_arena arena;
    toc_event_data data;
    CHECK(tree_events(&data, &pack, &arena, files, 3), "the event tables do not open");
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        tree_text t;
        toc_story story;
        tree_text_make(&t, CASES[i].tree);
        find_places(&t);
        toc_relevant(&data, &t.text);
        toc_story_tell(&story, &data, &t.article, &t.scene, false);
        toc_buf out = {0};
        if (story.drafts.count > 0) describe(&story, &out);
        toc_buf_put(&out, "", 1);
        CHECK(strcmp(out.ptr, CASES[i].place) == 0, "case %zu: \"%s\", expected \"%s\"", i, out.ptr,
              CASES[i].place);
        toc_buf_free(&out);
        toc_arena_free(&t.arena);
    }
    names_are_distinct();
    toc_arena_free(&arena);
    toc_pack_close(&pack);
    return check_done();
}
