/* src/link/compose.c - one event out of all its mentions.
 *
 * The mention that says most gives trigger, type, method, code and status; every other field is
 * the union of what the mentions say, the more precise value winning. */
#include "event/tree.h"
#include "link/link.h"

static int32_t says(const toc_draft *d)
{
    int32_t score = d->event.method != TOC_METHOD_NONE ? 40 : 0;
    if (d->frame.weak) score -= 100;
    if (!d->noun) score += 6;
    score += (int32_t)(d->event.roles.count > 4 ? 4 : d->event.roles.count) * 4;
    score += strlen(d->event.cameo) > 2 ? (int32_t)strlen(d->event.cameo) : 0;
    if (d->event.status == TOC_STATUS_OCCURRED) score += 3;
    return score;
}

/* The noun phrase that begins with a span. */
static const toc_chunk *chunk_of(const toc_scene *scene, toc_span span)
{
    uint32_t low = 0, high = scene->chunks.count;
    while (low < high) {
        const uint32_t mid = low + (high - low) / 2;
        if (scene->text->tokens.items[scene->chunks.items[mid].first].start < span.start)
            low = mid + 1;
        else
            high = mid;
    }
    if (low == scene->chunks.count) return NULL;
    const toc_chunk *chunk = &scene->chunks.items[low];
    return scene->text->tokens.items[chunk->first].start == span.start ? chunk : NULL;
}

static bool has_name(const toc_record *record, const toc_filler *f)
{
    if (f->entity == TOC_NONE) return false;
    const toc_entity *e = &record->entities.items[f->entity];
    for (uint32_t i = 0; i < e->mentions.count; i++)
        if (e->mentions.items[i].named) return true;
    return false;
}

/* "Six family members ... six members", "a convoy ... a logistics convoy": the same noun in the same
 * part of the same act, no name and no other number. */
static bool told_again(const toc_story *story, const toc_filler *a, const toc_filler *b)
{
    const toc_scene *scene = story->scene;
    const toc_chunk *x = chunk_of(scene, a->span), *y = chunk_of(scene, b->span);
    if (x == NULL || y == NULL || a->role != b->role) return false;
    const toc_token *head_x = toc_tok(scene->text, x->head),
                    *head_y = toc_tok(scene->text, y->head);
    if (head_x->lemma_fold == 0 || head_x->lemma_fold != head_y->lemma_fold ||
        head_x->upos == TOC_PROPN)
        return false;
    if (has_name(scene->record, a) || has_name(scene->record, b)) return false;
    if (x->number == TOC_NONE || y->number == TOC_NONE) return true;
    const toc_number *m = &scene->numbers.items[x->number], *n = &scene->numbers.items[y->number];
    return m->low == n->low && m->high == n->high;
}

static void add_role(toc_story *story, toc_event *out, toc_filler filler)
{
    for (uint32_t i = 0; i < out->roles.count; i++) {
        toc_filler *known = &out->roles.items[i];
        /* "car" of the car bomb */
        const bool part = known->role == filler.role && known->span.start <= filler.span.start &&
                          filler.span.end <= known->span.end;
        /* "Russian" of the Russian warplanes */
        const bool owner =
            (known->role == TOC_ROLE_INSTRUMENT && filler.role == TOC_ROLE_PERPETRATOR) ||
            (known->role == TOC_ROLE_PERPETRATOR && filler.role == TOC_ROLE_INSTRUMENT);
        const bool same = part ||
                          (known->span.start == filler.span.start &&
                           (!owner || known->span.end == filler.span.end)) ||
                          (filler.entity != TOC_NONE && known->entity == filler.entity) ||
                          told_again(story, known, &filler);
        if (!same) continue;
        if (known->role == filler.role) return;
        /* hurt is more than attacked: "attacked the guards ... the guards were killed" */
        if (known->role == TOC_ROLE_TARGET && filler.role == TOC_ROLE_VICTIM) {
            known->role = TOC_ROLE_VICTIM;
            return;
        }
        if (known->role == TOC_ROLE_VICTIM && filler.role == TOC_ROLE_TARGET) return;
        if (known->role == TOC_ROLE_PERPETRATOR || filler.role == TOC_ROLE_PERPETRATOR) return;
    }
    toc_push(story->arena, &out->roles, filler);
}

static bool better_count(const toc_count *old, const toc_count *new)
{
    if (!old->present) return true;
    if (old->high == 0) return false; /* a stated zero stands, unless it is contradicted */
    return new->low > old->low;
}

static void add_damage(toc_story *story, toc_event *out, const toc_damage *damage)
{
    for (uint32_t i = 0; i < out->damage.count; i++) {
        toc_damage *known = &out->damage.items[i];
        if (!toc_slice_eq(known->what, damage->what)) continue;
        if (!known->count.present || damage->count.low > known->count.low)
            known->count = damage->count;
        return;
    }
    toc_push(story->arena, &out->damage, *damage);
}

static void add_reporter(toc_story *story, toc_event *out, toc_reporter reporter)
{
    for (uint32_t i = 0; i < out->reported_by.count; i++) {
        const toc_reporter *known = &out->reported_by.items[i];
        if (known->span.start == reporter.span.start) return;
        if (reporter.entity != TOC_NONE && known->entity == reporter.entity) return;
    }
    if (out->reported_by.count < 4) toc_push(story->arena, &out->reported_by, reporter);
}

/* Finer precision first: hour before day before month. */
static bool finer_time(const toc_event *old, const toc_event *new)
{
    if (new->time == TOC_NONE || new->earliest.day == TOC_NO_DAY) return false;
    return old->time == TOC_NONE ||
           (new->time_precision != 0 && new->time_precision < old->time_precision);
}

static bool finer_place(const toc_event *old, const toc_event *new)
{
    if (!new->has_place) return false;
    return !old->has_place ||
           (new->place_precision != 0 && new->place_precision < old->place_precision);
}

static void copy_place(toc_event *out, const toc_event *from)
{
    out->place = from->place;
    out->has_place = from->has_place;
    out->has_point = from->has_point;
    out->lat_e5 = from->lat_e5;
    out->lon_e5 = from->lon_e5;
    memcpy(out->country, from->country, sizeof out->country);
    out->admin1 = from->admin1;
    out->place_precision = from->place_precision;
    out->place_why = from->place_why;
}

static void fold_in(toc_story *story, toc_event *out, const toc_draft *d)
{
    const toc_event *e = &d->event;
    for (uint32_t i = 0; i < e->roles.count; i++) add_role(story, out, e->roles.items[i]);
    for (uint32_t i = 0; i < e->hints.count; i++)
        toc_push(story->arena, &out->hints, e->hints.items[i]);
    /* who was to be killed was not: "accused of trying to kill two officers" */
    const bool untold = e->status == TOC_STATUS_ATTEMPTED && out->status != TOC_STATUS_ATTEMPTED;
    for (unsigned h = 1; h < TOC_HARM_COUNT && !untold; h++)
        if (e->casualties[h].present && better_count(&out->casualties[h], &e->casualties[h]))
            out->casualties[h] = e->casualties[h];
    for (uint32_t i = 0; i < e->damage.count; i++) add_damage(story, out, &e->damage.items[i]);
    for (uint32_t i = 0; i < e->reported_by.count; i++)
        add_reporter(story, out, e->reported_by.items[i]);
    for (uint32_t i = 0; i < e->evidence.count; i++)
        toc_push(story->arena, &out->evidence, e->evidence.items[i]);
    if (finer_time(out, e)) {
        out->time = e->time;
        out->earliest = e->earliest;
        out->latest = e->latest;
        out->time_precision = e->time_precision;
    }
    if (finer_place(out, e)) copy_place(out, e);
    if (e->claim != TOC_CLAIM_NONE && out->claim == TOC_CLAIM_NONE) {
        out->claim = e->claim;
        out->claim_by.items = e->claim_by.items;
        out->claim_by.count = e->claim_by.count;
        out->claim_by.room = e->claim_by.room;
        out->claim_spans = e->claim_spans;
    }
}

/* "A suicide bomber struck, killing ten": the word that says most does not say how; another does. */
static void borrow_method(const toc_draft *drafts, uint32_t root, toc_event *out)
{
    if (out->method != TOC_METHOD_NONE) return;
    uint32_t from = TOC_NONE;
    for (uint32_t i = root; i != TOC_NONE; i = drafts[i].next) {
        if (drafts[i].event.type != out->type || drafts[i].event.method == TOC_METHOD_NONE)
            continue;
        if (from == TOC_NONE || (drafts[from].frame.weak && !drafts[i].frame.weak)) from = i;
    }
    if (from == TOC_NONE) return;
    out->method = drafts[from].event.method;
    out->mode = drafts[from].event.mode;
    memcpy(out->cameo, drafts[from].event.cameo, sizeof out->cameo);
}

/* Is the token among the words of another act of the sentence? "agreed to lift the embargo" */
static bool taken(const toc_story *story, uint32_t draft, uint32_t t)
{
    const toc_draft *drafts = story->drafts.items;
    uint32_t i = draft;
    while (i > 0 && drafts[i - 1].sentence == drafts[draft].sentence) i--;
    for (; i < story->drafts.count && drafts[i].sentence == drafts[draft].sentence; i++)
        if (i != draft && drafts[i].first <= t && t < drafts[i].last) return true;
    return false;
}

/* Does the text say that it happened, or only speak of it? "The army attacked", "launched an attack",
 * "clashes broke out" report; "the trial", "after the invasion" take it as known. */
static bool reports(const toc_story *story, uint32_t draft)
{
    const toc_draft *d = &story->drafts.items[draft];
    if (!d->noun || d->support != TOC_NONE) return true;
    const toc_text *text = story->scene->text;
    const toc_token *t = toc_tok(text, d->token);
    if (t->head == TOC_NONE) return true;
    const bool argument =
        t->deprel == TOC_DEP_nsubj || t->deprel == TOC_DEP_nsubj_pass || t->deprel == TOC_DEP_obj;
    return argument && toc_is_verb(text, t->head) && !taken(story, draft, t->head);
}

/* The act that a verb of the sentence reports, by itself or by the noun it carries ("began a strike"). */
static const toc_draft *reported_by(const toc_story *story, uint32_t draft, uint32_t verb)
{
    const toc_draft *drafts = story->drafts.items;
    uint32_t i = draft;
    while (i > 0 && drafts[i - 1].sentence == drafts[draft].sentence) i--;
    for (; i < story->drafts.count && drafts[i].sentence == drafts[draft].sentence; i++)
        if (i != draft &&
            (drafts[i].token == verb || (drafts[i].noun && drafts[i].support == verb)))
            return &drafts[i];
    return NULL;
}

/* What somebody promises, demands, rejects or accuses others of is the content of that act, no act beside
 * it: "accused the rebels of violating the truce", "apologized for intercepting the ship". So is the
 * purpose of any act: "began a strike to protest the verdict". */
static bool content(const toc_story *story, uint32_t draft)
{
    const toc_text *text = story->scene->text;
    uint32_t t = story->drafts.items[draft].token;
    for (unsigned depth = 0; depth < TOC_MAX_DEPTH && toc_tok(text, t)->head != TOC_NONE; depth++) {
        const toc_token *token = toc_tok(text, t);
        const uint32_t mark =
            token->deprel == TOC_DEP_advcl ? toc_child(text, t, TOC_DEP_mark) : TOC_NONE;
        const bool purpose = mark != TOC_NONE && toc_lemma_is(text, mark, "to");
        const bool clause = token->deprel == TOC_DEP_ccomp || token->deprel == TOC_DEP_xcomp ||
                            token->deprel == TOC_DEP_acl ||
                            (mark != TOC_NONE && toc_is_gerund(text, t));
        const bool saying = token->deprel == TOC_DEP_advcl && toc_is_gerund(text, t);
        t = token->head;
        if (saying && toc_type_quad(story->drafts.items[draft].event.type) == 3) {
            const toc_draft *protest = reported_by(story, draft, t);
            if (protest != NULL && protest->event.type == TOC_TYPE_PROTEST) return true;
        }
        if (!clause && !purpose) continue;
        const toc_draft *outer = reported_by(story, draft, t);
        if (outer == NULL) continue;
        const unsigned quad = toc_type_quad(outer->event.type);
        const bool statement = outer->event.type == TOC_TYPE_NONE;
        if (purpose || statement || quad == 1 || quad == 3) return true;
    }
    return false;
}

/* Every mention is the content of another act or a noun beside one that its sentence reports. */
static bool background(const toc_story *story, uint32_t root)
{
    const toc_draft *drafts = story->drafts.items;
    for (uint32_t i = root; i != TOC_NONE; i = drafts[i].next) {
        if (content(story, i)) continue;
        if (reports(story, i)) return false;
        bool beside = false;
        for (uint32_t k = i; k-- > 0 && drafts[k].sentence == drafts[i].sentence && !beside;)
            beside = reports(story, k);
        for (uint32_t k = i + 1;
             k < story->drafts.count && drafts[k].sentence == drafts[i].sentence && !beside; k++)
            beside = reports(story, k);
        if (!beside) return false;
    }
    return true;
}

/* "Rebels *launched* an attack", "clashes *erupted*": words that speak of the act without naming it. */
static void add_carriers(toc_story *story, uint32_t root, toc_event *out)
{
    const toc_draft *drafts = story->drafts.items;
    for (uint32_t i = root; i != TOC_NONE; i = drafts[i].next) {
        const uint32_t t = drafts[i].support;
        if (t == TOC_NONE || story->draft_of[t] != TOC_NONE || taken(story, i, t)) continue;
        if (t >= drafts[i].first && t < drafts[i].last) continue;
        const toc_token *token = toc_tok(story->scene->text, t);
        const toc_span span = {token->start, token->end};
        bool known = false;
        for (uint32_t k = 0; k < out->mentions.count; k++)
            known = known || out->mentions.items[k].start == span.start;
        if (known) continue;
        toc_push(story->arena, &out->mentions, span);
        out->carriers++;
    }
}

void toc_compose(toc_story *story, uint32_t root, toc_event *out)
{
    const toc_draft *drafts = story->drafts.items;
    uint32_t best = root;
    for (uint32_t i = root; i != TOC_NONE; i = drafts[i].next)
        if (says(&drafts[i]) > says(&drafts[best])) best = i;
    *out = drafts[best].event;
    out->roles.items = NULL, out->roles.count = out->roles.room = 0;
    out->hints.items = NULL, out->hints.count = out->hints.room = 0;
    out->damage.items = NULL, out->damage.count = out->damage.room = 0;
    out->reported_by.items = NULL, out->reported_by.count = out->reported_by.room = 0;
    out->evidence.items = NULL, out->evidence.count = out->evidence.room = 0;
    fold_in(story, out, &drafts[best]);
    for (uint32_t i = root; i != TOC_NONE; i = drafts[i].next) {
        if (i == best) continue;
        toc_push(story->arena, &out->mentions, drafts[i].event.trigger);
        fold_in(story, out, &drafts[i]);
    }
    add_carriers(story, root, out);
    borrow_method(drafts, root, out);
    for (uint32_t i = root; i != TOC_NONE; i = drafts[i].next)
        out->mutual = out->mutual || drafts[i].frame.twoway;
    out->background = background(story, root);
    toc_toll_settle(story, root, out);
}
