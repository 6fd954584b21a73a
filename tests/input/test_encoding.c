/* tests/input/test_encoding.c - bytes of many encodings to UTF-8; what is no text is refused. */
#include "input/encoding.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "check.h"

#define BYTES(s) (s), sizeof(s) - 1

static const struct {
    const char *bytes;
    size_t len;
    const char *declared;
    const char *text; /* NULL: refused */
    bool warned;
} CASES[] = {
    {BYTES("Plain words."), "", "Plain words.", false},
    {BYTES("Caf\xc3\xa9"), "", "Caf\xc3\xa9", false},
    {BYTES("Caf\xc3\xa9"), "iso-8859-1", "Caf\xc3\xa9",
     false}, /* a wrong declaration: valid UTF-8 wins */
    {BYTES("\xef\xbb\xbfWith a mark"), "", "\xef\xbb\xbfWith a mark", false}, /* byte for byte */
    {BYTES("\xff\xfeH\0i\0!\0"), "", "Hi!", false},
    {BYTES("\xfe\xff\0H\0i"), "", "Hi", false},
    {BYTES("\xff\xfe\x3d\xd8\x00\xde"), "", "\xf0\x9f\x98\x80", false},
    {BYTES("\xff\xfe\x3d\xd8"), "", "\xef\xbf\xbd", false}, /* half a pair */
    {BYTES("N\0o\0 \0m\0a\0r\0k\0.\0"), "", "No mark.", true},
    {BYTES("the rebels\x92 \x93quote\x94"), "windows-1252",
     "the rebels\xe2\x80\x99 \xe2\x80\x9cquote\xe2\x80\x9d", true},
    {BYTES("good \xc3\xa9\xc3\xa8 and one bad \xe9 byte"), "",
     "good \xc3\xa9\xc3\xa8 and one bad \xc3\xa9 byte", true},
    {BYTES("a\0b"), "", "a b", true},
    {BYTES("\xcf\xf0\xe8\xe2\xe5\xf2"), "windows-1251",
     "\xd0\x9f\xd1\x80\xd0\xb8\xd0\xb2\xd0\xb5\xd1\x82", true},
    {BYTES("caf\xe9 ../../etc"), "../../etc/passwd", "caf\xc3\xa9 ../../etc",
     true}, /* no charset's name */
    {BYTES(""), "", "", false},
    {BYTES("\x89PNG\r\n\x1a\n0000"), "", NULL, false},
    {BYTES("%PDF-1.4 more"), "", NULL, false},
    {BYTES("PK\x03\x04xxxxxxxx"), "", NULL, false},
    {BYTES("BZhar is a name."), "", "BZhar is a name.", false},
    {BYTES("\1\2\3\4\5\6\7 word \1\2\3\4\5\6\7 word"), "", NULL, false},
};

static const struct {
    const char *text, *undone;
} MOJIBAKE[] = {
    {"the country\xc3\xa2\xe2\x82\xac\xe2\x84\xa2s army", "the country\xe2\x80\x99s army"},
    {"Caf\xc3\x83\xc2\xa9", "Caf\xc3\xa9"},
    {"Ch\xc3\xa2teau \xc3\xa9lu", "Ch\xc3\xa2teau \xc3\xa9lu"}, /* French, not mojibake */
    {"\xc3\xa2\xe2\x82\xac", "\xc3\xa2\xe2\x82\xac"},           /* cut off: left alone */
};

int main(void)
{
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        toc_arena arena;
        toc_arena_init(&arena);
        toc_decoded out;
        tocsin_error err = {0};
        const tocsin_status status = toc_decode(&out, (toc_slice){CASES[i].bytes, CASES[i].len},
                                                toc_slice_of(CASES[i].declared), &arena, &err);
        if (CASES[i].text == NULL) {
            CHECK(status == TOCSIN_INPUT && err.message[0] != '\0', "case %zu: not refused", i);
        } else {
            CHECK(status == TOCSIN_OK && toc_slice_is(out.text, CASES[i].text),
                  "case %zu: \"%.*s\"", i, (int)out.text.len, out.text.ptr);
            CHECK((out.warning.len > 0) == CASES[i].warned, "case %zu: warning \"%.*s\"", i,
                  (int)out.warning.len, out.warning.ptr);
        }
        toc_arena_free(&arena);
    }
    for (size_t i = 0; i < sizeof MOJIBAKE / sizeof *MOJIBAKE; i++) {
        toc_arena arena;
        toc_arena_init(&arena);
        bool changed;
        const toc_slice text = toc_mojibake_undo(toc_slice_of(MOJIBAKE[i].text), &arena, &changed);
        CHECK(toc_slice_is(text, MOJIBAKE[i].undone), "mojibake %zu: \"%.*s\"", i, (int)text.len,
              text.ptr);
        CHECK(changed == (strcmp(MOJIBAKE[i].text, MOJIBAKE[i].undone) != 0),
              "mojibake %zu: changed %d", i, changed);
        toc_arena_free(&arena);
    }
    /* every byte string becomes valid UTF-8 or is refused */
    uint32_t seed = 1;
    for (uint32_t round = 0; round < 300; round++) {
        char bytes[200];
        const size_t len = round % sizeof bytes;
        for (size_t i = 0; i < len; i++) {
            seed = seed * 1664525u + 1013904223u;
            bytes[i] =
                (char)(round % 3 == 0 || (seed >> 30) == 0 ? seed >> 24 : 'a' + (seed >> 24) % 26);
        }
        toc_arena arena;
        toc_arena_init(&arena);
        toc_decoded out;
        if (toc_decode(&out, (toc_slice){bytes, len}, TOC_LIT(""), &arena, NULL) == TOCSIN_OK)
            CHECK(toc_utf8_valid(out.text) == out.text.len &&
                      (out.text.len == 0 || memchr(out.text.ptr, 0, out.text.len) == NULL),
                  "round %u: not valid", round);
        toc_arena_free(&arena);
    }
    return check_done();
}
