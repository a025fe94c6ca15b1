/* SPDX-License-Identifier: ISC */
#ifndef SITE_DISTINCT_H
#define SITE_DISTINCT_H

/*
 * distinct -- no two pages at one address.
 */

#include "base/diag.h"
#include "model/doc.h"

/*
 * Take out of docs each one whose path an earlier one has: a file of pages/ may
 * be called as a section is. That is a warning [path-taken].
 */
void distinct_docs(struct doc *docs, struct diags *d);

#endif
