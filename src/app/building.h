/* SPDX-License-Identifier: ISC */
#ifndef APP_BUILDING_H
#define APP_BUILDING_H

/*
 * building -- one host in the builder, from one build of it to the next.
 */

#include <stdbool.h>
#include <stdint.h>

#include "app/builder.h"
#include "app/vhost.h"
#include "base/buf.h"
#include "base/frozen.h"
#include "site/memory.h"

struct building {
	struct vhost *host; /* borrowed */
	struct memory *memory;
	struct built built; /* the last time */
	struct buf text;    /* its findings, as lines */
	struct frozen image;
	bool ever; /* there was a build since the process began */
	bool gone; /* so is a folder of it */
};

void building_init(struct building *b, struct vhost *host);
void building_release(struct building *b);

/*
 * Build it, and have the log say so. True if there is something to tell: that
 * is built, text, and if built.fine says so image. Nothing is told of a build
 * that nobody asked for and that changes nothing, nor of folders that are gone.
 */
bool building_run(struct building *b, bool asked);

/* Whether folders that were gone are back; of others false. */
bool building_is_back(const struct building *b);

#endif
