/* src/syntax/lemma.c - lemmas: exceptions by form and tag, then the longest suffix rule, then the form. */
#include "syntax/lemma.h"

#include "base/utf8.h"
#include "syntax/format.h"

#define LONGEST 60u /* bytes; longer forms are their own lemma */

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

static char lower_of(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* What exceptions or the longest suffix rule make of a word in small letters. False: nothing known. */
static bool look_up(const toc_syntax *syntax, toc_slice word, uint8_t upos, uint32_t *strip,
                    toc_slice *tail)
{
    const char *p =
        find(syntax->lemmas, syntax->lemma_mask, LEMMA_BYTES, toc_lemma_key(word, upos));
    if (p != NULL) {
        *strip = (uint32_t)word.len;
        *tail = string_of(syntax, toc_read_u32(p + 8), toc_read_u32(p + 12));
        return true;
    }
    for (size_t n = word.len < RULE_MAX_SUFFIX ? word.len : RULE_MAX_SUFFIX; n > 0; n--) {
        p = find(syntax->rules, syntax->rule_mask, RULE_BYTES,
                 toc_rule_key(toc_slice_sub(word, word.len - n, word.len), upos));
        if (p == NULL) continue;
        const uint32_t packed = toc_read_u32(p + 12);
        *strip = packed >> 16;
        *tail = string_of(syntax, toc_read_u32(p + 8), packed & 0xffff);
        return *strip < word.len && word.len - *strip + tail->len <= LONGEST + 4u;
    }
    return false;
}

/* "HASSAN AL-ASAD" -> "Hassan Al-Asad"; what has no vowel ("PLFP") or a period is spelled out. */
static toc_slice title_case(toc_arena *arena, toc_slice name)
{
    char out[LONGEST + 4];
    bool vowel = false, letter = false;
    for (size_t i = 0; i < name.len; i++) {
        const char c = lower_of(name.ptr[i]);
        if (c == '.') return name;
        vowel = vowel || (c != '\0' && strchr("aeiouy", c) != NULL) || (unsigned char)c >= 0x80;
        out[i] = letter ? c : name.ptr[i];
        letter = (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80 || c == '\'';
    }
    return vowel ? toc_dup(arena, (toc_slice){out, name.len}) : name;
}

/* A name keeps its letters, but for a plural: "Iraqis" -> "Iraqi". */
static toc_slice name_lemma(const toc_syntax *syntax, toc_arena *arena, toc_slice form,
                            toc_slice word, bool caps)
{
    uint32_t strip;
    toc_slice tail, lemma = form;
    if (syntax->has_model && look_up(syntax, word, TOC_PROPN, &strip, &tail)) {
        if (strip == word.len) { /* an exception: of use as far as it is the form's beginning */
            if (tail.len > 0 && tail.len < word.len && memcmp(tail.ptr, word.ptr, tail.len) == 0)
                lemma.len = tail.len;
        } else if (tail.len == 0) {
            lemma.len -= strip;
        }
    }
    return caps ? title_case(arena, lemma) : lemma;
}

/* "12,000" -> "12000", "Four" -> "four"; "XIV" stays. */
static toc_slice number_lemma(toc_arena *arena, toc_slice form, bool caps)
{
    char out[LONGEST];
    size_t n = 0;
    bool small = caps, digit = false;
    for (size_t i = 0; i < form.len; i++) {
        small = small || (form.ptr[i] >= 'a' && form.ptr[i] <= 'z');
        digit = digit || (form.ptr[i] >= '0' && form.ptr[i] <= '9');
    }
    for (size_t i = 0; i < form.len; i++)
        if (!(digit && i > 0 && form.ptr[i] == ','))
            out[n++] = small && !digit ? lower_of(form.ptr[i]) : form.ptr[i];
    return n == form.len && memcmp(out, form.ptr, n) == 0 ? form
                                                          : toc_dup(arena, (toc_slice){out, n});
}

/* "fled", "overran": what the table knows needs no guess; the model saw many such forms once or never. */
static bool irregular_lemma(const toc_syntax *syntax, toc_slice word, toc_slice *lemma)
{
    const uint64_t key = toc_fold_hash(word);
    toc_hit hit;
    if (!syntax->has_irregular || toc_dict_match(&syntax->irregular, &key, 1, &hit, 1) == 0)
        return false;
    *lemma = toc_dict_cell(&syntax->irregular, hit.row, 1);
    return true;
}

toc_slice toc_lemma_of(const toc_syntax *syntax, toc_arena *arena, toc_slice form, uint8_t upos,
                       bool caps)
{
    if (upos == TOC_PUNCT || upos == TOC_SYM || upos == TOC_X || form.len > LONGEST) return form;
    char lower[LONGEST + 4];
    bool changed = false;
    for (size_t i = 0; i < form.len; i++) {
        lower[i] = lower_of(form.ptr[i]);
        changed = changed || lower[i] != form.ptr[i];
    }
    const toc_slice word = {lower, form.len};
    if (upos == TOC_PROPN) return name_lemma(syntax, arena, form, word, caps);
    if (upos == TOC_NUM) return number_lemma(arena, form, caps);
    uint32_t strip;
    toc_slice tail;
    if (upos == TOC_VERB && word.len > 3 && irregular_lemma(syntax, word, &tail)) return tail;
    if (syntax->has_model && look_up(syntax, word, upos, &strip, &tail)) {
        if (strip == word.len) return tail;
        if (strip > 0 || tail.len > 0) {
            memcpy(lower + word.len - strip, tail.ptr, tail.len);
            return toc_dup(arena, (toc_slice){lower, word.len - strip + tail.len});
        }
    }
    return changed ? toc_dup(arena, word) : form;
}
