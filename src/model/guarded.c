/* SPDX-License-Identifier: ISC */
#include "model/guarded.h"

bool
guarded_covers(struct str part, struct str path)
{
	struct str bare = part;

	if (str_ends(bare, STR("/")))
		bare.len--;
	if (!str_starts(path, bare))
		return false;
	return path.len == bare.len || path.at[bare.len] == '/';
}

unsigned
guarded_zone(const struct guarded *g, struct str path)
{
	size_t longest = 0;
	unsigned zone = 0;

	for (size_t i = 0; g != NULL && i < g->count; i++) {
		struct str part = g->at[i];

		if (part.len > longest && guarded_covers(part, path)) {
			longest = part.len;
			zone = (unsigned)i + 1;
		}
	}
	return zone;
}
