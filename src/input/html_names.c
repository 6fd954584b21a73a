/* src/input/html_names.c - what the names that a page gives to its parts say of them. */
#include <strings.h>

#include "input/html.h"

_Static_assert(TOC_PAGE_PARTS == 4, "toc_page_no_names has as many");

static const char *const NOTHING[] = {NULL};
const toc_page_names toc_page_no_names = {{NOTHING, NOTHING, NOTHING, NOTHING}};
static const char *const KINDS[] = {
#define X(name, word) word,
    TOC_PAGE_PART_MAP(X)
#undef X
};

static bool listed(toc_slice cell, const char *kind)
{
    toc_slice word;
    while (toc_slice_cut(&cell, ',', &word))
        if (toc_slice_is(word, kind)) return true;
    return false;
}

void toc_page_names_open(toc_page_names *out, const toc_pack *packs, size_t count, toc_arena *arena)
{
    toc_dict dict;
    *out = toc_page_no_names;
    if (!toc_dict_view(&dict, packs, count, "page")) return;
    const uint32_t column = toc_dict_col(&dict, "kind");
    size_t rows = 0;
    for (uint32_t layer = 0; layer < dict.layers; layer++) rows += toc_dict_rows(&dict, layer);
    for (unsigned k = 0; k < TOC_PAGE_PARTS; k++) {
        const char **pieces = TOC_NEW_N(arena, const char *, rows + 1);
        if (pieces == NULL) return;
        size_t n = 0;
        for (uint32_t layer = 0; layer < dict.layers; layer++)
            for (uint32_t i = 0; i < toc_dict_rows(&dict, layer); i++) {
                const toc_row row = {layer, i};
                const toc_slice piece = toc_dict_cell(&dict, row, 0);
                if (piece.len > 0 && listed(toc_dict_cell(&dict, row, column), KINDS[k]))
                    pieces[n++] = toc_dup(arena, piece).ptr;
            }
        out->pieces[k] = pieces;
    }
}

static bool is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

bool toc_page_name_holds(toc_slice s, const char *const *pieces)
{
    for (size_t i = 0; i < s.len; i++) {
        const bool begin = i == 0 || !is_letter(s.ptr[i - 1]) ||
                           (s.ptr[i] >= 'A' && s.ptr[i] <= 'Z' && s.ptr[i - 1] >= 'a');
        for (const char *const *piece = pieces; begin && *piece != NULL; piece++) {
            const size_t n = strlen(*piece);
            if (i + n <= s.len && strncasecmp(s.ptr + i, *piece, n) == 0) return true;
        }
    }
    return false;
}
