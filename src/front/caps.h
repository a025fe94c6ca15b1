/* SPDX-License-Identifier: ISC */
#ifndef FRONT_CAPS_H
#define FRONT_CAPS_H

/*
 * caps -- the caps.txt of a Gopher server: what clients and crawlers may know
 * of it (O-48, O-49, gopher rule 33).
 */

#include <stdbool.h>

#include "base/buf.h"
#include "site/shelf.h"

/*
 * Append it. tls says that the Gopher port takes TLS. No version is told, and
 * there is no PathEscapeCharacter: a backslash is a character like others
 * (X-06).
 */
void caps_write(struct buf *out, const struct shelf *shelf, bool tls);

#endif
