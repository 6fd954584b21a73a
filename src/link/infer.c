/* src/link/infer.c - what no sentence says: day and place of an event that names none, how sure we
 * are of it all, and which entities, places, times and attributions the events refer to. */
#include "event/tree.h"
#include "link/link.h"

#define NEIGHBOUR_SENTENCES 6
#define LEAD_SENTENCES 2

/* The country that the text's places and demonyms name most; its most named town if it has one. */
static uint32_t focus_place(const toc_story *story)
{
    const toc_record *record = story->scene->record;
    uint32_t best = TOC_NONE, most = 0;
    const uint32_t n = record->places.count > 400 ? 400 : record->places.count;
    for (uint32_t i = 0; i < n; i++) {
        const toc_place *p = &record->places.items[i];
        if (p->country[0] == '\0' || p->kind == TOC_PLACE_DEMONYM || p->actor_use) continue;
        uint32_t votes = 0;
        for (uint32_t k = 0; k < n; k++) {
            const toc_place *q = &record->places.items[k];
            if (memcmp(p->country, q->country, 4) == 0)
                votes += q->kind == TOC_PLACE_DEMONYM || q->actor_use ? 1 : 2;
        }
        if (votes > most) {
            most = votes;
            best = i;
        }
    }
    return best;
}

static void take_place(toc_story *story, toc_event *e, uint32_t place, bool country_only)
{
    const toc_place *p = &story->scene->record->places.items[place];
    if (p->country[0] == '\0') return;
    e->has_place = true;
    memcpy(e->country, p->country, sizeof e->country);
    e->place_precision = TOC_AT_COUNTRY;
    toc_evidence_add(story, e, "place", p->span);
    if (country_only) return;
    e->place = place;
    e->has_point = p->has_point;
    e->lat_e5 = p->lat_e5;
    e->lon_e5 = p->lon_e5;
    e->admin1 = p->admin1;
    e->place_precision = p->precision;
}

static uint32_t dateline_place(const toc_story *story)
{
    const toc_record *record = story->scene->record;
    const toc_span d = story->article->dateline_place;
    for (uint32_t i = 0; d.end > d.start && i < record->places.count; i++)
        if (record->places.items[i].span.start >= d.start &&
            record->places.items[i].span.end <= d.end)
            return i;
    return TOC_NONE;
}

static void infer_places(toc_story *story)
{
    toc_record *record = story->scene->record;
    const uint32_t focus = focus_place(story), dateline = dateline_place(story);
    for (uint32_t i = 0; i < record->events.count; i++) {
        toc_event *e = &record->events.items[i];
        if (e->has_place || toc_type_quad(e->type) == 1 || toc_type_quad(e->type) == 3 ||
            e->type == TOC_TYPE_NONE)
            continue;
        const uint32_t sentence = toc_tok(story->scene->text, e->token)->sentence;
        const toc_event *neighbour = NULL;
        for (uint32_t k = i; k-- > 0 && neighbour == NULL;) {
            const toc_event *other = &record->events.items[k];
            const uint32_t there = toc_tok(story->scene->text, other->token)->sentence;
            if (there > sentence) continue;
            if (sentence - there > NEIGHBOUR_SENTENCES) break;
            if (other->place != TOC_NONE) neighbour = other;
        }
        if (neighbour != NULL)
            take_place(story, e, neighbour->place, false);
        else if (focus != TOC_NONE)
            take_place(story, e, focus, record->places.items[focus].kind == TOC_PLACE_COUNTRY);
        else if (dateline != TOC_NONE)
            take_place(story, e, dateline, true);
    }
}

/* The event before, at most a sentence away, whose day the text says; what only a noun names ("an air
 * strike last week") is background, and the story goes on without it. */
static const toc_event *dated_before(const toc_story *story, uint32_t i)
{
    const toc_record *record = story->scene->record;
    const uint32_t sentence = toc_tok(story->scene->text, record->events.items[i].token)->sentence;
    for (uint32_t k = i; k-- > 0;) {
        const toc_event *other = &record->events.items[k];
        const uint32_t there = toc_tok(story->scene->text, other->token)->sentence;
        if (there + 1 < sentence) break;
        if (other->time != TOC_NONE && there <= sentence &&
            toc_is_verb(story->scene->text, other->token))
            return other;
    }
    return NULL;
}

/* Does its sentence speak of some day, though not plainly of this event's? */
static bool day_near(const toc_story *story, const toc_event *e)
{
    const toc_text *text = story->scene->text;
    const toc_sentence *s = &text->sentences.items[toc_tok(text, e->token)->sentence];
    for (uint32_t t = s->first; t < s->last; t++)
        if (story->time_of[t] != TOC_NONE &&
            story->scene->record->times.items[story->time_of[t]].type == TOC_TIMEX_DATE)
            return true;
    return false;
}

/* "Gunmen shot a judge": a finite verb without "had" tells what is new; nouns and "had shot" look back. */
static bool plainly_told(const toc_story *story, const toc_event *e)
{
    const toc_text *text = story->scene->text;
    const char *from = story->scene->record->published_from;
    if (from == NULL || strcmp(from, "given") != 0)
        return false; /* a dateline may be older than the page */
    if (toc_tok(text, e->token)->upos != TOC_VERB || toc_is_gerund(text, e->token)) return false;
    for (uint32_t c = toc_next_child(text, e->token, TOC_NONE); c != TOC_NONE;
         c = toc_next_child(text, e->token, c))
        if (toc_lemma_is(text, c, "have")) return false;
    return true;
}

/* News is told in the order of the day: an act without a date shares that of the one just told.
 * What somebody said, what the first two sentences tell and what finite verbs tell later on is of the
 * day of publication or of the day before; these bounds have no words of their own, so their precision is unknown. */
static void infer_times(toc_story *story)
{
    toc_record *record = story->scene->record;
    for (uint32_t i = record->events.count; i-- > 0;) { /* backwards: only said days are shared */
        toc_event *e = &record->events.items[i];
        if (e->time != TOC_NONE || e->earliest.day != TOC_NO_DAY || e->latest.day != TOC_NO_DAY ||
            (e->status != TOC_STATUS_OCCURRED && e->status != TOC_STATUS_ONGOING))
            continue;
        const toc_event *before = dated_before(story, i);
        if (before != NULL) {
            e->time = before->time;
            e->earliest = before->earliest;
            e->latest = before->latest;
            e->time_precision = before->time_precision;
            continue;
        }
        const unsigned quad = toc_type_quad(e->type);
        const bool spoken = quad == 1 || quad == 3;
        if (record->published.day == TOC_NO_DAY || day_near(story, e) ||
            (!spoken && !plainly_told(story, e) &&
             toc_tok(story->scene->text, e->token)->sentence >= LEAD_SENTENCES))
            continue;
        e->latest = (toc_moment){record->published.day, -1};
        e->earliest = (toc_moment){record->published.day - 1, -1};
        e->time_precision = TOC_WHEN_UNKNOWN;
    }
}

static bool has_role(const toc_event *e, bool perpetrator)
{
    for (uint32_t i = 0; i < e->roles.count; i++)
        if ((e->roles.items[i].role == TOC_ROLE_PERPETRATOR) == perpetrator &&
            e->roles.items[i].role != TOC_ROLE_INSTRUMENT)
            return true;
    return false;
}

/* Confidence: a sum of what is known of the event, fitted by tools/train/calibrate.py. */
static void judge(const toc_link_data *data, const toc_story *story, toc_event *e)
{
    const int32_t *w = data->weights;
    const toc_token *t = toc_tok(story->scene->text, e->token);
    int32_t c = w[TOC_W_C_BASE];
    if (toc_is_verb(story->scene->text, e->token)) c += w[TOC_W_C_VERB];
    if (has_role(e, true)) c += w[TOC_W_C_ACTOR];
    if (has_role(e, false)) c += w[TOC_W_C_PATIENT];
    if (e->method != TOC_METHOD_NONE) c += w[TOC_W_C_METHOD];
    if (e->mentions.count > e->carriers) c += w[TOC_W_C_MENTIONS];
    for (unsigned h = 1; h < TOC_HARM_COUNT; h++)
        if (e->casualties[h].present) {
            c += w[TOC_W_C_TOLL];
            break;
        }
    if (e->place != TOC_NONE) c += w[TOC_W_C_PLACE];
    if (e->time != TOC_NONE) c += w[TOC_W_C_TIME];
    if (t->upos == TOC_NOUN && t->fold != t->lemma_fold) c += w[TOC_W_C_PLURAL];
    if (e->status != TOC_STATUS_OCCURRED && e->status != TOC_STATUS_ONGOING) c += w[TOC_W_C_UNREAL];
    c += data->type_weights[e->type];
    e->confidence_permille = (uint16_t)(c < 50 ? 50 : c > 990 ? 990 : c);
}

/* Attributions stand in text order and are short: those that can cover the trigger are near. */
static void mark_attributions(toc_record *record, const toc_event *e)
{
    const uint32_t low = toc_attribution_from(record, e->trigger.start);
    const uint32_t first = low > 8 ? low - 8 : 0;
    for (uint32_t k = first; k < record->attributions.count && k < low + 8; k++) {
        toc_attribution *a = &record->attributions.items[k];
        for (uint32_t s = 0; s < a->content.count; s++)
            if (a->content.items[s].start <= e->trigger.start &&
                e->trigger.start < a->content.items[s].end)
                a->used = true;
        if (a->used && a->entity != TOC_NONE) record->entities.items[a->entity].used = true;
    }
}

static void mark_used(toc_story *story)
{
    toc_record *record = story->scene->record;
    for (uint32_t i = 0; i < record->events.count; i++) {
        const toc_event *e = &record->events.items[i];
        for (uint32_t k = 0; k < e->roles.count; k++) {
            const toc_filler *f = &e->roles.items[k];
            if (f->entity != TOC_NONE) record->entities.items[f->entity].used = true;
            if (f->place != TOC_NONE) record->places.items[f->place].used = true;
        }
        for (uint32_t k = 0; k < e->reported_by.count; k++)
            if (e->reported_by.items[k].entity != TOC_NONE)
                record->entities.items[e->reported_by.items[k].entity].used = true;
        for (uint32_t k = 0; k < e->claim_by.count; k++)
            record->entities.items[e->claim_by.items[k]].used = true;
        if (e->time != TOC_NONE) record->times.items[e->time].used = true;
        if (e->place != TOC_NONE) record->places.items[e->place].used = true;
        mark_attributions(record, e);
    }
}

void toc_infer(const toc_link_data *data, toc_story *story)
{
    toc_record *record = story->scene->record;
    infer_places(story);
    for (uint32_t i = 0; i < record->events.count; i++)
        judge(data, story, &record->events.items[i]);
    infer_times(
        story); /* after the judgement: a day that is said makes an event surer, this does not */
    mark_used(story);
}
