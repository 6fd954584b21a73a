/* src/entity/when_join.c - a sentence's expressions: atoms found left to right, neighbours joined
 * where their fields complement each other, modifiers and ranges attached, weak ones dropped. */
#include "entity/when_words.h"

enum { /* which fields an expression has */
       HAS_YEAR = 1,
       HAS_MONTH = 2,
       HAS_DAY = 4,
       HAS_WEEKDAY = 8,
       HAS_PERIOD = 16, /* quarter, half, season */
       HAS_HOLIDAY = 32,
       HAS_PART = 64,
       HAS_CLOCK = 128,
       HAS_DAYS_AWAY = 256,
       HAS_YEARS_AWAY = 512,
       HAS_WEEKS_AWAY = 1024,
       HAS_MONTHS_AWAY = 2048,
       HAS_OTHER = 4096
};

static unsigned fields(const when_expr *e)
{
    unsigned has = 0;
    if (e->kind != WHEN_DATE_EXPR && e->kind != WHEN_REPEAT) return HAS_OTHER;
    if (e->year != YEAR_UNKNOWN) has |= e->year_digits == 4 ? HAS_YEAR : HAS_OTHER;
    if (e->month != 0) has |= HAS_MONTH;
    if (e->day != 0) has |= HAS_DAY;
    if (e->weekday != 0) has |= HAS_WEEKDAY;
    if (e->quarter != 0 || e->half != 0 || e->season != 0) has |= HAS_PERIOD;
    if (e->holiday != 0) has |= HAS_HOLIDAY;
    if (e->part != 0) has |= HAS_PART;
    if (e->minute >= 0) has |= HAS_CLOCK;
    if (e->anchor != ANCHOR_NONE && e->unit != UNIT_NIGHT) { /* "overnight" is a part of some day */
        switch (e->unit) {
        case UNIT_DAY: has |= HAS_DAYS_AWAY; break;
        case UNIT_YEAR: has |= HAS_YEARS_AWAY; break;
        case UNIT_WEEK: has |= HAS_WEEKS_AWAY; break;
        case UNIT_MONTH: has |= HAS_MONTHS_AWAY; break;
        default: has |= HAS_OTHER; break;
        }
    }
    if (e->kind == WHEN_REPEAT && (has & (HAS_WEEKDAY | HAS_PART)) == 0) has |= HAS_OTHER;
    return has;
}

typedef enum gap {
    GAP_BAD = 0,
    GAP_NONE = 1,
    GAP_COMMA = 2,
    GAP_OF = 4,
    GAP_ON = 8,
    GAP_AT = 16,
    GAP_POSSESSIVE = 32,
    GAP_IN = 64
} gap;

static gap gap_between(const when_line *line, uint32_t from, uint32_t to)
{
    if (from > to) return GAP_BAD;
    if (to > from && when_word_is(line, to - 1, "the")) to--;
    if (from >= to) return GAP_NONE;
    if (to - from == 2 && toc_word_mark(&line->view, from) == ',' &&
        when_word_is(line, from + 1, "on"))
        return GAP_ON;
    if (to - from == 2 && when_word_is(line, from, "at") &&
        when_tag_at(line, from + 1, WHEN_MOD) != NULL)
        return GAP_AT; /* Tuesday at around 8 pm */
    if (to - from != 1) return GAP_BAD;
    if (toc_word_mark(&line->view, from) == ',') return GAP_COMMA;
    if (when_word_is(line, from, "of")) return GAP_OF;
    if (when_word_is(line, from, "on")) return GAP_ON;
    if (when_word_is(line, from, "at")) return GAP_AT;
    if (when_word_is(line, from, "in")) return GAP_IN;
    const uint64_t s = toc_hash("s", 1);
    return line->view.words.items[from].fold == s ? GAP_POSSESSIVE : GAP_BAD;
}

#define DAYLIKE (HAS_DAY | HAS_WEEKDAY | HAS_HOLIDAY | HAS_DAYS_AWAY)

/* Rows: what the one has (all of it from this set, one at least), what the other, which gaps. */
static const struct {
    unsigned first, second, gaps;
} JOINS[] = {
    {HAS_PART | HAS_CLOCK, DAYLIKE | HAS_MONTH | HAS_YEAR, GAP_NONE | GAP_COMMA | GAP_OF | GAP_ON},
    {DAYLIKE | HAS_MONTH | HAS_YEAR, HAS_PART | HAS_CLOCK,
     GAP_NONE | GAP_COMMA | GAP_AT | GAP_POSSESSIVE},
    {HAS_CLOCK | DAYLIKE | HAS_MONTH | HAS_YEAR, HAS_PART | HAS_DAYS_AWAY, GAP_NONE},
    {HAS_WEEKDAY | HAS_PART | HAS_CLOCK, HAS_DAY | HAS_MONTH | HAS_YEAR,
     GAP_NONE | GAP_COMMA | GAP_OF},
    {HAS_DAY | HAS_MONTH, HAS_WEEKDAY | HAS_PART, GAP_COMMA},
    {HAS_WEEKDAY | HAS_PART, HAS_WEEKS_AWAY, GAP_NONE | GAP_OF},
    {HAS_MONTH | HAS_DAY | HAS_PERIOD | HAS_HOLIDAY | HAS_WEEKDAY | HAS_PART, HAS_YEAR,
     GAP_NONE | GAP_COMMA | GAP_OF},
    {HAS_YEAR, HAS_PERIOD | HAS_HOLIDAY, GAP_NONE | GAP_POSSESSIVE},
    {HAS_MONTH | HAS_DAY | HAS_PERIOD | HAS_HOLIDAY, HAS_YEARS_AWAY,
     GAP_NONE | GAP_COMMA | GAP_OF | GAP_IN},
    {HAS_YEARS_AWAY, HAS_MONTH | HAS_DAY | HAS_PERIOD | HAS_HOLIDAY, GAP_POSSESSIVE},
    {HAS_YEARS_AWAY, HAS_PERIOD, GAP_NONE}, /* the year-earlier third quarter */
    {HAS_WEEKS_AWAY, HAS_WEEKDAY, GAP_POSSESSIVE},
};

static bool joinable(const when_expr *a, const when_expr *b, gap between)
{
    const unsigned has_a = fields(a), has_b = fields(b);
    if ((has_a & has_b) != 0 || ((has_a | has_b) & HAS_OTHER) != 0) return false;
    if ((a->has_rel && b->has_rel) || (a->has_rel && b->anchor != ANCHOR_NONE)) return false;
    if (a->kind == WHEN_REPEAT && b->kind != WHEN_REPEAT && (has_a & HAS_WEEKDAY) == 0)
        return false;
    for (size_t i = 0; i < sizeof JOINS / sizeof *JOINS; i++) {
        if ((JOINS[i].gaps & between) == 0) continue;
        if ((has_a & ~JOINS[i].first) != 0 || (has_b & ~JOINS[i].second) != 0) continue;
        /* a comma joins only what is certain to be one date */
        if (between == GAP_COMMA && (has_a & HAS_CLOCK) == 0 && (has_a & HAS_DAY) == 0 &&
            (has_b & HAS_DAY) == 0 && !(has_a & HAS_MONTH && has_b & HAS_YEAR))
            continue;
        return true;
    }
    return false;
}

static when_expr join(const when_expr *a, const when_expr *b)
{
    when_expr e = *a;
    e.last = b->last;
    if (b->year != YEAR_UNKNOWN) {
        e.year = b->year;
        e.year_short = b->year_short;
        e.year_digits = b->year_digits;
    }
    if (b->month != 0) e.month = b->month;
    if (b->day != 0) e.day = b->day;
    if (b->weekday != 0) e.weekday = b->weekday;
    if (b->quarter != 0) e.quarter = b->quarter;
    if (b->half != 0) e.half = b->half;
    if (b->season != 0) e.season = b->season;
    if (b->holiday != 0) e.holiday = b->holiday;
    if (b->part != 0) e.part = b->part;
    if (b->minute >= 0) e.minute = b->minute;
    if (e.minute >= 0 && e.part != PART_NONE) { /* 11:30 Thursday night */
        const bool late =
            e.part == PART_AF || e.part == PART_EV || (e.part == PART_NI && e.minute >= 360);
        if (late && !e.meridiem && !b->meridiem && e.minute < 720)
            e.minute = (int16_t)(e.minute + 720);
        e.part = PART_NONE;
    }
    if (e.unit == UNIT_NIGHT) e.anchor = ANCHOR_NONE, e.unit = UNIT_NONE;
    if (b->anchor != ANCHOR_NONE && b->unit != UNIT_NIGHT) {
        e.anchor = b->anchor;
        e.unit = b->unit;
        e.shift = b->shift;
    }
    if (b->has_rel) {
        e.has_rel = true;
        e.rel = b->rel;
        e.rel_last_time = b->rel_last_time;
    }
    if (b->mod != MOD_NONE) e.mod = b->mod;
    e.fiscal = a->fiscal || b->fiscal;
    e.weak = a->weak && b->weak;
    if (b->kind == WHEN_REPEAT) e.kind = WHEN_REPEAT;
    return e;
}

/* "two days after July 4": +1 for after, -1 for before, 0 when the two do not join so. */
static int32_t counted_from(const when_line *line, const when_expr *a, const when_expr *b)
{
    if (a->kind != WHEN_LENGTH || a->amount_ago || a->amount <= 0 || a->amount % 100 != 0 ||
        a->amount > 100000 || a->unit < UNIT_DAY)
        return 0;
    if (b->kind != WHEN_DATE_EXPR || b->weak || b->offset != 0 || b->mod != MOD_NONE ||
        b->first != a->last + 1)
        return 0;
    if (b->month == 0 && b->weekday == 0 && b->holiday == 0) return 0;
    if (when_word_is(line, a->last, "after") || when_word_is(line, a->last, "following")) return 1;
    return when_word_is(line, a->last, "before") ? -1 : 0;
}

static void join_neighbours(const when_line *line, when_exprs *found)
{
    for (bool again = true; again;) {
        again = false;
        uint32_t kept = 0;
        for (uint32_t i = 0; i < found->count; i++) {
            if (kept > 0) {
                when_expr *a = &found->items[kept - 1];
                const when_expr *b = &found->items[i];
                const gap between = gap_between(line, a->last, b->first);
                const int32_t way = counted_from(line, a, b);
                if (way != 0) {
                    when_expr e = *b;
                    e.first = a->first;
                    e.offset = way * (int32_t)(a->amount / 100);
                    e.offset_unit = a->unit;
                    *a = e;
                    again = true;
                    continue;
                }
                if (between != GAP_BAD && joinable(a, b, between)) {
                    *a = join(a, b);
                    again = true;
                    continue;
                }
            }
            found->items[kept++] = found->items[i];
        }
        found->count = kept;
    }
}

/* The modifier phrase that ends right before word `at`; NULL if none. */
static const when_tag *mod_ending(const when_line *line, uint32_t at, uint8_t flag, uint32_t *start)
{
    for (uint32_t back = 1; back <= 5 && back <= at; back++) {
        const when_tag *tag = when_tag_at(line, at - back, WHEN_MOD);
        if (tag == NULL || tag->words != back || (tag->flags & flag) == 0) continue;
        /* prefer the longest: "the end of" over "end of" */
        const uint32_t longer = back + 1;
        const when_tag *bigger = longer <= at ? when_tag_at(line, at - longer, WHEN_MOD) : NULL;
        if (bigger != NULL && bigger->words == longer && (bigger->flags & flag) != 0) tag = bigger;
        *start = at - tag->words;
        return tag;
    }
    return NULL;
}

static void modify(const when_line *line, when_expr *e, uint32_t floor)
{
    uint32_t start = e->first, at = e->first;
    const when_tag *tag = NULL;
    if (e->kind == WHEN_LENGTH || (e->kind == WHEN_DATE_EXPR && e->counted) || (e->minute >= 0) ||
        (e->year != YEAR_UNKNOWN && e->month == 0))
        tag = mod_ending(line, at, TAG_AMOUNT, &start);
    if (tag != NULL && start >= floor && e->mod == MOD_NONE) {
        e->mod = (uint8_t)tag->value;
        e->first = start;
        return;
    }
    if (e->kind != WHEN_DATE_EXPR) return;
    for (int k = 0; k < 3; k++) {
        tag = mod_ending(line, at, TAG_BEFORE | TAG_COMPARE, &start);
        if (tag != NULL && start >= floor) {
            e->mod = (uint8_t)tag->value;
            e->first = start;
            e->weak = false;
            if (start > floor && when_word_is(line, start - 1, "the")) e->first--;
            return;
        }
        if (at == 0 || at <= floor ||
            !(when_word_is(line, at - 1, "the") || when_word_is(line, at - 1, "in") ||
              when_word_is(line, at - 1, "on")))
            return;
        at--;
    }
}

/* Numbers behind "July 9-11", "August 6 and 9", "25, 26 and 27 June" is day_of_range. */
static void range_days(const when_line *line, when_exprs *found, toc_arena *arena)
{
    const uint32_t count = found->count;
    for (uint32_t i = 0; i < count; i++) {
        const when_expr e = found->items[i];
        if (e.day == 0 || e.month == 0 || e.kind != WHEN_DATE_EXPR) continue;
        uint32_t at = e.last;
        if (at >= line->view.words.count) continue;
        const bool joined = line->view.words.items[at].joined;
        const bool link = joined || when_word_is(line, at, "and") || when_word_is(line, at, "to") ||
                          when_word_is(line, at, "through") || when_word_is(line, at, "until") ||
                          when_word_is(line, at, "or");
        if (!link) continue;
        if (!joined) at++;
        const int32_t day = toc_word_digits(&line->view, at);
        if (day < 1 || day > 31 || day <= e.day ||
            (i + 1 < count && found->items[i + 1].first <= at))
            continue;
        const uint32_t behind = at + 1;
        if (behind < line->view.words.count &&
            (line->view.words.items[behind].flags & TOC_TOKEN_LETTER)) {
            const bool verb = when_tag_at(line, behind, WHEN_PREP) != NULL ||
                              when_tag_at(line, behind, WHEN_FUTURE) != NULL ||
                              when_tag_at(line, behind, WHEN_GONE) != NULL;
            if (!verb) continue;
        }
        when_expr next;
        when_expr_init(&next, at);
        next.last = at + 1;
        next.day = (int8_t)day;
        next.month = e.month;
        next.year = e.year;
        next.year_short = e.year_short;
        next.inherits = true;
        when_expr year;
        when_expr_init(&year, behind);
        const uint32_t k = toc_word_mark(&line->view, behind) == ',' ? behind + 1 : behind;
        const int32_t y = toc_word_digits(&line->view, k);
        if (y >= 1000 && y <= 2100) {
            next.year = found->items[i].year = y;
            next.last = k + 1;
            if (i + 1 < found->count && found->items[i + 1].first == k)
                found->items[i + 1].kind = UINT8_MAX; /* the year is used */
        }
        toc_push(arena, found, next);
    }
    /* back into text order, without the used ones */
    uint32_t kept = 0;
    for (uint32_t i = 0; i < found->count; i++) {
        if (found->items[i].kind == UINT8_MAX) continue;
        const when_expr e = found->items[i];
        uint32_t k = kept++;
        for (; k > 0 && found->items[k - 1].first > e.first; k--)
            found->items[k] = found->items[k - 1];
        found->items[k] = e;
    }
    found->count = kept;
}

/* A hyphen or dash between spaces. */
static bool dash(const when_line *line, uint32_t i)
{
    const toc_slice s = toc_word_bytes(&line->view, i);
    return toc_slice_is(s, "-") || toc_slice_is(s, "--") ||
           (s.len == 3 && memcmp(s.ptr, "\xe2\x80", 2) == 0 && (unsigned char)s.ptr[2] >= 0x90 &&
            (unsigned char)s.ptr[2] <= 0x95);
}

/* "June 25 to July 4, 1950": the year of the second is that of the first. */
static void share_years(const when_line *line, when_exprs *found)
{
    for (uint32_t i = 0; i + 1 < found->count; i++) {
        when_expr *a = &found->items[i];
        const when_expr *b = &found->items[i + 1];
        if (a->kind != WHEN_DATE_EXPR || a->year != YEAR_UNKNOWN || a->month == 0 ||
            a->anchor != ANCHOR_NONE || a->has_rel)
            continue;
        if (b->kind != WHEN_DATE_EXPR || b->year == YEAR_UNKNOWN || b->month == 0 ||
            b->year_digits != 4 || b->month < a->month)
            continue;
        if (b->first - a->last > 1 ||
            (b->first > a->last && !when_word_is(line, a->last, "to") &&
             !when_word_is(line, a->last, "and") && !when_word_is(line, a->last, "until") &&
             !when_word_is(line, a->last, "through") && !when_word_is(line, a->last, "or") &&
             !dash(line, a->last)))
            continue;
        a->year = b->year;
        a->year_short = b->year_short;
    }
}

/* Is the verb around the expression turned to the future? */
static bool looks_forward(const when_line *line, const when_expr *e)
{
    for (uint32_t back = 1; back <= 14 && back <= e->first; back++) {
        const uint32_t i = e->first - back;
        const char m = toc_word_mark(&line->view, i);
        if (m == ';' || m == ':') break;
        if (when_tag_at(line, i, WHEN_FUTURE) != NULL && when_tag_at(line, i, WHEN_MONTH) == NULL)
            return i == 0 || !(when_word_is(line, i - 1, "been") ||
                               when_word_is(line, i - 1, "had")); /* "had been due" */
        if (when_tag_at(line, i, WHEN_GONE) != NULL) return false;
        const toc_slice s = toc_word_bytes(&line->view, i);
        const bool passive = i > 0 && when_word_is(line, i - 1, "be"); /* would be closed */
        if (s.len > 4 && s.ptr[s.len - 1] == 'd' && s.ptr[s.len - 2] == 'e' && m == 0 && !passive)
            return false;
    }
    for (uint32_t i = e->last; i < line->view.words.count && i < e->last + 6; i++) {
        const char m = toc_word_mark(&line->view, i);
        if (m == ';' || m == '.') break;
        if (when_tag_at(line, i, WHEN_FUTURE) != NULL && when_tag_at(line, i, WHEN_MONTH) == NULL)
            return !when_word_is(line, i, "by");
        if (when_tag_at(line, i, WHEN_GONE) != NULL) return false;
    }
    return false;
}

/* "until Dec. 31, 1990": the text may be older. */
static bool up_to(const when_line *line, uint32_t word)
{
    static const char *const WORDS[] = {"until", "till", "by", "through", "before"};
    if (word > 1 && when_word_is(line, word - 1, "on")) word--; /* expires on */
    for (size_t k = 0; word > 0 && k < sizeof WORDS / sizeof *WORDS; k++)
        if (when_word_is(line, word - 1, WORDS[k])) return true;
    return word > 0 &&
           (when_word_is(line, word - 1, "expires") || when_word_is(line, word - 1, "ends"));
}

/* A part of the day alone counts behind "at", "in the", "during the" and the like. */
static bool part_said(const when_line *line, const when_expr *e)
{
    static const char *const WORDS[] = {"at",    "by",    "during", "until", "before", "around",
                                        "about", "since", "till",   "near",  "after"};
    if (e->first == 0) return false;
    uint32_t i = e->first - 1;
    if (when_word_is(line, i, "the")) return true;
    for (size_t k = 0; k < sizeof WORDS / sizeof *WORDS; k++)
        if (when_word_is(line, i, WORDS[k])) return true;
    return e->part == PART_EH || e->part == PART_DT;
}

static void finish(const when_line *line, when_expr *e, uint32_t floor)
{
    /* "the year-earlier quarter", "the year-ago period" */
    if (e->kind == WHEN_DATE_EXPR && e->anchor != ANCHOR_NONE && e->unit == UNIT_YEAR &&
        e->shift == -1 && e->last == e->first + 2 && line->view.words.items[e->first + 1].joined) {
        uint32_t at = e->last;
        if (when_tag_at(line, at, WHEN_FISCAL) != NULL) at++;
        if (when_word_is(line, at, "quarter") || when_word_is(line, at, "period")) {
            e->last = at + 1;
            e->anchor = ANCHOR_LAST;
            e->unit = UNIT_QUARTER;
            e->shift = -4;
        }
    }
    if (e->first > floor && when_word_is(line, e->first - 1, "the") &&
        when_tag_at(line, e->first, WHEN_MONTH) == NULL &&
        when_tag_at(line, e->first, WHEN_WEEKDAY) == NULL &&
        when_tag_at(line, e->first, WHEN_HOLIDAY) == NULL)
        e->first--;
}

/* Most sentences hold nothing that could be or begin a time: no digit, no spelled number, only
 * words like "in", "the last", "more". */
static bool may_hold_time(const when_line *line)
{
    const uint64_t company =
        (uint64_t)1 << WHEN_PREP | (uint64_t)1 << WHEN_FUTURE | (uint64_t)1 << WHEN_GONE |
        (uint64_t)1 << WHEN_ARTICLE | (uint64_t)1 << WHEN_VAGUE | (uint64_t)1 << WHEN_MOD |
        (uint64_t)1 << WHEN_ADVERB | (uint64_t)1 << WHEN_BETWEEN | (uint64_t)1 << WHEN_EVERY |
        (uint64_t)1 << WHEN_TIMES | (uint64_t)1 << WHEN_SKIP | (uint64_t)1 << WHEN_AFTER |
        (uint64_t)1 << WHEN_SHIFT | (uint64_t)1 << WHEN_BACK | (uint64_t)1 << WHEN_PERIOD |
        (uint64_t)1 << WHEN_ERA;
    for (uint32_t i = 0; i < line->view.words.count && i < line->slots.count; i++) {
        if ((line->view.words.items[i].flags & TOC_TOKEN_DIGIT) != 0) return true;
        for (uint8_t k = 0; k < line->slots.items[i].count; k++)
            if ((company >> line->slots.items[i].tags[k].kind & 1) == 0) return true;
        toc_numword w;
        if (toc_numword_in(&line->data->numerals, &line->view, i,
                           1u << TOC_NUMWORD_UNIT | 1u << TOC_NUMWORD_TENS, &w) > 0)
            return true;
    }
    return false;
}

void when_sentence(const when_line *line, when_exprs *found, when_exprs *out, toc_arena *arena)
{
    found->count = 0;
    if (!may_hold_time(line)) return;
    const uint32_t count = line->view.words.count;
    for (uint32_t i = 0; i < count && i < line->slots.count;) {
        const toc_word *w = &line->view.words.items[i];
        when_expr absolute, relative;
        toc_numword number;
        const bool maybe =
            line->slots.items[i].count > 0 || (w->flags & TOC_TOKEN_DIGIT) != 0 ||
            w->mark == '\'' || w->mark == '`' || when_word_is(line, i, "the") ||
            toc_numword_at(&line->data->numerals, &line->view, i, TOC_NUMWORD_ABSENT, &number) >
                0 ||
            (w->end - w->start == 3 && (w->flags & (TOC_TOKEN_LETTER | TOC_TOKEN_DIGIT)) == 0);
        const bool has_absolute = maybe && when_absolute(line, i, &absolute);
        const bool has_relative = maybe && when_relative(line, i, &relative);
        if (!has_absolute && !has_relative) {
            i++;
            continue;
        }
        const when_expr e =
            has_absolute && (!has_relative || absolute.last >= relative.last) ? absolute : relative;
        toc_push(arena, found, e);
        i = e.last;
    }
    join_neighbours(line, found);
    range_days(line, found, arena);
    share_years(line, found);
    uint32_t floor = 0;
    for (uint32_t i = 0; i < found->count; i++) {
        when_expr e = found->items[i];
        modify(line, &e, floor);
        if (fields(&e) == HAS_PART && e.anchor == ANCHOR_NONE) e.weak = !part_said(line, &e);
        if (e.weak) continue;
        finish(line, &e, floor);
        floor = e.last;
        e.future = looks_forward(line, &e) || (e.year != YEAR_UNKNOWN && up_to(line, e.first));
        e.start = line->view.words.items[e.first].start;
        e.end = line->view.words.items[e.last - 1].end;
        e.token = line->view.words.items[e.last - 1].token;
        toc_push(arena, out, e);
    }
}
