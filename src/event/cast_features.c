/* src/event/cast_features.c - candidates for a part in an act of violence, and what is seen of them:
 * words and classes, the way through the tree to the act, what the frame made of them, distance. */
#include "event/cast.h"
#include "event/tree.h"

toc_cast_part toc_cast_part_of(toc_role role)
{
    switch (role) {
    case TOC_ROLE_PERPETRATOR: return TOC_CAST_PERPETRATOR;
    case TOC_ROLE_VICTIM:
    case TOC_ROLE_RECIPIENT: return TOC_CAST_VICTIM;
    case TOC_ROLE_TARGET: return TOC_CAST_TARGET;
    case TOC_ROLE_INSTRUMENT: return TOC_CAST_INSTRUMENT;
    case TOC_ROLE_NONE:
    case TOC_ROLE_BENEFICIARY:
    case TOC_ROLE_ORIGIN:
    case TOC_ROLE_DESTINATION:
    case TOC_ROLE_COUNT: break;
    }
    return TOC_CAST_NONE;
}

static bool is_violent(const toc_draft *d)
{
    return d->frame.claim == TOC_CLAIM_NONE &&
           (d->event.type == TOC_TYPE_ASSAULT || d->event.method == TOC_METHOD_ABDUCTION ||
            (d->event.type == TOC_TYPE_THREATEN && d->event.mode == TOC_MODE_VIOLENCE));
}

/* ---------------------------------------------------------------- the way through the tree */
typedef struct way {
    uint32_t length; /* steps; TOC_NONE: no way */
    uint64_t hash;   /* of the relations on it, up then down */
} way;

static way way_between(const toc_text *text, uint32_t from, uint32_t to)
{
    uint32_t up[TOC_MAX_DEPTH], n = 0;
    for (uint32_t t = from; t != TOC_NONE && n < TOC_MAX_DEPTH; t = toc_tok(text, t)->head)
        up[n++] = t;
    uint64_t down = 7;
    uint32_t steps = 0;
    for (uint32_t t = to; t != TOC_NONE && steps < TOC_MAX_DEPTH;
         t = toc_tok(text, t)->head, steps++) {
        for (uint32_t k = 0; k < n; k++) {
            if (up[k] != t) continue;
            uint64_t hash = 11;
            for (uint32_t i = 0; i < k; i++)
                hash = toc_mix(hash, toc_tok(text, up[i])->deprel + 1u);
            return (way){k + steps, toc_mix(hash, down)};
        }
        down = toc_mix(down, toc_tok(text, t)->deprel + 1u);
    }
    return (way){TOC_NONE, 0};
}

/* ---------------------------------------------------------------- candidates */
static uint32_t sentence_of(const toc_story *story, uint32_t t)
{
    return toc_tok(story->scene->text, t)->sentence;
}

/* First draft of a sentence or later one. */
static uint32_t draft_from(const toc_story *story, uint32_t sentence)
{
    uint32_t low = 0, high = story->drafts.count;
    while (low < high) {
        const uint32_t mid = low + (high - low) / 2;
        if (story->drafts.items[mid].sentence < sentence)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* The act in the phrase's own sentence that is nearest in the tree, else the last one before, else
 * the first one after, TOC_CAST_REACH sentences at most. */
static uint32_t act_near(const toc_story *story, uint32_t head, int32_t *gap)
{
    const toc_text *text = story->scene->text;
    const uint32_t s = sentence_of(story, head), begin = draft_from(story, s);
    uint32_t best = TOC_NONE, shortest = TOC_NONE;
    *gap = 0;
    for (uint32_t i = begin; i < story->drafts.count && story->drafts.items[i].sentence == s; i++) {
        const toc_draft *d = &story->drafts.items[i];
        if (!is_violent(d) || d->token == head) continue;
        const way w = way_between(text, head, d->token);
        const uint32_t steps = w.length == TOC_NONE ? 1000 : w.length;
        if (best == TOC_NONE || steps < shortest) best = i, shortest = steps;
    }
    if (best != TOC_NONE) return best;
    for (uint32_t i = begin; i-- > 0 && s - story->drafts.items[i].sentence <= TOC_CAST_REACH;)
        if (is_violent(&story->drafts.items[i])) {
            *gap = (int32_t)(s - story->drafts.items[i].sentence);
            return i;
        }
    for (uint32_t i = begin; i < story->drafts.count && story->drafts.items[i].sentence - s <= 1;
         i++)
        if (story->drafts.items[i].sentence > s && is_violent(&story->drafts.items[i])) {
            *gap = -1;
            return i;
        }
    return TOC_NONE;
}

/* The violent act that a frame gave this phrase to. */
static uint32_t filler_of(const toc_story *story, uint32_t start, uint32_t sentence,
                          uint32_t *draft)
{
    for (uint32_t i = draft_from(story, sentence);
         i < story->drafts.count && story->drafts.items[i].sentence == sentence; i++) {
        const toc_event *e = &story->drafts.items[i].event;
        if (!is_violent(&story->drafts.items[i])) continue;
        for (uint32_t k = 0; k < e->roles.count; k++)
            if (e->roles.items[k].span.start == start &&
                toc_cast_part_of(e->roles.items[k].role) != TOC_CAST_NONE) {
                *draft = i;
                return k;
            }
    }
    return TOC_NONE;
}

static void consider(const toc_story *story, uint32_t head, uint32_t start, uint32_t entity,
                     bool inner, toc_cast_candidates *out)
{
    toc_cast_candidate c = {.head = head, .entity = entity, .inner = inner};
    c.draft = act_near(story, head, &c.gap);
    c.filler = filler_of(story, start, sentence_of(story, head), &c.draft);
    if (c.draft == TOC_NONE) return;
    if (c.filler != TOC_NONE) c.gap = 0;
    toc_push(story->arena, out, c);
}

/* Tokens inside a name that another token heads: "Lord" of the Lord's Resistance Army. */
static bool *inside_names(const toc_story *story)
{
    const toc_text *text = story->scene->text;
    const toc_record *record = story->scene->record;
    bool *inside = TOC_NEW_N(story->arena, bool, text->tokens.count + 1u);
    if (inside == NULL) return NULL;
    for (uint32_t e = 0; e < record->entities.count; e++)
        for (uint32_t m = 0; m < record->entities.items[e].mentions.count; m++) {
            const toc_mention *mention = &record->entities.items[e].mentions.items[m];
            if (!mention->named || mention->head >= text->tokens.count) continue;
            for (uint32_t t = mention->head;
                 t-- > 0 && toc_tok(text, t)->start >= mention->span.start;)
                inside[t] = story->entity_of[t] == TOC_NONE || story->entity_of[t] == e;
        }
    return inside;
}

void toc_cast_candidates_find(const toc_story *story, toc_cast_candidates *out)
{
    const toc_scene *scene = story->scene;
    const toc_text *text = scene->text;
    const bool *inside = inside_names(story);
    if (inside == NULL) return;
    for (uint32_t i = 0; i < scene->chunks.count; i++) {
        const toc_chunk *chunk = &scene->chunks.items[i];
        const uint8_t upos = toc_tok(text, chunk->head)->upos;
        if (inside[chunk->head] || chunk->time != TOC_NONE || upos == TOC_PRON || upos == TOC_NUM ||
            text->sentences.items[sentence_of(story, chunk->head)].zone != 0)
            continue;
        for (uint32_t t = chunk->first; t < chunk->head; t++) {
            const uint32_t entity = story->entity_of[t];
            if (entity == TOC_NONE || entity == story->entity_of[chunk->head] ||
                entity == chunk->entity || !scene->record->entities.items[entity].has_actor)
                continue;
            if (toc_tok(text, t)->upos != TOC_PROPN && toc_tok(text, t)->upos != TOC_NOUN) continue;
            consider(story, t, toc_tok(text, t)->start, entity, true, out);
        }
        const uint32_t entity =
            chunk->entity != TOC_NONE ? chunk->entity : story->entity_of[chunk->head];
        consider(story, chunk->head, toc_chunk_span(scene, chunk).start, entity, false, out);
    }
}

/* ---------------------------------------------------------------- features */
static uint64_t lemma_of(const toc_text *text, uint32_t t)
{
    const toc_token *token = toc_tok(text, t);
    return token->lemma_fold != 0 ? token->lemma_fold : token->fold;
}

/* What kind of thing the phrase names: the entity's kind and the classes of its head noun. */
static uint64_t kind_of(const toc_story *story, const toc_cast_candidate *c)
{
    static const char *const CLASSES[] = {"person", "weapon", "vehicle",   "facility", "armed",
                                          "leader", "place",  "authority", "attack"};
    uint64_t kind =
        c->entity == TOC_NONE ? 0 : story->scene->record->entities.items[c->entity].kind + 1u;
    for (size_t i = 0; i < sizeof CLASSES / sizeof *CLASSES; i++)
        kind |= (uint64_t)toc_is_class(story, c->head, toc_slice_of(CLASSES[i])) << (8 + i);
    return kind;
}

/* Role letters of the actor code: "REB" of "SLVREBFMN". */
static uint64_t sector_of(const toc_story *story, const toc_cast_candidate *c)
{
    if (c->entity == TOC_NONE) return 0;
    const toc_entity *e = &story->scene->record->entities.items[c->entity];
    if (!e->has_actor) return 1;
    return toc_hash(e->actor.sector, sizeof e->actor.sector);
}

/* Parts that frames gave to the same entity in other acts. */
static uint64_t elsewhere(const toc_story *story, const toc_cast_candidate *c)
{
    uint64_t bits = 0;
    if (c->entity == TOC_NONE) return 0;
    const uint32_t low = c->draft > 12 ? c->draft - 12 : 0;
    for (uint32_t i = low; i < story->drafts.count && i < c->draft + 12; i++) {
        const toc_draft *d = &story->drafts.items[i];
        if (i == c->draft || !is_violent(d)) continue;
        for (uint32_t k = 0; k < d->event.roles.count; k++)
            if (d->event.roles.items[k].entity == c->entity)
                bits |= 1u << toc_cast_part_of(d->event.roles.items[k].role);
    }
    return bits;
}

static uint64_t bucket(uint32_t n)
{
    return n < 4 ? n : n < 7 ? 4 : n < 12 ? 5 : n < 20 ? 6 : 7;
}

/* Named, described, plural, counted; "the", "a", none. */
static uint64_t form_of(const toc_story *story, const toc_cast_candidate *c, const toc_chunk *chunk)
{
    const toc_text *text = story->scene->text;
    const toc_token *head = toc_tok(text, c->head);
    uint64_t form = head->upos == TOC_PROPN;
    form |= (uint64_t)(head->fold != head->lemma_fold) << 1;
    if (chunk == NULL) return form | 1u << 8;
    form |= (uint64_t)(chunk->number != TOC_NONE) << 2;
    if (toc_tok(text, chunk->first)->upos == TOC_DET)
        form |= (toc_tok(text, chunk->first)->fold & 7) << 3;
    return form;
}

/* It speaks: the source of a reported statement. */
static bool is_speaker(const toc_story *story, uint32_t head)
{
    const toc_record *record = story->scene->record;
    const uint32_t at = toc_tok(story->scene->text, head)->start;
    const uint32_t low = toc_attribution_from(record, at);
    for (uint32_t i = low > 2 ? low - 2 : 0; i < record->attributions.count && i < low + 2; i++) {
        const toc_spans *source = &record->attributions.items[i].source;
        for (uint32_t k = 0; k < source->count; k++)
            if (source->items[k].start <= at && at < source->items[k].end) return true;
    }
    return false;
}

/* Parts of the act that frames have filled with somebody else. */
static uint64_t taken(const toc_draft *d, const toc_cast_candidate *c)
{
    uint64_t bits = 0;
    for (uint32_t k = 0; k < d->event.roles.count; k++)
        if (k != c->filler) bits |= 1u << toc_cast_part_of(d->event.roles.items[k].role);
    return bits;
}

typedef struct sink {
    uint64_t *items;
    size_t n;
    uint64_t template;
} sink;

static void add(sink *out, uint64_t a, uint64_t b)
{
    if (out->n < TOC_CAST_FEATURES) out->items[out->n++] = toc_mix(toc_mix(out->template, a), b);
    out->template ++;
}

/* Where the phrase hangs: relation and preposition, the word above, the verb above that. */
static void add_syntax(const toc_story *story, const toc_cast_candidate *c, uint64_t kind,
                       sink *out)
{
    const toc_text *text = story->scene->text;
    const toc_token *head = toc_tok(text, c->head);
    const bool parsed =
        text->sentences.items[head->sentence].candidate; /* others have no tree at work */
    const uint32_t up = parsed ? head->head : TOC_NONE;
    const uint64_t place = parsed ? toc_mix(head->deprel + 1u, toc_case_of(text, c->head)) : 0;
    const uint64_t word = up == TOC_NONE ? 0 : lemma_of(text, up),
                   cluster = up == TOC_NONE ? 0 : toc_tok(text, up)->cluster;
    const uint32_t top = up == TOC_NONE ? TOC_NONE : toc_tok(text, up)->head;
    add(out, place, kind);
    add(out, place, word);
    add(out, place, cluster);
    add(out, toc_mix(place, cluster), kind);
    add(out, place, top == TOC_NONE ? 0 : lemma_of(text, top));
    add(out, top == TOC_NONE ? 0 : toc_tok(text, top)->cluster, kind);
    const uint32_t child = parsed ? toc_child(text, c->head, TOC_DEP_appos) : TOC_NONE;
    add(out, child == TOC_NONE ? 0 : toc_tok(text, child)->cluster + 1u, kind);
    add(out,
        up != TOC_NONE && (head->deprel == TOC_DEP_appos || head->deprel == TOC_DEP_conj) ? word
                                                                                          : 0,
        head->deprel);
}

size_t toc_cast_features(const toc_story *story, const toc_cast_candidate *c,
                         uint64_t items[TOC_CAST_FEATURES])
{
    const toc_scene *scene = story->scene;
    const toc_text *text = scene->text;
    const toc_draft *d = &story->drafts.items[c->draft];
    const toc_sentence *s = &text->sentences.items[sentence_of(story, c->head)];
    const uint32_t at = scene->chunk_of[c->head];
    const toc_chunk *chunk = c->inner || at == TOC_NONE ? NULL : &scene->chunks.items[at];
    const uint64_t kind = kind_of(story, c), sector = sector_of(story, c),
                   form = form_of(story, c, chunk);
    const uint64_t lemma = lemma_of(text, c->head), cluster = toc_tok(text, c->head)->cluster;
    const uint64_t role = c->filler == TOC_NONE ? 0 : d->event.roles.items[c->filler].role + 1u;
    const uint64_t act = toc_mix(d->event.method, d->frame.harms + 256u * d->event.type),
                   inner = c->inner;
    const bool here = c->gap == 0 && s->candidate;
    const way w = here ? way_between(text, c->head, d->token) : (way){TOC_NONE, 0};
    const uint64_t path = w.length <= 5 ? w.hash : w.length == TOC_NONE ? 1 : 2;
    const bool before = c->head < d->token;
    const uint32_t distance = before ? d->token - c->head : c->head - d->token;
    const uint64_t far =
        c->gap == 0 ? bucket(distance) * 2 + before : 100u + (uint64_t)(c->gap + 8);
    sink out = {items, 0, 1};
    add(&out, inner, 0);
    add(&out, lemma, inner);
    add(&out, cluster, inner);
    add(&out, kind, inner);
    add(&out, sector, inner);
    add(&out, role, inner);
    add(&out, role, kind);
    add(&out, role, act);
    add(&out, role, lemma);
    add(&out, role, cluster);
    add(&out, role, sector);
    add(&out, role, form);
    add(&out, toc_mix(role, act), kind);
    add(&out, act, kind);
    add(&out, act, cluster);
    add(&out, act, lemma);
    add(&out, path, kind);
    add(&out, path, act);
    add(&out, toc_mix(path, lemma_of(text, d->token)), inner);
    add(&out, toc_mix(path, act), kind);
    add(&out, far, kind);
    add(&out, far, role);
    add(&out, far, cluster);
    add(&out, far, sector);
    add(&out, lemma_of(text, d->token), kind);
    add(&out, toc_mix(lemma_of(text, d->token), before), sector);
    add(&out, toc_tok(text, d->token)->cluster, kind);
    add(&out, form, kind);
    add(&out, form, cluster);
    const uint64_t known = elsewhere(story, c);
    add(&out, known, kind);
    add(&out, known, role);
    add(&out, known, far);
    const uint64_t others = taken(d, c), speaker = is_speaker(story, c->head);
    add(&out, others, kind);
    add(&out, toc_mix(others, role), kind);
    add(&out, others, far);
    add(&out, speaker, kind);
    add(&out, speaker, role);
    add(&out, s->quoted, kind);
    add(&out, bucket(toc_tok(text, c->head)->sentence), kind);
    add(&out, bucket(story->drafts.count), kind);
    add(&out, d->noun + 2u * d->definite, role);
    add(&out, d->event.status, kind);
    const uint32_t first = chunk != NULL ? chunk->first : c->head, last = c->head + 1;
    add(&out, first > s->first ? lemma_of(text, first - 1) : 1, kind);
    add(&out, last < s->last ? lemma_of(text, last) : 1, kind);
    add(&out, first > s->first ? toc_tok(text, first - 1)->cluster : 1, cluster);
    add_syntax(story, c, kind, &out);
    for (uint32_t t = first; t < c->head && out.n < TOC_CAST_FEATURES - 1; t++) {
        const uint64_t template = out.template;
        if (toc_tok(text, t)->upos == TOC_DET) continue;
        add(&out, lemma_of(text, t), 0);
        add(&out, toc_tok(text, t)->cluster, kind);
        out.template = template; /* a bag of modifiers */
    }
    return out.n;
}
