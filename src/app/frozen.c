/* SPDX-License-Identifier: ISC */
#include "app/frozen.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "app/write.h"
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

void
frozen_release(struct frozen *f)
{
	munmap((void *)(uintptr_t)f->bytes.at, f->bytes.len);
	close(f->fd);
	*f = (struct frozen){ .fd = -1 };
}
