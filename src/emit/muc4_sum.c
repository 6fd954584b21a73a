/* src/emit/muc4_sum.c - a sum of weights that says what it was made of. */
#include "base/utf8.h"
#include "emit/muc4.h"

#define FEATURE_BYTES 96u
#define FEATURE_WORDS 12u

void toc_muc4_sum_begin(toc_muc4_sum *sum, const toc_emit_data *data, toc_arena *arena,
                        const char *subject)
{
    *sum = (toc_muc4_sum){.data = data, .arena = arena, .subject = subject};
    if (data != NULL && strcmp(subject, "merge") == 0)
        sum->weights = data->has_muc4_merge ? &data->muc4_merge : NULL;
    else if (data != NULL)
        sum->weights = data->has_muc4_weights ? &data->muc4_weights : NULL;
    toc_muc4_sum_add(sum, "bias", TOC_LIT("one"));
}

static int32_t weight_of(const toc_dict *weights, toc_slice feature)
{
    uint64_t keys[FEATURE_WORDS];
    toc_hit hits[FEATURE_WORDS];
    const size_t n = toc_phrase_keys(feature, keys, FEATURE_WORDS);
    const size_t found = toc_dict_match(weights, keys, n, hits, FEATURE_WORDS);
    for (size_t i = 0; i < found; i++) {
        if (hits[i].words != n) continue;
        const toc_slice cell = toc_dict_cell(weights, hits[i].row, 1);
        const bool negative = cell.len > 0 && cell.ptr[0] == '-';
        int32_t value = 0;
        for (size_t k = negative;
             k < cell.len && cell.ptr[k] >= '0' && cell.ptr[k] <= '9' && value < 100000; k++)
            value = value * 10 + (cell.ptr[k] - '0');
        return negative ? -value : value;
    }
    return 0;
}

void toc_muc4_sum_add(toc_muc4_sum *sum, const char *name, toc_slice value)
{
    if (sum->data == NULL || value.len == 0) return;
    const toc_slice head[] = {toc_slice_of(sum->subject), toc_slice_of(name)};
    char text[FEATURE_BYTES];
    size_t n = 0;
    for (size_t i = 0; i < 2; i++) {
        if (n + head[i].len + 1 >= sizeof text / 2) return;
        memcpy(text + n, head[i].ptr, head[i].len);
        n += head[i].len;
        text[n++] = ' ';
    }
    const size_t folded = toc_fold(value, text + n, sizeof text - n);
    if (folded == 0) return;
    n += folded;
    const int32_t weight = sum->weights != NULL ? weight_of(sum->weights, (toc_slice){text, n}) : 0;
    sum->total += weight;
    if (weight == 0 && sum->weights != NULL) return;
    const toc_slice kept = toc_dup(sum->arena, (toc_slice){text, n});
    toc_push(sum->arena, &sum->why, kept);
}

void toc_muc4_sum_count(toc_muc4_sum *sum, const char *name, uint32_t n)
{
    static const char *const STEPS[] = {"0", "1", "2", "3", "4", "7", "13"};
    const size_t step = n < 4 ? n : n < 7 ? 4 : n < 13 ? 5 : 6;
    toc_muc4_sum_add(sum, name, toc_slice_of(STEPS[step]));
}

void toc_muc4_sum_put(toc_buf *out, const toc_muc4_sum *sum)
{
    toc_json_int(out, "relevance", sum->total);
    toc_json_key(out, "why");
    toc_buf_char(out, '[');
    for (uint32_t i = 0; i < sum->why.count; i++) {
        toc_json_sep(out);
        toc_buf_json(out, sum->why.items[i]);
    }
    toc_buf_char(out, ']');
}
