/* tests/event/test_day.c - the day of an event that names none (link/infer.c). Article of 2019-05-15, a Wednesday. */
#include "sentences.h"

#define QUIET "The rains came late this year. Prices in the market are high. "

/* trigger, then days before publication of the interval's two ends; -1: no day */
static const struct {
    const char *text, *trigger;
    int earliest, latest;
} CASES[] = {
    {"Gunmen attacked a village on Sunday.", "attacked", 3, 3},
    {"Gunmen attacked a village on Sunday. They abducted two teachers.", "abducted", 3, 3},
    {"Gunmen attacked a village.", "attacked", 1, 0},             /* the lead */
    {QUIET QUIET "Gunmen attacked a village.", "attacked", 1, 0}, /* told plainly */
    {QUIET QUIET "Gunmen had attacked a village.", "attacked", -1, -1},
    {QUIET QUIET "An attack on a village was a warning.", "attack", -1, -1},
    {QUIET QUIET "The president rejected the accusation.", "rejected", 1, 0}, /* said: of the day */
    {QUIET QUIET "Gunmen attacked a village on Sunday. " QUIET "They abducted two teachers.",
     "abducted", 1, 0},                                     /* the day is too far away */
    {"Rebels plan to attack a village.", "attack", -1, -1}, /* has not happened */
};

int main(void)
{
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        tocsin_doc *doc = sentence_code(CASES[i].text, "2019-05-15");
        const toc_record *record = &doc->record;
        const toc_event *e = sentence_event(record, CASES[i].trigger);
        CHECK(e != NULL, "%s: no event", CASES[i].text);
        if (e != NULL) {
            const int32_t day = record->published.day;
            const int earliest = e->earliest.day == TOC_NO_DAY ? -1 : day - e->earliest.day;
            const int latest = e->latest.day == TOC_NO_DAY ? -1 : day - e->latest.day;
            CHECK(earliest == CASES[i].earliest && latest == CASES[i].latest, "%s: %d to %d",
                  CASES[i].text, earliest, latest);
        }
        tocsin_doc_free(doc);
    }
    return check_done();
}
