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

/* Where the phrase of a head begins. */
static uint32_t phrase_first(const toc_scene *scene, uint32_t head)
{
    const uint32_t c = scene->chunk_of[head];
    return c == TOC_NONE ? head : scene->chunks.items[c].first;
}

/* Leaves out those of which `other` says that the word does not mean them; `at` is the place in the list. */
static void leave_out(const toc_story *story, const toc_draft *d, toc_heads *out,
                      bool (*other)(const toc_story *story, const toc_draft *d, uint32_t head,
                                    size_t at))
{
    size_t kept = 0;
    for (size_t i = 0; i < out->count; i++)
        if (!other(story, d, out->items[i], i)) out->items[kept++] = out->items[i];
    out->count = kept;
}

/* Those whom the order of words puts before the trigger. */
static size_t subject_before(const toc_story *story, const toc_draft *d, const toc_heads *out,
                             uint32_t heads[TOC_SLOT_ROOM])
{
    return toc_surface_subject(story, d, heads,
                               out->room < TOC_SLOT_ROOM ? out->room : TOC_SLOT_ROOM);
}

static void replace(toc_heads *out, const uint32_t *heads, size_t n)
{
    memcpy(out->items, heads, n * sizeof *heads);
    out->count = n;
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
    const size_t n = subject_before(story, d, out, means);
    if (n > 0) replace(out, means, n);
}

/* "Four people shot in Miami Gardens": what stands behind a preposition is no object, whatever the tree says. */
static bool under_preposition(const toc_story *story, const toc_draft *d, uint32_t head, size_t at)
{
    (void)at;
    const toc_text *text = story->scene->text;
    return phrase_first(story->scene, head) == d->last + 1 &&
           toc_tok(text, d->last)->upos == TOC_ADP &&
           toc_tok(text, d->last)->fold != toc_hash("as", 2);
}

/* "Killed two and wounded four": the second object has a verb of its own right before it. */
static bool has_own_verb(const toc_story *story, const toc_draft *d, uint32_t head, size_t at)
{
    const toc_text *text = story->scene->text;
    const uint32_t first = phrase_first(story->scene, head);
    /* the chunker may have taken the verb along: "[injuring five]" */
    const bool inside = first + 1 < text->tokens.count && toc_tok(text, first)->upos == TOC_VERB &&
                        toc_tok(text, first + 1)->upos == TOC_NUM;
    /* "killed [one] and wounded [five others]": one is the object, whatever the tree says */
    const bool after = at > 0 || (first > d->last + 2 && first < d->last + 5 &&
                                  toc_tok(text, d->last)->upos == TOC_NUM &&
                                  toc_tok(text, d->last + 1)->upos == TOC_CCONJ);
    return after && first > d->last && toc_tok(text, first - 1)->sentence == d->sentence &&
           (inside || toc_tok(text, first - 1)->upos == TOC_VERB);
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
    const size_t n = subject_before(story, d, out, listed);
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
    replace(out, listed, n);
}

/* "Four people, including a boy, were shot" */
static bool instance(const toc_story *story, uint32_t head)
{
    static const char *const WORDS[] = {"including", "among"};
    const toc_scene *scene = story->scene;
    const uint32_t first = phrase_first(scene, head);
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
    const size_t n = subject_before(story, d, out, beside);
    if (n == 0 || (beside[0] <= out->items[0] && !instance(story, out->items[0]))) return;
    replace(out, beside, n);
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
    leave_out(story, d, out, under_preposition);
    appositions(story, out);
    nearer_subject(story, d, out);
    leave_out(story, d, out, has_own_verb);
    own_predicates(story, d, out);
    whole_list(story, d, out);
}
