/* SPDX-License-Identifier: ISC */
#include "site/link.h"

#include "proto/uri.h"
#include "site/served.h"
#include "site/table.h"
#include "site/weight.h"

struct linker {
	struct arena *arena;
	struct diags *diags;
	struct served_all served;
	const struct doc *doc;
	struct table seen;  /* links by place and target */
	struct diags again; /* what was found of these before */
};

static bool
has_no_host(struct str scheme)
{
	return str_eq_nocase(scheme, STR("mailto")) ||
	       str_eq_nocase(scheme, STR("tel")) ||
	       str_eq_nocase(scheme, STR("xmpp"));
}

/* Whoever has a link of a kind has many: one finding tells of all (T-24). */
static void
warn_scheme(struct linker *l, const struct block *b, struct str scheme)
{
	char *key = arena_array(l->arena, scheme.len + 1, 1);

	for (size_t i = 0; i < scheme.len; i++)
		key[i] = char_lower(scheme.at[i]);
	key[scheme.len] = ':';
	if (table_add(&l->seen, (struct str){ key, scheme.len + 1 }, 0))
		diag_add(l->diags, DIAG_WARNING, b->at, "bad-link",
		    "readers cannot follow %.*s: links", STR_ARG(scheme));
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
		warn_scheme(l, b, uri->scheme);
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
	const struct served *found;
	struct str path;

	if (uri_path_decode(absolute, storage, absolute.len + 1, &path) !=
	    URI_PATH_OK) {
		diag_add(l->diags, DIAG_WARNING, b->at, "bad-link",
		    "%.*s is no path within the capsule", STR_ARG(b->target));
		return false;
	}
	path = served_as(&l->served, l->doc, path);
	/* Nothing here takes a query, and no protocol sends a fragment. */
	found = uri->has_query ? NULL : served_find(&l->served, &path);
	if (found == NULL) {
		warn_missing(l, b, uri->has_query ? b->target : path);
		return false;
	}
	b->target = path;
	b->gopher = found->gopher;
	b->form = found->form;
	b->item = found->item;
	b->views &= found->views;
	b->trees = found->trees;
	if (found->bytes > 0 && !b->nav && b->label.len == 0)
		b->label = weight_label(l->arena, b->text, path, found->bytes);
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
	struct str mended = uri_mended(l->arena, b->target);
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
	l->doc = doc;
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

	served_init(&l.served, a, docs, files, feeds);
	table_init(&l.seen);
	diags_init(&l.again, a);
	for (struct doc *doc = docs; doc != NULL; doc = doc->next)
		link_doc(&l, doc, d);
	table_release(&l.seen);
}
