/* SPDX-License-Identifier: ISC */
#include "net/pieces.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

void
pieces_init(struct pieces *p, int file, uint64_t size, bool lines)
{
	*p = (struct pieces){
		.file = file,
		.left = file >= 0 ? size : 0,
		.lines = lines,
	};
	buf_init(&p->now);
	if (p->left > 0)
		posix_fadvise(file, 0, 0, POSIX_FADV_SEQUENTIAL);
}

uint64_t
pieces_length(const struct pieces *p)
{
	return p->lines ? 2 * p->left : p->left;
}

static ssize_t
read_some(const struct pieces *p, char *at, size_t cap)
{
	size_t want = p->left < cap ? (size_t)p->left : cap;
	ssize_t got;

	do
		got = read(p->file, at, want);
	while (got < 0 && errno == EINTR);
	return got;
}

bool
pieces_next(struct pieces *p, struct str *piece)
{
	char block[PIECES_MAX];
	ssize_t got = read_some(p, block, sizeof(block));
	struct str raw = { block, (size_t)got };

	if (got <= 0)
		return false;
	p->left -= raw.len;
	buf_clear(&p->now);
	if (p->lines)
		crlf_add(&p->at, &p->now, raw);
	else
		buf_add(&p->now, raw);
	if (p->lines && p->left == 0)
		crlf_end(&p->at, &p->now);
	*piece = buf_str(&p->now);
	return true;
}

void
pieces_release(struct pieces *p)
{
	buf_release(&p->now);
}
