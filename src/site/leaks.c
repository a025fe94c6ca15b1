/* SPDX-License-Identifier: ISC */
#include "site/leaks.h"

#include <inttypes.h>

#include "base/buf.h"
#include "base/names.h"
#include "page/contact.h"
#include "page/dated.h"
#include "page/home.h"
#include "page/publications.h"
#include "page/reference.h"
#include "page/section.h"
#include "site/large.h"
#include "site/table.h"

struct checker {
	struct arena *arena;
	struct diags *diags;
	const struct guarded *guarded;
	struct names files;   /* by path */
	struct names entries; /* those in zones, by the paths of their pages */
};

static void
warn_leak(const struct checker *c, struct place at, const char *text,
    struct str about)
{
	diag_add(c->diags, DIAG_WARNING, at, "zone-leak",
	    "this is in a zone, but %s%.*s", text, STR_ARG(about));
}

/* A citation is a link whose label is the entry's title. */
static void
check_citations(const struct checker *c, const struct profile *p,
    const struct section *s, const struct node *n)
{
	for (const struct link *l = n->links; l != NULL; l = l->next) {
		const struct bib_entry *e =
		    names_find(&c->entries, l->target);

		if (e != NULL && e->zone != s->zone &&
		    str_eq(l->label, reference_short(c->arena, e)))
			warn_leak(c, e->at, "its title is shown at ",
			    section_path(c->arena, p, s));
	}
}

/* A list links to its entries by their words, which may be all of them. */
static void
check_nodes(const struct checker *c, const struct profile *p,
    const struct section *s)
{
	for (; s != NULL; s = s->next)
		for (const struct node *n = s->nodes; n != NULL; n = n->next) {
			check_citations(c, p, s, n);
			if (n->zone != 0 && n->zone != s->zone)
				warn_leak(c, n->at,
				    "its first words are shown at ",
				    section_path(c->arena, p, s));
		}
}

static void
put_slugs(struct names *slugs, struct section *s)
{
	for (; s != NULL; s = s->next)
		names_put(slugs, s->slug, s);
}

/* What s is in q, another language; by its id, if it has one. */
static const struct section *
counterpart(const struct profile *q, const struct names *slugs,
    const struct section *s)
{
	const struct section *same = NULL;

	if (s->id != SECTION_FREE)
		same = profile_section(q, s->id);
	return same != NULL ? same : names_find(slugs, s->slug);
}

static void
check_sections(const struct checker *c, const struct profile *q,
    const struct names *slugs, const struct section *s)
{
	for (; s != NULL; s = s->next) {
		const struct section *same;

		if (s->zone == 0)
			continue;
		same = counterpart(q, slugs, s);
		if (same != NULL && same->zone == 0)
			warn_leak(c, s->at, "in another language not: ",
			    section_path(c->arena, q, same));
	}
}

/* A zone has one path, and a translation another. */
static void
check_language(const struct checker *c, const struct profile *p,
    const struct profile *q)
{
	struct names slugs;

	if (p == q)
		return;
	names_init(&slugs, c->arena);
	put_slugs(&slugs, q->posts);
	put_slugs(&slugs, q->pages);
	put_slugs(&slugs, q->sections);
	check_sections(c, q, &slugs, p->sections);
	check_sections(c, q, &slugs, p->pages);
	check_sections(c, q, &slugs, p->posts);
}

static void
check_banner(const struct checker *c, const struct profile *p)
{
	struct str home = home_path(c->arena, p);
	struct str path = profile_value(p, KEY_BANNER);
	const struct file *f;

	if (str_starts(path, STR("/")))
		path = str_skip(path, 1);
	f = names_find(&c->files, path);
	if (f != NULL && f->zone != 0 &&
	    f->zone != guarded_zone(c->guarded, home))
		warn_leak(c, (struct place){ .file = path },
		    "is shown as banner at ", home);
}

/* Its fields are those of the header, which the home page shows as well. */
static void
check_contact(const struct checker *c, const struct profile *p)
{
	struct str home = home_path(c->arena, p);
	unsigned zone = guarded_zone(c->guarded, contact_path(c->arena, p));

	if (zone != 0 && zone != guarded_zone(c->guarded, home) &&
	    p->fields != NULL && contact_title(p).len > 0)
		warn_leak(c, p->fields->at,
		    "the fields of the contact page also stand at ", home);
}

/* What shows an entry besides its page, and those that follow from that. */
static void
check_entry(const struct checker *c, const struct bib_entry *e)
{
	const struct file *source = names_find(&c->files, e->at.file);
	const struct file *all = names_find(&c->files, PUBLICATIONS_FILE);

	if (e->zone != 0 && source != NULL && source->zone == 0)
		warn_leak(c, e->at, "also in the file /", source->path);
	if (e->zone != 0 && all != NULL && all != source && all->zone == 0)
		warn_leak(c, e->at, "also in the file /", all->path);
	if (source != NULL && source->zone != 0 && e->zone != source->zone)
		warn_leak(c, e->at, "also at ", reference_path(c->arena, e));
	if (e->parent != NULL && e->parent->zone != 0 &&
	    e->parent->zone != e->zone)
		warn_leak(c, e->parent->at, "repeated at ",
		    reference_path(c->arena, e));
}

/* A large one is not read: its size and how it begins are enough. */
static struct str
content_of(struct arena *a, const struct file *f)
{
	struct buf out;

	if (!f->large)
		return f->bytes;
	buf_init(&out);
	buf_printf(&out, "%" PRIu64 "\n", f->size);
	buf_add(&out, str_take(f->bytes, LARGE_BEGIN));
	return buf_keep(&out, a);
}

/* A copy, or a link in the folder. */
static void
check_copies(const struct checker *c, const struct files *files)
{
	struct table guarded;

	table_init(&guarded);
	for (const struct file *f = files->first; f != NULL; f = f->next)
		if (f->zone != 0 && f->bytes.len > 0)
			table_add(&guarded, content_of(c->arena, f), f->zone);
	for (const struct file *f = files->first; f != NULL; f = f->next) {
		uint64_t zone;

		if (f->zone == 0 && guarded.count > 0 &&
		    table_find(&guarded, content_of(c->arena, f), &zone))
			warn_leak(c, (struct place){ .file = f->path },
			    "under another name; not as /", f->path);
	}
	table_release(&guarded);
}

static bool
covers_any(struct str zone, const struct doc *docs, const struct guarded *files)
{
	while (docs != NULL && !guarded_covers(zone, docs->path))
		docs = docs->next;
	for (size_t i = 0; docs == NULL && i < files->count; i++)
		if (guarded_covers(zone, files->at[i]))
			return true;
	return docs != NULL;
}

static struct guarded
file_paths(struct arena *a, const struct files *files)
{
	struct guarded paths = { NULL, 0 };
	struct str *at;

	for (const struct file *f = files->first; f != NULL; f = f->next)
		paths.count++;
	at = arena_array(a, paths.count + 1, sizeof(*at));
	paths.at = at;
	for (const struct file *f = files->first; f != NULL; f = f->next)
		*at++ = arena_printf(a, "/%.*s", STR_ARG(f->path));
	return paths;
}

/* Of those in zones: a path that names nothing guards nothing. */
static void
check_zones(const struct checker *c, const struct doc *docs,
    const struct files *files)
{
	const struct guarded paths = file_paths(c->arena, files);

	for (size_t i = 0; i < c->guarded->count; i++) {
		struct str zone = c->guarded->at[i];

		if (str_eq(zone, STR("/")))
			diag_add(c->diags, DIAG_WARNING, (struct place){ 0 },
			    "zone-all",
			    "all of it is in a zone; Gopher shows nothing");
		else if (!covers_any(zone, docs, &paths))
			diag_add(c->diags, DIAG_HINT, (struct place){ 0 },
			    "zone-empty",
			    "the zone %.*s covers no page and no file",
			    STR_ARG(zone));
	}
}

static void
check_profile(const struct checker *c, const struct profile *first,
    const struct profile *p)
{
	check_nodes(c, p, p->sections);
	check_nodes(c, p, p->pages);
	check_nodes(c, p, p->posts);
	check_banner(c, p);
	check_contact(c, p);
	for (const struct profile *q = first; q != NULL; q = q->next)
		check_language(c, p, q);
}

static void
checker_fill(struct checker *c, const struct bib *bib,
    const struct files *files)
{
	struct bib_entry *e = bib != NULL ? bib->first : NULL;

	names_init(&c->files, c->arena);
	for (struct file *f = files->first; f != NULL; f = f->next)
		names_put(&c->files, f->path, f);
	names_init(&c->entries, c->arena);
	for (; e != NULL; e = e->next)
		if (e->zone != 0)
			names_put(&c->entries, reference_path(c->arena, e), e);
}

void
leaks_tell(struct arena *a, const struct profile *first,
    const struct doc *docs, const struct files *files, struct diags *d)
{
	struct checker c = {
		.arena = a,
		.diags = d,
		.guarded = first->guarded,
	};

	if (c.guarded == NULL)
		return;
	checker_fill(&c, first->bib, files);
	check_zones(&c, docs, files);
	for (const struct profile *p = first; p != NULL; p = p->next)
		check_profile(&c, first, p);
	if (first->bib != NULL)
		for (const struct bib_entry *e = first->bib->first; e != NULL;
		     e = e->next)
			check_entry(&c, e);
	check_copies(&c, files);
}
