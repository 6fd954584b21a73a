/* src/input/input.h - one article: bytes as they came to a decoded text with its frame marked.
 *
 *   plain bytes -> decode ----------------------\
 *   HTML bytes  -> decode -> main text, metadata -> title + "\n\n" + body -> zones, date, language
 *
 * For plain UTF-8 the body is the input byte for byte. */
#ifndef TOC_INPUT_H
#define TOC_INPUT_H

#include "input/article.h"
#include "input/html.h"
#include "pack/dict.h"

typedef struct toc_input_data {
    toc_dict frame; /* table frame: agencies, bylines, captions, furniture (data/text/frame.tsv) */
    bool has_frame;
    toc_page_names names; /* table page: what parts of a web page are called (data/text/page.tsv) */
} toc_input_data;

tocsin_status toc_input_open(toc_input_data *out, const toc_pack *packs, size_t count,
                             toc_arena *arena, tocsin_error *err);

/* Reads one article into *out, whose arena is set; everything is copied there. An empty text is
 * an article without sentences. TOCSIN_LIMIT: longer than max_bytes (0: TOC_MAX_TEXT_BYTES, which
 * is the ceiling in any case); TOCSIN_INPUT: plainly not text. */
tocsin_status toc_input_read(const toc_input_data *data, toc_article *out, const tocsin_article *in,
                             size_t max_bytes, tocsin_error *err);

/* The same for bare text: decoded, without frame, title or language (`tocsin parse`). */
tocsin_status toc_input_plain(toc_article *out, toc_slice bytes, tocsin_error *err);

/* True when most words of the text's beginning are such as English has (function words). */
bool toc_looks_english(toc_slice text);

#endif
