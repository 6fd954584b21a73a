/* src/store/store.h - records in one SQLite file, and the incidents that many reports tell of.
 *
 *   open.c      the file: schema, version, what is wrong with it
 *   put.c       one coded article -> rows of doc and event
 *   words.c     the words by which reports are compared
 *   link.c      reports -> stories of one incident (similar.c pairs, cluster.c average link)
 *   incident.c  an incident as one line of JSON
 *
 * Which reports belong together is a function of the set of stored reports alone: it does not depend
 * on the order or the batches in which they came. */
#ifndef TOC_STORE_H
#define TOC_STORE_H

#include <sqlite3.h>

#include "base/buf.h"
#include "base/error.h"
#include "record/record.h"

#define TOC_STORE_VERSION 1
#define TOC_STORE_NO_DAY INT32_MIN

struct tocsin_store {
    sqlite3 *db;
    char *path;
    bool batch; /* a transaction is open */
};

/* The error of the last call on the database as a sentence with the file's name. */
tocsin_status toc_store_fail(const tocsin_store *store, tocsin_error *err);
/* Runs statements without results. */
tocsin_status toc_store_run(const tocsin_store *store, const char *sql, tocsin_error *err);
/* NULL: *err says why. The caller finalizes it. */
sqlite3_stmt *toc_store_prepare(const tocsin_store *store, const char *sql, tocsin_error *err);

/* ---------------------------------------------------------------- words.c */
typedef struct toc_store_word { /* sorted by key, no two alike */
    uint32_t key;               /* of the word's fold */
    uint32_t count;             /* how often it stands in the report */
} toc_store_word;
typedef TOC_ARRAY(toc_store_word) toc_store_words;
/* All words of a text; and those that are written with a capital inside a sentence: names. */
void toc_store_words_of(toc_arena *arena, toc_slice text, toc_store_words *words,
                        toc_store_words *names);

/* ---------------------------------------------------------------- similar.c, cluster.c */
typedef struct toc_report { /* what linking knows of a stored report */
    int64_t id;             /* row of table doc */
    int32_t day;            /* of publication; TOC_STORE_NO_DAY: unknown */
    toc_store_words words, names;
    uint32_t story; /* result: reports of one number tell of one incident */
} toc_report;
typedef TOC_ARRAY(toc_report) toc_reports;
typedef struct toc_similar { /* a < b */
    uint32_t a, b;
    int32_t score; /* cosine in 1/TOC_STORE_ONE */
} toc_similar;
typedef TOC_ARRAY(toc_similar) toc_similars;
#define TOC_STORE_ONE 32768
/* Pairs of reports at most a week apart whose words are alike. Replaces the counts by weights. */
void toc_store_similar(toc_arena *arena, toc_reports *reports, toc_similars *out);
int32_t toc_store_cosine(const toc_report *a, const toc_report *b);
/* Numbers the stories; reports are in their canonical order. */
void toc_store_cluster(toc_arena *arena, toc_reports *reports, const toc_similars *pairs);

#endif
