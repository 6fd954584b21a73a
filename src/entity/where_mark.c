/* src/entity/where_mark.c - which gazetteer names are places in this text.
 *
 * A sum of evidence per hit, in tenths of a logit: what the name is (a country is nearly always
 * meant, a hamlet called "Police" hardly ever), the tagger's opinion, the words around, how the
 * name is written elsewhere in the text. A hit stays when its sum is above 0. The weights were
 * set by hand on development texts. */
#include "entity/where_inner.h"

enum { /* tenths of a logit */
       BASE = -20,
       IS_COUNTRY = 75,
       IS_OWN = 45,
       IS_OWN_SITE = 15,
       IS_ADMIN1 = 45,
       IS_CAPITAL = 45,
       IS_ALT = -12,
       IS_SHORT = -8,
       MANY_WORDS = 22,
       IS_SKELETON = 8,
       TAG_PLACE = 20,
       TAG_PART = 12,
       TAG_PERSON = -26,
       TAG_ORG = 2,
       TAG_IN_ORG = -8,
       TAG_MISC = 0,
       TAG_NONE = 10,
       UNTAGGED = 14,
       PREP_IN = 28,
       PREP_TO = 12,
       HEAD = 34,
       COMMA = 34,
       DATELINE = 45,
       LIST = 20,
       COMMON = -65,
       COMMON_START = -12,
       RUN_BEFORE = -40,
       RUN_AFTER = -26,
       ORG_AFTER = -45,
       TITLE = -45,
       GIVEN = -60,
       IS_GIVEN = -20,
       SPEECH = -14,
       SITE_AFTER = 8,
       STREET = -60,
       SIDE_ONLY = -100,
       NEEDS_CONTEXT = -90,
       LOUD_CAPS = -60,
       LOUD_NO_NAME = -25,
       LOUD_ALT = -15,
       LOUD_SHORT = -12
};

static const toc_token *token_of(const where_doc *d, const where_word *w)
{
    return &d->scene->text->tokens.items[w->token];
}

static toc_gaz_place first_place(const where_doc *d, const where_hit *hit, uint32_t *marks)
{
    const uint32_t p = where_posting(d, hit->posting);
    *marks = p;
    return where_at(d, p & WHERE_REF);
}

/* What the name is worth by itself. */
static int name_score(const where_doc *d, const where_hit *hit)
{
    uint32_t marks;
    const toc_gaz_place p = first_place(d, hit, &marks);
    int score = BASE;
    if (p.kind == TOC_PLACE_COUNTRY || p.kind == TOC_PLACE_CONTINENT)
        score += IS_COUNTRY;
    else if ((p.flags & TOC_GAZ_OWN) != 0)
        score +=
            p.kind == TOC_PLACE_FACILITY || p.kind == TOC_PLACE_TOWN || p.kind == TOC_PLACE_DISTRICT
                ? IS_OWN_SITE
                : IS_OWN;
    else if (p.kind == TOC_PLACE_ADMIN1 && p.weight >= 50)
        score += IS_ADMIN1;
    else if ((p.flags & TOC_GAZ_CAPITAL) != 0)
        score += IS_CAPITAL;
    else
        score += p.weight < 30   ? -14
                 : p.weight < 40 ? -6
                 : p.weight < 48 ? 4
                 : p.weight < 55 ? 14
                                 : 28;
    if ((marks & TOC_GAZ_ALT) != 0 && (p.flags & TOC_GAZ_OWN) == 0) score += IS_ALT;
    if ((marks & TOC_GAZ_SHORT) != 0 && p.kind != TOC_PLACE_ADMIN1) score += IS_SHORT;
    if (hit->end - hit->word > 1) score += MANY_WORDS;
    if ((marks & TOC_GAZ_CONTEXT) != 0) score += NEEDS_CONTEXT;
    return score;
}

/* The tagger's opinion of the words. */
static int tag_score(const where_doc *d, where_hit *hit)
{
    if (!d->tagged) /* a capital inside a sentence is all there is */
        return (d->words.items[hit->word].flags & (AT_START | AT_LOUD)) == 0 ? UNTAGGED : 0;
    const toc_token *tokens = d->scene->text->tokens.items;
    const uint32_t first = d->words.items[hit->word].token,
                   last = d->words.items[hit->end - 1].token;
    uint32_t place = 0, person = 0, org = 0, misc = 0, n = 0;
    for (uint32_t i = first; i <= last; i++, n++) {
        const unsigned ner = tokens[i].ner;
        place += ner == TOC_NER_B_LOC || ner == TOC_NER_I_LOC;
        person += ner == TOC_NER_B_PER || ner == TOC_NER_I_PER;
        org += ner == TOC_NER_B_ORG || ner == TOC_NER_I_ORG;
        misc += ner == TOC_NER_B_MISC || ner == TOC_NER_I_MISC;
    }
    const bool longer =
        tokens[first].ner == TOC_NER_I_ORG ||
        (last + 1 < d->scene->text->tokens.count && tokens[last + 1].ner == TOC_NER_I_ORG);
    if (place > 0) hit->seen |= SEEN_TAG;
    if (person > 0) hit->seen |= SEEN_PERSON;
    if (org > 0) hit->seen |= SEEN_ORG;
    if (place == n) return TAG_PLACE;
    if (person > 0) return TAG_PERSON;
    if (org > 0) return longer ? TAG_IN_ORG : TAG_ORG;
    if (place > 0) return TAG_PART;
    return misc > 0 ? TAG_MISC : TAG_NONE;
}

static bool capital_word(const where_word *w)
{
    return (w->flags & AT_UPPER) != 0 && (w->flags & AT_LOUD) == 0;
}

/* Which kind of place a head word asks for. */
static uint8_t kind_of_head(uint32_t classes)
{
    if (classes & WORD_ADMIN1) return TOC_PLACE_ADMIN1;
    if (classes & WORD_ADMIN2) return TOC_PLACE_ADMIN2;
    if (classes & WORD_TOWN) return TOC_PLACE_TOWN;
    if (classes & WORD_COUNTRY) return TOC_PLACE_COUNTRY;
    if (classes & WORD_WATER) return TOC_PLACE_WATER;
    if (classes & WORD_AREA) return TOC_PLACE_REGION;
    return TOC_PLACE_NONE;
}

/* "Anbar province", "the city of Basra", "the Iraqi town Taji". */
static int head_score(const where_doc *d, where_hit *hit)
{
    const uint32_t heads = WORD_TOWN | WORD_ADMIN1 | WORD_ADMIN2 | WORD_COUNTRY | WORD_AREA;
    const where_word *after = where_word_at(d, hit->end);
    const uint32_t own = d->words.items[hit->word].classes;
    const bool weak = hit->end - hit->word == 1 && (own & (WORD_SIDE | WORD_COMMON)) != 0 &&
                      (after->flags & AT_UPPER) == 0; /* "a Northern state" */
    if ((after->flags & AT_BREAK) == 0 && (after->classes & heads) != 0 && !weak) {
        hit->head = kind_of_head(after->classes);
        return HEAD;
    }
    if (hit->word == 0 || (d->words.items[hit->word].flags & AT_BREAK) != 0) return 0;
    const where_word *before = &d->words.items[hit->word - 1];
    if (hit->word >= 2 && where_is(d, before, "of") && (before->flags & AT_BREAK) == 0) {
        const where_word *head = &d->words.items[hit->word - 2];
        const bool longer = (after->flags & (AT_BREAK | AT_HYPHEN)) == 0 && capital_word(after) &&
                            after->classes == 0; /* "the village of Hai Maarouf" */
        if (longer) return 0;
        const bool office = (head->classes & WORD_ORG) != 0 && (head->flags & AT_UPPER) != 0;
        if ((head->classes & heads) != 0 && !office) {
            hit->head = kind_of_head(head->classes);
            return HEAD;
        }
    } else if ((before->classes & (heads & ~WORD_AREA)) != 0 && (before->flags & AT_UPPER) == 0) {
        hit->head = kind_of_head(before->classes);
        return HEAD / 2;
    }
    return 0;
}

static int before_score(const where_doc *d, where_hit *hit)
{
    const where_word *w = &d->words.items[hit->word];
    if (hit->word == 0 || (w->flags & AT_BREAK) != 0) return 0;
    uint32_t at = hit->word - 1;
    const where_word *before = &d->words.items[at];
    if ((before->classes & WORD_TITLE) != 0 && (before->flags & AT_UPPER) != 0) return TITLE;
    if ((before->classes & WORD_GIVEN) != 0 && capital_word(before)) {
        hit->seen |= SEEN_PERSON;
        return GIVEN;
    }
    for (int i = 0; i < 2 && at > 0 && (before->flags & AT_BREAK) == 0; i++) {
        /* "in the northern X", "near central X" */
        if ((before->classes & WORD_SIDE) == 0 && !where_is(d, before, "the")) break;
        before = &d->words.items[--at];
    }
    if ((before->classes & (WORD_IN | WORD_TO)) != 0) {
        hit->seen |= SEEN_PREPOSITION;
        return (before->classes & WORD_IN) != 0 ? PREP_IN : PREP_TO;
    }
    const bool side = (d->words.items[hit->word - 1].classes & WORD_SIDE) != 0;
    if (capital_word(before) && !side && (before->flags & AT_START) == 0) {
        hit->seen |= SEEN_RUN;
        return RUN_BEFORE;
    }
    return side ? PREP_TO : 0;
}

/* "Monywa General Hospital": the rest of the run names a site in the town. */
static bool site_follows(const where_doc *d, uint32_t at)
{
    for (uint32_t i = at; i < at + 4; i++) {
        const where_word *w = where_word_at(d, i);
        if ((w->flags & (AT_BREAK | AT_HYPHEN)) != 0 || !capital_word(w)) return false;
        if ((w->classes & WORD_SITE) != 0) return true;
    }
    return false;
}

static int after_score(const where_doc *d, where_hit *hit)
{
    const where_word *after = where_word_at(d, hit->end);
    if ((after->flags & AT_BREAK) != 0) return 0;
    if ((after->classes & WORD_SPEECH) != 0) return SPEECH;
    if (!capital_word(after)) return 0;
    if ((after->classes & WORD_STREET) != 0) return STREET;
    if (site_follows(d, hit->end)) return SITE_AFTER;
    if ((after->classes & WORD_LOCAL) != 0) return 0;
    if ((after->classes & WORD_ORG) != 0) {
        hit->seen |= SEEN_RUN;
        return ORG_AFTER;
    }
    if ((after->classes & (WORD_TOWN | WORD_ADMIN1 | WORD_ADMIN2 | WORD_SITE | WORD_WATER |
                           WORD_ROAD | WORD_SIDE)) != 0)
        return 0;
    if ((after->flags & AT_HYPHEN) != 0) return 0;
    hit->seen |= SEEN_RUN;
    return RUN_AFTER;
}

/* "northern", "the Eastern Region of Antioquia": a side of something, no name. */
static bool side_only(const where_doc *d, const where_hit *hit)
{
    const where_word *w = &d->words.items[hit->word];
    if ((w->classes & WORD_SIDE) == 0) return false;
    if (hit->end - hit->word == 1) return true;
    for (uint32_t i = hit->word + 1; i < hit->end; i++)
        if ((d->words.items[i].classes & (WORD_ADMIN1 | WORD_ADMIN2 | WORD_AREA | WORD_SIDE)) == 0)
            return false;
    const where_word *after = where_word_at(d, hit->end);
    const bool of = (after->flags & AT_BREAK) == 0 && after->end - after->start == 2 &&
                    (after->classes & WORD_TO) != 0;
    return of || (w->flags & AT_LOUD) != 0;
}

static int word_score(const where_doc *d, where_hit *hit)
{
    const where_word *w = &d->words.items[hit->word];
    if (side_only(d, hit)) return SIDE_ONLY;
    if (hit->end - hit->word > 1) return 0;
    int score = 0;
    if ((w->classes & WORD_COMMON) != 0) {
        hit->seen |= SEEN_COMMON;
        score += COMMON + ((w->flags & AT_START) != 0 ? COMMON_START : 0);
    }
    if ((w->classes & WORD_GIVEN) != 0) score += IS_GIVEN;
    uint32_t marks;
    const toc_gaz_place p = first_place(d, hit, &marks);
    const bool area = (p.flags & TOC_GAZ_OWN) != 0 && /* "the Gulf" is both a head and a name */
                      (p.kind == TOC_PLACE_WATER || p.kind == TOC_PLACE_REGION);
    const uint32_t others = WORD_TITLE | WORD_SIDE | WORD_TOWN | WORD_ADMIN1 | WORD_ADMIN2 |
                            WORD_AREA | WORD_SITE | WORD_COUNTRY | WORD_STREET | WORD_IN | WORD_TO |
                            WORD_SPEECH;
    if ((w->classes & others) != 0 && !area) score += COMMON;
    const bool caps = (w->flags & AT_CAPS) != 0 && (w->flags & AT_LOUD) == 0;
    if (caps && w->end - w->start <= 5 && (marks & TOC_GAZ_EXACT) == 0 &&
        (p.flags & TOC_GAZ_OWN) == 0 && (hit->seen & SEEN_DATELINE) == 0)
        score += LOUD_CAPS;
    if ((token_of(d, w)->flags & TOC_TOKEN_DIGIT) != 0) score += COMMON;
    return score;
}

/* In capitals "US" may be "us" and "SA" anything; what the tagger says, or "the", decides. */
static int loud_score(const where_doc *d, const where_hit *hit)
{
    const where_word *w = &d->words.items[hit->word];
    if ((w->flags & AT_LOUD) == 0 || hit->end - hit->word > 1) return 0;
    uint32_t marks;
    const toc_gaz_place p = first_place(d, hit, &marks);
    const unsigned upos = token_of(d, w)->upos;
    int score = upos == TOC_UPOS_NONE || upos == TOC_PROPN ? 0 : LOUD_NO_NAME;
    if ((marks & TOC_GAZ_EXACT) != 0 && (w->flags & AT_PERIOD) == 0 && w->end - w->start < 4) {
        const toc_slice before =
            hit->word == 0 ? TOC_LIT("") : where_text(d, &d->words.items[hit->word - 1]);
        const bool article = (w->flags & AT_BREAK) == 0 && where_same(before, "the");
        if (upos != TOC_PROPN && !article) score += LOUD_CAPS;
    } else if ((p.flags & TOC_GAZ_OWN) == 0 && p.kind != TOC_PLACE_COUNTRY) {
        if ((marks & TOC_GAZ_ALT) != 0) score += LOUD_ALT;
        if (w->end - w->start <= 4) score += LOUD_SHORT;
    }
    return score;
}

enum { OUTERS = 12 }; /* places of the outer name that are tried, best first */

/* Some place of the inner name lies in one of the outer name. */
static bool can_contain(const where_doc *d, uint32_t outer_posting, uint32_t inner_posting)
{
    uint32_t outers[OUTERS], n = 0;
    const bool state = where_state_named(d, inner_posting) != 0; /* "Egypt, U.S.": a list */
    for (uint32_t q = outer_posting; n < OUTERS; q++) {
        const uint32_t outer = where_posting(d, q);
        const bool country = where_at(d, outer & WHERE_REF).kind == TOC_PLACE_COUNTRY;
        if ((outer & TOC_GAZ_ADJ) == 0 && !(state && country)) outers[n++] = outer & WHERE_REF;
        if ((outer & TOC_GAZ_LAST) != 0) break;
    }
    for (uint32_t p = inner_posting;; p++) {
        const uint32_t inner = where_posting(d, p);
        for (uint32_t i = 0; i < n && (inner & TOC_GAZ_ADJ) == 0; i++)
            if (where_contains(d, outers[i], inner & WHERE_REF)) return true;
        if ((inner & TOC_GAZ_LAST) != 0) return false;
    }
}

/* "X, Y" where a place called X lies in one called Y. */
static void comma_pairs(where_doc *d)
{
    uint32_t outer = TOC_GAZ_NONE, inner = TOC_GAZ_NONE; /* the pair looked at last */
    bool inside = false;
    for (uint32_t i = 0; i + 1 < d->hits.count; i++) {
        where_hit *a = &d->hits.items[i], *b = &d->hits.items[i + 1];
        const where_word *second = &d->words.items[b->word];
        if (a->end != b->word || a->posting == TOC_GAZ_NONE) continue;
        const bool comma = (second->flags & AT_COMMA) != 0;
        if ((second->flags & AT_BREAK) != 0 && !comma) continue;
        if (outer != b->posting || inner != a->posting)
            inside = can_contain(d, b->posting, a->posting);
        outer = b->posting;
        inner = a->posting;
        if (!inside) continue;
        a->seen |= SEEN_COMMA;
        b->seen |= SEEN_COMMA;
        a->inside = i + 1;
        a->score += COMMA;
        b->score +=
            COMMA + ((where_posting(d, b->posting) & TOC_GAZ_CONTEXT) != 0 ? -NEEDS_CONTEXT : 0);
    }
}

/* A list of places: "Homs, Hama and Idlib". */
static void lists(where_doc *d)
{
    for (uint32_t i = 0; i + 1 < d->hits.count; i++) {
        where_hit *a = &d->hits.items[i], *b = &d->hits.items[i + 1];
        const where_word *second = &d->words.items[b->word];
        const bool comma = a->end == b->word && (second->flags & AT_COMMA) != 0;
        const bool joined = a->end + 1 == b->word && where_is(d, &d->words.items[a->end], "and");
        if (!comma && !joined) continue;
        const bool a_good = a->score > 15, b_good = b->score > 15;
        if (a_good == b_good) continue;
        where_hit *weak = a_good ? b : a;
        weak->seen |= SEEN_LIST;
        weak->score += LIST;
    }
}

static void in_dateline(where_doc *d, where_hit *hit)
{
    const toc_article *article = d->scene->text->article;
    if (article == NULL) return;
    const where_word *w = &d->words.items[hit->word];
    const toc_span place = article->dateline_place;
    bool inside = place.end > place.start && w->start >= place.start && w->end <= place.end;
    const uint32_t s = token_of(d, w)->sentence;
    if (s < d->scene->text->sentences.count &&
        d->scene->text->sentences.items[s].zone == TOC_ZONE_DATELINE)
        inside = true;
    if (inside) hit->seen |= SEEN_DATELINE;
}

/* A demonym, even if towns are called so too ("German", "Canadian"). */
static bool is_adjective(const where_doc *d, const where_hit *hit)
{
    for (uint32_t at = hit->posting;; at++) {
        const uint32_t p = where_posting(d, at);
        if ((p & TOC_GAZ_ADJ) != 0) return true;
        if ((p & TOC_GAZ_LAST) != 0) return false;
    }
}

/* A country, a capital, a seat like the Kremlin as the subject of a verb: its government. */
static bool acts(const where_doc *d, const where_hit *hit)
{
    uint32_t marks;
    const toc_gaz_place p = first_place(d, hit, &marks);
    if (p.kind != TOC_PLACE_COUNTRY && (p.flags & TOC_GAZ_CAPITAL) == 0 &&
        !(p.kind == TOC_PLACE_FACILITY && (p.flags & TOC_GAZ_OWN) != 0))
        return false;
    const bool joined = hit->word > 0 && (d->words.items[hit->word].flags & AT_BREAK) == 0;
    if (joined && (d->words.items[hit->word - 1].classes & WORD_IN) != 0)
        return false; /* "police in X said" */
    const where_word *after = where_word_at(d, hit->end);
    if ((after->flags & AT_BREAK) == 0 && (after->classes & WORD_SPEECH) != 0) return true;
    const where_word *w = &d->words.items[hit->end - 1];
    const toc_token *t = token_of(d, w);
    return t->deprel == TOC_DEP_nsubj || t->deprel == TOC_DEP_obl_agent;
}

static void mark(where_doc *d, where_hit *hit)
{
    hit->adjective = !hit->skeleton && is_adjective(d, hit);
    in_dateline(d, hit);
    hit->score += hit->skeleton ? BASE + IS_SKELETON : name_score(d, hit);
    hit->score += tag_score(d, hit) + before_score(d, hit);
    const int head = head_score(d, hit);
    if (head > 0) hit->seen |= SEEN_HEAD;
    hit->score += head > 0 ? head : after_score(d, hit);
    hit->score += word_score(d, hit) + loud_score(d, hit);
    if ((hit->seen & SEEN_DATELINE) != 0) hit->score += DATELINE;
    if (hit->adjective && (d->words.items[hit->word].flags & AT_UPPER) != 0) hit->score = 30;
    hit->actor = hit->actor || acts(d, hit);
}

void where_mark(where_doc *d)
{
    for (uint32_t i = 0; i < d->hits.count; i++) mark(d, &d->hits.items[i]);
    where_actors(d);
    where_scan_skeletons(d);
    for (uint32_t i = 0; i < d->hits.count; i++)
        if (d->hits.items[i].skeleton) mark(d, &d->hits.items[i]);
    where_roads_mark(d);
    comma_pairs(d);
    lists(d);
}
