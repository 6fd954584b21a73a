/* src/store/incident.c - incidents as lines of JSON (docs/RECORD.md, "Incident"): the surest telling's
 * fields, all reports, and the tolls on which they differ. */
#include <stdio.h>
#include <string.h>

#include "store/store.h"

/* Fields of the record's event that are about its words, or that refer to its own lists. */
#define WORDS "'$.trigger','$.mentions','$.evidence','$.reported_by','$.links','$.cameo_evidence'"

/* Values of a toll, each with its reports, when there is more than one. */
#define DISPUTED(harm)                                                                                              \
    "(select iif(count(*)>1, json_object('field','casualties." harm "','values',json_group_array(json(value))), null) from" \
    " (select json_object('value',json_object('low'," harm "_low,'high'," harm "_high),'docs',json_group_array(ext)) as value from" \
    "   (select v." harm "_low, v." harm "_high, w.ext from event v join doc w on w.id=v.doc where v.incident=i.id and v." harm "_low is not null order by w.ext)" \
    "  group by " harm "_low, " harm "_high))"

static const char SELECT[] =
    "select json_set(json_remove(json_extract(unpack(d.record), '$.events['||i.n||']')," WORDS "), '$.id', i.key,"
    " '$.reports', json((select json_group_array(json_object('doc',ext,'event',id,'source',source,'published',published)) from"
    "   (select r.ext, e.id, r.source, r.published from event e join doc r on r.id=e.doc where e.incident=i.id order by r.published, r.ext, e.n)))),"
    " " DISPUTED("killed") ", " DISPUTED("injured")
    " from incident i join doc d on d.id=i.doc order by i.main desc, i.key";

tocsin_status tocsin_store_incidents(tocsin_store *store, tocsin_line_fn line, void *ctx, tocsin_error *err)
{
    const tocsin_status status = tocsin_store_link(store, err);
    if (status != TOCSIN_OK) return status;
    sqlite3_stmt *s = toc_store_prepare(store, SELECT, err);
    if (s == NULL) return TOCSIN_INPUT;
    toc_buf out = {0};
    int step;
    while ((step = sqlite3_step(s)) == SQLITE_ROW && !out.failed) {
        const char *const object = (const char *)sqlite3_column_text(s, 0);
        if (object == NULL) continue; /* a record that cannot be unpacked */
        out.len = 0;
        toc_buf_put(&out, object, strlen(object) - 1); /* without its closing brace */
        const char *const tolls[] = {(const char *)sqlite3_column_text(s, 1), (const char *)sqlite3_column_text(s, 2)};
        if (tolls[0] != NULL || tolls[1] != NULL) {
            toc_buf_text(&out, ",\"disputed\":[");
            for (int k = 0; k < 2; k++) {
                if (tolls[k] == NULL) continue;
                if (k == 1 && tolls[0] != NULL) toc_buf_char(&out, ',');
                toc_buf_text(&out, tolls[k]);
            }
            toc_buf_char(&out, ']');
        }
        toc_buf_text(&out, "}\n");
        if (!out.failed && !line(ctx, out.ptr, out.len)) break;
    }
    const bool failed = out.failed;
    sqlite3_finalize(s);
    toc_buf_free(&out);
    if (failed) return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for an incident");
    return step == SQLITE_DONE || step == SQLITE_ROW ? TOCSIN_OK : toc_store_fail(store, err);
}
