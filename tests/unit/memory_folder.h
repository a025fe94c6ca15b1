/* SPDX-License-Identifier: ISC */
#ifndef UNIT_MEMORY_FOLDER_H
#define UNIT_MEMORY_FOLDER_H

/*
 * memory_folder -- a struct folder whose files are a table, and whose k-th
 * call can be made to fail.
 */

#include <sys/mman.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/folder.h"
#include "base/hash.h"
#include "unit/unit.h"

struct memory_file {
	struct str path;
	struct str bytes;
	enum folder_kind kind;	   /* an empty directory needs a row, too */
	enum folder_result result; /* of reading or listing it */
	struct str link;	   /* where it leads; .at NULL = no link */
	uint64_t size;		   /* zeros follow the bytes up to that */
	int64_t changed;
	int64_t written; /* as struct folder_entry has them */
	int64_t touched;
};

struct memory_folder {
	const struct memory_file *files;
	size_t count;
	size_t *calls;	/* so far; NULL = not counted */
	size_t fail_at; /* the call that fails, from 1; 0 = none */
};

static inline bool
memory_folder_fails(const struct memory_folder *m)
{
	return m->calls != NULL && ++*m->calls == m->fail_at;
}

static inline const struct memory_file *
memory_folder_find(const struct memory_folder *m, struct str path)
{
	for (size_t i = 0; i < m->count; i++)
		if (str_eq(m->files[i].path, path))
			return &m->files[i];
	return NULL;
}

/* What follows the folder and its slash in path; false if it is elsewhere. */
static inline bool
memory_folder_below(struct str path, struct str folder, struct str *rest)
{
	*rest = path;
	if (folder.len == 0)
		return true;
	*rest = str_skip(path, folder.len + 1);
	return str_starts(path, folder) &&
	       str_starts(str_skip(path, folder.len), STR("/"));
}

static inline const struct memory_file *
memory_folder_link(const struct memory_folder *m, struct str path,
    struct str *rest)
{
	for (size_t i = 0; i < m->count; i++) {
		const struct memory_file *file = &m->files[i];

		*rest = STR("");
		if (file->link.at != NULL &&
		    (str_eq(file->path, path) ||
			memory_folder_below(path, file->path, rest)))
			return file;
	}
	return NULL;
}

/* The path that is left when every link on its way is followed. */
static inline struct str
memory_folder_real(const struct memory_folder *m, struct str path,
    struct arena *a)
{
	const struct memory_file *file;
	struct str rest;

	while ((file = memory_folder_link(m, path, &rest)) != NULL)
		path = arena_printf(a, "%.*s%s%.*s", STR_ARG(file->link),
		    file->link.len > 0 && rest.len > 0 ? "/" : "",
		    STR_ARG(rest));
	return path;
}

static inline uint64_t
memory_folder_size(const struct memory_file *file)
{
	return file->size > file->bytes.len ? file->size : file->bytes.len;
}

/* As a static view, not a copy: a test may have files larger than memory. */
static inline enum folder_result
memory_folder_read(const struct folder *f, struct str path, size_t max,
    struct arena *a, struct str *bytes)
{
	const struct memory_folder *m = f->of;
	const struct memory_file *file =
	    memory_folder_find(m, memory_folder_real(m, path, a));

	if (memory_folder_fails(m))
		return FOLDER_FAILED;
	if (file == NULL)
		return FOLDER_MISSING;
	if (file->result != FOLDER_OK)
		return file->result;
	if (memory_folder_size(file) > max)
		return FOLDER_TOO_LONG;
	*bytes = file->bytes;
	return FOLDER_OK;
}

static inline enum folder_result
memory_folder_open(const struct folder *f, struct str path,
    struct folder_file *opened)
{
	const struct memory_folder *m = f->of;
	const struct memory_file *file;
	struct arena scratch;

	if (memory_folder_fails(m))
		return FOLDER_FAILED;
	arena_init(&scratch);
	file = memory_folder_find(m, memory_folder_real(m, path, &scratch));
	arena_release(&scratch);
	if (file == NULL)
		return FOLDER_MISSING;
	if (file->result != FOLDER_OK)
		return file->result;
	if (file->kind != FOLDER_FILE)
		return FOLDER_SPECIAL;
	opened->size = memory_folder_size(file);
	opened->changed = file->changed;
	opened->fd = memfd_create("memory_folder", MFD_CLOEXEC);
	assert_true(opened->fd >= 0);
	assert_int_equal(ftruncate(opened->fd, (off_t)opened->size), 0);
	assert_int_equal(pwrite(opened->fd, file->bytes.at, file->bytes.len, 0),
	    file->bytes.len);
	return FOLDER_OK;
}

/* A path without links is what it is: its hash will do for an inode. */
static inline struct folder_id
memory_folder_id(struct str real)
{
	return (struct folder_id){ 1, hash_bytes(real) };
}

static inline struct folder_entry
memory_folder_entry(const struct memory_folder *m, struct str folder,
    struct str name, struct arena *a)
{
	struct str path = arena_printf(a, "%.*s%s%.*s", STR_ARG(folder),
	    folder.len > 0 ? "/" : "", STR_ARG(name));
	struct str real = memory_folder_real(m, path, a);
	const struct memory_file *file = memory_folder_find(m, real);
	const bool direct = str_eq(path, real);

	return (struct folder_entry){
		.name = name,
		.kind = file != NULL ? file->kind : FOLDER_DIRECTORY,
		.id = memory_folder_id(real),
		.size = file != NULL ? memory_folder_size(file) : 0,
		.changed = file != NULL ? file->changed : 0,
		.written = file != NULL && direct ? file->written : 0,
		.touched = file != NULL && direct ? file->touched : 0,
	};
}

static inline void
memory_folder_add(struct folder_list *list, struct folder_entry entry)
{
	size_t at = 0;

	while (at < list->count && str_cmp(list->at[at].name, entry.name) < 0)
		at++;
	if (at < list->count && str_eq(list->at[at].name, entry.name))
		return;
	memmove(list->at + at + 1, list->at + at,
	    (list->count - at) * sizeof(*list->at));
	list->at[at] = entry;
	list->count++;
}

static inline enum folder_result
memory_folder_list(const struct folder *f, struct str path, struct arena *a,
    struct folder_list *list)
{
	const struct memory_folder *m = f->of;
	const struct str real = memory_folder_real(m, path, a);
	const struct memory_file *self = memory_folder_find(m, real);

	if (memory_folder_fails(m))
		return FOLDER_FAILED;
	if (self != NULL && self->result != FOLDER_OK)
		return self->result;
	list->at = arena_array(a, m->count + 1, sizeof(*list->at));
	list->count = 0;
	list->id = memory_folder_id(real);
	for (size_t i = 0; i < m->count; i++) {
		struct str rest, name, below;

		if (!memory_folder_below(m->files[i].path, real, &rest))
			continue;
		str_cut(rest, '/', &name, &below);
		if (name.len > 0)
			memory_folder_add(list,
			    memory_folder_entry(m, real, name, a));
	}
	return FOLDER_OK;
}

static inline struct folder
memory_folder(const struct memory_folder *m)
{
	return (struct folder){
		.read = memory_folder_read,
		.open = memory_folder_open,
		.list = memory_folder_list,
		.root = -1,
		.of = m,
	};
}

/* The first finding of that code, or NULL. */
static inline const struct diag *
finding(const struct diags *d, const char *code)
{
	for (const struct diag *i = d->first; i != NULL; i = i->next)
		if (strcmp(i->code, code) == 0)
			return i;
	return NULL;
}

#endif
