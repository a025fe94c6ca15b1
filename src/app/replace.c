/* SPDX-License-Identifier: ISC */
#include "app/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"

static bool
write_all(int fd, struct str bytes)
{
	while (bytes.len > 0) {
		ssize_t sent = write(fd, bytes.at, bytes.len);

		if (sent < 0 && errno == EINTR)
			continue;
		if (sent < 0)
			return false;
		bytes = str_skip(bytes, (size_t)sent);
	}
	return true;
}

/* Synced before it gets its name: no crash may leave an empty file there. */
static bool
fill(int fd, struct str bytes)
{
	bool filled = write_all(fd, bytes) && fsync(fd) == 0;
	int error = errno;

	if (close(fd) < 0 && filled)
		return false;
	errno = error;
	return filled;
}

static bool
write_and_rename(const char *beside, const char *path, struct str bytes)
{
	int fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	int error;

	if (fd < 0)
		return false;
	if (fill(fd, bytes) && rename(beside, path) == 0)
		return true;
	error = errno;
	unlink(beside);
	errno = error;
	return false;
}

/* A name such as /dev/null must keep what it stands for. */
static bool
may_be_replaced(const char *path)
{
	struct stat st;

	if (stat(path, &st) < 0 || S_ISREG(st.st_mode))
		return true;
	log_line("%s: is there, and no regular file", path);
	return false;
}

bool
replace_file(const char *path, struct str bytes)
{
	char beside[PATH_MAX];
	int len = snprintf(beside, sizeof(beside), "%s.%ld.tmp", path,
	    (long)getpid());

	if (!may_be_replaced(path))
		return false;
	if (len < 0 || (size_t)len >= sizeof(beside)) {
		log_line("%s: %s", path, strerror(ENAMETOOLONG));
		return false;
	}
	if (write_and_rename(beside, path, bytes))
		return true;
	log_line("%s: %s", path, strerror(errno));
	return false;
}
