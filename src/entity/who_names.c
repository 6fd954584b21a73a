/* src/entity/who_names.c - the mentions in one chunk: the names inside, and the phrase itself. */
#include "entity/who_parts.h"

/* ---------------------------------------------------------------- names */
static bool ner_is(const toc_token *t, toc_ner begin)
{
    return t->ner == begin || t->ner == (toc_ner)(begin + 1);
}

/* End of the recogniser's span that begins at i. */
static uint32_t ner_end(const who *w, uint32_t i)
{
    const unsigned inside = w->tokens[i].ner + (w->tokens[i].ner % 2);
    uint32_t last = i + 1;
    while (last < w->count && w->tokens[last].ner == inside &&
           w->tokens[last].sentence == w->tokens[i].sentence)
        last++;
    return last;
}

static uint64_t name_key(const who *w, uint32_t first, uint32_t last)
{
    uint64_t key = 1;
    for (uint32_t i = first; i < last; i++) {
        const toc_token *t = &w->tokens[i];
        if (t->fold != 0 && t->upos != TOC_DET && !toc_who_is_word(t, "s"))
            key = toc_mix(key, t->fold);
    }
    return key;
}

static uint32_t head_in(const who *w, uint32_t first, uint32_t last)
{
    const uint32_t chunk = w->scene->chunk_of[first];
    if (chunk != TOC_NONE) {
        const uint32_t head = w->scene->chunks.items[chunk].head;
        if (head >= first && head < last) return head;
    }
    uint32_t head = last - 1;
    for (uint32_t i = first; i < last; i++) {
        if (w->tokens[i].upos == TOC_ADP && i > first) break;
        if (w->tokens[i].fold != 0 && w->tokens[i].upos != TOC_DET) head = i;
    }
    return head;
}

who_mention toc_who_name(const who *w, uint32_t first, uint32_t last)
{
    who_mention m = {.first = first,
                     .last = last,
                     .form = WHO_NAME,
                     .number = WHO_ONE,
                     .chunk = TOC_NONE,
                     .entity = TOC_NONE,
                     .merge = TOC_NONE,
                     .kind = TOC_ENTITY_UNKNOWN};
    m.head = head_in(w, first, last);
    m.key = name_key(w, first, last);
    m.first_key = w->tokens[first].fold;
    for (uint32_t i = first; i < last; i++)
        if (w->tokens[i].fold != 0) m.last_key = w->tokens[i].fold;
    return m;
}

/* "Iraqi Prime Minister" before a name: his country and sector, unless the dictionary knows better. */
static void title_before(const who *w, who_mention *m, uint32_t chunk_first)
{
    /* "Secretary of State Warren Christopher" is two chunks, or the name begins its own */
    if (chunk_first >= 2 && toc_who_is_word(&w->tokens[chunk_first - 1], "of") &&
        w->scene->chunk_of[chunk_first - 2] != TOC_NONE && m->first > chunk_first) {
        const toc_chunk *before = &w->scene->chunks.items[w->scene->chunk_of[chunk_first - 2]];
        const agent_row agent = toc_who_agent(w, before->first, m->first, before->head);
        if (agent.found && agent.last == m->first) chunk_first = before->first;
    }
    if (m->first <= chunk_first) return;
    who_mention title = {.kind = TOC_ENTITY_NONE};
    toc_who_compose(w, &title, chunk_first, m->first, m->first - 1);
    m->notes |= title.notes & (WHO_MALE | WHO_FEMALE);
    if (!title.agent.found) {
        toc_who_inherit(m, &title, false);
        return;
    }
    m->agent = title.agent;
    if (m->code.label.len > 0) {
        /* the text gives the office that the dictionary has ended, or says that it has ended */
        const bool ended = toc_slice_is(m->code.sector, "ELI"),
                   former = toc_slice_is(title.code.sector, "ELI");
        if (ended ? title.code.sector.len > 0 : former && toc_slice_is(m->code.sector, "GOV")) {
            if (m->code.prefix.len == 0 && m->code.whole.len >= 3)
                m->code.prefix = toc_slice_sub(m->code.whole, 0, 3);
            m->code.whole = TOC_LIT("");
            m->code.sector = title.code.sector;
            m->code.role = title.code.role;
        }
        return;
    }
    const toc_slice label = m->code.label;
    m->code = title.code;
    m->code.label = label;
    if (title.kind == TOC_ENTITY_MILITARY) m->person = true;
}

/* "West Bank" is no bank, "Tehran" no person: tokens [first, last) are the name of a region or
 * of a capital that the text places. A town may have an office or a team of its name, and speak. */
static bool only_place(const who *w, uint32_t first, uint32_t last)
{
    const toc_place *place =
        toc_who_place(w, (toc_span){w->tokens[first].start, w->tokens[last - 1].end});
    if (place == NULL || place->span.start != w->tokens[first].start ||
        place->span.end != w->tokens[last - 1].end)
        return false;
    toc_row row;
    if (place->kind == TOC_PLACE_TOWN)
        return ner_is(&w->tokens[first], TOC_NER_B_PER) && toc_who_capital(w, first, last, &row);
    return place->kind == TOC_PLACE_REGION;
}

/* The recogniser's "Prime" of "Prime Minister": the beginning of a title is no name. */
static bool begins_title(const who *w, uint32_t first, uint32_t last, uint32_t chunk_last)
{
    if (last >= chunk_last || !ner_is(&w->tokens[first], TOC_NER_B_PER)) return false;
    const agent_row agent = toc_who_agent(w, first, chunk_last, last);
    return agent.found && agent.kind == TOC_ENTITY_PERSON && agent.first == first;
}

static bool person_words(const who *w, uint32_t first)
{
    return ner_is(&w->tokens[first], TOC_NER_B_PER);
}

/* The name that begins at token i inside a chunk, if any does: from the dictionary, the recogniser or
 * the table of countries, the longest of them. */
static bool name_at(const who *w, uint32_t i, uint32_t chunk_first, uint32_t chunk_last,
                    who_mention *out)
{
    const toc_token *t = &w->tokens[i];
    const bool begins = t->ner != TOC_NER_O &&
                        (t->ner % 2 == 1 || i == chunk_first || w->tokens[i - 1].ner == TOC_NER_O);
    const uint32_t last = begins ? ner_end(w, i) : i;
    const who_match *match = w->match_of[i] == TOC_NONE ? NULL : &w->matches.items[w->match_of[i]];
    if (match != NULL && match->first != i) match = NULL;
    if (match != NULL && match->last >= last) {
        who_mention m = toc_who_name(w, i, match->last);
        m.kind = match->kind;
        m.actor = match->name;
        m.person = match->kind == TOC_ENTITY_PERSON;
        toc_who_code_actor(w, &m.code, match);
        if (m.person) title_before(w, &m, chunk_first);
        *out = m;
        return true;
    }
    toc_row row;
    uint32_t land_last = i;
    bool demonym = false;
    const bool land = toc_who_country(w, i, chunk_last, &row, &land_last, &demonym);
    const bool tagged =
        begins && last > i && !ner_is(t, TOC_NER_B_LOC) && !ner_is(t, TOC_NER_B_MISC);
    if (tagged && (!land || land_last < last) && !only_place(w, i, last) &&
        !begins_title(w, i, last, chunk_last)) {
        who_mention m = toc_who_name(w, i, last);
        if (person_words(w, i)) {
            m.person = true;
            m.kind = TOC_ENTITY_PERSON;
            title_before(w, &m, chunk_first);
        } else {
            toc_who_compose(w, &m, chunk_first, last, m.head);
            const bool body = m.kind == TOC_ENTITY_GROUP || m.kind == TOC_ENTITY_GOVERNMENT ||
                              m.kind == TOC_ENTITY_MILITARY || m.kind == TOC_ENTITY_MEDIA;
            if (!body) m.kind = TOC_ENTITY_ORGANISATION;
        }
        *out = m;
        return true;
    }
    if (!land) return false;
    who_mention m = toc_who_name(w, i, land_last);
    m.land = true;
    m.demonym = demonym;
    m.actor = toc_hash_slice(toc_dict_cell(&w->data->countries, row, 0));
    toc_who_code_country(w, &m.code, row);
    *out = m;
    return true;
}

/* ---------------------------------------------------------------- phrases */
static who_number number_of(const who *w, const toc_chunk *chunk, unsigned notes)
{
    const toc_token *head = &w->tokens[chunk->head];
    for (uint32_t i = chunk->first; i < chunk->head; i++)
        if (w->tokens[i].upos == TOC_NUM && !toc_who_is_word(&w->tokens[i], "one") &&
            !toc_who_is_word(&w->tokens[i], "1"))
            return WHO_MANY;
    if (notes & WHO_PLURAL) return WHO_ANY;
    const char *end = w->scene->text->text.ptr + head->end;
    const bool s = end[-1] == 's' || end[-1] == 'S';
    if (head->lemma_fold == 0) return s ? WHO_MANY : WHO_ONE;
    return head->lemma_fold != head->fold || (s && head->upos == TOC_PROPN) ? WHO_MANY : WHO_ONE;
}

static who_form form_of(const who *w, const toc_chunk *chunk)
{
    if (toc_who_is_word(&w->tokens[chunk->first], "no")) return WHO_NONE;
    static const char *const DEFINITE[] = {"the", "this", "that", "these", "those", "both"};
    const toc_token *t = &w->tokens[chunk->first];
    for (size_t i = 0; i < sizeof DEFINITE / sizeof *DEFINITE; i++)
        if (toc_who_is_word(t, DEFINITE[i])) return WHO_THE;
    return WHO_A;
}

static void pronoun(who *w, uint32_t c)
{
    const toc_chunk *chunk = &w->scene->chunks.items[c];
    const who_mention m = {.first = chunk->first,
                           .last = chunk->last,
                           .head = chunk->head,
                           .chunk = c,
                           .form = WHO_PRONOUN,
                           .entity = TOC_NONE,
                           .merge = TOC_NONE,
                           .key = w->tokens[chunk->head].fold};
    w->mention_of[c] = w->mentions.count;
    toc_push(w->arena, &w->mentions, m);
}

/* The title behind an adjective of a country that the tree has made the head of the phrase; TOC_NONE. */
static uint32_t title_behind(const who *w, const toc_chunk *chunk)
{
    toc_row row;
    uint32_t end;
    bool demonym = false;
    if (!toc_who_country(w, chunk->head, chunk->last, &row, &end, &demonym) || !demonym)
        return TOC_NONE;
    for (uint32_t k = end; k < chunk->last; k++) {
        const agent_row agent = toc_who_agent(w, chunk->first, chunk->last, k);
        if (agent.found && agent.kind == TOC_ENTITY_PERSON && (agent.notes & WHO_TITLE)) return k;
    }
    return TOC_NONE;
}

/* A phrase whose head is no name: an agent noun, a thing of the table, or a people. */
static void description(who *w, uint32_t c)
{
    const toc_chunk *chunk = &w->scene->chunks.items[c];
    who_mention m = {.first = chunk->first,
                     .last = chunk->last,
                     .head = chunk->head,
                     .chunk = c,
                     .form = form_of(w, chunk),
                     .entity = TOC_NONE,
                     .merge = TOC_NONE};
    uint32_t first = chunk->first;
    while (first < chunk->head && w->tokens[first].upos == TOC_DET) first++;
    if (only_place(w, first, chunk->last)) return;
    const uint32_t title = title_behind(w, chunk);
    toc_who_compose(w, &m, chunk->first, chunk->last, title != TOC_NONE ? title : chunk->head);
    if (!m.agent.found || m.kind == TOC_ENTITY_NONE || (m.notes & WHO_LENDS)) return;
    if ((m.notes & WHO_PART) &&
        (chunk->last >= w->count || !toc_who_is_word(&w->tokens[chunk->last], "of")))
        return;
    m.number = number_of(w, chunk, m.notes);
    m.key = w->tokens[chunk->head].lemma_fold != 0 ? w->tokens[chunk->head].lemma_fold
                                                   : w->tokens[chunk->head].fold;
    m.person = m.kind == TOC_ENTITY_PERSON || m.kind == TOC_ENTITY_CIVILIAN;
    w->mention_of[c] = w->mentions.count;
    toc_push(w->arena, &w->mentions, m);
}

/* Is all from the token to the name a title? */
static bool titled(const who *w, uint32_t first, uint32_t name)
{
    const agent_row agent = toc_who_agent(w, first, name, name - 1);
    return agent.found && agent.kind == TOC_ENTITY_PERSON && agent.first <= first;
}

/* "168 Liberians", "young Algerians" are some people; "the Liberians" may be who speaks for the country. */
static bool counted(const who *w, const toc_chunk *chunk, uint32_t name)
{
    for (uint32_t i = chunk->first; i < name; i++)
        if (w->tokens[i].upos == TOC_NUM || w->tokens[i].upos == TOC_ADJ) return true;
    return false;
}

/* Names inside, then the chunk itself, in the order of their heads. */
static void chunk_mentions(who *w, uint32_t c)
{
    const toc_chunk *chunk = &w->scene->chunks.items[c];
    bool named = false;
    for (uint32_t i = chunk->first; i < chunk->last;) {
        who_mention m;
        if (w->tokens[i].upos == TOC_DET || !name_at(w, i, chunk->first, chunk->last, &m)) {
            /* inside of a name that began in the chunk before */
            if (w->match_of[i] != TOC_NONE &&
                w->matches.items[w->match_of[i]].first < chunk->first && i == chunk->head)
                named = true;
            i++;
            continue;
        }
        /* "General Qasem Soleimani": the tree may make the title the head, the name is who it is */
        const bool title = m.person && chunk->head < m.first && m.last == chunk->last &&
                           chunk->head + 4 >= m.first && titled(w, chunk->head, m.first);
        const bool heads = title || (m.first <= chunk->head && chunk->head < m.last);
        if (m.land && m.demonym &&
            toc_who_ethnic(w, i)) { /* a people: its country is where it lives */
            m.code = (who_code){.role = TOC_LIT("CVL")};
            m.land = false;
            m.actor = 0;
        }
        if (heads && m.land && m.demonym && title_behind(w, chunk) != TOC_NONE) {
            i = m.last; /* "Russian Foreign Minister A. B.": whatever the tree takes for the head */
            continue;
        }
        if (heads && m.land && m.demonym && chunk->first + 1 == chunk->last &&
            w->tokens[i].upos == TOC_ADJ) {
            i = m.last; /* a lone adjective */
            continue;
        }
        if (heads) {
            named = true;
            m.chunk = c;
            if (m.demonym) { /* "the Iraqis": people of that country */
                m.kind = TOC_ENTITY_CIVILIAN;
                m.number = WHO_MANY;
                m.code.sector = TOC_LIT("CVL"); /* their code is the country's */
                if (counted(w, chunk, m.first)) m.code.role = TOC_LIT("CVL");
            }
            w->mention_of[c] = w->mentions.count;
        }
        i = m.last;
        toc_push(w->arena, &w->mentions, m);
    }
    if (!named) description(w, c);
}

void toc_who_mentions(who *w, uint32_t c)
{
    if (w->tokens[w->scene->chunks.items[c].head].upos == TOC_PRON)
        pronoun(w, c);
    else
        chunk_mentions(w, c);
}
