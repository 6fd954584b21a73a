/* tests/legacy/test_reader.c - broken dictionaries: every line that cannot be used is named, the rest is read. */
#include "record/validate.h"
#include "small.h"

static const struct {
    const char *verbs;
    uint32_t line; /* of the first complaint; 0: none */
    size_t verb_count;
} VERB_FILES[] = {
    {"ATTACK [223]\n", 0, 1},
    {"ATTACK\nMEET [031]\n", 1, 1},
    {"ATTACK [223\nMEET [031]\n", 1, 1},
    {"ATTACK []\nMEET [031]\n", 1, 1},
    {"ATTACK [2 2 3]\nMEET [031]\n", 1, 1},
    {"- * TALKS [031]\nMEET [031]\n", 1, 1},
    {"MEET [031]\n- TALKS [031]\n", 2, 1},
    {"MEET [031]\n- * TALKS * [031]\n", 2, 1},
    {"MEET [031]\n- * { TALKS [031]\n", 2, 1},
    {"MEET [031]\n- * TALKS } [031]\n", 2, 1},
    {"MEET [031]\n- * {{{{{{ A } } } } } } [031]\n", 2, 1},
    {"MEET [031]\n- * & [031]\n", 2, 1},
    {"MEET [031]\n- * &NOWHERE [031]\n", 2, 1},
    {"MEET [031]\n{ MET_\n", 2, 2},
    {"{ MET_ }\nMEET [031]\n", 1, 1},
    {"+TALKS\nMEET [031]\n", 1, 1}, /* no set above: no verb with a code either */
    {"MEET [031]\n# a comment\n/ another\n~~ the end\nATTACK nonsense\n", 0, 1},
    {"MEET [031]\n- * A B C D E F G H I J K L M N O P Q R S T U V W X Y Z A B C D E F G H I [031]\n",
     2, 1},
};

static void verb_files(void)
{
    for (size_t i = 0; i < sizeof VERB_FILES / sizeof *VERB_FILES; i++) {
        complaints heard = {0};
        toc_legacy_suite *suite = open_suite(VERB_FILES[i].verbs, "NORLAND [NOR]\n", &heard);
        CHECK(suite != NULL, "case %zu does not open", i);
        if (suite == NULL) continue;
        CHECK(heard.line == VERB_FILES[i].line && (heard.count > 0) == (VERB_FILES[i].line > 0),
              "case %zu: %zu complaints, first in line %u", i, heard.count, heard.line);
        CHECK(suite->verbs.count == VERB_FILES[i].verb_count, "case %zu: %u verbs", i,
              suite->verbs.count);
        toc_legacy_free(suite);
    }
}

static const struct {
    const char *actors;
    uint32_t line;
} ACTOR_FILES[] = {
    {"NORLAND [NOR]\n+NORTH_LAND\n", 0},
    {"NORLAND [NOR 991231]\n", 1},
    {"NORLAND [NOR < 991301]\n", 1},
    {"NORLAND [NOR 950101-960101]\n", 0},
    {"NORLAND [991231]\n", 1},
    {"NORLAND\n", 1},
    {"+NORLAND [NOR]\n", 1},
    {"\t[NOR]\n", 1},
    {"NORLAND [N<O>R]\n", 1},
    {"* [NOR]\n", 1},
    {" [NOR]\n", 1}, /* a code without an actor */
};

static void actor_files(void)
{
    for (size_t i = 0; i < sizeof ACTOR_FILES / sizeof *ACTOR_FILES; i++) {
        complaints heard = {0};
        toc_legacy_suite *suite = open_suite("ATTACK [223]\n", ACTOR_FILES[i].actors, &heard);
        CHECK(heard.line == ACTOR_FILES[i].line, "case %zu: first complaint in line %u", i,
              heard.line);
        toc_legacy_free(suite);
    }
}

/* Sets that hold themselves, long lines, NULs, sentences without end. */
static void hostile(void)
{
    static char long_line[10000], words[40000];
    memset(long_line, 'A', sizeof long_line - 1);
    long_line[0] = 'M';
    complaints heard = {0};
    toc_legacy_suite *suite = open_suite(long_line, "NORLAND [NOR]\n", &heard);
    CHECK(suite == NULL && heard.count == 1, "a line too long: %zu complaints", heard.count);
    toc_legacy_free(suite);
    heard = (complaints){0};
    suite = open_suite(
        "&A\n+&A &A\n+&A_&A X\nATTACK [223]\n- * &A &A &A &A [1]\n- &A &A &A * [2]\n- * A B C D E F G [3]\n",
        ACTORS, &heard);
    CHECK(suite != NULL, "sets that hold themselves");
    for (size_t i = 0; i + 4 < sizeof words; i += 4) memcpy(words + i, "A B ", 5);
    memcpy(words, "Norland attack ", 15);
    char out[100];
    if (suite != NULL) code_line(suite, words, "", out, sizeof out);
    toc_legacy_free(suite);
}

static void no_verbs(void)
{
    const toc_slice names[] = {TOC_LIT("t.actors")}, texts[] = {TOC_LIT("NORLAND [NOR]\n")};
    toc_legacy_suite *suite;
    tocsin_error err = {0};
    CHECK(toc_legacy_open_bytes(&suite, names, texts, 1, NULL, NULL, NULL, &err) ==
                  TOCSIN_DICT_SYNTAX &&
              suite == NULL,
          "a suite without verbs: %s", err.message);
    CHECK(toc_legacy_open(&suite, "tests/no-such-folder", NULL, NULL, NULL, &err) == TOCSIN_IO,
          "no folder: %s", err.message);
}

int main(void)
{
    verb_files();
    actor_files();
    hostile();
    no_verbs();
    return check_done();
}
