/* SPDX-License-Identifier: ISC */
#include "app/renew_stamp.h"

#include <sys/stat.h>

struct renew_stamp
renew_stamp_of(const char *path)
{
	struct stat st;

	if (stat(path, &st) < 0)
		return (struct renew_stamp){ .there = false };
	return (struct renew_stamp){
		.there = true,
		.device = st.st_dev,
		.inode = st.st_ino,
		.size = st.st_size,
		/* Nobody sets it back, and chmod(1) sets it, too. */
		.changed = st.st_ctim,
	};
}

static bool
is_same(const struct renew_stamp *a, const struct renew_stamp *b)
{
	return a->there == b->there && a->device == b->device &&
	       a->inode == b->inode && a->size == b->size &&
	       a->changed.tv_sec == b->changed.tv_sec &&
	       a->changed.tv_nsec == b->changed.tv_nsec;
}

bool
renew_stamp_changed(const char *path, struct renew_stamp *stamp)
{
	struct renew_stamp now = renew_stamp_of(path);
	bool changed = !is_same(&now, stamp);

	*stamp = now;
	return changed;
}
