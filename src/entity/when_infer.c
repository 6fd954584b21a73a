/* src/entity/when_infer.c - which year was this written in? A set of years, and what the text says
 * takes years out of it:
 *
 *   "the assassination of Soleimani in January this year"   a known event of 2020-01: this year = 2020
 *   "Saturday, July 11"                                      years in which 11 July is a Saturday
 *   "President Reagan"                                       his terms, unless they contradict the rest
 *   a full date, a known event                               not before it
 *
 * One year left: it is taken, and the first date without a year says where in it. Nothing is
 * decided by a name alone: an event needs its name and a word of its kind in the same sentence. */
#include "entity/when_infer.h"

#include "base/utf8.h"

#define FIRST_YEAR 1975
#define YEARS 64 /* 1975..2038, a bit each */
#define ALL_YEARS UINT64_MAX
#define MAX_MATCHES 16       /* known events of one sentence */
#define DATELINE_BYTES 300   /* a dateline stands this near the beginning */
#define DATELINE_TIMES 4     /* among the first times of the text */
#define FIRST_LINE_TOKENS 12 /* "This story is from March 6, 2002" */
#define FIRST_LINE_BYTES 30  /* of other words on it */
#define NEAR_TOKENS 25       /* name and kind of a known event */
#define LEAD_DAYS 31         /* how far other dates may lie after the first one and still be past */

typedef struct known_dates { /* of a row of known_event or office */
    int32_t from, to;        /* days; TOC_NO_DAY: open */
} known_dates;

typedef struct evidence {
    uint64_t years;     /* years of writing still possible */
    uint64_t offices;   /* by the offices named; ALL_YEARS: none named */
    uint64_t pairs;     /* by weekday and date */
    bool pinned;        /* a known event fixed it */
    int32_t not_before; /* day */
} evidence;

static uint64_t year_bit(int32_t year)
{
    return year >= FIRST_YEAR && year < FIRST_YEAR + YEARS ? (uint64_t)1 << (year - FIRST_YEAR) : 0;
}

static uint64_t years_between(int32_t from, int32_t to)
{
    uint64_t years = 0;
    for (int32_t y = FIRST_YEAR; y < FIRST_YEAR + YEARS; y++)
        if (y >= from && y <= to) years |= year_bit(y);
    return years;
}

/* "2020-01-03", "2020-01", "2020"; an empty cell is an open end. */
static bool read_dates(toc_slice s, bool end, int32_t *day)
{
    *day = TOC_NO_DAY;
    if (s.len == 0) return true;
    if (s.len == 10) return toc_date_read(s, day);
    if (s.len != 4 && s.len != 7) return false;
    char full[11] = "0000-01-01";
    memcpy(full, s.ptr, s.len);
    if (!toc_date_read((toc_slice){full, 10}, day)) return false;
    const toc_date d = toc_date_of(*day);
    if (end)
        *day = (s.len == 4 ? toc_day_of(d.year + 1, 1, 1) : toc_day_of(d.year, d.month + 1, 1)) - 1;
    return true;
}

static tocsin_status open_table(toc_dict *dict, known_dates **rows, const char *table,
                                const char *from, const char *to, const toc_pack *packs,
                                size_t count, toc_arena *arena, tocsin_error *err)
{
    if (!toc_dict_view(dict, packs, count, table)) return TOCSIN_OK;
    const uint32_t from_col = toc_dict_col(dict, from), to_col = toc_dict_col(dict, to);
    for (uint32_t layer = 0; layer < dict->layers; layer++) {
        const uint32_t n = toc_dict_rows(dict, layer);
        rows[layer] = TOC_NEW_N(arena, known_dates, n);
        if (rows[layer] == NULL && n > 0) return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory");
        for (uint32_t i = 0; i < n; i++) {
            const toc_row row = {layer, i};
            if (read_dates(toc_dict_cell(dict, row, from_col), false, &rows[layer][i].from) &&
                read_dates(toc_dict_cell(dict, row, to_col), true, &rows[layer][i].to))
                continue;
            uint32_t line = 0;
            const toc_slice file = toc_dict_file(dict, row, &line);
            return toc_fail(err, TOCSIN_DICT_SYNTAX,
                            "%.*s:%u: a date is YYYY, YYYY-MM or YYYY-MM-DD", (int)file.len,
                            file.ptr, line);
        }
    }
    return TOCSIN_OK;
}

tocsin_status when_infer_open(toc_when_data *out, const toc_pack *packs, size_t count,
                              toc_arena *arena, tocsin_error *err)
{
    toc_dict_view(&out->event_kinds, packs, count, "known_kind");
    tocsin_status status = open_table(&out->events, out->event_rows, "known_event", "date", "date",
                                      packs, count, arena, err);
    if (status != TOCSIN_OK) return status;
    status = open_table(&out->offices, out->office_rows, "office", "from", "to", packs, count,
                        arena, err);
    /* what is known ends some time: texts of the year after may still be read */
    for (uint32_t layer = 0; status == TOCSIN_OK && layer < out->events.layers; layer++)
        for (uint32_t i = 0; i < toc_dict_rows(&out->events, layer); i++) {
            const int32_t year = toc_date_of(out->event_rows[layer][i].from).year + 1;
            if (out->event_rows[layer][i].from != TOC_NO_DAY && year > out->last_year)
                out->last_year = year;
        }
    return status;
}

/* Does a word of the sentence near `at` begin with one of the stems ("assassinat kill")? */
static bool stem_near(const toc_text *text, const toc_sentence *sentence, uint32_t at,
                      toc_slice stems)
{
    for (uint32_t t = sentence->first; t < sentence->last; t++) {
        if (t + NEAR_TOKENS < at || t > at + NEAR_TOKENS) continue;
        char word[32];
        const size_t len = toc_fold(toc_token_words(text, t), word, sizeof word);
        toc_slice rest = stems, stem;
        while (toc_slice_cut(&rest, ' ', &stem))
            if (stem.len > 2 && stem.len <= len && len <= stem.len + 5 &&
                memcmp(word, stem.ptr, stem.len) == 0)
                return true;
    }
    return false;
}

/* Any of the words "a|b" as a token of the sentence; an empty list asks for nothing. */
static bool word_in(const toc_text *text, const toc_sentence *sentence, toc_slice words)
{
    if (words.len == 0) return true;
    toc_slice rest = words, word;
    while (toc_slice_cut(&rest, '|', &word)) {
        const uint64_t key = toc_fold_hash(word);
        for (uint32_t t = sentence->first; t < sentence->last; t++)
            if (text->tokens.items[t].fold == key && key != 0) return true;
    }
    return false;
}

static bool kind_near(const toc_when_data *data, const toc_text *text, const toc_sentence *sentence,
                      uint32_t at, toc_slice kinds)
{
    const uint32_t words = toc_dict_col(&data->event_kinds, "words");
    toc_slice rest = kinds, kind;
    while (toc_slice_cut(&rest, ' ', &kind)) {
        uint64_t key[2];
        toc_hit hits[4];
        const size_t n = toc_phrase_keys(kind, key, 2);
        const size_t found = toc_dict_match(&data->event_kinds, key, n, hits, 4);
        for (size_t i = 0; i < found; i++)
            if (stem_near(text, sentence, at,
                          toc_dict_cell(&data->event_kinds, hits[i].row, words)))
                return true;
    }
    return false;
}

typedef struct matches { /* known events of a sentence */
    known_dates events[MAX_MATCHES];
    uint32_t count;
} matches;

/* Years of writing that an expression without a year allows if it dates a known event; 0: it does
 * not. "this year", "two years ago" fix it; "January 3" leaves a year. */
static uint64_t years_if(const when_expr *e, known_dates event, bool *fixes)
{
    const toc_date d = toc_date_of(event.from);
    if (e->month != 0 && e->month != d.month) return 0;
    if (e->day != 0 && (event.from != event.to || e->day != d.day)) return 0;
    if (e->anchor == ANCHOR_DCT && e->unit == UNIT_YEAR && e->shift != SHIFT_LATEST) {
        *fixes = true;
        return year_bit(d.year - e->shift);
    }
    if (e->anchor != ANCHOR_NONE || e->day == 0 || e->future || e->has_rel) return 0;
    return year_bit(d.year) | (d.month > 8 ? year_bit(d.year + 1) : 0);
}

/* The first expression of a sentence or behind it; they stand in text order. */
static uint32_t first_of(const when_exprs *exprs, uint32_t sentence)
{
    uint32_t low = 0, high = exprs->count;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (exprs->items[middle].sentence < sentence)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A sentence that names years speaks of one of them: does it rule the event out? */
static bool other_year(const when_exprs *exprs, uint32_t sentence, known_dates event)
{
    bool named = false;
    const int32_t year = toc_date_of(event.from).year;
    for (uint32_t i = first_of(exprs, sentence); i < exprs->count; i++) {
        const when_expr *e = &exprs->items[i];
        if (e->sentence != sentence) break;
        if (e->kind != WHEN_DATE_EXPR || e->year == YEAR_UNKNOWN || e->year_digits != 4) continue;
        if (e->year == year) return false;
        named = true;
    }
    return named;
}

/* Events of one name in several years leave all of them possible. */
static void use_matches(const when_exprs *exprs, uint32_t sentence, const matches *found,
                        evidence *out)
{
    int32_t first = INT32_MAX;
    for (uint32_t m = 0; m < found->count; m++)
        if (found->events[m].from < first) first = found->events[m].from;
    if (found->count > 0 && first > out->not_before) out->not_before = first;
    for (uint32_t i = first_of(exprs, sentence); i < exprs->count; i++) {
        const when_expr *e = &exprs->items[i];
        if (e->sentence != sentence) break;
        if (e->kind != WHEN_DATE_EXPR || e->year != YEAR_UNKNOWN) continue;
        uint64_t years = 0;
        bool fixes = false;
        for (uint32_t m = 0; m < found->count; m++) years |= years_if(e, found->events[m], &fixes);
        if ((out->years & years) == 0 || (out->pinned && !fixes)) continue;
        out->years &= years;
        out->pinned = out->pinned || fixes;
    }
}

/* The word as the dictionary has it, where it asks for that ("=Nice"). */
static bool spelled(const toc_text *text, uint32_t token, toc_hit hit)
{
    const uint32_t start = text->tokens.items[token].start;
    return !hit.exact || (start + hit.form.len <= text->text.len &&
                          memcmp(text->text.ptr + start, hit.form.ptr, hit.form.len) == 0);
}

static void known_events(const toc_when_data *data, const toc_scene *scene, const when_exprs *exprs,
                         evidence *out)
{
    const toc_text *text = scene->text;
    const uint32_t kind_col = toc_dict_col(&data->events, "kind"),
                   with_col = toc_dict_col(&data->events, "with");
    for (uint32_t s = 0; s < text->sentences.count; s++) {
        const toc_sentence *sentence = &text->sentences.items[s];
        matches matched = {.count = 0};
        for (uint32_t t = sentence->first; t < sentence->last; t++) {
            uint64_t keys[8];
            size_t n = 0;
            if (text->tokens.items[t].fold == 0) continue;
            for (uint32_t k = t; k < sentence->last && n < 8; k++)
                if (text->tokens.items[k].fold != 0) keys[n++] = text->tokens.items[k].fold;
            toc_hit hits[8];
            const size_t found = toc_dict_match(&data->events, keys, n, hits, 8);
            for (size_t i = 0; i < found && matched.count < MAX_MATCHES; i++) {
                if (!spelled(text, t, hits[i]) ||
                    !word_in(text, sentence, toc_dict_cell(&data->events, hits[i].row, with_col)))
                    continue;
                if (!kind_near(data, text, sentence, t,
                               toc_dict_cell(&data->events, hits[i].row, kind_col)))
                    continue;
                const known_dates event = data->event_rows[hits[i].row.layer][hits[i].row.index];
                if (!other_year(exprs, s, event)) matched.events[matched.count++] = event;
            }
        }
        /* "the tenth anniversary": the dates around it are not the event's own */
        if (!word_in(text, sentence, TOC_LIT("anniversary|anniversaries")))
            use_matches(exprs, s, &matched, out);
    }
}

/* Words of a title ("Prime Minister") right before a token; 0: it does not stand there. */
static uint32_t title_before(const toc_text *text, uint32_t token, toc_slice titles)
{
    toc_slice rest = titles, title;
    while (toc_slice_cut(&rest, '|', &title)) {
        uint64_t keys[4];
        const uint32_t n = (uint32_t)toc_phrase_keys(title, keys, 4);
        bool same = n > 0 && n <= token;
        for (uint32_t k = 0; same && k < n; k++)
            same = text->tokens.items[token - n + k].fold == keys[k];
        if (same) return n;
    }
    return 0;
}

/* "former", "the late", "Vice" within three words before a title. */
static bool not_in_office(const toc_when_data *data, const toc_text *text, uint32_t title)
{
    for (uint32_t back = 1; back <= 3 && back <= title; back++) {
        toc_hit hits[8];
        const size_t n =
            toc_dict_match(&data->words, &text->tokens.items[title - back].fold, 1, hits, 8);
        for (size_t i = 0; i < n; i++)
            if (data->rows[hits[i].row.layer][hits[i].row.index].kind == WHEN_EX) return true;
    }
    return false;
}

/* "President Reagan", not "former President Reagan": the years of his terms. */
static void offices(const toc_when_data *data, const toc_scene *scene, evidence *out)
{
    const toc_text *text = scene->text;
    const uint32_t title_col = toc_dict_col(&data->offices, "title");
    for (uint32_t t = 1; t < text->tokens.count; t++) {
        if ((text->tokens.items[t].flags & TOC_TOKEN_UPPER_FIRST) == 0) continue;
        uint64_t keys[6];
        size_t n = 0;
        for (uint32_t k = t; k < text->tokens.count && n < 6; k++) {
            if (text->tokens.items[k].fold == 0) break;
            keys[n++] = text->tokens.items[k].fold;
        }
        toc_hit hits[8];
        const size_t found = n == 0 ? 0 : toc_dict_match(&data->offices, keys, n, hits, 8);
        uint64_t years = 0;
        for (size_t i = 0; i < found; i++) {
            const uint32_t words =
                title_before(text, t, toc_dict_cell(&data->offices, hits[i].row, title_col));
            if (words == 0 || not_in_office(data, text, t - words)) continue;
            const known_dates term = data->office_rows[hits[i].row.layer][hits[i].row.index];
            years |= years_between(
                term.from == TOC_NO_DAY ? FIRST_YEAR : toc_date_of(term.from).year,
                term.to == TOC_NO_DAY ? FIRST_YEAR + YEARS : toc_date_of(term.to).year);
        }
        if (years != 0 && (out->offices & years) != 0) out->offices &= years;
    }
}

/* "Saturday, July 11" and full dates. */
static void dates(const when_exprs *exprs, evidence *out)
{
    for (uint32_t i = 0; i < exprs->count; i++) {
        const when_expr *e = &exprs->items[i];
        if (e->kind != WHEN_DATE_EXPR || e->future) continue;
        if (e->year != YEAR_UNKNOWN && e->year_digits == 4 && !e->year_short) {
            const int32_t day =
                toc_day_of(e->year, e->month != 0 ? e->month : 1, e->day != 0 ? e->day : 1);
            if (day > out->not_before) out->not_before = day;
        } else if (e->year == YEAR_UNKNOWN && e->weekday != 0 && e->month != 0 && e->day != 0 &&
                   !e->has_rel && e->anchor == ANCHOR_NONE) {
            uint64_t years = 0;
            for (int32_t y = FIRST_YEAR; y < FIRST_YEAR + YEARS; y++)
                if (toc_date_valid(y, e->month, e->day) &&
                    toc_weekday(toc_day_of(y, e->month, e->day)) == e->weekday)
                    years |= year_bit(y) | (e->month > 10 ? year_bit(y + 1) : 0);
            if ((out->pairs & years) != 0) out->pairs &= years;
        }
    }
}

/* "KABUL, April 11 (Xinhua) --" run into the text: a name in capitals, a comma, the date, a mark. */
static bool looks_like_dateline(const toc_text *text, const when_expr *e)
{
    const toc_slice s = text->text;
    if (e->start > DATELINE_BYTES || e->start < 5 || e->end + 2 >= s.len) return false;
    size_t at = e->start;
    while (at > 0 && s.ptr[at - 1] == ' ') at--;
    if (at == 0 || s.ptr[--at] != ',') return false;
    size_t capitals = 0;
    while (at > 0 && s.ptr[at - 1] >= 'A' && s.ptr[at - 1] <= 'Z') at--, capitals++;
    const char next = s.ptr[e->end] == ' ' ? s.ptr[e->end + 1] : s.ptr[e->end];
    return capitals >= 3 && (next == '(' || next == '-' || next == ':');
}

static bool in_dateline(const toc_scene *scene, const when_expr *e)
{
    const toc_article *article = scene->text->article;
    for (uint32_t z = 0; article != NULL && z < article->zones.count; z++) {
        const toc_zone *zone = &article->zones.items[z];
        if (zone->kind == TOC_ZONE_DATELINE && e->start >= zone->span.start &&
            e->end <= zone->span.end)
            return true;
    }
    return looks_like_dateline(scene->text, e);
}

/* The date of a dateline without a year; NULL: none. */
static const when_expr *dateline(const toc_scene *scene, const when_exprs *exprs)
{
    for (uint32_t i = 0; i < exprs->count && i < DATELINE_TIMES; i++) {
        const when_expr *e = &exprs->items[i];
        if (e->month != 0 && e->day != 0 && e->year == YEAR_UNKNOWN && e->kind == WHEN_DATE_EXPR &&
            in_dateline(scene, e))
            return e;
    }
    return NULL;
}

/* A story tells what happened on the day of its dateline or the day before: the first weekday it
 * names is one of the two. */
static uint64_t dateline_years(const when_exprs *exprs, const when_expr *line)
{
    for (uint32_t i = 0; i < exprs->count; i++) {
        const when_expr *e = &exprs->items[i];
        if (e->kind != WHEN_DATE_EXPR || e->weekday == 0 || e->month != 0 || e->has_rel ||
            e->future || e->anchor != ANCHOR_NONE)
            continue;
        uint64_t years = 0;
        for (int32_t y = FIRST_YEAR; y < FIRST_YEAR + YEARS; y++) {
            if (!toc_date_valid(y, line->month, line->day)) continue;
            const int32_t since =
                (toc_weekday(toc_day_of(y, line->month, line->day)) - e->weekday + 7) % 7;
            if (since <= 1) years |= year_bit(y);
        }
        return years;
    }
    return ALL_YEARS;
}

/* News names years close to its own: of several that the weekdays allow, the one that is the
 * latest named or the next. */
static uint64_t recent_years(const when_exprs *exprs)
{
    int32_t latest = YEAR_UNKNOWN;
    for (uint32_t i = 0; i < exprs->count; i++) {
        const when_expr *e = &exprs->items[i];
        if (e->kind == WHEN_DATE_EXPR && e->year != YEAR_UNKNOWN && e->year_digits == 4 &&
            !e->year_short && !e->future && e->year > latest)
            latest = e->year;
    }
    return latest == YEAR_UNKNOWN ? ALL_YEARS : years_between(latest, latest + 1);
}

/* The only year of a set, YEAR_UNKNOWN when there are none or several. */
static int32_t single_year(uint64_t years)
{
    if (years == 0 || (years & (years - 1)) != 0) return YEAR_UNKNOWN;
    int32_t year = FIRST_YEAR;
    while (years > 1) years >>= 1, year++;
    return year;
}

/* The earliest day of writing in a year: the first date without a year that is past, or a later one
 * soon after it. */
static int32_t day_in_year(const when_exprs *exprs, int32_t year, int32_t not_before)
{
    int32_t lead = TOC_NO_DAY;
    for (uint32_t i = 0; i < exprs->count; i++) {
        const when_expr *e = &exprs->items[i];
        if (e->kind != WHEN_DATE_EXPR || e->future || e->year != YEAR_UNKNOWN || e->month == 0 ||
            e->anchor != ANCHOR_NONE || e->has_rel)
            continue;
        const int32_t day = toc_day_of(year, e->month, e->day != 0 ? e->day : 1);
        if (lead == TOC_NO_DAY)
            lead = day;
        else if (day > lead && day <= lead + LEAD_DAYS)
            lead = day;
    }
    if (lead == TOC_NO_DAY) lead = toc_day_of(year, 1, 1);
    return lead < not_before && toc_date_of(not_before).year == year ? not_before : lead;
}

static bool full_date(const when_expr *e)
{
    return e->kind == WHEN_DATE_EXPR && e->year != YEAR_UNKNOWN && !e->year_short &&
           e->month != 0 && e->day != 0 && toc_date_valid(e->year, e->month, e->day);
}

/* The day itself: "today (July 28, 2022)", or a date alone on a short first line. */
static bool said_outright(const toc_scene *scene, const when_exprs *exprs, int32_t *day)
{
    for (uint32_t i = 0; i + 1 < exprs->count; i++) {
        const when_expr *e = &exprs->items[i], *next = e + 1;
        if (e->kind != WHEN_DATE_EXPR || e->anchor != ANCHOR_DCT || e->unit != UNIT_DAY ||
            e->counted || !full_date(next))
            continue;
        if (next->sentence != e->sentence || next->start < e->end || next->start - e->end > 3)
            continue;
        *day = toc_day_of(next->year, next->month, next->day) - e->shift;
        return true;
    }
    if (exprs->count == 0 || !full_date(&exprs->items[0])) return false;
    const when_expr *first = &exprs->items[0];
    const toc_sentence *line = &scene->text->sentences.items[first->sentence];
    if (first->sentence > 1 || line->last - line->first > FIRST_LINE_TOKENS ||
        first->end - first->start + FIRST_LINE_BYTES < line->end - line->start)
        return false;
    *day = toc_day_of(first->year, first->month, first->day);
    return true;
}

void when_infer(const toc_when_data *data, toc_scene *scene, const when_exprs *exprs,
                when_context *context)
{
    int32_t day;
    if (said_outright(scene, exprs, &day)) {
        context->has_dct = true;
        context->dct = context->dct_latest = day;
        scene->record->published = (toc_moment){day, -1};
        scene->record->published_from = "inferred";
        return;
    }
    const when_expr *line = dateline(scene, exprs);
    if (context->narrative && line == NULL) return; /* a history may be of any time */
    evidence found = {.years = years_between(FIRST_YEAR, data->last_year),
                      .offices = ALL_YEARS,
                      .pairs = ALL_YEARS,
                      .not_before = TOC_NO_DAY};
    known_events(data, scene, exprs, &found);
    offices(data, scene, &found);
    dates(exprs, &found);
    if (found.not_before != TOC_NO_DAY) {
        const uint64_t since =
            years_between(toc_date_of(found.not_before).year, FIRST_YEAR + YEARS);
        if ((found.years & since) != 0) found.years &= since;
    }
    if (line != NULL) found.pairs &= dateline_years(exprs, line);
    if ((found.years & found.pairs) != 0) found.years &= found.pairs;
    if ((found.years & found.offices) != 0) found.years &= found.offices;
    const uint64_t recent = recent_years(exprs);
    if (found.pairs != ALL_YEARS && (found.years & recent) != 0) found.years &= recent;
    const int32_t year = single_year(found.years);
    if (year == YEAR_UNKNOWN) return;
    context->has_dct = true;
    context->exact = line != NULL;
    context->dct = line != NULL ? toc_day_of(year, line->month, line->day)
                                : day_in_year(exprs, year, found.not_before);
    context->dct_latest = line != NULL ? context->dct : toc_day_of(year, 12, 31);
    scene->record->published = (toc_moment){context->dct, -1};
    scene->record->published_from = "inferred";
}
