/* SPDX-License-Identifier: ISC */
#ifndef APP_UPGRADE_H
#define APP_UPGRADE_H

/*
 * upgrade -- when the program is executed anew: tried out first, by a child.
 *
 * It is for a new binary (SIGUSR2), a vitae.conf that has changed (SIGHUP), and
 * images or folders that are others than those the processes began with. Where
 * the new program finds fault, what runs stays, and the log says so.
 */

#include <stdbool.h>
#include <sys/types.h>

#include "app/supervise.h"

struct running;

/* Now vitae.conf has been read. */
void upgrade_begin(struct running *r);

/* Whether vitae.conf is another one than when this was asked last. */
bool upgrade_is_due(struct running *r);

/* Try it out, unless that is being done. The log has been told why. */
void upgrade_try(struct running *r);

/* A child has ended: if it tried that out, and well, this does not return. */
void upgrade_tried(struct running *r, struct crew *crew, pid_t pid,
    int status);

#endif
