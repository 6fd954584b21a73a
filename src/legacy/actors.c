/* src/legacy/actors.c - who is named: actors with their agents, pronouns, compounds; and where the
 * clauses are that compounds leave. */
#include "legacy/sentence.h"

#include <stdio.h>

static bool is_mark(const toc_legacy_sentence *s, uint32_t word, toc_legacy_mark mark)
{
    return word < s->words.count && s->words.items[word].mark == mark;
}

static bool is_word(const toc_legacy_sentence *s, uint32_t word, const char *text)
{
    return word < s->words.count && toc_slice_is(s->words.items[word].upper, text);
}

/* ---------------------------------------------------------------- codes */
static const toc_legacy_actor *entry_at(const toc_legacy_sentence *s, uint32_t word)
{
    return &s->suite->actors.items[s->suite->roots.items[s->words.items[word].root].entry];
}

/* "ELR/GAL" is two; "---" is none. */
static void set_codes(toc_legacy_mention *m, toc_slice code)
{
    toc_slice rest = code, one;
    while (m->count < TOC_LEGACY_MAX_CODES && toc_slice_cut(&rest, '/', &one)) {
        if (one.len == 0 || toc_slice_is(one, "---") || one.len >= TOC_LEGACY_CODE_ROOM) continue;
        memcpy(m->codes[m->count], one.ptr, one.len);
        m->codes[m->count++][one.len] = '\0';
    }
}

static bool holds(const char *code, toc_slice part, bool anywhere)
{
    const size_t len = strlen(code);
    for (size_t i = 0; i + part.len <= len; i += anywhere ? 1 : 3) /* codes have three letters */
        if (memcmp(code + i, part.ptr, part.len) == 0) return true;
    return false;
}

void toc_legacy_add_agent(char code[TOC_LEGACY_CODE_ROOM], toc_slice agent, bool anywhere)
{
    const bool in_front = agent.len > 0 && agent.ptr[agent.len - 1] == '~';
    const toc_slice part = in_front ? toc_slice_sub(agent, 0, agent.len - 1)
                                    : toc_slice_sub(agent, agent.len > 0, agent.len);
    const size_t len = strlen(code);
    if (part.len == 0 || holds(code, part, anywhere) || len + part.len >= TOC_LEGACY_CODE_ROOM)
        return;
    if (in_front) memmove(code + part.len, code, len + 1);
    memcpy(in_front ? code : code + len, part.ptr, part.len);
    if (!in_front) code[len + part.len] = '\0';
}

/* "~GOV" behind the actor's code, "NGO~" before it. */
static void add_agent(toc_legacy_mention *m, toc_slice agent, bool former)
{
    for (uint32_t i = 0; i < m->count; i++)
        toc_legacy_add_agent(m->codes[i], former ? TOC_LIT("~ELI") : agent, false);
}

/* False, and no mention, when memory is out. */
static bool new_mention(toc_legacy_sentence *s, uint32_t first, uint32_t last,
                        toc_legacy_mention **out)
{
    const uint32_t at = s->mentions.count;
    toc_push(s->arena, &s->mentions,
             ((toc_legacy_mention){
                 .first = first,
                 .last = last,
                 .group = at,
                 .span = {s->words.items[first].start, s->words.items[last - 1].end}}));
    if (s->mentions.count == at) return false;
    s->words.items[first].mention = at;
    *out = &s->mentions.items[at];
    return true;
}

/* ---------------------------------------------------------------- agents */
/* The actor that an agent's words stand behind: "Gondor's former prime minister". */
static uint32_t actor_before(const toc_legacy_sentence *s, uint32_t agent)
{
    uint32_t word = agent;
    while (word > 0) {
        word--;
        const uint32_t head =
            s->words.items[word].inside == TOC_LEGACY_NONE ? word : s->words.items[word].inside;
        if (is_mark(s, head, TOC_LEGACY_IS_ACTOR)) return head;
        if (is_mark(s, head, TOC_LEGACY_IS_AGENT))
            word = head;
        else if (!is_word(s, word, "FORMER") && !is_mark(s, head, TOC_LEGACY_IS_ADJECTIVE))
            break;
    }
    return TOC_LEGACY_NONE;
}

/* The actor that follows: "soldiers Gondor", "activists in the Shire", "officials of Bree". */
static uint32_t actor_behind(const toc_legacy_sentence *s, uint32_t agent)
{
    uint32_t word = toc_legacy_after(s, agent);
    while (is_mark(s, word, TOC_LEGACY_IS_AGENT)) word = toc_legacy_after(s, word);
    if (is_word(s, word, "OF") || is_word(s, word, "IN") || is_word(s, word, "FROM")) word++;
    if (is_mark(s, word, TOC_LEGACY_IS_DETERMINER)) word++;
    return is_mark(s, word, TOC_LEGACY_IS_ACTOR) ? word : TOC_LEGACY_NONE;
}

static bool is_former(const toc_legacy_sentence *s, uint32_t agent, uint32_t actor)
{
    return (agent > 0 && is_word(s, agent - 1, "FORMER")) ||
           (actor > 0 && actor < agent && is_word(s, actor - 1, "FORMER"));
}

static void widen(const toc_legacy_sentence *s, toc_legacy_mention *m, uint32_t first,
                  uint32_t last)
{
    if (s->words.items[first].start < m->span.start) m->span.start = s->words.items[first].start;
    if (s->words.items[last - 1].end > m->span.end) m->span.end = s->words.items[last - 1].end;
}

/* An agent by itself is nobody, or an actor without a country: "~REB", "---REB". */
static void lone_agent(toc_legacy_sentence *s, uint32_t agent, toc_slice code)
{
    if (!s->options->convert_agents) return;
    toc_legacy_mention *m;
    if (!new_mention(s, agent, toc_legacy_after(s, agent), &m)) return;
    const bool tabari = s->suite->flavour == TOC_LEGACY_TABARI;
    const bool in_front = code.len > 0 && code.ptr[code.len - 1] == '~';
    const toc_slice part =
        in_front ? toc_slice_sub(code, 0, code.len - 1) : toc_slice_sub(code, 1, code.len);
    snprintf(m->codes[0], sizeof m->codes[0], "%s%.*s", tabari ? "~" : "---",
             (int)(part.len > 40 ? 40 : part.len), part.ptr);
    m->count = 1;
}

static void attach_agent(toc_legacy_sentence *s, uint32_t agent)
{
    uint32_t actor = actor_before(s, agent);
    if (actor == TOC_LEGACY_NONE) actor = actor_behind(s, agent);
    const toc_slice code = toc_legacy_actor_code(entry_at(s, agent), s->day);
    if (actor == TOC_LEGACY_NONE) {
        lone_agent(s, agent, code);
        return;
    }
    const uint32_t mention = s->words.items[actor].mention;
    if (mention == TOC_LEGACY_NONE) return;
    add_agent(&s->mentions.items[mention], code, is_former(s, agent, actor));
    widen(s, &s->mentions.items[mention], agent, toc_legacy_after(s, agent));
}

/* ---------------------------------------------------------------- pronouns */
/* The first actor before it, else what FORWARD carries. */
static void read_pronoun(toc_legacy_sentence *s, uint32_t word)
{
    uint32_t from = TOC_LEGACY_NONE;
    for (uint32_t i = 0; i < s->mentions.count; i++) {
        const toc_legacy_mention *m = &s->mentions.items[i];
        if (m->pronoun || m->count == 0 || m->first >= word) continue;
        if (from == TOC_LEGACY_NONE || m->first < s->mentions.items[from].first) from = i;
    }
    if (from == TOC_LEGACY_NONE && s->carried == NULL) return;
    toc_legacy_mention *m;
    if (!new_mention(s, word, word + 1, &m)) return;
    m->pronoun = true;
    if (from == TOC_LEGACY_NONE) {
        set_codes(m, toc_slice_of(s->carried));
        return;
    }
    const toc_legacy_mention *known = &s->mentions.items[from];
    memcpy(m->codes, known->codes, sizeof m->codes);
    m->count = known->count;
}

/* ---------------------------------------------------------------- compounds and clauses */
/* Mentions that only listed commas and conjunctions, and their own modifiers, part are one group. */
static void group_mentions(toc_legacy_sentence *s)
{
    uint32_t group = TOC_LEGACY_NONE;
    bool open = false; /* a listed separator stands since the last mention */
    for (uint32_t i = 0; i < s->words.count; i++) {
        const toc_legacy_word *w = &s->words.items[i];
        if (w->listed) open = true;
        if (w->mention == TOC_LEGACY_NONE) continue;
        if (!open || group == TOC_LEGACY_NONE) group = s->mentions.items[w->mention].group;
        s->mentions.items[w->mention].group = group;
        open = false;
    }
}

/* "evil and awful", "sheep and goats": between two that are known as words of one kind. */
static bool joins_words(const toc_legacy_sentence *s, uint32_t word)
{
    if (word == 0 || word + 1 >= s->words.count) return false;
    uint32_t before = word - 1;
    if (s->words.items[before].inside != TOC_LEGACY_NONE) before = s->words.items[before].inside;
    for (int kind = 0; kind < 2; kind++) {
        const toc_legacy_mark mark = kind == 0 ? TOC_LEGACY_IS_ADJECTIVE : TOC_LEGACY_IS_NOUN;
        if (is_mark(s, before, mark) && is_mark(s, word + 1, mark)) return true;
    }
    return false;
}

static void find_clauses(toc_legacy_sentence *s)
{
    toc_legacy_clause clause = {0, 0};
    for (uint32_t i = 0; i <= s->words.count; i++) {
        if (i < s->words.count) {
            const toc_legacy_word *w = &s->words.items[i];
            if (w->mark != TOC_LEGACY_IS_CONJUNCTION || w->listed || w->inside != TOC_LEGACY_NONE ||
                joins_words(s, i))
                continue;
            s->conjunctions++;
        }
        clause.last = i;
        if (clause.last > clause.first) toc_push(s->arena, &s->clauses, clause);
        clause.first = i + 1;
    }
}

void toc_legacy_mentions(toc_legacy_sentence *s)
{
    for (uint32_t i = 0; i < s->words.count; i++) {
        if (s->words.items[i].mark != TOC_LEGACY_IS_ACTOR) continue;
        toc_legacy_mention *m;
        if (!new_mention(s, i, toc_legacy_after(s, i), &m)) continue;
        set_codes(m, toc_legacy_actor_code(entry_at(s, i), s->day));
        if (m->count > 0 && s->first_actor.len == 0)
            s->first_actor = toc_dup(s->arena, toc_slice_of(m->codes[0]));
    }
    for (uint32_t i = 0; i < s->words.count; i++)
        if (s->words.items[i].mark == TOC_LEGACY_IS_AGENT) attach_agent(s, i);
    for (uint32_t i = 0; i < s->words.count; i++)
        if (s->words.items[i].mark == TOC_LEGACY_IS_PRONOUN) read_pronoun(s, i);
    group_mentions(s);
    find_clauses(s);
}
