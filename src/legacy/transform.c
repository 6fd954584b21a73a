/* src/legacy/transform.c - "~ a (b . ATTACK) SAY = a b 112": whoever says that somebody attacks
 * accuses him. Letters are actors, "." is anybody, "_" nobody, Q any verb. */
#include "legacy/tree.h"

static bool next_word(toc_slice *rest, toc_slice *word)
{
    while (rest->len > 0 && (rest->ptr[0] == ' ' || rest->ptr[0] == '\t'))
        *rest = toc_slice_sub(*rest, 1, rest->len);
    size_t n = 0;
    while (n < rest->len && strchr(" \t()=", rest->ptr[n]) == NULL) n++;
    if (n == 0 && rest->len > 0) n = 1; /* ( ) = */
    *word = toc_slice_sub(*rest, 0, n);
    *rest = toc_slice_sub(*rest, n, rest->len);
    return n > 0;
}

void toc_legacy_transform_read(toc_legacy_reader *r, toc_slice line)
{
    toc_slice words[11], word;
    size_t n = 0;
    line = toc_slice_sub(line, 1, line.len);
    while (n < 11 && next_word(&line, &word)) words[n++] = word;
    if (n != 11 || !toc_slice_is(words[1], "(") || !toc_slice_is(words[5], ")") ||
        !toc_slice_is(words[7], "=") || toc_slice_trim(line).len > 0) {
        toc_legacy_complain(r, r->line, "a transformation reads ~ a (b c VERB) VERB = a b CODE");
        return;
    }
    toc_arena *arena = &r->suite->arena;
    const toc_legacy_rewrite rewrite = {.source = words[0].ptr[0],
                                        .inner_source = words[2].ptr[0],
                                        .inner_target = words[3].ptr[0],
                                        .inner_verb = toc_legacy_upper(arena, words[4]),
                                        .verb = toc_legacy_upper(arena, words[6]),
                                        .new_source = words[8].ptr[0],
                                        .new_target = words[9].ptr[0],
                                        .code = toc_legacy_upper(arena, words[10]),
                                        .line = r->line};
    toc_push(arena, &r->suite->rewrites, rewrite);
    r->entries++;
}

static bool same(const toc_legacy_parties *a, const toc_legacy_parties *b)
{
    if (a->count != b->count || a->count == 0) return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (strcmp(a->codes[i], b->codes[i]) != 0) return false;
    return true;
}

typedef struct binding {
    char letters[3];
    const toc_legacy_parties *parties[3];
    int count;
} binding;

/* One letter, one actor; two letters may not be the same actor. */
static bool bind(binding *b, char letter, const toc_legacy_parties *p)
{
    if (letter == '.') return true;
    if (letter == '_') return p->count == 0;
    if (p->count == 0) return false;
    for (int i = 0; i < b->count; i++) {
        if (b->letters[i] == letter) return same(b->parties[i], p);
        if (same(b->parties[i], p)) return false;
    }
    b->letters[b->count] = letter;
    b->parties[b->count++] = p;
    return true;
}

static const toc_legacy_parties *bound(const binding *b, char letter)
{
    for (int i = 0; i < b->count; i++)
        if (b->letters[i] == letter) return b->parties[i];
    return NULL;
}

/* A verb of a rule is a verb or a block: ATTACK is every verb of the block that ATTACK stands in. */
static bool is_verb(const toc_legacy_suite *suite, toc_slice name, toc_slice block)
{
    if (toc_slice_is(name, "Q") || toc_slice_eq(name, block)) return true;
    for (uint32_t i = 0; i < suite->verbs.count; i++) {
        const toc_legacy_verb *v = &suite->verbs.items[i];
        if (toc_slice_eq(v->lemma, name) && v->block < suite->blocks.count &&
            toc_slice_eq(suite->blocks.items[v->block].name, block))
            return true;
    }
    return false;
}

/* The inner verb may also be any other whose deed has the code of that one: the rules are about deeds. */
static bool is_deed(const toc_legacy_suite *suite, toc_slice name, const toc_legacy_deed *deed)
{
    if (is_verb(suite, name, deed->verb)) return true;
    for (uint32_t i = 0; i < suite->verbs.count; i++) {
        const toc_slice code = suite->verbs.items[i].code.text;
        if (toc_slice_eq(suite->verbs.items[i].lemma, name) && code.len > 2 && code.ptr[0] != '-')
            return deed->code.len >= 2 && memcmp(deed->code.ptr, code.ptr, 2) == 0;
    }
    return false;
}

bool toc_legacy_transform(const toc_legacy_suite *suite, toc_arena *arena, toc_slice outer_verb,
                          const toc_legacy_parties *source, const toc_legacy_deed *inner,
                          toc_legacy_deed *out)
{
    (void)arena;
    for (uint32_t i = 0; i < suite->rewrites.count; i++) {
        const toc_legacy_rewrite *r = &suite->rewrites.items[i];
        binding b = {.count = 0};
        if (!is_verb(suite, r->verb, outer_verb) || !is_deed(suite, r->inner_verb, inner)) continue;
        if (!bind(&b, r->source, source) || !bind(&b, r->inner_source, &inner->source) ||
            !bind(&b, r->inner_target, &inner->target))
            continue;
        const toc_legacy_parties *from = bound(&b, r->new_source), *to = bound(&b, r->new_target);
        if (from == NULL || to == NULL) continue;
        toc_legacy_deed made = *inner;
        made.source = *from;
        made.target = *to;
        if (!toc_slice_is(r->code, "Q")) {
            made.code = r->code;
            made.line = r->line;
        }
        *out = made;
        return true;
    }
    return false;
}
