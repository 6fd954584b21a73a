/* src/syntax/lemma.c - lemmas: exceptions by form and tag, then the longest suffix rule, then the form. */
#include "syntax/lemma.h"

#include "base/utf8.h"
#include "syntax/format.h"

static const char *find(const char *slots, uint32_t mask, size_t each, uint64_t key)
{
    uint32_t at = (uint32_t)key & mask;
    for (uint32_t probes = 0; probes <= mask; probes++) {
        const char *p = slots + (size_t)at * each;
        const uint64_t k = toc_read_u64(p);
        if (k == key) return p;
        if (k == 0) return NULL;
        at = (at + 1) & mask;
    }
    return NULL;
}

static toc_slice string_of(const toc_syntax *syntax, uint32_t at, uint32_t len)
{
    if (at > syntax->string_bytes || len > syntax->string_bytes - at) return TOC_LIT("");
    return (toc_slice){syntax->strings + at, len};
}

toc_slice toc_lemma_of(const toc_syntax *syntax, toc_arena *arena, toc_slice form, uint8_t upos)
{
    if (upos == TOC_PROPN || upos == TOC_PUNCT || upos == TOC_SYM || upos == TOC_X || upos == TOC_NUM || form.len > 60) return form;
    char lower[64];
    bool changed = false;
    for (size_t i = 0; i < form.len; i++) {
        const char c = form.ptr[i];
        lower[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
        changed = changed || lower[i] != c;
    }
    const toc_slice word = {lower, form.len};
    if (syntax->has_model) {
        const char *p = find(syntax->lemmas, syntax->lemma_mask, LEMMA_BYTES, toc_lemma_key(word, upos));
        if (p != NULL) return string_of(syntax, toc_read_u32(p + 8), toc_read_u32(p + 12));
        for (size_t n = form.len < RULE_MAX_SUFFIX ? form.len : RULE_MAX_SUFFIX; n > 0; n--) {
            p = find(syntax->rules, syntax->rule_mask, RULE_BYTES, toc_rule_key(toc_slice_sub(word, word.len - n, word.len), upos));
            if (p == NULL) continue;
            const uint32_t packed = toc_read_u32(p + 12), strip = packed >> 16;
            const toc_slice tail = string_of(syntax, toc_read_u32(p + 8), packed & 0xffff);
            if (strip == 0 && tail.len == 0) break;
            if (strip >= word.len || word.len - strip + tail.len > sizeof lower) break;
            memcpy(lower + word.len - strip, tail.ptr, tail.len);
            return toc_dup(arena, (toc_slice){lower, word.len - strip + tail.len});
        }
    }
    return changed ? toc_dup(arena, word) : form;
}
