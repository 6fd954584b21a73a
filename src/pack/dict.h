/* src/pack/dict.h - dictionaries: TSV text in, tables with a phrase trie out.
 *
 * A dictionary file (data/<folder>/<name>.tsv) is UTF-8 text:
 *
 *   @table actor: name aliases kind code        the table and its columns; first thing in the file
 *   # a comment; blank lines are free
 *   Islamic State<TAB>ISIS|=IS|Daesh<TAB>group<TAB>ISI     a row: one cell a column, tabs between
 *   #+ Islamic State fighters seized Palmyra.   example that the row above must match
 *   #- The IS curve shifts outward.             example that it must not match
 *
 * Rows may leave out cells at the end. Many files may add to one table; a later layer (user
 * dictionaries) stands in front of the built-in one. The first column and a column called
 * `aliases` (forms between '|') hold PHRASES: they are the keys of the trie. A phrase is words
 * between spaces or hyphens; keys are folded words (base/utf8.h), so "al-Qa'ida", "Al Qaida" are
 * one. Marks in a phrase:
 *   =IS           in front: matches only words written exactly so (case and all)
 *   * inside      a gap of some words (what may fill it is the matcher's business)
 *   @weapon       a word class, defined by the rows of table `class`
 * A cell of the first column may also be "-": the row has no phrase and is found by scan only.
 *
 * A table keeps its rows as text; whoever uses it parses its cells at open or on match. */
#ifndef TOC_DICT_H
#define TOC_DICT_H

#include "base/arena.h"
#include "base/hash.h"
#include "pack/pack.h"

#define TOC_DICT_LAYERS 2 /* built-in, user */

/* One table of one pack (a view: pointers into it). */
typedef struct toc_table {
    const char *bytes; /* section "dict/<table>" */
    uint32_t rows, cols, files;
    uint32_t edge_mask;  /* number of edge slots - 1 */
    uint32_t first_mask; /* number of filter bits - 1 */
    const char *firsts, *edges, *nodes, *postings, *cells, *strings, *row_files;
    uint32_t node_count, posting_count;
    uint32_t string_bytes;
} toc_table;

/* A table over all layers. */
typedef struct toc_dict {
    toc_table layer[TOC_DICT_LAYERS]; /* user layer first if there is one */
    uint32_t layers;
} toc_dict;

typedef struct toc_row { /* a row of a dict */
    uint32_t layer, index;
} toc_row;

typedef struct toc_hit { /* a phrase that begins at the first key */
    uint32_t words;      /* how many keys it covers */
    toc_row row;
    bool exact;     /* the form was marked '=': the caller must compare the words (toc_hit_form) */
    toc_slice form; /* the form as the file has it, without '=' */
} toc_hit;

/* View of `table` in the packs (the last one first). False when no pack has it. */
bool toc_dict_view(toc_dict *out, const toc_pack *packs, size_t count, const char *table);

/* All phrases that begin with keys[0], longest first, at most `room`; keys are fold hashes of
 * consecutive words (0 never matches). Phrases with gaps or classes are not found here. */
size_t toc_dict_match(const toc_dict *dict, const uint64_t *keys, size_t count, toc_hit *hits,
                      size_t room);

/* Walking the trie by hand (gaps, classes): node 0 is the root of a layer; step gives the child
 * or 0. Rows that end at a node: toc_dict_at. */
uint32_t toc_dict_step(const toc_dict *dict, uint32_t layer, uint32_t node, uint64_t key);
size_t toc_dict_at(const toc_dict *dict, uint32_t layer, uint32_t node, toc_hit *hits, size_t room);
/* A phrase may begin with the key: quick, and false for most words that begin none. */
bool toc_dict_begins(const toc_dict *dict, uint64_t key);

uint32_t toc_dict_rows(const toc_dict *dict, uint32_t layer);
/* Column number by name; UINT32_MAX when the table has none of that name. */
uint32_t toc_dict_col(const toc_dict *dict, const char *name);
/* A cell's text, "" when the row has none. */
toc_slice toc_dict_cell(const toc_dict *dict, toc_row row, uint32_t col);
/* File name below data/ and line of a row ("lexicon/assault.tsv", 17). */
toc_slice toc_dict_file(const toc_dict *dict, toc_row row, uint32_t *line);
/* "lexicon/assault.tsv:17" in the arena. */
toc_slice toc_dict_where(const toc_dict *dict, toc_row row, toc_arena *arena);

/* ---------------------------------------------------------------- compiling */
typedef struct toc_dict_source { /* one file, read */
    const char *name;            /* below the data folder: "lexicon/assault.tsv" */
    toc_slice text;
} toc_dict_source;

/* Called for each finding of the compiler: duplicates, unknown marks, bad lines. */
typedef void (*toc_dict_report)(void *ctx, const char *file, uint32_t line, const char *message);

/* Compiles files into sections ("dict/<table>", malloc'ed bytes in parts[i].bytes: free with
 * toc_dict_parts_free). A line that cannot be read is an error unless `report` is given, which
 * then gets it and the line is skipped. */
tocsin_status toc_dict_compile(const toc_dict_source *files, size_t count, toc_pack_part **parts,
                               size_t *part_count, toc_dict_report report, void *ctx,
                               tocsin_error *err);
void toc_dict_parts_free(toc_pack_part *parts, size_t count);

/* All *.tsv below dir, in byte order of their names, read into memory (names below dir). */
tocsin_status toc_dict_files_read(const char *dir, toc_dict_source **out, size_t *out_count,
                                  tocsin_error *err);
void toc_dict_files_free(toc_dict_source *files, size_t count);
/* Reads and compiles a folder. */
tocsin_status toc_dict_compile_dir(const char *dir, toc_pack_part **parts, size_t *part_count,
                                   toc_dict_report report, void *ctx, tocsin_error *err);

/* An example line of a dictionary file. */
typedef struct toc_example {
    uint32_t line;     /* of the example */
    uint32_t row_line; /* of the row it belongs to */
    bool must_match;
    toc_slice text;
} toc_example;
/* Calls back for every example of a source file. */
void toc_dict_examples(toc_dict_source file, void (*each)(void *ctx, toc_example example),
                       void *ctx);

/* Splits a phrase into keys (fold hashes; gap and class marks as hashes of their own, see below).
 * Returns how many, at most room; 0 for an empty phrase. */
size_t toc_phrase_keys(toc_slice phrase, uint64_t *keys, size_t room);
#define TOC_KEY_GAP toc_hash("*", 1)

#endif
