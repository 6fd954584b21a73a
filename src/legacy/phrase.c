/* src/legacy/phrase.c - "SAID_WOULD * { TALKS | &MEETING }_SOON": a phrase as items.
 *
 *   A_B    A exactly, then B at once           A~_B   a word that begins with A, then B
 *   A B    other words may come between        A_     A alone, not what begins with it
 *   A-B    as A_B                              A=     exactly A, no ending
 *   &SET   a synonym set                       { }    alternatives between |
 *   $ + % ^ @   actors                         *      the verb */
#include "legacy/suite.h"

enum { MAX_ITEMS = 32, MAX_NESTING = 4 };

typedef struct scan {
    toc_legacy_reader *r;
    toc_slice text;
    size_t at;
    toc_legacy_endings endings;
    toc_legacy_phrase *out;
    uint32_t verb; /* where "*" stood among the items; NONE: nowhere */
    bool verb_joined, good;
    int depth;
} scan;

static bool read_items(scan *s);

static bool is_break(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_mark(char c)
{
    return memchr("$+%^@", c, 5) != NULL;
}

static bool fail(scan *s, const char *why)
{
    if (s->good) toc_legacy_complain(s->r, s->r->line, "%s", why);
    s->good = false;
    return false;
}

static toc_legacy_item *add(scan *s, toc_legacy_item item)
{
    if (s->out->count >= MAX_ITEMS) {
        fail(s, "the phrase has more than 32 words: shorten it");
        return NULL;
    }
    toc_push(&s->r->suite->arena, s->out, item);
    return s->out->count > 0 ? &s->out->items[s->out->count - 1] : NULL;
}

uint32_t toc_legacy_set_of(toc_legacy_reader *r, toc_slice name)
{
    toc_legacy_suite *suite = r->suite;
    for (uint32_t i = 0; i < suite->sets.count; i++)
        if (suite->sets.items[i].name.len > 0 && toc_slice_eq(suite->sets.items[i].name, name))
            return i;
    const toc_legacy_set set = {.name = toc_dup(&suite->arena, name), .line = r->line};
    toc_push(&suite->arena, &suite->sets, set);
    return suite->sets.count - 1;
}

/* "&TIES_MEMOS" is the set TIES and a word when there is no set TIES_MEMOS: the longest that is known. */
static size_t set_name_length(const scan *s, toc_slice name)
{
    const toc_legacy_suite *suite = s->r->suite;
    size_t best = 0;
    for (uint32_t i = 0; i < suite->sets.count; i++) {
        const toc_slice known = suite->sets.items[i].name;
        if (known.len > best && known.len <= name.len &&
            memcmp(known.ptr, name.ptr, known.len) == 0 &&
            (known.len == name.len || name.ptr[known.len] == '_'))
            best = known.len;
    }
    if (best > 0) return best;
    const char *end = memchr(name.ptr, '_', name.len);
    return end == NULL ? name.len : (size_t)(end - name.ptr);
}

/* What follows a word says how it ends and whether the next item is joined. */
static void read_ending(scan *s, toc_legacy_item *item)
{
    bool open = false, exact = false;
    while (s->at < s->text.len && (s->text.ptr[s->at] == '~' || s->text.ptr[s->at] == '=')) {
        if (s->text.ptr[s->at] == '~')
            open = true;
        else
            exact = true;
        s->at++;
    }
    const bool mark =
        s->at < s->text.len && (s->text.ptr[s->at] == '_' || s->text.ptr[s->at] == '-');
    if (mark) {
        s->at++;
        item->joined = s->at < s->text.len && !is_break(s->text.ptr[s->at]) &&
                       s->text.ptr[s->at] != '|' && s->text.ptr[s->at] != '}';
    }
    if (item->kind != TOC_LEGACY_WORD) return;
    item->ending = (uint8_t)(open                    ? TOC_LEGACY_OPEN
                             : exact || item->joined ? TOC_LEGACY_EXACT
                             : mark                  ? s->endings.closed
                                                     : s->endings.plain);
}

static bool read_word(scan *s)
{
    const size_t start = s->at;
    while (s->at < s->text.len && !is_break(s->text.ptr[s->at]) &&
           memchr("_-=~*{}|&", s->text.ptr[s->at], 9) == NULL)
        s->at++;
    if (s->at == start) {
        s->at++; /* a stray mark */
        return true;
    }
    const toc_legacy_item item = {
        .kind = TOC_LEGACY_WORD,
        .word = toc_legacy_upper(&s->r->suite->arena, toc_slice_sub(s->text, start, s->at))};
    toc_legacy_item *added = add(s, item);
    if (added != NULL) read_ending(s, added);
    return added != NULL;
}

static bool read_set(scan *s)
{
    size_t end = ++s->at;
    while (end < s->text.len && !is_break(s->text.ptr[end]) &&
           memchr("*{}|&~=", s->text.ptr[end], 7) == NULL)
        end++;
    toc_slice name = toc_legacy_upper(&s->r->suite->arena, toc_slice_sub(s->text, s->at, end));
    if (name.len == 0) return fail(s, "\"&\" is followed by no name of a synonym set");
    name.len = set_name_length(s, name);
    s->at += name.len;
    toc_legacy_item *added =
        add(s, (toc_legacy_item){.kind = TOC_LEGACY_SET, .set = toc_legacy_set_of(s->r, name)});
    if (added != NULL) read_ending(s, added);
    return added != NULL;
}

static bool add_alternative(scan *s, toc_legacy_set *set, toc_slice text)
{
    toc_legacy_phrase phrase = {0};
    scan inner = {.r = s->r,
                  .text = toc_slice_trim(text),
                  .endings = s->endings,
                  .out = &phrase,
                  .verb = TOC_LEGACY_NONE,
                  .good = true,
                  .depth = s->depth + 1};
    if (inner.text.len == 0) return true;
    if (!read_items(&inner)) return s->good = false;
    if (inner.verb != TOC_LEGACY_NONE) return fail(s, "\"*\" cannot stand inside { }");
    if (phrase.count > 0) toc_push(&s->r->suite->arena, &set->elements, phrase);
    return true;
}

static bool read_alternatives(scan *s)
{
    if (s->depth >= MAX_NESTING) return fail(s, "{ } are nested too deeply");
    size_t end = ++s->at, piece = s->at;
    int open = 1;
    toc_legacy_set set = {.defined = true, .line = s->r->line};
    for (; end < s->text.len; end++) {
        const char c = s->text.ptr[end];
        if (c == '{') open++;
        if (c == '}' && --open == 0) break;
        if (c != '|' || open != 1) continue;
        if (!add_alternative(s, &set, toc_slice_sub(s->text, piece, end))) return false;
        piece = end + 1;
    }
    if (end >= s->text.len) return fail(s, "\"{\" without \"}\"");
    if (!add_alternative(s, &set, toc_slice_sub(s->text, piece, end))) return false;
    if (set.elements.count == 0) return fail(s, "{ } hold no words");
    s->at = end + 1;
    toc_push(&s->r->suite->arena, &s->r->suite->sets, set);
    toc_legacy_item *added =
        add(s, (toc_legacy_item){.kind = TOC_LEGACY_SET, .set = s->r->suite->sets.count - 1});
    if (added != NULL) read_ending(s, added);
    return added != NULL;
}

static bool read_verb_mark(scan *s)
{
    if (s->verb != TOC_LEGACY_NONE) return fail(s, "the pattern has two \"*\": there is one verb");
    s->verb = s->out->count;
    s->at++;
    if (s->at < s->text.len && s->text.ptr[s->at] == '_') {
        s->at++;
        s->verb_joined = s->at < s->text.len && !is_break(s->text.ptr[s->at]);
    }
    return true;
}

static bool read_actor_mark(scan *s)
{
    static const struct {
        char mark;
        toc_legacy_item_kind kind;
    } MARKS[] = {{'$', TOC_LEGACY_SOURCE},
                 {'+', TOC_LEGACY_TARGET},
                 {'%', TOC_LEGACY_BOTH},
                 {'^', TOC_LEGACY_SKIP},
                 {'@', TOC_LEGACY_ATTRIBUTED}};
    toc_legacy_item item = {0};
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
        if (MARKS[i].mark == s->text.ptr[s->at]) item.kind = (uint8_t)MARKS[i].kind;
    s->at++;
    toc_legacy_item *added = add(s, item);
    if (added != NULL) read_ending(s, added);
    return added != NULL;
}

static bool stands_alone(const scan *s)
{
    return s->at + 1 >= s->text.len || is_break(s->text.ptr[s->at + 1]) ||
           s->text.ptr[s->at + 1] == '_';
}

static bool read_items(scan *s)
{
    while (s->good && s->at < s->text.len) {
        const char c = s->text.ptr[s->at];
        if (is_break(c))
            s->at++;
        else if (c == '*')
            read_verb_mark(s);
        else if (c == '{')
            read_alternatives(s);
        else if (c == '}')
            fail(s, "\"}\" without \"{\"");
        else if (c == '&')
            read_set(s);
        else if (is_mark(c) && stands_alone(s))
            read_actor_mark(s);
        else
            read_word(s);
    }
    return s->good;
}

bool toc_legacy_phrase_read(toc_legacy_reader *r, toc_slice text, toc_legacy_endings endings,
                            toc_legacy_phrase *out)
{
    *out = (toc_legacy_phrase){0};
    scan s = {.r = r,
              .text = toc_slice_trim(text),
              .endings = endings,
              .out = out,
              .verb = TOC_LEGACY_NONE,
              .good = true};
    if (!read_items(&s)) return false;
    if (s.verb != TOC_LEGACY_NONE) return fail(&s, "\"*\" belongs into a pattern, after \"-\"");
    if (out->count == 0) return fail(&s, "there are no words");
    return true;
}

bool toc_legacy_pattern_read(toc_legacy_reader *r, toc_slice text, toc_legacy_endings endings,
                             toc_legacy_pattern *out)
{
    toc_legacy_phrase all = {0};
    scan s = {.r = r,
              .text = toc_slice_trim(text),
              .endings = endings,
              .out = &all,
              .verb = TOC_LEGACY_NONE,
              .good = true};
    if (!read_items(&s)) return false;
    if (s.verb == TOC_LEGACY_NONE)
        return fail(&s, "the pattern has no \"*\" to say where the verb stands");
    *out = (toc_legacy_pattern){
        .verb_joined = s.verb_joined, .line = r->line, .length = (uint32_t)s.text.len};
    for (uint32_t i = 0; i < all.count; i++) {
        toc_push(&r->suite->arena, i < s.verb ? &out->before : &out->after, all.items[i]);
        if (all.items[i].kind == TOC_LEGACY_BOTH) out->compound = true;
    }
    return true;
}
