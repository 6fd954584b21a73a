/* src/pack/dict_compile.c - dictionary text to sections; the format stands in dict_format.h.
 *
 * Two passes over nothing: files are read line by line into growing tables, then each table is
 * laid out. The order of files and rows decides all offsets, so the bytes are reproducible. */
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "pack/dict.h"
#include "pack/dict_format.h"

#define MAX_TABLES 64u
#define MAX_COLS 24u

typedef struct string_slot {
    uint64_t hash;
    uint32_t offset;
} string_slot;

typedef struct table {
    toc_slice name;
    toc_slice cols[MAX_COLS];
    uint32_t col_count, alias_col; /* TOC_NONE-like UINT32_MAX: none */
    toc_buf strings;
    string_slot *slots; /* interning: open addressing */
    uint32_t slot_count, string_count;
    TOC_ARRAY(uint32_t) cells;      /* [rows][cols] */
    TOC_ARRAY(uint32_t) row_files;  /* file, line pairs */
    TOC_ARRAY(uint32_t) files;      /* string offsets of file names */
    TOC_ARRAY(uint64_t) edge_keys;  /* one for each node but the root */
    TOC_ARRAY(uint32_t) edge_nodes; /* parent of that node */
    uint32_t *edges;                /* [edge_slots] node + 0 free; the trie's hash while building */
    uint32_t edge_slots, node_count;
    TOC_ARRAY(uint32_t) postings; /* node, row, form triples, in order of adding */
    uint32_t rows;
} table;

typedef struct compiler {
    toc_arena arena;
    table tables[MAX_TABLES];
    uint32_t table_count;
    toc_dict_report report;
    void *ctx;
    tocsin_error *err;
    tocsin_status status;
    bool failed;
} compiler;

static uint32_t intern(compiler *c, table *t, toc_slice s)
{
    if (t->string_count * 2 >= t->slot_count) {
        const uint32_t bigger = t->slot_count == 0 ? 1024 : t->slot_count * 2;
        string_slot *slots = calloc(bigger, sizeof *slots);
        if (slots == NULL) {
            c->failed = true;
            return 0;
        }
        for (uint32_t i = 0; i < t->slot_count; i++) {
            if (t->slots[i].hash == 0) continue;
            uint32_t at = (uint32_t)t->slots[i].hash & (bigger - 1);
            while (slots[at].hash != 0) at = (at + 1) & (bigger - 1);
            slots[at] = t->slots[i];
        }
        free(t->slots);
        t->slots = slots;
        t->slot_count = bigger;
        if (t->strings.len == 0) toc_buf_put(&t->strings, "\0\0", 2);
    }
    if (s.len == 0) return 0;
    const uint64_t hash = toc_hash_slice(s);
    uint32_t at = (uint32_t)hash & (t->slot_count - 1);
    for (; t->slots[at].hash != 0; at = (at + 1) & (t->slot_count - 1)) {
        if (t->slots[at].hash != hash) continue;
        const unsigned char *p = (const unsigned char *)t->strings.ptr + t->slots[at].offset;
        const size_t len = (size_t)p[0] | (size_t)p[1] << 8;
        if (len == s.len && memcmp(p + 2, s.ptr, len) == 0) return t->slots[at].offset;
    }
    const uint32_t offset = (uint32_t)t->strings.len;
    const char head[2] = {(char)(s.len & 0xff), (char)(s.len >> 8)};
    toc_buf_put(&t->strings, head, 2);
    toc_buf_slice(&t->strings, s);
    t->slots[at] = (string_slot){hash, offset};
    t->string_count++;
    return offset;
}

/* A finding: goes to the reporter if there is one, else ends the compilation. */
static void finding(compiler *c, const char *file, uint32_t line, const char *message)
{
    if (c->report != NULL) {
        c->report(c->ctx, file, line, message);
    } else if (c->status == TOCSIN_OK) {
        c->status =
            toc_fail_at(c->err, TOCSIN_DICT_SYNTAX, line, 0, "%s:%u: %s", file, line, message);
    }
}

static bool grow_trie(compiler *c, table *t)
{
    const uint32_t bigger = t->edge_slots == 0 ? 1024 : t->edge_slots * 2;
    uint32_t *edges = calloc(bigger, sizeof *edges);
    if (edges == NULL) {
        c->failed = true;
        return false;
    }
    for (uint32_t node = 1; node < t->node_count; node++) {
        uint32_t at =
            (uint32_t)dict_edge_hash(t->edge_keys.items[node - 1], t->edge_nodes.items[node - 1]) &
            (bigger - 1);
        while (edges[at] != 0) at = (at + 1) & (bigger - 1);
        edges[at] = node;
    }
    free(t->edges);
    t->edges = edges;
    t->edge_slots = bigger;
    return true;
}

static uint32_t child_of(compiler *c, table *t, uint32_t parent, uint64_t key)
{
    if (t->node_count * 2 >= t->edge_slots && !grow_trie(c, t)) return 0;
    uint32_t at = (uint32_t)dict_edge_hash(key, parent) & (t->edge_slots - 1);
    for (; t->edges[at] != 0; at = (at + 1) & (t->edge_slots - 1)) {
        const uint32_t node = t->edges[at];
        if (t->edge_keys.items[node - 1] == key && t->edge_nodes.items[node - 1] == parent)
            return node;
    }
    toc_push(&c->arena, &t->edge_keys, key);
    toc_push(&c->arena, &t->edge_nodes, parent);
    if (c->arena.failed) return 0;
    t->edges[at] = t->node_count;
    return t->node_count++;
}

static void add_phrase(compiler *c, table *t, toc_slice form, uint32_t row, const char *file,
                       uint32_t line)
{
    uint32_t exact = 0;
    form = toc_slice_trim(form);
    if (form.len > 0 && form.ptr[0] == '=') {
        exact = DICT_EXACT;
        form = toc_slice_sub(form, 1, form.len);
    }
    uint64_t keys[TOC_MAX_PHRASE_WORDS];
    const size_t n = toc_phrase_keys(form, keys, TOC_MAX_PHRASE_WORDS);
    if (n == 0) {
        finding(c, file, line, "a phrase without words, or with too many");
        return;
    }
    uint32_t node = 0;
    for (size_t i = 0; i < n; i++) {
        node = child_of(c, t, node, keys[i]);
        if (node == 0) return;
    }
    toc_push(&c->arena, &t->postings, node);
    toc_push(&c->arena, &t->postings, row);
    toc_push(&c->arena, &t->postings, intern(c, t, form) | exact);
}

static table *begin_table(compiler *c, toc_slice head, const char *file, uint32_t line)
{
    toc_slice rest = toc_slice_sub(head, 1, head.len), name;
    if (!toc_slice_cut(&rest, ':', &name) || rest.ptr == NULL) {
        finding(c, file, line, "expected \"@table name: column column ...\"");
        return NULL;
    }
    name = toc_slice_trim(name);
    if (name.len > 6 && memcmp(name.ptr, "table ", 6) == 0)
        name = toc_slice_trim(toc_slice_sub(name, 6, name.len));
    table made = {.name = name, .alias_col = UINT32_MAX, .node_count = 1};
    toc_slice word;
    while (toc_slice_cut(&rest, ' ', &word)) {
        word = toc_slice_trim(word);
        if (word.len == 0) continue;
        if (made.col_count == MAX_COLS) {
            finding(c, file, line, "too many columns");
            return NULL;
        }
        if (toc_slice_is(word, "aliases")) made.alias_col = made.col_count;
        made.cols[made.col_count++] = word;
    }
    if (made.col_count == 0 || name.len == 0 || name.len > 24) {
        finding(c, file, line, "expected \"@table name: column column ...\"");
        return NULL;
    }
    for (uint32_t i = 0; i < c->table_count; i++) {
        table *t = &c->tables[i];
        if (!toc_slice_eq(t->name, name)) continue;
        bool same = t->col_count == made.col_count;
        for (uint32_t j = 0; same && j < t->col_count; j++)
            same = toc_slice_eq(t->cols[j], made.cols[j]);
        if (!same) {
            finding(c, file, line, "this table has other columns in an earlier file");
            return NULL;
        }
        return t;
    }
    if (c->table_count == MAX_TABLES) {
        finding(c, file, line, "too many tables");
        return NULL;
    }
    c->tables[c->table_count] = made;
    return &c->tables[c->table_count++];
}

static void add_row(compiler *c, table *t, toc_slice text, uint32_t file, const char *name,
                    uint32_t line)
{
    toc_slice cells[MAX_COLS] = {{NULL, 0}}, rest = text, cell;
    uint32_t n = 0;
    while (toc_slice_cut(&rest, '\t', &cell)) {
        cell = toc_slice_trim(cell);
        if (n == t->col_count) {
            if (cell.len == 0) continue;
            finding(c, name, line, "more cells than the table has columns");
            return;
        }
        cells[n++] = cell;
    }
    const uint32_t row = t->rows;
    for (uint32_t i = 0; i < t->col_count; i++)
        toc_push(&c->arena, &t->cells, intern(c, t, cells[i]));
    toc_push(&c->arena, &t->row_files, file);
    toc_push(&c->arena, &t->row_files, line);
    t->rows++;
    if (!toc_slice_is(cells[0], "-")) add_phrase(c, t, cells[0], row, name, line);
    if (t->alias_col == UINT32_MAX) return;
    rest = cells[t->alias_col];
    while (rest.len > 0 && toc_slice_cut(&rest, '|', &cell))
        if (toc_slice_trim(cell).len > 0) add_phrase(c, t, cell, row, name, line);
}

static void read_file(compiler *c, toc_dict_source file)
{
    table *t = NULL;
    uint32_t line = 0, file_index = 0;
    toc_slice rest = file.text, text;
    if (rest.len >= 3 && memcmp(rest.ptr, "\xef\xbb\xbf", 3) == 0) rest.ptr += 3, rest.len -= 3;
    while (c->status == TOCSIN_OK && !c->failed && toc_slice_cut(&rest, '\n', &text)) {
        line++;
        while (text.len > 0 && text.ptr[text.len - 1] == '\r') text.len--;
        if (text.len == 0 || text.ptr[0] == '#') continue;
        if (text.len > TOC_MAX_DICT_LINE_BYTES) {
            finding(c, file.name, line, "line is too long");
        } else if (toc_utf8_valid(text) != text.len || memchr(text.ptr, 0, text.len) != NULL) {
            finding(c, file.name, line, "not valid UTF-8");
        } else if (text.ptr[0] == '@' && t == NULL) {
            t = begin_table(c, text, file.name, line);
            if (t == NULL) return;
            file_index = t->files.count;
            toc_push(&c->arena, &t->files, intern(c, t, toc_slice_of(file.name)));
        } else if (t == NULL) {
            finding(c, file.name, line, "expected \"@table name: column column ...\" first");
            return;
        } else {
            add_row(c, t, text, file_index, file.name, line);
        }
    }
}

static void put_u32(toc_buf *out, uint32_t v)
{
    const char b[4] = {(char)(v & 0xff), (char)(v >> 8 & 0xff), (char)(v >> 16 & 0xff),
                       (char)(v >> 24)};
    toc_buf_put(out, b, 4);
}

/* A power of two: DICT_FIRST_BITS or more for each word that begins a phrase. */
static uint32_t first_bits(const table *t)
{
    uint64_t firsts = 0, bits = 64;
    for (uint32_t n = 1; n < t->node_count; n++) firsts += t->edge_nodes.items[n - 1] == 0;
    while (bits < firsts * DICT_FIRST_BITS) bits *= 2;
    return (uint32_t)bits;
}

static bool put_firsts(toc_buf *out, const table *t, uint32_t bits)
{
    unsigned char *set = calloc(bits / 8, 1);
    if (set == NULL) return false;
    for (uint32_t n = 1; n < t->node_count; n++) {
        if (t->edge_nodes.items[n - 1] != 0) continue;
        const uint32_t bit =
            dict_first_bit(dict_edge_hash(t->edge_keys.items[n - 1], 0), bits - 1);
        set[bit / 8] = (unsigned char)(set[bit / 8] | 1u << (bit % 8));
    }
    toc_buf_put(out, (const char *)set, bits / 8);
    free(set);
    return true;
}

static bool lay_out(compiler *c, table *t, toc_pack_part *part)
{
    toc_buf out = {0};
    if (t->edge_slots == 0 && !grow_trie(c, t)) return false;
    intern(c, t, TOC_LIT("")); /* offset 0 exists even in an empty table */
    uint32_t col_names[MAX_COLS];
    for (uint32_t i = 0; i < t->col_count; i++) col_names[i] = intern(c, t, t->cols[i]);
    const uint32_t postings = t->postings.count / 3;
    toc_buf_put(&out, "TDIC", 4);
    const uint32_t head[] = {DICT_FORMAT,
                             t->rows,
                             t->col_count,
                             t->files.count,
                             t->node_count,
                             t->edge_slots,
                             postings,
                             (uint32_t)t->strings.len,
                             first_bits(t),
                             0,
                             0,
                             0,
                             0,
                             0,
                             0};
    for (size_t i = 0; i < sizeof head / sizeof *head; i++) put_u32(&out, head[i]);
    for (uint32_t i = 0; i < t->col_count; i++) put_u32(&out, col_names[i]);
    for (uint32_t i = 0; i < t->files.count; i++) put_u32(&out, t->files.items[i]);
    for (uint32_t i = 0; i < t->row_files.count; i++) put_u32(&out, t->row_files.items[i]);
    for (uint32_t i = 0; i < t->cells.count; i++) put_u32(&out, t->cells.items[i]);
    /* Postings by node, rows in file order within a node: a counting sort. */
    uint32_t *first = calloc((size_t)t->node_count + 1, sizeof *first);
    uint32_t *order = calloc((size_t)postings + 1, sizeof *order);
    uint32_t *inner = calloc(t->node_count, sizeof *inner);
    bool good = first != NULL && order != NULL && inner != NULL;
    if (good) {
        for (uint32_t n = 1; n < t->node_count; n++) inner[t->edge_nodes.items[n - 1]] = DICT_INNER;
        for (uint32_t i = 0; i < postings; i++) first[t->postings.items[3 * i] + 1]++;
        for (uint32_t n = 0; n < t->node_count; n++) first[n + 1] += first[n];
        for (uint32_t n = 0; n < t->node_count; n++) {
            put_u32(&out, first[n]);
            put_u32(&out, (first[n + 1] - first[n]) | inner[n]);
        }
        for (uint32_t i = 0; i < postings; i++) order[first[t->postings.items[3 * i]]++] = i;
        for (uint32_t i = 0; i < postings; i++) {
            put_u32(&out, t->postings.items[3 * order[i] + 1]);
            put_u32(&out, t->postings.items[3 * order[i] + 2]);
        }
    }
    free(first);
    free(order);
    free(inner);
    for (uint32_t i = 0; i < t->edge_slots; i++) {
        const uint32_t node = t->edges[i];
        const uint64_t key = node == 0 ? 0 : t->edge_keys.items[node - 1];
        put_u32(&out, (uint32_t)(key & 0xffffffffu));
        put_u32(&out, (uint32_t)(key >> 32));
        put_u32(&out, node == 0 ? 0 : t->edge_nodes.items[node - 1]);
        put_u32(&out, node);
    }
    good = good && put_firsts(&out, t, first_bits(t));
    toc_buf_put(&out, t->strings.ptr, t->strings.len);
    good = good && !out.failed && !t->strings.failed;
    if (good) {
        snprintf(part->name, sizeof part->name, "dict/%.*s", (int)t->name.len, t->name.ptr);
        part->len = out.len;
        part->bytes = out.ptr;
    } else {
        toc_buf_free(&out);
    }
    return good;
}

tocsin_status toc_dict_compile(const toc_dict_source *files, size_t count, toc_pack_part **parts,
                               size_t *part_count, toc_dict_report report, void *ctx,
                               tocsin_error *err)
{
    *parts = NULL;
    *part_count = 0;
    compiler *c = calloc(1, sizeof *c);
    if (c == NULL) return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for dictionaries");
    toc_arena_init(&c->arena);
    c->report = report;
    c->ctx = ctx;
    c->err = err;
    for (size_t i = 0; i < count && c->status == TOCSIN_OK; i++) read_file(c, files[i]);
    toc_pack_part *made = calloc((size_t)c->table_count + 1, sizeof *made);
    if (made == NULL) c->failed = true;
    for (uint32_t i = 0; i < c->table_count; i++) {
        if (c->status == TOCSIN_OK && !c->failed && !lay_out(c, &c->tables[i], &made[i]))
            c->failed = true;
        toc_buf_free(&c->tables[i].strings);
        free(c->tables[i].slots);
        free(c->tables[i].edges);
    }
    if (c->status == TOCSIN_OK && (c->failed || c->arena.failed))
        c->status = toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for dictionaries");
    const tocsin_status status = c->status;
    if (status == TOCSIN_OK) {
        *parts = made;
        *part_count = c->table_count;
    } else {
        toc_dict_parts_free(made, c->table_count);
    }
    toc_arena_free(&c->arena);
    free(c);
    return status;
}

void toc_dict_parts_free(toc_pack_part *parts, size_t count)
{
    if (parts == NULL) return;
    for (size_t i = 0; i < count; i++) free((void *)(uintptr_t)parts[i].bytes);
    free(parts);
}

void toc_dict_examples(toc_dict_source file, void (*each)(void *ctx, toc_example example),
                       void *ctx)
{
    uint32_t line = 0, row_line = 0;
    toc_slice rest = file.text, text;
    while (toc_slice_cut(&rest, '\n', &text)) {
        line++;
        text = toc_slice_trim(text);
        if (text.len > 2 && text.ptr[0] == '#' && (text.ptr[1] == '+' || text.ptr[1] == '-')) {
            each(ctx, (toc_example){line, row_line, text.ptr[1] == '+',
                                    toc_slice_trim(toc_slice_sub(text, 2, text.len))});
        } else if (text.len > 0 && text.ptr[0] != '#' && text.ptr[0] != '@') {
            row_line = line;
        }
    }
}
