/* SPDX-License-Identifier: ISC */
#ifndef APP_SUMMARY_H
#define APP_SUMMARY_H

/*
 * summary -- what is served where, said once, when the server is up.
 *
 * The URLs come first: they can be clicked. What a plain `vitae serve capsule`
 * needs not be told, such as limits that nobody set, is left out. Of the two
 * fingerprints the key's is shown: more clients remember it, and a renewed
 * certificate keeps it; `vitae cert show` has both.
 */

#include <stddef.h>

#include "app/cert_show.h"
#include "app/doors.h"
#include "app/settings.h"
#include "base/buf.h"
#include "base/diag.h"
#include "site/shelf.h"

/* A virtual host; all borrowed. */
struct summary_host {
	const struct shelf *shelf;	 /* image, and members of zones */
	const char *capsule;		 /* as it was given */
	size_t findings[DIAG_ERROR + 1]; /* by level, of the build */
	const char *chain;		 /* of its certificate; NULL = none */
	const struct cert_facts *facts;	 /* of it */
};

struct summary {
	const struct settings *settings;  /* limits and the log */
	const struct doors *doors;	  /* open ones */
	const struct summary_host *hosts; /* in the order of the shelves */
	size_t count;
};

/* Append it as lines: of each host, then, if there is a file, of its limits. */
void summary_write(struct buf *out, const struct summary *s);

/* The same, each line in the log. */
void summary_log(const struct summary *s);

#endif
