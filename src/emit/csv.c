/* src/emit/csv.c - one event a line, as RFC 4180 has it; several values in a cell stand with "; ". */
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

static void put_quoted(toc_buf *out, toc_slice s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '"') toc_buf_char(out, '"');
        toc_buf_char(out, s.ptr[i]);
    }
}

/* A cell that is always quoted: its words may hold anything. */
static void cell(toc_buf *out, toc_slice s)
{
    toc_buf_char(out, ',');
    if (s.len == 0) return;
    toc_buf_char(out, '"');
    put_quoted(out, s);
    toc_buf_char(out, '"');
}

static void code_cell(toc_buf *out, const char *word)
{
    toc_buf_char(out, ',');
    toc_buf_text(out, word);
}

static void fillers(toc_buf *out, const toc_record *record, const toc_event *e, toc_role role,
                    bool codes)
{
    bool any = false;
    toc_buf_char(out, ',');
    for (uint32_t i = 0; i < e->roles.count; i++) {
        const toc_filler *f = &e->roles.items[i];
        if (f->role != role) continue;
        const toc_actor *actor = toc_filler_actor(record, f);
        toc_slice s = toc_filler_name(record, f);
        if (codes) s = actor != NULL && actor->code.len > 0 ? actor->code : TOC_LIT("---");
        toc_buf_text(out, any ? "; " : "\"");
        put_quoted(out, s);
        any = true;
    }
    if (any) toc_buf_char(out, '"');
}

static void entities(toc_buf *out, const toc_record *record, const uint32_t *ids, uint32_t count)
{
    bool any = false;
    toc_buf_char(out, ',');
    for (uint32_t i = 0; i < count; i++) {
        if (ids[i] >= record->entities.count) continue;
        toc_buf_text(out, any ? "; " : "\"");
        put_quoted(out, record->entities.items[ids[i]].name);
        any = true;
    }
    if (any) toc_buf_char(out, '"');
}

static void reporters(toc_buf *out, const toc_record *record, const toc_event *e)
{
    toc_buf_char(out, ',');
    for (uint32_t i = 0; i < e->reported_by.count; i++) {
        toc_buf_text(out, i > 0 ? "; " : "\"");
        put_quoted(out, toc_record_words(record, e->reported_by.items[i].span));
    }
    if (e->reported_by.count > 0) toc_buf_char(out, '"');
}

static void place_cells(toc_buf *out, const toc_record *record, const toc_event *e)
{
    const bool named = e->place < record->places.count;
    cell(out, named ? record->places.items[e->place].name : (toc_slice){NULL, 0});
    cell(out, e->has_place ? e->admin1 : (toc_slice){NULL, 0});
    code_cell(out, e->has_place ? e->country : "");
    toc_buf_char(out, ',');
    if (e->has_place && e->has_point) toc_buf_fixed(out, e->lat_e5, 5);
    toc_buf_char(out, ',');
    if (e->has_place && e->has_point) toc_buf_fixed(out, e->lon_e5, 5);
    code_cell(out, e->has_place ? toc_at_word(e->place_precision) : "");
}

static void harm_cells(toc_buf *out, const toc_event *e)
{
    for (unsigned h = 1; h < TOC_HARM_COUNT; h++) {
        const toc_count *c = &e->casualties[h];
        toc_buf_char(out, ',');
        if (c->present) toc_buf_int(out, c->low);
        toc_buf_char(out, ',');
        if (c->present && c->high != TOC_OPEN) toc_buf_int(out, c->high);
    }
    toc_buf_char(out, ',');
    for (uint32_t i = 0; i < e->damage.count; i++) {
        const toc_damage *d = &e->damage.items[i];
        toc_buf_text(out, i > 0 ? "; " : "\"");
        if (d->count.present) {
            toc_put_count(out, &d->count);
            toc_buf_char(out, ' ');
        }
        put_quoted(out, d->what);
        toc_buf_printf(out, " %s", toc_effect_word(d->effect));
    }
    if (e->damage.count > 0) toc_buf_char(out, '"');
}

static void link_cell(toc_buf *out, const toc_event *e)
{
    toc_buf_char(out, ',');
    for (uint32_t i = 0; i < e->links.count; i++)
        toc_buf_printf(out, "%s%s e%u", i > 0 ? "; " : "", toc_link_word(e->links.items[i].type),
                       e->links.items[i].event + 1);
}

static void put_event(toc_buf *out, const toc_record *record, const toc_event *e, uint32_t index)
{
    static const toc_role CODED[] = {TOC_ROLE_PERPETRATOR, TOC_ROLE_RECIPIENT, TOC_ROLE_VICTIM,
                                     TOC_ROLE_TARGET};
    toc_buf_char(out, '"');
    put_quoted(out, record->id);
    toc_buf_text(out, "\",");
    if (record->published_from != NULL) toc_put_moment(out, (toc_moment){record->published.day, -1});
    toc_buf_printf(out, ",e%u", index + 1);
    code_cell(out, toc_type_word(e->type));
    code_cell(out, toc_mode_word(e->mode));
    code_cell(out, toc_method_word(e->method));
    code_cell(out, e->cameo);
    code_cell(out, e->criminal ? "criminal" : "political");
    code_cell(out, toc_status_word(e->status));
    toc_buf_char(out, ',');
    toc_buf_fixed(out, e->confidence_permille, 3);
    toc_buf_char(out, ',');
    toc_put_moment(out, e->earliest);
    toc_buf_char(out, ',');
    toc_put_moment(out, e->latest);
    code_cell(out, toc_when_word(e->time_precision));
    place_cells(out, record, e);
    for (size_t i = 0; i < sizeof CODED / sizeof *CODED; i++) {
        fillers(out, record, e, CODED[i], false);
        fillers(out, record, e, CODED[i], true);
    }
    fillers(out, record, e, TOC_ROLE_INSTRUMENT, false);
    harm_cells(out, e);
    code_cell(out, toc_claim_word(e->claim));
    entities(out, record, e->claim_by.items, e->claim_by.count);
    reporters(out, record, e);
    link_cell(out, e);
    cell(out, toc_record_words(record, e->trigger));
    toc_buf_char(out, '\n');
}

void toc_emit_csv(toc_buf *out, const toc_record *record, const toc_emit_options *options)
{
    for (uint32_t i = 0; i < record->events.count; i++)
        if (toc_event_kept(&record->events.items[i], options))
            put_event(out, record, &record->events.items[i], i);
}
