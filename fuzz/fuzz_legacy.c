/* fuzz/fuzz_legacy.c - any bytes as dictionaries of TABARI or PETRARCH and a sentence to code with
 * them. The first byte says which kind of file the rest is beside small ones that are right; what
 * stands behind a line "@@" is the sentence, with its settings before a second "@@". */
#include "fuzz.h"
#include "legacy/legacy.h"
#include "record/validate.h"

static void listen(void *ctx, const char *file, uint32_t line, const char *message)
{
    (void)ctx, (void)line;
    DEMAND(file != NULL && message != NULL && message[0] != '\0');
}

static toc_slice behind(toc_slice *text)
{
    for (size_t i = 0; i + 3 <= text->len; i++) {
        if (memcmp(text->ptr + i, "@@\n", 3) != 0) continue;
        const toc_slice rest = toc_slice_sub(*text, i + 3, text->len);
        text->len = i;
        return rest;
    }
    return TOC_LIT("");
}

/* A token a word, with classes and heads that the bytes make up: any tree, and no tree. */
static void make_tree(toc_text *text)
{
    toc_sentence *s = &text->sentences.items[0];
    uint32_t at = 0;
    while (at < text->text.len && text->tokens.count < TOC_MAX_SENTENCE_TOKENS) {
        uint32_t end = at;
        while (end < text->text.len && text->text.ptr[end] != ' ') end++;
        const uint64_t h = toc_hash(text->text.ptr + at, end - at) + end;
        const toc_token t = {.start = at,
                             .end = end,
                             .head = h % 7 == 0 ? TOC_NONE : (uint32_t)(h >> 8) % 16,
                             .upos = (uint8_t)((h >> 16) % TOC_UPOS_COUNT),
                             .deprel = (uint8_t)((h >> 24) % TOC_DEP_COUNT)};
        if (end > at) toc_push(text->arena, &text->tokens, t);
        at = end + 1;
    }
    s->last = text->tokens.count;
    for (uint32_t i = 0; i < text->tokens.count; i++)
        if (text->tokens.items[i].head != TOC_NONE && text->tokens.items[i].head >= s->last)
            text->tokens.items[i].head = TOC_NONE;
}

static void code(const toc_legacy_suite *suite, toc_slice sentence, toc_slice settings)
{
    toc_arena arena;
    toc_arena_init(&arena);
    toc_record record = {
        .arena = &arena, .text = sentence, .published = {toc_day_of(1995, 6, 1), -1}};
    toc_text text = {.arena = &arena, .text = sentence};
    toc_legacy_story story = {{0}};
    const toc_sentence whole = {.start = 0, .end = (uint32_t)sentence.len};
    toc_push(&arena, &text.sentences, whole);
    make_tree(&text);
    for (int round = 0; round < 2; round++) {
        char why[200];
        record.entities.count = 0;
        toc_legacy_code_record(suite, &text, settings, &story, &record);
        DEMAND(toc_record_validate(&record, why, sizeof why));
    }
    toc_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const char *const NAMES[] = {"f.verbs", "f.actors", "f.agents", "f.options",
                                        "f.discards"};
    enum { KINDS = sizeof NAMES / sizeof *NAMES };
    const toc_slice right[KINDS] = {
        TOC_LIT("ATTACK [223]\n- * BASE OF + [224]\nMEET [031:031]\n"),
        TOC_LIT("NORLAND [NOR < 991231]\n+NORTH_LAND\nSUDMARK_ [SUD/SUE]\n"),
        TOC_LIT("SOLDIER_ [~MIL]\nAID {AIDS} [NGO~]\n"), TOC_LIT("COMPLEX: VERBS[4]\n"),
        TOC_LIT("+FOOTBALL\n")};
    if (len < 1 || len > 100000) return 0;
    const size_t which = bytes[0] % (KINDS + 1);
    toc_slice names[KINDS], texts[KINDS];
    toc_slice file = {(const char *)bytes + 1, len - 1};
    toc_slice settings = behind(&file), sentence = behind(&settings);
    for (size_t i = 0; i < KINDS; i++) {
        names[i] = toc_slice_of(NAMES[i]);
        texts[i] = which == i ? file : right[i];
    }
    if (which == KINDS)
        names[0] = TOC_LIT("unnamed"), texts[0] = file; /* its form says what it is */
    toc_legacy_suite *suite;
    tocsin_error err = {0};
    const tocsin_status status =
        toc_legacy_open_bytes(&suite, names, texts, KINDS, listen, NULL, NULL, &err);
    DEMAND((status == TOCSIN_OK) == (suite != NULL));
    DEMAND(status == TOCSIN_OK || err.message[0] != '\0');
    if (suite == NULL) return 0;
    code(suite,
         TOC_LIT("Norland soldiers attacked the base of Sudmark, and it met Sudmark at noon."),
         settings);
    sentence.len = toc_utf8_valid(sentence);
    if (sentence.len == 0 || memchr(sentence.ptr, 0, sentence.len) == NULL)
        code(suite, sentence, settings);
    toc_legacy_free(suite);
    return 0;
}
