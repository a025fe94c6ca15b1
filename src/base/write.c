/* SPDX-License-Identifier: ISC */
#include "base/write.h"

#include <errno.h>
#include <unistd.h>

bool
write_all(int fd, struct str bytes)
{
	while (bytes.len > 0) {
		ssize_t written = write(fd, bytes.at, bytes.len);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return false;
		bytes = str_skip(bytes, (size_t)written);
	}
	return true;
}
