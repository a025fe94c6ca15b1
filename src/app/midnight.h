/* SPDX-License-Identifier: ISC */
#ifndef APP_MIDNIGHT_H
#define APP_MIDNIGHT_H

/*
 * midnight -- when it is another day of UTC than it was.
 *
 * What has a last day expires by UTC, as in struct load. Nobody tells of a
 * clock that is set, forward or back: who waits looks up before long.
 */

#include <stdbool.h>
#include <stdint.h>

struct midnight {
	int64_t day; /* since 1970, as it was at the last look */
};

/* now_s are seconds since 1970. */
void midnight_begin(struct midnight *m, int64_t now_s);

/* Whether it is another day, earlier or later, than at the last look. */
bool midnight_passed(struct midnight *m, int64_t now_s);

/* Until the day ends: 1 to 86,400,000 ms. */
int64_t midnight_wait_ms(int64_t now_s);

#endif
