/* tests/syntax/test_conllu.c - CoNLL-U in and out: ten columns, one tree a sentence, what was given is
 * kept, the same bytes from every thread; what is no CoNLL-U is refused with its line. */
#include "models.h"

#include <pthread.h>
#include <string.h>

#include "check.h"

static const char TEXT[] =
    "Gunmen opened fire on a convoy near the town of Samawah late on Saturday , killing two drivers and wounding a third .\n"
    "Nobody has claimed responsibility for the attack , but officials blame fighters who crossed the border last week .\n"
    "THE PRESIDENT SAID THE TALKS WOULD GO ON .\n"
    "When will they leave ?\n"
    "( )";

static char *parse(const toc_syntax *syntax, toc_slice input, size_t *len)
{
    toc_arena arena;
    toc_arena_init(&arena);
    toc_article article;
    toc_text text;
    toc_buf out = {0};
    if (toc_conllu_read(&text, &article, &arena, input, false, NULL) == TOCSIN_OK) {
        for (uint32_t s = 0; s < text.sentences.count; s++) {
            toc_syntax_tag(syntax, &text, s);
            toc_syntax_parse(syntax, &text, s);
        }
        toc_conllu_print(&out, &text, input);
    }
    toc_arena_free(&arena);
    return toc_buf_take(&out, len);
}

/* ---------------------------------------------------------------- form */
static void check_rows(const char *printed, size_t len)
{
    toc_slice rest = {printed, len}, line, cell;
    uint32_t id = 0, roots = 0, heads[256] = {0}, sentences = 0;
    while (toc_slice_cut(&rest, '\n', &line)) {
        if (line.len == 0) {
            if (id == 0) continue;
            CHECK(roots == 1, "sentence %u has %u roots", sentences, roots);
            for (uint32_t i = 1; i <= id; i++) {
                uint32_t steps = 0, up = i;
                while (up != 0 && up <= id && steps <= id) up = heads[up], steps++;
                CHECK(up == 0, "sentence %u: word %u is under itself or under word %u of %u",
                      sentences, i, up, id);
            }
            sentences++;
            id = roots = 0;
            continue;
        }
        toc_slice columns[10] = {{NULL, 0}};
        size_t n = 0;
        while (toc_slice_cut(&line, '\t', &cell)) {
            if (n < 10) columns[n] = cell;
            n++;
            CHECK(cell.len > 0, "column %zu is empty", n);
        }
        CHECK(n == 10, "%zu columns", n);
        id++;
        CHECK((uint32_t)strtoul(columns[0].ptr, NULL, 10) == id,
              "word %u of sentence %u has another number", id, sentences);
        CHECK(toc_upos_of(columns[3]) != 0 && toc_deprel_of(columns[7]) != 0,
              "word %u of sentence %u has no tag or relation", id, sentences);
        heads[id % 256] = (uint32_t)strtoul(columns[6].ptr, NULL, 10);
        roots += heads[id % 256] == 0;
        CHECK((heads[id % 256] == 0) == toc_slice_is(columns[7], "root"),
              "word %u of sentence %u: root and head differ", id, sentences);
    }
    CHECK(sentences == 5, "%u sentences", sentences);
}

/* ---------------------------------------------------------------- what is kept, what is refused */
static const struct {
    const char *input, *kept; /* a piece of what is printed; NULL: refused */
    uint32_t line;            /* where */
} CASES[] = {
    {"# sent_id = 7\n1\tYes\t_\t_\t_\t_\t_\t_\t_\t_\n\n", "# sent_id = 7\n1\tYes\t", 0},
    {"1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tdo\n2\tn't\n\n",
     "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tdo\tdo\t", 0},
    {"1\tGo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n2\t!\n\n", "\tSpaceAfter=No\n2\t!\t", 0},
    {"1\tGo\r\n2\thome\r\n\r\n", "1\tGo\tgo\tVERB\t", 0},
    {"1\tGo\n1.1\tnowhere\n2\thome\n", "\n1.1\tnowhere\n2\thome\t",
     0}, /* no empty line at the end */
    {"no words at all\n", "no words at all\n", 0},
    {"1\tGo\n\n1\t\t_\n", NULL, 3},
    {"1\tGo\n2\t\xff\xfe\n", NULL, 2},
    {"1\n", NULL, 1},
};

static void check_cases(const toc_syntax *syntax)
{
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const toc_slice input = toc_slice_of(CASES[i].input);
        if (CASES[i].kept == NULL) {
            toc_arena arena;
            toc_arena_init(&arena);
            toc_article article;
            toc_text text;
            tocsin_error err = {0};
            CHECK(toc_conllu_read(&text, &article, &arena, input, false, &err) == TOCSIN_INPUT,
                  "case %zu is read", i);
            CHECK(err.line == CASES[i].line && err.message[0] != '\0', "case %zu: line %u, \"%s\"",
                  i, err.line, err.message);
            toc_arena_free(&arena);
            continue;
        }
        size_t len = 0;
        char *out = parse(syntax, input, &len);
        CHECK(out != NULL && strstr(out, CASES[i].kept) != NULL, "case %zu gives: %s", i,
              out == NULL ? "nothing" : out);
        free(out);
    }
}

/* A sentence over the limit still is one tree. */
static void check_long(const toc_syntax *syntax)
{
    toc_buf words = {0}, conllu = {0};
    for (int i = 0; i < 500; i++)
        toc_buf_text(&words, i % 7 == 0 ? "and " : i % 3 == 0 ? "killed " : "soldiers ");
    toc_buf_text(&words, ".");
    toc_buf_char(&words, '\0');
    words_conllu(&conllu, words.ptr, false);
    toc_arena arena;
    toc_arena_init(&arena);
    toc_article article;
    toc_text text;
    CHECK(toc_conllu_read(&text, &article, &arena, (toc_slice){conllu.ptr, conllu.len}, false,
                          NULL) == TOCSIN_OK,
          "501 words are not read");
    toc_syntax_tag(syntax, &text, 0);
    toc_syntax_parse(syntax, &text, 0);
    uint32_t roots = 0;
    for (uint32_t t = 0; t < text.tokens.count; t++) roots += text.tokens.items[t].head == TOC_NONE;
    CHECK(text.tokens.count == 501 && roots == 1, "%u words, %u roots", text.tokens.count, roots);
    toc_arena_free(&arena);
    toc_buf_free(&words);
    toc_buf_free(&conllu);
}

/* ---------------------------------------------------------------- threads */
typedef struct job {
    const toc_syntax *syntax;
    toc_slice input;
    char *out[2];
    size_t len[2];
} job;

static void *work(void *arg)
{
    job *j = arg;
    for (int i = 0; i < 2; i++) j->out[i] = parse(j->syntax, j->input, &j->len[i]);
    return NULL;
}

static void check_threads(const toc_syntax *syntax, toc_slice input, const char *expected,
                          size_t len)
{
    enum { THREADS = 3 };
    pthread_t threads[THREADS];
    job jobs[THREADS];
    for (int i = 0; i < THREADS; i++) {
        jobs[i] = (job){.syntax = syntax, .input = input};
        CHECK(pthread_create(&threads[i], NULL, work, &jobs[i]) == 0, "no thread %d", i);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        for (int k = 0; k < 2; k++) {
            CHECK(jobs[i].len[k] == len && jobs[i].out[k] != NULL &&
                      memcmp(jobs[i].out[k], expected, len) == 0,
                  "thread %d, run %d differs", i, k);
            free(jobs[i].out[k]);
        }
    }
}

int main(void)
{
    toc_pack pack;
    toc_syntax syntax;
    const toc_slice model = model_bytes("syntax"), clusters = model_bytes("clusters");
    CHECK(models_pack(&pack, model, clusters) &&
              toc_syntax_open(&syntax, &pack, 1, NULL, NULL) == TOCSIN_OK && syntax.has_model,
          "no models");
    if (check_failed > 0) return check_done();
    toc_buf input = {0};
    words_conllu(&input, TEXT, false);
    size_t len = 0;
    char *printed = parse(&syntax, (toc_slice){input.ptr, input.len}, &len);
    CHECK(printed != NULL && len > input.len, "nothing printed");
    if (printed != NULL) {
        check_rows(printed, len);
        check_threads(&syntax, (toc_slice){input.ptr, input.len}, printed, len);
    }
    check_cases(&syntax);
    check_long(&syntax);
    free(printed);
    toc_buf_free(&input);
    toc_pack_close(&pack);
    free((char *)(uintptr_t)model.ptr);
    free((char *)(uintptr_t)clusters.ptr);
    return check_done();
}
