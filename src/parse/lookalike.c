/* SPDX-License-Identifier: ISC */
#include "parse/lookalike.h"

#include "base/utf8.h"

/* Digits aside: a circled number is no letter. */
static bool
is_lookalike(uint32_t point)
{
	return (point >= 0x1d400 && point <= 0x1d7cb) || /* mathematical */
	       (point >= 0x24b6 && point <= 0x24e9) ||	 /* circled */
	       (point >= 0x1f130 && point <= 0x1f189);	 /* squared */
}

void
lookalike_check(struct str raw, struct place place, struct diags *d)
{
	bool below = false;
	uint32_t point;
	size_t len;

	while ((len = utf8_next(raw, &point)) > 0) {
		bool fake = is_lookalike(point);

		if (fake && below) {
			place.column--;
			diag_add(d, DIAG_HINT, place, "look-alike",
			    "letters of a mathematical or boxed alphabet; "
			    "screen readers and searches need plain ones");
			return;
		}
		below = fake;
		place.column++;
		raw = str_skip(raw, len);
	}
}
