/* tests/entity/plain_text.h - a tokeniser good enough for the test sentences here, so that tests of
 * entity/ do not depend on text/: words, single marks, clitics 's; a sentence a line. */
#ifndef PLAIN_TEXT_H
#define PLAIN_TEXT_H

#include "base/utf8.h"
#include "entity/scene.h"

static inline bool plain_word_byte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c >= 0x80;
}

static inline void plain_token(toc_text *text, toc_arena *arena, uint32_t start, uint32_t end,
                               uint32_t sentence)
{
    toc_token token = {.start = start, .end = end, .sentence = sentence, .head = TOC_NONE};
    const toc_slice s = toc_slice_sub(text->text, start, end);
    token.form = toc_hash_slice(s);
    token.fold = toc_fold_hash(s);
    bool upper = true, any = false;
    for (size_t i = 0; i < s.len; i++) {
        const char c = s.ptr[i];
        if (c >= '0' && c <= '9') token.flags |= TOC_TOKEN_DIGIT;
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
            token.flags |= TOC_TOKEN_LETTER;
            any = true;
            if (c >= 'a') upper = false;
            if (i == 0 && c <= 'Z') token.flags |= TOC_TOKEN_UPPER_FIRST;
        }
    }
    if (any && upper && s.len > 1) token.flags |= TOC_TOKEN_UPPER_ALL;
    if (end >= text->text.len || text->text.ptr[end] == ' ' || text->text.ptr[end] == '\n')
        token.flags |= TOC_TOKEN_SPACE_AFTER;
    toc_push(arena, &text->tokens, token);
}

/* Tokens and sentences of a text; chunks stay empty. */
static inline void plain_read(toc_text *text, toc_arena *arena, toc_slice s)
{
    *text = (toc_text){.arena = arena, .text = s};
    uint32_t at = 0, first = 0, sentence = 0, paragraph = 0;
    while (at <= s.len) {
        const char c = at < s.len ? s.ptr[at] : '\n';
        bool stop = c == '\n';
        if (stop && at > 0 && s.ptr[at - 1] == '\n') paragraph++;
        if (!stop && c != ' ') {
            uint32_t end = at + 1;
            if (plain_word_byte(c)) {
                while (end < s.len &&
                       (plain_word_byte(s.ptr[end]) ||
                        ((s.ptr[end] == '.' || s.ptr[end] == ',' || s.ptr[end] == ':' ||
                          s.ptr[end] == '/') &&
                         end + 1 < s.len && plain_word_byte(s.ptr[end + 1]) &&
                         (s.ptr[end] == '.' || (s.ptr[end + 1] >= '0' && s.ptr[end + 1] <= '9')))))
                    end++;
                const bool abbreviation =
                    end < s.len && s.ptr[end] == '.' && end - at <= 4 && end + 1 < s.len &&
                    s.ptr[end + 1] == ' ' &&
                    (end - at >= 2 && s.ptr[end - 2] == '.'
                         ? true
                         : c >= 'A' && c <= 'Z' && end - at > 2 && s.ptr[end - 1] >= 'a');
                if (abbreviation &&
                    !(end + 2 < s.len && s.ptr[end + 2] >= 'A' && s.ptr[end + 2] <= 'Z' && false))
                    end++;
            } else if (c == '\'' && at + 1 < s.len && s.ptr[at + 1] == 's') {
                end = at + 2;
            } else if (c == '\'' && at + 1 < s.len && s.ptr[at + 1] >= '0' &&
                       s.ptr[at + 1] <= '9') {
                while (end < s.len && plain_word_byte(s.ptr[end])) end++;
            }
            plain_token(text, arena, at, end, sentence);
            stop = (c == '.' || c == '?' || c == '!') && end < s.len && s.ptr[end] == ' ';
            at = end;
        } else {
            at++;
        }
        if (!stop || text->tokens.count == first) continue;
        const toc_token *t = text->tokens.items;
        toc_sentence found = {.first = first,
                              .last = text->tokens.count,
                              .start = t[first].start,
                              .end = t[text->tokens.count - 1].end,
                              .paragraph = paragraph};
        uint32_t lower = 0;
        for (uint32_t i = found.start; i < found.end; i++)
            lower += s.ptr[i] >= 'a' && s.ptr[i] <= 'z';
        found.caps = lower == 0;
        toc_push(arena, &text->sentences, found);
        first = text->tokens.count;
        sentence++;
    }
}

#endif
