/* fuzz/fuzz_text.c - any bytes as a plain article: decoding, frame, sentences, tokens. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    const fuzz_engine *engine = fuzz_open();
    const tocsin_article in = {.size = sizeof in, .bytes = (const char *)bytes, .len = len};
    DEMAND(fuzz_read(engine, &in) == fuzz_read(engine, &in));
    return 0;
}
