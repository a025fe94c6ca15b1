/* SPDX-License-Identifier: ISC */
#ifndef FRONT_SELECTOR_H
#define FRONT_SELECTOR_H

/*
 * selector -- which resource a Gopher selector asks for.
 *
 * Clients mangle selectors: they add or drop slashes, put the item type in
 * front, encode once more or not at all, glue a search on with '?'. All of
 * these find the resource; a selector with a dot segment finds nothing.
 */

#include <stdbool.h>

#include "base/str.h"
#include "site/shelf.h"

/*
 * The resource selector asks for, as it stands or, failing that, without a
 * leading item type, percent-decoded once, or without "?words".
 */
bool selector_find(const struct shelf *shelf, struct str selector,
    struct found *found);

#endif
