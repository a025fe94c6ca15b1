/* SPDX-License-Identifier: ISC */
#include "app/capsule.h"

#include <sys/stat.h>
#include <time.h>

#include "app/progress.h"
#include "app/read.h"
#include "app/roots.h"
#include "base/arena.h"

static void
name_files(const struct roots *roots, struct diags *d)
{
	for (struct diag *i = d->first; i != NULL; i = i->next)
		i->at.file = roots_name(roots, d->arena, i->at.file);
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

static void
tell(const struct diags *d, struct findings *f)
{
	diags_print(d, f->out);
	for (int level = 0; level <= DIAG_ERROR; level++)
		f->count[level] += d->count[level];
}

bool
capsule_open(struct roots *roots, const struct vhost_settings *is,
    struct str file, struct findings *f)
{
	struct diags d;
	struct arena a;

	arena_init(&a);
	diags_init(&d, &a);
	f->opened = roots_open(roots, is, file, &d);
	tell(&d, f);
	arena_release(&a);
	return f->opened;
}

bool
capsule_build(const struct roots *roots, const struct load *how,
    struct findings *f, struct buf *image)
{
	struct load load = *how;
	struct progress progress;
	struct diags d;
	struct arena a;
	bool built;

	arena_init(&a);
	diags_init(&d, &a);
	load.folder = &roots->folder;
	load.eyes = &progress.eyes;
	set_today(&load);
	progress_begin(&progress, f->quiet);
	built = load_image(&load, &d, image);
	progress_end(&progress);
	f->counts = progress.eyes.counts;
	name_files(roots, &d);
	tell(&d, f);
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
