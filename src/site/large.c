/* SPDX-License-Identifier: ISC */
#include "site/large.h"

#include <unistd.h>

#include "base/buf.h"
#include "site/index.h"
#include "site/load.h"

#define PIECE ((size_t)64 << 10)

/* What is kept of text: one byte more tells that there is more. */
#define TEXT_BEGIN (INDEX_FILE_MAX + 1)

/* False on an error; the end of the file is an empty piece. */
static bool
read_piece(int fd, uint64_t at, char *room, size_t len, struct str *piece)
{
	ssize_t got = pread(fd, room, len, (off_t)at);

	*piece = (struct str){ room, got > 0 ? (size_t)got : 0 };
	return got >= 0;
}

/* How the file begins, and what all of it is. */
static enum folder_result
read_text(int fd, struct arena *a, struct file *f)
{
	char room[PIECE];
	struct str piece;
	struct scan scan;
	struct buf begin;
	uint64_t at = 0;
	bool fine;

	scan_init(&scan);
	buf_init(&begin);
	while ((fine = read_piece(fd, at, room, sizeof(room), &piece)) &&
	       piece.len > 0) {
		buf_add(&begin, str_take(piece, TEXT_BEGIN - begin.len));
		scan_add(&scan, piece);
		if (scan.kind == SCAN_BINARY)
			break;
		at += piece.len;
	}
	f->kind = scan_end(&scan);
	f->bytes = buf_keep(&begin, a);
	return fine ? FOLDER_OK : FOLDER_FAILED;
}

static enum folder_result
look(int fd, struct arena *a, struct media_guess *g, struct file *f)
{
	size_t len = media_is_known(f->path) ? LARGE_BEGIN : MEDIA_LOOK;
	enum folder_result got = FOLDER_OK;
	char room[MEDIA_LOOK];
	struct str begin, type;

	if (!read_piece(fd, 0, room, len, &begin))
		return FOLDER_FAILED;
	type = media_type(g, f->path, begin);
	if (media_is_text(type))
		got = read_text(fd, a, f);
	else
		f->bytes = arena_str(a, str_take(begin, LARGE_BEGIN));
	f->media = media_named(a, type, f->kind);
	return got;
}

enum folder_result
large_find(const struct folder *folder, struct arena *a,
    struct media_guess *g, struct file *f)
{
	struct folder_file file;
	enum folder_result got = folder->open(folder, f->path, &file);

	if (got != FOLDER_OK)
		return got;
	f->large = true;
	f->size = file.size;
	f->changed = file.changed;
	got = look(file.fd, a, g, f);
	close(file.fd);
	return got;
}

enum folder_result
large_text(const struct folder *folder, struct arena *a, struct file *f)
{
	struct folder_file file;
	enum folder_result got = folder->open(folder, f->path, &file);

	if (got != FOLDER_OK)
		return got;
	got = read_text(file.fd, a, f);
	f->version = 0;
	close(file.fd);
	return got;
}

static bool
is_embeddable(const struct files *files, const struct file *f)
{
	return f->large && f->media.item == '0' && f->kind == SCAN_UTF8 &&
	       (file_views(f) & 1u << VIEW_GOPHER) != 0 &&
	       files->bytes + f->size <= LOAD_TOTAL_MAX;
}

/* It may have been changed since it was looked at. */
static void
embed(struct files *files, struct arena *a, struct file *f)
{
	struct str bytes;

	if (files->folder->read(files->folder, f->path, LOAD_FILE_MAX, a,
		&bytes) != FOLDER_OK ||
	    scan_bytes(bytes) != SCAN_UTF8)
		return;
	f->large = false;
	f->version = 0;
	f->bytes = bytes;
	f->size = bytes.len;
	files->bytes += bytes.len;
}

void
large_embed(struct files *files, struct arena *a)
{
	for (struct file *f = files->first; f != NULL; f = f->next)
		if (is_embeddable(files, f))
			embed(files, a, f);
}
