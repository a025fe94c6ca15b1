/* SPDX-License-Identifier: ISC */
#include "site/load.h"

#include "model/profile.h"
#include "page/cite.h"
#include "page/pages.h"
#include "parse/profile.h"
#include "site/bibliography.h"
#include "site/files.h"
#include "site/link.h"
#include "site/publish.h"
#include "site/seal.h"

static bool
read_source(const struct load *load, struct arena *a, struct diags *d,
    struct str *source)
{
	struct place at = { .file = FILES_SOURCE };
	enum folder_result got = load->folder->read(load->folder, FILES_SOURCE,
	    LOAD_SOURCE_MAX, a, source);

	if (got == FOLDER_MISSING)
		diag_add(d, DIAG_ERROR, at, "no-profile",
		    "no such file; a capsule is a folder with this file in it");
	else if (got != FOLDER_OK)
		diag_add(d, DIAG_ERROR, at, "no-profile", "%s",
		    folder_reason(got));
	return got == FOLDER_OK;
}

static void
publish_all(struct publish *p, const struct doc *docs,
    const struct files *files)
{
	for (const struct doc *doc = docs; doc != NULL; doc = doc->next)
		publish_page(p, doc);
	for (const struct file *f = files->first; f != NULL; f = f->next)
		publish_file(p, f);
}

static void
write_image(const struct load *load, struct seal *seal, struct diags *d,
    struct buf *out)
{
	if (seal_write(seal, &load->origin, load->hosts, load->host_count,
		out) &&
	    out->len <= LOAD_TOTAL_MAX)
		return;
	diag_add(d, DIAG_ERROR, (struct place){ 0 }, "too-large",
	    "its image is larger than %zu MiB", LOAD_TOTAL_MAX >> 20);
}

static void
make_image(const struct load *load, struct arena *a, struct doc *docs,
    const struct files *files, struct diags *d, struct buf *out)
{
	struct seal seal;
	struct publish p = {
		.arena = a,
		.diags = d,
		.seal = &seal,
		.origin = &load->origin,
		.lang = docs->lang,
	};

	seal_init(&seal);
	link_docs(a, docs, files, d);
	publish_all(&p, docs, files);
	write_image(load, &seal, d, out);
	seal_release(&seal);
}

/* The files are looked at even with a bad profile: one run, all findings. */
static void
load_source(const struct load *load, struct arena *a, struct str source,
    struct diags *d, struct buf *out)
{
	const struct profile *profile =
	    profile_parse(a, source, FILES_SOURCE, d);
	struct bibliography bibliography;
	struct files files;
	bool complete = files_find(&files, load->folder, a, d);

	if (profile == NULL || !complete)
		return;
	bibliography_load(&bibliography, load->folder, a, profile, d);
	bibliography_files(&bibliography, a, &files);
	profile = cite_profile(a, profile, &bibliography.bib, d);
	make_image(load, a, pages_of(a, profile, &load->origin), &files, d,
	    out);
}

bool
load_image(const struct load *load, struct diags *d, struct buf *out)
{
	const size_t errors = d->count[DIAG_ERROR];
	struct str source;
	struct arena a;

	arena_init(&a);
	/* Without it this is any folder, and perhaps a whole disk. */
	if (read_source(load, &a, d, &source))
		load_source(load, &a, source, d, out);
	arena_release(&a);
	if (d->count[DIAG_ERROR] == errors)
		return true;
	buf_clear(out);
	return false;
}
