/* src/event/status.c - did it happen: what the words around and above a trigger say about it.
 *
 *   "failed to stop planning the attack"
 *    fail (+ -> -, - -> +)   stop (+ -> -)   plan (o: planned)   the attack
 *
 * From the top of the tree down to the trigger every governor passes its own polarity on through
 * its signature (table `status`: what its complement is when the governor is true, and when it is
 * not), and negations, modals and markers change it on the way (Karttunen 2012; Saurí and
 * Pustejovsky 2012). Polarity 1: it happened, -1: it did not, 0: open. */
#include "base/utf8.h"
#include "event/story.h"
#include "event/tree.h"

#define MAX_CLIMB 8

typedef struct state {
    int polarity;
    toc_event_status status;
    uint32_t cue; /* token that last changed it, TOC_NONE */
} state;

static const state FACT = {1, TOC_STATUS_OCCURRED, TOC_NONE};

typedef struct signature {
    int positive, negative; /* complement's polarity under a true and an untrue governor */
    toc_event_status status;
} signature;

static int polarity_of(toc_slice cell)
{
    return cell.len == 1 && cell.ptr[0] == '+' ? 1 : cell.len == 1 && cell.ptr[0] == '-' ? -1 : 0;
}

/* The row of table `status` for a word in one of its uses: v n a (governors), aux neg mark adv. */
static bool cue_row(const toc_story *story, uint32_t t, const char *pos, signature *out)
{
    const toc_event_data *data = story->data;
    if (!data->has_status || t == TOC_NONE) return false;
    const toc_token *token = toc_tok(story->scene->text, t);
    const uint64_t keys[2] = {token->lemma_fold, token->fold};
    for (int k = 0; k < 2; k++) {
        toc_hit hits[6];
        const size_t n = toc_dict_match(&data->status_cues, &keys[k], 1, hits, 6);
        for (size_t i = 0; i < n; i++) {
            if (!toc_slice_is(toc_dict_cell(&data->status_cues, hits[i].row, 1), pos)) continue;
            out->positive = polarity_of(toc_dict_cell(&data->status_cues, hits[i].row, 2));
            out->negative = polarity_of(toc_dict_cell(&data->status_cues, hits[i].row, 3));
            out->status = toc_status_of(toc_dict_cell(&data->status_cues, hits[i].row, 4));
            return true;
        }
    }
    return false;
}

static state negate(state s, uint32_t cue)
{
    if (s.polarity > 0 || (s.polarity == 0 && s.status == TOC_STATUS_PLANNED))
        return (state){-1, TOC_STATUS_DID_NOT_OCCUR, cue};
    if (s.polarity < 0) return (state){1, TOC_STATUS_OCCURRED, cue};
    return s;
}

/* "They said they would boycott it": the future as seen from a past verb of saying, unless it hangs on a
 * condition. */
static bool announced(const toc_story *story, uint32_t t)
{
    const toc_text *text = story->scene->text;
    const uint32_t g = toc_tok(text, t)->head;
    if (toc_tok(text, t)->deprel != TOC_DEP_ccomp || g == TOC_NONE || !story->data->has_says)
        return false;
    toc_hit hit;
    if (toc_tok(text, g)->fold == toc_tok(text, g)->lemma_fold ||
        toc_dict_match(&story->data->says, &toc_tok(text, g)->lemma_fold, 1, &hit, 1) == 0)
        return false;
    for (uint32_t c = toc_next_child(text, t, TOC_NONE); c != TOC_NONE;
         c = toc_next_child(text, t, c)) {
        const uint32_t mark =
            toc_tok(text, c)->deprel == TOC_DEP_advcl ? toc_child(text, c, TOC_DEP_mark) : TOC_NONE;
        if (mark != TOC_NONE &&
            (toc_lemma_is(text, mark, "if") || toc_lemma_is(text, mark, "unless")))
            return false;
    }
    return true;
}

/* Modals, markers and adverbs first, negation last: "will not" is a negated plan. */
static state with_own_cues(const toc_story *story, uint32_t t, state s)
{
    const toc_text *text = story->scene->text;
    uint32_t negation = TOC_NONE, modal = TOC_NONE;
    bool perfect = false;
    for (uint32_t c = toc_next_child(text, t, TOC_NONE); c != TOC_NONE;
         c = toc_next_child(text, t, c)) {
        const uint8_t rel = toc_tok(text, c)->deprel;
        signature sig;
        if (rel == TOC_DEP_aux || rel == TOC_DEP_aux_pass || rel == TOC_DEP_cop) {
            perfect = perfect || toc_lemma_is(text, c, "have");
            if (cue_row(story, c, "aux", &sig)) {
                s = (state){sig.positive, sig.status, c};
                modal = c;
            }
        } else if (rel == TOC_DEP_mark || rel == TOC_DEP_case_) {
            if (cue_row(story, c, "mark", &sig)) s = (state){sig.positive, sig.status, c};
        }
        if (rel == TOC_DEP_advmod || rel == TOC_DEP_amod || rel == TOC_DEP_obl)
            if (cue_row(story, c, "adv", &sig)) s = (state){sig.positive, sig.status, c};
        if ((rel == TOC_DEP_advmod || rel == TOC_DEP_det || rel == TOC_DEP_case_ ||
             rel == TOC_DEP_mark || rel == TOC_DEP_cc || rel == TOC_DEP_cc_preconj ||
             rel == TOC_DEP_aux) &&
            cue_row(story, c, "neg", &sig))
            negation = c;
        /* "no group has claimed", "nobody was hurt" */
        const uint32_t pair =
            toc_child(text, c, TOC_DEP_cc_preconj); /* "neither the school nor the clinic" */
        if (pair != TOC_NONE && rel != TOC_DEP_conj && cue_row(story, pair, "neg", &sig))
            negation = c;
        if (rel == TOC_DEP_nsubj || rel == TOC_DEP_nsubj_pass || rel == TOC_DEP_obj ||
            rel == TOC_DEP_obl_agent) {
            const uint32_t det = toc_child(text, c, TOC_DEP_det);
            if (cue_row(story, c, "neg", &sig) ||
                (det != TOC_NONE && cue_row(story, det, "neg", &sig)))
                negation = c;
        }
    }
    /* "would have been killed": counterfactual */
    if (modal != TOC_NONE && perfect && s.status == TOC_STATUS_HYPOTHETICAL &&
        toc_lemma_is(text, modal, "would"))
        s = (state){-1, TOC_STATUS_DID_NOT_OCCUR, modal};
    if (modal != TOC_NONE && !perfect && s.status == TOC_STATUS_HYPOTHETICAL &&
        toc_lemma_is(text, modal, "would") && announced(story, t))
        s.status = TOC_STATUS_PLANNED;
    if (negation == TOC_NONE) return s;
    /* "could not stop them": they did not, whereas "may not come" is open */
    if (modal != TOC_NONE && s.status == TOC_STATUS_HYPOTHETICAL && s.polarity == 0 && !perfect &&
        (toc_lemma_is(text, modal, "could") || toc_lemma_is(text, modal, "can")))
        return (state){-1, TOC_STATUS_DID_NOT_OCCUR, negation};
    return negate(s, negation);
}

static bool infinitive(const toc_text *text, uint32_t t)
{
    const uint32_t mark = toc_child(text, t, TOC_DEP_mark);
    return mark != TOC_NONE && toc_lemma_is(text, mark, "to");
}

/* "prevented them from attacking", "suspected of killing": the gerund is what the governor speaks of. */
static bool governed_gerund(const toc_text *text, uint32_t t)
{
    static const char *const PREPOSITIONS[] = {"from", "of", "with", "into"};
    const uint32_t mark = toc_child(text, t, TOC_DEP_mark);
    if (mark == TOC_NONE || !toc_is_gerund(text, t)) return false;
    for (size_t i = 0; i < sizeof PREPOSITIONS / sizeof *PREPOSITIONS; i++)
        if (toc_lemma_is(text, mark, PREPOSITIONS[i])) return true;
    return false;
}

static bool has_subject(const toc_text *text, uint32_t t)
{
    return toc_child(text, t, TOC_DEP_nsubj) != TOC_NONE ||
           toc_child(text, t, TOC_DEP_nsubj_pass) != TOC_NONE;
}

/* "told reporters that two were killed", "insisted they had left": a finite past complement is told,
 * not demanded ("that they be released"). */
static bool told(const toc_text *text, uint32_t t)
{
    static const char *const FINITE[] = {"was", "were", "had", "has", "have", "is", "are", "did"};
    if (toc_tok(text, t)->deprel != TOC_DEP_ccomp || !has_subject(text, t) || infinitive(text, t))
        return false;
    bool aux = false;
    for (uint32_t c = toc_next_child(text, t, TOC_NONE); c != TOC_NONE;
         c = toc_next_child(text, t, c)) {
        const uint8_t rel = toc_tok(text, c)->deprel;
        if (rel != TOC_DEP_aux && rel != TOC_DEP_aux_pass && rel != TOC_DEP_cop) continue;
        aux = true;
        for (size_t i = 0; i < sizeof FINITE / sizeof *FINITE; i++)
            if (toc_tok(text, c)->fold == toc_hash(FINITE[i], strlen(FINITE[i]))) return true;
    }
    return !aux && toc_tok(text, t)->fold != toc_tok(text, t)->lemma_fold &&
           !toc_is_gerund(text, t);
}

/* What a governor with this signature says of its complement. */
static state complement(state above, signature sig, uint32_t governor)
{
    state out = {above.polarity > 0   ? sig.positive
                 : above.polarity < 0 ? sig.negative
                 /* "we must confirm that": what is known is so, whether it is told or not */
                 : sig.positive == sig.negative ? sig.positive
                                                : 0,
                 TOC_STATUS_NONE, governor};
    out.status = out.polarity > 0 ? TOC_STATUS_OCCURRED : sig.status;
    /* "will try to", "if they threaten to": the governor itself is open */
    if (above.polarity == 0 && out.polarity <= 0 && out.status != TOC_STATUS_NONE &&
        above.status == TOC_STATUS_HYPOTHETICAL)
        out = above;
    /* "a law to prevent attacks": nobody says that there was none */
    if (above.polarity == 0 && sig.positive < 0 && above.status != TOC_STATUS_NONE)
        out.status = TOC_STATUS_HYPOTHETICAL;
    if (out.status == TOC_STATUS_NONE)
        out.status = out.polarity < 0 ? TOC_STATUS_DID_NOT_OCCUR : TOC_STATUS_HYPOTHETICAL;
    return out;
}

/* "forcing [the police to open fire]": the tree hangs the infinitive on the object, who is to do what the
 * verb above says. The verb, or TOC_NONE. */
static uint32_t made_to(const toc_story *story, uint32_t t)
{
    const toc_text *text = story->scene->text;
    const uint32_t object = toc_tok(text, t)->head;
    if (toc_tok(text, t)->deprel != TOC_DEP_acl || object == TOC_NONE || !infinitive(text, t) ||
        toc_tok(text, object)->deprel != TOC_DEP_obj ||
        !(toc_is_class(story, object, TOC_LIT("actor")) ||
          toc_is_class(story, object, TOC_LIT("person"))))
        return TOC_NONE;
    const uint32_t verb = toc_tok(text, object)->head;
    return verb != TOC_NONE && toc_is_verb(text, verb) ? verb : TOC_NONE;
}

/* What `t` gets from its governor, whose own state is `above`. */
static state passed_down(const toc_story *story, const toc_draft *d, uint32_t t, state above)
{
    const toc_text *text = story->scene->text;
    const uint32_t g = toc_tok(text, t)->head;
    const char *const pos = toc_is_verb(text, g)                ? "v"
                            : toc_tok(text, g)->upos == TOC_ADJ ? "a"
                                                                : "n";
    signature sig;
    const bool governs = cue_row(story, g, pos, &sig);
    /* "gathered to protest", "a rally to protest the law": that is what they did */
    const bool protests = d->event.type == TOC_TYPE_PROTEST && t == d->token && !governs;
    const uint32_t maker = governs ? TOC_NONE : made_to(story, t);
    if (maker != TOC_NONE && cue_row(story, maker, "v", &sig)) return complement(above, sig, maker);
    switch (toc_tok(text, t)->deprel) {
    case TOC_DEP_xcomp:
    case TOC_DEP_ccomp:
    case TOC_DEP_csubj:
    case TOC_DEP_acl:
    case TOC_DEP_obj:
    case TOC_DEP_nsubj_pass:
    case TOC_DEP_obl:
    case TOC_DEP_nmod:
    case TOC_DEP_compound:
    case TOC_DEP_amod:
        if (governs && !(toc_tok(text, t)->deprel == TOC_DEP_acl && !infinitive(text, t) &&
                         !toc_is_gerund(text, t))) {
            if (sig.status == TOC_STATUS_DEMANDED && told(text, t)) return above;
            return complement(above, sig, g);
        }
        if (toc_tok(text, t)->deprel == TOC_DEP_xcomp || g == d->support) return above;
        return toc_tok(text, t)->deprel == TOC_DEP_acl && infinitive(text, t) && !protests
                   ? (state){0, TOC_STATUS_PLANNED, g}
                   : FACT;
    case TOC_DEP_advcl:
        /* "called on them to attack" is no purpose */
        if (governs && (governed_gerund(text, t) ||
                        (infinitive(text, t) && sig.status == TOC_STATUS_DEMANDED)))
            return complement(above, sig, g);
        if (infinitive(text, t) && protests) return above;
        if (infinitive(text, t))
            return (state){0, TOC_STATUS_PLANNED, toc_child(text, t, TOC_DEP_mark)};
        return toc_is_gerund(text, t) && toc_child(text, t, TOC_DEP_mark) == TOC_NONE ? above
                                                                                      : FACT;
    case TOC_DEP_conj:
        return has_subject(text, t) || toc_child(text, t, TOC_DEP_aux) != TOC_NONE ? FACT : above;
    case TOC_DEP_nsubj: return g == d->support ? above : FACT;
    default: return FACT;
    }
}

static state judge(const toc_story *story, const toc_draft *d)
{
    const toc_text *text = story->scene->text;
    uint32_t chain[MAX_CLIMB];
    size_t n = 0;
    for (uint32_t t = d->token; t != TOC_NONE && n < MAX_CLIMB; t = toc_tok(text, t)->head)
        chain[n++] = t;
    state s = FACT;
    while (n-- > 0) {
        if (toc_tok(text, chain[n])->head != TOC_NONE) s = passed_down(story, d, chain[n], s);
        s = with_own_cues(story, chain[n], s);
    }
    return s;
}

/* "is attacking", "are fighting": it goes on. */
static bool goes_on(const toc_text *text, uint32_t t)
{
    if (!toc_is_verb(text, t) || !toc_is_gerund(text, t)) return false;
    const uint32_t aux = toc_child(text, t, TOC_DEP_aux);
    return aux != TOC_NONE && (toc_tok(text, aux)->fold == toc_hash("is", 2) ||
                               toc_tok(text, aux)->fold == toc_hash("are", 3));
}

void toc_status_set(toc_story *story)
{
    const toc_text *text = story->scene->text;
    for (uint32_t i = 0; i < story->drafts.count; i++) {
        toc_draft *d = &story->drafts.items[i];
        const state s = judge(story, d);
        if (d->event.status != TOC_STATUS_NONE && s.polarity >= 0)
            continue; /* the pattern itself says */
        /* "could not foil the attack": it was no mere attempt */
        d->event.status = d->event.status == TOC_STATUS_ATTEMPTED ? TOC_STATUS_OCCURRED : s.status;
        if (s.status == TOC_STATUS_OCCURRED && goes_on(text, d->token))
            d->event.status = TOC_STATUS_ONGOING;
        if (s.cue != TOC_NONE)
            toc_evidence_add(story, &d->event, "status",
                             (toc_span){toc_tok(text, s.cue)->start, toc_tok(text, s.cue)->end});
    }
}

/* ---------------------------------------------------------------- predicates */
static bool reports_happening(const toc_story *story, uint32_t t)
{
    const uint8_t upos = toc_tok(story->scene->text, t)->upos;
    return upos == TOC_VERB || (upos == TOC_NOUN && (story->draft_of[t] != TOC_NONE ||
                                                     toc_is_class(story, t, TOC_LIT("happening"))));
}

void toc_predicates_find(toc_story *story)
{
    const toc_text *text = story->scene->text;
    for (uint32_t t = 0; t < text->tokens.count; t++) {
        const toc_token *token = toc_tok(text, t);
        if (!text->sentences.items[token->sentence].parsed || !reports_happening(story, t))
            continue;
        toc_draft draft = {.token = t, .first = t, .last = t + 1, .support = TOC_NONE};
        if (story->draft_of[t] != TOC_NONE) draft = story->drafts.items[story->draft_of[t]];
        const state s = judge(story, &draft);
        const toc_predicate p = {.span = {token->start, token->end},
                                 .lemma = token->lemma,
                                 .factuality = (int8_t)(s.polarity > 0   ? 3
                                                        : s.polarity < 0 ? -3
                                                                         : 0),
                                 .negated = s.polarity < 0};
        toc_push(story->arena, &story->scene->record->predicates, p);
    }
}
