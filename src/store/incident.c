/* src/store/incident.c - incidents as lines of JSON (docs/RECORD.md, "Incident"): the surest telling's
 * fields, all reports, and the tolls on which they differ. */
#include <stdio.h>
#include <string.h>

#include "store/store.h"
#include "store/toll.h"

/* Fields of the record's event that are about its words, or that refer to its own lists. */
#define WORDS "'$.trigger','$.mentions','$.evidence','$.reported_by','$.links'"

/* A toll on which reports differ: its bounds over all figures that stand, and each with its reports. */
#define DISPUTED(harm)                                                                                                     \
    "(select iif(count(*)>1, json_object('field','casualties." harm                                                        \
    "','low',min(low),'best',max(iif(choice=1,low,null)),'high',max(max(low,ifnull(high,low))),'values',json_group_array(" \
    "json_object('value',json_object('low',low,'high',high),'docs',json(docs)))),null)"                                    \
    " from (select * from " TOC_TOLL_FIGURES(harm) " order by low, high is null, high))"

/* Where and what to set when the toll of an incident is not what its best telling says; else the id, which is set
 * behind it. */
#define TOLL(harm)                                                                         \
    "iif(i." harm "_low is null or (i." harm "_low is t." harm "_low and i." harm          \
    "_high is t." harm "_high),'$.id','$.casualties." harm "'), json_object('low',i." harm \
    "_low,'high',i." harm "_high)"

static const char SELECT[] =
    "select json_set(json_remove(json_extract(record_of(d.record,d.input), '$.events['||i.n||']')," WORDS
    "), " TOLL("killed") ", " TOLL(
        "injured") ", '$.id', i.key,"
                   " '$.reports', json((select json_group_array(json_patch('{}',json_object('doc',ext,'event',id,'source',source,'published',published,'copy_of',original))) from"
                   "   (select r.ext, e.id, r.source, r.published, o.ext as original from event e join doc r on r.id=e.doc join report c on c.doc=r.id"
                   "     left join doc o on o.id=c.copy_of where e.incident=i.id order by r.published, r.ext, e.n)))),"
                   " " DISPUTED("killed") ", " DISPUTED(
                       "injured") ", i.id, i.corrected, a.km from temp.asked a join incident i on i.id=a.id join doc d on d.id=i.doc join event t on t.doc=i.doc and t.n=i.n"
                                  " order by a.rank";

void tocsin_query_init(tocsin_query *query, size_t size)
{
    memset(query, 0, size);
    query->size = size;
}

/* One incident as its object of JSON, but for the closing brace. */
static void put_json(const tocsin_store *store, toc_buf *out, sqlite3_stmt *s)
{
    const char *const object = (const char *)sqlite3_column_text(s, 0);
    if (object == NULL) return; /* a record that cannot be unpacked */
    if (sqlite3_column_int(s, 4) != 0)
        toc_store_corrected(store, sqlite3_column_int64(s, 3), object, out);
    else
        toc_buf_text(out, object);
    if (out->len > 0) out->len--; /* its closing brace */
    const char *const tolls[] = {(const char *)sqlite3_column_text(s, 1),
                                 (const char *)sqlite3_column_text(s, 2)};
    if (tolls[0] != NULL || tolls[1] != NULL) {
        toc_buf_text(out, ",\"disputed\":[");
        for (int k = 0; k < 2; k++) {
            if (tolls[k] == NULL) continue;
            if (k == 1 && tolls[0] != NULL) toc_buf_char(out, ',');
            toc_buf_text(out, tolls[k]);
        }
        toc_buf_char(out, ']');
    }
    if (sqlite3_column_type(s, 5) != SQLITE_NULL) {
        toc_buf_text(out, ",\"distance_km\":");
        toc_buf_fixed(out, (int64_t)(sqlite3_column_double(s, 5) * 10 + 0.5), 1);
    }
}

tocsin_status toc_store_asked_json(const tocsin_store *store, bool words, tocsin_line_fn line,
                                   void *ctx, tocsin_error *err)
{
    toc_words_of of = {0};
    sqlite3_stmt *s = toc_store_prepare(store, SELECT, err);
    if (s == NULL) return TOCSIN_INPUT;
    tocsin_status status = words ? toc_words_open(&of, store, err) : TOCSIN_OK;
    toc_buf out = {0};
    int step = SQLITE_DONE;
    while (status == TOCSIN_OK && (step = sqlite3_step(s)) == SQLITE_ROW && !out.failed) {
        out.len = 0;
        put_json(store, &out, s);
        if (out.len == 0) continue;
        if (words) toc_words_json(&of, &out, sqlite3_column_int64(s, 3));
        toc_buf_text(&out, "}\n");
        if (!out.failed && !line(ctx, out.ptr, out.len)) break;
    }
    if (status == TOCSIN_OK && out.failed)
        status = toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for an incident");
    if (status == TOCSIN_OK && step != SQLITE_DONE && step != SQLITE_ROW)
        status = toc_store_fail(store, err);
    sqlite3_finalize(s);
    toc_words_close(&of);
    toc_buf_free(&out);
    return status;
}

tocsin_status tocsin_store_incidents(tocsin_store *store, const tocsin_query *query,
                                     tocsin_line_fn line, void *ctx, tocsin_error *err)
{
    const tocsin_status status = toc_store_ask(store, query, err);
    return status == TOCSIN_OK ? toc_store_asked_json(store, false, line, ctx, err) : status;
}
