/* SPDX-License-Identifier: ISC */
#include "app/mount.h"

#include <string.h>

#include "base/log.h"
#include "base/mounts.h"
#include "base/utf8.h"
#include "site/files.h"

static bool
is_printable(struct str text)
{
	uint32_t point;
	size_t len;

	while ((len = utf8_next(text, &point)) > 0 &&
	       !utf8_is_control(point) && !utf8_is_bidi(point))
		text = str_skip(text, len);
	return text.len == 0;
}

/* Each folder on the way has one that is served: none is "." or "..". */
static bool
has_names(struct str path)
{
	struct str name;

	do {
		str_cut(path, '/', &name, &path);
		if (name.len == 0 || files_hide(name))
			return false;
	} while (path.len > 0);
	return true;
}

static const char *
path_fault(struct str path)
{
	struct str bare = str_skip(path, 1);

	if (!str_starts(path, STR("/")))
		return "does not begin with a slash";
	if (bare.len == 0)
		return "is the capsule itself";
	if (!is_printable(bare))
		return "is not plain text";
	if (str_ends(bare, STR("/")) || !has_names(bare))
		return "has a folder without a name, or a hidden one";
	if (str_eq(bare, STR("search")))
		return "is where the search is";
	return NULL;
}

static struct mount_fault
clash(const struct vhost_settings *is, struct str path)
{
	struct str rest;

	for (size_t i = 0; i < is->mount_count; i++) {
		struct str other = is->mounts[i].path;

		if (str_eq(path, other))
			return (struct mount_fault){ "twice",
				"is mounted already" };
		if (mounts_covers(path, other, &rest) ||
		    mounts_covers(other, path, &rest))
			return (struct mount_fault){ "bad-mount",
				"is within another mount, or another in it" };
	}
	if (is->mount_count == MOUNTS_MAX)
		return (struct mount_fault){ "too-many",
			"is one mount more than there can be" };
	return (struct mount_fault){ 0 };
}

struct mount_fault
mount_add(struct vhost_settings *is, struct arena *a, struct str path,
    struct mount_settings **added)
{
	const size_t count = is->mount_count;
	struct mount_settings *all;
	struct mount_fault fault = { "bad-mount", NULL };

	if (path.len > 1 && str_ends(path, STR("/")))
		path.len--;
	fault.why = path_fault(path);
	if (fault.why == NULL)
		fault = clash(is, str_skip(path, 1));
	if (fault.why != NULL)
		return fault;
	all = arena_array(a, count + 1, sizeof(*all));
	if (count > 0)
		memcpy(all, is->mounts, count * sizeof(*all));
	all[count].path = arena_str(a, str_skip(path, 1));
	is->mounts = all;
	is->mount_count++;
	*added = &all[count];
	return fault;
}

bool
mount_option(struct vhost_settings *is, struct arena *a, const char *text)
{
	struct mount_settings *added;
	struct mount_fault fault;
	struct str path, folder;

	if (!str_cut(str_of(text), '=', &path, &folder) || folder.len == 0) {
		log_line("%s: not a mount such as /papers=DIR", text);
		return false;
	}
	fault = mount_add(is, a, path, &added);
	if (fault.why == NULL)
		added->folder = arena_str(a, folder).at;
	else
		log_line("%.*s: %s", STR_ARG(path), fault.why);
	return fault.why == NULL;
}
