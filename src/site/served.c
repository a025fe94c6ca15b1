/* SPDX-License-Identifier: ISC */
#include "site/served.h"

#include "base/count.h"
#include "site/shelf.h"
#include "site/trees.h"

static bool
is_markdown(const struct doc *doc)
{
	return doc->source.len > 0 && doc->form.len == 0 && doc->map == NULL;
}

/* The first has the path, but in views in which only another is there. */
static void
add(struct served_all *all, struct str path, struct served what)
{
	struct served *known = names_find(&all->items, path);

	if (known != NULL) {
		if ((known->views & what.views) == 0)
			known->views |= what.views;
		return;
	}
	known = arena_new(all->arena, struct served);
	*known = what;
	names_put(&all->items, path, known);
}

static struct served
file_as(const struct file *f, unsigned views)
{
	bool kept = f->media.item == '9' || f->media.item == 's';

	return (struct served){
		.item = f->media.item,
		.views = views,
		.trees = f->trees,
		.bytes = kept ? f->size : 0,
	};
}

/* On Gemini a folder's page is behind a slash, and a file what it is. */
static void
add_doc(struct served_all *all, struct doc *doc)
{
	struct str path = doc->path;
	struct served what = {
		.item = doc->menu ? '1' : '0',
		.views = doc->views,
		.trees = doc->trees,
	};

	if (doc->folder)
		path = arena_printf(all->arena, "%.*s/", STR_ARG(path));
	if (doc->folder || doc->form.len > 0) {
		what.gopher = doc->path;
		what.form = doc->form;
	}
	if (doc->form.len > 0) {
		add(all, doc->form, what);
		what.whole = doc->form;
	}
	add(all, path, what);
	if (is_markdown(doc))
		names_put(&all->pages, doc->source, doc);
}

static void
add_docs(struct served_all *all, struct doc *docs)
{
	for (; docs != NULL; docs = docs->next)
		add_doc(all, docs);
}

static void
add_search(struct served_all *all, const struct doc *docs)
{
	unsigned trees = 1u << TREE_MAIN;

	if (trees_has(docs, TREE_ASCII))
		trees |= 1u << TREE_ASCII;
	add(all, arena_printf(all->arena, "/%.*s", STR_ARG(SHELF_SEARCH)),
	    (struct served){
		.item = '7', .views = ALL_VIEWS, .trees = trees });
}

/* After the documents: where both have a path, the page is what is served. */
static void
add_files(struct served_all *all, const struct files *files)
{
	for (const struct file *f = files->first; f != NULL; f = f->next) {
		add(all, arena_printf(all->arena, "/%.*s", STR_ARG(f->path)),
		    file_as(f, file_views(f)));
		if (f->index)
			add(all,
			    arena_printf(all->arena, "/%.*s",
				STR_ARG(file_folder(f))),
			    file_as(f, file_index_views(f)));
	}
}

/* Last of all: a file of its author's goes first. */
static void
add_feeds(struct served_all *all, const struct feeds *feeds)
{
	for (enum view v = 0; v < VIEW_KINDS; v++) {
		const struct feed *f = feeds->of[v];

		for (; f != NULL; f = f->next)
			add(all, f->path,
			    (struct served){ .item = '0',
				.views = 1u << v,
				.trees = 1u << TREE_MAIN });
	}
}

void
served_init(struct served_all *all, struct arena *a, struct doc *docs,
    const struct files *files, const struct feeds *feeds)
{
	all->arena = a;
	names_init(&all->items, a);
	names_init(&all->pages, a);
	add_docs(all, docs);
	add_search(all, docs);
	add_files(all, files);
	add_feeds(all, feeds);
}

static const struct served *
find_whole(const struct served_all *all, const struct served *found,
    struct str *path)
{
	if (found->views == ALL_VIEWS || found->whole.len == 0)
		return found;
	*path = found->whole;
	return names_find(&all->items, *path);
}

const struct served *
served_find(const struct served_all *all, struct str *path)
{
	const struct str forms[] = {
		*path,
		arena_printf(all->arena, "%.*s/", STR_ARG(*path)),
		str_ends(*path, STR("/")) ? str_take(*path, path->len - 1)
					  : *path,
	};

	for (size_t i = 0; i < COUNT(forms); i++) {
		const struct served *found = names_find(&all->items, forms[i]);

		if (found != NULL) {
			*path = forms[i];
			return find_whole(all, found, path);
		}
	}
	return NULL;
}

struct str
served_as(const struct served_all *all, const struct doc *from, struct str path)
{
	const struct doc *page = NULL;

	if (is_markdown(from))
		page = names_find(&all->pages, path);
	return page != NULL ? page->path : path;
}
