/* SPDX-License-Identifier: ISC */
#include "site/load.h"

#include "base/names.h"
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
#include "site/gemlogs.h"
#include "site/labels.h"
#include "site/large.h"
#include "site/leaks.h"
#include "site/link.h"
#include "site/listings.h"
#include "site/native.h"
#include "site/native_kind.h"
#include "site/publish.h"
#include "site/seal.h"
#include "site/sources.h"
#include "site/translations.h"
#include "site/trees.h"
#include "site/website.h"
#include "site/wide.h"
#include "site/zones.h"

/* Whether the root has something to begin with. */
static bool
has_index(const struct load *load, struct arena *a)
{
	struct folder_list list;

	if (load->folder->list(load->folder, STR(""), a, &list) != FOLDER_OK)
		return false;
	for (size_t i = 0; i < list.count; i++)
		if (list.at[i].kind == FOLDER_FILE &&
		    (native_is_index(list.at[i].name) ||
			listings_is_wanted(list.at[i].name)))
			return true;
	return false;
}

/*
 * With an empty *source for a capsule that has none. Without either this is any
 * folder, and perhaps a whole disk.
 */
static bool
read_source(const struct load *load, struct arena *a, struct diags *d,
    struct str *source)
{
	struct place at = { .file = FILES_SOURCE };
	enum folder_result got = load->folder->read(load->folder, FILES_SOURCE,
	    LOAD_SOURCE_MAX, a, source);

	*source = got == FOLDER_OK ? *source : (struct str){ NULL, 0 };
	if (got == FOLDER_OK || (got == FOLDER_MISSING && has_index(load, a)))
		return true;
	if (got == FOLDER_MISSING)
		diag_add(d, DIAG_ERROR, at, "no-profile",
		    "no such file; a capsule is a folder with this file in it, "
		    "or with index.gmi, index.gemini, gophermap, index.gph, "
		    "index.md or README.md, or with header.gmi, if it is to "
		    "be a list of what is in it");
	else
		diag_add(d, DIAG_ERROR, at, "no-profile", "%s",
		    folder_reason(got));
	return false;
}

static size_t
count_all(const struct doc *docs, const struct files *files)
{
	size_t count = 0;

	for (const struct doc *doc = docs; doc != NULL; doc = doc->next)
		count++;
	for (const struct file *f = files->first; f != NULL; f = f->next)
		count++;
	return count;
}

static void
publish_feeds(struct publish *p, const struct feeds *feeds)
{
	struct names known; /* by path: one of several views is one */

	names_init(&known, p->arena);
	for (enum view v = 0; v < VIEW_COUNT; v++)
		for (struct feed *f = feeds->of[v]; f != NULL; f = f->next) {
			publish_feed(p, v, f);
			names_put(&known, f->path, f);
		}
	p->counts.feeds = known.count;
}

static void
publish_all(struct publish *p, const struct eyes *eyes, const struct doc *docs,
    const struct files *files, const struct feeds *feeds)
{
	const size_t all = count_all(docs, files);
	size_t done = 0;

	for (const struct doc *doc = docs; doc != NULL; doc = doc->next) {
		eyes_see(eyes, EYES_PAGES, done++, all);
		publish_page(p, doc);
	}
	for (const struct file *f = files->first; f != NULL; f = f->next) {
		eyes_see(eyes, EYES_PAGES, done++, all);
		publish_file(p, f);
	}
	publish_feeds(p, feeds);
	eyes_see(eyes, EYES_SEARCH, 0, 0);
	publish_search(p);
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
charset_of(const struct profile *p, const struct policy *policy)
{
	struct str said = profile_value(p, KEY_CHARSET);
	enum charset charset = CHARSET_UTF8;

	if (said.len > 0)
		charset_parse(said, &charset);
	else if (policy != NULL)
		charset = policy->charset;
	return charset;
}

/* That of the last build, if there is one. */
static struct index *
index_of(struct memory *m)
{
	if (m == NULL)
		return index_new(INDEX_ONCE);
	if (m->index == NULL)
		m->index = index_new(INDEX_AGAIN);
	return m->index;
}

static void
make_website(const struct load *load, const struct extras *extras,
    struct doc *docs, const struct files *files, const struct feeds *feeds)
{
	const struct website website = {
		.out = load->web,
		.profile = extras->profile,
		.origin = &load->origin,
		.docs = docs,
		.files = files,
		.feeds = feeds,
		.diags = extras->diags,
	};

	if (load->web != NULL)
		website_write(&website);
}

static void
make_image(const struct load *load, const struct extras *extras,
    struct doc *docs, const struct files *files, const struct feeds *feeds,
    struct str lang, struct buf *out)
{
	struct seal seal;
	struct arena *a = extras->arena;
	struct diags *d = extras->diags;
	struct publish p = {
		.arena = a,
		.diags = d,
		.seal = &seal,
		.index = index_of(load->memory),
		.memory = load->memory,
		.origin = &load->origin,
		.charset = charset_of(extras->profile, load->policy),
		.lang = lang,
		.guarded = extras->profile->guarded,
	};

	seal_init(&seal);
	if (load->policy != NULL)
		seal.policy = load->policy;
	seal.admin = admin_of(extras->profile);
	seal.updated = updated_of(a, extras->profile);
	wide_tell(docs, d);
	if (load->origin.port[VIEW_GOPHER] != 0)
		trees_mark(a, extras->profile, load->policy, docs, files,
		    d);
	extras_mark_cv(extras, files, docs);
	seal.charset = p.charset;
	seal.ascii = trees_has(docs, TREE_ASCII);
	extras_fill_robots(extras, files, seal.ascii);
	link_docs(a, docs, files, feeds, d);
	extras_fill_cv(extras, files, docs);
	make_website(load, extras, docs, files, feeds);
	publish_all(&p, load->eyes, docs, files, feeds);
	if (load->eyes != NULL)
		load->eyes->counts = p.counts;
	write_image(load, &seal, d, out);
	memory_published(load->memory);
	index_rest(p.index);
	if (load->memory == NULL)
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

/* The pages of profile.txt, which is complete now, and what belongs to it. */
static struct doc *
profile_pages(const struct load *load, struct extras *extras,
    struct profile *own, struct str source, struct files *files)
{
	struct arena *a = extras->arena;

	extras->profile = complete_profile(load, a, own, files, extras->diags);
	extras_add_site(extras, source, files);
	extras_add_cv(extras, files);
	zones_mark_files(a, own->guarded, files);
	return languages_pages(a, extras->profile, &load->origin);
}

/* A capsule of files alone has a profile that says nothing. */
static struct doc *
no_pages(const struct load *load, struct extras *extras, struct profile *own,
    struct files *files)
{
	own->guarded = zones_of(extras->arena, load->policy);
	extras->profile = own;
	extras_add_site(extras, STR(""), files);
	zones_mark_files(extras->arena, own->guarded, files);
	return NULL;
}

/* Of docs, pages are those that the profile does not say. */
static struct feeds
make_feeds(const struct native *native, const struct profile *p,
    struct doc *docs, struct doc *pages, const struct files *files)
{
	const struct gemlogs gemlogs = {
		.arena = native->arena,
		.profile = p,
		.origin = native->origin,
		.policy = native->policy,
		.lang = native->lang,
	};
	struct feeds feeds =
	    feeds_of(native->arena, p, docs, native->origin);

	gemlogs_add(&gemlogs, docs, pages, files, &feeds);
	return feeds;
}

/* Gopher's texts are to be in other letters than those of their files. */
static bool
is_spelled(const struct load *load, const struct profile *p)
{
	return load->origin.port[VIEW_GOPHER] != 0 &&
	       (charset_of(p, load->policy) != CHARSET_UTF8 ||
		   trees_want_ascii(p, load->policy));
}

static struct doc *
add_listings(const struct native *native, struct doc *docs, struct files *files)
{
	const struct listings listings = {
		.arena = native->arena,
		.diags = native->diags,
		.origin = native->origin,
		.guarded = native->guarded,
		.policy = native->policy,
		.lang = native->lang,
	};

	return listings_add(&listings, docs, files);
}

static void
build(const struct load *load, struct extras *extras, struct doc *docs,
    struct files *files, struct buf *out)
{
	const struct native native = {
		.arena = extras->arena,
		.diags = extras->diags,
		.origin = &load->origin,
		.guarded = extras->profile->guarded,
		.policy = load->policy,
		.lang = docs != NULL ? docs->lang : STR(""),
	};
	struct doc **pages = &docs;
	struct feeds feeds;

	while (*pages != NULL)
		pages = &(*pages)->next;
	docs = native_add(&native, docs, files);
	docs = add_listings(&native, docs, files);
	if (is_spelled(load, extras->profile))
		large_embed(files, extras->arena);
	leaks_tell(extras->arena, extras->profile, docs, files, extras->diags);
	distinct_docs(docs, extras->diags);
	feeds = make_feeds(&native, extras->profile, docs, *pages, files);
	make_image(load, extras, docs, files, &feeds, native.lang, out);
}

/* The files are looked at even with a bad profile: one run, all findings. */
static void
load_source(const struct load *load, struct arena *a, struct str source,
    struct diags *d, struct buf *out)
{
	static const struct profile none = { .root = STR_INIT("") };
	const struct profile *profile = source.at != NULL
					    ? profile_parse(a, source,
						  FILES_SOURCE, d)
					    : &none;
	struct extras extras = {
		.arena = a,
		.diags = d,
		.origin = &load->origin,
		.today = load->today,
	};
	struct profile own;
	struct files files;
	struct doc *docs;
	bool complete = files_find(&files, load->folder, load->stream,
	    load->eyes, load->memory, a, d);

	if (profile == NULL || !complete)
		return;
	own = *profile;
	labels_set(a, load->policy, &files, d);
	if (source.at != NULL)
		docs = profile_pages(load, &extras, &own, source, &files);
	else
		docs = no_pages(load, &extras, &own, &files);
	build(load, &extras, docs, &files, out);
}

bool
load_image(const struct load *load, struct diags *d, struct buf *out)
{
	const size_t errors = d->count[DIAG_ERROR];
	struct str source;
	struct arena a;

	arena_init(&a);
	memory_begin(load->memory);
	if (read_source(load, &a, d, &source))
		load_source(load, &a, source, d, out);
	memory_end(load->memory);
	arena_release(&a);
	if (d->count[DIAG_ERROR] == errors)
		return true;
	buf_clear(out);
	return false;
}
