/* SPDX-License-Identifier: ISC */
#include "app/plant.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/replace.h"
#include "base/buf.h"
#include "base/log.h"
#include "base/names.h"

#define STAGE ".vitae-new"
#define LIST ".vitae-export"
#define LIST_MAX ((off_t)64 << 20) /* bytes of a list that is believed */

struct change {
	const struct exported_file *file;
	bool is_new; /* no file is there yet */
};

struct planter {
	const char *folder; /* for messages */
	int root;
	int stage;
	struct arena arena;
	struct names own; /* what earlier runs have written, by path */
	struct str *before;
	size_t before_count;
	struct change *changed; /* the Nth is STAGE/N */
	size_t changed_count;
	struct plant_counts *counts;
};

static bool
fail(const struct planter *p, struct str path)
{
	const char *why = strerror(errno);

	log_line("%s/%.*s: %s", p->folder, STR_ARG(path), why);
	return false;
}

static bool
is_directory(const char *name, int at)
{
	struct stat st;

	return fstatat(at, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISDIR(st.st_mode);
}

/*
 * The folder that path lies in, and its last part in *name, which is in the
 * arena. Made, if make. -1 with errno if there is none.
 */
static int
parent_of(struct planter *p, struct str path, bool make, const char **name)
{
	int at = dup(p->root);
	struct str part;

	while (at >= 0 && str_index(path, '/') < path.len) {
		int next;

		str_cut(path, '/', &part, &path);
		*name = arena_printf(&p->arena, "%.*s", STR_ARG(part)).at;
		if (make && mkdirat(at, *name, 0777) != 0 && errno != EEXIST)
			next = -1;
		else
			next = openat(at, *name,
			    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		close(at);
		at = next;
	}
	*name = arena_printf(&p->arena, "%.*s", STR_ARG(path)).at;
	return at;
}

/* Whether fd holds these bytes from where it stands on, and no more. */
static bool
holds(int fd, struct str bytes)
{
	char chunk[1 << 14];

	for (;;) {
		ssize_t got = read(fd, chunk, sizeof(chunk));

		if (got < 0 || (size_t)got > bytes.len)
			return false;
		if (got == 0)
			return bytes.len == 0;
		if (memcmp(chunk, bytes.at, (size_t)got) != 0)
			return false;
		bytes = str_skip(bytes, (size_t)got);
	}
}

enum found {
	FOUND_NOTHING,
	FOUND_SAME,
	FOUND_OTHER,
	FOUND_OBSTACLE, /* no regular file */
};

static enum found
compare(int at, const char *name, struct str bytes)
{
	enum found found = FOUND_OTHER;
	struct stat st;
	int fd;

	if (fstatat(at, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT ? FOUND_NOTHING : FOUND_OBSTACLE;
	if (!S_ISREG(st.st_mode))
		return FOUND_OBSTACLE;
	if (st.st_size != (off_t)bytes.len)
		return FOUND_OTHER;
	fd = openat(at, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd >= 0 && holds(fd, bytes))
		found = FOUND_SAME;
	if (fd >= 0)
		close(fd);
	return found;
}

/* A file of an earlier run where the path needs a folder: it will go. */
static bool
is_below_own(struct planter *p, struct str path)
{
	for (size_t i = 0; i < path.len; i++) {
		struct str above = str_take(path, i);
		const char *name;
		struct stat st;
		int at;

		if (path.at[i] != '/' || names_find(&p->own, above) == NULL)
			continue;
		at = parent_of(p, above, false, &name);
		if (at < 0)
			return false;
		if (fstatat(at, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
			st.st_mode = 0;
		close(at);
		if (S_ISREG(st.st_mode))
			return true;
	}
	return false;
}

static enum found
look(struct planter *p, const struct exported_file *file)
{
	const char *name;
	int at = parent_of(p, file->path, false, &name);
	enum found found;

	if (at < 0)
		return errno == ENOENT || is_below_own(p, file->path)
			   ? FOUND_NOTHING
			   : FOUND_OBSTACLE;
	found = compare(at, name, file->bytes);
	close(at);
	return found;
}

static bool
refuse(const struct planter *p, struct str path)
{
	log_line("%s/%.*s: is there, and was not written by vitae export; move"
		 " it away, or export to another folder",
	    p->folder, STR_ARG(path));
	return false;
}

/* Nothing is written before all that could be in the way has been seen. */
static bool
find_changes(struct planter *p, const struct exported *tree)
{
	const struct exported_file *file = tree->first;

	p->changed =
	    arena_array(&p->arena, tree->count + 1, sizeof(*p->changed));
	for (; file != NULL; file = file->next) {
		enum found found;

		if (str_index(file->path, '\n') < file->path.len) {
			errno = EINVAL; /* the list could not tell it */
			return fail(p, file->path);
		}
		found = look(p, file);
		if (found == FOUND_SAME) {
			p->counts->same++;
			continue;
		}
		if (found == FOUND_OBSTACLE ||
		    (found == FOUND_OTHER &&
			names_find(&p->own, file->path) == NULL))
			return refuse(p, file->path);
		p->changed[p->changed_count++] =
		    (struct change){ file, found == FOUND_NOTHING };
	}
	return true;
}

static bool
write_at(int at, const char *name, struct str bytes)
{
	int fd = openat(at, name,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);

	return fd >= 0 && replace_fill(fd, bytes);
}

static const char *
stage_name(struct planter *p, size_t i)
{
	return arena_printf(&p->arena, "%zu", i).at;
}

static bool
write_changes(struct planter *p)
{
	for (size_t i = 0; i < p->changed_count; i++)
		if (!write_at(p->stage, stage_name(p, i),
			p->changed[i].file->bytes))
			return fail(p, p->changed[i].file->path);
	return true;
}

static void
put_line(struct buf *out, struct str path)
{
	buf_add(out, path);
	buf_char(out, '\n');
}

/* With what was an earlier run's for as long as that is there. */
static bool
write_list(struct planter *p, const struct exported *tree, bool both)
{
	struct buf out;
	bool done;

	buf_init(&out);
	for (size_t i = 0; both && i < p->before_count; i++)
		if (!exported_has(tree, p->before[i]))
			put_line(&out, p->before[i]);
	for (const struct exported_file *f = tree->first; f != NULL;
	     f = f->next)
		put_line(&out, f->path);
	done = write_at(p->stage, LIST, buf_str(&out)) &&
	       renameat(p->stage, LIST, p->root, LIST) == 0 &&
	       fsync(p->root) == 0;
	buf_release(&out);
	return done || fail(p, STR(LIST));
}

/* Folders that are empty now go as well, from the innermost on. */
static void
remove_folders(struct planter *p, struct str path)
{
	while (path.len > 0) {
		const char *name;
		int at;
		int failed;

		while (path.len > 0 && !str_ends(path, STR("/")))
			path.len--;
		if (path.len == 0)
			return;
		path.len--;
		at = parent_of(p, path, false, &name);
		failed = at < 0 || unlinkat(at, name, AT_REMOVEDIR) != 0;
		if (at >= 0)
			close(at);
		if (failed)
			return;
	}
}

static bool
remove_one(struct planter *p, struct str path)
{
	const char *name;
	int at = parent_of(p, path, false, &name);
	bool gone;

	if (at < 0)
		return true;
	if (is_directory(name, at)) {
		close(at);
		return true;
	}
	gone = unlinkat(at, name, 0) == 0;
	p->counts->removed += gone;
	gone = gone || errno == ENOENT || fail(p, path);
	close(at);
	if (!gone)
		return false;
	remove_folders(p, path);
	return true;
}

static bool
remove_old(struct planter *p, const struct exported *tree)
{
	for (size_t i = 0; i < p->before_count; i++)
		if (!exported_has(tree, p->before[i]) &&
		    !remove_one(p, p->before[i]))
			return false;
	return true;
}

/* Files of an earlier run where this one needs folders of that name. */
static bool
clear_way(struct planter *p, const struct exported *tree)
{
	for (size_t i = 0; i < p->before_count; i++)
		if (!exported_has(tree, p->before[i]) &&
		    names_find(&tree->known, p->before[i]) != NULL &&
		    !remove_one(p, p->before[i]))
			return false;
	return true;
}

static bool
move_one(struct planter *p, size_t i)
{
	struct str path = p->changed[i].file->path;
	const char *name;
	int at = parent_of(p, path, true, &name);
	bool moved;

	if (at < 0)
		return fail(p, path);
	moved = renameat(p->stage, stage_name(p, i), at, name) == 0 ||
		fail(p, path);
	close(at);
	p->counts->written += moved;
	return moved;
}

/* What is new first: no page leads to what is not there yet. */
static bool
move_changes(struct planter *p)
{
	for (int old = 0; old <= 1; old++)
		for (size_t i = 0; i < p->changed_count; i++)
			if (p->changed[i].is_new == (old == 0) &&
			    !move_one(p, i))
				return false;
	return true;
}

/* Also before all: what fails for want of room does so here. */
static bool
make_folders(struct planter *p)
{
	for (size_t i = 0; i < p->changed_count; i++) {
		const char *name;
		int at = parent_of(p, p->changed[i].file->path, true, &name);

		if (at < 0)
			return fail(p, p->changed[i].file->path);
		close(at);
	}
	return true;
}

/* A path that would leave the folder is none that a run has written. */
static bool
is_path(struct str path)
{
	struct str rest = path;
	struct str part;

	while (rest.len > 0) {
		str_cut(rest, '/', &part, &rest);
		if (part.len == 0 || str_eq(part, STR(".")) ||
		    str_eq(part, STR("..")))
			return false;
	}
	return path.len > 0 && !str_ends(path, STR("/"));
}

static void
take_list(struct planter *p, struct str text)
{
	size_t lines = 1;
	struct str path;

	for (size_t i = 0; i < text.len; i++)
		lines += text.at[i] == '\n';
	p->before = arena_array(&p->arena, lines, sizeof(*p->before));
	while (text.len > 0) {
		str_cut(text, '\n', &path, &text);
		if (!is_path(path) || names_find(&p->own, path) != NULL)
			continue;
		p->before[p->before_count] = path;
		names_put(&p->own, path, &p->before[p->before_count++]);
	}
}

static bool
read_list(struct planter *p)
{
	int fd = openat(p->root, LIST,
	    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat st;
	ssize_t got;
	char *text;

	if (fd < 0)
		return errno == ENOENT || fail(p, STR(LIST));
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) ||
	    st.st_size > LIST_MAX) {
		close(fd);
		return refuse(p, STR(LIST));
	}
	text = arena_array(&p->arena, (size_t)st.st_size + 1, 1);
	got = read(fd, text, (size_t)st.st_size);
	close(fd);
	if (got != (ssize_t)st.st_size)
		return fail(p, STR(LIST));
	take_list(p, (struct str){ text, (size_t)got });
	return true;
}

static void
empty_stage(int stage)
{
	int fd = dup(stage);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	const struct dirent *entry;

	if (dir != NULL)
		rewinddir(dir); /* the place is shared with earlier ones */
	while (dir != NULL && (entry = readdir(dir)) != NULL)
		if (entry->d_name[0] != '.' || strcmp(entry->d_name, LIST) == 0)
			unlinkat(stage, entry->d_name, 0);
	if (dir != NULL)
		closedir(dir);
	else if (fd >= 0)
		close(fd);
}

/* That of a run which was killed is emptied first. */
static bool
open_stage(struct planter *p)
{
	if (mkdirat(p->root, STAGE, 0700) != 0 && errno != EEXIST)
		return fail(p, STR(STAGE));
	p->stage = openat(p->root, STAGE,
	    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (p->stage < 0)
		return fail(p, STR(STAGE));
	empty_stage(p->stage);
	return true;
}

static void
close_stage(struct planter *p)
{
	if (p->stage < 0)
		return;
	empty_stage(p->stage);
	close(p->stage);
	unlinkat(p->root, STAGE, AT_REMOVEDIR);
}

/* One run at a time, as long as the folder is open. */
static bool
open_root(struct planter *p)
{
	if (mkdir(p->folder, 0777) != 0 && errno != EEXIST) {
		log_line("%s: %s", p->folder, strerror(errno));
		return false;
	}
	p->root = open(p->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (p->root < 0) {
		log_line("%s: %s", p->folder, strerror(errno));
		return false;
	}
	if (flock(p->root, LOCK_EX | LOCK_NB) == 0)
		return true;
	log_line("%s: another export writes there", p->folder);
	return false;
}

static bool
plant(struct planter *p, const struct exported *tree)
{
	return read_list(p) && find_changes(p, tree) && open_stage(p) &&
	       write_changes(p) && write_list(p, tree, true) &&
	       clear_way(p, tree) && make_folders(p) && move_changes(p) &&
	       remove_old(p, tree) && write_list(p, tree, false);
}

bool
plant_tree(const char *folder, const struct exported *tree,
    struct plant_counts *counts)
{
	struct planter p = {
		.folder = folder,
		.root = -1,
		.stage = -1,
		.counts = counts,
	};
	bool done;

	*counts = (struct plant_counts){ 0 };
	arena_init(&p.arena);
	names_init(&p.own, &p.arena);
	done = open_root(&p) && plant(&p, tree);
	close_stage(&p);
	if (p.root >= 0)
		close(p.root);
	arena_release(&p.arena);
	return done;
}
