/* src/base/utf8.c - see utf8.h. */
#include "base/utf8.h"

#include "base/hash.h"

static const struct {
    uint16_t code;
    char base[4];
} FOLDS[] = {
#include "base/fold_table.inc"
};

uint32_t toc_utf8_next(toc_slice s, size_t *at)
{
    if (*at >= s.len) return 0;
    const unsigned char *p = (const unsigned char *)s.ptr + *at;
    const size_t left = s.len - *at;
    if (p[0] < 0x80) {
        *at += 1;
        return p[0];
    }
    static const uint32_t LEAST[5] = {0, 0, 0x80, 0x800, 0x10000};
    const size_t n = p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : 2;
    uint32_t c = p[0] & (0xffu >> (n + 1));
    bool good = p[0] >= 0xc2 && p[0] <= 0xf4 && n <= left;
    for (size_t i = 1; good && i < n; i++) {
        good = (p[i] & 0xc0) == 0x80;
        c = c << 6 | (p[i] & 0x3f);
    }
    good = good && c >= LEAST[n] && c <= 0x10ffff && (c < 0xd800 || c > 0xdfff);
    *at += good ? n : 1;
    return good ? c : 0xfffd;
}

size_t toc_utf8_put(char out[4], uint32_t c)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xc0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3f));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xe0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3f));
        out[2] = (char)(0x80 | (c & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3f));
    out[2] = (char)(0x80 | (c >> 6 & 0x3f));
    out[3] = (char)(0x80 | (c & 0x3f));
    return 4;
}

size_t toc_utf8_valid(toc_slice s)
{
    size_t at = 0;
    while (at < s.len) {
        if ((unsigned char)s.ptr[at] < 0x80) {
            at++;
            continue;
        }
        size_t next = at;
        const bool literal = s.len - at >= 3 && memcmp(s.ptr + at, "\xef\xbf\xbd", 3) == 0;
        if (toc_utf8_next(s, &next) == 0xfffd && !literal) return at;
        at = next;
    }
    return s.len;
}

bool toc_is_upper(uint32_t c)
{
    return toc_lower(c) != c;
}

bool toc_is_letter(uint32_t c)
{
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return c >= 0xc0 && c != 0xd7 && c != 0xf7 && (c < 0x2000 || c > 0x2bff) && c < 0xfff0;
}

uint32_t toc_lower(uint32_t c)
{
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
    if (c >= 0xc0 && c <= 0xde && c != 0xd7) return c + 32;
    if (c == 0x178) return 0xff;
    if (c == 0x130) return 'i';
    if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17d)) return (c & 1) ? c + 1 : c;
    if (c >= 0x100 && c <= 0x177 && c != 0x131 && c != 0x138 && c != 0x149)
        return (c & 1) ? c : c + 1;
    if (c == 0x18f) return 0x259;
    if (c >= 0x1e00 && c <= 0x1eff && !(c >= 0x1e96 && c <= 0x1e9f)) return (c & 1) ? c : c + 1;
    if (c >= 0x391 && c <= 0x3a9 && c != 0x3a2) return c + 32;
    if (c >= 0x410 && c <= 0x42f) return c + 32;
    if (c >= 0x400 && c <= 0x40f) return c + 80;
    return c;
}

uint32_t toc_upper(uint32_t c)
{
    if (c < 0x80) return c >= 'a' && c <= 'z' ? c - 32 : c;
    switch (c) { /* not a fixed step away, or not the way back */
    case 0xff: return 0x178;
    case 0x131: return 'I';
    case 0x259: return 0x18f;
    case 0x3c2: return 0x3a3;
    default: break;
    }
    static const uint32_t STEPS[] = {1, 32, 80};
    for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++)
        if (toc_lower(c - STEPS[i]) == c) return c - STEPS[i];
    return c;
}

/* Base letters of a Latin letter with marks; "" for marks and apostrophes; NULL: stays as it is. */
static const char *base_of(uint32_t c)
{
    if (c >= 0x300 && c <= 0x36f) return "";
    size_t low = 0, high = sizeof FOLDS / sizeof *FOLDS;
    while (low < high) {
        const size_t mid = (low + high) / 2;
        if (FOLDS[mid].code < c)
            low = mid + 1;
        else
            high = mid;
    }
    return low < sizeof FOLDS / sizeof *FOLDS && FOLDS[low].code == c ? FOLDS[low].base : NULL;
}

/* What an ASCII sign becomes; 0: it is dropped, as '.' and '\'' are. */
static const char FOLDED[128] = {
    ['#'] = '#', ['$'] = '$', ['%'] = '%', ['&'] = '&', ['*'] = '*', ['+'] = '+', ['@'] = '@',
    ['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4', ['5'] = '5', ['6'] = '6',
    ['7'] = '7', ['8'] = '8', ['9'] = '9', ['a'] = 'a', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd',
    ['e'] = 'e', ['f'] = 'f', ['g'] = 'g', ['h'] = 'h', ['i'] = 'i', ['j'] = 'j', ['k'] = 'k',
    ['l'] = 'l', ['m'] = 'm', ['n'] = 'n', ['o'] = 'o', ['p'] = 'p', ['q'] = 'q', ['r'] = 'r',
    ['s'] = 's', ['t'] = 't', ['u'] = 'u', ['v'] = 'v', ['w'] = 'w', ['x'] = 'x', ['y'] = 'y',
    ['z'] = 'z', ['A'] = 'a', ['B'] = 'b', ['C'] = 'c', ['D'] = 'd', ['E'] = 'e', ['F'] = 'f',
    ['G'] = 'g', ['H'] = 'h', ['I'] = 'i', ['J'] = 'j', ['K'] = 'k', ['L'] = 'l', ['M'] = 'm',
    ['N'] = 'n', ['O'] = 'o', ['P'] = 'p', ['Q'] = 'q', ['R'] = 'r', ['S'] = 's', ['T'] = 't',
    ['U'] = 'u', ['V'] = 'v', ['W'] = 'w', ['X'] = 'x', ['Y'] = 'y', ['Z'] = 'z'};

size_t toc_fold(toc_slice word, char *out, size_t room)
{
    size_t n = 0;
    for (size_t at = 0; at < word.len;) {
        const unsigned char b = (unsigned char)word.ptr[at];
        if (b < 0x80) {
            at++;
            if (FOLDED[b] != 0 && n < room) out[n++] = FOLDED[b];
            continue;
        }
        const uint32_t c = toc_utf8_next(word, &at);
        const char *base = base_of(c);
        if (base != NULL) {
            for (; *base != '\0'; base++)
                if (n < room) out[n++] = *base;
        } else if (toc_is_letter(c)) {
            char utf8[4];
            const size_t len = toc_utf8_put(utf8, toc_lower(c));
            for (size_t i = 0; i < len && n + len - i <= room; i++) out[n++] = utf8[i];
        }
    }
    return n;
}

uint64_t toc_fold_hash(toc_slice word)
{
    char key[256];
    const size_t n = toc_fold(word, key, sizeof key);
    return n == 0 ? 0 : toc_hash(key, n);
}
