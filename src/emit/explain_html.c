/* src/emit/explain_html.c - the same as one page that loads nothing: the article with all fields
 * marked (hovering shows field, value, rule), events as cards, sentences without an event. */
#include "emit/marks.h"

static const char STYLE[] =
    "body{font:16px/1.55 Georgia,serif;margin:2em auto;max-width:76em;padding:0 1em;color:#1b1b1b;"
    "background:#fff;display:grid;grid-template-columns:3fr 2fr;gap:2.5em}"
    "h1{font-size:1.2em;grid-column:1/3;margin:0}h2{font:600 .95em sans-serif;margin:0 0 .4em}"
    "article{white-space:pre-wrap}mark{background:#eef3fa;border-bottom:2px solid #9db8da;color:inherit}"
    "mark.trigger{background:#fde3d0;border-color:#d9702a;font-weight:600}"
    "mark.no-event{background:none;border-bottom:1px dotted #999}"
    "mark.lit{outline:2px solid #d9702a}"
    ".card{border:1px solid #ccc;border-radius:4px;padding:.7em .9em;margin:0 0 1em;font:.86em/1.4 sans-serif}"
    "td{vertical-align:top;padding:.12em .8em .12em 0}td:first-child{color:#666;white-space:nowrap}"
    ".note{color:#777}@media(max-width:60em){body{display:block}}"
    "@media(prefers-color-scheme:dark){body{background:#161616;color:#ddd}mark{background:#22304a}"
    "mark.trigger{background:#56300f}.card{border-color:#444}}";

/* Hovering a card lights its marks. The page works without it. */
static const char SCRIPT[] =
    "document.querySelectorAll('.card').forEach(function(c){function f(on){"
    "document.querySelectorAll('mark.'+c.id).forEach(function(m){m.classList.toggle('lit',on)})}"
    "c.onmouseenter=function(){f(true)};c.onmouseleave=function(){f(false)}})";

static void put_html(toc_buf *out, toc_slice s)
{
    for (size_t i = 0; i < s.len; i++) {
        const char c = s.ptr[i];
        switch (c) {
        case '&': toc_buf_text(out, "&amp;"); break;
        case '<': toc_buf_text(out, "&lt;"); break;
        case '>': toc_buf_text(out, "&gt;"); break;
        case '"': toc_buf_text(out, "&quot;"); break;
        default:
            toc_buf_char(out, (char)((unsigned char)c < ' ' && c != '\n' && c != '\t' ? ' ' : c));
        }
    }
}

/* A value or words, through a buffer of their own, as they must be escaped. */
static void put_value(toc_buf *out, const toc_record *record, const toc_mark *mark,
                      const char *before)
{
    toc_buf plain = {0};
    toc_put_value(&plain, record, mark);
    if (plain.failed) out->failed = true;
    if (plain.len > 0) toc_buf_text(out, before);
    if (plain.len > 0) put_html(out, (toc_slice){plain.ptr, plain.len});
    toc_buf_free(&plain);
}

static void put_words(toc_buf *out, toc_slice words, size_t most)
{
    toc_buf plain = {0};
    toc_put_words(&plain, words, most);
    if (plain.failed) out->failed = true;
    if (plain.len > 0) put_html(out, (toc_slice){plain.ptr, plain.len});
    toc_buf_free(&plain);
}

/* One line of a tooltip. */
static void put_tip(toc_buf *out, const toc_record *record, const toc_mark *mark)
{
    if (mark->event != TOC_NONE) toc_buf_printf(out, "e%u ", mark->event + 1);
    toc_buf_text(out, mark->field);
    const size_t before = out->len;
    put_value(out, record, mark, ": ");
    if (out->len == before && mark->event == TOC_NONE) toc_buf_char(out, ':');
    if (mark->note.len > 0) {
        toc_buf_text(out, " (");
        put_words(out, mark->note, 200);
        toc_buf_char(out, ')');
    }
}

#define MOST_OPEN 32u /* marks shown over one word; more would be unreadable */

static bool named_before(const toc_mark *const *open, uint32_t index)
{
    for (uint32_t i = 0; i < index; i++)
        if (open[i]->event == open[index]->event) return true;
    return false;
}

/* Text [from, to), under the marks that are open there. */
static void put_piece(toc_buf *out, const toc_record *record, const toc_mark *const *open,
                      uint32_t count, uint32_t from, uint32_t to)
{
    if (from >= to) return;
    if (count == 0) {
        put_html(out, toc_slice_sub(record->text, from, to));
        return;
    }
    bool trigger = false, event = false;
    for (uint32_t i = 0; i < count; i++) {
        event = event || open[i]->event != TOC_NONE;
        trigger = trigger || strcmp(open[i]->field, "trigger") == 0;
    }
    toc_buf_printf(out, "<mark class=\"%s", trigger ? "trigger" : event ? "field" : "no-event");
    for (uint32_t i = 0; i < count; i++)
        if (open[i]->event != TOC_NONE && !named_before(open, i))
            toc_buf_printf(out, " e%u", open[i]->event + 1);
    toc_buf_text(out, "\" title=\"");
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0) toc_buf_char(out, '\n');
        put_tip(out, record, open[i]);
    }
    toc_buf_text(out, "\">");
    put_html(out, toc_slice_sub(record->text, from, to));
    toc_buf_text(out, "</mark>");
}

/* Marks may overlap, so the text is cut wherever one begins or ends. */
static void put_article(toc_buf *out, const toc_record *record, const toc_marks *marks)
{
    const toc_mark *open[MOST_OPEN];
    uint32_t count = 0, next = 0, at = 0;
    const uint32_t len = (uint32_t)record->text.len;
    while (at < len) {
        uint32_t kept = 0, to = len;
        for (uint32_t i = 0; i < count; i++)
            if (open[i]->span.end > at) open[kept++] = open[i];
        count = kept;
        for (; next < marks->count && marks->items[next].span.start <= at; next++)
            if (count < MOST_OPEN && marks->items[next].span.end > at)
                open[count++] = &marks->items[next];
        for (uint32_t i = 0; i < count; i++)
            if (open[i]->span.end < to) to = open[i]->span.end;
        if (next < marks->count && marks->items[next].span.start < to)
            to = marks->items[next].span.start;
        put_piece(out, record, open, count, at, to);
        at = to;
    }
}

static void put_card(toc_buf *out, const toc_record *record, const toc_marks *marks, uint32_t index)
{
    const toc_event *e = &record->events.items[index];
    toc_buf_printf(out, "<div class=\"card\" id=\"e%u\"><h2>e%u %s", index + 1, index + 1,
                   e->type != TOC_TYPE_NONE ? toc_type_word(e->type) : "statement");
    if (e->method != TOC_METHOD_NONE) toc_buf_printf(out, " / %s", toc_method_word(e->method));
    toc_buf_printf(out, ", %s</h2><table>", toc_status_word(e->status));
    toc_buf_text(out, "<tr><td>confidence</td><td>");
    toc_buf_fixed(out, e->confidence_permille, 3);
    toc_buf_text(out, "</td></tr>");
    if (e->cameo[0] != '\0') toc_buf_printf(out, "<tr><td>CAMEO</td><td>%s</td></tr>", e->cameo);
    for (uint32_t i = 0; i < marks->count; i++) {
        const toc_mark *m = &marks->items[i];
        if (m->event != index) continue;
        toc_buf_printf(out, "<tr><td>%s</td><td>", m->field);
        put_value(out, record, m, "");
        toc_buf_text(out, " <q>");
        put_words(out, toc_record_words(record, m->span), 90);
        toc_buf_text(out, "</q>");
        if (m->note.len > 0) {
            toc_buf_text(out, " <span class=\"note\">");
            put_words(out, m->note, 200);
            toc_buf_text(out, "</span>");
        }
        toc_buf_text(out, "</td></tr>");
    }
    for (uint32_t i = 0; i < e->links.count; i++)
        toc_buf_printf(out, "<tr><td>%s</td><td>e%u</td></tr>",
                       toc_link_word(e->links.items[i].type), e->links.items[i].event + 1);
    toc_buf_text(out, "</table></div>\n");
}

static void put_silences(toc_buf *out, const toc_record *record)
{
    if (record->silences.count == 0) return;
    toc_buf_text(out, "<div class=\"card\"><h2>No event</h2><table>");
    for (uint32_t i = 0; i < record->silences.count; i++) {
        toc_buf_text(out, "<tr><td colspan=\"2\"><q>");
        put_words(out, toc_record_words(record, record->silences.items[i].span), 160);
        toc_buf_text(out, "</q> <span class=\"note\">");
        put_words(out, record->silences.items[i].why, 200);
        toc_buf_text(out, "</span></td></tr>");
    }
    toc_buf_text(out, "</table></div>\n");
}

void toc_emit_explain_html(toc_buf *out, const toc_record *record, const toc_emit_options *options)
{
    toc_marks marks = {0};
    toc_marks_collect(record, options, &marks);
    toc_buf_text(out, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
    put_words(out, record->title.len > 0 ? record->title : record->id, 120);
    toc_buf_printf(out, "</title><style>%s</style></head><body>\n<h1>", STYLE);
    put_words(out, record->id, 120);
    toc_buf_text(out, "</h1>\n<article>");
    put_article(out, record, &marks);
    toc_buf_text(out, "</article>\n<section>\n");
    for (uint32_t i = 0; i < record->events.count; i++)
        if (toc_event_kept(&record->events.items[i], options)) put_card(out, record, &marks, i);
    put_silences(out, record);
    toc_buf_printf(out, "</section>\n<script>%s</script></body></html>\n", SCRIPT);
}
