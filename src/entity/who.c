/* src/entity/who.c - who is in a document: the mentions in text order, what stands around them, what
 * grammar ties together, and the chain of those who are one. */
#include "entity/who_parts.h"

static void find_all(who *w)
{
    toc_scene *scene = w->scene;
    w->match_of = TOC_NEW_N(w->arena, uint32_t, w->count);
    w->mention_of = TOC_NEW_N(w->arena, uint32_t, scene->chunks.count + 1u);
    if (w->match_of == NULL || w->mention_of == NULL) return;
    toc_who_actors(w);
    if (w->arena->failed) return;
    for (uint32_t c = 0; c < scene->chunks.count; c++) {
        w->mention_of[c] = TOC_NONE;
        scene->chunks.items[c].entity = TOC_NONE;
        toc_who_mentions(w, c);
        if (w->arena->failed) return;
    }
    toc_who_shared(w);
    toc_who_near(w);
    toc_who_ties(w);
    if (w->arena->failed) return;
    toc_who_chain(w);
}

void toc_who_find(const toc_who_data *data, toc_scene *scene, toc_moment published)
{
    toc_arena scratch;
    toc_arena_init(&scratch);
    who w = {.data = data,
             .scene = scene,
             .tokens = scene->text->tokens.items,
             .count = scene->text->tokens.count,
             .published = published,
             .arena = &scratch};
    if (w.count > 0 && scene->chunk_of != NULL) find_all(&w);
    toc_arena_end(&scratch, scene->arena);
}
