/* src/export/cells.c - rows of comma- or TAB-separated cells, each on one line. */
#include "base/calendar.h"
#include "export/case.h"

toc_cells toc_cells_of(toc_buf *out, char between, const char *missing)
{
    return (toc_cells){.out = out, .between = between, .missing = missing};
}

void toc_cell_end(toc_cells *r)
{
    toc_buf *out = r->out;
    toc_slice cell = {r->cell.ptr, r->cell.len};
    if (cell.len == 0) cell = toc_slice_of(r->missing);
    bool quoted = false;
    for (size_t i = 0; r->between == ',' && i < cell.len; i++)
        quoted = quoted || cell.ptr[i] == ',' || cell.ptr[i] == '"';
    if (r->started) toc_buf_char(out, r->between);
    r->started = true;
    if (quoted) toc_buf_char(out, '"');
    for (size_t i = 0; i < cell.len; i++) {
        const char c = cell.ptr[i];
        if (quoted && c == '"') toc_buf_char(out, '"');
        toc_buf_char(out, (unsigned char)c < ' ' || c == 0x7f ? ' ' : c);
    }
    if (quoted) toc_buf_char(out, '"');
    r->cell.len = 0;
}

void toc_cell(toc_cells *r, toc_slice text)
{
    toc_buf_slice(&r->cell, text);
    toc_cell_end(r);
}

void toc_cell_word(toc_cells *r, const char *word)
{
    toc_cell(r, toc_slice_of(word));
}

void toc_cell_int(toc_cells *r, int64_t value)
{
    toc_buf_int(&r->cell, value);
    toc_cell_end(r);
}

void toc_cell_none(toc_cells *r, unsigned count)
{
    for (unsigned i = 0; i < count; i++) toc_cell_end(r);
}

void toc_cell_add(toc_cells *r, toc_slice text, const char *between)
{
    if (text.len == 0) return;
    if (r->cell.len > 0) toc_buf_text(&r->cell, between);
    toc_put_words(&r->cell, text, SIZE_MAX);
}

void toc_put_degrees(toc_buf *out, int32_t e5)
{
    const int32_t size = e5 < 0 ? -e5 : e5, e4 = (size + 5) / 10;
    toc_buf_printf(out, "%s%d.%04d", e5 < 0 && e4 > 0 ? "-" : "", e4 / 10000, e4 % 10000);
}

void toc_cell_degrees(toc_cells *r, bool known, int32_t e5)
{
    if (known) toc_put_degrees(&r->cell, e5);
    toc_cell_end(r);
}

void toc_cell_day(toc_cells *r, int32_t day)
{
    toc_put_moment(&r->cell, (toc_moment){day, -1});
    toc_cell_end(r);
}

/* ---------------------------------------------------------------- provenance */
static const char *const PROVENANCE[] = {"tocsin_doc", "tocsin_event", "tocsin_spans"};

/* Offsets as the record prints them: of the body; what stands in a title is not told here. */
static void put_span(toc_buf *out, const toc_case *c, const char *field, toc_span span)
{
    const uint32_t body = c->record->body_start;
    if (toc_span_empty(span) || span.start < body) return;
    if (field != NULL) {
        toc_json_key(out, field);
        toc_buf_char(out, '[');
    } else {
        toc_json_sep(out);
    }
    toc_buf_printf(out, "[%u,%u]", span.start - body, span.end - body);
    if (field != NULL) toc_buf_char(out, ']');
}

static void put_spans(toc_buf *out, const toc_case *c, const char *field, const toc_spans *spans)
{
    bool any = false;
    for (uint32_t i = 0; i < spans->count; i++)
        any = any ||
              (spans->items[i].start >= c->record->body_start && !toc_span_empty(spans->items[i]));
    if (!any) return;
    toc_json_key(out, field);
    toc_buf_char(out, '[');
    for (uint32_t i = 0; i < spans->count; i++) put_span(out, c, NULL, spans->items[i]);
    toc_buf_char(out, ']');
}

static void put_roles(toc_buf *out, const toc_case *c, toc_role role)
{
    const toc_event *e = c->event;
    toc_span spans[TOC_PARTIES];
    toc_spans list = {.items = spans};
    for (uint32_t i = 0; i < e->roles.count && list.count < TOC_PARTIES; i++)
        if (e->roles.items[i].role == role) spans[list.count++] = e->roles.items[i].span;
    put_spans(out, c, toc_role_word(role), &list);
}

static void put_provenance(toc_buf *out, const toc_case *c)
{
    const toc_event *e = c->event;
    toc_buf_char(out, '{');
    put_span(out, c, "trigger", e->trigger);
    put_spans(out, c, "mentions", &e->mentions);
    for (unsigned r = 1; r < TOC_ROLE_COUNT; r++) put_roles(out, c, (toc_role)r);
    if (e->time < c->record->times.count)
        put_span(out, c, "time", c->record->times.items[e->time].span);
    if (c->place != NULL) put_span(out, c, "place", c->place->span);
    for (unsigned h = 1; h < TOC_HARM_COUNT; h++)
        put_spans(out, c, toc_harm_word(h), &e->casualties[h].spans);
    put_spans(out, c, "claim", &e->claim_spans);
    toc_buf_char(out, '}');
}

void toc_cells_done(toc_cells *r, const toc_case *c)
{
    if (c->options->provenance) {
        toc_cell(r, c->record->id);
        toc_buf_printf(&r->cell, "e%u", c->index + 1);
        toc_cell_end(r);
        put_provenance(&r->cell, c);
        toc_cell_end(r);
    }
    toc_buf_char(r->out, '\n');
    r->out->failed = r->out->failed || r->cell.failed;
    toc_buf_free(&r->cell);
}

void toc_put_head(toc_buf *out, const char *const *names, size_t count, char between,
                  const toc_export_options *options)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0) toc_buf_char(out, between);
        toc_buf_text(out, names[i]);
    }
    for (size_t i = 0; options->provenance && i < sizeof PROVENANCE / sizeof *PROVENANCE; i++)
        toc_buf_printf(out, "%c%s", between, PROVENANCE[i]);
    toc_buf_char(out, '\n');
}
