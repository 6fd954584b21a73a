/* src/record/codes.h - the closed lists of the record (docs/RECORD.md) as enums with their words.
 *
 * Each list is an X-macro of (NAME, "word as printed", ...), so that enum, printing, parsing,
 * codebook and JSON schema come from one place. Value 0 is always "absent". */
#ifndef TOC_CODES_H
#define TOC_CODES_H

#include "base/slice.h"

/* clang-format off */
/* PLOVER event types. quad: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict,
 * 4 material conflict. */
#define TOC_TYPE_MAP(X)                                                                      \
    X(AGREE, "agree", 1, "promises, offers or agrees to cooperate in future")                \
    X(CONSULT, "consult", 1, "a meeting, visit, call or talks that took place")              \
    X(SUPPORT, "support", 1, "non-material backing: praise, endorsement, recognition")       \
    X(COOPERATE, "cooperate", 2, "mutual material exchange, joint exercises, extradition")   \
    X(AID, "aid", 2, "gives something that mainly helps the recipient")                      \
    X(CONCEDE, "concede", 1, "gives way in words: lifts restrictions, pardons, apologises")  \
    X(RETREAT, "retreat", 2, "gives way in deed: frees captives, pulls out, disarms")        \
    X(REQUEST, "request", 3, "asks, demands or orders")                                      \
    X(ACCUSE, "accuse", 3, "criticises, blames, alleges, sues, indicts, investigates")       \
    X(REJECT, "reject", 3, "refuses, turns down, denies")                                    \
    X(THREATEN, "threaten", 3, "warns of serious consequences")                              \
    X(PROTEST, "protest", 4, "civilians' collective action: rally, strike, riot, blockade")  \
    X(SANCTION, "sanction", 4, "cuts back existing relations: embargo, expulsion, conviction") \
    X(MOBILIZE, "mobilize", 4, "military or police moves short of force")                    \
    X(COERCE, "coerce", 4, "repression or compulsion short of violence")                     \
    X(ASSAULT, "assault", 4, "deliberate acts that can do serious physical harm")

/* PLOVER modes with the type that they belong to (a few words serve two types). */
#define TOC_MODE_MAP(X)                                                                     \
    X(VISIT, "visit", CONSULT) X(THIRD_PARTY, "third-party", CONSULT)                       \
    X(MULTILATERAL, "multilateral", CONSULT) X(PHONE, "phone", CONSULT)                     \
    X(WITHDRAW, "withdraw", RETREAT) X(RELEASE, "release", RETREAT)                         \
    X(DISARM, "disarm", RETREAT) X(CEASEFIRE, "ceasefire", RETREAT)                         \
    X(ACCESS, "access", RETREAT) X(RESIGN, "resign", RETREAT)                               \
    X(ASSIST, "assist", REQUEST) X(CHANGE, "change", REQUEST) X(YIELD, "yield", REQUEST)    \
    X(MEET, "meet", REQUEST) X(DISAPPROVE, "disapprove", ACCUSE)                            \
    X(INVESTIGATE, "investigate", ACCUSE) X(ALLEGE, "allege", ACCUSE)                       \
    X(RESTRICT, "restrict", THREATEN) X(ARREST, "arrest", THREATEN)                         \
    X(RELATIONS, "relations", THREATEN) X(EXPEL, "expel", THREATEN)                         \
    X(TERRITORY, "territory", THREATEN) X(VIOLENCE, "violence", THREATEN)                   \
    X(DEMO, "demo", PROTEST) X(RIOT, "riot", PROTEST) X(STRIKE, "strike", PROTEST)          \
    X(HUNGER, "hunger", PROTEST) X(BOYCOTT, "boycott", PROTEST)                             \
    X(OBSTRUCT, "obstruct", PROTEST) X(VANDALIZE, "vandalize", PROTEST)                     \
    X(CONVICT, "convict", SANCTION) X(DISCONTINUE, "discontinue", SANCTION)                 \
    X(TROOPS, "troops", MOBILIZE) X(WEAPONS, "weapons", MOBILIZE)                           \
    X(POLICE, "police", MOBILIZE) X(MILITIA, "militia", MOBILIZE)                           \
    X(SEIZE, "seize", COERCE) X(CENSOR, "censor", COERCE) X(CURFEW, "curfew", COERCE)       \
    X(MARTIAL_LAW, "martial-law", COERCE) X(DEPORT, "deport", COERCE)                       \
    X(WITHHOLD, "withhold", COERCE) X(MISINFORMATION, "misinformation", COERCE)             \
    X(CYBER, "cyber", COERCE) X(ABDUCT, "abduct", ASSAULT) X(BEAT, "beat", ASSAULT)         \
    X(TORTURE, "torture", ASSAULT) X(SEXUAL, "sexual", ASSAULT)                             \
    X(TARGETED, "targeted", ASSAULT) X(DESTROY, "destroy", ASSAULT)                         \
    X(PRIMITIVE, "primitive", ASSAULT) X(FIREARMS, "firearms", ASSAULT)                     \
    X(EXPLOSIVES, "explosives", ASSAULT) X(SUICIDE_ATTACK, "suicide-attack", ASSAULT)       \
    X(AERIAL, "aerial", ASSAULT) X(DRONE, "drone", ASSAULT)                                 \
    X(HEAVY_WEAPONS, "heavy-weapons", ASSAULT) X(CROWD_CONTROL, "crowd-control", ASSAULT)   \
    X(UNCONVENTIONAL, "unconventional", ASSAULT)

/* Methods, finer than PLOVER: (NAME, word, type it goes with, default mode). */
#define TOC_METHOD_MAP(X)                                                                     \
    X(AMBUSH, "ambush", ASSAULT, NONE) X(ARMED_CLASH, "armed-clash", ASSAULT, NONE)           \
    X(FIREARMS, "firearms", ASSAULT, FIREARMS) X(ARSON, "arson", ASSAULT, PRIMITIVE)          \
    X(ASSASSINATION, "assassination", ASSAULT, TARGETED)                                      \
    X(EXECUTION, "execution", ASSAULT, TARGETED) X(MASSACRE, "massacre", ASSAULT, TARGETED)   \
    X(BOMBING, "bombing", ASSAULT, EXPLOSIVES)                                                \
    X(SUICIDE_BOMBING, "suicide-bombing", ASSAULT, SUICIDE_ATTACK)                            \
    X(MINE, "mine", ASSAULT, EXPLOSIVES) X(SHELLING, "shelling", ASSAULT, HEAVY_WEAPONS)      \
    X(MISSILE, "missile", ASSAULT, HEAVY_WEAPONS) X(AIRSTRIKE, "airstrike", ASSAULT, AERIAL)  \
    X(DRONE, "drone", ASSAULT, DRONE) X(CHEMICAL, "chemical", ASSAULT, UNCONVENTIONAL)        \
    X(BEATING, "beating", ASSAULT, BEAT) X(STABBING, "stabbing", ASSAULT, PRIMITIVE)          \
    X(TORTURE, "torture", ASSAULT, TORTURE) X(MUTILATION, "mutilation", ASSAULT, TORTURE)     \
    X(SEXUAL, "sexual", ASSAULT, SEXUAL) X(LOOTING, "looting", ASSAULT, DESTROY)              \
    X(SABOTAGE, "sabotage", ASSAULT, DESTROY) X(ABDUCTION, "abduction", ASSAULT, ABDUCT)      \
    X(HIJACK, "hijack", ASSAULT, ABDUCT) X(ARREST, "arrest", COERCE, ARREST)                  \
    X(RAID, "raid", COERCE, SEIZE) X(SEIZURE, "seizure", COERCE, SEIZE)                       \
    X(CURFEW, "curfew", COERCE, CURFEW) X(BLOCKADE, "blockade", COERCE, RESTRICT)             \
    X(EXPULSION, "expulsion", COERCE, DEPORT) X(BAN, "ban", COERCE, RESTRICT)                 \
    X(CYBER_ATTACK, "cyber-attack", COERCE, CYBER) X(TERRITORY, "territory", COERCE, SEIZE)   \
    X(DEMONSTRATION, "demonstration", PROTEST, DEMO) X(RIOT, "riot", PROTEST, RIOT)           \
    X(STRIKE, "strike", PROTEST, STRIKE) X(HUNGER_STRIKE, "hunger-strike", PROTEST, HUNGER)   \
    X(BOYCOTT, "boycott", PROTEST, BOYCOTT) X(OBSTRUCTION, "obstruction", PROTEST, OBSTRUCT)  \
    X(DEPLOYMENT, "deployment", MOBILIZE, TROOPS) X(ALERT, "alert", MOBILIZE, WEAPONS)        \
    X(WEAPONS_TEST, "weapons-test", MOBILIZE, WEAPONS)                                        \
    X(EXERCISE, "exercise", MOBILIZE, TROOPS) X(WITHDRAWAL, "withdrawal", RETREAT, WITHDRAW)  \
    X(CEASEFIRE, "ceasefire", RETREAT, CEASEFIRE) X(RELEASE, "release", RETREAT, RELEASE)     \
    X(SURRENDER, "surrender", RETREAT, DISARM) X(DISARMAMENT, "disarmament", RETREAT, DISARM) \
    X(WARNING, "warning", THREATEN, NONE) X(ULTIMATUM, "ultimatum", THREATEN, NONE)           \
    X(DENIAL, "denial", REJECT, NONE) X(REFUSAL, "refusal", REJECT, NONE)                     \
    X(RESOLUTION, "resolution", NONE, NONE) X(STATEMENT, "statement", NONE, NONE)             \
    X(TALKS, "talks", CONSULT, NONE) X(VISIT, "visit", CONSULT, VISIT)                        \
    X(DEAL, "deal", NONE, NONE) X(AID_DELIVERY, "aid-delivery", AID, NONE)                    \
    X(PROSECUTION, "prosecution", NONE, NONE) X(SANCTIONS, "sanctions", SANCTION, NONE)

#define TOC_EVENT_STATUS_MAP(X)                                                            \
    X(OCCURRED, "occurred") X(ONGOING, "ongoing") X(ATTEMPTED, "attempted")                \
    X(PLANNED, "planned") X(THREATENED, "threatened") X(DEMANDED, "demanded")              \
    X(ALLEGED, "alleged") X(DENIED, "denied") X(HYPOTHETICAL, "hypothetical")              \
    X(DID_NOT_OCCUR, "did-not-occur")

#define TOC_ROLE_MAP(X)                                                                      \
    X(PERPETRATOR, "perpetrator", "who does it; for a statement: who speaks")                \
    X(RECIPIENT, "recipient", "whom it is done to or addressed to")                          \
    X(VICTIM, "victim", "people hurt")                                                       \
    X(TARGET, "target", "things, places or groups attacked, when not listed as hurt")        \
    X(INSTRUMENT, "instrument", "with what")                                                 \
    X(BENEFICIARY, "beneficiary", "on whose behalf")                                         \
    X(ORIGIN, "origin", "from where") X(DESTINATION, "destination", "where to")

#define TOC_ENTITY_KIND_MAP(X)                                                           \
    X(PERSON, "person") X(GROUP, "group") X(ORGANISATION, "organisation")                \
    X(GOVERNMENT, "government") X(MILITARY, "military") X(CIVILIAN, "civilian")          \
    X(VEHICLE, "vehicle") X(FACILITY, "facility") X(WEAPON, "weapon") X(MEDIA, "media")  \
    X(UNKNOWN, "unknown")

#define TOC_PLACE_KIND_MAP(X)                                                                 \
    X(TOWN, "town") X(DISTRICT, "district") X(ADMIN2, "admin2") X(ADMIN1, "admin1")           \
    X(COUNTRY, "country") X(REGION, "region") X(ROAD, "road") X(FACILITY, "facility")         \
    X(WATER, "water") X(MOUNTAIN, "mountain") X(CONTINENT, "continent") X(DEMONYM, "demonym")

#define TOC_PLACE_PRECISION_MAP(X)                                                          \
    X(EXACT, "exact") X(TOWN, "town") X(ROAD, "road") X(ADMIN1, "admin1")                   \
    X(COUNTRY, "country") X(UNKNOWN, "unknown")

#define TOC_TIME_PRECISION_MAP(X)                                                           \
    X(HOUR, "hour") X(DAY, "day") X(WEEK, "week") X(MONTH, "month") X(YEAR, "year")         \
    X(UNKNOWN, "unknown")

#define TOC_TIMEX_MAP(X) X(DATE, "DATE") X(TIME, "TIME") X(DURATION, "DURATION") X(SET, "SET")

#define TOC_EFFECT_MAP(X)                                                                 \
    X(DESTROYED, "destroyed") X(DAMAGED, "damaged") X(LOOTED, "looted") X(CAPTURED, "captured")

#define TOC_CLAIM_MAP(X)                                                                  \
    X(CLAIMED, "claimed") X(UNCLAIMED, "unclaimed") X(DENIED, "denied") X(BLAMED, "blamed")

#define TOC_LINK_MAP(X)                                                                    \
    X(RETALIATION_FOR, "retaliation-for") X(RESPONSE_TO, "response-to")                    \
    X(PART_OF, "part-of") X(SAME_AS, "same-as") X(ABOUT, "about") X(FOLLOWS, "follows")

#define TOC_HARM_MAP(X)                                                                    \
    X(KILLED, "killed", "Who died") X(INJURED, "injured", "Who was wounded or hurt")       \
    X(ABDUCTED, "abducted", "Who was taken") X(ARRESTED, "arrested", "Who was detained")   \
    X(DISPLACED, "displaced", "Who had to flee")

/* clang-format on */
#define TOC_ENUM1(name, ...) TOC_THIS(name),
#define TOC_THIS(name) TOC_TYPE_##name
typedef enum toc_type { TOC_TYPE_NONE, TOC_TYPE_MAP(TOC_ENUM1) TOC_TYPE_COUNT } toc_type;
#undef TOC_THIS
#define TOC_THIS(name) TOC_MODE_##name
typedef enum toc_mode { TOC_MODE_NONE, TOC_MODE_MAP(TOC_ENUM1) TOC_MODE_COUNT } toc_mode;
#undef TOC_THIS
#define TOC_THIS(name) TOC_METHOD_##name
typedef enum toc_method { TOC_METHOD_NONE, TOC_METHOD_MAP(TOC_ENUM1) TOC_METHOD_COUNT } toc_method;
#undef TOC_THIS
#define TOC_THIS(name) TOC_STATUS_##name
typedef enum toc_event_status {
    TOC_STATUS_NONE,
    TOC_EVENT_STATUS_MAP(TOC_ENUM1) TOC_STATUS_COUNT
} toc_event_status;
#undef TOC_THIS
#define TOC_THIS(name) TOC_ROLE_##name
typedef enum toc_role { TOC_ROLE_NONE, TOC_ROLE_MAP(TOC_ENUM1) TOC_ROLE_COUNT } toc_role;
#undef TOC_THIS
#define TOC_THIS(name) TOC_ENTITY_##name
typedef enum toc_entity_kind {
    TOC_ENTITY_NONE,
    TOC_ENTITY_KIND_MAP(TOC_ENUM1) TOC_ENTITY_COUNT
} toc_entity_kind;
#undef TOC_THIS
#define TOC_THIS(name) TOC_PLACE_##name
typedef enum toc_place_kind {
    TOC_PLACE_NONE,
    TOC_PLACE_KIND_MAP(TOC_ENUM1) TOC_PLACE_COUNT
} toc_place_kind;
#undef TOC_THIS
#define TOC_THIS(name) TOC_AT_##name
typedef enum toc_place_precision {
    TOC_AT_NONE,
    TOC_PLACE_PRECISION_MAP(TOC_ENUM1) TOC_AT_COUNT
} toc_place_precision;
#undef TOC_THIS
#define TOC_THIS(name) TOC_WHEN_##name
typedef enum toc_time_precision {
    TOC_WHEN_NONE,
    TOC_TIME_PRECISION_MAP(TOC_ENUM1) TOC_WHEN_COUNT
} toc_time_precision;
#undef TOC_THIS
#define TOC_THIS(name) TOC_TIMEX_##name
typedef enum toc_timex_type {
    TOC_TIMEX_NONE,
    TOC_TIMEX_MAP(TOC_ENUM1) TOC_TIMEX_COUNT
} toc_timex_type;
#undef TOC_THIS
#define TOC_THIS(name) TOC_EFFECT_##name
typedef enum toc_effect { TOC_EFFECT_NONE, TOC_EFFECT_MAP(TOC_ENUM1) TOC_EFFECT_COUNT } toc_effect;
#undef TOC_THIS
#define TOC_THIS(name) TOC_CLAIM_##name
typedef enum toc_claim { TOC_CLAIM_NONE, TOC_CLAIM_MAP(TOC_ENUM1) TOC_CLAIM_COUNT } toc_claim;
#undef TOC_THIS
#define TOC_THIS(name) TOC_LINK_##name
typedef enum toc_link_type { TOC_LINK_NONE, TOC_LINK_MAP(TOC_ENUM1) TOC_LINK_COUNT } toc_link_type;
#undef TOC_THIS
#define TOC_THIS(name) TOC_HARM_##name
typedef enum toc_harm { TOC_HARM_NONE, TOC_HARM_MAP(TOC_ENUM1) TOC_HARM_COUNT } toc_harm;
#undef TOC_THIS
#undef TOC_ENUM1

/* The word of a value ("suicide-bombing"); "" for 0 and for what is out of range. */
const char *toc_type_word(unsigned type);
const char *toc_mode_word(unsigned mode);
const char *toc_method_word(unsigned method);
const char *toc_status_word(unsigned status);
const char *toc_role_word(unsigned role);
const char *toc_entity_word(unsigned kind);
const char *toc_place_word(unsigned kind);
const char *toc_at_word(unsigned precision);
const char *toc_when_word(unsigned precision);
const char *toc_timex_word(unsigned type);
const char *toc_effect_word(unsigned effect);
const char *toc_claim_word(unsigned claim);
const char *toc_link_word(unsigned type);
const char *toc_harm_word(unsigned harm);
/* The value of a word; 0 when the list does not have it. */
unsigned toc_type_of(toc_slice word);
unsigned toc_mode_of(toc_slice word);
unsigned toc_method_of(toc_slice word);
unsigned toc_status_of(toc_slice word);
unsigned toc_role_of(toc_slice word);
unsigned toc_entity_of(toc_slice word);
unsigned toc_place_of(toc_slice word);
unsigned toc_at_of(toc_slice word);
unsigned toc_when_of(toc_slice word);
unsigned toc_timex_of(toc_slice word);
unsigned toc_effect_of(toc_slice word);
unsigned toc_claim_of(toc_slice word);
unsigned toc_link_of(toc_slice word);
unsigned toc_harm_of(toc_slice word);
/* PLOVER quad class of a type (1..4), the type and mode that a method implies (0: none). */
unsigned toc_type_quad(unsigned type);
const char *toc_type_doc(unsigned type);
const char *toc_role_doc(unsigned role);
unsigned toc_method_type(unsigned method);
unsigned toc_mode_type(unsigned mode); /* the type that a mode belongs to */
unsigned toc_method_mode(unsigned method);

#endif
