/* SPDX-License-Identifier: ISC */
#include "app/building.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/tally.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/names.h"

void
building_init(struct building *b, struct vhost *host)
{
	*b = (struct building){
		.host = host,
		.memory = memory_new(),
		.image = { .fd = -1 },
	};
	buf_init(&b->text);
}

void
building_release(struct building *b)
{
	memory_free(b->memory);
	buf_release(&b->text);
	frozen_release(&b->image);
}

/* Something has been shown of it: by us, or by the builder before us. */
static bool
is_first(const struct building *b)
{
	return !b->ever && !b->host->shown;
}

/* A folder that has been deleted is still there for who has it open. */
static bool
is_gone(const struct folder *folder)
{
	struct folder_list list;
	struct stat st;
	struct arena a;
	bool gone;

	if (fstat(folder->root, &st) < 0 || st.st_nlink == 0)
		return true;
	arena_init(&a);
	gone = folder->list(folder, STR(""), &a, &list) == FOLDER_FAILED;
	arena_release(&a);
	return gone;
}

/* The path of one that is, or NULL. */
static const char *
gone_folder(const struct building *b)
{
	const struct roots *r = &b->host->roots;

	if (is_gone(&r->own))
		return r->is->capsule;
	for (size_t i = 0; i < r->is->mount_count; i++)
		if (is_gone(&r->mounted[i]))
			return r->is->mounts[i].folder;
	return NULL;
}

bool
building_is_back(const struct building *b)
{
	return b->gone && gone_folder(b) == NULL;
}

/* What is gone is no error of the author's: what was built of it stays. */
static bool
note_gone(struct building *b)
{
	const char *path = is_first(b) ? NULL : gone_folder(b);

	if (path != NULL && !b->gone)
		log_line("%s: the folder is gone; what is served of it stays",
		    path);
	b->gone = path != NULL;
	return b->gone;
}

/* Those that were not among the ones before. */
static void
print_new(struct str text, struct str before)
{
	struct str line;
	struct names known;
	struct arena a;
	struct buf out;

	arena_init(&a);
	buf_init(&out);
	names_init(&known, &a);
	while (str_cut(before, '\n', &line, &before))
		names_put(&known, line, &known);
	while (str_cut(text, '\n', &line, &text)) {
		if (line.len == 0 || names_find(&known, line) != NULL)
			continue;
		buf_add(&out, line);
		buf_char(&out, '\n');
	}
	if (out.len > 0)
		fwrite(out.at, 1, out.len, stderr);
	fflush(stderr);
	buf_release(&out);
	arena_release(&a);
}

/* ": 3 warnings, 1 hint", or nothing. */
static void
put_findings(struct buf *out, const struct built *built)
{
	static const char *const words[] = {
		[DIAG_HINT] = "hint",
		[DIAG_WARNING] = "warning",
		[DIAG_ERROR] = "error",
	};
	const char *before = ": ";

	for (int level = DIAG_ERROR; level >= DIAG_HINT; level--) {
		if (built->findings[level] == 0)
			continue;
		buf_add(out, str_of(before));
		tally_count(out, built->findings[level], words[level]);
		before = ", ";
	}
}

static void
log_build(const struct building *b, bool first, bool same)
{
	const char *path = b->host->is->capsule;
	struct buf line;

	if (first) {
		if (!b->built.fine)
			vhost_tell_nothing(b->host);
		return;
	}
	buf_init(&line);
	put_findings(&line, &b->built);
	if (!b->built.fine)
		log_line("%s: not rebuilt%.*s; what was built before stays",
		    path, STR_ARG(buf_str(&line)));
	else
		log_line("%s: rebuilt in %d ms%s%.*s", path, (int)b->built.ms,
		    same ? ", nothing new" : "", STR_ARG(buf_str(&line)));
	buf_release(&line);
}

/* Into image, which stays as it is if that fails. */
static bool
compile(const struct building *b, struct findings *f, struct frozen *image)
{
	struct buf bytes;
	bool made;

	buf_init(&bytes);
	made = vhost_make(b->host, b->memory, f, &bytes) &&
	       frozen_copy(image, buf_str(&bytes));
	buf_release(&bytes);
	return made;
}

/* A build, with its findings as lines in text, to be freed. */
static struct built
build(struct building *b, struct frozen *image, char **text)
{
	struct built built = { .first = is_first(b) };
	const int64_t start = clock_ms();
	struct findings f = { .quiet = b->ever || b->host->settings->quiet };
	size_t len;

	*text = NULL;
	f.out = open_memstream(text, &len);
	if (f.out == NULL) {
		log_line("%s: no memory to build it", b->host->is->capsule);
		return built;
	}
	built.fine = compile(b, &f, image);
	fclose(f.out);
	built.ms = (uint64_t)(clock_ms() - start);
	built.counts = f.counts;
	for (int level = 0; level <= DIAG_ERROR; level++)
		built.findings[level] = f.count[level];
	return built;
}

static bool
is_same(const struct building *b, const struct built *built,
    const struct frozen *image, struct str text)
{
	return b->ever && built->fine && b->built.fine &&
	       str_eq(b->image.bytes, image->bytes) &&
	       str_eq(buf_str(&b->text), text);
}

bool
building_run(struct building *b, bool asked)
{
	struct frozen image = { .fd = -1 };
	struct str text;
	struct built built;
	char *lines;
	bool same;

	if (note_gone(b))
		return false;
	if (asked)
		memory_doubt(b->memory);
	built = build(b, &image, &lines);
	text = lines != NULL ? str_of(lines) : STR("");
	same = is_same(b, &built, &image, text);
	print_new(text, buf_str(&b->text));
	buf_clear(&b->text);
	buf_add(&b->text, text);
	free(lines);
	if (built.fine) {
		frozen_release(&b->image);
		b->image = image;
	}
	b->built = built;
	b->ever = true;
	if (!same || asked)
		log_build(b, built.first != 0, same);
	return !same || asked;
}
