/* src/syntax/model.c - views of the models in the pack; sizes are checked once, here. */
#include "syntax/features.h"
#include "syntax/format.h"
#include "syntax/weights.h"

#define MOST_BITS 20 /* 64 MB a table: more is damage */

bool toc_clusters_view(toc_clusters *out, toc_slice s)
{
    *out = (toc_clusters){0};
    if (s.ptr == NULL || s.len < SYNTAX_HEADER_BYTES || memcmp(s.ptr, "TCLU", 4) != 0 ||
        toc_read_u32(s.ptr + 4) != CLUSTERS_VERSION)
        return false;
    const uint32_t slots = toc_read_u32(s.ptr + 8);
    if (slots == 0 || (slots & (slots - 1)) != 0 ||
        s.len - SYNTAX_HEADER_BYTES < (uint64_t)slots * CLUSTER_BYTES)
        return false;
    out->slots = s.ptr + SYNTAX_HEADER_BYTES;
    out->mask = slots - 1;
    return true;
}

uint16_t toc_cluster_of(const toc_clusters *clusters, uint64_t fold)
{
    if (clusters->slots == NULL || fold == 0) return 0;
    uint32_t at = (uint32_t)fold & clusters->mask;
    for (uint32_t probes = 0; probes <= clusters->mask; probes++) {
        const unsigned char *p =
            (const unsigned char *)clusters->slots + (size_t)at * CLUSTER_BYTES;
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

tocsin_status toc_syntax_open(toc_syntax *out, const toc_pack *packs, size_t count,
                              toc_arena *arena, tocsin_error *err)
{
    *out = (toc_syntax){0};
    if (count == 0) return TOCSIN_OK;
    const tocsin_status closed = toc_closed_open(&out->closed, packs, count, arena, err);
    if (closed != TOCSIN_OK) return closed;
    out->has_countries = toc_dict_view(&out->countries, packs, count, "country");
    out->has_irregular = toc_dict_view(&out->irregular, packs, count, "irregular");
    out->has_agents = toc_dict_view(&out->agents, packs, count, "agent");
    const toc_slice clusters = toc_pack_section(&packs[0], "model/clusters");
    if (clusters.ptr != NULL && !toc_clusters_view(&out->clusters, clusters))
        return toc_fail(err, TOCSIN_MODEL, "model/clusters: damaged, or of another format than %u",
                        CLUSTERS_VERSION);
    const toc_slice s = toc_pack_section(&packs[0], "model/syntax");
    if (s.ptr == NULL) return TOCSIN_OK;
    if (s.len < SYNTAX_HEADER_BYTES || memcmp(s.ptr, "TSYN", 4) != 0 ||
        toc_read_u32(s.ptr + 4) != SYNTAX_VERSION)
        return toc_fail(err, TOCSIN_MODEL, "model/syntax: not a syntax model of version %u",
                        SYNTAX_VERSION);
    toc_weights *const tables[] = {&out->tags, &out->moves, &out->labels, &out->relabels};
    const uint32_t lemma_slots = toc_read_u32(s.ptr + 24), rule_slots = toc_read_u32(s.ptr + 28);
    uint64_t at = SYNTAX_HEADER_BYTES;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        const uint32_t bits = toc_read_u32(s.ptr + 8 + 4 * i);
        if (bits > MOST_BITS) return toc_fail(err, TOCSIN_MODEL, "model/syntax: damaged header");
        *tables[i] = (toc_weights){(const unsigned char *)s.ptr + at, (1u << bits) - 1};
        at += (uint64_t)WEIGHT_LINE_BYTES << bits;
        if (at > s.len) return toc_fail(err, TOCSIN_MODEL, "model/syntax: truncated");
    }
    out->string_bytes = toc_read_u32(s.ptr + 32);
    if (!power_of_two(lemma_slots) || !power_of_two(rule_slots))
        return toc_fail(err, TOCSIN_MODEL, "model/syntax: damaged header");
    const uint64_t rules = at + (uint64_t)lemma_slots * LEMMA_BYTES,
                   strings = rules + (uint64_t)rule_slots * RULE_BYTES;
    if (strings + out->string_bytes > s.len)
        return toc_fail(err, TOCSIN_MODEL, "model/syntax: truncated");
    out->lemmas = s.ptr + at;
    out->rules = s.ptr + rules;
    out->strings = s.ptr + strings;
    out->lemma_mask = lemma_slots - 1;
    out->rule_mask = rule_slots - 1;
    out->has_model = true;
    return TOCSIN_OK;
}
