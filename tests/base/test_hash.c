/* tests/base/test_hash.c - the hash keeps near words apart: every length, every byte, every bit. */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "check.h"

#define LONGEST 64
#define VARIANTS 26 /* letters that each place is changed to */

static int by_value(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static size_t equal_keys(uint64_t *keys, size_t count, unsigned bits)
{
    for (size_t i = 0; i < count; i++)
        keys[i] &= bits == 64 ? UINT64_MAX : (UINT64_C(1) << bits) - 1;
    qsort(keys, count, sizeof *keys, by_value);
    size_t equal = 0;
    for (size_t i = 1; i < count; i++) equal += keys[i] == keys[i - 1];
    return equal;
}

/* Pairs that a hash that lost bits at some lengths once confused, and others of their kind. */
static const struct {
    const char *a, *b;
} NEAR[] = {
    {"yanukovych", "yanukovich"},
    {"ammunition", "ammunitiom"},
    {"parliament", "parliamenx"},
    {"the democratic republic of", "the democratic republic oe"},
    {"a", "b"},
    {"ab", "ba"},
    {"abcdefgh", "abcdefgi"},
    {"abcdefgha", "abcdefghb"},
    {"abcdefgh", "abcdefgh "},
    {"aaaaaaaa", "aaaaaaaaa"},
    {"abcdefghabcdefgi", "abcdefgiabcdefgh"},
};

static void near_words(void)
{
    for (size_t i = 0; i < sizeof NEAR / sizeof *NEAR; i++) {
        const uint64_t a = toc_hash(NEAR[i].a, strlen(NEAR[i].a)),
                       b = toc_hash(NEAR[i].b, strlen(NEAR[i].b));
        CHECK(a != b && (uint32_t)a != (uint32_t)b && a >> 32 != b >> 32, "\"%s\" and \"%s\"",
              NEAR[i].a, NEAR[i].b);
    }
}

/* A word of each length with one byte changed into each letter: all keys differ, and their halves,
 * of which tables make places and fingerprints, collide no more often than chance (a pair in 2^32). */
static void one_byte_changed(void)
{
    static const char BASE[LONGEST + 1] =
        "thegovernmentofthedemocraticrepublicannouncedonfridaythatelectio";
    static uint64_t keys[LONGEST * VARIANTS + 1], half[LONGEST * VARIANTS + 1];
    for (size_t len = 1; len <= LONGEST; len++) {
        char word[LONGEST];
        size_t n = 0;
        keys[n++] = toc_hash(BASE, len);
        for (size_t at = 0; at < len; at++)
            for (char c = 'a'; c <= 'z'; c++) {
                memcpy(word, BASE, len);
                if (word[at] == c) continue;
                word[at] = c;
                keys[n++] = toc_hash(word, len);
            }
        for (size_t i = 0; i < n; i++) half[i] = keys[i] >> 32;
        CHECK(equal_keys(half, n, 64) <= 1, "upper halves, length %zu", len);
        memcpy(half, keys, n * sizeof *keys);
        CHECK(equal_keys(half, n, 32) <= 1, "lower halves, length %zu", len);
        CHECK(equal_keys(keys, n, 64) == 0, "words of %zu bytes", len);
    }
}

/* Each bit of a word changes each bit of its key in about half of the words. */
static void avalanche(void)
{
    for (size_t len = 1; len <= LONGEST; len++) {
        enum { WORDS = 256 };
        uint64_t state = len;
        uint32_t flips[64] = {0}, rounds = 0;
        for (int w = 0; w < WORDS; w++) {
            unsigned char word[LONGEST];
            for (size_t i = 0; i < len; i++)
                word[i] = (unsigned char)((state = toc_mix(state, i + 1)) >> 40);
            const uint64_t key = toc_hash(word, len);
            const size_t bit = (size_t)(toc_mix(state, 99) % (len * 8));
            word[bit / 8] ^= (unsigned char)(1u << (bit % 8));
            const uint64_t changed = key ^ toc_hash(word, len);
            for (int b = 0; b < 64; b++) flips[b] += (uint32_t)(changed >> b & 1);
            rounds++;
        }
        uint32_t least = rounds, most = 0;
        for (int b = 0; b < 64; b++) {
            if (flips[b] < least) least = flips[b];
            if (flips[b] > most) most = flips[b];
        }
        CHECK(least > rounds / 4 && most < rounds - rounds / 4,
              "length %zu: a bit flipped %u to %u times of %u", len, least, most, rounds);
    }
}

/* Small numbers (tags, labels, template numbers) and their swaps stay apart. */
static void mix_keeps_operands(void)
{
    enum { SIDE = 300 };
    static uint64_t keys[SIDE * SIDE];
    size_t n = 0;
    for (uint64_t a = 0; a < SIDE; a++)
        for (uint64_t b = 0; b < SIDE; b++) keys[n++] = toc_mix(a, b);
    CHECK(equal_keys(keys, n, 64) == 0, "%d small numbers on either side", SIDE);
    n = 0;
    for (unsigned k = 0; k < 32; k++)
        for (unsigned j = 0; j < 32; j++) keys[n++] = toc_mix(UINT64_C(1) << k, UINT64_C(1) << j);
    CHECK(equal_keys(keys, n, 64) == 0, "single bits of 32 on either side");
}

int main(void)
{
    near_words();
    one_byte_changed();
    avalanche();
    mix_keeps_operands();
    CHECK(toc_hash("", 0) != 0, "nothing");
    return check_done();
}
