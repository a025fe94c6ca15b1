/* SPDX-License-Identifier: ISC */
#include "parse/gap.h"

#include "base/utf8.h"

/* A stop or comma with nothing but blanks behind; not the dots of ". . ." */
static bool
is_lone_stop(struct str s)
{
	size_t blanks = 0;
	uint32_t point;
	size_t len;

	if (s.len == 0 || (s.at[0] != '.' && s.at[0] != ','))
		return false;
	s = str_skip(s, 1);
	while ((len = utf8_next(s, &point)) > 0 && utf8_is_blank(point)) {
		s = str_skip(s, len);
		blanks++;
	}
	return s.len == 0 || (blanks > 0 && s.at[0] != '.');
}

void
gap_check(struct str raw, struct place place, struct diags *d)
{
	bool in_word = false;
	uint32_t point;
	size_t len;

	while ((len = utf8_next(raw, &point)) > 0) {
		struct str rest = str_skip(raw, len);

		if (in_word && utf8_is_blank(point) && is_lone_stop(rest))
			diag_add(d, DIAG_HINT, place, "gap",
			    "space before '%c'; is an address or a link "
			    "missing here?",
			    rest.at[0]);
		in_word = utf8_is_word(point);
		place.column++;
		raw = rest;
	}
}
