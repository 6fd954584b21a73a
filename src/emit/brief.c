/* src/emit/brief.c - a digest for people: a block an event, in the words of the text; lines longer
 * than the terminal go on under their own first word. */
#include "emit/parts.h"

#define BOLD "\033[1m"
#define DIM "\033[2m"
#define RED "\033[31m"
#define YELLOW "\033[33m"
#define CYAN "\033[36m"
#define PLAIN "\033[0m"

typedef struct pen {
    toc_buf *out;
    const toc_record *record;
    const toc_emit_options *options;
} pen;

static void ink(const pen *p, const char *code)
{
    if (p->options->color) toc_buf_text(p->out, code);
}

static void label(const pen *p, const char *word)
{
    ink(p, DIM);
    toc_buf_printf(p->out, "    %-8s", word);
    ink(p, PLAIN);
}

static bool put_fillers(const pen *p, const toc_event *e, toc_role role, bool any)
{
    for (uint32_t i = 0; i < e->roles.count; i++) {
        const toc_filler *f = &e->roles.items[i];
        if (f->role != role) continue;
        if (any) toc_buf_text(p->out, ", ");
        any = true;
        toc_put_words(p->out, toc_filler_name(p->record, f), 80);
        const toc_actor *actor = toc_filler_actor(p->record, f);
        if (actor != NULL && actor->code.len > 0) {
            ink(p, DIM);
            toc_buf_text(p->out, " [");
            toc_buf_slice(p->out, actor->code);
            toc_buf_char(p->out, ']');
            ink(p, PLAIN);
        }
    }
    return any;
}

static void put_who(const pen *p, const toc_event *e)
{
    static const toc_role SUFFER[] = {TOC_ROLE_RECIPIENT, TOC_ROLE_VICTIM, TOC_ROLE_TARGET};
    bool any = false;
    for (uint32_t i = 0; i < e->roles.count; i++)
        if (e->roles.items[i].role <= TOC_ROLE_TARGET) any = true;
    if (!any) return;
    label(p, "who");
    if (!put_fillers(p, e, TOC_ROLE_PERPETRATOR, false)) toc_buf_text(p->out, "(unknown)");
    ink(p, BOLD);
    toc_buf_text(p->out, " -> ");
    ink(p, PLAIN);
    any = false;
    for (size_t i = 0; i < sizeof SUFFER / sizeof *SUFFER; i++)
        any = put_fillers(p, e, SUFFER[i], any);
    if (!any) toc_buf_text(p->out, "(unknown)");
    toc_buf_char(p->out, '\n');
}

static void put_role_line(const pen *p, const toc_event *e, toc_role role, const char *word)
{
    for (uint32_t i = 0; i < e->roles.count; i++) {
        if (e->roles.items[i].role != role) continue;
        label(p, word);
        put_fillers(p, e, role, false);
        toc_buf_char(p->out, '\n');
        return;
    }
}

static void put_when(const pen *p, const toc_event *e)
{
    const bool said = e->time < p->record->times.count;
    const bool dated = e->earliest.day != TOC_NO_DAY || e->latest.day != TOC_NO_DAY;
    if (!said && !dated) return;
    label(p, "when");
    toc_put_moment(p->out, e->earliest);
    if (e->earliest.day != e->latest.day || e->earliest.minute != e->latest.minute) {
        if (dated) toc_buf_text(p->out, " to ");
        toc_put_moment(p->out, e->latest);
    }
    if (said) {
        toc_buf_text(p->out, dated ? "  \"" : "\"");
        toc_put_words(p->out, toc_record_words(p->record, p->record->times.items[e->time].span),
                      60);
        toc_buf_char(p->out, '"');
    }
    toc_buf_char(p->out, '\n');
}

static void put_where(const pen *p, const toc_event *e)
{
    const bool named = e->place < p->record->places.count;
    if (!named && !e->has_place) return;
    label(p, "where");
    bool any = false;
    if (named) {
        toc_put_words(p->out, p->record->places.items[e->place].name, 60);
        any = true;
    }
    if (e->has_place && e->admin1.len > 0 &&
        !(named && toc_slice_eq(e->admin1, p->record->places.items[e->place].name))) {
        if (any) toc_buf_text(p->out, ", ");
        toc_buf_slice(p->out, e->admin1);
        any = true;
    }
    if (e->has_place && e->country[0] != '\0')
        toc_buf_printf(p->out, "%s%s", any ? ", " : "", e->country);
    if (e->has_place && e->has_point) {
        ink(p, DIM);
        toc_buf_text(p->out, "  ");
        toc_buf_fixed(p->out, e->lat_e5, 5);
        toc_buf_char(p->out, ' ');
        toc_buf_fixed(p->out, e->lon_e5, 5);
        toc_buf_printf(p->out, " (%s)", toc_at_word(e->place_precision));
        ink(p, PLAIN);
    }
    toc_buf_char(p->out, '\n');
}

static void put_harm(const pen *p, const toc_event *e)
{
    bool any = false;
    for (unsigned h = 1; h < TOC_HARM_COUNT; h++) {
        const toc_count *c = &e->casualties[h];
        if (!c->present) continue;
        if (!any) label(p, "people");
        if (any) toc_buf_text(p->out, ", ");
        any = true;
        if (c->low > 0) ink(p, RED);
        toc_put_count(p->out, c);
        toc_buf_printf(p->out, " %s", toc_harm_word(h));
        if (c->low > 0) ink(p, PLAIN);
    }
    if (any) toc_buf_char(p->out, '\n');
    for (uint32_t i = 0; i < e->damage.count; i++) {
        const toc_damage *d = &e->damage.items[i];
        if (i == 0) label(p, "things");
        if (i > 0) toc_buf_text(p->out, ", ");
        if (d->count.present) {
            toc_put_count(p->out, &d->count);
            if (d->count.of > 0) toc_buf_printf(p->out, " of %u", d->count.of);
            toc_buf_char(p->out, ' ');
        }
        toc_put_words(p->out, d->what, 60);
        toc_buf_printf(p->out, " %s", toc_effect_word(d->effect));
    }
    if (e->damage.count > 0) toc_buf_char(p->out, '\n');
}

static void put_claim(const pen *p, const toc_event *e)
{
    if (e->claim == TOC_CLAIM_NONE) return;
    label(p, "claim");
    toc_buf_text(p->out, toc_claim_word(e->claim));
    for (uint32_t i = 0; i < e->claim_by.count; i++) {
        if (e->claim_by.items[i] >= p->record->entities.count) continue;
        toc_buf_text(p->out, i == 0 ? " by " : ", ");
        toc_put_words(p->out, p->record->entities.items[e->claim_by.items[i]].name, 60);
    }
    toc_buf_char(p->out, '\n');
}

static void put_sources(const pen *p, const toc_event *e)
{
    if (e->reported_by.count == 0) return;
    label(p, "source");
    for (uint32_t i = 0; i < e->reported_by.count; i++) {
        const toc_slice name = toc_reporter_name(p->record, e, i);
        if (name.len == 0) continue;
        if (i > 0) toc_buf_text(p->out, ", ");
        toc_put_words(p->out, name, 80);
    }
    toc_buf_char(p->out, '\n');
}

static void put_links(const pen *p, const toc_event *e)
{
    bool any = false;
    for (uint32_t i = 0; i < e->links.count; i++) {
        const toc_link *l = &e->links.items[i];
        if (!toc_link_kept(p->record, l, p->options)) continue;
        if (!any) label(p, "link");
        toc_buf_printf(p->out, "%s%s e%u", any ? ", " : "", toc_link_word(l->type), l->event + 1);
        any = true;
    }
    if (any) toc_buf_char(p->out, '\n');
}

static void put_quote(const pen *p, const toc_event *e)
{
    label(p, "text");
    ink(p, DIM);
    toc_buf_char(p->out, '"');
    toc_put_words(p->out, toc_event_quote(p->record, e), 2 * TOC_QUOTE_BYTES);
    toc_buf_char(p->out, '"');
    ink(p, PLAIN);
    toc_buf_char(p->out, '\n');
}

static void put_event(const pen *p, const toc_event *e, uint32_t index)
{
    ink(p, BOLD);
    toc_buf_printf(p->out, "  e%-2u ", index + 1);
    ink(p, CYAN);
    toc_buf_text(p->out, e->type != TOC_TYPE_NONE ? toc_type_word(e->type) : "statement");
    const char *what =
        e->method != TOC_METHOD_NONE ? toc_method_word(e->method) : toc_mode_word(e->mode);
    if (*what != '\0') toc_buf_printf(p->out, " / %s", what);
    ink(p, PLAIN);
    if (e->status != TOC_STATUS_OCCURRED) {
        ink(p, YELLOW);
        toc_buf_printf(p->out, "  %s", toc_status_word(e->status));
        ink(p, PLAIN);
    }
    ink(p, DIM);
    toc_buf_printf(p->out, "  %s%s%s%u%%", e->cameo[0] != '\0' ? "cameo " : "", e->cameo,
                   e->cameo[0] != '\0' ? "  " : "", (e->confidence_permille + 5u) / 10u);
    if (e->criminal) toc_buf_text(p->out, "  criminal");
    ink(p, PLAIN);
    toc_buf_char(p->out, '\n');
    put_who(p, e);
    put_role_line(p, e, TOC_ROLE_INSTRUMENT, "with");
    put_role_line(p, e, TOC_ROLE_BENEFICIARY, "for");
    put_role_line(p, e, TOC_ROLE_ORIGIN, "from");
    put_role_line(p, e, TOC_ROLE_DESTINATION, "to");
    put_when(p, e);
    put_where(p, e);
    put_harm(p, e);
    put_claim(p, e);
    put_sources(p, e);
    put_links(p, e);
    put_quote(p, e);
}

static void put_head(const pen *p, uint32_t kept)
{
    ink(p, BOLD);
    toc_put_words(p->out, p->record->id, 120);
    ink(p, PLAIN);
    if (p->record->title.len > 0) {
        toc_buf_text(p->out, "  ");
        toc_put_words(p->out, p->record->title, 100);
    }
    if (p->record->published_from != NULL && p->record->published.day != TOC_NO_DAY) {
        toc_buf_text(p->out, "  ");
        toc_put_moment(p->out, (toc_moment){p->record->published.day, -1});
        toc_buf_printf(p->out, " (%s)", p->record->published_from);
    }
    if (kept == 0)
        toc_buf_text(p->out, "  no events\n");
    else
        toc_buf_printf(p->out, "  %u event%s\n", kept, kept == 1 ? "" : "s");
    for (uint32_t i = 0; i < p->record->warnings.count; i++) {
        ink(p, YELLOW);
        toc_buf_text(p->out, "  note: ");
        toc_buf_slice(p->out, p->record->warnings.items[i]);
        ink(p, PLAIN);
        toc_buf_char(p->out, '\n');
    }
}

/* ---------------------------------------------------------------- lines */
enum { USUAL_COLUMNS = 100, LEAST_COLUMNS = 40 };

/* Bytes of the character or colour sequence at `at`; *wide: does it take a column? */
static size_t step(toc_slice line, size_t at, bool *wide)
{
    size_t n = 1;
    *wide = line.ptr[at] != '\033';
    if (!*wide)
        while (at + n < line.len && line.ptr[at + n - 1] != 'm') n++;
    else
        while (at + n < line.len && ((unsigned char)line.ptr[at + n] & 0xc0) == 0x80) n++;
    return n;
}

/* Where the line must be broken to fit: at the last space that does, or at the first one at all; its
 * length when it fits. `used`: columns taken already, `from`: no break before that byte. */
static size_t break_at(toc_slice line, size_t used, size_t from, size_t columns)
{
    size_t last = 0, width = used;
    bool wide;
    for (size_t at = 0; at < line.len; at += step(line, at, &wide)) {
        if (at > from && line.ptr[at] == ' ') {
            if (width > columns) return last > 0 ? last : at;
            last = at;
        }
        step(line, at, &wide);
        width += wide;
    }
    return width > columns && last > 0 ? last : line.len;
}

static void put_line(toc_buf *out, toc_slice line, size_t columns)
{
    /* what follows a head, an event's first line and a labelled line stands under it */
    static const unsigned char INDENTS[] = {4, 4, 8, 8, 12};
    size_t first = 0, at = 0, used = 0;
    for (bool wide = false;
         at < line.len && first < 4 && (line.ptr[at] == ' ' || line.ptr[at] == '\033');
         first += wide)
        at += step(line, at, &wide);
    const size_t indent = INDENTS[first];
    for (size_t from = at + indent - first;; from = 0) {
        const size_t end = break_at(line, used, from, columns);
        toc_buf_slice(out, toc_slice_sub(line, 0, end));
        toc_buf_char(out, '\n');
        while (end < line.len && line.ptr[end] == ' ') line = toc_slice_sub(line, 1, line.len);
        line = toc_slice_sub(line, end, line.len);
        if (line.len == 0) return;
        for (used = 0; used < indent; used++) toc_buf_char(out, ' ');
    }
}

static void put_lines(toc_buf *out, toc_slice page, uint32_t columns)
{
    const size_t most = columns == 0              ? USUAL_COLUMNS
                        : columns < LEAST_COLUMNS ? LEAST_COLUMNS
                                                  : columns;
    toc_slice line;
    while (page.len > 0 && toc_slice_cut(&page, '\n', &line)) put_line(out, line, most);
}

static void put_page(toc_buf *out, const toc_record *record, const toc_emit_options *options)
{
    const pen p = {out, record, options};
    uint32_t kept = 0;
    for (uint32_t i = 0; i < record->events.count; i++)
        if (toc_event_kept(&record->events.items[i], options)) kept++;
    put_head(&p, kept);
    for (uint32_t i = 0; i < record->events.count; i++)
        if (toc_event_kept(&record->events.items[i], options)) {
            put_event(&p, &record->events.items[i], i);
            toc_buf_char(out, '\n');
        }
}

void toc_emit_brief(toc_buf *out, const toc_record *record, const toc_emit_options *options)
{
    toc_buf page = {0};
    put_page(&page, record, options);
    put_lines(out, (toc_slice){page.ptr, page.len}, options->columns);
    out->failed = out->failed || page.failed;
    toc_buf_free(&page);
}
