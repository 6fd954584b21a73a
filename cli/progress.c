/* cli/progress.c - see progress.h. */
#include "progress.h"

#include <time.h>

#define SHOW_EVERY 0.2 /* seconds */

double progress_clock(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

void progress_open(progress *p, bool on)
{
    *p = (progress){.on = on};
    if (on) p->began = p->shown = progress_clock();
}

void progress_step(progress *p, const inputs *in)
{
    p->documents++;
    if (!p->on) return;
    const double now = progress_clock(), passed = now - p->began;
    if (now - p->shown < SHOW_EVERY) return;
    p->shown = now;
    fprintf(stderr, "\r%llu articles, %.0f/s", (unsigned long long)p->documents,
            (double)p->documents / passed);
    if (in->total_bytes > 0 && in->read_bytes > 0 && in->read_bytes <= in->total_bytes) {
        const double left = passed * ((double)in->total_bytes / (double)in->read_bytes - 1);
        if (left >= 90)
            fprintf(stderr, ", %.0f min left", left / 60);
        else
            fprintf(stderr, ", %.0f s left", left);
    }
    fputs("   ", stderr);
}

void progress_close(progress *p)
{
    if (!p->on) return;
    const double passed = progress_clock() - p->began;
    fprintf(stderr, "\r%llu articles in %.1f s, %.0f/s        \n", (unsigned long long)p->documents,
            passed, passed > 0 ? (double)p->documents / passed : 0.0);
}
