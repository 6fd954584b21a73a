/* src/store/spans.c - a record without the words of its spans, which stand in the article already.
 *
 *   "start":24,"end":30,"text":"killed"   <->   "start":24!6;
 *
 * Outside of strings JSON has no '!'. Words are left out only where they are, byte for byte, what will be put back:
 * in text that was not given as plain UTF-8 (a page, another encoding) all stay. */
#include "store/store.h"

#define LEFT_OUT '!'

/* The number whose digits end at *end; *end becomes their begin. */
static bool number_before(const char *json, size_t *end, size_t *value)
{
    size_t begin = *end, n = 0;
    while (begin > 0 && json[begin - 1] >= '0' && json[begin - 1] <= '9' && *end - begin < 10)
        begin--;
    if (begin == *end) return false;
    for (size_t i = begin; i < *end; i++) n = n * 10 + (size_t)(json[i] - '0');
    *value = n;
    *end = begin;
    return true;
}

static bool word_before(const char *json, size_t *end, toc_slice word)
{
    if (*end < word.len || memcmp(json + *end - word.len, word.ptr, word.len) != 0) return false;
    *end -= word.len;
    return true;
}

/* The words of a span whose start ends at json[at] and that are `len` long (*end: the offset of their end). False: there
 * is no span, or none of this article. */
static bool words_from(const tocsin_article *article, const char *json, size_t at, size_t len,
                       toc_slice *words, size_t *end)
{
    size_t start;
    if (!number_before(json, &at, &start) || !word_before(json, &at, TOC_LIT("\"start\":")))
        return false;
    const bool in_title = word_before(json, &at, TOC_LIT("\"in\":\"title\","));
    const toc_slice all =
        in_title ? toc_slice_of(article->title) : (toc_slice){article->bytes, article->len};
    if (start > all.len || len > all.len - start) return false;
    *words = toc_slice_sub(all, start, start + len);
    *end = start + len;
    return true;
}

/* The same for a span that is whole as far as json[at]; *head: where its start ends. */
static bool words_before(const tocsin_article *article, const char *json, size_t at,
                         toc_slice *words, size_t *head)
{
    size_t start, end, from;
    if (!number_before(json, &at, &end) || !word_before(json, &at, TOC_LIT(",\"end\":")))
        return false;
    *head = from = at;
    return number_before(json, &from, &start) && start <= end &&
           words_from(article, json, at, end - start, words, &end);
}

/* Where the string that begins at json[at] ends: behind its quote. */
static size_t string_end(toc_slice json, size_t at)
{
    for (at++; at < json.len && json.ptr[at] != '"'; at++)
        if (json.ptr[at] == '\\') at++;
    return at < json.len ? at + 1 : json.len;
}

void toc_spans_leave(toc_buf *out, toc_slice record, const tocsin_article *article)
{
    static const char KEY[] = ",\"text\":";
    toc_buf text = {0};
    for (size_t at = 0; at < record.len;) {
        const size_t left = record.len - at, from = at;
        size_t head;
        toc_slice words;
        if (record.ptr[at] == '"') {
            at = string_end(record, at);
        } else if (left > sizeof KEY && memcmp(record.ptr + at, KEY, sizeof KEY - 1) == 0 &&
                   words_before(article, record.ptr, at, &words, &head)) {
            text.len = 0;
            toc_buf_put(&text, KEY, sizeof KEY - 1);
            toc_buf_json(&text, words);
            if (!text.failed && text.len <= left &&
                memcmp(text.ptr, record.ptr + at, text.len) == 0) {
                if (!out->failed) out->len -= at - head; /* the end: its distance is shorter */
                toc_buf_printf(out, "%c%zu;", LEFT_OUT, words.len);
                at += text.len;
                continue;
            }
            at++;
        } else {
            at++;
        }
        toc_buf_put(out, record.ptr + from, at - from);
    }
    out->failed = out->failed || text.failed;
    toc_buf_free(&text);
}

bool toc_spans_fill(toc_buf *out, toc_slice left, const tocsin_article *article)
{
    for (size_t at = 0; at < left.len;) {
        const size_t from = at;
        if (left.ptr[at] == LEFT_OUT) {
            toc_slice words;
            size_t len = 0, end;
            for (at++; at < left.len && left.ptr[at] != ';'; at++)
                if (len > left.len + article->len || left.ptr[at] < '0' || left.ptr[at] > '9')
                    return false;
                else
                    len = len * 10 + (size_t)(left.ptr[at] - '0');
            if (at == left.len || out->failed ||
                !words_from(article, out->ptr, out->len, len, &words, &end))
                return false;
            toc_buf_printf(out, ",\"end\":%zu,\"text\":", end);
            toc_buf_json(out, words);
            at++;
            continue;
        }
        while (at < left.len && left.ptr[at] != LEFT_OUT)
            at = left.ptr[at] == '"' ? string_end(left, at) : at + 1;
        toc_buf_put(out, left.ptr + from, at - from);
    }
    return !out->failed;
}
