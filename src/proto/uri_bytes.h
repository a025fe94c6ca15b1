/* SPDX-License-Identifier: ISC */
#ifndef PROTO_URI_BYTES_H
#define PROTO_URI_BYTES_H

/*
 * uri_bytes -- the character classes of RFC 3986 appendix A, and percent
 * triplets. Private to proto/uri*.c.
 */

#include <stdbool.h>
#include <string.h>

#include "base/str.h"

/* NUL is in no set. */
static inline bool
byte_is_in(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

static inline bool
byte_is_unreserved(char c)
{
	return char_is_letter(c) || char_is_digit(c) || byte_is_in(c, "-._~");
}

static inline bool
byte_is_sub_delim(char c)
{
	return byte_is_in(c, "!$&'()*+,;=");
}

static inline int
hex_value(char c)
{
	if (char_is_digit(c))
		return c - '0';
	c = char_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The byte behind the triplet that s begins with, or -1 if it is broken. */
static inline int
triplet_value(struct str s)
{
	int high = s.len >= 3 ? hex_value(s.at[1]) : -1;
	int low = s.len >= 3 ? hex_value(s.at[2]) : -1;

	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/* Take one byte or triplet off *s, which is not empty; -1 as above. */
static inline int
take_decoded(struct str *s)
{
	struct str whole = *s;

	if (whole.at[0] != '%') {
		*s = str_skip(whole, 1);
		return (unsigned char)whole.at[0];
	}
	*s = str_skip(whole, 3);
	return triplet_value(whole);
}

#endif
