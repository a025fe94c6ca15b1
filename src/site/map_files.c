/* SPDX-License-Identifier: ISC */
#include "site/map_files.h"

#include <stdlib.h>

#include "site/native_kind.h"

struct map_child {
	struct str name;
	const struct file *file;	 /* NULL = a folder */
	const struct map_folder *folder; /* NULL = a file */
	struct map_child *next;
};

struct map_folder {
	struct map_child *first;
	size_t count;
};

static struct map_child *
add_child(struct arena *a, struct map_folder *in, struct str name)
{
	struct map_child *child = arena_new(a, struct map_child);

	child->name = name;
	child->next = in->first;
	in->first = child;
	in->count++;
	return child;
}

/* The folder whose path ends in a slash, or is empty; with those above it. */
static struct map_folder *
folder_at(struct map_folders *all, struct arena *a, struct str path)
{
	struct str bare = str_take(path, path.len > 0 ? path.len - 1 : 0);
	struct map_folder *folder = names_find(&all->folders, bare);
	size_t up = bare.len;
	struct map_folder *above;

	if (folder != NULL)
		return folder;
	folder = arena_new(a, struct map_folder);
	names_put(&all->folders, bare, folder);
	if (bare.len == 0)
		return folder;
	while (up > 0 && bare.at[up - 1] != '/')
		up--;
	above = folder_at(all, a, str_take(bare, up));
	add_child(a, above, str_skip(bare, up))->folder = folder;
	return folder;
}

void
map_folders_init(struct map_folders *all, struct arena *a,
    const struct files *files)
{
	names_init(&all->files, a);
	names_init(&all->folders, a);
	folder_at(all, a, STR(""));
	for (struct file *f = files->first; f != NULL; f = f->next) {
		struct str path = file_folder(f);
		struct map_folder *in = folder_at(all, a, path);

		names_put(&all->files, f->path, f);
		add_child(a, in, str_skip(f->path, path.len))->file = f;
	}
}

bool
map_folders_has(const struct map_folders *all, struct str path)
{
	return names_find(&all->folders, path) != NULL;
}

static bool
is_seen(const struct map_sight *sight, const struct file *f)
{
	return f->zone == 0 || f->zone == sight->zone;
}

static enum folder_result
read_file(const struct map_files *files, struct str path, struct arena *a,
    struct str *bytes)
{
	const struct map_sight *sight = files->of;
	const struct file *f = names_find(&sight->all->files, path);

	(void)a;
	if (f == NULL || !is_seen(sight, f))
		return FOLDER_MISSING;
	if (f->size > FILES_LARGE)
		return FOLDER_TOO_LONG;
	*bytes = f->bytes;
	return FOLDER_OK;
}

static bool
is_shown(const struct map_sight *sight, const struct file *f)
{
	return is_seen(sight, f) && !f->made;
}

/* Whether there is something to be shown for the folder. */
static bool
has_page(const struct map_sight *sight, const struct map_folder *folder)
{
	const struct map_child *child = folder->first;

	for (; child != NULL; child = child->next) {
		if (child->file == NULL) {
			if (sight->listings && has_page(sight, child->folder))
				return true;
		} else if (is_shown(sight, child->file) &&
			   (sight->listings || native_is_index(child->name))) {
			return true;
		}
	}
	return false;
}

static bool
is_listed(const struct map_sight *sight, const struct map_child *child)
{
	if (child->file == NULL)
		return has_page(sight, child->folder);
	return is_shown(sight, child->file) && !native_is_map(child->name);
}

static int
by_name(const void *a, const void *b)
{
	const struct map_entry *left = a;
	const struct map_entry *right = b;

	return str_cmp(left->name, right->name);
}

static enum folder_result
list_folder(const struct map_files *files, struct str path, struct arena *a,
    struct map_list *list)
{
	const struct map_sight *sight = files->of;
	const struct map_folder *folder =
	    names_find(&sight->all->folders, path);
	struct map_entry *at;

	if (folder == NULL)
		return FOLDER_MISSING;
	at = arena_array(a, folder->count + 1, sizeof(*at));
	*list = (struct map_list){ .at = at };
	for (const struct map_child *child = folder->first; child != NULL;
	     child = child->next)
		if (is_listed(sight, child))
			at[list->count++] = (struct map_entry){
				.name = child->name,
				.item = child->file != NULL
					    ? child->file->media.item
					    : '1',
			};
	qsort(at, list->count, sizeof(*at), by_name);
	return FOLDER_OK;
}

struct map_files
map_files_of(const struct map_sight *sight)
{
	return (struct map_files){
		.read = read_file,
		.list = list_folder,
		.of = sight,
	};
}
