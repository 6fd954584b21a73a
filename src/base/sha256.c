/* src/base/sha256.c - OpenSSL's, which knows the processor's own instructions for it. */
#include "base/sha256.h"

#include <openssl/crypto.h>
#include <openssl/sha.h>

void toc_sha256(const void *bytes, size_t len, unsigned char sum[32])
{
    static const unsigned char NOTHING[1];
    OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL); /* nobody's settings change a checksum */
    SHA256(len > 0 ? bytes : NOTHING, len, sum);
}

void toc_sha256_hex(const unsigned char sum[32], char hex[65])
{
    static const char DIGITS[] = "0123456789abcdef";
    for (size_t i = 0; i < 32; i++) {
        hex[2 * i] = DIGITS[sum[i] >> 4];
        hex[2 * i + 1] = DIGITS[sum[i] & 15];
    }
    hex[64] = '\0';
}
