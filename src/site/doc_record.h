/* SPDX-License-Identifier: ISC */
#ifndef SITE_DOC_RECORD_H
#define SITE_DOC_RECORD_H

/*
 * doc_record -- all that a page says at an origin, as bytes to be compared.
 *
 * Pages of one record are the same to every renderer and to the search. Left
 * out is where in the sources its blocks are from, and the author's own menu.
 */

#include "base/buf.h"
#include "model/doc.h"
#include "proto/origin.h"

void doc_record(struct buf *out, const struct doc *doc,
    const struct origin *origin);

#endif
