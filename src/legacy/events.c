/* src/legacy/events.c - clause by clause: the first verb whose pattern or own code gives an event
 * with a source and a target. */
#include "legacy/sentence.h"

typedef struct coding {
    toc_legacy_sentence *s;
    toc_legacy_events *out;
    toc_legacy_events waiting; /* subordinate: only if there is nothing else */
    uint32_t
        forwarded; /* mention that the next clause without an actor before its verb begins with */
    bool dominant; /* one was found: the others are gone */
} coding;

typedef struct finding { /* what one verb gives */
    const toc_legacy_verb *verb;
    const toc_legacy_code *code, *back;
    toc_legacy_match match;
    bool compound;
    uint32_t line;
} finding;

static bool is_null(const toc_legacy_code *code)
{
    return code->text.len == 0 || toc_slice_is(code->text, "---");
}

/* ---------------------------------------------------------------- pattern */
static void find_pattern(const toc_legacy_sentence *s, uint32_t word, toc_legacy_clause clause,
                         finding *out)
{
    const toc_legacy_suite *suite = s->suite;
    const toc_legacy_root *root = &suite->roots.items[s->words.items[word].root];
    const toc_legacy_verb *verb = &suite->verbs.items[root->entry];
    const uint32_t end = toc_legacy_after(s, word);
    *out = (finding){.verb = verb,
                     .code = &verb->code,
                     .back = &verb->back,
                     .line = verb->line,
                     .match = {TOC_LEGACY_NONE, TOC_LEGACY_NONE, word, end}};
    if (verb->block >= suite->blocks.count) return;
    const toc_legacy_block *block = &suite->blocks.items[verb->block];
    for (uint32_t i = 0; i < block->patterns.count; i++) {
        const toc_legacy_pattern *p = &block->patterns.items[i];
        toc_legacy_match match;
        if (!toc_legacy_pattern_fits(s, p, word, end, clause, &match)) continue;
        out->code = &p->code;
        out->back = &p->back;
        out->match = match;
        out->compound = p->compound;
        out->line = p->line;
        return;
    }
}

/* ---------------------------------------------------------------- who did it to whom */
static bool somebody(const toc_legacy_sentence *s, uint32_t word)
{
    const uint32_t mention = s->words.items[word].mention;
    return mention != TOC_LEGACY_NONE && s->mentions.items[mention].count > 0;
}

static bool other_actor(const toc_legacy_sentence *s, uint32_t a, uint32_t b)
{
    const toc_legacy_mention *x = &s->mentions.items[a], *y = &s->mentions.items[b];
    return x->group != y->group && strcmp(x->codes[0], y->codes[0]) != 0;
}

static uint32_t first_other(const toc_legacy_sentence *s, uint32_t from, uint32_t to,
                            uint32_t source)
{
    for (uint32_t i = from; i < to && i < s->words.count; i++)
        if (somebody(s, i) &&
            (source == TOC_LEGACY_NONE || other_actor(s, s->words.items[i].mention, source)))
            return s->words.items[i].mention;
    return TOC_LEGACY_NONE;
}

/* Source or target: a mention, or the code that DEFAULT gives. */
typedef struct party {
    uint32_t mention;
    const char *code; /* when there is no mention; NULL: nobody */
} party;

static party default_party(const coding *c, toc_slice code)
{
    return (party){TOC_LEGACY_NONE, code.len == 0 ? NULL : toc_dup(c->s->arena, code).ptr};
}

static party find_source(const coding *c, toc_legacy_clause clause, uint32_t verb, const finding *f)
{
    const toc_legacy_options *o = c->s->options;
    uint32_t found = f->match.source;
    if (found == TOC_LEGACY_NONE) found = first_other(c->s, clause.first, verb, f->match.target);
    if (found == TOC_LEGACY_NONE) found = c->forwarded;
    if (found == TOC_LEGACY_NONE && o->source_prior) return default_party(c, o->source);
    if (found == TOC_LEGACY_NONE)
        found = first_other(c->s, toc_legacy_after(c->s, verb), clause.last, f->match.target);
    return found == TOC_LEGACY_NONE ? default_party(c, o->source) : (party){found, NULL};
}

static party find_target(const coding *c, toc_legacy_clause clause, uint32_t verb, const finding *f,
                         uint32_t source)
{
    const toc_legacy_options *o = c->s->options;
    uint32_t found = f->match.target;
    if (found == TOC_LEGACY_NONE)
        found = first_other(c->s, toc_legacy_after(c->s, verb), clause.last, source);
    if (found == TOC_LEGACY_NONE && o->target_after) return default_party(c, o->target);
    for (uint32_t i = verb; i-- > clause.first && found == TOC_LEGACY_NONE;)
        found = first_other(c->s, i, i + 1, source);
    return found == TOC_LEGACY_NONE ? default_party(c, o->target) : (party){found, NULL};
}

/* "was fiercely opposed by": then the source is the one to whom it was done. */
static bool is_passive(const toc_legacy_sentence *s, uint32_t verb, toc_legacy_clause clause)
{
    static const char *const BE[] = {"IS", "ARE", "WAS", "WERE", "BE", "BEEN", "BEING", NULL};
    enum { AROUND = 3 };
    const toc_slice word = s->words.items[verb].upper;
    const bool participle = word.len > 3 && (memcmp(word.ptr + word.len - 2, "ED", 2) == 0 ||
                                             memcmp(word.ptr + word.len - 2, "EN", 2) == 0);
    bool be = false, by = false;
    for (uint32_t i = 1; i <= AROUND && verb >= clause.first + i; i++)
        for (const char *const *form = BE; *form != NULL; form++)
            be = be || toc_slice_is(s->words.items[verb - i].upper, *form);
    const uint32_t end = toc_legacy_after(s, verb);
    for (uint32_t i = end;
         i < end + AROUND && i < clause.last && s->words.items[i].mention == TOC_LEGACY_NONE; i++)
        by = by || toc_slice_is(s->words.items[i].upper, "BY");
    return participle && be && by;
}

/* ---------------------------------------------------------------- events */
static bool known_event(const toc_legacy_events *list, const toc_legacy_event *e)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].source, e->source) == 0 &&
            strcmp(list->items[i].target, e->target) == 0 &&
            toc_slice_eq(list->items[i].code, e->code))
            return true;
    return false;
}

static void put_event(coding *c, const finding *f, const toc_legacy_code *code, const char *source,
                      toc_span source_span, const char *target, toc_span target_span, uint32_t verb)
{
    const toc_legacy_sentence *s = c->s;
    const toc_legacy_word *last = &s->words.items[toc_legacy_after(s, verb) - 1];
    const toc_legacy_event e = {source,
                                target,
                                source_span,
                                target_span,
                                {s->words.items[verb].start, last->end},
                                code->text,
                                s->suite->files.items[f->verb->file],
                                f->line};
    toc_legacy_events *list = code->subordinate ? &c->waiting : c->out;
    if (is_null(code) || strcmp(source, target) == 0 || known_event(list, &e)) return;
    if (code->dominant && s->options->dominant && !c->dominant) {
        c->dominant = true;
        c->out->count = 0;
    }
    if (c->dominant && !code->dominant) return;
    toc_push(s->arena, list, e);
}

typedef struct side { /* everybody on one side of an event */
    const char *codes[64];
    toc_span spans[64];
    uint32_t count;
} side;

static void add_mention(side *to, const toc_legacy_mention *m)
{
    for (uint32_t k = 0; k < m->count && to->count < 64; k++) {
        to->codes[to->count] = m->codes[k];
        to->spans[to->count++] = m->span;
    }
}

static void list_side(const toc_legacy_sentence *s, party p, side *out)
{
    out->count = 0;
    if (p.mention == TOC_LEGACY_NONE) {
        out->codes[0] = p.code == NULL ? "---" : p.code;
        out->spans[0] = (toc_span){0, 0};
        out->count = 1;
        return;
    }
    const uint32_t group = s->mentions.items[p.mention].group;
    for (uint32_t w = 0; w < s->words.count; w++) {
        const uint32_t i = s->words.items[w].mention;
        if (i != TOC_LEGACY_NONE && s->mentions.items[i].group == group)
            add_mention(out, &s->mentions.items[i]);
    }
}

static void put_events(coding *c, const finding *f, party source, party target, uint32_t verb)
{
    side *left = TOC_NEW(c->s->arena, side), *right = TOC_NEW(c->s->arena, side);
    if (left == NULL || right == NULL) return;
    list_side(c->s, source, left);
    list_side(c->s, target, right);
    for (uint32_t i = 0; i < left->count; i++)
        for (uint32_t j = 0; j < right->count; j++) {
            put_event(c, f, f->code, left->codes[i], left->spans[i], right->codes[j],
                      right->spans[j], verb);
            put_event(c, f, f->back, right->codes[j], right->spans[j], left->codes[i],
                      left->spans[i], verb);
        }
}

/* False: the verb gives nothing, the next one is tried. */
static bool code_verb(coding *c, toc_legacy_clause clause, uint32_t verb)
{
    toc_legacy_sentence *s = c->s;
    finding f;
    find_pattern(s, verb, clause, &f);
    if (toc_slice_is(f.code->text, "+++")) s->verdict = TOC_LEGACY_TOO_COMPLEX;
    if (toc_slice_is(f.code->text, "###")) s->verdict = TOC_LEGACY_DISCARDED;
    if (s->verdict != TOC_LEGACY_FINE || (is_null(f.code) && is_null(f.back))) return false;
    /* "agreed with % ": the compound behind the verb is the target of whoever stands before it */
    if (f.compound && f.match.target != TOC_LEGACY_NONE &&
        s->mentions.items[f.match.target].first > verb &&
        first_other(s, clause.first, verb, f.match.target) != TOC_LEGACY_NONE)
        f.match.source = TOC_LEGACY_NONE;
    party source = find_source(c, clause, verb, &f);
    party target = find_target(c, clause, verb, &f, source.mention);
    const bool dyad = (source.mention != TOC_LEGACY_NONE || source.code != NULL) &&
                      (target.mention != TOC_LEGACY_NONE || target.code != NULL);
    if (!dyad && (s->options->need_dyad || source.mention == TOC_LEGACY_NONE)) return false;
    const uint32_t actor = source.mention;
    if (f.match.source == TOC_LEGACY_NONE && f.match.target == TOC_LEGACY_NONE &&
        is_passive(s, verb, clause)) {
        const party swapped = source;
        source = target;
        target = swapped;
    }
    const uint32_t before = c->out->count;
    put_events(c, &f, source, target, verb);
    if (f.code->subordinate || c->out->count == before) return false;
    c->forwarded = actor;
    return true;
}

static void code_clause(coding *c, toc_legacy_clause clause)
{
    const toc_legacy_sentence *s = c->s;
    for (uint32_t i = clause.first; i < clause.last; i++) {
        if (s->words.items[i].mark != TOC_LEGACY_IS_VERB || !code_verb(c, clause, i)) continue;
        if (s->options->mode != TOC_LEGACY_ALL) return;
    }
}

/* ---------------------------------------------------------------- too complicated? */
static bool too_complex(const toc_legacy_sentence *s)
{
    const toc_legacy_options *o = s->options;
    uint32_t verbs = 0;
    bool prior = false, actor = false;
    for (uint32_t i = 0; i < s->words.count; i++) {
        if (somebody(s, i)) actor = true;
        if (s->words.items[i].mark != TOC_LEGACY_IS_VERB) continue;
        if (verbs++ == 0) prior = actor;
    }
    if (o->max_verbs > 0 && verbs > o->max_verbs) return true;
    if (o->max_conjunctions > 0 && s->conjunctions > o->max_conjunctions) return true;
    return o->need_prior_actor && verbs > 0 && !prior;
}

void toc_legacy_events_find(toc_legacy_sentence *s, toc_legacy_events *out)
{
    coding c = {.s = s, .out = out, .forwarded = TOC_LEGACY_NONE};
    if (s->verdict == TOC_LEGACY_FINE && too_complex(s)) s->verdict = TOC_LEGACY_TOO_COMPLEX;
    for (uint32_t i = 0; i < s->clauses.count && s->verdict == TOC_LEGACY_FINE; i++) {
        code_clause(&c, s->clauses.items[i]);
        if (s->options->mode == TOC_LEGACY_BY_SENTENCE && out->count > 0) break;
    }
    if (s->verdict != TOC_LEGACY_FINE)
        out->count = 0;
    else if (out->count == 0)
        for (uint32_t i = 0; i < c.waiting.count; i++) toc_push(s->arena, out, c.waiting.items[i]);
}
