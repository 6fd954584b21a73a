/* src/export/icews.c - the coded event data of ICEWS: source, target, CAMEO code; NULL for what is missing. */
#include <stdio.h>

#include "export/case.h"

const char *const TOC_ICEWS_COLUMNS[20] = {
    "Event ID",       "Event Date", "Source Name",     "Source Sectors", "Source Country",
    "Event Text",     "CAMEO Code", "Intensity",       "Target Name",    "Target Sectors",
    "Target Country", "Story ID",   "Sentence Number", "Publisher",      "City",
    "District",       "Province",   "Country",         "Latitude",       "Longitude"};

enum { CODED_SENTENCES = 6 }; /* they looked at no more of a story */

static void put_party(toc_cells *r, const toc_case *c, const toc_side_party *p)
{
    const toc_export_data *data = c->options->data;
    if (p != NULL) toc_put_words(&r->cell, p->name, SIZE_MAX);
    toc_cell_end(r);
    toc_cell(r, p != NULL ? toc_table_cell(&data->sector, p->sector, "words") : TOC_LIT(""));
    toc_cell(r,
             p != NULL && p->own_country ? toc_state_cell(data, p->country, "name") : TOC_LIT(""));
}

/* By full stops and line breaks, as far as a trigger; counted from 1. */
static unsigned sentence_of(const toc_case *c)
{
    const toc_slice text = c->record->text;
    unsigned number = 1;
    bool words = false;
    for (size_t i = c->record->body_start; i < c->event->trigger.start && i < text.len; i++) {
        const char ch = text.ptr[i];
        const bool stop = (ch == '.' || ch == '!' || ch == '?') && i + 1 < text.len &&
                          (text.ptr[i + 1] == ' ' || text.ptr[i + 1] == '\n');
        if ((stop || ch == '\n') && words) {
            number++;
            words = false;
        } else if ((unsigned char)ch > ' ' && !stop) {
            words = true;
        }
    }
    return number;
}

/* The label of the codebook: "Fires small arms". */
static toc_slice label_of(const toc_case *c, toc_slice code)
{
    const toc_emit_data *forms = c->options->forms;
    if (forms == NULL || !forms->has_cameo) return TOC_LIT("");
    return toc_table_cell(&forms->cameo, code, "label");
}

toc_export_result toc_put_icews(toc_buf *out, const toc_case *c)
{
    const toc_slice code = toc_cameo_code(c->options->forms, c->event);
    if (code.len < 2 || !toc_case_real(c)) return TOC_ROW_NONE;
    bool stated;
    const int32_t day = toc_case_or_published(c, &stated);
    const unsigned sentence = sentence_of(c);
    if (c->options->strict &&
        (!stated || c->event->status == TOC_STATUS_ALLEGED || sentence > CODED_SENTENCES))
        return TOC_ROW_STRICT;
    const toc_event *e = c->event;
    const toc_record *record = c->record;
    const bool town = c->place != NULL && c->place->kind == TOC_PLACE_TOWN;
    toc_cells r = toc_cells_of(out, '\t', "NULL");
    toc_cell_int(&r, (int64_t)(c->hash >> 16 & 0xffffffff));
    toc_cell_day(&r, day);
    put_party(&r, c, toc_parties_first(&c->doers));
    toc_cell(&r, label_of(c, code));
    toc_cell(&r, code);
    toc_cell(&r, toc_goldstein(c->options->data, code));
    put_party(&r, c, toc_parties_first(&c->others));
    toc_cell(&r, record->id);
    if (sentence <= CODED_SENTENCES) toc_buf_int(&r.cell, sentence);
    toc_cell_end(&r);
    toc_cell_told(&r, c, TOC_TOLD_SOURCE, "; ");
    toc_cell(&r, town ? c->place->name : TOC_LIT(""));
    toc_cell(&r, c->place != NULL ? c->place->admin2 : TOC_LIT(""));
    toc_cell(&r, e->has_place ? e->admin1 : TOC_LIT(""));
    toc_cell(&r, e->has_place ? toc_state_cell(c->options->data, e->country, "name") : TOC_LIT(""));
    if (c->has_point) toc_buf_fixed(&r.cell, c->lat_e5, 5);
    toc_cell_end(&r);
    if (c->has_point) toc_buf_fixed(&r.cell, c->lon_e5, 5);
    toc_cell_end(&r);
    toc_cells_done(&r, c);
    return TOC_ROW_WRITTEN;
}
