/* src/base/sha256.h - SHA-256 (FIPS 180-4), for the checksums of packs and documents. */
#ifndef TOC_SHA256_H
#define TOC_SHA256_H

#include <stddef.h>

void toc_sha256(const void *bytes, size_t len, unsigned char sum[32]);
void toc_sha256_hex(const unsigned char sum[32], char hex[65]); /* with its NUL */

#endif
