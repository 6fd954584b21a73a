/* src/input/stated_date.h - full dates as pages, datelines and bylines write them. */
#ifndef TOC_STATED_DATE_H
#define TOC_STATED_DATE_H

#include "base/slice.h"

/* The first full date in the first 200 bytes: "2016-05-12T08:00Z", "20160512", "May 12, 2016",
 * "12 May 2016", "Thu, 12 May 2016", "3 JAN 90" (two-digit years: 1970 to 2069), "12/05/2016" only
 * when one of the two numbers is above 12. False: none. */
bool toc_stated_date(toc_slice s, int32_t *day);

#endif
