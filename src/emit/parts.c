/* src/emit/parts.c - see parts.h. */
#include "emit/parts.h"

#include "base/calendar.h"
#include "base/utf8.h"

void toc_json_sep(toc_buf *out)
{
    if (out->failed || out->len == 0) return;
    const char last = out->ptr[out->len - 1];
    if (last != '{' && last != '[' && last != '\n') toc_buf_char(out, ',');
}

void toc_json_key(toc_buf *out, const char *key)
{
    toc_json_sep(out);
    toc_buf_char(out, '"');
    toc_buf_text(out, key);
    toc_buf_text(out, "\":");
}

void toc_json_slice(toc_buf *out, const char *key, toc_slice value)
{
    if (value.len == 0) return;
    toc_json_key(out, key);
    toc_buf_json(out, value);
}

void toc_json_text(toc_buf *out, const char *key, const char *value)
{
    toc_json_slice(out, key, toc_slice_of(value));
}

void toc_json_int(toc_buf *out, const char *key, int64_t value)
{
    toc_json_key(out, key);
    toc_buf_int(out, value);
}

void toc_put_moment(toc_buf *out, toc_moment moment)
{
    if (moment.day == TOC_NO_DAY) return;
    const toc_date d = toc_date_of(moment.day);
    if (d.year < 0) toc_buf_char(out, '-');
    toc_buf_printf(out, "%04d-%02d-%02d", d.year < 0 ? -d.year : d.year, d.month, d.day);
    if (moment.minute >= 0)
        toc_buf_printf(out, "T%02d:%02d", moment.minute / 60, moment.minute % 60);
}

void toc_json_moment(toc_buf *out, const char *key, toc_moment moment)
{
    if (moment.day == TOC_NO_DAY) return;
    toc_json_key(out, key);
    toc_buf_char(out, '"');
    toc_put_moment(out, moment);
    toc_buf_char(out, '"');
}

void toc_json_point(toc_buf *out, int32_t lat_e5, int32_t lon_e5)
{
    toc_json_key(out, "lat");
    toc_buf_fixed(out, lat_e5, 5);
    toc_json_key(out, "lon");
    toc_buf_fixed(out, lon_e5, 5);
}

int32_t toc_coarse(int32_t value_e5, int32_t cell_e5, int32_t limit_e5)
{
    if (cell_e5 <= 0) return value_e5;
    const int32_t value = value_e5 >= limit_e5 ? limit_e5 - 1 : value_e5;
    int32_t cell = (value + limit_e5) / cell_e5; /* cells are counted from the south-west corner */
    if (value < -limit_e5) cell = 0;
    const int32_t low = cell * cell_e5 - limit_e5;
    const int32_t high = low + cell_e5 < limit_e5 ? low + cell_e5 : limit_e5;
    return low + (high - low) / 2;
}

void toc_json_line(toc_buf *out, const int32_t line_e5[4])
{
    toc_json_key(out, "geometry");
    toc_buf_text(out, "{\"type\":\"LineString\",\"coordinates\":[");
    for (unsigned i = 0; i < 4; i += 2) { /* GeoJSON: longitude first */
        toc_buf_text(out, i == 0 ? "[" : ",[");
        toc_buf_fixed(out, line_e5[i + 1], 5);
        toc_buf_char(out, ',');
        toc_buf_fixed(out, line_e5[i], 5);
        toc_buf_char(out, ']');
    }
    toc_buf_text(out, "]}");
}

void toc_put_capitals(toc_buf *out, toc_slice words)
{
    for (size_t at = 0; at < words.len;) {
        char plain[8], utf8[4];
        const size_t start = at;
        const uint32_t c = toc_utf8_next(words, &at);
        const size_t n =
            c < 0x80 ? 0 : toc_fold(toc_slice_sub(words, start, at), plain, sizeof plain);
        if (n == 0 || (unsigned char)plain[0] >= 0x80) { /* plain already, or of another script */
            toc_buf_put(out, utf8, toc_utf8_put(utf8, toc_upper(c)));
            continue;
        }
        for (size_t i = 0; i < n; i++) toc_buf_char(out, (char)toc_upper((unsigned char)plain[i]));
    }
}

/* Control characters count as spaces: an article must not steer the reader's terminal. */
static bool is_space(char c)
{
    return (unsigned char)c <= ' ' || c == 0x7f;
}

void toc_put_words(toc_buf *out, toc_slice words, size_t most)
{
    size_t written = 0, at = 0;
    while (at < words.len) {
        size_t end = at;
        while (end < words.len && !is_space(words.ptr[end])) end++;
        if (end > at) {
            if (written > 0 && written + 1 + (end - at) > most) {
                toc_buf_text(out, " ...");
                return;
            }
            if (written > 0) toc_buf_char(out, ' ');
            toc_buf_put(out, words.ptr + at, end - at);
            written += end - at + 1;
        }
        at = end + 1;
    }
}

/* A pronoun of the entity begins at that byte. */
static bool pronoun_at(const toc_entity *entity, uint32_t start)
{
    for (uint32_t i = 0; i < entity->mentions.count; i++)
        if (entity->mentions.items[i].pronoun && entity->mentions.items[i].span.start == start)
            return true;
    return false;
}

toc_slice toc_filler_name(const toc_record *record, const toc_filler *filler)
{
    if (filler->entity < record->entities.count) {
        const toc_entity *entity = &record->entities.items[filler->entity];
        for (uint32_t i = 0; i < entity->mentions.count; i++)
            if (entity->mentions.items[i].named && entity->name.len > 0) return entity->name;
        const toc_slice words = toc_record_words(record, filler->span);
        if (pronoun_at(entity, filler->span.start)) return entity->name;
        return words.len > 0 ? words : entity->name;
    }
    if (filler->span.end > filler->span.start) return toc_record_words(record, filler->span);
    if (filler->place < record->places.count) return record->places.items[filler->place].name;
    return (toc_slice){NULL, 0};
}

toc_slice toc_reporter_name(const toc_record *record, const toc_event *event, uint32_t i)
{
    const toc_reporter *by = &event->reported_by.items[i];
    if (by->entity >= record->entities.count) return toc_record_words(record, by->span);
    const toc_entity *entity = &record->entities.items[by->entity];
    if (entity->name.len == 0 || !pronoun_at(entity, by->span.start))
        return toc_record_words(record, by->span);
    for (uint32_t k = 0; k < i; k++)
        if (event->reported_by.items[k].entity == by->entity) return TOC_LIT("");
    return entity->name;
}

static bool ends_sentence(toc_slice text, size_t at)
{
    const char c = text.ptr[at];
    return c == '\n' || ((c == '.' || c == '!' || c == '?') && at + 1 < text.len &&
                         (text.ptr[at + 1] == ' ' || text.ptr[at + 1] == '\n'));
}

toc_slice toc_event_quote(const toc_record *record, const toc_event *event)
{
    const toc_slice text = record->text;
    size_t start = event->trigger.start, end = event->trigger.end;
    while (start > 0 && event->trigger.start - start < TOC_QUOTE_BYTES &&
           !ends_sentence(text, start - 1))
        start--;
    if (start > 0 && !ends_sentence(text, start - 1)) /* never inside a word or a character */
        while (start < event->trigger.start && text.ptr[start] != ' ') start++;
    while (end < text.len && !ends_sentence(text, end)) end++;
    if (end < text.len && text.ptr[end] != '\n') end++;
    while (start < end && (text.ptr[start] == ' ' || text.ptr[start] == '\n')) start++;
    return toc_slice_sub(text, start, end);
}

const toc_actor *toc_filler_actor(const toc_record *record, const toc_filler *filler)
{
    if (filler->entity >= record->entities.count) return NULL;
    const toc_entity *entity = &record->entities.items[filler->entity];
    return entity->has_actor ? &entity->actor : NULL;
}

void toc_put_count(toc_buf *out, const toc_count *count)
{
    if (count->high == TOC_OPEN) toc_buf_text(out, "at least ");
    toc_buf_int(out, count->low);
    if (count->high != TOC_OPEN && count->high != count->low) {
        toc_buf_char(out, '-');
        toc_buf_int(out, count->high);
    }
}
