/* src/emit/cameo.c - dyadic event data: (source, target, code) for every pair of one who does it and
 * one whom it is done to; "---" where there is none. A line a document. */
#include "emit/parts.h"

/* What the text reports as real; plans, threats of an act and denials are events of other words. */
static bool reported(const toc_event *e)
{
    return e->status == TOC_STATUS_NONE || e->status == TOC_STATUS_OCCURRED ||
           e->status == TOC_STATUS_ONGOING || e->status == TOC_STATUS_ALLEGED ||
           e->status == TOC_STATUS_ATTEMPTED;
}

typedef struct party {
    uint32_t entity; /* TOC_NONE */
    toc_slice code;
} party;
typedef TOC_ARRAY(party) parties;

static void add_party(toc_arena *arena, parties *list, uint32_t entity, toc_slice code)
{
    const party p = {entity, code};
    toc_push(arena, list, p);
}

static void collect(const toc_record *record, const toc_event *e, bool source, parties *list)
{
    for (uint32_t i = 0; i < e->roles.count; i++) {
        const toc_filler *f = &e->roles.items[i];
        const bool does = f->role == TOC_ROLE_PERPETRATOR;
        const bool suffers = f->role == TOC_ROLE_RECIPIENT || f->role == TOC_ROLE_VICTIM ||
                             f->role == TOC_ROLE_TARGET;
        if (source ? !does : !suffers) continue;
        const toc_actor *actor = toc_filler_actor(record, f);
        add_party(record->arena, list, f->entity,
                  actor != NULL && actor->code.len > 0 ? actor->code : TOC_LIT("---"));
    }
    if (list->count == 0) add_party(record->arena, list, TOC_NONE, TOC_LIT("---"));
}

static void put_code(toc_buf *out, const toc_event *e)
{
    toc_json_key(out, "code");
    toc_buf_char(out, '"');
    if (e->cameo[0] != '\0')
        toc_buf_text(out, e->cameo);
    else /* no CAMEO code: the PLOVER type in capitals */
        for (const char *c = toc_type_word(e->type); *c != '\0'; c++)
            toc_buf_char(out, *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c);
    toc_buf_char(out, '"');
}

/* The pair is printed once, however many fillers give it. */
static bool first_of_its_kind(const parties *left, const parties *right, uint32_t i, uint32_t j)
{
    for (uint32_t a = 0; a <= i; a++)
        for (uint32_t b = 0; b < (a == i ? j : right->count); b++) {
            const party *s = &left->items[a], *t = &right->items[b];
            const bool itself = s->entity != TOC_NONE && s->entity == t->entity;
            if (!itself && toc_slice_eq(s->code, left->items[i].code) &&
                toc_slice_eq(t->code, right->items[j].code))
                return false;
        }
    return true;
}

static void put_event(toc_buf *out, const toc_record *record, const toc_event *e)
{
    parties left = {0}, right = {0};
    collect(record, e, true, &left);
    collect(record, e, false, &right);
    for (uint32_t i = 0; i < left.count; i++)
        for (uint32_t j = 0; j < right.count; j++) {
            const party *s = &left.items[i], *t = &right.items[j];
            if (s->entity != TOC_NONE && s->entity == t->entity) continue; /* nobody to himself */
            if (!first_of_its_kind(&left, &right, i, j)) continue;
            toc_json_sep(out);
            toc_buf_char(out, '{');
            toc_json_slice(out, "source", s->code);
            toc_json_slice(out, "target", t->code);
            put_code(out, e);
            toc_buf_char(out, '}');
        }
}

void toc_emit_cameo(toc_buf *out, const toc_record *record, const toc_emit_options *options)
{
    toc_buf_char(out, '{');
    toc_json_key(out, "id");
    toc_buf_json(out, record->id);
    toc_json_key(out, "events");
    toc_buf_char(out, '[');
    for (uint32_t i = 0; i < record->events.count; i++) {
        const toc_event *e = &record->events.items[i];
        const bool coded = e->cameo[0] != '\0' || e->type != TOC_TYPE_NONE;
        if (coded && reported(e) && toc_event_kept(e, options)) put_event(out, record, e);
    }
    toc_buf_text(out, "]}\n");
}
