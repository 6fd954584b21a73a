/* bench/tocsin-bench.c - runs the program on the inputs of bench/run.sh and prints a table. Each figure
 * is the best of three runs; MB are 10^6 bytes of text. Rates are of processor time (user and system),
 * which is what one thread takes on an idle machine and stays near it on a busy one; start-up and
 * two threads are by the clock on the wall. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/utf8.h"
#include "event/story.h"
#include "input/input.h"
#include "text/segment.h"

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double cpu_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

typedef enum timing { WALL, CPU } timing;

/* Runs argv with standard output to nowhere. Seconds; *peak_kb of memory. */
static double run(char *const *argv, timing by, long *peak_kb)
{
    fflush(stdout); /* else the child prints it again */
    const double began = now();
    const pid_t pid = fork();
    if (pid == 0) {
        if (freopen("/dev/null", "w", stdout) == NULL) _exit(1);
        execvp(argv[0], argv);
        _exit(127);
    }
    int status = 1;
    struct rusage usage;
    if (pid < 0 || wait4(pid, &status, 0, &usage) < 0 || status != 0) {
        fprintf(stderr, "tocsin-bench: %s failed\n", argv[0]);
        exit(1);
    }
    if (peak_kb != NULL) *peak_kb = usage.ru_maxrss;
    if (by == WALL) return now() - began;
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

static double best(char *const *argv, timing by, long *peak_kb, int runs)
{
    double least = 1e9;
    for (int i = 0; i < runs; i++) {
        const double t = run(argv, by, peak_kb);
        if (t < least) least = t;
    }
    return least;
}

static char *slurp(const char *path, size_t *len)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL) exit(1);
    fseek(f, 0, SEEK_END);
    *len = (size_t)ftell(f);
    rewind(f);
    char *bytes = malloc(*len + 1);
    if (bytes == NULL || fread(bytes, 1, *len, f) != *len) exit(1);
    bytes[*len] = '\0';
    fclose(f);
    return bytes;
}

/* What a coder without grammar has to do: cut at spaces, fold, look every word up (here: in a table
 * of the text's own first 4,096 words). */
static double trie_scan(const char *bytes, size_t len, size_t *hits)
{
    static uint64_t table[16384];
    memset(table, 0, sizeof table);
    const double began = cpu_now();
    size_t at = 0, words = 0;
    while (at < len) {
        size_t end = at;
        while (end < len && bytes[end] != ' ' && bytes[end] != '\n') end++;
        const uint64_t key = toc_fold_hash((toc_slice){bytes + at, end - at});
        uint64_t slot = key % 16384;
        while (key != 0 && table[slot] != 0 && table[slot] != key) slot = (slot + 1) % 16384;
        if (key != 0 && table[slot] == key)
            ++*hits;
        else if (key != 0 && words++ < 4096)
            table[slot] = key;
        at = end + 1;
    }
    return cpu_now() - began;
}

/* Sentences for the eye: full stops before a space or the end of a line. */
static size_t sentences(const char *bytes, size_t len)
{
    size_t n = 0;
    for (size_t i = 0; i + 1 < len; i++)
        n += bytes[i] == '.' &&
             (bytes[i + 1] == ' ' || bytes[i + 1] == '\\' || bytes[i + 1] == '\n');
    return n;
}

static void bench(const char *program, const char *dir, const char *file, const char *what)
{
    char path[4096], tool[4096];
    snprintf(path, sizeof path, "%s/%s", dir, file);
    snprintf(tool, sizeof tool, "%s", program);
    char code[] = "code", no[] = "--no-progress", count[] = "-w", wc[] = "wc";
    char *const coder[] = {tool, code, no, path, NULL};
    char *const counter[] = {wc, count, path, NULL};
    size_t len, hits = 0;
    char *bytes = slurp(path, &len);
    long peak = 0;
    const double t = best(coder, CPU, &peak, len > 5000000 ? 1 : 3),
                 t_wc = best(counter, CPU, NULL, 3), t_trie = trie_scan(bytes, len, &hits);
    printf("%-34s %6.2f MB %7.2f MB/s %8.0f sentences/s %6ld MB  %6.1f x wc -w %6.1f x word scan\n",
           what, (double)len / 1e6, (double)len / 1e6 / t, (double)sentences(bytes, len) / t,
           peak / 1024, t / t_wc, t / t_trie);
    free(bytes);
}

static void start_up(const char *program, const char *dir)
{
    char path[4096], tool[4096], code[] = "code";
    snprintf(path, sizeof path, "%s/one-line.txt", dir);
    snprintf(tool, sizeof tool, "%s", program);
    FILE *f = fopen(path, "wb");
    if (f == NULL) exit(1);
    fputs("Gunmen killed two soldiers in Kirkuk on Monday.\n", f);
    fclose(f);
    char *const argv[] = {tool, code, path, NULL};
    long peak = 0;
    double least = 1e9;
    for (int i = 0; i < 10; i++) {
        const double t = run(argv, WALL, &peak);
        if (t < least) least = t;
    }
    printf("%-34s %6.1f ms, %ld MB\n", "start to first record", least * 1e3, peak / 1024);
}

static void threads(const char *program, const char *dir)
{
    char path[4096], tool[4096], code[] = "code", jobs[] = "--jobs", one[] = "1", two[] = "2";
    snprintf(path, sizeof path, "%s/conflict.jsonl", dir);
    snprintf(tool, sizeof tool, "%s", program);
    char *const single[] = {tool, code, jobs, one, path, NULL}, *const both[] = {tool, code, jobs,
                                                                                 two,  path, NULL};
    printf("%-34s %6.2f times one\n", "two threads",
           best(single, WALL, NULL, 3) / best(both, WALL, NULL, 3));
}

/* ---------------------------------------------------------------- inside the library */
typedef struct kept {
    uint32_t articles, articles_kept, sentences, sentences_kept; /* by the prefilter */
} kept;

static void add_article(const toc_segment_data *segment, const toc_event_data *events,
                        const char *bytes, size_t len, kept *sum)
{
    toc_arena arena;
    toc_arena_init(&arena);
    toc_article article = {.arena = &arena};
    tocsin_error err;
    if (toc_input_plain(&article, (toc_slice){bytes, len}, &err) == TOCSIN_OK) {
        toc_text text = {.article = &article, .arena = &arena, .text = article.text};
        toc_segment(segment, &text);
        const bool relevant = toc_relevant(events, &text);
        sum->articles++;
        sum->articles_kept += relevant;
        sum->sentences += text.sentences.count;
        for (uint32_t i = 0; relevant && i < text.sentences.count; i++)
            sum->sentences_kept += text.sentences.items[i].candidate;
    }
    toc_arena_free(&arena);
}

static kept keep_folder(const toc_segment_data *segment, const toc_event_data *events,
                        const char *dir)
{
    kept sum = {0};
    DIR *folder = opendir(dir);
    for (struct dirent *e; folder != NULL && (e = readdir(folder)) != NULL;) {
        const size_t n = strlen(e->d_name);
        if (n < 4 || strcmp(e->d_name + n - 4, ".txt") != 0 || strcmp(e->d_name, "quiet.txt") == 0)
            continue;
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", dir, e->d_name);
        size_t len;
        char *bytes = slurp(path, &len);
        add_article(segment, events, bytes, len, &sum);
        free(bytes);
    }
    if (folder != NULL) closedir(folder);
    return sum;
}

/* How long the pack takes to open, and what the prefilter keeps of the articles. */
static void look_inside(const char *pack_path, const char *conflict, const char *quiet)
{
    toc_pack pack;
    tocsin_error err;
    double least = 1e9;
    for (int i = 0; i < 20; i++) {
        const double began = now();
        if (toc_pack_open(&pack, pack_path, &err) != TOCSIN_OK) exit(1);
        const double t = now() - began;
        if (t < least) least = t;
        if (i < 19) toc_pack_close(&pack);
    }
    printf("%-34s %6.2f ms\n", "pack opens", least * 1e3);
    toc_arena arena;
    toc_arena_init(&arena);
    toc_segment_data segment;
    toc_event_data events;
    toc_where_data where;
    if (toc_segment_open(&segment, &pack, 1, &arena, &err) != TOCSIN_OK ||
        toc_where_open(&where, &pack, 1, &arena, &err) != TOCSIN_OK ||
        toc_event_open(&events, &pack, 1, &arena, &err) != TOCSIN_OK)
        exit(1);
    events.where = &where;
    const kept loud = keep_folder(&segment, &events, conflict),
               still = keep_folder(&segment, &events, quiet);
    const uint32_t times = loud.articles;
    printf("%-34s %u of %u sentences, %u of %u articles\n", "prefilter keeps, conflict",
           loud.sentences_kept, loud.sentences, loud.articles_kept, loud.articles);
    printf("%-34s %u of %u sentences, %u of %u articles\n", "prefilter keeps, mixed",
           loud.sentences_kept + times * still.sentences_kept,
           loud.sentences + times * still.sentences,
           loud.articles_kept + times * still.articles_kept,
           loud.articles + times * still.articles);
    toc_arena_free(&arena);
    toc_pack_close(&pack);
}

int main(int argc, char **argv)
{
    if (argc != 6) return 2;
    look_inside(argv[3], argv[4], argv[5]);
    start_up(argv[1], argv[2]);
    bench(argv[1], argv[2], "conflict.jsonl", "conflict news");
    bench(argv[1], argv[2], "mixed.jsonl", "mixed news, 1 in 8 about conflict");
    bench(argv[1], argv[2], "million.txt", "one article of 1 MB");
    bench(argv[1], argv[2], "ten.txt", "one article of 10 MB");
    threads(argv[1], argv[2]);
    return 0;
}
