/* src/emit/csv.c - one event a line; several values in a cell stand with "; ".
 *
 * Quotes are those of RFC 4180: around a cell that holds a comma, a quote or a line break, quotes in it
 * doubled. Lines end with LF alone, not the CR LF of that text: every reader of CSV takes both, and the
 * tools of a pipe (cut, sort, awk) would keep the CR as a part of the last cell. */
#include "emit/parts.h"

const char *toc_emit_csv_head(void)
{
    return "doc,published,event,type,mode,method,cameo,scope,status,confidence,date_from,date_to,"
           "time_precision,place,admin1,country,lat,lon,place_precision,perpetrator,"
           "perpetrator_code,recipient,recipient_code,victim,victim_code,target,target_code,"
           "instrument,killed_low,killed_high,injured_low,injured_high,abducted_low,abducted_high,"
           "arrested_low,arrested_high,displaced_low,displaced_high,damage,claim,claimed_by,"
           "reported_by,links,trigger\n";
}

/* A row is written cell by cell: what a cell holds is gathered first, since that decides its quotes. */
typedef struct row {
    toc_buf *out;
    toc_buf cell;
    bool started;
} row;

static void end_cell(row *r)
{
    toc_buf *out = r->out;
    const toc_slice cell = {r->cell.ptr, r->cell.len};
    bool quoted = false;
    for (size_t i = 0; i < cell.len; i++)
        quoted = quoted || cell.ptr[i] == ',' || cell.ptr[i] == '"' || cell.ptr[i] == '\n' ||
                 cell.ptr[i] == '\r';
    if (r->started) toc_buf_char(out, ',');
    r->started = true;
    if (quoted) toc_buf_char(out, '"');
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.ptr[i] == '"') toc_buf_char(out, '"');
        toc_buf_char(out, cell.ptr[i]);
    }
    if (quoted) toc_buf_char(out, '"');
    r->cell.len = 0;
}

static void text_cell(row *r, toc_slice text)
{
    toc_buf_slice(&r->cell, text);
    end_cell(r);
}

static void code_cell(row *r, const char *word)
{
    text_cell(r, toc_slice_of(word));
}

static void moment_cell(row *r, toc_moment moment)
{
    toc_put_moment(&r->cell, moment);
    end_cell(r);
}

/* One more of several values in a cell. */
static void add_value(row *r, toc_slice text)
{
    if (r->cell.len > 0 && text.len > 0) toc_buf_text(&r->cell, "; ");
    toc_buf_slice(&r->cell, text);
}

static void filler_cell(row *r, const toc_record *record, const toc_event *e, toc_role role,
                        bool codes)
{
    for (uint32_t i = 0; i < e->roles.count; i++) {
        const toc_filler *f = &e->roles.items[i];
        if (f->role != role) continue;
        const toc_actor *actor = toc_filler_actor(record, f);
        if (codes)
            add_value(r, actor != NULL && actor->code.len > 0 ? actor->code : TOC_LIT("---"));
        else
            add_value(r, toc_filler_name(record, f));
    }
    end_cell(r);
}

static void claim_cells(row *r, const toc_record *record, const toc_event *e)
{
    code_cell(r, toc_claim_word(e->claim));
    for (uint32_t i = 0; i < e->claim_by.count; i++)
        if (e->claim_by.items[i] < record->entities.count)
            add_value(r, record->entities.items[e->claim_by.items[i]].name);
    end_cell(r);
    for (uint32_t i = 0; i < e->reported_by.count; i++)
        add_value(r, toc_reporter_name(record, e, i));
    end_cell(r);
}

static void place_cells(row *r, const toc_record *record, const toc_event *e, int32_t coarsen_e5)
{
    const bool point = e->has_place && e->has_point;
    if (e->place < record->places.count)
        toc_buf_slice(&r->cell, record->places.items[e->place].name);
    end_cell(r);
    if (e->has_place) toc_buf_slice(&r->cell, e->admin1);
    end_cell(r);
    code_cell(r, e->has_place ? e->country : "");
    if (point) toc_buf_fixed(&r->cell, toc_coarse(e->lat_e5, coarsen_e5, 9000000), 5);
    end_cell(r);
    if (point) toc_buf_fixed(&r->cell, toc_coarse(e->lon_e5, coarsen_e5, 18000000), 5);
    end_cell(r);
    code_cell(r, e->has_place ? toc_at_word(e->place_precision) : "");
}

static void harm_cells(row *r, const toc_event *e)
{
    for (unsigned h = 1; h < TOC_HARM_COUNT; h++) {
        const toc_count *c = &e->casualties[h];
        if (c->present) toc_buf_int(&r->cell, c->low);
        end_cell(r);
        if (c->present && c->high != TOC_OPEN) toc_buf_int(&r->cell, c->high);
        end_cell(r);
    }
    for (uint32_t i = 0; i < e->damage.count; i++) {
        const toc_damage *d = &e->damage.items[i];
        if (i > 0) toc_buf_text(&r->cell, "; ");
        if (d->count.present) {
            toc_put_count(&r->cell, &d->count);
            toc_buf_char(&r->cell, ' ');
        }
        toc_buf_slice(&r->cell, d->what);
        toc_buf_printf(&r->cell, " %s", toc_effect_word(d->effect));
    }
    end_cell(r);
}

static void link_cell(row *r, const toc_record *record, const toc_event *e,
                      const toc_emit_options *options)
{
    for (uint32_t i = 0; i < e->links.count; i++) {
        const toc_link *l = &e->links.items[i];
        if (toc_link_kept(record, l, options))
            toc_buf_printf(&r->cell, "%s%s e%u", r->cell.len > 0 ? "; " : "",
                           toc_link_word(l->type), l->event + 1);
    }
    end_cell(r);
}

static void put_event(toc_buf *out, const toc_record *record, const toc_event *e, uint32_t index,
                      const toc_emit_options *options)
{
    static const toc_role CODED[] = {TOC_ROLE_PERPETRATOR, TOC_ROLE_RECIPIENT, TOC_ROLE_VICTIM,
                                     TOC_ROLE_TARGET};
    row r = {.out = out};
    text_cell(&r, record->id);
    if (record->published_from != NULL)
        toc_put_moment(&r.cell, (toc_moment){record->published.day, -1});
    end_cell(&r);
    toc_buf_printf(&r.cell, "e%u", index + 1);
    end_cell(&r);
    code_cell(&r, toc_type_word(e->type));
    code_cell(&r, toc_mode_word(e->mode));
    code_cell(&r, toc_method_word(e->method));
    code_cell(&r, e->cameo);
    code_cell(&r, e->criminal ? "criminal" : "political");
    code_cell(&r, toc_status_word(e->status));
    toc_buf_fixed(&r.cell, e->confidence_permille, 3);
    end_cell(&r);
    moment_cell(&r, e->earliest);
    moment_cell(&r, e->latest);
    code_cell(&r, toc_when_word(e->time_precision));
    place_cells(&r, record, e, options->coarsen_e5);
    for (size_t i = 0; i < sizeof CODED / sizeof *CODED; i++) {
        filler_cell(&r, record, e, CODED[i], false);
        filler_cell(&r, record, e, CODED[i], true);
    }
    filler_cell(&r, record, e, TOC_ROLE_INSTRUMENT, false);
    harm_cells(&r, e);
    claim_cells(&r, record, e);
    link_cell(&r, record, e, options);
    text_cell(&r, toc_record_words(record, e->trigger));
    toc_buf_char(out, '\n');
    out->failed = out->failed || r.cell.failed;
    toc_buf_free(&r.cell);
}

void toc_emit_csv(toc_buf *out, const toc_record *record, const toc_emit_options *options)
{
    for (uint32_t i = 0; i < record->events.count; i++)
        if (toc_event_kept(&record->events.items[i], options))
            put_event(out, record, &record->events.items[i], i, options);
}
