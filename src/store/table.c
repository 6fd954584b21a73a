/* src/store/table.c - incidents as a table for people: a line each, who did it to whom below it, and, if they
 * are asked for, the words of the reports. */
#include <stdio.h>

#include "base/utf8.h"
#include "emit/parts.h"
#include "store/answer.h"

#define DIM "\033[2m"
#define BOLD "\033[1m"
#define PLAIN "\033[0m"
#define KEY_COLUMNS 13u

static void ink(toc_answerer *a, const char *code)
{
    if (a->color) toc_buf_text(&a->out, code);
}

/* Words in a column: cut, or filled with spaces. A letter is counted as one column wide. */
static void put_column(toc_buf *out, toc_slice words, size_t width)
{
    size_t at = 0, used = 0, cut = 0;
    while (at < words.len && used < width) {
        toc_utf8_next(words, &at);
        if (++used == width - 1) cut = at;
    }
    if (at < words.len) {
        toc_buf_put(out, words.ptr, cut);
        toc_buf_text(out, "\xe2\x80\xa6");
    } else {
        toc_buf_slice(out, words);
    }
    for (; used < width; used++) toc_buf_char(out, ' ');
}

static void put_right(toc_buf *out, const toc_buf *words, size_t width)
{
    for (size_t n = words->len; n < width; n++) toc_buf_char(out, ' ');
    toc_buf_put(out, words->ptr, words->len);
}

static void put_cell(toc_answerer *a, size_t width)
{
    put_column(&a->out, (toc_slice){a->cell.ptr == NULL ? "" : a->cell.ptr, a->cell.len}, width);
    toc_buf_char(&a->out, ' ');
    a->cell.len = 0;
}

static void put_toll(toc_answerer *a, const toc_number toll[2])
{
    toc_buf *const cell = &a->cell;
    cell->len = 0;
    if (!toll[0].known)
        toc_buf_char(cell, '-');
    else
        toc_buf_int(cell, toll[0].value);
    if (toll[0].known && !toll[1].known) toc_buf_char(cell, '+');
    if (toll[0].known && toll[1].known && toll[1].value != toll[0].value) {
        toc_buf_char(cell, '-');
        toc_buf_int(cell, toll[1].value);
    }
    put_right(&a->out, cell, 8);
    cell->len = 0;
}

/* "2020-07-11"; a plus behind it: or later, by what is known. */
static void put_days(toc_answerer *a)
{
    const toc_answer_row *r = &a->row;
    const toc_number day = r->from.known ? r->from : r->to;
    if (!day.known)
        toc_buf_char(&a->cell, '-');
    else
        toc_put_moment(&a->cell, (toc_moment){(int32_t)day.value, -1});
    if (r->from.known && r->to.known && r->to.value != r->from.value) toc_buf_char(&a->cell, '+');
    put_cell(a, 11);
}

static void put_where(toc_answerer *a, size_t width)
{
    const toc_answer_row *r = &a->row;
    toc_buf *const cell = &a->cell;
    toc_put_words(cell, r->place, SIZE_MAX);
    const toc_slice name = {cell->ptr, cell->len};
    if (r->admin1.len > 0 && !toc_slice_eq(name, r->admin1)) {
        if (cell->len > 0) toc_buf_text(cell, ", ");
        toc_buf_slice(cell, r->admin1);
    }
    if (r->country.len > 0) {
        if (cell->len > 0) toc_buf_text(cell, ", ");
        toc_buf_slice(cell, r->country);
    }
    put_cell(a, width);
}

/* Columns that are left for the place. */
static size_t place_width(const toc_answerer *a)
{
    const size_t rest = 12 + 23 + (a->near ? 8 : 0) + 8 + 8 + 8 + 6 + 2 + KEY_COLUMNS;
    return a->columns > rest + 16 ? a->columns - rest - 1 : 16;
}

static void put_head(toc_answerer *a)
{
    ink(a, DIM);
    put_column(&a->out, TOC_LIT("day"), 12);
    put_column(&a->out, TOC_LIT("what"), 23);
    put_column(&a->out, TOC_LIT("where"), place_width(a) + 1);
    toc_buf_text(&a->out, a->near ? "      km" : "");
    toc_buf_text(&a->out, "  killed injured reports  sure  id");
    ink(a, PLAIN);
    toc_buf_char(&a->out, '\n');
}

/* ---------------------------------------------------------------- below the line */
static void put_party(toc_answerer *a, toc_role role, const char *between, bool *any)
{
    const toc_buf *const names = &a->roles[role];
    if (names->len == 0) return;
    if (*any) toc_buf_text(&a->out, between);
    *any = true;
    toc_put_words(&a->out, (toc_slice){names->ptr, names->len}, 160);
}

static void put_who(toc_answerer *a)
{
    static const toc_role SUFFER[] = {TOC_ROLE_TARGET, TOC_ROLE_VICTIM, TOC_ROLE_RECIPIENT};
    bool any = false, some = a->roles[TOC_ROLE_PERPETRATOR].len > 0;
    for (size_t i = 0; i < sizeof SUFFER / sizeof *SUFFER; i++)
        some = some || a->roles[SUFFER[i]].len > 0;
    if (!some) return;
    ink(a, DIM);
    toc_buf_text(&a->out, "    ");
    put_party(a, TOC_ROLE_PERPETRATOR, "", &any);
    if (!any) toc_buf_text(&a->out, "(unknown)");
    toc_buf_text(&a->out, " -> ");
    any = false;
    for (size_t i = 0; i < sizeof SUFFER / sizeof *SUFFER; i++) put_party(a, SUFFER[i], "; ", &any);
    if (!any) toc_buf_text(&a->out, "(unknown)");
    ink(a, PLAIN);
    toc_buf_char(&a->out, '\n');
}

static void put_report(void *ctx, const toc_quote *quote)
{
    toc_answerer *const a = ctx;
    toc_buf_text(&a->out, "    ");
    ink(a, BOLD);
    toc_put_words(&a->out, quote->source.len > 0 ? quote->source : quote->doc, 80);
    ink(a, PLAIN);
    if (quote->published.len > 0) toc_buf_char(&a->out, ' ');
    toc_buf_slice(&a->out, quote->published);
    toc_buf_text(&a->out, " (");
    toc_put_words(&a->out, quote->doc, 120);
    if (quote->copy_of.len > 0) {
        toc_buf_text(&a->out, ", a copy of ");
        toc_put_words(&a->out, quote->copy_of, 120);
    }
    toc_buf_text(&a->out, "): ");
    toc_put_words(&a->out, quote->words, 2 * TOC_QUOTE_BYTES);
    toc_buf_char(&a->out, '\n');
}

void toc_answer_table(toc_answerer *a)
{
    const toc_answer_row *r = &a->row;
    if (a->count == 0) put_head(a);
    put_days(a);
    if (!toc_slice_is(r->status, "occurred") && r->status.len > 0) {
        toc_buf_slice(&a->cell, r->status);
        toc_buf_char(&a->cell, ' ');
    }
    const toc_slice none = TOC_LIT("statement");
    toc_buf_slice(&a->cell, r->method.len > 0 ? r->method : r->type.len > 0 ? r->type : none);
    put_cell(a, 22);
    put_where(a, place_width(a));
    if (a->near && r->far) toc_buf_fixed(&a->cell, r->hectometres, 1);
    if (a->near) put_right(&a->out, &a->cell, 8);
    put_toll(a, &r->toll[0]);
    put_toll(a, &r->toll[2]);
    toc_buf_int(&a->cell, r->reports);
    put_right(&a->out, &a->cell, 8);
    a->cell.len = 0;
    toc_buf_fixed(&a->cell, (r->confidence + 5) / 10, 2);
    put_right(&a->out, &a->cell, 6);
    a->cell.len = 0;
    toc_buf_text(&a->out, "  ");
    toc_buf_slice(&a->out, r->key);
    toc_buf_char(&a->out, '\n');
    put_who(a);
    if (a->words) toc_words_each(&a->of, r->id, put_report, a);
}
