/* tests/base/test_utf8.c - capitals and back; decoding that never runs over the end. */
#include "base/utf8.h"
#include "check.h"

static const struct {
    uint32_t lower, upper;
} PAIRS[] = {{'a', 'A'},       {'z', 'Z'},      {0xe9, 0xc9},   {0xf1, 0xd1},   {0xfe, 0xde},
             {0xff, 0x178},    {0x101, 0x100},  {0x13a, 0x139}, {0x17e, 0x17d}, {0x259, 0x18f},
             {0x3b1, 0x391},   {0x3c9, 0x3a9},  {0x430, 0x410}, {0x44f, 0x42f}, {0x451, 0x401},
             {0x1ea1, 0x1ea0}, {0x1eff, 0x1efe}};
/* No capital of one letter, or no letter: stays. */
static const uint32_t STAYS[] = {0,     '1',   '[',   '{',   0xd7,  0xdf,   0xf7,
                                 0x138, 0x149, 0x3a2, 0x300, 0x410, 0x4e2d, 0x1f600};

int main(void)
{
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
        CHECK(toc_upper(PAIRS[i].lower) == PAIRS[i].upper, "%x: %x", PAIRS[i].lower,
              toc_upper(PAIRS[i].lower));
        CHECK(toc_lower(PAIRS[i].upper) == PAIRS[i].lower, "%x: %x", PAIRS[i].upper,
              toc_lower(PAIRS[i].upper));
        CHECK(toc_upper(PAIRS[i].upper) == PAIRS[i].upper, "%x moved", PAIRS[i].upper);
    }
    for (size_t i = 0; i < sizeof STAYS / sizeof *STAYS; i++)
        CHECK(toc_upper(STAYS[i]) == STAYS[i], "%x: %x", STAYS[i], toc_upper(STAYS[i]));
    uint32_t lost = 0;
    for (uint32_t c = 0; c < 0x3000;
         c++) /* what has a small letter is the capital of that letter */
        if (toc_is_upper(c) && c != 0x130 && toc_upper(toc_lower(c)) != c) lost = c;
    CHECK(lost == 0, "%x does not come back", lost);
    static const struct {
        const char *bytes;
        size_t len, valid; /* offset of the first bad byte */
    } BYTES[] = {{"caf\xc3\xa9", 5, 5},      {"caf\xc3", 4, 3},
                 {"\xe2\x82", 2, 0},         {"a\xff", 2, 1},
                 {"\xc0\x80", 2, 0},         {"\xed\xa0\x80", 3, 0},
                 {"\xf4\x90\x80\x80", 4, 0}, {"\xef\xbf\xbd", 3, 3}};
    for (size_t i = 0; i < sizeof BYTES / sizeof *BYTES; i++) {
        const toc_slice s = {BYTES[i].bytes, BYTES[i].len};
        CHECK(toc_utf8_valid(s) == BYTES[i].valid, "case %zu: %zu", i, toc_utf8_valid(s));
        size_t at = 0, steps = 0;
        while (at < s.len && steps++ <= s.len) toc_utf8_next(s, &at);
        CHECK(at == s.len, "case %zu: stops at %zu", i, at);
    }
    return check_done();
}
