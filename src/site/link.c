/* SPDX-License-Identifier: ISC */
#include "site/link.h"

#include "base/buf.h"
#include "proto/uri.h"
#include "site/table.h"

struct linker {
	struct arena *arena;
	struct diags *diags; /* of these documents only */
	struct table items;  /* the item type of each path that is served */
};

static void
add_docs(struct linker *l, const struct doc *docs)
{
	for (; docs != NULL; docs = docs->next)
		table_add(&l->items, docs->path, docs->menu ? '1' : '0');
}

/* After the documents: where both have a path, the page is what is served. */
static void
add_files(struct linker *l, const struct files *files)
{
	for (const struct file *f = files->first; f != NULL; f = f->next) {
		uint64_t item = (unsigned char)f->media.item;

		table_add(&l->items,
		    arena_printf(l->arena, "/%.*s", STR_ARG(f->path)), item);
		if (f->index)
			table_add(&l->items,
			    arena_printf(l->arena, "/%.*s",
				STR_ARG(file_folder(f))),
			    item);
	}
}

static struct str
mend(struct arena *a, struct str target)
{
	struct buf mended;
	struct str kept;

	buf_init(&mended);
	uri_mend(&mended, target);
	kept = arena_str(a, buf_str(&mended));
	buf_release(&mended);
	return kept;
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

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
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
	b->item = (char)item;
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
	struct str mended = mend(l->arena, b->target);
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

static bool
is_one_place(const struct place *a, const struct place *b)
{
	return a->line == b->line && a->column == b->column &&
	       str_eq(a->file, b->file);
}

/* The same link may stand on the home page and on its section's. */
static bool
is_said(const struct diags *d, const struct diag *new)
{
	for (const struct diag *i = d->first; i != NULL; i = i->next)
		if (is_one_place(&i->at, &new->at) &&
		    str_eq(i->text, new->text))
			return true;
	return false;
}

static void
pass_on(const struct diags *found, struct diags *d)
{
	for (const struct diag *i = found->first; i != NULL; i = i->next)
		if (!is_said(d, i))
			diag_add(d, i->level, i->at, i->code, "%.*s",
			    STR_ARG(i->text));
}

void
link_docs(struct arena *a, struct doc *docs, const struct files *files,
    struct diags *d)
{
	struct diags found;
	struct linker l = { .arena = a, .diags = &found };

	diags_init(&found, a);
	table_init(&l.items);
	add_docs(&l, docs);
	add_files(&l, files);
	for (struct doc *doc = docs; doc != NULL; doc = doc->next)
		for (struct block *b = doc->first; b != NULL; b = b->next)
			if (b->kind == BLOCK_LINK && !link_block(&l, b))
				become_text(a, b);
	table_release(&l.items);
	pass_on(&found, d);
}
