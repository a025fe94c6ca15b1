/* SPDX-License-Identifier: ISC */
#include "site/exported.h"

/* What names hold for a folder, which is no file. */
static struct exported_file folder;

void
exported_init(struct exported *e, struct arena *a)
{
	*e = (struct exported){ .arena = a };
	e->end = &e->first;
	names_init(&e->known, a);
}

/* Whether no part of the path's folders is a file. */
static bool
has_way(const struct exported *e, struct str path)
{
	for (size_t i = 0; i < path.len; i++) {
		const void *there;

		if (path.at[i] != '/')
			continue;
		there = names_find(&e->known, str_take(path, i));
		if (there != NULL && there != &folder)
			return false;
	}
	return true;
}

static void
make_way(struct exported *e, struct str path)
{
	for (size_t i = 0; i < path.len; i++)
		if (path.at[i] == '/' &&
		    names_find(&e->known, str_take(path, i)) == NULL)
			names_put(&e->known, str_take(path, i), &folder);
}

bool
exported_add(struct exported *e, struct str path, struct str bytes)
{
	struct exported_file *file;

	if (names_find(&e->known, path) != NULL || !has_way(e, path))
		return false;
	file = arena_new(e->arena, struct exported_file);
	file->path = arena_str(e->arena, path);
	file->bytes = bytes;
	names_put(&e->known, file->path, file);
	make_way(e, file->path);
	*e->end = file;
	e->end = &file->next;
	e->count++;
	return true;
}

bool
exported_has(const struct exported *e, struct str path)
{
	const void *there = names_find(&e->known, path);

	return there != NULL && there != &folder;
}
