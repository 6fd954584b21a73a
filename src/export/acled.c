/* src/export/acled.c - one event a row in the layout of ACLED's dyadic table, by its codebook.
 *
 * Tables of data/export/ say which act is which type and what actors without a name are called; here is
 * what depends on who does it to whom. Rows are in that layout only: they are not ACLED's data. */
#include <stdlib.h>

#include "base/calendar.h"
#include "base/hash.h"
#include "export/case.h"

const char *const TOC_ACLED_COLUMNS[31] = {
    "event_id_cnty", "event_date",     "year",     "time_precision", "disorder_type",
    "event_type",    "sub_event_type", "actor1",   "assoc_actor_1",  "inter1",
    "actor2",        "assoc_actor_2",  "inter2",   "interaction",    "civilian_targeting",
    "iso",           "region",         "country",  "admin1",         "admin2",
    "admin3",        "location",       "latitude", "longitude",      "geo_precision",
    "source",        "source_scale",   "notes",    "fatalities",     "tags",
    "timestamp"};

enum { NOTES_BYTES = 600, MANY_ARRESTED = 10 };

/* ---------------------------------------------------------------- which type */
typedef struct kind {
    toc_slice type, sub;
    const toc_side_party *first, *second; /* actor1, actor2; NULL: none */
} kind;

static const char *suffers(const toc_case *c)
{
    if (toc_parties_any(&c->others, TOC_SIDE_STATE) || toc_parties_any(&c->others, TOC_SIDE_ARMED))
        return "armed";
    return toc_parties_any(&c->others, TOC_SIDE_PEOPLE) ? "people" : "things";
}

static bool fits(const toc_dict *dict, toc_row row, const char *column, const char *word)
{
    const toc_slice cell = toc_dict_cell(dict, row, toc_dict_col(dict, column));
    return cell.len == 0 || toc_slice_is(cell, word);
}

static bool by_table(const toc_case *c, kind *out)
{
    const toc_dict *dict = &c->options->data->acled_event;
    const toc_event *e = c->event;
    for (uint32_t layer = 0; layer < dict->layers; layer++)
        for (uint32_t i = 0; i < toc_dict_rows(dict, layer); i++) {
            const toc_row row = {layer, i};
            if (!fits(dict, row, "type", toc_type_word(e->type)) ||
                !fits(dict, row, "method", toc_method_word(e->method)) ||
                !fits(dict, row, "mode", toc_mode_word(e->mode)) ||
                !fits(dict, row, "against", suffers(c)))
                continue;
            out->type = toc_dict_cell(dict, row, toc_dict_col(dict, "event"));
            out->sub = toc_dict_cell(dict, row, toc_dict_col(dict, "sub"));
            return true;
        }
    return false;
}

static bool deadly(const toc_case *c)
{
    const toc_count *killed = &c->event->casualties[TOC_HARM_KILLED];
    return killed->present && killed->low > 0;
}

static const toc_side_party *first_of(const toc_parties *list, bool unarmed)
{
    for (unsigned i = 0; i < list->count; i++)
        if ((list->items[i].side == TOC_SIDE_PEOPLE) == unarmed &&
            list->items[i].side != TOC_SIDE_THING)
            return &list->items[i];
    return NULL;
}

/* Arrests are rows when they are many or the arrested has a name; what is no state's is an abduction. */
static bool arrests(const toc_case *c, kind *k)
{
    const toc_count *count = &c->event->casualties[TOC_HARM_ARRESTED];
    if (k->first != NULL && k->first->side == TOC_SIDE_ARMED) {
        k->type = TOC_LIT("Violence against civilians");
        k->sub = TOC_LIT("Abduction/forced disappearance");
        return true;
    }
    return (count->present && count->low >= MANY_ARRESTED) ||
           (k->second != NULL && k->second->named);
}

static bool settle(const toc_case *c, kind *k)
{
    if (toc_slice_is(k->sub, "Arrests") && !arrests(c, k)) return false;
    if (toc_slice_is(k->sub, "Abduction/forced disappearance") && deadly(c))
        k->sub = TOC_LIT("Attack");
    if (toc_slice_is(k->sub, "Protest with intervention")) { /* the crowd is the first actor */
        const toc_side_party *police = k->first;
        k->first = first_of(&c->others, true);
        k->second = police;
        if (deadly(c)) k->sub = TOC_LIT("Excessive force against protesters");
    }
    if (toc_slice_is(k->sub, "Non-violent transfer of territory") &&
        c->event->type == TOC_TYPE_COERCE && k->first != NULL && k->second != NULL &&
        k->second->side != TOC_SIDE_PEOPLE) {
        k->type = TOC_LIT("Battles");
        k->sub = k->first->side == TOC_SIDE_STATE ? TOC_LIT("Government regains territory")
                                                  : TOC_LIT("Non-state actor overtakes territory");
    }
    if (toc_slice_is(k->type, "Battles") && k->second == NULL && c->doers.count > 1)
        k->second = &c->doers.items[1]; /* "clashes between A and B" */
    if (toc_slice_is(k->type, "Battles") && (k->second == NULL || k->second == k->first))
        return false;
    if (toc_slice_is(k->type, "Strategic developments") && k->first == NULL)
        return toc_slice_is(k->sub, "Looting/property destruction");
    return !toc_slice_is(k->type, "Violence against civilians") || k->second != NULL;
}

static bool kind_of(const toc_case *c, kind *k)
{
    *k = (kind){.first = toc_parties_first(&c->doers)};
    if (!toc_case_real(c) || c->event->criminal || !by_table(c, k)) return false;
    const bool at_unarmed = toc_slice_is(k->type, "Violence against civilians");
    k->second = at_unarmed ? first_of(&c->others, true) : first_of(&c->others, false);
    if (k->second == NULL) k->second = toc_parties_first(&c->others);
    if (toc_slice_is(k->type, "Protests") || toc_slice_is(k->type, "Riots"))
        if (c->event->type == TOC_TYPE_PROTEST)
            k->second = NULL; /* whom they address is no party */
    return settle(c, k);
}

/* ---------------------------------------------------------------- actors */
typedef enum crowd {
    NO_CROWD,
    PROTESTERS,
    RIOTERS,
    UNIDENTIFIED
} crowd; /* actors that the type names */
static const char *const INTERS[] = {
    "",        "State forces", "Rebel group", "Political militia",    "Identity militia",
    "Rioters", "Protesters",   "Civilians",   "External/Other forces"};

static crowd crowd_of(const kind *k, bool second)
{
    if (second) return NO_CROWD;
    if (toc_slice_is(k->type, "Protests")) return PROTESTERS;
    if (toc_slice_is(k->type, "Riots")) return RIOTERS;
    /* who fights, attacks or destroys is an armed group, whatever words the article has for "two men" */
    const bool armed = k->first != NULL && k->first->side != TOC_SIDE_PEOPLE;
    return !armed && (!toc_slice_is(k->type, "Strategic developments") ||
                      toc_slice_is(k->sub, "Looting/property destruction"))
               ? UNIDENTIFIED
               : NO_CROWD;
}

/* "Military Forces of %" with the country's name. */
static void put_pattern(toc_buf *out, const toc_case *c, toc_slice pattern, const char *country)
{
    const toc_slice name = toc_state_cell(c->options->data, country, "name");
    for (size_t i = 0; i < pattern.len; i++)
        if (pattern.ptr[i] != '%')
            toc_buf_char(out, pattern.ptr[i]);
        else if (name.len > 0)
            toc_buf_slice(out, name);
        else
            toc_buf_text(out, "International");
}

static toc_slice sector_cell(const toc_case *c, const toc_side_party *p, const char *column)
{
    return toc_table_cell(&c->options->data->sector, p->sector, column);
}

static unsigned inter_of(const toc_case *c, const toc_side_party *p, crowd as)
{
    if (as == UNIDENTIFIED) return 3;
    if (as != NO_CROWD) return as == RIOTERS ? 5 : 6;
    if (p == NULL) return 0;
    if (p->side == TOC_SIDE_STATE)
        return p->own_country && c->event->country[0] != '\0' &&
                       strcmp(p->country, c->event->country) != 0
                   ? 8
                   : 1;
    if (p->side == TOC_SIDE_ARMED) {
        const toc_slice word = sector_cell(c, p, "inter");
        return toc_slice_is(word, "Rebel group") && p->named ? 2 : 3;
    }
    return 7;
}

static void put_actor(toc_buf *out, const toc_case *c, const toc_side_party *p, crowd as)
{
    static const char *const CROWDS[] = {"", "Protesters (%)", "Rioters (%)",
                                         "Unidentified Armed Group (%)"};
    if (as != NO_CROWD) {
        put_pattern(out, c, toc_slice_of(CROWDS[as]), c->event->country);
        return;
    }
    if (p == NULL) return;
    if (p->side == TOC_SIDE_STATE && toc_slice_is(p->sector, "GOV"))
        put_pattern(out, c, TOC_LIT("Government of %"), p->country);
    else if (p->side == TOC_SIDE_ARMED && p->named)
        toc_put_words(out, p->name, SIZE_MAX);
    else if (p->side == TOC_SIDE_ARMED && toc_slice_is(p->sector, "UNK"))
        put_pattern(out, c, TOC_LIT("Unidentified Armed Group (%)"), p->country);
    else
        put_pattern(out, c, sector_cell(c, p, "name"), p->country);
}

/* The other ones of a side, and what unarmed ones are, each once. */
static void associates(toc_cells *r, const toc_case *c, const kind *k, bool second)
{
    const toc_side_party *main = second ? k->second : k->first;
    toc_buf one = {0};
    toc_buf seen = {0}; /* ";name;name;" */
    put_actor(&seen, c, main, crowd_of(k, second));
    for (unsigned side = 0; main != NULL && side < 2; side++) {
        const toc_parties *list = side == 0 ? &c->doers : &c->others;
        if (main < list->items || main >= list->items + list->count) continue;
        for (unsigned i = 0; i < list->count; i++) {
            const toc_side_party *p = &list->items[i];
            const bool crowded = crowd_of(k, second) != NO_CROWD;
            one.len = 0;
            if (p->side == TOC_SIDE_PEOPLE)
                put_pattern(&one, c, sector_cell(c, p, "group"), p->country);
            else if (p != main && p->side != TOC_SIDE_THING && !crowded && p != k->first &&
                     p != k->second)
                put_actor(&one, c, p, NO_CROWD);
            if (one.len == 0 || (seen.len >= one.len && memcmp(seen.ptr, one.ptr, one.len) == 0))
                continue;
            bool again = false;
            for (size_t at = 0; at + one.len <= r->cell.len; at++)
                again = again || memcmp(r->cell.ptr + at, one.ptr, one.len) == 0;
            if (!again) toc_cell_add(r, (toc_slice){one.ptr, one.len}, "; ");
        }
    }
    toc_buf_free(&one);
    toc_buf_free(&seen);
    toc_cell_end(r);
}

static void interaction_cell(toc_cells *r, unsigned a, unsigned b)
{
    const unsigned low = a < b ? a : b, high = a < b ? b : a;
    if (high > 0)
        toc_buf_printf(&r->cell, "%s%s%s", INTERS[low == 0 ? high : low], low == 0 ? " only" : "-",
                       low == 0 ? "" : INTERS[high]);
    toc_cell_end(r);
}

static bool at_civilians(const toc_case *c, const kind *k)
{
    if (toc_slice_is(k->type, "Violence against civilians") ||
        toc_slice_is(k->sub, "Excessive force against protesters"))
        return true;
    return (toc_slice_is(k->type, "Explosions/Remote violence") ||
            toc_slice_is(k->type, "Riots")) &&
           strcmp(suffers(c), "people") == 0;
}

/* ---------------------------------------------------------------- the row */
/* By the codebook: the lowest figure; silence is 0, "dozens" (24 to 99 in a record) is 12. */
static uint32_t fatalities(const toc_case *c)
{
    const toc_count *killed = &c->event->casualties[TOC_HARM_KILLED];
    if (!killed->present) return 0;
    return killed->low == 24 && killed->high == 99 ? 12 : killed->low;
}

static unsigned geo_precision(const toc_case *c)
{
    const toc_place_precision at = c->event->place_precision;
    unsigned precision = at == TOC_AT_EXACT || at == TOC_AT_TOWN ? 1 : at == TOC_AT_ADMIN1 ? 3 : 2;
    if (c->options->coarsen_e5 > 50000)
        precision = 3; /* half a degree is more than "near the town" */
    if (c->options->coarsen_e5 > 0 && precision == 1) precision = 2;
    return precision;
}

static unsigned rank_of(const toc_case *c, const kind *k)
{
    const toc_slice cell = toc_table_cell(&c->options->data->acled_rank, k->sub, "rank");
    unsigned rank = 0;
    for (size_t i = 0; i < cell.len && i < 3; i++) rank = rank * 10 + (unsigned)(cell.ptr[i] - '0');
    return rank;
}

static bool has_row(const toc_case *c, kind *k, int32_t *day, unsigned *time_precision)
{
    *time_precision = toc_case_day(c, day);
    return kind_of(c, k) && *time_precision > 0 && c->has_point && c->event->country[0] != '\0' &&
           c->event->place_precision != TOC_AT_COUNTRY;
}

uint64_t toc_acled_key(const toc_record *record, uint32_t event, const toc_export_options *options,
                       unsigned *rank)
{
    toc_case c;
    kind k;
    int32_t day;
    unsigned precision;
    *rank = 0;
    if (record->events.items[event].confidence_permille < options->min_permille) return 0;
    toc_export_case(&c, record, event, options);
    if (!has_row(&c, &k, &day, &precision)) return 0;
    toc_buf names = {0};
    put_actor(&names, &c, k.first, crowd_of(&k, false));
    toc_buf_char(&names, '\t');
    put_actor(&names, &c, k.second, NO_CROWD);
    toc_buf_printf(&names, "\t%d\t%d\t%d", day, c.lat_e5, c.lon_e5);
    const uint64_t key = toc_hash(names.ptr, names.len);
    *rank = rank_of(&c, &k);
    toc_buf_free(&names);
    return key | 1; /* 0 is none */
}

typedef struct ranked {
    uint64_t key;
    unsigned rank;
    uint32_t event;
} ranked;

static int by_rank(const void *left, const void *right)
{
    const ranked *a = left, *b = right;
    if (a->key != b->key) return a->key < b->key ? -1 : 1;
    if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
    return a->event < b->event ? -1 : a->event > b->event;
}

bool *toc_acled_lower(const toc_record *record, const toc_export_options *options)
{
    const uint32_t count = record->events.count;
    bool *lower = TOC_NEW_N(record->arena, bool, count + 1);
    ranked *list = TOC_NEW_N(record->arena, ranked, count + 1);
    if (lower == NULL || list == NULL) return NULL;
    for (uint32_t i = 0; i < count; i++) {
        list[i].event = i;
        list[i].key = toc_acled_key(record, i, options, &list[i].rank);
        lower[i] = false;
    }
    qsort(list, count, sizeof *list, by_rank);
    for (uint32_t i = 1; i < count; i++)
        lower[list[i].event] = list[i].key != 0 && list[i].key == list[i - 1].key;
    return lower;
}

static void put_what(toc_cells *r, const toc_case *c, const kind *k)
{
    const unsigned a = inter_of(c, k->first, crowd_of(k, false)),
                   b = inter_of(c, k->second, NO_CROWD);
    toc_cell(r, toc_table_cell(&c->options->data->acled_rank, k->sub, "disorder"));
    toc_cell(r, k->type);
    toc_cell(r, k->sub);
    put_actor(&r->cell, c, k->first, crowd_of(k, false));
    toc_cell_end(r);
    associates(r, c, k, false);
    toc_cell_word(r, INTERS[a]);
    put_actor(&r->cell, c, k->second, NO_CROWD);
    toc_cell_end(r);
    associates(r, c, k, true);
    toc_cell_word(r, INTERS[b]);
    interaction_cell(r, a, b);
    toc_cell_word(r, at_civilians(c, k) ? "Civilians targeted" : "");
}

static void put_where(toc_cells *r, const toc_case *c)
{
    const toc_export_data *data = c->options->data;
    const char *country = c->event->country;
    toc_cell(r, toc_state_cell(data, country, "numeric"));
    toc_cell(r, toc_state_cell(data, country, "region"));
    toc_cell(r, toc_state_cell(data, country, "name"));
    toc_cell(r, c->event->admin1);
    toc_cell(r, c->place != NULL ? c->place->admin2 : TOC_LIT(""));
    toc_cell_none(r, 1); /* admin3 */
    toc_cell(r, c->place != NULL ? c->place->name : c->event->admin1);
    toc_cell_degrees(r, true, c->lat_e5);
    toc_cell_degrees(r, true, c->lon_e5);
    toc_cell_int(r, geo_precision(c));
}

/* Days that are stated one by one, from the first to the last: a row each. A night is one. */
static uint32_t days_of(const toc_case *c)
{
    const toc_time_precision known = c->event->time_precision;
    if (c->from == TOC_NO_DAY || known != TOC_WHEN_DAY || c->to - c->from < 2) return 1;
    return (uint32_t)(c->to - c->from + 1);
}

/* The row of a day, of so many; a total is divided, what is over belongs to the first. */
static void put_row(toc_buf *out, const toc_case *c, const kind *k, int32_t day, unsigned precision,
                    uint32_t nth, uint32_t days)
{
    const int32_t came = toc_case_came(c, true);
    toc_cells r = toc_cells_of(out, ',', "");
    const uint64_t hash = nth == 0 ? c->hash : toc_hash(&nth, sizeof nth) ^ c->hash;
    toc_buf_printf(&r.cell, "%sT%02x%08x", c->event->country, (unsigned)(hash >> 32) & 0xff,
                   (unsigned)hash);
    toc_cell_end(&r);
    toc_cell_day(&r, day);
    toc_cell_int(&r, toc_date_of(day).year);
    toc_cell_int(&r, precision);
    put_what(&r, c, k);
    put_where(&r, c);
    toc_cell_told(&r, c, TOC_TOLD_SOURCE, "; ");
    toc_cell_none(&r, 1); /* source_scale: nobody says so in an article */
    toc_put_words(&r.cell, toc_event_quote(c->record, c->event), NOTES_BYTES);
    toc_cell_end(&r);
    toc_cell_int(&r, fatalities(c) / days + (nth == 0 ? fatalities(c) % days : 0));
    toc_cell_none(&r, 1); /* tags */
    if (came != TOC_NO_DAY) toc_buf_int(&r.cell, (int64_t)came * 86400);
    toc_cell_end(&r);
    toc_cells_done(&r, c);
}

toc_export_result toc_put_acled(toc_buf *out, const toc_case *c)
{
    kind k;
    int32_t day;
    unsigned precision;
    if (!has_row(c, &k, &day, &precision)) return TOC_ROW_NONE;
    if (c->options->strict &&
        (!c->event->casualties[TOC_HARM_KILLED].present || c->event->status == TOC_STATUS_ALLEGED ||
         crowd_of(&k, false) == UNIDENTIFIED))
        return TOC_ROW_STRICT;
    const uint32_t days = days_of(c);
    if (days == 1) put_row(out, c, &k, day, precision, 0, 1);
    for (uint32_t i = 0; days > 1 && i < days; i++)
        put_row(out, c, &k, c->from + (int32_t)i, 1, i, days);
    return TOC_ROW_WRITTEN;
}
