/* src/store/chart.c - counts as lines of text with bars, as CSV, as JSON lines, and as an SVG that needs
 * nothing else. */
#include "store/chart.h"

#include "base/utf8.h"
#include "emit/parts.h"

#define DIM "\033[2m"
#define BLUE "\033[34m"
#define PLAIN "\033[0m"

static int64_t largest(const int64_t *values, size_t count)
{
    int64_t most = 1;
    for (size_t i = 0; i < count; i++)
        if (values[i] > most) most = values[i];
    return most;
}

static int64_t sum(const int64_t *values, size_t count)
{
    int64_t all = 0;
    for (size_t i = 0; i < count; i++) all += values[i];
    return all;
}

/* ---------------------------------------------------------------- text */
static size_t letters(toc_slice s)
{
    size_t n = 0;
    for (size_t at = 0; at < s.len; n++) toc_utf8_next(s, &at);
    return n;
}

static size_t widest(const toc_slice *names, size_t count, size_t most)
{
    size_t width = 1;
    for (size_t i = 0; i < count; i++)
        if (letters(names[i]) > width) width = letters(names[i]);
    return width < most ? width : most;
}

static void put_padded(toc_buf *out, toc_slice name, size_t width)
{
    size_t at = 0, used = 0, start = 0;
    while (at < name.len && used < width) {
        start = at;
        toc_utf8_next(name, &at);
        used++;
    }
    if (at < name.len) at = start; /* its last letter gives way to the dots */
    toc_put_words(out, toc_slice_sub(name, 0, at), SIZE_MAX);
    if (at < name.len) toc_buf_text(out, "\xe2\x80\xa6");
    for (; used < width; used++) toc_buf_char(out, ' ');
}

static void put_value(toc_buf *out, int64_t value, size_t width)
{
    toc_buf number = {0};
    toc_buf_int(&number, value);
    for (size_t n = number.len; n < width; n++) toc_buf_char(out, ' ');
    toc_buf_put(out, number.ptr, number.len);
    out->failed = out->failed || number.failed;
    toc_buf_free(&number);
}

/* Eighths of a block, from U+2581 on; nothing at all is a space. Of more values than there is room for,
 * neighbours share a sign: the largest of them. */
static void put_spark(toc_buf *out, const toc_chart *chart, const int64_t *values, size_t room,
                      int64_t most)
{
    const size_t signs = chart->buckets < room ? chart->buckets : room;
    if (chart->color) toc_buf_text(out, BLUE);
    for (size_t i = 0; i < signs; i++) {
        const size_t from = i * chart->buckets / signs, to = (i + 1) * chart->buckets / signs;
        int64_t value = 0;
        for (size_t k = from; k < to; k++)
            if (values[k] > value) value = values[k];
        const int64_t level = value == 0 ? 0 : 1 + (value * 7) / most;
        if (level == 0)
            toc_buf_char(out, ' ');
        else
            toc_buf_put(out, (const char[]){'\xe2', '\x96', (char)(0x80 + level)}, 3);
    }
    if (chart->color) toc_buf_text(out, PLAIN);
}

static void put_bar(toc_buf *out, const toc_chart *chart, int64_t value, size_t room, int64_t most)
{
    const int64_t eighths = value * 8 * (int64_t)room / most;
    if (chart->color) toc_buf_text(out, BLUE);
    for (int64_t i = 0; i < eighths / 8; i++) toc_buf_text(out, "\xe2\x96\x88");
    if (eighths % 8 > 0)
        toc_buf_put(out, (const char[]){'\xe2', '\x96', (char)(0x90 - eighths % 8)}, 3);
    if (eighths == 0 && value > 0) toc_buf_text(out, "\xe2\x96\x8f");
    if (chart->color) toc_buf_text(out, PLAIN);
}

static void put_foot(toc_buf *out, const toc_chart *chart)
{
    if (chart->undated == 0 && chart->left_rows == 0) return;
    if (chart->color) toc_buf_text(out, DIM);
    if (chart->undated > 0)
        toc_buf_printf(out, "%lld more of no known %s\n", (long long)chart->undated, chart->by);
    if (chart->left_rows > 0)
        toc_buf_printf(out, "%lld more in %zu others\n", (long long)chart->left, chart->left_rows);
    if (chart->color) toc_buf_text(out, PLAIN);
}

static void put_span(toc_buf *out, const toc_chart *chart)
{
    const int64_t all = sum(chart->values, chart->rows * chart->buckets);
    if (chart->color) toc_buf_text(out, DIM);
    toc_buf_printf(out, "%lld %s, %.*s to %.*s\n", (long long)all, chart->of,
                   (int)chart->bucket_names[0].len, chart->bucket_names[0].ptr,
                   (int)chart->bucket_names[chart->buckets - 1].len,
                   chart->bucket_names[chart->buckets - 1].ptr);
    if (chart->color) toc_buf_text(out, PLAIN);
}

/* How many buckets from `at` on hold nothing. */
static size_t empty_run(const toc_chart *chart, size_t at)
{
    size_t n = 0;
    while (at + n < chart->buckets && chart->values[at + n] == 0) n++;
    return n;
}

void toc_chart_table(toc_buf *out, const toc_chart *chart)
{
    const size_t columns = chart->columns < 40 ? 40 : chart->columns;
    const int64_t most = largest(chart->values, chart->rows * chart->buckets);
    if (chart->timed && chart->buckets > 0) put_span(out, chart);
    if (chart->each != NULL) {
        const size_t width = widest(chart->row_names, chart->rows, 32);
        for (size_t r = 0; r < chart->rows; r++) {
            const int64_t *values = chart->values + r * chart->buckets;
            put_padded(out, chart->row_names[r], width);
            put_value(out, sum(values, chart->buckets), 8);
            toc_buf_text(out, "  ");
            put_spark(out, chart, values, columns - width - 10, most);
            toc_buf_char(out, '\n');
        }
    } else {
        const size_t width = widest(chart->bucket_names, chart->buckets, 40);
        if (chart->timed && chart->buckets > 1) {
            put_spark(out, chart, chart->values, columns, most);
            toc_buf_char(out, '\n');
        }
        for (size_t i = 0; i < chart->buckets; i++) {
            const size_t empty = empty_run(chart, i);
            if (empty > 3) {
                toc_buf_printf(out, "%zu without\n", empty);
                i += empty - 1;
                continue;
            }
            put_padded(out, chart->bucket_names[i], width);
            put_value(out, chart->values[i], 8);
            toc_buf_text(out, chart->values[i] > 0 ? "  " : "");
            put_bar(out, chart, chart->values[i], columns - width - 10, most);
            toc_buf_char(out, '\n');
        }
    }
    put_foot(out, chart);
}

/* ---------------------------------------------------------------- CSV and JSON */
static void put_csv_cell(toc_buf *out, toc_slice cell)
{
    bool quoted = false;
    for (size_t i = 0; i < cell.len; i++) quoted = quoted || strchr(",\"\n\r", cell.ptr[i]) != NULL;
    if (quoted) toc_buf_char(out, '"');
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.ptr[i] == '"') toc_buf_char(out, '"');
        toc_buf_char(out, cell.ptr[i]);
    }
    if (quoted) toc_buf_char(out, '"');
}

void toc_chart_csv(toc_buf *out, const toc_chart *chart)
{
    toc_buf_text(out, chart->by);
    if (chart->each != NULL) toc_buf_printf(out, ",%s", chart->each);
    toc_buf_printf(out, ",%s\n", chart->of);
    for (size_t r = 0; r < chart->rows; r++)
        for (size_t i = 0; i < chart->buckets; i++) {
            put_csv_cell(out, chart->bucket_names[i]);
            if (chart->each != NULL) {
                toc_buf_char(out, ',');
                put_csv_cell(out, chart->row_names[r]);
            }
            toc_buf_printf(out, ",%lld\n", (long long)chart->values[r * chart->buckets + i]);
        }
}

void toc_chart_jsonl(toc_buf *out, const toc_chart *chart)
{
    for (size_t r = 0; r < chart->rows; r++)
        for (size_t i = 0; i < chart->buckets; i++) {
            toc_buf_char(out, '{');
            toc_json_slice(out, chart->by, chart->bucket_names[i]);
            if (chart->each != NULL) toc_json_slice(out, chart->each, chart->row_names[r]);
            toc_json_int(out, chart->of, chart->values[r * chart->buckets + i]);
            toc_buf_text(out, "}\n");
        }
}

/* ---------------------------------------------------------------- SVG */
enum { SVG_WIDTH = 960, LABELS = 220, STRIP = 64, LINE = 22, PLOT = 240, MARGIN = 44 };

static void put_xml(toc_buf *out, toc_slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        const unsigned char c = (unsigned char)text.ptr[i];
        if (c == '<')
            toc_buf_text(out, "&lt;");
        else if (c == '>')
            toc_buf_text(out, "&gt;");
        else if (c == '&')
            toc_buf_text(out, "&amp;");
        else if (c == '"')
            toc_buf_text(out, "&quot;");
        else if (c >= ' ')
            toc_buf_char(out, (char)c);
    }
}

static void put_label(toc_buf *out, int64_t x, int64_t y, const char *anchor, toc_slice text)
{
    toc_buf_printf(out, "<text x=\"%lld\" y=\"%lld\" text-anchor=\"%s\">", (long long)x,
                   (long long)y, anchor);
    put_xml(out, text);
    toc_buf_text(out, "</text>\n");
}

static void put_rect(toc_buf *out, int64_t x_e2, int64_t y_e2, int64_t width_e2, int64_t height_e2)
{
    toc_buf_text(out, "<rect x=\"");
    toc_buf_fixed(out, x_e2, 2);
    toc_buf_text(out, "\" y=\"");
    toc_buf_fixed(out, y_e2, 2);
    toc_buf_text(out, "\" width=\"");
    toc_buf_fixed(out, width_e2, 2);
    toc_buf_text(out, "\" height=\"");
    toc_buf_fixed(out, height_e2, 2);
    toc_buf_text(out, "\"><title>");
}

static void put_tip(toc_buf *out, toc_slice name, int64_t value)
{
    put_xml(out, name);
    toc_buf_printf(out, ": %lld</title></rect>\n", (long long)value);
}

/* A row of upright bars between `left` and the right margin, `height` high, standing on `floor`. */
static void put_bars(toc_buf *out, const toc_chart *chart, const int64_t *values, int64_t left,
                     int64_t floor, int64_t height, int64_t most)
{
    const int64_t room = (SVG_WIDTH - MARGIN - left) * 100, count = (int64_t)chart->buckets;
    for (int64_t i = 0; i < count; i++) {
        if (values[i] == 0) continue;
        const int64_t x = left * 100 + room * i / count, end = left * 100 + room * (i + 1) / count,
                      high = values[i] * height * 100 / most, gap = (end - x) / 8;
        put_rect(out, x + gap, floor * 100 - high, end - x - 2 * gap, high);
        put_tip(out, chart->bucket_names[i], values[i]);
    }
    toc_buf_printf(out, "<path d=\"M%lld %lldH%d\"/>\n", (long long)left, (long long)floor,
                   SVG_WIDTH - MARGIN);
}

/* The names of some buckets, so many that they do not run into each other. */
static void put_scale(toc_buf *out, const toc_chart *chart, int64_t left, int64_t y)
{
    const int64_t count = (int64_t)chart->buckets, room = SVG_WIDTH - MARGIN - left;
    const int64_t fit = room / 90, each = count <= fit ? 1 : (count + fit - 1) / fit;
    for (int64_t i = 0; i < count; i += each)
        put_label(out, left + room * (2 * i + 1) / (2 * count), y, "middle",
                  chart->bucket_names[i]);
}

void toc_chart_svg(toc_buf *out, const toc_chart *chart)
{
    const int64_t rows = chart->timed ? (int64_t)chart->rows : (int64_t)chart->buckets;
    const bool strips = chart->each != NULL;
    const int64_t height = MARGIN +
                           (!chart->timed ? rows * LINE
                            : strips      ? rows * STRIP
                                          : PLOT) +
                           MARGIN;
    const int64_t most = largest(chart->values, chart->rows * chart->buckets);
    toc_buf title = {0};
    toc_buf_printf(&title, "%s by %s%s%s", chart->of, chart->by, strips ? ", each " : "",
                   strips ? chart->each : "");
    toc_buf_printf(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %lld\" font-family=\"sans-serif\""
        " font-size=\"12\">\n<style>rect{fill:#2b6cb0}rect.b{fill:#fff}path{stroke:#999;fill:none}</style>\n"
        "<rect class=\"b\" width=\"%d\" height=\"%lld\"/>\n",
        SVG_WIDTH, (long long)height, SVG_WIDTH, (long long)height);
    put_label(out, MARGIN, 24, "start", (toc_slice){title.ptr, title.len});
    for (int64_t r = 0; r < rows && !chart->timed; r++) {
        const int64_t y = MARGIN + r * LINE, room = SVG_WIDTH - LABELS - 2 * MARGIN;
        put_label(out, LABELS, y + 15, "end", chart->bucket_names[r]);
        put_rect(out, (LABELS + 8) * 100, (y + 3) * 100, chart->values[r] * room * 100 / most,
                 (LINE - 6) * 100);
        put_tip(out, chart->bucket_names[r], chart->values[r]);
        toc_buf count = {0};
        toc_buf_int(&count, chart->values[r]);
        put_label(out, LABELS + 14 + chart->values[r] * room / most, y + 15, "start",
                  (toc_slice){count.ptr, count.len});
        toc_buf_free(&count);
    }
    for (int64_t r = 0; r < rows && chart->timed; r++) {
        const int64_t left = strips ? LABELS : MARGIN, tall = strips ? STRIP : PLOT,
                      floor = MARGIN + (r + 1) * tall;
        if (strips) put_label(out, LABELS - 8, floor - 4, "end", chart->row_names[r]);
        put_bars(out, chart, chart->values + (size_t)r * chart->buckets, left, floor, tall - 14,
                 most);
    }
    if (chart->timed && chart->buckets > 0) {
        toc_buf top = {0};
        put_scale(out, chart, strips ? LABELS : MARGIN, height - MARGIN + 18);
        toc_buf_printf(&top, "largest: %lld", (long long)most);
        put_label(out, SVG_WIDTH - MARGIN, 24, "end", (toc_slice){top.ptr, top.len});
        toc_buf_free(&top);
    }
    toc_buf_text(out, "</svg>\n");
    out->failed = out->failed || title.failed;
    toc_buf_free(&title);
}
