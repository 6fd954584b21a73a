/* src/emit/muc4_weigh.c - what is seen of an act, of a filler and of a named body when it is weighed
 * whether they belong into a form: no decision here, the weights are table muc4_weight. */
#include "base/utf8.h"
#include "emit/muc4.h"

#define NEAR_WORDS 40u  /* of a sentence that are looked at */
#define HEAD_BYTES 400u /* of a text in which [TAGS] stand */

/* ---------------------------------------------------------------- the text */
void toc_muc4_view_open(toc_muc4_view *view, const toc_muc4_page *page, const toc_record *record,
                        const toc_emit_data *data)
{
    *view = (toc_muc4_view){.page = page, .record = record, .data = data};
    const toc_slice text = record->text;
    toc_push(record->arena, &view->paragraphs, 0u);
    for (uint32_t i = 1; i < text.len; i++)
        if (text.ptr[i] == '\n' && text.ptr[i - 1] == '\n')
            toc_push(record->arena, &view->paragraphs, i + 1);
    for (uint32_t i = 0; i < record->events.count; i++) {
        const toc_event *e = &record->events.items[i];
        view->clashes += e->method == TOC_METHOD_ARMED_CLASH;
        view->violent += e->type == TOC_TYPE_ASSAULT;
    }
}

static uint32_t paragraph_of(const toc_muc4_view *view, uint32_t byte)
{
    uint32_t low = 0, high = view->paragraphs.count;
    while (high - low > 1) {
        const uint32_t mid = low + (high - low) / 2;
        if (view->paragraphs.items[mid] <= byte)
            low = mid;
        else
            high = mid;
    }
    return low;
}

static uint32_t distance(toc_span a, toc_span b)
{
    return a.start < b.start ? b.start - a.start : a.start - b.start;
}

static toc_slice step_of(uint32_t bytes)
{
    return bytes < 40     ? TOC_LIT("clause")
           : bytes < 120  ? TOC_LIT("sentence")
           : bytes < 400  ? TOC_LIT("paragraph")
           : bytes < 1200 ? TOC_LIT("near")
                          : TOC_LIT("far");
}

static bool ends_sentence(toc_slice text, uint32_t i)
{
    return (text.ptr[i] == '.' && i + 1 < text.len &&
            (text.ptr[i + 1] == ' ' || text.ptr[i + 1] == '\n')) ||
           (text.ptr[i] == '\n' && i + 1 < text.len && text.ptr[i + 1] == '\n');
}

/* About the sentence that holds a span. */
static toc_span sentence_at(toc_slice text, toc_span span)
{
    toc_span s = span;
    while (s.start > 0 && !ends_sentence(text, s.start - 1)) s.start--;
    while (s.end < text.len && !ends_sentence(text, s.end)) s.end++;
    return s;
}

static void add_words(toc_muc4_sum *sum, const char *name, toc_slice words)
{
    uint32_t taken = 0;
    for (size_t at = 0; at < words.len && taken < NEAR_WORDS;) {
        size_t end = at;
        while (end < words.len && words.ptr[end] != ' ' && words.ptr[end] != '\n') end++;
        toc_slice word = toc_slice_sub(words, at, end);
        while (word.len > 0 && strchr(",;:)\"]", word.ptr[word.len - 1]) != NULL) word.len--;
        bool letters = word.len >= 3;
        for (size_t i = 0; i < word.len; i++)
            letters = letters && (((unsigned char)word.ptr[i] | 32) >= 'a') &&
                      (((unsigned char)word.ptr[i] | 32) <= 'z');
        if (letters) {
            toc_muc4_sum_add(sum, name, word);
            taken++;
        }
        at = end + 1;
    }
}

/* The head noun, about: the last word. */
static toc_slice last_word(toc_slice words)
{
    size_t end = words.len;
    while (end > 0 && (words.ptr[end - 1] == ' ' || words.ptr[end - 1] == '"')) end--;
    size_t at = end;
    while (at > 0 && words.ptr[at - 1] != ' ' && words.ptr[at - 1] != '\n') at--;
    return toc_slice_sub(words, at, end);
}

static toc_slice sector_of(const toc_record *record, uint32_t entity)
{
    if (entity >= record->entities.count) return TOC_LIT("none");
    const toc_entity *n = &record->entities.items[entity];
    return n->has_actor && n->actor.sector[0] != '\0' ? toc_slice_of(n->actor.sector)
                                                      : TOC_LIT("unknown");
}

static toc_slice kind_of(const toc_record *record, uint32_t entity)
{
    if (entity >= record->entities.count) return TOC_LIT("none");
    return toc_slice_of(toc_entity_word(record->entities.items[entity].kind));
}

static void add_pair(toc_muc4_sum *sum, const char *name, toc_slice a, toc_slice b)
{
    char both[48];
    if (a.len + b.len > sizeof both) return;
    if (a.len > 0) memcpy(both, a.ptr, a.len);
    if (b.len > 0) memcpy(both + a.len, b.ptr, b.len);
    toc_muc4_sum_add(sum, name, (toc_slice){both, a.len + b.len});
}

static bool is_named(const toc_record *record, uint32_t entity)
{
    if (entity >= record->entities.count) return false;
    const toc_entity *n = &record->entities.items[entity];
    for (uint32_t i = 0; i < n->mentions.count; i++)
        if (n->mentions.items[i].named) return true;
    return false;
}

/* Bytes from a span to the nearest words that tell of the act. */
uint32_t toc_muc4_to_act(const toc_event *e, toc_span span)
{
    uint32_t least = distance(e->trigger, span);
    for (uint32_t i = 0; i < e->mentions.count; i++) {
        const uint32_t d = distance(e->mentions.items[i], span);
        if (d < least) least = d;
    }
    return least;
}

static toc_slice type_of(const toc_muc4_view *view, const toc_event *e)
{
    const toc_slice type = view->data->muc4_type[e->method];
    return type.len > 0 ? type : TOC_LIT("ATTACK");
}

/* ---------------------------------------------------------------- incidents */
static void add_day(toc_muc4_sum *sum, const toc_record *record, const toc_event *e)
{
    const int32_t day = e->latest.day, now = record->published.day;
    if (day == TOC_NO_DAY) {
        toc_muc4_sum_add(sum, "day", TOC_LIT("none"));
        return;
    }
    const int32_t first = e->earliest.day == TOC_NO_DAY ? day : e->earliest.day;
    toc_muc4_sum_add(sum, "range",
                     day - first > 31  ? TOC_LIT("months")
                     : day - first > 0 ? TOC_LIT("days")
                                       : TOC_LIT("day"));
    if (record->published_from == NULL) return;
    const int32_t age = now - day;
    toc_muc4_sum_add(sum, "day",
                     age < 0      ? TOC_LIT("after")
                     : age == 0   ? TOC_LIT("same")
                     : age == 1   ? TOC_LIT("yesterday")
                     : age <= 7   ? TOC_LIT("week")
                     : age <= 31  ? TOC_LIT("month")
                     : age <= 62  ? TOC_LIT("two months")
                     : age <= 365 ? TOC_LIT("year")
                                  : TOC_LIT("older"));
}

static void add_parties(const toc_muc4_view *view, const toc_muc4_incident *incident,
                        toc_muc4_sum *sum)
{
    const toc_record *record = view->record;
    const toc_event *e = &incident->event;
    uint32_t people = 0, things = 0, doers = 0, named = 0, weapons = 0;
    for (uint32_t i = 0; i < incident->given; i++) {
        const toc_filler *f = &e->roles.items[i];
        const bool name = is_named(record, f->entity);
        if (f->role == TOC_ROLE_INSTRUMENT) {
            weapons++;
        } else if (f->role == TOC_ROLE_PERPETRATOR) {
            doers++;
            toc_muc4_sum_add(sum, name ? "named-by" : "by", sector_of(record, f->entity));
        } else if (toc_muc4_is_thing(record, view->data, f)) {
            things++;
            const toc_slice type =
                toc_muc4_value(view->data, toc_record_words(record, f->span), "phys");
            toc_muc4_sum_add(sum, "thing", type.len > 0 ? type : TOC_LIT("other"));
        } else {
            people++;
            named += name;
            toc_muc4_sum_add(sum, name ? "named-people" : "people",
                             toc_muc4_people(record, view->data, f));
            char number[16];
            toc_muc4_number(toc_record_words(record, f->span), number);
            toc_muc4_sum_add(sum, "number", toc_slice_of(number));
        }
    }
    toc_muc4_sum_count(sum, "people-count", people);
    toc_muc4_sum_count(sum, "named-count", named);
    toc_muc4_sum_count(sum, "things-count", things);
    toc_muc4_sum_count(sum, "doers-count", doers);
    toc_muc4_sum_count(sum, "weapons-count", weapons);
}

static void add_telling(const toc_muc4_view *view, const toc_event *e, toc_muc4_sum *sum)
{
    const toc_record *record = view->record;
    uint32_t first = e->trigger.start, paragraphs = 0, last = TOC_NONE, quoted = 0;
    for (uint32_t i = 0; i < e->mentions.count; i++) {
        const toc_span m = e->mentions.items[i];
        if (m.start < first) first = m.start;
        const uint32_t p = paragraph_of(view, m.start);
        paragraphs += p != last;
        last = p;
        for (uint32_t k = 0; k < record->attributions.count && k < 64; k++) {
            const toc_spans *content = &record->attributions.items[k].content;
            for (uint32_t c = 0; c < content->count; c++)
                quoted += content->items[c].start <= m.start && m.start < content->items[c].end;
        }
    }
    toc_muc4_sum_count(sum, "mentions", e->mentions.count);
    toc_muc4_sum_count(sum, "paragraphs", paragraphs);
    toc_muc4_sum_count(sum, "first-paragraph", paragraph_of(view, first));
    toc_muc4_sum_count(sum, "tenth",
                       record->text.len == 0 ? 0 : (uint32_t)(first * 7ull / record->text.len));
    toc_muc4_sum_count(sum, "quoted", quoted);
    const toc_slice words = toc_record_words(record, e->trigger);
    const char end = words.len > 0 ? words.ptr[words.len - 1] : ' ';
    toc_muc4_sum_add(sum, "trigger-end", end == 's' || end == 'S' ? TOC_LIT("s") : TOC_LIT("none"));
    const toc_span s = sentence_at(record->text, e->trigger);
    add_words(sum, "beside", toc_slice_sub(record->text, s.start, s.end));
    const uint32_t at = e->trigger.start;
    toc_span before = {at > 25 ? at - 25 : 0, at};
    while (before.start < at && record->text.ptr[before.start] != ' ') before.start++;
    add_words(sum, "before", toc_slice_sub(record->text, before.start, at));
    toc_span after = {e->trigger.end, e->trigger.end + 25};
    if (after.end > record->text.len) after.end = (uint32_t)record->text.len;
    while (after.end > after.start && record->text.ptr[after.end - 1] != ' ') after.end--;
    add_words(sum, "behind", toc_slice_sub(record->text, after.start, after.end));
}

static void add_kind_of_text(const toc_muc4_view *view, toc_muc4_sum *sum)
{
    const toc_slice text = view->record->text;
    for (size_t i = 0; i < text.len && i < HEAD_BYTES; i++) {
        if (text.ptr[i] != '[') continue;
        size_t end = i + 1;
        while (end < text.len && text.ptr[end] != ']' && end < i + 30) end++;
        toc_muc4_sum_add(sum, "tag", toc_slice_sub(text, i + 1, end));
    }
    toc_muc4_sum_count(sum, "text-paragraphs", view->paragraphs.count);
    toc_muc4_sum_count(sum, "text-violence", view->violent);
    toc_muc4_sum_count(sum, "text-clashes", view->clashes);
}

void toc_muc4_weigh_incident(const toc_muc4_view *view, toc_muc4_incident *incident, uint32_t rank)
{
    const toc_record *record = view->record;
    const toc_event *e = &incident->event;
    toc_muc4_sum *sum = &incident->sum;
    toc_muc4_sum_begin(sum, view->data, record->arena, "incident");
    toc_muc4_sum_add(sum, "method",
                     e->method == TOC_METHOD_NONE ? TOC_LIT("none")
                                                  : toc_slice_of(toc_method_word(e->method)));
    toc_muc4_sum_add(sum, "type", toc_slice_of(toc_type_word(e->type)));
    toc_muc4_sum_add(sum, "status", toc_slice_of(toc_status_word(e->status)));
    toc_muc4_sum_add(sum, "claim",
                     e->claim == TOC_CLAIM_NONE ? TOC_LIT("none")
                                                : toc_slice_of(toc_claim_word(e->claim)));
    toc_muc4_sum_add(sum, "lemma", e->lemma);
    toc_muc4_sum_add(sum, "background", e->background ? TOC_LIT("yes") : TOC_LIT("no"));
    toc_muc4_sum_count(sum, "confidence", e->confidence_permille / 100u);
    toc_muc4_sum_count(sum, "told", incident->told);
    toc_muc4_sum_count(sum, "rank", rank);
    toc_muc4_sum_add(sum, "place",
                     e->place < record->places.count
                         ? toc_slice_of(toc_place_word(record->places.items[e->place].kind))
                     : e->has_place ? TOC_LIT("inferred")
                                    : TOC_LIT("none"));
    for (unsigned h = 1; h < TOC_HARM_COUNT; h++)
        if (e->casualties[h].present)
            toc_muc4_sum_count(sum, toc_harm_word(h), e->casualties[h].low);
    for (uint32_t i = 0; i < e->reported_by.count && i < 4; i++)
        toc_muc4_sum_add(sum, "reporter", kind_of(record, e->reported_by.items[i].entity));
    toc_muc4_sum_count(sum, "damage", e->damage.count);
    add_day(sum, record, e);
    add_parties(view, incident, sum);
    add_telling(view, e, sum);
    add_kind_of_text(view, sum);
}

/* ---------------------------------------------------------------- fillers */
/* A score of the model of parts in steps, "a" the lowest. */
static toc_slice hint_step(int32_t score)
{
    static const int32_t STEPS[] = {-9000, -7000, -5500, -4000, -3000, -2000, -1000, 0,
                                    1000,  2000,  3000,  4000,  6000,  8000,  11000, 15000};
    static const char LETTERS[] = "abcdefghijklmnopq";
    size_t n = 0;
    while (n < sizeof STEPS / sizeof *STEPS && score >= STEPS[n]) n++;
    return (toc_slice){LETTERS + n, 1};
}

/* What the model of parts thinks of the phrase. */
static void add_hint(const toc_muc4_incident *incident, const toc_filler *f, bool given,
                     toc_muc4_sum *sum)
{
    int32_t score;
    uint32_t count;
    const bool any = toc_muc4_hint_of(&incident->event, f, &score, &count);
    const toc_slice step = any ? hint_step(score) : TOC_LIT("none");
    toc_muc4_sum_add(sum, "hint", step);
    add_pair(sum, given ? "hint-given" : "hint-only", step,
             toc_slice_of(toc_method_word(incident->event.method)));
    toc_muc4_sum_count(sum, "hint-count", count);
    uint32_t better = 0;
    for (uint32_t i = 0; i < incident->event.hints.count; i++) {
        const toc_hint *h = &incident->event.hints.items[i];
        better += toc_muc4_part_of(h->filler.role) == toc_muc4_part_of(f->role) && h->score > score;
    }
    if (any) toc_muc4_sum_count(sum, given ? "hint-better-given" : "hint-better", better);
}

void toc_muc4_weigh_filler(const toc_muc4_view *view, const toc_muc4_incident *incident,
                           uint32_t filler, toc_muc4_sum *sum)
{
    const toc_record *record = view->record;
    const toc_event *e = &incident->event;
    const bool given = filler < incident->given;
    const toc_filler *f = &e->roles.items[filler];
    const toc_slice words = toc_record_words(record, f->span), head = last_word(words);
    const bool named = is_named(record, f->entity);
    uint32_t same = 0, again = 0;
    toc_muc4_sum_begin(sum, view->data, record->arena,
                       f->role == TOC_ROLE_PERPETRATOR            ? "doer"
                       : f->role == TOC_ROLE_INSTRUMENT           ? "weapon"
                       : toc_muc4_is_thing(record, view->data, f) ? "thing"
                                                                  : "people");
    for (uint32_t i = 0; i < incident->given; i++) {
        same += e->roles.items[i].role == f->role;
        again += f->entity != TOC_NONE && e->roles.items[i].entity == f->entity;
    }
    toc_muc4_sum_add(sum, "role", toc_slice_of(toc_role_word(f->role)));
    toc_muc4_sum_add(sum, "kind", kind_of(record, f->entity));
    toc_muc4_sum_add(sum, "sector", sector_of(record, f->entity));
    toc_muc4_sum_add(sum, "named", named ? TOC_LIT("yes") : TOC_LIT("no"));
    toc_muc4_sum_add(sum, "type", type_of(view, e));
    toc_muc4_sum_add(sum, "method", toc_slice_of(toc_method_word(e->method)));
    if (!named) toc_muc4_sum_add(sum, "head", head);
    toc_muc4_sum_add(sum, "phys", toc_muc4_value(view->data, words, "phys"));
    toc_muc4_sum_add(sum, "hum", toc_muc4_value(view->data, words, "hum"));
    toc_muc4_sum_add(sum, "lemma", e->lemma);
    toc_muc4_sum_count(sum, "same", same);
    toc_muc4_sum_count(sum, "again", again);
    if (given) toc_muc4_sum_count(sum, "index", filler);
    toc_muc4_sum_add(sum, "given", given ? TOC_LIT("yes") : TOC_LIT("no"));
    add_hint(incident, f, given, sum);
    toc_muc4_sum_add(sum, "reach", step_of(toc_muc4_to_act(e, f->span)));
    if (f->entity < record->entities.count)
        toc_muc4_sum_count(sum, "entity-mentions",
                           record->entities.items[f->entity].mentions.count);
    char number[16];
    toc_muc4_number(words, number);
    toc_muc4_sum_add(sum, "number", toc_slice_of(number));
    const toc_slice reach = step_of(toc_muc4_to_act(e, f->span));
    add_pair(sum, "kind-reach", kind_of(record, f->entity), reach);
    add_pair(sum, "sector-reach", sector_of(record, f->entity), reach);
    for (uint32_t i = 0; i < record->events.count && i < 64; i++)
        for (uint32_t k = 0; f->entity != TOC_NONE && k < record->events.items[i].roles.count; k++)
            if (record->events.items[i].roles.items[k].entity == f->entity)
                add_pair(sum, "elsewhere",
                         toc_slice_of(toc_type_word(record->events.items[i].type)),
                         toc_slice_of(toc_role_word(record->events.items[i].roles.items[k].role)));
    toc_span after = {f->span.end, f->span.end + 20};
    if (after.end > record->text.len) after.end = (uint32_t)record->text.len;
    while (after.end > after.start && record->text.ptr[after.end - 1] != ' ') after.end--;
    add_words(sum, "behind", toc_slice_sub(record->text, after.start, after.end));
    const size_t cut = words.len - head.len;
    add_words(sum, "modifier", toc_slice_sub(words, 0, cut));
    const uint32_t at = f->span.start;
    toc_span before = {at > 16 ? at - 16 : 0, at};
    while (before.start < at && record->text.ptr[before.start] != ' ') before.start++;
    add_words(sum, "before", toc_slice_sub(record->text, before.start, at));
}

void toc_muc4_put_why(toc_buf *out, const toc_muc4_view *view, const toc_muc4_incident *incident,
                      const toc_filler *filler)
{
    const uint32_t index = (uint32_t)(filler - incident->event.roles.items);
    if (view->data == NULL || view->data->has_muc4_weights) return;
    toc_muc4_sum sum;
    toc_muc4_weigh_filler(view, incident, index, &sum);
    toc_muc4_sum_put(out, &sum);
}

/* ---------------------------------------------------------------- bodies */
void toc_muc4_weigh_body(const toc_muc4_view *view, const toc_event *e, uint32_t entity,
                         toc_muc4_sum *sum)
{
    const toc_record *record = view->record;
    const toc_entity *n = &record->entities.items[entity];
    toc_muc4_sum_begin(sum, view->data, record->arena, "body");
    uint32_t others = 0, rivals = 0, elsewhere = 0;
    for (uint32_t i = 0; i < e->roles.count; i++) {
        const toc_filler *f = &e->roles.items[i];
        if (f->entity == entity) {
            toc_muc4_sum_add(sum, "role", toc_slice_of(toc_role_word(f->role)));
        } else if (f->role == TOC_ROLE_PERPETRATOR) {
            others++;
            toc_muc4_sum_add(sum, "beside", sector_of(record, f->entity));
            toc_muc4_sum_add(sum, "head", last_word(toc_record_words(record, f->span)));
        }
    }
    for (uint32_t i = 0; i < e->claim_by.count; i++)
        if (e->claim_by.items[i] == entity)
            toc_muc4_sum_add(sum, "claim", toc_slice_of(toc_claim_word(e->claim)));
    for (uint32_t i = 0; i < record->events.count && i < 64; i++)
        for (uint32_t k = 0; k < record->events.items[i].roles.count; k++) {
            const toc_filler *f = &record->events.items[i].roles.items[k];
            if (f->entity != entity) continue;
            elsewhere += f->role == TOC_ROLE_PERPETRATOR;
            if (record->events.items[i].type == TOC_TYPE_ASSAULT)
                toc_muc4_sum_add(sum, "elsewhere", toc_slice_of(toc_role_word(f->role)));
        }
    const toc_slice sector = sector_of(record, entity);
    for (uint32_t i = 0; i < record->entities.count && i < 256; i++)
        rivals += i != entity && is_named(record, i) && toc_slice_eq(sector_of(record, i), sector);
    uint32_t least = TOC_NONE;
    toc_span nearest = e->trigger;
    for (uint32_t i = 0; i < n->mentions.count; i++) {
        const uint32_t d = toc_muc4_to_act(e, n->mentions.items[i].span);
        if (d < least) least = d, nearest = n->mentions.items[i].span;
    }
    int32_t score;
    uint32_t count;
    const toc_filler as_doer = {TOC_ROLE_PERPETRATOR, entity, TOC_NONE, n->mentions.items[0].span};
    toc_muc4_hint_of(e, &as_doer, &score, &count);
    toc_muc4_sum_count(sum, "hint-count", count);
    toc_muc4_sum_add(sum, "hint", count > 0 ? hint_step(score) : TOC_LIT("none"));
    toc_muc4_sum_add(sum, "sector", sector);
    toc_muc4_sum_add(sum, "kind", kind_of(record, entity));
    toc_muc4_sum_add(sum, "reach", step_of(least));
    toc_muc4_sum_add(sum, "type", type_of(view, e));
    toc_muc4_sum_count(sum, "mentions", n->mentions.count);
    toc_muc4_sum_count(sum, "others", others);
    toc_muc4_sum_count(sum, "rivals", rivals);
    toc_muc4_sum_count(sum, "elsewhere-count", elsewhere);
    toc_muc4_sum_count(sum, "first-paragraph", paragraph_of(view, n->mentions.items[0].span.start));
    add_pair(sum, "sector-reach", sector, step_of(least));
    const uint32_t at = nearest.start;
    toc_span before = {at > 25 ? at - 25 : 0, at};
    while (before.start < at && record->text.ptr[before.start] != ' ') before.start++;
    add_words(sum, "before", toc_slice_sub(record->text, before.start, at));
    toc_span after = {nearest.end, nearest.end + 20};
    if (after.end > record->text.len) after.end = (uint32_t)record->text.len;
    while (after.end > after.start && record->text.ptr[after.end - 1] != ' ') after.end--;
    add_words(sum, "behind", toc_slice_sub(record->text, after.start, after.end));
}
