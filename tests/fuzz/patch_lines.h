/* SPDX-License-Identifier: ISC */
#ifndef FUZZ_PATCH_LINES_H
#define FUZZ_PATCH_LINES_H

/*
 * patch_lines -- bytes changed as a fuzz target's input says, which is lines
 * of "OFFSET VALUE", decimal; others are left out.
 */

#include "base/buf.h"

static inline void
patch_lines(struct buf *bytes, struct str lines)
{
	while (lines.len > 0) {
		struct str line, offset, value;
		uint64_t at, byte;

		str_cut(lines, '\n', &line, &lines);
		str_cut(line, ' ', &offset, &value);
		if (str_number(offset, bytes->len - 1, &at) &&
		    str_number(value, UINT8_MAX, &byte))
			bytes->at[at] = (char)byte;
	}
}

#endif
