/* fuzz/fuzz_html.c - any bytes as a web page. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    const fuzz_engine *engine = fuzz_open();
    const tocsin_article in = {
        .size = sizeof in, .from = TOCSIN_FROM_HTML, .bytes = (const char *)bytes, .len = len};
    DEMAND(fuzz_read(engine, &in) == fuzz_read(engine, &in));
    return 0;
}
