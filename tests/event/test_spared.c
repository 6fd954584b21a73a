/* tests/event/test_spared.c - that nobody was killed or hurt is a figure too. */
#include "sentences.h"

/* Figures of killed and injured of the event: -1 where the text is silent. */
static const struct {
    const char *text, *trigger;
    int killed, injured;
} CASES[] = {
    {"A bomb exploded outside a bank. Nobody was hurt.", "exploded", 0, 0},
    {"A bomb exploded outside a bank without causing injuries.", "exploded", -1, 0},
    {"Gunmen fired at a bus; there were no casualties.", "fired at", 0, 0},
    {"Gunmen fired at a bus. None was hurt. In Cali a mine killed two soldiers.", "killed", 2, -1},
    /* a figure stays */
    {"A bomb killed two guards at a bank. No injuries were reported.", "killed", 2, 0},
    /* of another act, too far, or of nothing */
    {"Gunmen fired at a bus. Later rebels bombed a school. Nobody was hurt.", "fired at", -1, -1},
    {"A bomb exploded outside a bank. It opened in May. It sells gold. It has a yard. Nobody was hurt.",
     "exploded", -1, -1},
    {"A bomb exploded outside a bank. Nobody was asked.", "exploded", -1, -1},
};

static int figure(const toc_event *e, toc_harm harm)
{
    return e->casualties[harm].present ? (int)e->casualties[harm].low : -1;
}

int main(void)
{
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        tocsin_doc *doc = sentence_code(CASES[i].text, NULL);
        if (doc == NULL) continue;
        const toc_event *e = sentence_event(&doc->record, CASES[i].trigger);
        CHECK(e != NULL, "\"%s\": no event %s", CASES[i].text, CASES[i].trigger);
        if (e != NULL)
            CHECK(figure(e, TOC_HARM_KILLED) == CASES[i].killed &&
                      figure(e, TOC_HARM_INJURED) == CASES[i].injured,
                  "\"%s\": %d killed, %d injured", CASES[i].text, figure(e, TOC_HARM_KILLED),
                  figure(e, TOC_HARM_INJURED));
        tocsin_doc_free(doc);
    }
    return check_done();
}
