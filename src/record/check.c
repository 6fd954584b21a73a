/* src/record/check.c - see check.h. A pass over the tokens of the JSON with a stack of objects of the
 * field table; nothing is built, and no depth is reached that the table does not have. */
#include "record/check.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <yajl/yajl_parse.h>

#include "base/arena.h"
#include "record/fields.h"

enum { MAX_FRAMES = 8, MOMENT_BYTES = 24 };

typedef struct frame { /* an object that is open */
    const toc_object *object;
    uint32_t seen;                 /* bit by field */
    int field;                     /* whose value comes next or is open; -1: none yet */
    uint32_t index;                /* in the list of that field */
    uint8_t lists;                 /* how many are open: 1; 2 inside a point */
    uint8_t numbers;               /* of that point */
    int64_t low, high, start, end; /* -1: not there */
    char earliest[MOMENT_BYTES], latest[MOMENT_BYTES];
} frame;

typedef struct id {
    char letter;
    uint32_t number;
    const char *path; /* of who refers to it; NULL: it is declared here */
} id;

typedef struct checker {
    toc_arena arena;
    frame frames[MAX_FRAMES];
    unsigned depth;
    bool started;
    TOC_ARRAY(id) ids;
    char message[sizeof((tocsin_error *)0)->message];
} checker;

/* ---------------------------------------------------------------- findings */
static size_t put_path(const checker *c, char *out, size_t room)
{
    size_t n = 0;
    out[0] = '\0';
    for (unsigned i = 0; i < c->depth && n < room; i++) {
        const frame *f = &c->frames[i];
        if (f->field < 0) break;
        n += (size_t)snprintf(out + n, room - n, "%s%s", i > 0 ? "." : "",
                              f->object->fields[f->field].name);
        if (f->lists > 0 && n < room) n += (size_t)snprintf(out + n, room - n, "[%u]", f->index);
    }
    return n < room ? n : room - 1;
}

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
static int
wrong(checker *c, const char *format, ...)
{
    size_t n = put_path(c, c->message, sizeof c->message);
    n += (size_t)snprintf(c->message + n, sizeof c->message - n, "%s", n > 0 ? ": " : "");
    va_list args;
    va_start(args, format);
    if (n < sizeof c->message) vsnprintf(c->message + n, sizeof c->message - n, format, args);
    va_end(args);
    return 0; /* yajl: stop */
}

static frame *top(checker *c)
{
    return &c->frames[c->depth - 1];
}

static const toc_field *field_of(const frame *f)
{
    return &f->object->fields[f->field];
}

static const char *quantity(const toc_field *field)
{
    return field->many == TOC_ONE           ? ""
           : field->many == TOC_ONE_OR_LIST ? ", or a list of such"
                                            : " in a list";
}

static int not_that(checker *c, const char *what)
{
    const toc_field *field = field_of(top(c));
    return wrong(c, "%s, where %s%s belongs", what, toc_shape_doc(field->shape), quantity(field));
}

/* May a value stand here? What it is, is asked by the caller. */
static bool place_for(checker *c, const char *what)
{
    if (c->depth == 0) {
        wrong(c, "not a JSON object");
        return false;
    }
    const frame *f = top(c);
    const toc_field *field = field_of(f);
    const bool listed = field->many == TOC_LIST || field->many == TOC_LIST_OR_NONE;
    if (listed && f->lists == 0) {
        not_that(c, what);
        return false;
    }
    return true;
}

static int value_done(checker *c)
{
    frame *f = top(c);
    if (f->lists == 1) f->index++;
    return 1;
}

/* ---------------------------------------------------------------- ids */
static void note_id(checker *c, const frame *f, toc_slice value)
{
    char path[128];
    char digits[12] = "";
    memcpy(digits, value.ptr + 1, value.len - 1); /* toc_field_fits: at most 11 bytes */
    id i = {value.ptr[0], (uint32_t)strtoul(digits, NULL, 10), NULL};
    if (strcmp(field_of(f)->name, "id") != 0) {
        const size_t n = put_path(c, path, sizeof path);
        i.path = toc_dup(&c->arena, (toc_slice){path, n}).ptr;
    }
    toc_push(&c->arena, &c->ids, i);
}

static int by_id(const void *a, const void *b)
{
    const id *x = a, *y = b;
    if (x->letter != y->letter) return x->letter < y->letter ? -1 : 1;
    if (x->number != y->number) return x->number < y->number ? -1 : 1;
    return (x->path != NULL) - (y->path != NULL); /* the declaration first */
}

static bool check_ids(checker *c)
{
    if (c->ids.count > 1) qsort(c->ids.items, c->ids.count, sizeof *c->ids.items, by_id);
    for (uint32_t i = 0; i < c->ids.count; i++) {
        const id *x = &c->ids.items[i], *before = i > 0 ? x - 1 : NULL;
        const bool same =
            before != NULL && before->letter == x->letter && before->number == x->number;
        if (x->path == NULL && same) {
            wrong(c, "the id %c%u is there twice", x->letter, x->number);
            return false;
        }
        if (x->path != NULL && !same) {
            snprintf(c->message, sizeof c->message, "%s: there is no %c%u", x->path, x->letter,
                     x->number);
            return false;
        }
    }
    return true;
}

/* ---------------------------------------------------------------- values */
/* A string that does not fit its field. */
static int bad_string(checker *c, const toc_field *field, toc_slice value)
{
    char list[160] = "";
    size_t n = 0;
    if (field->shape == TOC_SHAPE_TEXT) return wrong(c, "empty; what is not known is left out");
    if (field->shape == TOC_SHAPE_ID) snprintf(list, sizeof list, " like \"%c1\"", field->letter);
    for (unsigned i = 1; i < field->words && n < sizeof list; i++)
        n += (size_t)snprintf(list + n, sizeof list - n, "%s%s", i > 1 ? ", " : "", field->word(i));
    if (n >= sizeof list) memcpy(list + sizeof list - 5, " ...", 5);
    const int shown = value.len > 40 ? 40 : (int)value.len;
    if (field->shape == TOC_SHAPE_WORD)
        return wrong(c, "\"%.*s\" is none of %s", shown, value.ptr, list);
    return wrong(c, "\"%.*s\", where %s%s belongs", shown, value.ptr, toc_shape_doc(field->shape),
                 list);
}

static int on_string(void *ctx, const unsigned char *bytes, size_t len)
{
    checker *c = ctx;
    const toc_slice value = {(const char *)bytes, len};
    if (!place_for(c, "a string")) return 0;
    frame *f = top(c);
    const toc_field *field = field_of(f);
    if (!toc_shape_is_string(field->shape)) return not_that(c, "a string");
    if (!toc_field_fits(field, value)) return bad_string(c, field, value);
    if (field->shape == TOC_SHAPE_ID) note_id(c, f, value);
    if (field->shape == TOC_SHAPE_MOMENT && len < MOMENT_BYTES)
        memcpy(strcmp(field->name, "latest") == 0 ? f->latest : f->earliest, value.ptr, len);
    return value_done(c);
}

static void keep_number(frame *f, const toc_field *field, int64_t value)
{
    if (strcmp(field->name, "low") == 0) f->low = value;
    if (strcmp(field->name, "high") == 0) f->high = value;
    if (strcmp(field->name, "start") == 0) f->start = value;
    if (strcmp(field->name, "end") == 0) f->end = value;
}

static int on_number(void *ctx, const char *digits, size_t len)
{
    checker *c = ctx;
    char text[64] = "";
    if (!place_for(c, "a number")) return 0;
    frame *f = top(c);
    const toc_field *field = field_of(f);
    if (len >= sizeof text) return wrong(c, "a number of %zu characters", len);
    memcpy(text, digits, len);
    if (field->shape == TOC_SHAPE_POINTS) {
        if (f->lists != 2 || ++f->numbers > 2) return not_that(c, "a number");
        return 1;
    }
    char *end;
    const double value = strtod(text, &end); /* no locale is ever set: '.' is the point */
    const bool whole = strspn(text + (text[0] == '-'), "0123456789") == len - (text[0] == '-');
    if (field->shape != TOC_SHAPE_INTEGER && field->shape != TOC_SHAPE_OPEN &&
        field->shape != TOC_SHAPE_NUMBER)
        return not_that(c, "a number");
    if (field->shape != TOC_SHAPE_NUMBER && !whole) return wrong(c, "%s is no whole number", text);
    if (value < (double)field->low || value > (double)field->high)
        return field->high == TOC_UNBOUNDED
                   ? wrong(c, "%s is below %lld", text, (long long)field->low)
                   : wrong(c, "%s is not within %lld and %lld", text, (long long)field->low,
                           (long long)field->high);
    if (whole) keep_number(f, field, strtoll(text, NULL, 10));
    return value_done(c);
}

static int on_null(void *ctx)
{
    checker *c = ctx;
    if (!place_for(c, "null")) return 0;
    return field_of(top(c))->shape == TOC_SHAPE_OPEN ? value_done(c) : not_that(c, "null");
}

static int on_boolean(void *ctx, int value)
{
    checker *c = ctx;
    const char *what = value ? "true" : "false";
    if (!place_for(c, what)) return 0;
    return field_of(top(c))->shape == TOC_SHAPE_TRUTH ? value_done(c) : not_that(c, what);
}

/* ---------------------------------------------------------------- lists and objects */
static int on_array_start(void *ctx)
{
    checker *c = ctx;
    if (c->depth == 0) return wrong(c, "not a JSON object");
    frame *f = top(c);
    const toc_field *field = field_of(f);
    const bool points = field->shape == TOC_SHAPE_POINTS;
    if (points ? f->lists > 1 : field->many == TOC_ONE || f->lists > 0)
        return not_that(c, "a list");
    f->lists++;
    if (f->lists == 1) f->index = 0;
    f->numbers = 0;
    return 1;
}

static int on_array_end(void *ctx)
{
    checker *c = ctx;
    frame *f = top(c);
    const toc_field *field = field_of(f);
    if (field->shape == TOC_SHAPE_POINTS && f->lists == 2) {
        if (f->numbers != 2) return wrong(c, "a point has longitude and latitude");
        f->index++;
        f->lists = 1;
        return 1;
    }
    f->lists = 0;
    if (field->shape == TOC_SHAPE_POINTS && f->index < 2)
        return wrong(c, "a line has two points or more");
    if (f->index == 0 && field->many != TOC_LIST_OR_NONE)
        return wrong(c, "an empty list; what is not known is left out");
    return 1;
}

static int on_map_start(void *ctx)
{
    checker *c = ctx;
    const toc_object *object = &toc_object_record;
    if (c->depth > 0) {
        if (!place_for(c, "an object")) return 0;
        if (field_of(top(c))->shape != TOC_SHAPE_OBJECT) return not_that(c, "an object");
        object = field_of(top(c))->object;
    }
    if (c->depth == MAX_FRAMES) return wrong(c, "nested too deeply");
    c->frames[c->depth++] =
        (frame){.object = object, .field = -1, .low = -1, .high = -1, .start = -1, .end = -1};
    c->started = true;
    return 1;
}

static int on_key(void *ctx, const unsigned char *bytes, size_t len)
{
    checker *c = ctx;
    frame *f = top(c);
    f->field = -1;
    const int field = toc_field_find(f->object, (toc_slice){(const char *)bytes, len});
    if (field < 0) {
        c->depth--;
        const int result = wrong(c, "%s has no field \"%.*s\"", f->object->name,
                                 len > 40 ? 40 : (int)len, (const char *)bytes);
        c->depth++;
        return result;
    }
    f->field = field;
    f->index = 0;
    if ((f->seen & 1u << field) != 0) return wrong(c, "it is there twice");
    f->seen |= 1u << field;
    return 1;
}

static bool complete(checker *c, const frame *f)
{
    uint32_t either = 0;
    const char *first = NULL, *second = NULL;
    for (int i = 0; f->object->fields[i].name != NULL; i++) {
        const toc_field *field = &f->object->fields[i];
        if (field->need == TOC_ALWAYS && (f->seen & 1u << i) == 0) {
            wrong(c, "%s without \"%s\"", f->object->name, field->name);
            return false;
        }
        if (field->need != TOC_EITHER) continue;
        either |= 1u << i;
        if (first == NULL)
            first = field->name;
        else if (second == NULL)
            second = field->name;
    }
    if (either == 0 || (f->seen & either) != 0) return true;
    wrong(c, "%s with neither \"%s\" nor \"%s\"", f->object->name, first, second);
    return false;
}

/* ISO moments of one sign compare as text, where both have the time of day or neither. */
static bool backwards(const frame *f)
{
    if (f->earliest[0] == '\0' || f->latest[0] == '\0' || f->earliest[0] == '-' ||
        f->latest[0] == '-')
        return false;
    const size_t a = strlen(f->earliest), b = strlen(f->latest);
    return strncmp(f->earliest, f->latest, a < b ? a : b) > 0;
}

static int on_map_end(void *ctx)
{
    checker *c = ctx;
    const frame *f = top(c);
    c->depth--; /* what is wrong now is wrong with the whole object */
    if (!complete(c, f)) return 0;
    if (f->start >= 0 && f->end >= 0 && f->start >= f->end)
        return wrong(c, "the span ends before it begins");
    if (f->low >= 0 && f->high >= 0 && f->low > f->high) return wrong(c, "low is above high");
    if (backwards(f)) return wrong(c, "latest is before earliest");
    if (c->depth == 0) return check_ids(c);
    return value_done(c);
}

static const yajl_callbacks CALLBACKS = {on_null,    on_boolean,     NULL,         NULL,
                                         on_number,  on_string,      on_map_start, on_key,
                                         on_map_end, on_array_start, on_array_end};

/* yajl's own words, the first line of them. */
static void say_bad_json(checker *c, yajl_handle parser, size_t at)
{
    unsigned char *said = yajl_get_error(parser, 0, NULL, 0);
    snprintf(c->message, sizeof c->message, "byte %zu: %s", at,
             said != NULL ? (const char *)said : "no valid JSON");
    c->message[strcspn(c->message, "\n")] = '\0';
    if (said != NULL) yajl_free_error(parser, said);
}

tocsin_status toc_record_check(toc_slice json, tocsin_error *err)
{
    checker c = {.started = false};
    toc_arena_init(&c.arena);
    yajl_handle parser = yajl_alloc(&CALLBACKS, NULL, &c);
    if (parser == NULL)
        return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory while checking a record");
    yajl_status state = yajl_parse(parser, (const unsigned char *)json.ptr, json.len);
    size_t at =
        yajl_get_bytes_consumed(parser); /* of this call: the next one has a text of its own */
    if (state == yajl_status_ok) {
        state = yajl_complete_parse(parser);
        at = json.len;
    }
    tocsin_status status = TOCSIN_OK;
    if (c.arena.failed) {
        status = toc_fail(err, TOCSIN_NO_MEMORY, "out of memory while checking a record");
    } else if (state != yajl_status_ok || !c.started) {
        if (state == yajl_status_error || c.message[0] == '\0') say_bad_json(&c, parser, at);
        status = toc_fail(err, TOCSIN_INPUT, "%s", c.message);
    }
    yajl_free(parser);
    toc_arena_free(&c.arena);
    return status;
}
