/* fuzz/fuzz_record.c - any bytes as a written record: good, or refused with a sentence. */
#include "fuzz.h"
#include "record/check.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    tocsin_error err = {0};
    const tocsin_status status = toc_record_check((toc_slice){(const char *)bytes, len}, &err);
    DEMAND(status == TOCSIN_OK ||
           (err.message[0] != '\0' && strlen(err.message) < sizeof err.message));
    return 0;
}
