/* src/legacy/verb_phrases.c - the deeds of a sentence: verbs from the root down, each with who does
 * it, to whom, and what its complement adds. */
#include "legacy/tree.h"

typedef struct telling {
    const toc_legacy_tree *t;
    toc_legacy_deeds *out; /* deeds that stand for themselves */
} telling;

typedef struct phrase { /* one verb with its arguments */
    uint32_t verb;
    bool passive, negated;
    toc_legacy_verb_code code;
    toc_legacy_parties subject;    /* as the grammar has it */
    toc_legacy_parties objects;    /* obj, iobj */
    toc_legacy_parties obliques;   /* of the first preposition that names somebody */
    toc_legacy_parties origin;     /* "from", "in": where a passive has no "by" */
    toc_legacy_parties agent;      /* "by" of a passive */
    toc_legacy_parties addressee;  /* "appealed to Norland to withdraw" */
    toc_legacy_parties there;      /* "in", "during": when no other preposition names anybody */
    uint32_t object;               /* token; NONE */
    uint32_t parts[4], part_count; /* other tokens of the verb: "re-examine", "break down" */
} phrase;

static void verb_deeds(telling *all, uint32_t verb, const toc_legacy_parties *subject,
                       const toc_legacy_parties *outer, int depth, toc_legacy_deeds *out);

static const toc_token *token(const telling *all, uint32_t i)
{
    return &all->t->text->tokens.items[i];
}

static bool is_word(const telling *all, uint32_t i, const char *text)
{
    const uint32_t word = all->t->word_of[i - all->t->first];
    return word != TOC_LEGACY_NONE && toc_slice_is(all->t->s->words.items[word].upper, text);
}

/* ---------------------------------------------------------------- arguments */
static bool has_case(const telling *all, uint32_t noun, const char *preposition)
{
    for (uint32_t i = all->t->first; i < all->t->last; i++)
        if (token(all, i)->head == noun && token(all, i)->deprel == TOC_DEP_case_ &&
            is_word(all, i, preposition))
            return true;
    return false;
}

static void merge(toc_legacy_parties *to, const toc_legacy_parties *from)
{
    if (to->count == 0) *to = *from;
}

static bool negates(const telling *all, uint32_t i)
{
    static const char *const WORDS[] = {"NOT", "N'T", "NEVER", "NO", NULL};
    const toc_token *at = token(all, i);
    if (at->deprel != TOC_DEP_advmod && at->deprel != TOC_DEP_det) return false;
    const toc_slice text = toc_token_words(all->t->text, i);
    for (const char *const *w = WORDS; *w != NULL; w++)
        if (is_word(all, i, *w)) return true;
    return text.len == 3 && (text.ptr[0] == 'n' || text.ptr[0] == 'N') && text.ptr[2] == 't';
}

static void read_argument(telling *all, phrase *p, uint32_t i, const toc_legacy_parties *outer)
{
    const toc_token *at = token(all, i);
    toc_legacy_parties found = {.count = 0};
    switch (at->deprel) {
    case TOC_DEP_nsubj:
    case TOC_DEP_nsubj_pass: toc_legacy_noun_phrase(all->t, i, outer, &p->subject); break;
    case TOC_DEP_obj:
    case TOC_DEP_iobj:
        toc_legacy_noun_phrase(all->t, i, outer, &p->objects);
        p->object = i;
        break;
    case TOC_DEP_obl_agent: toc_legacy_noun_phrase(all->t, i, outer, &p->agent); break;
    case TOC_DEP_obl:
    case TOC_DEP_obl_unmarked:
        if (p->passive && has_case(all, i, "BY")) {
            toc_legacy_noun_phrase(all->t, i, outer, &p->agent);
            break;
        }
        toc_legacy_noun_phrase(all->t, i, outer, &found);
        if (has_case(all, i, "TO")) merge(&p->addressee, &found);
        if (p->passive && (has_case(all, i, "FROM") || has_case(all, i, "IN")))
            merge(&p->origin, &found);
        else if (has_case(all, i, "IN") || has_case(all, i, "DURING"))
            merge(&p->there, &found);
        else
            merge(&p->obliques, &found);
        break;
    default: p->negated = p->negated || negates(all, i); break;
    }
}

/* Is the token an argument of the verb, or of a part of it? */
static bool depends(const telling *all, const phrase *p, uint32_t i)
{
    const uint32_t head = token(all, i)->head;
    if (i == p->verb) return false;
    if (head == p->verb) return true;
    for (uint32_t k = 0; k < p->part_count; k++)
        if (head == p->parts[k] && i != p->parts[k]) return true;
    return false;
}

static void find_parts(const telling *all, phrase *p)
{
    const toc_legacy_tree *t = all->t;
    for (uint32_t i = t->first; i < t->last && p->part_count < 4; i++) { /* "shot dead in Ostia" */
        const toc_token *at = token(all, i);
        const bool part = at->deprel == TOC_DEP_xcomp || at->deprel == TOC_DEP_advmod ||
                          at->deprel == TOC_DEP_compound_prt;
        if (at->head == p->verb && part && at->upos != TOC_VERB && at->upos != TOC_AUX)
            p->parts[p->part_count++] = i;
    }
    const uint32_t word = toc_legacy_verb_word(t, p->verb);
    if (word == TOC_LEGACY_NONE) return;
    for (uint32_t k = word; k < toc_legacy_after(t->s, word) && p->part_count < 4; k++)
        if (t->token_of[k] != TOC_LEGACY_NONE && t->token_of[k] != p->verb)
            p->parts[p->part_count++] = t->token_of[k];
}

/* "was shot"; a subject that only looks passive has an object beside it. */
static bool is_passive(const telling *all, uint32_t verb)
{
    bool subject = false, object = false;
    for (uint32_t i = all->t->first; i < all->t->last; i++) {
        if (token(all, i)->head != verb) continue;
        if (token(all, i)->deprel == TOC_DEP_aux_pass) return true;
        subject = subject || token(all, i)->deprel == TOC_DEP_nsubj_pass;
        object = object || token(all, i)->deprel == TOC_DEP_obj;
    }
    return subject && !object;
}

static void read_phrase(telling *all, uint32_t verb, const toc_legacy_parties *subject,
                        const toc_legacy_parties *outer, phrase *p)
{
    *p = (phrase){.verb = verb, .object = TOC_LEGACY_NONE, .passive = is_passive(all, verb)};
    find_parts(all, p);
    for (uint32_t i = all->t->first; i < all->t->last; i++)
        if (depends(all, p, i)) read_argument(all, p, i, outer);
    merge(&p->obliques, &p->there);
    if (p->subject.count == 0 && subject != NULL) p->subject = *subject;
    if (token(all, verb)->upos == TOC_VERB || token(all, verb)->upos == TOC_AUX)
        toc_legacy_verb_find(all->t, verb, p->passive, &p->code);
    if (p->negated && p->code.code.len > 0)
        p->code.code = toc_legacy_negate(all->t->s->arena, p->code.code);
}

/* ---------------------------------------------------------------- complements */
static bool has_mark(const telling *all, uint32_t verb, const char *word)
{
    for (uint32_t i = all->t->first; i < all->t->last; i++)
        if (token(all, i)->head == verb && token(all, i)->deprel == TOC_DEP_mark &&
            is_word(all, i, word))
            return true;
    return false;
}

/* What follows "after", "since" is another matter. */
static bool stands_apart(const telling *all, uint32_t clause)
{
    return has_mark(all, clause, "AFTER") || has_mark(all, clause, "SINCE") ||
           has_mark(all, clause, "BEFORE") || has_mark(all, clause, "WHILE") ||
           has_mark(all, clause, "AS") || has_mark(all, clause, "IF");
}

/* The subject of a clause that has none of its own. */
static const toc_legacy_parties *controller(const phrase *p)
{
    static const toc_legacy_parties NOBODY = {.count = 0};
    if (p->passive) return &p->subject;
    if (p->object != TOC_LEGACY_NONE) return &p->objects;
    return p->addressee.count > 0 ? &p->addressee : &NOBODY;
}

static void read_complements(telling *all, const phrase *p, int depth, toc_legacy_deeds *low)
{
    static const toc_legacy_parties NOBODY = {.count = 0};
    for (uint32_t i = all->t->first; i < all->t->last; i++) {
        const toc_token *at = token(all, i);
        if (!depends(all, p, i)) continue;
        switch (at->deprel) {
        case TOC_DEP_xcomp: verb_deeds(all, i, controller(p), &p->subject, depth + 1, low); break;
        case TOC_DEP_ccomp: /* in front: quoted, not governed */
            verb_deeds(all, i, &NOBODY, i < p->verb ? NULL : &p->subject, depth + 1,
                       i < p->verb ? all->out : low);
            break;
        case TOC_DEP_advcl:
            if (has_mark(
                    all, i,
                    "TO")) { /* "pressed to help"; what is done for a purpose is not done yet */
                if (p->passive || p->addressee.count > 0)
                    verb_deeds(all, i, controller(p), &p->subject, depth + 1, low);
                break;
            }
            if (stands_apart(all, i))
                verb_deeds(all, i, &NOBODY, &p->subject, depth + 1, all->out);
            else
                verb_deeds(all, i, &p->subject, &p->subject, depth + 1, all->out);
            break;
        case TOC_DEP_conj:
            if (at->upos == TOC_VERB) verb_deeds(all, i, &p->subject, &p->subject, depth + 1, low);
            break;
        case TOC_DEP_parataxis: verb_deeds(all, i, &NOBODY, NULL, depth + 1, all->out); break;
        default: break;
        }
    }
}

/* ---------------------------------------------------------------- deeds */
static bool same(const toc_legacy_parties *a, const toc_legacy_parties *b)
{
    if (a->count != b->count) return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (strcmp(a->codes[i], b->codes[i]) != 0) return false;
    return true;
}

static toc_legacy_deed deed_of(const phrase *p, const toc_legacy_parties *source,
                               const toc_legacy_parties *target)
{
    return (toc_legacy_deed){.source = *source,
                             .target = *target,
                             .code = p->code.code,
                             .verb = p->code.block,
                             .token = p->verb,
                             .file = p->code.file,
                             .line = p->code.line};
}

/* A deed of the complement under this verb. False: it was told by a transformation. */
static void combine(const telling *all, const phrase *p, const toc_legacy_parties *source,
                    const toc_legacy_deed *low, toc_legacy_deeds *out)
{
    toc_arena *arena = all->t->s->arena;
    toc_legacy_deed made = *low;
    if (toc_legacy_transform(all->t->s->suite, arena, p->code.block, source, low, &made)) {
        made.rewritten = true;
        toc_push(arena, out, made);
        return;
    }
    if (low->source.count == 0) {
        made.source = p->code.code.len == 0 && source->count == 0 ? p->subject : *source;
        made.code = toc_legacy_compose(arena, p->code.code, low->code);
    } else if (p->code.code.len > 0 && source->count > 0) {
        if (same(source, &low->source)) {
            made.code = toc_legacy_compose(arena, p->code.code, low->code);
        } else {
            made = deed_of(p, source, &low->source);
            const bool says =
                memcmp(p->code.code.ptr, "01", 2) == 0; /* of somebody: no deed between the two */
            made.code = says || low->code.len == 0
                            ? p->code.code
                            : toc_legacy_compose(arena, p->code.code, low->code);
        }
    }
    toc_push(arena, out, made);
}

/* Is the token below the verb by infinitives and participles at most? */
static bool loosely_within(const telling *all, uint32_t i, uint32_t verb)
{
    for (int depth = 0; depth < TOC_LEGACY_MAX_WORDS && i != verb; depth++) {
        const toc_token *at = token(all, i);
        switch (at->deprel) {
        case TOC_DEP_ccomp:
        case TOC_DEP_parataxis:
        case TOC_DEP_acl_relcl:
        case TOC_DEP_advcl_relcl:
        case TOC_DEP_nsubj:
        case TOC_DEP_nsubj_pass: return false;
        case TOC_DEP_conj:
            if (at->upos == TOC_VERB) return false;
            break;
        case TOC_DEP_advcl:
            if (!has_mark(all, i, "TO")) return false;
            break;
        default: break;
        }
        if (at->head < all->t->first || at->head >= all->t->last) return false;
        i = at->head;
    }
    return i == verb;
}

/* The first actor behind the verb in its own clause, however it is attached; else one in what is
 * done for a purpose: "signed an accord to supply Norland". */
static void leftover(const telling *all, const phrase *p, bool loose, toc_legacy_parties *out)
{
    const toc_legacy_tree *t = all->t;
    for (uint32_t k = 0; k < t->s->words.count && out->count == 0; k++) {
        const toc_legacy_word *w = &t->s->words.items[k];
        const uint32_t i = t->token_of[k];
        uint32_t child = TOC_LEGACY_NONE;
        if (w->mark != TOC_LEGACY_IS_ACTOR || i == TOC_LEGACY_NONE || i <= p->verb) continue;
        const bool own = toc_legacy_within(t, i, p->verb, &child) && child != TOC_LEGACY_NONE &&
                         token(all, child)->deprel != TOC_DEP_nsubj &&
                         token(all, child)->deprel != TOC_DEP_nsubj_pass;
        if (own || (loose && loosely_within(all, i, p->verb)))
            toc_legacy_noun_phrase(t, i, NULL, out);
    }
}

/* Agents without a country: "---MIL". */
static bool only_agents(const toc_legacy_parties *p)
{
    for (uint32_t i = 0; i < p->count; i++)
        if (memcmp(p->codes[i], "---", 3) != 0) return false;
    return true;
}

/* Beside somebody with a country those without say nothing. */
static void drop_agents(toc_legacy_parties *p)
{
    if (only_agents(p)) return;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        if (memcmp(p->codes[i], "---", 3) == 0) continue;
        p->codes[kept] = p->codes[i];
        p->spans[kept++] = p->spans[i];
    }
    p->count = kept;
}

static void own_deed(const telling *all, const phrase *p, const toc_legacy_parties *source,
                     int depth, toc_legacy_deeds *out)
{
    toc_arena *arena = all->t->s->arena;
    toc_legacy_parties target = p->objects;
    if (p->passive) target = p->subject;
    if (only_agents(&target) && p->obliques.count > 0 && source != &p->obliques)
        target = p->obliques;
    if (only_agents(&target) && !p->passive) {
        toc_legacy_parties behind = {.count = 0};
        leftover(all, p, false, &behind);
        if (behind.count == 0 && target.count == 0) leftover(all, p, true, &behind);
        if (behind.count > 0 && !same(&behind, source)) target = behind;
    }
    if (target.count == 0 && source->count > 1 && depth == 0 &&
        (p->code.both || (p->code.code.len >= 2 && memcmp(p->code.code.ptr, "04", 2) == 0)))
        target = *source; /* they meet each other */
    drop_agents(&target);
    const toc_legacy_deed made = deed_of(p, source, &target);
    toc_push(arena, out, made);
}

/* "alleged that Norland knew of it": a clause in which nothing is done to anybody still says whom
 * the verb is about - but not a verb that only says (010). */
static bool accuses(const telling *all, const phrase *p, const toc_legacy_deed *d)
{
    const toc_slice code = p->code.code;
    return token(all, d->token)->deprel == TOC_DEP_ccomp && code.len > 1 &&
           !toc_slice_is(code, "010");
}

static void verb_deeds(telling *all, uint32_t verb, const toc_legacy_parties *subject,
                       const toc_legacy_parties *outer, int depth, toc_legacy_deeds *out)
{
    toc_arena *arena = all->t->s->arena;
    phrase *p = TOC_NEW(arena, phrase);
    toc_legacy_deeds low = {0};
    if (p == NULL || depth > TOC_LEGACY_MAX_NESTED) return;
    read_phrase(all, verb, subject, outer, p);
    read_complements(all, p, depth, &low);
    const toc_legacy_parties *source = &p->subject;
    if (p->passive)
        source = p->agent.count > 0 ? &p->agent : p->origin.count > 0 ? &p->origin : &p->obliques;
    uint32_t told = 0;
    for (uint32_t i = 0; i < low.count; i++) {
        const toc_legacy_deed *d = &low.items[i];
        const bool joined =
            token(all, d->token)->head == verb && token(all, d->token)->deprel == TOC_DEP_conj;
        if (joined) {
            toc_push(arena, out, *d); /* "attacked Iraq and took Mosul" */
            continue;
        }
        if (d->target.count == 0 && d->source.count == 0) continue;
        if (d->target.count == 0 && !accuses(all, p, d)) continue;
        combine(all, p, source, d, out);
        told++;
    }
    if (told == 0) own_deed(all, p, source, depth, out);
}

/* ---------------------------------------------------------------- events */
static void put_event(const telling *all, const toc_legacy_deed *d, uint32_t i, uint32_t j,
                      toc_legacy_events *out)
{
    const toc_legacy_sentence *s = all->t->s;
    const toc_token *verb = token(all, d->token);
    const toc_legacy_event e = {d->source.codes[i],
                                d->target.codes[j],
                                d->source.spans[i],
                                d->target.spans[j],
                                {verb->start, verb->end},
                                d->code,
                                s->suite->files.items[d->file],
                                d->line};
    if (strcmp(e.source, e.target) == 0) return;
    for (uint32_t k = 0; k < out->count; k++)
        if (strcmp(out->items[k].source, e.source) == 0 &&
            strcmp(out->items[k].target, e.target) == 0 && toc_slice_eq(out->items[k].code, e.code))
            return;
    toc_push(s->arena, out, e);
}

static int by_place(const toc_legacy_event *a, const toc_legacy_event *b)
{
    return a->trigger.start < b->trigger.start ? -1 : a->trigger.start > b->trigger.start;
}

static void sort_events(toc_legacy_events *list) /* few and nearly in order */
{
    for (uint32_t i = 1; i < list->count; i++)
        for (uint32_t k = i; k > 0 && by_place(&list->items[k], &list->items[k - 1]) < 0; k--) {
            const toc_legacy_event moved = list->items[k];
            list->items[k] = list->items[k - 1];
            list->items[k - 1] = moved;
        }
}

/* Beside what a transformation says of two, the plain code says nothing more. */
static bool outdone(const toc_legacy_deeds *deeds, const toc_legacy_deed *d)
{
    for (uint32_t i = 0; i < deeds->count && !d->rewritten; i++)
        if (deeds->items[i].rewritten && same(&deeds->items[i].source, &d->source) &&
            same(&deeds->items[i].target, &d->target))
            return true;
    return false;
}

void toc_legacy_deeds_find(const toc_legacy_tree *t, toc_legacy_events *out)
{
    toc_legacy_deeds deeds = {0};
    telling all = {t, &deeds};
    for (uint32_t i = t->first; i < t->last; i++) {
        const toc_token *at = &t->text->tokens.items[i];
        const bool root = at->head == TOC_NONE || at->head < t->first || at->head >= t->last;
        if (root && at->upos != TOC_PUNCT) verb_deeds(&all, i, NULL, NULL, 0, &deeds);
    }
    for (uint32_t d = 0; d < deeds.count; d++) {
        if (deeds.items[d].code.len == 0 || outdone(&deeds, &deeds.items[d])) continue;
        for (uint32_t i = 0; i < deeds.items[d].source.count; i++)
            for (uint32_t j = 0; j < deeds.items[d].target.count; j++)
                put_event(&all, &deeds.items[d], i, j, out);
    }
    sort_events(out);
}
