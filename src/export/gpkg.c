/* src/export/gpkg.c - GeoPackage 1.3: one table of features in a SQLite file, which QGIS and GDAL open.
 *
 * A row is first a line of TAB-separated cells: the coordinates ("lon lat", of a road its two ends, "" for
 * none), then the columns below. The same bytes of rows give the same content; nothing asks the clock. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"
#include "export/case.h"

typedef enum column_type { TEXT, INTEGER, REAL } column_type;
static const struct {
    const char *name;
    column_type type;
} COLUMNS[] = {{"id", TEXT},
               {"doc", TEXT},
               {"type", TEXT},
               {"mode", TEXT},
               {"method", TEXT},
               {"cameo", TEXT},
               {"status", TEXT},
               {"confidence", REAL},
               {"date", TEXT},
               {"date_to", TEXT},
               {"date_precision", TEXT},
               {"published", TEXT},
               {"place", TEXT},
               {"admin1", TEXT},
               {"country", TEXT},
               {"place_precision", TEXT},
               {"perpetrator", TEXT},
               {"recipient", TEXT},
               {"weapon", TEXT},
               {"killed_low", INTEGER},
               {"killed_high", INTEGER},
               {"injured_low", INTEGER},
               {"injured_high", INTEGER},
               {"claim", TEXT},
               {"source", TEXT},
               {"url", TEXT},
               {"reports", INTEGER},
               {"quote", TEXT},
               {"tocsin_doc", TEXT},
               {"tocsin_event", TEXT},
               {"tocsin_spans", TEXT}};
enum { ALL = sizeof COLUMNS / sizeof *COLUMNS, PROVENANCE = 3, PUBLISHED = 11 };

/* ---------------------------------------------------------------- a row */
static void put_geometry(toc_cells *r, const toc_case *c)
{
    const int32_t cell = c->options->coarsen_e5;
    const toc_event *e = c->event;
    if (e->has_place && e->place_precision == TOC_AT_ROAD && c->place != NULL &&
        c->place->has_line) {
        for (unsigned i = 0; i < 4; i += 2)
            toc_buf_printf(&r->cell, "%s%d %d", i > 0 ? " " : "",
                           toc_coarse(c->place->line_e5[i + 1], cell, 18000000),
                           toc_coarse(c->place->line_e5[i], cell, 9000000));
    } else if (c->has_point && e->place_precision != TOC_AT_COUNTRY) {
        toc_buf_printf(&r->cell, "%d %d", c->lon_e5, c->lat_e5);
    }
    toc_cell_end(r);
}

static void put_harm(toc_cells *r, const toc_count *count)
{
    if (count->present) toc_buf_int(&r->cell, count->low);
    toc_cell_end(r);
    if (count->present && count->high != TOC_OPEN) toc_buf_int(&r->cell, count->high);
    toc_cell_end(r);
}

static void put_parties(toc_cells *r, const toc_parties *list)
{
    for (unsigned i = 0; i < list->count; i++) toc_cell_add(r, list->items[i].name, "; ");
    toc_cell_end(r);
}

toc_export_result toc_put_gpkg(toc_buf *out, const toc_case *c)
{
    const toc_event *e = c->event;
    const toc_record *record = c->record;
    toc_cells r = toc_cells_of(out, '\t', "");
    put_geometry(&r, c);
    if (c->options->incident != NULL) {
        toc_buf_slice(&r.cell, c->options->incident->id);
    } else {
        toc_buf_slice(&r.cell, record->id);
        toc_buf_printf(&r.cell, "#e%u", c->index + 1);
    }
    toc_cell_end(&r);
    toc_cell(&r, record->id);
    toc_cell_word(&r, toc_type_word(e->type));
    toc_cell_word(&r, toc_mode_word(e->mode));
    toc_cell_word(&r, toc_method_word(e->method));
    toc_cell_word(&r, e->cameo);
    toc_cell_word(&r, toc_status_word(e->status));
    toc_buf_fixed(&r.cell, e->confidence_permille, 3);
    toc_cell_end(&r);
    toc_cell_day(&r, c->from);
    toc_cell_day(&r, c->to);
    toc_cell_word(&r, toc_when_word(e->time_precision));
    toc_cell_day(&r, toc_case_came(c, true));
    toc_cell(&r, c->place != NULL ? c->place->name : TOC_LIT(""));
    toc_cell(&r, e->has_place ? e->admin1 : TOC_LIT(""));
    toc_cell_word(&r, e->has_place ? e->country : "");
    toc_cell_word(&r, e->has_place ? toc_at_word(e->place_precision) : "");
    put_parties(&r, &c->doers);
    put_parties(&r, &c->others);
    for (uint32_t i = 0; i < e->roles.count; i++)
        if (e->roles.items[i].role == TOC_ROLE_INSTRUMENT)
            toc_cell_add(&r, toc_filler_name(record, &e->roles.items[i]), "; ");
    toc_cell_end(&r);
    put_harm(&r, &e->casualties[TOC_HARM_KILLED]);
    put_harm(&r, &e->casualties[TOC_HARM_INJURED]);
    toc_cell_word(&r, toc_claim_word(e->claim));
    toc_cell_told(&r, c, TOC_TOLD_SOURCE, "; ");
    toc_cell_told(&r, c, TOC_TOLD_URL, "; ");
    toc_cell_int(&r, toc_case_tellings(c));
    toc_put_words(&r.cell, toc_event_quote(record, e), 2 * TOC_QUOTE_BYTES);
    toc_cell_end(&r);
    toc_cells_done(&r, c);
    return TOC_ROW_WRITTEN;
}

/* ---------------------------------------------------------------- the file */
static const char SCHEMA[] =
    "PRAGMA application_id=1196444487;" /* "GPKG" */
    "PRAGMA user_version=10300;"
    "BEGIN;"
    "CREATE TABLE gpkg_spatial_ref_sys(srs_name TEXT NOT NULL,srs_id INTEGER PRIMARY KEY,"
    "organization TEXT NOT NULL,organization_coordsys_id INTEGER NOT NULL,"
    "definition TEXT NOT NULL,description TEXT);"
    "INSERT INTO gpkg_spatial_ref_sys VALUES"
    "('Undefined Cartesian SRS',-1,'NONE',-1,'undefined','undefined Cartesian coordinates'),"
    "('Undefined geographic SRS',0,'NONE',0,'undefined','undefined geographic coordinates'),"
    "('WGS 84 geodetic',4326,'EPSG',4326,'GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\","
    "SPHEROID[\"WGS 84\",6378137,298.257223563,AUTHORITY[\"EPSG\",\"7030\"]],"
    "AUTHORITY[\"EPSG\",\"6326\"]],PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],"
    "UNIT[\"degree\",0.0174532925199433,AUTHORITY[\"EPSG\",\"9122\"]],"
    "AUTHORITY[\"EPSG\",\"4326\"]]','longitude and latitude in degrees');"
    "CREATE TABLE gpkg_contents(table_name TEXT NOT NULL PRIMARY KEY,data_type TEXT NOT NULL,"
    "identifier TEXT UNIQUE,description TEXT DEFAULT '',last_change DATETIME NOT NULL DEFAULT "
    "(strftime('%Y-%m-%dT%H:%M:%fZ','now')),min_x DOUBLE,min_y DOUBLE,max_x DOUBLE,max_y DOUBLE,"
    "srs_id INTEGER,CONSTRAINT fk_gc_r_srs_id FOREIGN KEY(srs_id) REFERENCES "
    "gpkg_spatial_ref_sys(srs_id));"
    "CREATE TABLE gpkg_geometry_columns(table_name TEXT NOT NULL,column_name TEXT NOT NULL,"
    "geometry_type_name TEXT NOT NULL,srs_id INTEGER NOT NULL,z TINYINT NOT NULL,"
    "m TINYINT NOT NULL,CONSTRAINT pk_geom_cols PRIMARY KEY(table_name,column_name),"
    "CONSTRAINT uk_gc_table_name UNIQUE(table_name),CONSTRAINT fk_gc_tn FOREIGN KEY(table_name) "
    "REFERENCES gpkg_contents(table_name),CONSTRAINT fk_gc_srs FOREIGN KEY(srs_id) REFERENCES "
    "gpkg_spatial_ref_sys(srs_id));";

typedef struct bounds {
    int32_t low[2], high[2]; /* lon, lat */
    bool any;
    char latest[11]; /* day of publication */
} bounds;

static void put_le(unsigned char *at, uint64_t value, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++) at[i] = (unsigned char)(value >> (8 * i));
}

/* Header of 8 bytes, then well-known binary, all little endian. Returns its length; 0: no geometry. */
static size_t blob_of(toc_slice cell, unsigned char out[64], bounds *box)
{
    int32_t v[4];
    char text[64];
    if (cell.len == 0 || cell.len >= sizeof text) return 0;
    memcpy(text, cell.ptr, cell.len);
    text[cell.len] = '\0';
    const int n = sscanf(text, "%d %d %d %d", &v[0], &v[1], &v[2], &v[3]);
    if (n != 2 && n != 4) return 0;
    memcpy(out, "GP\0\1", 4); /* version 1, little endian, no envelope */
    put_le(out + 4, 4326, 4);
    size_t at = 8;
    out[at++] = 1;
    put_le(out + at, n == 4 ? 2 : 1, 4); /* LineString, Point */
    at += 4;
    if (n == 4) {
        put_le(out + at, 2, 4);
        at += 4;
    }
    for (int i = 0; i < n; i++, at += 8) {
        const double degrees = v[i] / 100000.0;
        uint64_t bits;
        memcpy(&bits, &degrees, sizeof bits);
        put_le(out + at, bits, 8);
        if (!box->any || v[i] < box->low[i % 2]) box->low[i % 2] = v[i];
        if (!box->any || v[i] > box->high[i % 2]) box->high[i % 2] = v[i];
        if (i == 1 && !box->any) box->any = true;
    }
    return at;
}

static void bind_cell(sqlite3_stmt *insert, int at, toc_slice cell, column_type type)
{
    char text[32];
    if (cell.len == 0) {
        sqlite3_bind_null(insert, at);
    } else if (type == TEXT || cell.len >= sizeof text) {
        sqlite3_bind_text(insert, at, cell.ptr, (int)cell.len, SQLITE_TRANSIENT);
    } else {
        int64_t whole = 0, part = 0, scale = 1; /* digits with at most one point: no locale */
        bool behind = false;
        for (size_t i = 0; i < cell.len && i < 18; i++) {
            if (cell.ptr[i] == '.') {
                behind = true;
                continue;
            }
            part = part * 10 + (cell.ptr[i] - '0');
            if (behind) scale *= 10;
        }
        whole = part;
        if (type == INTEGER)
            sqlite3_bind_int64(insert, at, whole);
        else
            sqlite3_bind_double(insert, at, (double)whole / (double)scale);
    }
}

static int insert_row(sqlite3_stmt *insert, toc_slice row, size_t columns, bounds *box)
{
    unsigned char blob[64];
    toc_slice cell = {"", 0};
    if (row.len > 0 && row.ptr[row.len - 1] == '\n') row.len--;
    toc_slice_cut(&row, '\t', &cell);
    const size_t len = blob_of(cell, blob, box);
    if (len > 0)
        sqlite3_bind_blob(insert, 1, blob, (int)len, SQLITE_TRANSIENT);
    else
        sqlite3_bind_null(insert, 1);
    for (size_t i = 0; i < columns; i++) {
        if (!toc_slice_cut(&row, '\t', &cell)) cell = (toc_slice){"", 0};
        bind_cell(insert, (int)i + 2, cell, COLUMNS[i].type);
        if (i == PUBLISHED && cell.len == 10 && memcmp(cell.ptr, box->latest, 10) > 0)
            memcpy(box->latest, cell.ptr, 10);
    }
    sqlite3_step(insert);
    return sqlite3_reset(insert);
}

static int make_table(sqlite3 *db, size_t columns, sqlite3_stmt **insert)
{
    static const char *const TYPES[] = {"TEXT", "INTEGER", "REAL"};
    toc_buf sql = {0}, marks = {0};
    toc_buf_text(
        &sql, "CREATE TABLE events(fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,geom GEOMETRY");
    for (size_t i = 0; i < columns; i++) {
        toc_buf_printf(&sql, ",\"%s\" %s", COLUMNS[i].name, TYPES[COLUMNS[i].type]);
        toc_buf_text(&marks, ",?");
    }
    toc_buf_text(&sql, ");");
    toc_buf_char(&sql, '\0');
    int code = sql.failed ? SQLITE_NOMEM : sqlite3_exec(db, sql.ptr, NULL, NULL, NULL);
    sql.len = 0;
    toc_buf_text(&sql, "INSERT INTO events VALUES(NULL,?");
    toc_buf_put(&sql, marks.ptr, marks.len);
    toc_buf_text(&sql, ")");
    toc_buf_char(&sql, '\0');
    if (code == SQLITE_OK)
        code = sql.failed || marks.failed ? SQLITE_NOMEM
                                          : sqlite3_prepare_v2(db, sql.ptr, -1, insert, NULL);
    toc_buf_free(&sql);
    toc_buf_free(&marks);
    return code;
}

static int finish(sqlite3 *db, const bounds *box)
{
    sqlite3_stmt *put;
    int code = sqlite3_prepare_v2(db,
                                  "INSERT INTO gpkg_contents VALUES('events','features','events',"
                                  "'events read from news',?||'T00:00:00.000Z',?,?,?,?,4326)",
                                  -1, &put, NULL);
    if (code != SQLITE_OK) return code;
    sqlite3_bind_text(put, 1, box->latest[0] != '\0' ? box->latest : "1970-01-01", 10,
                      SQLITE_TRANSIENT);
    for (int i = 0; i < 2 && box->any; i++) {
        sqlite3_bind_double(put, 2 + i, box->low[i] / 100000.0);
        sqlite3_bind_double(put, 4 + i, box->high[i] / 100000.0);
    }
    sqlite3_step(put);
    code = sqlite3_finalize(put);
    if (code != SQLITE_OK) return code;
    return sqlite3_exec(
        db,
        "INSERT INTO gpkg_geometry_columns VALUES('events','geom','GEOMETRY',4326,0,0);"
        "COMMIT;",
        NULL, NULL, NULL);
}

static int fill(sqlite3 *db, const toc_slice *rows, size_t count, bool provenance)
{
    const size_t columns = ALL - (provenance ? 0 : PROVENANCE);
    sqlite3_stmt *insert = NULL;
    bounds box = {.any = false};
    int code = sqlite3_exec(db, SCHEMA, NULL, NULL, NULL);
    if (code == SQLITE_OK) code = make_table(db, columns, &insert);
    for (size_t i = 0; i < count && code == SQLITE_OK; i++)
        code = insert_row(insert, rows[i], columns, &box);
    sqlite3_finalize(insert);
    return code == SQLITE_OK ? finish(db, &box) : code;
}

tocsin_status toc_gpkg_save(const char *path, const toc_slice *rows, size_t count, bool provenance,
                            tocsin_error *err)
{
    sqlite3 *db = NULL;
    toc_buf part = {0}; /* a whole file or none: it is written beside and moved */
    toc_buf_printf(&part, "%s.part", path);
    toc_buf_char(&part, '\0');
    if (part.failed) return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for the GeoPackage");
    unlink(part.ptr);
    int code = sqlite3_open(part.ptr, &db);
    if (code == SQLITE_OK) code = fill(db, rows, count, provenance);
    tocsin_status status = TOCSIN_OK;
    if (code != SQLITE_OK)
        status = toc_fail(err, TOCSIN_INPUT, "%s: %s", path,
                          db != NULL ? sqlite3_errmsg(db) : "out of memory");
    if (sqlite3_close(db) != SQLITE_OK && status == TOCSIN_OK)
        status = toc_fail(err, TOCSIN_INPUT, "%s: cannot be closed", path);
    if (status == TOCSIN_OK && rename(part.ptr, path) != 0)
        status = toc_fail(err, TOCSIN_INPUT, "%s: cannot be written", path);
    if (status != TOCSIN_OK) unlink(part.ptr);
    toc_buf_free(&part);
    return status;
}
