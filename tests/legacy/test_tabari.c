/* tests/legacy/test_tabari.c - sparse parsing and patterns of TABARI on dictionaries of our own. */
#include "record/validate.h"
#include "small.h"

static const struct {
    const char *text, *settings, *want;
} CASES[] = {
    /* source before the verb, target behind it; stems and closed words */
    {"Norland attacked Sudmark on Friday.", "", "NOR>SUD:223"},
    {"Norlanders attacked Sudmarkers on Friday.", "", ""},
    {"Norland's planes attacked Sudmark on Friday.", "", "NOR>SUD:225"},
    {"The attack on Sudmark by Norland was long.", "", ""},     /* a noun behind "the" */
    {"Norland saw the great Attack on Sudmark.", "", ""},       /* a name */
    {"NORLAND ATTACKED SUDMARK ON FRIDAY.", "", "NOR>SUD:223"}, /* no names in capitals */
    {"Sudmark was fiercely attacked by Norland.", "", "NOR>SUD:223"},
    {"Norland attacked Wa on Friday.", "", "NOR>WAA:223"},
    {"Norland was attacked on Friday.", "", ""}, /* no plural of Wa */
    /* limits of codes, several codes, null and discard codes */
    {"Ostia attacked Norland on Friday.", "", "OST>NOR:223"},
    {"Norland attacked the Twin Isles at noon.", "", "NOR>ISA:223 NOR>ISB:223"},
    {"Nobody attacked Norland at noon.", "", ""},
    {"Norland attacked Sudmark during Quidditch.", "", ""},
    {"Norland attacked Sudmark and will abolish money.", "", ""},
    /* agents */
    {"Norland soldiers attacked Sudmark's prime minister.", "", "NORMIL>SUDGOV:223"},
    {"Soldiers of Norland attacked relief workers in Sudmark.", "", "NORMIL>NGOSUD:223"},
    {"Former Norland soldiers attacked the rebels in Sudmark.", "", "NORELI>SUDREB:223"},
    {"Norland attacked the rebels at noon today.", "SET: CONVERT AGENT\tTRUE", "NOR>~REB:223"},
    {"Norland attacked the rebels at noon today.", "", ""},
    /* compounds, clauses, pronouns */
    {"Norland, Ostia and the proud Sudmark attacked the Twin Isles.", "",
     "NOR>ISA:223 NOR>ISB:223 OST>ISA:223 OST>ISB:223 SUD>ISA:223 SUD>ISB:223"},
    {"Norland attacked Sudmark and attacked Ostia.", "", "NOR>SUD:223 NOR>OST:223"},
    {"Norland attacked Sudmark but Ostia attacked Norland.", "", "NOR>SUD:223 OST>NOR:223"},
    {"Norland said it attacked Sudmark.", "", "NOR>SUD:223"},
    {"Norland said Sudmark was late.", "", "NOR>SUD:023"},
    {"Norland and Sudmark met on Friday.", "", "NOR>SUD:032 SUD>NOR:032"},
    {"Norland will meet Sudmark on Friday.", "", "NOR>SUD:031 SUD>NOR:031"},
    /* patterns */
    {"Norland will meet Sudmark for long talks soon.", "", "NOR>SUD:033"},
    {"Norland will meet Sudmark for talks very soon.", "", "NOR>SUD:031 SUD>NOR:031"},
    {"Norland met Sudmark very early.", "", "NOR>SUD:034"},
    {"Norland met Sudmark very far early.", "", "NOR>SUD:031 SUD>NOR:031"},
    {"Ostia handed Norland a prize to Sudmark.", "", "OST>SUD:070"},
    {"Ostia was handed money by Norland.", "", "NOR>OST:071"},
    {"Ostia at Norland handed Sudmark a book.", "", "OST>SUD:072"},
    {"Duke John of Westen attacked Norland.", "", "WES>NOR:223"},
    {"Norland blocked Sudmark's main road.", "", "NOR>SUD:191"},
    /* clauses between commas */
    {"Norland, which Ostia attacked, met Sudmark.", "", "NOR>SUD:031 SUD>NOR:031"},
    {"Norland, which Ostia attacked, met Sudmark.", "COMMA\tOFF", "NOR>SUD:223"},
    /* settings */
    {"Norland attacked Sudmark and attacked Ostia.", "SET: CODE\tBY SENTENCE", "NOR>SUD:223"},
    {"Norland attacked Sudmark to meet Ostia.", "SET: CODE\tALL",
     "NOR>SUD:223 NOR>OST:031 OST>NOR:031"},
    {"Norland attacked Sudmark to visit Ostia.", "SET: CODE\tALL", "NOR>OST:032"},
    {"Norland attacked it.", "DEFAULT\tSOURCE [AAA] TARGET [ZZZ]", "NOR>ZZZ:223"},
    {"Norland attacked Sudmark.", "SET: MINIMUM WORDS\t9", ""},
    {"They attacked Sudmark at noon.", "COMPLEX\tNOACTPRIOR", ""},
    {"Norland attacked Sudmark.", "SET: MINIMUM WORDS\tmany", "NOR>SUD:223"}, /* a warning */
    /* nothing at all */
    {"", "", ""},
    {",,,", "", ""},
    {"and and and", "", ""},
    {"\xe2\x80\x9cNorland\xe2\x80\x9d attacked \xe2\x80\x98Sudmark\xe2\x80\x99 at noon", "",
     "NOR>SUD:223"},
};

static void forward(const toc_legacy_suite *suite)
{
    char out[200];
    code_line(suite, "It attacked Sudmark at noon.", "FORWARD\t^^", out, sizeof out);
    CHECK(out[0] == '\0', "nobody was carried: %s", out);
}

int main(void)
{
    complaints heard = {0};
    toc_legacy_suite *suite = open_suite(VERBS, ACTORS, &heard);
    CHECK(suite != NULL && heard.count == 0, "%zu complaints, the first in line %u", heard.count,
          heard.line);
    if (suite == NULL) return check_done();
    CHECK(suite->flavour == TOC_LEGACY_TABARI, "flavour %d", suite->flavour);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        char out[400];
        code_line(suite, CASES[i].text, CASES[i].settings, out, sizeof out);
        CHECK(strcmp(out, CASES[i].want) == 0, "\"%s\" (%s): %s, not %s", CASES[i].text,
              CASES[i].settings, out, CASES[i].want);
    }
    forward(suite);
    toc_legacy_free(suite);
    return check_done();
}
