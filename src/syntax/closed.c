/* src/syntax/closed.c - words that are one part of speech wherever they stand, from table `closed`. */
#include "syntax/features.h"

/* At most half full, so that a search ends soon. */
static uint32_t room_for(uint32_t words)
{
    uint32_t room = 64;
    while (room < 2 * words) room *= 2;
    return room;
}

static void add(toc_closed *closed, uint64_t hash, uint8_t upos)
{
    uint32_t at = (uint32_t)hash & closed->mask;
    while (closed->slots[at].upos != TOC_UPOS_NONE && closed->slots[at].hash != hash)
        at = (at + 1) & closed->mask;
    if (closed->slots[at].upos == TOC_UPOS_NONE) closed->slots[at] = (toc_closed_word){hash, upos};
}

/* Words between spaces. */
static uint32_t words_of(toc_slice cell)
{
    uint32_t words = 0;
    toc_slice word;
    while (toc_slice_cut(&cell, ' ', &word)) words += word.len > 0;
    return words;
}

static bool read_row(toc_closed *out, const toc_dict *table, toc_row row, tocsin_error *err)
{
    const toc_slice name = toc_dict_cell(table, row, toc_dict_col(table, "upos"));
    const unsigned upos = toc_upos_of(name);
    if (upos == TOC_UPOS_NONE) {
        uint32_t line = 0;
        const toc_slice file = toc_dict_file(table, row, &line);
        toc_fail(err, TOCSIN_DICT_SYNTAX, "%.*s:%u: \"%.*s\" is no part of speech (UPOS)",
                 (int)file.len, file.ptr, line, (int)name.len, name.ptr);
        return false;
    }
    toc_slice rest = toc_dict_cell(table, row, toc_dict_col(table, "words")), word;
    while (toc_slice_cut(&rest, ' ', &word))
        if (word.len > 0) add(out, toc_lower_hash(word.ptr, word.len), (uint8_t)upos);
    return true;
}

tocsin_status toc_closed_open(toc_closed *out, const toc_pack *packs, size_t count,
                              toc_arena *arena, tocsin_error *err)
{
    toc_dict table;
    *out = (toc_closed){0};
    if (!toc_dict_view(&table, packs, count, "closed")) return TOCSIN_OK;
    const uint32_t column = toc_dict_col(&table, "words");
    uint32_t words = 0;
    for (uint32_t layer = 0; layer < table.layers; layer++)
        for (uint32_t i = 0; i < toc_dict_rows(&table, layer); i++)
            words += words_of(toc_dict_cell(&table, (toc_row){layer, i}, column));
    const uint32_t room = room_for(words);
    out->slots = TOC_NEW_N(arena, toc_closed_word, room);
    if (out->slots == NULL) return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory");
    out->mask = room - 1;
    for (uint32_t layer = 0; layer < table.layers; layer++) /* the user's first: it stays */
        for (uint32_t i = 0; i < toc_dict_rows(&table, layer); i++)
            if (!read_row(out, &table, (toc_row){layer, i}, err)) return TOCSIN_DICT_SYNTAX;
    return TOCSIN_OK;
}

uint8_t toc_closed_upos(const toc_closed *closed, uint64_t hash)
{
    if (closed->slots == NULL) return TOC_UPOS_NONE;
    uint32_t at = (uint32_t)hash & closed->mask;
    while (closed->slots[at].upos != TOC_UPOS_NONE && closed->slots[at].hash != hash)
        at = (at + 1) & closed->mask;
    return closed->slots[at].upos;
}
