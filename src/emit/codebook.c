/* src/emit/codebook.c - the closed lists and the fields of the record (record/fields.h) for people
 * (Markdown) and programs (JSON Schema). */
#include "emit/emit.h"
#include "record/fields.h"

typedef const char *(*word_of)(unsigned);

static void list(toc_buf *out, const char *title, word_of word, unsigned count)
{
    toc_buf_printf(out, "\n## %s\n", title);
    for (unsigned i = 1; i < count; i++) toc_buf_printf(out, "%s`%s`", i == 1 ? "" : ", ", word(i));
    toc_buf_text(out, "\n");
}

/* ---------------------------------------------------------------- fields */
static void put_shape(toc_buf *out, const toc_field *field)
{
    if (field->shape == TOC_SHAPE_OBJECT)
        toc_buf_printf(out, "[%s](#object-%s)", field->object->name, field->object->name);
    else if (field->shape == TOC_SHAPE_ID)
        toc_buf_printf(out, "id: `%c1`", field->letter);
    else if (field->shape == TOC_SHAPE_WORD)
        for (unsigned i = 1; i < field->words && field->words < 12; i++)
            toc_buf_printf(out, "%s`%s`", i > 1 ? ", " : "", field->word(i));
    else
        toc_buf_text(out, toc_shape_doc(field->shape));
    if (field->shape == TOC_SHAPE_WORD && field->words >= 12)
        toc_buf_text(out, "a word of the list above");
}

static void fields(toc_buf *out, const toc_object *object)
{
    static const char *const MANY[] = {"", "list: ", "list, may be empty: ", "one or a list: "};
    static const char *const NEED[] = {"", "always", "one of these"};
    toc_buf_printf(
        out,
        "\n### Object: %s\n%s.\n\n| field | what stands in it | there | meaning |\n| --- | --- | --- | --- |\n",
        object->name, object->doc);
    for (const toc_field *f = object->fields; f->name != NULL; f++) {
        toc_buf_printf(out, "| `%s` | %s", f->name, MANY[f->many]);
        put_shape(out, f);
        toc_buf_printf(out, " | %s | %s |\n", NEED[f->need], f->doc);
    }
}

static void modes(toc_buf *out, unsigned type)
{
    bool any = false;
    for (unsigned m = 1; m < TOC_MODE_COUNT; m++) {
        if (toc_mode_type(m) != type) continue;
        if (!any) toc_buf_printf(out, "| `%s` | ", toc_type_word(type));
        toc_buf_printf(out, "%s`%s`", any ? ", " : "", toc_mode_word(m));
        any = true;
    }
    if (any) toc_buf_text(out, " |\n");
}

static void markdown(toc_buf *out)
{
    toc_buf_text(
        out,
        "# Codebook\n\n## Event types (PLOVER)\n\n| type | quad class | what |\n| --- | --- | --- |\n");
    for (unsigned t = 1; t < TOC_TYPE_COUNT; t++)
        toc_buf_printf(out, "| `%s` | %u | %s |\n", toc_type_word(t), toc_type_quad(t),
                       toc_type_doc(t));
    toc_buf_text(out, "\n## Methods\n\n| method | type | mode |\n| --- | --- | --- |\n");
    for (unsigned m = 1; m < TOC_METHOD_COUNT; m++)
        toc_buf_printf(out, "| `%s` | %s | %s |\n", toc_method_word(m),
                       toc_type_word(toc_method_type(m)), toc_mode_word(toc_method_mode(m)));
    toc_buf_text(out, "\n## Roles\n\n| role | whom |\n| --- | --- |\n");
    for (unsigned r = 1; r < TOC_ROLE_COUNT; r++)
        toc_buf_printf(out, "| `%s` | %s |\n", toc_role_word(r), toc_role_doc(r));
    toc_buf_text(out, "\n## Modes\n\n| type | modes |\n| --- | --- |\n");
    for (unsigned t = 1; t < TOC_TYPE_COUNT; t++) modes(out, t);
    list(out, "Status", toc_status_word, TOC_STATUS_COUNT);
    list(out, "Casualties", toc_harm_word, TOC_HARM_COUNT);
    list(out, "Damage", toc_effect_word, TOC_EFFECT_COUNT);
    list(out, "Responsibility", toc_claim_word, TOC_CLAIM_COUNT);
    list(out, "Links", toc_link_word, TOC_LINK_COUNT);
    list(out, "Entities", toc_entity_word, TOC_ENTITY_COUNT);
    list(out, "Places", toc_place_word, TOC_PLACE_COUNT);
    list(out, "Precision of places", toc_at_word, TOC_AT_COUNT);
    list(out, "Precision of times", toc_when_word, TOC_WHEN_COUNT);
    list(out, "Time expressions (TIMEX3)", toc_timex_word, TOC_TIMEX_COUNT);
    toc_buf_text(
        out,
        "\n## Fields\nA record is a line of JSON. What is not known is left out; \"always\" is there in every one, of \"one of "
        "these\" at least one.\n");
    for (size_t k = toc_object_count; k-- > 0;) fields(out, toc_objects[k]);
}

/* ---------------------------------------------------------------- JSON schema */
static void put_bounds(toc_buf *out, const toc_field *field, const char *type)
{
    toc_buf_printf(out, "\"type\":%s,\"minimum\":", type);
    toc_buf_int(out, field->low);
    if (field->high == TOC_UNBOUNDED) return;
    toc_buf_text(out, ",\"maximum\":");
    toc_buf_int(out, field->high);
}

/* The inside of the schema of one value. */
static void put_value(toc_buf *out, const toc_field *field)
{
    const char *pattern = toc_shape_pattern(field->shape);
    if (pattern != NULL) {
        toc_buf_text(out, "\"type\":\"string\",\"pattern\":\"");
        for (const char *c = pattern; *c != '\0'; c++)
            if (*c == '%')
                toc_buf_char(out, field->letter), c++;
            else
                toc_buf_char(out, *c);
        toc_buf_char(out, '"');
    } else if (field->shape == TOC_SHAPE_OBJECT) {
        toc_buf_printf(out, "\"$ref\":\"#/$defs/%s\"", field->object->name);
    } else if (field->shape == TOC_SHAPE_WORD) {
        toc_buf_text(out, "\"enum\":[");
        for (unsigned i = 1; i < field->words; i++)
            toc_buf_printf(out, "%s\"%s\"", i == 1 ? "" : ",", field->word(i));
        toc_buf_char(out, ']');
    } else if (field->shape == TOC_SHAPE_INTEGER) {
        put_bounds(out, field, "\"integer\"");
    } else if (field->shape == TOC_SHAPE_OPEN) {
        put_bounds(out, field, "[\"integer\",\"null\"]");
    } else if (field->shape == TOC_SHAPE_NUMBER) {
        put_bounds(out, field, "\"number\"");
    } else if (field->shape == TOC_SHAPE_TRUTH) {
        toc_buf_text(out, "\"type\":\"boolean\"");
    } else if (field->shape == TOC_SHAPE_POINTS) {
        toc_buf_text(
            out,
            "\"type\":\"array\",\"minItems\":2,\"items\":{\"type\":\"array\",\"items\":{\"type\":\"number\"},"
            "\"minItems\":2,\"maxItems\":2}");
    } else {
        toc_buf_text(out, field->shape == TOC_SHAPE_TEXT ? "\"type\":\"string\",\"minLength\":1"
                                                         : "\"type\":\"string\"");
    }
}

static void put_list(toc_buf *out, const toc_field *field)
{
    toc_buf_printf(out, "\"type\":\"array\",%s\"items\":{",
                   field->many == TOC_LIST_OR_NONE ? "" : "\"minItems\":1,");
    put_value(out, field);
    toc_buf_char(out, '}');
}

static void put_field(toc_buf *out, const toc_field *field)
{
    toc_buf_printf(out, "\"%s\":{\"description\":", field->name);
    toc_buf_json(out, toc_slice_of(field->doc));
    toc_buf_char(out, ',');
    if (field->many == TOC_ONE_OR_LIST) {
        toc_buf_text(out, "\"anyOf\":[{");
        put_value(out, field);
        toc_buf_text(out, "},{");
        put_list(out, field);
        toc_buf_text(out, "}]");
    } else if (field->many == TOC_ONE) {
        put_value(out, field);
    } else {
        put_list(out, field);
    }
    toc_buf_char(out, '}');
}

/* "required" and "anyOf": the fields of that need. */
static void put_needed(toc_buf *out, const toc_object *object, toc_need need)
{
    bool any = false;
    for (const toc_field *f = object->fields; f->name != NULL; f++) {
        if (f->need != need) continue;
        toc_buf_text(out, any ? "," : need == TOC_ALWAYS ? "\"required\":[" : "\"anyOf\":[");
        if (need == TOC_ALWAYS)
            toc_buf_printf(out, "\"%s\"", f->name);
        else
            toc_buf_printf(out, "{\"required\":[\"%s\"]}", f->name);
        any = true;
    }
    if (any) toc_buf_text(out, "],");
}

/* The inside of the schema of an object. Unknown fields are refused: a name misspelt is found. */
static void put_object(toc_buf *out, const toc_object *object)
{
    toc_buf_text(out, "\"description\":");
    toc_buf_json(out, toc_slice_of(object->doc));
    toc_buf_text(out, ",\"type\":\"object\",\"additionalProperties\":false,");
    put_needed(out, object, TOC_ALWAYS);
    put_needed(out, object, TOC_EITHER);
    toc_buf_text(out, "\"properties\":{");
    for (const toc_field *f = object->fields; f->name != NULL; f++) {
        if (f != object->fields) toc_buf_char(out, ',');
        put_field(out, f);
    }
    toc_buf_char(out, '}');
}

static void schema(toc_buf *out)
{
    toc_buf_text(
        out,
        "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"title\":\"tocsin record\",\"$defs\":{");
    for (size_t i = 0; i + 1 < toc_object_count; i++) { /* the record itself comes last */
        toc_buf_printf(out, "%s\"%s\":{", i > 0 ? "," : "", toc_objects[i]->name);
        put_object(out, toc_objects[i]);
        toc_buf_char(out, '}');
    }
    toc_buf_text(out, "},");
    put_object(out, &toc_object_record);
    toc_buf_text(out, "}\n");
}

void toc_emit_codebook(toc_buf *out, bool json_schema)
{
    if (json_schema)
        schema(out);
    else
        markdown(out);
}
