/* src/event/owner.c - whose the weapons are: an act that names nobody was done by whoever its warplanes, shells
 * or strikes belong to ("killed in an Israeli airstrike", "hit by Libyan National Army shells").
 *
 * Only arms that armies have: before other words a nationality says where, not who ("an Iraqi car bomb"). */
#include "event/story.h"
#include "event/tree.h"

#define AGENT_REACH 16u /* tokens from a participle to its agent */

static bool army_arms(const toc_story *story, uint32_t t)
{
    static const char *const CLASSES[] = {"aircraft",      "missile",    "shell",
                                          "drone",         "airattack",  "shellattack",
                                          "missileattack", "dronestrike"};
    for (size_t i = 0; i < sizeof CLASSES / sizeof *CLASSES; i++)
        if (toc_is_class(story, t, toc_slice_of(CLASSES[i]))) return true;
    return false;
}

static bool army_method(toc_method m)
{
    return m == TOC_METHOD_AIRSTRIKE || m == TOC_METHOD_SHELLING || m == TOC_METHOD_MISSILE ||
           m == TOC_METHOD_DRONE || m == TOC_METHOD_RAID;
}

/* Names of states stand for places too ("Syria airstrikes"); nationalities and "US" do not. */
static bool owns(const toc_story *story, uint32_t t)
{
    const toc_record *record = story->scene->record;
    const uint32_t p = story->place_of[t];
    if (p != TOC_NONE) {
        const toc_token *token = toc_tok(story->scene->text, t);
        return record->places.items[p].kind == TOC_PLACE_DEMONYM ||
               (record->places.items[p].kind == TOC_PLACE_COUNTRY &&
                token->end - token->start <= 4);
    }
    const uint32_t e = story->entity_of[t];
    if (e == TOC_NONE || !record->entities.items[e].has_actor) return false;
    const toc_entity_kind kind = record->entities.items[e].kind;
    return kind == TOC_ENTITY_GROUP || kind == TOC_ENTITY_MILITARY ||
           kind == TOC_ENTITY_GOVERNMENT || kind == TOC_ENTITY_ORGANISATION;
}

/* "Government warplanes": a body of no name. */
static bool body(const toc_story *story, uint32_t t)
{
    static const char *const KINDS[] = {"government", "military", "group", "organisation"};
    if (toc_tok(story->scene->text, t)->upos != TOC_NOUN ||
        toc_is_class(story, t, TOC_LIT("weapon"))) /* "artillery shells" */
        return false;
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        if (toc_is_class(story, t, toc_slice_of(KINDS[i]))) return true;
    return false;
}

/* The owner before the noun at `t`, in its noun phrase. */
static bool add_owner(toc_story *story, toc_draft *d, uint32_t t,
                      bool (*is_owner)(const toc_story *story, uint32_t t))
{
    const toc_chunk *chunk = toc_chunk_at(story->scene, t);
    if (chunk == NULL) return false;
    const toc_record *record = story->scene->record;
    for (uint32_t k = t; k-- > chunk->first;) {
        if (!is_owner(story, k)) continue;
        toc_filler filler = {
            TOC_ROLE_PERPETRATOR,
            TOC_NONE,
            story->place_of[k],
            {toc_tok(story->scene->text, k)->start, toc_tok(story->scene->text, k)->end}};
        const uint32_t e = story->entity_of[k];
        if (filler.place == TOC_NONE && e != TOC_NONE) {
            filler.entity = e;
            const toc_entity *entity = &record->entities.items[e];
            for (uint32_t m = 0; m < entity->mentions.count; m++)
                if (entity->mentions.items[m].head == k)
                    filler.span = entity->mentions.items[m].span;
        }
        toc_push(story->arena, &d->event.roles, filler);
        return true;
    }
    return false;
}

/* Soldiers, rebels, police, a government: who may stand behind "by". */
static bool power(const toc_story *story, const toc_chunk *chunk)
{
    if (toc_is_class(story, chunk->head, TOC_LIT("armed"))) return true;
    const uint32_t e = chunk->entity != TOC_NONE ? chunk->entity : story->entity_of[chunk->head];
    if (e == TOC_NONE) return false;
    static const char *const SECTORS[] = {"MIL", "COP", "REB", "UAF", "SPY"};
    const toc_entity *entity = &story->scene->record->entities.items[e];
    for (size_t i = 0; i < sizeof SECTORS / sizeof *SECTORS; i++)
        if (entity->kind == TOC_ENTITY_PERSON && strcmp(entity->actor.sector, SECTORS[i]) == 0)
            return true;
    return entity->kind == TOC_ENTITY_GROUP || entity->kind == TOC_ENTITY_MILITARY ||
           entity->kind == TOC_ENTITY_GOVERNMENT;
}

/* "Rockets fired by soldiers", whatever the tree hangs the participle on. */
static bool add_shooter(toc_story *story, toc_draft *d, uint32_t t)
{
    const toc_text *text = story->scene->text;
    if (t + 2 >= text->sentences.items[d->sentence].last || !toc_is_verb(text, t + 1) ||
        toc_is_gerund(text, t + 1))
        return false;
    const uint32_t agent = toc_child(text, t + 1, TOC_DEP_obl_agent);
    const toc_chunk *chunk = agent == TOC_NONE ? NULL : toc_chunk_at(story->scene, agent);
    if (chunk == NULL || !power(story, chunk)) return false;
    toc_role_add(story, &d->event, TOC_ROLE_PERPETRATOR, chunk->head);
    return true;
}

static bool owner_of(toc_story *story, toc_draft *d, uint32_t t)
{
    if (add_shooter(story, d, t)) return true;
    return add_owner(story, d, t, owns) || add_owner(story, d, t, body);
}

static bool has_doer(const toc_event *e)
{
    for (uint32_t i = 0; i < e->roles.count; i++)
        if (e->roles.items[i].role == TOC_ROLE_PERPETRATOR) return true;
    return false;
}

/* "Was arrested and held for two days in a barracks by the army": the agent at the end of the clause,
 * which the tree has hung elsewhere. */
static bool add_agent(toc_story *story, toc_draft *d)
{
    const toc_text *text = story->scene->text;
    const uint32_t last = text->sentences.items[d->sentence].last;
    for (uint32_t t = d->last; t + 1 < last && t < d->last + AGENT_REACH; t++) {
        const toc_token *token = toc_tok(text, t);
        if (token->upos == TOC_SCONJ || toc_lemma_is(text, t, "who") ||
            toc_lemma_is(text, t, "which"))
            return false;
        if (token->fold != toc_hash("by", 2)) continue;
        const toc_chunk *chunk = toc_chunk_at(story->scene, t + 1);
        if (chunk == NULL || !power(story, chunk)) return false;
        toc_role_add(story, &d->event, TOC_ROLE_PERPETRATOR, chunk->head);
        return true;
    }
    return false;
}

void toc_owners_find(toc_story *story)
{
    static const char *const SLOTS[] = {"subj", "by", "in", "from", "with", "obj"};
    for (uint32_t i = 0; i < story->drafts.count; i++) {
        toc_draft *d = &story->drafts.items[i];
        if ((d->event.type != TOC_TYPE_ASSAULT && d->event.type != TOC_TYPE_COERCE) ||
            has_doer(&d->event))
            continue;
        if (d->noun) {
            if (army_method(d->event.method)) owner_of(story, d, d->token);
            continue;
        }
        if (toc_tok(story->scene->text, d->token)->upos == TOC_VERB &&
            toc_slice_is(d->frame.slots[TOC_ROLE_PERPETRATOR], "subj") && add_agent(story, d))
            continue;
        uint32_t heads[TOC_SLOT_ROOM];
        bool found = false;
        for (size_t s = 0; s < sizeof SLOTS / sizeof *SLOTS && !found; s++) {
            const size_t n = toc_slot_fill(story, d, toc_slice_of(SLOTS[s]), heads, TOC_SLOT_ROOM);
            for (size_t k = 0; k < n && !found; k++)
                found = army_arms(story, heads[k]) && owner_of(story, d, heads[k]);
        }
    }
}
