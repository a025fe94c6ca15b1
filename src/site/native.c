/* SPDX-License-Identifier: ISC */
#include "site/native.h"

#include "base/names.h"
#include "model/menu.h"
#include "page/menu.h"
#include "parse/gemtext.h"
#include "parse/gophermap.h"
#include "parse/gph.h"
#include "parse/markdown.h"
#include "site/map_files.h"
#include "site/native_kind.h"
#include "site/own_url.h"
#include "site/shelf.h"

struct maker {
	const struct native *native;
	struct map_folders folders;
	struct names indexes; /* struct file on Gemini, by its folder */
	struct names taken;   /* something, by its path */
	struct doc **end;
};

static struct str
source_of(const struct maker *m, const struct file *f)
{
	return arena_printf(m->native->arena, "/%.*s", STR_ARG(f->path));
}

/* "/" or "/dir". */
static struct str
folder_of(const struct maker *m, const struct file *f)
{
	struct str path = arena_printf(m->native->arena, "/%.*s",
	    STR_ARG(file_folder(f)));

	return str_take(path, path.len > 1 ? path.len - 1 : 1);
}

/* "/dir/a" of "/dir/a.gmi". */
static struct str
stem_of(const struct maker *m, const struct file *f)
{
	struct str path = source_of(m, f);

	while (!str_ends(path, STR(".")))
		path.len--;
	path.len--;
	return path;
}

/* Whether a page may be there in the file's stead, or a map of a folder. */
static bool
is_free(const struct maker *m, struct str path, const struct file *f)
{
	const struct native *n = m->native;
	struct str key = str_skip(path, 1);
	size_t page;

	return !str_ends(path, STR("/")) &&
	       names_find(&m->taken, path) == NULL &&
	       !map_folders_has(&m->folders, key) &&
	       !shelf_is_search(key, &page) &&
	       guarded_zone(n->guarded, path) == f->zone;
}

static bool
is_folder_free(const struct maker *m, const struct file *f)
{
	struct str path = folder_of(m, f);

	return names_find(&m->taken, path) == NULL &&
	       guarded_zone(m->native->guarded, path) == f->zone;
}

static bool
is_ruled(const struct maker *m, const struct file *f, struct str path)
{
	return policy_rules(m->native->policy, path) ||
	       policy_rules(m->native->policy, source_of(m, f));
}

/*
 * A file of one protocol names the capsule by URLs of that. They lead where its
 * paths do, lest readers of the other protocol are sent away from theirs. One
 * of the other protocol leads there on purpose.
 */
static void
stay_own(const struct maker *m, struct doc *doc, enum view v)
{
	for (struct block *b = doc->first; b != NULL; b = b->next)
		if (b->kind == BLOCK_LINK)
			b->target = own_url_path(m->native->arena,
			    m->native->origin, v, b->target);
}

/* The doc, made of the file, at a path. */
static void
add_doc(struct maker *m, struct doc *doc, const struct file *f, struct str path)
{
	bool root = str_eq(path, STR("/"));

	doc->path = path;
	doc->source = source_of(m, f);
	doc->folder = str_eq(path, folder_of(m, f)) && !root;
	doc->menu |= root; /* even without a link (O-02) */
	doc->lang = f->lang.len > 0 ? f->lang : m->native->lang;
	doc_guard(doc, m->native->guarded);
	names_put(&m->taken, path, doc);
	*m->end = doc;
	m->end = &doc->next;
}

static void
add_gemtext(struct maker *m, struct file *f)
{
	const struct native *n = m->native;
	struct str path = f->index ? folder_of(m, f) : stem_of(m, f);
	bool is_there = f->index ? is_folder_free(m, f) : is_free(m, path, f);
	struct doc *doc;

	if (f->zone != 0 || !is_there || is_ruled(m, f, path))
		return;
	doc = gemtext_read(n->arena, f->bytes, source_of(m, f), n->diags);
	if (doc == NULL)
		return;
	stay_own(m, doc, VIEW_GEMINI);
	doc->form = source_of(m, f);
	doc->views = 1u << VIEW_GOPHER | 1u << VIEW_WEB;
	f->paged = true;
	add_doc(m, doc, f, path);
}

/*
 * A page that we make has a title (T-27): if its author gave it none, the name
 * of its file or folder without suffix, or of the host.
 */
static void
entitle(const struct maker *m, struct doc *doc, struct str path)
{
	size_t start = path.len;
	struct str name;

	while (start > 0 && path.at[start - 1] != '/')
		start--;
	name = str_skip(path, start);
	if (str_ends(name, STR(".gophermap")))
		name.len -= STR(".gophermap").len;
	else if (str_ends(name, STR(".gph")))
		name.len -= STR(".gph").len;
	if (doc->title.len == 0)
		doc->title = name.len > 0 ? name : m->native->origin->host;
}

static bool
has_index(const struct maker *m, const struct file *f)
{
	return names_find(&m->indexes, folder_of(m, f)) != NULL;
}

static void
add_markdown(struct maker *m, const struct file *f, bool index)
{
	const struct native *n = m->native;
	struct str path = stem_of(m, f);
	struct doc *doc;

	if (index && !has_index(m, f) && is_folder_free(m, f))
		path = folder_of(m, f);
	else if (!is_free(m, path, f))
		return;
	if (is_ruled(m, f, path))
		return;
	doc = markdown_read(n->arena, f->bytes, source_of(m, f), n->diags);
	if (doc == NULL)
		return;
	entitle(m, doc, path);
	add_doc(m, doc, f, path);
}

static struct menu *
read_map(const struct maker *m, const struct file *f, enum native_kind kind)
{
	const struct native *n = m->native;
	const struct map_sight sight = {
		.all = &m->folders,
		.zone = f->zone,
		.listings = n->policy == NULL || !n->policy->unlisted,
	};
	const struct map_files files = map_files_of(&sight);
	const struct map_place place = {
		.file = f->path,
		.folder = folder_of(m, f),
		.origin = n->origin,
		.files = &files,
		.diags = n->diags,
	};
	struct menu *menu = arena_new(n->arena, struct menu);
	bool read;

	menu_init(menu, n->arena);
	read = kind == NATIVE_GPH ? gph_read(menu, f->bytes, &place)
				  : gophermap_read(menu, f->bytes, &place);
	return read ? menu : NULL;
}

static void
warn_taken(const struct maker *m, const struct file *f, struct str path)
{
	diag_add(m->native->diags, DIAG_WARNING,
	    (struct place){ .file = f->path }, "path-taken",
	    "%.*s is something else, which is served", STR_ARG(path));
}

/* What the folder is on Gemini already stays there. */
static void
add_map(struct maker *m, const struct file *f, enum native_kind kind)
{
	bool whole = native_is_map(file_name(f));
	struct str path = whole ? folder_of(m, f) : source_of(m, f);
	struct file *index = whole ? names_find(&m->indexes, path) : NULL;
	struct menu *menu;
	struct doc *doc;
	size_t page;

	if ((whole && !is_folder_free(m, f)) ||
	    shelf_is_search(str_skip(path, 1), &page)) {
		warn_taken(m, f, path);
		return;
	}
	menu = read_map(m, f, kind);
	if (menu == NULL)
		return;
	doc = menu_doc(m->native->arena, menu, path, m->native->origin);
	stay_own(m, doc, VIEW_GOPHER);
	entitle(m, doc, path);
	doc->map = menu;
	if (index != NULL) {
		doc->views = 1u << VIEW_GOPHER | 1u << VIEW_WEB;
		index->mapped = true;
	}
	add_doc(m, doc, f, path);
}

static void
add_file(struct maker *m, struct file *f, enum native_kind kind)
{
	switch (kind) {
	case NATIVE_GOPHERMAP:
	case NATIVE_GPH:
		add_map(m, f, kind);
		break;
	case NATIVE_GEMTEXT:
		add_gemtext(m, f);
		break;
	case NATIVE_INDEX:
	case NATIVE_README:
	case NATIVE_MARKDOWN:
		add_markdown(m, f, kind != NATIVE_MARKDOWN);
		break;
	case NATIVE_NONE:
		break;
	}
}

static void
maker_init(struct maker *m, const struct native *n, struct doc **docs,
    const struct files *files)
{
	*m = (struct maker){ .native = n, .end = docs };
	map_folders_init(&m->folders, n->arena, files);
	names_init(&m->taken, n->arena);
	names_init(&m->indexes, n->arena);
	for (; *m->end != NULL; m->end = &(*m->end)->next)
		names_put(&m->taken, (*m->end)->path, *m->end);
	for (struct file *f = files->first; f != NULL; f = f->next) {
		if (f->index)
			names_put(&m->indexes, folder_of(m, f), f);
		if (native_kind(f) > NATIVE_GPH)
			names_put(&m->taken, source_of(m, f), f);
	}
}

/* A map is no file that readers see (O-27). */
static void
take_maps(struct files *files)
{
	struct file **link = &files->first;

	while (*link != NULL)
		if (native_kind(*link) <= NATIVE_GPH)
			*link = (*link)->next;
		else
			link = &(*link)->next;
	files->end = link;
}

struct doc *
native_add(const struct native *n, struct doc *docs, struct files *files)
{
	struct maker m;

	maker_init(&m, n, &docs, files);
	for (enum native_kind kind = 0; kind < NATIVE_NONE; kind++)
		for (struct file *f = files->first; f != NULL; f = f->next)
			if (native_kind(f) == kind)
				add_file(&m, f, kind);
	take_maps(files);
	return docs;
}
