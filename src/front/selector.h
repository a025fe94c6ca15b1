/* SPDX-License-Identifier: ISC */
#ifndef FRONT_SELECTOR_H
#define FRONT_SELECTOR_H

/*
 * selector -- what a Gopher selector asks for.
 *
 * Clients mangle selectors: they add or drop slashes, put the item type in
 * front, encode once more or not at all, glue a search on with '?'. All of
 * these find the resource; a selector with a dot segment finds nothing.
 */

#include <stdbool.h>

#include "base/str.h"
#include "proto/gopher.h"
#include "site/shelf.h"

/* Either a rule of the owner's, or what is there. */
struct selected {
	bool ruled;
	struct path_rule rule;
	struct found found;	       /* unless ruled */
	struct str key;		       /* the last one tried, or empty */
	char storage[GOPHER_LINE_MAX]; /* of the key */
};

/*
 * What selector asks for, as it stands or, failing that, without a leading item
 * type, percent-decoded once, or without "?words". Rules are for paths: a
 * selector is one without its slash in front, and may be that of a folder
 * without the one behind. In a zone no rule tells anything, for nothing is
 * there on Gopher; nor does one keep crawlers from robots.txt.
 */
bool selector_find(const struct shelf *shelf, struct str selector,
    struct selected *selected);

#endif
