/* src/emit/muc4_target.c - things and people attacked: their kind, number and what became of them. */
#include <stdio.h>

#include "base/utf8.h"
#include "emit/muc4.h"

#define MAX_WORDS 24u

/* Folds of the words of a phrase; with `singular` an "s" at the end is taken off. Possessive 's
 * folds away with its apostrophe, so it goes first. */
static size_t keys_of(toc_slice words, bool singular, uint64_t keys[MAX_WORDS])
{
    size_t n = 0, at = 0;
    while (at < words.len && n < MAX_WORDS) {
        size_t end = at;
        while (end < words.len && words.ptr[end] != ' ' && words.ptr[end] != '-' &&
               words.ptr[end] != '\n')
            end++;
        toc_slice word = toc_slice_sub(words, at, end);
        const size_t len = word.len;
        if (len > 2 && (word.ptr[len - 1] == 's' || word.ptr[len - 1] == 'S')) {
            if (word.ptr[len - 2] == '\'')
                word.len -= 2;
            else if (singular && word.ptr[len - 2] != 's' && word.ptr[len - 2] != 'S')
                word.len -= 1;
        }
        const uint64_t key = toc_fold_hash(word);
        if (key != 0) keys[n++] = key;
        at = end + 1;
    }
    return n;
}

static toc_slice last_match(const toc_emit_data *data, const uint64_t *keys, size_t count,
                            const char *slot)
{
    toc_slice best = {NULL, 0};
    size_t best_end = 0;
    for (size_t i = 0; i < count; i++) {
        toc_hit hits[8];
        const size_t n = toc_dict_match(&data->muc4, keys + i, count - i, hits, 8);
        for (size_t k = 0; k < n; k++) {
            if (!toc_slice_is(toc_dict_cell(&data->muc4, hits[k].row, data->col_slot), slot))
                continue;
            if (i + hits[k].words <= best_end) continue; /* the longer one began earlier */
            best_end = i + hits[k].words;
            best = toc_dict_cell(&data->muc4, hits[k].row, data->col_value);
        }
    }
    return best;
}

toc_slice toc_muc4_value(const toc_emit_data *data, toc_slice words, const char *slot)
{
    toc_slice found = {NULL, 0};
    if (data == NULL || !data->has_muc4) return found;
    for (unsigned singular = 0; singular < 2 && found.len == 0; singular++) {
        uint64_t keys[MAX_WORDS];
        const size_t n = keys_of(words, singular != 0, keys);
        found = last_match(data, keys, n, slot);
    }
    return found;
}

void toc_muc4_number(toc_slice words, char out[16])
{
    static const char *const NUMBERS[] = {"one",   "two",   "three", "four", "five",   "six",
                                          "seven", "eight", "nine",  "ten",  "eleven", "twelve"};
    out[0] = '\0';
    size_t at = 0, digits = 0;
    while (at < words.len && words.ptr[at] != ' ') at++;
    while (digits < at && words.ptr[digits] >= '0' && words.ptr[digits] <= '9') digits++;
    if (digits > 0 && digits == at && digits < 7) {
        memcpy(out, words.ptr, digits);
        out[digits] = '\0';
        return;
    }
    char first[16];
    first[toc_fold(toc_slice_sub(words, 0, at), first, sizeof first - 1)] = '\0';
    for (unsigned i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++)
        if (strcmp(first, NUMBERS[i]) == 0) {
            snprintf(out, 16, "%u", i + 1);
            return;
        }
    if (words.len == 0) return;
    const char last = words.ptr[words.len - 1];
    snprintf(out, 16, "%s", last == 's' || last == 'S' ? "PLURAL" : "1");
}

bool toc_muc4_is_thing(const toc_record *record, const toc_emit_data *data,
                       const toc_filler *filler)
{
    if (filler->role != TOC_ROLE_TARGET) return false;
    if (filler->entity < record->entities.count) {
        const toc_entity_kind kind = record->entities.items[filler->entity].kind;
        if (kind == TOC_ENTITY_FACILITY || kind == TOC_ENTITY_VEHICLE || kind == TOC_ENTITY_WEAPON)
            return true;
        if (kind != TOC_ENTITY_UNKNOWN && kind != TOC_ENTITY_NONE &&
            toc_muc4_value(data, toc_record_words(record, filler->span), "phys").len == 0)
            return false;
    }
    return toc_muc4_value(data, toc_record_words(record, filler->span), "hum").len == 0;
}

static bool sector_in(const toc_record *record, const toc_filler *filler,
                      const char *const *sectors)
{
    const toc_actor *actor = toc_filler_actor(record, filler);
    if (actor == NULL) return false;
    for (; *sectors != NULL; sectors++)
        if (strcmp(actor->sector, *sectors) == 0) return true;
    return false;
}

bool toc_muc4_is_armed(const toc_record *record, const toc_filler *filler)
{
    static const char *const ARMED[] = {"MIL", "COP", "REB", "PRM", "SPY", "UAF", NULL};
    if (filler->entity < record->entities.count &&
        record->entities.items[filler->entity].kind == TOC_ENTITY_MILITARY)
        return true;
    return sector_in(record, filler, ARMED);
}

bool toc_muc4_is_state(const toc_record *record, const toc_filler *filler)
{
    static const char *const STATE[] = {"GOV", "MIL", "COP", "SPY", "JUD", "LEG", NULL};
    if (filler->entity < record->entities.count) {
        const toc_entity_kind kind = record->entities.items[filler->entity].kind;
        if (kind == TOC_ENTITY_GOVERNMENT || kind == TOC_ENTITY_MILITARY) return true;
    }
    return sector_in(record, filler, STATE);
}

/* What the nearest word for the act says of those or that which it hit: "murder" DEATH, "blown up" DESTROYED. */
static toc_slice effect_told(const toc_record *record, const toc_emit_data *data,
                             const toc_event *e, const toc_filler *f, const char *slot)
{
    uint32_t least = TOC_NONE;
    toc_slice harm = {NULL, 0};
    for (uint32_t i = 0; i <= e->mentions.count; i++) {
        const toc_span m = i == 0 ? e->trigger : e->mentions.items[i - 1];
        const uint32_t d =
            m.start < f->span.start ? f->span.start - m.start : m.start - f->span.start;
        if (d >= least) continue;
        least = d;
        harm = toc_muc4_value(data, toc_record_words(record, m), slot);
    }
    return harm;
}

static toc_slice damage_word(const toc_record *record, const toc_emit_data *data,
                             const toc_event *e, const toc_filler *f)
{
    const toc_slice told = effect_told(record, data, e, f, "ruin");
    if (told.len > 0) return told;
    for (uint32_t i = 0; i < e->damage.count; i++) switch (e->damage.items[i].effect) {
        case TOC_EFFECT_DESTROYED: return TOC_LIT("DESTROYED");
        case TOC_EFFECT_DAMAGED: return TOC_LIT("SOME DAMAGE");
        case TOC_EFFECT_LOOTED: return TOC_LIT("PROPERTY TAKEN FROM TARGET");
        case TOC_EFFECT_CAPTURED: return TOC_LIT("TARGET TAKEN");
        case TOC_EFFECT_NONE:
        case TOC_EFFECT_COUNT: break;
        }
    const bool fact = e->status != TOC_STATUS_ATTEMPTED && e->status != TOC_STATUS_THREATENED;
    const toc_slice incident = data->muc4_type[e->method];
    const bool ruins = toc_slice_is(incident, "ARSON") || toc_slice_is(incident, "BOMBING");
    return fact && ruins ? TOC_LIT("SOME DAMAGE") : TOC_LIT("");
}

static bool is_counted(const char *number)
{
    return number[0] >= '0' && number[0] <= '9';
}

/* How many the words say, else how many other words for the same say ("six priests ... the priests"), else
 * one or more than one by the noun. */
static void put_number(toc_buf *out, const toc_record *record, const toc_emit_data *data,
                       const toc_filler *f)
{
    char number[16], other[16];
    const toc_slice words = toc_record_words(record, f->span);
    toc_slice first = words;
    for (size_t i = 0; i < words.len; i++)
        if (words.ptr[i] == ' ') {
            first.len = i;
            break;
        }
    toc_muc4_number(words, number);
    const bool told = is_counted(number) && toc_muc4_value(data, first, "skip").len == 0 &&
                      (strcmp(number, "1") != 0 || toc_muc4_value(data, first, "count").len > 0);
    if (!told && strcmp(number, "1") == 0) {
        const toc_slice noun = toc_muc4_value(data, words, "number");
        if (noun.len > 0 && noun.len < sizeof number)
            snprintf(number, sizeof number, "%.*s", (int)noun.len, noun.ptr);
    } else if (!told) {
        const toc_slice noun = toc_muc4_value(data, words, "number");
        if (toc_slice_is(noun, "1")) snprintf(number, sizeof number, "1");
    }
    if (strcmp(number, "PLURAL") == 0 && f->entity < record->entities.count) {
        const toc_entity *n = &record->entities.items[f->entity];
        for (uint32_t i = 0; i < n->mentions.count; i++) {
            toc_muc4_number(toc_record_words(record, n->mentions.items[i].span), other);
            if (!is_counted(other) || strcmp(other, "1") == 0) continue;
            snprintf(number, sizeof number, "%s", other);
            break;
        }
    }
    toc_json_text(out, "number", number);
}

static void put_thing(toc_buf *out, const toc_muc4_view *view, const toc_record *record,
                      const toc_emit_data *data, const toc_muc4_incident *incident,
                      const toc_filler *f)
{
    const toc_slice words = toc_record_words(record, f->span);
    toc_json_sep(out);
    toc_buf_char(out, '{');
    toc_json_slice(out, "id", toc_muc4_phrase(view->page, f->span, TOC_MUC4_THING));
    const toc_slice type = toc_muc4_value(data, words, "phys");
    toc_json_slice(out, "type", type.len > 0 ? type : TOC_LIT("OTHER"));
    put_number(out, record, data, f);
    toc_json_slice(out, "effect", damage_word(record, data, &incident->event, f));
    toc_muc4_put_why(out, view, incident, f);
    toc_buf_char(out, '}');
}

static void put_effects(toc_buf *out, const toc_record *record, const toc_emit_data *data,
                        const toc_event *e, const toc_filler *f)
{
    const toc_slice told = effect_told(record, data, e, f, "harm");
    const bool fact = e->status != TOC_STATUS_ATTEMPTED && e->status != TOC_STATUS_THREATENED;
    if (told.len > 0 && fact) {
        toc_json_slice(out, "effect", told);
        return;
    }
    const toc_count *killed = &e->casualties[TOC_HARM_KILLED],
                    *injured = &e->casualties[TOC_HARM_INJURED];
    const bool dead = killed->present && killed->low > 0,
               hurt = injured->present && injured->low > 0;
    const bool unharmed =
        (killed->present && killed->high == 0) || (injured->present && injured->high == 0);
    if (!dead && !hurt && !unharmed) return;
    toc_json_key(out, "effect");
    toc_buf_char(out, '[');
    if (dead && f->role != TOC_ROLE_TARGET) toc_buf_text(out, "\"DEATH\"");
    if (hurt && (!dead || f->role == TOC_ROLE_TARGET)) {
        toc_json_sep(out);
        toc_buf_text(out, "\"INJURY\"");
    }
    if (!dead && !hurt) toc_buf_text(out, "\"NO INJURY OR DEATH\"");
    toc_buf_char(out, ']');
}

toc_slice toc_muc4_people(const toc_record *record, const toc_emit_data *data, const toc_filler *f)
{
    static const char *const MILITARY[] = {"MIL", NULL}, *const POLICE[] = {"COP", NULL},
                             *const GOVERNMENT[] = {"GOV", NULL};
    toc_slice type = toc_muc4_value(data, toc_record_words(record, f->span), "hum");
    if (type.len == 0 && f->entity < record->entities.count) /* a title that stands elsewhere */
        for (uint32_t i = 0;
             type.len == 0 && i < record->entities.items[f->entity].mentions.count && i < 8; i++)
            type = toc_muc4_value(
                data,
                toc_record_words(record, record->entities.items[f->entity].mentions.items[i].span),
                "hum");
    if (type.len > 0) return type;
    if (sector_in(record, f, MILITARY)) return TOC_LIT("ACTIVE MILITARY");
    if (sector_in(record, f, POLICE)) return TOC_LIT("LAW ENFORCEMENT");
    if (sector_in(record, f, GOVERNMENT)) return TOC_LIT("GOVERNMENT OFFICIAL");
    return TOC_LIT("CIVILIAN");
}

void toc_muc4_put_person(toc_buf *out, const toc_muc4_view *view, const toc_muc4_incident *incident,
                         const toc_filler *f)
{
    const toc_event *e = &incident->event;
    const toc_record *record = view->record;
    const toc_emit_data *data = view->data;
    bool named = false;
    toc_slice title = {NULL, 0}, beside = {NULL, 0};
    if (f->entity < record->entities.count &&
        record->entities.items[f->entity].kind == TOC_ENTITY_PERSON) {
        const toc_entity *n = &record->entities.items[f->entity];
        for (uint32_t i = 0; i < n->mentions.count; i++) {
            named = named || n->mentions.items[i].named;
            if (beside.len == 0 && n->mentions.items[i].named)
                beside = toc_muc4_beside_name(view->page, n->mentions.items[i].span);
            if (title.len == 0 && !n->mentions.items[i].named && !n->mentions.items[i].pronoun)
                title = toc_muc4_phrase(view->page, n->mentions.items[i].span, TOC_MUC4_PEOPLE);
        }
        if (beside.len > 0) title = beside;
    }
    toc_slice before, name;
    toc_muc4_split_title(view->page,
                         named ? toc_filler_name(record, f)
                               : toc_muc4_phrase(view->page, f->span, TOC_MUC4_PEOPLE),
                         named, &before, &name);
    named = name.len > 0;
    toc_json_sep(out);
    toc_buf_char(out, '{');
    if (named) toc_json_slice(out, "name", name);
    toc_json_slice(out, "description", before.len > 0 ? before : title);
    toc_json_slice(out, "type", toc_muc4_people(record, data, f));
    if (named)
        toc_json_text(out, "number", "1");
    else
        put_number(out, record, data, f);
    const char *nation = toc_muc4_nation(view->page, f->span);
    bool asked = false;
    if (nation != NULL && strcmp(nation, e->country) != 0)
        toc_json_slice(out, "nation", toc_muc4_country(data, nation, &asked));
    put_effects(out, record, data, e, f);
    toc_muc4_put_why(out, view, incident, f);
    toc_buf_char(out, '}');
}

/* Two fillers with the same words are one target. */
static bool seen_before(const toc_muc4_view *view, const toc_event *e, uint32_t index)
{
    const toc_filler *f = &e->roles.items[index];
    for (uint32_t i = 0; i < index; i++) {
        const toc_filler *g = &e->roles.items[i];
        if (g->role != TOC_ROLE_RECIPIENT && g->role != TOC_ROLE_VICTIM &&
            g->role != TOC_ROLE_TARGET)
            continue;
        if ((f->entity != TOC_NONE && f->entity == g->entity) ||
            toc_slice_eq(toc_muc4_phrase(view->page, f->span, TOC_MUC4_PEOPLE),
                         toc_muc4_phrase(view->page, g->span, TOC_MUC4_PEOPLE)))
            return true;
    }
    return false;
}

void toc_muc4_targets(toc_buf *out, const toc_muc4_view *view, const toc_record *record,
                      const toc_emit_data *data, const toc_muc4_incident *incident)
{
    const toc_event *event = &incident->event;
    for (unsigned things = 0; things < 2; things++) {
        toc_json_key(out, things != 0 ? "phys_target" : "hum_target");
        toc_buf_char(out, '[');
        for (uint32_t i = 0; i < event->roles.count; i++) {
            const toc_filler *f = &event->roles.items[i];
            const bool suffers = f->role == TOC_ROLE_RECIPIENT || f->role == TOC_ROLE_VICTIM ||
                                 f->role == TOC_ROLE_TARGET;
            if (!suffers || seen_before(view, event, i)) continue;
            const bool thing = toc_muc4_is_thing(record, data, f);
            if (thing && things != 0) put_thing(out, view, record, data, incident, f);
            if (!thing && things == 0) toc_muc4_put_person(out, view, incident, f);
        }
        toc_buf_char(out, ']');
    }
}
