/* fuzz/fuzz.h - what the targets share: the repository's data/ as an open pack, and the article and
 * text checks that must hold whatever bytes came in. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "input/input.h"
#include "text/segment.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* Stops with a sentence; the fuzzer keeps the input. */
#define DEMAND(condition)                                                              \
    do {                                                                               \
        if (!(condition)) {                                                            \
            fprintf(stderr, "%s:%d: must hold: %s\n", __FILE__, __LINE__, #condition); \
            abort();                                                                   \
        }                                                                              \
    } while (0)

typedef struct fuzz_engine {
    toc_pack pack;
    toc_arena arena;
    toc_input_data input;
    toc_segment_data segment;
} fuzz_engine;

/* Opened once; lives as long as the process. */
static inline const fuzz_engine *fuzz_open(void)
{
    static fuzz_engine engine;
    static bool open;
    if (open) return &engine;
    open = true;
    toc_pack_part *parts;
    size_t count, len;
    char *bytes;
    DEMAND(toc_dict_compile_dir(TOC_DATA_DIR, &parts, &count, NULL, NULL, NULL) == TOCSIN_OK);
    DEMAND(toc_pack_write(&bytes, &len, parts, count, NULL) == TOCSIN_OK);
    DEMAND(toc_pack_from_bytes(&engine.pack, bytes, len, "data", NULL) == TOCSIN_OK);
    toc_dict_parts_free(parts, count);
    toc_arena_init(&engine.arena);
    toc_input_open(&engine.input, &engine.pack, 1, &engine.arena, NULL);
    toc_segment_open(&engine.segment, &engine.pack, 1, &engine.arena, NULL);
    return &engine;
}

static inline void fuzz_check_article(const toc_article *a)
{
    DEMAND(a->text.len <= TOC_MAX_TEXT_BYTES);
    DEMAND(toc_utf8_valid(a->text) == a->text.len);
    DEMAND(a->text.len == 0 || memchr(a->text.ptr, 0, a->text.len) == NULL);
    DEMAND(a->body_start <= a->text.len && a->title.len <= a->text.len);
    DEMAND(a->dateline_place.start <= a->dateline_place.end &&
           a->dateline_place.end <= a->text.len);
    uint32_t at = 0;
    for (uint32_t i = 0; i < a->zones.count; i++) {
        const toc_zone *zone = &a->zones.items[i];
        DEMAND(zone->span.start >= at && zone->span.start < zone->span.end &&
               zone->span.end <= a->text.len);
        DEMAND(((unsigned char)a->text.ptr[zone->span.start] & 0xc0) != 0x80);
        DEMAND(zone->span.end == a->text.len ||
               ((unsigned char)a->text.ptr[zone->span.end] & 0xc0) != 0x80);
        at = zone->span.end;
    }
    DEMAND((a->published_from == NULL) == (a->published.day == TOC_NO_DAY));
}

static inline void fuzz_check_text(const toc_text *text)
{
    uint32_t at = 0, token = 0;
    for (uint32_t s = 0; s < text->sentences.count; s++) {
        const toc_sentence *sentence = &text->sentences.items[s];
        DEMAND(sentence->first == token && sentence->last > token &&
               sentence->last <= text->tokens.count);
        DEMAND(sentence->last - sentence->first <= TOC_MAX_SENTENCE_TOKENS);
        for (; token < sentence->last; token++) {
            const toc_token *t = &text->tokens.items[token];
            DEMAND(t->start >= at && t->start < t->end && t->end <= text->text.len &&
                   t->sentence == s);
            DEMAND(((unsigned char)text->text.ptr[t->start] & 0xc0) != 0x80);
            DEMAND(t->end == text->text.len ||
                   ((unsigned char)text->text.ptr[t->end] & 0xc0) != 0x80);
            at = t->end;
        }
    }
    DEMAND(token == text->tokens.count);
}

/* Reads one article as the library does, checks it, and gives a hash of what was found. */
static inline uint64_t fuzz_read(const fuzz_engine *engine, const tocsin_article *in)
{
    toc_arena arena;
    toc_arena_init(&arena);
    toc_article article = {.arena = &arena};
    tocsin_error err = {0};
    uint64_t sum = 1;
    const tocsin_status status = toc_input_read(&engine->input, &article, in, 0, &err);
    DEMAND(status == TOCSIN_OK || err.message[0] != '\0');
    if (status == TOCSIN_OK) {
        fuzz_check_article(&article);
        toc_text text = {.article = &article, .arena = &arena, .text = article.text};
        toc_segment(&engine->segment, &text);
        fuzz_check_text(&text);
        sum = toc_mix(toc_hash_slice(article.text), text.sentences.count);
        for (uint32_t i = 0; i < text.tokens.count; i++)
            sum = toc_mix(sum, text.tokens.items[i].fold + text.tokens.items[i].end);
        for (uint32_t i = 0; i < article.zones.count; i++)
            sum = toc_mix(sum, article.zones.items[i].span.end);
    }
    toc_arena_free(&arena);
    return sum;
}

#endif
