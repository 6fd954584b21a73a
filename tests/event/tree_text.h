/* tests/event/tree_text.h - a parsed sentence from text, so that tests of event/ need no models.
 *
 *   "Gunmen/gunman/NOUN/2/nsubj attacked/attack/VERB/0/root the/the/DET/4/det convoy/convoy/NOUN/2/obj"
 *
 * Words are form/lemma/UPOS/head/relation, heads count from 1 within the sentence; sentences are
 * separated by '|'. Chunks: determiner or modifier to head noun, and pronouns. */
#ifndef TREE_TEXT_H
#define TREE_TEXT_H

#include "base/buf.h"
#include "base/utf8.h"
#include "event/story.h"

#include <stdlib.h>

typedef struct tree_text {
    toc_arena arena;
    toc_text text;
    toc_article article;
    toc_record record;
    toc_scene scene;
} tree_text;

static inline toc_slice tree_field(toc_slice *word)
{
    toc_slice piece = {"", 0};
    toc_slice_cut(word, '/', &piece);
    return piece;
}

static inline void tree_chunks(tree_text *t)
{
    toc_scene *scene = &t->scene;
    scene->chunk_of = TOC_NEW_N(&t->arena, uint32_t, (size_t)t->text.tokens.count + 1);
    for (uint32_t i = 0; i < t->text.tokens.count; i++) scene->chunk_of[i] = TOC_NONE;
    for (uint32_t i = 0; i < t->text.tokens.count; i++) {
        const uint8_t upos = t->text.tokens.items[i].upos;
        uint32_t last = i;
        if (upos == TOC_PRON && t->text.tokens.items[i].deprel != TOC_DEP_nmod_poss) {
            last = i + 1;
        } else {
            uint32_t head = TOC_NONE;
            for (; last < t->text.tokens.count; last++) {
                const toc_token *w = &t->text.tokens.items[last];
                const bool part = w->upos == TOC_DET || w->upos == TOC_ADJ || w->upos == TOC_NUM ||
                                  w->upos == TOC_NOUN || w->upos == TOC_PROPN;
                if (!part || w->sentence != t->text.tokens.items[i].sentence) break;
                if (head != TOC_NONE && (w->upos == TOC_DET || w->upos == TOC_NUM)) break;
                if (w->upos == TOC_NOUN || w->upos == TOC_PROPN || w->upos == TOC_NUM) head = last;
            }
            if (head == TOC_NONE) continue;
            last = head + 1;
        }
        const toc_chunk chunk = {i, last, last - 1, TOC_NONE, TOC_NONE, TOC_NONE, TOC_NONE};
        for (uint32_t k = i; k < last; k++) scene->chunk_of[k] = scene->chunks.count;
        toc_push(&t->arena, &scene->chunks, chunk);
        i = last - 1;
    }
}

static inline void tree_text_make(tree_text *t, const char *source)
{
    *t = (tree_text){0};
    toc_arena_init(&t->arena);
    char *bytes = toc_alloc(&t->arena, strlen(source) + 2);
    uint32_t at = 0, sentence = 0;
    toc_slice rest = toc_slice_of(source), word;
    toc_sentence s = {.candidate = true, .parsed = true};
    while (toc_slice_cut(&rest, ' ', &word)) {
        if (word.len == 0) continue;
        if (toc_slice_is(word, "|")) {
            s.last = t->text.tokens.count;
            s.end = at;
            toc_push(&t->arena, &t->text.sentences, s);
            s.first = s.last;
            s.start = at;
            sentence++;
            continue;
        }
        const toc_slice form = tree_field(&word), lemma = tree_field(&word),
                        upos = tree_field(&word);
        const toc_slice head = tree_field(&word), rel = tree_field(&word);
        if (at > 0) bytes[at++] = ' ';
        memcpy(bytes + at, form.ptr, form.len);
        const uint32_t up = (uint32_t)strtoul(head.ptr, NULL, 10);
        const toc_token token = {.start = at,
                                 .end = at + (uint32_t)form.len,
                                 .form = toc_hash_slice(form),
                                 .fold = toc_fold_hash(form),
                                 .lemma = lemma,
                                 .lemma_fold = toc_fold_hash(lemma),
                                 .head = up == 0 ? TOC_NONE : s.first + up - 1,
                                 .sentence = sentence,
                                 .upos = (uint8_t)toc_upos_of(upos),
                                 .deprel = (uint8_t)toc_deprel_of(rel)};
        toc_push(&t->arena, &t->text.tokens, token);
        at += (uint32_t)form.len;
    }
    s.last = t->text.tokens.count;
    s.end = at;
    toc_push(&t->arena, &t->text.sentences, s);
    t->article = (toc_article){.arena = &t->arena, .text = {bytes, at}, .english = true};
    t->text.article = &t->article;
    t->text.arena = &t->arena;
    t->text.text = t->article.text;
    t->record = (toc_record){.arena = &t->arena, .text = t->article.text};
    t->scene = (toc_scene){.text = &t->text, .record = &t->record, .arena = &t->arena};
    tree_chunks(t);
}

/* A pack of one dictionary text in memory. */
static inline bool tree_pack(toc_pack *pack, const toc_dict_source *files, size_t count)
{
    toc_pack_part *parts;
    size_t part_count, len;
    char *bytes;
    tocsin_error err;
    if (toc_dict_compile(files, count, &parts, &part_count, NULL, NULL, &err) != TOCSIN_OK) {
        fprintf(stderr, "%s\n", err.message);
        return false;
    }
    const bool good = toc_pack_write(&bytes, &len, parts, part_count, &err) == TOCSIN_OK;
    toc_dict_parts_free(parts, part_count);
    return good && toc_pack_from_bytes(pack, bytes, len, "test", &err) == TOCSIN_OK;
}

/* The event tables of dictionary texts, opened; the pack and arena stay the caller's to free. */
static inline bool tree_events(toc_event_data *data, toc_pack *pack, toc_arena *arena,
                               const toc_dict_source *files, size_t count)
{
    tocsin_error err = {0};
    toc_arena_init(arena);
    if (!tree_pack(pack, files, count)) return false;
    if (toc_event_open(data, pack, 1, arena, &err) == TOCSIN_OK) return true;
    fprintf(stderr, "%s\n", err.message);
    return false;
}

/* A parsed text with its story told. */
static inline void tree_tell(tree_text *t, toc_story *story, const toc_event_data *data,
                             const char *tree)
{
    tree_text_make(t, tree);
    toc_relevant(data, &t->text);
    toc_story_tell(story, data, &t->article, &t->scene, true);
}

#endif
