/* src/store/fulltext.c - which articles have these words (queries of SQLite's FTS5).
 *
 * The index does not know the order of words, which would triple it. A query that asks for it (phrases,
 * NEAR, ^) is first relaxed to one that does not, and finds no less:
 *
 *     "fuel convoy" NOT (tanker OR "water truck")   ->   ("fuel" AND "convoy")
 *     NEAR(ied road, 5) OR al + qaida               ->   (ied AND road) OR al AND qaida
 *
 * The articles that this finds are put into an index of their own, in memory, which is asked the query itself. */
#include "store/store.h"

#define EXACT                                                                                  \
    "create virtual table if not exists temp.exact using fts5(text, content='', columnsize=0," \
    " tokenize=\"unicode61 remove_diacritics 2\")"

#define SIGNS "\"()*+^," /* that mean something to FTS5 */

static bool is_bare(char c) /* of a word without quotes, as FTS5 has it */
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (unsigned char)c >= 0x80;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* ---------------------------------------------------------------- words with signs in them */
/* One piece of a query: its end. A string with its quotes; a word, with the signs in it that mean nothing to FTS5;
 * else one sign. */
static size_t piece_end(toc_slice query, size_t at)
{
    size_t end = at + 1;
    if (query.ptr[at] == '"') {
        while (end < query.len && query.ptr[end] != '"') end++;
        return end < query.len ? end + 1 : end;
    }
    if (is_space(query.ptr[at]) || strchr(SIGNS, query.ptr[at]) != NULL) return end;
    while (end < query.len && !is_space(query.ptr[end]) && strchr(SIGNS, query.ptr[end]) == NULL)
        end++;
    return end;
}

static bool is_operator(toc_slice word)
{
    return toc_slice_is(word, "AND") || toc_slice_is(word, "OR") || toc_slice_is(word, "NOT");
}

/* "al-Qaida", "U.S." and "O'Neill" are no words for FTS5, which wants quotes around them: they get them; and it
 * wants an AND beside parentheses. Whatever has a sign that means something to it stays. */
static void put_quoted(toc_buf *out, toc_slice query)
{
    bool after = false;   /* behind a word or group */
    bool group = false;   /* ... of which the last sign was a parenthesis */
    bool in_near = false; /* FTS5 takes that of NEAR as the end of a phrase */
    for (size_t at = 0, end; at < query.len; at = end) {
        end = piece_end(query, at);
        const toc_slice piece = toc_slice_sub(query, at, end);
        const char c = *piece.ptr;
        bool word = false, sign = false;
        for (size_t i = 0; i < piece.len; i++) {
            word = word || is_bare(piece.ptr[i]);
            sign = sign || !is_bare(piece.ptr[i]);
        }
        const bool near = toc_slice_is(piece, "NEAR") && end < query.len && query.ptr[end] == '(';
        const bool operand = c == '"' || (word && !is_operator(piece));
        if (after && (c == '(' || (group && operand))) toc_buf_text(out, " AND ");
        const bool quotes = c != '"' && word && sign;
        if (quotes) toc_buf_char(out, '"');
        toc_buf_slice(out, piece);
        if (quotes) toc_buf_char(out, '"');
        if (is_space(c)) continue;
        after = (operand && !near) || c == ')' || c == '*';
        group = c == ')' && !in_near;
        in_near = near || (in_near && c != ')');
    }
}

/* ---------------------------------------------------------------- relaxed */
typedef struct scan {
    toc_slice in;
    size_t at;
    toc_buf *out;
} scan;

static void skip_space(scan *s)
{
    while (s->at < s->in.len && is_space(s->in.ptr[s->at])) s->at++;
}

static bool next_is(const scan *s, char c)
{
    return s->at < s->in.len && s->in.ptr[s->at] == c;
}

static toc_slice bare_word(scan *s)
{
    const size_t start = s->at;
    while (s->at < s->in.len && is_bare(s->in.ptr[s->at])) s->at++;
    return toc_slice_sub(s->in, start, s->at);
}

/* "a b-c" -> ("a" AND "b" AND "c") */
static void put_phrase(scan *s)
{
    size_t words = 0;
    for (s->at++; s->at < s->in.len && !next_is(s, '"');) {
        const toc_slice word = bare_word(s);
        if (word.len == 0) {
            s->at++;
            continue;
        }
        toc_buf_text(s->out, words++ == 0 ? "(\"" : " AND \"");
        toc_buf_slice(s->out, word);
        toc_buf_char(s->out, '"');
    }
    s->at++;
    skip_space(s);
    if (words > 0 && next_is(s, '*')) { /* of its last word */
        toc_buf_text(s->out, " *");
        s->at++;
    }
    toc_buf_text(s->out, words > 0 ? ") " : "\"\" ");
}

/* NEAR(a b, 5) -> (a AND b); s is behind the parenthesis. */
static void put_near(scan *s)
{
    bool any = false, counted = false;
    toc_buf_char(s->out, '(');
    for (skip_space(s); s->at < s->in.len && !next_is(s, ')'); skip_space(s)) {
        counted = counted || next_is(s, ',');
        if (counted || (!next_is(s, '"') && !is_bare(s->in.ptr[s->at]))) {
            s->at++; /* a sign between words; how near */
            continue;
        }
        if (any) toc_buf_text(s->out, " AND ");
        any = true;
        if (next_is(s, '"'))
            put_phrase(s);
        else
            toc_buf_slice(s->out, bare_word(s));
    }
    s->at++;
    toc_buf_text(s->out, ") ");
}

static void skip_group(scan *s) /* from its parenthesis on */
{
    size_t depth = 0;
    do {
        if (next_is(s, '"'))
            for (s->at++; s->at < s->in.len && !next_is(s, '"');) s->at++;
        else if (next_is(s, '('))
            depth++;
        else if (next_is(s, ')'))
            depth--;
        s->at++;
    } while (depth > 0 && s->at < s->in.len);
}

/* What NOT takes away: without it, no less is found. Words side by side belong together: a NOT b c. */
static void skip_operand(scan *s)
{
    for (skip_space(s); s->at < s->in.len && !next_is(s, ')'); skip_space(s)) {
        const size_t start = s->at;
        if (next_is(s, '(')) {
            skip_group(s);
        } else if (next_is(s, '"')) {
            for (s->at++; s->at < s->in.len && !next_is(s, '"');) s->at++;
            s->at++;
        } else if (is_operator(bare_word(s))) {
            s->at = start;
            return;
        }
        if (s->at == start) s->at++; /* a sign */
    }
}

/* A word, phrase or group begins: FTS5 takes no "a (b)" for both. */
static void put_and(scan *s, bool *after)
{
    if (*after) toc_buf_text(s->out, " AND ");
    *after = true;
}

/* A word without quotes. */
static void put_word(scan *s, bool *after)
{
    const toc_slice word = bare_word(s);
    if (toc_slice_is(word, "NOT")) {
        skip_operand(s);
    } else if (is_operator(word)) {
        toc_buf_char(s->out, ' ');
        toc_buf_slice(s->out, word);
        toc_buf_char(s->out, ' ');
        *after = false;
    } else {
        put_and(s, after);
        if (toc_slice_is(word, "NEAR") && next_is(s, '(')) {
            s->at++;
            put_near(s);
        } else {
            toc_buf_slice(s->out, word);
        }
    }
}

static void put_relaxed(toc_buf *out, toc_slice query)
{
    scan s = {query, 0, out};
    bool after = false; /* a word, phrase or group */
    while (s.at < query.len) {
        const char c = query.ptr[s.at];
        if (c == '"') {
            put_and(&s, &after);
            put_phrase(&s);
        } else if (is_bare(c)) {
            put_word(&s, &after);
        } else {
            if (c == '(') {
                put_and(&s, &after);
                after = false;
            }
            if (c == '+') after = false;
            if (c != '^') toc_buf_text(out, c == '+' ? " AND " : (const char[]){c, '\0'});
            s.at++;
        }
    }
}

static bool asks_for_order(toc_slice query)
{
    for (size_t i = 0; i < query.len; i++)
        if (strchr("\"+^", query.ptr[i]) != NULL ||
            (query.len - i > 5 && memcmp(query.ptr + i, "NEAR(", 5) == 0))
            return true;
    return false;
}

/* ---------------------------------------------------------------- asking */
/* A statement with a text for ?1. False: it failed, SQLite knows why. */
static bool run_text(const tocsin_store *store, const char *sql, const toc_buf *text)
{
    sqlite3_stmt *s = toc_store_prepare(store, sql, NULL);
    if (s == NULL) return false;
    if (sqlite3_bind_parameter_count(s) > 0)
        sqlite3_bind_text64(s, 1, text->ptr == NULL ? "" : text->ptr, text->len, SQLITE_STATIC,
                            SQLITE_UTF8);
    int step;
    while ((step = sqlite3_step(s)) == SQLITE_ROW) continue;
    return sqlite3_finalize(s) == SQLITE_OK && step == SQLITE_DONE;
}

static tocsin_status no_words(const tocsin_store *store, const char *query, tocsin_error *err)
{
    const char *why = sqlite3_errmsg(store->db);
    if (strncmp(why, "fts5: ", 6) == 0) why += 6;
    return toc_fail(
        err, TOCSIN_USAGE,
        "the words \"%.80s\" cannot be searched for: %s. Write words, \"words in a row\","
        " AND, OR, NOT, begin*, parentheses.",
        query, why);
}

static tocsin_status ask_words(const tocsin_store *store, const char *query, const toc_buf *quoted,
                               const toc_buf *relaxed, tocsin_error *err)
{
    if (!run_text(store, "drop table if exists temp.exact", quoted) ||
        !run_text(store, EXACT, quoted) || !run_text(store, "delete from temp.said", quoted))
        return toc_store_fail(store, err);
    if (!run_text(store, "select 1 from temp.exact where exact match ?1", quoted))
        return no_words(store, query, err);
    const bool good =
        asks_for_order((toc_slice){quoted->ptr, quoted->len})
            ? run_text(
                  store,
                  "insert into temp.exact(rowid, text) select id, plain(input) from doc where id"
                  " in (select rowid from fulltext where fulltext match ?1)",
                  relaxed) &&
                  run_text(
                      store,
                      "insert into temp.said select rowid from temp.exact where exact match ?1",
                      quoted) &&
                  run_text(store, "drop table temp.exact", quoted)
            : run_text(store,
                       "insert into temp.said select rowid from fulltext where fulltext match ?1",
                       quoted);
    if (good) return TOCSIN_OK;
    return sqlite3_errcode(store->db) == SQLITE_ERROR ? no_words(store, query, err)
                                                      : toc_store_fail(store, err);
}

tocsin_status toc_store_said(const tocsin_store *store, const char *query, tocsin_error *err)
{
    toc_buf quoted = {0}, relaxed = {0};
    put_quoted(&quoted, toc_slice_of(query));
    put_relaxed(&relaxed, (toc_slice){quoted.ptr, quoted.len});
    tocsin_status status =
        toc_store_run(store, "create temp table if not exists said(doc integer primary key)", err);
    if (status == TOCSIN_OK && (quoted.failed || relaxed.failed))
        status = toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for a query");
    if (status == TOCSIN_OK && toc_slice_trim(toc_slice_of(query)).len == 0)
        status = toc_fail(err, TOCSIN_USAGE, "there are no words to search for.");
    if (status == TOCSIN_OK) status = ask_words(store, query, &quoted, &relaxed, err);
    toc_buf_free(&quoted);
    toc_buf_free(&relaxed);
    return status;
}
