/* SPDX-License-Identifier: ISC */
#ifndef APP_BUILT_H
#define APP_BUILT_H

/*
 * built -- how a build went, as the builder tells the supervisor.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/diag.h"
#include "site/eyes.h"

/* The bytes of a CONTROL_BUILT begin with it. */
struct built {
	uint32_t fine;	/* there is an image */
	uint32_t first; /* nothing had been shown before it */
	uint64_t ms;	/* it took */
	uint64_t findings[DIAG_ERROR + 1];
	struct eyes_counts counts;
};

#define BUILT_TEXT_MAX ((size_t)64 << 10) /* findings, as lines, behind it */

/* Append it with as many of the lines as there is room for. */
void built_write(struct buf *out, const struct built *built, struct str text);

/* False if bytes are no such report; text views them. */
bool built_read(struct str bytes, struct built *built, struct str *text);

#endif
