/* src/export/tables.c - the tables below data/export/. */
#include "base/utf8.h"
#include "export/case.h"

void toc_export_open(toc_export_data *out, const toc_pack *packs, size_t count)
{
    *out = (toc_export_data){0};
    const struct {
        toc_dict *dict;
        const char *table;
    } TABLES[] = {{&out->state, "state"},
                  {&out->sector, "export_sector"},
                  {&out->acled_event, "acled_event"},
                  {&out->acled_rank, "acled_rank"},
                  {&out->goldstein, "goldstein"},
                  {&out->score, "plover_score"}};
    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++)
        if (!toc_dict_view(TABLES[i].dict, packs, count, TABLES[i].table))
            *TABLES[i].dict = (toc_dict){0};
}

toc_slice toc_table_cell(const toc_dict *dict, toc_slice key, const char *column)
{
    const uint32_t col = dict->layers == 0 ? UINT32_MAX : toc_dict_col(dict, column);
    if (col == UINT32_MAX || key.len == 0) return (toc_slice){"", 0};
    for (uint32_t layer = 0; layer < dict->layers; layer++)
        for (uint32_t i = 0; i < toc_dict_rows(dict, layer); i++) {
            const toc_row row = {layer, i};
            if (toc_slice_eq(toc_dict_cell(dict, row, 0), key))
                return toc_dict_cell(dict, row, col);
        }
    return (toc_slice){"", 0};
}

toc_slice toc_state_cell(const toc_export_data *data, const char *iso3, const char *column)
{
    const uint64_t key = toc_fold_hash(toc_slice_of(iso3));
    toc_hit hit;
    if (data->state.layers == 0 || *iso3 == '\0') return (toc_slice){"", 0};
    if (toc_dict_match(&data->state, &key, 1, &hit, 1) == 0) return (toc_slice){"", 0};
    return toc_dict_cell(&data->state, hit.row, toc_dict_col(&data->state, column));
}

toc_slice toc_ucdp_name(const toc_export_data *data, const char *iso3)
{
    const toc_slice own = toc_state_cell(data, iso3, "ucdp");
    return own.len > 0 ? own : toc_state_cell(data, iso3, "name");
}

toc_slice toc_goldstein(const toc_export_data *data, toc_slice code)
{
    for (; code.len >= 2; code.len--) {
        const toc_slice score = toc_table_cell(&data->goldstein, code, "score");
        if (score.len > 0) return score;
    }
    return (toc_slice){"", 0};
}

toc_slice toc_plover_score(const toc_export_data *data, unsigned type, unsigned mode)
{
    toc_slice bare = {"", 0};
    const toc_dict *dict = &data->score;
    if (dict->layers == 0) return bare;
    const uint32_t mode_col = toc_dict_col(dict, "mode"), col = toc_dict_col(dict, "score");
    for (uint32_t layer = dict->layers; layer-- > 0;)
        for (uint32_t i = 0; i < toc_dict_rows(dict, layer); i++) {
            const toc_row row = {layer, i};
            if (!toc_slice_is(toc_dict_cell(dict, row, 0), toc_type_word(type))) continue;
            const toc_slice of = toc_dict_cell(dict, row, mode_col);
            if (of.len == 0) bare = toc_dict_cell(dict, row, col);
            if (of.len > 0 && toc_slice_is(of, toc_mode_word(mode)))
                return toc_dict_cell(dict, row, col);
        }
    return bare;
}
