/* src/export/ged.c - UCDP's georeferenced event data: organised armed force with at least one death.
 *
 * The registers of conflicts, dyads and actors are UCDP's own: those cells are empty. */
#include "base/calendar.h"
#include "export/case.h"

const char *const TOC_GED_COLUMNS[49] = {"id",
                                         "relid",
                                         "year",
                                         "active_year",
                                         "code_status",
                                         "type_of_violence",
                                         "conflict_dset_id",
                                         "conflict_new_id",
                                         "conflict_name",
                                         "dyad_dset_id",
                                         "dyad_new_id",
                                         "dyad_name",
                                         "side_a_dset_id",
                                         "side_a_new_id",
                                         "side_a",
                                         "side_b_dset_id",
                                         "side_b_new_id",
                                         "side_b",
                                         "number_of_sources",
                                         "source_article",
                                         "source_office",
                                         "source_date",
                                         "source_headline",
                                         "source_original",
                                         "where_prec",
                                         "where_coordinates",
                                         "where_description",
                                         "adm_1",
                                         "adm_2",
                                         "latitude",
                                         "longitude",
                                         "geom_wkt",
                                         "priogrid_gid",
                                         "country",
                                         "country_id",
                                         "region",
                                         "event_clarity",
                                         "date_prec",
                                         "date_start",
                                         "date_end",
                                         "deaths_a",
                                         "deaths_b",
                                         "deaths_civilians",
                                         "deaths_unknown",
                                         "best",
                                         "high",
                                         "low",
                                         "gwnoa",
                                         "gwnob"};

enum { STATE_BASED = 1, NON_STATE = 2, ONE_SIDED = 3 };

typedef struct sides {
    const toc_side_party *a, *b; /* b NULL: civilians; a NULL: nobody knows */
    unsigned violence;
} sides;

static const toc_side_party *armed_of(const toc_parties *list, const toc_side_party *but)
{
    for (unsigned i = 0; i < list->count; i++)
        if (&list->items[i] != but &&
            (list->items[i].side == TOC_SIDE_STATE || list->items[i].side == TOC_SIDE_ARMED))
            return &list->items[i];
    return NULL;
}

static bool find_sides(const toc_case *c, sides *s)
{
    *s = (sides){.a = armed_of(&c->doers, NULL), .b = armed_of(&c->others, NULL)};
    if (s->b == NULL && c->event->method == TOC_METHOD_ARMED_CLASH)
        s->b = armed_of(&c->doers, s->a);
    if (s->a == NULL && s->b == NULL && c->doers.count == 0 && c->others.count == 0) return false;
    const bool state = (s->a != NULL && s->a->side == TOC_SIDE_STATE) ||
                       (s->b != NULL && s->b->side == TOC_SIDE_STATE);
    s->violence = s->b == NULL ? ONE_SIDED : state ? STATE_BASED : NON_STATE;
    if (s->violence == STATE_BASED && (s->a == NULL || s->a->side != TOC_SIDE_STATE)) {
        const toc_side_party *rebels = s->a; /* side a is the government's */
        s->a = s->b;
        s->b = rebels;
    }
    return true;
}

static void put_side(toc_buf *out, const toc_case *c, const sides *s, bool second)
{
    const toc_side_party *p = second ? s->b : s->a;
    if (second && s->violence == ONE_SIDED) {
        toc_buf_text(out, "Civilians");
    } else if (p != NULL && p->side == TOC_SIDE_STATE) {
        toc_buf_text(out, "Government of ");
        toc_buf_slice(out, toc_ucdp_name(c->options->data, p->country));
    } else if (p != NULL && p->named) {
        toc_put_words(out, p->name, SIZE_MAX);
    } else {
        toc_buf_text(out, "Unidentified group");
    }
}

static void put_dyad(toc_cells *r, const toc_case *c, const sides *s)
{
    put_side(&r->cell, c, s, false);
    toc_buf_text(&r->cell, " - ");
    put_side(&r->cell, c, s, true);
    toc_cell_end(r);
}

static void put_parties(toc_cells *r, const toc_case *c, const sides *s)
{
    toc_cell_int(r, s->violence);
    toc_cell_none(r, 2);
    if (s->violence == STATE_BASED) {
        toc_buf_slice(&r->cell, toc_ucdp_name(c->options->data, s->a->country));
        toc_buf_text(&r->cell, ": Government");
        toc_cell_end(r);
    } else {
        put_dyad(r, c, s);
    }
    toc_cell_none(r, 2);
    put_dyad(r, c, s);
    for (unsigned second = 0; second < 2; second++) {
        toc_cell_none(r, 2);
        put_side(&r->cell, c, s, second != 0);
        toc_cell_end(r);
    }
}

static void put_sources(toc_cells *r, const toc_case *c)
{
    const toc_record *record = c->record;
    toc_cell_int(r, toc_case_sources(c));
    for (uint32_t i = 0; i < toc_case_tellings(c); i++) {
        const toc_telling t = toc_case_telling(c, i);
        toc_buf_text(&r->cell, i > 0 ? ";\"" : "\"");
        toc_buf_slice(&r->cell, t.source);
        toc_buf_char(&r->cell, ',');
        toc_put_moment(&r->cell, (toc_moment){t.day, -1});
        toc_buf_char(&r->cell, ',');
        toc_put_words(&r->cell, t.title, SIZE_MAX);
        toc_buf_char(&r->cell, '"');
    }
    toc_cell_end(r);
    toc_cell_told(r, c, TOC_TOLD_SOURCE, ";");
    toc_cell_day(r, toc_case_came(c, false));
    toc_cell_told(r, c, TOC_TOLD_TITLE, ";");
    for (uint32_t i = 0; i < c->event->reported_by.count; i++)
        toc_cell_add(r, toc_reporter_name(record, c->event, i), "; ");
    toc_cell_end(r);
}

/* 1 the point, 2 within 25 km, 3 and 4 divisions, 5 a road or vague, 6 the country. */
static unsigned where_prec(const toc_case *c)
{
    unsigned precision = 6;
    switch (c->event->place_precision) {
    case TOC_AT_EXACT:
    case TOC_AT_TOWN: precision = 1; break;
    case TOC_AT_ROAD: precision = 5; break;
    case TOC_AT_ADMIN1: precision = 4; break;
    case TOC_AT_COUNTRY:
    case TOC_AT_UNKNOWN:
    case TOC_AT_NONE:
    case TOC_AT_COUNT: break;
    }
    if (c->place != NULL && c->place->kind == TOC_PLACE_ADMIN2) precision = 3;
    const int32_t cell = c->options->coarsen_e5;
    if (cell > 0 && precision < 5) { /* half a diagonal of 0.3 degrees is about 24 km */
        const unsigned coarse = cell <= 30000 ? 2 : cell <= 100000 ? 3 : 4;
        if (coarse > precision) precision = coarse;
    }
    return precision;
}

static void put_where(toc_cells *r, const toc_case *c)
{
    const toc_export_data *data = c->options->data;
    const int64_t row = ((int64_t)c->lat_e5 + 9000000) / 50000,
                  col = ((int64_t)c->lon_e5 + 18000000) / 50000;
    toc_cell_int(r, where_prec(c));
    toc_cell(r, c->place != NULL ? c->place->name : c->event->admin1);
    toc_cell_none(r, 1);
    toc_cell(r, c->event->admin1);
    toc_cell(r, c->place != NULL ? c->place->admin2 : TOC_LIT(""));
    toc_buf_fixed(&r->cell, c->lat_e5, 5);
    toc_cell_end(r);
    toc_buf_fixed(&r->cell, c->lon_e5, 5);
    toc_cell_end(r);
    toc_buf_text(&r->cell, "POINT (");
    toc_buf_fixed(&r->cell, c->lon_e5, 5);
    toc_buf_char(&r->cell, ' ');
    toc_buf_fixed(&r->cell, c->lat_e5, 5);
    toc_buf_char(&r->cell, ')');
    toc_cell_end(r);
    toc_cell_int(r, (row > 359 ? 359 : row) * 720 + (col > 719 ? 719 : col) + 1);
    toc_cell(r, toc_ucdp_name(data, c->event->country));
    toc_cell(r, toc_state_cell(data, c->event->country, "gw"));
    toc_cell(r, toc_state_cell(data, c->event->country, "ucdp_region"));
}

/* 1 the day, 2 two to six days, 3 a week, 4 a month, 5 within the year, 0 more. */
static unsigned date_prec(const toc_case *c)
{
    int32_t day;
    if (c->from == TOC_NO_DAY) return 0;
    if (toc_case_day(c, &day) == 1) return 1;
    const int32_t days = c->to - c->from + 1;
    return days < 7 ? 2 : days == 7 ? 3 : days <= 31 ? 4 : days <= 366 ? 5 : 0;
}

static void moment_cell(toc_cells *r, int32_t day)
{
    toc_put_moment(&r->cell, (toc_moment){day, -1});
    toc_buf_text(&r->cell, " 00:00:00.000");
    toc_cell_end(r);
}

/* Whose deaths: of one side when all who are hurt are of it. */
static void put_deaths(toc_cells *r, const toc_case *c, const sides *s)
{
    const toc_count *killed = &c->event->casualties[TOC_HARM_KILLED];
    const toc_incident *incident = c->options->incident;
    const bool many = incident != NULL && incident->has_toll; /* sources differ */
    const uint32_t low = many ? incident->low : killed->low,
                   best = many ? incident->best : killed->low,
                   high = many                       ? incident->high
                          : killed->high == TOC_OPEN ? killed->low
                                                     : killed->high;
    const bool armed =
        toc_parties_any(&c->others, TOC_SIDE_STATE) || toc_parties_any(&c->others, TOC_SIDE_ARMED);
    const bool unarmed = toc_parties_any(&c->others, TOC_SIDE_PEOPLE);
    unsigned of = 3; /* unknown */
    if (unarmed && !armed) of = 2;
    if (armed && !unarmed && s->violence != ONE_SIDED)
        of = s->a >= c->others.items && s->a < c->others.items + c->others.count ? 0 : 1;
    for (unsigned i = 0; i < 4; i++) toc_cell_int(r, i == of ? best : 0);
    toc_cell_int(r, best);
    toc_cell_int(r, high);
    toc_cell_int(r, low);
}

toc_export_result toc_put_ged(toc_buf *out, const toc_case *c)
{
    const toc_event *e = c->event;
    const toc_count *killed = &e->casualties[TOC_HARM_KILLED];
    const unsigned precision = date_prec(c);
    int32_t day;
    sides s;
    if (e->type != TOC_TYPE_ASSAULT || e->criminal || !toc_case_real(c) || !killed->present ||
        (killed->low == 0 && (killed->high == 0 || killed->high == TOC_OPEN)) || precision == 0 ||
        !c->has_point || e->country[0] == '\0' || !find_sides(c, &s))
        return TOC_ROW_NONE;
    if (c->options->strict &&
        (e->status == TOC_STATUS_ALLEGED || killed->high == TOC_OPEN || s.a == NULL ||
         (s.b == NULL && s.violence != ONE_SIDED) || (s.a->side == TOC_SIDE_ARMED && !s.a->named) ||
         (s.b != NULL && s.b->side == TOC_SIDE_ARMED && !s.b->named)))
        return TOC_ROW_STRICT;
    const bool known = toc_case_day(c, &day) == 1;
    toc_cells r = toc_cells_of(out, ',', "");
    toc_cell_int(&r, (int64_t)(c->hash & 0x7fffffff));
    const int32_t year = toc_date_of(c->from).year;
    toc_buf_printf(&r.cell, "%s-%d-%u-%08x", e->country, year, s.violence, (unsigned)c->hash);
    toc_cell_end(&r);
    toc_cell_int(&r, year);
    toc_cell_none(&r, 1); /* active_year: more than 25 deaths in it, which one event does not say */
    toc_cell_word(&r, "Clear");
    put_parties(&r, c, &s);
    put_sources(&r, c);
    put_where(&r, c);
    toc_cell_int(&r, 1); /* event_clarity: reported by itself */
    toc_cell_int(&r, precision);
    moment_cell(&r, c->from);
    moment_cell(&r, known ? c->from : c->to);
    put_deaths(&r, c, &s);
    const toc_side_party *pair[] = {s.a, s.b};
    for (unsigned i = 0; i < 2; i++)
        toc_cell(&r, pair[i] != NULL && pair[i]->side == TOC_SIDE_STATE
                         ? toc_state_cell(c->options->data, pair[i]->country, "gw")
                         : TOC_LIT(""));
    toc_cells_done(&r, c);
    return TOC_ROW_WRITTEN;
}
