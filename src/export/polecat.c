/* src/export/polecat.c - the table of POLECAT: PLOVER types with named and coded parties. */
#include "base/utf8.h"
#include "export/case.h"

const char *const TOC_POLECAT_COLUMNS[40] = {"Event ID",
                                             "Event Date",
                                             "Event Type",
                                             "Event Mode",
                                             "Intensity",
                                             "Quad Code",
                                             "Contexts",
                                             "Actor Name",
                                             "Actor Country",
                                             "Actor COW",
                                             "Primary Actor Sector",
                                             "Actor Sectors",
                                             "Actor Title",
                                             "Actor Name Raw",
                                             "Wikipedia Actor ID",
                                             "Recipient Name",
                                             "Recipient Country",
                                             "Recipient COW",
                                             "Primary Recipient Sector",
                                             "Recipient Sectors",
                                             "Recipient Title",
                                             "Recipient Name Raw",
                                             "Wikipedia Recipient ID",
                                             "Placename",
                                             "City",
                                             "District",
                                             "Province",
                                             "Country",
                                             "Latitude",
                                             "Longitude",
                                             "GeoNames ID",
                                             "Raw Placename",
                                             "Feature Type",
                                             "Source",
                                             "Publication Date",
                                             "Story People",
                                             "Story Organizations",
                                             "Story Locations",
                                             "Language",
                                             "Version"};

static void put_upper(toc_buf *out, const char *word)
{
    for (; *word != '\0'; word++) toc_buf_char(out, (char)toc_upper((unsigned char)*word));
}

enum { NAME, COUNTRY, COW, PRIMARY, SECTORS, TITLE, RAW, WIKI, CELLS };

static toc_slice party_cell(const toc_case *c, const toc_side_party *p, unsigned cell)
{
    switch (cell) {
    case NAME: return p->name;
    case COUNTRY: /* or a body of states: EUR, UNO */
        return p->actor != NULL ? toc_slice_of(p->actor->country) : TOC_LIT("");
    case COW:
        return p->own_country ? toc_state_cell(c->options->data, p->country, "cow") : TOC_LIT("");
    case PRIMARY:
    case SECTORS: return p->sector;
    case RAW: return p->filler != NULL ? toc_record_words(c->record, p->filler->span) : TOC_LIT("");
    default: return TOC_LIT(""); /* titles and pages of an encyclopedia are not known */
    }
}

static void put_parties(toc_cells *r, const toc_case *c, const toc_parties *list)
{
    for (unsigned cell = 0; cell < CELLS; cell++) {
        for (unsigned i = 0; i < list->count; i++) {
            const toc_side_party *p = &list->items[i];
            if (p->side == TOC_SIDE_THING || (cell == PRIMARY && r->cell.len > 0)) continue;
            const toc_slice text = party_cell(c, p, cell);
            bool again = false;
            for (unsigned j = 0; j < i && cell != NAME && cell != RAW; j++)
                again = again || (list->items[j].side != TOC_SIDE_THING &&
                                  toc_slice_eq(party_cell(c, &list->items[j], cell), text));
            if (!again) toc_cell_add(r, text, "; ");
        }
        toc_cell_end(r);
    }
}

static void put_place(toc_cells *r, const toc_case *c)
{
    const toc_place *place = c->place;
    const toc_event *e = c->event;
    const bool town = place != NULL && place->kind == TOC_PLACE_TOWN;
    toc_cell(r, place != NULL ? place->name : TOC_LIT(""));
    toc_cell(r, town ? place->name : TOC_LIT(""));
    toc_cell(r, place != NULL ? place->admin2 : TOC_LIT(""));
    toc_cell(r, e->has_place ? e->admin1 : TOC_LIT(""));
    toc_cell_word(r, e->has_place ? e->country : "");
    if (c->has_point) toc_buf_fixed(&r->cell, c->lat_e5, 5);
    toc_cell_end(r);
    if (c->has_point) toc_buf_fixed(&r->cell, c->lon_e5, 5);
    toc_cell_end(r);
    if (place != NULL && place->geoname > 0) toc_buf_int(&r->cell, place->geoname);
    toc_cell_end(r);
    if (place != NULL) toc_put_words(&r->cell, toc_record_words(c->record, place->span), SIZE_MAX);
    toc_cell_end(r);
    toc_cell_word(r, place != NULL ? toc_place_word(place->kind) : "");
}

static void put_story(toc_cells *r, const toc_record *record)
{
    static const toc_entity_kind KINDS[] = {TOC_ENTITY_PERSON, TOC_ENTITY_ORGANISATION};
    for (unsigned k = 0; k < 2; k++) {
        for (uint32_t i = 0; i < record->entities.count; i++) {
            const toc_entity *n = &record->entities.items[i];
            bool named = false;
            for (uint32_t m = 0; m < n->mentions.count; m++)
                named = named || n->mentions.items[m].named;
            if (n->kind == KINDS[k] && named && n->used) toc_cell_add(r, n->name, "; ");
        }
        toc_cell_end(r);
    }
    for (uint32_t i = 0; i < record->places.count; i++) {
        bool again = !record->places.items[i].used;
        for (uint32_t j = 0; j < i && !again; j++)
            again = record->places.items[j].used &&
                    toc_slice_eq(record->places.items[i].name, record->places.items[j].name);
        if (!again) toc_cell_add(r, record->places.items[i].name, "; ");
    }
    toc_cell_end(r);
}

toc_export_result toc_put_polecat(toc_buf *out, const toc_case *c)
{
    static const char *const QUADS[] = {"", "VERBAL COOPERATION", "MATERIAL COOPERATION",
                                        "VERBAL CONFLICT", "MATERIAL CONFLICT"};
    const toc_event *e = c->event;
    const toc_record *record = c->record;
    if (e->type == TOC_TYPE_NONE || !toc_case_real(c)) return TOC_ROW_NONE;
    bool stated;
    const int32_t day = toc_case_or_published(c, &stated);
    if (c->options->strict && (!stated || e->status == TOC_STATUS_ALLEGED)) return TOC_ROW_STRICT;
    toc_cells r = toc_cells_of(out, '\t', "None");
    toc_buf_printf(&r.cell, "%08x%08x", (unsigned)(c->hash >> 32), (unsigned)c->hash);
    toc_cell_end(&r);
    toc_cell_day(&r, day);
    put_upper(&r.cell, toc_type_word(e->type));
    toc_cell_end(&r);
    toc_cell_word(&r, toc_mode_word(e->mode));
    toc_cell(&r, toc_plover_score(c->options->data, e->type, e->mode));
    toc_cell_word(&r, QUADS[toc_type_quad(e->type) <= 4 ? toc_type_quad(e->type) : 0]);
    toc_cell_none(&r, 1); /* contexts */
    put_parties(&r, c, &c->doers);
    put_parties(&r, c, &c->others);
    put_place(&r, c);
    toc_cell_told(&r, c, TOC_TOLD_SOURCE, "; ");
    toc_cell_day(&r, toc_case_came(c, false));
    put_story(&r, record);
    toc_cell(&r, record->language);
    toc_buf_text(&r.cell, "tocsin ");
    toc_buf_slice(&r.cell, record->pack_version);
    toc_cell_end(&r);
    toc_cells_done(&r, c);
    return TOC_ROW_WRITTEN;
}
