/* SPDX-License-Identifier: ISC */
#ifndef FRONT_ESCAPE_H
#define FRONT_ESCAPE_H

/*
 * escape -- text for the few small pages of HTML that a Gopher server sends.
 */

#include "base/buf.h"

/*
 * Append text with the five characters escaped that mean something in HTML's
 * text or attributes.
 */
void escape_html(struct buf *out, struct str text);

#endif
