/* src/export/hxl.c - CSV with HXL hashtags in its second row, as humanitarian tools read it. */
#include "export/case.h"

static const char *const NAMES[] = {
    "event_id",  "event_type",  "event_subtype", "status",    "date_start",    "date_end",
    "published", "perpetrator", "recipient",     "country",   "country_code",  "admin1",
    "admin2",    "place",       "lat",           "lon",       "geo_precision", "killed",
    "injured",   "abducted",    "arrested",      "displaced", "weapon",        "description",
    "source",    "url"};
static const char *const TAGS[] = {"#event+id",          "#event+type",
                                   "#event+subtype",     "#status",
                                   "#date+start",        "#date+end",
                                   "#date+reported",     "#group+name+first",
                                   "#group+name+second", "#country+name",
                                   "#country+code",      "#adm1+name",
                                   "#adm2+name",         "#loc+name",
                                   "#geo+lat",           "#geo+lon",
                                   "#geo+precision",     "#affected+killed",
                                   "#affected+injured",  "#affected+abducted",
                                   "#affected+arrested", "#affected+displaced",
                                   "#weapons",           "#description",
                                   "#meta+source",       "#meta+url"};
enum { COLUMNS = sizeof NAMES / sizeof *NAMES };
_Static_assert(sizeof TAGS / sizeof *TAGS == COLUMNS, "one tag a column");

void toc_hxl_head(toc_buf *out, const toc_export_options *options)
{
    toc_put_head(out, NAMES, COLUMNS, ',', options);
    for (unsigned i = 0; i < COLUMNS; i++) toc_buf_printf(out, "%s%s", i > 0 ? "," : "", TAGS[i]);
    toc_buf_text(out, options->provenance ? ",#meta+doc,#meta+event,#meta+spans\n" : "\n");
}

static void put_parties(toc_cells *r, const toc_parties *list)
{
    for (unsigned i = 0; i < list->count; i++) toc_cell_add(r, list->items[i].name, "; ");
    toc_cell_end(r);
}

toc_export_result toc_put_hxl(toc_buf *out, const toc_case *c)
{
    const toc_event *e = c->event;
    const toc_record *record = c->record;
    for (unsigned h = 1; h < TOC_HARM_COUNT && c->options->strict; h++)
        if (e->casualties[h].present && e->casualties[h].low != e->casualties[h].high)
            return TOC_ROW_STRICT; /* one number has no range */
    toc_cells r = toc_cells_of(out, ',', "");
    toc_buf_printf(&r.cell, "%08x%08x", (unsigned)(c->hash >> 32), (unsigned)c->hash);
    toc_cell_end(&r);
    toc_cell_word(&r, toc_type_word(e->type));
    toc_cell_word(&r, e->method != TOC_METHOD_NONE ? toc_method_word(e->method)
                                                   : toc_mode_word(e->mode));
    toc_cell_word(&r, toc_status_word(e->status));
    toc_cell_day(&r, c->from);
    toc_cell_day(&r, c->to);
    toc_cell_day(&r, toc_case_came(c, false));
    put_parties(&r, &c->doers);
    put_parties(&r, &c->others);
    toc_cell(&r, e->has_place ? toc_state_cell(c->options->data, e->country, "name") : TOC_LIT(""));
    toc_cell_word(&r, e->has_place ? e->country : "");
    toc_cell(&r, e->has_place ? e->admin1 : TOC_LIT(""));
    toc_cell(&r, c->place != NULL ? c->place->admin2 : TOC_LIT(""));
    toc_cell(&r, c->place != NULL ? c->place->name : TOC_LIT(""));
    const bool pin = c->has_point && e->place_precision != TOC_AT_COUNTRY;
    if (pin) toc_buf_fixed(&r.cell, c->lat_e5, 5);
    toc_cell_end(&r);
    if (pin) toc_buf_fixed(&r.cell, c->lon_e5, 5);
    toc_cell_end(&r);
    toc_cell_word(&r, e->has_place ? toc_at_word(e->place_precision) : "");
    for (unsigned h = 1; h < TOC_HARM_COUNT;
         h++) { /* the order of the columns is that of the harms */
        if (e->casualties[h].present) toc_buf_int(&r.cell, e->casualties[h].low);
        toc_cell_end(&r);
    }
    for (uint32_t i = 0; i < e->roles.count; i++)
        if (e->roles.items[i].role == TOC_ROLE_INSTRUMENT)
            toc_cell_add(&r, toc_filler_name(record, &e->roles.items[i]), "; ");
    toc_cell_end(&r);
    toc_put_words(&r.cell, toc_event_quote(record, e), 2 * TOC_QUOTE_BYTES);
    toc_cell_end(&r);
    toc_cell_told(&r, c, TOC_TOLD_SOURCE, "; ");
    toc_cell_told(&r, c, TOC_TOLD_URL, "; ");
    toc_cells_done(&r, c);
    return TOC_ROW_WRITTEN;
}
