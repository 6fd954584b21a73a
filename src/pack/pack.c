/* src/pack/pack.c - see pack.h for the layout. */
#include "pack/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/sha256.h"

#define HEADER_BYTES 64u
#define ENTRY_BYTES 48u
#define MAX_SECTIONS 256u

static const char MAGIC[8] = "TOCSINPK";

static void write_u32(char *p, uint32_t v)
{
    for (unsigned i = 0; i < 4; i++) p[i] = (char)(v >> (8 * i) & 0xff);
}

static void write_u64(char *p, uint64_t v)
{
    write_u32(p, (uint32_t)(v & 0xffffffffu));
    write_u32(p + 4, (uint32_t)(v >> 32));
}

/* Header, sizes and section table are what toc_pack_section may rely on. */
static tocsin_status check(toc_pack *pack, const char *name, tocsin_error *err)
{
    const char *p = pack->bytes;
    if (pack->len < HEADER_BYTES || memcmp(p, MAGIC, sizeof MAGIC) != 0)
        return toc_fail(err, TOCSIN_PACK_DAMAGED, "%s: not a tocsin data pack", name);
    const uint32_t format = toc_read_u32(p + 8), count = toc_read_u32(p + 12);
    if (format != TOC_PACK_FORMAT)
        return toc_fail(err, TOCSIN_PACK_VERSION,
                        "%s: pack format %u, this program reads %u: build the pack anew", name,
                        format, TOC_PACK_FORMAT);
    if (toc_read_u64(p + 16) != pack->len)
        return toc_fail(err, TOCSIN_PACK_DAMAGED,
                        "%s: %zu bytes, but its header says %llu: the file is truncated", name,
                        pack->len, (unsigned long long)toc_read_u64(p + 16));
    const size_t table_bytes = (size_t)count * ENTRY_BYTES;
    if (count > MAX_SECTIONS || HEADER_BYTES + table_bytes > pack->len ||
        toc_hash(p + HEADER_BYTES, table_bytes) != toc_read_u64(p + 56))
        return toc_fail(err, TOCSIN_PACK_DAMAGED, "%s: its section table is damaged", name);
    for (uint32_t i = 0; i < count; i++) {
        const char *entry = p + HEADER_BYTES + i * ENTRY_BYTES;
        const uint64_t at = toc_read_u64(entry + 32), bytes = toc_read_u64(entry + 40);
        if (entry[31] != '\0' || at > pack->len || bytes > pack->len - at)
            return toc_fail(err, TOCSIN_PACK_DAMAGED, "%s: section %u lies outside the file", name,
                            i);
    }
    toc_sha256_hex((const unsigned char *)p + 24, pack->sha256);
    return TOCSIN_OK;
}

tocsin_status toc_pack_open(toc_pack *out, const char *path, tocsin_error *err)
{
    *out = (toc_pack){0};
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return toc_fail(err, TOCSIN_IO, "%s: cannot be opened: %s", path, strerror(errno));
    struct stat st;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size < (off_t)HEADER_BYTES) {
        close(fd);
        return toc_fail(err, TOCSIN_PACK_DAMAGED, "%s: not a tocsin data pack", path);
    }
    void *bytes = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (bytes == MAP_FAILED)
        return toc_fail(err, TOCSIN_IO, "%s: cannot be mapped: %s", path, strerror(errno));
    *out = (toc_pack){.bytes = bytes, .len = (size_t)st.st_size, .mapped = true};
    const tocsin_status status = check(out, path, err);
    if (status != TOCSIN_OK) toc_pack_close(out);
    return status;
}

tocsin_status toc_pack_from_bytes(toc_pack *out, char *bytes, size_t len, const char *name,
                                  tocsin_error *err)
{
    *out = (toc_pack){.bytes = bytes, .len = len};
    const tocsin_status status = check(out, name, err);
    if (status != TOCSIN_OK) toc_pack_close(out);
    return status;
}

void toc_pack_close(toc_pack *pack)
{
    if (pack->bytes != NULL) {
        char *bytes = (char *)(uintptr_t)pack->bytes; /* ours to give back */
        if (pack->mapped)
            munmap(bytes, pack->len);
        else
            free(bytes);
    }
    *pack = (toc_pack){0};
}

toc_slice toc_pack_section(const toc_pack *pack, const char *name)
{
    const uint32_t count = toc_read_u32(pack->bytes + 12);
    for (uint32_t i = 0; i < count; i++) {
        const char *entry = pack->bytes + HEADER_BYTES + i * ENTRY_BYTES;
        if (strcmp(entry, name) == 0)
            return (toc_slice){pack->bytes + toc_read_u64(entry + 32),
                               (size_t)toc_read_u64(entry + 40)};
    }
    return (toc_slice){NULL, 0};
}

tocsin_status toc_pack_verify(const toc_pack *pack, const char *name, tocsin_error *err)
{
    unsigned char sum[32];
    toc_sha256(pack->bytes + HEADER_BYTES, pack->len - HEADER_BYTES, sum);
    if (memcmp(sum, pack->bytes + 24, sizeof sum) != 0)
        return toc_fail(err, TOCSIN_PACK_DAMAGED, "%s: checksum does not match its bytes", name);
    return TOCSIN_OK;
}

tocsin_status toc_pack_write(char **out, size_t *out_len, const toc_pack_part *parts, size_t count,
                             tocsin_error *err)
{
    *out = NULL;
    if (count > MAX_SECTIONS) return toc_fail(err, TOCSIN_LIMIT, "too many sections in a pack");
    size_t len = HEADER_BYTES + count * ENTRY_BYTES;
    for (size_t i = 0; i < count; i++)
        len = (len + TOC_PACK_ALIGN - 1) / TOC_PACK_ALIGN * TOC_PACK_ALIGN + parts[i].len;
    char *bytes = calloc(1, len);
    if (bytes == NULL) return toc_fail(err, TOCSIN_NO_MEMORY, "out of memory for the pack");
    size_t at = HEADER_BYTES + count * ENTRY_BYTES;
    for (size_t i = 0; i < count; i++) {
        at = (at + TOC_PACK_ALIGN - 1) / TOC_PACK_ALIGN * TOC_PACK_ALIGN;
        char *entry = bytes + HEADER_BYTES + i * ENTRY_BYTES;
        memcpy(entry, parts[i].name, 31);
        write_u64(entry + 32, at);
        write_u64(entry + 40, parts[i].len);
        if (parts[i].len > 0) memcpy(bytes + at, parts[i].bytes, parts[i].len);
        at += parts[i].len;
    }
    memcpy(bytes, MAGIC, sizeof MAGIC);
    write_u32(bytes + 8, TOC_PACK_FORMAT);
    write_u32(bytes + 12, (uint32_t)count);
    write_u64(bytes + 16, len);
    toc_sha256(bytes + HEADER_BYTES, len - HEADER_BYTES, (unsigned char *)bytes + 24);
    write_u64(bytes + 56, toc_hash(bytes + HEADER_BYTES, count * ENTRY_BYTES));
    *out = bytes;
    *out_len = len;
    return TOCSIN_OK;
}
