/* SPDX-License-Identifier: ISC */
#include "app/roots.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "site/files.h"

/* In the line that names it, if one does. */
static void
complain(struct diags *d, struct place named, const char *path,
    const char *code)
{
	const char *why = strerror(errno);
	struct place at = { .file = str_of(path) };

	if (named.line == 0)
		diag_add(d, DIAG_ERROR, at, code, "%s", why);
	else
		diag_add(d, DIAG_ERROR, named, code, "%s: %s", path, why);
}

/* Without a line of its own, a mount is a matter of the capsule. */
static struct place
place_of(const struct roots *r, struct str file, size_t line)
{
	if (line == 0)
		return (struct place){ .file = str_of(r->is->capsule) };
	return (struct place){ file, line, 1 };
}

static bool
is_there(const struct folder *folder, struct str path, struct arena *a)
{
	struct str none;

	return folder->read(folder, path, 0, a, &none) != FOLDER_MISSING;
}

/* A folder that is there to be mounted on is empty. */
static bool
holds_something(const struct folder *folder, struct str path, struct arena *a)
{
	struct folder_list list;

	if (folder->list(folder, path, a, &list) == FOLDER_OK)
		return list.count > 0;
	return is_there(folder, path, a);
}

/* Whether a file stands where a folder leads to the mount. */
static bool
is_barred(const struct folder *folder, struct str path, struct arena *a)
{
	for (size_t i = 0; i < path.len; i++) {
		struct str none, above = str_take(path, i);
		enum folder_result got;

		if (path.at[i] != '/')
			continue;
		got = folder->read(folder, above, 0, a, &none);
		if (got == FOLDER_OK || got == FOLDER_TOO_LONG)
			return true;
	}
	return false;
}

/* What is in these becomes pages, and only the capsule's own may. */
static bool
is_of_profile(struct str path)
{
	struct str first, rest;

	str_cut(path, '/', &first, &rest);
	return str_eq(first, STR("pages")) || str_eq(first, STR("log"));
}

static void
look_at(const struct roots *r, const struct mount_settings *m,
    struct place named, struct diags *d)
{
	if (is_of_profile(m->path) &&
	    is_there(&r->own, FILES_SOURCE, d->arena))
		diag_add(d, DIAG_ERROR, named, "bad-mount",
		    "beside a profile.txt, /%.*s is for its own sources",
		    STR_ARG(m->path));
	else if (holds_something(&r->own, m->path, d->arena) ||
		 is_barred(&r->own, m->path, d->arena))
		diag_add(d, DIAG_WARNING, named, "mount-hides",
		    "what the capsule itself has at /%.*s is hidden by %s",
		    STR_ARG(m->path), m->folder);
}

/* All of them, even behind one that is missing: one run, all findings. */
static void
open_mounts(struct roots *r, struct str file, struct diags *d)
{
	const size_t count = r->is->mount_count;

	r->mounted = mem_new(count, sizeof(*r->mounted));
	r->at = mem_new(count, sizeof(*r->at));
	for (size_t i = 0; i < count; i++) {
		const struct mount_settings *m = &r->is->mounts[i];
		struct place named = place_of(r, file, m->line);

		r->mounted[i].root = -1;
		r->at[i] = (struct mount){ m->path, &r->mounted[i] };
		if (folder_open(&r->mounted[i], m->folder))
			look_at(r, m, named, d);
		else
			complain(d, named, m->folder, "no-mount");
	}
}

bool
roots_open(struct roots *r, const struct vhost_settings *is, struct str file,
    struct diags *d)
{
	const size_t errors = d->count[DIAG_ERROR];

	*r = (struct roots){ .is = is };
	if (!folder_open(&r->own, is->capsule)) {
		complain(d, place_of(r, file, is->line), is->capsule,
		    "no-capsule");
		r->is = NULL;
		return false;
	}
	r->folder = r->own;
	if (is->mount_count == 0)
		return true;
	open_mounts(r, file, d);
	if (d->count[DIAG_ERROR] > errors) {
		roots_close(r);
		return false;
	}
	r->mounts = (struct mounts){ &r->own, r->at, is->mount_count };
	mounts_folder(&r->folder, &r->mounts);
	return true;
}

void
roots_close(struct roots *r)
{
	if (r->is == NULL)
		return;
	for (size_t i = 0; i < r->is->mount_count; i++)
		if (r->mounted[i].root >= 0)
			folder_close(&r->mounted[i]);
	folder_close(&r->own);
	free(r->mounted);
	free(r->at);
	*r = (struct roots){ 0 };
}

static struct str
joined(struct arena *a, struct str folder, struct str file)
{
	while (folder.len > 1 && str_ends(folder, STR("/")))
		folder.len--;
	if (file.len == 0)
		return folder;
	return arena_printf(a, "%.*s%s%.*s", STR_ARG(folder),
	    str_ends(folder, STR("/")) ? "" : "/", STR_ARG(file));
}

struct str
roots_name(const struct roots *r, struct arena *a, struct str path)
{
	for (size_t i = 0; i < r->is->mount_count; i++) {
		const struct mount_settings *m = &r->is->mounts[i];
		struct str rest;

		if (mounts_covers(m->path, path, &rest))
			return joined(a, str_of(m->folder), rest);
	}
	return joined(a, str_of(r->is->capsule), path);
}
