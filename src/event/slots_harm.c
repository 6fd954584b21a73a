/* src/event/slots_harm.c - whom exactly a word of harm is said of, where several phrases are joined: "killed two
 * and wounded four", "a man dead and three others injured", "four people, including a boy, were shot". */
#include "event/slots.h"
#include "event/tree.h"

bool toc_is_relative(const toc_text *text, uint32_t t)
{
    static const char *const WORDS[] = {"who", "which", "that", "whom"};
    if (toc_tok(text, t)->upos != TOC_PRON && toc_tok(text, t)->upos != TOC_SCONJ) return false;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (toc_tok(text, t)->fold == toc_hash(WORDS[i], strlen(WORDS[i]))) return true;
    return false;
}

/* "A man dead and three others wounded": of those joined only who stands before the word. */
static void said_before(const toc_draft *d, toc_heads *out)
{
    size_t kept = 0;
    for (size_t i = 0; i < out->count; i++)
        if (out->items[i] < d->first) out->items[kept++] = out->items[i];
    if (kept > 0) out->count = kept;
}

/* "John Smith, 24, who was shot": the words before it, where the tree stops at "who". */
static void whom_it_means(const toc_story *story, const toc_draft *d, toc_heads *out)
{
    if (out->count != 1 || out->items[0] > d->first ||
        !toc_is_relative(story->scene->text, out->items[0]))
        return;
    uint32_t means[TOC_SLOT_ROOM];
    const size_t n =
        toc_surface_subject(story, d, means, out->room < TOC_SLOT_ROOM ? out->room : TOC_SLOT_ROOM);
    if (n == 0) return;
    memcpy(out->items, means, n * sizeof *means);
    out->count = n;
}

/* "Four people shot in Miami Gardens": what stands behind a preposition is no object, whatever the tree says. */
static void under_preposition(const toc_story *story, const toc_draft *d, toc_heads *out)
{
    const toc_scene *scene = story->scene;
    size_t kept = 0;
    for (size_t i = 0; i < out->count; i++) {
        const uint32_t c = scene->chunk_of[out->items[i]];
        const uint32_t first = c == TOC_NONE ? out->items[i] : scene->chunks.items[c].first;
        const bool under = first == d->last + 1 && toc_tok(scene->text, d->last)->upos == TOC_ADP &&
                           toc_tok(scene->text, d->last)->fold != toc_hash("as", 2);
        if (!under) out->items[kept++] = out->items[i];
    }
    out->count = kept;
}

/* "Killed two and wounded four": the second object has a verb of its own right before it. */
static void own_verbs(const toc_story *story, const toc_draft *d, toc_heads *out)
{
    const toc_scene *scene = story->scene;
    size_t kept = 0;
    for (size_t i = 0; i < out->count; i++) {
        const uint32_t c = scene->chunk_of[out->items[i]];
        const uint32_t first = c == TOC_NONE ? out->items[i] : scene->chunks.items[c].first;
        /* the chunker may have taken the verb along: "[injuring five]" */
        const bool inside = first + 1 < story->scene->text->tokens.count &&
                            toc_tok(scene->text, first)->upos == TOC_VERB &&
                            toc_tok(scene->text, first + 1)->upos == TOC_NUM;
        /* "killed [one] and wounded [five others]": one is the object, whatever the tree says */
        const bool after = i > 0 || (first > d->last + 2 && first < d->last + 5 &&
                                     toc_tok(scene->text, d->last)->upos == TOC_NUM &&
                                     toc_tok(scene->text, d->last + 1)->upos == TOC_CCONJ);
        const bool own = after && first > d->last &&
                         toc_tok(scene->text, first - 1)->sentence == d->sentence &&
                         (inside || toc_tok(scene->text, first - 1)->upos == TOC_VERB);
        if (!own) out->items[kept++] = out->items[i];
    }
    out->count = kept;
}

/* "Two men dead and four others injured": parts that are said to be something else suffer that. Keeps
 * the last phrase when a predicate stands between it and the one before. */
static void own_predicates(const toc_story *story, const toc_draft *d, toc_heads *out)
{
    const toc_scene *scene = story->scene;
    if (out->count < 2 || d->first == 0) return;
    const uint32_t near = scene->chunk_of[d->first - 1];
    if (near == TOC_NONE || scene->chunks.items[near].last != d->first) return;
    const toc_chunk *last = &scene->chunks.items[near];
    bool listed = false;
    for (size_t i = 0; i < out->count; i++) listed = listed || out->items[i] == last->head;
    if (!listed) return;
    size_t kept = 0;
    for (size_t i = 0; i < out->count; i++) {
        const uint32_t head = out->items[i];
        const uint32_t c = scene->chunk_of[head];
        /* "[one dead] and [three] injured" */
        bool own = head < last->first && toc_tok(scene->text, head)->upos == TOC_ADJ &&
                   !toc_is_class(story, head, TOC_LIT("person"));
        for (uint32_t t = c == TOC_NONE ? head + 1 : scene->chunks.items[c].last;
             t < last->first && head < last->first; t++) {
            const uint8_t upos = toc_tok(scene->text, t)->upos;
            own = own || ((upos == TOC_VERB || upos == TOC_ADJ) && scene->chunk_of[t] == TOC_NONE);
        }
        if (!own) out->items[kept++] = head;
    }
    out->count = kept;
}

/* "The boy, a man and a woman were hit": the tree may name one of them; takes the list if it holds that one. */
static void whole_list(const toc_story *story, const toc_draft *d, toc_heads *out)
{
    uint32_t listed[TOC_SLOT_ROOM];
    if (out->count == 0 || out->items[0] > d->first) return;
    const size_t n = toc_surface_subject(story, d, listed,
                                         out->room < TOC_SLOT_ROOM ? out->room : TOC_SLOT_ROOM);
    if (n <= out->count) return;
    for (size_t i = 0; i < out->count; i++) {
        bool held = false;
        for (size_t k = 0; k < n; k++) {
            const uint32_t a = story->scene->chunk_of[listed[k]],
                           b = story->scene->chunk_of[out->items[i]];
            held = held || listed[k] == out->items[i] || (a != TOC_NONE && a == b);
        }
        if (!held) return;
    }
    memcpy(out->items, listed, n * sizeof *listed);
    out->count = n;
}

/* "Four people, including a boy, were shot" */
static bool instance(const toc_story *story, uint32_t head)
{
    static const char *const WORDS[] = {"including", "among"};
    const toc_scene *scene = story->scene;
    const uint32_t c = scene->chunk_of[head];
    const uint32_t first = c == TOC_NONE ? head : scene->chunks.items[c].first;
    for (size_t i = 0; first > 0 && i < sizeof WORDS / sizeof *WORDS; i++)
        if (toc_tok(scene->text, first - 1)->fold == toc_hash(WORDS[i], strlen(WORDS[i])))
            return true;
    return false;
}

/* "Two men were held after six people were shot": the subject beside the auxiliary, not that of another clause. */
static void nearer_subject(const toc_story *story, const toc_draft *d, toc_heads *out)
{
    if (out->count == 0 ||
        (toc_tok(story->scene->text, out->items[0])->head == d->token &&
         !instance(story, out->items[0])) ||
        !toc_surface_passive(story, d))
        return;
    uint32_t beside[TOC_SLOT_ROOM];
    const size_t n = toc_surface_subject(story, d, beside,
                                         out->room < TOC_SLOT_ROOM ? out->room : TOC_SLOT_ROOM);
    if (n == 0 || (beside[0] <= out->items[0] && !instance(story, out->items[0]))) return;
    memcpy(out->items, beside, n * sizeof *beside);
    out->count = n;
}

/* "The victim, a student, was shot": an apposition looks like a list that has no "and". */
static void appositions(const toc_story *story, toc_heads *out)
{
    const toc_text *text = story->scene->text;
    if (out->count < 2) return;
    /* "In Block C, the camp, 12 people were killed": where, then whom */
    size_t people = 0;
    for (size_t i = 0; i < out->count; i++)
        if (story->place_of[out->items[i]] == TOC_NONE) out->items[people++] = out->items[i];
    if (people > 0) out->count = people;
    if (out->count < 2) return;
    uint32_t first = out->items[0], last = first;
    bool names = true;
    for (size_t i = 0; i < out->count; i++) {
        if (out->items[i] < first) first = out->items[i];
        if (out->items[i] > last) last = out->items[i];
        const uint32_t c = story->scene->chunk_of[out->items[i]];
        const bool article =
            c != TOC_NONE && toc_tok(text, story->scene->chunks.items[c].first)->upos == TOC_DET;
        names = names && !article && toc_tok(text, out->items[i])->upos == TOC_PROPN;
    }
    bool list = names;
    for (uint32_t k = first + 1; k < last && !list; k++)
        list = toc_tok(text, k)->upos == TOC_CCONJ || toc_tok(text, k)->upos == TOC_SYM;
    if (list) return;
    out->items[0] = first;
    out->count = 1;
}

/* "left [four people injured and] one dead": the last phrase is what the end of the pattern is said of. */
void toc_harmed_gap(const toc_story *story, const toc_draft *d, toc_heads *out)
{
    const toc_text *text = story->scene->text;
    uint32_t joint = TOC_NONE;
    for (uint32_t t = d->gap_first + 1; t < d->gap_last; t++) {
        if (toc_tok(text, t)->upos != TOC_CCONJ) continue;
        const uint8_t before = toc_tok(text, t - 1)->upos;
        if (before == TOC_VERB ||
            (before == TOC_ADJ && toc_tok(text, t - 1)->fold != toc_hash("old", 3)))
            joint = t;
    }
    if (joint == TOC_NONE) return;
    size_t kept = 0;
    for (size_t i = 0; i < out->count; i++)
        if (out->items[i] > joint) out->items[kept++] = out->items[i];
    out->count = kept;
    const toc_token *end = toc_tok(text, d->gap_last - 1);
    if (kept == 0 && (end->upos == TOC_NUM || end->fold == toc_hash("another", 7)))
        out->items[out->count++] = d->gap_last - 1;
}

void toc_harmed_subject(const toc_story *story, const toc_draft *d, toc_heads *out)
{
    if (toc_slice_is(d->frame.slots[TOC_SLOT_PATIENT], "subj")) whom_it_means(story, d, out);
    if (toc_tok(story->scene->text, d->token)->upos == TOC_ADJ) said_before(d, out);
}

void toc_harmed_object(const toc_story *story, const toc_draft *d, toc_heads *out)
{
    whom_it_means(story, d, out);
    under_preposition(story, d, out);
    appositions(story, out);
    nearer_subject(story, d, out);
    own_verbs(story, d, out);
    own_predicates(story, d, out);
    whole_list(story, d, out);
}
