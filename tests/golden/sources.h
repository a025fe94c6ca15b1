/* SPDX-License-Identifier: ISC */
#ifndef GOLDEN_SOURCES_H
#define GOLDEN_SOURCES_H

/*
 * sources -- the files of a case, without what is wanted of it, nor when they
 * were written, which is another day in every copy.
 */

#include "base/folder.h"

#define SOURCES_POLICY STR("policy")

static inline enum folder_result
sources_list(const struct folder *f, struct str path, struct arena *a,
    struct folder_list *list)
{
	const struct folder *real = f->of;
	enum folder_result got = real->list(real, path, a, list);
	size_t kept = 0;

	for (size_t i = 0; got == FOLDER_OK && i < list->count; i++)
		if (!str_starts(list->at[i].name, STR("want.")) &&
		    !str_eq(list->at[i].name, SOURCES_POLICY)) {
			list->at[kept] = list->at[i];
			list->at[kept++].changed = 0;
		}
	list->count = got == FOLDER_OK ? kept : 0;
	return got;
}

static inline enum folder_result
sources_read(const struct folder *f, struct str path, size_t max,
    struct arena *a, struct str *bytes)
{
	const struct folder *real = f->of;

	return real->read(real, path, max, a, bytes);
}

static inline enum folder_result
sources_open(const struct folder *f, struct str path, struct folder_file *file)
{
	const struct folder *real = f->of;

	return real->open(real, path, file);
}

/* Borrows real, which is the case's folder. */
static inline struct folder
sources_of(const struct folder *real)
{
	return (struct folder){
		.read = sources_read,
		.open = sources_open,
		.list = sources_list,
		.of = real,
	};
}

#endif
