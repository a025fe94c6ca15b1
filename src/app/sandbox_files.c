/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "app/sandbox_part.h"
#include "base/count.h"
#include "base/log.h"

/*
 * The kernel's headers of the machine we are built on may be older than its
 * kernel: what they may lack has its number here.
 */
#define RIGHTS_1 ((UINT64_C(1) << 13) - 1) /* all of the first version */
#define RIGHT_REFER (UINT64_C(1) << 13)	   /* 2: to link between folders */
#define RIGHT_TRUNCATE (UINT64_C(1) << 14) /* 3 */
#define RIGHT_IOCTL (UINT64_C(1) << 15)	   /* 5: on devices */
#define NET_BIND_TCP (UINT64_C(1) << 0)	   /* 4 */
#define NET_CONNECT_TCP (UINT64_C(1) << 1) /* 4 */
#define SCOPE_ABSTRACT (UINT64_C(1) << 0)  /* 6: sockets without a file */
#define SCOPE_SIGNAL (UINT64_C(1) << 1)	   /* 6: to processes outside */

struct ruleset {
	uint64_t files;
	uint64_t net;
	uint64_t scope;
};

/* Tables that libraries read when they are first asked: types, time zones. */
static const char *const tables[] = {
	"/etc/magic",
	"/etc/magic.mime",
	"/usr/share/misc",
	"/usr/share/file",
	"/usr/lib/file",
	"/etc/localtime",
	"/usr/share/zoneinfo",
};

int
files_version(void)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);

	return version > 0 ? (int)version : 0;
}

/* All that this kernel can forbid; a kernel that knows less gets less. */
static int
forbid_all(int version)
{
	struct ruleset all = { .files = RIGHTS_1 };
	size_t size = sizeof(all.files);

	if (version >= 2)
		all.files |= RIGHT_REFER;
	if (version >= 3)
		all.files |= RIGHT_TRUNCATE;
	if (version >= 5)
		all.files |= RIGHT_IOCTL;
	if (version >= 4) {
		all.net = NET_BIND_TCP | NET_CONNECT_TCP;
		size += sizeof(all.net);
	}
	if (version >= 6) {
		all.scope = SCOPE_ABSTRACT | SCOPE_SIGNAL;
		size += sizeof(all.scope);
	}
	return (int)syscall(SYS_landlock_create_ruleset, &all, size, 0);
}

static bool
allow(int ruleset, int fd, uint64_t rights)
{
	struct landlock_path_beneath_attr rule = {
		.allowed_access = rights,
		.parent_fd = fd,
	};

	return syscall(SYS_landlock_add_rule, ruleset,
		   LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
}

/* What is not there need not be allowed; of a file there is no listing. */
static bool
allow_path(int ruleset, const char *path)
{
	uint64_t rights = LANDLOCK_ACCESS_FS_READ_FILE;
	int fd = open(path, O_PATH | O_CLOEXEC);
	bool fine;

	if (fd < 0)
		return true;
	fine = allow(ruleset, fd, rights | LANDLOCK_ACCESS_FS_READ_DIR) ||
	       (errno == EINVAL && allow(ruleset, fd, rights));
	close(fd);
	return fine;
}

/* Workers are given names by the image: only the builder has to list. */
static bool
allow_folders(int ruleset, const struct sandbox *s)
{
	uint64_t rights = LANDLOCK_ACCESS_FS_READ_FILE;

	if (s->role == ROLE_BUILDER)
		rights |= LANDLOCK_ACCESS_FS_READ_DIR;
	for (size_t i = 0; i < s->folder_count; i++)
		if (!allow(ruleset, s->folders[i], rights))
			return false;
	return true;
}

static bool
allow_tables(int ruleset, enum role role)
{
	if (SANDBOX_SANITIZED && !allow_path(ruleset, "/proc"))
		return false;
	for (size_t i = 0; role == ROLE_BUILDER && i < COUNT(tables); i++)
		if (!allow_path(ruleset, tables[i]))
			return false;
	return true;
}

bool
files_confine(const struct sandbox *s)
{
	int version = files_version();
	int ruleset;
	bool fine;

	if (version == 0)
		return true;
	ruleset = forbid_all(version);
	fine = ruleset >= 0 && allow_folders(ruleset, s) &&
	       allow_tables(ruleset, s->role) &&
	       syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
	if (!fine)
		log_line("the file system cannot be shut off: %s",
		    strerror(errno));
	if (ruleset >= 0)
		close(ruleset);
	return fine;
}
