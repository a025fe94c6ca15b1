/* SPDX-License-Identifier: ISC */
#ifndef APP_PROGRESS_H
#define APP_PROGRESS_H

/*
 * progress -- a line on the terminal about a build that takes long.
 *
 * It is written over again and again, and gone when the build ends, so that
 * findings never stand beside it. A build that is done within a moment shows
 * nothing. Nothing but our words and numbers is in it: no path or text of the
 * author's could talk to the terminal.
 */

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "site/eyes.h"

#define PROGRESS_DELAY_MS 500 /* what everybody waits for without asking */
#define PROGRESS_EVERY_MS 100

struct progress {
	struct eyes eyes;	      /* for struct load; sees and counts */
	FILE *out;		      /* a terminal; NULL = nothing is shown */
	int64_t (*now)(void);	      /* milliseconds */
	size_t (*columns)(FILE *out); /* how wide it is at the moment */
	int64_t due;		      /* when to write again */
	enum eyes_step step;	      /* what is shown, */
	bool shown;		      /* if something is */
};

/*
 * A build begins. It is shown on standard error, unless quiet, if that is a
 * terminal that can erase. p must not move until it ends.
 */
void progress_begin(struct progress *p, bool quiet);

/* The same on any terminal, by any clock. */
void progress_begin_on(struct progress *p, FILE *out, int64_t (*now)(void),
    size_t (*columns)(FILE *out));

/* It has ended: erase the line, before anything else is written. */
void progress_end(struct progress *p);

#endif
