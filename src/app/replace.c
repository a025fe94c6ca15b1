/* SPDX-License-Identifier: ISC */
#include "app/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/write.h"
#include "base/log.h"

/* Synced before it gets its name: no crash may leave an empty file there. */
bool
replace_fill(int fd, struct str bytes)
{
	bool filled = write_all(fd, bytes) && fsync(fd) == 0;
	int error = errno;

	if (close(fd) < 0 && filled)
		return false;
	errno = error;
	return filled;
}

/* Only root gives files away: another's file becomes one's own. */
static bool
look_like(int fd, const struct stat *old)
{
	mode_t mode = old->st_mode & 07777;

	if (fchown(fd, old->st_uid, old->st_gid) < 0 &&
	    fchown(fd, (uid_t)-1, old->st_gid) < 0)
		mode &= 0777;
	return fchmod(fd, mode) == 0;
}

/* old is NULL for a new file. */
static bool
write_and_rename(const char *beside, const char *path, const struct stat *old,
    struct str bytes)
{
	int fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	bool made;
	int error;

	if (fd < 0)
		return false;
	made = old == NULL || look_like(fd, old);
	error = errno;
	if (made) {
		made = replace_fill(fd, bytes) && rename(beside, path) == 0;
		error = errno;
	} else {
		close(fd);
	}
	if (!made)
		unlink(beside);
	errno = error;
	return made;
}

static bool
fail(const char *path, const char *why)
{
	log_line("%s: %s", path, why);
	return false;
}

static bool
replace_at(const char *path, const struct stat *old, struct str bytes)
{
	char beside[PATH_MAX];
	int len = snprintf(beside, sizeof(beside), "%s.%ld.tmp", path,
	    (long)getpid());

	if (len < 0 || (size_t)len >= sizeof(beside))
		return fail(path, strerror(ENAMETOOLONG));
	return write_and_rename(beside, path, old, bytes) ||
	       fail(path, strerror(errno));
}

bool
replace_file(const char *path, struct str bytes)
{
	char real[PATH_MAX];
	struct stat st;

	if (realpath(path, real) == NULL)
		return replace_at(path, NULL, bytes);
	if (stat(real, &st) < 0 || access(real, W_OK) < 0)
		return fail(path, strerror(errno));
	/* A name such as /dev/null must keep what it stands for. */
	if (!S_ISREG(st.st_mode))
		return fail(path, "is there, and no regular file");
	return replace_at(real, &st, bytes);
}
