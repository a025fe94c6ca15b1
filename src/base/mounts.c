/* SPDX-License-Identifier: ISC */
#include "base/mounts.h"

#include <string.h>

bool
mounts_covers(struct str above, struct str path, struct str *rest)
{
	if (!str_starts(path, above))
		return false;
	*rest = str_skip(path, above.len);
	if (above.len == 0 || rest->len == 0)
		return true;
	if (!str_starts(*rest, STR("/")))
		return false;
	*rest = str_skip(*rest, 1);
	return true;
}

/* The mount that path is in, and its path there; NULL if that is the root. */
static const struct mount *
mount_of(const struct mounts *m, struct str path, struct str *rest)
{
	for (size_t i = 0; i < m->count; i++)
		if (mounts_covers(m->at[i].path, path, rest))
			return &m->at[i];
	return NULL;
}

/*
 * What leads from the folder at path to the mount: it has mounts below, and is
 * a folder even if the root has none.
 */
static bool
leads_to(struct str path, const struct mount *mount, struct str *name)
{
	struct str after;

	if (!mounts_covers(path, mount->path, name) || name->len == 0)
		return false;
	str_cut(*name, '/', name, &after);
	return true;
}

static bool
is_on_the_way(const struct mounts *m, struct str path)
{
	struct str name;

	for (size_t i = 0; i < m->count; i++)
		if (leads_to(path, &m->at[i], &name))
			return true;
	return false;
}

static enum folder_result
mounts_read(const struct folder *f, struct str path, size_t max,
    struct arena *a, struct str *bytes)
{
	const struct mounts *m = f->of;
	struct str rest;
	const struct mount *in = mount_of(m, path, &rest);

	if (in != NULL)
		return in->folder->read(in->folder, rest, max, a, bytes);
	if (is_on_the_way(m, path))
		return FOLDER_SPECIAL;
	return m->root->read(m->root, path, max, a, bytes);
}

static enum folder_result
mounts_open(const struct folder *f, struct str path, struct folder_file *file)
{
	const struct mounts *m = f->of;
	struct str rest;
	const struct mount *in = mount_of(m, path, &rest);

	if (in != NULL)
		return in->folder->open(in->folder, rest, file);
	if (is_on_the_way(m, path))
		return FOLDER_SPECIAL;
	return m->root->open(m->root, path, file);
}

/*
 * Of a folder that is only there because of the first mount below it. No disk
 * has this device, and no other such folder has the same two.
 */
static struct folder_id
made_id(const struct mounts *m, struct str path)
{
	struct str name;
	size_t first = 0;

	while (!leads_to(path, &m->at[first], &name))
		first++;
	return (struct folder_id){ UINT64_MAX - first, path.len };
}

static struct folder_id
mounted_id(const struct folder *folder, struct arena *a)
{
	struct folder_list list;

	if (folder->list(folder, STR(""), a, &list) != FOLDER_OK)
		return (struct folder_id){ 0 };
	return list.id;
}

/* Where the name is in the list, or has to be put. */
static size_t
place_of(const struct folder_list *list, struct str name)
{
	size_t at = 0;

	while (at < list->count && str_cmp(list->at[at].name, name) < 0)
		at++;
	return at;
}

/* There is room for one more. */
static void
show(struct folder_list *list, struct folder_entry entry, bool hides)
{
	size_t at = place_of(list, entry.name);
	struct folder_entry *here = &list->at[at];
	bool there = at < list->count && str_eq(here->name, entry.name);

	/* A folder on the way is that of the root, where it has one. */
	if (there && !hides && here->kind == FOLDER_DIRECTORY)
		return;
	if (!there) {
		memmove(here + 1, here, (list->count - at) * sizeof(*here));
		list->count++;
	}
	*here = entry;
}

static void
show_mount(const struct mounts *m, struct str path, const struct mount *mount,
    struct arena *a, struct folder_list *list)
{
	struct folder_entry entry = { .kind = FOLDER_DIRECTORY };
	struct str whole;
	bool hides;

	if (!leads_to(path, mount, &entry.name))
		return;
	whole = str_take(mount->path,
	    (size_t)(entry.name.at + entry.name.len - mount->path.at));
	hides = whole.len == mount->path.len;
	entry.id = hides ? mounted_id(mount->folder, a) : made_id(m, whole);
	show(list, entry, hides);
}

static enum folder_result
mounts_list(const struct folder *f, struct str path, struct arena *a,
    struct folder_list *list)
{
	const struct mounts *m = f->of;
	struct folder_entry *more;
	enum folder_result got;
	struct str rest;
	const struct mount *in = mount_of(m, path, &rest);

	if (in != NULL)
		return in->folder->list(in->folder, rest, a, list);
	got = m->root->list(m->root, path, a, list);
	if (!is_on_the_way(m, path) ||
	    (got != FOLDER_OK && got != FOLDER_MISSING))
		return got;
	if (got == FOLDER_MISSING)
		*list = (struct folder_list){ .id = made_id(m, path) };
	more = arena_array(a, list->count + m->count, sizeof(*more));
	if (list->count > 0)
		memcpy(more, list->at, list->count * sizeof(*more));
	list->at = more;
	for (size_t i = 0; i < m->count; i++)
		show_mount(m, path, &m->at[i], a, list);
	return FOLDER_OK;
}

void
mounts_folder(struct folder *f, const struct mounts *m)
{
	*f = (struct folder){
		.read = mounts_read,
		.open = mounts_open,
		.list = mounts_list,
		.root = -1,
		.of = m,
	};
}
