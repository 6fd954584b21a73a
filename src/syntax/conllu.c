/* src/syntax/conllu.c - see conllu.h. */
#include "syntax/conllu.h"

#include "base/limits.h"
#include "base/utf8.h"

#define COLUMNS 10

/* The ten columns of a word row; false for comments, multiword rows ("3-4") and empty nodes ("8.1"). */
static bool word_row(toc_slice line, toc_slice *columns)
{
    if (line.len == 0 || line.ptr[0] == '#') return false;
    toc_slice rest = line;
    size_t n = 0;
    while (n < COLUMNS && toc_slice_cut(&rest, '\t', &columns[n])) n++;
    for (; n < COLUMNS; n++) columns[n] = TOC_LIT("_");
    if (columns[0].len == 0) return false;
    for (size_t i = 0; i < columns[0].len; i++)
        if (columns[0].ptr[i] < '0' || columns[0].ptr[i] > '9') return false;
    return true;
}

static uint32_t number(toc_slice s)
{
    uint32_t n = 0;
    for (size_t i = 0; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9' && n < 100000000; i++)
        n = n * 10 + (uint32_t)(s.ptr[i] - '0');
    return n;
}

static void add_word(toc_text *text, toc_buf *bytes, const toc_slice *columns,
                     const toc_sentence *sentence, bool gold)
{
    const uint32_t start = (uint32_t)bytes->len;
    toc_buf_slice(bytes, columns[1]);
    toc_token token = {.start = start,
                       .end = (uint32_t)bytes->len,
                       .form = toc_hash_slice(columns[1]),
                       .fold = toc_fold_hash(columns[1]),
                       .head = TOC_NONE,
                       .sentence = text->sentences.count};
    bool letter = false, digit = false, lower = false;
    uint32_t uppers = 0;
    for (size_t i = 0; i < columns[1].len; i++) {
        const char c = columns[1].ptr[i];
        letter =
            letter || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
        digit = digit || (c >= '0' && c <= '9');
        lower = lower || (c >= 'a' && c <= 'z');
        uppers += c >= 'A' && c <= 'Z';
    }
    size_t at = 0;
    if (toc_is_upper(toc_utf8_next(columns[1], &at))) token.flags |= TOC_TOKEN_UPPER_FIRST;
    if (uppers >= 2 && !lower) token.flags |= TOC_TOKEN_UPPER_ALL;
    if (letter) token.flags |= TOC_TOKEN_LETTER;
    if (digit) token.flags |= TOC_TOKEN_DIGIT;
    bool glued = false;
    toc_slice rest = columns[9], item;
    while (toc_slice_cut(&rest, '|', &item)) glued = glued || toc_slice_is(item, "SpaceAfter=No");
    if (!glued) {
        token.flags |= TOC_TOKEN_SPACE_AFTER;
        toc_buf_char(bytes, ' ');
    }
    if (gold) {
        token.upos = (uint8_t)toc_upos_of(columns[3]);
        token.lemma = toc_dup(text->arena, columns[2]);
        const uint32_t head = number(columns[6]);
        token.head = head == 0 ? TOC_NONE : sentence->first + head - 1;
        token.deprel = (uint8_t)toc_deprel_of(columns[7]);
    }
    toc_push(text->arena, &text->tokens, token);
}

static void close_sentence(toc_text *text, toc_buf *bytes, toc_sentence *s)
{
    s->last = text->tokens.count;
    if (s->first == s->last) return;
    s->start = text->tokens.items[s->first].start;
    s->end = text->tokens.items[s->last - 1].end;
    uint32_t words = 0, capitals = 0; /* as segment.c tells a sentence in capitals */
    for (uint32_t t = s->first; t < s->last; t++) {
        words += (text->tokens.items[t].flags & TOC_TOKEN_LETTER) != 0;
        capitals += (text->tokens.items[t].flags & TOC_TOKEN_UPPER_ALL) != 0;
    }
    s->caps = words >= 3 && capitals * 10 > words * 6;
    toc_push(text->arena, &text->sentences, *s);
    s->first = s->last;
    if (bytes->len > 0 && bytes->ptr[bytes->len - 1] != ' ') toc_buf_char(bytes, ' ');
}

tocsin_status toc_conllu_read(toc_text *text, toc_article *article, toc_arena *arena,
                              toc_slice input, bool gold, tocsin_error *err)
{
    *article = (toc_article){.arena = arena, .english = true, .language = TOC_LIT("en")};
    article->published.day = TOC_NO_DAY;
    *text = (toc_text){.article = article, .arena = arena};
    if (input.len > TOC_MAX_TEXT_BYTES)
        return toc_fail(err, TOCSIN_LIMIT, "CoNLL-U input is longer than %zu bytes",
                        TOC_MAX_TEXT_BYTES);
    toc_buf bytes = {0};
    toc_sentence sentence = {.candidate = true};
    toc_slice rest = input, line;
    uint32_t number_of_line = 0;
    while (toc_slice_cut(&rest, '\n', &line)) {
        number_of_line++;
        if (line.len > 0 && line.ptr[line.len - 1] == '\r') line.len--;
        toc_slice columns[COLUMNS];
        if (line.len == 0) {
            close_sentence(text, &bytes, &sentence);
        } else if (word_row(line, columns)) {
            if (toc_utf8_valid(columns[1]) != columns[1].len || columns[1].len == 0 ||
                memchr(line.ptr, '\t', line.len) == NULL) {
                toc_buf_free(&bytes);
                return toc_fail_at(err, TOCSIN_INPUT, number_of_line, 0,
                                   "line %u: no word of CoNLL-U", number_of_line);
            }
            add_word(text, &bytes, columns, &sentence, gold);
        }
    }
    close_sentence(text, &bytes, &sentence);
    for (uint32_t t = 0; gold && t < text->tokens.count; t++) {
        toc_token *token = &text->tokens.items[t];
        if (token->head != TOC_NONE && token->head >= text->sentences.items[token->sentence].last)
            token->head = TOC_NONE;
    }
    article->text = text->text =
        toc_dup(arena, (toc_slice){bytes.ptr == NULL ? "" : bytes.ptr, bytes.len});
    const bool failed = bytes.failed || arena->failed;
    toc_buf_free(&bytes);
    return failed ? toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for CoNLL-U") : TOCSIN_OK;
}

static void print_word(toc_buf *out, const toc_text *text, uint32_t t, toc_slice misc)
{
    const toc_token *token = &text->tokens.items[t];
    const toc_sentence *s = &text->sentences.items[token->sentence];
    toc_buf_int(out, t - s->first + 1);
    toc_buf_char(out, '\t');
    toc_buf_slice(out, toc_token_words(text, t));
    toc_buf_char(out, '\t');
    toc_buf_slice(out, token->lemma.len > 0 ? token->lemma : TOC_LIT("_"));
    toc_buf_char(out, '\t');
    toc_buf_text(out, token->upos != 0 ? toc_upos_word(token->upos) : "_");
    toc_buf_text(out, "\t_\t_\t");
    toc_buf_int(out, token->head == TOC_NONE ? 0 : token->head - s->first + 1);
    toc_buf_char(out, '\t');
    toc_buf_text(out, token->deprel != 0 ? toc_deprel_word(token->deprel)
                      : t == s->first    ? "root"
                                         : "_");
    toc_buf_text(out, "\t_\t");
    toc_buf_slice(out, misc);
    toc_buf_char(out, '\n');
}

/* Over the rows that were read: words get our columns, everything else stands as it was. */
static void print_over(toc_buf *out, const toc_text *text, toc_slice source)
{
    toc_slice line;
    uint32_t t = 0;
    while (toc_slice_cut(&source, '\n', &line)) {
        if (line.len > 0 && line.ptr[line.len - 1] == '\r') line.len--;
        toc_slice columns[COLUMNS];
        if (word_row(line, columns) && t < text->tokens.count) {
            print_word(out, text, t++, columns[9]);
        } else if (source.ptr != NULL || line.len > 0) {
            toc_buf_slice(out, line);
            toc_buf_char(out, '\n');
        }
    }
}

void toc_conllu_print(toc_buf *out, const toc_text *text, toc_slice source)
{
    if (source.len > 0) {
        print_over(out, text, source);
        return;
    }
    for (uint32_t i = 0; i < text->sentences.count; i++) {
        const toc_sentence *s = &text->sentences.items[i];
        for (uint32_t t = s->first; t < s->last; t++)
            print_word(out, text, t,
                       text->tokens.items[t].flags & TOC_TOKEN_SPACE_AFTER
                           ? TOC_LIT("_")
                           : TOC_LIT("SpaceAfter=No"));
        toc_buf_char(out, '\n');
    }
}
