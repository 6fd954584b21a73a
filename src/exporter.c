/* src/exporter.c - tables out of many documents: rows are gathered, ordered by day, document and event, and
 * written at the end, so that the order in which documents came does not show. */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "api.h"
#include "base/error.h"
#include "export/export.h"

typedef struct export_row {
    int32_t day;
    uint32_t event;
    uint64_t key; /* of two rows with the same one only that of the lower rank stays; 0: all do */
    unsigned rank;
    size_t doc, doc_len, text, text_len; /* in `bytes` */
} export_row;

struct tocsin_export {
    toc_form form;
    toc_export_options options;
    char *status, *sender; /* of alerts; owned */
    toc_buf bytes, written;
    export_row *rows;
    size_t count, room;
    bool failed;
    pthread_mutex_t lock;
};

void tocsin_export_options_init(tocsin_export_options *options, size_t size)
{
    memset(options, 0, size);
    options->size = size;
}

static bool form_of(tocsin_format format, toc_form *form)
{
    *form = TOC_FORM_GEOJSON;
    if (format == TOCSIN_FORMAT_GEOJSON) return true;
    if (format < TOCSIN_FORMAT_ACLED || format > TOCSIN_FORMAT_GPKG) return false;
    *form = (toc_form)(format - TOCSIN_FORMAT_ACLED); /* both lists have one order */
    return true;
}

/* What a sender and a status may hold, by the standard. */
static bool plain(const char *text)
{
    return text == NULL || (*text != '\0' && strpbrk(text, " ,<&\t\r\n") == NULL);
}

tocsin_status tocsin_export_new(tocsin_export **out, tocsin_format format,
                                const tocsin_export_options *given, tocsin_error *err)
{
    static const char *const STATUSES[] = {"Actual", "Exercise", "System", "Test", "Draft"};
    tocsin_export_options o;
    toc_form form;
    *out = NULL;
    tocsin_export_options_init(&o, sizeof o);
    if (given != NULL) memcpy(&o, given, given->size < sizeof o ? given->size : sizeof o);
    if (!form_of(format, &form))
        return toc_fail(err, TOCSIN_INPUT, "this format is no table of many documents");
    bool known = o.cap_status == NULL;
    for (size_t i = 0; !known && i < sizeof STATUSES / sizeof *STATUSES; i++)
        known = strcmp(STATUSES[i], o.cap_status) == 0;
    if (!known)
        return toc_fail(err, TOCSIN_INPUT,
                        "the status of an alert is Actual, Exercise, System, Test or Draft");
    if (!plain(o.cap_sender))
        return toc_fail(err, TOCSIN_INPUT, "the sender of an alert has no space, comma, < or &");
    tocsin_export *e = calloc(1, sizeof *e);
    if (e == NULL) return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for an export");
    e->form = form;
    e->options.strict = o.strict;
    e->options.provenance = o.provenance;
    pthread_mutex_init(&e->lock, NULL);
    e->status = o.cap_status == NULL ? NULL : strdup(o.cap_status);
    e->sender = o.cap_sender == NULL ? NULL : strdup(o.cap_sender);
    e->options.cap_status = toc_slice_of(e->status);
    e->options.cap_sender = toc_slice_of(e->sender);
    *out = e;
    return TOCSIN_OK;
}

void tocsin_export_free(tocsin_export *e)
{
    if (e == NULL) return;
    pthread_mutex_destroy(&e->lock);
    toc_buf_free(&e->bytes);
    toc_buf_free(&e->written);
    free(e->rows);
    free(e->status);
    free(e->sender);
    free(e);
}

static void keep(tocsin_export *e, export_row *of, toc_slice doc, toc_slice row)
{
    if (e->count == e->room) {
        const size_t room = e->room == 0 ? 64 : 2 * e->room;
        export_row *rows = realloc(e->rows, room * sizeof *rows);
        if (rows == NULL) {
            e->failed = true;
            return;
        }
        e->rows = rows;
        e->room = room;
    }
    export_row *r = &e->rows[e->count];
    *r = *of;
    r->doc = e->bytes.len;
    r->doc_len = doc.len;
    toc_buf_slice(&e->bytes, doc);
    r->text = e->bytes.len;
    r->text_len = row.len;
    toc_buf_slice(&e->bytes, row);
    e->failed = e->failed || e->bytes.failed;
    e->count++;
}

/* An event of several days has a line for each; they stand with the rows of their days. */
static void keep_lines(tocsin_export *e, export_row of, toc_slice doc, toc_slice text)
{
    toc_slice line;
    while (text.len > 0 && toc_slice_cut(&text, '\n', &line)) {
        keep(e, &of, doc, (toc_slice){line.ptr, line.len + 1});
        if (of.day < INT32_MAX) of.day++;
    }
}

bool toc_export_event(tocsin_export *e, const toc_record *record, uint32_t event,
                      const toc_export_options *options)
{
    toc_buf row = {0};
    const toc_incident *incident = options->incident;
    export_row of = {.day = toc_export_day(record, event), .event = event};
    const toc_export_result got = toc_export_row(&row, e->form, record, event, options);
    if (got != TOC_ROW_NONE && incident != NULL && e->form == TOC_FORM_ACLED)
        of.key = toc_acled_key(record, event, options, &of.rank);
    pthread_mutex_lock(&e->lock);
    e->failed = e->failed || row.failed;
    /* without words: which of two rows of one act is left out shows when all are there */
    if (got == TOC_ROW_STRICT)
        keep(e, &of, incident != NULL ? incident->id : record->id, TOC_LIT(""));
    if (got == TOC_ROW_WRITTEN)
        keep_lines(e, of, incident != NULL ? incident->id : record->id,
                   (toc_slice){row.ptr, row.len});
    const bool failed = e->failed;
    pthread_mutex_unlock(&e->lock);
    toc_buf_free(&row);
    return !failed;
}

toc_export_options toc_export_options_of(const tocsin_export *e, const tocsin_options *options)
{
    toc_export_options of = e->options;
    of.min_permille = (uint16_t)(options->min_confidence * 1000 + 0.5);
    of.coarsen_e5 = (int32_t)(options->coarsen * 100000 + 0.5);
    return of;
}

tocsin_status tocsin_export_add(tocsin_export *e, tocsin_doc *doc, tocsin_error *err)
{
    const toc_record *record = &doc->record;
    toc_export_options options = toc_export_options_of(e, &doc->options);
    options.data = doc->tables;
    options.forms = doc->forms;
    const bool *lower = e->form == TOC_FORM_ACLED ? toc_acled_lower(record, &options) : NULL;
    bool good = e->form != TOC_FORM_ACLED || lower != NULL;
    for (uint32_t i = 0; i < record->events.count && good; i++)
        if (lower == NULL || !lower[i]) good = toc_export_event(e, record, i, &options);
    return good ? TOCSIN_OK : toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for an export");
}

/* ---------------------------------------------------------------- in order */
typedef struct sorted_row {
    int32_t day;
    uint32_t event;
    uint64_t key;
    unsigned rank;
    toc_slice doc, text;
} sorted_row;

static int by_bytes(toc_slice a, toc_slice b)
{
    const size_t n = a.len < b.len ? a.len : b.len;
    const int c = n == 0 ? 0 : memcmp(a.ptr, b.ptr, n);
    return c != 0 ? c : (a.len > b.len) - (a.len < b.len);
}

static int by_order(const void *left, const void *right)
{
    const sorted_row *a = left, *b = right;
    if (a->day != b->day) return a->day < b->day ? -1 : 1;
    const int doc = by_bytes(a->doc, b->doc);
    if (doc != 0) return doc;
    if (a->event != b->event) return a->event < b->event ? -1 : 1;
    return by_bytes(a->text, b->text);
}

static int by_key(const void *left, const void *right)
{
    const sorted_row *a = left, *b = right;
    if (a->key != b->key) return a->key < b->key ? -1 : 1;
    if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
    return by_order(left, right);
}

/* How many are left in front when of each key only the first by rank stays. */
static size_t best_of_each(sorted_row *list, size_t count)
{
    size_t kept = 0;
    qsort(list, count, sizeof *list, by_key);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || list[i].key == 0 || list[i].key != list[kept - 1].key ||
            toc_slice_eq(list[i].doc, list[kept - 1].doc)) /* the days of one incident */
            list[kept++] = list[i];
    return kept;
}

/* malloc'ed, in order; NULL: out of memory. *count: so many rows; *left_out: as many more without words. */
static toc_slice *sorted(const tocsin_export *e, size_t *count, size_t *left_out)
{
    sorted_row *list = malloc((e->count + 1) * sizeof *list);
    toc_slice *rows = malloc((e->count + 1) * sizeof *rows);
    if (list != NULL && rows != NULL) {
        for (size_t i = 0; i < e->count; i++) {
            const export_row *r = &e->rows[i];
            list[i] = (sorted_row){r->day,
                                   r->event,
                                   r->key,
                                   r->rank,
                                   {e->bytes.ptr + r->doc, r->doc_len},
                                   {e->bytes.ptr + r->text, r->text_len}};
        }
        const size_t all = best_of_each(list, e->count);
        qsort(list, all, sizeof *list, by_order);
        *count = 0;
        for (size_t i = 0; i < all; i++)
            if (list[i].text.len > 0) rows[(*count)++] = list[i].text;
        *left_out = all - *count;
    } else {
        free(rows);
        rows = NULL;
    }
    free(list);
    return rows;
}

void tocsin_export_counts(const tocsin_export *e, size_t *rows, size_t *left_out)
{
    *rows = *left_out = 0;
    free(sorted(e, rows, left_out));
}

tocsin_status tocsin_export_text(tocsin_export *e, const char **text, size_t *len,
                                 tocsin_error *err)
{
    if (e->form == TOC_FORM_GPKG)
        return toc_fail(err, TOCSIN_INPUT, "a GeoPackage is a file: it needs a name");
    const bool features = e->form == TOC_FORM_GEOJSON;
    size_t count = 0, left_out;
    toc_slice *rows = e->failed ? NULL : sorted(e, &count, &left_out);
    e->written.len = 0;
    toc_export_head(&e->written, e->form, &e->options);
    if (features) toc_buf_text(&e->written, TOC_GEOJSON_HEAD);
    for (size_t i = 0; rows != NULL && i < count; i++) {
        if (features && i > 0) toc_buf_char(&e->written, ',');
        toc_buf_slice(&e->written, rows[i]);
    }
    if (features) toc_buf_text(&e->written, TOC_GEOJSON_TAIL);
    if (rows == NULL || e->written.failed) {
        free(rows);
        return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for an export");
    }
    free(rows);
    *text = e->written.len == 0 ? "" : e->written.ptr;
    *len = e->written.len;
    return TOCSIN_OK;
}

tocsin_status tocsin_export_save(tocsin_export *e, const char *path, tocsin_error *err)
{
    const char *text = "";
    size_t len = 0;
    if (e->form == TOC_FORM_GPKG) {
        size_t count = 0, left_out;
        toc_slice *rows = e->failed ? NULL : sorted(e, &count, &left_out);
        if (rows == NULL) return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for an export");
        const tocsin_status status = toc_gpkg_save(path, rows, count, e->options.provenance, err);
        free(rows);
        return status;
    }
    const tocsin_status status = tocsin_export_text(e, &text, &len, err);
    if (status != TOCSIN_OK) return status;
    FILE *out = fopen(path, "wb");
    if (out == NULL) return toc_fail(err, TOCSIN_INPUT, "%s: %s", path, strerror(errno));
    const bool whole = fwrite(text, 1, len, out) == len;
    if (fclose(out) != 0 || !whole)
        return toc_fail(err, TOCSIN_INPUT, "%s: %s", path, strerror(errno));
    return TOCSIN_OK;
}
