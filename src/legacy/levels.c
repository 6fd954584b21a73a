/* src/legacy/levels.c - how CAMEO codes combine: 030 (intend) over 072 (military aid) is 0332.
 *
 * Appeals (02), intentions (03) and demands (10) repeat one list of deeds in their third and fourth
 * digit; refusals (12) and threats (13) have lists of their own. What is no deed of those lists is
 * not combined: of two kinds of speech the inner one counts, of two other codes the graver. */
#include "legacy/tree.h"

static const struct {
    const char *inner; /* the deed's own code, or its beginning */
    const char *third; /* third and fourth digit under 02, 03, 10 */
} SHARED[] = {{"061", "11"}, {"062", "12"},  {"063", "13"},  {"064", "14"},  {"06", "1"},
              {"05", "2"},   {"071", "31"},  {"072", "32"},  {"073", "33"},  {"074", "34"},
              {"07", "3"},   {"0831", "41"}, {"0832", "42"}, {"0833", "43"}, {"0834", "44"},
              {"083", "4"},  {"081", "51"},  {"082", "52"},  {"084", "53"},  {"085", "54"},
              {"086", "55"}, {"087", "56"},  {"08", "5"}};

static const struct {
    const char *inner, *code;
} THREATS[] = {{"161", "1313"}, {"162", "1311"}, {"163", "1312"},
               {"16", "131"},   {"19", "138"},   {"18", "138"}},
  REFUSALS[] = {{"061", "1211"},  {"062", "1212"}, {"06", "121"},   {"0231", "1221"},
                {"0232", "1222"}, {"023", "122"},  {"024", "123"},  {"081", "1241"},
                {"082", "1242"},  {"084", "1243"}, {"085", "1244"}, {"086", "1245"},
                {"087", "1246"},  {"08", "124"},   {"04", "125"},   {"05", "120"},
                {"07", "120"}};

static bool begins(toc_slice code, const char *with)
{
    const size_t n = strlen(with);
    return code.len >= n && memcmp(code.ptr, with, n) == 0;
}

/* Saying, asking, intending, meeting, ...: kinds of acts that another verb does not add to. */
static bool is_high(toc_slice code)
{
    static const char *const ROOTS[] = {"01", "02", "03", "04", "09", "10",
                                        "11", "13", "14", "15", "17"};
    for (size_t i = 0; i < sizeof ROOTS / sizeof *ROOTS; i++)
        if (begins(code, ROOTS[i])) return true;
    return false;
}

/* Cooperation in words and aid before deeds, those before concessions, breaks, force. */
static int grade(toc_slice code)
{
    static const char *const ORDER[] = {"07", "06", "05", "18", "19", "20", "16", "08"};
    for (int i = 0; i < (int)(sizeof ORDER / sizeof *ORDER); i++)
        if (begins(code, ORDER[i])) return i;
    return -1;
}

static toc_slice joined(toc_arena *arena, toc_slice root, const char *rest)
{
    char text[8];
    const size_t n = strlen(rest);
    memcpy(text, root.ptr, 2);
    memcpy(text + 2, rest, n);
    return toc_dup(arena, (toc_slice){text, 2 + n});
}

toc_slice toc_legacy_compose(toc_arena *arena, toc_slice outer, toc_slice inner)
{
    if (outer.len < 2) return inner;
    if (inner.len < 2) return outer;
    if (begins(inner, "12") || begins(outer, "01")) return inner; /* who says that he does it */
    if (begins(outer, "12")) {
        const toc_slice refused = toc_legacy_negate(arena, inner);
        return begins(refused, "12") ? refused : outer;
    }
    if (is_high(outer) && is_high(inner)) return inner;
    if (!is_high(outer)) return grade(inner) >= grade(outer) || is_high(inner) ? inner : outer;
    if (begins(outer, "02") || begins(outer, "03") || begins(outer, "10"))
        for (size_t i = 0; i < sizeof SHARED / sizeof *SHARED; i++)
            if (begins(inner, SHARED[i].inner)) return joined(arena, outer, SHARED[i].third);
    if (begins(outer, "11") && (begins(inner, "18") || begins(inner, "19") || begins(inner, "20")))
        return TOC_LIT("112");
    if (begins(outer, "14") && begins(inner, "19")) return TOC_LIT("145"); /* a riot */
    if (begins(outer, "13"))
        for (size_t i = 0; i < sizeof THREATS / sizeof *THREATS; i++)
            if (begins(inner, THREATS[i].inner)) return toc_slice_of(THREATS[i].code);
    return outer;
}

toc_slice toc_legacy_negate(toc_arena *arena, toc_slice code)
{
    (void)arena;
    if (toc_slice_is(code, "110")) return TOC_LIT("050"); /* who does not disapprove cooperates */
    if (toc_slice_is(code, "170")) return TOC_LIT("057");
    for (size_t i = 0; i < sizeof REFUSALS / sizeof *REFUSALS; i++)
        if (begins(code, REFUSALS[i].inner)) return toc_slice_of(REFUSALS[i].code);
    return TOC_LIT("");
}
