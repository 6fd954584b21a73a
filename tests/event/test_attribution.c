/* tests/event/test_attribution.c - who says what, and who claims, denies or is blamed for it. */
#include "sentences.h"

/* Words of several spans, one after the other with " / " between them. */
static const char *words_of(const toc_record *record, const toc_spans *spans)
{
    static char ring[3][512];
    static unsigned next;
    char *out = ring[next++ % 3];
    size_t n = 0;
    out[0] = '\0';
    for (uint32_t i = 0; i < spans->count && n + 100 < sizeof ring[0]; i++) {
        const toc_slice words = toc_record_words(record, spans->items[i]);
        n += (size_t)snprintf(out + n, sizeof ring[0] - n, "%s%.*s", i > 0 ? " / " : "",
                              (int)words.len, words.ptr);
    }
    return out;
}

/* The n-th statement of the text: source ("": none named), cue, content; content NULL: there are only n. */
static const struct {
    const char *text;
    uint32_t n;
    const char *source, *cue, *content;
} STATEMENTS[] = {
    {"Police said gunmen killed three soldiers near Mosul.", 0, "Police", "said",
     "gunmen killed three soldiers near Mosul"},
    {"Gunmen killed three soldiers near Mosul, police said.", 0, "police", "said",
     "Gunmen killed three soldiers near Mosul"},
    {"\"We attacked the base,\" said Abu Omar, a rebel commander.", 0,
     "Abu Omar, a rebel commander", "said", "\"We attacked the base,\""},
    {"According to the army, rebels attacked the base on Sunday.", 0, "the army", "According to",
     "rebels attacked the base on Sunday"},
    {"The minister told reporters that rebels had attacked the base.", 0, "The minister", "told",
     "rebels had attacked the base"},
    {"\"The rebels attacked us,\" the farmer said. \"They burned the house.\"", 0, "the farmer",
     "said", "\"The rebels attacked us,\" / \"They burned the house.\""},
    {"It is said that rebels attacked the base.", 0, "", "said", "rebels attacked the base"},
    /* nested: the outer one first */
    {"The mayor said police told him that gunmen had attacked the school.", 0, "The mayor", "said",
     "police told him that gunmen had attacked the school"},
    {"The mayor said police told him that gunmen had attacked the school.", 1, "police", "told",
     "gunmen had attacked the school"},
    {"Reuters reported that the army said rebels attacked the base.", 1, "the army", "said",
     "rebels attacked the base"},
    {"The rebels denied that they had attacked the barracks.", 0, "The rebels", "denied",
     "they had attacked the barracks"},
    /* at the end of a clause: the order of words, whatever the tree */
    {"Shells hit a school on Monday, the town's mayor, Igor Martin, reported.", 0,
     "the town's mayor, Igor Martin", "reported", "Shells hit a school on Monday"},
    {"Scuffles left four injured, the mission said, and a window lay in the street.", 0,
     "the mission", "said", "Scuffles left four injured"},
    /* a log */
    {"1015 Coast guard: Russian marines blew up three patrol boats.", 0, "Coast guard", ":",
     "Russian marines blew up three patrol boats"},
    {"Government measures: a curfew in Osh after mobs had burned the market.", 0, NULL, NULL, NULL},
    /* read off the marks; who speaks stands behind, with a clause of his own, or before */
    {"\"We held the bridge all night,\" said the colonel, who left for the capital.", 0,
     "the colonel", "said", "\"We held the bridge all night,\""},
    {"\"The road is closed,\" she said, \"and the bridge is gone.\"", 0, "she", "said",
     "\"The road is closed,\" / \"and the bridge is gone.\""},
    {"\"They fired at us. We ran into the woods,\" the farmer said.", 0, "the farmer", "said",
     "\"They fired at us. We ran into the woods,\""},
    {"\"I think they fired first,\" the farmer said. \"I know what I saw.\"", 0, "the farmer",
     "said", "\"I think they fired first,\" / \"I know what I saw.\""},
    {"The rebels accused the governor of stealing the grain.", 0, "The rebels", "accused",
     "the governor of stealing the grain"},
    {"The minister said the road was open, adding that trucks had passed.", 0, "The minister",
     "said", "the road was open"},
    {"The minister said the road was open, adding that trucks had passed.", 1, "The minister",
     "adding", "trucks had passed"},
    {"\"I believe that the rebels lied,\" the mayor said.", 1, NULL, NULL, NULL},
    /* nobody says anything */
    {"Gunmen killed three soldiers near Mosul.", 0, NULL, NULL, NULL},
    {"Rebels attacked the base after the sun had set.", 0, NULL, NULL, NULL},
    {"The clock tells the time in the ruined town.", 0, NULL, NULL, NULL},
    {"Police said gunmen killed three soldiers near Mosul.", 1, NULL, NULL, NULL},
};

/* Who reports the event ("": the article itself), what is said of who did it, and who that is. */
static const struct {
    const char *text, *trigger, *reported_by;
    toc_claim claim;
    const char *by;
} EVENTS[] = {
    {"Police said gunmen killed three soldiers near Mosul.", "killed", "Police", TOC_CLAIM_NONE,
     ""},
    {"The mayor said police told him that gunmen had attacked the school.", "attacked", "police",
     TOC_CLAIM_NONE, ""},
    {"Reuters reported that the army said rebels attacked the base.", "attacked", "the army",
     TOC_CLAIM_NONE, ""},
    {"Gunmen killed three soldiers near Mosul.", "killed", "", TOC_CLAIM_NONE, ""},
    {"The Azure Front claimed responsibility for the attack on the barracks.", "attack",
     "The Azure Front", TOC_CLAIM_CLAIMED, "Azure Front"},
    {"No group claimed responsibility for the attack on the barracks.", "attack", "",
     TOC_CLAIM_UNCLAIMED, ""},
    {"The Azure Front denied responsibility for the bombing.", "bombing", "The Azure Front",
     TOC_CLAIM_DENIED, "Azure Front"},
    {"The bomb killed two children, doctors said, and rebels denied any role.", "killed", "doctors",
     TOC_CLAIM_DENIED, "rebels"},
    {"The bank paid for repairs after gunmen attacked its office.", "attacked", "", TOC_CLAIM_NONE,
     ""},
    {"Rebels attacked the base after the sun had set.", "attacked", "", TOC_CLAIM_NONE, ""},
};

static void test_statement(size_t i)
{
    tocsin_doc *doc = sentence_code(STATEMENTS[i].text, NULL);
    if (doc == NULL) return;
    const toc_record *r = &doc->record;
    if (STATEMENTS[i].content == NULL) {
        CHECK(r->attributions.count <= STATEMENTS[i].n, "\"%s\": %u statements, \"%s\"",
              STATEMENTS[i].text, r->attributions.count,
              words_of(r, &r->attributions.items[STATEMENTS[i].n].content));
    } else if (STATEMENTS[i].n >= r->attributions.count) {
        CHECK(false, "\"%s\": %u statements", STATEMENTS[i].text, r->attributions.count);
    } else {
        const toc_attribution *a = &r->attributions.items[STATEMENTS[i].n];
        const char *source = words_of(r, &a->source), *cue = words_of(r, &a->cue),
                   *content = words_of(r, &a->content);
        CHECK(strcmp(source, STATEMENTS[i].source) == 0 && strcmp(cue, STATEMENTS[i].cue) == 0 &&
                  strcmp(content, STATEMENTS[i].content) == 0,
              "\"%s\": %s | %s | %s", STATEMENTS[i].text, source, cue, content);
    }
    tocsin_doc_free(doc);
}

static void test_event(size_t i)
{
    tocsin_doc *doc = sentence_code(EVENTS[i].text, NULL);
    if (doc == NULL) return;
    const toc_record *r = &doc->record;
    const toc_event *e = sentence_event(r, EVENTS[i].trigger);
    CHECK(e != NULL, "\"%s\": no event %s", EVENTS[i].text, EVENTS[i].trigger);
    if (e != NULL) {
        const toc_slice said = e->reported_by.count > 0
                                   ? toc_record_words(r, e->reported_by.items[0].span)
                                   : TOC_LIT("");
        const toc_slice by =
            e->claim_by.count > 0 ? r->entities.items[e->claim_by.items[0]].name : TOC_LIT("");
        CHECK(toc_slice_is(said, EVENTS[i].reported_by), "\"%s\": reported by \"%.*s\"",
              EVENTS[i].text, (int)said.len, said.ptr);
        CHECK(e->claim == EVENTS[i].claim && toc_slice_is(by, EVENTS[i].by),
              "\"%s\": %s by \"%.*s\"", EVENTS[i].text, toc_claim_word(e->claim), (int)by.len,
              by.ptr);
    }
    tocsin_doc_free(doc);
}

int main(void)
{
    for (size_t i = 0; i < sizeof STATEMENTS / sizeof *STATEMENTS; i++) test_statement(i);
    for (size_t i = 0; i < sizeof EVENTS / sizeof *EVENTS; i++) test_event(i);
    return check_done();
}
