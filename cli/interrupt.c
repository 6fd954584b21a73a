/* cli/interrupt.c - Ctrl-C between two documents: what was written stays whole lines. */
#include <signal.h>

#include "cli.h"

static volatile sig_atomic_t asked;

static void on_signal(int number)
{
    (void)number;
    asked = 1;
}

void cli_catch_interrupt(void)
{
    /* no SA_RESTART: a read that waits for the terminal ends at once */
    const struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
#ifdef SIGXFSZ
    signal(SIGXFSZ, SIG_IGN); /* ulimit -f: an error of writing, which is told, not a death */
#endif
}

bool cli_interrupted(void)
{
    return asked != 0;
}
