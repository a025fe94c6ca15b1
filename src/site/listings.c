/* SPDX-License-Identifier: ISC */
#include "site/listings.h"

#include "base/count.h"
#include "base/names.h"
#include "base/utf8.h"
#include "page/listing.h"
#include "parse/clean.h"
#include "parse/dayname.h"
#include "parse/gemtext.h"
#include "site/headline.h"
#include "site/inventory.h"
#include "site/publish.h"
#include "site/shelf.h"
#include "site/weight.h"

#define HEADER STR("header.gmi")

struct maker {
	const struct listings *listings;
	struct inventory inventory;
	struct doc *first;  /* the listings, those above first */
	struct names heads; /* headers that stand in them, by path */
};

bool
listings_is_head(struct str name)
{
	static const struct str names[] = {
		STR_INIT(".directory-listing-ok"),
		STR_INIT(".mollyhead"),
		STR_INIT("gophertag"),
	};

	for (size_t i = 0; i < COUNT(names); i++)
		if (str_eq(name, names[i]))
			return true;
	return false;
}

bool
listings_is_wanted(struct str name)
{
	return listings_is_head(name) || str_eq(name, HEADER);
}

static unsigned
zone_of(const struct maker *m, struct str path)
{
	return guarded_zone(m->listings->guarded, path);
}

/* An index outside of the folder's zone does not answer for it. */
static bool
has_page(const struct maker *m, const struct inventory_folder *folder)
{
	return folder->page != NULL ||
	       (folder->index != NULL &&
		   folder->index->zone == zone_of(m, folder->path));
}

static bool
is_served(const struct maker *m, const struct inventory_item *item)
{
	const struct listings *l = m->listings;
	size_t page;

	if (item->folder != NULL)
		return has_page(m, item->folder);
	return !shelf_is_search(str_skip(item->path, 1), &page) &&
	       publish_can_reach(l->arena, l->origin, item->path);
}

static bool
is_listed(const struct maker *m, const struct inventory_folder *in,
    const struct inventory_item *item)
{
	unsigned zone = zone_of(m, item->path);

	return (zone == 0 || zone == zone_of(m, in->path)) &&
	       !policy_rules(m->listings->policy, item->path) &&
	       is_served(m, item);
}

static struct str
cleaned(struct arena *a, struct str text)
{
	return clean_text(a, clean_loose(a, text));
}

/* What gophernicus has of a folder is not more than a line. */
static struct str
tag_of(struct arena *a, const struct inventory_folder *folder)
{
	struct str line, rest;

	if (folder->tag == NULL)
		return STR("");
	str_cut(folder->tag->bytes, '\n', &line, &rest);
	return utf8_valid(line) == line.len ? cleaned(a, line) : STR("");
}

/* Empty if nobody calls it anything. */
static struct str
title_of_folder(struct arena *a, const struct inventory_folder *folder)
{
	struct str title = tag_of(a, folder);

	if (title.len == 0 && folder->page != NULL)
		title = headline_of_doc(a, folder->page);
	if (title.len == 0 && folder->index != NULL)
		title = headline_of_file(a, folder->index);
	return title;
}

static struct str
name_of_folder(const struct maker *m, const struct inventory_folder *folder)
{
	if (folder->title.len > 0)
		return folder->title;
	if (folder->up == NULL)
		return m->listings->origin->host;
	return cleaned(m->listings->arena, folder->name);
}

/* All that is text is read as it is, whatever kind of text. */
static struct str
weight_of(struct arena *a, const struct listing_entry *e,
    const struct inventory_item *item)
{
	const struct file *f = item->file;
	bool text = f->media.item == '0' || item->doc != NULL;

	return weight_words(a, e->title.len > 0 ? e->title : e->name,
	    text ? STR("") : f->path, f->size);
}

static struct listing_entry
entry_of(struct arena *a, const struct inventory_item *item)
{
	struct listing_entry e = {
		.path = item->path,
		.folder = item->folder != NULL,
	};

	dayname_read(cleaned(a, item->name), &e.day, &e.name);
	if (item->folder != NULL)
		e.title = item->folder->title;
	else if (item->doc != NULL)
		e.title = headline_of_doc(a, item->doc);
	else
		e.title = headline_of_file(a, item->file);
	if (item->file == NULL)
		return e;
	e.weight = weight_of(a, &e, item);
	if (item->file->changed != 0)
		e.changed = date_of_moment(item->file->changed);
	return e;
}

/* The header.gmi of a folder without a page, or NULL. */
static const struct inventory_item *
header_of(const struct maker *m, const struct inventory_folder *folder)
{
	const struct inventory_item *i = folder->first;

	while (i != NULL && (i->file == NULL || !str_eq(i->name, HEADER) ||
				!is_listed(m, folder, i)))
		i = i->next;
	return i;
}

/* Of what was made a page of, all findings have been told. */
static struct doc *
read_head(struct maker *m, const struct inventory_folder *folder,
    const struct inventory_item *header)
{
	const struct listings *l = m->listings;
	const struct file *f = header != NULL ? header->file : folder->head;
	struct diags told;
	struct doc *doc = NULL;

	diags_init(&told, l->arena);
	if (header != NULL)
		names_put(&m->heads, f->path, m);
	if (f != NULL)
		doc = gemtext_read(l->arena, f->bytes,
		    arena_printf(l->arena, "/%.*s", STR_ARG(f->path)),
		    header != NULL && header->doc != NULL ? &told : l->diags);
	return doc != NULL ? doc
			   : doc_new(l->arena, STR(""), STR(""), STR(""));
}

static void
add_entries(const struct maker *m, struct doc *doc,
    const struct inventory_folder *folder, const struct inventory_item *header)
{
	struct arena *a = m->listings->arena;
	struct listing_entry *entries =
	    arena_array(a, folder->count + 1, sizeof(*entries));
	const struct inventory_item *i = folder->first;
	size_t count = 0;

	for (; i != NULL; i = i->next)
		if (i != header && is_listed(m, folder, i))
			entries[count++] = entry_of(a, i);
	listing_add(a, doc, entries, count);
}

/* Its words are others': whoever looks for them finds these. */
static void
make_listing(struct maker *m, struct inventory_folder *folder)
{
	const struct listings *l = m->listings;
	const struct inventory_item *header = header_of(m, folder);
	struct doc *doc = read_head(m, folder, header);

	folder->title =
	    doc->title.len > 0 ? doc->title : tag_of(l->arena, folder);
	doc->path = folder->path;
	doc->title = name_of_folder(m, folder);
	doc->lang = l->lang;
	doc->menu = true;
	doc->echo = true;
	doc->folder = folder->up != NULL;
	doc_guard(doc, l->guarded);
	add_entries(m, doc, folder, header);
	folder->page = doc;
	folder->listing = doc;
	doc->next = m->first;
	m->first = doc;
}

static bool
is_ruled(const struct maker *m, struct str path)
{
	const struct policy *policy = m->listings->policy;

	return policy_rules(policy, path) ||
	       policy_rules(policy,
		   arena_printf(m->listings->arena, "%.*s/", STR_ARG(path)));
}

static bool
is_wanting(const struct maker *m, const struct inventory_folder *folder)
{
	const struct inventory_item *i = folder->first;
	size_t page;

	if (has_page(m, folder) || is_ruled(m, folder->path) ||
	    shelf_is_search(str_skip(folder->path, 1), &page))
		return false;
	while (i != NULL && !is_listed(m, folder, i))
		i = i->next;
	return i != NULL || folder->head != NULL;
}

static void
add_up(const struct maker *m, struct inventory_folder *folder)
{
	const struct inventory_folder *up = folder->up;
	unsigned zone;

	if (folder->listing == NULL || up == NULL || !has_page(m, up))
		return;
	zone = zone_of(m, up->path);
	if (zone == 0 || zone == folder->listing->zone)
		listing_add_up(m->listings->arena, folder->listing, up->path,
		    name_of_folder(m, up));
}

static void
take_files(const struct maker *m, struct files *files)
{
	struct file **link = &files->first;

	while (*link != NULL)
		if (names_find(&m->heads, (*link)->path) != NULL)
			*link = (*link)->next;
		else
			link = &(*link)->next;
	files->end = link;
}

/* Those made of them go, too; at the end stand the listings. */
static void
take_docs(const struct maker *m, struct doc **link)
{
	while (*link != NULL)
		if (names_find(&m->heads, str_skip((*link)->source, 1)) != NULL)
			*link = (*link)->next;
		else
			link = &(*link)->next;
	*link = m->first;
}

struct doc *
listings_add(const struct listings *l, struct doc *docs, struct files *files)
{
	struct maker m = { .listings = l };
	struct inventory_folder *folder;

	if (l->policy != NULL && l->policy->unlisted)
		return docs;
	names_init(&m.heads, l->arena);
	inventory_take(&m.inventory, l->arena, docs, files);
	for (folder = m.inventory.last; folder != NULL; folder = folder->next)
		if (is_wanting(&m, folder))
			make_listing(&m, folder);
		else
			folder->title = title_of_folder(l->arena, folder);
	for (folder = m.inventory.last; folder != NULL; folder = folder->next)
		add_up(&m, folder);
	take_files(&m, files);
	take_docs(&m, &docs);
	return docs;
}
