/* src/legacy/roots.c - finds phrases by their first word: a hash of every beginning of it. */
#include "legacy/suite.h"

#include "base/hash.h"

static uint32_t letters(const toc_legacy_phrase *phrase)
{
    uint32_t sum = 0;
    for (uint32_t i = 0; i < phrase->count; i++) sum += (uint32_t)phrase->items[i].word.len + 1;
    return sum;
}

void toc_legacy_root_add(toc_legacy_suite *suite, toc_legacy_root_kind kind,
                         toc_legacy_phrase phrase, uint32_t entry)
{
    if (phrase.count == 0 || phrase.items[0].kind != TOC_LEGACY_WORD) return;
    const toc_legacy_root root = {.phrase = phrase,
                                  .kind = (uint8_t)kind,
                                  .entry = entry,
                                  .length = letters(&phrase),
                                  .next = TOC_LEGACY_NONE};
    toc_push(&suite->arena, &suite->roots, root);
}

void toc_legacy_roots_index(toc_legacy_suite *suite)
{
    uint32_t room = 64;
    while (room < suite->roots.count * 2 && room < (1u << 30)) room *= 2;
    suite->buckets = TOC_NEW_N(&suite->arena, uint32_t, room);
    if (suite->buckets == NULL) return;
    for (uint32_t i = 0; i < room; i++) suite->buckets[i] = TOC_LEGACY_NONE;
    suite->bucket_mask = room - 1;
    for (uint32_t i = suite->roots.count;
         i-- > 0;) { /* so that the first in the file is tried first */
        toc_legacy_root *root = &suite->roots.items[i];
        const toc_slice word = root->phrase.items[0].word;
        uint32_t *bucket = &suite->buckets[toc_hash_slice(word) & suite->bucket_mask];
        root->next = *bucket;
        *bucket = i;
        if (word.len > suite->longest_word) suite->longest_word = (uint32_t)word.len;
    }
}

static bool is_one_of(toc_slice ending, const char *const *list)
{
    for (; *list != NULL; list++)
        if (toc_slice_is(ending, *list)) return true;
    return false;
}

/* DEPLORE, DEPLORING; DENY, DENIED, DENIES; PARTY, PARTIES: the last letter gives way. */
static bool changed_ending(const toc_legacy_item *item, toc_slice word)
{
    static const char *const AFTER_Y_NOUN[] = {"IES", NULL}, *const AFTER_Y_VERB[] = {"IES", "IED",
                                                                                      NULL};
    const size_t stem = item->word.len - 1;
    if (item->word.len < 3 || memcmp(word.ptr, item->word.ptr, stem) != 0) return false;
    const toc_slice ending = toc_slice_sub(word, stem, word.len);
    const bool verb = item->ending == TOC_LEGACY_VERB;
    if (item->word.ptr[stem] == 'E') return verb && toc_slice_is(ending, "ING");
    return item->word.ptr[stem] == 'Y' && is_one_of(ending, verb ? AFTER_Y_VERB : AFTER_Y_NOUN);
}

bool toc_legacy_word_is(const toc_legacy_item *item, toc_slice word)
{
    static const char *const NOUN[] = {"S", "'S", "'", "ES", "S'", NULL};
    static const char *const VERB[] = {"S", "ES", "D", "ED", "EN", "ING", NULL};
    const toc_slice known = item->word;
    if (word.len < known.len) return false;
    const bool same = memcmp(word.ptr, known.ptr, known.len) == 0;
    if (same && (item->ending == TOC_LEGACY_OPEN || word.len == known.len)) return true;
    if (item->ending == TOC_LEGACY_OPEN || item->ending == TOC_LEGACY_EXACT) return false;
    static const char *const NO_PLURALS[] = {"AS",   "HAS", "HIS", "IS", "ITS",
                                             "THIS", "US",  "WAS", NULL};
    if (!same) return changed_ending(item, word);
    if (is_one_of(word, NO_PLURALS)) return false; /* of an actor WA */
    return is_one_of(toc_slice_sub(word, known.len, word.len),
                     item->ending == TOC_LEGACY_VERB ? VERB : NOUN);
}

toc_slice toc_legacy_actor_code(const toc_legacy_actor *actor, int32_t day)
{
    toc_slice otherwise = TOC_LIT("---");
    for (uint32_t i = 0; i < actor->codes.count; i++) {
        const toc_legacy_dated *d = &actor->codes.items[i];
        if (!d->limited)
            otherwise = d->code;
        else if (day >= d->from && day <= d->to)
            return d->code;
    }
    return otherwise;
}
