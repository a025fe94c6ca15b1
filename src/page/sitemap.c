/* SPDX-License-Identifier: ISC */
#include "page/sitemap.h"

#include "model/terms.h"
#include "page/path.h"

struct str
sitemap_path(struct arena *a, const struct profile *p)
{
	return path_generated(a, p, STR("sitemap"));
}

/* "/publications" of "/publications/key", "" of "/about". */
static struct str
folder_of(struct str path)
{
	while (path.len > 0 && path.at[path.len - 1] != '/')
		path.len--;
	return str_take(path, path.len > 0 ? path.len - 1 : 0);
}

static void
add_doc(struct arena *a, struct doc *map, const struct doc *doc, bool tight)
{
	struct block *block = doc_add_link(a, map, doc->path, doc_label(doc));

	block->views = doc->views;
	block->tight = tight;
}

static void
add_top(struct arena *a, struct doc *map, const struct doc *docs,
    struct str root)
{
	bool tight = false;

	for (; docs != NULL; docs = docs->next) {
		if (!str_eq(folder_of(docs->path), root))
			continue;
		add_doc(a, map, docs, tight);
		tight = true;
	}
}

static const struct doc *
find_doc(const struct doc *docs, struct str path)
{
	while (docs != NULL && !str_eq(docs->path, path))
		docs = docs->next;
	return docs;
}

/* Of pages in a zone the one that leads to the others will do (O-55). */
static bool
is_listed(const struct doc *map, const struct doc *above,
    const struct doc *doc)
{
	return doc->zone == 0 || doc->zone == map->zone || above == NULL ||
	       above->zone != doc->zone;
}

/* The pages of one kind were made one after the other. */
static void
add_below(struct arena *a, struct doc *map, const struct doc *docs,
    struct str root)
{
	const struct doc *above = NULL;
	struct str last = root;
	struct block *heading = NULL;

	for (const struct doc *doc = docs; doc != NULL; doc = doc->next) {
		struct str folder = folder_of(doc->path);

		if (str_eq(folder, root))
			continue;
		if (heading == NULL || !str_eq(folder, last)) {
			above = find_doc(docs, folder);
			heading = doc_add(a, map, BLOCK_HEADING,
			    above != NULL ? above->title : str_skip(folder, 1));
			heading->views = 0;
		}
		last = folder;
		if (!is_listed(map, above, doc))
			continue;
		heading->views |= doc->views;
		add_doc(a, map, doc, true);
	}
}

struct doc *
sitemap_page(struct arena *a, const struct profile *p, const struct doc *docs)
{
	struct str lang = profile_lang(p);
	struct doc *map = doc_new(a, sitemap_path(a, p),
	    term_of(lang, TERM_SITEMAP), lang);

	map->menu = true;
	map->echo = true;
	doc_guard(map, p->guarded);
	add_top(a, map, docs, p->root);
	add_below(a, map, docs, p->root);
	return map;
}
