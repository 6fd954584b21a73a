/* src/entity/who.c - the mentions of a document in text order, and what grammar says of them. */
#include "entity/who_parts.h"

static bool is_word(const toc_token *t, const char *word)
{
    return t->fold == toc_hash(word, strlen(word));
}

static bool is_sign(const who *w, uint32_t i, char sign)
{
    const toc_token *t = &w->tokens[i];
    return t->end == t->start + 1 && w->scene->text->text.ptr[t->start] == sign;
}

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
        if (t->fold != 0 && t->upos != TOC_DET && !is_word(t, "s")) key = toc_mix(key, t->fold);
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

static who_mention name_mention(const who *w, uint32_t first, uint32_t last)
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
    if (chunk_first >= 2 && is_word(&w->tokens[chunk_first - 1], "of") &&
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

/* The first place of the record that touches a span; NULL: none. */
static const toc_place *place_from(const who *w, toc_span span)
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

/* "West Bank" is no bank, "Tehran" no person: tokens [first, last) are the name of a region or
 * of a capital that the text places. A town may have an office or a team of its name, and speak. */
static bool only_place(const who *w, uint32_t first, uint32_t last)
{
    const toc_place *place =
        place_from(w, (toc_span){w->tokens[first].start, w->tokens[last - 1].end});
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
        who_mention m = name_mention(w, i, match->last);
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
        who_mention m = name_mention(w, i, last);
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
    who_mention m = name_mention(w, i, land_last);
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
        if (w->tokens[i].upos == TOC_NUM && !is_word(&w->tokens[i], "one") &&
            !is_word(&w->tokens[i], "1"))
            return WHO_MANY;
    if (notes & WHO_PLURAL) return WHO_ANY;
    const char *end = w->scene->text->text.ptr + head->end;
    const bool s = end[-1] == 's' || end[-1] == 'S';
    if (head->lemma_fold == 0) return s ? WHO_MANY : WHO_ONE;
    return head->lemma_fold != head->fold || (s && head->upos == TOC_PROPN) ? WHO_MANY : WHO_ONE;
}

static who_form form_of(const who *w, const toc_chunk *chunk)
{
    if (is_word(&w->tokens[chunk->first], "no")) return WHO_NONE;
    static const char *const DEFINITE[] = {"the", "this", "that", "these", "those", "both"};
    const toc_token *t = &w->tokens[chunk->first];
    for (size_t i = 0; i < sizeof DEFINITE / sizeof *DEFINITE; i++)
        if (is_word(t, DEFINITE[i])) return WHO_THE;
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
        (chunk->last >= w->count || !is_word(&w->tokens[chunk->last], "of")))
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

/* ---------------------------------------------------------------- what stands around */
static who_mention *mention_at(who *w, uint32_t chunk)
{
    if (chunk >= w->scene->chunks.count || w->mention_of[chunk] == TOC_NONE) return NULL;
    return &w->mentions.items[w->mention_of[chunk]];
}

/* The mention that ends a chunk, whether it is its head or not; NULL: none. */
static bool same_sentence(const who *w, uint32_t a, uint32_t b)
{
    return w->tokens[a].sentence == w->tokens[b].sentence;
}

static void possessors(who *w)
{
    for (uint32_t c = 1; c < w->scene->chunks.count; c++) {
        who_mention *m = mention_at(w, c), *owner = mention_at(w, c - 1);
        const toc_chunk *chunk = &w->scene->chunks.items[c],
                        *before = &w->scene->chunks.items[c - 1];
        if (m == NULL || owner == NULL || m->code.label.len > 0 || before->last + 1 != chunk->first)
            continue;
        if (w->tokens[before->last].upos != TOC_PART ||
            !same_sentence(w, before->last, chunk->first))
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
    const toc_place *place = place_from(w, toc_chunk_span(w->scene, chunk));
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
    who_mention *m = mention_at(w, c);
    if (c + 1 >= w->scene->chunks.count || m == NULL || m->form == WHO_PRONOUN || m->land ||
        !of_place(m))
        return;
    if (m->code.label.len > 0 || m->code.whole.len > 0 || m->code.country.len > 0 ||
        (m->form == WHO_NAME && m->person))
        return;
    const toc_chunk *chunk = &w->scene->chunks.items[c], *next = chunk + 1;
    if (chunk->last + 1 != next->first || !same_sentence(w, chunk->first, next->first)) return;
    const toc_place *place = place_in(w, next);
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS && place != NULL; i++)
        if (is_word(&w->tokens[chunk->last], WORDS[i])) take_place(w, m, place);
}

/* "The Albanians of southern Serbia", "Kurds in Turkey": a people in another land is of that land. */
static void people_abroad(const who *w, uint32_t c)
{
    who_mention *m = &w->mentions.items[w->mention_of[c]];
    const toc_chunk *chunk = &w->scene->chunks.items[c], *next = chunk + 1;
    if (!m->land || !m->demonym || m->head != chunk->head || c + 1 >= w->scene->chunks.count ||
        chunk->last + 1 != next->first || !same_sentence(w, chunk->first, next->first) ||
        (!is_word(&w->tokens[chunk->last], "in") && !is_word(&w->tokens[chunk->last], "of")))
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
        who_mention *m = mention_at(w, c), *of = mention_at(w, c + 1);
        if (m == NULL || of == NULL || m->form == WHO_PRONOUN || m->code.label.len > 0) continue;
        const toc_chunk *chunk = &w->scene->chunks.items[c], *next = &w->scene->chunks.items[c + 1];
        if (chunk->last + 1 != next->first || !same_sentence(w, chunk->first, next->first))
            continue;
        const toc_token *t = &w->tokens[chunk->last];
        if (m->form == WHO_NAME && (m->person || m->land)) continue;
        if (is_word(t, "of") || is_word(t, "for") || is_word(t, "with") || is_word(t, "from")) {
            const bool of_it = is_word(t, "of") || (m->notes & WHO_WEAK);
            const bool rough = m->code.sector.len == 0;
            if (of_it || of->land || is_word(t, "from")) toc_who_inherit(m, of, of_it);
            toc_who_state(m);
            if (of_it && rough && (m->notes & WHO_ROUGH) && (of->notes & WHO_STRONG))
                m->notes |= WHO_STRONG;
        } else if (is_word(t, "in") && of->land && of_place(m)) {
            toc_who_inherit(m, of, false);
        }
    }
}

/* "Dozens of shops": nobody. */
static void parts(who *w)
{
    for (uint32_t c = 0; c < w->scene->chunks.count; c++) {
        const who_mention *m = mention_at(w, c);
        const who_mention *of = mention_at(w, c + 1);
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
        who_mention *m = mention_at(w, c);
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

/* ---------------------------------------------------------------- ties of grammar */
static bool fits_person(const who_mention *name, const who_mention *words)
{
    if (name->form != WHO_NAME || words->form == WHO_NAME || words->form == WHO_PRONOUN ||
        name->land)
        return false;
    if (name->person) return words->person && words->number != WHO_MANY;
    return !words->person && words->kind != TOC_ENTITY_VEHICLE && words->kind != TOC_ENTITY_WEAPON;
}

/* "NAME, the leader of the group, said": by the tree, else by the commas. */
static void appositions(who *w)
{
    for (uint32_t c = 0; c < w->scene->chunks.count; c++) {
        who_mention *m = mention_at(w, c);
        if (m == NULL || m->form == WHO_PRONOUN) continue;
        const toc_token *t = &w->tokens[m->head];
        uint32_t other = TOC_NONE;
        if (t->deprel == TOC_DEP_appos && t->head != TOC_NONE && t->head < m->head) {
            other = w->scene->chunk_of[t->head];
        } else if (c > 0 && m->chunk != TOC_NONE) {
            const toc_chunk *chunk = &w->scene->chunks.items[c],
                            *before = &w->scene->chunks.items[c - 1];
            uint32_t end = chunk->last;
            if (end + 1 < w->count && is_word(&w->tokens[end], "of") &&
                w->scene->chunk_of[end + 1] == c + 1)
                end = w->scene->chunks.items[c + 1].last;
            if (before->last + 1 == chunk->first && is_sign(w, before->last, ',') &&
                end < w->count && (is_sign(w, end, ',') || is_sign(w, end, '.')) &&
                same_sentence(w, before->first, end))
                other = c - 1;
        }
        const who_mention *o = mention_at(w, other);
        if (o != NULL && other < c && (fits_person(o, m) || fits_person(m, o)))
            m->merge = w->mention_of[other];
    }
}

/* "Name (ACR)": the capitals of the name give the short form. */
static bool initials(const who *w, const who_mention *name, toc_slice acronym)
{
    const char *text = w->scene->text->text.ptr;
    size_t n = 0, tried = 0;
    for (uint32_t i = name->first; i < name->last; i++) {
        const char c = text[w->tokens[i].start];
        if (c < 'A' || c > 'Z') continue;
        tried++;
        if (n < acronym.len && (acronym.ptr[n] == c)) n++;
    }
    return tried >= 2 && n == acronym.len;
}

static void acronyms(who *w)
{
    for (uint32_t c = 1; c < w->scene->chunks.count; c++) {
        const toc_chunk *chunk = &w->scene->chunks.items[c];
        const who_mention *name = mention_at(w, c - 1);
        const uint32_t i = chunk->first;
        if (name == NULL || name->form != WHO_NAME || chunk->last != i + 1 || i < 2 ||
            i + 1 >= w->count)
            continue;
        if (!is_sign(w, i - 1, '(') || !is_sign(w, i + 1, ')') || name->last + 1 != i) continue;
        if (!(w->tokens[i].flags & TOC_TOKEN_UPPER_ALL) ||
            !initials(w, name, toc_token_words(w->scene->text, i)))
            continue;
        who_mention *m = mention_at(w, c);
        if (m == NULL) {
            who_mention made = name_mention(w, i, i + 1);
            made.chunk = c;
            made.kind = name->kind;
            w->mention_of[c] =
                w->mentions.count; /* out of order: sorted below by the chain's walk */
            toc_push(w->arena, &w->mentions, made);
            m = &w->mentions.items[w->mentions.count - 1];
        }
        if (m->form == WHO_NAME && (m->actor == 0 || name->actor == 0 || m->actor == name->actor))
            m->merge = w->mention_of[c - 1];
    }
}

static void relatives(who *w)
{
    for (uint32_t c = 1; c < w->scene->chunks.count; c++) {
        who_mention *m = mention_at(w, c);
        if (m == NULL || m->form != WHO_PRONOUN) continue;
        const toc_token *t = &w->tokens[m->head];
        if (!is_word(t, "who") && !is_word(t, "which") && !is_word(t, "that") &&
            !is_word(t, "whom"))
            continue;
        uint32_t chunk = TOC_NONE, v = t->head;
        for (int up = 0; up < 4 && v != TOC_NONE; up++) {
            if (w->tokens[v].deprel == TOC_DEP_acl_relcl) {
                if (w->tokens[v].head != TOC_NONE) chunk = w->scene->chunk_of[w->tokens[v].head];
                break;
            }
            v = w->tokens[v].head;
        }
        const toc_chunk *before = &w->scene->chunks.items[c - 1];
        const uint32_t gap = m->first - before->last;
        if (chunk == TOC_NONE && same_sentence(w, before->first, m->first) &&
            (gap == 0 || (gap == 1 && is_sign(w, before->last, ','))))
            chunk = c - 1;
        if (chunk < c && mention_at(w, chunk) != NULL) m->merge = w->mention_of[chunk];
    }
}

/* Subject of a verb of saying: then a country or its capital is its government. */
static bool acts(const who *w, const who_mention *m)
{
    const toc_token *t = &w->tokens[m->head];
    if (t->deprel == TOC_DEP_nsubj && t->head != TOC_NONE)
        return toc_who_says(w, &w->tokens[t->head]);
    const toc_sentence *sentence = &w->scene->text->sentences.items[t->sentence];
    if (m->first == sentence->first && m->last == sentence->last)
        return true; /* a name and nothing else */
    const bool parsed = sentence->parsed;
    if (parsed || m->last >= w->count || !same_sentence(w, m->head, m->last)) return false;
    uint32_t v = m->last;
    while (v + 1 < w->count && (w->tokens[v].upos == TOC_AUX || w->tokens[v].upos == TOC_ADV)) v++;
    return w->tokens[v].upos == TOC_VERB && same_sentence(w, m->head, v) &&
           toc_who_says(w, &w->tokens[v]);
}

static void seats(who *w)
{
    for (uint32_t c = 0; c < w->scene->chunks.count; c++) {
        const toc_chunk *chunk = &w->scene->chunks.items[c];
        who_mention *m = mention_at(w, c);
        if (m != NULL) {
            if (m->land && !m->demonym && acts(w, m)) m->acting = true;
            continue;
        }
        toc_row row;
        if (w->tokens[chunk->head].upos != TOC_PROPN ||
            !toc_who_capital(w, chunk->first, chunk->last, &row))
            continue;
        who_mention seat = name_mention(w, chunk->first, chunk->last);
        if (!acts(w, &seat)) continue;
        seat.chunk = c;
        seat.kind = TOC_ENTITY_GOVERNMENT;
        seat.land = seat.acting = true;
        seat.actor = toc_hash_slice(toc_dict_cell(&w->data->countries, row, 0));
        toc_who_code_country(w, &seat.code, row);
        seat.code.sector = seat.code.role = TOC_LIT("GOV");
        w->mention_of[c] = w->mentions.count;
        toc_push(w->arena, &w->mentions, seat);
    }
}

/* ---------------------------------------------------------------- all of it */
static void find_all(who *w)
{
    toc_scene *scene = w->scene;
    w->match_of = TOC_NEW_N(w->arena, uint32_t, w->count);
    w->mention_of = TOC_NEW_N(w->arena, uint32_t, scene->chunks.count + 1u);
    if (w->match_of == NULL || w->mention_of == NULL) return;
    toc_who_actors(w);
    if (w->arena->failed) return;
    for (uint32_t c = 0; c < scene->chunks.count; c++) {
        w->mention_of[c] = TOC_NONE;
        scene->chunks.items[c].entity = TOC_NONE;
        const toc_chunk *chunk = &scene->chunks.items[c];
        if (w->tokens[chunk->head].upos == TOC_PRON)
            pronoun(w, c);
        else
            chunk_mentions(w, c);
        if (w->arena->failed) return;
    }
    toc_who_shared(w);
    possessors(w);
    prepositions(w);
    parts(w);
    places(w);
    seats(w);
    acronyms(w);
    appositions(w);
    relatives(w);
    if (w->arena->failed) return;
    toc_who_chain(w);
}

void toc_who_find(const toc_who_data *data, toc_scene *scene, toc_moment published)
{
    toc_arena scratch;
    toc_arena_init(&scratch);
    who w = {.data = data,
             .scene = scene,
             .tokens = scene->text->tokens.items,
             .count = scene->text->tokens.count,
             .published = published,
             .arena = &scratch};
    if (w.count > 0 && scene->chunk_of != NULL) find_all(&w);
    toc_arena_end(&scratch, scene->arena);
}
