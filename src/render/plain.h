/* SPDX-License-Identifier: ISC */
#ifndef RENDER_PLAIN_H
#define RENDER_PLAIN_H

/*
 * plain -- what is written for one character.
 *
 * The character itself where the charset has it, else what render/spelling says
 * of it, or of what it is made of.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/charset.h"

/*
 * Append that to word, in UTF-8. False if nothing can be written for point;
 * word may hold some of it then.
 */
bool plain_add(struct buf *word, uint32_t point, enum charset charset);

#endif
