/* src/export/feature.c - an incident as a feature of GeoJSON. */
#include "export/case.h"

static toc_buf told(const toc_case *c, toc_told part)
{
    toc_buf all = {0};
    toc_cells cells = toc_cells_of(&all, '\t', ""); /* nothing is quoted */
    toc_cell_told(&cells, c, part, "; ");
    all.failed = all.failed || cells.cell.failed;
    toc_buf_free(&cells.cell);
    return all;
}

toc_export_result toc_put_feature(toc_buf *out, const toc_case *c)
{
    const toc_incident *incident = c->options->incident;
    const toc_emit_options options = {.coarsen_e5 = c->options->coarsen_e5};
    if (incident == NULL) {
        toc_emit_feature(out, c->record, c->index, NULL, &options);
        return TOC_ROW_WRITTEN;
    }
    toc_buf sources = told(c, TOC_TOLD_SOURCE), urls = told(c, TOC_TOLD_URL);
    const toc_emit_incident of = {.id = incident->id,
                                  .sources = {sources.ptr, sources.len},
                                  .urls = {urls.ptr, urls.len},
                                  .reports = incident->reports.count};
    toc_emit_feature(out, c->record, c->index, &of, &options);
    out->failed = out->failed || sources.failed || urls.failed;
    toc_buf_free(&sources);
    toc_buf_free(&urls);
    return TOC_ROW_WRITTEN;
}
