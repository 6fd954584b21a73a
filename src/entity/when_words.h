/* src/entity/when_words.h - inside of when: word types, unresolved expressions, the grammar's parts.
 *
 *   when_words.c     types of the words of a sentence
 *   when_atoms.c     dates, weekdays, clocks: what names its own place in the calendar
 *   when_years.c     years, decades, centuries, quarters
 *   when_relative.c  today, last week, three days later, for two years, every Monday
 *   when_join.c      neighbours that make one expression ("the night of" + "July 11"), ranges
 *   when_value.c     an expression to TIMEX3 and an interval of days
 *   when.c           over a document */
#ifndef TOC_WHEN_WORDS_H
#define TOC_WHEN_WORDS_H

#include "base/calendar.h"
#include "entity/when.h"

/* clang-format off */
#define WHEN_CLASS_MAP(X)                                                                       \
    X(MONTH, "month") X(WEEKDAY, "weekday") X(WEEKDAYS, "weekdays") X(UNIT, "unit")             \
    X(UNITS, "units") X(PERIOD, "period") X(PART, "part") X(PARTS, "parts") X(SEASON, "season") \
    X(SEASONS, "seasons") X(HOLIDAY, "holiday") X(DEICTIC, "deictic") X(OVERNIGHT, "overnight") \
    X(SHIFT, "shift") X(BACK, "back") X(AFTER, "after") X(REF, "ref") X(REFADJ, "refadj")       \
    X(SET, "set") X(EVERY, "every") X(ARTICLE, "article") X(TIMES, "times") X(VAGUE, "vague")   \
    X(SKIP, "skip") X(MOD, "mod") X(ADVERB, "adverb") X(BETWEEN, "between") X(FISCAL, "fiscal") \
    X(YEAREND, "yearend") X(MONTHEND, "monthend") X(AMPM, "ampm") X(OCLOCK, "oclock")           \
    X(ZONE, "zone") X(ERA, "era") X(DECADE, "decade") X(HALF, "half") X(FUTURE, "future")       \
    X(PREP, "prep") X(GONE, "gone") X(NAMEDDAY, "namedday") X(EX, "ex") X(LASTING, "lasting")
/* clang-format on */
typedef enum when_class {
    WHEN_ABSENT,
#define X(name, word) WHEN_##name,
    WHEN_CLASS_MAP(X)
#undef X
        WHEN_CLASS_COUNT
} when_class;

typedef enum when_unit {
    UNIT_NONE,
    UNIT_SECOND,
    UNIT_MINUTE,
    UNIT_HOUR,
    UNIT_DAY,
    UNIT_NIGHT,
    UNIT_WEEKEND,
    UNIT_WEEK,
    UNIT_FORTNIGHT,
    UNIT_MONTH,
    UNIT_QUARTER,
    UNIT_SEASON,
    UNIT_HALF,
    UNIT_YEAR,
    UNIT_DECADE,
    UNIT_CENTURY,
    UNIT_MILLENNIUM
} when_unit;

/* clang-format off */
#define WHEN_PART_MAP(X) /* name, TIMEX3 suffix, from and to in minutes (1440 and more: next day) */ \
    X(MO, "TMO", 360, 720) X(AF, "TAF", 720, 1080) X(EV, "TEV", 1080, 1440)                          \
    X(NI, "TNI", 1080, 1800) X(DT, "TDT", 360, 1080) X(NOON, "T12:00", 720, 720)                     \
    X(MIDNIGHT, "T24:00", 1440, 1440) X(DAWN, "TDA", 300, 420) X(DUSK, "TDU", 1080, 1200)            \
    X(EH, "TEH", 0, 360)
/* clang-format on */
typedef enum when_part {
    PART_NONE,
#define X(name, suffix, from, to) PART_##name,
    WHEN_PART_MAP(X)
#undef X
        PART_COUNT
} when_part;

typedef enum when_season { SEASON_NONE, SEASON_SP, SEASON_SU, SEASON_FA, SEASON_WI } when_season;

#define WHEN_MOD_MAP(X) \
    X(START) X(MID) X(END) X(APPROX) X(MORE_THAN) X(LESS_THAN) X(EQUAL_OR_MORE) X(EQUAL_OR_LESS)
typedef enum when_mod {
    MOD_NONE,
#define X(name) MOD_##name,
    WHEN_MOD_MAP(X)
#undef X
        MOD_COUNT
} when_mod;

enum {                     /* when_tag.flags */
       TAG_CAP = 1 << 0,   /* only with a capital */
       TAG_WORD = 1 << 1,  /* an everyday word too: needs company */
       TAG_SHORT = 1 << 2, /* an abbreviation that needs company */
       TAG_ADJECTIVE = 1 << 3,
       TAG_BEFORE = 1 << 4,    /* modifier of a date: "early", "the end of" */
       TAG_COMPARE = 1 << 5,   /* "earlier this year" */
       TAG_NARRATIVE = 1 << 7, /* a time expression in histories only: "the former king" */
       TAG_AMOUNT = 1 << 6,    /* modifier of an amount */
};

typedef struct when_tag { /* also a parsed row of the table */
    uint8_t kind;         /* when_class */
    uint8_t words, flags;
    int8_t extra;
    int32_t value; /* month, weekday, when_unit, when_part, shift ...; by class */
} when_tag;

#define WHEN_TAGS 6
typedef struct when_slot {
    uint8_t count;
    when_tag tags[WHEN_TAGS];
} when_slot;

typedef struct when_line { /* a sentence being read */
    const toc_when_data *data;
    toc_wordview view;
    TOC_ARRAY(when_slot) slots; /* [words] */
} when_line;

#define REF_PRESENT 1
#define REF_PAST 2
#define REF_FUTURE 3
#define SHIFT_LATEST 99 /* "the latest quarter" */

typedef enum when_kind { WHEN_DATE_EXPR, WHEN_LENGTH, WHEN_REPEAT, WHEN_REFERENCE } when_kind;
typedef enum when_anchor { ANCHOR_NONE, ANCHOR_DCT, ANCHOR_LAST } when_anchor;

#define YEAR_UNKNOWN INT32_MIN
#define AMOUNT_VAGUE (-1)

/* An expression as read, before it is resolved. Unset fields are 0 (year: YEAR_UNKNOWN). */
typedef struct when_expr {
    uint32_t first, last; /* words [first, last) of its sentence */
    uint32_t start, end;  /* bytes, once the sentence is done */
    uint32_t token, sentence;
    uint8_t kind; /* when_kind */
    /* calendar fields */
    int32_t year;
    uint8_t year_digits; /* 4 a year, 3 a decade, 2 a century (year: its first year) */
    bool year_short;     /* "'99": century to be found */
    int8_t month, day, weekday, quarter, half;
    uint8_t season, part;
    int32_t holiday; /* packed, see when_words.c; 0 none */
    int16_t minute;  /* of the day, -1 none */
    bool meridiem;   /* a.m. or p.m. was said, or the clock has 24 hours */
    /* counted from the day of writing or the last time: unit +- shift */
    uint8_t anchor, unit;
    int32_t shift;
    bool has_rel; /* last/this/next on a named field: "last Monday" */
    int8_t rel;
    bool rel_last_time; /* "the previous Monday": from the time last spoken of */
    bool week_of;       /* "the week of March 6" */
    int32_t offset;     /* "two days after July 4": steps of offset_unit from the date */
    uint8_t offset_unit;
    bool fiscal;
    bool counted;    /* "two years ago", not "last year" */
    bool amount_ago; /* a vague amount ago / later: sign in shift */
    /* lengths and repetitions */
    int64_t amount; /* hundredths of a unit, AMOUNT_VAGUE */
    uint8_t mod;
    uint8_t reference;   /* REF_PRESENT ... */
    bool weak;           /* counts only beside something stronger */
    bool inherits;       /* a bare day number in a range: month from its neighbour */
    bool future;         /* the clause looks forward */
    bool narrative_only; /* dropped from news */
    bool maybe_bc;       /* "in 490": a year only in a text of such years */
    bool maybe_year;     /* "the 1777 campaign": only where its time is spoken of */
    bool new_paragraph;
} when_expr;

typedef TOC_ARRAY(when_expr) when_exprs;

/* Types the words of line->view. */
void when_line_type(when_line *line, toc_arena *arena);
tocsin_status when_words_open(toc_when_data *out, const toc_pack *packs, size_t count,
                              toc_arena *arena, tocsin_error *err);
/* The tag of a class at a word, NULL if it has none (also behind the end). */
const when_tag *when_tag_at(const when_line *line, uint32_t word, when_class kind);
/* The word before `word` has a tag of that class and one word. */
const when_tag *when_tag_before(const when_line *line, uint32_t word, when_class kind);
bool when_word_is(const when_line *line, uint32_t word, const char *lower);
uint32_t when_numeral(const when_line *line, uint32_t word, toc_numeral *out); /* words, 0 none */

/* Is the word written with a capital, as far as that says anything? Has it letters? */
bool when_capital(const when_line *line, uint32_t word);
bool when_letters(const when_line *line, uint32_t word);
/* A plural in lower case that a number before it would count: "1990 troops". */
bool when_counted_noun(const when_line *line, uint32_t word);
/* The year behind a month or day ("1990", ", 1990", "of 1990", "'90", "490 BC"): fills e->year and
 * gives the words it takes, 0 for none. */
uint32_t when_year_behind(const when_line *line, uint32_t word, bool day_known, when_expr *e);
/* Years, decades, centuries, quarters that begin at a word; part of when_absolute. */
bool when_year(const when_line *line, uint32_t word, when_expr *out);

void when_expr_init(when_expr *e, uint32_t first);
/* The longest of what the parsers read at a word, the earlier one of two as long. */
typedef bool (*when_parser)(const when_line *line, uint32_t word, when_expr *out);
bool when_longest(const when_parser *parsers, size_t count, const when_line *line, uint32_t word,
                  when_expr *out);
/* Longest expression that begins at a word; false: none. */
bool when_absolute(const when_line *line, uint32_t word, when_expr *out);
bool when_relative(const when_line *line, uint32_t word, when_expr *out);
/* All expressions of a sentence, joined, weak ones dropped, appended to *out. */
void when_sentence(const when_line *line, when_exprs *found, when_exprs *out, toc_arena *arena);

/* ---------------------------------------------------------------- resolving */
typedef enum when_grain {
    GRAIN_NONE,
    GRAIN_DAY,
    GRAIN_WEEKEND,
    GRAIN_WEEK,
    GRAIN_MONTH,
    GRAIN_QUARTER,
    GRAIN_SEASON,
    GRAIN_HALF,
    GRAIN_YEAR,
    GRAIN_DECADE,
    GRAIN_CENTURY
} when_grain;

typedef struct when_point { /* a stretch of the calendar */
    when_grain grain;
    int32_t from, to; /* days, both included */
} when_point;

typedef struct when_context {
    bool has_dct;
    bool exact;         /* dct is the day of writing itself, not only near it */
    int32_t dct;        /* day */
    int32_t dct_latest; /* = dct when exact */
    bool narrative;
    when_point last;            /* time last spoken of; grain NONE: none yet */
    int32_t year_from, year_to; /* narrative: years that carry on to what follows */
    uint32_t quarter_age;       /* expressions since then */
    when_point quarter;         /* last quarter spoken of: what "a year earlier" compares with */
} when_context;

/* Fills value, type, mod, interval, precision; moves the context's last time. */
void when_resolve(const when_expr *e, when_context *context, toc_time *out, toc_arena *arena);
/* The calendar stretch of a grain around a day. */
when_point when_stretch(when_grain grain, int32_t day);
/* The day of a packed holiday in a year. */
int32_t when_holiday_day(int32_t holiday, int32_t year);

#endif
