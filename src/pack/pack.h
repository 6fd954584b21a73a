/* src/pack/pack.h - the compiled data file: sections by name in one memory-mapped file.
 *
 *   bytes 0..7    "TOCSINPK"
 *   8..11         format version (TOC_PACK_FORMAT), little endian like everything
 *   12..15        number of sections
 *   16..23        file size in bytes: a truncated file is refused
 *   24..55        SHA-256 of everything from byte 64 on: the checksum that records name
 *   56..63        hash of the section table: checked at every open
 *   64..          section table: { char name[32]; u64 offset; u64 bytes; } each, offset 64-aligned
 *
 * Opening maps the file and checks header, sizes and section table, not every byte (that is
 * toc_pack_verify, for `tocsin lint`): readers of a section check every index they follow. */
#ifndef TOC_PACK_H
#define TOC_PACK_H

#include "base/error.h"
#include "base/slice.h"

#define TOC_PACK_FORMAT 1u
#define TOC_PACK_ALIGN 64u

typedef struct toc_pack {
    const char *bytes;
    size_t len;
    bool mapped; /* munmap at the end; else malloc'ed (user dictionaries) */
    char sha256[65];
} toc_pack;

tocsin_status toc_pack_open(toc_pack *out, const char *path, tocsin_error *err);
/* Takes over malloc'ed bytes, also on failure. */
tocsin_status toc_pack_from_bytes(toc_pack *out, char *bytes, size_t len, const char *name,
                                  tocsin_error *err);
void toc_pack_close(toc_pack *pack);
/* Bytes of a section; {NULL, 0} when the pack has none of that name. */
toc_slice toc_pack_section(const toc_pack *pack, const char *name);
/* Recomputes the checksum. */
tocsin_status toc_pack_verify(const toc_pack *pack, const char *name, tocsin_error *err);

/* Writing: sections in the order given; the same sections give the same bytes. */
typedef struct toc_pack_part {
    char name[32];
    const void *bytes;
    size_t len;
} toc_pack_part;
/* *out is malloc'ed. */
tocsin_status toc_pack_write(char **out, size_t *out_len, const toc_pack_part *parts, size_t count,
                             tocsin_error *err);

/* Little-endian reads that do not care about alignment. */
static inline uint32_t toc_read_u32(const char *p)
{
    const unsigned char *u = (const unsigned char *)p;
    return (uint32_t)u[0] | (uint32_t)u[1] << 8 | (uint32_t)u[2] << 16 | (uint32_t)u[3] << 24;
}
static inline uint64_t toc_read_u64(const char *p)
{
    return (uint64_t)toc_read_u32(p) | (uint64_t)toc_read_u32(p + 4) << 32;
}

#endif
