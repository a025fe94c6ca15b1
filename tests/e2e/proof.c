/* SPDX-License-Identifier: ISC */
#include "e2e/proof.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/hash.h"

#define LINE_SIZE 96

/* "[edition:line:lines:sum]" into text. */
static struct str
proof_line(char text[LINE_SIZE], uint64_t edition, uint64_t line,
    uint64_t lines)
{
	int len = snprintf(text, LINE_SIZE, "[%" PRIu64 ":%" PRIu64 ":%" PRIu64,
	    edition, line, lines);
	uint64_t sum = hash_bytes((struct str){ text, (size_t)len });

	len += snprintf(text + len, LINE_SIZE - (size_t)len, ":%" PRIx64 "]",
	    sum);
	return (struct str){ text, (size_t)len };
}

void
proof_write(struct buf *out, uint64_t edition, size_t lines)
{
	char text[LINE_SIZE];

	for (size_t i = 1; i <= lines; i++) {
		buf_add(out, proof_line(text, edition, i, lines));
		buf_char(out, '\n');
	}
}

/* The number in front of a colon, which is taken away, too. */
static bool
take_number(struct str *rest, uint64_t *number)
{
	struct str digits;

	return str_cut(*rest, ':', &digits, rest) &&
	       str_number(digits, UINT64_MAX, number);
}

bool
proof_holds(struct str reply, uint64_t *edition)
{
	struct str rest = str_skip(reply, str_find(reply, STR("[")));
	struct str at = str_skip(rest, 1);
	uint64_t line, lines;
	char text[LINE_SIZE];

	if (!take_number(&at, edition) || !take_number(&at, &line) ||
	    !take_number(&at, &lines) || line != 1 || lines == 0)
		return false;
	for (uint64_t i = 1; i <= lines; i++) {
		struct str want = proof_line(text, *edition, i, lines);

		if (!str_starts(rest, want))
			return false;
		rest = str_skip(rest, want.len);
		rest = str_skip(rest, str_find(rest, STR("[")));
	}
	return rest.len == 0;
}

bool
proof_right(void *arg, struct str reply)
{
	struct proof_seen *seen = arg;
	uint64_t edition;

	if (!proof_holds(reply, &edition))
		return false;
	if (edition > seen->last) {
		seen->last = edition;
		seen->count++;
	}
	return true;
}
