/* bench/store-curve.c - what a new report costs as the store grows.
 *
 *   tocsin-store-curve PACK DB REPORTS [EVENTS]
 *
 * Fills a new database with made-up reports, 500 a day, one to five of an incident, each with so many events (1;
 * the others are mentioned besides, elsewhere and on other days), and prints at powers of
 * ten and thrice them the processor time of storing and of linking one more report, coding apart,
 * over the last reports, and the size of the file. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "api.h"

enum { BATCH = 500, A_DAY = 500, WORDS = 150, RARE = 20000, LATE = 3 };

static const char *const COMMON[] = {
    "the",     "police", "said", "in",    "attack", "killed", "people", "on",     "of",
    "a",       "were",   "at",   "and",   "after",  "city",   "when",   "army",   "group",
    "near",    "to",     "from", "road",  "was",    "told",   "their",  "who",    "government",
    "for",     "by",     "two",  "three", "local",  "area",   "night",  "market", "officials",
    "reports", "with",   "that", "as",    "had",    "not",    "other",  "troops", "security"};
static uint64_t state = 20240515;

static uint32_t draw(uint32_t below)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((state >> 33) % below);
}

static double cpu_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* A word of two to four syllables, another one for each number. */
static void put_word(toc_buf *out, uint32_t number, bool name)
{
    static const char ONSETS[] = "bdfgklmnprstvz", VOWELS[] = "aeiou";
    uint32_t n = number + 71;
    for (bool first = true; n > 0; first = false) {
        const char onset = ONSETS[n % 14];
        toc_buf_char(out, first && name ? (char)(onset - 32) : onset);
        n /= 14;
        toc_buf_char(out, VOWELS[n % 5]);
        n /= 5;
    }
}

/* The incident's own words (names, what was hit), the day's words, and any words. */
static void put_text(toc_buf *out, uint32_t incident)
{
    out->len = 0;
    for (uint32_t i = 0; i < WORDS; i++) {
        if (i > 0) toc_buf_char(out, ' ');
        const uint32_t kind = draw(10);
        if (kind < 6)
            toc_buf_text(out, COMMON[draw(sizeof COMMON / sizeof *COMMON)]);
        else if (kind < 8)
            put_word(out, RARE + incident * 12 + draw(12), true);
        else
            put_word(out, draw(RARE), false);
    }
    toc_buf_char(out, '\0');
}

static void die(const char *what, const tocsin_error *err)
{
    fprintf(stderr, "tocsin-store-curve: %s: %s\n", what, err->message);
    exit(1);
}

/* A document with one event, to be filled with another text each time. */
static tocsin_doc *template(const tocsin_engine *engine)
{
    static const char TEXT[] = "Gunmen killed four people in Gao on Tuesday, police said.";
    tocsin_article article;
    tocsin_doc *doc;
    tocsin_error err;
    tocsin_article_init(&article, sizeof article);
    article.bytes = TEXT;
    article.len = sizeof TEXT - 1;
    article.published = "2024-05-15";
    if (tocsin_code(&doc, engine, &article, NULL, &err) != TOCSIN_OK) die("code", &err);
    if (doc->record.events.count == 0) {
        fputs("tocsin-store-curve: the pack sees no event; is it of this build?\n", stderr);
        exit(1);
    }
    return doc;
}

/* What a report mentions besides: other kinds of events in other places within the last year. */
static void put_besides(toc_record *record, uint32_t events, uint32_t incident, int32_t day)
{
    static const toc_type TYPES[] = {TOC_TYPE_PROTEST, TOC_TYPE_COERCE, TOC_TYPE_ASSAULT,
                                     TOC_TYPE_CONSULT};
    const toc_event main = record->events.items[0];
    record->events.count = 1;
    for (uint32_t i = 1; i < events; i++) {
        toc_event event = main;
        event.type = TYPES[draw(4)];
        event.earliest.day = event.latest.day = day - (int32_t)draw(365);
        event.lat_e5 = (int32_t)((incident + i) * 15485863u % 10000000);
        event.lon_e5 = (int32_t)((incident + i) * 32452843u % 30000000) - 15000000;
        event.casualties[TOC_HARM_KILLED].present = false;
        toc_push(record->arena, &record->events, event);
    }
}

static void put_one(tocsin_store *store, const tocsin_engine *engine, tocsin_doc *doc,
                    const toc_buf *text, uint32_t n, uint32_t incident, int32_t day,
                    uint32_t events)
{
    char id[24], source[16];
    tocsin_error err;
    tocsin_article article;
    tocsin_article_init(&article, sizeof article);
    snprintf(id, sizeof id, "d%07u", n);
    snprintf(source, sizeof source, "paper%u", draw(40));
    article.id = id;
    article.source = source;
    article.bytes = text->ptr;
    article.len = text->len - 1;
    toc_record *record = &doc->record;
    toc_event *event = &record->events.items[0];
    record->text = (toc_slice){text->ptr, text->len - 1};
    record->source = toc_slice_of(source);
    record->published.day = day;
    event->earliest.day = event->latest.day = day - (int32_t)draw(2);
    event->has_place = event->has_point = true;
    event->lat_e5 = (int32_t)(incident * 7919u % 10000000);
    event->lon_e5 = (int32_t)(incident * 104729u % 30000000) - 15000000;
    event->casualties[TOC_HARM_KILLED].low = event->casualties[TOC_HARM_KILLED].high =
        1 + incident % 7;
    put_besides(record, events, incident, day);
    if (tocsin_store_put(store, engine, &article, doc, &err) != TOCSIN_OK) die("put", &err);
}

int main(int argc, char **argv)
{
    tocsin_error err;
    tocsin_engine *engine;
    tocsin_store *store;
    const uint32_t wanted = argc >= 4 ? (uint32_t)strtoul(argv[3], NULL, 10) : 0,
                   events = argc == 5 ? (uint32_t)strtoul(argv[4], NULL, 10) : 1;
    if (wanted == 0 || events == 0 || events > 100)
        return fprintf(stderr, "usage: tocsin-store-curve PACK DB REPORTS [EVENTS]\n"), 2;
    if (tocsin_open(&engine, argv[1], NULL, &err) != TOCSIN_OK) die(argv[1], &err);
    if (tocsin_store_open(&store, argv[2], true, &err) != TOCSIN_OK) die(argv[2], &err);
    puts("reports      put ms   link ms   MB file   MB text");
    toc_buf text = {0};
    double put = 0, link = 0, bytes = 0;
    uint32_t since = 0, open[LATE * A_DAY] = {0}, next = 0, ten = 1000, shown = 1000;
    for (uint32_t n = 0; n < wanted;) {
        double began = cpu_now();
        tocsin_doc *doc = template(engine);
        for (uint32_t i = 0; i < BATCH && n < wanted; i++, n++) {
            /* half of the reports tell of an incident of the last days, the others of a new one */
            uint32_t *slot = &open[draw(LATE * A_DAY)];
            if (*slot == 0 || draw(2) == 0) *slot = ++next;
            const double making = cpu_now();
            put_text(&text, *slot);
            began += cpu_now() - making;
            bytes += (double)text.len;
            doc->json.len = 0;
            put_one(store, engine, doc, &text, n, *slot, 19000 + (int32_t)(n / A_DAY), events);
        }
        tocsin_doc_free(doc);
        if (tocsin_store_commit(store, &err) != TOCSIN_OK) die("commit", &err);
        const double stored = cpu_now();
        if (tocsin_store_link(store, &err) != TOCSIN_OK) die("link", &err);
        put += stored - began;
        link += cpu_now() - stored;
        since += BATCH;
        if (n < shown && n < wanted) continue;
        struct stat file = {0};
        stat(argv[2], &file);
        printf("%-9u %9.3f %9.3f %9.1f %9.1f\n", n, put * 1e3 / since, link * 1e3 / since,
               (double)file.st_size / 1e6, bytes / 1e6);
        fflush(stdout);
        put = link = 0;
        since = 0;
        while (shown <= n) shown = shown / ten < 3 ? ten * 3 : (ten *= 10);
    }
    toc_buf_free(&text);
    tocsin_store_close(store);
    tocsin_engine_free(engine);
    return 0;
}
