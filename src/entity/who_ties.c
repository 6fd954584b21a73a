/* src/entity/who_ties.c - what grammar says of mentions: which of them are one (appositions, short
 * forms of a name, relative pronouns), and which country is its government. */
#include "entity/who_parts.h"

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
        who_mention *m = toc_who_at(w, c);
        if (m == NULL || m->form == WHO_PRONOUN) continue;
        const toc_token *t = &w->tokens[m->head];
        uint32_t other = TOC_NONE;
        if (t->deprel == TOC_DEP_appos && t->head != TOC_NONE && t->head < m->head) {
            other = w->scene->chunk_of[t->head];
        } else if (c > 0 && m->chunk != TOC_NONE) {
            const toc_chunk *chunk = &w->scene->chunks.items[c],
                            *before = &w->scene->chunks.items[c - 1];
            uint32_t end = chunk->last;
            if (end + 1 < w->count && toc_who_is_word(&w->tokens[end], "of") &&
                w->scene->chunk_of[end + 1] == c + 1)
                end = w->scene->chunks.items[c + 1].last;
            if (before->last + 1 == chunk->first && toc_who_is_sign(w, before->last, ',') &&
                end < w->count && (toc_who_is_sign(w, end, ',') || toc_who_is_sign(w, end, '.')) &&
                toc_who_together(w, before->first, end))
                other = c - 1;
        }
        const who_mention *o = toc_who_at(w, other);
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
        const who_mention *name = toc_who_at(w, c - 1);
        const uint32_t i = chunk->first;
        if (name == NULL || name->form != WHO_NAME || chunk->last != i + 1 || i < 2 ||
            i + 1 >= w->count)
            continue;
        if (!toc_who_is_sign(w, i - 1, '(') || !toc_who_is_sign(w, i + 1, ')') ||
            name->last + 1 != i)
            continue;
        if (!(w->tokens[i].flags & TOC_TOKEN_UPPER_ALL) ||
            !initials(w, name, toc_token_words(w->scene->text, i)))
            continue;
        who_mention *m = toc_who_at(w, c);
        if (m == NULL) {
            who_mention made = toc_who_name(w, i, i + 1);
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
        who_mention *m = toc_who_at(w, c);
        if (m == NULL || m->form != WHO_PRONOUN) continue;
        const toc_token *t = &w->tokens[m->head];
        if (!toc_who_is_word(t, "who") && !toc_who_is_word(t, "which") &&
            !toc_who_is_word(t, "that") && !toc_who_is_word(t, "whom"))
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
        if (chunk == TOC_NONE && toc_who_together(w, before->first, m->first) &&
            (gap == 0 || (gap == 1 && toc_who_is_sign(w, before->last, ','))))
            chunk = c - 1;
        if (chunk < c && toc_who_at(w, chunk) != NULL) m->merge = w->mention_of[chunk];
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
    if (parsed || m->last >= w->count || !toc_who_together(w, m->head, m->last)) return false;
    uint32_t v = m->last;
    while (v + 1 < w->count && (w->tokens[v].upos == TOC_AUX || w->tokens[v].upos == TOC_ADV)) v++;
    return w->tokens[v].upos == TOC_VERB && toc_who_together(w, m->head, v) &&
           toc_who_says(w, &w->tokens[v]);
}

static void seats(who *w)
{
    for (uint32_t c = 0; c < w->scene->chunks.count; c++) {
        const toc_chunk *chunk = &w->scene->chunks.items[c];
        who_mention *m = toc_who_at(w, c);
        if (m != NULL) {
            if (m->land && !m->demonym && acts(w, m)) m->acting = true;
            continue;
        }
        toc_row row;
        if (w->tokens[chunk->head].upos != TOC_PROPN ||
            !toc_who_capital(w, chunk->first, chunk->last, &row))
            continue;
        who_mention seat = toc_who_name(w, chunk->first, chunk->last);
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

void toc_who_ties(who *w)
{
    seats(w);
    acronyms(w);
    appositions(w);
    relatives(w);
}
