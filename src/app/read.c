/* SPDX-License-Identifier: ISC */
#include "app/read.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/folder.h"

static const char *
read_all(int fd, size_t max, struct buf *bytes)
{
	size_t before = bytes->len;
	char block[16 * 1024];
	struct stat st;
	ssize_t got;

	if (fstat(fd, &st) < 0)
		return strerror(errno);
	if (!S_ISREG(st.st_mode))
		return folder_reason(FOLDER_SPECIAL);
	while ((got = read(fd, block, sizeof(block))) > 0) {
		if ((size_t)got > max - (bytes->len - before))
			return folder_reason(FOLDER_TOO_LONG);
		buf_add(bytes, (struct str){ block, (size_t)got });
	}
	return got < 0 ? strerror(errno) : NULL;
}

const char *
read_file(const char *path, size_t max, struct buf *bytes)
{
	/* A FIFO must not hold the program up before it is known as one. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	const char *why;

	if (fd < 0)
		return strerror(errno);
	why = read_all(fd, max, bytes);
	close(fd);
	return why;
}
