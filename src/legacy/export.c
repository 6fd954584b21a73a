/* src/legacy/export.c - the user's actors and agents as tables of ours, for the ordinary coder.
 *
 * What a verb means here (a frame: which slot fills which role) stands in no pattern of TABARI's, so
 * verbs are not converted; --dict codes with them as they are. */
#include "base/calendar.h"
#include "base/limits.h"
#include "legacy/legacy.h"

enum { MAX_ALIAS_BYTES = 3000 };

/* "TWIN_ISLES" as a name is "Twin Isles". Commas, tabs and bars would break the table. */
static void put_phrase(toc_buf *out, const toc_legacy_phrase *phrase, bool name)
{
    for (uint32_t i = 0; i < phrase->count; i++) {
        if (i > 0) toc_buf_char(out, ' ');
        const toc_slice word = phrase->items[i].word;
        for (size_t k = 0; k < word.len; k++) {
            const char c = word.ptr[k];
            const bool lower = c >= 'A' && c <= 'Z' && (k > 0 || !name);
            toc_buf_char(out, c == '|' || c == '\t' ? ' ' : lower ? (char)(c - 'A' + 'a') : c);
        }
    }
}

/* Our tables hold words of letters and digits, not too many. */
static bool plain(const toc_legacy_phrase *phrase)
{
    for (uint32_t i = 0; i < phrase->count; i++) {
        const toc_slice word = phrase->items[i].word;
        bool letters = false;
        for (size_t k = 0; k < word.len; k++)
            letters = letters || (word.ptr[k] >= '0' && word.ptr[k] <= '9') ||
                      (word.ptr[k] >= 'A' && word.ptr[k] <= 'Z');
        if (phrase->items[i].kind != TOC_LEGACY_WORD || !letters) return false;
    }
    return phrase->count > 0 && phrase->count <= TOC_MAX_PHRASE_WORDS;
}

static void put_day(toc_buf *out, int32_t day)
{
    if (day == INT32_MIN || day == INT32_MAX) return;
    const toc_date d = toc_date_of(day);
    toc_buf_printf(out, "%04d-%02d-%02d", (int)d.year, (int)d.month, (int)d.day);
}

/* The first of "ELR/GAL", without the "~" of an agent; empty: a code that says nothing. */
static toc_slice first_code(toc_slice codes)
{
    toc_slice one = TOC_LIT("");
    toc_slice_cut(&codes, '/', &one);
    while (one.len > 0 && one.ptr[0] == '~') one = toc_slice_sub(one, 1, one.len);
    while (one.len > 0 && one.ptr[one.len - 1] == '~') one.len--;
    return one.len > 0 && one.ptr[0] >= 'A' && one.ptr[0] <= 'Z' ? one : (toc_slice){"", 0};
}

/* Roots [first, last) of one actor as a row a code; aliases that would make the line too long are
 * rows of their own. */
static void put_actor(toc_buf *out, const toc_legacy_suite *suite, uint32_t first, uint32_t last)
{
    const toc_legacy_actor *actor = &suite->actors.items[suite->roots.items[first].entry];
    for (uint32_t c = 0; c < actor->codes.count; c++) {
        const toc_legacy_dated *d = &actor->codes.items[c];
        const toc_slice code = first_code(d->code);
        for (uint32_t i = first; i < last && code.len > 0;) {
            const size_t start = out->len;
            put_phrase(out, &suite->roots.items[i++].phrase, true);
            toc_buf_char(out, '\t');
            const size_t aliases = out->len;
            for (; i < last && out->len - start < MAX_ALIAS_BYTES; i++) {
                if (out->len > aliases) toc_buf_char(out, '|');
                put_phrase(out, &suite->roots.items[i].phrase, true);
            }
            toc_buf_text(out, "\tunknown\t");
            toc_buf_slice(out, code);
            toc_buf_text(out, "\t\t\t");
            put_day(out, d->from);
            toc_buf_char(out, '\t');
            put_day(out, d->to);
            toc_buf_text(out, "\t\t\timported\n");
        }
    }
}

static void put_agent(toc_buf *out, const toc_legacy_suite *suite, const toc_legacy_root *root)
{
    const toc_legacy_actor *agent = &suite->actors.items[root->entry];
    const toc_slice code =
        agent->codes.count == 0 ? TOC_LIT("") : first_code(agent->codes.items[0].code);
    if (code.len == 0) return;
    put_phrase(out, &root->phrase, false);
    toc_buf_text(out, "\t\tunknown\t\t");
    toc_buf_slice(out, code);
    toc_buf_text(out, "\t\n");
}

void toc_legacy_export(const toc_legacy_suite *suite, toc_buf *actors, toc_buf *agents)
{
    toc_buf_text(
        actors,
        "@table actor: name aliases kind code sector country from to area certainty source\n");
    toc_buf_text(agents, "@table agent: noun aliases kind sector code country note\n");
    const toc_legacy_root *roots = suite->roots.items;
    for (uint32_t i = 0; i < suite->roots.count;) {
        uint32_t last = i + 1;
        if (roots[i].kind == TOC_LEGACY_ROOT_AGENT && plain(&roots[i].phrase))
            put_agent(agents, suite, &roots[i]);
        if (roots[i].kind == TOC_LEGACY_ROOT_ACTOR && plain(&roots[i].phrase)) {
            while (last < suite->roots.count && roots[last].kind == roots[i].kind &&
                   roots[last].entry == roots[i].entry && plain(&roots[last].phrase))
                last++;
            put_actor(actors, suite, i, last);
        }
        i = last;
    }
}
