/* src/legacy/read_options.c - settings: TABARI's .options file, and those of a single record. */
#include "legacy/suite.h"

#include <stdio.h>

void toc_legacy_options_default(toc_legacy_options *out, toc_legacy_flavour flavour)
{
    const bool tabari = flavour == TOC_LEGACY_TABARI;
    *out = (toc_legacy_options){.min_words = tabari ? 8 : 0,
                                .comma = {2, tabari ? 10 : 8},
                                .comma_end = {2, tabari ? 10 : 8},
                                .dominant = true,
                                .convert_agents = !tabari,
                                .need_dyad = true};
}

static bool number(toc_slice s, uint32_t *out)
{
    s = toc_slice_trim(s);
    uint32_t n = 0;
    size_t i = 0;
    for (; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9' && n < 100000; i++)
        n = n * 10 + (uint32_t)(s.ptr[i] - '0');
    *out = n;
    return i > 0;
}

static bool truth(toc_slice s, bool *out)
{
    *out = s.len > 0 && (s.ptr[0] == 'T' || s.ptr[0] == 't');
    return s.len > 0 && memchr("TtFf", s.ptr[0], 4) != NULL;
}

/* The text behind a word: "MIN = 4 MAX = 6", "MIN" -> " = 4 MAX = 6". The word stands by itself. */
static bool behind(toc_slice text, const char *word, toc_slice *rest)
{
    const size_t n = strlen(word);
    for (size_t i = 0; i + n <= text.len; i++) {
        if (memcmp(text.ptr + i, word, n) != 0 || (i > 0 && text.ptr[i - 1] != ' ')) continue;
        *rest = toc_slice_sub(text, i + n, text.len);
        return true;
    }
    return false;
}

static void comma_value(toc_slice text, const char *word, uint32_t *out)
{
    toc_slice rest;
    if (!behind(text, word, &rest)) return;
    while (rest.len > 0 && (rest.ptr[0] == ' ' || rest.ptr[0] == '=' || rest.ptr[0] == '['))
        rest = toc_slice_sub(rest, 1, rest.len);
    number(rest, out);
}

static bool set_comma(toc_legacy_options *out, toc_slice value)
{
    toc_slice rest;
    if (behind(value, "OFF", &rest)) {
        out->comma = out->comma_begin = out->comma_end = (toc_legacy_range){0, 0};
        return true;
    }
    comma_value(value, "MIN", &out->comma.min);
    comma_value(value, "MAX", &out->comma.max);
    comma_value(value, "BMIN", &out->comma_begin.min);
    comma_value(value, "BMAX", &out->comma_begin.max);
    comma_value(value, "EMIN", &out->comma_end.min);
    comma_value(value, "EMAX", &out->comma_end.max);
    return true;
}

static bool set_complex(toc_legacy_options *out, toc_slice value)
{
    toc_slice rest;
    out->max_verbs = out->max_conjunctions = 0;
    comma_value(value, "VERBS", &out->max_verbs);
    comma_value(value, "CONJ", &out->max_conjunctions);
    out->need_prior_actor = behind(value, "NOACTPRIOR", &rest);
    return true;
}

static toc_slice in_brackets(toc_arena *arena, toc_slice text)
{
    const char *open = text.ptr == NULL ? NULL : memchr(text.ptr, '[', text.len);
    if (open == NULL) return TOC_LIT("");
    const size_t at = (size_t)(open + 1 - text.ptr);
    const char *close = memchr(open, ']', text.len - (at - 1));
    return close == NULL
               ? TOC_LIT("")
               : toc_dup(arena,
                         toc_slice_trim(toc_slice_sub(text, at, (size_t)(close - text.ptr))));
}

/* "SOURCE [USA] PRIOR TARGET [IRQ] AFTER" */
static bool set_default(toc_legacy_options *out, toc_arena *arena, toc_slice value)
{
    toc_slice source = {0}, target = {0}, rest;
    behind(value, "SOURCE", &source);
    behind(value, "TARGET", &target);
    if (source.ptr != NULL && target.ptr != NULL && source.ptr < target.ptr)
        source.len = (size_t)(target.ptr - source.ptr);
    out->source = in_brackets(arena, source);
    out->target = in_brackets(arena, target);
    out->source_prior = behind(source, "PRIOR", &rest);
    out->target_after = behind(target, "AFTER", &rest);
    return true;
}

static bool set_mode(toc_legacy_options *out, toc_slice value)
{
    toc_slice rest;
    if (behind(value, "ALL", &rest))
        out->mode = TOC_LEGACY_ALL;
    else if (behind(value, "SENTENCE", &rest))
        out->mode = TOC_LEGACY_BY_SENTENCE;
    else if (behind(value, "CLAUSE", &rest))
        out->mode = TOC_LEGACY_BY_CLAUSE;
    else
        return false;
    return true;
}

static bool set_petrarch(toc_legacy_options *out, toc_slice name, toc_slice value)
{
    const struct {
        const char *name;
        uint32_t *to;
    } NUMBERS[] = {{"NEW_ACTOR_LENGTH", &out->new_actor_length},
                   {"COMMA_MIN", &out->comma.min},
                   {"COMMA_MAX", &out->comma.max},
                   {"COMMA_BMIN", &out->comma_begin.min},
                   {"COMMA_BMAX", &out->comma_begin.max},
                   {"COMMA_EMIN", &out->comma_end.min},
                   {"COMMA_EMAX", &out->comma_end.max}};
    for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++)
        if (toc_slice_is(name, NUMBERS[i].name)) return number(value, NUMBERS[i].to);
    if (toc_slice_is(name, "REQUIRE_DYAD")) return truth(value, &out->need_dyad);
    if (!toc_slice_is(name, "CODE_BY_SENTENCE")) return false;
    bool whole;
    if (!truth(value, &whole)) return false;
    out->mode = whole ? TOC_LEGACY_BY_SENTENCE : out->mode;
    return true;
}

/* Settings of the program's screens and files, which mean nothing here. */
static bool irrelevant(toc_slice name)
{
    static const char *const HEADS[] = {"LABEL",
                                        "OUTPUT",
                                        "PROBLEM",
                                        "NONEVENT",
                                        "ISSUE",
                                        "FREQ",
                                        "XML",
                                        "DOC",
                                        "SET: SKIP RECORDS",
                                        "SET: VERB USAGE",
                                        "SET: ACTOR USAGE",
                                        "SET: AGENT USAGE",
                                        "SET: LABEL",
                                        "SET: DUP WARNING",
                                        "SET: FBIS",
                                        "SET: ALLCAPS",
                                        "SET: YEAR",
                                        "SET: USAGE",
                                        "SET: NULL"};
    for (size_t i = 0; i < sizeof HEADS / sizeof *HEADS; i++) {
        const size_t n = strlen(HEADS[i]);
        if (name.len >= n && memcmp(name.ptr, HEADS[i], n) == 0) return true;
    }
    return false;
}

bool toc_legacy_option_set(toc_legacy_options *out, toc_arena *arena, toc_slice name,
                           toc_slice value)
{
    uint32_t n;
    name = toc_legacy_upper(arena, toc_slice_trim(name));
    value = toc_legacy_upper(arena, toc_slice_trim(value));
    if (toc_slice_is(name, "COMMA")) return set_comma(out, value);
    if (toc_slice_is(name, "COMPLEX")) return set_complex(out, value);
    if (toc_slice_is(name, "DEFAULT")) return set_default(out, arena, value);
    if (toc_slice_is(name, "FORWARD")) return out->forward = true;
    if (toc_slice_is(name, "SET: CODE")) return set_mode(out, value);
    if (toc_slice_is(name, "SET: CONVERT AGENT")) return truth(value, &out->convert_agents);
    if (toc_slice_is(name, "SET: TIME SHIFT")) return truth(value, &out->time_shift);
    if (toc_slice_is(name, "SET: CHECK DOMINANT")) return truth(value, &out->dominant);
    if (toc_slice_is(name, "SET: MINIMUM WORDS")) {
        if (!number(value, &n)) return false;
        out->min_words = n;
        return true;
    }
    return set_petrarch(out, name, value) || irrelevant(name);
}

/* "SET: CODE BY CLAUSE" has no "=". */
static void split_set(toc_slice *name, toc_slice *value, toc_slice line)
{
    const char *equals = memchr(line.ptr, '=', line.len);
    static const char CODE[] = "SET: CODE";
    if (equals != NULL) {
        *name = toc_slice_sub(line, 0, (size_t)(equals - line.ptr));
        *value = toc_slice_sub(line, (size_t)(equals + 1 - line.ptr), line.len);
    } else if (line.len > sizeof CODE - 1 && memcmp(line.ptr, CODE, sizeof CODE - 1) == 0) {
        *name = TOC_LIT("SET: CODE");
        *value = toc_slice_sub(line, sizeof CODE - 1, line.len);
    }
}

void toc_legacy_read_options(toc_legacy_reader *r)
{
    toc_slice line;
    while (toc_legacy_line(r, &line) && line.ptr[0] != '~') {
        line = toc_slice_trim(line);
        const char *colon = memchr(line.ptr, ':', line.len);
        toc_slice name = line, value = TOC_LIT("");
        if (line.ptr[0] == '[') continue; /* a section of PETRARCH's configuration */
        if (line.len > 4 && memcmp(line.ptr, "SET:", 4) == 0) {
            split_set(&name, &value, line);
        } else if (colon != NULL) {
            name = toc_slice_sub(line, 0, (size_t)(colon - line.ptr));
            value = toc_slice_sub(line, (size_t)(colon + 1 - line.ptr), line.len);
        } else {
            split_set(&name, &value, line);
        }
        if (toc_legacy_option_set(&r->suite->options, &r->suite->arena, name, value))
            r->entries++;
        else
            toc_legacy_complain(r, r->line,
                                "the setting \"%.*s\" is not known or its value cannot be read",
                                (int)(name.len > 40 ? 40 : name.len), name.ptr);
    }
}
