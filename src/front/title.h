/* SPDX-License-Identifier: ISC */
#ifndef FRONT_TITLE_H
#define FRONT_TITLE_H

/*
 * title -- what to call something on Gopher where no menu calls it anything.
 */

#include "base/str.h"
#include "proto/gopher.h"
#include "site/image.h"

#define TITLE_MAX GOPHER_LINE_MAX /* bytes */

/*
 * What the body of a menu or a page of text begins with. All others are files,
 * as a name with a suffix shows, and keep their name, the last part of key;
 * without one it is the host. At most GOPHER_WIDTH columns and a quarter of
 * TITLE_MAX bytes, borrowed from any of the arguments.
 */
struct str title_of(const struct image *image, char type, struct str key,
    struct str body, char storage[TITLE_MAX]);

#endif
