/* SPDX-License-Identifier: ISC */
#ifndef APP_SETTLE_H
#define APP_SETTLE_H

/*
 * settle -- when what has changed in some folders can be read.
 *
 * Told what happens to names, it says when nothing is half done any more, by
 * the times of app/watch.h. It knows no file system and no clock.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define SETTLE_NAMES_MAX 128 /* at a time; others are waited for unnamed */

enum settle_event {
	SETTLE_CREATED, /* a new file, open to be written */
	SETTLE_WRITTEN, /* and still open */
	SETTLE_CLOSED,	/* after that */
	SETTLE_MOVED,	/* it is there, whole: renamed to this, or a link */
	SETTLE_TOUCHED, /* times, rights: nothing that could be half done */
	SETTLE_GONE,	/* deleted, or renamed */
	SETTLE_UNSURE,	/* much, or nobody knows what; no name */
};

struct happened {
	enum settle_event what;
	int folder; /* any number that tells folders apart */
	struct str name;
	uint32_t cookie; /* the same for both ends of a rename; 0 = none */
};

struct settle {
	bool changed;  /* something has happened: the times are known */
	int64_t first; /* ms */
	int64_t last;
	int64_t unnamed;       /* so long is what has no room below awaited */
	struct awaited *names; /* NULL = none yet */
	size_t count;
};

/* All zeros is one to begin with. */
void settle_release(struct settle *s);

void settle_note(struct settle *s, const struct happened *h, int64_t now_ms);

/* When it can be read if nothing more happens; INT64_MAX = nothing changed. */
int64_t settle_at(const struct settle *s);

/* It is read now. */
void settle_clear(struct settle *s);

#endif
