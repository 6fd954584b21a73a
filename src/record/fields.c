/* src/record/fields.c - see fields.h. */
#include "record/fields.h"

/* clang-format off */
#define WORDS(list, upper) .shape = TOC_SHAPE_WORD, .word = toc_##list##_word, .words = TOC_##upper##_COUNT
#define OF(which) .shape = TOC_SHAPE_OBJECT, .object = &(which)
#define INTEGER(from, to) .shape = TOC_SHAPE_INTEGER, .low = (from), .high = (to)
#define NUMBER(from, to) .shape = TOC_SHAPE_NUMBER, .low = (from), .high = (to)
#define ID_OF(character) .shape = TOC_SHAPE_ID, .letter = (character)
#define END {.name = NULL}

/* Lists that only the record's frame needs. */
static const char *one_word(const char *const *words, unsigned count, unsigned value)
{
    return value < count ? words[value] : "";
}
#define SMALL_LIST(list, upper, ...)                                                     \
    static const char *const upper##_WORDS[] = {"", __VA_ARGS__};                        \
    enum { TOC_##upper##_COUNT = sizeof upper##_WORDS / sizeof *upper##_WORDS };         \
    static const char *toc_##list##_word(unsigned value)                                 \
    {                                                                                    \
        return one_word(upper##_WORDS, TOC_##upper##_COUNT, value);                      \
    }
SMALL_LIST(version, VERSION, "1")
SMALL_LIST(origin, ORIGIN, "given", "stated", "inferred")
SMALL_LIST(scope, SCOPE, "political", "criminal")
SMALL_LIST(zone, ZONE, "title")
SMALL_LIST(shape, SHAPE, "LineString")

/* ---------------------------------------------------------------- spans */
#define OFFSETS                                                                                              \
    {"in", WORDS(zone, ZONE), .doc = "The span is in the title, and its offsets count the title's bytes"},   \
    {"start", INTEGER(0, TOC_UNBOUNDED), .need = TOC_ALWAYS, .doc = "First byte in the decoded UTF-8 text"}, \
    {"end", INTEGER(1, TOC_UNBOUNDED), .need = TOC_ALWAYS, .doc = "The byte after the last one"}
#define SPAN OFFSETS, {"text", TOC_SHAPE_TEXT, .need = TOC_ALWAYS, .doc = "The words that stand there"}

static const toc_field SPAN_FIELDS[] = {SPAN, END};
static const toc_object SPAN_OBJECT = {"span", "Words of the text with their place in it", SPAN_FIELDS};

#define SPANS                                                    \
    {                                                            \
        "spans", OF(SPAN_OBJECT), .many = TOC_LIST, .doc = "The words that say so" \
    }

/* ---------------------------------------------------------------- an event's parts */
static const toc_field TRIGGER_FIELDS[] = {
    SPAN, {"lemma", TOC_SHAPE_TEXT, .doc = "The base form of its head word"}, END};
static const toc_object TRIGGER = {"trigger", "The words that report the event", TRIGGER_FIELDS};

static const toc_field ROLE_FIELDS[] = {
    {"role", WORDS(role, ROLE), .need = TOC_ALWAYS, .doc = "Its part in the event"},
    {"entity", ID_OF('n'), .doc = "The entity that it is"},
    {"place", ID_OF('p'), .doc = "The place that it is"},
    SPAN,
    END};
static const toc_object ROLE = {"role", "Who or what takes part, and as what", ROLE_FIELDS};

static const toc_field EVENT_TIME_FIELDS[] = {
    {"ref", ID_OF('t'), .doc = "The time expression that says so"},
    {"earliest", TOC_SHAPE_MOMENT, .doc = "First moment that it can have been"},
    {"latest", TOC_SHAPE_MOMENT, .doc = "Last moment that it can have been"},
    {"precision", WORDS(when, WHEN), .need = TOC_ALWAYS, .doc = "How closely the text tells"},
    END};
static const toc_object EVENT_TIME = {"event-time", "When it was", EVENT_TIME_FIELDS};

#define POINT                                                                                    \
    {"lat", NUMBER(-90, 90), .doc = "Latitude in degrees (WGS 84)"},                             \
    {"lon", NUMBER(-180, 180), .doc = "Longitude in degrees"},                                   \
    {"country", TOC_SHAPE_COUNTRY, .doc = "ISO 3166-1 alpha-3"},                                 \
    {"admin1", TOC_SHAPE_TEXT, .doc = "Province, state or the like"}

static const toc_field EVENT_PLACE_FIELDS[] = {
    {"ref", ID_OF('p'), .doc = "The mention of a place that says so"},
    POINT,
    {"precision", WORDS(at, AT), .need = TOC_ALWAYS, .doc = "How closely the text tells"},
    END};
static const toc_object EVENT_PLACE = {"event-place", "Where it was", EVENT_PLACE_FIELDS};

#define BOUNDS                                                                                            \
    {"low", INTEGER(0, UINT32_MAX), .need = TOC_ALWAYS, .doc = "At least so many; 0: the text says none"}, \
    {"high", .shape = TOC_SHAPE_OPEN, .low = 0, .high = UINT32_MAX, .need = TOC_ALWAYS,                    \
     .doc = "At most so many; null: \"at least\" and the like"}

static const toc_field BOUNDS_FIELDS[] = {BOUNDS, END};
static const toc_object BOUNDS_OBJECT = {"bounds", "How many", BOUNDS_FIELDS};

#define OUT_OF {"of", INTEGER(1, UINT32_MAX), .doc = "Of how many: \"three of four\" has 4"}

static const toc_field COUNT_FIELDS[] = {BOUNDS, OUT_OF, SPANS, END};
static const toc_object COUNT = {"count", "How many people, and the words that say so", COUNT_FIELDS};

#define HARM(name, harm, text) {(harm), OF(COUNT), .doc = (text)},
static const toc_field CASUALTY_FIELDS[] = {TOC_HARM_MAP(HARM) END};
static const toc_object CASUALTIES = {"casualties", "What happened to people; what the text does not say is left out",
                                      CASUALTY_FIELDS};

static const toc_field DAMAGE_FIELDS[] = {
    {"what", TOC_SHAPE_TEXT, .doc = "The things"},
    {"count", OF(BOUNDS_OBJECT), .doc = "How many"},
    OUT_OF,
    {"effect", WORDS(effect, EFFECT), .doc = "What became of them"},
    SPANS,
    END};
static const toc_object DAMAGE = {"damage", "What happened to things", DAMAGE_FIELDS};

static const toc_field RESPONSIBILITY_FIELDS[] = {
    {"claim", WORDS(claim, CLAIM), .need = TOC_ALWAYS, .doc = "What is said of who did it; unclaimed: that nobody says it"},
    {"by", ID_OF('n'), .many = TOC_LIST, .doc = "Who claims or denies it, or is blamed"},
    SPANS,
    END};
static const toc_object RESPONSIBILITY = {"responsibility", "Who claims it, denies it or is blamed", RESPONSIBILITY_FIELDS};

static const toc_field SOURCE_FIELDS[] = {{"entity", ID_OF('n'), .doc = "The entity that it is"}, SPAN, END};
static const toc_object SOURCE = {"source", "Who says so", SOURCE_FIELDS};

static const toc_field LINK_FIELDS[] = {
    {"type", WORDS(link, LINK), .need = TOC_ALWAYS, .doc = "How the two are related"},
    {"event", ID_OF('e'), .need = TOC_ALWAYS, .doc = "The other event"},
    SPANS,
    END};
static const toc_object LINK = {"link", "Another event of the document that this one has to do with", LINK_FIELDS};

static const toc_field EVIDENCE_FIELDS[] = {
    {"field", TOC_SHAPE_TEXT, .need = TOC_ALWAYS, .doc = "Name of a field of the event"}, OFFSETS, END};
static const toc_object EVIDENCE = {"evidence", "The words behind a field that has no span of its own", EVIDENCE_FIELDS};

static const toc_field EVENT_FIELDS[] = {
    {"id", ID_OF('e'), .need = TOC_ALWAYS, .doc = "Unique in the document"},
    {"type", WORDS(type, TYPE), .need = TOC_EITHER, .doc = "PLOVER event type; statements and appeals have none, as PLOVER has not"},
    {"mode", WORDS(mode, MODE), .doc = "PLOVER mode of that type"},
    {"method", WORDS(method, METHOD), .doc = "What exactly, finer than PLOVER"},
    {"cameo", TOC_SHAPE_CAMEO, .need = TOC_EITHER, .doc = "CAMEO code of the same event"},
    {"code", TOC_SHAPE_TEXT, .need = TOC_EITHER, .doc = "Code by the user's own event dictionaries, which made the event"},
    {"trigger", OF(TRIGGER), .need = TOC_ALWAYS, .doc = "The words that report it"},
    {"mentions", OF(SPAN_OBJECT), .many = TOC_LIST, .doc = "The other places in the text that report the same event"},
    {"scope", WORDS(scope, SCOPE), .doc = "Criminal: violence without political content; left out when political"},
    {"status", WORDS(status, STATUS), .need = TOC_ALWAYS, .doc = "Did it happen, as the text has it"},
    {"confidence", NUMBER(0, 1), .need = TOC_ALWAYS, .doc = "Of the events with 0.9 about nine in ten should be right"},
    {"roles", OF(ROLE), .many = TOC_LIST, .doc = "Who did what to whom, with what"},
    {"time", OF(EVENT_TIME), .doc = "When"},
    {"place", OF(EVENT_PLACE), .doc = "Where"},
    {"casualties", OF(CASUALTIES), .doc = "How many people were hurt, taken, driven out"},
    {"damage", OF(DAMAGE), .many = TOC_LIST, .doc = "What became of things"},
    {"responsibility", OF(RESPONSIBILITY), .doc = "Who claims it, denies it or is blamed"},
    {"reported_by", OF(SOURCE), .many = TOC_LIST, .doc = "Who says so in the text; left out: the article itself"},
    {"links", OF(LINK), .many = TOC_LIST, .doc = "Other events of the document that it has to do with"},
    {"evidence", OF(EVIDENCE), .many = TOC_LIST, .doc = "The words behind fields that have no span of their own"},
    END};
static const toc_object EVENT = {"event", "One real-world act, however often the text returns to it", EVENT_FIELDS};

/* ---------------------------------------------------------------- things */
static const toc_field MENTION_FIELDS[] = {
    SPAN, {"named", TOC_SHAPE_TRUTH, .need = TOC_ALWAYS, .doc = "A proper name, not a description or pronoun"}, END};
static const toc_object MENTION = {"mention", "A place in the text that speaks of an entity", MENTION_FIELDS};

static const toc_field ACTOR_FIELDS[] = {
    {"code", TOC_SHAPE_TEXT, .doc = "CAMEO actor code"},
    {"label", TOC_SHAPE_TEXT, .doc = "Name in the dictionary"},
    {"country", TOC_SHAPE_COUNTRY, .doc = "ISO 3166-1 alpha-3"},
    {"sector", TOC_SHAPE_TEXT, .doc = "PLOVER sector"},
    {"dictionary", TOC_SHAPE_TEXT, .doc = "File and line that decided"},
    END};
static const toc_object ACTOR = {"actor", "What the dictionaries know of an entity", ACTOR_FIELDS};

static const toc_field ENTITY_FIELDS[] = {
    {"id", ID_OF('n'), .need = TOC_ALWAYS, .doc = "Unique in the document"},
    {"kind", WORDS(entity, ENTITY), .need = TOC_ALWAYS, .doc = "What it is"},
    {"name", TOC_SHAPE_TEXT, .need = TOC_ALWAYS, .doc = "Fullest name, or first description"},
    {"mentions", OF(MENTION), .many = TOC_LIST, .need = TOC_ALWAYS, .doc = "Where the text speaks of it"},
    {"actor", OF(ACTOR), .doc = "What the dictionaries know"},
    END};
static const toc_object ENTITY = {"entity", "A person, group, body, thing or unnamed party, with all its mentions", ENTITY_FIELDS};

static const toc_field GEOMETRY_FIELDS[] = {
    {"type", WORDS(shape, SHAPE), .need = TOC_ALWAYS, .doc = "GeoJSON geometry"},
    {"coordinates", TOC_SHAPE_POINTS, .need = TOC_ALWAYS, .doc = "Longitude and latitude of each point"},
    END};
static const toc_object GEOMETRY = {"geometry", "A road between two places, as GeoJSON", GEOMETRY_FIELDS};

static const toc_field PLACE_FIELDS[] = {
    {"id", ID_OF('p'), .need = TOC_ALWAYS, .doc = "Unique in the document"},
    SPAN,
    {"kind", WORDS(place, PLACE), .need = TOC_ALWAYS, .doc = "What it is"},
    {"name", TOC_SHAPE_TEXT, .need = TOC_ALWAYS, .doc = "Name in the gazetteer, else the words"},
    POINT,
    {"admin2", TOC_SHAPE_TEXT, .doc = "District or the like"},
    {"parent", TOC_SHAPE_TEXT, .doc = "What holds it"},
    {"geoname", INTEGER(1, UINT32_MAX), .doc = "GeoNames id"},
    {"geometry", OF(GEOMETRY), .doc = "A road's ends"},
    END};
static const toc_object PLACE = {"place", "One mention of a place, resolved; mentions of one place share name and point", PLACE_FIELDS};

static const toc_field TIME_FIELDS[] = {
    {"id", ID_OF('t'), .need = TOC_ALWAYS, .doc = "Unique in the document"},
    SPAN,
    {"type", WORDS(timex, TIMEX), .need = TOC_ALWAYS, .doc = "TIMEX3 type"},
    {"value", TOC_SHAPE_TEXT, .need = TOC_ALWAYS, .doc = "TIMEX3 value: 2020-07-11TNI, P10M, XXXX-WXX-3"},
    {"mod", TOC_SHAPE_TEXT, .doc = "TIMEX3 mod: START, MID, END, APPROX and the like"},
    {"earliest", TOC_SHAPE_MOMENT, .doc = "First moment it can mean"},
    {"latest", TOC_SHAPE_MOMENT, .doc = "Last moment it can mean"},
    END};
static const toc_object TIME = {"time", "A time expression", TIME_FIELDS};

static const toc_field ATTRIBUTION_FIELDS[] = {
    {"source", OF(SOURCE), .many = TOC_ONE_OR_LIST, .doc = "Who says it; a list when it stands in pieces"},
    {"cue", OF(SPAN_OBJECT), .many = TOC_ONE_OR_LIST, .need = TOC_ALWAYS, .doc = "The word of saying, or the quotation marks"},
    {"content", OF(SPAN_OBJECT), .many = TOC_ONE_OR_LIST, .need = TOC_ALWAYS, .doc = "What is said"},
    END};
static const toc_object ATTRIBUTION = {"attribution", "A quotation or a reported statement", ATTRIBUTION_FIELDS};

static const toc_field PREDICATE_FIELDS[] = {
    SPAN,
    {"lemma", TOC_SHAPE_TEXT, .doc = "Base form"},
    {"factuality", INTEGER(-3, 3), .need = TOC_ALWAYS, .doc = "3 certain, 0 open, -3 certainly not"},
    {"negated", TOC_SHAPE_TRUTH, .need = TOC_ALWAYS, .doc = "It stands under a negation"},
    {"source", OF(SPAN_OBJECT), .doc = "Whose claim it is; left out: the author's"},
    END};
static const toc_object PREDICATE = {"predicate", "A verb or noun that reports a happening, coded or not", PREDICATE_FIELDS};

/* ---------------------------------------------------------------- the document */
static const toc_field PACK_FIELDS[] = {{"version", TOC_SHAPE_TEXT, .need = TOC_ALWAYS, .doc = "Version of the data"},
                                        {"sha256", TOC_SHAPE_SHA256, .need = TOC_ALWAYS, .doc = "Its checksum"},
                                        END};
static const toc_object PACK = {"pack", "The compiled data that made the record", PACK_FIELDS};

static const toc_field DOC_FIELDS[] = {
    {"id", TOC_SHAPE_TEXT, .need = TOC_ALWAYS, .doc = "As given, else the file's path"},
    {"source", TOC_SHAPE_TEXT, .doc = "Who published it"},
    {"url", TOC_SHAPE_TEXT, .doc = "Where it was found"},
    {"title", TOC_SHAPE_TEXT, .doc = "As given, or of the page"},
    {"language", TOC_SHAPE_TEXT, .doc = "BCP 47"},
    {"sha256", TOC_SHAPE_SHA256, .doc = "Checksum of the decoded text"},
    {"bytes", INTEGER(0, TOC_UNBOUNDED), .doc = "Length of the decoded text"},
    {"published", TOC_SHAPE_DATE, .doc = "Date of publication"},
    {"published_from", WORDS(origin, ORIGIN), .doc = "How it is known: option or feed, the text's own word, its dated events"},
    END};
static const toc_object DOC = {"doc", "The article", DOC_FIELDS};

static const toc_field RECORD_FIELDS[] = {
    {"tocsin", WORDS(version, VERSION), .need = TOC_ALWAYS, .doc = "Version of the record"},
    {"pack", OF(PACK), .doc = "The data that made it"},
    {"doc", OF(DOC), .need = TOC_ALWAYS, .doc = "The article"},
    {"text", TOC_SHAPE_ANY_TEXT, .doc = "The decoded text (--with-text)"},
    {"events", OF(EVENT), .many = TOC_LIST_OR_NONE, .need = TOC_EITHER, .doc = "In text order"},
    {"entities", OF(ENTITY), .many = TOC_LIST, .doc = "Those that the events refer to; all with --mentions all"},
    {"places", OF(PLACE), .many = TOC_LIST, .doc = "The same for places"},
    {"times", OF(TIME), .many = TOC_LIST, .doc = "The same for time expressions"},
    {"attributions", OF(ATTRIBUTION), .many = TOC_LIST, .doc = "Who said what"},
    {"predicates", OF(PREDICATE), .many = TOC_LIST, .doc = "Every reported happening (--with-predicates)"},
    {"warnings", TOC_SHAPE_TEXT, .many = TOC_LIST, .doc = "What was repaired or could not be read"},
    {"error", TOC_SHAPE_TEXT, .need = TOC_EITHER, .doc = "Why the document could not be read; nothing else but its id is there then"},
    END};
const toc_object toc_object_record = {"record", "What tocsin code writes of a document, a line of JSON", RECORD_FIELDS};

const toc_object *const toc_objects[] = {&SPAN_OBJECT, &TRIGGER, &ROLE, &EVENT_TIME, &EVENT_PLACE, &BOUNDS_OBJECT, &COUNT,
                                         &CASUALTIES, &DAMAGE, &RESPONSIBILITY, &SOURCE, &LINK, &EVIDENCE, &EVENT, &MENTION,
                                         &ACTOR, &ENTITY, &GEOMETRY, &PLACE, &TIME, &ATTRIBUTION, &PREDICATE, &PACK, &DOC,
                                         &toc_object_record};
const size_t toc_object_count = sizeof toc_objects / sizeof *toc_objects;

/* clang-format on */
/* ---------------------------------------------------------------- shapes */
static const struct {
    const char *doc, *pattern;
} SHAPES[] = {
    [TOC_SHAPE_TEXT] = {"a text", NULL},
    [TOC_SHAPE_ANY_TEXT] = {"a text, may be empty", NULL},
    [TOC_SHAPE_WORD] = {"a word of its list", NULL},
    [TOC_SHAPE_ID] = {"an id", "^%c[1-9][0-9]*$"},
    [TOC_SHAPE_DATE] = {"a date", "^-?[0-9]{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"},
    [TOC_SHAPE_MOMENT] =
        {"a date, or date and time",
         "^-?[0-9]{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3]):[0-5][0-9])?$"},
    [TOC_SHAPE_CAMEO] = {"a code of two to four digits", "^[0-9]{2,4}$"},
    [TOC_SHAPE_COUNTRY] = {"a code of three capitals", "^[A-Z]{3}$"},
    [TOC_SHAPE_SHA256] = {"a checksum of 64 hexadecimal digits", "^[0-9a-f]{64}$"},
    [TOC_SHAPE_INTEGER] = {"a whole number", NULL},
    [TOC_SHAPE_OPEN] = {"a whole number or null", NULL},
    [TOC_SHAPE_NUMBER] = {"a number", NULL},
    [TOC_SHAPE_TRUTH] = {"true or false", NULL},
    [TOC_SHAPE_POINTS] = {"a list of [longitude, latitude]", NULL},
    [TOC_SHAPE_OBJECT] = {"an object", NULL},
};

const char *toc_shape_doc(toc_shape shape)
{
    return SHAPES[shape].doc;
}

const char *toc_shape_pattern(toc_shape shape)
{
    return SHAPES[shape].pattern;
}

int toc_field_find(const toc_object *object, toc_slice name)
{
    for (int i = 0; object->fields[i].name != NULL; i++)
        if (toc_slice_is(name, object->fields[i].name)) return i;
    return -1;
}

static bool all_of(toc_slice s, const char *characters)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] == '\0' || strchr(characters, s.ptr[i]) == NULL) return false;
    return true;
}

/* A number of two digits between low and high in front of *s, which moves behind it. */
static bool two_digits(toc_slice *s, int low, int high)
{
    if (s->len < 2 || !all_of((toc_slice){s->ptr, 2}, "0123456789")) return false;
    const int value = (s->ptr[0] - '0') * 10 + s->ptr[1] - '0';
    *s = toc_slice_sub(*s, 2, s->len);
    return value >= low && value <= high;
}

static bool sign(toc_slice *s, char c)
{
    if (s->len == 0 || s->ptr[0] != c) return false;
    *s = toc_slice_sub(*s, 1, s->len);
    return true;
}

static bool is_moment(toc_slice s, bool with_time)
{
    size_t year = 0;
    if (s.len > 0 && s.ptr[0] == '-') s = toc_slice_sub(s, 1, s.len);
    while (year < s.len && s.ptr[year] >= '0' && s.ptr[year] <= '9') year++;
    s = toc_slice_sub(s, year, s.len);
    if (year < 4 || !sign(&s, '-') || !two_digits(&s, 1, 12) || !sign(&s, '-') ||
        !two_digits(&s, 1, 31))
        return false;
    if (s.len == 0 || !with_time) return s.len == 0;
    return sign(&s, 'T') && two_digits(&s, 0, 23) && sign(&s, ':') && two_digits(&s, 0, 59) &&
           s.len == 0;
}

static bool is_word(const toc_field *field, toc_slice value)
{
    for (unsigned i = 1; i < field->words; i++)
        if (toc_slice_is(value, field->word(i))) return true;
    return false;
}

bool toc_field_fits(const toc_field *field, toc_slice value)
{
    switch (field->shape) {
    case TOC_SHAPE_TEXT: return value.len > 0;
    case TOC_SHAPE_ANY_TEXT: return true;
    case TOC_SHAPE_WORD: return is_word(field, value);
    case TOC_SHAPE_ID:
        return value.len > 1 && value.len < 12 && value.ptr[0] == field->letter &&
               value.ptr[1] != '0' && all_of(toc_slice_sub(value, 1, value.len), "0123456789");
    case TOC_SHAPE_DATE: return is_moment(value, false);
    case TOC_SHAPE_MOMENT: return is_moment(value, true);
    case TOC_SHAPE_CAMEO: return value.len >= 2 && value.len <= 4 && all_of(value, "0123456789");
    case TOC_SHAPE_COUNTRY: return value.len == 3 && all_of(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    case TOC_SHAPE_SHA256: return value.len == 64 && all_of(value, "0123456789abcdef");
    case TOC_SHAPE_INTEGER:
    case TOC_SHAPE_OPEN:
    case TOC_SHAPE_NUMBER:
    case TOC_SHAPE_TRUTH:
    case TOC_SHAPE_POINTS:
    case TOC_SHAPE_OBJECT: break;
    }
    return false; /* no string */
}
