/* src/entity/who_near.c - what stands around a mention gives it country and sector: its owner, what
 * follows behind a preposition, a place. */
#include "entity/who_parts.h"

/* The first place of the record that touches a span; NULL: none. */
const toc_place *toc_who_place(const who *w, toc_span span)
{
    const toc_record *record = w->scene->record;
    uint32_t low = 0, high = record->places.count;
    while (low < high) {
        const uint32_t mid = low + (high - low) / 2;
        if (record->places.items[mid].span.end <= span.start)
            low = mid + 1;
        else
            high = mid;
    }
    if (low == record->places.count || record->places.items[low].span.start >= span.end)
        return NULL;
    return &record->places.items[low];
}

static void possessors(who *w)
{
    for (uint32_t c = 1; c < w->scene->chunks.count; c++) {
        who_mention *m = toc_who_at(w, c), *owner = toc_who_at(w, c - 1);
        const toc_chunk *chunk = &w->scene->chunks.items[c],
                        *before = &w->scene->chunks.items[c - 1];
        if (m == NULL || owner == NULL || m->code.label.len > 0 || before->last + 1 != chunk->first)
            continue;
        if (w->tokens[before->last].upos != TOC_PART ||
            !toc_who_together(w, before->last, chunk->first))
            continue;
        if (m->form == WHO_NAME && m->person) continue;
        toc_who_inherit(m, owner, true);
        toc_who_state(m);
    }
}

static bool of_place(const who_mention *m)
{
    static const char *const SECTORS[] = {"CVL", "REL", "EDU", "BUS", "AGR", "LAB", "SOC",
                                          "HLH", "MED", "JRN", "COP", "GOV", "OPP", "JUD",
                                          "LEG", "PTY", "REB", "UAF", "CRM"};
    if (m->kind == TOC_ENTITY_VEHICLE || m->kind == TOC_ENTITY_WEAPON) return false;
    for (size_t i = 0; i < sizeof SECTORS / sizeof *SECTORS; i++)
        if (toc_slice_is(m->code.sector, SECTORS[i])) return true;
    return false;
}

/* The place that stands in a chunk, with its country; NULL: none. */
static const toc_place *place_in(const who *w, const toc_chunk *chunk)
{
    const toc_place *place = toc_who_place(w, toc_chunk_span(w->scene, chunk));
    return place == NULL || place->country[0] == '\0' ? NULL : place;
}

static void take_place(const who *w, who_mention *m, const toc_place *place)
{
    if (m->code.country.len > 0) return;
    m->code.country = m->code.prefix = toc_dup(w->scene->arena, toc_slice_of(place->country));
    if (toc_slice_is(m->code.prefix, "XKX")) m->code.country = m->code.prefix = TOC_LIT("KOS");
}

/* "demonstrators in Baghdad", "students throughout Indonesia". */
static void location(who *w, uint32_t c)
{
    static const char *const WORDS[] = {"in", "throughout", "across", "inside", "from"};
    who_mention *m = toc_who_at(w, c);
    if (c + 1 >= w->scene->chunks.count || m == NULL || m->form == WHO_PRONOUN || m->land ||
        !of_place(m))
        return;
    if (m->code.label.len > 0 || m->code.whole.len > 0 || m->code.country.len > 0 ||
        (m->form == WHO_NAME && m->person))
        return;
    const toc_chunk *chunk = &w->scene->chunks.items[c], *next = chunk + 1;
    if (chunk->last + 1 != next->first || !toc_who_together(w, chunk->first, next->first)) return;
    const toc_place *place = place_in(w, next);
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS && place != NULL; i++)
        if (toc_who_is_word(&w->tokens[chunk->last], WORDS[i])) take_place(w, m, place);
}

/* "The Albanians of southern Serbia", "Kurds in Turkey": a people in another land is of that land. */
static void people_abroad(const who *w, uint32_t c)
{
    who_mention *m = &w->mentions.items[w->mention_of[c]];
    const toc_chunk *chunk = &w->scene->chunks.items[c], *next = chunk + 1;
    if (!m->land || !m->demonym || m->head != chunk->head || c + 1 >= w->scene->chunks.count ||
        chunk->last + 1 != next->first || !toc_who_together(w, chunk->first, next->first) ||
        (!toc_who_is_word(&w->tokens[chunk->last], "in") &&
         !toc_who_is_word(&w->tokens[chunk->last], "of")))
        return;
    const toc_place *place = place_in(w, next);
    if (place == NULL || place->kind == TOC_PLACE_DEMONYM ||
        toc_slice_is(m->code.country, place->country))
        return;
    m->code = (who_code){.sector = TOC_LIT("CVL"), .role = TOC_LIT("CVL")};
    m->land = false;
    m->actor = 0;
    take_place(w, m, place);
}

/* "soldiers of the Nigerian army", "fighters from Chad", "Muslim leaders in France". */
static void prepositions(who *w)
{
    for (uint32_t c = w->scene->chunks.count; c-- > 0;) {
        who_mention *m = toc_who_at(w, c), *of = toc_who_at(w, c + 1);
        if (m == NULL || of == NULL || m->form == WHO_PRONOUN || m->code.label.len > 0) continue;
        const toc_chunk *chunk = &w->scene->chunks.items[c], *next = &w->scene->chunks.items[c + 1];
        if (chunk->last + 1 != next->first || !toc_who_together(w, chunk->first, next->first))
            continue;
        const toc_token *t = &w->tokens[chunk->last];
        if (m->form == WHO_NAME && (m->person || m->land)) continue;
        if (toc_who_is_word(t, "of") || toc_who_is_word(t, "for") || toc_who_is_word(t, "with") ||
            toc_who_is_word(t, "from")) {
            const bool of_it = toc_who_is_word(t, "of") || (m->notes & WHO_WEAK);
            const bool rough = m->code.sector.len == 0;
            if (of_it || of->land || toc_who_is_word(t, "from")) toc_who_inherit(m, of, of_it);
            toc_who_state(m);
            if (of_it && rough && (m->notes & WHO_ROUGH) && (of->notes & WHO_STRONG))
                m->notes |= WHO_STRONG;
        } else if (toc_who_is_word(t, "in") && of->land && of_place(m)) {
            toc_who_inherit(m, of, false);
        }
    }
}

/* "Dozens of shops": nobody. */
static void parts(who *w)
{
    for (uint32_t c = 0; c < w->scene->chunks.count; c++) {
        const who_mention *m = toc_who_at(w, c);
        const who_mention *of = toc_who_at(w, c + 1);
        if (m == NULL || m->form == WHO_NAME || !(m->notes & WHO_PART)) continue;
        const bool people = of != NULL && of->form != WHO_PRONOUN &&
                            (of->kind == TOC_ENTITY_PERSON || of->kind == TOC_ENTITY_CIVILIAN ||
                             of->kind == TOC_ENTITY_GROUP || of->kind == TOC_ENTITY_MILITARY);
        if (!people) w->mention_of[c] = TOC_NONE;
    }
}

/* A town in front: "Kyiv police"; behind: "demonstrators in Kyiv". Works once the places are known. */
static void places(who *w)
{
    for (uint32_t c = 0; c < w->scene->chunks.count; c++) {
        who_mention *m = toc_who_at(w, c);
        if (m == NULL) continue;
        people_abroad(w, c);
        const toc_chunk *chunk = &w->scene->chunks.items[c];
        const toc_place *place =
            m->form == WHO_NAME || m->code.prefix.len > 0 ? NULL : place_in(w, chunk);
        const toc_span span = toc_chunk_span(w->scene, chunk);
        if (place != NULL && place->span.start >= span.start && place->span.end < span.end &&
            !toc_who_ethnic(w, chunk->head))
            take_place(w, m, place);
        location(w, c);
    }
}

void toc_who_near(who *w)
{
    possessors(w);
    prepositions(w);
    parts(w);
    places(w);
}
