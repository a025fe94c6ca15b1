/* SPDX-License-Identifier: ISC */
#ifndef APP_DUTIES_H
#define APP_DUTIES_H

/*
 * duties -- what the supervisor of a server does, once everything is open.
 */

#include <stdbool.h>

struct running;

/*
 * Serve until told to stop; true if so. False, with errors in the log, if the
 * server does not come up, or does not stop in time.
 */
bool duties_supervise(struct running *r);

#endif
