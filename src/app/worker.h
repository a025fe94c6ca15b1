/* SPDX-License-Identifier: ISC */
#ifndef APP_WORKER_H
#define APP_WORKER_H

/*
 * worker -- the process that serves: what it begins with, and what it is told.
 */

#include <stdbool.h>
#include <stddef.h>

struct running;

/* Serve until told to stop; true if so. */
bool worker_run(struct running *r, size_t number, int control);

#endif
