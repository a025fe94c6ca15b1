/* SPDX-License-Identifier: ISC */
#include "site/landing.h"

#include "proto/gemini.h"
#include "proto/uri.h"

static struct str
without_slash(struct str path)
{
	if (path.len > 1 && str_ends(path, STR("/")))
		path.len--;
	return path;
}

/* The first has the path, but in views in which only another is there. */
static void
add(struct landings *l, struct str path, struct landing *what)
{
	struct landing *known;

	path = without_slash(path);
	known = names_find(&l->names, path);
	if (known == NULL)
		names_put(&l->names, path, what);
	else if ((known->views & what->views) == 0)
		known->views |= what->views;
}

/* Where Gemini has it: behind a slash, or as the file it was made of. */
static struct str
path_of(const struct landings *l, const struct doc *doc)
{
	if (doc->folder)
		return arena_printf(l->arena, "%.*s/", STR_ARG(doc->path));
	if (doc->form.len > 0 && !str_eq(doc->path, STR("/")))
		return doc->form;
	return doc->path;
}

static struct landing *
landing_of_doc(const struct landings *l, const struct doc *doc)
{
	struct landing *what = arena_new(l->arena, struct landing);

	what->path = path_of(l, doc);
	what->gopher = doc->path;
	what->item = doc->menu ? '1' : '0';
	what->views = doc->form.len > 0 ? ALL_VIEWS : doc->views;
	what->zone = doc->zone;
	what->doc = doc;
	return what;
}

static struct landing *
landing_of_file(const struct landings *l, const struct file *f, struct str path,
    unsigned views)
{
	struct landing *what = arena_new(l->arena, struct landing);

	what->path = path;
	what->gopher = without_slash(path);
	what->item = f->media.item;
	what->views = views;
	what->zone = f->zone;
	what->file = f;
	return what;
}

static void
add_file(struct landings *l, const struct file *f)
{
	struct arena *a = l->arena;
	struct str path = arena_printf(a, "/%.*s", STR_ARG(f->path));
	struct str folder = str_take(path, file_folder(f).len + 1);

	add(l, path, landing_of_file(l, f, path, file_views(f)));
	if (f->index)
		add(l, folder,
		    landing_of_file(l, f, folder, file_index_views(f)));
}

void
landings_init(struct landings *l, struct arena *a, const struct origin *o,
    const struct doc *docs, const struct files *files)
{
	*l = (struct landings){ .arena = a, .origin = o };
	names_init(&l->names, a);
	for (const struct doc *doc = docs; doc != NULL; doc = doc->next) {
		struct landing *what = landing_of_doc(l, doc);

		add(l, doc->path, what);
		if (doc->form.len > 0)
			add(l, doc->form, what);
		if (doc->source.len > 0)
			add(l, doc->source, what);
	}
	for (const struct file *f = files->first; f != NULL; f = f->next)
		add_file(l, f);
}

const struct landing *
landings_find(const struct landings *l, struct str path)
{
	return names_find(&l->names, without_slash(path));
}

/* Programs that make indexes write URLs in full. */
static bool
is_ours(const struct landings *l, const struct uri *uri)
{
	const int32_t port =
	    uri->port != URI_NO_PORT ? uri->port : GEMINI_PORT;

	if (uri->scheme.len == 0)
		return !uri->has_authority;
	return str_eq_nocase(uri->scheme, STR("gemini")) &&
	       str_eq_nocase(uri->host, l->origin->host) &&
	       port == l->origin->port[VIEW_GEMINI];
}

const struct landing *
landings_of(const struct landings *l, struct str target)
{
	char *storage = arena_array(l->arena, target.len + 1, 1);
	struct str path;
	struct uri uri;

	/* Nothing here takes a query. */
	if (!uri_parse(target, &uri) || !is_ours(l, &uri) || uri.has_query ||
	    uri_path_decode(uri.path, storage, target.len + 1, &path) !=
		URI_PATH_OK)
		return NULL;
	return landings_find(l, path);
}
