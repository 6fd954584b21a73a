/* src/input/encoding.h - bytes of any encoding to valid UTF-8 without NUL. */
#ifndef TOC_ENCODING_H
#define TOC_ENCODING_H

#include "base/arena.h"
#include "base/error.h"

typedef struct toc_decoded {
    toc_slice text;    /* valid UTF-8, no NUL; the input itself when nothing had to change */
    toc_slice warning; /* what was repaired, in words; empty: nothing */
} toc_decoded;

/* Decodes `bytes`. Tried in this order: byte order mark, valid UTF-8, `declared` (a charset's
 * name, may be empty), UTF-8 with single bad bytes (these are read as Windows-1252), what
 * uchardet says, Windows-1252. Valid UTF-8 without NUL is handed back untouched (borrowed).
 * TOCSIN_INPUT when the bytes are plainly no text (image, archive, program). */
tocsin_status toc_decode(toc_decoded *out, toc_slice bytes, toc_slice declared, toc_arena *arena,
                         tocsin_error *err);

/* Undoes UTF-8 that was read as Windows-1252 and written as UTF-8 again ("â€™" for "’"), where
 * the whole run decodes. Returns `text` itself when there is none. */
toc_slice toc_mojibake_undo(toc_slice text, toc_arena *arena, bool *changed);

#endif
