/* SPDX-License-Identifier: ISC */
#include "base/frozen.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/write.h"
#include "base/log.h"

#define SEALS (F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL)

/* False, with the descriptor still the caller's, if that fails. */
static bool
fill(struct frozen *f, int fd, struct str bytes)
{
	void *at;

	if (!write_all(fd, bytes) ||
	    fcntl(fd, F_ADD_SEALS, SEALS) < 0)
		return false;
	at = mmap(NULL, bytes.len, PROT_READ, MAP_SHARED, fd, 0);
	if (at == MAP_FAILED)
		return false;
	*f = (struct frozen){ fd, { at, bytes.len } };
	return true;
}

bool
frozen_copy(struct frozen *f, struct str bytes)
{
	int fd = memfd_create("vitae-image", MFD_CLOEXEC | MFD_ALLOW_SEALING);

	if (fd >= 0 && fill(f, fd, bytes))
		return true;
	log_line("the image, %zu bytes, cannot be kept in memory: %s",
	    bytes.len, strerror(errno));
	if (fd >= 0)
		close(fd);
	return false;
}

/* Only memory that nobody can change or cut off any more may be mapped. */
static bool
adopt(struct frozen *f, int fd, size_t max)
{
	const int needed = F_SEAL_SHRINK | F_SEAL_WRITE;
	int seals = fcntl(fd, F_GET_SEALS);
	struct stat st;
	void *at;

	if (seals < 0 || (seals & needed) != needed || fstat(fd, &st) < 0 ||
	    st.st_size <= 0 || (uint64_t)st.st_size > max)
		return false;
	at = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd, 0);
	if (at == MAP_FAILED)
		return false;
	*f = (struct frozen){ fd, { at, (size_t)st.st_size } };
	return true;
}

bool
frozen_adopt(struct frozen *f, int fd, size_t max)
{
	if (adopt(f, fd, max))
		return true;
	close(fd);
	return false;
}

void
frozen_release(struct frozen *f)
{
	if (f->bytes.len == 0)
		return;
	munmap((void *)(uintptr_t)f->bytes.at, f->bytes.len);
	close(f->fd);
	*f = (struct frozen){ .fd = -1 };
}
