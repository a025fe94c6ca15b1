/* SPDX-License-Identifier: ISC */
#ifndef UNIT_LOADED_H
#define UNIT_LOADED_H

/*
 * loaded -- a capsule whose files are a table, compiled for example.org at the
 * protocols' own ports.
 */

#include "site/image.h"
#include "site/load.h"
#include "unit/memory_folder.h"

struct loaded {
	struct arena arena;
	struct diags diags;
	struct buf bytes;
	struct image image; /* if built */
	bool built;
};

static inline void
load_stream(struct loaded *l, const struct folder *folder,
    const struct policy *policy, bool stream)
{
	const struct str hosts[] = { STR("example.org") };
	const struct load what = {
		.folder = folder,
		.origin = { .host = hosts[0], .port = { 1965, 70 } },
		.hosts = hosts,
		.host_count = 1,
		.policy = policy,
		.today = { .year = 2026, .month = 4, .day = 17 },
		.stream = stream,
	};

	arena_init(&l->arena);
	diags_init(&l->diags, &l->arena);
	buf_init(&l->bytes);
	l->built = load_image(&what, &l->diags, &l->bytes);
	if (l->built)
		assert_null(image_open(buf_str(&l->bytes), &l->image));
	else
		assert_int_equal(l->bytes.len, 0);
}

static inline void
load_from(struct loaded *l, const struct folder *folder,
    const struct policy *policy)
{
	load_stream(l, folder, policy, false);
}

static inline void
load_policy(struct loaded *l, const struct memory_folder *m,
    const struct policy *policy)
{
	const struct folder folder = memory_folder(m);

	load_from(l, &folder, policy);
}

static inline void
load_folder(struct loaded *l, const struct memory_folder *m)
{
	load_policy(l, m, NULL);
}

/* Files that make an image; without a path are only rows left free. */
static inline void
load(struct loaded *l, const struct memory_file *files, size_t count)
{
	while (count > 0 && files[count - 1].path.len == 0)
		count--;
	load_folder(l,
	    &(struct memory_folder){ .files = files, .count = count });
	assert_true(l->built);
}

static inline void
unload(struct loaded *l)
{
	buf_release(&l->bytes);
	arena_release(&l->arena);
}

/* What is served at a path from the root; nothing if nothing is. */
static inline struct str
body_at(const struct loaded *l, enum view v, struct str path)
{
	struct str key = v == VIEW_GOPHER ? str_skip(path, 1) : path;
	struct resource r;

	if (!image_find(&l->image, v, key, &r))
		return (struct str){ NULL, 0 };
	return r.body;
}

#endif
