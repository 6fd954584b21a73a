/* src/emit/forms.c - the tables of other people's forms: the lists of MUC-4, the codes of CAMEO. */
#include "base/utf8.h"
#include "emit/muc4.h"

/* ---------------------------------------------------------------- MUC-4 */
/* Cells of column `col` by the code in the first one; the user's layer is written last and wins. */
static void by_code(toc_slice *out, const toc_dict *dict, const char *col,
                    unsigned (*code_of)(toc_slice word))
{
    const uint32_t cell = toc_dict_col(dict, col);
    for (uint32_t layer = dict->layers; layer-- > 0;)
        for (uint32_t i = 0; i < toc_dict_rows(dict, layer); i++) {
            const toc_row row = {layer, i};
            const unsigned code = code_of(toc_dict_cell(dict, row, 0));
            if (code > 0) out[code] = toc_dict_cell(dict, row, cell);
        }
}

toc_slice toc_muc4_country(const toc_emit_data *data, const char *code, bool *relevant)
{
    *relevant = false;
    if (data == NULL || !data->has_muc4_countries || *code == '\0') return (toc_slice){NULL, 0};
    const toc_dict *dict = &data->muc4_countries;
    for (uint32_t layer = 0; layer < dict->layers; layer++)
        for (uint32_t i = 0; i < toc_dict_rows(dict, layer); i++) {
            const toc_row row = {layer, i};
            if (!toc_slice_is(toc_dict_cell(dict, row, 0), code)) continue;
            *relevant =
                toc_slice_is(toc_dict_cell(dict, row, toc_dict_col(dict, "relevant")), "yes");
            return toc_dict_cell(dict, row, toc_dict_col(dict, "name"));
        }
    return (toc_slice){NULL, 0};
}

/* ---------------------------------------------------------------- CAMEO */
enum { ROOTS = 21 }; /* 01 to 20 */

/* Counts by root the codes of a type, and of a mode unless that is "". */
static bool count_roots(const toc_dict *dict, const char *type, const char *mode,
                        uint32_t counts[ROOTS])
{
    const uint32_t type_col = toc_dict_col(dict, "type"), mode_col = toc_dict_col(dict, "mode");
    bool any = false;
    for (uint32_t layer = 0; layer < dict->layers; layer++)
        for (uint32_t i = 0; i < toc_dict_rows(dict, layer); i++) {
            const toc_row row = {layer, i};
            const toc_slice code = toc_dict_cell(dict, row, 0);
            if (code.len < 2 || !toc_slice_is(toc_dict_cell(dict, row, type_col), type)) continue;
            if (*mode != '\0' && !toc_slice_is(toc_dict_cell(dict, row, mode_col), mode)) continue;
            const int root = (code.ptr[0] - '0') * 10 + code.ptr[1] - '0';
            if (root < 1 || root >= ROOTS) continue;
            counts[root]++;
            any = true;
        }
    return any;
}

toc_slice toc_cameo_code(const toc_emit_data *data, const toc_event *event)
{
    if (event->code.len > 0) return event->code; /* by the user's event dictionaries */
    static const char TWO_DIGITS[ROOTS][3] = {"",   "01", "02", "03", "04", "05", "06",
                                              "07", "08", "09", "10", "11", "12", "13",
                                              "14", "15", "16", "17", "18", "19", "20"};
    if (event->cameo[0] != '\0') return toc_slice_of(event->cameo);
    const char *type = toc_type_word(event->type), *mode = toc_mode_word(event->mode);
    uint32_t counts[ROOTS] = {0};
    if (data == NULL || !data->has_cameo || *type == '\0') return (toc_slice){NULL, 0};
    if (!count_roots(&data->cameo, type, mode, counts)) count_roots(&data->cameo, type, "", counts);
    unsigned best = 0;
    for (unsigned i = 1; i < ROOTS; i++)
        if (counts[i] > counts[best]) best = i;
    return toc_slice_of(TWO_DIGITS[best]);
}

toc_slice toc_cameo_threat(const toc_emit_data *data, toc_slice code)
{
    if (data == NULL || !data->has_cameo) return (toc_slice){NULL, 0};
    const uint32_t col = toc_dict_col(&data->cameo, "threat");
    for (; code.len >= 2; code.len--) {
        const uint64_t key = toc_fold_hash(code);
        toc_hit hit;
        if (toc_dict_match(&data->cameo, &key, 1, &hit, 1) == 0) continue;
        const toc_slice threat = toc_dict_cell(&data->cameo, hit.row, col);
        if (threat.len > 0) return threat;
    }
    return (toc_slice){NULL, 0};
}

/* ---------------------------------------------------------------- open */
tocsin_status toc_emit_open(toc_emit_data *out, const toc_pack *packs, size_t count,
                            tocsin_error *err)
{
    (void)err;
    *out = (toc_emit_data){0};
    toc_dict dict;
    out->has_muc4 = toc_dict_view(&out->muc4, packs, count, "muc4");
    if (out->has_muc4) {
        out->col_slot = toc_dict_col(&out->muc4, "slot");
        out->col_value = toc_dict_col(&out->muc4, "value");
    }
    out->has_muc4_countries = toc_dict_view(&out->muc4_countries, packs, count, "muc4_country");
    if (toc_dict_view(&dict, packs, count, "muc4_place"))
        by_code(out->muc4_place, &dict, "word", toc_place_of);
    if (toc_dict_view(&dict, packs, count, "muc4_method")) {
        by_code(out->muc4_type, &dict, "incident", toc_method_of);
        by_code(out->muc4_weapon, &dict, "weapon", toc_method_of);
    }
    out->has_muc4_weights = toc_dict_view(&out->muc4_weights, packs, count, "muc4_weight");
    out->has_muc4_merge = toc_dict_view(&out->muc4_merge, packs, count, "muc4_merge");
    out->has_cameo = toc_dict_view(&out->cameo, packs, count, "cameo");
    return TOCSIN_OK;
}
