/* tests/event/test_casualty.c - how many were hurt, over hand-made trees without number words. */
#include "check.h"

#include "tree_text.h"

static const char EVENTS[] =
    "@table event: pattern pos type method mode cameo frame\n"
    "kill\tv\tassault\t\t\t190\tpatient=obj perpetrator=subj harm=killed\n"
    "shoot\tv\tassault\tfirearms\t\t193\tpatient=obj perpetrator=subj harm=injured\n"
    "homicide\tn\tassault\t\t\t190\tpatient=of harm=killed\n"
    "double homicide\tn\tassault\t\t\t190\tpatient=of harm=killed least=2\n"
    "die\tv\tassault\t\t\t190\tweak harm=killed patient=subj\n"
    "stab\tv\tassault\tstabbing\t\t180\tpatient=obj harm=injured mortal\n"
    "injure\tv\tassault\t\t\t180\tpatient=obj harm=injured\n";
static const char CLASSES[] =
    "@table class: word class\nman\tperson\nworker\tperson\nfatally\tdeadly\nyear old\tperson\n";
static const char AGENTS[] =
    "@table agent: noun aliases kind sector code country note\ngunman\t\tperson\tUAF\n";
static const char STATUS[] =
    "@table status: word pos positive negative status\nplan\tv\to\to\tplanned\n";
static const char IRREGULAR[] = "@table irregular: form lemma\nshot\tshoot\n";

/* For each draft in text order: killed/injured, as low-high, "+" for open, "-" where nothing is said. */
static const struct {
    const char *tree, *tolls;
} CASES[] = {
    {"Gunmen/gunman/NOUN/2/nsubj killed/kill/VERB/0/root him/him/PRON/2/obj", "1-1/-"},
    {"Gunmen/gunman/NOUN/2/nsubj killed/kill/VERB/0/root them/them/PRON/2/obj", "-/-"},
    {"Gunmen/gunman/NOUN/2/nsubj killed/kill/VERB/0/root workers/worker/NOUN/2/obj", "-/-"},
    {"Gunmen/gunman/NOUN/2/nsubj shoot/shoot/VERB/0/root a/a/DET/4/det man/man/NOUN/2/obj",
     "-/1-1"},
    /* who was shot and killed is not wounded */
    {"Gunmen/gunman/NOUN/2/nsubj shot/shoot/VERB/0/root him/him/PRON/2/obj and/and/CCONJ/5/cc killed/kill/VERB/2/conj "
     "him/him/PRON/5/obj",
     "-/-;1-1/-"},
    /* a death told without its act belongs to the act */
    {"Gunmen/gunman/NOUN/2/nsubj shot/shoot/VERB/0/root a/a/DET/4/det man/man/NOUN/2/obj and/and/CCONJ/7/cc "
     "he/he/PRON/7/nsubj died/die/VERB/2/conj",
     "1-1/-;1-1/-"},
    /* the order of words, where the tree names no patient */
    {"Man/man/NOUN/2/nsubj killed/kill/VERB/0/root in/in/ADP/4/case Springfield/Springfield/PROPN/2/obl",
     "1-1/-"},
    {"Police/police/NOUN/2/nsubj came/come/VERB/0/root after/after/ADP/5/case a/a/DET/5/det man/man/NOUN/2/obl was/be/AUX/7/aux:pass "
     "killed/kill/VERB/2/ccomp",
     "1-1/-"},
    {"They/they/PRON/2/nsubj killed/kill/VERB/0/root quickly/quickly/ADV/2/advmod", "1-+/-"},
    {"He/he/PRON/2/nsubj killed/kill/VERB/0/root a/a/DET/4/det worker/worker/NOUN/2/obj and/and/CCONJ/6/cc injured/injure/VERB/4/nmod "
     "a/a/DET/8/det man/man/NOUN/4/conj",
     "1-1/-;-/1-1"},
    {"The/the/DET/2/det worker/worker/NOUN/5/obl ,/,/PUNCT/4/punct Baker/Baker/PROPN/2/appos was/be/AUX/6/cop killed/kill/VERB/0/root",
     "1-1/-"},
    /* one of those hit, told by an adverb of its own */
    {"A/a/DET/2/det man/man/NOUN/4/nsubj:pass was/be/AUX/4/aux:pass stabbed/stab/VERB/0/root ,/,/PUNCT/7/punct one/one/NUM/4/nummod "
     "fatally/fatally/ADV/4/advmod",
     "1-1/-"},
    /* an apposition is no second victim */
    {"Baker/Baker/PROPN/6/nsubj:pass ,/,/PUNCT/4/punct a/a/DET/4/det worker/worker/NOUN/1/conj was/be/AUX/6/aux:pass "
     "killed/kill/VERB/0/root",
     "1-1/-"},
    {"Baker/Baker/PROPN/6/nsubj:pass and/and/CCONJ/4/cc a/a/DET/4/det worker/worker/NOUN/1/conj was/be/AUX/6/aux:pass "
     "killed/kill/VERB/0/root",
     "2-2/-"},
    {"Police/police/NOUN/2/nsubj saw/see/VERB/0/root a/a/DET/4/det homicide/homicide/NOUN/2/obj",
     "1-+/-"},
    {"Police/police/NOUN/2/nsubj saw/see/VERB/0/root homicides/homicide/NOUN/2/obj", "-/-"},
    /* two without a number, and one set against the dead of its sentence */
    {"Both/both/PRON/3/nsubj:pass were/be/AUX/3/aux:pass shot/shoot/VERB/0/root", "-/2-2"},
    {"He/he/PRON/3/nsubj:pass was/be/AUX/3/aux:pass killed/kill/VERB/0/root and/and/CCONJ/6/cc another/another/DET/6/nsubj "
     "injured/injure/VERB/3/conj",
     "1-1/-;-/1-1"},
    /* a name before "who", where the tree has cut it off; "that" of a thing is nobody */
    {"Baker/Baker/PROPN/5/vocative ,/,/PUNCT/1/punct who/who/PRON/5/nsubj:pass was/be/AUX/5/aux:pass killed/kill/VERB/0/root",
     "1-1/-"},
    /* whom the clause above is said of, in the passive too; somebody besides; how many the word itself says */
    {"The/the/DET/2/det worker/worker/NOUN/4/nsubj:pass was/be/AUX/4/aux:pass hospitalized/hospitalize/VERB/0/root after/after/SCONJ/7/mark "
     "being/be/AUX/7/aux:pass shot/shoot/VERB/4/advcl",
     "-/1-1"},
    {"Gunmen/gunman/NOUN/2/nsubj killed/kill/VERB/0/root a/a/DET/4/det worker/worker/NOUN/2/obj as/as/ADP/9/cc well/well/ADV/5/fixed "
     "as/as/ADP/5/fixed a/a/DET/9/det man/man/NOUN/4/nmod",
     "2-2/-"},
    {"Police/police/NOUN/2/nsubj saw/see/VERB/0/root a/a/DET/5/det double/double/ADJ/5/amod homicide/homicide/NOUN/2/obj",
     "2-+/-"},
    {"Laws/law/NOUN/4/nsubj that/that/PRON/4/nsubj:pass were/be/AUX/4/aux:pass killed/kill/VERB/0/root",
     "-/-"},
    {"Gunmen/gunman/NOUN/2/nsubj planned/plan/VERB/0/root a/a/DET/4/det homicide/homicide/NOUN/2/obj",
     "-/-"},
};

static void describe_count(const toc_count *c, toc_buf *out)
{
    if (!c->present)
        toc_buf_text(out, "-");
    else if (c->high == TOC_OPEN)
        toc_buf_printf(out, "%u-+", c->low);
    else
        toc_buf_printf(out, "%u-%u", c->low, c->high);
}

int main(void)
{
    const toc_dict_source files[] = {{"e.tsv", toc_slice_of(EVENTS)},
                                     {"c.tsv", toc_slice_of(CLASSES)},
                                     {"a.tsv", toc_slice_of(AGENTS)},
                                     {"s.tsv", toc_slice_of(STATUS)},
                                     {"i.tsv", toc_slice_of(IRREGULAR)}};
    toc_pack pack;
    toc_arena arena;
    toc_event_data data;
    CHECK(tree_events(&data, &pack, &arena, files, 5), "the event tables do not open");
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        tree_text t;
        toc_story story;
        tree_tell(&t, &story, &data, CASES[i].tree);

        toc_buf out = {0};
        for (uint32_t k = 0; k < story.drafts.count; k++) {
            const toc_event *e = &story.drafts.items[k].event;
            if (k > 0) toc_buf_text(&out, ";");
            describe_count(&e->casualties[TOC_HARM_KILLED], &out);
            toc_buf_text(&out, "/");
            describe_count(&e->casualties[TOC_HARM_INJURED], &out);
        }
        toc_buf_put(&out, "", 1);
        CHECK(strcmp(out.ptr, CASES[i].tolls) == 0, "case %zu: \"%s\", expected \"%s\"", i, out.ptr,
              CASES[i].tolls);
        toc_buf_free(&out);
        toc_arena_free(&t.arena);
    }
    toc_arena_free(&arena);
    toc_pack_close(&pack);
    return check_done();
}
