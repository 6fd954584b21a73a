/* src/entity/geonames.c - see geonames.h. */
#include "entity/geonames.h"

#include "base/utf8.h"
#include "record/codes.h"

enum {
    ID = 0,
    NAME = 1,
    OTHERS = 3,
    LAT = 4,
    LON = 5,
    CLASS = 6,
    CODE = 7,
    COUNTRY = 8,
    ADMIN1 = 10,
    ADMIN2 = 11,
    POPULATION = 14
};

static uint8_t town_flags(toc_slice code)
{
    if (toc_slice_is(code, "PPLC")) return TOC_GAZ_CAPITAL;
    if (toc_slice_is(code, "PPLA")) return TOC_GAZ_SEAT1;
    if (toc_slice_is(code, "PPLA2")) return TOC_GAZ_SEAT2;
    if (toc_slice_is(code, "PPLX")) return TOC_GAZ_SECTION;
    if (toc_slice_is(code, "PPLQ") || toc_slice_is(code, "PPLH") || toc_slice_is(code, "PPLW"))
        return TOC_GAZ_FORMER;
    return 0;
}

static uint8_t kind_of(toc_slice code)
{
    static const struct {
        const char *code;
        uint8_t kind;
    } CODES[] = {
        {"ADM1", TOC_PLACE_ADMIN1},   {"ADM2", TOC_PLACE_ADMIN2},    {"ADM3", TOC_PLACE_DISTRICT},
        {"RGN", TOC_PLACE_REGION},    {"RGNE", TOC_PLACE_REGION},    {"ISL", TOC_PLACE_REGION},
        {"ISLS", TOC_PLACE_REGION},   {"PEN", TOC_PLACE_REGION},     {"VAL", TOC_PLACE_REGION},
        {"DSRT", TOC_PLACE_REGION},   {"STM", TOC_PLACE_WATER},      {"LK", TOC_PLACE_WATER},
        {"BAY", TOC_PLACE_WATER},     {"GULF", TOC_PLACE_WATER},     {"STRT", TOC_PLACE_WATER},
        {"RSV", TOC_PLACE_WATER},     {"CNL", TOC_PLACE_WATER},      {"MT", TOC_PLACE_MOUNTAIN},
        {"MTS", TOC_PLACE_MOUNTAIN},  {"PK", TOC_PLACE_MOUNTAIN},    {"PASS", TOC_PLACE_FACILITY},
        {"AIRB", TOC_PLACE_FACILITY}, {"AIRF", TOC_PLACE_FACILITY},  {"AIRP", TOC_PLACE_FACILITY},
        {"CMP", TOC_PLACE_FACILITY},  {"CMPRF", TOC_PLACE_FACILITY}, {"MILB", TOC_PLACE_FACILITY},
        {"INSM", TOC_PLACE_FACILITY}, {"PRN", TOC_PLACE_FACILITY},   {"DAM", TOC_PLACE_FACILITY},
        {"PRT", TOC_PLACE_FACILITY},  {"OILF", TOC_PLACE_FACILITY},  {"BDG", TOC_PLACE_FACILITY},
        {"PRK", TOC_PLACE_FACILITY},  {"MNMT", TOC_PLACE_FACILITY},  {"SQR", TOC_PLACE_FACILITY},
    };
    for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++)
        if (toc_slice_is(code, CODES[i].code)) return CODES[i].kind;
    return 0;
}

bool toc_degrees(toc_slice text, unsigned most, int32_t *e5)
{
    text = toc_slice_trim(text);
    const bool minus = text.len > 0 && text.ptr[0] == '-';
    int64_t v = 0;
    unsigned places = 0, digits = 0;
    bool point = false;
    for (size_t i = minus; i < text.len; i++) {
        const char c = text.ptr[i];
        if (c == '.' && !point) {
            point = true;
        } else if (c >= '0' && c <= '9') {
            digits++;
            if (places == 5) continue;
            v = v * 10 + (c - '0');
            places += point;
            if (v > 1000000000) return false;
        } else {
            return false;
        }
    }
    for (; places < 5; places++) v *= 10;
    if (digits == 0 || v > (int64_t)most * 100000) return false;
    *e5 = (int32_t)(minus ? -v : v);
    return true;
}

uint8_t toc_people_weight(int64_t population)
{
    static const int64_t STEPS[10] = {1000, 1259, 1585, 1995, 2512, 3162, 3981, 5012, 6310, 7943};
    unsigned weight = 0;
    int64_t scale = 1;
    for (unsigned tens = 0; tens < 12; tens++, scale *= 10)
        for (unsigned i = 0; i < 10; i++)
            if (population * 1000 >= STEPS[i] * scale) weight = 10 * tens + i;
    return (uint8_t)weight;
}

bool toc_name_useful(toc_slice name)
{
    size_t at = 0, letters = 0, upper = 0;
    while (at < name.len) {
        const uint32_t c = toc_utf8_next(name, &at);
        const bool latin =
            c < 0x300 || (c >= 0x1e00 && c <= 0x1eff) || (c >= 0x2010 && c <= 0x201f);
        if (!latin || (c >= '0' && c <= '9') || c == ';') return false;
        letters += toc_is_letter(c);
        upper += toc_is_upper(c);
    }
    /* without a capital: a transliteration by machine ("nwrnbrg", "mei sai ken ha gen") */
    return upper > 0 && (letters >= 4 || (letters == 3 && upper < 3));
}

/* Empty is 0; at most 15 digits. */
static bool whole_number(toc_slice s, int64_t *out)
{
    if (s.len > 15) return false;
    *out = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9') return false;
        *out = *out * 10 + (s.ptr[i] - '0');
    }
    return true;
}

/* What a place is worth: its people, and more for a seat of government. */
static uint8_t weight_of(const toc_geoname *g)
{
    unsigned weight = toc_people_weight(g->population);
    if (g->flags & (TOC_GAZ_CAPITAL | TOC_GAZ_SEAT1)) weight = weight < 40 ? 44 : weight + 4;
    if (g->flags & TOC_GAZ_CAPITAL) weight += 8;
    if (g->flags & TOC_GAZ_SEAT2 && weight < 25) weight = 25;
    if (g->kind != TOC_PLACE_TOWN && g->kind != TOC_PLACE_DISTRICT && weight < 20) weight = 20;
    return (uint8_t)(weight > 120 ? 120 : weight);
}

const char *toc_geoname_read(toc_slice line, toc_geoname *out)
{
    *out = (toc_geoname){0};
    if (line.len > 0 && line.ptr[line.len - 1] == '\r') line.len--;
    if (toc_utf8_valid(line) < line.len) return "not valid UTF-8";
    toc_slice cell[TOC_GEONAMES_LEAST];
    size_t n = 0;
    for (toc_slice one; n < TOC_GEONAMES_LEAST && toc_slice_cut(&line, '\t', &one);)
        cell[n++] = one;
    if (n < TOC_GEONAMES_LEAST)
        return "too few columns: a line of GeoNames has 19, tabs between them";
    int64_t id;
    if (!whole_number(cell[ID], &id) || id == 0 || id > INT32_MAX)
        return "the id in column 1 is no number";
    if (cell[NAME].len == 0) return "no name in column 2";
    if (!toc_degrees(cell[LAT], 90, &out->lat_e5))
        return "the latitude in column 5 is no number of degrees";
    if (!toc_degrees(cell[LON], 180, &out->lon_e5))
        return "the longitude in column 6 is no number of degrees";
    if (!whole_number(cell[POPULATION], &out->population))
        return "the population in column 15 is no number";
    const toc_slice land = cell[COUNTRY]; /* empty on the high seas */
    if (land.len != 0 && (land.len != 2 || land.ptr[0] < 'A' || land.ptr[0] > 'Z' ||
                          land.ptr[1] < 'A' || land.ptr[1] > 'Z'))
        return "the country in column 9 is no code of two capitals";
    out->id = (uint32_t)id;
    out->name = cell[NAME];
    out->others = cell[OTHERS];
    out->country = cell[COUNTRY];
    out->admin1 = cell[ADMIN1];
    out->admin2 = cell[ADMIN2];
    out->populated = toc_slice_is(cell[CLASS], "P");
    out->flags = out->populated ? town_flags(cell[CODE]) : 0;
    out->kind = !out->populated                       ? kind_of(cell[CODE])
                : (out->flags & TOC_GAZ_SECTION) != 0 ? TOC_PLACE_DISTRICT
                                                      : TOC_PLACE_TOWN;
    out->weight = weight_of(out);
    return NULL;
}
