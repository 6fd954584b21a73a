#include "entity/when_infer.h"
tocsin_status when_infer_open(toc_when_data *out, const toc_pack *packs, size_t count,
                              toc_arena *arena, tocsin_error *err)
{
    (void)out,(void)packs,(void)count,(void)arena,(void)err;
    return TOCSIN_OK;
}
void when_infer(const toc_when_data *data, toc_scene *scene, const when_exprs *exprs,
                when_context *context)
{
    (void)data,(void)scene,(void)exprs,(void)context;
}
