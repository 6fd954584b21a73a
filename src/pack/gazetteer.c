/* src/pack/gazetteer.c - reading the place name blob; the layout is drawn in gazetteer.h. */
#include "pack/gazetteer.h"

#include "base/utf8.h"
#include "pack/gazetteer_format.h"
#include "pack/pack.h"

static bool part(const toc_gaz *gaz, uint32_t at, uint64_t count, uint64_t each)
{
    return at >= GAZ_HEADER_BYTES && at <= gaz->len && count * each <= gaz->len - at;
}

tocsin_status toc_gaz_view(toc_gaz *out, toc_slice bytes, tocsin_error *err)
{
    toc_gaz gaz = {.bytes = bytes.ptr, .len = (uint32_t)bytes.len};
    if (bytes.len < GAZ_HEADER_BYTES || bytes.len > UINT32_MAX ||
        memcmp(bytes.ptr, GAZ_MAGIC, 8) != 0 || toc_read_u32(bytes.ptr + 8) != TOC_GAZ_FORMAT)
        return toc_fail(err, TOCSIN_PACK_DAMAGED, "the gazetteer is not of this program's format");
    const char *p = bytes.ptr + 12;
    uint32_t *const fields[] = {&gaz.places,    &gaz.admin1s,  &gaz.admin2s,     &gaz.states,
                                &gaz.slots,     &gaz.postings, &gaz.at_places,   &gaz.at_units,
                                &gaz.at_states, &gaz.at_slots, &gaz.at_postings, &gaz.at_strings};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        *fields[i] = toc_read_u32(p + 4 * i);
    gaz.stamp = toc_read_u32(bytes.ptr + GAZ_AT_STAMP);
    const bool good = part(&gaz, gaz.at_places, gaz.places, GAZ_PLACE_BYTES) &&
                      part(&gaz, gaz.at_units, (uint64_t)gaz.admin1s + gaz.admin2s, 4) &&
                      part(&gaz, gaz.at_states, gaz.states, GAZ_STATE_BYTES) &&
                      part(&gaz, gaz.at_slots, gaz.slots, GAZ_SLOT_BYTES) &&
                      part(&gaz, gaz.at_postings, gaz.postings, 4) &&
                      part(&gaz, gaz.at_strings, 0, 1) && gaz.places > 0 && gaz.postings > 0 &&
                      gaz.slots > 0;
    if (!good) return toc_fail(err, TOCSIN_PACK_DAMAGED, "the gazetteer is cut off or damaged");
    *out = gaz;
    return TOCSIN_OK;
}

uint32_t toc_gaz_find(const toc_gaz *gaz, uint64_t key, bool *more)
{
    const uint32_t tag = gaz_tag(key);
    uint32_t slot = gaz_slot(key, gaz->slots);
    *more = false;
    for (uint32_t tries = 0; tries < gaz->slots; tries++) { /* a damaged table may be full */
        const char *p = gaz->bytes + gaz->at_slots + (size_t)slot * GAZ_SLOT_BYTES;
        const uint32_t found = toc_read_u32(p);
        if (found == 0) return TOC_GAZ_NONE;
        if (found == tag) {
            const uint32_t value = toc_read_u32(p + 4);
            *more = (value & GAZ_MORE) != 0;
            const uint32_t posting = value & ~GAZ_MORE;
            return posting == GAZ_NO_POSTING || posting >= gaz->postings ? TOC_GAZ_NONE : posting;
        }
        slot = slot + 1 == gaz->slots ? 0 : slot + 1;
    }
    return TOC_GAZ_NONE;
}

uint32_t toc_gaz_posting(const toc_gaz *gaz, uint32_t at)
{
    if (at >= gaz->postings) return TOC_GAZ_LAST;
    return toc_read_u32(gaz->bytes + gaz->at_postings + (size_t)at * 4);
}

static uint16_t read_u16(const char *p)
{
    const unsigned char *u = (const unsigned char *)p;
    return (uint16_t)(u[0] | u[1] << 8);
}

toc_gaz_place toc_gaz_at(const toc_gaz *gaz, uint32_t index)
{
    if (index >= gaz->places) return (toc_gaz_place){.flags = TOC_GAZ_NO_POINT};
    const char *p = gaz->bytes + gaz->at_places + (size_t)index * GAZ_PLACE_BYTES;
    toc_gaz_place place = {.lat_e5 = (int32_t)toc_read_u32(p),
                           .lon_e5 = (int32_t)toc_read_u32(p + 4),
                           .geoname = toc_read_u32(p + 8),
                           .name = toc_read_u32(p + 12),
                           .admin1 = read_u16(p + 16),
                           .admin2 = read_u16(p + 18),
                           .country = (uint8_t)p[20],
                           .kind = (uint8_t)p[21],
                           .weight = (uint8_t)p[22],
                           .flags = (uint8_t)p[23]};
    const bool on_earth = place.lat_e5 >= -9000000 && place.lat_e5 <= 9000000 &&
                          place.lon_e5 >= -18000000 && place.lon_e5 <= 18000000;
    if (!on_earth) { /* damaged: arithmetic on points must not overflow */
        place.lat_e5 = place.lon_e5 = 0;
        place.flags |= TOC_GAZ_NO_POINT;
    }
    return place;
}

toc_slice toc_gaz_string(const toc_gaz *gaz, uint32_t offset)
{
    const uint32_t room = gaz->len - gaz->at_strings;
    if (room < 2 || offset > room - 2) return TOC_LIT("");
    const char *p = gaz->bytes + gaz->at_strings + offset;
    const uint32_t len = read_u16(p);
    return len > room - 2 - offset ? TOC_LIT("") : (toc_slice){p + 2, len};
}

static uint32_t unit(const toc_gaz *gaz, uint32_t number, uint32_t first, uint32_t count)
{
    if (number == 0 || number >= count) return TOC_GAZ_NONE;
    return toc_read_u32(gaz->bytes + gaz->at_units + (size_t)(first + number) * 4);
}

uint32_t toc_gaz_admin1(const toc_gaz *gaz, uint16_t number)
{
    return unit(gaz, number, 0, gaz->admin1s);
}

uint32_t toc_gaz_admin2(const toc_gaz *gaz, uint16_t number)
{
    return unit(gaz, number, gaz->admin1s, gaz->admin2s);
}

uint32_t toc_gaz_state(const toc_gaz *gaz, uint8_t number)
{
    if (number == 0 || number >= gaz->states) return TOC_GAZ_NONE;
    return toc_read_u32(gaz->bytes + gaz->at_states + (size_t)number * GAZ_STATE_BYTES);
}

uint32_t toc_gaz_capital(const toc_gaz *gaz, uint8_t number)
{
    if (number == 0 || number >= gaz->states) return TOC_GAZ_NONE;
    return toc_read_u32(gaz->bytes + gaz->at_states + (size_t)number * GAZ_STATE_BYTES + 8);
}

void toc_gaz_iso3(const toc_gaz *gaz, uint8_t number, char iso3[4])
{
    memset(iso3, 0, 4);
    if (number == 0 || number >= gaz->states) return;
    memcpy(iso3, gaz->bytes + gaz->at_states + (size_t)number * GAZ_STATE_BYTES + 4, 3);
}

size_t toc_gaz_words(toc_slice name, uint64_t *hashes, size_t room)
{
    size_t n = 0, at = 0;
    while (at < name.len) {
        size_t end = at;
        while (end < name.len) { /* words end at spaces, hyphens, dashes, slashes, commas */
            const unsigned char c = (unsigned char)name.ptr[end];
            if (c == ' ' || c == '-' || c == '/' || c == ',' || c == '(' || c == ')') break;
            if (c == 0xe2 && name.len - end >= 3 && (unsigned char)name.ptr[end + 1] == 0x80 &&
                (unsigned char)name.ptr[end + 2] >= 0x90 &&
                (unsigned char)name.ptr[end + 2] <= 0x95)
                break;
            end++;
        }
        const uint64_t hash = toc_fold_hash(toc_slice_sub(name, at, end));
        if (hash != 0) {
            if (n == room) return room + 1;
            hashes[n++] = hash;
        }
        at = end < name.len && (unsigned char)name.ptr[end] == 0xe2 ? end + 3 : end + 1;
    }
    return n;
}

/* ------------------------------------------------------------------ skeletons */
#define SKELETON_SEED 0x2545f4914f6cdd1du
enum { SKELETON_ROOM = 64, SKELETON_LEAST = 3, SKELETON_SURE = 4 };

static bool is_article(toc_slice word)
{
    static const char *const ARTICLES[] = {"al",  "el",  "an", "en", "as",  "es", "ad",  "ed",
                                           "ar",  "er",  "at", "et", "az",  "ez", "ash", "esh",
                                           "adh", "ath", "ul", "il", "the", "us", "ud",  "ur"};
    for (size_t i = 0; i < sizeof ARTICLES / sizeof *ARTICLES; i++)
        if (toc_slice_is(word, ARTICLES[i])) return true;
    return false;
}

/* The consonant that begins at s[*at] in its plain form; 0 for a vowel, *vowel its class. */
static char consonant(toc_slice s, size_t *at, char *vowel)
{
    const char c = s.ptr[(*at)++], next = *at < s.len ? s.ptr[*at] : ' ';
    *vowel = 0;
    switch (c) {
    case 'a':
    case 'e': *vowel = 'a'; return 0;
    case 'i':
    case 'y': *vowel = 'i'; return 0;
    case 'o':
    case 'u':
    case 'w': *vowel = 'u'; return 0;
    default: break;
    }
    if (next == 'h' && strchr("ksctdgp", c) != NULL) {
        ++*at;
        return c == 'k' ? 'x' : c == 's' || c == 'c' ? '1' : c == 'p' ? 'f' : c;
    }
    if (c == 'h' && *at == s.len) return 0; /* final */
    return c == 'q' || c == 'c' ? 'k' : c;
}

uint64_t toc_gaz_skeleton(toc_slice name)
{
    char bones[SKELETON_ROOM], full[SKELETON_ROOM];
    size_t n = 0, f = 0;
    for (size_t at = 0; at < name.len;) {
        size_t end = at;
        while (end < name.len && name.ptr[end] != ' ' && name.ptr[end] != '-') end++;
        char word[64];
        const toc_slice folded = {word, toc_fold(toc_slice_sub(name, at, end), word, sizeof word)};
        at = end + 1;
        if (is_article(folded)) continue;
        char last = 0;
        for (size_t i = 0; i < folded.len && n < SKELETON_ROOM && f < SKELETON_ROOM;) {
            char vowel;
            const char c = consonant(folded, &i, &vowel);
            if (c != 0 && c != last) bones[n++] = full[f++] = c;
            if (c != 0) last = c;
            if (vowel != 0 && (f == 0 || full[f - 1] != vowel)) full[f++] = vowel;
            if (vowel != 0) last = 0;
        }
    }
    while (f > 0 && (full[f - 1] == 'a' || full[f - 1] == 'i' || full[f - 1] == 'u')) f--;
    if (n < SKELETON_LEAST) return 0;
    const uint64_t key = n >= SKELETON_SURE ? toc_hash(bones, n) : toc_hash(full, f);
    return toc_mix(SKELETON_SEED, key);
}
