/* SPDX-License-Identifier: ISC */
#ifndef SITE_SEAL_H
#define SITE_SEAL_H

/*
 * seal -- collects resources and writes them as one image.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/str.h"
#include "proto/origin.h"
#include "site/image.h"
#include "site/table.h"

struct seal {
	struct seal_entry *entries;
	size_t count;
	size_t cap;
	struct table taken[VIEW_COUNT]; /* the keys of each view */
	struct str search;		/* its database, borrowed, or empty */
	const struct policy *policy;	/* borrowed; empty until it is set */
	struct str admin;		/* a mail address, borrowed, or empty */
	struct str updated;		/* YYYYMMDD, borrowed, or empty */
	enum charset charset;		/* of Gopher's texts */
	bool ascii;			/* they have a tree in ASCII as well */
	struct arena records;		/* of files */
};

void seal_init(struct seal *s);
void seal_release(struct seal *s);

/*
 * Put r under key in view v. The views are kept, not copied: what they view
 * must outlive s. False, and nothing added, if that key is taken.
 */
bool seal_add(struct seal *s, enum view v, struct str key,
    const struct resource *r);

/*
 * Append the image to out, which must be empty: same resources in any order,
 * same bytes. Equal bodies are stored once. hosts are the names the capsule
 * answers to, at least one; the first is o->host. Of the policy, rules and
 * zones are written, in their order; they have to be what image_open() takes.
 * False, with out empty, if tables and texts would exceed 4 GiB.
 */
bool seal_write(struct seal *s, const struct origin *o,
    const struct str *hosts, size_t host_count, struct buf *out);

#endif
