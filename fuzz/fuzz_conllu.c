/* fuzz/fuzz_conllu.c - tocsin_parse with the real models: any bytes, as CoNLL-U or (first byte odd) as
 * plain text, give CoNLL-U that can be read again, with one tree a sentence and the same tree twice. */
#include "api.h"
#include "fuzz.h"
#include "syntax/conllu.h"

static const tocsin_engine *engine_of(void)
{
    static tocsin_engine *engine;
    tocsin_error err = {0};
    if (engine == NULL) DEMAND(tocsin_open(&engine, TOCSIN_PACK_FILE, NULL, &err) == TOCSIN_OK);
    return engine;
}

/* One root a sentence, every word below it. */
static void check_trees(const toc_text *text)
{
    for (uint32_t s = 0; s < text->sentences.count; s++) {
        const toc_sentence *x = &text->sentences.items[s];
        uint32_t roots = 0;
        for (uint32_t t = x->first; t < x->last; t++) {
            const toc_token *token = &text->tokens.items[t];
            DEMAND(token->upos != 0 && token->deprel != 0);
            roots += token->head == TOC_NONE;
            DEMAND(token->head == TOC_NONE || (token->head >= x->first && token->head < x->last));
            uint32_t steps = 0;
            for (uint32_t up = t; up != TOC_NONE; up = text->tokens.items[up].head)
                DEMAND(steps++ <= x->last - x->first);
        }
        DEMAND(roots == 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    if (len == 0) return 0;
    char *first = NULL, *again = NULL;
    size_t first_len = 0, again_len = 0;
    tocsin_error err = {0};
    const tocsin_status status = tocsin_parse(
        &first, &first_len, engine_of(), (const char *)bytes + 1, len - 1, bytes[0] % 2 == 0, &err);
    DEMAND((status == TOCSIN_OK) == (first != NULL) &&
           (status == TOCSIN_OK || err.message[0] != '\0'));
    if (first == NULL) return 0;
    DEMAND(tocsin_parse(&again, &again_len, engine_of(), first, first_len, true, &err) ==
           TOCSIN_OK);
    toc_arena arena;
    toc_arena_init(&arena);
    toc_article article[2];
    toc_text text[2];
    DEMAND(toc_conllu_read(&text[0], &article[0], &arena, (toc_slice){first, first_len}, true,
                           &err) == TOCSIN_OK);
    DEMAND(toc_conllu_read(&text[1], &article[1], &arena, (toc_slice){again, again_len}, true,
                           &err) == TOCSIN_OK);
    DEMAND(text[0].tokens.count == text[1].tokens.count &&
           text[0].sentences.count == text[1].sentences.count);
    check_trees(&text[0]);
    for (uint32_t t = 0; t < text[0].tokens.count; t++) {
        const toc_token *a = &text[0].tokens.items[t], *b = &text[1].tokens.items[t];
        DEMAND(a->form == b->form &&
               (bytes[0] % 2 == 1 ||
                (a->upos == b->upos && a->head == b->head && a->deprel == b->deprel)));
    }
    toc_arena_free(&arena);
    free(first);
    free(again);
    return 0;
}
