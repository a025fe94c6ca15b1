/* SPDX-License-Identifier: ISC */
#ifndef RENDER_ANCHOR_H
#define RENDER_ANCHOR_H

/*
 * anchor -- which words of a text its links stand for.
 *
 * gemtext has links on lines of their own; a form with links inside text puts
 * each where its label is said.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "model/doc.h"

/* As many links per text are looked for, to stay linear; the rest is listed. */
#define ANCHORS_MAX 64

struct anchor {
	size_t at; /* in bytes of the text, */
	size_t len;
	const struct block *link;
};

struct anchors {
	struct anchor all[ANCHORS_MAX]; /* by place, none over another */
	size_t count;
	size_t tried;
};

/*
 * Note where link's label first stands in text in whole words, and free of the
 * anchors before it. False if it does nowhere.
 */
bool anchors_add(struct anchors *a, struct str text,
    const struct block *link);

/* Whether link has a place. */
bool anchors_hold(const struct anchors *a, const struct block *link);

#endif
