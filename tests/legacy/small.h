/* tests/legacy/small.h - small dictionaries of our own in the grammar of TABARI and PETRARCH. */
#ifndef TEST_LEGACY_SMALL_H
#define TEST_LEGACY_SMALL_H

#include "check.h"
#include "legacy/sentence.h"

static const char ACTORS[] =
    "<NOUN>\nENVOYS\n</NOUN>\n<ADJECTIVE>\nPROUD\n</ADJECTIVE>\n"
    "NORLAND [NOR]\n"
    "SUDMARK_ [SUD]\n"
    "WA_ [WAA]\n"
    "OSTIA ; with a limit\n+OSTIAN\n\t[OST < 951231]\n\t[OSTNEW > 960101]\n"
    "TWIN_ISLES [ISA/ISB]\n"
    "NOBODY [---]\n"
    "QUIDDITCH [###]\n"
    "DUKE WESTEN [WES]\n";
static const char AGENTS[] =
    "SOLDIER_ [~MIL]\nPRIME_MINISTER_ [~GOV]\nRELIEF_WORKERS_ [NGO~]\nREBELS_ [~REB]\n";
static const char VERBS[] =
    "<SYNSETS>\n&TALK\n+TALKS\n+NEGOTIATION\n&LOOP\n+&POOL\n&POOL\n+&LOOP\n</SYNSETS>\n"
    "<TIME>\nTOMORROW [+1]\n</TIME>\n"
    "ATTACK [223]\n- PLANES_* [225]\n- * &LOOP [999]\n"
    "MEET [031:031]\n{ MET_ }\n- % * [032]\n- * &TALK_SOON [033]\n- * { LATE | VERY_EARLY } [034]\n"
    "SAY [023?]\n{ SAID_ }\n"
    "HAND [---]\n- * PRIZE TO + [070]\n- + WAS * MONEY BY $ [071]\n- $ AT ^ * [072]\n"
    "VISIT_ [032!]\n"
    "BLOCK ROAD [191]\n"
    "ABOLISH [###]\n";
static const char SETTINGS[] = "COMPLEX: VERBS[4] CONJ[4]\nSET: MINIMUM WORDS = 3\n";

typedef struct complaints {
    size_t count;
    uint32_t line; /* of the first */
} complaints;

static inline void hear(void *ctx, const char *file, uint32_t line, const char *message)
{
    complaints *c = ctx;
    (void)file;
    if (c->count++ == 0) c->line = line;
    CHECK(message[0] != '\0', "an empty complaint");
}

static inline toc_legacy_suite *open_suite(const char *verbs, const char *actors, complaints *heard)
{
    const toc_slice names[] = {TOC_LIT("t.actors"), TOC_LIT("t.agents"), TOC_LIT("t.options"),
                               TOC_LIT("t.verbs")};
    const toc_slice texts[] = {toc_slice_of(actors), toc_slice_of(AGENTS), toc_slice_of(SETTINGS),
                               toc_slice_of(verbs)};
    toc_legacy_suite *suite = NULL;
    tocsin_error err = {0};
    toc_legacy_open_bytes(&suite, names, texts, 4, heard == NULL ? NULL : hear, heard, NULL, &err);
    return suite;
}

/* The events of a record as "NOR>SUD:223 ...". */
static inline void print_events(const toc_record *record, char *out, size_t room)
{
    size_t n = 0;
    out[0] = '\0';
    for (uint32_t i = 0; i < record->events.count && n < room; i++) {
        const toc_event *e = &record->events.items[i];
        const char *sides[2] = {"---", "---"};
        for (uint32_t k = 0; k < e->roles.count; k++)
            sides[e->roles.items[k].role != TOC_ROLE_PERPETRATOR] =
                record->entities.items[e->roles.items[k].entity].actor.code.ptr;
        n += (size_t)snprintf(out + n, room - n, "%s%s>%s:%.*s", i > 0 ? " " : "", sides[0],
                              sides[1], (int)e->code.len, e->code.ptr);
    }
}

/* The events of one sentence without a tree. */
static inline void code_line(const toc_legacy_suite *suite, const char *text, const char *settings,
                             char *out, size_t room)
{
    toc_arena arena;
    toc_arena_init(&arena);
    toc_record record = {
        .arena = &arena, .text = toc_slice_of(text), .published = {toc_day_of(1995, 6, 1), -1}};
    toc_text t = {.arena = &arena, .text = record.text};
    const toc_sentence sentence = {.start = 0, .end = (uint32_t)record.text.len};
    toc_push(&arena, &t.sentences, sentence);
    toc_legacy_code_record(suite, &t, toc_slice_of(settings), NULL, &record);
    print_events(&record, out, room);
    char why[200];
    CHECK(toc_record_validate(&record, why, sizeof why), "\"%s\": %s", text, why);
    toc_arena_free(&arena);
}

#endif
