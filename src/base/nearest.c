/* SPDX-License-Identifier: ISC */
#include "base/nearest.h"

#define BYTES_MAX ((size_t)64)

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static bool
same(struct str a, size_t i, struct str b, size_t j)
{
	return char_lower(a.at[i]) == char_lower(b.at[j]);
}

/* The last two letters of a's first i are those of b's first j, swapped. */
static bool
swapped(struct str a, size_t i, struct str b, size_t j)
{
	return i > 1 && j > 1 && same(a, i - 1, b, j - 2) &&
	       same(a, i - 2, b, j - 1);
}

/*
 * Letters put in, taken out or changed, or swapped with the next; both are at
 * most BYTES_MAX long. Of the table of all beginnings three rows are kept.
 */
static size_t
edits(struct str a, struct str b)
{
	size_t rows[3][BYTES_MAX + 1];

	for (size_t i = 0; i <= a.len; i++) {
		const size_t *above2 = rows[(i + 1) % 3];
		const size_t *above = rows[(i + 2) % 3];
		size_t *row = rows[i % 3];

		for (size_t j = 0; j <= b.len; j++) {
			if (i == 0 || j == 0) {
				row[j] = i + j;
				continue;
			}
			row[j] = least(above[j - 1] +
					   !same(a, i - 1, b, j - 1),
			    least(above[j], row[j - 1]) + 1);
			if (swapped(a, i, b, j))
				row[j] = least(row[j], above2[j - 2] + 1);
		}
	}
	return rows[a.len % 3][b.len];
}

struct nearest
nearest_to(struct str wanted)
{
	return (struct nearest){ .wanted = wanted,
		.limit = wanted.len / 3 + 1 };
}

void
nearest_look(struct nearest *n, struct str name)
{
	size_t away;

	if (n->wanted.len > BYTES_MAX || name.len == 0 || name.len > BYTES_MAX)
		return;
	away = edits(n->wanted, name);
	if (away < n->limit) {
		n->limit = away;
		n->name = name;
	}
}
