/* SPDX-License-Identifier: ISC */
#include "site/link.h"

#include <assert.h>

#include "base/count.h"
#include "proto/uri.h"
#include "render/item.h"
#include "site/shelf.h"
#include "site/table.h"
#include "site/trees.h"
#include "site/weight.h"

struct linker {
	struct arena *arena;
	struct diags *diags;
	struct table items; /* what each path that is served is: found_as() */
	struct table seen;  /* links by place and target */
	struct diags again; /* what was found of these before */
};

/* What is at a path, packed into a number. */
struct served {
	char item;
	unsigned views; /* in which it is there */
	unsigned trees; /* of these on Gopher */
	uint64_t bytes; /* of a file to be kept, no page; else 0 */
};

static_assert(VIEW_COUNT <= 4 && TREE_COUNT <= 4, "they have four bits each");

static uint64_t
found_as(char item, unsigned views, unsigned trees)
{
	return (uint64_t)trees << 12 | (uint64_t)views << 8 |
	       (unsigned char)item;
}

/* Files are at most LOAD_FILE_MAX long. */
static uint64_t
file_as(const struct file *f)
{
	uint64_t kept = f->media.item == '9' || f->media.item == 's'
			    ? (uint64_t)f->bytes.len
			    : 0;

	return kept << 16 |
	       found_as(f->media.item, file_views(f), f->trees);
}

static struct served
unpacked(uint64_t number)
{
	return (struct served){
		.item = (char)(number & 0xff),
		.views = (unsigned)(number >> 8 & 0xf),
		.trees = (unsigned)(number >> 12 & 0xf),
		.bytes = number >> 16,
	};
}

static void
add_docs(struct linker *l, const struct doc *docs)
{
	for (; docs != NULL; docs = docs->next)
		table_add(&l->items, docs->path,
		    found_as(docs->menu ? '1' : '0', docs->views,
			docs->trees));
}

static void
add_search(struct linker *l, const struct doc *docs)
{
	unsigned trees = 1u << TREE_MAIN;

	if (trees_has(docs, TREE_ASCII))
		trees |= 1u << TREE_ASCII;
	table_add(&l->items,
	    arena_printf(l->arena, "/%.*s", STR_ARG(SHELF_SEARCH)),
	    found_as('7', ALL_VIEWS, trees));
}

/* After the documents: where both have a path, the page is what is served. */
static void
add_files(struct linker *l, const struct files *files)
{
	for (const struct file *f = files->first; f != NULL; f = f->next) {
		uint64_t item = file_as(f);

		table_add(&l->items,
		    arena_printf(l->arena, "/%.*s", STR_ARG(f->path)), item);
		if (f->index)
			table_add(&l->items,
			    arena_printf(l->arena, "/%.*s",
				STR_ARG(file_folder(f))),
			    item);
	}
}

/* Last of all: a file of its author's goes first. */
static void
add_feeds(struct linker *l, const struct feeds *feeds)
{
	for (enum view v = 0; v < VIEW_COUNT; v++) {
		const struct feed *f = feeds->of[v];

		for (; f != NULL; f = f->next)
			table_add(&l->items, f->path,
			    found_as('0', feeds_views(feeds, f->path),
				1u << TREE_MAIN));
	}
}

static bool
has_no_host(struct str scheme)
{
	return str_eq_nocase(scheme, STR("mailto")) ||
	       str_eq_nocase(scheme, STR("tel")) ||
	       str_eq_nocase(scheme, STR("xmpp"));
}

static bool
link_url(struct linker *l, struct block *b, const struct uri *uri,
    struct str mended)
{
	if (uri->scheme.len == 0) {
		diag_add(l->diags, DIAG_WARNING, b->at, "bad-link",
		    "write the scheme, such as https:, in front of %.*s",
		    STR_ARG(b->target));
		return false;
	}
	if (!uri_scheme_is_public(uri->scheme)) {
		diag_add(l->diags, DIAG_WARNING, b->at, "bad-link",
		    "readers cannot follow %.*s: links",
		    STR_ARG(uri->scheme));
		return false;
	}
	if (uri->host.len == 0 && !has_no_host(uri->scheme)) {
		diag_add(l->diags, DIAG_WARNING, b->at, "bad-link",
		    "no host name in %.*s", STR_ARG(b->target));
		return false;
	}
	b->target = mended;
	b->item = 'h';
	return true;
}

/* The path itself, as a folder's, as a page's: what the server would find. */
static bool
find_path(const struct linker *l, struct str *path, uint64_t *item)
{
	const struct str forms[] = {
		*path,
		arena_printf(l->arena, "%.*s/", STR_ARG(*path)),
		str_ends(*path, STR("/")) ? str_take(*path, path->len - 1)
					  : *path,
	};

	for (size_t i = 0; i < COUNT(forms); i++) {
		if (table_find(&l->items, forms[i], item)) {
			*path = forms[i];
			return true;
		}
	}
	return false;
}

static void
warn_missing(struct linker *l, const struct block *b, struct str path)
{
	const char *hint = "";

	if (str_index(b->target, '@') < b->target.len)
		hint = "; for mail write mailto: in front";
	else if (str_starts(b->target, STR("www.")))
		hint = "; for a web site write https:// in front";
	diag_add(l->diags, DIAG_WARNING, b->at, "missing-file",
	    "no page or file at %.*s%s", STR_ARG(path), hint);
}

static bool
link_path(struct linker *l, struct block *b, const struct uri *uri)
{
	struct str absolute =
	    arena_printf(l->arena, "/%.*s", STR_ARG(uri->path));
	char *storage = arena_array(l->arena, absolute.len + 1, 1);
	struct served found;
	struct str path;
	uint64_t item = 0;

	if (uri_path_decode(absolute, storage, absolute.len + 1, &path) !=
	    URI_PATH_OK) {
		diag_add(l->diags, DIAG_WARNING, b->at, "bad-link",
		    "%.*s is no path within the capsule", STR_ARG(b->target));
		return false;
	}
	/* Nothing here takes a query, and no protocol sends a fragment. */
	if (uri->has_query || !find_path(l, &path, &item)) {
		warn_missing(l, b, uri->has_query ? b->target : path);
		return false;
	}
	b->target = path;
	found = unpacked(item);
	b->item = found.item;
	b->views &= found.views;
	b->trees = found.trees;
	if (found.bytes > 0 && !b->nav)
		b->label = weight_label(l->arena, b->text, path, found.bytes);
	return true;
}

static void
become_text(struct arena *a, struct block *b)
{
	if (str_find(b->text, b->target) == b->text.len)
		b->text = arena_printf(a, "%.*s: %.*s", STR_ARG(b->text),
		    STR_ARG(b->target));
	b->kind = BLOCK_TEXT;
	b->target = (struct str){ NULL, 0 };
	b->nav = false;
}

static bool
link_block(struct linker *l, struct block *b)
{
	struct str mended = item_url(l->arena, b->target);
	struct uri uri;

	if (b->target.len == 0 || !uri_parse(mended, &uri)) {
		diag_add(l->diags, DIAG_WARNING, b->at, "bad-link",
		    "\"%.*s\" is neither a URL nor a path",
		    STR_ARG(b->target));
		return false;
	}
	if (uri.scheme.len > 0 || uri.has_authority)
		return link_url(l, b, &uri, mended);
	return link_path(l, b, &uri);
}

/* The same link may stand on the home page and on its section's. */
static bool
is_new(struct linker *l, const struct block *b)
{
	struct str key = arena_printf(l->arena, "%zu:%zu %.*s %.*s", b->at.line,
	    b->at.column, STR_ARG(b->target), STR_ARG(b->at.file));

	return table_add(&l->seen, key, 0);
}

static void
link_doc(struct linker *l, struct doc *doc, struct diags *d)
{
	for (struct block *b = doc->first; b != NULL; b = b->next) {
		if (b->kind != BLOCK_LINK)
			continue;
		l->diags = is_new(l, b) ? d : &l->again;
		if (!link_block(l, b))
			become_text(l->arena, b);
	}
}

void
link_docs(struct arena *a, struct doc *docs, const struct files *files,
    const struct feeds *feeds, struct diags *d)
{
	struct linker l = { .arena = a };

	table_init(&l.items);
	table_init(&l.seen);
	diags_init(&l.again, a);
	add_docs(&l, docs);
	add_search(&l, docs);
	add_files(&l, files);
	add_feeds(&l, feeds);
	for (struct doc *doc = docs; doc != NULL; doc = doc->next)
		link_doc(&l, doc, d);
	table_release(&l.items);
	table_release(&l.seen);
}
