/* tests/event/test_story.c - triggers, roles and status over hand-made trees. */
#include "check.h"

#include "tree_text.h"

static const char EVENTS[] =
    "@table event: pattern pos type method mode cameo frame\n"
    "attack\tv\tassault\t\t\t190\n"
    "attack\tn\tassault\t\t\t190\n"
    "heart attack\tn\t\t\t\t\tnone\n"
    "set * on fire\tv\tassault\tarson\t\t190\tperpetrator=subj patient=gap effect=destroyed\n"
    "kill\tv\tassault\t\t\t190\tpatient=obj perpetrator=subj harm=killed\n"
    "fire\tv\tassault\tmissile\t\t195\tobj:@missile perpetrator=subj instrument=obj patient=at\n"
    "fire\tv\tassault\tfirearms\t\t190\tobj:- perpetrator=subj patient=at,on\n"
    "arrest\tv\tcoerce\tarrest\t\t173\tharm=arrested\n"
    "reject\tv\treject\t\t\t120\nmarch\tv\tprotest\tdemonstration\t\t141\tperpetrator=subj\n"
    "dead\ta\tassault\t\t\t190\tweak harm=killed patient=subj\n";
static const char CLASSES[] =
    "@table class: word class\nrocket\tmissile weapon\nmissile\tmissile weapon\nlaunch\tlight-verb\n"
    "carry\tlight-verb\nin\tlocative\nnear\tlocative\n";
static const char AGENTS[] =
    "@table agent: noun aliases kind sector code country note\ngunman\t\tperson\tUAF\nsoldier\t\tmilitary\tMIL\n"
    "police\t\tgovernment\tCOP\nrebel\t\tgroup\tREB\nworker\t\tcivilian\tCVL\n";
static const char STATUS[] =
    "@table status: word pos positive negative status\nnot\tneg\t-\t+\tdid-not-occur\nno\tneg\t-\t+\tdid-not-occur\n"
    "plan\tv\to\to\tplanned\nfail\tv\t-\t+\tdid-not-occur\nthreaten\tv\to\to\tthreatened\n"
    "will\taux\to\to\tplanned\nwould\taux\to\to\thypothetical\nif\tmark\to\to\thypothetical\nprevent\tv\t-\t+\tdid-not-occur\n"
    "deny\tv\t-\t+\tdenied\n";

static const char VETO[] =
    "@table veto: word aliases pos sense marks type\n"
    "midfielder\twinger|striker\t\tsport\tany:3 subj:6\nnovel\tfilm\t\tfiction\tframe:7 any:2\n"
    "goal\t\t\tsport\tany:3\ncrash\t\tv\taccident\tany:6\tassault\n@military\t\t\tsport accident\tany:-4\n";

static const char SAYS[] = "@table says: verb\nsay\n";

/* events: "type method status perpetrator>victim|target" in text order, ';' between them */
static const struct {
    const char *tree, *events;
} CASES[] = {
    /* table veto: who does it; what it is told in; two that weigh enough together */
    {"The/the/DET/2/det winger/winger/NOUN/3/nsubj attacked/attack/VERB/0/root all/all/DET/5/det evening/evening/NOUN/3/obl:tmod",
     ""},
    {"Rebels/rebel/NOUN/2/nsubj attacked/attack/VERB/0/root a/a/DET/4/det winger/winger/NOUN/2/obj",
     "assault - occurred Rebels>a winger"},
    {"In/in/ADP/3/case the/the/DET/3/det novel/novel/NOUN/5/obl rebels/rebel/NOUN/5/nsubj attacked/attack/VERB/0/root soldiers/soldier/NOUN/5/obj",
     ""},
    {"The/the/DET/2/det film/film/NOUN/3/nsubj shows/show/VERB/0/root how/how/ADV/6/advmod rebels/rebel/NOUN/6/nsubj attacked/attack/VERB/3/ccomp "
     "soldiers/soldier/NOUN/6/obj",
     ""},
    {"Rebels/rebel/NOUN/2/nsubj attacked/attack/VERB/0/root soldiers/soldier/NOUN/2/obj near/near/ADP/6/case the/the/DET/6/det film/film/NOUN/2/obl",
     "assault - occurred Rebels>soldiers"},
    {"They/they/PRON/2/nsubj attacked/attack/VERB/0/root near/near/ADP/5/case the/the/DET/5/det goal/goal/NOUN/2/obl of/of/ADP/8/case "
     "the/the/DET/8/det striker/striker/NOUN/5/nmod",
     ""},
    /* soldiers speak for it; a verb counts as a verb only; a type that the row does not name */
    {"Soldiers/soldier/NOUN/2/nsubj attacked/attack/VERB/0/root near/near/ADP/5/case the/the/DET/5/det goal/goal/NOUN/2/obl of/of/ADP/8/case "
     "the/the/DET/8/det striker/striker/NOUN/5/nmod",
     "assault - occurred Soldiers>"},
    {"A/a/DET/2/det van/van/NOUN/3/nsubj crashed/crash/VERB/0/root and/and/CCONJ/5/cc killed/kill/VERB/3/conj workers/worker/NOUN/5/obj",
     ""},
    {"The/the/DET/2/det crash/crash/NOUN/3/nsubj killed/kill/VERB/0/root workers/worker/NOUN/3/obj",
     "assault - occurred >workers"},
    {"Rebels/rebel/NOUN/2/nsubj crashed/crash/VERB/0/root and/and/CCONJ/4/cc marched/march/VERB/2/conj",
     "protest demonstration occurred Rebels>"},
    {"Gunmen/gunman/NOUN/2/nsubj attacked/attack/VERB/0/root the/the/DET/4/det convoy/convoy/NOUN/2/obj",
     "assault - occurred Gunmen>the convoy"},
    /* trees without a subject: who acts stands before the verb, through a phrase or a joined verb */
    {"Rebels/rebel/NOUN/0/root on/on/ADP/3/case bicycles/bicycle/NOUN/1/nmod attacked/attack/VERB/1/parataxis "
     "soldiers/soldier/NOUN/4/obj",
     "assault - occurred Rebels>soldiers"},
    {"Rebels/rebel/NOUN/2/nsubj entered/enter/VERB/0/root town/town/NOUN/2/obj and/and/CCONJ/5/cc "
     "attacked/attack/VERB/3/list soldiers/soldier/NOUN/5/obj",
     "assault - occurred Rebels>soldiers"},
    {"Rebels/rebel/NOUN/0/root attacked/attack/VERB/1/parataxis in/in/ADP/4/case January/January/PROPN/2/obl",
     "assault - occurred >"},
    {"The/the/DET/2/det convoy/convoy/NOUN/4/nsubj:pass was/be/AUX/4/aux:pass attacked/attack/VERB/0/root by/by/ADP/6/case "
     "rebels/rebel/NOUN/4/obl:agent",
     "assault - occurred rebels>The convoy"},
    {"Rebels/rebel/NOUN/2/nsubj planned/plan/VERB/0/root to/to/PART/4/mark attack/attack/VERB/2/xcomp soldiers/soldier/NOUN/4/obj",
     "assault - planned Rebels>soldiers"},
    {"Rebels/rebel/NOUN/4/nsubj did/do/AUX/4/aux not/not/PART/4/advmod attack/attack/VERB/0/root soldiers/soldier/NOUN/4/obj",
     "assault - did-not-occur Rebels>soldiers"},
    {"Rebels/rebel/NOUN/2/nsubj failed/fail/VERB/0/root to/to/PART/4/mark attack/attack/VERB/2/xcomp soldiers/soldier/NOUN/4/obj",
     "assault - did-not-occur Rebels>soldiers"},
    {"Rebels/rebel/NOUN/4/nsubj did/do/AUX/4/aux not/not/PART/4/advmod fail/fail/VERB/0/root to/to/PART/6/mark attack/attack/VERB/4/xcomp "
     "soldiers/soldier/NOUN/6/obj",
     "assault - occurred Rebels>soldiers"},
    {"He/he/PRON/2/nsubj died/die/VERB/0/root of/of/ADP/6/case a/a/DET/6/det heart/heart/NOUN/6/compound attack/attack/NOUN/2/obl",
     ""},
    {"Rebels/rebel/NOUN/2/nsubj set/set/VERB/0/root the/the/DET/4/det bus/bus/NOUN/2/obj on/on/ADP/6/case fire/fire/NOUN/2/obl",
     "assault arson occurred Rebels>the bus"},
    {"Rebels/rebel/NOUN/2/nsubj fired/fire/VERB/0/root rockets/rocket/NOUN/2/obj at/at/ADP/6/case the/the/DET/6/det post/post/NOUN/2/obl",
     "assault missile occurred Rebels>the post"},
    {"The/the/DET/2/det company/company/NOUN/3/nsubj fired/fire/VERB/0/root ten/ten/NUM/5/nummod workers/worker/NOUN/3/obj",
     ""},
    {"Rebels/rebel/NOUN/2/nsubj launched/launch/VERB/0/root an/a/DET/4/det attack/attack/NOUN/2/obj on/on/ADP/7/case the/the/DET/7/det "
     "post/post/NOUN/4/nmod",
     "assault - occurred Rebels>the post"},
    {"Gunmen/gunman/NOUN/6/nsubj who/who/PRON/3/nsubj attacked/attack/VERB/1/acl:relcl soldiers/soldier/NOUN/3/obj ,/,/PUNCT/1/punct "
     "fled/flee/VERB/0/root",
     "assault - occurred Gunmen>soldiers"},
    {"Police/police/NOUN/2/nsubj arrested/arrest/VERB/0/root two/two/NUM/4/nummod workers/worker/NOUN/2/obj",
     "coerce arrest occurred Police>two workers"},
    {"Two/two/NUM/2/nummod workers/worker/NOUN/4/nsubj:pass were/be/AUX/4/aux:pass arrested/arrest/VERB/0/root and/and/CCONJ/6/cc "
     "killed/kill/VERB/4/conj",
     "coerce arrest occurred >Two workers;assault - occurred >Two workers"},
    {"Soldiers/soldier/NOUN/2/nsubj killed/kill/VERB/0/root three/three/NUM/4/nummod rebels/rebel/NOUN/2/obj",
     "assault - occurred Soldiers>three rebels"},
    {"Rebels/rebel/NOUN/2/nsubj threatened/threaten/VERB/0/root to/to/PART/4/mark kill/kill/VERB/2/xcomp workers/worker/NOUN/4/obj",
     "assault - threatened Rebels>workers"},
    {"Rebels/rebel/NOUN/2/nsubj said/say/VERB/0/root they/they/PRON/5/nsubj would/would/AUX/5/aux attack/attack/VERB/2/ccomp soldiers/soldier/NOUN/5/obj",
     "assault - planned Rebels>soldiers"},
    {"They/they/PRON/3/nsubj would/would/AUX/3/aux attack/attack/VERB/0/root soldiers/soldier/NOUN/3/obj",
     "assault - hypothetical They>soldiers"},
    /* the tree has the title as the subject, the phrase ends in the name: he is meant */
    {"Leader/leader/NOUN/3/nsubj John/John/PROPN/1/flat rejected/reject/VERB/0/root rebels/rebel/NOUN/3/obj",
     "reject - occurred Leader John>rebels"},
    /* the tree hangs the third of a list on the second */
    {"Police/police/NOUN/6/nsubj ,/,/PUNCT/3/punct soldiers/soldier/NOUN/1/conj and/and/CCONJ/5/cc rebels/rebel/NOUN/3/conj "
     "attacked/attack/VERB/0/root workers/worker/NOUN/6/obj",
     "assault - occurred Police+soldiers+rebels>workers"},
    {"Soldiers/soldier/NOUN/2/nsubj rejected/reject/VERB/0/root the/the/DET/4/det rebels/rebel/NOUN/6/nmod:poss ~'s/'s/PART/4/case "
     "demand/demand/NOUN/2/obj",
     "reject - occurred Soldiers>the rebels ~'s demand"},
    {"Soldiers/soldier/NOUN/2/nsubj rejected/reject/VERB/0/root a/a/DET/4/det demand/demand/NOUN/2/obj by/by/ADP/6/case rebels/rebel/NOUN/4/nmod",
     "reject - occurred Soldiers>a demand+rebels"},
    {"Workers/worker/NOUN/2/nsubj marched/march/VERB/0/root to/to/PART/4/mark demand/demand/VERB/2/advcl reform/reform/NOUN/4/obj "
     "by/by/ADP/7/case police/police/NOUN/5/nmod",
     "protest demonstration occurred Workers>police"},
    /* a protest is not against the workers named next */
    {"Police/police/NOUN/2/nsubj marched/march/VERB/0/root for/for/ADP/4/case workers/worker/NOUN/2/obl",
     "protest demonstration occurred Police>"},
    /* the tree has the first of a list, and whose they are for who they are */
    {"Soldiers/soldier/NOUN/2/nsubj rejected/reject/VERB/0/root rebels/rebel/NOUN/2/obj ,/,/PUNCT/5/punct workers/worker/NOUN/2/dep "
     "and/and/CCONJ/7/cc police/police/NOUN/2/dep",
     "reject - occurred Soldiers>rebels+workers+police"},
    {"Soldiers/soldier/NOUN/2/nsubj rejected/reject/VERB/0/root rebels/rebel/NOUN/2/obj and/and/CCONJ/6/cc police/police/NOUN/6/nsubj "
     "left/leave/VERB/2/conj",
     "reject - occurred Soldiers>rebels"},
    {"Soldiers/soldier/NOUN/2/nsubj rejected/reject/VERB/0/root workers/worker/NOUN/2/obj ~'s/'s/PART/3/case new/new/ADJ/6/amod "
     "John/John/PROPN/3/dep",
     "reject - occurred Soldiers>workers ~'s new John"},
    /* who comes in a clause of time is not addressed */
    {"Soldiers/soldier/NOUN/2/nsubj rejected/reject/VERB/0/root it/it/PRON/2/obj after/after/SCONJ/6/mark police/police/NOUN/6/nsubj "
     "left/leave/VERB/2/advcl",
     "reject - occurred Soldiers>"},
};

/* Who would give these words an actor. */
static void add_actors(tree_text *t)
{
    static const struct {
        const char *lemma, *sector;
    } ACTORS[] = {{"police", "COP"},
                  {"rebel", "REB"},
                  {"soldier", "MIL"},
                  {"worker", "LAB"},
                  {"john", "GOV"}};
    for (uint32_t i = 0; i < t->text.tokens.count; i++)
        for (size_t k = 0; k < sizeof ACTORS / sizeof *ACTORS; k++) {
            if (t->text.tokens.items[i].lemma_fold !=
                toc_hash(ACTORS[k].lemma, strlen(ACTORS[k].lemma)))
                continue;
            toc_entity entity = {.kind = TOC_ENTITY_GROUP, .has_actor = true};
            memcpy(entity.actor.sector, ACTORS[k].sector, 4);
            const toc_mention mention = {
                .span = {t->text.tokens.items[i].start, t->text.tokens.items[i].end}, .head = i};
            toc_push(&t->arena, &entity.mentions, mention);
            toc_push(&t->arena, &t->record.entities, entity);
            const uint32_t chunk = t->scene.chunk_of[i];
            if (chunk != TOC_NONE && t->scene.chunks.items[chunk].head == i)
                t->scene.chunks.items[chunk].entity = t->record.entities.count - 1;
        }
}

static void describe(const tree_text *t, toc_buf *out)
{
    for (uint32_t i = 0; i < t->record.events.count; i++) {
        const toc_event *e = &t->record.events.items[i];
        if (i > 0) toc_buf_text(out, ";");
        const char *method = toc_method_word(e->method);
        toc_buf_printf(out, "%s %s %s ", toc_type_word(e->type), *method ? method : "-",
                       toc_status_word(e->status));
        for (int side = 0; side < 2; side++) {
            bool first = true;
            for (uint32_t k = 0; k < e->roles.count; k++) {
                const toc_role role = e->roles.items[k].role;
                if (role == TOC_ROLE_INSTRUMENT || (role == TOC_ROLE_PERPETRATOR) != (side == 0))
                    continue;
                if (!first) toc_buf_text(out, "+");
                toc_buf_slice(out, toc_record_words(&t->record, e->roles.items[k].span));
                first = false;
            }
            if (side == 0) toc_buf_text(out, ">");
        }
    }
}

int main(void)
{
    const toc_dict_source files[] = {
        {"e.tsv", toc_slice_of(EVENTS)}, {"c.tsv", toc_slice_of(CLASSES)},
        {"a.tsv", toc_slice_of(AGENTS)}, {"s.tsv", toc_slice_of(STATUS)},
        {"v.tsv", toc_slice_of(SAYS)},   {"w.tsv", toc_slice_of(VETO)}};
    toc_pack pack;
    toc_arena arena;
    toc_event_data data;
    CHECK(tree_events(&data, &pack, &arena, files, 6), "the event tables do not open");
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        tree_text t;
        toc_story story;
        tree_text_make(&t, CASES[i].tree);
        add_actors(&t);
        toc_relevant(&data, &t.text);
        toc_story_tell(&story, &data, &t.article, &t.scene, true);

        for (uint32_t k = 0; k < story.drafts.count; k++)
            if (!story.drafts.items[k].frame.weak)
                toc_push(&t.arena, &t.record.events, story.drafts.items[k].event);
        toc_buf out = {0};
        describe(&t, &out);
        toc_buf_put(&out, "", 1);
        CHECK(strcmp(out.ptr, CASES[i].events) == 0, "case %zu: \"%s\", expected \"%s\"", i,
              out.ptr, CASES[i].events);
        toc_buf_free(&out);
        toc_arena_free(&t.arena);
    }
    toc_arena_free(&arena);
    toc_pack_close(&pack);
    return check_done();
}
