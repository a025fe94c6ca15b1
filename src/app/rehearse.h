/* SPDX-License-Identifier: ISC */
#ifndef APP_REHEARSE_H
#define APP_REHEARSE_H

/*
 * rehearse -- everything that a server needs to come up, without coming up.
 */

#include "app/settings.h"

/*
 * `vitae serve -n`: look at addresses, capsules, certificates and lists of
 * members, with findings on standard error; then print the settings to
 * standard output. Nothing is bound and nothing is made. Returns the exit
 * status: 0, or 1 if the server would not start.
 */
int rehearse(struct settings *s);

#endif
