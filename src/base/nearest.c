/* SPDX-License-Identifier: ISC */
#include "base/nearest.h"

#define BYTES_MAX ((size_t)64)

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Letters put in, taken out or changed; both at most BYTES_MAX long. */
static size_t
edits(struct str a, struct str b)
{
	size_t row[BYTES_MAX + 1];

	for (size_t j = 0; j <= b.len; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		size_t corner = row[0];

		row[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			bool same = char_lower(a.at[i - 1]) ==
				    char_lower(b.at[j - 1]);
			size_t cost = least(corner + !same,
			    least(row[j], row[j - 1]) + 1);

			corner = row[j];
			row[j] = cost;
		}
	}
	return row[b.len];
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
