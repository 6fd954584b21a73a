/* src/pack/dict.c - reading compiled dictionaries; every index from the file is checked. */
#include "pack/dict.h"

#include <stdio.h>

#include "base/hash.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "pack/dict_format.h"

static bool table_view(toc_table *out, toc_slice s)
{
    if (s.ptr == NULL || s.len < DICT_HEADER_BYTES || memcmp(s.ptr, "TDIC", 4) != 0 ||
        toc_read_u32(s.ptr + 4) != DICT_FORMAT)
        return false;
    toc_table t = {.bytes = s.ptr,
                   .rows = toc_read_u32(s.ptr + 8),
                   .cols = toc_read_u32(s.ptr + 12),
                   .files = toc_read_u32(s.ptr + 16),
                   .node_count = toc_read_u32(s.ptr + 20),
                   .posting_count = toc_read_u32(s.ptr + 28),
                   .string_bytes = toc_read_u32(s.ptr + 32)};
    const uint32_t slots = toc_read_u32(s.ptr + 24);
    const uint32_t firsts = toc_read_u32(s.ptr + 36);
    if (slots == 0 || (slots & (slots - 1)) != 0 || t.cols > 64) return false;
    if (firsts < 64 || (firsts & (firsts - 1)) != 0) return false;
    t.edge_mask = slots - 1;
    t.first_mask = firsts - 1;
    const uint64_t sizes[] = {(uint64_t)4 * t.cols,
                              (uint64_t)4 * t.files,
                              (uint64_t)8 * t.rows,
                              (uint64_t)4 * t.rows * t.cols,
                              (uint64_t)DICT_NODE_BYTES * t.node_count,
                              (uint64_t)DICT_POSTING_BYTES * t.posting_count,
                              (uint64_t)DICT_EDGE_BYTES * slots,
                              firsts / 8,
                              t.string_bytes};
    uint64_t at = DICT_HEADER_BYTES;
    const char *parts[sizeof sizes / sizeof *sizes];
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        if (sizes[i] > s.len - at) return false;
        parts[i] = s.ptr + at;
        at += sizes[i];
    }
    t.row_files = parts[2];
    t.cells = parts[3];
    t.nodes = parts[4];
    t.postings = parts[5];
    t.edges = parts[6];
    t.firsts = parts[7];
    t.strings = parts[8];
    if (t.node_count == 0 || t.string_bytes < 2) return false;
    *out = t;
    return true;
}

bool toc_dict_view(toc_dict *out, const toc_pack *packs, size_t count, const char *table)
{
    *out = (toc_dict){0};
    char name[32];
    snprintf(name, sizeof name, "dict/%s", table);
    for (size_t i = count; i-- > 0 && out->layers < TOC_DICT_LAYERS;)
        if (table_view(&out->layer[out->layers], toc_pack_section(&packs[i], name))) out->layers++;
    return out->layers > 0;
}

static toc_slice string_at(const toc_table *t, uint32_t offset)
{
    if (offset > t->string_bytes - 2) return TOC_LIT("");
    const unsigned char *p = (const unsigned char *)t->strings + offset;
    const size_t len = (size_t)p[0] | (size_t)p[1] << 8;
    if (len > t->string_bytes - 2 - offset) return TOC_LIT("");
    return (toc_slice){(const char *)p + 2, len};
}

/* Most words begin no phrase: a filter of some kilobytes, which stay in the cache, says so. */
static bool may_begin(const toc_table *t, uint64_t edge_hash)
{
    const uint32_t bit = dict_first_bit(edge_hash, t->first_mask);
    return ((unsigned char)t->firsts[bit / 8] >> (bit % 8) & 1) != 0;
}

bool toc_dict_begins(const toc_dict *dict, uint64_t key)
{
    for (uint32_t layer = 0; layer < dict->layers && key != 0; layer++)
        if (may_begin(&dict->layer[layer], dict_edge_hash(key, 0))) return true;
    return false;
}

uint32_t toc_dict_step(const toc_dict *dict, uint32_t layer, uint32_t node, uint64_t key)
{
    const toc_table *t = &dict->layer[layer];
    if (key == 0 || node >= t->node_count) return 0;
    /* most phrases end where they are: no need to ask the hash what follows */
    if (node != 0 &&
        (toc_read_u32(t->nodes + (size_t)node * DICT_NODE_BYTES + 4) & DICT_INNER) == 0)
        return 0;
    const uint64_t hash = dict_edge_hash(key, node);
    if (node == 0 && !may_begin(t, hash)) return 0;
    uint32_t slot = (uint32_t)hash & t->edge_mask;
    for (uint32_t probes = 0; probes <= t->edge_mask; probes++) {
        const char *edge = t->edges + (size_t)slot * DICT_EDGE_BYTES;
        const uint32_t child = toc_read_u32(edge + 12);
        if (child == 0) return 0;
        if (toc_read_u64(edge) == key && toc_read_u32(edge + 8) == node)
            return child < t->node_count ? child : 0;
        slot = (slot + 1) & t->edge_mask;
    }
    return 0;
}

size_t toc_dict_at(const toc_dict *dict, uint32_t layer, uint32_t node, toc_hit *hits, size_t room)
{
    const toc_table *t = &dict->layer[layer];
    if (node >= t->node_count) return 0;
    const char *n = t->nodes + (size_t)node * DICT_NODE_BYTES;
    const uint32_t first = toc_read_u32(n), count = toc_read_u32(n + 4) & ~DICT_INNER;
    size_t found = 0;
    for (uint32_t i = 0; i < count && found < room; i++) {
        if (first >= t->posting_count || i >= t->posting_count - first) break;
        const char *p = t->postings + (size_t)(first + i) * DICT_POSTING_BYTES;
        const uint32_t row = toc_read_u32(p), form = toc_read_u32(p + 4);
        if (row >= t->rows) continue;
        hits[found++] = (toc_hit){.row = {layer, row},
                                  .exact = (form & DICT_EXACT) != 0,
                                  .form = string_at(t, form & ~DICT_EXACT)};
    }
    return found;
}

size_t toc_dict_match(const toc_dict *dict, const uint64_t *keys, size_t count, toc_hit *hits,
                      size_t room)
{
    size_t found = 0;
    for (uint32_t layer = 0; layer < dict->layers; layer++) {
        uint32_t path[TOC_MAX_PHRASE_WORDS], node = 0;
        size_t depth = 0;
        while (depth < count && depth < TOC_MAX_PHRASE_WORDS) {
            node = toc_dict_step(dict, layer, node, keys[depth]);
            if (node == 0) break;
            path[depth++] = node;
        }
        for (; depth > 0; depth--) {
            const size_t n = toc_dict_at(dict, layer, path[depth - 1], hits + found, room - found);
            for (size_t i = 0; i < n; i++) hits[found + i].words = (uint32_t)depth;
            found += n;
        }
    }
    /* Two layers: longest first over both, the user's in front of the built-in (stable). */
    for (size_t i = 1; i < found; i++) {
        const toc_hit hit = hits[i];
        size_t j = i;
        for (; j > 0 && hits[j - 1].words < hit.words; j--) hits[j] = hits[j - 1];
        hits[j] = hit;
    }
    return found;
}

uint32_t toc_dict_rows(const toc_dict *dict, uint32_t layer)
{
    return layer < dict->layers ? dict->layer[layer].rows : 0;
}

static toc_slice column_name(const toc_table *t, uint32_t col)
{
    return string_at(t, toc_read_u32(t->bytes + DICT_HEADER_BYTES + (size_t)4 * col));
}

uint32_t toc_dict_col(const toc_dict *dict, const char *name)
{
    for (uint32_t layer = 0; layer < dict->layers; layer++)
        for (uint32_t col = 0; col < dict->layer[layer].cols; col++)
            if (toc_slice_is(column_name(&dict->layer[layer], col), name)) return col;
    return UINT32_MAX;
}

toc_slice toc_dict_cell(const toc_dict *dict, toc_row row, uint32_t col)
{
    const toc_table *t = &dict->layer[row.layer];
    if (row.index >= t->rows || col >= t->cols) return TOC_LIT("");
    return string_at(t, toc_read_u32(t->cells + ((size_t)row.index * t->cols + col) * 4));
}

toc_slice toc_dict_file(const toc_dict *dict, toc_row row, uint32_t *line)
{
    const toc_table *t = &dict->layer[row.layer];
    *line = 0;
    if (row.index >= t->rows) return TOC_LIT("");
    const char *p = t->row_files + (size_t)row.index * 8;
    const uint32_t file = toc_read_u32(p);
    *line = toc_read_u32(p + 4);
    if (file >= t->files) return TOC_LIT("");
    const char *names = t->bytes + DICT_HEADER_BYTES + (size_t)4 * t->cols;
    return string_at(t, toc_read_u32(names + (size_t)4 * file));
}

toc_slice toc_dict_where(const toc_dict *dict, toc_row row, toc_arena *arena)
{
    uint32_t line;
    const toc_slice file = toc_dict_file(dict, row, &line);
    char text[320];
    const int n = snprintf(text, sizeof text, "%.*s:%u", (int)(file.len < 256 ? file.len : 256),
                           file.ptr, line);
    return toc_dup(arena, (toc_slice){text, n < 0 ? 0 : (size_t)n});
}

size_t toc_phrase_keys(toc_slice phrase, uint64_t *keys, size_t room)
{
    size_t n = 0;
    size_t at = 0;
    while (at < phrase.len) {
        while (at < phrase.len && (phrase.ptr[at] == ' ' || phrase.ptr[at] == '-')) at++;
        const size_t from = at;
        while (at < phrase.len && phrase.ptr[at] != ' ' && phrase.ptr[at] != '-') at++;
        if (at == from) break;
        toc_slice word = toc_slice_sub(phrase, from, at);
        /* "Iran's": the tokeniser splits the clitic off, so the phrase does too */
        size_t clitic = 0;
        if (word.len > 2 && (word.ptr[word.len - 1] == 's' || word.ptr[word.len - 1] == 'S')) {
            if (word.ptr[word.len - 2] == '\'') clitic = 2;
            if (word.len > 4 && memcmp(word.ptr + word.len - 4, "\xe2\x80\x99", 3) == 0) clitic = 4;
        }
        word.len -= clitic;
        const uint64_t key = toc_fold_hash(word);
        if (key != 0) {
            if (n == room) return 0;
            keys[n++] = key;
        }
        if (clitic > 0) {
            if (n == room) return 0;
            keys[n++] = toc_hash("s", 1);
        }
    }
    return n;
}
