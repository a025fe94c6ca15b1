/* SPDX-License-Identifier: ISC */
#ifndef RENDER_GEMTEXT_H
#define RENDER_GEMTEXT_H

/*
 * gemtext -- one block as lines of gemtext.
 */

#include "base/buf.h"
#include "model/doc.h"

/* Its lines, with no blank one around them. */
void gemtext_block(struct buf *out, const struct block *block);

#endif
