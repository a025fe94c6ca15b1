/* SPDX-License-Identifier: ISC */
#ifndef APP_OPTIONS_H
#define APP_OPTIONS_H

/*
 * options -- the command line of `vitae serve`, and the file it names.
 *
 * What is said on the command line takes the place of what the file says about
 * the server; hosts come from one or the other.
 */

#include <stdbool.h>

#include "app/settings.h"

/*
 * Read both into s, which is as settings_init() left it. *check is whether it
 * is only to be looked at. Findings in the file go to standard error. Returns
 * the exit status: 0, 1 if there are errors in the file, 2 for wrong usage,
 * when the log has said why, if there is more to say than how it is used.
 */
int options_read(int argc, char **argv, struct settings *s, bool *check);

#endif
