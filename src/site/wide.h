/* SPDX-License-Identifier: ISC */
#ifndef SITE_WIDE_H
#define SITE_WIDE_H

/*
 * wide -- drawings that a menu has no room for.
 */

#include "base/diag.h"
#include "model/doc.h"

/*
 * A warning [wide-art] at each preformatted block, once however many pages show
 * it, with lines that a menu must break (O-25). Pages have their width by now.
 */
void wide_tell(const struct doc *docs, struct diags *d);

#endif
