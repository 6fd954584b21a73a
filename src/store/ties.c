/* src/store/ties.c - what analysts said of reports: these tell of one incident (merge), those do not
 * (split). Linking looks here; a later word goes before an earlier one. */
#include <stdlib.h>

#include "store/store.h"

tocsin_status toc_ties_read(toc_ties *ties, toc_arena *arena, const tocsin_store *store,
                            tocsin_error *err)
{
    *ties = (toc_ties){0};
    sqlite3_stmt *s = toc_store_prepare(
        store,
        "select d.id, t.correction, t.side, c.verb='merge' from tie t"
        " join correction c on c.id=t.correction join doc d on d.ext=t.ext order by 1, 2, 3",
        err);
    if (s == NULL) return TOCSIN_INPUT;
    int step;
    while ((step = sqlite3_step(s)) == SQLITE_ROW) {
        const toc_tie tie = {sqlite3_column_int64(s, 0), sqlite3_column_int64(s, 1),
                             sqlite3_column_int(s, 2), sqlite3_column_int(s, 3) != 0};
        toc_push(arena, ties, tie);
    }
    const tocsin_status status = step == SQLITE_DONE ? TOCSIN_OK : toc_store_fail(store, err);
    sqlite3_finalize(s);
    return status;
}

const toc_tie *toc_ties_of(const toc_ties *ties, int64_t doc, uint32_t *count)
{
    uint32_t low = 0, high = ties->count;
    while (low < high) {
        const uint32_t mid = low + (high - low) / 2;
        if (ties->items[mid].doc < doc)
            low = mid + 1;
        else
            high = mid;
    }
    *count = 0;
    while (low + *count < ties->count && ties->items[low + *count].doc == doc) (*count)++;
    return *count == 0 ? NULL : &ties->items[low];
}

bool toc_ties_part(const toc_ties *ties, int64_t a, int64_t b)
{
    uint32_t na, nb;
    int64_t last = 0;
    bool part = false;
    const toc_tie *x = toc_ties_of(ties, a, &na), *y = toc_ties_of(ties, b, &nb);
    for (uint32_t i = 0; i < na; i++)
        for (uint32_t k = 0; k < nb; k++)
            if (x[i].correction == y[k].correction && x[i].side != y[k].side &&
                x[i].correction > last) {
                last = x[i].correction;
                part = !x[i].merge;
            }
    return part;
}
