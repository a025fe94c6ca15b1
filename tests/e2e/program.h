/* SPDX-License-Identifier: ISC */
#ifndef E2E_PROGRAM_H
#define E2E_PROGRAM_H

/*
 * program -- other people's clients, and our own, run as a reader would.
 */

#include <stdbool.h>

#include "base/buf.h"
#include "e2e/harness.h"

struct ran {
	int status; /* exit status; -1 = killed, or out of time */
	struct buf out;
};

/* sh -c the formatted command; standard output and error together. */
struct ran run(int limit_s, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Whether text stands in what it wrote. */
bool ran_says(const struct ran *r, const char *text);
void ran_release(struct ran *r);

/* Fails unless it ended with this status and says this; releases it. */
void ran_must(struct ran r, int status, const char *says);

#endif
