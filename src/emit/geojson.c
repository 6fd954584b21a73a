/* src/emit/geojson.c - RFC 7946: one feature an event, on a line of its own; what stands around the features
 * of all documents comes from emit.h.
 *
 * Properties are flat: maps can neither filter nor label by nested ones. An event without a point has
 * geometry null, so that none is lost; so has one that is only known by its country, because a pin in
 * the middle of a country says what nobody reported. A road is a line. */
#include <stdio.h>

#include "emit/parts.h"

static void put_geometry(toc_buf *out, const toc_record *record, const toc_event *e,
                         int32_t coarsen_e5)
{
    const toc_place *place =
        e->place < record->places.count ? &record->places.items[e->place] : NULL;
    if (e->has_place && e->place_precision == TOC_AT_ROAD && place != NULL && place->has_line) {
        int32_t line[4];
        for (unsigned i = 0; i < 4; i++)
            line[i] = toc_coarse(place->line_e5[i], coarsen_e5, i % 2 == 0 ? 9000000 : 18000000);
        toc_json_line(out, line);
        return;
    }
    toc_json_key(out, "geometry");
    if (!e->has_place || !e->has_point || e->place_precision == TOC_AT_COUNTRY) {
        toc_buf_text(out, "null");
        return;
    }
    toc_buf_text(out, "{\"type\":\"Point\",\"coordinates\":[");
    toc_buf_fixed(out, toc_coarse(e->lon_e5, coarsen_e5, 18000000), 5);
    toc_buf_char(out, ',');
    toc_buf_fixed(out, toc_coarse(e->lat_e5, coarsen_e5, 9000000), 5);
    toc_buf_text(out, "]}");
}

static void put_property(toc_buf *out, const char *key, toc_buf *value)
{
    toc_json_slice(out, key, (toc_slice){value->ptr, value->len});
    out->failed = out->failed || value->failed;
    toc_buf_free(value);
}

static void put_names(toc_buf *out, const toc_record *record, const toc_event *e, toc_role role,
                      const char *key)
{
    toc_buf names = {0};
    for (uint32_t i = 0; i < e->roles.count; i++) {
        if (e->roles.items[i].role != role) continue;
        if (names.len > 0) toc_buf_text(&names, "; ");
        toc_put_words(&names, toc_filler_name(record, &e->roles.items[i]), SIZE_MAX);
    }
    put_property(out, key, &names);
}

static void put_when_and_where(toc_buf *out, const toc_record *record, const toc_event *e)
{
    const bool from = e->earliest.day != TOC_NO_DAY;
    toc_json_moment(out, "date", from ? e->earliest : e->latest);
    if (from && (e->latest.day != e->earliest.day || e->latest.minute != e->earliest.minute))
        toc_json_moment(out, "date_to", e->latest);
    toc_json_text(out, "date_precision", toc_when_word(e->time_precision));
    if (e->place < record->places.count)
        toc_json_slice(out, "place", record->places.items[e->place].name);
    if (!e->has_place) return;
    toc_json_slice(out, "admin1", e->admin1);
    toc_json_text(out, "country", e->country);
    toc_json_text(out, "place_precision", toc_at_word(e->place_precision));
}

static void put_harm(toc_buf *out, const toc_event *e)
{
    for (unsigned h = 1; h < TOC_HARM_COUNT; h++) {
        const toc_count *c = &e->casualties[h];
        char key[32];
        if (!c->present) continue;
        snprintf(key, sizeof key, "%s_low", toc_harm_word(h));
        toc_json_int(out, key, c->low);
        snprintf(key, sizeof key, "%s_high", toc_harm_word(h));
        if (c->high != TOC_OPEN) toc_json_int(out, key, c->high);
    }
}

static void put_properties(toc_buf *out, const toc_record *record, const toc_event *e,
                           uint32_t index, const toc_emit_incident *incident)
{
    static const struct {
        toc_role role;
        const char *key;
    } ROLES[] = {{TOC_ROLE_PERPETRATOR, "perpetrator"}, {TOC_ROLE_RECIPIENT, "recipient"},
                 {TOC_ROLE_VICTIM, "victim"},           {TOC_ROLE_TARGET, "target"},
                 {TOC_ROLE_INSTRUMENT, "weapon"},       {TOC_ROLE_BENEFICIARY, "beneficiary"},
                 {TOC_ROLE_ORIGIN, "origin"},           {TOC_ROLE_DESTINATION, "destination"}};
    toc_json_key(out, "properties");
    toc_buf_char(out, '{');
    toc_json_slice(out, "doc", record->id);
    toc_json_key(out, incident == NULL ? "id" : "event");
    toc_buf_printf(out, "\"e%u\"", index + 1);
    if (incident != NULL) toc_json_slice(out, "id", incident->id);
    toc_json_text(out, "type", toc_type_word(e->type));
    toc_json_text(out, "mode", toc_mode_word(e->mode));
    toc_json_text(out, "method", toc_method_word(e->method));
    toc_json_text(out, "cameo", e->cameo);
    toc_json_text(out, "status", toc_status_word(e->status));
    toc_json_key(out, "confidence");
    toc_buf_fixed(out, e->confidence_permille, 3);
    put_when_and_where(out, record, e);
    for (size_t i = 0; i < sizeof ROLES / sizeof *ROLES; i++)
        put_names(out, record, e, ROLES[i].role, ROLES[i].key);
    put_harm(out, e);
    toc_json_text(out, "claim", toc_claim_word(e->claim));
    toc_json_slice(out, "source", incident == NULL ? record->source : incident->sources);
    toc_json_slice(out, "url", incident == NULL ? record->url : incident->urls);
    if (incident != NULL) toc_json_int(out, "reports", incident->reports);
    toc_buf quote = {0};
    toc_put_words(&quote, toc_event_quote(record, e), 2 * TOC_QUOTE_BYTES);
    put_property(out, "quote", &quote);
    toc_buf_char(out, '}');
}

void toc_emit_feature(toc_buf *out, const toc_record *record, uint32_t event,
                      const toc_emit_incident *incident, const toc_emit_options *options)
{
    const toc_event *e = &record->events.items[event];
    toc_buf id = {0};
    if (incident == NULL) {
        toc_buf_slice(&id, record->id);
        toc_buf_printf(&id, "#e%u", event + 1);
    } else {
        toc_buf_slice(&id, incident->id);
    }
    toc_buf_text(out, "{\"type\":\"Feature\"");
    put_property(out, "id", &id);
    put_geometry(out, record, e, options->coarsen_e5);
    put_properties(out, record, e, event, incident);
    toc_buf_text(out, "}\n");
}

void toc_emit_geojson(toc_buf *out, const toc_record *record, const toc_emit_options *options)
{
    bool any = false;
    for (uint32_t i = 0; i < record->events.count; i++) {
        if (!toc_event_kept(&record->events.items[i], options)) continue;
        toc_buf_text(out, any ? "," : "");
        any = true;
        toc_emit_feature(out, record, i, NULL, options);
    }
}
