/* cli/progress.h - "1,200 articles, 340/s, 2 min left" on stderr, for long runs. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "inputs.h"

typedef struct progress {
    bool on;
    double began, shown; /* seconds of a clock that never jumps */
    uint64_t documents;
} progress;

void progress_open(progress *p, bool on);
void progress_step(progress *p, const inputs *in); /* a document is done */
void progress_close(progress *p);
/* Seconds since some fixed moment. */
double progress_clock(void);

#endif
