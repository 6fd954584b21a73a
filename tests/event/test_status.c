/* tests/event/test_status.c - did it happen? Whole sentences; test_story.c has the same over hand-made trees. */
#include "sentences.h"

static const struct {
    const char *text, *trigger;
    toc_event_status status;
} CASES[] = {
    {"Gunmen killed three soldiers near Mosul on Monday.", "killed", TOC_STATUS_OCCURRED},
    {"The rebels have attacked two villages since Friday.", "attacked", TOC_STATUS_OCCURRED},
    {"Three soldiers were killed by gunmen near the border.", "killed", TOC_STATUS_OCCURRED},
    {"Rebels managed to kill two guards at the depot.", "kill", TOC_STATUS_OCCURRED},
    {"The soldiers did not fail to attack the camp.", "attack", TOC_STATUS_OCCURRED},
    {"Nobody doubts that the militia killed the mayor.", "killed", TOC_STATUS_OCCURRED},
    {"The army admitted that its troops killed four farmers.", "killed", TOC_STATUS_OCCURRED},
    {"Rebels who attacked the base fled into the hills.", "attacked", TOC_STATUS_OCCURRED},
    {"The rebels regretted that they had attacked the school.", "attacked", TOC_STATUS_OCCURRED},
    {"Troops are shelling the town.", "shelling", TOC_STATUS_ONGOING},
    {"Gunmen tried to kill the governor on Sunday.", "kill", TOC_STATUS_ATTEMPTED},
    {"Rebels attempted to attack the base on Monday.", "attack", TOC_STATUS_ATTEMPTED},
    {"The attempted assassination of the minister shocked the capital.", "assassination",
     TOC_STATUS_ATTEMPTED},
    {"Police foiled an attack on the airport.", "foiled", TOC_STATUS_ATTEMPTED},
    {"Soldiers prevented rebels from attacking the village.", "attacking",
     TOC_STATUS_DID_NOT_OCCUR},
    {"The rebels plan to attack the capital.", "attack", TOC_STATUS_PLANNED},
    {"The militia will attack the port tomorrow.", "attack", TOC_STATUS_PLANNED},
    {"The rebels decided to attack the convoy.", "attack", TOC_STATUS_PLANNED},
    {"The army is preparing to bomb the town.", "bomb", TOC_STATUS_PLANNED},
    {"The rebels threatened to attack the airport.", "threatened", TOC_STATUS_OCCURRED},
    {"The militia threatened to kill the hostages.", "threatened", TOC_STATUS_OCCURRED},
    {"The president denied that soldiers had killed civilians.", "killed", TOC_STATUS_DENIED},
    {"The army denied killing the farmers.", "killing", TOC_STATUS_DENIED},
    {"The army denied it had bombed the hospital.", "bombed", TOC_STATUS_DENIED},
    {"Gunmen did not kill the hostages.", "kill", TOC_STATUS_DID_NOT_OCCUR},
    {"The rebels never attacked the village.", "attacked", TOC_STATUS_DID_NOT_OCCUR},
    {"No soldiers attacked the town.", "attacked", TOC_STATUS_DID_NOT_OCCUR},
    {"The rebels failed to attack the base.", "attack", TOC_STATUS_DID_NOT_OCCUR},
    {"The rebels refused to attack the town.", "attack", TOC_STATUS_DID_NOT_OCCUR},
    {"Rebels attacked neither the school nor the clinic.", "attacked", TOC_STATUS_DID_NOT_OCCUR},
    {"Without attacking the village, the rebels withdrew.", "attacking", TOC_STATUS_DID_NOT_OCCUR},
    {"If the rebels attack the town, thousands will flee.", "attack", TOC_STATUS_HYPOTHETICAL},
    {"Unless the rebels attack, the talks will go on.", "attack", TOC_STATUS_HYPOTHETICAL},
    {"The rebels may attack the town.", "attack", TOC_STATUS_HYPOTHETICAL},
    {"The rebels could attack the town at any time.", "attack", TOC_STATUS_HYPOTHETICAL},
    {"Officials fear that rebels could kill the hostages.", "kill", TOC_STATUS_HYPOTHETICAL},
    {"Whether gunmen attacked the bus is not known.", "attacked", TOC_STATUS_HYPOTHETICAL},
    {"The crowd called on the army to attack the rebels.", "attack", TOC_STATUS_DEMANDED},
    {"The commander ordered his men to kill the prisoners.", "kill", TOC_STATUS_DEMANDED},
    {"We must confirm that rebels killed two teachers.", "killed", TOC_STATUS_OCCURRED},
    {"Rebels allegedly killed two teachers.", "killed", TOC_STATUS_ALLEGED},
    {"The suspects are accused of killing two teachers.", "killing", TOC_STATUS_ALLEGED},
    {"The militia is suspected of attacking the church.", "attacking", TOC_STATUS_ALLEGED},
    {"Nobody was killed in the attack on the market.", "killed", TOC_STATUS_DID_NOT_OCCUR},
    {"Police never arrested the man.", "arrested", TOC_STATUS_DID_NOT_OCCUR},
    {"The army denied that its planes had bombed the village.", "bombed", TOC_STATUS_DENIED},
    {"If police had not arrested the man, gunmen would have killed him.", "killed",
     TOC_STATUS_DID_NOT_OCCUR},
    {"The court heard that gunmen killed the judge.", "killed", TOC_STATUS_OCCURRED},
    {"Rebels stopped attacking the town.", "attacking", TOC_STATUS_OCCURRED},
    {"The government wants to arrest the rebel leader.", "arrest", TOC_STATUS_PLANNED},
    {"The parliament passed a law to prevent rebels from attacking villages.", "attacking",
     TOC_STATUS_HYPOTHETICAL},
};

int main(void)
{
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        tocsin_doc *doc = sentence_code(CASES[i].text, NULL);
        const toc_event *e = doc == NULL ? NULL : sentence_event(&doc->record, CASES[i].trigger);
        const char *got = e == NULL ? "no event" : toc_status_word(e->status);
        CHECK(strcmp(got, toc_status_word(CASES[i].status)) == 0, "\"%s\" %s: %s, not %s",
              CASES[i].text, CASES[i].trigger, got, toc_status_word(CASES[i].status));
        tocsin_doc_free(doc);
    }
    return check_done();
}
