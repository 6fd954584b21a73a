/* bench/tocsin-bench.c - runs the program on the inputs of bench/run.sh and prints a table. Each figure
 * is the best of three runs; MB are 10^6 bytes of text. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/utf8.h"

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Runs argv with standard output to nowhere. Seconds; *peak_kb of memory. */
static double run(char *const *argv, long *peak_kb)
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
    return now() - began;
}

static double best(char *const *argv, long *peak_kb, int runs)
{
    double least = 1e9;
    for (int i = 0; i < runs; i++) {
        const double t = run(argv, peak_kb);
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
    const double began = now();
    size_t at = 0, words = 0;
    while (at < len) {
        size_t end = at;
        while (end < len && bytes[end] != ' ' && bytes[end] != '\n') end++;
        const uint64_t key = toc_fold_hash((toc_slice){bytes + at, end - at});
        uint64_t slot = key % 16384;
        while (key != 0 && table[slot] != 0 && table[slot] != key) slot = (slot + 1) % 16384;
        if (key != 0 && table[slot] == key) ++*hits;
        else if (key != 0 && words++ < 4096) table[slot] = key;
        at = end + 1;
    }
    return now() - began;
}

/* Sentences for the eye: full stops before a space or the end of a line. */
static size_t sentences(const char *bytes, size_t len)
{
    size_t n = 0;
    for (size_t i = 0; i + 1 < len; i++)
        n += bytes[i] == '.' && (bytes[i + 1] == ' ' || bytes[i + 1] == '\\' || bytes[i + 1] == '\n');
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
    const double t = best(coder, &peak, len > 5000000 ? 1 : 3), t_wc = best(counter, NULL, 3), t_trie = trie_scan(bytes, len, &hits);
    printf("%-34s %6.2f MB %7.2f MB/s %8.0f sentences/s %6ld MB  %6.1f x wc -w %6.1f x word scan\n", what,
           (double)len / 1e6, (double)len / 1e6 / t, (double)sentences(bytes, len) / t, peak / 1024, t / t_wc,
           t / t_trie);
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
        const double t = run(argv, &peak);
        if (t < least) least = t;
    }
    printf("%-34s %6.1f ms, %ld MB\n", "start to first record", least * 1e3, peak / 1024);
}

static void threads(const char *program, const char *dir)
{
    char path[4096], tool[4096], code[] = "code", jobs[] = "--jobs", one[] = "1", two[] = "2";
    snprintf(path, sizeof path, "%s/conflict.jsonl", dir);
    snprintf(tool, sizeof tool, "%s", program);
    char *const single[] = {tool, code, jobs, one, path, NULL}, *const both[] = {tool, code, jobs, two, path, NULL};
    printf("%-34s %6.2f times one\n", "two threads", best(single, NULL, 3) / best(both, NULL, 3));
}

int main(int argc, char **argv)
{
    if (argc != 3) return 2;
    start_up(argv[1], argv[2]);
    bench(argv[1], argv[2], "conflict.jsonl", "conflict news");
    bench(argv[1], argv[2], "mixed.jsonl", "mixed news, 1 in 8 about conflict");
    bench(argv[1], argv[2], "million.txt", "one article of 1 MB");
    bench(argv[1], argv[2], "ten.txt", "one article of 10 MB");
    threads(argv[1], argv[2]);
    return 0;
}
