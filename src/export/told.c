/* src/export/told.c - who tells of a case: one document, or all reports of an incident. */
#include "export/case.h"

/* The document of a case as its only telling. */
static toc_telling own_telling(const toc_case *c)
{
    const toc_record *r = c->record;
    return (toc_telling){.doc = r->id,
                         .source = r->source,
                         .url = r->url,
                         .title = r->title,
                         .day = r->published_from != NULL ? r->published.day : TOC_NO_DAY};
}

uint32_t toc_case_tellings(const toc_case *c)
{
    const toc_incident *incident = c->options->incident;
    return incident != NULL && incident->reports.count > 0 ? incident->reports.count : 1;
}

toc_telling toc_case_telling(const toc_case *c, uint32_t index)
{
    const toc_incident *incident = c->options->incident;
    if (incident == NULL || incident->reports.count == 0) return own_telling(c);
    return incident->reports.items[index];
}

unsigned toc_case_sources(const toc_case *c)
{
    unsigned count = 0;
    for (uint32_t i = 0; i < toc_case_tellings(c); i++) {
        const toc_telling t = toc_case_telling(c, i);
        bool again = t.copy;
        for (uint32_t j = 0; j < i && !again && t.source.len > 0; j++)
            again = toc_slice_eq(toc_case_telling(c, j).source, t.source);
        count += !again;
    }
    return count > 0 ? count : 1;
}

static toc_slice part_of(const toc_telling *t, toc_told part)
{
    return part == TOC_TOLD_SOURCE ? t->source : part == TOC_TOLD_URL ? t->url : t->title;
}

void toc_cell_told(toc_cells *r, const toc_case *c, toc_told part, const char *between)
{
    for (uint32_t i = 0; i < toc_case_tellings(c); i++) {
        const toc_telling t = toc_case_telling(c, i);
        bool again = false;
        for (uint32_t j = 0; j < i && !again; j++) {
            const toc_telling before = toc_case_telling(c, j);
            again = toc_slice_eq(part_of(&before, part), part_of(&t, part));
        }
        if (!again) toc_cell_add(r, part_of(&t, part), between);
    }
    toc_cell_end(r);
}

int32_t toc_case_came(const toc_case *c, bool last)
{
    int32_t day = TOC_NO_DAY;
    for (uint32_t i = 0; i < toc_case_tellings(c); i++) {
        const toc_telling t = toc_case_telling(c, i);
        if (t.day != TOC_NO_DAY && (day == TOC_NO_DAY || (last ? t.day > day : t.day < day)))
            day = t.day;
    }
    return day;
}
