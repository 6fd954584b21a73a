/* src/export/gdelt.c - a GDELT 2.0 event file: 61 columns, no header. One row an event, not one a sentence. */
#include <stdio.h>

#include "base/calendar.h"
#include "export/case.h"

enum { LEAD_BYTES = 500 };

static bool is_group(toc_slice three)
{
    static const char *const BODIES[] = {"IGO", "NGO", "IMG", "MNC", "INT", "NGM", "ISM", "UNO"};
    for (size_t i = 0; i < sizeof BODIES / sizeof *BODIES; i++)
        if (toc_slice_is(three, BODIES[i])) return true;
    return false;
}

/* Country, then three letters a role: IRQCOPGOV. What has no country of its own has that of the event. */
static void put_code(toc_buf *out, const toc_side_party *p)
{
    const toc_slice code = p == NULL || p->actor == NULL ? TOC_LIT("") : p->actor->code;
    if (code.len < 3) return;
    if (!p->own_country && !is_group(toc_slice_sub(code, 0, 3)))
        toc_buf_text(out, strcmp(p->country, "XKX") == 0 ? "KOS" : p->country);
    toc_buf_slice(out, code);
}

static toc_slice without_article(toc_slice name)
{
    static const char *const ARTICLES[] = {"the ", "a ", "an "};
    for (size_t i = 0; i < sizeof ARTICLES / sizeof *ARTICLES; i++) {
        const size_t len = strlen(ARTICLES[i]);
        if (name.len > len && (name.ptr[0] | 0x20) == ARTICLES[i][0] &&
            memcmp(name.ptr + 1, ARTICLES[i] + 1, len - 1) == 0)
            return toc_slice_sub(name, len, name.len);
    }
    return name;
}

/* Code, Name, CountryCode, KnownGroupCode, EthnicCode, two religions, three types. */
static void put_actor(toc_cells *r, const toc_side_party *p)
{
    char code[32] = "";
    toc_buf full = {0};
    put_code(&full, p);
    const size_t len = full.failed || full.len >= sizeof code ? 0 : full.len;
    if (len > 0) memcpy(code, full.ptr, len);
    toc_buf_free(&full);
    const bool group = len >= 3 && is_group((toc_slice){code, 3});
    const bool country = len >= 3 && !group && (p->own_country || p->country[0] != '\0');
    const size_t head = group || country ? 3 : 0;
    toc_cell(r, (toc_slice){code, len});
    if (len > 0) toc_put_capitals(&r->cell, without_article(p->name));
    toc_cell_end(r);
    toc_cell(r, (toc_slice){code, country ? 3 : 0});
    toc_cell(r, (toc_slice){code, group ? 3 : 0});
    toc_cell_none(r, 3);
    for (size_t i = 0, at = head; i < 3; i++, at += 3)
        toc_cell(r, at + 3 <= len ? (toc_slice){code + at, 3} : TOC_LIT(""));
}

static void put_date(toc_cells *r, int32_t day)
{
    if (day == TOC_NO_DAY) {
        toc_cell_none(r, 4);
        return;
    }
    const toc_date d = toc_date_of(day);
    const int32_t of_year = (d.month - 1) * 30 + d.day; /* as their rows do, not their codebook */
    toc_buf_printf(&r->cell, "%04d%02d%02d", d.year, d.month, d.day);
    toc_cell_end(r);
    toc_buf_printf(&r->cell, "%04d%02d", d.year, d.month);
    toc_cell_end(r);
    toc_cell_int(r, d.year);
    /* 31 December is day 361 of such a year: never a whole one */
    toc_buf_printf(&r->cell, "%d.%04d", d.year, (of_year * 10000 + 182) / 365);
    toc_cell_end(r);
}

/* Type, Fullname, CountryCode, ADM1Code, ADM2Code, Lat, Long, FeatureID. */
static void put_place(toc_cells *r, const toc_case *c)
{
    const toc_event *e = c->event;
    const toc_slice fips = toc_state_cell(c->options->data, e->country, "fips");
    if (!e->has_place || e->country[0] == '\0') {
        toc_cell_none(r, 8);
        return;
    }
    const bool us = strcmp(e->country, "USA") == 0;
    unsigned type = us ? 3 : 4;
    if (e->place_precision == TOC_AT_COUNTRY) type = 1;
    if (e->place_precision == TOC_AT_ADMIN1) type = us ? 2 : 5;
    toc_cell_int(r, type);
    if (type != 1 && c->place != NULL) toc_cell_add(r, c->place->name, ", ");
    if (type > 2 && type < 5) toc_cell_add(r, e->admin1, ", ");
    toc_cell_add(r, toc_state_cell(c->options->data, e->country, "name"), ", ");
    toc_cell_end(r);
    toc_cell(r, fips);
    toc_cell(r, fips); /* the first-order division's own two characters are not known here */
    toc_cell_none(r, 1);
    if (c->has_point) toc_buf_fixed(&r->cell, c->lat_e5, 5);
    toc_cell_end(r);
    if (c->has_point) toc_buf_fixed(&r->cell, c->lon_e5, 5);
    toc_cell_end(r);
    if (c->place != NULL && c->place->geoname > 0)
        toc_buf_int(&r->cell, c->place->geoname);
    else
        toc_buf_slice(&r->cell, fips);
    toc_cell_end(r);
}

/* Of an actor only the country is known, not where he stands. */
static void put_home(toc_cells *r, const toc_case *c, const toc_side_party *p)
{
    if (p == NULL || !p->own_country) {
        toc_cell_none(r, 8);
        return;
    }
    const toc_slice fips = toc_state_cell(c->options->data, p->country, "fips");
    toc_cell_int(r, 1);
    toc_cell(r, toc_state_cell(c->options->data, p->country, "name"));
    toc_cell(r, fips);
    toc_cell(r, fips);
    toc_cell_none(r, 3);
    toc_cell(r, fips);
}

static unsigned quad_of(toc_slice root)
{
    const int n = root.len < 2 ? 0 : (root.ptr[0] - '0') * 10 + root.ptr[1] - '0';
    return n <= 5 ? 1 : n <= 9 ? 2 : n <= 14 ? 3 : 4;
}

static void put_act(toc_cells *r, const toc_case *c, toc_slice code)
{
    const toc_slice root = toc_slice_sub(code, 0, 2);
    const uint32_t body = c->record->body_start;
    toc_slice rest = toc_slice_sub(c->record->text, body, c->record->text.len), lead = {"", 0};
    toc_slice_cut(&rest, '\n', &lead);
    const size_t lead_bytes =
        lead.len < LEAD_BYTES ? lead.len : LEAD_BYTES; /* one long line is no paragraph */
    toc_cell_int(r, c->event->trigger.start < body + lead_bytes);
    toc_cell(r, code);
    toc_cell(r, code.len > 3 ? toc_slice_sub(code, 0, 3) : code);
    toc_cell(r, root);
    toc_cell_int(r, quad_of(root));
    toc_cell(r, toc_goldstein(c->options->data, code));
    toc_cell_int(r, toc_case_tellings(c)); /* mentions */
    toc_cell_int(r, toc_case_sources(c));
    toc_cell_int(r, toc_case_tellings(c)); /* articles */
    toc_cell_none(r, 1);                   /* tone */
}

toc_export_result toc_put_gdelt(toc_buf *out, const toc_case *c)
{
    const toc_slice code = toc_cameo_code(c->options->forms, c->event);
    if (code.len < 2 || !toc_case_real(c)) return TOC_ROW_NONE;
    const toc_side_party *one = toc_parties_first(&c->doers), *two = toc_parties_first(&c->others);
    bool stated;
    const int32_t day = toc_case_or_published(c, &stated);
    if (c->options->strict &&
        (!stated || c->event->status == TOC_STATUS_ALLEGED ||
         ((one == NULL || one->actor == NULL) && (two == NULL || two->actor == NULL))))
        return TOC_ROW_STRICT; /* a day and an actor are what every row of theirs has */
    toc_cells r = toc_cells_of(out, '\t', "");
    toc_cell_int(&r, (int64_t)(c->hash >> 16 & 0xffffffff));
    put_date(&r, day);
    put_actor(&r, one);
    put_actor(&r, two);
    put_act(&r, c, code);
    put_home(&r, c, one);
    put_home(&r, c, two);
    put_place(&r, c);
    const int32_t came = toc_case_came(c, false); /* when it came in: the day of publication */
    if (came != TOC_NO_DAY) {
        const toc_date d = toc_date_of(came);
        toc_buf_printf(&r.cell, "%04d%02d%02d000000", d.year, d.month, d.day);
    }
    toc_cell_end(&r);
    toc_cell(&r, c->record->url);
    toc_cells_done(&r, c);
    return TOC_ROW_WRITTEN;
}
