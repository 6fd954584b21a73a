/* src/legacy/read_actors.c - .actors, .agents and discard files of TABARI and PETRARCH.
 *
 *   GOLLUM              ; the phrase             MAYOR [~GOV]
 *   +SMEAGOL            ; another for the same   CITY_COUNCILLOR {} [~GOV]
 *   	[HOB < 950601]   ; code with a limit      !MINST! = MINISTER, MINISTRY
 *   	[HOBGOV]                                  !MINST!_OF_STATE [~GOV] */
#include "legacy/suite.h"

enum { MAX_SUBSTITUTIONS = 64, MAX_SUBSTITUTES = 64 };

static toc_legacy_endings endings_of(const toc_legacy_suite *suite)
{
    if (suite->flavour == TOC_LEGACY_TABARI)
        return (toc_legacy_endings){TOC_LEGACY_OPEN, TOC_LEGACY_NOUN};
    return (toc_legacy_endings){TOC_LEGACY_NOUN, TOC_LEGACY_NOUN};
}

/* ---------------------------------------------------------------- codes with limits */
static bool read_day(toc_slice digits, int32_t *day)
{
    int32_t n[8];
    if (digits.len != 6 && digits.len != 8) return false;
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.ptr[i] < '0' || digits.ptr[i] > '9') return false;
        n[i] = digits.ptr[i] - '0';
    }
    const size_t at = digits.len - 4; /* of the month */
    int32_t year = n[0] * 10 + n[1];
    if (digits.len == 8)
        year = year * 100 + n[2] * 10 + n[3];
    else
        year += year <= 30 ? 2000 : 1900;
    const int32_t month = n[at] * 10 + n[at + 1], date = n[at + 2] * 10 + n[at + 3];
    if (month < 1 || month > 12 || date < 1 || date > 31) return false;
    *day = toc_day_of(year, month, date);
    return true;
}

static bool read_limit(toc_slice text, toc_legacy_dated *out)
{
    text = toc_slice_trim(text);
    out->from = INT32_MIN;
    out->to = INT32_MAX;
    if (text.len == 0) return true;
    out->limited = true;
    const toc_slice after = toc_slice_trim(toc_slice_sub(text, 1, text.len));
    if (text.ptr[0] == '<') return read_day(after, &out->to);
    if (text.ptr[0] == '>') return read_day(after, &out->from);
    toc_slice first;
    if (!toc_slice_cut(&text, '-', &first) || text.ptr == NULL) return false;
    return read_day(toc_slice_trim(first), &out->from) && read_day(toc_slice_trim(text), &out->to);
}

static bool actor_char(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           memchr("-+#/~*", c, 6) != NULL;
}

static bool read_dated(toc_legacy_reader *r, toc_slice code, toc_legacy_dated *out)
{
    *out = (toc_legacy_dated){0};
    size_t end = 0;
    while (end < code.len && actor_char(code.ptr[end])) end++;
    const bool only_digits = end > 0 && code.ptr[0] >= '0' && code.ptr[0] <= '9';
    if (end == 0 || only_digits || end > 48) {
        toc_legacy_complain(
            r, r->line, "\"%.*s\" is no actor code: letters first, then a limit such as < 991231",
            (int)(code.len > 40 ? 40 : code.len), code.ptr);
        return false;
    }
    out->code = toc_legacy_upper(&r->suite->arena, toc_slice_sub(code, 0, end));
    if (read_limit(toc_slice_sub(code, end, code.len), out)) return true;
    toc_legacy_complain(
        r, r->line,
        "the limit in \"%.*s\" is none of < DATE, > DATE, DATE-DATE with YYMMDD or YYYYMMDD",
        (int)(code.len > 40 ? 40 : code.len), code.ptr);
    return false;
}

static void read_codes(toc_legacy_reader *r, toc_slice line, toc_legacy_actor *actor)
{
    while (line.len > 0) {
        toc_slice words, code;
        toc_legacy_dated dated;
        if (!toc_legacy_split_code(r, line, &words, &code, &line)) return;
        if (read_dated(r, code, &dated)) toc_push(&r->suite->arena, &actor->codes, dated);
    }
}

/* ---------------------------------------------------------------- actors */
typedef struct actors_state {
    toc_legacy_root_kind section; /* ACTOR, NOUN_WORD, ADJECTIVE */
    uint32_t actor;               /* whose codes come; NONE */
} actors_state;

static bool is_tag(toc_slice line, const char *name)
{
    return line.len >= strlen(name) && memcmp(line.ptr, name, strlen(name)) == 0;
}

static bool section_line(actors_state *s, toc_slice line)
{
    if (line.ptr[0] != '<') return false;
    if (is_tag(line, "<NOUN>"))
        s->section = TOC_LEGACY_ROOT_NOUN_WORD;
    else if (is_tag(line, "<ADJECTIVE>"))
        s->section = TOC_LEGACY_ROOT_ADJECTIVE;
    else if (is_tag(line, "</"))
        s->section = TOC_LEGACY_ROOT_ACTOR;
    else
        return false;
    return true;
}

static void check_codes(toc_legacy_reader *r, const actors_state *s)
{
    if (s->actor == TOC_LEGACY_NONE || r->suite->actors.items[s->actor].codes.count > 0) return;
    toc_legacy_complain(r, r->suite->actors.items[s->actor].line,
                        "the actor has no code that can be read: it counts as [---]");
}

static void actor_line(toc_legacy_reader *r, actors_state *s, toc_slice line)
{
    toc_legacy_suite *suite = r->suite;
    const bool synonym = line.ptr[0] == '+';
    if (synonym && s->actor == TOC_LEGACY_NONE) {
        toc_legacy_complain(r, r->line, "\"+\" with no actor above it");
        return;
    }
    const char *open = memchr(line.ptr, '[', line.len);
    const size_t end = open == NULL ? line.len : (size_t)(open - line.ptr);
    toc_legacy_phrase phrase;
    const bool good =
        toc_legacy_phrase_read(r, toc_slice_sub(line, synonym, end), endings_of(suite), &phrase);
    if (!synonym) {
        check_codes(r, s);
        const toc_legacy_actor actor = {.file = r->file, .line = r->line};
        toc_push(&suite->arena, &suite->actors, actor);
        s->actor = suite->actors.count - 1;
    }
    if (suite->actors.count == 0) return;
    if (good) {
        toc_legacy_root_add(suite, s->section, phrase, s->actor);
        r->entries++;
    }
    if (open != NULL)
        read_codes(r, toc_slice_sub(line, end, line.len), &suite->actors.items[s->actor]);
}

static void word_line(toc_legacy_reader *r, const actors_state *s, toc_slice line)
{
    toc_legacy_phrase phrase;
    if (toc_legacy_phrase_read(r, line, endings_of(r->suite), &phrase))
        toc_legacy_root_add(r->suite, s->section, phrase, TOC_LEGACY_NONE);
}

void toc_legacy_read_actors(toc_legacy_reader *r)
{
    actors_state s = {TOC_LEGACY_ROOT_ACTOR, TOC_LEGACY_NONE};
    toc_slice line;
    while (toc_legacy_line(r, &line) && line.ptr[0] != '~') {
        if (section_line(&s, line)) continue;
        const toc_slice trimmed = toc_slice_trim(line);
        if (s.section != TOC_LEGACY_ROOT_ACTOR) {
            word_line(r, &s, trimmed);
        } else if (trimmed.ptr[0] == '[') {
            if (s.actor == TOC_LEGACY_NONE)
                toc_legacy_complain(r, r->line, "a code with no actor above it");
            else
                read_codes(r, trimmed, &r->suite->actors.items[s.actor]);
        } else {
            actor_line(r, &s, trimmed);
        }
    }
    check_codes(r, &s);
}

/* ---------------------------------------------------------------- agents */
typedef struct substitution {
    toc_slice name;  /* "!MINST!" */
    toc_slice words; /* "MINISTER, MINISTRY" */
} substitution;

typedef struct agents_state {
    substitution known[MAX_SUBSTITUTIONS];
    size_t count;
} agents_state;

static void add_agent(toc_legacy_reader *r, toc_slice words, toc_slice code)
{
    toc_legacy_suite *suite = r->suite;
    toc_legacy_phrase phrase;
    if (!toc_legacy_phrase_read(r, words, endings_of(suite), &phrase)) return;
    toc_legacy_actor agent = {.file = r->file, .line = r->line};
    toc_legacy_dated dated;
    if (!read_dated(r, code, &dated)) return;
    toc_push(&suite->arena, &agent.codes, dated);
    toc_push(&suite->arena, &suite->actors, agent);
    toc_legacy_root_add(suite, TOC_LEGACY_ROOT_AGENT, phrase, suite->actors.count - 1);
    r->entries++;
}

static toc_slice joined(toc_arena *arena, toc_slice a, toc_slice b, toc_slice c)
{
    char *out = toc_alloc(arena, a.len + b.len + c.len + 1);
    if (out == NULL) return TOC_LIT("");
    if (a.len > 0) memcpy(out, a.ptr, a.len);
    if (b.len > 0) memcpy(out + a.len, b.ptr, b.len);
    if (c.len > 0) memcpy(out + a.len + b.len, c.ptr, c.len);
    return (toc_slice){out, a.len + b.len + c.len};
}

/* One phrase for every word that "!NAME!" stands for; one substitution a phrase. */
static void expand_agent(toc_legacy_reader *r, const agents_state *s, toc_slice words,
                         toc_slice code)
{
    const char *first = memchr(words.ptr, '!', words.len);
    const char *last =
        first == NULL ? NULL : memchr(first + 1, '!', words.len - (size_t)(first + 1 - words.ptr));
    if (last == NULL) {
        add_agent(r, words, code);
        return;
    }
    const size_t from = (size_t)(first - words.ptr), to = (size_t)(last + 1 - words.ptr);
    for (size_t i = 0; i < s->count; i++) {
        if (!toc_slice_eq(s->known[i].name, toc_slice_sub(words, from, to))) continue;
        toc_slice rest = s->known[i].words, word;
        for (size_t n = 0; n < MAX_SUBSTITUTES && toc_slice_cut(&rest, ',', &word); n++)
            add_agent(r,
                      joined(&r->suite->arena, toc_slice_sub(words, 0, from), toc_slice_trim(word),
                             toc_slice_sub(words, to, words.len)),
                      code);
        return;
    }
    toc_legacy_complain(r, r->line, "\"%.*s\" is not defined above: !NAME! = ONE, OTHER",
                        (int)(to - from > 40 ? 40 : to - from), words.ptr + from);
}

static bool substitution_line(toc_legacy_reader *r, agents_state *s, toc_slice line)
{
    const char *equals = memchr(line.ptr, '=', line.len);
    if (line.ptr[0] != '!' || equals == NULL) return false;
    const size_t at = (size_t)(equals - line.ptr);
    if (s->count == MAX_SUBSTITUTIONS) {
        toc_legacy_complain(r, r->line, "more than 64 substitutions");
        return true;
    }
    s->known[s->count++] = (substitution){toc_slice_trim(toc_slice_sub(line, 0, at)),
                                          toc_slice_trim(toc_slice_sub(line, at + 1, line.len))};
    return true;
}

static void agent_line(toc_legacy_reader *r, const agents_state *s, toc_slice line)
{
    toc_slice words, code, more;
    if (!toc_legacy_split_code(r, line, &words, &code, &more)) return;
    if (memchr(code.ptr, '~', code.len) == NULL) {
        toc_legacy_complain(
            r, r->line, "the agent's code \"%.*s\" has no \"~\" to say where the actor's code goes",
            (int)(code.len > 40 ? 40 : code.len), code.ptr);
        return;
    }
    const char *brace = words.len == 0 ? NULL : memchr(words.ptr, '{', words.len);
    if (brace == NULL) {
        expand_agent(r, s, words, code);
        return;
    }
    const size_t at = (size_t)(brace - words.ptr);
    toc_slice plural = toc_slice_sub(words, at + 1, words.len);
    const char *close = plural.len == 0 ? NULL : memchr(plural.ptr, '}', plural.len);
    expand_agent(r, s, toc_slice_trim(toc_slice_sub(words, 0, at)), code);
    if (close == NULL) {
        toc_legacy_complain(r, r->line, "\"{\" without \"}\"");
        return;
    }
    plural = toc_slice_trim(toc_slice_sub(plural, 0, (size_t)(close - plural.ptr)));
    if (plural.len > 0) expand_agent(r, s, plural, code);
}

void toc_legacy_read_agents(toc_legacy_reader *r)
{
    agents_state *s = TOC_NEW(&r->suite->arena, agents_state);
    toc_slice line;
    while (s != NULL && toc_legacy_line(r, &line) && line.ptr[0] != '~') {
        line = toc_slice_trim(line);
        if (!substitution_line(r, s, line)) agent_line(r, s, line);
    }
}

/* ---------------------------------------------------------------- discards */
void toc_legacy_read_discards(toc_legacy_reader *r)
{
    toc_slice line;
    while (toc_legacy_line(r, &line)) {
        toc_legacy_phrase phrase;
        line = toc_slice_trim(line);
        if (line.ptr[0] == '+') line = toc_slice_sub(line, 1, line.len);
        /* the rest of the line may hold a code of the old format: NAME [###] */
        const char *open = line.len == 0 ? NULL : memchr(line.ptr, '[', line.len);
        if (open != NULL) line.len = (size_t)(open - line.ptr);
        if (!toc_legacy_phrase_read(r, line, endings_of(r->suite), &phrase)) continue;
        toc_legacy_root_add(r->suite, TOC_LEGACY_ROOT_DISCARD, phrase, TOC_LEGACY_NONE);
        r->entries++;
    }
}
