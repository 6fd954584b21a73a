/* include/tocsin/tocsin.h - news text in, sourced event records out. The only installed header.
 *
 * Units      offsets and lengths are BYTES of the decoded UTF-8 text; ranges are [start, end).
 * Ownership  a returned pointer is borrowed and lives as long as the handle it came from;
 *            what is given through `out` is yours to free. Strings are (ptr, len), may hold NUL.
 * Errors     what can fail returns tocsin_status; err may be NULL, is written only on failure.
 *            Nothing prints, exits, or asks the clock, the locale or the environment.
 * Threads    an engine is immutable once open: share it. A doc belongs to one thread.
 *
 * In the order in which you will need them: open an engine, code a text, read its record; then
 * other kinds of input, other forms of output; then the tools around dictionaries. */
#ifndef TOCSIN_TOCSIN_H
#define TOCSIN_TOCSIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TOCSIN_VERSION_MAJOR 0 /* ABI, the soname; the record has a version of its own */
#define TOCSIN_VERSION_MINOR 1
#define TOCSIN_VERSION_PATCH 0

#if defined(__GNUC__)
#define TOCSIN_API __attribute__((visibility("default")))
#else
#define TOCSIN_API
#endif

/* ---------------------------------------------------------------- errors */
#define TOCSIN_STATUS_MAP(X) /* released numbers never change; gaps are for relatives */ \
    X(OK, 0, "ok")                                                                       \
    X(NO_MEMORY, 1, "out of memory")                                                     \
    X(LIMIT, 2, "over a limit")                                                          \
    X(USAGE, 3, "bad argument")                                                          \
    X(IO, 4, "input or output failed")                                                   \
    X(INPUT, 10, "document cannot be read")                                              \
    X(PACK_DAMAGED, 20, "data pack is damaged")                                          \
    X(PACK_VERSION, 21, "data pack is of another version")                               \
    X(DICT_SYNTAX, 30, "dictionary syntax error")                                        \
    X(MODEL, 40, "model cannot be read")

typedef enum tocsin_status {
#define X(name, value, text) TOCSIN_##name = (value),
    TOCSIN_STATUS_MAP(X)
#undef X
} tocsin_status;

typedef struct tocsin_error { /* on the caller's stack, nothing to free */
    tocsin_status status;
    uint32_t line;     /* 1-based line of a dictionary or input file; 0: not about a line */
    uint64_t offset;   /* byte of the input; 0 if unknown */
    char message[256]; /* complete: "en/attack.tsv:17: code ATACK is not in the codebook" */
} tocsin_error;

/* "over a limit" for TOCSIN_LIMIT. Never NULL. */
TOCSIN_API const char *tocsin_status_text(tocsin_status status);
/* "0.1.0" */
TOCSIN_API const char *tocsin_version(void);

/* ---------------------------------------------------------------- engine */
typedef struct tocsin_engine tocsin_engine; /* open data pack: dictionaries, places, models */
typedef struct tocsin_doc tocsin_doc;       /* one article and all that was found in it */

/* Maps the pack at pack_path; data_dir (may be NULL) is a folder of user dictionaries laid over
 * the built-in ones. On failure *out is NULL. */
TOCSIN_API tocsin_status tocsin_open(tocsin_engine **out, const char *pack_path,
                                     const char *data_dir, tocsin_error *err);
TOCSIN_API void tocsin_engine_free(tocsin_engine *engine); /* NULL is fine */
/* Takes the event dictionaries of TABARI or PETRARCH in dir (docs/DICTIONARIES.md) in place of the
 * built-in ones: from then on the events of a record are theirs, with their codes. Call it before
 * the engine is shared. report (may be NULL) hears of every line that cannot be used.
 * TOCSIN_DICT_SYNTAX: no verb dictionary among the files. */
typedef void (*tocsin_lint_fn)(void *ctx, const char *message); /* "actors.txt:12: ..." */
TOCSIN_API tocsin_status tocsin_use_dict(tocsin_engine *engine, const char *dir,
                                         tocsin_lint_fn report, void *ctx, tocsin_error *err);
/* Version and SHA-256 (hex) of the open pack, as every record names them. */
TOCSIN_API const char *tocsin_pack_version(const tocsin_engine *engine);
TOCSIN_API const char *tocsin_pack_sha256(const tocsin_engine *engine);

/* ---------------------------------------------------------------- an article in */
typedef enum tocsin_from { TOCSIN_FROM_TEXT, TOCSIN_FROM_HTML } tocsin_from;

/* One article as its sender has it. All strings are borrowed for the call only. Every pointer
 * may be NULL (unknown) except `bytes` when len > 0. */
typedef struct tocsin_article {
    size_t size; /* sizeof(tocsin_article) of the caller: it may grow, at the end only */
    tocsin_from from;
    const char *bytes; /* any encoding, any bytes */
    size_t len;
    const char *id;        /* doc.id of the record; NULL: "-" */
    const char *title;     /* read as the first paragraph */
    const char *published; /* "2020-07-13"; unknown: years may stay open */
    const char *url;
    const char *source;
    const char *language; /* BCP 47; NULL: detected */
    const char *settings; /* lines "NAME<TAB>VALUE" for tocsin_use_dict's coder; NULL: none */
} tocsin_article;
TOCSIN_API void tocsin_article_init(tocsin_article *article, size_t size);

/* What a document leaves for the pronouns of the next, where the dictionaries' options ask for it
 * (FORWARD). Documents of one story are coded one after the other, by one thread. */
typedef struct tocsin_story tocsin_story;
TOCSIN_API tocsin_story *tocsin_story_new(void);        /* NULL: out of memory */
TOCSIN_API void tocsin_story_free(tocsin_story *story); /* NULL is fine */

typedef struct tocsin_options {
    size_t size;           /* of the caller's struct: it may grow, at the end only */
    size_t max_bytes;      /* longer input: TOCSIN_LIMIT */
    bool mentions_all;     /* list every entity, place, time, attribution; not only the events' */
    bool with_text;        /* the record carries the decoded text */
    bool with_predicates;  /* the record lists every reported happening, coded or not */
    bool no_prefilter;     /* work on every sentence; the record must not change */
    double min_confidence; /* 0..1: events below it are left out */
    uint32_t columns;      /* width that lines of the digest are wrapped to; 0: 100 */
    tocsin_story *story; /* with tocsin_use_dict: what the setting FORWARD carries; NULL: nothing */
    double coarsen;      /* 0..90 degrees: points in csv, geojson and tables move to the middle of
                     * such cells; 0: none */
} tocsin_options;
TOCSIN_API void tocsin_options_init(tocsin_options *opts, size_t size);

/* Codes one article. Copies what it needs: you may free it at once. opts may be NULL.
 * On failure *out is NULL and err says why (TOCSIN_INPUT, TOCSIN_LIMIT, TOCSIN_NO_MEMORY). */
TOCSIN_API tocsin_status tocsin_code(tocsin_doc **out, const tocsin_engine *engine,
                                     const tocsin_article *article, const tocsin_options *opts,
                                     tocsin_error *err);
TOCSIN_API void tocsin_doc_free(tocsin_doc *doc); /* NULL is fine */

/* ---------------------------------------------------------------- its record out */
/* The record, one line of JSON without a newline (spec: docs/RECORD.md), with a NUL behind it. */
TOCSIN_API const char *tocsin_doc_json(tocsin_doc *doc, size_t *len);
TOCSIN_API size_t tocsin_doc_event_count(const tocsin_doc *doc);

#define TOCSIN_FORMAT_MAP(X)                                                  \
    X(JSONL, 0, "jsonl", "one record a line")                                 \
    X(CSV, 1, "csv", "one event a line")                                      \
    X(BRIEF, 2, "brief", "a digest for people")                               \
    X(MUC4, 3, "muc4", "MUC-4 incident templates")                            \
    X(CAMEO, 4, "cameo", "source, target, CAMEO code")                        \
    X(GEOJSON, 5, "geojson", "a FeatureCollection, one feature an event")     \
    X(EXPLAIN, 6, "explain", "the article with every field's words marked")   \
    X(EXPLAIN_HTML, 7, "explain-html", "the same as one self-contained page") \
    X(ACLED, 8, "acled", "CSV in ACLED's layout")                             \
    X(GED, 9, "ged", "CSV in the layout of UCDP's GED")                       \
    X(GDELT, 10, "gdelt", "a GDELT 2.0 event file")                           \
    X(POLECAT, 11, "polecat", "the table of POLECAT")                         \
    X(ICEWS, 12, "icews", "the table of ICEWS")                               \
    X(HXL, 13, "hxl", "CSV with HXL hashtags")                                \
    X(CAP, 14, "cap", "CAP 1.2, an alert a line")                             \
    X(GPKG, 15, "gpkg", "a GeoPackage")
typedef enum tocsin_format {
#define X(name, value, word, text) TOCSIN_FORMAT_##name = (value),
    TOCSIN_FORMAT_MAP(X)
#undef X
} tocsin_format;
/* Writes the document in a format, complete with its newlines; `color`: ANSI colours (brief and
 * explain). From acled on a format is a table of many documents, which tocsin_export_add fills: TOCSIN_INPUT. *text lives as long as the doc, until the next call of this function on it. */
TOCSIN_API tocsin_status tocsin_doc_write(tocsin_doc *doc, tocsin_format format, bool color,
                                          const char **text, size_t *len, tocsin_error *err);
/* What stands once on top of a file of that format, between two documents that are not empty, and at its end;
 * "" for most: csv has a header row, geojson is one FeatureCollection around all documents. */
TOCSIN_API const char *tocsin_format_head(tocsin_format format);
TOCSIN_API const char *tocsin_format_between(tocsin_format format);
TOCSIN_API const char *tocsin_format_tail(tocsin_format format);

/* ---------------------------------------------------------------- tables of many documents */
/* The layouts of other people's data sets (docs/FORMATS.md): formats from acled to gpkg. At most one row an
 * event, ordered by day, document and event, whatever the order in which documents are added. */
typedef struct tocsin_export tocsin_export;
typedef struct tocsin_export_options {
    size_t size;            /* of the caller's struct: it may grow, at the end only */
    bool strict;            /* leave out what the layout cannot say, instead of a stand-in */
    bool provenance;        /* three more columns: document, event, spans */
    const char *cap_status; /* of alerts: Actual, Exercise, System, Test; NULL: Draft */
    const char *cap_sender; /* NULL: "tocsin" */
} tocsin_export_options;
TOCSIN_API void tocsin_export_options_init(tocsin_export_options *options, size_t size);
TOCSIN_API tocsin_status tocsin_export_new(tocsin_export **out, tocsin_format format,
                                           const tocsin_export_options *options, tocsin_error *err);
TOCSIN_API void tocsin_export_free(tocsin_export *table); /* NULL is fine */
/* Takes the rows of a document. Threads may add to one table at the same time. */
TOCSIN_API tocsin_status tocsin_export_add(tocsin_export *table, tocsin_doc *doc,
                                           tocsin_error *err);
/* Rows that are there, and how many `strict` left out. */
TOCSIN_API void tocsin_export_counts(const tocsin_export *table, size_t *rows, size_t *left_out);
/* The whole table, borrowed until the next call. TOCSIN_INPUT: a GeoPackage, which only a file can be. */
TOCSIN_API tocsin_status tocsin_export_text(tocsin_export *table, const char **text, size_t *len,
                                            tocsin_error *err);
/* The same into a file, which is replaced. */
TOCSIN_API tocsin_status tocsin_export_save(tocsin_export *table, const char *path,
                                            tocsin_error *err);

/* ---------------------------------------------------------------- JSONL lines */
/* Reads one JSONL line {"id", "text" or "html", "date"?, "title"?, "url"?, "source"?, "language"?, "options"?}
 * into *article. *out holds the strings: free it with tocsin_line_free when the article is coded.
 * A line with an id but without a text gives TOCSIN_INPUT, and its id for the error record. */
typedef struct tocsin_line tocsin_line;
TOCSIN_API tocsin_status tocsin_line_read(tocsin_line **out, tocsin_article *article,
                                          const char *line, size_t len, tocsin_error *err);
TOCSIN_API void tocsin_line_free(tocsin_line *line);
/* The error line of a document that could not be read: {"tocsin":"1","doc":{"id":...},"error":...}.
 * Writes at most `room` bytes with the NUL, returns the length it needs without it. */
TOCSIN_API size_t tocsin_error_record(char *out, size_t room, const char *id,
                                      const tocsin_error *err);

/* Is it a record as this library writes them? One JSON object: fields, types and code lists by the
 * codebook; what it refers to must be there. TOCSIN_INPUT with a message that begins with the path:
 * "events[1].roles[0].role: ...". */
TOCSIN_API tocsin_status tocsin_record_check(const char *json, size_t len, tocsin_error *err);

/* ---------------------------------------------------------------- a store of records */
/* One SQLite file of coded articles and the incidents that they tell of. One writer at a time, from one
 * thread; what is committed survives a crash. Errors of the file are TOCSIN_INPUT with a sentence. */
typedef struct tocsin_store tocsin_store;
/* `make_new`: a file that is not there is made. */
TOCSIN_API tocsin_status tocsin_store_open(tocsin_store **out, const char *path, bool make_new,
                                           tocsin_error *err);
TOCSIN_API void tocsin_store_close(
    tocsin_store *store); /* NULL is fine; what is not committed is lost */
/* Is this very article there, coded with this very pack? */
TOCSIN_API bool tocsin_store_has(const tocsin_store *store, const tocsin_engine *engine,
                                 const tocsin_article *article);
/* Stores a coded article; one of the same id is replaced. Nothing is safe before the commit. */
TOCSIN_API tocsin_status tocsin_store_put(tocsin_store *store, const tocsin_engine *engine,
                                          const tocsin_article *article, tocsin_doc *doc,
                                          tocsin_error *err);
TOCSIN_API tocsin_status tocsin_store_commit(tocsin_store *store, tocsin_error *err);
/* Works out which reports tell of one incident, if any came since the last time; commits. */
TOCSIN_API tocsin_status tocsin_store_link(tocsin_store *store, tocsin_error *err);
/* After much was stored: gives back room that lies free in the file, where that is more than a little and the file is
 * not large (it is copied). What cannot be done now is left; nothing is lost. */
TOCSIN_API void tocsin_store_tidy(tocsin_store *store);
/* Which incidents: what is NULL or 0 asks for nothing. All values are those that the incident has after analysts' corrections.
 * Words may be lists: "assault,protest". A period is a year, month, ISO week or day of ISO 8601 ("2020", "2020-07",
 * "2020-W28", "2020-07-11") or two of them with a slash between; an incident of some days is asked for by each. */
typedef enum tocsin_order {                    /* equal ones: by id */
                            TOCSIN_ORDER_MAIN, /* what reports are about before what they mention */
                            TOCSIN_ORDER_NEWEST,
                            TOCSIN_ORDER_OLDEST,
                            TOCSIN_ORDER_NEAREST, /* to the place or road asked for */
                            TOCSIN_ORDER_KILLED,
                            TOCSIN_ORDER_CONFIDENCE,
                            TOCSIN_ORDER_REPORTS
} tocsin_order;
/* in order of age, not of size */ // NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding)
typedef struct tocsin_query {
    size_t size; /* of the caller's struct: it may grow, at the end only */
    const char *type, *method, *status, *country; /* words of the codebook; ISO 3166-1 alpha-3 */
    const char *since, *until;                    /* periods: from the beginning, to the end */
    double lat, lon, within_km;                   /* around a point; within_km 0: anywhere */
    uint32_t killed;                              /* at least so many */
    double min_confidence;                        /* 0..1 */
    const char *scope, *admin1;                   /* "political", "criminal"; name */
    const char *time;                             /* period */
    uint32_t injured;
    const char
        *actor; /* name (words of it), or CAMEO code or its beginning, of somebody with a role */
    const char *actor_country;
    const char *role; /* of the actor: "perpetrator" ... */
    const char *text; /* words in a report's text, in the syntax of SQLite's FTS5 */
    const double *
        route; /* lat, lon, lat, lon ...: within_km of the way between these, in place of lat and lon */
    size_t route_points;
    bool has_box;
    double south, west, north, east; /* west > east: over the date line */
    bool coarse; /* around places also what is only known by its province or country */
    const char *around; /* with coarse: provinces around, "IRQ/Muthanna;IRQ/Al-Qadisiyah"; NULL: what is known
                         * coarsely is looked for at the point that stands for it */
    bool main_only; /* only what a report is about */
    const char *const
        *ids; /* only these incidents; an id that is no more stands for the one that it leads to */
    size_t id_count;
    tocsin_order order;
    size_t limit; /* the first so many; 0: all */
} tocsin_query;
TOCSIN_API void tocsin_query_init(tocsin_query *query, size_t size);
/* The incidents that a query (NULL: all) asks for, each as a line of JSON with its newline. Links before, where needed.
 * The callback returns false to stop. TOCSIN_USAGE: the query makes no sense. */
typedef bool (*tocsin_line_fn)(void *ctx, const char *line, size_t len);
TOCSIN_API tocsin_status tocsin_store_incidents(tocsin_store *store, const tocsin_query *query,
                                                tocsin_line_fn line, void *ctx, tocsin_error *err);

/* The incidents that a query (NULL: all) asks for as rows of a table: each one event with all its reports as sources,
 * corrections applied, tolls by the rules of docs/INCIDENTS.md. Of opts (NULL: defaults) only min_confidence and
 * coarsen count. TOCSIN_FORMAT_GEOJSON makes such a table, too. */
TOCSIN_API tocsin_status tocsin_export_incidents(tocsin_export *table, tocsin_store *store,
                                                 const tocsin_engine *engine,
                                                 const tocsin_query *query,
                                                 const tocsin_options *opts, tocsin_error *err);

/* The same in one of the forms "table", "jsonl", "csv", "geojson" (docs/QUERY.md), line by line. */
typedef struct tocsin_answer {
    size_t size; /* of the caller's struct: it may grow, at the end only */
    const char *form;
    bool words;       /* each incident's reports: source, day, and the sentence behind it */
    bool color;       /* table: ANSI colours */
    uint32_t columns; /* table: width; 0: 120 */
    size_t count;     /* out: incidents */
    size_t
        coarse_left; /* out: around places, those only known by province or country that may be there */
} tocsin_answer;
TOCSIN_API void tocsin_answer_init(tocsin_answer *answer, size_t size);
TOCSIN_API tocsin_status tocsin_store_query(tocsin_store *store, const tocsin_query *query,
                                            tocsin_answer *answer, tocsin_line_fn line, void *ctx,
                                            tocsin_error *err);

/* How many, by what: forms "table", "csv", "jsonl", "svg". */
typedef struct tocsin_trend {
    size_t size; /* of the caller's struct: it may grow, at the end only */
    const char *form;
    const char *by; /* day week month year; place admin1 country actor type method status source */
    const char *of; /* incidents, reports, killed, injured (least figures) */
    const char
        *each; /* with days, weeks ...: one row for each place, admin1 ... as `by`; NULL: one row */
    size_t top; /* so many rows, the largest; 0: 10 with `each`, 20 without */
    bool color;
    uint32_t columns; /* table: width; 0: 100 */
} tocsin_trend;
TOCSIN_API void tocsin_trend_init(tocsin_trend *trend, size_t size);
TOCSIN_API tocsin_status tocsin_store_trend(tocsin_store *store, const tocsin_query *query,
                                            const tocsin_trend *trend, tocsin_line_fn line,
                                            void *ctx, tocsin_error *err);

/* A place by its name, "Tripoli" or "Tripoli, Libya" (a country, a province or their codes behind the comma), in the
 * gazetteer of the pack and the user's. Towns before provinces before countries, larger ones first.
 * TOCSIN_USAGE: there is none of that name. */
typedef struct tocsin_spot {
    size_t size;     /* of the caller's struct: it may grow, at the end only */
    char name[96];   /* "Tripoli, Libya": in full */
    char country[4]; /* ISO 3166-1 alpha-3 */
    char admin1[64]; /* name */
    double lat, lon;
    bool has_point;
    size_t others;  /* places of the same name and kind elsewhere */
    char other[96]; /* the largest of them, in full */
} tocsin_spot;
typedef enum tocsin_kind { TOCSIN_ANY_PLACE, TOCSIN_PROVINCE, TOCSIN_COUNTRY } tocsin_kind;
TOCSIN_API tocsin_status tocsin_locate(tocsin_spot *out, const tocsin_engine *engine,
                                       const char *name, tocsin_kind kind, tocsin_error *err);

/* What an analyst says of an incident (its id, or an old one that leads there), against the program. Kept beside the
 * records; survives coding anew. */
typedef enum tocsin_verb {
    TOCSIN_SET,   /* field is value */
    TOCSIN_WRONG, /* there was no such incident: left out of all answers */
    TOCSIN_SPLIT, /* the reports in docs tell of another one than the rest */
    TOCSIN_MERGE  /* this one and `other` are one */
} tocsin_verb;
typedef struct tocsin_correction {
    size_t size; /* of the caller's struct: it may grow, at the end only */
    tocsin_verb verb;
    const char *author, *at; /* who; when, as "2024-05-15T12:00:00Z": both must be given */
    const char *incident;
    /* type, mode, method, status, scope, cameo, country, admin1, point ("LAT,LON"), from, to (days), killed, injured,
     * abducted, arrested, displaced ("4", "4-6", "4+") */
    const char *field, *value;
    const char *other;
    const char *const *docs;
    size_t doc_count;
} tocsin_correction;
TOCSIN_API void tocsin_correction_init(tocsin_correction *correction, size_t size);
/* Writes it down and tells the incidents anew. TOCSIN_USAGE: it makes no sense, and nothing was changed. */
TOCSIN_API tocsin_status tocsin_store_correct(tocsin_store *store,
                                              const tocsin_correction *correction,
                                              tocsin_error *err);
/* Takes a correction back, by its number. */
TOCSIN_API tocsin_status tocsin_store_uncorrect(tocsin_store *store, long long number,
                                                tocsin_error *err);
/* All corrections, a line of JSON each; with_text: with the article, as a test case. */
TOCSIN_API tocsin_status tocsin_store_corrections(tocsin_store *store, bool with_text,
                                                  tocsin_line_fn line, void *ctx,
                                                  tocsin_error *err);

/* Codes every article anew that another pack coded, keeps corrections, links. `step` hears how many are done and returns
 * false to stop (the next call goes on); `change` hears of each difference between the incidents before and after, a
 * line of JSON: {"change":"new"|"gone"|"changed", "id", "field", "was", "now"}. Both and counts may be NULL. */
typedef struct tocsin_recode_counts {
    size_t size; /* of the caller's struct: it may grow, at the end only */
    size_t documents, changes;
} tocsin_recode_counts;
TOCSIN_API tocsin_status tocsin_store_recode(tocsin_store *store, const tocsin_engine *engine,
                                             bool (*step)(void *ctx, size_t documents),
                                             tocsin_line_fn change, void *ctx,
                                             tocsin_recode_counts *counts, tocsin_error *err);
/* What an incident answers and what answered it, each incident a line of JSON in the order of their days: `claims` who said that
 * he did it, `links` what it is retaliation for, a response to, about. TOCSIN_USAGE: there is no such incident. */
TOCSIN_API tocsin_status tocsin_store_chain(tocsin_store *store, const char *incident,
                                            tocsin_line_fn line, void *ctx, tocsin_error *err);

/* ---------------------------------------------------------------- syntax only */
/* Tokens, tags, lemmas, heads as CoNLL-U. `conllu_in`: the input is CoNLL-U whose sentences and
 * tokens are kept. *out is malloc'ed: free() it. */
TOCSIN_API tocsin_status tocsin_parse(char **out, size_t *out_len, const tocsin_engine *engine,
                                      const char *text, size_t len, bool conllu_in,
                                      tocsin_error *err);

/* ---------------------------------------------------------------- dictionaries and codebook */
/* Reads the event dictionaries in dir as tocsin_use_dict does and says what was found: *counts the
 * numbers of each kind, report (may be NULL) every line that cannot be used. With an out_dir (may be
 * NULL) the actors and agents are written there as a folder for tocsin_open's data_dir. */
typedef struct tocsin_dict_counts {
    size_t size;        /* of the caller's struct: it may grow, at the end only */
    const char *format; /* "tabari", "petrarch", "petrarch2" */
    size_t files, actors, agents, verbs, patterns, synonym_sets, discards;
    size_t unusable_lines;
} tocsin_dict_counts;
TOCSIN_API tocsin_status tocsin_dict_import(const char *dir, const char *out_dir,
                                            tocsin_lint_fn report, void *ctx,
                                            tocsin_dict_counts *counts, tocsin_error *err);
/* Places of GeoNames dumps (allCountries.txt, IQ.txt; "-" is standard input) for a folder of user
 * data: written to dir/gazetteer.pack, used by every engine that is opened with data_dir = dir; dir is
 * made if there is none.
 * Dumps are streams; memory grows with the places that are kept, about 200 bytes each. A place that
 * the pack has is not taken again. Lines that cannot be read are reported and left out.
 * TOCSIN_INPUT: no file was written, since no place was new. */
typedef struct tocsin_import_options {
    size_t size;                                 /* of the caller's struct */
    void (*bad)(void *ctx, const char *message); /* "IQ.txt:12: ..."; may be NULL */
    bool (*step)(void *ctx, uint64_t lines,
                 uint64_t bytes); /* now and then; false: stop; may be NULL */
    void *ctx;
} tocsin_import_options;
typedef struct tocsin_import_counts {
    size_t size; /* of the caller's struct: it may grow, at the end only */
    uint64_t lines, bad, known, unused, places, names;
} tocsin_import_counts;
TOCSIN_API tocsin_status tocsin_gazetteer_import(const tocsin_engine *engine,
                                                 const char *const *files, size_t count,
                                                 const char *dir,
                                                 const tocsin_import_options *options,
                                                 tocsin_import_counts *counts, tocsin_error *err);
/* Checks every dictionary below dir: syntax, codes, duplicates; with an engine, runs the examples
 * that must and must not match. Each finding is reported. */
typedef struct tocsin_lint_counts {
    size_t size;                   /* of the caller's struct: it may grow, at the end only */
    size_t findings;               /* what was reported */
    size_t patterns, with_example; /* rows of table event; those with a sentence that must match */
    size_t must_match, must_not;   /* sentences of each kind under rows of table event */
} tocsin_lint_counts;
TOCSIN_API tocsin_status tocsin_lint(const tocsin_engine *engine, const char *dir,
                                     tocsin_lint_fn report, void *ctx, tocsin_lint_counts *counts,
                                     tocsin_error *err);
/* The codebook as "markdown" or "json-schema". *out is malloc'ed: free() it. */
TOCSIN_API tocsin_status tocsin_codebook(char **out, size_t *out_len, const tocsin_engine *engine,
                                         const char *form, tocsin_error *err);
/* Compiles data_dir, models_dir and, when it is not NULL, the gazetteer file into the pack at
 * pack_path (what tools/tocsin-pack does at build time). */
TOCSIN_API tocsin_status tocsin_pack_build(const char *pack_path, const char *data_dir,
                                           const char *models_dir, const char *gazetteer_path,
                                           tocsin_error *err);

#ifdef __cplusplus
}
#endif
#endif
