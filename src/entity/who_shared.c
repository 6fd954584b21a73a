/* src/entity/who_shared.c - parties that share a noun: "Greek and Turkish officials" are two.
 *
 *   Swiss , French and German negotiators      the phrase itself is German; from there leftwards
 *   [--]    [----]     [------- m -------]     every adjective of a country joined to it becomes
 *                                              a description of its own with the same noun */
#include "entity/who_parts.h"

#define NEAR_MENTIONS 8u
#define MAX_ADJECTIVE 3u /* words: "South Korean", "Sierra Leonean" */

/* "and" before token `at`, or a comma once there was one: where what is joined to it ends; `at` itself
 * when nothing is. */
static uint32_t joined(const who *w, uint32_t at, bool *list)
{
    uint32_t end = at;
    if (end > 0 && w->tokens[end - 1].upos == TOC_CCONJ) {
        end--;
        *list = true;
    }
    const toc_token *t = end > 0 ? &w->tokens[end - 1] : NULL;
    if (*list && t != NULL && t->end == t->start + 1 && w->scene->text->text.ptr[t->start] == ',')
        end--;
    return end;
}

static bool capitals(const who *w, const who_mention *m)
{
    return m->last == m->first + 1 && (w->tokens[m->first].flags & TOC_TOKEN_UPPER_ALL) &&
           w->tokens[m->first].end - w->tokens[m->first].start <= 4;
}

/* "Greek", "U.S.", "UN": words that can stand for an adjective; "Israel and Palestinian fighters" is
 * a country and a group, "Serbs and Bosnian soldiers" are a people and an army. */
static bool adjective(const who *w, const who_mention *m)
{
    if (m->form != WHO_NAME || m->person) return false;
    if (m->land && m->demonym) {
        const char last = w->scene->text->text.ptr[w->tokens[m->last - 1].end - 1];
        return last != 's' || w->tokens[m->last - 1].upos == TOC_ADJ;
    }
    if (!capitals(w, m)) return false;
    if (m->first > 0 && w->tokens[m->first - 1].upos == TOC_DET) return false;
    return m->land || (m->code.whole.len >= 3 && memcmp(m->code.whole.ptr, "IGO", 3) == 0);
}

/* Where the adjective of a country nearest to the head begins; TOC_NONE: there is none. */
static uint32_t own_adjective(const who *w, const who_mention *m)
{
    const uint32_t chunk_first = w->scene->chunks.items[m->chunk].first;
    for (uint32_t i = m->head; i-- > chunk_first;) {
        toc_row row;
        uint32_t last;
        bool demonym;
        if (toc_who_country(w, i, m->head, &row, &last, &demonym)) return i;
    }
    return TOC_NONE;
}

/* The mention before the noun's that ends at token `end`; TOC_NONE: none. */
static uint32_t ending_at(const who *w, uint32_t index, uint32_t end)
{
    for (uint32_t k = index, seen = 0; k-- > 0 && seen < NEAR_MENTIONS; seen++)
        if (w->mentions.items[k].last == end && w->mentions.items[k].form == WHO_NAME) return k;
    return TOC_NONE;
}

/* An adjective that no noun phrase holds, since a comma stands behind it. */
static bool bare_adjective(const who *w, uint32_t end, who_mention *out)
{
    for (uint32_t s = end > MAX_ADJECTIVE ? end - MAX_ADJECTIVE : 0; s < end; s++) {
        toc_row row;
        uint32_t last;
        bool demonym;
        if (!toc_who_country(w, s, end, &row, &last, &demonym) || last != end) continue;
        *out = (who_mention){.first = s,
                             .last = end,
                             .head = end - 1,
                             .chunk = TOC_NONE,
                             .form = WHO_NAME,
                             .land = true,
                             .demonym = demonym};
        toc_who_code_country(w, &out->code, row);
        return true;
    }
    return false;
}

static void share(who *w, uint32_t index)
{
    const who_mention noun = w->mentions.items[index];
    uint32_t at = own_adjective(w, &noun);
    bool list = false;
    while (at != TOC_NONE &&
           at > w->scene->text->sentences.items[w->tokens[noun.head].sentence].first) {
        const uint32_t end = joined(w, at, &list);
        if (end == at) return;
        const uint32_t known = ending_at(w, index, end);
        who_mention m;
        if (known != TOC_NONE)
            m = w->mentions.items[known];
        else if (!bare_adjective(w, end, &m))
            return;
        if (w->tokens[m.head].sentence != w->tokens[noun.head].sentence || !adjective(w, &m))
            return;
        at = m.first;
        who_mention made = noun;
        made.first = m.first;
        made.last = m.last;
        made.head = m.head;
        made.chunk = m.chunk == noun.chunk ? TOC_NONE : m.chunk;
        made.shares = noun.head;
        made.code.country = m.code.country;
        made.code.prefix = m.code.prefix;
        if (made.code.prefix.len == 0) made.code.prefix = m.land ? m.code.country : TOC_LIT("IGO");
        if (known != TOC_NONE)
            w->mentions.items[known] = made;
        else
            toc_push(w->arena, &w->mentions, made);
        if (w->arena->failed) return;
    }
}

void toc_who_shared(who *w)
{
    for (uint32_t c = 0; c < w->scene->chunks.count; c++) {
        const uint32_t index = w->mention_of[c];
        if (index == TOC_NONE) continue;
        const who_mention *m = &w->mentions.items[index];
        if (m->form == WHO_NAME || m->form == WHO_PRONOUN || !m->agent.found || m->shares != 0 ||
            m->code.whole.len > 0)
            continue;
        if (m->kind == TOC_ENTITY_WEAPON || m->kind == TOC_ENTITY_VEHICLE ||
            m->kind == TOC_ENTITY_FACILITY)
            continue;
        share(w, index);
    }
}
