/* src/api.c - the handles of tocsin.h: wiring only. */
#include "tocsin/tocsin.h"

#define TEXT(x) #x
#define VERSION(major, minor, patch) TEXT(major) "." TEXT(minor) "." TEXT(patch)

const char *tocsin_version(void)
{
    return VERSION(TOCSIN_VERSION_MAJOR, TOCSIN_VERSION_MINOR, TOCSIN_VERSION_PATCH);
}
