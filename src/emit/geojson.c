/* src/emit/geojson.c - RFC 7946: a FeatureCollection a document, on one line; one feature an event.
 * An event without a point has geometry null, so that none is lost. */
#include "emit/parts.h"

static void put_geometry(toc_buf *out, const toc_event *e)
{
    toc_json_key(out, "geometry");
    if (!e->has_place || !e->has_point) {
        toc_buf_text(out, "null");
        return;
    }
    toc_buf_text(out, "{\"type\":\"Point\",\"coordinates\":[");
    toc_buf_fixed(out, e->lon_e5, 5);
    toc_buf_char(out, ',');
    toc_buf_fixed(out, e->lat_e5, 5);
    toc_buf_text(out, "]}");
}

static void put_names(toc_buf *out, const toc_record *record, const toc_event *e, toc_role role)
{
    bool any = false;
    for (uint32_t i = 0; i < e->roles.count; i++) {
        if (e->roles.items[i].role != role) continue;
        if (!any) {
            toc_json_key(out, toc_role_word(role));
            toc_buf_char(out, '[');
        }
        any = true;
        toc_json_sep(out);
        toc_buf_json(out, toc_filler_name(record, &e->roles.items[i]));
    }
    if (any) toc_buf_char(out, ']');
}

static void put_properties(toc_buf *out, const toc_record *record, const toc_event *e)
{
    toc_json_key(out, "properties");
    toc_buf_char(out, '{');
    toc_json_slice(out, "doc", record->id);
    toc_json_text(out, "type", toc_type_word(e->type));
    toc_json_text(out, "mode", toc_mode_word(e->mode));
    toc_json_text(out, "method", toc_method_word(e->method));
    toc_json_text(out, "cameo", e->cameo);
    toc_json_text(out, "status", toc_status_word(e->status));
    toc_json_key(out, "confidence");
    toc_buf_fixed(out, e->confidence_permille, 3);
    toc_json_moment(out, "earliest", e->earliest);
    toc_json_moment(out, "latest", e->latest);
    if (e->place < record->places.count)
        toc_json_slice(out, "place", record->places.items[e->place].name);
    if (e->has_place) {
        toc_json_text(out, "country", e->country);
        toc_json_text(out, "precision", toc_at_word(e->place_precision));
    }
    for (unsigned role = 1; role < TOC_ROLE_COUNT; role++)
        put_names(out, record, e, (toc_role)role);
    for (unsigned h = 1; h < TOC_HARM_COUNT; h++)
        if (e->casualties[h].present) toc_json_int(out, toc_harm_word(h), e->casualties[h].low);
    toc_json_slice(out, "trigger", toc_record_words(record, e->trigger));
    toc_buf_char(out, '}');
}

void toc_emit_geojson(toc_buf *out, const toc_record *record, const toc_emit_options *options)
{
    toc_buf_text(out, "{\"type\":\"FeatureCollection\",\"features\":[");
    for (uint32_t i = 0; i < record->events.count; i++) {
        const toc_event *e = &record->events.items[i];
        if (!toc_event_kept(e, options)) continue;
        toc_json_sep(out);
        toc_buf_printf(out, "{\"type\":\"Feature\",\"id\":\"e%u\"", i + 1);
        put_geometry(out, e);
        put_properties(out, record, e);
        toc_buf_char(out, '}');
    }
    toc_buf_text(out, "]}\n");
}
