/* src/link/merge.c - which mentions tell of the same act.
 *
 * Drafts are visited in text order; each is compared with those before it (the last WINDOW, so
 * that time stays linear) by a sum of weights, and joins the cluster of the best one if that
 * reaches the threshold. A draft whose words say little ("incident", "died") never begins a
 * cluster: it joins one or is silent. */
#include "event/tree.h"
#include "link/link.h"

#define WINDOW 48u
#define HARM_BODILY (1u << TOC_HARM_KILLED | 1u << TOC_HARM_INJURED)
#define HARM_REACH 3u /* sentences between an act and a word for the harm it did */

static bool spoken(toc_type type)
{
    return toc_type_quad(type) == 1 || toc_type_quad(type) == 3 || type == TOC_TYPE_NONE;
}

static bool method_near(const toc_link_data *data, toc_method a, toc_method b)
{
    if (!data->has_near) return false;
    toc_hit hits[2];
    uint64_t keys[4];
    const size_t n = toc_phrase_keys(toc_slice_of(toc_method_word(a)), keys, 4);
    const size_t found = toc_dict_match(&data->near, keys, n, hits, 2);
    for (size_t i = 0; i < found; i++) {
        if (hits[i].words != n) continue;
        toc_slice rest = toc_dict_cell(&data->near, hits[i].row, 1), word;
        while (toc_slice_cut(&rest, ' ', &word))
            if (toc_method_of(word) == (unsigned)b) return true;
    }
    return false;
}

static bool unreal(toc_event_status s)
{
    return s == TOC_STATUS_PLANNED || s == TOC_STATUS_THREATENED || s == TOC_STATUS_DEMANDED ||
           s == TOC_STATUS_HYPOTHETICAL || s == TOC_STATUS_DID_NOT_OCCUR;
}

static bool hurts(toc_role role)
{
    return role == TOC_ROLE_VICTIM || role == TOC_ROLE_TARGET || role == TOC_ROLE_RECIPIENT;
}

/* "convoy": many of a kind under one word. */
static bool is_crowd(const toc_story *story, const toc_filler *f)
{
    const toc_entity *e = &story->scene->record->entities.items[f->entity];
    for (uint32_t i = 0; i < e->mentions.count; i++)
        if (e->mentions.items[i].span.start == f->span.start)
            return toc_is_class(story, e->mentions.items[i].head, TOC_LIT("crowd"));
    return false;
}

/* "a convoy", "a logistics convoy", "the vehicles" of the convoy: things of one kind, told of without a name, are one thing. */
static bool same_thing(const toc_story *story, const toc_filler *a, const toc_filler *b)
{
    const toc_record *record = story->scene->record;
    if (a->entity == TOC_NONE || b->entity == TOC_NONE) return false;
    const toc_entity *x = &record->entities.items[a->entity],
                     *y = &record->entities.items[b->entity];
    if (x->kind != y->kind || (x->kind != TOC_ENTITY_VEHICLE && x->kind != TOC_ENTITY_FACILITY))
        return false;
    toc_slice p = toc_record_words(record, a->span), q = toc_record_words(record, b->span);
    size_t n = 0;
    while (n < p.len && n < q.len && p.ptr[p.len - 1 - n] == q.ptr[q.len - 1 - n] &&
           p.ptr[p.len - 1 - n] != ' ')
        n++;
    const bool whole =
        (n == p.len || p.ptr[p.len - 1 - n] == ' ') && (n == q.len || q.ptr[q.len - 1 - n] == ' ');
    return (n >= 3 && whole) ||
           (x->kind == TOC_ENTITY_VEHICLE && is_crowd(story, a) != is_crowd(story, b));
}

/* -1: both name somebody and nobody is the same; 1: somebody is; 0: nothing to compare. */
static int compare_roles(const toc_story *story, const toc_event *a, const toc_event *b,
                         bool patients)
{
    const toc_record *record = story->scene->record;
    bool in_a = false, in_b = false;
    for (uint32_t i = 0; i < a->roles.count; i++) {
        const toc_filler *x = &a->roles.items[i];
        if (patients ? !hurts(x->role) : x->role != TOC_ROLE_PERPETRATOR) continue;
        for (uint32_t k = 0; k < b->roles.count; k++) {
            const toc_filler *y = &b->roles.items[k];
            if (patients ? !hurts(y->role) : y->role != TOC_ROLE_PERPETRATOR) continue;
            if (x->entity != TOC_NONE && x->entity == y->entity) return 1;
            if (patients && same_thing(story, x, y)) return 1;
            in_b = in_b ||
                   (y->entity != TOC_NONE && record->entities.items[y->entity].mentions.count > 0);
        }
        in_a = in_a || x->entity != TOC_NONE;
    }
    return in_a && in_b ? -1 : 0;
}

static bool names_somebody(const toc_record *record, const toc_event *e, bool patients)
{
    for (uint32_t i = 0; i < e->roles.count; i++) {
        const toc_filler *f = &e->roles.items[i];
        if ((patients ? hurts(f->role) : f->role == TOC_ROLE_PERPETRATOR) &&
            f->entity != TOC_NONE) {
            const toc_entity *entity = &record->entities.items[f->entity];
            for (uint32_t m = 0; m < entity->mentions.count; m++)
                if (entity->mentions.items[m].named) return true;
        }
    }
    return false;
}

/* Somebody named on one side, things on the other: a murdered general is no attacked convoy. */
static bool other_kind(const toc_record *record, const toc_event *a, const toc_event *b)
{
    bool person[2] = {false, false}, thing[2] = {false, false};
    const toc_event *const both[2] = {a, b};
    for (int k = 0; k < 2; k++)
        for (uint32_t i = 0; i < both[k]->roles.count; i++) {
            const toc_filler *f = &both[k]->roles.items[i];
            if (!hurts(f->role)) continue;
            thing[k] = thing[k] || (f->place != TOC_NONE && f->role == TOC_ROLE_TARGET);
            if (f->entity == TOC_NONE) continue;
            const toc_entity_kind kind = record->entities.items[f->entity].kind;
            const toc_entity *entity = &record->entities.items[f->entity];
            for (uint32_t m = 0; m < entity->mentions.count && m < 8; m++)
                person[k] =
                    person[k] || (entity->mentions.items[m].named && kind != TOC_ENTITY_VEHICLE &&
                                  kind != TOC_ENTITY_FACILITY);
            thing[k] = thing[k] || kind == TOC_ENTITY_VEHICLE || kind == TOC_ENTITY_FACILITY;
        }
    return (person[0] && !thing[0] && thing[1] && !person[1]) ||
           (thing[0] && !person[0] && person[1] && !thing[1]);
}

static int compare_time(const toc_event *a, const toc_event *b)
{
    if (a->time == TOC_NONE || b->time == TOC_NONE) return 0;
    if (a->time == b->time) return 1;
    if (a->earliest.day == TOC_NO_DAY || b->earliest.day == TOC_NO_DAY ||
        a->latest.day == TOC_NO_DAY || b->latest.day == TOC_NO_DAY)
        return 0;
    /* one day of slack: "overnight" and "Sunday" are one night */
    return a->earliest.day <= b->latest.day + 1 && b->earliest.day <= a->latest.day + 1 ? 1 : -1;
}

static int compare_place(const toc_record *record, const toc_event *a, const toc_event *b)
{
    if (!a->has_place || !b->has_place) return 0;
    if (a->country[0] != '\0' && b->country[0] != '\0' && memcmp(a->country, b->country, 4) != 0)
        return -1;
    if (!a->has_point || !b->has_point) return 0;
    if (a->place != TOC_NONE && b->place != TOC_NONE &&
        toc_slice_eq(record->places.items[a->place].name, record->places.items[b->place].name))
        return 1;
    /* the middle of a country is near nothing */
    if (a->place_precision >= TOC_AT_ADMIN1 || b->place_precision >= TOC_AT_ADMIN1) return 0;
    const int64_t dlat = (int64_t)a->lat_e5 - b->lat_e5, dlon = (int64_t)a->lon_e5 - b->lon_e5;
    const int64_t near = 60000; /* 0.6 degrees: a town and its province's other towns differ */
    return dlat < near && dlat > -near && dlon < near && dlon > -near ? 1 : -1;
}

static int compare_toll(const toc_event *a, const toc_event *b)
{
    int result = 0;
    for (unsigned h = 1; h < TOC_HARM_COUNT; h++) {
        const toc_count *x = &a->casualties[h], *y = &b->casualties[h];
        if (!x->present || !y->present) continue;
        const bool meet = x->low <= y->high && y->low <= x->high;
        if (!meet) return -1;
        result = 1;
    }
    return result;
}

/* The verb that speaks for a trigger: a noun's own verb when it tells nothing itself ("a bomb hit the bus"). */
static uint32_t clause_of(const toc_story *story, uint32_t t)
{
    const toc_token *token = toc_tok(story->scene->text, t);
    const bool argument = token->deprel == TOC_DEP_nsubj || token->deprel == TOC_DEP_obj ||
                          token->deprel == TOC_DEP_nsubj_pass;
    return argument && token->head != TOC_NONE && story->draft_of[token->head] == TOC_NONE
               ? token->head
               : t;
}

/* "Two died when a mine exploded", "One killed as bomb hits bus": the harm above, its act in the clause below. */
static bool harm_of(const toc_story *story, const toc_draft *harm, const toc_draft *act)
{
    if (harm->event.method != TOC_METHOD_NONE || harm->frame.harms == 0 ||
        act->event.method == TOC_METHOD_NONE)
        return false;
    const toc_text *text = story->scene->text;
    const uint32_t clause = clause_of(story, act->token);
    return toc_tok(text, clause)->deprel == TOC_DEP_advcl &&
           toc_tok(text, clause)->head == harm->token;
}

/* "An attack on a casino that killed 52": the relative clause belongs to the attack, wherever it hangs. */
static bool harm_below(const toc_story *story, const toc_draft *act, const toc_draft *harm)
{
    const toc_text *text = story->scene->text;
    const toc_token *token = toc_tok(text, harm->token);
    if (!act->noun || harm->frame.harms == 0 || token->deprel != TOC_DEP_acl_relcl ||
        token->head == TOC_NONE)
        return false;
    const toc_token *noun = toc_tok(text, token->head);
    return noun->deprel == TOC_DEP_nmod && noun->head == act->token &&
           toc_child(text, harm->token, TOC_DEP_obj) != TOC_NONE;
}

/* The mention hangs on the other's trigger: "killed in an attack", "the blast wounded". */
static bool governed(const toc_story *story, const toc_draft *a, const toc_draft *b)
{
    const toc_text *text = story->scene->text;
    if (a->sentence != b->sentence) return false;
    if (harm_of(story, a, b) || harm_of(story, b, a) || harm_below(story, a, b) ||
        harm_below(story, b, a))
        return true;
    const uint32_t pair[2][2] = {{a->token, b->token}, {b->token, a->token}};
    for (int i = 0; i < 2; i++) {
        const uint32_t t = pair[i][0], top = pair[i][1];
        const toc_token *token = toc_tok(text, t);
        const uint8_t rel = token->deprel;
        /* "killing four officers and wounding seven": the parser likes to join two unlike things */
        if (rel == TOC_DEP_conj && toc_is_gerund(text, t) && token->head != TOC_NONE &&
            toc_tok(text, token->head)->head == top)
            return true;
        if (token->head != top) continue;
        if (rel == TOC_DEP_nsubj || rel == TOC_DEP_obl_agent || rel == TOC_DEP_nsubj_pass)
            return true;
        if (rel == TOC_DEP_obl || rel == TOC_DEP_nmod) {
            const uint32_t preposition = toc_child(text, t, TOC_DEP_case_);
            return preposition != TOC_NONE && (toc_lemma_is(text, preposition, "in") ||
                                               toc_lemma_is(text, preposition, "by") ||
                                               toc_lemma_is(text, preposition, "during") ||
                                               toc_lemma_is(text, preposition, "of"));
        }
        /* "attacked the post, killing three": the participle is part of the act */
        if (rel == TOC_DEP_advcl && toc_is_gerund(text, t)) return true;
        if (rel == TOC_DEP_acl && toc_is_gerund(text, t)) return true;
        if (rel == TOC_DEP_acl_relcl) return true;
        if (rel == TOC_DEP_conj && t <= top + 4)
            return true; /* "shot and killed", "attacked and burned" */
    }
    return false;
}

bool toc_apart(const toc_story *story, const toc_event *a, const toc_event *b)
{
    return compare_time(a, b) < 0 || compare_place(story->scene->record, a, b) < 0;
}

static bool is_plural(const toc_story *story, const toc_draft *d)
{
    const toc_token *token = toc_tok(story->scene->text, d->token);
    return d->noun && token->upos == TOC_NOUN && token->fold != token->lemma_fold;
}

/* Only a word for harm or violence as such: no method of its own. */
static bool harm_only(const toc_draft *d)
{
    return d->event.method == TOC_METHOD_NONE && d->frame.harms != 0;
}

static int32_t method_score(const toc_link_data *data, const toc_draft *a, const toc_draft *b)
{
    const toc_method x = a->event.method, y = b->event.method;
    const int32_t *w = data->weights;
    if (x == TOC_METHOD_NONE || y == TOC_METHOD_NONE) return w[TOC_W_OPEN_METHOD];
    if (x == y) return w[TOC_W_SAME_METHOD];
    return method_near(data, x, y) || method_near(data, y, x) ? w[TOC_W_NEAR_METHOD]
                                                              : w[TOC_W_OTHER_METHOD];
}

/* "Five people were shot. A woman was killed": some of those hit, told at once by what became of them. */
static bool tells_part(const toc_draft *old, const toc_draft *new)
{
    const toc_count *hit = &old->event.casualties[TOC_HARM_INJURED];
    if (!old->frame.mortal || !hit->present || new->sentence < old->sentence ||
        new->sentence > old->sentence + 4)
        return false;
    if (!harm_only(new)) return false;
    for (unsigned h = TOC_HARM_KILLED; h <= TOC_HARM_INJURED; h++) {
        const toc_count *part = &new->event.casualties[h];
        if (part->present && part->low > 0 && part->low < hit->low) return true;
    }
    return false;
}

static int32_t pair_score(const toc_link_data *data, const toc_story *story, const toc_draft *old,
                          const toc_draft *new)
{
    const toc_record *record = story->scene->record;
    const toc_event *a = &old->event, *b = &new->event;
    const int32_t *w = data->weights;
    if (a->type != b->type) return INT32_MIN / 2;
    if (spoken(b->type) && memcmp(a->cameo, b->cameo, 2) != 0) return INT32_MIN / 2;
    int32_t score = method_score(data, old, new);
    if (unreal(a->status) != unreal(b->status)) score += w[TOC_W_OTHER_STATUS];
    if (governed(story, old, new)) score += w[TOC_W_GOVERNED];
    if (new->definite) score += w[TOC_W_DEFINITE];
    if (new->noun && !new->definite && !new->frame.weak) score += w[TOC_W_INDEFINITE];
    if (is_plural(story, new) != is_plural(story, old)) score += w[TOC_W_PLURAL];
    if (toc_tok(story->scene->text, old->token)->lemma_fold ==
        toc_tok(story->scene->text, new->token)->lemma_fold)
        score += w[TOC_W_SAME_LEMMA];
    const uint32_t gap = new->sentence > old->sentence ? new->sentence - old->sentence
                                                       : old->sentence - new->sentence;
    score += gap == 0   ? w[TOC_W_SAME_SENTENCE]
             : gap == 1 ? w[TOC_W_NEXT_SENTENCE]
             : gap <= 4 ? w[TOC_W_NEAR_SENTENCE]
             : gap > 12 ? w[TOC_W_FAR]
                        : 0;
    if (old->sentence <= 1) score += w[TOC_W_LEAD];
    if (harm_only(new) || harm_only(old)) score += w[TOC_W_HARM];
    if (new->frame.weak) score += w[TOC_W_WEAK];
    if (spoken(b->type)) score += w[TOC_W_VERBAL];
    if (tells_part(old, new)) score += w[TOC_W_PART];
    const int victims = compare_roles(story, a, b, true),
              actors = compare_roles(story, a, b, false);
    if (victims > 0) score += w[TOC_W_SAME_VICTIM];
    const bool strangers =
        victims < 0 && names_somebody(record, a, true) && names_somebody(record, b, true);
    if (strangers || (victims <= 0 && other_kind(record, a, b))) score += w[TOC_W_OTHER_VICTIM];
    if (actors > 0) score += w[TOC_W_SAME_ACTOR];
    if (actors < 0 && names_somebody(record, a, false) && names_somebody(record, b, false))
        score += w[TOC_W_OTHER_ACTOR];
    const int time = compare_time(a, b), place = compare_place(record, a, b),
              toll = compare_toll(a, b);
    score += time > 0 ? w[TOC_W_SAME_TIME] : time < 0 ? w[TOC_W_OTHER_TIME] : 0;
    score += place > 0 ? w[TOC_W_SAME_PLACE] : place < 0 ? w[TOC_W_OTHER_PLACE] : 0;
    score += toll > 0 ? w[TOC_W_SAME_TOLL] : toll < 0 ? w[TOC_W_OTHER_TOLL] : 0;
    return score;
}

/* The best member decides whom a mention joins; a clash with the root's time or place forbids it. */
static int32_t cluster_score(const toc_link_data *data, const toc_story *story, uint32_t root,
                             uint32_t member, const toc_draft *d)
{
    const toc_draft *r = &story->drafts.items[root];
    if (compare_time(&r->event, &d->event) < 0 ||
        compare_place(story->scene->record, &r->event, &d->event) < 0)
        if (!governed(story, &story->drafts.items[member], d)) return INT32_MIN / 2;
    const toc_record *record = story->scene->record;
    const int victims = compare_roles(story, &r->event, &d->event, true);
    const bool apart = (victims < 0 && names_somebody(record, &r->event, true) &&
                        names_somebody(record, &d->event, true)) ||
                       (victims <= 0 && other_kind(record, &r->event, &d->event));
    if (apart && !governed(story, &story->drafts.items[member], d)) return INT32_MIN / 2;
    int32_t score = pair_score(data, story, &story->drafts.items[member], d);
    /* a member that does not say how must not bring together a rocket attack and an assassination */
    const toc_method how = r->event.method;
    if (member != root && how != TOC_METHOD_NONE && d->event.method != TOC_METHOD_NONE &&
        method_score(data, r, d) == data->weights[TOC_W_OTHER_METHOD] &&
        method_score(data, &story->drafts.items[member], d) != data->weights[TOC_W_OTHER_METHOD])
        score += data->weights[TOC_W_OTHER_METHOD];
    return score;
}

static void silence(toc_story *story, const toc_draft *d, const char *why)
{
    const toc_silence item = {d->event.trigger, toc_slice_of(why)};
    toc_push(story->arena, &story->scene->record->silences, item);
}

/* The cluster that draft `i` belongs to, among drafts [low, high); TOC_NONE: none is good enough. */
static uint32_t best_cluster(const toc_link_data *data, const toc_story *story, uint32_t i,
                             uint32_t low, uint32_t high)
{
    int32_t best = data->weights[TOC_W_THRESHOLD];
    uint32_t chosen = TOC_NONE;
    for (uint32_t k = low; k < high; k++) {
        const toc_draft *member = &story->drafts.items[k];
        if (k == i || member->frame.weak || member->frame.claim != TOC_CLAIM_NONE) continue;
        const uint32_t root = member->parent == TOC_NONE ? k : member->parent;
        const int32_t score = cluster_score(data, story, root, k, &story->drafts.items[i]);
        if (score < best || (score == best && chosen != TOC_NONE)) continue;
        best = score;
        chosen = root;
    }
    return chosen;
}

/* "Five people were shot. Three died." A word for harm whose act is not told in its own words
 * belongs to the nearest act that can have done it. */
static uint32_t nearest_act(const toc_story *story, uint32_t i, uint32_t low, uint32_t high)
{
    const toc_draft *d = &story->drafts.items[i];
    const toc_record *record = story->scene->record;
    uint32_t best = TOC_NONE, best_gap = HARM_REACH + 1;
    for (uint32_t k = low; k < high; k++) {
        const toc_draft *act = &story->drafts.items[k];
        if (k == i || act->frame.weak || act->event.type != d->event.type ||
            act->frame.claim != TOC_CLAIM_NONE)
            continue;
        if (unreal(act->event.status) != unreal(d->event.status)) continue;
        const uint32_t root = act->parent == TOC_NONE ? k : act->parent;
        const toc_event *r = &story->drafts.items[root].event;
        if (compare_time(r, &d->event) < 0 || compare_place(record, r, &d->event) < 0) continue;
        if (compare_roles(story, r, &d->event, true) < 0 && names_somebody(record, r, true) &&
            names_somebody(record, &d->event, true))
            continue;
        /* what stands before is nearer than what stands behind */
        const uint32_t gap = act->sentence <= d->sentence ? d->sentence - act->sentence
                                                          : 1 + act->sentence - d->sentence;
        if (gap > best_gap || (gap == best_gap && best != TOC_NONE && k > i)) continue;
        best = root;
        best_gap = gap;
    }
    return best_gap <= HARM_REACH ? best : TOC_NONE;
}

void toc_merge(const toc_link_data *data, toc_story *story)
{
    const uint32_t count = story->drafts.count;
    for (uint32_t i = 0; i < count; i++) {
        toc_draft *d = &story->drafts.items[i];
        if (d->frame.weak) continue;
        if (d->frame.claim != TOC_CLAIM_NONE && d->event.type == TOC_TYPE_NONE) {
            d->dead = true; /* claims.c takes it from here */
            continue;
        }
        d->parent = best_cluster(data, story, i, i > WINDOW ? i - WINDOW : 0, i);
        d->dead = d->parent != TOC_NONE;
    }
    /* weak words may stand before the strong one: "Incident in Kabul. A bomb went off ..." */
    for (uint32_t i = 0; i < count; i++) {
        toc_draft *d = &story->drafts.items[i];
        if (!d->frame.weak) continue;
        const uint32_t high = count - i > WINDOW ? i + WINDOW : count;
        d->parent = best_cluster(data, story, i, i > WINDOW ? i - WINDOW : 0, high);
        if (d->parent == TOC_NONE && d->frame.harms & HARM_BODILY)
            d->parent = nearest_act(story, i, i > WINDOW ? i - WINDOW : 0, high);
        d->dead = true;
        if (d->parent == TOC_NONE)
            silence(story, d, "says too little on its own, and no other mention explains it");
    }
}
