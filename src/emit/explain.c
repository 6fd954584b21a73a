/* src/emit/explain.c - the article on the terminal with its triggers marked, and below it for every
 * event each field with the words and the rule behind it; then what gave no event, and why. */
#include "emit/marks.h"

static void ink(toc_buf *out, const toc_emit_options *options, const char *code)
{
    if (options->color) toc_buf_text(out, code);
}

static bool is_trigger(const toc_mark *mark)
{
    return mark->event != TOC_NONE &&
           (strcmp(mark->field, "trigger") == 0 || strcmp(mark->field, "mention") == 0);
}

/* Text as it is, but for control characters that would steer the terminal. */
static void put_text(toc_buf *out, toc_slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        const unsigned char c = (unsigned char)text.ptr[i];
        toc_buf_char(out, (char)((c < ' ' && c != '\n' && c != '\t') || c == 0x7f ? ' ' : c));
    }
}

static void put_article(toc_buf *out, const toc_record *record, const toc_emit_options *options,
                        const toc_marks *marks)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < marks->count; i++) {
        const toc_mark *m = &marks->items[i];
        if (!is_trigger(m) || m->span.start < at) continue;
        put_text(out, toc_slice_sub(record->text, at, m->span.start));
        ink(out, options, "\033[1;36m");
        toc_buf_char(out, '[');
        put_text(out, toc_record_words(record, m->span));
        toc_buf_printf(out, "|e%u]", m->event + 1);
        ink(out, options, "\033[0m");
        at = m->span.end;
    }
    put_text(out, toc_slice_sub(record->text, at, record->text.len));
    toc_buf_text(out, record->text.len > 0 && record->text.ptr[record->text.len - 1] == '\n'
                          ? "\n"
                          : "\n\n");
}

static void put_field(toc_buf *out, const toc_record *record, const toc_emit_options *options,
                      const toc_mark *mark)
{
    toc_buf_printf(out, "  %-14s ", mark->field);
    const size_t before = out->len;
    toc_put_value(out, record, mark);
    if (out->len > before) toc_buf_text(out, "  <- ");
    ink(out, options, "\033[2m");
    toc_buf_char(out, '"');
    toc_put_words(out, toc_record_words(record, mark->span), 90);
    toc_buf_char(out, '"');
    if (mark->note.len > 0) {
        toc_buf_text(out, "  (");
        toc_put_words(out, mark->note, 600);
        toc_buf_char(out, ')');
    }
    ink(out, options, "\033[0m");
    toc_buf_char(out, '\n');
}

static void put_event(toc_buf *out, const toc_record *record, const toc_emit_options *options,
                      const toc_marks *marks, uint32_t index)
{
    const toc_event *e = &record->events.items[index];
    ink(out, options, "\033[1m");
    toc_buf_printf(out, "e%u  %s", index + 1,
                   e->type != TOC_TYPE_NONE ? toc_type_word(e->type) : "statement");
    if (e->mode != TOC_MODE_NONE) toc_buf_printf(out, ", mode %s", toc_mode_word(e->mode));
    if (e->method != TOC_METHOD_NONE)
        toc_buf_printf(out, ", method %s", toc_method_word(e->method));
    if (e->cameo[0] != '\0') toc_buf_printf(out, ", CAMEO %s", e->cameo);
    toc_buf_printf(out, ", %s, confidence ", toc_status_word(e->status));
    toc_buf_fixed(out, e->confidence_permille, 3);
    ink(out, options, "\033[0m");
    toc_buf_char(out, '\n');
    for (uint32_t i = 0; i < marks->count; i++)
        if (marks->items[i].event == index) put_field(out, record, options, &marks->items[i]);
    for (uint32_t i = 0; i < e->links.count; i++)
        toc_buf_printf(out, "  %-14s e%u\n", toc_link_word(e->links.items[i].type),
                       e->links.items[i].event + 1);
    toc_buf_char(out, '\n');
}

void toc_emit_explain(toc_buf *out, const toc_record *record, const toc_emit_options *options)
{
    toc_marks marks = {0};
    toc_marks_collect(record, options, &marks);
    put_article(out, record, options, &marks);
    for (uint32_t i = 0; i < record->events.count; i++)
        if (toc_event_kept(&record->events.items[i], options))
            put_event(out, record, options, &marks, i);
    bool any = false;
    for (uint32_t i = 0; i < marks.count; i++) {
        if (marks.items[i].event != TOC_NONE) continue;
        if (!any) toc_buf_text(out, "no event:\n");
        any = true;
        put_field(out, record, options, &marks.items[i]);
    }
    for (uint32_t i = 0; i < record->warnings.count; i++) {
        toc_buf_text(out, "note: ");
        put_text(out, record->warnings.items[i]);
        toc_buf_char(out, '\n');
    }
}
