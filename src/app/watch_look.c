/* SPDX-License-Identifier: ISC */
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include "app/watch_part.h"
#include "base/arena.h"
#include "base/count.h"
#include "base/hash.h"
#include "site/load.h"

/* Newer than some headers. */
#define AFS_MAGIC 0x5346414F
#define CEPH_MAGIC 0x00c36400
#define CIFS_MAGIC 0xFF534D42
#define FUSE_MAGIC 0x65735546
#define SMB2_MAGIC 0xFE534D42

bool
look_is_needed(const struct folder *folder)
{
	static const uint32_t shared[] = {
		NFS_SUPER_MAGIC,
		SMB_SUPER_MAGIC,
		V9FS_MAGIC,
		AFS_MAGIC,
		CEPH_MAGIC,
		CIFS_MAGIC,
		FUSE_MAGIC,
		SMB2_MAGIC,
	};
	struct statfs fs;

	if (fstatfs(folder->root, &fs) < 0)
		return false;
	for (size_t i = 0; i < COUNT(shared); i++)
		if ((uint32_t)fs.f_type == shared[i])
			return true;
	return false;
}

struct look {
	const struct folder *folder;
	struct arena *arena;
	uint64_t sum;
	size_t entries;
};

static void
mix(struct look *l, struct str bytes)
{
	l->sum = l->sum * UINT64_C(0x100000001b3) ^ hash_bytes(bytes);
}

/* The times that listings lack: to the fraction, and of any change. */
static void
mix_file(struct look *l, struct str path)
{
	struct stat st;
	int64_t facts[6] = { 0 };

	if (fstatat(l->folder->root, path.at, &st, 0) == 0) {
		facts[0] = (int64_t)st.st_ino;
		facts[1] = st.st_size;
		facts[2] = st.st_mtim.tv_sec;
		facts[3] = st.st_mtim.tv_nsec;
		facts[4] = st.st_ctim.tv_sec;
		facts[5] = st.st_ctim.tv_nsec;
	}
	mix(l, (struct str){ (const char *)facts, sizeof(facts) });
}

static void look_in(struct look *l, struct str path, unsigned depth);

static void
look_at(struct look *l, struct str path, const struct folder_entry *entry,
    unsigned depth)
{
	mix(l, path);
	l->entries++;
	if (entry->kind != FOLDER_DIRECTORY)
		mix_file(l, path);
	else if (depth < LOAD_DEPTH_MAX && l->entries < LOAD_ENTRIES_MAX)
		look_in(l, path, depth + 1);
}

static void
look_in(struct look *l, struct str path, unsigned depth)
{
	struct folder_list list;
	enum folder_result got =
	    l->folder->list(l->folder, path, l->arena, &list);

	mix(l, (struct str){ (const char *)&got, sizeof(got) });
	if (got != FOLDER_OK)
		return;
	for (size_t i = 0; i < list.count; i++) {
		struct str name = list.at[i].name;

		if (!watched_hides(name))
			look_at(l,
			    arena_printf(l->arena, "%.*s%s%.*s", STR_ARG(path),
				path.len > 0 ? "/" : "", STR_ARG(name)),
			    &list.at[i], depth);
	}
}

uint64_t
look_at_group(const struct watched_all *all, size_t group)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < all->count; i++) {
		struct look l = { .folder = all->places[i].folder, .sum = sum };
		struct arena a;

		if (all->places[i].group != group)
			continue;
		arena_init(&a);
		l.arena = &a;
		look_in(&l, STR(""), 0);
		sum = l.sum;
		arena_release(&a);
	}
	return sum;
}
