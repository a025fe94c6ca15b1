/* SPDX-License-Identifier: ISC */
#ifndef E2E_PROOF_H
#define E2E_PROOF_H

/*
 * proof -- pages that show whether a reply is whole, and of one edition.
 *
 * Each of the lines names edition, line and number of lines, with a sum over
 * these: "[7:1:40:5d1c...]". What stands around them does not matter, so that
 * one check does for all that a page may become.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

void proof_write(struct buf *out, uint64_t edition, size_t lines);

/*
 * Whether a reply has all lines of one edition, in order and once. Its edition
 * goes to *edition. False also if there is no line at all.
 */
bool proof_holds(struct str reply, uint64_t *edition);

/*
 * Which editions were seen, and whether one came after a later one: workers
 * change at different moments, so that is no fault by itself.
 */
struct proof_seen {
	uint64_t last;	/* the newest one */
	uint64_t count; /* of different ones, each newer than the last */
};

/* For struct storm_target: arg is a struct proof_seen. */
bool proof_right(void *arg, struct str reply);

#endif
