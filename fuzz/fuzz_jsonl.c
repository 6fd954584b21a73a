/* fuzz/fuzz_jsonl.c - any bytes as a JSON line; what is read goes on as an article. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    const fuzz_engine *engine = fuzz_open();
    tocsin_line *line;
    tocsin_article article = {.size = sizeof article};
    tocsin_error err = {0};
    const tocsin_status status = tocsin_line_read(&line, &article, (const char *)bytes, len, &err);
    DEMAND(status != TOCSIN_OK || line != NULL);
    if (status == TOCSIN_OK)
        fuzz_read(engine, &article);
    else
        DEMAND(err.message[0] != '\0' && err.offset <= len);
    tocsin_line_free(line);
    return 0;
}
