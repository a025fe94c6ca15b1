/* SPDX-License-Identifier: ISC */
#ifndef APP_RENEW_STATE_H
#define APP_RENEW_STATE_H

/*
 * renew_state -- what has become of files that are watched, and what is said.
 *
 * For app/renew's parts. A file that cannot be used may be half written: it
 * gets a second look before the log says so, and after that says no more until
 * it changes again.
 */

#include <stdbool.h>

#include "base/diag.h"

enum renew_state {
	RENEW_FINE,	/* what is used is what it holds */
	RENEW_DOUBTFUL, /* cannot be used; look again though nothing changes */
	RENEW_BROKEN,	/* cannot be used, and the log says so */
};

/*
 * After a look that has read the file at path, with findings in d. Says these,
 * and what stays in use, unless there is to be a second look: there is none for
 * who asked for this one, or at the second one itself.
 */
enum renew_state renew_settle(const char *path, bool used, bool last,
    const struct diags *d);

#endif
