/* tests/event/sentences.h - a sentence through the whole program with the pack that was built: for what
 * only words, tree and dictionaries together decide. */
#ifndef SENTENCES_H
#define SENTENCES_H

#include <stdlib.h>

#include "api.h"
#include "check.h"

static tocsin_doc *sentence_code(const char *text, const char *date)
{
    static tocsin_engine *engine; /* lives as long as the test */
    tocsin_error err = {.status = TOCSIN_OK};
    if (engine == NULL && tocsin_open(&engine, TOCSIN_PACK_FILE, NULL, &err) != TOCSIN_OK) {
        fprintf(stderr, "%s\n", err.message);
        exit(1);
    }
    tocsin_article article;
    tocsin_options options;
    tocsin_article_init(&article, sizeof article);
    tocsin_options_init(&options, sizeof options);
    article.bytes = text;
    article.len = strlen(text);
    article.published = date;
    options.mentions_all = true;
    tocsin_doc *doc;
    CHECK(tocsin_code(&doc, engine, &article, &options, &err) == TOCSIN_OK, "%s: %s", text,
          err.message);
    return doc;
}

/* The first event whose trigger has these words; NULL: none. */
static const toc_event *sentence_event(const toc_record *record, const char *trigger)
{
    for (uint32_t i = 0; i < record->events.count; i++) {
        const toc_slice words = toc_record_words(record, record->events.items[i].trigger);
        for (size_t at = 0; at + strlen(trigger) <= words.len; at++)
            if (memcmp(words.ptr + at, trigger, strlen(trigger)) == 0)
                return &record->events.items[i];
    }
    return NULL;
}

#endif
