/* tests/entity/test_geonames.c - lines of GeoNames' dump format, good and hostile. */
#include "check.h"

#include "entity/geonames.h"
#include "record/codes.h"

#define LINE(id, name, lat, lon, class, code, people)                \
    id "\t" name "\t" name "\tBaquba,bakwba,\xd8\xa8\t" lat "\t" lon \
       "\t" class "\t" code "\tIQ\t\t10\t\t\t\t" people "\t\t44\tAsia/Baghdad\t2012-01-18"

static const struct {
    const char *line;
    const char *wrong; /* words of the complaint; NULL: the line is good */
    uint8_t kind;
    int32_t lat;
    uint8_t flags;
} CASES[] = {
    {LINE("99347", "Ba\xe2\x80\x98qubah", "33.75", "44.64", "P", "PPLA", "152550"), NULL,
     TOC_PLACE_TOWN, 3375000, TOC_GAZ_SEAT1},
    {LINE("1", "Nahr Diyala", "-33.219734", "44.5", "H", "STM", "0"), NULL, TOC_PLACE_WATER,
     -3321973, 0},
    {LINE("1", "Camp X", "33", "44.5", "S", "CMP", ""), NULL, TOC_PLACE_FACILITY, 3300000, 0},
    {LINE("1", "Hotel X", "33", "44.5", "S", "HTL", "0"), NULL, 0, 3300000, 0},
    {LINE("1", "X", "33", "44.5", "P", "PPLX", "0") "\r", NULL, TOC_PLACE_DISTRICT, 3300000,
     TOC_GAZ_SECTION},
    {"", "too few columns", 0, 0, 0},
    {"99347\tBaqubah\tBaqubah", "too few columns", 0, 0, 0},
    {LINE("x9", "X", "33", "44.5", "P", "PPL", "0"), "id", 0, 0, 0},
    {LINE("99999999999999999999", "X", "33", "44.5", "P", "PPL", "0"), "id", 0, 0, 0},
    {LINE("1", "", "33", "44.5", "P", "PPL", "0"), "no name", 0, 0, 0},
    {LINE("1", "X", "north", "44.5", "P", "PPL", "0"), "latitude", 0, 0, 0},
    {LINE("1", "X", "90.5", "44.5", "P", "PPL", "0"), "latitude", 0, 0, 0},
    {LINE("1", "X", "33", "1e3", "P", "PPL", "0"), "longitude", 0, 0, 0},
    {LINE("1", "X", "33", "999999999999999999", "P", "PPL", "0"), "longitude", 0, 0, 0},
    {LINE("1", "X", "33", "44", "P", "PPL", "-5"), "population", 0, 0, 0},
    {"7\tX\tX\t\t33\t44\tP\tPPL\tIRQ\t\t10\t\t\t\t5\t\t44\tAsia/Baghdad\t2012-01-18", "country", 0,
     0, 0},
    {"7\tX\tX\t\t33\t44\tH\tGULF\t\t\t\t\t\t\t0\t\t44\t\t2012-01-18", NULL, TOC_PLACE_WATER, 3300000,
     0},
    {LINE("1", "\xff\xfe", "33", "44", "P", "PPL", "5"), "UTF-8", 0, 0, 0},
};

static const struct {
    const char *name;
    bool useful;
} NAMES[] = {
    {"Baquba", true},
    {"'s-Hertogenbosch", true},
    {"al-Bab", true},
    {"Ufa", true},
    {"bakwba", false},
    {"mei sai ken ha gen", false},
    {"UFA", false},
    {"YIE", false},
    {"\xd8\xa8\xd8\xb9", false},
    {"X1", false},
    {"Zone 14", false},
    {"", false},
};

int main(void)
{
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        toc_geoname g;
        const char *wrong = toc_geoname_read(toc_slice_of(CASES[i].line), &g);
        if (CASES[i].wrong != NULL) {
            CHECK(wrong != NULL && strstr(wrong, CASES[i].wrong) != NULL, "case %zu: %s", i,
                  wrong == NULL ? "good" : wrong);
            continue;
        }
        CHECK(wrong == NULL && g.kind == CASES[i].kind && g.lat_e5 == CASES[i].lat &&
                  g.flags == CASES[i].flags,
              "case %zu: %s, kind %u, lat %d, flags %u", i, wrong == NULL ? "good" : wrong, g.kind,
              (int)g.lat_e5, g.flags);
    }
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        CHECK(toc_name_useful(toc_slice_of(NAMES[i].name)) == NAMES[i].useful, "name \"%s\"",
              NAMES[i].name);
    CHECK(
        toc_people_weight(0) == 0 && toc_people_weight(9) == 9 && toc_people_weight(1000000) == 60,
        "weights %u %u %u", toc_people_weight(0), toc_people_weight(9), toc_people_weight(1000000));
    return check_done();
}
