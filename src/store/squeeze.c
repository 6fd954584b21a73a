/* src/store/squeeze.c - texts with their records, compressed. Each is small and much like the others, so that a
 * dictionary, made of the store's own first documents, halves them; it stands in table dict, and frames of
 * zstd say whether they need it.
 *
 *   '#', bytes of the article (4, little endian), the article, its record without the words of its spans */
#include <stdlib.h>
#include <zdict.h>
#include <zstd.h>

#include "store/store.h"

#define LEVEL 9           /* beyond it there is little to gain, and time to lose */
#define HEAD 5            /* bytes before the article */
#define DICT_BYTES 98304u /* of dictionary */
#define DICT_DOCS 300     /* it is made of */
#define MOST ((unsigned long long)1 << 30)

struct toc_squeeze {
    ZSTD_CCtx *in;
    ZSTD_DCtx *out;
    ZSTD_CDict *in_dict;
    ZSTD_DDict *out_dict;
    bool tried; /* to make a dictionary: no second time */
};

static bool load(toc_squeeze *q, const void *bytes, size_t len)
{
    q->in_dict = ZSTD_createCDict(bytes, len, LEVEL);
    q->out_dict = ZSTD_createDDict(bytes, len);
    return q->in_dict != NULL && q->out_dict != NULL;
}

toc_squeeze *toc_squeeze_open(const tocsin_store *store)
{
    toc_squeeze *q = calloc(1, sizeof *q);
    if (q == NULL) return NULL;
    q->in = ZSTD_createCCtx();
    q->out = ZSTD_createDCtx();
    bool good = q->in != NULL && q->out != NULL;
    sqlite3_stmt *s = toc_store_prepare(store, "select bytes from dict where id=1", NULL);
    if (good && s != NULL && sqlite3_step(s) == SQLITE_ROW)
        good = load(q, sqlite3_column_blob(s, 0), (size_t)sqlite3_column_bytes(s, 0));
    sqlite3_finalize(s);
    if (good) return q;
    toc_squeeze_close(q);
    return NULL;
}

void toc_squeeze_close(toc_squeeze *q)
{
    if (q == NULL) return;
    ZSTD_freeCCtx(q->in);
    ZSTD_freeDCtx(q->out);
    ZSTD_freeCDict(q->in_dict);
    ZSTD_freeDDict(q->out_dict);
    free(q);
}

static bool bind_frame(toc_squeeze *q, sqlite3_stmt *s, int at, toc_slice bytes)
{
    const size_t room = ZSTD_compressBound(bytes.len);
    char *packed = malloc(room);
    if (packed == NULL) return false;
    const size_t size =
        q->in_dict != NULL
            ? ZSTD_compress_usingCDict(q->in, packed, room, bytes.ptr, bytes.len, q->in_dict)
            : ZSTD_compressCCtx(q->in, packed, room, bytes.ptr, bytes.len, LEVEL);
    if (ZSTD_isError(size)) {
        free(packed);
        return false;
    }
    return sqlite3_bind_blob64(s, at, packed, size, free) == SQLITE_OK;
}

bool toc_squeeze_bind(toc_squeeze *q, sqlite3_stmt *s, int at, toc_slice input, toc_slice record)
{
    tocsin_article article;
    toc_buf both = {0};
    tocsin_article_init(&article, sizeof article);
    toc_buf_char(&both, '#');
    for (unsigned i = 0; i < 4; i++) toc_buf_char(&both, (char)(input.len >> (8 * i) & 0xff));
    toc_buf_slice(&both, input);
    if (toc_store_unwrap(input, &article)) toc_spans_leave(&both, record, &article);
    const bool good = !both.failed && bind_frame(q, s, at, (toc_slice){both.ptr, both.len});
    toc_buf_free(&both);
    return good;
}

/* Cuts what a frame held into the article and its record. */
static bool cut_both(toc_slice both, toc_slice *input, toc_slice *left)
{
    size_t len = 0;
    if (both.len < HEAD || *both.ptr != '#') return false;
    for (unsigned i = 0; i < 4; i++) len |= (size_t)(unsigned char)both.ptr[1 + i] << (8 * i);
    if (len > both.len - HEAD) return false;
    *input = toc_slice_sub(both, HEAD, HEAD + len);
    *left = toc_slice_sub(both, HEAD + len, both.len);
    return true;
}

toc_slice toc_squeeze_input(toc_slice bytes)
{
    toc_slice input, left;
    return cut_both(bytes, &input, &left) ? input : bytes;
}

char *toc_squeeze_record(toc_squeeze *q, toc_slice record, toc_slice input, size_t *out_len)
{
    if (record.len > 0) return toc_squeeze_out(q, record.ptr, record.len, out_len);
    size_t len;
    tocsin_article article;
    toc_slice own, left;
    toc_buf whole = {0};
    char *both = toc_squeeze_out(q, input.ptr, input.len, &len);
    tocsin_article_init(&article, sizeof article);
    const bool good = both != NULL && cut_both((toc_slice){both, len}, &own, &left) &&
                      toc_store_unwrap(own, &article) && toc_spans_fill(&whole, left, &article);
    free(both);
    *out_len = whole.len;
    toc_buf_char(&whole, '\0');
    if (good && !whole.failed) return whole.ptr;
    toc_buf_free(&whole);
    return NULL;
}

char *toc_squeeze_out(toc_squeeze *q, const void *bytes, size_t len, size_t *out_len)
{
    const unsigned long long size =
        bytes == NULL ? ZSTD_CONTENTSIZE_ERROR : ZSTD_getFrameContentSize(bytes, len);
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > MOST)
        return NULL;
    const bool needs = ZSTD_getDictID_fromFrame(bytes, len) != 0;
    char *text = needs && q->out_dict == NULL ? NULL : malloc(size + 1);
    if (text == NULL) return NULL;
    const size_t got = needs
                           ? ZSTD_decompress_usingDDict(q->out, text, size, bytes, len, q->out_dict)
                           : ZSTD_decompressDCtx(q->out, text, size, bytes, len);
    if (ZSTD_isError(got)) {
        free(text);
        return NULL;
    }
    text[got] = '\0';
    *out_len = got;
    return text;
}

/* ---------------------------------------------------------------- the dictionary */
/* Sizes of the samples that were put into `all`. */
static size_t read_samples(const tocsin_store *store, toc_buf *all, size_t *sizes, size_t room)
{
    size_t count = 0;
    sqlite3_stmt *s = toc_store_prepare(store, "select input, record from doc limit ?", NULL);
    if (s == NULL) return 0;
    sqlite3_bind_int(s, 1, DICT_DOCS);
    while (sqlite3_step(s) == SQLITE_ROW)
        for (int column = 0; column < 2 && count < room; column++) {
            size_t len;
            char *text = toc_squeeze_out(store->squeeze, sqlite3_column_blob(s, column),
                                         (size_t)sqlite3_column_bytes(s, column), &len);
            if (text == NULL) continue;
            toc_buf_put(all, text, len);
            sizes[count++] = len;
            free(text);
        }
    sqlite3_finalize(s);
    return count;
}

static bool put_dict(const tocsin_store *store, const void *bytes, size_t len)
{
    sqlite3_stmt *s = toc_store_prepare(store, "insert into dict values(1, ?)", NULL);
    if (s == NULL) return false;
    sqlite3_bind_blob64(s, 1, bytes, len, SQLITE_STATIC);
    const bool good = sqlite3_step(s) == SQLITE_DONE;
    sqlite3_finalize(s);
    return good;
}

/* What came before the dictionary, once more with it. */
static bool pack_again(const tocsin_store *store)
{
    toc_squeeze *q = store->squeeze;
    sqlite3_stmt *read = toc_store_prepare(store, "select id, input from doc", NULL),
                 *put = toc_store_prepare(store, "update doc set input=?1 where id=?2", NULL);
    bool good = read != NULL && put != NULL;
    while (good && sqlite3_step(read) == SQLITE_ROW) {
        size_t len;
        char *bytes = toc_squeeze_out(q, sqlite3_column_blob(read, 1),
                                      (size_t)sqlite3_column_bytes(read, 1), &len);
        if (bytes == NULL) continue; /* damaged: it stays so */
        sqlite3_reset(put);
        sqlite3_bind_int64(put, 2, sqlite3_column_int64(read, 0));
        good = bind_frame(q, put, 1, (toc_slice){bytes, len}) && sqlite3_step(put) == SQLITE_DONE;
        free(bytes);
    }
    sqlite3_finalize(read);
    sqlite3_finalize(put);
    return good;
}

bool toc_squeeze_learn(const tocsin_store *store, int64_t doc)
{
    toc_squeeze *q = store->squeeze;
    if (q->in_dict != NULL || q->tried || doc < DICT_DOCS) return true;
    q->tried = true;
    toc_buf all = {0};
    size_t *sizes = calloc(2 * DICT_DOCS, sizeof *sizes);
    void *dict = malloc(DICT_BYTES);
    bool good = true;
    const size_t count =
        sizes == NULL || dict == NULL ? 0 : read_samples(store, &all, sizes, 2 * DICT_DOCS);
    if (count > 0 && !all.failed) {
        const size_t len = ZDICT_trainFromBuffer(dict, DICT_BYTES, all.ptr, sizes, (unsigned)count);
        if (!ZDICT_isError(len))
            good = put_dict(store, dict, len) && load(q, dict, len) && pack_again(store);
    }
    toc_buf_free(&all);
    free(sizes);
    free(dict);
    return good;
}
