/* src/export/cap.c - Common Alerting Protocol 1.2: an alert an event, one XML document a line.
 *
 * Acts of force and threats only. Status "Draft", scope "Restricted": a person must release what a
 * machine has read. The order of elements is that of the schema. */
#include "base/calendar.h"
#include "base/hash.h"
#include "export/case.h"

/* Of what radius a place is, in kilometres. */
enum { EXACT_KM = 1, TOWN_KM = 5, ROAD_KM = 25, KM_A_DEGREE = 111 };
enum { PAD_E5 = 5000 }; /* a road is a strip about ten kilometres wide */

static void put_xml(toc_buf *out, toc_slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        const char ch = text.ptr[i];
        if (ch == '<')
            toc_buf_text(out, "&lt;");
        else if (ch == '>')
            toc_buf_text(out, "&gt;");
        else if (ch == '&')
            toc_buf_text(out, "&amp;");
        else if ((unsigned char)ch < ' ' || ch == 0x7f)
            toc_buf_char(out, ' ');
        else if ((unsigned char)ch == 0xef && i + 2 < text.len &&
                 (unsigned char)text.ptr[i + 1] == 0xbf && (unsigned char)text.ptr[i + 2] >= 0xbe)
            i += 2; /* U+FFFE and U+FFFF are no characters of XML */
        else
            toc_buf_char(out, ch);
    }
}

static void element(toc_buf *out, const char *name, toc_slice text)
{
    if (text.len == 0) return;
    toc_buf_printf(out, "<%s>", name);
    put_xml(out, text);
    toc_buf_printf(out, "</%s>", name);
}

static void word(toc_buf *out, const char *name, const char *text)
{
    element(out, name, toc_slice_of(text));
}

static void valued(toc_buf *out, const char *name, const char *value_name, toc_slice value)
{
    if (value.len == 0) return;
    toc_buf_printf(out, "<%s>", name);
    word(out, "valueName", value_name);
    element(out, "value", value);
    toc_buf_printf(out, "</%s>", name);
}

static void built(toc_buf *out, const char *name, toc_buf *text)
{
    element(out, name, (toc_slice){text->ptr, text->len});
    out->failed = out->failed || text->failed;
    toc_buf_free(text);
}

/* No Z, and UTC is -00:00. */
static void put_time(toc_buf *out, toc_moment at)
{
    if (at.day == TOC_NO_DAY) return;
    toc_put_moment(out, at);
    toc_buf_text(out, at.minute < 0 ? "T00:00:00-00:00" : ":00-00:00");
}

static void moment(toc_buf *out, const char *name, int32_t day)
{
    toc_buf text = {0};
    put_time(&text, (toc_moment){day, -1});
    built(out, name, &text);
}

/* ---------------------------------------------------------------- how bad, how sure, how soon */
static const char *urgency(const toc_event *e)
{
    switch (e->status) {
    case TOC_STATUS_ONGOING: return "Immediate";
    case TOC_STATUS_PLANNED:
    case TOC_STATUS_THREATENED: return "Expected";
    case TOC_STATUS_NONE:
    case TOC_STATUS_OCCURRED:
    case TOC_STATUS_ATTEMPTED:
    case TOC_STATUS_ALLEGED: return e->type == TOC_TYPE_THREATEN ? "Expected" : "Past";
    case TOC_STATUS_DEMANDED:
    case TOC_STATUS_DENIED:
    case TOC_STATUS_HYPOTHETICAL:
    case TOC_STATUS_DID_NOT_OCCUR:
    case TOC_STATUS_COUNT: break;
    }
    return "Unknown";
}

static const char *severity(const toc_event *e)
{
    const toc_count *killed = &e->casualties[TOC_HARM_KILLED],
                    *injured = &e->casualties[TOC_HARM_INJURED];
    if (killed->present && killed->low >= 10) return "Extreme";
    if (killed->present && killed->low >= 1) return "Severe";
    if ((injured->present && injured->low > 0) || e->damage.count > 0) return "Moderate";
    for (unsigned h = 1; h < TOC_HARM_COUNT; h++)
        if (e->casualties[h].present) return "Minor";
    return "Unknown";
}

static const char *certainty(const toc_case *c)
{
    switch (c->event->status) {
    case TOC_STATUS_NONE:
    case TOC_STATUS_OCCURRED:
    case TOC_STATUS_ONGOING:
    case TOC_STATUS_ATTEMPTED: return toc_case_sources(c) > 1 ? "Observed" : "Likely";
    case TOC_STATUS_ALLEGED:
    case TOC_STATUS_PLANNED:
    case TOC_STATUS_THREATENED: return "Possible";
    case TOC_STATUS_DENIED: return "Unlikely";
    case TOC_STATUS_DEMANDED:
    case TOC_STATUS_HYPOTHETICAL:
    case TOC_STATUS_DID_NOT_OCCUR:
    case TOC_STATUS_COUNT: break;
    }
    return "Unknown";
}

/* ---------------------------------------------------------------- where */
static void put_point(toc_buf *out, int32_t lat_e5, int32_t lon_e5)
{
    toc_buf_fixed(out, lat_e5, 5);
    toc_buf_char(out, ',');
    toc_buf_fixed(out, lon_e5, 5);
}

/* The box around both ends of a road. */
static void put_strip(toc_buf *out, const toc_case *c, const int32_t line_e5[4])
{
    const int32_t cell = c->options->coarsen_e5, pad = PAD_E5 + cell / 2;
    int32_t low[2], high[2];
    for (unsigned i = 0; i < 2; i++) {
        const int32_t limit = i == 0 ? 9000000 : 18000000;
        const int32_t a = toc_coarse(line_e5[i], cell, limit),
                      b = toc_coarse(line_e5[i + 2], cell, limit);
        low[i] = (a < b ? a : b) - pad;
        high[i] = (a < b ? b : a) + pad;
        if (low[i] < -limit) low[i] = -limit;
        if (high[i] > limit) high[i] = limit;
    }
    const int32_t corners[5][2] = {{low[0], low[1]},
                                   {low[0], high[1]},
                                   {high[0], high[1]},
                                   {high[0], low[1]},
                                   {low[0], low[1]}};
    toc_buf text = {0};
    for (unsigned i = 0; i < 5; i++) {
        if (i > 0) toc_buf_char(&text, ' ');
        put_point(&text, corners[i][0], corners[i][1]);
    }
    built(out, "polygon", &text);
}

static void put_circle(toc_buf *out, const toc_case *c)
{
    const toc_place_precision at = c->event->place_precision;
    unsigned km = at == TOC_AT_EXACT ? EXACT_KM : at == TOC_AT_TOWN ? TOWN_KM : ROAD_KM;
    /* a cell's corner is 0.71 of its side away from its middle */
    const unsigned coarse =
        (unsigned)((int64_t)c->options->coarsen_e5 * KM_A_DEGREE * 71 / 10000000);
    km += coarse;
    toc_buf text = {0};
    put_point(&text, c->lat_e5, c->lon_e5);
    toc_buf_printf(&text, " %u", km);
    built(out, "circle", &text);
}

static void put_place_name(toc_buf *out, const toc_case *c)
{
    const toc_slice parts[] = {c->place != NULL ? c->place->name : TOC_LIT(""), c->event->admin1,
                               toc_state_cell(c->options->data, c->event->country, "name")};
    toc_slice last = {"", 0};
    const size_t start = out->len;
    for (size_t i = 0; i < 3; i++) {
        if (parts[i].len == 0 || toc_slice_eq(parts[i], last)) continue;
        if (out->len > start) toc_buf_text(out, ", ");
        toc_buf_slice(out, parts[i]);
        last = parts[i];
    }
}

static void put_area(toc_buf *out, const toc_case *c)
{
    const toc_event *e = c->event;
    toc_buf name = {0};
    put_place_name(&name, c);
    if (!e->has_place || name.len == 0) {
        toc_buf_free(&name);
        return;
    }
    toc_buf_text(out, "<area>");
    built(out, "areaDesc", &name);
    const bool near = e->place_precision == TOC_AT_EXACT || e->place_precision == TOC_AT_TOWN ||
                      e->place_precision == TOC_AT_ROAD;
    if (e->place_precision == TOC_AT_ROAD && c->place != NULL && c->place->has_line)
        put_strip(out, c, c->place->line_e5);
    else if (near && c->has_point)
        put_circle(out, c);
    valued(out, "geocode", "ISO 3166-1 alpha-3", toc_slice_of(e->country));
    valued(out, "geocode", "admin1", e->admin1);
    toc_buf_text(out, "</area>");
}

/* ---------------------------------------------------------------- what */
/* "Suicide bombing" */
static void put_title(toc_buf *out, const toc_event *e)
{
    const char *name = e->method != TOC_METHOD_NONE ? toc_method_word(e->method)
                       : e->mode != TOC_MODE_NONE   ? toc_mode_word(e->mode)
                                                    : toc_type_word(e->type);
    for (size_t i = 0; name[i] != '\0'; i++)
        toc_buf_char(out, name[i] == '-' ? ' ' : i == 0 ? (char)(name[i] - 'a' + 'A') : name[i]);
}

static void put_categories(toc_buf *out, const toc_event *e)
{
    word(out, "category", "Security");
    if (e->method == TOC_METHOD_ARSON) word(out, "category", "Fire");
    if (e->method == TOC_METHOD_CHEMICAL || e->mode == TOC_MODE_UNCONVENTIONAL)
        word(out, "category", "CBRNE");
    if (e->method == TOC_METHOD_SABOTAGE) word(out, "category", "Infra");
}

static void put_parameters(toc_buf *out, const toc_event *e)
{
    valued(out, "parameter", "tocsin:type", toc_slice_of(toc_type_word(e->type)));
    valued(out, "parameter", "tocsin:method", toc_slice_of(toc_method_word(e->method)));
    valued(out, "parameter", "tocsin:status", toc_slice_of(toc_status_word(e->status)));
    for (unsigned h = 1; h < TOC_HARM_COUNT; h++) {
        const toc_count *count = &e->casualties[h];
        for (unsigned high = 0; high < 2 && count->present; high++) {
            toc_buf name = {0}, value = {0};
            toc_buf_printf(&name, "tocsin:%s-%s", toc_harm_word(h), high ? "high" : "low");
            toc_buf_char(&name, '\0');
            if (!high || count->high != TOC_OPEN)
                toc_buf_int(&value, high ? count->high : count->low);
            if (!name.failed) valued(out, "parameter", name.ptr, (toc_slice){value.ptr, value.len});
            toc_buf_free(&name);
            toc_buf_free(&value);
        }
    }
}

static void put_info(toc_buf *out, const toc_case *c)
{
    const toc_event *e = c->event;
    toc_buf title = {0}, headline = {0}, text = {0}, place = {0};
    toc_buf_text(out, "<info>");
    word(out, "language", "en");
    put_categories(out, e);
    put_title(&title, e);
    put_place_name(&place, c);
    toc_buf_put(&headline, title.ptr, title.len);
    if (place.len > 0) toc_buf_text(&headline, " in ");
    toc_buf_put(&headline, place.ptr, place.len);
    toc_buf_free(&place);
    built(out, "event", &title);
    word(out, "urgency", urgency(e));
    word(out, "severity", severity(e));
    word(out, "certainty", certainty(c));
    valued(out, "eventCode", "PLOVER", toc_slice_of(toc_type_word(e->type)));
    valued(out, "eventCode", "CAMEO", toc_cameo_code(c->options->forms, e));
    moment(out, "onset", c->from);
    element(out, "senderName", c->record->source);
    built(out, "headline", &headline);
    toc_put_words(&text, toc_event_quote(c->record, e), 2 * TOC_QUOTE_BYTES);
    built(out, "description", &text);
    const toc_slice url = c->record->url;
    if (url.len > 4 && memcmp(url.ptr, "http", 4) == 0 && memchr(url.ptr, ' ', url.len) == NULL)
        element(out, "web", url);
    put_parameters(out, e);
    put_area(out, c);
    toc_buf_text(out, "</info>");
}

/* ---------------------------------------------------------------- the alert and those before it */
/* What is known of an incident changes with its reports and corrections. The alert is of the last change; it updates
 * those that an export after each change before would have made: they are named after the first report and the time. */
static void put_name(toc_buf *out, const toc_case *c, toc_moment change)
{
    const toc_incident *incident = c->options->incident;
    uint64_t hash = c->hash;
    if (incident != NULL && incident->reports.count > 0) {
        const toc_telling *first = &incident->reports.items[0];
        hash = toc_hash(first->doc.ptr, first->doc.len) * 3 ^
               toc_hash(first->event.ptr, first->event.len);
    }
    toc_buf_printf(out, "tocsin-%08x%08x", (unsigned)(hash >> 32), (unsigned)hash);
    if (incident == NULL || change.day == TOC_NO_DAY) return;
    const toc_date d = toc_date_of(change.day);
    toc_buf_printf(out, "-%04d%02d%02d", d.year, d.month, d.day);
    if (change.minute >= 0)
        toc_buf_printf(out, "T%02d%02d", change.minute / 60, change.minute % 60);
}

/* "sender,identifier,sent" of each, with spaces between. */
static void put_references(toc_buf *out, const toc_case *c, toc_slice sender)
{
    const toc_incident *incident = c->options->incident;
    toc_buf text = {0};
    for (uint32_t i = 0; incident != NULL && i + 1 < incident->changes.count; i++) {
        const toc_moment change = incident->changes.items[i];
        if (i > 0) toc_buf_char(&text, ' ');
        toc_buf_slice(&text, sender);
        toc_buf_char(&text, ',');
        put_name(&text, c, change);
        toc_buf_char(&text, ',');
        put_time(&text, change);
    }
    built(out, "references", &text);
}

toc_export_result toc_put_cap(toc_buf *out, const toc_case *c)
{
    const toc_event *e = c->event;
    const toc_export_options *options = c->options;
    const bool published =
        c->record->published_from != NULL && c->record->published.day != TOC_NO_DAY;
    const toc_incident *incident = options->incident;
    const uint32_t changes = incident != NULL ? incident->changes.count : 0;
    const toc_moment sent = changes > 0
                                ? incident->changes.items[changes - 1]
                                : (toc_moment){published ? c->record->published.day : c->to, -1};
    const toc_slice sender = options->cap_sender.len > 0 ? options->cap_sender : TOC_LIT("tocsin");
    if ((toc_type_quad(e->type) != 4 && e->type != TOC_TYPE_THREATEN) ||
        e->status == TOC_STATUS_DID_NOT_OCCUR || e->status == TOC_STATUS_HYPOTHETICAL ||
        e->status == TOC_STATUS_DEMANDED || sent.day == TOC_NO_DAY)
        return TOC_ROW_NONE;
    if (options->strict && (!published || !e->has_place)) return TOC_ROW_STRICT;
    toc_buf_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                      "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">");
    toc_buf id = {0}, time = {0};
    put_name(&id, c, changes > 0 ? sent : (toc_moment){TOC_NO_DAY, -1});
    built(out, "identifier", &id);
    element(out, "sender", sender);
    put_time(&time, sent);
    built(out, "sent", &time);
    element(out, "status", options->cap_status.len > 0 ? options->cap_status : TOC_LIT("Draft"));
    word(out, "msgType", changes > 1 ? "Update" : "Alert");
    word(out, "scope", "Restricted");
    word(out, "restriction", "Read from news by a program; for those who review it");
    if (options->provenance) {
        toc_buf note = {0};
        toc_buf_slice(&note, c->record->id);
        toc_buf_printf(&note, " e%u, bytes %u to %u", c->index + 1, e->trigger.start,
                       e->trigger.end);
        built(out, "note", &note);
    }
    put_references(out, c, sender);
    if (incident != NULL) element(out, "incidents", incident->id);
    put_info(out, c);
    toc_buf_text(out, "</alert>\n");
    return TOC_ROW_WRITTEN;
}
