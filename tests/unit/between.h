/* SPDX-License-Identifier: ISC */
#ifndef UNIT_BETWEEN_H
#define UNIT_BETWEEN_H

/*
 * between -- elements of a text whose form is known, without a parser of XML.
 */

#include "base/str.h"

/* The next text between two marks in *rest, which then begins behind it. */
static inline bool
take_between(struct str *rest, struct str from, struct str to,
    struct str *text)
{
	size_t at = str_find(*rest, from);

	if (at == rest->len)
		return false;
	*text = str_skip(*rest, at + from.len);
	*text = str_take(*text, str_find(*text, to));
	*rest = str_skip(*rest, at + from.len + text->len);
	return true;
}

#endif
