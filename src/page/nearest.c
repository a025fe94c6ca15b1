/* SPDX-License-Identifier: ISC */
#include "page/nearest.h"

#define KEY_BYTES_MAX ((size_t)64)
#define ENTRIES_MAX 2000

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Letters put in, taken out or changed; both at most KEY_BYTES_MAX long. */
static size_t
edits(struct str a, struct str b)
{
	size_t row[KEY_BYTES_MAX + 1];

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

struct str
nearest_key(const struct bib *bib, struct str key)
{
	const struct bib_entry *e = bib->first;
	struct str nearest = { NULL, 0 };
	size_t best = key.len / 3 + 1;

	if (key.len > KEY_BYTES_MAX)
		return nearest;
	for (int i = 0; e != NULL && i < ENTRIES_MAX; i++, e = e->next) {
		size_t away;

		if (e->key.len == 0 || e->key.len > KEY_BYTES_MAX)
			continue;
		away = edits(key, e->key);
		if (away < best) {
			best = away;
			nearest = e->key;
		}
	}
	return nearest;
}
