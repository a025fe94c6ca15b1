/* SPDX-License-Identifier: ISC */
#include "site/load.h"

#include "model/profile.h"
#include "model/value.h"
#include "page/cite.h"
#include "page/feeds.h"
#include "page/languages.h"
#include "parse/check.h"
#include "parse/date.h"
#include "parse/profile.h"
#include "site/banner.h"
#include "site/bibliography.h"
#include "site/distinct.h"
#include "site/extras.h"
#include "site/files.h"
#include "site/labels.h"
#include "site/leaks.h"
#include "site/link.h"
#include "site/publish.h"
#include "site/seal.h"
#include "site/sources.h"
#include "site/translations.h"
#include "site/trees.h"
#include "site/wide.h"
#include "site/zones.h"

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
    const struct files *files, const struct feeds *feeds)
{
	for (const struct doc *doc = docs; doc != NULL; doc = doc->next)
		publish_page(p, doc);
	for (const struct file *f = files->first; f != NULL; f = f->next)
		publish_file(p, f);
	for (enum view v = 0; v < VIEW_COUNT; v++) {
		const struct feed *f = feeds->of[v];

		for (; f != NULL; f = f->next)
			publish_feed(p, v, f);
	}
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

/* Who is to be told of trouble, if the home page says it to everybody. */
static struct str
admin_of(const struct profile *p)
{
	struct str mail = profile_value(p, KEY_EMAIL);
	bool shown = guarded_zone(p->guarded, STR("/")) == 0;

	if (!shown || !value_is_mail(mail) || !str_is_ascii(mail) ||
	    mail.len > IMAGE_ADMIN_MAX)
		return STR("");
	return mail;
}

/* The day that the home page tells everybody. */
static struct str
updated_of(struct arena *a, const struct profile *p)
{
	bool shown = guarded_zone(p->guarded, STR("/")) == 0;
	struct date day;

	if (!shown || !date_read(profile_value(p, KEY_UPDATED), &day) ||
	    !date_is_day(&day) || !date_exists(&day))
		return STR("");
	return arena_printf(a, "%04u%02u%02u", day.year, day.month, day.day);
}

static enum charset
charset_of(const struct profile *p)
{
	enum charset charset = CHARSET_UTF8;

	charset_parse(profile_value(p, KEY_CHARSET), &charset);
	return charset;
}

static void
make_image(const struct load *load, const struct extras *extras,
    struct doc *docs, const struct files *files, struct buf *out)
{
	struct seal seal;
	struct arena *a = extras->arena;
	struct diags *d = extras->diags;
	struct publish p = {
		.arena = a,
		.diags = d,
		.seal = &seal,
		.index = index_new(),
		.origin = &load->origin,
		.charset = charset_of(extras->profile),
		.lang = docs->lang,
		.guarded = extras->profile->guarded,
	};
	struct feeds feeds;

	seal_init(&seal);
	if (load->policy != NULL)
		seal.policy = load->policy;
	seal.admin = admin_of(extras->profile);
	seal.updated = updated_of(a, extras->profile);
	distinct_docs(docs, d);
	wide_tell(docs, d);
	if (load->origin.port[VIEW_GOPHER] != 0)
		trees_mark(a, extras->profile, load->policy, docs, files,
		    d);
	extras_mark_cv(extras, files, docs);
	seal.charset = p.charset;
	seal.ascii = trees_has(docs, TREE_ASCII);
	feeds = feeds_of(a, extras->profile, docs, &load->origin);
	link_docs(a, docs, files, &feeds, d);
	extras_fill_cv(extras, files, docs);
	publish_all(&p, docs, files, &feeds);
	publish_search(&p);
	write_image(load, &seal, d, out);
	index_free(p.index);
	seal_release(&seal);
}

/* own, which is the caller's, with all that is not in its own file. */
static const struct profile *
complete_profile(const struct load *load, struct arena *a, struct profile *own,
    struct files *files, struct diags *d)
{
	struct bibliography *bibliography =
	    arena_new(a, struct bibliography); /* the profile keeps it */
	const struct profile *profile;

	own->guarded = zones_of(a, load->policy);
	sources_add(a, files, STR(""), own, d);
	own->banner = banner_load(files, a, own, d);
	check_today(own, &load->today, d);
	bibliography_load(bibliography, load->folder, a, own, d);
	zones_mark_bib(a, own->guarded, &bibliography->bib);
	bibliography_files(bibliography, a, own->guarded, files, d);
	profile = translations_add(a, files,
	    cite_profile(a, own, &bibliography->bib, d), &load->today, d);
	zones_mark(a, profile);
	return profile;
}

/* The files are looked at even with a bad profile: one run, all findings. */
static void
load_source(const struct load *load, struct arena *a, struct str source,
    struct diags *d, struct buf *out)
{
	const struct profile *profile =
	    profile_parse(a, source, FILES_SOURCE, d);
	struct extras extras = {
		.arena = a,
		.diags = d,
		.origin = &load->origin,
		.today = load->today,
	};
	struct profile own;
	struct files files;
	struct doc *docs;
	bool complete = files_find(&files, load->folder, a, d);

	if (profile == NULL || !complete)
		return;
	own = *profile;
	labels_set(a, load->policy, &files, d);
	extras.profile = complete_profile(load, a, &own, &files, d);
	extras_add_site(&extras, source, &files);
	extras_add_cv(&extras, &files);
	zones_mark_files(a, own.guarded, &files);
	docs = languages_pages(a, extras.profile, &load->origin);
	leaks_tell(a, extras.profile, docs, &files, d);
	make_image(load, &extras, docs, &files, out);
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
