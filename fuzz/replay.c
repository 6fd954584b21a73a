/* fuzz/replay.c - runs a target over files and folders of inputs, with any compiler:
 *
 *   replay_text fuzz/seeds/text crash-1234
 *
 * Prints how many were run; a finding aborts, as it does in the fuzzer. */
#include <dirent.h>

#include "fuzz.h"

static size_t run_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) return 0;
    size_t len = 0, room = 1 << 16;
    uint8_t *bytes = malloc(room);
    for (size_t n = 1; bytes != NULL && n > 0;) {
        n = fread(bytes + len, 1, room - len, file);
        len += n;
        if (len < room) continue;
        uint8_t *more = realloc(bytes, room *= 2);
        if (more == NULL) free(bytes);
        bytes = more;
    }
    fclose(file);
    if (bytes == NULL) return 0;
    LLVMFuzzerTestOneInput(bytes, len);
    free(bytes);
    return 1;
}

static size_t run(const char *path)
{
    DIR *dir = opendir(path);
    if (dir == NULL) return run_file(path);
    size_t count = 0;
    for (const struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
        char name[4096];
        if (entry->d_name[0] == '.') continue;
        if ((size_t)snprintf(name, sizeof name, "%s/%s", path, entry->d_name) < sizeof name)
            count += run_file(name);
    }
    closedir(dir);
    return count;
}

int main(int argc, char **argv)
{
    size_t count = 0;
    for (int i = 1; i < argc; i++) count += run(argv[i]);
    printf("%zu inputs replayed\n", count);
    return count == 0;
}
