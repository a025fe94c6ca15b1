/* SPDX-License-Identifier: ISC */
#include "app/capsule.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "app/read.h"
#include "base/arena.h"
#include "base/folder.h"

static struct str
joined(struct arena *a, struct str folder, struct str file)
{
	while (folder.len > 1 && str_ends(folder, STR("/")))
		folder.len--;
	if (file.len == 0)
		return folder;
	return arena_printf(a, "%.*s%s%.*s", STR_ARG(folder),
	    str_ends(folder, STR("/")) ? "" : "/", STR_ARG(file));
}

static void
name_files_from(const char *path, struct diags *d)
{
	for (struct diag *i = d->first; i != NULL; i = i->next)
		i->at.file = joined(d->arena, str_of(path), i->at.file);
}

static void
set_today(struct load *load)
{
	time_t now = time(NULL);
	struct tm day;

	if (gmtime_r(&now, &day) == NULL)
		return;
	load->today.year = (unsigned)day.tm_year + 1900;
	load->today.month = (unsigned)day.tm_mon + 1;
	load->today.day = (unsigned)day.tm_mday;
}

/* Of a folder that is not there: in the line that names it, if one does. */
static void
complain(struct diags *d, const char *path, struct place named,
    const char *why)
{
	struct place at = { .file = str_of(path) };

	if (named.line == 0)
		diag_add(d, DIAG_ERROR, at, "no-capsule", "%s", why);
	else
		diag_add(d, DIAG_ERROR, named, "no-capsule", "%s: %s", path,
		    why);
}

bool
capsule_build(const char *path, const struct load *how,
    struct findings *f, struct buf *image)
{
	struct load load = *how;
	struct folder folder;
	struct diags d;
	struct arena a;
	bool built = false;

	arena_init(&a);
	diags_init(&d, &a);
	if (folder_open(&folder, path)) {
		f->opened = true;
		load.folder = &folder;
		set_today(&load);
		built = load_image(&load, &d, image);
		folder_close(&folder);
		name_files_from(path, &d);
	} else {
		complain(&d, path, f->named, strerror(errno));
	}
	diags_print(&d, f->out);
	memcpy(f->count, d.count, sizeof(f->count));
	arena_release(&a);
	return built;
}

const char *
capsule_read(const char *path, struct buf *image)
{
	const char *why = read_file(path, LOAD_TOTAL_MAX, image);

	if (why == NULL && image->len == 0)
		return "an empty file";
	return why;
}

bool
capsule_is_file(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && !S_ISDIR(st.st_mode);
}
