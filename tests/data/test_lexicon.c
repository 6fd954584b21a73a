/* tests/data/test_lexicon.c - lint of data/lexicon, data/classes, data/codebook: every row can be used.
 *
 * Known types, methods, modes and CAMEO codes that agree with each other, frames that parse, classes
 * that exist, no two rows that answer the same words under the same conditions with different
 * codes. Whether the examples hold is the business of `tocsin lint`. */
#include "base/arena.h"
#include "event/story.h"
#include "record/codes.h"

#include "check.h"
#include <stdio.h>
#include <stdlib.h>

static toc_dict events, classes, cameo;

static void note(void *ctx, const char *file, uint32_t line, const char *message)
{
    (void)ctx;
    CHECK(false, "%s:%u: %s", file, line, message);
}

static toc_slice cell(toc_row row, const char *name)
{
    return toc_dict_cell(&events, row, toc_dict_col(&events, name));
}

/* The program's own classes: entity kinds, and what chunks tell. */
static bool own_class(toc_slice name)
{
    static const char *const WORDS[] = {"actor", "country", "place", "time", "officeholder"};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (toc_slice_is(name, WORDS[i])) return true;
    return toc_entity_of(name) != 0;
}

static bool class_exists(toc_slice name)
{
    if (own_class(name)) return true;
    for (uint32_t i = 0; i < toc_dict_rows(&classes, 0); i++) {
        toc_slice list = toc_dict_cell(&classes, (toc_row){0, i}, 1), word;
        while (toc_slice_cut(&list, ' ', &word))
            if (toc_slice_eq(word, name)) return true;
    }
    return false;
}

/* Names already looked up: few, asked for by thousands of rows. */
static toc_slice known[512];
static size_t known_count;

static bool known_class(toc_slice name)
{
    for (size_t i = 0; i < known_count; i++)
        if (toc_slice_eq(known[i], name)) return true;
    if (!class_exists(name)) return false;
    if (known_count < sizeof known / sizeof *known) known[known_count++] = name;
    return true;
}

static void check_frame(const toc_frame *frame, const char *where)
{
    for (uint32_t i = 0; i < frame->condition_count; i++) {
        toc_slice words = frame->conditions[i].words, word;
        CHECK(frame->conditions[i].slot.len > 0 && words.len > 0, "%s: empty condition", where);
        while (toc_slice_cut(&words, '|', &word))
            if (word.len > 0 && word.ptr[0] == '@')
                CHECK(known_class(toc_slice_sub(word, 1, word.len)), "%s: no class %.*s", where,
                      (int)word.len, word.ptr);
    }
}

static void check_pattern(toc_slice pattern, const char *where)
{
    toc_slice word;
    size_t n = 0;
    bool last_gap = false;
    while (toc_slice_cut(&pattern, ' ', &word)) {
        if (word.len == 0) continue;
        last_gap = toc_slice_is(word, "*");
        CHECK(n > 0 || !last_gap, "%s: a gap begins the pattern", where);
        if (word.ptr[0] == '@')
            CHECK(known_class(toc_slice_sub(word, 1, word.len)), "%s: no class %.*s", where,
                  (int)word.len, word.ptr);
        n++;
    }
    CHECK(n > 0 && !last_gap, "%s: empty pattern, or a gap ends it", where);
}

static void check_codes(toc_row row, const toc_frame *frame, const char *where)
{
    const toc_slice type = cell(row, "type"), method = cell(row, "method"),
                    mode = cell(row, "mode");
    const toc_slice code = cell(row, "cameo"), pos = cell(row, "pos");
    CHECK(toc_slice_is(pos, "v") || toc_slice_is(pos, "n") || toc_slice_is(pos, "a"),
          "%s: pos %.*s", where, (int)pos.len, pos.ptr);
    if (frame->none) {
        CHECK(type.len + method.len + mode.len + code.len == 0, "%s: a blocking row has codes",
              where);
        return;
    }
    CHECK(type.len == 0 || toc_type_of(type) != 0, "%s: type %.*s", where, (int)type.len, type.ptr);
    CHECK(method.len == 0 || toc_method_of(method) != 0, "%s: method %.*s", where, (int)method.len,
          method.ptr);
    CHECK(mode.len == 0 || toc_mode_of(mode) != 0, "%s: mode %.*s", where, (int)mode.len, mode.ptr);
    toc_hit hit;
    uint64_t keys[2];
    CHECK(toc_phrase_keys(code, keys, 2) == 1 && toc_dict_match(&cameo, keys, 1, &hit, 1) == 1,
          "%s: cameo %.*s", where, (int)code.len, code.ptr);
    CHECK(type.len > 0 || (code.len > 1 && code.ptr[0] == '0' && code.ptr[1] < '3'),
          "%s: only statements have no type", where);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "pattern|pos|frame" of each row, then its codes after a TAB: neighbours with one key must agree. */
static void check_duplicates(toc_arena *arena)
{
    const uint32_t rows = toc_dict_rows(&events, 0);
    char **keys = toc_alloc_n(arena, rows, sizeof *keys);
    CHECK(keys != NULL, "no memory");
    for (uint32_t i = 0; keys != NULL && i < rows; i++) {
        const toc_row row = {0, i};
        const toc_slice parts[] = {cell(row, "pattern"), cell(row, "pos"), cell(row, "frame")};
        keys[i] = toc_alloc_n(arena, parts[0].len + parts[1].len + parts[2].len + 3, 1);
        if (keys[i] == NULL) return;
        snprintf(keys[i], parts[0].len + parts[1].len + parts[2].len + 3, "%.*s|%.*s|%.*s",
                 (int)parts[0].len, parts[0].ptr, (int)parts[1].len, parts[1].ptr,
                 (int)parts[2].len, parts[2].ptr);
    }
    qsort(keys, rows, sizeof *keys, by_text);
    for (uint32_t i = 1; i < rows; i++)
        CHECK(strcmp(keys[i - 1], keys[i]) != 0, "twice: %s", keys[i]);
}

int main(void)
{
    toc_pack_part *parts;
    size_t part_count, len;
    tocsin_error err = {0};
    char *bytes;
    toc_pack pack;
    CHECK(toc_dict_compile_dir("data", &parts, &part_count, note, NULL, &err) == TOCSIN_OK, "%s",
          err.message);
    CHECK(toc_pack_write(&bytes, &len, parts, part_count, &err) == TOCSIN_OK, "%s", err.message);
    toc_dict_parts_free(parts, part_count);
    CHECK(toc_pack_from_bytes(&pack, bytes, len, "data", &err) == TOCSIN_OK, "%s", err.message);
    CHECK(toc_dict_view(&events, &pack, 1, "event") && toc_dict_view(&classes, &pack, 1, "class") &&
              toc_dict_view(&cameo, &pack, 1, "cameo"),
          "tables missing");
    toc_arena arena;
    toc_arena_init(&arena);
    unsigned types[TOC_TYPE_COUNT] = {0}, methods[TOC_METHOD_COUNT] = {0}, blocking = 0;
    for (uint32_t i = 0; i < toc_dict_rows(&events, 0); i++) {
        const toc_row row = {0, i};
        char where[128];
        uint32_t line;
        const toc_slice file = toc_dict_file(&events, row, &line), pattern = cell(row, "pattern");
        snprintf(where, sizeof where, "%.*s:%u %.*s", (int)file.len, file.ptr, line,
                 (int)(pattern.len < 60 ? pattern.len : 60), pattern.ptr);
        toc_frame frame;
        toc_slice bad = {NULL, 0};
        CHECK(toc_frame_parse(cell(row, "frame"), &frame, &bad), "%s: frame word %.*s", where,
              (int)bad.len, bad.ptr);
        check_frame(&frame, where);
        check_pattern(pattern, where);
        check_codes(row, &frame, where);
        types[toc_type_of(cell(row, "type"))]++;
        methods[toc_method_of(cell(row, "method"))]++;
        blocking += frame.none;
    }
    for (unsigned t = 1; t < TOC_TYPE_COUNT; t++)
        CHECK(types[t] >= 20, "only %u rows of type %s", types[t], toc_type_word(t));
    for (unsigned m = 1; m < TOC_METHOD_COUNT; m++)
        CHECK(methods[m] > 0, "no row of method %s", toc_method_word(m));
    CHECK(blocking > 200, "%u blocking rows", blocking);
    check_duplicates(&arena);
    toc_arena_free(&arena);
    toc_pack_close(&pack);
    return check_done();
}
