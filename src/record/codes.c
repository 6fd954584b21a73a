/* src/record/codes.c - words of the closed lists, both ways; all made from the maps in codes.h. */
#include "record/codes.h"

#define SECOND(name, word, ...) word,
#define WORD(...) SECOND(__VA_ARGS__, 0) /* lists have two columns or more */
static const char *const TYPES[] = {"", TOC_TYPE_MAP(WORD)};
static const char *const MODES[] = {"", TOC_MODE_MAP(WORD)};
static const char *const METHODS[] = {"", TOC_METHOD_MAP(WORD)};
static const char *const STATUSES[] = {"", TOC_EVENT_STATUS_MAP(WORD)};
static const char *const ROLES[] = {"", TOC_ROLE_MAP(WORD)};
static const char *const ENTITIES[] = {"", TOC_ENTITY_KIND_MAP(WORD)};
static const char *const PLACES[] = {"", TOC_PLACE_KIND_MAP(WORD)};
static const char *const ATS[] = {"", TOC_PLACE_PRECISION_MAP(WORD)};
static const char *const WHENS[] = {"", TOC_TIME_PRECISION_MAP(WORD)};
static const char *const TIMEXES[] = {"", TOC_TIMEX_MAP(WORD)};
static const char *const EFFECTS[] = {"", TOC_EFFECT_MAP(WORD)};
static const char *const CLAIMS[] = {"", TOC_CLAIM_MAP(WORD)};
static const char *const LINKS[] = {"", TOC_LINK_MAP(WORD)};
static const char *const HARMS[] = {"", TOC_HARM_MAP(WORD)};

static const char *word_of(const char *const *words, size_t count, unsigned value)
{
    return value < count ? words[value] : "";
}

static unsigned value_of(const char *const *words, size_t count, toc_slice word)
{
    for (unsigned i = 1; i < count; i++)
        if (word.len > 0 && word.ptr[0] == words[i][0] && toc_slice_is(word, words[i])) return i;
    return 0;
}

#define COUNT(list) (sizeof(list) / sizeof *(list))

const char *toc_type_word(unsigned value)
{
    return word_of(TYPES, COUNT(TYPES), value);
}

const char *toc_mode_word(unsigned value)
{
    return word_of(MODES, COUNT(MODES), value);
}

const char *toc_method_word(unsigned value)
{
    return word_of(METHODS, COUNT(METHODS), value);
}

const char *toc_status_word(unsigned value)
{
    return word_of(STATUSES, COUNT(STATUSES), value);
}

const char *toc_role_word(unsigned value)
{
    return word_of(ROLES, COUNT(ROLES), value);
}

const char *toc_entity_word(unsigned value)
{
    return word_of(ENTITIES, COUNT(ENTITIES), value);
}

const char *toc_place_word(unsigned value)
{
    return word_of(PLACES, COUNT(PLACES), value);
}

const char *toc_at_word(unsigned value)
{
    return word_of(ATS, COUNT(ATS), value);
}

const char *toc_when_word(unsigned value)
{
    return word_of(WHENS, COUNT(WHENS), value);
}

const char *toc_timex_word(unsigned value)
{
    return word_of(TIMEXES, COUNT(TIMEXES), value);
}

const char *toc_effect_word(unsigned value)
{
    return word_of(EFFECTS, COUNT(EFFECTS), value);
}

const char *toc_claim_word(unsigned value)
{
    return word_of(CLAIMS, COUNT(CLAIMS), value);
}

const char *toc_link_word(unsigned value)
{
    return word_of(LINKS, COUNT(LINKS), value);
}

const char *toc_harm_word(unsigned value)
{
    return word_of(HARMS, COUNT(HARMS), value);
}

unsigned toc_type_of(toc_slice word)
{
    return value_of(TYPES, COUNT(TYPES), word);
}

unsigned toc_mode_of(toc_slice word)
{
    return value_of(MODES, COUNT(MODES), word);
}

unsigned toc_method_of(toc_slice word)
{
    return value_of(METHODS, COUNT(METHODS), word);
}

unsigned toc_status_of(toc_slice word)
{
    return value_of(STATUSES, COUNT(STATUSES), word);
}

unsigned toc_role_of(toc_slice word)
{
    return value_of(ROLES, COUNT(ROLES), word);
}

unsigned toc_entity_of(toc_slice word)
{
    return value_of(ENTITIES, COUNT(ENTITIES), word);
}

unsigned toc_place_of(toc_slice word)
{
    return value_of(PLACES, COUNT(PLACES), word);
}

unsigned toc_at_of(toc_slice word)
{
    return value_of(ATS, COUNT(ATS), word);
}

unsigned toc_when_of(toc_slice word)
{
    return value_of(WHENS, COUNT(WHENS), word);
}

unsigned toc_timex_of(toc_slice word)
{
    return value_of(TIMEXES, COUNT(TIMEXES), word);
}

unsigned toc_effect_of(toc_slice word)
{
    return value_of(EFFECTS, COUNT(EFFECTS), word);
}

unsigned toc_claim_of(toc_slice word)
{
    return value_of(CLAIMS, COUNT(CLAIMS), word);
}

unsigned toc_link_of(toc_slice word)
{
    return value_of(LINKS, COUNT(LINKS), word);
}

unsigned toc_harm_of(toc_slice word)
{
    return value_of(HARMS, COUNT(HARMS), word);
}

unsigned toc_type_quad(unsigned type)
{
#define QUAD(name, word, quad, doc) quad,
    static const unsigned char QUADS[] = {0, TOC_TYPE_MAP(QUAD)};
    return type < COUNT(QUADS) ? QUADS[type] : 0;
}

const char *toc_type_doc(unsigned type)
{
#define DOC(name, word, quad, doc) doc,
    static const char *const DOCS[] = {"", TOC_TYPE_MAP(DOC)};
    return word_of(DOCS, COUNT(DOCS), type);
}

const char *toc_role_doc(unsigned role)
{
#define ROLE_DOC(name, word, doc) doc,
    static const char *const DOCS[] = {"", TOC_ROLE_MAP(ROLE_DOC)};
    return word_of(DOCS, COUNT(DOCS), role);
}

unsigned toc_method_type(unsigned method)
{
#define METHOD_TYPE(name, word, type, mode) TOC_TYPE_##type,
    static const unsigned char METHOD_TYPES[] = {0, TOC_METHOD_MAP(METHOD_TYPE)};
    return method < COUNT(METHOD_TYPES) ? METHOD_TYPES[method] : 0;
}

unsigned toc_method_mode(unsigned method)
{
#define METHOD_MODE(name, word, type, mode) TOC_MODE_##mode,
    static const unsigned char METHOD_MODES[] = {0, TOC_METHOD_MAP(METHOD_MODE)};
    return method < COUNT(METHOD_MODES) ? METHOD_MODES[method] : 0;
}

unsigned toc_mode_type(unsigned mode)
{
#define MODE_TYPE(name, word, type) TOC_TYPE_##type,
    static const unsigned char MODE_TYPES[] = {0, TOC_MODE_MAP(MODE_TYPE)};
    return mode < COUNT(MODE_TYPES) ? MODE_TYPES[mode] : 0;
}
