/* tests/entity/tagged.h - a text made by hand: "The/DET rebels/NOUN/3:nsubj left/VERB ~./PUNCT".
 *
 * word/TAG[/head:relation][/NER]; heads count from 1 inside the sentence, 0 is the root; a word that
 * begins with '~' stands without a space before it; "||" ends a sentence, "##" a paragraph.
 * NER is B-PER, I-PER ... */
#ifndef TAGGED_H
#define TAGGED_H

#include <stdlib.h>

#include "base/utf8.h"
#include "entity/scene.h"

typedef struct tagged {
    toc_arena arena;
    toc_article article;
    toc_record record;
    toc_text text;
    toc_scene scene;
} tagged;

static inline unsigned tagged_ner(toc_slice word)
{
    static const char *const NAMES[] = {"O",     "B-PER", "I-PER",  "B-ORG", "I-ORG",
                                        "B-LOC", "I-LOC", "B-MISC", "I-MISC"};
    for (unsigned i = 0; i < TOC_NER_COUNT; i++)
        if (toc_slice_is(word, NAMES[i])) return i;
    return TOC_NER_COUNT;
}

/* Good enough for tests: "gunmen", "rebels", "said". */
static inline toc_slice tagged_lemma(toc_arena *arena, toc_slice word, unsigned upos)
{
    char lower[64];
    size_t n = toc_fold(word, lower, sizeof lower);
    if (upos == TOC_NOUN && n >= 3 && memcmp(lower + n - 3, "men", 3) == 0) lower[n - 2] = 'a';
    if (upos == TOC_NOUN && n > 3 && lower[n - 1] == 's') n--;
    if (n == 4 && memcmp(lower, "said", 4) == 0) memcpy(lower, "say", n = 3);
    return toc_dup(arena, (toc_slice){lower, n});
}

static inline void tagged_end_sentence(tagged *t, uint32_t *first, uint32_t paragraph, bool parsed)
{
    if (t->text.tokens.count == *first) return;
    const toc_sentence s = {.first = *first,
                            .last = t->text.tokens.count,
                            .paragraph = paragraph,
                            .start = t->text.tokens.items[*first].start,
                            .end = t->text.tokens.items[t->text.tokens.count - 1].end,
                            .candidate = true,
                            .parsed = parsed};
    toc_push(&t->arena, &t->text.sentences, s);
    *first = t->text.tokens.count;
}

static inline void tagged_make(tagged *t, const char *line)
{
    *t = (tagged){0};
    toc_arena_init(&t->arena);
    char *bytes = toc_alloc(&t->arena, strlen(line) + 1);
    size_t len = 0;
    uint32_t first = 0, paragraph = 0;
    bool parsed = false;
    toc_slice rest = toc_slice_of(line), item;
    while (toc_slice_cut(&rest, ' ', &item)) {
        if (item.len == 0) continue;
        if (toc_slice_is(item, "||") || toc_slice_is(item, "##")) {
            tagged_end_sentence(t, &first, paragraph, parsed);
            parsed = false;
            if (item.ptr[0] == '#') paragraph++;
            continue;
        }
        toc_slice word, tag, part;
        toc_slice_cut(&item, '/', &word);
        toc_slice_cut(&item, '/', &tag);
        const bool close = word.len > 1 && word.ptr[0] == '~';
        if (close) word = toc_slice_sub(word, 1, word.len);
        if (!close && len > 0) bytes[len++] = ' ';
        toc_token token = {.start = (uint32_t)len,
                           .end = (uint32_t)(len + word.len),
                           .head = TOC_NONE,
                           .form = toc_hash_slice(word),
                           .fold = toc_fold_hash(word),
                           .sentence = t->text.sentences.count,
                           .upos = (uint8_t)toc_upos_of(tag)};
        memcpy(bytes + len, word.ptr, word.len);
        len += word.len;
        if (word.ptr[0] >= 'A' && word.ptr[0] <= 'Z') token.flags |= TOC_TOKEN_UPPER_FIRST;
        if (toc_is_letter((unsigned char)word.ptr[0])) token.flags |= TOC_TOKEN_LETTER;
        if (word.ptr[0] == '"' || (word.ptr[0] == '\'' && word.len == 1 && token.upos == TOC_PUNCT))
            token.flags |= TOC_TOKEN_QUOTE;
        while (toc_slice_cut(&item, '/', &part)) {
            toc_slice head;
            const unsigned ner = tagged_ner(part);
            if (ner < TOC_NER_COUNT) {
                token.ner = (uint8_t)ner;
            } else if (toc_slice_cut(&part, ':', &head)) {
                const uint32_t n = (uint32_t)strtoul(head.ptr, NULL, 10);
                token.head = n == 0 ? TOC_NONE : first + n - 1;
                token.deprel = (uint8_t)toc_deprel_of(part);
                parsed = true;
            }
        }
        if (word.len > 1 && toc_is_upper((unsigned char)word.ptr[0]) &&
            toc_is_upper((unsigned char)word.ptr[word.len - 1]))
            token.flags |= TOC_TOKEN_UPPER_ALL;
        token.lemma = tagged_lemma(&t->arena, word, token.upos);
        token.lemma_fold = toc_fold_hash(token.lemma);
        toc_push(&t->arena, &t->text.tokens, token);
    }
    tagged_end_sentence(t, &first, paragraph, parsed);
    for (uint32_t i = 0; i + 1 < t->text.tokens.count; i++)
        if (t->text.tokens.items[i].end < t->text.tokens.items[i + 1].start)
            t->text.tokens.items[i].flags |= TOC_TOKEN_SPACE_AFTER;
    t->article = (toc_article){.arena = &t->arena, .text = {bytes, len}, .english = true};
    t->record = (toc_record){.arena = &t->arena, .text = {bytes, len}};
    t->text.article = &t->article;
    t->text.arena = &t->arena;
    t->text.text = t->article.text;
    t->scene = (toc_scene){.text = &t->text, .record = &t->record, .arena = &t->arena};
}

#endif
