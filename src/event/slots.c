/* src/event/slots.c - which phrases stand in a syntactic slot of a trigger.
 *
 *   subj  who acts: subject of an active verb, by-phrase of a passive one, controller of an
 *         infinitive or gerund, antecedent of a relative clause, subject of a light verb
 *   obj   whom it is done to: object, subject of a passive, noun before a reduced relative
 *   poss  possessor or actor-modifier of a noun ("Israel's raid", "the rebel attack")
 *   head  noun that a noun trigger under "with" belongs to ("a man with a gunshot wound")
 *   adv   adverb of a verb ("fatally shot")
 *   mod   modifier of a noun that is no actor ("rocket attack")
 *   with, in, against ...   the phrase under that preposition, of the trigger or its light verb
 *
 * The parse is not always right, so a slot that the tree leaves empty is looked for in a second,
 * shallow way: the nearest noun phrase on the right side of the verb within its clause. */
#include "base/utf8.h"
#include "event/slots.h"
#include "event/tree.h"

static void add(toc_heads *out, uint32_t t)
{
    for (size_t i = 0; i < out->count; i++)
        if (out->items[i] == t) return;
    if (t != TOC_NONE && out->count < out->room) out->items[out->count++] = t;
}

/* A phrase and everything conjoined to it, also where the tree hangs each on the one before. */
static void add_all(const toc_text *text, toc_heads *out, uint32_t t)
{
    size_t next = out->count;
    add(out, t);
    for (; next < out->count; next++) {
        const uint32_t phrase = out->items[next];
        for (uint32_t c = toc_next_child(text, phrase, TOC_NONE); c != TOC_NONE;
             c = toc_next_child(text, phrase, c))
            if (toc_tok(text, c)->deprel == TOC_DEP_conj && !toc_is_verb(text, c)) add(out, c);
    }
}

static bool has_case(const toc_text *text, uint32_t t, const char *word)
{
    return toc_case_of(text, t) == toc_hash(word, strlen(word));
}

/* The noun that a relative clause or reduced relative hangs on. */
static uint32_t antecedent(const toc_text *text, uint32_t verb)
{
    const toc_token *token = toc_tok(text, verb);
    return token->deprel == TOC_DEP_acl_relcl || token->deprel == TOC_DEP_acl ||
                   token->deprel == TOC_DEP_amod
               ? token->head
               : TOC_NONE;
}

static uint32_t subject_child(const toc_text *text, uint32_t verb)
{
    uint32_t s = toc_child(text, verb, TOC_DEP_nsubj);
    if (s == TOC_NONE) s = toc_child(text, verb, TOC_DEP_csubj);
    return s;
}

/* Subject of an active verb, climbing over conjunction and control. */
static uint32_t active_subject(const toc_text *text, uint32_t verb)
{
    for (unsigned depth = 0; depth < TOC_MAX_DEPTH && verb != TOC_NONE; depth++) {
        uint32_t s = subject_child(text, verb);
        if (s == TOC_NONE && !toc_is_passive(text, verb))
            s = toc_child(text, verb, TOC_DEP_nsubj_pass);
        if (s != TOC_NONE) {
            if (!toc_is_relative(text, s)) return s;
            const uint32_t noun = antecedent(text, verb);
            return noun == TOC_NONE ? s : noun;
        }
        const toc_token *token = toc_tok(text, verb);
        const uint32_t up = token->head;
        if (up == TOC_NONE) return TOC_NONE;
        switch (token->deprel) {
        case TOC_DEP_conj:
            if (toc_is_passive(text, up)) return toc_child(text, up, TOC_DEP_nsubj_pass);
            verb = up;
            break;
        case TOC_DEP_xcomp: {
            /* "ordered the drivers to leave": the object acts; "tried to leave": the subject */
            const uint32_t object = toc_child(text, up, TOC_DEP_obj);
            if (object != TOC_NONE) return object;
            const uint32_t passive = toc_child(text, up, TOC_DEP_nsubj_pass);
            if (passive != TOC_NONE) return passive;
            verb = up;
            break;
        }
        case TOC_DEP_advcl:
            if (toc_child(text, up, TOC_DEP_nsubj_pass) != TOC_NONE) {
                for (uint32_t c = toc_next_child(text, up, TOC_NONE); c != TOC_NONE;
                     c = toc_next_child(text, up, c))
                    if (toc_tok(text, c)->deprel == TOC_DEP_obl_agent) return c;
                return TOC_NONE;
            }
            verb = up;
            break;
        case TOC_DEP_acl: return up; /* "gunmen attacking the convoy", "plan to attack" */
        case TOC_DEP_parataxis:
        case TOC_DEP_ccomp: return TOC_NONE;
        default: return TOC_NONE;
        }
    }
    return TOC_NONE;
}

static void by_phrase(const toc_text *text, uint32_t t, toc_heads *out)
{
    for (uint32_t c = toc_next_child(text, t, TOC_NONE); c != TOC_NONE;
         c = toc_next_child(text, t, c)) {
        const toc_token *token = toc_tok(text, c);
        if (token->deprel == TOC_DEP_obl_agent ||
            ((token->deprel == TOC_DEP_obl || token->deprel == TOC_DEP_nmod) &&
             has_case(text, c, "by")))
            add_all(text, out, c);
    }
}

/* What an adjective is said of: "three were dead", "the dead soldiers", "leaving three dead". */
static bool adjective_subject(const toc_text *text, uint32_t t, toc_heads *out)
{
    const toc_token *token = toc_tok(text, t);
    if (token->upos != TOC_ADJ) return false;
    if (token->deprel == TOC_DEP_conj && token->head < t &&
        toc_tok(text, token->head)->upos == TOC_ADJ && subject_child(text, t) == TOC_NONE) {
        t = token->head; /* "dead and wounded" */
        token = toc_tok(text, t);
    }
    uint32_t s = subject_child(text, t);
    if (s == TOC_NONE && token->head != TOC_NONE) {
        if ((token->deprel == TOC_DEP_amod || token->deprel == TOC_DEP_acl) &&
            !(token->head > t && toc_tok(text, t + 1)->upos == TOC_CCONJ))
            s = token->head; /* not "a boy [dead] and six [people] wounded" */
        if (token->deprel == TOC_DEP_xcomp) s = toc_child(text, token->head, TOC_DEP_obj);
    }
    if (s != TOC_NONE) add_all(text, out, s);
    return true;
}

/* "Hours after the handover [a bomb] went off": without a comma the tree hangs the subject of the main verb on
 * the phrase before it. TOC_NONE: the word before the verb is no phrase of its own. */
static uint32_t stray_subject(const toc_text *text, uint32_t verb)
{
    const toc_token *token = toc_tok(text, verb);
    const toc_sentence *s = &text->sentences.items[token->sentence];
    const bool main_verb = token->deprel == TOC_DEP_root || token->deprel == TOC_DEP_parataxis ||
                           token->deprel == TOC_DEP_ccomp;
    if (!main_verb || token->upos != TOC_VERB || toc_is_gerund(text, verb)) return TOC_NONE;
    uint32_t t = verb;
    while (t > s->first &&
           (toc_tok(text, t - 1)->upos == TOC_AUX || toc_tok(text, t - 1)->upos == TOC_ADV))
        t--;
    if (t <= s->first + 1) return TOC_NONE;
    t--;
    const toc_token *noun = toc_tok(text, t);
    if ((noun->upos != TOC_NOUN && noun->upos != TOC_PROPN) || noun->head == TOC_NONE ||
        noun->head >= t || toc_case_of(text, t) != 0)
        return TOC_NONE;
    return noun->deprel == TOC_DEP_nmod || noun->deprel == TOC_DEP_appos ||
                   noun->deprel == TOC_DEP_obl || noun->deprel == TOC_DEP_nmod_desc
               ? t
               : TOC_NONE;
}

/* "One was killed and [another] wounded", "[1] injured": what stands right before a participle that has no
 * object is whom it is done to, whatever the tree calls it. TOC_NONE: nobody. */
static uint32_t lone_sufferer(const toc_text *text, uint32_t verb)
{
    if (toc_is_gerund(text, verb) || toc_child(text, verb, TOC_DEP_obj) != TOC_NONE)
        return TOC_NONE;
    uint32_t t = subject_child(text, verb);
    if (t == TOC_NONE) t = toc_child(text, verb, TOC_DEP_det);
    if (t == TOC_NONE || t + 1 != verb) return TOC_NONE;
    const bool counted = toc_tok(text, verb)->deprel == TOC_DEP_acl_relcl &&
                         toc_child(text, t, TOC_DEP_nummod) != TOC_NONE;
    return toc_tok(text, t)->upos == TOC_NUM || counted ||
                   toc_tok(text, t)->fold == toc_hash("another", 7)
               ? t
               : TOC_NONE;
}

/* "Was shot in the head and killed by rebels": the agent of the last participle is the first one's, too. */
static void shared_agent(const toc_text *text, uint32_t verb, toc_heads *out)
{
    for (uint32_t c = toc_next_child(text, verb, verb); c != TOC_NONE && out->count == 0;
         c = toc_next_child(text, verb, c))
        if (toc_tok(text, c)->deprel == TOC_DEP_conj && toc_is_verb(text, c) &&
            !toc_is_gerund(text, c) && subject_child(text, c) == TOC_NONE &&
            toc_child(text, c, TOC_DEP_nsubj_pass) == TOC_NONE &&
            toc_child(text, c, TOC_DEP_obj) == TOC_NONE)
            by_phrase(text, c, out);
}

static void verb_subject(const toc_text *text, uint32_t verb, toc_heads *out)
{
    if (toc_is_passive(text, verb) || lone_sufferer(text, verb) != TOC_NONE) {
        by_phrase(text, verb, out);
        if (out->count == 0) shared_agent(text, verb, out);
        const uint32_t object = toc_child(text, verb, TOC_DEP_obj);
        if (out->count == 0 && object != TOC_NONE) /* "were denied permission [by the police]" */
            by_phrase(text, object, out);
        return;
    }
    if (adjective_subject(text, verb, out)) return;
    uint32_t s = active_subject(text, verb);
    if (s == TOC_NONE) s = stray_subject(text, verb);
    if (s == TOC_NONE) return;
    add_all(text, out, s);
    /* "A, B, and C met": the last one as a subject of its own */
    const uint32_t head = toc_tok(text, s)->head;
    for (uint32_t c = head == TOC_NONE ? TOC_NONE : toc_next_child(text, head, s);
         c != TOC_NONE && c < head; c = toc_next_child(text, head, c))
        if (toc_tok(text, c)->deprel == TOC_DEP_nsubj && c > 0 &&
            toc_tok(text, c - 1)->upos == TOC_CCONJ)
            add_all(text, out, c);
}

/* "was drugged, kidnapped and robbed": the later participles share the subject the first one is
 * said of, unless they have an object of their own. "Was shot and died" looks the same: the frame
 * of the pattern decides whether it asks for subject or object. */
static uint32_t shared_passive_subject(const toc_text *text, uint32_t verb)
{
    for (unsigned depth = 0; depth < TOC_MAX_DEPTH; depth++) {
        const toc_token *token = toc_tok(text, verb);
        if (token->deprel != TOC_DEP_conj || token->head == TOC_NONE ||
            subject_child(text, verb) != TOC_NONE || toc_is_gerund(text, verb))
            return TOC_NONE;
        verb = token->head;
        if (toc_is_passive(text, verb)) return toc_child(text, verb, TOC_DEP_nsubj_pass);
    }
    return TOC_NONE;
}

/* "He was taken to hospital, [where he is treated] after being shot": whom the clause above is said of. */
static uint32_t said_of(const toc_text *text, uint32_t verb)
{
    for (unsigned depth = 0; depth < TOC_MAX_DEPTH && verb != TOC_NONE; depth++) {
        uint32_t s = toc_child(text, verb, TOC_DEP_nsubj_pass);
        if (s == TOC_NONE) s = subject_child(text, verb);
        if (s != TOC_NONE && !toc_is_relative(text, s)) return s;
        if (s != TOC_NONE) return antecedent(text, verb);
        const uint8_t rel = toc_tok(text, verb)->deprel;
        if (rel != TOC_DEP_conj && rel != TOC_DEP_xcomp) return TOC_NONE;
        verb = toc_tok(text, verb)->head;
    }
    return TOC_NONE;
}

/* "Demonstrated outside a mosque": no object, whatever the tree calls it ("took over a jail" has one). */
static bool placed_beside(const toc_text *text, uint32_t verb, uint32_t object)
{
    static const char *const WORDS[] = {"in", "at", "near", "outside", "inside", "beside"};
    const toc_token *next = toc_tok(text, verb + 1);
    if (object <= verb + 1 || toc_tok(text, verb)->lemma_fold == toc_hash("be", 2) ||
        next->head != object || next->deprel != TOC_DEP_case_)
        return false;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (next->fold == toc_hash(WORDS[i], strlen(WORDS[i]))) return true;
    return false;
}

static void verb_object(const toc_text *text, uint32_t verb, toc_heads *out)
{
    if (adjective_subject(text, verb, out)) return;
    const uint32_t alone = lone_sufferer(text, verb);
    if (alone != TOC_NONE) {
        add_all(text, out, alone);
        return;
    }
    if (toc_is_passive(text, verb)) {
        uint32_t s = toc_child(text, verb, TOC_DEP_nsubj_pass);
        /* parsers often miss the label where auxiliary or agent are clear: "three volunteers killed by" */
        if (s == TOC_NONE) s = subject_child(text, verb);
        if (s == TOC_NONE && toc_tok(text, verb)->deprel == TOC_DEP_conj &&
            toc_tok(text, verb)->head != TOC_NONE)
            s = toc_child(text, toc_tok(text, verb)->head, TOC_DEP_nsubj_pass);
        if (s == TOC_NONE || toc_is_relative(text, s)) {
            const uint32_t noun = antecedent(text, verb);
            if (noun != TOC_NONE) s = noun;
        }
        if (s == TOC_NONE && toc_tok(text, verb)->deprel == TOC_DEP_advcl &&
            toc_tok(text, verb)->head != TOC_NONE)
            s = said_of(text, toc_tok(text, verb)->head);
        if (s != TOC_NONE) add_all(text, out, s);
        return;
    }
    uint32_t o = toc_child(text, verb, TOC_DEP_obj);
    if (o != TOC_NONE && placed_beside(text, verb, o)) o = TOC_NONE;
    if (o != TOC_NONE && toc_is_relative(text, o)) {
        const uint32_t noun = antecedent(text, verb);
        if (noun != TOC_NONE) o = noun;
    }
    if (o != TOC_NONE) {
        add_all(text, out, o);
        return;
    }
    /* "the convoy (that) they attacked" */
    if (toc_tok(text, verb)->deprel == TOC_DEP_acl_relcl) {
        const uint32_t s = subject_child(text, verb);
        if (s != TOC_NONE && !toc_is_relative(text, s))
            add_all(text, out, toc_tok(text, verb)->head);
    }
    /* "shot and killed the driver": the object belongs to both */
    for (uint32_t c = toc_next_child(text, verb, TOC_NONE); c != TOC_NONE;
         c = toc_next_child(text, verb, c)) {
        if (toc_tok(text, c)->deprel != TOC_DEP_conj || !toc_is_verb(text, c) || c > verb + 3)
            continue;
        const uint32_t shared = toc_child(text, c, TOC_DEP_obj);
        if (shared != TOC_NONE && subject_child(text, c) == TOC_NONE) add_all(text, out, shared);
    }
    if (out->count > 0) return;
    const uint32_t s = shared_passive_subject(text, verb);
    if (s != TOC_NONE) add_all(text, out, s);
}

/* Phrases under a preposition that hang on `t`. */
static void under(const toc_text *text, uint32_t t, uint64_t preposition, toc_heads *out)
{
    for (uint32_t c = toc_next_child(text, t, TOC_NONE); c != TOC_NONE;
         c = toc_next_child(text, t, c)) {
        const uint8_t rel = toc_tok(text, c)->deprel;
        const bool phrase = rel == TOC_DEP_obl || rel == TOC_DEP_nmod || rel == TOC_DEP_obl_agent ||
                            rel == TOC_DEP_nmod_desc || rel == TOC_DEP_advcl || rel == TOC_DEP_acl;
        if (phrase && toc_case_of(text, c) == preposition) add_all(text, out, c);
    }
}

/* "sanctions imposed on China", "an embargo against Haiti": the noun's own participle may have the phrase. */
static void under_participle(const toc_text *text, uint32_t noun, uint64_t key, toc_heads *out)
{
    for (uint32_t c = toc_next_child(text, noun, TOC_NONE); c != TOC_NONE;
         c = toc_next_child(text, noun, c))
        if (c > noun && toc_tok(text, c)->deprel == TOC_DEP_acl && toc_is_passive(text, c))
            under(text, c, key, out);
}

/* The tree lost it: the preposition stands right behind the trigger, its phrase right behind that. */
static void beside(const toc_story *story, const toc_draft *d, uint64_t key, toc_heads *out)
{
    const toc_text *text = story->scene->text;
    const uint32_t at = d->last;
    if (at + 1 >= text->sentences.items[d->sentence].last || toc_tok(text, at)->fold != key ||
        toc_tok(text, at)->upos != TOC_ADP)
        return;
    const toc_chunk *chunk = toc_chunk_at(story->scene, at + 1);
    if (chunk != NULL && chunk->first == at + 1 && chunk->time == TOC_NONE)
        add_all(text, out, chunk->head);
}

/* "Accused the government of corruption": a row that asks what stands under "of" means the verb's, wherever
 * the tree has hung it. */
static bool asks_of(const toc_frame *frame)
{
    for (uint32_t i = 0; i < frame->condition_count; i++)
        if (toc_slice_is(frame->conditions[i].slot, "of") && !frame->conditions[i].negative)
            return true;
    return false;
}

/* "Accused Ethiopia of attacking its positions": what is done, as a gerund. */
static void of_doing(const toc_text *text, uint32_t verb, toc_heads *out)
{
    for (uint32_t c = toc_next_child(text, verb, TOC_NONE); c != TOC_NONE;
         c = toc_next_child(text, verb, c)) {
        const uint32_t mark = toc_child(text, c, TOC_DEP_mark);
        if (toc_is_verb(text, c) && mark != TOC_NONE &&
            toc_tok(text, mark)->fold == toc_hash("of", 2))
            add(out, c);
    }
}

static void tree_preposition(const toc_text *text, const toc_draft *d, toc_slice word,
                             toc_heads *out)
{
    const uint64_t key = toc_fold_hash(word);
    under(text, d->token, key, out);
    for (uint32_t t = d->first; t < d->last && out->count == 0; t++)
        if (t != d->token) under(text, t, key, out); /* "opened fire on": on hangs on fire */
    for (uint32_t t = d->first; t < d->last && out->count == 0; t++)
        if (toc_tok(text, t)->upos == TOC_NOUN && key != toc_hash("by", 2))
            under_participle(text, t, key, out); /* "lifted sanctions imposed on" */
    if (out->count > 0) return;
    const uint32_t governor = toc_tok(text, d->token)->head;
    if (d->noun) {
        if (d->support != TOC_NONE) under(text, d->support, key, out);
        /* "an attack was launched on", "staged an attack on": the verb may have got the phrase */
        const uint8_t rel = toc_tok(text, d->token)->deprel;
        if (out->count == 0 && governor != TOC_NONE && toc_is_verb(text, governor) &&
            (rel == TOC_DEP_obj || rel == TOC_DEP_nsubj_pass || rel == TOC_DEP_nsubj) &&
            key != toc_hash("by", 2) && key != toc_hash("of", 2) && key != toc_hash("in", 2))
            under(text, governor, key, out);
        return;
    }
    /* "fired rockets at the town": the object may have got it */
    const uint32_t object = toc_child(text, d->token, TOC_DEP_obj);
    if (asks_of(&d->frame) && key == toc_hash("of", 2)) of_doing(text, d->token, out);
    if (out->count > 0 || object == TOC_NONE || (key == toc_hash("of", 2) && !asks_of(&d->frame)))
        return;
    under(text, object, key, out);
    if (out->count == 0) under_participle(text, object, key, out);
}

static void preposition(const toc_story *story, const toc_draft *d, toc_slice word, toc_heads *out)
{
    tree_preposition(story->scene->text, d, word, out);
    if (out->count == 0) beside(story, d, toc_fold_hash(word), out);
}

/* A modifier that names who acted: a demonym, a known actor, a word for people. */
static bool acts(const toc_story *story, uint32_t t)
{
    const toc_scene *scene = story->scene;
    if (toc_is_class(story, t, TOC_LIT("actor"))) return true;
    const uint32_t p = story->place_of[t];
    if (p == TOC_NONE) return false;
    const toc_place_kind kind = scene->record->places.items[p].kind;
    return kind == TOC_PLACE_DEMONYM || kind == TOC_PLACE_COUNTRY;
}

static void modifiers(const toc_story *story, const toc_draft *d, bool actors, toc_heads *out)
{
    const toc_text *text = story->scene->text;
    for (uint32_t c = toc_next_child(text, d->token, TOC_NONE); c != TOC_NONE;
         c = toc_next_child(text, d->token, c)) {
        const toc_token *token = toc_tok(text, c);
        const bool possessor = token->deprel == TOC_DEP_nmod_poss;
        const bool modifier = token->deprel == TOC_DEP_compound || token->deprel == TOC_DEP_amod ||
                              token->deprel == TOC_DEP_nmod_desc;
        if (possessor && actors) add_all(text, out, c);
        if (actors && c >= d->first && c < d->last)
            continue; /* "terrorist attack": part of the pattern, says no name */
        if (modifier && acts(story, c) == actors && (actors || token->deprel == TOC_DEP_compound))
            add(out, c);
    }
    const toc_chunk *chunk = toc_chunk_at(story->scene, d->first);
    if (!actors || out->count > 0 || chunk == NULL) return;
    /* "Recent [US] Predator attacks": the tree may hang it on another word of the phrase */
    for (uint32_t t = chunk->first; t < d->first; t++)
        if (acts(story, t)) add(out, t);
}

static void gap_nouns(const toc_story *story, const toc_draft *d, toc_heads *out)
{
    for (uint32_t t = d->gap_first; t < d->gap_last; t++) {
        const uint32_t chunk =
            story->scene->chunk_of == NULL ? TOC_NONE : story->scene->chunk_of[t];
        /* the pattern's own verb taken for a noun: "that [the Sudanese government end] curbs" */
        const bool cut = t + 1 == d->gap_last && chunk != TOC_NONE &&
                         story->scene->chunks.items[chunk].head >= d->gap_last;
        if (chunk == TOC_NONE || (story->scene->chunks.items[chunk].head != t && !cut)) continue;
        /* "left [24-Year-Old] [Woman] dead": one phrase in two pieces */
        if (out->count > 0) {
            const uint32_t before = story->scene->chunk_of[out->items[out->count - 1]];
            if (story->scene->chunks.items[before].last == story->scene->chunks.items[chunk].first)
                out->count--;
        }
        add(out, t);
    }
}

/* "was fatally shot", "shot him fatally", but not "six were shot, one fatally". */
static void adverbs(const toc_text *text, const toc_draft *d, toc_heads *out)
{
    const toc_sentence *s = &text->sentences.items[d->sentence];
    for (uint32_t t = d->first; t > s->first; t--) {
        const uint8_t upos = toc_tok(text, t - 1)->upos;
        if (upos == TOC_ADV)
            add(out, t - 1);
        else if (upos != TOC_AUX)
            break;
    }
    for (uint32_t t = d->last; t < s->last && t < d->last + 6; t++) {
        const uint8_t upos = toc_tok(text, t)->upos;
        if (upos == TOC_PUNCT || upos == TOC_CCONJ || toc_is_verb(text, t)) break;
        if (upos == TOC_ADV && toc_tok(text, t - 1)->upos != TOC_NUM) add(out, t);
    }
}

/* "Captured Lubwe last Wednesday": the tree likes to make one phrase of the object and the day. */
static void before_a_day(const toc_story *story, const toc_draft *d, toc_heads *out)
{
    const toc_text *text = story->scene->text;
    const uint32_t t = d->last;
    if (story->time_of == NULL || t >= text->tokens.count ||
        toc_tok(text, t)->sentence != d->sentence || toc_tok(text, t)->upos != TOC_PROPN ||
        story->time_of[t] != TOC_NONE || toc_is_passive(text, d->token))
        return;
    const uint32_t head = toc_tok(text, t)->head;
    if (head != TOC_NONE && head > t && story->time_of[head] != TOC_NONE) add(out, t);
}

bool toc_nominal_gerund(const toc_text *text, const toc_draft *d)
{
    return !d->noun && toc_tok(text, d->token)->upos == TOC_NOUN && toc_is_gerund(text, d->token);
}

/* Slots are also asked before phrases and times are known (toc_triggers_foresee): what a filler takes from
 * them must stand in slot_waits or may_be_filled (classes.c). */
size_t toc_slot_fill(const toc_story *story, const toc_draft *d, toc_slice slot, uint32_t *items,
                     size_t room)
{
    const toc_text *text = story->scene->text;
    toc_heads out = {items, 0, room};
    if (toc_slice_is(slot, "subj")) {
        if (!d->noun) verb_subject(text, d->token, &out);
        if (!d->noun && out.count == 0) add_all(text, &out, toc_surface_actor(story, d));
        if (out.count == 0 && toc_nominal_gerund(text, d)) modifiers(story, d, true, &out);
        if (d->frame.harms != 0 && !d->noun) toc_harmed_subject(story, d, &out);
        if (out.count == 0 && d->frame.harms != 0 && !d->noun &&
            toc_slice_is(d->frame.slots[TOC_SLOT_PATIENT], "subj"))
            out.count = toc_surface_subject(story, d, items, room);
        if (d->noun && d->support != TOC_NONE) verb_subject(text, d->support, &out);
    } else if (toc_slice_is(slot, "obj")) {
        const uint32_t after = toc_surface_actor(story, d) != TOC_NONE && !d->noun &&
                                       toc_is_passive(text, d->token) &&
                                       toc_chunk_at(story->scene, d->token + 1) != NULL
                                   ? toc_chunk_at(story->scene, d->token + 1)->head
                                   : TOC_NONE;
        if (after != TOC_NONE)
            add_all(text, &out, after); /* "[Rights Watch] accused [Chad]": no participle */
        else
            verb_object(text, d->token, &out);
        for (size_t i = 0; i < out.count;) /* "demonstrated Tuesday": when, not what */
            if (story->time_of != NULL && story->time_of[items[i]] != TOC_NONE)
                items[i] = items[--out.count];
            else
                i++;
        if (out.count == 0 && !d->noun) before_a_day(story, d, &out);
        for (uint32_t t = d->first; t < d->last && out.count > 0;
             t++) /* "set fire to": fire is pattern */
            for (size_t i = 0; i < out.count; i++)
                if (items[i] == t) items[i] = items[--out.count];
        if (d->frame.harms != 0 && !d->noun) {
            toc_harmed_object(story, d, &out);
            if (out.count == 0) out.count = toc_surface_object(story, d, items, room);
        }
    } else if (toc_slice_is(slot, "iobj")) {
        const uint32_t t = toc_child(text, d->token, TOC_DEP_iobj);
        if (t != TOC_NONE) add_all(text, &out, t);
    } else if (toc_slice_is(slot, "comp")) {
        uint32_t t = toc_child(text, d->token, TOC_DEP_ccomp);
        if (t == TOC_NONE) t = toc_child(text, d->token, TOC_DEP_xcomp);
        if (t != TOC_NONE) add(&out, t);
    } else if (toc_slice_is(slot, "head")) {
        const uint32_t up = toc_tok(text, d->token)->head;
        if (d->noun && up != TOC_NONE && up < d->token &&
            toc_tok(text, d->token)->deprel == TOC_DEP_nmod &&
            toc_case_of(text, d->token) == toc_hash("with", 4))
            add_all(text, &out, up);
    } else if (toc_slice_is(slot, "adv")) {
        adverbs(text, d, &out);
    } else if (toc_slice_is(slot, "gap")) {
        gap_nouns(story, d, &out);
        if (d->frame.harms != 0) toc_harmed_gap(story, d, &out);
    } else if (toc_slice_is(slot, "poss")) {
        modifiers(story, d, true, &out);
    } else if (toc_slice_is(slot, "mod")) {
        modifiers(story, d, false, &out);
    } else if (toc_slice_is(slot, "by")) {
        by_phrase(text, d->token, &out);
        if (out.count == 0 && d->support != TOC_NONE) by_phrase(text, d->support, &out);
    } else {
        preposition(story, d, slot, &out);
    }
    return out.count;
}
