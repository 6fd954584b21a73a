/* src/syntax/model.c - views of the models in the pack; sizes are checked once, here. */
#include "syntax/features.h"
#include "syntax/format.h"

bool toc_clusters_view(toc_clusters *out, toc_slice s)
{
    *out = (toc_clusters){0};
    if (s.ptr == NULL || s.len < SYNTAX_HEADER_BYTES || memcmp(s.ptr, "TCLU", 4) != 0 || toc_read_u32(s.ptr + 4) != SYNTAX_VERSION)
        return false;
    const uint32_t slots = toc_read_u32(s.ptr + 8);
    if (slots == 0 || (slots & (slots - 1)) != 0 || s.len - SYNTAX_HEADER_BYTES < (uint64_t)slots * CLUSTER_BYTES) return false;
    out->slots = s.ptr + SYNTAX_HEADER_BYTES;
    out->mask = slots - 1;
    return true;
}

uint16_t toc_cluster_of(const toc_clusters *clusters, uint64_t fold)
{
    if (clusters->slots == NULL || fold == 0) return 0;
    uint32_t at = (uint32_t)fold & clusters->mask;
    for (uint32_t probes = 0; probes <= clusters->mask; probes++) {
        const unsigned char *p = (const unsigned char *)clusters->slots + (size_t)at * CLUSTER_BYTES;
        const uint16_t cluster = (uint16_t)(p[4] | p[5] << 8);
        if (cluster == 0) return 0;
        if (toc_read_u32((const char *)p) == (uint32_t)(fold >> 32)) return cluster;
        at = (at + 1) & clusters->mask;
    }
    return 0;
}

static bool power_of_two(uint32_t n)
{
    return n != 0 && (n & (n - 1)) == 0;
}

tocsin_status toc_syntax_open(toc_syntax *out, const toc_pack *packs, size_t count, toc_arena *arena, tocsin_error *err)
{
    (void)arena;
    *out = (toc_syntax){0};
    if (count == 0) return TOCSIN_OK;
    toc_clusters_view(&out->clusters, toc_pack_section(&packs[0], "model/clusters"));
    const toc_slice s = toc_pack_section(&packs[0], "model/syntax");
    if (s.ptr == NULL) return TOCSIN_OK;
    if (s.len < SYNTAX_HEADER_BYTES || memcmp(s.ptr, "TSYN", 4) != 0 || toc_read_u32(s.ptr + 4) != SYNTAX_VERSION)
        return toc_fail(err, TOCSIN_MODEL, "model/syntax: not a syntax model of version %u", SYNTAX_VERSION);
    const uint32_t tag_bits = toc_read_u32(s.ptr + 8), move_bits = toc_read_u32(s.ptr + 12), label_bits = toc_read_u32(s.ptr + 16);
    const uint32_t lemma_slots = toc_read_u32(s.ptr + 20), rule_slots = toc_read_u32(s.ptr + 24);
    out->string_bytes = toc_read_u32(s.ptr + 28);
    if (tag_bits > 26 || move_bits > 26 || label_bits > 26 || !power_of_two(lemma_slots) || !power_of_two(rule_slots))
        return toc_fail(err, TOCSIN_MODEL, "model/syntax: damaged header");
    const uint64_t sizes[] = {((uint64_t)TOC_TAG_ROW) << tag_bits, ((uint64_t)TOC_MOVE_ROW) << move_bits,
                              ((uint64_t)TOC_LABEL_ROW) << label_bits, (uint64_t)lemma_slots * LEMMA_BYTES,
                              (uint64_t)rule_slots * RULE_BYTES, out->string_bytes};
    const char *parts[6];
    uint64_t at = SYNTAX_HEADER_BYTES;
    for (size_t i = 0; i < 6; i++) {
        if (sizes[i] > s.len - at) return toc_fail(err, TOCSIN_MODEL, "model/syntax: truncated");
        parts[i] = s.ptr + at;
        at += sizes[i];
    }
    out->tags = (const int8_t *)parts[0];
    out->moves = (const int8_t *)parts[1];
    out->labels = (const int8_t *)parts[2];
    out->lemmas = parts[3];
    out->rules = parts[4];
    out->strings = parts[5];
    out->tag_mask = (1u << tag_bits) - 1;
    out->move_mask = (1u << move_bits) - 1;
    out->label_mask = (1u << label_bits) - 1;
    out->lemma_mask = lemma_slots - 1;
    out->rule_mask = rule_slots - 1;
    out->has_model = true;
    return TOCSIN_OK;
}
