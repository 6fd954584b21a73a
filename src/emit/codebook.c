/* src/emit/codebook.c - the closed lists of the record for people (Markdown) and programs (JSON Schema). */
#include "emit/emit.h"

typedef const char *(*word_of)(unsigned);

static void list(toc_buf *out, const char *title, word_of word, unsigned count)
{
    toc_buf_printf(out, "\n## %s\n", title);
    for (unsigned i = 1; i < count; i++) toc_buf_printf(out, "%s`%s`", i == 1 ? "" : ", ", word(i));
    toc_buf_text(out, "\n");
}

static void markdown(toc_buf *out)
{
    toc_buf_text(out, "# Codebook\n\n## Event types (PLOVER)\n\n| type | quad class | what |\n| --- | --- | --- |\n");
    for (unsigned t = 1; t < TOC_TYPE_COUNT; t++)
        toc_buf_printf(out, "| `%s` | %u | %s |\n", toc_type_word(t), toc_type_quad(t), toc_type_doc(t));
    toc_buf_text(out, "\n## Methods\n\n| method | type | mode |\n| --- | --- | --- |\n");
    for (unsigned m = 1; m < TOC_METHOD_COUNT; m++)
        toc_buf_printf(out, "| `%s` | %s | %s |\n", toc_method_word(m), toc_type_word(toc_method_type(m)), toc_mode_word(toc_method_mode(m)));
    toc_buf_text(out, "\n## Roles\n\n| role | whom |\n| --- | --- |\n");
    for (unsigned r = 1; r < TOC_ROLE_COUNT; r++) toc_buf_printf(out, "| `%s` | %s |\n", toc_role_word(r), toc_role_doc(r));
    list(out, "Modes", toc_mode_word, TOC_MODE_COUNT);
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
}

static void one_of(toc_buf *out, const char *field, word_of word, unsigned count)
{
    toc_buf_printf(out, "\"%s\":{\"enum\":[", field);
    for (unsigned i = 1; i < count; i++) toc_buf_printf(out, "%s\"%s\"", i == 1 ? "" : ",", word(i));
    toc_buf_text(out, "]},");
}

static void schema(toc_buf *out)
{
    toc_buf_text(out, "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"title\":\"tocsin record\",\"type\":\"object\","
                      "\"required\":[\"tocsin\",\"doc\"],\"$defs\":{"
                      "\"span\":{\"type\":\"object\",\"required\":[\"start\",\"end\"],\"properties\":{\"start\":{\"type\":\"integer\",\"minimum\":0},"
                      "\"end\":{\"type\":\"integer\",\"minimum\":0},\"text\":{\"type\":\"string\"},\"in\":{\"const\":\"title\"}}},"
                      "\"count\":{\"type\":\"object\",\"properties\":{\"low\":{\"type\":\"integer\"},\"high\":{\"type\":[\"integer\",\"null\"]},"
                      "\"of\":{\"type\":\"integer\"},\"spans\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/span\"}}}},"
                      "\"role\":{\"allOf\":[{\"$ref\":\"#/$defs/span\"}],\"required\":[\"role\"],\"properties\":{");
    one_of(out, "role", toc_role_word, TOC_ROLE_COUNT);
    toc_buf_text(out, "\"entity\":{\"type\":\"string\"},\"place\":{\"type\":\"string\"}}},"
                      "\"link\":{\"type\":\"object\",\"required\":[\"type\",\"event\"],\"properties\":{");
    one_of(out, "type", toc_link_word, TOC_LINK_COUNT);
    toc_buf_text(out, "\"event\":{\"type\":\"string\"}}},\"damage\":{\"type\":\"object\",\"properties\":{");
    one_of(out, "effect", toc_effect_word, TOC_EFFECT_COUNT);
    toc_buf_text(out, "\"what\":{\"type\":\"string\"},\"count\":{\"$ref\":\"#/$defs/count\"}}},"
                      "\"event\":{\"type\":\"object\",\"required\":[\"id\",\"trigger\",\"status\",\"confidence\"],\"properties\":{\"id\":{\"type\":\"string\"},");
    one_of(out, "type", toc_type_word, TOC_TYPE_COUNT);
    one_of(out, "mode", toc_mode_word, TOC_MODE_COUNT);
    one_of(out, "method", toc_method_word, TOC_METHOD_COUNT);
    one_of(out, "status", toc_status_word, TOC_STATUS_COUNT);
    toc_buf_text(out, "\"cameo\":{\"type\":\"string\",\"pattern\":\"^[0-9]{2,4}$\"},\"scope\":{\"enum\":[\"political\",\"criminal\"]},"
                      "\"confidence\":{\"type\":\"number\",\"minimum\":0,\"maximum\":1},\"trigger\":{\"$ref\":\"#/$defs/span\"},"
                      "\"mentions\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/span\"}},"
                      "\"roles\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/role\"}},"
                      "\"casualties\":{\"type\":\"object\",\"additionalProperties\":{\"$ref\":\"#/$defs/count\"}},"
                      "\"damage\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/damage\"}},"
                      "\"links\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/link\"}}}}},\"properties\":{"
                      "\"tocsin\":{\"const\":\"1\"},\"pack\":{\"type\":\"object\"},\"doc\":{\"type\":\"object\",\"required\":[\"id\"]},"
                      "\"text\":{\"type\":\"string\"},\"events\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/event\"}},"
                      "\"entities\":{\"type\":\"array\"},\"places\":{\"type\":\"array\"},\"times\":{\"type\":\"array\"},"
                      "\"attributions\":{\"type\":\"array\"},\"predicates\":{\"type\":\"array\"},"
                      "\"warnings\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}},\"error\":{\"type\":\"string\"}}}\n");
}

void toc_emit_codebook(toc_buf *out, bool json_schema)
{
    if (json_schema)
        schema(out);
    else
        markdown(out);
}
