/* src/store/store.h - records in one SQLite file, and the incidents that many reports tell of.
 *
 *   open.c      the file: schema, version, what is wrong with it
 *   put.c       one coded article -> rows of doc, event and report
 *   lookup.c    what asking looks things up by: places, parties, words
 *   squeeze.c   texts with their records, compressed
 *   spans.c     records without the words that stand in the text
 *   words.c     the words by which reports are compared; rarity.h: how much each says
 *   report.c    what linking knows of a report: its row, read and kept
 *   pairs.c     how alike are two reports, in words, place, day and toll; which is a copy of which
 *   cluster.c   reports that hang together -> stories (average link)
 *   index.c     which reports may be alike at all: lists of the rarest words by day
 *   link.c      what came or changed -> stories, only where they are touched
 *   far.c       stories of one incident over any distance of days
 *   ties.c      what analysts said belongs together, or does not
 *   tell.c      stories -> rows of incident
 *   correct.c   what analysts corrected in them
 *   incident.c  an incident as one line of JSON
 *   telling.c   the article and record that tell an incident best, and all its reports
 *   ask.c       which incidents; period.c: days of ISO 8601; sphere.c: how far from a road; fulltext.c: words
 *   answer.c    incidents as table, csv, geojson; quote.c: their reports' words
 *   trend.c     how many, by what; chart.c: drawn
 *   chain.c     what led to what
 *   recode.c    all articles anew
 *
 * Which reports belong together is a function of the set of stored reports alone: it does not depend
 * on the order or the batches in which they came. Whatever linking looks at is a function of two
 * reports, or of a list that is cut by a hash of their names. */
#ifndef TOC_STORE_H
#define TOC_STORE_H

#include <sqlite3.h>

#include "base/buf.h"
#include "base/error.h"
#include "record/record.h"
#include "store/rarity.h"

#define TOC_STORE_VERSION 6

typedef struct toc_squeeze toc_squeeze; /* squeeze.c */
struct tocsin_store {
    sqlite3 *db;
    char *path;
    bool batch; /* a transaction is open */
    toc_squeeze *squeeze;
    struct toc_shelf *shelf; /* of the last time that reports were linked; NULL: none */
    const struct toc_route *route; /* that is asked about; NULL: none */
};

/* The error of the last call on the database as a sentence with the file's name. */
tocsin_status toc_store_fail(const tocsin_store *store, tocsin_error *err);
/* Runs statements without results. */
tocsin_status toc_store_run(const tocsin_store *store, const char *sql, tocsin_error *err);
/* The same with a number for ?1. */
tocsin_status toc_store_run_for(const tocsin_store *store, const char *sql, int64_t number,
                                tocsin_error *err);
/* The number that a statement gives, 0 for null; -1: it gives none, or failed. */
int64_t toc_store_number(const tocsin_store *store, const char *sql);
/* Steps through s, finalizes it, and hands on its first column, a line a row, until `line` says no. *rows,
 * unless NULL, counts them. */
tocsin_status toc_store_lines(const tocsin_store *store, sqlite3_stmt *s, tocsin_line_fn line,
                              void *ctx, size_t *rows, tocsin_error *err);
/* NULL: *err says why. The caller finalizes it. */
sqlite3_stmt *toc_store_prepare(const tocsin_store *store, const char *sql, tocsin_error *err);

/* ---------------------------------------------------------------- squeeze.c */
toc_squeeze *toc_squeeze_open(const tocsin_store *store); /* NULL: out of memory */
void toc_squeeze_close(toc_squeeze *q);                   /* NULL is fine */
/* An article as put.c packs it, and its record, as one frame: column doc.input; doc.record is empty then. */
bool toc_squeeze_bind(toc_squeeze *q, sqlite3_stmt *s, int at, toc_slice input, toc_slice record);
/* malloc'ed, a NUL behind it; NULL: damaged. */
char *toc_squeeze_out(toc_squeeze *q, const void *bytes, size_t len, size_t *out_len);
/* The record out of these two columns. Up to form 5 each was a frame of its own. */
toc_slice toc_squeeze_input(
    toc_slice bytes); /* the article in what toc_squeeze_out gave for doc.input */
char *toc_squeeze_record(toc_squeeze *q, toc_slice record, toc_slice input, size_t *out_len);
/* Makes the dictionary once there are documents enough; `doc`: row of the newest. */
bool toc_squeeze_learn(const tocsin_store *store, int64_t doc);

/* ---------------------------------------------------------------- put.c */
#define TOC_STORE_PACK_ROOM 132
/* What coded a document: the sums of the built-in pack and of the user's data. */
void toc_store_pack_of(const tocsin_engine *engine, char name[TOC_STORE_PACK_ROOM]);
/* Fills an article (but for its id) with what is in doc.input, out of whose bytes it points. */
bool toc_store_unwrap(toc_slice input, tocsin_article *article);

/* ---------------------------------------------------------------- spans.c */
/* A record without words that stand in the article where the spans say, and with them again. False: it is not of
 * this article. */
void toc_spans_leave(toc_buf *out, toc_slice record, const tocsin_article *article);
bool toc_spans_fill(toc_buf *out, toc_slice left, const tocsin_article *article);

/* ---------------------------------------------------------------- lookup.c */
extern const char TOC_STORE_VERSION_5[], TOC_STORE_FILL_5[];
tocsin_status toc_lookup_functions(tocsin_store *store, tocsin_error *err);
/* The text of an article out of doc.input, decoded: title, blank line, body. False: damaged. */
bool toc_store_text(toc_arena *arena, toc_slice input, toc_slice *out);
/* The row of a place's name, made where there is none. */
bool toc_lookup_spot(const tocsin_store *store, toc_slice name, int64_t *row);
/* Who takes part in what, and the words of the text; the row of table doc is there. */
bool toc_lookup_put(const tocsin_store *store, int64_t doc, const toc_record *record);
tocsin_status toc_lookup_drop(const tocsin_store *store, int64_t doc, tocsin_error *err);

/* ---------------------------------------------------------------- words.c */
#define TOC_SKETCH 64
typedef struct toc_word { /* key of rarity.h; what it weighs */
    uint32_t key, weight;
} toc_word;
typedef TOC_ARRAY(toc_word) toc_words;
/* For qsort: heaviest first, then by key; by key. */
int toc_word_by_weight(const void *a, const void *b);
int toc_word_by_key(const void *a, const void *b);
/* Of a text: its words that say something, in the order of their keys, each below 256; which are names
 * (written with a capital inside a sentence) stand first, `names` of them, in the order of theirs. */
typedef struct toc_profile {
    toc_words words;
    uint32_t names;
    uint16_t sketch[TOC_SKETCH]; /* least hash of its runs of three words, a bin each; 0: none */
} toc_profile;
void toc_profile_of(toc_arena *arena, toc_slice text, const toc_rarity *rarity, toc_profile *out);

/* ---------------------------------------------------------------- report.c */
typedef struct toc_report { /* what linking knows of a stored report */
    int64_t id;             /* row of table doc */
    int64_t rank;           /* 48 bits of the hash of its name: an order that no arrival changes */
    int32_t day;            /* of publication; TOC_NO_DAY: unknown */
    toc_words words;        /* by key, weights of unit length TOC_STORE_ONE */
    TOC_ARRAY(uint32_t) names;
    uint32_t keys[16]; /* its heaviest words, key_count of them: what it is found by */
    uint32_t key_count;
    uint16_t sketch[TOC_SKETCH];
    /* of its main event */
    int32_t from, to; /* days; TOC_NO_DAY */
    bool has_point, fine, has_killed;
    int32_t lat_e5, lon_e5;
    int64_t killed;
    /* where it is now, and where it shall be */
    int64_t near, story, copy_of; /* rows of doc; 0: none yet */
    int64_t new_near;
    struct toc_report *original; /* itself, or what it is a copy of */
} toc_report;
typedef TOC_ARRAY(toc_report *) toc_reports;
#define TOC_STORE_ONE 32768
#define TOC_STORE_KEYS 16u
#define TOC_STORE_WINDOW 7 /* days between reports that are compared */

/* Reports, each read once, as long as nobody else writes and none is taken out. */
typedef struct toc_shelf {
    const tocsin_store *store;
    int64_t version; /* of the data, as this connection saw it */
    toc_arena arena;
    toc_report **slots; /* open addressing by id */
    uint32_t mask, count;
    sqlite3_stmt *read;
} toc_shelf;
/* The store's shelf: the one of last time if it still holds. NULL: *err says why. */
toc_shelf *toc_shelf_open(tocsin_store *store, tocsin_error *err);
void toc_shelf_close(tocsin_store *store); /* fine when there is none */
/* NULL: there is none, or it cannot be read (see arena.failed). */
toc_report *toc_shelf_get(toc_shelf *shelf, int64_t id);
/* Writes the row of table report. */
bool toc_report_put(const tocsin_store *store, int64_t doc, const char *name,
                    const toc_record *record, uint32_t main, const toc_profile *profile);

/* ---------------------------------------------------------------- pairs.c */
/* Cosine of the words in 1/TOC_STORE_ONE. */
int32_t toc_report_cosine(const toc_report *a, const toc_report *b);
/* The same with what place, day and toll say for or against it; 0: nothing in common. */
int32_t toc_report_alike(const toc_report *a, const toc_report *b);
/* Near-duplicates: the same text with small edits, published within days. */
bool toc_report_copies(const toc_report *a, const toc_report *b);
/* The order in which reports are told: by day, then by rank. */
bool toc_report_before(const toc_report *a, const toc_report *b);

/* ---------------------------------------------------------------- ties.c */
typedef struct toc_tie { /* a document in a correction: on which side of a split or a merge */
    int64_t doc, correction;
    int side;
    bool merge;
} toc_tie;
typedef TOC_ARRAY(toc_tie) toc_ties; /* by document */
tocsin_status toc_ties_read(toc_ties *ties, toc_arena *arena, const tocsin_store *store,
                            tocsin_error *err);
/* The ties of a document, `count` of them; NULL: none. */
const toc_tie *toc_ties_of(const toc_ties *ties, int64_t doc, uint32_t *count);
/* Must the two not be told as one? */
bool toc_ties_part(const toc_ties *ties, int64_t a, int64_t b);

/* ---------------------------------------------------------------- cluster.c */
#define TOC_STORE_JOIN (TOC_STORE_ONE * 22 / 100) /* from which two reports, two stories are one */
/* Reports that hang together, in their order -> new_near (row of the first report of the story),
 * original (the first report with that text). */
void toc_store_cluster(toc_arena *arena, const toc_reports *reports, const toc_ties *ties);

/* ---------------------------------------------------------------- index.c */
typedef TOC_ARRAY(int64_t) toc_ids;
enum { TOC_TODO_STORY = 1, TOC_TODO_PAIRS = 2, TOC_TODO_INDEX = 3 };
typedef struct toc_index {
    const tocsin_store *store;
    sqlite3_stmt *add, *drop, *before, *at, *range, *add_name, *drop_name, *name_docs, *todo;
    bool failed;
} toc_index;
tocsin_status toc_index_open(toc_index *index, const tocsin_store *store, tocsin_error *err);
void toc_index_close(toc_index *index);
void toc_index_add(toc_index *index, const toc_report *report);
void toc_index_drop(toc_index *index, const toc_report *report);
void toc_index_todo(toc_index *index, int64_t doc, int what);
/* Reports that may be alike, itself not among them, none twice, sorted. */
void toc_index_candidates(toc_index *index, toc_arena *arena, const toc_report *report,
                          toc_ids *out);
/* Reports that have a name, `most` + 1 of them at most. */
void toc_index_named(toc_index *index, toc_arena *arena, uint32_t name, toc_ids *out);
/* Sorts, drops what is there twice. */
void toc_ids_sort(toc_ids *ids);
/* Takes a report out of all tables of linking; what hung together with it is linked anew. */
tocsin_status toc_store_unlink(tocsin_store *store, int64_t doc, tocsin_error *err);

/* ---------------------------------------------------------------- far.c, tell.c */
#define TOC_STORE_RARE 30u /* reports that have a name which is rare */
/* Stories (by near) that changed or ended -> rows of far and report.story, and temp table touched. */
tocsin_status toc_store_far(toc_shelf *shelf, toc_index *index, const toc_ties *ties,
                            const toc_ids *old_stories, const toc_ids *new_stories,
                            tocsin_error *err);
/* Incidents of the reports in temp table touched, anew. */
tocsin_status toc_store_tell(const tocsin_store *store, tocsin_error *err);

/* ---------------------------------------------------------------- telling.c */
typedef struct toc_store_report {
    const char *doc, *event, *source, *url, *title; /* "" for what is not known */
    int32_t day;                                    /* of publication; TOC_NO_DAY */
    bool copy;
} toc_store_report;
typedef struct toc_store_telling {
    tocsin_article article;              /* but for its bytes and id */
    toc_slice record;                    /* a line of JSON, a NUL behind it */
    uint32_t event;                      /* index in it */
    TOC_ARRAY(toc_store_report) reports; /* by day, then name; without a day last */
} toc_store_telling;
/* Of an incident by its id; everything in the arena. TOCSIN_INPUT: there is none, or it is damaged. */
tocsin_status toc_store_tell_of(const tocsin_store *store, toc_arena *arena, toc_slice id,
                                toc_store_telling *out, tocsin_error *err);

/* ---------------------------------------------------------------- correct.c */
/* What analysts corrected, onto the incidents of the reports in temp table touched. */
tocsin_status toc_store_overlay(const tocsin_store *store, tocsin_error *err);
/* Row of an incident by its id, or by one that leads there; 0: there is none. */
int64_t toc_store_incident_of(const tocsin_store *store, const char *key);
/* The JSON of an incident as it is corrected. */
void toc_store_corrected(const tocsin_store *store, int64_t incident, const char *object,
                         toc_buf *out);

/* ---------------------------------------------------------------- period.c, fulltext.c, ask.c */
/* "2020", "2020-07", "2020-W28", "2020-07-11", or two of them with a slash between. */
bool toc_period_read(toc_slice s, int32_t *from, int32_t *to);
/* Documents whose text a query of FTS5 is about -> temp table said. TOCSIN_USAGE: it cannot be read. */
tocsin_status toc_store_said(const tocsin_store *store, const char *query, tocsin_error *err);
/* Incidents that a query (NULL: all) asks for -> temp table asked(rank, id, km), in their order; km: from the
 * place or road asked for. Links before, where needed. */
tocsin_status toc_store_ask(tocsin_store *store, const tocsin_query *query, tocsin_error *err);
/* Around a place: how many incidents of the query are only known by their province or country and left out for it. */
tocsin_status toc_store_coarse(tocsin_store *store, const tocsin_query *query, size_t *count,
                               tocsin_error *err);
tocsin_status toc_ask_functions(tocsin_store *store, tocsin_error *err);

/* ---------------------------------------------------------------- incident.c, quote.c */
/* The incidents of temp table asked as lines of JSON; `words`: with the words of their reports. */
tocsin_status toc_store_asked_json(const tocsin_store *store, bool words, tocsin_line_fn line,
                                   void *ctx, tocsin_error *err);
typedef struct toc_words_of {
    const tocsin_store *store;
    sqlite3_stmt *reports;
} toc_words_of;
/* One report of an incident; what is unknown is empty. */
typedef struct toc_quote {
    toc_slice doc, source, published, url, copy_of;
    toc_slice words; /* the sentence that reports it; empty: the article is damaged */
} toc_quote;
tocsin_status toc_words_open(toc_words_of *of, const tocsin_store *store, tocsin_error *err);
void toc_words_close(toc_words_of *of);
/* Calls `each` for every report, in the order of their days. The quote lives for the call. */
void toc_words_each(toc_words_of *of, int64_t incident, void (*each)(void *, const toc_quote *),
                    void *ctx);
/* One sentence: of doc.input, its trigger at a byte. */
void toc_words_main(const tocsin_store *store, toc_buf *out, toc_slice input, int64_t start,
                    toc_slice trigger);
/* ,"words":[{"doc", "source", "published", "url", "copy_of", "text"}] */
void toc_words_json(toc_words_of *of, toc_buf *out, int64_t incident);

#endif
