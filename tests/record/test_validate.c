/* tests/record/test_validate.c - the sample record holds; each of these changes breaks it, and the
 * sentence says where. */
#include "../emit/sample.h"
#include "check.h"
#include "record/validate.h"

static void far_span(toc_record *r)
{
    r->events.items[1].roles.items[0].span.end = 5000;
}
static void empty_span(toc_record *r)
{
    r->events.items[1].trigger.end = r->events.items[1].trigger.start;
}
static void cut_character(toc_record *r)
{
    r->silences.items[0].span.start += 5;
} /* inside the e with its accent */
static void no_entity(toc_record *r)
{
    r->events.items[1].roles.items[1].entity = 3;
}
static void no_time(toc_record *r)
{
    r->events.items[1].time = 1;
}
static void backwards(toc_record *r)
{
    r->events.items[1].latest.day -= 9;
}
static void low_above_high(toc_record *r)
{
    r->events.items[1].casualties[TOC_HARM_KILLED].high = 2;
}
static void link_to_itself(toc_record *r)
{
    r->events.items[0].links.items[0].event = 0;
}
static void link_to_none(toc_record *r)
{
    r->events.items[0].links.items[0].event = 2;
}
static void off_the_earth(toc_record *r)
{
    r->places.items[0].lat_e5 = 9100000;
}
static void bad_country(toc_record *r)
{
    r->places.items[0].country[0] = 'r';
}
static void bad_cameo(toc_record *r)
{
    strcpy(r->events.items[1].cameo, "18x");
}
static void too_sure(toc_record *r)
{
    r->events.items[0].confidence_permille = 1001;
}
static void no_type(toc_record *r)
{
    r->events.items[0].type = TOC_TYPE_NONE;
}
static void out_of_order(toc_record *r)
{
    r->events.items[0].trigger = sample_find(r, "stayed", 0);
}
static void across_title(toc_record *r)
{
    r->events.items[0].trigger = (toc_span){9, 30};
}
static void no_mention(toc_record *r)
{
    r->entities.items[0].mentions.count = 0;
}
static void wild_factuality(toc_record *r)
{
    r->predicates.items[0].factuality = 4;
}
static void bad_text(toc_record *r)
{
    r->text.len -= 16;
} /* ends inside the e with its accent */

static const struct {
    void (*change)(toc_record *record);
    const char *where;
} CASES[] = {{far_span, "events[1].roles"},
             {empty_span, "events[1].trigger"},
             {cut_character, "silences[0].span: the span cuts a character"},
             {no_entity, "events[1].roles: the index"},
             {no_time, "events[1].time"},
             {backwards, "events[1].time: it ends before it begins"},
             {low_above_high, "events[1].casualties"},
             {link_to_itself, "events[0].links: to itself"},
             {link_to_none, "events[0].links: no such event"},
             {off_the_earth, "places[0].lat"},
             {bad_country, "places[0].country"},
             {bad_cameo, "events[1].cameo"},
             {too_sure, "events[0].confidence"},
             {no_type, "events[0].type"},
             {out_of_order, "events[1].trigger: events are not in text order"},
             {across_title, "events[0].trigger: the span is in title and text"},
             {no_mention, "entities[0].mentions"},
             {wild_factuality, "predicates[0].factuality"},
             {bad_text, "text[0].bytes"}};

int main(void)
{
    char why[160];
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        toc_arena arena;
        toc_arena_init(&arena);
        toc_record record = sample_record(&arena);
        CHECK(toc_record_validate(&record, why, sizeof why), "%s", why);
        CASES[i].change(&record);
        const bool good = toc_record_validate(&record, why, sizeof why);
        CHECK(!good && strncmp(why, CASES[i].where, strlen(CASES[i].where)) == 0,
              "case %zu: \"%s\", not \"%s\"", i, why, CASES[i].where);
        toc_arena_free(&arena);
    }
    return check_done();
}
