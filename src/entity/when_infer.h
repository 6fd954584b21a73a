/* src/entity/when_infer.h - the day of writing, when nobody gives it: an interval that every piece of
 * evidence narrows. */
#ifndef TOC_WHEN_INFER_H
#define TOC_WHEN_INFER_H

#include "entity/when_words.h"

tocsin_status when_infer_open(toc_when_data *out, const toc_pack *packs, size_t count,
                              toc_arena *arena, tocsin_error *err);
/* Narrows context's dct from the text; sets record->published when a year comes out. */
void when_infer(const toc_when_data *data, toc_scene *scene, const when_exprs *exprs,
                when_context *context);

#endif
