/* SPDX-License-Identifier: ISC */
#ifndef UNIT_MEMORY_FOLDER_H
#define UNIT_MEMORY_FOLDER_H

/*
 * memory_folder -- a struct folder whose files are a table, and whose k-th
 * call can be made to fail.
 */

#include "base/diag.h"
#include "base/folder.h"
#include "unit/unit.h"

struct memory_file {
	struct str path;
	struct str bytes;
	enum folder_kind kind;	   /* an empty directory needs a row, too */
	enum folder_result result; /* of reading or listing it */
};

struct memory_folder {
	const struct memory_file *files;
	size_t count;
	size_t *calls;	/* so far; NULL = not counted */
	size_t fail_at; /* the call that fails, from 1; 0 = none */
	size_t loops;	/* that many times every folder holds itself; up to 9 */
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

/* As a static view, not a copy: a test may have files larger than memory. */
static inline enum folder_result
memory_folder_read(const struct folder *f, struct str path, size_t max,
    struct arena *a, struct str *bytes)
{
	const struct memory_folder *m = f->of;
	const struct memory_file *file = memory_folder_find(m, path);

	(void)a;
	if (memory_folder_fails(m))
		return FOLDER_FAILED;
	if (file == NULL)
		return FOLDER_MISSING;
	if (file->result != FOLDER_OK)
		return file->result;
	if (file->bytes.len > max)
		return FOLDER_TOO_LONG;
	*bytes = file->bytes;
	return FOLDER_OK;
}

static inline void
memory_folder_add(struct folder_list *list, struct str name,
    enum folder_kind kind)
{
	size_t at = 0;

	while (at < list->count && str_cmp(list->at[at].name, name) < 0)
		at++;
	if (at < list->count && str_eq(list->at[at].name, name))
		return;
	memmove(list->at + at + 1, list->at + at,
	    (list->count - at) * sizeof(*list->at));
	list->at[at] = (struct folder_entry){ name, kind };
	list->count++;
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

static inline enum folder_result
memory_folder_list(const struct folder *f, struct str path, struct arena *a,
    struct folder_list *list)
{
	const struct memory_folder *m = f->of;
	const struct memory_file *self = memory_folder_find(m, path);

	if (memory_folder_fails(m))
		return FOLDER_FAILED;
	if (self != NULL && self->result != FOLDER_OK)
		return self->result;
	list->at = arena_array(a, m->count + m->loops + 1, sizeof(*list->at));
	list->count = 0;
	for (size_t i = 0; i < m->count; i++) {
		struct str rest, name, below;

		if (!memory_folder_below(m->files[i].path, path, &rest))
			continue;
		if (str_cut(rest, '/', &name, &below))
			memory_folder_add(list, name, FOLDER_DIRECTORY);
		else if (name.len > 0)
			memory_folder_add(list, name, m->files[i].kind);
	}
	for (size_t i = 0; i < m->loops; i++)
		memory_folder_add(list, (struct str){ &"123456789"[i], 1 },
		    FOLDER_DIRECTORY);
	return FOLDER_OK;
}

static inline struct folder
memory_folder(const struct memory_folder *m)
{
	return (struct folder){
		.read = memory_folder_read,
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
